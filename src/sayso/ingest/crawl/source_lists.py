"""Sources: detects the kind of an address, and reads and writes lists of sources as OPML."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Set
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree

from sayso.errors import InputError
from sayso.ingest.crawl.read_feeds import SourceFeed, read_feed, unpack_feed
from sayso.ingest.extract.charset import decode
from sayso.ingest.fetch.client import Fetched
from sayso.ingest.urls import is_web, make_absolute
from sayso.store.watchlist import WatchedSource

KINDS = ("feed", "sitemap", "list", "page", "folder")
#: The number of days without a change after which a story is no longer watched; a single page is watched until its source is removed.
WATCH_DAYS = 40

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


def find_free_name(title: str, url: str, taken: Set[str]) -> str:
    """Returns an unused name for a source: its title; if that is taken, with its host or its address.

    >>> find_free_name("News", "https://coast.example/feed", {"News"})
    'News (coast.example)'
    """
    return next((n for n in (title, f"{title} ({urlsplit(url).netloc})", f"{title} ({url})") if n not in taken), url)


def watch_days(kind: str) -> int | None:
    """Returns the default number of days without a change after which a story of such a source is no longer watched; None: never."""
    return None if kind == "page" else WATCH_DAYS


def read_list(path: str) -> SourceFeed:
    """Reads the addresses in a file on this machine. Raises InputError, which names the file."""
    try:
        with open(path, "rb") as file:
            return read_feed(file.read(), None)
    except OSError as ex:
        raise InputError(f"{path}: cannot be read ({ex.strerror})") from ex
    except InputError as ex:
        raise InputError(f"{path}: {ex}") from None


def read_opml(raw: bytes, name: str) -> list[dict[str, Any]]:
    """Reads the sources in an OPML file, also in its folders, as settings; entries without a web address are left out.

    Raises InputError if it is not OPML, or has no source.
    """
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as ex:
        raise InputError(f"{name}: not OPML ({ex})") from None
    found = list(_walk_outlines(root.iter("outline")))
    if etree.QName(root).localname != "opml" or not found:
        raise InputError(f"{name}: no source in it (expected OPML with outline elements that have an xmlUrl)")
    return found


def write_opml(sources: Iterable[WatchedSource]) -> str:
    """Exports all sources as OPML. Settings that other feed readers do not know are in sayso's own attributes, which the import reads."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "  <head><title>sayso sources</title></head>", "  <body>"]
    for source in sources:
        own = {f"sayso{k.title().replace('_', '')}": getattr(source, k) for k in _OWN}
        attributes = {"type": "rss", "text": source.name, "xmlUrl": source.url, **own}
        lines.append("    <outline " + " ".join(f"{k}={quoteattr(str(v))}" for k, v in attributes.items() if v is not None) + "/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


#: Settings beyond OPML's own, with their types.
_OWN: dict[str, type] = {
    "kind": str, "interval_minutes": int, "growth": float, "watch_days": int, "allow_private": int, "active": int, "notes": str,
}  # fmt: skip

_BOUNDS = {
    "interval_minutes": (1, 10_000_000), "growth": (1, 10), "watch_days": (1, 100_000), "allow_private": (0, 1), "active": (0, 1),
}  # fmt: skip


def _walk_outlines(nodes: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        url = (node.get("xmlUrl") or "").strip()
        kind = node.get("saysoKind") or "feed"
        if kind not in KINDS or not (is_web(url) or (url and kind in ("folder", "list"))):
            continue
        values = {"name": node.get("text") or node.get("title") or url, "url": url, "kind": kind, "watch_days": watch_days(kind)}
        for name, of in _OWN.items():
            raw = node.get(f"sayso{name.title().replace('_', '')}")
            if raw is not None:
                values[name] = _parse_setting(url, name, raw, of)
        yield values


def _parse_setting(url: str, name: str, raw: str, of: type) -> Any:
    low, high = _BOUNDS.get(name, (None, None))
    try:
        value = of(raw)
        if low is None or low <= value <= high:
            return value
    except ValueError:
        pass
    raise InputError(f"{url}: the OPML file gives {name} as {raw!r}, which is not a valid value")
