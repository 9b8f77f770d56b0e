"""From numbers to figures.

Each number of a sentence is dressed with its sign, unit and modifier, joined with its partner where the two are one figure, and turned
down where it is none.

A sentence is read as if it were the whole text, so what is found in it does not hang on what is around it. Each number is looked at
once, through a short window: cost grows with the text and not faster. Where the time goes (cProfile, polnear/dev, 16 numbers an article):
into patterns with hundreds of words tried at each number. Hence the tries, and the looks at two or three letters before a pattern is tried
at all; each of these is a superset of what its pattern can match.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from sayso.grammar.findings import FoundQuantity
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.person_nouns import CAPITAL_PERSON_NOUNS
from sayso.grammar.quantities import hedges, normal, units
from sayso.grammar.quantities.apposed import find_apposed
from sayso.grammar.quantities.attached import find_attached, find_measured
from sayso.grammar.quantities.bare import count_part, find_body
from sayso.grammar.quantities.certainty import certainty
from sayso.grammar.quantities.context import (
    also_befell,
    count_alike,
    count_as_before,
    deny_bound,
    fill_ellipsis,
    inherit_bound,
    inherit_trend,
    margin_of,
    measure_alike,
    moved_by,
    other_than,
    share_role,
    spread_over,
)
from sayso.grammar.quantities.counted import find_counted_in_clause
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.exclusions import find_exclusion, goes_on
from sayso.grammar.quantities.fates import forms
from sayso.grammar.quantities.headwords import is_person, singular
from sayso.grammar.quantities.hedges import Hedge, interval
from sayso.grammar.quantities.incidental import is_incidental
from sayso.grammar.quantities.measure import Measurement, attach_unit
from sayso.grammar.quantities.measured_nouns import find_measured_in_clause, is_of_clause
from sayso.grammar.quantities.nouns import Noun, noun_after
from sayso.grammar.quantities.number_lexicon import word_up_to
from sayso.grammar.quantities.numbers import Numeral, scan
from sayso.grammar.quantities.ranges import Pair, pair
from sayso.grammar.quantities.roles import ROLES_OF_PEOPLE, role_of
from sayso.grammar.quantities.sizes import find_sized
from sayso.grammar.quantities.trends import trend_of
from sayso.grammar.tokens import Sheet
from sayso.model import Modifier, Quantity, Span


class RejectedNumber(NamedTuple):
    """A number that was turned down, and the name of the exclusion."""

    span: Span
    reason: str


class SentenceFigure(NamedTuple):
    """A figure within its sentence, the rule that found it, and whether the word that tells its role is apart."""

    rule: str
    quantity: Quantity
    apart: bool = False


_WINDOW = 60


def read(sheet: Sheet) -> Iterator[FoundQuantity | RejectedNumber]:
    """Every number of the text, as a figure or turned down, in order."""
    odd = normal.odd_places(sheet.text)
    for sentence, numerals in _by_sentence(sheet, odd):
        for found in _in_sentence(sentence.of(sheet.text), numerals, bool(odd) and _any_within(odd, sentence)):
            if isinstance(found, RejectedNumber):
                yield RejectedNumber(found.span.shift(sentence.start), found.reason)
            else:
                yield FoundQuantity(
                    found.rule,
                    sentence,
                    quantity=_place_quantity(found.quantity, sentence.start),
                    incidental=found.incidental,
                    certainty=found.certainty,
                )


#: So many sentences are kept: those of some dozens of articles, of which the next revision repeats nearly all.
_KEPT = 1 << 12


@lru_cache(_KEPT)
def _in_sentence(written: str, numerals: tuple[Numeral, ...], odd: bool) -> tuple[FoundQuantity | RejectedNumber, ...]:
    """The figures of a sentence by its own offsets, and what was turned down; `odd` tells that it may not be in normal form."""
    text, places = written, None
    if odd and (form := normal.normal_form(text)):
        text, places = form
        numerals = tuple(scan(Sheet(text)))
    return tuple([_as_written(found, text, written=written, places=places, numbers=len(numerals)) for found in _sentence(text, numerals)])


def _as_written(
    found: SentenceFigure | RejectedNumber, text: str, written: str, places: normal.OffsetMap | None, numbers: int
) -> FoundQuantity | RejectedNumber:
    """A figure of a text in normal form as one of the sentence as written, with its certainty; `numbers` is how many the sentence holds."""
    if isinstance(found, RejectedNumber):
        return RejectedNumber(places.span(found.span), found.reason) if places else found
    q = found.quantity
    sure, incidental = certainty(text, q, rule=found.rule, apart=found.apart, numbers=numbers), is_incidental(text, q, found.rule)
    if places:
        noun = places.words(q.noun, q.span.end, text, written)
        q = Quantity(
            places.span(q.span),
            q.modifier,
            value=q.value,
            low=q.low,
            high=q.high,
            unit=q.unit,
            noun=noun,
            head=q.head,
            role=q.role,
            trend=q.trend,
        )
    return FoundQuantity(found.rule, Span(0, len(written)), quantity=q, incidental=incidental, certainty=sure)


def _place_quantity(q: Quantity, by: int) -> Quantity:
    """A quantity of a sentence where it is in its text; `dataclasses.replace` takes three times as long."""
    return Quantity(
        q.span.shift(by),
        q.modifier,
        value=q.value,
        low=q.low,
        high=q.high,
        unit=q.unit,
        noun=q.noun,
        head=q.head,
        role=q.role,
        trend=q.trend,
    )


def _any_within(places: Sequence[int], sentence: Span) -> bool:
    """Whether any of the places, which are in order, is in the sentence."""
    index = bisect_left(places, sentence.start)
    return index < len(places) and places[index] < sentence.end


def _by_sentence(sheet: Sheet, odd: Sequence[int]) -> Iterator[tuple[Span, tuple[Numeral, ...]]]:
    """The sentences that hold numbers, or odd places, with their numbers in the sentence's own offsets.

    One scan serves all; only where a number runs over the end of a sentence ("… in two\\nMillion people …") the two are scanned on
    their own.
    """
    numerals = list(scan(sheet))
    index = reached = 0
    for cut in sheet.cuts:
        own: list[Numeral] = []
        while index < len(numerals) and numerals[index].start < cut.end:
            numeral = numerals[index]
            index += 1
            if numeral.start >= cut.start:
                own.append(numeral.shift(-cut.start))
            else:  # it began before the sentence, and may run into it
                reached = max(reached, numeral.end)
        end = own[-1].end + cut.start if own else reached
        if end > cut.end or reached > cut.start:
            own = list(scan(Sheet(cut.of(sheet.text))))
        reached = max(reached, end)
        if own or (odd and _any_within(odd, cut)):
            yield cut, tuple(own)


def _sentence(text: str, numerals: Sequence[Numeral]) -> Iterator[SentenceFigure | RejectedNumber]:
    floor = 0
    last: SentenceFigure | None = None
    turned: RejectedNumber | None = None
    for index, numeral in enumerate(numerals):
        if numeral.start < floor:  # taken by the figure before: the "million" of "parts per million"
            continue
        left = max(floor, numeral.start - _WINDOW)
        dressed = attach_unit(text, left, numeral)
        if turned and dressed.unit is None and goes_on(text, turned.span.end, numeral, turned.reason):
            found: SentenceFigure | RejectedNumber = RejectedNumber(Span(numeral.start, numeral.end), turned.reason)
        else:
            found = _number(text, left, dressed=dressed, rest=numerals[index + 1 :], last=last)
        turned = None
        if isinstance(found, SentenceFigure):
            floor, last = found.quantity.span.end, found
        else:
            turned = found
        yield found


def _number(
    text: str, left: int, dressed: Measurement, rest: Sequence[Numeral], last: SentenceFigure | None
) -> SentenceFigure | RejectedNumber:
    """The figure that starts with this number, or why there is none."""
    numeral = dressed.numeral
    hedge = hedges.before(text, left, dressed.start)
    if hedge is None and (dressed.unit or text.startswith("-to-", dressed.end)):
        hedge = hedges.before_article(text, left, dressed.start)
    reason = find_exclusion(
        text, left, numeral=numeral, hedged=hedge is not None or dressed.minus, money=dressed.money, dressed=dressed.unit is not None
    )
    if reason and not (
        reason == "name" and rest and last and last.quantity.trend and _find_shared(text, left, numeral=numeral, rest=rest, before=last)
    ):
        return RejectedNumber(Span(numeral.start, numeral.end), reason)
    two = pair(text, left, first=dressed, hedge=hedge, second=rest[0]) if rest else None
    if two:
        return _pair(text, left, two, hedge)
    hedge = hedge and deny_bound(text, hedge, dressed.unit)
    if last and spread_over(text, hedge, dressed, last.quantity):
        hedge = None
    elif hedge is None and last:
        hedge = inherit_bound(text, dressed, last.quantity, last.rule)
    named = dressed.end
    if rest and dressed.unit is None and dressed.bare and (shared := _find_shared(text, left, numeral=numeral, rest=rest, before=last)):
        dressed, named = dressed._replace(unit=shared.unit), shared.named
    figure = _single(text, left, dressed=dressed, hedge=hedge, named=named)
    if (
        rest
        and text[dressed.end : dressed.end + 1] in _MARGIN_OPENS
        and (margin := margin_of(text, dressed, attach_unit(text, dressed.end, rest[0])))
    ):
        figure = _within(figure, margin)
    return _in_context(text, figure, last.quantity) if last else figure


_MARGIN_OPENS = frozenset(", ±+")


def _within(figure: SentenceFigure, margin: float) -> SentenceFigure:
    """A figure with the margin that its text gives."""
    q = figure.quantity
    if q.modifier not in ("exact", "about") or q.value is None:
        return figure
    return figure._replace(quantity=replace(q, modifier="about", low=q.value - margin, high=q.value + margin))


class _Shared(NamedTuple):
    """What numbers have in common that is stated once, after the last of them: their unit, and where what they count is named."""

    unit: str | None
    named: int


def _is_moved(text: str, left: int, numeral: Numeral, before: SentenceFigure | None) -> bool:
    """Whether a bare number is how far something moved: by its own verb, or by that of the one before ("A rose 3, B 4 and C 5 percent")."""
    if trend_of(text, left, start=numeral.start, end=numeral.end, unit="percent"):
        return True
    return before is not None and before.quantity.unit == "percent" and before.quantity.trend is not None


def _find_shared(text: str, left: int, numeral: Numeral, rest: Sequence[Numeral], before: SentenceFigure | None) -> _Shared | None:
    """ "5 and 6 kg", "two-, three- and nine-seat planes", "A rose 3 and B 4 percent". A sign before the last is its own."""
    at, last, joint = numeral.end, None, ""
    for following in rest[:_LONGEST_LIST]:
        between = text[at : following.start]
        if (
            last is None and between == " to " and text[max(0, numeral.start - 5) : numeral.start].lower() == "from "
        ):  # "rose from 3 to 5 ships"
            return _Shared(None, attach_unit(text, at, following).end)
        if last is None and between in _MOVES and text.endswith(_MOVES[between], 0, numeral.start):  # "revised down to 126 from 130 jobs"
            other = attach_unit(text, at, following)
            return _Shared(None, other.end) if other.unit is None else None
        if between in _JOINED_LAST and last is None:  # "two in three, or 66 percent"
            break
        if (
            between not in _JOINED
            and between not in _SIDES
            and not (len(between) <= _LONGEST_GAP and _GAP.fullmatch(between) and _is_moved(text, left, numeral, before))
        ):
            break
        at, last, joint = following.end, following, between
    if last is None or (joint == ", " and last is rest[0]):  # "of those under 30, 76%" is no list
        return None
    other = attach_unit(text, numeral.end, last)
    if other.money or (other.unit and other.unit.endswith("of age")) or (joint in _SIDES and other.unit not in _SIDED):
        return None
    if text[other.end : other.end + 1] in _HYPHENS or (text[numeral.end : numeral.end + 1] in _HYPHENS and other.unit):
        return _Shared(other.unit, other.end)
    if other.unit is None:  # "8, 12 and 20 people"
        listed = last is not rest[0] or (before and before.quantity.noun and text[before.quantity.span.end : numeral.start] == ", ")
        return _Shared(None, other.end) if listed and joint != ", " and other.bare else None
    return _Shared(other.unit, other.end if joint in _SIDES else numeral.end)


#: What joins where a count moved to and where it came from, each with what comes before the first.
_MOVES = {" from ": (" to ", " at "), " to ": (" by ",)}
_JOINED = frozenset(dash + joint for joint in (" and ", " or ", ", ", ", and ", ", or ") for dash in ("", "-", "‐", "‑"))
#: What joins the sides of a thing: "40 by 60 feet", "an 8-by-10-foot pen"; and what sides are measured in.
_SIDES = frozenset((" by ", "-by-", " x ", " × ", "‐by‐", "‑by‑"))
_SIDED = frozenset(entries("figures.txt", "units of a side"))
_JOINED_LAST = frozenset((", and ", ", or "))
#: What is between "rose 3" and "4 percent": "and imports".
_GAP = re.compile(r"(?:,\s(?=(?:[A-Z][\w’'-]*\s){1,2}(?:by\s)?\Z)|,?\s(?:and|while|but)\s)(?:[\w’'-]{1,20}\s){1,3}(?:by\s)?")
_LONGEST_GAP = 72
_LONGEST_LIST = 6


def _in_context(text: str, figure: SentenceFigure, last: Quantity) -> SentenceFigure:
    quantity = count_alike(text, count_as_before(text, fill_ellipsis(text, figure.quantity, last), last), last)
    quantity = measure_alike(text, other_than(quantity, last), last)
    quantity = count_part(text, moved_by(text, also_befell(text, quantity, last), last), last)
    trend, role = inherit_trend(text, quantity, last), share_role(text, quantity, last)
    if trend or role:
        quantity = replace(quantity, trend=trend or quantity.trend, role=role or quantity.role)
    return figure._replace(quantity=quantity)


def _pair(text: str, left: int, two: Pair, hedge: Hedge | None) -> SentenceFigure:
    if two.low != two.high or two.rule == "<score>":
        start = hedge.start if hedge and hedge.modifier in ("about", "nearly") else two.start
        return _figure(
            two.rule, text, left=left, span=Span(start, two.end), unit=two.unit, modifier="between", value=None, low=two.low, high=two.high
        )
    start, modifier = (hedge.start, hedge.modifier) if hedge else (two.start, "exact")
    low, high = interval(modifier, two.low)
    return _figure(
        two.rule,
        text,
        left=left,
        span=Span(start, two.end),
        unit=two.unit,
        modifier=modifier,
        value=two.low,
        low=low,
        high=high,
        named=two.named,
    )


def _single(text: str, left: int, dressed: Measurement, hedge: Hedge | None, named: int) -> SentenceFigure:
    """The figure of one number; what it counts is named after `named`, where that is not after the figure itself."""
    numeral = dressed.numeral
    start, end, rule = dressed.start, dressed.end, numeral.form
    if numeral.value is None:
        start = hedge.start if hedge else start
        return _figure(
            rule,
            text,
            left=left,
            span=Span(start, end),
            unit=dressed.unit,
            modifier="vague",
            value=None,
            low=numeral.low,
            high=numeral.high,
        )
    modifier: Modifier = "exact"
    if hedge:
        modifier, start, rule = hedge.modifier, hedge.start, hedge.rule
    behind = hedges.after(text, end) or (None if dressed.bare else hedges.after(text, numeral.end))
    if behind and (closed := _close_modifier(modifier, behind)):
        modifier, end, rule = closed, max(end, behind.end), behind.rule if hedge is None or behind.rule == "<number> or equal" else rule
    if dressed.unit is None and hedge and _is_age_group(text, hedge, numeral):
        dressed = dressed._replace(unit="year of age")
    low, high = interval(modifier, numeral.value, text[numeral.start : numeral.end])
    figure = _figure(
        rule,
        text,
        left=left,
        span=Span(start, end),
        unit=dressed.unit,
        modifier=modifier,
        value=numeral.value,
        low=low,
        high=high,
        named=max(named, end),
    )
    return figure if hedge else _hedge_from_behind(text, figure)


def _hedge_from_behind(text: str, figure: SentenceFigure) -> SentenceFigure:
    """A figure with the modifier that is after what is counted: "40 boats or more"."""
    q = figure.quantity
    if q.modifier != "exact" or q.value is None or q.noun is None or not text.startswith(q.noun, q.span.end + 1):
        return figure
    behind = hedges.behind_noun(text, q.span.end + 1 + len(q.noun))
    if behind is None:
        return figure
    low, high = interval(behind.modifier, q.value, q.span.of(text))
    return figure._replace(quantity=replace(q, modifier=behind.modifier, low=low, high=high))


def _is_age_group(text: str, hedge: Hedge, numeral: Numeral) -> bool:
    """ "People under 50", "anyone over 18": a bare number of years behind somebody and a bound."""
    if text.startswith(("as young as", "as old as"), hedge.start):
        return True
    if hedge.modifier not in ("under", "over") or numeral.form != "<digits>" or not 0 < (numeral.value or 0) <= _OLDEST:
        return False
    before = text[max(0, hedge.start - _SOMEBODY_REACH) : hedge.start].split()
    if text[hedge.start : hedge.start + 5].lower() in ("young", "older"):
        return True
    if not before or _AGE_ENDS.match(text, numeral.end) is None:
        return False
    last = before[-1].lower()
    return last in _ANYBODY or is_person(singular(last))


#: "Those aged 65": pronouns before an age.
_ANYBODY = frozenset(entries("figures.txt", "pronouns for people of an age"))
_OLDEST = 110
_SOMEBODY_REACH = 24
_AGE_ENDS = re.compile(
    r"\s?(?:[.,;:)”\"]|$)|\s(?:in|at|on|who|and|or|are|were|can|can’t|can't|could|may|must|will|would|with|without|from|to|is"
    r"|have|had|as|by)\b"
)


def _close_modifier(modifier: Modifier, behind: Hedge) -> Modifier | None:
    """What a modifier behind makes of the one before: "about 500 or more", "less than 50 or equal"."""
    if behind.rule == "<number> or equal":
        return "at_most" if modifier == "under" else "at_least" if modifier == "over" else None
    return behind.modifier if modifier in ("exact", "about") else None


def _figure(
    rule: str,
    text: str,
    left: int,
    span: Span,
    unit: str | None,
    modifier: Modifier,
    value: float | None,
    low: float | None,
    high: float | None,
    named: int = 0,
) -> SentenceFigure:
    """The figure with what is counted, its role and its trend."""
    noun = _noun(text, named or span.end, unit, value)
    if noun is None and unit and not unit.endswith("of age"):
        noun = find_attached(text, left, start=span.start, end=span.end, unit=unit)
    elif (
        noun
        and unit
        and " " not in noun.text
        and noun.text.islower()
        and text[span.end : span.end + 4] != " of "
        and "-" not in span.of(text)
    ):
        of = find_measured(text, left, span.start, unit)  # "a surcharge of 21% kicks in"
        noun = of if of and of.text[0].islower() else noun
    if noun and unit in _LENGTHS and _OF_PLACE.match(text, span.end):
        noun = None  # "within 10 kilometers of the Kell base"
    if unit is None and noun and noun.head == "time" and noun.text.endswith("times"):  # "several more times"
        noun, unit = None, "times"
    fate = role_of(text, left, span, noun) if unit is None or (unit == "percent" and noun) else None
    role = fate.name if fate else None
    share = unit is None and value is not None and 0 < value < 1 and _OUT_OF.search(text, span.start, span.end) is None
    share = share or (unit is None and value is None and low is not None and high is not None and 0 < low < high < 1)
    if share:  # "more than half of the crew" is no number of people, and never over 1
        high = 1.0 if high is None else high
    elif unit is None:
        unit = _counted_unit(text, span.end, noun=noun, role=role, value=value)
    elif noun and unit != "percent" and text.startswith(" of ", span.end):  # "4 million barrels of oil a day"
        rate = units.rates_after(text, unit, noun.end)
        unit = rate[0] if rate else unit
    trend = trend_of(text, left, start=span.start, end=span.end, unit=unit, head=noun.head if noun else None)
    if noun is None and unit:
        find_noun = find_measured_in_clause if is_of_clause(unit) else find_sized
        noun = find_apposed(text, span.start, span.end, unit) or find_noun(text, span.start, span.end, unit)
        if noun is None and unit == "percent":
            noun = _those_asked(text, span.start, span.end)
    elif noun is None and role is None and not share and (body := find_body(text, span.start, value)):
        noun, unit = body, "person"
    elif noun is None and role is None and not share and (counted := find_counted_in_clause(text, span.start, span.end, value)):
        noun, unit = counted, _counted_unit(text, span.end, noun=counted, role=None, value=value)
    words, head = (noun.text, noun.head) if noun else (None, None)
    quantity = Quantity(span, modifier, value=value, low=low, high=high, unit=unit, noun=words, head=head, role=role, trend=trend)
    return SentenceFigure(rule, quantity, fate is not None and fate.far)


def _those_asked(text: str, start: int, end: int) -> Noun | None:
    """The people among whom a share is: "42% among registered voters"."""
    if not text.startswith(" among ", end) or (text.endswith(_LED, 0, start) and not text.endswith("% to ", 0, start)):
        return None
    noun = noun_after(text, end + len(" among"), plural=True)
    return noun if noun and is_person(noun.head) else None


_LED = ("to ", "at ", "by ", "from ")
#: What "of" behind leads from, and not to what is measured.
_LENGTHS = frozenset(entries("figures.txt", "lengths"))
_OF_PLACE = re.compile(r"\)?(?:\s\([^()]{1,24}\))?\sof\s(?:the\s|[A-Z])")
#: A ratio counts those it is of: "one in five adults".
_OUT_OF = re.compile(r"\b(?:in|out of|of every)\b")


def _noun(text: str, end: int, unit: str | None, value: float | None) -> Noun | None:
    if unit and unit.endswith("of age"):
        return None
    if text[end : end + 1] in '”"' and text.startswith(" of ", end + 1):  # "“23%” of their shares"
        end += 1
    tied = text[end : end + 1] in _HYPHENS
    if unit in _TIMES and not tied and _DOING.match(text, end) and _HYPHENS.isdisjoint(text[text.rfind(" ", 0, end) + 1 : end]):
        return None
    loose = tied or bool(unit) or (value is not None and 0 < abs(value) <= 1)
    if unit and not tied and _AGO.match(text, end):  # "down from 67% four years ago"
        return None
    noun = noun_after(text, end, plural=not loose, tied=tied)
    if noun and unit and not tied and is_person(noun.head) and _FORESAW.match(text, noun.end) and not text.startswith(" of ", end):
        return None  # "below the 2.9% economists had forecast"
    return noun


_HYPHENS = frozenset("-‐‑")
_AGO = re.compile(rf"\s(?:an?|\d+|{word_up_to(20)})\s(?:{alternation(sorted(DURATIONS))})s?\s(?:ago|earlier|before|later|prior)\b")
_FORECAST = [form for verb in entries("figures.txt", "verbs of forecasting") for form in forms(verb)]
#: What those do who said before what a figure would be.
_FORESAW = re.compile(
    r"(?:\s(?:polled|surveyed)\sby\s[\w’'-]+(?:\s[\w’'-]+)?)?"
    rf"\s(?:(?:had|have|has|were|was)\s)?(?:been\s)?(?:{alternation(_FORECAST)}"
    r"|expecting|looking\sfor)\b"
)
#: What time is spent with: "a decade building it".
_DOING = re.compile(r"\s[a-z]{2,}ing\b(?!\stime)")


def _are_people(text: str, end: int, noun: Noun, role: str | None) -> bool:
    """Whether those counted are people: by the head of their noun, or by what became of them.

    What a hyphen ties to the number mostly describes something else ("a five-hitter"), and a capital mostly names a make ("two
    Sentries") unless its ending makes it a people or a party.
    """
    if text[end : end + 1] in _HYPHENS and noun.start == end + 1:
        return noun.head in ("person", "man", "woman", "member")
    last = noun.text.rpartition(" ")[2]
    if last[:1].isupper() and not last.isupper() and noun.head not in CAPITAL_PERSON_NOUNS and not noun.head.endswith(_PEOPLES):
        return False
    return is_person(noun.head) or (role in ROLES_OF_PEOPLE and noun.head.endswith(("er", "or", "ian", "ee")))


_TIMES = DURATIONS
_PEOPLES = entries("figures.txt", "ends of words for people")


def _counted_unit(text: str, end: int, noun: Noun | None, role: str | None, value: float | None) -> str | None:
    """The unit of what is only counted: a rate ("30 tests a day"), people by their noun, or by what became of them."""
    if noun:
        rate = units.rate_after(text, noun.head, noun.end)
        if rate:
            return rate[0]
        if noun.head in _TIMES and noun.text.count(" ") <= 1 and noun.text.islower():  # "36 straight hours"
            return noun.head
        return "person" if _are_people(text, end, noun, role) else None
    whole = value is None or value == int(value)
    return "person" if text.startswith(" who ", end) or (role in ROLES_OF_PEOPLE and whole) else None
