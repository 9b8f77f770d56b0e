"""What a rule is: one value with its name, its pattern, what it produces, and the examples that test it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from sayso.errors import GrammarError

#: Where a rule's pattern is: it is a number, it ends where a number starts ("before"), starts where one ends ("after"), or fills what
#: is between two numbers.
Side = Literal["number", "before", "after", "between"]

_ATOM = re.compile(r"\{([A-Z_0-9]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing a figure, or one thing that only looks like a figure.

    `pattern` is a regex in which `{ATOM}`s are expanded; its list says whether it is verbose and whether case counts. `gives` is what
    the rule produces: a modifier, a production's name, or for an exclusion nothing. `yes` pairs texts with a summary of the expected
    figure; this rule must find nothing in the texts in `no`.
    """

    name: str
    side: Side
    pattern: str
    gives: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


class HasPattern(Protocol):
    """What has a pattern: a rule, a form of number."""

    @property
    def pattern(self) -> str:
        """A regex with `{ATOM}`s."""


def build_rule_alternation(groups: Mapping[str, HasPattern], atoms: Mapping[str, str]) -> str:
    """The patterns of rules as one regex, each a group by its key, so that `lastgroup` shows which rule matched.

    All lists of rules are compiled from it. Raises GrammarError for an atom that is not there.

    >>> build_rule_alternation({"x0": Rule("a", "number", "{TEN}s", "no", (), ())}, {"TEN": "ten"})
    '(?:(?P<x0>(?:ten)s))'
    """
    return "(?:" + "|".join(f"(?P<{key}>{expand_atoms(rule.pattern, atoms)})" for key, rule in groups.items()) + ")"


def expand_atoms(pattern: str, atoms: Mapping[str, str]) -> str:
    """A pattern with its atoms put in; quantifiers such as `{2,3}` pass untouched.

    Raises GrammarError for an atom that is not there.

    >>> expand_atoms("{TEN}{2}", {"TEN": "ten"})
    '(?:ten){2}'
    """

    def put(found: re.Match[str]) -> str:
        """The pattern of an atom. Raises GrammarError for an unknown one."""
        name = found[1]
        if name in atoms:
            return f"(?:{expand_atoms(atoms[name], atoms)})"
        if name.isdigit():
            return found[0]
        near = difflib.get_close_matches(name, atoms)
        raise GrammarError(f"unknown atom {{{name}}}; did you mean {near}?")

    return _ATOM.sub(put, pattern)
