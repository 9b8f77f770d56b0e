"""Settles series: links the figures of all articles, and writes the rows that differ from the stored ones.

Two ways were compared. *Putting each new figure on the series that it fits best* costs little, but its result depends on the order of
arrival. *One pass over all figures*, taken here, gives the same series for the same articles in any order, and makes a rebuild equal; it
takes half a millisecond a figure. So that one article more costs the same in a large store as in a small one, the pass is made at the end
of each run only while the store is small; later by the first run of a day, by one that finds that a share of all is new, and when asked
for. A run that changed nothing that linking sees, as most revisions of a running story do, makes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from sayso.series import LINKER_VERSION
from sayso.series.disagreements import Stated, disagreements
from sayso.series.figure_file import FigureFile
from sayso.series.figures import FigureRow
from sayso.series.link_figures import EditorialDecision, Series, Text, link, make_figures
from sayso.series.point_verdicts import judge_disputed
from sayso.store import runs, writing
from sayso.store import series_rows as stored

#: Up to how many figures every run settles the series; it takes about a second.
SMALL = 2500

#: A run links the series again when the new figures exceed this share of those linked by the last run.
SHARE = 0.05

#: How much more a series tells whose figure moved than one that says the same all the time, which lists leave out by default; what moves
#: one.
MOVED = 10
MOVES = frozenset(("raises", "lowers"))


def read_store(db: Database) -> FigureFile:
    """The input of linking: the figures that can be linked, with their articles."""
    return make_figures((Text(*row) for row in stored.read_texts(db)), ((rank, FigureRow(*row)) for rank, *row in stored.read_figures(db)))


class SeriesRows(NamedTuple):
    """The rows of all series."""

    series: list[stored.SeriesRow]
    points: list[stored.PointRow]
    disagreements: list[stored.DisagreementRow]


def update_all_series(db: Database, run: int | None = None, *, anew: bool = True) -> int:
    """Makes the stored series those of the stored claims; returns how many rows were written, 0 where all was right.

    `run` is noted as it. Unless `anew`, nothing is linked where neither what linking sees nor what is there has changed since.
    """
    decisions = [EditorialDecision(*row) for row in stored.read_decisions(db)]
    with read_store(db) as figures:
        seen, written = f"{LINKER_VERSION} {figures.digest} {decisions}", 0
        if anew or not stored.is_settled(db, seen):
            publishers = dict(stored.read_publishers(db))
            found = _gather(_build_rows(series, figures.former, publishers) for series in link(figures, decisions))
            with writing.transaction(db):
                written = stored.save(db, *found)
                stored.note_settled(db, seen)
    if run is not None:
        runs.set_linking(db, run, figures.read, LINKER_VERSION)
    return written


def is_due(db: Database, now: str) -> bool:
    """Whether a run is to settle the series: what was stored since the last time is worth it, or the linker is another one.

    `now` is UTC.
    """
    last = runs.find_last_linking(db)
    if last is None or last.version != LINKER_VERSION:
        return True
    if not last.fresh:
        return False
    return last.figures <= SMALL or last.at[:10] < now[:10] or last.fresh >= SHARE * last.figures


def link_rows(texts: Iterable[Text], rows: Iterable[tuple[int, FigureRow]], publishers: Mapping[int, str | None]) -> SeriesRows:
    """The rows of the series that the figures of all articles make, as `read_store` gives them."""
    with make_figures(texts, rows) as figures:
        return _gather(_build_rows(series, figures.former, publishers) for series in link(figures))


def _gather(found: Iterable[SeriesRows]) -> SeriesRows:
    """The rows of all series."""
    out = SeriesRows([], [], [])
    for rows in found:
        out.series.extend(rows.series)
        out.points.extend(rows.points)
        out.disagreements.extend(rows.disagreements)
    return out


def _build_rows(series: Series, former: Mapping[int, FigureRow], publishers: Mapping[int, str | None]) -> SeriesRows:
    """The rows of one series; of a claim in `former` the wording there is the newest."""
    rows = [former.get(f.claim_id, f) for f in series.figures]
    number = series.points[0].claim_id
    disputes = _build_disagreements(series, rows, publishers)
    between: dict[tuple[int, int | None], str] = {(d.id, d.other_id): d.between_whom for d in disputes}
    points = []
    for p, row in zip(series.points, rows, strict=True):
        verdict = judge_disputed(p.verdict, row.role, between.get((p.claim_id, p.before_id)))
        points.append(stored.PointRow(p.claim_id, series_id=number, at=p.at, certainty=p.certainty, verdict=verdict, before_id=p.before_id))
    return SeriesRows([_build_series_row(series, rows, publishers, len(disputes))], points, disputes)


def _build_disagreements(series: Series, rows: Sequence[FigureRow], publishers: Mapping[int, str | None]) -> list[stored.DisagreementRow]:
    rows = sorted(rows, key=lambda r: r.at)
    stated = [
        Stated(
            claim_id=r.claim_id,
            article_id=r.article_id,
            publisher=publishers[r.article_id],
            at=r.at,
            until=r.until,
            part=r.part,
            low=r.low,
            high=r.high,
            unit=r.unit,
            role=r.role,
        )
        for r in rows
    ]
    return [
        stored.DisagreementRow(id=d.claim_id, other_id=d.other_id, series_id=series.points[0].claim_id, at=d.at, between_whom=d.between)
        for d in disagreements(stated)
        if series.aside.isdisjoint((d.claim_id, d.other_id))
    ]


def _build_series_row(series: Series, rows: Sequence[FigureRow], publishers: Mapping[int, str | None], disputed: int) -> stored.SeriesRow:
    first, last = series.points[0], series.points[-1]
    values = [r.value for r in rows if r.value is not None]
    articles = {r.article_id for r in rows}
    outlets = len({publishers[a] for a in articles})
    moved = any(p.verdict in MOVES for p in series.points)
    dimension = Counter(f"@{r.role}" if r.role else r.unit or f"#{r.head}" for r in rows).most_common(1)[0][0]
    return stored.SeriesRow(
        id=first.claim_id,
        name=series.name,
        dimension=dimension,
        points=len(rows),
        articles=len(articles),
        outlets=outlets,
        first_at=first.at,
        last_at=last.at,
        latest_claim_id=last.claim_id,
        latest_value=rows[-1].value,
        least=min(values, default=None),
        most=max(values, default=None),
        telling=len(articles) * outlets * (MOVED if moved else 1),
        disagreements=disputed,
        shown=int(moved and any(r.shown for r in rows)),
    )
