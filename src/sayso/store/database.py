"""Opens the database: checks of the file, pragmas, migrations, the guard against a newer sayso, the backup before a migration."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from sayso.errors import NewerStore, StoreError
from sayso.store.migrations import migrations

#: The default path of the database; only this folder is created.
DEFAULT = Path("db/sayso.db")
#: How long a statement waits for another writer, in seconds.
BUSY_SECONDS = 10.0


def refuse(path: Path, *, create: bool = True, add_to_existing: bool = False) -> None:
    """Raises StoreError if sayso may not write to `path`: no such folder, no database, or another program's. Changes nothing.

    Without `create` the file must exist. With `add_to_existing` it may have other tables, if none has the name of one of sayso's.
    """
    if not path.exists():
        if not create:
            raise StoreError(f"{path}: no such database; run `sayso ingest` first, or name another with --db")
        if not path.parent.is_dir() and path != DEFAULT:
            raise StoreError(f"{path}: there is no folder {path.parent}; make it first, or name another database with --db")
        return
    try:
        db = Database(_open_read_only(path), execute_plugins=False)
        _refuse_newer(db, path)
        names = set() if _is_ours(db) else _list_object_names(db)
        db.close()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be used as a database ({error})") from error
    if names and not add_to_existing:
        raise StoreError(f"{path}: a database with tables of its own; name another with --db, or add sayso's to it with --add-to-existing")
    if names and (taken := sorted(names & _list_object_names(_build_empty_database()))):
        raise StoreError(f"{path}: already has {taken[0]}, a name that sayso needs; name another database with --db")


def connect(path: Path, *, create: bool = True, add_to_existing: bool = False) -> Database:
    """Opens the database at `path` and migrates it to the newest schema; with `create` makes a missing one.

    Arguments are those of `refuse`. Raises StoreError if the file cannot be opened or is not sayso's, NewerStore if a newer sayso made it;
    then nothing has changed.
    """
    refuse(path, create=create, add_to_existing=add_to_existing)
    made = not path.exists()
    try:
        if path == DEFAULT:
            path.parent.mkdir(exist_ok=True)
        db = Database(sqlite3.connect(path, timeout=BUSY_SECONDS), execute_plugins=False)
        try:
            _prepare(db)
            _migrate(db, path)
            db.enable_wal()
            db.execute("select 1 from sqlite_master limit 1").fetchone()  # creates the write-ahead log before anybody reads
        except BaseException:
            db.close()
            if made:
                path.unlink(missing_ok=True)
            raise
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: cannot be used as a database ({error})") from error
    return db


def read_only(path: Path) -> Database:
    """Opens the database at `path` read-only.

    Raises StoreError if it is missing, unreadable, another program's, or made by an older or a newer sayso.
    """
    if not path.exists():
        raise StoreError(f"{path}: no such database; run `sayso ingest` first, or name another with --db")
    try:
        db = Database(_open_read_only(path), execute_plugins=False)
        _refuse_newer(db, path)
        if not _is_ours(db):
            raise StoreError(f"{path}: not a sayso database; `sayso ingest` makes one, or name another with --db")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be read as a database ({error})") from error
    if list_pending(db):
        raise StoreError(f"{path}: made by an older sayso; any `sayso ingest` brings it up to date")
    return db


def is_settled(path: Path) -> bool:
    """Whether we may only read the file and its folder, and nobody has it open. It can then be read with SQLite's `immutable`.

    A database with a write-ahead log needs two more files, which SQLite makes when it opens the database. If it may not make them and they
    are missing, nobody is writing, and the file has all data.
    """
    beside = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
    return not os.access(path.parent, os.W_OK) and not any(f.exists() for f in beside)


def _open_read_only(path: Path) -> sqlite3.Connection:
    """Opens a connection that cannot write, and tests it."""
    address = f"{path.absolute().as_uri()}?mode=ro" + ("&immutable=1" if is_settled(path) else "")
    conn = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
    try:
        conn.execute("select 1 from sqlite_master limit 1").fetchall()
    except sqlite3.Error as error:
        conn.close()
        if os.access(path, os.R_OK) and not os.access(path.parent, os.W_OK) and isinstance(error, sqlite3.OperationalError):
            how = f"make {path.parent} writable for this user, or read a copy (sqlite3 {path.name} \"vacuum into 'copy.db'\")"
            raise StoreError(f"{path}: has a log beside it that only its owner can open ({error}); {how}") from error
        raise
    return conn


def _build_empty_database() -> Database:
    """Builds a database in memory with sayso's schema."""
    db = Database(memory=True, execute_plugins=False)
    migrations.apply(db)
    return db


def _is_ours(db: Database) -> bool:
    """Whether sayso made the database."""
    return bool(migrations.applied(db)) if db.table("_sqlite_migrations").exists() else False


def _list_object_names(db: Database) -> set[str]:
    """Returns the names of tables, views, indexes and triggers, without SQLite's own and the shared table of migrations."""
    rows = db.execute("select name from sqlite_master where name not like 'sqlite\\_%' escape '\\'")
    return {row[0] for row in rows} - {"_sqlite_migrations", "idx__sqlite_migrations_migration_set_name"}


def list_pending(db: Database) -> list[str]:
    """Lists the migrations that were not applied to this database."""
    return [m.name for m in migrations.pending(db)]


def _prepare(db: Database) -> None:
    db.execute("pragma foreign_keys = on")
    db.execute("pragma synchronous = normal")
    db.execute("pragma cache_size = -65536")


def _migrate(db: Database, path: Path) -> None:
    """Applies the missing migrations. For a new database all are one transaction, so that a failure leaves nothing."""
    waiting = list_pending(db)
    if not waiting:
        return
    if _is_ours(db):
        _write_backup(db, path.with_name(f"{path.name}.before-{waiting[0]}"))
        migrations.apply(db)
    else:
        with db.atomic():
            migrations.apply(db)


def _refuse_newer(db: Database, path: Path) -> None:
    if not db.table("_sqlite_migrations").exists():
        return
    ours = {m.name for m in migrations.pending(Database(memory=True, execute_plugins=False))}
    theirs = {row[0] for row in db.execute("select name from _sqlite_migrations where migration_set = 'sayso'")}
    if theirs - ours:
        unknown = ", ".join(sorted(theirs - ours))
        raise NewerStore(f"{path}: made by a newer sayso (it has {unknown}); install that one, or name another with --db")


def _write_backup(db: Database, path: Path) -> None:
    """Writes a full copy beside the database; its owner may remove it."""
    with sqlite3.connect(path) as copy:
        db.conn.backup(copy)
    copy.close()


def analyze(db: Database) -> None:
    """Gives SQLite statistics on its tables, a thousand rows of each index, for its query plans.

    At 1.2 million claims it takes 0.05 s, 2 s from a cold disk; counting the view `biggest_movers` then takes 33 ms instead of a second.
    """
    db.execute("pragma analysis_limit = 1000")
    db.execute("analyze")
