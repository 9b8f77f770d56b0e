"""The one clock. Everything that asks the time takes it as an argument, so that a test can be any night it likes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], str]


def now() -> str:
    """The time, in UTC to the second."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A time as it is stored.

    >>> stamp(datetime(2026, 3, 14, 9, 30, tzinfo=UTC))
    '2026-03-14T09:30:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def after(time: str) -> str:
    """One second later.

    >>> after('2026-03-14T23:59:59Z')
    '2026-03-15T00:00:00Z'
    """
    return stamp(datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) + timedelta(seconds=1))
