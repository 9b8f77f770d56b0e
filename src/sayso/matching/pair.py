"""Which sentences may be about the same thing: the identical ones first, then those that share telling words or a place.

An inverted index over the rarer words keeps this near linear: a word that stands in more than RARE of the changed sentences
tells nothing about which belongs to which, and each sentence keeps its BEST candidates alone. Ten thousand changed rows of
one table share all their words; they are left with their neighbours by place.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from sayso.matching.mentions import Mention, Sentence
from sayso.matching.words import weight

#: A word in more changed sentences than this leads to none of them.
RARE = 40

#: How many candidates a sentence keeps.
BEST = 8

#: Sentences less alike than this are no candidates, unless they share an odd figure or their place.
APART = 0.12


class Group(NamedTuple):
    """A sentence and those of its mentions that are still to be matched."""

    sentence: Sentence
    mentions: list[Mention]


class Pairing(NamedTuple):
    """Two sentences that may say the same: how alike they are apart from their figures (0 to 1), and how near in place (0 to 1)."""

    old: Group
    new: Group
    alike: float
    near: float


def identical(old: Sequence[Mention], new: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """The mentions whose sentence and words stand in both texts, in order; a repeated sentence is paired copy by copy."""
    known: dict[tuple[str, str, str, str, int], Mention] = dict(_keyed(old))
    return [(known[key], mention) for key, mention in _keyed(new) if key in known]


def _keyed(mentions: Iterable[Mention]) -> Iterator[tuple[tuple[str, str, str, str, int], Mention]]:
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for mention in mentions:
        claim = mention.claim
        key = (claim.kind, claim.part, mention.home.text, mention.raw)
        yield (*key, seen[key]), mention
        seen[key] += 1


class Tellers:
    """How much each word tells among the changed sentences: the more of them hold it, the less; 1 for a word of one sentence."""

    def __init__(self, *sides: Sequence[Group]) -> None:
        self.often: Counter[str] = Counter()
        for side in sides:
            self.often |= Counter(word for group in side for word in group.sentence.bag)
        self.weights = {word: weight(word) / (1 + 0.5 * math.log(often)) for word, often in self.often.items()}

    def total(self, words: Iterable[str]) -> float:
        """The weight of some words together."""
        return sum(map(self.weights.__getitem__, words))


def pairings(old: Sequence[Group], new: Sequence[Group], places: Places, tellers: Tellers) -> list[Pairing]:
    """The pairs of changed sentences worth a closer look."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    telling = [figures(group) for group in old]
    for i, group in enumerate(old):
        for word in group.sentence.bag | telling[i]:
            index[word].append(i)
    sizes = [tellers.total(group.sentence.bag) for group in old]
    found = []
    for group in new:
        own, size = figures(group), tellers.total(group.sentence.bag)
        shared = _shared(group.sentence.bag | own, index, tellers)
        best = nlargest(BEST, shared, key=lambda i: (shared[i] / (sizes[i] + 2.0), -i))
        for i in dict.fromkeys([*best, *places.close(group.sentence)]):
            if old[i].sentence.part == group.sentence.part:
                alike, near = _alike(old[i], group, sizes[i], size, tellers), places.near(old[i], group)
                if alike >= APART or near == 1 or telling[i] & own:
                    found.append(Pairing(old[i], group, alike, near))
    return found


def _shared(words: Iterable[str], index: dict[str, list[int]], tellers: Tellers) -> dict[int, float]:
    shared: dict[int, float] = {}
    for word in sorted(words):
        holders = index.get(word, ())
        if 0 < len(holders) <= RARE:
            value = tellers.weights.get(word, 1.0)
            for i in holders:
                shared[i] = shared.get(i, 0.0) + value
    return shared


def figures(group: Group) -> set[str]:
    """The figures of a sentence as words of an index, and what became of those counted; small whole numbers are too common to lead
    anywhere."""
    out = set()
    for mention in group.mentions:
        q = mention.claim.quantity
        if q is not None and q.value is not None and (q.value > 20 or q.value != int(q.value)):
            out.add(f"={q.value:g} {q.unit}")
        if q is not None and q.role is not None:
            out.add(f"@{q.role}")
    return out


def together(old: Iterable[Mention], new: Iterable[Mention]) -> float:
    """How much the figures that two sentences share tell that they say the same, from 0 to 1."""
    values = [
        Counter((m.figure.value, m.figure.unit) for m in side if m.claim.quantity and m.figure.value is not None) for side in (old, new)
    ]
    return 1 - 0.75 ** (values[0] & values[1]).total()


def _alike(old: Group, new: Group, old_size: float, new_size: float, tellers: Tellers) -> float:
    a, b = old.sentence.bag, new.sentence.bag
    both = tellers.total(a & b)
    dice = 2 * both / (old_size + new_size) if old_size + new_size else 0.0
    least = min(old_size, new_size)
    held = both / least if least > 2 else 0.0
    glued = 0.0
    if 0.3 < dice < 0.95:
        glued = Indel.normalized_similarity(old.sentence.skeleton, new.sentence.skeleton)
    alike = max(dice, 0.75 * held, 2 * glued - 1)
    return alike + (1 - alike) * alike * together(old.mentions, new.mentions)


class Places:
    """Where changed sentences stand between those that both texts share.

    `anchors` are the orders of shared sentences in the old and the new text; what stands between the same two anchors is near.
    """

    def __init__(self, old: Sequence[Group], anchors: Iterable[tuple[int, int]], ends: tuple[int, int] | None) -> None:
        self.known = ends is not None
        self.pairs = rising(sorted(set(anchors)))
        if ends:
            self.pairs = [(-1, -1), *self.pairs, ends]
        self.old_orders = [group.sentence.order for group in old]

    def _gap(self, side: int, order: int) -> int:
        return bisect_left(self.pairs, order, key=lambda p: p[side])

    def close(self, new: Sentence) -> list[int]:
        """The changed old sentences at the same place, at most three."""
        if not self.known:
            return []
        gap = self._gap(1, new.order)
        if gap == 0:
            return []
        (o0, n0), (o1, _) = self.pairs[gap - 1], self.pairs[gap]
        first, last = bisect_left(self.old_orders, o0 + 1), bisect_left(self.old_orders, o1)
        middle = bisect_left(self.old_orders, o0 + new.order - n0)
        return [i for i in range(middle - 1, middle + 2) if first <= i < last]

    def near(self, old: Group, new: Group) -> float:
        """1 for the same place between the same shared sentences, less the further apart, 0 between others."""
        o, n = old.sentence.order, new.sentence.order
        gap = self._gap(0, o)
        if not self.known or gap != self._gap(1, n):
            return 0.0
        (o0, n0), (o1, n1) = self.pairs[gap - 1], self.pairs[gap]
        return 1 / (1 + min(abs((o - o0) - (n - n0)), abs((o1 - o) - (n1 - n))))


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, sorted by their first, whose second rises as well: what was not moved.

    >>> rising([(0, 0), (1, 5), (2, 1), (3, 2)])
    [(0, 0), (2, 1), (3, 2)]
    """
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for i, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        back.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [second]
        ends[at : at + 1] = [i]
    out, i = [], ends[-1] if ends else -1
    while i >= 0:
        out.append(pairs[i])
        i = back[i]
    return out[::-1]
