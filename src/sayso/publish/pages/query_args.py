"""The arguments of a page's address: each one is read, and one that makes no sense is reported, not ignored."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from sayso.present.as_of import parse_as_of

#: Characters of a wish that are read.
LONGEST = 200


class QueryProblem(NamedTuple):
    """A wish that was not understood: its name, its value, and what to write."""

    name: str
    value: str
    advice: str


class QueryArgs:
    """The arguments of a page's address; `problems` fills as they are read."""

    def __init__(self, args: Any, known: Collection[str]) -> None:
        self._args = args
        self.problems = [
            QueryProblem(name[:LONGEST], (args.get(name) or "")[:40], "this page has no such filter")
            for name in args
            if name not in known and not name.startswith("_")
        ]
        if args.get("_as_of"):
            self._note_problem(
                "_as_of", args["_as_of"], "only articles, claims and tables can show an earlier time; lists have since and until"
            )

    def get_text(self, name: str) -> str:
        """Words as typed, "" where there are none."""
        return (self._args.get(name) or "").strip()[:LONGEST]

    def get_flag(self, name: str) -> bool:
        """Whether a switch is on: 1 or 0."""
        return self.get_code(name, ("0", "1")) == "1"

    def get_code(self, name: str, choices: Collection[str]) -> str:
        """One of some codes, "" where none is given."""
        return next(iter(self.get_codes(name, choices, most=1)), "")

    def get_codes(self, name: str, choices: Collection[str], most: int = 100) -> tuple[str, ...]:
        """Some of some codes, in their order."""
        given = [value.strip() for value in self._args.getlist(name) if value.strip()][:most]
        for value in given:
            if value not in choices:
                self._note_problem(name, value, "choose from: " + ", ".join(choices))
        return tuple(choice for choice in choices if choice in given)

    def get_time(self, name: str) -> str:
        """A day or a time in UTC as typed, "" where none is given."""
        value = self.get_text(name)
        if value and parse_as_of(value) is None:
            return self._note_problem(name, value, "write a day such as 2024-03-21, or a time such as 2024-03-21T12:00 (UTC)")
        return value

    def get_number(self, name: str, least: float = 0, most: float = 1e15) -> float | None:
        """A number, None where none is given."""
        value = self.get_text(name).removesuffix("%").replace(",", "")
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if not least <= number <= most:
            self._note_problem(name, value, f"write a number from {least:,.0f} on")
            return None
        return number

    def get_whole(self, name: str) -> int | None:
        """A whole number, such as that of a row; None where none is given."""
        value = self.get_text(name)
        if value and not (value.isascii() and value.isdecimal() and len(value) < 17):
            self._note_problem(name, value, "write a whole number")
            return None
        return int(value) if value else None

    def match_text(self, name: str, pattern: str, advice: str) -> re.Match[str] | None:
        """The argument if it matches a pattern from end to end; None if it is missing."""
        value = self.get_text(name)
        found = re.fullmatch(pattern, value, re.ASCII)
        if value and not found:
            self._note_problem(name, value, advice)
        return found

    def _note_problem(self, name: str, value: str, advice: str) -> str:
        self.problems.append(QueryProblem(name, value[:40], advice))
        return ""
