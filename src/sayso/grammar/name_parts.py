"""The parts of a name: titles, given names, surnames, and the words that tell names of people, bodies and peoples apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.person_nouns import CAPITAL_PERSON_NOUNS, FROM_WORDNET
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.vocabulary import is_common, is_word
from sayso.grammar.wordclasses import CLASSES, CONJUNCTION, DETERMINER, NAME, PREPOSITION, QUESTION, WORD

#: Words before a name that are not part of it; a title such as "of State" ends at the last of them.
_TITLES = (*entries("titles.txt", "before a name"), *entries("speakers.txt", "further titles"))
#: With the short forms as Britain writes them: "Supt Ana Ruiz", "Gov Ruiz".
TITLES = frozenset((*_TITLES, *(title.rstrip(".") for title in _TITLES)))

#: Words of organisations and places: a run of capitalised words with one of these is not a person.
BODIES = frozenset(entries("no-person.txt"))

#: Offices that one person has: "the mayor" is the person whom the text calls mayor.
_OFFICES_OF_ONE = frozenset(entries("speakers.txt", "offices of one person"))

HIS = frozenset(entries("speakers.txt", "words for a man"))

HERS = frozenset(entries("speakers.txt", "words for a woman"))
#: What initials are that are no given names.
_PLACES_IN_INITIALS = frozenset(entries("speakers.txt", "places in initials"))
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
#: Two initials that serve as a given name: "JD", "AJ".
_TWO_INITIALS = re.compile("[A-Z]J|J[A-Z]")
#: A word that lost the blank before a name.
_GLUED = re.compile("(?:After|Although|And|Because|But|From|That|When|While|With)(?=[A-Z][a-z]{2})")
#: Small words of family names.
PARTICLES = frozenset(entries("speakers.txt", "particles of names"))
#: Words after a name and a hyphen that make an attribute of it.
_BEHIND_HYPHEN = frozenset(entries("speakers.txt", "behind a hyphen"))
#: Words for nobody in particular: "two", "several".
_NOBODY = frozenset(entries("speakers.txt", "nobody in particular"))
_SUFFIXES = frozenset(entries("speakers.txt", "suffixes of names"))
#: The number of a pope or a king: "Leo XIV", "Charles V".
_NUMERAL = re.compile("[IVX]{2,6}|V")
#: Chinese and Korean family names, which come before given names; some of them are other names as well.
_FAMILY_FIRST = frozenset(entries("speakers.txt", "family names before given names"))
_PERHAPS_FAMILY_FIRST = frozenset(entries("speakers.txt", "family names that are also given or other names"))
#: A given name of two syllables: "Min-jae".
_TWO_SYLLABLES = re.compile("[A-Z][a-z]{1,6}-[a-z]{2,6}")
#: Words in a name of a Chinese or Korean kind, at most.
_LONGEST_FAMILY_FIRST = 3
_LONGEST = 8
#: Trades that WordNet leaves out.
_TRADES_BY_HAND = frozenset(entries("speakers.txt", "further trades"))
_LONGEST_LONE = 4
#: A word before another: an article and a noun, a given name and a surname.
_PAIR_OF_WORDS = 2
_POSSESSIVE = ("’s", "'s")
#: Given name, in small letters, to "f" or "m".
GIVEN_NAMES = pairs("given-names.txt")
#: Short forms of titles, to the long ones.
SHORT = {form: title for short, title in pairs("titles.txt", "short forms").items() for form in (short, short.rstrip("."))}
#: Letters after a name: "Ana Ruiz MP", "Ana Ruiz KC".
_POST_NOMINALS = frozenset(entries("titles.txt", "letters behind a name"))
#: Words that address people in place of their names.
INSTEAD = frozenset(entries("titles.txt", "in place of a name"))
_APPOSED = re.compile(",D?[CoGRV0']{0,6}[oC](?=[,.IWHP])")


class Person(NamedTuple):
    """A full name at a token; `titles` are the words of office before it, in small letters."""

    at: int
    name: str
    titles: tuple[str, ...]


#: "Sam" is not a country, though there are Sami.
_SHORTEST_COUNTRY = 3
#: Endings that make a people's name of a country's: "Israeli", "Georgian", "Jordanian"; "Chinese" changes the name and is left out.
_OF_COUNTRIES = ("i", "n", "an", "ian")
_COUNTRIES = frozenset(
    noun.removesuffix(end)
    for noun in CAPITAL_PERSON_NOUNS
    for end in _OF_COUNTRIES
    if noun.endswith(end) and len(noun.removesuffix(end)) > _SHORTEST_COUNTRY
)


#: Words that change the office after them ("vice"), and words for an office that somebody no longer has.
DEPUTIES = frozenset(entries("speakers.txt", "deputies"))
PAST = frozenset(("ex", "former", "late", "then"))
BEFORE_OFFICE = PAST | DEPUTIES


def find_offices(tokens: TokenizedText, person: Person) -> Iterator[str]:
    """The offices in somebody's titles: "vice president" and not "president" for "Vice President", "former president" for a past one."""
    titles, first = person.titles, person.at - len(person.titles)
    past = (first > 0 and tokens.words[first - 1].lower() in PAST) or any(t.partition("-")[0] in PAST for t in titles)
    for before, title in pairwise(("", *(SHORT.get(title, title) for title in titles))):
        if past:
            yield f"former {title.rpartition('-')[2]}"
        elif before not in DEPUTIES:
            yield title
        if before and not past:
            yield f"{before} {title}"
    known = person.name.partition(" ")[0].lower() in GIVEN_NAMES
    if known and follows_office(tokens, first) and not is_person_noun(titles[-1]):  # "Chancellor of the Exchequer Ana Ruiz"
        at = first - (tokens.kinds[first - 1] == DETERMINER) - 2
        if tokens.words[at + 1] == "of" and tokens.words[at - 1].lower() not in BEFORE_OFFICE:
            yield tokens.words[at].lower()


def find_small_office(tokens: TokenizedText, at: int, end: int) -> tuple[str, ...]:
    """The office in small letters before a name up to `end`: "met president Ana Ruiz", "the first lady, Ana Ruiz, left"."""
    if at and tokens.kinds[at - 1] == tokens.kinds[end : end + 1] == "," and tokens.kinds[end + 1 : end + 2] != CONJUNCTION:
        at -= 1
    if at < _PAIR_OF_WORDS or tokens.kinds[at - 1] != WORD:
        return ()
    before, head = tokens.words[at - 2], tokens.words[at - 1]
    if head not in _OFFICES_OF_ONE:
        return ()
    if before in PAST or before in DEPUTIES:
        return (f"former {head}" if before in PAST else f"{before} {head}",)
    return (head,)


def find_apposed(tokens: TokenizedText, at: int) -> tuple[str, ...]:
    """The head of an apposition in small letters that starts at a token: "spokesperson" of ", a spokesperson for the ministry"."""
    found = _APPOSED.match(tokens.kinds, at)
    if not found:
        return ()
    before, head = tokens.words[found.end() - 2 : found.end()]
    if tokens.kinds[found.end() - 1] == NAME:
        return (head.lower(),) if head.isupper() and head.lower() in TITLES else ()  # ", CEO of Varn Lines"
    return (f"former {head}" if before in PAST else f"{before} {head}" if before in DEPUTIES else head,)


@lru_cache(maxsize=1 << 12)
def find_surname(name: str) -> str:
    """The surname of a full name: its last word but "Jr." and the like, its first one where the family name comes first.

    >>> [find_surname(name) for name in ("Paul Reyes Jr.", "Kim Min-jae", "Lee Reyes", "Leo XIV")]
    ['Reyes', 'Kim', 'Reyes', 'Leo']
    """
    words = name.split(" ")
    while len(words) > 1 and _is_behind_name(words[-1]):
        words.pop()
    return words[0] if _has_family_name_first(words) else words[-1]


def _is_behind_name(word: str) -> bool:
    """Whether a word follows a whole name: "Jr.", "III", "XIV"."""
    return word.strip(".") in _SUFFIXES or _NUMERAL.fullmatch(word) is not None


def _has_family_name_first(words: list[str]) -> bool:
    """Whether a name is one such as "Kim Min-jae", "Wang Yi" or "Yoon Suk Yeol"."""
    first = words[0].lower()
    if not 1 < len(words) <= _LONGEST_FAMILY_FIRST or not (first in _FAMILY_FIRST or first in _PERHAPS_FAMILY_FIRST):
        return False
    if (words[1].lower() in GIVEN_NAMES and words[-1].lower() not in GIVEN_NAMES) or not all(word[:1].isupper() for word in words):
        return False
    if _TWO_SYLLABLES.fullmatch(words[-1]):
        return True
    if first in _FAMILY_FIRST:
        return first not in GIVEN_NAMES and words[1].lower() not in GIVEN_NAMES and "." not in words[1]
    return len(words) == _LONGEST_FAMILY_FIRST and all(len(word) < 6 and "." not in word for word in words[1:])


def lower_particle(surname: str) -> str:
    """A surname with its particle in small letters, as it is after a given name: "al-Khatib" for "Al-Khatib"."""
    particle, _, rest = surname.partition("-")
    return f"{particle.lower()}-{rest}" if particle.lower() in PARTICLES else surname


def is_ordinary(low: str) -> bool:
    """Whether a word in small letters is common, or a participle."""
    return is_common(low) or (low.endswith(("ed", "ing")) and is_word(low))


def find_people_in_run(tokens: TokenizedText, first: int, last: int) -> list[Person]:
    """The person that a run of capitalised words names, if it names one."""
    if last - first > _LONGEST:
        return []
    small = tokens.kinds.find("o", first, last)  # a run has at most one word in small letters
    if small >= 0 and tokens.words[small] not in PARTICLES:  # "Brae House spokesperson Ana Ruiz"
        return [p for begin, end in ((first, small), (small + 1, last)) if end - begin > 1 for p in find_people_in_run(tokens, begin, end)]
    if strip_s(tokens.words[last - 2]) != tokens.words[last - 2]:  # "the Lantern’s Ruiz", but "President Ana Ruiz’s State of"
        owner = find_people_in_run(tokens, first, last - 1) if last - first > 2 else []
        return [person for person in owner if person.titles or person.name.partition(" ")[0].lower() in GIVEN_NAMES]
    while last - first > 2 and (normalize_title(tokens.words[last - 1]) in TITLES or tokens.words[last - 1] in _POST_NOMINALS):
        last -= 1  # "Ana Ruiz State of the Union", "Ana Ruiz MP"
    if tokens.words[last - 1] in INSTEAD:  # "the Varn Republican"
        return []
    name, titles = split_person(tokens, first, last)
    if len(name) < 2 or len(name) > 5 or not is_person(name) or (not titles and _is_in_body(tokens, first)):
        return []
    if any(strip_s(word) != word for word in tokens.words[last - len(name) : last - 1]):
        return []  # "Quill’s Tide Almanac"
    if glued := _GLUED.match(name[0]):  # "WhenAna Ruiz"
        name = [name[0][glued.end() :], *name[1:]]
    return [Person(last - len(name), " ".join(name), tuple(t.lower() for t in titles))]


def find_surname_bearer(tokens: TokenizedText, first: int, last: int) -> Person | None:
    """The bearer of an office whom a run names by surname alone: "President Ruiz"."""
    if last - first > _LONGEST_LONE or tokens.words[last - 2].lower() not in TITLES:
        return None
    name, titles = split_titles([strip_s(word) for word in tokens.words[first:last]])
    if len(name) != 1 or not titles or normalize_title(name[0]) in TITLES or not is_person(name) or is_people(name[0]):
        return None
    return Person(last - 1, name[0], tuple(title.lower() for title in titles))


def _is_in_body(tokens: TokenizedText, first: int) -> bool:
    """Whether a run continues with the name of a body: "Centers for | Disease Control"."""
    return first > 1 and tokens.words[first - 1] in ("of", "for", "to") and tokens.words[first - 2].lower() in BODIES


def split_person(tokens: TokenizedText, first: int, last: int) -> tuple[list[str], list[str]]:
    """Name and titles at the end of a run of capitalised words, without the owner and the office before them.

    "Brenland's Deputy Mayor Ana Ruiz", "the Lantern's Ana Ruiz", "Minister of Information Ana Ruiz".
    """
    while last - first > 2 and tokens.words[last - 1] in _POST_NOMINALS:
        last -= 1
    words, name, titles, in_body = _split_run(tuple(tokens.words[first:last]))
    if (in_body or not titles) and follows_office(tokens, last - len(words)):  # "Secretary of Homeland Security Ana Ruiz"
        return (name[-2:] if len(name) > 2 and is_person(name[-2:]) else []), name[:-2]
    if titles and in_body:  # "Brenland's Defense Ministry"
        return words, []
    if len(name) > 2 and _is_in_firm(tokens, last - len(words), name):  # "an analyst at Kell Capital Ana Ruiz"
        return name[-2:], []
    return name, titles


def _is_in_firm(tokens: TokenizedText, first: int, name: list[str]) -> bool:
    """Whether a run of capitals after "at" is the name of a firm and that of somebody who works there."""
    named = name[-2].lower() in GIVEN_NAMES and name[0].lower() not in GIVEN_NAMES and is_person(name[-2:])
    return named and first > 0 and tokens.words[first - 1] == "at"


@lru_cache(maxsize=1 << 12)
def _split_run(run: tuple[str, ...]) -> tuple[list[str], list[str], list[str], bool]:
    """A run without its owner, the name and the titles in it, and whether the name is a body's.

    It is cached: a text repeats the same names, and so does the news of a day.
    """
    words = list(run)
    owner = next((i + 1 for i in range(len(words) - 2, -1, -1) if words[i].endswith(_POSSESSIVE)), 0)
    if (
        owner
        and len(words) - owner > 1
        and is_person(owned := [*words[owner:-1], strip_s(words[-1])])
        and (owner > 1 or not _are_words(owned))
    ):
        words = words[owner:]
    for i in range(len(words) - 2, -1, -1):
        if words[i][0].islower() and words[i] not in PARTICLES and words[i] != "to":  # "Reyes ally Ana Ruiz"
            words = words[i + 1 :]
            break
    words = [strip_s(word) for word in words]
    for i in range(len(words) - 3, 0, -1):
        if words[i].lower() in BODIES and words[i + 1].lower() in GIVEN_NAMES and BODIES.isdisjoint(map(str.lower, words[i + 1 :])):
            words = words[i + 1 :]  # "Varn Tide Agency Ana Ruiz"
            break
    name, titles = split_titles(words)
    people = len(name) > 2 and name[0].lower() in CAPITAL_PERSON_NOUNS and name[0].lower() not in GIVEN_NAMES
    if people and not _are_words(name[1:]):  # "American Ana Ruiz", unlike "American Blue Crescent"
        name = name[1:]
    return words, name, titles, not BODIES.isdisjoint(map(str.lower, name))


def _are_words(name: list[str]) -> bool:
    """Whether all parts of a name are words of the language, and the first one no given name: "Blue Crescent", "Tide Almanac"."""
    return name[0].lower() not in GIVEN_NAMES and all(word.istitle() and is_word(word.lower()) for word in name)


def follows_office(tokens: TokenizedText, at: int) -> bool:
    """Whether an office is before token `at`: "Minister of …", "chief of the …", "ambassador to …"."""
    at -= at > 0 and tokens.kinds[at - 1] == DETERMINER
    return at > 1 and tokens.words[at - 1] in ("of", "for", "to") and normalize_title(tokens.words[at - 2]) in TITLES


def is_attribute_with_hyphen(word: str) -> bool:
    """Whether a word with a capital only describes the name after it: "Varn-based", "Brendish-language", "Quillbot-maker"."""
    name, _, tail = word.rpartition("-")
    if len(name) < _PAIR_OF_WORDS or not tail.islower() or name.lower() in BEFORE_OFFICE or tail in TITLES:
        return False
    return tail in _BEHIND_HYPHEN or (tail.endswith("ed") and is_word(tail)) or (is_person_noun(tail) and name.lower() != "co")


def normalize_title(word: str) -> str:
    """A word as it is listed among titles: in small letters, without "then-", "ex-" or "Vice-" before it."""
    return word.lower().rpartition("-")[2] or word.lower()


def strip_s(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(_POSSESSIVE) else word


def split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Name and titles of a run of capitalised words.

    >>> split_titles(["Deputy", "Then-Mayor", "Ana", "Ruiz"])
    (['Ana', 'Ruiz'], ['Deputy', 'Then-Mayor'])
    """
    for cut in range(len(words) - 1, 0, -1):
        if _is_title(words[cut - 1], words[cut:]):
            return words[cut:], words[:cut]
    return words, []


def _is_title(word: str, following: list[str]) -> bool:
    """Whether a word before a name is an office or a trade.

    One that is listed, or any noun for a person before a full name ("Rabbi Ana Ruiz").
    """
    if normalize_title(word) in TITLES or word.lower() in TITLES or "-of-" in word:  # "Mother-of-two Ana Ruiz"
        return True
    return len(following) > 1 and is_trade(word) and following[0].lower() in GIVEN_NAMES


def is_person_noun(word: str) -> bool:
    """Whether a word is a noun for a person, with a capital or without: "CEO", "Republican"."""
    return word in FROM_WORDNET or word.lower() in FROM_WORDNET


def is_country(word: str) -> bool:
    """Whether people are called by a word with an ending: "Israel" by "Israeli", "Georgia" by "Georgian"."""
    return word.lower() in _COUNTRIES


def is_people(word: str) -> bool:
    """Whether a word with a capital names members of a people, or its tongue: "Iraqi", "Kurds"."""
    low = word.lower()
    return low in CAPITAL_PERSON_NOUNS or low.removesuffix("s") in CAPITAL_PERSON_NOUNS or low.endswith("ish")


def is_trade(word: str) -> bool:
    """Whether a word is a noun for a person and no given name: "Rabbi", "Coach"."""
    low = word.lower().removeprefix("co-")
    return (low in FROM_WORDNET or low in _TRADES_BY_HAND) and low not in GIVEN_NAMES


def is_person(name: list[str]) -> bool:
    """Whether capitalised words can be a person's name: none of them belongs to a body or place, none is an abbreviation."""
    if not BODIES.isdisjoint(map(str.lower, name)) or max(map(len, name)) > 20:
        return False
    if name[-1].endswith("s") and is_trade(name[-1].removesuffix("s")) and name[0].lower() not in GIVEN_NAMES:  # "Boy Scouts"
        return False
    low = name[0].lower()
    if (CLASSES[low] in PREPOSITION + QUESTION or low in _NOBODY) and low not in GIVEN_NAMES:  # "Unlike Ruiz", "Two Varn"
        return False
    if any(map(str.isupper, name)):
        rest = name[1:] if _TWO_INITIALS.fullmatch(name[0]) and not name[-1].isupper() else name
        if any(w.isupper() and len(w) > 1 and "." not in w and not _is_behind_name(w) and w[0].isalpha() for w in rest):  # no “MJ”
            return False
    return "." not in name[0] or not _INITIALS.fullmatch(name[0]) or (len(name) == 2 and name[0] not in _PLACES_IN_INITIALS)
