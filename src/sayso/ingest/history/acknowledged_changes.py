"""Finds the changes of a revision that its correction notice admits."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar import parse
from sayso.model import Claim, Document, Quantity


def find_acknowledged_changes(notice: str, changes: Sequence[tuple[Claim | None, Claim | None]]) -> set[int]:
    """Returns the indexes of the changes (old claim, new claim) whose figure the notice names.

    A notice gives the wrong figure, the right one, or both ("misstated the toll as 41; it is 14"); it refers to a change if one of them is
    the old or the new value. Notices often leave out the noun, so a figure without a unit may have any noun.
    """
    stated = [c.quantity for c in parse(Document(notice)).claims if c.quantity]
    return {
        i for i, (old, new) in enumerate(changes)
        if not _is_same(old, new) and any(_is_meant(q, end.quantity) for q in stated for end in (old, new) if end and end.quantity)
    }  # fmt: skip


def _is_meant(stated: Quantity, end: Quantity) -> bool:
    return stated.value is not None and stated.value == end.value and (stated.unit in (None, end.unit) or end.unit is None)


def _is_same(old: Claim | None, new: Claim | None) -> bool:
    """Whether the figure is unchanged: a notice about a figure does not admit a change of words or source."""
    return bool(old and new and old.quantity and new.quantity and old.quantity.value == new.quantity.value)
