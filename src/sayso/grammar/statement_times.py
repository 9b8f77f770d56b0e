"""The time of a statement: the date of what is said, else that of the saying, else one that only the story dates.

The sentence of the statement states it, or the quotation where that continues in other sentences. A speaker who continues in the same
paragraph does so at the time stated before: "Ruiz told the Tide on Monday that the dam may fail. “It leaks,” she added."
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import partial

from sayso.calendar_names import WEEKDAY
from sayso.grammar.attributions.cue_candidates import CUES
from sayso.grammar.findings import FoundAttribution
from sayso.grammar.moment_uses import is_of_name
from sayso.grammar.moments import Moments
from sayso.grammar.saying_moments import is_of_question, opens_sentence
from sayso.grammar.story_times import StoryTimes
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import AUXILIARY, CLASSES, DETERMINER, QUESTION, THAT, TO, VERB
from sayso.model import Attribution, Moment, Span

#: Cues in the present.
_PRESENT = frozenset(form for form, lemma in CUES.items() if form == f"{lemma}s")
#: Words that refer to the speaker's day, which within a quotation is not the article's.
_POINTING = re.compile(r"(?:this|last|next|yesterday|today|tonight|tomorrow)\b", re.IGNORECASE)
_HEARER = re.compile(rf"\s(?:the\s)?(?!{WEEKDAY}\b)([A-Z][\w’'-]+)")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")


def find_statement_times(tokens: TokenizedText, said: Sequence[FoundAttribution], moments: Moments) -> list[Moment | None]:
    """The moment of each statement, in their order; None where the text gives none."""
    text, story_times = tokens.text, StoryTimes(tokens)
    out: list[Moment | None] = []
    before: deque[tuple[FoundAttribution, Moment | None]] = deque(
        maxlen=_LOOKED_AT
    )  # the last first, with the times that they took from earlier ones
    for n, found in enumerate(said):
        start, content = found.attribution.content[0].start, found.attribution.content
        own = moments.find_content_moment(found.sentence, content)
        if own is not None and (_is_in_brackets(text, own.span, start) or is_of_name(text, own.span)):
            own = None
        moment, handed = own, own if own is not None and _is_of_deed(text, own.span, found.attribution) else None
        if own is None or _is_of_quoted(text, own.span, found):
            stated = moments.find_saying_moment(found.sentence, found.attribution)
            if stated is not None and _is_of_aside(text, stated.span, found.attribution):
                stated = None
            saying = stated or _find_effect_moment(text, moments, found) or _find_moment_outside_content(text, moments, found)
            if saying is not None and _is_of_previous(said, n, saying.span):
                saying = None
            moment, handed = saying or own, saying
        if moment is None:
            moment = moments.find_first_content_time(found.sentence, content, dated=True)
        if moment is None:
            moment = story_times.find_time(found.sentence, found.attribution)
            handed = None if moment is None or any(piece.contains(moment.span) for piece in content) else moment
        if moment is None:
            moment = (
                _find_loose_time(text, moments, found)
                or _find_in_other_sentence(moments, found)
                or _find_in_other_sentence(moments, found, dated=False)
            )
        if moment is None and (last := next((pair for pair in before if _continues(text, pair[0], found)), None)):
            moment = handed = last[1] or moments.find_saying_moment(last[0].sentence, last[0].attribution)
        if moment is None:
            moment = moments.find_document_moment(found.sentence, found.attribution)
        if moment is None and found.attribution.mode != "indirect":
            moment = handed = moments.find_occasion_moment(start, partial(_continues_same_speaker, found.attribution))
        if moment is not None and (_is_birth(text, moment.span) or _is_of_next(said, n, moment.span) or _is_base(text, moment.span)):
            moment = handed = None
        if moment is not None and not (moment.start or moment.end) and moment.span.of(text).lower() in _BACK_THEN:
            moment = _resolve_then(moment, moments)
        out.append(moment)
        if not before or not _contains(before[0][0], found):
            before.appendleft((found, handed))
    return out


def _is_of_deed(text: str, moment: Span, said: Attribution) -> bool:
    """Whether a moment ends a content that is only an object, so that it dates the saying: "dismissed the report last month"."""
    first = said.content[0]
    if said.cue is None or said.mode != "indirect" or len(said.content) > 1 or said.cue.end + 1 != first.start:
        return False
    words = text[first.start : moment.start].split()
    return (
        moment.end == first.end
        and bool(words)
        and CLASSES[words[0].lower()] == DETERMINER
        and len(words) <= _FEW
        and not any(CLASSES[word.lower()] in _VERBAL or word.endswith(("ed", ",")) for word in words)
    )


#: How many words an object has at most before its time, and the classes of words that make it a clause.
_FEW, _VERBAL = 8, (AUXILIARY, VERB, THAT, QUESTION, TO)


def _is_of_aside(text: str, moment: Span, said: Attribution) -> bool:
    """Whether a moment is in the relative clause of a source that a later saying shares: "said Ruiz, who left in May, adding that"."""
    if said.source is None or said.cue is None or not said.source.end <= moment.start < said.cue.start:
        return False
    return _IN_RELATIVE.fullmatch(text, said.source.end, moment.start) is not None


_IN_RELATIVE = re.compile(r",\s(?:who|whose|which)\s[^,;.!?]*")


def _is_of_next(said: Sequence[FoundAttribution], n: int, moment: Span) -> bool:
    """Whether a moment is in what the next statement of the sentence says: "called it bad and said it would end on Friday"."""
    own, other = said[n], said[n + 1] if n + 1 < len(said) else None
    if other is None or other.sentence != own.sentence or moment.start < own.attribution.content[-1].end:
        return False
    if other.attribution.cue is None or other.attribution.cue.start < own.attribution.content[-1].end or _contains(other, own):
        return False
    return any(piece.contains(moment) for piece in other.attribution.content)


def _is_of_previous(said: Sequence[FoundAttribution], n: int, moment: Span) -> bool:
    """Whether a moment is in the quotation of the statement before: "“It fell in May,” Ruiz said, adding that it was old"."""
    own, other = said[n], said[n - 1] if n else None
    if other is None or other.sentence != own.sentence or own.attribution.cue is None or _contains(other, own):
        return False
    cue = other.attribution.cue
    if other.attribution.mode != "direct" or cue is None or other.attribution.content[0].start > cue.start:
        return False
    return any(piece.contains(moment) for piece in other.attribution.content)


def _is_base(text: str, moment: Span) -> bool:
    """Whether a moment only orders what happened ("at first"), or is the base of a superlative ("the worst storm since the 1987 flood")."""
    if not text.startswith("since ", moment.start):
        return moment.of(text).lower() == "at first"
    return _SUPERLATIVE.search(text, max(0, moment.start - _NEAR_BASE), moment.start) is not None


_SUPERLATIVE = re.compile(r"\b(?:best|first|fewest|largest|least|lowest|most|worst|[a-z]{3,}est)\s(?:[\w’'-]+\s){0,6}$")
_NEAR_BASE = 80


def _is_birth(text: str, moment: Span) -> bool:
    """Whether a moment is only somebody's year of birth: "a boy born in 2015", not "was born in 2015"."""
    return text.endswith("born ", 0, moment.start) and not text.endswith(("was born ", "were born "), 0, moment.start)


def _continues_same_speaker(said: Attribution, text: str, before: Span) -> bool:
    """Whether the speaker is the subject matter of the sentence before, or is a pronoun."""
    if said.source is None:
        return False
    word = said.source.of(text).rstrip(",").rpartition(" ")[2]
    return word.lower() in _PRONOUNS or (word[:1].isupper() and word in before.of(text))


_PRONOUNS = frozenset(("he", "she", "they", "it"))


_BACK_THEN = frozenset(("at the time", "at that time", "back then"))


def _resolve_then(moment: Moment, moments: Moments) -> Moment:
    """A moment like "at the time", with the interval of the date that the text gives before it."""
    then = moments.find_last_before(moment.span.start)
    return moment if then is None else moment._replace(start=then.start, end=then.end)


def _find_in_other_sentence(moments: Moments, found: FoundAttribution, dated: bool = True) -> Moment | None:
    """Finds the time, with or without a date, of a quotation that continues in sentences after that of its cue."""
    content = found.attribution.content
    others = (cut for cut in moments.find_sentences(content) if cut != found.sentence)
    if not dated:
        return next(filter(None, (moments.find_first_content_time(cut, content, dated=False) for cut in others)), None)
    return next(filter(None, (moments.find_content_moment(cut, content) for cut in others)), None)


def _find_loose_time(text: str, moments: Moments, found: FoundAttribution) -> Moment | None:
    """The time without a date of what is said, not one in a clause on its subject: "a man who fell during the flood was found"."""
    content = found.attribution.content
    moment = moments.find_first_content_time(found.sentence, content, dated=False)
    if moment is None or _OF_SUBJECT.fullmatch(text, content[0].start, moment.span.start) is None:
        return moment
    return None if _MAIN_VERB.match(text, moment.span.end) else moment


_OF_SUBJECT = re.compile(r"(?:that\s)?(?:[\w’'-]+\s){1,6}?(?:who|which|that)\s[^,;:—–]*")
_MAIN_VERB = re.compile(r"(?:,[^,;.]{1,90},)?\s(?:are|could|had|has|have|is|may|might|was|were|will|would)\s")


def _find_effect_moment(text: str, moments: Moments, found: FoundAttribution) -> Moment | None:
    """The moment of what a saying led to: "The sale was halted on Monday after Ruiz said that"."""
    said = found.attribution
    if said.source is None or said.cue is None or not said.source.start < said.cue.start < said.content[0].start:
        return None
    clause = _AFTER.search(text, max(found.sentence.start, said.source.start - len(" just after ")), said.source.start)
    return None if clause is None else moments.find_moment_ending_at(found.sentence, clause.start())


def _find_moment_outside_content(text: str, moments: Moments, found: FoundAttribution) -> Moment | None:
    """The dated moment of a sentence outside the content that may be the time of a statement."""
    start = found.attribution.content[0].start
    near = moments.find_nearest(found.sentence, Span(start, start))
    if near is None or _is_in_brackets(text, near.span, start) or is_of_name(text, near.span):
        return None
    if any(piece.contains(near.span) for piece in found.attribution.content) or is_of_question(text, near.span):
        return None
    return near if _can_date_content(text, near.span, found.attribution) else None


def _can_date_content(text: str, moment: Span, said: Attribution) -> bool:
    """Whether a moment outside the content may be its time: it comes before the source, or right after the cue.

    "On Monday, after a storm, Ruiz said"; not "Ruiz, who left in 2020, said", nor "Ruiz said, reflecting on her trip of 2020".
    """
    if said.cue is None:
        return False
    begin = min(span.start for span in (said.source or said.cue, said.cue, said.content[0]))
    if moment.start < begin:
        if _AS_THEY.search(text, moment.end, begin) and not opens_sentence(text, moment):
            return False  # "the snow seen after the storm of 2020 was a proof, as Ruiz said"
        return _ANOTHER_CLAUSE.search(text, moment.end, begin) is None  # not "spoke to many last year, and he said"
    end = max(said.cue.end, said.source.end if said.source else 0)
    return moment.start >= end and _BREAK.search(text, end, moment.start) is None


_AFTER = re.compile(r",?\s(?:just\s)?(?:after|as|when|where)\s$")
_ANOTHER_CLAUSE = re.compile(r",\s(?:and|but|so|though)\s")
_AS_THEY = re.compile(r"\s[a-z]+(?:\s[^\s;]+)+?,?\s(?:as|because|since|while)\s$")
_BREAK = re.compile(r"[,;:—–](?=\s)")
#: How many earlier statements are considered: a question may be between two statements of one speaker.
_LOOKED_AT = 2


def _is_in_brackets(text: str, moment: Span, start: int) -> bool:
    """Whether a moment is in brackets that opened after the start of the content: "the scouts (founded in 1907) grew"."""
    return text.rfind("(", start, moment.start) > text.rfind(")", start, moment.start)


def _is_of_quoted(text: str, moment: Span, found: FoundAttribution) -> bool:
    """Whether a moment in a quotation depends on the day of speaking ("the list disclosed this evening")."""
    if not _POINTING.match(text, moment.start, moment.end):
        return False
    pieces = [piece for piece in found.attribution.content if piece.contains(moment)]
    return any(text.rfind("“", piece.start, moment.start) > text.rfind("”", piece.start, moment.start) for piece in pieces)


def _contains(outer: FoundAttribution, inner: FoundAttribution) -> bool:
    """Whether one statement contains another one."""
    cue, content = inner.attribution.cue, outer.attribution.content
    return cue is not None and content[0].start <= cue.start and any(piece.contains(cue) for piece in content)


def _continues(text: str, before: FoundAttribution, found: FoundAttribution) -> bool:
    """Whether a statement continues its speaker's previous one: in the same paragraph, or quoted in the next one."""
    one, other = before.attribution, found.attribution
    if not _has_same_speaker(text, one, other) or one.act != "speech" or other.act != "speech" or other.cue is None:
        return False
    if other.cue.of(text) in _PRESENT:
        return False  # what she says now is not of the day on which she said the other
    hearer = _HEARER.match(text, other.cue.end)
    if hearer and one.cue is not None and _HEARER.match(text, one.cue.end) and hearer[1] not in before.sentence.of(text):
        return False  # said to somebody else, on another occasion
    end, start = one.content[-1].end, other.content[0].start
    return start <= end or _PARAGRAPH.search(text, end, start) is None


def _has_same_speaker(text: str, one: Attribution, other: Attribution) -> bool:
    """Whether two statements have one speaker: the same name, or neither a name and "the official" after "an official"."""
    if one.speaker is not None or other.speaker is not None:
        return one.speaker == other.speaker
    if one.source is None or other.source is None:
        return False
    first, second = (source.of(text).lower().split() for source in (one.source, other.source))
    return first[-1] == second[-1] and (second[0] == "the" or first == second)
