"""The pairs worth comparing: for each figure, those of its dimension that share most of its informative words and names.

Also those of its dimension in the articles that are most like its own by names and headline: "one dead" shares no rare word with "1
killed".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from sayso.series.background import Background
from sayso.series.figures import Article, Figure
from sayso.series.followed import is_running, kind, nations, toll

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

#: A term that more figures of one dimension have is not used for look-up.
CROWD = 300


def pairs(figures: Sequence[Figure], background: Background) -> list[tuple[int, int]]:
    """The pairs worth comparing, as indexes into `figures`, the lower first."""
    vectors = [_terms(f, background) for f in figures]
    postings: dict[tuple[str | None, str], list[tuple[int, float]]] = defaultdict(list)
    for i, figure in enumerate(figures):
        for term, w in vectors[i].items():
            postings[figure.dimension, term].append((i, w))
    out: set[tuple[int, int]] = set()
    for i, figure in enumerate(figures):
        scores: dict[int, float] = defaultdict(float)
        for term, w in vectors[i].items():
            found = postings[figure.dimension, term]
            if len(found) <= CROWD:
                for j, other in found:
                    scores[j] += w if w < other else other
        scores.pop(i, None)
        best = nlargest(NEIGHBOURS, ((s, -j) for j, s in scores.items() if s >= LEAST))
        out.update((min(i, -j), max(i, -j)) for _, j in best)
    return sorted(out | _pair_stories(figures, background) | _pair_followed(figures))


def _pair_followed(figures: Sequence[Figure]) -> set[tuple[int, int]]:
    """Pairs of prices or rates of one thing, and of tolls of the same people, by the names beside, each with the next ones.

    Also equal counts of people with one fate, where the number is not round: "sixty-seven were killed", repeated a month later.
    """
    held: dict[object, list[int]] = defaultdict(list)
    for i, figure in enumerate(figures):
        if figure.role and figure.value is not None and figure.size >= TOLD_AGAIN and figure.size % 10:
            held[figure.role, figure.value].append(i)
        if (rising := toll(figure)) and is_running(figure):
            for name in (None, *sorted(figure.names)):
                held[rising, kind(figure), name or nations(figure)].append(i)
        if figure.instrument:
            held[figure.dimension, figure.is_change, figure.instrument[:2]].append(i)
    return {(i, j) for found in held.values() for n, i in enumerate(found) for j in found[n + 1 : n + 1 + QUOTES]}


def _pair_stories(figures: Sequence[Figure], background: Background) -> set[tuple[int, int]]:
    """Pairs of one dimension in articles that are likely to tell one story."""
    held: dict[Article, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, figure in enumerate(figures):
        held[figure.article][figure.dimension].append(i)
    vectors = {a: _topics(a, background) for a in held}
    postings: dict[str, list[Article]] = defaultdict(list)
    for article, vector in vectors.items():
        for term in vector:
            postings[term].append(article)
    out: set[tuple[int, int]] = set()
    for article, vector in vectors.items():
        scores: dict[Article, float] = defaultdict(float)
        for term, w in vector.items():
            if len(postings[term]) <= CROWD:
                for other in postings[term]:
                    scores[other] += min(w, vectors[other][term])
        scores.pop(article, None)
        for other, _ in nlargest(STORIES, scores.items(), key=lambda item: item[1]):
            for dimension, mine in held[article].items():
                out.update((min(i, j), max(i, j)) for i in mine for j in held[other].get(dimension, ()))
    return out


def _topics(article: Article, background: Background) -> dict[str, float]:
    """The terms an article is looked up by: its names, and the words of its headline."""
    out = {n: w * k * k for n, w in article.names.items() if (k := background.name(n)) > TELLING}
    for word in article.title:
        if (k := background.rarity(word)) > TELLING:
            out[word] = out.get(word, 0.0) + k * k
    return dict(nlargest(LOOKED_UP, out.items(), key=lambda item: (item[1], item[0])))


def _terms(figure: Figure, background: Background) -> dict[str, float]:
    """The terms a figure is looked up by: the words and names of its sentence and, with less weight, the names of its article."""
    out: dict[str, float] = {}
    for word, w in figure.words.items():
        if (k := background.rarity(word)) > TELLING:
            out[word] = (1.0 if word in figure.names else 0.6 * w) * k * k
    for name, w in figure.article.names.items():
        if name not in out and w > 1 and (k := background.name(name)) > TELLING:
            out[name] = 0.25 * w * k * k
    return dict(nlargest(LOOKED_UP, out.items(), key=lambda item: (item[1], item[0])))
