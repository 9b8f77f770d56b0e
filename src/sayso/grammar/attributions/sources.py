"""Who speaks: the noun phrases around a cue that could be its source, and the features that choose among them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.grammar.attributions.cue_candidates import CueCandidate
from sayso.grammar.attributions.log_linear import Features
from sayso.grammar.attributions.subjects import (
    find_phrase_end,
    find_phrase_start,
    find_start_with_partner,
    find_subject_with_relative,
    find_whole_subject_start,
)
from sayso.grammar.lexicon import entries
from sayso.grammar.person_nouns import PERSON_NOUNS
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import (
    ADVERB,
    AUXILIARY,
    BEFORE_VERB_OR_DATE,
    CONJUNCTION_OR_ADVERB,
    DATE,
    DETERMINER,
    GAP_CLASSES,
    GERUND,
    NAME,
    NAME_OR_DETERMINER,
    NAMELESS_HEADS,
    NOT_OR_ADVERB,
    NOUN_OR_ADVERB,
    NOUN_PHRASE_OR_PERSONAL,
    NOUN_PHRASE_OR_PRONOUN,
    NOUN_PHRASE_OR_SUBJECT,
    NUMBER,
    PREPOSITIONS,
    QUESTION,
    QUESTION_OR_SUBJECT,
    SUBJECT_OPENERS,
    SUBJECT_OR_SUBORDINATOR,
    TO,
    VERB_GROUP,
    WORD,
)

#: A noun phrase before a verb; its length is capped, so that no text makes the search quadratic.
_SUBJECT = re.compile(r"[CDo0PW](?<![CDo0P'A].)(?:[CDo0P'A]{0,14}+)(?:I[CDo0']{1,8}+){0,4}+(?=[,RMN]{0,4}+[BVG])")
_CLOSES = re.compile(r"[,.;:\"-]")
_NOUNS = frozenset("CDo0POW'G")
#: "He's claiming": the source is in the auxiliary.
_CONTRACTED = tuple(f"{p}{mark}" for p in entries("attribution-features.txt", "contracted pronouns") for mark in ("'", "’"))
_BE = frozenset(entries("attribution-features.txt", "forms of be and get"))
#: Participles that do not end in -ed.
_IRREGULAR = frozenset(entries("attribution-features.txt", "irregular participles"))
#: Participles for what their subject thinks or feels: "she is worried that".
_FELT = frozenset(entries("felt.txt"))
_REACH = 40
_SIZES = [str(n // 3) for n in range(13)]


class Source(NamedTuple):
    """A possible source: its relation to the cue, and its tokens; (-1, -1) for none."""

    how: str
    first: int
    last: int

    @property
    def is_adjacent(self) -> bool:
        """Whether it ends right before the cue and its auxiliaries."""
        return self.how.startswith("adj")

    @property
    def is_beyond_apposition(self) -> bool:
        """Whether only the source's own apposition is between it and the cue."""
        return self.how.startswith("app")


NO_SOURCE = Source("none", -1, -1)


def is_passive(site: CueCandidate) -> bool:
    """Whether the subject of a cue is the hearer or the topic, not the speaker: "were told", "has been accused", "is not known".

    Of 512 labelled cues of this kind in PolNeAR's training part, 22 have their subject as source ("assured", "aligned").
    """
    words, kinds, j = site.page.tokens.words, site.page.tokens.kinds, site.at - 1
    if not site.word.endswith("ed") and site.word not in _IRREGULAR:
        return False
    while j > site.first and kinds[j] in NOT_OR_ADVERB:
        j -= 1
    return j >= site.first and words[j].lower() in _BE and site.word not in _FELT


def find_source_options(site: CueCandidate) -> list[Source]:
    """Every noun phrase around a cue that may be its source, and the option that it has none."""
    if is_passive(site):
        return [NO_SOURCE, *(option for option in _find_right_sources(site) if option.how == "by")]
    whole = find_subject_with_relative(site)
    if whole is not None:
        return [NO_SOURCE, Source(*whole), *_find_right_sources(site)]
    left = find_left_source(site)
    if left is not None and left.is_adjacent and left.first > 0 and site.page.tokens.kinds[left.first - 1] == '"':
        return [left]  # "…," she said: right in 999 cases of 1,000
    out = [NO_SOURCE]
    if left is not None:
        out.append(left)
        if left.is_adjacent:
            out += _find_sources_before_phrase(site, left)
    out += _find_subjects(site, left)
    if site.word.endswith("ing") and (opening := _find_opening_subject(site)) and all(o[1:] != opening[1:] for o in out):
        out.append(opening)
    out += _find_right_sources(site)
    return out


def find_left_source(site: CueCandidate) -> Source | None:
    """The phrase that ends before the cue and its auxiliaries, commas and all."""
    kinds, first = site.page.tokens.kinds, site.first
    j, to = site.at - 1, ""
    floor = max(first, j - 8)
    while j >= floor and kinds[j] in BEFORE_VERB_OR_DATE:
        if kinds[j] == AUXILIARY and site.page.tokens.words[j].lower().startswith(_CONTRACTED):
            return Source("adjP", j, j + 1)
        j -= 1
    j = _skip_back_over_day(site, _skip_back_over_time(site, j))
    if j > floor and kinds[j] == TO:
        to, j = "to", j - 1
        while j >= floor and (kinds[j] in VERB_GROUP or (j == site.at - 2 and j > first and kinds[j] == WORD)):
            j -= 1
    if j < first:
        return None
    kind = kinds[j]
    if kind == GERUND and j > first and site.page.tokens.words[j] in _WRITTEN and kinds[j - 1] in NAME_OR_DETERMINER + WORD:
        kind = WORD  # "the filing said"
    if kind in "CDo0POWH'":
        return Source(f"adj{kind}{to}", find_whole_subject_start(site, find_phrase_start(kinds, first, j)), j + 1)
    if kind in ",-)":
        opening = kinds.rfind("(" if kind == ")" else kind, max(first, j - 30), j)
        if kinds[opening : opening + 2] == ",A":  # "Ana Ruiz, a baker at Brae, and a former mayor, said"
            before = kinds.rfind(",", max(first, opening - 20), opening)
            opening = before if before > 0 else opening
        if (
            opening <= first
            or not _is_aside(kinds[opening + 1 : j], site.page.tokens.words[opening + 1 : j])
            or _contains_saying(site.page.tokens, opening + 1, j)
        ):
            return None
        if kinds[opening - 1] == NUMBER and kinds[opening - 2] == "," and opening - 2 > first:  # "Ruiz, 35, who runs the shop, said"
            opening -= 2
        if kinds[opening - 1] == ")":  # "Ana Ruiz (D), a councillor, said"
            opening = kinds.rfind("(", max(first, opening - 8), opening)
        if opening > first and kinds[opening - 1] in _NOUNS:
            return Source(f"app{kind}{to}", find_start_with_partner(site, find_phrase_start(kinds, first, opening - 1)), j + 1)
    return None


#: Documents whose nouns end in -ing.
_WRITTEN = frozenset(word for word in entries("documents.txt") if word.endswith(("ing", "ings")))
_TIMES = frozenset(entries("attribution-features.txt", "times between source and cue"))
_SOONER = frozenset(("early", "late"))
_WHICH = frozenset(("this", "last", "next", "that"))


def _skip_back_over_time(site: CueCandidate, j: int) -> int:
    """The token before "earlier this month", if that ends at a token and is between a source and its cue; else the token given."""
    words, kinds = site.page.tokens.words, site.page.tokens.kinds
    if j - 2 < site.first or words[j] not in _TIMES or words[j - 1] not in _WHICH or kinds[j - 2] not in NOUN_OR_ADVERB:
        return j
    j -= 2
    while j > site.first and (kinds[j] == ADVERB or words[j] in _SOONER):
        j -= 1
    return j


def _skip_back_over_day(site: CueCandidate, j: int) -> int:
    """The token before "on Monday" or "in March 2024", if that ends after a token; else the token given."""
    words, kinds = site.page.tokens.words, site.page.tokens.kinds
    at = j - 2 if kinds[j - 1 : j + 1] == DATE + NUMBER else j
    if kinds[j] == NUMBER and words[j - 1] == "in" and len(words[j]) == len("2024"):
        at = j - 1
    dated = at > site.first and words[at] in ("in", "on") and kinds[at + 1] in DATE + NUMBER
    return at - 1 if dated and kinds[at - 1] in NOUN_OR_ADVERB else j


def _is_aside(kinds: str, words: list[str]) -> bool:
    """Whether the words between two commas are an apposition, a relative clause or a phrase, and not a clause ("Moss said")."""
    if '"' in kinds:
        return False
    if "W" in kinds or kinds[:1] in SUBJECT_OR_SUBORDINATOR or "who" in words:
        return True
    ends = kinds.rstrip("MRN")
    acts = ends.endswith("V") and not ends.endswith(("DV", "'V"))  # "the files' release"
    return "B" not in kinds and not acts and not ("V" in kinds and kinds[:1] == NAME)


_SAYING = frozenset(("said", "says", "told", "tells"))


def _contains_saying(tokens: TokenizedText, first: int, last: int) -> bool:
    """Whether somebody speaks between two commas (", an official said when asked,"): this is the main clause, not an aside."""
    return tokens.kinds[first] not in QUESTION_OR_SUBJECT and not _SAYING.isdisjoint(tokens.words[first + 1 : last])


def _find_sources_before_phrase(site: CueCandidate, left: Source) -> list[Source]:
    """The phrase that a prepositional phrase follows: the "who" of "who in 2010 said"."""
    kinds = site.page.tokens.kinds
    j = left.first - 1
    if j <= site.first or kinds[j] not in PREPOSITIONS:
        return []
    j -= 1
    while j > site.first and kinds[j] in "RM,":
        j -= 1
    return [Source("before phrase", find_phrase_start(kinds, site.first, j), j + 1)] if kinds[j] in NOUN_PHRASE_OR_PRONOUN else []


def _find_subjects(site: CueCandidate, left: Source | None) -> list[Source]:
    """The first and the nearest noun phrase before a verb."""
    tokens = site.page.tokens
    found = [m.span() for m in _SUBJECT.finditer(tokens.kinds, max(site.first, site.at - _REACH), site.at + 1)]
    inside, quote = site.page.inside, site.quote
    found = [s for s in found if s[1] < site.at and inside[s[0]] == quote and (left is None or s[1] != left.last)]
    if left is not None and left.is_beyond_apposition:
        found = [s for s in found if not left.first < s[0] < left.last]  # no noun of an apposition: "a baker who fled the flood"
    if not found:
        return []
    found = [(s + 1 if tokens.kinds[s] == QUESTION and e - s > 1 else s, e) for s, e in found]
    out = [Source("near", *found[-1])]
    if len(found) > 1:
        out.append(Source("subject", *found[0]))
    return out


def _find_opening_subject(site: CueCandidate) -> Source | None:
    """The noun phrase with which the sentence opens, for a cue in -ing far after it: "Ruiz, who runs the shop, went home, saying that"."""
    kinds, first = site.page.tokens.kinds, site.first
    if kinds[first] in CONJUNCTION_OR_ADVERB and first + 1 < site.at:
        first += 1
    if kinds[first] not in SUBJECT_OPENERS:
        return None
    end = find_phrase_end(kinds, first, site.at)
    return Source("opening", first, end) if first < end < site.at else None


def _find_right_sources(site: CueCandidate) -> list[Source]:
    """ "said Ms. Diaz", "according to the mayor", "by critics", with their appositions."""
    tokens = site.page.tokens
    kinds, at, last = tokens.kinds, site.at, site.last
    out = []
    if site.after[0] in NOUN_PHRASE_OR_SUBJECT:
        end = _find_end_with_tie(tokens, find_phrase_end(kinds, at + 1, last), last)
        is_subject = kinds[end : end + 1] == AUXILIARY and end < last and kinds[at - 1 : at] != '"'  # "…, Ruiz, a baker, said the dam is"
        if not is_subject:
            out.append(Source("inverted", at + 1, _find_end_with_apposition(tokens, end, last)))
    for j in range(at + 1, min(last - 1, at + 6)):
        if kinds[j] in PREPOSITIONS and kinds[j + 1] in NOUN_PHRASE_OR_PERSONAL:
            end = _find_end_with_tie(tokens, find_phrase_end(kinds, j + 1, last), last)
            out.append(Source(tokens.words[j].lower(), j + 1, _find_end_with_name(tokens, end, last)))
            break
        if kinds[j] in ',.:;"-':
            break
    return out


_TIED = frozenset(entries("attribution-features.txt", "people tied to a name"))


_JOINING = frozenset(entries("attribution-features.txt", "bodies with and in their names"))


def _is_to_in_name(tokens: TokenizedText, at: int) -> bool:
    """Whether the "to" at a token is part of a name: "the Committee to Protect Journalists"."""
    return tokens.words[at - 1] in _JOINING and tokens.kinds[at + 1] == NAME


def _find_end_with_tie(tokens: TokenizedText, end: int, last: int) -> int:
    """The end of "a source close to Marlow", "an aide to the mayor" after "said".

    What follows other words with "to" was said to somebody.
    """
    if (
        end + 1 < last
        and tokens.kinds[end] == TO
        and tokens.kinds[end + 1] in NAME_OR_DETERMINER
        and (tokens.words[end - 1] in _TIED or _is_to_in_name(tokens, end))
    ):
        return find_phrase_end(tokens.kinds, end + 1, last)
    return end


#: Nouns for people, and offices: one of them is near the start of every apposition without an article.
_PEOPLE = PERSON_NOUNS | set(map(str.lower, entries("titles.txt", "before a name")))
_LONGEST = 28
_BARE = re.compile(",[oC]{1,5}")


def _find_end_with_apposition(tokens: TokenizedText, end: int, last: int) -> int:
    """The end of "Marta Cole, a teacher," or "Marta Cole, head of the school," after "said".

    The apposition opens with an article, or has an office near its start.
    """
    kinds = tokens.kinds
    if end >= last or kinds[end] != ",":
        return end
    bare = _BARE.match(kinds, end, last)
    if kinds[end + 1 : end + 2] != DETERMINER and not (bare and not _PEOPLE.isdisjoint(map(str.lower, tokens.words[end + 1 : bare.end()]))):
        return end
    closing = _CLOSES.search(kinds, end + 1, min(last, end + _LONGEST))
    if closing and kinds[closing.start()] == "," and tokens.words[closing.start() - 1].endswith("-born"):  # "a Varn-born, Brae-based baker"
        closing = _CLOSES.search(kinds, closing.end(), min(last, end + _LONGEST))
    return closing.start() if closing else last if last - end <= _LONGEST else end


#: ", Brae Lines" at the end of a clause; not ", Ana Ruiz fled".
_NAMED = re.compile(',(?P<office>[oC]{0,5}?o)?C{2,5}+(?=[,.;)"]|$)')


def _find_end_with_name(tokens: TokenizedText, end: int, last: int) -> int:
    """The end of "its operator, Brae Lines" at the end of a clause: an office or a kind of body in small letters, and then its name.

    The name may have an office of its own before it: "its founder, former mayor Ana Ruiz".
    """
    kinds = tokens.kinds
    if end < 1 or (kinds[end - 1] != WORD and tokens.words[end - 1].lower() not in _PEOPLE):
        return end
    named = _NAMED.match(kinds, end, last)
    if not named or (named["office"] and tokens.words[named.end("office") - 1] not in _PEOPLE):
        return end
    return named.end()


def extract_shared_source_features(site: CueCandidate) -> Features:
    """The features of the cue that all sources share."""
    before = site.before
    return site.word, site.lemma, before[1:], before[2] + site.after[0]


def extract_source_features(site: CueCandidate, option: Source) -> Features:
    """The features of one option, its sort first."""
    how, first, last = option
    tokens = site.page.tokens
    size = head = lead = between = ""
    if first >= 0:
        kinds = tokens.kinds
        head = kinds[last - 1]
        if head in NAMELESS_HEADS:
            head = tokens.words[last - 1].lower()
        size = _SIZES[min(12, abs(site.at - last))]
        lead = kinds[first - 1] if first > site.first else "^"
        between = _find_classes_between(kinds[last : site.at])
    return how, head + size, lead, between + site.word[-2:]


def _find_classes_between(gap: str) -> str:
    """Which of the informative classes are between a source and its cue."""
    return "".join([kind for kind in GAP_CLASSES if kind in gap]) if gap else ""
