"""Options that several commands share, and their types."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from sayso.errors import InputError
from sayso.ingest.clock import format_stored_time
from sayso.ingest.extract.time_formats import find_zone
from sayso.present.as_of import parse_as_of
from sayso.present.words import KINDS
from sayso.store.database import DEFAULT

#: How many of the existing names an error message lists.
MAX_LISTED_NAMES = 12

F = TypeVar("F", bound=Callable[..., Any])


def database(command: F) -> F:
    """--db PATH, else SAYSO_DB, else db/sayso.db."""
    return click.option(
        "--db", "db_path", envvar="SAYSO_DB", default=DEFAULT, show_default=True, show_envvar=True,
        type=click.Path(dir_okay=False, path_type=Path), help="The database.",
    )(command)  # fmt: skip


def add_existing_option(command: F) -> F:
    """Adds --add-to-existing to a command: the database may have tables of its own."""
    text = "The database may be one that has tables of its own."
    return click.option("--add-to-existing", is_flag=True, help=text)(command)


def formats(command: F) -> F:
    """--json and --csv."""
    command = click.option("--csv", "form", flag_value="csv", help="Print CSV.")(command)
    return click.option("--json", "form", flag_value="json", help="Print a JSON array.")(command)


def write_rows(rows: Iterable[Mapping[str, Any]], form: str) -> None:
    """Writes rows to standard output as a JSON array or as CSV."""
    rows = list(rows)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        write_csv(rows, sys.stdout)


def write_csv(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """Writes rows as CSV with a header; writes nothing if there are no rows."""
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({k: escape_cell(v) for k, v in row.items()})


def escape_cell(value: object) -> object:
    """Puts an apostrophe before a cell that begins like a formula, so that a spreadsheet does not run it (OWASP, CSV injection)."""
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


class When(click.ParamType[str]):
    """A time: 2026-03-14, 2026-03-14T09:00, today, yesterday, or a length of time ago (90m, 12h, 3d, 2w)."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time as it is stored, in UTC."""
        now = datetime.now(UTC)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        named = {"now": now, "today": midnight, "yesterday": midnight - timedelta(days=1)}
        if value in named:
            return format_stored_time(named[value])
        if ago := re.fullmatch(r"(\d{1,5})([mhdw])", str(value)):
            units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
            return format_stored_time(now - timedelta(**{units[ago[2]]: int(ago[1])}))
        try:
            at = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a time; write 2026-03-14, 2026-03-14T09:00, today, yesterday, 12h or 3d", param, ctx)
        return format_stored_time(at if at.tzinfo else at.replace(tzinfo=UTC))


class Until(When):
    """An exclusive end time. A day alone means its end, as on the site."""

    name = "until"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time as it is stored, in UTC."""
        at = super().convert(value, param, ctx)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
            return format_stored_time(datetime.fromisoformat(at) + timedelta(days=1))
        return at


class AsOf(When):
    """A time for "as of"; a day alone means the end of that day."""

    name = "as of"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time as it is stored, in UTC."""
        return parse_as_of(value) or super().convert(value, param, ctx)


#: Former words for kinds of change, which still work.
_OLDER_WORDS = {"hedged anew": "rehedged"}


class Kind(click.ParamType[str]):
    """A kind of change, by its code (refined) or by its printed words (made exact)."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Returns the code of the kind."""
        words = {kind.word: code for code, kind in KINDS.items()} | {code: code for code in KINDS} | _OLDER_WORDS
        said = " ".join(str(value).lower().replace("_", " ").split())
        if said not in words:
            near = get_close_matches(said, words, 1)
            known = ", ".join(kind.word for kind in KINDS.values())
            self.fail(f"unknown kind {value!r}" + (f"; did you mean {near[0]!r}?" if near else f"; choose from: {known}"), param, ctx)
        return words[said]


def kinds(command: F) -> F:
    """--kind, as often as one likes."""
    listed = ", ".join(kind.word if kind.word == code else f"{kind.word} ({code})" for code, kind in KINDS.items())
    return click.option("--kind", "kinds", multiple=True, type=Kind(), help=f"Only this kind; may be repeated: {listed}.")(command)


def find_name(value: str, names: Sequence[str], what: str) -> str:
    """Finds a stored name, ignoring case.

    `what` is the sort of name, for the message: "outlet". Raises InputError, which suggests the most similar name, if there is none.
    """
    by_lower = {name.lower(): name for name in names}
    if value.lower() in by_lower:
        return by_lower[value.lower()]
    near = get_close_matches(value.lower(), by_lower, 1) or [name for name in by_lower if value.lower() in name][:1]
    listed = ", ".join(names[:MAX_LISTED_NAMES]) + (" …" if len(names) > MAX_LISTED_NAMES else "")
    raise InputError(
        f"no {what} {value!r}" + (f"; did you mean {by_lower[near[0]]!r}?" if near else f"; choose from: {listed}" if names else "")
    )


class NameChoice(click.ParamType[str]):
    """One of some names. The error message suggests the most similar one."""

    name = "name"

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same, once it is known to be one."""
        if value not in self.names:
            near = get_close_matches(str(value), self.names, 1)
            self.fail(f"no {value!r}" + (f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(self.names)}"), param, ctx)
        return str(value)


class Zone(click.ParamType[str]):
    """An IANA time zone."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same, once it is known to be one."""
        try:
            find_zone(str(value))
        except InputError as error:
            self.fail(str(error), param, ctx)
        return str(value)


class Agent(click.ParamType[str]):
    """A User-Agent, which robots.txt files call by its first word."""

    name = "agent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same, once it is known to be one."""
        if not re.fullmatch(r"[A-Za-z][\w.-]*(?:[/ ][ -~]*)?", str(value), re.ASCII):
            self.fail(f"{value!r} is not a User-Agent; write a name first: DeskBot/1.0 (desk@coast.example)", param, ctx)
        return str(value)


class Percentage(click.ParamType[float]):
    """5 or 5%."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Returns the number."""
        try:
            return float(str(value).rstrip("%"))
        except ValueError:
            self.fail(f"{value!r} is not a percentage; write 5 or 5%", param, ctx)
