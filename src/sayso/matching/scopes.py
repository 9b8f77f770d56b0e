"""How wide an area a figure is for: "in Karo County", "across the state", "nationwide".

A count for a wider area is another one, not the old one raised. A place that a text names may be the country that the other means by
"across the country", so a named place is narrower only where its count is much smaller, too.
"""

from __future__ import annotations

from sayso.compile_cache import compile_pattern
from sayso.matching.listed_names import find_owner
from sayso.matching.measures import IN_SEVERAL, find_places_after
from sayso.matching.mentions import Mention, normalise_typography

#: The words for an area, by its width.
_AREAS = compile_pattern(
    r"(?i)\b(?:(?P<state>statewide|(?:across|throughout|in) the (?:(?:entire|whole) )?(?:state|province|region|county)"
    r"|and (?:nearby|neighbou?ring|surrounding) (?:areas|cities|communities|counties|districts|provinces|towns|villages))"
    r"|(?P<country>nationwide|nationally|countrywide|(?:across|around|throughout|in) the (?:(?:entire|whole) )?(?:country|nation))"
    r"|(?P<world>worldwide|globally|(?:across|around|throughout) the (?:globe|world)))\b"
)
_WIDTHS = ("state", "country", "world")

#: The ends of the words that belong to a figure; the number of characters before and after it in which its area may be named.
_END = compile_pattern(r"[;:()]|, (?:and|but|while|with)\b")
BEFORE, BEHIND = 60, 90

#: A count for a wider area is at least this many times as high as one for a place in it, and so many times as one without a place;
#: tolls grow as much in a day.
TIMES, MANY_TIMES = 2.0, 3.0
_TOLLS = frozenset(("killed", "injured", "missing"))


def differ_in_scope(old: Mention, new: Mention) -> bool:
    """Whether one figure is for a wider area than the other, or one for a name of a list and the other for several places."""
    if _is_of_listed_place(old, new) or _is_of_listed_place(new, old):
        return True
    first, then = _find_area_width(old), _find_area_width(new)
    if first is not None and then is not None:
        return first != then
    if first is None and then is None:
        return False
    wide, narrow = (old, new) if first is not None else (new, old)
    a, b = wide.figure.value, narrow.figure.value
    if a is None or b is None or wide.figure.unit == "percent" or a < TIMES * b:
        return False
    return bool(find_places_after(narrow)) or (a >= MANY_TIMES * b and wide.figure.role not in _TOLLS)


def _is_of_listed_place(one: Mention, other: Mention) -> bool:
    """Whether one figure belongs to one of the names that its sentence lists, and the other counts "in 13 countries"."""
    text, figure = other.home.document.text, other.figure.span
    behind = normalise_typography(text[figure.end : min(other.home.span.end, figure.end + BEHIND)])
    return IN_SEVERAL.search(_END.split(behind)[0]) is not None and find_owner(one).is_listed and not find_owner(other).is_listed


def _find_area_width(mention: Mention) -> int | None:
    """The width of the area by the words around a figure; None where they do not show it."""
    text, home, figure = mention.home.document.text, mention.home.span, mention.figure.span
    behind = _END.split(normalise_typography(text[figure.end : min(home.end, figure.end + BEHIND)]))[0]
    ahead = _END.split(normalise_typography(text[max(home.start, figure.start - BEFORE) : figure.start]))[-1]
    found = _AREAS.search(behind) or _AREAS.search(ahead)
    return _WIDTHS.index(found.lastgroup) if found and found.lastgroup else None
