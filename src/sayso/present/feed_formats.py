"""Writes feeds as Atom and JSON, for the site and for the file of `sayso tell`. The entries already have their words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple
from xml.etree import ElementTree

ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
#: The update time of a feed without entries: Atom requires one.
EMPTY_FEED_TIME = "1970-01-01T00:00:00Z"


class Entry(NamedTuple):
    """One entry: a permanent id, a stored time (UTC), text without control characters; `html` is markup. A missing field is ""."""

    id: str
    title: str
    at: str
    href: str = ""
    tags: Sequence[str] = ()
    summary: str = ""
    html: str = ""


class Feed(NamedTuple):
    """A feed: `here` is its own address, `page` the address of the page with the same content; each is "" if there is none."""

    title: str
    entries: Sequence[Entry]
    here: str = ""
    page: str = ""


def sort_newest_first(feed: Feed) -> list[Entry]:
    """Returns the entries of a feed, the newest first."""
    return sorted(feed.entries, key=attrgetter("at"), reverse=True)


def write_atom(feed: Feed, id: str = "") -> str:
    """Writes a feed as Atom (RFC 4287). Its id is its address, unless `id` is given."""
    entries = sort_newest_first(feed)
    root = ElementTree.Element("feed", {"xmlns": ATOM_NAMESPACE, "xml:lang": "en"})
    _add(root, "title", feed.title)
    _add(root, "id", id or feed.here)
    _add(root, "updated", entries[0].at if entries else EMPTY_FEED_TIME)
    if feed.here:
        ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.here})
    if feed.page:
        ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _add(_add(root, "author"), "name", "sayso")
    for entry in entries:
        _add_entry(root, entry)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _add_entry(root: ElementTree.Element, entry: Entry) -> None:
    node = _add(root, "entry")
    _add(node, "title", entry.title)
    _add(node, "id", entry.id)
    _add(node, "updated", entry.at)
    if entry.href:
        ElementTree.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.href})
    for tag in entry.tags:
        ElementTree.SubElement(node, "category", {"term": tag})
    if entry.summary:
        _add(node, "summary", entry.summary)
    if entry.html:
        _add(node, "content", entry.html).set("type", "html")


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, name)
    node.text = text
    return node


def write_json_feed(feed: Feed) -> str:
    """Writes a feed as JSON Feed 1.1 (https://jsonfeed.org/version/1.1)."""
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.here,
        "language": "en",
        "items": [
            {"id": e.id, "url": e.href, "title": e.title, "content_html": e.html, "date_published": e.at, "tags": list(e.tags)}
            for e in sort_newest_first(feed)
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1)
