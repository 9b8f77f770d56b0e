"""Whose office "the Russian president" is: of its holders, the one whom the text ties to that nation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.name_parts import Person, is_people, strip_s
from sayso.grammar.names import Names
from sayso.grammar.role_phrases import PARTIES
from sayso.grammar.speaker_roles import SpeakerRoles

#: The offices that "leader" means.
_LEADING_OFFICES = frozenset(entries("speakers.txt", "leading offices"))
#: The peoples of countries with another stem: "Dutch" of the Netherlands.
_PEOPLE_OF = pairs("speakers.txt", "countries with another stem")
#: Endings of peoples, and those that countries have in their place: "Finnish" and "Finland" have other stems.
_OF_PEOPLES = ("n", "an", "ian", "ese", "ish", "i", "")
_OF_COUNTRIES = frozenset(("", "a", "e", "y", "o", "ia", "en", "ey", "and", "land", "istan"))
_SHORTEST_STEM = 3
_DIRECTIONS = frozenset(("north", "south"))


def is_country_of(people: str, country: str) -> bool:
    """Whether a word in small letters names the country of a people.

    >>> [is_country_of(*pair) for pair in (("polish", "poland"), ("dutch", "netherlands"), ("austrian", "australia"))]
    [True, True, False]
    """
    if country in _PEOPLE_OF:
        return _PEOPLE_OF[country] == people
    stems = (people.removesuffix(end) for end in _OF_PEOPLES if people.endswith(end))
    return any(len(s) >= _SHORTEST_STEM and country.startswith(s) and country[len(s) :] in _OF_COUNTRIES for s in stems)


class Nations:
    """The nations that one text ties its people to."""

    def __init__(self, names: Names, roles: SpeakerRoles) -> None:
        self.names, self.roles, self.words = names, roles, names.tokens.words

    def find_people_word(self, first: int, end: int) -> int:
        """The token of the people's name in "the Russian president", "the North Korean leader"; -1 for any other phrase."""
        at = first + 1 + (self.words[first + 1].lower() in _DIRECTIONS)
        word = self.words[at] if at < end - 1 else ""
        is_body = any(other[0].isupper() for other in self.words[at + 1 : end])  # "the White House chief"
        nation = (is_people(word) and word not in PARTIES) or (word.lower() in _PEOPLE_OF and word.isupper())  # "the US president"
        return at if nation and word[:1].isupper() and not is_body else -1

    def is_of_nation(self, name: str, at: int, people: int) -> bool | None:
        """Whether somebody is of the nation whose people's name is at a token; None where the text ties them to none."""
        role = self.roles.find_role(name, at) or ""
        ties = [word for word in role.split(" ") if word[:1].isupper()]
        found = self._names_nation(ties, people) if ties else None
        if found is None:
            owners = [owner for p in self.names.people if p.name == name and (owner := self._find_owner(p))]
            found = next((tie for tie in (self._names_nation(owner, people) for owner in owners) if tie is not None), None)
        return found

    def _names_nation(self, ties: list[str], people: int) -> bool | None:
        """Whether words with capitals name a nation, or its people; None where none of them names any people or a country."""
        own, direction = self.words[people].lower(), self.words[people - 1].lower()
        own = _PEOPLE_OF.get(own, own)
        direction = direction if direction in _DIRECTIONS else ""
        low = [word.lower() for word in ties]
        countries = [*low, *(" ".join(pair) for pair in pairwise(low))]
        if any(word == own or is_country_of(own, word) for word in countries):
            return next((word for word in low if word in _DIRECTIONS), "") == direction
        other = any(is_people(word) and word not in PARTIES for word in ties) or any(word in _PEOPLE_OF for word in countries)
        return False if other or any(is_country_of(people_word, word) for people_word in self._peoples for word in low) else None

    @cached_property
    def _peoples(self) -> frozenset[str]:
        """The names of peoples in the text, in small letters."""
        return frozenset(word.lower() for word in self.names.capitals if is_people(word))

    def _find_owner(self, person: Person) -> list[str]:
        """The name before a person's whose possessive it is: "North Korea's | Ana Ruiz"."""
        at = person.at - len(person.titles) - 1
        if at < 0 or strip_s(self.words[at]) == self.words[at]:
            return []
        before = [self.words[at - 1]] if at and self.words[at - 1][:1].isupper() else []
        return [*before, strip_s(self.words[at])]

    def find_holder(self, first: int, end: int, people: int) -> str | None:
        """The person of that nation who has the office in a phrase; for a leading office without a holder, the one of that nation."""
        words = [word.lower() for word in self.words[people + 1 : end]]
        office = " ".join(words)
        leads = office == "leader" or office in _LEADING_OFFICES
        names = self.names.find_holders(office).union(*map(self.names.find_holders, _LEADING_OFFICES if office == "leader" else ()))
        if not names and len(words) > 1:  # a "foreign minister" may be known as minister
            names = {name for name in self.names.find_holders(words[-1]) if office in (self.roles.find_role(name, first) or "")}
        fitting = {name for name in names if self.is_of_nation(name, first, people)}
        if not fitting and leads:
            fitting = set(self._find_owned(first, people))
        return fitting.pop() if len(fitting) == 1 else None

    def _find_owned(self, first: int, people: int) -> Iterator[str]:
        """The people without a role whom the text names before a token as their nation's: "Russia's Ana Ruiz"."""
        for person in self.names.people:
            owner = self._find_owner(person) if person.at < first and not person.titles else []
            if owner and self._names_nation(owner, people) and not self.roles.find_role(person.name, first):
                yield person.name
