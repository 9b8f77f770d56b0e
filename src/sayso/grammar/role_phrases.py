"""Phrases that say what somebody is: where an office or a trade begins and ends, and how it is written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import (
    BODIES,
    GIVEN_NAMES,
    INSTEAD,
    SHORT,
    TITLES,
    is_people,
    is_person_noun,
    normalize_title,
    strip_s,
)
from sayso.grammar.names import Names
from sayso.grammar.person_nouns import PERSON_NOUNS
from sayso.grammar.vocabulary import is_common, is_word
from sayso.grammar.wordclasses import (
    BEFORE_INFINITIVE,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    NAME,
    NOUN,
    PHRASE_MARGINS,
    PREPOSITIONS,
    THAT,
    VERB,
    WORD,
    WORD_OR_VERB,
)

#: Bodies in small letters before an office: "school board President".
_BODY_NOUNS = frozenset(entries("bodies.txt"))
#: Forms of address, which are no role.
ADDRESS = frozenset((*entries("titles.txt", "forms of address"), *entries("speakers.txt", "further forms of address")))
#: Nouns for people that say almost nothing about one, and words that are such nouns only elsewhere.
_ANYBODY = frozenset(entries("speakers.txt", "anybody"))
#: Adjectives that keep their capital before an office.
PARTIES = frozenset(entries("speakers.txt", "parties"))
#: Nouns for people that the other lists leave out, as they are verbs or something else as well.
HEADS = frozenset(entries("speakers.txt", "heads of roles"))
#: Words in small letters that come before an office and its other words.
_HELD = frozenset(entries("speakers.txt", "small words before an office"))
#: The fields of offices; beside words of TITLES they lose the capital that they have only in a title.
_OF_OFFICE = frozenset(entries("speakers.txt", "what offices are for"))
_PARTS_OF_OFFICE = TITLES | _OF_OFFICE
_VERBS = frozenset(entries("verbs.generated.txt"))
_ADJECTIVES = frozenset(entries("adjectives.generated.txt"))
MOST, LONGEST, COUPLE = 10, 26, 2
_ENDS = re.compile('[,.;:()"WPOSVB-]')
#: Classes that come before a noun and never before a verb: an article, a preposition, a sign.
_BEFORE_NOUN = DETERMINER + PREPOSITIONS + ',;:"(-'
TIES = frozenset(("at", "of", "for", "to", "and"))
OF = frozenset(("at", "of", "for", "to"))
#: Words that can be inside the name of a body.
_INSIDE = frozenset(("of", "and"))
ENVOYS = frozenset(("ambassador", "delegate", "emissary", "envoy"))
#: Words before the purpose of a body.
_ON = frozenset(("for", "on"))
_ON_OR_OF = _ON | {"of"}
#: Words in small letters before an office that are not part of it.
_APART = frozenset(entries("speakers.txt", "apart from an office"))
#: Words in small letters that belong to an office though a name is between: "chief White House correspondent".
_RANKS = frozenset(entries("speakers.txt", "ranks"))
_ONE = frozenset(("a", "an"))
#: Trades that say enough of somebody without the one they act for: "his lawyer, Ana Ruiz,".
ACTING_FOR = frozenset(entries("speakers.txt", "who act for somebody"))
#: The rest of a list of what an office is for: ", prevention and health research", ", Order and Peace".
_REST_OF_LIST = re.compile("(?:,o{1,2})*,o{1,2}Ao{1,3}(?=[IT,.])|(?:,C{1,2})*,C{1,2}AC{1,2}(?=[,.])")
#: A state after a town: ", North Carolina".
_STATE = re.compile(",C{1,2}(?![C'])")
_STATES = frozenset(entries("speakers.txt", "states"))
_SAINTS = frozenset(("Las", "Los", "San", "Santa", "St."))
#: The place of a campus after a university: ", Port Varn,".
_CAMPUS = re.compile(",C{1,2}(?=[,.;WAo])")
#: The rest of a list of trades: ", musician and designer".
_TRADES = re.compile("(?:,o{1,3})+,?Ao{1,3}(?=[,.;ITHW])")
#: Many people to whom something belongs that an office is for: "women’s rights attorney".
_OF_MANY = frozenset(("children", "men", "people", "women"))


def is_role_noun(word: str) -> bool:
    """Whether a word is a noun for a person, or one that is such a noun as somebody's role: "star", "host"."""
    return is_person_noun(word) or word in HEADS


def find_rank(words: Sequence[str], kinds: str, floor: int, end: int) -> int:
    """The rank before the first of two fields, which ends at a token: "chief law enforcement | and intelligence analyst"; -1 for none."""
    i = end - 1
    while i > floor and kinds[i] == WORD and words[i] not in _RANKS:
        i -= 1
    return i if end - 1 > i >= floor and words[i] in _RANKS else -1


class RolePhrases:
    """Reads phrases of a text as roles: "Deputy Mayor of Brae"; `inside[i]` is at least zero where token i is quoted."""

    def __init__(self, names: Names, inside: Sequence[int]) -> None:
        self.names, self.tokens, self.inside = names, names.tokens, inside
        self._roles: dict[str, list[tuple[int, str]]] = {}

    @staticmethod
    def _is_no_role(role: str) -> bool:
        """Whether a supposed role is the name of a people or of a person: "Brendish", "Michael"."""
        words = role.split(" ")
        if role.lower() == "charge":  # "special agent in | charge"
            return True
        named = words[0].lower() in GIVEN_NAMES and all(word[0].isupper() for word in words) and normalize_title(words[-1]) not in TITLES
        return named or (len(words) == 1 and role[0].isupper() and is_people(role) and role not in INSTEAD)

    def _is_whole_office(self, i: int) -> bool:
        """Whether a word before a short form is a separate trade: "police spokesman Sgt. Ana Ruiz", but "deputy Gov."."""
        word = self.tokens.words[i]
        return word.lower().startswith("spokes") or (
            self.tokens.kinds[i] == WORD and word not in _OF_OFFICE and normalize_title(word) not in TITLES
        )

    def _find_office_start(self, at: int) -> int:
        """The start of the words of office before a name."""
        words, kinds, bounds = self.tokens.words, self.tokens.kinds, self.tokens.bounds
        floor = max(bounds[bisect_right(bounds, at) - 1], at - MOST)
        first = at
        while first > floor:
            i = first - 1
            tied = (
                words[i] in TIES and i > floor and self._is_office_or_trade(i - 1) and (words[i] != "to" or words[i - 1].lower() in ENVOYS)
            )
            article = kinds[i] == DETERMINER and i - 1 > floor and words[i - 1] in OF and self._is_office_or_trade(i - 2)
            tied = tied or (words[i] in _INSIDE and i > floor and self._is_inside_body_name(i, at))
            tied = tied or (words[i] == "and" and first < at and find_rank(words, kinds, floor, i) >= 0)
            beside = first == at or words[first] in TIES or (first == at - 1 and words[first].lower() in ADDRESS)  # "author | Dr. Roe"
            small = kinds[i] in WORD_OR_VERB and (self._is_office_or_trade(i) if beside else self._is_attribute(i))
            small = small or (kinds[i] == WORD and first < at and words[first] == "and")
            if not (kinds[i] == NAME or tied or article or small):
                break
            first -= 1
        if "of" in words[first:at]:
            first = self._skip_stray_name(first, at)
        if first - 1 > floor and words[first - 1] in ("of", "for") and kinds[first - 2] == NAME:
            first = at - 1  # "the Joint Chiefs of | Staff Gen. Ana Ruiz"
        while first < at and words[first] in TIES:
            first += 1
        return first

    def _is_inside_body_name(self, i: int, at: int) -> bool:
        """Whether "of" or "and" before a name is inside the name of a body: "the Joint Chiefs of Staff", "Health and Home Affairs"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        if i + 2 >= at or kinds[i - 1] != NAME or kinds[i + 1] != NAME or strip_s(words[i - 1]) != words[i - 1]:
            return False
        if words[i] == "of":
            return normalize_title(words[i + 1]) not in TITLES
        return self._is_field(i - 1) and self._is_field(i + 1)

    def _is_field(self, i: int) -> bool:
        """Whether a name with a capital is a common noun that an office can be for: "Immigration", "Customs"."""
        word = self.tokens.words[i]
        low = word.lower()
        if low in _OF_OFFICE:
            return True
        if (
            not word.istitle()
            or not (is_common(low) or is_word(low))
            or low in BODIES
            or low in GIVEN_NAMES
            or is_people(word)
            or word in PARTIES
        ):
            return False
        if normalize_title(word) in TITLES or is_person_noun(low) or is_person_noun(low.removesuffix("s")):
            return False
        return not any(word in person.name.split(" ") for person in self.names.people)

    def _skip_stray_name(self, first: int, at: int) -> int:
        """The start of the words of office without a name before an "of" that is not part of them: "the Gulf of | Varn Mayor Ana Ruiz"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        heads = [i for i in range(first + 1, at) if words[i] in OF and self._is_office_or_trade(i - 1)]
        for i in range(at - 1, first, -1):
            is_stray = words[i] == "of" and kinds[i - 1] == NAME and words[i - 1].lower() not in BODIES
            if is_stray and not (heads and heads[0] <= i):
                return at - 1
        return first

    def _is_office_or_trade(self, i: int) -> bool:
        """Whether a word is an office, or a noun for a person."""
        word = self.tokens.words[i]
        if normalize_title(word) in TITLES:
            return True
        if word.lower() in _ANYBODY or self.tokens.kinds[i] == VERB:
            return False
        if word in HEADS:
            return self.tokens.kinds[i - 1] not in BEFORE_INFINITIVE  # "will host Ana Ruiz"
        return normalize_title(word) in PERSON_NOUNS or (self.tokens.kinds[i] != NAME and is_person_noun(word))

    def _is_attribute(self, i: int) -> bool:
        """Whether a small word before an office or trade is part of it: "former", "vice", "safety".

        A word that can be a verb counts only where no verb can be; a plural for people does not ("told reporters spokesman Ana Ruiz").
        """
        words, kinds = self.tokens.words, self.tokens.kinds
        word, title = words[i], normalize_title(words[i + 1])
        if word in _HELD or (word in _OF_OFFICE and title in TITLES) or (word == "coast" and words[i + 1] == "guard"):
            return True
        if kinds[i + 1] == NAME:
            in_body = word in _BODY_NOUNS or (word == "guard" and words[i - 1] == "coast")
            of_body = (word.startswith("spokes") or in_body) and title in TITLES  # "School board President Ana Ruiz"
            return word in _RANKS or of_body or (words[i + 1].lower() in SHORT and self._is_office_or_trade(i) and self._is_whole_office(i))
        if strip_s(word) in _OF_MANY and strip_s(word) != word and not self._is_office_or_trade(i + 1):
            return True  # "women’s rights attorney Ana Ruiz"
        if strip_s(word) != word and kinds[i] == WORD and is_person_noun(strip_s(word)):  # "the boy's mother Ana Ruiz"
            return kinds[i - 1] == DETERMINER
        known = is_common(word) or (is_word(word) and words[i + 1] not in _HELD and kinds[i - 1] not in BEFORE_INFINITIVE)
        if kinds[i] != WORD or not known or word in _APART or (word.endswith("s") and word[:-1] in PERSON_NOUNS):
            return False
        return word not in _VERBS or i in self.names.openings or kinds[i - 1] in _BEFORE_NOUN or strip_s(words[i - 1]) != words[i - 1]

    def _is_owned_office(self, i: int, comma: int) -> bool:
        """Whether "his" or "its" is before an office of a body or place; the role is the same without it: "his Varn bank chairman,"."""
        words = self.tokens.words
        office = normalize_title(words[comma - 1]) in TITLES and (self.tokens.kinds[i + 1] == NAME or words[i].lower() == "its")
        return office or words[comma - 1] in ACTING_FOR

    def _read_role_phrase(self, first: int, stop: int = -1) -> str | None:
        """The role that starts at a token, up to the next sign or verb (that must be `stop`), if its head is an office or trade."""
        kinds, words = self.tokens.kinds, self.tokens.words
        if kinds[first] == GERUND and kinds[first + 1] in DETERMINER + NAME and words[first] not in _HELD:
            return None  # ", thanking the bakers"
        last = self._find_list_end(first, self._find_phrase_end(first))
        if not 0 < last - first <= LONGEST or last != (stop if stop >= 0 else last):
            return None
        if kinds[last : last + 1] == '"':  # "the designer for both “The Long Road” and"
            last = max((i for i in range(first + 1, last) if kinds[i] in PREPOSITIONS), default=last)
        if kinds[last : last + 1] == VERB and kinds[last - 1] == NAME and is_people(words[last - 1]):
            last -= 1  # "a sergeant in the Italian armed forces"
        while last > first and kinds[last - 1] in PHRASE_MARGINS + THAT:
            last -= 1
        head = self._find_head(first, last)
        guide = head > first and kinds[head] == VERB and kinds[first - 1] == DETERMINER and is_role_noun(words[head])  # "a mountain guide"
        if not guide and (head < first or kinds[head] not in NOUN or not self._is_office(head, first)):
            return None
        if self.names.find_gender(words[first]) or (words[first - 1].lower() not in _ONE and self._is_person_at(first)):
            return None
        return self._write_role(first, last, apposed=kinds[head] in WORD + VERB)

    def _find_list_end(self, first: int, at: int) -> int:
        """The end of a phrase with the list that its last noun opens: "head of surveillance, | prevention and research at Varn"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        if (campus := _CAMPUS.match(kinds, at)) and self._is_campus(first, at, campus.end()):
            return campus.end()
        if (state := _STATE.match(kinds, at)) and kinds[at - 1] == NAME and self._is_state(at + 1, state.end()):
            return state.end()  # "a baker in Varn, Tennessee"
        trades = _TRADES.match(kinds, at)
        if trades and at > first and not kinds[first:at].strip(NAME + WORD) and self._are_trades(at - 1, trades.end()):
            return self._find_phrase_end(trades.end())  # "an artist, | musician and designer"
        rest = _REST_OF_LIST.match(kinds, at) if kinds[at : at + 1] == "," and kinds[at - 1] == kinds[at + 1 : at + 2] else None
        if not rest or _ON_OR_OF.isdisjoint(words[max(first, at - 4) : at - 1]):
            return at
        nouns = [i for i in range(at - 1, rest.end()) if kinds[i] in NOUN and words[i] not in _OF_OFFICE]
        if any(is_person_noun(w) or is_person_noun(w.removesuffix("s")) for i in nouns if (w := words[i].lower())):
            return at
        if kinds[at - 1] == NAME and not all(self._is_field(i) for i in nouns):
            return at
        return self._find_phrase_end(rest.end())

    def _is_state(self, first: int, last: int) -> bool:
        """Whether the words of a stretch are the name of a state."""
        return " ".join(self.tokens.words[first:last]) in _STATES

    def _is_campus(self, first: int, comma: int, end: int) -> bool:
        """Whether the place of its campus is after a university: "the University of Brenland, | San Varn"."""
        words = self.tokens.words
        if "University" not in words[max(first, comma - 4) : comma]:
            return False
        place = words[comma + 1]
        return place in _SAINTS or (end - comma == COUPLE and place not in self.names.by_surname and place.lower() not in GIVEN_NAMES)

    def _are_trades(self, first: int, last: int) -> bool:
        """Whether each part of a list, which starts at the head of its first part, ends in a noun for one person."""
        words, kinds = self.tokens.words, self.tokens.kinds
        ends = [i for i in range(first, last) if kinds[i] == WORD and (i + 1 == last or kinds[i + 1] != WORD)]
        return all(self._is_office_or_trade(i) and words[i].removesuffix("s") not in PERSON_NOUNS - {words[i]} for i in ends)

    def _find_head(self, first: int, last: int) -> int:
        """The noun of a phrase: before its first preposition that is not part of a body ("a Department of Trade | officer")."""
        kinds, words = self.tokens.kinds, self.tokens.words
        ends = (
            i
            for i in range(first, last)
            if kinds[i] in PREPOSITIONS or (kinds[i] == GERUND and i > first and self._is_office_or_trade(i - 1))
        )
        for end in ends:
            if kinds[end - 1] != NAME or words[end - 1].lower() not in BODIES or kinds[end + 1] != NAME:
                return end - 1
        return last - 1

    def _is_person_at(self, first: int) -> bool:
        """Whether a person's name is at a token, and not the name of the body they belong to ("Ana Roe bakery chief")."""
        name = next((p.name for p in self.names.people if p.at == first), None)
        if name is None:
            return False
        last = first + name.count(" ")
        return self.tokens.kinds[last + 1] != WORD or strip_s(self.tokens.words[last]) != self.tokens.words[last]

    def _is_office(self, head: int, first: int) -> bool:
        """Whether a phrase with its head at a token is an office or a trade: "owner and operator of", "head of"."""
        words = self.tokens.words
        if self._is_office_or_trade(head) or (words[head] == "head" and words[head + 1 : head + 2] in (["of"], ["for"])):
            return True
        return head - 2 >= first and self.tokens.kinds[head - 1] == CONJUNCTION and self._is_office_or_trade(head - 2)

    def _find_phrase_end(self, first: int) -> int:
        """The end of the phrase that starts at a token; a point within a word does not end it ("the editor of Varn.media")."""
        kinds, tokens = self.tokens.kinds, self.tokens
        at = first + (tokens.words[first] in _HELD or tokens.words[first].endswith("ed"))
        while end := _ENDS.search(kinds, at, first + LONGEST):
            at = end.start()
            if whose := next((i for i in range(first, at) if tokens.words[i] == "whose"), 0):
                return whose
            inside = tokens.words[at : at + 2] == ["think", "tank"] or (kinds[at] == VERB and self._is_noun(first, at))
            if not inside and (kinds[at] != "." or at + 1 >= len(kinds) or tokens.starts[at + 1] > tokens.ends[at]):
                return at
            at += 1
        return min(len(kinds), first + LONGEST + 1)

    def _is_noun(self, first: int, at: int) -> bool:
        """Whether a word that is a verb elsewhere is part of a noun phrase with an article, before its head or as that.

        "An | audio expert", "the Brae | beat writer", "a mountain | guide".
        """
        words, kinds = self.tokens.words, self.tokens.kinds
        inside = (i for i in range(first, at) if not is_people(words[i]))
        if kinds[first - 1] != DETERMINER or any(kinds[i] in PREPOSITIONS or self._is_office_or_trade(i) for i in inside):
            return False
        if words[at] in HEADS or is_person_noun(words[at]):
            return kinds[at + 1 : at + 2] not in DETERMINER + NAME
        ends = (i for i in range(at + 1, min(at + 4, len(kinds))) if kinds[i] not in WORD + CONJUNCTION)
        last = next(ends, at + 1)
        return any(self._is_office_or_trade(i) for i in range(at + 1, last))

    def _write_role(self, first: int, last: int, *, apposed: bool = False) -> str | None:
        """A stretch as a role: its owner after it, its short forms written out, its common words small.

        In an apposition with the office in small letters, only names have capitals.
        """
        words = self.tokens.words[first:last]
        of_many = words and first in self.names.openings and strip_s(words[0]).lower() in _OF_MANY
        if of_many:
            words[0] = words[0].lower()
        elif words and self.tokens.kinds[first] == NAME:
            words[0] = strip_s(words[0])
        owner = ""
        if words and not of_many and words[0] != self.tokens.words[first] and self.tokens.kinds[first] == NAME:
            article = "the " if first and self.tokens.words[first - 1].lower() == "the" else ""
            if any(kind in PREPOSITIONS + CONJUNCTION for kind in self.tokens.kinds[first + 1 : last]):
                words[0] = self.tokens.words[first]  # "Ruiz's aide at Varn"
            else:
                owner, words = f" of {article}{words[0]}", words[1:]
        role = ""
        for i in range(last - len(words), last):
            glued = role and self.tokens.starts[i] == self.tokens.ends[i - 1]
            word = words[i - last + len(words)] if apposed else self._write_role_word(words, i - last + len(words))
            role += ("" if glued or not role else " ") + (word.lower() if self._is_small_at_opening(i, last) else word)
        return role + owner if role else None

    def _is_small_at_opening(self, i: int, last: int) -> bool:
        """Whether a word of a role has its capital from the start of a sentence: "Government spokesman", "Stylist"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        word = words[i]
        low = word.lower()
        if i not in self.names.openings or not word.istitle() or word in self.names.capitals or not (is_common(low) or low in _ADJECTIVES):
            return False
        if kinds[i + 1 : i + 3] == CONJUNCTION + NAME and self._is_field(i) and normalize_title(words[i + 2]) not in TITLES:
            return False  # "Immigration and Customs Enforcement"
        return i + 1 == last or kinds[i + 1] in WORD + CONJUNCTION

    @staticmethod
    def _write_role_word(words: list[str], i: int) -> str:
        """A word of a role without the capital that it has only in a title."""
        word, low = words[i], words[i].lower()
        if low in SHORT:
            return SHORT[low]
        if low in ADDRESS and word.endswith("."):
            return word
        further = words[i + 1 :][:1] if words[i + 1 : i + 2] != ["and"] else words[i + 2 :][:1]  # "Health and Human Services Secretary"
        if normalize_title(word) in _OF_OFFICE and further and normalize_title(further[0]) in _PARTS_OF_OFFICE:
            return low
        named = low in BODIES and normalize_title(word) not in TITLES
        before_body = i + 1 < len(words) and words[i + 1].lower() in BODIES and normalize_title(words[i + 1]) not in TITLES
        if word in PARTIES or word.isupper() or word.rpartition("-")[2].isupper() or named or before_body:
            return word
        if (
            i > 1 and words[i - 1][0].isupper() and normalize_title(words[i - 1]) not in TITLES and words[i - 2] in _ON
        ):  # "Council on Varn Justice"
            return word
        return low if normalize_title(word) in TITLES or low in _HELD or (i and low in _OF_OFFICE) else word
