"""The net change of a claim between two revisions with others between them. Only the two ends count, and typed values decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.matching.change_kinds import Verdict, compare_figures
from sayso.model import CHANGE_KINDS, REVISED, Quantity

#: Kinds that describe the way between the ends, and say nothing about the ends themselves.
_ON_THE_WAY = REVISED | {"added", "removed", "returned"}


class End(NamedTuple):
    """A claim in one revision: its words, its source as written (None: no source is named) and its figure (None: a statement)."""

    text: str
    source: str | None
    figure: Quantity | None


class Step(NamedTuple):
    """One change of a claim between neighbouring revisions; `old` or `new` is None where the claim is not in the text."""

    verdict: Verdict
    old: End | None
    new: End | None


def compute_net_change(steps: Sequence[Step]) -> Verdict:
    """The change from the start of the first step to the end of the last; its kind is None if both ends are the same.

    `steps` are the changes of one claim in order, at least one; a single one is its own result. 12 → 19 → 17 is "raised" by 5, and
    a claim that came and went is not a change. Figures are compared as everywhere: in one unit, with their hedges.
    """
    old, new = steps[0].old, steps[-1].new
    if len(steps) == 1:
        return steps[0].verdict
    if old is None:
        return Verdict(None if new is None else steps[0].verdict.kind)
    if new is None:
        return Verdict("removed")
    if old.figure and new.figure and (moved := compare_figures(old.figure, new.figure)).kind:
        return moved
    if (old.text, old.source) == (new.text, new.source):
        return Verdict(None)
    kept = _ON_THE_WAY | {"reattributed"} if old.source == new.source else _ON_THE_WAY
    kinds = [step.verdict.kind for step in steps if step.verdict.kind and step.verdict.kind not in kept]
    return Verdict(min(kinds, key=CHANGE_KINDS.index, default="reworded"))
