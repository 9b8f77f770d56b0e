"""The shards of a run's input, and its folders, each of which is complete or absent.

A shard's folder is written under a temporary name and then renamed, so that its presence means that it is done: a run that was
stopped continues where it was, and two workers with the same shard cannot damage it. All workers must be able to read and write the folder.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from sayso.errors import InputError
from sayso.ingest.crawl.archives import is_archive
from sayso.ingest.crawl.files import SUFFIXES

#: Small files are put together into shards of a 200th of the whole, within these bounds, in bytes.
SHARES_OF_INPUT, MIN_SHARD_BYTES, MAX_SHARD_BYTES = 200, 1 << 18, 16 << 20
#: Names that a run passes to its steps.
EXTRACTED, GROUPED, DEALT, TABLES, SERIES = "extracted", "grouped", "dealt", "tables", "series"
RUN_FILE, COUNTS_FILE = "run.json", "counts.json"


class Shard(NamedTuple):
    """A part of the input: its number, and its files in order."""

    number: int
    paths: tuple[str, ...]


class RunSettings(NamedTuple):
    """The settings of a run for every capture: its time (for captures without one), the assumed zone, the versions of the readers."""

    now: str
    zone: str
    versions: dict[str, Any]


class Folder:
    """The folder of a run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, step: str, number: int | None = None) -> Path:
        """Returns the folder of a step's output for a shard, or for all shards."""
        return self.path / step if number is None else self.path / step / f"{number:06}"

    def begin(self, inputs: Sequence[str], facts: RunSettings, together: int | None = None) -> tuple[list[Shard], RunSettings]:
        """Returns the shards and settings of the run in this folder, else of a new run over `inputs`.

        Raises InputError if the folder's run has other files, another zone or another version of sayso.
        """
        file = self.path / RUN_FILE
        shards = list(list_shards(inputs, together)) if inputs else None
        if not file.exists():
            if not shards:
                raise InputError(f"{self.path}: no run to resume; name files or folders to read")
            if self.path.exists() and any(self.path.iterdir()):
                raise InputError(f"{self.path}: not empty, and not a run of `sayso bulk`; name another folder")
            self.path.mkdir(parents=True, exist_ok=True)
            self._write(file, json.dumps({"facts": facts, "shards": shards}, indent=1))
        plan = json.loads(file.read_text(encoding="utf-8"))
        known, settings = [Shard(n, tuple(paths)) for n, paths in plan["shards"]], RunSettings(*plan["facts"])
        if (shards is not None and shards != known) or settings._replace(now="") != facts._replace(now=""):
            raise InputError(
                f"{self.path}: from a run over other files, with another zone or by another version of sayso; name another folder"
            )
        self._sweep()
        return known, settings

    def is_done(self, step: str, number: int | None = None) -> bool:
        """Whether a step is finished, for a shard or for all."""
        return self.of(step, number).exists()

    def is_complete(self) -> bool:
        """Whether the run in this folder is finished; its intermediate files are then deleted."""
        return (self.path / RUN_FILE).exists() and self.is_done(TABLES) and not self.is_done(DEALT)

    @contextmanager
    def make_folder(self, step: str, number: int | None = None, counts: Mapping[str, int] | None = None) -> Iterator[Path]:
        """Yields a temporary folder to write into, and renames it at the end, with the counts; an existing folder stays."""
        place = self.of(step, number)
        part = place.with_name(f".{place.name}.{uuid4().hex}")
        part.mkdir(parents=True)
        try:
            yield part
            (part / COUNTS_FILE).write_text(json.dumps(counts or {}), encoding="utf-8")
            part.rename(place)
        except OSError:
            if not place.exists():
                raise
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def read_counts(self, step: str, number: int) -> dict[str, int]:
        """The counts of a shard."""
        counts: dict[str, int] = json.loads((self.of(step, number) / COUNTS_FILE).read_text(encoding="utf-8"))
        return counts

    def tidy(self, shards: Iterable[Shard]) -> None:
        """Deletes the intermediate files: the captures, of which there are two copies. Problem rows stay."""
        self._sweep()
        shutil.rmtree(self.of(DEALT), ignore_errors=True)
        for shard in shards:
            (self.of(EXTRACTED, shard.number) / "looks.parquet").unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Deletes unfinished folders."""
        for part in (*self.path.glob(".*"), *self.path.glob("*/.*")):
            shutil.rmtree(part, ignore_errors=True)

    def _write(self, file: Path, text: str) -> None:
        part = file.with_name(f".{file.name}")
        part.write_text(text, encoding="utf-8")
        part.replace(file)


def list_shards(inputs: Iterable[str], together: int | None = None) -> Iterator[Shard]:
    """Yields a shard for each file of `inputs`; small files are combined up to so many bytes (None: derived from the size of the input).

    Inputs are files, or folders with all their subfolders, sorted. Raises InputError for a missing one, or one without readable files.
    """
    files = [(path, os.path.getsize(path)) for path in _list_files(inputs)]
    if together is None:
        together = min(max(sum(size for _, size in files) // SHARES_OF_INPUT, MIN_SHARD_BYTES), MAX_SHARD_BYTES)
    number, held, size = 0, list[str](), 0
    for path, here in files:
        if held and size + here > together:
            yield Shard(number, tuple(held))
            number, held, size = number + 1, [], 0
        held.append(path)
        size += here
    if held:
        yield Shard(number, tuple(held))


def is_parquet(path: str) -> bool:
    """Whether a file is a Parquet file, by its name."""
    return path.lower().endswith((".parquet", ".pq"))


def _list_files(inputs: Iterable[str]) -> Iterator[str]:
    for name in inputs:
        path = os.path.abspath(name)
        if os.path.isfile(path):
            yield path
            continue
        if not os.path.isdir(path):
            raise InputError(f"{name}: no such file or folder")
        found = False
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(x for x in folders if not x.startswith("."))
            for file in sorted(files):
                if not file.startswith(".") and (Path(file).suffix.lower() in SUFFIXES or is_archive(file) or is_parquet(file)):
                    found = True
                    yield os.path.join(folder, file)
        if not found:
            raise InputError(f"{name}: nothing to read in this folder (no .warc, .parquet, .jsonl, .html or .txt file)")
