"""The days that a sentence names: weekdays back from the day it was written, and dates."""

from __future__ import annotations

from datetime import date

import regex

from sayso.calendar_names import MONTHS, WEEKDAY, WEEKDAYS, month_number
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon.tables import alternation

_WEEKDAY = compile_pattern(rf"\b{WEEKDAY}\b")
_DATE = compile_pattern(rf"\b(?P<month>{alternation(MONTHS)}) (?P<day>[0-3]?\d)\b(?!\d)(?:,? (?P<year>(?:19|20)\d\d))?")


def find_named_days(text: str, written: int) -> frozenset[int]:
    """The days named in `text`, as ordinals; `written` is the day it was written.

    A weekday is the last one, a date without a year the last.

    >>> [date.fromordinal(d).isoformat() for d in sorted(find_named_days("died on Sunday, not on Feb. 28", date(2026, 3, 4).toordinal()))]
    ['2026-02-28', '2026-03-01']
    """
    out = set()
    for mark in _WEEKDAY.findall(text):
        out.add(written - (date.fromordinal(written).weekday() - WEEKDAYS.index(mark.lower())) % 7)
    for match in _DATE.finditer(text):
        if (day := _read_day(match, written)) is not None:
            out.add(day)
    return frozenset(out)


def _read_day(match: regex.Match[str], written: int) -> int | None:
    """Returns the ordinal of a written day, by default in the year of the text; None for a day that no calendar has."""
    month = month_number(match["month"])
    year = int(match["year"]) if match["year"] else date.fromordinal(written).year
    try:
        day = date(year, month, int(match["day"])).toordinal()
        return day if match["year"] or day <= written else date(year - 1, month, int(match["day"])).toordinal()
    except ValueError:
        return None
