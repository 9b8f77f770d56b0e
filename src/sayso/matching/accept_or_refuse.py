"""From what may be one claim to what is taken for one: the assignment that is best for all, less what is a guess.

Two kinds of guess are refused. A mention that is left over would have made as good a partner: whichever was taken, it was by
chance. Or several figures changed at once that nothing but their order tells apart ("Zone 7", "Zone 8" before, "Zone 5", "Zone 13"
now): saying which became which would be making it up. In both cases one goes and one comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sayso.matching.assign import Pair, assign
from sayso.matching.change_kinds import Verdict, crosses, judge
from sayso.matching.measures import is_put_right, other_label, other_measure
from sayso.matching.mentions import Mention
from sayso.matching.periods import falls_between_reports, other_batch, other_period
from sayso.matching.scoring import Odds, Scale
from sayso.matching.sentence_pairs import Pairing

#: The method of a claim that came or went.
UNMATCHED = "unmatched"

#: The method of a claim that came or went although it may have a partner, because another would have been as good.
AMBIGUOUS = "ambiguous"

#: The method of a claim without a partner whose content the other text says all the same.
STANDS = "stands elsewhere"

#: The method of a statement without a partner whose words the other text says as its own: what came or went is its source.
BARE = "told without a source"

#: How sure it is that a claim, or its source, came or went, by what was found in the other text.
CERTAINTY = {UNMATCHED: 1.0, BARE: 0.8, AMBIGUOUS: 0.5, STANDS: 0.2}

#: The method of a claim found in a sentence that says little else in the same words.
REWRITTEN = "rewritten sentence"

#: Sentences more alike than this are one sentence, edited.
EDITED = 0.55

#: Of two partners with odds this close, the one with the same number is taken.
LOYAL = 0.5

#: A pair is taken only if its odds are ahead by this much of what a mention that is left over would have made.
AHEAD = 0.2

#: Pairs whose odds are this close, place and numbers aside, are told apart by these alone …
TIED = 0.1

#: … and only by place, unless the numbers speak more clearly than this.
NEARLY = 1.5

#: The least certainty with which another figure is linked; lists show it from SHOWN_LINK on.
SURE = 0.3

#: By how many years an age may move: a birthday, or a slip put right.
AGING = 2

#: More pairs of figures than this in two sentences (tables without full stops) are looked at near the diagonal alone.
MANY = 1500


class Match(NamedTuple):
    """Two mentions of one claim, how they were found, and how sure that is."""

    old: Mention
    new: Mention
    method: str
    link_certainty: float

    @property
    def verdict(self) -> Verdict:
        """What became of the claim."""
        return judge(self.old, self.new, self.method == REWRITTEN)


class Matches(NamedTuple):
    """What was found, in the order of the new text, and the mentions that were left alone.

    Those, by their ids on either side, are the ones where any choice would have been a guess, or whose content the other text says
    without being linked, in claims of its own or as its own words.
    """

    found: list[Match]
    unsure: frozenset[int] = frozenset()
    standing: frozenset[int] = frozenset()
    bare: frozenset[int] = frozenset()

    def parting(self, mention: Mention) -> tuple[str, float]:
        """Method and link certainty for a mention that found no partner; the certainty is that the claim came or went."""
        sets = ((BARE, self.bare), (STANDS, self.standing), (AMBIGUOUS, self.unsure))
        method = next((method for method, held in sets if id(mention) in held), UNMATCHED)
        return method, CERTAINTY[method]

    def as_back(self, found: Match) -> Match:
        """A claim that was gone and is back; it had not gone if the text before said it all the same, read in another way."""
        return found._replace(method=STANDS, link_certainty=CERTAINTY[STANDS]) if id(found.new) in self.standing else found


class Option(NamedTuple):
    """Two mentions that may be one claim, the odds that they are, and how alike their sentences are."""

    old: Mention
    new: Mention
    odds: Odds
    alike: float

    @property
    def changed(self) -> bool:
        """Whether this would be another figure than before."""
        return self.old.claim.quantity is not None and _number(self.old) != _number(self.new)

    @property
    def loyalty(self) -> float:
        """What speaks for the same number where two partners are as good."""
        return 0.0 if self.old.claim.quantity is None or self.changed else LOYAL


def choose(candidates: Iterable[Pairing], scale: Scale, least: float) -> Matches:
    """The matches among the mentions of candidate sentences."""
    options = _options(candidates, scale, least)
    weights = {pair: option.odds.all - least + option.loyalty - _weigh_crossing(pair) for pair, option in options.items()}
    taken = assign(weights)
    taken = {pair: lead for pair, lead in taken.items() if not is_doubtful(options[pair])}
    guessed = find_left_over(weights, taken) | find_ambiguous_by_order(options, taken)
    sure = [options[pair] for pair in taken if pair not in guessed]
    found = [Match(o.old, o.new, method(o), round(o.odds.certainty, 3)) for o in sure]
    unsure = frozenset(id(m) for pair in guessed for m in options[pair][:2])
    return Matches(sorted(found, key=lambda m: m.new.index), unsure)


def _options(candidates: Iterable[Pairing], scale: Scale, least: float) -> dict[Pair, Option]:
    seen: dict[tuple[int, int], Option] = {}
    for pairing in candidates:
        for a, b in within(pairing):
            odds = scale.odds(a, b, pairing)
            if odds.all > least:
                seen[id(a), id(b)] = Option(a, b, odds, pairing.alike)
    olds, news = _ranks(o.old for o in seen.values()), _ranks(o.new for o in seen.values())
    return {(olds[i], news[j]): option for (i, j), option in seen.items()}


def _ranks(mentions: Iterable[Mention]) -> dict[int, int]:
    """Mentions by their id, counted in the order of the text."""
    known = {id(m): m for m in mentions}
    return {id(m): rank for rank, m in enumerate(sorted(known.values(), key=lambda m: (m.home.order, m.index)))}


def _weigh_crossing(pair: Pair) -> float:
    """Next to nothing, and more for pairs that are far from the diagonal: of two assignments as good, the one in order wins."""
    return 1e-9 * (pair[0] - pair[1]) ** 2


def is_doubtful(option: Option) -> bool:
    """Whether a changed figure is too unsure to be listed.

    More likely another claim than not, one of another period or measure, an age that moved by more than a birthday or a slip, or a count
    that fell, said in other words: counts in the news grow. A false link misleads more than a claim that goes and one that comes.
    """
    old, new = (m.claim.quantity.value if m.claim.quantity else None for m in (option.old, option.new))
    if old is not None and new is not None and _ages(option):
        return abs(old - new) > AGING
    if not option.changed:
        if option.old.claim.quantity is None:
            return False
        crossed = crosses(option.old, option.new) and other_measure(option.old, option.new)
        return crossed or other_label(option.old, option.new) or other_batch(option.old, option.new)
    if option.odds.certainty < SURE or other_period(option.old, option.new) or other_measure(option.old, option.new):
        return True
    fell = old is not None and new is not None and new < old
    return fell and (_falls_in_other_words(option) or falls_between_reports(option.old, option.new))


def _falls_in_other_words(option: Option) -> bool:
    """Whether a count fell, in a sentence that says little else in the same words, and no word tells that it was put right.

    Of ten such links that were listed a reader confirmed one. A headline has its counterpart in the other, in whatever words.
    """
    in_text = option.old.claim.part == "body" and option.alike < EDITED
    return in_text and option.old.figure.unit in (None, "person") and not is_put_right(option.new)


def _ages(option: Option) -> bool:
    return all((m.figure.unit or "").endswith("of age") for m in (option.old, option.new))


def find_left_over(weights: dict[Pair, float], taken: dict[Pair, float]) -> set[Pair]:
    """The pairs whose end could as well be paired with a mention that is left over."""
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
    """The pairs of changed figures either of whose ends fits another changed figure as well, but for place and numbers.

    Copies of one sentence (a headline and the text that repeats it) do not stand in each other's way: the figure is the same.
    """
    changed = {pair for pair in taken if options[pair].changed}
    partner_of_row, partner_of_column = {i: (i, j) for i, j in changed}, {j: (i, j) for i, j in changed}
    rivals: defaultdict[Pair, list[Option]] = defaultdict(list)
    for (i, j), option in options.items():
        own, others = partner_of_row.get(i), partner_of_column.get(j)
        if own and others and own != others:
            rivals[own].append(option)
            rivals[others].append(option)
    return {pair for pair, found in rivals.items() if any(_as_good(options[pair], rival) for rival in found)}


def _as_good(own: Option, rival: Option) -> bool:
    """Whether another pair of numbers fits as well, or nearly so where the numbers speak against it."""
    if (_number(rival.old), _number(rival.new)) == (_number(own.old), _number(own.new)):
        return False
    ahead = (own.odds.all - own.odds.place) - (rival.odds.all - rival.odds.place)
    by_numbers = own.odds.numbers - rival.odds.numbers
    return ahead - by_numbers < TIED and ahead < NEARLY


def _number(mention: Mention) -> tuple[float | None, float | None, float | None]:
    q = mention.figure
    return q.value, q.low, q.high


def within(pairing: Pairing) -> Iterable[tuple[Mention, Mention]]:
    """The pairs of mentions of two sentences; near the diagonal alone where there are too many."""
    old, new = pairing.old.mentions, pairing.new.mentions
    if len(old) * len(new) <= MANY:
        return ((a, b) for a in old for b in new)
    step = len(new) / len(old)
    return ((a, b) for i, a in enumerate(old) for b in new[max(0, int(i * step) - 8) : int(i * step) + 9])


def method(option: Option) -> str:
    """How two mentions were found to be one."""
    if option.old.claim.part != "body":
        return option.old.claim.part
    return "edited sentence" if option.alike >= EDITED else REWRITTEN
