"""Participles that continue a statement, and their speakers: "said Ruiz, adding that", "Moss rose, saying"."""

from __future__ import annotations

import re

from sayso.grammar.attributions.cue_candidates import CueCandidate
from sayso.grammar.attributions.decoder import Decision
from sayso.grammar.attributions.lexical_rules import GOING_ON
from sayso.grammar.attributions.sources import Source
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.wordclasses import ADVERB, CLAUSE_JOINTS, PREPOSITIONS, WORD

_GOING_ON = GOING_ON | {"telling"}
#: Those of who acts; an object may be what is "saying" it ("posted a clip saying that").
_OF_WHO_ACTS = _GOING_ON - {"saying"}
#: The least log odds of one followed by "that" or a quotation. Of 180 in PolNeAR's training part, read by models that
#: had not seen them, 125 were right, and most of the others had the wrong source.
_SURELY = 0.8
#: How many tokens back the words may be that it continues.
_REACH = 120
#: Classes that may be between a comma and such a participle: "before adding", "and repeatedly stressing".
_JOINTS = CLAUSE_JOINTS + ADVERB
#: A clause with a subject of its own: "Moss said so, Ruiz shook her head, saying".
_SUBJECT = re.compile(",([DCo0']{1,6})[BRN]{0,2}V")


#: The subject and verb that a sentence opens with, up to the object.
_OPENING = re.compile("[AR]?([DCo0']{1,6})[BRN]{0,3}(V)[IR]?(?=D)")
_THEIRS = frozenset(entries("speakers.txt", "possessives"))
#: Verbs whose object does not speak.
_PHASES = frozenset(entries("attributions.txt", "verbs of beginning and ending"))


def add_participle_sources(decisions: list[Decision]) -> list[Decision]:
    """The decisions; a participle after a comma gets as its source whoever spoke or acted before in the sentence."""
    spoke: dict[int, Decision] = {}
    out: dict[int, Decision] = {}
    for decision in sorted((d for d in decisions if d.site.quote < 0), key=lambda d: d.site.at):
        decision = _replace_object_by_subject(decision)
        site, before = decision.site, spoke.get(decision.site.sentence)
        start = _find_participle_phrase(site) if before is not None else -1
        if before is not None and 0 <= start < before.site.at + _REACH:
            decision = _continue_subject(decision, before, start)
        elif decision.source.first >= 0 and (before is None or not _contains_token(before, site.at)):
            spoke[site.sentence] = decision
        out[site.at] = _replace_complement_by_subject(decision)
    return [out.get(d.site.at, d) for d in decisions]


def _continue_subject(decision: Decision, before: Decision, start: int) -> Decision:
    """A participle's reading with the subject of the clause before it: of whoever spoke, or of another one since."""
    site = decision.site
    others = list(_SUBJECT.finditer(site.page.tokens.kinds, before.site.at, start))
    if others:
        return decision._replace(source=Source("opening", *others[-1].span(1))) if decision.source == before.source else decision
    if decision.source == before.source:
        return decision
    evidence = decision.evidence._replace(source=before.evidence.source)
    if site.after[0] in 'H"':
        evidence = evidence._replace(whole=max(evidence.whole, _SURELY))
    return decision._replace(source=before.source._replace(how="opening"), evidence=evidence)


def _replace_object_by_subject(decision: Decision) -> Decision:
    """A participle's reading with the subject in place of the object before it: "Ruiz opened his visit | telling bakers"."""
    site, source = decision.site, decision.source
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    if site.word not in _OF_WHO_ACTS or source.last != site.at:
        return decision
    clause = _OPENING.match(kinds, site.first, source.last)
    if clause is None or source.first < clause.end() or kinds[clause.end() : site.at].strip("DITCo0'"):
        return decision
    end = next((i for i in range(clause.end(), site.at) if kinds[i] in PREPOSITIONS), site.at)
    head = words[end - 1]
    if kinds[end - 1] != WORD or head in DOCUMENTS or head in BODIES or is_person_noun(head) or is_person_noun(head.removesuffix("s")):
        return decision
    if words[clause.end()].lower() not in _THEIRS and words[clause.start(2)] not in _PHASES:
        return decision
    return decision._replace(source=source._replace(first=clause.start(1), last=clause.end(1)))


_BECOMING = frozenset(("became", "becomes", "is", "was", "were", "are"))
#: A subject from the start of a sentence.
_WHOLE_SUBJECT = re.compile("[AR]?([DCo0'I]{1,12})")


def _replace_complement_by_subject(decision: Decision) -> Decision:
    """A participle's reading with the subject in place of what it became: "Ruiz became the fifth member to leave, | saying"."""
    site, source = decision.site, decision.source
    tokens = site.page.tokens
    if site.word not in _GOING_ON or source.first - 2 < site.first or tokens.kinds[site.at - 1] != ",":
        return decision
    verb = source.first - 1
    if tokens.words[verb] not in _BECOMING or source.first > site.at:
        return decision
    subject = _WHOLE_SUBJECT.fullmatch(tokens.kinds, site.first, verb)
    return decision._replace(source=source._replace(first=subject.start(1), last=verb)) if subject else decision


def _contains_token(decision: Decision, at: int) -> bool:
    """Whether a token is part of a decision's content."""
    return any(first <= at < last for first, last in decision.content)


def _find_participle_phrase(site: CueCandidate) -> int:
    """Where the words before a participle after a comma start; -1 for other cues."""
    kinds, i = site.page.tokens.kinds, site.at
    if site.word not in _GOING_ON:
        return -1
    while i > site.first and kinds[i - 1] in _JOINTS:
        i -= 1
    return i if i > site.first and kinds[i - 1] in ',"' else -1
