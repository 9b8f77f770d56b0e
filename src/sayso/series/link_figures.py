"""From the figures of all articles to series: read them, find the pairs worth comparing, weigh these, and group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from sayso.series import figure_kinds
from sayso.series.articles import Article, find_names_in_sentence
from sayso.series.candidate_pairs import find_pairs
from sayso.series.clashes import are_clashing_figures
from sayso.series.clusters import cluster_figures
from sayso.series.evidence import compute_likelihood, compute_likelihood_if_no_clash
from sayso.series.figure_file import FigureFile
from sayso.series.figure_rows import FigureRow
from sayso.series.figures import Figure, make_figure
from sayso.series.fingerprints import Fingerprint
from sayso.series.followed import drop_implausible, find_benchmark, is_followed, is_one_price, is_updated
from sayso.series.naming import name_series
from sayso.series.pair_likelihoods import LEAST, Component, PairLikelihoods
from sayso.series.point_verdicts import Verdict, judge_point
from sayso.series.word_weights import Background


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
    corrected. `figures` are those of the points, in their order.
    """

    name: str
    points: tuple[Point, ...]
    aside: frozenset[int] = frozenset()
    figures: tuple[Figure, ...] = ()


class EditorialDecision(NamedTuple):
    """An editor's decision, by claims in the series it means: `join` two series, `split` a claim off, or `rename`."""

    kind: Literal["join", "split", "rename"]
    claim_id: int
    other_id: int | None = None
    name: str | None = None


def link_into_series(figures: Sequence[Figure], decisions: Sequence[EditorialDecision] = ()) -> Iterator[Series]:
    """The series among some figures. An unclear figure is in no series; a series has two articles or more.

    A claim with several rows, its wordings, is in the series of any of them, with its newest wording: an edit of one outlet's figure
    removes no other outlet's. Then `decisions` are applied in their order; one whose claim does not exist is left out.

    What is linked to nothing else is grouped by itself, so that no more of the figures is needed at a time.
    """
    articles = figures.homes if isinstance(figures, FigureFile) else [f.article_id for f in figures]
    if not decisions and all(article == articles[0] for article in articles):
        return  # a store of one long story: all its figures would be compared for nothing
    background = learn_background(figures)
    newest = figures.newest if isinstance(figures, FigureFile) else _find_newest(figures)
    decided = {claim for decision in decisions for claim in (decision.claim_id, decision.other_id)}
    index = {f.claim_id: newest[i] for i, f in enumerate(figures) if f.claim_id in decided} if decided else {}
    groups: list[list[int]] = []
    certain: dict[int, float] = {}
    kept: dict[tuple[int, int], float] = {}
    for component in _compare_pairs(figures, newest, background).list_components():
        made = _group_component(figures, newest, component, background)
        certain.update((i, _average_certainty(i, group, component.known)) for group in made for i in group)
        groups += made
        if not {i for pair in component.known for i in pair}.isdisjoint(index.values()):
            kept.update(component.known)
    whole = set(map(tuple, groups)) if decided else set()
    linked, names = _apply_decisions(sorted(groups), index, decisions)
    for group in linked:
        sure = [certain[i] if not decided or tuple(group) in whole else _average_certainty(i, group, kept) for i in group]
        yield _make_series([figures[i] for i in group], sure, names, background)


def _find_newest(figures: Sequence[Figure]) -> list[int]:
    """For each figure the newest one of its claim."""
    newest = {f.claim_id: i for i, f in enumerate(figures)}
    return [newest[f.claim_id] for f in figures]


def _compare_pairs(figures: Sequence[Figure], newest: Sequence[int], background: Background) -> PairLikelihoods:
    """The likelihoods of the pairs worth comparing that do not clash."""
    compared = PairLikelihoods(newest)
    for some in find_pairs(figures, background):
        for i, j in some:
            a, b = figures[i], figures[j]
            if not are_clashing_figures(a, b):
                compared.add(i, j, 1.0 if newest[i] == newest[j] else compute_likelihood_if_no_clash(a, b, background))
        compared.drop_unlinked()
    return compared


def _group_component(figures: Sequence[Figure], newest: Sequence[int], component: Component, background: Background) -> list[list[int]]:
    """Groups a component, each group of the newest wordings of two or more articles; adds the likelihoods of its pairs."""
    known = component.known

    def compare(i: int, j: int) -> float:
        if newest[i] == newest[j]:
            return 1.0
        key = (i, j) if i < j else (j, i)
        p = known.get(key)
        if p is None:
            p = known[key] = compute_likelihood(figures[key[0]], figures[key[1]], background)
        return p

    groups = cluster_figures(
        figures,
        [*((1.0, *pair) for pair in component.wordings), *component.links],
        likelihood=compare,
        least=LEAST,
        together=lambda i, j: is_one_price(figures[i], figures[j]) or is_updated(figures[i], figures[j]),
    )
    found = (_drop_implausible_prices(sorted({newest[i] for i in group}), figures) for group in groups)
    return [group for group in found if len({figures[i].article_id for i in group}) > 1 and is_followed([figures[i] for i in group])]


def _drop_implausible_prices(group: list[int], figures: Sequence[Figure]) -> list[int]:
    """A group without prices that are impossible at their time."""
    ordered = sorted(((figures[i], i) for i in group), key=lambda each: (each[0].when, each[1]))
    kept = set(map(id, drop_implausible([figure for figure, _ in ordered])))
    return sorted(i for figure, i in ordered if id(figure) in kept)


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


def _make_series(figures: list[Figure], certainties: list[float], names: Mapping[int, str], background: Background) -> Series:
    """One series of figures, sorted by the times that they are for; the last name that an editor gave wins."""
    ordered = sorted(zip(figures, certainties, strict=True), key=lambda each: each[0].when)
    before = [None, *(f for f, _ in ordered[:-1])]
    points = [
        Point(f.claim_id, f.when, certainty=c, verdict=judge_point(b, f), before_id=b.claim_id if b else None)
        for (f, c), b in zip(ordered, before, strict=True)
    ]
    given = [text for claim_id, text in names.items() if any(f.claim_id == claim_id for f in figures)]
    aside = frozenset(f.claim_id for f in figures if (f.instrument and not f.is_level) or figure_kinds.is_first_count(f.around[0]))
    return Series(given[-1] if given else name_series(figures, background), tuple(points), aside, tuple(f for f, _ in ordered))


def learn_background(figures: Sequence[Figure]) -> Background:
    """The weights of words and names among the articles of all figures; sets on each figure the names in its sentence."""
    if isinstance(figures, FigureFile):
        background = figures.background
        figures.update_figures(lambda of_article: _prepare_figures(of_article, background))
        return background
    background = Background({f.article.id: f.article for f in figures}.values())
    _prepare_figures(figures, background)
    return background


def _prepare_figures(figures: Sequence[Figure], background: Background) -> None:
    """Sets the properties of figures of some articles that depend on the other articles."""
    _set_names_and_companions(figures, background)
    _compare_quotes(figures)


def _compare_quotes(figures: Sequence[Figure]) -> None:
    """Sets each price's instrument by the other prices of its article, and whether it was only touched on the way to these."""
    articles: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.instrument:
            articles[figure.article.id].append(figure)
    meant = [(f, b) for group in articles.values() for f in group if (b := find_benchmark(f, group))]
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
            figure.is_passing = figure.is_extreme and (stood or (figure.is_of_days and figure_kinds.is_brief(*figure.around)))


def make_figures(found: Iterable[Text], rows: Iterable[tuple[int, FigureRow]]) -> FigureFile:
    """The figures that can be linked, in the order of their ranks; texts and rows come by article, in the same order.

    Ranks follow words and places, not the order of arrival.
    """
    file, seen = FigureFile(), Fingerprint()
    of_article = groupby(rows, key=lambda each: each[1].article_id)
    number, held = next(of_article, (None, iter(())))
    for home in found:
        seen.add((home.article_id, home.url, home.publisher))
        if home.article_id != number:
            continue
        article = Article.of(home.article_id, home.title, home.text)
        figures = []
        newest: dict[int, FigureRow] = {}
        linked: dict[int, tuple[int, FigureRow]] = {}
        for rank, row in held:
            file.read += 1
            newest[row.claim_id] = row
            figure = make_figure(row, article, _locate_words(row, home.text))
            if figure.dimension is not None:
                figures.append((rank, figure))
                linked[row.claim_id] = max(linked.get(row.claim_id, (-1, row)), (rank, row), key=lambda each: each[0])
        file.former.update((claim, newest[claim]) for claim, (_, row) in linked.items() if newest[claim] is not row)
        if figures:
            file.add(article, figures)
            seen.add_article(article, [figure for _, figure in figures])
        number, held = next(of_article, (None, iter(())))
    file.sort_by_rank()
    file.digest = seen.hexdigest()
    return file


def _locate_words(row: FigureRow, text: str) -> int:
    """The place of a figure's words in its sentence."""
    if row.start is not None and text.startswith(row.text, row.start):
        at = text.rfind(row.sentence, 0, row.start + len(row.sentence))
        if 0 <= row.start - at <= len(row.sentence) and at >= 0:
            return row.start - at
    return max(row.sentence.find(row.text), 0)


def _set_names_and_companions(figures: Sequence[Figure], background: Background) -> None:
    """Sets on each figure the names in its sentence and the other counts there."""
    places: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        figure.names = find_names_in_sentence(figure.sentence, background.is_name)
        places[figure.article.id, figure.sentence].append(figure)
    for group in places.values():
        for figure in group:
            others: dict[str, set[float]] = defaultdict(set)
            for other in group:
                if other.dimension != figure.dimension and other.value is not None:
                    others[other.dimension or ""].add(other.value)
            figure.companions = {d: frozenset(v) for d, v in others.items()}


def _average_certainty(i: int, group: Sequence[int], known: Mapping[tuple[int, int], float]) -> float:
    likelihoods = [max(p, 0.0) for j in group if j != i and (p := known.get((min(i, j), max(i, j)))) is not None]
    return round(sum(likelihoods) / len(likelihoods), 3) if likelihoods else LEAST
