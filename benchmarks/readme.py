"""Writes the parts of README.md and docs/ that the program knows better: what its commands print, what they are called, and the schema.

    python benchmarks/readme.py           write them anew
    python benchmarks/readme.py --check   say which pages are not current (exit 1 if any)

Each page runs in a folder of its own, which holds `sayso-demo.db`, the database of the demo:

- `<!-- file: NAME -->` before a block: the block is written to the file NAME, for the commands below it;
- `<!-- run: COMMAND -->` is followed by what COMMAND prints; the commands run in their order on the page;
- `<!-- sql -->` before a block of SQL: below it comes what it answers for the demo, its first rows;
- `<!-- commands -->` is followed by all commands with their options, `<!-- schema -->` by the tables and views.
"""

from __future__ import annotations

import inspect
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from sayso.cli import main as sayso
from sayso.store.database import connect

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
DEMO = "sayso-demo.db"
#: Commands that the pages show, with the module that each is.
MODULES = {"sayso": "sayso.cli", "sqlite-utils": "sqlite_utils"}
#: How much of an answer is shown: rows, and characters of a cell.
ROWS, CELL = 3, 56


def run(command: str, folder: Path) -> str:
    """What a command prints where there is no terminal; Markdown wants no blanks at a line's end."""
    words = shlex.split(command)
    env = {**{k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")}, "NO_COLOR": "1", "TERM": "dumb"}
    call = [sys.executable, "-m", MODULES[words[0]], *words[1:]]
    done = subprocess.run(call, capture_output=True, text=True, env=env, check=False, cwd=folder)
    if done.returncode:
        raise SystemExit(f"{command}: ended with {done.returncode}\n{done.stderr}")
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())


def answer(sql: str, folder: Path) -> str:
    """The first rows of a query's answer, as a table."""
    with sqlite3.connect(folder / DEMO) as db:
        asked = db.execute(sql)
        rows = asked.fetchall()
    db.close()
    names = [column[0] for column in asked.description]
    lines = [names, ["---"] * len(names), *([_format_cell(value) for value in row] for row in rows[:ROWS])]
    more = f"\n\n… and {len(rows) - ROWS} more" if len(rows) > ROWS else ""
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + more


def _format_cell(value: object) -> str:
    text = " ".join(str("" if value is None else value).split()).replace("|", "\\|")
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def describe_commands(group: click.Group, name: str) -> Iterator[str]:
    """Every command with what it does and its options, those of groups too."""
    ctx = click.Context(group, info_name=name, max_content_width=200)
    for word in group.list_commands(ctx):
        command = group.get_command(ctx, word)
        assert command is not None
        inner = click.Context(command, info_name=f"{name} {word}", max_content_width=200)
        about = " ".join(inspect.cleandoc(command.help or "").split("\b")[0].split())
        arguments = [a.make_metavar(inner) for a in command.params if isinstance(a, click.Argument)]
        call = " ".join([f"{name} {word}", *(m if len(m) < 30 else "NAME" for m in arguments)])
        yield f"{'##' if group is sayso else '###'} `{call}`\n\n{about}\n"
        listed = [f"- `{option}` {text}" for option, text in describe_options(command, inner)]
        yield from ([*listed, ""] if listed else ())
        if isinstance(command, click.Group):
            yield from describe_commands(command, f"{name} {word}")


def describe_options(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """The options of a command with their help; `--db` is described once, above the list."""
    for option in command.params:
        record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
        if record and option.opts[0] != "--db":
            yield record[0], " ".join(record[1].split())


def describe_schema(db_path: Path) -> str:
    """Every public table and view with its columns and what it is for."""
    described = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))["databases"]["sayso"]["tables"]
    db = connect(db_path)
    parts = []
    for title, names in (("Tables", db.table_names()), ("Views", db.view_names())):
        rows = [
            f"| `{name}` | {described[name]['description']} | {', '.join(f'`{c}`' for c in described[name]['columns'])} |"
            for name in names
            if not name.startswith(("_", "sqlite_")) and "_fts" not in name
        ]
        parts.append("\n".join([f"| {title} | what a row is | columns |", "|---|---|---|", *rows]))
    return "\n\n".join(parts)


#: The generated parts of a page, in their order: a file, a command with its output, a query with its answer, a list.
_MADE = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n```\w*\n(?P<text>.*?)```\n"
    r"|<!-- run: (?P<run>.+?) -->\n```console\n.*?```\n"
    r"|<!-- sql -->\n```sql\n(?P<sql>.+?)```\n(?:\n<!-- rows -->\n.*?<!-- end of rows -->\n)?"
    r"|<!-- (?P<list>commands|schema) -->\n.*?<!-- end of (?P=list) -->",
    re.DOTALL,
)


def fill_page(text: str, folder: Path) -> str:
    """A page with its generated parts made again."""

    def made(match: re.Match[str]) -> str:
        if match["file"]:
            (folder / match["file"]).write_text(match["text"], encoding="utf-8")
            return match[0]
        if match["run"]:
            return f"<!-- run: {match['run']} -->\n```console\n$ {match['run']}\n{run(match['run'], folder)}\n```\n"
        if match["sql"]:
            return f"<!-- sql -->\n```sql\n{match['sql']}```\n\n<!-- rows -->\n{answer(match['sql'], folder)}\n<!-- end of rows -->\n"
        name = match["list"]
        part = describe_schema(folder / DEMO) if name == "schema" else "\n".join(describe_commands(sayso, "sayso"))
        return f"<!-- {name} -->\n{part}\n<!-- end of {name} -->"

    return _MADE.sub(made, text)


def main() -> int:
    """Writes or checks."""
    stale = []
    with tempfile.TemporaryDirectory() as place:
        demo = Path(place) / DEMO
        run(f"sayso ingest --quiet --db {demo} {ROOT / 'src/sayso/samples'}", Path(place))
        for page in PAGES:
            folder = Path(place) / page.stem
            folder.mkdir()
            shutil.copy(demo, folder)
            before = page.read_text(encoding="utf-8")
            after = fill_page(before, folder)
            if after != before:
                stale.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(after, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print(f"not current: {', '.join(stale)}", file=sys.stderr)
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
