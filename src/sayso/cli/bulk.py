"""`bulk` and `load`: whole crawls into Parquet files, and a selection of them into the database."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from sayso.cli import options, progress
from sayso.cli.ingest import FAILED, VERSIONS
from sayso.errors import InputError
from sayso.garbage_collection import collect_rarely
from sayso.ingest import clock
from sayso.ingest.history.update_series import update_all_series
from sayso.present.sanitize import neutralize
from sayso.present.words import format_count
from sayso.store import runs
from sayso.store.database import analyze
from sayso.store.writer_lock import open_for_writing

#: For each step the verb that the progress display shows.
STEP_VERBS = {"extracted": "read", "dealt": "sorted", "tables": "followed"}
#: How many lines each step writes to a log.
LOG_LINES = 10


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT…")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the tables; all workers must be able to read it.",
)
@click.option(
    "--workers",
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    type=click.IntRange(1),
    help="Number of processes on this machine.",
)
@click.option("--scheduler", help="Use the workers of this Dask scheduler instead: tcp://10.0.0.5:8786")
@click.option("--zone", type=options.Zone(), default="UTC", show_default=True, help="Time zone for times that give none: America/New_York.")
@click.option("--series/--no-series", default=True, help="Link figures across articles at the end, in one process.", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
def bulk(inputs: tuple[str, ...], out: Path, workers: int, scheduler: str | None, zone: str, series: bool, as_json: bool) -> None:
    """Read whole crawls, on all processors or on a cluster, into Parquet files with the schema of the database.

    INPUT is a file or a folder of files: web archives (.warc, .warc.gz), saved pages, Parquet or JSON lines (.jsonl) with the fields that
    `sayso ingest` takes. Each file is a shard. To resume a run that was stopped, give the same command again, or just
    `sayso bulk --out FOLDER`: finished shards are not read again. FOLDER/sayso.duckdb has the tables and views of the database for DuckDB.
    Exits 1 if a shard failed.

    \b
    Example:
      sayso bulk crawl/ --out tables/
      sayso bulk crawl/ --out /shared/tables --scheduler tcp://10.0.0.5:8786
    """
    with _require_extra():
        from sayso.bulk.engine import start_engine
        from sayso.bulk.run_steps import Bulk
        from sayso.bulk.shards import Folder, RunSettings
    collect_rarely()
    with start_engine(workers, scheduler) as over, _show_progress() as show:
        summary = Bulk(Folder(out), over, show).run(inputs, RunSettings(clock.now(), zone, VERSIONS), series=series)
    if as_json:
        click.echo(json.dumps({
            "looks": summary.looks, "rows": summary.rows, "problems": summary.problems, "shards": summary.shards, "failed": summary.failed,
        }, ensure_ascii=False))  # fmt: skip
    for failure in summary.failed:
        click.echo(neutralize(f"failed: {failure}"), err=True)
    if summary.failed:
        click.echo(f"{format_count(len(summary.failed), 'shard')} failed; run the same command again to retry only these", err=True)
        raise SystemExit(FAILED)
    rows = summary.rows
    click.echo(
        f"{format_count(rows['articles'], 'article')}, {format_count(rows['revisions'], 'revision')}, "
        f"{format_count(rows['claims'], 'claim')}, "
        f"{format_count(rows['changes'], 'change')} from {format_count(summary.looks, 'capture')}; "
        f"{format_count(summary.shards, 'shard')} done now",
        err=True,
    )
    for outcome, number in sorted(summary.problems.items()):
        click.echo(f"  {number:,} {outcome}", err=True)


Show = Callable[[str, int, int, Counter[str]], None]


@contextmanager
def _show_progress() -> Iterator[Show]:
    """Yields a callback that shows the progress: a bar for each step on a terminal, ten lines for each step in a log."""
    if not sys.stderr.isatty():
        yield _log_step
        return
    with progress.show_steps() as bar:

        def show(step: str, done: int, total: int, counts: Counter[str]) -> None:
            bar(f"{STEP_VERBS[step]} {_describe_counts(counts)}", done, total)

        yield show


def _log_step(step: str, done: int, total: int, counts: Counter[str]) -> None:
    if done == total or done * LOG_LINES // total > (done - 1) * LOG_LINES // total:
        click.echo(f"{STEP_VERBS[step]} {done:,} of {format_count(total, 'shard')}{_describe_counts(counts)}", err=True)


def _describe_counts(counts: Counter[str]) -> str:
    """Describes the counts of a step in words.

    >>> _describe_counts(Counter(looks=1200, blocked=3, index=2)), _describe_counts(Counter(articles=40, claims=900))
    (': 1,200 captures, 5 without an article', ': 40 articles, 900 claims')
    """
    if "articles" in counts:
        return f": {format_count(counts['articles'], 'article')}, {format_count(counts['claims'], 'claim')}"
    if "looks" in counts:
        return f": {format_count(counts['looks'], 'capture')}, {counts.total() - counts['looks']:,} without an article"
    return ""


@contextmanager
def _require_extra() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise InputError(
            f"`sayso bulk` needs more packages ({error.name} is missing); install them with `pip install sayso[bulk]`"
        ) from error


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.database
@click.option("--publisher", help="Only articles of this outlet.")
@click.option("--address", help="Only articles whose address starts with this: https://coast.example/news/")
@click.option("--since", type=options.When(), help="Only articles updated at or after: 2026-03-14, yesterday, 12h.")
@click.option("--until", type=options.When(), help="Only articles updated before.")
@click.option("--changed", is_flag=True, help="Only articles in which a claim changed.")
@click.option("--limit", type=click.IntRange(1), help="Copy at most this many, the most recently updated first.")
@options.add_existing_option
def load(folder: Path, db_path: Path, add_to_existing: bool, **asked: Any) -> None:
    """Copy articles from a FOLDER of `sayso bulk` into the database, for the site and all other commands.

    An article that the database already has is left as it is. Raw pages are not copied; they stay in the archives.

    \b
    Example:
      sayso load tables/ --publisher "Harbour Wire" --since 2026-03-01 --db wire.db
    """
    with _require_extra():
        from sayso.bulk.load import Selection
        from sayso.bulk.load import load_articles as taken
        from sayso.bulk.shards import Folder
    with open_for_writing(db_path, add_to_existing=add_to_existing) as db:
        run_id = runs.begin_run(db, at=clock.now(), command=shlex.join(["sayso", "load", str(folder)]), versions=VERSIONS)
        status = "failed"
        try:
            with progress.show_count("articles") as advance:
                loaded = taken(db, Folder(folder), selection=Selection(**asked), run_id=run_id, advance=advance)
            if loaded.taken:
                update_all_series(db, run_id)
                analyze(db)
            status = "done"
        finally:
            runs.end_run(db, run_id, at=clock.now(), status=status)
    known = f"; {loaded.known:,} already in the database" if loaded.known else ""
    click.echo(f"{format_count(loaded.taken, 'article')} copied from {folder}{known}", err=True)
