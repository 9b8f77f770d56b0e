"""The times that the words of a text are resolved against, passage by passage.

Of a passage that was written at some time between two days, the text itself may say more: "police said Sunday" in a story that was filed on
Saturday and seen on Monday was written on Sunday at the earliest. Only what somebody said on a day counts, since what will happen on it may
be in the same words ("Sunday's game").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from sayso.calendar_names import WEEKDAY, WEEKDAYS
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.model import Passage

#: How long after publication a story is usually still being written.
GRACE = timedelta(days=2)
#: The past of verbs of saying that have the day of the saying after them: "Ruiz said in a statement on Monday".
SAID = alternation((*entries("moments.txt", "verbs of saying"), *entries("moments.txt", "more verbs of saying with a day")))
_SAID_ON = compile_pattern(rf"\b{SAID}\s(?:(?!last\b|next\b)[\w’'-]+\s){{0,4}}?(?P<day>{WEEKDAY})\b(?![’'])")


class Times(NamedTuple):
    """The times that the words of a passage are resolved against: it was written between `first` and `last`; `own` is the revision's."""

    first: datetime
    last: datetime
    own: datetime


class PassageTimes:
    """The times of the passages of a text; without passages all of it was written at `at` (ISO 8601, UTC; None: unknown)."""

    def __init__(self, text: str, at: str | None, passages: Sequence[Passage]) -> None:
        own = None if at is None else parse_iso_time(at)
        ends = [*(p.start for p in passages[1:]), len(text)]
        self._starts = ends[:-1]
        self._times: list[Times | None] = [_find_times(text, p, end, own) for p, end in zip(passages, ends, strict=False)]
        if not passages:
            self._times.append(None if own is None else Times(own, own, own))

    def find_times(self, offset: int) -> Times | None:
        """The times of the passage at an offset; None if they are unknown."""
        return self._times[bisect_right(self._starts, offset)] if self._starts else self._times[0]


def _find_times(text: str, passage: Passage, end: int, own: datetime | None) -> Times:
    first, last = parse_iso_time(passage.first), parse_iso_time(passage.last)
    if passage.first[:10] < passage.last[:10]:
        first = _find_latest_saying(text, passage.start, end, first, min(last, first + GRACE))
    return Times(first, last, own or last)


def _find_latest_saying(text: str, start: int, end: int, first: datetime, last: datetime) -> datetime:
    """The last day after that of `first`, until `last`, on which the text says that somebody said something; else `first`."""
    days = {(day := first + timedelta(days=n)).weekday(): day for n in range(1, (last.date() - first.date()).days + 1)}
    said = (days.get(WEEKDAYS.index(found["day"].lower())) for found in _SAID_ON.finditer(text, start, end))
    return min(max((day for day in said if day), default=first), last)


@lru_cache(maxsize=64)
def parse_iso_time(at: str) -> datetime:
    """A time as a datetime; all sentences of a revision need it."""
    time = datetime.fromisoformat(at.replace("Z", "+00:00"))
    return time if time.tzinfo else time.replace(tzinfo=UTC)
