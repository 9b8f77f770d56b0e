"""From the figures of all articles to series: read, find what is worth comparing, weigh it, and group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sayso.series.background import Background
from sayso.series.candidates import pairs
from sayso.series.clusters import cluster
from sayso.series.evidence import clash, likelihood
from sayso.series.figures import Article, Figure, names_in

#: The least likelihood of a link, and of two groups that join.
LEAST = 0.5


class Text(NamedTuple):
    """What linking needs of an article: its newest headline and text (headline included)."""

    article_id: int
    url: str
    publisher: str | None
    title: str
    text: str


class Row(NamedTuple):
    """What linking needs of a figure: its newest wording, `at` (UTC), and the place of its words in the article's text (None: unknown)."""

    claim_id: int
    article_id: int
    at: str
    part: str
    text: str
    sentence: str
    start: int | None
    value: float | None
    low: float | None
    high: float | None
    modifier: str
    unit: str | None
    noun: str | None
    head: str | None
    role: str | None


class Link(NamedTuple):
    """A claim on a series: `certainty` is the mean likelihood that it belongs with the others."""

    claim_id: int
    certainty: float


def link(texts: Iterable[Text], rows: Iterable[Row], decided: Mapping[int, int] | None = None) -> list[list[Link]]:
    """The series among some figures, each with its claims in time. What is not clear stands on none; a series holds two articles or more.

    `decided` names for some claims a group that a person put them in: claims of one group belong together, those of two never do.
    """
    figures, background = figures_of(texts, rows)
    known: dict[tuple[int, int], float] = {}

    def compare(i: int, j: int) -> float:
        key = (i, j) if i < j else (j, i)
        p = known.get(key)
        if p is None:
            p = known[key] = likelihood(figures[key[0]], figures[key[1]], background)
        return p

    found = [(p, i, j) for i, j in pairs(figures, background) if not clash(figures[i], figures[j]) and (p := compare(i, j)) >= LEAST]
    groups = cluster(figures, found, compare, LEAST, {i: decided[f.claim_id] for i, f in enumerate(figures) if f.claim_id in decided} if decided else {})
    out = []
    for group in groups:
        if len({figures[i].article.id for i in group}) > 1:
            out.append([Link(figures[i].claim_id, _certainty(i, group, known)) for i in group])
    return out


def figures_of(texts: Iterable[Text], rows: Iterable[Row]) -> tuple[list[Figure], Background]:
    """The figures that can be linked, and how much words and names tell among their articles."""
    figures = read({t.article_id: t for t in texts}, rows)
    background = Background({f.article.id: f.article for f in figures}.values())
    _name(figures, background)
    return figures, background


def read(texts: Mapping[int, Text], rows: Iterable[Row]) -> list[Figure]:
    """The figures as linking sees them, in an order that depends on what they say and where, not on when they came."""
    articles: dict[int, Article] = {}
    out = []
    for row in sorted(rows, key=lambda r: (r.at, texts[r.article_id].url, r.part, r.start or 0, r.text)):
        home = texts[row.article_id]
        article = articles.get(row.article_id)
        if article is None:
            article = articles[row.article_id] = Article.of(home.article_id, home.publisher, home.title, home.text)
        figure = Figure(
            row.claim_id, article, row.at, row.part, row.text, row.sentence, _place(row, home.text), row.value, row.low, row.high,
            row.modifier, row.unit, row.noun, row.head, row.role, day=date.fromisoformat(row.at[:10]).toordinal(),
        )  # fmt: skip
        if figure.dimension is not None:
            out.append(figure)
    return out


def _place(row: Row, text: str) -> int:
    """Where a figure's words stand in its sentence."""
    if row.start is not None and text.startswith(row.text, row.start):
        at = text.rfind(row.sentence, 0, row.start + len(row.sentence))
        if 0 <= row.start - at <= len(row.sentence) and at >= 0:
            return row.start - at
    return max(row.sentence.find(row.text), 0)


def _name(figures: Sequence[Figure], background: Background) -> None:
    """Tells each figure the names in its sentence and what else is counted there."""
    places: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        figure.names = names_in(figure.sentence, background.is_name)
        places[figure.article.id, figure.sentence].append(figure)
    for group in places.values():
        for figure in group:
            others: dict[str, set[float]] = defaultdict(set)
            for other in group:
                if other.dimension != figure.dimension and other.value is not None:
                    others[other.dimension or ""].add(other.value)
            figure.companions = {d: frozenset(v) for d, v in others.items()}


def _certainty(i: int, group: Sequence[int], known: Mapping[tuple[int, int], float]) -> float:
    told = [p for j in group if j != i and (p := known.get((min(i, j), max(i, j)))) is not None]
    return round(sum(told) / len(told), 3) if told else LEAST
