"""What is installed: the wheel holds all that the program reads at run time, and not much else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_templates_static_files_word_lists_and_samples(wheel: Path) -> None:
    """Every file of the package that git tracks is in it."""
    listed = subprocess.run(["git", "ls-files", "src/sayso"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.removeprefix("src/") for name in listed if name} <= names


def test_the_wheel_is_small_and_registers_its_plugin(wheel: Path) -> None:
    """Under 2 MB; Datasette and the shell find it by its entry points."""
    assert wheel.stat().st_size < 2_000_000
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("entry_points.txt"))
        entries = archive.read(name).decode()
    assert "sayso = sayso.cli:main" in entries
    assert "sayso = sayso.publish" in entries
