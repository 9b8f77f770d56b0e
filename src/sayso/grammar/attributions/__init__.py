"""Who says what: cues, sources and contents, each with the rule that found it.

The road of a text: a `Sheet` of tokens and classes, its `quotations`, the `sites` where a cue word stands; for each site the
likeliest source, the likeliest content, and a score for the whole; the better of two readings that claim the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar.attributions.deciding import Decision, decide
from sayso.grammar.attributions.sheet import Sheet
from sayso.grammar.attributions.sites import Page, sites
from sayso.grammar.found import FoundAttribution
from sayso.model import Attribution, Span

#: A reading below this score is not reported; where F1 over labelled text is best.
THRESHOLD = -70


def attributions(text: str, cuts: Sequence[Span]) -> list[FoundAttribution]:
    """The attributions of a text, in the order of their content."""
    if not text or not cuts:
        return []
    page = Page(Sheet(text, cuts))
    decisions = [d for d in map(decide, sites(page)) if d is not None and d.score >= THRESHOLD]
    return [_found(page, cuts, d) for d in without_rivals(decisions)]


def without_rivals(decisions: list[Decision]) -> list[Decision]:
    """The decisions without those that say again what a better one has said, in the order of their content."""
    kept: list[Decision] = []
    taken: dict[tuple[int, int], Decision] = {}
    for decision in sorted(decisions, key=lambda d: (-d.score, d.site.at)):
        key = decision.content[0][0], decision.content[-1][1]
        rival = taken.get(key)
        if rival is None:
            taken[key] = decision
            kept.append(decision)
    return sorted(kept, key=lambda d: d.content)


def _found(page: Page, cuts: Sequence[Span], decision: Decision) -> FoundAttribution:
    sheet, site, source = page.sheet, decision.site, decision.source
    content = tuple(sheet.span(*piece) for piece in decision.content)
    where = sheet.span(source.first, source.last) if source.first >= 0 else None
    cue = sheet.span(site.at, site.at + 1)
    return FoundAttribution(f"{source.how} {decision.start.how}", cuts[site.sentence], Attribution(where, cue, content, "indirect"))
