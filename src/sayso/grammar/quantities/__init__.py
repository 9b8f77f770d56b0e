"""Figures: the number, how exact it is, and what it counts or measures.

The steps: `numbers` finds a number and its value, `exclusions` rejects what is not a figure, `ranges` joins two numbers into one figure,
`hedges` and `units` read the words around, `nouns`, `measured_nouns`, `roles` and `trends` say what is counted and what became
of it. `read_quantities` calls them in turn.
"""

from __future__ import annotations

from sayso.grammar.findings import FoundQuantity
from sayso.grammar.quantities.exclusions import EXCLUSIONS
from sayso.grammar.quantities.hedges import MODIFIERS
from sayso.grammar.quantities.number_forms import FORMS
from sayso.grammar.quantities.ranges import SHAPES
from sayso.grammar.quantities.read_quantities import RejectedNumber, read_numbers
from sayso.grammar.quantities.rule import Rule
from sayso.grammar.tokens import TokenizedText
from sayso.model import Quantity

#: Every rule that makes a number a figure or rejects it.
RULES: tuple[Rule, ...] = (*FORMS, *MODIFIERS, *SHAPES, *EXCLUSIONS)

__all__ = ["EXCLUSIONS", "FORMS", "MODIFIERS", "RULES", "SHAPES", "RejectedNumber", "find_quantities", "read_numbers", "summarize"]


def find_quantities(tokens: TokenizedText) -> list[FoundQuantity]:
    """The figures of a text, in order, none overlapping another."""
    return [found for found in read_numbers(tokens) if isinstance(found, FoundQuantity)]


def summarize(q: Quantity) -> str:
    """A quantity in a line: modifier, number, interval where it is hedged, unit, noun, role, trend.

    >>> summarize(Quantity((0, 9), "at_least", 12.0, 12.0, None, "person", "people", "person", "killed"))
    'at_least 12 [12, -] person people killed'
    """
    number = f"{_format_number(q.low)}..{_format_number(q.high)}" if q.value is None else _format_number(q.value)
    hedged = q.modifier not in ("exact", "between", "vague")
    interval = f"[{_format_number(q.low)}, {_format_number(q.high)}]" if hedged else None
    return " ".join(word for word in (q.modifier, number, interval, q.unit, q.noun, q.role, q.trend) if word)


def _format_number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")
