"""Filters for every table or view of claims: `?_as_of=2024-03-21T12:00` and `?_speaker=NUMBER`."""

from __future__ import annotations

from typing import Any

from datasette.filters import FilterArguments
from datasette.utils.asgi import BadRequest

from sayso.present.as_of import parse_as_of
from sayso.present.words import format_clock
from sayso.publish import databases
from sayso.store import page_queries as sql

#: Alternatives for tables that people may want to see as of a time.
_HINTS = {
    "articles": "; it shows articles as they are today; revisions?_as_of=… shows an earlier time",
    "headline_body_disagreements": "; it compares current claims",
}


def build_filter(datasette: Any, database: str, table: str, request: Any) -> Any:
    """Returns an async function that adds our filters to a table's query; None if the address has none.

    The function raises BadRequest for an invalid time, and for a table to which the argument does not apply.
    """
    args = request.args
    if not (args.get("_as_of") or args.get("_speaker")) or not databases.is_known(datasette, database):
        return None

    async def make_filter() -> FilterArguments:
        columns = set(await datasette.databases[database].table_columns(table))
        where: list[str] = []
        params: dict[str, Any] = {}
        said: list[str] = []
        if args.get("_as_of"):
            time = parse_as_of(args["_as_of"])
            condition = _build_condition(table, columns)
            if time is None:
                raise BadRequest(f"_as_of: {args['_as_of'][:40]!r} is not a time; write 2024-03-21 or 2024-03-21T12:00, in UTC")
            if condition is None or table in sql.THEN:
                raise BadRequest(
                    f"_as_of: {table} has no rows that are valid for a period of time{_HINTS.get(table.removesuffix('_all'), '')}"
                )
            where = [condition, *sql.THEN.get(request.url_vars.get("asked", ""), ())]
            params, said = {"sayso_as_of": time}, [f"as of {format_clock(time)} UTC"]
        if args.get("_speaker"):
            if "claim_id" not in columns or not args["_speaker"].isdecimal():
                raise BadRequest("_speaker: expected the number of a speaker, on a table or view that has claim_id")
            where, params, said = (
                [*where, sql.SPEAKERS_CLAIMS],
                {**params, "sayso_speaker": int(args["_speaker"])},
                [*said, "attributed to this speaker"],
            )
        return FilterArguments(where, params, said)

    return make_filter


async def find_time_field(db: Any, table: str, request: Any) -> databases.Row | None:
    """Returns the value of the time field on a table's page; None for a table without times."""
    if _build_condition(table, set(await db.table_columns(table))) is None:
        return None
    kept = [(name, value) for name in request.args for value in request.args.getlist(name) if name not in ("_as_of", "_next")]
    return {"value": request.args.get("_as_of") or "", "kept": kept}


def look_back(request: Any) -> None:
    """For a request for a past time, replaces the table of current claims by the claims in all their versions."""
    asked = request.url_vars["table"]
    if asked in sql.THEN and parse_as_of(request.args.get("_as_of")):
        request.url_vars.update(asked=asked, table=sql.OVER_TIME)


def _build_condition(table: str, columns: set[str]) -> str | None:
    if {"valid_from", "valid_to"} <= columns:
        return sql.INTERVAL
    if {"at", "kind"} <= columns:
        return sql.EVENT
    return sql.INTERVAL if table in sql.THEN else None
