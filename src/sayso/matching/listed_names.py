"""Finds the owner of each figure in a sentence that lists several names with their figures.

Examples: "Orle reported 404 cases, Brill 225", "54% in Orle, 22% in Brill".

A name owns the figures in a bracket right after it ("Orle (54%)"), those that it is a place of ("54% in Orle"), and those that it reports
or has ("Orle, reporting 404 cases and 53 deaths"). Lists come in another order with each report, so that two figures in one place of two
lists are of two owners.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.compile_cache import compile_pattern
from sayso.matching.measures import NAME, Bracket, find_bracket, find_nearest_places
from sayso.matching.mentions import Mention, normalise_typography
from sayso.matching.terms import STEMMED_CALENDAR, stem
from sayso.model import Quantity

#: A name that reports or has what follows, up to the next clause; a list leaves the verb out after its first name ("Orle 404, Brill 225").
_HAS = compile_pattern(
    r"(?P<names>\p{Lu}[\p{L}'-]+(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]+)*)(?: \([^()]*\))?,? "
    r"(?:(?:ha[sd]|have|with|at|(?:which|who) (?:had|has))|(?:ha[sd] )?(?:account(?:s|ed|ing) for|record(?:s|ed|ing)|report(?:s|ed|ing))"
    r"|(?:claim|gain|get|lead|poll|receive|secure|take|trail|win)(?:s|ed|d)?|got|held|holds|led|took|won)\b"
    r"[^;:]{0,60}$"
)


#: A name at the start of a clause, which its figures are for: "in Orle, 14 people died; in Brill, nine".
_IN_CLAUSE = compile_pattern(
    r"(?:^|[;,] (?:and |while )?)[Ii]n (?:the )?(?P<names>\p{Lu}[\p{L}'-]+(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]+)*),(?: [^;,.]{0,40})?$"
)

#: A name right before its figure: "Orle had 52% and Brill 46%", "to Brill's 48%".
_BESIDE = compile_pattern(r"(?:\band|\bto|,) (?P<names>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)(?:'s)?$")

_BESIDE_NUMBER = compile_pattern(r"(?:\band|\bto|,) (?P<names>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)(?:'s)? \d[\d.,]*%?(?=[,;.]|$| and\b)")

#: A list of names, whose figures follow in the same order ("… respectively").
_RESPECTIVELY = compile_pattern(r"(?i)\brespectively\b")
_NAME_PHRASE = r"(?:the )?\p{Lu}[\p{L}'-]+(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]+)*"
_NAME_LIST = compile_pattern(rf"{_NAME_PHRASE}(?:, {_NAME_PHRASE})*,? and {_NAME_PHRASE}")
_JOINTS = compile_pattern(r",? and |, ")


class Owner(NamedTuple):
    """The bracket that a figure is in, the names that own it, and whether its sentence lists figures of several owners."""

    bracket: Bracket | None
    names: frozenset[str]
    is_listed: bool


def find_owner(mention: Mention) -> Owner:
    """The owner of a figure."""
    bracket = find_bracket(mention)
    names = _find_names(mention, bracket)
    return Owner(bracket, names, bool(names) and _is_listed(mention, names))


def _find_names(mention: Mention, bracket: Bracket | None) -> frozenset[str]:
    if bracket and bracket.names:
        return bracket.names
    in_turn = _find_name_in_turn(mention) if _RESPECTIVELY.search(mention.home.raw) else frozenset()
    if in_turn:
        return in_turn
    behind = find_nearest_places(mention)
    if behind:
        return behind
    ahead = normalise_typography(mention.home.document.text[mention.home.span.start : mention.figure.span.start])
    having = _HAS.finditer(ahead, overlapped=True) if _HAS.search(ahead) else ()
    found = _BESIDE.search(ahead) or next(reversed(list(having)), None) or _IN_CLAUSE.search(ahead)
    return frozenset(n for n in NAME.findall(found["names"]) if stem(n) not in STEMMED_CALENDAR) if found else frozenset()


def _find_name_in_turn(mention: Mention) -> frozenset[str]:
    """The name that has a figure's place in the nearest list of names before it: "A and B have 5% and 6%, respectively".

    Empty where the sentence has not as many figures of this unit and noun as names.
    """
    text, home, a = mention.home.document.text, mention.home.span, mention.figure
    alike = sorted(
        m.figure.span.start
        for m in mention.home.mentions
        if m.claim.quantity and (m.figure.unit, m.figure.head, m.figure.role) == (a.unit, a.head, a.role)
    )
    lists = [_JOINTS.split(found[0]) for found in _NAME_LIST.finditer(normalise_typography(text[home.start : alike[0]]))]
    if not lists or len(lists[-1]) != len(alike):
        return frozenset()
    return frozenset(NAME.findall(lists[-1][alike.index(a.span.start)]))


def _is_listed(mention: Mention, names: frozenset[str]) -> bool:
    """Whether a sentence gives another figure in the same unit for another name."""
    a = mention.figure
    beside = (
        m
        for m in mention.home.mentions
        if m is not mention and m.claim.quantity and (_is_alike(m.figure, a) or m.figure.role is m.figure.head is None)
    )
    if any((others := _find_names(m, find_bracket(m))) and names.isdisjoint(others) for m in beside):
        return True
    return any(names.isdisjoint(NAME.findall(found["names"])) for found in _BESIDE_NUMBER.finditer(mention.home.text))


def _is_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two figures have one unit and one role."""
    return (a.unit, a.role) == (b.unit, b.role)


def are_of_two_owners(old: Mention, first: Owner, new: Mention, then: Owner) -> bool:
    """Whether a list gives two figures for two owners, one of whom the other text names too."""
    if not (first.is_listed or then.is_listed) or not first.names or not then.names or not first.names.isdisjoint(then.names):
        return False
    before, after = old.home.document.text, new.home.document.text
    return all(n in after for n in first.names) or all(n in before for n in then.names)
