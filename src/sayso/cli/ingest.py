"""`ingest` and `rebuild`: the two commands that write."""

from __future__ import annotations

import json
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from sayso.cli import options
from sayso.grammar import GRAMMAR_VERSION
from sayso.ingest import clock
from sayso.ingest.article import RunFacts
from sayso.ingest.lock import writer
from sayso.ingest.pages import EXTRACTOR_VERSION
from sayso.ingest.pipeline import Outcome, Run, Summary
from sayso.ingest.readers import captures
from sayso.ingest.rebuild import rebuild as made_anew
from sayso.matching import MATCHER_VERSION
from sayso.publish.inert import inert
from sayso.publish.words import count
from sayso.store import reading, runs
from sayso.store.database import connect

VERSIONS = {
    "sayso_version": version("sayso"),
    "grammar_version": GRAMMAR_VERSION,
    "matcher_version": MATCHER_VERSION,
    "extractor_version": EXTRACTOR_VERSION,
}
#: Exit codes: something failed; stopped by Ctrl-C; stopped by SIGTERM.
FAILED, INTERRUPTED, TERMINATED = 1, 130, 143


class Stopped(KeyboardInterrupt):
    """A signal asked us to stop; `code` is what we leave with."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


@click.command()
@options.database
@click.argument("paths", nargs=-1, required=True)
@click.option("--zone", default="UTC", show_default=True, help="Assumed where a page states a time without its zone: America/New_York.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes that read articles.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@click.option("--quiet", "-q", is_flag=True, help="Tell only failures and the summary.")
def ingest(db_path: Path, paths: tuple[str, ...], zone: str, jobs: int, as_json: bool, quiet: bool) -> None:
    """Read articles and store what they claim.

    PATHS are saved pages (.html, .txt), folders of them, or JSON lines (.jsonl, or - for standard input) with "url", "title",
    "revision_time" and "text" or "html". What was read before is not stored twice. Exits 1 if anything could not be read.

    \b
    Example:
      sayso ingest pages/ revisions.jsonl
      some-crawler | sayso ingest -
    """
    with writer(db_path), _signals():
        db = connect(db_path)
        stale = reading.article_ids(db, stale=(GRAMMAR_VERSION, MATCHER_VERSION))
        if stale:
            click.echo(f"{count(len(stale), 'article')} read by another version of sayso; run `sayso rebuild` to read again", err=True)
        run_id = runs.begin(db, at=clock.now(), command=shlex.join(["sayso", "ingest", *paths]), versions=VERSIONS)
        status = "failed"
        try:
            with _progress("captures", None) as advance:
                run = Run(db, RunFacts(run_id, EXTRACTOR_VERSION, zone), tell=_teller(advance, quiet))
                run.over(captures(paths, now=clock.now(), zone=zone), jobs)
            status = "done"
        except Stopped as stop:
            status = "interrupted"
            raise SystemExit(stop.code) from None
        finally:
            runs.end(db, run_id, at=clock.now(), status=status)
            db.close()
    _report(run.summary, as_json)
    if run.summary.failures:
        raise SystemExit(FAILED)


@click.command()
@options.database
@click.option("--stale", is_flag=True, help="Only articles that another version of sayso read (carries on a rebuild that was stopped).")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes that read articles.")
def rebuild(db_path: Path, stale: bool, jobs: int) -> None:
    """Make all claims and changes anew from the stored texts.

    Needed after an upgrade that reads better; otherwise it finds everything right and writes nothing.

    \b
    Example:
      sayso rebuild --jobs 2
    """
    with writer(db_path), _signals():
        db = connect(db_path)
        ids = reading.article_ids(db, stale=(GRAMMAR_VERSION, MATCHER_VERSION) if stale else None)
        rows = 0
        try:
            with _progress("articles", len(ids)) as advance:
                for written in made_anew(db, ids, jobs):
                    rows += written
                    advance()
        except Stopped as stop:
            raise SystemExit(stop.code) from None
        finally:
            db.close()
    click.echo(f"{count(len(ids), 'article')} read again, {count(rows, 'row')} written", err=True)


@contextmanager
def _signals() -> Iterator[None]:
    """SIGINT and SIGTERM end the work at hand in order: the open transaction is rolled back, the run's row is written."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped(TERMINATED if number == signal.SIGTERM else INTERRUPTED)

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _progress(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal; nothing elsewhere, where a log wants lines."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    known = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) if total is not None else (TextColumn("{task.completed}"),)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *known, TextColumn("{task.fields[rate]}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def advance() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.0f}/s" if speed else "")

        yield advance


def _teller(advance: Callable[[], None], quiet: bool) -> Callable[[Outcome], None]:
    """Tells of each thing looked at: failures always, the rest as one line each in a log."""
    plain = not sys.stderr.isatty() and not quiet

    def tell(outcome: Outcome) -> None:
        advance()
        if outcome.detail:
            click.echo(inert(f"{outcome.outcome}: {outcome.detail}"), err=True)
        elif plain and outcome.outcome == "new":
            click.echo(inert(f"{outcome.outcome}: {outcome.locator}"), err=True)

    return tell


def _report(s: Summary, as_json: bool) -> None:
    counts = {
        "articles": len(s.articles), "revisions_new": s.new, "revisions_known": s.known, "claims": s.claims, "changes": s.changes,
        "remarks": s.remarks, "failures": len(s.failures),
    }  # fmt: skip
    if as_json:
        failures = [{"where": f.locator, "outcome": f.outcome, "reason": f.detail} for f in s.failures]
        click.echo(json.dumps({**counts, "failed": failures}, ensure_ascii=False))
        return
    click.echo(
        f"{count(counts['articles'], 'article')}; revisions: {s.new} new, {s.known} known; {s.claims:+,d} claims, {s.changes:+,d} changes; "
        + (f"{count(s.remarks, 'remark')}, " if s.remarks else "")
        + count(len(s.failures), "failure"),
        err=True,
    )
    for outcome in sorted({f.outcome for f in s.failures}):
        click.echo(f"  {sum(f.outcome == outcome for f in s.failures)} {outcome}", err=True)
