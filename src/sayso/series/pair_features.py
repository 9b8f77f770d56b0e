"""Compares two figures: each piece of evidence on whether they are of one series, as a value without its weight."""

from __future__ import annotations

import math

from sayso.matching.terms import stem
from sayso.series.figures import Figure
from sayso.series.followed import find_people_kind
from sayso.series.instruments import find_price_factor
from sayso.series.word_weights import Background

#: Words of a sentence with less weight than this (grammar, or far from the figure) do not show what is measured.
WEAK = 0.25


def compare_scopes(a: Figure, b: Figure, background: Background) -> float:
    """1 where the names of each sentence belong to the other's or to the opening of its article, -1 where none does, 0 where none is named.

    A sentence without names is on the subject of its article's opening; "four were killed at Norvik in 2021", in an article on another
    school, is not.
    """
    shared = [_share_names(one, other, background) for one, other in ((a, b), (b, a)) if one.names]
    return 2 * min(shared) - 1 if shared else 0.0


def _share_names(one: Figure, other: Figure, background: Background) -> float:
    """The share of the names in one sentence that are in the other, or in its article's opening."""
    (weights, total), near, opening = background.names(one.names), other.names, other.article.main
    return sum([w for n, w in weights.items() if n in near or n in opening]) / total if total else 1.0


def compare_close_words(a: Figure, b: Figure, background: Background) -> float:
    """The share, by rarity, of the content words close to the figures that are in both sentences."""
    one, other = background.words(a.local), background.words(b.local)
    total = one[1] + other[1]
    return 2 * sum([w for s, w in one[0].items() if s in other[0]]) / total if total else 0.0


def compare_measured_nouns(a: Figure, b: Figure) -> float:
    """Whether two measured values are of the same thing, by their nouns; 0 where one text has none."""
    if not a.noun or not b.noun:
        return 0.0
    one, other = ({stem(w.lower()) for w in x.noun.split()} for x in (a, b) if x.noun)
    return 1.0 if one & other else -1.0


def compare_dates(a: Figure, b: Figure) -> float:
    """1 where the two sentences name one day, -1 where they name different ones; weaker where only the articles' openings name days."""
    for one, other, part in ((a.days, b.days, 1.0), (a.days or a.story_days, b.days or b.story_days, 0.6)):
        if one and other:
            gap = min(abs(x - y) for x in one for y in other)
            return part if gap <= 1 else -part if gap > (1 if part == 1.0 else 3) else 0.0
    return 0.0


def compare_companions(a: Figure, b: Figure) -> float:
    """1 where the other counts in the two sentences agree ("2 killed, 14 injured"), -1 where they differ, 0 unknown."""
    both = a.companions.keys() & b.companions.keys()
    if not both:
        return 0.0
    return sum(1.0 if a.companions[d] & b.companions[d] else -1.0 for d in both) / len(both)


def compare_neighbours(a: Figure, b: Figure) -> float:
    """The share of the words next to the two figures that are on the same side of both."""
    one, other = a.near, b.near
    both = sum(min(w, other[k]) for k, w in one.items() if k in other)
    return 2 * both / (sum(one.values()) + sum(other.values())) if both else 0.0


def weigh_shared(a: Figure, b: Figure, background: Background) -> float:
    """The total weight of the words and names in both sentences."""
    small, large = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    rarity = background.rarity
    shared = sum([rarity(s) ** 3 for s, w in small.items() if w > WEAK and s in large])
    return 1.0 - math.exp(-shared / 1.5)


def rate_strangeness(a: Figure, b: Figure) -> float:
    """How many names of the two sentences are unknown to the other's article; 1 for six and more."""
    unknown = [n for one, other in ((a, b), (b, a)) for n in one.names if n not in other.names and n not in other.article.names]
    return min(1.0, len(unknown) / 6)


def compare_subjects(a: Figure, b: Figure) -> float:
    """1 where the same name is nearest before both figures, -0.5 where neither sentence knows the other's."""
    if a.subject is None or b.subject is None:
        return 0.0
    if a.subject == b.subject:
        return 1.0
    return 0.0 if a.subject in b.names or b.subject in a.names else -0.5


def rate_rival(a: Figure, b: Figure) -> float:
    """1 where another name is nearer in one of the sentences ("the S&P fell 1 %, the Nasdaq 2 %")."""
    if a.subject is None or b.subject is None or a.subject == b.subject:
        return 0.0
    return 1.0 if a.subject in b.names or b.subject in a.names else 0.0


def compare_heads(a: Figure, b: Figure) -> float:
    """1 where the same kind of people is counted, -1 where two kinds are, 0 where one text does not say."""
    one, other = find_people_kind(a), find_people_kind(b)
    if not one or not other:
        return 0.0
    return 1.0 if one == other else -1.0


def compare_qualifiers(a: Figure, b: Figure) -> float:
    """Whether the words before the counted noun agree."""
    one, other = a.qualifiers, b.qualifiers
    if not one or not other:
        return 0.0 if not one and not other else -0.2
    return 1.0 if one & other else -1.0


def compare_years(a: Figure, b: Figure) -> float:
    """1 where both sentences name one year, -1 where they name others."""
    if not a.years or not b.years:
        return 0.0
    return 1.0 if a.years & b.years else -1.0


def compare_past_years(a: Figure, b: Figure) -> float:
    """-1 where one sentence has a past year that the other does not name."""
    return -1.0 if a.past_years != b.past_years and (not a.past_years or not b.past_years) else 0.0


def rate_oddness(a: Figure) -> float:
    """0 for a number with one digit that counts, 1 for three and more."""
    x = a.value if a.value is not None else a.low or a.high or 0.0
    return (0.0, 0.0, 0.5, 1.0)[min(len(f"{abs(x):.12g}".replace(".", "").strip("0")), 3)]


def rate_distance(a: Figure, b: Figure) -> float:
    """0 for equal numbers, 1 for a tenfold and more."""
    x, y = a.size, b.size * (find_price_factor(b.unit, a.unit) or 1.0)
    return min(abs(math.log10(x / y)), 1.0) if x > 0 and y > 0 else 0.0
