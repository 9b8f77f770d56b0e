"""Opening the database: pragmas, migrations, the guard against a newer sayso, the backup before a migration."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from sayso.errors import NewerStore, StoreError
from sayso.store.migrations import migrations

#: How long a statement waits for another writer, in seconds.
BUSY_SECONDS = 10.0


def connect(path: Path, *, create: bool = True) -> Database:
    """The database at `path`, brought to the newest schema; made when it is not there and `create` is set.

    Raises StoreError where the file cannot be opened or is no database, NewerStore where a newer sayso made it.
    """
    if not path.exists() and not create:
        raise StoreError(f"{path}: no such database; run `sayso ingest` first, or name another with --db")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = Database(sqlite3.connect(path, timeout=BUSY_SECONDS))
        _prepare(db)
        _migrate(db, path)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: cannot be used as a database ({error})") from error
    return db


def read_only(path: Path) -> Database:
    """The database at `path` for reading alone; refuses one that is missing, unreadable or from a newer sayso."""
    if not path.exists():
        raise StoreError(f"{path}: no such database; run `sayso ingest` first, or name another with --db")
    try:
        db = Database(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=BUSY_SECONDS))
        _refuse_newer(db, path)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be read as a database ({error})") from error
    if pending(db):
        raise StoreError(f"{path}: made by an older sayso; any `sayso ingest` brings it up to date")
    return db


def pending(db: Database) -> list[str]:
    """The names of the migrations that this database has not seen."""
    return [m.name for m in migrations.pending(db)]


def _prepare(db: Database) -> None:
    db.execute("pragma foreign_keys = on")
    db.execute("pragma synchronous = normal")
    db.execute("pragma cache_size = -65536")
    if db.execute("pragma journal_mode").fetchone()[0] != "wal":
        db.enable_wal()


def _migrate(db: Database, path: Path) -> None:
    _refuse_newer(db, path)
    waiting = pending(db)
    if not waiting:
        return
    if db.table("articles").exists():
        _backup(db, path.with_name(f"{path.name}.before-{waiting[0]}"))
    migrations.apply(db)


def _refuse_newer(db: Database, path: Path) -> None:
    if not db.table("_sqlite_migrations").exists():
        return
    ours = {m.name for m in migrations.pending(Database(memory=True))}
    theirs = {row[0] for row in db.execute("select name from _sqlite_migrations where migration_set = 'sayso'")}
    if theirs - ours:
        unknown = ", ".join(sorted(theirs - ours))
        raise NewerStore(f"{path}: made by a newer sayso (it has {unknown}); install that one, or name another with --db")


def _backup(db: Database, path: Path) -> None:
    """A full copy beside the database, left there for its owner to remove."""
    with sqlite3.connect(path) as copy:
        db.conn.backup(copy)
    copy.close()


def survey(db: Database) -> None:
    """Lets SQLite see how its tables lie, a thousand rows of each index, so that its plans go by that.

    At 1.2 million claims it takes 0.05 s, 2 s from a cold disk; counting the view `biggest_movers` then takes 33 ms instead of a second.
    """
    db.execute("pragma analysis_limit = 1000")
    db.execute("analyze")
