"""Which figures make a series: links taken from the surest down, each only where the two groups that it would join agree as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.series.figures import Figure

#: How many pairs between two groups are looked at, those nearest in time, before these are joined.
LOOKED_AT = 16


#: What two groups must reach in the mean to join.
JOINS = 0.45

#: Two points less likely than this to measure one thing are apart.
APART = 0.35

#: What a point of a group must reach with the others in the mean.
BELONGS = 0.4


def cluster(
    figures: Sequence[Figure],
    links: Iterable[tuple[float, int, int]],
    likelihood: Callable[[int, int], float],
    least: float,
) -> list[list[int]]:
    """Groups of indexes into `figures`, each sorted. Links are (likelihood, i, j).

    Two groups join where the likelihood between them is `least` in the mean. No sentence stands in a group with two figures.
    """
    group: dict[int, list[int]] = {}
    for p, i, j in sorted(links, key=lambda link: (-round(link[0], 6), link[1], link[2])):
        if p < least:
            break
        a, b = group.setdefault(i, [i]), group.setdefault(j, [j])
        if a is b or _apart(figures, a, b):
            continue
        if len(a) * len(b) > 1 and _mean(figures, a, b, likelihood) < JOINS:
            continue
        joined = sorted(a + b)
        for k in joined:
            group[k] = joined
    seen: dict[int, list[int]] = {id(g): g for g in group.values() if len(g) > 1}
    return sorted(g for found in seen.values() if len(g := without_strays(found, figures, likelihood)) > 1)


def without_strays(group: Sequence[int], figures: Sequence[Figure], likelihood: Callable[[int, int], float]) -> list[int]:
    """A group without the points that do not belong with most of the others, the worst first: one good link lets in a stray."""
    left = list(group)
    while len(left) > 2:
        worst = min((_belongs(i, left, figures, likelihood), i) for i in left)
        if worst[0] >= BELONGS:
            break
        left.remove(worst[1])
    return left


def _belongs(i: int, group: Sequence[int], figures: Sequence[Figure], likelihood: Callable[[int, int], float]) -> float:
    """How likely a point belongs with the others, in the mean of those nearest in time; what is apart from one counts nothing there."""
    others = sorted((abs(figures[i].day - figures[j].day), j) for j in group if j != i)[:LOOKED_AT]
    told = [likelihood(i, j) for _, j in others]
    return sum(p for p in told if p >= APART) / len(told)


def _apart(figures: Sequence[Figure], a: Sequence[int], b: Sequence[int]) -> bool:
    places = {(figures[i].article.id, figures[i].sentence) for i in a}
    return any((figures[j].article.id, figures[j].sentence) in places for j in b)


def _mean(figures: Sequence[Figure], a: Sequence[int], b: Sequence[int], likelihood: Callable[[int, int], float]) -> float:
    cross = sorted((abs(figures[i].day - figures[j].day), i, j) for i in a for j in b)[:LOOKED_AT]
    return sum(likelihood(i, j) for _, i, j in cross) / len(cross)
