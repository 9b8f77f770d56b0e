"""From two readings to what became of every claim: who is who, then what changed.

The order: mentions whose sentence stands unchanged in both texts, at the cost of a look-up each; then, for what is left, candidate
sentences, the chance of each pair of mentions in them, and the assignment that is best for all together. A pair is taken
only if it is likelier than not and clearly ahead of what else its two ends could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.matching.assign import Pair, assign
from sayso.matching.judge import judge
from sayso.matching.mentions import Mention, Sheet
from sayso.matching.pair import Group, Pairing, Places, Tellers, identical, pairings, rising
from sayso.matching.weigh import Scale
from sayso.model import Link

#: A pair less likely than this is no link: one goes, one comes.
LIKELY = 0.5

#: A claim that was gone must be likelier than this to count as come back: its old place in the text says nothing any more.
BACK = 0.7

#: The method of a claim that came or went.
UNMATCHED = "unmatched"

#: A pair is taken only if its chance is ahead of the best rival's by this much (on a scale of 0 to 1).
AHEAD = 0.02

#: More pairs of figures than this in two sentences (tables without full stops) are looked at near the diagonal alone.
MANY = 1500


class Match(NamedTuple):
    """Two mentions of one claim, how they were found, and how sure that is."""

    old: Mention
    new: Mention
    method: str
    confidence: float


def links(old: Sheet, new: Sheet) -> list[Link]:
    """What became of every claim, in the order of the new text, then what is gone in the order of the old."""
    matches = between(old, new)
    by_new = {m.new.index: m for m in matches}
    kept = {m.old.index for m in matches}
    out = [link(by_new[i]) if i in by_new else Link("added", None, i, UNMATCHED, 1.0) for i in range(len(new.mentions))]
    return out + [Link("removed", i, None, UNMATCHED, 1.0) for i in range(len(old.mentions)) if i not in kept]


def link(found: Match) -> Link:
    """A match with its verdict."""
    verdict = judge(found.old, found.new)
    return Link(verdict.kind, found.old.index, found.new.index, found.method, found.confidence, verdict.delta, verdict.percent)


def between(old: Sheet, new: Sheet) -> list[Match]:
    """The mentions of two texts that are one claim."""
    return _match(old.mentions, new.mentions, (len(old.sentences), len(new.sentences)), LIKELY)


def across(old: Sequence[Mention], new: Sequence[Mention]) -> list[Match]:
    """The same for old mentions from several texts, whose place therefore says nothing."""
    return _match(old, new, None, BACK)


def _match(old: Sequence[Mention], new: Sequence[Mention], ends: tuple[int, int] | None, least: float) -> list[Match]:
    same = identical(old, new)
    found = _standing(same)
    done_old, done_new = {id(a) for a, _ in same}, {id(b) for _, b in same}
    left, fresh = groups(m for m in old if id(m) not in done_old), groups(m for m in new if id(m) not in done_new)
    if not left or not fresh:
        return found
    tellers = Tellers(left, fresh)
    places = Places(left, ((m.old.home.order, m.new.home.order) for m in found if m.method == "same sentence"), ends)
    return found + choose(pairings(left, fresh, places, tellers), Scale(tellers), least)


def _standing(same: Iterable[tuple[Mention, Mention]]) -> list[Match]:
    """Mentions in unchanged sentences; "moved" are those whose sentence changed its place among them."""
    pairs = list(same)
    kept = set(rising(sorted({(a.home.order, b.home.order) for a, b in pairs})))
    return [Match(a, b, "same sentence" if (a.home.order, b.home.order) in kept else "moved", 1.0) for a, b in pairs]


def groups(mentions: Iterable[Mention]) -> list[Group]:
    """Mentions by sentence, in the order of the text."""
    out: dict[int, Group] = {}
    for mention in mentions:
        out.setdefault(id(mention.home), Group(mention.home, [])).mentions.append(mention)
    return sorted(out.values(), key=lambda g: g.sentence.order)


def choose(candidates: Iterable[Pairing], scale: Scale, least: float) -> list[Match]:
    """The matches among the mentions of candidate sentences."""
    weights: dict[Pair, float] = {}
    alike: dict[Pair, float] = {}
    olds, news = _Numbered(), _Numbered()
    for pairing in candidates:
        for a, b in within(pairing):
            chance = scale.chance(a, b, pairing)
            if chance >= least:
                key = (olds.number(a), news.number(b))
                weights[key], alike[key] = chance, pairing.alike
    taken = assign(weights)
    unsure = ambiguous(weights, taken)
    found = [
        Match(olds.all[i], news.all[j], method(olds.all[i], news.all[j], alike[i, j]), round(chance, 3))
        for (i, j), chance in taken.items()
        if (i, j) not in unsure
    ]
    return sorted(found, key=lambda m: m.new.index)


class _Numbered:
    """Mentions, numbered as they are met."""

    def __init__(self) -> None:
        self.all: list[Mention] = []
        self._known: dict[int, int] = {}

    def number(self, mention: Mention) -> int:
        known = self._known.setdefault(id(mention), len(self.all))
        if known == len(self.all):
            self.all.append(mention)
        return known


def ambiguous(weights: dict[Pair, float], taken: dict[Pair, float]) -> set[Pair]:
    """The pairs whose end could as well be paired with a mention that is left over: an editor's question, not ours."""
    rows, columns = {i for i, _ in taken}, {j for _, j in taken}
    by_row = {i: (i, j) for i, j in taken}
    by_column = {j: (i, j) for i, j in taken}
    out = set()
    for (i, j), w in weights.items():
        if i not in rows and j in columns and w > taken[by_column[j]] - AHEAD:
            out.add(by_column[j])
        if j not in columns and i in rows and w > taken[by_row[i]] - AHEAD:
            out.add(by_row[i])
    return out


def within(pairing: Pairing) -> Iterable[tuple[Mention, Mention]]:
    """The pairs of mentions of two sentences; near the diagonal alone where there are too many."""
    old, new = pairing.old.mentions, pairing.new.mentions
    if len(old) * len(new) <= MANY:
        return ((a, b) for a in old for b in new)
    step = len(new) / len(old)
    return ((a, b) for i, a in enumerate(old) for b in new[max(0, int(i * step) - 8) : int(i * step) + 9])


def method(old: Mention, new: Mention, alike: float) -> str:
    """How two mentions were found to be one."""
    if old.claim.part != "body":
        return old.claim.part
    return "edited sentence" if alike >= 0.55 else "rewritten sentence"
