"""Noun phrases, and how far a subject reaches.

For example "a source close to Marlow", "Harbour police and the coast guard", "someone who knows Marlow".
"""

from __future__ import annotations

import re

from sayso.grammar.attributions.cue_candidates import CueCandidate
from sayso.grammar.lexicon import entries
from sayso.grammar.wordclasses import (
    BEFORE_VERB,
    CONJUNCTION,
    DATE,
    DETERMINER,
    GERUND_OR_DATE,
    NAME,
    NAME_OR_DETERMINER,
    NOUN,
    NOUN_PHRASE,
    PERSONAL,
    PHRASE_JOINTS,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    VERB,
    WORD,
)

#: Words before a clause and its subject.
_BEFORE_SUBJECT = frozenset(',;:SH"-(')
_LONGEST_RELATIVE = 16
_PARTNER = re.compile("(D?[Co0]{1,6}),[DCo0'I]{1,12},A")
#: Small words for bodies, which can be beside an "and" without an article: "harbour police and".
_BODIES = frozenset(entries("bodies.txt"))
_DOCUMENTS = frozenset(entries("documents.txt"))
_PHRASE = frozenset("CDo0'x")


def opens_clause(site: CueCandidate, i: int) -> bool:
    """Whether a clause can start at token i."""
    kinds = site.page.tokens.kinds
    return i <= site.first or kinds[i - 1] in _BEFORE_SUBJECT or (kinds[i - 1] == CONJUNCTION and kinds[i - 2] in _BEFORE_SUBJECT)


def find_whole_subject_start(site: CueCandidate, start: int) -> int:
    """Where the subject starts whose last part starts at a token.

    "a source close to | Marlow", "Harbour police and | the coast guard", "Ann Lee, Bo Roe and | Cy Moss". What is before must be a
    noun phrase, right from the start of the clause; if not, the part stays alone.
    """
    whole, last = start, start
    while (before := _find_part_before(site, last)) >= 0:
        last = before
        if opens_clause(site, last):
            whole = last
    return whole


def _find_part_before(site: CueCandidate, start: int) -> int:
    """Where the part of a subject starts that a preposition, "and" or a comma ties to the part at `start`; -1 if none does."""
    tokens = site.page.tokens
    kinds, end = tokens.kinds, start - 1
    if end <= site.first or kinds[start] in PERSONAL:
        return -1
    tie = kinds[end]
    if tie == CONJUNCTION and kinds[end - 1] == ",":
        end -= 1
        if "," not in kinds[max(site.first, end - 8) : end]:
            return -1  # the "and" after the first comma of a sentence opens a new clause
    if tie not in "ITA," or (tie == "," and not _is_list_item(kinds, start)):
        return -1
    end -= 1
    if (
        tie in PREPOSITIONS and kinds[end - 1 : end + 1] == WORD + VERB and tokens.words[end].endswith("ed") and site.word[-3:] != "ing"
    ):  # "an official briefed on"
        end -= 1
    if kinds[end] not in ("C" if tie == "," else "Co0") or (tie in "A," and not _is_conjunct(tokens.words[end], kinds, end, site.first)):
        return -1
    return find_phrase_start(kinds, site.first, end)


def _is_list_item(kinds: str, start: int) -> bool:
    """Whether what starts at a token is an item of a list, with "and" or a comma and another item after."""
    end = find_phrase_end(kinds, start, len(kinds))
    return "A" in kinds[start : end + 2]


def _is_conjunct(word: str, kinds: str, at: int, first: int) -> bool:
    """Whether the word before an "and" or comma is a noun for sure: a name, a plural, a body, or the head after an article.

    Other words are ambiguous: "left" may be a verb.
    """
    if kinds[at] == NAME:
        return True
    if word in _BODIES or word in _DOCUMENTS or (word.endswith("s") and not word.endswith("ss")):
        return True
    return kinds[find_phrase_start(kinds, first, at)] == DETERMINER


def find_subject_with_relative(site: CueCandidate) -> tuple[str, int, int] | None:
    """A subject with a relative clause of its own and no commas, from the start of the clause to the cue.

    "Someone who knows Marlow said", "none of the students with whom the paper has spoken said".
    """
    tokens = site.page.tokens
    kinds, end = tokens.kinds, site.at
    while end > site.first and kinds[end - 1] in BEFORE_VERB:
        end -= 1
    floor = max(site.first, end - _LONGEST_RELATIVE)
    if kinds[end - 1] in 'PO,"' or ("P" not in kinds[floor:end] and "O" not in kinds[floor:end]):
        return None
    who = next((i for i in range(end - 2, floor, -1) if tokens.words[i] in ("who", "whom")), -1)
    if who < 0 or not re.search("[VB]", kinds[who + 1 : end]) or re.search('[,;:ASHW"-]', kinds[who + 1 : end]):
        return None
    head = who - 2 if kinds[who - 1] == PREPOSITION else who - 1
    if head < site.first or kinds[head] not in NOUN_PHRASE:
        return None
    first = find_whole_subject_start(site, find_phrase_start(kinds, site.first, head))
    return (f"adj{kinds[head]}", first, end) if opens_clause(site, first) else None


def find_start_with_partner(site: CueCandidate, start: int) -> int:
    """The start of a subject of two people who both have an apposition: "Reyes, a baker, and | Moss, a teacher, said"."""
    kinds = site.page.tokens.kinds
    for first in range(start - 5, max(site.first, start - 24) - 1, -1):
        if opens_clause(site, first) and (found := _PARTNER.match(kinds, first, start)) and found.end() == start:
            return first
    return start


def find_phrase_start(kinds: str, first: int, j: int) -> int:
    """The first token of the noun phrase that ends with token j."""
    if kinds[j] in PRONOUNS:
        return j
    floor = max(first, j - 15)
    while j > floor:
        before = kinds[j - 1]
        if kinds[j] == DETERMINER and before not in PREPOSITION:
            break
        if before in "CDo0'x":
            j -= 1
        elif kinds[j - 3 : j] == "(C)" and j - 4 >= floor:  # "the Brae Defense Forces (BDF) | spokesman"
            j -= 4
        elif j - 2 >= floor and (
            (before == PREPOSITION and kinds[j - 2] in NOUN)
            or (before == CONJUNCTION and kinds[j] == kinds[j - 2] == NAME)
            or (before == DATE and kinds[j - 2] == DETERMINER)  # "a Monday | letter"
        ):
            j -= 2
        else:
            break
    return j


def find_phrase_end(kinds: str, i: int, last: int) -> int:
    """The end of the noun phrase that starts at token i."""
    if kinds[i] in PERSONAL:
        return i + 1
    ceiling = min(last, i + 15)
    while i < ceiling:
        gerund = kinds[i] in GERUND_OR_DATE and kinds[i - 1] == DETERMINER  # "his thinking", "the August letter"
        if kinds[i] in _PHRASE or gerund or (kinds[i] in PHRASE_JOINTS and i + 1 < ceiling and kinds[i + 1] in NAME_OR_DETERMINER):
            i += 1
        else:
            break
    return i
