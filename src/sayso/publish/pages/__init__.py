"""The pages: each one reads its rows and hands its template words, links and marked text."""

from sayso.publish.pages.article import article, revision
from sayso.publish.pages.claim import change, claim
from sayso.publish.pages.feed_query import newest_changes, parse_feed_query
from sayso.publish.pages.health import health
from sayso.publish.pages.home import home
from sayso.publish.pages.lists import LISTS
from sayso.publish.pages.row_as_of import RowAsOf, find_row_as_of
from sayso.publish.pages.series_page import data, feed_of_series, series
from sayso.publish.pages.speaker_page import speaker

#: Which table's rows have a page of ours.
ROWS = {"articles": article, "revisions": revision, "claims": claim, "changes": change, "series": series, "speakers": speaker}

#: The forms of a series, by the ending of the address.
SERIES_FORMS = {None: series, "json": data, "atom": feed_of_series, "jsonfeed": feed_of_series}

__all__ = ["LISTS", "ROWS", "SERIES_FORMS", "RowAsOf", "find_row_as_of", "health", "home", "newest_changes", "parse_feed_query"]
