"""DuckDB over a folder: the tables, and the same views as in SQLite, so that a query works in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from sayso.bulk.shards import EXTRACTED, SERIES, TABLES, Folder
from sayso.store import daily_counts, speaker_counts
from sayso.store.series_rows import DisagreementRow, PointRow, SeriesRow
from sayso.store.views import VIEWS
from sayso.store.writing import TABLES as KINDS

DATABASE = "sayso.duckdb"
#: Tables of which each range of articles has a part; some rows are in several parts.
SHARED = frozenset(("raws", "speakers"))
OF_SERIES = {SeriesRow: "series", PointRow: "claim_series", DisagreementRow: "_disagreements"}


def connect(folder: Folder) -> Any:
    """Opens a connection with all tables and views of the folder."""
    db = duckdb.connect()
    for sql in list_statements(folder):
        db.execute(sql)
    return db


def save(folder: Folder) -> None:
    """Saves a database with the views alone beside the files; it refers to their present paths."""
    part = folder.path / f".{DATABASE}"
    part.unlink(missing_ok=True)
    with duckdb.connect(str(part)) as db:
        for sql in list_statements(folder):
            db.execute(sql)
    part.replace(folder.path / DATABASE)


def list_statements(folder: Folder) -> Iterator[str]:
    """Yields all statements in order."""
    for table, _ in KINDS.values():
        name = f"_{table}_of_ranges" if table == "speakers" else table
        once = "select distinct *" if table in SHARED else "select *"
        yield f"create view {name} as {once} from {_list_files(folder, TABLES, table)}"
    yield (
        f"create view problems as from {_list_files(folder, EXTRACTED, 'problems')} "
        f"union all from {_list_files(folder, TABLES, 'problems')}"
    )
    if folder.is_done(SERIES):
        for table in OF_SERIES.values():
            yield f"create view {table} as from read_parquet('{_quote_path(folder.of(SERIES) / f'{table}.parquet')}')"
    yield speaker_counts.build_view("_speakers_of_ranges")
    yield daily_counts.build_view()
    for name, sql in VIEWS.items():
        if folder.is_done(SERIES) or not re.search(r"\bseries\b|_disagreements|series_points", sql):
            yield f"create view {name} as {translate_sql(sql)}"


#: SQLite's syntax and DuckDB's: columns that are equal or both null; a name that is a keyword; the first of several rows.
_DIALECT = (
    (r"\bis ([a-z]\.)", r"is not distinct from \1"),
    (r"(?<![\w.])at(?= <= )", '"at"'),
    (
        r"\(select (\w+) from changes where new_version_id = v\.id\)",
        r"(select arg_min_null(\1, id) from changes where new_version_id = v.id)",
    ),
)


def translate_sql(sql: str) -> str:
    """Translates a view's SQL for DuckDB.

    >>> translate_sql("select b.id from b where b.unit is h.unit and at <= b.at")
    'select b.id from b where b.unit is not distinct from h.unit and "at" <= b.at'
    """
    for theirs, ours in _DIALECT:
        sql = re.sub(theirs, ours, sql)
    return sql


def _list_files(folder: Folder, step: str, table: str) -> str:
    return f"read_parquet('{_quote_path(folder.of(step) / '[0-9]*' / f'{table}.parquet')}')"


def _quote_path(path: Path) -> str:
    return str(path.absolute()).replace("'", "''")
