"""The Datasette plugin: sayso's pages at the addresses that Datasette gives its rows; around them feeds, filters, functions, a guard.

The name of the database file does not matter: the pages are chosen by table name in a database that has sayso's tables. Templates named
after the database would not need this code, but would stop working as soon as somebody renames the file.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TypeVar

from datasette import hookimpl as mark
from datasette.plugins import pm
from datasette.utils.asgi import NotFound, Response

from sayso.present import sanitize, words
from sayso.publish import (
    assets,
    databases,
    descriptions,
    error_pages,
    page_context,
    pages,
    renderers,
    security_headers,
    site_feeds,
    sql_functions,
    table_cells,
    table_filters,
    templating,
)
from sayso.publish.links import Links
from sayso.store.page_queries import THEN

READ_METHODS = ("GET", "HEAD")

Hook = TypeVar("Hook", bound=Callable[..., Any])


def hookimpl(function: Hook) -> Hook:
    """Marks a function as a Datasette hook; Datasette's own decorator is untyped."""
    marked: Hook = mark(function)
    return marked


def run_last(function: Hook) -> Hook:
    """Marks a hook that runs after those of other plugins."""
    marked: Hook = mark(trylast=True)(function)
    return marked


@hookimpl
def startup(datasette: Any) -> Any:
    """Pins the settings that nobody set, finds sayso's databases, and describes them."""
    from datasette.app import DEFAULT_SETTINGS  # imported here, because Datasette imports this module

    security_headers.pin(datasette._settings, DEFAULT_SETTINGS, datasette)

    async def note() -> None:
        for db in list(datasette.databases.values()):
            if await databases.is_ours(db):
                await descriptions.describe(datasette, db.name)

    return note


@hookimpl
def asgi_wrapper() -> Any:
    """Adds the security headers to every response."""
    return security_headers.add_security_headers


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Registers the SQL functions for users' own queries."""
    sql_functions.register(conn)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Neutralizes every expression of every template before it is escaped, and adds our filters."""
    env.finalize = sanitize.finalize
    env.filters.update({f"sayso_{name}": function for name, function in words.FILTERS.items()})
    env.filters["sayso_opened"] = descriptions.fill_sql_box


@hookimpl
def extra_template_vars(datasette: Any, request: Any, view_name: str | None, database: str | None, table: str | None) -> Any:
    """Returns the variables that sayso adds to Datasette's pages.

    For our databases: the menu, as `sayso_links`; for tables, the field for a time, under `sayso`; for rows, the names of the rows that
    they refer to; for the list of tables, those to start from.
    """
    if view_name in (None, "sayso"):
        return {}

    async def gather_additions() -> dict[str, Any]:
        links = await page_context.find_menu_links(datasette, request, database)
        found: dict[str, Any] = {"sayso_links": links}
        if view_name == "table":
            found["sayso"] = await page_context.build_table_context(datasette, request, database, table)
        elif view_name == "row" and links and database and table:
            found["sayso_labelled"] = partial(table_cells.label_cells, datasette, request.actor, database, table)
        elif view_name == "database" and links:
            found["sayso_starts"] = descriptions.starts(datasette, links)
        return found

    return gather_additions


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """Adds one style sheet, for our pages and for Datasette's own."""
    return [assets.make_url(datasette, "sayso.css")]


@hookimpl
def extra_js_urls(datasette: Any) -> list[dict[str, Any]]:
    """Adds one small script: on hover it shows times in the reader's zone. All pages work without it."""
    return [{"url": assets.make_url(datasette, "sayso.js"), "module": True}]


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Renders times, figures, kinds of change and links to rows in the cells of Datasette's own pages."""
    return (
        table_cells.render_cell(row, value, column=column, table=table, links=Links(datasette, database))
        if databases.is_known(datasette, database)
        else None
    )


@hookimpl
def filters_from_request(request: Any, database: str, table: str, datasette: Any) -> Any:
    """Handles `?_as_of=` and `?_speaker=` on tables and views."""
    return table_filters.build_filter(datasette, database, table, request)


@run_last
def register_output_renderer(datasette: Any) -> list[dict[str, Any]]:
    """Registers `.atom` and `.jsonfeed` for all lists of changes. Other tables are left to other feed plugins."""
    return [renderers.make_renderer("atom", site_feeds.send_atom), renderers.make_renderer("jsonfeed", site_feeds.send_json_feed)]


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Registers our pages at Datasette's addresses of its index and rows; other addresses go to Datasette's own views.

    Templates in place of Datasette's would also work, but then Datasette makes a dozen queries that our templates do not need.
    We handle only the HTML of numbered rows, a row's data as of a time, and the feeds that our pages offer.
    """
    never = "(?P<format>(?!))?"  # Datasette's views expect this group in the route
    tables, lists = "|".join(pages.ROWS), "|".join(pages.LISTS)
    return [
        (rf"^/{never}$", _show_home),
        (rf"^/(?P<database>[^/]+)/(?P<table>{tables})/(?P<pks>[0-9]+)(?:\.(?P<format>\w+))?$", _show_row),
        (r"^/(?P<database>[^/]+)/(?P<table>change_details)\.(?P<format>atom|jsonfeed)$", _send_feed),
        (rf"^/(?P<database>[^/]+)/(?P<table>{'|'.join(THEN)})(?:\.(?P<format>\w+))?$", _show_claims),
        (rf"^/(?P<database>[^/]+)/-/(?P<list>{lists})$", _show_list),
        (r"^/(?P<database>[^/]+)/-/series/(?P<number>[0-9]{1,16})(?:\.(?P<format>json|atom|jsonfeed))?$", _show_series),
        (r"^/(?P<database>[^/]+)/-/changes$", _show_changes),
        (r"^/-/health$", _show_health),
        (r"^/(?P<database>[^/]+)/-/health$", _show_health),
        (r"^/robots\.txt$", error_pages.send_robots),
        (r"^/favicon\.ico$", error_pages.send_favicon),
    ]


@mark(hookwrapper=True)  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """Replaces Datasette's own handler, which runs last; the handlers of other plugins run before ours."""
    outcome = yield
    outcome.force_result([*outcome.get_result()[:-1], partial(error_pages.answer_error, datasette, request, exception)])


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """Adds the health page of the nightly run to Datasette's menu."""
    return [{"href": datasette.urls.path("/-/health"), "label": "Nightly runs and sources"}]


async def _show_home(datasette: Any, request: Any, send: Any) -> Any:
    found = await page_context.build_home_context(datasette, request) if request.method in READ_METHODS else None
    if found is None:
        from datasette.views.index import IndexView  # it imports Datasette's application, which imports us

        return await IndexView.as_view(datasette)(request, send)
    return await _render_page(datasette, request, found, datasette.urls.instance(format="json"))


async def _show_changes(datasette: Any, request: Any) -> Any:
    """Shows the home page of one of several databases."""
    found = await page_context.build_home_context(datasette, request) if request.method in READ_METHODS else None
    if found is None:
        raise NotFound("No database of sayso's under this name")
    return await _render_page(datasette, request, found)


async def _show_row(datasette: Any, request: Any, send: Any) -> Any:
    ours = request.method in READ_METHODS and (request.url_vars["format"] is None or request.args.get("_as_of"))
    found = await page_context.build_row_context(datasette, request) if ours else None
    if found is None:
        from datasette.views.row import RowView

        return await RowView.as_view(datasette)(request, send)
    if "moved" in found:
        return Response.redirect(found["moved"])
    return await _render_page(datasette, request, found, found["links"].row(found["table"], found["key"], "json"))


async def _show_list(datasette: Any, request: Any) -> Any:
    if request.method not in READ_METHODS:
        return Response.text("This page can only be read", status=405)
    found = await page_context.build_list_context(datasette, request)
    if found is None:
        raise NotFound("No database of sayso's under this name")
    return await _render_page(datasette, request, found)


async def _show_series(datasette: Any, request: Any) -> Any:
    """Shows the page of a series, its data as JSON, or its feed; the number of any of its claims redirects to it."""
    if request.method not in READ_METHODS:
        return Response.text("This page can only be read", status=405)
    form = request.url_vars["format"]
    found = await page_context.build_series_context(datasette, request, pages.SERIES_FORMS[form])
    if found is None:
        raise NotFound("No series has this number")
    if "series" not in found:
        return Response.redirect(found["moved"])
    fresh = {"Cache-Control": _set_cache_time(datasette)}
    if form == "json":
        return Response.json(found["data"], headers=fresh)
    row, links = found["series"], found["links"]
    if form is not None:
        entries = site_feeds.build_point_entries(datasette, request, links=links, series=row, rows=found["points"])
        made = site_feeds.WRITERS[form](
            datasette, request, title=sanitize.neutralize(row["name"]), entries=entries, page=links.series(row["id"])
        )
        made.headers.update(fresh)
        return made
    return await _render_page(datasette, request, found, links.series(row["id"], "json"))


async def _send_feed(datasette: Any, request: Any, send: Any) -> Any:
    found = await page_context.build_feed_context(datasette, request) if request.method in READ_METHODS else None
    if found is None:
        return await _show_table(datasette, request, send)
    database, rows = found
    make = site_feeds.send_atom if request.url_vars["format"] == "atom" else site_feeds.send_json_feed
    made = make(datasette, request, rows=rows, columns=tuple(site_feeds.NEEDED), database=database)
    made.headers["Cache-Control"] = _set_cache_time(datasette)
    return made


async def _show_claims(datasette: Any, request: Any, send: Any) -> Any:
    """Shows Datasette's own page of a table of claims, with `?_as_of=` as of a time."""
    if await page_context.may_look_back(datasette, request):
        table_filters.look_back(request)
    return await _show_table(datasette, request, send)


async def _show_table(datasette: Any, request: Any, send: Any) -> Any:
    from datasette.views import table  # it imports Datasette's application, which imports us

    if hasattr(table, "TableView"):
        return await table.TableView.as_view(datasette)(request, send)
    return await table.table_view(datasette, request)  # Datasette 1.0


async def _show_health(datasette: Any, request: Any) -> Any:
    if request.method not in READ_METHODS:
        return Response.text("This page can only be read", status=405)
    found = await page_context.build_health_context(datasette, request)
    if found is None:
        raise NotFound("No database of sayso's here")
    return await _render_page(datasette, request, found)


def _set_cache_time(datasette: Any) -> str:
    """Returns how long a browser may cache a page, as a header value."""
    return f"max-age={datasette.setting('default_cache_ttl')}"


async def _render_page(datasette: Any, request: Any, found: dict[str, Any], data: str | None = None) -> Any:
    """Renders a page of ours, with the headers that Datasette adds to its own."""
    headers = {"Cache-Control": _set_cache_time(datasette)}
    if data:
        headers["Link"] = f'{datasette.absolute_url(request, data)}; rel="alternate"; type="application/json+datasette"'
    return Response.html(await templating.render_page(datasette, request, found["template"], found), headers=headers)


# A command or a test may import this package before Datasette. Datasette then loads its plugins while this module is incomplete and finds
# no hook in it; so the complete module is registered again.
_us = sys.modules[__name__]
if pm.is_registered(_us) and not pm.get_hookcallers(_us):
    _name = pm.get_name(_us)
    pm.unregister(_us)
    pm.register(_us, _name)
