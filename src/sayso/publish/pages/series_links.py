"""Series on other pages: recent changes, a claim's series, an article's series, series found by a search."""

from __future__ import annotations

from sayso.present.words import VERDICTS
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links
from sayso.publish.pages.series_page import draw_spark
from sayso.store import series_pages as sql
from sayso.store.change_filters import build_fts_query

#: The number of lines on the home page, of points before and after a claim's, of series of an article, and of series above found claims.
MAX_MOVED, NEIGHBOURS, MAX_OF_ARTICLE, MAX_FOUND = 5, 3, 8, 3


def find_moved_series(read: Reader, links: Links) -> list[Row]:
    """Finds the series that changed on the newest day with any change, each with the old and the new figure."""
    rows = read.fetch_all(sql.MOVED, {"limit": MAX_MOVED})
    return [{**r, "href": links.series(r["series_id"]), "verdict_words": VERDICTS[r["verdict"]]} for r in rows]


def build_series_links(read: Reader, links: Links, claim: int) -> Row | None:
    """Returns the series of a claim with the neighbouring points; None if it has none."""
    place = read.fetch_one(sql.PLACE, {"id": claim})
    row = place and read.fetch_one(sql.SERIES, {"id": place["series_id"]})
    if place is None or row is None:
        return None
    near = read.fetch_all(sql.NEAR, {"id": row["id"], "at": place["at"], "claim": claim, "limit": NEIGHBOURS})
    return {**row, "href": links.series(row["id"]), "near": near, "spark": draw_spark(read, row)}


def find_series_of_article(read: Reader, links: Links, article: int) -> list[Row]:
    """Finds the series with figures of an article, each with the article's figure (`here`) and the newest."""
    return [{**r, "href": links.series(r["id"])} for r in read.fetch_all(sql.OF_ARTICLE, {"article": article, "limit": MAX_OF_ARTICLE})]


def search_series(read: Reader, links: Links, words: str) -> list[Row]:
    """Finds the most newsworthy series with some words in their names."""
    match = build_fts_query(words)
    rows = read.fetch_all(sql.WITH_WORDS, {"words": match, "limit": MAX_FOUND}) if match else []
    return [{**r, "href": links.series(r["id"])} for r in rows]
