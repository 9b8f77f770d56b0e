"""A nickname in quotation marks as one word of its bearer's name: "Mary “MJ” Calloway" has three words, and quotes nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from copy import copy

from sayso.grammar.names import GIVEN_NAMES, bare
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import NAME

#: A capitalised word or two between quotation marks or apostrophes, with a capitalised word before and behind.
_QUOTED = re.compile("(?<=C)(?:\"D?C{1,2}\"|'D?C{1,2}')(?=C)")


def join_nicknames(tokens: TokenizedText) -> TokenizedText:
    """The tokens of a text, with each nickname between a given name and a surname as one of them."""
    kept: list[tuple[int, int]] = []
    for found in _QUOTED.finditer(tokens.kinds):
        first, last = found.span()
        closed = tokens.ends[first] == tokens.starts[first + 1] and tokens.ends[last - 2] == tokens.starts[last - 1]
        parted = tokens.ends[first - 1] < tokens.starts[first] and tokens.ends[last - 1] < tokens.starts[last]
        if closed and parted and _is_given_name(tokens.words[first - 1]) and bare(tokens.words[last - 2]) == tokens.words[last - 2]:
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
