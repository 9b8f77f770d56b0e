"""Two numbers that are one figure: "between 30 and 40", "from 30 to 40", "30–40", "three or four", scores and votes."""

from __future__ import annotations

import regex

from sayso.grammar.quantities.rule import Rule

#: A pattern stands between the two numbers (and between the unit of the first and the currency of the second).
SHAPES = (
    Rule("<number>–<number>", "after", r"\s?[-–—‐‑−]\s?|\s+to-", "range",
         (("30–40 ships", "between 30..40 [30, 40] ship ships"), ("10-15 days", "between 10..15 [10, 15] day")), ("30, 40 ships",)),
    Rule("<number> to <number>", "after", r",?\s+(?:to|through|up\s+to)(?:\s+(?:about|around|nearly|as\s+much\s+as|as\s+many\s+as))?\s+(?:an?\s)?", "range",
         (("30 to 40 ships", "between 30..40 [30, 40] ship ships"), ("from $3 to $4", "between 3..4 [3, 4] USD")), ("30 tons 40 ships",)),
    Rule("between <number> and <number>", "after", r",?\s+and\s+(?:about\s+|around\s+)?", "between",
         (("between 30 and 40 ships", "between 30..40 [30, 40] ship ships"),), ("30 and 40 ships",)),
    Rule("<number> or <number>", "after", r"\s+or\s+", "or", (("three or four ships", "between 3..4 [3, 4] ship ships"),), ("three or 40 ships",)),
)  # fmt: skip

_GROUPS = {f"s{n}": rule for n, rule in enumerate(SHAPES)}
_JOINT = regex.compile("|".join(f"(?P<{g}>{rule.pattern})" for g, rule in _GROUPS.items()), regex.IGNORECASE)
_BETWEEN = regex.compile(r"(?r)\bbetween\s+(?:about\s+|around\s+|an?\s+estimated\s+)?|\bbetween(?=\s*$)", regex.IGNORECASE)
_FROM = regex.compile(r"(?r)\bfrom\s+(?:about\s+|around\s+|up\s+to\s+|as\s+low\s+as\s+)?|\brang(?:es?|ing|ed)\s+from\s+", regex.IGNORECASE)


def joint(text: str, end: int, start: int) -> Rule | None:
    """The shape whose words fill the text between two numbers."""
    found = _JOINT.fullmatch(text, end, start)
    return _GROUPS[found.lastgroup or ""] if found else None


def opened(text: str, start: int, number: int) -> tuple[str, int] | None:
    """The word that opens a range and where it starts: "between" or "from"."""
    for name, pattern in (("between", _BETWEEN), ("from", _FROM)):
        found = pattern.match(text, start, number)
        if found:
            return name, found.start()
    return None
