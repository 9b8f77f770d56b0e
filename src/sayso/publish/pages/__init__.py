"""The pages: each reads its rows and gives its template words, links and marked text."""

from sayso.publish.pages.article import build_article, build_revision
from sayso.publish.pages.claim import build_change, build_claim
from sayso.publish.pages.feed_query import parse_feed_query, read_newest_changes
from sayso.publish.pages.health import build_health
from sayso.publish.pages.home import build_home
from sayso.publish.pages.lists import LISTS
from sayso.publish.pages.row_as_of import RowAsOf, find_row_as_of
from sayso.publish.pages.series_page import build_series, build_series_data, build_series_feed
from sayso.publish.pages.speaker_page import build_speaker

#: The tables whose rows have a page of ours.
ROWS = {
    "articles": build_article,
    "revisions": build_revision,
    "claims": build_claim,
    "changes": build_change,
    "series": build_series,
    "speakers": build_speaker,
}

#: The forms of a series, by the ending of the address.
SERIES_FORMS = {None: build_series, "json": build_series_data, "atom": build_series_feed, "jsonfeed": build_series_feed}

__all__ = [
    "LISTS",
    "ROWS",
    "SERIES_FORMS",
    "RowAsOf",
    "build_health",
    "build_home",
    "find_row_as_of",
    "parse_feed_query",
    "read_newest_changes",
]
