"""Parquet files whose columns are the fields of our row types. The column types come from the annotations, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
from pyarrow import parquet

#: The number of rows in a row group; a query for some articles of a file reads only the groups that contain them.
ROW_GROUP_SIZE = 1_000
#: Fields without a column: the posts of a live blog become separate captures, so no page has any.
LEFT_OUT = frozenset(("posts",))
_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), bytes: pa.binary()}


@cache
def build_schema(kind: type) -> pa.Schema:
    """Builds the columns of a row type."""
    return pa.schema([(name, _choose_type(hint)) for name, hint in _read_hints(kind).items()])


def write(path: Path, kind: type, rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows (named tuples of one kind) to a Parquet file, which may have no rows."""
    columns = list(zip(*rows, strict=True)) or [()] * len(build_schema(kind))
    arrays = [
        pa.array(map(_convert_value, column) if pa.types.is_nested(field.type) else column, field.type)
        for column, field in zip(columns, build_schema(kind), strict=True)
    ]
    save(path, pa.Table.from_arrays(arrays, schema=build_schema(kind)))


def save(path: Path, table: pa.Table) -> None:
    """Writes a table to a Parquet file."""
    parquet.write_table(table, path, compression="zstd", row_group_size=ROW_GROUP_SIZE)


def read_rows(paths: Iterable[Path], filters: Any = None) -> Iterator[dict[str, Any]]:
    """Yields the rows of some files that pass `filters`."""
    for path in paths:
        yield from parquet.read_table(path, filters=filters, partitioning=None).to_pylist()


def _convert_value(value: Any) -> Any:
    """Converts a value to a type that Arrow accepts."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _convert_value(getattr(value, f.name)) for f in fields(value) if f.name not in LEFT_OUT}
    if isinstance(value, tuple):
        named = getattr(value, "_fields", None)
        return dict(zip(named, map(_convert_value, value), strict=True)) if named else list(map(_convert_value, value))
    return value


def _read_hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names: Sequence[str] = [f.name for f in fields(kind)] if is_dataclass(kind) else kind._fields  # type: ignore[attr-defined]
    return {name: hints[name] for name in names if name not in LEFT_OUT}


def _choose_type(hint: Any) -> pa.DataType:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = get_origin(hint), [a for a in get_args(hint) if a is not NoneType and a is not Ellipsis]
    if origin in (Union, UnionType):
        return _choose_type(args[0])
    if origin is Literal:
        return _choose_type(type(args[0]))
    if origin is tuple:
        return pa.list_(_choose_type(args[0]))
    return pa.struct(list(build_schema(hint)))
