"""`export`: stored tables as files for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import click

from sayso.cli import options
from sayso.errors import InputError
from sayso.model import FOREVER
from sayso.present.sanitize import check_web_url
from sayso.store import queries
from sayso.store.database import read_only

Row = Mapping[str, Any]

#: The number of rows in one row group of a Parquet file: some MB, which programs read at once.
ROW_GROUP_SIZE = 20_000
FORMATS = ("csv", "jsonl", "jsonld", "parquet")


@click.command()
@options.database
@click.argument("what", default="change_details", type=options.NameChoice(queries.EXPORTED), metavar="NAME")
@click.option("--format", "-f", "form", default="csv", show_default=True, type=click.Choice(FORMATS), help="jsonld: schema.org Claims.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="File to write  [default: standard output]")
@click.option("--base", default="", help="Address of your site, for the claims' permanent links in jsonld: https://claims.example/sayso")
def export(db_path: Path, what: str, form: str, output: Path | None, base: str) -> None:
    """Write a table or view to a file: CSV, JSON lines, Parquet, or each claim as schema.org Claim JSON-LD.

    NAME is a table or view of the schema. Without it, change_details is written: each change with its old and new wording.

    \b
    Example:
      sayso export change_details --format csv --output changes.csv
      sayso export current_claims --format jsonld --base https://claims.example/sayso
    """
    db = read_only(db_path)
    if form == "parquet":
        _write_parquet(queries.read_table(db, what), output)
        return
    rows = (_build_linked_data(row, base) for row in queries.read_claims_in_full(db)) if form == "jsonld" else queries.read_table(db, what)
    if output is None:
        _write_text(rows, form, sys.stdout)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            _write_text(rows, form, file)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror})") from error


def _write_text(rows: Iterable[Row], form: str, out: TextIO) -> None:
    if form == "csv":
        options.write_csv(rows, out)
        return
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_parquet(rows: Iterator[Row], output: Path | None) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError("Parquet needs the pyarrow package; install it with `pip install sayso[parquet]`") from error
    if output is None:
        raise InputError("Parquet is binary; name a file with --output")
    first = list(islice(rows, ROW_GROUP_SIZE))
    if not first:
        raise InputError("nothing to export: no such rows in this database")
    table = pyarrow.Table.from_pylist(first)
    # A column without values so far has the type "null", which a later value would not fit.
    fields = [f.with_type(pyarrow.string()) if pyarrow.types.is_null(f.type) else f for f in table.schema]
    schema = pyarrow.schema([f.with_type(pyarrow.float64()) if f.name in queries.REAL_COLUMNS else f for f in fields])
    with parquet.ParquetWriter(output, schema) as writer:
        group = first
        while group:
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            group = list(islice(rows, ROW_GROUP_SIZE))


def _build_linked_data(row: Row, base: str) -> dict[str, Any]:
    """Returns a claim as schema.org/Claim: `appearance` is its article, `author` the speaker that it is attributed to."""
    url = check_web_url(row["url"])
    article = {"@type": "NewsArticle", "headline": row["article"], "datePublished": row["published_at"], "dateModified": row["updated_at"]}
    claim = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": f"{base.rstrip('/')}/claims/{row['id']}" if base else f"urn:sayso:claim:{row['id']}",
        "name": row["label"],
        "text": row["sentence"],
        "author": row["speaker"] and {"name": row["speaker"]},
        "appearance": {k: v for k, v in {**article, "url": url}.items() if v},
        "dateCreated": row["first_at"],
        "expires": None if row["valid_to"] == FOREVER else row["valid_to"],
    }
    return {k: v for k, v in claim.items() if v}
