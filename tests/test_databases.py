"""Whose file a database is, and who may do what with it: real files, real permissions, another user."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from commands import sayso
from newsroom import line, store
from sayso.errors import StoreError
from sayso.store import migrations as steps
from sayso.store.database import connect, read_only
from test_cli import TOLL

PAGE = "Ferry sinks\n\nMay 3, 2026, 10:00 AM UTC\n\nSome 12 people died when a ferry sank, the harbour office said.\n"
#: Who owns nothing here; used where the tests are run by root, whom no permission stops.
NOBODY = 65534


def read_contents(path: Path) -> tuple[bytes, list[str]]:
    """The bytes of a file, and what lies beside it."""
    return path.read_bytes(), sorted(p.name for p in path.parent.iterdir())


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page, in its own folder."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "ferry.txt").write_text(PAGE)
    return tmp_path / "pages" / "ferry.txt"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A database of another program."""
    (tmp_path / "blog").mkdir()
    path = tmp_path / "blog" / "wp.db"
    with sqlite3.connect(path) as db:
        db.execute("create table posts (id integer primary key, title text)")
        db.execute("insert into posts (title) values ('Hello')")
    db.close()
    return path


def test_a_folder_that_is_not_there_is_one_line_and_is_not_made(tmp_path: Path, page: Path) -> None:
    for args in (["ingest", page], ["sources", "add", "--kind", "feed", "https://wire.example/feed"]):
        told = sayso(*args, "--db", tmp_path / "no" / "such" / "a.db", code=1).stderr
        assert f"there is no folder {tmp_path / 'no' / 'such'}" in told
        assert told.count("\n") == 1
    assert not (tmp_path / "no").exists()


def test_the_folder_of_the_default_database_is_made(tmp_path: Path, page: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "sayso", "ingest", page], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "db" / "sayso.db").exists()


def test_without_sources_nothing_is_set_up(tmp_path: Path) -> None:
    assert "no sources yet" in sayso("ingest", "--db", tmp_path / "a.db", code=1).stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["ingest", "sources", "changes", "status", "export", "serve", "tell", "vacuum", "rebuild"])
def test_somebody_elses_database_is_never_written_to(command: str, theirs: Path, page: Path) -> None:
    """Whatever the command: one line, the same bytes, nothing beside it."""
    before = read_contents(theirs)
    more: dict[str, list[str | Path]] = {"ingest": [page], "sources": ["add", "--kind", "feed", "https://wire.example/feed"]}
    told = sayso(command, *more.get(command, []), "--db", theirs, code=1).stderr
    assert str(theirs) in told
    assert told.count("\n") == 1
    assert read_contents(theirs) == before


def test_sayso_is_added_to_a_database_that_is_there_when_that_is_asked_for(theirs: Path, page: Path) -> None:
    sayso("ingest", page, "--db", theirs, "--add-to-existing")
    sayso("ingest", page, "--db", theirs)  # from now on it is ours too
    with sqlite3.connect(theirs) as db:
        assert db.execute("select title from posts").fetchall() == [("Hello",)]
        assert db.execute("select count(*) from articles").fetchone() == (1,)
    db.close()


def test_a_table_of_the_same_name_is_one_line_and_nothing_is_left_behind(theirs: Path, page: Path) -> None:
    with sqlite3.connect(theirs) as db:
        db.execute("create view articles as select * from posts")
    db.close()
    before = read_contents(theirs)
    assert "already has articles" in sayso("ingest", page, "--db", theirs, "--add-to-existing", code=1).stderr
    assert read_contents(theirs) == before


@pytest.mark.parametrize("existing", [False, True])
def test_a_set_up_that_fails_half_way_leaves_nothing(existing: bool, tmp_path: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps are one transaction: those before a failing one are undone."""
    broken = Migrations("sayso")
    broken()(steps.m001_facts)

    @broken()
    def m002_breaks(db: Database) -> None:
        db.execute("create table half (n)")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("sayso.store.database.migrations", broken)
    monkeypatch.setattr("sayso.store.database._build_empty_database", lambda: Database(memory=True))
    path = theirs if existing else tmp_path / "new" / "a.db"
    path.parent.mkdir(exist_ok=True)
    before = read_contents(path) if existing else None
    with pytest.raises(StoreError, match="disk is full"):
        connect(path, add_to_existing=existing)
    if existing:
        assert read_contents(path) == before
    else:
        assert list(path.parent.iterdir()) == []


def test_a_database_of_other_migrations_is_not_ours(tmp_path: Path) -> None:
    """Other programs record their migrations in the same table."""
    others = Migrations("others")

    @others()
    def m001(db: Database) -> None:
        db.execute("create table recipes (id integer)")

    db = Database(tmp_path / "a.db")
    others.apply(db)
    db.close()
    with pytest.raises(StoreError, match="--add-to-existing"):
        connect(tmp_path / "a.db")
    with pytest.raises(StoreError, match="not a sayso database"):
        read_only(tmp_path / "a.db")


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A database with two revisions in a folder that everybody may look into, and only its owner write to."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [line(TOLL.format(n), f"2026-03-14T{h:02}:00:00Z") for n, h in ((19, 9), (14, 10))]
        store(Path(folder), lines).close()
        os.chmod(folder, 0o555)
        yield Path(folder) / "sayso.db"
        os.chmod(folder, 0o755)


#: Imports first, and a table drawn, for which rich imports more: where the tests are run by root, Python's own files may not be readable to
#: others.
READER = """
import os, sys
import sayso.cli.export, sayso.cli.query, sayso.cli.status, sayso.cli.tell, sayso.cli.vacuum, sayso.store.writer_lock
import rich.console, rich.table, rich.padding, rich.markup, encodings.idna, csv, io, json, shutil
table = rich.table.Table("a: →“”"); table.add_row(":b:"); rich.console.Console(file=io.StringIO()).print(table)
from sayso.cli import main
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv[1]))
main(sys.argv[2:])
"""


def reader(*args: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Runs a command as a user who may only read."""
    done = subprocess.run([sys.executable, "-c", READER, str(NOBODY), *map(str, args)], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.parametrize(
    ("args", "told"),
    [(["changes"], "lowered"), (["history", "1"], "At least 14"), (["status"], "database:"), (["export"], "14"), (["tell"], "")],
)
def test_who_may_only_read_can_read(shelf: Path, args: list[str], told: str) -> None:
    """Another user, or a read-only disk: SQLite cannot create a log beside the file, and needs none while nobody writes."""
    assert told in reader(*args, "--db", shelf).stdout


def test_who_may_only_read_can_read_while_the_owner_has_it_open(shelf: Path) -> None:
    """The existing log is read: rows committed a moment ago are visible."""
    os.chmod(shelf.parent, 0o755)
    db = connect(shelf)
    os.chmod(shelf.parent, 0o555)
    with db.atomic():
        db.execute("update articles set title = 'Ferry lost'")
    assert "Ferry lost" in reader("history", "1", "--db", shelf).stdout
    db.close()


def test_a_log_that_only_its_owner_can_open_is_one_line_that_says_how(shelf: Path) -> None:
    """Rows in the log that are not yet in the file would be missing."""
    os.chmod(shelf.parent, 0o755)
    db = connect(shelf)
    with db.atomic():
        db.execute("update articles set title = 'Ferry lost'")
    kept = shelf.with_name("sayso.db-wal").read_bytes()
    db.close()
    shelf.with_name("sayso.db-wal").write_bytes(kept)
    os.chmod(shelf.parent, 0o555)
    told = reader("changes", "--db", shelf, code=1).stderr
    assert "only its owner can open" in told
    assert "vacuum into" in told
    assert told.count("\n") == 1


def test_who_may_only_read_cannot_write_and_is_told_so(shelf: Path) -> None:
    for args in (["vacuum"], ["tell", "--webhook", "http://127.0.0.1:9/"]):
        told = reader(*args, "--db", shelf, code=1).stderr
        assert str(shelf) in told
        assert told.count("\n") == 1
