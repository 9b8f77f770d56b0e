"""How much a name or a word tells, by how few articles hold it; and whether a word that opens a sentence is a name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from sayso.series.figures import Article

#: Fewer articles than this tell too little of which words are rare; a small collection is weighed as if it were part of one of this size.
SMALL = 1000

#: In how many articles of such a collection a word that is no name is taken to stand at least.
PLAIN = 60


class Background:
    """Counts over all articles: in how many a name, a word, and a word in lower case stand."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._names: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._plain: Counter[str] = Counter()
        count = 0
        for article in articles:
            count += 1
            self._names.update(article.names.keys())
            self._words.update(article.words)
            self._plain.update(article.plain)
        self._scale = math.log(max(count, SMALL))
        self._least = PLAIN if count < SMALL else 1
        self._rarity: dict[str, float] = {}
        self._common: dict[tuple[int, int], float] = {}

    def is_name(self, word: str) -> bool:
        """Whether more articles write a word with a capital inside sentences than without."""
        return self._names[word] > self._plain[word]

    def name(self, name: str) -> float:
        """How much a name tells: 1 where one article holds it, 0 where all do."""
        return 1.0 - math.log(max(self._names[name], 1)) / self._scale

    def rarity(self, word: str) -> float:
        """The same for a word that may be a name."""
        known = self._rarity.get(word)
        if known is None:
            least = self._least if self._plain[word] >= self._names[word] else 1
            held = max(self._names[word], self._words[word], least)
            known = self._rarity[word] = 1.0 - math.log(held) / self._scale
        return known

    def common(self, a: Article, b: Article) -> float:
        """How much the names that two articles share tell that they are of one story, from 0 to 1; rare ones count most."""
        if a is b:
            return 1.0
        key = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        known = self._common.get(key)
        if known is None:
            small, large = (a.names, b.names) if len(a.names) <= len(b.names) else (b.names, a.names)
            told = sum(min(w, large[n]) * self.name(n) ** 4 for n, w in small.items() if n in large)
            known = self._common[key] = 1.0 - math.exp(-told / 2)
        return known

    def cosine(self, a: Mapping[str, float], b: Mapping[str, float]) -> float:
        """How alike two bags of words are, each word by its weight and its rarity."""
        if a is b:
            return 1.0
        dot = sum(w * b[s] * self.rarity(s) ** 2 for s, w in a.items() if s in b)
        return dot / (self._norm(a) * self._norm(b)) if dot else 0.0

    def _norm(self, bag: Mapping[str, float]) -> float:
        return math.sqrt(sum((w * self.rarity(s)) ** 2 for s, w in bag.items()))
