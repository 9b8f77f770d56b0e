"""Who was named or spoke before a place of a text, and whether a man, a woman, a body or several people."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from sayso.grammar.lexicon import pairs
from sayso.grammar.lexicon.tables import BoundedMemo
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import BODIES as CAPITAL_BODIES
from sayso.grammar.name_parts import (
    is_country,
    is_people,
    is_person_noun,
    strip_s,
)
from sayso.grammar.names import Names
from sayso.grammar.wordclasses import (
    DETERMINER,
    NAME,
    WORD,
)

#: How many tokens back a pronoun may look.
REACH = 240
#: The number of sentences back in which a pronoun may find a subject if nobody spoke before.
_SENTENCES = 2
_MANY = "many"
_GENDERS = pairs("speakers.txt", "pronouns for a man or a woman")
_GENDER_OF = BoundedMemo(lambda word: _GENDERS.get(word.lower()))
_PRONOUN = re.compile("[DOP]")
_NO_VOTES: Counter[str] = Counter()
#: The number of pronouns that outweigh a given name, if all agree.
_OUTWEIGHS = 2
#: The number of quoted sentences that are skipped on the way to a subject.
_QUOTED = 8


class Antecedent(NamedTuple):
    """Somebody who was named: the token, the name, and whether it is "one" man or woman, a "body", or "many"."""

    at: int
    name: str
    number: str


class Mentions:
    """The people and bodies that a text has named so far; `inside[i]` is at least zero where token i is in a quotation."""

    def __init__(self, names: Names, inside: Sequence[int]) -> None:
        self.names, self.tokens, self.inside = names, names.tokens, inside
        self._spoke: list[Antecedent] = []
        self._unnamed: list[tuple[int, str]] = []

    def record_source(self, mention: Antecedent) -> None:
        """Records a source that was resolved."""
        insort(self._spoke, mention)

    def record_unnamed(self, at: int, gender: str | None) -> None:
        """Records a source without a name, with its gender or None where the text gives none; "many" for several people."""
        insort(self._unnamed, (at, gender or ""))

    def _find_last_unnamed(self, at: int, gender: str | None) -> int:
        """The token where an unnamed person who can have a gender spoke last before a token; -1 for nowhere near.

        One in the sentence of the token itself is skipped: in "an officer told them to leave, he said" somebody else speaks.
        """
        own = self.tokens.bounds[bisect_right(self.tokens.bounds, at) - 1]
        for n in range(bisect_left(self._unnamed, (at,)) - 1, -1, -1):
            place, known = self._unnamed[n]
            if place < at - REACH:
                break
            if place >= own:
                continue
            if known != _MANY and (not known or gender is None or known == gender):
                return place
        return -1

    def find_speakers_before(self, at: int) -> Iterator[Antecedent]:
        """Who spoke before a token, the last one first, as far back as a pronoun may look."""
        for n in range(bisect_left(self._spoke, (at,)) - 1, -1, -1):
            if self._spoke[n].at < at - REACH:
                return
            yield self._spoke[n]

    def _can_have_gender(self, name: str, gender: str | None) -> bool:
        if gender is None:
            return self.names.is_surely_person(name)
        if self.names.is_surely_person(name):
            return self._find_gender(name) in (gender, None)
        last = name.rpartition(" ")[2]
        low = last.lower()
        is_body = low in BODIES or not CAPITAL_BODIES.isdisjoint((low, low.removesuffix("s"))) or (last == name and is_country(name))
        return not (is_body or name.isupper() or self.names.is_place(name) or is_people(last))

    def _find_gender(self, name: str) -> str | None:
        """A person's gender by title and given name, unless all pronouns near the full name disagree; without these, by the pronouns."""
        known, (beside, by_surname) = self.names.find_gender(name), self._pronoun_genders
        beside_it, more = beside.get(name, _NO_VOTES), by_surname.get(name, _NO_VOTES)
        if len(beside_it) == 1 and (known is None or beside_it.total() > _OUTWEIGHS):
            return next(iter(beside_it))
        if known is None and not beside_it and len(more) == 1 and more.total() > _OUTWEIGHS:
            return next(iter(more))
        return known

    @cached_property
    def _pronoun_genders(self) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
        """Name to the genders of the pronouns for its bearer, counted: where the full name is, and where the surname does.

        A pronoun counts that is after the name in its sentence or opens the next one, if nobody else is named.
        """
        votes: tuple[dict[str, Counter[str]], dict[str, Counter[str]]] = (defaultdict(Counter), defaultdict(Counter))
        words, bounds = self.tokens.words, self.tokens.bounds
        for i in (found.start() for found in _PRONOUN.finditer(self.tokens.kinds)):
            gender = _GENDER_OF[words[i]]
            if gender is None or self.inside[i] >= 0:
                continue
            n = bisect_right(bounds, i) - 1
            people = list(self._find_people(bounds[max(0, n - 1)] if i < bounds[n] + 2 else bounds[n], i, None))
            names = {m.name for m in people}
            if len(names) == 1:
                whole = any(words[max(0, m.at - 1)] in m.name.split(" ") for m in people)
                votes[not whole][names.pop()][gender] += 1
        return votes

    def _find_openings_before(self, at: int) -> Iterator[int]:
        """Where the sentence of a token and the two before it start, quoted ones not counted; the last one first."""
        bounds = self.tokens.bounds
        n, left = bisect_right(bounds, at) - 1, _SENTENCES
        yield bounds[n]
        for opening in reversed(bounds[max(0, n - _QUOTED) : n]):
            if self.inside[opening] < 0:
                yield opening
                left -= 1
                if not left:
                    return

    def _find_people(self, first: int, last: int, gender: str | None) -> Iterator[Antecedent]:
        """The fitting people that a stretch names outside quotations, by full name or surname."""
        named = self._named_people
        for n in range(bisect_left(named, (max(first, last - 2 * REACH),)), len(named)):
            if named[n].at >= last:
                return
            if gender is None or self._can_have_gender(named[n].name, gender):  # all of them are surely people
                yield named[n]

    def find_people_between(self, first: int, last: int) -> Iterator[Antecedent]:
        """The people that a stretch names outside quotations."""
        return self._find_people(first, last, None)

    @cached_property
    def _named_people(self) -> list[Antecedent]:
        """The people that the text names outside quotations, by full name or surname, in its order."""
        names = self.names
        bearers = sorted((i, surname) for surname in names.by_surname for i in names.by_word.get(surname, ()) if self.inside[i] < 0)
        full = ((i, names.find_name_at(i) or names.find_full_name(surname, i)) for i, surname in bearers)
        return [Antecedent(i, name, "one") for i, name in full if name and names.is_surely_person(name) and not self._is_attribute(i)]

    def _is_attribute(self, i: int) -> bool:
        """Whether a name is only an attribute: "the Ruiz files", "an Ana Ruiz line"."""
        kinds = self.tokens.kinds
        if kinds[i + 1 : i + 2] != WORD or strip_s(self.tokens.words[i]) != self.tokens.words[i]:
            return False
        first = i
        while first > 0 and kinds[first - 1] == NAME:
            first -= 1
        return kinds[first - 1] == DETERMINER and first > 0

    def _has_unnamed_speaker(self, first: int, last: int) -> bool:
        """Whether somebody without a name, one or several, spoke between two tokens."""
        return bisect_left(self._unnamed, (first,)) < bisect_left(self._unnamed, (last,))

    def _is_quoted(self, first: int, last: int) -> bool:
        """Whether all sentences of a stretch but the first open with quotations."""
        bounds = self.tokens.bounds
        return all(self.inside[i] >= 0 for i in bounds[bisect_right(bounds, first) : bisect_left(bounds, last)])

    def _is_recent_source(self, spoke: Antecedent, at: int) -> bool:
        """Whether a source is in the sentence of a token or the one before, quotations left out."""
        return any(opening <= spoke.at < at for opening in islice(self._find_openings_before(at), 2))

    def _is_body(self, mention: Antecedent) -> bool:
        if mention.number == "one" and (self.names.is_surely_person(mention.name) or self._has_trade(mention.at)):
            return False
        return mention.number in ("body", "one")

    def _has_trade(self, at: int) -> bool:
        """Whether a source that starts at a token has a noun for a person in it: "Brae activist Ana Ruiz"."""
        kinds, words, end = self.tokens.kinds, self.tokens.words, at
        while end < at + 6 and kinds[end : end + 1] in ("C", "o"):
            if kinds[end] == WORD and is_person_noun(words[end]):
                return True
            end += 1
        return False
