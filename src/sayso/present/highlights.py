"""Renders a text with its claims and its changed words marked, as HTML.

Claims nest (a figure is inside a quotation), words that changed cut across them, and links may not nest. So claims are the outer
layer, as a tree; changes are cut to fit inside. A figure is a link to its claim; a statement is a span with a small link after it.
Everything that comes from a text is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from sayso.model import Span
from sayso.present.sanitize import neutralize
from sayso.present.text_diffs import Op, Piece
from sayso.present.words import KINDS


class ClaimMark(NamedTuple):
    """A claim at its place in a text: its kind, its link, its kind of change (or None), and a description."""

    start: int
    end: int
    kind: str
    href: str
    fate: str | None = None
    note: str = ""


class WordRun(NamedTuple):
    """A run of words to show. `text`: words of the other revision (deleted from this one); None if they are in this text."""

    op: Op
    start: int
    end: int
    text: str | None = None


_TAGS = {"same": Markup("{}"), "gone": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>")}
_FIGURE = Markup('<a class="claim {}" href="{}" title="{}">{}{}</a>')
_STATEMENT = Markup('<span class="claim statement {}">{}</span><a class="ref" href="{}" title="{}">{}<span class="vh">claim: {}</span></a>')
_SIGN = Markup('<span class="sign {}" aria-hidden="true">{}</span>')


def render_side(text: str, span: Span, pieces: Sequence[Piece], marks: Sequence[ClaimMark], *, new: bool) -> Markup:
    """Renders a paragraph of the old text with removed words marked, or of the new text with added words marked."""
    runs = [WordRun(p.op, *(p.new if new else p.old)) for p in pieces]
    return HighlightRenderer(text, span, runs).render(marks)


def merge_paragraph(old: str, new: str, span: Span, pieces: Sequence[Piece], marks: Sequence[ClaimMark]) -> Markup:
    """Renders a paragraph of the new text, with removed words struck out at their place."""
    runs = [WordRun(p.op, *p.new, p.old.of(old) if p.op == "gone" else None) for p in pieces]
    return HighlightRenderer(new, span, runs).render(marks)


class HighlightRenderer:
    """Nests the marks of claims and of changed words into HTML."""

    def __init__(self, text: str, span: Span, runs: Sequence[WordRun]) -> None:
        self.text, self.span, self.runs, self.shown = text, span, runs, set[int]()

    def render(self, marks: Sequence[ClaimMark]) -> Markup:
        """Renders the text with these marks of claims."""
        here = [m for m in marks if m.start < self.span.end and m.end > self.span.start]
        return self._render_level(self.span.start, self.span.end, sorted(here, key=lambda m: (m.start, -m.end, m.kind != "statement")))

    def _render_level(self, start: int, end: int, marks: Sequence[ClaimMark], linked: bool = False) -> Markup:
        out, at, i = [], start, 0
        while i < len(marks):
            mark = marks[i]
            lo, hi = max(mark.start, at), min(mark.end, end)
            inner = i + 1
            while inner < len(marks) and marks[inner].start < hi:
                inner += 1
            if lo < hi and not linked:
                out += [self._render_leaf(at, lo), self._wrap(mark, lo, hi, marks[i + 1 : inner])]
                at = hi
            i = inner
        return Markup("").join([*out, self._render_leaf(at, end)])

    def _wrap(self, mark: ClaimMark, start: int, end: int, inside: Sequence[ClaimMark]) -> Markup:
        figure = mark.kind == "quantity"
        content = self._render_level(start, end, inside, linked=figure)
        sign = _SIGN.format(mark.fate, KINDS[mark.fate].sign) if mark.fate else Markup("")
        if figure:
            return _FIGURE.format(mark.fate or "", mark.href, neutralize(mark.note), content, sign)
        if end < mark.end:  # the claim continues in the next paragraph, which has its link
            return Markup('<span class="claim statement {}">{}</span>').format(mark.fate or "", content)
        return _STATEMENT.format(
            mark.fate or "", content, mark.href, neutralize(mark.note), sign or Markup('<span aria-hidden="true">❞</span>'), mark.note
        )

    def _render_leaf(self, start: int, end: int) -> Markup:
        out = []
        for n, run in enumerate(self.runs):
            if run.text is not None:
                if n not in self.shown and (start <= run.start < end or run.start == end == self.span.end):
                    self.shown.add(n)
                    out.append(_TAGS[run.op].format(neutralize(run.text)))
                continue
            lo, hi = max(run.start, start), min(run.end, end)
            if lo < hi:
                out.append(_TAGS[run.op].format(neutralize(self.text[lo:hi])))
        return Markup("").join(out)


def render_wordings(old: str | None, new: str | None, pieces: Sequence[Piece]) -> tuple[Markup, Markup]:
    """Renders two short texts, each with its changed words marked."""
    was = Markup("").join(_TAGS[p.op].format(neutralize(p.old.of(old or ""))) for p in pieces if p.op != "new")
    now = Markup("").join(_TAGS[p.op].format(neutralize(p.new.of(new or ""))) for p in pieces if p.op != "gone")
    return was, now


def merge_in_one(old: str, new: str, pieces: Sequence[Piece]) -> Markup:
    """Renders two short texts as one, with removed words struck out at their place."""
    return Markup("").join(_TAGS[p.op].format(neutralize(p.old.of(old) if p.op == "gone" else p.new.of(new))) for p in pieces)


def highlight(text: str, spans: Sequence[tuple[Span, str]]) -> Markup:
    """Renders a text with some spans in `<mark>` of a class; of overlapping spans, only the first."""
    out, at = [], 0
    for span, name in sorted(spans):
        if span.start >= at and span.end <= len(text):
            out += [escape(neutralize(text[at : span.start])), Markup('<mark class="{}">{}</mark>').format(name, neutralize(span.of(text)))]
            at = span.end
    return Markup("").join([*out, escape(neutralize(text[at:]))])
