"""Writes rows: each article in one transaction, and only rows that differ.

`sync` compares the stored rows with the wanted ones and writes the difference: nothing is written twice, the search index does not grow,
and a rebuild that finds everything right writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import NamedTuple

from sqlite_utils import Database

from sayso.errors import BusyError, StoreError
from sayso.store.numbering import PER_ARTICLE
from sayso.store.rows import (
    AbsenceRow,
    ArticleRow,
    CaptureRow,
    ChangeRow,
    ClaimRow,
    Derived,
    EventRow,
    MentionRow,
    RawRow,
    ReadingRow,
    RevisionRow,
    SpeakerRow,
    StateRow,
    UrlRow,
    VersionRow,
)

TABLES: dict[type, tuple[str, tuple[str, ...]]] = {
    ArticleRow: ("articles", ("id",)),
    UrlRow: ("article_urls", ("url",)),
    RawRow: ("raws", ("sha256",)),
    AbsenceRow: ("absences", ("article_id", "at", "url")),
    RevisionRow: ("revisions", ("id",)),
    CaptureRow: ("captures", ("id",)),
    SpeakerRow: ("speakers", ("id",)),
    ClaimRow: ("claims", ("id",)),
    VersionRow: ("claim_versions", ("id",)),
    ChangeRow: ("changes", ("id",)),
    MentionRow: ("mentions", ("revision_id", "start", "version_id")),
    ReadingRow: ("_readings", ("revision_id",)),
    StateRow: ("_states", ("article_id",)),
}


class Written(NamedTuple):
    """The number of rows added or changed, and the number deleted."""

    put: int = 0
    taken: int = 0

    def __add__(self, other: object) -> Written:
        assert isinstance(other, Written)
        return Written(self.put + other.put, self.taken + other.taken)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """A transaction for a block.

    Raises StoreError if SQLite cannot write: the database is locked, full or damaged; its message says what to do.
    """
    try:
        with db.atomic():
            yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise BusyError(f"the database stayed locked by another program ({error}); try again when it is done") from error
        raise StoreError(f"the database could not be written: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the database could not be written: {error}") from error


#: The number of rows in one statement. After each statement with triggers SQLite writes the pending entries of the search index: one
#: statement for each row takes 1.7 times as long as one for sixteen; longer ones are slower to prepare.
AT_ONCE = 16


def _write(db: Database, kind: type, rows: Sequence[tuple[object, ...]], *, replace: bool) -> None:
    """Inserts rows of one kind. A row whose key exists replaces the stored one, or is skipped."""
    whole = len(rows) - len(rows) % AT_ONCE
    if whole:
        together = (tuple(chain.from_iterable(rows[n : n + AT_ONCE])) for n in range(0, whole, AT_ONCE))
        db.conn.executemany(_insert(kind, AT_ONCE, replace=replace), together)
    db.conn.executemany(_insert(kind, 1, replace=replace), rows[whole:])


@cache
def _insert(kind: type, rows: int, *, replace: bool) -> str:
    table, keys = TABLES[kind]
    columns: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join([f"({', '.join('?' * len(columns))})"] * rows)
    sets = ", ".join(f'"{c}" = excluded."{c}"' for c in columns if c not in keys)
    then = f"update set {sets}" if replace else "nothing"
    return f"insert into {table} ({names}) values {marks} on conflict ({', '.join(keys)}) do {then}"


@cache
def _build_select(kind: type) -> str:
    names = ", ".join(f'"{c}"' for c in kind._fields)  # type: ignore[attr-defined]
    table, keys = TABLES[kind]
    return f"select {names} from {table} where {keys[0]} between ? and ?"


def put(db: Database, rows: Sequence[tuple[object, ...]]) -> None:
    """Writes rows of one kind, replacing those with the same key."""
    if rows:
        _write(db, type(rows[0]), rows, replace=True)


def put_new(db: Database, rows: Sequence[tuple[object, ...]]) -> None:
    """Writes those rows of one kind whose keys are not stored yet."""
    if rows:
        _write(db, type(rows[0]), rows, replace=False)


def compute_number_range(article_id: int) -> tuple[int, int]:
    """Returns the least and the greatest number of rows derived from an article."""
    return article_id * PER_ARTICLE, article_id * PER_ARTICLE + PER_ARTICLE - 1


def save_derived(db: Database, article_id: int, derived: Derived) -> Written:
    """Makes the derived rows of an article equal to `derived`. To be called inside a transaction."""
    first, last = compute_number_range(article_id)
    before = _find_speakers(db, first, last)
    db.conn.executemany("insert or ignore into speakers (id, name) values (?, ?)", derived.speakers)
    kinds: list[tuple[type, Sequence[tuple[object, ...]]]] = [
        (ClaimRow, derived.claims),
        (VersionRow, derived.versions),
        (ChangeRow, derived.changes),
        (MentionRow, derived.mentions),
        (ReadingRow, derived.readings),
    ]
    written = [_sync(db, kind, first=first, last=last, rows=rows) for kind, rows in kinds]
    written.append(_sync(db, StateRow, first=article_id, last=article_id, rows=derived.states))
    _forget_speakers(db, before - {s.id for s in derived.speakers})
    return sum(written, Written())


def add_derived(db: Database, derived: Derived) -> Written:
    """Adds the rows derived from appended revisions of an article. Call it inside a transaction."""
    db.conn.executemany("insert or ignore into speakers (id, name) values (?, ?)", derived.speakers)
    db.conn.executemany("update claim_versions set valid_to = ? where id = ?", derived.closed)
    kinds = (derived.claims, derived.versions, derived.changes, derived.mentions, derived.readings, derived.states)
    for rows in kinds:
        put(db, rows)
    return Written(len(derived.closed) + sum(map(len, kinds)))


def _sync(db: Database, kind: type, first: int, last: int, rows: Sequence[tuple[object, ...]]) -> Written:
    table, keys = TABLES[kind]
    at = [kind._fields.index(k) for k in keys]  # type: ignore[attr-defined]
    standing = {tuple(row[i] for i in at): row for row in db.conn.execute(_build_select(kind), (first, last))}
    wanted = {tuple(row[i] for i in at): tuple(row) for row in rows}
    gone = [key for key in standing if key not in wanted]
    fresh = [row for key, row in wanted.items() if standing.get(key) != row]
    if gone:
        db.conn.executemany(f"delete from {table} where " + " and ".join(f"{k} = ?" for k in keys), gone)
    if fresh:
        _write(db, kind, fresh, replace=True)
    return Written(len(fresh), len(gone))


def _find_speakers(db: Database, first: int, last: int) -> set[int]:
    of = "select distinct speaker_id from claim_versions where id between ? and ? and speaker_id is not null"
    rows = db.conn.execute(of, (first, last))
    return {row[0] for row in rows}


def _forget_speakers(db: Database, ids: Iterable[int]) -> None:
    """Deletes speakers without any claims."""
    db.conn.executemany(
        "delete from speakers where id = ? and not exists (select 1 from claim_versions where speaker_id = speakers.id)"
        " and not exists (select 1 from claims where speaker_id = speakers.id)",
        [(i,) for i in ids],
    )


def save_facts(db: Database, article: ArticleRow, revisions: Sequence[RevisionRow], captures: Sequence[CaptureRow]) -> Written:
    """Makes an article's row, revisions and captures equal to these. To be called inside a transaction, before `save_derived`."""
    first, last = compute_number_range(article.id)
    put(db, [article])
    standing = {row[0] for row in db.conn.execute("select id from revisions where id between ? and ?", (first, last))}
    gone = standing - {r.id for r in revisions}
    db.execute("pragma defer_foreign_keys = on")
    db.conn.executemany("delete from revisions where id = ?", [(i,) for i in gone])
    return (
        Written(0, len(gone))
        + _sync(db, RevisionRow, first=first, last=last, rows=revisions)
        + _sync(db, CaptureRow, first=first, last=last, rows=captures)
    )


def add_facts(db: Database, article: ArticleRow, revisions: Sequence[RevisionRow], captures: Sequence[CaptureRow]) -> Written:
    """Writes an article's row, and its new or changed revisions and captures.

    To be called inside a transaction, before `add_derived`.
    """
    for rows in ([article], revisions, captures):
        put(db, rows)
    return Written(1 + len(revisions) + len(captures))


def merge_article(db: Database, into: int, gone: int) -> None:
    """Deletes the article `gone`, whose captures were moved to `into`; its addresses stay, with their origin.

    To be called inside a transaction, before the rows of `into` are saved.
    """
    db.execute("pragma defer_foreign_keys = on")
    db.execute("update article_urls set article_id = ?, reason = 'merged', merged_from = ? where article_id = ?", (into, gone, gone))
    db.execute("update run_events set article_id = ? where article_id = ?", (into, gone))
    db.execute("update absences set article_id = ? where article_id = ?", (into, gone))
    save_derived(db, gone, Derived())
    first, last = compute_number_range(gone)
    db.execute("delete from captures where id between ? and ?", (first, last))
    db.execute("delete from revisions where id between ? and ?", (first, last))
    db.execute("delete from articles where id = ?", (gone,))


def put_absence(db: Database, absence: AbsenceRow) -> None:
    """Records that an article was not available, and sets its status unless it was captured later. Call it inside a transaction."""
    put_new(db, [absence])
    set_status(db, absence.article_id)


def set_status(db: Database, article_id: int) -> None:
    """Sets an article's status to that of its latest absence if there is no later capture; else to live."""
    latest = "select kind from absences b where b.article_id = a.id and b.at > a.last_captured_at order by b.at desc limit 1"
    db.execute(f"update articles as a set status = coalesce(({latest}), 'live') where id = ?", (article_id,))


def put_events(db: Database, events: Sequence[EventRow]) -> None:
    """Adds to the log of a run."""
    names = ", ".join(EventRow._fields)
    db.conn.executemany(f"insert into run_events ({names}) values ({', '.join('?' * len(EventRow._fields))})", events)
