"""What the README says is what the program does."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sayso.cli import COMMANDS, main
from sayso.store.tables import DERIVED, FACTS
from sayso.store.views import VIEWS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    """A command of sayso."""
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name: str) -> None:
    """`sayso NAME --help` explains, and shows a call of that very command."""
    text = CliRunner().invoke(main, [name, "--help"]).output
    assert "Example:" in text
    assert f"sayso {name}" in text.split("Example:")[1]


def all_options(found: click.Command, name: str) -> Iterator[tuple[str, click.Option]]:
    """Every option of a command, and of the commands inside it."""
    yield from ((name, option) for option in found.params if isinstance(option, click.Option))
    if isinstance(found, click.Group):
        for inner, one in found.commands.items():
            yield from all_options(one, f"{name} {inner}")


OPTIONS = [pytest.param(name, option, id=f"{name} {option.opts[0]}") for top in COMMANDS for name, option in all_options(command(top), top)]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_the_readme(name: str) -> None:
    """By its name, as it is typed."""
    assert f"sayso {name}" in README


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_each_option_has_a_help_text_and_is_in_the_readme(name: str, option: click.Option) -> None:
    """No option is left to guess at, and each stands below the command that has it."""
    told = README.split(f"**`sayso {name}", 1)[1].split("**`sayso ")[0] if option.opts[0] != "--db" else README
    assert option.opts[0] in told
    assert option.help


def test_the_examples_in_the_help_parse() -> None:
    """Every `sayso …` line of an Example block is a call that the command line accepts."""
    for name in COMMANDS:
        block = CliRunner().invoke(main, [name, "--help"]).output.split("Example:")[1].split("\n\n")[0]
        for call in re.findall(r"^\s+sayso (.+?)(?:\s{2,}#.*)?$", block, re.MULTILINE):
            words = shlex.split(call)
            context = command(words[0]).make_context("sayso", words[1:])
            assert context.command.name == words[0], call


@pytest.mark.parametrize("name", [*re.findall(r"create table (\w+)", FACTS + DERIVED), *VIEWS])
def test_each_table_and_view_is_in_the_readme(name: str) -> None:
    """People who write their own SQL find every name there."""
    assert f"`{name}`" in README


def examples() -> list[str]:
    """The SQL blocks of the README."""
    return re.findall(r"```sql\n(.+?)```", README, re.DOTALL)


def test_the_sql_in_the_readme_runs(tmp_path: Path) -> None:
    """Every statement of every SQL block, against a fresh database."""
    from sayso.store.database import connect

    db = connect(tmp_path / "sayso.db")
    assert examples()
    for block in examples():
        for statement in filter(str.strip, block.split(";")):
            db.execute(statement, {"t": "2026-03-14T09:00:00Z", "t1": "2026-03-14", "t2": "2026-03-15"}).fetchall()


def test_the_made_parts_of_the_readme_are_current() -> None:
    """What the README shows the commands to print is what they print today; the schema is the schema."""
    done = subprocess.run([sys.executable, "benchmarks/readme.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or "run `python benchmarks/readme.py`"
