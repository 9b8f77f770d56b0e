"""A sentence in the form that the patterns of figures read, whatever characters its page uses.

One blank replaces any run of odd ones; one slash, one hyphen and one prime replace all their kinds; a sign that is apart is joined to its
number. This is done once, before the search for numbers, so that no pattern has to know all characters of typesetting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import build_trie
from sayso.model import Span

#: Characters that look the same to a reader, by the one that patterns use: slashes of fractions, hyphens, primes, wide signs.
_ALIKE = str.maketrans({
    **dict.fromkeys("\u2044\u2215\uff0f\u29f8", "/"),
    **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2032\u02b9\u02bc", "'"),
    "\uff05": "%",
    "\uff0b": "+",
})  # fmt: skip
_KINDS = re.compile(f"[{''.join(map(chr, _ALIKE))}]")

#: Dashes of any length that join two numbers.
_JOINING = re.compile(r"(?<=[\d%])[–—−](?=[$£€¥]?\d)")
#: Words that need a figure right after them: there a dash with a blank is a minus, not a pause ("fell to – 2%").
_ASK = build_trie(entries("figures.txt", "words that ask for a figure"))
#: A number with a unit, or money, right after a dash.
_MEASURED = r"[$£€¥]\s?\d|\d[\d.,]*\s?(?:%|percent|per\scent|pct|°|degrees?|points?|C\b|F\b|percentage|basis|(?:to|and|or)\s[-–]?\s?\d)"
#: Any white space other than one plain space. Between digits it groups thousands, and stays.
_ODD = re.compile(r"[^\S\n]{2,}|(?<!\d)[^\S\n ]|[^\S\n ](?!\d)")
#: A blank between a number and its sign: a true minus or plus, or a dash after words that need a figure.
_LOOSE = re.compile(rf"[−+–-](?<=\s.)(?:(?<=[−+])([^\S\n])(?=[$£€¥]?\d)|(?<=[–-])([^\S\n])(?={_MEASURED}))", re.IGNORECASE)
_ASKED = re.compile(rf"(?:\b(?:{_ASK})|:|\d\S{{0,3}}\s(?:and|to))\s$", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"[\d)%]\s$")
_ASK_REACH = 12

#: A cross without blanks between two sides, whose unit follows: "20x30 cm".
_SIDE = r"\d{1,5}(?:\.\d{1,3})?"
_CROSS = re.compile(
    rf"(?<=\d)\s?[xX×]\s?(?={_SIDE}(?:\s?[xX×]\s?{_SIDE})*[^\S\n]*(?:{build_trie(entries('figures.txt', 'short units of a side'))})\b)"
)
_GLUED = re.compile(r"[xX×](?<=\d.)(?=\d)")

_BLANKS = "\t\x0b\x0c\r\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: Places that may have to be changed: odd blanks, characters that look the same, dashes between numbers, signs that are apart.
#: The pattern starts with one class of characters, so that the search is fast if there is none.
_SEEN = re.compile(rf"[{_BLANKS}{''.join(map(chr, _ALIKE))}−+–—-](?:(?<=[^−+–—-])|(?<=[\d%][−–—])|(?=[^\S\n][$£€¥]?\d))")


class OffsetMap(NamedTuple):
    """Where each character of a normal text was before."""

    offsets: Sequence[int]

    def restore_span(self, span: Span) -> Span:
        """Returns the place in the text as it was of a stretch of the normal text."""
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def restore_words(self, words: str | None, near: int, normal: str, written: str) -> str | None:
        """Words of the normal text, after `near` or else the first of them, as they are written."""
        if words is None:
            return None
        at = normal.find(words, near)
        at = at if at >= 0 else normal.find(words)
        return self.restore_span(Span(at, at + len(words))).of(written)


def find_odd_places(text: str) -> list[int]:
    """Where a text may not be in normal form, in order; sentences without such a place are as they should be."""
    places = [found.start() for found in _SEEN.finditer(text)]
    places += [found.start() for found in _GLUED.finditer(text)]
    at = text.find("  ")
    while at >= 0:
        places.append(at)
        at = text.find("  ", at + 2)
    return sorted(places)


def to_normal_form(written: str) -> tuple[str, OffsetMap] | None:
    """The text in normal form and where its characters were, None where it already has that form.

    >>> to_normal_form("12  sailors")
    ('12 sailors', OffsetMap(offsets=[0, 1, 2, 4, 5, 6, 7, 8, 9, 10]))
    >>> to_normal_form("1⁄2 mile, at − 2%")[0]
    '1/2 mile, at −2%'
    """
    text = _JOINING.sub("-", written.translate(_ALIKE) if _KINDS.search(written) else written)
    edits = [(*found.span(), " ") for found in _ODD.finditer(text)]
    edits += [(*found.span(found.lastindex or 0), "") for found in _LOOSE.finditer(text) if _is_sign(text, found.start())]
    if _GLUED.search(text):
        edits += [(*found.span(), " x ") for found in _CROSS.finditer(text)]
    if not edits and text == written:
        return None
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end, instead in sorted(edits):
        if start < at:
            continue
        pieces += (text[at:start], instead)
        offsets += (*range(at, start), *[start] * len(instead))
        at = end
    pieces.append(text[at:])
    offsets += range(at, len(text))
    return "".join(pieces), OffsetMap(offsets)


def _is_sign(text: str, at: int) -> bool:
    """Whether the mark at a place, a blank before its number, is the number's sign."""
    before = text[max(0, at - _ASK_REACH) : at]
    return (_AFTER_NUMBER.search(before) is None) if text[at] in "−+" else (_ASKED.search(before) is not None)
