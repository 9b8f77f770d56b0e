"""The context of every page of sayso: its database, permissions, and the links of header and footer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.utils import tilde_decode, to_css_class

from sayso.publish import databases, pages, security_headers, table_filters
from sayso.publish.links import Links
from sayso.store.page_queries import OVER_TIME


async def build_table_context(datasette: Any, request: Any, database: str | None, name: str | None) -> databases.Row | None:
    """Builds extra context for the page of a table; None if the database is not ours."""
    db = datasette.databases.get(database)
    if request is None or db is None or not await databases.is_ours(db):
        return None
    return {"as_of": await table_filters.find_time_field(db, name or "", request)}


async def find_menu_links(datasette: Any, request: Any, database: str | None) -> Links | None:
    """Finds the links of the menu for a page of Datasette.

    None if the page is about another database, or access is denied.
    """
    if request is None:
        return None
    if database is None:
        db = await databases.find_ours(datasette, request.actor)
    else:
        db = datasette.databases.get(database)
        db = db if db is not None and await databases.is_ours(db) else None
    return Links(datasette, db.name) if db is not None else None


async def build_health_context(datasette: Any, request: Any) -> databases.Row | None:
    """Builds the template context of the health page; None if there is no database of ours, or access is denied."""
    db = await _find_database(datasette, request, also=("runs", "run_events", "sources"))
    if db is None:
        return None
    links = Links(datasette, db.name)
    return await _add_frame(
        datasette, request, links, await databases.run_in_thread(datasette, db, pages.build_health, links, request.args)
    )


async def build_home_context(datasette: Any, request: Any) -> databases.Row | None:
    """Builds the template context of the home page; None if there is no database of ours, or access is denied."""
    db = await _find_database(datasette, request)
    if db is None or not await databases.may_enter(datasette, request.actor):
        return None
    links = Links(datasette, db.name)
    found = await databases.run_in_thread(datasette, db, pages.build_home, links, request.args)
    known = await databases.list_visible(datasette, request.actor)
    choice = [(name, links.database_page(name, ours=ours), name == db.name) for name, ours in known]
    return await _add_frame(datasette, request, links, {**found, "databases": choice})


async def build_row_context(datasette: Any, request: Any) -> databases.Row | None:
    """Builds the template context of a row, or the address that shows it as of a time (`moved`).

    None if there is no such row, the database is not ours, or access is denied.
    """
    name, key = request.url_vars["table"], request.url_vars["pks"]
    db = await _find_named_database(datasette, request)
    if db is None or _is_overruled(datasette, db.name, name):
        return None
    links = Links(datasette, db.name)
    if typed := request.args.get("_as_of"):
        return {
            "moved": await databases.run_in_thread(datasette, db, pages.find_row_as_of, links, pages.RowAsOf(name, key, typed, request))
        }
    found = await databases.run_in_thread(datasette, db, pages.ROWS[name], links, key, request)
    return found and await _add_frame(datasette, request, links, {**found, "table": name, "key": key})


async def build_list_context(datasette: Any, request: Any) -> databases.Row | None:
    """Template context of a list; None if the database is not ours, or access is denied."""
    db = await _find_named_database(datasette, request)
    if db is None:
        return None
    links = Links(datasette, db.name)
    make = pages.LISTS[request.url_vars["list"]]
    return await _add_frame(datasette, request, links, await databases.run_in_thread(datasette, db, make, links, request.args))


async def build_series_context(datasette: Any, request: Any, make: Callable[..., databases.Row | None]) -> databases.Row | None:
    """Template context or data of a series; None if there is no such series, the database is not ours, or access is denied."""
    db = await _find_named_database(datasette, request)
    if db is None:
        return None
    links = Links(datasette, db.name)
    found = await databases.run_in_thread(datasette, db, make, links, request.url_vars["number"], request)
    return found and await _add_frame(datasette, request, links, found)


async def build_feed_context(datasette: Any, request: Any) -> tuple[str, list[databases.Row]] | None:
    """Returns the database and the changes of a feed; None if the address is not ours, or access is denied."""
    wish = pages.parse_feed_query(request.args)
    db = await _find_named_database(datasette, request, also=("change_details",)) if wish else None
    if db is None or getattr(datasette, "cors", False):  # Datasette adds its headers
        return None
    return db.name, await databases.run_in_thread(datasette, db, pages.read_newest_changes, wish, datasette.setting("default_page_size"))


async def may_look_back(datasette: Any, request: Any) -> bool:
    """Whether this visitor may see a table of claims as of a time: the table, and the table of wordings, from which it is read."""
    return await _find_named_database(datasette, request, also=(tilde_decode(request.url_vars["table"]), OVER_TIME)) is not None


async def _find_database(datasette: Any, request: Any, also: tuple[str, ...] = ()) -> Any | None:
    """Finds the database in the address, else the first of ours."""
    if "database" in request.url_vars:
        return await _find_named_database(datasette, request, also)
    return await databases.find_ours(datasette, request.actor, also)


async def _find_named_database(datasette: Any, request: Any, also: tuple[str, ...] = ()) -> Any | None:
    """Finds the database in the address if it is ours and the visitor may read it, `also` with these tables."""
    try:
        db = datasette.get_database(route=tilde_decode(request.url_vars["database"]))
    except KeyError:
        return None
    return db if await databases.is_ours(db) and await databases.is_readable(datasette, request.actor, db.name, also) else None


def _is_overruled(datasette: Any, database: str, name: str) -> bool:
    """Whether the server has a custom template for the rows of this table."""
    template = f"row-{to_css_class(database)}-{to_css_class(name)}.html"
    if not getattr(datasette, "template_dir", None):
        return False
    return (Path(datasette.template_dir) / template).is_file()


async def _add_frame(datasette: Any, request: Any, links: Links, found: databases.Row) -> databases.Row:
    security_headers.promise_no_inline(request.scope)
    return {"links": links, "sql": await databases.may_query(datasette, request.actor, links.database), **found}
