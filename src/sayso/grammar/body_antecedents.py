"""Whom "the company", "the minister", "the report" or "it" means, and the subject of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.grammar.authors import find_author
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.mentions import REACH, Antecedent, Mentions
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import (
    BEFORE_OFFICE,
    TITLES,
    is_attribute_with_hyphen,
    is_country,
    is_people,
    normalize_title,
    strip_s,
)
from sayso.grammar.name_parts import BODIES as CAPITAL_BODIES
from sayso.grammar.name_phrases import find_name_in
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
    WORD,
)

#: How many sentences back the topic of "the company" may be.
_TOPIC = 5
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
#: Bodies that are not firms, though their names have no word for a body.
_NO_FIRMS = frozenset(entries("speakers.txt", "bodies that are no firms"))

_VERB = re.compile("[VB]")
#: Where the main clause starts after a "when …".
MAIN = re.compile(",(?=C{1,3}[RN]?[VB])")
#: Small words after a name, and a verb after them.
_BODY_WITH_VERB = re.compile("(?P<words>o{1,3})(?=[BV]|[RN][BV])")
#: Verbs of those who make a document.
_MAKING = frozenset(entries("speakers.txt", "deeds that make an author"))


#: Words before a relative that name the person they belong to.
_OWN = frozenset(entries("speakers.txt", "possessive pronouns"))
#: A name after an office, with a verb after it: "Brae press secretary Ana Ruiz said", "co-founder and CEO Ana Ruiz said".
_TITLED = re.compile("[Co]{2,8}(?:A[Co]{1,6})?(?<=C)(?=[,BVRN(-])")


def _is_short_for(initials: str, name: str) -> bool:
    """Whether a word is the initials of a name: "DTA", "Department of Tidal Affairs"."""
    return initials == "".join(word[0] for word in name.split(" ") if word[0].isupper())


class BodyAntecedents(Mentions):
    """The bodies and the holders of offices that a text has named so far."""

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
            main = MAIN.search(kinds, i, end)
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
        who = self.resolve_office(words[first + 1 : last], first)
        if body:
            return Antecedent(first, who, "body") if who else None
        return Antecedent(first, who, "one") if who and self.names.is_surely_person(who) else None

    def _skip_to_relative(self, i: int, opening: int, end: int) -> int:
        """The name of somebody’s relative: "Ruiz’s wife, | Ana Moss", "his wife, | Ana Moss"; `i` where nothing of that kind is there."""
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

    def resolve_it(self, at: int) -> str | None:
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

    def _find_body_subject(self, at: int) -> Antecedent | None:
        """The body that the sentence of a token is about."""
        bounds = self.tokens.bounds
        opening = bounds[bisect_right(bounds, at) - 1]
        found = self._find_sentence_subject(opening, at) if opening < at and self.inside[opening] < 0 else None
        if found is None or not self._is_body(found):
            return None
        return found if self.names.is_named(found.at) or self.tokens.words[found.at] in self.names.capitals else None

    def resolve_document(self, document: str, at: int) -> str | None:
        """The author of "the report"."""
        return find_author(self.names, document, at, at - 2 * REACH)

    def find_maker(self, document: str, at: int) -> str | None:
        """Finds who spoke in "a statement", or "released a report", if that was last before a token; None if the speaker has no name."""
        words, bounds = self.tokens.words, self.tokens.bounds
        for i in range(at - 1, max(0, at - REACH), -1):
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

    def resolve_office(self, phrase: Sequence[str], at: int) -> str | None:
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
        people = self.names.find_holders(office)
        if len(people) < 2:
            return next(iter(people), None)
        named = [m for m in self._find_people(at - REACH, at, None) if m.name in people]
        spoke = next((m for m in self.find_speakers_before(at) if m.number == "one"), None)
        if spoke is not None and spoke.name in people and all(m.name == spoke.name for m in named if m.at > spoke.at):
            return spoke.name
        late = {m.name for m in named if m.at >= at - REACH // 4}
        if len(late) > 1 and spoke is not None and spoke.name in late:
            late = {spoke.name, *(m.name for m in named if m.at > spoke.at)}
        return late.pop() if len(late) == 1 else None

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
        """Whether a body can be a firm: it has no word for a public body, and is not a place."""
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

    def _is_called_firm(self, topic: Antecedent) -> bool:
        """Whether the sentence of a topic calls it a firm: "Carrier Brae Air", "Brae Air, with the airline's"; not "fined the firm"."""
        words, bounds = self.tokens.words, self.tokens.bounds
        n = bisect_right(bounds, topic.at)
        called = (i for i in range(bounds[n - 1], bounds[n]) if strip_s(words[i]) in FIRMS)
        return any(strip_s(words[i]) != words[i] or (i <= topic.at + 3 and words[i - 1] != "the") for i in called)

    def _find_owner(self, opening: int) -> Antecedent | None:
        """The owner with which a sentence opens: "Brae Lines’ profits have risen"."""
        words, kinds, end = self.tokens.words, self.tokens.kinds, opening
        while kinds[end] == NAME and strip_s(words[end]) == words[end]:
            end += 1
        plural = kinds[end] == "'" and end > opening and words[end - 1].endswith("s")  # "Brae Lines’"
        if not plural and (kinds[end] != NAME or strip_s(words[end]) == words[end]):
            return None
        found = find_name_in(self.names, opening, end if plural else end + 1)
        return Antecedent(opening, found.name, found.number) if found.name else None

    def _find_agency_before(self, at: int) -> str | None:
        """The public body that is the subject of the sentence before a token, if that names no other: "The Ministry of Tides", "DTA"."""
        bounds, words, kinds = self.tokens.bounds, self.tokens.words, self.tokens.kinds
        n = bisect_right(bounds, at) - 1
        if n < 1 or self.inside[bounds[n - 1]] >= 0 or (subject := self._find_sentence_subject(bounds[n - 1], at)) is None:
            return None
        sentence = range(bounds[n - 1], bounds[n])
        bodies = {m.at: m.name for kind in _AGENCIES for m in self.names.find_bodies_of_kind(kind) if m.at in sentence}
        for i in sentence:
            initials = kinds[i] == NAME and words[i].isupper() and len(words[i]) > len("US") and self.names.is_alone(i)
            if initials and not is_country(words[i]) and not any(_is_short_for(words[i], name) for name in bodies.values()):
                bodies[i] = words[i]
        return bodies.get(subject.at) if len(set(bodies.values())) == 1 else None

    def _find_last_of_kind(self, low: list[str], at: int) -> str | None:
        """The last body before a token that the text says is of a kind, or that has the word in its name.

        Where there is none, the firm that spoke last.
        """
        kind = low[-1]
        low = [word for word in low if not word.endswith("-based")]
        spoke = self._find_body_subject(at) or next((m for m in self.find_speakers_before(at) if self._is_body(m)), None)
        if kind in FIRMS:
            topic = self._find_topic(at)
            if spoke is None or not self._can_be_firm(spoke) or (topic and topic.at > spoke.at and self._is_called_firm(topic)):
                spoke = topic
        bodies = self.names.find_bodies_of_kind(kind) or self.names.find_bodies_of_kind(_SAME_KIND.get(kind, kind))
        first, last = (bisect_left(bodies, place, key=lambda m: m.at) for place in (at - 2 * REACH + 1, at))
        owners = [strip_s(word) for word in low[:-1] if strip_s(word) != word]  # "the sheriff's office"
        named = {m.name for m in bodies[first:last] if all(owner in m.name.lower() for owner in owners)}
        if len(named) == 1 or (spoke and spoke.name in named):
            name = named.pop() if len(named) == 1 else spoke and spoke.name
            return spoke.name if spoke and name and spoke.name.startswith(f"{name} ") else name
        if kind == "agency" and not named and len(low) == 1 and (agency := self._find_agency_before(at)):
            return agency
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
