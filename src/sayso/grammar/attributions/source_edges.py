"""Where a source before its cue begins and ends: titles, dates, asides and leads that belong to it or not."""

from __future__ import annotations

import re

from sayso.grammar.attributions.cue_candidates import CueCandidate
from sayso.grammar.attributions.cut_sources import (
    extend_to_hedge,
)
from sayso.grammar.attributions.sources import Source
from sayso.grammar.attributions.subjects import find_phrase_end, find_phrase_start
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.name_phrases import DOCUMENTS, INSIDE_OR_OUTSIDE
from sayso.grammar.role_phrases import find_rank, is_role_noun
from sayso.grammar.speaker_roles import FIRST_OFFICES
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import (
    CONJUNCTION,
    DATE_OR_NUMBER,
    DETERMINER,
    GERUND,
    NAME,
    NOUN,
    PHRASE_OPENERS,
    PREPOSITION,
    PREPOSITIONS,
    QUESTION,
    SUBORDINATOR,
    VERB,
    WORD,
)

#: Nouns for a time that a clause without "that" is of.
_ONCE = frozenset(("time", "day", "moment", "week", "year"))
#: Words for what a firm or another body is, before its name.
FIRMS_AND_BODIES = BODIES | frozenset(entries("firms.txt"))
RELATIVES = frozenset(("who", "which"))


def complete_before_cue(site: CueCandidate, source: Source) -> Source:
    """A source before its cue, made whole at both ends: also with the document that it ends in ("a Lantern review found")."""
    tokens = site.page.tokens
    first, last = source.first, source.last
    if tokens.kinds[last] == VERB and tokens.words[last] in DOCUMENTS and last + 1 <= site.at and tokens.kinds[last - 1] in NOUN:
        last += 1
    last = _find_end_past_adverb(tokens, first, last=last, limit=site.at)
    first = _find_start_behind_lead(site, first, last)
    first = extend_to_hedge(tokens, site.first, first)
    first = _find_start_with_rank(tokens, site.first, _find_start_with_adjective_pair(tokens, site.first, first))
    first = _find_start_with_participle(site, first, last)
    first = _find_start_with_trade(site, _find_start_outside(site, first))
    first = _find_start_behind_time(
        tokens, _find_start_with_own_name(site, _find_start_with_date(tokens, site.first, _find_start_with_bearer(site, first, last))), last
    )
    last = _find_end_before_deeds(site, first, last)
    last = _find_end_before_verb(tokens, first, _find_end_without_contrast(tokens, first, last))
    if last + 2 <= site.at and tokens.words[last] == "think" and tokens.words[last + 1] in ("tank", "tanks"):
        last += 2
    return Source(source.how, first, last)


def _find_start_outside(site: CueCandidate, first: int) -> int:
    """The start of a source that was cut to where people are: "Critics outside | the Kremlin", "calls from inside | and outside"."""
    tokens, kinds, place = site.page.tokens, site.page.tokens.kinds, first
    if tokens.words[place] not in INSIDE_OR_OUTSIDE:
        place -= 1
    if place <= site.first or tokens.words[place] not in INSIDE_OR_OUTSIDE:
        return first
    if tokens.words[place - 1] in ("and", "or") and tokens.words[place - 2] in INSIDE_OR_OUTSIDE:
        place -= 2
    head = place - 1
    calls = tokens.words[head] == "from" and tokens.words[head - 1].endswith("s") and kinds[head - 1] in NOUN + VERB
    head -= calls
    if head < site.first or not (calls or kinds[head] in NOUN):
        return first
    return find_phrase_start(kinds, site.first, head)


def _find_start_with_trade(site: CueCandidate, first: int) -> int:
    """Where a source starts that was cut within the trade of a firm: "shipping | intelligence firm Kell", "Ship tracking | firm Kell"."""
    tokens, kinds = site.page.tokens, site.page.tokens.kinds
    if first <= site.first or kinds[first - 1] != GERUND or site.page.inside[first - 1] >= 0:
        return first
    name = next((i for i in range(first, min(first + 4, site.at)) if kinds[i] != WORD), first)
    if name == first or kinds[name] != NAME or tokens.words[name - 1] not in FIRMS_AND_BODIES:
        return first
    begin = first - 1
    while begin > site.first and kinds[begin - 1] in GERUND + NOUN + DETERMINER:
        begin -= 1
        if kinds[begin] == DETERMINER:
            break
    return begin if begin == site.first or kinds[begin] == DETERMINER or kinds[begin - 1] in ',;:A"-' else first


def _find_end_before_deeds(site: CueCandidate, first: int, last: int) -> int:
    """The end of a participle's source without what it does: "Ana Ruiz, the mayor of Varn, | praised the crew, calling it a joy"."""
    tokens, kinds = site.page.tokens, site.page.tokens.kinds
    if not site.word.endswith("ing") or last != site.at or kinds[last - 1] != "," or kinds[first] != NAME:
        return last
    deed = kinds.find("," + VERB, first + 1, last - 1)
    return deed + 1 if deed > 0 and RELATIVES.isdisjoint(tokens.words[first:deed]) else last


def _find_start_with_participle(site: CueCandidate, first: int, last: int) -> int:
    """The start of a source that was shortened to what those who speak are doing: "Sociologists tracking | political violence say"."""
    tokens, kinds = site.page.tokens, site.page.tokens.kinds
    doing = first - 1
    if last != site.at or doing <= site.first or kinds[doing] != GERUND or kinds[doing - 1] not in NOUN or site.page.inside[doing] >= 0:
        return first
    begin = find_phrase_start(kinds, site.first, doing - 1)
    head = tokens.words[doing - 1]
    opens = begin == site.first or kinds[begin - 1] in ",;:A-"
    return begin if opens and (is_person_noun(head) or is_person_noun(head.removesuffix("s"))) else first


def _find_start_behind_time(tokens: TokenizedText, first: int, last: int) -> int:
    """Where a source starts after the noun of a time that its clause is of: "isn't the first time | Ruiz has said"."""
    if _ONCE.isdisjoint(tokens.words[first : first + 4]):
        return first
    time = next((i for i in range(first, min(first + 4, last - 1)) if tokens.words[i] in _ONCE and tokens.kinds[i + 1] == NAME), -1)
    return time + 1 if time > first else first


def _find_start_with_rank(tokens: TokenizedText, begin: int, first: int) -> int:
    """Where a source starts that was cut after an adverb or verb by its class: "the first | senior official", "the retiring | mayor"."""
    if first - 1 >= begin and tokens.words[first - 1].lower() == "first" and tokens.words[first] in FIRST_OFFICES:
        return first - 1 - (first - 2 >= begin and tokens.kinds[first - 2] == DETERMINER)  # "First | lady Ana Ruiz"
    if first - 3 > begin and tokens.words[first - 1] == "and" and tokens.kinds[first] == WORD:
        rank = find_rank(tokens.words, tokens.kinds, begin, first - 1)
        return find_phrase_start(tokens.kinds, begin, rank) if rank >= 0 else first  # "TVN’s chief crime and | justice reporter"
    ranked = (
        first - 2 >= begin
        and tokens.kinds[first - 2] == DETERMINER
        and (tokens.words[first - 1] == "first" or tokens.kinds[first - 1] == GERUND)
    )
    return first - 2 if ranked and tokens.kinds[first] in NOUN else first


def _find_end_past_adverb(tokens: TokenizedText, first: int, last: int, limit: int) -> int:
    """The end of a source that was shortened to the adverb it opens with: "Newly | elected mayor Ana Ruiz spoke, saying"."""
    if last - first != 1 or not tokens.words[first].endswith("ly") or tokens.kinds[last : last + 1] != VERB or last + 1 >= limit:
        return last
    end = find_phrase_end(tokens.kinds, last + 1, limit)
    return end if end > last + 1 else last


#: Classes that end the noun of an apposition.
_ASIDE = PREPOSITIONS + QUESTION + ",-("
#: Classes before a name that opens a clause.
_BEFORE_CLAUSE = CONJUNCTION + '"'


def _find_start_with_bearer(site: CueCandidate, first: int, last: int) -> int:
    """The start of a source that was shortened to what its bearer is: "Ana Ruiz, | head of Varn AI, which bakes, said".

    The name opens the sentence or comes after a quotation. In "Ruiz, a lawyer said, fell" another person speaks.
    """
    tokens, begin = site.page.tokens, site.first
    kinds, words = tokens.kinds, tokens.words
    if first - 3 < begin or kinds[first - 1] != "," or kinds[first - 2] != NAME or kinds[first] not in PHRASE_OPENERS:
        return first
    start = first - 2
    while start > begin and kinds[start - 1] == NAME:
        start -= 1
    lead = start - 1 > begin and kinds[start - 1] == "," and kinds[begin] in PREPOSITION + SUBORDINATOR and VERB not in kinds[begin:start]
    lead = lead and "," in kinds[last - 1 : last + 1]
    if first - start <= 2 or not (start == begin or kinds[start - 1] in _BEFORE_CLAUSE or lead):
        return first
    end = next((i for i in range(first + 1, last) if kinds[i] in _ASIDE), last)
    if kinds[first] == DETERMINER:
        called = is_role_noun(words[end - 1]) or words[end - 1] == "head" or words[end - 1].endswith("-year-old")
        known = words[first].lower() in ("a", "an", "the") and called and kinds[site.at + 1 : site.at + 2] != ","
    else:
        known = is_person_noun(words[first]) or is_person_noun(words[end - 1])
    return start if known else first


def _find_start_with_date(tokens: TokenizedText, begin: int, first: int) -> int:
    """The start of a source that was cut off within its date: "the February | 6 statement"."""
    if first - 2 < begin:
        return first
    if tokens.kinds[first - 2 : first + 1] == "DM0":
        return first - 2
    owned = tokens.kinds[first - 1] in DATE_OR_NUMBER and tokens.words[first - 2].endswith(("’s", "'s"))  # "the bank’s June | forecast"
    return find_phrase_start(tokens.kinds, begin, first - 2) if owned else first


#: What is between "who" and the name somebody gave.
_CALLED = re.compile("P[Vo]OS")


def _find_start_with_own_name(site: CueCandidate, first: int) -> int:
    """The start of a source that was shortened to a name that its bearer gave: "a man who identified himself as | Brian"."""
    kinds = site.page.tokens.kinds
    if first - 5 < site.first or kinds[first] != NAME or not _CALLED.fullmatch(kinds, first - 4, first) or kinds[first - 5] not in NOUN:
        return first
    return find_phrase_start(kinds, site.first, first - 5)


_CONTRASTS = frozenset(entries("attributions.txt", "adverbs of contrast"))


def _find_end_without_contrast(tokens: TokenizedText, first: int, last: int) -> int:
    """The end of a source without a word of contrast: "Ruiz, though, said"."""
    end = last - (tokens.kinds[last - 1] == ",")
    if end - 2 > first and tokens.words[end - 1] in _CONTRASTS and tokens.kinds[end - 2] == ",":
        return end - 2
    return last


#: The first of two adjectives that describe one plural, with what counts it, at the start of a clause.
_FIRST_OF_TWO = re.compile("(?:^|[,;:]|H)([D0oC]{0,2}[oC])A")


def _find_start_with_adjective_pair(tokens: TokenizedText, begin: int, first: int) -> int:
    """The start of a source that was cut off after the "and" of two adjectives: "several current and former pilots"."""
    if first - 2 < begin or tokens.words[first - 1] not in ("and", "or") or tokens.words[first] not in _DESCRIBES_TOO:
        return first
    found = _FIRST_OF_TWO.search("," * (first - 5 <= begin) + tokens.kinds[max(begin, first - 5) : first])
    return first - (found.end() - found.start(1)) if found and found.end() == min(5, first - begin) + (first - 5 <= begin) else first


#: What follows the second adjective for the same people.
_DESCRIBES_TOO = frozenset(entries("attributions.txt", "adjectives behind an adjective"))
_TIMES = frozenset(entries("attributions.txt", "units of time"))
#: A name or phrase, and its description between commas.
_WITH_ASIDES = re.compile("[DCo0']{1,8},[^\";:]{1,40}")


#: Words that open a place where somebody is, and no source: "back on the road".
_WHERE = frozenset(entries("attributions.txt", "words before a place"))
#: A name that ends a source, right after a common noun.
_NAME_BEHIND_NOUN = re.compile("o(C{1,4}),?$")


def _find_start_behind_lead(site: CueCandidate, first: int, last: int) -> int:
    """Where a source starts: after a time that leads in ("within several years | Ruiz"), or right after the quotation.

    "“…,” | Ana Ruiz, who lives in Varn, a town near Brae, told us".
    """
    tokens, kinds = site.page.tokens, site.page.tokens.kinds
    if first > site.first and kinds[first - 1] == PREPOSITION:
        when = next((i for i in range(first, last - 1) if tokens.words[i] in _TIMES and kinds[i + 1] == NAME), -1)
        return when + 1 if when >= 0 else first
    if (
        tokens.words[first].lower() in _WHERE
        and kinds[first + 1] in PREPOSITIONS
        and (named := _NAME_BEHIND_NOUN.search(kinds, first, last))
    ):
        return named.start(1)  # "back on White House grounds | Ruiz told"
    closing = kinds.rfind('"', max(site.first, first - 30), first)
    if closing < 0 or kinds[last - 1] != "," or last != site.at or not _WITH_ASIDES.fullmatch(kinds, closing + 1, first):
        return first
    return closing + 1 if not RELATIVES.isdisjoint(tokens.words[closing + 1 : first]) else first


_ARTICLES = frozenset(("a", "an", "the"))
_DOCUMENTS_OR_BODIES = DOCUMENTS | BODIES


def _find_end_before_verb(tokens: TokenizedText, first: int, last: int) -> int:
    """The end of a source that ran on into the rest of a clause, or into where it was said.

    "The report | raises a warning for the south, noting", "her lawyers | in court filings said".
    """
    words = tokens.words[first + 1 : last]
    if "in" not in words and _ARTICLES.isdisjoint(words):
        return last
    for i in range(first + 2, last):
        if tokens.words[i - 1] in INSIDE_OR_OUTSIDE:
            continue
        if tokens.words[i] in _ARTICLES and tokens.kinds[i - 1] == WORD and not tokens.kinds[first:i].strip("DCo0'"):
            if tokens.words[i - 1] in DOCUMENTS:
                return i  # "a letter the ministry sent"
            if tokens.kinds[i - 2] == NAME or tokens.words[i - 2] in _DOCUMENTS_OR_BODIES or is_person_noun(tokens.words[i - 2]):
                return i - 1
    within = next((i for i in range(first + 1, last - 1) if tokens.words[i] == "in"), 0)
    return within if within and tokens.words[last - 1] in DOCUMENTS and tokens.words[within - 1] not in DOCUMENTS else last
