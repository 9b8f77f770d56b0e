"""The time of a claim: "as of Thursday", "since Oct. 7", "last week", "in 2023", resolved against the time of its passage.

A moment is a date expression with the word that leads to it. The expression gives a day, week, month, year or a stretch up to now, as a
half-open interval in UTC; the leading word makes it a start ("since": from there to the revision's own time), an end ("until", "by") or
leaves it as it is. Weekdays and dates without a year are looked for backwards from the time of writing, since news is about the past,
unless the words before speak of the future. Without any time only dates with their year are resolved; the others keep only their words.

A passage that an article has had for a week was written a week ago: its "Tuesday" is not the revision's. So a text may come with the
times of its passages; without them, all of it was written at the revision's own time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sayso.calendar_names import MONTHS, WEEKDAY
from sayso.grammar.claim_times import find_nearest_moment
from sayso.grammar.loose_moments import BEFORE_EVENT, LOOSE, find_loose, is_weak, may_be_loose, merge_loose
from sayso.grammar.moment_intervals import Interval, count_back
from sayso.grammar.moment_rules import AGO, NAMED_DAY, OF_EVENT
from sayso.grammar.moment_spans import CUE, RULES_OF_KIND, WORDS, find_moment_at_cue, format_iso
from sayso.grammar.moment_uses import dates_something_else, is_attribute, is_of_rule, is_of_time_clause
from sayso.grammar.passage_times import PassageTimes, parse_iso_time
from sayso.grammar.saying_moments import find_document_moment, find_saying_moment, is_of_occasion
from sayso.grammar.tokens import TokenizedText, register_words
from sayso.model import Attribution, Moment, Passage, Span


class _SentenceTimes(NamedTuple):
    """The moments of a sentence with a date, those without one, and the days on which something may be said."""

    dated: list[Moment]
    loose: list[Moment]
    said: list[Moment]


class Moments:
    """The moments of a text, each sentence read once.

    They are resolved against the times of the `passages` that they are in, or else against the revision's time `at` (ISO 8601, UTC).
    """

    def __init__(self, tokens: TokenizedText, at: str | None, passages: Sequence[Passage] = ()) -> None:
        self._tokens = tokens
        self._times = PassageTimes(tokens.text, at, passages)
        #: Where each sentence begins.
        self._begins = [cut.start for cut in tokens.cuts]
        self._dated_places, self._loose_places = tokens.find_tokens(_HAS_CUE), tokens.find_tokens(_SEEKS_LOOSE)
        self._read: dict[Span, list[tuple[str, Moment]]] = {}
        self._with_loose: dict[Span, list[tuple[str, Moment]]] = {}
        #: All moments of a sentence, and those of statements. A sentence of a thousand figures and dates would list them for each figure.
        self._all: dict[Span, list[Moment]] = {}
        self._apart: dict[Span, _SentenceTimes] = {}

    def find_dated_moments(self, sentence: Span) -> list[tuple[str, Moment]]:
        """The moments stated in one sentence, in order, each with the name of the rule that read it."""
        moments = self._read.get(sentence)
        if moments is None:
            moments = self._read[sentence] = list(self._read_moments(sentence, self._find_places_in_sentence(sentence, self._dated_places)))
        return moments

    def find_all_moments(self, sentence: Span) -> list[tuple[str, Moment]]:
        """As `of`, with the times that have no date."""
        moments = self._with_loose.get(sentence)
        if moments is None:
            moments = self.find_dated_moments(sentence)
            if places := self._find_places_in_sentence(sentence, self._loose_places):
                moments = merge_loose(self._tokens.text, moments, find_loose(self._tokens, sentence, places))
            self._with_loose[sentence] = moments
        return moments

    def find_figure_moment(self, sentence: Span, figure: Span, said: Attribution | None = None) -> Moment | None:
        """The moment of a sentence that a figure in it has, if any; `said` is who says it, where that is known."""
        moments = self._all.get(sentence)
        if moments is None:
            moments = self._all[sentence] = [moment for _, moment in self.find_all_moments(sentence)]
        return find_nearest_moment(self._tokens.text, moments, figure, said) if moments else None

    def _find_places_in_sentence(self, sentence: Span, places: list[int]) -> list[int]:
        """Those of some tokens, which are in order, that are in a sentence."""
        if not places:
            return places
        starts = self._tokens.starts
        first = bisect_left(places, bisect_left(starts, sentence.start))
        return places[first : bisect_left(places, bisect_left(starts, sentence.end), first)]

    def find_nearest(self, sentence: Span, claim: Span) -> Moment | None:
        """The dated moment of a sentence that a statement in it has, if any."""
        moments = self._split_sentence_times(sentence).dated
        return find_nearest_moment(self._tokens.text, moments, claim) if moments else None

    def find_content_moment(self, sentence: Span, pieces: Sequence[Span]) -> Moment | None:
        """The dated time of the main clause of what is said in a sentence, or of the clause of time that ends it."""
        moments = self._filter_content_moments(self._split_sentence_times(sentence).dated, pieces)
        if not moments:
            return None
        text, start = self._tokens.text, pieces[0].start
        return find_nearest_moment(text, moments, Span(start, start)) or next(
            (m for m in moments if is_of_time_clause(text, m.span, start) or _BEHIND_RELATIVE.fullmatch(text, start, m.span.start)), None
        )

    def find_first_content_time(self, sentence: Span, pieces: Sequence[Span], dated: bool) -> Moment | None:
        """Returns the first time in the content of a sentence that is in no aside, with or without a date."""
        return next(
            iter(
                self._filter_content_moments(
                    self._split_sentence_times(sentence).dated if dated else self._split_sentence_times(sentence).loose, pieces
                )
            ),
            None,
        )

    def _filter_content_moments(self, moments: Sequence[Moment], pieces: Sequence[Span]) -> list[Moment]:
        """Those moments in pieces of text that are in no aside, no base of a comparison and no rule's condition."""
        if not moments:
            return []
        text, start = self._tokens.text, pieces[0].start
        inside = (m for m in moments if any(piece.contains(m.span) for piece in pieces))
        return [
            m for m in inside if not (dates_something_else(text, m.span) or is_attribute(text, m.span) or is_of_rule(text, m.span, start))
        ]

    def find_moment_ending_at(self, sentence: Span, end: int) -> Moment | None:
        """The dated moment of a sentence that ends at an offset, if any."""
        return next((moment for moment in self._split_sentence_times(sentence).dated if moment.span.end == end), None)

    def find_saying_moment(self, sentence: Span, said: Attribution) -> Moment | None:
        """The moment at which something in a sentence was said, if the sentence states it."""
        moments = self._split_sentence_times(sentence).said
        return find_saying_moment(self._tokens.text, moments, said) if moments else None

    def find_document_moment(self, sentence: Span, said: Attribution) -> Moment | None:
        """The moment of the document that says something: "a poll last month showed"."""
        moments = self._split_sentence_times(sentence).dated
        return find_document_moment(self._tokens.text, moments, said) if moments else None

    def find_earlier_poll_moment(self, sentence: Span, said: Attribution) -> Moment | None:
        """The moment of the poll that a figure of a later sentence is from: "A poll conducted in May had Ruiz ahead. She got 38%"."""
        cuts = self._tokens.cuts
        if said.source is None or sentence.start <= said.source.start:
            return None
        return self.find_document_moment(cuts[bisect_right(self._begins, said.source.start) - 1], said)

    def find_occasion_moment(self, start: int, belongs: Callable[[str, Span], bool]) -> Moment | None:
        """The moment of the occasion that the sentence before an offset names, in the same paragraph: "in a statement Monday".

        `belongs(sentence)` is whether a sentence of a text is about the speaker.
        """
        cuts, text = self._tokens.cuts, self._tokens.text
        place = bisect_right(self._begins, start) - 2
        if place < 0 or "\n" in text[cuts[place].end : start] or not belongs(text, cuts[place]):
            return None
        return next(
            (moment for moment in self._split_sentence_times(cuts[place]).dated if is_of_occasion(text, cuts[place], moment.span)), None
        )

    def find_last_before(self, offset: int) -> Moment | None:
        """The last dated moment before an offset, in its sentence or one of the two before, in its paragraph or the one before."""
        cuts, text = self._tokens.cuts, self._tokens.text
        place = bisect_right(cuts, offset, key=lambda cut: cut.start) - 1
        for cut in reversed(cuts[max(place - 2, 0) : place + 1]):
            if len(_PARAGRAPHS.findall(text, cut.start, offset)) > 1:
                return None
            for moment in reversed(self._split_sentence_times(cut).dated):
                if moment.span.end <= offset and (moment.start or moment.end):
                    return moment
        return None

    def find_sentences(self, pieces: Sequence[Span]) -> Iterator[Span]:
        """The sentences that pieces of text are in, in order."""
        first = bisect_right(self._begins, pieces[0].start) - 1
        return iter(self._tokens.cuts[max(first, 0) : bisect_left(self._begins, pieces[-1].end)])

    def _split_sentence_times(self, sentence: Span) -> _SentenceTimes:
        """The moments of a sentence that are no attribute of a noun."""
        moments = self._apart.get(sentence)
        if moments is None:
            text, named = self._tokens.text, self.find_all_moments(sentence)
            kept = [(name, moment) for name, moment in named if name not in OF_EVENT and name not in LOOSE]
            moments = self._apart[sentence] = _SentenceTimes(
                [moment for name, moment in kept if name != NAMED_DAY],
                [m for name, m in named if name == NAMED_DAY or (name in LOOSE and name != BEFORE_EVENT and not is_weak(m.span.of(text)))],
                [moment for name, moment in kept if name != NAMED_DAY or text[moment.span.start].islower()],
            )
        return moments

    def _read_moments(self, sentence: Span, places: list[int]) -> Iterator[tuple[str, Moment]]:
        done, base = sentence.start, None
        for cue in self._find_cues(sentence, places):
            if cue.start() < done:
                continue
            found = find_moment_at_cue(self._tokens.text, cue, sentence=sentence, done=done, times=self._times.find_times(cue.start()))
            if found:
                if found[0] == AGO and cue[0] == "earlier":
                    found = AGO, self._count_back(found[1], base or self._find_last_of_sentence_before(sentence))
                base = _to_base(found[1]) or base
                yield found
                done = found[1].span.end

    def _count_back(self, moment: Moment, base: Interval | None) -> Moment:
        """A time before another one, counted from that: "in June 2023 … a year earlier"."""
        found = _AGO.search(self._tokens.text, *moment.span)
        if found is None or (base is None and not found["unit"].lower().startswith(_SHORT)):
            return moment
        return Moment(moment.span, *map(format_iso, count_back(found, base) or (None, None)))

    def _find_last_of_sentence_before(self, sentence: Span) -> Interval | None:
        """The last dated time of the sentence before one in its paragraph."""
        cuts, place = self._tokens.cuts, bisect_left(self._begins, sentence.start) - 1
        if place < 0 or "\n" in self._tokens.text[cuts[place].end : sentence.start]:
            return None
        return next((base for _, moment in reversed(self.find_dated_moments(cuts[place])) if (base := _to_base(moment))), None)

    def _find_cues(self, sentence: Span, places: list[int]) -> Iterator[re.Match[str]]:
        """The cues of times in the tokens of a sentence; `places` are the tokens that may be one."""
        tokens = self._tokens
        for i in places:
            yield from CUE.finditer(tokens.text, tokens.starts[i], min(tokens.ends[i], sentence.end))


_PARAGRAPHS = re.compile(r"\n\s*")
#: "Two days earlier", and the units that need a time to be counted from.
_AGO = next(pattern for rule, pattern in RULES_OF_KIND["word"] if rule.name == AGO)
_SHORT = ("minute", "hour", "day")


def _to_base(moment: Moment) -> Interval | None:
    """A moment as an interval that others are counted from; None for one without both ends."""
    return (parse_iso_time(moment.start), parse_iso_time(moment.end)) if moment.start and moment.end else None


#: How a cue of letters alone starts.
_OPENINGS = frozenset(word[:3].lower() for word in (*MONTHS, *WORDS, *re.findall("[A-Z][a-z]+", WEEKDAY)))


#: A subject with a relative clause between commas, and its predicate: "the quay, which opened in 1962, will close".
_BEHIND_RELATIVE = re.compile(
    r"(?:that\s)?(?:[\w’'-]+\s){0,6}[\w’'-]+,\s(?:which|who|whose|where)\s[^,;:.!?“]*,\s(?:[a-z]+\s){1,8}(?:[\w’'-]+\s){0,8}"
)


def _may_be_cue(word: str) -> bool:
    """Whether a word may be a cue of a time; most are letters alone and start with no such cue."""
    return (not word.isalpha() or word[:3].lower() in _OPENINGS) and CUE.search(word) is not None


_HAS_CUE, _SEEKS_LOOSE = register_words(_may_be_cue), register_words(may_be_loose)
