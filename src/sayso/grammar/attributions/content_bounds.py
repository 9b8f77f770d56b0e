"""Corrects where a content starts or ends: a verb after an aside, a clause after a quoted word, the writer's words at either end.

The models choose among the first breaks of a sentence by the words near them; these rules check whether a clause is whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.cue_candidates import CUES
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.lexicon import entries
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import CONJUNCTION, GERUND, NOUN, VERBAL


def complete_content_ends(decision: Decision) -> Decision:
    """The decision with a content that starts and ends where a clause does."""
    if decision.site.quote >= 0 or not decision.content:
        return decision
    decision = _start_at_condition(_start_behind_aside(decision))
    if decision.content[0][0] > decision.site.at:
        decision = _extend_behind_circumstance(
            _extend_to_gift(
                _extend_to_rest(_extend_behind_quoted_word(_extend_to_main_verb(_extend_behind_adjective(_start_at_clause(decision)))))
            )
        )
        return _extend_to_second_half(
            _end_before_second_saying(_end_before_main_clause(_end_before_main_verb(_start_at_quotation(decision))))
        )
    if len(decision.content) == 1:
        return _extend_to_outcome(_limit_to_brackets(_start_behind_dash(decision)))
    return _cut_manner(decision)


#: Words that open a condition, a concession or a reason.
_CONDITIONS = frozenset(entries("attributions.txt", "openings of a condition"))


def _start_at_condition(decision: Decision) -> Decision:
    """What was said with the word that opens its condition: "said | if it rains, the dam may fail"."""
    site, (first, last) = decision.site, decision.content[0]
    words = site.page.tokens.words
    if first != site.at + 2 or words[first - 1] not in _CONDITIONS or site.lemma not in PLAIN:
        return decision
    return decision._replace(start=Start("next", first - 1), content=[(first - 1, last), *decision.content[1:]])


#: The last item of a list, with words that belong to it, and no other clause.
_LAST_ITEM = re.compile(r",?AD?[CGo0R][^VB,;:\"-]*$")

_LAST_ITEMS = re.compile(r",D?[CGo0']{1,5}(?:,D?[CGo0']{1,5}){0,4},?AD?[CGo0R][^VB,;:\"-]*$")


def _extend_to_rest(decision: Decision) -> Decision:
    """What was said with the end of its list, or with a part of it: "flooding, cuts, | and closures", "120 drones, | of which 98 fell"."""
    site, page = decision.site, decision.site.page
    kinds, words, (first, last) = page.tokens.kinds, page.tokens.words, decision.content[-1]
    if kinds[last : last + 1] not in (",", "A") or last + 3 >= site.last or page.inside[last] >= 0:
        return decision
    if words[last + 1] == "of" and words[last + 2] in ("which", "whom"):
        return _set_end(decision, _find_clause_end(decision, last + 3))
    if _FINITE.search(kinds, first, last) or kinds[first] in 'HP"':
        return decision
    lists = _LAST_ITEM if "," in kinds[first:last] else _LAST_ITEMS
    return _set_end(decision, site.last) if lists.match(kinds, last, site.last) else decision


#: What is between commas after a word of saying, before its clause: "said, citing two aides, | that".
_ASIDE = re.compile(r',[^,"W;H]{1,14},(?=H)')


def _start_behind_aside(decision: Decision) -> Decision:
    """What was said after an aside, where its source or the aside was taken for it: "The Tide said, citing two aides, | that it leaks"."""
    site = decision.site
    first, last = decision.content[0]
    found = _ASIDE.match(site.page.tokens.kinds, site.at + 1, site.last) if site.lemma in PLAIN else None
    if found is None or not (site.at < first <= found.end() or (first >= decision.source.first and last <= site.at)):
        return decision
    content = [(found.end(), _find_clause_end(decision, found.end() + 1))]
    return decision._replace(start=Start("next", found.end()), content=content)


_FINITE = re.compile("(?<!D)[VB]|P'")
#: Verbs of saying that a clause follows.
_CLAUSAL = frozenset(entries("attribution-features.txt", "verbs with a clause"))
#: To whom, how or when somebody spoke, and the clause: "confirmed to TVN | that it leaks", "said publicly as recently as May | that".
_BEFORE_CLAUSE = re.compile('[TIR][^VBPHWG",;:-]{0,9}[CM0](?=H(?:P|[DCo0]))')


def _start_at_clause(decision: Decision) -> Decision:
    """What was said from its "that" on, without the hearer or the time before it."""
    first, last = decision.content[0]
    found = _BEFORE_CLAUSE.match(decision.site.page.tokens.kinds, first, last)
    if found is None:
        return decision
    return decision._replace(content=[(found.end(), last), *decision.content[1:]])


def _extend_to_main_verb(decision: Decision) -> Decision:
    """What was said with its verb, where it was cut before it: "said three, including a boy, | were killed", "both he | and she left"."""
    site, page = decision.site, decision.site.page
    kinds, (first, last) = page.tokens.kinds, decision.content[-1]
    if last + 1 >= site.last or kinds[last] not in ',A"' or kinds[first] not in _SUBJECTS:
        return decision
    if kinds[last] == ",":
        inner = kinds.find(",", first, last)
        begin = inner if inner > 0 and not _FINITE.search(kinds, first, inner) else last
        aside = _VERB_BEHIND_ASIDE.match(kinds, begin, site.last)
        if aside is None or aside.end() <= last or _FINITE.search(kinds, first, begin):
            return decision
        verb = aside.end()
    else:
        found = _FINITE.search(kinds, last + 1, site.last)
        if found is None or site.lemma not in _CLAUSAL or page.tokens.words[last] in _CONTRASTS or _FINITE.search(kinds, first, last):
            return decision
        verb = found.end()
    return decision if page.tokens.words[verb - 1] in CUES else _set_end(decision, _find_clause_end(decision, verb))


_SUBJECTS = "DCPo0H"
_CONTRASTS = frozenset(entries("attributions.txt", "conjunctions of contrast"))
#: An aside between commas and the verb after it: ", including a boy, | were killed".
_VERB_BEHIND_ASIDE = re.compile(r',(?!A)[^,"]{1,40},[RN]{0,2}(?:B|V)')


def _extend_behind_circumstance(decision: Decision) -> Decision:
    """What was said with the clause after its circumstance, where that alone was taken: "said that if it rains, | the dam may fail"."""
    site, page = decision.site, decision.site.page
    kinds, (first, last) = page.tokens.kinds, decision.content[-1]
    begin = first + (kinds[first] == "H")
    if site.lemma not in _CLAUSAL or kinds[last : last + 1] != "," or kinds[begin] not in "SI" or page.inside[last] >= 0:
        return decision
    if not _CLAUSE.match(kinds, last + 1, site.last):
        return decision
    return _set_end(decision, _find_clause_end(decision, last + 2))


def _end_before_main_clause(decision: Decision) -> Decision:
    """What is said in the clause that a sentence opens with: "While Ruiz said it holds, | her aides left"."""
    site, page = decision.site, decision.site.page
    kinds, (first, last) = page.tokens.kinds, decision.content[-1]
    begin = site.first + (kinds[site.first] == CONJUNCTION)
    if kinds[begin] != "S" or "," in kinds[begin : site.at] or not first > site.at or page.tokens.words[begin].lower() not in _LEADING:
        return decision
    if kinds[first + (kinds[first] == "H")] == "S":
        return decision  # "While he said that if it rained, it would leak"
    for found in _MAIN_CLAUSE.finditer(kinds, first + 2, last):
        if page.inside[found.start()] < 0 and _FINITE.search(kinds, first, found.start()):
            return _set_end(decision, found.start())
    return decision


def _start_at_quotation(decision: Decision) -> Decision:
    """What was said from its quotation on.

    For example "told the Tide, | “it leaks” and that it is old", "| “It leaks,” Moss – a baker – said, smiling".
    """
    site, page = decision.site, decision.site.page
    kinds, (first, last) = page.tokens.kinds, decision.content[0]
    if kinds[first] == "H" and kinds[first - 1] == "A" and kinds[first - 2] == '"' and page.inside[first - 2] >= 0:
        opening = page.quotes[page.inside[first - 2]].first
        opening -= kinds[opening - 1] == "T" or (site.lemma == "tell" and kinds[site.at + 1 : opening] == "CC")
        return decision._replace(content=[(opening, last)]) if opening > site.at and len(decision.content) == 1 else decision
    if kinds[first] == GERUND and kinds[first - 1] == "," and first == site.at + 2 and page.tokens.words[first] not in CUES:
        before = decision.source.first - 1
        if site.lemma in PLAIN and before >= 0 and kinds[before] == '"' and page.inside[before] >= 0:
            quote = page.quotes[page.inside[before]]
            return decision._replace(content=[(quote.first, quote.last)], start=decision.start._replace(how="quote before", at=-1))
    return decision


#: The continuation of a request with a second infinitive, and a clause with a contrast: "and take it", "but rough weather could".
_AND_DO = re.compile("AV[DCPo0IO'G]")
_BUT_IT_COULD = re.compile(",A(?:P|D?[Co0']{1,5}|G(?:I?D?[Co0']{1,4}){0,2})(?P<modal>B)")
_MODALS = frozenset(entries("attributions.txt", "modal verbs"))


def _extend_to_second_half(decision: Decision) -> Decision:
    """What was said with a second infinitive or a clause that is still reported: "urged them to stop | and take bread"."""
    site, page = decision.site, decision.site.page
    kinds, words, (first, last) = page.tokens.kinds, page.tokens.words, decision.content[-1]
    if last + 2 >= site.last or kinds[last - 1] == '"' or any(CUES.get(w) in PLAIN for w in words[last : site.last]):
        return decision
    if words[last] in ("and", "or") and _AND_DO.match(kinds, last, site.last) and _is_infinitive(words[last + 1]):
        to = kinds.find("TV", first, last)
        return _set_end(decision, _find_clause_end(decision, last + 1)) if to >= 0 and not _FINITE.search(kinds, to + 2, last) else decision
    found = _BUT_IT_COULD.match(kinds, last, site.last) if site.lemma in PLAIN else None
    if found is None or words[found.start("modal")] not in _MODALS or not _FINITE.search(kinds, first, last):
        return decision
    return _set_end(decision, _find_clause_end(decision, found.end()))


_RELATIVES = frozenset(("who", "which", "that"))
_PREDICATE = re.compile("[RN]?[BV]")


def add_antecedent(decision: Decision) -> Decision:
    """What is said of somebody in a relative clause, with whom: "a man | who police say | was armed", "a plan | he said | would fail".

    After a comma "which" may refer to a whole clause; what is said of that stays as it is.
    """
    site, page, source = decision.site, decision.site.page, decision.source
    kinds, words = page.tokens.kinds, page.tokens.words
    if len(decision.content) != 1 or site.quote >= 0 or not source.is_adjacent or source.first <= site.first:
        return decision
    (first, last), end = decision.content[0], source.first
    if words[end - 1] == "whom":
        return _describe_antecedent(decision)
    if not site.at < first <= site.at + 2 or not _PREDICATE.match(kinds, first, last):
        return decision
    relative = words[end - 1] if words[end - 1] in _RELATIVES else ""
    end -= relative != ""
    if kinds[end - 1] == "," and relative == "who":
        end -= 1
    elif kinds[end - 1] == '"' and page.inside[end - 1] >= 0:
        quote = page.quotes[page.inside[end - 1]]
        named = not _FINITE.search(kinds, quote.first, quote.last)
        return decision._replace(content=[(quote.first, end), (first, last)]) if named else decision
    if kinds[end - 1] not in NOUN or end - 1 < site.first:
        return decision
    return decision._replace(content=[(_find_long_phrase_start(page.tokens, site.first, end - 1), end), (first, last)])


def _describe_antecedent(decision: Decision) -> Decision:
    """What somebody is called in a clause with "whom", with who it is: "Varn, whom Moss called “a fool” | was hurt"."""
    site, page, end = decision.site, decision.site.page, decision.source.first - 1
    kinds, (first, last) = page.tokens.kinds, decision.content[0]
    opening = first + (page.tokens.words[first] == "as")
    if site.lemma not in _NAMING or first != site.at + 1 or page.inside[opening] < 0:
        return decision
    last = min(last, page.quotes[page.inside[opening]].last)
    end -= kinds[end - 1] == ","
    if end - 1 < site.first or kinds[end - 1] not in NOUN:
        return decision._replace(content=[(first, last)])
    return decision._replace(content=[(_find_long_phrase_start(page.tokens, site.first, end - 1), end), (first, last)])


_NAMING = frozenset((*entries("attributions.txt", "verbs of naming"), *entries("attributions.txt", "verbs of describing")))
_OF_PHRASE = frozenset(("of", "from", "in", "for"))


def _find_long_phrase_start(tokens: TokenizedText, floor: int, i: int) -> int:
    """The first token of the noun phrase that ends with token i, with participles after its article and with "of" and the like."""
    kinds = tokens.kinds
    while i > floor:
        before = kinds[i - 1]
        if (
            i - 2 >= floor
            and tokens.words[i - 1] in _OF_PHRASE
            and kinds[i - 2] in NOUN
            and (kinds[i] == "C" or tokens.words[i - 1] != "in")
        ):
            i -= 2
        elif kinds[i] != "D" and (before in "CDo0'x" or (before in "GVR" and kinds[i - 2] == "D" and i - 2 >= floor)):
            i -= 1
        else:
            break
    return i


def _is_infinitive(word: str) -> bool:
    """Whether the form of a verb may be an infinitive, and no past or third person."""
    return not word.endswith(("ed", "s"))


_LEADING = frozenset(entries("attributions.txt", "conjunctions before a main clause"))
_MAIN_CLAUSE = re.compile("(?:,|(?<=\"))(?:P|[DC][Co0']{0,6}|o{1,2})[RN]?[VB]")


#: How far a content is searched, in tokens, so that no text makes the search quadratic.
_LONGEST = 400


def _names_something(words: Sequence[str], kinds: str, i: int) -> bool:
    """Whether a participle after a mark gives something a name in quotation marks: ", calling her “a great baker”"."""
    return words[i] == "calling" and '"' in kinds[i + 1 : i + 7]


#: A gift: who gets it, in two phrases with a comma between, and what.
_RECIPIENT = re.compile(r"(?:D?[Co0]{1,4}|[o0]IO),D?[Co0']{1,6}$")
_APPOSITION = re.compile(r",D[Co0'V]{1,6}(?=,D)")
_WHAT = re.compile(r",D(?:[Co0'GV]){1,5}(?![Co0'GVBRN])")


def _extend_to_gift(decision: Decision) -> Decision:
    """What was said with the second object of a gift, cut at an apposition to the first: "give Varn, a baker, | a medal"."""
    site, page = decision.site, decision.site.page
    kinds, words, (first, last) = page.tokens.kinds, page.tokens.words, decision.content[-1]
    if last + 2 >= site.last or kinds[last] != "," or page.inside[last] >= 0:
        return decision
    aside = _APPOSITION.match(kinds, last, site.last)
    behind = aside.end() if aside else last
    if not _WHAT.match(kinds, behind, site.last):
        return decision
    verb = next((i for i in range(last - 1, max(first, last - _FAR_GIFT), -1) if words[i] in _GIVING), -1)
    if verb < 0 or not _RECIPIENT.fullmatch(kinds, verb + 1, behind):
        return decision
    return _set_end(decision, _find_clause_end(decision, behind + 2))


_FAR_GIFT = 14
_GIVING = frozenset(entries("attributions.txt", "verbs with two objects"))


def _end_before_second_saying(decision: Decision) -> Decision:
    """The content without a second statement of the speaker: "said it “leaks,” | adding that rain was near"."""
    page = decision.site.page
    kinds, words, (first, last) = page.tokens.kinds, page.tokens.words, decision.content[-1]
    for i in range(first + 2, min(last - 1, first + _LONGEST)):
        if kinds[i] != GERUND or kinds[i - 1] not in ',"' or page.inside[i] >= 0:
            continue
        if words[i] in _BESIDES or (kinds[i - 1] == '"' and words[i] in _GLOSSES) or _names_something(words, kinds, i):
            return _set_end(decision, i - (kinds[i - 1] == ","))
    return decision


_GLOSSES = frozenset(entries("attributions.txt", "participles of comment"))
_BESIDES = frozenset(entries("attributions.txt", "participles of another saying"))


def _find_clause_end(decision: Decision, start: int) -> int:
    """Where a clause ends that continues at a token: before another quotation or a second speaker, else with the sentence."""
    site, page = decision.site, decision.site.page
    for i in range(start, site.last):
        if page.tokens.kinds[i] in ",;" and page.tokens.kinds[i + 1 : i + 2] == GERUND and page.tokens.words[i + 1] in CUES:
            return i
        if page.tokens.kinds[i] == ";" or (i > start and CUES.get(page.tokens.words[i]) in PLAIN):
            back = page.tokens.kinds.rfind(",", start, i)
            return i if page.tokens.kinds[i] == ";" else back if back > 0 else start
    return site.last


def _set_end(decision: Decision, end: int) -> Decision:
    """The decision with another end of its last piece."""
    first, last = decision.content[-1]
    return decision._replace(content=[*decision.content[:-1], (first, end)]) if end > first and end != last else decision


#: A clause that continues after a quoted word: "“I hope” | it will", "is “complex” | and he feels", "“angry,” | but also hungry".
_GOES_ON = re.compile("P[RN]?[VB]|AP[RN]?[VB]|A[RN]|B|D")


def _extend_behind_quoted_word(decision: Decision) -> Decision:
    """What was said with the words that its clause continues with after a quotation: "said “I hope” | it will be in May"."""
    site, page = decision.site, decision.site.page
    kinds, words, last = page.tokens.kinds, page.tokens.words, decision.content[-1][1]
    if last + 1 >= site.last or kinds[last - 1] != '"' or page.inside[last] >= 0 or site.lemma not in PLAIN:
        return decision
    if kinds[last - 2] in ".!?" or not _GOES_ON.match(kinds, last, site.last):
        return decision
    if any(words[i] in CUES for i in range(last, min(last + 4, site.last)) if kinds[i] in VERBAL or CUES.get(words[i]) in PLAIN):
        return decision
    return _set_end(decision, _find_clause_end(decision, last))


_ADJECTIVES = frozenset(entries("adjectives.generated.txt")) | frozenset(entries("attributive.generated.txt"))


def _extend_behind_adjective(decision: Decision) -> Decision:
    """What was said with the noun after two adjectives, where it was cut between them: "the full, | unredacted letter"."""
    site, page = decision.site, decision.site.page
    kinds, words, last = page.tokens.kinds, page.tokens.words, decision.content[-1][1]
    if last + 2 >= site.last or words[last] != "," or words[last - 1] not in _ADJECTIVES or kinds[last - 2] != "D":
        return decision
    if kinds[last + 1] not in "oVR" or words[last + 1] in CUES or kinds[last + 2] not in NOUN:
        return decision
    return _set_end(decision, _find_clause_end(decision, last + 2))


#: The verb of a main clause after a relative one.
_MAIN_VERB = re.compile(",(?:[BRN]{0,3}V|B)")


def _end_before_main_verb(decision: Decision) -> Decision:
    """What "Ruiz, who said" says, without the rest of the clause that Ruiz is the subject of: "…, left on Monday"."""
    site, page = decision.site, decision.site.page
    words, (first, last) = page.tokens.words, decision.content[-1]
    if "who" not in words[max(site.first, site.at - 4) : site.at]:
        return decision
    main = _MAIN_VERB.search(page.tokens.kinds, first, last)
    if main is None or main.start() <= first or page.inside[main.start()] >= 0:
        return decision
    return _set_end(decision, main.start())


def _limit_to_brackets(decision: Decision) -> Decision:
    """What is said in the brackets that the cue is in: "(the share is 15%, according to the bureau)"."""
    kinds, (first, last) = decision.site.page.tokens.kinds, decision.content[0]
    opening = kinds.rfind("(", first, last)
    if opening < 0 or ")" in kinds[opening:last] or not _FINITE.search(kinds, opening, last):
        return decision
    return decision._replace(content=[(opening + 1, last)])


def _start_behind_dash(decision: Decision) -> Decision:
    """What is said after the only dash of a sentence: "They bristle at it – | it is a two-way street, they insist"."""
    kinds, page, (first, last) = decision.site.page.tokens.kinds, decision.site.page, decision.content[0]
    dash = kinds.find("-", first + 2, last - 3)
    if dash < 0 or kinds.count("-", first, last) != 1 or page.inside[dash] >= 0 or page.tokens.starts[dash] == page.tokens.ends[dash - 1]:
        return decision
    if not (_FINITE.search(kinds, first, dash) and _CLAUSE.match(kinds, dash + 1, last)):
        return decision
    return decision._replace(content=[(dash + 1, last)])


#: A clause with its subject.
_CLAUSE = re.compile("(?:P|[DC][Co0']{0,5})[RN]?[VB]")
_OUTCOMES = frozenset(entries("attributions.txt", "participles of what came of it"))
_SET_BESIDE = frozenset(entries("attributions.txt", "words that set one figure beside another"))


def _extend_to_outcome(decision: Decision) -> Decision:
    """A clause before the cue, extended to its result or to a figure next to it: "It hit a van, police said, | killing two"."""
    site, source = decision.site, decision.source
    kinds, words = site.page.tokens.kinds, site.page.tokens.words
    begin = max(site.at + 1, source.last)
    comma = kinds.find(",", begin, site.last)
    if decision.content[0][1] > site.at or comma < 0 or comma + 2 >= site.last or _FINITE.search(kinds, begin, comma):
        return decision
    if words[comma + 1] in _OUTCOMES or (words[comma + 1] in _SET_BESIDE and "0" in kinds[comma : min(comma + 6, site.last)]):
        return decision._replace(content=[*decision.content, (comma + 1, _find_clause_end(decision, comma + 2))])
    return decision


#: How somebody spoke, and what they left out: ", without giving details", ", declining to be named".
_MANNERS = frozenset(entries("attributions.txt", "manners of saying"))


def _cut_manner(decision: Decision) -> Decision:
    """The content before a cue without how it was said: "It fell, Ruiz said, | without giving details"."""
    site, (first, _) = decision.site, decision.content[-1]
    if first <= site.at or site.page.tokens.words[first] not in _MANNERS:
        return decision
    return decision._replace(content=decision.content[:-1])
