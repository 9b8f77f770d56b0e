"""Contents: where the content of a cue can start and end. Their features are in `content_features`."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from sayso.grammar.attributions.cue_candidates import CUES, CueCandidate
from sayso.grammar.attributions.sources import Source, find_left_source, is_passive
from sayso.grammar.lexicon import entries
from sayso.grammar.person_nouns import PERSON_NOUNS
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import (
    ADVERB,
    AUXILIARY_OR_WORD,
    CLAUSE_STARTS,
    CONJUNCTION,
    DATE,
    DETERMINER,
    DETERMINER_OR_PREPOSITION,
    LEAD_IN,
    NAME,
    NOUN_PHRASE,
    NOUN_PHRASE_OR_PERSONAL,
    OBJECT,
    PREPOSITION,
    PREPOSITIONS,
    SUBORDINATOR,
    SUBORDINATOR_OR_ADVERB,
    THAT,
    VERB,
    VERBAL,
)

# One class before both patterns lets the engine pass over all other tokens.
_BREAK = re.compile(r"[,;:SWA\-(TVBI](?:(?<=[,;:SWA\-(T])|(?<=[VB])(?<![BNRT].)|(?<=I)(?=D))")
_FAR = 80
#: Nouns for documents, some of which are verbs elsewhere: "in a news release".
DOCUMENTS = frozenset(entries("documents.txt"))
BODIES = frozenset(entries("bodies.txt"))
_RELATIVES = frozenset(("who", "which", "whose", "whom"))
_VERB = re.compile("[VBG]")
_FINITE = re.compile("[VB]")


class Start(NamedTuple):
    """A possible start: how it relates to the cue.

    Contents left of the cue come whole, as `left`; `at` is -1 where nothing follows on the right.
    """

    how: str
    at: int
    left: tuple[int, int] | None = None

    @property
    def is_before(self) -> bool:
        """Whether all of the content, or its first part, is before the cue."""
        return "before" in self.how


def find_start_options(site: CueCandidate, source: Source, edge: int) -> list[Start]:
    """Where the content may start, left of the cue and right of it; `edge` as from `find_edge`."""
    left = [] if site.word.endswith("ing") and site.after[0] == THAT else _find_left_starts(site, source, edge)  # "…, adding that it leaks"
    if not left and site.word != "according":
        return _find_right_starts(site, source, before="")
    if any(_is_clause(site, option) for option in left) and _ends_in_document(site.page.tokens, site.at + 1, site.last):
        return [option for option in left if option.at < 0]  # "the dam leaks, Ruiz warned in a report published on Monday"
    options = [*left, *_find_right_starts(site, source, before="".join(option.how for option in left if option.at < 0))]
    if site.word == "according":
        return [o for o in options if o.is_before or o.how in ("clause around", ",")] or options
    return options


def _is_clause(site: CueCandidate, option: Start) -> bool:
    """Whether what comes before the cue is a clause with its verb, not only a time: "on Monday, Moss said"."""
    return option.how == "clause before" and option.left is not None and _FINITE.search(site.page.tokens.kinds, *option.left) is not None


def _find_left_starts(site: CueCandidate, source: Source, edge: int) -> list[Start]:
    tokens, page = site.page.tokens, site.page
    kinds = tokens.kinds
    out: list[Start] = []
    if tokens.words[edge].lower() in _OF_ITS_OWN and edge < site.at and site.after[0] not in "$,":
        return out
    if tokens.words[site.first] in _ASKED and site.after[0] in ',:"':  # "Asked whether it leaks, Moss said, “No.”"
        return out
    quote = page.inside[edge - 1] if edge > tokens.bounds[site.sentence] else -1
    if quote >= 0 and quote != site.quote and page.quotes[quote].last == edge:
        opening = page.quotes[quote].first
        begin = _find_sentence_start(site, opening)
        goes_on = begin < opening and kinds[opening - 1] not in ",:.-" and tokens.words[opening + 1][:1].islower()
        named = begin < opening and _names_work(tokens, opening, edge)
        clause = kinds[begin] not in _OPENS_ASIDE or _VERB.search(kinds, begin, opening) is not None
        if not goes_on and not named:  # "The dam “will hold,” Ruiz said"
            out.append(Start("quote before", -1, (opening, edge)))
        if begin < opening and (kinds[opening - 1] != ":" or goes_on) and (clause or not named):  # not "On “The Long Road,” Ruiz said"
            out.append(Start("clause with quote before", -1, (_find_quoted_clause_start(site, begin), edge)))
    elif edge - 1 > site.first and kinds[edge - 1] in ",-":
        out.append(Start("clause before", -1, (_find_quoted_clause_start(site, site.first), edge - 1)))
        behind = max(site.at + 1, source.last)
        comma = kinds.find(",", behind, min(site.last, site.at + 25))
        if (
            0 < comma < site.last - 1
            and not _VERB.search(kinds, behind, comma)  # "In her notes, Ruiz said if it rained, nobody came"
            and tokens.words[comma + 1] not in _RELATIVES
            and _VERB.search(kinds, comma, min(site.last, comma + _FAR))
        ):
            out.append(Start("clause around", comma + 1, (site.first, edge - 1)))
        opening = kinds.rfind(",", max(site.first, edge - 40), edge - 2)
        if opening > site.first and kinds[opening + 1] != '"':
            out.append(Start("last clause before", -1, (opening + 1, edge - 1)))
    elif _is_according_without_comma(site, source, edge):
        out.append(Start("clause before", -1, (max(kinds.rfind("-", site.first, edge) + 1, site.first), edge)))
    if source.is_adjacent and source.first < site.at and site.at + 1 < site.last:
        out.append(Start("subject", site.at + 1, (source.first, source.last)))
    elif source.first < 0 and site.before[2] in AUXILIARY_OR_WORD and site.at + 1 < site.last:
        out.append(Start("subject", site.at + 1, None))
    return out


def _find_quoted_clause_start(site: CueCandidate, first: int) -> int:
    """Where a clause starts whose first words are in a quotation that opened before: "They “won. | They left” early, Ruiz said"."""
    page = site.page
    quote = page.inside[first]
    if site.quote >= 0 or quote < 0 or page.quotes[quote].first >= first or page.quotes[quote].last >= site.at:
        return first
    return _find_sentence_start(site, page.quotes[quote].first)


#: What is before the title of a work on which, or of which, something is said: "on “The Long Road,”".
_BEFORE_TITLE = "IoCD'0TV"
#: What a phrase of place or time opens with.
_OPENS_ASIDE = PREPOSITION + ADVERB + DATE


#: What somebody answers, before their answer.
_ASKED = frozenset(("Asked", "Pressed"))


def _names_work(tokens: TokenizedText, opening: int, closing: int) -> bool:
    """Whether a quotation is the title of a work in a phrase: "on the show “The Long Road,”"."""
    kinds = tokens.kinds
    if not 1 < closing - opening - 1 < _LONG_TITLE or kinds[opening - 1] not in _BEFORE_TITLE:
        return False
    words = [tokens.words[i] for i in range(opening + 1, closing - 1) if kinds[i] not in '".,DIAT0']
    return bool(words) and all(word[0].isupper() for word in words) and tokens.words[opening - 1] != "as"


_LONG_TITLE = 9


def _is_according_without_comma(site: CueCandidate, source: Source, edge: int) -> bool:
    """Whether "according to" and who says it follow their content without a comma: "a net worth of $17 billion according to the list".

    Nobody says anything in "sorted according to size".
    """
    tokens = site.page.tokens
    if site.word != "according" or not site.at == edge > site.first or source.first < site.at:
        return False
    head = tokens.words[source.last - 1]
    says = tokens.kinds[source.last - 1] == NAME or head in DOCUMENTS or head in PERSON_NOUNS or head in BODIES
    return says and tokens.kinds[edge - 1] in NOUN_PHRASE_OR_PERSONAL + ")"


#: Where one of these opens a clause of saying, the content comes after it: "“…,” though he explained that".
_OF_ITS_OWN = frozenset(entries("attribution-features.txt", "openings of a clause of saying"))


def find_edge(site: CueCandidate, source: Source) -> int:
    """The token where cue and source start: the tokens before it may be content."""
    kinds = site.page.tokens.kinds
    edge = source.first if (source.is_adjacent or source.is_beyond_apposition) else site.at
    if source.first < 0 and is_passive(site):
        hearer = find_left_source(site)
        edge = hearer.first if hearer is not None else edge
    while edge > site.first and kinds[edge - 1] in SUBORDINATOR_OR_ADVERB and edge > site.at - 12:
        edge -= 1
    closing = kinds.rfind('"', max(site.first, edge - 3), edge)
    if closing >= 0 and not kinds[closing + 1 : edge].strip("VoDG"):  # "…," retired general Lee Moss said
        return closing + 1
    return edge


def _find_sentence_start(site: CueCandidate, opening: int) -> int:
    bounds = site.page.tokens.bounds
    n = site.sentence
    while n > 0 and bounds[n] > opening:
        n -= 1
    return bounds[n]


#: No clause opens at the "that" of "in that case", nor at a hearer ("told the team they would").
_OPENER = re.compile(r'(?<!I)H|[":TWI,CDPo0](?:(?<=[":TWI,])|(?=[^CDPo0]{0,2}B)|(?<=P)(?=[RN]?V))')


def _find_right_starts(site: CueCandidate, source: Source, before: str) -> list[Start]:
    """The starts right after the cue and at the first opener of each kind; `before` is the possible content before the cue."""
    tokens = site.page.tokens
    kinds, at, last = tokens.kinds, site.at, site.last
    begin = at + 1
    if source.how == "inverted" or source.first > at:
        begin = max(begin, source.last)
    first = skip_lead_in(tokens, at + 1, last)
    begin = first if begin == at + 1 else skip_lead_in(tokens, begin, last)
    out: list[Start] = []
    if begin >= last:
        return out
    if site.lemma in _CLAUSAL and (manner := _MANNER.match(kinds, begin, last)):  # "said with a smile, the dam held"
        begin = first = manner.end()
    behind = _skip_hearer(tokens, first, last) if site.lemma in _TELLING else first
    if behind > first and kinds[behind] != THAT:
        out.append(Start("hearer", behind))
    if (
        first < last
        and kinds[first] not in ".,;):"
        and tokens.words[first] != "citing"
        and behind == first
        and not (site.lemma in _CLAUSAL and _is_circumstance(tokens, first, last, before))
    ):
        out.append(Start("next", first))
    seen = set()
    for m in _OPENER.finditer(kinds, begin, min(last, begin + 16)):
        i = m.start()
        kind = kinds[i] if kinds[i] in 'H":TWI,' else "clause"
        if kind in seen or i + 1 >= last or (kind == THAT and kinds[i - 1] == '"'):
            continue
        seen.add(kind)
        if kind in ":H" and any(
            kinds[k] in VERBAL and tokens.words[k] in CUES for k in range(begin, i) if kind == ":" or kinds[k - 1] == ","
        ):
            continue  # "said, adding: “…”", "wrote in a letter, adding that"
        if kind == "," and (tokens.words[i + 1] == "citing" or (tokens.words[i + 1] in _RELATIVES and "," not in kinds[i + 1 : last])):
            continue
        if kind in ',"' and i > at + 1 and _is_title(tokens, i + (kind == ",")):
            continue
        if kind in ":I,":
            word = tokens.words[i].lower() if kind == PREPOSITION else kind
            out.append(Start(word, _skip_apposition(kinds, i, last) + 1 if i == source.last else i + 1))
        elif i > first:
            out.append(Start(kind, _find_article_start(kinds, begin, i) if kind == "clause" else i))
        if len(out) > 6:
            break
    return out


#: The manner of saying, then the clause that was said.
_MANNER = re.compile("I[DCo0']{1,5},(?=[CDPo0]{1,6}[RN]?[VB])")
#: What comes before a name: "in the first part of his show, “The Long Road.”"
_TITLED = re.compile('[oV],"[^".,;:]{1,8}[.,]?(?:"|$)')


def _is_title(tokens: TokenizedText, mark: int) -> bool:
    """Whether the quotation that a mark opens is the name of a book or a show: after a noun and a comma, its words with capitals."""
    found = _TITLED.match(tokens.kinds, mark - 2)
    if not found:
        return False
    named = [tokens.words[i] for i in range(mark + 1, found.end()) if tokens.kinds[i] not in '".,DIA0']
    return bool(named) and all(word[0].isupper() for word in named)


_ASIDE = re.compile(',[DCo0][^VB,.;:"]{0,20},(?=[CDPo0])')


def _skip_apposition(kinds: str, comma: int, last: int) -> int:
    """The comma after an apposition to a source that content follows: "according to Ann Lee, a baker at Varn, the oven …".

    The given comma, where there is no other.
    """
    found = _ASIDE.match(kinds, comma, last)
    return found.end() - 1 if found else comma


def _is_circumstance(tokens: TokenizedText, first: int, last: int, before: str) -> bool:
    """Whether what follows a verb of saying tells when, where or to whom it was said, and nothing else.

    For example "said in a post on X", "said as he left".
    """
    kinds = tokens.kinds
    if kinds[first] == SUBORDINATOR:
        return bool(before)
    if kinds[first] not in PREPOSITIONS:
        return False
    return "quote" in before or all(tokens.words[m.start()] in DOCUMENTS for m in _VERB.finditer(kinds, first, last))


#: What something is said in, or on which occasion.
_OCCASIONS = DOCUMENTS | frozenset(entries("attribution-features.txt", "occasions of saying"))
#: The phrase of a document or an occasion, and what comes after it: a clause with a verb of its own would be what is said.
_IN_PHRASE = re.compile(r"(?:D?[Co]{1,3}(?=I))?I(?:D?[Co0VGR'-]{1,6})")
#: What may follow such a phrase: when, where, what was done with it.
_CLAUSE_BEHIND = re.compile("[HP]|[Co][RN]?B|B")


def _ends_in_document(tokens: TokenizedText, first: int, last: int) -> bool:
    """Whether a sentence ends with the document or the occasion of what is said before: "in a filing seen by the Harbour Wire"."""
    kinds = tokens.kinds
    phrase = _IN_PHRASE.match(kinds, first, last)
    if phrase is None:
        return False
    head = next((i for i in range(first + 1, phrase.end()) if tokens.words[i] in _OCCASIONS), None)
    return head is not None and _CLAUSE_BEHIND.search(kinds, head + 1, last) is None and '"' not in kinds[head + 1 : last]


_TELLING = frozenset(entries("attribution-features.txt", "verbs with a hearer"))
_OF_HEARER = NOUN_PHRASE + OBJECT + PREPOSITION + "'"
#: The start of the clause after the hearer.
_TOLD = re.compile("H|P|D[CDo0'I]{0,9}[RN]?[BV]")


def _skip_hearer(tokens: TokenizedText, first: int, last: int) -> int:
    """The token after the hearer and the time, if a clause follows them: "told the Tide on Monday | the dam leaks".

    `first` where there is no such hearer.
    """
    kinds, end = tokens.kinds, first
    while end < min(first + _LONGEST_HEARER, last):
        if (title := _skip_show_title(tokens, end)) > end:  # "told “The Long Road” that"
            end = title
        elif kinds[end] in _OF_HEARER:
            end += 1
            if kinds[end - 1] in DETERMINER_OR_PREPOSITION:
                continue
        else:
            break
        if (when := skip_lead_in(tokens, end, last)) > end:
            when += kinds.startswith(',"', when)
            return when if kinds[when] in 'HPDCoW"S' and _VERB.search(kinds, when, min(last, when + _FAR)) else first
        if _TOLD.match(kinds, end, last):
            return end
        if kinds[end : end + 1] == DETERMINER:
            break
    return first


def _skip_show_title(tokens: TokenizedText, opening: int) -> int:
    """The token after a quotation that is the title of a show, if one opens at a token; the token itself if none does."""
    if tokens.kinds[opening] != '"':
        return opening
    closing = tokens.kinds.find('"', opening + 1, opening + _LONG_TITLE)
    words = [tokens.words[i] for i in range(opening + 1, closing) if tokens.kinds[i] not in ".,DIAT0"]
    return closing + 1 if words and all(word[0].isupper() for word in words) else opening


_LONGEST_HEARER = 12


#: When and where something was said, between the verb and what was said: "last week", "in a statement on Friday".
_LEAD_IN = re.compile(
    r"""(?: (?:(?:earlier|late|later|early)\ )? (?:last|this|next)
    \ (?:week|weekend|month|year|night|spring|summer|autumn|fall|winter|\w+day)
        | (?:(?:earlier|late|later|early)\ )? (?:on\ )? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|yester|to)day
        (?:\ (?:morning|afternoon|evening|night))?
        | (?:in|during|at|on|via|by|through)\ (?:an?|the|his|her|its|their)\ (?:[\w-]+\ ){0,2}?
          (?:statement|interview|email|e-mail|letter|post|conference|briefing|release|call|filing|tweet|memo|speech|message
          |video|report|note|hearing|podcast)
        | (?:in|through|via)\ (?:[a-z]+\ ){0,2}?(?:documents|emails|filings|interviews|letters|messages|papers|posts|records|remarks
          |statements)(?!\ that\b)
        | the\ (?:following|next|previous|same)\ (?:day|week|month|year)
        | at\ the\ time(?=\ (?:that|he|she|it|they|the)\b) | over\ the\ weekend | earlier\ in\ the\ (?:day|week) | by\ (?:phone|telephone)
        | on\ (?:Facebook|Instagram|Telegram|Truth\ Social|Twitter|Weibo|X|social\ media)(?!\ that\b)
        | when\ (?:asked|pressed)\b[^,.;:“"]{0,80}
        )(?![\w-]) (?:\ (?=on\ |last\ |this\ |earlier\ |late\ |\w+day\b|that\b|[A-Z\w]))?""",
    re.VERBOSE,
)


def skip_lead_in(tokens: TokenizedText, begin: int, last: int) -> int:
    """The token after what tells when and where something was said, if it is right after the verb; `begin` where nothing does."""
    if begin >= last or tokens.kinds[begin] not in LEAD_IN:
        return begin
    at, end = tokens.starts[begin], tokens.ends[min(last, begin + 16) - 1]
    while found := _LEAD_IN.match(tokens.text, at, end):
        at = found.end()
    if at == tokens.starts[begin]:
        return begin
    behind = bisect_left(tokens.starts, at)
    return behind if behind >= last or tokens.kinds[behind] in "HCDPo0W," else begin


def _find_article_start(kinds: str, begin: int, at: int) -> int:
    """Where the subject with the given last word starts: at its article, unless the article belongs to the hearer."""
    first = at
    while first > max(begin, at - 4) and kinds[first - 1] in "Co0'":
        first -= 1
    return first - 1 if first - 1 > begin and kinds[first - 1] == DETERMINER else at


def find_end_options(site: CueCandidate, start: int) -> list[int]:
    """Where a content that starts at a token may end: at the next few breaks of the sentence, and at its end."""
    page = site.page
    kinds, last = page.tokens.kinds, site.last
    out: list[int] = []
    skip = -1
    inside = page.inside[start]
    if inside >= 0 and inside != site.quote:
        skip = page.quotes[inside].last
        out.append(skip)
        last = max(last, skip)
    relative = inside < 0 and _is_in_relative_clause(site)
    for m in _BREAK.finditer(kinds, start + 1, min(last, start + _FAR)):
        i = m.start()
        if i < skip:
            continue
        quote = page.inside[i]
        if quote >= 0 and quote != site.quote:
            skip = page.quotes[quote].last
            continue
        if kinds[i] == CONJUNCTION and kinds[i - 1] == kinds[i + 1 : i + 2] == VERB:  # "he never saw or heard it"
            continue
        if kinds[i] == "," and _splits_phrase(kinds, start, comma=i, last=last, clause=site.lemma in _CLAUSAL):
            continue
        out.append(i)
        if kinds[i] == "," and (relative or page.tokens.words[i + 1 : i + 2] == ["according"]):
            return out
        if len(out) >= 6:
            break
    if not out or out[-1] != last:
        out.append(last)
    return out


_RELATIVE = re.compile(",W[DCo0P']{1,6}[BR]{0,3}")


def _is_in_relative_clause(site: CueCandidate) -> bool:
    """Whether a cue is in a relative clause between commas: "the ship, which the complaint said was old, sank"."""
    kinds = site.page.tokens.kinds
    which = kinds.rfind("W", max(site.first + 1, site.at - 9), site.at)
    return which >= 0 and _RELATIVE.fullmatch(kinds, which - 1, site.at) is not None


#: Words that govern a clause.
_CLAUSAL = frozenset(entries("attribution-features.txt", "verbs with a clause"))
_LIST = re.compile(",D?[Co0']{1,6}(?:,D?[Co0']{1,6}){0,6},?AD?[Co0']{1,6}(?=[,.;]|$)")


def _splits_phrase(kinds: str, start: int, comma: int, last: int, clause: bool) -> bool:
    """Whether a comma is within a phrase rather than at the end of a clause.

    A list continues after it ("a gun, a knife and a rope"), or the clause that must follow has no verb yet ("alleged that Moss, a baker,
    left").
    """
    if _LIST.match(kinds, comma, last):
        return True
    if not clause or kinds[start] not in CLAUSE_STARTS or _VERB.search(kinds, start, comma):
        return False
    return _VERB.search(kinds, comma, min(last, comma + _FAR)) is not None
