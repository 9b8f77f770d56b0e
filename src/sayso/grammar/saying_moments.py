"""The moment of a saying, of a question, or of the document that says something, which is not the time of the claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.model import Attribution, Moment, Span


def find_saying_moment(text: str, moments: Sequence[Moment], said: Attribution) -> Moment | None:
    """The moment at which something was said: "warned Friday that", "In a letter on Tuesday, Ruiz said"; None without one.

    `moments` are the moments of the sentence, in the order of the text.
    """
    if said.cue is None:
        return None
    place = bisect_left(moments, said.cue.start, key=lambda m: m.span.start)
    inside = said.source.end if said.source is not None and said.source.start < said.cue.start else 0
    behind = max(said.cue.end, said.source.end if said.source is not None else 0)
    for moment in moments[max(place - 2, 0) : place + 2]:
        if said.source is not None and said.source.contains(moment.span) and _SPEAKING.search(text, said.source.start, moment.span.start):
            return moment
        if _opens_question(text, moment.span, said):
            return moment
        if (_opens_source_sentence(text, moment.span, said) and not is_of_question(text, moment.span)) or (
            moment.span.start >= inside and is_of_saying(text, moment.span, said)
        ):
            return moment
        if moment.span.start >= inside and _WHILE_SPEAKING.fullmatch(text, behind, moment.span.start):
            return moment  # not "the mayor, who took over in 2014, said"
    return None


#: "Ruiz, speaking at a dinner on Monday, said".
_SPEAKING = re.compile(r",\s(?:addressing|appearing|speaking|testifying|writing)\s[^,]*$")
#: "Asked on Monday whether it leaks, Ruiz said".
_ASKED_ON = re.compile(r"(?:^|[\n.!?”\"]\s*)(?:When\s)?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned)\s(?:by\s(?:[\w’'-]+\s){1,4})?$")
_QUESTION = re.compile(r"\s(?:about|how|if|what|when|where|whether|who|why)\b[^.!?“”]{0,160},\s$")


def _opens_question(text: str, moment: Span, said: Attribution) -> bool:
    """Whether a moment is the time of a question that the statement answers."""
    if said.source is None or moment.end > said.source.start or said.source.start - moment.end > _FAR:
        return False
    if _QUESTION.match(text, moment.end, said.source.start) is None:
        return False
    return _ASKED_ON.search(text, max(0, moment.start - _REACH), moment.start) is not None


def is_of_question(text: str, moment: Span) -> bool:
    """Whether a moment belongs to what was asked: "Asked if he would play as he did last year, Moss said"."""
    return _WAS_ASKED.search(text, max(0, moment.start - _CLAUSE), moment.start) is not None


_WAS_ASKED = re.compile(
    r"(?:^|[\n.!?”\"]\s*)(?:When\s)?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned)\s[^.!?“”]*?\b(?:about|how|if|what|whether|why)\s[^.!?“”]*$"
)


#: "Ruiz said, speaking to farmers on Monday", "said Ruiz, as she left the mill on Monday".
_WHILE_SPEAKING = re.compile(r"(?:\s[\w’'-]+){0,4},\s(?:appearing|as\s(?:he|she|they)|speaking|testifying|writing)\s(?:[\w’'-]+\s){0,8}")


def is_of_occasion(text: str, sentence: Span, moment: Span) -> bool:
    """Whether a moment dates an occasion of saying: "in a statement to the Tide on Monday", "a Tuesday interview"."""
    if _ITS_OCCASION.match(text, moment.end, sentence.end):
        return True
    return _OCCASION.search(text, max(sentence.start, moment.start - _CLAUSE), moment.start) is not None


#: An occasion with its day before or after it.
_ITS_OCCASION = re.compile(rf"(?:[’']s)?\s(?:[\w-]+\s){{0,2}}?{alternation(entries('moments.txt', 'occasions of saying'))}\b")
_OCCASION = re.compile(
    rf"(?:\b{alternation(entries('moments.txt', 'occasions of saying'))}\s(?!about\b)"
    r"|\b(?:spoke|speaking|talked|talking|addressed|addressing)\s)"
    r"(?:(?!(?:after|before|since|that|when|which|who|whose)\b)[\w’'“”-]+\s){0,8}$"
)


def find_document_moment(text: str, moments: Sequence[Moment], said: Attribution) -> Moment | None:
    """The moment of the document that says something: "a poll last month showed", "the survey, taken on May 3, found"; None without one.

    `moments` are the moments of the sentence, in the order of the text.
    """
    if said.source is None:
        return None
    if said.cue is None:  # a poll that the text only names
        near = (m for m in moments if said.source.start <= m.span.start <= said.source.end + _NEAR)
        return next((m for m in near if POLL_WAS_TAKEN.search(text, said.source.start, m.span.start)), None)
    first, last = said.source.start, max(said.source.end, said.cue.start)
    for moment in moments:
        if first <= moment.span.start and moment.span.end <= last:
            found = _DOCUMENT.search(text, first, moment.span.start)
            return moment if found and _WHO.search(text, found.end(), moment.span.start) is None else None
    return None


_DOCUMENT = re.compile(rf"\b{alternation(entries('documents.txt'))}\b|\b(?:poll|survey)", re.IGNORECASE)
_WHO = re.compile(r"\b(?:who|whose|that)\s")


def _opens_source_sentence(text: str, moment: Span, said: Attribution) -> bool:
    """Whether a moment opens the sentence of a source or ends what does: "On Friday, after a storm, Ruiz said", "In a letter in May, Ruiz".

    The source comes right after a comma, and its words after the source.
    """
    if said.source is None or said.cue is None or not moment.end < said.source.start < said.cue.start <= said.content[0].start:
        return False
    gap = text[moment.end : said.source.start]
    if _AT_A.search(text, max(0, moment.start - _AT_ONCE), moment.start) and _ITS_OCCASION.match(gap) and gap.endswith(", "):
        return _QUOTED_OR_ENDED.search(gap) is None and gap.count(",") == 1  # "In a Monday interview on TVN, Ruiz said"
    if not gap.startswith(",") or not gap.endswith(", ") or len(gap) > _CLAUSE or _QUOTED_OR_ENDED.search(gap):
        return False
    if len(gap) == len(", ") and _LEAD_IN.search(text, max(0, moment.start - _FAR), moment.start):
        return True
    return _OPENS.search(text, max(0, moment.start - _FEW), moment.start) is not None


_AT_A = re.compile(
    r"(?:^|[\n.!?”\"]\s*)(?:But\s|And\s)?(?:In|At|During|On|in|at|during|on)\s(?:(?:an?|the|his|her|their|its)\s(?:\w+\s)?)?$"
)
#: The start of a sentence with the manner or occasion of the saying.
_LEAD_IN = re.compile(
    r"(?:^|[\n.!?”\"]\s*)(?:In|At|During|On|When|As|Speaking|Addressing|Asked|Appearing|Writing|Testifying|Responding)\s"
    r"(?:[^\s,;:.“”]+,?\s){0,16}$"
)
_QUOTED_OR_ENDED = re.compile(r"[“”\";:]|[.!?]\s")
_FAR = 140


_THAT_SHARE = re.compile(r"\sthat\s(?:[a-z]+\s){0,2}\d[\d.]*%")


def is_of_saying(text: str, moment: Span, said: Attribution, claim: Span | None = None) -> bool:
    """Whether a moment is the time of the saying.

    It is at the cue or in the source, outside the content ("said Monday that").
    """
    if said.cue is None or any(c.start <= moment.start and moment.end <= c.end for c in said.content):
        return False
    if (
        said.source is not None
        and said.cue.end <= said.source.start
        and said.source.contains(moment)
        and _WHO.search(text, said.source.start, moment.start)
    ):
        return True  # "said Roe, a mate who recently left"
    if said.source is not None and said.source.start <= moment.start and moment.end <= said.cue.start:
        if _ITS_POLL.match(text, moment.end):
            return False  # "a January poll found"
        if moment.start > said.source.end and _SECOND_SAYING.search(text, moment.end, said.cue.start):
            return _SAID_FIRST.search(text, said.source.end, moment.start) is None  # "said it fell in May but warned that"
        if _PUT_OUT.search(text, said.source.start, moment.start):
            return True  # "a survey released Thursday"
        return _POLL.search(text, said.source.start, moment.start) is None  # the result of a poll in May belongs to May
    if text.endswith("found", 0, said.cue.end) and claim and moment.start == said.cue.end + 1 and text[claim.end - 1] == "%":
        return False  # "found in June that 79.8% of visits"
    if moment.start < said.cue.end or any(said.cue.end <= c.start < moment.start for c in said.content):
        return False
    if said.source is not None and POLL_TAKEN.search(text, said.source.start, moment.start):
        return False  # "according to a survey conducted in May"
    return BREAK.search(text, said.cue.end, moment.start) is None and _NEXT_SENTENCE.search(text, said.cue.end, moment.start) is None


_NEXT_SENTENCE = re.compile(r"[.!?][”\"]?\s+$|[.!?]\s[A-Z]|\n")
_SECOND_SAYING = re.compile(r"\s(?:and|but)\s")
_SAID_FIRST = re.compile(rf"\b{alternation(entries('moments.txt', 'verbs of saying'))}\b")
_POLL = re.compile(r"\b(?:poll|polling|survey)\b")
_ITS_POLL = re.compile(r"\s(?:[\w&’'-]+\s){0,4}?(?:poll|survey|census|study)\b")
ON_DAY = re.compile(r"(?:late\s|early\s)?(?:on\s)?(?:[A-Z][a-z]+day(?:\s(?:morning|afternoon|evening|night))?|today|yesterday)")
_IS_PUT_OUT = re.compile(
    rf"\b{alternation(entries('documents.txt'))}\b(?:(?!\s(?:that|who|was|were|said|shows?|showed|found)\b)(?:[^.;,“”]|,(?=\d)))*,?\s"
    r"(?:issued|published|released|unveiled)\s(?:on\s|in\s)?$"
)
_PUT_OUT = re.compile(r"\b(?:issued|published|released)\s(?:on\s)?$")
#: "According to a survey conducted in May": the figure is of May.
POLL_TAKEN = re.compile(r"\b(?:poll|survey)\s(?:(?:conducted|fielded|taken)\s)?$")


def is_of_report(text: str, moment: Span) -> bool:
    """Whether a moment is the time of a saying or of a publication.

    "In a report last December", "during Wednesday’s hearing", "told them on Monday that".
    """
    if text.startswith("from ", moment.start) and _PAPERS.search(text, max(0, moment.start - _FEWER), moment.start):
        return True
    if (
        _OWNS_REPORT.match(text, moment.end)
        or (_IS_YEAR.fullmatch(text, moment.start, moment.end) and _OCCASION_AFTER.match(text, moment.end))
        or _REPORT.search(text, max(0, moment.start - _REACH), moment.start)
    ):
        return True
    said_then = text.endswith(("said ", "says "), 0, moment.start) and not text.startswith(("’", "'"), moment.end)
    if (said_then and ON_DAY.fullmatch(text, moment.start, moment.end)) or _IS_PUT_OUT.search(
        text, max(0, moment.start - _FAR), moment.start
    ):
        return True  # "said Monday it would send 500 troops, a step that mates say costs $4", "a study of 40 mates, published in May,"
    if text.startswith(" to ", moment.end) and _ASKED.search(text, max(0, moment.start - _FAR), moment.start):
        return True  # "urged the court on Monday to help 40 mates"
    if text.endswith("found ", 0, moment.start) and _THAT_SHARE.match(text, moment.end):
        return False  # "found in June that 79.8% of visits"
    return (
        text.startswith((" that ", ": “", ", “", ": "), moment.end)
        and _TOLD.search(text, max(0, moment.start - _CLAUSE), moment.start) is not None
    )


def opens_sentence(text: str, moment: Span) -> bool:
    """Whether a moment is the first words of a sentence or quotation."""
    return _OPENS.search(text, max(0, moment.start - _FEW), moment.start) is not None


#: How far the words before and after a moment are searched, in characters.
_CLAUSE, _REACH, _FEW = 200, 60, 3
#: A document or an occasion of saying, and its date.
_REPORTS = alternation(entries("moments.txt", "what is said or put out")) + "s?"
_OWNS_REPORT = re.compile(rf"[’']s\s(?:\w+\s){{0,2}}?{_REPORTS}\b")
_REPORT = re.compile(rf"\b(?:an?|its|his|her|their|the|this)\s(?:[\w-]+\s){{0,2}}?{_REPORTS}\s(?:released\s|published\s|issued\s)?$")
#: A year alone dates the report or the interview after it: "in a 2019 interview".
_IS_YEAR = re.compile(r"(?:19|20)\d\d")
_OCCASION_AFTER = re.compile(rf"\s(?:[a-z-]+\s){{0,2}}?(?:{_REPORTS}|{alternation(entries('moments.txt', 'occasions of saying'))})\b")
#: Nouns that "from" dates: "an email from August 2013".
_PAPERS = re.compile(rf"\b{alternation(entries('moments.txt', 'papers with a date'))}\s$")
_FEWER = 16
_TOLD = re.compile(rf"\b{alternation(entries('moments.txt', 'verbs of saying'))}\b[^;]{{0,60}}$")
_ASKED = re.compile(rf"\b{alternation(entries('moments.txt', 'verbs of asking'))}\b[^,;]{{0,60}}$")
#: "The poll of 1,012 adults, which was conducted".
POLL_WAS_TAKEN = re.compile(
    r"\b(?:poll|survey)\b[^;“”]{0,60},?\s(?:which\swas\s|that\swas\s)?(?:conducted|fielded|taken|carried\sout)\s(?:[a-z]+\s){0,3}$"
)
_AT_ONCE, _NEAR = 40, 30
#: A sign that ends a clause.
BREAK = re.compile(r"[,;:—–](?=\s)|\s[—–-]\s")
#: A moment at the start of a sentence, which applies to all that follows.
_OPENS = re.compile(r"(?:^|[.!?:]\s|\n|[“\"])$")
