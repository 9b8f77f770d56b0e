"""The noun of a size or duration, from its clause: "the crossing takes three hours", "winds gusting up to 60 mph", "a path 3 miles wide".

Shares, sums and points are in `measured_nouns`; both walk back over the words (`clause_phrases`). Here a verb of lasting or reaching in
front of the figure, or an adjective of size after it, shows what has the measure. The distance of something from a place has no
noun ("the farm is 4 miles from Norden").
"""

from __future__ import annotations

import re

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.clause_phrases import find_moved_object, find_phrase_before, find_subject
from sayso.grammar.quantities.clause_words import FINITE_MOVES, LEADS, STRONG_VERBS, Word, ends_clause, read_words_before
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.headwords import is_person, is_plural, singularize
from sayso.grammar.quantities.nouns import VERBS, Noun, find_noun_after
from sayso.grammar.quantities.verb_forms import inflect_past, list_verb_forms
from sayso.grammar.wordclasses import ADVERB, AUXILIARY, DETERMINER, GERUND, NOUN, TO, VERB, WORD

#: Adjectives of size after a measure: "the dam is 40 metres (131 feet) high".
_SIZED = re.compile(r"(?:\s\([^()]{1,32}\))?\s(?:deep|high|long|tall|thick|wide)\b(?!-)")
#: "A 40-foot long boat".
_TIED = re.compile(r"\w[-‐‑][A-Za-z]")
_BE = frozenset(entries("figures.txt", "forms of be"))
#: Verbs whose subject has the size or time after them, in all their forms.
_LASTING = (
    frozenset(form.partition(" ")[0] for verb in entries("figures.txt", "verbs of lasting") for form in list_verb_forms(verb))
    | FINITE_MOVES
)
#: Verbs whose subject sets a length or size; their object is measured where "to", "by" or "at" leads to the figure.
_SETTING = frozenset(form for verb in entries("figures.txt", "verbs that set a size") for form in list_verb_forms(verb))
#: Other words between such a verb and its figure: "lasted for", "dragged on for", "gusting up to", "higher than".
_ALSO_LEADS = frozenset(entries("figures.txt", "between verb and size"))
_GOING = frozenset(list_verb_forms("go/went/gone"))
_TO = frozenset(("to", "by", "at", "from"))
_DISTANCES = frozenset(entries("figures.txt", "units of a side"))
#: Words after a distance that name its end, which make it the distance of a place.
_AWAY = re.compile(r"\)?(?:\s\([^()]{1,32}\))?,?\s(?:away|from|north|south|east|west|off|offshore|inland|apart|short|to|ahead|behind|into)")
#: Where a term is served: "18 months in federal prison", "four months’ imprisonment".
_SERVED = re.compile(
    r"(?:\sto\slife)?(?:[’']?\s(?:in|of)|[’'])\s(?:an?\s|the\s)?"
    r"((?:(?:federal|state|county|military|house|home|supervised|solitary|community|hard|police|immigration)\s)?"
    r"(?:prison|jail|custody|imprisonment|incarceration|confinement|detention|probation|parole|release|arrest|labou?r|service))\b"
    r"(?!\s[a-z]+s\b)"
)


#: "Three inches in diameter".
_DIMENSION = re.compile(r"\sin\s(diameter|length|width|height|depth|circumference|thickness|radius)\b")


def find_sized_noun(text: str, start: int, end: int, unit: str) -> Noun | None:
    """The noun that the measure [start, end) measures, if it is not a share or a sum; None where nothing shows it."""
    if unit == "person":
        return None
    if unit in DURATIONS and (served := _SERVED.match(text, end)):
        return Noun(served[1], served.start(1), served.end(1), served[1].rpartition(" ")[2])
    if unit in _DISTANCES and (dimension := _DIMENSION.match(text, end)):
        return Noun(dimension[1], dimension.start(1), dimension.end(1), dimension[1])
    sized = unit in _DISTANCES and _SIZED.match(text, end) is not None and not _TIED.search(text, start, end)
    if text.endswith("of ", 0, start) and (pace := _AT_A_RATE.search(text, 0, start)):
        start = pace.start() + len("at ")  # "fell at a rate of 3 inches an hour"
    words = read_words_before(text, start)
    if not words or (unit in DURATIONS and words[-1].low == "in"):
        return None
    if words[-1].low == "at" and " per " in unit and len(words) > 1 and is_plural(words[-2].low):  # "with peak winds at 90 mph"
        return find_phrase_before(text, words, len(words) - 1, near=True)
    if unit in _DISTANCES and not sized and _AWAY.match(text, end):
        return None
    if unit == "times":
        than = _THAN.match(text, end)
        noun = (
            _find_viewed_thing(text, words)
            or _find_repeated_object(text, words)
            or _find_by_lasting_verb(text, words, len(text) if than else end)
        )
        return noun or _find_multiplied(text, end)
    if not unit.endswith("of age") and not _APART.match(text, end) and (limited := _find_limited(text, words, start, unit)):
        return limited
    if _BESIDE_NORMAL.match(text, end):
        return _find_by_lasting_verb(text, words, len(text))
    return _find_by_adjective(text, words) if sized else _find_by_lasting_verb(text, words, end, unit)


def _find_viewed_thing(text: str, words: list[Word]) -> Noun | None:
    """What was seen or played that often: "a video viewed 2 million times", "the song has been streamed 40 times"."""
    at = len(words)
    while at and (words[at - 1].low in LEADS or words[at - 1].kind == ADVERB):
        at -= 1
    if not at or words[at - 1].low not in _SEEN:
        return None
    if at > 1 and words[at - 2].kind in NOUN:
        return find_phrase_before(text, words, at - 1)
    return find_subject(text, words, at - 1, names=False)


_SEEN = frozenset(form for verb in entries("figures.txt", "verbs of seeing") for form in inflect_past(verb)) | {"seen"}


def _find_repeated_object(text: str, words: list[Word]) -> Noun | None:
    """What somebody did so often, with an article: "has repeated the remarks at least three times"."""
    at = begin = len(words)
    while begin and words[begin - 1].kind in NOUN and at - begin < _LONGEST:
        begin -= 1
    if begin == at or begin < _VERB_AND_ARTICLE or words[begin - 1].kind != DETERMINER:
        return None
    if words[begin - 2].kind != VERB and words[begin - 2].low not in _HAVING:
        return None
    return find_phrase_before(text, words, at, near=True)


_HAVING = frozenset(("has", "have", "had"))
_AT_A_RATE = re.compile(r"\bat\san?\s(?:[a-z]+\s)?(?:pace|rate|speed)\sof\s$")
_VERB_AND_ARTICLE = 2


def _find_by_adjective(text: str, words: list[Word]) -> Noun | None:
    """The noun that is "long" or "wide": the subject of "is" before the measure, or the noun that it follows."""
    at = len(words)
    while at and (words[at - 1].low in LEADS or words[at - 1].kind == ADVERB):
        at -= 1
    if not at:
        return None
    if words[at - 1].low in _BE or (words[at - 1].low in _LASTING and words[at - 1].kind not in NOUN):
        return find_subject(text, words, at if words[at - 1].low in _BE else at - 1, names=False)
    at -= words[at - 1].kind == ","
    begin = at - 1
    while begin > 0 and words[begin].kind in NOUN and at - begin < _LONGEST:
        begin -= 1
    return find_phrase_before(text, words, at, near=True) if at and words[begin].kind == DETERMINER else None  # "a path 40 miles wide"


_LONGEST = 6


#: Units of land, which names have: "the Varn Fire was 400 acres".
_AREAS = ("acre", "hectare", "square")
#: What "times" multiplies: "larger than", "as big as", "the average".
_THAN = re.compile(r"\s(?:(?:[a-z]+er|more|less)\s(?:[a-z]+\s)?(?:than|in|on)\b|as\s[a-z]+\sas\b|(?:the|that|what|its|their)\b)")
#: What "times" multiplies, as a noun: "five times the lethal dose", "triple the losses".
_TIMES_THE = re.compile(r"\s(?:the|its|their|his|her|our)(?=\s[a-z])")


def _find_multiplied(text: str, end: int) -> Noun | None:
    """The noun that "times" multiplies: "five times the lethal dose"."""
    found = _TIMES_THE.match(text, end)
    noun = find_noun_after(text, found.end(), plural=False) if found else None
    return noun if noun and noun.text.islower() and not is_person(noun.head) and noun.head not in DURATIONS else None


_BESIDE_NORMAL = re.compile(r"\s(?:below|above|over|under)\s(?:the\s)?(?:[a-z-]+\s)?(?:normal|average|usual|zero|freezing)\b")
_APART = re.compile(r"\s(?:before|after|ago|later|earlier|from|of|away)\b")
_LIMITS = frozenset(("up", "above", "below", "over", "exceeding", "as"))


def _find_limited(text: str, words: list[Word], start: int, unit: str) -> Noun | None:
    """The noun right before a limit: "winds up to 80 mph", "temperatures above 30C", "prison time up to eight years"."""
    first = text[start : start + 10].partition(" ")[0].lower()
    last = words[-1]
    if first not in _LIMITS or last.kind != WORD or (unit in DURATIONS and first not in ("up", "exceeding")):
        return None
    if unit in DURATIONS and (is_plural(last.low) or last.low in _LASTING):
        return None
    begin = len(words)
    while begin and words[begin - 1].kind in NOUN and len(words) - begin < _LONGEST:
        begin -= 1
    verb = next((i for i in range(len(words) - 2, begin, -1) if words[i].low.endswith("s") and singularize(words[i].low) in VERBS), None)
    begin = begin if verb is None else verb + 1  # "the guide recommends prison time"
    if begin and words[begin - 1].kind not in _MAY_PRECEDE + (NOUN if verb else ""):
        return None
    return _find_object(text, words[begin:])


#: Words that may precede a noun with a limit.
_MAY_PRECEDE = "DIVGA,0"


def _find_object(text: str, phrase: list[Word]) -> Noun | None:
    """A phrase after a verb, where its last word is a plural or its one but last a noun: "brought winds"."""
    last = phrase[-1]
    head = singularize(last.low)
    if is_person(head) or head in DURATIONS or not (is_plural(last.low) or len(phrase) > 1):
        return None
    return Noun(text[phrase[0].start : last.end], phrase[0].start, last.end, head)


def _find_by_lasting_verb(text: str, words: list[Word], end: int, unit: str = "") -> Noun | None:
    """The subject of a verb of lasting or reaching, or the object of one that sets the measure."""
    at = len(words)
    while at and (words[at - 1].low in LEADS or words[at - 1].low in _ALSO_LEADS or words[at - 1].kind == ADVERB):
        at -= 1
    if not at:
        return None
    verb, between = words[at - 1], {w.low for w in words[at:] if w.kind != ADVERB}
    if verb.low in _BE:
        names = unit.startswith(_AREAS)
        return find_subject(text, words, at, names=names) if not between and ends_clause(text, end) else None
    noun_like = at > 1 and (words[at - 2].kind == DETERMINER or words[at - 2].text.endswith(("’s", "'s", "s’", "s'")))
    if "at" in between and " per " in unit and (moving := _find_verb_of_motion(words, at)):
        return _find_near_subject(text, words, moving)
    if unit in DURATIONS and "for" in between and verb.low in FINITE_MOVES and verb.low not in _GOING:
        return None  # "has risen for five straight weeks"
    if verb.low in STRONG_VERBS and verb.low.endswith("s") and at == len(words) and at > 1 and words[at - 2].kind == WORD:
        return _find_near_subject(text, words, at - 1)  # "air pressure drops at least 24 millibars"
    if verb.low in STRONG_VERBS and at > 1 and words[at - 2].kind in AUXILIARY + TO:  # "could climb as high as"
        return _find_near_subject(text, words, at - 1)
    if (verb.low in _LASTING or (verb.low in _GOING and "on" in between)) and not noun_like:
        return _find_near_subject(text, words, at - 1, names=unit.startswith(_AREAS))
    return find_moved_object(text, words, at, _SETTING) if between & _TO else None


#: Verbs of motion, whose subject has a speed: "the storm was moving northwest at 12 mph".
_MOVING = frozenset(form for verb in entries("figures.txt", "verbs of going at a speed") for form in list_verb_forms(verb))
_LONGEST_WAY = 4


def _find_verb_of_motion(words: list[Word], at: int) -> int:
    """Where a verb of motion is, with the way between it and the speed; 0 where none is."""
    for i in range(at - 1, max(0, at - 1 - _LONGEST_WAY), -1):
        if words[i].low in _MOVING:
            return i
        if words[i].kind in ',;:("-':
            return 0
    return 0


#: An action, not a noun: "getting through the gate takes an hour".
_DOING = re.compile(r"[A-Za-z][a-z]+ing")


def _find_near_subject(text: str, words: list[Word], verb: int, names: bool = False) -> Noun | None:
    """The subject of a verb of lasting; of one in -ing after its noun that noun: "the result of an outage lasting two days"."""
    if words[verb].kind == GERUND and verb and words[verb - 1].kind in NOUN:
        return find_phrase_before(text, words, verb, near=True)
    found = find_subject(text, words, verb, names=names)
    bare = found is not None and _DOING.fullmatch(found.text) and not any(w.end + 1 == found.start and w.kind == DETERMINER for w in words)
    return None if bare else found
