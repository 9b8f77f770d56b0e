"""Units that convert into one another, so that ninety minutes and an hour and a half are one figure.

The names are the grammar's; an unknown name converts only into itself.
"""

from __future__ import annotations

from sayso.grammar.lexicon import numbers, pairs, sections
from sayso.model import Quantity

#: Each unit in the smallest of its kind, one table for each kind.
_KINDS = tuple(numbers("conversions.txt", kind) for kind in sections("conversions.txt"))
#: Money as rates name it, and as it is named elsewhere.
_MONEY = pairs("matching.txt", "currencies of rates")

_KIND = {name: kind for kind in _KINDS for name in kind}


def find_unit_factor(unit: str | None, into: str | None) -> float | None:
    """The factor from a figure in `unit` to one in `into`; None where they do not convert.

    A rate that names its measure in one text only is the same rate: a price is often given "a barrel" once and then bare.

    >>> find_unit_factor("hour", "minute"), find_unit_factor("hour", "km")
    (60.0, None)
    >>> find_unit_factor("dollar per barrel", "USD"), find_unit_factor("USD per barrel", "USD per gallon")
    (1.0, None)
    """
    if unit == into:
        return 1.0
    if unit is None or into is None:
        return None
    base, per = _split_rate(unit)
    other, measure = _split_rate(into)
    if per and measure and per != measure:
        return None
    if base == other:
        return 1.0
    kind = _KIND.get(base, {})
    return kind[base] / kind[other] if other in kind else None


def find_figure_factor(figure: Quantity, into: Quantity) -> float | None:
    """The same from one figure to another, which may be a share in words and one in percent: "two thirds", "66%"."""
    if figure.unit == "percent" and _is_fraction(into):
        return 0.01
    if into.unit == "percent" and _is_fraction(figure):
        return 100.0
    return find_unit_factor(figure.unit, into.unit)


def _is_fraction(q: Quantity) -> bool:
    return q.unit in (None, "person") and q.value is not None and 0 < q.value < 1


def _split_rate(unit: str) -> tuple[str, str]:
    """Returns a rate's unit and its measure; a speed ("mile per hour") is a single unit."""
    base, _, measure = (unit, "", "") if unit in _KIND else unit.partition(" per ")
    return _MONEY.get(base, base), measure
