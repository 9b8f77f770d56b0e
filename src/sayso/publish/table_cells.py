"""Cells of Datasette's own tables: times, figures, kinds of change, and links in views, which have no foreign keys."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from sayso.present.sanitize import neutralize
from sayso.present.words import KINDS, format_figure, format_percentage, format_time_tag
from sayso.publish.links import Links
from sayso.publish.sql_functions import render_diff_cell

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIGURES = frozenset(("value", "low", "high", "delta", "old_value", "new_value", "headline_value", "body_value"))
_ROWS = {
    "article_id": "articles", "claim_id": "claims", "revision_id": "revisions", "speaker_id": "speakers", "change_id": "changes",
    "version_id": "claim_versions", "old_version_id": "claim_versions", "new_version_id": "claim_versions",
    "old_revision_id": "revisions", "new_revision_id": "revisions", "headline_claim_id": "claims", "body_claim_id": "claims",
}  # fmt: skip
#: Views whose `id` column is the id of a table.
_VIEWS = {"change_details": "changes", "current_claims": "claims", "shown_claims": "claims", "claims_over_time": "claims"}

#: An empty cell, which a phone hides.
_NOTHING = Markup('<span class="none">&nbsp;</span>')

#: Columns with the name of a row: its table, and the column with its number.
_NAMES = {
    ("articles", "title"): ("articles", "id"), ("claims", "label"): ("claims", "id"), ("speakers", "name"): ("speakers", "id"),
    ("current_claims", "label"): ("claims", "id"), ("shown_claims", "label"): ("claims", "id"),
    ("claims_over_time", "label"): ("claims", "id"), (None, "article"): ("articles", "article_id"), (None, "claim"): ("claims", "claim_id"),
}  # fmt: skip


def render_cell(row: Any, value: Any, column: str, table: str | None, links: Links) -> Markup | None:
    """Renders a cell as HTML; None leaves it to Datasette. JSON and CSV always have the plain value."""
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, str):
        return _render_text(value, column) or _render_name(row, value, column=column, table=table, links=links)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if column in _FIGURES:
        return Markup('<span class="figure" title="{}">{}</span>').format(value, format_figure(value))
    if column == "percent":
        return Markup('<span class="figure" title="{}">{}</span>').format(value, format_percentage(value))
    other = _VIEWS.get(table or "") if column == "id" else _ROWS.get(column)
    return Markup('<a href="{}">{}</a>').format(links.row(other, value), value) if other else None


async def label_cells(datasette: Any, actor: Any, database: str, table: str, rows: Any) -> Any:
    """Replaces the number of another row by its name in the rows of a page of Datasette."""
    who = (actor,) if not hasattr(datasette, "permission_allowed") else ()  # Datasette 1.0 checks the permission
    links = Links(datasette, database)
    for key in await datasette.databases[database].foreign_keys_for_table(table):
        for cell in (cell for row in rows for cell in row if cell["column"] == key["column"] and cell["raw"] is not None):
            number = cell["raw"]
            names = await datasette.expand_foreign_keys(*who, database, table, key["column"], [number])
            name = names.get((key["column"], number))
            if name not in (None, "", number, str(number)):
                href = links.row(key["other_table"], number)
                cell["value"] = Markup('<a href="{}">{}</a> <em>{}</em>').format(href, neutralize(str(name)), number)
    return rows


def _render_name(row: Any, value: str, column: str, table: str | None, links: Links) -> Markup | None:
    """Links the name of a row to its page."""
    other, key = _NAMES.get((table, column)) or _NAMES.get((None, column)) or (None, "")
    if other is None or not value or key not in row.keys() or not isinstance(row[key], int):  # noqa: SIM118 - a sqlite3.Row iterates values
        return None
    return Markup('<a href="{}">{}</a>').format(links.row(other, row[key]), neutralize(value))


def _render_text(value: str, column: str) -> Markup | None:
    if _TIME.fullmatch(value):
        return format_time_tag(value)
    if column in ("kind", "change") and value in KINDS:
        sign, word, meaning = KINDS[value]
        return Markup('<span class="kind {0}" title="{1}: {2}"><span aria-hidden="true">{3}</span> {0}</span>').format(
            value, word, meaning, sign
        )
    return render_diff_cell(value)
