"""Where one series holds figures that cannot both be right: intervals that exclude each other, stated within a day of one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

Between = Literal["outlets", "headline and body", "articles of one outlet"]

#: Between whom, the most telling first.
BETWEEN: tuple[Between, ...] = ("outlets", "headline and body", "articles of one outlet")

#: Figures further apart are news, no disagreement.
WITHIN = timedelta(days=1)

#: With how many points before it a point is compared at most.
NEIGHBOURS = 200


class Stated(NamedTuple):
    """A point as it is compared: `at` (UTC), the bounds that its words allow (None: open), its unit and where it stands."""

    claim_id: int
    article_id: int
    publisher: str | None
    at: str
    part: str
    low: float | None
    high: float | None
    unit: str | None


class Disagreement(NamedTuple):
    """Two claims of one series: the later one, `at` that time, and the one before it that it excludes."""

    claim_id: int
    other_id: int
    at: str
    between: Between


def disagreements(points: Sequence[Stated]) -> list[Disagreement]:
    """What disagrees among the points of a series, given in time: for a point the one that says most, and each pair of wordings once.

    A point is told beside another outlet's figure rather than its own outlet's, beside a text rather than a headline, and beside the nearest in
    time.
    """
    found: list[Disagreement] = []
    told: set[frozenset[object]] = set()
    for i, point in enumerate(points):
        others = [
            (BETWEEN.index(between), other.part != "body", n, other)
            for n, other in enumerate(_before(points, i))
            if (between := _between(point, other))
        ]
        for rank, *_, other in sorted(others, key=lambda x: x[:3]):
            key = frozenset((_said(point), _said(other)))
            if key not in told:
                told.add(key)
                found.append(Disagreement(point.claim_id, other.claim_id, point.at, BETWEEN[rank]))
                break
    return found


def _before(points: Sequence[Stated], i: int) -> Iterator[Stated]:
    """The points before one and within a day of it, the nearest first."""
    at = datetime.fromisoformat(points[i].at)
    for other in points[max(i - NEIGHBOURS, 0) : i][::-1]:
        if at - datetime.fromisoformat(other.at) > WITHIN:
            return
        yield other


def _between(a: Stated, b: Stated) -> Between | None:
    """Between whom two figures disagree; None where both can be right, or where they stand in one part of one article."""
    if a.unit != b.unit or not (_below(a, b) or _below(b, a)) or (a.article_id, a.part) == (b.article_id, b.part):
        return None
    if a.article_id == b.article_id:
        return "headline and body"
    return "outlets" if a.publisher != b.publisher else "articles of one outlet"


def _below(a: Stated, b: Stated) -> bool:
    return a.high is not None and b.low is not None and a.high < b.low


def _said(point: Stated) -> object:
    return point.publisher, point.low, point.high
