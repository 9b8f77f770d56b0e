"""How sure the reading of a figure is: the chance that its value, unit, noun and role are all right and worth listing.

Each doubt is a kind of figure, with the number of judged figures of this kind in news and how many were right. The
chance is that of figures without a doubt, multiplied by the ratio of each doubt, as if the doubts were independent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.bare_numbers import is_large_count, is_reported_count
from sayso.grammar.quantities.durations import DURATIONS
from sayso.model import Quantity

#: Of the figures that had no reason for doubt: how many were right, and how many were judged (26 November 2026, a random sample).
NO_DOUBT = (71, 75)

#: The doubts, each with how many figures of its kind were right, of how many judged.
JUDGED = {
    "nothing counted": (4, 12),  # "nearly 70,000 in Texas"
    "subject alone": (6, 8),  # "nearly 9 million are under warnings"
    "large alone": (47, 51),  # "over 800": worth listing, value and role right; without a noun of its own
    "reported alone": (1, 1),  # "organisers claimed 600"
    "tied to many": (15, 18),  # "a 48-team cup"
    "part of nothing": (2, 12),  # "about half were neutral"
    "shares as a score": (10, 10),  # "58%-34%"
    "score": (10, 12),  # "finished 4-0"
    "tied noun": (5, 12),  # "a three-level house"
    "glued": (9, 12),  # "from54%"
    "name": (8, 11),  # "four C-32s"
    "participle": (8, 12),  # "two opposing groups"
    "noun behind a unit": (9, 12),  # "$14 burgers"
    "long noun": (11, 12),  # "nearly 60 new colorectal cancer cases"
    "list": (10, 12),  # one of many in its sentence
    "role alone": (2, 2),  # "32 destroyed"
    "role apart": (9, 9),  # "25 members of the guard were killed"
    "percent of nothing": (12, 12),  # "fell 14%"
}

#: A verb right after a figure makes it a subject, mostly people.
_VERB = re.compile(r"\s(?:are|were|have|had|will|would|did|do|said|say|voted|live|lived)\b")
_PARTICIPLE = re.compile(r"(?<![\w-])[a-z-]+(?:ed|ing)(?![\w’'-])")
_LONG_NOUN = 4
_MANY = 8
_HYPHENS = frozenset("-‐‑")
#: From this number on a hyphen ties a number to what it counts, rather than to a description: "a 48-team cup", "a three-level house".
TIED_MANY = 10
_TIED_DIFFERENCE = re.compile(rf"[-‐‑][a-z]+\s(?:{'|'.join(entries('descriptions.txt', 'nouns of a difference'))})\b")
_TIED_LITTLE = frozenset(entries("figures.txt", "tied nouns of little"))
#: Words between a measure and a noun that a phrase ties to it. The doubts about nouns right after a measure do not apply to these.
_ATTACHED = (" in ", " worth of ", " (")


def _smooth_rate(right: int, judged: int) -> float:
    """The rate of right figures, with one right and one wrong added."""
    return (right + 1) / (judged + 2)


_SURE = _smooth_rate(*NO_DOUBT)
_LEFT = {doubt: min(1.0, _smooth_rate(*counts) / _SURE) for doubt, counts in JUDGED.items()}


def estimate_certainty(text: str, q: Quantity, rule: str, apart: bool, numbers: int) -> float:
    """The certainty of a figure of a sentence, from 0 to 1; `q.span` counts from the start of `text`.

    `apart`: other words are between what is counted and the word that gives its role; `numbers`: how many numbers the
    sentence has.
    """
    chance = _SURE
    for doubt in find_doubts(text, q, rule=rule, apart=apart, numbers=numbers):
        chance *= _LEFT[doubt]
    return round(chance, 3)


def find_doubts(text: str, q: Quantity, rule: str, apart: bool, numbers: int) -> Iterator[str]:
    """The doubts about a figure of a sentence; see `estimate_certainty`."""
    start, end = q.span
    if rule == "<score>":
        yield "shares as a score" if q.unit else "score"
    elif q.unit is None and q.noun is None:
        if q.role:
            yield "role alone"
        elif q.value is not None and 0 < abs(q.value) < 1:
            yield "part of nothing"
        else:
            yield _choose_doubt_of_bare(text, q)
    elif q.unit == "percent" and q.noun is None:
        yield "percent of nothing"
    if apart:
        yield "role apart"
    if start and text[start - 1].isalpha() and text[start].isalnum():  # but "a$400 million jet"
        yield "glued"
    if numbers >= _MANY:
        yield "list"
    if q.noun:
        yield from _find_doubts_of_noun(text, end, noun=q.noun, unit=q.unit, value=q.value)


def _choose_doubt_of_bare(text: str, q: Quantity) -> str:
    if is_reported_count(text, q):
        return "reported alone"
    if _VERB.match(text, q.span.end) or _is_crowd(text, q):
        return "subject alone"
    return "large alone" if is_large_count(text, q) else "nothing counted"


#: What a crowd did, and where its clause begins: "Thousands gathered", "where hundreds worship".
_DID = re.compile(r"\s(?:[a-z]{3,}ed|fled|left|took|came|went|met|stood|lost|fell|gather|turn|attend|worship)\b(?!\sby\b)")
_CLAUSE_OPENS = re.compile(r"(?:^|[“,;]\s|\b(?:where|when|as|that|while|after|why|and)\s)$", re.IGNORECASE)


def _is_crowd(text: str, q: Quantity) -> bool:
    """Whether a vague number is the subject of a verb, and so of people: "Thousands visited the town"."""
    if q.modifier != "vague" or q.unit is not None:
        return False
    return _DID.match(text, q.span.end) is not None and _CLAUSE_OPENS.search(text[max(0, q.span.start - _OPENS) : q.span.start]) is not None


_OPENS = 8


def _find_doubts_of_noun(text: str, end: int, noun: str, unit: str | None, value: float | None) -> Iterator[str]:
    long = noun.count(" ") >= _LONG_NOUN - 1
    if text.startswith(_ATTACHED, end) or (noun not in text[end:]):
        if long:
            yield "long noun"
        return
    lasting = unit in DURATIONS and " " not in noun  # "a four-hour meeting"
    if not lasting and ("ed" in noun or "ing" in noun) and _PARTICIPLE.search(noun.partition(" of ")[0]):
        yield "participle"
    elif long:
        yield "long noun"
    if text[end : end + 1] in _HYPHENS:
        if unit in (None, "person"):
            few = noun in _TIED_LITTLE or value is None or value < TIED_MANY
            yield "tied noun" if few and not _TIED_DIFFERENCE.match(text, end) else "tied to many"
    elif unit not in (None, "person", "percent") and not text.startswith((" of ", ") of "), end):
        yield "noun behind a unit"
    if unit is None and noun[noun.rfind(" ") + 1].isupper():
        yield "name"
