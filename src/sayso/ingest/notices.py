"""Which of the changes in a revision its correction notice owns up to."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar import parse
from sayso.model import Claim, Document, Quantity


def owned_up(notice: str, changes: Sequence[tuple[Claim | None, Claim | None]]) -> set[int]:
    """The indexes of the changes (old claim, new claim) whose figure the notice names.

    A notice tells the wrong figure, the right one, or both ("misstated the toll as 41; it is 14"); a change is meant when one of
    them is the value of one of its ends, with the same unit.
    """
    told = {(c.quantity.value, c.quantity.unit) for c in parse(Document(notice)).claims if c.quantity and c.quantity.value is not None}
    return {i for i, ends in enumerate(changes) if told & {_figure(c.quantity) for c in ends if c and c.quantity} and _differs(ends)}


def _figure(q: Quantity) -> tuple[float | None, str | None]:
    return (q.value, q.unit)


def _differs(ends: tuple[Claim | None, Claim | None]) -> bool:
    old, new = ends
    return not (old and new and old.quantity and new.quantity and _figure(old.quantity) == _figure(new.quantity))
