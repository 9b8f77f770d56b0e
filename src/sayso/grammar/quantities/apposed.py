"""The noun of a figure in dashes, commas or brackets: "a slice of voters – 12% –", "24 jets ($36 million)", "the rate – at 4% –"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.clause_phrases import find_head, find_phrase_before
from sayso.grammar.quantities.clause_words import Word, read_words_before
from sayso.grammar.quantities.headwords import STOPS, is_plural, singularize
from sayso.grammar.quantities.nouns import Noun
from sayso.grammar.quantities.number_words import BIG
from sayso.grammar.quantities.units import MONEY_WORDS, is_money
from sayso.grammar.wordclasses import DETERMINER, GERUND, NOUN, NUMBER

#: How many words of a noun are taken, and how far back the part of a whole may be.
_MOST = 4
_REACH = 8
_OPENING = frozenset("–—-,(")
_CLOSING = frozenset("–—-,)")
#: Nouns for a part, before the whole: "the majority of cases".
_QUANTIFIERS = frozenset(("all", "most", "few", "fewer", "many"))
_PARTS = frozenset(entries("figures.txt", "parts of a whole"))


def find_apposed_noun(text: str, start: int, end: int, unit: str) -> Noun | None:
    """The noun that the measure [start, end) repeats, where a sign separates the two."""
    led = text.endswith(" at ", 0, start)
    before = text[max(0, start - 5) : start - 3 if led else start].rstrip()
    if before[-1:] not in _OPENING:
        return None
    words = read_words_before(text, start)
    if led:
        return find_phrase_before(text, words, len(words) - 2, names=False) if len(words) > 2 and words[-2].kind == "-" else None
    closing = text[end : end + 2].strip()[:1]
    if not words or not (closing in _CLOSING or (closing == "." and words[-1].kind == ",")):
        return None
    if is_money(unit):
        return _find_counted_plural(text, words[:-1]) if words[-1].kind == "(" else _find_whole(text, words[:-1])
    return _find_whole(text, words[:-1], money=False) if unit == "percent" else None


def _find_counted_plural(text: str, words: Sequence[Word]) -> Noun | None:
    """The plural that a number before it counts, not a sum: "24 jets", not "6 million marks"."""
    at = begin = len(words)
    while begin and words[begin - 1].kind in NOUN and at - begin < _MOST:
        begin -= 1
    if begin == at or not begin or words[begin - 1].kind != NUMBER or not words[begin - 1].text.isdigit():
        return None
    if not is_plural(words[-1].low) or words[begin].low in BIG or words[-1].low in MONEY_WORDS:
        return None
    return find_head(text, words[begin:], names=True)


def _find_whole(text: str, words: Sequence[Word], money: bool = True) -> Noun | None:
    """The whole of a part, people included: "a sizable slice of voters"."""
    at = len(words)
    for i in range(at - 1, max(0, at - _REACH), -1):
        if words[i].low == "of" and words[i - 1].low in _PARTS:
            return _trim_to_noun(text, words[i + 1 :])
        if words[i].low in _QUANTIFIERS and not money:
            return _trim_to_noun(text, words[i + 1 :])
        if words[i].kind in ',;:("-.B':
            return None
    return None


def _trim_to_noun(text: str, phrase: Sequence[Word]) -> Noun | None:
    """The noun of a phrase up to its first word of another class."""
    while phrase and phrase[0].kind in DETERMINER:
        phrase = phrase[1:]
    end = next((i for i, w in enumerate(phrase) if w.kind not in NOUN + GERUND), len(phrase))
    taken = phrase[:end][-_MOST:]
    if not taken or taken[-1].low in STOPS:
        return None
    return Noun(text[taken[0].start : taken[-1].end], taken[0].start, taken[-1].end, singularize(taken[-1].text))
