"""Figures that few readers want listed: they are stored, but not shown by default.

A bare "one"; a person's age; the score of a match; "several" and its like without an outcome; a mere reference ("the two leaders", "all 50
states"); a small number with neither unit nor noun nor outcome, or of what nobody counts ("two questions"); plays of a match; when
something was ("ten years ago") or how long it went on ("talked for two hours", see `durations`); a saying ("one day", "five-star"). A
figure with an outcome ("one killed", "the 13 dead") is never incidental.
"""

from __future__ import annotations

import re

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.bare_numbers import is_reported_count
from sayso.grammar.quantities.certainty import TIED_MANY
from sayso.grammar.quantities.descriptions import (
    is_career_length,
    is_description,
    is_emphasis,
    is_none_at_all,
    is_personal_duration,
    is_rhetorical_count,
    opens_list,
)
from sayso.grammar.quantities.durations import DURATIONS, is_background_duration
from sayso.model import Quantity

#: Below this a bare number is a reference to something named before, or a place in a list.
_SMALL = 1000
#: Up to this a definite group is one that readers know already: "all 50 states", "the 27 members".
_KNOWN_GROUP = 100

_DEFINITE = re.compile(
    r"(?:\b(?:the|these|those|both|all|his|her|its|their|our|my|your|other|another|first|last|next|past|previous|final"
    r"|middle|inner|outer|remaining|opposing|top|the\sonly|every|each|which|same|any|what)|\w[’']s)\s+(?:of\s+the\s+)?$",
    re.IGNORECASE,
)
#: The words of a verdict before the charges that it is on: "found guilty of all 12 counts".
_VERDICT = re.compile(
    r"\b(?:acquitted|cleared|convict(?:ed|ing|s)|guilty|indict(?:ed|ing)|dismissed|dropped)\b[\w\s]{0,24}\b(?:of|on|to|all|the)\s$",
    re.IGNORECASE,
)
#: People who speak, and are not what is reported: "two sources said", "three people briefed on the talks".
_SPEAKING = frozenset(entries("figures.txt", "people who speak"))
_TALKING = re.compile(
    r"\s+[\w\s’']{0,40}?\b(?:briefed|familiar|close\sto|with\s(?:direct\s)?knowledge|said|told|say|tell"
    r"|who\s(?:have\s|has\s|had\s)?(?:spoke|spoken|asked|briefed))\b"
)
_SAID_BY = re.compile(r"(?:[,”]\s|^)(?:said|says)\s$")
_ACCORDING = re.compile(r"\baccording\sto\s(?:the\s|these\s)?$", re.IGNORECASE)
_COMPOUND = re.compile(r"-\w{2,12}ed\b")
_FEW = 10
#: Idioms of "one" with a unit or a noun: "at one point", "on one level".
_ONE_SAYING = re.compile(r"\b(?:at|on|in|to|for)\s$", re.IGNORECASE)
_AGO = re.compile(r"\s(?:ago|later|earlier|before|after|prior)\b")
_VAGUE_FEW = re.compile(r"(?:several|handful|couple|few)\b", re.IGNORECASE)
#: The least value of "dozens"; "several hundred" and "a few dozen" are more than a few.
_DOZEN = 12
_PART_OF_A_NAME = frozenset(entries("figures.txt", "nouns of a compound name"))
_COUNTED = frozenset((None, "person"))


#: A vote has a noun or a body that voted; other scores are of matches, which fill sports pages.
_VOTE = re.compile(
    r"\s(?:[\w-]+\s)?(?:vote|ruling|decision|opinion|(?:super)?majority|verdict|margin|split|deadlock|court|[Ss]enate|bench"
    r"|[Cc]onservative|[Ll]iberal|[Rr]epublican|[Dd]emocrat)"
)
_VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|passed|approved|adopted|rejected|ratified|confirmed|ruled|overturned|upheld|sided|carried|divided|deadlocked"
    r"|split|court|justices|senate|chamber|legislature|parliament|council|commission|delegation|panel"
    r"|committee|board|recommended)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
#: Durations that only give the period of another figure: "for the 12-month period ended in March".
_PERIOD = re.compile(
    r"[\s‐‑-](?:period|span|stretch|window)\s(?:that\s)?(?:end(?:ed|ing|s)?|from|to|through|since|between|start(?:ed|ing|s)|beg[aiu]n\w*)\b"
)
#: Time until something: the calendar has it too, and it is out of date tomorrow.
_COUNTDOWN = re.compile(r"\s(?:until|till|to\sgo|away)\b")
_LASTING = re.compile(r"\b(?:for|takes?|took|after|every)\s$", re.IGNORECASE)
#: "The eldest of three children".
_ONE_OF = re.compile(r"\b(?:\w+est|one|first|second|third|last)\sof\s$")
#: A comparison is not a figure: "as amicably as two people could".
_LIKENED = re.compile(r"\b(?:as\s\w+ly\sas|like)\s$", re.IGNORECASE)
#: Sayings in shares: "90% of the ball game", "half the battle", "nine tenths of the law", "99% of the time".
_SAID_OF_SHARES = frozenset(entries("figures.txt", "sayings in shares"))
#: "Same day, same port — two tales": figures of speech answer each other before a dash.
_ANSWERED = re.compile(r"\b(one|same|two|no)\s[\w’'-]+,\s(?:the\s)?\1\s[\w’'-]+\s?(?:,|[—–-]+)\s?$", re.IGNORECASE)


#: "90% of the time" is a saying, "68% of the time" a result.
_ALWAYS = frozenset((0.5, 90.0, 95.0, 99.0, 99.9, 100.0))
_SAID_ENDS = frozenset(("s ", "e ", "— ", "– ", "- "))


def _is_figure_of_speech(text: str, q: Quantity) -> bool:
    """Whether a figure is a figure of speech: a comparison, a pair, or a share in an idiom."""
    if (
        q.value is not None
        and q.noun in _SAID_OF_SHARES
        and (q.noun != "time" or q.value in _ALWAYS)
        and (q.unit == "percent" or 0 < q.value < 1)
        and q.trend is None
    ):
        return True
    if q.modifier != "exact" or text[q.span.start - 2 : q.span.start] not in _SAID_ENDS:
        return False
    before = text[max(0, q.span.start - _REACH) : q.span.start]
    return (_LIKENED.search(before) or _ANSWERED.search(before)) is not None


#: Numbers up to this, of nouns that are rarely counted, are incidental.
_HANDFUL = 12
_SELDOM_COUNTED = frozenset(entries("seldom-counted.txt"))
#: "Touched millions of hearts".
_TOUCHED = frozenset(entries("descriptions.txt", "what is touched"))
_PLAYS = frozenset(entries("plays.txt"))
#: Members of a household.
_OFFSPRING = frozenset(entries("figures.txt", "offspring"))
_RAISING = re.compile(
    r"\b(?:ha[sd]|have|leaves?(?:\sbehind)?|left(?:\sbehind)?|survived\sby|mother\sof|father\sof|parents?\sof|wife\sand"
    r"|husband\sand|raising|raised|shared?|couple’s)\s$"
)
_SCORED = re.compile(r"\b(?:averag|scor|nett|pour|finish|tall|add)\w*\s(?:[\w-]+\s){0,2}$")
#: How soon something happened, at the start of a story.
_SOON = re.compile(r",\s")


#: "The one percent" are people.
_THE_RICH = re.compile(r"\bthe\s(?:one|1)(?:\spercent|%)$")
_NEAR = 12
_DISTANCES = frozenset(entries("figures.txt", "lengths"))
#: Where a place is: "20 miles (32 km) west of Norden".
_DIRECTION = re.compile(
    r"\s?\)?(?:\s\([^()]{1,24}\))?\s(?:to\sthe\s)?(?:due\s)?(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?\s(?:of|from)\b"
)
#: "Ten times harder" of an effort measures nothing.
_HARDER = re.compile(r"\s(?:harder|better|worse|smarter|tougher)\b")
#: "Mates six months and older".
_OLDER = re.compile(r"\s(?:and|or)\s(?:older|up|over|younger|under)\b|\sold(?:er)?\b")
#: Words that make "times" a measure: "ten times more", "twice its size".
_AS_MUCH = re.compile(r"\s(?:more|less|fewer|as|the|its|their|his|her|what|that|over|\w+er)\b")


def _is_count_of_times(text: str, q: Quantity) -> bool:
    """Whether "times" says how often something happened, and the number is small: "a two-time winner", "ranked first five times"."""
    seldom = q.modifier == "exact" and q.value is not None and q.value <= _HANDFUL and q.noun is None
    return (
        "-" in q.span.of(text)
        or _HARDER.match(text, q.span.end) is not None
        or (seldom and q.trend is None and _AS_MUCH.match(text, q.span.end) is None)
    )


def _counts_trivial_things(text: str, q: Quantity) -> bool:
    """Whether a figure counts something trivial, or plays of a match: "two questions", "four walks", "averaging 6.6 points"."""
    if q.unit == "percent":
        rich = q.value == 1 and q.trend is None and _THE_RICH.search(text, max(0, q.span.start - _NEAR), q.span.end) is not None
        return rich or is_emphasis(text, q)
    if q.unit == "times":
        return _is_count_of_times(text, q)
    if q.unit == "mile per hour" and q.head in _PLAYS:
        return True  # "a 98 mph fastball"
    if q.unit in _DISTANCES:
        return _DIRECTION.match(text, q.span.end) is not None
    if q.unit == "point":
        return _SCORED.search(text, max(0, q.span.start - _REACH), q.span.start) is not None
    if q.unit not in _COUNTED or q.value is None or q.head is None or q.modifier not in ("exact", "between"):
        return False
    if q.unit == "person" and q.value < 1:
        return False  # "nine in 10 parents"
    if q.head in DURATIONS or (q.head in _OFFSPRING and _RAISING.search(text, max(0, q.span.start - _REACH), q.span.start)):
        return True  # "he leaves two children"
    return (q.head in _SELDOM_COUNTED and abs(q.value) <= _HANDFUL) or (q.head in _PLAYS and abs(q.value) <= _KNOWN_GROUP)


def _tells_only_when(text: str, q: Quantity) -> bool:
    """Whether a time only says when: how long ago, how long until, or the period of another figure."""
    if q.unit not in DURATIONS:
        return False
    before = text[max(0, q.span.start - _REACH) : q.span.start]
    if _PERIOD.match(text, q.span.end) or (q.span.start == 0 and _SOON.match(text, q.span.end)):
        return True
    if q.modifier == "exact" and q.noun is None and _COUNTDOWN.match(text, q.span.end) and not _LASTING.search(before):
        return True
    if _OLDER.search(text, q.span.start, min(len(text), q.span.end + _NEAR)):
        return True
    if found := _AGO.match(text, q.span.end):
        return not (found[0] == " after" and before.endswith(" for "))  # "keeps the files for 22 months after a vote"
    return is_background_duration(text, q) or is_personal_duration(text, q)


def _is_sports_score(text: str, q: Quantity) -> bool:
    """Whether a score is of a match or season, not of a vote."""
    return q.unit is None and not _VOTE.match(text, q.span.end) and not _VOTING.search(text, max(0, q.span.start - _FAR), q.span.start)


_REACH = 40
_FAR = 80


#: How long a title may be, in characters.
_TITLE = 64
_SMALL_WORDS = frozenset(entries("figures.txt", "small words of a title"))


def _is_in_title(text: str, q: Quantity) -> bool:
    """Whether a figure is in a title between quotation marks, all of whose longer words have capitals."""
    start = text.rfind("“", max(0, q.span.start - _TITLE), q.span.start)
    end = text.find("”", q.span.end, q.span.end + _TITLE) if start >= 0 else -1
    if end < 0 or text.find("”", start, q.span.start) >= 0:
        return False
    words = re.findall(r"[^\W\d_][\w’'-]*", text[start + 1 : end])
    return len(words) > 1 and all(w[0].isupper() or w in _SMALL_WORDS for w in words) and any(len(w) > _INITIALS for w in words)


_INITIALS = 3
_SECOND, _NEAR_ARTICLE = 2, 24
_OR_TWO = re.compile(r"\ban?\s[\w-]+\sor\s$", re.IGNORECASE)
_HYPHENS = frozenset("-‐‑")
#: A part of the whole that a figure is: "9 of the 31 passengers".
_PART_OF = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|half|dozens?|most|many|several|none))\s(?:out\s)?of\s(?:the|its|their)\s$"
)


#: Verbs for what happens to people named before: "the three men were arrested".
_DONE_TO_KNOWN = ("arrested", "charged")
#: The harm of which readers follow even "several".
_HARMED = frozenset(entries("descriptions.txt", "harm that readers follow"))
_OF_THE = re.compile(r"\b(?:the|these|those|both)\s$", re.IGNORECASE)
_OF_THE_REACH = 8


def _counts_speakers(text: str, q: Quantity) -> bool:
    """Whether a figure counts the speakers themselves: "two officials told the paper", "according to three senators"."""
    if q.head in _SPEAKING and (_TALKING.match(text, q.span.end) or _SAID_BY.search(text, max(0, q.span.start - _REACH), q.span.start)):
        return True  # "said three of the sources"
    return (q.unit == "person" or q.head in _SPEAKING) and _ACCORDING.search(text, max(0, q.span.start - _REACH), q.span.start) is not None


def is_incidental(text: str, quantity: Quantity, rule: str = "") -> bool:
    """Whether a figure of a sentence is incidental; `quantity.span` counts from the start of `text`, `rule` found it."""
    q = quantity
    if rule == "<score>":
        return _is_sports_score(text, q)
    if _is_in_title(text, q) or (q.value == 1 and q.span.of(text).lower() == "one" and _TALKING.match(text, q.span.end)):
        return True  # "Enter the Mill (36 Chambers)", "one stranded sailor told reporters"
    if q.role in _DONE_TO_KNOWN and q.modifier == "exact" and q.value is not None and q.value <= _FEW and q.noun:
        return _OF_THE.search(text, max(0, q.span.start - _OF_THE_REACH), q.span.start) is not None
    if q.role is not None:
        vague = _is_vague_few(text, q) or (q.value == 1 and text.startswith(" of ", q.span.end))
        return vague and q.role not in _HARMED  # "several carriers suspended flights", "struck one of the oldest mills"
    if q.modifier == "vague" and q.unit in _DISTANCES and q.noun is None:  # "thousands of miles away"
        return True
    if q.unit is not None and q.unit.endswith("of age"):
        return True
    if is_none_at_all(text, q):
        return True
    if (
        _tells_only_when(text, q)
        or _is_figure_of_speech(text, q)
        or _counts_trivial_things(text, q)
        or is_description(text, q)
        or is_career_length(text, q)
    ):
        return True
    words = q.span.of(text)
    if q.value == 1 and words.lower().split()[-1].partition("-")[0] in ("one", "1") and q.unit in _COUNTED:
        return True
    if words.lower().startswith("one") and q.value == 1 and (q.unit in DURATIONS or q.unit == "night"):  # "one day", "one night"
        return True
    if q.value == 1 and words.lower() in ("one point", "one time") and _ONE_SAYING.search(text, max(0, q.span.start - 4), q.span.start):
        return True
    if q.value == _SECOND and _OR_TWO.search(text, max(0, q.span.start - _NEAR_ARTICLE), q.span.start):
        return True  # "a night or two of strikes"
    return _is_small_matter(text, q)


def _is_vague_few(text: str, q: Quantity) -> bool:
    """Whether a figure is of a few, less than a dozen: "several", "a handful", but not "several hundred"."""
    return (q.low is None or q.low < _DOZEN) and _VAGUE_FEW.search(q.span.of(text)) is not None


def _is_small_matter(text: str, q: Quantity) -> bool:
    """Whether a figure is incidental by how little it counts: a few speakers, a vague few, a bare number, a known group."""
    words = q.span.of(text)
    few = q.modifier == "exact" and q.value is not None and 1 <= q.value <= _FEW
    if few and q.head is not None and (_counts_speakers(text, q) or is_rhetorical_count(text, q) or opens_list(text, q)):
        return True
    if _COMPOUND.match(text, q.span.end) and not any(c.isdigit() for c in words):  # "the thousand-headed beast"
        return True
    if q.modifier == "vague":
        return (
            _is_vague_few(text, q) or q.head in _TOUCHED or (q.noun is None and q.unit is None and q.high is not None and q.high < _SMALL)
        )
    if q.modifier != "exact" or q.value is None or q.unit not in _COUNTED:
        return False
    if q.noun is None:
        return q.unit is None and 1 < abs(q.value) < _SMALL and not is_reported_count(text, q)
    if q.head in _PART_OF_A_NAME:
        return True
    if q.value <= _FEW and _ONE_OF.search(text, max(0, q.span.start - _REACH), q.span.start):
        return True
    if q.value >= TIED_MANY and (
        text[q.span.end : q.span.end + 1] in _HYPHENS or _PART_OF.search(text, max(0, q.span.start - _REACH), q.span.start)
    ):
        return False  # "the 48-team cup", "9 of the 31 passengers"
    if q.head in ("charge", "charges", "count", "counts") and _VERDICT.search(text, max(0, q.span.start - _REACH), q.span.start):
        return False
    return (
        q.value <= _KNOWN_GROUP and q.value == int(q.value) and _DEFINITE.search(text, max(0, q.span.start - 24), q.span.start) is not None
    )
