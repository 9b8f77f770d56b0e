"""`status` and `schedule`: the health of the nightly run, and how to schedule it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from sayso.cli import options
from sayso.cli.schedule import format_cron as cron_line
from sayso.cli.schedule import format_service, format_timer
from sayso.cli.terminal import build_table, format_minute, make_safe, show
from sayso.errors import InputError
from sayso.ingest import clock
from sayso.ingest.clock import parse_stored_time
from sayso.present.words import format_count
from sayso.store import watchlist
from sayso.store.database import read_only

#: The number of days without a new story after which a source counts as silent.
SILENT_DAYS = 7
#: Minutes between runs that cron can express.
CRON_INTERVALS = ("5", "10", "15", "20", "30", "60", "120", "180", "240", "360", "480", "720", "1440")


@click.command()
@options.database
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def status(db_path: Path, as_json: bool) -> None:
    """Show the last runs, which sources fail or have gone silent, what is due, and the size of the database.

    Exits 1 if a source fails or the last run did not end well, so that a monitor can call it.

    \b
    Example:
      sayso status
    """
    found = _collect(db_path)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _print(found)
    if found["failing"] or (found["runs"] and found["runs"][0]["status"] in ("failed", "killed")):
        raise SystemExit(1)


def _collect(db_path: Path) -> dict[str, Any]:
    db, now = read_only(db_path), clock.now()
    sources = [
        {**s, "state": _classify_state(s, now), "last_failure": watchlist.find_last_failure(db, s["id"])}
        for s in watchlist.summarize_sources(db, now)
    ]
    return {
        "runs": list(watchlist.list_last_runs(db, 7)),
        "sources": sources,
        "failing": [s["name"] for s in sources if s["state"] == "failing"],
        "silent": [s["name"] for s in sources if s["state"] == "silent"],
        "due_sources": sum(bool(s["active"]) and (s["next_at"] or "") <= now for s in sources),
        "due_stories": sum(s["due"] for s in sources if s["active"]),
        "bytes": sum(p.stat().st_size for p in (db_path, db_path.with_name(db_path.name + "-wal")) if p.exists()),
    }


def _classify_state(source: Mapping[str, Any], now: str) -> str:
    """Returns paused, failing (the last visit failed), silent (nothing new for days), waiting (never visited) or well."""
    if not source["active"]:
        return "paused"
    if source["failures"]:
        return "failing"
    if source["checked_at"] is None:
        return "waiting"
    since = source["news_at"] or source["added_at"]
    return "silent" if parse_stored_time(now) - parse_stored_time(since) > timedelta(days=SILENT_DAYS) else "well"


def _print(found: Mapping[str, Any]) -> None:
    counted = ("articles", "revisions_new", "revisions_known", "changes", "failures")
    columns = ("run", "started", "took", "status", "articles", "new", "known", "changes", "failed")
    rows = [
        [
            make_safe(r["id"]),
            make_safe(format_minute(r["started_at"])),
            make_safe(_format_duration(r)),
            make_safe(r["status"]),
            *(make_safe(r[k]) for k in counted),
        ]
        for r in found["runs"]
    ]
    show(build_table(columns, rows) if rows else "No run yet.")
    click.echo()
    for source in found["sources"]:
        if source["state"] in ("failing", "silent"):
            since = f"nothing new since {format_minute(source['news_at'] or source['added_at'])}"
            why = source["last_failure"] or source["outcome"] if source["state"] == "failing" else since
            show(make_safe(f"{source['state']}: {source['name']} ({why})"))
    due = [format_count(found["due_sources"], "source"), format_count(found["due_stories"], "story", "stories")]
    is_due = " and ".join(d for d in due if not d.startswith("0 ")) or "nothing"
    show(f"{format_count(len(found['sources']), 'source')}; {is_due} due; database: {found['bytes'] / 1048576:,.1f} MB")


def _format_duration(run: Mapping[str, Any]) -> str:
    """Formats the duration of a run; "" if it has not ended."""
    if not run["ended_at"]:
        return ""
    seconds = int((parse_stored_time(run["ended_at"]) - parse_stored_time(run["started_at"])).total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"


@click.command()
@options.database
@click.option("--cron", "form", flag_value="cron", help="Print a line for crontab.")
@click.option("--systemd", "form", flag_value="systemd", help="Print a systemd service and timer.")
@click.option("--every", default="30", show_default=True, type=click.Choice(CRON_INTERVALS), help="Minutes between two runs.")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Write sayso.service and sayso.timer to this folder instead."
)
def schedule(db_path: Path, form: str | None, every: str, into: Path | None) -> None:
    """Print what to install so that `sayso ingest` runs on its own.

    \b
    Example:
      sayso schedule --cron
      sayso schedule --systemd --every 60 --into ~/.config/systemd/user
    """
    if form is None:
        raise click.UsageError("choose --cron or --systemd")
    path = db_path.absolute()
    command = [_find_program(), "ingest", "--db", str(path)]
    if form == "cron":
        click.echo(cron_line(command, int(every), str(path.with_suffix(".log"))))
        return
    units = {"sayso.service": format_service(command, str(path.parent)), "sayso.timer": format_timer(int(every))}
    for name, text in units.items():
        if into is None:
            click.echo(f"# {name}\n{text}")
        else:
            _write(into / name, text)
    if into is not None:
        click.echo(f"systemctl {'--user ' if '.config' in into.parts else ''}enable --now sayso.timer   # starts it", err=True)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error
    click.echo(f"{path} written", err=True)


def _find_program() -> str:
    """Returns the full path of the program, since cron and systemd do not know the user's PATH."""
    beside = Path(sys.executable).with_name("sayso")
    return str(beside) if beside.exists() else shutil.which("sayso") or "sayso"
