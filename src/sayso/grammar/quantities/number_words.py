"""The value of a run of number words: a small machine that reads groups below a thousand and the scales that close them."""

from __future__ import annotations

import re

from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.number_lexicon import ONES, SCALES, TEENS, TENS

HUNDRED = {"hundred": 100.0, "hundreds": 100.0}
SMALL = ONES | TEENS | TENS
BIG = SCALES | HUNDRED

_GLUED = r"(?<=llion)(?=(?:to|in|for|on|at|by|of|and|from|over|as|with|during|after|since|a)(?![^\W\d_]))"
_TOKEN = re.compile(
    rf"{alternation({**SMALL, **BIG})}(?:(?![^\W\d_])|{_GLUED})|and|an?\b|\d[\d,.\u00a0\u202f\u2009]*\d|\.?\d", re.IGNORECASE
)


def read_number_words(text: str, start: int, end: int) -> tuple[float, int]:
    """The number that the words from `start` on are, and where it ends: as many of them as make one number.

    >>> read_number_words("two hundred and thirty-four thousand", 0, 36)
    (234000.0, 36)
    >>> read_number_words("three hundred and two hundred", 0, 29)   # two numbers
    (300.0, 13)
    """
    total = group = 0.0
    scale, last = 1e18, ""
    best = before_small = before_group = (0.0, start)
    for token in _TOKEN.finditer(text, start, end):
        word = token[0].lower()
        if word in _JOINTS:
            group, last = (1.0, "article") if word != "and" else (group, last)
            continue
        if word in SCALES:
            if SCALES[word] == 12.0 and group > 100:  # "three hundred and two dozen"
                group = group // 100 * 100 + group % 100 * 12
                best = (total + group, token.end())
                continue
            if last == "scale":  # "two hundred thousand million"
                total *= SCALES[word]
            elif SCALES[word] >= scale:
                return before_group
            else:
                total, group, scale = total + (group or 1.0) * SCALES[word], 0.0, SCALES[word]
            last = "scale"
            best = before_small = before_group = (total, token.end())
        elif word in HUNDRED:
            if last == "hundred" or (group >= 100 and last != "digits"):
                return before_small
            group, last = (group or 1.0) * 100, "hundred"
            best = before_small = (total + group, token.end())
        else:
            kind, value = _classify_number_word(word)
            if not _may_follow_in_number(kind, last):
                return best
            group, last = group + value, kind
            best = (total + group, token.end())
    return best


_JOINTS = frozenset(("and", "a", "an"))


def _classify_number_word(word: str) -> tuple[str, float]:
    if word[0].isdigit() or word[0] == ".":
        return "digits", parse_digits(word)
    return ("one" if word in ONES else "ten" if word in TENS else "teen"), SMALL[word]


def _may_follow_in_number(kind: str, last: str) -> bool:
    """Whether a number below a hundred may be after what came last within one number."""
    return last in ("", "hundred", "scale") or (last == "ten" and kind == "one")


def parse_digits(digits: str) -> float:
    """A number in digits, its grouping taken out."""
    return float(digits if digits.isdigit() else _GROUPING.sub("", digits))


_GROUPING = re.compile("[,\u00a0\u202f\u2009]")
