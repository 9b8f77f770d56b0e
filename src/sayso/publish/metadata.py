"""What tables and columns mean, and how their pages sort and search, for a database of ours under whatever name.

`metadata.yml` speaks of a database called `sayso`. Whoever serves `news.db`, or no metadata at all, has it for theirs: without it the views
could not be searched. What somebody says of their database by its own name stands.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette import utils

#: What metadata.yml calls the database.
NAME = "sayso"
#: Where the file is: in the package once that is installed, else at the root of the repository.
PLACES = (Path(__file__).with_name("metadata.yml"), Path(__file__).parents[3] / "metadata.yml")


async def describe(datasette: Any, name: str) -> None:
    """Makes known what is in a database of ours that nobody described."""
    given = datasette._metadata_local
    if name in given.get("databases", {}):
        return
    about = given.get("databases", {}).get(NAME) or _shipped()
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


def _shipped() -> dict[str, Any]:
    """What metadata.yml says of the database."""
    text = next((path.read_text(encoding="utf-8") for path in PLACES if path.is_file()), "{}")
    databases: dict[str, dict[str, Any]] = utils.parse_metadata(text).get("databases", {})
    return databases.get(NAME, {})
