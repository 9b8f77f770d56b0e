"""A small newsroom for the tests: revisions as JSON lines, ingested by the real pipeline into a real database."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from sayso.grammar import GRAMMAR_VERSION
from sayso.ingest.crawl.files import find_pages
from sayso.ingest.extract.extractor_version import EXTRACTOR_VERSION
from sayso.ingest.extract.page import Capture
from sayso.ingest.extract.raw_page import PageSource
from sayso.ingest.history.pipeline import Run, RunSummary
from sayso.ingest.history.plan import RunFacts
from sayso.matching import MATCHER_VERSION
from sayso.store import database, runs

NOW = "2026-06-01T12:00:00Z"
FERRY = "https://harbour-wire.example/2026/03/ferry-capsizes-a81234.html"
VERSIONS = {
    "sayso_version": "test",
    "grammar_version": GRAMMAR_VERSION,
    "matcher_version": MATCHER_VERSION,
    "extractor_version": EXTRACTOR_VERSION,
}

#: Everything that is re-made from the facts, with what must come out the same whatever the order of arrival: numbers of articles
#: and revisions tell when they arrived, so they are replaced by address and place in time.
DERIVED = {
    "revisions": """select a.url, r.seq, r.updated_at, r.updated_at_basis, r.captured_at, r.valid_from, r.valid_to, r.stealth, r.bump,
        r.correction, r.text, r.published_at from revisions r join articles a on a.id = r.article_id order by a.url, r.seq""",
    "articles": "select url, title, updated_at, revisions, claims, changes, last_changed_at from articles order by url",
    "speakers": "select * from speakers order by id",
    "claims": """select a.url, c.id % 100000, c.kind, c.part, c.label, c.sentence, c.speaker_id, c.value, c.unit, c.noun, c.role, c.status,
        c.first_at, c.last_at, c.versions, c.changes from claims c join articles a on a.id = c.article_id order by a.url, c.id""",
    "claim_versions": """select a.url, v.id % 100000, v.claim_id % 100000, r.seq, v.n, v.valid_from, v.valid_to, v.start, v."end", v.text,
        v.sentence, v.moment, v.moment_start, v.moment_end, v.value, v.modifier, v.low, v.high, v.unit, v.noun, v.role, v.speaker_id,
        v.speaker_role, v.source, v.cue, v.marks, v.method, v.link_certainty from claim_versions v
        join articles a on a.id = v.article_id join revisions r on r.id = v.revision_id
        order by a.url, v.id""",
    "changes": """select a.url, d.id % 100000, d.claim_id % 100000, d.kind, d.at, d.old_version_id % 100000, d.new_version_id % 100000,
        o.seq, n.seq, d.delta, d.percent, d.stealth, d.correction, d.method, d.link_certainty from changes d
        join articles a on a.id = d.article_id join revisions o on o.id = d.old_revision_id
        join revisions n on n.id = d.new_revision_id order by a.url, d.id""",
    "mentions": """select a.url, r.seq, m.start, m."end", m.version_id % 100000 from mentions m join revisions r on r.id = m.revision_id
        join articles a on a.id = r.article_id order by 1, 2, 3, 5""",
    "changes_per_day": "select * from changes_per_day",
}


@cache
def _new_database() -> bytes:
    """A database without articles, made by all migrations once for each process of the tests: that takes a third of a second."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        database.connect(path).close()
        return path.read_bytes()


def connect(path: Path) -> Database:
    """The database at `path`, as `sayso.store.database.connect` opens it; a new one is a copy of one that was made so."""
    if not path.exists():
        path.write_bytes(_new_database())
    return database.connect(path)


def line(body: str, at: str | None, url: str = FERRY, title: str = "Ferry capsizes off Port Ansel", **more: Any) -> dict[str, Any]:
    """A revision as a JSON line."""
    return {"url": url, "title": title, "text": body, **({"revision_time": at} if at else {}), **more}


def ingest(db: Database, lines: Iterable[dict[str, Any]], *, now: str = NOW, jobs: int = 1) -> RunSummary:
    """One run of the real pipeline over the lines."""
    stdin = io.BytesIO("".join(json.dumps(x) + "\n" for x in lines).encode())
    return run_over(db, find_pages(["-"], now=now, stdin=stdin), now=now, jobs=jobs)


def run_over(db: Database, looks: Iterable[Capture | PageSource], *, now: str = NOW, jobs: int = 1) -> RunSummary:
    """One run of the real pipeline over captures."""
    run_id = runs.begin_run(db, at=now, command="test", versions=VERSIONS)
    run = Run(db, RunFacts(run_id, EXTRACTOR_VERSION, "UTC"), now=lambda: now)
    summary = run.store_all(looks, jobs)
    runs.end_run(db, run_id, at=now, status="done")
    return summary


def store(tmp_path: Path, lines: Iterable[dict[str, Any]] = ()) -> Database:
    """A fresh database holding these revisions."""
    db = connect(tmp_path / "sayso.db")
    ingest(db, lines)
    return db


def derived(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All derived rows, in an order and with names that do not depend on when things arrived."""
    return {name: list(db.execute(sql)) for name, sql in DERIVED.items()}


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All derived rows just as they are stored."""
    tables = ("articles", "revisions", "speakers", "claims", "claim_versions", "changes", "mentions", "changes_per_day")
    return {name: sorted(db.execute(f"select * from {name}"), key=repr) for name in tables}
