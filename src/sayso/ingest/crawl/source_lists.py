"""Lists of sources: reads and writes OPML, reads files of addresses, chooses names and defaults of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree

from sayso.errors import InputError
from sayso.ingest.crawl.read_feeds import SourceFeed, read_feed
from sayso.ingest.urls import is_web
from sayso.store.watchlist import WatchedSource

KINDS = ("feed", "sitemap", "list", "page", "folder")
#: The number of days without a change after which a story is no longer watched; a single page is watched until its source is removed.
WATCH_DAYS = 40


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
