"""Pairs of sentences that may be about the same thing: the identical ones first, then those that share informative words or a place.

An inverted index over the rarer words keeps this near linear: a word that is in more than RARE of the changed sentences
is no evidence for a pair, and each sentence keeps only its BEST candidates. Ten thousand changed rows of
one table share all their words; only their neighbours by place remain.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from sayso.matching.mentions import Mention, Sentence
from sayso.matching.terms import weigh_stem

#: Words in more changed sentences than this are too common to find pairs by.
RARE = 40

#: How many candidates a sentence keeps.
BEST = 8

#: Whole numbers up to this are too common for look-up.
SMALL = 20

#: Sentences less alike than this are not candidates, unless they share an odd figure or their place.
APART = 0.12


class Group(NamedTuple):
    """A sentence and those of its mentions that are still to be matched."""

    sentence: Sentence
    mentions: list[Mention]


class Pairing(NamedTuple):
    """Two sentences that may say the same: their likeness apart from figures (0 to 1), and their nearness in place (0 to 1)."""

    old: Group
    new: Group
    alike: float
    near: float


def pair_identical(old: Sequence[Mention], new: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """The mentions whose sentence and words are in both texts, in order; a repeated sentence is paired copy by copy.

    Character by character first, which is all that most claims of an update need; then typography aside.
    """
    found = _pair_by_wording(attrgetter("home.raw", "raw"), old, new)
    done = {id(m) for pair in found for m in pair}
    old, new = [m for m in old if id(m) not in done], [m for m in new if id(m) not in done]
    return found + _pair_by_wording(attrgetter("home.text", "words"), old, new) if old and new else found


def _pair_by_wording(
    wording: Callable[[Mention], tuple[str, str]], old: Iterable[Mention], new: Iterable[Mention]
) -> list[tuple[Mention, Mention]]:
    known = dict(_key_mentions(wording, old))
    return [(known[key], mention) for key, mention in _key_mentions(wording, new) if key in known]


def _key_mentions(wording: Callable[[Mention], tuple[str, str]], mentions: Iterable[Mention]) -> Iterator[tuple[Hashable, Mention]]:
    seen: dict[Hashable, int] = {}
    for mention in mentions:
        key = (mention.claim.kind, mention.claim.part, wording(mention))
        copy = seen[key] = seen.get(key, 0) + 1
        yield (key, copy), mention


class IdfWeights:
    """The weight of each word among the changed sentences: the more of them have it, the less; 1 for a word of one sentence."""

    def __init__(self, *sides: Sequence[Group]) -> None:
        self.often: Counter[str] = Counter()
        for side in sides:
            self.often |= Counter(word for group in side for word in group.sentence.bag)
        self.weights = {word: weigh_stem(word) / (1 + 0.5 * math.log(often)) for word, often in self.often.items()}

    def sum_weights(self, words: Iterable[str]) -> float:
        """The total weight of some words; the sum is exact, since sets give their words in another order in every process."""
        return math.fsum(map(self.weights.__getitem__, words))


class _SentenceTerms(NamedTuple):
    """The values that a sentence is compared by: the weight of its words, its look-up terms, and its figures."""

    group: Group
    size: float
    leads: frozenset[str]
    values: frozenset[tuple[float, str | None]]


def _collect_terms(group: Group, idf: IdfWeights) -> _SentenceTerms:
    found = [m.figure for m in group.mentions if m.claim.quantity]
    values = frozenset((q.value, q.unit) for q in found if q.value is not None)
    leads = {f"={value:g} {unit}" for value, unit in values if value > SMALL or value != int(value)}
    leads.update(f"@{q.role}" for q in found if q.role)
    return _SentenceTerms(group, idf.sum_weights(group.sentence.bag), frozenset(leads), values)


def find_pairings(old: Sequence[Group], new: Sequence[Group], places: AnchorIndex, idf: IdfWeights) -> list[Pairing]:
    """The pairs of changed sentences worth a closer look."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    terms = [_collect_terms(group, idf) for group in old]
    for i, term in enumerate(terms):
        for word in term.group.sentence.bag | term.leads:
            index[word].append(i)
    return [
        pairing for group in new for pairing in _find_candidates(_collect_terms(group, idf), terms, index=index, places=places, idf=idf)
    ]


def _find_candidates(
    new: _SentenceTerms, terms: Sequence[_SentenceTerms], index: Mapping[str, Sequence[int]], places: AnchorIndex, idf: IdfWeights
) -> Iterator[Pairing]:
    shared = _count_shared(new, index, idf)
    best = nlargest(BEST, shared, key=lambda i: (shared[i] / (terms[i].size + 2.0), -i))
    for i in dict.fromkeys([*best, *places.find_old_at_same_place(new.group.sentence)]):
        old = terms[i]
        if old.group.sentence.part == new.group.sentence.part:
            alike, near = _rate_likeness(old, new, idf), places.rate_nearness(old.group, new.group)
            if alike >= APART or near == 1 or not old.leads.isdisjoint(new.leads):
                yield Pairing(old.group, new.group, alike, near)


def _count_shared(new: _SentenceTerms, index: Mapping[str, Sequence[int]], idf: IdfWeights) -> dict[int, float]:
    shared: dict[int, float] = {}
    for word in sorted(new.group.sentence.bag | new.leads):
        holders = index.get(word, ())
        if 0 < len(holders) <= RARE:
            value = idf.weights.get(word, 1.0)
            for i in holders:
                shared[i] = shared.get(i, 0.0) + value
    return shared


def _rate_likeness(old: _SentenceTerms, new: _SentenceTerms, idf: IdfWeights) -> float:
    """The likeness of two sentences by their words, also where one is inside the other; shared figures raise it."""
    a, b = old.group.sentence, new.group.sentence
    least, sum_ = min(old.size, new.size), old.size + new.size
    both = idf.sum_weights(a.bag & b.bag)
    dice = 2 * both / sum_ if sum_ else 1.0
    held = both / least if least > 2 else 0.0
    glued = Indel.normalized_similarity(a.skeleton, b.skeleton) if 0.3 < dice < 0.95 else 0.0
    alike = max(dice, 0.75 * held, 2 * glued - 1)
    return alike + (1 - alike) * alike * (1 - 0.75 ** len(old.values & new.values))


class AnchorIndex:
    """The places of changed sentences between those that both texts share.

    `anchors` are the orders of shared sentences in the old and the new text; what is between the same two anchors is near.
    """

    def __init__(self, old: Sequence[Group], anchors: Iterable[tuple[int, int]], ends: tuple[int, int] | None) -> None:
        self.known = ends is not None
        self.pairs = find_longest_rising(sorted(set(anchors)))
        if ends:
            self.pairs = [(-1, -1), *self.pairs, ends]
        self.old_orders = [group.sentence.order for group in old]

    def _find_gap(self, side: int, order: int) -> int:
        return bisect_left(self.pairs, order, key=lambda p: p[side])

    def find_old_at_same_place(self, new: Sentence) -> list[int]:
        """The changed old sentences at the same place, at most three."""
        if not self.known:
            return []
        gap = self._find_gap(1, new.order)
        if gap == 0:
            return []
        (o0, n0), (o1, _) = self.pairs[gap - 1], self.pairs[gap]
        first, last = bisect_left(self.old_orders, o0 + 1), bisect_left(self.old_orders, o1)
        middle = bisect_left(self.old_orders, o0 + new.order - n0)
        return [i for i in range(middle - 1, middle + 2) if first <= i < last]

    def rate_nearness(self, old: Group, new: Group) -> float:
        """How near two groups of sentences are: 1 at the same place between the same shared sentences, less at a distance, 0 elsewhere."""
        o, n = old.sentence.order, new.sentence.order
        gap = self._find_gap(0, o)
        if not self.known or gap != self._find_gap(1, n):
            return 0.0
        (o0, n0), (o1, n1) = self.pairs[gap - 1], self.pairs[gap]
        return 1 / (1 + min(abs((o - o0) - (n - n0)), abs((o1 - o) - (n1 - n))))


def find_longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, sorted by their first, whose second rises as well: what was not moved.

    >>> find_longest_rising([(0, 0), (1, 5), (2, 1), (3, 2)])
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
