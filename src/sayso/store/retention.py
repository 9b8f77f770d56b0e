"""Deletes data that no claim needs: the bytes of old captures, and old lines of the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from sayso.store.rows import RawRow
from sayso.store.writing import transaction

#: Pages deleted in one transaction, so that readers do not wait.
BATCH_SIZE = 200


def find_old_raws(db: Database, before: str) -> Iterator[list[RawRow]]:
    """Yields batches of the pages that no capture since `before` has; the caller deletes each batch before it takes the next."""
    old = "not exists (select 1 from captures c where c.raw_sha256 = r.sha256 and c.last_seen_at >= ?)"
    query = (
        f"select {', '.join(RawRow._fields)} from raws r where body is not null and sha256 > ? and {old} order by sha256 limit {BATCH_SIZE}"
    )
    last = ""
    while batch := [RawRow._make(row) for row in db.conn.execute(query, (last, before))]:
        last = batch[-1].sha256
        yield batch


def drop_raws(db: Database, sha256s: Sequence[str]) -> None:
    """Deletes these bytes; the record of the captures, and their readings, stay."""
    with transaction(db):
        db.conn.executemany("update raws set body = null where sha256 = ?", [(s,) for s in sha256s])


def count_old_events(db: Database, before: str) -> int:
    """The number of lines in the log of runs from before a time."""
    return int(db.execute("select count(*) from run_events where at < ?", (before,)).fetchone()[0])


def drop_events(db: Database, before: str) -> None:
    """Deletes the log entries of runs before a time; the runs themselves stay."""
    with transaction(db):
        db.execute("delete from run_events where at < ?", (before,))


def compact(db: Database) -> None:
    """Gives free pages back to the file system. Meanwhile this needs as much free space as the size of the database."""
    db.vacuum()
    db.execute("pragma wal_checkpoint(truncate)")
