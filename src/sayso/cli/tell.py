"""`tell`: sends people the changes that the last runs found."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from sqlite_utils import Database

from sayso.cli import options
from sayso.errors import InputError, SaysoError
from sayso.ingest import clock
from sayso.notify import channels as post
from sayso.present import feed_formats
from sayso.present.entries import group_entries
from sayso.present.one_line import format_one_line, list_flags
from sayso.present.sanitize import check_web_url, neutralize
from sayso.present.words import format_count
from sayso.store import notifications, queries
from sayso.store import series_rows as stored
from sayso.store.database import connect, read_only
from sayso.store.queries import Filter

Row = dict[str, Any]

#: The greatest number of changes in one message.
MAX_CHANGES = 200


@click.command()
@options.database
@click.option(
    "--atom", type=click.Path(dir_okay=False, path_type=Path), help="Write the newest matching changes to this file as an Atom feed."
)
@click.option("--webhook", envvar="SAYSO_WEBHOOK", help="Post them as JSON to this address.")
@click.option("--mail", help="Mail them to this address.")
@click.option("--smtp", default="smtp://localhost", show_default=True, help="Mail server; its password is taken from SAYSO_SMTP_PASSWORD.")
@click.option("--sender", default="sayso@localhost", show_default=True, help="Sender of the mail.")
@options.kinds
@click.option("--min-change", type=options.Percentage(), help="Only figures that changed by at least this percentage: 5%.")
@click.option("--min-delta", type=click.FloatRange(min=0), help="Only figures that changed by at least this much: 10.")
@click.option("--passes", type=float, help="Only figures that rose to this value or fell below it: 100.")
@click.option("--role", help="Only figures of this role: killed, injured, missing, arrested, displaced …")
@click.option("--stealth", is_flag=True, help="Only stealth edits: changes without a new update time.")
@click.option("--word", "words", multiple=True, help="Only with this word in the headline or sentence. Repeatable.")
@click.option("--speaker", "speakers", multiple=True, help="Only claims of a speaker with this name. Repeatable.")
@click.option("--source", "sources", multiple=True, help="Only in stories from this source. Repeatable.")
@click.option(
    "--series",
    multiple=True,
    type=int,
    help="New figures of this series in any article; give the number of the series or of one of its claims. Repeatable.",
)
@click.option("--all", "everything", is_flag=True, help="Include what lists leave out: rewordings, incidental figures, uncertain readings.")
@click.option("--base", default="", help="Address of your site, for links to the claims: https://claims.example/sayso")
def tell(db_path: Path, atom: Path | None, webhook: str | None, mail: str | None, smtp: str, sender: str, base: str, **asked: Any) -> None:
    """Send what changed since the last time: as an Atom file, to a webhook or by mail.

    Only changes in stories that were already known are sent; the first reading of a source or an archive is not news. What could not be
    delivered is sent the next time. Without --atom, --webhook or --mail, prints what the last run changed. Best run right after
    `sayso ingest`.

    \b
    Example:
      sayso tell --webhook https://chat.example/hook --kind lowered --min-change 5%
      sayso tell --mail desk@harbour.example --smtp smtp://sayso@mail.example:587 --word flood
      sayso tell --webhook https://chat.example/hook --series 1200007
    """
    db = connect(db_path, create=False) if webhook or mail else read_only(db_path)
    asked["role"] = asked["role"] and options.find_name(asked["role"], queries.list_roles(db), "role")
    wanted = _make_filter(asked, [_find_series(db, number) for number in asked["series"]])
    if atom:
        rows = _select_news(db, wanted, 0, notifications.find_last_run(db))
        post.write_file(atom, _format_atom(rows, base))
        click.echo(f"atom: {format_count(len(rows), 'change')} written to {atom}", err=True)
    channels: list[tuple[str, str, Callable[[list[Row]], None]]] = []
    if webhook:
        channels.append(("webhook", webhook, lambda rows: post.post_webhook(webhook, _format_json(rows, base))))
    if mail:
        title = "sayso: {}"
        channels.append(
            (
                "mail",
                mail,
                lambda rows: post.send_mail(
                    smtp, sender, recipient=mail, subject=title.format(format_count(len(rows), "change")), text=_format_text(rows, base)
                ),
            )
        )
    if not (atom or channels):
        last = notifications.find_last_run(db)
        rows = _select_news(db, wanted, last - 1, last)
        for row in rows:
            click.echo(_format_line(row))
        if not rows:
            click.echo(
                f"The last run (no. {last}) found no such change; `sayso changes` lists all changes." if last else "No run yet.",
                err=True,
            )
    failed = [error for kind, address, send in channels if (error := _deliver(db, wanted, kind=kind, address=address, send=send))]
    for error in failed:
        click.echo(f"Error: {error}", err=True)
    if failed:
        raise SystemExit(1)


def _find_series(db: Database, number: int) -> int:
    found = stored.find_series_of_claim(db, number)
    if found is None:
        raise InputError(f"{number}: no series has this number, and no claim of a series; `sayso series list` lists the series")
    return found


def _make_filter(asked: dict[str, Any], series: Sequence[int]) -> notifications.NotificationFilter:
    kinds = asked["kinds"] or None
    found = Filter(
        kinds=kinds,
        shown=not (asked["everything"] or "reworded" in asked["kinds"]),
        min_change=asked["min_change"],
        stealth=asked["stealth"],
        min_delta=asked["min_delta"],
        passes=asked["passes"],
        role=asked["role"],
    )
    return notifications.NotificationFilter(
        filter=found, words=asked["words"], speakers=asked["speakers"], sources=asked["sources"], series=series
    )


def _deliver(
    db: Database, wanted: notifications.NotificationFilter, kind: str, address: str, send: Callable[[list[Row]], None]
) -> SaysoError | None:
    """Sends the changes since the last delivery to one channel; the first time, those of the last run. Returns the error of a failure."""
    name, upto = post.name_channel(kind, address), notifications.find_last_run(db)
    delivered = notifications.find_last_delivered(db, name)
    rows = _select_news(db, wanted, upto - 1 if delivered is None else delivered, upto)
    try:
        if rows:
            send(rows)
    except SaysoError as error:
        if delivered is None:
            notifications.set_delivered(db, name, upto - 1, clock.now())  # so that the next delivery includes this run
        return error
    notifications.set_delivered(db, name, upto, clock.now())
    click.echo(f"{kind}: {format_count(len(rows), 'change')} delivered", err=True)
    return None


def _select_news(db: Database, wanted: notifications.NotificationFilter, after: int, upto: int) -> list[Row]:
    """Returns the changes of the runs `after` < n <= `upto`, each once."""
    return group_entries(notifications.read_news(db, wanted, after=after, upto=upto, limit=MAX_CHANGES))


def _format_line(row: Row) -> str:
    notes = f" ({'; '.join(found)})" if (found := list_flags(row)) else ""
    return neutralize(" ".join(f"{row['headline'] or row['article']}: {format_one_line(row)}{notes}".split()))


def _build_link(row: Row, base: str) -> str:
    return f"{base.rstrip('/')}/claims/{row['claim_id']}" if base else check_web_url(row["url"]) or ""


def _format_text(rows: Sequence[Row], base: str) -> str:
    parts = ["\n".join([_format_line(row), f"{row['at']} {_build_link(row, base)}", *_list_sentence(row)]) for row in rows]
    return "\n\n".join([*parts, *(["There are more; see `sayso changes`."] if len(rows) == MAX_CHANGES else [])]) + "\n"


def _list_sentence(row: Row) -> list[str]:
    """Returns the sentence of a figure; an empty list for a statement, whose line already has it."""
    return [neutralize(row["new_sentence"] or row["old_sentence"] or "")] if row["claim_kind"] == "quantity" else []


def _format_json(rows: Sequence[Row], base: str) -> bytes:
    keys = (
        "kind", "at", "article", "url", "publisher", "claim", "old_text", "new_text", "old_value", "new_value", "delta", "percent", "unit",
        "old_source", "new_source", "old_speaker", "new_speaker", "old_sentence", "new_sentence", "stealth", "correction", "headline",
            "parts",
    )  # fmt: skip
    changes = [{**{k: row[k] for k in keys}, "line": _format_line(row), "link": _build_link(row, base)} for row in rows]
    # Chat programs show the field "text".
    return json.dumps({"text": "\n".join(c["line"] for c in changes), "changes": changes}, ensure_ascii=False).encode()


def _format_atom(rows: Sequence[Row], base: str) -> str:
    entries = [
        feed_formats.Entry(
            f"urn:sayso:claim:{row['claim_id']}:{row['at']}:{row['kind']}", _format_line(row), row["at"], _build_link(row, base),
            summary=neutralize(row["new_sentence"] or row["old_sentence"] or ""),
        )
        for row in rows
    ]  # fmt: skip
    return feed_formats.write_atom(feed_formats.Feed("What changed", entries), base or "urn:sayso:changes") + "\n"
