"""Reads feeds, news sitemaps and lists of addresses: the stories in them, with their times.

feedparser reads RSS and Atom, also if they are not well-formed; JSON Feed, sitemaps and plain lists are read here.
The content decides the kind, never the media type: half of all feeds are served as text/html.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import feedparser
from lxml import etree

from sayso.errors import InputError
from sayso.ingest.extract.charset import decode
from sayso.ingest.extract.time_formats import parse_time
from sayso.ingest.fetch.content_encoding import unpack
from sayso.ingest.urls import clean_url, is_web, make_absolute

#: A sitemap may have 50 MB.
MAX_FEED_BYTES = 50 * 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"
_TAIL = 2000
_MAP_END, _MAP_ROW = (re.compile(rb"</(?:\w+:)?(?:%s)\s*>" % names) for names in (b"urlset|sitemapindex", b"url|sitemap"))
_FEED_END, _FEED_ROW = (re.compile(rb"</(?:\w+:)?(?:%s)\s*>" % names, re.IGNORECASE) for names in (b"rss|feed|rdf", b"item|entry"))
#: More entries than any real feed has; a sitemap may have 50,000.
MAX_ENTRIES = 50_000


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One story in a feed. Times are UTC ISO, None if the feed gives none; `raw_…` are the times as written."""

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    raw_published: str | None = field(default=None, compare=False)
    raw_updated: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SourceFeed:
    """The content of a feed.

    Its kind ("rss", "atom", "json", "sitemap", "sitemap index", "list"), its name, its entries in order, further feeds to which it
    refers (of a sitemap index, newest first), and a remark if it was not well-formed.
    """

    kind: str
    title: str | None
    entries: tuple[SourceEntry, ...]
    feeds: tuple[str, ...] = ()
    remark: str | None = None


def read_feed(raw: bytes, url: str | None, *, charset: str | None = None, zone: str = "UTC") -> SourceFeed:
    """Parses the feed in `raw`, read from `url`. Raises InputError if it is no feed.

    >>> read_feed(b"https://news.example/a\\n# a remark\\nhttps://news.example/b?utm_source=x", None).entries[1].url
    'https://news.example/b'
    """
    raw = unpack_feed(raw)
    if not raw.strip():
        raise InputError("the feed is empty")
    start = decode(raw[:4096], charset).lstrip("\ufeff \n\t")
    if start.startswith("{"):
        return _parse_json(raw, url, zone)
    if re.search(r"<(?:\w+:)?(urlset|sitemapindex)\b", start):
        return _parse_sitemap(raw, url, zone)
    if start.startswith("<"):
        return _parse_xml(raw, url, zone)
    return _parse_list(decode(raw, charset))


def unpack_feed(raw: bytes) -> bytes:
    """Decompresses a gzipped feed, as most sitemaps are. Raises InputError for a feed that is broken or too big."""
    if not raw.startswith(GZIP_MAGIC):
        return raw
    found = unpack(raw, "gzip", MAX_FEED_BYTES)
    if len(found) > MAX_FEED_BYTES:
        raise InputError(f"the feed is too big: more than {MAX_FEED_BYTES // 1048576} MB, unpacked")
    return found


def _drop_cut_off(raw: bytes, rows: Sequence[Any], end: re.Pattern[bytes], closing: re.Pattern[bytes]) -> tuple[Sequence[Any], str | None]:
    """Returns the entries without truncated ones, whose addresses may be incomplete; and a remark, if there are such."""
    if end.search(raw[-_TAIL:]):
        return rows, None
    kept = rows[: len(closing.findall(raw))]
    return kept, "cut off; its last entry, which is broken, was left out" if len(kept) < len(rows) else None


def _make_entry(
    link: Any, base: str | None, zone: str, title: Any = None, published: Any = None, updated: Any = None
) -> SourceEntry | None:
    url = make_absolute(base, link) if isinstance(link, str) else None
    if url is None:
        return None
    times = [(t.value, str(raw).strip()) if (t := parse_time(raw, zone)) else (None, None) for raw in (published, updated)]
    (since, raw_published), (at, raw_updated) = times
    name = " ".join(re.sub(r"<[^>]+>", "", str(title)).split()) if title else None
    return SourceEntry(
        url=clean_url(url), title=name or None, published=since, updated=at, raw_published=raw_published, raw_updated=raw_updated
    )


def _drop_duplicates(entries: Iterable[SourceEntry | None]) -> tuple[SourceEntry, ...]:
    """Returns each address once, in the feed's order."""
    found: dict[str, SourceEntry] = {}
    for entry in entries:
        if entry is not None and len(found) < MAX_ENTRIES:
            found.setdefault(entry.url, entry)
    return tuple(found.values())


def _parse_xml(raw: bytes, url: str | None, zone: str) -> SourceFeed:
    # A file object: feedparser would take a short text for an address or a path and fetch it.
    parsed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version and not parsed.entries:
        raise InputError("not a feed: neither RSS, Atom, JSON Feed, a sitemap, nor a list of addresses")
    rows, cut = _drop_cut_off(raw, parsed.entries, _FEED_END, _FEED_ROW)
    # dict.get, since feedparser's own returns the publication time for a missing update time.
    entries = (
        _make_entry(
            e.get("link") or _find_guid(e),
            url or parsed.feed.get("link"),
            zone=zone,
            title=e.get("title"),
            published=e.get("published"),
            updated=dict.get(e, "updated"),
        )
        for e in rows
    )
    kind = "atom" if parsed.version.startswith("atom") else "rss"
    broken = parsed.get("bozo_exception") if parsed.bozo else None
    remark = f"not well-formed ({' '.join(str(broken).split())[:120]})" if broken is not None and _is_broken(broken) else None
    return SourceFeed(kind, parsed.feed.get("title") or None, _drop_duplicates(entries), remark=cut or remark)


def _is_broken(problem: Exception) -> bool:
    """Whether feedparser found a real error: its warnings about encodings and media types do not count."""
    return not isinstance(problem, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType)


def _find_guid(entry: Any) -> str | None:
    name = entry.get("id")
    return name if isinstance(name, str) and is_web(name) else None


def _parse_json(raw: bytes, url: str | None, zone: str) -> SourceFeed:
    try:
        feed = json.loads(decode(raw))
    except (ValueError, RecursionError) as ex:
        raise InputError(f"not a feed: broken JSON ({ex})") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError('not a feed: JSON without "items"')
    entries = (
        _make_entry(
            i.get("url") or i.get("external_url"),
            url,
            zone=zone,
            title=i.get("title"),
            published=i.get("date_published"),
            updated=i.get("date_modified"),
        )
        for i in items
        if isinstance(i, dict)
    )
    title = feed.get("title")
    return SourceFeed("json", title if isinstance(title, str) else None, _drop_duplicates(entries))


def _parse_sitemap(raw: bytes, url: str | None, zone: str) -> SourceFeed:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    root = etree.fromstring(raw, parser)
    if root is None:
        raise InputError("not a feed: a sitemap that cannot be read")
    rows = [
        {_get_local_name(e): (e.text or "").strip() for e in node.iter() if isinstance(e.tag, str)}
        for node in root
        if isinstance(node.tag, str)
    ]
    whole, cut = _drop_cut_off(raw, rows, _MAP_END, _MAP_ROW)
    if _get_local_name(root) == "sitemapindex":
        dated = sorted(whole, key=lambda r: t.value if (t := parse_time(r.get("lastmod"), zone)) else "", reverse=True)
        return SourceFeed(
            kind="sitemap index",
            title=None,
            entries=(),
            feeds=tuple(u for r in dated if (u := make_absolute(url, r.get("loc", "")))),
            remark=cut,
        )
    entries = (
        _make_entry(r.get("loc"), url, zone=zone, title=r.get("title"), published=r.get("publication_date"), updated=r.get("lastmod"))
        for r in whole
    )
    return SourceFeed("sitemap", None, _drop_duplicates(entries), remark=cut)


def _get_local_name(element: Any) -> str:
    return str(etree.QName(element).localname).lower()


def _parse_list(text: str) -> SourceFeed:
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    wrong = next((line for line in lines if not is_web(line) or re.search(r"\s", line)), None)
    if wrong is not None or not lines:
        raise InputError(f"neither a feed nor a list of addresses: {wrong[:60]!r}" if wrong else "no address in the list")
    return SourceFeed("list", None, _drop_duplicates(SourceEntry(clean_url(line)) for line in lines))
