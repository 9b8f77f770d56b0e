"""Updates series: links the figures of all articles, and writes the rows that differ from the stored ones.

Two methods were compared. *Adding each new figure to the most similar series* is cheap, but its result depends on the order of
arrival. *One pass over all figures*, used here, gives the same series for the same articles in any order, also after a rebuild; it
takes half a millisecond for each figure. So that one more article costs the same in a large store as in a small one, every run makes
the pass only while the store is small; later the first run of a day makes it, a run that finds many new figures, and a command. A
run that did not change the input of linking, as most revisions of a running story, makes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from sayso.series import LINKER_VERSION
from sayso.series.disagreements import Stated, find_disagreements
from sayso.series.figure_file import FigureFile
from sayso.series.figure_rows import FigureRow
from sayso.series.link_figures import EditorialDecision, Series, Text, link_into_series, make_figures
from sayso.series.point_verdicts import judge_disputed
from sayso.series.signed_values import SignedValue, apply_sign
from sayso.store import runs, writing
from sayso.store import series_rows as stored

#: The number of figures up to which every run updates the series; that takes about a second.
MAX_SMALL_STORE = 2500

#: A run links the series again when the new figures exceed this share of those linked by the last run.
MAX_NEW_SHARE = 0.05

#: The added news value of a series whose figure changed (lists hide the others by default); the verdicts that count as a
#: change.
MOVED_BONUS = 10
MOVES = frozenset(("raises", "lowers"))


def read_store(db: Database) -> FigureFile:
    """Reads the input of linking: the figures that can be linked, with their articles."""
    return make_figures((Text(*row) for row in stored.read_texts(db)), ((rank, FigureRow(*row)) for rank, *row in stored.read_figures(db)))


class SeriesRows(NamedTuple):
    """The rows of all series."""

    series: list[stored.SeriesRow]
    points: list[stored.PointRow]
    disagreements: list[stored.DisagreementRow]


def update_all_series(db: Database, run: int | None = None, *, anew: bool = True) -> int:
    """Makes the stored series those of the stored claims; returns the number of rows written, 0 if nothing differed.

    `run` is recorded as the run that did it. Unless `anew`, nothing is linked if neither the input nor the stored result has changed since.
    """
    decisions = [EditorialDecision(*row) for row in stored.read_decisions(db)]
    with read_store(db) as figures:
        seen, written = f"{LINKER_VERSION} {figures.digest} {decisions}", 0
        if anew or not stored.is_settled(db, seen):
            publishers = dict(stored.read_publishers(db))
            found = _join_series_rows(_build_rows(series, figures.former, publishers) for series in link_into_series(figures, decisions))
            with writing.transaction(db):
                written = stored.save(db, *found)
                stored.note_settled(db, seen)
    if run is not None:
        runs.set_linking(db, run, figures.read, LINKER_VERSION)
    return written


def is_update_due(db: Database, now: str) -> bool:
    """Whether a run should update the series: enough was stored since the last time, or the version of the linker is another one.

    `now` is UTC.
    """
    last = runs.find_last_linking(db)
    if last is None or last.version != LINKER_VERSION:
        return True
    if not last.fresh:
        return False
    return last.figures <= MAX_SMALL_STORE or last.at[:10] < now[:10] or last.fresh >= MAX_NEW_SHARE * last.figures


def link_rows(texts: Iterable[Text], rows: Iterable[tuple[int, FigureRow]], publishers: Mapping[int, str | None]) -> SeriesRows:
    """Links the figures of all articles, as `read_store` returns them, and returns the rows of their series."""
    with make_figures(texts, rows) as figures:
        return _join_series_rows(_build_rows(series, figures.former, publishers) for series in link_into_series(figures))


def _join_series_rows(found: Iterable[SeriesRows]) -> SeriesRows:
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
    values = [apply_sign(row.value, row.low, row.high, figure.sign) for row, figure in zip(rows, series.figures, strict=True)]
    number = series.points[0].claim_id
    disputes = _build_disagreements(series, rows, values, publishers)
    between: dict[tuple[int, int | None], str] = {(d.id, d.other_id): d.between_whom for d in disputes}
    points = []
    for p, row, figure in zip(series.points, rows, series.figures, strict=True):
        verdict = judge_disputed(p.verdict, row.role, between.get((p.claim_id, p.before_id)))
        points.append(
            stored.PointRow(
                p.claim_id, series_id=number, at=p.at, certainty=p.certainty, verdict=verdict, before_id=p.before_id, sign=figure.sign
            )
        )
    return SeriesRows([_build_series_row(series, rows, values, publishers, len(disputes))], points, disputes)


def _build_disagreements(
    series: Series, rows: Sequence[FigureRow], values: Sequence[SignedValue], publishers: Mapping[int, str | None]
) -> list[stored.DisagreementRow]:
    points = sorted(zip(rows, values, strict=True), key=lambda each: each[0].at)
    stated = [
        Stated(
            claim_id=r.claim_id,
            article_id=r.article_id,
            publisher=publishers[r.article_id],
            at=r.at,
            until=r.until,
            part=r.part,
            low=v.low,
            high=v.high,
            unit=r.unit,
            role=r.role,
        )
        for r, v in points
    ]
    return [
        stored.DisagreementRow(id=d.claim_id, other_id=d.other_id, series_id=series.points[0].claim_id, at=d.at, between_whom=d.between)
        for d in find_disagreements(stated)
        if series.aside.isdisjoint((d.claim_id, d.other_id))
    ]


def _build_series_row(
    series: Series, rows: Sequence[FigureRow], values: Sequence[SignedValue], publishers: Mapping[int, str | None], disputed: int
) -> stored.SeriesRow:
    first, last = series.points[0], series.points[-1]
    numbers = [v.value for v in values if v.value is not None]
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
        latest_value=values[-1].value,
        least=min(numbers, default=None),
        most=max(numbers, default=None),
        telling=len(articles) * outlets * (MOVED_BONUS if moved else 1),
        disagreements=disputed,
        shown=int(moved and any(r.shown for r in rows)),
    )
