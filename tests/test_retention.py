"""Letting go of old pages: room on the disk, and not a claim less."""

from __future__ import annotations

import gzip
import hashlib
import random
from pathlib import Path

import commands
from newsroom import connect, derived, ingest, line
from nights import make_story
from sayso.grammar import GRAMMAR_VERSION

LEAD = "At least {} people were killed in the flood, the governor said."


def sayso(*args: str | Path, db: Path, code: int = 0) -> str:
    """What a command writes to standard error."""
    return commands.sayso(*args, "--db", db, code=code).stderr


def fill_database(tmp_path: Path) -> Path:
    """Thirty stories; half of their pages were seen in 2020, half are from a far tomorrow. Each with a script that packs badly."""
    rnd = random.Random(1)
    db = connect(tmp_path / "sayso.db")
    for n in range(30):
        at = "2020-03-14T09:00:00Z" if n % 2 else "2090-03-14T09:00:00Z"
        page = make_story(f"Flood hits village {n}", LEAD.format(12 + n), "2020-03-14T08:00:00Z")
        page = page.replace("</body>", f"<script>{rnd.randbytes(20_000).hex()}</script></body>")
        row = {"url": f"https://wire.example/flood-{n}", "html": page, "captured_at": at}
        ingest(db, [row], now="2091-01-01T00:00:00Z")
    ingest(db, [line(LEAD.format(3), "2020-03-14T08:00:00Z")], now="2091-01-01T00:00:00Z")
    db.close()
    return tmp_path / "sayso.db"


def test_old_pages_go_and_claims_stay(tmp_path: Path) -> None:
    """Exactly the pages not seen since; the file shrinks; a rebuild finds everything right."""
    path = fill_database(tmp_path)
    db = connect(path)
    before, size = derived(db), path.stat().st_size
    old = [r[0] for r in db.execute("select raw_sha256 from captures where captured_at < '2026-01-01'")]
    db.close()
    out = tmp_path / "out"
    assert f"would delete {len(old)} pages" in sayso("vacuum", "--raw-older-than", "30", "--dry-run", db=path)
    told = sayso("vacuum", "--raw-older-than", "30", "--move-to", out, db=path)
    assert f"deleted {len(old)} pages" in told
    db = connect(path)
    assert sorted(r[0] for r in db.execute("select sha256 from raws where body is null")) == sorted(old)
    assert path.stat().st_size < size - 200_000
    for name in out.iterdir():
        assert hashlib.sha256(gzip.decompress(name.read_bytes())).hexdigest() == name.name.split(".")[0]
    assert len(list(out.iterdir())) == len(old)
    assert derived(db) == before
    db.execute("update articles set grammar_version = ?", (GRAMMAR_VERSION - 1,))
    db.conn.commit()
    db.close()
    sayso("rebuild", "--stale", db=path)
    assert derived(connect(path)) == before


def test_old_lines_of_the_log_go(tmp_path: Path) -> None:
    """Runs stay, with their counts."""
    path = tmp_path / "sayso.db"
    db = connect(path)
    ingest(db, [line(LEAD.format(3), "2020-03-14T08:00:00Z")], now="2020-03-15T00:00:00Z")
    db.close()
    assert "1 line of the log" in sayso("vacuum", "--log-older-than", "90", db=path)
    db = connect(path)
    assert (db.table("run_events").count, db.table("runs").count) == (0, 1)


def test_what_cannot_be_moved_is_kept(tmp_path: Path) -> None:
    """A folder that cannot be made: one line, and every page still there."""
    path = fill_database(tmp_path)
    told = sayso("vacuum", "--raw-older-than", "30", "--move-to", path / "below", db=path, code=1)
    assert "nothing more was deleted" in told
    assert connect(path).execute("select count(*) from raws where body is null").fetchone() == (0,)
