"""Who a pronoun, "the company" or "the minister" stands for: the last person or body before it that fits by gender, number and kind.

The subject of a sentence comes before everybody else in it, the last speaker before everybody else; a given name shows whether a person
can be "she". Where more than one reading is left, or none, there is no antecedent: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from sayso.grammar.authors import find_author
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.lexicon.tables import BoundedMemo
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import (
    BEFORE_OFFICE,
    GIVEN_NAMES,
    TITLES,
    bare,
    find_surname,
    is_attribute_with_hyphen,
    is_country,
    is_people,
    is_person_noun,
    normalize_title,
)
from sayso.grammar.name_parts import BODIES as CAPITAL_BODIES
from sayso.grammar.name_phrases import find_name_in
from sayso.grammar.names import Names
from sayso.grammar.vocabulary import is_common
from sayso.grammar.wordclasses import (
    CLAUSE_OPENERS,
    CONJUNCTION_OR_ADVERB,
    DESCRIPTION,
    DETERMINER,
    NAME,
    NOUN,
    PREPOSITION,
    SUBJECT,
    SUBORDINATOR,
    TO,
    VERB_OR_AUXILIARY,
    WORD,
)

#: How many tokens back a pronoun may look.
_REACH = 240
#: How many sentences back the topic of "the company" may be.
_TOPIC = 5
#: The number of sentences back in which a pronoun may find a subject if there was no speaker before.
_SENTENCES = 2
#: Common nouns for firms that are seldom in their names: "the carrier".
FIRMS = frozenset(entries("firms.txt"))


#: Common nouns for any body.
_GENERIC = frozenset(entries("speakers.txt", "names for any body"))
#: Common nouns for agencies.
_AGENCIES = frozenset(entries("speakers.txt", "names for agencies"))

#: Words before the noun for another firm.
_ANOTHER = frozenset(entries("speakers.txt", "before another firm"))
#: The other word for a kind of body.
_SAME_KIND = pairs("speakers.txt", "other words for bodies")
#: Words that end names and are used for the whole of them.
_USED_ALONE = frozenset(entries("speakers.txt", "ends of names used alone"))
#: Kinds of bodies that small words before them only describe.
_DESCRIBED = frozenset(entries("speakers.txt", "described bodies"))
#: Bodies that are no firms, though their names have no word for a body.
_NO_FIRMS = frozenset(entries("speakers.txt", "bodies that are no firms"))

_VERB = re.compile("[VB]")
#: Where the main clause starts after a "when …".
_MAIN = re.compile(",(?=C{1,3}[RN]?[VB])")
#: Small words after a name, and a verb after them.
_BODY_WITH_VERB = re.compile("(?P<words>o{1,3})(?=[BV]|[RN][BV])")
#: How far into a sentence its subject may be looked for as a pronoun.
_LEAD = 9
_MANY = "many"
_SUBJECTS = {"m": "he", "f": "she"}
_GENDERS = pairs("speakers.txt", "pronouns for a man or a woman")
_GENDER_OF = BoundedMemo(lambda word: _GENDERS.get(word.lower()))
_PRONOUN = re.compile("[DOP]")
#: Verbs of those who make a document.
_MAKING = frozenset(entries("speakers.txt", "deeds that make an author"))
_NO_VOTES: Counter[str] = Counter()


#: Words before a relative that name the person they belong to.
_OWN = frozenset(entries("speakers.txt", "possessive pronouns"))
#: Words before a name that is no time or place.
_ABOUT = frozenset(entries("speakers.txt", "before a name, and no time or place"))
#: The number of pronouns that outweigh a given name, if all agree.
_OUTWEIGHS = 2
#: A name after an office, with a verb after it: "Brae press secretary Ana Ruiz said", "co-founder and CEO Ana Ruiz said".
_TITLED = re.compile("[Co]{2,8}(?:A[Co]{1,6})?(?<=C)(?=[,BVRN(-])")
#: How often a text names the person it is about.
_MAIN_PERSON = 3
#: The number of quoted sentences that are skipped on the way to a subject.
_QUOTED = 8


class Antecedent(NamedTuple):
    """Somebody who was named: the token, the name, and whether it is "one" man or woman, a "body", or "many"."""

    at: int
    name: str
    number: str


class Antecedents:
    """The people and bodies that a text has named so far; `inside[i]` is at least zero where token i is in a quotation."""

    def __init__(self, names: Names, inside: Sequence[int]) -> None:
        self.names, self.tokens, self.inside = names, names.tokens, inside
        self._spoke: list[Antecedent] = []
        self._unnamed: list[tuple[int, str]] = []

    def note(self, mention: Antecedent) -> None:
        """Records a source that was resolved."""
        insort(self._spoke, mention)

    def note_unnamed(self, at: int, gender: str | None) -> None:
        """Records a source without a name, with its gender or None where the text gives none; "many" for several people."""
        insort(self._unnamed, (at, gender or ""))

    def _find_last_unnamed(self, at: int, gender: str | None) -> int:
        """The token where an unnamed person who can have a gender spoke last before a token; -1 for nowhere near.

        One in the sentence of the token itself is skipped: in "an officer told them to leave, he said" somebody else speaks.
        """
        own = self.tokens.bounds[bisect_right(self.tokens.bounds, at) - 1]
        for n in range(bisect_left(self._unnamed, (at,)) - 1, -1, -1):
            place, known = self._unnamed[n]
            if place < at - _REACH:
                break
            if place >= own:
                continue
            if known != _MANY and (not known or gender is None or known == gender):
                return place
        return -1

    def find_speakers_before(self, at: int) -> Iterator[Antecedent]:
        """Who spoke before a token, the last one first, as far back as a pronoun may look."""
        for n in range(bisect_left(self._spoke, (at,)) - 1, -1, -1):
            if self._spoke[n].at < at - _REACH:
                return
            yield self._spoke[n]

    def person(self, at: int, gender: str | None, chain: int = 6) -> str | None:
        """Who "he" ("m"), "she" ("f") or somebody of either sex (None) at a token is.

        `chain` is how many earlier pronouns may be resolved on the way.
        """
        before = self._find_same_pronoun_before(at, gender) if chain and gender else -1
        if before >= 0:
            return self.person(before, gender, chain - 1)
        last = next((m for m in self.find_speakers_before(at) if m.number == "one" and self._can_have_gender(m.name, gender)), None)
        spoken, unnamed = last.at if last else -1, self._find_last_unnamed(at, gender)
        subject = self._find_subject_since(max(spoken, unnamed), at, gender)
        if subject is not None:
            return subject
        if gender and (subject := self._find_main_subject(at, gender)):
            return subject
        if unnamed > spoken:
            return self._find_nearest(at, gender, chain, unnamed) if gender else None
        if last is not None and self._continues_over_quotations(last.at, at, gender) and self.names.is_surely_person(last.name):
            return last.name  # the speaker of the sentence before, whoever else it names
        rivals = {m.name for m in self._find_people(last.at + 1 if last else at - _REACH // 4, at, gender)}
        if last is not None and not rivals - {last.name}:
            return last.name
        if len(rivals) == 1 and (last is None or last.at < at - _REACH // 2):
            return rivals.pop()
        return self._find_nearest(at, gender, chain, -1) or self._find_only_person(at, gender) if gender else None

    def _find_only_person(self, at: int, gender: str) -> str | None:
        """The one person named before a token, and often, who can have a gender, if a title, a given name or a pronoun shows it.

        A noun for somebody else close before the token, "a baker", leaves it open.
        """
        words, kinds = self.tokens.words, self.tokens.kinds
        if any(kinds[i] == WORD and self.inside[i] < 0 and is_person_noun(words[i]) for i in range(max(0, at - _REACH // 4), at)):
            return None
        named = self._named_people[: bisect_left(self._named_people, at, key=lambda m: m.at)]
        names = Counter(m.name for m in named if self._can_have_gender(m.name, gender))
        name, mentions = next(iter(names.items()), ("", 0))
        return name if len(names) == 1 and mentions >= _MAIN_PERSON and self._find_gender(name) == gender else None

    def _find_nearest(self, at: int, gender: str, chain: int, since: int) -> str | None:
        """The fitting person in the last sentence with one before a pronoun, after a token: its subject, or somebody it introduces.

        Somebody only mentioned there does not count where a person spoke in that sentence or the one before: that speaker continues.
        """
        end = at
        before = (m for m in self.find_speakers_before(at) if m.at > since and m.number == "one")
        spoke = next((m for m in before if self._can_continue_as_pronoun(m.name, gender)), None)
        for n, opening in enumerate(self._find_openings_before(at)):
            people = list(self._find_people(max(opening, since + 1, at - _REACH), end, gender))
            if people:
                pronoun = self._find_pronoun(opening, people[0].at, gender) if chain else -1
                if pronoun >= 0:
                    return self.person(pronoun, gender, chain - 1)
                who = self._find_meant_person(opening, end, people, spoke, own=n == 0)
                if who is None or not self._is_known_person(who):
                    return None
                return who if n <= 1 or spoke is None or spoke.name == who else None
            end = opening
        return None

    def _find_meant_person(self, opening: int, end: int, people: list[Antecedent], spoke: Antecedent | None, *, own: bool) -> str | None:
        """Which of the people in a sentence a later pronoun means; the pronoun is in the same sentence if `own`."""
        names = {m.name for m in people}
        subject = self._find_sentence_subject(opening, end)
        if subject and subject.name in names:
            return subject.name
        if len(names) == 1 and (self._is_fronted(opening, people[0].at) if own else self._is_topic(opening, people[0].at)):
            return people[0].name
        if spoke is not None and (spoke.at >= opening or self._is_recent_source(spoke, opening)):
            new = {m.name for m in people if self._is_introduced(m)}
            if not new or own:
                return spoke.name
        return people[0].name if len(names) == 1 else None

    def _is_fronted(self, opening: int, at: int) -> bool:
        """Whether a name is in a clause before the main one, or owns something at the start: "On Ruiz's day, he", "When I saw Ruiz, he"."""
        kinds, words = self.tokens.kinds, self.tokens.words
        if kinds[opening] in CLAUSE_OPENERS:
            return True
        owns = bare(words[at]) != words[at]
        if kinds[opening] == PREPOSITION and words[opening].lower() not in _ABOUT:
            return owns or kinds[at + 1] in VERB_OR_AUXILIARY
        return owns and all(kind == NAME for kind in kinds[opening:at])

    def _is_topic(self, opening: int, at: int) -> bool:
        """Whether a sentence opens with the person whose view it gives: "For Ruiz, it was", "But for Ana Ruiz, it was"."""
        kinds, words = self.tokens.kinds, self.tokens.words
        opening += kinds[opening] in CONJUNCTION_OR_ADVERB
        return words[opening].lower() == "for" and all(kind == NAME for kind in kinds[opening + 1 : at]) and kinds[at + 1] == ","

    def _find_main_subject(self, at: int, gender: str) -> str | None:
        """The subject of the main clause after a pronoun in the clause before it: "Even as she left, Ana Ruiz said"."""
        bounds, kinds = self.tokens.bounds, self.tokens.kinds
        opening = bounds[bisect_right(bounds, at) - 1]
        opening += kinds[opening] in CONJUNCTION_OR_ADVERB
        if kinds[opening] != SUBORDINATOR or opening >= at:
            return None
        main = _MAIN.search(kinds, at, min(at + 32, bounds[bisect_right(bounds, at)]))
        if not main or self.inside[main.start()] >= 0:
            return None
        stop = main.end()
        while kinds[stop] == NAME:
            stop += 1
        found = find_name_in(self.names, main.end(), stop)
        fits = found.name and found.number == "one" and self._is_known_person(found.name) and self._can_have_gender(found.name, gender)
        return found.name if fits else None

    def _find_pronoun(self, first: int, last: int, gender: str) -> int:
        """The pronoun for somebody of a gender that is the subject of a clause in a stretch, outside quotations; -1 for none."""
        words = self.tokens.words
        for i in range(first, last):
            if self.tokens.kinds[i] == SUBJECT and self.inside[i] < 0 and words[i].lower().partition("’")[0] == _SUBJECTS[gender]:
                return i
        return -1

    def _is_introduced(self, mention: Antecedent) -> bool:
        """Whether somebody is named for the first time at a token, or as the agent ("echoed by Ruiz")."""
        words = self.tokens.words
        if words[mention.at - 1] == "by" and bare(words[mention.at]) == words[mention.at]:
            return True
        return self.names.by_surname[find_surname(mention.name)][0].at + mention.name.count(" ") >= mention.at

    def _is_known_person(self, name: str) -> bool:
        """Whether a name is a person's by its given name, a title or an apposition, or is no common word and spoke before."""
        last = name.rpartition(" ")[2].lower()
        if self.names.is_called_person(name):
            return not (last.endswith("s") and is_common(last))
        return any(m.name == name for m in self._spoke) and not is_common(last) and not is_country(last) and not is_people(last)

    def _can_continue_as_pronoun(self, name: str, gender: str) -> bool:
        """Whether somebody who spoke can continue as "he" or "she"."""
        return self._can_have_gender(name, gender) and self._is_known_person(name) and GIVEN_NAMES.get(name.lower(), gender) == gender

    def _find_same_pronoun_before(self, at: int, gender: str) -> int:
        """The same pronoun as subject of the last sentence, quotations left out, if nobody was named since; -1 for none."""
        bounds = self.tokens.bounds
        n = bisect_right(bounds, at) - 1
        for opening in reversed(bounds[max(0, n - 3) : n]):
            if self.inside[opening] >= 0:
                continue
            for i in range(opening, min(opening + _LEAD, at)):
                if i - opening > 2 and self.tokens.kinds[i - 1] != ",":  # "In a speech, he"
                    continue
                if self.tokens.words[i].lower().replace("’", "'").partition("'")[0] == _SUBJECTS[gender]:
                    spoke = next(self.find_speakers_before(at), None)
                    named = any(True for _ in self._find_people(i, at, gender))
                    return -1 if named or (spoke is not None and spoke.at >= i) else i
            return -1
        return -1

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
        known, (beside, by_surname) = self.names.gender(name), self._pronoun_genders
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

    def _find_subject_since(self, spoken: int, at: int, gender: str | None) -> str | None:
        """Finds the fitting person who is the subject of the last sentence with one, if there was no speaker since."""
        end = at
        for opening in self._find_openings_before(at):
            if opening < spoken:
                return None
            found = self._find_sentence_subject(opening, at)
            if found and found.number == "one" and self.names.is_surely_person(found.name):
                return found.name if found.at >= spoken and self._can_have_gender(found.name, gender) else None
            if any(True for _ in self._find_people(max(opening, at - _REACH), end, gender)):
                return None
            end = opening
        return None

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

    def _find_sentence_subject(self, opening: int, before: int) -> Antecedent | None:
        """The subject of a sentence: its first name, before any verb, and not after a preposition."""
        kinds = self.tokens.kinds
        i, end = opening, min(before, opening + 32)
        while i < end and kinds[i] in CONJUNCTION_OR_ADVERB:  # "And then"
            i += 1 + (kinds[i + 1 : i + 2] == ",")
        comma = kinds.find(",", i, end)
        verbless = comma >= 0 and not _VERB.search(kinds, i, comma)
        if i < end and (kinds[i] == PREPOSITION or (kinds[i] == SUBORDINATOR and verbless)):
            i = comma + 1 if comma >= 0 else end  # "In Varn, the mayor", "After Monday's match, Ruiz"
        elif i < end and kinds[i] in CLAUSE_OPENERS:  # "When Ruiz rose, she"; "When Ruiz rose, Moss sat."
            main = _MAIN.search(kinds, i, end)
            i = main.start() + 1 if main else i + 1
        while i < end and kinds[i] in DESCRIPTION:
            i += 1
        i = self._skip_to_relative(i, opening, end)
        stop = i
        while stop < end and kinds[stop] == NAME:
            stop += 1
        if stop == i and self.inside[opening] < 0:
            return self._find_opening_holder(opening, i)
        if stop == i or self.inside[i] >= 0:
            return None
        if body := _BODY_WITH_VERB.match(kinds, stop):  # "The Brendish foreign ministry did"
            last = body.end("words")
            if self.tokens.words[last - 1] in BODIES:
                found = find_name_in(self.names, i, last)
                return Antecedent(i, found.name, found.number) if found.name else None
        if (
            stop < len(kinds)
            and kinds[stop] in "oA'"
            and stop + 1 < len(kinds)
            and kinds[stop + 1] not in "BV,DPIR"
            and not (kinds[stop + 1] == TO and self.tokens.words[stop].endswith("s"))  # "Ruiz appears to"
        ):  # "the Varn plan", "Ruiz and Moss"
            return self._find_titled_person(i, end)
        found = find_name_in(self.names, i, stop)
        return Antecedent(i, found.name, found.number) if found.name else None

    def _find_opening_holder(self, first: int, last: int) -> Antecedent | None:
        """The holder of the office, or the body, that a sentence opens with in small letters: "The governor signed"."""
        words = self.tokens.words
        if last - first < 2 or words[first] != "The" or self.tokens.kinds[last] in NOUN + PREPOSITION:
            return None
        body = words[last - 1] in BODIES or words[last - 1] in FIRMS
        if not body and normalize_title(words[last - 1]) not in TITLES:
            return None
        who = self.office(words[first + 1 : last], first)
        if body:
            return Antecedent(first, who, "body") if who else None
        return Antecedent(first, who, "one") if who and self.names.is_surely_person(who) else None

    def _skip_to_relative(self, i: int, opening: int, end: int) -> int:
        """The name of somebody’s relative: "Ruiz’s wife, | Ana Moss", "his wife, | Ana Moss"; `i` where nothing of the kind is there."""
        kinds, words = self.tokens.kinds, self.tokens.words
        comma = i
        while comma < end and kinds[comma] in "Co'":
            comma += 1
        owned = any(word.endswith(("’s", "'s")) for word in words[opening:comma]) or words[opening].lower() in _OWN
        named = kinds[comma : comma + 2] == "," + NAME and comma > opening and kinds[comma - 1] == WORD
        return comma + 1 if owned and named else i

    def _find_titled_person(self, i: int, end: int) -> Antecedent | None:
        """The person whose offices start at a token: "Brae press secretary Ana Ruiz"."""
        match = _TITLED.match(self.tokens.kinds, i, end)
        found = find_name_in(self.names, i, match.end()) if match else None
        return Antecedent(i, found.name, found.number) if found and found.name and found.number == "one" else None

    def _find_people(self, first: int, last: int, gender: str | None) -> Iterator[Antecedent]:
        """The fitting people that a stretch names outside quotations, by full name or surname."""
        named = self._named_people
        for n in range(bisect_left(named, (max(first, last - 2 * _REACH),)), len(named)):
            if named[n].at >= last:
                return
            if gender is None or self._can_have_gender(named[n].name, gender):  # all of them are surely people
                yield named[n]

    @cached_property
    def _named_people(self) -> list[Antecedent]:
        """The people that the text names outside quotations, by full name or surname, in its order."""
        names = self.names
        bearers = sorted((i, surname) for surname in names.by_surname for i in names.by_word.get(surname, ()) if self.inside[i] < 0)
        full = ((i, names.find_name_at(i) or names.full(surname, i)) for i, surname in bearers)
        return [Antecedent(i, name, "one") for i, name in full if name and names.is_surely_person(name) and not self._is_attribute(i)]

    def _is_attribute(self, i: int) -> bool:
        """Whether a name is only an attribute: "the Ruiz files", "an Ana Ruiz line"."""
        kinds = self.tokens.kinds
        if kinds[i + 1 : i + 2] != WORD or bare(self.tokens.words[i]) != self.tokens.words[i]:
            return False
        first = i
        while first > 0 and kinds[first - 1] == NAME:
            first -= 1
        return kinds[first - 1] == DETERMINER and first > 0

    def many(self, at: int) -> str | None:
        """The antecedent of "they": the last group that spoke, or the body that spoke in this sentence or the one before, nobody since."""
        spoke = next(self.find_speakers_before(at), None)
        body = spoke and (spoke.number == "body" or (spoke.name.isupper() and len(spoke.name) > len("US")))
        if (
            spoke
            and body
            and self.tokens.kinds[at] == SUBJECT
            and not self._has_unnamed_speaker(spoke.at, at)
            and self._is_recent_source(spoke, at)
        ):
            return spoke.name
        return next((m.name for m in self.find_speakers_before(at) if m.number == "many"), None)

    def _has_unnamed_speaker(self, first: int, last: int) -> bool:
        """Whether somebody without a name, one or several, spoke between two tokens."""
        return bisect_left(self._unnamed, (first,)) < bisect_left(self._unnamed, (last,))

    def body(self, at: int) -> str | None:
        """The antecedent of "it": the body that is the subject of this sentence or the one before, or that spoke since."""
        bounds = self.tokens.bounds
        n = bisect_right(bounds, at) - 1
        spoke = next(self.find_speakers_before(at), None)
        aside = self.tokens.kinds[at - 1 : at] == ","  # "The ship, it said, sank"
        if aside and spoke and spoke.at < bounds[n] and self._is_body(spoke) and self._is_recent_source(spoke, at):
            return spoke.name
        for opening in reversed(bounds[max(0, n - 1) : n + 1]):
            if spoke is not None and spoke.at >= opening:
                return spoke.name if self._is_body(spoke) else None
            if opening < at and self.inside[opening] < 0:
                found = self._find_sentence_subject(opening, at)
                if found and found.at == opening and not (" " in found.name or self._is_named_here(opening)):
                    found = None  # "Specifically, …"
                if found or opening < bounds[n]:
                    return found.name if found and self._is_body(found) else None
        return spoke.name if spoke and self._is_body(spoke) and self._is_quoted(spoke.at, at) else None

    def _is_named_here(self, i: int) -> bool:
        """Whether a word with a capital is a name: it has one in the middle of a sentence, too."""
        return self.names.is_named(i) or self.tokens.words[i] in self.names.capitals

    def _is_quoted(self, first: int, last: int) -> bool:
        """Whether all sentences of a stretch but the first open with quotations."""
        bounds = self.tokens.bounds
        return all(self.inside[i] >= 0 for i in bounds[bisect_right(bounds, first) : bisect_left(bounds, last)])

    def _continues_over_quotations(self, first: int, last: int, gender: str | None) -> bool:
        """Whether the sentences between a source and a pronoun open with quotations, and nobody is before the pronoun in its own."""
        bounds = self.tokens.bounds
        own = bounds[bisect_right(bounds, last) - 1]
        if own <= first or self.inside[own] >= 0:
            return self._is_quoted(first, last)
        return self._is_quoted(first, own) and not any(True for _ in self._find_people(own, last, gender))

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

    def _find_body_subject(self, at: int) -> Antecedent | None:
        """The body that the sentence of a token is about."""
        bounds = self.tokens.bounds
        opening = bounds[bisect_right(bounds, at) - 1]
        found = self._find_sentence_subject(opening, at) if opening < at and self.inside[opening] < 0 else None
        if found is None or not self._is_body(found):
            return None
        return found if self.names.is_named(found.at) or self.tokens.words[found.at] in self.names.capitals else None

    def author(self, document: str, at: int) -> str | None:
        """The author of "the report"."""
        return find_author(self.names, document, at, at - 2 * _REACH)

    def find_maker(self, document: str, at: int) -> str | None:
        """Finds who spoke in "a statement", or "released a report", if that was last before a token; None if the speaker has no name."""
        words, bounds = self.tokens.words, self.tokens.bounds
        for i in range(at - 1, max(0, at - _REACH), -1):
            if words[i].lower() != document or self.inside[i] >= 0:
                continue
            n = bisect_right(bounds, i)
            opening, end = bounds[n - 1], bounds[n]
            lead = [word.lower() for word in words[max(opening, i - 5) : i]]
            if "the" in lead[-2:] and "in" not in lead:
                continue
            deed = next((j for j in range(i - 1, max(opening, i - 6), -1) if words[j] in _MAKING), -1)
            if deed < 0 and "in" not in lead:
                return None
            spoke = {m.name for m in self._spoke if opening <= m.at < end}
            if len(spoke) == 1 and not self._has_unnamed_speaker(opening, end):
                return spoke.pop()
            if spoke or self._has_unnamed_speaker(opening, end) or deed < 0:
                return None
            found = self._find_sentence_subject(opening, deed)
            return found.name if found else None
        return None

    def office(self, phrase: Sequence[str], at: int) -> str | None:
        """The antecedent of "the minister", "the company", "the ministry": the one holder of the office, the last body of that kind."""
        low = [word.lower() for word in phrase]
        if not low:
            return None
        ending = " " + " ".join(low)
        last = bisect_left(self._spoke, (at,))
        recent = self._spoke[max(0, last - 20) : last]
        spoken = {m.name for m in recent if m.name.lower().endswith(ending)}
        if not spoken and ending[1:] in _SAME_KIND:
            spoken = {m.name for m in recent if m.name.lower().endswith(f" {_SAME_KIND[ending[1:]]}")}
        if spoken:
            return spoken.pop() if len(spoken) == 1 else None
        if (
            low[-1] in FIRMS
            or low[-1] in BODIES
            or low[-1] in _GENERIC
            or (low[-1] in CAPITAL_BODIES and self.names.find_bodies_of_kind(low[-1]))
        ):
            return self._find_last_of_kind(self._remove_descriptions(low, phrase), at)
        other = not BEFORE_OFFICE.isdisjoint(low[:-1])
        return self._find_office_holder(" ".join(low), at) or (None if other or len(low) == 1 else self._find_office_holder(low[-1], at))

    @staticmethod
    def _remove_descriptions(low: list[str], phrase: Sequence[str]) -> list[str]:
        """The words of "the budget airline", "the social media company" without those that only describe; another firm keeps them."""
        if not (low[-1] in FIRMS or low[-1] in _DESCRIBED) or not _ANOTHER.isdisjoint(low):
            return low
        written = [word for word in phrase[:-1] if word[0].isupper() and word != "AI" and not is_attribute_with_hyphen(word)]
        if low[-1] in FIRMS:
            written = [word for word in written if not is_people(word)]  # "the German carmaker"
        return [*map(str.lower, written), low[-1]]

    def _find_office_holder(self, office: str, at: int) -> str | None:
        """The one holder of an office, or the only one of several who was named recently."""
        people = self.names.holders(office)
        if len(people) < 2:
            return next(iter(people), None)
        named = [m for m in self._find_people(at - _REACH, at, None) if m.name in people]
        spoke = next((m for m in self.find_speakers_before(at) if m.number == "one"), None)
        if spoke is not None and spoke.name in people and all(m.name == spoke.name for m in named if m.at > spoke.at):
            return spoke.name
        late = {m.name for m in named if m.at >= at - _REACH // 4}
        if len(late) > 1 and spoke is not None and spoke.name in late:
            late = {spoke.name, *(m.name for m in named if m.at > spoke.at)}
        return late.pop() if len(late) == 1 else None

    def find_last_person(self, at: int) -> str | None:
        """Finds the person who spoke last before a token, if no unnamed speaker came since."""
        spoke = next((m for m in self.find_speakers_before(at) if m.number == "one" and self.names.is_surely_person(m.name)), None)
        return spoke.name if spoke and self._find_last_unnamed(at, None) < spoke.at else None

    def resolve_age(self, age: str, at: int) -> str | None:
        """The antecedent of "the 34-year-old": the person with that age in the text, or else the only possible one."""
        return self.names.find_person_of_age(age) or self.person(at, None, chain=0)

    def find_whole_name(self, word: str, at: int) -> str | None:
        """The name that "the" and its last word refer to: "the Journal" after "the Wall Street Journal"."""
        return self._find_only_body(word.lower(), [], at) if word in _USED_ALONE else None

    def _find_only_body(self, kind: str, owners: list[str], at: int) -> str | None:
        """The body far before a token that is the only one of its kind in the text; "Trade Committee" is the Varn Trade Committee."""
        bodies = [
            m.name for m in self.names.find_bodies_of_kind(kind) if " " in m.name and all(owner in m.name.lower() for owner in owners)
        ]
        longest = max(bodies, key=len, default=None)
        before = longest and any(m.at < at and m.name == longest for m in self.names.find_bodies_of_kind(kind))
        return longest if longest and before and all(longest.endswith(name) for name in bodies) else None

    def _can_be_firm(self, mention: Antecedent) -> bool:
        """Whether a body can be a firm: it has no word for a public body, and is no place."""
        return _NO_FIRMS.isdisjoint(mention.name.lower().split()) and not self.names.is_place(mention.name)

    def _find_topic(self, at: int) -> Antecedent | None:
        """The body that a sentence before a token is about, as its subject or the owner of it, back over sentences with "its" and "it"."""
        bounds, words, kinds = self.tokens.bounds, self.tokens.words, self.tokens.kinds
        n = bisect_right(bounds, at) - 1
        for opening in reversed(bounds[max(0, n - _TOPIC) : n]):
            if self.inside[opening] >= 0 or words[opening] in ("It", "Its"):
                continue
            found = self._find_sentence_subject(opening, at) or self._find_owner(opening)
            if found is None and kinds[opening] in DETERMINER + SUBJECT + WORD:
                continue
            named = found and (" " in found.name or self.names.is_named(found.at) or self.tokens.words[found.at] in self.names.capitals)
            return found if found and named and self._is_body(found) and self._can_be_firm(found) else None
        return None

    def _find_owner(self, opening: int) -> Antecedent | None:
        """The owner with which a sentence opens: "Brae Lines’ profits have risen"."""
        words, kinds, end = self.tokens.words, self.tokens.kinds, opening
        while kinds[end] == NAME and bare(words[end]) == words[end]:
            end += 1
        plural = kinds[end] == "'" and end > opening and words[end - 1].endswith("s")  # "Brae Lines’"
        if not plural and (kinds[end] != NAME or bare(words[end]) == words[end]):
            return None
        found = find_name_in(self.names, opening, end if plural else end + 1)
        return Antecedent(opening, found.name, found.number) if found.name else None

    def _find_last_of_kind(self, low: list[str], at: int) -> str | None:
        """The last body before a token that the text says is of a kind, or that has the word in its name.

        Where there is none, the firm that spoke last.
        """
        kind = low[-1]
        low = [word for word in low if not word.endswith("-based")]
        spoke = self._find_body_subject(at) or next((m for m in self.find_speakers_before(at) if self._is_body(m)), None)
        if kind in FIRMS and (spoke is None or not self._can_be_firm(spoke)):
            spoke = self._find_topic(at)
        bodies = self.names.find_bodies_of_kind(kind) or self.names.find_bodies_of_kind(_SAME_KIND.get(kind, kind))
        first, last = (bisect_left(bodies, place, key=lambda m: m.at) for place in (at - 2 * _REACH + 1, at))
        owners = [bare(word) for word in low[:-1] if bare(word) != word]  # "the sheriff's office"
        named = {m.name for m in bodies[first:last] if all(owner in m.name.lower() for owner in owners)}
        if len(named) == 1 or (spoke and spoke.name in named):
            name = named.pop() if len(named) == 1 else spoke and spoke.name
            return spoke.name if spoke and name and spoke.name.startswith(f"{name} ") else name
        if not named and (only := self._find_only_body(kind, owners, at)):
            return only
        if named or spoke is None or len(low) > 1:
            return None
        if kind in _GENERIC and self._is_recent_source(spoke, at):
            return spoke.name
        words = set(spoke.name.lower().split())
        if kind == "agency" and not _AGENCIES.isdisjoint(words):
            return spoke.name
        if kind in FIRMS and not self._can_be_firm(spoke):
            return None
        if kind == "newspaper" and spoke.name.rpartition(" ")[2] in _USED_ALONE and self._is_recent_source(spoke, at):
            return spoke.name
        if kind not in FIRMS and not spoke.name.isupper():
            return None
        return spoke.name if BODIES.isdisjoint(words) or kind in words else None
