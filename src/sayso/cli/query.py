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


@click.command()
@options.database
@click.option("--since", type=options.When(), help="From this time on: 2026-03-14, yesterday, 12h, 3d.")
@click.option("--until", type=options.When(), help="Before this time.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(CHANGE_KINDS), help="Only this kind; may be repeated.")
@click.option("--min-change", type=options.Percentage(), help="Only figures that moved by this much: 5%.")
@click.option("--article", help="Only articles with these words in the headline, this address, or this number.")
@click.option("--stealth", is_flag=True, help="Only changes without a new update time.")
@click.option(
    "--all", "everything", is_flag=True, help="Also rewordings, incidental figures, and claims that were read with little certainty."
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="At most this many.")
@options.formats
def changes(
    db_path: Path, since: str | None, until: str | None, kinds: tuple[str, ...], min_change: float | None, article: str | None,
    stealth: bool, everything: bool, limit: int, form: str | None,
) -> None:  # fmt: skip
    """List what changed, newest day first and most telling first.

    Left out, and counted, are rewordings, incidental figures and claims that were read with little certainty; --all lists them too, and
    --kind reworded the rewordings.

    \b
    Example:
      sayso changes --since yesterday --kind lowered --min-change 5%
    """
    db = read_only(db_path)
    articles = None if article is None else [number for number, _, _ in _articles(db, article)]
    asked = queries.Filter(since, until, kinds or None, min_change, articles, stealth, shown=not (everything or "reworded" in kinds))
    rows = list(queries.changes(db, asked, limit))
    if not rows:
        click.echo("No such change.", err=True)
    _print(rows, form, tables.changes(rows))
    if asked.shown and (hidden := queries.count_changes(db, asked._replace(shown=False)) - queries.count_changes(db, asked)):
        click.echo(f"{hidden} not shown (rewordings, incidental or uncertain claims): --all", err=True)


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
