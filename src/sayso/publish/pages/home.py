"""The home page: what changed, day by day, grouped by article, the most newsworthy first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple, cast

from sayso.model import CHANGE_KINDS, ChangeKind
from sayso.present.as_of import parse_as_of
from sayso.present.change_view import ChangeView, describe_change, list_as_lines
from sayso.present.words import KINDS, describe_routine, format_day
from sayso.publish import charts
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links
from sayso.publish.pages import home_list, series_links
from sayso.publish.pages.query_args import QueryArgs
from sayso.store import change_filters, list_queries, reasons
from sayso.store import page_queries as sql

#: The number of changes listed for an article; the number of days in the chart.
MAX_CHANGES_PER_ARTICLE, CHARTED_DAYS = 4, 60


#: The names of the arguments in the address.
ARGUMENT_NAMES = ("kind", "publisher", "speaker", "words", "role", "stealth", "correction", "least", "since", "until", "all", "skip")


class HomeQuery(NamedTuple):
    """The parsed query of the home page: `wish` has the filters, `since` and `until` are as typed, `page` is the start of the page."""

    wish: change_filters.ChangeFilter
    since: str
    until: str
    least: str
    page: tuple[str, int]

    @property
    def filtered(self) -> bool:
        """Whether the query narrows the list."""
        return any((*self.wish._replace(everything=False), self.until))

    def query(self, **more: object) -> dict[str, object]:
        """Returns the same query as arguments, with some replaced."""
        w = self.wish
        own = {
            "kind": list(w.kinds), "publisher": w.publisher, "speaker": w.speaker, "words": w.words, "role": w.role, "least": self.least,
            "stealth": "1" if w.stealth else "", "correction": "1" if w.correction else "", "since": self.since, "until": self.until,
            "all": "1" if w.everything else "",
        }  # fmt: skip
        return {**own, **more}


class ArticleChanges(NamedTuple):
    """An article with its changes of a day (the last one `at`) and its headline of then; `more` counts the changes that are not listed.

    `routine` describes in one line the changes that come with any rewriting.
    """

    article: Row
    title: str
    day: str
    at: str
    changes: list[ChangeView]
    more: int
    routine: str


class Counts(NamedTuple):
    """The number of matching items, and of matching changes that are hidden by default; their days, None for all.

    Changes of one entry are one item, as in `sayso changes`.
    """

    shown: int
    left_out: int
    first: str | None
    last: str | None


def read_choice(checked: QueryArgs) -> HomeQuery:
    """Parses the filters from the query string."""
    since, until, least = checked.get_time("since"), checked.get_time("until"), checked.get_number("least")
    wish = change_filters.ChangeFilter(
        kinds=cast("tuple[ChangeKind, ...]", checked.get_codes("kind", CHANGE_KINDS)),
        publisher=checked.get_text("publisher"),
        speaker=checked.get_text("speaker"),
        words=checked.get_text("words"),
        role=checked.get_text("role"),
        stealth=checked.get_flag("stealth"),
        correction=checked.get_flag("correction"),
        least=least,
        since=f"{since}T00:00:00Z" if len(since) == 10 else parse_as_of(since),
        everything=checked.get_flag("all"),
    )
    day_asked = (parse_as_of(until) or "")[:10]
    return HomeQuery(
        wish=wish,
        since=since,
        until=until,
        least=checked.get_text("least") if least is not None else "",
        page=(day_asked, checked.get_whole("skip") or 0),
    )


def build_home(read: Reader, links: Links, args: Any) -> Row:
    """Template context of the home page."""
    checked = QueryArgs(args, ARGUMENT_NAMES)
    choice = read_choice(checked)
    wish, (until, skip) = choice.wish, choice.page
    where = home_list.narrow_conditions(read, change_filters.build_conditions(wish))
    page = home_list.read_page(read, where.and_(wish.shown), until or "9999", skip)
    chart, counts = _count_changes(read, links, choice, where)
    empty = not page.stories and not page.after
    return {
        "template": "sayso/home.html",
        "here": links.home(),
        "chosen": choice,
        "wish": wish,
        "problems": checked.problems,
        "kinds": KINDS,
        "publishers": [r["publisher"] for r in read.fetch_all(sql.PUBLISHERS)],
        "roles": [r["role"] for r in read.fetch_all(list_queries.ROLES)],
        "days": [(name, list(groups)) for name, groups in groupby(_group_by_article(read, links, page.stories), lambda g: g.day)],
        "after": links.home(**choice.query(until=page.after[0], skip=page.after[1] or "")) if page.after else None,
        "walked": home_list.MAX_DAYS_WALKED,
        "reason": reasons.explain_no_change(read.is_true, wish.stealth) if empty and choice.filtered else "",
        "totals": read.fetch_one(sql.TOTALS),
        "counts": counts,
        "chart": chart,
        "moved": [] if choice.filtered or wish.everything else series_links.find_moved_series(read, links),
        "switch": links.home(**choice.query(all="" if wish.everything else "1")),
        "examples": sql.EXAMPLES,
        "reports": sql.REPORTS,
        "feed_query": {"_search": wish.words, "kind": wish.kinds[0] if len(wish.kinds) == 1 else ""},
    }


def _group_by_article(read: Reader, links: Links, found: list[home_list.Story]) -> Iterator[ArticleChanges]:
    """Yields the articles with their changes in words."""
    ids = [i for story in found for entry in story.entries[:MAX_CHANGES_PER_ARTICLE] for i in entry]
    changes = {row["id"]: row for row in read.fetch_all(sql.CHANGES_BY_ID, {"ids": json.dumps(ids)})}
    articles = {row["id"]: row for row in read.fetch_all(sql.ARTICLES_BY_ID, {"ids": json.dumps([s.article_id for s in found])})}
    ends = json.dumps([(story.article_id, story.at) for story in found])
    titles = {(row["article_id"], row["at"]): row["title"] for row in read.fetch_all(sql.HEADLINES, {"stories": ends})}
    rewritten = _count_rewritten(read, found)
    for story in found:
        shown = [
            describe_change(row, links)
            for entry in story.entries[:MAX_CHANGES_PER_ARTICLE]
            for row in list_as_lines([changes[i] for i in entry])
        ]
        article = articles[story.article_id]
        title = titles.get((story.article_id, story.at)) or article["title"]
        more = max(0, len(story.entries) - MAX_CHANGES_PER_ARTICLE)
        yield ArticleChanges(
            article=article,
            title=title,
            day=story.day,
            at=story.at,
            changes=shown,
            more=more,
            routine=describe_routine(rewritten.get((story.day, story.article_id), {})),
        )


def _count_rewritten(read: Reader, found: list[home_list.Story]) -> dict[tuple[str, int], dict[str, int]]:
    """Counts the changes of each story that are not listed, by kind."""
    out: dict[tuple[str, int], dict[str, int]] = {}
    for row in read.fetch_all(change_filters.LEFT_OUT, {"stories": json.dumps([(story.day, story.article_id) for story in found])}):
        out.setdefault((row["day"], row["article_id"]), {})[row["kind"]] = row["n"]
    return out


def _count_changes(read: Reader, links: Links, choice: HomeQuery, where: change_filters.Where) -> tuple[Row | None, Counts]:
    """Counts the matching changes by day for the chart (None if there is only one day), and in total."""
    ends = read.fetch_one(sql.FIRST_AND_LAST_DAY) or {}
    if not ends["first"]:
        return None, Counts(0, 0, None, None)
    oldest, newest = date.fromisoformat(ends["first"]), date.fromisoformat(ends["last"])
    until, plain = choice.page[0], not where.parts
    first, last = _choose_charted_days(oldest, newest, date.fromisoformat(until) if until else newest)
    values = {**where.values, "first": first.isoformat(), "last": last.isoformat()}
    found = (
        read.fetch_all(sql.DAYS, values)
        if plain and not choice.wish.everything
        else read.fetch_all(change_filters.build_daily_counts(home_list.choose_count_conditions(read, where), choice.wish.shown), values)
    )
    days = {row["day"]: row for row in found}
    return (
        _draw_chart(links, choice, days, (oldest, first, last, newest)),
        _count_matches(read, choice, where=where, days=days, span=(first, last)),
    )


def _count_matches(read: Reader, choice: HomeQuery, where: change_filters.Where, days: dict[str, Row], span: tuple[date, date]) -> Counts:
    """Returns the total counts if they are known: for few changes, and for all."""
    if not where.parts:
        totals = read.fetch_one(sql.TOTALS) or {}
        if choice.wish.everything:
            return Counts(totals["changes"], 0, None, None)
        return Counts(totals["items"], totals["changes"] - totals["shown"], None, None)
    shown, items = (sum(row[name] for row in days.values()) for name in ("shown", "items"))
    whole = not where.walk
    first, last = (None, None) if whole else (span[0].isoformat(), span[1].isoformat())
    return Counts(items, sum(row["asked"] for row in days.values()) - shown, first, last)


def _draw_chart(links: Links, choice: HomeQuery, found: dict[str, Row], span: tuple[date, date, date, date]) -> Row | None:
    """Draws the matching changes per day, with the days without any between them."""
    oldest, first, last, newest = span
    if oldest == newest:
        return None
    names = [(first + timedelta(days=i)).isoformat() for i in range((last - first).days + 1)]
    none = {"shown": 0, "figures": 0}
    days = [(format_day(f"{n}T00:00:00Z"), found.get(n, none)["figures"], found.get(n, none)["shown"]) for n in names]
    return {
        "svg": charts.draw_columns(days, [links.home(**choice.query(until=n)) for n in names]),
        "first": names[0],
        "last": names[-1],
        "busiest": max(shown for _, _, shown in days),
        "earlier": links.home(**choice.query(until=first - timedelta(days=1))) if first > oldest else None,
        "later": links.home(**choice.query(until=last + min(timedelta(days=CHARTED_DAYS), newest - last))) if last < newest else None,
    }


def _choose_charted_days(oldest: date, newest: date, until: date) -> tuple[date, date]:
    """Returns the first and the last day of the chart: the newest two months, or two months that end at `until`.

    >>> [str(d) for d in _choose_charted_days(date(2024, 1, 1), date(2026, 6, 1), date(2025, 3, 1))]
    ['2025-01-01', '2025-03-01']
    """
    if (newest - oldest).days < CHARTED_DAYS:
        return oldest, newest
    span = timedelta(days=CHARTED_DAYS - 1)
    last = newest if newest - until <= span else max(until, oldest + span)
    return last - span, last
