"""The act of a cue (speech, thought or intent), and whether it is denied."""

from __future__ import annotations

import re

from sayso.grammar.attributions.cue_candidates import CueCandidate, QuotedText
from sayso.grammar.attributions.decoder import Decision
from sayso.grammar.attributions.lexical_rules import asks_for_deed
from sayso.grammar.attributions.sources import Source
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import BEFORE_INFINITIVE, CONJUNCTION, DATE, DETERMINER, NO_SOURCE_HEADS, NOUN, VERB, WORD
from sayso.model import Act, Mode

#: Words for thought and feeling, in the form that cues share.
THOUGHT = frozenset(entries("attributions.txt", "thought"))

#: Words for what somebody means to do or to have done.
INTENT = frozenset(entries("attributions.txt", "intent"))

#: Words of speech that become a promise when "to" follows ("pledged to leave").
PROMISING = frozenset(entries("attributions.txt", "promises"))

#: Acts that assert nothing.
DEEDS = frozenset(entries("deeds.txt"))

#: Verbs that assert something with a noun alone: "announced his death", "denied any wrongdoing".
NAMING = frozenset(entries("attributions.txt", "assertions by a noun"))

_NOBODY = frozenset(entries("attributions.txt", "sources without a name"))
_DENYING = frozenset(entries("attributions.txt", "negations"))


def classify_act(decision: Decision) -> Act:
    """The act for the word of the cue: speech, thought or intent."""
    lemma = decision.site.lemma
    if lemma in THOUGHT:
        return "thought"
    if lemma in INTENT or (lemma in PROMISING and decision.site.after[0] == "T" and not is_spoken_promise(decision)):
        return "intent"
    return "speech"


_SPOKEN = frozenset(entries("attributions.txt", "spoken promises"))
_FORCES = frozenset(entries("attributions.txt", "forces of nature"))


def is_spoken_promise(decision: Decision) -> bool:
    """Whether somebody promises or threatens to do something: "vowed to cut taxes"; not "the storm threatens to reach Varn"."""
    site, source = decision.site, decision.source
    if site.lemma not in _SPOKEN or site.after[0] != "T" or source.first < 0:
        return False
    words = site.page.tokens.words
    if site.lemma != "threaten":
        return True
    head = words[source.last - 1].lower()
    speaks = (
        site.page.tokens.kinds[source.last - 1] in "CP" or head in BODIES or is_person_noun(head) or is_person_noun(head.removesuffix("s"))
    )
    return speaks and head != "it" and _FORCES.isdisjoint(word.lower() for word in words[source.first : source.last])


def is_deed(decision: Decision) -> bool:
    """Whether the cue reports a deed, or only names a matter, and no words.

    A deed is "signed the bill", "called the police"; "touted the plan" only names a matter: no quotation, no "that", no
    verb in the content.
    """
    site = decision.site
    kinds = site.page.tokens.kinds
    if _names_a_work(decision) or _is_back_reference(decision) or _gives_a_name(decision) or _describes_suspect(decision):
        return True
    if has_quotation(decision) or (site.after[0] == "H" and not _POINTING.match(kinds, site.at + 1, site.last)):
        return False
    if site.after[0] == "M" and site.after[1] == "H":  # "testified Friday that"
        return False
    if asks_for_deed(site) or is_spoken_promise(decision) or _judges(decision):
        return False
    if site.lemma == "call":
        return not _is_naming(decision)
    if site.lemma == "ask" and site.after[0] in "NT":
        return True  # "asked not to be named"
    if site.lemma == "insist" and site.after[0] == "I" and site.after[1] == "G":
        return True  # "insisted on trying"
    if site.lemma == "deny" and not _ASKED.isdisjoint(site.page.tokens.words[site.at + 1 : site.at + _FAR // 4]):
        return True  # a judge denies a motion
    return site.lemma in DEEDS or (site.lemma not in NAMING and decision.start.at >= 0 and not _has_verb(decision))


def _is_back_reference(decision: Decision) -> bool:
    """Whether the content is one word that refers back: "he has denied that"."""
    words, content = decision.site.page.tokens.words, decision.content
    return words[content[0][0]].lower() in _POINTERS and sum(last - first for first, last in content) == 1


_RULING = frozenset(entries("attributions.txt", "verbs of a verdict"))
_VERDICTS = frozenset(entries("attributions.txt", "verdicts"))
_FAULTS = {"accuse": ("of",), "blame": ("for", "on")}


def _judges(decision: Decision) -> bool:
    """Whether somebody is accused of something or found to be so: "accused Moss of theft", "found Moss guilty", "ruled it unlawful"."""
    site = decision.site
    words = [word for first, last in decision.content for word in site.page.tokens.words[first:last]]
    if site.lemma in _RULING:
        return not _VERDICTS.isdisjoint(words)
    if site.lemma == "describe":
        return "as" in words[1:]
    return any(word in words[1:] for word in _FAULTS.get(site.lemma, ()))


_POINTERS = frozenset(("it", "so", "that", "them", "this", "those"))
_MAKING = frozenset(entries("attributions.txt", "verbs of making a work"))
_LONG_TITLE = 8


def _names_a_work(decision: Decision) -> bool:
    """Whether the content is the title of a work, which somebody wrote or put out: "released “Streets of Varn,”"."""
    site, page = decision.site, decision.site.page
    if site.lemma not in _MAKING or len(decision.content) != 1 or not has_quotation(decision):
        return False
    first, last = decision.content[0]
    quote = page.inside[last - 1]
    if quote >= 0 and first < page.quotes[quote].first and _SORT_OF_WORK.fullmatch(page.tokens.kinds, first, page.quotes[quote].first):
        first = page.quotes[quote].first
    words = [page.tokens.words[i] for i in range(first, last) if page.tokens.kinds[i] not in '",.']
    if not words:
        return False
    small = sum(word[0].islower() for word in words)
    return len(words) < _LONG_TITLE and words[0][0].isupper() and words[-1][0].isupper() and small * 3 <= len(words)


#: What a work is, before its title: "a song titled", "her new book,".
_SORT_OF_WORK = re.compile("D[Co0']{1,5}[V,]?")


_GIVING_A_NAME = frozenset(entries("attributions.txt", "verbs of giving a name"))


def _gives_a_name(decision: Decision) -> bool:
    """Whether a verb tells what something is named: "a tapestry called “Long Road,”" "named the boat “Ana Ruiz”"; not "called it “sad”"."""
    site, page = decision.site, decision.site.page
    if site.lemma not in _GIVING_A_NAME or not has_quotation(decision):
        return False
    first, last = decision.content[-1]
    quote = next(page.find_quote_numbers(first, last), -1)
    if quote < 0:
        return False
    opening, closing = page.quotes[quote]
    if opening != site.at + 1 and (page.tokens.kinds[site.at + 1] not in _OF_A_THING or page.tokens.kinds[opening - 1] != WORD):
        return False
    words = [page.tokens.words[i] for i in range(opening + 1, closing - 1) if page.tokens.kinds[i] not in '",.DIAT0']
    return 0 < len(words) < _LONG_TITLE and all(word[0].isupper() for word in words)


_OF_A_THING = DETERMINER + WORD


def _describes_suspect(decision: Decision) -> bool:
    """Whether "alleged" describes what is after it: "US strikes alleged drug boat"."""
    site = decision.site
    if site.word != "alleged" or site.after[0] not in NOUN or site.quote >= 0:
        return False
    if _WHO_DID.match(site.page.tokens.kinds, site.at + 1, site.last):
        return False  # "alleged Moss stole the oven"
    return not any(_STATED.search(site.page.tokens.kinds, first, last) for first, last in decision.content)


_STATED = re.compile("[VB]")
_WHO_DID = re.compile("[Co]{0,3}C[oV](?=[D0OP])")
#: Requests, which may be denied.
_ASKED = frozenset(entries("attributions.txt", "what is asked for"))


def _has_verb(decision: Decision) -> bool:
    kinds = decision.site.page.tokens.kinds
    return any(_VERB.search(kinds, first, last) for first, last in decision.content)


#: A verb: after an article such a word is a noun ("an increase").
_VERB = re.compile("B|(?<!D)[VG]")
#: A "that" that is a determiner and does not open a clause: "allowed that map to stand", "repeated that claim".
_POINTING = re.compile("H[Co0]{1,4}(?:T|$|[,;])")
_CALLED = re.compile("(?:[PO]|D?[Co0'V]{1,6}?)(?:[D\"-]|(?<=[PO])[oCGRV])")


def _is_naming(decision: Decision) -> bool:
    """Whether "call" gives a name or asks for something: "called it a mistake", "called for a vote".

    Not "called the police", "called out sick".
    """
    site = decision.site
    following = site.page.tokens.words[site.at + 1 : site.at + 2]
    return following in (["for"], ["on"], ["upon"]) or _CALLED.match(site.page.tokens.kinds, site.at + 1, site.last) is not None


_MAY = frozenset(entries("attributions.txt", "modal verbs"))
_DUE = frozenset(entries("attributions.txt", "participles of what is to come"))


def is_to_come(decision: Decision) -> bool:
    """Whether the words have not been spoken yet, and perhaps never will be: "may conclude", "is expected to announce"."""
    site = decision.site
    words = site.page.tokens.words
    if site.at > site.first and (words[site.at - 1] in _MAY or _follows_may(site)):
        return True
    return site.at - 2 >= site.first and words[site.at - 1] == "to" and words[site.at - 2] in _DUE


def _follows_may(site: CueCandidate) -> bool:
    """Whether a cue is the last of several verbs after one "may": "may fire back, and | conclude that"."""
    tokens = site.page.tokens
    if tokens.kinds[site.at - 1] != CONJUNCTION or site.word != site.lemma:
        return False
    may = next((i for i in range(site.at - 2, max(site.first, site.at - _FAR) - 1, -1) if tokens.words[i] in _MAY), -1)
    return may >= 0 and not _ANOTHER_SUBJECT.search(tokens.kinds, may + 1, site.at)


#: The verbs that a "may" governs, up to another clause or subject.
_FAR = 40
_ANOTHER_SUBJECT = re.compile('[HPSW;:B"]')


def has_possible_source(decision: Decision) -> bool:
    """Whether the source is a noun phrase or a personal pronoun: not a bare determiner, a day, a number, "who" or "which"."""
    source, kinds = decision.source, decision.site.page.tokens.kinds
    if source.first < 0:
        return False
    head = kinds[source.last - 1]
    if head == DATE and source.last - source.first > 2 and kinds[source.last - 2] == VERB:
        return True  # "a poll released Tuesday"
    if head in NO_SOURCE_HEADS or source.last - source.first > 1:
        return head not in NO_SOURCE_HEADS
    return decision.site.page.tokens.words[source.first].lower().replace("’", "'").partition("'")[0] not in _NOBODY  # nor "you’re"


def is_negated(decision: Decision) -> bool:
    """Whether the words before the cue or its subject deny it: "did not say", "has never said", "none of the students said"."""
    site = decision.site
    if _is_nobody(site.page.tokens, decision.source) or _is_refused(site):
        return True
    words, kinds = site.page.tokens.words, site.page.tokens.kinds
    for i in range(site.at - 1, max(site.first, site.at - 4) - 1, -1):
        if _denies(words[i]):
            return True
        if kinds[i] not in BEFORE_INFINITIVE:
            return False
    return False


_REFUSING = frozenset(entries("attributions.txt", "refusals"))


def _is_refused(site: CueCandidate) -> bool:
    """Whether somebody does not speak: "declined to comment", "refused to say", cue on either verb."""
    words = site.page.tokens.words
    if site.word in _REFUSING:
        return site.after[0] == "T"
    if site.lemma in _GIVING and words[site.at + 1 : site.at + 2] == ["no"]:
        return not _HINTS.isdisjoint(words[site.at + 2 : site.at + 3])  # "has shown no sign that"
    if site.at - 3 >= site.first and words[site.at - 1] == "to" and words[site.at - 2].endswith(("self", "selves")):
        return words[site.at - 3] == "bring" and site.at - 4 >= site.first and _denies(words[site.at - 4])
    return site.at - 2 >= site.first and words[site.at - 1] == "to" and words[site.at - 2] in _REFUSING


def _denies(word: str) -> bool:
    return word.lower() in _DENYING or word.lower().endswith(("n't", "n’t"))


_GIVING = frozenset(entries("attributions.txt", "verbs of showing a sign"))
_HINTS = frozenset(entries("attributions.txt", "signs of something"))
_NO_SUBJECT = frozenset(entries("attributions.txt", "negative subjects"))


def _is_nobody(tokens: TokenizedText, source: Source) -> bool:
    """Whether a source is none: "no witness", "neither of the pilots"; not "No 10" and "No. 10", an address."""
    if source.first < 0 or tokens.words[source.first].lower() not in _NO_SUBJECT:
        return False
    return source.last - source.first == 1 or tokens.kinds[source.first + 1] not in "0."


def classify_mode(decision: Decision) -> Mode:
    """The mode: direct where every piece is a quotation, mixed where more than a title is quoted, else indirect."""
    page = decision.site.page
    kinds = page.tokens.kinds
    if kinds[decision.content[0][0]] == '"' and all(kinds[first] == '"' and kinds[last - 1] == '"' for first, last in decision.content):
        return "direct" if all(_is_quoted_whole(page, first, last) for first, last in decision.content) else "mixed"
    if not has_quotation(decision):
        return "indirect"
    quoted = (page.quotes[n] for first, last in decision.content for n in page.find_quote_numbers(first, last))
    return "indirect" if all(_is_title(decision, *quote) for quote in quoted) else "mixed"


def _is_quoted_whole(page: QuotedText, first: int, last: int) -> bool:
    """Whether no word between two quotation marks at the ends of a stretch is outside of quotations."""
    quote = page.inside[first]
    if quote >= 0 and page.quotes[quote] == (first, last):
        return True
    return not any(page.inside[i] < 0 and page.tokens.kinds[i] in _WORDS for i in range(first + 1, last - 1))


#: The classes of words, without those of signs.
_WORDS = frozenset("DPOITHWSABNRMVGCo0")
_TITLE_LINKS = frozenset("DIAT")
_WORKS = frozenset(entries("attributions.txt", "nouns for works"))
_OF_WORKS = _WORKS | frozenset(entries("attributions.txt", "people of works"))
_MENTIONING = frozenset(entries("attributions.txt", "nouns for words"))
_DUBBING = frozenset(entries("attributions.txt", "verbs of naming"))


def _is_title(decision: Decision, first: int, last: int) -> bool:
    """Whether a quotation in a clause is the title of something: "the show “The Long Road” would go on".

    All its words but the small ones have capitals, and it is nobody's nickname.
    """
    site, tokens = decision.site, decision.site.page.tokens
    words, kinds = tokens.words, tokens.kinds
    inner = range(first + 1, last - 1)
    if words[first - 1].lower() in _MENTIONING and site.at != first - 1:
        return True  # "the phrase “bread for all” is old"
    if len(inner) == 1 and words[first + 1][0].isupper() and last < len(words):
        return words[last] in _OF_WORKS or words[first - 1] in _WORKS  # "the “Saltmarsh” star", "the film “Saltmarsh”"
    if not 1 < len(inner) < 9 or site.lemma in _DUBBING or kinds[last - 2] in ".!?":
        return False
    if kinds[first - 1] in ",:B" and words[first - 2 : first - 1] not in (["called"], ["titled"], ["named"]):
        return False
    if not (words[first + 1][0].isupper() or kinds[first + 1] == DETERMINER):
        return False
    if words[first - 1] == "as" or not all(words[i][0].isupper() or kinds[i] in _TITLE_LINKS or kinds[i] in ",.0" for i in inner):
        return False
    named = [words[i] for i in inner if words[i][0].isupper()]
    return len(named) > 1 and not all(word.isupper() for word in named)


def has_quotation(decision: Decision) -> bool:
    """Whether the content has a quotation, or a part of one, other than the one with its cue."""
    page = decision.site.page
    if decision.site.quote >= 0 or not page.quotes:
        return False
    for first, last in decision.content:  # noqa: SIM110 - asked several times of each reading: no generator
        if page.touches_quotation(first, last):
            return True
    return False
