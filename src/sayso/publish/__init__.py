"""The Datasette plugin: sayso's pages at the addresses that Datasette gives its rows; around them feeds, filters, functions, a guard.

Nothing rests on what the database file is called: the pages are chosen by table name in a database that has our tables. Template names that
carry a database's name would do without this code, and would lose every page as soon as somebody renamed the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette import hookimpl as mark
from datasette.utils.asgi import NotFound, Response

from sayso.publish import assets, cells, feeds, filters, frame, functions, guard, inert, sites, words
from sayso.publish.links import Links

Hook = TypeVar("Hook", bound=Callable[..., Any])


def hookimpl(function: Hook) -> Hook:
    """Datasette's mark for a hook, which has no types of its own."""
    marked: Hook = mark(function)
    return marked


@hookimpl
def startup(datasette: Any) -> Any:
    """Pins the settings that nobody set, and notes which databases are ours."""
    from datasette.app import DEFAULT_SETTINGS  # it is what imports us

    guard.pin(datasette._settings, DEFAULT_SETTINGS, datasette)

    async def note() -> None:
        for db in datasette.databases.values():
            await sites.is_ours(db)

    return note


@hookimpl
def asgi_wrapper() -> Any:
    """Every answer carries the security headers."""
    return guard.guarded


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """SQL functions for people who write their own queries."""
    functions.register(conn)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Every expression of every template is made inert before it is escaped; our filters."""
    env.finalize = inert.finalize
    env.filters.update({f"sayso_{name}": function for name, function in words.FILTERS.items()})


@hookimpl
def extra_template_vars(datasette: Any, request: Any, view_name: str | None, database: str | None, table: str | None) -> Any:
    """What our templates show: under `sayso`, None where the page is Datasette's own."""

    if view_name == "sayso":
        return {}

    async def found() -> dict[str, Any]:
        return {"sayso": await frame.page(datasette, request, view_name, database, table)}

    return found


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """One style sheet, for our pages and for Datasette's own."""
    return [assets.url(datasette, "sayso.css")]


@hookimpl
def extra_js_urls(datasette: Any) -> list[dict[str, Any]]:
    """One small script: times in the reader's zone. Everything reads without it."""
    return [{"url": assets.url(datasette, "sayso.js"), "module": True}]


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Times, figures, kinds of change and links to rows, in the cells of Datasette's own pages."""
    return cells.cell(row, value, column, table, Links(datasette, database)) if sites.known(datasette, database) else None


@hookimpl
def filters_from_request(request: Any, database: str, table: str, datasette: Any) -> Any:
    """`?_as_of=` and `?_speaker=` on tables and views."""
    return filters.arguments(datasette, database, table, request.args)


@hookimpl
def register_output_renderer() -> list[dict[str, Any]]:
    """`.atom` and `.jsonfeed` for whatever lists changes."""
    return [
        {"extension": "atom", "render": feeds.atom, "can_render": feeds.can_render},
        {"extension": "jsonfeed", "render": feeds.json_feed, "can_render": feeds.can_render},
    ]


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The home page, and the one page behind which no single table stands. The index at `/.json` stays Datasette's."""
    return [(r"^/(?P<format>(?!))?$", _home), (r"^/-/health$", _health)]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """The way from any of Datasette's pages to the health of the nightly run."""
    return [{"href": datasette.urls.path("/-/health"), "label": "Nightly runs and sources"}]


async def _home(datasette: Any, request: Any, send: Any) -> Any:
    page = await frame.home(datasette, request)
    if page is None or request.method not in ("GET", "HEAD"):
        from datasette.views.index import IndexView  # it imports Datasette's application, which imports us

        return await IndexView.as_view(datasette)(request, send)
    html = await datasette.render_template("sayso/home.html", {"sayso": page}, request=request, view_name="sayso")
    return Response.html(
        html, headers={"Link": f'{datasette.absolute_url(request, "/.json")}; rel="alternate"; type="application/json+datasette"'}
    )


async def _health(datasette: Any, request: Any) -> Any:
    if request.method not in ("GET", "HEAD"):
        return Response.text("This page can only be read", status=405)
    page = await frame.health(datasette, request)
    if page is None:
        raise NotFound("No database of sayso's here")
    html = await datasette.render_template("sayso/health.html", {"sayso": page}, request=request, view_name="sayso")
    return Response.html(html)
