"""How exact a number is: how round it is, and which values it allows."""

from __future__ import annotations

import math
from typing import NamedTuple

from sayso.model import Quantity

#: Of two numbers without a hedge, the one with fewer digits rounds the other if they differ by no more than this share: of measures with
#: decimals, and of whole numbers; counts of casualties are never rounded unless a hedge says so.
ROUNDED, ROUNDED_WHOLE = 0.02, 0.005


#: From this number on, a vague word ("thousands", "billions") may mean any number below the next of its kind.
THOUSANDS = 1000.0


#: From this number on, texts write decimals of millions, billions and so on.
MILLIONS = 1e6


class Interval(NamedTuple):
    """The closed interval that a wording allows."""

    low: float
    high: float

    def contains(self, other: Interval) -> bool:
        """Whether the other is inside, apart from rounding of floats."""
        slack = 1e-9 * max(abs(self.low), abs(self.high), 1.0)
        return self.low - slack <= other.low and other.high <= self.high + slack

    @property
    def middle(self) -> float:
        """The number in the middle."""
        return (self.low + self.high) / 2


def are_equal_numbers(a: float, b: float, converted: bool) -> bool:
    """Figures that were converted are the same when rounding explains the rest (100 km, 62 miles)."""
    return math.isclose(a, b, rel_tol=ROUNDED if converted else 1e-9)


def round_binary_error(x: float) -> float:
    """Rounds off errors of binary fractions: 94.75 less 94.68 is 0.07."""
    return float(f"{x:.10g}")


def is_rounding_of_number(rough: float, fine: float, apart: float) -> bool:
    """Whether one number is the other with fewer digits; "4.2 billion" has two, and a count of hundreds is given exactly."""
    if max(rough, fine) >= MILLIONS and not rough % THOUSANDS and not fine % THOUSANDS:
        rough, fine = rough / MILLIONS, fine / MILLIONS
        while min(rough, fine) >= THOUSANDS:
            rough, fine = rough / THOUSANDS, fine / THOUSANDS
    step, finer = compute_roundness(rough), compute_roundness(fine)
    if finer >= 1 and max(rough, fine) < THOUSANDS:
        return False
    if not finer or step <= finer * (1 if step <= 1 else 10):
        return False
    return apart <= (ROUNDED if finer < 1 else ROUNDED_WHOLE) and abs(rough - fine) <= step * (0.5 + 1e-9)


def find_allowed_interval(q: Quantity, by: float = 1.0) -> Interval:
    """The interval that a wording allows; an open end extends as far as the number's roundness allows."""
    low, high = q.low, q.high
    known = [x for x in (q.value, low, high) if x is not None]
    anchor = known[0] if known else 0.0
    if low is None:
        low = (high if high is not None else anchor) - _estimate_open_end_width(q, anchor)
    if high is None:
        high = low + _estimate_open_end_width(q, anchor)
    if q.modifier == "vague" and low >= THOUSANDS:
        high = max(high, low * 1000)
    low, high = sorted((low * by, high * by))
    return Interval(low, high)


def _estimate_open_end_width(q: Quantity, x: float) -> float:
    """The width of an open end: "at least" is used of counts that grow, and means its exact number if that is not round.

    Of casualties it always does: at least ten dead, and then 13, are three more.
    """
    if q.role and q.modifier == "at_least":
        return 0.0
    step = compute_roundness(x)
    return step if q.modifier in ("over", "under") or step > 1 else 0.0


def compute_roundness(x: float) -> float:
    """The place value of the last digit that is not 0; a dozen and its multiples count in twelves.

    `find_place_value` of grammar/quantities/hedges.py says how exact one number was meant to be; this one whether two may
    be the same, rounded.

    >>> compute_roundness(32000), compute_roundness(1200), compute_roundness(0.5), compute_roundness(24)
    (1000.0, 100.0, 0.1, 12.0)
    """
    if not x or not math.isfinite(x):
        return 0.0
    if x in (12, 24, 36, 48):
        return 12.0
    digits = f"{abs(x):.12g}"
    if "e" in digits:
        return float(10 ** math.floor(math.log10(abs(x))))
    if "." in digits:
        return float(f"1e-{len(digits.split('.')[1])}")
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))
