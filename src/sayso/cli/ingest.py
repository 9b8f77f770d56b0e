"""`ingest` and `rebuild`: the two commands that store claims."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from sqlite_utils import Database

from sayso.cli import options, progress
from sayso.cli.terminal import format_minute
from sayso.errors import InputError
from sayso.garbage_collection import collect_rarely
from sayso.grammar import GRAMMAR_VERSION
from sayso.ingest import clock
from sayso.ingest.crawl.files import find_pages, read_captures
from sayso.ingest.crawl.limits import InputLimits
from sayso.ingest.extract.extractor_version import EXTRACTOR_VERSION
from sayso.ingest.extract.page import Capture, PageProblem
from sayso.ingest.extract.raw_page import PageSource
from sayso.ingest.fetch.agent import AGENT
from sayso.ingest.history.pipeline import SUCCESS_OUTCOMES, Outcome, Run, RunSummary, start_workers
from sayso.ingest.history.plan import RunFacts
from sayso.ingest.history.update_series import is_update_due, update_all_series
from sayso.ingest.urls import is_web
from sayso.matching import MATCHER_VERSION
from sayso.model import FOREVER
from sayso.present.sanitize import neutralize
from sayso.present.words import format_count
from sayso.store import queries, runs, watchlist
from sayso.store.database import analyze, read_only
from sayso.store.writer_lock import open_for_writing
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.ingest.fetch.client import Fetcher

VERSIONS = {
    "sayso_version": __version__,
    "grammar_version": GRAMMAR_VERSION,
    "matcher_version": MATCHER_VERSION,
    "extractor_version": EXTRACTOR_VERSION,
}
NO_SOURCES = "no sources yet; add one with `sayso sources add URL`, or name files, folders or addresses"
#: Exit codes: something failed; Ctrl-C stopped the run; SIGTERM stopped it.
FAILED, INTERRUPTED, TERMINATED = 1, 130, 143


class Stopped(KeyboardInterrupt):
    """A signal asked the run to stop; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


@click.command()
@options.database
@click.argument("what", nargs=-1)
@click.option("--zone", type=options.Zone(), default="UTC", show_default=True, help="Time zone for times that give none: America/New_York.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Number of processes that read articles.")
@click.option("--limit", type=click.IntRange(0), help="Read at most this many stories, archived captures, files or lines.")
@click.option("--since", type=options.When(), help="Skip what its feed, file or line dates before this time: 2026-03-14, yesterday, 12h.")
@click.option("--archive", help="Read the copies of the addresses in this web archive, from --since on: https://web.archive.org")
@click.option("--dry-run", is_flag=True, help="Print what would be read; fetch and write nothing.")
@click.option("--allow-private", is_flag=True, help="Allow addresses on this machine or in a private network.")
@click.option("--agent", type=options.Agent(), envvar="SAYSO_AGENT", default=AGENT, help="User-Agent: who you are, with a contact address.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@click.option("--json-log", is_flag=True, help="Log each page that is read as a line of JSON on standard error.")
@click.option("--quiet", "-q", is_flag=True, help="Print only failures and the summary.")
@options.add_existing_option
def ingest(
    db_path: Path, what: tuple[str, ...], jobs: int, as_json: bool, json_log: bool, quiet: bool, add_to_existing: bool, **asked: Any
) -> None:
    """Read articles and store what they claim.

    Without WHAT, reads all sources that are due (see `sayso sources`). WHAT is a source, an address, saved pages (.html, .txt), folders
    of them, web archives (.warc, .warc.gz), or JSON lines (.jsonl, or - for standard input) with "url", "title", "revision_time" and "text"
    or "html". Nothing is stored twice. An address given by name is always read, whatever --limit and --since say. Exits 1 if anything
    could not be read.

    \b
    Example:
      sayso ingest                              # every source that is due
      sayso ingest https://harbour.example/feed.xml
      sayso ingest pages/ revisions.jsonl
      some-crawler | sayso ingest -
      sayso ingest --archive https://web.archive.org https://harbour.example/2026/03/ferry
    """
    collect_rarely()
    if asked["dry_run"]:
        _print_due(db_path, what, InputLimits(asked["limit"]))
        return
    if not what and not db_path.exists():
        raise InputError(NO_SOURCES)
    with _handle_signals(), open_for_writing(db_path, add_to_existing=add_to_existing) as db:
        wanted = _sort_arguments(db, what)
        _check_wanted(db, wanted, asked["archive"])
        due = min((s.next_at for s in wanted.sources if s.next_at), default=None)
        run_id = runs.begin_run(db, at=clock.now(), command=shlex.join(["sayso", "ingest", *what]), versions=VERSIONS)
        status, choice = "failed", InputLimits(asked["limit"], asked["since"])
        try:
            run = Run(
                db,
                RunFacts(run_id, EXTRACTOR_VERSION, asked["zone"]),
                on_outcome=_log_outcome if json_log else _make_outcome_printer(quiet),
            )
            _read_wanted(run, wanted, jobs=jobs, asked=asked, choice=choice)
            status, seen = "done", _finish_run(db, run_id, has_new=bool(run.summary.new))
        except Stopped as stop:
            status = "interrupted"
            raise SystemExit(stop.code) from None
        finally:
            runs.end_run(db, run_id, at=clock.now(), status=status)
    _print_summary(run.summary, seen, choice, as_json)
    if not (run.summary.articles or run.summary.failures or what) and due:
        click.echo(f"Nothing is due before {format_minute(due)}; `sayso ingest NAME` reads a source now.", err=True)
    if run.summary.failures:
        raise SystemExit(FAILED)


def _finish_run(db: Database, run_id: int, *, has_new: bool) -> queries.Count:
    """Updates the series if that is due, and counts what a run found."""
    if is_update_due(db, clock.now()):
        update_all_series(db, run_id, anew=False)
    if not has_new:
        return queries.Count(0, 0, 0, 0)
    analyze(db)
    return queries.count_run(db, run_id)


class Wanted(NamedTuple):
    """The input of a run. With `forced`, the sources are read even if they are not due."""

    files: list[str]
    urls: list[str]
    sources: list[watchlist.WatchedSource]
    forced: bool


def _check_wanted(db: Database, wanted: Wanted, archive: str | None) -> None:
    """Prints a line if a rebuild is due. Raises InputError if `archive` is given with anything but addresses."""
    if archive and (wanted.sources or not wanted.urls):
        raise InputError("--archive needs addresses of pages, not sources")
    stale = queries.list_article_ids(db, stale=(GRAMMAR_VERSION, MATCHER_VERSION))
    if stale:
        click.echo(f"{format_count(len(stale), 'article')} read by another version of sayso; run `sayso rebuild` to read again", err=True)


def _sort_arguments(db: Database | None, what: Sequence[str]) -> Wanted:
    """Sorts the arguments into files, sources and addresses, tried in this order. Raises InputError for one that is none of them."""
    if not what and db:
        due = [s for s in watchlist.list_sources(db) if s.active]
        if not due:
            raise InputError(NO_SOURCES)
        return Wanted([], [], due, False)
    wanted = Wanted([], [], [], True)
    for name in what:
        source = None if db is None or name == "-" or os.path.exists(name) else watchlist.find_source(db, name)
        if source is not None:
            wanted.sources.append(source)
        elif "://" in name and not is_web(name) and not os.path.exists(name):
            raise InputError(f"{name}: not the address of a web page; those begin with http:// or https://")
        else:
            (wanted.urls if is_web(name) else wanted.files).append(name)
    return wanted


def _read_wanted(run: Run, wanted: Wanted, jobs: int, asked: dict[str, Any], choice: InputLimits) -> None:
    """Reads the files, then the sources and addresses on the network."""
    if wanted.files:
        if choice.limit is None:
            _store_captures(run, find_pages(wanted.files, now=clock.now(), zone=asked["zone"]), jobs, choice)
        else:  # with a limit, nothing is read that is not stored
            _store_captures(run, choice.filter(read_captures(wanted.files, now=clock.now(), zone=asked["zone"])), jobs, InputLimits())
    if not (wanted.urls or wanted.sources):
        return
    from sayso.ingest.crawl.run import CrawlRun  # the network client takes a while to import
    from sayso.ingest.fetch.client import Fetcher, Policy

    fetcher = Fetcher(Policy(agent=asked["agent"]))
    try:
        if asked["archive"]:
            _store_captures(run, _recall_captures(fetcher, wanted.urls, asked, choice), jobs, InputLimits())
            return
        with start_workers(jobs) as executor, progress.show_run() as show:
            crawl_run = CrawlRun(
                run, fetcher, zone=asked["zone"], private=asked["allow_private"], choice=choice, executor=executor, show=show
            )
            crawl_run.crawl(wanted.sources, wanted.urls, ignore_schedule=wanted.forced)
    finally:
        fetcher.close()


def _store_captures(run: Run, looks: Iterable[Capture | PageSource], jobs: int, choice: InputLimits) -> None:
    """Stores the captures that `choice` accepts; on a terminal, shows a count of all of them."""

    def show_count() -> Iterator[Capture | PageSource]:
        for look in looks:
            yield look
            advance()

    with progress.show_count("captures") as advance:
        run.store_all(show_count(), jobs, choice.filter)


def _recall_captures(fetcher: Fetcher, urls: Sequence[str], asked: dict[str, Any], choice: InputLimits) -> Iterator[Capture]:
    """Yields an archive's captures of the addresses, oldest first. An address that the archive cannot list gives a failed capture."""
    from sayso.ingest.crawl.memento import list_mementos, recall_capture
    from sayso.ingest.fetch.client import Failed

    private = asked["allow_private"] or None
    for url in urls:
        try:
            for memento in list_mementos(fetcher, asked["archive"], url, since=asked["since"], private=private):
                if not choice.consume():
                    return
                capture = recall_capture(fetcher, memento, private=private, zone=asked["zone"]).capture
                if capture is not None:
                    yield capture
        except (Failed, InputError) as error:
            outcome = error.outcome if isinstance(error, Failed) else "no_article"
            yield Capture(
                locator=url,
                problem=PageProblem(outcome, f"{url}: {error}"),
            )


def _print_due(db_path: Path, what: Sequence[str], choice: InputLimits) -> None:
    """Prints the addresses that a run would visit, one line each. For files alone the database need not exist."""
    db = read_only(db_path) if db_path.exists() or not what else None
    now, wanted = clock.now(), _sort_arguments(db, what)
    for name in (*wanted.files, *wanted.urls):
        click.echo(neutralize(name))
    for source in wanted.sources:
        assert db is not None
        if wanted.forced or source.next_at is None or source.next_at <= now:
            click.echo(neutralize(f"{source.url}  ({source.kind}, source {source.name})"))
        for watch in watchlist.find_due_watches(db, source.id, FOREVER if wanted.forced else now):
            if choice.consume():
                click.echo(neutralize(f"{watch.url}  (source {source.name})"))


@click.command()
@options.database
@click.option("--stale", is_flag=True, help="Only articles that another version of sayso read; use it to resume a rebuild.")
@click.option(
    "--jobs", default=lambda: os.cpu_count() or 1, show_default="all cores", type=click.IntRange(1), help="Number of processes that read."
)
def rebuild(db_path: Path, stale: bool, jobs: int) -> None:
    """Make all claims and changes again from the stored texts.

    Use it after an upgrade that reads texts better. Where nothing differs, nothing is written.

    \b
    Example:
      sayso rebuild --jobs 2
    """
    from sayso.ingest.history.rebuild import rebuild as made_anew

    collect_rarely()
    with _handle_signals(), open_for_writing(db_path, create=False) as db:
        ids = queries.list_article_ids(db, stale=(GRAMMAR_VERSION, MATCHER_VERSION) if stale else None)
        rows = 0
        try:
            with progress.show_count("articles", len(ids)) as advance:
                for written in made_anew(db, ids, jobs):
                    rows += written
                    advance()
            rows += update_all_series(db)
            if rows:
                analyze(db)
        except Stopped as stop:
            raise SystemExit(stop.code) from None
    click.echo(f"{format_count(len(ids), 'article')} read again, {format_count(rows, 'row')} written", err=True)


@contextmanager
def _handle_signals() -> Iterator[None]:
    """Within the block, SIGINT and SIGTERM raise Stopped: the open transaction is rolled back, and the row of the run is written."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped(TERMINATED if number == signal.SIGTERM else INTERRUPTED)

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _make_outcome_printer(quiet: bool) -> Callable[[Outcome], None]:
    """Returns a callback that prints outcomes: always failures; unless `quiet` also remarks on successes, and in a log new articles."""
    log = not sys.stderr.isatty()

    def print_outcome(outcome: Outcome) -> None:
        if quiet and outcome.outcome in SUCCESS_OUTCOMES:
            return
        if outcome.detail:
            click.echo(neutralize(f"{outcome.outcome}: {outcome.detail}"), err=True)
        elif log and outcome.outcome == "new":
            click.echo(neutralize(f"{outcome.outcome}: {outcome.locator}"), err=True)

    return print_outcome


def _log_outcome(outcome: Outcome) -> None:
    """Prints an outcome as a line of JSON, for programs that read logs."""
    click.echo(json.dumps({"at": clock.now(), **outcome._asdict()}, ensure_ascii=False), err=True)


def _print_summary(s: RunSummary, seen: queries.Count, choice: InputLimits, as_json: bool) -> None:
    """Prints the summary of a run; `seen` counts the changes that this run found first."""
    counts = {
        "articles": len(s.articles), "revisions_new": s.new, "revisions_known": s.known, "claims": s.claims, "changes": s.changes,
        "listed": seen.entries,
        "remarks": s.remarks, "left_out": choice.left_out, "failures": len(s.failures),
    }  # fmt: skip
    if as_json:
        failures = [{"where": f.locator, "outcome": f.outcome, "reason": f.detail} for f in s.failures]
        click.echo(json.dumps({**counts, "failed": failures}, ensure_ascii=False))
        return
    click.echo(
        f"{format_count(counts['articles'], 'article')}; revisions: {s.new} new, {s.known} known; "
        f"{s.claims:+,d} claims, {s.changes:+,d} changes"
        + "; "
        + (f"{format_count(s.remarks, 'remark')}, " if s.remarks else "")
        + format_count(len(s.failures), "failure"),
        err=True,
    )
    if seen.changes:
        click.echo(f"  {_describe_listing(seen)}", err=True)
    if choice.left_out:
        click.echo(f"  {choice.left_out:,} skipped, dated before {choice.since}", err=True)
    for outcome in sorted({f.outcome for f in s.failures}):
        click.echo(f"  {sum(f.outcome == outcome for f in s.failures)} {outcome}", err=True)


def _describe_listing(seen: queries.Count) -> str:
    """Explains how a run's changes become the items of a list.

    >>> _describe_listing(queries.Count(entries=2, changes=8, shown=3, reworded=4))
    '`sayso changes` lists 2 items: 3 changes, some of them together as one item; not listed: 4 rewordings, 1 minor or uncertain'
    """
    listed = "lists none" if not seen.entries else f"lists {format_count(seen.entries, 'item')}"
    if seen.shown > seen.entries:
        listed += f": {format_count(seen.shown, 'change')}, some of them together as one item"
    rest = seen.changes - seen.shown - seen.reworded
    out = [format_count(seen.reworded, "rewording")] * bool(seen.reworded) + [f"{rest:,} minor or uncertain"] * (rest > 0)
    return f"`sayso changes` {listed}" + (f"; not listed: {', '.join(out)}" if out else "")
