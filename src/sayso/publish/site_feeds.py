"""Feeds, Atom and JSON: of changes, the view `change_details` under any filter or search, or a query; and of the points of a series.

Newsreaders remember entries by id. Ours is the claim's address with the time and kind of the change, which stays the same
if an older revision is found later and the changes get new numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from sayso.present import feed_formats as formats
from sayso.present import text_diffs
from sayso.present.entries import describe_places, group_entries
from sayso.present.feed_formats import Entry
from sayso.present.highlights import render_wordings
from sayso.present.one_line import format_one_line, format_title
from sayso.present.sanitize import neutralize
from sayso.present.words import VERDICTS
from sayso.publish.links import Links

NEEDED = frozenset(("at", "kind", "claim", "article", "old_text", "new_text", "old_sentence", "new_sentence", "delta", "percent", "unit",
                    "noun", "stealth", "correction", "claim_id", "article_id"))  # fmt: skip
#: The columns that show that several changes are one event.
GROUPED = frozenset(("entry", "part", "role", "claim_kind", "old_value", "new_value"))
#: The number of characters of a change in the title of an entry; the entry itself has both full sentences.
LONGEST_TITLE = 240


def can_render(columns: Sequence[str]) -> bool:
    """Whether the columns are those of changes."""
    return set(columns) >= NEEDED


def send_atom(datasette: Any, request: Any, rows: Sequence[Any], columns: Sequence[str], database: str) -> Any:
    """Sends the changes as an Atom feed, newest first."""
    return _read_changes(datasette, request, rows=rows, columns=columns, database=database, write=write_atom)


def send_json_feed(datasette: Any, request: Any, rows: Sequence[Any], columns: Sequence[str], database: str) -> Any:
    """Sends the changes as a JSON Feed, newest first."""
    return _read_changes(datasette, request, rows=rows, columns=columns, database=database, write=write_json)


def write_atom(datasette: Any, request: Any, title: str, entries: Sequence[Entry], page: str) -> Any:
    """Writes entries as an Atom feed; `page` is the page with the same content."""
    made = formats.write_atom(_make_feed(datasette, request, title=title, entries=entries, page=page))
    return Response(made, content_type="application/atom+xml; charset=utf-8")


def write_json(datasette: Any, request: Any, title: str, entries: Sequence[Entry], page: str) -> Any:
    """Writes entries as a JSON Feed; `page` is the page with the same content."""
    made = formats.write_json_feed(_make_feed(datasette, request, title=title, entries=entries, page=page))
    return Response(made, content_type="application/feed+json; charset=utf-8")


def _make_feed(datasette: Any, request: Any, title: str, entries: Sequence[Entry], page: str) -> formats.Feed:
    here = datasette.absolute_url(request, request.full_path)
    return formats.Feed(title, entries, here, datasette.absolute_url(request, page))


#: The writer of a feed, by the ending of its address.
WRITERS = {"atom": write_atom, "jsonfeed": write_json}


def build_point_entries(datasette: Any, request: Any, links: Links, series: dict[str, Any], rows: Sequence[dict[str, Any]]) -> list[Entry]:
    """Builds entries from the points of a series; a revised figure is a new entry."""
    return [_build_point_entry(datasette.absolute_url(request, links.row("claims", row["claim_id"])), series, row) for row in rows]


def _build_point_entry(href: str, series: dict[str, Any], row: dict[str, Any]) -> Entry:
    verdict = VERDICTS[row["verdict"]].word
    where = f"{row['publisher'] or 'outlet not named'}, “{row['article'] or 'untitled'}”"
    who = row["speaker"] or row["source"]
    return Entry(
        id=f"{href}#{row['at']}-{series['id']}",
        title=neutralize(f"{verdict}: {row['text']} – {series['name']}, {row['publisher'] or 'outlet not named'}"),
        at=row["at"],
        href=href,
        tags=(row["verdict"],),
        html=str(Markup("<p>{}</p><p>{}</p>").format(neutralize(row["sentence"]), neutralize(f"{where}; source: {who or 'none named'}"))),
    )


def _read_changes(
    datasette: Any, request: Any, rows: Sequence[Any], columns: Sequence[str], database: str, write: Callable[..., Any]
) -> Any:
    if not can_render(columns):
        raise ValueError("not a list of changes")
    links = Links(datasette, database)
    found = [dict(row) if hasattr(row, "keys") else dict(zip(columns, row, strict=True)) for row in rows]
    together = group_entries(found) if set(columns) >= GROUPED or (found and found[0].keys() >= GROUPED) else found
    items = [_build_change_entry(datasette.absolute_url(request, links.row("claims", row["claim_id"])), row) for row in together]
    return write(datasette, request, title=_format_title(request, found), entries=items, page=datasette.urls.instance())


def _build_change_entry(href: str, row: dict[str, Any]) -> Entry:
    row = {"claim_kind": "statement" if row.get("new_value") is None and row.get("old_value") is None else "quantity", **row}
    old, new = row["old_sentence"] or "", row["new_sentence"] or ""
    was, now = render_wordings(old, new, text_diffs.diff_words(old, new))
    flags = [f for f, on in (("stealth edit", row["stealth"]), ("correction", row["correction"])) if on]
    notes = [describe_places(row.get("parts", ())), *flags]
    summary = Markup("<p>{}</p>").format(neutralize(format_one_line(row)) + "".join(f" ({note})" for note in notes if note))
    body = (
        summary
        + (Markup("<p>Was: {}</p>").format(was) if old else Markup(""))
        + (Markup("<p>Now: {}</p>").format(now) if new else Markup(""))
    )
    name = neutralize(f"{format_title(row, LONGEST_TITLE)} – {row['article'] or 'untitled'}")
    return Entry(id=f"{href}#{row['at']}-{row['kind']}", title=name, at=row["at"], href=href, tags=(row["kind"], *flags), html=str(body))


def _format_title(request: Any, rows: Sequence[dict[str, Any]]) -> str:
    """Formats the title of a feed: the search words, or its only article or claim."""
    words = request.args.get("_search")
    if words:
        return neutralize(f"Changes: {words}")
    articles = {neutralize(row["article"] or "untitled") for row in rows}
    if ("article_id" in request.args or "claim_id" in request.args) and len(articles) == 1:
        return f"Changes: {articles.pop()}"
    return "Changes in the news"
