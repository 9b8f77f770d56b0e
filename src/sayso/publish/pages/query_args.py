"""Parses the arguments of a page's address. An invalid argument is reported, not ignored."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from sayso.present.as_of import parse_as_of

#: The greatest number of characters of an argument.
MAX_LENGTH = 200


class QueryProblem(NamedTuple):
    """An invalid argument: its name, its value, and advice."""

    name: str
    value: str
    advice: str


class QueryArgs:
    """The arguments of a page's address; `problems` fills as they are read."""

    def __init__(self, args: Any, known: Collection[str]) -> None:
        self._args = args
        self.problems = [
            QueryProblem(name[:MAX_LENGTH], (args.get(name) or "")[:40], "this page has no such filter")
            for name in args
            if name not in known and not name.startswith("_")
        ]
        if args.get("_as_of"):
            self._note_problem(
                "_as_of", args["_as_of"], "only articles, claims and tables can show an earlier time; lists have since and until"
            )

    def get_text(self, name: str) -> str:
        """Words as typed, "" where there are none."""
        return (self._args.get(name) or "").strip()[:MAX_LENGTH]

    def get_flag(self, name: str) -> bool:
        """Whether a flag is 1; False if it is 0 or missing."""
        return self.get_code(name, ("0", "1")) == "1"

    def get_code(self, name: str, choices: Collection[str]) -> str:
        """Returns one of some codes; "" if none is given."""
        return next(iter(self.get_codes(name, choices, most=1)), "")

    def get_codes(self, name: str, choices: Collection[str], most: int = 100) -> tuple[str, ...]:
        """Returns the given ones of some codes, in the order of `choices`."""
        given = [value.strip() for value in self._args.getlist(name) if value.strip()][:most]
        for value in given:
            if value not in choices:
                self._note_problem(name, value, "choose from: " + ", ".join(choices))
        return tuple(choice for choice in choices if choice in given)

    def get_time(self, name: str) -> str:
        """Returns a day or a time in UTC as typed; "" if none is given or it is invalid."""
        value = self.get_text(name)
        if value and parse_as_of(value) is None:
            return self._note_problem(name, value, "write a day such as 2024-03-21, or a time such as 2024-03-21T12:00 (UTC)")
        return value

    def get_number(self, name: str, least: float = 0, most: float = 1e15) -> float | None:
        """Returns a number; None if none is given or it is invalid."""
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
        """Returns a whole number, such as that of a row; None if none is given or it is invalid."""
        value = self.get_text(name)
        if value and not (value.isascii() and value.isdecimal() and len(value) < 17):
            self._note_problem(name, value, "write a whole number")
            return None
        return int(value) if value else None

    def match_text(self, name: str, pattern: str, advice: str) -> re.Match[str] | None:
        """Returns the match of the argument with a pattern as a whole; None if it is missing or does not match."""
        value = self.get_text(name)
        found = re.fullmatch(pattern, value, re.ASCII)
        if value and not found:
            self._note_problem(name, value, advice)
        return found

    def _note_problem(self, name: str, value: str, advice: str) -> str:
        self.problems.append(QueryProblem(name, value[:40], advice))
        return ""
