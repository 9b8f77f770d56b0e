"""The noun of a measure, where it does not follow the figure directly.

"$5 billion in aid", "a margin of four seconds", "a 25-cent per gallon tax", "a 40-mile (64 km) road", "10% less fuel".
"""

from __future__ import annotations

import re

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities import units
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.headwords import PEOPLE, STOPS, UNITS_OF, is_person, is_plural, singularize
from sayso.grammar.quantities.noun_words import ADJECTIVES
from sayso.grammar.quantities.nouns import Noun, find_noun_after
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.grammar.wordclasses import CLASSES, DETERMINER, DETERMINER_OR_PREPOSITION, GERUND, NUMBER, VERB, VERBAL, WORD

_QUOTES = frozenset('“"‘')
#: Nouns after "in" that do not say what the money is.
_NO_CONTENTS = frozenset(entries("no-contents.txt"))
#: Nouns before "of" and a measure that do not say what is measured.
_NO_MEASURES = frozenset(entries("no-measures.txt"))

_IN = re.compile(r"\s(?:in|worth\sof)(?=\s)|(?:[’']\s|-)worth\sof(?=\s)")
_WORTH = (" in ", " worth of ", "-worth of ", "’ worth of ", "' worth of ")
#: Words in -ing that are nouns, since another phrase follows: "in funding for", "in federal spending."
_DOING = re.compile(
    r"\s((?:[A-Za-z]+\s)?([a-z]{3,}ing))"
    r"(?=\s(?:alone|as|for|to|by|from|in|at|on|and|that|which|with|if|when|until)\b|[.,;])"
)
_COMPARED = re.compile(r"\s(?:more|less|fewer)(?=\s)")
#: Comparatives before the noun compared: "an 18% lower risk", "20% higher rates".
_COMPARED_NOUN = re.compile(r"\s(?:lower|higher|greater|larger|smaller|bigger|better|worse|longer|shorter|faster|slower)(?=\s[a-z])")
_CONVERSION = re.compile(r"\s\([^()\d]{0,8}\d[\d,.]*[^()\d]{0,16}\)")
_PREMODIFIES = compile_pattern(
    r"(?r)(?:\b(?:an?|the|its|their|his|her|our|this|that|any|every|new|proposed|another)|[’']s)\s", regex.IGNORECASE
)
_MEASURE = compile_pattern(r"(?r)(?<![\w’'-])((?:[A-Za-z-]+\s){0,4})([A-Za-z]?[a-z-]+)\sof\s")
#: How a change over less than a year is given.
ANNUAL_RATE = re.compile(r"\ban?\s(?:seasonally\sadjusted\s)?annual(?:ized|ised)?\s(?:rate|pace)\sof\s(?:about\s|just\s)?$")
#: How far a poll may be off.
PLUS_OR_MINUS = "plus or minus "
#: Heads that say what is measured only together with another noun: "snow totals".
_OF_ANOTHER = frozenset(entries("figures.txt", "heads with another noun"))
_ONLY = ("just ", "only ", "some ")
_HYPHENS = frozenset("-‐‑")
_SHARES = frozenset(("percent", "times", "percentage point"))


def find_attached_noun(text: str, left: int, start: int, end: int, unit: str) -> Noun | None:
    """The noun of the measure [start, end), from a phrase that is tied to it; searches no further back than `left`."""
    noun = _find_noun_behind(text, left, start=start, end=end, unit=unit)
    return noun or find_measure_before_of(text, left, start, unit)


def _find_noun_behind(text: str, left: int, start: int, end: int, unit: str) -> Noun | None:
    money, rate = units.is_money(unit), " per " in unit
    if money and not rate and text.startswith(_WORTH, end) and not _WHEN_TRADED.match(text, end):
        return _find_money_contents(text, end)
    if money and not rate and text.startswith((" on ", " for "), end) and _LAID_OUT.search(text, max(left, start - _BACK), start):
        return _find_purchase(text, end)
    if text.startswith(",", end) and _is_tied(text, start, end) and (found := _ALSO_TIED.match(text, end)):
        return find_noun_after(text, found.end() - 1, plural=False)
    if text.startswith(" (", end):
        found = _CONVERSION.match(text, end)
        if found and money and text.startswith((" worth of ", " in "), found.end()) and not _WHEN_TRADED.match(text, found.end()):
            return _find_money_contents(text, found.end())
        tied = money or (found and (_is_tied(text, start, end) or text.startswith(" of ", found.end())))
        return find_noun_after(text, found.end(), plural=False) if found and tied else None
    if unit in _SHARES and (found := _COMPARED.match(text, end)):
        return find_noun_after(text, found.end(), plural=False)
    if unit in _SHARES and (found := _COMPARED_NOUN.match(text, end)) and (noun := find_noun_after(text, found.end(), plural=False)):
        return noun if noun.text.islower() and noun.head not in DURATIONS else None
    if text.startswith("-", end) and (found := _WIDE.match(text, end)):
        return find_noun_after(text, found.end(), plural=False)
    if (money or unit in _SHARES or unit == "basis point") and text.startswith(_ADDED, end) and (found := _ADDED_TO.match(text, end)):
        adding = _ADDING.search(text, max(left, start - _BACK), start)
        noun = find_noun_after(text, found.end(), plural=False) if adding else None
        return noun if noun and noun.text.islower() and noun.head not in DURATIONS and not is_person(noun.head) else None
    if rate and text.startswith(" of ", past := units.skip_rates(text, end)):
        return find_noun_after(text, past, plural=False)
    if rate and (_is_tied(text, start, end) or _PREMODIFIES.match(text, left, start)):
        return find_noun_after(text, units.skip_rates(text, end), plural=False)
    return None


#: Where a measure is tied to its dimension: "a 6-foot-wide (2-metre-wide) gate".
_WIDE = re.compile(r"-(?:wide|long|tall|high|deep|thick)(?:\s\([^()]{1,32}\)|\))?(?=\s[a-z])")
#: Verbs of adding and taking away.
_ADDED_TO = re.compile(r"\s(?:to|from|off)(?:\s(?:the|its|their|his|her|our|a|an|annual|overall))?(?=\s[a-z])")
_ADDING = re.compile(rf"\b(?:{alternation(entries('figures.txt', 'verbs of adding'))})\s(?:off\s)?(?:[a-z]+\s){{0,2}}$")
#: The time of a price: "rose to $67 in early trading".
_WHEN_TRADED = re.compile(r"\sin\s(?:the\s)?(?:[a-z-]+\s){0,2}(?:trad(?:e|ing)|dealings?|sessions?|hours)\b")
#: Verbs of spending before a sum; the noun after "on" or "for" is what it pays for.
_LAID_OUT = re.compile(
    r"\b(?:(?:over)?spen(?:d|ds|t|ding)|pa(?:y|ys|id|ying)|invest(?:s|ed|ing)?|charg(?:e|es|ed|ing)|allocat(?:e|es|ed|ing)"
    r"|earmark(?:s|ed|ing)?|budget(?:s|ed|ing)?|set\saside|sets\saside|request(?:s|ed|ing)?|approv(?:e|es|ed|ing)|provid(?:e|es|ed|ing)"
    r"|includ(?:e|es|ed|ing)|shell(?:s|ed|ing)?\sout)\s(?:[a-z]+\s){0,3}$"
)
_BACK = 48
_ADDED = (" to ", " from ", " off ")
#: Another measure tied to the same noun: "a 331-metre, 19-deck ferry".
_ALSO_TIED = re.compile(r",\s(?:[\d.,]+-[a-z]+(?:-[a-z]+)?,?\s(?:and\s)?){1,2}(?=[a-z])")
_PAID_FOR = re.compile(r"\s(?:on|for)(?:\s(?:the|its|their|his|her|our|a|an|new|more)\b){0,2}(?=\s)")


def _find_purchase(text: str, end: int) -> Noun | None:
    """What money is spent on or paid for; None for recipients and times."""
    found = _PAID_FOR.match(text, end)
    noun = find_noun_after(text, found.end(), plural=False) if found else None
    if noun and noun.head in UNITS_OF and text.startswith(" of ", noun.end):  # "for a gallon of milk"
        noun = find_noun_after(text, noun.end + len(" of"), plural=False)
    if noun is None or noun.text[0].isdigit() or noun.head in DURATIONS or noun.head in _NO_CONTENTS or is_person(noun.head):
        return None
    return None if noun.text.rpartition(" ")[2][0].isupper() else noun


def _is_tied(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties a number to its unit, which makes the two the front of a noun phrase: "25-cent"."""
    return not _HYPHENS.isdisjoint(text[start:end])


def _find_money_contents(text: str, end: int) -> Noun | None:
    """The form in which money is paid, owed or lost: "in disaster aid", "worth of goods"."""
    found = _IN.match(text, end)
    noun = find_noun_after(text, found.end(), plural=False) if found else None
    if noun is None and (owed := _OWED.match(text, end)):  # "in back taxes"
        return Noun(owed[1], owed.start(1), owed.end(1), singularize(owed[2]))
    if noun is None:
        doing = _DOING.match(text, found.end()) if found else None
        return Noun(doing[1], doing.start(1), doing.end(1), doing[2]) if doing else None
    first, last = noun.text.split()[0], noun.text.rpartition(" ")[2]
    if CLASSES[first] == NUMBER or _FEW.fullmatch(first):  # "in two instalments"
        return None
    if last[0].isupper() or noun.head in _NO_CONTENTS or first in _NO_CONTENTS:
        return None
    return noun


def _is_after_article(before: list[str]) -> bool:
    """Whether a word that may be a verb is a noun: "a limit of", "the debt ceiling of", "a spending limit of"."""
    classes = "".join(CLASSES[word.lower()] for word in before[-2:])
    return classes.endswith(DETERMINER) or classes in _IN_NOUN_PHRASE


_IN_NOUN_PHRASE = (DETERMINER + WORD, DETERMINER + GERUND, DETERMINER + VERB)
_OWNED = ("’s ", "'s ", "s’ ", "s' ")
_FEW = re.compile(build_words_up_to(20))
_OWED = re.compile(r"\sin\s(back\s([a-z]+))\b")
#: Participles that belong to the name of a rate.
_LIKE_ADJECTIVES = frozenset(("annualized", "annualised", "adjusted", *entries("figures.txt", "adjectives in -ly")))
_EXTREMES = frozenset(("low", "high", "peak", "record"))


def find_measure_before_of(text: str, left: int, start: int, unit: str) -> Noun | None:
    """The measure that "of" joins to its figure: "an unemployment rate of 4.3%", "a gap of more than $200"."""
    if text.startswith(_ONLY, max(0, start - 5)):  # "a rate of just 0.7%"
        start -= 5
    elif text.endswith(PLUS_OR_MINUS, 0, start):
        start -= len(PLUS_OR_MINUS)
    found = _MEASURE.match(text, left, start) if text.startswith("of ", max(0, start - 3)) else None
    if found is None:
        return None
    head = singularize(found[2])
    if head == "rate" and ANNUAL_RATE.search(text, left, start):
        return None  # "expanded at an annual rate of 3%" is of what expanded
    if head == "rate" and unit != "percent":  # "at a rate of 20 barrels a day"
        return None
    if head in _EXTREMES and unit in _SHARES:  # "fell to a record low of 6.1%"
        return None
    if head == "record" and found[1].split()[-1:] == ["on"]:  # "the largest total on record of 31.9 inches"
        return None
    if found[2] == "worth" and found[1].endswith("net "):
        return Noun(text[found.start(2) - 4 : found.end(2)], found.start(2) - 4, found.end(2), "worth")
    if found[2] == "error" and found[1].endswith("margin of "):
        begin = found.start(2) - len("margin of ")
        return Noun(text[begin : found.end(2)], begin, found.end(2), "margin")
    opens = not found.start(2) or text[found.start(2) - 1] in _QUOTES
    if found[2][0].isupper() and not (opens and is_plural(found[2].lower())):
        return None  # a name; a sentence may begin with "Winds of up to 130 km/h"
    begin, before = found.start(2), found[1].split()
    of_another = head in _OF_ANOTHER and before and CLASSES[before[-1].lower()] == "o" and before[-1].lower() not in ADJECTIVES | STOPS
    if found[2] in STOPS or (head in _NO_MEASURES and not of_another) or head in PEOPLE:
        return None
    if CLASSES[found[2]] != "o" and found[2].islower() and not _is_after_article(before):
        return None
    taken = 0
    while before and (CLASSES[before[-1].lower()] == "o" or before[-1] in _LIKE_ADJECTIVES) and before[-1].lower() not in STOPS:
        taken += len(before.pop()) + 1
    # Words in front belong to the noun where an article or a preposition precedes them; elsewhere a verb may be among them ("set a new
    # limit").
    if len(before) > 1 and before[-1].endswith("ed") and CLASSES[before[-2].lower()] == DETERMINER:
        before.pop()  # "an estimated street value of"
    elif len(before) > 1 and CLASSES[before[-1]] in VERBAL and CLASSES[before[-2].lower()] == DETERMINER:
        taken += len(before.pop()) + 1  # "a starting salary of"
    opens_phrase = CLASSES[before[-1].lower()] in DETERMINER_OR_PREPOSITION if before else of_another
    if opens_phrase or (not before and taken and text.endswith(_OWNED, 0, begin - taken)):  # "the bank’s poverty line of"
        begin -= taken
    return Noun(text[begin : found.end(2)], begin, found.end(2), head)
