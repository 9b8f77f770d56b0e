"""Disagreements: figures of one series that cannot both be right, since their intervals exclude each other at one time.

Between two outlets, or headline and body, they are stated within a day of each other. Within one outlet, it is an older article that still
says more than the outlet says now. That counts only for measures that never fall; prices and the missing do. An article with both figures
(the old bid and the new one, a part and the whole) disagrees with neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from sayso.grammar.lexicon import entries

Between = Literal["outlets", "headline and body", "articles of one outlet"]

#: The two sides of a disagreement, the most important first.
WITHIN_ONE_OUTLET: Between = "articles of one outlet"
BETWEEN: tuple[Between, ...] = ("outlets", "headline and body", WITHIN_ONE_OUTLET)

#: Figures further apart are news, no disagreement; and the greatest age of an older article of the same outlet.
WITHIN, OLDER = timedelta(days=1), timedelta(days=30)

#: Measures that never fall, so that a lower figure corrects a higher one.
GROWING = frozenset(entries("series.txt", "fates that only grow"))

#: The largest number of earlier points that a point is compared with.
NEIGHBOURS = 200


class Stated(NamedTuple):
    """A point with the values that are compared.

    From when and until when (UTC) it is current, the bounds that its words allow (None: open), its unit and its place.
    """

    claim_id: int
    article_id: int
    publisher: str | None
    at: str
    until: str
    part: str
    low: float | None
    high: float | None
    unit: str | None
    role: str | None


class Disagreement(NamedTuple):
    """Two claims of one series: the later one, `at` that time, and the one before it that it excludes."""

    claim_id: int
    other_id: int
    at: str
    between: Between


def find_disagreements(points: Sequence[Stated]) -> list[Disagreement]:
    """The disagreements among the points of a series, in time: for each point the most important one, and each pair of wordings once.

    A point is compared with another outlet's figure before its own outlet's, with a text before a headline, and with the
    nearest in time.
    """
    found: list[Disagreement] = []
    listed: set[frozenset[object]] = set()
    texts: dict[int, list[Stated]] = defaultdict(list)
    for point in points:
        texts[point.article_id].append(point)
    for i, point in enumerate(points):
        best: tuple[int, bool, Stated] | None = None
        for other in _list_points_before(points, i):
            between = _find_disagreeing_sides(point, other)
            if (
                between is None
                or frozenset((_make_wording_key(point), _make_wording_key(other))) in listed
                or _gives_both_figures(between, point, other, texts)
            ):
                continue
            rank = (BETWEEN.index(between), other.part != "body")
            if best is None or rank < best[:2]:
                best = (*rank, other)
            if rank == (0, False):  # nothing further back says more
                break
        if best:
            listed.add(frozenset((_make_wording_key(point), _make_wording_key(best[2]))))
            found.append(Disagreement(point.claim_id, best[2].claim_id, point.at, BETWEEN[best[0]]))
    return found


def _list_points_before(points: Sequence[Stated], i: int) -> Iterator[Stated]:
    """The points before one that are still current when it is stated, the nearest first."""
    for other in points[max(i - NEIGHBOURS, 0) : i][::-1]:
        if other.until > points[i].at:
            yield other


def _find_disagreeing_sides(a: Stated, b: Stated) -> Between | None:
    """The two sides between which a figure and an earlier one disagree; None where both can be right, or are in one part of one article."""
    if not _excludes(a, b) or (a.article_id, a.part) == (b.article_id, b.part):
        return None
    apart = datetime.fromisoformat(a.at) - datetime.fromisoformat(b.at)
    if a.article_id != b.article_id and a.publisher == b.publisher:
        return WITHIN_ONE_OUTLET if a.role in GROWING and _is_below(a, b) and apart <= OLDER else None
    if apart > WITHIN:
        return None
    return "headline and body" if a.article_id == b.article_id else "outlets"


def _gives_both_figures(between: Between, a: Stated, b: Stated, texts: Mapping[int, Sequence[Stated]]) -> bool:
    """Whether one of two articles gives both figures, or the text repeats the one in its headline."""
    if between == "headline and body":
        headline, other = (a, b) if a.part != "body" else (b, a)
        return any(not _excludes(headline, x) for x in texts[other.article_id] if x.part == "body")
    pairs = ((a, b), (b, a)) if between == "outlets" else ()
    return any(not _excludes(one, x) for one, other in pairs for x in texts[other.article_id])


def _excludes(a: Stated, b: Stated) -> bool:
    return a.unit == b.unit and (_is_below(a, b) or _is_below(b, a))


def _is_below(a: Stated, b: Stated) -> bool:
    return a.high is not None and b.low is not None and a.high < b.low


def _make_wording_key(point: Stated) -> object:
    return point.publisher, point.low, point.high
