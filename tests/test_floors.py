"""The layers: imports go downwards only, SQL is only in the store, network and clock only in the ingest, and no file has a local path."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "src" / "sayso"
FLOORS = {
    "model": 0,
    "errors": 0,
    "cache_files": -1,
    "garbage_collection": 0,
    "re_cache": 0,
    "compile_cache": 0,
    "calendar_names": 0,
    "version": 0,
    "present": 1,
    "grammar": 1,
    "matching": 2,
    "series": 3,
    "store": 3,
    "ingest": 4,
    "notify": 5,
    "publish": 5,
    "bulk": 5,
    "cli": 6,
    "__main__": 7,
}
MODULES = sorted(HOUSE.rglob("*.py"))


def find_room(path: Path) -> str:
    """The room that a module is in."""
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def find_imports(path: Path) -> Iterator[str]:
    """The full names of all that a module imports, imports inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", [m for m in MODULES if m != HOUSE / "__init__.py"], ids=lambda p: str(p.relative_to(HOUSE)))
def test_imports_run_downwards(path: Path) -> None:
    """A package imports only itself and packages below it; none imports the top one."""
    here = FLOORS[find_room(path)]
    for name in find_imports(path):
        parts = name.split(".")
        if parts[0] == "sayso":
            assert parts[1] in FLOORS, f"{path.name} imports the roof ({name})"
            there = FLOORS[parts[1]]
            assert there < here or parts[1] == find_room(path), f"{path.name} looks up at {name}"


def test_a_class_has_a_name_of_its_own() -> None:
    """No two classes of the package share a name."""
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(str(path.relative_to(HOUSE)))
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}


# Which rooms of the ingest each of them may know; files beside them (clock, urls …) know no room.
INGEST = {"crawl": {"fetch", "extract", "history"}, "history": {"extract"}, "extract": set(), "fetch": set()}


def ingest_room(parts: Sequence[str]) -> str | None:
    """The room inside the ingest that a path or a dotted name leads to; None for what lies elsewhere."""
    return parts[1] if len(parts) > 1 and parts[0] == "ingest" and parts[1] in INGEST else None


@pytest.mark.parametrize("path", sorted((HOUSE / "ingest").rglob("*.py")), ids=lambda p: str(p.relative_to(HOUSE)))
def test_rooms_of_the_ingest_look_down_only(path: Path) -> None:
    """`crawl` is above `fetch` and `history`, which is above `extract`."""
    here = ingest_room(path.relative_to(HOUSE).parts)
    for name in find_imports(path):
        there = ingest_room(name.split(".")[1:]) if name.startswith("sayso.") else None
        assert there is None or there == here or there in INGEST.get(here or "", set()), f"{path.name} imports {name}"


@pytest.mark.parametrize("path", [m for m in MODULES if find_room(m) != "publish"], ids=lambda p: str(p.relative_to(HOUSE)))
def test_nobody_imports_the_plugin(path: Path) -> None:
    """Datasette loads it; nothing else needs it."""
    assert not [name for name in find_imports(path) if f"{name}.".startswith("sayso.publish.")]


# Who may import what: everything else has to ask the room that may.
ONLY = {
    "sqlite3": {"store", "publish"},  # publish registers functions on the connections that Datasette opens
    "sqlite_utils": {"store", "ingest", "bulk", "cli"},  # the handle is passed through; the SQL stays in the store
    "datasette": {"publish", "cli"},
    "duckdb": {"bulk"},
    "dask": {"bulk"},
    "distributed": {"bulk"},
    "fastwarc": {"bulk"},
    "pyarrow": {"bulk", "cli"},  # cli exports a table
    "urllib3": {"ingest", "notify"},
    "socket": {"ingest", "cli"},  # cli asks whether a port is free
    "time": {"ingest", "publish"},
}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_network_clock_and_sql_stay_in_their_rooms(path: Path) -> None:
    """Rooms that must not reach out cannot."""
    for name in find_imports(path):
        top = name.split(".")[0]
        assert top not in ONLY or find_room(path) in ONLY[top], f"{path.name} imports {top}"


@pytest.mark.parametrize("floor", ["model.py", "errors.py"])
def test_the_ground_floor_needs_the_standard_library_alone(floor: str) -> None:
    """Frozen values and errors: nothing to install, nothing to load."""
    allowed = {"__future__", "collections", "dataclasses", "typing"}
    assert {name.split(".")[0] for name in find_imports(HOUSE / floor)} <= allowed


@pytest.mark.checkout
def test_no_file_tells_where_it_was_made() -> None:
    """No absolute path of a builder's machine in anything that git tracks."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    private = re.compile(rb"(?:/home/|/Users/|/root/|/work/)[a-z]")
    told = [name for name in listed if name and (ROOT / name).is_file() and private.search((ROOT / name).read_bytes())]
    assert [name for name in told if name != "tests/test_floors.py"] == []


def test_no_line_of_a_template_is_wider_than_one_of_code() -> None:
    wide = [
        f"{path.name}:{n}"
        for path in sorted((ROOT / "src/sayso/publish/templates").rglob("*.html"))
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 140
    ]
    assert not wide


def test_no_line_of_code_is_wider_than_the_formatter_allows() -> None:
    """Ruff passes over lines without blanks, as patterns often are."""
    wide = [
        f"{path.relative_to(ROOT)}:{n}"
        for path in sorted([*HOUSE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 140
    ]
    assert not wide
