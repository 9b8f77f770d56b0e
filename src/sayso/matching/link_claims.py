"""Links all claims of two readings: first matches them, then classifies the changes.

The order: mentions whose sentence is unchanged in both texts, at the cost of a look-up each; then, for the rest, candidate
sentences, the probability of each pair of mentions in them, and the assignment that is best for all together. A pair is accepted
only if its probability is above one half and clearly above that of the alternatives of its two mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from sayso.matching.accept_or_refuse import BARE, Match, Matches, choose_matches
from sayso.matching.bare_statements import is_said_without_source
from sayso.matching.lone_figures import find_same_moves, match_figures_given_once
from sayso.matching.mentions import Mention, ReadingLayout
from sayso.matching.presence import ADDED_OVERLAP, REMOVED_OVERLAP, ClaimSearchIndex
from sayso.matching.quotations import is_quoted_elsewhere, share_more_quoted_words
from sayso.matching.restated_figures import find_restated_mentions, match_tolls_by_shares, settle_tolls
from sayso.matching.returned_claims import is_back
from sayso.matching.same_story import may_be_same_story
from sayso.matching.scoring import Scale
from sayso.matching.sentence_pairs import AnchorIndex, Group, IdfWeights, find_longest_rising, find_pairings, pair_identical
from sayso.matching.statements import is_reversed
from sayso.model import ChangeKind, Link

#: A pair with log odds of at most this is not linked: one claim is removed, the other added.
LIKELY = 0.0

#: The odds that a claim that was gone needs to count as back: its old place in the text is no evidence any more.
BACK = 1.2

#: A statement with a toll and no more words than this says little else.
SHORT_STATEMENT = 14

#: The least certainty with which a different figure is the one that was gone.
BACK_AS_ANOTHER = 0.8


def link_claims(old: ReadingLayout, new: ReadingLayout) -> list[Link]:
    """The links of all claims in the order of the new text, then those of claims that are gone in the order of the old."""
    matches = match_layouts(old, new)
    by_new = {m.new.index: m for m in matches.found}
    kept = {m.old.index for m in matches.found}
    out = [make_link(by_new[i]) if i in by_new else _make_added_link(i, *matches.describe_unmatched(m)) for i, m in enumerate(new.mentions)]
    return out + [_make_removed_link(i, *matches.describe_unmatched(m)) for i, m in enumerate(old.mentions) if i not in kept]


def _make_added_link(index: int, method: str, link_certainty: float) -> Link:
    return Link(choose_unmatched_kind("added", method), None, new=index, method=method, link_certainty=link_certainty)


def _make_removed_link(index: int, method: str, link_certainty: float) -> Link:
    return Link(choose_unmatched_kind("removed", method), index, new=None, method=method, link_certainty=link_certainty)


def choose_unmatched_kind(kind: ChangeKind, method: str) -> ChangeKind:
    """Returns the kind for a claim without a partner: the claim was added or removed (`kind`), or only its source was."""
    return "reattributed" if method == BARE else kind


def make_link(found: Match) -> Link:
    """A match with its verdict."""
    verdict = found.verdict
    return Link(
        kind=verdict.kind, old=found.old.index, new=found.new.index, method=found.method, link_certainty=found.link_certainty,
        delta=verdict.delta, percent=verdict.percent, resourced=verdict.resourced,
    )  # fmt: skip


def match_layouts(old: ReadingLayout, new: ReadingLayout) -> Matches:
    """The mentions of two texts that are one claim."""
    matches = _match_mentions(old.mentions, new.mentions, (len(old.sentences), len(new.sentences)), LIKELY)
    matches = matches._replace(found=[m for m in _choose_longer_quotations(matches.found) if not _is_two_quotations(m)])
    turned = frozenset(id(m) for found in matches.found if is_reversed(*found[:2]) for m in found[:2])
    matches = matches._replace(found=[m for m in matches.found if id(m.old) not in turned])
    matches = matches._replace(found=matches.found + find_same_moves(matches.found, old, new))
    matches = matches._replace(found=matches.found + match_figures_given_once(matches.found, old, new))
    matches = matches._replace(found=settle_tolls(matches.found + match_tolls_by_shares(matches.found, old, new), old, new))
    standing = _find_still_said(matches, old, new) - turned
    sides = ((old, new), (new, old))
    bare = frozenset(id(m) for one, other in sides for m in one.mentions if id(m) in standing and is_said_without_source(m, other))
    return matches._replace(standing=standing, bare=bare)


def _choose_longer_quotations(found: list[Match]) -> list[Match]:
    """The matches; a quotation that was parted is matched with the part of its sentence that keeps most of its words.

    "We will go, and then return," becomes "We will go," he said, adding that they would "return".
    """
    linked = {id(m) for match in found for m in match[:2]}
    out = []
    for match in found:
        old, new = match[:2]
        if old.claim.quantity is None and match.verdict.kind == "requoted":
            olds, news = ([m for m in side.home.mentions if m.claim.quantity is None and id(m) not in linked] for side in (old, new))
            new = next((m for m in news if share_more_quoted_words(old, m, new)), new)
            old = old if new is not match.new else next((m for m in olds if share_more_quoted_words(new, m, old)), old)
        out.append(match._replace(old=old, new=new))
        linked |= {id(old), id(new)}
    return out


def _is_two_quotations(found: Match) -> bool:
    """Whether a quotation seems different, while one text quotes the other's words too, word for word, in another place."""
    if found.old.claim.quantity is not None or found.verdict.kind != "requoted":
        return False
    return any(is_quoted_elsewhere(one, other) for one, other in (found[:2], found[1::-1]))


def _find_still_said(matches: Matches, old: ReadingLayout, new: ReadingLayout) -> frozenset[int]:
    """The ids of the mentions without a partner whose content is still in the other text."""
    linked_ids = {id(m) for found in matches.found for m in found[:2]}
    gone, come = ([m for m in layout.mentions if id(m) not in linked_ids] for layout in (old, new))
    if not gone and not come:
        return frozenset()
    before, after = _index_claims(old), _index_claims(new)
    said = [id(m) for m in gone if after.contains_claim(m, before, REMOVED_OVERLAP)] + [
        id(m) for m in come if before.contains_claim(m, after, ADDED_OVERLAP)
    ]
    went, came = ([m for m in side if m.claim.quantity and id(m) not in matches.unsure] for side in (gone, come))
    said += [id(m) for m in came if went and before.counts_next_period(m, after, went)]
    said += find_restated_mentions(matches.found, gone, False) + find_restated_mentions(matches.found, come, True)
    known = linked_ids.union(said)
    return frozenset([*said, *(id(m) for m in (*gone, *come) if _restates_figures(m, known))])


def _restates_figures(mention: Mention, known: Set[int]) -> bool:
    """Whether a short statement says little more than figures of people, all of which the other text has: "40 people died, they said"."""
    if mention.claim.quantity is not None or len(mention.raw.split()) > SHORT_STATEMENT:
        return False
    spans = mention.claim.spans
    inside = [m for m in mention.home.mentions if m.claim.quantity and any(span.contains(m.figure.span) for span in spans)]
    return any(m.figure.role and m.figure.value != 1 for m in inside) and all(id(m) in known for m in inside)


@lru_cache(maxsize=2)
def _index_claims(layout: ReadingLayout) -> ClaimSearchIndex:
    """The presence index of a text, cached: the new text of one comparison is the old one of the next."""
    return ClaimSearchIndex(layout.document, layout.mentions)


def link_across_texts(old: Sequence[Mention], new: Sequence[Mention]) -> Matches:
    """The same for old mentions from several texts, whose places are therefore no evidence.

    A claim that is back is in its old sentence, or in most of its words; see `returned_claims`.
    """
    matches = _match_mentions(old, new, None, BACK)
    return matches._replace(found=[m for m in matches.found if _is_back(m)])


def _is_back(found: Match) -> bool:
    """Whether a claim that was gone is back: not with a count that fell meanwhile, nor with one that rose unless the link is certain."""
    kind = found.verdict.kind
    if kind == "lowered" or (kind == "raised" and found.link_certainty < BACK_AS_ANOTHER):
        return False
    return is_back(found.old, found.new, moved=kind in ("raised", "refined", "coarsened"))


def _match_mentions(old: Sequence[Mention], new: Sequence[Mention], ends: tuple[int, int] | None, least: float) -> Matches:
    same = pair_identical(old, new)
    found = _match_unchanged(same, ends is not None)
    done_old, done_new = {id(a) for a, _ in same}, {id(b) for _, b in same}
    left, fresh = group_by_sentence(m for m in old if id(m) not in done_old), group_by_sentence(m for m in new if id(m) not in done_new)
    if not left or not fresh or (ends and not may_be_same_story(left[0].sentence.document, fresh[0].sentence.document)):
        return Matches(found)
    idf = IdfWeights(left, fresh)
    places = AnchorIndex(left, ((m.old.home.order, m.new.home.order) for m in found if m.method == "same sentence"), ends)
    scale = Scale(idf, *([m for group in side for m in group.mentions] for side in (left, fresh)))
    chosen = choose_matches(find_pairings(left, fresh, places, idf), scale, least)
    return chosen._replace(found=found + chosen.found)


def _match_unchanged(same: Sequence[tuple[Mention, Mention]], in_place: bool) -> list[Match]:
    """Mentions in unchanged sentences; "moved" are those whose sentence changed its place among them, if places can be compared."""
    places = sorted({(a.home.order, b.home.order) for a, b in same})
    kept = set(find_longest_rising(places) if in_place else places)
    return [Match(a, b, "same sentence" if (a.home.order, b.home.order) in kept else "moved", 1.0) for a, b in same]


def group_by_sentence(mentions: Iterable[Mention]) -> list[Group]:
    """Mentions by sentence, in the order of the text."""
    out: dict[int, Group] = {}
    for mention in mentions:
        out.setdefault(id(mention.home), Group(mention.home, [])).mentions.append(mention)
    return sorted(out.values(), key=lambda g: g.sentence.order)
