"""Single words of what is counted: plurals, their singulars, and which words are people.

Which nouns are people and which participles come before nouns is from WordNet (`benchmarks/wordnet.py`).
"""

from __future__ import annotations

from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.lexicon.tables import BoundedMemo
from sayso.grammar.person_nouns import PERSON_NOUNS
from sayso.grammar.wordclasses import _CLOSED

#: Words that end a noun phrase after a number: those of closed classes, verbs and adverbs that are not nouns, and some by hand.
STOPS = frozenset((*_CLOSED, *entries("never-nouns.generated.txt"), *entries("adverbs.generated.txt"), *entries("stops.txt")))
STOPS -= {"first", "far", "very"}

#: Adverbs and the like before a noun phrase that are not part of it: "1,200 mostly foreign workers".
LEADING = frozenset(entries("leading.txt"))

#: Nouns that are plural without an -s.
PLURALS = frozenset(entries("plurals.txt"))

#: Words in -s that are not plural, or are inside a longer noun.
NOT_PLURAL = frozenset(entries("not-plural.txt"))

#: Heads that news uses of states and companies as well: "US allies", "three carriers".
BODIES = frozenset(entries("not-people.txt"))

#: Heads that are people, by hand and by WordNet; see `is_person`.
PEOPLE = PERSON_NOUNS - BODIES

#: Participles that are adjectives too, and come before nouns: "two armed men".
ATTRIBUTIVE = frozenset(entries("attributive.generated.txt"))

_IRREGULAR = pairs("irregular-plurals.txt")


#: Plurals that also are before another noun: "12 sports fans", "3 arms dealers".
FRONT_PLURALS = frozenset(entries("front-plurals.txt"))


#: Heads that say for how much of something a price or share is given.
UNITS_OF = frozenset(entries("figures.txt", "heads with a price"))

#: Nouns that stay singular after a number, being part of a longer name or of a score: "an 11 member panel", "a 9-2 lead".
SINGULARS = frozenset(entries("singulars.txt"))


def singularize(word: str) -> str:
    """A noun in lower case and singular.

    >>> singularize("Deputies"), singularize("women"), singularize("crew")
    ('deputy', 'woman', 'crew')
    """
    word = word.lower().strip("’'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if "-" in word and _is_plural_compound(word):
        first, _, rest = word.partition("-")
        return f"{singularize(first)}-{rest}"
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word (lower case) is the plural of a noun, judging by its letters.

    >>> is_plural("harbours"), is_plural("airmen"), is_plural("specimen")
    (True, True, False)
    """
    if "-" in word and _is_plural_compound(word):
        return True
    if word in PLURALS or (word.endswith("men") and singularize(word) in PEOPLE):
        return True
    return word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "’s", "'s")) and word not in NOT_PLURAL


#: What may follow the plural in a compound: "passers-by".
_BEHIND_PLURAL = frozenset(entries("figures.txt", "behind a plural in a compound"))


def _is_plural_compound(word: str) -> bool:
    """Whether the first part of a compound has the plural: "passers-by", "sons-in-law"."""
    first, _, rest = word.partition("-")
    return rest in _BEHIND_PLURAL and first.endswith("s") and len(first) > 3


def is_person(head: str) -> bool:
    """Whether a head (lower case, singular) is a noun for a person.

    >>> is_person("welder"), is_person("non-citizen"), is_person("ally")
    (True, True, False)
    """
    return _PERSONS[head]


def _strip_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        word = word.removeprefix(prefix)
    return word


def _is_person(head: str) -> bool:
    last = _strip_prefix(head.rpartition("-")[2])
    if last in PEOPLE or head in PEOPLE:
        return True
    return head not in BODIES and len(last) > _SHORT and last.endswith(_SOMEBODY) and not last.endswith(_NOBODY)


#: Prefixes that make another noun for a person: "counterprotester", "stepson".
_PREFIXES = ("non", "counter", "step", "grand")
_SOMEBODY = entries("figures.txt", "ends of nouns for people")
#: Endings of nouns that only look like nouns for people: "playlist", "estimate".
_NOBODY = ("list", "imate", "stalemate", "checkmate")
_PERSONS = BoundedMemo(_is_person)
#: Shorter words in -ist are not people: "heist", "twist".
_SHORT = 5
