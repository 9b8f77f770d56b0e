"""The sources of the nightly run, and the watched stories that they named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from sayso.store.writing import transaction


class WatchedSource(NamedTuple):
    """One source of stories: a feed, a page, a folder. `watch_days` is None if its stories are watched for ever."""

    id: int
    name: str
    kind: str
    url: str
    interval_minutes: int
    growth: float
    watch_days: int | None
    active: int
    allow_private: int
    notes: str | None
    added_at: str
    checked_at: str | None
    next_at: str | None
    etag: str | None
    last_modified: str | None
    outcome: str | None
    failures: int


class Watch(NamedTuple):
    """One watched story, as its source named it. `outcome` is that of the last visit, None before the first."""

    url: str
    source_id: int
    added_at: str
    checked_at: str | None
    changed_at: str | None
    next_at: str
    interval_minutes: float
    etag: str | None
    last_modified: str | None
    feed_published: str | None
    feed_updated: str | None
    raw_sha256: str | None
    outcome: str | None
    failures: int
    active: int


#: The settings that `sayso sources` may change.
SETTINGS = ("name", "kind", "url", "interval_minutes", "growth", "watch_days", "allow_private", "notes")


def add_source(db: Database, at: str, values: dict[str, Any]) -> int:
    """Adds a source and returns its number."""
    assert set(values) <= {*SETTINGS, "active"}
    with transaction(db):
        number = db.table("sources").insert({**values, "added_at": at}).last_pk
    assert isinstance(number, int)
    return number


def list_sources(db: Database) -> list[WatchedSource]:
    """All sources by name."""
    return [WatchedSource._make(r) for r in db.conn.execute(f"select {', '.join(WatchedSource._fields)} from sources order by name, id")]


def find_source(db: Database, wanted: str) -> WatchedSource | None:
    """The source of that name, number or address."""
    found = [s for s in list_sources(db) if wanted == s.name] or [s for s in list_sources(db) if wanted in (str(s.id), s.url)]
    return found[0] if found else None


def set_active(db: Database, source_id: int, active: bool) -> None:
    """Pauses or resumes a source; a resumed one is due at once."""
    with transaction(db):
        db.execute("update sources set active = ?, next_at = iif(?, null, next_at) where id = ?", (int(active), active, source_id))


def remove_source(db: Database, source_id: int) -> None:
    """Deletes a source and its watches; captures from it stay."""
    with transaction(db):
        db.execute("delete from sources where id = ?", (source_id,))


def update_source(
    db: Database, source: WatchedSource, *, at: str, next_at: str, outcome: str, failed: bool, etag: str | None, last_modified: str | None
) -> None:
    """Stores the outcome of a visit to a source itself."""
    sets = "checked_at = ?, next_at = ?, outcome = ?, failures = iif(?, failures + 1, 0), etag = ?, last_modified = ?"
    with transaction(db):
        db.execute(f"update sources set {sets} where id = ?", (at, next_at, outcome, failed, etag, last_modified, source.id))


def put_watch(db: Database, watch: Watch) -> None:
    """Writes the present state of a watch. To be called inside a transaction."""
    names = Watch._fields
    db.conn.execute(f"insert or replace into watches ({', '.join(names)}) values ({', '.join('?' * len(names))})", watch)


def find_watches(db: Database, urls: Iterable[str]) -> dict[str, Watch]:
    """The watches on these addresses."""
    found = {}
    for url in urls:
        row = db.conn.execute(f"select {', '.join(Watch._fields)} from watches where url = ?", (url,)).fetchone()
        if row:
            found[url] = Watch._make(row)
    return found


def find_due_watches(db: Database, source_id: int, now: str) -> list[Watch]:
    """Returns the stories of a source whose next visit is due, the longest waiting first."""
    query = f"select {', '.join(Watch._fields)} from watches where source_id = ? and active = 1 and next_at <= ? order by next_at, url"
    return [Watch._make(row) for row in db.conn.execute(query, (source_id, now))]


def record_still_there(db: Database, article_id: int, locator: str, at: str) -> None:
    """Records that the content last seen at an address has not changed. Call it inside a transaction."""
    last = "select id from captures where article_id = ? and locator = ? order by captured_at desc limit 1"
    row = db.execute(last, (article_id, locator)).fetchone()
    if row is None:
        return
    db.execute("update captures set last_seen_at = max(last_seen_at, ?) where id = ?", (at, row[0]))
    revision = "select revision_id from captures where id = ?"
    db.execute(f"update revisions set last_captured_at = max(last_captured_at, ?) where id = ({revision})", (at, row[0]))
    db.execute("update articles set last_captured_at = max(last_captured_at, ?) where id = ?", (at, article_id))


def summarize_sources(db: Database, now: str) -> list[dict[str, Any]]:
    """Returns each source with the number of its stories that are watched, the number due, and the time of its last new story."""
    return list(
        db.query(
            "select s.*,"
            " (select count(*) from watches w where w.source_id = s.id and w.active = 1) as watched,"
            " (select count(*) from watches w where w.source_id = s.id and w.active = 1 and w.next_at <= :now) as due,"
            " (select max(at) from run_events e where e.source_id = s.id and e.outcome = 'new') as news_at"
            " from sources s order by s.name, s.id",
            {"now": now},
        )
    )


def find_last_failure(db: Database, source_id: int) -> str | None:
    """Returns the reason of the last failure of a source; None if there is none."""
    fine = "('new', 'seen', 'known', 'unchanged', 'ok')"
    row = db.execute(
        f"select at || ' ' || coalesce(detail, outcome) from run_events where source_id = ? and outcome not in {fine} order by "
        "id desc limit 1",
        (source_id,),
    ).fetchone()
    return row[0] if row else None


def list_last_runs(db: Database, limit: int) -> Sequence[dict[str, Any]]:
    """The newest runs first."""
    return list(db.query("select * from runs order by id desc limit ?", [limit]))
