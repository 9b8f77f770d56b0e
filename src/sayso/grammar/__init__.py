"""Text in, claims out: pure functions, no clock, no network, no database.

The steps: `lost_blanks` restores the blanks that a text has lost, `tokens` cuts it into sentences and tokens, `quantities` finds
the figures, `attributions` finds who says what and names the speakers, `moments` reads the claims' own times; `parse` puts them together,
`explain` shows which rule found what.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sayso.grammar.attributions import find_attributions
from sayso.grammar.figure_sources import find_figure_sources
from sayso.grammar.findings import FoundAttribution, FoundQuantity
from sayso.grammar.moments import Moments
from sayso.grammar.moments_before import carry_moments
from sayso.grammar.quantities import RejectedNumber, find_quantities, read_numbers
from sayso.grammar.restored_text import replace_unseen_by_blanks, restore_blanks
from sayso.grammar.statement_times import find_statement_times
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.written_names import mark_written_names
from sayso.model import Attribution, Claim, Document, Moment, Passage, Reading, Span

#: Stored with everything that was read, so that a better grammar never looks like news. Raise it with every change of rules.
GRAMMAR_VERSION = 21

__all__ = ["GRAMMAR_VERSION", "Explained", "explain", "parse"]


def parse(document: Document, at: str | None = None, passages: Sequence[Passage] = ()) -> Reading:
    """Every claim of a document, in the order of the text.

    "Thursday" is resolved against the time of its passage, and without `passages` against `at` (ISO 8601, UTC), the time of the whole
    text; "since Thursday" runs until `at`. The first passage starts at 0; without `at`, each passage has its own latest time for it.
    """
    with _pause_collection():
        return Reading(document, _read_all_claims(document, at, passages), tuple(passages))


def _read_all_claims(document: Document, at: str | None, passages: Sequence[Passage]) -> tuple[Claim, ...]:
    """The claims of a document. What is made on the way is freed with this call, before a collection could look at it."""
    seen = replace_unseen_by_blanks(document)
    tokens = TokenizedText.tokenize_uncut(seen.text)
    whole = restore_blanks(seen, tokens)
    claims = (
        _read_claims(seen, mark_written_names(tokens.cut_sentences()), at, passages)
        if whole is None
        else map(whole.restore_claim, _read_claims(whole.document, mark_written_names(whole.tokens), at, whole.to_restored(passages)))
    )
    return tuple(sorted(claims, key=lambda c: (c.span, c.kind)))


@contextmanager
def _pause_collection() -> Iterator[None]:
    """Pauses the garbage collector while a text is read.

    The objects of a reading have no reference cycles and are freed without it. Its passes over the millions of objects of a text of 10 MB,
    one after the other, took a third of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read_claims(document: Document, tokens: TokenizedText, at: str | None, passages: Sequence[Passage]) -> list[Claim]:
    said = find_attributions(tokens)
    figures = find_quantities(tokens)
    whose = find_figure_sources(tokens.text, figures, said)
    moments = Moments(tokens, at, passages)
    times = find_statement_times(tokens, said, moments)
    claims = [_build_statement_claim(document, found, moment) for found, moment in zip(said, times, strict=True)]
    counted = (_build_quantity_claim(document, found, attribution, moments) for found, attribution in zip(figures, whose, strict=True))
    claims += carry_moments(tokens.text, tokens.cuts, counted, moments)
    return claims


class Explained(NamedTuple):
    """One candidate: its kind, its stretch, its rule, and its outcome in words.

    The kind is "quantity", "statement", "moment" or "not a figure".
    """

    kind: str
    span: Span
    rule: str
    what: str


def explain(text: str, at: str | None = None) -> list[Explained]:
    """Which rule took which stretch of a text, and why numbers that are not figures were rejected; in the order of the text."""
    seen = replace_unseen_by_blanks(Document(text))
    tokens = TokenizedText(seen.text)
    whole = restore_blanks(seen, tokens)
    if whole is not None:
        return [e._replace(span=whole.to_original(e.span)) for e in _explain_all(mark_written_names(whole.tokens), at)]
    return _explain_all(mark_written_names(tokens), at)


def _explain_all(tokens: TokenizedText, at: str | None) -> list[Explained]:
    text = tokens.text
    out = [_explain_number(found) for found in read_numbers(tokens)]
    moments = Moments(tokens, at)
    for cut in tokens.cuts:
        out += [Explained("moment", m.span, rule, f"from {m.start or '…'} to {m.end or '…'}") for rule, m in moments.find_all_moments(cut)]
    for said in find_attributions(tokens):
        a = said.attribution
        stretch = Span(a.content[0].start, a.content[-1].end)
        source = a.source.of(text) if a.source else "nobody named"
        out.append(Explained("statement", stretch, said.rule, f"{a.mode} {a.act} of {source}" + (" (negated)" if a.negated else "")))
    return sorted(out, key=lambda e: (e.span, e.kind))


def _explain_number(found: FoundQuantity | RejectedNumber) -> Explained:
    if isinstance(found, RejectedNumber):
        return Explained("not a figure", found.span, found.reason, f"turned down: {found.reason}")
    q = found.quantity
    parts = [q.modifier, f"[{_format_bound(q.low)}, {_format_bound(q.high)}]", q.unit, q.noun and f"of “{q.noun}”", q.role, q.trend]
    return Explained("quantity", q.span, found.rule, " ".join(t for t in parts if t))


def _format_bound(value: float | None) -> str:
    return "…" if value is None else f"{value:,.10g}"


def _build_statement_claim(document: Document, found: FoundAttribution, moment: Moment | None) -> Claim:
    return Claim(
        "statement",
        found.rule,
        document.part_at(found.attribution.content[0].start),
        found.sentence,
        attribution=found.attribution,
        moment=moment,
        certainty=found.certainty,
    )


def _build_quantity_claim(document: Document, found: FoundQuantity, attribution: Attribution | None, moments: Moments) -> Claim:
    span = found.quantity.span
    part, moment = document.part_at(span.start), moments.find_figure_moment(found.sentence, span, attribution)
    if moment is None and attribution is not None and found.quantity.unit in _SHARES:
        moment = moments.find_earlier_poll_moment(found.sentence, attribution)
    incidental = found.incidental
    if moment is not None and _lies_in(span, moment.span):
        if _AHEAD.search(moment.span.of(document.text)):
            moment = None  # how soon something will be or must be: "over the next 10 days", "within ten days of the hearing"
        else:
            incidental = True  # "over the past two weeks" only tells when
    return Claim(
        "quantity",
        found.rule,
        part=part,
        sentence=found.sentence,
        quantity=found.quantity,
        attribution=attribution,
        moment=moment,
        certainty=found.certainty,
        incidental=incidental,
    )


_SHARES = frozenset(("percent", "percentage point", "point"))
_AHEAD = re.compile(r"^within\b|\b(?:next|coming)\b", re.IGNORECASE)


def _lies_in(span: Span, other: Span) -> bool:
    """Whether a stretch is part of another."""
    return other.start <= span.start and span.end <= other.end
