"""Which words join the parts of a name, and where the run of a name begins."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import BODIES as CAPITAL_BODIES
from sayso.grammar.name_parts import (
    TITLES,
    is_person_noun,
    normalize_title,
    strip_s,
)
from sayso.grammar.names import Names
from sayso.grammar.vocabulary import is_word
from sayso.grammar.wordclasses import DETERMINER, NAME, PREPOSITIONS, TO, WORD

#: Words in small letters that make a name of the words before them.
BODIES = frozenset((*entries("bodies.txt"), *entries("speakers.txt", "further bodies")))
#: Trades of those who have a club and a country: "Brae and Brenland goalkeeper".
PLAYERS = frozenset(entries("speakers.txt", "players"))

#: Nouns in the singular for several people around somebody.
_FAMILY = frozenset(("family", "staff", "team"))
#: After "and", the rest of a firm's name: "Marlow and Sons".
_KIN = frozenset(entries("speakers.txt", "rest of a firm's name"))


def is_group_of_owner(names: Names, first: int, last: int) -> bool:
    """Whether a stretch is people who belong to somebody named before: "her colleagues"."""
    words = names.tokens.words
    several = words[last - 1].endswith("s") or words[last - 1] in _FAMILY
    return words[first].lower() in ("her", "his") and several and not any(map(names.is_named, range(first, last)))


def is_linking_preposition(names: Names, i: int) -> bool:
    """Whether a word is a preposition, and no part of a name such as "Doctors Without Borders"."""
    tokens = names.tokens
    if (
        tokens.words[i] == "to" and tokens.words[i - 1].lower() in CAPITAL_BODIES and tokens.kinds[i + 1 : i + 2] == NAME
    ):  # "Committee to Protect …"
        return False
    return tokens.kinds[i] in PREPOSITIONS and tokens.words[i].islower()


def joins_one_name(names: Names, first: int, at: int, end: int) -> bool:
    """Whether the "and" at a token joins two words of one name or office, rather than two who speak."""
    tokens = names.tokens
    kinds, words = tokens.kinds, tokens.words
    left, right = words[at - 1], words[at + 1]
    if kinds[at + 1] == DETERMINER or words[at] not in ("and", "And"):
        return False
    if right.lower() in _KIN or (is_title(left) and is_title(right)):  # "President and CEO"
        return True
    if at - first == 1 and at + 2 < end and words[at + 2] in PLAYERS:
        return True  # "Brae and Brenland goalkeeper Ana Roe"
    if kinds[at - 1] == kinds[at + 1] == WORD:  # "singer and actor Ana Ruiz"
        return kinds[end - 1] == NAME
    if kinds[at - 1] == NAME and not names.has_name_within(first, at) and is_person_noun(left) and left not in names.by_surname:
        other = next((i for i in range(at + 1, end - 1) if is_person_noun(words[i])), 0)
        if other and (at - first > 1 or first in names.openings) and kinds[end - 1] == NAME:
            return True  # "Deputy Mayor and Tides Minister Ana Roe", "Baker and activist Ana Roe"
    if kinds[at - 1] != NAME or kinds[at + 1] != NAME or left in names.by_surname:
        return False
    if joins_words_of_body(names, at, end):
        return True
    if names.has_name_within(at + 1, at + 2):
        return False
    body = any(
        kinds[i] == NAME and words[i].lower() in CAPITAL_BODIES and is_linking_preposition(names, i + 1) for i in range(first, at - 1)
    )
    alone = at - 1 == first or kinds[at - 2] != NAME
    return body or (alone and end - at > 2 and (words[end - 1].lower() in CAPITAL_BODIES or words[end - 1] in BODIES))


def joins_words_of_body(names: Names, at: int, end: int) -> bool:
    """Whether two words at least after an "and", and the one before it, are words with capitals that name a body together.

    "Customs and Border Protection", also where somebody's office and name follow.
    """
    words, kinds = names.tokens.words, names.tokens.kinds
    stop = next((i for i in range(at + 1, end) if is_title(words[i])), end)
    return (
        stop - at > 2
        and is_word(words[at - 1].lower())
        and all(kinds[i] == NAME and is_word(words[i].lower()) for i in range(at + 1, stop))
    )


def is_title(word: str) -> bool:
    """Whether a word is a title, also with "then-" or "ex-" before it."""
    return normalize_title(word) in TITLES


def find_run_start(names: Names, first: int, end: int) -> int:
    """The start of the run of capitalised words at the end of a stretch; "&" and one small word between two of them belong to it."""
    tokens = names.tokens
    kinds, begin = tokens.kinds, end
    while begin > first and (begin == end or begin not in names.openings):
        between = begin - 2 >= first and kinds[begin - 2] == NAME and begin < end
        joins = kinds[begin - 1] == TO and not is_linking_preposition(names, begin - 1)
        if kinds[begin - 1] == NAME or joins or (between and (kinds[begin - 1] == WORD or tokens.words[begin - 1] == "&")):
            begin -= 1
        else:
            break
    return begin


def join_words(names: Names, first: int, end: int) -> str:
    """The words of a name as they are written, without a possessive at the end."""
    return strip_s(" ".join(join_adjacent_words(names, first, end)))


def join_adjacent_words(names: Names, first: int, end: int) -> Iterator[str]:
    """The words, those without a blank between them in one piece ("M&P")."""
    tokens, piece = names.tokens, ""
    for i in range(first, end):
        if piece and tokens.starts[i] > tokens.ends[i - 1]:
            yield piece
            piece = ""
        piece += tokens.words[i]
    yield piece
