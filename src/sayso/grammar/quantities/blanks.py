"""One blank between words, whatever blanks a text has: thin ones, such as hold the line, two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Span

#: Blanks that are no plain single one; between digits they group thousands, and stay.
_ODD = re.compile(r"[^\S\n]{2,}|(?<!\d)[^\S\n ]|[^\S\n ](?!\d)")


#: What shows that a text has them: two blanks, a tab, and the blanks that pages use.
_SEEN = ("  ", "\t", "\u00a0", "\u2002", "\u2003", "\u2007", "\u2009", "\u200a", "\u202f", "\u3000")


class Places(NamedTuple):
    """Where each character of an evened text stood before."""

    offsets: Sequence[int]

    def span(self, span: Span) -> Span:
        """A stretch of the evened text, in the text as it was."""
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def words(self, words: str | None, near: int, evened: str, written: str) -> str | None:
        """Words of the evened text, behind `near` or else the first of them, as they are written."""
        if words is None:
            return None
        at = evened.find(words, near)
        at = at if at >= 0 else evened.find(words)
        return self.span(Span(at, at + len(words))).of(written)


def may_be_odd(text: str) -> bool:
    """Whether a text may have other blanks than single plain ones; false shows it for good, for all its sentences."""
    return any(blank in text for blank in _SEEN)


def are_odd(text: str) -> bool:
    """Whether a sentence has other blanks than single plain ones."""
    return _ODD.search(text) is not None


def evened(text: str) -> tuple[str, Places]:
    """The text with one plain blank for each run of odd ones, and where its characters stood.

    >>> evened("12  sailors")
    ('12 sailors', Places(offsets=[0, 1, 2, 4, 5, 6, 7, 8, 9, 10]))
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _ODD.finditer(text):
        pieces += (text[at : found.start()], " ")
        offsets += range(at, found.start() + 1)
        at = found.end()
    pieces.append(text[at:])
    offsets += range(at, len(text))
    return "".join(pieces), Places(offsets)
