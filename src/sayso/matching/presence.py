"""Whether a text has the content of another text's claim, anywhere and in any sentence.

A claim can lose its link though its content is still there: the sentence was cut in two, a quotation shortened, a figure moved into another
clause, or the grammar reads the words as a claim on one side only. Such a claim neither came nor went. So the whole *text* of the other
revision is searched: for a statement by the words of its content, within a stretch not much longer than it; for a figure by its
value, beside the words that were around it.

The thresholds come from 1,286 claims of news articles without a partner: of statements with 60 % or more of their words in one
stretch, and of figures with 30 % or more of their surroundings, almost none had gone or come. Of 190 statements listed
as removed, a reader found two thirds of those with 46 % to 60 % of their words still there in other words, half of those from 38 %, and one
in ten of those below. So a removal needs more evidence than an addition. A figure also did not go where another number took its place
in much the same words.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from sayso.grammar.quantities.number_lexicon import ONES, TEENS
from sayso.grammar.quantities.units import is_money
from sayso.grammar.quantities.verb_forms import FORMS
from sayso.matching.conversions import find_unit_factor
from sayso.matching.measures import find_names_before_bracket, find_places_after
from sayso.matching.mentions import WORD, Mention
from sayso.matching.scoring import ANYBODY, BESIDE, EVERYWHERE, ROOT, are_clashing_quantities, compare_nouns
from sayso.matching.source_names import find_names
from sayso.matching.terms import stem, weigh_stem
from sayso.model import Document, Quantity

#: From here on a vague number may be any larger one ("thousands").
LARGE = 1000

#: The share of the words around a vague figure of a headline that is around one that specifies it.
SPECIFIED = 0.3


class OverlapThresholds(NamedTuple):
    """The share of a claim's words that the other text must have for the claim to be in it.

    For a statement, the share of its words, by weight, in one stretch; with the same source less is enough. For a figure, the share of
    the words around it that are around another number of the same thing; None where another number is another claim.
    """

    said: float
    said_by_the_same: float
    new_figure: float | None


#: For a removed claim, which is listed only if it is certainly gone, and for an added one, of which more are listed.
REMOVED_OVERLAP, ADDED_OVERLAP = OverlapThresholds(0.4, 0.38, 0.4), OverlapThresholds(0.6, 0.5, None)

#: What is enough for counts of people with one role: another toll is most often the same one.
ANOTHER_TOLL = 0.15

#: The share of the words around each of two figures that must be around the other for a figure that came to be the next period's count of
#: what a figure that went counted in its own.
NEXT_PERIOD = 0.6

#: The shares that two figures must have in common if one sentence continues after the figure and the other ends there: nearly all words
#: of the shorter one, and this part of those of the longer one.
NEARLY_ALL, PART = 0.75, 0.3

#: The same part for two counts of one role ("of the 11 cases with a known outcome, there were two deaths", "there was one death").
PART_BY_ROLE = 0.15

#: The roles of injured people, either of which a text may use.
_HURT = frozenset(("hospitalised", "injured"))

#: Roles of people, also where "deaths" or "injuries" are counted.
_TOLLS = frozenset(("killed", "injured", "missing"))

#: Contents with fewer content words than this must be there word for word, from the first of these to the last.
SHORT = 4

#: The share of a statement's content words that a longer one by the same source must have to be the same, not yet cut.
CUT = 0.8

#: How much longer than the content the stretch may be: a factor, and some words more.
LONGER, MORE = 1.5, 8

#: The share of the words around a figure that must be around the same value; less where the same thing is counted, and for a number
#: that few things have in common.
AROUND, AROUND_THING, AROUND_ODD = 0.3, 0.15, 0.1

#: The same where three people or more have the same role: a text has few such tolls.
AROUND_TOLL = 0.05

#: How many words around a figure are looked for, and within how many of the other's; the factor for each further word.
BEFORE, AFTER, WIDE, FALL = 10, 14, 25, 0.15

#: Words in more places than this are too common to find a place by.
OFTEN = 60

#: How many figures of one value are looked at, and how many of them are weighed.
MANY, ENOUGH = 400, 40

#: A count of this many people or fewer may be of any people.
SMALL = 12

#: Two equal sums of this much money or more are one sum.
LARGE_SUM = 1e6

#: What a text counts in at most so many places is the same in both texts if the count is equal.
SELDOM = 6

#: Number words that another wording may write as digits.
_NUMBERS = {stem(word): f"{value:g}" for word, value in {**ONES, **TEENS}.items() if 2 <= value <= 12}


@lru_cache(maxsize=1 << 16)
def find_word_root(word: str) -> str:
    """The root that two forms of one word share: its stem, for long words the first letters, for number words the digits.

    >>> find_word_root("cancelling") == find_word_root("canceled"), find_word_root("evacuation") == find_word_root("evacuate")
    (True, True)
    >>> find_word_root("four")
    '4'
    """
    stemmed = stem(word)
    if weigh_stem(stemmed) < 1.0 or not stemmed.isalpha():
        return stemmed
    return _NUMBERS.get(stemmed, stemmed[:ROOT])


#: The verbs of each outcome (killed, injured), as roots.
_FATES = {fate: frozenset(find_word_root(form) for form, form_fate in FORMS.items() if form_fate == fate) for fate in _TOLLS}


@lru_cache(maxsize=1 << 12)
def _index_line(line: str) -> tuple[list[str], list[int]]:
    """The roots of the words of a line, and where each begins in it; most lines of an article are in its next revision too."""
    found = list(WORD.finditer(line))
    return [find_word_root(m[0]) for m in found], [m.start() for m in found]


class ClaimSearchIndex:
    """A text, indexed to find claims in it; nothing is computed before the first question."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.roots: list[str] = []
        self._starts: list[int] = []
        begin = 0
        for line in document.text.split("\n"):
            roots, starts = _index_line(line)
            self.roots += roots
            self._starts += [begin + start for start in starts]
            begin += len(line) + 1
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.roots):
            self._places[word].append(place)
        self._mentions = mentions
        self._body = self._find_word_index(document.headline)

    @cached_property
    def _figures(self) -> Mapping[float | None, Sequence[Mention]]:
        """The figures by their value."""
        out: defaultdict[float | None, list[Mention]] = defaultdict(list)
        for m in self._mentions:
            if m.claim.quantity:
                out[m.figure.value].append(m)
        return out

    @cached_property
    def _figures_by_noun(self) -> Mapping[str, Sequence[Mention]]:
        """The figures by what they count."""
        out: defaultdict[str, list[Mention]] = defaultdict(list)
        for m in self._mentions:
            for key in (_list_noun_keys(m.figure) or _make_key_without_noun(m.figure)) if m.claim.quantity else ():
                out[key].append(m)
        return out

    @cached_property
    def _statement_words(self) -> Mapping[str, Sequence[frozenset[str]]]:
        """The statements below the headline, by the names of their source: the content words of each."""
        out: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for m in self._mentions:
            names = frozenset() if m.claim.quantity or m.claim.part == "headline" else find_names(m)
            if names:
                telling = frozenset(w for w in self.list_content_roots(m) if weigh_stem(w) == 1.0)
                for name in names:
                    out[name].append(telling)
        return out

    def list_content_roots(self, mention: Mention) -> list[str]:
        """The roots of a claim's own words."""
        return [
            word for start, end in mention.claim.spans for word in self.roots[self._find_word_index(start) : self._find_word_index(end)]
        ]

    def weigh_roots_around(self, mention: Mention, before: int = BEFORE, after: int = AFTER) -> dict[str, float]:
        """The roots around a figure in its sentence, its own number left out, and how near each is: 1 for the next word, then less."""
        first, last = self._find_word_index(mention.figure.span.start), self._find_word_index(mention.figure.span.end)
        start, end = self._find_word_index(mention.home.span.start), self._find_word_index(mention.home.span.end)
        ahead, behind = reversed(self.roots[max(start, first - before) : first]), self.roots[last : min(last + after, end)]
        near: dict[str, float] = {}
        for side in (ahead, behind):
            for steps, word in enumerate(side):
                near[word] = max(near.get(word, 0.0), 1 / (1 + FALL * steps))
        return near

    def contains_claim(self, mention: Mention, other: ClaimSearchIndex, thresholds: OverlapThresholds) -> bool:
        """Whether this text has the content of a claim of the `other`."""
        if mention.claim.quantity is None:
            return self._contains_statement(mention, other, thresholds)
        if thresholds.new_figure is None:
            return self._contains_figure(mention, other, thresholds)
        return (
            self._contains_figure(mention, other, thresholds)
            or self._contains_other_figure(mention, other, thresholds.new_figure)
            or self._specifies_headline(mention, other)
        )

    def _specifies_headline(self, mention: Mention, other: ClaimSearchIndex) -> bool:
        """Whether a figure here specifies a vague one of the other headline: "thousands without power", "52,000 homes lost power"."""
        a = mention.figure
        if mention.claim.part != "headline" or a.value is not None or a.low is None:
            return False
        words, most = other.weigh_roots_around(mention, 1), math.inf if a.high is None or a.low >= LARGE else a.high
        near = (
            m
            for m in self._mentions
            if m.claim.quantity and not are_clashing_quantities(a, m.figure) and a.low <= (m.figure.value or 0) <= most
        )
        return any(self._weigh_share(words, self.weigh_roots_around(m)) >= SPECIFIED for m in near)

    def _contains_statement(self, mention: Mention, other: ClaimSearchIndex, thresholds: OverlapThresholds) -> bool:
        words = other.list_content_roots(mention)
        telling = {w for w in words if weigh_stem(w) == 1.0}
        first = self._body if _is_quotation(mention) else 0  # a headline quotes only a part
        if len(telling) < SHORT:
            return self._contains_words(_trim_grammar(words), first) or (
                len(telling) == SHORT - 1 and self.compute_coverage(telling, len(words), first) == 1.0
            )
        same = [said for name in sorted(find_names(mention)) for said in self._statement_words.get(name, ())]
        share = self.compute_coverage(words, int(LONGER * len(words)) + MORE, first)
        if share >= (thresholds.said_by_the_same if same else thresholds.said):
            return True
        return any(len(said) >= SHORT and len(said & telling) >= CUT * len(said) for said in same)

    def _contains_words(self, words: Sequence[str], begin: int) -> bool:
        """Whether this text has some words one after the other, from its word `begin` on."""
        return bool(words) and any(p >= begin and self.roots[p : p + len(words)] == words for p in self._places.get(words[0], ()))

    def _contains_figure(self, mention: Mention, other: ClaimSearchIndex, thresholds: OverlapThresholds) -> bool:
        a, words = mention.figure, other.weigh_roots_around(mention)
        flat = dict.fromkeys(words, 1.0)
        for there in self._find_same_value(a, surely_gone=thresholds.new_figure is not None):
            if self._is_only_one_of_role(a, there.figure):
                return True
            here = self.weigh_roots_around(there, WIDE, WIDE)
            thing = _has_one_noun(a, there.figure)
            share = self._weigh_share(flat, here)
            if thresholds.new_figure is not None:  # for a removed claim, more counts as still present
                thing = thing or _is_one_measure(a, there.figure) or (a.unit == there.figure.unit == "person" and (a.value or 0) > SMALL)
                known = self._is_seldom(a, there) or _is_one_sum(a, there.figure) or (share > 0 and _is_one_toll(a, there.figure))
                share = 1.0 if known else max(share, self._weigh_share(words, here))
            enough_around = AROUND_ODD if _is_distinctive_number(a) and not thing else AROUND_THING if thing else AROUND
            if share >= (AROUND_TOLL if thresholds.new_figure is None and _is_toll(a, there.figure) else enough_around):
                return True
        return False

    def _is_only_one_of_role(self, a: Quantity, there: Quantity) -> bool:
        """Whether this text has one count of a role, and it counts the same people: "two of them were taken to a hospital".

        Tolls do not count: a few dead may be others.
        """
        if a.role is None or a.role in _TOLLS or a.role != there.role or a.unit != there.unit or (a.value or 0) < 2:
            return False
        return len({m.figure.value for m in self._figures_by_noun.get(f"@{a.role}", ())}) == 1

    def _is_seldom(self, a: Quantity, there: Mention) -> bool:
        """Whether a figure here counts the same thing, of which the text says little, so that it is those ("four divers", "four divers").

        A page may have glued the thing to the next word, so that no thing was read.
        """
        if a.head is None or len(self._places.get(find_word_root(a.head), ())) > SELDOM:
            return False
        beside = there.figure.head is None and find_word_root(a.head) in self.weigh_roots_around(there, 0, BESIDE)
        return compare_nouns(a, there.figure) == 1.0 or (beside and a.head not in ANYBODY)

    def _contains_other_figure(self, mention: Mention, other: ClaimSearchIndex, least: float) -> bool:
        """Whether this text has another number of the same thing in much the same words, or the one person of a role without a number."""
        a, words = mention.figure, other.weigh_roots_around(mention)
        rivals = (m for key in _list_noun_keys(a) for m in islice(self._figures_by_noun.get(key, ()), ENOUGH))
        needed = ANOTHER_TOLL if a.role and (a.unit == "person" or a.role in _TOLLS) else least
        if a.value is None and a.role in _HURT and self._counts_hurt(words, least):
            return True
        if any(self._weigh_share(words, self.weigh_roots_around(m)) >= least for m in islice(self._figures_by_noun.get("", ()), ENOUGH)):
            return True
        head = find_names_before_bracket(mention)
        alike = (
            m
            for m in rivals
            if not are_clashing_quantities(a, m.figure) and (not head or not head.isdisjoint(find_names_before_bracket(m)))
        )
        if any(self._weigh_share(words, self.weigh_roots_around(m)) >= needed for m in alike):
            return True
        if a.value == 1 and a.role in _TOLLS and any(word in self._places for word in _FATES[a.role]):
            return True  # "at least one person dead", "a Norden woman was killed"
        is_of_things = a.value is None and a.head is not None and a.unit != "person"
        still_here = is_of_things and find_word_root(a.head or "") in self._places  # "several cats", "multiple cats"
        return (a.value == 1 or still_here) and a.role is not None and self.compute_coverage(words, WIDE) >= least

    def _counts_hurt(self, words: Mapping[str, float], least: float) -> bool:
        """Whether people who were hurt are counted here in numbers, or people of whom much the same is said as of a figure."""
        people = (m for m in self._mentions if m.claim.quantity and m.figure.unit == "person" and m.figure.value is not None)
        return any(m.figure.role in _HURT or self._weigh_share(words, self.weigh_roots_around(m)) >= least for m in people)

    def counts_next_period(self, mention: Mention, other: ClaimSearchIndex, candidates: Iterable[Mention]) -> bool:
        """Whether a figure of the `other` text is what one of some figures here is, in nearly the same words, with another number.

        "At the time of the report there were two deaths", then "three deaths": of other people, and the same measure. The part
        of a toll that one place has needs no other word in common: "9 deaths, five of which were in Orle", "three of the 9 were in Orle".
        """
        a, words = mention.figure, other.weigh_roots_around(mention)
        places = find_places_after(mention) if _is_part_of_toll(mention) else frozenset()
        for rival in candidates:
            b = rival.figure
            if (
                are_clashing_quantities(a, b)
                or (a.value, a.low, a.high) == (b.value, b.low, b.high)
                or set(_list_noun_keys(a)).isdisjoint(_list_noun_keys(b))
            ):
                continue
            if places and a.role == b.role and _is_part_of_toll(rival) and places == find_places_after(rival):
                return True
            if self._is_much_the_same(words, self.weigh_roots_around(rival), other, PART):
                return True
            ahead = other.weigh_roots_around(mention, WIDE, 1) if a.role and a.role == b.role else {}
            if _is_telling(ahead) and self._is_much_the_same(ahead, self.weigh_roots_around(rival, WIDE, 1), other, PART_BY_ROLE):
                return True
        return False

    def _is_much_the_same(self, there: Mapping[str, float], here: Mapping[str, float], other: ClaimSearchIndex, part: float) -> bool:
        """Whether two figures have mostly the same words around them.

        Either most words of each are around the other, or nearly all of the one with fewer words.
        """
        shares = sorted((self._weigh_share(there, here), other._weigh_share(here, there)))
        return shares[0] >= NEXT_PERIOD or (shares[0] >= part and shares[1] >= NEARLY_ALL)

    def _find_same_value(self, a: Quantity, surely_gone: bool) -> list[Mention]:
        """The figures here with the value of another, whatever their hedge; converted ones may be rounded.

        Those of another role are none of them, but for a claim that is listed only if it is surely gone: the two who were missing were
        killed.
        """
        known = self._figures.get(a.value, [])[:MANY]
        alike = (m for m in known if not are_clashing_quantities(a, m.figure) or (surely_gone and a.unit == m.figure.unit == "person"))
        near = (m for m in alike if find_unit_factor(m.figure.unit, a.unit) in (1.0, None))
        return list(islice((m for m in near if a.value is not None or (m.figure.low, m.figure.high) == (a.low, a.high)), ENOUGH))

    def _weigh_share(self, words: Mapping[str, float], here: Iterable[str]) -> float:
        """The share of some words that is here, each weighted by its information and its distance from the figure."""
        known = set(here)
        weights = {word: near * self._weigh_word(word) for word, near in words.items()}
        total = math.fsum(weights.values())
        return math.fsum(value for word, value in weights.items() if word in known) / total if total else 0.0

    def _weigh_word(self, word: str) -> float:
        """The weight of a word: less for grammar and time, and for what the text repeats."""
        return weigh_stem(word) / (1 + 0.5 * math.log(max(len(self._places.get(word, ())), 1)))

    def compute_coverage(self, words: Iterable[str], room: int, begin: int = 0) -> float:
        """The greatest share, by weight, of some words that is within `room` words of each other, from 0 to 1.

        Words before the word `begin` of the text do not count.
        """
        wanted = {word: self._weigh_word(word) for word in words if len(self._places.get(word, ())) <= OFTEN}
        total = math.fsum(wanted.values())
        hits = sorted((place, word) for word in wanted for place in self._places.get(word, ()) if place >= begin)
        inside: Counter[str] = Counter()
        best = have = 0.0
        first = 0
        for place, word in hits:
            inside[word] += 1
            have += wanted[word] if inside[word] == 1 else 0.0
            while place - hits[first][0] >= room:
                gone = hits[first][1]
                inside[gone] -= 1
                have -= 0.0 if inside[gone] else wanted[gone]
                first += 1
            best = max(best, have)
        return best / total if total else 0.0

    def _find_word_index(self, offset: int) -> int:
        """The place of the first word at or after an offset."""
        return bisect_left(self._starts, offset)


def _is_part_of_toll(mention: Mention) -> bool:
    """Whether a sentence gives a toll and this part of it."""
    q = mention.figure
    if q.role not in _TOLLS or q.value is None:
        return False
    return any(m.claim.quantity and m.figure.role == q.role and (m.figure.value or 0) > q.value for m in mention.home.mentions)


def _is_telling(words: Iterable[str]) -> bool:
    """Whether some words have more than a noun and one other content word."""
    return sum(weigh_stem(word) == 1.0 for word in words) > 2


def _is_quotation(mention: Mention) -> bool:
    """Whether a claim of the text, not of its headline, is quoted in the speaker's words."""
    said = mention.claim.attribution
    return said is not None and said.mode == "direct" and mention.claim.part == "body"


def _trim_grammar(words: Sequence[str]) -> Sequence[str]:
    """Some words without the grammar at either end, if anything else is left."""
    telling = [i for i, word in enumerate(words) if weigh_stem(word) == 1.0]
    return words[telling[0] : telling[-1] + 1] if len(telling) > 1 else words


def _is_distinctive_number(q: Quantity) -> bool:
    """Whether a number is rare enough to identify a claim alone: three significant digits, or two and a unit."""
    if q.value is None:
        return False
    digits = len(f"{abs(q.value):.12g}".replace(".", "").strip("0"))
    return digits >= 3 or (digits == 2 and q.unit not in (None, "person"))


def _list_noun_keys(q: Quantity) -> list[str]:
    """Returns keys for the thing that a figure counts or measures, if few other figures do: a role, a noun, a rare unit."""
    role = [f"@{q.role}"] if q.role else []
    thing = [find_word_root(q.head)] if q.head and q.head not in ANYBODY else []
    return role + thing + ([f"={q.unit}"] if q.unit and q.unit not in EVERYWHERE else [])


def _make_key_without_noun(q: Quantity) -> list[str]:
    """The key of a figure whose noun the text does not give, for example before a bracket: "55 (53 of them nurses) people"."""
    return [""] if q.unit is None and q.head is None and q.value is not None else []


def _has_one_noun(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count the same thing, without a look at their surroundings."""
    return compare_nouns(a, b) > 0 or (a.role is not None and a.role == b.role)


def _is_one_sum(a: Quantity, b: Quantity) -> bool:
    """Whether two figures of one value are money, and so much that a text has no two such sums."""
    return a.unit is not None and a.unit == b.unit and (a.value or 0) >= LARGE_SUM and is_money(a.unit)


def _is_one_toll(a: Quantity, b: Quantity) -> bool:
    """Whether two figures of one value are tolls with one role, and large enough that a text has no two of them."""
    return a.role is not None and a.role == b.role and a.unit == b.unit == "person" and (a.value or 0) > SMALL


def _is_toll(a: Quantity, b: Quantity) -> bool:
    """Whether two figures of one value count three or more people with one role."""
    return a.role is not None and a.role == b.role and a.unit == b.unit == "person" and (a.value or 0) > 2


def _is_one_measure(a: Quantity, b: Quantity) -> bool:
    """Whether two figures have the same unit, and it is a rare one."""
    return a.unit is not None and a.unit == b.unit and a.unit not in EVERYWHERE
