"""Which durations are figures of their own, and which only tell how long something went on.

"Sentenced to 20 years", "a five-day truce", "the trial will last three weeks" answer how long; "they talked for two hours" and "the first
defeat in a decade" tell of something else. A duration is taken for one of the latter unless its phrase shows what it measures.
"""

from __future__ import annotations

import regex

from sayso.compile_cache import compiled
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.model import Quantity

#: Units of time.
DURATIONS = frozenset(entries("figures.txt", "units of time"))
#: What lasts by rule, order or agreement, or is waited for.
_LASTING = frozenset(entries("lasting.txt"))

#: What leads to a duration that is asked for: a verdict, a verb of lasting, what is allowed or put off.
_LEADS = compiled(
    r"(?r)\b(?:sentenced|condemned|jailed|imprisoned|detained|banned|barred|suspended|disqualified|quarantined|faces?|faced"
    r"|facing|carr(?:y|ies|ied|ying)|serving"
    r"|lasts|lasted|lasting|rang(?:e|es|ed|ing)|averag(?:es|ed|ing)|extend(?:s|ed|ing)?|prolong(?:s|ed|ing)?|delay(?:s|ed|ing)?"
    r"|postpone[sd]?"
    r"|shorten(?:s|ed|ing)?|paus(?:e|es|ed|ing)|wait(?:s|ed|ing)?|(?:will|would|could|may|might|can|to|not|n[’']t)\s(?:take|last))"
    r"(?:\s(?!and\b|but\b|as\b|while\b)[\w’'-]+){0,3}\s$",
    regex.IGNORECASE,
)
#: What is after a duration that is a penalty.
_PENALTY = compiled(
    r",?\s(?:in|behind|of|on|without|under)\s(?:(?:an?|the|state|federal|military|county|hard|house|supervised|solitary|community"
    r"|maximum-security)\s)*"
    rf"{alternation(entries('figures.txt', 'penalties'))}\b",
    regex.IGNORECASE,
)
#: "People 45-49 years".
_OF_AGE = regex.compile(rf"\b{alternation(entries('figures.txt', 'people of an age'))}\s$", regex.IGNORECASE)
_STRETCHES = frozenset(("span", "stretch"))
_REACH = 60


def only_tells_how_long(text: str, q: Quantity) -> bool:
    """Whether a duration of a sentence is none that a reader asks for."""
    if q.unit not in DURATIONS:
        return False
    start, end = q.span
    if q.unit == "year" and _OF_AGE.search(text, max(0, start - _REACH), start):
        return True
    if q.modifier == "between" or _PENALTY.match(text, end) or _LEADS.match(text, max(0, start - _REACH), start):
        return False
    if q.modifier == "at_most":
        return text.startswith(" of ", end)  # "within two hours of the call"
    if q.noun is None:
        return True
    if q.noun not in text[end:]:
        return q.head in _STRETCHES  # but not "an incubation period of 12 days"
    return q.head not in _LASTING
