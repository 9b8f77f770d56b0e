"""The home page: what changed, day by day, grouped by article, most telling first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sayso.model import CHANGE_KINDS
from sayso.publish import charts
from sayso.publish.links import Links
from sayso.publish.moments import as_of
from sayso.publish.sites import Reader, Row
from sayso.publish.told import Told, told
from sayso.store import pages as sql
from sayso.wording.words import KINDS, day

#: Articles a page, changes an article, days a page.
ARTICLES, EACH, DAYS = 24, 4, 12


class Chosen(NamedTuple):
    """What the reader asked for."""

    kinds: tuple[str, ...]
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
    """An article with what changed in it that day; `more` counts what is not shown."""

    article: Row
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
    until = (as_of(wish.until) or "")[:10] or None
    where = sql.telling(wish.kinds, wish.publisher, wish.speaker, wish.words, since)
    days, after = _days(read, links, where, wish, until)
    counts = read.rows(sql.DAYS)
    return {
        "template": "sayso/home.html",
        "chosen": wish,
        "kinds": KINDS,
        "publishers": [r["publisher"] for r in read.rows(sql.PUBLISHERS)],
        "days": days,
        "after": after,
        "totals": read.one(sql.TOTALS),
        "chart": _chart(counts, links, wish),
        "examples": sql.EXAMPLES,
        "reports": sql.REPORTS,
        "feed_query": {"_search": wish.words, "kind": wish.kinds[0] if len(wish.kinds) == 1 else ""},
    }


Day = tuple[str, list[Group]]


def _days(read: Reader, links: Links, where: sql.Where, wish: Chosen, until: str | None) -> tuple[list[Day], str | None]:
    """Days with their articles, newest first, and the address of what comes after them."""
    out: list[Day] = []
    room, skip = ARTICLES, wish.skip
    for name in _names(read, where, until or "9999", narrow=bool(wish.words or wish.speaker or wish.publisher)):
        if room <= 0 or len(out) == DAYS:
            return out, links.home(**wish.query(until=name))
        articles = read.rows(sql.articles_of_day(where), {**where.values, "day": name, "limit": room + 1, "skip": skip})
        if articles[:room]:
            out.append((name, _groups(read, links, where, name, articles[:room])))
        if len(articles) > room:
            return out, links.home(**wish.query(until=name, skip=skip + room))
        room, skip = room - len(articles), 0
    return out, None


def _names(read: Reader, where: sql.Where, until: str, *, narrow: bool) -> Iterator[str]:
    """The days with such changes, newest first. Few changes meet a narrow wish, so that one pass is quickest; else each day is one seek."""
    capped = where._replace(sql=where.sql + " and d.day <= :until", values={**where.values, "until": until})
    if narrow:
        yield from (row["day"] for row in read.rows(sql.latest_days(capped), {**capped.values, "most": DAYS + 1}))
        return
    while (found := read.one(sql.latest_day(capped), capped.values)) and found["day"]:
        yield found["day"]
        capped = capped._replace(values={**capped.values, "until": _eve(found["day"])})


def _groups(read: Reader, links: Links, where: sql.Where, name: str, articles: list[Row]) -> list[Group]:
    values = {f"a{i}": a["article_id"] for i, a in enumerate(articles)}
    found = read.rows(sql.changes_of_day(where, len(articles)), {**where.values, **values, "day": name, "each": EACH})
    by_article: dict[int, list[Told]] = defaultdict(list)
    for row in found:
        by_article[row["article_id"]].append(told(row, links))
    return [Group(a, by_article[a["article_id"]], a["n"] - len(by_article[a["article_id"]])) for a in articles]


def _eve(name: str) -> str:
    """The day before; the calendar's first day has none."""
    try:
        return (date.fromisoformat(name) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return "0"


def _chart(counts: list[Row], links: Links, wish: Chosen) -> object:
    """Changes a day, with the days between on which nothing changed."""
    totals: dict[str, list[int]] = {}
    for row in counts:
        pair = totals.setdefault(row["day"], [0, 0])
        pair[1] += row["n"]
        pair[0] += row["n"] if row["rank"] <= 5 else 0
    if len(totals) < 2:
        return ""
    first, last = date.fromisoformat(min(totals)), date.fromisoformat(max(totals))
    names = [(first + timedelta(days=i)).isoformat() for i in range((last - first).days + 1)]
    days = [(day(f"{n}T00:00:00Z"), *_two(totals.get(n))) for n in names]
    drawn = charts.columns(days, [links.home(**wish.query(until=n)) for n in names])
    return {"svg": drawn, "first": names[0], "last": names[-1], "busiest": max(totals.items(), key=lambda d: d[1][1])}


def _two(pair: list[int] | None) -> tuple[int, int]:
    return (pair[0], pair[1]) if pair else (0, 0)
