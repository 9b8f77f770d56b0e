"""The findings that the rules give to `parse`: a value of the model, the name of the rule that found it, and its sentence."""

from __future__ import annotations

from typing import NamedTuple

from sayso.model import Attribution, Quantity, Span


class FoundQuantity(NamedTuple):
    """A figure that a rule found; `incidental` where few readers want it listed.

    `certainty` (0 to 1) is the chance that it is read right.
    """

    rule: str
    sentence: Span
    quantity: Quantity
    incidental: bool
    certainty: float


class FoundAttribution(NamedTuple):
    """An attribution that a rule found; `sentence` is the one with its cue, or else the first of its content.

    `certainty` (0 to 1) is the chance that source, cue and content are right.
    """

    rule: str
    sentence: Span
    attribution: Attribution
    certainty: float
