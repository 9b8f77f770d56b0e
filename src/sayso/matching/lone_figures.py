"""Matches figures without a partner by their sentences, using the rest of the two texts.

The same move is stated in several places: where the headline goes from 400 killed to 408, so does the sentence in the text that was written
again. And a measure that each text gives only once is the same: the contained share of a fire, its acres, the dead of a flood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from sayso.compile_cache import compile_pattern
from sayso.grammar.vocabulary import LINKS
from sayso.grammar.wordclasses import CLASSES
from sayso.matching.accept_or_refuse import REWRITTEN, Match, Option, is_doubtful
from sayso.matching.measures import find_places_after, is_said_to_be_corrected
from sayso.matching.mentions import WORD, Mention, ReadingLayout
from sayso.matching.presence import find_word_root
from sayso.matching.scoring import ANYBODY, WHOLE, Odds, find_measured_root
from sayso.matching.terms import stem

#: The certainty of a link between shares, areas, or tolls that each text gives only once, and of a move that is stated elsewhere too.
ONCE, AREA_ONCE, TOLL_ONCE, MOVED = 0.8, 0.75, 0.65, 0.9

#: Two counts of so few people may be of different people; a toll that grew by more than this factor may be another toll.
FEW, GROWN = 12, 3.0

#: The outcomes that tolls count, of people in one event; the least count of each that is not stated of others too.
_LEAST = {"killed": FEW, "injured": FEW, "missing": 3}

#: Words for the contained share of a fire, also "20% containment": there is only one fire.
CONTAINED = find_word_root("containment")

#: Units for the extent of a fire, and words for a fire.
_AREAS = frozenset(("acre", "hectare"))
_FIRE = compile_pattern(r"(?i)\b(?:wild)?fires?\b|\bburn(?:s|ed|t|ing)?\b|\bblazes?\b")

#: The value of a figure: its number, its unit, and its noun.
_Said = tuple[float, str | None, str]


def find_same_moves(found: Iterable[Match], old: ReadingLayout, new: ReadingLayout) -> list[Match]:
    """The figures that count the same people or objects as a linked figure, and changed as it did."""
    moves: dict[_Said, Mention] = {}
    done: set[int] = set()
    for match in found:
        done.update(map(id, match[:2]))
        before, after = (_describe_count(m) for m in match[:2])
        if before and after and before[0] != after[0]:
            moves[before] = match.new
    if not moves:
        return []
    fresh: defaultdict[_Said, list[Mention]] = defaultdict(list)
    for mention in new.mentions:
        said = _describe_count(mention) if id(mention) not in done else None
        if said:
            fresh[said].append(mention)
    out = []
    for mention in old.mentions:
        said = _describe_count(mention) if id(mention) not in done else None
        to = _describe_count(moves[said]) if said and said in moves else None
        there = [m for m in fresh.get(to, ()) if m.claim.part == mention.claim.part] if to else []
        if len(there) == 1 and not is_doubtful(Option(mention, there[0], Odds(0.0, certainty=MOVED), 1.0)):
            out.append(Match(mention, there[0], REWRITTEN, MOVED))
            fresh[_describe_count(there[0])].remove(there[0])  # type: ignore[index]
    return out


def _describe_count(mention: Mention) -> _Said | None:
    """The value of a figure with a role, from a dozen on; None for others, which are too ambiguous."""
    q = mention.claim.quantity
    if q is None or q.value is None or q.role is None or q.value < FEW:
        return None
    return q.value, q.unit, q.role


def match_figures_given_once(found: Sequence[Match], old: ReadingLayout, new: ReadingLayout) -> list[Match]:
    """The shares and tolls that each text gives only once, where their words were too different for a match."""
    done = {id(m) for match in found for m in match[:2]}
    out = []
    sorts = (
        (_index_lone_shares, ONCE, _has_one_noun),
        (_index_lone_areas, AREA_ONCE, _is_of_one_fire),
        (_index_lone_tolls, TOLL_ONCE, _is_one_toll),
    )
    for lone, certainty, is_one in sorts:
        before, after = (lone(layout, done) for layout in (old, new))
        pairs = (Option(m, after[of], Odds(0.0, certainty=certainty), 0.0) for of, m in before.items() if of in after)
        out += [Match(pair.old, pair.new, REWRITTEN, certainty) for pair in pairs if is_one(pair)]
    return out


def _has_one_noun(pair: Option) -> bool:
    """Whether two shares can be of the same thing.

    Neither is the amount of a move, and at least one names nothing that the other does not have.
    """
    old, new = pair.old, pair.new
    known = any(not _list_names_in_sentence(one) - other.home.bag for one, other in ((old, new), (new, old)))
    return known and _is_level(old) and _is_level(new) and not is_doubtful(pair)


def _list_names_in_sentence(mention: Mention) -> frozenset[str]:
    """Returns the names in a sentence; a function word at its start is not a name."""
    first = WORD.search(mention.home.raw)
    return mention.home.names - {stem(first[0])} if first and CLASSES[first[0].lower()] in LINKS else mention.home.names


def _is_level(mention: Mention) -> bool:
    """Whether a figure is a level, not the amount of a move: "rising to 59%"."""
    return not mention.figure.trend or mention.home.raw.split(mention.figure.span.of(mention.home.document.text))[0].endswith(" to ")


def _is_of_one_fire(pair: Option) -> bool:
    """Whether two burnt areas can be of one fire; fires grow, and one that shrank was measured again."""
    old, new = pair.old.figure.value, pair.new.figure.value
    grew = old is not None and new is not None and (old < new or is_said_to_be_corrected(pair.new))
    text = pair.old.home.document.text.lower()
    known = all(name in text for name in _list_names_in_sentence(pair.new))
    return grew and known and all(_FIRE.search(m.home.raw) for m in pair[:2]) and not is_doubtful(pair)


def _is_one_toll(pair: Option) -> bool:
    """Whether two tolls can be of one event.

    They are of people of one kind, not in two places, and not too far apart; one that fell has the same words, but for the missing, who
    are found.
    """
    old, new = pair.old.figure, pair.new.figure
    here, there = (find_places_after(m) for m in pair[:2])
    heads = {q.head for q in (old, new) if q.head and q.head not in ANYBODY}
    if old.value is None or new.value is None or len(heads) > 1 or (here and there and here.isdisjoint(there)):
        return False
    least, most = sorted((old.value, new.value))
    grew = old.value < new.value or pair.old.home.bag == pair.new.home.bag or old.role == "missing"
    return grew and least < most <= GROWN * least and not is_doubtful(pair)


def _index_lone_shares(layout: ReadingLayout, done: Set[int]) -> dict[str, Mention]:
    """Percentages without a partner by the word next to them, where the text has no other with that word."""
    held: dict[str, list[Mention]] = {}
    for mention in layout.mentions:
        figure = mention.claim.quantity
        of = find_measured_root(mention) if figure and figure.unit == "percent" and mention.claim.part == "body" else None
        if of == CONTAINED and figure and (figure.value or 0) > WHOLE:
            continue  # the unit is that of another figure: "acreage rose to 18,379 and containment to 59%"
        if of and figure and (not figure.head or find_word_root(figure.head) == of == CONTAINED):
            held.setdefault(of, []).append(mention)
    return {of: found[0] for of, found in held.items() if len(found) == 1 and id(found[0]) not in done}


def _index_lone_areas(layout: ReadingLayout, done: Set[int]) -> dict[str, Mention]:
    """Areas without a partner by their unit, where the text's body has no other in it."""
    held: dict[str, list[Mention]] = {}
    for mention in layout.mentions:
        figure = mention.claim.quantity
        if figure and figure.unit in _AREAS and mention.claim.part == "body":
            held.setdefault(figure.unit, []).append(mention)
    return {unit: found[0] for unit, found in held.items() if len(found) == 1 and id(found[0]) not in done}


def _index_lone_tolls(layout: ReadingLayout, done: Set[int]) -> dict[str, Mention]:
    """Those killed, hurt or missing in a text's body by their role, where they have no partner and the text has no other count of the role.

    Of one count that the text gives several times, the last.
    """
    held: dict[str, dict[float | None, Mention]] = {}
    for mention in layout.mentions:
        q = mention.claim.quantity
        if q and q.role in _LEAST and q.unit == "person" and (q.value or 0) >= _LEAST[q.role] and mention.claim.part == "body":
            held.setdefault(q.role, {})[q.value] = mention
    alone = {role: next(iter(found.values())) for role, found in held.items() if len(found) == 1}
    return {role: mention for role, mention in alone.items() if id(mention) not in done}
