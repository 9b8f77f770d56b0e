"""The instrument of a price, a rate or an index: the gasoline of "gas prices rose to $3.48 a gallon", whatever the article is about.

A toll is identified by its event, and articles on one event share rare names. A price is identified by its good: articles that have nothing
else in common give it. So the instrument is read from the words, as a person would: the name that is nearest before the figure, asides
left out, else right after it; with its owner ("inflation in the European Union") and its term ("30-year").
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, source
from sayso.grammar.lexicon.tables import alternation
from sayso.matching.conversions import find_unit_factor
from sayso.matching.terms import STEMMED_CALENDAR, stem


class Instrument(NamedTuple):
    """A good, rate or index; its owner by the name near it (empty: none, or the country of the site).

    The term, "30-year".
    """

    name: str
    whose: str = ""
    term: str = ""


class _Table(NamedTuple):
    """The names by their words, and by the unit in which they are sold."""

    named: dict[str, str]
    sold: dict[str, frozenset[str]]


#: The lowest and highest likely price by the unit; other sums are no price by that unit.
_PRICES = {"barrel": (15.0, 300.0), "gallon": (1.0, 15.0)}

#: Rates that are stated in percent and are no change of something else.
RATES = frozenset(entries("series.txt", "rates in percent"))

#: A rate that a headline may name more exactly, and its possible names there.
GENERAL, SPECIAL = "Inflation", frozenset(("Producer prices", "PCE inflation"))

#: Rates of a year, where no other time is stated.
ANNUAL = frozenset(("Inflation", "Core inflation", "PCE inflation", "Core PCE inflation"))

#: Terms of instruments that are no rate or price themselves.
EXCLUSIVE = frozenset(entries("series.txt", "terms of what is no rate"))

#: Instruments stated in percent.
LEVELS = RATES | frozenset(entries("series.txt", "levels in percent"))

#: Indices, stated in points; futures on them are something else.
INDEXES = frozenset(entries("series.txt", "indexes in points"))

#: Rates of which there are several at a time.
SEVERAL = frozenset(("Tariff",))

#: Goods that are quoted as futures.
FORWARD = frozenset(entries("series.txt", "quoted for later delivery"))

#: Goods with a price in dollars for one ounce or one coin.
OUNCES = frozenset(("Gold", "Silver"))
TRADED = OUNCES | {"Bitcoin"}

#: Instruments with an owner that is stated near them; "Japan's Nikkei" has none.
_OWNED = RATES | frozenset(entries("series.txt", "instruments with an owner"))

#: Words whose sense depends on what is sold: "gas" is gasoline by the gallon, and natural gas or either elsewhere.
_ONLY_SOLD = frozenset(("gas", "regular gas"))

#: An aside that explains a name: ", the global oil benchmark,".
_ASIDE = compile_pattern(r",\s(?:the|an?|which|where|whose|meaning)\s[^,;]*(?=,)|\([^()]*\)")

#: The instrument after a price: "to $120 per barrel for Brent".
_FOR = compile_pattern(r"\s*(?:(?:a|an|per) ?\p{L}+ ?)?for ")

#: Breaks: words before them belong to something else.
_BREAK = compile_pattern(r";|—|\.\s|,? (?:but|while|whereas)\b")

#: The end of the words after a figure that may name its instrument.
_STOP = compile_pattern(r"[,;:—–.]\s|\d|\b(?:and|but|while|as|after|before|when|since|because|amid)\b")

#: How far after a figure, in characters.
BEHIND = 60

#: A word with a capital after a name, and words for the kind of a name.
_NEXT = compile_pattern(r"^ (\p{Lu}\p{Ll}[\p{L}-]*)")
_SORTS = frozenset(entries("series.txt", "sorts of instrument"))

_OWNER = compile_pattern(r"^(?: [\p{Ll}-]+){0,3}? (?:in|across|for|of) (?:the )?(\p{Lu}[\p{L}.]*(?: (?:of (?:the )?)?\p{Lu}[\p{L}.]*)*)")
_BEFORE = compile_pattern(r"((?:(?:\p{Lu}\.)+|\p{Lu}[\p{L}’']*)(?: (?:(?:\p{Lu}\.)+|\p{Lu}[\p{L}’']*))*) (?:[\p{Ll}-]+ )?$")
_TERM = compile_pattern(r"\b(?:target|goal|wholesale|refining|tax|(?:\d{1,2}|two|five|ten|fifteen|thirty)[-‑–](?:year|month|day))\b")
_STATES = compile_pattern(r"\b\p{Ll}+ states\b")
_MONTHLY = compile_pattern(
    r"(?i)\bmonthly\b|\bmonth[- ](?:over|on|to)[- ]month\b|\bon a monthly basis\b|from (?:the )?(?:month before|previous month)"
)

#: The names of the default country; and the bodies that report a rate, which do not own it.
_OWN = frozenset(entries("series.txt", "home country"))

#: Words with a capital where a sentence begins, and no part of a name.
_OPENING = frozenset(entries("series.txt", "capitals that open a sentence"))


@cache
def _load_table() -> _Table:
    named: dict[str, str] = {}
    sold: dict[str, set[str]] = {}
    for line in source("instruments.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, words = line.partition(":")
            name, _, unit = name.strip().partition(" [")
            named.update((word.strip(), name) for word in words.split(",") if word.strip())
            if unit:
                sold.setdefault(unit.rstrip("]"), set()).add(name)
    return _Table(named, {unit: frozenset(names) for unit, names in sold.items()})


@cache
def _compile_names() -> regex.Pattern[str]:
    return compile_pattern(rf"(?i)(?<![\p{{L}}\p{{N}}-])(?:{alternation(_load_table().named)})(?![\p{{L}}\p{{N}}])")


def find_instrument(before: str, after: str, unit: str | None, headline: str = "") -> Instrument | None:
    """The instrument of a figure between these words; None where no name is near, or nothing of the name is sold by its unit.

    Inflation below a headline on wholesale prices means wholesale prices.
    """
    found = _find_nearest_instrument(before, after, unit)
    if found and found.name == GENERAL:
        special = next(
            (name for m in _compile_names().finditer(headline) if (name := _load_table().named[_normalise_words(m.group())]) in SPECIAL),
            None,
        )
        return found._replace(name=special) if special else found
    return found


def _find_nearest_instrument(before: str, after: str, unit: str | None) -> Instrument | None:
    """The instrument by the sentence alone."""
    per = _get_per_unit(unit)
    allowed = _load_table().sold.get(per) if per else None
    plain = _ASIDE.sub(lambda m: " " * len(m.group()), before)
    broken = [m.end() for m in _BREAK.finditer(plain)]
    start = broken[-1] if broken else 0
    found = [m for m in _compile_names().finditer(plain, start) if _fits_unit(m, allowed, unit)]
    part = next((m.group().lower() for m in (_STATES.search(after[:BEHIND]), _STATES.search(plain[-BEHIND:])) if m), "")
    if "respectively" in after:
        return None
    if named := _FOR.match(after):
        own = next((m for m in _compile_names().finditer(after, named.end()) if _fits_unit(m, allowed, unit)), None)
        if own and own.start() == named.end():
            return _make_instrument(after, own, part, "")
    if found:
        nearest = len(found) - 1
        while nearest and plain[found[nearest - 1].end() : found[nearest].start()].isspace():
            nearest -= 1  # "US crude oil prices" are those of US crude
        if nearest and plain[found[nearest - 1].end() : found[nearest].start()].strip() == "and":
            return None  # "both Brent and WTI surged above $100"
        return _make_instrument(plain, found[nearest], part, after)
    stop = _STOP.search(after)
    behind = after[: min(stop.start() if stop else len(after), BEHIND)]
    first = next((m for m in _compile_names().finditer(behind) if _fits_unit(m, allowed, unit)), None)
    if first is None or behind[: first.start()].strip() == "of":
        return None  # "5% of GDP" is a share of it
    return _make_instrument(behind, first, part, "")


def _normalise_words(words: str) -> str:
    return " ".join(words.lower().split())


def _get_per_unit(unit: str | None) -> str:
    return unit.partition(" per ")[2] if unit else ""


def _fits_unit(match: regex.Match[str], allowed: frozenset[str] | None, unit: str | None) -> bool:
    words = _normalise_words(match.group())
    if match.group()[:1].isupper() and _has_more_words(match.string[match.end() :]):
        return False
    if allowed is not None:
        return _load_table().named[words] in allowed
    return words not in _ONLY_SOLD or unit in ("USD", "cent")


def _has_more_words(after: str) -> bool:
    """Whether a name has more words, so that it is another one: "S&P [Aggregate Bond Index]"."""
    word = _NEXT.match(after)
    return word is not None and word[1] not in _SORTS and stem(word[1].lower()) not in STEMMED_CALENDAR


def _make_instrument(text: str, match: regex.Match[str], part: str, after: str) -> Instrument:
    """The instrument of a match in its text, with its owner and term."""
    name = _load_table().named[_normalise_words(match.group())]
    front, behind = text[: match.start()], text[match.end() :]
    owners = [m.group(1) for m in (_OWNER.search(behind), _BEFORE.search(front)) if m]
    whose = "" if name not in _OWNED else part or next((o for owner in owners if (o := _trim_owner(owner))), "")
    terms = _TERM.findall(front[-40:] + match.group() + behind[:20] + " " + after[:45])
    return Instrument(name, whose, "monthly" if _MONTHLY.search(front[-60:] + match.group() + behind[:60]) else terms[-1] if terms else "")


def _trim_owner(owner: str) -> str:
    """The owner, without the default country."""
    words = owner.removesuffix("’s").removesuffix("'s").split()
    while words and words[0] in _OPENING:
        del words[0]
    if not words or {" ".join(words), words[0], words[-1]} & _OWN or {stem(w.lower()) for w in words} & STEMMED_CALENDAR:
        return ""
    whose = " ".join(words)
    return "" if _normalise_words(whose) in _load_table().named else whose


def find_price_factor(unit: str | None, other: str | None) -> float | None:
    """The factor from one unit to the other; a price in dollars is a price by the unit sold. None where they do not convert."""
    if {"USD"} < {unit, other} and any(u and u.startswith("dollar per ") for u in (unit, other)):
        return 1.0
    return find_unit_factor(unit, other)


def find_unit_sold(name: str, value: float | None) -> str | None:
    """The unit that something is sold by, where the money is a likely price for it; "gallon" of gasoline at $3.48."""
    for unit, names in _load_table().sold.items():
        low, high = _PRICES.get(unit, (0.0, 0.0))
        if name in names and value is not None and low <= value <= high:
            return unit
    return None
