"""Whether two figures measure two different things, by the words beside them, however alike their sentences are.

What may come and what came, a rate by the year and one event, those who are sought and those who died, all and the survivors, what was added
and what there is in all, and what is told of two places.
"""

from __future__ import annotations

import regex

from sayso.matching.mentions import FIGURE, Mention, plain
from sayso.matching.terms import STEMMED_CALENDAR, stem

#: How many words before a figure, and behind it, may tell its sort; an increment is told right beside it.
BEFORE, BEHIND, BESIDE = 6, 8, 2

#: Words before a figure that tell its sort, and words behind it that do.
_BEFORE = {
    "forecast": """
        anticipate anticipated could expect expected expects forecast forecasts might possible predict predicted projected projects
    """,
    "average": "average averages typical typically",
}
_BEHIND = {
    "forecast": "expected forecast possible predicted projected",
    "yearly": "annually yearly",
    "average": "average",
    "survived": "survive survived survivors",
}  # fmt: skip


def _by_word(sorts: dict[str, str]) -> dict[str, str]:
    return {stem(word): sort for sort, words in sorts.items() for word in words.split()}


_SORT_BEFORE, _SORT_BEHIND = _by_word(_BEFORE), _by_word(_BEHIND)

#: Words right beside a figure that make it an increment.
_ADDED = frozenset(map(stem, ("additional", "another", "extra", "further")))

#: What stands before those who are sought.
_SOUGHT = regex.compile(r"\b(?:search(?:ed|es|ing)?|look(?:ed|s|ing)?) for\b(?:\s\p{L}+){0,5}\s?$")

#: What makes a count a rate by the year, behind it.
_A_YEAR = regex.compile(r"^[^.;]{0,60}?\b(?:a|each|every|per) year\b")


def sorts(mention: Mention) -> frozenset[str]:
    """The sorts of figure that the words beside it tell; words beyond another figure do not count."""
    tokens, at = mention.home.tokens, mention.at
    found = set()
    for word in reversed(tokens[max(0, at - BEFORE) : at]):
        if word == FIGURE:
            break
        found.add(_SORT_BEFORE.get(word, ""))
    for word in tokens[at + 1 : at + 1 + BEHIND]:
        if word == FIGURE:
            break
        found.add(_SORT_BEHIND.get(word, ""))
    beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 1 + BESIDE])
    if not _ADDED.isdisjoint(beside) or "more" in tokens[at + 1 : at + 2]:
        found.add("added")
    text, home, figure = mention.home.document.text, mention.home.span, mention.figure.span
    if _A_YEAR.match(plain(text[figure.end : home.end])):
        found.add("yearly")
    if _SOUGHT.search(plain(text[home.start : figure.start])):
        found.add("sought")
    return frozenset(found - {""})


#: Places that a figure is told of: the names behind a preposition, as far as they are joined by "and".
_PLACE = regex.compile(
    r"\b(?:in|at|near|across|from|of|for|on)\s(?:the\s)?(?P<names>\p{Lu}[\p{L}'-]+(?:\s(?:and\s(?:\p{Ll}+\s)?)?\p{Lu}[\p{L}'-]+)*)"
)
_NAME = regex.compile(r"\p{Lu}[\p{L}'-]+")

#: How many characters behind a figure its place stands in.
PLACED = 70


def places(mention: Mention) -> frozenset[str]:
    """The names of the places right behind a figure; no days or months."""
    return frozenset(name for name in _NAME.findall(_told_of(mention)) if stem(name) not in STEMMED_CALENDAR)


def _told_of(mention: Mention) -> str:
    """The places right behind a figure as they stand."""
    end = mention.figure.span.end
    behind = mention.home.document.text[end : min(mention.home.span.end, end + PLACED)]
    found = _PLACE.search(plain(behind.partition(";")[0]))
    return found["names"] if found else ""


def other_place(old: Mention, new: Mention) -> bool:
    """Whether two figures are told of two places: each text names both, and each sentence just its own; or one adds a place by an "and"."""
    a, b = places(old), places(new)
    if not a or not b or a == b:
        return False
    here, there = a - b, b - a
    if here and there:
        return all(n not in new.home.raw and n in new.home.document.text for n in here) and all(
            n not in old.home.raw and n in old.home.document.text for n in there
        )
    return bool(a and b) and (a < b or b < a) and " and " in max(_told_of(old), _told_of(new), key=len)


def other_measure(old: Mention, new: Mention) -> bool:
    """Whether two figures measure two things."""
    return sorts(old) != sorts(new) or other_place(old, new)
