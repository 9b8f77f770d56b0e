"""What numbers have in common that is stated once, after the last of them: "5 and 6 kg", "two-, three- and nine-seat planes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.assemble_figure import HYPHENS, SentenceFigure
from sayso.grammar.quantities.attach_unit import attach_unit
from sayso.grammar.quantities.numbers import Numeral
from sayso.grammar.quantities.trends import find_trend


class SharedUnit(NamedTuple):
    """What numbers have in common that is stated once, after the last of them: their unit, and where what they count is named."""

    unit: str | None
    named: int


def _is_amount_moved(text: str, left: int, numeral: Numeral, before: SentenceFigure | None) -> bool:
    """Whether a bare number is how far something moved: by its own verb, or by that of the one before ("A rose 3, B 4 and C 5 percent")."""
    if find_trend(text, left, start=numeral.start, end=numeral.end, unit="percent"):
        return True
    return before is not None and before.quantity.unit == "percent" and before.quantity.trend is not None


def find_shared_unit(text: str, left: int, numeral: Numeral, rest: Sequence[Numeral], before: SentenceFigure | None) -> SharedUnit | None:
    """ "5 and 6 kg", "two-, three- and nine-seat planes", "A rose 3 and B 4 percent". A sign before the last is its own."""
    at, last, joint = numeral.end, None, ""
    for following in rest[:_LONGEST_LIST]:
        between = text[at : following.start]
        if (
            last is None and between == " to " and text[max(0, numeral.start - 5) : numeral.start].lower() == "from "
        ):  # "rose from 3 to 5 ships"
            return SharedUnit(None, attach_unit(text, at, following).end)
        if last is None and between in _MOVES and text.endswith(_MOVES[between], 0, numeral.start):  # "revised down to 126 from 130 jobs"
            other = attach_unit(text, at, following)
            return SharedUnit(None, other.end) if other.unit is None else None
        if between in _JOINED_LAST and last is None:  # "two in three, or 66 percent"
            break
        if (
            between not in _JOINED
            and between not in _SIDES
            and not (len(between) <= _LONGEST_GAP and _GAP.fullmatch(between) and _is_amount_moved(text, left, numeral, before))
        ):
            break
        at, last, joint = following.end, following, between
    if last is None or (joint == ", " and last is rest[0]):  # "of those under 30, 76%" is not a list
        return None
    other = attach_unit(text, numeral.end, last)
    if other.money or (other.unit and other.unit.endswith("of age")) or (joint in _SIDES and other.unit not in _SIDED):
        return None
    if text[other.end : other.end + 1] in HYPHENS or (text[numeral.end : numeral.end + 1] in HYPHENS and other.unit):
        return SharedUnit(other.unit, other.end)
    if other.unit is None:  # "8, 12 and 20 people"
        listed = last is not rest[0] or (before and before.quantity.noun and text[before.quantity.span.end : numeral.start] == ", ")
        return SharedUnit(None, other.end) if listed and joint != ", " and other.bare else None
    return SharedUnit(other.unit, other.end if joint in _SIDES else numeral.end)


#: Words between the new and the old value of a count, each with the words before the first value.
_MOVES = {" from ": (" to ", " at "), " to ": (" by ",)}
_JOINED = frozenset(dash + joint for joint in (" and ", " or ", ", ", ", and ", ", or ") for dash in ("", "-", "‐", "‑"))
#: Words between two sides: "40 by 60 feet", "an 8-by-10-foot pen"; and the units of sides.
_SIDES = frozenset((" by ", "-by-", " x ", " × ", "‐by‐", "‑by‑"))
_SIDED = frozenset(entries("figures.txt", "units of a side"))
_JOINED_LAST = frozenset((", and ", ", or "))
#: Words between "rose 3" and "4 percent": "and imports".
_GAP = re.compile(r"(?:,\s(?=(?:[A-Z][\w’'-]*\s){1,2}(?:by\s)?\Z)|,?\s(?:and|while|but)\s)(?:[\w’'-]{1,20}\s){1,3}(?:by\s)?")
_LONGEST_GAP = 72
_LONGEST_LIST = 6
