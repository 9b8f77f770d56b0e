"""`.atom` and `.jsonfeed` beside other plugins that make feeds: ours if the columns are those of changes, else theirs.

Datasette has one renderer for an extension, the last registered one; without this module ours would replace that of datasette-atom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from datasette.plugins import pm
from datasette.utils import await_me_maybe, call_with_supported_arguments
from datasette.views.base import DatasetteError

from sayso.publish import site_feeds

Made = Callable[..., Any]


def make_renderer(extension: str, make: Made) -> dict[str, Any]:
    """Registers one of our output formats with Datasette.

    The render function in it raises DatasetteError for tables without this format.
    """

    async def render(
        datasette: Any, columns: Any, rows: Any, sql: Any, query_name: Any, database: Any, table: Any, request: Any, view_name: Any
    ) -> Any:
        if site_feeds.can_render(columns):
            return make(datasette, request, rows=rows, columns=columns, database=database)
        given = _select_arguments(
            datasette=datasette, columns=columns, rows=rows, sql=sql, query_name=query_name, database=database, table=table,
            request=request, view_name=view_name,
        )  # fmt: skip
        for other in _find_others(datasette, extension):
            return await await_me_maybe(call_with_supported_arguments(other["render"], **given))
        raise DatasetteError(f".{extension} is for lists of changes, such as change_details", title="No feed of this", status=400)

    async def can_render(
        datasette: Any, columns: Any, rows: Any, sql: Any, query_name: Any, database: Any, table: Any, request: Any, view_name: Any
    ) -> bool:
        if site_feeds.can_render(columns):
            return True
        given = _select_arguments(
            datasette=datasette, columns=columns, rows=rows, sql=sql, query_name=query_name, database=database, table=table,
            request=request, view_name=view_name,
        )  # fmt: skip
        for other in _find_others(datasette, extension):
            able = other.get("can_render")
            return bool(await await_me_maybe(call_with_supported_arguments(able, **given))) if able else True
        return False

    return {"extension": extension, "render": render, "can_render": can_render}


def _select_arguments(**given: Any) -> dict[str, Any]:
    """Selects the arguments for a renderer: those that every version of Datasette gives, and those of some versions."""
    return {
        **given,
        "args": given["request"].args,
        "data": {"rows": given["rows"], "columns": given["columns"]},
        "truncated": False,
        "error": None,
    }


def _find_others(datasette: Any, extension: str) -> Iterator[dict[str, Any]]:
    """Finds the renderers of other plugins for the same extension."""
    for given in pm.hook.register_output_renderer(datasette=datasette):
        for one in given if isinstance(given, list) else [given]:
            if one["extension"] == extension and (make := one.get("render") or one.get("callback")).__module__ != __name__:
                yield {**one, "render": make}
