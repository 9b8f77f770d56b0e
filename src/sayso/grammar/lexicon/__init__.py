"""Word tables as data, and the one way to load them.

A file begins with a comment that describes its contents. It is one table, or several, each under its name in square brackets. A table has
one entry a line: a word or phrase (`entries`), `name: word, word, …` (`pairs`), `word value` (`numbers`), or `word low high` (`intervals`).
A '#' starts a comment. A word that is listed twice in a table, and a table that does not exist, raise `GrammarError`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sayso.errors import GrammarError
from sayso.grammar.lexicon import tables


def source(name: str) -> str:
    """A file of this folder, as it is written."""
    return Path(__file__).with_name(name).read_text("utf-8")


def entries(name: str, section: str = "") -> tuple[str, ...]:
    """The entries of a table, in their order.

    >>> entries("hedges.txt", "short of")
    ('under', 'below', 'beneath', 'south of')
    """
    return tables.table(_read_section(name, section))


def pairs(name: str, section: str = "") -> dict[str, str]:
    """The words of a table, each with the name before its line."""
    return tables.parse_names_of_words(_read_section(name, section))


def numbers(name: str, section: str = "") -> dict[str, float]:
    """The words of a table, each with its value."""
    return tables.numbers(_read_section(name, section))


def intervals(name: str, section: str = "") -> dict[str, tuple[float, float]]:
    """The words of a table, each with the lowest and the highest number that it may mean."""
    return tables.intervals(_read_section(name, section))


def sections(name: str) -> tuple[str, ...]:
    """Returns the names of the tables in a file, in their order; none for a file that is one table."""
    return tuple(_read_sections(name))


def _read_section(name: str, section: str) -> str:
    if not section:
        return source(name)
    found = _read_sections(name)
    if section not in found:
        raise GrammarError(f"no table [{section}] in {name}")
    return found[section]


@cache
def _read_sections(name: str) -> dict[str, str]:
    """Name to text of each table of a file."""
    out: dict[str, str] = {}
    for part in source(name).split("\n[")[1:]:
        section, _, text = part.partition("]\n")
        if section in out:
            raise GrammarError(f"listed twice in {name}: [{section}]")
        out[section] = text
    return out
