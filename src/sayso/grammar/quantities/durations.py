"""Which durations are figures of their own, and which only say when.

"Sentenced to 20 years", "a five-day truce", "held for 30 hours", "has four days to answer" and "in less than a minute" say how long
something lasts, or may take. "The first defeat in a decade" and "over the past two weeks" only say when; "for several days"
gives no number. A duration counts as one of the latter unless its phrase shows what it measures.
"""

from __future__ import annotations

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.model import Quantity

#: Units of time.
DURATIONS = frozenset(entries("figures.txt", "units of time"))
#: Nouns of what lasts by rule, order or agreement, or is awaited.
_LASTING = frozenset(entries("lasting.txt", "what lasts"))

_LASTING_ALONE = _LASTING - {"term"}
_PENALTIES = frozenset(entries("figures.txt", "penalties"))

#: Words before a duration that news is about: a verdict, a verb of lasting, a permission, a delay.
_LEADS = compile_pattern(
    r"(?r)\b(?:sentenced|condemned|jailed|imprisoned|detained|banned|barred|suspended|disqualified|quarantined|faces?|faced"
    r"|facing|carr(?:y|ies|ied|ying)|serving"
    r"|lasts|lasted|lasting|rang(?:e|es|ed|ing)|averag(?:es|ed|ing)|extend(?:s|ed|ing)?|prolong(?:s|ed|ing)?|delay(?:s|ed|ing)?"
    r"|postpone[sd]?"
    r"|shorten(?:s|ed|ing)?|paus(?:e|es|ed|ing)|wait(?:s|ed|ing)?|custody|spend(?:s|ing)?|spent|t(?:akes?|ook|aking)"
    r"|stretch(?:ed|es|ing)|(?:will|would|could|may|might|can|to|not|n[’']t)\s(?:take|last))"
    r"(?:\s(?!and\b|but\b|as\b|while\b)[\w’'-]+){0,3}\s$",
    regex.IGNORECASE,
)
#: Words after a duration that is a penalty.
_PENALTY = compile_pattern(
    r",?\s(?:in|behind|of|on|without|under)\s(?:(?:an?|the|state|federal|military|county|hard|house|supervised|solitary|community"
    r"|maximum-security)\s)*"
    rf"{alternation(entries('figures.txt', 'penalties'))}\b",
    regex.IGNORECASE,
)
#: "People 45-49 years".
_OF_AGE = compile_pattern(rf"\b{alternation(entries('figures.txt', 'people of an age'))}\s$", regex.IGNORECASE)
#: Nouns after a duration that do not last that long: "a 10-year high", "a 20-year veteran".
_NOT_LASTING = frozenset(entries("lasting.txt", "nouns that a duration only marks"))
#: Verbs of having or giving a period: "will have four days to answer", "gave them 30 days".
_GIVEN = compile_pattern(
    rf"(?r)\b{alternation(entries('lasting.txt', 'verbs of giving time'))}\s(?:(?!and\b|but\b|that\b)[\w’'-]+\s){{0,3}}$", regex.IGNORECASE
)
_TO_DO = compile_pattern(r"\s(?:to\s(?!(?:the|an?|go)\b)[a-z]|(?:of|for)\s(?:notice|review|training)\b)")
#: Words that make a duration a period of the calendar: "the past two weeks", "every two years".
_FRAME = compile_pattern(
    rf"\b{alternation(entries('lasting.txt', 'words before a stretch of the calendar'))}\s(?:[a-z]+\s|\d+\s)?$", regex.IGNORECASE
)
#: "It sank within two hours of the call" says when; "must answer within ten days of the hearing" is a deadline.
_OF_EVENT = compile_pattern(r"\sof\s(?![a-z]+ing\b)")
_MUST = compile_pattern(r"\b(?:must|shall|will|would|should|requires?|required|ha(?:s|ve|d)\sto|orders?|ordered)\b")
_THE_LAST = compile_pattern(r"\bthe\s(?:last|past)\s$", regex.IGNORECASE)
#: What lasted that long: "27 years of military rule", "10 hours of surgery".
_OF_WHAT = compile_pattern(r"\sof\s(?!(?:the|this|that|these|those|his|her|its|their|our|my|your|an?|age)\b)[a-z]")
_CALENDAR = frozenset(("decade", "century"))
_REACH = 60


def _counts_how_long(text: str, q: Quantity) -> bool:
    """Whether a duration without a measured noun is counted and says how long: "for 12 years", "two hours of talks".

    One that opens a sentence, one of the calendar, and "a year" alone are not.
    """
    start, end = q.span
    if q.modifier == "vague" or q.unit in _CALENDAR:
        return False
    before = text[max(0, start - _REACH) : start]
    if _FRAME.search(before):
        return False
    if _GIVEN.match(text, max(0, start - _REACH), start) and _TO_DO.match(text, end):
        return True
    if q.modifier == "under":
        return before.endswith(" in ")
    if q.value is not None and q.value <= 1 and q.modifier == "exact":
        return False
    return before.endswith(" for ") or (not before.endswith(("in ", "n ")) and _OF_WHAT.match(text, end) is not None)


def is_background_duration(text: str, q: Quantity) -> bool:
    """Whether a duration of a sentence is of no interest to readers."""
    if q.unit not in DURATIONS:
        return False
    start, end = q.span
    if q.unit == "year" and _OF_AGE.search(text, max(0, start - _REACH), start):
        return True
    if q.unit in _CALENDAR and q.value == 1 and q.modifier == "exact" and "-" not in text[start:end]:
        return True  # "he spent a decade in Kell"
    if _THE_LAST.search(text, max(0, start - _REACH), start):
        return True
    if q.modifier == "between" or _PENALTY.match(text, end) or _LEADS.match(text, max(0, start - _REACH), start):
        return False
    if q.modifier == "at_most":
        return _OF_EVENT.match(text, end) is not None and not _MUST.search(text, max(0, start - _REACH), start)
    if _describes_next_noun(text, q):
        return _is_adjective_duration(text, q) and not _describes_lasting_thing(text, q)
    if q.noun is None:
        return not _counts_how_long(text, q)
    if q.noun not in text[end:]:
        marks = _DESCRIBED.match(text, end)  # but not "an incubation period of 12 days"
        return q.head in _STRETCHES or (marks is not None and marks["noun"] in _NOT_LASTING)
    if q.head in _LASTING:
        return False
    return not (text.startswith(" of ", end) and _counts_how_long(text, q))


#: The noun that a duration describes, with one word before it at most: "four-hour meeting", "45 minute session", "four-hour-long fair".
_DESCRIBED = compile_pattern(r"(?:-long)?\s(?:[a-z]+\s)??(?P<noun>[a-z]{3,})\b(?!\sof\s(?:age|the\syear))")


def _describes_next_noun(text: str, q: Quantity) -> bool:
    """Whether a counted duration describes the noun after it, and says how long that lasts: "a four-hour meeting"."""
    start, end = q.span
    if q.modifier == "vague" or q.unit in _CALENDAR or text[end - 1] == "s" or _OR_SO.search(text, start, end):
        return False
    tied = any(dash in text[start:end] for dash in "-‐‑") or (q.value is not None and q.value > 1)
    found = _DESCRIBED.match(text, end)
    if found is None or not (tied or (q.noun is not None and q.noun in text[end:])):
        return False
    return q.head not in _NOT_LASTING and all(word not in _NOT_LASTING for word in found[0].split())


def _is_adjective_duration(text: str, q: Quantity) -> bool:
    """Whether a hyphen, or a unit without its plural, makes a duration an adjective: "two-hour", "a 45 minute session"."""
    if any(dash in text[q.span.start : q.span.end] for dash in "-‐‑"):
        return True
    return q.value is not None and q.value > 1 and text[: q.span.end].endswith(q.unit or "")


def _describes_lasting_thing(text: str, q: Quantity) -> bool:
    """Whether the noun that a duration describes is a penalty, a truce, a shutdown or the like: "a 20-year sentence", "a jail term"."""
    if q.head in _LASTING and q.head != "term":
        return True
    found = _DESCRIBED.match(text, q.span.end)
    words = {*(found[0].split() if found else ()), *(q.noun or "").split()}
    return not (_LASTING_ALONE.isdisjoint(words) and _PENALTIES.isdisjoint(words))


_OR_SO = compile_pattern(r"\sor\sso\b")
_STRETCHES = frozenset(("span", "stretch"))
