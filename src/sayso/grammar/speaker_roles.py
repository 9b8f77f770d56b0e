"""The role that a text gives a person: the office or trade before the name, or in the apposition after it.

"Brenland's Minister of Trade Lena Ortega" is minister of trade of Brenland, "Ana Ruiz, a baker at Brae," baker at Brae. A role is stated in
small letters where its words are common ones, short forms are written out ("Gov."), and forms of address ("Mr.") are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import (
    SHORT,
    TITLES,
    find_surname,
    is_country,
    is_person,
    is_person_noun,
    normalize_title,
    strip_s,
)
from sayso.grammar.role_phrases import ACTING_FOR, ADDRESS, COUPLE, HEADS, LONGEST, MOST, OF, TIES, RolePhrases
from sayso.grammar.wordclasses import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    NAME,
    NOUN,
    NOUN_PHRASE,
    PREPOSITION,
    PREPOSITIONS,
    WORD,
)

#: Words that are an office only after others: "Secretary of State", "Minister of Foreign Affairs".
_ENDS_OF_OFFICES = frozenset(("affairs", "state"))
#: How many mentions of a surname are looked at.
_MENTIONS = 200
#: Ranks that say less than an office in an apposition.
_RANKS_OF_UNIFORM = frozenset(entries("speakers.txt", "ranks of uniform"))
#: Offices after "first".
FIRST_OFFICES = frozenset(entries("speakers.txt", "offices behind first"))
_IN_LISTS = frozenset((",", "and"))
_IN_PEOPLE = _IN_LISTS | {"of"}
#: Short forms of titles in the plural: "Sens."
_PLURALS = frozenset(short for short in SHORT if short.endswith("s.") and short.removesuffix("s.") + "." in SHORT)
_IN_PLURAL = frozenset(SHORT[short] for short in _PLURALS)
#: "Ana Ruiz is now a", "Ana Ruiz, who was the".
_IS_A = re.compile("(?:,P)?BR?D")
_BEING = frozenset(("is", "was"))
#: Relatives, whom a plural before their names makes nobody's in particular.
_KIN = frozenset(entries("speakers.txt", "kin"))
_SEAT = re.compile("IC{1,3}(?![C'])")
_AGE = re.compile(",0(?=,)")
_THEIRS = frozenset(entries("speakers.txt", "possessives"))

#: The rest of a list of people after its first one: " and Paul Moss", ", Paul Moss and".
_REST_OF_PEOPLE = re.compile("C{1,4}(?:IC{1,3})?(?:,C{1,4}(?:IC{1,3})?)*,?AC{2}")
_NOBLE = frozenset(("lord", "prince", "princess", "sheikh"))


#: How many sentences at the start of a text may name a source by office before its name comes.
_LEAD = 4
#: Plain verbs of saying between a source and its words.
_SAYING = frozenset(("announced", "said", "says", "told", "warned"))


class SpeakerRoles(RolePhrases):
    """Finds the roles of the people whom one text names."""

    def find_role(self, name: str, at: int) -> str | None:
        """The role of a person who speaks at a token: the last one stated up to there, else the first one stated after."""
        if name not in self._roles:
            words = name.split(" ")
            person = is_person(words) and TIES.isdisjoint(words) and not (len(words) == 1 and is_country(name))
            self._roles[name] = (
                (list(self._find_roles_of_name(words)) or list(self._find_roles_of_surname(words)) or list(self._find_role_in_lead(words)))
                if person
                else self._find_shared_roles(words)
            )
        roles = self._roles[name]
        return roles[max(0, bisect_right(roles, (at, "~")) - 1)][1] if roles else None

    def _find_shared_roles(self, words: list[str]) -> list[tuple[int, str]]:
        """Returns the roles of joint speakers who all have the same one."""
        people = [name for part in " ".join(words).split(" and ") for name in part.split(", ")]
        if len(people) < COUPLE or not all(is_person(name.split(" ")) for name in people):
            return []
        roles = [self.find_role(name, len(self.tokens.words)) for name in people]
        role, head, rest = roles[0], *(roles[0] or "").partition(" of ")[::2]
        if not role or roles.count(role) != len(roles):
            return []
        if role.rpartition(" ")[2] in _IN_PLURAL:
            return [(0, f"{role}s")]
        plural = f"{head}s of {rest}" if rest else f"{head}s"
        return [(0, plural)] if f"{head.rpartition(' ')[2]}s" in self.tokens.words else []

    def _find_roles_of_name(self, name: list[str]) -> Iterator[tuple[int, str]]:
        """Each role that is at a mention, in the order of the text."""
        full_name = " ".join(name)
        surname = find_surname(full_name)
        given, behind = name[: name.index(surname)], name[name.index(surname) + 1 :]
        words = self.tokens.words
        for i in self.names.by_word.get(surname, ())[:_MENTIONS]:
            if self.names.find_name_at(i) not in (None, full_name):
                continue  # somebody else of that surname
            in_full = words[i - len(given) : i] == given
            ends = [strip_s(word) for word in words[i + 1 : i + 1 + len(behind)]] == behind
            whole = in_full and (bool(given) or (ends and bool(behind)))
            first, last = (i - len(given) if in_full else i), (i + 1 + len(behind) if ends else i + 1)
            role = self._find_role_before(first, last, alone=len(name) == 1)
            if not role or role.lower() in ADDRESS:  # "the mayor, Dame Ana Ruiz,"
                addressed = words[first - 1].lower() in ADDRESS
                role = self._find_role_beside(first - addressed, last) if whole or addressed else None
            elif whole and role in _RANKS_OF_UNIFORM:
                role = self._find_role_beside(first - role.count(" ") - 1, last) or role  # "Sgt. Ana Ruiz, a spokeswoman for the port"
            if not role and (words[first - 1] in _IN_LISTS or words[first - 1].endswith("s")):
                role = self._find_list_role(first)
            if role and role.lower() not in ADDRESS and role != full_name and not self._is_no_role(role):
                yield first, role

    def _find_roles_of_surname(self, name: list[str]) -> Iterator[tuple[int, str]]:
        """The role in an apposition to a surname that opens a sentence: "Ruiz, a baker in Varn, lost his shop"."""
        surname = find_surname(" ".join(name))
        kinds = self.tokens.kinds
        for i in self.names.by_word.get(surname, ())[:_MENTIONS]:
            if i in self.names.openings and kinds[i + 1 : i + 3] == "," + DETERMINER and (role := self._find_role_behind(i + 1)):
                yield i, role

    def _find_role_in_lead(self, name: list[str]) -> Iterator[tuple[int, str]]:
        """The role of a source that the first sentences name only by office, and the next one by name.

        "Bread is dear, Varn's mayor said. Ana Ruiz told reporters": Ana Ruiz is mayor of Varn.
        """
        words, bounds = self.tokens.words, self.tokens.bounds
        for n in range(1, min(len(bounds), _LEAD)):
            last = bounds[n] + len(name)
            if words[bounds[n] : last] != name or words[last : last + 1] == [] or words[last] not in _SAYING:
                continue
            if self.names.has_name_within(bounds[n - 1], bounds[n]) or not self.names.is_surely_person(" ".join(name)):
                return
            said = next((i for i in range(bounds[n - 1] + 2, bounds[n]) if words[i] in _SAYING and self.inside[i] < 0), 0)
            head = words[said - 1] if said else ""
            indefinite = any(words[i].lower() in ("a", "an") for i in range(max(bounds[n - 1], said - 4), said))
            if head in TITLES and is_person_noun(head) and not indefinite and (role := self._find_introducing_role(said)):
                yield bounds[n], role
            return

    def _find_list_role(self, at: int) -> str | None:
        """The role that a title in the plural gives each name of a list: "Democratic Sens. Paul Moss, Ed Roe and Ana Ruiz"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        floor = max(0, at - LONGEST, self.tokens.bounds[bisect_right(self.tokens.bounds, at) - 1])
        i = at - 1
        while i > floor and (kinds[i] == NAME or words[i] in _IN_PEOPLE) and words[i].lower() not in _PLURALS:
            i -= 1
        if words[i].lower() not in _PLURALS:
            rest = _REST_OF_PEOPLE.match(kinds, at)
            return self._find_role_of_several(floor, i) if kinds[i + 1] == NAME and ("and" in words[i + 1 : at] or rest) else None
        role = self._find_role_before(i + 1, i + 1, alone=True)
        last = next((j for j in range(at, at + MOST) if kinds[j : j + 1] != NAME), at)
        seat = _SEAT.match(kinds, last) if "of" in words[i:at] else None
        return role + " " + " ".join(words[last : seat.end()]) if role and seat and words[last] == "of" else role

    def _find_role_of_several(self, floor: int, at: int) -> str | None:
        """The role of each of several people before whose names a noun for them is, in the plural: "Quill's co-founders | Ana Ruiz and"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        opens = kinds[at] == NAME and at in self.names.openings and words[at] not in self.names.capitals
        plural = words[at].lower() if opens else words[at]  # "Researchers Ana Ruiz and Paul Moss"
        one = plural.removesuffix("s")
        if not (kinds[at] == WORD or opens) or one == plural or one in _KIN or not (is_person_noun(one) or one in HEADS or one in TITLES):
            return None
        first = at
        while first > floor and (kinds[first - 1] == NAME or self._is_attribute(first - 1)):
            first -= 1
        before = words[first - 1].lower() if first else ""
        if before.startswith(("tell", "told")) or (before in _THEIRS and one not in ACTING_FOR):
            return None
        role = self._write_role(first, at + 1)
        return role and role.replace(words[at], plural).replace(plural, one)

    def _find_role_before(self, at: int, last: int, *, alone: bool) -> str | None:
        """The role that ends before a name, and an office if that is `alone`; a seat after it belongs to it ("Senator Ruiz of Varn")."""
        words, first = self.tokens.words, self._find_office_start(at)
        head = at - 1
        if at > 1 and words[at - 2].lower() == "first" and words[at - 1].lower() in FIRST_OFFICES:
            return f"first {words[at - 1].lower()}"
        while head >= first and words[head].lower() in ADDRESS and not (head > first and words[head].lower() in _ENDS_OF_OFFICES):
            head -= 1
        of = 0
        if not OF.isdisjoint(words[first:head]):
            of = next((i for i in range(first + 1, head) if words[i] in OF and self._is_office_or_trade(i - 1)), 0)
        if of and normalize_title(words[of - 1]) not in TITLES and self._is_office_or_trade(head):  # "an accuser of President Ana Ruiz"
            first, of = of + 1, 0
        if not of and head > first and words[head].lower() in _NOBLE and normalize_title(words[head - 1]) in TITLES:
            head -= 1  # "Energy Minister Prince Abel Rusk"
        if of and words[head].lower() in SHORT:  # "Chairman of the Joint Chiefs Gen. Ana Ruiz"
            head -= 1
        spokesman = head > first and words[head - 1].lower().startswith("spokes") and normalize_title(words[head]) in TITLES
        if not of and head > first and ((words[head].lower() in SHORT and self._is_whole_office(head - 1)) or spokesman):
            head -= 1
        office = of - 1 if of else head
        if (
            head < first
            or self.tokens.kinds[head] == DETERMINER
            or not self._is_office_or_trade(office)
            or (alone and normalize_title(words[office]) not in TITLES)
        ):
            return None
        if (
            first
            and words[first - 1].lower() in _THEIRS
            and not ((words[first - 1] == "its" and normalize_title(words[head]) in TITLES) or words[head] in ACTING_FOR)
        ):
            return None
        role = self._write_role(first, head + 1)
        seat = _SEAT.match(self.tokens.kinds, last)
        if role and seat and words[last] in ("of", "for") and not of and normalize_title(words[head]) in TITLES:
            role += " " + " ".join(words[last : seat.end()])
        return role

    def _find_role_beside(self, first: int, last: int) -> str | None:
        """The role in an apposition after a name, or in the phrase that the name is an apposition to: "the foreign minister, Ana Ruiz,"."""
        kinds = self.tokens.kinds
        if first > 2 and kinds[first - 1] == "," and kinds[last : last + 1] in (",", ".") and kinds[first - 2] in NOUN:
            role = self._find_introducing_role(first - 1)
            if role:
                return role
        identified = next((i for i in range(max(1, first - 3), first) if self.tokens.words[i] == "identified"), 0)
        if identified and kinds[identified - 1] == "," and self.tokens.words[first - 1] == "as":
            return self._find_introducing_role(identified - 1)  # "The defendant, identified only as Ana R.,"
        return self._find_role_behind(last) or self._find_stated_role(first, last)

    def _find_introducing_role(self, comma: int) -> str | None:
        """The role in a phrase that ends at a comma: "the head of the Varn police, | Ana Ruiz,", "Varn's mayor, | Ana Ruiz,"."""
        kinds, words = self.tokens.kinds, self.tokens.words
        floor = max(comma - MOST - 2, self.tokens.bounds[bisect_right(self.tokens.bounds, comma) - 1])
        begin = comma
        while begin > floor and kinds[begin - 1] in NOUN_PHRASE + PREPOSITION + CONJUNCTION + "'GR":
            begin -= 1
        if begin == floor and kinds[begin] == NAME and self._is_office_or_trade(begin) and (role := self._read_role_phrase(begin, comma)):
            return role  # "Founder and president of the Brae Bank, Ana Ruiz,"
        for i in range(begin, comma):
            if kinds[i] == DETERMINER and (words[i].lower() not in _THEIRS or self._is_owned_office(i, comma)):
                role = self._read_role_phrase(i + 1, comma)
            elif kinds[i] == NAME and (strip_s(words[i]) != words[i] or (kinds[i + 1] == "'" and words[i].endswith("s"))):
                role = self._find_owned_role(begin, i, comma)
            else:
                continue
            if role:
                return role
        return None

    def _find_owned_role(self, begin: int, i: int, comma: int) -> str | None:
        """The role of a phrase with its owner, whose name ends at a token: "mayor of Varn City" for "Varn City's mayor,"."""
        kinds, words, first = self.tokens.kinds, self.tokens.words, i
        while first > begin and kinds[first - 1] == NAME:
            first -= 1
        plural = kinds[i + 1] == "'"  # "Varn Lines’ president,"
        if first == i and not plural:
            return self._read_role_phrase(i, comma)
        role = self._read_role_phrase(i + 1 + plural, comma)
        article = "the " if first and words[first - 1].lower() == "the" else ""
        owner = " ".join([*words[first:i], strip_s(words[i])])
        return f"{role} of {article}{owner}" if role else None

    def _find_stated_role(self, first: int, last: int) -> str | None:
        """The role that the writer gives a name at the start of a sentence by "is": "Ana Ruiz is now a baker in Varn"."""
        is_a = _IS_A.match(self.tokens.kinds, last)
        if not is_a or self.inside[first] >= 0 or (first not in self.names.openings and not is_a[0].startswith(",")):
            return None
        if _BEING.isdisjoint(self.tokens.words[last : is_a.end()]):
            return None
        return self._read_role_phrase(is_a.end())

    def _find_role_behind(self, at: int) -> str | None:
        """The role in an apposition that starts at a token: ", 34, a baker at Brae,"."""
        kinds, words = self.tokens.kinds, self.tokens.words
        at += 2 if _AGE.match(kinds, at) else 0
        group = words[at + 1 : at + 3] == ["one", "of"]
        dashed = kinds[at : at + 1] == "-" and (kinds[at + 1 : at + 2] == DETERMINER or group) and words[at - 1 : at] != ["-"]
        if not (kinds[at : at + 1] == "," or dashed) or at + 2 >= len(kinds):
            return None
        if words[at + 1].lower() in _THEIRS and words[at + 2] not in ACTING_FOR and words[at + 1] != "its":
            return None
        if words[at + 1 : at + 4] == ["another", "one", "of"]:
            return self._find_role_in_group(at + 2)
        if group:
            return self._find_role_in_group(at + 1)
        if words[at + 1][:3] == "WHO" and kinds[at + 1] == AUXILIARY:  # "the WHO's director"; a reader of words takes it for "who's"
            role = self._read_role_phrase(at + 2)
            return role and f"{words[at + 1]} {role}"
        return self._read_role_phrase(at + 1 + (kinds[at + 1] == DETERMINER))

    def _find_role_in_group(self, first: int) -> str | None:
        """The role in an apposition that makes somebody one of several: ", one of the divers", ", one of Ruiz's lawyers"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        last = self._find_phrase_end(first + 2)
        head = next((i for i in range(first + 2, last) if kinds[i] in PREPOSITIONS), last) - 1
        return self.tokens.span(first, last).of(self.tokens.text) if is_person_noun(words[head].removesuffix("s")) else None
