"""The lexicon: one home for tables of words, and one way to load them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

import pytest

import sayso
from sayso.errors import GrammarError
from sayso.grammar import lexicon
from sayso.grammar.lexicon import entries, intervals, numbers, pairs

PACKAGE = Path(sayso.__file__).parent
HOME = Path(lexicon.__file__).parent


def find_strings(path: Path) -> set[str]:
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
ASKED = set().union(*(find_strings(path) for path in PACKAGE.rglob("*.py")))


@pytest.mark.parametrize("path", sorted(HOME.glob("*.txt")), ids=lambda path: path.name)
def test_table_says_what_it_holds_and_is_asked_for(path):
    """A file opens with a comment, and something reads each of its tables."""
    assert path.read_text("utf-8").startswith("# ")
    assert path.name in ASKED
    assert path.name in READ_WHOLE or set(lexicon.sections(path.name)) <= ASKED


def test_tables_are_read_by_name_only():
    """No module gives a table's text to the readers of tables: the words are in the lexicon."""
    readers = {"table", "parse_names_of_words", "numbers", "intervals"}
    for path in PACKAGE.rglob("*.py"):
        if path.parent != HOME:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in readers:
                    assert not (isinstance(node.args[0], ast.Constant) and "\n" in node.args[0].value), f"{path}:{node.lineno}"


#: Names that the code compares: of kinds, units, roles and fields. They are not words of a text.
OUR_OWN = {
    "grammar/attributions/cue_candidates.py": {"after"},  # fields
    "grammar/moment_intervals.py": {"minute"},  # days in a unit, worked out
    "grammar/quantities/certainty.py": {"nothing counted"},  # reasons
    "grammar/quantities/exclusions.py": {"date"},  # rules
    "grammar/tokens.py": {"bounds"},  # fields
    "matching/news.py": {"raised", "killed"},  # kinds of change, roles
    "matching/source_sorts.py": {"news"},  # sorts
    "series/instrument_names.py": {"day", "foot"},  # periods, units
    "series/figure_kinds.py": {"day"},  # periods
    "series/point_verdicts.py": {"first"},  # verdicts
}
#: A word and its forms ("is", "are", "was") or a few words for one rule are syntax; more than this are a table.
FEW = 5


def words_of_display(node: ast.AST) -> list[str]:
    """The English words, three letters or longer in the median, of a tuple, a list, a set or a dict that is written out."""
    parts = [*node.keys, *node.values] if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    words = [text for text in texts if re.fullmatch(r"[a-z][a-z'’ -]+[a-z]", text)]
    return words if words and median(map(len, words)) >= 3 else []


def test_no_module_holds_a_table_of_words():
    """Tuples, lists, sets and dicts of words are tables like any other: what reads texts has them from the lexicon."""
    found = []
    for room in ("grammar", "matching", "series"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            name = path.relative_to(PACKAGE).as_posix()
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                words = words_of_display(node)
                if len(words) > FEW and words[0] not in OUR_OWN.get(name, ()):
                    found.append(f"{name}:{node.lineno}: {', '.join(words[:4])} …")
    assert found == []


@pytest.mark.parametrize("text", ["('one', 'two', 'three', 'four', 'five', 'six')", "{'one': 'two', 'three': 'four', 'five': 'six'}"])
def test_tables_in_modules_are_seen(text):
    assert len(words_of_display(ast.parse(text, mode="eval").body)) == FEW + 1


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
