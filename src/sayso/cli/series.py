"""`series`: measures followed across articles and outlets, and an editor's decisions about them."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text
from sqlite_utils import Database

from sayso.cli import options
from sayso.cli.terminal import WithSentences, build_table, format_minute, make_safe, show
from sayso.errors import InputError
from sayso.garbage_collection import collect_rarely
from sayso.ingest import clock
from sayso.ingest.history.update_series import update_all_series
from sayso.present.sanitize import neutralize
from sayso.present.words import format_amount, format_count
from sayso.series.disagreements import BETWEEN
from sayso.store import queries, reasons, runs
from sayso.store import series_rows as stored
from sayso.store.database import connect, read_only
from sayso.store.writer_lock import hold_writer_lock, open_for_writing
from sayso.store.writing import transaction


@click.group(invoke_without_command=True)
@click.pass_context
def series(ctx: click.Context) -> None:
    """Follow one figure across articles and outlets.

    A series holds the figures of several articles that measure the same thing. A figure that does not clearly belong is in no series.
    `sayso ingest` updates the series: after every run while the database is small; in a large one once a day, or when many figures are new.

    \b
    Example:
      sayso series list killed
      sayso series show 1200007
      sayso series disagreements
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@series.command("list")
@options.database
@click.argument("words", required=False)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Show at most this many.")
@click.option("--all", "everything", is_flag=True, help="Include series whose figure never changed.")
@options.formats
def list_series(db_path: Path, words: str | None, limit: int, everything: bool, form: str | None) -> None:
    """List series whose figure changed, the most newsworthy first; with WORDS, only series with these words in their names.

    \b
    Example:
      sayso series list brent --csv
    """
    rows = stored.list_series(read_only(db_path), words, limit, everything=everything)
    if form:
        options.write_rows(rows, form)
        return
    if not rows:
        click.echo("No such series.", err=True)
        return
    lines: list[list[Text | str]] = [
        [
            str(r["id"]),
            str(r["points"]),
            str(r["articles"]),
            str(r["outlets"]),
            format_amount(r["latest_value"], None),
            format_minute(r["last_at"]),
            make_safe(r["name"]),
        ]
        for r in rows
    ]
    show(build_table(("no.", "points", "articles", "outlets", "latest", "at", "series"), lines))


@series.command("show")
@options.database
@click.argument("number", type=int)
@options.formats
def show_series(db_path: Path, number: int, form: str | None) -> None:
    """Show the points of a series in order of time. NUMBER is the number of the series, or of a claim in it.

    \b
    Example:
      sayso series show 1200007 --json
    """
    db = read_only(db_path)
    rows = stored.read_points(db, _find_series(db, number))
    if form:
        options.write_rows(rows, form)
        return
    click.echo(neutralize(rows[0]["series"]))
    lines = [
        [
            format_minute(r["at"]),
            r["verdict"],
            str(r["claim_id"]),
            make_safe(f"{r['text']} (a fall)" if (r["value"] or 0) < 0 else r["text"]),
            make_safe(r["publisher"] or ""),
            make_safe(r["sentence"]),
        ]
        for r in rows
    ]
    show(WithSentences(("at", "what", "claim no.", "figure", "outlet", "sentence"), lines))


@series.command("disagreements")
@options.database
@click.argument("number", type=int, required=False)
@click.option("--between", type=options.NameChoice(BETWEEN), help="Only between these: " + ", ".join(BETWEEN) + ".")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Show at most this many.")
@options.formats
def list_disagreements(db_path: Path, number: int | None, between: str | None, limit: int, form: str | None) -> None:
    """List cases where outlets, or headline and text, give figures that contradict each other, newest first.

    Check each case yourself: two outlets may be right at different times. NUMBER limits the list to one series, by its number or that of
    a claim in it.

    \b
    Example:
      sayso series disagreements --between outlets
    """
    db = read_only(db_path)
    rows = stored.read_disagreements(db, None if number is None else _find_series(db, number), between, limit)
    if form:
        options.write_rows(rows, form)
        return
    if not rows:
        click.echo(" ".join(filter(None, ["No disagreement.", reasons.explain_no_disagreement(queries.make_asker(db))])), err=True)
    for n, row in enumerate(rows):
        if n == 0 or row["series_id"] != rows[n - 1]["series_id"]:
            click.echo(("\n" if n else "") + neutralize(f"{row['series']} (no. {row['series_id']})"))
        sides: list[list[Text | str]] = [
            [
                format_minute(row[f"{side}at"]),
                make_safe(row[f"{side}text"]),
                make_safe(row[f"{side}publisher"] or ""),
                make_safe(row[f"{side}source"] or ""),
                make_safe(row[f"{side}sentence"]),
            ]
            for side in ("other_", "")
        ]
        show(WithSentences(("at", "figure", "outlet", "source", "sentence"), sides))


@series.command()
@options.database
@click.argument("number", type=int)
@click.argument("other", type=int)
def join(db_path: Path, number: int, other: int) -> None:
    """Say that two series measure the same thing. NUMBER and OTHER are series, or claims in them.

    \b
    Example:
      sayso series join 1200007 3400002
    """
    _decide(db_path, "join", number, other)


@series.command()
@options.database
@click.argument("claim", type=int)
def split(db_path: Path, claim: int) -> None:
    """Say that a claim does not belong to its series.

    \b
    Example:
      sayso series split 3400002
    """
    _decide(db_path, "split", claim)


@series.command()
@options.database
@click.argument("number", type=int)
@click.argument("name")
def rename(db_path: Path, number: int, name: str) -> None:
    """Give a series a name.

    \b
    Example:
      sayso series rename 1200007 "People killed: ferry off Port Ansel"
    """
    _decide(db_path, "rename", number, name=name)


@series.command("settle")
@options.database
def settle_series(db_path: Path) -> None:
    """Update all series now.

    In a large database `sayso ingest` does so once a day; use this command if you do not want to wait. It takes half a
    millisecond a figure.

    \b
    Example:
      sayso series settle
    """
    from sayso.cli.ingest import VERSIONS  # imported here: it imports the fetching of pages, which the other commands do not need

    collect_rarely()
    with open_for_writing(db_path, create=False) as db:
        run, status = runs.begin_run(db, at=clock.now(), command="sayso series settle", versions=VERSIONS), "failed"
        try:
            rows, status = update_all_series(db, run), "done"
        finally:
            runs.end_run(db, run, at=clock.now(), status=status)
    click.echo(f"{format_count(rows, 'row')} written", err=True)


def _decide(db_path: Path, kind: str, number: int, other: int | None = None, name: str | None = None) -> None:
    with hold_writer_lock(db_path):
        db = connect(db_path, create=False)
        try:
            for claim in (number, other):
                if claim is not None and not stored.is_figure(db, claim):
                    raise InputError(f"{claim}: no series and no figure has this number; `sayso series list` lists the series")
            if kind != "join":
                _find_series(db, number)
            with transaction(db):
                stored.decide(db, clock.now(), kind=kind, claim_id=number, other_id=other, name=name)
            update_all_series(db)
            click.echo(_describe_decision(db, kind, number), err=True)
        finally:
            db.close()


def _describe_decision(db: Database, kind: str, claim: int) -> str:
    """Describes the result of a decision: the series that the claim is in now."""
    if kind == "split":
        return f"Claim {claim} is no longer in that series; `sayso ingest` keeps this."
    rows = stored.read_points(db, _find_series(db, claim))
    return neutralize(f"{rows[0]['series']}: {format_count(len(rows), 'figure')}, no. {rows[0]['series_id']}; `sayso ingest` keeps this.")


def _find_series(db: Database, number: int) -> int:
    """Returns the series with this number, or the series of the claim with this number. Raises InputError if there is neither."""
    found = stored.find_series_of_claim(db, number)
    if found is None:
        raise InputError(f"{number}: no series has this number, and no claim of a series; `sayso series list` lists the series")
    return found
