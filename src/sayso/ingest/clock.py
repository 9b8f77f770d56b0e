"""The one clock, and times as they are stored: ISO 8601 in UTC to the second, with a 'Z'.

All code that needs the current time takes a clock as an argument, so that a test can choose the time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Clock = Callable[[], str]


def now() -> str:
    """Returns the current time."""
    return format_stored_time(datetime.now(UTC))


def format_stored_time(time: datetime) -> str:
    """Formats a time as it is stored.

    >>> format_stored_time(datetime(2026, 3, 14, 9, 30, tzinfo=UTC))
    '2026-03-14T09:30:00Z'
    """
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_stored_time(stored: str) -> datetime:
    """Parses a stored time. Raises ValueError if the string is no time."""
    return datetime.fromisoformat(stored)


def parse_http_date(header: str) -> str | None:
    """Parses the time in an HTTP header such as Last-Modified and returns it as stored; None if the header has none.

    >>> parse_http_date("Wed, 21 Oct 2015 07:28:00 GMT"), parse_http_date("yesterday")
    ('2015-10-21T07:28:00Z', None)
    """
    try:
        return format_stored_time(parsedate_to_datetime(header))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def add_second(time: str) -> str:
    """Returns a stored time one second later.

    >>> add_second('2026-03-14T23:59:59Z')
    '2026-03-15T00:00:00Z'
    """
    return format_stored_time(parse_stored_time(time) + timedelta(seconds=1))
