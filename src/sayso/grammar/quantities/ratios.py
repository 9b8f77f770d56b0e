"""How many of the same thing to how many of another: "outnumber men 3 to 1", "a 5-to-1 margin", "7:2", "odds of 20-1", "a 4-for-1 split".

The same marks join ranges ("10-to-12-inch pipes"), scores ("a 6-to-3 vote") and times, so words decide: for a ratio anywhere near, for an
advantage only where it is a number "to one".
"""

from __future__ import annotations

import re

from sayso.compile_cache import compile_pattern

_BEFORE = compile_pattern(
    r"\b(?:ratios?|odds|proportions?|leverage|outnumber\w*|outgunn\w+|outspen\w+|outweigh\w*|oversubscribed|over-subscribed"
    r"|bookmakers?|bookies|mixed|mix)"
    r"\b[^.;\d]{0,48}$"
)
_BEHIND = re.compile(r"[\s-](?:[a-z-]+\s){0,2}(?:ratios?|odds|favou?rites?|outsiders?|underdogs?|shot|leverage|mix|aspect)\b")
_SPLIT_BEFORE = compile_pattern(r"\b(?:stock|shares?|split\w*)\b[^.;\d]{0,24}$")
_SPLIT_BEHIND = re.compile(r"\s(?:[a-z-]+\s){0,2}(?:split|exchange|swap|deal|bonus|rights|basis)\b")
#: A number "to one" is a ratio, except for the result of a contest.
_CONTESTED = re.compile(r"[\s-](?:[a-z-]+\s)?(?:votes?|rulings?|decisions?|win|victory|loss|defeat|draw|score|scoreline)\b")
_VERSE = compile_pattern(r"(?r)(?<![.!?]\s)\b[A-Z][\w’']*\s", 0)
_REACH = 72
_FOR = frozenset((" for ", "-for-"))


def is_contested(text: str, end: int) -> bool:
    """Whether the words after two numbers make them the result of a contest: "a 6-to-3 vote"."""
    return _CONTESTED.match(text, end) is not None


def is_ratio(text: str, start: int, end: int, joint: str, over: float, under: float) -> bool:
    """Whether the numbers `over` and `under`, which `joint` joins in [start, end), are a ratio."""
    if under < 1 or over < 1 or over != int(over) or under != int(under):
        return False
    before = text[max(0, start - _REACH) : start]
    if joint in _FOR:
        return _SPLIT_BEHIND.match(text, end) is not None or _SPLIT_BEFORE.search(before) is not None
    if _BEHIND.match(text, end) or _BEFORE.search(before):
        return True
    if joint == ":":
        return text[end - 2] == ":" and _VERSE.match(text, 0, start) is None and not is_contested(text, end)
    if joint == "-to-":
        return under == 1 < over and not is_contested(text, end)
    return joint == " to " and under == 1 < over and before.endswith(("margin of ", "majority of ", "advantage of "))
