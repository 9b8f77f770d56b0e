"""The verdict on a point of a series, compared with the one before it."""

from __future__ import annotations

import math
from typing import Literal

from rapidfuzz import fuzz

from sayso.series.disagreements import GROWING, WITHIN_ONE_OUTLET
from sayso.series.figures import Figure
from sayso.series.instruments import find_price_factor

Verdict = Literal["first", "repeats", "same copy", "refines", "coarsens", "raises", "lowers", "conflicts"]

#: Sentences more alike than this (of 100), in two articles, are one text printed twice.
COPY = 93

#: How far off, as a share, a hedged figure may be to be a rounder form of an exact one.
NEAR = 0.05

#: The same for a number in dozens: "more than a dozen" for 14.
NEAR_DOZEN = 0.25


def judge_disputed(verdict: Verdict, role: str | None, between: str | None) -> Verdict:
    """The verdict on a point that disagrees with the one before it: no rise and no fall, but a conflict.

    `between` are the two sides, None where both can be right. A toll that rises is news; an older article of one outlet is out of date.
    """
    if between in (None, WITHIN_ONE_OUTLET) or verdict not in ("raises", "lowers") or (verdict == "raises" and role in GROWING):
        return verdict
    return "conflicts"


def judge_point(before: Figure | None, figure: Figure) -> Verdict:
    """The verdict of a point on the point before it; `before` is None for the first. Figures of another scope are in no series together.

    Numbers decide where both have one; else the intervals: one inside the other refines it. The same words in another article
    are the same copy, one source however many print it.
    """
    if before is None:
        return "first"
    ratio = find_price_factor(figure.unit, before.unit) or 1.0
    if _are_equal_figures(before, figure, ratio):
        if before.article_id != figure.article_id and fuzz.ratio(before.sentence, figure.sentence) >= COPY:
            return "same copy"
        old, new = _scale_interval(before, 1.0), _scale_interval(figure, ratio)
        if old == new or before.value is None:
            return "repeats"
        return "refines" if old[0] <= new[0] and new[1] <= old[1] else "coarsens"
    was, now = before.signed.value, figure.signed.value
    if was is not None and now is not None:
        if _leaves_room_for(before, now * ratio):
            return "refines"
        if _is_stated_less_exactly(figure, was / ratio):
            return "coarsens"
        return "raises" if now * ratio > was else "lowers"
    old, new = _scale_interval(before, 1.0), _scale_interval(figure, ratio)
    if old[0] <= new[0] and new[1] <= old[1]:
        return "refines"
    if new[0] <= old[0] and old[1] <= new[1]:
        return "coarsens"
    return "raises" if sum(_drop_infinite(new)) > sum(_drop_infinite(old)) else "lowers"


def _are_equal_figures(a: Figure, b: Figure, scale: float) -> bool:
    one, other = a.signed, b.signed
    if one.value is None or other.value is None:
        return one == other
    return math.isclose(one.value, other.value * scale, rel_tol=1e-6)


def _leaves_room_for(figure: Figure, value: float) -> bool:
    """Whether the words left room for a number: "about 30" for 31, not "more than 30" for 300, which is news."""
    if figure.modifier not in ("about", "nearly", "vague", "between"):
        return False
    low, high = _scale_interval(figure, 1.0)
    return low <= value <= high


def _is_stated_less_exactly(figure: Figure, value: float) -> bool:
    """Whether a hedged figure is a number stated less exactly: "more than 120" or "about 120" for 121, not "more than 30" for 300."""
    low, high = _scale_interval(figure, 1.0)
    stated = figure.signed.value
    share = NEAR_DOZEN if "dozen" in figure.text.lower() else NEAR
    near = stated is not None and abs(stated - value) <= share * abs(value)
    return figure.modifier != "exact" and near and low <= value <= high


def _scale_interval(figure: Figure, scale: float) -> tuple[float, float]:
    _, low, high = figure.signed
    return -math.inf if low is None else low * scale, math.inf if high is None else high * scale


def _drop_infinite(span: tuple[float, float]) -> tuple[float, ...]:
    return tuple(x for x in span if math.isfinite(x))
