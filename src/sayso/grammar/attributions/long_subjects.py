"""Sources before a cue that were cut to the last part of a long subject, or that are not part of the subject at all.

"The person who sold | the weapon told", "Ana Ruiz along with others in | the climate community said", "Ana Ruiz, who left Varn, | a town
near Brae, said".
"""

from __future__ import annotations

import re

from sayso.grammar.attributions.cue_candidates import CueCandidate
from sayso.grammar.attributions.sources import Source
from sayso.grammar.attributions.subjects import find_phrase_end, find_phrase_start, opens_clause
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.wordclasses import (
    CONJUNCTION_OR_ADVERB,
    DETERMINER,
    NAME,
    NOUN,
    PERSONAL,
    PHRASE_OPENERS,
    PREPOSITION,
    PREPOSITIONS,
    THAT,
    VERB,
    VERB_OR_AUXILIARY,
)

_WHO = frozenset(("who", "which"))
#: What opens a pair, by the word that joins it.
_JOINTS = {"and": ("both",), "nor": ("neither",), "or": ("either",)}
_COUNTS = frozenset(("once", "twice"))
#: Verbs with a clause after them: their subject is not that of the next verb.
_OF_CLAUSES = frozenset(entries("reporting-cues.txt"))
#: How many tokens a subject may have before the part that was found.
_REACH = 16
#: The subject of the main clause after a phrase, and its verb: ", California Gov. Ana Ruiz on Tuesday night blamed".
_MAIN = re.compile(",(C{2,6})(?:I?Mo?){0,2}R?V")


def extend_to_long_subject(site: CueCandidate, source: Source) -> Source:
    """A source before its cue with all parts of the subject that it is in."""
    tokens = site.page.tokens
    if source.last - source.first > 1 and tokens.words[source.last - 1] in _COUNTS and tokens.kinds[source.first] == NAME:
        source = source._replace(last=source.last - 1)  # "Ruiz | twice said"
    if source.first <= site.first or tokens.kinds[source.first] in PERSONAL or site.page.inside[source.first] != site.quote:
        return source
    if (main := _find_main_subject(site, source)) is not None:
        return main
    first = source.first
    if tokens.words[first] == "whose" and tokens.kinds[first - 1] == tokens.kinds[site.at - 1] == ",":
        # "Ana Ruiz, | whose son was killed, said"
        return Source("near", find_phrase_start(tokens.kinds, site.first, first - 2), site.at)
    if tokens.kinds[source.last : site.at].strip("BNRM,") == "":
        first = _find_people_start(site, first, last=source.last)
        first = _find_start_before_relative(site, first)
        first = _find_company_start(site, first)
        first = _find_pair_start(site, _find_list_start(site, first, last=source.last))
        first = _find_research_start(site, first, source.last)
        first = _find_introduction_start(site, first, source.last)
        first = _find_start_before_home(site, first)
    first = _find_opening_start(site, first, source.last)
    return source if first == source.first else Source("near", first, source.last)


def _find_start_before_relative(site: CueCandidate, first: int) -> int:
    """Where a subject starts that was cut to the end of its relative clause: "officials who are | Jewish", "the man who sold | the gun"."""
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    who = next((i for i in range(first - 1, max(site.first, first - 4), -1) if words[i] in _WHO), -1)
    if who <= site.first or kinds[who - 1] not in NOUN or kinds[first - 1] not in VERB_OR_AUXILIARY or words[first - 1] in _OF_CLAUSES:
        return first
    start = find_phrase_start(kinds, site.first, who - 1)
    participle = start - 2 >= site.first and kinds[start - 2 : start] == DETERMINER + VERB  # "the unnamed | man"
    return start - 2 if participle else start


def _find_people_start(site: CueCandidate, first: int, last: int) -> int:
    """The start of a subject that was shortened to what those who speak know, or to where they are.

    "Two officials briefed on | the plan, who left, said", "An official in that | office said".
    """
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    i = first - 1 - (kinds[first - 1] == THAT)
    if i - 1 <= site.first or kinds[i] not in PREPOSITIONS:
        return first
    i -= 1
    if kinds[i] == VERB and kinds[last - 1] == "," and words[i].endswith("ed") and i > site.first:
        i -= 1
    if kinds[i] not in NOUN or not (is_person_noun(words[i].lower()) or is_person_noun(words[i].lower().removesuffix("s"))):
        return first
    start = find_phrase_start(kinds, site.first, i)
    return start if opens_clause(site, start) else first


def _find_company_start(site: CueCandidate, first: int) -> int:
    """The start of a subject that was cut off after "along with" or "as well as": "Ana Ruiz along with others in | the community"."""
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    floor = max(site.first, first - _REACH)
    for i in range(first - 1, floor, -1):
        if kinds[i] in VERB_OR_AUXILIARY or kinds[i] in ',;:"':
            return first
        if words[i] == "with" and words[i - 1] in ("along", "together") and kinds[i - 2] in NOUN and i - 2 >= floor:
            return find_phrase_start(kinds, floor, i - 2)
        if words[i] == "as" and words[i - 2 : i] == ["as", "well"] and kinds[i - 3] in NOUN and i - 3 >= site.first:
            return find_phrase_start(kinds, site.first, i - 3)
    return first


#: Names in a row, and the last one.
_NAMES = re.compile("C{1,4}(?:,C{1,4})*,?A")


def _find_list_start(site: CueCandidate, first: int, last: int) -> int:
    """The start of a subject that was shortened to the last names of its list: "Varn, Brae, | Orle and Quell urged"."""
    kinds = site.page.tokens.kinds
    if not _NAMES.match(kinds, first, last):
        return first
    while first - 2 >= site.first and kinds[first - 2 : first] == NAME + ",":
        start = first - 2
        while start > site.first and kinds[start - 1] == NAME:
            start -= 1
        if start > site.first and kinds[start - 1] not in ',;:"S':
            break
        first = start
    return first


def _find_pair_start(site: CueCandidate, first: int) -> int:
    """The start of a subject that was cut off after an "and": "But recent data and | history suggest"."""
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    if first - 2 <= site.first:
        return first
    joint = _JOINTS.get(words[first - 1])
    both = next((i for i in range(first - 2, max(site.first - 1, first - _REACH), -1) if words[i].lower() in joint), -1) if joint else -1
    if both >= 0 and opens_clause(site, both) and not kinds[both + 1 : first - 1].strip("DCo0'I"):
        return both  # "Both the coach and | the owner said", "Neither the town nor | the state said"
    if words[first - 1] != "and":
        return first
    if words[first] in ("his", "her") and kinds[first - 2] == NAME:  # "Ana Ruiz and | her husband, Omar Diaz, said"
        return find_phrase_start(kinds, site.first, first - 2)
    if words[first - 2].lower() not in DOCUMENTS | BODIES:
        return first
    start = find_phrase_start(kinds, site.first, first - 2)
    opens = start - 1 == site.first and kinds[site.first] in CONJUNCTION_OR_ADVERB
    return start if opens else first


def _find_research_start(site: CueCandidate, first: int, last: int) -> int:
    """The start of a subject that was cut off after what a document is about: "research into about | 40 cases, by Varn College, found"."""
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    if "by" not in words[first:last] or kinds[first - 1] in ',;:"':
        return first
    for i in range(first - 1, max(site.first - 1, first - 4), -1):
        if words[i].lower() in DOCUMENTS and kinds[i + 1] in PREPOSITIONS:
            return find_phrase_start(kinds, site.first, i)
    return first


def _find_introduction_start(site: CueCandidate, first: int, last: int) -> int:
    """The start of a subject that was shortened to the name in its apposition or its place.

    "The defendant, | Ana Ruiz, 29, said", "The Varn, | Brenland-based shop said".
    """
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    if first - 2 < site.first or kinds[first - 1] != "," or kinds[first] != NAME:
        return first
    if words[first].endswith("-based") and kinds[first - 2] == NAME:
        start = find_phrase_start(kinds, site.first, first - 2)
        return start if kinds[start] == DETERMINER else first
    start = find_phrase_start(kinds, site.first, first - 2)
    end = (
        words.index("of", start, first - 1) if "of" in words[start : first - 1] else first - 1
    )  # "The mayor of Varn, | Ana Ruiz, 29, said"
    office = start == site.first and kinds[start] == DETERMINER and kinds[last - 1] == "," and kinds[end - 1] != NAME
    return start if office and is_person_noun(words[end - 1]) else first


#: A name, perhaps with an age, before where somebody is from.
_FROM = re.compile("C{2,4}(?:,0)?,I$")


def _find_start_before_home(site: CueCandidate, first: int) -> int:
    """The start of a subject that was shortened to where somebody is from: "Ana Ruiz, 29, of | Varn, Brenland, told"."""
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    if words[first - 1] not in ("of", "from") or kinds[first - 2 : first - 1] != ",":
        return first
    home = _FROM.search(kinds, max(site.first, first - 8), first)
    return home.start() if home and site.page.inside[home.start()] == site.quote else first


def _find_opening_start(site: CueCandidate, first: int, last: int) -> int:
    """Where a subject starts that opens the sentence and has a relative clause up to the cue: "Ana Ruiz, who left | Varn, a town, said"."""
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    if last != site.at or kinds[last - 1] != "," or kinds[site.first] not in PHRASE_OPENERS:
        return first
    end = find_phrase_end(kinds, site.first, first)
    if kinds[end : end + 1] != "," or words[end + 1] not in _WHO or kinds[end + 2] not in VERB_OR_AUXILIARY or end >= first:
        return first
    return site.first if not re.search(",(?:[CP]|D[Co])[BRN]*V", kinds[end + 1 : last]) else first


def _find_main_subject(site: CueCandidate, source: Source) -> Source | None:
    """The subject of the main clause, where a source is in the phrase before it: "In a sign of how | the talk shifts, Ana Ruiz blamed"."""
    tokens = site.page.tokens
    kinds = tokens.kinds
    if kinds[site.first] != PREPOSITION or source.is_adjacent or "how" not in tokens.words[site.first : source.first]:
        return None
    comma = kinds.find(",", source.last, site.at)
    main = _MAIN.match(kinds, comma, site.at) if comma >= 0 else None
    return Source("near", main.start(1), main.end(1)) if main else None
