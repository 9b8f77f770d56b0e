"""Which of Datasette's databases are ours, who may read them, and how a page reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import WeakSet

from sayso.store.pages import READ

Row = dict[str, Any]

_KNOWN: WeakSet[Any] = WeakSet()


async def is_ours(db: Any) -> bool:
    """Whether a database has sayso's tables, whatever its file is called."""
    if db not in _KNOWN and set(await db.table_names()) >= READ:
        _KNOWN.add(db)
    return db in _KNOWN


def known(datasette: Any, database: str | None) -> bool:
    """Whether a database was found to be ours before; for hooks that cannot wait."""
    return datasette.databases.get(database) in _KNOWN


async def ours(datasette: Any, actor: Any, also: tuple[str, ...] = ()) -> Any | None:
    """The first of the databases that is ours and may be read, `also` these tables."""
    for name, db in datasette.databases.items():
        if not name.startswith("_") and await is_ours(db) and await readable(datasette, actor, name, also):
            return db
    return None


async def readable(datasette: Any, actor: Any, database: str, also: tuple[str, ...] = ()) -> bool:
    """Whether this visitor may see every table that our pages read, and `also` these."""
    for table in (*sorted(READ), *also):
        if not await _may_view(datasette, actor, database, table):
            return False
    return True


async def _may_view(datasette: Any, actor: Any, database: str, table: str) -> bool:
    if hasattr(datasette, "permission_allowed"):
        permissions = [("view-table", (database, table)), ("view-database", database), "view-instance"]
        visible, _ = await datasette.check_visibility(actor, permissions=permissions)
        return bool(visible)
    from datasette.resources import TableResource  # Datasette 1.0

    return bool(await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor))


async def may_query(datasette: Any, actor: Any, database: str) -> bool:
    """Whether this visitor may type SQL."""
    if hasattr(datasette, "permission_allowed"):
        # Datasette 0.65 keeps the switch for everybody in a setting, which is the permission's default.
        return bool(await datasette.permission_allowed(actor, "execute-sql", database, default=datasette.setting("default_allow_sql")))
    from datasette.resources import DatabaseResource  # Datasette 1.0

    return bool(await datasette.allowed(action="execute-sql", resource=DatabaseResource(database), actor=actor))


async def rows(db: Any, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
    """What a statement gives."""
    return [dict(row) for row in (await db.execute(sql, dict(params or {}))).rows]


async def one(db: Any, sql: str, params: Mapping[str, Any] | None = None) -> Row | None:
    """The first row that a statement gives."""
    found = await rows(db, sql, params)
    return found[0] if found else None
