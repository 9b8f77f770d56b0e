"""From the figures of all articles to series: read them, find the pairs worth comparing, weigh these, and group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from sayso.series import kinds
from sayso.series.background import Background
from sayso.series.candidate_pairs import pairs
from sayso.series.clashes import clash
from sayso.series.clusters import cluster
from sayso.series.evidence import likelihood, likelihood_of_alike
from sayso.series.figures import Article, Figure, FigureRow, make_figure, names_in
from sayso.series.followed import benchmark, is_one_price, is_updated, plausible
from sayso.series.naming import name
from sayso.series.point_verdicts import Verdict, judge

#: The least likelihood of a link, and of two groups that join: precision matters more than recall.
LEAST = 0.67

#: Gives the likelihood that two figures are points of one series, from 0 to 1.
Likelihood = Callable[[Figure, Figure, Background], float]


class Text(NamedTuple):
    """An article's newest headline and text (headline included), as linking needs them."""

    article_id: int
    url: str
    publisher: str | None
    title: str
    text: str


class Point(NamedTuple):
    """A claim in a series, for the time `at`.

    `certainty` is the mean likelihood that it belongs with the others, `verdict` its relation to the point before, which is that of the
    claim `before_id` (None: it is the first).
    """

    claim_id: int
    at: str
    certainty: float
    verdict: Verdict
    before_id: int | None


class Series(NamedTuple):
    """A measure with its points in time.

    `aside` are the claims that never disagree with others: prices and indices, which move within a day, and counts stated as
    corrected.
    """

    name: str
    points: tuple[Point, ...]
    aside: frozenset[int] = frozenset()


class EditorialDecision(NamedTuple):
    """An editor's decision, by claims in the series it means: `join` two series, `split` a claim off, or `rename`."""

    kind: Literal["join", "split", "rename"]
    claim_id: int
    other_id: int | None = None
    name: str | None = None


def link(figures: Sequence[Figure], decisions: Sequence[EditorialDecision] = ()) -> list[Series]:
    """The series among some figures. An unclear figure is in no series; a series has two articles or more.

    A claim with several rows, its wordings, is in the series of any of them, with its newest wording: an edit of one outlet's figure
    removes no other outlet's. Then `decisions` are applied in their order; one whose claim does not exist is left out.
    """
    if not decisions and len({f.article.id for f in figures}) < 2:
        return []  # a store of one long story: all its figures would be compared for nothing
    background = know(figures)
    newest = {f.claim_id: i for i, f in enumerate(figures)}
    own = [(i, newest[f.claim_id]) for i, f in enumerate(figures) if newest[f.claim_id] != i]
    known = dict.fromkeys(own, 1.0)

    def compare(i: int, j: int, of: Likelihood = likelihood) -> float:
        key = (i, j) if i < j else (j, i)
        p = 1.0 if figures[i].claim_id == figures[j].claim_id else known.get(key)
        if p is None:
            p = known[key] = of(figures[key[0]], figures[key[1]], background)
        return p

    alike = [(i, j) for i, j in pairs(figures, background) if not clash(figures[i], figures[j])]
    found = [(p, i, j) for i, j in alike if (p := compare(i, j, likelihood_of_alike)) >= LEAST]
    wordings = cluster(
        figures,
        [*((1.0, *pair) for pair in own), *found],
        likelihood=compare,
        least=LEAST,
        together=lambda i, j: is_one_price(figures[i], figures[j]) or is_updated(figures[i], figures[j]),
    )
    groups = [_plausible(sorted({newest[figures[i].claim_id] for i in g}), figures) for g in wordings]
    groups, names = _apply_decisions([g for g in groups if len({figures[i].article.id for i in g}) > 1], newest, decisions)
    return [_series([figures[i] for i in g], [_certainty(i, g, known) for i in g], names, background) for g in groups]


def _plausible(group: list[int], figures: Sequence[Figure]) -> list[int]:
    """A group without prices that are impossible at their time."""
    ordered = sorted(group, key=lambda i: (figures[i].when, i))
    kept = set(map(id, plausible([figures[i] for i in ordered])))
    return [i for i in group if id(figures[i]) in kept]


def _apply_decisions(
    groups: list[list[int]], index: Mapping[int, int], decisions: Sequence[EditorialDecision]
) -> tuple[list[list[int]], dict[int, str]]:
    """The groups after the editors' decisions, and the names that editors gave, by claim."""
    home = {i: group for group in groups for i in group}
    names: dict[int, str] = {}
    for decision in decisions:
        i, j = index.get(decision.claim_id), index.get(decision.other_id or -1)
        if decision.kind == "join" and i is not None and j is not None:
            joined = sorted({*home.get(i, [i]), *home.get(j, [j])})
            home.update(dict.fromkeys(joined, joined))
        elif decision.kind == "split" and i is not None:
            rest = [k for k in home.pop(i, [i]) if k != i]
            home.update(dict.fromkeys(rest, rest))
        elif decision.kind == "rename" and i is not None and decision.name:
            names[decision.claim_id] = decision.name
    return sorted({id(g): g for g in home.values() if len(g) > 1}.values()), names


def _series(figures: list[Figure], certainties: list[float], names: Mapping[int, str], background: Background) -> Series:
    """One series of figures, sorted by the times that they are for; the last name that an editor gave wins."""
    ordered = sorted(zip(figures, certainties, strict=True), key=lambda each: each[0].when)
    before = [None, *(f for f, _ in ordered[:-1])]
    points = [
        Point(f.claim_id, f.when, certainty=c, verdict=judge(b, f), before_id=b.claim_id if b else None)
        for (f, c), b in zip(ordered, before, strict=True)
    ]
    given = [text for claim_id, text in names.items() if any(f.claim_id == claim_id for f in figures)]
    aside = frozenset(f.claim_id for f in figures if (f.instrument and not f.is_level) or kinds.is_first_count(f.around[0]))
    return Series(given[-1] if given else name(figures, background), tuple(points), aside)


def know(figures: Sequence[Figure]) -> Background:
    """The weights of words and names among the articles of all figures; sets on each figure the names in its sentence."""
    background = Background({f.article.id: f.article for f in figures}.values())
    _name(figures, background)
    _compare_quotes(figures)
    return background


def _compare_quotes(figures: Sequence[Figure]) -> None:
    """Sets each price's instrument by the other prices of its article, and whether it was only touched on the way to these."""
    articles: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.instrument:
            articles[figure.article.id].append(figure)
    meant = [(f, b) for group in articles.values() for f in group if (b := benchmark(f, group))]
    for figure, instrument in meant:
        figure.instrument = instrument
    quotes: dict[object, list[Figure]] = defaultdict(list)
    for group in articles.values():
        for figure in group:
            if figure.instrument:
                quotes[figure.article.id, figure.dimension, figure.is_change, figure.instrument[:2]].append(figure)
    for group in quotes.values():
        stood = any(not f.is_extreme for f in group)
        for figure in group:
            figure.is_passing = stood and figure.is_extreme


def make_figures(found: Iterable[Text], rows: Iterable[FigureRow]) -> list[Figure]:
    """The figures that can be linked, in an order that depends on their words and places, not on their arrival."""
    texts = {t.article_id: t for t in found}
    articles: dict[int, Article] = {}
    out = []
    for row in sorted(rows, key=lambda r: (r.at, texts[r.article_id].url, r.part, r.start or 0, r.text)):
        home = texts[row.article_id]
        article = articles.get(row.article_id)
        if article is None:
            article = articles[row.article_id] = Article.of(home.article_id, home.title, home.text)
        figure = make_figure(row, article, _place(row, home.text))
        if figure.dimension is not None:
            out.append(figure)
    return out


def _place(row: FigureRow, text: str) -> int:
    """The place of a figure's words in its sentence."""
    if row.start is not None and text.startswith(row.text, row.start):
        at = text.rfind(row.sentence, 0, row.start + len(row.sentence))
        if 0 <= row.start - at <= len(row.sentence) and at >= 0:
            return row.start - at
    return max(row.sentence.find(row.text), 0)


def _name(figures: Sequence[Figure], background: Background) -> None:
    """Sets on each figure the names in its sentence and the other counts there."""
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
    likelihoods = [max(p, 0.0) for j in group if j != i and (p := known.get((min(i, j), max(i, j)))) is not None]
    return round(sum(likelihoods) / len(likelihoods), 3) if likelihoods else LEAST
