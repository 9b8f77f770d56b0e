"""The people and bodies that an article names, so that a surname, a pronoun or an office can be resolved within it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from sayso.grammar.lexicon.tables import table
from sayso.grammar.tokens import Sheet

#: Words before a name that are no part of it; "of State" and its like are handled by cutting at the last of them.
TITLES = frozenset(
    table("""
    adm.
    administrator
    admiral
    affairs
    agriculture
    ambassador
    archbishop
    attorney
    bishop
    capt.
    captain
    chair
    chairman
    chairwoman
    chancellor
    chief
    col.
    colonel
    commander
    commerce
    commissioner
    congressman
    congresswoman
    councilman
    councilwoman
    defence
    defense
    democrat
    democratic
    deputy
    director
    dr.
    education
    emperor
    energy
    envoy
    executive
    gen.
    general
    gov.
    governor
    homeland
    interior
    judge
    justice
    king
    labor
    labour
    lady
    leader
    lieutenant
    lord
    lt.
    major
    mayor
    minister
    mr.
    mrs.
    ms.
    nominee
    officer
    pastor
    pope
    premier
    president
    president-elect
    prince
    princess
    prof.
    professor
    prosecutor
    queen
    rep.
    representative
    republican
    rev.
    reverend
    sec.
    secretary
    sen.
    senator
    sgt.
    sheriff
    sir
    speaker
    spokesman
    spokesperson
    spokeswoman
    state
    superintendent
    transportation
    treasurer
    treasury
    undersecretary
""")
)

#: A run of capitalised words with one of these is a body or a place, not a person.
BODIES = frozenset(
    table("""
    academy
    administration
    agency
    airlines
    army
    assembly
    association
    authority
    bank
    board
    bureau
    center
    centre
    chamber
    church
    city
    coalition
    college
    commission
    committee
    company
    congress
    convention
    corp.
    council
    county
    court
    department
    district
    east
    embassy
    fire
    force
    forces
    foundation
    fund
    group
    guard
    health
    hospital
    house
    inc.
    institute
    journal
    league
    ministry
    nations
    network
    new
    news
    north
    office
    organization
    palace
    party
    police
    poll
    post
    press
    republic
    research
    river
    school
    senate
    service
    society
    south
    states
    street
    supreme
    times
    tribune
    union
    united
    university
    west
    white
""")
)

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
        openings = set(self.sheet.bounds)
        return frozenset(
            word for i, (word, kind) in enumerate(zip(self.sheet.words, self.sheet.kinds, strict=True)) if kind == "C" and i not in openings
        )

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
    words = [bare(word) for word in sheet.words[first:last]]
    name, titles = split_titles(words)
    if len(name) < 2 or len(name) > 5 or not is_person(name):
        return []
    return [Person(first + len(titles), " ".join(name), tuple(t.lower() for t in titles))]


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(("’s", "'s")) else word


def split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Name and titles of a run of capitalised words.

    >>> split_titles(["Deputy", "Mayor", "Ana", "Ruiz"])
    (['Ana', 'Ruiz'], ['Deputy', 'Mayor'])
    """
    cut = max((i + 1 for i, w in enumerate(words[:-1]) if w.lower() in TITLES), default=0)
    return words[cut:], words[:cut]


def is_person(name: list[str]) -> bool:
    """Whether capitalised words can be a person's name: none of them belongs to a body or place, none is an abbreviation."""
    if not BODIES.isdisjoint(map(str.lower, name)) or max(map(len, name)) > 20:
        return False
    if any(map(str.isupper, name)) and any(w.isupper() and len(w) > 1 and "." not in w for w in name):
        return False
    return "." not in name[0] or not _INITIALS.fullmatch(name[0])
