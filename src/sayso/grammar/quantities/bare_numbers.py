"""Numbers without a noun: what they count, from the words beside them or the figure before.

"45 of them", "19 people, not 21", "a population of 3,000", "put the figure at 80". A small bare number
without such a context is a mere reference (see `incidental`).
"""

from __future__ import annotations

from dataclasses import replace

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.inherited import OF_ALL
from sayso.grammar.quantities.nouns import Noun
from sayso.grammar.quantities.verb_forms import list_verb_forms
from sayso.grammar.wordclasses import CLASSES, VERB
from sayso.model import Quantity

_REACH = 160
_APART = 120
_COUNTED = (None, "person")

_OF_THEM = compile_pattern(r",?\s(?:out\s)?of\s(?:them|whom|which|those(?=,|\s(?:who|have|had|were|are|was|is)\b))\b", regex.IGNORECASE)
#: A part of the group before, without its noun: ", including two by boat", "among them 40 from Alba".
_PART = compile_pattern(r"[^;:.()]{0,80}[,–—]\s(?:including|among\sthem)\s", regex.IGNORECASE)
_PLACED = compile_pattern(r"\s(?:from|in|at|by|with|for|on|who|that)\s")
#: A figure that the one before replaces: "19 people, not 21", "40 boats rather than 38".
_RATHER = compile_pattern(r"[^;:.()]{0,40}(?:,\s(?:and\s|but\s)?not|\srather\sthan|\sinstead\sof)\s(?:the\s)?", regex.IGNORECASE)
_CLOSED = compile_pattern(r"\s*(?:[.,;)—–]|$|as\b|that\b|who\b|were\b|had\b)")
#: The opening of a sentence whose subjects are parts of a group: "Of the nine sailors".
_OF_GROUP = compile_pattern(r"(?r)(?:^|[.;:,“]\s)(?:[Oo]f|[Aa]mong)\s(?:(?:the|those|these|its|their|all|all\sthe)\s)?")
_VERB = compile_pattern(r"\s(?:are|were|have|had|will|would|said|say|is|was)\b")
_NEXT = compile_pattern(r"\s([a-z]{3,})\b(?!\sby\b)")
_JOINT = compile_pattern(r"[^;:.()]{0,80}(?:,|;|,?\sand|,?\swhile|,?\sbut)\s(?:only\s|just\s|another\s)?")


def inherit_noun_of_whole(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """A bare figure that is a part of what the one before counts, or another count of it."""
    if figure.noun is None and figure.unit == "percent" and last.noun and last.unit in _COUNTED and _is_part_of(text, figure, last):
        return replace(figure, noun=last.noun, head=last.head)  # "1,200 fossils, and 85% of them"
    if figure.noun or figure.unit not in (None, last.unit) or last.noun is None or last.unit not in _COUNTED or last.value == 1:
        return figure
    if figure.span.start - last.span.end > _APART or (last.value is not None and abs(last.value) < 1):
        return figure
    share = figure.value is not None and 0 < abs(figure.value) < 1
    if _is_part_of(text, figure, last) or (share and last.unit == "person" and _is_subject_after_whole(text, figure, last)):
        role = figure.role or (last.role if last.role in OF_ALL and not share else None)
        return replace(figure, unit=None if share else last.unit, noun=last.noun, head=last.head, role=role)
    if share or figure.modifier == "between":
        return figure
    if _recounts_group(text, figure, last):
        return replace(figure, unit=last.unit, noun=last.noun, head=last.head, role=figure.role or last.role)
    if _belongs_to_named_group(text, figure, last):
        return replace(figure, unit=last.unit, noun=last.noun, head=last.head)
    return figure


def _is_part_of(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether "of them" or the like is after a figure; after a share "of which" only where no other noun is between."""
    found = _OF_THEM.match(text, figure.span.end)
    if found is None or not found[0].endswith("which") or (figure.value is not None and figure.value > 1):
        return found is not None
    return text[last.span.end : figure.span.start].strip(" ,;(–—") == last.noun


def _is_subject_after_whole(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a share is the subject of a clause right after its whole: "1,900 pupils; a fifth are new"."""
    between = text[last.span.end : figure.span.start]
    if last.noun is None or between.strip(" ,;") not in (last.noun, last.noun + " and"):
        return False
    return _VERB.match(text, figure.span.end) is not None


def _recounts_group(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a number counts the group before in other words: "including two by boat", "not 21", "27 people – 10 for theft"."""
    start, end = last.span.end, figure.span.start
    if _RATHER.fullmatch(text, start, end) and _CLOSED.match(text, figure.span.end):
        return True
    if not _PLACED.match(text, figure.span.end):
        return False
    between, noun = text[start:end].strip(), last.noun or ""
    return between in (f"{noun} –", f"{noun} —", f"{noun}:", f"{noun}, with") or _PART.fullmatch(text, start, end) is not None


def _is_before_past(text: str, end: int) -> bool:
    """Whether a verb in the past follows a number: "five withdrew"."""
    found = _NEXT.match(text, end)
    return found is not None and CLASSES[found[1]] == VERB and not found[1].endswith(("s", "ing"))


def _is_contrasted(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a smaller number is set against the subject of the sentence: "Seven sailors asked to stay, but five have left"."""
    if last.span.start > _OPENING or figure.value is None or last.value is None or not 1 < figure.value < last.value:
        return False
    return text.startswith(f" {last.noun}", last.span.end) and _BUT.search(text, last.span.end, figure.span.start) is not None


_OPENING = 24
_BUT = compile_pattern(r"(?:,\sbut|;|,\s?while|,\s(?:and|though|although))\s(?:only\s|just\s|at\sleast\s|the\sother\s)?$")


def _belongs_to_named_group(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a subject is of a group that the sentence names first: "Of the nine sailors who left, seven are ill and two are well"."""
    if not (_VERB.match(text, figure.span.end) or _is_before_past(text, figure.span.end)):
        return False
    if not _JOINT.fullmatch(text, last.span.end, figure.span.start):
        return False
    if _OF_GROUP.match(text, max(0, last.span.start - _REACH), last.span.start):
        return True
    if _is_contrasted(text, figure, last):
        return True
    return (last.noun or "") not in text[last.span.end : figure.span.start] and _VERB.match(text, last.span.end) is not None


#: Bodies of people whose size is a number: "a population of 3,000", "cut its workforce to 400", "a town of 900".
_BODY = compile_pattern(
    rf"(?r)\b((?:{alternation(entries('figures.txt', 'bodies that have a size'))})"
    rf"(?=\s(?:is|was|of|to|at|from)\s)|(?:{alternation(entries('figures.txt', 'places that have a size'))})(?=\sof\s))"
    r"\s(?:(?:is|was|stood|stands|fell|rose|grew)\s)?(?:(?:of|to|at|from)\s)?(?:an?\s)?(?:just\s|only\s|under\s|estimated\s)?",
    regex.IGNORECASE,
)
_BODY_LETTERS = (" of ", " to ", " at ", "from ", " is ", "was ", "just ", "only ")
_FEWEST = 10


def find_body_of_people(text: str, start: int, value: float | None) -> Noun | None:
    """The body of people whose size a bare number is; `start` is where the figure starts."""
    if value is None or not text.endswith(_BODY_LETTERS, 0, start):
        return None
    if text.endswith("crew of ", 0, start) and value > 1:
        return Noun("crew", start - len("crew of "), start - len(" of "), "crew")
    if value < _FEWEST:
        return None
    found = _BODY.match(text, max(0, start - _APART), start)
    return Noun(found[1], found.start(1), found.end(1), found[1].lower()) if found else None


_ESTIMATES = alternation(form for verb in entries("figures.txt", "verbs of estimating") for form in list_verb_forms(verb))
_COUNTS = alternation(form for verb in entries("figures.txt", "verbs of counting") for form in list_verb_forms(verb))
#: Words before a bare number that somebody counted: "put the figure at 80", "organisers claimed 600", "a total of 40".
_REPORTED = compile_pattern(
    rf"(?r)\b(?:(?:{_ESTIMATES})\s[^.;:()]{{2,60}}\sat|(?:{_COUNTS})"
    r"|(?:total|tally|count|figure|number|toll|reading)\s(?:[a-z]+\s){0,3}(?:of|at|to|is|was))\s",
    regex.IGNORECASE,
)
_COMPARED = compile_pattern(r",\s(?:up|down)\sfrom\s")
_REPORT_LETTERS = (" at ", "ed ", "ts ", "ms ", " of ", " to ", " is ", "was ")


def is_reported_count(text: str, q: Quantity) -> bool:
    """Whether a bare number ends a clause about counting, or is compared with an earlier one: "31, up from 24"."""
    start = q.span.start
    if q.value is None or q.value < _FEWEST:
        return False
    if _COMPARED.match(text, q.span.end) or text.endswith((", up from ", ", down from "), 0, start):
        return True
    if not text.endswith(_REPORT_LETTERS, 0, start) or not _CLOSED.match(text, q.span.end):
        return False
    return _REPORTED.match(text, max(0, start - _REACH), start) is not None


_LARGE = 1000
_BOUNDED = 100
#: Four digits without a comma, mostly a year or part of a name, and a letter that is a scale only after a currency: "Block 1b".
_NO_COUNT = compile_pattern(r"\D*(?:\d{4}|[\d.,]+\s?[bBkKmM])")


def is_large_count(text: str, q: Quantity) -> bool:
    """Whether a bare number is so large that it counts something: "over 800", "1,204", but not a year."""
    size = q.value if q.value is not None else q.low
    if size is None or q.modifier == "vague":
        return False
    if _NO_COUNT.fullmatch(text, q.span.start, q.span.end):
        return False
    return abs(size) >= (_LARGE if q.modifier in ("exact", "between") else _BOUNDED)
