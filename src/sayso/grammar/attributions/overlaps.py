"""Removes overlaps: of two readings with the same content the better one stays."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from sayso.grammar.attributions.candidate_features import Content
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.attributions.lexical_rules import GOING_ON
from sayso.grammar.lexicon import entries
from sayso.grammar.wordclasses import BEFORE_VERB, CLAUSE_JOINTS, CONJUNCTION, CONJUNCTION_OR_ADVERB, GERUND, SUBJECT_PRONOUNS

_NEAR = 6


def remove_rivals(decisions: Iterable[Decision]) -> tuple[list[Decision], list[tuple[Decision, Decision]]]:
    """The decisions that stay, in the order of their content, and the others, each with the one that beat it.

    Rivals have nearly the same content and are close together ("said in a statement that", "responded by saying"), or have the
    very same content, or one is part of the other's source ("an official briefed on the plan said"). A decision with a source is better
    than one without ("40 ships are expected, according to the mayor"). A decision is compared only with those a few tokens away, so that
    cost is linear in their number.
    """
    kept: list[Decision] = []
    beaten: list[tuple[Decision, Decision]] = []
    near: dict[int, list[Decision]] = defaultdict(list)
    within: dict[int, Decision] = {}
    same: dict[tuple[int, int], Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.source.first < 0, -d.score, d.site.at)):
        key = decision.content[0][0], decision.content[-1][1]
        winner = same.get(key) or within.get(decision.site.at) or _find_winner(decision, near)
        if winner is None:
            same[key] = decision
            within.update(dict.fromkeys(_find_closed_source(decision), decision))
            near[decision.site.at // _NEAR].append(decision)
            kept.append(decision)
        else:
            beaten.append((decision, winner))
    return sorted(kept, key=lambda d: (d.content, d.site.at)), beaten


def _find_closed_source(decision: Decision) -> range:
    """The tokens of a source without a comma: "who accused the mayor" between commas is an attribution of its own."""
    source, kinds = decision.source, decision.site.page.tokens.kinds
    return range(0) if source.first < 0 or "," in kinds[source.first : source.last] else range(source.first, source.last)


def trim_decisions(decisions: list[Decision]) -> list[Decision]:
    """The decisions without what belongs to another, or to the writer.

    In "A stressed that B, C said", the words "C said" are not part of B; in "A said that B, and C said that D", the rest is C's; in "A said
    that B, underscoring D", D is the writer's.
    """
    by_sentence: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.site.quote < 0:
            by_sentence[decision.site.sentence].append(decision)
    return [_trim_decision(d, by_sentence[d.site.sentence]) if d.site.quote < 0 else d for d in decisions]


_MOST, _FAR = 8, 80
#: The writer's own comment on the words before, after a comma.
_GLOSSES = frozenset(entries("attributions.txt", "participles of comment"))


def _trim_decision(decision: Decision, near: list[Decision]) -> Decision:
    """A decision whose last piece ends before the first words that belong to somebody else.

    Where nothing is left after its cue, the content before the cue stays.
    """
    site, tokens = decision.site, decision.site.page.tokens
    first, last = decision.content[-1]
    cut = last
    for other in near[:_MOST]:
        if other is not decision:
            cut = min(cut, _find_other_start(decision, other, first, cut))
    if first > site.at and site.page.inside[first] < 0:
        cut = min(_find_gloss_start(decision, first, cut), _find_parallel_start(decision, first, cut))
    if cut < last and tokens.kinds[cut - 1] == "-":
        cut -= 1
    behind = len(decision.content) > 1 and first > site.at
    if behind and (tokens.words[first] in _GLOSSES or cut <= first + 1):
        return decision._replace(content=decision.content[:-1])
    return decision._replace(content=[*decision.content[:-1], (first, cut)]) if first < cut < last else decision


def _find_gloss_start(decision: Decision, first: int, last: int) -> int:
    """The comma within a stretch, among the first few, after which the writer's own words start; its end if there is none."""
    page = decision.site.page
    comma = first
    for _ in range(_MOST):
        comma = page.tokens.kinds.find(",", comma + 1, min(last - 1, first + _FAR))
        if comma < 0:
            break
        if page.tokens.words[comma + 1] in _GLOSSES and page.inside[comma] < 0:
            return comma
    return last


#: A second participle beside the one of saying, after a clause.
_AND_DOING = re.compile(",?AG")


def _find_parallel_start(decision: Decision, first: int, last: int) -> int:
    """Where somebody's next deed starts after what a participle says: "insisting she had not seen it | and blaming an aide"."""
    kinds = decision.site.page.tokens.kinds
    if not decision.site.word.endswith("ing"):
        return last
    found = _AND_DOING.search(kinds, first, last)
    return last if found is None or GERUND in kinds[first : found.start()] else found.start()


def _find_other_start(decision: Decision, other: Decision, first: int, last: int) -> int:
    """Where somebody else's words start within a stretch; its end if they do not."""
    site, kinds = other.site, decision.site.page.tokens.kinds
    if other.start.is_before:
        cut = other.content[0][1]
        return cut if first < cut < site.at < last and decision.site.at < cut else last
    if site.word in GOING_ON and decision.site.at < first < site.at < last and other.score >= 0:
        return _find_participle_start(other, first, last)
    start = other.source.first
    if other.source[1:] == decision.source[1:] and decision.site.at < first < site.at < last:
        return _find_second_verb_start(decision, other, first, last)
    doubtful = other.score < 0 and site.lemma not in PLAIN
    if not (max(first, decision.site.at + 1) <= start < site.at < last) or kinds[start] in SUBJECT_PRONOUNS or doubtful:
        return last
    before = start
    while before > first and kinds[before - 1] in CLAUSE_JOINTS:
        before -= 1
    joined = decision.site.page.tokens.words[before:start]
    if not joined or joined[-1] not in _CONTRASTS or "H" in kinds[before:start]:
        return last
    return before - 1 if before > first and kinds[before - 1] in ",;" else before


def _find_participle_start(other: Decision, first: int, last: int) -> int:
    """Where a participle starts that continues a statement: "said it fell, | adding that", "that it “fell,” | saying"."""
    kinds, page = other.site.page.tokens.kinds, other.site.page
    before = other.site.at
    while before > first and kinds[before - 1] in CONJUNCTION_OR_ADVERB:
        before -= 1
    if before <= first + 1 or page.inside[before] >= 0 or kinds[before - 1] not in ',"':
        return last
    return before - (kinds[before - 1] == ",")


def _find_second_verb_start(decision: Decision, other: Decision, first: int, last: int) -> int:
    """Where the second of two verbs of one subject starts within what the first one says: "denied that it fell | and told us that"."""
    kinds, page = decision.site.page.tokens.kinds, decision.site.page
    before = other.site.at
    while before > first and kinds[before - 1] in BEFORE_VERB:
        before -= 1
    if kinds[before - 1] != CONJUNCTION or before - 1 <= first + 1 or page.inside[before - 1] >= 0 or other.score < 0:
        return last
    return before - 2 if kinds[before - 2] == "," else before - 1


_CONTRASTS = frozenset(entries("attributions.txt", "conjunctions of contrast"))


def _find_winner(decision: Decision, near: dict[int, list[Decision]]) -> Decision | None:
    place = decision.site.at // _NEAR
    for neighbour in (place - 1, place, place + 1):
        for other in near.get(neighbour, ()):
            if abs(other.site.at - decision.site.at) < _NEAR and _compute_token_overlap(decision.content, other.content) > 0.8:
                return other
    return None


def _compute_token_overlap(left: Content, right: Content) -> float:
    """The number of tokens in both, as a share of those in either."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)
    return both / (sum(b - a for a, b in (*left, *right)) - both)
