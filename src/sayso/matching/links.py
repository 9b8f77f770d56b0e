"""From two readings to what became of every claim: who is who, then what changed.

The order: mentions whose sentence stands unchanged in both texts, at the cost of a look-up each; then, for what is left, candidate
sentences, the chance of each pair of mentions in them, and the assignment that is best for all together. A pair is taken
only if it is likelier than not and clearly ahead of what else its two ends could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.matching.assign import Pair, assign
from sayso.matching.judge import Verdict, judge
from sayso.matching.mentions import Mention, Sheet
from sayso.matching.pair import Group, Pairing, Places, Tellers, identical, pairings, rising
from sayso.matching.stories import same_story
from sayso.matching.weigh import Scale, chance
from sayso.model import Link

#: A pair with odds (on a log scale) of no more than this is no link: one goes, one comes.
LIKELY = 0.0

#: A claim that was gone must be likelier than this to count as come back: its old place in the text says nothing any more.
BACK = 1.2

#: The method of a claim that came or went.
UNMATCHED = "unmatched"

#: The method of a claim found in a sentence that says little else in the same words.
REWRITTEN = "rewritten sentence"

#: A pair is taken only if its odds are ahead by this much of what a mention that is left over would have made.
AHEAD = 0.2

#: More pairs of figures than this in two sentences (tables without full stops) are looked at near the diagonal alone.
MANY = 1500


class Match(NamedTuple):
    """Two mentions of one claim, how they were found, and how sure that is."""

    old: Mention
    new: Mention
    method: str
    confidence: float

    @property
    def verdict(self) -> Verdict:
        """What became of the claim."""
        return judge(self.old, self.new, self.method == REWRITTEN)


def linked(old: Sheet, new: Sheet) -> list[Link]:
    """What became of every claim, in the order of the new text, then what is gone in the order of the old."""
    matches = between(old, new)
    by_new = {m.new.index: m for m in matches}
    kept = {m.old.index for m in matches}
    out = [link(by_new[i]) if i in by_new else Link("added", None, i, UNMATCHED, 1.0) for i in range(len(new.mentions))]
    return out + [Link("removed", i, None, UNMATCHED, 1.0) for i in range(len(old.mentions)) if i not in kept]


def link(found: Match) -> Link:
    """A match with its verdict."""
    verdict = found.verdict
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
    if not left or not fresh or (ends and not same_story(left[0].sentence.document, fresh[0].sentence.document)):
        return found
    tellers = Tellers(left, fresh)
    places = Places(left, ((m.old.home.order, m.new.home.order) for m in found if m.method == "same sentence"), ends)
    return found + choose(
        pairings(left, fresh, places, tellers), Scale(tellers, *((m for g in side for m in g.mentions) for side in (left, fresh))), least
    )


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
    seen: dict[tuple[int, int], tuple[Mention, Mention, float, float]] = {}
    for pairing in candidates:
        for a, b in within(pairing):
            odds = scale.odds(a, b, pairing)
            if odds > least:
                seen[id(a), id(b)] = (a, b, odds, pairing.alike)
    olds, news = _ranks(a for a, _, _, _ in seen.values()), _ranks(b for _, b, _, _ in seen.values())
    pairs = {(olds[i], news[j]): found for (i, j), found in seen.items()}
    weights = {pair: odds - least - _crossing(pair) for pair, (_, _, odds, _) in pairs.items()}
    taken = assign(weights)
    unsure = ambiguous(weights, taken)
    found = (pairs[pair] for pair in taken if pair not in unsure)
    return sorted((Match(a, b, method(a, b, alike), round(chance(odds), 3)) for a, b, odds, alike in found), key=lambda m: m.new.index)


def _ranks(mentions: Iterable[Mention]) -> dict[int, int]:
    """Mentions by their id, counted in the order of the text."""
    known = {id(m): m for m in mentions}
    return {id(m): rank for rank, m in enumerate(sorted(known.values(), key=lambda m: (m.home.order, m.index)))}


def _crossing(pair: Pair) -> float:
    """Next to nothing, and more for pairs that are far from the diagonal: of two assignments as good, the one in order wins."""
    return 1e-9 * (pair[0] - pair[1]) ** 2


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
    return "edited sentence" if alike >= 0.55 else REWRITTEN
