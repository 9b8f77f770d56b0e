"""Gives a database of sayso under any name the descriptions of tables and columns, and the settings for sorting and searching.

`metadata.yml` describes a database called `sayso`. It is also applied to a file such as `news.db`, and without any metadata option, because
the views could not be searched otherwise. Metadata that the user gives for their database by its own name is kept.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from datasette import utils
from markupsafe import Markup, escape

from sayso.publish.links import Links
from sayso.store.page_queries import OPENING, STARTS

#: The name of the database in metadata.yml.
DESCRIBED_NAME = "sayso"
#: The places of the file: in the installed package, else at the root of the repository.
METADATA_PATHS = (Path(__file__).with_name("metadata.yml"), Path(__file__).parents[3] / "metadata.yml")


#: The SQL box with Datasette's default query: all rows of the first table by name.
_BOX = re.compile(r'(<textarea[^>]*name="sql"[^>]*>)select \* from [^<]*(?=</textarea>)')


def fill_sql_box(page: Markup) -> Markup:
    """Puts a more useful query into the SQL box of Datasette's list of tables."""
    return Markup(_BOX.sub(lambda box: box[1] + str(escape(OPENING)), str(page)))  # noqa: S704 - Datasette's own page, with a text of ours


def starts(datasette: Any, links: Links) -> list[tuple[str, str, str]]:
    """Returns the tables and views to start from: name, address, description."""
    tables = datasette._metadata_local.get("databases", {}).get(links.database, {}).get("tables", {})
    return [(name, links.table(name), str(tables.get(name, {}).get("description") or "").partition(". ")[0]) for name in STARTS]


async def describe(datasette: Any, name: str) -> None:
    """Adds the descriptions to a database of sayso without metadata."""
    given = datasette._metadata_local
    if name in given.get("databases", {}):
        return
    about = given.get("databases", {}).get(DESCRIBED_NAME) or _load_shipped()
    described: dict[str, Any] = {"databases": {name: about}}
    if hasattr(utils, "move_table_config"):  # Datasette 1.0 separates descriptions and settings, and has already split the user's metadata
        described, settings = utils.move_table_config(described, {})
        known = (datasette.config or {}).get("databases", {})
        ours = settings.get("databases", {}).get(name) or known.get(DESCRIBED_NAME, {})
        datasette.config = {**(datasette.config or {}), "databases": {**known, name: {**ours, **known.get(name, {})}}}
    datasette._metadata_local = {**given, "databases": {**given.get("databases", {}), **described["databases"]}}
    if hasattr(datasette, "apply_metadata_json"):
        await datasette.refresh_schemas()
        await datasette.apply_metadata_json()


def _load_shipped() -> dict[str, Any]:
    """Loads the part of metadata.yml for the database."""
    text = next((path.read_text(encoding="utf-8") for path in METADATA_PATHS if path.is_file()), "{}")
    databases: dict[str, dict[str, Any]] = utils.parse_metadata(text).get("databases", {})
    return databases.get(DESCRIBED_NAME, {})
