"""Orders captures into revisions: the texts of an article, each with the time from which it was current.

The publisher's `updated_at` orders the texts; `captured_at` breaks ties. Consecutive captures of the same text are one revision. A text
that returns after another one (A → B → A) is a new revision, even at the same stated time.

A stealth edit has no new stated time. It could be dated with the stated time (then the replaced text was never
valid), with no time, or with the time when we first saw it. We choose the last, limited by the next stated time: "as of" a time
then gives the text that a reader would have seen.

The order of arrival does not matter: `order_revisions` is a function of the set of captures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.model import FOREVER
from sayso.store.rows import CaptureRow

#: The basis of a time that the page did not state: our own clock.
CAPTURE = "capture"


@dataclass(slots=True)
class RevisionDraft:
    """A draft of a revision: consecutive captures of one text."""

    first: CaptureRow
    looks: list[CaptureRow] = field(default_factory=list)
    occurrence: int = 0
    valid_from: str = ""
    valid_to: str = FOREVER
    stealth: bool = False
    bump: bool = False


def order_revisions(looks: Iterable[CaptureRow]) -> list[RevisionDraft]:
    """Returns the revisions of a set of captures, oldest first."""
    steps: list[RevisionDraft] = []
    for look in sorted(looks, key=lambda c: (c.updated_at, c.captured_at, c.text_hash, c.url, c.raw_sha256)):
        if steps and _is_same_content(steps[-1].first, look):
            steps[-1].looks.append(look)
        else:
            steps.append(RevisionDraft(look, [look]))
    _number_steps(steps)
    _date_steps(steps)
    return steps


def _is_same_content(one: CaptureRow, other: CaptureRow) -> bool:
    """Whether the text is the same, without a new stated time (a time from our own clock is not stated)."""
    return one.text_hash == other.text_hash and (one.updated_at == other.updated_at or other.updated_at_basis == CAPTURE)


def _number_steps(steps: Sequence[RevisionDraft]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for step in steps:
        key = (step.first.updated_at, step.first.text_hash)
        step.occurrence = seen.get(key, 0)
        seen[key] = step.occurrence + 1


def _date_steps(steps: Sequence[RevisionDraft]) -> None:
    """Sets the validity of each step, and how it relates to the one before."""
    ceiling = FOREVER
    ceilings = []
    for i in range(len(steps) - 1, -1, -1):  # the next stated time after each step
        ceilings.append(ceiling)
        if i and steps[i - 1].first.updated_at != steps[i].first.updated_at:
            ceiling = steps[i].first.updated_at
    ceilings.reverse()
    for i, step in enumerate(steps):
        before = steps[i - 1] if i else None
        if before is None or before.first.updated_at != step.first.updated_at:
            step.valid_from = step.first.updated_at
            step.bump = before is not None and before.first.text_hash == step.first.text_hash
        else:
            step.valid_from = max(before.valid_from, min(step.first.captured_at, ceilings[i]))
            step.stealth = True
        if before is not None:
            before.valid_to = step.valid_from
