"""Corrects the readings that the models chose by the words around them: incomplete sources, names and set phrases taken for cues.

The models see the class of a word; these rules see its place. A word after an article is no verb ("according to the release"), nor is
one before another verb ("a Lantern review found"); a document has its publisher with it ("data released Friday by the ministry").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.cue_candidates import CueCandidate
from sayso.grammar.attributions.cut_sources import (
    cut_occasion,
    cut_time,
    extend_to_address,
    extend_to_knowledge,
    extend_to_mission,
    move_before_relative,
    narrow_to_document,
)
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.attributions.lexical_rules import WHEN
from sayso.grammar.attributions.long_subjects import extend_to_long_subject
from sayso.grammar.attributions.participles import add_participle_sources
from sayso.grammar.attributions.source_edges import RELATIVES, complete_before_cue
from sayso.grammar.attributions.sources import NO_SOURCE, Source, find_source_options
from sayso.grammar.attributions.subjects import find_phrase_end, find_phrase_start
from sayso.grammar.attributions.whole_contents import complete_content
from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.name_phrases import DOCUMENTS, PUBLISHED
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import (
    ADVERB,
    CONJUNCTION,
    DATE_OR_ADVERB_OR_NUMBER,
    DATE_OR_NUMBER,
    DETERMINER,
    GERUND,
    NAME,
    NOUN,
    PHRASE_OPENERS,
    TO,
    VERBAL,
    WORD,
)

#: Participles for what somebody other than the author does with a document.
_SEEN = frozenset(entries("attributions.txt", "participles of reading a document"))
_LET = frozenset(("let’s", "let's"))
_BY = frozenset(("by", "from"))
_FROM = (["by"], ["from"])
#: Verbs of saying that may come before the speaker: "said Ruiz".
_SAID = PLAIN - {"tell", "tweet"}


def complete_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions, with source and content exchanged where they were swapped, and with their whole sources."""
    return add_participle_sources([complete_content(complete_source(swap_source_and_content(move_before_relative(d)))) for d in decisions])


def is_part_of_a_name(site: CueCandidate) -> bool:
    """Whether a cue is part of a name or of a set phrase: "American Express shares", "a think tank", "let's say".

    A capital in the middle of a sentence, with a capital before and small letters after it, belongs to a name; in a headline all words have
    capitals.
    """
    words, kinds, at = site.page.tokens.words, site.page.tokens.kinds, site.at
    behind = words[at + 1] if at + 1 < len(words) else ""
    if words[at][:1].isupper() and at > site.first and kinds[at - 1] == NAME:
        return behind.islower()
    if site.word in PUBLISHED and behind == "by" and words[at - 1].lower() in DOCUMENTS:
        end = find_phrase_end(kinds, at + 2, site.last)
        return kinds[end : end + 1] in VERBAL  # "an analysis posted by Ana Ruiz said"
    if site.word == "think" and behind in ("tank", "tanks"):
        return True
    return site.word == "say" and at > site.first and words[at - 1].lower() in _LET


#: A name, alone or with its bearer's role after a comma.
_IS_NAME = re.compile("C{1,5}(?:,[DCo0'IA]{1,20},?)?")


def swap_source_and_content(decision: Decision) -> Decision:
    """A reading whose source and content were exchanged, put right: "…, said Ana Ruiz, the mayor"."""
    site, tokens = decision.site, decision.site.page.tokens
    at = site.at
    if site.lemma not in _SAID or site.quote >= 0 or tokens.kinds[at - 1 : at] != "," or len(decision.content) != 1:
        return decision
    first, last = decision.content[0]
    if first != at + 1 or not _IS_NAME.fullmatch(tokens.kinds, first, last) or not 0 <= decision.source.first < at:
        return decision
    if at - 1 <= site.first or any(site.page.inside[i] >= 0 for i in (site.first, at - 2)):
        return decision
    behind = next((option for option in find_source_options(site) if option.how == "inverted"), None)
    if behind is None:
        return decision
    return decision._replace(source=behind, start=Start("clause before", -1), end=-1, content=[(site.first, at - 1)])


def complete_source(decision: Decision) -> Decision:
    """The decision with the whole of its source."""
    source, site = decision.source, decision.site
    tokens = site.page.tokens
    if source.last - source.first == 1 and tokens.words[source.first].lower() == "there":
        return decision._replace(source=NO_SOURCE)  # "There were hopes that it would rain": nobody in particular
    if source.last == site.at and _COUNTS_OF.search(tokens.text, tokens.starts[source.first], tokens.ends[source.last - 1]):
        return decision._replace(source=NO_SOURCE)
    if source.first < 0 and tokens.words[site.at - 1] == "once" and site.at - 1 > site.first and tokens.kinds[site.at - 2] == NAME:
        source = Source("near", find_phrase_start(tokens.kinds, site.first, site.at - 2), site.at - 1)  # "Ruiz once said"
    if source.last - source.first == 1 and tokens.words[source.first] in RELATIVES:
        source = _find_relative_antecedent(site, source)
    elif 0 <= source.first < site.at:
        source = _extend_around_relative(site, source)
    if site.word == "according" and tokens.words[site.at + 1 : site.at + 2] == ["to"]:
        source = _find_source_after_according(site, source)
    elif 0 <= source.first < site.at:
        source = complete_before_cue(site, source)
    if (
        source.first >= 0
        and (end := _find_end_with_publisher(tokens, source, site.at if source.last <= site.at else site.last)) > source.last
    ):
        source = source._replace(last=end)
    if source.first > site.at:
        source = cut_occasion(tokens, extend_to_mission(tokens, source))
        source = _add_other_authors(site, source)
    elif source.first >= 0 and site.word.endswith("ing"):
        source = narrow_to_document(tokens, _cut_lead(tokens, source))
    if source.first >= 0:
        source = extend_to_address(tokens, cut_time(tokens, source, site.at))
    if site.word == "according" and source.first > site.at:
        source = extend_to_knowledge(tokens, source, site.last)
    if 0 <= source.first < site.at:
        source = extend_to_long_subject(site, source._replace(first=_find_start_with_envoy(tokens, site.first, source.first)))
    if source == decision.source:
        return decision
    if not source.first < decision.source.first:
        return decision._replace(source=source)
    content = [(first, source.first if first < source.first < last <= site.at else last) for first, last in decision.content]
    return _add_quote_before(decision._replace(source=source, content=content))


#: A count, whose noun is after a participle that describes it: "a total of 64 | confirmed cases", "a high share of | reported cases".
_COUNTS_OF = re.compile(r"\b(?:[Tt]otal|[Nn]umber|tally|count|[Pp]roportion|[Ss]hare|[Mm]ajority|sum|average)\sof(?:\s\d[\d,.]*)?\Z")


def _find_start_with_envoy(tokens: TokenizedText, begin: int, first: int) -> int:
    """Where a source starts whose office is "to" somebody: "Brenland’s ambassador to the US, Ana Ruiz, said"."""
    if first - begin < 2 or tokens.kinds[first - 1] != TO or tokens.kinds[first : first + 2].lstrip(DETERMINER)[:1] != NAME:
        return first
    if not is_person_noun(tokens.words[first - 2].lower()):
        return first
    return find_phrase_start(tokens.kinds, begin, first - 2)


def _add_quote_before(decision: Decision) -> Decision:
    """The decision with the quotation that its source is right after, once its date is whole: "…,” the May 6 letter said"."""
    site, page, first = decision.site, decision.site.page, decision.source.first
    quote = page.inside[first - 1] if first > 0 and page.tokens.kinds.startswith("DM0", first) else -1
    if quote < 0 or site.quote >= 0 or page.quotes[quote].last != first or decision.content[0][0] < first:
        return decision
    opening, closing = page.quotes[quote]
    return decision._replace(content=[(opening, closing), *decision.content])


#: A subject after a comma, and its verb.
_SUBJECT = re.compile(",(D?[Co0']{1,6})[RBN]{0,2}V")


def _cut_lead(tokens: TokenizedText, source: Source) -> Source:
    """The subject of a clause in which a source ran on: "its advice last fall, the party agreed, saying"."""
    found = _SUBJECT.search(tokens.kinds, source.first, source.last)
    if found is None or tokens.words[found.start(1)] in RELATIVES:
        return source
    return source._replace(first=found.start(1), last=found.end(1))


def _extend_around_relative(site: CueCandidate, source: Source) -> Source:
    """A source that was shortened to its relative clause, with its noun: "The company, which | employs 400 people, plans to"."""
    tokens = site.page.tokens
    comma = source.first - (1 if tokens.words[source.first] in RELATIVES else 2)
    if comma <= site.first or tokens.words[comma + 1] not in RELATIVES:
        return source
    if comma == source.first - 2 and source.last == site.at and "," not in tokens.kinds[source.first : source.last]:
        return source  # "the deal, which Ruiz said would fail"
    if tokens.kinds[comma] != "," or tokens.kinds[comma - 1] not in NOUN:
        return source
    return source._replace(first=find_phrase_start(tokens.kinds, site.first, comma - 1))


def _find_relative_antecedent(site: CueCandidate, source: Source) -> Source:
    """The antecedent of "who" or "which".

    Before a clause that ends before the cue, the noun that it describes: "The line, which owns the port, left, claiming that".
    """
    tokens, comma = site.page.tokens, source.first - 1
    kinds = tokens.kinds
    over = comma > site.first and kinds[comma] == "," and kinds.find(",", source.last, site.at - 1) >= 0
    if over and kinds[comma - 1] in NOUN:
        return Source(source.how, find_phrase_start(kinds, site.first, comma - 1), comma)
    return _extend_to_antecedent(site, source) if tokens.words[source.first] == "who" else source


def _extend_to_antecedent(site: CueCandidate, source: Source) -> Source:
    """The noun before a "who" with it: "the mayor, Ana Ruiz, who said", "met the mayor, who said"."""
    kinds, comma = site.page.tokens.kinds, source.first - 1
    if comma <= site.first or kinds[comma] != "," or kinds[comma - 1] not in NOUN or site.quote >= 0:
        return source
    return source._replace(first=find_phrase_start(kinds, site.first, comma - 1))


def _find_source_after_according(site: CueCandidate, source: Source) -> Source:
    """The phrase after "according to", also one with a word that is a verb elsewhere.

    For example "the release", "a think tank", "charging documents".
    """
    tokens, first = site.page.tokens, site.at + 2
    if first >= site.last or not (source.first == first or tokens.kinds[first] in VERBAL):
        return source
    end = source.last if source.first == first else first
    if end < site.last and tokens.kinds[end - 1 : end + 1] == DETERMINER + ADVERB:  # "a newly published report"
        end = find_phrase_end(tokens.kinds, end + 1, site.last) if tokens.kinds[end + 1] in NOUN else end + 1
    end = _find_end_with_dated_document(tokens, end, site.last)
    while end < site.last and tokens.kinds[end] in VERBAL and _is_noun_here(tokens, first, end):
        end = find_phrase_end(tokens.kinds, end + 1, site.last) if end + 1 < site.last else end + 1
    if end > first and (others := _OTHERS_TO_ASK.match(tokens.kinds, end, site.last)):
        end = others.end()
    return source if end == source.last or end == first else Source("to", first, end)


#: A second source, up to the end of a clause: "according to her lawyers | and court filings".
_OTHERS_TO_ASK = re.compile("AD?[Co0](?:[Co]|I[CoD]){0,6}(?=[,.;]|$)")


def _find_end_with_dated_document(tokens: TokenizedText, end: int, limit: int) -> int:
    """The end of a phrase that was cut before the date of what it names: "the agency’s | September plan"."""
    owned = tokens.words[end - 1].endswith(_OWNING)
    if not owned or end + 1 >= limit or not (tokens.kinds[end] in DATE_OR_NUMBER or tokens.words[end] == "May"):
        return end
    if tokens.kinds[end + 1] not in NOUN and tokens.words[end + 1] not in DOCUMENTS:
        return end
    return find_phrase_end(tokens.kinds, end + 1, limit)


#: Ends of a possessive; an apostrophe may be a word of its own.
_OWNING = ("’s", "'s", "’", "'")


def _is_noun_here(tokens: TokenizedText, first: int, i: int) -> bool:
    """Whether a verb by its class goes on with the phrase that starts at `first`: after its article, as a document, or before its noun."""
    kinds, words = tokens.kinds, tokens.words
    if words[i].lower() in DOCUMENTS or kinds[i - 1] == DETERMINER or kinds[i - 2 : i] == DETERMINER + ADVERB:
        return True
    if i + 1 >= len(kinds) or kinds[i + 1] not in NOUN:
        return False
    return i == first or (kinds[i] == GERUND and kinds[i - 1 : i + 2] == WORD + GERUND + WORD and not words[i + 1].endswith("s"))


def _find_end_with_publisher(tokens: TokenizedText, source: Source, limit: int) -> int:
    """The end of a document with its author: "data released Friday by the ministry", "a survey from the agency Marlow".

    Without a document, the end of the source.
    """
    end = source.last
    if tokens.words[end : end + 1] == ["and"] and tokens.words[end + 1].lower() in DOCUMENTS and tokens.words[end + 2 : end + 3] in _FROM:
        end += 2  # "satellite images | and analysis from the institute"
    elif tokens.words[end : end + 1] == ["and"] and tokens.words[end + 2 : end + 3] and tokens.words[end + 2].lower() in DOCUMENTS:
        end += 3 if tokens.words[end + 3 : end + 4] in _FROM and tokens.kinds[end + 1] == WORD else 0  # "debt | and credit report from"
    if end >= limit or not (tokens.words[end - 1].lower() in DOCUMENTS or tokens.words[end] in _SEEN):
        return end
    i = end
    if tokens.words[i] in PUBLISHED or tokens.words[i] in _SEEN:
        i = _skip_time_phrase(tokens, i + 1, limit)
        end = i if i > end + 1 else end  # "published on Thursday"
        if tokens.words[i : i + 1] in (["with"], ["to"]) and tokens.kinds[i + 1 : i + 2] == NAME:  # "shared with TVN by"
            i = next((n for n in range(i + 1, limit) if tokens.kinds[n] != NAME), limit)
    if i + 1 >= limit or tokens.words[i] not in ("by", "from", "of", "in"):
        return end
    of = tokens.words[i] == "of"
    i += 2 if tokens.kinds[i + 1 : i + 3] == GERUND + WORD else 1  # "from advertising agency Marlow"
    if i >= limit or not (tokens.kinds[i] in PHRASE_OPENERS or tokens.kinds[i : i + 2] == "0C"):
        return end
    end = find_phrase_end(tokens.kinds, i, limit)
    if of and end + 1 < limit and tokens.kinds[end - 1 : end + 2] == WORD + CONJUNCTION + WORD:  # "of search and rescue efforts"
        end = find_phrase_end(tokens.kinds, end + 1, limit)
    return end


def _add_other_authors(site: CueCandidate, source: Source) -> Source:
    """A document after its cue with all of its authors: "guidelines from the College of Varn, the Society of Brae and others"."""
    tokens = site.page.tokens
    if tokens.kinds[source.last - 1] != NAME or _BY.isdisjoint(tokens.words[source.first : source.last]):
        return source
    others = _OTHER_AUTHORS.match(tokens.kinds, source.last, site.last)
    return source._replace(last=others.end()) if others else source


#: More authors of one document, up to the end of a clause.
_OTHER_AUTHORS = re.compile("(?:,D?C(?:[Co]|IC|ID){0,6}){0,4},?AD?[Co0](?:[Co]|IC|ID){0,6}(?=[,.;]|$)")


def _skip_time_phrase(tokens: TokenizedText, i: int, limit: int) -> int:
    """The token after the words for a time that start at a token: "last fall", "on Thursday", "in May"."""
    while i < limit:
        step = 2 if tokens.words[i] in ("in", "on") else 1
        if tokens.words[i] not in WHEN and tokens.kinds[i] not in DATE_OR_ADVERB_OR_NUMBER:
            break
        if step == 2 and tokens.words[i + 1 : i + 2] in (["late"], ["early"]) and tokens.kinds[i + 2 : i + 3] in ("M", "0"):
            step = 3
        elif step == 2 and tokens.kinds[i + 1 : i + 2] not in ("M", "0"):
            break
        i += step
    return min(i, limit)
