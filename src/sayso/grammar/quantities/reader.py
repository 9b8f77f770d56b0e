"""From numbers to figures: each number of a text is dressed with its sign, unit and modifier, joined with its partner where the two are one
figure, and turned down where it is none.

One pass over the numbers, each looked at once, through a window that ends at its sentence: cost grows with the text and not faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from sayso.grammar.found import FoundQuantity
from sayso.grammar.quantities import modifiers, units
from sayso.grammar.quantities.dressing import Dressed, dress
from sayso.grammar.quantities.exclusions import excluded
from sayso.grammar.quantities.modifiers import Hedge, interval
from sayso.grammar.quantities.nouns import Noun, is_person, noun_after
from sayso.grammar.quantities.numbers import Numeral, scan
from sayso.grammar.quantities.pairs import Pair, pair
from sayso.grammar.quantities.roles import ROLES_OF_PEOPLE, role_of
from sayso.grammar.quantities.trends import trend_of
from sayso.grammar.quantities.units import is_money
from sayso.model import Modifier, Quantity, Span, Trend


class Turned(NamedTuple):
    """A number that was turned down, and the name of the exclusion."""

    span: Span
    reason: str


_WINDOW = 60
_CONVERTED = 20


def read(text: str, cuts: Sequence[Span]) -> Iterator[FoundQuantity | Turned]:
    """Every number of the text, as a figure or turned down, in order."""
    numerals = list(scan(text))
    place = index = floor = 0
    last: FoundQuantity | None = None
    while index < len(numerals):
        numeral = numerals[index]
        index += 1
        if numeral.start < floor:                          # the "million" of "parts per million"
            continue
        while place + 1 < len(cuts) and cuts[place + 1].start <= numeral.start:
            place += 1
        sentence = cuts[place] if cuts and cuts[place].start <= numeral.start else Span(0, len(text))
        left = max(floor, sentence.start, numeral.start - _WINDOW)
        following = numerals[index] if index < len(numerals) else None
        dressed = dress(text, left, numeral)
        found, until = _read(text, dressed, following, left, sentence, last), dressed.until
        if isinstance(found, FoundQuantity):
            floor, last = max(found.quantity.span.end, until), found
        yield found


def _read(
    text: str, dressed: Dressed, following: Numeral | None, left: int, sentence: Span, last: FoundQuantity | None
) -> FoundQuantity | Turned:
    """The figure that starts with this number."""
    numeral = dressed.numeral
    hedge = modifiers.before(text, left, dressed.start)
    reason = excluded(text, left, dressed.numeral, hedge is not None or dressed.minus, dressed.money, dressed.unit is not None)
    if reason:
        return Turned(Span(numeral.start, numeral.end), reason)
    two = following and pair(text, left, dressed, hedge, following)
    if two:
        return _pair(text, left, two, hedge, sentence)
    if hedge is None:
        hedge = _inherited(text, dressed, last)
    single = _single(text, left, dressed, hedge, sentence)
    if last and last.sentence == sentence and single.quantity.unit is None and single.quantity.noun is None:
        single = single._replace(quantity=_echoed(text, single.quantity, last.quantity))
    trend = _same_move(text, single.quantity, last)
    return single._replace(quantity=replace(single.quantity, trend=trend)) if trend else single


def _pair(text: str, left: int, two: Pair, hedge: Hedge | None, sentence: Span) -> FoundQuantity:
    if two.low != two.high or two.rule.startswith("<score>"):
        start = hedge.start if hedge and hedge.modifier in ("about", "nearly") else two.start
        quantity = _quantity(text, left, start, two.end, two.unit, "between", None, two.low, two.high)
        return FoundQuantity(two.rule, sentence, quantity)
    start, modifier = (hedge.start, hedge.modifier) if hedge else (two.start, "exact")
    low, high = interval(modifier, two.low)
    return FoundQuantity(two.rule, sentence, _quantity(text, left, start, two.end, two.unit, modifier, two.low, low, high))


def _inherited(text: str, dressed: Dressed, last: FoundQuantity | None) -> Hedge | None:
    """The bound of a figure holds for its conversion: "more than 100 km (60 miles)"."""
    if last is None or dressed.unit is None or not text[dressed.start - 1 : dressed.start].startswith(("(", "/", " ")):
        return None
    q = last.quantity
    if q.unit is None or q.modifier not in ("over", "under", "at_least", "at_most") or dressed.start - q.span.end > _CONVERTED:
        return None
    if _CONVERSION.fullmatch(text, q.span.end, dressed.start) is None:
        return None
    return Hedge(q.modifier, dressed.start, dressed.start, last.rule)


def _same_move(text: str, figure: Quantity, last: FoundQuantity | None) -> Trend | None:
    """The move of a figure that says the one before in another unit ("lost 190 points, or 0.6%"), or where it led ("rose 18 cents to $4")."""
    if last is None or last.quantity.trend is None or figure.trend or figure.unit in (None, last.quantity.unit):
        return None
    between = (last.quantity.span.end, figure.span.start)
    if figure.unit and is_money(figure.unit) and last.quantity.unit and is_money(last.quantity.unit):
        return last.quantity.trend if text[slice(*between)] == " to " and not _BY.match(text, 0, last.quantity.span.start) else None
    return last.quantity.trend if _OTHERWISE.fullmatch(text, *between) else None


_BY = regex.compile(r"(?r)\bby\s")
def _echoed(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """A bare figure that is held against the one before counts the same: "3 million phones, up from 2 million"."""
    if last.unit in ("percent", "year of age") or figure.span.start - last.span.end > 2 * _WINDOW:
        return figure
    found = _AGAINST.match(text, last.span.end, figure.span.start)
    if found is None or (found[0].strip().lower() == "to" and last.unit != "point"):
        return figure
    return replace(figure, unit=last.unit, noun=last.noun, head=last.head)


_AGAINST = regex.compile(r"(?r)\b(?:from|compared\s(?:with|to)|versus|vs\.?|against|to)\s(?:just\s|only\s|about\s|an?\s)?", regex.IGNORECASE)
_OTHERWISE = regex.compile(r"(?:\s\w+)?,?\sor\s")
_CONVERSION = regex.compile(r"(?:\s\w+)?\s?[(/]\s?")


def _single(text: str, left: int, dressed: Dressed, hedge: Hedge | None, sentence: Span) -> FoundQuantity:
    numeral = dressed.numeral
    start, end, rule = dressed.start, dressed.end, numeral.form
    if numeral.value is None:
        if hedge and hedge.modifier != "about":
            start = hedge.start
        quantity = _quantity(text, left, start, end, dressed.unit, "vague", None, numeral.low, numeral.high)
        return FoundQuantity(rule, sentence, quantity)
    modifier: Modifier = "exact"
    if hedge:
        modifier, start, rule = hedge.modifier, hedge.start, hedge.rule
    behind = modifiers.after(text, end) or (None if dressed.bare else modifiers.after(text, numeral.end))
    if behind and (closed := _closed(modifier, behind)):
        modifier, end, rule = closed, max(end, behind.end), behind.rule if hedge is None else rule
    low, high = interval(modifier, numeral.value)
    return FoundQuantity(rule, sentence, _quantity(text, left, start, end, dressed.unit, modifier, numeral.value, low, high))


def _closed(modifier: Modifier, behind: Hedge) -> Modifier | None:
    """What a modifier behind makes of the one before: "about 500 or more", "less than 50 or equal"."""
    if behind.rule == "<number> or equal":
        return {"under": "at_most", "over": "at_least"}.get(modifier)  # type: ignore[return-value]
    return behind.modifier if modifier in ("exact", "about") else None


def _quantity(
    text: str, left: int, start: int, end: int, unit: str | None, modifier: Modifier, value: float | None, low: float | None, high: float | None
) -> Quantity:
    """The quantity with what is counted, its role and its trend."""
    noun = _noun(text, end, unit, value)
    behind = noun.end if noun else end
    role = role_of(text, left, start, end, behind, noun.start if noun else None) if unit is None or unit == "percent" else None
    if unit is None and noun:
        rate = units.rate_after(text, noun.head, behind)
        unit = rate[0] if rate else "person" if is_person(noun.head) else None
    if unit is None and noun and role in ROLES_OF_PEOPLE and noun.head.endswith(("er", "or", "ian", "ee")):
        unit = "person"
    elif unit is None and (text.startswith(" who ", end) or (role in ROLES_OF_PEOPLE and value is not None and value == int(value))):
        unit = "person"
    words, head = (noun.text, noun.head) if noun else (None, None)
    return Quantity(Span(start, end), modifier, value, low, high, unit, words, head, role, trend_of(text, left, start, end, unit))


def _noun(text: str, end: int, unit: str | None, value: float | None) -> Noun | None:
    if unit and unit.endswith("of age"):
        return None
    tied = text[end : end + 1] in _HYPHENS
    loose = tied or bool(unit) or (value is not None and 0 < abs(value) <= 1)
    return noun_after(text, end, plural=not loose, tied=tied)


_HYPHENS = frozenset("-‐‑")
