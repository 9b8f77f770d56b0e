"""Times that only the story dates: "hours later", "shortly after the vote", "around midnight", "on Christmas Day", "in recent weeks".

They resolve to no interval. A statement without a dated time has such a time where it opens the sentence before the speaker, opens what is
said, or is beside the cue; within what is said only an hour, a day with a name, and "in recent weeks" count.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.loose_moments import states_condition
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.grammar.tokens import TokenizedText, register_words
from sayso.model import Attribution, Moment, Span

_UNIT = rf"{alternation(entries('moments.txt', 'units of a time in the story'))}s?"
_DAYTIME = alternation(entries("moments.txt", "parts of a day"))
_ABOUT = rf"(?:{alternation(entries('moments.txt', 'degrees before a time'))}\s)?"
_COUNT = rf"(?:\d{{1,3}}|half\san|an?|{build_words_up_to(12)}|several|(?:a\s)?few|(?:a\s)?couple\sof|many)\s"
_STRETCH = rf"{_ABOUT}(?:{_COUNT}(?:and\sa\shalf\s)?)?{_UNIT}(?:\sand\sa\shalf)?"
_NAMED = alternation(tuple(form for name in entries("moments.txt", "days with a name") for form in (name, name.replace("’", "'"))))
#: "Hours later", "a day earlier", "the next morning", "later that day", "soon after", "at the time".
_IN_STORY = (
    rf"(?:{_STRETCH}\s(?:later|earlier|before|beforehand|after|afterwards?)\b"
    rf"|(?:(?:earlier|later|early|late)\s(?:on\s|in\s)?|(?:by|during|in|on)\s)?(?:the\s(?:same|next|following|previous)|that(?:\ssame)?)"
    rf"\s(?:{_UNIT}|{_DAYTIME}|spring|summer|fall|autumn|winter)\b|(?:earlier|later)\sin\sthe\s(?:{_UNIT}|{_DAYTIME})\b"
    rf"|the\s(?:{_UNIT}|{_DAYTIME})\s(?:before|after|earlier|later)\b"
    rf"|(?:(?:on|in|during|by)\s)?the\s(?:{_UNIT}|{_DAYTIME}|eve)\sof\s(?:the|his|her|its|their)\s(?:(?!that\b|which\b"
    rf"|who\b)[\w’'-]+\s?){{1,5}}\b"
    rf"|(?:{_UNIT}|long|some\stime|a\s(?:long\s)?(?:time|while))\sago\b|(?:post|pre)-?(?:game|match|race)\b"
    r"|(?:soon|shortly|immediately|long)\s(?:after|before)(?:wards?)?\b|(?:afterwards?|thereafter)\b|at\s(?:the|that)\stime\b)"
)
#: "In recent weeks", "over the coming months".
_RECENT = rf"(?:in|over|during|within)\s(?:the\s)?(?:most\s)?(?:recent|coming)\s{_UNIT}\b"
#: "Shortly after 9 p.m.", "around midnight", "at dawn".
_HOUR = (
    r"(?:(?:shortly|just|soon|right)\s)?(?:after|before|around|about|by|until|since|at(?:\s(?:about|around|approximately|roughly))?)\s"
    r"(?:\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?(?:\s(?:local\stime|[ECMPGB][SDM]?T\b))?|"
    rf"{alternation(entries('moments.txt', 'hours by name'))}\b)"
)
_ON_NAMED = rf"(?:on|since|before|after|until|by|during|throughout|over|around|at)\s(?:the\s)?{_NAMED}\b(?!\s[A-Z])"
_FOR = rf"for\s{_ABOUT}(?:{_COUNT})?{_UNIT}\b"
_BEFORE_EVENT = alternation(entries("moments.txt", "what comes before an event as a time"))
_EVENT = (
    rf"(?:{_STRETCH}\s(?:after|before)|within\s{_STRETCH}\sof|{_BEFORE_EVENT})"
    r"\s(?!all\b|that\b|this\b|which\b|up\b|(?<=\bend\sof\s)the\sday\b)"
)
_ITS_WORDS = r"[^.;:,“”\"()—–\n]{2,120}"
#: "Before adding that": what else somebody did, not when.
_NO_MANNER = r"(?![a-z]+ing\b)"
_TOLD = rf"{_IN_STORY}|in\sthe\s(?:recent\s)?past\b|{_RECENT}|{_HOUR}|{_ON_NAMED}"
_OPENS = compile_pattern(
    rf"(?:(?:And|But|Then|Yet|that|“|\")[\s,]*)*+(?P<when>{_TOLD}|{_FOR}|{_EVENT}{_ITS_WORDS}|(?<![“\"])now)(?P<comma>,\s)",
    regex.IGNORECASE,
)
_BESIDE = compile_pattern(
    rf"\b(?P<when>{_TOLD}|{_FOR}\snow|{_EVENT}{_NO_MANNER}{_ITS_WORDS}(?<!\s))(?=\s*(?:[.,;:“]|that\b|\Z))", regex.IGNORECASE
)
_WITHIN = compile_pattern(rf"\b(?P<when>{_RECENT}|{_HOUR}|{_ON_NAMED}|(?:{_UNIT}|long)\sago\b)", regex.IGNORECASE)
_SPEAKING = re.compile(r",\s(?:addressing|appearing|speaking|testifying|writing)\s")
_WHEN_SPEAKING = compile_pattern(rf"(?:[\w’'-]+\s){{0,8}}?(?P<when>{_TOLD}|{_EVENT}{_ITS_WORDS}(?<!\s))(?=,|\Z)", regex.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;:“”\"]")
_FAR = 180
#: How far from its first word a time that opens a sentence has one of its words.
_NEAR = 60
#: How far the end of a cue is from its source at most, for an adverb between them.
_SHORT = 40


# A pattern is tried only where a word that it cannot do without is: whoever adds a time above adds its word below.
#: The parts of a token, and one that may be of "9 p.m." or "9pm".
_PART, _OF_HOUR = re.compile(r"\w+"), re.compile(r"\d[ap]m?\b|^[ap]\.?m\b|^m\b")
#: Words that a recent time, an hour or a day with a name cannot do without: one of them is in each.
_FIXED = frozenset(
    (
        *entries("moments.txt", "words of a recent time or an hour"),
        *entries("moments.txt", "hours by name"),
        *(_PART.findall(name.lower())[0] for name in entries("moments.txt", "days with a name")),
    )
)
#: The same for every other time here; of a phrase of several words it is the longest, and no article.
_LOOSE = frozenset(
    (
        *entries("moments.txt", "words of a time in the story"),
        *entries("moments.txt", "parts of a day"),
        *(form for unit in entries("moments.txt", "units of a time in the story") for form in (unit, f"{unit}s")),
        *(
            max(_PART.findall(phrase.replace("the ", "")), key=len)
            for phrase in entries("moments.txt", "what comes before an event as a time")
        ),
    )
)


def _may_be_fixed(word: str) -> bool:
    return _has_part(word, _FIXED) or (not word.isalpha() and _OF_HOUR.search(word.lower()) is not None)


def _may_be_loose(word: str) -> bool:
    return _has_part(word, _LOOSE)


def _has_part(word: str, words: frozenset[str]) -> bool:
    low = word.lower()
    return low in words if word.isalpha() else not words.isdisjoint(_PART.findall(low))


_SEEKS_FIXED, _SEEKS_LOOSE = register_words(_may_be_fixed), register_words(_may_be_loose)


class StoryTimes:
    """The times of a text that only the story dates.

    >>> said = Attribution(Span(13, 17), Span(18, 22), (Span(23, 35),), "indirect", None, "speech", False)
    >>> StoryTimes(TokenizedText("Hours later, Ruiz said it had failed.")).find_time(Span(0, 37), said)
    Moment(span=Span(start=0, end=11), start=None, end=None)
    """

    def __init__(self, tokens: TokenizedText) -> None:
        self._text = tokens.text
        self._fixed, loose = ([tokens.starts[i] for i in tokens.find_tokens(seeks)] for seeks in (_SEEKS_FIXED, _SEEKS_LOOSE))
        self._any = sorted(self._fixed + loose)

    def find_time(self, sentence: Span, said: Attribution) -> Moment | None:
        """The time of a statement; None without one."""
        if said.cue is None:
            return None
        when = (
            self._find_opening_time(sentence, said)
            or self._find_time_in_source(said)
            or self._find_time_before_cue(said)
            or self._find_time_beside_cue(sentence, said)
            or self._find_time_within(said)
        )
        return None if when is None else Moment(when, None, None)

    def _find_opening_time(self, sentence: Span, said: Attribution) -> Span | None:
        """The time that opens the sentence right before the speaker, or that opens what is said."""
        first = said.content[0].start
        for start in {sentence.start, first}:
            found = _OPENS.match(self._text, start, start + _FAR) if _has_any(self._any, start, start + _NEAR) else None
            if found is None or (start == first and states_condition(self._text, sentence, Span(*found.span("when")))):
                continue
            if start == first or (said.source is not None and found.end() == said.source.start):
                return Span(*found.span("when"))
        return None

    def _find_time_in_source(self, said: Attribution) -> Span | None:
        """The time of what a speaker is doing: "Ruiz, speaking hours before the vote, said"."""
        if said.source is None or not _has_any(self._any, *said.source):
            return None
        speaking = _SPEAKING.search(self._text, *said.source)
        found = _WHEN_SPEAKING.match(self._text, speaking.end(), said.source.end + 1) if speaking is not None else None
        return Span(*found.span("when")) if found is not None else None

    def _find_time_before_cue(self, said: Attribution) -> Span | None:
        """The adverb of time between a speaker and the cue: "Ruiz recently said"."""
        if said.source is None or said.cue is None or not said.source.end < said.cue.end < said.source.end + _SHORT:
            return None
        at = self._text.find("recently ", said.source.end, said.cue.end)
        return Span(at, at + len("recently")) if at >= 0 else None

    def _find_time_beside_cue(self, sentence: Span, said: Attribution) -> Span | None:
        """The time between a cue and what is said, or after a cue that what is said comes before."""
        assert said.cue is not None
        start = max(said.cue.end, said.source.end if said.source is not None else 0)
        end = min(next((piece.start for piece in said.content if piece.start >= said.cue.end), sentence.end), start + _FAR)
        if not _has_any(self._any, start, end):
            return None
        found = _BESIDE.search(self._text, start, end)
        if found is None or _CLAUSE_ENDS.search(self._text, start, found.start()):
            return None
        return Span(*found.span("when"))

    def _find_time_within(self, said: Attribution) -> Span | None:
        for piece in said.content:
            if _has_any(self._fixed, *piece) and (found := _WITHIN.search(self._text, *piece)) is not None:
                return Span(*found.span("when"))
        return None


def _has_any(places: list[int], start: int, end: int) -> bool:
    """Whether one of some places, which are in order, is in a stretch."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
