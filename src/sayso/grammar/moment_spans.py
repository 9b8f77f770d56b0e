"""One moment: its words with those that lead into it, and the interval that they mean together."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import regex

from sayso.calendar_names import MONTHS, WEEKDAY
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, numbers
from sayso.grammar.lexicon.tables import Memo, alternation, build_trie
from sayso.grammar.moment_intervals import Interval, Now
from sayso.grammar.moment_rules import AGO, FROM_DAY, FROM_TO, RULES, MomentRule
from sayso.grammar.moment_uses import IN_THE
from sayso.grammar.passage_times import SAID, Times
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.grammar.quantities.number_words import read_number_words
from sayso.model import Moment, Span
from sayso.re_cache import compile_cached

#: Words, apart from the names of months and weekdays, that a moment may contain.
WORDS = entries("moments.txt", "words of a moment")

# One scan for the words that a moment must contain, and a close look there with the rules of its kind: one alternation of all rules took
# five times as long.
CUE = compile_cached(
    rf"(?<![A-Za-z])(?:(?P<month>{build_trie(MONTHS)}(?![a-z]))|(?P<weekday>{WEEKDAY}\b)|(?P<word>"
    rf"{build_trie(WORDS, both_cases=True)}(?![a-z]))|(?P<year>(?:1[5-9]|20)\d\ds?)\b)"
)
RULES_OF_KIND: dict[str, list[tuple[MomentRule, regex.Pattern[str]]]] = {
    kind: [
        (rule, compile_pattern(rf"\b(?:{rule.pattern})", regex.IGNORECASE if kind == "word" else 0)) for rule in RULES if kind in rule.cues
    ]
    for kind in ("month", "weekday", "word", "year")
}
_LEAD = compile_pattern(
    r"(?r)\b(?:(since|as\s+of|by|until|till|through|before|after|from)\s+)(?:at\s+least\s+"
    r"|about\s+|last\s+|next\s+|late\s+|early\s+|mid-"
    r"|the\s+(?:late\s+|early\s+|mid-|(?P<part>end|start|beginning|middle)\s+of\s+(?:the\s+)?)?)?(?:fiscal\s+(?:year\s+)?)?",
    regex.IGNORECASE,
)
_PLAIN_LEAD = compile_pattern(
    r"(?r)\b(?:so\s+far|at\s+this\s+(?:point|time)|as\s+(?:recently|early|late|soon|far\s+back)\s+as"
    r"|into|on|in|during|over|for|at|within|between|late|early|earlier|later"
    r"|of|last|next|this)\s+(?:the\s+(?:(?:end|start|beginning|middle)\s+of\s+(?:the\s+)?)?)?(?:(?<=(?:in|during|of|the"
    r"|between)\s+)(?:early\s+|late\s+|mid-))?(?:(?:the\s+)?fiscal\s+(?:year\s+)?)?",
    regex.IGNORECASE,
)
#: A part of a month or year: "in the first week of", "during the last three months of".
_PART_OF_PERIOD = compile_pattern(
    rf"(?r)\b(?:in|during|over|for)\sthe\s(?:first|second|third|fourth|final|last|opening|closing)"
    rf"(?:\s(?:\d{{1,2}}|{build_words_up_to(12)}))?\s(?:days?|weekend|weeks?|months?|quarter|half)\sof\s(?:the\s)?",
    regex.IGNORECASE,
)
#: A period by its end: "in the three months to", "for the quarter that ended".
_ENDING = compile_pattern(
    rf"(?r)\b(?:in|during|over|for)\s(?:the|its|their|a)\s(?:(?:fiscal|full|first|second|third|fourth|last|past)\s)?"
    rf"(?:(?P<count>{build_words_up_to(12)}|\d{{1,2}})[\s-])?(?P<unit>days|weeks?|months?|quarter|half|years?|period)\s"
    r"(?:to|through|(?:that\s)?end(?:ed|ing)(?:\son)?)\s(?:early\s|late\s|mid-)?",
    regex.IGNORECASE,
)
_OWN_QUARTER = compile_pattern(r"(?r)\b(?:in|for|during)\s(?:the|its|his|her|our|their)\s(?:fiscal\s)?", regex.IGNORECASE)
_UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_UNIT_DAYS = {"day": 1, "week": 7}
_BEFORE_EVENT = frozenset((*entries("adjectives.generated.txt"), "fiscal", "school"))
#: A part of a day or month with its date: "the morning of April 24", "the week of March 3".
_PART_OF = compile_pattern(
    rf"(?r)\b(?:(?:on|in|during|by|late|early)\s)?the\s(?:{'|'.join(entries('moments.txt', 'parts of a day'))}|week|weekend"
    r"|(?:(?:entire|whole|full)\s)?(?:month|year)"
    r"|spring|summer|autumn|fall|winter)\s"
)
#: The event that a date belongs to, after "before the".
_ITS_EVENT = compile_pattern(
    r"\s(?!(?:after|although|and|as|at|because|before|but|by|for|from|had|has|have|in|is|of|on|or|that|the|to|was|were|when|where|which"
    r"|while|who|will|with)\b)(?P<event>[a-z][a-z-]{3,})\b"
)
#: The event of a year, after "in the 2024": "election", "World Cup".
_YEARS_EVENT = compile_pattern(
    rf"(?:\s(?:[A-Z][a-z]+|(?:[a-z]+al|primary)(?=\s[a-z]))){{0,3}}?\s"
    rf"(?:{alternation((*entries('moments.txt', 'events of a year'), *entries('happenings.txt')))})\b"
)
#: The event that a stretch began with, before its date: "since its record high on", "since the strikes began in".
_SINCE_EVENT = compile_pattern(r"(?r)\bsince\s(?:(?:(?:(?:above|at|near|of)\s[$£€]\d[\d,.]*)|[a-z][\w’'-]*)\s){1,20}", regex.IGNORECASE)
#: A day or month that only the text around it dates: "in June of that year", "the next month".
_OF_THE_STORY = (" of that year", " of the same year")
_AHEAD = compile_pattern(
    r"\b(?:will|would|won[’']t|is\s+to|are\s+to|expect(?:ed|s)?|scheduled|due|set\s+to|plans?\s+to|planned|next|upcoming|heads"
    r"|(?:possible|potential|proposed|tentative)\s(?:[a-z]+\s)?dates?)\b|[’']ll\b"
    r"|\b(?:if|unless)\s(?:(?!\b(?:was|were|had|did|\w+ed)\b)[^.;,])*\Z",
    regex.IGNORECASE,
)
_BEEN = rf"(?:did|had|was|were|[a-z]{{2,}}(?<!ne)ed|been|made|{alternation(entries('moments.txt', 'what happens, past'))})\b"
#: A clause on the past after a word of the future: "will not forget what happened in", "will sue over what it paid in".
_WAS_BEFORE = compile_pattern(
    rf"\b(?:after|because|how|since|that|what|when|where|which|who|whom|whose|why)\s(?:[\w’'-]+\s){{0,5}}?{_BEEN}[^.;,]*\Z"
)
#: A saying after a word of the future, with its time: "it will open, Ruiz told us on"; not "will be told on".
_SAID_SINCE = compile_pattern(
    rf"(?<!\b(?:be|been|being)\s)\b{SAID}\s(?:(?!(?:for|that)\s)[\w’'.-]+\s){{0,5}}?"
    r"(?:on\s)?\Z"
)
#: What somebody aims at, or what is wanted: "hopes to leave by April", "a goal of 40 boats by June".
_AIM = compile_pattern(
    rf"\b(?:{alternation(entries('moments.txt', 'words of what is to come'))})\b|(?<!\b(?:about|due|going|rise|rose|up)\s)"
    rf"\bto\s(?!(?:an?|have|her|his|its|my|our|that|the|their|this|your)\b)[a-z]{{2,}}\s[^.;]*\Z",
    regex.IGNORECASE,
)
_WAS = compile_pattern(r"\b(?:had|has|have|having|was|were)\s(?:\w+ly\s)?(?:been|gone|[a-z]{2,}(?:ed|en|wn))\b[^,;]*\Z", regex.IGNORECASE)
_MUST = compile_pattern(
    rf",\s(?:[\w’'-]+\s){{1,5}}?(?:{alternation(entries('moments.txt', 'words of what is to come'))}|will|would|can)\b", regex.IGNORECASE
)
#: What continues from a time, or came before it: "in the 1960s and later", "from 2020 on", "in 2019 or earlier".
_AND_ON = re.compile(
    r"\s(?:(?:and|or)\s(?:after|afterwards?|beyond|later|(?P<before>earlier|before))|onwards?|on)"
    r"(?=[.,;:)”\"’—–]|\s?$|\s(?:and|are|but|can|had|has|have|is|may|must|was|were|will|would)\b)"
)
_ON_RULES = frozenset(("year", "decade", "month of a year", "date with year"))
#: What is of the time from which it comes: "a letter from March".
_DATED = frozenset((*entries("documents.txt"), *entries("attribution-features.txt", "occasions of saying")))
_MONTHS_OF = numbers("numbers.txt", "one to nine")
#: The first months of a year, up to it.
_FIRST_MONTHS = compile_pattern(rf"(?r)\b(?:in\s)?the\sfirst\s({'|'.join(_MONTHS_OF)})\smonths\sof\s", regex.IGNORECASE)
#: Rules whose cue is after the start of what they match.
_FROM_THE_LEFT = frozenset((AGO, "date with year", "day of a month", FROM_DAY))
_COMING = frozenset(("next week", "next month", "next year"))


def _select_rules_for_cue(cue: tuple[str, str]) -> list[tuple[MomentRule, regex.Pattern[str]]]:
    """The rules for a cue, a kind and its text, without those that match nothing that starts with it: few are left."""
    kind, words = cue
    return [
        (rule, pattern)
        for rule, pattern in RULES_OF_KIND[kind]
        if (rule.words is None or words.lower() in rule.words)
        and (rule.name in _FROM_THE_LEFT or "(?<=" in rule.pattern or pattern.match(words, partial=True))
    ]


_RULES_OF = Memo(_select_rules_for_cue, 1 << 12)
_BACK = 24
#: How far before "ago" its time may start: "a little more than 25 or 30 years ago".
_LONG_BACK = 44
_FORWARD = 40
_WINDOW = 80


def find_moment_at_cue(text: str, cue: re.Match[str], sentence: Span, done: int, times: Times | None) -> tuple[str, Moment] | None:
    """The moment around a cue: at it, or, for a day before its month and for "… ago", a few words earlier."""
    for rule, pattern in _RULES_OF[cue.lastgroup or "", cue[0]]:
        if rule.name in _FROM_THE_LEFT:
            back = max(done, cue.start() - (_LONG_BACK if rule.name == AGO else _BACK))
            found = pattern.search(text, back, min(sentence.end, cue.end() + (_FORWARD if rule.name == FROM_DAY else _BACK)))
            if found and not (found.start() <= cue.start() < found.end()):
                found = None
        else:
            found = pattern.match(text, cue.start(), min(sentence.end, cue.end() + _FORWARD))
        if found and not _is_title(text, found):
            return rule.name, _build_moment(text, found, rule=rule, sentence=sentence, times=times)
    return None


def _is_title(text: str, found: regex.Match[str]) -> bool:
    """Whether the word for a time is the name of something between quotation marks: "“Today” host"."""
    return found[0][0].isupper() and text[found.start() - 1 : found.start()] in _OPENING and text[found.end() : found.end() + 1] in _CLOSING


_OPENING, _CLOSING = frozenset("“‘\"'"), frozenset("”’\"'")


def _build_period(text: str, found: regex.Match[str], rule: MomentRule, sentence: Span, interval: Interval) -> Moment | None:
    """The first months of a year, or the period that ends with a date: "in the three months to March"; None for another time."""
    if rule.name == "year" and (months := _FIRST_MONTHS.match(text, sentence.start, found.start())):
        year = interval[0]
        return Moment(
            Span(months.start(), found.end()), format_iso(year), format_iso(year.replace(month=1 + int(_MONTHS_OF[months[1].lower()])))
        )
    if period := _ENDING.match(text, sentence.start, found.start()):
        return Moment(Span(period.start(), found.end()), format_iso(_find_period_start(period, interval[1])), format_iso(interval[1]))
    return None


def _build_moment(text: str, found: regex.Match[str], rule: MomentRule, sentence: Span, times: Times | None) -> Moment:
    lead = _LEAD.match(text, sentence.start, found.start())
    now, own = (times.first, times.own) if times else (None, None)
    ahead = times is not None and _refers_to_future(text, sentence, found, lead)
    interval = rule.resolve(found, Now(now, ahead, times.last if times else None))
    owns = text.startswith(("’s ", "'s "), found.end())
    if owns and lead and (lead[1].lower() == "from" or _is_agent(text, lead, found)):
        lead = None  # "shaking from Thursday’s quake" does not begin on Thursday, "pleased by Thursday’s vote" does not end on it
    if lead and rule.name == AGO and lead[1].lower() == "from":
        return Moment(Span(lead.start(), found.end()), *map(format_iso, interval or (None, None)))  # "a show from a decade ago"
    if lead and lead[1].lower() == "from" and text[: lead.start()].rstrip().rpartition(" ")[2].lower() in _DATED:
        return Moment(Span(lead.start(), found.end()), *map(format_iso, interval or (None, None)))  # "a poll from late January"
    if interval and (period := _build_period(text, found, rule, sentence, interval)):
        return period
    part = None if lead or owns else _PART_OF_PERIOD.match(text, sentence.start, found.start())
    if part is None and rule.name == "quarter" and not lead:
        part = _OWN_QUARTER.match(text, sentence.start, found.start())
    plain = None if lead or owns else part or _PLAIN_LEAD.match(text, sentence.start, found.start())
    start = lead.start() if lead else plain.start() if plain else found.start()
    span = _extend_to_event(text, sentence, start=start, found=found, leads=lead is not None, owns=owns)
    if interval and now and found[0].lower() in _COMING and text.endswith("the ", 0, found.start()) and plain:
        interval = (now, now + (interval[1] - interval[0]))  # "over the next year" is from now on
    elif text.startswith(_OF_THE_STORY, span.end) or (found[0].lower().startswith("next ") and text.endswith("the ", 0, span.start)):
        interval = None
    elif (
        not lead
        and not owns
        and text.find("ince ", max(sentence.start, start - 2 * _WINDOW), start) >= 0
        and interval
        and (event := _SINCE_EVENT.match(text, sentence.start, start))
    ):
        return Moment(Span(event.start(), found.end()), format_iso(interval[0]), format_iso(own))
    if interval is None:
        return Moment(span, None, None)
    if rule.name in (FROM_TO, FROM_DAY):
        return Moment(span, format_iso(interval[0]), format_iso(interval[1]))
    if lead and (lead["part"] or "").lower() == "end" and lead[1].lower() in ("since", "from", "before", "after"):
        interval = interval[1], interval[1]  # "since the end of 2022" is since the year was over
    if plain and rule.name == "calendar week, month or year" and now is not None and interval[0] <= now < interval[1]:
        interval = _cut_at_now(text[plain.start() : plain.end()].lower(), interval, now)
    begin, end = _apply_lead(" ".join(lead[1].lower().split()) if lead else "", interval, own)
    if rule.name in _ON_RULES and (on := _AND_ON.match(text, span.end, sentence.end)):
        if on["before"]:
            return Moment(Span(span.start, on.end()), None, format_iso(interval[1]))
        return Moment(Span(span.start, on.end()), format_iso(interval[0]), None)
    return Moment(span, format_iso(begin), format_iso(end))


def _cut_at_now(led: str, interval: Interval, now: datetime) -> Interval:
    """The part of the present week, month or year that the words before it mean: "earlier this year" is over, "later" is to come."""
    if led.startswith(("earlier", "so far")):
        return interval[0], now
    return (now, interval[1]) if led.startswith("later") else interval


def _refers_to_future(text: str, sentence: Span, found: regex.Match[str], lead: regex.Match[str] | None) -> bool:
    """Whether the words around a time refer to the future: "will open in May", "wants it done by May".

    "Will pay what it owed in May" and "it will open, Ruiz said on Monday" are of the past.
    """
    first = max(sentence.start, found.start() - _WINDOW)
    for word in _AHEAD.finditer(text, first, found.start()):
        if not (_WAS_BEFORE.search(text, word.end(), found.start()) or _SAID_SINCE.search(text, word.end(), found.start())):
            return True
    if lead is None or lead[1].lower() != "by" or _WAS.search(text, first, found.start()) is not None:
        return False
    return _AIM.search(text, first, lead.start()) is not None or _MUST.match(text, found.end(), sentence.end) is not None


def _is_agent(text: str, lead: regex.Match[str], found: regex.Match[str]) -> bool:
    """Whether "by" leads to who or what did something: "pleased by today’s vote"; not "done by today’s deadline"."""
    return lead[1].lower() == "by" and _DONE.search(text, 0, lead.start()) is not None and _UNTIL.match(text, found.end() + 2) is None


_DONE = compile_pattern(r"(?r)\b(?:[a-z]{2,}(?:ed|en|wn)|hit|hurt|led|struck|swept)\s")
_UNTIL = compile_pattern(r"\s(?:[\w-]+\s){0,2}?(?:close|date|deadline|end|finish|start)\b")


def _find_period_start(period: regex.Match[str], end: datetime) -> datetime | None:
    """When a period begins that ends at `end`: the three months, the quarter, the year; None for "the period"."""
    count, unit = (period["count"] or "one").lower(), period["unit"].lower().removesuffix("s")
    number = int(count) if count.isdigit() else read_number_words(count, 0, 9)[0]
    if unit in _UNIT_DAYS:
        return end - timedelta(days=number * _UNIT_DAYS[unit])
    if unit not in _UNIT_MONTHS:
        return None
    months = end.year * 12 + end.month - 1 - int(number) * _UNIT_MONTHS[unit]
    return end.replace(year=months // 12, month=months % 12 + 1, day=min(end.day, 28))


def _extend_to_event(text: str, sentence: Span, start: int, found: regex.Match[str], leads: bool, owns: bool) -> Span:
    """The stretch of a date with what it is of: "before the Feb. 6 deadline", "after Sunday's loss", "the morning of April 24"."""
    if text.startswith("of ", start) and (part := _PART_OF.match(text, sentence.start, start)):
        return Span(part.start(), found.end())
    if text.startswith(IN_THE, start) and found.re.groupindex.keys() == {"year"}:
        event = _YEARS_EVENT.match(text, found.end(), sentence.end)
        return Span(start, event.end() if event is not None else found.end())
    if (leads or text[start : start + 7].lower() == "during ") and (owns or text.startswith(" the ", found.start() - 5)):
        event = _ITS_EVENT.match(text, found.end() + 2 if owns else found.end(), sentence.end)
        if event is not None and event["event"] in _BEFORE_EVENT:
            event = _ITS_EVENT.match(text, event.end(), sentence.end)
        event = event or _YEARS_EVENT.match(text, found.end(), sentence.end)
        if event is not None:
            return Span(start, event.end())
    return Span(start, found.end())


def _apply_lead(word: str, interval: Interval, own: datetime | None) -> tuple[datetime | None, datetime | None]:
    """The interval as the leading word changes it; `own` is the revision's time."""
    begin, end = interval
    if word in ("since", "from"):
        return begin, own
    if word in ("by", "until", "till", "through"):
        return None, end
    if word == "before":
        return None, begin
    if word == "after":
        return end, None
    return begin, end


def format_iso(time: datetime | None) -> str | None:
    """The time in ISO 8601, to the second, with a "Z"."""
    return time.isoformat(timespec="seconds")[:_TO_SECONDS] + "Z" if time else None  # `strftime` takes four times as long


_TO_SECONDS = len("2024-03-21T20:52:00")
