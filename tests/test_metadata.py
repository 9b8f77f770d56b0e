"""metadata.yml is a contract: every public table, view and column of a fresh database is described, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlite_utils import Database

from sayso.store.database import connect
from sayso.store.views import VIEWS

ROOT = Path(__file__).resolve().parents[1]
METADATA: dict[str, Any] = yaml.safe_load((ROOT / "metadata.yml").read_text())
TABLES: dict[str, Any] = METADATA["databases"]["sayso"]["tables"]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database without a row, with every table and view."""
    return connect(tmp_path_factory.mktemp("fresh") / "sayso.db")


def list_public(db: Database) -> list[str]:
    """Tables and views that visitors see."""
    return [name for name in (*db.table_names(), *db.view_names()) if not name.startswith(("_", "sqlite_")) and "_fts" not in name]


def test_every_public_table_and_view_is_described(fresh: Database) -> None:
    assert sorted(name for name, about in TABLES.items() if not about.get("hidden")) == sorted(list_public(fresh))
    assert [name for name in list_public(fresh) if not TABLES[name].get("description")] == []


def test_every_column_is_described_in_its_order(fresh: Database) -> None:
    described = {name: list(TABLES[name]["columns"]) for name in list_public(fresh)}
    assert described == {name: [c.name for c in fresh[name].columns] for name in list_public(fresh)}
    empty = [
        (name, column)
        for name in list_public(fresh)
        for column, text in TABLES[name]["columns"].items()
        if not (isinstance(text, str) and text.strip())
    ]
    assert empty == []


def test_settings_name_columns_and_tables_that_exist(fresh: Database) -> None:
    known = {name: {c.name for c in fresh[name].columns} for name in list_public(fresh)}
    for name, about in TABLES.items():
        for key in ("sort", "sort_desc", "label_column", "fts_pk"):
            assert about.get(key) is None or about[key] in known[name], f"{name}: {key}"
        assert about.get("fts_table") is None or about["fts_table"] in fresh.table_names(), name


def test_it_holds_descriptions_only_so_that_one_file_serves_both_datasette_lines() -> None:
    assert "queries" not in METADATA["databases"]["sayso"]
    assert not {"plugins", "permissions", "extra_css_urls", "extra_js_urls", "settings"} & set(METADATA)


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_has_an_example_that_runs(fresh: Database, name: str) -> None:
    """A description ends in a query that people can start from."""
    (example,) = re.findall(r"Example: (select .+)$", TABLES[name]["description"])
    assert list(fresh.execute(example)) == []
