"""The source of the figures after a sentence that names their report or data.

"Catches fell by 4% to 12%, according to Tide Office data. Overall, landings dipped 5%." The second sentence names nobody; its figure is
from the data of the first. A sentence continues the one right before it in its paragraph, where it refers to its words ("That number", "Of
those") or gives the same sort of figure, and names nobody itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.grammar.findings import FoundQuantity
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.quantities.durations import DURATIONS
from sayso.model import Attribution, Quantity, Span

#: Openings of sentences that continue the figures of the one before.
_TAKES_UP = re.compile(rf"[(“\"]?{alternation(entries('sources-of-figures.txt', 'openings that take up figures'))}\b")
#: Signs that a sentence does not continue: a cue, a change of subject, a conditional.
_OF_ITS_OWN = re.compile(
    rf"\b{alternation(entries('sources-of-figures.txt', 'words of another source'))}\b|[“”\"]|\bI\b|\bwe\b"
    r"|^(?:But|However|Still|Yet|Meanwhile|(?:By|In)\s(?:contrast|comparison)|Elsewhere|Separately|Unlike)\b"
)
_GAP = re.compile(r"[ \t]{0,2}")
_SHARES = frozenset(("percent", "percentage point", "point"))


def carry_report_sources(text: str, figures: Sequence[FoundQuantity], sources: Sequence[Attribution | None]) -> list[Attribution | None]:
    """The sources of figures, in the order of the text; sentences that continue a report get its source."""
    out = list(sources)
    before: tuple[Span, Attribution | None, list[Quantity]] | None = None
    first = 0
    while first < len(figures):
        sentence, last = figures[first].sentence, first
        while last < len(figures) and figures[last].sentence == sentence:
            last += 1
        own = [s for s in out[first:last] if s is not None]
        if not own and before is not None and before[1] is not None and _follows(text, before[0], sentence):
            for n in range(first, last):
                if _is_alike(text, sentence, figures[n].quantity, before[2]):
                    q = figures[n].quantity
                    out[n] = replace(before[1], content=(q.span,), mode="indirect")
        found = out[first:last]
        report = next((s for s in found if s is not None and (own == [] or _is_report(text, s))), None)
        before = sentence, report, [figures[n].quantity for n in range(first, last) if out[n] is not None]
        first = last
    return out


def _follows(text: str, before: Span, sentence: Span) -> bool:
    """Whether a sentence is right after another in its paragraph, and names no source."""
    return _GAP.fullmatch(text, before.end, sentence.start) is not None and _OF_ITS_OWN.search(sentence.of(text)) is None


def _is_report(text: str, source: Attribution) -> bool:
    """Whether a source is a report, data or a poll, or a body that a sentence gives its figures according to."""
    if source.source is None:
        return False
    words = source.source.of(text).lower().replace(",", " ").split()
    if not DOCUMENTS.isdisjoint(words):
        return True
    given = source.cue is not None and source.cue.of(text).lower() in ("according to", "per")
    return given and any(c.isupper() for c in source.source.of(text))


def _is_alike(text: str, sentence: Span, q: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether a figure is of the same sort as one before (both shares, or the same noun), or its sentence refers to one."""
    sort = _classify_figure(q)
    if sort in DURATIONS:
        return False
    if _TAKES_UP.match(text, sentence.start):
        return any(sort == _classify_figure(other) or sort in ("", "person") for other in before)
    if sort == "percent":
        return any(_classify_figure(other) == sort for other in before)
    return q.head is not None and any(q.head == other.head and sort == _classify_figure(other) for other in before)


def _classify_figure(q: Quantity) -> str:
    """The sort of a figure: a share, or its unit."""
    if q.unit in _SHARES:
        return "percent"
    return "part" if q.unit is None and q.value is not None and 0 < q.value < 1 else q.unit or ""
