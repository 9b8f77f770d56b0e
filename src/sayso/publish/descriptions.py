"""The descriptions of tables and columns, and how their pages sort and search, for a database of sayso under any name.

`metadata.yml` speaks of a database called `sayso`. Whoever serves `news.db`, or no metadata at all, has it for theirs: without it the views
could not be searched. What somebody says of their database by its own name is kept.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from datasette import utils
from markupsafe import Markup, escape

from sayso.publish.links import Links
from sayso.store.page_queries import OPENING, STARTS

#: What metadata.yml calls the database.
NAME = "sayso"
#: Where the file is: in the package once that is installed, else at the root of the repository.
PLACES = (Path(__file__).with_name("metadata.yml"), Path(__file__).parents[3] / "metadata.yml")


#: The box for SQL, with what Datasette writes into it: all of the first table by name.
_BOX = re.compile(r'(<textarea[^>]*name="sql"[^>]*>)select \* from [^<]*(?=</textarea>)')


def fill_sql_box(page: Markup) -> Markup:
    """Datasette's list of tables with a question in its box for SQL that a reader may have."""
    return Markup(_BOX.sub(lambda box: box[1] + str(escape(OPENING)), str(page)))  # noqa: S704 - Datasette's own page, with a text of ours


def starts(datasette: Any, links: Links) -> list[tuple[str, str, str]]:
    """The tables and views to start from: name, address, and what is in it."""
    tables = datasette._metadata_local.get("databases", {}).get(links.database, {}).get("tables", {})
    return [(name, links.table(name), str(tables.get(name, {}).get("description") or "").partition(". ")[0]) for name in STARTS]


async def describe(datasette: Any, name: str) -> None:
    """Adds the descriptions to a database of sayso that nobody described."""
    given = datasette._metadata_local
    if name in given.get("databases", {}):
        return
    about = given.get("databases", {}).get(NAME) or _load_shipped()
    described: dict[str, Any] = {"databases": {name: about}}
    if hasattr(utils, "move_table_config"):  # Datasette 1.0 keeps words and settings apart, and has done so with what it was given
        described, settings = utils.move_table_config(described, {})
        known = (datasette.config or {}).get("databases", {})
        ours = settings.get("databases", {}).get(name) or known.get(NAME, {})
        datasette.config = {**(datasette.config or {}), "databases": {**known, name: {**ours, **known.get(name, {})}}}
    datasette._metadata_local = {**given, "databases": {**given.get("databases", {}), **described["databases"]}}
    if hasattr(datasette, "apply_metadata_json"):
        await datasette.refresh_schemas()
        await datasette.apply_metadata_json()


def _load_shipped() -> dict[str, Any]:
    """The part of metadata.yml on the database."""
    text = next((path.read_text(encoding="utf-8") for path in PLACES if path.is_file()), "{}")
    databases: dict[str, dict[str, Any]] = utils.parse_metadata(text).get("databases", {})
    return databases.get(NAME, {})
