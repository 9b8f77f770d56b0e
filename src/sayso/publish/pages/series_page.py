"""The page of a series: its points in time, a line for each outlet, and the disagreements; and the same as data."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import zip_longest
from typing import Any, NamedTuple

from markupsafe import Markup

from sayso.present.change_view import ChangeView, describe_change
from sayso.present.words import VERDICTS, format_amount, format_clock, format_count, format_figure, format_interval
from sayso.publish import charts
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links, request_address
from sayso.publish.pages.claim_in_sentence import mark_claim
from sayso.publish.pages.query_args import QueryArgs
from sayso.publish.plot import ChartStep
from sayso.publish.series_chart import Chart, Event, draw_series_chart
from sayso.series.instruments import find_price_factor
from sayso.store import list_queries
from sayso.store import series_pages as sql
from sayso.store.change_filters import Condition

#: The most points on a page, in the chart and in the JSON data, and the most disagreements in the list.
POINTS_PER_PAGE, MAX_IN_CHART, MAX_IN_DATA, MAX_DISPUTES = 50, 300, 1000, 12

#: The verdicts of points without news.
VERDICTS_WITHOUT_NEWS = ("repeats", "same copy")

#: Width and height of the chart on a desktop and on a phone.
CHART_SIZES = ((920, 320), (360, 260))


class Drawn(NamedTuple):
    """The chart of a series for a desktop and for a phone, and the time of its first wording (UTC; None if none is drawn)."""

    charts: list[Chart]
    first: str | None


def build_series(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Template context of a series; None if there is no such series. For the id of a claim in a series, `moved` is that series."""
    row = read.fetch_one(sql.SERIES, {"id": key})
    if row is None:
        return _redirect_to_series(read, links, key, None)
    checked = QueryArgs(request.args, ("after",))
    after = checked.match_text("after", r"([\d:TZ-]{20}),(\d{1,16})", "follow the link to the next page")
    points = read.fetch_all(
        sql.POINTS, {"id": key, "at": after and after[1], "claim": after and int(after[2]), "limit": POINTS_PER_PAGE + 1}
    )
    disputes = _read_disputes(read, key)
    drawn = _draw_charts(read, row, disputes)
    last = points[POINTS_PER_PAGE - 1] if len(points) > POINTS_PER_PAGE else None
    latest = next(iter(_read_points(read, key, 1)), None)
    here = links.series(row["id"])
    return {
        "template": "sayso/series.html",
        "series": row,
        "title": _format_title(row, latest),
        "latest": latest,
        "span": _format_span(row, latest),
        "points": _describe_points(read, links, sorted(points[:POINTS_PER_PAGE], key=_make_order_key, reverse=True)),
        "rows": points[:POINTS_PER_PAGE],
        "charts": drawn.charts,
        "drawn": min(row["points"], MAX_IN_CHART),
        "first": drawn.first if drawn.first and row["points"] <= MAX_IN_CHART else row["first_at"],
        "disputes": [build_dispute(d, links) for d in disputes],
        "cite": _format_citation(row, latest, request),
        "problems": checked.problems,
        "after": links.series(row["id"], after=f"{last['at']},{last['claim_id']}") if last else None,
        "start": here if after else None,
        "address": _build_address(request, here),
        "description": f"{format_count(row['points'], 'figure')} in {format_count(row['articles'], 'article')} of "
        f"{format_count(row['outlets'], 'outlet')}, "
        f"{format_clock(row['first_at'])} to {format_clock(row['last_at'])} UTC",
    }


def build_series_data(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Builds a series as data: its fields, its newest `MAX_IN_DATA` points in time, and its disagreements."""
    row = read.fetch_one(sql.SERIES, {"id": key})
    if row is None:
        return _redirect_to_series(read, links, key, "json")
    points = [{k: v for k, v in p.items() if k != "place"} for p in sorted(_read_points(read, key, MAX_IN_DATA), key=_make_order_key)]
    disputes = [{k: v for k, v in d.items() if not k.endswith(("place", "key"))} for d in _read_disputes(read, key)]
    return {
        "series": row,
        "data": {"series": row, "points": points, "truncated": row["points"] > len(points), "disagreements": disputes},
    }


def build_series_feed(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Builds the context of a series' feed: its `points`.

    It has the newest figures; repeated ones only with `?all=1`.
    """
    row = read.fetch_one(sql.SERIES, {"id": key})
    if row is None:
        return _redirect_to_series(read, links, key, request.url_vars["format"])
    points = _read_points(read, key, MAX_IN_DATA)
    return {
        "series": row,
        "points": [p for p in points if request.args.get("all") == "1" or p["verdict"] not in VERDICTS_WITHOUT_NEWS][:POINTS_PER_PAGE],
    }


def draw_spark(read: Reader, row: Row) -> Markup:
    """Draws a series as a line small enough for a list; "" if its figure never changed."""
    if row["least"] == row["most"]:
        return Markup("")
    points = read.fetch_all(sql.SPARK, {"id": row["id"]})[::-1]
    ends = [p["at"] for p in points[1:]]
    steps = [ChartStep(start=p["at"], end=end, value=p["value"], low=p["low"], high=p["high"]) for p, end in zip_longest(points, ends)]
    return charts.draw_sparkline(steps, row["last_at"])


def build_dispute(row: Row, links: Links) -> Row:
    """Builds a disagreement: two contradictory figures, each in its sentence, with its part of the article."""
    sides = [
        {
            "text": row[f"{of}text"], "said": mark_claim({"text": row[f"{of}text"], "sentence": row[f"{of}sentence"],
                "place": row[f"{of}place"]}),
            "at": row[f"{of}at"], "publisher": row[f"{of}publisher"], "article": row[f"{of}article"], "part": row[f"{of}part"],
            "href": links.row("claims", row["other_id"] if of else row["id"]), "article_href": links.row("articles",
                row[f"{of}article_id"]),
        }
        for of in ("other_", "")
    ]  # fmt: skip
    return {"series": row["series"], "href": links.series(row["series_id"]), "between": row["between_whom"], "sides": sides}


def _redirect_to_series(read: Reader, links: Links, key: str, ext: str | None) -> Row | None:
    home = read.fetch_one(sql.OF_CLAIM, {"id": key})
    return home and {"moved": links.series(home["series_id"], ext)}


def _make_order_key(point: Row) -> tuple[object, ...]:
    """Returns the sort key of a point in its series. Points of one article and time are in the order of linking, the text first."""
    return point["at"], point["url"] or "", point["part"], point["claim_id"]


def _read_points(read: Reader, key: str, limit: int) -> list[Row]:
    return read.fetch_all(sql.POINTS, {"id": key, "at": None, "claim": None, "limit": limit})


def _read_disputes(read: Reader, key: str) -> list[Row]:
    statement = list_queries.select_from_few(sql.DISPUTES, Condition("", sql.DISPUTES_OF), [], None)
    return read.fetch_all(statement, {"id": key, "limit": MAX_DISPUTES})


def _describe_points(read: Reader, links: Links, points: list[Row]) -> list[Row]:
    """Describes the points in words, each with its later changes in its article."""
    revised: dict[int, list[ChangeView]] = defaultdict(list)
    for change in read.fetch_all(sql.REVISIONS, {"ids": json.dumps([p["claim_id"] for p in points])}):
        revised[change["claim_id"]].append(describe_change(change, links))
    return [
        {
            **p, "said": mark_claim(p), "verdict_words": VERDICTS[p["verdict"]], "shown": format_amount(p["value"], p["unit"]),
            "hedge": format_interval(p["low"], p["high"], p["modifier"]), "revised": revised[p["claim_id"]], "web": links.web(p["url"]),
        }
        for p in points
    ]  # fmt: skip


def _draw_charts(read: Reader, row: Row, disputes: list[Row]) -> Drawn:
    """Draws the chart of the newest points, in the unit of most of them."""
    wordings = read.fetch_all(sql.STEPS, {"id": row["id"], "limit": MAX_IN_CHART})
    units = Counter(w["unit"] for w in wordings)
    unit = units.most_common(1)[0][0] if units else None
    events = [event for w in wordings if (event := _make_event(w, unit))]
    clashes = [(d["id"], d["other_id"]) for d in disputes]
    drawn = [
        draw_series_chart(events, clashes, until=row["last_at"], width=width, height=height, title=f"{row['name']} over time")
        for width, height in CHART_SIZES
    ]
    return Drawn(drawn, events[0].at if events else None)


def _make_event(wording: Row, unit: str | None) -> Event | None:
    ratio = 1.0 if wording["unit"] == unit else find_price_factor(wording["unit"], unit)
    if ratio is None:
        return None
    value, low, high = (None if wording[k] is None else wording[k] * ratio for k in ("value", "low", "high"))
    return Event(
        claim_id=wording["claim_id"],
        at=wording["valid_from"],
        outlet=wording["publisher"],
        body=wording["part"] == "body",
        revises=wording["n"] > 1,
        value=value,
        low=low,
        high=high,
        label=wording["text"],
    )


def _format_title(row: Row, latest: Row | None) -> str:
    """Formats the title: the newest figure, its measure, and its time."""
    return f"{row['name']}: {latest['text']}, {format_clock(latest['at'])} UTC" if latest else row["name"]


def _format_span(row: Row, latest: Row | None) -> str:
    """Formats the first figure and the last; only one if it never changed, "" if no point has a figure."""
    unit = latest["unit"] if latest else None
    if row["least"] is None:
        return ""
    most = format_amount(row["most"], unit)
    least = format_figure(row["least"]) if " " in most else format_amount(row["least"], unit)  # a unit in words appears once
    return f"every article gives {most}" if row["least"] == row["most"] else f"articles now give between {least} and {most}"


def _format_citation(row: Row, latest: Row | None, request: Any) -> str:
    """Formats a sentence that cites the newest figure and the series."""
    if latest is None:
        return ""
    where = f"“{latest['article']}”" + (f" ({latest['publisher']})" if latest["publisher"] else "")
    who = latest["speaker"] or latest["source"]
    cited = f"citing {who}," if who else "without naming a source,"
    said = f"{row['name']}: {where} said “{latest['text']}”, {cited} on {format_clock(latest['at'])} UTC"
    span = (
        f"{format_count(row['points'], 'figure')} in {format_count(row['articles'], 'article')} from "
        f"{format_count(row['outlets'], 'outlet')} "
        f"since {format_clock(row['first_at'])} UTC"
    )
    return f"{said}; {span}. {request_address(request)}"


def _build_address(request: Any, here: str) -> str:
    """Builds the permanent address of the page, which has two addresses."""
    full = request_address(request)
    host = full.split("/", 3)
    return "/".join(host[:3]) + here
