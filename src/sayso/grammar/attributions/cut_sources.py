"""Corrects sources that are a part of what they should be: half of an address, a count without its hedge, the time of a saying."""

from __future__ import annotations

from sayso.grammar.attributions.contents import Start, skip_lead_in
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.attributions.sources import Source
from sayso.grammar.attributions.subjects import find_phrase_end, find_phrase_start
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.quantities.number_lexicon import ONES
from sayso.grammar.role_phrases import ENVOYS
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import DATE, DETERMINER, GERUND, NAME, NOUN, NUMBER, PHRASE_OPENERS, TO, VERB, WORD

_DOMAINS = frozenset(entries("attributions.txt", "top-level domains"))


def extend_to_address(tokens: TokenizedText, source: Source) -> Source:
    """A source with the whole address that it is or ends in: "data from Brae.com"."""
    end, kinds = source.last, tokens.kinds
    first = source.first
    if (
        first > 1
        and tokens.words[first - 1] == "."
        and tokens.words[first] in _DOMAINS
        and tokens.starts[first] == tokens.ends[first - 1] == tokens.starts[first - 1] + 1
    ):
        source = source._replace(first=find_phrase_start(kinds, 0, first - 2))  # "Brae. | com said"
    if kinds[end : end + 1] != "." or end + 1 >= len(kinds) or tokens.words[end] != "." or tokens.words[end + 1] not in _DOMAINS:
        return source
    if tokens.starts[end] != tokens.ends[end - 1] or tokens.starts[end + 1] != tokens.ends[end] or kinds[end - 1] != NAME:
        return source
    end += 2
    return source._replace(last=end + 1 if tokens.words[end : end + 1] and tokens.words[end].lower() in DOCUMENTS else end)


def cut_domain(tokens: TokenizedText, source: Source) -> int:
    """The end of a source without the domain that it ends in: "Brae | .com"."""
    dotted = source.last - source.first > 2 and tokens.words[source.last - 2] == "." and tokens.words[source.last - 1] in _DOMAINS
    return source.last - 2 if dotted else source.last


#: Words before the occasion on which somebody speaks, and the nouns for it.
_ON_OCCASION = frozenset(("at", "during", "in", "on", "through", "via"))
_OCCASIONS = DOCUMENTS | frozenset((*entries("attribution-features.txt", "occasions of saying"), *entries("attributions.txt", "occasions")))


def cut_occasion(tokens: TokenizedText, source: Source) -> Source:
    """A source after its cue without the occasion of the saying: "said Ana Ruiz | in a statement", "a spokesman | at a hearing"."""
    words, kinds = tokens.words, tokens.kinds
    for i in range(source.first + 1, source.last - 1):
        if words[i] not in _ON_OCCASION or kinds[i - 1] not in NOUN + ",":
            continue
        if words[i] == "on" and kinds[i - 1] == WORD:
            continue  # "a source on the call"
        if kinds[i + 1] != DETERMINER and words[i] != "via" and words[i + 1] not in _OCCASIONS:
            continue
        end = next((j for j in range(i + 1, source.last) if kinds[j] not in NOUN + DETERMINER + NUMBER + DATE + GERUND + VERB), source.last)
        while end > i + 1 and kinds[end - 1] == DATE:
            end -= 1
        if words[end - 1] in _OCCASIONS:
            return source._replace(last=i - (kinds[i - 1] == ","))
    return source


def extend_to_mission(tokens: TokenizedText, source: Source) -> Source:
    """A source after its cue with whom an envoy is sent to, and the name: "said US ambassador | to Brenland Ana Ruiz"."""
    end = source.last
    if (
        tokens.kinds[end : end + 1] != TO
        or tokens.words[end - 1].lower() not in ENVOYS
        or tokens.kinds[end + 1 : end + 2] not in (NAME, DETERMINER)
    ):
        return source
    return source._replace(last=find_phrase_end(tokens.kinds, end + 1, len(tokens.kinds)))


_HEDGES = frozenset((("more", "than"), ("fewer", "than"), ("less", "than"), ("at", "least"), ("up", "to")))


def extend_to_hedge(tokens: TokenizedText, begin: int, first: int) -> int:
    """The start of a source that was shortened to its figure: "More than | 40 scientists", "At least | two aides"."""
    if first > begin and (tokens.words[first - 1].lower(), tokens.words[first]) in _HEDGES:
        return first - 1
    if first - 2 < begin or not (tokens.kinds[first] == NUMBER or tokens.words[first] in ONES):
        return first
    hedged = (tokens.words[first - 2].lower(), tokens.words[first - 1].lower()) in _HEDGES
    return first - 2 if hedged and (first - 2 == begin or tokens.kinds[first - 3] in ',;:A"-') else first


def narrow_to_document(tokens: TokenizedText, source: Source) -> Source:
    """The document that shows something, not what was done with it: "the discovery of | records showing"."""
    words, of = tokens.words, source.last - 2
    if of <= source.first or words[of] != "of" or words[of + 1] not in DOCUMENTS:
        return source
    head = words[of - 1].lower()
    return source if head in DOCUMENTS or head in BODIES or is_person_noun(head) else source._replace(first=of + 1)


def move_before_relative(decision: Decision) -> Decision:
    """A reading with who spoke after a relative clause, where a time was taken for it: "Ruiz, also “Ana,” said | last year that"."""
    site, tokens, source = decision.site, decision.site.page.tokens, decision.source
    at = site.at
    if source.how != "inverted" or site.lemma not in PLAIN or site.quote >= 0:
        return decision
    first, begin = site.first, skip_lead_in(tokens, at + 1, site.last)
    end = find_phrase_end(tokens.kinds, first, at) if tokens.kinds[first] in PHRASE_OPENERS else first
    if begin <= at + 1 or end <= first or tokens.kinds[end] != "," or tokens.words[end + 1] not in _RELATIVES:
        return decision
    return decision._replace(source=Source("adjo", first, end), start=Start("next", begin), end=site.last, content=[(begin, site.last)])


_RELATIVES = frozenset(("who", "which"))


def cut_time(tokens: TokenizedText, source: Source, at: int) -> Source:
    """A source before its cue without the time after it: "the mayor | over the weekend announced".

    A time in a clause about the source belongs to that clause: "a baker who retired last month said".
    """
    if source.last != at or tokens.words[at - 1] not in _ENDS_TIME or not _RELATIVES.isdisjoint(tokens.words[source.first : at]):
        return source
    for begin in range(max(source.first + 1, at - _LONG_TIME), at - 1):
        if tokens.words[begin] in _OPENS_TIME and skip_lead_in(tokens, begin, at) == at:
            return source._replace(last=begin)
    return source


_LONG_TIME = 4
_ENDS_TIME = frozenset(entries("attributions.txt", "ends of a time"))
_OPENS_TIME = frozenset(entries("attributions.txt", "openings of a time"))


def extend_to_knowledge(tokens: TokenizedText, source: Source, limit: int) -> Source:
    """A source after "according to" with what it knows: "a source familiar | with private talks that took place in May"."""
    end = source.last
    if end + 2 >= limit or not {tuple(tokens.words[end - 1 : end + 1]), tuple(tokens.words[end : end + 2])} & _KNOWING:
        return source
    while end < limit and tokens.kinds[end] not in ',.;:"-(':
        end += 1
    return source._replace(last=end)


_KNOWING = frozenset((("familiar", "with"), ("briefed", "on"), ("close", "to")))
