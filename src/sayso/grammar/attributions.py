"""Who says what."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar.found import FoundAttribution
from sayso.model import Span


def attributions(text: str, cuts: Sequence[Span]) -> list[FoundAttribution]:
    """The attributions of a text, in the order of their content."""
    return []
