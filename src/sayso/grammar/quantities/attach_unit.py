"""A number with its parts: minus, currency sign, unit and rate; and ages, which news often writes as a bare number."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.quantities import units
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.number_values import PART_BEHIND
from sayso.grammar.quantities.numbers import Numeral


class Measurement(NamedTuple):
    """A number with its sign and unit: `start` and `end` include them. `money` and `minus` say that a sign comes before it."""

    start: int
    end: int
    numeral: Numeral
    unit: str | None
    money: bool = False
    minus: bool = False

    @property
    def value(self) -> float | None:
        """The value of the number, None where it is vague."""
        return self.numeral.value

    @property
    def bare(self) -> bool:
        """Whether no word or sign after the number is its unit."""
        return self.end == self.numeral.end


_MINUS = compile_pattern(r"(?r)(?:(?<!\bplus\sor\s)\bminus[\s-]|\bnegative\s|(?<![\w½¼¾⅓⅔⅛⅜⅝⅞)\]%\-−–—]|[-–—]\s)[-−–])", regex.IGNORECASE)
#: A plus is used for what can be below zero: "rose to plus 2 degrees", "a swing of +3".
_PLUS = compile_pattern(r"(?r)(?:(?<=\b(?:to|at|of|was|is|from|between|and)\s)plus\s|(?<![\w)\]%+])\+)", regex.IGNORECASE)
_AGE_BEFORE = compile_pattern(
    r"(?r)(?:\b(?:aged|age|ages)\s|\b(?:[Hh]e|[Ss]he|I|who)\s(?:is|was|turned)\s|\bI(?:[’']m|\sam)\s"
    r"|(?:\p{Lu}[\p{L}’'-]+\.?|\bis|\bwas|\bturned|\bturns),\s)"
)
_AGE_AFTER = compile_pattern(r"\s(?:when|and)\s|\s?(?:,|\)|;|\.(?=\s|$)|$)|\s(?:to|and|or)\s\d|-\d")
_PENDING_SCALE = compile_pattern(r"\s(million|billion|trillion|bn|m)\b")
_ARTICLE = compile_pattern(r"\s(?:of\s)?(?:an?|one)(?=\s)")
_WORTH = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}


def attach_unit(text: str, left: int, numeral: Numeral, signed: bool = True) -> Measurement:
    """The number with its sign and unit; looks no further back than `left`."""
    start, end, value, unit = numeral.start, numeral.end, numeral.value, None
    minus = False
    if signed and value is not None and _may_be_minus(text, start) and (found := _MINUS.match(text, left, start)):
        start, minus, value = found.start(), True, -value
    elif (
        signed
        and value is not None
        and (text[start - 1 : start] == "+" or text[start - 5 : start] == "plus ")
        and (found := _PLUS.match(text, left, start))
    ):
        start = found.start()
    money = units.find_currency_before(text, left, start) if start > left and units.may_end_currency(text, start) else None
    if money:
        unit, start, value = money.name, money.start, value and value * money.scale
        if not minus and value is not None and (found := _MINUS.match(text, left, start)):
            start, minus, value = found.start(), True, -value
    behind = _find_unit_behind(text, numeral)
    if behind and behind.name == "revolution" and numeral.value in _YEARS and not unit:
        behind = None  # "the 1979 revolution"
    if behind and not (unit and behind.name != unit):
        unit, end, value = unit or behind.name, behind.end, value and value * behind.scale
        if behind.money and value and (scale := _PENDING_SCALE.match(text, end)):  # "75 USD million"
            end, value = scale.end(), value * _WORTH[scale[1]]
        if value is not None and text.startswith(" and ", end) and (part := PART_BEHIND.match(text, end)):
            end, value = part.end(), value + _PARTS[(part[1] or part[2]).lower()]
    elif unit is None and _is_age(text, left, numeral):
        unit = "year of age"
    elif unit is None and numeral.form in _UNIT_OF_FORM:
        unit = _UNIT_OF_FORM[numeral.form]
    elif unit is None and text[start - 2 : start - 1] in "ef" and _MAGNITUDE.match(text, left, start):
        unit = "magnitude"
    elif unit is None and text[start - 2 : start - 1] in "et" and 0 <= (numeral.value or 0) <= _HARDEST and _FORCE.match(text, left, start):
        unit = "Beaufort"
    unit_end = end
    if text[end : end + 2] in _BRACKETS and text[start - 4 : start] != " in ":  # "(8 in 2020) per 100,000"
        unit_end = _skip_bracket(text, end)
    if unit in _POINTS and value is not None and text.startswith((" negative", " underwater"), end):
        minus, value = True, -abs(value)  # "10 points negative"
    rate = units.find_rates_after(text, unit, unit_end) if unit else units.find_bare_rate_after(text, unit_end)
    if rate:
        unit = rate[0]
    if value != numeral.value:
        numeral = numeral._replace(value=value)
    return Measurement(start, end, numeral=numeral, unit=unit, money=money is not None, minus=minus)


def _find_unit_behind(text: str, numeral: Numeral) -> units.Unit | None:
    """The unit whose words follow a number, with an article, "of", "plus" or "more" between or none."""
    end, vague = numeral.end, numeral.value is None
    if numeral.form in _PARTS_OF_ONE and (article := _ARTICLE.match(text, end)):  # "half a century", "¼ of a percent"
        return units.find_unit_after(text, article.end(), False)
    if vague and text.startswith(" of ", end):  # "millions of dollars", "hundreds of miles"
        return units.find_unit_after(text, end + 3, False)
    if not vague and text.startswith(("-plus ", " plus "), end):  # "eight-plus years"
        return units.find_unit_after(text, end + len("-plus"), digits=False)
    if text.startswith(_MORE_OF_IT, end):  # "three more weeks"
        unit = units.find_unit_after(text, text.index(" ", end + 1), digits=False)
        return unit if unit and unit.name in _PHYSICAL else None
    return units.find_unit_after(text, end, text[numeral.end - 1].isdigit() or text[numeral.start].isdigit())


def _skip_bracket(text: str, end: int) -> int:
    """Where the rate of a figure may be: after it, or after a bracket: "$5 (£4) a barrel"."""
    found = _BRACKETS[text[end : end + 2]].match(text, end)
    return found.end() if found else end


_BRACKET = re.compile(r"\s\([^()\d]{0,8}\d[^()]{0,24}\)(?=\s(?:an?|per|for\severy)\s)")
_BRACKET_ENDS = re.compile(r"\)(?=\s(?:an?|per|for\severy)\s)")
_BRACKET_YEAR = re.compile(r"\sin\s(?:1[89]|20)\d\d\)(?=\s(?:per|for\severy)\s)")
_BRACKETS = {" (": _BRACKET, ") ": _BRACKET_ENDS, " i": _BRACKET_YEAR}

_PARTS_OF_ONE = ("<fraction>", "<digits><fraction sign>")
_YEARS = range(1500, 2100)
_MORE_OF_IT = (" more ", " additional ", " extra ", " straight ", " consecutive ")
_PHYSICAL = DURATIONS | frozenset(entries("figures.txt", "lengths")) | {"inch", "acre", "hectare", "ton", "tonne"}
_POINTS = ("point", "percentage point")
_UNIT_OF_FORM = {"<times>": "times", "<digits>x": "times", "<digits>’<digits>”": "foot"}
_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "three": 3 / 4}


def _is_age(text: str, left: int, numeral: Numeral) -> bool:
    """ "Jane Roe, 34, said", "aged 34": a whole number of years that somebody can have."""
    if numeral.form != "<digits>" or (numeral.value or 0) not in _AGES:
        return False
    if text[numeral.start - 2 : numeral.start] not in _AGE_ENDS:
        return False
    found = _AGE_BEFORE.match(text, left, numeral.start)
    return found is not None and (
        text[found.start() : found.end()].lower().startswith("age") or _AGE_AFTER.match(text, numeral.end) is not None
    )


#: How hard it blows, on Beaufort's scale: "gale force 8", "winds of force 10".
_FORCE = compile_pattern(r"(?r)\b(?:Beaufort|(?:[Gg]ale|[Ss]torm|[Hh]urricane|[Ww]inds?|[Ww]inds?\sof|a)[\s-][Ff]orce)[\s-]")
_HARDEST = 12
_MAGNITUDE = compile_pattern(r"(?r)\bmagnitude(?:\sof)?[\s-]", regex.IGNORECASE)
_AGES = range(1, 111)
_AGE_ENDS = frozenset((", ", "d ", "e ", "s ", "m "))


def _may_be_minus(text: str, start: int) -> bool:
    """Whether what is before a number can be a minus, in signs or in words."""
    last = text[start - 1 : start]
    return last in _DASHES or (last == " " and text[start - 3 : start - 1] in ("us", "ve"))


_DASHES = frozenset("-−–")
