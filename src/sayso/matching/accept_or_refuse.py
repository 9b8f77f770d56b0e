"""Chooses the matches among possible pairs: the best assignment for all, without those that are guesses.

Two kinds of guess are refused. In the first, a mention that is left over would be as good a partner, so that the choice is by
chance. In the second, several figures changed at once and differ only in their order ("Zone 7", "Zone 8" before, "Zone 5", "Zone 13"
now), so that nothing shows which became which. In both cases, a claim is removed and a claim is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sayso.matching.assign import Pair, assign_pairs
from sayso.matching.change_kinds import Verdict, crosses_by_hedge, judge_claim
from sayso.matching.measures import differ_in_label, differ_in_measure, is_said_to_be_corrected
from sayso.matching.mentions import Mention
from sayso.matching.periods import differ_in_bulletin, differ_in_period, falls_between_reports
from sayso.matching.scopes import differ_in_scope
from sayso.matching.scoring import Odds, Scale
from sayso.matching.sentence_pairs import Pairing
from sayso.model import SAID_ELSEWHERE

#: The method of an added or removed claim.
UNMATCHED = "unmatched"

#: The method of a claim added or removed although it may have a partner, because another partner would have been as good.
AMBIGUOUS = "ambiguous"

#: The method of a statement without a partner whose words are the article's own in the other text: only its source was added or removed.
BARE = "told without a source"

#: The certainty that a claim, or its source, was added or removed, by what was found in the other text.
CERTAINTY = {UNMATCHED: 1.0, BARE: 0.8, AMBIGUOUS: 0.5, SAID_ELSEWHERE: 0.2}

#: The method of a claim in a sentence that is otherwise largely rewritten.
REWRITTEN = "rewritten sentence"

#: Sentences more alike than this are one sentence, edited.
EDITED = 0.55

#: Of two partners whose odds differ by less than this, the one with the same number is taken.
SAME_NUMBER_BONUS = 0.5

#: A pair is taken only if its odds exceed those with a left-over mention by this much.
AHEAD = 0.2

#: Pairs whose odds without place and numbers are this close differ only in place and numbers.
TIED = 0.1

#: Such pairs differ only in place unless the odds of their numbers differ by more than this.
NEARLY = 1.5

#: The least certainty with which a changed figure is linked; lists show it from SHOWN_LINK on.
SURE = 0.3

#: Outcomes of people who become fewer day by day.
_FALLING = frozenset(("hostage", "missing", "stranded", "trapped"))

#: By how many years an age may move: a birthday, or a corrected error.
AGING = 2

#: Of more pairs of figures than this in two sentences (tables without full stops), only those near the diagonal are considered.
MANY = 1500


class Match(NamedTuple):
    """Two mentions of one claim, the method that found them, and its certainty."""

    old: Mention
    new: Mention
    method: str
    link_certainty: float

    @property
    def verdict(self) -> Verdict:
        """The verdict on the claim."""
        return judge_claim(self.old, self.new, self.method == REWRITTEN)


class Matches(NamedTuple):
    """The matches, in the order of the new text, and the mentions that were left unmatched.

    The unmatched ones, by their ids on either side, are those where any choice would have been a guess, or whose content is in the other
    text without a link, in claims of its own or as its own words.
    """

    found: list[Match]
    unsure: frozenset[int] = frozenset()
    standing: frozenset[int] = frozenset()
    bare: frozenset[int] = frozenset()

    def describe_unmatched(self, mention: Mention) -> tuple[str, float]:
        """Method and link certainty for a mention without a partner; the certainty is that the claim was added or removed."""
        sets = ((BARE, self.bare), (SAID_ELSEWHERE, self.standing), (AMBIGUOUS, self.unsure))
        method = next((method for method, held in sets if id(mention) in held), UNMATCHED)
        return method, CERTAINTY[method]

    def doubt_return(self, found: Match) -> Match:
        """The match of a claim that was gone and is back; it had not gone if the text before contained it in other words."""
        return found._replace(method=SAID_ELSEWHERE, link_certainty=CERTAINTY[SAID_ELSEWHERE]) if id(found.new) in self.standing else found


class Option(NamedTuple):
    """Two mentions that may be one claim, the odds of it, and the likeness of their sentences."""

    old: Mention
    new: Mention
    odds: Odds
    alike: float

    @property
    def changed(self) -> bool:
        """Whether the figure differs between the two mentions."""
        return self.old.claim.quantity is not None and _get_value_and_bounds(self.old) != _get_value_and_bounds(self.new)

    @property
    def same_number_bonus(self) -> float:
        """The bonus for the same number where two partners are as good."""
        return 0.0 if self.old.claim.quantity is None or self.changed else SAME_NUMBER_BONUS


def choose_matches(candidates: Iterable[Pairing], scale: Scale, least: float) -> Matches:
    """The matches among the mentions of candidate sentences."""
    options = _list_options(candidates, scale, least)
    weights = {pair: option.odds.all - least + option.same_number_bonus - _weigh_crossing(pair) for pair, option in options.items()}
    taken = assign_pairs(weights)
    taken = {pair: lead for pair, lead in taken.items() if not is_doubtful(options[pair])}
    guessed = find_ambiguous_by_leftovers(weights, taken) | find_ambiguous_by_order(options, taken)
    sure = [options[pair] for pair in taken if pair not in guessed]
    found = [Match(o.old, o.new, name_link_method(o), round(o.odds.certainty, 3)) for o in sure]
    unsure = frozenset(id(m) for pair in guessed for m in options[pair][:2])
    return Matches(sorted(found, key=lambda m: m.new.index), unsure)


def _list_options(candidates: Iterable[Pairing], scale: Scale, least: float) -> dict[Pair, Option]:
    seen: dict[tuple[int, int], Option] = {}
    for pairing in candidates:
        for a, b in list_candidate_pairs(pairing):
            odds = scale.compute_odds(a, b, pairing)
            if odds.all > least:
                seen[id(a), id(b)] = Option(a, b, odds, pairing.alike)
    olds, news = _rank_mentions(o.old for o in seen.values()), _rank_mentions(o.new for o in seen.values())
    return {(olds[i], news[j]): option for (i, j), option in seen.items()}


def _rank_mentions(mentions: Iterable[Mention]) -> dict[int, int]:
    """The rank of each mention by its id, in the order of the text."""
    known = {id(m): m for m in mentions}
    return {id(m): rank for rank, m in enumerate(sorted(known.values(), key=lambda m: (m.home.order, m.index)))}


def _weigh_crossing(pair: Pair) -> float:
    """A tiny penalty that grows with the distance from the diagonal: of two equally good assignments, the one in order wins."""
    return 1e-9 * (pair[0] - pair[1]) ** 2


def is_doubtful(option: Option) -> bool:
    """Whether a changed figure is too uncertain for lists.

    It is more likely another claim than not, one of another period or measure, an age that moved by more than a birthday or an error, or
    a count that fell, in other words: counts in the news grow. A false link misleads more than a claim that goes and one that comes.
    """
    old, new = (m.claim.quantity.value if m.claim.quantity else None for m in (option.old, option.new))
    if old is not None and new is not None and _are_ages(option):
        return abs(old - new) > AGING
    if not option.changed:
        if option.old.claim.quantity is None:
            return False
        crossed = crosses_by_hedge(option.old, option.new) and differ_in_measure(option.old, option.new)
        return crossed or differ_in_label(option.old, option.new) or differ_in_bulletin(option.old, option.new)
    if option.odds.certainty < SURE or differ_in_period(option.old, option.new) or differ_in_measure(option.old, option.new):
        return True
    if differ_in_scope(option.old, option.new):
        return True
    fell = old is not None and new is not None and new < old
    return fell and (_falls_in_other_words(option) or falls_between_reports(option.old, option.new))


def _falls_in_other_words(option: Option) -> bool:
    """Whether a count fell in a largely rewritten sentence, and no word says that it was corrected.

    Of ten such links in lists a reader confirmed one. A headline always corresponds to the other headline, whatever its words.
    """
    in_text = option.old.claim.part == "body" and option.alike < EDITED and option.old.figure.role not in _FALLING
    return in_text and option.old.figure.unit in (None, "person") and not is_said_to_be_corrected(option.new)


def _are_ages(option: Option) -> bool:
    return all((m.figure.unit or "").endswith("of age") for m in (option.old, option.new))


def find_ambiguous_by_leftovers(weights: dict[Pair, float], taken: dict[Pair, float]) -> set[Pair]:
    """The pairs one of whose ends fits a left-over mention as well."""
    by_row = {i: (i, j) for i, j in taken}
    by_column = {j: (i, j) for i, j in taken}
    out = set()
    for (i, j), w in weights.items():
        if i not in by_row and j in by_column and w > taken[by_column[j]] - AHEAD:
            out.add(by_column[j])
        if j not in by_column and i in by_row and w > taken[by_row[i]] - AHEAD:
            out.add(by_row[i])
    return out


def find_ambiguous_by_order(options: dict[Pair, Option], taken: dict[Pair, float]) -> set[Pair]:
    """The pairs of changed figures one of whose ends fits another changed figure as well, apart from place and numbers.

    Copies of one sentence (a headline and the text that repeats it) do not count against each other: the figure is the same.
    """
    changed = {pair for pair in taken if options[pair].changed}
    partner_of_row, partner_of_column = {i: (i, j) for i, j in changed}, {j: (i, j) for i, j in changed}
    rivals: defaultdict[Pair, list[Option]] = defaultdict(list)
    for (i, j), option in options.items():
        own, others = partner_of_row.get(i), partner_of_column.get(j)
        if own and others and own != others:
            rivals[own].append(option)
            rivals[others].append(option)
    return {pair for pair, found in rivals.items() if any(_is_as_good(options[pair], rival) for rival in found)}


def _is_as_good(own: Option, rival: Option) -> bool:
    """Whether another pair fits as well, or nearly as well where only its numbers fit less."""
    if (_get_value_and_bounds(rival.old), _get_value_and_bounds(rival.new)) == (
        _get_value_and_bounds(own.old),
        _get_value_and_bounds(own.new),
    ):
        return False
    ahead = (own.odds.all - own.odds.place) - (rival.odds.all - rival.odds.place)
    by_numbers = own.odds.numbers - rival.odds.numbers
    return ahead - by_numbers < TIED and ahead < NEARLY


def _get_value_and_bounds(mention: Mention) -> tuple[float | None, float | None, float | None]:
    q = mention.figure
    return q.value, q.low, q.high


def list_candidate_pairs(pairing: Pairing) -> Iterable[tuple[Mention, Mention]]:
    """The pairs of mentions of two sentences; near the diagonal alone where there are too many."""
    old, new = pairing.old.mentions, pairing.new.mentions
    if len(old) * len(new) <= MANY:
        return ((a, b) for a in old for b in new)
    step = len(new) / len(old)
    return ((a, b) for i, a in enumerate(old) for b in new[max(0, int(i * step) - 8) : int(i * step) + 9])


def name_link_method(option: Option) -> str:
    """The method by which two mentions were found to be one claim."""
    if option.old.claim.part != "body":
        return option.old.claim.part
    return "edited sentence" if option.alike >= EDITED else REWRITTEN
