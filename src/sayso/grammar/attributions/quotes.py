"""Quotations: which quotation mark opens one, and which one closes it.

One pass over the marks of a text. Curly marks and `` show by their shape whether they open; a straight " or '' opens where a blank is
before it and none after it. A quotation that is still open at the end of its paragraph goes on in the next one if that opens
with a mark of its own (news style: only the last paragraph closes). If not, it is dropped: a mark without its partner shows nothing.
Marks inside an open quotation are read as part of it, so nesting costs nothing however deep it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sayso.grammar.tokens import TokenizedText

_MARK = re.compile("[\"']")

#: The mark that closes a quotation, by the mark that opened it.
_PARTNERS = {
    "“": ("”", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    "``": ("''",),
    "''": ("''",),
    '"': ('"', "”"),
    "‘": ("’",),
    "'": ("'",),
    "”": ("”",),
}
_ALWAYS_OPEN = frozenset(("“", "„", "«", "``"))


class Quotation(NamedTuple):
    """Tokens `first` to `last` (exclusive), marks included."""

    first: int
    last: int


def find_quotations(tokens: TokenizedText) -> list[Quotation]:
    """The quotations of a text in order, none overlapping another."""
    return list(_pair_marks(tokens))


def convert_single_marks(tokens: TokenizedText, quotes: list[Quotation]) -> TokenizedText:
    """Gives single marks around a quotation the class of double marks: ‘…’ and '…' are read like “…”."""
    single = [i for first, last in quotes for i in (first, last - 1) if tokens.kinds[i] == "'"]
    if not single:
        return tokens
    kinds = list(tokens.kinds)
    for i in single:
        kinds[i] = '"'
    return tokens.replace_kinds("".join(kinds))


def _pair_marks(tokens: TokenizedText) -> Iterator[Quotation]:
    openings = [i for i in tokens.bounds[:-1] if tokens.opens_paragraph(i)]
    opened, mark, paragraph = -1, "", 0
    for found in _MARK.finditer(tokens.kinds):
        i = found.start()
        here = bisect_right(openings, i)
        word = tokens.words[i]
        if opened >= 0 and here != paragraph:
            if here == paragraph + 1 and openings[here - 1] == i and word == mark:
                paragraph = here
                continue
            if mark in _ALWAYS_OPEN and paragraph < len(openings):
                yield Quotation(opened, openings[paragraph])
            opened = -1
        if opened < 0 or (mark in "'‘" and tokens.kinds[i] == '"' and _can_open_quotation(tokens, i)):
            if _can_open_quotation(tokens, i):
                opened, mark, paragraph = i, word, here
        elif word in _PARTNERS[mark] and _can_close_quotation(tokens, i) and not (mark in "'‘" and _is_possessive(tokens, i)):
            if i > opened + 1:
                yield Quotation(opened, i + 1)
            opened = -1
    if opened >= 0 and mark in _ALWAYS_OPEN:
        yield Quotation(opened, openings[paragraph] if paragraph < len(openings) else len(tokens.words))


def _can_close_quotation(tokens: TokenizedText, i: int) -> bool:
    """Whether mark i can close: no blank is before it, or only one that no word follows: `“It held, ” he said`, `a 'yes,' " he said`."""
    if tokens.starts[i] == tokens.ends[i - 1]:
        return True
    if tokens.kinds[i] != '"' or tokens.kinds[i - 1] not in ",.'":
        return False
    return i + 1 >= len(tokens.words) or tokens.starts[i + 1] > tokens.ends[i]


def _is_possessive(tokens: TokenizedText, i: int) -> bool:
    """Whether a closing single mark belongs to a plural ("the players’ plan"): another one closes further on in the paragraph."""
    if not tokens.words[i - 1].endswith("s") or i + 1 >= len(tokens.words) or not tokens.words[i + 1][0].isalpha():
        return False
    for j in range(i + 1, min(i + 60, len(tokens.words))):
        if tokens.opens_paragraph(j) or (tokens.kinds[j] == "'" and _can_open_quotation(tokens, j)):
            return False
        if tokens.words[j] in "'’" and tokens.kinds[j - 1] in ".,":
            return True
    return False


def _can_open_quotation(tokens: TokenizedText, i: int) -> bool:
    """Whether mark i can open a quotation: its shape shows it, or it touches the word after it and no word before it."""
    word = tokens.words[i]
    if word in _ALWAYS_OPEN or (word == "”" and tokens.opens_paragraph(i)):
        return True
    if word not in _PARTNERS or i + 1 >= len(tokens.words) or tokens.starts[i + 1] != tokens.ends[i]:
        return False
    if word == "”":  # at the start of a paragraph it opens, as a typing error
        return False
    if i and tokens.starts[i] == tokens.ends[i - 1] and tokens.kinds[i - 1] not in "(-\"'":
        return False
    return tokens.kinds[i] == '"' or tokens.kinds[i + 1] not in "0,.;:"
