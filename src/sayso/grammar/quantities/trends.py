"""In which direction a figure changed: "rose 2.1%", "down 34 cents", "fell to 49"."""

from __future__ import annotations

import regex

from sayso.calendar_names import WEEKDAY
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.lexicon.tables import build_suffix_trie
from sayso.grammar.quantities.units import is_money
from sayso.grammar.quantities.verb_forms import list_verb_forms
from sayso.model import Trend


def _load_trends(name: str) -> dict[str, str]:
    return {form: way for entry, way in pairs(name).items() for form in list_verb_forms(entry)}


#: Verbs and nouns before any figure that show the direction of its change.
STRONG = _load_trends("trends-strong.txt")

#: Words that do so only for prices, indexes, shares and holdings: "added 0.4%", not "added 12 players".
WEAK = _load_trends("trends-weak.txt")

#: Verbs that move a figure, where "by" or "to" leads to it.
CAUSES = _load_trends("trends-causes.txt")

#: Nouns that are gained and lost like shares.
_HOLDINGS = frozenset(entries("holdings.txt"))

_VERBS = {**STRONG, **WEAK}
_BEFORE = compile_pattern(
    rf"(?r)(?<![^\W\d_])({build_suffix_trie(_VERBS)})(?:\s+(?:back|again|up|down|further|even\s+further|only|another|\w{{3,12}}ly))?"
    rf"(?:\s+(?:only\s+)?(?:by|to)|\s+(?!and\b|from\b|in\b)[a-z]+\s+by)?(?:\s+(?:an?|another|a\s+further))?\s+",
    regex.IGNORECASE,
)
_CAUSED = compile_pattern(
    rf"(?r)(?<![^\W\d_])({build_suffix_trie(CAUSES)})(?:\s+(?!and\b|from\b|but\b|or\b|that\b)[a-z’'%-]+){{0,4}}\s+(?:by|to)\s+",
    regex.IGNORECASE,
)
#: Verbs with the particle "up": "makes up 13%".
_PHRASAL = compile_pattern(
    r"\b(?:mak|tak|put|set|giv|gave|made|took|pick|show|turn|sign|com|came|us|eat|ate|rack|pil|chalk|drum|hous|add|sum|end"
    r"|wind|wound|buy|bought|gobbl|soak|free|open|ten|tie|ty)(?:e|es|s|ed|ing|en|ding|ting|ning)?\s$",
    regex.IGNORECASE,
)
_VERB_REACH = 12
#: To drop a sum on something is to spend it.
_SPENT = compile_pattern(
    r"(?r)\b(?:I|he|she|they|we|who|you)(?:[’']\w+)?(?:\s(?:has|have|had|just|once|also|even|then|recently)){0,2}\sdrop"
    r"(?:ped|s|ping)?\s[a-z\s]{0,12}",
    regex.IGNORECASE,
)
_ON_THINGS = compile_pattern(rf"\son\s(?!{WEEKDAY}\b)")
#: Possible last words of an expression of change before a figure: other words are skipped, except adverbs.
_LAST_WORDS = frozenset((*entries("figures.txt", "end of a trend"), *(word.rpartition(" ")[2] for word in _VERBS)))
_WAYS = {**CAUSES, **_VERBS}
_BEHIND = compile_pattern(r"\s+(higher|lower)\b", regex.IGNORECASE)
_MARKET = frozenset(("percent", "percentage point", "basis point", "point"))


def find_trend(text: str, left: int, start: int, end: int, unit: str | None, head: str | None = None) -> Trend | None:
    """The direction of the figure [start, end) of the noun `head`, known by the word before it or right after it.

    A noun gives none: "a 3% drop" is a drop of 3%.
    """
    market = unit is not None and (unit in _MARKET or is_money(unit))
    held = market or head in _HOLDINGS
    word = _find_trend_before(
        text, left, start=start, market=market, held=held, things=unit in (None, "person") and head is not None and not held
    )
    if word is None and market:
        behind = _BEHIND.match(text, end)
        word = behind[1].lower() if behind else None
    if word is not None and word.startswith("drop") and market and _SPENT.match(text, left, start) and _ON_THINGS.match(text, end):
        return None
    if word is not None and head and unit and is_money(unit) and text.endswith((" a ", " an "), 0, start):
        return None  # "lost a $2 million contract"
    return None if word is None else "up" if _WAYS[word] == "up" else "down"


def _find_trend_before(text: str, left: int, start: int, market: bool, held: bool, things: bool) -> str | None:
    """The word before a figure that gives its direction.

    `held`: weak words count too; `things`: the noun after a verb may be its object ("dropped 30 bombs").
    """
    last = text[max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1 : start - 1].lower().lstrip("(“\"'—–-")
    if last not in _LAST_WORDS and not last.endswith("ly"):
        return None
    found = _BEFORE.match(text, left, start)
    if found and not (found[1].lower() == "up" and _PHRASAL.search(text, max(0, found.start() - _VERB_REACH), found.start())):
        word = " ".join(found[1].lower().split())
        if word in WEAK:
            return word if held else None
        led = " by" in found[0] or " to" in found[0]
        return word if held or led or not things else None
    caused = _CAUSED.match(text, left, start) if market and last in ("by", "to") else None
    return " ".join(caused[1].lower().split()) if caused else None
