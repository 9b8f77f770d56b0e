"""Cuts from a content what the writer says: how it was said, what the speaker did besides, what else happened, a gloss after a dash.

The models end a content at one of its breaks by the words near it; these rules know constructions that are never part of what is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.calendar_names import MONTHS
from sayso.grammar.attributions.cue_candidates import CUES
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.attributions.writers_comments import find_comment_start
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation


def cut_writers_words(decision: Decision) -> Decision:
    """The decision with a content after its cue that neither starts nor ends with words of the writer."""
    if decision.site.quote >= 0 or not decision.content or decision.content[-1][0] <= decision.site.at:
        return decision
    decision = _cut_dashed_aside(
        _extend_to_attitude(_cut_time_between(_cut_leading_time(_cut_leading_date(_cut_addressee(_cut_asked(decision))))))
    )
    first, last = decision.content[-1]
    if last - first > _LONGEST:
        return decision
    end = min(rule(decision, first, last) for rule in _CUTS)
    return decision._replace(content=[*decision.content[:-1], (first, end)]) if first + 1 < end < last else decision


#: Longer contents, in tokens, are left as they are, so that no text makes the search quadratic.
_LONGEST = 400
_UNSAID = frozenset(entries("attributions.txt", "what is not said"))
_WITHOUT = frozenset(entries("attributions.txt", "what is said without"))


def _find_manner_start(decision: Decision, first: int, last: int) -> int:
    """Where it starts how something was said: "it fell, | without providing evidence", "it fell | without elaborating"."""
    page = decision.site.page
    words, kinds = page.tokens.words, page.tokens.kinds
    if "without" not in words[first:last]:
        return last
    at = words.index("without", first, last)
    if page.inside[at] >= 0 or at + 1 >= last or words[at + 1] not in _WITHOUT or at <= first + 1:
        return last
    if words[at - 1] == "but":
        at -= 1
    return at - (kinds[at - 1] == ",")


_DEEDS = frozenset(entries("attributions.txt", "deeds of a speaker"))
_RULINGS = frozenset(entries("attributions.txt", "deeds of a court"))
_REFUSALS = frozenset(entries("attributions.txt", "refusals"))
_JUDGES = frozenset(("judge", "Judge", "court", "Court"))
_GIFTS = frozenset(entries("attributions.txt", "deeds with one's own"))
_THEIRS = frozenset(("his", "her", "their"))


def _find_deed_start(decision: Decision, first: int, last: int) -> int:
    """The start of a clause on what else the speaker did: "it was open | and declined to say more", "he was sad | and thanked his fans"."""
    page = decision.site.page
    words, kinds = page.tokens.words, page.tokens.kinds
    subject = first + (kinds[first] == "H")
    source = decision.source
    names = decision.site.lemma in _NAMING and "as" in words[first:last]
    judged = decision.site.lemma == "rule" or (source.first >= 0 and not _JUDGES.isdisjoint(words[source.first : source.last]))
    for i in range(first + 3, last - 2):
        if kinds[i] != "A" or page.inside[i] >= 0 or kinds[i + 1] != "V":
            continue
        verb = words[i + 1]
        refuses = verb in _REFUSALS and (words[i + 3] in _UNSAID or words[i + 4] in _UNSAID) if i + 4 < last else False
        if (
            refuses
            or (judged and verb in _RULINGS)
            or (names and kinds[i + 2] in "ITDPOC")
            or (verb in _GIFTS and words[i + 2] in _THEIRS)
            or (verb in _DEEDS and (kinds[subject] == "P" or _AHEAD.search(kinds, subject, i) is not None))
        ):
            return i - (kinds[i - 1] == ",")
    return last


#: Classes do not tell tenses: a quoted end before "and", or no finite verb at all, leaves the second verb to the speaker.
_AHEAD = re.compile('"$')
#: A verb that is not an infinitive and no noun after an article.
_PREDICATE = re.compile("(?<![DT])[VB]|P'")
_OF_DEMAND = frozenset(entries("attributions.txt", "verbs of an occasion"))
_SPEAKING = PLAIN | _OF_DEMAND
#: Another subject and its verb after "as".
_AS_THEY = re.compile("S(?:P|D?[Co0']{1,7})[RB]{0,2}(?P<verb>V)")
_ANOTHER = re.compile("[RDCo0']{1,5}V")
_JOINING = frozenset(("as", "though", "although", "while"))
_GLOSS = re.compile("-D(?:[Co0VRG'M]){1,6}(?:$|[HWIT,])")


def _find_remark_start(decision: Decision, first: int, last: int) -> int:
    """Where a remark of the writer starts, or another saying.

    For example "it had left, | as Varn accused the town of", "it is dead | – a blow to the mayor", "“a lot,” | almost half said".
    """
    page = decision.site.page
    words, kinds = page.tokens.words, page.tokens.kinds
    for i in range(first + 3, last - 3):
        kind = kinds[i]
        if kind == "A" and kinds[i + 1] == "H" and decision.site.lemma in _DESCRIBING and page.inside[i] < 0:
            return i
        if kind == '"' and words[i - 1] == "," and _joins_a_saying(words, kinds, i, last):
            return i + 1
        if kind == '"' and words[i - 1] == "," and (found := _ANOTHER.match(kinds, i + 1, last)):
            if CUES.get(words[found.end() - 1]) in PLAIN:
                return i + 1
        elif page.inside[i] >= 0:
            continue
        elif kind == "," and (_joins_a_saying(words, kinds, i, last) or _is_writers_comment(words, kinds, i)):
            return i
        if kind == "-" and words[i + 1] in _CONCEDING and _concedes(kinds, i, last):
            return i
        if kind == "-" and words[i + 1] in ("a", "an") and not _GOES_ON.search(kinds, i + 1, last) and _GLOSS.match(kinds, i, last):
            return i
    return last


_CONCEDING = frozenset(("although", "though"))


def _concedes(kinds: str, dash: int, last: int) -> bool:
    """Whether a whole clause of concession follows the last dash: "– although bread is dear"; not "– though not by much"."""
    return (
        "-" not in kinds[dash + 1 : last] and '"' not in kinds[dash + 1 : last] and _WHOLE_CLAUSE.match(kinds, dash + 2, last) is not None
    )


_WHOLE_CLAUSE = re.compile("(?:P|R?[DCo0][Co0']{0,6}(?:I[DCo0']{1,5})?)[RN]{0,2}[BV]")
_DESCRIBING = frozenset(entries("attributions.txt", "verbs of describing"))
#: Another dash, or a figure, after one.
_GOES_ON = re.compile("[-0]")


def _joins_a_saying(words: Sequence[str], kinds: str, comma: int, last: int) -> bool:
    """Whether somebody else, or the speaker again, says something after a comma: ", though she noted that"."""
    found = _AS_THEY.match(kinds, comma + 1, last) if words[comma + 1] in _JOINING else None
    return found is not None and CUES.get(words[found.start("verb")]) in _SPEAKING


def _is_writers_comment(words: Sequence[str], kinds: str, comma: int) -> bool:
    """Whether the writer comments after a comma: ", making clear that", ", which she shared with the Tide"."""
    if words[comma + 1] == "most":
        return words[comma + 2] == "recently"
    if words[comma + 1] == "making":
        return words[comma + 2 : comma + 4] in (["clear", "that"], ["clear", "there"], ["it", "clear"])
    return words[comma + 1] == "which" and kinds[comma + 2] == "P" and words[comma + 3] in _SHARED


#: A modal verb and its infinitive.
_WOULD = re.compile("B[RN]?[Vo]")
#: A second verb of the speaker, and its object.
_AND_SPOKE = re.compile('A[RN]?(?P<verb>V)(?:o?[DPOCH0"TISW])')


def _find_second_saying_start(decision: Decision, first: int, last: int) -> int:
    """Where the speaker says something else: "he would sign it | but called it a mistake", "it leaked | and also asked whether".

    The verb after a modal is an infinitive, so that a past tense beside it is the speaker's.
    """
    page = decision.site.page
    words, kinds = page.tokens.words, page.tokens.kinds
    if not decision.site.word.endswith("ed") and decision.site.word not in _PAST:
        return last
    for found in _AND_SPOKE.finditer(kinds, first + 3, last):
        at = found.start()
        verb = words[found.start("verb")]
        if page.inside[at] >= 0 or not verb.endswith("ed") or words[at] not in ("and", "but") or verb not in CUES:
            continue
        clause = max(kinds.rfind(sign, first, at) for sign in "SWH;") + 1
        if words[at + 1] == "also":
            return at - (kinds[at - 1] == ",")
        would = [m.start() for m in _WOULD.finditer(kinds, max(clause, first), at)]
        if would and words[would[-1]] in _MODALS and not re.search("P|B", kinds[would[-1] + 2 : at]):
            return at - (kinds[at - 1] == ",")
    return last


_PAST = frozenset(("said", "told", "wrote"))
_MODALS = frozenset((*entries("attributions.txt", "modal verbs"), "will", "can", "must", "shall"))
#: What is with a quotation, or what was done with it, in the writer's words: ", accompanied by a photo", "and was met with cheers".
_BESIDE_QUOTE = re.compile("(?:[VG][IT]|AB?[RN]?V|G(?!T)[DCo0]|I[DGo])")


_NAMING = frozenset((*entries("attributions.txt", "verbs of naming"), *entries("attributions.txt", "verbs of describing")))
#: When or where somebody gave a name to something.
_ON_DAY = re.compile("(?:I?R?M|R?M)")
_WHEN = frozenset(entries("attributions.txt", "openings of an occasion"))


def _find_name_end(decision: Decision, first: int, last: int) -> int:
    """Where the quoted name ends that somebody gave, before a time or an occasion: "called it “a joke” | on Monday"; -1 without one."""
    page = decision.site.page
    kinds, words = page.tokens.kinds, page.tokens.words
    closing = kinds.rfind('"', first, last)
    if closing <= first or closing + 2 >= last or page.inside[closing] < 0 or page.quotes[page.inside[closing]].last != closing + 1:
        return -1
    behind = closing + 1
    on_day = _ON_DAY.match(kinds, behind, last)
    occasion = words[behind] == "in" and words[behind + 1] in _ONES_OWN and not _OCCASIONS.isdisjoint(words[behind + 2 : behind + 6])
    return behind if on_day or occasion or words[behind] in _WHEN else -1


def _find_company_start(decision: Decision, first: int, last: int) -> int:
    """Where the writer's words start after a quotation that is all that was said: "read: “It leaks,” | accompanied by a photo"."""
    page = decision.site.page
    if decision.site.lemma in _NAMING and (name := _find_name_end(decision, first, last)) > first:
        return name
    quote = page.inside[first]
    if quote < 0 or page.quotes[quote].first != first or page.quotes[quote].last >= last:
        return last
    end, kinds = page.quotes[quote].last, page.tokens.kinds
    whole = kinds[end - 2] in ",." and kinds[first - 1] in ":,"
    return end if whole and '"' not in kinds[end:last] and _BESIDE_QUOTE.match(kinds, end, last) else last


_SHARED = frozenset(entries("attributions.txt", "verbs of giving to a reporter"))
_ASIDE_TIME = re.compile(
    r",\s(?:(?:more|less|fewer)\sthan\s|nearly\s|almost\s|about\s|just\s|some\s)?(?:[\w-]+\s){1,2}"
    r"(?:minutes|hours|days?|weeks?|months?|years?|decades?)\s(?:after|before)\s"
)
_ON_OCCASION = re.compile(",?S(?:P|G|[DC][Co0']{0,6}[RB]{0,2}V|o{1,2}[RB]{0,2}V)")


def _find_occasion_start(decision: Decision, first: int, last: int) -> int:
    """Where it starts when somebody spoke, after a phrase without a verb: "warned of losses | after two firms failed"."""
    site, page = decision.site, decision.site.page
    if decision.start.how == "clause" or page.tokens.kinds[first] in 'HPTW"':
        return last
    words, kinds = page.tokens.words, page.tokens.kinds
    verb = _PREDICATE.search(kinds, first, last)
    for i in range(first + 2, min(verb.start() if verb else last, last - 2)):
        if page.inside[i] >= 0:
            continue
        if kinds[i] == "," and _ASIDE_TIME.match(page.tokens.text, page.tokens.starts[i]):
            return i
        if site.lemma not in _OF_DEMAND:
            continue
        behind = kinds[i + 1]
        if (words[i] in ("after", "while") and _ON_OCCASION.match(kinds, i, last)) or (words[i] == "as" and behind == "P"):
            return i - (kinds[i - 1] == ",")
    return last


#: What something is said in, or on which occasion.
_OCCASIONS = frozenset((*entries("documents.txt"), *entries("attribution-features.txt", "occasions of saying")))
_ONES_OWN = frozenset(("a", "an", "his", "her", "its", "their"))
_BEHIND_OCCASION = re.compile("(?:[ITM0CDo'V]|R(?=M))*$")


def _find_setting_start(decision: Decision, first: int, last: int) -> int:
    """Where it starts what somebody said it in, after a phrase without a verb: "denied the charge | in an interview on Friday"."""
    page = decision.site.page
    words, kinds = page.tokens.words, page.tokens.kinds
    if "in" not in words[first + 2 : last] or kinds[first] not in "DCo" or decision.start.how not in ("next", "clause"):
        return last
    for i in range(first + 2, last - 2):
        if kinds[i] in ',"BHPW':
            return last
        if words[i] == "in" and words[i + 1] in _ONES_OWN:
            head = next((k for k in range(i + 2, min(i + 6, last)) if words[k] in _OCCASIONS), -1)
            if head > 0 and not kinds[i + 2 : head].strip("CoVM0") and _BEHIND_OCCASION.match(kinds, head + 1, last):
                return i
    return last


_VOWED = re.compile(
    r"\s(?:(?:earlier|late|early)\s)?(?:(?:last|this\spast)\s(?:week|weekend|month|year|night|spring|summer|autumn|fall|winter|\w+day)"
    r"|earlier\s(?:this\s(?:week|month|year)|in\sthe\s(?:day|week))|yesterday|(?:a\s)?[\w-]+\s(?:days|weeks|months|years)\sago)$"
)
_PROMISES = frozenset((*entries("attributions.txt", "spoken promises"), "vow", "agree", "offer"))
#: A verb or a participle: the time may be that of its clause.
_OTHER_VERB = re.compile("[VBGW]")


def _find_vow_time_start(decision: Decision, first: int, last: int) -> int:
    """Where the time of a promise starts, which is past, while what is promised is to come: "vowed to mend it | earlier this month"."""
    site, tokens = decision.site, decision.site.page.tokens
    if site.lemma not in _PROMISES or tokens.words[first] != "to" or site.page.inside[last - 1] >= 0:
        return last
    found = _VOWED.search(tokens.text, tokens.ends[max(first + 1, last - 6)], tokens.ends[last - 1])
    if found is None:
        return last
    at = bisect_left(tokens.starts, found.start() + 1)
    return last if at <= first + 2 or tokens.kinds[at - 1] in "IT" or _OTHER_VERB.search(tokens.kinds, first + 2, at) else at


_CUTS = (
    _find_vow_time_start,
    _find_manner_start,
    _find_deed_start,
    _find_remark_start,
    _find_occasion_start,
    _find_setting_start,
    _find_second_saying_start,
    _find_company_start,
    find_comment_start,
)
#: Who was asked, before a quotation.
_ASKED = re.compile("(?:D?[Co0']{1,5}|O)(?:I?M{1,2})?,(?=\")")


def _cut_asked(decision: Decision) -> Decision:
    """A quotation without who was asked or written to: "asked the crowd, | “Are you better off?”", "texted his aide, | “Come!”"."""
    site, (first, last) = decision.site, decision.content[-1]
    found = _ASKED.match(site.page.tokens.kinds, first, last) if site.lemma in _SENT_TO and first == site.at + 1 else None
    return decision._replace(content=[*decision.content[:-1], (found.end(), last)]) if found else decision


#: Verbs whose object is who hears or reads what is said.
_SENT_TO = frozenset(entries("attributions.txt", "verbs of sending words")) | {"ask", "tell"}

_TO_WHOM = re.compile('T(?:D?[Co0]{1,5}|O),?(?="|H|P|D)')


def _cut_addressee(decision: Decision) -> Decision:
    """The content without its hearer: "said | to the Tide, “It leaks.”", "said to reporters | that it leaks"."""
    site, page = decision.site, decision.site.page
    first, last = decision.content[-1]
    if site.lemma not in PLAIN or page.tokens.words[first] != "to":
        return decision
    found = _TO_WHOM.match(page.tokens.kinds, first, last)
    if found is None or not (page.tokens.kinds[found.end()] in '"H' or page.tokens.words[found.end() - 1] == ","):
        return decision
    return decision._replace(content=[*decision.content[:-1], (found.end(), last)])


_TIME = (
    r"(?:earlier\s|late\s)?(?:last|this|next)\s(?:week|weekend|month|year|night|spring|summer|autumn|fall|winter)"
    r"|(?:earlier\s|late\s|on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?"
    r"|(?:as\s(?:recently|early|late|far\sback)\sas|in|since)\s(?:early\s|late\s|mid-)?(?:[A-Z][a-z]+(?:\s(?:19|20)\d\d)?|(?:19|20)\d\d)"
    r"|(?:after|before|during|following)\s(?:[\w’'-]+\s){0,4}[\w’'-]+"
    r"|(?:several|many|some|two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:days|weeks|months|seasons|years|decades)(?:\snow)?"
)
#: A time at the start of a content, and the rest.
_BEFORE_WHAT = re.compile(rf"(?:{_TIME})\s(?=(?P<that>that\s)|(?P<on>on\s)|(?P<to>to\s))")


def _cut_leading_time(decision: Decision) -> Decision:
    """The content without the time before it: "said as recently as May | that", "reported last week on | the fire"."""
    site, tokens = decision.site, decision.site.page.tokens
    first, last = decision.content[-1]
    if tokens.kinds[first] in 'HPW"' or site.lemma not in _WITH_TIME or len(decision.content) != 1:
        return decision
    found = _BEFORE_WHAT.match(tokens.text, tokens.starts[first], tokens.ends[last - 1])
    if found is None:
        return decision
    begin = next((i for i in range(first, last) if tokens.starts[i] >= found.end()), last) + (found["on"] is not None)
    if found["on"] and (that := tokens.kinds.find("H", begin, min(begin + 5, last))) > 0:
        begin = that
    if found["that"] and tokens.kinds[begin] != "H":
        return decision
    return decision._replace(content=[*decision.content[:-1], (begin, last)]) if begin + 1 < last else decision


#: A day after a word of saying: "said Jan. 5", "announced on March 3, 2026,".
_DATE = re.compile(rf"\s(?:on\s)?{alternation(MONTHS)}\s\d{{1,2}}(?:,?\s(?:19|20)\d\d)?,?\s")


def _cut_leading_date(decision: Decision) -> Decision:
    """The content without the day of its saying: "said Jan. 5 | that the quay leaks", "said March 3 | the quay leaks"."""
    site, tokens = decision.site, decision.site.page.tokens
    first, last = decision.content[-1]
    if site.at + 1 not in (first, first - 1) or len(decision.content) != 1:
        return decision
    found = _DATE.match(tokens.text, tokens.ends[site.at], tokens.ends[last - 1])
    if found is None:
        return decision
    begin = next((i for i in range(first, last) if tokens.starts[i] >= found.end()), last)
    return decision._replace(content=[(begin, last)]) if begin + 1 < last else decision


_WITH_TIME = PLAIN | frozenset(("ask", "urge", "tell"))


def _extend_to_attitude(decision: Decision) -> Decision:
    """What somebody expresses, with its noun: "expressed | doubts about the plan"."""
    site, kinds = decision.site, decision.site.page.tokens.kinds
    first, last = decision.content[-1]
    if site.lemma not in _EXPRESSING or decision.start.how not in ("about", "over", "at", "for", "with") or len(decision.content) != 1:
        return decision
    noun = kinds[site.at + 1 : first - 1]
    return decision._replace(content=[(site.at + 1, last)]) if noun and _NOUN_PHRASE.fullmatch(noun) else decision


_EXPRESSING = frozenset(("express", "voice"))
_NOUN_PHRASE = re.compile("D?[o0GVR]{1,4}")


def _cut_dashed_aside(decision: Decision) -> Decision:
    """The content around a remark of the writer between two dashes: "his sister | – now also gone – | had played"."""
    page = decision.site.page
    words, kinds, (first, last) = page.tokens.words, page.tokens.kinds, decision.content[-1]
    opening = kinds.find("-", first + 1, last)
    closing = kinds.find("-", opening + 2, min(opening + _ASIDE, last - 1)) if opening >= 0 else -1
    if closing < 0 or page.inside[opening] >= 0 or page.inside[closing] >= 0:
        return decision
    if words[opening + 1] not in _REMARKS or "-" in kinds[closing + 1 : last]:
        return decision
    return decision._replace(content=[*decision.content[:-1], (first, opening), (closing + 1, last)])


_ASIDE = 12
_REMARKS = frozenset(entries("attributions.txt", "openings of a writer's remark"))
_OF = re.compile(rf"(?P<who>(?:[A-Z][\w’'-]+\s){{1,4}})(?:{_TIME})\s(?=of\s)")


def _cut_time_between(decision: Decision) -> Decision:
    """Who is accused and of what, without the time between: "accused Moss | before the vote | of lying"."""
    site, tokens = decision.site, decision.site.page.tokens
    if site.lemma != "accuse" or len(decision.content) != 1:
        return decision
    first, last = decision.content[0]
    found = _OF.match(tokens.text, tokens.starts[first], tokens.ends[last - 1])
    if found is None:
        return decision
    behind = next((i for i in range(first, last) if tokens.starts[i] >= found.end()), last)
    until = next((i for i in range(first, last) if tokens.starts[i] >= found.end("who")), last)
    return decision._replace(content=[(first, until), (behind, last)]) if first < until < behind < last else decision
