"""`vacuum`: frees disk space without touching a claim."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click

from sayso.cli import options
from sayso.errors import InputError
from sayso.ingest import clock
from sayso.ingest.clock import parse_stored_time
from sayso.present.words import format_count
from sayso.store import retention
from sayso.store.rows import RawRow
from sayso.store.writer_lock import open_for_writing

FILE_SUFFIXES = {"text/html": "html", "text/plain": "txt", "application/json": "json"}


@click.command()
@options.database
@click.option(
    "--raw-older-than",
    "raw_days",
    type=click.IntRange(0),
    metavar="DAYS",
    help="Delete stored pages that were last seen this many days ago or earlier.",
)
@click.option(
    "--move-to", type=click.Path(file_okay=False, path_type=Path), help="… but write each to this folder first, as SHA256.html.gz."
)
@click.option(
    "--log-older-than", "log_days", type=click.IntRange(0), metavar="DAYS", help="Delete entries of the run log that are older than this."
)
@click.option("--dry-run", is_flag=True, help="Print what would be deleted; change nothing.")
def vacuum(db_path: Path, raw_days: int | None, move_to: Path | None, log_days: int | None, dry_run: bool) -> None:
    """Delete stored pages to free disk space, and print how much was freed.

    Claims, changes and texts always stay. Without its page, an old text cannot be read again by a better extractor; all else works.

    \b
    Example:
      sayso vacuum --raw-older-than 365 --move-to /srv/old-pages --log-older-than 90
    """
    if move_to is not None and raw_days is None:
        raise click.UsageError("--move-to needs --raw-older-than DAYS")
    with open_for_writing(db_path, create=False) as db:
        before, pages, size, lines = _measure_files(db_path), 0, 0, 0
        if raw_days is not None:
            for batch in retention.find_old_raws(db, _compute_cutoff(raw_days)):
                pages, size = pages + len(batch), size + sum(len(row.body or b"") for row in batch)
                if not dry_run:
                    _move_pages(batch, move_to)
                    retention.drop_raws(db, [row.sha256 for row in batch])
        if log_days is not None:
            lines = retention.count_old_events(db, _compute_cutoff(log_days))
            if not dry_run:
                retention.drop_events(db, _compute_cutoff(log_days))
        if not dry_run:
            retention.compact(db)
    amount = f"{format_count(pages, 'page')} ({size / 1048576:,.1f} MB), {format_count(lines, 'line')} of the log"
    if dry_run:
        click.echo(f"would delete {amount}", err=True)
    else:
        click.echo(f"deleted {amount}; {(before - _measure_files(db_path)) / 1048576:,.1f} MB of disk space freed", err=True)


def _compute_cutoff(days: int) -> str:
    return clock.format_stored_time(parse_stored_time(clock.now()) - timedelta(days=days))


def _measure_files(path: Path) -> int:
    return sum(p.stat().st_size for p in (path, path.with_name(path.name + "-wal")) if p.exists())


def _move_pages(batch: Sequence[RawRow], folder: Path | None) -> None:
    """Writes pages to a folder, before they are deleted from the database. Raises InputError if the folder cannot be written."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for row in batch:
            assert row.body is not None
            file = folder / f"{row.sha256}.{FILE_SUFFIXES[row.media_type]}.gz"
            file.write_bytes(gzip.compress(zlib.decompress(row.body), mtime=0))
    except OSError as error:
        raise InputError(f"{folder}: cannot write pages to this folder ({error.strerror}); nothing more was deleted") from error
