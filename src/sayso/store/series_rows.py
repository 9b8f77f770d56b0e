"""Series in the store: the input of linking, its results, and the editors' decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

#: Number, address, publisher, headline and newest text of each article that has a figure.
TEXTS = """
select a.id, a.url, a.publisher, r.title, r.text from articles a
join revisions r on r.article_id = a.id and r.valid_to = '9999-12-31T00:00:00Z'
where exists (select 1 from claims c where c.article_id = a.id and c.kind = 'quantity')
order by a.id
"""

#: The number of former values of a figure that are read with it.
MAX_FORMER_VALUES = 2

#: The figures that can be linked: those shown by default, and of the others durations from days to decades, and LEAST people or more.
MIN_PEOPLE = 4
LINKED = f"""c.kind = 'quantity' and (c.shown = 1 or (c.noun is not null and (c.unit in ('day', 'week', 'month', 'year', 'decade')
  or (c.unit = 'person' and c.value >= {MIN_PEOPLE}))))"""

#: The newest wording of each figure that can be linked, and its last former values, oldest first, by article, in the order of
#: `sayso.series.FigureRow`, each with its rank in time before it; the place in the text is null where the wording is not that of the newest
#: revision.
FIGURES = f"""
select row_number() over (order by valid_from, url, part, coalesce(start, 0), text, claim_id, n) as rank,
       claim_id, article_id, valid_from, part, text, sentence, start, value, low, high, modifier, unit, noun, head, role, valid_to, moment,
       moment_start, moment_end, shown, trend
from (
select a.url, v.n, v.claim_id, v.article_id, v.valid_from, c.part, v.text, v.sentence,
       (select min(m.start) from mentions m where m.revision_id = r.id and m.version_id = v.id) as start,
       v.value, v.low, v.high, v.modifier,
       v.unit, v.noun, v.head, v.role, v.valid_to, v.moment, v.moment_start, v.moment_end, c.shown, v.trend
from claims c
join claim_versions v on v.claim_id = c.id and v.n between c.versions - {MAX_FORMER_VALUES} and c.versions
join articles a on a.id = c.article_id
join revisions r on r.article_id = c.article_id and r.valid_to = '9999-12-31T00:00:00Z'
where {LINKED}
  and (v.n = c.versions or not exists (
    select 1 from claim_versions w where w.claim_id = c.id and w.n = v.n + 1 and coalesce(w.value, -1e99) = coalesce(v.value, -1e99)
    and coalesce(w.low, -1e99) = coalesce(v.low, -1e99) and coalesce(w.high, 1e99) = coalesce(v.high, 1e99)))
) as wordings
order by article_id, claim_id, n
"""


def read_texts(db: Database) -> Iterator[tuple[Any, ...]]:
    """The rows of `TEXTS`."""
    yield from db.execute(TEXTS)


def read_figures(db: Database) -> Iterator[tuple[Any, ...]]:
    """The rows of `FIGURES`."""
    yield from db.execute(FIGURES)


def read_publishers(db: Database) -> Iterator[tuple[int, str | None]]:
    """Each article with its publisher."""
    yield from db.execute("select id, publisher from articles")


class SeriesRow(NamedTuple):
    """A row of `series`."""

    id: int
    name: str
    dimension: str
    points: int
    articles: int
    outlets: int
    first_at: str
    last_at: str
    latest_claim_id: int
    latest_value: float | None
    least: float | None
    most: float | None
    telling: int
    disagreements: int
    shown: int


class PointRow(NamedTuple):
    """A row of `claim_series`."""

    claim_id: int
    series_id: int
    at: str
    certainty: float
    verdict: str
    before_id: int | None
    sign: int


class DisagreementRow(NamedTuple):
    """A row of `_disagreements`: a claim, and the one before it that it excludes."""

    id: int
    other_id: int
    series_id: int
    at: str
    between_whom: str


def read_decisions(db: Database) -> Iterator[tuple[Any, ...]]:
    """The editors' decisions, in order: kind, claim, other claim, name."""
    yield from db.execute("select kind, claim_id, other_id, name from series_decisions order by id")


def decide(db: Database, at: str, kind: str, claim_id: int, other_id: int | None = None, name: str | None = None) -> None:
    """Stores a decision. To be called inside a transaction."""
    db.table("series_decisions").insert({"at": at, "kind": kind, "claim_id": claim_id, "other_id": other_id, "name": name})


def save(db: Database, series: Sequence[SeriesRow], points: Sequence[PointRow], disagreements: Sequence[DisagreementRow]) -> int:
    """Makes the stored series equal to these; returns the number of rows written or deleted. Call it inside a transaction."""
    db.execute("pragma defer_foreign_keys = on")
    written = _sync(db, "claim_series", PointRow._fields, points) + _sync(db, "series", SeriesRow._fields, series)
    return written + _sync(db, "_disagreements", DisagreementRow._fields, disagreements)


def is_settled(db: Database, seen: str) -> bool:
    """Whether the stored series are the result of linking input with this fingerprint."""
    return db.execute("select 1 from _settled where seen = ? and made = ?", (seen, _build_stored_name(db))).fetchone() is not None


def note_settled(db: Database, seen: str) -> None:
    """Stores the fingerprints of linking's input and of its stored result. To be called inside a transaction."""
    db.execute("delete from _settled")
    db.execute("insert into _settled (seen, made) values (?, ?)", (seen, _build_stored_name(db)))


def _build_stored_name(db: Database) -> str:
    digest = hashlib.sha256()
    for table, kind in (("series", SeriesRow), ("claim_series", PointRow), ("_disagreements", DisagreementRow)):
        for row in db.execute(f"select {', '.join(kind._fields)} from {table} order by {kind._fields[0]}"):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _sync(db: Database, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> int:
    standing = {row[0]: row for row in db.execute(f"select {', '.join(columns)} from {table}")}
    wanted = {row[0]: tuple(row) for row in rows}
    gone = [(key,) for key in standing if key not in wanted]
    fresh = [row for key, row in wanted.items() if standing.get(key) != row]
    db.conn.executemany(f"delete from {table} where {columns[0]} = ?", gone)
    sets = ", ".join(f"{c} = excluded.{c}" for c in columns[1:])
    marks = ", ".join("?" * len(columns))
    db.conn.executemany(
        f"insert into {table} ({', '.join(columns)}) values ({marks}) on conflict ({columns[0]}) do update set {sets}", fresh
    )
    return len(gone) + len(fresh)


def list_series(db: Database, words: str | None, limit: int, *, everything: bool = False) -> list[dict[str, Any]]:
    """The series with some words in their names, most telling first; those that are shown by default, or all."""
    like = "%" + (words or "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return list(
        db.query(
            "select id, name, points, articles, outlets, first_at, last_at, latest_value, least, most, shown from series"
            " where name like ? escape '\\' and (shown = 1 or ?) order by telling desc, id limit ?",
            [like, everything, limit],
        )
    )


def read_points(db: Database, series_id: int) -> list[dict[str, Any]]:
    """Returns the points of a series in the order of time, with the columns of the view `series_points`; of one time, repeats come last."""
    return list(db.query("select * from series_points where series_id = ? order by at, verdict, claim_id", [series_id]))


def read_disagreements(db: Database, series_id: int | None, between: str | None, limit: int) -> list[dict[str, Any]]:
    """The rows of the view `disagreements`, newest first: of one series (None: of all), between some (None: any)."""
    wanted = "(? is null or series_id = ?) and (? is null or between_whom = ?)"
    query = f"select * from disagreements where {wanted} order by at desc, series_id, claim_id limit ?"
    return list(db.query(query, [series_id, series_id, between, between, limit]))


def find_series_of_claim(db: Database, claim_id: int) -> int | None:
    """Returns the series of a claim; None if it has none."""
    row = db.execute("select series_id from claim_series where claim_id = ?", [claim_id]).fetchone()
    return None if row is None else row[0]


def is_figure(db: Database, claim_id: int) -> bool:
    """Whether a figure has this number."""
    return db.execute("select 1 from claims where id = ? and kind = 'quantity'", [claim_id]).fetchone() is not None
