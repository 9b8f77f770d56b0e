"""Joins the figures by which a text states one measure several times: a toll in the headline, the first line and a sentence below.

So a link of two tolls is surer where neither text has another toll of that role, and a figure that repeats a linked one neither came nor
went. The figure that a share in brackets is of goes with the share: "29 deaths (case fatality ratio 55%)", "33 died (… 61%)".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from sayso.grammar.quantities.units import is_money
from sayso.matching.accept_or_refuse import REWRITTEN, Match, Option, is_doubtful
from sayso.matching.measures import find_places_after
from sayso.matching.mentions import Mention, ReadingLayout, Sentence
from sayso.matching.scoring import Odds, get_size
from sayso.matching.terms import weigh_stem

#: The least certainty of a link between two tolls, if each text has only one.
ONLY_TOLLS = 0.65

#: A toll that grew by more than this factor may be another; sentences with fewer common content words may be about two events.
GROWN, COMMON = 3.0, 2

#: The outcomes that tolls count.
_TOLLS = frozenset(("killed", "injured", "missing"))

#: So few people may be different ones; fewer than a dozen may be, where little else is said of them.
FEW, SMALL = 2, 12

#: A text states a sum of at least this much of only one thing.
LARGE_SUM = 1e6

#: How many characters may be between a figure and the bracket with its share.
BESIDE = 30

#: The greatest certainty of a figure that belongs to its share.
WITH_ITS_SHARE = 0.8

#: A value, its unit, and its role or what is counted.
_Key = tuple[float | None, str | None, str]


def settle_tolls(found: Sequence[Match], old: ReadingLayout, new: ReadingLayout) -> list[Match]:
    """The matches, with a higher certainty for tolls that grew, where each text gives one toll of that role."""
    unsure = [m for m in found if m.link_certainty < ONLY_TOLLS and _is_toll(m.old) and _is_toll(m.new) and _may_grow(m)]
    if not unsure:
        return list(found)
    sure = {id(m) for m in unsure if all(len(_list_tolls(layout, m.old.figure.role)) == 1 for layout in (old, new))}
    return [m._replace(link_certainty=ONLY_TOLLS) if id(m) in sure else m for m in found]


def _is_toll(mention: Mention) -> bool:
    q = mention.claim.quantity
    return q is not None and q.role in _TOLLS and q.unit in (None, "person")


def _may_grow(found: Match) -> bool:
    """Whether a toll may have grown: not too far, in sentences that have words in common."""
    before, after = get_size(found.old.figure), get_size(found.new.figure)
    return before < after <= GROWN * before and _share_words(found.old.home, found.new.home)


def _list_tolls(layout: ReadingLayout, role: str | None) -> set[tuple[float | None, float | None, float | None]]:
    """The different values of the tolls of a role in a text."""
    tolls = (m.figure for m in layout.mentions if _is_toll(m) and m.figure.role == role)
    return {(q.value, None, None) if q.value is not None else (None, q.low, q.high) for q in tolls}


def find_restated_mentions(found: Iterable[Match], lone: Iterable[Mention], is_new: bool) -> list[int]:
    """The ids of the mentions without a partner that repeat a linked figure of their own text."""
    linked: defaultdict[_Key, list[Mention]] = defaultdict(list)
    for match in found:
        mention = match.new if is_new else match.old
        key = _make_restated_key(mention)
        if key:
            linked[key].append(mention)
    return [
        id(m) for m in lone if linked and (key := _make_restated_key(m)) and any(_may_be_one(m, other) for other in linked.get(key, ()))
    ]


def _may_be_one(one: Mention, other: Mention) -> bool:
    """Whether two equal figures are not for two places; small ones need sentences with words in common."""
    here, there = find_places_after(one), find_places_after(other)
    if here and there and here.isdisjoint(there):
        return False
    return (one.figure.value or SMALL) >= SMALL or _share_words(one.home, other.home)


def _share_words(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences have content words in common."""
    return sum(weigh_stem(word) == 1.0 for word in one.bag & other.bag) >= COMMON


def _make_restated_key(mention: Mention) -> _Key | None:
    """A key of a figure that a text is unlikely to state twice of different facts: a toll, a large sum; None for others."""
    q = mention.claim.quantity
    if q is None:
        return None
    if q.role in _TOLLS and q.unit in (None, "person") and (q.value is None or q.value > FEW):
        return q.value if q.value is not None else q.low, None, f"@{q.role}"
    if q.unit and q.value is not None and q.value >= LARGE_SUM and is_money(q.unit):
        return q.value, q.unit, ""
    return None


def match_tolls_by_shares(found: Iterable[Match], old: ReadingLayout, new: ReadingLayout) -> list[Match]:
    """The tolls without a partner right before brackets whose shares are one."""
    done: Set[int] = {id(m) for match in found for m in match[:2]}
    out, tolls = [], (_index_tolls_before_brackets(layout, done) for layout in (old, new))
    before, after = tolls
    if not before or not after:
        return []
    for match in found:
        a, b = before.get(id(match.old)), after.get(id(match.new))
        if a is None or b is None or a.figure.role != b.figure.role:
            continue
        certainty = min(match.link_certainty, WITH_ITS_SHARE)
        if not is_doubtful(Option(a, b, Odds(0.0, certainty=certainty), 1.0)):
            out.append(Match(a, b, REWRITTEN, certainty))
    return out


def _index_tolls_before_brackets(layout: ReadingLayout, done: Set[int]) -> dict[int, Mention]:
    """Maps `id()` of each linked share in a bracket to the unlinked toll right before the bracket."""
    tolls: defaultdict[int, list[Mention]] = defaultdict(list)
    for m in layout.mentions:
        if _is_toll(m) and id(m) not in done:
            tolls[id(m.home)].append(m)
    out: dict[int, Mention] = {}
    for share in layout.mentions if tolls else ():
        if share.claim.quantity and share.figure.unit == "percent" and id(share) in done and id(share.home) in tolls:
            text, start = share.home.document.text, share.figure.span.start
            opened = text.rfind("(", share.home.span.start, start)
            ahead = [m for m in tolls[id(share.home)] if 0 <= opened - m.figure.span.end <= BESIDE]
            if ahead and ")" not in text[opened:start]:
                out[id(share)] = max(ahead, key=lambda m: m.figure.span)
    return out
