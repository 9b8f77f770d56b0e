"""Where sentences start and end."""

from __future__ import annotations

import regex

from sayso.model import Span

_END = regex.compile(r"(?<=[.!?][\"”’']?)\s+(?=[\"“‘']?\p{Lu})|\n+")


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, blanks around them left out."""
    out, start = [], 0
    for cut in _END.finditer(text):
        out.append(Span(start, cut.start()))
        start = cut.end()
    out.append(Span(start, len(text)))
    return [s for s in out if s.of(text).strip()]
