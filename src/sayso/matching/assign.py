"""One-to-one assignment of the best total weight, and refusal where another choice would be as good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

#: Components with more members than this on a side are assigned greedily, which is near the optimum and always fast.
LARGE = 60

Pair = tuple[int, int]


def assign_pairs(weights: Mapping[Pair, float]) -> dict[Pair, float]:
    """The pairs of the assignment, among those with a positive weight, each with its lead.

    The lead is how much better a pair is than the best alternative for either end that is still free or worth less.

    >>> assign_pairs({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.5})
    {(0, 1): 2.0, (1, 0): 2.5}
    """
    good = {pair: w for pair, w in weights.items() if w > 0}
    out: dict[Pair, float] = {}
    for part in _find_components(good):
        rows, columns = sorted({i for i, _ in part}), sorted({j for _, j in part})
        if len(part) == 1:
            chosen = part
        elif len(rows) > LARGE or len(columns) > LARGE:
            chosen = _assign_best_first(good, part)
        else:
            chosen = _assign_optimally(good, rows, columns)
        out.update((pair, good[pair]) for pair in sorted(chosen))
    return out


def _find_components(pairs: Mapping[Pair, float]) -> list[list[Pair]]:
    """The connected components of the pairs."""
    by_row: defaultdict[int, list[Pair]] = defaultdict(list)
    by_column: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_row[pair[0]].append(pair)
        by_column[pair[1]].append(pair)
    seen: set[Pair] = set()
    out = []
    for start in pairs:
        if start in seen:
            continue
        seen.add(start)
        part, todo = [], [start]
        while todo:
            pair = todo.pop()
            part.append(pair)
            for other in (*by_row.pop(pair[0], ()), *by_column.pop(pair[1], ())):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        out.append(sorted(part))
    return out


def _assign_best_first(weights: Mapping[Pair, float], part: list[Pair]) -> list[Pair]:
    rows: set[int] = set()
    columns: set[int] = set()
    out = []
    for pair in sorted(part, key=lambda p: (-weights[p], p)):
        if pair[0] not in rows and pair[1] not in columns:
            rows.add(pair[0])
            columns.add(pair[1])
            out.append(pair)
    return out


def _assign_optimally(weights: Mapping[Pair, float], rows: list[int], columns: list[int]) -> list[Pair]:
    """The Hungarian method with potentials, O(rows² · columns); a pair without a weight costs nothing and is dropped after."""
    if len(rows) > len(columns):
        turned = {(j, i): w for (i, j), w in weights.items() if i in set(rows)}
        return [(i, j) for j, i in _assign_optimally(turned, columns, rows)]
    n, m = len(rows), len(columns)
    cost = [[-weights.get((i, j), 0.0) for j in columns] for i in rows]
    owner = _run_hungarian(cost, n, m)
    taken = [(rows[owner[j] - 1], columns[j - 1]) for j in range(1, m + 1) if owner[j]]
    return [pair for pair in taken if pair in weights]


def _run_hungarian(cost: list[list[float]], n: int, m: int) -> list[int]:
    """For each column, counted from 1, the row that owns it, 0 for none; n ≤ m."""
    u, v, owner, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        owner[0], column = row, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while owner[column]:
            used[column] = True
            delta, nearest, i = float("inf"), 0, owner[column]
            for j in range(1, m + 1):
                if not used[j]:
                    reduced = cost[i - 1][j - 1] - u[i] - v[j]
                    if reduced < least[j]:
                        least[j], way[j] = reduced, column
                    if least[j] < delta:
                        delta, nearest = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = nearest
        while column:
            owner[column], column = owner[way[column]], way[column]
    return owner
