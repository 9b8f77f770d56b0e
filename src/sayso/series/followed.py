"""Measures followed by name through articles that share little else: the price of the same thing, the rising toll of one war or campaign.

Evidence by shared names suits an event that some articles report within days. A price is quoted, and a toll updated, in
articles on other subjects; there two figures belong together by what they measure, if their sizes and times allow it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, pairs
from sayso.matching.terms import stem
from sayso.series.figure_kinds import LONGER
from sayso.series.figures import ANYBODY, LAND, Figure
from sayso.series.instruments import EXCLUSIVE, RATES, TRADED, Instrument, find_price_factor

#: The most days between quotes of one price, and the greatest ratio; the same for a toll, which only rises.
FOLLOWED, JUMP = 45, 2.0
RISEN = 4.0

#: Of FEWEST quotes of one price or more, none is further than the ratio STRAYS from the median of the AROUND nearest on either side.
FEWEST, STRAYS, AROUND = 5, 1.35, 4

#: Names of several goods with different prices; the greatest distance of two quotes of one price.
KINDS_OF = {"Oil": frozenset(("Brent crude", "US crude"))}
ABOUT = 0.01

#: A greater fall of an index in one day, in percent, is a historic one; and instruments that move more than that.
CRASH = 15.0
RAW = frozenset(entries("series.txt", "instruments that move far"))

#: A digit: a figure without one and without a value is "thousands" or "millions of dollars".
_DIGIT = compile_pattern(r"\d")

#: How much the sentences of two tolls must share: of their rare words, or of all words.
SHARED, ALIKE = 0.25, 0.3

#: The greatest ratio of a toll's rise where the sentences are close, or for burned land.
MUCH_RISEN, CLOSE = 30.0, 0.5

#: The same for a toll below FEWER: there are many such events.
FEW_RISEN, FEWER = 10.0, 10

#: Words for what a fire does to land.
_BURNED = frozenset(map(stem, entries("series.txt", "burning")))

#: Names that do not identify an event.
_COMMON = frozenset(map(stem, entries("series.txt", "names of no one event")))

#: How far a later figure may lie below an earlier one, as a share: they are rounded.
ROUNDED = 0.03

#: A fire by its name.
_FIRES = compile_pattern(r"\b\p{Lu}[\p{L}’'-]*(?= (?:Fire|Complex)\b)")

#: Words of a toll so far.
_RUNNING = compile_pattern(
    r"(?i)\b(?:so far|to date|since|death toll|toll (?:has|rose|stands|climbed)|as of|campaign|operation"
    r"|(?:war|conflict) (?:with|in|against)|in the war|bring(?:s|ing)? (?:the|its)|in total|a total of"
    r"|(?:has|have)(?: now| already| so far| also)*(?: been)? ?(?:killed|displaced|wounded|injured|died|arrested|detained"
    r"|deported|freed|released|fled))\b"
)

#: Events at one place that was named before, which are part of a toll.
_THERE = compile_pattern(r"(?i)\b(?:dead|died|displaced|injured|killed|perished|wounded) there\b")

#: The same words with the speaker after them.
_HAD_BEEN = compile_pattern(
    r"(?i)\b(?:according to|said|says|reported)\b[^.;]*\bhad (?:been )?(?:killed|displaced|wounded|injured|died|fled)\b"
    r"|\bhad (?:been )?(?:killed|displaced|wounded|injured|died|fled)\b[^.;]*\b(?:according to|said|says|reported)\b"
)

#: From this number of people on, tolls are rare; and how much two articles on one war share.
GREAT, ONE_WAR = 30, 0.4

#: Words for a count that was different before, or that another article gave.
_RECOUNTED = compile_pattern(
    r"(?i)\b(?:initial(?:ly)?|revised?|earlier|previous(?:ly)?|at first|first said|first reported|since (?:risen|climbed)|up from|down from"
    r"|(?:rose|risen|climbed|rising|raised|jumped|dropped|fell|lowered|updated|grew|grown) (?:from|to)|had (?:said|put|reported)|originally"
    r"|later|now|corrected?|instead of|not)\b"
)

#: Fates that only more people can meet.
RISING = frozenset(entries("series.txt", "fates that more people meet"))

#: Other words for people in general, by their stems.
_ANYBODY = frozenset(map(stem, entries("series.txt", "people in general")))

#: Nouns for people of one sex or age, by stems.
_SEX_OR_AGE = frozenset(map(stem, entries("series.txt", "people by sex or age")))

#: Groups of people with several names, by the stems of these.
_KINDS = {stem(word): name for word, name in pairs("series.txt", "people by several names").items()}

_NATIONS = {"american": "us", "americans": "us", "u.s": "us", "u.s.": "us"}


def is_one_price(a: Figure, b: Figure) -> bool:
    """Whether the two are prices or rates of the same thing that everybody follows, of about one time and size."""
    one, other = a.instrument, b.instrument
    if not one or not other or one[:2] != other[:2] or is_other_instrument(one, other) or one.name in KINDS_OF:
        return False
    if a.is_change or b.is_change:
        return one.name not in RATES and is_daily(a) and is_daily(b) and a.unit == b.unit
    if a.is_past or b.is_past or a.is_former or b.is_former or a.is_expected or a.past_years or b.past_years:
        return False
    if any(f.before[-1:] == ["record"] for f in (a, b)):
        return False
    coin = one.name in TRADED and a.unit == b.unit == "USD"
    if not ((a.dimension or "").startswith("dollar per ") or coin or (one.name in RATES and a.unit == b.unit == "percent")):
        return False
    if abs(a.reference_day - b.reference_day) > FOLLOWED:
        return False
    low, high = sorted((a.size, b.size * (find_price_factor(b.unit, a.unit) or 1.0)))
    return 0 < high <= JUMP * low


def drop_implausible(figures: Sequence[Figure]) -> list[Figure]:
    """Prices and rates of the same thing (in time) without those too far from the ones around them: a threshold, one of another year.

    Other figures, and small groups, stay as they are.
    """
    if len(figures) < FEWEST or any(f.instrument is None or f.is_change for f in figures):
        return list(figures)
    units = [find_price_factor(f.unit, figures[0].unit) or 1.0 for f in figures]
    sizes = [f.size * unit for f, unit in zip(figures, units, strict=True)]
    kept = []
    for at, figure in enumerate(figures):
        start = max(0, min(at - AROUND, len(figures) - 2 * AROUND - 1))
        usual = median(size for n, size in enumerate(sizes[start : start + 2 * AROUND + 1], start) if n != at)
        if usual / STRAYS <= sizes[at] <= usual * STRAYS:
            kept.append(figure)
    return kept


def is_daily(figure: Figure) -> bool:
    """Whether a change is that of a day, as those of markets are where no other time is stated."""
    if not figure.is_change or figure.period not in ("", "day") or figure.around[1].startswith(" of "):
        return False
    return not LONGER.search(figure.sentence) and (figure.size <= CRASH or bool(figure.instrument and figure.instrument.name in RAW))


def find_benchmark(figure: Figure, others: Sequence[Figure]) -> Instrument | None:
    """The instrument of one article that a general name ("oil") means: the one whose price is near; None for several.

    `others` are all quotes in that article.
    """
    if not figure.instrument or figure.instrument.name not in KINDS_OF:
        return None
    kinds = KINDS_OF[figure.instrument.name]
    found = {o.instrument for o in others if o.instrument and o.instrument.name in kinds and _is_near(figure, o)}
    return found.pop() if len({each.name for each in found}) == 1 else None


def _is_near(figure: Figure, other: Figure) -> bool:
    """Whether two quotes, each a price or each a change, are of about one size. A round size does not count: anything passes $100."""
    if f"{figure.size:.12g}".replace(".", "").strip("0")[1:] == "":
        return False
    if figure.dimension != other.dimension or figure.is_change != other.is_change or figure.is_former != other.is_former:
        return False
    return abs(figure.size - other.size) <= ABOUT * other.size


def is_other_instrument(a: Instrument, b: Instrument) -> bool:
    """Whether two figures are of different things, owners or terms."""
    if a.name != b.name or (a.whose and b.whose and a.whose != b.whose):
        return True
    return a.term != b.term and bool((a.term and b.term) or {a.term, b.term} & EXCLUSIVE)


def is_one_toll(a: Figure, b: Figure, *, common: float, shared: float, sentence: float) -> bool:
    """Whether the two are tolls so far of the same people, or of one fire, the later no lower.

    `common` is how much their articles share, `shared` and `sentence` how much their sentences do. Great tolls are rare, so that
    a name in both sentences is enough.
    """
    if (
        find_toll_kind(a) != find_toll_kind(b)
        or not find_toll_kind(a)
        or abs(a.reference_day - b.reference_day) > FOLLOWED
        or not (is_running(a) and is_running(b))
    ):
        return False
    if find_people_kind(a) != find_people_kind(b) or (find_nations(a) and find_nations(b) and find_nations(a) != find_nations(b)):
        return False
    early, late = sorted((a, b), key=lambda f: (f.when, f.claim_id))
    least = early.low if early.low is not None else early.size
    most = late.high if late.high is not None else math.inf if late.modifier in ("over", "at_least") else late.size
    much = MUCH_RISEN if not a.role or min(a.size, b.size) >= FEWER else FEW_RISEN
    risen = much if sentence >= CLOSE or not a.role else RISEN
    if most < (1 - ROUNDED) * least or not 0 < max(a.size, b.size) <= risen * min(a.size, b.size):
        return False
    both = ((a.names | a.article.main) & (b.names | b.article.main)) - _COMMON
    if not a.role:
        return bool(both & (a.names | b.names)) or a.article_id == b.article_id
    if find_people_kind(a):
        return bool(both) and bool(find_nations(a) or find_nations(b))
    great = min(a.size, b.size) >= GREAT and common >= ONE_WAR and bool((a.names & b.names) - _COMMON)
    return great or shared >= SHARED or sentence >= ALIKE


def is_updated(a: Figure, b: Figure) -> bool:
    """Whether one sentence gives the size of a fire at two times: "had burned [15,000] acres by noon, but by night [145,000]"."""
    return (
        a.article_id == b.article_id
        and find_toll_kind(a) == find_toll_kind(b) == "burned"
        and a.sentence == b.sentence
        and len(set(_FIRES.findall(a.sentence))) == 1
    )


def find_toll_kind(figure: Figure) -> str:
    """The kind of toll, which rises until an event is over: a fate of people, or burned land; "" for anything else."""
    if figure.role in RISING:
        return figure.role or ""
    return "burned" if figure.unit in LAND and not _BURNED.isdisjoint(figure.words) else ""


def is_running(figure: Figure) -> bool:
    """Whether it is a total of people until now, not the count of one event."""
    if figure.is_part or figure.is_step or figure.is_past or figure.past_years or _THERE.search(figure.sentence):
        return False
    if not figure.role or _RUNNING.search(figure.sentence):
        return True
    return figure.size >= GREAT and _HAD_BEEN.search(figure.sentence) is not None


def is_recounted(figure: Figure) -> bool:
    """Whether its sentence has another count before or after: "first put at nine, later revised to eight"."""
    return _RECOUNTED.search(figure.sentence) is not None


def is_some_kind(figure: Figure) -> bool:
    """Whether only people of one sex or age are counted, who may be a part of a larger number: "two women"."""
    return figure.counts_people and stem(figure.head or "") in _SEX_OR_AGE


def find_people_kind(figure: Figure) -> str:
    """The people who are counted, by a stem; "" for people in general."""
    head = stem(figure.head or "")
    noun = (figure.noun or "").lower()
    if "service" in noun and "member" in noun:
        return "soldier"
    return "" if not head or head in ANYBODY or (figure.head or "")[:1].isupper() or head in _ANYBODY else _KINDS.get(head, head)


def find_nations(figure: Figure) -> frozenset[str]:
    """The names in what is counted: "US" of "US service members"."""
    found = {w.lower() for w in (figure.noun or "").split() if w[:1].isupper()}
    return frozenset(_NATIONS.get(w, w) for w in found)


def is_followed(figures: Sequence[Figure]) -> bool:
    """Whether a group is a measure to follow, and not one stock sentence without a number ("thousands of passengers waited")."""
    if len(figures) < 3 or any(f.role or f.value is not None or _DIGIT.search(f.text) for f in figures):
        return True
    return not frozenset.intersection(*(f.local for f in figures))
