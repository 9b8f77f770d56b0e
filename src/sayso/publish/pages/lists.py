"""The lists: articles, claims, series, disagreements, speakers.

Articles are sorted by their last change, claims by how well they match a search, series by newsworthiness.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sayso.present.as_of import parse_as_of
from sayso.present.words import KINDS
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links
from sayso.publish.pages import series_links
from sayso.publish.pages.claim_in_sentence import mark_claim
from sayso.publish.pages.query_args import QueryArgs
from sayso.publish.pages.series_page import build_dispute, draw_spark
from sayso.series.disagreements import BETWEEN
from sayso.store import list_queries as sql
from sayso.store import page_queries, reasons, series_pages
from sayso.store.change_filters import Condition, build_fts_query

#: The orders of the list of speakers, with their labels.
ORDERS = {"quotes": "most quoted", "articles": "in most articles", "changed": "words changed most often"}
SERIES_ORDERS = {"telling": "most newsworthy", "outlets": "most outlets", "points": "most points", "last_at": "most recently changed"}
CLAIM_KINDS = {"quantity": "figures", "statement": "statements"}
STATES = {"live": "at its address", "gone": "no longer at its address", "blocked": "blocked by a paywall, log-in or bot check"}
STANDING = {"standing": "current", "gone": "no longer in the article"}


class ListQuery(NamedTuple):
    """Conditions with their parameters, the start of the page, and the query as arguments."""

    parts: list[Condition]
    values: dict[str, Any]
    place: sql.PageEnd | None
    query: dict[str, object]
    checked: QueryArgs


class Hits(NamedTuple):
    """The number of matching rows; `more`: there may be more than were counted."""

    n: int
    more: bool = False


class ListRows(NamedTuple):
    """The rows of a page, and the start of the next one, as a query string.

    Then the number of matching rows (on the first page), and of those that are hidden by default.
    """

    rows: list[Row]
    after: dict[str, object] | None
    hits: Hits | None
    left_out: Hits | None = None


def build_articles(read: Reader, links: Links, args: Any) -> Row:
    """Template context of the list of articles."""
    checked = QueryArgs(args, ("publisher", "words", "since", "status", "after"))
    publisher, words, since, status = (
        checked.get_text("publisher"),
        checked.get_text("words"),
        checked.get_time("since"),
        checked.get_code("status", STATES),
    )
    asked = _parse_query(
        checked,
        [
            (sql.OF_PUBLISHER, "publisher", publisher, publisher),
            (sql.TITLED, "words", words, build_fts_query(words)),
            (sql.CHANGED_SINCE, "since", since, _parse_since(since)),
            (sql.ARTICLES_OF_STATUS.get(status, sql.OF_STATUS), "status", status, status),
        ],
    )
    return {
        "template": "sayso/articles.html",
        "states": STATES,
        "publishers": [r["publisher"] for r in read.fetch_all(page_queries.PUBLISHERS)],
        "raw": links.table("articles", _sort_desc="last_changed_at", publisher=publisher, _search=words, status=status),
        **_build_list(links.list("articles"), asked, _find_rows(read, sql.ARTICLES, asked)),
    }


def build_claims(read: Reader, links: Links, args: Any) -> Row:
    """Template context of the list of claims: those shown by default, or all."""
    checked = QueryArgs(args, ("words", "publisher", "speaker", "kind", "role", "status", "changed", "article", "all", "after"))
    words, publisher, speaker, kind = (
        checked.get_text("words"),
        checked.get_text("publisher"),
        checked.get_text("speaker"),
        checked.get_code("kind", CLAIM_KINDS),
    )
    role, status, article = checked.get_text("role"), checked.get_code("status", STANDING), checked.get_whole("article")
    changed, everything = checked.get_flag("changed"), checked.get_flag("all")
    asked = _parse_query(checked, [
        (sql.CLAIM_OF_PUBLISHER, "publisher", publisher, publisher), (sql.CLAIM_OF_SPEAKER, "speaker", speaker,
            speaker and sql.escape_like(speaker)),
        (sql.CLAIM_OF_ROLE, "role", role, role), (sql.CLAIM_OF_ARTICLE, "article", article, article), (sql.CLAIM_OF_KIND, "kind", kind,
            kind),
        (sql.OF_STATUS, "status", status, status), (sql.CLAIM_CHANGED, "changed", "1" if changed else "", changed),
        (sql.SHOWN, "all", "1" if everything else "", not everything),
    ])  # fmt: skip
    match = build_fts_query(words)
    if words:
        asked.query["words"] = words
    found = _find_best(read, asked, match) if match else _find_rows(read, sql.CLAIMS, asked)
    return {
        "template": "sayso/claims.html",
        "kinds": CLAIM_KINDS, "standing": STANDING, "roles": [r["role"] for r in read.fetch_all(sql.ROLES)],
        "publishers": [r["publisher"] for r in read.fetch_all(page_queries.PUBLISHERS)],
        "ranked": bool(match),
        "series": series_links.search_series(read, links, words) if not asked.place else [],
        "switch": links.list("claims", **{**asked.query, "all": "" if everything else "1"}),
        "raw": links.table(
            "claims", _search=words, kind=kind, role=role, status=status, article_id=article, shown="" if everything else "1",
            _sort_desc="" if match else "last_at",
        ),
        **_build_list(links.list("claims"), asked, ListRows([{**r, "said": mark_claim(r)} for r in found.rows], *found[1:])),
    }  # fmt: skip


def build_speakers(read: Reader, links: Links, args: Any) -> Row:
    """Template context of the list of speakers: those whom an article quotes, or all."""
    checked = QueryArgs(args, ("name", "changed", "order", "all", "after"))
    name, changed, everything, order = (
        checked.get_text("name"),
        checked.get_flag("changed"),
        checked.get_flag("all"),
        checked.get_code("order", ORDERS) or "quotes",
    )
    asked = _parse_query(checked, [
        (sql.NAMED, "name", name, name and sql.escape_like(name)), (sql.WORDS_CHANGED, "changed", "1" if changed else "", changed),
        (sql.QUOTED, "all", "1" if everything else "", not everything),
    ])  # fmt: skip
    asked.query["order"] = order
    return {
        "template": "sayso/speakers.html",
        "orders": ORDERS,
        "switch": links.list("speakers", **{**asked.query, "all": "" if everything else "1"}),
        "raw": links.table("speakers", _sort_desc=order, name__contains=name, changed__gt="0" if changed else ""),
        **_build_list(links.list("speakers"), asked, _find_rows(read, sql.build_speaker_listing(order), asked)),
    }


def build_series(read: Reader, links: Links, args: Any) -> Row:
    """Template context of the list of series, by default most newsworthy first: those that moved, or all."""
    checked = QueryArgs(args, ("words", "role", "outlets", "disputed", "order", "all", "after"))
    words, role, order = checked.get_text("words"), checked.get_text("role"), checked.get_code("order", SERIES_ORDERS) or "telling"
    outlets, disputed, everything = checked.get_flag("outlets"), checked.get_flag("disputed"), checked.get_flag("all")
    asked = _parse_query(checked, [
        (series_pages.NAMED, "words", words, build_fts_query(words)), (series_pages.OF_ROLE, "role", role, role),
        (series_pages.OF_OUTLETS, "outlets", "1" if outlets else "", outlets),
        (series_pages.DISPUTED, "disputed", "1" if disputed else "", disputed),
        (sql.SHOWN, "all", "1" if everything else "", not everything),
    ])  # fmt: skip
    asked.query["order"] = order
    found = _find_rows(read, series_pages.make_listing(order), asked)
    return {
        "template": "sayso/series_list.html",
        "orders": SERIES_ORDERS,
        "roles": [r["role"] for r in read.fetch_all(series_pages.ROLES)],
        "switch": links.list("series", **{**asked.query, "all": "" if everything else "1"}),
        "raw": links.table(
            "series", _sort_desc=order, name__contains=words, outlets__gt="1" if outlets else "", shown="" if everything else "1"
        ),
        **_build_list(links.list("series"), asked, found),
        "rows": [{**r, "spark": draw_spark(read, r), "href": links.series(r["id"])} for r in found.rows],
    }


def build_disagreements(read: Reader, links: Links, args: Any) -> Row:
    """Template context of the disagreements, newest first."""
    checked = QueryArgs(args, ("words", "between", "after"))
    words, between = checked.get_text("words"), checked.get_code("between", BETWEEN)
    asked = _parse_query(checked, [
        (series_pages.IN_NAMED, "words", words, build_fts_query(words)),
        (series_pages.BETWEEN, "between", between, between),
    ])  # fmt: skip
    found = _find_rows(read, series_pages.DISPUTES, asked)
    return {
        "template": "sayso/disagreements.html",
        "between": {name: name for name in BETWEEN},
        "raw": links.table("disagreements", _sort_desc="at", between_whom=between),
        "reason": "" if found.rows else reasons.explain_no_disagreement(read.is_true),
        **_build_list(links.list("disagreements"), asked, found),
        "rows": [build_dispute(r, links) for r in found.rows],
    }


LISTS = {
    "articles": build_articles,
    "claims": build_claims,
    "series": build_series,
    "disagreements": build_disagreements,
    "speakers": build_speakers,
}


def _parse_query(checked: QueryArgs, wished: list[tuple[Condition, str, object, object]]) -> ListQuery:
    """Builds the query from tuples: a condition, its name in the address, its value, and its parameter; an empty parameter skips it."""
    chosen = [(part, name, value) for part, name, _, value in wished if value]
    query = {name: given for _, name, given, _ in wished if given}
    return ListQuery(
        parts=[part for part, _, _ in chosen],
        values={name: value for _, name, value in chosen},
        place=_find_page_end(checked),
        query=query,
        checked=checked,
    )


def _parse_since(text: str) -> str:
    """Parses a start time; a day alone means its first second."""
    return f"{text}T00:00:00Z" if len(text) == 10 else parse_as_of(text) or ""


def _find_page_end(checked: QueryArgs) -> sql.PageEnd | None:
    """Finds the start of the page: after the row with this key and id."""
    found = checked.match_text("after", r"(?:(\d{1,9})|([\d:TZ-]{20}|best)|),(\d{1,16})", "follow the link to the next page")
    return sql.PageEnd(int(found[1]) if found[1] else found[2], int(found[3])) if found else None


def _find_rows(read: Reader, listing: sql.Listing, asked: ListQuery) -> ListRows:
    """Reads a page of a list in the order of its index."""
    few, rest = _split_off_few(read, asked.parts, asked.values)
    place = asked.place
    values = {**asked.values, "limit": sql.PAGE_SIZE + 1, "key": place and place.key, "id": place and place.id}
    rows = read.fetch_all(sql.select_from_few(listing, few, rest, place) if few else sql.walk_query(listing, rest, place), values)
    end = None if few or len(rows) > sql.PAGE_SIZE else read.fetch_one(sql.end_of_walk(listing, place), values)
    last = rows[sql.PAGE_SIZE - 1] if len(rows) > sql.PAGE_SIZE else end
    after: dict[str, object] | None = {"after": f"{'' if last['key'] is None else last['key']},{last['id']}"} if last else None
    if place:
        return ListRows(rows[: sql.PAGE_SIZE], after, None)
    left_out = _drop_default(asked.parts)
    return ListRows(
        rows[: sql.PAGE_SIZE],
        after,
        _count_hits(read, listing, asked, asked.parts),
        _count_hits(read, listing, asked, left_out) if left_out else None,
    )


def _split_off_few(read: Reader, parts: list[Condition], values: dict[str, Any]) -> tuple[Condition | None, list[Condition]]:
    """Returns the first condition that few rows meet, or None, and the other conditions."""
    counted = ((part, read.fetch_one(sql.build_capped_count(part), values)) for part in parts if part.source)
    few = next((part for part, found in counted if found and found["n"] <= sql.FEW), None)
    return few, [part for part in parts if part != few]


def _count_hits(read: Reader, listing: sql.Listing, asked: ListQuery, parts: list[Condition]) -> Hits:
    """Counts the rows that meet the conditions."""
    few, rest = _split_off_few(read, parts, asked.values)
    values = {**asked.values, "limit": sql.FEW if few else sql.MAX_COUNTED}
    if not few and listing is sql.CLAIMS and sql.LEFT_OUT in parts:
        end = read.fetch_one(sql.end_of_walk(listing, None)) or {"key": None, "id": None}
        found = read.fetch_one(sql.build_left_out_count(parts), {**values, "end_key": end["key"], "end_id": end["id"]})
        n = found["n"] if found else 0
        return Hits(n, more=n >= sql.MAX_COUNTED or end["id"] is not None)
    found = read.fetch_one(sql.build_count(listing, rest, few), values)
    n = found["n"] if found else 0
    return Hits(n, more=not few and (n >= sql.MAX_COUNTED or read.fetch_one(sql.end_of_walk(listing, None)) is not None))


def _drop_default(parts: list[Condition]) -> list[Condition] | None:
    """Returns the same conditions for the rows that are hidden by default; None if none are."""
    if not any(part in sql.BY_DEFAULT for part in parts):
        return None
    return [sql.BY_DEFAULT.get(part, part) for part in parts]


def _find_best(read: Reader, asked: ListQuery, match: str) -> ListRows:
    """Reads a page of the claims with some words, the best match first."""
    skip = asked.place.id if asked.place else 0
    values = {**asked.values, "words": match, "limit": sql.PAGE_SIZE + 1, "skip": skip}
    rows = read.fetch_all(sql.build_best_query(asked.parts), values)
    after: dict[str, object] | None = {"after": f"best,{skip + sql.PAGE_SIZE}"} if len(rows) > sql.PAGE_SIZE else None
    left_out = None if asked.place else _drop_default(asked.parts)
    counted = [
        Hits(found["n"], bool(found["more"]))
        if parts is not None and (found := read.fetch_one(sql.build_best_count(parts), values))
        else None
        for parts in (asked.parts, left_out)
    ]
    return ListRows(rows[: sql.PAGE_SIZE], after, *counted)


def _build_list(here: str, asked: ListQuery, found: ListRows) -> Row:
    """Builds the context that the templates of all lists share."""
    narrowed = {name for name in asked.query if name not in ("all", "order")}
    return {
        "here": here, "asked": asked.query, "filtered": bool(narrowed), "problems": asked.checked.problems, "rows": found.rows,
        "hits": found.hits, "left_out": found.left_out, "first": asked.place is None, "walked": sql.MAX_WALKED, "change_kinds": KINDS,
        "after": Links.with_query(here, {**asked.query, **found.after}) if found.after else None,
        "start": Links.with_query(here, asked.query) if asked.place else None,
    }  # fmt: skip
