"""Constructions that are read by rule, since labelled news has too few examples of each to learn from.

A body that puts out a figure ("the ministry raised the death toll to 1,300") is the source of the most revised claims there are. A
belief without a believer ("the gang is believed to be holding 12 sailors") has its subject before the cue and no source. A noun for words
with "that" after it ("warnings that the dam would burst") is nothing else, nor is a verb of planning with "to" after it.
"""

from __future__ import annotations

import re

from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.cue_candidates import CUES, CueCandidate
from sayso.grammar.attributions.sources import NO_SOURCE, Source, find_left_source, find_source_options, is_passive
from sayso.grammar.attributions.subjects import find_phrase_start
from sayso.grammar.lexicon import entries
from sayso.grammar.name_phrases import DOCUMENTS, PUBLISHED
from sayso.grammar.wordclasses import (
    BEFORE_VERB,
    BEHIND_DOCUMENT,
    CONJUNCTION,
    CONTENT_OPENERS,
    NOUN_OR_SUBJECT,
    NOUN_OR_SUBJECT_OR_ADVERB,
    NOUN_PHRASE,
    NOUN_PHRASE_OR_SUBJECT,
    NUMBER,
    VERB,
)

#: The score of a reading that one of these rules fits.
CERTAIN = 150

BELIEVED = frozenset(entries("attributions.txt", "participles of belief"))

PUTTING = frozenset(entries("attributions.txt", "verbs of putting a figure"))

TALLIES = frozenset(entries("attributions.txt", "tallies"))

REPORTS = frozenset(entries("attributions.txt", "nouns for reports"))

PLANNING = frozenset(entries("attributions.txt", "verbs of planning"))

#: Participles that continue a statement: followed by "that" they were cues 137 times of 152 in PolNeAR's training part.
GOING_ON = frozenset(entries("attributions.txt", "participles of saying"))

#: Verbs that have documents as their subject.
FINDING = frozenset(entries("attributions.txt", "verbs of documents"))

#: Verbs for the words of a document: "“…,” the letter read".
READING = frozenset(("read", "reads"))
_OF_DOCUMENTS = FINDING | READING

#: Verbs of saying with a participle for what is said: "denied taking", "recalled seeing".
WITH_PARTICIPLE = frozenset(entries("attributions.txt", "verbs of saying with a participle"))

_PLAIN = frozenset(entries("attributions.txt", "plain words of saying"))

#: Participles that describe a hearer; the speaker comes after "by".
_HEARING = frozenset(entries("attributions.txt", "participles of hearing"))
_TOLD_BY = re.compile("I[CDo0'A]{1,8}H[CDPo0]")

#: Verbs that take "sign" or "indication" as object: "gave no indication that", "has shown no sign that".
SHOWING = frozenset(entries("attributions.txt", "verbs of giving a sign"))

_IRREGULAR = frozenset(entries("attributions.txt", "other forms of saying"))
_VERB_FIRST = re.compile("[^,;:]*?[VB]")
#: Past and present forms of plain words of saying: no nouns, as "a report that", "claims that".
TOLD_THAT = frozenset(form for form, lemma in CUES.items() if lemma in _PLAIN and (form.endswith("ed") or form in _IRREGULAR))

#: The words in any of these rules; nearly all cues are other words and are skipped.
_ASKING = frozenset(entries("attributions.txt", "verbs of request"))
_ASKING_FORMS = frozenset(form for form, lemma in CUES.items() if lemma in _ASKING and form.endswith("ed"))
RULED = (
    _ASKING_FORMS
    | TOLD_THAT
    | BELIEVED
    | PUTTING
    | REPORTS
    | PLANNING
    | GOING_ON
    | FINDING
    | READING
    | SHOWING
    | WITH_PARTICIPLE
    | _HEARING
)

_IS = frozenset(("is", "are", "was", "were", "be", "been"))
_TALLY_SPAN = 9
_FIGURE = re.compile("[TI][^.;:]{0,4}0")


def find_believed_content(site: CueCandidate) -> tuple[Source, Start] | None:
    """ "X is believed to …": no source, and a content that X is part of."""
    if site.word not in BELIEVED or site.after[0] != "T":
        return None
    words, at = site.page.tokens.words, site.at
    if not any(word.lower() in _IS for word in words[max(site.first, at - 3) : at]):
        return None
    subject = find_left_source(site)
    if subject is None or not (subject.is_adjacent or subject.is_beyond_apposition):
        return None
    return NO_SOURCE, Start("subject", at + 1, (subject.first, subject.last))


#: A speaker right after a quotation, then a relative clause between commas: "Ana Ruiz, who’s from Varn,".
_WITH_RELATIVE = re.compile(r'D?[Co0.\'][CDo0.\'I]{0,11},[PWBD][^";:-]{2,40},[RBN]{0,2}$')


def find_quoted_speaker(site: CueCandidate) -> Source | None:
    """The speaker with a relative clause between a quotation and the cue: "“It leaks,” Ruiz, whose term ends in May, said"."""
    page, at = site.page, site.at
    kinds = page.tokens.kinds
    if site.quote >= 0 or kinds[at - 1] not in ",RBN":
        return None
    closing = kinds.rfind('"', max(site.first, at - _FAR), at)
    if closing < 1 or kinds[closing - 1] not in ",." or page.inside[closing] < 0 or page.quotes[page.inside[closing]].last != closing + 1:
        return None
    begin = closing + 1
    if not _WITH_RELATIVE.match(kinds, begin, at):
        return None
    comma = kinds.index(",", begin)
    if not page.tokens.words[comma + 1].lower().startswith(_OPENS_RELATIVE):
        return None
    return Source("app,", begin, kinds.rindex(",", begin, at) + 1)


_FAR = 60
_OPENS_RELATIVE = ("who", "which")

#: A clause with a pronoun as its subject, or with a verb that is not a noun.
_THEY_HAVE = re.compile("H?(?:P[RN]?[BV]|D?[Co0']{1,5}[RN]?B)")


def find_second_saying(site: CueCandidate) -> tuple[Source, Start] | None:
    """The speaker and the clause of a second verb of saying: "She conceded that it was slow but said it would end"."""
    if site.word not in TOLD_THAT or site.quote >= 0 or site.before[2] != CONJUNCTION or site.lemma == "tell":
        return None
    if not _THEY_HAVE.match(site.page.tokens.kinds, site.at + 1, site.last):
        return None
    kinds = site.page.tokens.kinds
    before = [
        o for o in find_source_options(site) if 0 <= o.first < site.at and (o.first == site.first or kinds[o.first - 1] not in "SHWIM")
    ]
    return (min(before, key=lambda option: option.first), Start("next", site.at + 1)) if before else None


#: Verbs that may end a sentence after what was said.
_CLOSING_LEMMAS = frozenset(
    (*entries("attributions.txt", "plain words of saying"), *entries("attributions.txt", "verbs of finding a fact"))
)
CLOSING = frozenset(form for form, lemma in CUES.items() if lemma in _CLOSING_LEMMAS and not form.endswith("ing"))
#: A clause with a subject and its verb, from the start of a sentence.
_WHOLE_CLAUSE = re.compile("[AR]?(?:[DCPo0M'I]{1,14}[RN]{0,2}[VB]|[DCP][o0C']{1,8}[TI][DCo0V])")
#: Classes of words (see `wordclasses`) of the hearer and of the time of a saying: "said | to reporters", "said | on Monday".
_HEARER = re.compile("(?:D?[Co0]{1,4})?")
_WHEN_SAID = re.compile("(?:I?[Ro]?M[M0]{0,2})?")
_NO_SUBJECT_ENDS = frozenset("DITBG")
_SHOWING_FROM = frozenset(("citing", "quoting"))


def read_closing_cue(site: CueCandidate) -> tuple[Source, Start] | None:
    """ "The dam leaks, Ruiz reported on Monday, citing …": a clause, then its source and cue, and no other clause after them."""
    if site.word not in CLOSING or site.quote >= 0 or site.at < site.first + 4 or not _ends_saying(site):
        return None
    tokens, source = site.page.tokens, find_left_source(site)
    if source is None or not (source.is_adjacent or source.is_beyond_apposition) or is_passive(site):
        return None
    if tokens.kinds[site.at - 1] in _NO_SUBJECT_ENDS or tokens.words[site.at] != site.word:  # "the state", "to testify", "would say"
        return None
    comma = source.first - 1
    if comma <= site.first or tokens.kinds[comma] != "," or '"' in tokens.kinds[site.first : site.at]:
        return None
    if _WHOLE_CLAUSE.match(tokens.kinds, site.first, comma) is None:
        return None
    return source, Start("clause before", -1, (site.first, comma))


#: What opens the writer's own clause after a saying: ", although nothing is decided".
_CONTRASTING = frozenset(("although", "though", "even"))


def _ends_saying(site: CueCandidate) -> bool:
    """Whether only a hearer, a time, a condition or the grounds follow a cue."""
    tokens, i, last = site.page.tokens, site.at + 1, site.last
    words, kinds = tokens.words, tokens.kinds
    if words[i : i + 3] == ["on", "condition", "of"] or words[i : i + 4] == ["on", "the", "condition", "of"]:
        return True
    if site.lemma == "tell" and (hearer := _HEARER.match(kinds, i, last)):
        i = hearer.end() - (words[hearer.end() - 1] in ("early", "late"))
    if when := _WHEN_SAID.match(kinds, i, last):
        i = when.end()
    if i >= last:
        return True
    if kinds[i] == "," and words[i + 1 : i + 2] and words[i + 1] in _CONTRASTING:
        return True
    return kinds[i] == "," and (
        any(w in _SHOWING_FROM for w in words[i + 1 : i + 2]) or words[i + 1 : i + 3] in (["down", "from"], ["up", "from"])
    )


#: Who is asked, and to do what: "residents to boil it", "on both sides to stop".
_TO_DO = re.compile("(?:O|D?[Co0']{1,6}(?:[TI]D?[Co0']{1,4})?)N?T[RN]?(?:V|o(?=[DCo0OPITR]))")
#: What is before who is asked.
_BEFORE_ASKED = {"appeal": ("to",), "call": ("on", "upon"), "plead": ("with",)}


def asks_for_deed(site: CueCandidate) -> bool:
    """Whether a cue asks somebody to do something: "urged residents to boil it", "called on both sides to stop"."""
    if site.lemma not in _ASKING:
        return False
    kinds, begin, leads = site.page.tokens.kinds, site.at + 1, _BEFORE_ASKED.get(site.lemma)
    if leads is not None:
        if begin >= site.last or site.page.tokens.words[begin] not in leads:
            return False
        begin += 1
    return not (site.lemma == "ask" and kinds[begin : begin + 1] == "O") and _TO_DO.match(kinds, begin, site.last) is not None


def names_denied_claim(site: CueCandidate) -> bool:
    """Whether a noun of saying is what somebody denies, so that it says nothing itself: "rejected claims that"."""
    words, kinds, i = site.page.tokens.words, site.page.tokens.kinds, site.at - 1
    if site.word not in REPORTS:
        return False
    while i > site.first and kinds[i] in "DoC0V" and CUES.get(words[i]) not in _DENYING:
        i -= 1
    return site.at - i < 5 and CUES.get(words[i]) in _DENYING


_DENYING = frozenset(entries("attributions.txt", "verbs of denial"))


def is_tally_report(site: CueCandidate) -> bool:
    """ "… raised the death toll to 1,300", "… put the number of missing at 40"."""
    if site.word not in PUTTING:
        return False
    tokens, begin = site.page.tokens, site.at + 1
    for i in range(begin, min(begin + _TALLY_SPAN, site.last)):
        if tokens.words[i].lower() in TALLIES:
            return _FIGURE.search(tokens.kinds, i, min(i + 14, site.last)) is not None
    return False


_DOCUMENT_SPAN = 14
#: The end of the subject of a clause: no subject reaches over it.
_ENDS_SUBJECT = frozenset(',;:SWAP."-(')
WHEN = frozenset(entries("attributions.txt", "times behind a cue"))


def find_document(site: CueCandidate) -> Source | None:
    """The document that finds what follows or, at the end of a sentence, before the cue.

    For example "a poll (conducted by Marlow in May) found".
    """
    if site.word not in _OF_DOCUMENTS or site.quote >= 0:
        return None
    document = find_document_subject(site)
    if document is None:
        return None
    closes = site.after[0] == "$" and document[0] > site.first and site.page.tokens.kinds[document[0] - 1] in ',"'
    if site.word in READING:
        return Source("adjo", *document) if closes or site.after[0] in ':,"' else None
    return Source("adjo", *document) if closes or site.after[0] in CONTENT_OPENERS else None


def find_document_subject(site: CueCandidate) -> tuple[int, int] | None:
    """The document that is the subject of a cue, its first token and the one after its last; None where there is none."""
    tokens, at = site.page.tokens, site.at
    for i in range(at - 1, max(site.first - 1, at - _DOCUMENT_SPAN), -1):
        kind, word = tokens.kinds[i], tokens.words[i]
        if word.lower() in DOCUMENTS and (i + 1 == at or tokens.kinds[i + 1] in BEHIND_DOCUMENT or tokens.words[i + 1] in WHEN):
            first = find_phrase_start(tokens.kinds, site.first, i - 1) if i > site.first and tokens.kinds[i - 1] in NOUN_PHRASE else i
            before = tokens.kinds[first - 1] if first > site.first else "^"
            if before in '^,;:SA-"':
                return first, _find_reading_end(site, i + 1)
        if kind == "-" and tokens.kinds[i - 1] == tokens.kinds[i + 1] == NUMBER:
            continue  # "conducted Feb. 3–9"
        if kind in _ENDS_SUBJECT or (kind == VERB and word not in PUBLISHED and word not in _SEEN):
            return None
    return None


def _find_reading_end(site: CueCandidate, end: int) -> int:
    """The end of a document with who read it: "a letter | obtained by the Tide"; else the end that was given."""
    tokens, last = site.page.tokens, site.at
    while last > end and tokens.kinds[last - 1] in BEFORE_VERB:
        last -= 1
    read = tokens.words[end] in _SEEN and tokens.words[end + 1] == "by" and not set(tokens.kinds[end + 1 : last]) & set(",VB")
    return last if read else end


#: Participles of reading a document: "records obtained by the Tide".
_SEEN = frozenset(entries("attributions.txt", "participles of reading a document"))


def is_admit_deny_participle(site: CueCandidate) -> bool:
    """ "Moss denies taking bribes": a deed as a participle right after a verb that says whether it was done."""
    return site.word in WITH_PARTICIPLE and site.after[0] == "G"


def is_plain_attribution(site: CueCandidate) -> bool:
    """Whether a cue is an attribution without any weights.

    "Warnings that the dam would burst", "…, adding that the road was shut", "the airline plans to cut jobs", "they were told by police
    that", "the town estimated that".
    """
    if site.word in SHOWING:
        return site.page.tokens.words[site.at + 1 : site.at + 2] == ["no"] and site.after[1:] == "oH"
    if site.word in REPORTS or (site.word in GOING_ON and site.quote < 0):
        return site.after[0] == "H" and site.after[1] in NOUN_PHRASE_OR_SUBJECT
    if site.word in TOLD_THAT and site.quote < 0 and not is_passive(site):
        if site.after[0] != "H" or site.after[1] not in NOUN_PHRASE_OR_SUBJECT or site.before[2] not in NOUN_OR_SUBJECT_OR_ADVERB:
            return False
        return _VERB_FIRST.match(site.page.tokens.kinds, site.at + 2, site.last) is not None  # not "denied that account"
    if site.word in ("estimate", "estimated", "estimates") and site.quote < 0:
        return site.after[0] == "H" and site.after[1] in NOUN_PHRASE_OR_SUBJECT and site.before[2] in NOUN_OR_SUBJECT_OR_ADVERB
    if site.word in _HEARING and is_passive(site):
        tokens = site.page.tokens
        return tokens.words[site.at + 1 : site.at + 2] == ["by"] and _TOLD_BY.match(tokens.kinds, site.at + 1, site.last) is not None
    if site.word in _ASKING_FORMS and site.quote < 0:
        return asks_for_deed(site) and site.before[2] in NOUN_OR_SUBJECT_OR_ADVERB
    if site.word not in PLANNING or site.after[:2] not in ("TV", "To") or site.quote >= 0:
        return False
    words = site.page.tokens.words
    if site.before[2] == "P" and site.at - 2 >= site.first and words[site.at - 2] in ("said", "says", "that"):
        return False  # "he said he wants to know": a statement in the first place
    return site.before[2] in NOUN_OR_SUBJECT and site.at > site.first and not words[site.at - 1].endswith(("’s", "'s"))
