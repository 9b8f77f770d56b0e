"""Figures: what number, how sure, of what.

The road of a figure: `numbers` finds where a number stands and what it is worth, `exclusions` turns down what is no figure, `shapes` joins
two numbers into a range, `modifiers` and `units` read the words around, `nouns`, `roles` and `trends` say what is counted and what became of
it; `reader` walks it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar.found import FoundQuantity
from sayso.grammar.quantities.reader import Turned, read
from sayso.model import Span

__all__ = ["Turned", "quantities", "read"]


def quantities(text: str, cuts: Sequence[Span]) -> list[FoundQuantity]:
    """The figures of a text, in order, none overlapping another."""
    return [found for found in read(text, cuts) if isinstance(found, FoundQuantity)]
