"""Readings whose source is not a speaker: the heading of a notice, and the object of an expectation.

"Flood warning: Stay off the road" names a sort of warning, and nobody who warns; "Storm Milo projected to reach Orle" leaves out an "is";
"the cases reported in Orle are" has its verb further on; "citing two aides" names who was asked, and says nothing.
"""

from __future__ import annotations

from sayso.grammar.attributions.decoder import Decision
from sayso.grammar.attributions.speech_acts import has_quotation
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.person_nouns import PERSON_NOUNS
from sayso.grammar.vocabulary import is_word

_NOTICES = frozenset(entries("attributions.txt", "notices"))
_FORECAST = frozenset(entries("attributions.txt", "participles of forecasts"))


def is_sourceless(decision: Decision) -> bool:
    """Whether the words before a cue are no source of what is after it."""
    site, source = decision.site, decision.source
    if site.word == "citing" and not has_quotation(decision):
        return "H" not in site.page.tokens.kinds[decision.content[0][0] : decision.content[0][0] + 4]
    if source.first < 0 or source.last != site.at:
        return False
    words = site.page.tokens.words
    if site.word.lower() in _FORECAST:
        return site.after[0] == "T"
    if site.word in _PARTICIPLES and _has_another_verb(decision):
        return True
    head = words[source.last - 1].lower()
    if site.word.lower() not in _NOTICES or words[site.at + 1 : site.at + 2] != [":"]:
        return False
    return is_word(head) and not (head in BODIES or head in DOCUMENTS or head in PERSON_NOUNS)


#: Participles of announcing, and the words that show that they are not in the past tense.
_PARTICIPLES = frozenset(("announced", "reported"))
_VERBS = frozenset(entries("attributions.txt", "verbs behind a participle"))
_WHERE = frozenset(("by", "from", "in"))


def _has_another_verb(decision: Decision) -> bool:
    """Whether a participle describes the noun before it: "the cases reported include", "data reported in the bulletin are"."""
    words, at = decision.site.page.tokens.words, decision.site.at
    following = words[at + 1 : at + 2]
    if not _VERBS.isdisjoint(following):
        return True
    begin = min(first for first, _ in decision.content)
    return begin == at + 2 and not _WHERE.isdisjoint(following) and not has_quotation(decision)
