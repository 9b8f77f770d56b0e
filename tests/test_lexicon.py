"""The lexicon: one home for tables of words, and one way to load them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sayso
from sayso.errors import GrammarError
from sayso.grammar import lexicon
from sayso.grammar.lexicon import entries, intervals, numbers, pairs

PACKAGE = Path(sayso.__file__).parent
HOME = Path(lexicon.__file__).parent


def strings(path: Path) -> set[str]:
    """All strings of a module."""
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def read_whole(path: Path) -> set[str]:
    """The files whose tables a module reads one after the other, by their sections."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sections"
    }


READ_WHOLE = set().union(*(read_whole(path) for path in PACKAGE.rglob("*.py") if path.parent != HOME))
ASKED = set().union(*(strings(path) for path in PACKAGE.rglob("*.py")))


@pytest.mark.parametrize("path", sorted(HOME.glob("*.txt")), ids=lambda path: path.name)
def test_table_says_what_it_holds_and_is_asked_for(path):
    """A file opens with a comment, and something reads each of its tables."""
    assert path.read_text("utf-8").startswith("# ")
    assert path.name in ASKED
    assert path.name in READ_WHOLE or set(lexicon.sections(path.name)) <= ASKED


def test_tables_are_read_by_name_only():
    """No module gives a table's text to the readers of tables: the words are in the lexicon."""
    readers = {"table", "mapping", "numbers", "intervals"}
    for path in PACKAGE.rglob("*.py"):
        if path.parent != HOME:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in readers:
                    assert not (isinstance(node.args[0], ast.Constant) and "\n" in node.args[0].value), f"{path}:{node.lineno}"


def test_kinds_of_table():
    """A word alone, a name with its words, a word with its value, a word with its interval."""
    assert entries("hedges.txt", "short of") == ("under", "below", "beneath", "south of")
    assert pairs("fates.txt")["arrest"] == "arrested"
    assert numbers("numbers.txt", "tens")["ninety"] == 90
    assert intervals("numbers.txt", "vague")["dozens"] == (12, 120)


def test_missing_table():
    """A name that no table has is an error and names the file."""
    with pytest.raises(GrammarError, match=r"no table \[longer of\] in hedges.txt"):
        entries("hedges.txt", "longer of")
