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

from sayso.grammar.tokens import Sheet

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


def quotations(sheet: Sheet) -> list[Quotation]:
    """The quotations of a text in order, none overlapping another."""
    return list(_pair_marks(sheet))


def with_double_marks(sheet: Sheet, quotes: list[Quotation]) -> Sheet:
    """Gives single marks around a quotation the class of double marks: ‘…’ and '…' are read like “…”."""
    single = [i for first, last in quotes for i in (first, last - 1) if sheet.kinds[i] == "'"]
    if not single:
        return sheet
    kinds = list(sheet.kinds)
    for i in single:
        kinds[i] = '"'
    return sheet.with_kinds("".join(kinds))


def _pair_marks(sheet: Sheet) -> Iterator[Quotation]:
    openings = [i for i in sheet.bounds[:-1] if sheet.opens_paragraph(i)]
    opened, mark, paragraph = -1, "", 0
    for found in _MARK.finditer(sheet.kinds):
        i = found.start()
        here = bisect_right(openings, i)
        word = sheet.words[i]
        if opened >= 0 and here != paragraph:
            if here == paragraph + 1 and openings[here - 1] == i and word == mark:
                paragraph = here
                continue
            if mark in _ALWAYS_OPEN and paragraph < len(openings):
                yield Quotation(opened, openings[paragraph])
            opened = -1
        if opened < 0 or (mark in "'‘" and sheet.kinds[i] == '"' and _opens(sheet, i)):
            if _opens(sheet, i):
                opened, mark, paragraph = i, word, here
        elif word in _PARTNERS[mark] and _leans_back(sheet, i) and not (mark in "'‘" and _is_possessive(sheet, i)):
            if i > opened + 1:
                yield Quotation(opened, i + 1)
            opened = -1
    if opened >= 0 and mark in _ALWAYS_OPEN:
        yield Quotation(opened, openings[paragraph] if paragraph < len(openings) else len(sheet.words))


def _leans_back(sheet: Sheet, i: int) -> bool:
    """Whether mark i can close: no blank is before it, or only one that no word follows: `“It held, ” he said`, `a 'yes,' " he said`."""
    if sheet.starts[i] == sheet.ends[i - 1]:
        return True
    if sheet.kinds[i] != '"' or sheet.kinds[i - 1] not in ",.'":
        return False
    return i + 1 >= len(sheet.words) or sheet.starts[i + 1] > sheet.ends[i]


def _is_possessive(sheet: Sheet, i: int) -> bool:
    """Whether a closing single mark belongs to a plural ("the players’ plan"): another one closes further on in the paragraph."""
    if not sheet.words[i - 1].endswith("s") or i + 1 >= len(sheet.words) or not sheet.words[i + 1][0].isalpha():
        return False
    for j in range(i + 1, min(i + 60, len(sheet.words))):
        if sheet.opens_paragraph(j) or (sheet.kinds[j] == "'" and _opens(sheet, j)):
            return False
        if sheet.words[j] in "'’" and sheet.kinds[j - 1] in ".,":
            return True
    return False


def _opens(sheet: Sheet, i: int) -> bool:
    """Whether mark i can open a quotation: its shape shows it, or it touches the word after it and no word before it."""
    word = sheet.words[i]
    if word in _ALWAYS_OPEN or (word == "”" and sheet.opens_paragraph(i)):
        return True
    if word not in _PARTNERS or i + 1 >= len(sheet.words) or sheet.starts[i + 1] != sheet.ends[i]:
        return False
    if word == "”":  # at the start of a paragraph it opens, as a typing error
        return False
    if i and sheet.starts[i] == sheet.ends[i - 1] and sheet.kinds[i - 1] not in "(-\"'":
        return False
    return sheet.kinds[i] == '"' or sheet.kinds[i + 1] not in "0,.;:"
