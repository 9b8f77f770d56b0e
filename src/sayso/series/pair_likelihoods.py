"""The likelihoods of all compared pairs, in little memory, and what hangs together by likely ones."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: The least likelihood of a link, and of two groups that join: precision matters more than recall.
LEAST = 0.67


class Component(NamedTuple):
    """Figures that links join: the wordings of one claim, the links by likelihood, and the likelihood of each compared pair."""

    wordings: list[tuple[int, int]]
    links: list[tuple[float, int, int]]
    known: dict[tuple[int, int], float]


class PairLikelihoods:
    """Pairs of figures, the lower first, with their likelihoods. `newest` has for each figure the newest wording of its claim."""

    def __init__(self, newest: Sequence[int]) -> None:
        self._newest = newest
        self._parents = array("I", range(len(newest)))
        self._low, self._high, self._likelihoods = array("I"), array("I"), array("d")
        self._checked = 0
        for i, own in enumerate(newest):
            if i != own:
                self._join(i, own)

    def add(self, i: int, j: int, likelihood: float) -> None:
        """Adds a pair that was compared."""
        self._low.append(i)
        self._high.append(j)
        self._likelihoods.append(likelihood)
        if likelihood >= LEAST:
            self._join(i, j)

    def drop_unlinked(self) -> None:
        """Drops the pairs added since the last time that no component can have; to be called when all links of their figures are there."""
        kept = self._checked
        for n in range(kept, len(self._low)):
            if self._find(self._low[n]) == self._find(self._high[n]):
                self._low[kept], self._high[kept], self._likelihoods[kept] = self._low[n], self._high[n], self._likelihoods[n]
                kept += 1
        for values in (self._low, self._high, self._likelihoods):
            del values[kept:]
        self._checked = kept

    def list_components(self) -> Iterator[Component]:
        """What hangs together, piece by piece."""
        wordings: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for i, newest in enumerate(self._newest):
            if i != newest:
                wordings[self._find(i)].append((i, newest))
        starts = array("I", bytes(4 * (len(self._parents) + 1)))
        for i, j in zip(self._low, self._high, strict=True):
            if (root := self._find(i)) == self._find(j):
                starts[root + 1] += 1
        for root in range(1, len(starts)):
            starts[root] += starts[root - 1]
        order, free = array("I", bytes(4 * starts[-1])), array("I", starts)
        for n, (i, j) in enumerate(zip(self._low, self._high, strict=True)):
            if (root := self._find(i)) == self._find(j):
                order[free[root]] = n
                free[root] += 1
        for root in range(len(self._parents)):
            own = wordings.get(root, [])
            found = order[starts[root] : starts[root + 1]]
            if own or found:
                yield self._make_component(own, found)

    def _make_component(self, wordings: list[tuple[int, int]], found: Sequence[int]) -> Component:
        known: dict[tuple[int, int], float] = dict.fromkeys(wordings, 1.0)
        links = []
        for n in found:
            i, j, p = self._low[n], self._high[n], self._likelihoods[n]
            if self._newest[i] != self._newest[j]:
                known[i, j] = p
            if p >= LEAST:
                links.append((p, i, j))
        return Component(wordings, links, known)

    def _find(self, i: int) -> int:
        parents = self._parents
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    def _join(self, i: int, j: int) -> None:
        low, high = sorted((self._find(i), self._find(j)))
        self._parents[high] = low
