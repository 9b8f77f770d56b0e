"""When a story is visited again: soon after a change, less and less often without one, and never after some weeks.

The interval grows by a factor: most stories get their last edit within two days, while the figures of a disaster change for weeks.
"""

from __future__ import annotations

from datetime import timedelta

from sayso.ingest.clock import format_stored_time, parse_stored_time
from sayso.ingest.crawl.read_feeds import SourceEntry
from sayso.ingest.extract.page import ExternalTimes
from sayso.ingest.extract.time_basis import SKEW
from sayso.ingest.extract.time_formats import parse_time
from sayso.store.watchlist import Watch, WatchedSource

#: The longest time between two visits to a story, in minutes.
MAX_MINUTES = 7 * 24 * 60.0
#: The longest time until a failing source is visited again, in minutes.
LONGEST_FAILING = 24 * 60.0


def start_watch(source: WatchedSource, url: str, now: str) -> Watch:
    """Starts the watch of a story that a source names for the first time; it is due at once."""
    return Watch(
        url=url,
        source_id=source.id,
        added_at=now,
        checked_at=None,
        changed_at=None,
        next_at=now,
        interval_minutes=float(source.interval_minutes),
        etag=None,
        last_modified=None,
        feed_published=None,
        feed_updated=None,
        raw_sha256=None,
        outcome=None,
        failures=0,
        active=1,
    )


def update_watch(
    watch: Watch, source: WatchedSource, now: str, outcome: str, *, failed: bool = False, etag: str | None = None,
    last_modified: str | None = None, sha256: str | None = None, retry_at: str | None = None,
) -> Watch:  # fmt: skip
    """Returns the watch after a visit. After a failure it has no validators, so that the next visit fetches the whole page."""
    changed = outcome == "new"
    interval = float(source.interval_minutes) if changed else min(watch.interval_minutes * source.growth, MAX_MINUTES)
    since = now if changed else watch.changed_at or watch.added_at
    kept = source.watch_days is None or parse_stored_time(now) - parse_stored_time(since) <= timedelta(days=source.watch_days)
    return watch._replace(
        checked_at=now, changed_at=now if changed else watch.changed_at, next_at=max(add_minutes(now, interval), retry_at or ""),
        interval_minutes=interval, etag=etag, last_modified=last_modified, raw_sha256=sha256, outcome=outcome,
        failures=watch.failures + 1 if failed else 0, active=int(kept),
    )  # fmt: skip


def renew_watch(watch: Watch, stated: str | None, now: str) -> Watch:
    """Returns the watch after its source names the story again: an update time later than our last visit makes it due."""
    if stated is None or watch.checked_at is None or not watch.checked_at < stated <= now:
        return watch
    return watch._replace(next_at=min(watch.next_at, now), active=1)


def merge_feed_times(known: ExternalTimes, entry: SourceEntry, now: str, zone: str = "UTC") -> ExternalTimes:
    """Returns the watch with the first publication time and the last update time that feeds have given for the story.

    A publication time that changes is an update; times in the future are ignored.
    """
    limit = format_stored_time(parse_stored_time(now) + SKEW)

    def build_times(*raws: str | None) -> dict[str, str]:
        return {t.value: raw for raw in raws if raw and (t := parse_time(raw, zone)) and t.value <= limit}

    published = build_times(known.feed_published, entry.raw_published)
    first = min(published, default=None)
    updated = {k: raw for k, raw in published.items() if k != first} | build_times(known.feed_updated, entry.raw_updated)
    return known._replace(feed_published=first and published[first], feed_updated=updated[max(updated)] if updated else None)


def find_next_reading(source: WatchedSource, now: str, *, failed: bool, retry_at: str | None = None) -> str:
    """Returns the time when a source is due again: after its interval, or after a growing time while it fails."""
    minutes = float(source.interval_minutes)
    if failed:
        minutes = max(minutes, min(minutes * 2.0 ** min(source.failures, 20), LONGEST_FAILING))
    return max(add_minutes(now, minutes), retry_at or "")


def add_minutes(time: str, minutes: float) -> str:
    """Returns a stored time so many minutes later."""
    return format_stored_time(parse_stored_time(time) + timedelta(minutes=minutes))
