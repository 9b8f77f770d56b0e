"""Words for codes: readers see them instead of `at_least`, `reattributed`, 32000.0 and 2024-03-21T20:52:00Z."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from sayso.model import FOREVER


class KindWords(NamedTuple):
    """How pages name a kind of change: a sign, one word, and what it means in a sentence."""

    sign: str
    word: str
    meaning: str


KINDS = {
    "raised": KindWords("▲", "raised", "The figure went up."),
    "lowered": KindWords("▼", "lowered", "The figure went down."),
    "refined": KindWords("◆", "made exact", "The same figure, more exactly."),
    "coarsened": KindWords("◇", "made vaguer", "The same figure, less exactly."),
    "rehedged": KindWords("≈", "hedge changed", "The same number with a different hedge."),
    "reattributed": KindWords("⇄", "source changed", "The same claim, attributed to another source."),
    "requoted": KindWords("❝", "quote changed", "The words attributed to the source were cut or altered."),
    "removed": KindWords("−", "removed", "The claim was removed from the article."),
    "added": KindWords("+", "added", "The claim is new in the article."),
    "returned": KindWords("↩", "back again", "A claim that was gone is back."),
    "reworded": KindWords("~", "reworded", "The same claim in other words."),
}

#: The verdicts on a point of a series (compared with the point before it), in the same form.
VERDICTS = {
    "first": KindWords("·", "first", "The first figure of this series."),
    "repeats": KindWords("=", "the same", "The same figure again."),
    "same copy": KindWords("=", "same text", "The same text printed again, so it confirms nothing."),
    "refines": KindWords("◆", "more exact", "The same figure, more exactly."),
    "coarsens": KindWords("◇", "vaguer", "The same figure, less exactly."),
    "raises": KindWords("▲", "raised", "A higher figure."),
    "lowers": KindWords("▼", "lowered", "A lower figure."),
    "conflicts": KindWords("≠", "contradicts", "Another figure at the same time, from another outlet or in the other part of the article."),
}

MODIFIERS = {
    "exact": "exact",
    "about": "about",
    "nearly": "nearly",
    "over": "more than",
    "at_least": "at least",
    "under": "less than",
    "at_most": "at most",
    "between": "between",
    "vague": "no number given",
}

BASES = {
    "given": "given with the file",
    "visible line": "a line on the page",
    "time element": "a time on the page",
    "meta tag": "the page’s meta tags",
    "feed": "the feed",
    "address": "the day in its address",
    "published": "the time of publication",
    "capture": "the time of our visit",
}

_BIG = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_NAMELESS = frozenset(("person", "people", "count", "item"))
_PLURALS = {"foot": "feet", "acre-foot": "acre-feet", "inch": "inches", "pinch": "pinches", "century": "centuries"}
_ENDS_OF_UNIT = re.compile(r" (?=per |of )")
_NO_PLURAL = frozenset(("celsius", "fahrenheit", "hertz", "horsepower", "kelvin", "magnitude", "per"))
_CURRENCY = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def format_figure(value: float | None) -> str:
    """Formats a number for readers.

    >>> [format_figure(x) for x in (32000.0, 1.5, 0.04, 1200000.0, 12345678.0, -7)]
    ['32,000', '1.5', '0.04', '1.2 million', '12,345,678', '−7']
    """
    if value is None:
        return "–"
    size, sign = abs(value), "−" if value < 0 else ""
    for unit, word in _BIG:
        scaled = size / unit
        if scaled >= 1 and round(scaled, 2) == scaled:
            return f"{sign}{scaled:,.10g} {word}"
    return f"{sign}{size:,.0f}" if size == int(size) else sign + f"{size:,.4f}".rstrip("0").rstrip(".")


def format_amount(value: float | None, unit: str | None) -> str:
    """Formats a figure with its unit; counted people and things have none.

    >>> measures = (3.5, "USD"), (12, "percent"), (40, "km"), (9, "person"), (1, "mile"), (2, "mile per hour")
    >>> [format_amount(value, unit) for value, unit in measures]
    ['$3.5', '12%', '40 km', '9', '1 mile', '2 miles per hour']
    """
    number = format_figure(value)
    if value is None or not unit or unit in _NAMELESS:
        return number
    if unit == "percent":
        return number + "%"
    return (
        f"{'−' if value < 0 else ''}{_CURRENCY[unit]}{number.lstrip('−')}"
        if unit in _CURRENCY
        else f"{number} {_pluralize_unit(unit, value)}"
    )


def _pluralize_unit(unit: str, value: float) -> str:
    """Returns a unit as written after a number; signs and names of scales have no plural.

    >>> [_pluralize_unit(unit, 3) for unit in ("square foot", "percentage point", "mile per hour", "year of age", "horsepower")]
    ['square feet', 'percentage points', 'miles per hour', 'years of age', 'horsepower']
    """
    measure, *of = _ENDS_OF_UNIT.split(unit, maxsplit=1)
    before, blank, word = measure.rpartition(" ")
    if abs(value) == 1 or len(measure) < 3 or not measure.islower() or word in _NO_PLURAL or word.endswith(("s", "z", "x")):
        return unit
    return " ".join([before + blank + _PLURALS.get(word, word + "s"), *of])


def format_difference(delta: float | None, percent: float | None, unit: str | None) -> str:
    """Formats a difference with its sign, and its percentage if there is one.

    >>> format_difference(7, 58.333, "person")
    '+7 (+58%)'
    >>> format_difference(-1.5, -10, "percent")
    '−1.5 points'
    """
    if not delta:
        return ""
    plus = "+" if delta > 0 else ""
    if unit == "percent":
        return f"{plus}{format_figure(delta)} points"
    share = f" ({format_percentage(percent)})" if percent is not None else ""
    return plus + format_amount(delta, unit) + share


def format_percentage(percent: float) -> str:
    """Formats a signed percentage, a small one with more digits."""
    digits = 1 if abs(percent) < 10 and round(percent) != round(percent, 1) else 0
    return f"{'−' if percent < 0 else '+'}{abs(percent):,.{digits}f}%"


def format_interval(low: float | None, high: float | None, modifier: str | None = None) -> str:
    """Formats the interval that a hedge means.

    >>> format_interval(31000, 32000), format_interval(30, None), format_interval(None, 5, "under"), format_interval(3, 3)
    ('31,000 to 32,000', '30 or more', 'less than 5', '3')
    """
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        return format_figure(low) if low == high else f"{format_figure(low)} to {format_figure(high)}"
    if high is None:
        return f"more than {format_figure(low)}" if modifier == "over" else f"{format_figure(low)} or more"
    return f"less than {format_figure(high)}" if modifier == "under" else f"{format_figure(high)} or less"


def describe_certainty(confidence: float | None) -> str:
    """Describes the certainty (0 to 1) of the link between two wordings."""
    if confidence is None:
        return ""
    return "certain" if confidence >= 0.95 else "sure" if confidence >= 0.8 else "likely" if confidence >= 0.5 else "unsure"


def describe_basis(code: str | None) -> str:
    """Describes where an update time was read."""
    return BASES.get(code or "", code or "")


def parse_moment(iso: str | None) -> datetime | None:
    """Parses a stored time; None for FOREVER and for text that is no time."""
    if not iso or iso == FOREVER:
        return None
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=UTC)
    except ValueError:
        return None


def format_clock(iso: str | None) -> str:
    """Formats a stored time for readers, in UTC.

    >>> format_clock("2024-03-21T20:52:00Z")
    '21 March 2024, 20:52'
    """
    at = parse_moment(iso)
    return f"{at.day} {at:%B %Y, %H:%M}" if at else ""


def format_day(iso: str | None) -> str:
    """Formats the day of a stored time, with its weekday."""
    at = parse_moment(iso)
    return f"{at:%A} {at.day} {at:%B %Y}" if at else ""


def format_month(iso: str | None) -> str:
    """Formats the month of a stored time."""
    at = parse_moment(iso)
    return f"{at:%B %Y}" if at else ""


@lru_cache(maxsize=4096)  # a page shows the same few times again and again
def format_time_tag(iso: str | None) -> Markup:
    """Formats a time as HTML, in UTC; the page's script puts the reader's local time in the title."""
    if parse_moment(iso) is None:
        return Markup('<span class="open">now</span>') if iso == FOREVER else Markup("–")
    return Markup('<time datetime="{0}">{1} UTC</time>').format(iso, format_clock(iso))


def format_publication(iso: str | None) -> Markup | str:
    """Formats a time of publication for a page; midnight is that of a day without a time, as in the address of an article.

    >>> format_publication("2024-03-21T00:00:00Z")
    '21 March 2024'
    """
    if iso and iso.endswith("T00:00:00Z"):
        return format_clock(iso).partition(",")[0]
    return format_time_tag(iso)


def format_count(number: int | None, one: str, many: str | None = None) -> str:
    """Formats a count with its noun.

    >>> format_count(1, "claim"), format_count(1200, "claim"), format_count(2, "story", "stories")
    ('1 claim', '1,200 claims', '2 stories')
    """
    n = number or 0
    return f"{n:,} {one if n == 1 else many or one + 's'}"


#: Words for counts of claims that were added or removed when a text was rewritten.
_ROUTINE = {"removed": "removed", "added": "added", "returned": "back again", "reworded": "reworded"}


def describe_routine(counts: Mapping[str, int]) -> str:
    """Describes in one line, by kind, the changes that lists leave out; "" for none.

    >>> describe_routine({"added": 26, "removed": 11, "raised": 2}), describe_routine({"reworded": 1})
    ('11 claims removed, 26 added, 2 uncertain or incidental', '1 claim reworded')
    """
    parts = [(counts[kind], word) for kind, word in _ROUTINE.items() if counts.get(kind)]
    rest = sum(n for kind, n in counts.items() if kind not in _ROUTINE)
    parts += [(rest, "uncertain or incidental")] if rest else []
    first = [f"{format_count(n, 'claim')} {word}" for n, word in parts[:1]]
    return ", ".join(first + [f"{n:,} {word}" for n, word in parts[1:]])


def shorten(text: str, most: int) -> str:
    """Shortens a text to one line of at most so many characters, cut between words.

    >>> shorten("The ship was  safe", 20), shorten("The ship was safe", 12)
    ('The ship was safe', 'The ship…')
    """
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


FILTERS = {
    "figure": format_figure,
    "interval": format_interval,
    "sureness": describe_certainty,
    "basis": describe_basis,
    "clock": format_clock,
    "count": format_count,
    "day": format_day,
    "pair": lambda code: (code, code),
    "time": format_time_tag,
    "publication": format_publication,
    "kind": lambda code: KINDS[code].word,
    "modifier": lambda code: MODIFIERS.get(code or "", ""),
}
