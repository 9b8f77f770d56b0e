"""Values in a series of changes: the amount of a fall is negative."""

from __future__ import annotations

from typing import NamedTuple


class SignedValue(NamedTuple):
    """A value and its bounds in a series; those of a fall are negative."""

    value: float | None
    low: float | None
    high: float | None


def apply_sign(value: float | None, low: float | None, high: float | None, sign: int) -> SignedValue:
    """A value and its bounds with a sign, 1 or -1.

    >>> apply_sign(4.0, 3.5, None, -1)
    SignedValue(value=-4.0, low=None, high=-3.5)
    """
    if sign == 1:
        return SignedValue(value, low, high)
    return SignedValue(*(None if x is None else -x for x in (value, high, low)))
