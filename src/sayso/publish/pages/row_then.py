"""A row's page as of a time (`?_as_of=`): an article's leads to the revision that stood then, a claim's to its wording of then."""

from __future__ import annotations

from datasette.utils.asgi import BadRequest, NotFound

from sayso.present.as_of import as_of
from sayso.present.words import clock
from sayso.publish.databases import Reader
from sayso.publish.links import Links
from sayso.store import page_queries as sql


def row_then(read: Reader, links: Links, table: str, key: str, typed: str) -> str:
    """The address of what stood at the time that was typed.

    Raises BadRequest for what is no time, and for rows that are the same at any; NotFound where nothing stood then.
    """
    at = as_of(typed)
    if at is None:
        raise BadRequest(f"_as_of: {typed[:40]!r} is no time; write 2024-03-21 or 2024-03-21T12:00, in UTC")
    if table not in ("articles", "claims"):
        raise BadRequest(
            f"_as_of: what this page shows is the same at any time; articles and claims have been otherwise, and so have tables of {table}"
        )
    found = read.one(sql.REVISION_THEN if table == "articles" else sql.WORDING_THEN, {"id": key, "at": at})
    if found is None:
        raise NotFound(f"{'No revision of this article' if table == 'articles' else 'No wording of this claim'} stood at {clock(at)} UTC")
    return links.row("revisions", found["id"]) if table == "articles" else f"{links.row('claims', key)}#wording-{found['n']}"
