"""The cache between runs: it makes the start fast, and no reading depends on it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.re_cache import cache_patterns

READ = (
    "from sayso.grammar import parse; from sayso.model import Document; print(parse(Document('Nearly 32,000 people fled in May, "
    "police said.')).claims)"
)


def read(cache: Path) -> str:
    """What a new process reads in one sentence, with the cache in a folder."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    return subprocess.run([sys.executable, "-c", READ], env=environment, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def first_reading(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The reading without a cache, and the folder that it left files in."""
    folder = tmp_path_factory.mktemp("first")
    return read(folder), folder / "sayso"


@pytest.fixture
def kept(first_reading: tuple[str, Path], tmp_path: Path) -> tuple[str, list[Path]]:
    """The reading without a cache, and the files that it left, for a test to spoil."""
    first, folder = first_reading
    shutil.copytree(folder, tmp_path / "sayso")
    return first, sorted((tmp_path / "sayso").iterdir())


def test_the_first_reading_keeps_patterns_weights_and_words_for_the_next(kept: tuple[str, list[Path]], tmp_path: Path) -> None:
    first, files = kept
    assert [file.name.split("-")[0] for file in files] == ["patterns", "re", "vocabulary", "weights"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    written = [file.stat().st_mtime_ns for file in files]
    assert read(tmp_path) == first
    assert [file.stat().st_mtime_ns for file in files] == written, "all that the second reading needs was kept"


@pytest.mark.parametrize("what", [b"", b"nonsense", None], ids=["emptied", "overwritten", "cut short"])
def test_a_damaged_file_is_made_anew(kept: tuple[str, list[Path]], tmp_path: Path, what: bytes | None) -> None:
    first, files = kept
    whole = [file.stat().st_size for file in files]
    for file in files:
        file.write_bytes(file.read_bytes()[:-100] if what is None else what)
    assert read(tmp_path) == first
    assert [file.stat().st_size for file in files] == whole


def test_a_file_that_others_could_have_written_is_not_read(kept: tuple[str, list[Path]], tmp_path: Path) -> None:
    first, files = kept
    for file in files:
        file.chmod(0o666)
    assert read(tmp_path) == first
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}, "made anew"


def test_where_nothing_can_be_written_all_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "sayso").write_text("no folder")
    assert "quantity" in read(tmp_path)


LOAD = "import re\nfrom sayso.re_cache import cache_patterns\nwith cache_patterns():\n    {}\n"


def run(program: str, cache: Path) -> str:
    """What a new process prints, with the cache in a folder."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    return subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True).stdout


def test_a_pattern_of_re_that_was_kept_is_the_same_pattern(tmp_path: Path) -> None:
    program = LOAD.format("p = re.compile(r'(?P<n>\\d+)|[^\\W\\d_x-z]+(?=(!))?', re.I | re.X)")
    program += (
        "print(p.pattern, p.flags, p.groups, dict(p.groupindex), [m.groups() for m in p.finditer('12 Äpfel! b')], p == re.compile(p))"
    )
    first = run(program, tmp_path)
    (file,) = (tmp_path / "sayso").iterdir()
    written = file.stat().st_mtime_ns
    assert run(program, tmp_path) == first == run(program.replace("cache_patterns()", "__import__('contextlib').nullcontext()"), tmp_path)
    assert file.stat().st_mtime_ns == written, "nothing was compiled the second time"
    file.write_bytes(b"nonsense")
    assert run(program, tmp_path) == first


def test_code_that_the_engine_refuses_is_compiled_anew(tmp_path: Path) -> None:
    spoil = (
        "from sayso import re_cache; import _sre; re_cache._load_patterns().add((_sre.MAGIC, 'ab+', 0), (32, [99999], 0, {}, (None,)))\n"
    )
    program = LOAD.format("print(re.compile('ab+').fullmatch('abb'))")
    assert run(spoil + program, tmp_path) == run(program, tmp_path / "other")


def test_what_is_no_pattern_fails_as_ever() -> None:
    with cache_patterns(), pytest.raises(re.error, match="unterminated"):
        re.compile("(unterminated 4711")
    assert re._compiler.compile.__module__ == "re._compiler"  # type: ignore[attr-defined]


def test_every_pattern_of_a_command_is_kept_as_it_is(tmp_path: Path) -> None:
    """The patterns of all of `ingest` after a start that took them up, against those that `re` makes."""
    program = (
        "import re\nfrom sayso.cli import main\nmain.get_command(None, 'ingest')\nfound = list(re._cache.values())\n"
        "print(len(found) > 300, found == [re._compiler.compile(p.pattern, p.flags) for p in found])"  # equal is: of the same code
    )
    for _ in range(2):
        assert run(program, tmp_path) == "True True\n"
