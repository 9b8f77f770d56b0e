"""Settles series: links the figures of all articles, and writes the rows that differ from the stored ones.

Two ways were compared. *Putting each new figure on the series that it fits best* costs little, but its result depends on the order of
arrival. *One pass over all figures*, taken here, gives the same series for the same articles in any order, and makes a rebuild equal; it
takes half a millisecond a figure. So that one article more costs the same in a large store as in a small one, the pass is made at the end
of each run only while the store is small; later by the first run of a day, by one that finds that a share of all is new, and when asked
for. A run that changed nothing that linking sees, as most revisions of a running story do, makes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database

from sayso.series import LINKER_VERSION
from sayso.series.disagreements import Stated, disagreements
from sayso.series.figures import FigureRow
from sayso.series.fingerprints import fingerprint
from sayso.series.link_figures import EditorialDecision, Series, Text, link, make_figures
from sayso.store import runs, writing
from sayso.store import series_rows as stored

#: Up to how many figures every run settles the series; it takes about a second.
SMALL = 2500

#: Which share of the figures that were linked the last time must have come since then for a run to settle the series.
SHARE = 0.05

#: How much more a series tells whose figure moved than one that says the same all the time, which lists leave out by default; what moves
#: one.
MOVED = 10
MOVES = frozenset(("raises", "lowers"))


def read_store(db: Database) -> tuple[list[Text], list[FigureRow]]:
    """The input of linking: all articles, and all figures shown by default."""
    return [Text(*row) for row in stored.texts(db)], [FigureRow(*row) for row in stored.figures(db)]


class SeriesRows(NamedTuple):
    """The rows of all series."""

    series: list[stored.SeriesRow]
    points: list[stored.PointRow]
    disagreements: list[stored.DisagreementRow]


def settle(db: Database, run: int | None = None, *, anew: bool = True) -> int:
    """Makes the stored series those of the stored claims; returns how many rows were written, 0 where all was right.

    `run` is noted as it. Unless `anew`, nothing is linked where neither what linking sees nor what is there has changed since.
    """
    texts, rows = read_store(db)
    figures, decisions = make_figures(texts, rows), [EditorialDecision(*row) for row in stored.decisions(db)]
    seen = fingerprint(figures, (LINKER_VERSION, decisions, [(t.article_id, t.url, t.publisher) for t in texts]))
    written = 0
    if anew or not stored.is_settled(db, seen):
        found = _rows(link(figures, decisions), texts, rows)
        with writing.transaction(db):
            written = stored.save(db, *found)
            stored.note_settled(db, seen)
    if run is not None:
        runs.set_linking(db, run, len(rows), LINKER_VERSION)
    return written


def is_due(db: Database, now: str) -> bool:
    """Whether a run is to settle the series: what was stored since the last time is worth it, or the linker is another one.

    `now` is UTC.
    """
    last = runs.last_linking(db)
    if last is None or last.version != LINKER_VERSION:
        return True
    if not last.fresh:
        return False
    return last.figures <= SMALL or last.at[:10] < now[:10] or last.fresh >= SHARE * last.figures


def link_rows(texts: Sequence[Text], rows: Sequence[FigureRow], decisions: Sequence[EditorialDecision]) -> SeriesRows:
    """The series that the figures of all articles make."""
    return _rows(link(make_figures(texts, rows), decisions), texts, rows)


def _rows(found: Sequence[Series], texts: Sequence[Text], rows: Sequence[FigureRow]) -> SeriesRows:
    by_claim, publishers = {r.claim_id: r for r in rows}, {t.article_id: t.publisher for t in texts}
    disputes = {s.points[0].claim_id: _disputes(s, by_claim, publishers) for s in found}
    series = [_row(s, by_claim, publishers, len(disputes[s.points[0].claim_id])) for s in found]
    points = [
        stored.PointRow(
            claim_id=p.claim_id, series_id=s.points[0].claim_id, at=p.at, certainty=p.certainty, verdict=p.verdict, before_id=p.before_id
        )
        for s in found
        for p in s.points
    ]
    return SeriesRows(series, points, [row for rows in disputes.values() for row in rows])


def _disputes(series: Series, by_claim: dict[int, FigureRow], publishers: dict[int, str | None]) -> list[stored.DisagreementRow]:
    rows = sorted((by_claim[p.claim_id] for p in series.points), key=lambda r: r.at)
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


def _row(series: Series, by_claim: dict[int, FigureRow], publishers: dict[int, str | None], disputed: int) -> stored.SeriesRow:
    first, last = series.points[0], series.points[-1]
    rows = [by_claim[p.claim_id] for p in series.points]
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
        shown=int(moved),
    )
