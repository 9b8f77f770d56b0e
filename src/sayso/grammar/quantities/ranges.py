"""Two numbers that are one figure: ranges, scores, two bounds, and amounts in two units ("3 dollars 50 cents", "5 feet 2 inches")."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.quantities import hedges, units
from sayso.grammar.quantities.attach_unit import Measurement, attach_unit
from sayso.grammar.quantities.exclusions import CONTEST, find_exclusion
from sayso.grammar.quantities.hedges import Hedge
from sayso.grammar.quantities.number_lexicon import SHORT_SCALES
from sayso.grammar.quantities.number_words import BIG
from sayso.grammar.quantities.numbers import Numeral
from sayso.grammar.quantities.ratios import is_contested, is_ratio
from sayso.grammar.quantities.rule import Rule
from sayso.grammar.quantities.trends import find_trend

#: The pattern of a shape is between the two numbers, with the unit of the first and the sign of the second taken off.
SHAPES = (
    Rule("<number>–<number>", "between", pattern=r"\s?[-–—‐‑−]\s?", gives="dash",
         yes=(("30–40 ships", "between 30..40 ships"), ("10-15 days", "between 10..15 day")),
         no=("30, 40 ships",)),
    Rule("<score>", "between", pattern=r"\s?[-–—‐‑−]\s?", gives="score", yes=(("a 52-48 vote", "exact 52 vote"),
        ("passed 52-48", "between 48..52")),
         no=("some 48-52 boats",)),
    Rule("<number> to <number>", "between",
         pattern=r"-?,?(?:\s+|-)(?:to|through|up\s+to)(?:\s+(?:about|around|nearly|as\s+much\s+as|as\s+many\s+as))?(?:\s+|-)(?:an?\s)?",
         gives="to",
         yes=(("30 to 40 ships", "between 30..40 ships"), ("a 10- to 12-inch pipe", "between 10..12 inch pipe")), no=("30 tons 40 ships",
             "fell 2% to 40%")),
    Rule("from <number> to <number>", "between", pattern=r"(?:\s+|-)to(?:\s+|-)", gives="from",
         yes=(("from $3 to $4", "between 3..4 USD"),), no=("from 30 ships on to 40", "from 30 to 20 ships", "rose from 30 to 40 ships")),
    Rule("between <number> and <number>", "between", pattern=r",?\s+(?:and|to)\s+(?:about\s+|around\s+)?", gives="between",
         yes=(("between 30 and 40 ships", "between 30..40 ships"),), no=("30 and 40 ships",)),
    Rule("<number> or <number>", "between", pattern=r"-?\s+or\s+", gives="or", yes=(("three or four ships", "between 3..4 ships"),
        ("a six- or seven-day trip", "between 6..7 day trip")), no=("three or 40 ships",)),
    Rule("more than <number> and less than <number>", "between", pattern=r"\s+(?:and|but)\s+", gives="bounds",
         yes=(("over 30 and under 40 ships", "between 30..40 ships"),), no=("over 40 and under 30 ships",)),
    Rule("<number> and a hundredth", "between", pattern=r"\s+(?:and\s+)?|,\s+(?:and\s+)?", gives="cents",
         yes=(("3 dollars 50 cents", "exact 3.5 USD"), ("15 dollars and 20.", "exact 15.2 USD")), no=("3 dollars and 50 ships",)),
    Rule("<feet> <inches>", "between", pattern=r"\s+(?:and\s+)?|,\s+(?:and\s+)?|-|\s?", gives="inches",
         yes=(("5 feet 6 inches tall", "exact 5.5 foot"), ("a 6-foot-3 guard", "exact 6.25 foot guard")), no=("5 feet and 6 ships",)),
    Rule("<time> and <shorter time>", "between", pattern=r",?\s+(?:and\s+)?|-and-", gives="time",
         yes=(("3 hours and 45 minutes", "exact 225 minute"), ("2 years, 6 months later", "exact 30 month"),
         ("a two-year-and-six-month term", "exact 30 month term")), no=("3 hours and 90 minutes",
         "3 minutes and 2 hours")),
    Rule("<weight> <lighter weight>", "between", pattern=r",?\s+(?:and\s+)?|\s?", gives="pounds",
         yes=(("weighed 9 stone 7 pounds", "exact 9.5 stone"), ("weighed 7lb 4oz", "exact 7.25 pound-mass")), no=("7 ounces 9 pounds",)),
    Rule("<ratio>", "between", pattern=r"[\s-](?:to|for)[\s-]|[-–]", gives="ratio",
         yes=(("outnumbered 3 to 1", "exact 3"), ("a 5-to-1 margin", "exact 5 margin"), ("odds of 20-1", "exact 20")),
         no=("a 10-to-12-inch pipe",)),
    Rule("<share> of <share>", "between", pattern=r"\s(?:of\s)?(?:the\s|that\s)?", gives="share",
         yes=(("half of 1 percent", "exact 0.5 percent"), ("a third of the 30% tax", "exact 10 percent tax"),
          ("50 percent of the 30% tax", "exact 15 percent tax")), no=("half of the 40 boats",)),
)  # fmt: skip

_SHAPE = {rule.gives: (rule, compile_pattern(rule.pattern, regex.IGNORECASE)) for rule in SHAPES}
_OPENS = re.compile(r"-?,?(?:\s+(?:to|through|and|or|but|up\s+to)(?![a-z])|\s*[-–—‐‑−])", re.IGNORECASE)
_OPENS_UNIT = re.compile(rf"{_OPENS.pattern}|,?\s*\Z", re.IGNORECASE)
_BETWEEN = compile_pattern(r"(?r)\bbetween\s+(?:about\s+|around\s+|an?\s+estimated\s+)?", regex.IGNORECASE)
_FROM = compile_pattern(r"(?r)\bfrom\s+(?:about\s+|around\s+|up\s+to\s+|as\s+low\s+as\s+)?", regex.IGNORECASE)
#: Verbs and nouns of change close before "from" one figure "to" another.
_CHANGE_REACH = 40
_CHANGE = compile_pattern(
    r"\b(?:rais|hik|lift|boost|push|ris|rose|fall|fell|drop|cut|increas|decreas|reduc|revis|lower|grew|grow|jump|climb|slip"
    r"|declin|edg|soar|surg|plung|tumbl|chang|shrink|shrank|shrunk|expand|slow|dip|slid|slump|doubl|tripl|halv|correct|updat"
    r"|improv|narrow|widen|swell|swoll|up|down|went|gone|move)\w{0,6}(?:\s[\w’'-]{1,16}){0,6}\s$",
    regex.IGNORECASE,
)
#: A changed price has a new value; what "went from $3 to $4" ranged between them, according to labelled news.
_SET = re.compile(r"\b(?:rais|hik|lift|cut|increas|reduc|lower|slash|trim|revis)\w{0,6}(?:\s[\w’'-]{1,16}){0,6}\s$")
#: Words before a later step of several: "from a few days to", which is not a range.
_CHAIN = compile_pattern(r"(?r)\bfrom\s[^.;:()]{1,40}(?:minute|hour|day|week|month|year|decade)s?\sto\s", regex.IGNORECASE)
#: "To" or "by" before the first number of a range: the range is where a change leads, or how far it goes.
_BY = compile_pattern(r"(?r)\bby\s", regex.IGNORECASE)
#: A change "by" one figure "to" another usually leads to a figure at least that many times as large; a range is narrower.
_FAR_APART = 10
_LED_TO = compile_pattern(r"(?r)\b(?:to|by)\s", regex.IGNORECASE)
_INCHES = 12
#: Weights that are stated in two units: the lighter one, and how many of it are the heavier.
_LIGHTER = {"stone": ("pound-mass", 14), "pound-mass": ("ounce", 16)}
_ENDS = compile_pattern(r"\s*(?:[.,;)\n]|$)|\s+and\b")
_CENTS = frozenset(("cent", "pence", "penny"))
_BOUNDS = {"over": 1, "at_least": 1, "under": -1, "at_most": -1}
_FARTHEST = 40


class Pair(NamedTuple):
    """Two numbers as one figure: the rule, the stretch, the ends of the range (or the one value twice), and the unit.

    `named` is where what they count is named, where that is not after them: "one adult in five". `first` is the first number of a score.
    """

    rule: str
    start: int
    end: int
    low: float
    high: float
    unit: str | None
    named: int = 0
    first: float | None = None


def join_numbers(text: str, left: int, first: Measurement, hedge: Hedge | None, second: Numeral) -> Pair | None:
    """The figure that this number and the next one make, None where they are two."""
    if second.start - first.end > _FARTHEST or first.value is None or second.value is None:
        return None
    if first.bare and first.unit is None and (found := _join_ratio(text, first, second)):
        return found
    if (first.bare or first.unit == "percent") and (found := _join_share_of_share(text, first, second)):
        return found
    opens = _OPENS if first.unit is None else _OPENS_UNIT  # supersets of all shapes: most numbers have nothing to do with the next
    if opens.match(text, first.end, second.start) is None:
        return None
    signs = (False, True) if text[second.start - 1] in "-−–" or text[second.start - 2] in "se" else (False,)
    for signed in signs:
        other = attach_unit(text, first.end, second, signed)
        hedged = hedge is not None and hedges.find_modifier_before(text, first.end, other.start) is not None
        if find_exclusion(text, second.start, second, hedged=hedged, money=other.money, dressed=other.unit is not None):
            return None
        found = (
            _join_compound_amount(text, left, first, other)
            or _join_range(text, left, first, other)
            or _join_bounds(text, first, hedge, other)
        )
        if found:
            return found
    return None


def _join_ratio(text: str, first: Measurement, second: Numeral) -> Pair | None:
    """ "Outnumber them 3 to 1", "one adult in five"."""
    a, b, joint = _get_value(first), second.value or 0.0, text[first.end : second.start]
    if joint in _RATIO_JOINTS:
        if (
            is_ratio(text, first.start, end=second.end, joint=joint, over=a, under=b)
            and units.find_unit_after(text, second.end, True) is None
        ):
            return Pair("<ratio>", first.start, end=second.end, low=a / b, high=a / b, unit=None)
        if joint == "-to-" and a >= b and is_contested(text, second.end):
            return Pair("<score>", first.start, end=second.end, low=b, high=a, unit=None, first=a)
        return None
    if (
        a < b
        and not _EARLIEST <= b < _LATEST
        and a == int(a)
        and " in " in joint
        and _ONE_IN.fullmatch(joint)
        and _NO_TIMES.match(text, second.end)
    ):
        return Pair("<number> in <number>", first.start, end=second.end, low=a / b, high=a / b, unit=None, named=first.end)
    return None


#: "One case in 2015" is not a share of cases.
_EARLIEST, _LATEST = 1500, 2200
_RATIO_JOINTS = frozenset((" to ", "-to-", " for ", "-for-", "-", "–"))
_ONE_IN = re.compile(r"\s[a-z]{3,16}\sin\s(?:every\s)?")
#: "One man in two days" is not a share of men.
_NO_TIMES = re.compile(
    r"(?!\s(?:[a-z]+\s)?(?:days?|weeks?|months?|years?|hours?|minutes?|decades?|games?|matches|others?|cities|states|countries|places"
    r"|cases|attempts)\b|-|,?\d)"
)


def _join_share_of_share(text: str, first: Measurement, second: Numeral) -> Pair | None:
    """A share of a share is one: "half of 1 percent", "a third of the 30% tariff"."""
    part = _get_value(first) / _PERCENT if first.unit == "percent" else _get_value(first)
    joints = _SHARE_JOINTS if first.unit is None else _OF_A_SHARE
    if not 0 < part < 1 or text[first.end : second.start] not in joints:
        return None
    other = attach_unit(text, first.end, second)
    if other.unit not in _SHARED or other.value is None:
        return None
    value = round(part * other.value, 9)
    return Pair("<share> of <share>", first.start, end=other.end, low=value, high=value, unit=other.unit)


_PERCENT = 100
_OF_A_SHARE = frozenset((" of ", " of the ", " of that ", " of its ", " of their "))
_SHARE_JOINTS = _OF_A_SHARE | {" the ", " that "}
_SHARED = frozenset(("percent", "percentage point", "basis point"))


def _matches_shape(gives: str, text: str, start: int, end: int) -> bool:
    return start <= end and _SHAPE[gives][1].fullmatch(text, start, end) is not None


#: How many of a shorter time are a longer one.
_SHORTER = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}


#: A third part, before or after them, leaves all three as they are: "24 hours, 39 minutes and 35 seconds".
_PART = compile_pattern(r"(?r)(?:minute|hour|day|week|month|year)s?,?\s(?:and\s)?")
_THIRD = re.compile(r",?\s(?:and\s)?[\w-]+\s(?:second|minute|hour|day)")


def _is_compound_time(text: str, left: int, first: Measurement, other: Measurement, parts: int) -> bool:
    """Whether two times are one: "three hours and 46 minutes". Ends of a range are not."""
    if (
        first.bare
        or not 0 < _get_value(other) < parts
        or _get_value(first) != int(_get_value(first))
        or not _matches_shape("time", text, first.end, other.start)
    ):
        return False
    return not (
        _BETWEEN.match(text, left, first.start) or _PART.match(text, max(0, first.start - 16), first.start) or _THIRD.match(text, other.end)
    )


def _join_compound_amount(text: str, left: int, first: Measurement, other: Measurement) -> Pair | None:
    """Dollars with cents, feet with inches, stone with pounds."""
    if end := _find_inches_end(text, first, other):
        value = _get_value(first) + _get_value(other) / _INCHES
        return Pair("<feet> <inches>", first.start, end=end, low=value, high=value, unit="foot")
    if weight := _join_weights(text, first, other):
        return weight
    if (parts := _SHORTER.get((first.unit or "", other.unit or ""))) and _is_compound_time(
        text, left, first=first, other=other, parts=parts
    ):
        value = _get_value(first) * parts + _get_value(other)
        return Pair("<time> and <shorter time>", first.start, end=other.end, low=value, high=value, unit=other.unit)
    if first.unit == "hour" and text.endswith("h", 0, first.end) and _MINUTES.fullmatch(text, first.end, other.end):  # "1h 45m"
        value = round(_get_value(first) + float(text[other.start : other.end - 1].strip()) / _SIXTY, 4)
        return Pair("<time> and <shorter time>", first.start, end=other.end, low=value, high=value, unit="hour")
    if _is_cents_part(text, first, other):
        value = round(_get_value(first) + _get_value(other) / 100, 4)
        return Pair("<number> and a hundredth", first.start, end=other.end, low=value, high=value, unit=first.unit)
    return None


#: Minutes after hours in short forms, where "m" could mean millions.
_MINUTES = re.compile(r"\s?[0-5]?\dm")
_SIXTY = 60


def _join_weights(text: str, first: Measurement, other: Measurement) -> Pair | None:
    """ "9 stone 7 pounds", "7lb 4oz"; the pounds after stone may be bare at the end of a clause."""
    lighter, parts = _LIGHTER.get(first.unit or "", ("", 0))
    is_clear = other.unit == lighter or (first.unit == "stone" and other.unit is None and _ENDS.match(text, other.end))
    if not is_clear or _get_value(other) >= parts or not _matches_shape("pounds", text, first.end, other.start):
        return None
    value = round(_get_value(first) + _get_value(other) / parts, 4)
    return Pair("<weight> <lighter weight>", first.start, end=other.end, low=value, high=value, unit=first.unit)


def _get_value(dressed: Measurement) -> float:
    """The value of a number that has one."""
    assert dressed.value is not None
    return dressed.value


def _find_inches_end(text: str, first: Measurement, other: Measurement) -> int | None:
    """Where feet with their inches end, None where the two numbers are no such height."""
    if first.unit != "foot" or first.bare or other.unit not in ("inch", None) or _get_value(other) >= _INCHES:
        return None
    short = _IN.match(text, other.end) if other.bare else None
    is_clear = short or other.unit == "inch" or text[first.end : other.start] == "-" or (other.bare and _TALL.match(text, other.end))
    return (short.end() if short else other.end) if is_clear and _matches_shape("inches", text, first.end, other.start) else None


#: Inches before what "in" leads nowhere to: "5 ft 2 in and 50 kg".
_IN = re.compile(r"\s?in(?=\s(?:and|or|tall|by|x)\b)")
#: Words that show that a bare number after feet is inches: "5ft 11 tall".
_TALL = re.compile(r"\s*(?:[.,;)]|$)|\s(?:tall|and\sweigh\w+|in\s(?:height|his|her))\b")


def _is_cents_part(text: str, first: Measurement, other: Measurement) -> bool:
    """Cents stated as such, or as the bare end of a clause: "15 dollars and 20."; after a sign only with "and": "$15 and 20"."""
    if (
        first.unit not in ("USD", "EUR", "GBP", "CAD", "AUD")
        or _get_value(other) >= 100
        or not _matches_shape("cents", text, first.end, other.start)
    ):
        return False
    if other.unit in _CENTS:
        return True
    between = text[first.end : other.start]
    is_clear = not first.money or ("and" in between and "," not in between)
    return other.unit is None and is_clear and _ENDS.match(text, other.end) is not None


def _join_range(text: str, left: int, first: Measurement, other: Measurement) -> Pair | None:
    first = _convert_cents(first, other)
    a, b = _get_value(first), _get_value(other)
    if first.numeral.form == "<times>" or not _have_same_unit(first, other):
        return None
    opened = _FROM.match(text, left, first.start)
    if opened and _is_change(text, opened.start(), first, other):
        return None
    unit = other.unit or first.unit
    between = _BETWEEN.match(text, left, first.start)
    if between and _matches_shape("between", text, first.end, other.start):
        return _make_pair(text, "between <number> and <number>", start=between.start(), first=first, other=other, unit=unit)
    if a > b and _matches_shape("to", text, first.end, other.start) and _is_score(text, first, other):
        return _make_pair(text, "<score>", start=first.start, first=first, other=other, unit=unit)
    if not first.bare and other.unit is None and not opened:
        return None
    if _matches_shape("dash", text, first.end, other.start):
        start = opened.start() if opened else first.start
        return _join_dash_range(text, start, first=first, other=other, unit=unit, led=bool(opened or between))
    if (
        a > b and unit == "percent" and not first.bare and not opened and _matches_shape("to", text, first.end, other.start)
    ):  # "leads 41% to 33%" gives two shares
        return None
    if not first.bare and _CHAIN.match(text, left, first.start):
        return None
    if _matches_shape("to", text, first.end, other.start) and (opened or _is_range_without_from(text, left, first, other)):
        start = opened.start() if opened else first.start
        return _make_pair(
            text, "from <number> to <number>" if opened else "<number> to <number>", start=start, first=first, other=other, unit=unit
        )
    a *= _find_shared_scale(text, a, b=b, first=first, other=other)
    if (
        _matches_shape("or", text, first.end, other.start)
        and 0 < b - a <= max(_NEXT_BUT_ONE * a / _get_value(first), a / 2)
        and first.bare
        and (first.money or not other.money)
    ):
        return _make_pair(text, "<number> or <number>", start=first.start, first=first, other=other, unit=unit)
    return None


def _join_dash_range(text: str, start: int, *, first: Measurement, other: Measurement, unit: str | None, led: bool) -> Pair | None:
    """The range or the score of two numbers with a dash between them; `led`: "from" or "between" is before."""
    a, b = _get_value(first), _get_value(other)
    if unit is None and 0 < b < 1 <= a and other.numeral.form != "<digits>":  # "7,500 – a tenth of"
        return None
    if a > b and text[first.end].isspace() and not (_is_in_digits(first) and _is_in_digits(other)):  # "rose to seven – six men and"
        return None
    if unit is None and not led and a != b and (a > b or _is_score_dash(text, first, other)):
        return _make_score(text, first, other)
    return _make_pair(text, "<number>–<number>" if a <= b else "<score>", start=start, first=first, other=other, unit=unit)


def _is_in_digits(dressed: Measurement) -> bool:
    """Whether a number is written in digits, as those of a score are."""
    return dressed.numeral.form == "<digits>"


def _convert_cents(first: Measurement, other: Measurement) -> Measurement:
    """The lower end of a range, converted to the unit of money of its upper end: "50p to £1"."""
    if (first.unit, other.unit) not in _CENTS_OF:
        return first
    return first._replace(unit=other.unit, numeral=first.numeral._replace(value=_get_value(first) / 100))


_CENTS_OF = frozenset((("pence", "GBP"), ("cent", "USD"), ("cent", "EUR"), ("cent", "AUD"), ("cent", "CAD")))


#: "Three or four", "three or five"; "three or 40" are two numbers.
_NEXT_BUT_ONE = 2.0


def _make_score(text: str, first: Measurement, other: Measurement) -> Pair:
    """The result of a vote or match, or the numbers of wins, losses and draws: "12-6", "100-30-2"."""
    third = _DRAWN.match(text, other.end)
    numbers = (_get_value(first), _get_value(other), *((float(third[1]),) if third else ()))
    end = third.end() if third else other.end
    return Pair("<score>", first.start, end=end, low=min(numbers), high=max(numbers), unit=None, first=_get_value(first))


def _is_score_dash(text: str, first: Measurement, other: Measurement) -> bool:
    """Whether a dash between a lower and a higher bare number is that of a score.

    A third number after them, a word for a contest, a verb of one.
    """
    if _DRAWN.match(text, other.end) or _CONTESTS.match(text, other.end):
        return True
    return CONTEST.search(text, max(0, first.start - _CHANGE_REACH), first.start) is not None


_DRAWN = re.compile(r"[-–](\d{1,3})(?![\w-]|[.,]\d)")
_CONTESTS = re.compile(r"\s(?:[a-z]+\s)?(?:loss|defeat|win|victory|record|season|mark|start|draw|tie|decision|vote|ruling|lead|deficit)\b")


def _is_score(text: str, first: Measurement, other: Measurement) -> bool:
    """Whether "A to B" of bare whole numbers gives the result of a vote or match: "carried, 310 to 264"."""
    if first.unit is not None or other.unit not in (None, "percent") or first.money or other.money:
        return False
    return CONTEST.search(text, max(0, first.start - _CHANGE_REACH), first.start) is not None


def _is_change(text: str, start: int, first: Measurement, other: Measurement) -> bool:
    """Whether "from A to B" of counts gives before and after, not the ends of a range: "cut from 17 to 11", "rose from 3 to 5".

    Measures whose unit is stated once are ranges ("widened from 13.5 to 14 mm"), according to labelled news.
    """
    a, b = _get_value(first), _get_value(other)
    money = first.unit is not None and units.is_money(first.unit)
    if not first.bare and not money and first.unit is not None and first.unit == other.unit and other.numeral.end < other.end:
        return a > b or _CHANGE.search(text, max(0, start - _CHANGE_REACH), start) is not None
    if money and first.unit == other.unit:  # "reduces the fee from $2,350 to $450"
        return _SET.search(text, max(0, start - _CHANGE_REACH), start) is not None
    if first.unit is not None or other.unit is not None or a != int(a) or b != int(b):
        return False
    return a > b or _CHANGE.search(text, max(0, start - _CHANGE_REACH), start) is not None


def _is_range_without_from(text: str, left: int, first: Measurement, other: Measurement) -> bool:
    """Whether "A to B" without "from" is a range.

    It goes up, or both ends have their unit, and no verb of change leads to B ("rose 2% to 40%"); "to" or "by" before A makes the range
    the result of the change ("will drop to 18 to 25 percent").
    """
    if _get_value(other) > _FAR_APART * _get_value(first) and _BY.match(text, left, first.start):
        return False  # "was revised up by 1,000 to 213,000"
    if first.bare and _get_value(first) < _get_value(other) <= 3 * _get_value(first) and _LED_TO.match(text, left, first.start):
        return True
    if (
        first.bare and first.unit is None and other.unit and _get_value(first) < _get_value(other) <= 3 * _get_value(first)
    ):  # "rose 5 to 10 cents"
        return True
    both_told = first.unit == other.unit and not first.bare
    goes_up = _get_value(first) < _get_value(other) or (first.minus and other.minus)
    return (goes_up or both_told) and find_trend(text, left, start=first.start, end=first.end, unit=first.unit) is None


def _have_same_unit(first: Measurement, other: Measurement) -> bool:
    return (
        first.unit is None
        or other.unit is None
        or first.unit == other.unit
        or other.unit.startswith(_SPOKEN.get(first.unit, first.unit))
        or (first.unit == "degree" and other.unit in ("celsius", "fahrenheit"))
    )


_SPOKEN = units.MONEY


def _make_pair(text: str, rule: str, start: int, first: Measurement, other: Measurement, unit: str | None) -> Pair:
    b = _get_value(other)
    a = _get_value(first) * _find_shared_scale(text, _get_value(first), b=b, first=first, other=other)
    return Pair(
        rule, start, end=other.end, low=min(a, b), high=max(a, b), unit=unit, first=_get_value(first) if rule == "<score>" else None
    )


def _find_shared_scale(text: str, a: float, b: float, first: Measurement, other: Measurement) -> float:
    """ "10 to 15 billion", "$10 to $15 billion": the scale of the second number is meant for the first; not in "$500 to $1 million"."""
    if first.numeral.form not in ("<digits>", "<number words>") or other.numeral.form not in _SCALED or abs(a) >= 1000:
        return 1.0
    word = text[other.numeral.start : other.numeral.end].lower().split()[-1].lstrip("0123456789.,")
    scale = BIG.get(word) or SHORT_SCALES.get(word) or 1.0
    return scale if abs(a) < abs(b) / scale else 1.0


_SCALED = ("<digits> <scale words>", "<digits><short scale>", "<number words>")


def _join_bounds(text: str, first: Measurement, hedge: Hedge | None, other: Measurement) -> Pair | None:
    """The range between a lower and an upper bound: "more than 30 and less than 40"; None if they make no range."""
    if hedge is None or hedge.modifier not in _BOUNDS:
        return None
    second = hedges.find_modifier_before(text, first.end, other.start)
    if (
        second is None
        or _BOUNDS.get(second.modifier) != -_BOUNDS[hedge.modifier]
        or not _matches_shape("bounds", text, first.end, second.start)
    ):
        return None
    a, b = _get_value(first), _get_value(other)
    low, high = (a, b) if _BOUNDS[hedge.modifier] == 1 else (b, a)
    if low >= high:
        return None
    return Pair("more than <number> and less than <number>", hedge.start, end=other.end, low=low, high=high, unit=other.unit or first.unit)
