"""The kind of a figure: a level, or a change and its period; a present price, or one for later delivery.

And whether it is real or only expected.

All points of a timeline must be of one kind. "Brent rose 2 % on Monday" is a daily change, "to $98" a price, "up 30 % since the war
began" another change, "could reach $120" a forecast. All of it is read from the words around the figure, no further than the next figure.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from sayso.calendar_names import MONTH_STARTS, WEEKDAY
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation

Period = Literal["", "day", "week", "month", "quarter", "year", "since"]

#: Verbs of rising and falling in all forms, from the lists that reading uses.
_VERBS = "|".join(
    sorted(
        {
            form.replace("!", "")
            for line in entries("trends-strong.txt")
            for words in line.partition(":")[2].split(",")
            for word in words.split()
            for form in word.split("/")
            if len(form) > 3
        },
        key=lambda word: (-len(word), word),  # in a fixed order, so that the cache finds the compiled pattern again
    )
)

#: A move whose amount comes next: "rose [2 %]", "was down by [3 points]", "closed higher by 67 points, or [0.1 %]"; not "rose to [2 %]".
_MOVED = compile_pattern(
    rf"(?i)(?:{_VERBS}|gain|lost|los|add|surg|spik|sank|rall|shed|slip|eas|up|down|higher|lower|away|off)"
    r"(?:ped|ing|ed|d|es|s|e)?(?: by)?(?: (?:about|almost|an?|another|around|as much as|at least|just|more than|nearly|over"
    r"|roughly|some|under|"
    r"up to|the|(?:an? )?(?:further|estimated|modest|record|sharp|slight|solid|whopping)|only|sharply|slightly|less than))*"
    r"(?: [$€£]?\d[\d.,]*%?(?: (?:points?|cents?|dollars?))?,? (?:or|and))?(?: (?:about|almost|around|nearly|roughly))?\s*[$€£]?$"
)

#: A figure with a bound that is passed: "fell [below 6 %]".
_BOUND = compile_pattern(r"(?i)\b(?:above|below|past|under|surpassed|topped|to)\b")

#: The same where it comes after the figure: "a [9 %] jump", "[2 %] lower", "[4 %] away from its high".
_MOVE = compile_pattern(
    r"(?i)^\W{0,2}(?:(?:daily|weekly|monthly|annual|yearly|percentage|single-day|one-day|points?|year-over-year|day-over-day) )*"
    + alternation(entries("series.txt", "moves behind a figure"))
    + r"(?:s|d)?\b"
)

#: Words after the amount of a fall, and right before it.
_FALL = compile_pattern(rf"(?i)\b{alternation(entries('series.txt', 'falls behind a figure'))}")
_FELL = compile_pattern(
    r"(?i)\b(?:down|lower|off|below|under|away|(?:decline|decrease|dip|drop|fall|loss(?:es)?|slide|slump) of)(?: by)?(?: \p{L}+)?\s*$"
)

#: Words for a change over more than a day, anywhere in the sentence.
LONGER = compile_pattern(
    r"(?i)since (?:the|its|their|russia|israel|us|february|january)\b"
    r"|(?:past|last|over the|in the|across the) (?:two |three |four |five )?(?:days|weeks?|months?|quarters?|years?)\b"
    r"|than before|year[- ]to[- ]date|\bthis (?:week|month|year)\b|for the (?:week|month|year)|respectively"
    r"|from (?:its|their|a) (?!clos|previous|settle)"
    r"|\b(?:first|next|two|three|six|twelve) (?:days|weeks?|months?|years?) (?:after|of|following)\b"
)

#: A comparison is not a period: "its biggest gain since May", "the worst day in one month".
_RECORD = compile_pattern(
    r"(?i)(?P<what>\b(?:best|biggest|first|greatest|highest|largest|lowest|longest|sharpest|steepest|worst)\b(?: [\p{L}-]+){0,4}?)"
    r" (?:in|since|for|from)\b[^,.;]*"
)

#: A present state, not the change of a day: "is up [5 %]", "is still [23 %] above", "have risen [43 %]".
_STANDS = compile_pattern(
    r"(?i)(?:\b(?:is|are|has|have|[’']s|[’']re|[’']ve)|\bwith \p{L}+(?: \p{L}+)?)(?: (?:now|still|already|also|since|been|trading"
    r"|currently|roughly))*"
    r"(?: (?:up|down|higher|lower|above|below|\p{Ll}+(?:ed|en)|shot|sunk|grown|gone up|gone down))?(?: by)?(?: [\p{Ll}-]+){0,2}\s*$"
)

#: A former value, after a figure: "above the $73 level it was trading at before the conflict".
_SINCE_BEFORE = compile_pattern(
    r"(?i)^[^.;]{0,90}?\b(?:before|prior to) (?:the|its|russia|israel) (?:war|attacks?|strikes?|crisis|conflict|fighting|invasion)"
)

#: Words for the period of a move; the first kind that is found counts.
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("year", r"(?:from|than|since|compared (?:to|with)|over|in|on|for) "
             r"(?:a|the|the past|the last|the previous|the same \w+ (?:a|last)) year\b|year[- ](?:over|on)[- ]year"
             r"|year (?:ago|earlier|before)|\bannual(?:ly|ized)?\b|\byearly\b|(?:past|last) (?:12|twelve) months|from last year"
             r"|the previous year"),
    ("since", r"\bsince\b|this year|so far|year[- ]to[- ]date"
              r"|(?:from|below|off|under) (?:its|their|a|the|an)(?: \w+){0,3} (?:high|highs|low|lows|peaks?|record)\b"
              r"|\bfrom \w*(?: ?record)? ?(?:highs|lows|peaks?)\b|in (?:the )?\w+ (?:weeks|months|days|years)\b"
              r"|\bover the (?:past|last) (?:\w+ ){0,2}(?:weeks|months|days|years|decade)"
              r"|before the (?:war|attacks?|strikes?|crisis|conflict|fighting)"
              r"|pre-?war"),
    ("quarter", r"\bquarter(?:ly)?\b"),
    ("week", r"\b(?:end|finish|clos|start)(?:ed|ing|es|s)? (?:out )?the week\b"
             r"|(?:this|last|past|the previous|for the|on the|a|each|in one|than a) week\b|\bweekly\b|\bweek (?:ago|earlier)"),
    ("month", r"(?:this|last|past|the previous|for the|on the|a|each|in one|than a) month\b|\bmonthly\b"
        r"|\bmonth(?:-over-month| ago| earlier| before)"),
    ("day", rf"\b{WEEKDAY}|\btoday\b|on the day|\bdaily\b|day[- ]over[- ]day|\bovernight\b|premarket"
        r"|early trad|yesterday"),
)  # fmt: skip
_PERIOD = tuple((kind, compile_pattern(f"(?i){pattern}")) for kind, pattern in _PERIODS)

#: Other figures in a row and the words between them, which a period also covers: "20 % and 17 % this week".
_ROW = compile_pattern(
    r"^\W{0,3}(?:(?:and|or|to|respectively|points?|,)[\s,]*"
    r"|[$€£]?\d[\d.,]*\s*(?:%|percent|points?|cents?)?[\s,]*(?=(?:and|this|last|since|for|so|on)\b))+"
)

#: Where the words of a figure end.
_ENDS = compile_pattern(r"[;—–]|\.\s|,? (?:but|while|whereas|as|before|after|when)\b|, (?:and|according)|\d|\s-\s")

#: Words of expectation, fear or condition ("when prices hit") right before a figure.
_EXPECTED = compile_pattern(
    r"(?i)\b(?:could|would|might|can) (?:envisage|envision|foresee|imagine|picture|see)\b[^.;]*$"
    r"|\b(?:when|once|until) [^.;,\d]{0,40}\b(?:hits?|reach|reaches|exceeds?|tops?|falls? (?:below|to)|rises? (?:above|to))\s*$|"
    r"(?:(?:forecast|predict|expecting|(?<!than[ -])(?<!\bas )expected|expects|expectations)\w*"
    r"|\b(?:estimates|consensus) (?:is|are|was|were|had|of)\b"
    r"|\bfor (?:\p{L}+ ){1,4}to (?:be|climb|drop|fall|hold|remain|rise|stay) (?:at|to)\s*$"
    r"|\b(?:project(?:s|ed|ing|ions?)|expect|scenario|could|might"
    r"|(?:may|would|will|(?:set|likely|going|poised|due|ready) to)(?: \w+)? "
    + alternation(entries("series.txt", "verbs of what is expected"))
    + r"|towards?|on (?:the|its|their) way (?:back )?to|on track (?:for|to)"
    r"|headed (?:for|to)|if|unless|whether)\b)[^.;]{0,50}$"
)

#: ... and right after one: "[$100] a barrel by December".
_BY_THEN = compile_pattern(
    r"(?i)^(?:(?!\b(?:and|but|or)\b)[^.;,\d]){0,20}\b(?:could|would|might)\b|^[^.;\d]{0,40}\b(?:by (?:the end of|next|late|early"
    rf"|mid|{MONTH_STARTS}|20\d\d)|next (?:year|month|week)|is expected|are expected|was expected"
    r"|had expected|was forecast|according to [^.;,\d]{0,25}\bestimates\b"
    r"|(?:they|economists|analysts|traders) (?:had )?(?:predict|expect|forecast))"
)

#: A forecast of a price: a word for the future before it, and a season after it in the same part of the sentence, as in
#: "will trade above $95, before falling to [$80] a barrel in the summer".
_TOLD_AHEAD = compile_pattern(r"(?i)\b(?:will|would|could|might|may|expects?|forecasts?|predicts?)\b[^.;]*$")
_SEASON = compile_pattern(
    r"(?i)^[^.;\d]{0,25}\b(?:(?:in|by|over|during) the (?:spring|summer|fall|autumn|winter|coming|next)|later this|next (?:summer|fall))\b"
)

#: A maximum, by words before a figure and after it.
_LIMITED = compile_pattern(
    r"(?i)\b(?:limit(?:s|ed|ing)?|caps?|capped|restrict(?:s|ed|ing)?)\b(?:(?! (?:and|but)\b)[^.;,\d]){0,40} (?:to|at|of)\s*$"
    r"|\b(?:maximum|minimum|ceiling|limit|cap) (?:\p{L}+ )?of\s*$"
)
_ALLOWED = compile_pattern(r"(?i)\b(?:allow|permit|authoriz)(?:s|ed|ing)?\b[^.;]{0,80}$|\b(?:can|may)(?: \p{L}+)? \p{L}+ [^.;\d]{0,30}$")
_LIMIT = compile_pattern(r"(?i)^[- ](?:maximum|minimum|ceiling|limit|cap)\b")

#: A former value: "to 15 % from [10 %]".
_FORMER = compile_pattern(
    r"(?i)\b(?:from|compared (?:with|to)|versus|than)(?: "
    r"(?:a|an|about|around|just|the|nearly|roughly|record|below|under|over|above))*\s*[$€£]?$"
    r"|\b(?:compared (?:with|to)|than|from|since)\b[^.;]{0,40}\bwhen [^.;,\d]{0,40}$"
    r"|\b(?:last|first) time\b(?![^.;,]*\b(?:has|have)\b)[^.;,\d]{0,30}$"
    r"|\b[Bb]efore (?:the|its)\b[^.;]*\bhad\b[^.;,]*$"
    r"|\b[Uu]ntil (?:now|then|recently)\b[^.;]*$|\b(?:did not|didn[’']t|no longer) (?:hold|last|remain|stay)\s*$"
    r"|\blast\s*$|\b(?:last|previous|prior|that) (?:week|month|quarter|year|day)[’']s\s*[$€£]?$"
)

#: ... and right after it: "[$70] a barrel before the war".
_UNTIL_THEN = compile_pattern(
    r"(?i)^[^.;\d]{0,60}?\b(?:before|prior to) (?:the|its) (?:war|attacks?|strikes?|crisis|conflict|fighting|invasion)\b"
    r"|^(?: an?| per)?(?: \p{L}+)?(?: (?:just|right|shortly|\p{L}+ \p{L}+))? (?:before|prior to) "
    r"(?:(?:the|his|her|its|their) (?!close|closing|bell|open|opening|weekend|market|end)|war\b|\p{L}+[’']s\b)"
)

#: A price for later delivery.
_FUTURES = compile_pattern(r"(?i)\bfutures\b")

#: A value that a price or an index touched within a day or a week, not its close: "hit [$119] before paring gains".
_TOUCHED = compile_pattern(
    r"(?i)\b(?:briefly|at one point|as (?:high|low|much|many) as(?: [\d.]+ ?%, (?:or|to))?|(?:high|low|peak|surge|spike|jump) (?:of|to)"
    r"|peak(?:ed|ing)? (?:at|above|near)|(?:very )?nearly (?:hit|reach|touch)\p{L}*|(?:had )?neared|intraday|initially"
    r"|earlier (?:in the|on)|(?:par|recoup|eras|trimm|turn|revers)(?:ed|ing)?\b[^.;]* after (?:\p{L}+ )?\p{L}+ing"
    r"|after (?:\p{L}+ )?(?:sliding|plunging|hitting|touching|spiking|tumbling)"
    r"|having (?:jumped|fallen|risen|briefly|surged|dropped))\b[^.;,]{0,45}$"
)
_AFTERWARDS = (
    r"(?:cool|dip|drop|eas|end|fall|finish|giv|mak|moderat|pull|par|recoup|recover|retreat|revers|sett?l|slid|slip|tumbl|turn|com|cut)"
)
_WENT_ON = r"(?:fell|dropped|slid|eased|slipped|settled|retreated|dipped|rose|climbed)"
_TURNED = compile_pattern(
    rf"(?i)^[^.;\d–—]{{0,60}}?(?:\b(?:before|and then) (?:\p{{L}}+ )?{_AFTERWARDS}\p{{L}}*ing\b|\bat one point\b"
    r"|\bearlier\b(?! (?:losses|gains))|\bshortly after the opening|\bovernight\b|\bintraday\b"
    rf"|\b(?:in )?early (?:trad|in the|{WEEKDAY})"
    rf"|\band (?:later|then) {_WENT_ON}\b|\band {_WENT_ON}\b[^.;]{{0,20}}\blater\b"
    r"|\bbut (?:then )?(?:pared|fell|dropped|came|settled|closed|cooled|retreated|slid|by the close)\b"
    r"|\bwhich (?:moderated|eased|faded))"
)

#: A value touched for a moment, by words before it and after it.
_BRIEFLY = compile_pattern(r"(?i)\b(?:briefly|momentarily|at one point)\b[^.;,]{0,45}$")
_FOR_A_MOMENT = compile_pattern(r"(?i)^[^.;,\d]{0,30}\b(?:briefly|momentarily|at one point|intraday)\b")

#: A move outside the hours of trading, from the close.
_OUT_OF_HOURS = r"after[- ]hours|pre-?market|(?:in|during) (?:extended|overnight) trad(?:e|ing)"
_BEFORE_HOURS = compile_pattern(rf"(?i)\b(?:{_OUT_OF_HOURS})\b[^.;]{{0,40}}$")
_AFTER_HOURS = compile_pattern(
    rf"(?i)^[^.;\d]{{0,50}}?\b(?:{_OUT_OF_HOURS}|from (?:its|their|the) (?:settle|settlement)\b|since the (?:close|settlement))\b"
)
_AT_MOST = compile_pattern(r"(?i)^as (?:high|low|much) as\b")
_CAME_TO_STAND = compile_pattern(r"(?i)\b(?:clos|end|finish|hover|settl)(?:ed|ing|es|s)?\b[^.;,]{0,30}$")

#: A fall to the lowest value.
_FALLEN = compile_pattern(r"(?i)\b(?:as low as|dip|dropp|fall|fell|lows?\b|plung|sank|slid|slump|tumbl)[^.;,]{0,40}$")

#: A value that each of several has, which is not a sum: "have each burned [thousands] of acres".
_EACH = compile_pattern(r"(?i)\beach\b[^.;,\d]{0,25}$")
_APIECE = compile_pattern(r"(?i)^[^.;,\d]{0,25}\b(?:each|apiece)\b(?=\s*(?:[,.;]|$|(?:and|for|in|on)\b))")

#: A part of those who are counted elsewhere: "including [20] children", "[two] of them".
_OF_THEM = compile_pattern(
    r"(?i)\b(?:including|among (?:them|whom|those)|of (?:them|whom|those(?: \p{L}+)?)),?"
    r"(?: (?:at least|about|some|more than|the|nearly))*\s*$|\bidentif(?:y|ied|ication)(?: of)?\s*$"
)
_OF_WHOM = compile_pattern(r"(?i)^[^.;,\d]{0,12}\bof (?:them|whom|(?:the|its|his|her|our|their|all|these|those)\b)")
_THE, _OTHERS = compile_pattern(r"(?i)\bthe\s*$"), compile_pattern(r"(?i)^\s*others?\b")

#: A number that is needed for something, not one that there is: "the [four] votes needed to", "a [60]-vote threshold".
_NEEDED = compile_pattern(r"(?i)\b(?:requir|need)(?:e[ds]?|s|ed)?(?: (?:a|at least|the|some))?\s*$")
_TO_PASS = compile_pattern(r"(?i)^[^.;,\d]{0,30}\b(?:needed|required|necessary|threshold)\b")

#: Survivors: "[five] guests and a guide survived".
_SURVIVED = compile_pattern(r"(?i)^[^.;,\d]{0,40}\b(?:survived|escaped|made it out|got out)\b")

#: An event years before the article: "the 30-year anniversary of", "20 years ago".
_RECALLED = compile_pattern(r"(?i)\banniversar(?:y|ies)\b|\b(?:years?|decades?) (?:ago|earlier|before)\b")

#: Several events together, of one night or weekend.
_SEVERAL = compile_pattern(
    r"(?i)\b(?:citywide|(?:across|around|throughout) (?:the city|town)|weekend[’']?s? (?:attacks|shootings|violence)|in (?:\p{L}+ )?"
    r"(?:shootings|stabbings|attacks|crashes) (?:across|citywide|over|between|from|around|\p{Lu}\p{L}+day))\b"
)

#: A first count, before a later one: "initially said [nine] people".
_AT_FIRST = compile_pattern(
    r"(?i)\b(?:initially|at first|first (?:said|reported|put|believed|thought)|earlier|previously|originally)\b[^.;]{0,60}$"
)

#: The event since which something moved.
_BASES = (
    ("high", compile_pattern(r"(?i)\b(?:highs?|lows?|peaks?)\b")),
    ("war", compile_pattern(r"(?i)\b(?:war|conflict|attack(?:s|ed)?|strikes?|invasion|fighting)\b")),
    ("year", compile_pattern(r"(?i)\bthis year|\byear[- ]to[- ]date")),
    ("month", compile_pattern(r"(?i)\b(?:past|last) (?:month|few weeks|four weeks|30 days)\b")),
)

#: The least number of days of a year, a quarter, a month, a week.
_LENGTHS: tuple[tuple[Period, int], ...] = (("year", 300), ("quarter", 80), ("month", 25), ("week", 4))

#: How far around a figure words are searched, in characters.
REACH = 90


def is_change(before: str, text: str, after: str) -> bool:
    """Whether a figure is the amount of a move; `before` and `after` are the text around its words.

    A value that something rose above or fell below is not an amount.
    """
    if _BOUND.search(text):
        return False
    return _MOVED.search(before[-REACH:]) is not None or _MOVE.search(after[:REACH]) is not None


def is_fall(before: str, after: str) -> bool:
    """Whether the amount of a move is that of a fall, by the noun or adverb after it ("a [9 %] drop"), else the word before it."""
    if behind := _MOVE.match(after[:REACH]):
        return _FALL.search(behind.group()) is not None
    return _FELL.search(before[-REACH:]) is not None


def find_period(before: str, after: str) -> Period:
    """The period of a move, by the words after the figure, else those before it; empty where neither says."""
    if _SINCE_BEFORE.search(after):
        return "since"
    before, after = _RECORD.sub(r"\g<what>", before), _RECORD.sub(r"\g<what>", after)
    behind = after[:REACH]
    if row := _ROW.match(behind):
        behind = behind[row.end() :]
    if end := _ENDS.search(behind):
        behind = behind[: end.start()] + (" since " if behind[end.start() :].startswith(" since ") else "")
    front = before[-REACH:]
    ends = [end.end() for end in _ENDS.finditer(front)]
    for text in (behind, front[ends[-1] :] if ends else front):
        for kind, pattern in _PERIOD:
            if pattern.search(text):
                return kind
    return "since" if _STANDS.search(front) else ""


def find_sentence_period(sentence: str, start: str | None, end: str | None) -> Period:
    """The period of a move where the words near it do not say: the sentence's own time (UTC), or a longer one.

    Empty where the sentence does not give one.
    """
    days = (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days if start and end else 0
    for kind, least in _LENGTHS:
        if days >= least:
            return kind
    return "since" if LONGER.search(_RECORD.sub(r"\g<what>", sentence)) else ""


def find_base_event(sentence: str) -> str:
    """The event since which something moved, by the words of its sentence: a "high", a "war", this "year", a "month" ago; "" for none."""
    return next((name for name, pattern in _BASES if pattern.search(sentence)), "")


def is_expected(before: str, after: str) -> bool:
    """Whether a figure is a forecast, a threat or a plan; a former value ("from 2 % to perhaps 3 %") is not."""
    if _FORMER.search(before[-REACH:]):
        return False
    if _SEASON.search(after[:REACH]) and _TOLD_AHEAD.search(before):
        return True
    return _EXPECTED.search(before[-REACH:]) is not None or _BY_THEN.search(after[:REACH]) is not None


def is_limit(before: str, text: str, after: str) -> bool:
    """Whether a figure is a maximum, not a present value: "tariffs are limited to [15 %]", "the [15 %] maximum".

    "Allows tariffs of [up to 15 %]" is one too.
    """
    front = before[-REACH:]
    if _LIMITED.search(front) or _LIMIT.search(after):
        return True
    return text.lower().startswith("up to ") and _ALLOWED.search(front) is not None


def is_former(before: str, after: str = "") -> bool:
    """Whether a figure is the value before a change."""
    return _FORMER.search(before[-REACH:]) is not None or _UNTIL_THEN.search(after[:REACH]) is not None


def is_extreme(before: str, text: str, after: str) -> bool:
    """Whether a price, or its change, was touched on the way and is not the close: "rose [as much as 8 %]"."""
    if _AT_MOST.match(text):
        return True
    front = before[-REACH:]
    if _CAME_TO_STAND.search(front):
        return False
    return _TOUCHED.search(front) is not None or _TURNED.search(after[:REACH]) is not None


def is_brief(before: str, after: str) -> bool:
    """Whether a value was touched for a moment by its own words, whatever else the article gives: "briefly reaching [$120]"."""
    return _BRIEFLY.search(before[-REACH:]) is not None or _FOR_A_MOMENT.search(after[:REACH]) is not None


def is_after_hours(before: str, after: str) -> bool:
    """Whether a move is one outside the hours of trading: "down [9%] from its settle price", "[2%] in premarket trading"."""
    return _BEFORE_HOURS.search(before[-REACH:]) is not None or _AFTER_HOURS.search(after[:REACH]) is not None


def is_low(before: str, text: str) -> bool:
    """Whether a value touched on the way was a low: "fell as low as [$90]"."""
    return _FALLEN.search(before[-REACH:]) is not None or text.lower().startswith("as low as")


def is_each(before: str, after: str) -> bool:
    """Whether each of several has it."""
    return _EACH.search(before[-REACH:]) is not None or _APIECE.search(after[:REACH]) is not None


def is_futures(before: str) -> bool:
    """Whether a price is one for later delivery."""
    found = [m.end() for m in _FUTURES.finditer(before[-REACH:])]
    return bool(found)


def is_part(before: str, after: str) -> bool:
    """Whether it counts a part of those who are counted elsewhere in the sentence."""
    if _THE.search(before[-REACH:]) and _OTHERS.match(after):
        return True  # "the six others"
    return _OF_THEM.search(before[-REACH:]) is not None or _OF_WHOM.search(after[:REACH]) is not None


def is_needed(before: str, after: str) -> bool:
    """Whether it is a number that something needs: "the [four] votes needed to"."""
    return _NEEDED.search(before[-REACH:]) is not None or _TO_PASS.search(after[:REACH]) is not None


def is_of_survivors(after: str) -> bool:
    """Whether it counts survivors, by the words after it."""
    return _SURVIVED.search(after[:REACH]) is not None


def is_recalled(sentence: str) -> bool:
    """Whether a sentence looks back on an event of years ago, which is not the article's own."""
    return _RECALLED.search(sentence) is not None


def is_of_several(sentence: str) -> bool:
    """Whether a sentence counts those of several events at once: "hurt in shootings across the city"."""
    return _SEVERAL.search(sentence) is not None


def is_first_count(before: str) -> bool:
    """Whether the text gives this as the first count and a different one as the later count."""
    return _AT_FIRST.search(before[-REACH:]) is not None


def excludes(one: tuple[bool, Period], other: tuple[bool, Period]) -> bool:
    """Whether two figures, each a change or none with its period, cannot be on one timeline.

    A change over a year or a month is equal to the level of a rate ("prices rose 2.4 % from a year ago", "inflation of 2.4 %").
    """
    (a, p), (b, q) = one, other
    if a != b:
        moved = p if a else q
        return moved not in ("year", "quarter", "month")
    if not a or p == q:
        return False
    return not ({p, q} <= {"", "day"} or {p, q} == {"", "year"} or {p, q} == {"", "quarter"} or {p, q} == {"", "month"})
