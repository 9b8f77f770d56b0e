"""Word tables as data: one entry a line, each file told by its first line.

`entries` reads a list, `pairs` a table of names and their words.
"""

from __future__ import annotations

from pathlib import Path

from sayso.grammar.lexicon.tables import mapping, table


def source(name: str) -> str:
    """A table in this folder, as it is written."""
    return Path(__file__).with_name(name).read_text("utf-8")


def entries(name: str) -> tuple[str, ...]:
    """The entries of a table in this folder, as they stand."""
    return table(source(name))


def pairs(name: str) -> dict[str, str]:
    """The words of a table in this folder, each with the name in front of its line."""
    return mapping(source(name))
