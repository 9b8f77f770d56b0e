"""The package: the wheel has all that the program reads at run time, and little else."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from itertools import chain
from pathlib import Path
from urllib.request import urlopen

import pytest

from sayso.ingest.extract.extractor_version import find_version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: Imported packages that are part of a declared dependency.
COMES_WITH = {"lxml": "trafilatura", "markupsafe": "datasette", "jinja2": "datasette", "uvicorn": "datasette", "httpx": "datasette"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.checkout
def test_the_wheel_holds_templates_static_files_word_lists_and_samples(wheel: Path) -> None:
    """Every file of the package that git tracks is in it."""
    listed = subprocess.run(["git", "ls-files", "src/sayso"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.removeprefix("src/") for name in listed if name} | {"sayso/publish/metadata.yml"} <= names


def test_the_wheel_is_small_and_registers_its_plugin(wheel: Path) -> None:
    """Under 2 MB; Datasette and the shell find it by its entry points."""
    assert wheel.stat().st_size < 2_000_000
    assert wheel.name.endswith("-py3-none-any.whl")  # nothing is compiled by default
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("entry_points.txt"))
        entries = archive.read(name).decode()
    assert "sayso = sayso.cli:main" in entries
    assert "sayso = sayso.publish" in entries


def find_distribution(requirement: str) -> str:
    """The normalised name of a requirement.

    >>> find_distribution("Sqlite_Utils>=4.2")
    'sqlite-utils'
    """
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]


def foreign_imports(folders: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Every package from outside that a file in the folders imports, wherever in the file."""
    files = [p for folder in folders for p in (ROOT / folder).rglob("*.py")]
    ours = {"sayso", *(p.stem for p in files), *(p.name for p in (ROOT / "tests").iterdir() if p.is_dir())}
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            yield from ((top, path) for top in {n.split(".")[0] for n in names} - ours - sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("folders", "declared"),
    [
        (("src",), [*PROJECT["project"]["dependencies"], *chain(*PROJECT["project"]["optional-dependencies"].values())]),
        (("tests", "benchmarks"), [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]),
    ],
    ids=["program", "tests"],
)
def test_all_that_is_imported_is_declared(folders: tuple[str, ...], declared: list[str]) -> None:
    """What `pip install sayso`, and what `make test` installs, is all that is needed: nothing happens to be there."""
    known, owners = {find_distribution(d) for d in declared}, packages_distributions()
    for top, path in foreign_imports(folders):
        named = {find_distribution(owner) for owner in owners.get(COMES_WITH.get(top, top), [])}
        assert named & known, f"{path.relative_to(ROOT)} imports {top}, which pyproject.toml does not name"


MYPYC = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]


def compiled_files(root: Path) -> list[Path]:
    """The files that the build hook compiles."""
    excluded = {root / path.strip("/") for path in MYPYC["exclude"]}
    return [path for folder in MYPYC["include"] for path in (root / folder.strip("/")).rglob("*.py") if path not in excluded]


def test_the_compiled_build_finds_all_types_that_it_needs(tmp_path: Path) -> None:
    """The build hook runs mypy on a copy, without pyproject.toml and our dependencies: types come from the list of the hook."""
    imported = {top for top, _ in foreign_imports(folder.strip("/") for folder in MYPYC["include"])}
    assert {f"types-{top}" for top in imported} <= set(MYPYC["dependencies"])
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "samples"))
    command = [sys.executable, "-m", "mypy", f"--cache-dir={tmp_path / 'cache'}", *MYPYC["mypy-args"], *map(str, compiled_files(tmp_path))]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_compiled_file_has_a_cached_property() -> None:
    """Mypyc computes it again at each access: with those of names, reading takes fourteen times as long."""
    found = [str(path.relative_to(ROOT)) for path in compiled_files(ROOT) if "cached_property" in path.read_text(encoding="utf-8")]
    assert found == [], "add them to the files that the hook mypyc in pyproject.toml excludes"


@pytest.mark.parametrize("first", ["datasette.app", "sayso.publish", "sayso.cli.ingest"])
def test_the_plugin_is_whole_whoever_is_imported_first(first: str) -> None:
    """Datasette finds our hooks too where something of ours was imported before it."""
    code = f"import {first}; from datasette.plugins import pm; import sayso.publish; print(len(pm.get_hookcallers(sayso.publish) or ()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 0


@pytest.mark.timeout(900)  # installing takes as long as the network takes
def test_the_wheel_runs_where_the_pip_that_python_brings_installed_it(wheel: Path, tmp_path: Path) -> None:
    """A plain `python -m venv`, its own pip, outside the checkout: install, ask for help, read a page, look at what changed."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    binaries = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run(
        [binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)], check=True, cwd=tmp_path
    )
    (tmp_path / "page.txt").write_text(
        "Ferry sinks\n\nMay 3, 2026, 10:00 AM UTC\n\nSome 12 people died when a ferry sank, the harbour office said.\n"
    )

    def sayso(*args: str) -> str:
        done = subprocess.run([binaries / "sayso", *args], capture_output=True, text=True, cwd=tmp_path, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "ingest" in sayso("--help")
    sayso("ingest", "--db", "try.db", "page.txt")
    assert "12" in sayso("export", "current_claims", "--db", "try.db")
    assert "--port" in sayso("serve", "--help")
    command = [binaries / "sayso", "demo", "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=tmp_path) as site:
        try:
            assert site.stdout
            address = next(found[1] for line in site.stdout if (found := re.search(r"running on (http://127[^ ]*)", line)))
            with urlopen(address) as home:
                assert b"ferry" in home.read().lower()
        finally:
            site.terminate()


def test_the_changelog_reads_as_a_list() -> None:
    """Each line is a heading, an entry or its continuation; no entry is written twice."""
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()[4:]
    assert [line for line in lines if line and not line.startswith(("#", "- ", "  ", "["))] == []
    entries = [line for line in lines if line.startswith("- ")]
    assert [line for line in set(entries) if entries.count(line) > 1] == []


def test_the_version_of_a_package_is_that_of_its_metadata() -> None:
    for package in ("trafilatura", "regex", "sayso"):
        assert find_version(package) == version(package)
    with pytest.raises(PackageNotFoundError):
        find_version("no_such_package")
