"""The probability that two mentions in changed sentences are one claim.

Evidence from independent places is added up as in a logistic regression: the words next to the figure, the likeness of the sentences,
the noun, the unit, the role, the source, and the number itself: a number with many digits is better evidence than a
round number. Some differences exclude a link: the killed are not the injured, and dollars are not percent.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.trends import STRONG
from sayso.matching.conversions import find_figure_factor, find_unit_factor
from sayso.matching.listed_names import Owner, are_of_two_owners, find_owner
from sayso.matching.measures import differ_in_bracket
from sayso.matching.mentions import FIGURE, Mention, Sentence
from sayso.matching.sentence_pairs import IdfWeights, Pairing
from sayso.matching.statements import compare_sources, compute_statement_odds
from sayso.matching.terms import stem, weigh_stem
from sayso.model import Quantity

#: How many words to either side of a figure count as next to it.
REACH = 12

#: A name in more changed sentences of a text than this does not distinguish them.
FEW = 2

#: How many words beside a figure may name what it measures, and how many of their letters are compared.
BESIDE, ROOT = 4, 6

#: Numbers further apart than this (as a share of the larger) are not close.
CLOSE = 0.06

#: A person's age is corrected by no more years than this.
BIRTHDAYS = 2

#: Roles that the same people may have one after the other; all other roles exclude each other.
SAVED = frozenset(entries("matching.txt", "roles that follow each other"))

#: The greatest possible share.
WHOLE = 100

#: Words for the direction of a figure's move.
_MOVING = frozenset(map(stem, STRONG))

#: Heads that say only that people are counted.
ANYBODY = frozenset(entries("matching.txt", "anybody"))


#: Units that are too common to show that two figures measure the same.
EVERYWHERE = frozenset(entries("matching.txt", "units of too many things"))


class Evidence(NamedTuple):
    """The evidence for and against two figures being one claim; 0 is no evidence, each field within -1 to 1."""

    context: float  # the words around the two figures, the nearer the heavier
    alike: float  # the two sentences as wholes
    slot: float  # they correspond when the sentences are aligned
    noun: float  # the noun
    unit: float
    role: float  # the role
    same: float  # the same number, or nearly
    far: float  # numbers of another size
    names: float  # names in each sentence that the other does not know
    source: float  # the source
    near: float  # the same place between sentences that did not change
    start: float  # both open their text
    topic: float  # a rare name close to both
    only: float  # no other changed figure counts the same thing


#: The weight of each piece of evidence. A logistic regression on labelled pairs of revisions gave the first values; they were rounded,
#: and the threshold moved, since there pairs are far more often wrong than among the best of each claim.
WEIGHTS = Evidence(
    context=3.6,
    alike=2.0,
    slot=1.8,
    noun=1.3,
    unit=0.5,
    role=1.0,
    same=3.8,
    far=-2.0,
    names=-1.0,
    source=0.5,
    near=1.0,
    start=1.4,
    topic=1.4,
    only=1.0,
)
BIAS = -3.8


#: The correction from the odds of two figures to the certainty of their link: chosen as the best of many, a pair is right less often than
#: its odds say, the less the further its numbers are apart and the more names one sentence has that the other does not.
#: Fitted by benchmarks/link_certainty.py on 414 links that matching chose in real revisions and readers judged, 40 of them false;
#: on stories that the fit did not see, links of a certainty of 0.3, 0.5, 0.7 and 0.9 are right in 27, 54, 66 and 93 of 100.
SLOPE, FAR, STRANGE, CHOSEN = 0.9, -1.9, -0.8, -0.5


class Odds(NamedTuple):
    """The log odds that two mentions are one claim.

    Also the parts of them from their places in the texts and from the numbers; and the certainty (0 to 1) of their link,
    if they are chosen.
    """

    all: float
    place: float = 0.0
    numbers: float = 0.0
    certainty: float = 0.0


#: The odds of an impossible pair.
NEVER = Odds(-math.inf)


class Scale:
    """Weighs pairs of mentions for one comparison."""

    def __init__(self, idf: IdfWeights, old: Iterable[Mention], new: Iterable[Mention]) -> None:
        self.idf = idf
        self._heads = [Counter(_make_count_key(m) for m in side if m.claim.quantity) for side in (old, new)]
        self._names: dict[int, dict[str, float]] = {}
        self._contexts: dict[int, dict[str, float]] = {}
        self._slots: dict[tuple[int, int], dict[int, int]] = {}
        self._owners: dict[int, Owner] = {}

    def compute_odds(self, old: Mention, new: Mention, pairing: Pairing) -> Odds:
        """The odds that the two are one claim."""
        if old.claim.kind != new.claim.kind or old.claim.part != new.claim.part:
            return NEVER
        if old.claim.quantity is None:
            odds = compute_statement_odds(old, new, pairing)
            return Odds(odds, certainty=sigmoid(odds))
        if are_clashing_quantities(old.figure, new.figure) or self._are_of_two_things(old, new):
            return NEVER
        evidence = self.weigh_evidence(old, new, pairing)
        parts = Evidence(*(w * x for w, x in zip(WEIGHTS, evidence, strict=True)))
        odds = BIAS + sum(parts)
        sure = sigmoid(SLOPE * odds + FAR * evidence.far + STRANGE * evidence.names + CHOSEN)
        return Odds(odds, parts.slot + parts.near + parts.start, parts.same + parts.far, sure)

    def _are_of_two_things(self, old: Mention, new: Mention) -> bool:
        """Whether two figures are of two names, or of two measures, by their places in a list or in brackets."""
        first, then = self._get_owner(old), self._get_owner(new)
        return differ_in_bracket(first.bracket, then.bracket) or are_of_two_owners(old, first, new, then)

    def _get_owner(self, mention: Mention) -> Owner:
        """The owner of a figure; cached."""
        known = self._owners.get(id(mention))
        if known is None:
            known = self._owners[id(mention)] = find_owner(mention)
        return known

    def weigh_evidence(self, old: Mention, new: Mention, pairing: Pairing) -> Evidence:
        """The evidence on two figures."""
        a, b = old.figure, new.figure
        return Evidence(
            context=self._rate_context(old, new),
            alike=pairing.alike,
            slot=self._rate_alignment(old, new) * (0.4 + 0.6 * pairing.alike),
            noun=compare_nouns(a, b) or rate_same_share(old, new),
            unit=compare_units(a, b),
            role=compare_roles(a, b),
            same=rate_same_number(a, b),
            far=rate_number_distance(a, b),
            names=compute_unshared_name_ratio(old.home, new.home),
            source=compare_sources(old, new),
            near=pairing.near,
            start=compare_text_starts(old.home, new.home),
            topic=self._rate_topic(old, new),
            only=self._rate_uniqueness(old, new),
        )

    def _rate_context(self, old: Mention, new: Mention) -> float:
        a, b = self.weigh_surroundings(old), self.weigh_surroundings(new)
        small, large = (a, b) if len(a) <= len(b) else (b, a)
        both = sum(min(w, large[word]) for word, w in small.items() if word in large)
        one, other = sum(a.values()), sum(b.values())
        if not one or not other:
            return 0.0
        return both / (one + other) + 0.5 * both / min(one, other)

    def weigh_surroundings(self, mention: Mention) -> dict[str, float]:
        """The words around a figure, with more weight near it; the two on either side also count with their side."""
        known = self._contexts.get(id(mention))
        if known is None:
            known = self._contexts[id(mention)] = self._compute_surroundings(mention)
        return known

    def _compute_surroundings(self, mention: Mention) -> dict[str, float]:
        tokens, at = mention.home.tokens, mention.at
        out: dict[str, float] = {}
        for place in range(max(0, at - REACH), min(len(tokens), at + REACH + 1)):
            word, steps = tokens[place], abs(place - at)
            if steps == 0:
                continue
            if word != FIGURE:
                w = self.idf.weights[word] / (1 + 0.25 * (steps - 1))
                out[word] = max(w, out.get(word, 0.0))
            if steps <= 2:
                out[f"{place - at} {word}"] = 0.5 / steps
        return out

    def _rate_topic(self, old: Mention, new: Mention) -> float:
        """The nearness to both figures of a name that few of the changed sentences have."""
        a, b = self._weigh_names_near(old), self._weigh_names_near(new)
        return max((min(near, b[name]) for name, near in a.items() if name in b), default=0.0)

    def _weigh_names_near(self, mention: Mention) -> dict[str, float]:
        known = self._names.get(id(mention))
        if known is None:
            tokens, at, names = mention.home.tokens, mention.at, mention.home.names
            known = self._names[id(mention)] = {}
            for place in range(max(0, at - REACH), min(len(tokens), at + REACH + 1)):
                word = tokens[place]
                if word in names and self.idf.often[word] <= FEW:
                    known[word] = max(known.get(word, 0.0), 1 / (1 + 0.2 * (abs(place - at) - 1)))
        return known

    def _rate_uniqueness(self, old: Mention, new: Mention) -> float:
        """Returns 1 if each text has one changed figure of this kind of thing, less if it has more."""
        thing = _make_count_key(old)
        if thing is None or thing != _make_count_key(new):
            return 0.0
        return 1 / max(side[thing] for side in self._heads)

    def _rate_alignment(self, old: Mention, new: Mention) -> float:
        """1 where the two figures correspond when the two sentences are aligned."""
        key = (id(old.home), id(new.home))
        slots = self._slots.get(key)
        if slots is None:
            slots = self._slots[key] = _align_figures(old.home.tokens, new.home.tokens)
        return 1.0 if slots.get(old.at, -1) == new.at else 0.0


def _align_figures(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    """For each figure of the old sentence that has one, its counterpart in the new; symmetric."""
    if old > new:
        return {i: j for j, i in _align_figures(new, old).items()}
    out: dict[int, int] = {}
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            out.update(zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True))
    return {i: j for i, j in out.items() if old[i] == FIGURE and _has_aligned_neighbour(out, i, j)}


def _has_aligned_neighbour(laid: dict[int, int], i: int, j: int) -> bool:
    """Whether the token before or after is aligned too; without it, the alignment of a figure is not reliable."""
    return laid.get(i - 1) == j - 1 or laid.get(i + 1) == j + 1


def _make_count_key(mention: Mention) -> str | None:
    """A key for what is counted; None where the text does not say.

    The role, or else the noun, or a rare unit, or for a common unit the content word next to the
    figure ("65% containment", "70% contained").
    """
    q = mention.figure
    if q.role:
        return f"@{q.role}"
    if q.head and q.head not in ANYBODY and q.unit != "percent":
        return stem(q.head)
    if q.unit and q.unit not in EVERYWHERE:
        return q.unit
    word = find_share_root(mention) if q.unit == "percent" else None
    return f"{q.unit} {word}" if word else None


def rate_same_share(old: Mention, new: Mention) -> float:
    """Nearly 1 for two percentages beside the same word, or of it: "65% contained", "70% containment".

    0 where both name their wholes.
    """
    if not old.figure.unit == new.figure.unit == "percent" or (old.figure.head and new.figure.head):
        return 0.0
    return 0.8 if find_share_root(old) is not None and find_share_root(old) == find_share_root(new) else 0.0


def find_share_root(percentage: Mention) -> str | None:
    """The root of a percentage's whole, or else of the word next to it."""
    head = percentage.figure.head
    return stem(head)[:ROOT] if head else find_measured_root(percentage)


def find_measured_root(mention: Mention) -> str | None:
    """The root of the content word nearest to a figure, after it first; verbs of rising and falling do not count."""
    tokens, at = mention.home.tokens, mention.at
    beside = (*tokens[at + 1 : at + 1 + BESIDE], *reversed(tokens[max(0, at - BESIDE) : at]))
    telling = (word for word in beside if word.isalpha() and len(word) > 2 and weigh_stem(word) == 1.0)
    return next((word[:ROOT] for word in telling if word not in _MOVING), None)


def are_clashing_quantities(a: Quantity, b: Quantity) -> bool:
    """Whether two figures cannot measure the same thing."""
    if a.role and b.role and a.role != b.role and not {a.role, b.role} <= SAVED:
        return True
    if a.unit is None or b.unit is None:
        return _is_share_of_count(a, b) or _is_share_of_count(b, a)
    return find_figure_factor(a, b) is None


def _is_share_of_count(share: Quantity, count: Quantity) -> bool:
    """Whether one figure is a share, and the other a count that is too large for a share."""
    return share.unit == "percent" and count.unit is None and (count.value or 0) > WHOLE


def compare_roles(a: Quantity, b: Quantity) -> float:
    """1 for one role, -1 for two that the same people may have, a small negative value where only one text gives a role."""
    if a.role == b.role:
        return 1.0 if a.role else 0.0
    return -1.0 if a.role and b.role else -0.3


def compare_units(a: Quantity, b: Quantity) -> float:
    """The agreement of two units, from -1 to 1.

    1 for one unit, less for a rate whose measure one text leaves out; -0.5 for units that convert into one another, since kilometres
    often are in brackets after the miles; -1 where only one text gives a unit and no role says that people are meant.
    """
    if a.unit == b.unit:
        return 1.0 if a.unit else 0.0
    if find_figure_factor(a, b) == 100 or find_figure_factor(b, a) == 100:
        return 0.5
    if a.unit is None or b.unit is None:
        return 0.0 if a.role and a.role == b.role else -1.0
    return 0.5 if find_unit_factor(a.unit, b.unit) == 1 else -0.5


def compare_nouns(a: Quantity, b: Quantity) -> float:
    """The likeness of what is counted: 1 the same, -1 others, 0 unknown."""
    if not a.head or not b.head:
        return 0.0
    if stem(a.head) == stem(b.head):
        return 0.5 if a.head in ANYBODY else 1.0
    if fuzz.partial_ratio(a.noun or a.head, b.noun or b.head) > 85:
        return 0.8
    if a.unit == b.unit == "person":
        return 0.0
    return -1.0 if a.unit is None else -0.5  # the thing measured has many names: "crude", "the benchmark"


def rate_same_number(a: Quantity, b: Quantity) -> float:
    """The evidence of the numbers alone: 1 for the same odd number twice, little for "two" and "two", some for 94.68 and 94.75."""
    if a.value is None or b.value is None:
        return 0.25 if (a.value, a.low, a.high) == (b.value, b.low, b.high) else 0.0
    value = b.value * (find_figure_factor(b, a) or 1.0)
    digits = min(_count_digits(a.value), _count_digits(b.value))
    if math.isclose(a.value, value, rel_tol=1e-9):
        return EQUAL_BY_DIGITS[digits]
    apart = abs(a.value - value) / max(abs(a.value), abs(value))
    return max(0.0, 1 - apart / CLOSE) * NEAR_BY_DIGITS[digits]


#: The evidence of an equal number, and the most for a close one, by significant digits (0 to 3): "two" is common, 94.68 is rare.
EQUAL_BY_DIGITS = (0.3, 0.3, 0.75, 1.0)
NEAR_BY_DIGITS = (0.0, 0.0, 0.35, 0.5)


def _count_digits(x: float) -> int:
    """The number of significant digits, up to three."""
    return min(len(f"{abs(x):.12g}".replace(".", "").strip("0")), 3)


def rate_number_distance(a: Quantity, b: Quantity) -> float:
    """0 for numbers of one size, 1 for a hundredfold and more; an age that changed by more than a birthday or error is another person's."""
    x, y = get_size(a), get_size(b) * (find_figure_factor(b, a) or 1.0)
    if a.unit and a.unit.endswith("of age"):
        return 1.0 if abs(x - y) > BIRTHDAYS else 0.0
    if x <= 0 or y <= 0:
        return 0.0
    return min(abs(math.log10(x / y)) / 2, 1.0)


def get_size(q: Quantity) -> float:
    """The number, or the middle of its interval."""
    known = [abs(x) for x in (q.low, q.high) if x is not None]
    return abs(q.value) if q.value is not None else sum(known) / len(known) if known else 0.0


def compare_text_starts(old: Sentence, new: Sentence) -> float:
    """1 where both open their text, as a headline does; -1 where one does."""
    return (-1.0 if old.span.start else 1.0) if not new.span.start else (0.0 if old.span.start else -1.0)


def compute_unshared_name_ratio(old: Sentence, new: Sentence) -> float:
    """The share of names in one sentence that the other does not have; the lesser share of the two sentences."""
    a, b = old.names, new.names
    if not a or not b:
        return 0.0
    return min(len(a - new.bag) / len(a), len(b - old.bag) / len(b))


def sigmoid(x: float) -> float:
    """The probability for log odds, never quite 1."""
    return min(1 / (1 + math.exp(-x)), 0.99)
