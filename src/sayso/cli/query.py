"""`changes` and `history`: what is stored, asked from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console, RenderableType
from sqlite_utils import Database

from sayso.cli import options, tables
from sayso.errors import InputError
from sayso.model import CHANGE_KINDS
from sayso.present.sanitize import inert
from sayso.store import queries
from sayso.store.database import read_only

#: Kinds that `changes` leaves out unless asked: they are most of all rows and tell least.
QUIET = ("reworded",)


@click.command()
@options.database
@click.option("--since", type=options.When(), help="From this time on: 2026-03-14, yesterday, 12h, 3d.")
@click.option("--until", type=options.When(), help="Before this time.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(CHANGE_KINDS), help="Only this kind; may be repeated.")
@click.option("--min-change", type=options.Percentage(), help="Only figures that moved by this much: 5%.")
@click.option("--article", help="Only articles with these words in the headline, this address, or this number.")
@click.option("--stealth", is_flag=True, help="Only changes without a new update time.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="At most so many.")
@options.formats
def changes(
    db_path: Path, since: str | None, until: str | None, kinds: tuple[str, ...], min_change: float | None, article: str | None,
    stealth: bool, limit: int, form: str | None,
) -> None:  # fmt: skip
    """List what changed, newest day first and most telling first.

    \b
    Example:
      sayso changes --since yesterday --kind lowered --min-change 5%
    """
    db = read_only(db_path)
    articles = None if article is None else [number for number, _, _ in _articles(db, article)]
    wanted = kinds or tuple(k for k in CHANGE_KINDS if k not in QUIET)
    rows = list(queries.changes(db, queries.Filter(since, until, wanted, min_change, articles, stealth), limit))
    if not rows:
        click.echo("No such change.", err=True)
    _print(rows, form, tables.changes(rows))


@click.command()
@options.database
@click.argument("what")
@options.formats
def history(db_path: Path, what: str, form: str | None) -> None:
    """Show a claim through time, or the claims of an article.

    WHAT is a claim's number, an article's number or address, or words of its headline.

    \b
    Example:
      sayso history 'ferry capsizes'
      sayso history 1200007
    """
    db = read_only(db_path)
    rows = queries.timeline(db, int(what)) if what.isdigit() else []
    if rows:
        _print(rows, form, tables.timeline(rows))
        return
    for number, title, url in _articles(db, what):
        rows = queries.claims_of(db, number)
        if not form:
            click.echo(f"{number}  {inert(title)}  {inert(url)}")
        _print(rows, form, tables.claim_list(rows))


def _print(rows: Sequence[Mapping[str, Any]], form: str | None, table: RenderableType) -> None:
    if form:
        options.write_rows(rows, form)
    else:
        Console().print(table)


def _articles(db: Database, wanted: str) -> list[tuple[int, str, str]]:
    found = queries.find_articles(db, wanted)
    if not found:
        raise InputError(f"{wanted}: no article or claim goes by that number, address or headline")
    return found
