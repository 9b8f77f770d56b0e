"""Readings written by hand, so that matching is tested on exactly the claims a test is about.

A figure is `[words|value modifier unit head role]`, `-` for a missing field, a range of values as `30..40`; trailing fields may be
omitted: `[At least 64|64 at_least person people killed]`. A statement is `{content|mode|speaker}`; it may contain figures.
A blank line ends a sentence, as does a full stop before a capital.
"""

from __future__ import annotations

import re

from sayso.grammar.sentences import split_sentences
from sayso.model import Attribution, Claim, Document, Modifier, Quantity, Reading, Span

_MARK = re.compile(r"\[|\]|\{|\}|\|[^][{}]*")


def reading(body: str, headline: str = "") -> Reading:
    """The reading of a marked-up text."""
    marked = f"{headline}\n\n{body}" if headline else body
    text, figures, said = _unmarked(marked)
    document = Document(text, len(_unmarked(headline)[0]))
    cuts = split_sentences(text)
    statements = [_attribution(text, span, note, cuts) for span, note in said]
    claims = [Claim("statement", "test", document.part_at(s.start), _home(cuts, s), None, a) for s, a in statements]
    for span, note in figures:
        whose = next((a for s, a in statements if s.contains(span)), None)
        claims.append(Claim("quantity", "test", document.part_at(span.start), _home(cuts, span), quantity(span, note), whose))
    return Reading(document, tuple(sorted(claims, key=lambda c: (c.span, c.kind))))


def _unmarked(marked: str) -> tuple[str, list[tuple[Span, str]], list[tuple[Span, str]]]:
    text, at = "", 0
    stack: list[int] = []
    note = ""
    figures: list[tuple[Span, str]] = []
    said: list[tuple[Span, str]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] in "[{":
            stack.append(len(text))
        elif mark[0] in "]}":
            (figures if mark[0] == "]" else said).append((Span(stack.pop(), len(text)), note))
        else:
            note = mark[0][1:]
    return text + marked[at:], figures, said


def _home(cuts: list[Span], span: Span) -> Span:
    return next(c for c in cuts if c.overlaps(span))


def _attribution(text: str, span: Span, note: str, cuts: list[Span]) -> tuple[Span, Attribution]:
    mode, _, speaker = note.partition("|")
    home = _home(cuts, span)
    name = next((n for n in (speaker, speaker.split(" ")[-1]) if n and text.find(n, home.start, home.end) >= 0), "")
    at = text.find(name, home.start, home.end)
    source = Span(at, at + len(name)) if name else None
    return span, Attribution(source, None, (span,), mode, speaker or None)  # type: ignore[arg-type]


def quantity(span: Span, note: str) -> Quantity:
    """A figure of `value modifier unit head role`, its interval as the table in DESIGN.md has it."""
    value, modifier, unit, head, role = [None if f == "-" else f for f in (*note.split(), *"-----")][:5]
    assert value is not None
    kind: Modifier = modifier or "exact"  # type: ignore[assignment]
    if ".." in value:
        low, high = map(float, value.split(".."))
        return Quantity(span, kind, None, low, high, unit, head, head, role)
    x = float(value)
    step = 10.0 ** (len(value) - len(value.rstrip("0"))) if value.isdigit() else 0.0
    ends = {
        "exact": (x, x),
        "about": (x - step / 2, x + step / 2),
        "nearly": (x - step, x),
        "over": (x, None),
        "at_least": (x, None),
        "under": (None, x),
        "at_most": (None, x),
    }
    return Quantity(span, kind, x, *ends[kind], unit, head, head, role)
