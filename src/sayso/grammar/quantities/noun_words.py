"""The words after a figure, and whether each belongs to its noun phrase, heads it, or ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.headwords import (
    ATTRIBUTIVE,
    FRONT_PLURALS,
    LEADING,
    PEOPLE,
    PLURALS,
    STOPS,
    is_plural,
    singularize,
)  # fmt: skip
from sayso.grammar.wordclasses import CLASSES, VERBAL

WORD_AFTER = re.compile(
    r"[^\S\n]{1,2}(?:(?<=\d[^\S\n])[“\"](?=[a-z]))?"
    r"((?:[A-Z]\.){2,4}(?=[^\S\n]\w)|(?:[^\W\d_]|\d(?=[-\w]*[^\W\d_]))[\w’'&.\-]*[\w’']|[^\W\d_])"
)
#: The number within a name, whose kind follows: "two Boeing 737 jets", "six Model 3 cars".
_MAKE = compile_pattern(r"(?<=[\s-]\p{Lu}[\w’'-]{0,20})[^\S\n](\d{1,4}(?:-\d{1,3})?)(?=\s(?:\p{Lu}\w*\s)?[a-z]+s\b)")
#: Nouns that lost the blank after them where a page's links were cut out: "168 childrenand 14 teachers".
_GLUED = re.compile(
    rf"({alternation(entries('figures.txt', 'nouns that lose a blank'))})(?:and|in|who|were|have|are|had|on|at|from|to|with|of|has|by)$"
    r"|^(\w{3,}s)(?:were|who|for|from|with|that|after|of|by|at|are|during|since|before)$"
)
_GLUE = tuple(entries("figures.txt", "glued behind a noun"))
_MOST = 7


class NounWord(NamedTuple):
    """A word after a figure; `last`: a full stop or the like ends the phrase with it. `glued`: it ends with a word that lost its blank."""

    text: str
    start: int
    end: int
    after: int
    last: bool = False
    glued: bool = False


def read_words_after(text: str, at: int) -> Iterator[NounWord]:
    """The next few words, a full stop that is of no abbreviation taken off."""
    for _ in range(_MOST):
        found = WORD_AFTER.match(text, at) or (_MAKE.match(text, at) if text[at + 1 : at + 2].isdigit() else None)
        if found is None:
            return
        at = found.end()
        word = found[1]
        if word.endswith((".’", ".'", ",’", ",'")):  # the end of a quote within a quote
            yield NounWord(word[:-2], found.start(1), end=found.start(1) + len(word) - 2, after=at, last=True)
            return
        if word.endswith(_GLUE) and (glued := _GLUED.match(word.lower())):
            length = glued.end(glued.lastindex or 1)
            yield NounWord(word[:length], found.start(1), end=found.start(1) + length, after=at, last=True, glued=True)
            return
        short = word[:-1] if len(word) > 2 and word.endswith(".") and word.count(".") == 1 else word
        yield NounWord(
            short,
            found.start(1),
            end=found.start(1) + len(short),
            after=at,
            last=short != word or not (short[-1].isalnum() or short.endswith(("s’", "s'")) or _is_initials(short)),
        )


def _is_initials(word: str) -> bool:
    """Whether a word is capitals with a point after each: "U.S.", "D.C."."""
    return word.endswith(".") and word[::2].isupper() and word[1::2].strip(".") == "" and len(word) % 2 == 0


def classify_step(text: str, word: NounWord, words: Sequence[NounWord], one: bool) -> Literal["skip", "stop", "take", "head"]:
    """What a word does to the phrase so far: it is passed over in front, ends it, continues with it, or is its head."""
    lower = word.text.lower()
    adverb = lower.endswith("ly") and CLASSES[lower] == "R"
    if not words and (lower in LEADING or (adverb and len(lower) > 5)):
        return "skip"
    if words and lower in AND and (_is_inside_phrase(text, word.after, words[-1].text) or _PAIRED.match(text, words[-1].end)):
        return "take"
    if not words and lower in _FATED and is_plural_next(text, word.after):
        return "skip"  # "40 injured people"
    named = bool(words) and words[-1].text[0].isupper() and word.text.islower() and _NAME_GOES_ON.match(text, word.start) is not None
    named = named or (bool(words) and words[-1].text[0].isupper() and _IN_NAME.match(text, words[-1].end) is not None)
    if word.text == "x" and text[word.after + 1 : word.after + 2].isdigit():  # "12m x 3m"
        return "stop"
    compass = lower in _COMPASS and not (word.text in _NAMES and _CAPITAL.match(text, word.end))
    if not named and (
        (_ends_phrase(text, word, words) and word.text not in _NAMES)
        or compass
        or (words and adverb and not _is_modifying_adverb(text, word))
    ):
        return "stop"
    if words and lower.endswith("ing") and word.text.islower() and _is_noun_in_ing(text, word, words[-1].text, one):
        return "take"  # "half of consumer spending."
    if (
        words
        and lower.endswith(("ed", "ing"))
        and "-" not in lower  # "dozens of other town-related questions"
        and CLASSES[words[-1].text] != "R"
        and words[-1].text not in _OTHER
        and (singularize(words[-1].text) in PEOPLE or (one and not is_plural_next(text, word.after)))
    ):
        return "stop"  # "one man wearing a mask", "one vote counted"
    plural = is_plural(lower) and not (
        (lower in FRONT_PLURALS or lower in PLURALS or word.text[0].isupper())
        and (is_plural_next(text, word.after) or (word.text[0].isupper() and _is_plural_close_behind(text, word.after)))
    )
    if plural and text.startswith(_GOES_ON, word.end) and (_IN_NAME if word.text[0].isupper() else _PAIRED).match(text, word.end):
        return "take"
    initials = len(lower) > 2 and word.text.endswith("s") and word.text[:-1].isupper()
    return "head" if plural or initials or word.glued else "take"


#: "Five miles west-northwest of the lake".
_WAYS = ("north", "south", "east", "west", *(f"{a}{dash}{b}" for a in ("north", "south") for b in ("east", "west") for dash in ("", "-")))
_COMPASS = frozenset((*_WAYS, *(f"{a}-{b}" for a in _WAYS[:4] for b in _WAYS[4:]), *(f"{a}ward" for a in _WAYS[:4])))
#: What makes a direction part of a name: "9 North Koreans", "four South African mines".
_CAPITAL = re.compile(r"\s[A-Z]")
_GOES_ON = (" and ", " & ", " of ", " for ", " Without ", " Against ")
#: A plural within a name, and one that describes with another: "five Doctors Without Borders staff", "12 mergers and acquisitions lawyers".
_IN_NAME = re.compile(
    r"\s(?:Without|Against|of|for)\s(?:the\s)?(?:[A-Z][\w’'-]*\s){1,3}(?=[a-z-]+[^\Wsu]s\b|(?:staff|people|personnel|troops|police)\b)"
)
_PAIRED = re.compile(r"\s(?:and|&)\s[a-z]+[^\Wsu]s\s(?=[a-z]+(?:er|or|ist|ian|ant|ent|ment|tion|firm|deal|case|group|expert|bank)s\b)")
#: Words for what became of those counted, before them.
_FATED = frozenset(entries("figures.txt", "fates before a noun"))


#: Nouns in -ing that are almost never participles after a noun: "half of consumer spending in May".
DOINGS = frozenset(entries("figures.txt", "nouns in -ing"))


#: Words that end no phrase about people: "two other missing children".
_OTHER = frozenset(("other", "others"))


def _ends_phrase(text: str, word: NounWord, words: Sequence[NounWord]) -> bool:
    """Whether a word ends a phrase: one of the table, unless it is an adjective here ("of high schoolers", "of Alba’s total weight")."""
    lower = word.text.lower()
    if lower not in STOPS:
        return False
    if lower in _FATED and words and words[-1].text in _OTHER:
        return not is_plural_next(text, word.after)
    if lower == "high":
        return not (text.startswith(" school", word.end) or (not words and is_plural_next(text, word.after)))
    return lower not in IN_ALL or not words or not words[-1].text.endswith(("’s", "'s", "s’"))


IN_ALL = frozenset(("total", "overall"))


def _is_noun_in_ing(text: str, word: NounWord, before: str, one: bool) -> bool:
    """Whether a word in -ing after another word is a noun: by what follows, by the table, or with one more noun ("shipping capacity")."""
    if _ENDS_CLAUSE.match(text, word.end) or word.text in DOINGS:
        return True
    if not one or is_plural(before.lower()) or singularize(before) in PEOPLE:
        return False
    following = WORD_AFTER.match(text, word.after)
    if following is None or CLASSES[following[1]] != "o" or following[1] in STOPS or following[1] in ADJECTIVES:
        return False
    return not is_plural(following[1]) and _ENDS_CLAUSE.match(text, following.end()) is not None


def _is_modifying_adverb(text: str, word: NounWord) -> bool:
    """Whether an adverb in a phrase modifies a participle or adjective: "Alba’s highly enriched uranium"."""
    following = WORD_AFTER.match(text, word.after) if word.text.islower() and len(word.text) > _SHORT_ADVERB else None
    if following is None or not (following[1] in ATTRIBUTIVE or following[1] in ADJECTIVES or following[1].endswith("ed")):
        return False
    described = WORD_AFTER.match(text, following.end())
    return described is not None and described[1].lower() not in STOPS and CLASSES[described[1]] == "o"


#: "Only" and "early" describe no adjective.
_SHORT_ADVERB = 5


#: After a word in -ing, what shows that it is a noun and leads to no object: the end of a phrase, or a verb that it is the subject of.
_ENDS_CLAUSE = re.compile(r"\s?(?:[.;,)—–”\"]|$)|\s(?:is|was|has|had|will|would|could|may|and|or|since|last|this)\b")
#: Words that end a phrase in small letters alone: "12 US jets", "9 North Koreans", but "5 miles north".
_NAMES = frozenset(entries("figures.txt", "points of the compass"))
AND = frozenset(("and", "or", "&"))
#: A name that small words are part of, before the plural that is counted: "two Bank of America branches".
_NAME_GOES_ON = re.compile(
    r"(?:of|for|and|in|on|without|de|&)\s(?:the\s)?(?:[A-Z][\w’'-]*\s){1,3}(?=(?!this\b)[a-z][\w-]+[^\Wsu]s(?![\w’']))"
)
#: Adjectives that end no phrase: "eight months pregnant", "$25,000 poorer".
ADJECTIVES = frozenset(entries("adjectives.generated.txt"))


def _is_plural_close_behind(text: str, at: int) -> bool:
    """Whether what is counted follows an adjective of a land, a word or two away: "three Chinese AI labs", "two Dutch medical doctors"."""
    found = _LATER_PLURAL.match(text, at)
    return found is not None and found[1].lower() not in STOPS and CLASSES[found[1].lower()] not in VERBAL


_LATER_PLURAL = re.compile(r"\s([A-Za-z][\w-]*)\s(?:and\s[a-z-]+\s)?[a-z-]+[^\Wsu]s\b")


def is_plural_next(text: str, at: int) -> bool:
    """Whether the next word is a plural."""
    following = WORD_AFTER.match(text, at)
    return following is not None and is_plural(following[1].lower()) and following[1].lower() not in STOPS


def _is_inside_phrase(text: str, at: int, before: str) -> bool:
    """Whether "and" is inside a noun phrase.

    For example "460 Kia and Hyundai vehicles", "digital and physical sales", "major and minor league members".
    """
    after = WORD_AFTER.match(text, at)
    if after is None or after[1].lower() in STOPS or is_plural(before.lower()):
        return False
    if before[0].isupper() != after[1][0].isupper():
        return False
    following = WORD_AFTER.match(text, after.end())
    if following is None or following[1].lower() in STOPS:
        return False
    return is_plural(following[1].lower()) or is_plural_next(text, following.end())
