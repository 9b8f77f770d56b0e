"""Writes the parts of the README that the program knows better: what its commands print, what they are called, and the schema.

    python benchmarks/readme.py           write them anew
    python benchmarks/readme.py --check   say whether they are current (exit 1 if not)

`<!-- run: COMMAND -->` is followed by what COMMAND prints; the commands run in their order on the page, over one database that is empty
at first. `<!-- commands -->` is followed by all commands with their options, `<!-- schema -->` by the tables and views.
"""

from __future__ import annotations

import inspect
import os
import re
import shlex
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
README = ROOT / "README.md"
WIDTH = "112"
#: Commands that the README shows, with the module that each is.
MODULES = {"sayso": "sayso.cli", "sqlite-utils": "sqlite_utils"}


def printed(command: str, db: Path) -> str:
    """What a command prints, on a terminal without colours."""
    words = [str(db) if word == "db/sayso.db" else word for word in shlex.split(command)]
    env = {**os.environ, "SAYSO_DB": str(db), "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", MODULES[words[0]], *words[1:]], capture_output=True, text=True, env=env, check=True, cwd=ROOT
    )
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())


def commands(group: click.Group, name: str) -> Iterator[str]:
    """Every command with what it does and its options, those of groups too."""
    ctx = click.Context(group, info_name=name, max_content_width=200)
    for word in group.list_commands(ctx):
        command = group.get_command(ctx, word)
        assert command is not None
        inner = click.Context(command, info_name=f"{name} {word}", max_content_width=200)
        about = " ".join(inspect.cleandoc(command.help or "").split("\b")[0].split())
        arguments = [a.make_metavar(inner) for a in command.params if isinstance(a, click.Argument)]
        call = " ".join([f"{name} {word}", *(m if len(m) < 30 else "NAME" for m in arguments)])
        yield f"**`{call}`** {about}\n"
        listed = [f"- `{option}` {text}" for option, text in options(command, inner)]
        yield from ([*listed, ""] if listed else ())
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")


def options(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """The options of a command with their help; `--db` is told of once, above the list."""
    for option in command.params:
        record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
        if record and option.opts[0] != "--db":
            yield record[0], " ".join(record[1].split())


def schema(db_path: Path) -> str:
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


def written(text: str, db: Path) -> str:
    """The README with its made parts made anew."""

    def run(match: re.Match[str]) -> str:
        return f"{match[1]}\n```console\n$ {match[2]}\n{printed(match[2], db)}\n```\n"

    def made(name: str, body: str, text: str) -> str:
        return re.sub(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", lambda m: f"{m[1]}{body}\n{m[2]}", text, flags=re.DOTALL)

    text = re.sub(r"(<!-- run: (.+?) -->)\n```console\n.*?```\n", run, text, flags=re.DOTALL)
    return made("commands", "\n".join(commands(sayso, "sayso")), made("schema", schema(db), text))


def main() -> int:
    """Writes or checks."""
    with tempfile.TemporaryDirectory() as folder:
        before = README.read_text(encoding="utf-8")
        after = written(before, Path(folder) / "sayso.db")
    if "--check" in sys.argv:
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
