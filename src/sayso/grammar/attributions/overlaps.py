"""Two readings that say the same: the better one stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.grammar.attributions.decoder import Decision
from sayso.grammar.attributions.features import Content

_NEAR = 6


def without_rivals(decisions: Iterable[Decision]) -> tuple[list[Decision], list[tuple[Decision, Decision]]]:
    """The decisions that stay, in the order of their content, and the others, each with the one that beat it.

    Rivals have nearly the same content and stand close together ("said in a statement that", "responded by saying"), or have the
    very same content, or one is part of the other's source ("an official briefed on the plan said"). A decision is compared with those a few tokens away only, so that cost is linear in their number.
    """
    kept: list[Decision] = []
    beaten: list[tuple[Decision, Decision]] = []
    near: dict[int, list[Decision]] = defaultdict(list)
    within: dict[int, Decision] = {}
    same: dict[tuple[int, int], Decision] = {}
    for decision in sorted(decisions, key=lambda d: (-d.score, d.site.at)):
        key = decision.content[0][0], decision.content[-1][1]
        winner = same.get(key) or within.get(decision.site.at) or _winner(decision, near)
        if winner is None:
            same[key] = decision
            within.update(dict.fromkeys(_closed_source(decision), decision))
            near[decision.site.at // _NEAR].append(decision)
            kept.append(decision)
        else:
            beaten.append((decision, winner))
    return sorted(kept, key=lambda d: (d.content, d.site.at)), beaten


def _closed_source(decision: Decision) -> range:
    """The tokens of a source that holds no comma: "who accused the mayor" between commas says something of its own."""
    source, kinds = decision.source, decision.site.page.sheet.kinds
    return range(0) if source.first < 0 or "," in kinds[source.first : source.last] else range(source.first, source.last)


def trimmed(decisions: list[Decision]) -> list[Decision]:
    """The decisions without tails that belong to another: in "A stressed that B, C said", the words "C said" are no part of B."""
    tails: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.start.how == "clause before" and decision.site.quote < 0:
            tails[decision.site.sentence].append(decision)
    return [_without_tail(d, tails[d.site.sentence][:3]) if d.site.sentence in tails else d for d in decisions]


def _without_tail(decision: Decision, tails: list[Decision]) -> Decision:
    first, last = decision.content[-1]
    for other in tails:
        cut = other.content[0][1]
        if first < cut < other.site.at < last and decision.site.at < cut:
            return decision._replace(content=[*decision.content[:-1], (first, cut)])
    return decision


def _winner(decision: Decision, near: dict[int, list[Decision]]) -> Decision | None:
    place = decision.site.at // _NEAR
    for neighbour in (place - 1, place, place + 1):
        for other in near.get(neighbour, ()):
            if abs(other.site.at - decision.site.at) < _NEAR and _shared(decision.content, other.content) > 0.8:
                return other
    return None


def _shared(left: Content, right: Content) -> float:
    """The tokens of both as a share of the tokens of either."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)
    return both / (sum(b - a for a, b in (*left, *right)) - both)
