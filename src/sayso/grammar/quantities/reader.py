"""From numbers to figures: each number of a text is dressed with its sign, unit and modifier, joined with its partner where two make a range,
and turned down where it is none.

One pass over the numbers, each looked at once, with a window that ends at its sentence: cost grows with the text and not faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from sayso.grammar.found import FoundQuantity
from sayso.grammar.quantities import modifiers, shapes, units
from sayso.grammar.quantities.exclusions import excluded
from sayso.grammar.quantities.modifiers import Hedge, interval
from sayso.grammar.quantities.nouns import Noun, is_person, noun_after
from sayso.grammar.quantities.numbers import Numeral, scan
from sayso.grammar.quantities.roles import role_of
from sayso.grammar.quantities.trends import trend_of
from sayso.model import Modifier, Quantity, Span


class Turned(NamedTuple):
    """A number that was turned down, and why."""

    span: Span
    reason: str


class Dressed(NamedTuple):
    """A number with what belongs to it: `start` and `end` take in sign and unit, `number` ends the number itself."""

    start: int
    end: int
    numeral: Numeral
    unit: str | None
    tied: bool


_SIGN = regex.compile(r"(?r)(?:\bminus[\s-]|\bnegative\s|(?<![\w)])[-−–])\s?", regex.IGNORECASE)
_WINDOW = 60


def read(text: str, cuts: Sequence[Span]) -> Iterator[FoundQuantity | Turned]:
    """Every number of the text, as a figure or turned down, in order."""
    numerals = list(scan(text))
    index = place = 0
    floor = 0
    while index < len(numerals):
        numeral = numerals[index]
        while place + 1 < len(cuts) and cuts[place + 1].start <= numeral.start:
            place += 1
        sentence = cuts[place] if cuts else Span(0, len(text))
        left = max(floor, sentence.start if sentence.start <= numeral.start else 0, numeral.start - _WINDOW)
        found, used = _read_one(text, numerals, index, left, sentence)
        index += used
        if isinstance(found, FoundQuantity):
            floor = found.quantity.span.end
        yield found


def _read_one(text: str, numerals: Sequence[Numeral], index: int, left: int, sentence: Span) -> tuple[FoundQuantity | Turned, int]:
    """The figure that starts with this number, and how many numbers it uses up."""
    numeral = numerals[index]
    dressed = _dress(text, left, numeral)
    hedge = modifiers.before(text, left, dressed.start)
    reason = excluded(text, left, numeral, hedge is not None, dressed.unit is not None)
    if reason:
        return Turned(Span(numeral.start, numeral.end), reason), 1
    if index + 1 < len(numerals):
        pair = _pair(text, left, dressed, numerals[index + 1])
        if pair:
            return _range(text, left, dressed, *pair, sentence), 2
    return _single(text, left, dressed, hedge, sentence), 1


def _dress(text: str, left: int, numeral: Numeral) -> Dressed:
    """The number with the sign before it and the unit behind it."""
    start, end, unit, tied = numeral.start, numeral.end, None, False
    value = numeral.value
    minus = _SIGN.match(text, left, start)
    if minus and value is not None:
        start, numeral = minus.start(), numeral._replace(value=-value)
    money = units.money_before(text, left, start)
    if money:
        unit, start = money
        minus = _SIGN.match(text, left, start)
        if minus and numeral.value is not None:
            start, numeral = minus.start(), numeral._replace(value=-numeral.value)
    behind = units.unit_after(text, end, text[numeral.end - 1].isdigit() or text[numeral.start].isdigit())
    if behind and not (unit and behind.name not in ("USD", "EUR", "GBP")):
        unit, end, tied = unit or behind.name, behind.end, behind.tied
    if unit:
        rate = units.rate_after(text, unit, end)
        if rate:
            unit = rate[0]
    return Dressed(start, end, numeral, unit, tied)


def _pair(text: str, left: int, first: Dressed, second: Numeral) -> tuple[Dressed, str, int] | None:
    """The second number where the two are one figure, the rule that says so, and where the figure starts."""
    if second.start - first.end > 30 or first.numeral.value is None or second.value is None:
        return None
    other = _dress(text, first.end, second)
    shape = shapes.joint(text, first.end, other.start) or (other.numeral.value != second.value and shapes.joint(text, first.end, second.start) or None)
    if shape is None:
        return None
    if other.numeral.value != second.value and shapes.joint(text, first.end, second.start):
        other = other._replace(start=second.start, numeral=second)
    if other.unit and first.unit and other.unit != first.unit and not other.unit.startswith(first.unit):
        return None
    if first.unit and not other.unit and first.end != first.numeral.end:
        return None
    start = _pair_start(text, left, first, other, shape.gives)
    return None if start is None else (other, _shape_name(text, first, other, shape.name, start), start)


def _pair_start(text: str, left: int, first: Dressed, other: Dressed, gives: str) -> int | None:
    """Where the figure starts, None where the two numbers are not one."""
    opened = shapes.opened(text, left, first.start)
    a, b = first.numeral.value, other.numeral.value
    assert a is not None and b is not None
    if gives == "between":
        return opened[1] if opened and opened[0] == "between" else None
    if gives == "or":
        return first.start if 0 < b - a <= max(2, a * 0.5) and a < 1000 else None
    if opened:
        return opened[1]
    return first.start


def _shape_name(text: str, first: Dressed, other: Dressed, name: str, start: int) -> str:
    return "from <number> to <number>" if text[start : start + 4].lower() == "from" else name


def _range(text: str, left: int, first: Dressed, other: Dressed, rule: str, start: int, sentence: Span) -> FoundQuantity:
    a, b = first.numeral.value, other.numeral.value
    assert a is not None and b is not None
    if b >= 1000 > a and not first.unit and _scale_of(b) > a:
        a *= _shared_scale(text, other, a, b)
    unit = other.unit or first.unit
    quantity = _quantity(text, left, Dressed(start, other.end, other.numeral, unit, other.tied), "between", None, min(a, b), max(a, b), start)
    return FoundQuantity(rule, sentence, quantity)


def _scale_of(value: float) -> float:
    return 10.0 ** (len(f"{abs(value):.0f}") - 1)


def _shared_scale(text: str, other: Dressed, a: float, b: float) -> float:
    """"10 to 15 billion": the scale of the second number is meant for the first."""
    if other.numeral.form not in ("<digits> <scale words>", "<digits><short scale>", "<number words>"):
        return 1.0
    for scale in (1e12, 1e9, 1e6, 1e5, 1e3):
        if b >= scale and (b / scale) >= a or b >= scale:
            return scale if abs(b) >= scale and a < 1000 else 1.0
    return 1.0


def _single(text: str, left: int, dressed: Dressed, hedge: Hedge | None, sentence: Span) -> FoundQuantity:
    numeral = dressed.numeral
    start, end, rule = dressed.start, dressed.end, numeral.form
    modifier: Modifier = "exact"
    behind = modifiers.after(text, end) or (modifiers.after(text, numeral.end) if end != numeral.end else None)
    if numeral.value is None:
        modifier = "vague"
    elif hedge:
        modifier, start, rule = _modifier(hedge, behind), hedge.start, hedge.rule
    if behind and numeral.value is not None and (hedge is None or modifier == "about" or behind.modifier == "or_equal"):
        if modifier == "exact" or behind.modifier != "about":
            modifier = _modifier(behind, hedge)
        end, rule = max(end, behind.end), behind.rule if hedge is None else rule
    low, high = (numeral.low, numeral.high) if numeral.value is None else interval(modifier, numeral.value)
    return FoundQuantity(rule, sentence, _quantity(text, left, dressed._replace(end=end), modifier, numeral.value, low, high, start))


def _modifier(hedge: Hedge, other: Hedge | None) -> Modifier:
    if other and "or_equal" in (other.modifier, hedge.modifier):
        return "at_most" if "under" in (hedge.modifier, other.modifier) else "at_least"
    return "exact" if hedge.modifier == "or_equal" else hedge.modifier  # type: ignore[return-value]


def _quantity(
    text: str, left: int, dressed: Dressed, modifier: Modifier, value: float | None, low: float | None, high: float | None, start: int
) -> Quantity:
    """The quantity with what is counted, its role and its trend."""
    end = dressed.end
    counts_one = value is not None and abs(value) == 1
    noun = _noun(text, dressed, counts_one, value)
    role = role_of(text, left, start, end, noun.end if noun else end, noun.start if noun else None) if not dressed.unit or dressed.unit == "percent" else None
    head = noun.head if noun else None
    unit = dressed.unit
    if unit is None and head:
        rate = units.rate_after(text, head, noun.end if noun else end)
        unit = rate[0] if rate else "person" if is_person(head) else None
    return Quantity(Span(start, end), modifier, value, low, high, unit, noun.text if noun else None, head, role, trend_of(text, left, start, end))


def _noun(text: str, dressed: Dressed, counts_one: bool, value: float | None) -> Noun | None:
    if dressed.unit and dressed.unit.endswith("of age"):
        return None
    tied = text[dressed.end : dressed.end + 1] in ("-", "‐", "‑")
    loose = counts_one or tied or bool(dressed.unit) or (value is not None and 0 < abs(value) < 1)
    return noun_after(text, dressed.end + 1 if tied and False else dressed.end, plural=not loose, tied=tied)
