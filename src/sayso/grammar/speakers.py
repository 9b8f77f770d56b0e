"""The speaker of an attribution: its source resolved to a name within the article.

A surname becomes the last full name that fits, a pronoun the only person who is possible after the last sentences, "the minister" the one
whose office it is. Bodies keep their words ("Phoenix police"); a description of
people is nobody's name ("UN officials", "72 percent of voters"), so it stays in the source alone. Where more than one reading
is left, or none, no speaker is given: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sayso.grammar.body_antecedents import FIRMS
from sayso.grammar.epithets import EPITHETS, LAWMAKERS, MEMBERS, THE, UNNAMED, DescribedSpeakers, find_noun_gender
from sayso.grammar.lexicon import entries
from sayso.grammar.mentions import Antecedent
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import (
    BEFORE_OFFICE,
    HERS,
    HIS,
    PARTICLES,
    SHORT,
    TITLES,
    Person,
    find_surname,
    is_people,
    is_person_noun,
    normalize_title,
    split_titles,
    strip_s,
)
from sayso.grammar.name_phrases import DOCUMENTS, PUBLISHED, WITH_AUTHOR, Named, find_name_in
from sayso.grammar.name_phrases import NOBODY as NO_NAME
from sayso.grammar.names import GENDER_OF_TITLE, OF_SOMEBODY
from sayso.grammar.role_phrases import PARTIES
from sayso.grammar.wordclasses import CONJUNCTION, DETERMINER, NAME, NOUN, PERSONAL, VERB, WORD

SPEAKING = frozenset(entries("speakers.txt", "who speaks of themselves"))
#: What ends a noun phrase before its apposition.
_STOP = re.compile(r"[,\-(]")
_AGED = re.compile(r"(\d{1,3})-year-old")
_PLURAL = frozenset(("they", "them", "their"))
_RELATIVE = frozenset(("that", "which", "who", "whom"))


#: The number of tokens back in which the body of "the spokesman" may be.
_VOICE_REACH = 240


class Speaker(NamedTuple):
    """A name, and its bearer's role in the text; each is None if the text does not give it."""

    name: str | None
    role: str | None


NOBODY = Speaker(None, None)

#: Broadcasters and firms such as "7News" and "3M", which are not figures.
_NAME_WITH_DIGIT = re.compile(r"\d{1,2}(?:News|[A-Z]{1,4})")
#: "Who identified himself as Brian", "who gave her name only as Ana".
_CALLED = re.compile("P[VB][DOo]{1,2}R?S(C{1,3})")
#: How the words for the whole of a people end.
_SEVERAL_OF_A_PEOPLE = ("ch", "ese", "s", "sh")
#: How many tokens from a name a pronoun may be that shows its bearer's gender.
_LEAD, _TAIL = 8, 4
_SHE = frozenset(("her", "she"))
#: Words for a speaker who is a wife or a husband.
_THEIR_PARTNER = frozenset(("her", "his"))
_HE = frozenset(("he", "his"))
#: How many mentions of a surname are looked at.
_MENTIONS = 200
#: "Ms. Roe" has so many words.
_WITH_TITLE = 2
#: "A police spokesman" has two words after its article.
_POLICE_WORDS = 2
#: "The" and the words of an office are fewer than this.
_LONGEST_OFFICE = 5


class Speakers(DescribedSpeakers):
    """Resolves the sources of one text, in the order in which they are asked for.

    `inside[i]` is at least zero where token i is quoted.
    """

    def find_speaker(self, first: int, last: int, quoter: str | None = None) -> str | None:
        """The speaker for the source at tokens `first` to `last`; `quoter` is who speaks the quotation it is in."""
        words = self.tokens.words[first:last]
        low = words[0].lower()
        if len(words) == 1 and low in SPEAKING and self.tokens.kinds[first] != NAME:  # the US is no "us"
            return quoter
        if len(words) == 1 or self.tokens.kinds[first] in PERSONAL:
            low = low.replace("’", "'").partition("'")[0]  # "He's saying"
            if low in HIS or low in HERS:
                return self._note_speaker(first, self.before.resolve_singular_pronoun(first, "f" if low in HERS else "m"), "one")
            if low in _PLURAL:
                return self.before.resolve_they(first)
            if _NAME_WITH_DIGIT.fullmatch(words[0]):
                return self._note_speaker(first, words[0], "body")
            if low == "it":
                return self._note_speaker(first, self.before.resolve_it(first), "body")
            if low in _RELATIVE and self.tokens.kinds[first] != NAME:  # the WHO is no "who"
                return self._resolve_before_relative(first)
        if len(words) > 1 and words[1] in OF_SOMEBODY and (low in HIS or low in HERS) and words[2:3] in ([], [","]):
            who = self.before.resolve_singular_pronoun(first, "f" if low in HERS else "m")
            return self._note_speaker(first, who and f"{find_surname(who)} {words[1]}", "body")  # "his administration"
        if len(words) > 1 and words[1] == "office" and (low in HIS or low in HERS) and words[2:3] in ([], [","]):
            who = self.before.resolve_singular_pronoun(first, "f" if low in HERS else "m")
            return self._note_speaker(first, who and f"{who}’s office", "body")
        special = self._resolve_own_name(first, last) or self._resolve_compatriot(first, last) or self._resolve_police(first, last)
        special = special or self._find_parent_or_champion(first, last) or self._resolve_plural_role(first, last)
        found = special or self._resolve_spokesman(first, last) or self._resolve_phrase(first, last)
        if found.name and found.name.endswith("s") and is_people(found.name):  # "Americans say"
            found = NO_NAME
        if found.name and last - first <= _WITH_TITLE and (other := self._find_bearer(first, last)):
            found = Named(other, "one")
        name = self._note_speaker(first, *found)
        if name is None:
            self._note_unnamed(first, last)
        if words[0].islower() or self.tokens.kinds[first] == DETERMINER:
            self._note_represented_body(first, last, name)
        return name

    def _find_bearer(self, first: int, last: int) -> str | None:
        """Which of several people with one surname it is that a source calls by it; None where the text does not tell.

        It tells by "Ms.", by "in her speech, Ruiz", by the surname alone before another one is named; or the first one named spoke last.
        """
        words = self.tokens.words
        surname = strip_s(words[last - 1])
        people = self.names.by_surname.get(surname, [])[:_MENTIONS]
        bearers = {person.name for person in people}
        if len(bearers) < _WITH_TITLE:
            return None
        title = words[first].lower() if last - first > 1 else ""
        if title and normalize_title(title) not in TITLES:
            return None
        if gender := GENDER_OF_TITLE.get(title) or self._find_gender_before(first):
            fitting = {name for name in bearers if self.names.find_gender(name) in (gender, None)}
            if len(fitting) == 1 or title in GENDER_OF_TITLE:
                return fitting.pop() if len(fitting) == 1 else None
        if (subject := self._find_subject_before(people, first)) is not None:
            return subject
        said = {m.name for m in self.before.find_speakers_before(first) if m.name in bearers}
        if (
            len(said) == 1
            and people[0].name not in said
            and not any(self.names.is_alone(i) for i in self.names.by_word[surname][:_MENTIONS] if i < first)
        ):
            return said.pop()
        others = Counter(person.name for person in people if person.at < first)
        own = others.pop(people[0].name, 0)
        rival = next((person.at for person in people if person.name != people[0].name), first)
        own += sum(people[0].at + 1 < i < rival and self.names.is_alone(i) for i in self.names.by_word[surname][:_MENTIONS])
        if others and own >= max(others.values()):
            return people[0].name
        spoke = next((m for m in self.before.find_speakers_before(first) if m.name in bearers), None)
        if spoke is None or spoke.name != people[0].name or any(spoke.at <= p.at < first for p in people):
            return None
        return spoke.name

    def _find_subject_before(self, people: Sequence[Person], at: int) -> str | None:
        """Who of several people the sentence before a token's own is about, with what they are: "Ana Moss, a baker, rose. | Moss said"."""
        bounds = self.tokens.bounds
        n = bisect_right(bounds, at) - 1
        if n < 1 or self.inside[bounds[n - 1]] >= 0:
            return None
        named = [p for p in people if bounds[n - 1] <= p.at < bounds[n]]
        kinds = self.tokens.kinds
        if len(named) != 1 or kinds[bounds[n - 1] : named[0].at].strip(DETERMINER + NAME + WORD):
            return None
        end = named[0].at + named[0].name.count(" ") + 1
        return named[0].name if kinds[end : end + 1] in ("B", ",") else None

    def _find_gender_before(self, at: int) -> str | None:
        """The gender of the pronouns close to a name in its sentence: "in her speech, | Ruiz said", "Ruiz | told her staff"."""
        bounds = self.tokens.bounds
        n = bisect_right(bounds, at)
        first, last = max(bounds[n - 1], at - _LEAD), min(bounds[n], at + _TAIL)
        if VERB in self.tokens.kinds[first:at]:
            first = at
        near = {self.tokens.words[i].lower() for i in range(first, last) if self.inside[i] < 0}
        genders = {gender for gender, words in (("f", _SHE), ("m", _HE)) if not words.isdisjoint(near)}
        return genders.pop() if len(genders) == 1 else None

    def build_speaker_with_role(self, name: str | None, first: int, last: int) -> Speaker:
        """Somebody whom tokens `first` to `last` call, with the role that the text states or calls them by."""
        return Speaker(name, self.roles.find_role(name, last) or self._find_called_office(first, last)) if name else NOBODY

    def _find_called_office(self, first: int, last: int) -> str | None:
        """The office by which somebody is called: "the former CEO"."""
        words = self.tokens.words[first:last]
        called = words[0].lower() == "the" and 1 < len(words) < _LONGEST_OFFICE and normalize_title(words[-1]) in TITLES
        called = called and (is_person_noun(words[-1]) or normalize_title(words[-1]) in SHORT)  # "the Treasury" is a body
        return " ".join(words[1:]) if called and all(kind in NOUN for kind in self.tokens.kinds[first + 1 : last]) else None

    def find_labelled_speaker(self, first: int, last: int) -> str:
        """The speaker of a line of a transcript: "MAYOR REYES" is Paul Reyes, if the text names him."""
        words = [word.capitalize() for word in self.tokens.words[first:last]]
        name, _ = split_titles(words)
        full = self.names.find_full_name(name[-1], first) if len(name) == 1 else None
        return full or " ".join(name)

    def _note_speaker(self, at: int, name: str | None, number: str) -> str | None:
        if name is not None:
            self.before.record_source(Antecedent(at, name, number))
        return name

    def _note_unnamed(self, first: int, last: int) -> None:
        """Records that somebody without a name speaks, such as "the homebuilder"; a later "he" is then nobody named before."""
        kinds, words = self.tokens.kinds, self.tokens.words
        end = next((i for i in range(first + 1, last) if kinds[i] in ",-(WHPOIT"), last)
        head = words[end - 1].lower()
        if is_person_noun(head) or head in UNNAMED or head.startswith("spokes"):
            self.before.record_unnamed(first, find_noun_gender(head))
        elif head.endswith("s") or head in BODIES:
            self.before.record_unnamed(first, "many")

    def _note_represented_body(self, first: int, last: int, name: str | None) -> None:
        """Records the body that a spokesman represents; a later "the spokesman" represents the same."""
        if any(word.startswith("spokes") for word in self.tokens.words[first:last]):
            self._voices.append((first, name))

    def _find_last_represented_body(self, at: int) -> Named:
        """The body of the last spokesman before a token, if near enough for "the spokesman" to be the same."""
        before = [name for place, name in self._voices if at - _VOICE_REACH < place < at]
        return Named(before[-1] if before else None, "body")

    def _resolve_phrase(self, first: int, last: int) -> Named:
        """The name in a noun phrase: that of its apposition where an office comes first, its own, or that of the office's holder."""
        kinds, words = self.tokens.kinds, self.tokens.words
        stop = _STOP.search(kinds, first + 1, last)
        if stop and words[stop.end() : stop.end() + 1] and words[stop.end()].endswith("-based"):  # "the Varn, Brenland-based firm"
            return self._resolve_phrase_without_place(first, stop.end(), last)
        end = stop.start() if stop else last
        office = kinds[end - 1] == WORD or (is_person_noun(words[end - 1]) and not self.names.has_name_within(first, end))
        couple = any(words[i] == "and" and words[i + 1] in _THEIR_PARTNER for i in range(first + 1, end - 1))
        apposed = self._find_apposed(end, last) if office and not couple else None
        if apposed:
            return Named(apposed, "one")
        if words[first].lower() == "the" and (resolved := self._resolve_title(first, end)) is not None:
            return resolved
        if self._is_epithet_with_name(first, end) and (holder := self._find_described(first, end) or self._find_known(first, end)):
            return Named(holder, "one")
        found = find_name_in(self.names, first, last)
        if end - first == _WITH_TITLE and words[first].lower() == "the" and (whole := self.before.find_whole_name(words[end - 1], first)):
            return Named(whole, "body")
        voice = any(word.startswith("spokes") for word in words[first:end])
        if (
            (voice or found == NO_NAME)
            and (apposed := self._find_apposed(end, last))
            and (self.names.is_surely_person(apposed) or normalize_title(words[first]) in TITLES)
            and " " in apposed
        ):
            return Named(apposed, "one")  # "a lawyer for Ms. Roe, Paul Reyes,"
        if end - first == 2 and words[first].lower() == "the" and (age := _AGED.fullmatch(words[end - 1])):
            return Named(self.before.resolve_age(age[1], first), "one")
        if found.name is None and words[end - 1].lower() in WITH_AUTHOR and (author := self._find_author(first, end)):
            return author
        firm = words[end - 1] in FIRMS  # "the German carmaker"
        named = any(self.names.is_named(i) and not (firm and is_people(words[i])) for i in range(first, end))
        plural = words[end - 1].endswith("s") and not is_person_noun(words[end - 1])
        if found.name is None and plural and words[first].lower() == "the" and is_person_noun(words[end - 1].removesuffix("s")):
            return Named(None, "many")  # "the bakers" are not one baker
        if found.name is None and words[first].lower() in THE and not named:
            holder = self.before.resolve_office(words[first + 1 : end], first) or self._find_described(first, end)
            return Named(holder or self._resolve_epithet(first, end), found.number)
        return self._resolve_publisher(first, end) or found if found.name is None else found

    def _resolve_publisher(self, first: int, end: int) -> Named | None:
        """Who speaks in "a statement from the airline" or "a report released by the ministry"; None for no such phrase."""
        words = self.tokens.words
        by = next((i for i in range(first + 1, end - 1) if words[i] in ("by", "from")), 0)
        made = by and (words[by - 1].lower() in WITH_AUTHOR or words[by - 1] in PUBLISHED)
        if not made or words[by + 1] != "the" or not any(word.lower() in WITH_AUTHOR for word in words[first:by]):
            return None
        return self._resolve_phrase(by + 1, end)

    def _resolve_title(self, first: int, end: int) -> Named | None:
        """The holder of the office that ends a phrase with "the"; None where the phrase may be a name."""
        kinds, words = self.tokens.kinds, self.tokens.words
        if end - first < 2 or normalize_title(strip_s(words[end - 1])) not in TITLES or self.names.has_name_within(first, end):
            return None
        other = words[end - 2].lower() in BEFORE_OFFICE
        lawmaker = end - first > 2 and (words[end - 1] in MEMBERS or words[end - 1] in LAWMAKERS)
        holder = None if lawmaker else self._find_holder(self.before.resolve_office(words[end - 1 - other : end], first), first, end)
        holder = self._find_holder_of_nation(holder, first, end)
        if holder is None and (who := self._find_described(first, end) or self._resolve_epithet(first, end)):
            holder = self._find_holder_of_nation(who, first, end)
        if holder is None and words[end - 1].startswith("spokes"):
            return self._find_last_represented_body(first)
        if holder or kinds[end - 1] == WORD or words[end - 1].isupper() or ("I" not in kinds[first:end] and is_person_noun(words[end - 1])):
            return Named(holder, "one")  # "the Marlow CEO", "the Varn Republican"
        return None

    def _resolve_phrase_without_place(self, first: int, based: int, last: int) -> Named:
        """The body that "the Varn, Brenland-based firm" means, its place ending at a token; nobody if it is not a body."""
        words = self.tokens.words
        stop = _STOP.search(self.tokens.kinds, based + 1, last)
        end = stop.start() if stop else last
        head = words[end - 1].lower()
        found = words[first].lower() == "the" and (head in FIRMS or head in BODIES)
        return Named(self.before.resolve_office([head], first) if found else None, "body")

    def _resolve_spokesman(self, first: int, last: int) -> Named | None:
        """The body that "a company spokesman" or "a hospital spokeswoman" speaks for; None for any other phrase."""
        words, kinds = self.tokens.words, self.tokens.kinds
        first += kinds[first] == DETERMINER
        if not _WITH_TITLE <= last - first <= _WITH_TITLE + 1 or not words[last - 1].startswith("spokes") or NAME in kinds[first:last]:
            return None
        if not (words[last - 2] in FIRMS or words[last - 2] in BODIES):
            return None
        return Named(self.before.resolve_office(words[first : last - 1], first), "body")

    def _resolve_own_name(self, first: int, last: int) -> Named | None:
        """The name that somebody gave of themselves, "a man who identified himself as Brian"; None for any other phrase."""
        called = _CALLED.search(self.tokens.kinds, first, last) if self.tokens.kinds[last - 1] == NAME else None
        return Named(" ".join(self.tokens.words[called.start(1) : called.end(1)]), "one") if called and called.end() == last else None

    def _find_parent_or_champion(self, first: int, last: int) -> Named | None:
        """Finds the person meant by "the mother of three", "the two-time Varn Cup champion"; None for any other phrase."""
        words = self.tokens.words[first:last]
        if words[0].lower() != "the" or len(words) == 1:
            return None
        if any(word in words for word in ("mother", "father")):
            of = next((i for i in range(1, len(words) - 1) if words[i] == "of"), 0)
            called = of and of == len(words) - _WITH_TITLE and words[of - 1] in ("mother", "father")
            gender = "f" if "mother" in words else "m"
        else:
            called, gender = words[1].endswith("-time") and words[-1] in EPITHETS and not self.names.has_name_within(last - 1, last), None
        return Named(self.before.resolve_singular_pronoun(first, gender, chain=0), "one") if called else None

    def _resolve_compatriot(self, first: int, last: int) -> Named | None:
        """Finds the person meant by "the Brazilian" (no one for "the French"); None for any other phrase."""
        words = self.tokens.words
        word = words[last - 1]
        if last - first != _WITH_TITLE or words[first].lower() != "the" or word.islower() or not is_people(word) or word.lower() in TITLES:
            return None
        one = not word.endswith(_SEVERAL_OF_A_PEOPLE)
        return Named(self.before.resolve_singular_pronoun(first, find_noun_gender(word), chain=0) if one else None, "one")

    def _resolve_police(self, first: int, last: int) -> Named | None:
        """The police that "police", "a police statement" or "a police spokesman" is of; None for any other phrase."""
        words = self.tokens.words
        first += self.tokens.kinds[first] == DETERMINER
        if not 0 < last - first <= _POLICE_WORDS or words[first].lower() != "police":
            return None
        if last - first == _POLICE_WORDS and words[last - 1] not in DOCUMENTS and not words[last - 1].startswith("spokes"):
            return None
        name = self.names.find_police()
        return Named(name, "body") if name else None

    def _find_author(self, first: int, end: int) -> Named | None:
        """Who speaks through "the report", "its annual report" or "the ministry's report"; None for no such phrase."""
        words, head = self.tokens.words, self.tokens.words[end - 1].lower()
        low = words[first].lower()
        if low in ("its", "their") and head in DOCUMENTS:
            return Named(self.before.resolve_it(first) if low == "its" else None, "body")
        if low not in THE:
            return None
        if owner := next((i for i in range(first + 1, end - 1) if strip_s(words[i]) != words[i] and self.tokens.kinds[i] == WORD), 0):
            return Named(self.before.resolve_office([*words[first + 1 : owner], strip_s(words[owner])], first), "body")
        author = self.before.resolve_document(head, first) or (
            self.before.resolve_office(words[first + 1 : end], first) if head in DOCUMENTS else None
        )
        return Named(author or self.before.find_maker(head, first), "body")

    def _find_holder(self, holder: str | None, first: int, end: int) -> str | None:
        """The holder of an office, unless the text says a role of them without the party before the office: "the Republican leader"."""
        role = self.roles.find_role(holder, first) if holder else None
        party = self.tokens.words[first + 1]
        return None if role and end - first > 2 and party in PARTIES and party not in role else holder

    def _find_holder_of_nation(self, holder: str | None, first: int, end: int) -> str | None:
        """The holder of the office of a nation, whom the text ties to no other one: "the Brendish president"."""
        people = self.nations.find_people_word(first, end)
        if people < 0 or (holder and self.nations.is_of_nation(holder, first, people)):
            return holder
        other = self.nations.find_holder(first, end, people)
        return other or (holder if holder and self.nations.is_of_nation(holder, first, people) is None else None)

    def _find_apposed(self, end: int, last: int) -> str | None:
        """The full name between commas after an office: "the foreign minister, Anselm Roth, told"."""
        kinds = self.tokens.kinds
        stop = next((i for i in range(end + 1, last) if kinds[i] != NAME and self.tokens.words[i] not in PARTICLES), last)
        if kinds[end : end + 1] != ",":
            return None
        if kinds[stop : stop + 1] == CONJUNCTION and kinds[stop + 1 : stop + 2] == NAME:  # "their company, Brae and Quill Productions,"
            close = kinds.find(",", stop, last)
            found = find_name_in(self.names, end + 1, close if close > 0 else last)
            return found.name if found.number == "body" else None
        if not 1 <= stop - end - 1 <= 5 or (stop < last and kinds[stop] not in ",I"):
            return None
        return find_name_in(self.names, end + 1, stop).name

    def _resolve_before_relative(self, at: int) -> str | None:
        """ "Ms. Diaz, who said …": the phrase before the relative pronoun."""
        kinds = self.tokens.kinds
        end = at - 1 if at and kinds[at - 1] in ",-" else at
        begin = end
        while begin > 0 and end - begin < 6 and kinds[begin - 1] == NAME:
            begin -= 1
        return self._note_speaker(at, *find_name_in(self.names, begin, end)) if begin < end else None
