"""From numbers to figures: each number of a sentence is dressed with its sign, unit and modifier, joined with its partner where the two are one
figure, and turned down where it is none.

A sentence is read as if it were the whole text, so what is found in it does not hang on what stands around it. Each number is looked at once,
through a short window: cost grows with the text and not faster. Where the time goes (cProfile, polnear/dev, 16 numbers an article): into patterns with hundreds of words tried at each number. Hence the tries, and the looks at two or three
letters before a pattern is tried at all; each of these is a superset of what its pattern can match.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.grammar.findings import FoundQuantity
from sayso.grammar.quantities import modifiers, units
from sayso.grammar.quantities.context import counted_before, inherited_bound, inherited_trend, shared_role
from sayso.grammar.quantities.exclusions import excluded
from sayso.grammar.quantities.incidental import is_incidental
from sayso.grammar.quantities.measure import Dressed, dress
from sayso.grammar.quantities.modifiers import Hedge, interval
from sayso.grammar.quantities.nouns import Noun, is_person, noun_after
from sayso.grammar.quantities.numbers import Numeral, scan
from sayso.grammar.quantities.ranges import Pair, pair
from sayso.grammar.quantities.roles import ROLES_OF_PEOPLE, role_of
from sayso.grammar.quantities.trends import trend_of
from sayso.grammar.tokens import Sheet
from sayso.model import Modifier, Quantity, Span


class Turned(NamedTuple):
    """A number that was turned down, and the name of the exclusion."""

    span: Span
    reason: str


class Figure(NamedTuple):
    """A figure within its sentence, and the rule that found it."""

    rule: str
    quantity: Quantity


_WINDOW = 60


def read(sheet: Sheet) -> Iterator[FoundQuantity | Turned]:
    """Every number of the text, as a figure or turned down, in order."""
    for sentence, numerals in _by_sentence(sheet):
        start = sentence.start
        for found in _sentence(sheet.text[start : sentence.end], numerals):
            if isinstance(found, Turned):
                yield Turned(_moved(found.span, start), found.reason)
            else:
                incidental = is_incidental(sheet.text[start : sentence.end], found.quantity)
                yield FoundQuantity(found.rule, sentence, _placed(found.quantity, start), incidental)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _placed(q: Quantity, by: int) -> Quantity:
    """A quantity with the offsets of its text; `dataclasses.replace` takes three times as long."""
    return Quantity(_moved(q.span, by), q.modifier, q.value, q.low, q.high, q.unit, q.noun, q.head, q.role, q.trend)


def _by_sentence(sheet: Sheet) -> Iterator[tuple[Span, list[Numeral]]]:
    """The sentences that hold numbers, with their numbers in the sentence's own offsets. One scan serves all; only where a number runs over the end
    of a sentence ("… in two\\nMillion people …") the two are scanned on their own."""
    numerals = list(scan(sheet))
    index = reached = 0
    for cut in sheet.cuts:
        own: list[Numeral] = []
        while index < len(numerals) and numerals[index].start < cut.end:
            numeral = numerals[index]
            index += 1
            if numeral.start >= cut.start:
                own.append(numeral._replace(start=numeral.start - cut.start, end=numeral.end - cut.start))
            else:  # it began before the sentence, and may run into it
                reached = max(reached, numeral.end)
        end = own[-1].end + cut.start if own else reached
        if end > cut.end or reached > cut.start:
            own = list(scan(Sheet(cut.of(sheet.text))))
        reached = max(reached, end)
        if own:
            yield cut, own


def _sentence(text: str, numerals: Sequence[Numeral]) -> Iterator[Figure | Turned]:
    floor = 0
    last: Figure | None = None
    for index, numeral in enumerate(numerals):
        if numeral.start < floor:  # taken by the figure before: the "million" of "parts per million"
            continue
        left = max(floor, numeral.start - _WINDOW)
        dressed = dress(text, left, numeral)
        following = numerals[index + 1] if index + 1 < len(numerals) else None
        found = _number(text, left, dressed, following, last)
        if isinstance(found, Figure):
            floor, last = found.quantity.span.end, found
        yield found


def _number(text: str, left: int, dressed: Dressed, following: Numeral | None, last: Figure | None) -> Figure | Turned:
    """The figure that starts with this number, or why there is none."""
    numeral = dressed.numeral
    hedge = modifiers.before(text, left, dressed.start)
    reason = excluded(text, left, numeral, hedge is not None or dressed.minus, dressed.money, dressed.unit is not None)
    if reason:
        return Turned(Span(numeral.start, numeral.end), reason)
    two = following and pair(text, left, dressed, hedge, following)
    if two:
        return _pair(text, left, two, hedge)
    if hedge is None and last:
        hedge = inherited_bound(text, dressed, last.quantity, last.rule)
    if following and dressed.unit is None and text[numeral.end : following.start] in _JOINED:
        dressed = dressed._replace(unit=_measure(text, numeral.end, following))
    figure = _single(text, left, dressed, hedge)
    return _in_context(text, figure, last.quantity) if last else figure


_JOINED = frozenset((" and ", " or ", ", "))


def _measure(text: str, left: int, following: Numeral) -> str | None:
    """The unit that two numbers share, told once behind the second: "5 and 6 kg". A sign before the second is its own."""
    other = dress(text, left, following)
    return other.unit if other.unit and not other.money and not other.unit.endswith("of age") else None


def _in_context(text: str, figure: Figure, last: Quantity) -> Figure:
    quantity = counted_before(text, figure.quantity, last)
    trend, role = inherited_trend(text, quantity, last), shared_role(text, quantity, last)
    if trend or role:
        quantity = replace(quantity, trend=trend or quantity.trend, role=role or quantity.role)
    return Figure(figure.rule, quantity)


def _pair(text: str, left: int, two: Pair, hedge: Hedge | None) -> Figure:
    if two.low != two.high or two.rule == "<score>":
        start = hedge.start if hedge and hedge.modifier in ("about", "nearly") else two.start
        return Figure(two.rule, _quantity(text, left, Span(start, two.end), two.unit, "between", None, two.low, two.high))
    start, modifier = (hedge.start, hedge.modifier) if hedge else (two.start, "exact")
    low, high = interval(modifier, two.low)
    return Figure(two.rule, _quantity(text, left, Span(start, two.end), two.unit, modifier, two.low, low, high))


def _single(text: str, left: int, dressed: Dressed, hedge: Hedge | None) -> Figure:
    numeral = dressed.numeral
    start, end, rule = dressed.start, dressed.end, numeral.form
    if numeral.value is None:
        start = hedge.start if hedge else start
        return Figure(rule, _quantity(text, left, Span(start, end), dressed.unit, "vague", None, numeral.low, numeral.high))
    modifier: Modifier = "exact"
    if hedge:
        modifier, start, rule = hedge.modifier, hedge.start, hedge.rule
    behind = modifiers.after(text, end) or (None if dressed.bare else modifiers.after(text, numeral.end))
    if behind and (closed := _closed(modifier, behind)):
        modifier, end, rule = closed, max(end, behind.end), behind.rule if hedge is None or behind.rule == "<number> or equal" else rule
    low, high = interval(modifier, numeral.value)
    return Figure(rule, _quantity(text, left, Span(start, end), dressed.unit, modifier, numeral.value, low, high))


def _closed(modifier: Modifier, behind: Hedge) -> Modifier | None:
    """What a modifier behind makes of the one before: "about 500 or more", "less than 50 or equal"."""
    if behind.rule == "<number> or equal":
        return "at_most" if modifier == "under" else "at_least" if modifier == "over" else None
    return behind.modifier if modifier in ("exact", "about") else None


def _quantity(
    text: str, left: int, span: Span, unit: str | None, modifier: Modifier, value: float | None, low: float | None, high: float | None
) -> Quantity:
    """The quantity with what is counted, its role and its trend."""
    noun = _noun(text, span.end, unit, value)
    role = role_of(text, left, span, noun) if unit is None or unit == "percent" else None
    if unit is None:
        unit = _counted_unit(text, span.end, noun, role, value)
    words, head = (noun.text, noun.head) if noun else (None, None)
    return Quantity(span, modifier, value, low, high, unit, words, head, role, trend_of(text, left, span.start, span.end, unit))


def _noun(text: str, end: int, unit: str | None, value: float | None) -> Noun | None:
    if unit and unit.endswith("of age"):
        return None
    tied = text[end : end + 1] in _HYPHENS
    loose = tied or bool(unit) or (value is not None and 0 < abs(value) <= 1)
    return noun_after(text, end, plural=not loose, tied=tied)


_HYPHENS = frozenset("-‐‑")


def _counted_unit(text: str, end: int, noun: Noun | None, role: str | None, value: float | None) -> str | None:
    """The unit of what is only counted: a rate ("30 tests a day"), people by their noun, or by what became of them."""
    if noun:
        rate = units.rate_after(text, noun.head, noun.end)
        if rate:
            return rate[0]
        people = is_person(noun.head) or (role in ROLES_OF_PEOPLE and noun.head.endswith(("er", "or", "ian", "ee")))
        return "person" if people else None
    whole = value is None or value == int(value)
    return "person" if text.startswith(" who ", end) or (role in ROLES_OF_PEOPLE and whole) else None
