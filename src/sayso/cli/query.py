"""`changes` and `history`: queries from the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

import click
from sqlite_utils import Database

from sayso.cli import claim_tables, options
from sayso.cli.change_list import Changes
from sayso.cli.terminal import format_minute, show
from sayso.errors import InputError
from sayso.present.entries import group_entries
from sayso.present.sanitize import neutralize
from sayso.present.words import describe_routine, format_count
from sayso.store import queries, reasons
from sayso.store.change_filters import build_fts_query
from sayso.store.database import read_only


@click.command()
@options.database
@click.option("--since", type=options.When(), help="Only from this time on: 2026-03-14, yesterday, 12h, 3d.")
@click.option("--until", type=options.Until(), help="Only before this time, or up to the end of this day.")
@click.option("--as-of", type=options.AsOf(), help="Only changes up to this time, or to the end of this day.")
@options.kinds
@click.option("--min-change", type=options.Percentage(), help="Only figures that changed by at least this percentage: 5%.")
@click.option("--article", help="Only articles with these words in the headline, this address, or this number.")
@click.option("--publisher", help="Only articles of this outlet, named as on its pages.")
@click.option("--role", help="Only figures of this role: killed, injured, missing, arrested, displaced …")
@click.option("--speaker", help="Only what a speaker or source with this name, or a part of it, said before or says now.")
@click.option("--word", "words", help="Only claims or headlines with this word or these words.")
@click.option("--stealth", is_flag=True, help="Only stealth edits: changes without a new update time.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Include rewordings, incidental figures, claims that come and go when a text is rewritten, and claims read with little certainty.",
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Show at most this many.")
@options.formats
def changes(
    db_path: Path, since: str | None, until: str | None, as_of: str | None, kinds: tuple[str, ...], min_change: float | None,
    article: str | None, publisher: str | None, role: str | None, speaker: str | None, words: str | None, stealth: bool, everything: bool,
    limit: int, form: str | None,
) -> None:  # fmt: skip
    """List what changed, newest day first, the most newsworthy of a day on top.

    Changes that belong together are one item: a figure in headline and text, a statement and the figures in it, further statements of
    one speaker. Counted but not listed: rewordings, incidental figures, claims that come and go when a text is rewritten, and claims
    read with little certainty. --all lists them too, each statement separately; --kind reworded lists the rewordings.

    \b
    Example:
      sayso changes --since yesterday --kind lowered --min-change 5%
      sayso changes --role killed --publisher 'Harbour Wire'
      sayso changes --speaker 'Edda Lind' --word dam
    """
    if words and not build_fts_query(words):
        raise InputError(f"no word in {words!r}")
    db = read_only(db_path)
    articles = None if article is None else [number for number, _, _ in _find_articles(db, article)]
    asked = queries.Filter(
        since=since,
        until=until,
        kinds=kinds or None,
        min_change=min_change,
        articles=articles,
        stealth=stealth,
        shown=not (everything or "reworded" in kinds),
        as_of=as_of,
        publisher=publisher and options.find_name(publisher, queries.list_outlets(db), "outlet"),
        role=role and options.find_name(role, queries.list_roles(db), "role"),
        speaker=speaker,
        words=words,
    )
    rows = queries.list_changes(db, asked, limit)
    if not rows:
        click.echo(
            " ".join(filter(None, ["No such change.", reasons.explain_no_change(queries.make_asker(db), stealth=stealth)])), err=True
        )
    if form:
        options.write_rows(rows, form)
    elif rows:
        show(Changes(_group_by_article(group_entries(rows, every_statement=everything))))
    for line in _describe_left_out(db, asked, limit):
        click.echo(line, err=True)


def _group_by_article(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Sorts each day's changes by article, the article with the most newsworthy change first, with its last headline of that day."""
    groups: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["day"], row["article_id"]), []).append(row)
    return [{**row, "headline": max(day, key=itemgetter("at"))["headline"]} for day in groups.values() for row in day]


def _describe_left_out(db: Database, asked: queries.Filter, limit: int) -> Iterator[str]:
    """Yields lines that count the changes found but not listed, and say how to list them."""
    listed = queries.count_changes(db, asked)
    if listed.entries > limit:
        yield f"{listed.entries - limit:,} more of {format_count(listed.entries, 'item')}: --limit {listed.entries}"
    if not asked.shown:
        return
    found = queries.count_changes(db, asked._replace(shown=False))
    if found.reworded:
        yield f"{format_count(found.reworded, 'rewording')} not shown: --kind reworded"
    cut = 0 if asked.kinds else queries.count_cut_quotations(db, asked)
    if cut:
        yield f"{format_count(cut, 'quotation')} cut, extended or paraphrased not shown: --kind 'quote changed'"
    if rest := found.changes - listed.changes - found.reworded - cut:
        counts = {kind: n for kind, n in queries.count_left_out(db, asked).items() if kind in ("removed", "added")}
        yield f"{format_count(rest, 'minor or uncertain change')} not shown{f' ({describe_routine(counts)})' if counts else ''}: --all"


@click.command()
@options.database
@click.argument("what")
@click.option("--as-of", type=options.AsOf(), help="Show what an article claimed at this time, in the words it used then.")
@click.option("--all", "everything", is_flag=True, help="Include incidental figures and uncertain readings.")
@options.formats
def history(db_path: Path, what: str, as_of: str | None, everything: bool, form: str | None) -> None:
    """Show a claim through time, or the claims of an article.

    WHAT is a claim's number, an article's number or address, or words of its headline.

    \b
    Example:
      sayso history 'ferry capsizes'
      sayso history 'ferry capsizes' --as-of 2026-03-14T11:00
      sayso history 1200007
    """
    db = read_only(db_path)
    if what.isdigit() and (wordings := queries.read_timeline(db, int(what))):
        rows = [row for row in wordings if not as_of or row["valid_from"] <= as_of]
        if form:
            options.write_rows(rows, form)
        elif rows:
            show(claim_tables.build_timeline(rows, as_of))
        if not rows:
            _say_not_yet(what, as_of)
        return
    there = []
    for article in _find_articles(db, what):
        rows = queries.list_claims_at(db, article[0], as_of) if as_of else queries.list_claims(db, article[0])
        if rows or not as_of:
            there.append((article, rows))
    listed = [[row for row in rows if row["shown"] or everything] for _, rows in there]
    if form:
        options.write_rows([row for rows in listed for row in rows], form)
    else:
        for ((number, title, url), _), rows in zip(there, listed, strict=True):
            click.echo(f"{number}  {neutralize((as_of and queries.find_headline_at(db, number, as_of)) or title)}  {neutralize(url)}")
            show(claim_tables.build_claim_list(rows))
    if not there:
        _say_not_yet(what, as_of)
    if left_out := sum(len(rows) for _, rows in there) - sum(map(len, listed)):
        click.echo(f"{format_count(left_out, 'incidental or uncertain claim')} not shown: --all", err=True)


def _say_not_yet(what: str, as_of: str | None) -> None:
    click.echo(f"{what} was not known yet at {format_minute(as_of)}; it appeared later.", err=True)


def _find_articles(db: Database, wanted: str) -> list[tuple[int, str, str]]:
    found = queries.find_articles(db, wanted)
    if not found:
        raise InputError(f"{wanted}: no article or claim has this number, address or headline")
    return found
