"""The value of a number: from the match of a form to its value, and where the number ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import regex

from sayso.calendar_names import MONTH_STARTS
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities import hedges, units
from sayso.grammar.quantities.number_lexicon import DENOMINATORS, FRACTION_SIGNS, ONES, SCALES, SHORT_SCALES, TENS, TIMES, VAGUE
from sayso.grammar.quantities.number_words import BIG, SMALL, parse_digits, read_number_words
from sayso.grammar.quantities.ratios import is_ratio
from sayso.grammar.quantities.rule import Rule, expand_atoms


class Worth(NamedTuple):
    """What a production makes of a match: the value and where the number ends; `low` and `high` where it is vague."""

    value: float | None
    end: int
    low: float | None = None
    high: float | None = None


Production = Callable[["regex.Match[str]"], "Worth | None"]


@dataclass(frozen=True, slots=True)
class Form(Rule):
    """A rule whose pattern is a number, and the production that computes its value; None = matched, but not a number."""

    produce: Production


#: Parts of patterns, each under one name.
ATOMS = {
    "S": r"[^\S\n]{1,2}|\n|\s?[-‐‑]\s?",                # between the words of a number
    "B": r"(?![^\W\d_])",                               # no letter follows
    "PLAIN": r"\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,12})?|\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d{1,4})?"
             r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,6}(?!\d)(?:\.\d{1,12})?|\d{1,18}(?:\.\d{1,12})?|\.\d{1,12}",
    "ONE": alternation(ONES),
    # no letter follows a scale, except of a word that lost its blank: "millionto a group"
    "AFTER_SCALE": r"{B}|(?<=llion)(?=(?:to|in|for|on|at|by|of|and|from|over|as|with|during|after|since|a)(?![^\W\d_]))",
    "SMALL": alternation(SMALL),
    "BIG": alternation(BIG),
    "ANY": alternation({**SMALL, **BIG}),
    "SHORT": f"(?-i:{alternation(SHORT_SCALES)})",
    "TENS": alternation(TENS),
    "DENOMINATOR": f"(?:{alternation(TENS)}[-‐‑](?:first|second|{alternation(DENOMINATORS)})|{alternation(DENOMINATORS)})",
    "SPAN_OF": "century|decade|year|month|fortnight|week|day|hour|minute|mile|kilometre|kilometer",
    "VULGAR": "[" + "".join(FRACTION_SIGNS) + "]",
    "MONEY_TIED": r"(?:euro|dollar|pound|rupee|yen|yuan|peso|franc|strong|plus)\b",
    "RAISED": "[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}",
    "TIMES": alternation(TIMES),
    "VAGUE": alternation(VAGUE),
    "GROUP": r"(?:{TENS}(?:{S}{ONE}{B})?|{SMALL}){B}",
    "SCALED": r"(?:{S}{BIG}{AFTER_SCALE}){1,3}+",                # possessive: "million million …" must not be cut up in every way
    "MORE": r"{S}(?:and\s{1,2})?{GROUP}|,\s{GROUP}(?={S}{BIG}{B})|{S}and\s[1-9]\d?(?![.,]?\d)(?!{S}{BIG}{B})|{S}\d{1,2}(?={S}hundred{B})",
    "REST": r"(?:{SCALED}(?:{MORE}{SCALED}){0,5}{MORE}?)?",
    "RUN": r"(?:{GROUP}|{BIG}{B}|an?(?={S}{BIG}{B})){REST}",
}  # fmt: skip

FLAGS = re.VERBOSE | re.IGNORECASE


_PARTS = re.compile(
    expand_atoms(
        r"(?:(?P<count>.*?)(?:\s+|[-‐‑]))??(?P<part>{DENOMINATOR}s?)(?:(?:\s|-)(?:of\s)?(?:an?\s)?(?P<scale>{BIG}))?$",
        ATOMS,
    ),
    FLAGS,
)
_MIXED = re.compile(
    expand_atoms(
        r"(?P<whole>.+?)[\s-]+and[\s-]+(?P<count>an?|{SMALL})(?:\s|-)(?P<part>{DENOMINATOR}s?)(?:[\s-](?P<scale>{BIG}))?$",
        ATOMS,
    ),
    FLAGS,
)


def read_plain(found: regex.Match[str]) -> Worth:
    """Digits with their groups: 1,200; thousands with "grand" after them."""
    worth = Worth(parse_digits(found[0]), found.end())
    return _apply_grand(found.string, worth) if found.string.startswith(" grand", worth.end) else worth


#: Thousands, of the money at hand, and what shows that they are: "ten grand for a car", but "two grand pianos".
_GRAND = re.compile(r"\sgrand(?=\s(?:a|an|for|in|to|on|per|each|of|and|or)\b|\s?[.,;:)”\"]|\s?$)")


def _apply_grand(text: str, worth: Worth) -> Worth:
    """A number with "grand" after it."""
    found = _GRAND.match(text, worth.end) if worth.value else None
    return Worth((worth.value or 0.0) * 1e3, found.end()) if found else worth


def read_spaced(found: regex.Match[str]) -> Worth | None:
    """Groups of three set off by blanks: "816 000". None after a month ("on Oct. 7 300 boats left"): those are two numbers."""
    if _MONTH_BEFORE.search(found.string, max(0, found.start() - 12), found.start()):
        return None
    if "," in found[0] and not _has_unit_or_sign(found):
        return None
    return Worth(float(found[0].replace(" ", "").replace(",", ".")), found.end())


def _has_unit_or_sign(found: regex.Match[str]) -> bool:
    """Whether a unit after digits or a sign before them shows that they are one number, not a list."""
    text, start, end = found.string, found.start(), found.end()
    return units.find_unit_after(text, end, True) is not None or units.find_currency_before(text, max(0, start - 8), start) is not None


def read_pointed(found: regex.Match[str]) -> Worth | None:
    """Groups of three set off by points or apostrophes: "1.250.000", "1.250,50", "12'500".

    One group after a point may be decimals. It is a group where nobody writes decimals that are zeros ("€250.000"), where people are
    counted, and where another number of the sentence uses this notation.
    """
    text, number = found.string, found[0]
    if not _GROUP_SIGNS.isdisjoint(number):
        return Worth(float(number.replace("’", "").replace("'", "")), found.end())
    whole, comma, decimals = number.replace(".", "").partition(",")
    if comma or number.count(".") > 1 or (number.endswith(".000") and len(whole) > _ONE_GROUP):
        return Worth(float(f"{whole}.{decimals or 0}"), found.end())
    own = _POINTED.search(text[: found.start()] + " " * len(number) + text[found.end() :])
    if own or _COUNTS_PEOPLE.match(text, found.end()):
        return Worth(float(whole), found.end())
    return None


_GROUP_SIGNS = frozenset("’'")
#: "1.000" and "2.000" may be a batting average or a rate; "12.000" is thousands.
_ONE_GROUP = 4
#: Numbers in a notation where points separate groups, or commas are decimal points: "1.250.000", "3,2 percent".
_POINTED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d\d?|,\d\d?(?=\s?(?:%|per\s?cent|euros?|km|mm|million|billion)))(?![\d.])"
)
_COUNTS_PEOPLE = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|persons|men|women|children|inhabitants|residents|soldiers|workers|employees|refugees|voters|citizens)\b"
)


def read_decimal_comma(found: regex.Match[str]) -> Worth | None:
    """ "2,4 percent", "€2,50", "3,5 million".

    A comma is a decimal point only where a unit, a sign or a scale shows that this is one number, not a list.
    """
    if found[0][-1].isalpha():
        number, scale = re.split(r"[\s‐‑-]+", found[0], maxsplit=1)
        return Worth(round(float(number.replace(",", ".")) * BIG[scale.lower()], 6), found.end())
    text, start, end = found.string, found.start(), found.end()
    if "\n" in text[max(0, start - 1) : start] + text[end : end + 1]:  # words on another line do not belong to this number
        return None
    return Worth(float(found[0].replace(",", ".")), end) if _has_unit_or_sign(found) else None


def read_colon_ratio(found: regex.Match[str]) -> Worth | None:
    """ "A ratio of 3:2"; elsewhere digits about a colon are a time, a verse or a score."""
    over, under = (float(n) for n in found[0].split(":"))
    return (
        Worth(over / under, found.end())
        if is_ratio(found.string, found.start(), end=found.end(), joint=":", over=over, under=under)
        else None
    )


_MONTH_BEFORE = re.compile(rf"\b(?:{MONTH_STARTS})[a-z]*\.?[ ]$")


def read_scaled(found: regex.Match[str]) -> Worth:
    """Digits with their scale: "1.2bn", "10k"."""
    number, blank, scale = _SPLIT.match(found[0]).groups()  # type: ignore[union-attr]
    money = scale != "m" or _MONEY.search(found.string, max(0, found.start() - 14), found.start())
    metres = _METRES.match(found.string, found.end()) or _LEAPT.search(found.string, max(0, found.start() - _LEAP), found.start())
    if not money and (blank or metres):
        return Worth(parse_digits(number), found.start() + len(number))
    return Worth(round(parse_digits(number) * (SHORT_SCALES.get(scale) or SHORT_SCALES[scale.lower()]), 6), found.end())


_SPLIT = re.compile(r"([\d.,\s]*[\d.])(\s?)([A-Za-z]+)$")
_MONEY = re.compile(r"(?:[$£€¥₹₽]|[A-Z]{2,3}|PS)[^\S\n]?[-−]?(?:\d[\d.,]*\s?(?:[-–—]|to)\s?)?$")

#: Words after "m" when it means metres: "1.8m tall", "the 100m final"; elsewhere, as in "2.7m copies", it means millions.
_METRES = re.compile(
    r"\s+(?:tall|long|wide|deep|high|thick|away|from|above|below|down|up|north|south|east|west|off|apart|sprint|race|final"
    r"|freestyle|hurdles|relay|is|in|x|\d)\b|\s*(?:[.,;)\n]|$)"
)


#: Verbs before a measure in metres: "cleared 5.95m at the second attempt".
_LEAPT = re.compile(r"\b(?:clear|jump|leap|vault|throw|threw|hurl|swam|ran|measur)(?:s|t|n|ed|es)?\s(?:to\s|a\s)?$")
_LEAP = 14


def read_score(found: regex.Match[str]) -> Worth:
    """ "A score of pupils" are twenty."""
    return Worth(20.0, found.end())


def read_word_number(found: regex.Match[str]) -> Worth | None:
    """A number in words, however long: two hundred and five."""
    value, end = read_number_words(found.string, found.start(), found.end())
    if end == found.start():
        return None
    worth = Worth(round(value, 6), end)
    return _apply_grand(found.string, worth) if found.string.startswith(" grand", end) else worth


def read_power(found: regex.Match[str]) -> Worth | None:
    """A power: 10^6, 1e6."""
    base, exponent = re.split(r"[eE^]", found[0])
    if abs(float(exponent)) > _LARGEST_POWER:
        return None
    value = float(base) ** float(exponent) if "^" in found[0] else float(found[0])
    return Worth(value, found.end()) if value < 1e30 else None


_LARGEST_POWER = 40


def read_times_power_of_ten(found: regex.Match[str]) -> Worth:
    """Digits times a power of ten: "2×10^6", and "1.99×10−30", whose raised digits have come down."""
    base, exponent = re.split(r"\s?[×x]\s?10\s?(?:\^|\*\*)?\s?", found[0], maxsplit=1)
    return Worth(float(f"{base}e{exponent.translate(_LOWERED)}"), found.end())


def read_power_of_ten(found: regex.Match[str]) -> Worth:
    """A power of ten by itself: "10⁶"."""
    return Worth(float(f"1e{found[0][2:].translate(_LOWERED)}"), found.end())


_LOWERED = str.maketrans("−–⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "---0123456789")


def read_quotient(found: regex.Match[str]) -> Worth | None:
    """Digits over digits, with a whole number before: "10 1/2", "3/4".

    A part of one. Halves to thirty-seconds stand for themselves; others ("1/12") where what they are of is stated, or their unit.
    """
    text = found.string
    *whole, over, under = (float(n) for n in re.findall(r"\d+", found[0]))
    if over >= under or ((int(over), int(under)) in _DAYS and not text.startswith(" of the ", found.end())):
        return None
    end = found.end()
    scale = _LAST_LETTERS.search(found[0])
    has_measure = scale or whole or text.startswith(" of ", end) or units.find_unit_after(text, end, True)
    if not (has_measure or (under in _COMMON_PARTS and over < _TWO_DIGITS)) or (" /" in found[0] and not has_measure):
        return None
    if whole and under not in _COMMON_PARTS:
        return None
    return Worth((sum(whole) + over / under) * (BIG[scale[0].lower()] if scale else 1.0), end)


#: Days that became names.
_DAYS = frozenset(((9, 11), (7, 7), (1, 6)))
_COMMON_PARTS = frozenset((2, 3, 4, 5, 6, 8, 10, 16, 32, 64))
_TWO_DIGITS = 10
_LAST_LETTERS = re.compile(r"[A-Za-z]+$")


def read_fraction_sign(found: regex.Match[str]) -> Worth:
    """A whole number with a fraction sign, and its scale: "2½", "½", "1½ million"."""
    parts = _SIGNED.match(found[0])
    assert parts is not None
    value = float(parts[1] or 0) + FRACTION_SIGNS[parts[2]]
    return Worth(value * (BIG[parts[3].lower()] if parts[3] else 1.0), found.end())


_SIGNED = re.compile(rf"(\d*)[\s‐‑-]*([{''.join(FRACTION_SIGNS)}])[\s‐‑-]*([A-Za-z]+)?$")


def read_fraction(found: regex.Match[str]) -> Worth | None:
    """A count of parts: "two-thirds", "a quarter", "twenty-three fifths"; with a scale: "half a million", "three quarters million"."""
    parts = _PARTS.match(found[0])
    if parts is None:  # blanks that the normal form will not have
        return None
    count, part, scale = parts["count"], parts["part"].lower(), (parts["scale"] or "").lower()
    many = 1.0
    if count and count.lower() not in ("a", "an"):
        many, end = read_number_words(count, 0, len(count))
        if end != len(count):
            return None
    if part.endswith("s") == (many == 1.0) and part not in ("halves", "hundreds"):
        return None  # "two fifth", "one thirds": ordinals, and what follows them
    return Worth(many / _find_denominator(part) * (BIG.get(scale) or 1.0), found.end())


def _find_denominator(part: str) -> float:
    *tens, word = re.split("[-‐‑]", part)
    word = word if word in DENOMINATORS else word.removesuffix("s")
    return (TENS[tens[0]] if tens else 0.0) + (_FIRSTS.get(word) or DENOMINATORS[word])


_FIRSTS = {"first": 1.0, "second": 2.0}  # only after tens: "three twenty-firsts"


def read_mixed(found: regex.Match[str]) -> Worth | None:
    """A number and a part: "one and a half", "five and a half million", "five billion and three quarters" (of a billion)."""
    parts = _MIXED.match(found[0])
    if parts is None:  # blanks that the normal form will not have
        return None
    value, end = read_number_words(parts["whole"], 0, len(parts["whole"]))
    if end != len(parts["whole"]):
        return None
    many = 1.0 if parts["count"].lower() in ("a", "an") else SMALL[parts["count"].lower()]
    share = many / _find_denominator(parts["part"].lower())
    if parts["scale"]:
        scale = BIG[parts["scale"].lower()]
        return Worth((value + share) * scale if value < scale else value + share * scale, found.end())
    last = parts["whole"].lower().split()[-1]
    return Worth(value + share * SCALES.get(last, 1.0), found.end())


def read_decimal_in_words(found: regex.Match[str]) -> Worth | None:
    """ "Two hundred point zero three"."""
    before, after = re.split(r"[\s-]+point[\s‐‑-]+", found[0], maxsplit=1, flags=re.IGNORECASE)
    if before.lower() == "one" and found.string[max(0, found.start() - 3) : found.start()].lower() == "at ":
        return None  # "at one point two of them"
    value, end = read_number_words(before, 0, len(before))
    if end != len(before):
        return None
    *words, last = re.split(r"[\s‐‑-]+", after.lower())
    scale = BIG.get(last, 1.0)
    digits = [SMALL[w] for w in ([*words, last] if scale == 1.0 else words)]
    decimals = "".join(f"{d:.0f}" for d in digits) if max(digits) < 10 else f"{sum(digits):.0f}"
    return Worth(round((value + float(f"0.{decimals}")) * scale, 9), found.end())


def read_ratio(found: regex.Match[str]) -> Worth | None:
    """ "One in five", "two out of three", "1 over 20"."""
    over, under = (
        _parse_side(side) for side in re.split(r"[\s-]+(?:in|(?:out\s+)?of|over)[\s-]+(?:every\s+)?", found[0], flags=re.IGNORECASE)
    )
    return Worth(over / under, found.end()) if over is not None and under and over < under else None


def _parse_side(words: str) -> float | None:
    if words.replace(",", "").isdecimal():
        return parse_digits(words)
    value, end = read_number_words(words.removesuffix("s"), 0, len(words))
    return value if end >= len(words) - 1 else None


def read_vague(found: regex.Match[str]) -> Worth | None:
    """A word that names no number but an interval: dozens."""
    if found[0].lower() == "scores" and not found.string.startswith((" of ", " more "), found.end()):
        return None  # "the scores of the exam"
    if found[0].lower().endswith("couple") and not found.string.startswith(" of ", found.end()):
        return None  # two who are married
    low, high = VAGUE[" ".join(found[0].lower().split())]
    return Worth(None, found.end(), low, high)


def read_times(found: regex.Match[str]) -> Worth:
    """A word that says how many times: twice."""
    return Worth(TIMES[found[0].lower()], found.end())


def read_height(found: regex.Match[str]) -> Worth:
    """Feet and inches in signs, in feet: 5'11"."""
    feet, inches = (int(n) for n in re.findall(r"\d+", found[0]))
    return Worth(feet + inches / 12, found.end())


def read_times_sign(found: regex.Match[str]) -> Worth:
    """ "8x": eight times."""
    return Worth(float(found[0][:-1]), found.end())


def read_digits_with_plural(found: regex.Match[str]) -> Worth:
    """ "100s of …" has the value of "hundreds of …", "10s of thousands" that of "tens of thousands"."""
    digits, *scale = re.split(r"s\sof\s|s$", found[0])
    low = parse_digits(digits) * (BIG[scale[0].removesuffix("s").lower()] if scale[0] else 1.0)
    return Worth(None, found.end(), low, low * 10)


def read_counting_article(found: regex.Match[str]) -> Worth | None:
    """ "More than a decade", "a year and a half": an article counts where a modifier or a part goes with it."""
    text, start = found.string, found.start()
    left = max(0, start - _HEDGE_REACH, text.rfind("\n", 0, start) + 1)
    unit = _ONE_UNIT.match(text, found.end())
    if unit and unit[0][1:].lower() in LONG_SPANS and _LASTS.search(text[left:start]):
        return Worth(1.0, found.end())
    counts = hedges.find_modifier_before(text, left, start) or (
        unit and (PART_BEHIND.match(text, unit.end()) or _MORE_BEHIND.match(text, unit.end()))
    )
    return Worth(1.0, found.end()) if counts else None


#: Periods so long that an article counts as "one", except in rates: "shut for a decade", "a decade of war"; "5 deaths a decade".
LONG_SPANS = frozenset(("decade", "century", "fortnight"))
_LASTS = re.compile(
    r"(?:^|[.;:,“\"(—–]\s?|\b(?:for|within|after|before|over|across|during|than|by|of|under|nearly|almost|about|lasts?"
    r"|lasted|lasting|takes?|took|taking|spends?|spent|waited|wait|is|was|been|and|but|until|since|every)"
    r"|^(?!.*\b(?:\w+est|first|most|least|worst|best|time)\b).*\bin)\s?$",
    re.IGNORECASE,
)
_HEDGE_REACH = 40
_ONE_UNIT = re.compile(r"\s\w+")
#: "An hour and 20 minutes".
_MORE_BEHIND = re.compile(r"\sand\s\d{1,2}\s(?:month|week|day|hour|minute|second)s?\b")
#: A part stated after the unit: "two years and a half".
PART_BEHIND = re.compile(
    r"\sand\s(?:(?:an?|one)[\s-](half|third|quarter)|(three)[\s-]quarters)\b"
    r"(?!\s(?:of\s(?:the|an?|its|their|his|her|our|all|th[eo]se|th[ai]t|this|them|(?-i:[A-Z]))|million|billion|dozen)\b|-)",
    re.IGNORECASE,
)
