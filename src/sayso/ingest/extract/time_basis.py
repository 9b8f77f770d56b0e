"""Chooses among the times of a page.

The choice follows one list, `BASES`, best first. A candidate is refused if it is after the capture, or is an
update more than a minute before publication, as when a local time is printed as UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from sayso.calendar_names import MONTH_PATTERN, month_number
from sayso.ingest.clock import format_stored_time, parse_http_date, parse_stored_time
from sayso.ingest.extract.page import ExternalTimes, TimeCandidate, What
from sayso.ingest.extract.time_formats import Zone, parse_time

#: The place of the day in an article's address. It is where the article was filed: too little to date a revision, or to refuse an update.
ADDRESS = "address"

#: The places of times, best first. "published" and "capture" are no update times; they are used if no other is stated.
BASES: tuple[str, ...] = (
    "given",
    "JSON-LD dateModified",
    "JSON-LD datePublished",
    "article:modified_time",
    "article:published_time",
    "meta tag",
    "microdata",
    "visible line",
    "time element",
    "feed",
    ADDRESS,
    "htmldate",
    "published",
    "Last-Modified",
    "capture",
)

#: The places for programs.
TAGS = frozenset(BASES[1:7])

#: Two stamps that the same action sets can differ by some seconds, in either order.
SLACK = timedelta(seconds=60)
#: The allowed difference of clocks: a time this far ahead of ours is not in the future.
SKEW = timedelta(minutes=10)


def make_candidate(what: What, raw: object, basis: str, zone: Zone = "UTC") -> TimeCandidate | None:
    """Makes a candidate of the time in `raw`; None if there is no time in it."""
    found = parse_time(raw, zone)
    return found and TimeCandidate(
        what=what, value=found.value, raw=str(raw).strip(), basis=basis, zone_assumed=found.zone_assumed, date_only=found.date_only
    )


def find_address_day(url: str | None) -> TimeCandidate | None:
    """Finds the day of publication in an article's address; None if it has none, or one of an event whose page is updated for weeks.

    >>> urls = "https://a.example/2026/mar/04/ferry", "https://a.example/ferry-sinks-2026-03-04/", "https://a.example/2026/03/12-boats"
    >>> [day and day.value for day in map(find_address_day, urls)]
    ['2026-03-04T00:00:00Z', '2026-03-04T00:00:00Z', None]
    """
    found = url and _ADDRESS_DAY.search(url.partition("?")[0])
    if not found or _OF_EVENT.search(found.string, 0, found.start() + 1):
        return None
    year, month, day = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
    number = int(month) if month.isdigit() else month_number(month)
    row = make_candidate("published", f"{year}-{number:02}-{int(day):02}", ADDRESS)
    return row and replace(row, raw=found[0].strip("/-"))


#: A part of an address before the day of an event: "/incidents/2026/3/4/brae-fire/".
_OF_EVENT = re.compile(r"/(?:calendar|events?|incidents?)/", re.IGNORECASE)
_ADDRESS_DAY = re.compile(
    rf"/(?P<year>(?:19|20)\d\d)/(?P<month>0?[1-9]|1[0-2]|{MONTH_PATTERN})/(?P<day>0?[1-9]|[12]\d|3[01])/"
    r"|(?:/|-(?=[\d-]{10}(?:/|\.html?|$)))(?P<year2>(?:19|20)\d\d)-(?P<month2>\d\d)-(?P<day2>\d\d)(?!\d)",
    re.IGNORECASE,
)


def make_external_candidates(beside: ExternalTimes, zone: Zone = "UTC") -> list[TimeCandidate]:
    """Makes candidates of a page's times from other sources.

    >>> times = ExternalTimes("Sun, 03 May 2026 19:00:00 GMT", feed_updated="2026-05-03T20:52:00+02:00")
    >>> [(c.basis, c.value) for c in make_external_candidates(times)]
    [('feed', '2026-05-03T18:52:00Z'), ('Last-Modified', '2026-05-03T19:00:00Z')]
    """
    served = parse_http_date(beside.last_modified) if beside.last_modified else None
    found = [
        make_candidate("published", beside.feed_published, "feed", zone),
        make_candidate("updated", beside.feed_updated, "feed", zone),
        served and TimeCandidate("updated", served, str(beside.last_modified), "Last-Modified"),
    ]
    return [c for c in found if c]


def rank_candidates(candidates: Iterable[TimeCandidate], now: str) -> tuple[TimeCandidate, ...]:
    """Sorts the candidates, best first within published and updated, and sets the reason of refused ones."""
    rows = sorted(candidates, key=_rank_candidate)
    limit = format_stored_time(parse_stored_time(now) + SKEW)
    rows = [replace(c, refused=f"in the future of {now}") if c.value > limit else c for c in rows]
    published = choose_candidate((c for c in rows if c.basis != ADDRESS), "published")
    if published is None:
        return tuple(rows)
    first = format_stored_time(parse_stored_time(published.value) - SLACK)
    return tuple(
        replace(c, refused=f"before publication at {published.value}")
        if c.what == "updated" and not c.refused and c.basis != "given" and _is_before(c, first)
        else c
        for c in rows
    )


def _rank_candidate(found: TimeCandidate) -> tuple[str, bool, float]:
    """Returns the sort key: full times before days; then by basis, tags without a zone after tags with one."""
    place = BASES.index(found.basis)
    if found.zone_assumed and found.basis in TAGS:
        place = max(BASES.index(basis) for basis in TAGS)
        return found.what, found.date_only, place + 0.5
    return found.what, found.date_only, float(place)


def choose_candidate(candidates: Iterable[TimeCandidate], what: What) -> TimeCandidate | None:
    """Returns the first candidate of that kind that was not refused; None if there is none."""
    return next((c for c in candidates if c.what == what and not c.refused), None)


def _is_before(update: TimeCandidate, first: str) -> bool:
    return update.value[:10] < first[:10] if update.date_only else update.value < first
