"""Who "the billionaire", "the Republican" or "the Brendish baker" is: the last person before who has such a role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.grammar.antecedents import Antecedents
from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import (
    HERS,
    HIS,
    PAST,
    TITLES,
    is_people,
    is_person_noun,
    normalize_title,
    strip_s,
)
from sayso.grammar.name_phrases import Named
from sayso.grammar.names import GENDER_OF_TITLE, Names
from sayso.grammar.nations import Nations
from sayso.grammar.quantities.number_lexicon import ONES
from sayso.grammar.role_phrases import PARTIES, is_role_noun
from sayso.grammar.speaker_roles import SpeakerRoles
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import NAME, NUMBER, WORD

#: Words that refer to somebody named before; "her attorney" need not be the attorney of the article.
THE = frozenset(("the", "this", "that"))
#: Words before the noun for several people who were named before.
_THE_SEVERAL = frozenset(("both", "the"))
#: "The senators" are two words, "the two senators" three.
_WITHOUT_COUNT, _WITH_COUNT = 2, 3
#: Nouns that refer to somebody who was named before.
LAWMAKERS = frozenset(entries("speakers.txt", "lawmakers"))
#: Nouns for members of a party.
MEMBERS = frozenset(("Democrat", "Republican"))
#: The offices of members of a parliament.
_SEATS = frozenset(("congressman", "congresswoman", "representative", "senator"))
#: Words in the roles of those who are elected.
_ELECTED = frozenset(entries("speakers.txt", "elected"))
#: What news calls somebody whom it has just named: "the billionaire".
EPITHETS = frozenset(entries("speakers.txt", "epithets"))
#: Nouns for people whom news does not name.
UNNAMED = frozenset(entries("speakers.txt", "unnamed"))


def find_noun_gender(head: str) -> str | None:
    """The gender of a noun for a person: "congresswoman", "duchess"."""
    if head in GENDER_OF_TITLE:
        return GENDER_OF_TITLE[head]
    return "f" if head.endswith("woman") or head in HERS else "m" if head.endswith("man") or head in HIS else None


class DescribedSpeakers:
    """Finds the people whom a text only describes: "the lawmaker", "the baker"; `inside[i]` is at least zero where token i is quoted."""

    def __init__(self, tokens: TokenizedText, inside: Sequence[int]) -> None:
        self.tokens, self.inside = tokens, inside
        self.names = Names(tokens)
        self.before = Antecedents(self.names, inside)
        self.roles = SpeakerRoles(self.names, inside)
        self.nations = Nations(self.names, self.roles)
        self._voices: list[tuple[int, str | None]] = []

    def _is_epithet_with_name(self, first: int, end: int) -> bool:
        """Whether a phrase is "the", names of no person, and a noun for a person: "the Varn lawmaker"."""
        words, kinds = self.tokens.words, self.tokens.kinds
        if end - first <= 1 or words[first].lower() != "the" or kinds[end - 1] != WORD or (kinds[first + 1] not in NAME + NUMBER):
            return False
        named = kinds[first + 1 : end - 1].strip(NAME + WORD + NUMBER) == "" and not self.names.has_name_within(first, end)
        return named and is_role_noun(words[end - 1])

    def _find_known(self, first: int, end: int) -> str | None:
        """The person whom "the Varn star" means; "the Varn supervisor" means only somebody who spoke before."""
        head, who = self.tokens.words[end - 1], self._resolve_epithet(first, end)
        known = head in LAWMAKERS or not is_person_noun(head) or any(m.name == who for m in self.before.find_speakers_before(first))
        return who if known else None

    def _resolve_epithet(self, first: int, end: int) -> str | None:
        """The person whom "the Varn Republican", "the former baker" or "the congresswoman" means: somebody just mentioned, nobody new."""
        words = self.tokens.words[first:end]
        head, before = words[-1].lower(), [word.lower() for word in words[1:-1]]
        past = not PAST.isdisjoint(before)
        is_distinct = past or head in LAWMAKERS or any(self.tokens.kinds[i] in NAME + NUMBER for i in range(first + 1, end))
        is_distinct = is_distinct or head in EPITHETS
        if words[0].lower() != "the" or not is_distinct or not self._is_epithet(words[-1]) or "I" in self.tokens.kinds[first:end]:
            return None
        if head.startswith("spokes") or (head in UNNAMED and not past):
            return None
        who = self.before.resolve_singular_pronoun(first, find_noun_gender(head), chain=0)
        if head in LAWMAKERS and (who is None or not self.roles.find_role(who, first)):
            who = self._find_last_lawmaker(first) or who
        if who and not self._can_be_called(who, first, end):
            return None
        return None if past and who in self.names.find_holders(head) else who  # the mayor is not the former mayor

    def _is_epithet(self, word: str) -> bool:
        """Whether a word may be what somebody is called who was named before; it is not where the text has several such people."""
        return is_role_noun(word) if word not in EPITHETS else f"{word}s" not in self.tokens.words

    def _find_last_lawmaker(self, at: int) -> str | None:
        """The last of those who spoke before a token whose role is a seat in a parliament; None where the last with a role has none."""
        for spoke in self.before.find_speakers_before(at):
            role = self.roles.find_role(spoke.name, at) if spoke.number == "one" else None
            if role:
                return spoke.name if not _SEATS.isdisjoint(role.partition(" of ")[0].lower().split(" ")) else None
        return None

    def _can_be_called(self, who: str, first: int, end: int) -> bool:
        """Whether somebody's role allows "the Varn Republican" or "the former baker": an office, and no other party or place."""
        role = self.roles.find_role(who, first) or ""
        words = self.tokens.words[first + 1 : end]
        head, role_words = words[-1], role.lower().split(" ")
        if not PAST.isdisjoint(words):
            return not role or head.lower() in role_words
        if head not in MEMBERS:
            called = {word.lower() for word in words if word[0].isupper() and word not in PARTIES and not is_people(word)}
            own = (strip_s(word) for word in role_words)
            if role and called and head.lower() not in EPITHETS | LAWMAKERS and (called | {head.lower()}).isdisjoint(own):
                return False  # "the Varn captain" is not the coach of Brae
            owned = any(strip_s(word) != word for word in words) and normalize_title(head) in TITLES  # "the Varn Bank’s director general"
            return not owned or not role or head.lower() in role_words
        others = ("democrat", "democratic") if head == "Republican" else ("republican", "gop")
        if not _ELECTED.intersection(role_words) or not set(role_words).isdisjoint(others):
            return False
        seat = role.partition(" of ")[2]
        return not seat or "the" in seat.split(" ") or any(word in seat for word in words[:-1])

    def _find_described(self, first: int, end: int) -> str | None:
        """The person who spoke last, where their role has the given noun: "the professor", "the keeper"."""
        head = self.tokens.words[end - 1].lower()
        if self.tokens.words[first].lower() not in THE or not is_person_noun(head) or not PAST.isdisjoint(self.tokens.words[first:end]):
            return None
        who = self.before.find_last_person(first)
        role = self.roles.find_role(who, first) if who else None
        words = role.partition(" of ")[0].lower().split(" ") if role else []
        return who if head in words and PAST.isdisjoint(words) and all(w in words for w in self._lower_words(first + 1, end - 1)) else None

    def _lower_words(self, first: int, last: int) -> list[str]:
        return [word.lower() for word in self.tokens.words[first:last]]

    def _resolve_plural_role(self, first: int, last: int) -> Named | None:
        """The joint speakers meant by "the senators" or "the two researchers"; None for any other phrase."""
        words = [word.lower() for word in self.tokens.words[first:last]]
        head, counted = words[-1], len(words) == _WITH_COUNT
        if words[0] not in _THE_SEVERAL or not (counted or len(words) == _WITHOUT_COUNT) or not head.endswith("s"):
            return None
        count = ONES.get(words[1]) if counted else None
        spoke = next((m for m in self.before.find_speakers_before(first) if m.number == "many"), None)
        role = self.roles.find_role(spoke.name, first) if spoke else None
        if (counted and count is None) or spoke is None or role is None or not _names_role(head, role):
            return None
        people = re.split(", | and ", spoke.name)
        others = {m.name for m in self.before.find_people_between(spoke.at, first)}.difference(people)
        alike = any(_names_role(head, f"{(self.roles.find_role(name, first) or '').partition(' of ')[0]}s") for name in others)
        return None if alike or count not in (None, len(people)) else Named(spoke.name, "many")


def _names_role(head: str, role: str) -> bool:
    """Whether a noun in the plural is the role of joint speakers, also in the plural, or a word for it: "the lawmakers"."""
    roles = role.partition(" of ")[0].lower().split(" ")
    return head in roles or (head.removesuffix("s") in LAWMAKERS and any(word.removesuffix("s") in _SEATS for word in roles))
