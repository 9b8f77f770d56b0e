"""The weight of a name or a word, which is higher the fewer articles have it; and whether a word that opens a sentence is a name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from sayso.series.articles import Article

#: Fewer articles than this do not show which words are rare; a small collection is weighed as if it were part of one of this size.
SMALL = 1000

#: In such a collection, a word that is not a name is taken to occur in at least this many articles.
PLAIN = 60


#: How many results of a kind are kept.
MOST = 8_000


class _WeightCache(dict[str, float]):
    """The weight of each word, computed when it is first needed: most are needed hundreds of times."""

    def __init__(self, find: Callable[[str], float]) -> None:
        self._find = find

    def __missing__(self, word: str) -> float:
        found = self[word] = self._find(word)
        return found


class _SetWeightCache(dict[frozenset[str], tuple[dict[str, float], float]]):
    """The weight of each word of a set, and their sum; the few sets are compared with many others."""

    def __init__(self, weigh: Callable[[str], float]) -> None:
        self._weigh = weigh

    def __missing__(self, words: frozenset[str]) -> tuple[dict[str, float], float]:
        if len(self) > MOST:
            self.clear()
        weights = {word: self._weigh(word) for word in words}
        found = self[words] = weights, sum(weights.values())
        return found


class Background:
    """Counts over all articles: how many contain a name, a word, or a word in lower case."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._names: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._plain: Counter[str] = Counter()
        self._count = 0
        for article in articles:
            self.count_article(article)
        #: The weight of a name: 1 where one article has it, 0 where all do.
        self.name = _WeightCache(lambda name: 1.0 - math.log(max(self._names[name], 1)) / self._scale).__getitem__
        #: The same for a word that may be a name.
        self.rarity = _WeightCache(self._find_rarity).__getitem__
        #: The weights of the words of a set by rarity, and of its names by their information, squared.
        self.words = _SetWeightCache(self.rarity).__getitem__
        self.names = _SetWeightCache(lambda name: self.name(name) ** 2).__getitem__
        self._common: dict[tuple[int, int], float] = {}
        self._norms: dict[int, tuple[Mapping[str, float], float]] = {}

    def count_article(self, article: Article) -> None:
        """Counts an article's names and words; to be called before any is weighed."""
        self._count += 1
        self._names.update(article.names.keys())
        self._words.update(article.words)
        self._plain.update(article.plain)

    @property
    def _scale(self) -> float:
        return math.log(max(self._count, SMALL))

    def is_name(self, word: str) -> bool:
        """Whether more articles write a word with a capital inside sentences than without."""
        return self._names[word] > self._plain[word]

    def _find_rarity(self, word: str) -> float:
        least = PLAIN if self._count < SMALL and self._plain[word] >= self._names[word] else 1
        held = max(self._names[word], self._words[word], least)
        return 1.0 - math.log(held) / self._scale

    def rate_shared_story(self, a: Article, b: Article) -> float:
        """How strongly the shared names of two articles show that they are of one story, from 0 to 1; rare ones count most."""
        if a.id == b.id:
            return 1.0
        key = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        known = self._common.get(key)
        if known is None:
            small, large = (a.names, b.names) if len(a.names) <= len(b.names) else (b.names, a.names)
            shared = sum(min(w, large[n]) * self.name(n) ** 4 for n, w in small.items() if n in large)
            if len(self._common) > MOST:
                self._common.clear()
            known = self._common[key] = 1.0 - math.exp(-shared / 2)
        return known

    def compute_cosine(self, a: Mapping[str, float], b: Mapping[str, float]) -> float:
        """How alike two bags of words are, each word by its weight and its rarity."""
        if a is b:
            return 1.0
        rarity = self.rarity
        dot = sum([w * b[s] * rarity(s) ** 2 for s, w in a.items() if s in b])
        return dot / (self._compute_norm(a) * self._compute_norm(b)) if dot else 0.0

    def _compute_norm(self, bag: Mapping[str, float]) -> float:
        """The length of a bag; the bag is kept alive, so that its id stays unique."""
        known = self._norms.get(id(bag))
        if known is None:
            rarity = self.rarity
            if len(self._norms) > MOST:
                self._norms.clear()
            known = self._norms[id(bag)] = bag, math.sqrt(sum([(w * rarity(s)) ** 2 for s, w in bag.items()]))
        return known[1]
