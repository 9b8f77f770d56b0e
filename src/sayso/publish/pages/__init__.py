"""The pages: each one reads its rows and hands its template words, links and marked text."""

from sayso.publish.pages.article import article, revision
from sayso.publish.pages.claim import change, claim
from sayso.publish.pages.feed import asked, feed
from sayso.publish.pages.health import health
from sayso.publish.pages.home import home
from sayso.publish.pages.lists import LISTS
from sayso.publish.pages.speaker import speaker

#: Which table's rows have a page of ours.
ROWS = {"articles": article, "revisions": revision, "claims": claim, "changes": change, "speakers": speaker}

__all__ = ["LISTS", "ROWS", "asked", "feed", "health", "home"]
