"""The time of a figure whose sentence has none, from the sentence right before it in its paragraph.

"A bomb went off in Varn on Monday. Twelve people were killed." "Tin fell 4% on Tuesday. Zinc dropped 8%." Only what happened to people, and
moves in the same direction, continue with a time; a sentence in another tense or with a time of its own does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.moments import Moments
from sayso.model import Claim, Moment, Quantity, Span

_NEXT = re.compile(r"[ \t]{1,2}")
#: Signs that a sentence is about another time, or about no time.
_OTHER_TIME = re.compile(
    rf"\b{alternation(entries('moments.txt', 'words of another time than before'))}\b|\b(?:19|20)\d\d\b|[“”\"?]|^(?:But|However)\b"
)
_SAID = re.compile(rf"\b{alternation(entries('moments.txt', 'verbs of saying'))}\b|\b[Aa]ccording\s")
#: A sentence about an event: "A bomb in a market of Varn went off".
_HAPPENED = re.compile(
    rf"(?:[\w’'-]+\s){{0,6}}?{alternation((*entries('happenings.txt'), *entries('moments.txt', 'what happens, besides')))}s?\s"
    r"(?:(?:at|in|near|of|on)\s(?:[\w’'-]+\s){1,6}?)?"
    rf"(?:was\s|were\s)?(?:[a-z]{{2,}}ed|{alternation(entries('moments.txt', 'what happens, past'))})\b",
    re.IGNORECASE,
)
_FALLEN_OR_RISEN = ("down", "up")


def carry_moments(text: str, sentences: Iterable[Span], claims: Iterable[Claim], moments: Moments) -> Iterator[Claim]:
    """The claims of figures, in the order of the text; those that continue with the time of the sentence before have it."""
    before = {second: first for first, second in _pair_sentences(text, sentences)}
    figures: dict[Span, list[Claim]] = {}
    for claim in claims:
        figures.setdefault(claim.sentence, []).append(claim)
        q = claim.quantity
        if claim.moment is not None or q is None or claim.sentence not in before or not _may_take_time_before(q):
            yield claim
            continue
        first = before[claim.sentence]
        found = _find_time(text, first, q, figures.get(first, []), moments)
        own = found is not None and (moments.find_all_moments(claim.sentence) or _OTHER_TIME.search(claim.sentence.of(text)))
        yield claim if found is None or own else replace(claim, moment=found)


def _pair_sentences(text: str, sentences: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Sentences with the one right after them in their paragraph."""
    first: Span | None = None
    for sentence in sentences:
        if first is not None and _NEXT.fullmatch(text, first.end, sentence.start):
            yield first, sentence
        first = sentence


def _may_take_time_before(q: Quantity) -> bool:
    return (q.unit == "person" and q.role is not None) or (q.unit == "percent" and q.trend in _FALLEN_OR_RISEN)


def _find_time(text: str, sentence: Span, q: Quantity, others: Iterable[Claim], moments: Moments) -> Moment | None:
    """The dated time of a sentence, for a figure in the one after it: its only one, or that of a move in the same direction."""
    times = [moment for _, moment in moments.find_all_moments(sentence)]
    if len(times) != 1 or times[0].start is None or times[0].end is None:
        return None
    if q.unit == "percent":
        alike = any(c.moment == times[0] and c.quantity and (c.quantity.unit, c.quantity.trend) == (q.unit, q.trend) for c in others)
        return times[0] if alike else None
    if _HAPPENED.match(text, sentence.start, sentence.end) is None:
        return None
    return None if _SAID.search(text, sentence.start, sentence.end) or _OTHER_TIME.search(sentence.of(text)) else times[0]
