"""Names whose words look like something else: "Mary “MJ” Calloway" quotes nobody, "Theresa May" is not a month, "Will Smith" no question.

A nickname in quotation marks becomes one word of its bearer's name; a name that is also a small word of the language gets the class
of names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from copy import copy

from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import GIVEN_NAMES, strip_s
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import NAME, NUMBER, VERB, VERB_OR_AUXILIARY

#: A capitalised word or two between quotation marks or apostrophes, with a capitalised word before and after.
_QUOTED = re.compile("(?<=C)(?:\"D?C{1,2}\"|'D?C{1,2}')(?=C)")

#: Small words that are surnames too, and those that are given names.
_SURNAMES = frozenset(entries("speakers.txt", "surnames that are small words"))
_GIVEN = frozenset(("Jan", "Will"))
_WORDS = _SURNAMES | _GIVEN | {f"{word}’s" for word in _SURNAMES}
#: Words before a month.
_BEFORE_MONTH = frozenset(entries("speakers.txt", "before a month"))


def mark_written_names(tokens: TokenizedText) -> TokenizedText:
    """The tokens of a text with its nicknames in one piece, and with the class of names for names that are small words."""
    tokens = _join_nicknames(tokens)
    return tokens if _WORDS.isdisjoint(tokens.words) else _classify_names(tokens)


def _classify_names(tokens: TokenizedText) -> TokenizedText:
    """The tokens of a text with "Theresa May", and a later "May", and "Will Smith" classed as names."""
    words, openings = tokens.words, frozenset(tokens.bounds)
    kinds = list(tokens.kinds)
    places = [i for i, word in enumerate(words) if word in _WORDS and kinds[i] != NAME]
    for i in places:
        if words[i] in _GIVEN and _is_before_surname(tokens, i, opens=i in openings):
            kinds[i] = NAME
    found = {strip_s(words[i]) for i in places if kinds[i] != NAME and i not in openings and _is_behind_given_name(tokens, kinds, i)}
    for i in places:
        if (
            strip_s(words[i]) in found
            and kinds[i] != NAME
            and (_is_behind_given_name(tokens, kinds, i) or _is_surname_alone(tokens, i, opens=i in openings))
        ):
            kinds[i] = NAME
    return tokens.replace_kinds("".join(kinds)) if kinds != list(tokens.kinds) else tokens


def _is_before_surname(tokens: TokenizedText, i: int, *, opens: bool) -> bool:
    """Whether a given name that is a small word has a surname after it, and opens no question: "the actor Will Smith"."""
    kinds, words, end = tokens.kinds, tokens.words, i + 1
    while kinds[end : end + 1] == NAME:
        end += 1
    if end == i + 1 or end >= len(kinds):
        return False
    if not opens:
        return words[i - 1][0].islower() or not words[i - 1][0].isalnum() or words[i - 1].endswith(".")
    closing = tokens.bounds[bisect_right(tokens.bounds, i)] - 1
    return words[closing] != "?" and (kinds[end] in ",-" or kinds[end] in VERB_OR_AUXILIARY)


def _is_behind_given_name(tokens: TokenizedText, kinds: list[str], i: int) -> bool:
    """Whether a surname that is a small word has a given name before it, and continues neither as a date nor as a headline."""
    words = tokens.words
    if i == 0 or kinds[i - 1] != NAME or words[i - 1].lower() not in GIVEN_NAMES or i + 1 >= len(words) or kinds[i + 1] == NUMBER:
        return False
    return not words[i + 1][0].isupper()


def _is_surname_alone(tokens: TokenizedText, i: int, *, opens: bool) -> bool:
    """Whether a small word with a capital is a surname by itself: as a subject at the start of a sentence, and anywhere but as a date."""
    words, behind = tokens.words, tokens.kinds[i + 1 : i + 2]
    if opens or words[i - 1] in ("“", '"'):
        return behind == VERB or words[i + 1 : i + 2] in (["is"], ["was"], ["has"], ["had"])
    return behind != NUMBER and words[i - 1].lower() not in _BEFORE_MONTH and (words[i - 1][0].islower() or not words[i - 1][0].isalnum())


def _join_nicknames(tokens: TokenizedText) -> TokenizedText:
    """The tokens of a text, with each nickname between a given name and a surname as one of them."""
    kept: list[tuple[int, int]] = []
    for found in _QUOTED.finditer(tokens.kinds):
        first, last = found.span()
        closed = tokens.ends[first] == tokens.starts[first + 1] and tokens.ends[last - 2] == tokens.starts[last - 1]
        parted = tokens.ends[first - 1] < tokens.starts[first] and tokens.ends[last - 1] < tokens.starts[last]
        if closed and parted and _is_given_name(tokens.words[first - 1]) and strip_s(tokens.words[last - 2]) == tokens.words[last - 2]:
            kept.append((first, last))
    return _join(tokens, kept) if kept else tokens


def _is_given_name(word: str) -> bool:
    """Whether a word is a given name or an initial: "Mary", "Mary-Jane", "J."."""
    return word.partition("-")[0].lower() in GIVEN_NAMES or (len(word) == len("J.") and word.endswith("."))


def _join(tokens: TokenizedText, stretches: list[tuple[int, int]]) -> TokenizedText:
    """The tokens of a text with each of some stretches as one token, a name."""
    out = copy(tokens)
    out.words, out.starts, out.ends = list(tokens.words), list(tokens.starts), list(tokens.ends)
    for first, last in reversed(stretches):
        start, end = out.starts[first], out.ends[last - 1]
        out.words[first:last], out.starts[first:last], out.ends[first:last] = [out.text[start:end]], [start], [end]
        out.kinds = out.kinds[:first] + NAME + out.kinds[last:]
        out.signs = out.signs[:first] + "\0" + out.signs[last:]
    out.bounds = [*(bisect_left(out.starts, cut.start) for cut in out.cuts), len(out.words)]
    return out
