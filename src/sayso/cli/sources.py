"""`sources`: the sources of the nightly run."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from sqlite_utils import Database

from sayso.cli import options, terminal
from sayso.cli.terminal import format_minute, make_safe
from sayso.errors import InputError
from sayso.ingest import clock
from sayso.ingest.crawl import discover_feeds, source_lists
from sayso.ingest.fetch.client import AGENT, Fetcher, Policy
from sayso.ingest.urls import clean_url, is_web
from sayso.present.sanitize import neutralize
from sayso.present.words import format_count
from sayso.store import watchlist
from sayso.store.database import read_only
from sayso.store.writer_lock import open_for_writing


@click.group()
def sources() -> None:
    """Set up where `sayso ingest` looks: feeds, sitemaps, lists of addresses, single pages, folders.

    sayso goes on watching a story after it has left the feed: it visits the story again at growing intervals, sooner after a
    change, and stops when nothing has changed for weeks.

    \b
    Example:
      sayso sources add https://harbour.example/feed.xml --name Harbour
      sayso sources list
      sayso sources export > sources.opml
    """


@sources.command()
@options.database
@click.argument("url")
@click.option("--name", help="Name of the source  [default: the feed's title, or the address]")
@click.option("--kind", type=click.Choice(source_lists.KINDS), help="Kind of source  [default: found out by visiting the address]")
@click.option("--every", default=30, show_default=True, type=click.IntRange(1), help="Minutes between two visits.")
@click.option(
    "--growth",
    default=1.2,
    show_default=True,
    type=click.FloatRange(1.0, 10.0),
    help="Factor by which the wait before the next visit grows while a story does not change.",
)
@click.option(
    "--watch-days",
    type=click.IntRange(1),
    help="Stop watching a story after this many days without a change  [default: 40; never for a page]",
)
@click.option("--allow-private", is_flag=True, help="Allow an address on this machine or in a private network.")
@click.option("--agent", type=options.Agent(), envvar="SAYSO_AGENT", default=AGENT, help="User-Agent for this request.")
@click.option("--notes", help="A note for yourself.")
@options.add_existing_option
def add(db_path: Path, url: str, name: str | None, kind: str | None, agent: str, add_to_existing: bool, **asked: Any) -> None:
    """Add a source: an address, a folder of saved pages, or a file of addresses.

    Without --kind, sayso visits the address once to find out what it is.

    \b
    Example:
      sayso sources add https://harbour.example/feed.xml
      sayso sources add /srv/saved-pages --name "Saved by hand"
    """
    title = better = None
    if not is_web(url):
        kind = kind or discover_feeds.detect_path_kind(url)
        url = str(Path(url).absolute())
        if kind == "list":
            source_lists.read_list(url)
    elif kind is None:
        kind, title, better = _identify(url, agent, asked["allow_private"])
    if kind == "folder" and is_web(url):
        raise InputError(f"{url}: a folder is on this machine; an address is a feed, sitemap, list or page")
    url = clean_url(url)
    values = {
        "name": name or title or url,
        "kind": kind,
        "url": url,
        "interval_minutes": asked["every"],
        "growth": asked["growth"],
        "watch_days": asked["watch_days"] or source_lists.watch_days(kind),
        "allow_private": int(asked["allow_private"]),
        "notes": asked["notes"],
    }
    with open_for_writing(db_path, add_to_existing=add_to_existing) as db:
        number = _add_source(db, values, chosen=name is not None)
    click.echo(f"source {number}: {values['name']} ({kind}), every {asked['every']} min; `sayso ingest` reads it", err=True)
    if better:
        click.echo(f"the page links to a feed; `sayso sources add {shlex.quote(neutralize(better))}` reads its stories", err=True)


def _identify(url: str, agent: str, private: bool) -> tuple[str, str | None, str | None]:
    """Fetches an address and returns the kind of its content, its title, and for a page the feed that it links to."""
    fetcher = Fetcher(Policy(agent=agent))
    try:
        got = fetcher.fetch(url, private=private)
    finally:
        fetcher.close()
    feed = discover_feeds.parse_feed(got)
    return discover_feeds.detect_kind(feed), feed.title if feed else None, None if feed else discover_feeds.find_feed_link(got)


def _add_source(db: Database, values: dict[str, Any], *, chosen: bool) -> int:
    """Stores a source and returns its number. A name that the user did not choose is changed if it is taken."""
    known = watchlist.list_sources(db)
    if any(s.url == values["url"] for s in known):
        raise InputError(f"{values['url']}: already a source; see `sayso sources list`")
    if not chosen:
        values["name"] = source_lists.find_free_name(values["name"], values["url"], {s.name for s in known})
    if any(s.name == values["name"] for s in known):
        raise InputError(f"{values['name']}: already the name of a source; choose another with --name")
    return watchlist.add_source(db, clock.now(), values)


@sources.command("list")
@options.database
@options.formats
def list_(db_path: Path, form: str | None) -> None:
    """List all sources with how many of their stories are watched, and when they last brought news.

    \b
    Example:
      sayso sources list --csv
    """
    rows = watchlist.summarize_sources(read_only(db_path), clock.now())
    if form:
        options.write_rows(rows, form)
        return
    listed = [
        [
            make_safe(r["id"]),
            make_safe(r["kind"]),
            make_safe(_describe_state(r)),
            make_safe(r["watched"]),
            make_safe(format_minute(r["checked_at"])),
            make_safe(format_minute(r["news_at"])),
            make_safe(r["name"]),
        ]
        for r in rows
    ]
    columns = ("no.", "kind", "state", "watched", "last checked", "last news", "name")
    terminal.show(terminal.build_table(columns, listed) if listed else "No source yet.")


def _describe_state(row: Mapping[str, Any]) -> str:
    return "paused" if not row["active"] else f"failing: {row['outcome']}" if row["failures"] else "active"


@sources.command()
@options.database
@click.argument("source")
@options.formats
def show(db_path: Path, source: str, form: str | None) -> None:
    """Show everything about one source: its settings, its last visit, its last failure.

    \b
    Example:
      sayso sources show Harbour
    """
    db = read_only(db_path)
    found = _find_source(db, source)
    (row,) = (r for r in watchlist.summarize_sources(db, clock.now()) if r["id"] == found.id)
    row["last_failure"] = watchlist.find_last_failure(db, found.id)
    if form:
        options.write_rows([row], form)
        return
    terminal.show(
        terminal.build_table(("what", "value"), [(name, make_safe("" if value is None else value)) for name, value in row.items()])
    )


def _find_source(db: Database, wanted: str) -> watchlist.WatchedSource:
    found = watchlist.find_source(db, wanted)
    if found is None:
        near = get_close_matches(wanted, [s.name for s in watchlist.list_sources(db)], 1)
        hint = f"did you mean {near[0]!r}?" if near else "see `sayso sources list`"
        raise InputError(f"{wanted}: no source of that name, number or address; {hint}")
    return found


@sources.command()
@options.database
@click.argument("source")
def pause(db_path: Path, source: str) -> None:
    """Stop visiting a source and its stories until it is resumed.

    \b
    Example:
      sayso sources pause Harbour
    """
    _set_active(db_path, source, False)


@sources.command()
@options.database
@click.argument("source")
def resume(db_path: Path, source: str) -> None:
    """Resume a paused source; it is due at once.

    \b
    Example:
      sayso sources resume Harbour
    """
    _set_active(db_path, source, True)


def _set_active(db_path: Path, wanted: str, active: bool) -> None:
    with open_for_writing(db_path, create=False) as db:
        found = _find_source(db, wanted)
        watchlist.set_active(db, found.id, active)
    click.echo(f"{found.name}: {'active' if active else 'paused'}", err=True)


@sources.command()
@options.database
@click.argument("source")
def remove(db_path: Path, source: str) -> None:
    """Remove a source and stop watching its stories. Articles and claims that came from it stay.

    \b
    Example:
      sayso sources remove Harbour
    """
    with open_for_writing(db_path, create=False) as db:
        found = _find_source(db, source)
        watchlist.remove_source(db, found.id)
    click.echo(f"{found.name}: removed; what was captured from it stays", err=True)


@sources.command("import")
@options.database
@click.argument("file", type=click.File("rb"))
@options.add_existing_option
def import_(db_path: Path, file: Any, add_to_existing: bool) -> None:
    """Add the sources of an OPML file, as feed readers write it; sources that exist already are skipped.

    \b
    Example:
      sayso sources import feeds.opml
    """
    found, added = source_lists.read_opml(file.read(), file.name), 0
    with open_for_writing(db_path, add_to_existing=add_to_existing) as db:
        for values in found:
            known = watchlist.list_sources(db)
            if any(s.url == values["url"] for s in known):
                continue
            names = {s.name for s in known}
            values["name"] = values["name"] if values["name"] not in names else f"{values['name']} ({values['url']})"
            watchlist.add_source(db, clock.now(), values)
            added += 1
    click.echo(f"{format_count(added, 'source')} added, {len(found) - added} known", err=True)


@sources.command()
@options.database
def export(db_path: Path) -> None:
    """Write all sources as OPML on standard output, for `sources import` or a feed reader.

    \b
    Example:
      sayso sources export > sources.opml
    """
    click.echo(source_lists.write_opml(watchlist.list_sources(read_only(db_path))), nl=False)
