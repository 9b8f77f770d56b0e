"""The constructions, by name: how source, cue and content relate to each other.

Every attribution has the name of the first construction that fits. Every construction has examples that the tests run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from sayso.grammar.attributions.decoder import Decision
from sayso.grammar.attributions.lexical_rules import is_tally_report

#: A text, and what must be read in it: source, cue, content.
Example = tuple[str, str | None, str, str]


class Shape(NamedTuple):
    """The properties of an attribution that its construction depends on.

    `lemma` and `word` of the cue, `start` and `source` as they relate to it, the class of the token after the cue, that of the
    content's first token after it ("" where none is), and whether it puts out a tally.
    """

    lemma: str
    word: str
    start: str
    source: str
    after: str
    opening: str
    tally: bool


class Construction(NamedTuple):
    """A construction: `fits` tells whether a shape is one, `yes` has texts with what must be read, `no` texts that are near misses."""

    name: str
    fits: Callable[[Shape], bool]
    yes: tuple[Example, ...]
    no: tuple[str, ...]


def _make_start_test(*ways: str) -> Callable[[Shape], bool]:
    return lambda d: d.start in ways


def _make_opening_test(kinds: str) -> Callable[[Shape], bool]:
    return lambda d: d.opening != "" and d.opening in kinds


def _is_according(d: Shape) -> bool:
    return d.lemma == "according"


_QUOTED_BEFORE = _make_start_test("quote before", "clause with quote before")
_BEFORE = _make_start_test("clause before", "clause around", "last clause before")

RULES = (
    Construction(
        "<source> <cue> …. “<content>”",
        _make_start_test("quotation after", "quotation in the next paragraph"),
        yes=(("The mayor said the dam was safe. “We have tried it twice.”", "The mayor", "said", "“We have tried it twice.”"),),
        no=("The dam held. “We have tried it twice.”",),
    ),
    Construction(
        "<SOURCE>: <content>",
        _make_start_test("line"),
        yes=(("REYES: The dam will hold.\nMOSS: Who tried it?", "REYES", ":", "The dam will hold."),),
        no=("UPDATE: The dam will hold.\nWATCH: The dam at night.",),
    ),
    Construction(
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
    Construction(
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
    Construction(
        "“<content>,” <cue> <source>",
        lambda d: _QUOTED_BEFORE(d) and d.source == "inverted",
        yes=(("“We lost everything,” said Marta Ruiz, a baker.", "Marta Ruiz, a baker", "said", "“We lost everything,”"),),
        no=("“Harbour Nights” opened in Lisbon.",),
    ),
    Construction(
        "“<content>,” <source> <cue>",
        _QUOTED_BEFORE,
        yes=(("“We lost everything,” she said. “Even the oven.”", "she", "said", "“We lost everything,” … “Even the oven.”"),),
        no=("The band played “Harbour Nights” twice.",),
    ),
    Construction(
        "<content>, <source> <cue>",
        _BEFORE,
        yes=(("The bridge will stay closed until May, the mayor said.", "the mayor", "said", "The bridge will stay closed until May"),),
        no=("The bridge will stay closed until May.",),
    ),
    Construction(
        "<source> <cue>: <content>",
        lambda d: d.start == ":" or d.word == ":",
        yes=(("The mayor said: “The bridge stays closed.”", "The mayor", "said", "“The bridge stays closed.”"),),
        no=("The list was short: bread, milk and eggs.",),
    ),
    Construction(
        "<source> is <cue> to <content>",
        _make_start_test("subject"),
        yes=(("The gang is believed to be hiding in the hills.", None, "is believed", "The gang … to be hiding in the hills"),),
        no=("The gang is hiding in the hills.",),
    ),
    Construction(
        "<source> puts <figure> at <content>",
        lambda d: d.tally,
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
    Construction(
        "<source> <cue> that <content>",
        _make_opening_test("H"),
        yes=(("The mayor said that the bridge was unsafe.", "The mayor", "said", "that the bridge was unsafe"),),
        no=("The bridge that the mayor crossed is old.",),
    ),
    Construction(
        "<source> <cue> “<content>”",
        _make_opening_test('"'),
        yes=(("Ms. Ruiz said, “We lost everything.”", "Ms. Ruiz", "said", "“We lost everything.”"),),
        no=("She sold the “Harbour Nights” posters.",),
    ),
    Construction(
        "<source> <cue> to <content>",
        lambda d: d.opening == "T" or (d.start == "to" and d.after == "T"),
        yes=(("The company pledged to pay every victim.", "The company", "pledged", "to pay every victim"),),
        no=("The road to the harbour was closed.",),
    ),
    Construction(
        "<source> <cue> whether <content>",
        _make_opening_test("W"),
        yes=(("Reporters asked whether the bridge was safe.", "Reporters", "asked", "whether the bridge was safe"),),
        no=("The bridge, which was safe, reopened.",),
    ),
    Construction(
        "<source>, <cue>ing <content>",
        lambda d: d.word.endswith("ing"),
        yes=(("The mayor closed the bridge, saying the cables were worn.", "The mayor", "saying", "the cables were worn"),),
        no=("The mayor closed the bridge, walking home.",),
    ),
    Construction(
        "<source> <cue> of <content>",
        lambda d: d.start not in ("next", "clause"),
        yes=(("The minister warned against a new strike.", "The minister", "warned", "a new strike"),),
        no=("The minister walked against the wind.",),
    ),
    Construction(
        "<source> <cue> <content>",
        lambda d: True,
        yes=(("Ms. Ruiz said the oven was lost.", "Ms. Ruiz", "said", "the oven was lost"),),
        no=("The oven was lost.",),
    ),
)


def find_rule_name(decision: Decision) -> str:
    """The name of the construction."""
    site, start = decision.site, decision.start
    opening = site.page.tokens.kinds[start.at] if start.at >= 0 else ""
    return _match_rule(
        Shape(
            site.lemma,
            site.word,
            start=start.how,
            source=decision.source.how,
            after=site.after[0],
            opening=opening,
            tally=is_tally_report(site),
        )
    )


@lru_cache(maxsize=4096)
def _match_rule(shape: Shape) -> str:
    return next(rule.name for rule in RULES if rule.fits(shape))
