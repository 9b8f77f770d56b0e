"""Readings whose source says nothing: the heading of a notice, and what somebody expects of it.

"Flood warning: Stay off the road" names a sort of warning, and nobody who warns; "Storm Milo projected to reach Orle" leaves out an "is".
"""

from __future__ import annotations

from sayso.grammar.attributions.decoder import Decision
from sayso.grammar.lexicon import entries
from sayso.grammar.name_phrases import BODIES, DOCUMENTS
from sayso.grammar.person_nouns import PERSON_NOUNS
from sayso.grammar.vocabulary import is_word

_NOTICES = frozenset(entries("attributions.txt", "notices"))
_FORECAST = frozenset(entries("attributions.txt", "participles of forecasts"))


def is_sourceless(decision: Decision) -> bool:
    """Whether the words before a cue are no source of what is behind it."""
    site, source = decision.site, decision.source
    if source.first < 0 or source.last != site.at:
        return False
    words = site.page.sheet.words
    if site.word.lower() in _FORECAST:
        return site.after[0] == "T"
    head = words[source.last - 1].lower()
    if site.word.lower() not in _NOTICES or words[site.at + 1 : site.at + 2] != [":"]:
        return False
    return is_word(head) and not (head in BODIES or head in DOCUMENTS or head in PERSON_NOUNS)
