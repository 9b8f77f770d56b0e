"""Pairs of figures that cannot measure the same thing, against all other evidence: dollars are no percent, a change is not a level.

The killed are not the injured, four of the victims are not the six who died, last year's price is not today's.
"""

from __future__ import annotations

import math

from sayso.grammar.lexicon import entries
from sayso.series import figure_kinds
from sayso.series.articles import fold
from sayso.series.figures import DURATIONS, Figure
from sayso.series.followed import find_people_kind, is_other_instrument, is_recounted, is_some_kind
from sayso.series.instruments import FORWARD, find_price_factor

#: The fates of people in an event, which is identified by its place and day.
FATES = frozenset(entries("series.txt", "fates of people in an event"))

#: From this number of times on, something happened often.
MANY_TIMES = 50

#: Durations below this number are too common to show that two are the same.
FEW_DAYS = 8

#: An event with fewer people than this is a small one.
SMALL = 50


def are_clashing_figures(a: Figure, b: Figure) -> bool:
    """Whether two figures cannot measure the same thing."""
    if a.dimension != b.dimension or a.is_expected != b.is_expected:
        return True
    if a.is_futures != b.is_futures and not (a.instrument and b.instrument and a.instrument.name in FORWARD):
        return True  # oil is quoted as futures, what a gallon costs at the pump and an index are not
    if a.is_passing != b.is_passing or a.is_after_hours != b.is_after_hours or a.is_each != b.is_each:
        return True
    if a.period == b.period == "since" and a.base and b.base and a.base != b.base:
        return True
    if figure_kinds.excludes((a.is_change, a.period), (b.is_change, b.period)):
        return True
    if a.is_added != b.is_added and a.role not in ("injured", "missing") and (is_few(a) or not is_same_number(a, b)):
        return True  # another three beside two, but not those hurt beside those killed: "17 died, another 40 were hurt"
    if (a.is_part or a.is_step) and (b.is_part or b.is_step) and not is_same_number(a, b):
        return True
    if (_is_some_of(a, b) or _is_some_of(b, a) or contradicts(a, b)) and not is_same_number(a, b):
        return True
    if _is_one_of_several(a, b) or _is_one_of_several(b, a):
        return True
    if (a.is_of_survivors != b.is_of_survivors or _is_sum(a, b) or _is_sum(b, a)) and not is_same_number(a, b):
        return True
    if (a.is_of_several or b.is_of_several) and excludes(a, b):
        return True  # another night's
    if a.is_of_several and b.is_of_several and a.days and b.days and a.days.isdisjoint(b.days):
        return True
    if a.is_recalled != b.is_recalled and is_small(a, b):
        return True  # those killed thirty years ago are not those of today
    if a.is_former != b.is_former and not a.counts_people and not is_same_number(a, b):
        return True  # a former price is not today's
    if a.is_past != b.is_past and not a.counts_people and ((a.dimension or "").startswith("dollar per ") or not is_same_number(a, b)):
        return True
    if a.is_needed != b.is_needed or (a.is_of_somebody_private != b.is_of_somebody_private and a.unit == b.unit):
        return True
    if a.is_limit != b.is_limit:
        return True  # a tariff of 15 %, and what a law allows at most
    if a.is_level != b.is_level and not is_same_number(a, b):
        return True  # an approval rating beside another share of the same poll
    if a.fire and b.fire and a.fire.removeprefix("The ") != b.fire.removeprefix("The "):
        return True
    if are_in_two_places(a, b):
        return True
    if _differ_in_direction(a, b) or (
        a.counts_people and find_people_kind(a) and find_people_kind(b) and find_people_kind(a) != find_people_kind(b)
    ):
        return True
    if a.instrument and b.instrument and is_other_instrument(a.instrument, b.instrument):
        return True
    return a.unit is not None and b.unit is not None and find_price_factor(a.unit, b.unit) is None


def _is_some_of(a: Figure, b: Figure) -> bool:
    """Whether people are a part of others and too few to be all of them: "four of the victims" or "two women" beside "six"."""
    if a.is_part and not b.is_part:
        return a.size < b.size or excludes(a, b)
    return is_some_kind(a) and not is_some_kind(b) and a.size < b.size and excludes(a, b)


def _is_one_of_several(a: Figure, b: Figure) -> bool:
    """Whether one person is a part of several and the other was the only one: "one of the injured" beside "one guard was injured"."""
    return a.is_part and not b.is_part and a.size == b.size == 1 and not a.is_added


def _is_sum(a: Figure, b: Figure) -> bool:
    """Whether one figure is the sum of several things and the other is one of them: "crude and oil products" beside "crude oil"."""
    if not a.noun or "and" not in a.noun or a.counts_people or a.unit in (None, "percent") or a.instrument or b.instrument:
        return False
    one, other = (f" {f.noun or ''} " for f in (a, b))
    return " and " in one and " and " not in other and not set(map(fold, one.split())).isdisjoint(map(fold, other.split()))


def contradicts(a: Figure, b: Figure) -> bool:
    """Whether one text counts both at one time, neither as an earlier count; then they are different people.

    "Six were found dead at the school" beside "at least eight were killed".
    """
    if a.article_id != b.article_id or a.part != b.part or not a.counts_people or a.claim_id == b.claim_id:
        return False
    return excludes(a, b) and a.at < b.until and b.at < a.until and not (is_recounted(a) or is_recounted(b))


def are_in_two_places(a: Figure, b: Figure) -> bool:
    """Whether one text puts people in two places, by the names in both sentences: "across Dorran", "in Karelle"."""
    if a.role not in FATES or a.article_id != b.article_id or a.claim_id == b.claim_id or not a.places or not b.places:
        return False
    return a.places.isdisjoint(b.names | b.places) and b.places.isdisjoint(a.names | a.places)


def _differ_in_direction(a: Figure, b: Figure) -> bool:
    """Whether one figure is money received and the other money paid."""
    if a.unit is None or a.dimension != a.unit or not (a.way and b.way):
        return False
    return a.way != b.way


def is_few(figure: Figure) -> bool:
    """Whether a figure is so small or vague that many others are equal: "two men", "hundreds of workers", "three albums released"."""
    if figure.unit in DURATIONS:
        return figure.size < FEW_DAYS
    if figure.role in FATES or figure.unit not in (None, "person", "times"):
        return False
    return figure.value is None or 1 <= figure.size < (MANY_TIMES if figure.unit == "times" else 10)


def is_small(a: Figure, b: Figure) -> bool:
    """Whether a figure counts people in small events, many of which have equal counts."""
    return a.role is not None and max(a.size, b.size) < SMALL


def is_same_number(a: Figure, b: Figure) -> bool:
    """Whether the numbers are equal, units converted; words without a number ("dozens") by the interval they mean."""
    if a.value is None or b.value is None:
        return (a.value, a.low, a.high) == (b.value, b.low, b.high)
    return math.isclose(a.value, b.value * (find_price_factor(b.unit, a.unit) or 1.0), rel_tol=1e-6)


def excludes(a: Figure, b: Figure) -> bool:
    """Whether the intervals that their words allow do not overlap: one ends below the start of the other."""
    bounds = [(math.inf if f.high is None else f.high, -math.inf if f.low is None else f.low) for f in (a, b)]
    return bounds[0][0] < bounds[1][1] or bounds[1][0] < bounds[0][1]
