"""The time of a claim: the nearest one in its own clause, and never another figure's or that of the saying.

"Officials said Monday that 12 had died in 2019": the 12 belong to 2019. "The panel, founded in 1984, has 16 members": they belong to now.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.grammar.clause_scopes import is_of_clause_before, is_of_clause_behind, is_of_happening, is_size_of_noun
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.loose_moments import is_weak
from sayso.grammar.moment_uses import ASIDE_OPENS, COMPARED_TO
from sayso.grammar.quantities.headwords import singularize
from sayso.grammar.quantities.nouns import VERBS
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.grammar.saying_moments import BREAK, ON_DAY, POLL_TAKEN, POLL_WAS_TAKEN, is_of_report, is_of_saying, opens_sentence
from sayso.grammar.wordclasses import AUXILIARY, CLASSES, VERB, WORD
from sayso.model import Attribution, Moment, Span


def find_nearest_moment(text: str, moments: Sequence[Moment], claim: Span, said: Attribution | None = None) -> Moment | None:
    """The moment that is nearest to a claim, one of the same clause before one beyond a comma.

    `moments` are the moments of the claim's sentence, in the order of the text; `said` is who says it. None where each belongs to another
    figure ("2.8% against 2.9% in December"), another clause, an aside, or the saying. The size in a compound has none.
    """
    if is_size_of_noun(text, claim):
        return None
    place = bisect_left(moments, claim.start, key=lambda m: m.span.start)
    before = (
        m
        for m in reversed(moments[max(place - _MOST_TRIED, 0) : place])
        if not _is_separated_before(text, moments, moment=m.span, claim=claim, said=said)
    )
    behind = (m for m in moments[place : place + _MOST_TRIED] if not _is_separated_behind(text, m.span, claim, said))
    near = [m for side in (before, behind) for m in _find_first_and_dated(side)]
    return min(near, key=lambda m: _measure_distance(text, m, claim), default=None)


def _find_first_and_dated(side: Iterator[Moment]) -> Iterator[Moment]:
    """The nearest moment of one side, and the nearest with a date, if that is another."""
    for moment in side:
        yield moment
        if moment.start or moment.end:
            return


_FAR = 140


def _is_of_other_deed(text: str, moments: Sequence[Moment], moment: Span, claim: Span) -> bool:
    """Whether a moment before a claim dates another deed: a comparison, an aside, the history, a deed that somebody was convicted of."""
    if _APART_BEFORE.search(text, moment.end, claim.start) or _COMPARED_BEFORE.fullmatch(text, moment.end, claim.start):
        return True
    if _is_aside(text, moment, claim.start) or _tells_history(text, moments, moment, claim) or _HAS_ITS_START.match(text, claim.end):
        return True
    convicted = _CONVICTED.search(text, max(0, moment.start - _FEWER), moment.start)
    return convicted is not None and _OF_DEED.match(text, moment.end, claim.start) is not None


def _is_separated_before(text: str, moments: Sequence[Moment], moment: Span, claim: Span, said: Attribution | None) -> bool:
    """Whether something separates a moment from a claim after it: another clause, a comparison, the end of an aside, the saying."""
    if moment.end > claim.start or text[moment.end : claim.start] in _OWNING:
        return False  # the claim is in it: "the past 24 hours"; or it is the claim's: "January’s 0.2%"
    gap = text[moment.end : claim.start]
    if is_of_clause_before(text, moment, claim):
        return True
    if (
        is_weak(text[moment.start : moment.end])
        and "," in gap
        and _OPENS_WITH_CLAUSE.search(text, max(0, moment.start - _REACH), moment.start)
    ):
        return True  # "as the council is currently split, Moss needs four seats"
    if said is not None and _opens_telling(text, moment, claim, said):
        return True
    if _is_start_of_move(text, moment, claim) or _STILL.search(gap) or (_UP_FROM.search(gap) and not _is_other_group(text, gap, claim)):
        return True
    if (aside := _AFTER_ASIDE.match(text, moment.end, claim.start)) and opens_sentence(text, moment):
        moment = Span(moment.start, aside.end() - 2)  # "Around noon, hours after she called, 12 came"
    if _dates_no_claim(text, moment, said, claim) or is_of_report(text, moment):
        return True
    if claim.start - moment.end > _CLAUSE or _WHEN.fullmatch(text, moment.end, claim.start):
        return False  # "the flood in 2020, when 22 drowned"
    if is_of_happening(text, moment, claim):
        return False  # "Monday’s fire, which killed 12"
    if claim.start - moment.end > _AT_ONCE and text.startswith(_OWNING, moment.end):
        return True  # "Monday’s was the third meeting about how Varn trains 40 divers"
    if _dates_noun(text, moment) and _ITS_CLAUSE.match(text, moment.end, claim.start):
        return False  # "a 2009 raid, during which two died and 12 were hurt"
    if COMPARED_TO.search(text, max(0, moment.start - _REACH), moment.start) or _FROM_BASE.match(text, moment.start, moment.end):
        return True  # "26 cents more than a year ago and 9 cents less than in May"
    if claim.start - moment.end > _AT_ONCE and _dates_noun(text, moment):
        return True
    if text.startswith("of the ", moment.start) and text.endswith(("Ahead ", "ahead "), 0, moment.start):
        return True
    if _leads_to_other_value(text, moment, claim):
        return True
    if (found := (_STATES.search(text, moment.end, claim.start) or _ALWAYS.search(text, moment.end, claim.start))) and (
        CLASSES[found[1]] == VERB or singularize(found[1]) in VERBS
    ):
        return True  # "last week they called off the fair that brings in millions"
    if _IN_RELATIVE.search(text, moment.end, claim.start) or (
        _SUBORDINATE.search(text, max(0, moment.start - _REACH), moment.start) and not _goes_on_to_verb(text, moment, claim)
    ):
        return True
    if _is_of_other_deed(text, moments, moment, claim):
        return True
    adverb = moment == moments[0].span and opens_sentence(text, moment) and not text.startswith(_IS_SUBJECT_OF, moment.end)
    return not adverb and _TURN.search(text, moment.end, claim.start) is not None


def _leads_to_other_value(text: str, moment: Span, claim: Span) -> bool:
    """Whether a moment before a claim dates the earlier value of its measure, or the claim is the earlier one of two."""
    if _LED_ON.fullmatch(text, moment.end, claim.start) and _FROM_THEN.search(text, max(0, moment.start - _REACH), moment.start):
        return True
    if _LATER_CLAUSE.search(text, moment.end, claim.start) and _OF_HIS_OWN.match(text, moment.start, moment.end):
        return True
    return _CAME_FROM.search(text, moment.end, claim.start) is not None


def _goes_on_to_verb(text: str, moment: Span, claim: Span) -> bool:
    """Whether a clause continues from its subject to a verb and a claim: "after a fire in 2018 killed 11 people"."""
    verb = _VERB_NEXT.match(text, moment.end, claim.start)
    return verb is not None and CLASSES[verb[1]] == VERB and "," not in text[moment.end : claim.start]


_VERB_NEXT = re.compile(r"\s([a-z]+(?:ed|ilt|eft|urt|ent|ook|oke))\s")


def _is_other_group(text: str, gap: str, claim: Span) -> bool:
    """Whether a figure compares a group with another one at the same time: "66% of mates in May, compared to just 50% of cooks"."""
    return _COMPARED_WITH.search(gap) is not None and _OF_A_GROUP.match(text, claim.end) is not None


_COMPARED_WITH = re.compile(r"\b(?:compared\s(?:with|to)|versus)\s(?:[a-z]+\s){0,2}$")
_OF_A_GROUP = re.compile(
    r"\s(?:of|among)\s(?!(?:the\s)?(?:same|previous|prior|past|last|year|month|quarter|week)\b)"
    r"(?![^.;,]*\b(?:ago|before|earlier|previously|prior|then|(?:19|20)\d\d)\b)"
)


def _is_start_of_move(text: str, moment: Span, claim: Span) -> bool:
    """Whether a claim is the earlier value of a measure, from before a moment: the 11.8% of "fell to 11.3% in February from 11.8%"."""
    return (
        _LED_FROM.fullmatch(text, moment.end, claim.start) is not None
        and _ENDS_IN_FIGURE.search(text, max(0, moment.start - _REACH), moment.start) is not None
    )


def _opens_telling(text: str, moment: Span, claim: Span, said: Attribution) -> bool:
    """Whether a moment that opens a sentence is the time of a report about earlier events: "In 2021, a guard told us he had seen 12"."""
    if said.cue is None or said.source is None or not moment.end + 2 == said.source.start < said.cue.start:
        return False
    if text.startswith(("As of ", "By "), moment.start):
        return False  # "As of Monday, Ruiz said 40 had left"
    return opens_sentence(text, moment) and said.cue.end < claim.start and _HAD.search(text, said.cue.end, claim.start) is not None


_HAD = re.compile(r"\bhad\s[a-z]+\s")


def _tells_history(text: str, moments: Sequence[Moment], moment: Span, claim: Span) -> bool:
    """Whether a moment is the time of a beginning, before the main clause: "Founded in 1995, the firm has 40 ships"."""
    if moment != moments[0].span or BREAK.search(text, moment.end, claim.start) is None:
        return False
    return _HISTORY.search(text, max(0, moment.start - _REACH), moment.start) is not None


def _is_separated_behind(text: str, moment: Span, claim: Span, said: Attribution | None) -> bool:
    """Whether something separates a moment from a claim before it: another clause, a comparison, the saying."""
    if is_weak(text[moment.start : moment.end]) and _NEXT_SUBJECT.search(text, claim.end, moment.start):
        return True  # "40 were hit: one has been mended, and three others are currently in dock"
    if "-" in text[claim.start : claim.end] and _ONE_NOUN.fullmatch(text, claim.end, moment.start):
        return False  # "a two-day hearing earlier this year"
    if POLL_WAS_TAKEN.search(text, claim.end, moment.start):
        return False  # "48% to 42%, according to the poll, which was conducted March 3-7"
    if _ADVERB.fullmatch(text, moment.start, moment.end) and _modifies_participle_before(text, moment):
        return True  # "a 30-day waiver to buy oil currently stranded at sea"
    if _dates_no_claim(text, moment, said, claim) or (is_of_report(text, moment) and not _SIGNED.search(text, claim.end, moment.start)):
        return True
    if moment.start - claim.end > _CLAUSE:
        return False
    if text.startswith(_OWNING, moment.end) and BREAK.search(text, claim.end, moment.start):
        return True  # "to 3.5%, wiping out last year’s gain"
    if moment.start - claim.end > _BESIDE and (year := _THE_YEAR.match(text, moment.start, moment.end)) and _EVENT.match(text, year.end()):
        return True  # "got ten years for the 2021 fire"
    gap = text[claim.end : moment.start]
    if _dates_base_or_deed(text, moment, claim, gap):
        return True
    if _AFTER_AN_EVENT.search(gap) and ON_DAY.fullmatch(text, moment.start, moment.end):
        return False  # "hurt 22 people after the crash Sunday"
    if _opens_other_phrase(text, claim, gap) or is_of_clause_behind(text, moment, claim):
        return True
    if text.startswith("since ", moment.start) and BREAK.search(text, claim.end, moment.start):
        return True  # "Moss promised $3 million, and the price has climbed since March"
    if text.startswith("of ", moment.start) and text.endswith(("ahead ", "short ", "shy "), 0, moment.start):
        return True  # "$100 million ahead of 2025"
    if COMPARED_TO.search(text, claim.end, moment.start) or (
        (
            _FROM_BEFORE.match(text, moment.start, moment.end)
            or ((_RIGHT_BEHIND.fullmatch(gap) or _UP_OR_DOWN.search(gap)) and _FROM_ONE.match(text, moment.start))
        )
        and _MOVED.search(text, max(0, claim.start - _REACH), moment.start)
    ):
        return True
    if _ACCORDING.search(gap) and not gap.endswith(", ") and not POLL_TAKEN.search(gap):
        return True  # "according to the Lantern, which covered the trial in 2024"
    if _SINCE.search(text, claim.end, moment.start) or _RECORD_SET.search(text, claim.end, moment.start):
        return True
    if moment.start - claim.end > _NEAR and text.startswith("of the ", moment.start):
        return True  # "eight awards for his run in Game 7 of the 1960 finals"
    if "-" in text[claim.start : claim.end] and _MADE_THEN.search(text, claim.end, moment.start):
        return True
    return any(pattern.search(text, claim.end, moment.start) for pattern in (_APART, _COMPARED_BEHIND, _TURN, _NEW_CLAUSE))


def _dates_base_or_deed(text: str, moment: Span, claim: Span, gap: str) -> bool:
    """Whether a moment after a claim is of the base of a comparison, of a deed that was punished, or of an object."""
    if _FROM_FIGURE.search(gap) and _TO.search(text, max(0, claim.start - _NEAR), claim.start):
        return True  # "slipped to 6.09% from 6.18% last week"
    if _TIMES_THE.search(gap) or (_MAIN_VERB.match(gap) and _OPEN_PARTICIPLE.search(text, max(0, claim.start - _REACH), claim.start)):
        return True  # "12.7%, three times its share in 2021", "packing winds of 115 mph, is expected on Friday"
    if _FOR_A_DEED.search(gap) and _SENTENCED.search(text, max(0, claim.start - _NEAR), claim.start):
        return True  # "was sentenced to 18 years in prison for the murder of his mate in 2014"
    if _OF_AN_OBJECT.match(gap):
        return True  # "$40 million to repair roads damaged in last month’s storms"
    if not text.endswith("from ", claim.end, moment.start) or not text.startswith(_OWNING, moment.end):
        return False
    return _UP_OR_DOWN.search(text, max(0, claim.start - _NEAR), claim.start) is not None  # ", up 12% from last year’s show"


def _opens_other_phrase(text: str, claim: Span, gap: str) -> bool:
    """Whether the words between a claim and a moment after it open another phrase, to which the moment belongs."""
    if _OF_OTHER_NOUN.search(gap):
        return True  # "57% of the vote in a town that Moss carried in 2024"
    if _NEXT_PREDICATE.search(gap) or _BRACKET.search(gap) or _MADE_WHEN.search(gap) or (_WIDE.match(gap) and "," in gap):
        return True  # "40 (12 were put right on Friday)", "40 under a law passed in 2021", "40 feet wide, may sink in May"
    left = _LEFT_RELATIVE.search(gap)
    if left is None or CLASSES[left[1]] not in VERB + AUXILIARY:
        return False
    return (
        _OPEN_RELATIVE.search(text, max(0, claim.start - _FAR), claim.start) is not None
    )  # "the firm, which has 40 ships, lost $3 in May"


def _modifies_participle_before(text: str, moment: Span) -> bool:
    """Whether an adverb modifies a participle after a noun: "oil currently stranded", but "is currently based"."""
    before = text[max(0, moment.start - _NEAR) : moment.start].split()
    return bool(before) and CLASSES[before[-1]] == WORD and _PARTICIPLE.match(text, moment.end) is not None


def _dates_noun(text: str, moment: Span) -> bool:
    """Whether a moment is an attribute: "a 2009 raid", "the January poll"."""
    return (
        _NAMES_EVENT.search(text, max(0, moment.start - _AT_ONCE), moment.start) is not None and _EVENT.match(text, moment.end) is not None
    )


def _dates_no_claim(text: str, moment: Span, said: Attribution | None, claim: Span) -> bool:
    """Whether a moment dates the saying, the start of a record's period, or an event somebody is named by ("January 6 rioters")."""
    if (said is not None and is_of_saying(text, moment, said, claim)) or _starts_record_period(text, moment):
        return True
    return _NAMED_DAY.fullmatch(text, moment.start, moment.end) is not None and _ITS_NOUN.match(text, moment.end) is not None


def _starts_record_period(text: str, moment: Span) -> bool:
    """Whether a moment is the start of a record's period: "the highest price since 2022" is today's."""
    return (
        text[moment.start : moment.start + 5].lower() == "since"
        and _RECORD.search(text, max(0, moment.start - _REACH), moment.start) is not None
    )


def _is_aside(text: str, moment: Span, at: int) -> bool:
    """Whether a moment is in an aside that is over before `at`: ", founded in 1984,", "— issued last March —", "(in 2019)"."""
    if _LONG_RELATIVE.search(text, max(0, moment.start - _FAR), moment.start):
        closed = _CLOSES_RELATIVE.match(text, moment.end, at)
        if _PARTICIPLE_AFTER.search(text, moment.end, at) or (closed and CLASSES[closed[1]] in VERB + AUXILIARY):
            return True
    opening = ASIDE_OPENS.search(text, max(0, moment.start - _REACH), moment.start)
    return opening is not None and _ASIDE_ENDS[opening[0][:2].strip()[:1]].match(text, moment.end, at) is not None


def _measure_distance(text: str, moment: Moment, claim: Span) -> tuple[int, int, int]:
    """How strong a break is between a moment and a claim, how vague it is, and how many characters; the nearer one compares as less.

    A sign is a break of 2, "and" with a new verb one of 1.
    """
    at = claim.start
    start, end = (moment.span.end, at) if moment.span.end <= at else (min(claim.end, moment.span.start), moment.span.start)
    vague = 0 if moment.start or moment.end or "fiscal" in (words := moment.span.of(text)) else 1 + is_weak(words)
    if end - start > _CLAUSE:
        return 2, vague, end - start
    if moment.span.end <= at and text.startswith(", ", start) and opens_sentence(text, moment.span):
        start += 1  # the comma after the first words of a sentence ends no clause
    if BREAK.search(text, start, max(start, end)):
        return 2, vague, end - start
    if moment.span.end <= at and _AND_NEXT.fullmatch(text, start, end):
        return 1, vague, end - start
    if at < moment.span.start and _COORDINATE.search(text, start, end):
        return 1, vague, end - start
    verb = _AND_VERB.search(text, start, max(start, end)) if moment.span.end <= at else None
    return int(verb is not None and CLASSES[verb[1]] in VERB + AUXILIARY), vague, max(end - start, 0)


_FINITE = "(?:are|had|has|have|is|was|were|will|would)"
#: The next of two figures with a time each: "40 sank on Saturday and at least 12 more on Sunday".
_AND_NEXT = re.compile(r"\s(?:and|but)\s(?:[a-z]+\s){0,2}")
#: A clause of another subject, which has its own time: "60% was in by midnight and 95% was counted by Monday".
_COORDINATE = re.compile(rf"\s{_FINITE}\s(?:[^,;]*\s)?(?:and|but)\s(?:[^\s,;]+\s){{1,4}}?{_FINITE}\s")
#: A second verb of one subject: "sank 40 ships overnight and hurt 20".
_AND_VERB = re.compile(r"\s(?:and|but|then)\s(?:[a-z]+ly\s)?([a-z]+)\s")


#: How many moments on each side are considered, so that a sentence of a thousand dates costs no more per figure than one of three.
_MOST_TRIED = 3
#: How far the words between a claim and a moment are searched, and how long an aside is before its moment, in characters.
_CLAUSE, _REACH = 200, 60
_FEWER = 16
#: A clause after a year's noun: "a 2009 raid, during which", "a 2019 fire that killed".
_ITS_CLAUSE = re.compile(
    r"(?:(?:\s[\w’'-]+){1,10}?(?:,(?:\s[\w’'-]+){1,8}?)?,\s(?:(?:during|in|at)\swhich|when|where"
    r"|which\s(?:also\s)?(?:attracted|brought|drew|hurt|injured|killed|left|wounded))|(?:\s[\w’'-]+){1,3}?\s(?:that|in\swhich))\s[^,;:—–]*$"
)
#: An aside with a time before or after another, right after the time that opens a sentence.
_AFTER_ASIDE = re.compile(r",\s(?:[^\s,;:—–.]+\s){0,4}(?:after|before|following)\s[^,;:—–.]{1,80},\s")
#: A general truth in a separate clause: "was drafted in May, and it usually takes".
_ALWAYS = re.compile(r",\sand\s(?:it|he|she|there)\s(?:[a-z]+ly\s)?([a-z]+s)\s[^,]*$")
#: A clause in brackets, which a time in it belongs to.
_BRACKET = re.compile(r"\((?:[^()\s]+\s){2,}[^()]*$")
#: The words before the time at which something began that is only mentioned: "a law passed in", "the day the firm was founded in".
_MADE_WHEN = re.compile(
    rf"\b(?:an?|the|its|his|her|their|was|were|been)\s(?:[\w’'-]+\s){{0,3}}?{alternation(entries('moments.txt', 'verbs of beginnings'))}\s$"
)
#: How large somebody or something is, as an aside.
_WIDE = re.compile(r"\s(?:across|deep|high|long|tall|thick|wide)\b")
#: A clause with "which" or "who" around a claim, and its end before a verb of the main clause.
_OPEN_RELATIVE = re.compile(r",\s(?:which|who|whose)\s(?:[^,;:—–.!?\n]|[,.](?=\d))*$")
_LEFT_RELATIVE = re.compile(r",\s(?:[a-z]+ly\s)?([a-z]+)\s[^,]*$")
#: A clause with "which" or "who" that is still open at the claim has no time from before it.
_IN_RELATIVE = re.compile(r"(?:,\s(?:which|who|whose)|\b(?:who|which)\s(?:has|have|had|is|was|are|were))\s[^,]*$")
#: Words that continue a time before them: "in 2020, when".
_WHEN = re.compile(r",\s(?:when|where)\s[^,;:—–]*")
#: A clause in the present that is true at all times: "that brings in", "who earns".
_STATES = re.compile(r"\b(?:that|which|who)\s(?:[a-z]+ly\s)?([a-z]{2,}s)\s[^,]*$")
#: "Roe has raised $3 million since announcing in July, while Moss has $2 million": his time is another.
_OF_HIS_OWN = re.compile(r"since\s[a-z]+ing\b")
_LATER_CLAUSE = re.compile(r",\s(?:while|and|but)\s")
_FROM_BASE = re.compile(
    r"from\s(?:the\s(?:previous|prior|month|year)\s|(?:an?|one|two)\s(?:day|week|month|quarter|year|decade)s?\s(?:ago|earlier)\b)"
)
#: "Fell to 11.3% in February from": the figure that follows is earlier.
_LED_FROM = re.compile(r",?\s(?:(?:up|down)\s)?from\s(?:[\w-]+\s){0,2}")
_ENDS_IN_FIGURE = re.compile(r"\b(?:to|at)\s(?:[\w-]+\s){0,2}\S*\d\S*(?:\s[\w-]+){0,3}\s$")
#: What is so at present, after what was or happened: "lost 400 in the past year and faces", "opened in 1984 and has".
_STILL = re.compile(
    r"\sand\s(?:also\s|now\s|still\s|currently\s)?(?:are|faces?|has|have|is|needs?|owes?|plans?)\s(?![a-z]+(?:ed|en)\b)"
    r"|,?\s(?:and|but|while)\s(?:[\w’'-]+\s){0,4}?(?:aims|could|expects|hopes|may|might|plans|threatened|threatens|vowed|will|would"
    r"|(?:has|have)\s(?:pledged|promised|threatened|vowed))\s[^,;]*$"
)
_OF_OTHER_NOUN = re.compile(
    r"\b(?:at|by|for|from|in|on|with)\s(?:an?|his|her|its|the)\s[\w’'-]+\s(?:that|where|which|who)\s(?:[a-z]+|[A-Z][\w-]+)\s[^,;]*$"
)
_TIMES_THE = re.compile(r"\b(?:times|double|half|triple|twice)\s(?:his|her|its|that|the|their)\s[^,;]*$")
_MAIN_VERB = re.compile(r"[^,;:]*,\s(?:are|could|had|has|have|is|may|might|was|were|will|would)\s")
_OPEN_PARTICIPLE = re.compile(r",\s[a-z]{3,}ing\s[^,;:]*$")
_UP_FROM = re.compile(
    r",?\s(?:up|down)\sfrom\s(?:[\w-]+\s){0,4}$|,\s(?:compared\s(?:with|to)|versus)\s(?:[\w-]+\s){0,2}$"
    r"|\sand\s(?:(?:has|have|had)\salready|now)\s[a-z]+\s[^,;]*$|\b(?:has|have)\ssince\s[^,;]*$"
)
_FROM_FIGURE = re.compile(r"^,?\s(?:(?:up|down)\s)?from\s(?:[a-z]+\s){0,2}[$£€]?\d[\d.,]*(?:%|(?:\s(?!in|on|at)[a-z]+){0,2})\s$")
_TO = re.compile(r"\bto\s(?:an?\s|about\s|nearly\s|just\s)?$")
#: Another predicate of the same subject: "held on $500,000 bail and is due back".
_NEXT_PREDICATE = re.compile(r"\s(?:and|but)\s(?:is|are|will|would|has|have|had)\s")
_ONE_NOUN = re.compile(r"\s[a-z]+\s")
_ADVERB = re.compile(r"currently|previously|recently|presently")
_PARTICIPLE = re.compile(r"\s[a-z]+(?:ed|en)\b")
#: "From 2.4% in January to 3%": the 3% is later.
_LED_ON = re.compile(r",?\sto\s(?:[\w-]+\s){0,2}")
_FROM_THEN = re.compile(r"\bfrom\s(?:[\w-]+\s){0,2}\S*\d\S*(?:\s[\w-]+){0,3}\s$")
#: A clause on an earlier or later event: "since she opened her campaign in December".
_SUBORDINATE = re.compile(
    r"\b(?:since|after|before)\s(?:(?:an?|the|its|his|her|their|he|she|it|they)\s)?(?:[\w’'-]+\s){1,12}$", re.IGNORECASE
)
#: "To repair roads damaged in May": the participle is of the object.
_OF_AN_OBJECT = re.compile(r"\sto\s[a-z]+\s(?:[\w’'-]+\s){0,4}?[a-z]+s\s[a-z]{3,}(?:ed|en|lt)\s(?:(?:by|during|in|on)\s)?$")
_AFTER_AN_EVENT = re.compile(
    rf"^[^;:—–()]*\s(?:after|following|in)\s(?:an?|the|their|his|her)\s(?:[a-z-]+\s){{0,3}}"
    rf"{alternation(entries('happenings.txt'))}s?\s(?:on\s)?$"
)
#: "Sentenced to 18 years for a fire on a Sunday": the fire was on Sunday; not "sentenced to 18 years on Sunday".
_SENTENCED = re.compile(r"\b(?:fined|given|got|jailed|received|sentenced|serving)\s(?:[a-z]+\s){0,4}$")
_FOR_A_DEED = re.compile(r"\sfor\s(?:an?|her|his|killing|murdering|[a-z]+ing|the|their)\s(?:[^,;]{12,}|[^;]{40,})$")
#: "Convicted in 2003 for the murder of two mates": the murder was before.
_CONVICTED = re.compile(r"\b(?:arrested|charged|convicted|guilty|indicted|jailed|sentenced)\s$")
_OF_DEED = re.compile(
    r"\s(?:for|of|in|with|over)\s(?:[\w’'-]+\s){0,4}?"
    r"(?:abus|assault|attack|bomb|death|kidnap|kill|murder|rap(?:e|ing)|robb|shoot|slay)\w*\s"
)
#: An aside, and the clause that continues the sentence: "the case, which is of 2023, sending two letters".
_LONG_RELATIVE = re.compile(r",\s(?:which|who|whose)\s[^,;:—–().!?\n]*$")
_CLOSES_RELATIVE = re.compile(r",\s(?:[a-z]+ly\s)?([a-z]+)\s")
_PARTICIPLE_AFTER = re.compile(r",\s[a-z]{2,}ing\s")
#: "A March 9 raid" dates only the raid, unless its result follows at once.
_NAMES_EVENT = re.compile(r"\b(?:an?|the|this|that|his|her|its|their)\s$", re.IGNORECASE)
_EVENT = re.compile(r"\s[a-z]")
_AT_ONCE, _NEAR, _BESIDE = 40, 30, 20
_UP_OR_DOWN = re.compile(r",\s(?:up|down)\s[^,;]{0,30}$")
_RIGHT_BEHIND = re.compile(r"\s|\s[a-z]+\s")
_FROM_ONE = re.compile(r"from\s(?!.{0,24}\s(?:to|through|until)\s)")
_FROM_BEFORE = re.compile(r"(?:from|over)\s(?:the\s)?(?:\w+\s){0,3}?(?:last|previous|prior|preceding|ago|earlier)\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:up|down|higher|lower|rise|rose|risen|fell|fall|drop|dropped|increased?|decline[sd]?|gain(?:ed)?|grew|growth|jump(?:ed)?"
    r"|decrease[sd]?|surge[sd]?|uptick|upswing|downturn|dip(?:ped)?|slump(?:ed)?|hike|spike[sd]?)\b"
)
#: "A 24-foot boat that was built in 1981".
_MADE_THEN = re.compile(r"\s(?:that|which)\s(?:was|were|had\sbeen)\s\w+\s$")
_ACCORDING = re.compile(r"\baccording\sto\s")
#: "Short of the record of 65 set in 1992": the record is from then.
_RECORD_SET = re.compile(r"\b(?:record|peak|high|low|total)\sof\s[^,;]{1,40}\s(?:set|reached|hit|recorded|seen)\s$")
_SINCE = re.compile(r"\ssince\s")
_APART = re.compile(r";\s|\s(?:after|before|following|until|till)\s")
#: As `_APART`, but "before killing 12" continues with the time before it.
_APART_BEFORE = re.compile(r";\s|\s(?:after|following|until|till)\s|\sbefore\s(?![a-z]+ing\b)")
_COMPARING = r"\b(?:versus|vs\.?|against|compared\s(?:with|to)|(?:up|down)\sfrom|than)\s"
#: "3% in May, against 2%": the 2% belongs to another time than May.
_COMPARED_BEFORE = re.compile(rf"[,\s]*{_COMPARING}(?:\w+\s){{0,2}}")
#: "2.8%, versus 2.9% in December", "up from 40 in 2020".
_COMPARED_BEHIND = re.compile(rf"{_COMPARING}[^;]{{0,20}}?(?:\d|\b(?:{build_words_up_to(10)}|a\sdozen)\b)")
#: "Last month it rose to 4.4% from 4.3%": the 4.3% belongs to an earlier time.
_CAME_FROM = re.compile(r"\bto\s(?:[\w-]+\s){0,2}\S*\d\S*(?:\s[\w-]+){0,3}\sfrom\s(?:[\w-]+\s){0,2}$")
#: A main clause that contrasts with the one before: a time in the first does not apply to the second.
#: Another subject of a weak time after a claim, and a clause before the main one that such a time is in.
_NEXT_SUBJECT = re.compile(r"\swhile\s|,\s(?:and|but|including|some|though)\s|;\s")
_OPENS_WITH_CLAUSE = re.compile(r"(?:^|[.!?]\s|\n|[“\"])(?:Although|As|Because|Given|If|Since|Though|While|With)\s[^,;.!?\n]*$")
#: "Last year was the weakest": the time is the subject.
_IS_SUBJECT_OF = (" has ", " is ", " marked ", " saw ", " was ")
_TURN = re.compile(r"(?:,|\s[—–-])\s(?:but|although|though|yet)\s")
#: Another subject, what is said of one by the way, or what is set beside it; "down 19% this year, while tin is up 12%" goes on with the
#: year.
_NEW_CLAUSE = re.compile(r"\sand\sthat\s|,\s(?:and\s(?:he|she|it|they|we|that)|who|whose|which|where|when|while|whereas)\s")
#: How something began, before the main clause: "Founded in 1995, the firm has".
_HISTORY = re.compile(
    r"(?:^|[.!?]\s|\n|[“\"])(?:First\s|Originally\s)?(?:[A-Z]\w{2,}ed|Born|Built|Held|Made|Set)\s(?:[^\s,;:—–()]+\s){0,4}$"
)
#: "Down 50% since its record": its time begins there, whatever was stated before.
_HAS_ITS_START = re.compile(
    r"(?:\s[\w-]+){0,2}\s(?:since\s|during\s[\w’'.]+\s(?:\w+\s){0,2}(?:administration|pandemic|presidency|reign|tenure|term|war)\b)"
)
#: "Since the 50 signed a letter on Sunday": this is when they did.
_SIGNED = re.compile(r"\bsigned\s(?:an?|the)\s(?:[\w-]+\s){0,3}$")
_THE_YEAR = re.compile(r"(?:(?:in|of|for|from|during|after|at)\s)?the\s(?:19|20)\d\d", re.IGNORECASE)
_OWNING = ("’s ", "'s ")
#: Days that have become names of events, and the noun after them.
_NAMED_DAY = re.compile(r"(?:of\s)?(?:Jan(?:uary|\.)\s6|Oct(?:ober|\.)\s7|Sept(?:ember|\.)\s11)")
_ITS_NOUN = re.compile(
    r"(?:,\s20\d\d,?)?\s(?!(?:after|and|as|at|before|but|by|for|in|is|of|on|or|that|the|to|was|were|when|while|with)\b)[a-z]+"
)
_RECORD = re.compile(
    r"\b(?:first|(?:bigg|cold|deadli|fast|few|high|hott|larg|long|low|sharp|short|slow|small|steep|strong|warm|weak)est"
    r"|most|worst|best|(?<!at\s)least)\b"
    r"[^,;.()]{0,40}$"
)
_ASIDE_ENDS = {
    ",": re.compile(r"(?:\s[^\s,;:—–()]+){0,8},\s"),
    "(": re.compile(r"[^()]{0,60}\)"),
    **dict.fromkeys("—–-", re.compile(r"(?:\s[^\s;:—–()]+){0,8}\s?[—–-]")),
}
