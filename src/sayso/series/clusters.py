"""The figures that make a series: links are taken in order of likelihood, each only where the two groups it would join agree as a whole.

However long a series grows, a new point is compared with the few points nearest in time: the cost of a point does not grow with its
series.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.series.figures import Figure

#: How many pairs between two groups are compared before they are joined, those nearest in time; and with how many others a point is
#: compared.
LOOKED_AT = 16

#: The mean likelihood that two groups need to join.
JOINS = 0.45

#: Two points that are less likely than this to measure the same are in different series.
APART = 0.35

#: The mean likelihood that a point of a group needs with the others.
BELONGS = 0.4


class _Group:
    """A group under construction: its members in order, and their places (article and sentence)."""

    __slots__ = ("members", "places")

    def __init__(self, member: int, place: tuple[int, str]) -> None:
        self.members = [member]
        self.places = {place}


def cluster_figures(
    figures: Sequence[Figure],
    links: Iterable[tuple[float, int, int]],
    likelihood: Callable[[int, int], float],
    least: float,
    together: Callable[[int, int], bool] = lambda i, j: False,
) -> list[list[int]]:
    """Groups of indexes into `figures`, each sorted. Links are (likelihood, i, j); `figures` are in time.

    A link needs a likelihood of `least`; wordings of one claim join first in any case; two groups join
    where the likelihood between them is JOINS in the mean. No sentence is in a group with two figures, unless they go `together`.
    """
    home: dict[int, _Group] = {}
    for p, i, j in sorted(links, key=lambda link: (-round(link[0], 6), link[1], link[2])):
        if p < least:
            break
        a, b = (home.setdefault(k, _Group(k, (figures[k].article.id, figures[k].sentence))) for k in (i, j))
        small, large = (a, b) if len(a.members) <= len(b.members) else (b, a)
        own = figures[i].claim_id == figures[j].claim_id
        if a is b or not (own or together(i, j) or small.places.isdisjoint(large.places)):
            continue
        if not own and len(large.members) > 1 and _average_likelihood(figures, small.members, large.members, likelihood) < JOINS:
            continue
        for k in small.members:
            insort(large.members, k)
            home[k] = large
        large.places |= small.places
    found = {id(group): group.members for group in home.values() if len(group.members) > 1}.values()
    return sorted(g for members in found if len(g := drop_strays(members, likelihood)) > 1)


def drop_strays(group: Sequence[int], likelihood: Callable[[int, int], float]) -> list[int]:
    """A group (in time) without the points that do not belong with most of the others, the worst first: one good link lets in a stray."""
    left = list(group)
    belonging = [_rate_belonging(at, left, likelihood) for at in range(len(left))]
    while len(left) > 2:
        worst = min(range(len(left)), key=lambda at: (belonging[at], left[at]))
        if belonging[worst] >= BELONGS:
            break
        del left[worst], belonging[worst]
        for at in range(max(0, worst - LOOKED_AT), min(len(left), worst + LOOKED_AT)):
            belonging[at] = _rate_belonging(at, left, likelihood)
    return left


def _rate_belonging(at: int, group: Sequence[int], likelihood: Callable[[int, int], float]) -> float:
    """The mean likelihood that a point belongs with those around it; a pair that is apart counts as 0, a clash counts against it."""
    start = max(0, min(at - LOOKED_AT // 2, len(group) - LOOKED_AT - 1))
    likelihoods = [likelihood(group[at], j) for j in group[start : start + LOOKED_AT + 1] if j != group[at]]
    return sum(p for p in likelihoods if p >= APART or p < 0) / len(likelihoods)


def _average_likelihood(
    figures: Sequence[Figure], small: Sequence[int], large: Sequence[int], likelihood: Callable[[int, int], float]
) -> float:
    cross = sorted((abs(figures[i].day - figures[j].day), min(i, j), max(i, j)) for i, j in _list_cross_pairs(small, large))[:LOOKED_AT]
    return sum(likelihood(i, j) for _, i, j in cross) / len(cross)


def _list_cross_pairs(small: Sequence[int], large: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs between two groups; of large groups only those near in time."""
    for i in small:
        at = bisect_left(large, i)
        near = large if len(large) <= LOOKED_AT else large[max(0, at - LOOKED_AT) : at + LOOKED_AT]
        yield from ((i, j) for j in near)
