"""The constructions, by name: how source, cue and content stand to each other. Every attribution carries the name of the first one
that fits, and every one has examples that the tests run."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sayso.grammar.attributions.certain import puts_out_a_tally
from sayso.grammar.attributions.deciding import Decision

#: A text, and what must be read in it: source, cue, content.
Example = tuple[str, str | None, str, str]


class Rule(NamedTuple):
    """A construction: `fits` tells whether a decision is one, `yes` has texts with what must be read, `no` texts that are near misses."""

    name: str
    fits: Callable[[Decision], bool]
    yes: tuple[Example, ...]
    no: tuple[str, ...]


def _starts(*ways: str) -> Callable[[Decision], bool]:
    return lambda d: d.start.how in ways


def _opens_with(kinds: str) -> Callable[[Decision], bool]:
    return lambda d: d.start.at >= 0 and d.site.page.sheet.kinds[d.start.at] in kinds


def _is_according(d: Decision) -> bool:
    return d.site.lemma == "according"


_QUOTED_BEFORE = _starts("quote before", "clause with quote before")
_BEFORE = _starts("clause before", "clause around", "last clause before")

RULES = (
    Rule(
        "<content>, according to <source>",
        lambda d: _is_according(d) and _BEFORE(d),
        yes=(
            (
                "The ferry carried too many cars, according to the coast guard.",
                "the coast guard",
                "according to",
                "The ferry carried too many cars",
            ),
        ),
        no=("The rooms were numbered according to size.",),
    ),
    Rule(
        "according to <source>, <content>",
        _is_according,
        yes=(
            (
                "According to the coast guard, the ferry carried too many cars.",
                "the coast guard",
                "According to",
                "the ferry carried too many cars",
            ),
        ),
        no=("She sorted the letters according to their dates.",),
    ),
    Rule(
        "“<content>,” <cue> <source>",
        lambda d: _QUOTED_BEFORE(d) and d.source.how == "inverted",
        yes=(("“We lost everything,” said Marta Ruiz, a baker.", "Marta Ruiz, a baker", "said", "“We lost everything,”"),),
        no=("“Harbour Nights” opened in Lisbon.",),
    ),
    Rule(
        "“<content>,” <source> <cue>",
        _QUOTED_BEFORE,
        yes=(("“We lost everything,” she said. “Even the oven.”", "she", "said", "“We lost everything,” … “Even the oven.”"),),
        no=("The band played “Harbour Nights” twice.",),
    ),
    Rule(
        "<content>, <source> <cue>",
        _BEFORE,
        yes=(("The bridge will stay closed until May, the mayor said.", "the mayor", "said", "The bridge will stay closed until May"),),
        no=("The bridge will stay closed until May.",),
    ),
    Rule(
        "<source> <cue>: <content>",
        lambda d: d.start.how == ":" or d.site.word == ":",
        yes=(("The mayor said: “The bridge stays closed.”", "The mayor", "said", "“The bridge stays closed.”"),),
        no=("The list was short: bread, milk and eggs.",),
    ),
    Rule(
        "<source> is <cue> to <content>",
        _starts("subject"),
        yes=(("The gang is believed to be hiding in the hills.", None, "is believed", "The gang … to be hiding in the hills"),),
        no=("The gang is hiding in the hills.",),
    ),
    Rule(
        "<source> puts <figure> at <content>",
        lambda d: puts_out_a_tally(d.site),
        yes=(
            (
                "Peru’s Health Ministry raised the death toll to nearly 1,300.",
                "Peru’s Health Ministry",
                "raised",
                "the death toll to nearly 1,300",
            ),
        ),
        no=("The ministry raised a flag.",),
    ),
    Rule(
        "<source> <cue> that <content>",
        _opens_with("H"),
        yes=(("The mayor said that the bridge was unsafe.", "The mayor", "said", "that the bridge was unsafe"),),
        no=("The bridge that the mayor crossed is old.",),
    ),
    Rule(
        "<source> <cue> “<content>”",
        _opens_with('"'),
        yes=(("Ms. Ruiz said, “We lost everything.”", "Ms. Ruiz", "said", "“We lost everything.”"),),
        no=("She sold the “Harbour Nights” posters.",),
    ),
    Rule(
        "<source> <cue> to <content>",
        lambda d: _opens_with("T")(d) or (d.start.how == "to" and d.site.after[0] == "T"),
        yes=(("The company pledged to pay every victim.", "The company", "pledged", "to pay every victim"),),
        no=("The road to the harbour was closed.",),
    ),
    Rule(
        "<source> <cue> whether <content>",
        _opens_with("W"),
        yes=(("Reporters asked whether the bridge was safe.", "Reporters", "asked", "whether the bridge was safe"),),
        no=("The bridge, which was safe, reopened.",),
    ),
    Rule(
        "<source>, <cue>ing <content>",
        lambda d: d.site.word.endswith("ing"),
        yes=(("The mayor closed the bridge, saying the cables were worn.", "The mayor", "saying", "the cables were worn"),),
        no=("The mayor closed the bridge, walking home.",),
    ),
    Rule(
        "<source> <cue> of <content>",
        lambda d: d.start.how not in ("next", "clause"),
        yes=(("The minister warned against a new strike.", "The minister", "warned", "a new strike"),),
        no=("The minister walked against the wind.",),
    ),
    Rule(
        "<source> <cue> <content>",
        lambda d: True,
        yes=(("Ms. Ruiz said the oven was lost.", "Ms. Ruiz", "said", "the oven was lost"),),
        no=("The oven was lost.",),
    ),
)


def rule_of(decision: Decision) -> str:
    """The name of the construction."""
    return next(rule.name for rule in RULES if rule.fits(decision))
