"""What stands around every page of ours: whose database it is, who may see it, the links of header and footer."""

from __future__ import annotations

from typing import Any

from datasette.utils import urlsafe_components

from sayso.publish import filters, guard, pages, sites
from sayso.publish.links import Links


async def page(datasette: Any, request: Any, view_name: str | None, database: str | None, table: str | None) -> sites.Row | None:
    """What a template shows; None where the page is to stay Datasette's own."""
    if request is None or view_name not in ("row", "table"):
        return None
    db = datasette.databases.get(database)
    if db is None or not await sites.is_ours(db):
        return None
    if view_name == "table":
        return {"template": None, "as_of": await filters.field(db, table or "", request)}
    return await _row(datasette, request, db, table)


async def health(datasette: Any, request: Any) -> sites.Row | None:
    """What the health page shows; None where there is no database of ours, or not for this visitor."""
    db = await sites.ours(datasette, request.actor, also=("runs", "run_events", "sources"))
    if db is None:
        return None
    links = Links(datasette, db.name)
    return await _framed(datasette, request, links, await sites.read(datasette, db, pages.health, links, request.args))


async def home(datasette: Any, request: Any) -> sites.Row | None:
    """What the home page shows; None where there is no database of ours, or not for this visitor."""
    db = await sites.ours(datasette, request.actor)
    if db is None or not await sites.may_enter(datasette, request.actor):
        return None
    links = Links(datasette, db.name)
    return await _framed(datasette, request, links, await sites.read(datasette, db, pages.home, links, request.args))


async def _row(datasette: Any, request: Any, db: Any, table: str | None) -> sites.Row | None:
    build = pages.ROWS.get(table or "")
    if build is None or not await sites.readable(datasette, request.actor, db.name):
        return None
    links = Links(datasette, db.name)
    (key,) = urlsafe_components(request.url_vars["pks"])
    found = await sites.read(datasette, db, build, links, key, request)
    return found and await _framed(datasette, request, links, {**found, "table": table, "key": key})


async def _framed(datasette: Any, request: Any, links: Links, found: sites.Row) -> sites.Row:
    guard.promise_no_inline(request.scope)
    return {"links": links, "sql": await sites.may_query(datasette, request.actor, links.database), **found}
