"""The names of instruments, which series follow by name: a price, a rate, an index, the land of a fire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.series import figure_kinds
from sayso.series.figures import Figure
from sayso.series.followed import is_daily
from sayso.series.instruments import ANNUAL, LEVELS, OUNCES, SEVERAL, TRADED
from sayso.series.word_weights import Background
from sayso.series.wordings import find_topics

#: Units in which prices, rates and levels move.
_MOVED = frozenset(entries("series.txt", "units that move"))

#: The name of a change, by its period.
_CHANGES = {"day": "daily change", "week": "change in a week", "month": "change in a month", "quarter": "change in a quarter",
            "year": "change in a year", "since": "change so far"}  # fmt: skip

#: Measures of which each country has its own, and the one that a text does not name because it is written there.
_OF_COUNTRIES = frozenset(entries("series.txt", "measures of a country"))
COUNTRY = next(iter(entries("series.txt", "names of the home country")))
_NAMES = alternation(entries("series.txt", "names of the home country"))
_HOME = compile_pattern(rf"\b(?:{_NAMES})(?![\p{{L}}\p{{N}}])")

#: The same units where they count goods.
AT_HOME = compile_pattern(
    rf"\b(?:[Ii]n|[Aa]cross|[Aa]round|[Tt]hroughout) (?:the )?(?:{_NAMES})(?![\p{{L}}\p{{N}}])"
    rf"|\b(?:{_NAMES}) economy|\b[Tt]he (?:{_NAMES}) ha[sd]\b"
)

#: A good of which several are quoted, by its name alone, and how its price is called.
_BY_BENCHMARK = "Oil"
_UNNAMED = f"{_BY_BENCHMARK} (benchmark not named)"

#: What is measured by its growth, however a text puts it.
_GROWING = frozenset(entries("series.txt", "measured by their growth"))

#: Names that are written with a capital.
_PROPER = frozenset(("Treasury", "Brent"))

#: Plurals of units that are not the unit with -s.
ODD_PLURALS = {"foot": "feet", "inch": "inches", "percent": "percent", "square foot": "square feet", "square km": "square km"}


def name_instrument(points: Sequence[Figure], background: Background) -> str | None:
    """A price, rate or index by its own name: "Brent crude, price of a barrel"; None where most points do not name one."""
    named = Counter(p.instrument[:2] for p in points if p.instrument)
    if not named:
        return None
    (thing, whose), times = min(named.items(), key=lambda item: (-item[1], item[0]))
    per = next((u for p in points if (u := (p.dimension or "").partition("dollar per ")[2])), "")
    unit = points[0].unit or ""
    if 3 * times < 2 * len(points) or not (per or unit in _MOVED or (thing in TRADED and unit == "USD")):
        return None
    called = _add_term(thing, points)
    if (
        not whose
        and thing in _OF_COUNTRIES
        and 2 * sum(_HOME.search(_join_sentence_and_opening(p)) is not None for p in points) >= len(points)
    ):
        called = f"{COUNTRY} {called if _is_proper(called) else called[0].lower() + called[1:]}"
    owned = (f"{called}, {whose}" if whose else called) + _name_standing(points)
    if per:
        owned = f"{_UNNAMED}{owned.removeprefix(_BY_BENCHMARK)}" if owned.startswith(_BY_BENCHMARK) else owned
        return f"{owned}, price of a {per}"
    if unit == "USD":
        return f"{owned}, price" + (" of an ounce" if thing in OUNCES else "")
    plural = ODD_PLURALS.get(unit) or f"{unit}s"
    if thing in _GROWING and unit == "percent":
        return f"{owned} growth, percent"
    if 2 * sum(p.is_change for p in points) > len(points):
        return f"{owned}, {name_change(points)} in {plural}"
    if thing in SEVERAL and (about := find_topics(points, background, f"{owned} {plural}", nouns=False)):
        if len(about) == 1 and 2 * sum(f"{about[0]} tariff" in p.sentence.lower() for p in points) > len(points):
            return f"{about[0][0].upper()}{about[0][1:]} {owned[0].lower()}{owned[1:]}, {plural}"
        return f"{owned}, {plural} ({', '.join(about)})"
    return f"{owned}, {plural}" if thing in LEVELS else None


def _join_sentence_and_opening(point: Figure) -> str:
    return f"{point.sentence}\n{point.article.headline}\n{point.article.lead}"


def _is_proper(thing: str) -> bool:
    """Whether a measure is written with a capital within a sentence: "GDP", "Treasury yield"."""
    return thing[1:2].isupper() or thing.split()[0] in _PROPER


def _name_standing(points: Sequence[Figure]) -> str:
    """The suffix of the name if most points are of one kind: " at its high", " outside trading hours", ", as expected or feared".

    Also ", legal limit" and " before the change". Empty where most points give the present level.
    """
    if 2 * sum(p.is_passing for p in points) > len(points):
        lows = sum(figure_kinds.is_low(p.around[0], p.text) for p in points)
        return " at its high" if not lows else " at its low" if lows == len(points) else " at its high or low"
    if 2 * sum(p.is_after_hours for p in points) > len(points):
        return " outside trading hours"
    if 2 * sum(p.is_limit for p in points) > len(points):
        return ", legal limit"
    if 2 * sum(p.is_expected for p in points) > len(points):
        return ", as expected or feared"
    return " before the change" if 2 * sum(p.is_former for p in points) > len(points) else ""


def _add_term(thing: str, points: Sequence[Figure]) -> str:
    """A rate with the term that most points have, or the only one that some have: "10-year Treasury yield"."""
    terms = Counter(p.instrument.term for p in points if p.instrument and p.instrument.term)
    if thing in ANNUAL and not terms:
        return f"Annual {thing if _is_proper(thing) else thing[0].lower() + thing[1:]}"
    term, times = min(terms.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if 2 * times <= len(points) and not (times > 1 and len(terms) == 1 and term[0].isdigit()):
        return thing
    return f"{term[0].upper()}{term[1:]} {thing if _is_proper(thing) else thing[0].lower() + thing[1:]}"


def name_fire(points: Sequence[Figure]) -> str | None:
    """A fire's land, or the share of it that is contained: "Sarane Fire, acres"; None where fewer than half of the points name one."""
    named = Counter(p.fire.removeprefix("The ") for p in points if p.fire)
    if not named or 2 * sum(named.values()) < len(points):
        return None
    if points[0].unit == "percent":
        contained = " contained" if any(word.startswith("contain") for p in points for word in p.words) else ""
        return f"{min(named, key=lambda fire: (-named[fire], fire))}, percent{contained}"
    return f"{min(named, key=lambda fire: (-named[fire], fire))}, {ODD_PLURALS.get(points[0].unit or '') or f'{points[0].unit}s'}"


def name_change(points: Sequence[Figure]) -> str:
    """The name of a change: by its period where most points have one, or where some are of a day and none has another."""
    periods = Counter(p.period for p in points if p.period)
    if not periods:
        return "daily change" if all(p.instrument and is_daily(p) for p in points) else "change"
    best, times = min(periods.items(), key=lambda item: (-item[1], item[0]))
    return _CHANGES[best] if 2 * times > len(points) or periods.keys() == {"day"} else "change"
