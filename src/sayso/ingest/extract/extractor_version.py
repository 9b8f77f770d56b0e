"""The version of the extraction."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


def find_version(package: str) -> str:
    """Finds the version of an installed package by the name of its metadata folder: `importlib.metadata` is slow to import.

    Raises PackageNotFoundError if the package is not installed.
    """
    spec = find_spec(package)
    if spec and spec.origin:
        folders = list(Path(spec.origin).parents[1].glob(f"{package}-*.dist-info"))
        if len(folders) == 1:
            return folders[0].name.removeprefix(f"{package}-").removesuffix(".dist-info")
    return str(import_module("importlib.metadata").version(package))


#: Stored with every page: captures with another version are read again.
EXTRACTOR_VERSION = f"6+trafilatura-{find_version('trafilatura')}"
