"""Parses times as publishers, feeds and servers write them, to UTC.

A string has a full time with its zone, a full time without one (read in an assumed zone, which is recorded), or only a
day. Ambiguous numeric days ("03/04/2024") are not read, unless the weekday or an American zone
beside them decides. Relative times ("2 hours ago") are not read either: they depend on when the page was rendered.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sayso import calendar_names
from sayso.calendar_names import MONTH_NUMBERS
from sayso.calendar_names import MONTH_PATTERN as _MONTH
from sayso.errors import InputError
from sayso.ingest.clock import format_stored_time, parse_stored_time
from sayso.ingest.extract.time_zones import FLOATING, find_offset

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
    r"""\s* \(? (?: (?:UTC|GMT)? \s* (?P<offset>[+-]\d\d:?\d\d)\b | (?P<name>[A-Z]{1,5}) (?P<more>[+-]\d{1,2})? \b )""",
    re.VERBOSE,
)
WEEKDAYS = tuple(day[:3] for day in calendar_names.WEEKDAYS)
#: Numeric days with slashes, such as "Wed, 05/06/2026 - 14:51".
NUMERIC = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)})[a-z]*\.?,?\s+)?(?<![\d/])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: Zones that follow such a day only in America.
AMERICAN = re.compile(r"\b(?:AK|[ECMP])[SD]?T\b")
#: Dates in Java's form, with the year after clock and zone: "Mon May 04 12:45:00 EDT 2026".
JAVA = re.compile(
    rf"(?:[A-Z][a-z]{{2}},?\s+)?(?P<day>(?:{_MONTH})\s+[0-3]?\d)\s+(?P<clock>[0-2]\d:[0-5]\d(?::[0-5]\d)?)\s*(?P<zone>[A-Z]{{1,5}}"
    r"|(?:GMT|UTC)?[+-]\d\d:?\d\d)?"
    r"\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
#: Java's region after the offset: "2026-05-04T10:00:00+02:00[Europe/Berlin]".
REGION = re.compile(r"\[[A-Za-z_]+(?:/[A-Za-z_+-]+)*\]$")
ISO = re.compile(
    r"""(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d) (?: [T\s]+ (?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?
        \s* (?P<z>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)? )?""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z?))?")
EPOCH = re.compile(r"\d{10}(?:\d{3})?")


class Home(NamedTuple):
    """The place of the writer of a time.

    `zone` (an IANA name) is assumed if the time states none, `country` (ISO 3166, lower case) decides what the letters of a zone mean.
    """

    zone: str = "UTC"
    country: str | None = None


Zone = str | Home


def _resolve_home(zone: Zone) -> Home:
    return zone if isinstance(zone, Home) else Home(zone)


class Parsed(NamedTuple):
    """A parsed time: UTC ISO to the second, whether its zone was assumed, whether it is only a day (then at midnight)."""

    value: str
    zone_assumed: bool = False
    date_only: bool = False


def find_zone(name: str) -> ZoneInfo:
    """Returns the IANA zone of that name. Raises InputError if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(f"{name!r} is not a time zone; give a name such as UTC or America/New_York") from None


def parse_time(raw: object, zone: Zone = "UTC") -> Parsed | None:
    """Parses a time in any form of pages, feeds and headers; None if it is none, or not between 1990 and 2100.

    >>> parse_time("2024-04-28T15:56:35+0100")
    Parsed(value='2024-04-28T14:56:35Z', zone_assumed=False, date_only=False)
    >>> parse_time("21 March 2024, 8:52 pm")
    Parsed(value='2024-03-21T20:52:00Z', zone_assumed=True, date_only=False)
    >>> parse_time("Mon May 04 12:45:00 EDT 2026").value, parse_time("Mon, 05/04/2026 - 12:45").value
    ('2026-05-04T16:45:00Z', '2026-05-04T12:45:00Z')
    >>> parse_time("2 hours ago")
    """
    text = str(raw).strip().replace("\N{MINUS SIGN}", "-") if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    if not text or len(text) > 200:
        return None
    home, text = _resolve_home(zone), REGION.sub("", text)
    try:
        found = _parse_iso(text, home) or _parse_number(text, home) or _parse_human(text, home)
    except (ValueError, OverflowError):
        return None  # such as 30 February
    return found if found and "1990" <= found.value < "2101" else None


def _parse_iso(text: str, home: Home) -> Parsed | None:
    found = ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found["y"]), int(found["mo"]), int(found["d"])
    if found["h"] is None:
        return _make_day(year, month, day)
    clock = (int(found["h"]), int(found["m"]), int(found["s"] or 0))
    return _make_time((year, month, day), clock, _parse_offset(found["z"]) if found["z"] else None, home)


def _parse_number(text: str, home: Home) -> Parsed | None:
    """Parses seconds or milliseconds since 1970, or a time in digits alone."""
    if EPOCH.fullmatch(text):
        return Parsed(format_stored_time(datetime.fromtimestamp(int(text[:10]), UTC)))
    found = COMPACT.fullmatch(text)
    if not found:
        return None
    year, month, day, *clock = (int(x) for x in found.groups()[:6] if x)
    if not clock:
        return _make_day(year, month, day)
    return _make_time((year, month, day), (clock[0], clock[1], clock[2]), UTC if found[7] else None, home)


def _parse_human(text: str, home: Home) -> Parsed | None:
    text = JAVA.sub(lambda m: f"{m['day']}, {m['year']} {m['clock']} {m['zone'] or ''}", text, count=1)
    found = find_day(text)
    if not found:
        return None
    (year, month, day), (start, end) = found
    clock = find_clock(text[end:], home.country) or find_clock(text[:start], home.country)
    if clock is None:
        return _make_day(year, month, day)
    return _make_time((year, month, day), clock.time, clock.zone, home, sure=clock.sure)


def find_day(text: str) -> tuple[tuple[int, int, int], tuple[int, int]] | None:
    """Finds the first day in `text`, with its place; None if there is none."""
    found = DAY.search(text)
    if not found:
        return _parse_numeric_day(text)
    g = found.groupdict()
    month = g["m1"] or g["m2"]
    number = MONTH_NUMBERS[month.lower()] if month else int(g["m3"])
    return (int(g["y1"] or g["y2"] or g["y3"]), number, int(g["d1"] or g["d2"] or g["d3"])), found.span()


def _parse_numeric_day(text: str) -> tuple[tuple[int, int, int], tuple[int, int]] | None:
    """Parses an unambiguous numeric day: one part is no month, or the weekday or an American zone decides."""
    if not (found := NUMERIC.search(text)):
        return None
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    ways = [(month, day) for month, day in dict.fromkeys(((a, b), (b, a))) if 1 <= month <= 12 and 1 <= day <= 31]
    if len(ways) == 2 and found["weekday"]:
        weekday = WEEKDAYS.index(found["weekday"].lower())
        ways = [way for way in ways if date(year, *way).weekday() == weekday]
    elif len(ways) == 2 and AMERICAN.search(text[found.end() :]):
        ways = ways[:1]
    return ((year, *ways[0]), found.span()) if len(ways) == 1 else None


class Clock(NamedTuple):
    """A time of day: hours, minutes, seconds; its zone (None: none stated, or unknown); whether that zone is certain."""

    time: tuple[int, int, int]
    zone: tzinfo | None
    sure: bool


def find_clock(text: str, country: str | None = None) -> Clock | None:
    """Finds the first time of day in `text`; `country` decides what the letters of its zone mean."""
    for found in CLOCK.finditer(text):
        if not found["m"] and not found["half"]:
            continue
        hour = int(found["h"])
        if found["half"]:
            hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
        return Clock((hour, int(found["m"] or 0), int(found["s"] or 0)), *_match_zone(text[found.end() :], country))
    return None


def set_clock(day: str, text: str, zone: Zone) -> Parsed | None:
    """Returns the first moment from `day` (a stored time) on with the time of day in `text`, both read in `zone`; None if there is none.

    >>> set_clock("2024-05-03T22:38:00Z", "Updated: 1:15 am", "UTC")
    Parsed(value='2024-05-04T01:15:00Z', zone_assumed=True, date_only=False)
    """
    home = _resolve_home(zone)
    clock = find_clock(text, home.country)
    if clock is None:
        return None
    for start in (parse_stored_time(day), parse_stored_time(day) + timedelta(days=1)):
        local = start.astimezone(find_zone(home.zone))
        found = _make_time((local.year, local.month, local.day), clock.time, clock.zone, home, sure=clock.sure)
        if found.value >= day:
            break
    return found


def find_zone_in_text(text: str, country: str | None = None) -> tzinfo | None:
    """Returns the zone after the first time of day in `text`; None if there is none, or it is uncertain.

    >>> find_zone_in_text("May 4, 2026, 8:00 a.m. EDT"), find_zone_in_text("8:00 Uhr")
    (datetime.timezone(datetime.timedelta(days=-1, seconds=72000)), None)
    """
    if found := ISO.fullmatch(text.strip()):
        return _parse_offset(found["z"]) if found["z"] else None
    clock = find_clock(text, country)
    return clock.zone if clock and clock.sure else None


def _match_zone(text: str, country: str | None) -> tuple[tzinfo | None, bool]:
    """Returns the zone at the start of `text`, and whether it is certain."""
    found = ZONE.match(text.replace("\N{MINUS SIGN}", "-"))  # with a minus sign: "UTC−3"
    if not found:
        return None, False
    if found["offset"]:
        return _parse_offset(found["offset"]), True
    name = found["name"]
    hours, sure = find_offset(name, country)
    if hours is not None:
        return timezone(timedelta(hours=hours + (int(found["more"]) if found["more"] and name in ("UTC", "GMT") else 0))), sure
    return (find_zone(FLOATING[name]), True) if name in FLOATING else (None, False)


def _parse_offset(text: str) -> timezone:
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)


def _make_day(year: int, month: int, day: int) -> Parsed:
    return Parsed(format_stored_time(datetime(year, month, day, tzinfo=UTC)), zone_assumed=True, date_only=True)


def _make_time(day: tuple[int, int, int], clock: tuple[int, int, int], stated: tzinfo | None, home: Home, *, sure: bool = True) -> Parsed:
    tz = stated or find_zone(home.zone)
    return Parsed(format_stored_time(datetime(*day, *clock, tzinfo=tz)), zone_assumed=stated is None or not sure)
