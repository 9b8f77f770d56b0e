"""Whether the nightly run is well, and how it is made to run by itself."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from commands import sayso
from newsroom import connect
from nights import add
from sayso.cli.schedule import format_cron
from sayso.store import runs, watchlist

VERSIONS = {"sayso_version": "test", "grammar_version": 1, "matcher_version": 1, "extractor_version": "test"}


def test_status_tells_who_fails_who_is_silent_and_what_is_due(tmp_path: Path) -> None:
    """One source in each state; a monitor gets its exit code."""
    path = tmp_path / "sayso.db"
    db = connect(path)
    for name in ("failing", "silent", "paused", "waiting"):
        add(db, f"https://{name}.example/feed", name=name)
    by = {s.name: s for s in watchlist.list_sources(db)}
    look = {"at": "2026-03-02T00:00:00Z", "next_at": "2026-03-02T00:30:00Z", "etag": None, "last_modified": None}
    watchlist.update_source(db, by["failing"], outcome="timeout", failed=True, **look)
    watchlist.update_source(db, by["silent"], outcome="ok", failed=False, **look)
    watchlist.set_active(db, by["paused"].id, False)
    runs.end_run(
        db,
        runs.begin_run(db, at="2026-03-02T00:00:00Z", command="sayso ingest", versions=VERSIONS),
        at="2026-03-02T00:01:00Z",
        status="done",
    )
    db.close()
    found = json.loads(sayso("status", "--json", "--db", path, code=1).stdout)
    assert {s["name"]: s["state"] for s in found["sources"]} == {n: n for n in ("failing", "silent", "paused", "waiting")}
    assert (found["failing"], found["silent"], found["due_sources"]) == (["failing"], ["silent"], 3)
    assert found["bytes"] >= path.stat().st_size
    told = sayso("status", "--db", path, code=1).stdout
    assert "failing: failing" in told
    assert "4 sources; 3 sources due" in told


def test_status_of_a_database_that_is_well(tmp_path: Path) -> None:
    """No run, no source, no alarm; a killed run is one."""
    path = tmp_path / "sayso.db"
    db = connect(path)
    sayso("status", "--db", path)
    runs.end_run(
        db,
        runs.begin_run(db, at="2026-03-02T00:00:00Z", command="sayso ingest", versions=VERSIONS),
        at="2026-03-02T00:01:00Z",
        status="failed",
    )
    sayso("status", "--db", path, code=1)


@pytest.mark.parametrize(("every", "when"), [(5, "*/5 * * * *"), (60, "7 */1 * * *"), (720, "7 */12 * * *"), (1440, "7 3 * * *")])
def test_a_crontab_line_runs_the_command(tmp_path: Path, every: int, when: str) -> None:
    """Five fields, then what a shell is to run; cron reads a bare percent sign as the end of the command."""
    folder = tmp_path / "100% news"
    line = sayso("schedule", "--cron", "--every", str(every), "--db", folder / "sayso.db").stdout.strip()
    assert line.startswith(when + " ")
    assert not re.search(r"(?<!\\)%", line)
    words = shlex.split(line.removeprefix(when).replace("\\%", "%"))
    assert words[1:5] == ["ingest", "--db", str(folder / "sayso.db"), "--quiet"]
    assert Path(words[0]).exists()


def test_cron_escapes_what_ends_a_command() -> None:
    assert format_cron(["sayso", "a%b"], 30, "x.log") == "*/30 * * * * sayso a\\%b --quiet >> x.log 2>&1"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """systemd-analyze verify has nothing to say, not even about a folder with a space and a percent sign in its name."""
    folder = tmp_path / "100% news"
    folder.mkdir()
    sayso("schedule", "--systemd", "--every", "60", "--into", tmp_path, "--db", folder / "sayso.db")
    units = [str(tmp_path / "sayso.service"), str(tmp_path / "sayso.timer")]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    about_ours = [line for line in done.stderr.splitlines() if "sayso" in line]
    assert (done.returncode, about_ours) == (0, [])


def test_schedule_asks_for_what(tmp_path: Path) -> None:
    assert "--cron or --systemd" in sayso("schedule", "--db", tmp_path / "sayso.db", code=2).stderr
