"""What goes wrong on real machines: killed runs, two at once, full disks, locks, damaged and read-only files."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsroom import connect, derived, ingest, line, store
from sayso.ingest.history.rebuild import rebuild
from sayso.store import queries
from sayso.store.writer_lock import hold_writer_lock

SAYSO = [sys.executable, "-m", "sayso.cli"]
#: Their revisions are many more than one transaction has: a kill leaves some stored and others not.
STORIES = 60
TOLL = "At least {} people were killed in the flood, the governor said. Another {} were missing on {} morning."


def make_revisions(count: int) -> list[dict[str, str]]:
    """Many revisions of many stories, three of each."""
    return [
        line(
            TOLL.format(10 + r, 90 - r, "Sunday") + f" Crews reached {n} villages.",
            f"2026-03-14T{9 + r:02}:00:00Z",
            f"https://wire.example/{n}",
        )
        for n in range(count)
        for r in range(3)
    ]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A JSON lines file that takes a moment to ingest."""
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(x) + "\n" for x in make_revisions(STORIES)))
    return path


def run(*args: str | Path, db: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The real command."""
    command = [*SAYSO, *map(str, args), "--db", str(db)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def whole(db: Database) -> bool:
    """Whether SQLite finds nothing wrong, neither in the pages nor between the tables."""
    return list(db.execute("pragma integrity_check")) == [("ok",)] and not list(db.execute("pragma foreign_key_check"))


def test_killed_ten_times_over_and_nothing_is_lost(tmp_path: Path, feed: Path) -> None:
    """SIGKILL after a random number of reported articles: what was reported is stored, the store is consistent, rebuild
    changes nothing, and the last run finishes the work."""
    path, rnd = tmp_path / "killed.db", random.Random(20260314)
    lines = feed.read_bytes().splitlines(keepends=True)
    for kill in range(1, 11):
        some = tmp_path / f"{kill}.jsonl"
        some.write_bytes(b"".join(lines[: 18 * kill]))  # there are always eighteen revisions that no run before it had
        with subprocess.Popen([*SAYSO, "ingest", str(some), "--db", str(path)], stderr=subprocess.PIPE, bufsize=0) as process:
            assert process.stderr is not None
            shown = [process.stderr.readline() for _ in range(rnd.randrange(1, 15))]
            process.kill()
        reported = sum(x.startswith(b"new: ") for x in shown)
        db = connect(path)
        assert whole(db)
        assert db.table("captures").count >= reported
        assert sum(rebuild(db, queries.list_article_ids(db))) == 0
        db.close()
    again = run("rebuild", db=path)
    assert (again.returncode, " 0 rows written" in again.stderr) == (0, True), again.stderr
    assert run("ingest", "-q", feed, db=path).returncode == 0
    ends = [row[0] for row in connect(path).execute("select status from runs order by id")]
    assert (set(ends) <= {"killed", "done"}, ends[-1], len(ends)) == (True, "done", 11)
    assert ends.count("killed") >= 6  # on a busy machine a run may be done before the signal comes
    assert derived(connect(path)) == derived(store(tmp_path, make_revisions(STORIES)))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_asked_to_stop_it_leaves_in_order(tmp_path: Path, feed: Path, number: int, code: int) -> None:
    """The run's row says that it was interrupted, and the exit code by what."""
    path = tmp_path / "sayso.db"
    process = subprocess.Popen([*SAYSO, "ingest", str(feed), "--db", str(path)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    process.stderr.readline()
    process.send_signal(number)
    _, rest = process.communicate()
    assert process.returncode == code
    assert "Traceback" not in rest
    db = connect(path)
    assert db.execute("select status from runs").fetchone() == ("interrupted",)
    assert whole(db)


def test_two_at_once_the_second_leaves_with_a_clear_line(tmp_path: Path, feed: Path) -> None:
    """Never both writing."""
    path = tmp_path / "sayso.db"
    with hold_writer_lock(path):
        second = run("ingest", feed, db=path)
    assert second.returncode == 1
    assert f"another sayso is writing to it (process {os.getpid()})" in second.stderr
    assert run("ingest", "-q", feed, db=path).returncode == 0


def test_a_lock_dies_with_its_process(tmp_path: Path, feed: Path) -> None:
    """A killed run leaves no lock behind: the file stays, the lock does not."""
    path = tmp_path / "sayso.db"
    process = subprocess.Popen([*SAYSO, "ingest", str(feed), "--db", str(path)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    process.stderr.readline()
    process.kill()
    process.communicate()
    assert path.with_name("sayso.db.lock").exists()
    assert run("ingest", "-q", feed, db=path).returncode == 0


def test_a_killed_run_takes_its_workers_along(tmp_path: Path, feed: Path) -> None:
    """Its standard error, which they have inherited, comes to an end."""
    command = [*SAYSO, "ingest", str(feed), "--jobs", "2", "--db", str(tmp_path / "sayso.db")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    process.stderr.readline()
    process.kill()
    process.communicate(timeout=60)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, feed: Path) -> None:
    """With a full disk (simulated by a limit on file sizes) the run ends with one line; what it had stored is intact."""
    path = tmp_path / "sayso.db"
    store(tmp_path, make_revisions(1)).close()
    room = path.stat().st_size + 400_000

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    full = run("ingest", feed, db=path, preexec_fn=small)
    assert full.returncode == 1
    assert "the database could not be written" in full.stderr
    assert "Traceback" not in full.stderr
    db = connect(path)
    assert whole(db)
    assert db.table("captures").count >= 3
    db.close()
    assert run("ingest", "-q", feed, db=path).returncode == 0
    (tmp_path / "b").mkdir()
    assert derived(connect(path)) == derived(store(tmp_path / "b", make_revisions(STORIES)))


def test_a_locked_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program has the write lock: a clear line after the wait, and no partial rows."""
    monkeypatch.setattr("sayso.store.database.BUSY_SECONDS", 0.2)
    db = store(tmp_path, make_revisions(1))
    other = sqlite3.connect(tmp_path / "sayso.db", isolation_level=None)
    db.close()
    db = connect(tmp_path / "sayso.db")
    other.execute("begin immediate")
    with pytest.raises(Exception, match="stayed locked by another program"):
        ingest(db, make_revisions(2))
    other.execute("rollback")
    assert ingest(db, make_revisions(2)).new == 3


def test_a_damaged_file_is_told(tmp_path: Path, feed: Path) -> None:
    """Garbage in the middle of the file: one line that says so, no traceback."""
    path = tmp_path / "sayso.db"
    store(tmp_path, make_revisions(40)).close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    damaged = run("ingest", feed, db=path)
    assert damaged.returncode == 1
    assert str(path) in damaged.stderr or "could not be written" in damaged.stderr
    assert "Traceback" not in damaged.stderr


def test_a_place_where_nothing_can_be_written_is_told(feed: Path) -> None:
    """A folder that cannot be made (root, too, can make none inside a file)."""
    nowhere = run("ingest", feed, db=feed / "sayso.db")
    assert nowhere.returncode == 1
    assert f"there is no folder {feed}" in nowhere.stderr


def test_a_clock_set_back_changes_no_places(tmp_path: Path) -> None:
    """Two captures of one page without a capture time keep their order."""
    page = (
        "<html lang=en><title>Flood</title><meta property=article:modified_time content=2026-03-14T09:00:00Z><article><h1>Flood hits "
        "Corran</h1>"
    )
    filler = "<p>The river left its bed in the night and took the bridge with it, and the road to the coast was closed at noon.</p>" * 3
    first, second = (
        {"url": "https://wire.example/flood", "html": page + f"<p>{TOLL.format(n, 40, 'Sunday')}</p>{filler}</article></html>"}
        for n in (12, 9)
    )
    db = store(tmp_path)
    ingest(db, [first], now="2026-06-01T12:00:00Z")
    ingest(db, [second], now="2026-05-01T12:00:00Z")
    texts = [row[0] for row in db.execute("select text from revisions order by seq")]
    assert ["At least 12" in texts[0], "At least 9" in texts[1]] == [True, True]
