"""The home page: what changed, day by day, grouped by article, most telling first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sayso.model import CHANGE_KINDS, ChangeKind
from sayso.present.words import KINDS, day
from sayso.publish import charts
from sayso.publish.as_of import as_of
from sayso.publish.change_view import Told, told
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links
from sayso.publish.pages import stories
from sayso.store import change_filters
from sayso.store import page_queries as sql

#: Changes told of an article, days of the chart.
EACH, CHARTED = 4, 60


class Chosen(NamedTuple):
    """What the reader asked for."""

    kinds: tuple[ChangeKind, ...]
    publisher: str
    speaker: str
    words: str
    since: str
    until: str
    skip: int

    @property
    def filtered(self) -> bool:
        """Whether anything was asked for."""
        return any((self.kinds, self.publisher, self.speaker, self.words, self.since, self.until))

    def query(self, **more: object) -> dict[str, object]:
        """The same wish as a query string, with some of it replaced."""
        own = {
            "kind": list(self.kinds),
            "publisher": self.publisher,
            "speaker": self.speaker,
            "words": self.words,
            "since": self.since,
            "until": self.until,
        }
        return {**own, **more}


class Group(NamedTuple):
    """An article with what changed in it on a day, last `at`; `more` counts what is not shown."""

    article: Row
    day: str
    at: str
    changes: list[Told]
    more: int


def chosen(args: Any) -> Chosen:
    """What the reader asked for, out of the query string; what makes no sense is left out."""
    kinds = tuple(k for k in args.getlist("kind") if k in CHANGE_KINDS)
    skip = args.get("skip") or "0"
    texts = [(args.get(name) or "").strip()[:200] for name in ("publisher", "speaker", "words")]
    times = [value if as_of(value) else "" for value in ((args.get(name) or "").strip() for name in ("since", "until"))]
    publisher, speaker, words = texts
    since, until = times
    return Chosen(kinds, publisher, speaker, words, since, until, int(skip) if skip.isdecimal() and len(skip) < 7 else 0)


def home(read: Reader, links: Links, args: Any) -> Row:
    """What the home page shows."""
    wish = chosen(args)
    since = (wish.since + "T00:00:00Z") if len(wish.since) == 10 else as_of(wish.since)
    until = (as_of(wish.until) or "")[:10]
    where = change_filters.telling(wish.kinds, wish.publisher, wish.speaker, wish.words, since)
    page = stories.page(read, where, until or "9999", wish.skip)
    return {
        "template": "sayso/home.html",
        "chosen": wish,
        "kinds": KINDS,
        "publishers": [r["publisher"] for r in read.rows(sql.PUBLISHERS)],
        "days": [(name, list(groups)) for name, groups in groupby(_groups(read, links, page.stories), lambda g: g.day)],
        "after": links.home(**wish.query(until=page.after[0], skip=page.after[1] or "")) if page.after else None,
        "walked": stories.WALKED,
        "totals": read.one(sql.TOTALS),
        "chart": _chart(read, links, wish, until),
        "examples": sql.EXAMPLES,
        "reports": sql.REPORTS,
        "feed_query": {"_search": wish.words, "kind": wish.kinds[0] if len(wish.kinds) == 1 else ""},
    }


def _groups(read: Reader, links: Links, found: list[stories.Story]) -> Iterator[Group]:
    """The stories with their words."""
    ids = [i for story in found for i in story.changes[:EACH]]
    changes = {row["id"]: told(row, links) for row in read.rows(sql.CHANGES_BY_ID, {"ids": json.dumps(ids)})}
    articles = {row["id"]: row for row in read.rows(sql.ARTICLES_BY_ID, {"ids": json.dumps([s.article_id for s in found])})}
    for story in found:
        shown = [changes[i] for i in story.changes[:EACH]]
        yield Group(articles[story.article_id], story.day, story.at, shown, len(story.changes) - len(shown))


def _chart(read: Reader, links: Links, wish: Chosen, until: str) -> Row | None:
    """Changes a day, with the days between on which nothing changed; None where there is but one day."""
    ends = read.one(sql.FIRST_AND_LAST_DAY) or {}
    if not ends["first"] or ends["first"] == ends["last"]:
        return None
    oldest, newest = date.fromisoformat(ends["first"]), date.fromisoformat(ends["last"])
    first, last = _charted(oldest, newest, date.fromisoformat(until) if until else newest)
    names = [(first + timedelta(days=i)).isoformat() for i in range((last - first).days + 1)]
    found = {row["day"]: (row["figures"], row["changes"]) for row in read.rows(sql.DAYS, {"first": names[0], "last": names[-1]})}
    days = [(day(f"{n}T00:00:00Z"), *found.get(n, (0, 0))) for n in names]
    return {
        "svg": charts.columns(days, [links.home(**wish.query(until=n)) for n in names]),
        "first": names[0],
        "last": names[-1],
        "busiest": max(changes for _, changes in found.values()) if found else 0,
        "earlier": links.home(**wish.query(until=first - timedelta(days=1))) if first > oldest else None,
        "later": links.home(**wish.query(until=last + min(timedelta(days=CHARTED), newest - last))) if last < newest else None,
    }


def _charted(oldest: date, newest: date, until: date) -> tuple[date, date]:
    """The first and the last day of the chart: the newest two months, or those that end on a day long ago.

    >>> [str(d) for d in _charted(date(2024, 1, 1), date(2026, 6, 1), date(2025, 3, 1))]
    ['2025-01-01', '2025-03-01']
    """
    if (newest - oldest).days < CHARTED:
        return oldest, newest
    span = timedelta(days=CHARTED - 1)
    last = newest if newest - until <= span else max(until, oldest + span)
    return last - span, last
