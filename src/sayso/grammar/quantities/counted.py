"""What a number without a noun counts, from its clause: "confirmed cases rose to 1,204", "set the number of permits at 7,500"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.attached import ANNUAL_RATE
from sayso.grammar.quantities.clause_phrases import COUNTS_OF, OF_PHRASE, find_moved_object, find_subject
from sayso.grammar.quantities.clause_words import FINITE, HELPERS, MEASURING_VERBS, TOKEN, Word, ends_clause, read_words_before
from sayso.grammar.quantities.headwords import is_plural, singularize
from sayso.grammar.quantities.nouns import Noun, find_noun_after
from sayso.grammar.quantities.verb_forms import list_verb_forms
from sayso.grammar.wordclasses import ADVERB, BEFORE_VERB, GERUND, NAME, PREPOSITION, VERB, WORD

#: How many words of a noun are taken.
_MOST = 4


def find_counted_in_clause(text: str, start: int, end: int, value: float | None) -> Noun | None:
    """What a number without a noun of its own counts: "confirmed cases rose to 1,204", "the number of homes without power was at 14,000".

    Only after a verb of measuring and the words between it and its figure, and where the clause ends with the figure. A number after "at"
    that can be an hour is a time: "the road was closed at nine".
    """
    if value is not None and value <= _HOURS and text.endswith("at ", 0, start):
        return None
    if not ends_clause(text, end) and not _TIME_BEHIND.match(text, end):
        return None
    if (named := find_number_of(text, start)) is not None:
        return named
    if text.endswith("of ", 0, start) and (rate := ANNUAL_RATE.search(text, 0, start)):
        start = rate.start()  # "sales rose to an annual rate of 4.1 million"
    words = read_words_before(text, start)
    at = len(words)
    if at and words[-1].low == "at" and (estimated := find_moved_object(text, words, at - 1, _ESTIMATING)):
        return estimated  # "set the number of permits at 7,500"
    if at and (first := TOKEN.match(text, start)) and first[0].lower() in _REACHING:  # "cases topped 1,200"
        return _find_plural_of_subject(text, words, at) or find_subject(text, words, at)
    while at and (words[at - 1].low in _TO_COUNT or words[at - 1].low in _SUMMED or words[at - 1].kind == ADVERB):
        at -= 1
    if at < len(words) and words[at].low == "to" and (origin := _skip_origin(words, at)) < at:
        at = origin
    if at and words[at - 1].low in _IS and all(w.kind == ADVERB for w in words[at:]) and (value or 0) >= _MANY:
        return _find_plural_of_subject(text, words, at - 1) or find_subject(text, words, at, names=False)  # "daily usage is 20 million"
    if not at or words[at - 1].low not in _COUNTING or (at == len(words) and words[at - 1].low not in _REACHING):
        return None
    verb = at - 1
    while verb and (words[verb - 1].kind in BEFORE_VERB or words[verb - 1].low in HELPERS):
        verb -= 1
    return _find_plural_of_subject(text, words, verb) or find_subject(text, words, at - 1)


def find_number_of(text: str, start: int) -> Noun | None:
    """What a phrase with "number of" counts whose figure follows "to" or "at": "bringing the number of sailors killed there to seven"."""
    if not text.endswith(_LEADS_TO_NUMBER, 0, start):
        return None
    if text.endswith(" of ", 0, start):  # "increase its number of warheads from the current level of below 300"
        level = _LEVEL_OF.search(text, max(0, start - _REACH), start)
        if level is None:
            return None
        start = level.start() + len(" from ")
    begin = max(text.rfind("number of ", max(0, start - _REACH), start), text.rfind("total of ", max(0, start - _REACH), start))
    if begin < 0:
        return None
    noun = find_noun_after(text, text.index(" ", begin), plural=True)
    if noun is None or noun.end > start or _NEW_CLAUSE.search(text, noun.end, start) or not is_plural(noun.text.rpartition(" ")[2].lower()):
        return None
    return noun


_REACH = 140
_LEADS_TO_NUMBER = (" to ", " at ", " from ", " was ", " is ", " past ", " hit ", " reached ", " of ")
_LEVEL_OF = re.compile(r"\sfrom\s(?:the|an?|its)\s(?:[a-z]+\s)?(?:level|total|peak|high|low)\sof\s$")
#: What parts a figure from the noun after "number of".
_NEW_CLAUSE = re.compile(r"[.;:()\d]|,\s(?!from\s$)|\b(?:as|when|while|after|before|because|if|and|but)\b")


def _skip_origin(words: Sequence[Word], at: int) -> int:
    """Returns the start of "from 1,200" before the "to" at `at`; `at` if there is none."""
    i = at
    while i and words[i - 1].kind in "0,.":
        i -= 1
    return i - 1 if 0 < i < at and words[i - 1].low == "from" else at


def _find_plural_of_subject(text: str, words: Sequence[Word], at: int) -> Noun | None:
    """The plural that ends or begins the subject in front of `at`: "new cases", "the number of homes without power"."""
    begin = at
    while begin and words[begin - 1].kind in OF_PHRASE | {VERB} and words[begin - 1].low not in FINITE:
        begin -= 1
    if begin and words[begin - 1].kind not in _OPENS_CLAUSE:
        return None
    of = next((i for i in range(begin, at - 1) if words[i].low in COUNTS_OF and words[i + 1].low == "of"), None)
    first = begin if of is None else of + 2
    while first < at and words[first].kind in "DMRA'":
        first += 1
    last = (
        next((i for i in range(first, at) if words[i].kind == PREPOSITION or (i > first and _is_participle_after_plural(words, i))), at) - 1
    )
    taken = words[max(first, last - _MOST + 1) : last + 1]
    if (
        not taken
        or not is_plural(taken[-1].low)
        or taken[-1].kind not in WORD + NAME
        or any(w.kind == VERB and not w.low.endswith("ed") for w in taken)
    ):
        return None
    return Noun(text[taken[0].start : taken[-1].end], taken[0].start, taken[-1].end, singularize(taken[-1].low))


def _is_participle_after_plural(words: Sequence[Word], i: int) -> bool:
    """Whether a word in -ing is a participle after a plural: "the number of Albans filing new claims"."""
    return words[i].kind == GERUND and is_plural(words[i - 1].low)


_IS = frozenset(("is", "are", "was", "were"))
#: From this number on "is" leads to a count, not to a year or a reference.
_MANY = 10000
#: The hours of a clock's face.
_HOURS = 12
#: Words that may precede the subject of a clause.
_OPENS_CLAUSE = ',;:."HSP'
#: The subject of "began" is not counted: "rising from 350 when the strike began to 672".
_BEGINNING = frozenset(form for verb in entries("figures.txt", "verbs of beginning") for form in list_verb_forms(verb))
#: Verbs whose subject a count is of: those of measuring, and "doubled to 48,000".
_COUNTING = (
    MEASURING_VERBS | {form for verb in entries("figures.txt", "verbs of multiplying") for form in list_verb_forms(verb)}
) - _BEGINNING
_ESTIMATING = frozenset(form for verb in entries("figures.txt", "verbs of estimating") for form in list_verb_forms(verb))
#: Words between such a verb and a count, verbs that need none, and what follows a count that ends its clause.
_TO_COUNT = frozenset(("to", "at", "by", "from", "up", "down"))
_REACHING = frozenset(form for verb in entries("figures.txt", "verbs of reaching") for form in list_verb_forms(verb))
#: "Reached a record 7.6 million".
_SUMMED = frozenset((*entries("figures.txt", "adjectives of sums"), "a", "an"))
_TIME_BEHIND = re.compile(r"\s(?:on|in|by|to|from|this|last|since|after|before|as|so|now|at|for)\b")
