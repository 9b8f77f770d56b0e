"""Finds sayso's databases among Datasette's, checks permissions, and runs the queries of pages."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, WeakSet

from datasette.database import QueryInterrupted
from datasette.plugins import pm
from datasette.utils.asgi import Forbidden
from datasette.views.base import DatasetteError

from sayso.store.page_queries import READ

Row = dict[str, Any]

_KNOWN: WeakSet[Any] = WeakSet()
_KEPT: WeakKeyDictionary[Any, dict[tuple[str, tuple[str, ...]], bool]] = WeakKeyDictionary()

Made = TypeVar("Made")


async def is_ours(db: Any) -> bool:
    """Whether a database has sayso's tables, under any file name."""
    if db not in _KNOWN and set(await db.table_names()) >= READ:
        _KNOWN.add(db)
    return db in _KNOWN


def is_known(datasette: Any, database: str | None) -> bool:
    """Whether a database was found to be ours before; for hooks that cannot wait."""
    return datasette.databases.get(database) in _KNOWN


def has_several(datasette: Any) -> bool:
    """Whether several databases are ours."""
    return sum(db in _KNOWN for name, db in datasette.databases.items() if not name.startswith("_")) > 1


async def list_visible(datasette: Any, actor: Any) -> list[tuple[str, bool]]:
    """Lists the names of the databases that this visitor may see, each with whether it is ours."""
    named = [(name, db) for name, db in datasette.databases.items() if not name.startswith("_")]
    return [(name, await is_ours(db)) for name, db in named if len(named) == 1 or await _may_view_database(datasette, actor, name)]


async def _may_view_database(datasette: Any, actor: Any, name: str) -> bool:
    if hasattr(datasette, "permission_allowed"):
        return await _is_permitted(datasette, actor, [("view-database", name), "view-instance"])
    from datasette.resources import DatabaseResource  # Datasette 1.0

    return bool(await datasette.allowed(action="view-database", resource=DatabaseResource(name), actor=actor))


async def find_ours(datasette: Any, actor: Any, also: tuple[str, ...] = ()) -> Any | None:
    """Finds the first of our databases that the visitor may read, `also` with these tables; None if there is none."""
    for name, db in datasette.databases.items():
        if not name.startswith("_") and await is_ours(db) and await is_readable(datasette, actor, name, also):
            return db
    return None


async def is_readable(datasette: Any, actor: Any, database: str, also: tuple[str, ...] = ()) -> bool:
    """Whether this visitor may see every table that our pages read, and `also` these.

    For each permission check Datasette 0.65 copies all its metadata, which takes a millisecond. Under Datasette's own rules the
    answer for an anonymous visitor cannot change while the server runs, so it is cached.
    """
    kept = _KEPT.setdefault(datasette, {}) if actor is None and _has_fixed_permissions() else {}
    if (database, also) not in kept:
        kept[database, also] = all([await _may_view(datasette, actor, database, table) for table in (*sorted(READ), *also)])
    return kept[database, also]


def _has_fixed_permissions() -> bool:
    """Whether Datasette's own rules alone decide about permissions."""
    if not hasattr(pm.hook, "permission_allowed"):
        return False
    judges = [impl.plugin_name for impl in pm.hook.permission_allowed.get_hookimpls()]
    return all(name.startswith("datasette.") for name in judges) and not pm.hook.get_metadata.get_hookimpls()


async def _may_view(datasette: Any, actor: Any, database: str, table: str) -> bool:
    if hasattr(datasette, "permission_allowed"):
        return await _is_permitted(datasette, actor, [("view-table", (database, table)), ("view-database", database), "view-instance"])
    from datasette.resources import TableResource  # Datasette 1.0

    return bool(await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor))


async def _is_permitted(datasette: Any, actor: Any, permissions: list[Any]) -> bool:
    try:
        await datasette.ensure_permissions(actor, permissions)
    except Forbidden:
        return False
    return True


async def may_enter(datasette: Any, actor: Any) -> bool:
    """Whether this visitor may see the home page at all."""
    if hasattr(datasette, "permission_allowed"):
        return await _is_permitted(datasette, actor, ["view-instance"])
    return bool(await datasette.allowed(action="view-instance", actor=actor))


async def may_query(datasette: Any, actor: Any, database: str) -> bool:
    """Whether this visitor may type SQL."""
    if hasattr(datasette, "permission_allowed"):
        return bool(await datasette.permission_allowed(actor, "execute-sql", database, default=True))
    from datasette.resources import DatabaseResource  # Datasette 1.0

    return bool(await datasette.allowed(action="execute-sql", resource=DatabaseResource(database), actor=actor))


#: The number of steps of SQLite's virtual machine between two checks of the time limit, some 2 ms. Datasette checks every 1,000 steps; each
#: check waits for Python's lock, and with eight readers this took most of the time of a longer statement.
STEPS_PER_CHECK = 25_000


class Reader:
    """Reads on one connection; each statement has the time that Datasette's setting allows."""

    def __init__(self, conn: sqlite3.Connection, limit_ms: int) -> None:
        self._conn, self._limit = conn, limit_ms / 1000

    def fetch_all(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Returns the rows of a statement. Raises QueryInterrupted at the time limit."""
        values = dict(params or {})
        end = time.perf_counter() + self._limit
        self._conn.set_progress_handler(lambda: time.perf_counter() >= end, STEPS_PER_CHECK)
        try:
            return [dict(row) for row in self._conn.execute(sql, values).fetchall()]
        except sqlite3.OperationalError as error:
            if error.args != ("interrupted",):
                raise
            raise QueryInterrupted(error, sql, values) from error
        finally:
            self._conn.set_progress_handler(None, STEPS_PER_CHECK)

    def fetch_one(self, sql: str, params: Mapping[str, Any] | None = None) -> Row | None:
        """Returns the first row of a statement; None if there is none."""
        found = self.fetch_all(sql, params)
        return found[0] if found else None

    def is_true(self, question: str) -> bool:
        """Whether a statement with one row and the column `held` gives 1."""
        row = self.fetch_one(question)
        return bool(row and row["held"])


async def run_in_thread(datasette: Any, db: Any, function: Callable[..., Made], *more: Any) -> Made:
    """Runs `function` with a Reader and `more` in one of Datasette's SQL threads, and returns its result.

    A page makes five to thirty queries. Separately, each would wait for the queries of other readers; so all run in one
    call.

    Raises DatasetteError when a statement takes longer than the time allowed.
    """
    limit = datasette.setting("sql_time_limit_ms")

    def read_at_once(conn: sqlite3.Connection) -> Made:
        conn.execute("begin")  # so that all statements read the same state while an ingest writes
        try:
            return function(Reader(conn, limit), *more)
        finally:
            conn.rollback()

    try:
        page: Made = await db.execute_fn(read_at_once)
    except QueryInterrupted as error:
        message = f"This took longer than the {limit:,} ms that a query may take here; narrow it down"
        raise DatasetteError(message, title="Too much at once", status=400) from error
    return page
