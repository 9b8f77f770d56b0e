"""The poll that a share comes from, where its own sentence does not name it.

"A Brae College poll found Ruiz ahead. She had 38%, against 31% for Moss. 12% of those polled were undecided." Each of these figures is the
poll's: the last one named before it in the paragraph or the one before, if the sentence says what people think or choose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from sayso.calendar_names import FULL_MONTHS, WEEKDAYS
from sayso.grammar.findings import FoundAttribution, FoundQuantity
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.model import Attribution, Span

#: A poll by its noun, with its pollster and kind before it, and its date or maker after it.
_POLL = re.compile(
    r"\b(?:(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Oo]ne|[Tt]his|[Aa]nother)\s|(?=[A-Z]))"
    r"(?:(?!(?:a|an|and|are|as|at|by|for|from|her|his|in|is|it|on|or|that|the|to|was|who|with|[a-z]+(?:ed|ing|s))\b)"
    r"[\w&./’'-]+\s(?:of\s(?=[A-Z]))?){0,7}?"
    r"(?P<noun>poll|survey)\b(?!\s(?:closing|numbers|station|tax|taxes|taker|watcher|worker)s?\b)"
    r"(?:\s(?:conducted|fielded|published|released|taken)(?:\s(?!(?:after|before|during|shortly|since)\b)[a-z-]+){0,3}?\s[A-Z][\w-]*)?"
)
_NOUN = re.compile(r"\b(?:poll|survey)\b")
#: How far the words that belong to the noun are looked for, in characters.
_BEFORE, _BEHIND = 90, 60
#: Verbs for the answers of people in a poll.
_OPINION = re.compile(rf"\b{alternation(entries('figures.txt', 'openings of words of opinion'))}\w*")
_LEADING = re.compile(r"\b(?:ahead|earned|lead|leads|led|trail|trailed|trails)\b")
_SHARES = ("percent", "percentage point", "point")
_PARAGRAPH = re.compile(r"\n+")
#: How many paragraphs back a poll is looked for.
_PARAGRAPHS = 4
#: Words between a share and its poll.
_IN_POLL = re.compile(r"(?:\sto\s\d+%)?[^;:,%“”—–]{0,90}?\s(?:in|to|from)\s")
#: Words for other polls, or for another time.
_OTHER = re.compile(r"\b(?:polls|polling|surveys|found|showed|shows|average|(?:19|20)\d\d)\b")
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_PARTS = re.compile(r"\b(?:half|quarter|third|quarters|thirds|in (?:10|five|four|three|ten))\b")


#: The name of a pollster between an article and the noun: "the Brae College poll", "aBrae poll".
_POLLSTER = re.compile(
    r"^(?:[Ii]na?\s|[Aa]n?\s?|[Tt]he\s|[Ii]ts\s|[Oo]ne\s|[Tt]his\s|[Aa]nother\s)?(?:(?:new|recent|latest|later|national)\s?)*"
    r"(?P<name>(?!(?:The|That|This|An|One|Its|Another|Our|In)\b)"
    r"[A-Z][\w&./’'-]+(?:\s(?:of\s|for\s|and\s)?[A-Z][\w&./’'-]+)*)\s(?:[a-z-]+\s)?(?:poll|survey)\b"
)
_NO_POLLSTER = frozenset((*entries("sources-of-figures.txt", "kinds of poll"), *FULL_MONTHS, *WEEKDAYS))


def _find_pollster(words: str) -> str | None:
    """The name of the pollster in the words of a poll; None where they give a time or a kind only."""
    found = _POLLSTER.match(words)
    if found is None or found["name"].split()[0].removesuffix("’s").lower() in _NO_POLLSTER:
        return None
    return found["name"].removesuffix("’s").removesuffix("'s")


class _Named(NamedTuple):
    """A poll that the text names: its place, and the attribution that represents it."""

    at: int
    attribution: Attribution


class Polls:
    """The polls of a text; `said` are its attributions. One whose source is a poll represents it."""

    def __init__(self, text: str, said: Sequence[FoundAttribution]) -> None:
        self.text, self.said = text, said

    @cached_property
    def _polls(self) -> list[_Named]:
        sources = sorted(((f.attribution.source, f.attribution) for f in self.said if f.attribution.source), key=lambda s: s[0])
        out = []
        last = 0
        for noun in _NOUN.finditer(self.text):
            match = _POLL.search(self.text, max(last, noun.start() - _BEFORE), noun.end() + _BEHIND)
            if match is None or match.start("noun") != noun.start():
                continue
            last = match.end()
            n = bisect_right(sources, match.start("noun"), key=lambda s: s[0].start) - 1
            held = sources[n][1] if n >= 0 and sources[n][0].end >= match.end("noun") else None
            span = Span(*match.span())
            named = _find_pollster(match[0])
            if held is not None and named and held.speaker is None and held.source == span:
                held = replace(held, speaker=named)
            out.append(_Named(span.start, held or Attribution(span, None, (span,), "indirect", speaker=named)))
        return out

    def find_poll(self, figure: FoundQuantity) -> Attribution | None:
        """The poll that a figure is from; None for a figure that is not a share of people, or where no poll was named recently."""
        q, text = figure.quantity, self.text
        if q.unit not in _SHARES and not _PARTS.search(text, q.span.start, q.span.end):
            return None
        start, end = figure.sentence.start, figure.sentence.end
        if not self._polls:
            return None
        n = bisect_right(self._polls, q.span.start, key=lambda p: p.at)
        if n < len(self._polls) and self._polls[n].at < end and _IN_POLL.fullmatch(text, q.span.end, self._polls[n].at):
            return self._polls[n].attribution  # "27% favored it in the Brae College poll"
        if not (_OPINION.search(text, start, end) or _LEADING.search(text, start, end)):
            return None
        if n == 0:
            return None
        far = len(_PARAGRAPH.findall(text, self._polls[n - 1].at, q.span.start))
        if far > 1 and (far > _PARAGRAPHS or _OTHER.search(text, start, end) or self._are_of_several_makers(n)):
            return None
        return self._polls[n - 1].attribution

    def _are_of_several_makers(self, before: int) -> bool:
        """Whether the last two polls named before a place are of two makers."""
        if before == 1:
            return False
        one, two = (frozenset(_CAPITAL.findall(self._read_poll_words(n))) for n in (before - 1, before - 2))
        return bool(one and two) and one.isdisjoint(two)

    def _read_poll_words(self, n: int) -> str:
        """The words of a poll that the text names."""
        source = self._polls[n].attribution.source
        return source.of(self.text) if source else ""
