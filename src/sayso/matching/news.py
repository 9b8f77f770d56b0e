"""The news value of a change.

One measure for all lists, so that they have one order: the kind of change, its subject, size, place in the article, and certainty.
The weights are judgements, in the order in which an editor would lead: a toll before money, money before a distance; a number that moved
before a quotation that was cut, that before a figure that came, that before anything that went. A story with nothing but removals is
below one with additions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries as lexicon
from sayso.grammar.wordclasses import AUXILIARY, CLASSES, SUBJECT, THAT, TO, VERB
from sayso.matching.mentions import WORD, normalise_typography
from sayso.matching.periods import is_forecast_of_the_day
from sayso.matching.quotations import find_words_quoted_by_claim, is_altered, is_cut
from sayso.model import ChangeKind, Claim, Document

#: Weights by the kind of change.
_KIND: dict[ChangeKind, float] = {
    "raised": 1.0,
    "lowered": 1.0,
    "requoted": 0.65,
    "reattributed": 0.55,
    "rehedged": 0.5,
    "added": 0.5,
    "coarsened": 0.4,
    "refined": 0.35,
    "returned": 0.35,
    "removed": 0.12,
    "reworded": 0.05,
}

#: Weights by the role of those counted.
_ROLE = {"killed": 1.0, "missing": 0.9, "hostage": 0.9, "injured": 0.9, "arrested": 0.8, "displaced": 0.8}
_OTHER_ROLE = 0.7

#: Weights by the unit, for figures without a role; units that are not listed are measures: a distance, a duration, a size.
_UNIT = {"person": 0.6, "percent": 0.6, None: 0.45}
_MEASURE = 0.35

#: The weight of a percentage without its whole: most often a price that moved.
_MOVE = 0.45

#: The weights of a statement with and without a named speaker.
_NAMED, _UNNAMED = 0.7, 0.5

#: Weights by the source of a statement: people in charge weigh more than sources of unknown position, these more than people who comment
#: on an event or went through it. A text introduces a person within INTRODUCED characters of one of the first MENTIONS.
_ANSWERABLE, _UNTOLD, _BYSTANDER = 1.0, 0.85, 0.6
INTRODUCED, MENTIONS = 70, 5

#: Weights by the place of a claim. In the body news comes first: the weight falls from the first value to the second, by a factor of e in
#: FALL characters.
_PLACE = {"headline": 1.0, "caption": 0.5}
_TOP, _FOOT, FALL = 0.95, 0.6, 2500

#: Factors for an added or removed claim: it weighs less if it is a small figure without a role, a statement of a few words or without a
#: verb, thanks or feelings, a stock phrase, a refusal to comment, or about a past year, month or week, or about many years.
_PLAIN_FIGURE, _FEW_WORDS, _FEELING, _NO_COMMENT, _PAST = 0.75, 0.6, 0.6, 0.5, 0.6

#: The number of days after which an event is past.
LONG_PAST = 14

#: The number of people, and the sum of money, from which on a figure is not small.
MANY, MUCH = 1000, 1e6

#: Statements with fewer words than this are short.
FEW = 6

#: A claim that came, went or is back and weighs less than this, its kind aside, is routine: stored, and left out of lists. A removal is no
#: news by itself.
ROUTINE: dict[ChangeKind, float] = {"added": 0.4, "returned": 0.4, "removed": 0.58}

#: The factors for an incidental figure, and for a reading too uncertain to show.
_NOT_SHOWN = 0.3

#: The least link certainty with which a change is shown by default.
SHOWN_LINK = 0.6

#: The same for a quotation that was altered: two statements of one speaker are seldom one with a corrected error.
SHOWN_QUOTE = 0.75

#: Changes of a figure. It is listed although its reading is less certain than others, or one side is incidental, if its link is as certain
#: as the first of these and both readings as the second.
_MOVES = frozenset(("raised", "lowered", "rehedged", "refined", "coarsened"))
SURE_MOVE, LIKELY = 0.9, 0.5

#: The move, in percent of the old figure, that counts as much as any larger one; with a hedge on either side it is twice as much.
FULL_MOVE = 20.0

#: The factor for a count that fell.
PUT_RIGHT = 0.9

#: Modifiers that leave room around the number.
_HEDGED = frozenset(("about", "nearly", "vague"))


def _compile_nouns(words: Iterable[str]) -> regex.Pattern[str]:
    """Any of some nouns, also in the plural."""
    return compile_pattern(
        rf"\b(?:{'|'.join(map(regex.escape, words))})(?:s|es)?(?!\w)|\b(?:{'|'.join(w[:-1] for w in words if w.endswith('y'))})ies\b"
    )


#: Words for sources of either sort, bodies by their initials, and the end of an introduction.
_BYSTANDERS, _ANSWERING = _compile_nouns(lexicon("bystanders.txt")), _compile_nouns(lexicon("answerable.txt"))
_ACRONYM = compile_pattern(r"\b(?!CNN\b|AP\b|BBC\b|NPR\b)\p{Lu}{2,6}\b")
_LAST = compile_pattern(r"[.!?;:\n”“\"]|\b(?:and|but|said|says|told)\b")

#: Words for many years, not for one event.
_AT_LARGE = compile_pattern(
    r"(?i)\b(?:(?:between|from) (?:19|20)\d\d (?:and|to) (?:19|20)\d\d|(?:each|every|per) (?:year|winter|summer)|annually|on "
    r"average|typically|historically)\b"
)

#: Words for a past time, whose facts were known before.
_EARLIER = compile_pattern(
    r"(?i)\b(?:(?:last|earlier this|previous) (?:week|month|year)|(?:weeks|months|years|decades) (?:ago|earlier)"
    r"|(?:a|one) (?:week|month|year) (?:ago|earlier))\b"
)

#: Words of thanks and of feelings, cues for events, and the classes of words that a clause has: a verb, a subject, "that", "to".
_FEELINGS = frozenset(lexicon("matching.txt", "thanks and feelings"))
_EVENT_CUES = frozenset(lexicon("matching.txt", "cues of events"))
_OF_CLAUSES = VERB + AUXILIARY + SUBJECT + THAT + TO

#: The most days by which a lasting thing may have continued between two revisions; units in days; words for such things, right after the
#: number.
PASSED = 7
DAYS = {"day": 1, "week": 7}
_ONGOING = compile_pattern(
    rf"^(?:-long |-old )?(?:of )?(?:[\p{{L}}’'-]+ ){{0,2}}(?P<noun>{'|'.join(lexicon('matching.txt', 'what goes on for days'))})\b"
)

#: Phrases that any spokesperson may say of any event.
_STOCK = compile_pattern(rf"(?i)\b(?:{'|'.join(map(regex.escape, lexicon('matching.txt', 'stock phrases')))})\b")

#: A recent year, a figure in digits, and words of refusal to comment.
_YEAR = compile_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURES = compile_pattern(r"\d(?:[\d,.]*\d)?")
_SILENCE = compile_pattern(r"\b(?:to|for|on|not|no) comment\b|\brequests? for comment\b")


class Side(NamedTuple):
    """A claim in its text, and the text's update time (None if unknown)."""

    claim: Claim
    document: Document
    at: str | None = None


class Happening(NamedTuple):
    """A change as the measure uses it: at least one of `old` and `new` is there; `percent` is the move in percent of the old figure."""

    kind: ChangeKind
    old: Side | None
    new: Side | None
    link_certainty: float
    percent: float | None = None

    @property
    def sides(self) -> list[Side]:
        """The old claim and the new one, those that exist."""
        return [side for side in (self.old, self.new) if side]


def is_shown(change: Happening) -> bool:
    """Whether lists show a change by default: it is certain enough, changed something, is not routine, and no other row says the same."""
    return is_sure(change) and not is_routine(change) and not _is_moved_as_well(change)


def _is_moved_as_well(change: Happening) -> bool:
    """Whether a claim with another source also has another figure, itself or in its words.

    A newer count by somebody else is not the same claim with a new source; the row of the figure has both sources.
    """
    if change.kind != "reattributed" or change.old is None or change.new is None:
        return False
    was, now = (side.claim.quantity for side in (change.old, change.new))
    if was is not None and now is not None:
        return (was.value, was.low, was.high) != (now.value, now.low, now.high)
    before, after = (_FIGURES.findall(side.claim.words(side.document.text)) for side in (change.old, change.new))
    return bool(before and after) and before != after


def is_sure(change: Happening) -> bool:
    """Whether a change is certain enough for lists.

    The claims of both sides are shown, the link is certain enough (for a claim that came or went: the other text does not say it),
    and more than the words around them changed: for a quotation, words that the text no longer has. A statement of one word is no news,
    unless it is quoted.
    """
    if (len(change.sides) == 1 or change.kind == "returned") and any(map(_says_nothing, change.sides)):
        return False
    if change.kind == "reworded" or change.link_certainty < SHOWN_LINK or not _are_worth_listing(change):
        return False
    if change.kind == "requoted" and change.link_certainty < SHOWN_QUOTE:
        return False
    return change.kind != "requoted" or _has_lost_words(change)


def _are_worth_listing(change: Happening) -> bool:
    """Whether lists show the claims of a change; a figure that surely moved is more than one that is only stated.

    "One case", then "two cases": the first alone is incidental.
    """
    claims = [side.claim for side in change.sides]
    if all(claim.shown for claim in claims):
        return True
    if change.kind not in _MOVES or change.link_certainty < SURE_MOVE:
        return False
    if any(_is_glued(side) for side in change.sides):
        return False
    return any(claim.shown for claim in claims) or all(claim.certainty >= LIKELY and not claim.incidental for claim in claims)


def _is_glued(side: Side) -> bool:
    """Whether a figure follows a letter without a blank, as the number of a footnote does."""
    start = side.claim.span.start
    return side.document.text[max(0, start - 1) : start].isalpha()


def _has_lost_words(change: Happening) -> bool:
    """Whether words of a quotation were altered or removed."""
    if change.old is None or change.new is None:
        return False
    before, after = (find_words_quoted_by_claim(side.claim, side.document) for side in (change.old, change.new))
    return is_altered(before, after) or is_cut(before, after, change.new.document.text)


def is_routine(change: Happening) -> bool:
    """Whether a claim was added, removed or returned as many are in every rewriting, or only time passed.

    For example a small figure without a role, words of bystanders far down, a fragment, past years, the weather of another day.
    """
    if change.kind in _MOVES and (_counts_ongoing_days(change) or all(is_forecast_of_the_day(s.claim, s.document) for s in change.sides)):
        return True
    return _weigh_claim(change.sides[-1]) < ROUTINE.get(change.kind, 0.0)


def _counts_ongoing_days(change: Happening) -> bool:
    """Whether a number of days changed only because something continued: "the 73-day strike", "the 74-day strike"."""
    figures = [q for side in change.sides if (q := side.claim.quantity) and q.unit in DAYS and q.value is not None]
    if len(figures) < 2:
        return False
    before, after = (_ONGOING.match(normalise_typography(s.document.text[s.claim.span.end : s.claim.sentence.end])) for s in change.sides)
    passed = (figures[1].value or 0) * DAYS[figures[1].unit or ""] - (figures[0].value or 0) * DAYS[figures[0].unit or ""]
    return before is not None and after is not None and before["noun"] == after["noun"] and 0 < passed <= PASSED


def _says_nothing(side: Side) -> bool:
    """Whether a statement is one word, not quoted ("she said earlier"), or a mark without a word."""
    said = side.claim.attribution
    if side.claim.quantity is not None or said is None:
        return False
    words = " ".join(span.of(side.document.text) for span in side.claim.spans)
    return not any(c.isalnum() for c in words) or (said.mode == "indirect" and len(words.split()) < 2)


def rate_news(change: Happening) -> float:
    """The news value of a change, from 0 to 1: the product of the weights of kind, subject, size of the move, place and certainty."""
    sides = change.sides
    sure = min(change.link_certainty, *(side.claim.certainty for side in sides))
    shown = 1.0 if is_sure(change) or change.kind == "reworded" else _NOT_SHOWN
    weight = _KIND[change.kind] * max(map(_weigh_subject, sides)) * _rate_size(change) * max(map(_weigh_place, sides)) * sure * shown
    return weight * min(map(_weigh_substance, sides)) if len(sides) == 1 else weight


def _weigh_claim(side: Side) -> float:
    """Returns the news value of an added or removed claim, from 0 to 1."""
    return _weigh_subject(side) * _weigh_place(side) * _weigh_substance(side)


def _weigh_subject(side: Side) -> float:
    q = side.claim.quantity
    if q is None:
        return (_NAMED if side.claim.attribution and side.claim.attribution.speaker else _UNNAMED) * _weigh_source(side)
    if q.role:
        return _ROLE.get(q.role, _OTHER_ROLE)
    if q.unit and len(q.unit) == 3 and q.unit.isupper():
        return _weigh_money(q.value)
    if q.unit == "percent" and not q.noun:
        return _MOVE
    return _UNIT.get(q.unit, _MEASURE)


def _weigh_source(side: Side) -> float:
    """The weight of a statement's source: by its words in the sentence, or else by the speaker's introduction in the text."""
    said, text = side.claim.attribution, side.document.text
    if said is None or said.source is None:
        return _UNTOLD
    called, speaker = text[said.source.start : said.source.end], said.speaker or ""
    return (
        _weigh_source_words(called)
        or _weigh_source_words(speaker)
        or next(filter(None, map(_weigh_source_words, _find_introductions(side.document, speaker))), _UNTOLD)
    )


def _weigh_source_words(words: str) -> float | None:
    """The weight by the words for a source; None where they do not show it."""
    low = words.lower()
    if _BYSTANDERS.search(low):
        return _BYSTANDER
    return _ANSWERABLE if _ANSWERING.search(low) or _ACRONYM.search(words) else None


@lru_cache(maxsize=256)
def _find_introductions(document: Document, speaker: str) -> tuple[str, ...]:
    """The words around each of the first mentions of a speaker by the last of the names, up to the next clause."""
    name, text = speaker.rpartition(" ")[2], document.text
    found = islice(regex.finditer(rf"\b{regex.escape(name)}\b", text), MENTIONS) if name else ()
    around = ((text[max(0, m.start() - INTRODUCED) : m.start()], text[m.end() : m.end() + INTRODUCED]) for m in found)
    return tuple(f"{_LAST.split(before)[-1]} {_LAST.split(behind)[0]}" for before, behind in around)


def _weigh_money(amount: float | None) -> float:
    """The weight of a sum of money: from 0.4 for a price to 0.8 for a billion and above."""
    if not amount:
        return 0.6
    return 0.4 + 0.4 * min(1.0, max(0.0, math.log10(abs(amount))) / 9)


def _rate_size(change: Happening) -> float:
    """Rates the size of a change from 0.5 for none to 1 for a full one; 1 for an added or removed claim.

    A lower count puts the earlier one right, however small the move.
    """
    if change.kind not in ("raised", "lowered"):
        return 1.0
    if change.percent is None:
        return 0.8
    if change.kind == "lowered" and all(side.claim.quantity and side.claim.quantity.unit in (None, "person") for side in change.sides):
        return PUT_RIGHT
    hedged = any(side.claim.quantity and side.claim.quantity.modifier in _HEDGED for side in change.sides)
    return 0.5 + 0.5 * min(1.0, abs(change.percent) / (FULL_MOVE * (2 if hedged else 1)))


def _weigh_place(side: Side) -> float:
    """The weight of a claim's place, falling from the headline to the foot of the body."""
    claim, start = side.claim, side.document.headline
    if claim.part != "body":
        return _PLACE[claim.part]
    return _FOOT + (_TOP - _FOOT) * math.exp(-max(0, claim.span.start - start) / FALL)


@lru_cache(maxsize=8)
def _find_latest_year(document: Document) -> int:
    """The latest year that a text names; 0 without one."""
    return max(map(int, _YEAR.findall(document.text)), default=0)


def _weigh_substance(side: Side) -> float:
    """Returns the substance of an added or removed claim, from 0 to 1."""
    claim, text = side.claim, side.document.text
    q = claim.quantity
    years = [int(year) for year in _YEAR.findall(text, claim.sentence.start, claim.sentence.end)]
    past = years and max(years) < _find_latest_year(side.document)
    elsewhen = (
        past
        or _is_long_past(side)
        or any(pattern.search(text, claim.sentence.start, claim.sentence.end) for pattern in (_AT_LARGE, _EARLIER))
    )
    weight = _PAST if elsewhen else 1.0
    if q is not None:
        big = (q.value or 0) >= (MANY if q.unit == "person" else MUCH)
        return weight * (1.0 if q.role or big else _PLAIN_FIGURE)
    words = " ".join(span.of(text) for span in claim.spans)
    if _SILENCE.search(words):
        return weight * _NO_COMMENT
    if _STOCK.search(normalise_typography(words)) and not any(c.isdigit() for c in words):
        return weight * _FEELING
    found = WORD.findall(words.lower())
    quoted = claim.attribution is not None and claim.attribution.mode == "direct"
    if quoted and not _FEELINGS.isdisjoint(found) and not any(word[0].isdigit() for word in found):
        return weight * _FEELING
    return weight * (_FEW_WORDS if len(words.split()) < FEW or (not quoted and _lacks_verb(side, found)) else 1.0)


def _is_long_past(side: Side) -> bool:
    """Whether a claim is about a time that ended more than LONG_PAST days before the text's update.

    What is said now of another time, as in court, is news: only the time that begins the sentence counts, or is of the saying itself.
    """
    claim = side.claim
    moment = claim.moment
    if moment is None or moment.end is None or side.at is None or moment.end >= side.at:
        return False
    said = claim.quantity is None and any(span.contains(moment.span) for span in claim.spans)
    if said and side.document.text[claim.sentence.start : moment.span.start].strip().lower() not in ("", "in", "on"):
        return False
    return datetime.fromisoformat(moment.end) + timedelta(days=LONG_PAST) < datetime.fromisoformat(side.at)


def _lacks_verb(side: Side, words: Sequence[str]) -> bool:
    """Whether a content has no verb: "warned about the consequences of the war for his country".

    Announced or confirmed nouns do not count: they are events.
    """
    said = side.claim.attribution
    if said is None or said.cue is None or side.claim.part != "body" or any(CLASSES[word] in _OF_CLAUSES for word in words):
        return False
    return _EVENT_CUES.isdisjoint(WORD.findall(said.cue.of(side.document.text).lower()))
