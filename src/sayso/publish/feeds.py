"""Feeds, Atom and JSON: of changes, the view `change_details` under any filter or search, or a query; and of the points of a series.

Newsreaders keep what they have seen by its id. Ours is the claim's address with the time and kind of the change, which stays the same
when an older revision turns up later and the changes are numbered anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from datasette.utils.asgi import Response
from markupsafe import Markup

from sayso.present import text_diffs
from sayso.present.one_line import one_line
from sayso.present.sanitize import inert
from sayso.present.words import VERDICTS, shortened
from sayso.publish.highlights import wording
from sayso.publish.links import Links

NEEDED = frozenset(("at", "kind", "claim", "article", "old_text", "new_text", "old_sentence", "new_sentence", "delta", "percent", "unit",
                    "noun", "stealth", "correction", "claim_id", "article_id"))  # fmt: skip
#: Characters of a change in the title of an entry; the entry itself has both sentences whole.
LONGEST_TITLE = 240
ATOM = "http://www.w3.org/2005/Atom"

_WAS, _NOW = Markup("<p>Was: {}</p>"), Markup("<p>Now: {}</p>")


def can_render(columns: Sequence[str]) -> bool:
    """Whether the columns tell a change."""
    return set(columns) >= NEEDED


def atom(datasette: Any, request: Any, rows: Sequence[Any], columns: Sequence[str], database: str, table: str | None) -> Any:
    """The changes as an Atom feed, newest first."""
    entries = _entries(datasette, request, rows, columns, database)
    return write_atom(datasette, request, _title(request, entries), entries, datasette.urls.instance())


def json_feed(datasette: Any, request: Any, rows: Sequence[Any], columns: Sequence[str], database: str, table: str | None) -> Any:
    """The changes as a JSON Feed 1.1, newest first."""
    entries = _entries(datasette, request, rows, columns, database)
    return write_json(datasette, request, _title(request, entries), entries, datasette.urls.instance())


def write_atom(datasette: Any, request: Any, title: str, entries: Sequence[dict[str, Any]], page: str) -> Any:
    """Entries, newest first, as an Atom feed; `page` shows the same."""
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    here = datasette.absolute_url(request, request.full_path)
    _add(feed, "title", title)
    _add(feed, "id", here)
    _add(feed, "updated", entries[0]["at"] if entries else "1970-01-01T00:00:00Z")
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": datasette.absolute_url(request, page)})
    ElementTree.SubElement(_add(feed, "author"), "name").text = "sayso"
    for entry in entries:
        _entry(feed, entry)
    return Response(
        ElementTree.tostring(feed, encoding="unicode", xml_declaration=True), content_type="application/atom+xml; charset=utf-8"
    )


def write_json(datasette: Any, request: Any, title: str, entries: Sequence[dict[str, Any]], page: str) -> Any:
    """Entries, newest first, as a JSON Feed 1.1; `page` shows the same."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": datasette.absolute_url(request, page),
        "feed_url": datasette.absolute_url(request, request.full_path),
        "language": "en",
        "items": [
            {"id": e["id"], "url": e["href"], "title": e["title"], "content_html": e["html"], "date_published": e["at"], "tags": e["tags"]}
            for e in entries
        ],
    }
    return Response(json.dumps(feed, ensure_ascii=False, indent=1), content_type="application/feed+json; charset=utf-8")


#: How a feed of entries is written, by the ending of its address.
WRITERS = {"atom": write_atom, "jsonfeed": write_json}


def points(datasette: Any, request: Any, links: Links, series: dict[str, Any], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Points of a series as entries; a point whose figure its article revises is a new entry."""
    return [_point(datasette.absolute_url(request, links.row("claims", row["claim_id"])), series, row) for row in rows]


def _point(href: str, series: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    verdict = VERDICTS[row["verdict"]].word
    where = f"{row['publisher'] or 'outlet not named'}, “{row['article'] or 'untitled'}”"
    who = row["speaker"] or row["source"]
    return {
        "id": f"{href}#{row['at']}-{series['id']}",
        "href": href,
        "title": inert(f"{verdict}: {row['text']} – {series['name']}, {row['publisher'] or 'outlet not named'}"),
        "html": str(Markup("<p>{}</p><p>{}</p>").format(inert(row["sentence"]), inert(f"{where}; source: {who or 'none named'}"))),
        "at": row["at"],
        "tags": [row["verdict"]],
    }


def _entries(datasette: Any, request: Any, rows: Sequence[Any], columns: Sequence[str], database: str) -> list[dict[str, Any]]:
    if not can_render(columns):
        raise ValueError("not a list of changes")
    links = Links(datasette, database)
    found = [dict(row) if hasattr(row, "keys") else dict(zip(columns, row, strict=True)) for row in rows]
    return [_told(datasette, request, links, row) for row in sorted(found, key=lambda r: r["at"], reverse=True)]


def _told(datasette: Any, request: Any, links: Links, row: dict[str, Any]) -> dict[str, Any]:
    row = {"claim_kind": "statement" if row.get("new_value") is None and row.get("old_value") is None else "quantity", **row}
    href = datasette.absolute_url(request, links.row("claims", row["claim_id"]))
    old, new = row["old_sentence"] or "", row["new_sentence"] or ""
    was, now = wording(old, new, text_diffs.words(old, new))
    flags = [f for f, on in (("stealth edit", row["stealth"]), ("correction", row["correction"])) if on]
    told = Markup("<p>{}</p>").format(inert(one_line(row)) + "".join(f" ({f})" for f in flags))
    body = (
        told + (Markup("<p>Was: {}</p>").format(was) if old else Markup("")) + (Markup("<p>Now: {}</p>").format(now) if new else Markup(""))
    )
    title = inert(f"{shortened(one_line(row), LONGEST_TITLE)} – {row['article'] or 'untitled'}")
    return {
        "id": f"{href}#{row['at']}-{row['kind']}",
        "href": href,
        "title": title,
        "html": str(body),
        "at": row["at"],
        "tags": [row["kind"], *flags],
        "article": inert(row["article"] or "untitled"),
    }


def _title(request: Any, entries: Sequence[dict[str, Any]]) -> str:
    """What the feed is called: what was searched for, or the one article or claim that it is about."""
    words = request.args.get("_search")
    if words:
        return inert(f"Changes: {words}")
    articles = {e["article"] for e in entries}
    if ("article_id" in request.args or "claim_id" in request.args) and len(articles) == 1:
        return f"Changes: {articles.pop()}"
    return "Changes in the news"


def _entry(feed: ElementTree.Element, entry: dict[str, Any]) -> None:
    node = _add(feed, "entry")
    _add(node, "title", entry["title"])
    _add(node, "id", entry["id"])
    _add(node, "updated", entry["at"])
    ElementTree.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry["href"]})
    for tag in entry["tags"]:
        ElementTree.SubElement(node, "category", {"term": tag})
    _add(node, "content", entry["html"]).set("type", "html")


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, name)
    node.text = text
    return node
