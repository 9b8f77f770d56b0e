"""How telling a change is, and which changes are one piece of news.

One measure for every list, so that all put the same first: what happened, to what, how far, where in the article, and how sure that is.
The weights are judgements, ordered by what an editor would lead with: a toll before money, money before a distance; a number that
moved before a quotation that was cut, that before a figure that came, that before one that went.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from sayso.matching.quotations import is_altered, quoted
from sayso.model import ChangeKind, Claim, Document

#: What happened.
_KIND: dict[ChangeKind, float] = {
    "raised": 1.0,
    "lowered": 1.0,
    "requoted": 0.65,
    "reattributed": 0.55,
    "rehedged": 0.5,
    "added": 0.5,
    "coarsened": 0.4,
    "refined": 0.35,
    "returned": 0.35,
    "removed": 0.3,
    "reworded": 0.05,
}

#: What became of those counted.
_ROLE = {"killed": 1.0, "missing": 0.9, "hostage": 0.9, "injured": 0.9, "arrested": 0.8, "displaced": 0.8}
_OTHER_ROLE = 0.7

#: What is counted, where nothing became of it; a unit that is not named is a measure: a distance, a duration, a size.
_UNIT = {"person": 0.6, "percent": 0.6, None: 0.45}
_MEASURE = 0.35

#: A statement, with and without somebody named who made it.
_NAMED, _UNNAMED = 0.7, 0.5

#: Where a claim stands; the lede is what starts within so many characters of the body's start.
_PLACE = {"headline": 1.0, "body": 0.75, "caption": 0.5}
_LEDE, LEDE = 0.9, 400

#: A figure that few readers want listed, and a reading too unsure to show.
_NOT_SHOWN = 0.3

#: The least link certainty with which a change is shown by default.
SHOWN_LINK = 0.6

#: The move, in percent of the old figure, that is as telling as any larger one; a hedge on either side asks for twice as much.
FULL_MOVE = 20.0

#: Modifiers that leave room around the number.
_HEDGED = frozenset(("about", "nearly", "vague"))


class Side(NamedTuple):
    """A claim in its text."""

    claim: Claim
    document: Document


class Happening(NamedTuple):
    """A change as the measure sees it: at least one of `old` and `new` is there; `percent` is the move in percent of the old figure."""

    kind: ChangeKind
    old: Side | None
    new: Side | None
    link_certainty: float
    percent: float | None = None

    @property
    def sides(self) -> list[Side]:
        """The old claim and the new, without what is not there."""
        return [side for side in (self.old, self.new) if side]


def is_shown(change: Happening) -> bool:
    """Whether lists show a change by default: the claims of both sides are shown, the link is sure enough (for a claim that came or
    went: that the other text does not say it), and more than the words around them, or the length of a quotation, changed."""
    if change.kind == "reworded" or change.link_certainty < SHOWN_LINK or not all(side.claim.shown for side in change.sides):
        return False
    return change.kind != "requoted" or is_altered(*(side and quoted(side.claim, side.document) for side in (change.old, change.new)))


def news(change: Happening) -> float:
    """How telling a change is, from 0 to 1: the product of the weights of kind, subject, size of the move, place and certainty."""
    sides = change.sides
    sure = min(change.link_certainty, *(side.claim.certainty for side in sides))
    shown = 1.0 if is_shown(change) or change.kind == "reworded" else _NOT_SHOWN
    subject = max(_subject(side.claim) for side in sides)
    return _KIND[change.kind] * subject * _size(change) * max(map(_place, sides)) * sure * shown


def _subject(claim: Claim) -> float:
    q = claim.quantity
    if q is None:
        return _NAMED if claim.attribution and claim.attribution.speaker else _UNNAMED
    if q.role:
        return _ROLE.get(q.role, _OTHER_ROLE)
    if q.unit and len(q.unit) == 3 and q.unit.isupper():
        return _money(q.value)
    return _UNIT.get(q.unit, _MEASURE)


def _money(amount: float | None) -> float:
    """More money tells more: from 0.4 for a price to 0.8 for a billion and above."""
    if not amount:
        return 0.6
    return 0.4 + 0.4 * min(1.0, max(0.0, math.log10(abs(amount))) / 9)


def _size(change: Happening) -> float:
    """From 0.5 for a move of nothing to 1 for a full one; 1 where nothing moved but a claim came or went."""
    if change.kind not in ("raised", "lowered"):
        return 1.0
    if change.percent is None:
        return 0.8
    hedged = any(side.claim.quantity and side.claim.quantity.modifier in _HEDGED for side in change.sides)
    return 0.5 + 0.5 * min(1.0, abs(change.percent) / (FULL_MOVE * (2 if hedged else 1)))


def _place(side: Side) -> float:
    claim, start = side.claim, side.document.headline
    return _LEDE if claim.part == "body" and claim.span.start - start < LEDE else _PLACE[claim.part]


def entries(changes: Sequence[Happening]) -> list[int]:
    """For each change that one revision brought, the index of the first change of its entry.

    The same move of the same figure in headline, text and caption is one entry, and so is a statement with the figures inside it.
    """
    lead = list(range(len(changes)))

    def find(i: int) -> int:
        while lead[i] != i:
            i = lead[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((find(i), find(j)))
        lead[b] = a

    moves: dict[object, int] = {}
    for i, change in enumerate(changes):
        key = _move(change)
        if key is not None:
            join(moves.setdefault(key, i), i)
    for i, j in _inside(changes):
        join(i, j)
    return [find(i) for i in range(len(changes))]


def _move(change: Happening) -> object | None:
    """What is the same for one move told in several places; None for statements. A headline drops the hedge, so it does not count."""
    figures = [side.claim.quantity if side else None for side in (change.old, change.new)]
    if not any(figures):
        return None
    kind = "" if change.old and change.new else change.kind
    return (kind, *((q.value or (q.low, q.high), q.unit, q.role, q.head if q.role is None else None) if q else None for q in figures))


def _inside(changes: Sequence[Happening]) -> list[tuple[int, int]]:
    """The pairs of a statement and a figure inside it, in the same text."""
    out = []
    for text in ("new", "old"):
        sentences: dict[object, list[tuple[int, Claim]]] = {}
        for i, change in enumerate(changes):
            side: Side | None = getattr(change, text)
            if side:
                sentences.setdefault((id(side.document), side.claim.sentence), []).append((i, side.claim))
        for held in sentences.values():
            statements = [(i, c) for i, c in held if c.quantity is None]
            out += [(i, j) for i, said in statements for j, c in held if c.quantity and any(s.holds(c.quantity.span) for s in said.spans)]
    return out
