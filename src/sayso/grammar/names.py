"""The people and bodies that an article names, so that a surname, a pronoun or an office can be resolved within it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import table
from sayso.grammar.tokens import Sheet

#: Words before a name that are no part of it; "of State" and its like are handled by cutting at the last of them.
TITLES = frozenset(entries("titles.txt"))

#: A run of capitalised words with one of these is a body or a place, not a person.
BODIES = frozenset(entries("no-person.txt"))

HIS = frozenset(
    table("""
    he
    him
    himself
    his
    mr.
""")
)

HERS = frozenset(
    table("""
    her
    hers
    herself
    mrs.
    ms.
    she
""")
)

_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_RUN = re.compile("C+(?:oC+)?")
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "der", "di", "du", "ibn", "la", "van", "von"))
_LONGEST = 8


class Person(NamedTuple):
    """A full name at a token; `titles` are the words of office before it, in small letters."""

    at: int
    name: str
    titles: tuple[str, ...]


class Names:
    """Every full name of a text, found by its surname or by a word of the office."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.openings = frozenset(sheet.bounds)
        self.people = [p for m in _RUN.finditer(sheet.kinds) if m.end() - m.start() > 1 for p in _people(sheet, m.start(), m.end())]
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.by_office: dict[str, set[str]] = defaultdict(set)
        for person in self.people:
            self.by_surname[person.name.rsplit(" ", 1)[-1]].append(person)
            for title in person.titles:
                self.by_office[title].add(person.name)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that have a capital within a sentence; few texts ask for them."""
        words = zip(self.sheet.words, self.sheet.kinds, strict=True)
        return frozenset(word for i, (word, kind) in enumerate(words) if kind == "C" and i not in self.openings)

    def is_named(self, i: int) -> bool:
        """Whether a word is a name: it has a capital that the start of a sentence does not explain."""
        word = self.sheet.words[i]
        if self.sheet.kinds[i] != "C":
            return False
        return i not in self.openings or "." in word or word.isupper() or bare(word) != word or word in self.by_surname

    def full(self, surname: str, at: int) -> str | None:
        """The full name that a surname at a token stands for: the last one before it, or else the first one after."""
        return _nearest(self.by_surname.get(surname, []), at)

    def holder(self, office: str) -> str | None:
        """The one person whose office has the word; None where the article names several."""
        people = self.by_office.get(office, ())
        return next(iter(people)) if len(people) == 1 else None


def _nearest(people: list[Person], at: int) -> str | None:
    if not people:
        return None
    before = bisect_left(people, at + 1, key=lambda p: p.at)
    return people[before - 1].name if before else people[0].name


def _people(sheet: Sheet, first: int, last: int) -> list[Person]:
    """The person that a run of capitalised words names, if it names one."""
    if last - first > _LONGEST:
        return []
    small = sheet.kinds.find("o", first, last)  # a run holds one word in small letters at most
    if small >= 0 and sheet.words[small] not in _PARTICLES:
        return []
    if first > 1 and sheet.words[first - 1] in ("of", "for") and sheet.words[first - 2].lower() in BODIES:  # "Centers for Disease Control"
        return []
    name, titles = person_of(sheet, first, last)
    if len(name) < 2 or len(name) > 5 or not is_person(name):
        return []
    return [Person(last - len(name), " ".join(name), tuple(t.lower() for t in titles))]


def person_of(sheet: Sheet, first: int, last: int) -> tuple[list[str], list[str]]:
    """Name and titles at the end of a run of capitalised words: whose man or woman it is, and what office, comes off.

    "Brenland's Deputy Mayor Ana Ruiz", "the Lantern's Ana Ruiz", "Minister of Information Ana Ruiz".
    """
    words = sheet.words[first:last]
    owner = max((i + 1 for i, w in enumerate(words[:-1]) if bare(w) != w), default=0)
    if owner and len(words) - owner > 1 and is_person([*words[owner:-1], bare(words[-1])]):
        words = words[owner:]
    name, titles = split_titles([bare(word) for word in words])
    if not titles and follows_office(sheet, last - len(words)):
        return (name[-2:] if len(name) > 2 else []), name[:-2]
    return name, titles


def follows_office(sheet: Sheet, at: int) -> bool:
    """Whether an office stands before token `at`: "Minister of …", "chief of the …", "Secretary for …"."""
    at -= at > 0 and sheet.kinds[at - 1] == "D"
    return at > 1 and sheet.words[at - 1] in ("of", "for") and title_of(sheet.words[at - 2]) in TITLES


def title_of(word: str) -> str:
    """A word as it is listed among titles: in small letters, without "then-", "ex-" or "Vice-" before it."""
    return word.lower().rpartition("-")[2] or word.lower()


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(("’s", "'s")) else word


def split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Name and titles of a run of capitalised words.

    >>> split_titles(["Deputy", "Then-Mayor", "Ana", "Ruiz"])
    (['Ana', 'Ruiz'], ['Deputy', 'Then-Mayor'])
    """
    cut = max((i + 1 for i, w in enumerate(words[:-1]) if title_of(w) in TITLES or w.lower() in TITLES), default=0)
    return words[cut:], words[:cut]


def is_person(name: list[str]) -> bool:
    """Whether capitalised words can be a person's name: none of them belongs to a body or place, none is an abbreviation."""
    if not BODIES.isdisjoint(map(str.lower, name)) or max(map(len, name)) > 20:
        return False
    if any(map(str.isupper, name)) and any(w.isupper() and len(w) > 1 and "." not in w for w in name):
        return False
    return "." not in name[0] or not _INITIALS.fullmatch(name[0])
