"""What the README and docs/ say is what the program does."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from readme import PAGES
from sayso.cli import COMMANDS, main
from sayso.store.tables_as_created import DERIVED, FACTS
from sayso.store.views import VIEWS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {page.stem: page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md")}
HOME = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]["Homepage"]


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


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`([a-z_/-]+(?:\.py|\.txt|/))`", DOCS["architecture"].split("## Where to change what")[1])))
)
def test_the_files_to_change_are_there(name: str) -> None:
    """The architecture names files in full, or beside one in the same folder."""
    assert (ROOT / "src/sayso" / name).exists() or len(list((ROOT / "src/sayso").rglob(name))) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(name: str) -> None:
    """By its name, as it is typed."""
    assert re.search(rf"^## `sayso {name}\b", DOCS["commands"], re.MULTILINE)


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_each_option_has_a_help_text_and_is_documented(name: str, option: click.Option) -> None:
    """Every option is documented, below its command."""
    page = DOCS["commands"]
    told = re.split(r"^###? `sayso ", page.split(f"# `sayso {name}", 1)[1], flags=re.MULTILINE)[0] if option.opts[0] != "--db" else page
    assert option.opts[0] in told
    assert option.help


def test_the_examples_in_the_help_parse() -> None:
    """Every `sayso …` line of an Example block is a call that the command line accepts."""
    for name in COMMANDS:
        for call in find_calls(CliRunner().invoke(main, [name, "--help"]).output.split("Example:")[1].split("\n\n")[0], r"^\s+"):
            assert accept_words(call) == name, call


def find_calls(text: str, before: str) -> list[list[str]]:
    """The calls of sayso in a text, one a line, without the comments after them."""
    found = re.findall(before + r"sayso (.+?)(?:\s{2,}#.*)?$", text, re.MULTILINE)
    return [shlex.split(re.split(r" (?:&&|>|\|) ", call)[0]) for call in found]


def accept_words(words: list[str]) -> str | None:
    """The name of the command that takes these words; what it refuses raises."""
    found = command(words[0])
    rest = words[1:]
    if isinstance(found, click.Group):
        found, rest = found.commands[rest[0]], rest[1:]
        found.make_context("sayso", rest)
        return words[0]
    return found.make_context("sayso", rest).command.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_on_a_page_are_calls_that_the_command_line_accepts(page: Path) -> None:
    """In `console` blocks; calls with missing files are accepted too."""
    for block in re.findall(r"```console\n(.+?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for words in find_calls(block, r"^\$ "):
            if words[0] != "COMMAND":
                assert accept_words(words), words


@pytest.mark.parametrize("name", [*re.findall(r"create table (\w+)", FACTS + DERIVED), *VIEWS])
def test_each_table_and_view_is_in_the_schema(name: str) -> None:
    """People who write their own SQL find every name there."""
    assert f"`{name}`" in DOCS["schema"]


QUERIES = re.findall(r"## (.+?)\n.*?<!-- (sql|sql: no rows in the sample) -->\n```sql\n(.+?)```", DOCS["cookbook"], re.DOTALL)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of `sayso demo`."""
    path = tmp_path_factory.mktemp("demo") / "sayso-demo.db"
    subprocess.run([sys.executable, "-m", "sayso", "ingest", "--quiet", "--db", path, ROOT / "src/sayso/samples"], check=True)
    return path


def test_the_cookbook_has_a_dozen_questions() -> None:
    assert len(QUERIES) >= 12


@pytest.mark.parametrize(("question", "rows", "sql"), QUERIES, ids=[question for question, _, _ in QUERIES])
def test_a_question_of_the_cookbook_is_answered(demo: Path, question: str, rows: str, sql: str) -> None:
    """By plain SQLite, fast, and with rows in the answer."""
    with sqlite3.connect(demo) as db:
        start = time.process_time()
        found = db.execute(sql).fetchall()
        assert time.process_time() - start < 0.5
    db.close()
    assert bool(found) == (rows == "sql"), question
    assert not found or any(row != (None,) * len(row) for row in found)


def test_the_readme_is_short() -> None:
    """What it is, how to install it, what it looks like; the rest is in docs/."""
    assert README.count("\n") <= 150
    assert all(f"docs/{name}.md" in README for name in DOCS)


def test_pictures_and_links_of_the_readme_work_where_the_package_is_listed() -> None:
    """They are whole addresses in the repository that the package names, of files that are there."""
    found = re.findall(r"\]\(([^)]+)\)", README)
    assert found
    for address in found:
        assert address.startswith("https://"), address
        if address.startswith(HOME):
            kind, branch, path = address.removeprefix(HOME + "/").split("#")[0].split("/", 2)
            assert (kind in ("blob", "raw"), branch) == (True, "main")
            assert (ROOT / path).exists(), address


@pytest.mark.parametrize("name", DOCS)
def test_links_between_the_pages_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", DOCS[name]):
        address = target.removeprefix(f"{HOME}/raw/main/docs/")
        assert address.startswith("https://") or (ROOT / "docs" / address).exists(), target


def test_the_made_parts_of_the_pages_are_current() -> None:
    """What they show the commands to print is what they print today; the schema is the schema."""
    done = subprocess.run([sys.executable, "benchmarks/readme.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + "run `make docs`"


def test_the_containers_run_without_rights_and_say_how_they_are() -> None:
    """Both services write to one volume, as a user who is not root."""
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER [1-9]\d+$", image, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", image, re.MULTILINE)
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert {tuple(service["volumes"]) for service in composed["services"].values()} == {("data:/data",)}
    for service in composed["services"].values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
    loop = composed["services"]["ingest"]["command"][2]
    assert all(accept_words(shlex.split(call)) for call in re.findall(r"sayso ([^;]+)", loop))
    assert accept_words(re.search(r'^CMD \["sayso", (.+)\]$', image, re.MULTILINE)[1].replace('"', "").split(", "))  # type: ignore[index]
