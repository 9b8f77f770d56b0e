"""Who "he", "she" or "they" means: the last person before the pronoun that fits by gender and number; for bodies see `body_antecedents`.

The subject of a sentence comes before everybody else in it, the last speaker before everybody else; a given name shows whether a person
can be "she". Where more than one reading is left, or none, there is no antecedent: a wrong name is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

from sayso.grammar.body_antecedents import MAIN, BodyAntecedents
from sayso.grammar.lexicon import entries
from sayso.grammar.mentions import REACH, Antecedent
from sayso.grammar.name_parts import (
    GIVEN_NAMES,
    find_surname,
    is_country,
    is_people,
    is_person_noun,
    strip_s,
)
from sayso.grammar.name_phrases import find_name_in
from sayso.grammar.vocabulary import is_common
from sayso.grammar.wordclasses import (
    CLAUSE_OPENERS,
    CONJUNCTION_OR_ADVERB,
    NAME,
    PREPOSITION,
    SUBJECT,
    SUBORDINATOR,
    VERB_OR_AUXILIARY,
    WORD,
)

#: How far into a sentence its subject may be looked for as a pronoun.
_LEAD = 9
_SUBJECTS = {"m": "he", "f": "she"}
#: Words before a name that is not a time or place.
_ABOUT = frozenset(entries("speakers.txt", "before a name, and no time or place"))
#: How often a text names the person it is about.
_MAIN_PERSON = 3


class Antecedents(BodyAntecedents):
    """Finds the antecedents of pronouns and of "the minister", "the company" among those whom a text has named so far."""

    def resolve_singular_pronoun(self, at: int, gender: str | None, chain: int = 6) -> str | None:
        """Who "he" ("m"), "she" ("f") or somebody of either sex (None) at a token is.

        `chain` is how many earlier pronouns may be resolved on the way.
        """
        before = self._find_same_pronoun_before(at, gender) if chain and gender else -1
        if before >= 0:
            return self.resolve_singular_pronoun(before, gender, chain - 1)
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
        rivals = {m.name for m in self._find_people(last.at + 1 if last else at - REACH // 4, at, gender)}
        if last is not None and not rivals - {last.name}:
            return last.name
        if len(rivals) == 1 and (last is None or last.at < at - REACH // 2):
            return rivals.pop()
        return self._find_nearest(at, gender, chain, -1) or self._find_only_person(at, gender) if gender else None

    def _find_only_person(self, at: int, gender: str) -> str | None:
        """The one person named before a token, and often, who can have a gender, if a title, a given name or a pronoun shows it.

        A noun for somebody else close before the token, "a baker", leaves it open.
        """
        words, kinds = self.tokens.words, self.tokens.kinds
        if any(kinds[i] == WORD and self.inside[i] < 0 and is_person_noun(words[i]) for i in range(max(0, at - REACH // 4), at)):
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
            people = list(self._find_people(max(opening, since + 1, at - REACH), end, gender))
            if people:
                pronoun = self._find_pronoun(opening, people[0].at, gender) if chain else -1
                if pronoun >= 0:
                    return self.resolve_singular_pronoun(pronoun, gender, chain - 1)
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
        owns = strip_s(words[at]) != words[at]
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
        main = MAIN.search(kinds, at, min(at + 32, bounds[bisect_right(bounds, at)]))
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
        if words[mention.at - 1] == "by" and strip_s(words[mention.at]) == words[mention.at]:
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

    def _find_subject_since(self, spoken: int, at: int, gender: str | None) -> str | None:
        """Finds the fitting person who is the subject of the last sentence with one, if there was no speaker since."""
        end = at
        for opening in self._find_openings_before(at):
            if opening < spoken:
                return None
            found = self._find_sentence_subject(opening, at)
            if found and found.number == "one" and self.names.is_surely_person(found.name):
                return found.name if found.at >= spoken and self._can_have_gender(found.name, gender) else None
            if any(True for _ in self._find_people(max(opening, at - REACH), end, gender)):
                return None
            end = opening
        return None

    def resolve_they(self, at: int) -> str | None:
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

    def _continues_over_quotations(self, first: int, last: int, gender: str | None) -> bool:
        """Whether the sentences between a source and a pronoun open with quotations, and nobody is before the pronoun in its own."""
        bounds = self.tokens.bounds
        own = bounds[bisect_right(bounds, last) - 1]
        if own <= first or self.inside[own] >= 0:
            return self._is_quoted(first, last)
        return self._is_quoted(first, own) and not any(True for _ in self._find_people(own, last, gender))

    def find_last_person(self, at: int) -> str | None:
        """Finds the person who spoke last before a token, if no unnamed speaker came since."""
        spoke = next((m for m in self.find_speakers_before(at) if m.number == "one" and self.names.is_surely_person(m.name)), None)
        return spoke.name if spoke and self._find_last_unnamed(at, None) < spoke.at else None

    def resolve_age(self, age: str, at: int) -> str | None:
        """The antecedent of "the 34-year-old": the person with that age in the text, or else the only possible one."""
        return self.names.find_person_of_age(age) or self.resolve_singular_pronoun(at, None, chain=0)
