"""From numbers to figures.

Each number of a sentence gets its sign, unit and modifier, is joined with its partner where the two are one figure, and is rejected
where it is not a figure.

A sentence is read as if it were the whole text, so the result does not depend on the sentences around it. Each number is read
once, through a short window: cost is linear in the text. Where the time goes (cProfile, polnear/dev, 16 numbers an article):
patterns with hundreds of words, tried at each number. Hence the tries, and the tests of two or three letters before a pattern is tried
at all; each of these tests accepts a superset of what its pattern can match.
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
from sayso.grammar.quantities import hedges, normalisation
from sayso.grammar.quantities.assemble_figure import SentenceFigure, assemble_figure
from sayso.grammar.quantities.attach_unit import Measurement, attach_unit
from sayso.grammar.quantities.bare_numbers import inherit_noun_of_whole
from sayso.grammar.quantities.certainty import estimate_certainty
from sayso.grammar.quantities.descriptions import is_conversion
from sayso.grammar.quantities.elided import repeat_noun
from sayso.grammar.quantities.exclusions import continues_rejected_number, find_exclusion
from sayso.grammar.quantities.headwords import is_person, is_plural, singularize
from sayso.grammar.quantities.hedges import Hedge, compute_interval
from sayso.grammar.quantities.incidental import is_incidental
from sayso.grammar.quantities.inherited import (
    copy_noun_of_casualties,
    count_others_as_things,
    deny_bound,
    fill_ellipsis,
    inherit_bound,
    inherit_compared_noun,
    inherit_listed_noun,
    inherit_measured_noun,
    inherit_noun_of_change,
    inherit_role,
    inherit_trend,
    is_spread_over_period,
    read_margin_of_error,
)
from sayso.grammar.quantities.numbers import Numeral, find_numerals
from sayso.grammar.quantities.ranges import Pair, join_numbers
from sayso.grammar.quantities.shared_units import find_shared_unit
from sayso.grammar.tokens import TokenizedText
from sayso.model import Modifier, Quantity, Span


class RejectedNumber(NamedTuple):
    """A number that was rejected, and the name of the exclusion."""

    span: Span
    reason: str


_WINDOW = 60


def read_numbers(tokens: TokenizedText) -> Iterator[FoundQuantity | RejectedNumber]:
    """Every number of the text, as a figure or rejected, in order."""
    odd = normalisation.find_odd_places(tokens.text)
    for sentence, numerals in _group_by_sentence(tokens, odd):
        for found in _read_written_sentence(sentence.of(tokens.text), numerals, bool(odd) and _has_place_within(odd, sentence)):
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


#: Number of sentences cached: those of some dozens of articles, which the next revision mostly repeats.
_CACHED = 1 << 12


@lru_cache(_CACHED)
def _read_written_sentence(written: str, numerals: tuple[Numeral, ...], odd: bool) -> tuple[FoundQuantity | RejectedNumber, ...]:
    """The figures of a sentence by its own offsets, and the rejected numbers; `odd`: the sentence may not be in normal form."""
    text, places = written, None
    if odd and (form := normalisation.to_normal_form(text)):
        text, places = form
        numerals = tuple(find_numerals(TokenizedText(text)))
    found = [
        _restore_written(found, text, written=written, places=places, numbers=len(numerals))
        for found in _read_normal_sentence(text, numerals)
    ]
    return tuple(_mark_conversions(written, found) if "(" in written else found)


def _mark_conversions(text: str, found: list[FoundQuantity | RejectedNumber]) -> Iterator[FoundQuantity | RejectedNumber]:
    """The figures of a sentence; those that repeat the figure before in another unit, in brackets, are incidental."""
    before: Quantity | None = None
    for figure in found:
        if isinstance(figure, FoundQuantity):
            if before and is_conversion(text, figure.quantity, before):
                figure = figure._replace(incidental=True)
            before = figure.quantity
        yield figure


def _restore_written(
    found: SentenceFigure | RejectedNumber, text: str, written: str, places: normalisation.OffsetMap | None, numbers: int
) -> FoundQuantity | RejectedNumber:
    """A figure of a text in normal form as one of the sentence as written, with its certainty; `numbers` is how many the sentence has."""
    if isinstance(found, RejectedNumber):
        return RejectedNumber(places.restore_span(found.span), found.reason) if places else found
    q = found.quantity
    sure, incidental = estimate_certainty(text, q, rule=found.rule, apart=found.apart, numbers=numbers), is_incidental(text, q, found.rule)
    if places:
        noun = places.restore_words(q.noun, q.span.end, text, written)
        q = Quantity(
            places.restore_span(q.span),
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


def _has_place_within(places: Sequence[int], sentence: Span) -> bool:
    """Whether any of the places, which are in order, is in the sentence."""
    index = bisect_left(places, sentence.start)
    return index < len(places) and places[index] < sentence.end


def _group_by_sentence(tokens: TokenizedText, odd: Sequence[int]) -> Iterator[tuple[Span, tuple[Numeral, ...]]]:
    """The sentences with numbers, or odd places, with their numbers in the sentence's own offsets.

    One scan serves all; only where a number runs over the end of a sentence ("… in two\\nMillion people …") the two are scanned on
    their own.
    """
    numerals = list(find_numerals(tokens))
    index = reached = 0
    for cut in tokens.cuts:
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
            own = list(find_numerals(TokenizedText(cut.of(tokens.text))))
        reached = max(reached, end)
        if own or (odd and _has_place_within(odd, cut)):
            yield cut, tuple(own)


def _read_normal_sentence(text: str, numerals: Sequence[Numeral]) -> Iterator[SentenceFigure | RejectedNumber]:
    floor = 0
    last: SentenceFigure | None = None
    turned: RejectedNumber | None = None
    for index, numeral in enumerate(numerals):
        if numeral.start < floor:  # taken by the figure before: the "million" of "parts per million"
            continue
        left = max(floor, numeral.start - _WINDOW)
        dressed = attach_unit(text, left, numeral)
        if turned and dressed.unit is None and continues_rejected_number(text, turned.span.end, numeral, turned.reason):
            found: SentenceFigure | RejectedNumber = RejectedNumber(Span(numeral.start, numeral.end), turned.reason)
        else:
            found = _read_figure(text, left, dressed=dressed, rest=numerals[index + 1 :], last=last)
        turned = None
        if isinstance(found, SentenceFigure):
            floor, last = found.quantity.span.end, found
        else:
            turned = found
        yield found


def _read_figure(
    text: str, left: int, dressed: Measurement, rest: Sequence[Numeral], last: SentenceFigure | None
) -> SentenceFigure | RejectedNumber:
    """Returns the figure that starts with this number, or the reason why there is none."""
    numeral = dressed.numeral
    hedge = hedges.find_modifier_before(text, left, dressed.start)
    if hedge is None and (dressed.unit or text.startswith("-to-", dressed.end)):
        hedge = hedges.find_bound_before_article(text, left, dressed.start)
    reason = find_exclusion(
        text, left, numeral=numeral, hedged=hedge is not None or dressed.minus, money=dressed.money, dressed=dressed.unit is not None
    )
    if reason and not (
        reason == "name" and rest and last and last.quantity.trend and find_shared_unit(text, left, numeral=numeral, rest=rest, before=last)
    ):
        return RejectedNumber(Span(numeral.start, numeral.end), reason)
    two = join_numbers(text, left, first=dressed, hedge=hedge, second=rest[0]) if rest else None
    if two:
        both = _assemble_pair(text, left, two, hedge)
        named_before = last is not None and both.quantity.noun is None and both.quantity.unit is not None
        return both._replace(quantity=repeat_noun(text, both.quantity, last.quantity)) if named_before and last else both
    if (
        hedge
        and (numeral.value or 0) > 1
        and text.startswith("all but", hedge.start)
        and text.startswith((" of them", " of the ", " of its ", " of those"), dressed.end)
    ):
        hedge = None  # "all but 3,200 of them" leaves 3,200
    if hedge and hedge.modifier == "over" and dressed.unit is None and _is_topic(text, hedge.start, numeral.value):
        hedge = None
    hedge = hedge and deny_bound(text, hedge, dressed.unit)
    if last and is_spread_over_period(text, hedge, dressed, last.quantity):
        hedge = None
    elif hedge is None and last:
        hedge = inherit_bound(text, dressed, last.quantity, last.rule)
    named = dressed.end
    if rest and dressed.unit is None and dressed.bare and (shared := find_shared_unit(text, left, numeral=numeral, rest=rest, before=last)):
        dressed, named = dressed._replace(unit=shared.unit), shared.named
    figure = _assemble_single(text, left, dressed=dressed, hedge=hedge, named=named)
    if (
        rest
        and text[dressed.end : dressed.end + 1] in _MARGIN_OPENS
        and (margin := read_margin_of_error(text, dressed, attach_unit(text, dressed.end, rest[0])))
    ):
        figure = _apply_margin(figure, margin)
    return _apply_context(text, figure, last.quantity) if last else figure


def _is_topic(text: str, hedge: int, value: float | None) -> bool:
    """Whether "over" before a small number is a preposition: "broke down over two red lines", "wins over four teams"."""
    if not text.startswith("over ", hedge) or value not in _FEW_TOPICS:
        return False
    before = text[max(0, hedge - _WINDOW) : hedge].rstrip().rpartition(" ")[2].lower()
    return before in _PARTICLES or is_plural(before) or _DISPUTE.search(text, max(0, hedge - _WINDOW), hedge) is not None


_FEW_TOPICS = frozenset((2.0, 3.0, 4.0))
_PARTICLES = frozenset(("down", "off", "up", "out", "apart"))
_DISPUTE = re.compile(rf"\b{alternation(entries('figures.txt', 'openings of words for a dispute'))}\w*\s(?:down\s|[a-z]+ed\s)?$")
_MARGIN_OPENS = frozenset(", ±+")


def _apply_margin(figure: SentenceFigure, margin: float) -> SentenceFigure:
    """A figure with the margin that its text gives."""
    q = figure.quantity
    if q.modifier not in ("exact", "about") or q.value is None:
        return figure
    return figure._replace(quantity=replace(q, modifier="about", low=q.value - margin, high=q.value + margin))


def _apply_context(text: str, figure: SentenceFigure, last: Quantity) -> SentenceFigure:
    quantity = inherit_listed_noun(text, inherit_compared_noun(text, fill_ellipsis(text, figure.quantity, last), last), last)
    quantity = inherit_measured_noun(text, count_others_as_things(quantity, last), last)
    quantity = inherit_noun_of_whole(text, inherit_noun_of_change(text, copy_noun_of_casualties(text, quantity, last), last), last)
    quantity = repeat_noun(text, quantity, last)
    trend, role = inherit_trend(text, quantity, last), inherit_role(text, quantity, last)
    if trend or role:
        quantity = replace(quantity, trend=trend or quantity.trend, role=role or quantity.role)
    return figure._replace(quantity=quantity)


def _assemble_pair(text: str, left: int, two: Pair, hedge: Hedge | None) -> SentenceFigure:
    if two.low != two.high or two.rule == "<score>":
        start = hedge.start if hedge and hedge.modifier in ("about", "nearly") else two.start
        both = assemble_figure(
            two.rule, text, left=left, span=Span(start, two.end), unit=two.unit, modifier="between", value=None, low=two.low, high=two.high
        )
        return _take_first_side(text, both, two)
    start, modifier = (hedge.start, hedge.modifier) if hedge else (two.start, "exact")
    low, high = compute_interval(modifier, two.low)
    return assemble_figure(
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


def _take_first_side(text: str, figure: SentenceFigure, two: Pair) -> SentenceFigure:
    """A vote in front of the noun that it describes has the value of its first side: "a 5-4 majority" is one of five."""
    q = figure.quantity
    if two.first is not None and q.noun is None and (named := _VOTE_BEHIND.match(text, two.end)):
        q = replace(q, noun=named[1], head=named[2])
    if two.first is None or q.noun is None or two.unit not in (None, "percent"):
        return figure
    before_noun = text.startswith(q.noun, two.end + 1) and not _NOUNS_OF_A_VOTE.isdisjoint(q.noun.lower().split())
    if not before_noun and not (two.unit and is_person(q.head or "")):  # "voters said 47%-34% that"
        return figure
    return figure._replace(quantity=replace(q, modifier="exact", value=two.first, low=two.first, high=two.first))


#: Another vague number, before what both count: "dozens if not hundreds of troops".
_OR_MORE = re.compile(
    r",?\s(?:if\snot|or\seven|or|and\spossibly|and\smaybe)\s(?:tens\sof\s|hundreds\sof\s)?"
    r"(?:dozens|scores|hundreds|thousands|millions|billions)(?=,?\sof\s)"
)
#: What a vote is called, unlike a match.
_NOUNS_OF_A_VOTE = frozenset(entries("figures.txt", "nouns of a vote"))
_VOTE_BEHIND = re.compile(rf"\s((?:[a-z-]+\s)?({alternation(sorted(_NOUNS_OF_A_VOTE))}))\b")


def _assemble_single(text: str, left: int, dressed: Measurement, hedge: Hedge | None, named: int) -> SentenceFigure:
    """The figure of one number; what it counts is named after `named`, where that is not after the figure itself."""
    numeral = dressed.numeral
    start, end, rule = dressed.start, dressed.end, numeral.form
    if numeral.value is None:
        start = hedge.start if hedge else start
        return assemble_figure(
            rule,
            text,
            left=left,
            span=Span(start, end),
            unit=dressed.unit,
            modifier="vague",
            value=None,
            low=numeral.low,
            high=numeral.high,
            named=more.end() if dressed.unit is None and (more := _OR_MORE.match(text, end)) else 0,
        )
    modifier: Modifier = "exact"
    if hedge:
        modifier, start, rule = hedge.modifier, hedge.start, hedge.rule
    behind = hedges.find_modifier_after(text, end) or (None if dressed.bare else hedges.find_modifier_after(text, numeral.end))
    if behind and (closed := _combine_modifiers(modifier, behind)):
        modifier, end, rule = closed, max(end, behind.end), behind.rule if hedge is None or behind.rule == "<number> or equal" else rule
    if dressed.unit is None and hedge and _is_age_group(text, hedge, numeral):
        dressed = dressed._replace(unit="year of age")
    low, high = compute_interval(modifier, numeral.value, text[numeral.start : numeral.end])
    figure = assemble_figure(
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
    return figure if hedge else _apply_modifier_behind(text, figure)


def _apply_modifier_behind(text: str, figure: SentenceFigure) -> SentenceFigure:
    """A figure with the modifier that is after what is counted: "40 boats or more"."""
    q = figure.quantity
    if q.modifier != "exact" or q.value is None or q.noun is None or not text.startswith(q.noun, q.span.end + 1):
        return figure
    behind = hedges.find_modifier_behind_noun(text, q.span.end + 1 + len(q.noun))
    if behind is None:
        return figure
    low, high = compute_interval(behind.modifier, q.value, q.span.of(text))
    return figure._replace(quantity=replace(q, modifier=behind.modifier, low=low, high=high))


def _is_age_group(text: str, hedge: Hedge, numeral: Numeral) -> bool:
    """ "People under 50", "anyone over 18": a bare number of years after somebody and a bound."""
    if text.startswith(("as young as", "as old as"), hedge.start):
        return True
    if hedge.modifier not in ("under", "over") or numeral.form != "<digits>" or not 0 < (numeral.value or 0) <= _OLDEST:
        return False
    before = text[max(0, hedge.start - _SOMEBODY_REACH) : hedge.start].split()
    if text[hedge.start : hedge.start + 5].lower() in ("young", "older"):
        return True
    if not before or _AGE_ENDS.match(text, numeral.end) is None:
        return False
    last = before[-1].lower().lstrip('“"‘(')
    return last in _ANYBODY or is_person(singularize(last))


#: "Those aged 65": pronouns before an age.
_ANYBODY = frozenset(entries("figures.txt", "pronouns for people of an age"))
_OLDEST = 110
_SOMEBODY_REACH = 24
_AGE_ENDS = re.compile(
    r"\s?(?:[.,;:)”\"]|$)|\s(?:in|at|on|who|and|or|are|were|can|can’t|can't|could|may|must|will|would|with|without|from|to|is"
    r"|have|had|as|by)\b"
)


def _combine_modifiers(modifier: Modifier, behind: Hedge) -> Modifier | None:
    """The modifier that one after the number makes of the one before: "about 500 or more", "less than 50 or equal"."""
    if behind.rule == "<number> or equal":
        return "at_most" if modifier == "under" else "at_least" if modifier == "over" else None
    return behind.modifier if modifier in ("exact", "about") else None
