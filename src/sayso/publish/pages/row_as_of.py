"""A row as of a time (`?_as_of=`), as a page or as data: for an article the revision valid then, for a claim the wording valid then."""

from __future__ import annotations

from typing import Any, NamedTuple

from datasette.utils.asgi import BadRequest, NotFound

from sayso.present.as_of import parse_as_of
from sayso.present.words import format_clock
from sayso.publish.databases import Reader
from sayso.publish.links import Links
from sayso.store import page_queries as sql


class RowAsOf(NamedTuple):
    """The number of a row, the time as typed, and the request."""

    table: str
    key: str
    typed: str
    request: Any


def find_row_as_of(read: Reader, links: Links, asked: RowAsOf) -> str:
    """Returns the address of the row that was valid at the requested time.

    Raises BadRequest for an invalid time, and for rows without history; NotFound if nothing was valid then.
    """
    at, table = parse_as_of(asked.typed), asked.table
    if at is None:
        raise BadRequest(f"_as_of: {asked.typed[:40]!r} is not a time; write 2024-03-21 or 2024-03-21T12:00, in UTC")
    if table not in ("articles", "claims"):
        raise BadRequest(f"_as_of: this page shows the same at any time; articles, claims and tables of {table} can show an earlier time")
    found = read.fetch_one(sql.REVISION_THEN if table == "articles" else sql.WORDING_THEN, {"id": asked.key, "at": at})
    if found is None:
        raise NotFound(
            f"{'This article had no revision' if table == 'articles' else 'This claim had no wording'} at {format_clock(at)} UTC"
        )
    return _build_address(links, asked, found)


def _build_address(links: Links, asked: RowAsOf, found: dict[str, Any]) -> str:
    """Builds the address of the row: its page, or the requested format, with the other arguments of the request."""
    form = asked.request.url_vars["format"]
    more = {name: asked.request.args.getlist(name) for name in asked.request.args if form and name != "_as_of"}
    if asked.table == "articles":
        return links.with_query(links.row("revisions", found["id"], form), more)
    if form:
        return links.with_query(links.table("claims", form), {**more, "id": asked.key, "_as_of": asked.typed})
    return f"{links.row('claims', asked.key)}#wording-{found['n']}"
