"""Finds out what is at an address: a feed, or a page that links to one."""

from __future__ import annotations

import os
import re

from lxml import etree

from sayso.errors import InputError
from sayso.ingest.crawl.read_feeds import SourceFeed, read_feed, unpack_feed
from sayso.ingest.extract.charset import decode
from sayso.ingest.fetch.client import Fetched
from sayso.ingest.urls import make_absolute

_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)\b", re.IGNORECASE)
_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json"))
_COMMENTS = re.compile(r"\bcomments?\b")
_HTML = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_ADDRESS = re.compile(rb"\s*(?:#[^\n]*\s+)*https?://\S+\s*(?:\n|$)")


def parse_feed(got: Fetched) -> SourceFeed | None:
    """Parses the feed in a response with any media type; returns None for a page. Raises InputError for a broken feed."""
    head = unpack_feed(got.body)[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_list = head.startswith(b"{") or _FEED.search(head) or _ADDRESS.match(head)
    if not is_list or _HTML.search(head[:500]):
        return None
    return read_feed(got.body, got.final_url, charset=got.charset)


def find_feed_link(got: Fetched) -> str | None:
    """Finds the address of the feed that a page links to (`<link rel="alternate">`), except a feed of comments; None without one."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True)
    tree = etree.fromstring(decode(got.body, got.charset).encode(), parser)
    for link in tree.iter("link") if tree is not None else ():
        attributes = {name: (link.get(name) or "").lower() for name in ("rel", "type", "title", "href")}
        is_feed = "alternate" in attributes["rel"].split() and attributes["type"].partition(";")[0].strip() in _FEED_TYPES
        url = make_absolute(got.final_url, link.get("href") or "") if attributes["href"].strip() else None
        if is_feed and url and not _COMMENTS.search(f"{attributes['title']} {url}"):
            return url
    return None


def detect_kind(feed: SourceFeed | None) -> str:
    """Returns the kind of a source by the content at its address."""
    if feed is None:
        return "page"
    return "sitemap" if feed.kind.startswith("sitemap") else "list" if feed.kind == "list" else "feed"


def detect_path_kind(path: str) -> str:
    """Returns the kind of a source on this machine. Raises InputError if the path does not exist."""
    if os.path.isdir(path):
        return "folder"
    if os.path.isfile(path):
        return "list"
    raise InputError(f"{path}: neither a web address nor a file or folder on this machine")
