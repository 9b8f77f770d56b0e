"""The pairs worth comparing: for each figure, those of its dimension that share most of its informative words and names.

Also those of its dimension in the articles that are most like its own by names and headline: "one dead" shares no rare word with "1
killed".
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from sayso.series.articles import Article
from sayso.series.figure_file import FigureFile
from sayso.series.figures import Figure
from sayso.series.followed import find_nations, find_people_kind, find_toll_kind, is_running
from sayso.series.word_weights import Background

#: The largest number of others that a figure is compared with.
NEIGHBOURS = 30

#: The number of its most informative words and names that it is looked up by.
LOOKED_UP = 24

#: Words and names with less weight than this are not used for look-up.
TELLING = 0.25

#: Pairs that share less than this are not compared.
LEAST = 0.4

#: The largest number of other articles whose figures those of one article are compared with.
STORIES = 4

#: The number of later quotes of the same price that a quote is compared with.
QUOTES = 8

#: From this number of people on, equal numbers that are not round are compared wherever they are.
TOLD_AGAIN = 30

#: Terms that more figures of one dimension have are too common to find pairs by.
CROWD = 300


#: Of how many figures the pairs with later ones are given together, in the order of these, so that few articles are at work at a time.
CHUNK = 1 << 13

#: How many figures of several dimensions are looked up at once.
BLOCK = 1 << 15


class Layout:
    """Where figures are: the number of each one's article and dimension, and an article's figures, in order."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        if isinstance(figures, FigureFile):
            self.homes, self.dimensions = figures.homes, figures.dimensions
        else:
            homes: dict[int, int] = {}
            kinds: dict[str | None, int] = {}
            self.homes = array("I", (homes.setdefault(f.article_id, len(homes)) for f in figures))
            self.dimensions = array("I", (kinds.setdefault(f.dimension, len(kinds)) for f in figures))
        self._starts = array("I", bytes(4 * (max(self.homes, default=-1) + 2)))
        for home in self.homes:
            self._starts[home + 1] += 1
        for home in range(1, len(self._starts)):
            self._starts[home] += self._starts[home - 1]
        self._members = array("I", bytes(4 * len(self.homes)))
        free = array("I", self._starts)
        for i, home in enumerate(self.homes):
            self._members[free[home]] = i
            free[home] += 1

    def of(self, home: int) -> array[int]:
        """The figures of an article."""
        return self._members[self._starts[home] : self._starts[home + 1]]

    def list_articles(self) -> Iterator[int]:
        """The articles in the order of their first figures."""
        return (home for i, home in enumerate(self.homes) if self._members[self._starts[home]] == i)

    def list_blocks(self) -> Iterator[array[int]]:
        """The figures, those of one dimension together and no more than BLOCK of several."""
        sizes = Counter(self.dimensions)
        block: dict[int, int] = {}
        size = filled = 0
        for dimension in sorted(sizes):
            if size and size + sizes[dimension] > BLOCK:
                filled, size = filled + 1, 0
            block[dimension] = filled
            size += sizes[dimension]
        found = [array("I") for _ in range(filled + 1)]
        for i, dimension in enumerate(self.dimensions):
            found[block[dimension]].append(i)
        return (each for each in found if each)


def find_pairs(figures: Sequence[Figure], background: Background) -> Iterator[Iterator[tuple[int, int]]]:
    """The pairs worth comparing, as indexes into `figures`, the lower first: those of some dimensions, those of others, and so on."""
    layout = Layout(figures)
    stories = _find_stories(figures, layout, background)
    for block in layout.list_blocks():
        yield _pair_block(figures, block, layout, stories, background)


def _pair_block(
    figures: Sequence[Figure], block: array[int], layout: Layout, stories: Sequence[array[int]], background: Background
) -> Iterator[tuple[int, int]]:
    """The pairs among the figures of some dimensions, each once."""
    chunks: dict[int, array[int]] = defaultdict(lambda: array("Q"))

    def put(i: int, j: int) -> None:
        low, high = (i, j) if i < j else (j, i)
        chunks[low // CHUNK].append(high << 32 | low)

    index = _Index()
    followed: dict[object, array[int]] = defaultdict(lambda: array("I"))
    for i in block:
        figure = figures[i]
        index.add((figure.dimension, term, w) for term, w in _weigh_terms(figure, background).items())
        for key in _find_keys(figure):
            followed[key].append(i)
    for n, i in enumerate(block):
        for m in index.find_best(n):
            put(i, block[m])
        for other in stories[layout.homes[i]]:
            for j in layout.of(other):
                if layout.dimensions[j] == layout.dimensions[i]:
                    put(i, j)
    for found in followed.values():
        for n, i in enumerate(found):
            for j in found[n + 1 : n + 1 + QUOTES]:
                put(i, j)
    for chunk in sorted(chunks):
        for both in sorted(set(chunks.pop(chunk))):
            yield both & 0xFFFFFFFF, both >> 32


class _Index:
    """The terms of some figures, to find for each the figures that share most of its terms."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._counts = array("I")
        self._starts, self._terms, self._weights = array("I", (0,)), array("I"), array("d")
        self._postings: dict[int, tuple[array[int], array[float]]] = {}

    def add(self, terms: Iterable[tuple[str | None, str, float]]) -> None:
        """Adds the next figure's terms, each with its weight."""
        for dimension, term, w in terms:
            number = self._numbers.setdefault((dimension, term), len(self._numbers))
            if number == len(self._counts):
                self._counts.append(0)
            self._counts[number] += 1
            self._terms.append(number)
            self._weights.append(w)
        self._starts.append(len(self._terms))

    def find_best(self, n: int) -> list[int]:
        """The figures that share most with the n-th one, by their numbers."""
        if self._numbers:
            self._build_postings()
        scores: dict[int, float] = defaultdict(float)
        for at in range(self._starts[n], self._starts[n + 1]):
            w, found = self._weights[at], self._postings.get(self._terms[at])
            if found:
                for m, other in zip(*found, strict=True):
                    scores[m] += w if w < other else other
        scores.pop(n, None)
        return [-m for _, m in nlargest(NEIGHBOURS, ((s, -m) for m, s in scores.items() if s >= LEAST))]

    def _build_postings(self) -> None:
        """Lists the figures of each term that several have, and not too many."""
        self._numbers.clear()
        for n in range(len(self._starts) - 1):
            for at in range(self._starts[n], self._starts[n + 1]):
                if 1 < self._counts[term := self._terms[at]] <= CROWD:
                    found = self._postings.setdefault(term, (array("I"), array("d")))
                    found[0].append(n)
                    found[1].append(self._weights[at])


def _find_keys(figure: Figure) -> Iterator[object]:
    """The keys by which a price, a rate or a toll is followed: the next ones with the same key are compared with it.

    Also equal counts of people with one fate, where the number is not round: "sixty-seven were killed", repeated a month later; and
    where others are counted beside them at one place: "two killed, three hurt".
    """
    if figure.role and figure.value is not None and figure.size >= TOLD_AGAIN and figure.size % 10:
        yield figure.role, figure.value
    if figure.role == "killed" and figure.companions:
        for place in sorted(figure.places | figure.article.main):
            yield figure.role, figure.value, place
    if (rising := find_toll_kind(figure)) and is_running(figure):
        for name in (None, *sorted(figure.names)):
            yield figure.dimension, rising, find_people_kind(figure), name or find_nations(figure)
    if figure.instrument:
        yield figure.dimension, figure.is_change, figure.instrument[:2]


def _find_stories(figures: Sequence[Figure], layout: Layout, background: Background) -> list[array[int]]:
    """For each article the others that are likely to be on its story."""
    ordered = list(layout.list_articles())
    numbers: dict[str, int] = {}
    starts, terms, weights = array("I", (0,)), array("I"), array("d")
    postings: list[tuple[array[int], array[float]]] = []
    for n, home in enumerate(ordered):
        for term, w in _weigh_topics(figures[layout.of(home)[0]].article, background).items():
            number = numbers.setdefault(term, len(numbers))
            if number == len(postings):
                postings.append((array("I"), array("d")))
            terms.append(number)
            weights.append(w)
            if len(postings[number][0]) <= CROWD:
                postings[number][0].append(n)
                postings[number][1].append(w)
        starts.append(len(terms))
    numbers.clear()
    out = [array("I") for _ in range(max(layout.homes, default=-1) + 1)]
    for n, home in enumerate(ordered):
        scores: dict[int, float] = defaultdict(float)
        for at in range(starts[n], starts[n + 1]):
            held, others = postings[terms[at]]
            if len(held) <= CROWD:
                w = weights[at]
                for m, other in zip(held, others, strict=True):
                    scores[m] += w if w < other else other
        scores.pop(n, None)
        out[home] = array("I", (ordered[m] for m, _ in nlargest(STORIES, scores.items(), key=lambda item: item[1])))
    return out


def _weigh_topics(article: Article, background: Background) -> dict[str, float]:
    """The terms an article is looked up by: its names, and the words of its headline."""
    out = {n: w * k * k for n, w in article.names.items() if (k := background.name(n)) > TELLING}
    for word in article.title:
        if (k := background.rarity(word)) > TELLING:
            out[word] = out.get(word, 0.0) + k * k
    return dict(nlargest(LOOKED_UP, out.items(), key=lambda item: (item[1], item[0])))


def _weigh_terms(figure: Figure, background: Background) -> dict[str, float]:
    """The terms a figure is looked up by: the words and names of its sentence and, with less weight, the names of its article."""
    out: dict[str, float] = {}
    for word, w in figure.words.items():
        if (k := background.rarity(word)) > TELLING:
            out[word] = (1.0 if word in figure.names else 0.6 * w) * k * k
    for name, w in figure.article.names.items():
        if name not in out and w > 1 and (k := background.name(name)) > TELLING:
            out[name] = 0.25 * w * k * k
    return dict(nlargest(LOOKED_UP, out.items(), key=lambda item: (item[1], item[0])))
