"""Times as publishers write them, to UTC; and which of those a page states is to be believed.

A string either gives a full time with its zone, a full time without one (read in a zone that is assumed, and said to be), or a day
alone. Numeric days that two conventions read differently ("03/04/2024") are no times at all. Relative ones ("2 hours ago") are none
either: they depend on when the page was drawn.

The choice follows one list, `BASES`, best first. A candidate is refused when it lies in the future of the capture, or names an
update more than a minute before publication: seen where a local time is printed as UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sayso.errors import InputError
from sayso.ingest.extract.page import Beside, TimeCandidate, What
from sayso.ingest.extract.time_zones import FIXED, FLOATING

#: Where a time can come from, best first. "published" and "capture" are no update times: they stand in where no other is stated.
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
    "htmldate",
    "published",
    "Last-Modified",
    "capture",
)

#: Those that machines write for machines.
TAGS = frozenset(BASES[1:7])

#: Two stamps that one press of a button sets can lie some seconds apart, in either order.
SLACK = timedelta(seconds=60)
#: Clocks differ; a time this far ahead of ours is no future.
SKEW = timedelta(minutes=10)

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = re.compile(
    rf"""\b(?: (?P<m1>{_MONTH})\b\.? \s* (?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\b ,? \s+ (?P<y1>(?:19|20)\d\d)\b
      | (?P<d2>[0-3]?\d)(?:st|nd|rd|th)? (?:\s+of)? [\s-]* (?P<m2>{_MONTH})\b\.? ,? [\s-]* (?P<y2>(?:19|20)\d\d)\b
      | (?P<y3>(?:19|20)\d\d) [-/.] (?P<m3>0?[1-9]|1[0-2]) [-/.] (?P<d3>[0-3]?\d)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
CLOCK = re.compile(
    r"""(?<![\d:.]) (?P<h>[0-2]?\d) (?: [:.h](?P<m>[0-5]\d) (?::(?P<s>[0-5]\d))? )? \s*
        (?P<half>[ap]\.?\s?m\b\.?)? """,
    re.IGNORECASE | re.VERBOSE,
)
ZONE = re.compile(
    r"""\s* \(? (?: (?P<name>[A-Z]{1,4}) (?P<more>[+-]\d{1,2})? \b | (?:UTC|GMT)? \s* (?P<offset>[+-]\d\d:?\d\d)\b )""",
    re.VERBOSE,
)
ISO = re.compile(
    r"""(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d) (?: [T\s]+ (?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?
        \s* (?P<z>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)? )?""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z?))?")
EPOCH = re.compile(r"\d{10}(?:\d{3})?")


class Parsed(NamedTuple):
    """A time read: UTC ISO to the second, whether its zone was assumed, whether it is a day alone (midnight then)."""

    value: str
    zone_assumed: bool = False
    date_only: bool = False


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name; InputError if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(f"{name!r} is no time zone; give a name such as UTC or America/New_York") from None


def iso(moment: datetime) -> str:
    """UTC, to the second, with a 'Z'."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(value: str) -> datetime:
    """The moment that one of our own strings means."""
    return datetime.fromisoformat(value)


def parse_time(raw: object, zone: str = "UTC") -> Parsed | None:
    """A time in any form that pages, feeds and headers use; None if it is none, or not in 1990 to 2100.

    >>> parse_time("2024-04-28T15:56:35+0100")
    Parsed(value='2024-04-28T14:56:35Z', zone_assumed=False, date_only=False)
    >>> parse_time("21 March 2024, 8:52 pm")
    Parsed(value='2024-03-21T20:52:00Z', zone_assumed=True, date_only=False)
    >>> parse_time("2 hours ago")
    """
    text = str(raw).strip().replace("\N{MINUS SIGN}", "-") if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    if not text or len(text) > 200:
        return None
    try:
        found = _iso(text, zone) or _number(text, zone) or _human(text, zone)
    except (ValueError, OverflowError):
        return None  # the thirtieth of February
    return found if found and "1990" <= found.value < "2101" else None


def parse_http_date(raw: str) -> Parsed | None:
    """The date of an HTTP header."""
    try:
        return Parsed(iso(parsedate_to_datetime(raw)))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def candidate(what: What, raw: object, basis: str, zone: str = "UTC") -> TimeCandidate | None:
    """What `raw` states, as a candidate; None where it states no time."""
    found = parse_time(raw, zone)
    return found and TimeCandidate(what, found.value, str(raw).strip(), basis, found.zone_assumed, found.date_only)


def told_beside(beside: Beside, zone: str = "UTC") -> list[TimeCandidate]:
    """The times that others than the page tell of it, as candidates.

    >>> [(c.basis, c.value) for c in told_beside(Beside("Sun, 03 May 2026 19:00:00 GMT", feed_updated="2026-05-03T20:52:00+02:00"))]
    [('feed', '2026-05-03T18:52:00Z'), ('Last-Modified', '2026-05-03T19:00:00Z')]
    """
    served = parse_http_date(beside.last_modified) if beside.last_modified else None
    found = [
        candidate("published", beside.feed_published, "feed", zone),
        candidate("updated", beside.feed_updated, "feed", zone),
        served and TimeCandidate("updated", served.value, str(beside.last_modified), "Last-Modified"),
    ]
    return [c for c in found if c]


def weigh(candidates: Iterable[TimeCandidate], now: str) -> tuple[TimeCandidate, ...]:
    """The candidates, best first within published and updated, with a reason on each that cannot be believed."""
    rows = sorted(candidates, key=_rank)
    limit = iso(moment(now) + SKEW)
    rows = [replace(c, refused=f"in the future of {now}") if c.value > limit else c for c in rows]
    published = best(rows, "published")
    if published is None:
        return tuple(rows)
    first = iso(moment(published.value) - SLACK)
    return tuple(
        replace(c, refused=f"before publication at {published.value}")
        if c.what == "updated" and not c.refused and c.basis != "given" and _before(c, first)
        else c
        for c in rows
    )


def _rank(found: TimeCandidate) -> tuple[str, bool, float]:
    """Full times before days; then by basis, but a tag without a zone stands behind the tags that have one."""
    place = BASES.index(found.basis)
    if found.zone_assumed and found.basis in TAGS:
        place = max(BASES.index(basis) for basis in TAGS)
        return found.what, found.date_only, place + 0.5
    return found.what, found.date_only, float(place)


def best(candidates: Iterable[TimeCandidate], what: What) -> TimeCandidate | None:
    """The first of that kind that was not refused."""
    return next((c for c in candidates if c.what == what and not c.refused), None)


def _before(update: TimeCandidate, first: str) -> bool:
    return update.value[:10] < first[:10] if update.date_only else update.value < first


def _iso(text: str, zone: str) -> Parsed | None:
    found = ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found["y"]), int(found["mo"]), int(found["d"])
    if found["h"] is None:
        return _day(year, month, day)
    clock = (int(found["h"]), int(found["m"]), int(found["s"] or 0))
    return _full((year, month, day), clock, _offset(found["z"]) if found["z"] else None, zone)


def _number(text: str, zone: str) -> Parsed | None:
    """Seconds or milliseconds since 1970, or digits run together."""
    if EPOCH.fullmatch(text):
        return Parsed(iso(datetime.fromtimestamp(int(text[:10]), UTC)))
    found = COMPACT.fullmatch(text)
    if not found:
        return None
    year, month, day, *clock = (int(x) for x in found.groups()[:6] if x)
    if not clock:
        return _day(year, month, day)
    return _full((year, month, day), (clock[0], clock[1], clock[2]), UTC if found[7] else None, zone)


def _human(text: str, zone: str) -> Parsed | None:
    date = find_day(text)
    if not date:
        return None
    (year, month, day), (start, end) = date
    clock = find_clock(text[end:]) or find_clock(text[:start])
    if clock is None:
        return _day(year, month, day)
    return _full((year, month, day), clock[0], clock[1], zone, clock[2])


def find_day(text: str) -> tuple[tuple[int, int, int], tuple[int, int]] | None:
    """The first day named in `text`, with where it stands."""
    found = DAY.search(text)
    if not found:
        return None
    g = found.groupdict()
    month = g["m1"] or g["m2"]
    number = MONTHS[month.lower()] if month else int(g["m3"])
    return (int(g["y1"] or g["y2"] or g["y3"]), number, int(g["d1"] or g["d2"] or g["d3"])), found.span()


def find_clock(text: str) -> tuple[tuple[int, int, int], timezone | None, str | None] | None:
    """The first time of day in `text`: hours, minutes, seconds; its fixed offset, or the zone whose summer time decides."""
    for found in CLOCK.finditer(text):
        if not found["m"] and not found["half"]:
            continue
        hour = int(found["h"])
        if found["half"]:
            hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
        offset, name = _zone_after(text[found.end() :])
        return (hour, int(found["m"] or 0), int(found["s"] or 0)), offset, name
    return None


def at_clock(day: str, text: str, zone: str) -> Parsed | None:
    """The first moment from `day` on (one of our own strings) that has the time of day in `text`, both read in `zone`.

    >>> at_clock("2024-05-03T22:38:00Z", "Updated: 1:15 am", "UTC")
    Parsed(value='2024-05-04T01:15:00Z', zone_assumed=True, date_only=False)
    """
    clock = find_clock(text)
    if clock is None:
        return None
    for start in (moment(day), moment(day) + timedelta(days=1)):
        local = start.astimezone(zone_named(zone))
        found = _full((local.year, local.month, local.day), clock[0], clock[1], zone, clock[2])
        if found.value >= day:
            break
    return found


def _zone_after(text: str) -> tuple[timezone | None, str | None]:
    found = ZONE.match(text.replace("\N{MINUS SIGN}", "-"))  # typographers set "UTC−3"
    if not found:
        return None, None
    if found["offset"]:
        return _offset(found["offset"]), None
    name = found["name"]
    if name in FIXED:
        hours = FIXED[name] + (int(found["more"]) if found["more"] and name in ("UTC", "GMT") else 0)
        return timezone(timedelta(hours=hours)), None
    return None, FLOATING.get(name)


def _offset(text: str) -> timezone:
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)


def _day(year: int, month: int, day: int) -> Parsed:
    return Parsed(iso(datetime(year, month, day, tzinfo=UTC)), zone_assumed=True, date_only=True)


def _full(date: tuple[int, int, int], clock: tuple[int, int, int], offset: timezone | None, zone: str, named: str | None = None) -> Parsed:
    tz = offset or zone_named(named or zone)
    return Parsed(iso(datetime(*date, *clock, tzinfo=tz)), zone_assumed=offset is None and named is None)
