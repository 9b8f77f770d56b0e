"""Groups the changes of one revision that are one piece of news.

A figure in headline and text, a statement and its figures, the new statements of one speaker, and claims that went together are one entry,
however many claims they are, so that no list has it twice.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from sayso.grammar.lexicon import entries as lexicon
from sayso.matching.conversions import find_unit_factor
from sayso.matching.news import Happening, Side
from sayso.model import Claim, Quantity

#: By which share of itself a number in a headline may be rounded.
ROUNDED = 0.05

#: Sources that may be different people each time.
_NOBODY = frozenset(lexicon("matching.txt", "sources that name nobody"))

#: How many of the statements that start before a claim may contain it.
NESTED = 4


def group_into_entries(changes: Sequence[Happening]) -> list[int]:
    """For each change that one revision brought, the index of the first change of its entry.

    One entry are: the same move of the same figure in headline, text and caption; a statement, the figures and the statements inside it;
    figures that came, or went, in one sentence; statements of one speaker that did; and claims with another source in one sentence.
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
        for key in (_make_figure_move_key(change), _make_joint_key(change), _make_copy_key(change), *_make_end_keys(change)):
            if key is not None:
                join(moves.setdefault(key, i), i)
    for i, j in (
        *_pair_nested(changes),
        *_pair_conversions(changes),
        *_pair_cut_short(changes),
        *_pair_rounded(changes),
        *_pair_replaced(changes),
    ):
        join(i, j)
    return [find(i) for i in range(len(changes))]


def _make_figure_move_key(change: Happening) -> object | None:
    """Returns a key for one change of a figure in several places, with any hedge; None for statements."""
    figures = [side.claim.quantity if side else None for side in (change.old, change.new)]
    if not any(figures):
        return None
    kind = "" if change.old and change.new else change.kind
    return (kind, *(_make_figure_key(q) if q else None for q in figures))


def _make_figure_key(q: Quantity) -> object:
    """Returns a key for a figure with any hedge; a role is enough to show who is counted, since headlines omit the noun."""
    return (q.value, q.low if q.value is None else None, q.role, *((q.unit, q.head) if q.role is None else ()))


def _make_end_keys(change: Happening) -> list[object]:
    """The old and the new value, for figures with a role.

    Where a toll rose, the old figure that went elsewhere in the text and the new one that came are no separate news.
    """
    if change.kind not in ("raised", "lowered", "added", "removed"):
        return []
    return [
        (end, _make_figure_key(q))
        for end, side in (("was", change.old), ("is", change.new))
        if side and (q := side.claim.quantity) and q.role
    ]


def _make_copy_key(change: Happening) -> object | None:
    """Returns a key for a statement that was added, removed, or changed its source in headline and text."""
    if change.kind not in ("added", "reattributed", "removed") or change.sides[-1].claim.quantity is not None:
        return None
    return (change.kind, *(" ".join(span.of(side.document.text) for span in side.claim.spans).casefold() for side in change.sides))


def _make_joint_key(change: Happening) -> object | None:
    """Returns a key for claims that changed together; None for other changes.

    The sentence of figures that came or went, the speaker of statements that did, the old and the new source, or else the
    sentence in which the source changed.
    """
    claim = change.sides[-1].claim
    if change.kind == "reattributed":
        speakers = tuple(side.claim.attribution.speaker for side in change.sides if side.claim.attribution)
        return (change.kind, speakers if len(speakers) == 2 and all(speakers) else claim.sentence)
    if change.kind not in ("added", "removed"):
        return None
    if claim.quantity is not None:
        return (change.kind, claim.sentence)
    said, text = claim.attribution, change.sides[-1].document.text
    if said is None or (said.speaker is None and said.source is None):
        return None
    written = said.source.of(text).casefold().removeprefix("the ") if said.source else ""
    return (change.kind, said.speaker or (written if written not in _NOBODY else claim.sentence))


def _pair_nested(changes: Sequence[Happening]) -> list[tuple[int, int]]:
    """The pairs of a statement and a figure or statement inside it, in the same text."""
    out = []
    for text in ("new", "old"):
        documents: dict[int, list[tuple[int, Claim]]] = {}
        for i, change in enumerate(changes):
            side: Side | None = getattr(change, text)
            if side:
                documents.setdefault(id(side.document), []).append((i, side.claim))
        for held in documents.values():
            pieces = sorted((span.start, span.end, i) for i, claim in held if claim.quantity is None for span in claim.spans)
            for j, claim in held:
                start, end = claim.spans[0]
                last = bisect_right(pieces, (start, math.inf))
                out += [(i, j) for _, close, i in pieces[max(0, last - NESTED) : last] if i != j and end <= close]
    return out


def _pair_conversions(changes: Sequence[Happening]) -> list[tuple[int, int]]:
    """The pairs of figures of one sentence that changed alike in units that convert into one another: "50 metres (164 feet)"."""
    seen: dict[object, list[tuple[int, str]]] = {}
    for i, change in enumerate(changes):
        quantity = change.new and change.old and change.new.claim.quantity
        if quantity and quantity.unit and change.new:
            seen.setdefault((change.kind, change.new.claim.sentence), []).append((i, quantity.unit))
    return [(i, j) for held in seen.values() for (i, a), (j, b) in pairwise(held) if a != b and find_unit_factor(a, b) is not None]


def _pair_cut_short(changes: Sequence[Happening]) -> list[tuple[int, int]]:
    """The pairs of one move in two parts, one of which leaves out what is counted: "ends on 49.8 percent", in the text "of the vote".

    Only where all figures of that move count the same thing.
    """
    moved: dict[object, list[tuple[int, object, str]]] = {}
    for i, change in enumerate(changes):
        old, new = (side.claim.quantity if side else None for side in (change.old, change.new))
        if old and new and change.new and old.value is not None and new.value is not None and old.value != new.value:
            counted = new.role or new.head
            moved.setdefault((old.value, new.value, old.unit, new.unit), []).append((i, counted, change.new.claim.part))
    out = []
    for held in moved.values():
        if len({counted for _, counted, _ in held if counted}) == 1:
            whole = next(i for i, counted, _ in held if counted)
            out += [(i, whole) for i, counted, part in held if not counted and part != changes[whole].sides[-1].claim.part]
    return out


def _pair_rounded(changes: Sequence[Happening]) -> list[tuple[int, int]]:
    """The pairs of one move stated in round numbers in a headline and in exact ones in the text: "more than 19", then "19.25"."""
    moved = [(i, change, _get_both_figures(change)) for i, change in enumerate(changes) if change.kind in ("raised", "lowered")]
    above, below = ([m for m in moved if m[2] and (m[1].sides[-1].claim.part == "body") == is_body] for is_body in (False, True))
    out = []
    for i, one, ends in above:
        found = [
            j for j, other, others in below if one.kind == other.kind and ends and others and all(map(_may_be_one_number, ends, others))
        ]
        out += [(i, found[0])] if len(found) == 1 else []
    return out


def _get_both_figures(change: Happening) -> tuple[Quantity, Quantity] | None:
    old, new = (side.claim.quantity if side else None for side in (change.old, change.new))
    return (old, new) if old and new else None


def _may_be_one_number(a: Quantity, b: Quantity) -> bool:
    """Whether two figures of one unit may be one number: the interval of one contains the other."""
    if a.unit != b.unit or (a.role and b.role and a.role != b.role) or a.value is None or b.value is None:
        return False
    near = abs(a.value - b.value) <= ROUNDED * max(abs(a.value), abs(b.value))
    lows, highs = [q.low for q in (a, b) if q.low is not None], [q.high for q in (a, b) if q.high is not None]
    return near and (not lows or not highs or max(lows) <= min(highs))


def _pair_replaced(changes: Sequence[Happening]) -> list[tuple[int, int]]:
    """Returns the pairs of a removed and an added figure of the same thing and role, if there is one of each.

    "Six vessels were struck" goes, "more than a dozen vessels have been attacked" comes.
    """
    held: dict[object, dict[str, list[int]]] = {}
    for i, change in enumerate(changes):
        q = change.sides[0].claim.quantity if change.kind in ("added", "removed") else None
        if q and q.role and q.head:
            held.setdefault((q.role, q.head, q.unit), {"added": [], "removed": []})[change.kind].append(i)
    return [(gone[0], come[0]) for come, gone in (x.values() for x in held.values()) if len(come) == len(gone) == 1]
