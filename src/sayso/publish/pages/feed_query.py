"""The changes of a feed, for the addresses that our own pages offer.

All changes, those of an article, a claim, a speaker, a kind, a search.

Datasette's table page also makes these feeds,
and any other filter of theirs is left to it. It asks ten questions for a feed, each of which waits
for its turn after the other readers: at a million claims and with eight of them a feed took half a second.
"""

from __future__ import annotations

import json
from typing import Any

from sayso.model import CHANGE_KINDS
from sayso.publish.databases import Reader, Row
from sayso.publish.pages.home_list import narrow_conditions
from sayso.store import change_filters
from sayso.store import page_queries as sql

NUMBERED = {
    "article_id": ("article", change_filters.ARTICLE),
    "claim_id": ("claim", change_filters.CLAIM),
    "_speaker": ("speaker", change_filters.ON_THE_WORD_OF),
}
#: Arguments without effect: a feed is sorted by time, and has no counts.
IDLE = {("_sort_desc", "at"), ("_nocount", "1")}


def parse_feed_query(args: Any) -> tuple[change_filters.Where, str | None] | None:
    """Parses the filters of a feed; None if the address has arguments that our feeds do not have."""
    pairs = {(name, value) for name in args for value in args.getlist(name)} - IDLE
    wish = dict(pairs)
    if len(wish) < len(pairs) or not all(_is_plain(name, value) for name, value in pairs):
        return None
    kind, words, shown = wish.pop("kind", None), wish.pop("_search", None), wish.pop("shown", None)
    numbered = [(NUMBERED[name], int(value)) for name, value in wish.items()]
    parts = [part for (_, part), _ in numbered] + ([change_filters.IN_CLAIMS] if words else [])
    parts += [change_filters.SHOWN] if shown else []
    values = {name: value for (name, _), value in numbered} | ({"words": change_filters.build_fts_query(words)} if words else {})
    return change_filters.Where(tuple(parts), values), kind


def _is_plain(name: str, value: str) -> bool:
    """Whether this argument has the same meaning for us and for Datasette."""
    if name in NUMBERED:
        return value.isdecimal() and len(value) < 17
    if name in ("kind", "shown"):
        return value in (CHANGE_KINDS if name == "kind" else ("1",))
    return name == "_search" and '"' not in value and bool(change_filters.build_fts_query(value))


def read_newest_changes(read: Reader, wish: tuple[change_filters.Where, str | None], limit: int) -> list[Row]:
    """Reads the newest changes that match the filters."""
    where, kind = wish
    where = narrow_conditions(read, where)
    found = read.fetch_all(
        change_filters.build_newest_query(where, kind), {**where.values, "limit": limit, **({"kind": kind} if kind else {})}
    )
    rows = read.fetch_all(sql.CHANGES_BY_ID, {"ids": json.dumps([row["id"] for row in found])})
    articles = read.fetch_all(sql.ARTICLES_BY_ID, {"ids": json.dumps(sorted({row["article_id"] for row in rows}))})
    titles = {row["id"]: row["title"] for row in articles}
    return [{**row, "article": titles[row["article_id"]]} for row in rows]
