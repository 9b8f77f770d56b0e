"""Which figures make a series: links taken from the surest down, each only where the two groups that it would join agree as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.series.figures import Figure

#: How many pairs between two groups are looked at, those nearest in time, before these are joined.
LOOKED_AT = 16


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
        if len(a) * len(b) > 1 and _mean(figures, a, b, likelihood) < least:
            continue
        joined = sorted(a + b)
        for k in joined:
            group[k] = joined
    seen: dict[int, list[int]] = {id(g): g for g in group.values() if len(g) > 1}
    return sorted(seen.values())


def _apart(figures: Sequence[Figure], a: Sequence[int], b: Sequence[int]) -> bool:
    places = {(figures[i].article.id, figures[i].sentence) for i in a}
    return any((figures[j].article.id, figures[j].sentence) in places for j in b)


def _mean(figures: Sequence[Figure], a: Sequence[int], b: Sequence[int], likelihood: Callable[[int, int], float]) -> float:
    cross = sorted((abs(figures[i].day - figures[j].day), i, j) for i in a for j in b)[:LOOKED_AT]
    return sum(likelihood(i, j) for _, i, j in cross) / len(cross)
