"""The people and bodies that an article names, so that a surname, a pronoun or an office can be resolved within it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.name_parts import (
    BODIES,
    DEPUTIES,
    GIVEN_NAMES,
    TITLES,
    Person,
    find_apposed,
    find_offices,
    find_people_in_run,
    find_small_office,
    find_surname,
    find_surname_bearer,
    is_attribute_with_hyphen,
    is_country,
    is_ordinary,
    is_people,
    is_person_noun,
    is_trade,
    lower_particle,
    strip_s,
)
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.vocabulary import is_common
from sayso.grammar.wordclasses import DETERMINER, NAME, NOUN, NUMBER, PREPOSITION

_POLICE = frozenset(("police", "Police"))
#: Police by initials: "VPD".
_DEPARTMENTS = re.compile("[A-Z]{1,4}PD")
#: What may follow "Police" in a name.
_POLICE_ENDS = frozenset(("Department", "Service", "Force", "Bureau"))
#: The party and the state of a member of Congress: "D-Calif.".
_SEAT = re.compile("[DIR]-[A-Z]")
_ALONE = re.compile("(?<!C)C(?!C)")
_INTRODUCED = re.compile("(?<!C)C(?=,D)")
_RUN = re.compile("CC+(?:oC+)?|CoC+")
_RUN_WITH_TWO = re.compile("CC+(?:oo?C+)?|Coo?C+")
#: Particles that come after another one: "von der", "de la".
_SECOND_PARTICLES = frozenset(("den", "der", "la"))
#: Words that end the names of firms.
_ENDS_OF_FIRMS = frozenset(entries("speakers.txt", "ends of a firm's name"))
#: Verbs before the one who is told something.
_TOLD = frozenset(("tell", "telling", "tells", "told"))
_LONGEST_FIRM = 3
#: A word before another: an article and a noun, a given name and a surname.
_PAIR_OF_WORDS = 2
GENDER_OF_TITLE = pairs("titles.txt", "by gender")
_SMALL_BODIES = frozenset((*entries("bodies.txt"), *entries("firms.txt")))
#: Bodies that go by somebody's name: "the Moss administration".
OF_SOMEBODY = frozenset(("administration", "campaign"))
_BODY = re.compile("(?:(?<=D)CA)?C+(?:IC+(?:AC+)?)?")


#: Words that come before a place.
_AT = frozenset(("in", "In", "across", "at", "At"))


class Names:
    """All full names of a text, by surname and by words of the office."""

    def __init__(self, tokens: TokenizedText) -> None:
        self.tokens = tokens
        self.openings = frozenset(tokens.bounds)
        runs = self._split_addressees(list(self._find_full_names()))
        self.people = [p for first, last in runs for p in find_people_in_run(tokens, first, last)]
        self._lone = [p for first, last in runs if (p := find_surname_bearer(tokens, first, last))]
        surnames = {find_surname(p.name) for p in self.people if not is_trade(p.name.partition(" ")[0])}
        self.people = [
            p for p in self.people if find_surname(p.name) not in surnames or not is_trade(p.name.partition(" ")[0])
        ]  # "Rabbi Okoro"
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.by_office: dict[str, set[str]] = defaultdict(set)
        self._led: dict[str, list[str]] = {}
        self._sure: dict[str, bool] = {}
        self.apposed: set[str] = set()
        for person in self.people:
            self.by_surname[find_surname(person.name)].append(person)
            end = person.at + person.name.count(" ") + 1
            apposed = find_apposed(tokens, end)
            if apposed and any(is_person_noun(head.rpartition(" ")[2]) for head in apposed):
                self.apposed.add(person.name)
            before = find_offices(tokens, person) if person.titles else find_small_office(tokens, person.at, end)
            for office in (*before, *apposed):
                self.by_office[office].add(person.name)
        for person in self._lone:
            if person.name not in self.by_surname and person.name not in self._by_given_name:
                for office in find_offices(tokens, person):
                    self.by_office[office].add(person.name)

    def _find_class_runs(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """The stretches that a pattern finds in the classes of words, none longer than a sentence."""
        openings = self.openings
        for match in pattern.finditer(self.tokens.kinds):
            first, last = match.span()
            if openings.isdisjoint(range(first + 1, last)):
                yield first, last
                continue
            for cut in range(first + 1, last):
                if cut in openings:
                    yield first, cut
                    first = cut
            yield first, last

    def _find_full_names(self) -> Iterator[tuple[int, int]]:
        """The runs of two words or more that are names.

        A common word with a capital only because it opens a sentence is left out ("Both Ruiz", "Recovering Brenland").
        """
        for first, last in self._find_class_runs(_RUN if _SECOND_PARTICLES.isdisjoint(self.tokens.words) else _RUN_WITH_TWO):
            if first in self.openings and last - first > 1:
                word = self.tokens.words[first]
                low = word.lower()
                several = (
                    last - first > _PAIR_OF_WORDS and low.endswith("s") and is_person_noun(low.removesuffix("s"))
                )  # "Dancers Ana Ruiz"
                known = low in GIVEN_NAMES or low in TITLES or low in DEPUTIES
                ordinary = word.istitle() and not known and (several or is_ordinary(low))
                ordinary = ordinary and not (last - first == _PAIR_OF_WORDS and self._has_person_behind(last))
                first += ordinary and word not in self.capitals
            while last - first > 1 and "-" in (word := self.tokens.words[first]) and (is_attribute_with_hyphen(word) or _SEAT.match(word)):
                first += 1  # "Varn-based Ana Ruiz", ", D-Varn. Ruiz said"
            if last - first > 1:
                yield first, last

    def _split_addressees(self, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The runs without the surname of somebody who is told what the next words say: "she told Moss | Ana Ruiz was ill".

        Both the surname and the word behind it are of names that the text has elsewhere.
        """
        words = self.tokens.words
        told = {run for run in runs if run[0] and words[run[0] - 1] in _TOLD}
        if not told:
            return runs
        others = [words[first:last] for first, last in runs if (first, last) not in told]
        surnames, ends = {name[-1] for name in others}, {word for name in others for word in (name[0], name[-1])}
        split = []
        for first, last in runs:
            pair = words[first : first + _PAIR_OF_WORDS]
            apart = (first, last) in told and pair[0] in surnames and pair[1] in ends
            first += apart and not any(pair in (name[:_PAIR_OF_WORDS], name[-_PAIR_OF_WORDS:]) for name in others)
            if last - first > 1:
                split.append((first, last))
        return split

    def _has_person_behind(self, at: int) -> bool:
        """Whether an apposition with a noun for a person starts at a token: "Urban Moss | , a baker at Brae,"."""
        if self.tokens.kinds[at : at + 2] != "," + DETERMINER:
            return False
        return any(is_person_noun(head.rpartition(" ")[2]) for head in find_apposed(self.tokens, at))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that have a capital within a sentence; few texts need them."""
        words, openings = self.tokens.words, self.openings
        return frozenset([words[i] for i in self.capitalised if i not in openings])

    @cached_property
    def capitalised(self) -> list[int]:
        """The tokens with a capital."""
        return [found.start() for found in re.finditer(NAME, self.tokens.kinds)]

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """The tokens with a capital by their words, without possessive endings."""
        places: dict[str, list[int]] = defaultdict(list)
        words = self.tokens.words
        for i in self.capitalised:
            places[strip_s(words[i])].append(i)
        return places

    def is_named(self, i: int) -> bool:
        """Whether a word is a name: it has a capital, and not only because it opens a sentence."""
        word = self.tokens.words[i]
        if self.tokens.kinds[i] != NAME:
            return False
        tail = word.rpartition("-")[2]
        if tail != word and tail.islower() and is_common(tail):
            return False  # "a Varn-based charity"
        if i not in self.openings or "." in word or word.isupper() or strip_s(word) != word or word in self.by_surname:
            return True
        return is_people(word) and is_people(word.capitalize()) and not is_common(word.lower())

    @cached_property
    def _alone(self) -> frozenset[str]:
        """The capitalised words that occur without another one beside them: a surname does, the second word of "Truth Social" does not."""
        words = self.tokens.words
        return frozenset([strip_s(word) for word in {words[found.start()] for found in _ALONE.finditer(self.tokens.kinds)}])

    @cached_property
    def _titled(self) -> dict[str, str]:
        """Maps names to the gender that their titles show."""
        return {p.name: gender for p in self.people for title in p.titles if (gender := GENDER_OF_TITLE.get(title))}

    def find_gender(self, name: str) -> str | None:
        """ "f" or "m" by title or given name, None where they do not show it."""
        given, _, rest = name.partition(" ")
        return self._titled.get(name) or (GIVEN_NAMES.get(given.lower()) if rest else None)

    def is_surely_person(self, name: str) -> bool:
        """Whether a name is certainly a person's: it has a given name or a title, or the surname occurs alone."""
        sure = self._sure.get(name)
        if sure is None:
            sure = self._sure[name] = self._is_surely_person(name)
        return sure

    def _is_surely_person(self, name: str) -> bool:
        if " " not in name:
            return name in self.by_surname or name in self._introduced
        if self.is_called_person(name):
            return True
        given, surname = name.partition(" ")[0], find_surname(name)
        return surname in self.by_surname and surname in self._alone and not is_people(given) and not is_people(surname)

    @cached_property
    def _introduced(self) -> frozenset[str]:
        """The single names that an apposition says to be people's: "Mari, another tourist"."""
        words = self.tokens.words
        found = (i.start() for i in _INTRODUCED.finditer(self.tokens.kinds))
        return frozenset([words[i] for i in found if self._has_person_behind(i + 1)])

    def is_called_person(self, name: str) -> bool:
        """Whether a full name has a given name, a title or an apposition of a person."""
        return name.partition(" ")[0].lower() in GIVEN_NAMES or name in self.apposed or find_surname(name) in self._with_titles

    @cached_property
    def _with_titles(self) -> frozenset[str]:
        """The surnames of those who are named with an office."""
        return frozenset(find_surname(p.name) for p in self.people if p.titles)

    @cached_property
    def _kinds(self) -> dict[str, list[Person]]:
        """Bodies by the word for their kind, in the order of the text: it is the head of their name, or before or after it."""
        out: dict[str, list[Person]] = defaultdict(list)
        words, people = self.tokens.words, {p.at for p in self.people if self.is_surely_person(p.name)}
        for first, last in self._find_class_runs(_BODY):
            of_somebody = words[last : last + 1] and words[last] in OF_SOMEBODY
            if not people.isdisjoint(range(first, last)) and words[last - 1].lower() not in BODIES and not of_somebody:
                last = self._find_end_of_body(first, last)
                if last < 0:
                    continue
            head = next((i for i in range(first, last) if self.tokens.kinds[i] == PREPOSITION), last)
            if head < last and words[head - 1].lower() not in BODIES:
                last = head
            name = strip_s(" ".join(words[first:last]))
            kinds = {strip_s(words[head - 1]).lower()} & BODIES | {k for k in find_apposed(self.tokens, last) if k in _SMALL_BODIES}
            before = words[max(0, first - 2) : first] if first not in self.openings else []
            if before and before[-1] in _SMALL_BODIES:  # "the airline Brae Lines"
                kinds.add(before[-1])
            elif len(before) == 2 and before[1] == "of" and before[0] in _SMALL_BODIES:  # "the city of Varn"
                out[before[0]].append(Person(first, f"{before[0]} of {name}", ()))
            for kind in kinds:
                if name.lower() != kind:  # "the Committee"
                    out[kind].append(Person(first, name, ()))
            if of_somebody and name == " ".join(words[first:last]):
                out[words[last]].append(Person(first, f"{name} {words[last]}", ()))
        return out

    def _find_end_of_body(self, first: int, last: int) -> int:
        """Where the name of a body ends that an office and a name follow: "Varn University | President Ana Ruiz"; -1 for none."""
        words = self.tokens.words
        ends = (i for i in range(first + 2, last) if words[i].lower() in TITLES and words[i - 1].lower() in BODIES)
        return next((i for i in ends if words[i - 1].lower() not in TITLES), -1)

    def is_place(self, name: str) -> bool:
        """Whether a name is a place where something happens or somebody works: "in Brenland", "an analyst at Brae"."""
        return name in self._places

    @cached_property
    def _places_inside(self) -> frozenset[str]:
        """The words that are after "in"; people work at a firm too, and not in it."""
        return frozenset(behind for here, behind in pairwise(self.tokens.words) if here in ("in", "In", "across"))

    @cached_property
    def _places(self) -> frozenset[str]:
        """The words that are after one for a place."""
        return frozenset(behind for here, behind in pairwise(self.tokens.words) if here in _AT)

    def find_bodies_of_kind(self, kind: str) -> list[Person]:
        """The bodies that the text names as being of a kind ("ministry", "airline"), in its order."""
        return self._kinds.get(kind, [])

    def find_name_at(self, i: int) -> str | None:
        """The full name whose surname is at a token."""
        return self._by_place.get(i)

    def is_alone(self, i: int) -> bool:
        """Whether a capitalised word has no other one beside it."""
        return NAME not in (self.tokens.kinds[i - 1 : i], self.tokens.kinds[i + 1 : i + 2])

    @cached_property
    def _by_place(self) -> dict[int, str]:
        """The full names by the tokens of their surnames."""
        return {p.at + p.name.split(" ").index(find_surname(p.name)): p.name for p in self.people}

    def find_name_ending_in(self, words: list[str], at: int) -> str | None:
        """The full name that ends in some words of it, the last one before a token: "Reyes Jr."."""
        return _find_nearest_name(self._by_ending.get(tuple(words), []), at)

    @cached_property
    def _by_ending(self) -> dict[tuple[str, ...], list[Person]]:
        """The people by each ending of their names that contains the surname."""
        out: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        for person in self.people:
            words = tuple(person.name.split(" "))
            for first in range(1, words.index(find_surname(person.name)) + 1):
                out[words[first:]].append(person)
        return out

    def find_firm(self, word: str, at: int) -> str | None:
        """The firm that a word at a token is short for: "Brae" where the text names Brae Airlines, and no person or place called Brae."""
        firms = self._firms.get(word, ())
        if not firms or is_country(word) or word in self._places_inside:
            return None
        if any(self.is_called_person(person.name) for person in self.by_surname.get(word, ())):
            return None
        names = {name for place, name in firms if place < at}
        return names.pop() if len(names) == 1 else None

    @cached_property
    def _firms(self) -> dict[str, list[tuple[int, str]]]:
        """The firms that the text names in full, by the words before the end of their names."""
        out: dict[str, list[tuple[int, str]]] = defaultdict(list)
        words, kinds = self.tokens.words, self.tokens.kinds
        for i in self.capitalised:
            if i == 0 or words[i].removesuffix(".") not in _ENDS_OF_FIRMS or kinds[i - 1] != NAME:
                continue
            first = i - 1
            while i - first < _LONGEST_FIRM and first and first not in self.openings and kinds[first - 1] == NAME:
                first -= 1
            name = words[first : i + 1]
            if (first == 0 or first in self.openings or kinds[first - 1] != NAME) and not any(strip_s(word) != word for word in name):
                out[words[first]].append((first, " ".join(name)))
        return out

    def find_only_called(self, given: str) -> str | None:
        """The full name of the only person with a given name; None for one that names a country too: "Israel", "Georgia"."""
        if is_country(given):
            return None
        people = self._by_given_name.get(given, set())
        if len(people) != 1:
            return None
        name = next(iter(people))
        family = {person.name for person in self.by_surname.get(find_surname(name), ())} - {name}
        is_relative = any(other.partition(" ")[0].lower() in GIVEN_NAMES for other in family)  # relatives go by their given names
        return name if given.lower() in GIVEN_NAMES or name in self.apposed or (is_relative and given in self._alone) else None

    def find_police(self) -> str | None:
        """The police force that the text names, if it names only one: "Varn police", "Varn Police Department"."""
        return self._police

    @cached_property
    def _police(self) -> str | None:
        """The longest name of the only police; None where the text names two, or one by initials as well."""
        found: dict[str, str] = {}
        words, kinds = self.tokens.words, self.tokens.kinds
        for i, word in enumerate(words):
            if i == 0 or word not in _POLICE or kinds[i - 1] != NAME or (i - 1 in self.openings and words[i - 1] not in self.capitals):
                continue
            first, last = i - 1, i + 1
            while first and kinds[first - 1] == NAME and first not in self.openings:
                first -= 1
            while word == "Police" and last < len(words) and words[last] in _POLICE_ENDS:
                last += 1
            if kinds[last : last + 1] == NAME or (kinds[last : last + 1] == "o" and word == "Police") or words[i - 1].endswith("."):
                continue
            name = strip_s(" ".join(words[first:last]))
            place = " ".join(words[first:i]).lower()
            if len(name) > len(found.get(place, "")):
                found[place] = name
        if len(found) != 1 or any(_DEPARTMENTS.fullmatch(words[i]) for i in self.capitalised):
            return None
        return next(iter(found.values()))

    @cached_property
    def _by_given_name(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for person in self.people:
            out[person.name.partition(" ")[0]].add(person.name)
        return out

    def find_full_name(self, surname: str, at: int) -> str | None:
        """The full name that a surname at a token means.

        Of several people with that surname, the one whom the text names in full most often before the token, and first; a relative is
        recognised by a given name.
        """
        if surname not in self.by_surname and "-" in surname:
            surname = lower_particle(surname)
        people = self.by_surname.get(surname)
        if not people and (person := self._by_last_word.get(surname)):
            return person
        if (
            not people
            or (surname.endswith("s") and is_people(surname))
            or (is_country(surname) and people[0].name.partition(" ")[0].lower() not in GIVEN_NAMES)
        ):
            return None  # "Pakistan" is not the Taliban of Pakistan
        before = bisect_left(people, at + 1, key=lambda p: p.at)
        return self._find_commonest_names(surname)[before - 1] if before else people[0].name

    @cached_property
    def _by_last_word(self) -> dict[str, str]:
        """The names whose first word can be a family name, by their last word where the text uses that alone: "Yoon Heo", "Heo said"."""
        firsts = [p.name for p in self.people if p.name.count(" ") == 1 and find_surname(p.name) == p.name.partition(" ")[0]]
        return {
            last: name
            for name in firsts
            for first, _, last in (name.partition(" "),)
            if any(map(self.is_alone, self.by_word[last])) and not any(map(self.is_alone, self.by_word[first]))
        }

    def _find_commonest_names(self, surname: str) -> list[str]:
        """Up to each person with a surname, the name that occurs most often, the first of several."""
        if surname not in self._led:
            counts: dict[str, tuple[int, int]] = {}  # its count, and how many were named before it
            leading: list[str] = []
            for _, name, _ in self.by_surname[surname]:
                times, late = counts.get(name, (0, -len(counts)))
                counts[name] = times + 1, late
                leading.append(name if not leading or counts[name] > counts[leading[-1]] else leading[-1])
            self._led[surname] = leading
        return self._led[surname]

    def has_possessive_name(self, i: int) -> bool:
        """Whether a word that ends as a possessive is a whole name: "Nino’s said", where "Nino" does not occur."""
        words, kinds = self.tokens.words, self.tokens.kinds
        word = words[i]
        if strip_s(word) == word or (i + 1 < len(kinds) and kinds[i + 1] in NOUN + NUMBER):
            return False
        return strip_s(word) not in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.tokens.words)

    def is_named_first(self, name: str) -> bool:
        """Whether the text names somebody before everybody else whose name ends in that name: "Reza Roe", then "Ali Reza Roe"."""
        people = self.by_surname.get(find_surname(name), ())
        return next((p.name == name for p in people if p.name.endswith(name)), False)

    def has_person(self, name: str) -> bool:
        """Whether a full name is one of a person in the text."""
        return any(person.name == name for person in self.by_surname.get(find_surname(name), ()))

    def has_name_within(self, first: int, last: int) -> bool:
        """Whether a full name starts in a stretch."""
        return bisect_left(self._starts, first) < bisect_left(self._starts, last)

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(p.at for p in self.people)

    def find_holders(self, office: str) -> set[str]:
        """The people whose office it is."""
        return self.by_office.get(office, set())

    def find_person_of_age(self, age: str) -> str | None:
        """The one person whose age the text gives: "Ana Ruiz, 34,"."""
        people = self._ages.get(age, ())
        return next(iter(people)) if len(people) == 1 else None

    @cached_property
    def _ages(self) -> dict[str, set[str]]:
        """From each age to the people who have it."""
        ages: dict[str, set[str]] = defaultdict(set)
        words = self.tokens.words
        for at, name, _ in self.people:
            end = at + name.count(" ") + 1
            if words[end : end + 1] == [","] and words[end + 1 : end + 2]:
                ages[words[end + 1]].add(name)
        return ages


def _find_nearest_name(people: list[Person], at: int) -> str | None:
    if not people:
        return None
    before = bisect_left(people, at + 1, key=lambda p: p.at)
    return people[before - 1].name if before else people[0].name
