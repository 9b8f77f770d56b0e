"""Text in, claims out: pure functions, no clock, no network, no database.

The road of a text: `sentences` cuts it, `quantities` finds the figures, `attributions` finds who says what, `speakers` gives the
sources their names, `moments` reads the claims' own times; `parse` puts them together.
"""

from __future__ import annotations

from sayso.grammar.attributions import attributions
from sayso.grammar.moments import moments
from sayso.grammar.quantities import quantities
from sayso.grammar.sentences import sentences
from sayso.model import Attribution, Claim, Document, Span

#: Stored beside everything that was read, so that a better grammar is never mistaken for news. Raise it with every change of rules.
GRAMMAR_VERSION = 1

__all__ = ["GRAMMAR_VERSION", "parse"]
