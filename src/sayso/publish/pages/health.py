"""The page on the health of the nightly run: last runs, failures, silent sources."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sayso.present.words import parse_moment
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links
from sayso.store import page_queries as sql

#: A source is silent if it was not visited for this many of its own intervals, and for at least a day.
MISSED_INTERVALS = 3


def build_health(read: Reader, links: Links, args: Any) -> Row:
    """Template context of the health page. "Now" is the newest run, not the clock, so a copy of the database gives the same page."""
    runs = read.fetch_all(sql.RUNS)
    sources = read.fetch_all(sql.SOURCES)
    now = max((r["ended_at"] or r["started_at"] for r in runs), default=None)
    return {
        "template": "sayso/health.html",
        "runs": [{**r, "seconds": _compute_seconds(r)} for r in runs],
        "failures": read.fetch_all(sql.FAILURES),
        "sources": [{**s, "silent": _is_silent(s, now)} for s in sources],
        "now": now,
    }


def _compute_seconds(run: Row) -> float | None:
    start, end = parse_moment(run["started_at"]), parse_moment(run["ended_at"])
    return (end - start).total_seconds() if start and end else None


def _is_silent(source: Row, now: str | None) -> bool:
    """Whether an active source was not visited for too long."""
    if not source["active"] or now is None:
        return False
    seen = parse_moment(max(filter(None, (source["checked_at"], source["last_event_at"], source["last_captured_at"])), default=None))
    end = parse_moment(now)
    wait = max(timedelta(minutes=source["interval_minutes"] * MISSED_INTERVALS), timedelta(days=1))
    return seen is None or (end is not None and end - seen > wait)
