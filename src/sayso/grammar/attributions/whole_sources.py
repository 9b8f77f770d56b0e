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
    cut_time,
    extend_to_address,
    extend_to_hedge,
    extend_to_knowledge,
    extend_to_mission,
    move_before_relative,
    narrow_to_document,
    without_occasion,
)
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.attributions.lexical_rules import WHEN
from sayso.grammar.attributions.long_subjects import extend_to_long_subject
from sayso.grammar.attributions.participles import add_participle_sources
from sayso.grammar.attributions.sources import NO_SOURCE, Source, find_source_options
from sayso.grammar.attributions.subjects import find_phrase_end, find_phrase_start
from sayso.grammar.attributions.whole_contents import complete_content
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.name_phrases import DOCUMENTS, PUBLISHED
from sayso.grammar.role_phrases import find_rank, is_role_noun
from sayso.grammar.speaker_roles import FIRST_OFFICES
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
    PREPOSITION,
    PREPOSITIONS,
    QUESTION,
    TO,
    VERB,
    VERBAL,
    WORD,
)

#: Participles for what somebody other than the author does with a document.
_SEEN = frozenset(entries("attributions.txt", "participles of reading a document"))
#: Nouns for a time that a clause without "that" is of.
_ONCE = frozenset(("time", "day", "moment", "week", "year"))
_RELATIVES = frozenset(("who", "which"))
_LET = frozenset(("let’s", "let's"))
_BY = frozenset(("by", "from"))
_FROM = (["by"], ["from"])
#: Plain words of saying that may be before who speaks.
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
    if site.word == "think" and behind in ("tank", "tanks"):
        return True
    return site.word == "say" and at > site.first and words[at - 1].lower() in _LET


#: A name, alone or with its bearer's role after a comma.
_IS_NAME = re.compile("C{1,5}(?:,[DCo0'IA]{1,20},?)?")


def swap_source_and_content(decision: Decision) -> Decision:
    """A reading with who speaks as its content and the words before as its source, the other way round: "…, said Ana Ruiz, the mayor"."""
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
    if source.last - source.first == 1 and tokens.words[source.first] in _RELATIVES:
        source = _find_relative_antecedent(site, source)
    elif 0 <= source.first < site.at:
        source = _extend_around_relative(site, source)
    if site.word == "according" and tokens.words[site.at + 1 : site.at + 2] == ["to"]:
        source = _find_source_after_according(site, source)
    elif 0 <= source.first < site.at:
        source = _complete_before_cue(site, source)
    if (
        source.first >= 0
        and (end := _find_end_with_publisher(tokens, source, site.at if source.last <= site.at else site.last)) > source.last
    ):
        source = source._replace(last=end)
    if source.first > site.at:
        source = without_occasion(tokens, extend_to_mission(tokens, source))
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


#: A count, whose noun is behind a participle that describes it: "a total of 64 | confirmed cases", "a high share of | reported cases".
_COUNTS_OF = re.compile(r"\b(?:[Tt]otal|[Nn]umber|tally|count|[Pp]roportion|[Ss]hare|[Mm]ajority|sum|average)\sof(?:\s\d[\d,.]*)?\Z")


def _find_start_with_envoy(tokens: TokenizedText, begin: int, first: int) -> int:
    """Where a source starts whose office is "to" somebody: "Brenland’s ambassador to the US, Ana Ruiz, said"."""
    if first - begin < 2 or tokens.kinds[first - 1] != TO or tokens.kinds[first : first + 2].lstrip(DETERMINER)[:1] != NAME:
        return first
    if not is_person_noun(tokens.words[first - 2].lower()):
        return first
    return find_phrase_start(tokens.kinds, begin, first - 2)


def _add_quote_before(decision: Decision) -> Decision:
    """The decision with the quotation that its source is right behind, once its date is whole: "…,” the May 6 letter said"."""
    site, page, first = decision.site, decision.site.page, decision.source.first
    quote = page.inside[first - 1] if first > 0 and page.tokens.kinds.startswith("DM0", first) else -1
    if quote < 0 or site.quote >= 0 or page.quotes[quote].last != first or decision.content[0][0] < first:
        return decision
    opening, closing = page.quotes[quote]
    return decision._replace(content=[(opening, closing), *decision.content])


#: A subject behind a comma, and its verb.
_SUBJECT = re.compile(",(D?[Co0']{1,6})[RBN]{0,2}V")


def _cut_lead(tokens: TokenizedText, source: Source) -> Source:
    """The subject of a clause in which a source ran on: "its advice last fall, the party agreed, saying"."""
    found = _SUBJECT.search(tokens.kinds, source.first, source.last)
    if found is None or tokens.words[found.start(1)] in _RELATIVES:
        return source
    return source._replace(first=found.start(1), last=found.end(1))


def _extend_around_relative(site: CueCandidate, source: Source) -> Source:
    """A source that was cut to its relative clause, with its noun: "The company, which | employs 400 people, plans to"."""
    tokens = site.page.tokens
    comma = source.first - (1 if tokens.words[source.first] in _RELATIVES else 2)
    if comma <= site.first or tokens.words[comma + 1] not in _RELATIVES:
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


def _complete_before_cue(site: CueCandidate, source: Source) -> Source:
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
    first = _find_start_behind_time(
        tokens, _find_start_with_own_name(site, _find_start_with_date(tokens, site.first, _find_start_with_bearer(site, first, last))), last
    )
    last = _find_end_before_verb(tokens, first, _find_end_without_contrast(tokens, first, last))
    if last + 2 <= site.at and tokens.words[last] == "think" and tokens.words[last + 1] in ("tank", "tanks"):
        last += 2
    return Source(source.how, first, last)


def _find_start_with_participle(site: CueCandidate, first: int, last: int) -> int:
    """Where a source starts that was cut to what those who speak are doing: "Sociologists tracking | political violence say"."""
    tokens, kinds = site.page.tokens, site.page.tokens.kinds
    doing = first - 1
    if last != site.at or doing <= site.first or kinds[doing] != GERUND or kinds[doing - 1] not in NOUN or site.page.inside[doing] >= 0:
        return first
    begin = find_phrase_start(kinds, site.first, doing - 1)
    head = tokens.words[doing - 1]
    opens = begin == site.first or kinds[begin - 1] in ",;:A-"
    return begin if opens and (is_person_noun(head) or is_person_noun(head.removesuffix("s"))) else first


def _find_start_behind_time(tokens: TokenizedText, first: int, last: int) -> int:
    """Where a source starts behind the noun of a time that its clause is of: "isn't the first time | Ruiz has said"."""
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
    """The end of a source that was cut to the adverb it opens with: "Newly | elected mayor Ana Ruiz spoke, saying"."""
    if last - first != 1 or not tokens.words[first].endswith("ly") or tokens.kinds[last : last + 1] != VERB or last + 1 >= limit:
        return last
    end = find_phrase_end(tokens.kinds, last + 1, limit)
    return end if end > last + 1 else last


#: Classes that end the noun of an apposition.
_ASIDE = PREPOSITIONS + QUESTION + ",-("
#: Classes before a name that opens a clause.
_BEFORE_CLAUSE = CONJUNCTION + '"'


def _find_start_with_bearer(site: CueCandidate, first: int, last: int) -> int:
    """Where a source starts that was cut to what its bearer is: "Ana Ruiz, | head of Varn AI, which bakes, said".

    The name opens the sentence or comes after a quotation. In "Ruiz, a lawyer said, fell" another person speaks.
    """
    tokens, begin = site.page.tokens, site.first
    kinds, words = tokens.kinds, tokens.words
    if first - 3 < begin or kinds[first - 1] != "," or kinds[first - 2] != NAME or kinds[first] not in PHRASE_OPENERS:
        return first
    start = first - 2
    while start > begin and kinds[start - 1] == NAME:
        start -= 1
    if first - start <= 2 or not (start == begin or kinds[start - 1] in _BEFORE_CLAUSE):
        return first
    end = next((i for i in range(first + 1, last) if kinds[i] in _ASIDE), last)
    if kinds[first] == DETERMINER:
        called = is_role_noun(words[end - 1]) or words[end - 1].endswith("-year-old")
        known = words[first].lower() in ("a", "an", "the") and called and kinds[site.at + 1 : site.at + 2] != ","
    else:
        known = is_person_noun(words[first]) or is_person_noun(words[end - 1])
    return start if known else first


def _find_start_with_date(tokens: TokenizedText, begin: int, first: int) -> int:
    """Where a source starts that was cut within its date: "the February | 6 statement"."""
    if first - 2 < begin:
        return first
    if tokens.kinds[first - 2 : first + 1] == "DM0":
        return first - 2
    owned = tokens.kinds[first - 1] in DATE_OR_NUMBER and tokens.words[first - 2].endswith(("’s", "'s"))  # "the bank’s June | forecast"
    return find_phrase_start(tokens.kinds, begin, first - 2) if owned else first


#: What is between "who" and the name somebody gave.
_CALLED = re.compile("P[Vo]OS")


def _find_start_with_own_name(site: CueCandidate, first: int) -> int:
    """Where a source starts that was cut to a name that its bearer gave: "a man who identified himself as | Brian"."""
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
    """Where a source starts that was cut after the "and" of two adjectives: "several current and former pilots"."""
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
#: A name that ends a source, right behind a common noun.
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
    return closing + 1 if not _RELATIVES.isdisjoint(tokens.words[closing + 1 : first]) else first


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
        if tokens.words[i] in _ARTICLES and tokens.kinds[i - 1] == WORD and not tokens.kinds[first:i].strip("DCo0'"):
            if tokens.words[i - 1] in DOCUMENTS:
                return i  # "a letter the ministry sent"
            if tokens.kinds[i - 2] == NAME or tokens.words[i - 2] in _DOCUMENTS_OR_BODIES or is_person_noun(tokens.words[i - 2]):
                return i - 1
    within = next((i for i in range(first + 1, last - 1) if tokens.words[i] == "in"), 0)
    return within if within and tokens.words[last - 1] in DOCUMENTS and tokens.words[within - 1] not in DOCUMENTS else last


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
