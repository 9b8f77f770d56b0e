"""Corrects the contents that the models chose by the words around them: hearers, relative clauses of a source, clauses that were left out.

The models see the class of a word; these rules see its place in the sentence.
"""

from __future__ import annotations

import re

from sayso.grammar.attributions.content_bounds import add_antecedent, complete_content_ends
from sayso.grammar.attributions.content_cuts import cut_writers_words
from sayso.grammar.attributions.contents import Start, skip_lead_in
from sayso.grammar.attributions.cue_candidates import CUES
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import is_person_noun
from sayso.grammar.wordclasses import AUXILIARY, DETERMINER, NAME, NOUN, PREPOSITION, PREPOSITIONS


def complete_content(decision: Decision) -> Decision:
    """The decision with its whole content and nothing else."""
    decision = _cut_section_name(
        _cut_refusal(
            _limit_to_what_clause(_extend_around_title(_extend_to_whole_bound(_extend_to_description(_extend_beyond_dashes(decision)))))
        )
    )
    decision = _extend_to_denied_claim(_extend_around_according(_cut_lead(decision)))
    decision = _limit_to_last_clause(
        _limit_to_relative(_correct_relative_clause(_replace_by_clause_in_front(_cut_hearer_or_month(decision))))
    )
    return add_antecedent(
        cut_writers_words(complete_content_ends(_extend_to_last_clause(_extend_to_subject_of_quotation(_extend_around_saying(decision)))))
    )


def _extend_to_whole_bound(decision: Decision) -> Decision:
    """What was said with all of the bound that it starts with: "said at | least 14 people died"; "hinted at most of it" stays."""
    if not decision.content:
        return decision
    words, (first, last) = decision.site.page.tokens.words, decision.content[-1]
    if words[first] not in _EXTREMES or words[first - 1] != "at" or first - 1 <= decision.site.at or words[first + 1 : first + 2] == ["of"]:
        return decision
    return decision._replace(start=Start("next", first - 1), content=[*decision.content[:-1], (first - 1, last)])


def _extend_beyond_dashes(decision: Decision) -> Decision:
    """What was said with the words after an aside between dashes, if it was cut there.

    For example "argue selling it – a dam – | helps nobody", "said more fell – 19 – | than in the previous year".
    """
    site, kinds = decision.site, decision.site.page.tokens.kinds
    if site.quote >= 0 or not decision.content:
        return decision
    first, dash = decision.content[-1]
    if first <= site.at or kinds[dash : dash + 1] != "-":
        return decision
    opening = kinds.rfind("-", max(first, dash - _SHORT_ASIDE), dash)
    dash, closing = (opening, dash) if opening >= 0 else (dash, kinds.find("-", dash + 2, site.last))
    if closing < 0 or closing + 2 >= site.last:
        return decision
    if _VERB.search(kinds, first, dash):
        if not _is_figure_between_dashes(decision, dash, closing):
            return decision
    elif not _GOES_ON.match(kinds, closing + 1, site.last):
        return decision
    return decision._replace(content=[*decision.content[:-1], (first, site.last)])


def _is_figure_between_dashes(decision: Decision, dash: int, closing: int) -> bool:
    """Whether only a figure is between two dashes, and its phrase continues, in nobody else's words: "more – 19 – than"."""
    words, kinds = decision.site.page.tokens.words, decision.site.page.tokens.kinds
    if closing - dash > _SHORT_ASIDE or "0" not in kinds[dash:closing] or _VERB.search(kinds, dash, closing):
        return False
    goes_on = kinds[closing + 1] in PREPOSITIONS or words[closing + 1] == "than"
    return goes_on and not any(CUES.get(word) in PLAIN for word in words[closing : decision.site.last])


def _extend_to_description(decision: Decision) -> Decision:
    """What somebody is described as, where it was cut at an aside: "described Moss, the mayor, | as a thief"."""
    site, page = decision.site, decision.site.page
    if site.lemma not in _DESCRIBING or site.quote >= 0 or not decision.content:
        return decision
    words, (first, comma) = page.tokens.words, decision.content[-1]
    if first <= site.at or words[comma : comma + 1] != [","] or "as" in words[first:comma]:
        return decision
    closing = next((i for i in range(comma + 2, min(site.last - 2, comma + _ASIDE)) if words[i] == ","), -1)
    if closing < 0 or words[closing + 1] != "as":
        return decision
    end = closing + 2
    while end < site.last and (page.inside[end] >= 0 or page.tokens.kinds[end] not in ",;:"):
        end += 1
    return decision._replace(content=[*decision.content[:-1], (first, end)])


_DESCRIBING = frozenset(entries("attributions.txt", "verbs of describing"))
_ASIDE, _SHORT_ASIDE = 16, 8
#: Words that make a bound with "at".
_EXTREMES = frozenset(("least", "most", "best", "worst"))

_TELLING = frozenset(entries("attributions.txt", "verbs with a hearer"))
_PLAIN_OR_TELLING = PLAIN | _TELLING
#: A hearer with a clause after it ("told the Tide the dam holds"), or a month ("said in March the dam held").
_HEARER = re.compile("(?:D[Co0']{1,4}|C{1,4})(?=D[Co0']{1,5}[RN]?[BV])")
_MONTH = re.compile("I?M0?(?=[CDPo0])")


def _cut_hearer_or_month(decision: Decision) -> Decision:
    """The content without its hearer, or without the month of the saying."""
    site, kinds = decision.site, decision.site.page.tokens.kinds
    if site.quote >= 0 or site.lemma not in _PLAIN_OR_TELLING or not decision.content:
        return decision
    first, last = decision.content[-1]
    passed = None
    if site.lemma in _TELLING and (first == site.at + 1 or (first == site.at + 2 and kinds[first - 1] == DETERMINER)):
        passed = _HEARER.match(kinds, first, last) or _find_addressee(decision, first, last)
    elif first <= site.at + 2 and kinds[site.at + 1 : site.at + 2] == PREPOSITION:
        passed = _MONTH.match(kinds, first, last)
    return decision._replace(content=[*decision.content[:-1], (passed.end(), last)]) if passed else decision


#: A name or people as hearers, and how the clause after them opens.
_BARE_HEARER = re.compile("(?:C{1,3}|o)(?=[DPB]|RB)|o(?=o{1,2}B)|C(?=C{1,3}o{0,2}[RN]?[BV]|o{1,2}[RN]?B)")


def _find_addressee(decision: Decision, first: int, last: int) -> re.Match[str] | None:
    """Initials or people right after the verb with a clause after them: "told TVN the dam holds", "told reporters he left"."""
    tokens = decision.site.page.tokens
    found = _BARE_HEARER.match(tokens.kinds, first, last)
    if found is None or not _VERB.search(tokens.kinds, found.end(), last):
        return None
    if tokens.words[found.end()] == "there":
        return found
    word = tokens.words[first]
    hears = (word.endswith("s") and is_person_noun(word[:-1])) if word.islower() else len(word) > 1 and word.isupper()
    return found if hears else None


_VERB = re.compile("[VB]|P'")
_NO_CLAUSE = re.compile('[TI][^VBG"]*|C{1,3}(?:I[^VBG"]*)?|-C{1,4}')
#: A relative clause that describes the noun before it and is not content: "said in a ruling | that was highly critical".
_TELLS_OF = re.compile("HR?[BV]")
_CONTRACTED = entries("attributions.txt", "contracted subjects")


def _replace_by_clause_in_front(decision: Decision) -> Decision:
    """The clause in front as what is said, where only a hearer follows: "The road is shut, an aide confirmed to the Tide"."""
    site, source, kinds = decision.site, decision.source, decision.site.page.tokens.kinds
    if site.lemma not in PLAIN or site.quote >= 0 or len(decision.content) != 1 or not source.is_adjacent:
        return decision
    (first, last), comma = decision.content[0], source.first - 1
    if comma <= site.first or kinds[comma] != ",":
        return decision
    tells_of = first > site.at + 2 and _TELLS_OF.match(kinds, first, last) and _VERB.search(kinds, site.first, comma)
    if tells_of and site.page.tokens.words[first + 1].lower().startswith(_CONTRACTED):
        return decision
    if not tells_of and (first != site.at + 1 or not _NO_CLAUSE.fullmatch(kinds, first, last)):
        return decision
    if kinds[first] == NAME and site.lemma != "tell" and (last < len(kinds) and kinds[last] in ".,;"):
        return decision  # only a headline ends in the name of its section: "…, aides say Politics"
    sure = decision.evidence._replace(start=0.0)
    return decision._replace(start=Start("clause before", -1), end=-1, content=[(site.first, comma)], evidence=sure)


#: The clause of a relative pronoun up to the comma after it.
_OF_SOURCE = re.compile('[WP][^,;"]{3,40},')


def _correct_relative_clause(decision: Decision) -> Decision:
    """The content without a clause that describes the source, or with all of the sentence that a relative clause closes.

    "According to the report, which drew on cooks, | Roth left"; "People struggle, | which hurts trade, Moss said".
    """
    site, tokens = decision.site, decision.site.page.tokens
    if not decision.content:
        return decision
    first, last = decision.content[0]
    if tokens.words[first] not in ("which", "who", "whose") or first - 1 <= site.first or tokens.kinds[first - 1] != ",":
        return decision
    if site.word == "according" and first - 1 == decision.source.last:
        clause = _OF_SOURCE.match(tokens.kinds, first, last)
        return decision._replace(content=[(clause.end(), last), *decision.content[1:]]) if clause and clause.end() < last else decision
    if last <= site.at and '"' not in tokens.kinds[site.first : first] and decision.start.how == "last clause before":
        return decision._replace(content=[(site.first, last), *decision.content[1:]])
    return decision


#: The continuation of the main clause after a relative one.
_MAIN_VERB = re.compile(",(?:[BRN]{0,3}V|B)")


def _limit_to_relative(decision: Decision) -> Decision:
    """What "Ruiz, who said" says, without the rest of the clause that Ruiz is the subject of: "…, left on Monday"."""
    source, page = decision.source, decision.site.page
    if source.last - source.first < 2 or page.tokens.words[source.last - 1] != "who" or not decision.content:
        return decision
    first, last = decision.content[-1]
    main = _MAIN_VERB.search(page.tokens.kinds, first, last)
    if main is None or main.start() <= first or page.inside[main.start()] >= 0:
        return decision
    return decision._replace(content=[*decision.content[:-1], (first, main.start())])


def _limit_to_last_clause(decision: Decision) -> Decision:
    """What a document says before "according to" without the writer's own clause: "Varn bakes; | 80% of it is rye, according to"."""
    site, page = decision.site, decision.site.page
    if site.word != "according" or len(decision.content) != 1 or decision.start.at >= 0:
        return decision
    first, last = decision.content[0]
    semicolon = page.tokens.kinds.rfind(";", first, last)
    if semicolon < 0 or page.inside[semicolon] >= 0 or not _VERB.search(page.tokens.kinds, semicolon, last):
        return decision
    return decision._replace(content=[(semicolon + 1, last)])


#: The name of a page's section, which a copied headline ends in.
_SECTIONS = frozenset(entries("attributions.txt", "sections of a page"))


def _cut_section_name(decision: Decision) -> Decision:
    """What a headline says without the section that is after it: "Ruiz says the dam will hold | Business"."""
    if not decision.content:
        return decision
    tokens, (first, last) = decision.site.page.tokens, decision.content[-1]
    closes = last == len(tokens.words) or tokens.opens_paragraph(last)
    if not closes or last - first < _SHORTEST or tokens.words[last - 1] not in _SECTIONS or tokens.kinds[last - 2] not in _BEFORE_SECTION:
        return decision
    return decision._replace(content=[*decision.content[:-1], (first, last - 1)])


_SHORTEST = 4
#: No preposition, article or name is before it.
_BEFORE_SECTION = frozenset('oVGR0"')
_UNSAID = frozenset(entries("attributions.txt", "what is not said"))


def _cut_refusal(decision: Decision) -> Decision:
    """The content without what its speaker did not say: "said that three were killed | but didn't specify where"."""
    if not decision.content or decision.site.quote >= 0:
        return decision
    page, (first, last) = decision.site.page, decision.content[-1]
    words = page.tokens.words
    if "but" not in words[first : min(last, first + _FAR)]:
        return decision
    for i in range(first + 3, min(last - 2, first + _FAR)):
        if words[i] != "but" or page.inside[i] >= 0 or words[i + 1] not in _DID_NOT:
            continue
        verb = words[i + 3] if words[i + 2] in ("not", "immediately", "to") else words[i + 2]
        if verb in _UNSAID:
            end = i - (words[i - 1] == ",")
            return decision._replace(content=[*decision.content[:-1], (first, end)])
    return decision


_FAR = 60
_DID_NOT = frozenset(entries("attributions.txt", "auxiliaries that end a content"))
#: What somebody says that something was, in a clause that replaces it: "what Ruiz said | was the best year in history".
_END_OF_NAME = re.compile("[,;:BS]")


def _limit_to_what_clause(decision: Decision) -> Decision:
    """What "what Ruiz said was …" says, without the clause it is in: "unleashed what Ruiz said was “the worst storm,” | he left"."""
    site, source, page = decision.site, decision.source, decision.site.page
    if len(decision.content) != 1 or site.quote >= 0 or source.first < 1 or page.tokens.words[source.first - 1].lower() != "what":
        return decision
    first, last = decision.content[0]
    kinds = page.tokens.kinds
    if first != site.at + 1 or kinds[first] != AUXILIARY or first + 1 >= last:
        return decision
    quote = page.inside[first + 1]
    if quote >= 0:
        return decision._replace(content=[(first + 1, page.quotes[quote].last)])
    end = _END_OF_NAME.search(kinds, first + 2, last)
    return decision._replace(content=[(first + 1, end.start() if end else last)])


def _extend_around_title(decision: Decision) -> Decision:
    """The whole clause that ends in a quoted title, if only the title was read as content: "She sang “The Long Road,” the outlet said"."""
    site, page = decision.site, decision.site.page
    if len(decision.content) != 1 or decision.start.how != "quote before" or site.quote >= 0:
        return decision
    first, last = decision.content[0]
    begin, kinds, words = page.tokens.bounds[site.sentence], page.tokens.kinds, page.tokens.words
    inner = [words[i] for i in range(first + 1, last - 1) if kinds[i] not in ",."]
    if first <= begin + 2 or kinds[first - 1] not in NOUN or not _VERB.search(kinds, begin, first) or '"' in kinds[begin:first]:
        return decision
    if not 0 < len(inner) < _LONG_TITLE or not all(word[0].isupper() for word in inner):
        return decision
    return decision._replace(content=[(begin, last)])


_LONG_TITLE = 6


def _cut_lead(decision: Decision) -> Decision:
    """A quoted sentence without the writer's words before it: "Put differently, | “It leaks,” Ruiz said"; not "In May, “it leaked”"."""
    page, start = decision.site.page, decision.start
    if len(decision.content) == 2 and _is_lead(decision):
        return decision._replace(content=decision.content[1:])
    if start.how != "clause with quote before" or len(decision.content) != 1 or decision.site.quote >= 0:
        return decision
    kinds, words, (first, last) = page.tokens.kinds, page.tokens.words, decision.content[0]
    opening = page.quotes[page.inside[last - 1]].first if page.inside[last - 1] >= 0 else first
    if opening <= first or kinds[opening - 1] != "," or not words[opening + 1][:1].isupper() or '"' in kinds[first:opening]:
        return decision
    if _VERB.search(kinds, first + 1, opening) or not _SENTENCE.search(kinds, opening, last):
        return decision
    return decision._replace(start=start._replace(how="quote before", left=(opening, last)), content=[(opening, last)])


_DENYING = frozenset(entries("attributions.txt", "verbs of denial"))
_REPORTS = frozenset(entries("attributions.txt", "nouns for reports"))


def _extend_to_denied_claim(decision: Decision) -> Decision:
    """What is denied with the noun for it: "rejected | claims that the vote was rigged", "claimed | responsibility for the fire"."""
    site, words = decision.site, decision.site.page.tokens.words
    if len(decision.content) != 1 or site.quote >= 0:
        return decision
    (first, last), begin = decision.content[0], site.at + 1
    denied = site.lemma in _DENYING and decision.start.how == "H" and not _REPORTS.isdisjoint(words[begin:first])
    claimed = site.lemma == "claim" and words[begin : begin + 2] == ["responsibility", "for"] and first == begin + 2
    return decision._replace(content=[(begin, last)]) if (denied or claimed) and first > begin else decision


def denies_claim(decision: Decision) -> bool:
    """Whether what is denied opens with the noun for it: "rejected claims that the vote was rigged"."""
    site, (first, last) = decision.site, decision.content[0]
    words = site.page.tokens.words
    return site.lemma in _DENYING and first == site.at + 1 and not _REPORTS.isdisjoint(words[first : min(first + 4, last)])


def _is_lead(decision: Decision) -> bool:
    """Whether the first of two pieces only leads in to a quoted sentence: "In her letter, she said, “It leaks”"."""
    page = decision.site.page
    kinds, ((first, last), (opening, end)) = page.tokens.kinds, decision.content
    if kinds[opening] != '"' or kinds[first] not in "IRMS" or last > decision.site.at or '"' in kinds[first:last]:
        return False
    whole = page.inside[opening] >= 0 and page.tokens.words[opening + 1][:1].isupper()
    return whole and not _VERB.search(kinds, first, last) and _SENTENCE.search(kinds, opening, end) is not None


#: A finite verb after its subject.
_SENTENCE = re.compile("[DCPo0'][RN]?[VB]|P'")
#: A verb: after a determiner such a word is a noun.
_FINITE = re.compile("(?<![DH])V|B|P'")
#: A second predicate of the same subject.
_AND_DOES = re.compile(",A[RN]?(?:[VB]|o(?=D))")
#: The predicate that continues after "according to the mayor,": "eventually take over", "cost $3 million".
_PREDICATE = re.compile("R?(?:[VB]|o(?=[DCo0OTIR]))")


def _extend_around_according(decision: Decision) -> Decision:
    """A clause with its predicate after "according to": "The plan would, according to the mayor, | cost $3 million"."""
    site, tokens = decision.site, decision.site.page.tokens
    if site.word != "according" or len(decision.content) != 1 or site.quote >= 0:
        return decision
    kinds, (first, last), comma = tokens.kinds, decision.content[0], decision.source.last
    if last > site.at or comma <= site.at or kinds[comma : comma + 1] != "," or comma + 2 >= site.last:
        return decision
    if _AND_DOES.match(kinds, comma, site.last) and tokens.words[comma + 1] == "and":
        return decision._replace(content=[(first, last), (comma + 1, site.last)])
    unfinished = kinds[first:last].rstrip(',"').endswith("B") or (not _FINITE.search(kinds, first, last) and kinds[first] not in "IRSG")
    aside = "B" in kinds[first:last] and '"' in kinds[first:last] and not _VERB.search(kinds[first:last].replace("B", "", 1))
    found = _PREDICATE.match(kinds, comma + 1, site.last) if unfinished or aside else None
    if found is None or tokens.words[found.end() - 1] in PLAIN:
        return decision
    return decision._replace(content=[(first, last), (comma + 1, site.last)])


#: The verb of a subject that comes before the saying: "the plan, Ruiz said, | is to".
_GOES_ON = re.compile("[RN]{0,2}[BV]")


def _extend_around_saying(decision: Decision) -> Decision:
    """A clause whose subject is before the saying, with its verb after it: "The plan, Ruiz said in a letter, | is to sell it"."""
    site, page = decision.site, decision.site.page
    kinds = page.tokens.kinds
    if len(decision.content) != 1 or site.lemma not in PLAIN or site.quote >= 0 or not decision.source.is_adjacent:
        return decision
    first, last = decision.content[0]
    comma = skip_lead_in(page.tokens, site.at + 1, site.last)
    if last > decision.source.first or kinds[comma : comma + 1] != "," or comma + 2 >= site.last:
        return decision
    quote = page.inside[comma + 1]
    if (
        quote >= 0 and comma > site.at + 1 and kinds[first] == '"' and page.quotes[quote].first == comma + 1
    ):  # "“It leaks,” Ruiz said in a letter, “and rots.”"
        return decision._replace(content=[(first, last), (comma + 1, page.quotes[quote].last)])
    if _VERB.search(kinds, first, last):
        return decision
    if not _GOES_ON.match(kinds, comma + 1, site.last) or CUES.get(page.tokens.words[comma + 1]) in PLAIN:
        return decision
    return decision._replace(content=[(first, last), (comma + 1, site.last)])


#: A quoted predicate: "falls short", "is not worth it", "would never fail".
_QUOTED_PREDICATE = re.compile('"R?(?:V|B|o[DIRo])')
#: A subject, perhaps with words that describe it, that a comma ends.
_SUBJECT_AHEAD = re.compile('(?:D|C|P|o)[^,;:"-]{0,15},')


def _extend_to_subject_of_quotation(decision: Decision) -> Decision:
    """A quoted predicate with its subject before the saying: "The plan Moss made, | the court said, “falls short.”"."""
    site, page = decision.site, decision.site.page
    kinds, words, source = page.tokens.kinds, page.tokens.words, decision.source
    if len(decision.content) != 1 or site.quote >= 0 or site.lemma not in PLAIN or not source.is_adjacent:
        return decision
    (first, last), comma = decision.content[0], site.at + 1
    if first != comma + 1 or kinds[first] != '"' or kinds[comma] != "," or source.last != site.at:
        return decision
    ahead = _SUBJECT_AHEAD.match(kinds, site.first, source.first)
    verb = words[first + 1]
    if ahead is None or ahead.end() != source.first or not _QUOTED_PREDICATE.match(kinds, first, last) or not verb.islower():
        return decision
    if kinds[first + 1] != "B" and not (verb.endswith("s") and not verb.endswith("ss")):
        return decision
    return decision._replace(content=[(site.first, source.first - 1), (first, last)])


#: How a clause continues that was cut at its dash or "and": "– but she did not", "– but such attempts fail", ", and it is unlikely".
_BUT_SHE = re.compile("-AP[BNRV]")
_BUT_SUCH = re.compile("-AD[o0]")
_AND_IT = re.compile(",APB")
_IMPERSONAL = frozenset(("it", "there"))
_THESE = frozenset(("such", "these", "those", "this"))


def _extend_to_last_clause(decision: Decision) -> Decision:
    """The content with its last clause, where that contrasts with the one before or is impersonal, and where nobody else speaks in it."""
    site, tokens = decision.site, decision.site.page.tokens
    if not decision.content or site.quote >= 0 or decision.source.first < 0:
        return decision
    first, last = decision.content[-1]
    kinds, words = tokens.kinds, tokens.words
    if first <= site.at or last + 3 >= site.last or words[last + 1] not in ("but", "and"):
        return decision
    if any(CUES.get(words[i]) in PLAIN for i in range(last + 2, site.last)):
        return decision
    same = words[last + 2] == "it" or words[last + 2] in words[first : first + 2]
    but = words[last + 1] == "but" and (
        (same and _BUT_SHE.match(kinds, last, site.last)) or (words[last + 2] in _THESE and _BUT_SUCH.match(kinds, last, site.last))
    )
    if but or (words[last + 1] == "and" and words[last + 2] in _IMPERSONAL and _AND_IT.match(kinds, last, site.last)):
        return decision._replace(content=[*decision.content[:-1], (first, site.last)])
    return decision
