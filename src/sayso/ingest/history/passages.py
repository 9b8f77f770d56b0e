"""When the passages of a revision were written: a line is as old as the first of the consecutive revisions that have it, word for word.

A new line was written at the revision's `updated_at`. The lines of the first known revision were written between publication, if that is
known, and `updated_at`: a page that we see for the first time a week after publication, or that got a new time stamp, mostly has the text
of its first day. A publication without time of day is a day at the place of publication; its noon in UTC is on that day nearly everywhere.

A page that its publisher still updates more than two weeks after publication is rewritten more often than not: a timeline, the
page of an incident. There `updated_at` is the better guess. Where that is not stated, but our own clock or the server's, publication is.

The times depend on the article's revisions in their order alone, so the order of arrival does not matter. An appended revision needs those
of the one before. Alternatives considered: *a column of `revisions`* is a derived value among facts. *All earlier texts* would have to be
read again for each new one. *Times of words instead of lines* cost a comparison of texts, and a sentence that was edited was seen by an
editor. So the times are part of the stored reading, which the matching loads anyway: consecutive lines of one time are one passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from sayso.ingest.clock import parse_stored_time
from sayso.ingest.history.revisions import CAPTURE
from sayso.model import Passage
from sayso.store.rows import RevisionRow

#: The bases of `updated_at` that are no statement of the publisher about an update.
_UNSTATED = frozenset((CAPTURE, "published", "Last-Modified"))
#: How long after publication an updated text still counts as that of its first day.
_SETTLED_AFTER = timedelta(days=14)
_MIDNIGHT, _NOON = "T00:00:00Z", "T12:00:00Z"


class DatedText(NamedTuple):
    """A text and its passages."""

    text: str
    passages: Sequence[Passage]


class _WritingTime(NamedTuple):
    """The first and the last possible time of writing."""

    first: str
    last: str


def date_passages(revision: RevisionRow, before: DatedText | None) -> tuple[Passage, ...]:
    """Returns the passages of a revision with their times; `before` is the revision before it, None for the first one."""
    at = revision.updated_at
    if before is None:
        return (Passage(0, find_first_time(revision.published_at, at, revision.updated_at_basis), at),)
    known, own = dict(_read_line_times(before)), _WritingTime(at, at)
    out: list[Passage] = []
    start = 0
    for line in revision.text.split("\n"):
        written = known.get(line, own)
        if line and (not out or written != out[-1][1:]):
            out.append(Passage(start if out else 0, *written))
        start += len(line) + 1
    return tuple(out) or (Passage(0, at, at),)


def find_first_time(published: str | None, updated: str, basis: str) -> str:
    """Finds when the first known text of an article was written at the earliest.

    >>> find_first_time("2026-03-04T00:00:00Z", "2026-03-11T07:00:00Z", "given")
    '2026-03-04T12:00:00Z'
    >>> find_first_time("2026-01-04T10:00:00Z", "2026-03-11T07:00:00Z", "given")
    '2026-03-11T07:00:00Z'
    """
    if published is None or published[:10] > updated[:10]:
        return updated
    first = published.replace(_MIDNIGHT, _NOON)
    if first >= updated or (first != published and published[:10] == updated[:10]):
        return updated
    if basis not in _UNSTATED and parse_stored_time(updated) - parse_stored_time(first) > _SETTLED_AFTER:
        return updated
    return first


def find_own_time(passages: Sequence[Passage]) -> str:
    """Returns the time since which the text has been as it is."""
    return max(p.last for p in passages)


def _read_line_times(dated: DatedText) -> Iterator[tuple[str, _WritingTime]]:
    """Yields the lines of a text with their times. Equal lines have equal times: the first revision has one time, later ones inherit."""
    (text, passages), start, place = dated, 0, 0
    for line in text.split("\n"):
        while place + 1 < len(passages) and passages[place + 1].start <= start:
            place += 1
        if line:
            yield line, _WritingTime(*passages[place][1:])
        start += len(line) + 1
