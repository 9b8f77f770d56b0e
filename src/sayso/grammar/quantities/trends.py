"""Which way a figure went: "rose 2.1%", "down 34 cents", "fell to 49"."""

from __future__ import annotations

import regex

from sayso.grammar.lexicon import pairs
from sayso.grammar.lexicon.tables import alternation, tails
from sayso.grammar.quantities.units import is_money
from sayso.kept import compiled
from sayso.model import Trend

#: Verbs and nouns in front of a figure that say which way it went, whatever it counts.
STRONG = pairs("trends-strong.txt")

#: Words that do so only for prices, indexes and shares: "added 0.4%", not "added 12 players".
WEAK = pairs("trends-weak.txt")

_VERBS = {**STRONG, **WEAK}
_BEFORE = compiled(
    rf"(?r)(?<![^\W\d_])({alternation(_VERBS)})(?:\s+(?:only\s+)?(?:by|to)"
    rf"|\s+(?!and\b|from\b|in\b)[a-z]+\s+by)?(?:\s+(?:an?|another|a\s+further))?\s+",
    regex.IGNORECASE,
)
#: Verbs that "up" is a part of: "makes up 13%".
_PHRASAL = compiled(
    r"\b(?:mak|tak|put|set|giv|gave|made|took|pick|show|turn|sign|com|came|us|eat|ate|rack|pil|chalk|drum|hous|add|sum|end|wind|wound|buy|bought|gobbl"
    r"|soak|free|open|ten|tie|ty)(?:e|es|s|ed|ing|en|ding|ting|ning)?\s$",
    regex.IGNORECASE,
)
_VERB_REACH = 12
_LAST_LETTERS = tails([*_VERBS, "by", "to", "a", "an", "another", "further"])
_BEHIND = regex.compile(r"\s+(higher|lower)\b", regex.IGNORECASE)
_MARKET = frozenset(("percent", "percentage point", "basis point", "point"))


def trend_of(text: str, left: int, start: int, end: int, unit: str | None) -> Trend | None:
    """The way of the figure [start, end), told by the word in front of it or right behind."""
    market = unit is not None and (unit in _MARKET or is_money(unit))
    found = _BEFORE.match(text, left, start) if text[start - 4 : start - 1].lower() in _LAST_LETTERS else None
    if found and not (found[1].lower() == "up" and _PHRASAL.search(text, max(0, found.start() - _VERB_REACH), found.start())):
        verb = " ".join(found[1].lower().split())
        if verb in STRONG or market:
            return "up" if _VERBS[verb] == "up" else "down"
        return None
    behind = _BEHIND.match(text, end) if market else None
    return None if behind is None else "up" if behind[1].lower() == "higher" else "down"
