"""Figures that only describe, convert or repeat: they are stored, and not shown by default.

A conversion in brackets ("£75,000 (about $100,000)"); a length of time that describes a noun, unless that noun is a penalty, a truce or
the like ("a two-hour show", but "a ten-year sentence"); how far a drive is; a person's height; a plan by its number of points; a bare
"million-dollar" of what is not a sum; a career ("served in the navy for 19 years"); a threshold of a procedure ("the 60-vote threshold").
"""

from __future__ import annotations

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, numbers, sections
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.headwords import is_person
from sayso.grammar.quantities.units import is_money
from sayso.grammar.vocabulary import is_known
from sayso.model import Quantity

#: Units that convert into one another, by unit.
_KIND_OF_UNIT = {unit: kind for kind in sections("conversions.txt") for unit in numbers("conversions.txt", kind)}
_OF_TIME = ("time", "calendar", "age")
#: From a figure to the bracket after it: "380 metres (", "a 21-foot-wide (", "a €90 billion (".
_TO_BRACKET = compile_pattern(r"(?:-(?:wide|long|tall|high|deep|thick))?\s?\((?:or\s|approximately\s|roughly\s)?")
_BRACKET_ENDS = compile_pattern(r"(?:-(?:wide|long|tall|high|deep|thick))?(?:\s(?:USD|US|and\schange|tall|wide|long|high|deep))?[.,]?\)")


def is_conversion(text: str, q: Quantity, before: Quantity) -> bool:
    """Whether a figure is the one before it in another unit, in brackets: "£75,000 (about $100,000)"."""
    if q.unit is None or before.unit is None or q.unit == before.unit:
        return False
    kind = _find_dimension(q.unit)
    alike = kind is not None and kind not in _OF_TIME and kind == _find_dimension(before.unit)
    return (
        (alike or (is_money(q.unit) and is_money(before.unit)))
        and _TO_BRACKET.fullmatch(text, before.span.end, q.span.start) is not None
        and _BRACKET_ENDS.match(text, q.span.end) is not None
    )


def _find_dimension(unit: str) -> str | None:
    """What a unit measures ("length"), of a rate its first unit; None for units that do not convert."""
    return _KIND_OF_UNIT.get(unit) or _KIND_OF_UNIT.get(_KM.get(unit.partition(" per ")[0], unit.partition(" per ")[0]))


_KM = {"kilometre": "km"}
_HYPHENS = frozenset("-‐‑")
#: A height as a person's is given: "6-foot-4", "5 feet 8 inches".
_HEIGHT = compile_pattern(r"[4-8](?:-|\s)f(?:oo|ee)t(?:-|\s)(?:\d|1[01])(?:-inch|\sinch(?:es)?)?", regex.IGNORECASE)
_TALLEST = 8
#: Nouns whose size in points is a difference between two figures: "a five-point lead".
_DIFFERENCES = frozenset((*entries("figures.txt", "nouns of a move"), *entries("descriptions.txt", "nouns of a difference")))
_OF_SUMS = frozenset(entries("descriptions.txt", "nouns of a sum"))
_TRAVELS = frozenset(entries("descriptions.txt", "nouns of travel"))
_THRESHOLDS = frozenset(entries("descriptions.txt", "nouns of a threshold"))
_FAR_UNITS = ("mile", "km", "kilometre")
#: Where a place is: "Kell, about 60 miles from the border"; how far something was found from something is not a whereabouts.
_PLACED = compile_pattern(r"(?r)(?:,|\b(?:is|are|lies|lie|sits|sit|lives|live|located))\s(?:just\s|only\s|located\s)*$")
_FROM_PLACE = compile_pattern(r"(?:\s\([^()]{1,24}\))?\s(?:away\s)?from\s(?!where\b|which\b)")


def _is_distance_to_place(text: str, q: Quantity) -> bool:
    """Whether a distance only tells where a place is, or where somebody lives."""
    start, end = q.span
    return _FROM_PLACE.match(text, end) is not None and _PLACED.search(text, max(0, start - _NEAR), start) is not None


_REQUIRED = compile_pattern(rf"\s(?:needed|required|necessary|(?:vote\s)?{alternation(_THRESHOLDS)})\b")
_BARE_SCALE = compile_pattern(r"(?:an?\s)?[mbt]r?illion-", regex.IGNORECASE)
_BEHIND = compile_pattern(r"[-‐‑\s](?:[a-z]+-)?([a-z]+)\s([a-z]+)")


def is_description(text: str, q: Quantity) -> bool:
    """Whether a figure only describes the noun after it, by a hyphen, or how tall somebody is."""
    words = q.span.of(text)
    if _is_hurdle(text, q) or (q.unit in _FAR_UNITS and q.noun is None and _is_distance_to_place(text, q)):
        return True
    if q.unit == "foot":
        if _HEIGHT.search(words):
            return True
        if q.value is not None and q.value <= _TALLEST and q.head is not None and is_person(q.head) and not _HYPHENS.isdisjoint(words):
            return True
    if _HYPHENS.isdisjoint(words) and text[q.span.end : q.span.end + 1] not in _HYPHENS:
        return False
    if q.unit == "point":
        return q.head is not None and not any(word in _DIFFERENCES for word in (q.noun or "").split())
    if q.unit in _FAR_UNITS:
        return q.head in _TRAVELS
    if q.unit is None or q.unit == "person":
        found = _BEHIND.match(text, q.span.end)
        return found is not None and found[2] in _THRESHOLDS
    return _BARE_SCALE.match(words) is not None and q.head is not None and q.head not in _OF_SUMS


#: Votes that a bill or a candidate must have: "requires 60 votes", "if nobody wins over 50%, there is a runoff".
_MUST_HAVE = compile_pattern(r"(?r)\b(?:requir(?:e|es|ed|ing)|needs?|needed|needing|lacks?)\s(?:a\s|at\sleast\s)?$")
_VOTES = frozenset(("vote", "votes"))
_IF_NOBODY = compile_pattern(
    r"(?r)\b(?:(?:if|unless|until|whether)\s|(?:no|neither|any)\s(?:candidate|one)|nobody|anybody|requisite)[^.;]{0,60}$", regex.IGNORECASE
)
_RUNOFF = compile_pattern(r"\brun-?offs?\b|\boutright\b")
_HALF = 50
#: Money of an invented person: "someone with $100,000", "eg, $500".
_SUPPOSED = compile_pattern(
    r"(?r)(?:\b(?:someone|somebody|anyone|a\sperson)\s(?:with|who\s[a-z]+|earning|making|owing)|\b(?:eg|e\.g\.|say),?)\s(?:an?\s)?$",
    regex.IGNORECASE,
)


def _is_hurdle(text: str, q: Quantity) -> bool:
    """Whether a figure is what a vote needs, or of a supposed person."""
    start, end = q.span
    if q.unit == "percent":
        if q.trend is None and _REQUIRED.match(text, end):
            return True
        return q.value == _HALF and _RUNOFF.search(text) is not None and _IF_NOBODY.search(text, max(0, start - _FAR), start) is not None
    if q.unit is None and q.head in _VOTES:
        return _MUST_HAVE.search(text, max(0, start - _NEAR), start) is not None
    return q.unit is not None and is_money(q.unit) and _SUPPOSED.search(text, max(0, start - _FAR), start) is not None


#: Somebody's work or life, before its length: "who served in the navy for", "has been married for", "spent".
_CAREER = compile_pattern(
    rf"(?r)\b{alternation(entries('descriptions.txt', 'verbs of a career'))}\b[^.;:,–—“”]{{0,40}}\sfor\s$", regex.IGNORECASE
)
_SPENT = compile_pattern(r"(?r)\bspen(?:t|ds?|ding)\s(?:the\s(?:next|last|past)\s)?$", regex.IGNORECASE)
_SPENT_ON = compile_pattern(
    rf"\s(?:as\san?\s(?!(?:[\w-]+\s)?(?:hostage|prisoner|captive|slave))\S|as\s(?:\p{{Lu}}|simply)|across\s|by\s"
    rf"|at\s(?:the\s)?\p{{Lu}}|(?:in|with)\s(?:the\s\p{{Lu}}|politics|government|office|business|law\senforcement|public\sservice)"
    rf"|{alternation(entries('descriptions.txt', 'participles of a career'))}\b)"
)
_OF_A_CAREER = frozenset(entries("descriptions.txt", "what years make"))
_LONG_UNITS = ("year", "decade", "month")


def is_career_length(text: str, q: Quantity) -> bool:
    """Whether a length of time is of somebody's work or life: "served in the navy for 19 years", "spent 30 years in the Senate"."""
    if q.unit not in _LONG_UNITS or q.role:
        return False
    if q.head in _OF_A_CAREER:
        return True
    start, end = q.span
    if text.startswith("for ", max(0, start - 4)):
        return _CAREER.search(text, max(0, start - _FAR), start) is not None
    return _SPENT.search(text, max(0, start - _NEAR), start) is not None and _SPENT_ON.match(text, end) is not None


_FAR, _NEAR = 90, 24


#: Words that make a share of all a way of speaking: "100% sure", "100% about winning".
_WHOLLY = compile_pattern(rf"\s(?:{alternation(entries('figures.txt', 'wholly so'))}|about|yes|no|pro-\p{{L}}+|anti-\p{{L}}+)\b")
#: Of whom somebody is wholly: "100% Ruiz", "100% Moss vs. Roe"; words of a headline are not names ("100% Contained").
_SOMEBODY = compile_pattern(r"\s(?:\p{Lu}\p{Ll}+\s)?(\p{Lu}\p{Ll}+)(?:[.,;!?”—]|$|\s(?:(vs?\b|versus\b)|and\b|or\b))")
_ANSWER = compile_pattern(r"[,.!?”—]")
_ANSWER_OPENS = ("“", ", ", "— ", "– ", ". ", "“a ", "“A ")
_ALL = frozenset((99.0, 99.9, 100.0, 110.0, 150.0, 200.0, 1000.0))


def is_emphasis(text: str, q: Quantity) -> bool:
    """Whether a share only says how sure or how whole: "100% sure", "“A hundred percent,” he said", but not "100% contained"."""
    if q.value not in _ALL or q.trend is not None:
        return False
    start, end = q.span
    if _WHOLLY.match(text, end) or (q.noun is None and _is_name_next(text, end)):
        return True
    return q.noun is None and _ANSWER.match(text, end) is not None and (start == 0 or text[:start].endswith(_ANSWER_OPENS))


def _is_name_next(text: str, end: int) -> bool:
    """Whether a name follows a share of all."""
    found = _SOMEBODY.match(text, end)
    return found is not None and (found[2] is not None or not is_known(found[1].lower()))


#: What nobody counts, after "zero": "zero room for error".
_ZERO_OF = compile_pattern(rf"\s(?:\w+\s)?(?:{alternation(entries('figures.txt', 'after zero'))})\b(?!\srates?\b|-)")


def is_none_at_all(text: str, q: Quantity) -> bool:
    """Whether "zero" only says that there is none of what nobody counts: "zero tolerance", "zero room for error"."""
    return q.value == 0 and q.unit is None and q.span.of(text).lower() == "zero" and _ZERO_OF.match(text, q.span.end) is not None


#: Whom a length of time is about: the speaker, or any reader whom an advice is for.
_OF_SPEAKER = compile_pattern(r"(?r)\b(?:I|I[’'](?:ve|m|d|ll)|my|[Yy]ou|[Yy]our|[Yy]ou[’'](?:re|ve|ll))\s[^.;:“”]{0,70}$")
_CONFINED = compile_pattern(
    r"\b(?:jail\w*|prison\w*|detain\w*|detention|locked|held|sentenced|custody|captiv\w+|hostage|hospital\w*|coma)\b", regex.IGNORECASE
)


def is_personal_duration(text: str, q: Quantity) -> bool:
    """Whether a length of time is of the speaker's own life, or advice: "I have watched it for 50 years", "if you wait two weeks"."""
    start, end = q.span
    if _OF_SPEAKER.search(text, max(0, start - _FAR), start) is None:
        return False
    return _CONFINED.search(text, max(0, start - _FAR), min(len(text), end + _NEAR)) is None


#: "Two very different receptions", "they were two giants".
_CONTRASTED = compile_pattern(
    r"\s(?:(?:very|completely|totally|wildly|vastly|radically|entirely|starkly|fundamentally)\s(?:different|distinct|opposed|separate)"
    r"|contrasting)\b"
)
_EQUATED = compile_pattern(r"(?r)\b(?:[Tt]hey|[Tt]hese|[Ww]e)(?:\s(?:are|were)|[’']re)\s(?:just\s|not\s|like\s)?$")


def is_rhetorical_count(text: str, q: Quantity) -> bool:
    """Whether a small number only compares two nouns: "two very different receptions", "they were two giants"."""
    start, end = q.span
    return _CONTRASTED.match(text, end) is not None or _EQUATED.search(text, max(0, start - _NEAR), start) is not None


#: The words behind a count that opens a list of names or of parts: "of the mainstay models, the Brig and the Sloop,".
_OPENS_LIST = compile_pattern(
    r"\s(?:of\s(?:[a-z]+|[\w’'-]+[’']s)\s)?(?:[a-z]+\s)?(?:most\s[a-z]+|"
    rf"{alternation(entries('descriptions.txt', 'ranks of named ones'))})"
    r"(?:\s[\w’'-]+){1,3}?(?::\s|(?:,\s|\s?[—–]\s?)(?:the\s)?[A-Z][\w’.-]*(?:\s[A-Z][\w’.-]*){0,3}(?:,|\sand)\s)"
)


def opens_list(text: str, q: Quantity) -> bool:
    """Whether a small number only counts the ranked ones that its sentence names: "three biggest risks: fire, flood and theft"."""
    return q.trend is None and _OPENS_LIST.match(text, q.span.end) is not None
