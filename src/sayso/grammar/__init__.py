"""Text in, claims out: pure functions, no clock, no network, no database.

The road of a text: `sentences` cuts it, `quantities` finds the figures, `attributions` finds who says what and names the
speakers, `moments` reads the claims' own times; `parse` puts them together.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar.attributions import attributions
from sayso.grammar.found import FoundAttribution, FoundQuantity
from sayso.grammar.quantities import quantities
from sayso.grammar.sentences import sentences
from sayso.model import Attribution, Claim, Document, Reading, Span

#: Stored beside everything that was read, so that a better grammar is never mistaken for news. Raise it with every change of rules.
GRAMMAR_VERSION = 1

__all__ = ["GRAMMAR_VERSION", "parse"]


def parse(document: Document, at: str | None = None) -> Reading:
    """Every claim of a document, in the order of the text; `at` (ISO 8601, UTC) is what "Thursday" is resolved against."""
    text = document.text
    cuts = sentences(text)
    said = attributions(text, cuts)
    claims = [_statement(document, found) for found in said]
    claims += [_quantity(document, found, said) for found in quantities(text, cuts)]
    return Reading(document, tuple(sorted(claims, key=lambda c: (c.span, c.kind))))


def _statement(document: Document, found: FoundAttribution) -> Claim:
    part = document.part_at(found.attribution.content[0].start)
    return Claim("statement", found.rule, part, found.sentence, attribution=found.attribution)


def _quantity(document: Document, found: FoundQuantity, said: Sequence[FoundAttribution]) -> Claim:
    span = found.quantity.span
    return Claim("quantity", found.rule, document.part_at(span.start), found.sentence, found.quantity, _whose(span, said))


def _whose(figure: Span, said: Sequence[FoundAttribution]) -> Attribution | None:
    """The innermost attribution that holds the figure in its content."""
    holders = [f.attribution for f in said if any(c.holds(figure) for c in f.attribution.content)]
    return min(holders, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
