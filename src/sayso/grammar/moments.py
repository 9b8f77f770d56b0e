"""When a claim holds: "as of Thursday", "since Oct. 7", "last week", "in 2023", resolved against the time of the revision.

A moment is a date expression with the word that leads to it. The expression gives a day, week, month, year or a stretch up to now, as a
half-open interval in UTC; the leading word makes it a start ("since": from there to the revision's own time), an end ("until", "by") or leaves it as it
is. Weekdays and dates without a year are looked for backwards from the revision, since news tells what was, unless the words in front
speak of what will be. Without a revision's time only dates with their year are resolved; the others keep their words alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import regex

from sayso.grammar.lexicon.tables import alternation, trie
from sayso.grammar.quantities.number_words import run_of_words
from sayso.grammar.tokens import Sheet, sought
from sayso.kept import compiled
from sayso.model import Moment, Span
from sayso.months import MONTHS, month_number

_Interval = tuple[datetime, datetime]
_DAY = timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STEPS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0, "decade": 3652.0}

_MONTH = alternation(MONTHS)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WORDS = (
    "today",
    "yesterday",
    "tonight",
    "tomorrow",
    "overnight",
    "last",
    "past",
    "this",
    "next",
    "previous",
    "preceding",
    "current",
    "ago",
    "earlier",
)
#: What makes a weekday the name of a day long past, or of the calendar: "Black Monday", "Super Tuesday".
_NAMED_DAYS = r"\b(?:Ash|Black|Bloody|Cyber|Easter|Giving|Good|Holy|Maundy|Palm|Shrove|Super|Whit)"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|couple\sof)"
_STEP = r"(?:minute|hour|day|week|month|year|decade)"


@dataclass(frozen=True, slots=True)
class MomentRule:
    """One way of telling a time: name, pattern, what it resolves to, and examples as of 2024-03-21T20:52:00Z (a Thursday)."""

    name: str
    pattern: str
    resolve: Callable[[regex.Match[str], _Now], _Interval | None]
    cues: tuple[str, ...]
    yes: tuple[tuple[str, str | None, str | None], ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Now:
    """The revision's time (None: not known), and whether the words in front speak of what will be."""

    at: datetime | None
    ahead: bool

    @property
    def day(self) -> datetime | None:
        return None if self.at is None else self.at.replace(hour=0, minute=0, second=0, microsecond=0)


def _full_date(found: regex.Match[str], now: _Now) -> _Interval | None:
    day, month, year = found["d1"] or found["d2"], found["m1"] or found["m2"], found["y1"] or found["y2"]
    return _day_of(int(year), month_number(month), int(day))


def _day_of(year: int, month: int, day: int) -> _Interval | None:
    try:
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:  # "Feb. 30"
        return None
    return start, start + _DAY


def _day_and_month(found: regex.Match[str], now: _Now) -> _Interval | None:
    if now.day is None:
        return None
    month, day = month_number(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])
    this, before, after = (_day_of(now.day.year + step, month, day) for step in (0, -1, 1))
    if this is None:
        return None
    if now.ahead:
        return this if this[0] >= now.day else after
    return this if this[0] <= now.day + timedelta(days=31) else before


def _month_of_year(found: regex.Match[str], now: _Now) -> _Interval | None:
    return _month_from(int(found["year"]), month_number(found["month"]))


def _month_from(year: int, month: int) -> _Interval:
    return datetime(year, month, 1, tzinfo=UTC), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


def _month_alone(found: regex.Match[str], now: _Now) -> _Interval | None:
    if now.day is None:
        return None
    month = month_number(found["month"])
    year = now.day.year - (month > now.day.month)
    if now.ahead and month != now.day.month:
        year += 1
    return _month_from(year, month)


def _year(found: regex.Match[str], now: _Now) -> _Interval | None:
    year = int(found["year"])
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


def _weekday(found: regex.Match[str], now: _Now) -> _Interval | None:
    if now.day is None:
        return None
    back = (now.day.weekday() - _WEEKDAYS.index(found["weekday"].lower())) % 7
    which = found.string[max(0, found.start() - 5) : found.start()].strip().lower()
    if which == "last" and back == 0:
        back = 7
    elif which == "next" or (now.ahead and back):
        back -= 7
    start = now.day - back * _DAY
    return start, start + _DAY


def _named_day(found: regex.Match[str], now: _Now) -> _Interval | None:
    if now.day is None:
        return None
    word = found["day"].lower()
    start = now.day + _DAY * {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1}.get(" ".join(word.split()), 0)
    return start, start + _DAY


def _calendar_unit(found: regex.Match[str], now: _Now) -> _Interval | None:
    """ "Last week", "this month", "next year": the calendar's, weeks from Monday."""
    if now.day is None:
        return None
    step = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}[found["which"].lower()]
    unit = found["unit"].lower()
    if unit == "week":
        start = now.day - now.day.weekday() * _DAY + step * 7 * _DAY
        return start, start + 7 * _DAY
    if unit == "weekend":
        start = now.day - now.day.weekday() * _DAY + (step * 7 + (5 if step or now.day.weekday() > 3 else -2)) * _DAY
        return start, start + 2 * _DAY
    if unit == "year":
        return datetime(now.day.year + step, 1, 1, tzinfo=UTC), datetime(now.day.year + step + 1, 1, 1, tzinfo=UTC)
    months = now.day.year * 12 + now.day.month - 1 + step
    return _month_from(months // 12, months % 12 + 1)


def _stretch(found: regex.Match[str], now: _Now) -> _Interval | None:
    """ "The past 24 hours", "the last two weeks": up to the revision's time."""
    if now.at is None:
        return None
    return now.at - _steps(found), now.at


def _ago(found: regex.Match[str], now: _Now) -> _Interval | None:
    if now.at is None or now.day is None:
        return None
    start = (now.at - _steps(found)).replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + _DAY


def _steps(found: regex.Match[str]) -> timedelta:
    count = (found["count"] or "one").lower()
    if count.isdigit():
        number = float(count)
    else:
        number = {"a": 1.0, "an": 1.0, "several": 3.0, "few": 3.0}.get(count) or (
            2.0 if count.startswith("couple") else run_of_words(count, 0, 9)[0]
        )
    return timedelta(days=number * _STEPS[found["unit"].lower().removesuffix("s")])


RULES = (
    MomentRule("date with year", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y1>(?:19"
                                 rf"|20)\d\d)|(?P<d2>\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH}),?\s(?P<y2>(?:19"
                                 rf"|20)\d\d)",
               _full_date, ("month",), (("on Oct. 7, 2023", "2023-10-07T00:00:00Z", "2023-10-08T00:00:00Z"), ("7 October 2023", "2023-10-07T00:00:00Z", "2023-10-08T00:00:00Z")),
               ("Oct. 7",)),
    MomentRule("month of a year", rf"(?P<month>{_MONTH}),?\s(?:of\s)?(?P<year>(?:19|20)\d\d)\b", _month_of_year, ("month",),
               (("in October 2023", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"),), ("in October",)),
    MomentRule("day of a month", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?:st|nd|rd|th)?\b(?!:)|\b(?P<d2>\d\d?)(?:st"
                                 rf"|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})(?![a-z])", _day_and_month, ("month",),
               (("since Oct. 7", "2023-10-07T00:00:00Z", "2024-03-21T20:52:00Z"), ("on March 5", "2024-03-05T00:00:00Z", "2024-03-06T00:00:00Z")), ("in March",)),
    MomentRule("weekday", rf"(?<!{_NAMED_DAYS}\s)(?P<weekday>{_WEEKDAY})\b(?:\s(?:morning|afternoon|evening|night))?", _weekday, ("weekday",),
               (("as of Thursday", "2024-03-21T00:00:00Z", "2024-03-22T00:00:00Z"), ("on Friday", "2024-03-15T00:00:00Z", "2024-03-16T00:00:00Z"),
                ("talks will go on on Friday", "2024-03-22T00:00:00Z", "2024-03-23T00:00:00Z")), ("on Fridays",)),
    MomentRule("named day", r"(?P<day>today|yesterday|tonight|tomorrow|overnight|last\snight)\b", _named_day, ("word",),
               (("killed yesterday", "2024-03-20T00:00:00Z", "2024-03-21T00:00:00Z"),), ("todays",)),
    MomentRule("calendar week, month or year", r"(?P<which>last|previous|this|current|next)\s(?P<unit>week"
                                               r"|weekend|month|year)\b(?!-)", _calendar_unit, ("word",),
               (("last week", "2024-03-11T00:00:00Z", "2024-03-18T00:00:00Z"), ("this year", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
                ("next month", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"), ("last weekend", "2024-03-16T00:00:00Z", "2024-03-18T00:00:00Z")), ("last weeks",)),
    MomentRule("stretch up to now", rf"(?:past|last|preceding|previous)\s(?:(?P<count>{_COUNT})\s)?(?P<unit>{_STEP}s?)\b", _stretch, ("word",),
               (("in the past 24 hours", "2024-03-20T20:52:00Z", "2024-03-21T20:52:00Z"),), ("the past tense",)),
    MomentRule("so long ago", rf"(?P<count>{_COUNT})\s(?P<unit>{_STEP}s?)\s(?:ago|earlier)\b", _ago, ("word",),
               (("two days ago", "2024-03-19T00:00:00Z", "2024-03-20T00:00:00Z"),), ("long ago",)),
    MomentRule("month", rf"(?<=\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|early|late|mid-|of|[Tt]hrough"
                        rf"|from|before|after|[Dd]uring|to)\s)(?P<month>{_MONTH})(?![a-z])(?!\s\d)", _month_alone, ("month",),
               (("in October", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"), ("since January", "2024-01-01T00:00:00Z", "2024-03-21T20:52:00Z")), ("you may go", "they March on")),
    MomentRule("year", r"(?<=\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|early|late|mid-|of|[Tt]hrough"
                       r"|from|before|after|[Dd]uring|year|to)\s)(?P<year>(?:19|20)\d\d)\b(?![-,.]\d)(?!\s(?:people"
                       r"|men|women))", _year, ("year",),
               (("in 2023", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"), ("since 2020", "2020-01-01T00:00:00Z", "2024-03-21T20:52:00Z"),
                ("by 2030", None, "2031-01-01T00:00:00Z")), ("in 2023 people",)),
)  # fmt: skip

# One scan for what a moment must hold, and a close look there with the rules of its kind alone: a single alternation of all rules took five
# times as long.
_CUE = compiled(
    rf"(?<![A-Za-z])(?:(?P<month>{trie(MONTHS)}(?![a-z]))|(?P<weekday>{_WEEKDAY}\b)|(?P<word>"
    rf"{trie(_WORDS, both_cases=True)}(?![a-z]))|(?P<year>(?:19|20)\d\d)\b)"
)
_RULES: dict[str, list[tuple[MomentRule, regex.Pattern[str]]]] = {
    kind: [(rule, compiled(rf"\b(?:{rule.pattern})", regex.IGNORECASE if kind == "word" else 0)) for rule in RULES if kind in rule.cues]
    for kind in ("month", "weekday", "word", "year")
}
_LEAD = compiled(
    r"(?r)\b(?:(since|as\s+of|by|until|till|through|before|after|from)\s+)(?:at\s+least\s+"
    r"|about\s+|late\s+|early\s+|mid-|the\s+)?",
    regex.IGNORECASE,
)
_PLAIN_LEAD = compiled(
    r"(?r)\b(?:on|in|during|over|for|at|within|late|early|earlier|later"
    r"|of|last|next|this)\s+(?:the\s+)?",
    regex.IGNORECASE,
)
_AHEAD = compiled(
    r"\b(?:will|would|won[’']t|is\s+to|are\s+to|expected|scheduled|due|set\s+to"
    r"|plans?\s+to|planned|next|upcoming|heads)\b",
    regex.IGNORECASE,
)
_BACK = 24
_FORWARD = 40
_WINDOW = 80


class Moments:
    """The moments of a text, each sentence read once; `at` (ISO 8601, UTC) is what they are resolved against."""

    def __init__(self, sheet: Sheet, at: str | None) -> None:
        self._sheet = sheet
        self._now = None if at is None else _time(at)
        self._places = sheet.places(_TELLS_TIME)
        self._read: dict[Span, list[tuple[str, Moment]]] = {}

    def of(self, sentence: Span) -> list[tuple[str, Moment]]:
        """The moments told in one sentence, in order, each with the name of the rule that read it."""
        told = self._read.get(sentence)
        if told is None:
            told = self._read[sentence] = list(self._in(sentence))
        return told

    def nearest(self, sentence: Span, offset: int) -> Moment | None:
        """The moment of a sentence that stands nearest to an offset."""
        told = self.of(sentence)
        return nearest(self._sheet.text, [moment for _, moment in told], offset) if told else None

    def _in(self, sentence: Span) -> Iterator[tuple[str, Moment]]:
        done = sentence.start
        for cue in self._cues(sentence):
            found = _look(self._sheet.text, cue, sentence, done, self._now) if cue.start() >= done else None
            if found:
                yield found
                done = found[1].span.end

    def _cues(self, sentence: Span) -> Iterator[re.Match[str]]:
        sheet = self._sheet
        places = self._places
        for n in range(bisect_left(places, sentence.start, key=sheet.starts.__getitem__), len(places)):
            i = places[n]
            if sheet.starts[i] >= sentence.end:
                return
            yield from _CUE.finditer(sheet.text, sheet.starts[i], min(sheet.ends[i], sentence.end))


_TELLS_TIME = sought(_CUE.search)


@lru_cache(maxsize=64)
def _time(at: str) -> datetime:
    """A revision's time, which all of its sentences ask for."""
    time = datetime.fromisoformat(at.replace("Z", "+00:00"))
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _look(text: str, cue: re.Match[str], sentence: Span, done: int, now: datetime | None) -> tuple[str, Moment] | None:
    """The moment around a cue: at it, or, for a day in front of its month and for "… ago", a few words earlier."""
    back = max(done, cue.start() - _BACK)
    for rule, pattern in _RULES[cue.lastgroup or ""]:
        if rule.name in ("so long ago", "date with year", "day of a month"):
            found = pattern.search(text, back, min(sentence.end, cue.end() + _BACK))
            if found and not (found.start() <= cue.start() < found.end()):
                found = None
        else:
            found = pattern.match(text, cue.start(), min(sentence.end, cue.end() + _FORWARD))
        if found:
            return rule.name, _moment(text, found, rule, sentence, now)
    return None


def _moment(text: str, found: regex.Match[str], rule: MomentRule, sentence: Span, now: datetime | None) -> Moment:
    ahead = _AHEAD.search(text, max(sentence.start, found.start() - _WINDOW), found.start()) is not None
    interval = rule.resolve(found, _Now(now, ahead))
    lead = _LEAD.match(text, sentence.start, found.start())
    plain = None if lead else _PLAIN_LEAD.match(text, sentence.start, found.start())
    start = lead.start() if lead else plain.start() if plain else found.start()
    span = Span(start, found.end())
    if interval is None:
        return Moment(span, None, None)
    begin, end = _led(" ".join(lead[1].lower().split()) if lead else "", interval, now)
    return Moment(span, _iso(begin), _iso(end))


def _led(word: str, interval: _Interval, now: datetime | None) -> tuple[datetime | None, datetime | None]:
    """What the leading word makes of an interval."""
    begin, end = interval
    if word in ("since", "from"):
        return begin, now
    if word in ("by", "until", "till", "through"):
        return None, end
    if word == "before":
        return None, begin
    if word == "after":
        return end, None
    return begin, end


def _iso(time: datetime | None) -> str | None:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time else None


def nearest(text: str, told: Sequence[Moment], at: int) -> Moment | None:
    """The moment that stands nearest to an offset, one of the same clause before one beyond a comma; `told` is in the order of the text.

    None where each is of another figure ("2.8% against 2.9% in December") or of another main clause.
    """
    place = bisect_left(told, at, key=lambda m: m.span.start)
    near = [m for m in told[max(place - 1, 0) : place + 1] if not _is_anothers(text, m.span, at)]
    return min(near, key=lambda m: _distance(text, m.span, at), default=None)


def _is_anothers(text: str, span: Span, at: int) -> bool:
    """Whether a semicolon, the words of a comparison, or what came before or after keeps a moment from a figure at `at`."""
    if span.end <= at:
        return (
            at - span.end <= _CLAUSE and (_APART.search(text, span.end, at) or _COMPARED_BEFORE.fullmatch(text, span.end, at)) is not None
        )
    if span.start - at > _CLAUSE:
        return False
    return (_APART.search(text, at, span.start) or _COMPARED_BEHIND.search(text, at, span.start)) is not None


def _distance(text: str, span: Span, at: int) -> tuple[bool, int]:
    start, end = (span.end, at) if span.end <= at else (at, span.start)
    if end - start > _CLAUSE:
        return True, end - start
    return _BREAK.search(text, start, max(start, end)) is not None, max(end - start, 0)


_CLAUSE = 200
_APART = re.compile(r";\s|\s(?:after|before|following|until|till)\s")
_COMPARING = r"\b(?:versus|vs\.?|against|compared\s(?:with|to)|(?:up|down)\sfrom|than)\s"
#: "3% in May, against 2%": the 2% is of another time than May.
_COMPARED_BEFORE = re.compile(rf"[,\s]*{_COMPARING}(?:\w+\s){{0,2}}")
#: "2.8%, versus 2.9% in December", "up from 40 in 2020".
_COMPARED_BEHIND = re.compile(rf"{_COMPARING}[^;]{{0,20}}?(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a\sdozen)\b)")
_BREAK = re.compile(r"[,;:—–](?=\s)|\s[—–-]\s")
