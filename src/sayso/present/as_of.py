"""Times as people type them into the address bar or a query, read as UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def parse_as_of(text: object) -> str | None:
    """Returns the time as stored (ISO 8601, UTC); None if the text is no time. A day alone means its last second.

    >>> parse_as_of("2024-03-21T12:00"), parse_as_of("2024-03-21"), parse_as_of("2024-03-21 14:00+02:00"), parse_as_of("soon")
    ('2024-03-21T12:00:00Z', '2024-03-21T23:59:59Z', '2024-03-21T12:00:00Z', None)
    """
    if not isinstance(text, str):
        return None
    given = text.strip()
    if _DAY.fullmatch(given):
        given += "T23:59:59"
    # In a query string a plus sign arrives as a space: 2024-03-21T14:00+02:00
    given = re.sub(r"(T\d\d:\d\d(?::\d\d)?) (\d\d:\d\d)$", r"\1+\2", given)
    try:
        at = datetime.fromisoformat(given)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"{at:%Y-%m-%dT%H:%M:%S}Z" if at.year >= 1000 else None
