"""The words of a clause before or after a figure, with their classes: which are verbs, and where the clause ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.headwords import STOPS, is_plural, singularize
from sayso.grammar.quantities.noun_words import ADJECTIVES
from sayso.grammar.quantities.nouns import VERBS
from sayso.grammar.quantities.trends import STRONG, WEAK
from sayso.grammar.quantities.verb_forms import inflect_present, list_verb_forms
from sayso.grammar.vocabulary import is_common
from sayso.grammar.wordclasses import (
    ADVERB,
    AUXILIARY,
    CLASSES,
    DETERMINER,
    NAME,
    NUMBER,
    PHRASE_ENDS,
    SUBJECT,
    VERB,
    WORD,
)

#: Adverbs that are adjectives after an article: "a long battle".
_ALSO_ADJECTIVES = frozenset(entries("figures.txt", "adverbs that are adjectives too"))


_ADJECTIVES_IN_LY = frozenset(entries("figures.txt", "adjectives in -ly"))


class Word(NamedTuple):
    """A word or sign before the figure, with its class (see `wordclasses`)."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()


TOKEN = re.compile(r"\w[\w’'&.-]*[\w’']|\w|[^\w\s]")
_REACH = 240
UPS = frozenset(("up", "down", "higher", "lower"))
_MEASURING = entries("measuring.txt")
#: Verbs of measuring in all their forms; of those with a particle ("edged up") the verb.
MEASURING_VERBS = (
    frozenset(form.partition(" ")[0] for form in (*STRONG, *WEAK)) | {form for verb in _MEASURING for form in list_verb_forms(verb)}
) - UPS
#: Those of their forms that are nouns or adjectives too, inside of a phrase: "average fares", "fuel costs".
ALSO_NOUNS = frozenset(
    form
    for form in MEASURING_VERBS
    if not form.endswith("ed") and any(past in MEASURING_VERBS for past in (form + "ed", form + "d", form[:-1] + "ed", form[:-1] + "d"))
) | {form for verb in _MEASURING for form in inflect_present(verb.partition("/")[0])[:2]}
FINITE = frozenset(form for form in MEASURING_VERBS - ALSO_NOUNS if not form.endswith("ing"))
#: Verbs of rising and falling in the forms that are not nouns.
FINITE_MOVES = frozenset(form.partition(" ")[0] for form in STRONG) - ALSO_NOUNS - UPS
STRONG_VERBS = frozenset(form.partition(" ")[0] for form in STRONG)
#: Words between such a verb and its figure.
LEADS = frozenset(entries("figures.txt", "between verb and figure"))
#: Helpers before a verb: "is expected to", "has begun to".
HELPERS = frozenset(entries("figures.txt", "before a verb"))


#: How many words of a figure's own quotation may be before it.
_QUOTED = 4
#: Words that come before a point within a name.
_SHORT = re.compile(r"(?:[A-Z]\.)*[A-Z]|" + alternation(entries("figures.txt", "short forms with a point")))


def read_words_before(text: str, end: int) -> list[Word]:
    """The words and signs before an offset of a sentence, as far back as a clause reaches."""
    begin = max(0, end - _REACH)
    words: list[Word] = []
    for found in TOKEN.finditer(text, begin, end):
        word = found[0]
        kind = CLASSES[word]
        if kind == VERB and words and not word.endswith("ed") and (words[-1].kind == DETERMINER or _requires_noun_next(words)):
            kind = "o"  # "the yield", "the empty shell"
        elif kind == NAME and not words and not begin and (is_common(word.lower()) or _is_common_plural(word.lower())):
            kind = "o"
        elif (kind == AUXILIARY or word in FINITE) and words and words[-1].kind == VERB and not words[-1].low.endswith("ed"):
            words[-1] = words[-1]._replace(kind=WORD)  # "the work would", "the Treasury yield rose"
        elif kind == ADVERB and word in _ADJECTIVES_IN_LY:
            kind = WORD  # "average hourly earnings"
        elif word == "times" and words and words[-1].kind == VERB and not words[-1].low.endswith("ed"):
            words[-1] = words[-1]._replace(kind=WORD)  # "wait times"
        elif kind == ADVERB and words and words[-1].kind == DETERMINER and word in _ALSO_ADJECTIVES:
            kind = WORD  # "a long battle"
        elif kind == WORD and words and words[-1].kind == SUBJECT and word.endswith("s") and singularize(word) in VERBS:
            kind = VERB  # "he predicts"
        elif word == ")" and len(words) > 1 and words[-2].kind == "(" and words[-1].text.isupper() and len(words[-1].text) > 1:
            del words[-2:]  # "Roe Corp (ROEC) fell"
            continue
        elif word == "," and text[found.end() : found.end() + 1].isdigit() and text[found.start() - 1 : found.start()].isdigit():
            continue  # within "4,000"
        elif kind == "x" and word == "&":
            kind = "C"
        elif kind == "." and words and _SHORT.fullmatch(words[-1].text):
            continue  # "C.H. Roe"
        words.append(Word(word, found.start(), found.end(), kind))
    words = words[1:] if begin and words and text[begin - 1].isalnum() else words
    opening = next((i for i in range(len(words) - 1, max(-1, len(words) - _QUOTED), -1) if words[i].kind == '"'), 0)
    if opening and words[opening].text in '“"' and words[opening - 1].kind != ",":
        del words[opening]  # "fares are “to be $200”"
    return words


def _is_common_plural(word: str) -> bool:
    """Whether a word is the plural of a common one: "temperatures"."""
    return is_plural(word) and is_common(singularize(word))


def _requires_noun_next(words: Sequence[Word]) -> bool:
    """Whether an article and an adjective or a tied number come last, before what must be a noun: "the 10-year yield"."""
    if len(words) < 2 or words[-2].kind != DETERMINER:
        return False
    return (words[-1].low in ADJECTIVES and words[-1].low not in STOPS) or (words[-1].kind in NUMBER + WORD and "-" in words[-1].text)


def ends_clause(text: str, end: int) -> bool:
    """Whether no noun or adjective follows that the figure could measure: "was 54%." but "was 54% complete"."""
    following = TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
    if following and following[0] == "the" and text.startswith(_THE_DAY, following.end()):
        return True  # "was $3 million the day after"
    return (
        following is None
        or following[0] in UPS
        or (CLASSES[following[0]] in PHRASE_ENDS and following[0].lower() != "more")
        or not following[0][0].isalnum()
    )


_THE_DAY = tuple(f" {unit} {word} " for unit in ("day", "week", "month", "year") for word in ("after", "before", "of"))
