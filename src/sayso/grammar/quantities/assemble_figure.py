"""One figure with all its fields: what is counted or measured, its unit, its role and its trend."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.person_nouns import CAPITAL_PERSON_NOUNS
from sayso.grammar.quantities import units
from sayso.grammar.quantities.apposed import find_apposed_noun
from sayso.grammar.quantities.attached import find_attached_noun, find_measure_before_of
from sayso.grammar.quantities.bare_numbers import find_body_of_people
from sayso.grammar.quantities.counted import find_counted_in_clause, find_number_of
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.headwords import is_person, is_plural, singularize
from sayso.grammar.quantities.inherited import is_followed_by_answer
from sayso.grammar.quantities.measured_nouns import find_measured_in_clause, is_measured_by_clause
from sayso.grammar.quantities.nouns import Noun, find_noun_after
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.grammar.quantities.roles import ROLES_OF_PEOPLE, find_role
from sayso.grammar.quantities.sizes import find_sized_noun
from sayso.grammar.quantities.trends import find_trend
from sayso.grammar.quantities.verb_forms import PARTICIPLES, list_verb_forms
from sayso.grammar.vocabulary import is_known
from sayso.grammar.wordclasses import CLASSES, DATE_OR_NUMBER, VERB
from sayso.model import Modifier, Quantity, Span


class SentenceFigure(NamedTuple):
    """A figure within its sentence, the rule that found it, and whether the word that gives its role is not adjacent."""

    rule: str
    quantity: Quantity
    apart: bool = False


def assemble_figure(
    rule: str,
    text: str,
    left: int,
    span: Span,
    unit: str | None,
    modifier: Modifier,
    value: float | None,
    low: float | None,
    high: float | None,
    named: int = 0,
) -> SentenceFigure:
    """The figure with what is counted, its role and its trend."""
    noun = _choose_adjacent_noun(text, left, span, unit=unit, noun=_find_counted_noun(text, span.start, named or span.end, unit, value))
    if unit is None and noun and noun.head == "time" and noun.text.endswith("times"):  # "several more times"
        noun, unit = None, "times"
    fate = find_role(text, left, span, noun) if unit is None or (unit == "percent" and noun) else None
    role = fate.name if fate else None
    share = unit is None and value is not None and 0 < value < 1 and _OUT_OF.search(text, span.start, span.end) is None
    share = share or (unit is None and value is None and low is not None and high is not None and 0 < low < high < 1)
    if share:  # "more than half of the crew" is a share, not a number of people, and never over 1
        high = 1.0 if high is None else high
    elif unit is None:
        unit = _find_counted_unit(text, span.end, noun=noun, role=role, value=value)
    elif noun and unit != "percent" and text.startswith(" of ", span.end):  # "4 million barrels of oil a day"
        rate = units.find_rates_after(text, unit, noun.end)
        unit = rate[0] if rate else unit
    trend = find_trend(text, left, start=span.start, end=span.end, unit=unit, head=noun.head if noun else None)
    if noun is None and unit:
        find_noun = find_measured_in_clause if is_measured_by_clause(unit) else find_sized_noun
        noun = find_apposed_noun(text, span.start, span.end, unit) or find_noun(text, span.start, span.end, unit)
        if noun is None and unit == "person" and role:
            noun = find_number_of(text, span.start) or find_body_of_people(
                text, span.start, value
            )  # "the number of sailors killed there rose to seven"
        if noun is None and unit == "percent":
            noun = _find_those_asked(text, span.start, span.end) or _find_whole_of_share(text, span.start)
    elif noun is None and share and trend:  # "exports fell by a third"
        noun = find_measured_in_clause(text, span.start, span.end, "percent")
    elif noun is None and role is None and not share and (body := find_body_of_people(text, span.start, value)):
        noun, unit = body, "person"
    elif noun is None and role is None and not share and (counted := find_counted_in_clause(text, span.start, span.end, value)):
        noun, unit = counted, _find_counted_unit(text, span.end, noun=counted, role=None, value=value)
        role = _find_role_of_counted(text, counted) if unit == "person" else None
    if noun is None and text.startswith(" of those ", span.end) and (those := _THOSE.match(text, span.end)) and _is_participle(those[2]):
        noun = Noun(those[1], those.start(1), those.end(1), "person")
    words, head = (noun.text, noun.head) if noun else (None, None)
    quantity = Quantity(span, modifier, value=value, low=low, high=high, unit=unit, noun=words, head=head, role=role, trend=trend)
    return SentenceFigure(rule, quantity, fate is not None and fate.far)


def _find_what_moved(text: str, move: Noun) -> Noun | None:
    """What an increase or a decline is in: "a 12% decline in violent crime"."""
    start = move.end + len(" in")
    if found := _ARTICLE.match(text, start):
        start = found.end()
    noun = find_noun_after(text, start, plural=False)
    if noun is None or not noun.text[-1].islower() or noun.head in DURATIONS or CLASSES[noun.text.partition(" ")[0]] in DATE_OR_NUMBER:
        return None
    return None if noun.text[0].isupper() or is_person(noun.head) else noun


_ARTICLE = re.compile(r"\s(?:an?|the|its|their|his|her|our)(?=\s)")


def _find_role_of_counted(text: str, noun: Noun) -> str | None:
    """The role of people before their number: "the number of people killed in crashes fell to 36,600"."""
    behind = _WORD_BEHIND.match(text, noun.end)
    return PARTICIPLES.get(behind[1]) if behind else None


_WORD_BEHIND = re.compile(r"\s([a-z]+)\b")


def _is_past_verb(word: str) -> bool:
    """Whether a word may be the verb of the measure before it: "gusts of 70 mph toppled trees"."""
    return CLASSES[word] == VERB and word.endswith("ed")


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or (word.endswith("ed") and CLASSES[word] == VERB)


def _choose_adjacent_noun(text: str, left: int, span: Span, unit: str | None, noun: Noun | None) -> Noun | None:
    """The noun beside a figure: the one after it, unless words tied to the figure name another or none."""
    if noun is None and unit and not unit.endswith("of age"):
        noun = find_attached_noun(text, left, start=span.start, end=span.end, unit=unit)
    elif (
        noun
        and unit
        and (" " not in noun.text or _is_past_verb(noun.text.partition(" ")[0]))
        and noun.text not in _GROWING
        and noun.text.islower()
        and text[span.end : span.end + 4] != " of "
        and "-" not in span.of(text)
    ):
        of = find_measure_before_of(text, left, span.start, unit)  # "a surcharge of 21% kicks in"
        noun = of if of and (of.text[0].islower() or (not of.start and _is_past_verb(noun.text.partition(" ")[0]))) else noun
    if noun and unit in _OF_MOVES and noun.text in _MOVES and text.startswith(" in ", noun.end) and "-" not in span.of(text):
        noun = _find_what_moved(text, noun) or noun
    if noun and unit in _COMPARED_UNITS and noun.text.startswith(_COMPARED):
        start = noun.start + noun.text.index(" ") + 1
        noun = Noun(text[start : noun.end], start, noun.end, noun.head)  # "60% fewer murders"
    if noun and unit in DURATIONS and text.startswith(" of ", span.end) and (term := _OF_TERM.match(noun.text)):
        noun = Noun(term[1], noun.start + term.start(1), noun.end, noun.head)  # "13 months of an 18-month sentence"
    if noun and unit == "percent" and noun.text.lower() in _ECONOMIES and text.startswith(" of ", span.end):
        return find_measured_in_clause(text, span.start, span.end, unit) or noun  # "the deficit narrowed to 3% of GDP"
    if noun and unit in _LENGTHS and _OF_PLACE.match(text, span.end):
        return None  # "within 10 kilometers of the Kell base"
    return noun


def _find_those_asked(text: str, start: int, end: int) -> Noun | None:
    """The people among whom a share is: "42% among registered voters", "leads among likely voters, 48% to 42%"."""
    if not text.startswith(" among ", end):
        if is_followed_by_answer(text, end) and (asked := _ASKED.search(text, 0, start)) and is_person(singularize(asked[2])):
            return Noun(asked[1], asked.start(1), asked.end(1), singularize(asked[2]))
        asked = _AMONG.search(text, max(0, start - _NEAR), start) or _AMONG_OPENS.match(text, 0, start)
        if asked is None and (_TO_SHARE.match(text, end) or _OF_TWO_SIDES.search(text, max(0, start - _SIDE), end)):
            asked = _VOTING.search(text, max(0, start - _FAR), start)
        return Noun(asked[1], asked.start(1), asked.end(1), singularize(asked[2])) if asked and is_person(singularize(asked[2])) else None
    if text.endswith(_LED, 0, start) and not text.endswith("% to ", 0, start):
        return None
    noun = find_noun_after(text, end + len(" among"), plural=True)
    return noun if noun and is_person(noun.head) else None


def _find_whole_of_share(text: str, start: int) -> Noun | None:
    """The people whose share a clause names: "the percentage of voters saying they were “confident” was 21%"."""
    if " of " not in text[:start]:
        return None
    found = _SHARE_OF.search(text, max(0, start - _FAR), start)
    return Noun(found[1], found.start(1), found.end(1), singularize(found[2])) if found and is_person(singularize(found[2])) else None


_FAR = 160
_SHARE_OF = re.compile(
    r"\b(?:percentage|share|proportion)\sof\s((?:[a-z]+\s){0,2}([A-Za-z]+s))\s(?:(?:who|that|saying|with)\s)[^.;:]{0,100}"
    r"\b(?:was|is|at|to|from|by|dropped|fell|rose)\s(?:only\s|just\s)?$"
)
_NEAR = 60
#: The people whom somebody asked, before their answers: "asked consumers what they use, 65% said".
_ASKED = re.compile(r"\b(?:asked|interviewed|polled|surveyed)\s(?:[\d,]+\s)?((?:[a-z]+\s){0,2}?([A-Za-z]+s))\s[^.;]{0,140}$")
#: The people before the shares of two sides: "among likely voters, 48% to".
_AMONG = re.compile(r"\bamong\s((?:all\s|likely\s|registered\s)?([A-Za-z]+s)),\s(?:[\d.]+%(?:\sto\s|[-–]))?$")
#: The shares of two sides, and the people who divide so: "Voters rejected it 58% to 42%", "found that Albans opposed it, 60%-12%".
_TO_SHARE = re.compile(r"\sto\s\d\d?%")
_OF_TWO_SIDES = re.compile(r"\d%(?:\sto\s|[-–])\d+%$")
_SIDE = 8
_VOTING = re.compile(
    r"(?:^|\b(?:that|showed|shows|found|finds)\s)((?:[A-Za-z-]+\s){0,2}?([A-Za-z]+s))\s(?:(?:have|had|would|also)\s)?(?:[a-z]+ly\s)?"
    rf"{alternation(entries('figures.txt', 'verbs of two sides'))}\b[^.;:]{{0,100}}$"
)
_AMONG_OPENS = re.compile(r"Among\s((?:all\s|likely\s|registered\s)?([A-Za-z]+s)),\s[^,;:]*$")
#: Nouns of a change that are not verbs: "a scenario of only 2.5% growth".
_GROWING = ("growth", "inflation", "unemployment", "turnout")
_OF_MOVES = ("percent", "percentage point")
_MOVES = frozenset(entries("figures.txt", "nouns of a move"))
_OF_TERM = re.compile(r"[\w]+-(?:day|week|month|year)\s(.+)")
_COMPARED_UNITS = ("percent", "times")
_COMPARED = ("fewer ", "more ", "less ")
#: What deficits and debts are given in shares of.
_ECONOMIES = frozenset(entries("figures.txt", "wholes of an economy"))
_LED = ("to ", "at ", "by ", "from ")
#: Lengths after which "of" names the place they start from, and not what is measured.
_LENGTHS = frozenset(entries("figures.txt", "lengths"))
_OF_PLACE = re.compile(r"\)?(?:\s\([^()]{1,24}\))?\sof\s(?:the\s|[A-Z])")
#: A ratio counts those it is of: "one in five adults".
_OUT_OF = re.compile(r"\b(?:in|out of|of every)\b")


def _find_counted_noun(text: str, start: int, end: int, unit: str | None, value: float | None) -> Noun | None:
    if unit and unit.endswith("of age"):
        return None
    if text[end : end + 1] in '”")' and text.startswith(" of ", end + 1):  # "“23%” of their shares"
        end += 1
    if unit is None and text.startswith(_IN_SUM, end):  # "97 total bids"
        end = text.index(" ", end + 1)
    tied = text[end : end + 1] in HYPHENS
    if unit in _TIMES and not tied and _DOING.match(text, end) and HYPHENS.isdisjoint(text[text.rfind(" ", 0, end) + 1 : end]):
        return None
    loose = tied or bool(unit) or (value is not None and 0 < abs(value) <= 1)
    if unit and not tied and (_AGO.match(text, end) or _YEAR_ON_YEAR.match(text, end)):  # "down from 67% four years ago"
        return None
    noun = find_noun_after(text, end, plural=not loose, tied=tied)
    if noun and unit == "percent" and not tied and _is_name(text, noun) and not text.startswith(" of ", end):
        return None  # "a justice who is 100% Moss"
    if noun and unit and not tied and noun.head in _FORECAST and text.startswith(" by ", noun.end):
        return None  # "the 0.3% forecast by economists"
    if (
        noun
        and not tied
        and is_person(noun.head)
        and (unit or text.endswith("the ", 0, start))
        and _FORESAW.match(text, noun.end)
        and not text.startswith(" of ", end)
    ):
        return None  # "below the 2.9% economists had forecast"
    return noun


def _is_name(text: str, noun: Noun) -> bool:
    """Whether words are a name, which no share is of unless "of" says so: "100% Ruiz", "100% Moss vs. Roe".

    Peoples and words of headlines are not names: "80% Hispanic", "100% Contained".
    """
    last = noun.text.rpartition(" ")[2]
    if not (last[0].isupper() and last[1:].islower() and noun.text.istitle()) or _CAPITAL.match(text, noun.end):
        return False
    if _VERSUS.match(text, noun.end):
        return True
    known = is_known(last.lower()) or is_plural(last.lower())
    return not (known or is_person(noun.head) or noun.head in CAPITAL_PERSON_NOUNS or noun.head.endswith(_PEOPLES))


_CAPITAL = re.compile(r"\s[A-Z]")
_VERSUS = re.compile(r"\s(?:vs?\b|versus\b)")


_IN_SUM = (" total ", " combined ", " overall ")
HYPHENS = frozenset("-‐‑")
#: "Three of those hospitalized".
_THOSE = re.compile(r"\sof\s(those\s(\w+))\b")
_AGO = re.compile(rf"\s(?:an?|\d+|{build_words_up_to(20)})\s(?:{alternation(sorted(DURATIONS))})s?\s(?:ago|earlier|before|later|prior)\b")
#: "Up 8% year over year".
_YEAR_ON_YEAR = re.compile(r"\s(?:from\s)?(year|month|quarter|week|day)[\s-](?:over|on|to)[\s-]\1\b")
_FORECAST = [form for verb in entries("figures.txt", "verbs of forecasting") for form in list_verb_forms(verb)]
#: Verbs of forecasting, whose subject follows the figure.
_FORESAW = re.compile(
    r"(?:\s(?:polled|surveyed)\sby\s[\w’'-]+(?:\s[\w’'-]+)?)?"
    rf"\s(?:(?:had|have|has|were|was)\s)?(?:been\s)?(?:{alternation(_FORECAST)}"
    r"|expecting|looking\sfor)\b"
)
#: An activity that takes the time: "a decade building it".
_DOING = re.compile(r"\s[a-z]{2,}ing\b(?!\stime)")


def _are_people(text: str, end: int, noun: Noun, role: str | None) -> bool:
    """Whether those counted are people: by the head of their noun, or by what became of them.

    A word after a hyphen mostly describes something else ("a five-hitter"), and a capital mostly names a make ("two
    Sentries") unless its ending makes it a people or a party.
    """
    if text[end : end + 1] in HYPHENS and noun.start == end + 1:
        return noun.head in ("person", "man", "woman", "member")
    last = noun.text.rpartition(" ")[2]
    if last[:1].isupper() and not last.isupper() and noun.head not in CAPITAL_PERSON_NOUNS and not noun.head.endswith(_PEOPLES):
        return False
    return is_person(noun.head) or (role in ROLES_OF_PEOPLE and noun.head.endswith(("er", "or", "ian", "ee")))


_TIMES = DURATIONS
_PEOPLES = entries("figures.txt", "ends of words for people")


def _find_counted_unit(text: str, end: int, noun: Noun | None, role: str | None, value: float | None) -> str | None:
    """The unit of a count: a rate ("30 tests a day"), people by their noun, or by what became of them."""
    if noun:
        rate = units.find_rate_after(text, noun.head, noun.end)
        if rate:
            return rate[0]
        if noun.head in _TIMES and noun.text.count(" ") <= 1 and noun.text.islower():  # "36 straight hours"
            return noun.head
        return "person" if _are_people(text, end, noun, role) else None
    whole = value is None or value == int(value)
    if text.startswith(" who ", end) or (role in ROLES_OF_PEOPLE and whole):
        return "person"
    return "person" if whole and _DONE_TO_PEOPLE.match(text, end) else None


#: What a bare number of people are, or had done to them: "at least a dozen were shot", "12 of the 16 aboard", "two on board".
_DONE_TO_PEOPLE = re.compile(
    rf"\s(?:(?:others|more)\s)?(?:of\sthe\s(?:[\d,]+|{build_words_up_to(20)})\s)?"
    r"(?:(?:(?:were|are)\s)?(?:aboard(?!\s(?:the|an?)\s)|on\sboard\b)"
    rf"|(?:(?:were|are|had|have|being|been)\s)+(?:[a-z]+ly\s)?(?:{alternation(entries('figures.txt', 'done to people'))})\b(?!\sdown))"
)
