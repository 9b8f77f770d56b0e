"""How likely two figures are points of one series.

Evidence from independent places is added up as in a logistic regression: whether the articles tell of one story, how alike the sentences are,
what is counted and whose it is, how the figure is stated (a step or the sum so far, expected or so), and the numbers themselves, of which
an odd one tells more than a round one. Some things forbid: the killed are not the injured, dollars are no percent, and people counted in
an event of another day are others.

People are weighed by weights of their own: an event is known by its place, its day and who else was counted; a price or a share by its name.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from rapidfuzz import fuzz

from sayso.matching.conversions import factor
from sayso.matching.terms import stem
from sayso.series.background import Background
from sayso.series.figures import ANYBODY, Figure

#: Days after which people counted are taken for those of another event, unless the articles share their rare names.
PAST = 40

#: What two articles must share (see `Background.common`) for an event to be one although the days told differ.
ONE_STORY = 0.8

#: Pairs with fewer words and names in common than this tell of different things.
UNRELATED = 0.15

#: The same of pairs more than PAST days apart.
FAR_RELATED = 0.5

#: Sentences more alike than this, in stories that have less in common than that, are what a site prints under everything.
VERBATIM, FURNITURE = 0.95, 0.3

#: Words of a sentence that weigh less than this (of grammar, or far from the figure) tell nothing of what is measured.
WEAK = 0.25


class Evidence(NamedTuple):
    """What speaks for and against two figures measuring one thing; 0 is no evidence, each field within -1 to 1."""

    common: float  # the rare names that both articles hold
    stale: float  # far apart in time with little in common
    date: float  # the days that the sentences name
    companions: float  # what else is counted in the two sentences
    title: float  # the two headlines
    sentence: float  # the words of the two sentences, the nearer to the figure the heavier
    near: float  # the few words on either side
    shared: float  # the rare words and names of both sentences
    strange: float  # names of one sentence that the other article does not know
    subject: float  # the name nearest before the figure
    rival: float  # both sentences hold the name, but another is nearer
    unit: float
    counted: float  # things are counted, in no unit
    head: float  # what is counted, of people
    group: float  # the words before the noun ("US service members")
    role: float
    same: float  # the same number
    odd: float  # ... that is an odd one
    story: float  # ... in one story
    far: float  # numbers of another size
    apart: float  # days between
    step: float  # one is a step, the other the sum so far
    forecast: float  # one is expected, the other so
    years: float  # the years that the sentences name


#: What each piece of evidence weighs for people and for all other figures, and the bias, from `benchmarks/fit_series.py`.
PEOPLE = Evidence(
    common=0.12,
    stale=-0.29,
    date=-0.04,
    companions=0.75,
    title=0.27,
    sentence=0.75,
    near=0.68,
    shared=0.26,
    strange=-0.68,
    subject=0.39,
    rival=0.00,
    unit=0.00,
    counted=0.00,
    head=0.41,
    group=0.24,
    role=1.21,
    same=0.59,
    odd=0.55,
    story=0.50,
    far=-1.94,
    apart=-0.86,
    step=0.32,
    forecast=-0.30,
    years=-0.23,
)
PEOPLE_BIAS = -0.65
OTHERS = Evidence(
    common=-0.36,
    stale=-0.24,
    date=0.00,
    companions=0.50,
    title=1.35,
    sentence=0.22,
    near=1.16,
    shared=0.53,
    strange=-1.22,
    subject=1.57,
    rival=0.47,
    unit=0.86,
    counted=-0.86,
    head=0.00,
    group=0.19,
    role=0.00,
    same=1.23,
    odd=0.68,
    story=0.80,
    far=-1.97,
    apart=-0.64,
    step=-0.54,
    forecast=0.68,
    years=0.45,
)
OTHERS_BIAS = -1.55


def likelihood(a: Figure, b: Figure, background: Background) -> float:
    """That the two are points of one series, from 0 to 1."""
    if clash(a, b):
        return 0.0
    evidence = weigh(a, b, background)
    if forbidden(a, b, evidence):
        return 0.0
    weights, bias = (PEOPLE, PEOPLE_BIAS) if a.counts_people else (OTHERS, OTHERS_BIAS)
    return 1 / (1 + math.exp(-bias - sum(w * x for w, x in zip(weights, evidence, strict=True))))


def clash(a: Figure, b: Figure) -> bool:
    """Whether two figures cannot measure the same thing."""
    if a.dimension != b.dimension:
        return True
    return a.unit is not None and b.unit is not None and factor(a.unit, b.unit) is None


def forbidden(a: Figure, b: Figure, evidence: Evidence) -> bool:
    """Whether the two tell of different events, or stand in what a site prints under every story."""
    if a.article is b.article:
        return False
    related = 1 - (1 - evidence.common) * (1 - evidence.shared)
    past = abs(a.day - b.day) > PAST
    if related < (FAR_RELATED if past else UNRELATED):
        return True
    if evidence.common < FURNITURE and fuzz.ratio(a.sentence, b.sentence) / 100 > VERBATIM:
        return True
    return a.counts_people and evidence.common < ONE_STORY and (past or evidence.date == -1.0)


def weigh(a: Figure, b: Figure, background: Background) -> Evidence:
    """Everything that speaks for or against two figures that do not clash."""
    people = a.counts_people
    equal = is_same(a, b)
    common = background.common(a.article, b.article)
    days = math.log1p(abs(a.day - b.day)) / 4
    return Evidence(
        common=common,
        stale=min(1.0, days) * (1 - common),
        date=date(a, b) if people else 0.0,
        companions=companions(a, b),
        title=background.cosine(a.article.title, b.article.title),
        sentence=background.cosine(a.words, b.words),
        near=overlap(a, b),
        shared=shared(a, b, background),
        strange=strange(a, b),
        subject=subject(a, b),
        rival=0.0 if people else rival(a, b),
        unit=1.0 if a.unit and not people else 0.0,
        counted=0.0 if a.unit or people else 1.0,
        head=head(a, b) if people else 0.0,
        group=group(a, b) if people or not a.unit else 0.0,
        role=1.0 if a.role else 0.0,
        same=1.0 if equal else 0.0,
        odd=oddness(a) if equal else 0.0,
        story=common if equal else 0.0,
        far=distance(a, b),
        apart=min(1.0, days),
        step=differs("step", a, b),
        forecast=differs("forecast", a, b),
        years=years(a, b),
    )


def date(a: Figure, b: Figure) -> float:
    """1 where the two sentences name one day, -1 where they name others; weaker where only the openings of the articles tell."""
    for one, other, weight in ((a.days, b.days, 1.0), (a.days or a.story_days, b.days or b.story_days, 0.6)):
        if one and other:
            gap = min(abs(x - y) for x in one for y in other)
            return weight if gap <= 1 else -weight if gap > 3 else 0.0
    return 0.0


def companions(a: Figure, b: Figure) -> float:
    """1 where what else is counted in the two sentences agrees ("2 killed, 14 injured"), -1 where it differs, 0 unknown."""
    both = a.companions.keys() & b.companions.keys()
    if not both:
        return 0.0
    return sum(1.0 if a.companions[d] & b.companions[d] else -1.0 for d in both) / len(both)


def overlap(a: Figure, b: Figure) -> float:
    """The share of the words next to the two figures that stand on the same side of both."""
    one, other = a.near, b.near
    both = sum(min(w, other[k]) for k, w in one.items() if k in other)
    return 2 * both / (sum(one.values()) + sum(other.values())) if both else 0.0


def shared(a: Figure, b: Figure, background: Background) -> float:
    """How much the words and names that stand in both sentences tell together."""
    small, large = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    told = sum(background.rarity(s) ** 3 for s, w in small.items() if w > WEAK and s in large)
    return 1.0 - math.exp(-told / 1.5)


def strange(a: Figure, b: Figure) -> float:
    """How many names of the two sentences are unknown to the other's article; 1 for six and more."""
    unknown = [n for one, other in ((a, b), (b, a)) for n in one.names if n not in other.names and n not in other.article.names]
    return min(1.0, len(unknown) / 6)


def subject(a: Figure, b: Figure) -> float:
    """1 where the same name stands nearest before both figures, -0.5 where neither sentence knows the other's."""
    if a.subject is None or b.subject is None:
        return 0.0
    if a.subject == b.subject:
        return 1.0
    return 0.0 if a.subject in b.names or b.subject in a.names else -0.5


def rival(a: Figure, b: Figure) -> float:
    """1 where another name is nearer in one of the sentences ("the S&P fell 1 %, the Nasdaq 2 %")."""
    if a.subject is None or b.subject is None or a.subject == b.subject:
        return 0.0
    return 1.0 if a.subject in b.names or b.subject in a.names else 0.0


def head(a: Figure, b: Figure) -> float:
    """1 where the same kind of people is counted, -1 where two kinds are, 0 where one text does not say."""
    if not a.head or not b.head or a.head in ANYBODY or b.head in ANYBODY:
        return 0.0
    return 1.0 if stem(a.head) == stem(b.head) else -1.0


def group(a: Figure, b: Figure) -> float:
    """Whether the words before the counted noun agree."""
    one, other = a.qualifiers, b.qualifiers
    if not one or not other:
        return 0.0 if not one and not other else -0.2
    return 1.0 if one & other else -1.0


def differs(mark: str, a: Figure, b: Figure) -> float:
    """-1 where one figure is stated as a step (or a forecast) and the other is not."""
    one, other = mark in a.marks, mark in b.marks
    return -1.0 if one != other else 0.3 if one else 0.0


def years(a: Figure, b: Figure) -> float:
    """1 where both sentences name one year, -1 where they name others."""
    if not a.years or not b.years:
        return 0.0
    return 1.0 if a.years & b.years else -1.0


def is_same(a: Figure, b: Figure) -> bool:
    """Whether the numbers are equal, units converted; words without a number ("dozens") by the interval they mean."""
    if a.value is None or b.value is None:
        return (a.value, a.low, a.high) == (b.value, b.low, b.high)
    return math.isclose(a.value, b.value * (factor(b.unit, a.unit) or 1.0), rel_tol=1e-6)


def oddness(a: Figure) -> float:
    """0 for a number with one digit that counts, 1 for three and more."""
    x = a.value if a.value is not None else a.low or a.high or 0.0
    return (0.0, 0.0, 0.5, 1.0)[min(len(f"{abs(x):.12g}".replace(".", "").strip("0")), 3)]


def distance(a: Figure, b: Figure) -> float:
    """0 for equal numbers, 1 for a tenfold and more."""
    x, y = a.size, b.size * (factor(b.unit, a.unit) or 1.0)
    return min(abs(math.log10(x / y)), 1.0) if x > 0 and y > 0 else 0.0
