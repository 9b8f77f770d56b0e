"""What a moment is the time of, where that is not a claim: an aside, a comparison, the name of an event, a rule, a clause of time."""

from __future__ import annotations

import re

from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.model import Span


def dates_something_else(text: str, moment: Span) -> bool:
    """Whether a moment is the time of something else, in an aside, a comparison or a name.

    For example "the town, founded in 1907,", "more than last year", "the 2012 election".
    """
    if is_of_name(text, moment) or COMPARED_TO.search(text, max(0, moment.start - _REACH), moment.start):
        return True
    opening = ASIDE_OPENS.search(text, max(0, moment.start - _REACH), moment.start)
    return opening is not None and _CLOSES_ASIDE.match(text, moment.end) is not None


_CLOSES_ASIDE = re.compile(r"(?:\s[^\s,;:—–()]+){0,8}(?:,\s|\)|\s?[—–-]\s)")


def is_attribute(text: str, moment: Span) -> bool:
    """Whether a day of the week describes the noun after it: "the mayor's Sunday announcement"."""
    return (
        text.endswith(_BEFORE_ATTRIBUTE, max(0, moment.start - 6), moment.start)
        and _A_DAY.fullmatch(text, moment.start, moment.end) is not None
        and _NAMED_BY_IT.match(text, moment.end) is not None
    )


_BEFORE_ATTRIBUTE = ("’s ", "'s ", " the ", " a ", " his ", " her ", " its ", " their ")
_A_DAY = re.compile(r"[A-Z][a-z]+day(?:\s(?:morning|afternoon|evening|night))?")


def is_of_name(text: str, moment: Span) -> bool:
    """Whether a year only names an event: "the 2012 election", "the November 2020 vote"."""
    year = _THAT_YEAR.match(text, moment.start, moment.end)
    if year is None or (year.end() < moment.end and not text.startswith(IN_THE, moment.start)):
        return False
    return _NAMED_BY_IT.match(text, year.end()) is not None


#: "In the 2024 election" has the event among its words.
IN_THE = ("in the ", "In the ", "at the ", "At the ")
_THAT_YEAR = re.compile(r"(?:(?:in|of|for|from|during|after|at|before|since)\s)?the\s(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d", re.IGNORECASE)
_NAMED_BY_IT = re.compile(r"\s(?!(?:after|and|as|at|before|but|by|for|from|in|is|of|on|or|that|the|to|was|were|when|while|with)\b)[A-Za-z]")


def is_of_rule(text: str, moment: Span, start: int) -> bool:
    """Whether a moment is the period of a condition that a rule looks back on, in a text that starts at `start`.

    For example "anyone who traveled in the past 30 days must be tested", "only if they have not traded in the last three months".
    """
    return _LOOKS_BACK.match(text, moment.start, moment.end) is not None and (
        _OF_CONDITION.search(text, max(start, moment.start - _FAR), moment.start) is not None
    )


_LOOKS_BACK = re.compile(r"(?:(?:in|within|over|during|for)\s)?(?:the\s)?(?:past|last|previous|preceding)\s", re.IGNORECASE)
_OF_CONDITION = re.compile(
    r"\b(?:if|unless|provided|(?:any\w*|all|those|people|travelers|applicants|everyone)\s(?:[\w-]+\s){0,3}who)\s[^,;:.]*$", re.IGNORECASE
)


def is_of_time_clause(text: str, moment: Span, start: int) -> bool:
    """Whether a moment is in a clause of time, in a text that starts at `start`: "two left before the ship sailed on Monday"."""
    found = _TIME_CLAUSE.search(text, max(start, moment.start - _REACH), moment.start)
    return found is not None and _WHO_OR_THAT.search(text, start, moment.start) is None


_TIME_CLAUSE = re.compile(r"\s(?:after|before|following|when)\s[^,;:.—–()]*$")
_WHO_OR_THAT = re.compile(r"[\w”]\s(?:that|which|who|whom|whose)\s")
_FAR = 140
#: How far the words between a claim and a moment are searched, and how long an aside is before its moment, in characters.
_REACH = 60
#: "Than" before the base of a comparison, not in "more than 400 people" or "more than doubled".
_THAN = (
    r"than(?!\s(?:doubled|halved|tripled|quadrupled)\b)(?!(?:(?<=less\sthan)|(?<=more\sthan)|(?<=fewer\sthan))"
    r"(?<!,\sless\sthan)(?<!,\smore\sthan)(?<!,\sfewer\sthan)"
    rf"\s(?:[$£€]?\d|(?:an?\s(?:dozen|hundred|million|quarter|third|thousand)|half|{build_words_up_to(19)})\b))"
)
#: "Compared with last year" is the base of a comparison.
COMPARED_TO = re.compile(
    rf"\b(?:(?:versus|vs\.?|compared\s(?:with|to)|{_THAN})\s(?:[\w’'-]+\s){{0,6}}"
    r"|(?:double|half|times|triple|twice)\s(?:as|that|what)\s(?:[\w’'-]+\s){0,6}"
    r"|as\s(?!soon|early|late|recently|far)\w+\sas\s(?:[\w’'-]+\s){0,12}|from\sthe\s(?:same|prior|previous)\s\w+\s)$"
)
ASIDE_OPENS = re.compile(
    r"(?:,\s(?:first\s|originally\s|[a-z]+ly\s)?(?:which|who|whose|where|born|held|built|made|set|\w{3,}ed)\b(?:\s[^\s,;:—–()]+){0,7}\s?"
    r"|(?:\s?[—–]\s?|\s-\s|\()(?:[^\s,;:—–()]+\s){1,8})$"
)
