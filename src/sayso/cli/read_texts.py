"""`parse`, `diff`, `explain`: the results of grammar and matching for a text, without a database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.cli import jsonl
from sayso.errors import InputError
from sayso.grammar import explain as explained
from sayso.grammar import parse as read
from sayso.model import Document

# Some imports are inside functions: JSON lines do not need the tables, and `parse` does not need the matching.

_jobs = click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Number of processes that read JSON lines.")


@click.command()
@click.argument("file", default="-")
@click.option("--jsonl", "as_jsonl", is_flag=True, help='JSON lines {"doc", "text"} in, {"doc", "claims"} out.')
@_jobs
def parse(file: str, as_jsonl: bool, jobs: int) -> None:
    """Show the claims of a text: figures with their intervals, statements with their sources.

    FILE is a text file, or - for standard input. The text is taken as an article's body, just as it is.

    A JSON line may say when its text was published and updated ("published", "updated_at"); without "published", a day in its address
    ("url") counts. "Tuesday" in the text is then the one before its publication.

    \b
    Example:
      echo 'Nearly 32,000 people fled, the ministry said.' | sayso parse
    """
    if as_jsonl:
        for line in jsonl.parse_lines(_read_lines(file), jobs):
            click.echo(line)
        return
    from sayso.cli import claim_tables
    from sayso.cli.terminal import show

    text = _read_text(file)
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        click.echo(f"{file}: HTML, read here as if it were text; `sayso ingest {file}` finds the article in it", err=True)
    reading = read(Document(text))
    show(claim_tables.mark_claims(reading))
    click.echo()
    show(claim_tables.build_claim_table(reading))


@click.command()
@click.argument("old", default="-")
@click.argument("new", required=False)
@click.option("--jsonl", "as_jsonl", is_flag=True, help='JSON lines {"id", "old", "new"} in, {"id", "changes", "kept"} out.')
@_jobs
def diff(old: str, new: str | None, as_jsonl: bool, jobs: int) -> None:
    """Show what became of each claim between two texts.

    \b
    Example:
      sayso diff monday.txt tuesday.txt
    """
    if as_jsonl:
        for line in jsonl.diff_lines(_read_lines(old), jobs):
            click.echo(line)
        return
    if new is None:
        raise click.UsageError("give two files: the older and the newer text (or use --jsonl)")
    from sayso.cli import claim_tables
    from sayso.cli.change_list import Changes
    from sayso.cli.terminal import show
    from sayso.matching import compare

    before, after = read(Document(_read_text(old))), read(Document(_read_text(new)))
    show(Changes(claim_tables.build_change_rows(compare(before, after), before, after)))


@click.command()
@click.argument("text")
def explain(text: str) -> None:
    """Show which rule took which words of TEXT, and why other candidates were not taken.

    \b
    Example:
      sayso explain 'At least 12 of the 737 passengers died in 2024.'
    """
    from sayso.cli import claim_tables
    from sayso.cli.terminal import show

    show(claim_tables.build_explanation(explained(text), text))


def _read_lines(file: str) -> list[str]:
    return _read_text(file).split("\n")  # not splitlines, which also splits at U+2028 inside a JSON string


def _read_text(file: str) -> str:
    raw = sys.stdin.buffer.read() if file == "-" else _read_bytes(Path(file))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 text (byte {error.start}); convert it first, or use `sayso ingest`, which guesses") from error


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
