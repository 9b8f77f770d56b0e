"""Whether two figures count events of two different periods.

"As of Saturday" moves on to "as of Sunday" as a total grows, and it stays one claim. Not so an increment since the last report ("18
additional cases", "another 40 were hurt"), once it is said of another day, nor what came between two dates of which the first is another;
nor what the last 24 hours brought, as two bulletins tell, nor what happened on one day and on another, in windows of two lengths, where
the market closed on a day and where it trades now; nor the weather of "today" and "tonight", which is another day's with every update. A
bulletin that opens with what was added ("12 additional cases, including 3 deaths") is about these alone: all its counts and shares are
theirs, but for those that say that they are of all so far.
"""

from __future__ import annotations

from functools import lru_cache

from regex import Match

from sayso.calendar_names import MONTH_STARTS, WEEKDAY
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.matching.mentions import Mention, normalise_typography
from sayso.matching.terms import stem
from sayso.model import Claim, Document

_MONTHS = MONTH_STARTS.split("|")
_MONTH = rf"(?:{MONTH_STARTS})[a-z]*\.?"
_DAY = rf"(?:\d{{1,2}}(?:\s{_MONTH})?|{_MONTH}(?:\s\d{{1,2}}\b)?)(?:,?\s\d{{4}})?"

_NAMES_MONTH = compile_pattern(_MONTH)

#: A calendar day or a weekday.
_DATE = compile_pattern(rf"\b(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}\b|{WEEKDAY})")

#: The start of a period with an end.
_FROM = compile_pattern(rf"\b(?:[Bb]etween|[Ff]rom)\s(?P<start>{_DAY})\s(?:and|to|through|until|-)\s(?P<end>{_DAY})")

#: The parts of a day of the calendar.
_DAY_OF_MONTH, _MONTH_NAME, _YEAR_NUMBER = (
    compile_pattern(r"\b\d{1,2}\b"),
    compile_pattern(rf"(?:{MONTH_STARTS})"),
    compile_pattern(r"\b\d{4}\b"),
)

#: A season that two years name: "2016/2017", "2016–17".
_SEASON = compile_pattern(r"\b((?:19|20)\d\d)\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)\b(?![/–-])")

#: Words beside a figure that make it an increment, before it and after it.
_BEFORE = frozenset(map(stem, entries("matching.txt", "increments before a figure")))
_BEHIND = frozenset(map(stem, entries("matching.txt", "increments behind a figure")))


_DAY_NAMED = compile_pattern(WEEKDAY)

#: The one day on which something happened that was counted, right after it; "as of" and "since" name no such day.
_ON = compile_pattern(
    rf"^[^.;,:()\d]{{0,40}}?(?<!\b(?:after|before|between|by|early|from|last|late|next|of|since|than|through|until)\s)\b"
    rf"(?:on )?(?P<day>{WEEKDAY})\b"
)

#: A quarter or half of a year of business, one of several matches, and the base that a level is compared with: "rose to 4.3% from 4.1%".
_FISCAL = compile_pattern(
    r"(?i)\b(?:(?:first|second|third|fourth|fifth|last|latest|current)[ -](?:quarter|half|game|leg|match|phase|round|set|test)"
    r"|[QH][1-4]|full year)\b"
)
_BASE = compile_pattern(r"\bto (?:[^;.]|\.\d){1,40} from(?: (?:about|around|just|nearly|over))? ?$|\b(?:up|down) from ?$")

#: The span of time of a count: the night, the time since a day.
_FRAME = compile_pattern(rf"(?i)\b(?:(?P<night>overnight)|since (?:last )?(?P<since>{WEEKDAY}|{MONTH_STARTS}|yesterday))\b")

#: Words after a level.
_COMPARED = compile_pattern(r"^[^.;]{0,60}?,? (?:up|down) from\b")

#: The month in which something was counted, right after it.
_IN_MONTH = compile_pattern(
    r"^[^.;:()\d]{0,50}?\b(?:during|for|in) (?:the (?:entire |whole )?month of |all of )?"
    rf"(?P<month>{MONTH_STARTS})[a-z]*\b(?! \d{{1,2}}\b)"
)

#: The end of the words before a level, which rises or falls from day to day: "rose to 41 on Monday".
_LEVEL = compile_pattern(
    r"(?i)\b(?:to|at|reache[sd]|hits?|pass(?:es|ed)|tops?|topped|surpass(?:es|ed))(?: (?:about|around|at least|more than|nearly|over))? ?$"
    r"|\b(?:toll|total|tally)\b"
)

#: The time window of a count.
_WINDOW = compile_pattern(r"\b(?:during|in|over|within) the (?:last|past) (?P<window>(?:[\w-]+ )?(?:hour|day|week|month|year)s?)\b")

#: A window that ends with each report: in the next report it covers other days.
_SINCE_LAST = compile_pattern(
    r"(?i)\b(?:(?:during|in|over|within|for) the (?:last|past|previous|reporting) (?:[\w-]+ )?(?:hours?|days?|weeks?|period)"
    r"|since (?:yesterday|(?:the|our|its) (?:last|latest|previous) (?:[\w-]+ ){0,3}"
    r"(?:update|report|bulletin|publication|news|notification))"
    r"|(?:during|in|over) (?:this|the current) (?:reporting period|week))\b"
)

#: The year of a count; the amount of a move, and a move since the day before.
_IN_YEAR = compile_pattern(r"\b(?:[Ii]n|since) ((?:19|20)\d\d)\b(?:(?<!since \d{4})|(?=, when\b))")
_BY = compile_pattern(r"\b(?:by|grew|gained)(?: (?:about|only|just|nearly|some))?$")
_RISE_OF = compile_pattern(r"\b(?:decline|decrease|drop|fall|increase|jump|rise) of\b[^.;]{0,40}$")
_LATELY = compile_pattern(
    r"(?i)\b(?:today|yesterday|overnight|last night|this (?:morning|afternoon|evening)|in the (?:last|past) (?:24 hours|day)"
    r"|(?:compared (?:to|with)|from|since) (?:yesterday|(?:the|our|its) (?:last|latest|most recent|previous)))\b"
)

#: A report on the day's own events.
_TODAY = compile_pattern(r"(?i)\b(?:(?:has|have|is|are) today (?:\w+ )?report(?:ed|ing)|report(?:ed|ing|s) today|today report(?:ed|s))\b")

#: Words for a market's close before a figure, and the day after it.
_CLOSED = compile_pattern(r"\b(?:closed|ended|finished|settled)\b[^.;\d]{0,40}$")

#: Words for weather, and for days that change with every update.
_WEATHER = compile_pattern(r"(?i)\b(?:gust(?:s|ing)?|high(?:s)?|humidit(?:y|ies)|low(?:s)?|temperatures?|winds?)\b")
_NOW = compile_pattern(
    r"(?i)\b(?:today|tonight|tomorrow|yesterday|overnight|last night|this (?:morning|afternoon|evening)"
    r"|(?:in|through|until) the (?:morning|afternoon|evening))\b"
)

_FORECAST = compile_pattern(r"(?i)\b(?:could|expected|forecast|likely|may|will)\b")
_FOR_DAY = compile_pattern(rf"(?<!\b(?:[Bb]y|[Ff]rom|[Oo]f|[Ss]aid|[Ss]ince|[Tt]hrough|[Uu]ntil)\s(?:on )?)\b(?P<day>{WEEKDAY})\b")

#: A line of a bulletin is the same if no greater share of its words than this differs.
KEPT = 0.25

#: How many characters before a figure name the weather it measures.
NAMED = 80

#: A count of an increment, and the length of a text's opening in characters.
_COUNT = (
    rf"(?:\d[\d,]*|{build_words_up_to(12)}|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{L}+)?|dozens|several)"
)
_COUNT_ADDED = compile_pattern(
    rf"(?i)\b(?:{_COUNT}(?: \(\d+\))? (?:additional|further|new|newly)|(?:additional|another|further) {_COUNT})\b(?! years?\b)"
)
OPENING = 500

#: A full date, and within how many characters a bulletin opens with its own.
_DATED = compile_pattern(rf"\b(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}),?\s((?:19|20)\d\d)\b")
DATED = 60

#: Words in the sentence of a total so far, or of a present state.
_SO_FAR = compile_pattern(
    r"(?i)\b(?:total(?:s|led|ling)?|cumulative(?:ly)?|overall|globally|worldwide|altogether|in all|to date|so far|since|ever"
    r"|as of|as at|current(?:ly)?|remain(?:s|ed)?|still|pending|awaiting|previous(?:ly)?|follow(?:ed)?[ -]up"
    r"|under (?:investigation|observation|surveillance|treatment))\b"
)

#: Words that make a figure part of an increment, in its sentence or the one before; and the greatest length of that in characters.
_OF_NEW = compile_pattern(r"\b(?:of|among) the (?:additional|new|newly)\b")
_OF_THESE = compile_pattern(r"\b[Oo]f (?:these|them)\b")
SENTENCE_BEFORE = 300

#: The end of a sentence.
_FULL_STOP = compile_pattern(r"[.!?] (?=\p{Lu})")

#: The end of the words on a figure, before it and after it; the next count is also something else.
_TURN = compile_pattern(r";|,? (?:but|of which|whereas|while) |, bringing ")
_TURN_BEHIND = compile_pattern(rf"(?i);|,? (?:but|of which|whereas|while) |, bringing |,(?: and)? {_COUNT} ")


def differ_in_period(old: Mention, new: Mention) -> bool:
    """Whether two figures count in different periods."""
    first, then = (_find_stretch(m) for m in (old, new))
    if first and then:
        return first["start"] != then["start"] and not _is_one_count(first, then)
    if (
        _ends_with_the_report(old, new)
        or _differ_in_day(old, new)
        or _is_closed_before(old, new)
        or _is_closed_before(new, old)
        or _differ_in_weather(old, new)
        or _differ_in_season(old, new)
        or differ_in_bulletin(old, new)
    ):
        return True
    return _is_added_since_report(old) and _is_added_since_report(new) and differ_in_days(old, new)


def _find_stretch(mention: Mention) -> Match[str] | None:
    """The stretch of days in a sentence ("from 3 to 9 May"); None without one, for example for ages from 8 to 80."""
    found = _FROM.search(mention.home.text)
    return found if found and _NAMES_MONTH.search(found[0]) else None


def _is_one_count(first: Match[str], then: Match[str]) -> bool:
    """Whether two stretches belong to one running count: most of one is in the other ("1 April to 10 June", "4 April to 3 June")."""
    a, b = _count_days(first), _count_days(then)
    if a is None or b is None:
        return False
    shorter = min(a[1] - a[0], b[1] - b[0])
    return shorter > 0 and abs(a[0] - b[0]) < shorter / 2 and max(a[0], b[0]) < min(a[1], b[1])


def _count_days(stretch: Match[str]) -> tuple[int, int] | None:
    """The first and the last day of a stretch as day numbers; None where a part of either is missing."""
    year = _YEAR_NUMBER.search(stretch["end"]) or _YEAR_NUMBER.search(stretch["start"])
    month = _MONTH_NAME.search(stretch["end"]) or _MONTH_NAME.search(stretch["start"])
    days = []
    for part in (stretch["start"], stretch["end"]):
        day, own_month, own_year = _DAY_OF_MONTH.search(part), _MONTH_NAME.search(part) or month, _YEAR_NUMBER.search(part) or year
        if day is None or own_month is None:
            return None
        days.append((int(own_year[0]) if own_year else 0) * 372 + _MONTHS.index(own_month[0]) * 31 + int(day[0]))
    return days[0], days[1]


def _differ_in_season(old: Mention, new: Mention) -> bool:
    """Whether two counts are of two seasons, by the two years right before each or, else, after it."""
    before, after = (_find_season(m) for m in (old, new))
    return bool(before and after) and before != after


def _find_season(mention: Mention) -> str | None:
    """The first year of the season that is named last before a figure, or right after it, or of days in two years; None without one."""
    if "20" not in mention.home.text and "19" not in mention.home.text:
        return None
    ahead = _get_plain_text_before(mention)
    seasons = _SEASON.findall(ahead)[-1:] or _SEASON.findall(_TURN_BEHIND.split(_get_plain_text_after(mention))[0])
    stretch = _FROM.search(ahead)
    years = [year[0] for part in ("start", "end") if (year := _YEAR_NUMBER.search(stretch[part]))] if stretch and not seasons else []
    return seasons[0] if seasons else years[0] if len(set(years)) > 1 else None


def _ends_with_the_report(old: Mention, new: Mention) -> bool:
    """Whether each of two counts covers the days before its own report, and the reports may be of different days.

    The same number with another hedge covers the same days.
    """
    a, b = old.figure, new.figure
    if (a.value, a.low, a.high) == (b.value, b.low, b.high) or not all(_SINCE_LAST.search(_cut_clause_around(m)) for m in (old, new)):
        return False
    before, after = (_find_dateline(m.home.document) for m in (old, new))
    return not before or before != after


def falls_between_reports(old: Mention, new: Mention) -> bool:
    """Whether a lower count is for a stretch of days that only one text gives, and neither says that it is a total so far."""
    return bool(_find_stretch(old)) != bool(_find_stretch(new)) and not any(_SO_FAR.search(m.home.text) for m in (old, new))


def differ_in_days(old: Mention, new: Mention) -> bool:
    """Whether two sentences name days, and none in common."""
    before, after = (set(_DATE.findall(m.home.text)) for m in (old, new))
    return bool(before and after) and before.isdisjoint(after)


def _differ_in_day(old: Mention, new: Mention) -> bool:
    """Whether two figures count events on two days, in two years or in windows of two lengths."""
    if _differ_in_year(old, new) or _differ_in_report(old, new):
        return True
    if (
        (_is_amount_of_move(old) and _is_amount_of_move(new))
        and (_is_since_last_report(old) or _is_since_last_report(new))
        and old.home.text != new.home.text
    ):
        return True
    before, after = (_ON.match(_get_plain_text_after(m)) for m in (old, new))
    if before and after and before["day"] != after["day"] and not (_is_level(old) and _is_level(new)):
        return True
    if _differ_in_month(old, new) or _differ_in_quarter(old, new) or _differ_in_base(old, new) or _differ_in_frame(old, new):
        return True
    first, then = (_WINDOW.search(m.home.text) for m in (old, new))
    if not first or not then or old.words in first["window"] or new.words in then["window"]:
        return False
    return first["window"] != then["window"]


def _differ_in_quarter(old: Mention, new: Mention) -> bool:
    """Whether two figures are of two parts of a business year."""
    before, after = (_FISCAL.search(_cut_clause_around(m)) for m in (old, new))
    return before is not None and after is not None and before[0].lower().replace("-", " ") != after[0].lower().replace("-", " ")


def _differ_in_base(old: Mention, new: Mention) -> bool:
    """Whether two figures are only what two different levels are compared with."""
    if not all(_BASE.search(_get_plain_text_before(m)) for m in (old, new)):
        return False
    before, after = (
        {m.figure.value for m in one.home.mentions if m is not one and m.claim.quantity and m.figure.unit in (one.figure.unit, "person")}
        for one in (old, new)
    )
    return bool(before and after) and before.isdisjoint(after)


def _differ_in_frame(old: Mention, new: Mention) -> bool:
    """Whether one count is of the night and the other since a day."""
    before, after = (_FRAME.search(_cut_clause_around(m)) for m in (old, new))
    return before is not None and after is not None and before.lastgroup != after.lastgroup


def _differ_in_month(old: Mention, new: Mention) -> bool:
    """Whether two counts are of different months; a rate or another level continues from month to month."""
    if old.figure.unit == "percent" or _is_level(old) or _is_level(new):
        return False
    before, after = (_IN_MONTH.match(_get_plain_text_after(m)) for m in (old, new))
    return before is not None and after is not None and before["month"] != after["month"]


def _differ_in_year(old: Mention, new: Mention) -> bool:
    """Whether two counts are of two years: each sentence gives its year and not the other, or one was counted before the other's year."""
    before, after = _find_years(old), _find_years(new)
    if not before or not after:
        year = min(after, default="")
        return bool(after) and not before and _find_dated_year(old.home.document) < year and year not in old.home.text
    return not any(year in new.home.text for year in before) and not any(year in old.home.text for year in after)


def _find_years(mention: Mention) -> frozenset[str]:
    """The years that a sentence counts in: "in 2024", or the year of both ends of its days ("from 1 March to 9 May 2024")."""
    years = frozenset(_IN_YEAR.findall(mention.home.text))
    stretch = _find_stretch(mention)
    ends = [_YEAR_NUMBER.search(stretch[part]) for part in ("start", "end")] if stretch else []
    if len(ends) > 1 and ends[0] and ends[1] and ends[0][0] == ends[1][0]:
        years |= {ends[0][0]}
    return years


@lru_cache(maxsize=16)
def _find_dated_year(document: Document) -> str:
    """The year of the date that a bulletin opens with; one later than all without one."""
    found = _DATED.search(normalise_typography(document.text[document.headline : document.headline + DATED]))
    return found[1] if found else "9999"


def _differ_in_report(old: Mention, new: Mention) -> bool:
    """Whether two figures are the day's events in two reports that may be of different days."""
    if not all(_is_of_today(m) for m in (old, new)):
        return any(_is_of_today(a) and _SINCE_LAST.search(_cut_clause_around(b)) is not None for a, b in ((old, new), (new, old)))
    before, after = (_find_dateline(m.home.document) for m in (old, new))
    return not before or before != after


def _is_of_today(mention: Mention) -> bool:
    """Whether a figure counts events on the day of the report."""
    clause = _cut_clause_around(mention)
    return bool(_TODAY.search(mention.home.text)) and _is_increment(clause) and not _SO_FAR.search(clause)


def _is_level(mention: Mention) -> bool:
    """Whether a figure is a level or a total so far, by the words around it."""
    if _LEVEL.search(_get_plain_text_before(mention)) is not None or _COMPARED.search(_get_plain_text_after(mention)) is not None:
        return True
    return _SO_FAR.search(_cut_clause_around(mention)) is not None


def _is_amount_of_move(mention: Mention) -> bool:
    """Whether a figure is the amount of a rise or fall."""
    ahead = _get_plain_text_before(mention)
    return bool(_BY.search(ahead) or _RISE_OF.search(ahead))


def _is_since_last_report(mention: Mention) -> bool:
    """Whether a sentence is about the time since the last report."""
    return _LATELY.search(mention.home.text) is not None


def _is_closed_before(closed: Mention, other: Mention) -> bool:
    """Whether one figure is a market's close on a day that the other does not name."""
    day = _DAY_NAMED.search(_get_plain_text_after(closed)[:NAMED])
    return bool(
        day
        and _CLOSED.search(_get_plain_text_before(closed))
        and not _CLOSED.search(_get_plain_text_before(other))
        and day[0] not in other.home.text
    )


def _differ_in_weather(old: Mention, new: Mention) -> bool:
    """Whether two figures are the weather of two days; a line that changed only its day and figures is the same line."""
    if not all(_WEATHER.search(_get_plain_text_before(m)[-NAMED:]) for m in (old, new)):
        return False
    if all(_FORECAST.search(m.home.text) for m in (old, new)) and _are_for_two_days(old, new):
        return True
    if not any(_NOW.search(m.home.text) for m in (old, new)):
        return False
    before, after = (set(_NOW.sub("", m.home.text).split()) - set(m.words.split()) for m in (old, new))
    return len(before ^ after) > KEPT * max(len(before), len(after))


def _are_for_two_days(old: Mention, new: Mention) -> bool:
    """Whether two forecasts are for two days of the week; what comes "by Friday" may come by Saturday."""
    before, after = (frozenset(found["day"] for found in _FOR_DAY.finditer(m.home.text)) for m in (old, new))
    return bool(before and after) and before.isdisjoint(after)


def is_forecast_of_the_day(claim: Claim, document: Document) -> bool:
    """Whether a figure is the temperature, humidity or wind that a bulletin expects without a day of the week, so that each has its own."""
    sentence = claim.sentence.of(document.text)
    if _DAY_NAMED.search(sentence) or not (_FORECAST.search(sentence) or _NOW.search(sentence)):
        return False
    return _WEATHER.search(document.text[claim.sentence.start : claim.span.start][-NAMED:]) is not None


def is_weather(mention: Mention) -> bool:
    """Whether a figure is of the weather, which is new every day."""
    return _WEATHER.search(_get_plain_text_before(mention)[-NAMED:]) is not None


def _get_plain_text_before(mention: Mention) -> str:
    return normalise_typography(mention.home.document.text[mention.home.span.start : mention.figure.span.start])


def _get_plain_text_after(mention: Mention) -> str:
    return normalise_typography(mention.home.document.text[mention.figure.span.end : mention.home.span.end])


def _is_added_since_report(mention: Mention) -> bool:
    """Whether a figure is an increment since the last report."""
    tokens, at = mention.home.tokens, mention.at
    return not _BEFORE.isdisjoint(tokens[max(0, at - 1) : at]) or not _BEHIND.isdisjoint(tokens[at + 1 : at + 3])


def differ_in_bulletin(old: Mention, new: Mention) -> bool:
    """Whether two figures are new cases of two bulletins that report different days."""
    if not (_belongs_to_increment(old) and _belongs_to_increment(new)):
        return False
    before, after = (frozenset(_DATE.findall(m.home.text)) or _find_dateline(m.home.document) for m in (old, new))
    return bool(before and after) and before.isdisjoint(after)


def _belongs_to_increment(mention: Mention) -> bool:
    """Whether a figure belongs to an increment: it comes after it in its sentence, refers to it, or is in a bulletin that opens with it."""
    clause = _cut_clause_around(mention)
    if _SO_FAR.search(clause):
        return False
    if _OF_NEW.search(clause) or _is_increment(clause) or _opens_with_increment(mention.home.document):
        return True
    start = mention.home.span.start
    before = mention.home.document.text[max(0, start - SENTENCE_BEFORE) : start]
    return bool(_OF_THESE.search(clause)) and _is_increment(normalise_typography(before))


def _cut_clause_around(mention: Mention) -> str:
    """The words of a sentence on a figure, up to the next subject."""
    return (
        _TURN.split(_get_plain_text_before(mention))[-1] + " " + mention.words + " " + _TURN_BEHIND.split(_get_plain_text_after(mention))[0]
    )


def _is_increment(text: str) -> bool:
    """Whether a text gives this number as an increment."""
    return _COUNT_ADDED.search(text) is not None


@lru_cache(maxsize=16)
def _opens_with_increment(document: Document) -> bool:
    """Whether the first sentence of a text gives an increment and a day for it."""
    first = _FULL_STOP.split(normalise_typography(document.text[:OPENING]))[0]
    return bool(_DATE.search(first)) and _is_increment(first)


@lru_cache(maxsize=16)
def _find_dateline(document: Document) -> frozenset[str]:
    """The first day that is in the opening of a text; empty without one."""
    found = _DATE.search(normalise_typography(document.text[:OPENING]))
    return frozenset([found[0]] if found else [])
