"""The rules for times: patterns, the half-open interval in UTC that each resolves to, and examples that the tests run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import regex

from sayso.calendar_names import MONTHS, WEEKDAY, WEEKDAYS, month_number
from sayso.grammar.lexicon import entries, numbers
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.passage_times import GRACE
from sayso.grammar.quantities.number_lexicon import TENS, build_words_up_to
from sayso.grammar.quantities.number_words import read_number_words

Interval = tuple[datetime, datetime]
_DAY = timedelta(days=1)
_STEPS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0, "decade": 3652.0}

_MONTH = alternation(MONTHS)
#: Words that make a weekday the name of a day long past, or of the calendar: "Black Monday", "Super Tuesday".
_NAMED_DAYS = r"\b(?:Ash|Black|Bloody|Cyber|Easter|Giving|Good|Holy|Maundy|Palm|Shrove|Super|Whit)"
_COUNT = rf"(?:\d{{1,3}}|an?|{build_words_up_to(19)}|{alternation(TENS)}|several|few|couple\sof)"
#: Degrees before a count of years.
_MUCH = alternation(entries("moments.txt", "degrees of a degree"))
_ABOUT = rf"(?:{_MUCH}\s)?{alternation(entries('moments.txt', 'degrees before a time'))}\s"
#: A count of years long ago: "twenty-five", "a hundred".
_COUNT_AGO = rf"(?:{alternation(TENS)}-{build_words_up_to(9)}|a\shundred|a\sfew|a\scouple\sof|{_COUNT})"
_STEP = r"(?:minute|hour|day|week|month|year|decade)"
#: Words before "last" that make it a verb.
_LASTS = r"\b(?:will|would|could|can|may|might|must|should|not|to)"
#: "His last day in office" is no day before now.
_OWNERS = r"\b(?:[Hh]er|[Hh]is|[Ii]ts|[Mm]y|[Oo]ur|[Tt]heir|[Yy]our)"
#: How soon a day without a year may be to count as a coming one: days of last year are stated with their year.
_SOON = timedelta(days=120)
#: Nouns for what is said or published on a day: "in a 2019 interview".
_OCCASIONS = alternation((*entries("moments.txt", "occasions of saying"), *entries("moments.txt", "what is said or put out"), "study"))
_TUESDAY, _SATURDAY, _SUNDAY, _OCTOBER = 1, 5, 6, 10
_QUARTERS = ("first", "second", "third", "fourth")
#: The month in which each season begins; winter continues into the next year.
_SEASONS = {name: int(month) for name, month in numbers("moments.txt", "months in which seasons begin").items()}
#: How many weeks, months or years a word is away from the present one.
_WHICH = {word: int(step) for word, step in numbers("moments.txt", "steps from now").items()}
_PART = r"(?:(?:early|late)\s|mid-)?"


@dataclass(frozen=True, slots=True)
class MomentRule:
    """One rule for times: name, pattern, the interval it resolves to, and examples as of 2024-03-21T20:52:00Z (a Thursday)."""

    name: str
    pattern: str
    resolve: Callable[[regex.Match[str], Now], Interval | None]
    cues: tuple[str, ...]
    yes: tuple[tuple[str, str | None, str | None], ...]
    no: tuple[str, ...]
    #: The only words that are cues of it, if not all of its kind.
    words: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """The time of the passage (None: unknown), and whether the words before refer to the future.

    A passage that was written at some time between `at` and `last` was most probably written at `at`, and hardly later than in the
    two days after: a weekday or a month that begins in that time is the one meant ("on Saturday" in a story of Friday to Sunday).
    """

    at: datetime | None
    ahead: bool
    last: datetime | None = None

    @property
    def day(self) -> datetime | None:
        """Midnight before the time of the passage."""
        return None if self.at is None else _find_midnight(self.at)

    @property
    def last_day(self) -> datetime | None:
        """Midnight before the latest time of the passage that is probable; of a passage about the future, before its earliest."""
        if self.at is None or self.last is None or self.ahead:
            return self.day
        return _find_midnight(min(self.last, self.at + GRACE))


def _find_midnight(time: datetime) -> datetime:
    return time.replace(hour=0, minute=0, second=0, microsecond=0)


def _resolve_full_date(found: regex.Match[str], now: Now) -> Interval | None:
    day, month, year = found["d1"] or found["d2"], found["m1"] or found["m2"], found["y1"] or found["y2"]
    return _build_day(int(year), month_number(month), int(day))


def _build_day(year: int, month: int, day: int) -> Interval | None:
    try:
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:  # "Feb. 30"
        return None
    return start, start + _DAY


def _resolve_day_and_month(found: regex.Match[str], now: Now) -> Interval | None:
    if now.day is None:
        return None
    month, day = month_number(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])
    this, before, after = (_build_day(now.day.year + step, month, day) for step in (0, -1, 1))
    if this is None:
        return None
    if now.ahead:
        return this if this[0] >= now.day else after
    past = found.string[max(0, found.start() - 6) : found.start()].lower() == "since "
    return this if this[0] <= now.day + (timedelta(days=31) if past else _SOON) else before


def _follows_last(found: regex.Match[str]) -> bool:
    """Whether "last" or "this past" is before a time: "last November" is over, whatever is to come."""
    return found.string.endswith(("last ", "Last ", "past "), 0, found.start())


def _resolve_month_of_year(found: regex.Match[str], now: Now) -> Interval | None:
    return _build_month(int(found["year"]), month_number(found["month"]))


def _resolve_month_of_last_year(found: regex.Match[str], now: Now) -> Interval | None:
    return None if now.day is None else _build_month(now.day.year + _WHICH[found["which"].lower()], month_number(found["month"]))


def _build_month(year: int, month: int) -> Interval:
    return datetime(year, month, 1, tzinfo=UTC), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


def _resolve_month_alone(found: regex.Match[str], now: Now) -> Interval | None:
    if now.day is None:
        return None
    month = month_number(found["month"])
    if _follows_last(found):
        return _build_month(now.day.year - (month >= now.day.month), month)
    latest = now.last_day or now.day
    year = latest.year - (month > latest.month)
    if now.ahead and month != now.day.month:
        year += 1
    return _build_month(year, month)


def _resolve_year(found: regex.Match[str], now: Now) -> Interval | None:
    year = int(found["year"])
    return _fiscal_year(found, year) if found.string.endswith(_FISCAL, 0, found.start()) else _build_interval(year, None, None)


def _fiscal_year(found: regex.Match[str], year: int) -> Interval | None:
    """The fiscal year of the United States, from October of the year before; None for anybody else's."""
    if not _OF_US.search(found.string, max(0, found.start() - _SAME_SENTENCE), found.end() + _SAME_SENTENCE):
        return None
    return datetime(year - 1, 10, 1, tzinfo=UTC), datetime(year, 10, 1, tzinfo=UTC)


def _year_of_its_own(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The 2026 fiscal year", "the 2026 school year": dated only where it is known when it begins."""
    return _fiscal_year(found, int(found["year"])) if "fiscal" in found[0] else None


_FISCAL = ("fiscal ", "iscal year ", "iscal Year ", "Fiscal ")
#: Who has the fiscal year of the United States, within so many characters.
_OF_US = regex.compile(rf"\b(?:{alternation(entries('moments.txt', 'words of the government of the United States'))})(?:\b|(?<=\.))")
_SAME_SENTENCE = 160


def _resolve_years(found: regex.Match[str], now: Now) -> Interval | None:
    """ "In 2021–23": from the start of the first to the end of the last."""
    first, last = found["year"], found["last"]
    last = first[: -len(last)] + last
    return (datetime(int(first), 1, 1, tzinfo=UTC), datetime(int(last) + 1, 1, 1, tzinfo=UTC)) if last > first else None


def _resolve_weekday(found: regex.Match[str], now: Now) -> Interval | None:
    if now.day is None:
        return None
    which = found.string[max(0, found.start() - 5) : found.start()].strip().lower()
    day = now.day if which in ("last", "next") else now.last_day or now.day
    back = (day.weekday() - WEEKDAYS.index(found["weekday"].lower())) % 7
    if which == "last":
        back = back or 7
    elif which == "next" or (now.ahead and back):
        back -= 7
    start = day - back * _DAY
    return start, start + _DAY


def _resolve_weekday_of_week(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Friday of next week": in the calendar's weeks, from Monday."""
    if now.day is None:
        return None
    days = WEEKDAYS.index(found["weekday"].lower()) - now.day.weekday() + 7 * _count_weeks(found["which"], now.day)
    start = now.day + days * _DAY
    return start, start + _DAY


def _count_weeks(which: str, day: datetime) -> int:
    """How many weeks "last", "this" or "next" is away; on a Sunday "last week" is the one that ends on it."""
    weeks = _WHICH[which.lower()]
    return 0 if weeks < 0 and day.weekday() == _SUNDAY else weeks


def _resolve_two_weekdays(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Thursday and Friday": from the start of the one to the end of the other, less than a week later."""
    if now.day is None:
        return None
    first, last = (WEEKDAYS.index(found[name].lower()) for name in ("weekday", "last"))
    day = now.last_day or now.day
    start = day - (day.weekday() - last) % 7 * _DAY - (last - first) % 7 * _DAY
    if now.ahead and start < now.day:
        start += 7 * _DAY
    return start, start + ((last - first) % 7 + 1) * _DAY


def _resolve_named_day(found: regex.Match[str], now: Now) -> Interval | None:
    if now.day is None:
        return None
    if found["weekday"]:  # "overnight into Thursday"
        start = now.day - (now.day.weekday() - WEEKDAYS.index(found["weekday"].lower())) % 7 * _DAY
        return start - _DAY, start + _DAY
    word = found["day"].lower()
    start = now.day + _DAY * {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1}.get(" ".join(word.split()), 0)
    return start, start + _DAY


def _resolve_calendar_unit(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Last week", "this month", "next year": the calendar's, weeks from Monday."""
    if now.day is None:
        return None
    step = _WHICH[found["which"].lower()]
    unit = found["unit"].lower()
    if unit == "week":
        start = now.day - now.day.weekday() * _DAY + _count_weeks(found["which"], now.day) * 7 * _DAY
        return start, start + 7 * _DAY
    if unit == "weekend":
        start = now.day - now.day.weekday() * _DAY + (step * 7 + (5 if step or now.ahead or now.day.weekday() > _TUESDAY else -2)) * _DAY
        return start, start + 2 * _DAY
    if unit == "year" and "fiscal" in found[0].lower():
        year = now.day.year + (now.day.month >= _OCTOBER) + step  # of the United States
        return _fiscal_year(found, year)
    if unit == "year":
        return datetime(now.day.year + step, 1, 1, tzinfo=UTC), datetime(now.day.year + step + 1, 1, 1, tzinfo=UTC)
    if unit == "quarter":
        return _step_months(now.day.year, 3 * ((now.day.month - 1) // 3 + step) + 1, 3)
    months = now.day.year * 12 + now.day.month - 1 + step
    return _build_month(months // 12, months % 12 + 1)


def _resolve_season(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Last summer", "this winter", "next spring": with "last" the one that ended last, with "this" and "next" that of the year."""
    if now.day is None:
        return None
    first = _SEASONS[found["season"].lower()]
    which = (found["which"] or ("this" if now.ahead else "last")).lower()
    which = "last" if found.groupdict().get("over") else which
    year = now.day.year + {"last": 0, "this": 0, "next": 1}[which]
    second = found.groupdict().get("second")
    count = 3 + ((_SEASONS[second.lower()] - first) % 12 if second else 0)
    start, end = _step_months(year, first, count)
    if which == "last":
        while end > now.day:
            year -= 1
            start, end = _step_months(year, first, count)
    return start, end


def _step_months(year: int, month: int, count: int) -> Interval:
    """Returns the month so many months after another, across the ends of years."""
    last = month + count - 1
    return _build_month(year + (month - 1) // 12, (month - 1) % 12 + 1)[0], _build_month(year + (last - 1) // 12, (last - 1) % 12 + 1)[1]


def _resolve_quarter(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The fourth quarter of 2025", by the calendar; one without a year is the last that has begun, or the next."""
    first = 3 * _QUARTERS.index(found["nth"].lower()) + 1
    if found["fiscal"]:
        return None
    if found["year"]:
        return _step_months(int(found["year"]), first, 3)
    if now.day is None:
        return None
    year = now.day.year - (first > now.day.month) if not now.ahead else now.day.year + (first + 2 < now.day.month)
    return _step_months(year, first, 3)


def _resolve_decade(found: regex.Match[str], now: Now) -> Interval | None:
    year = int(found["decade"])
    last = int(found["decade"][: -len(found["last"])] + found["last"]) if found["last"] else year
    return (datetime(year, 1, 1, tzinfo=UTC), datetime(last + 10, 1, 1, tzinfo=UTC)) if last >= year else None


def _resolve_weekend(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Over the weekend": the present one, or the last; "by the weekend", or after a word of the future, the next."""
    if now.day is None:
        return None
    day = now.last_day or now.day
    start = day - ((day.weekday() - _SATURDAY) % 7) * _DAY
    if day.weekday() < _SATURDAY and (now.ahead or found.string.startswith(("by the ", "By the "), found.start() - 7)):
        start += 7 * _DAY
    return start, start + 2 * _DAY


def _resolve_range(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Between 1999 and 2013", "from January to mid-March 2022", "from March 3 to 5".

    From the start of the first to the end of the second.
    """
    m1, d1, y1, m2, d2, y2 = (found[name] for name in ("m1", "d1", "y1", "m2", "d2", "y2"))
    m1 = m1 or (m2 if d1 else None)  # "between 12 and 15 September"
    m2 = m2 or (m1 if d2 else None)
    latest = now.last_day
    if not (y1 or y2) and latest is None:
        return None
    years = [int(y2 or y1)] if y2 or y1 else [latest.year + now.ahead, latest.year, latest.year - 1]  # type: ignore[union-attr]
    for year in years:  # a stated year applies to both; else the latest one that is not to come
        start = _build_interval(int(y1 or year), m1, d1)
        end = _build_interval(year, m2, d2)
        if start and end and start[0] >= end[1] and not y1:
            start = _build_interval(year - 1, m1, d1)  # "from November to March"
        over = start if d1 or d2 else end
        if start and end and over and start[0] < end[1] and (y1 or y2 or now.ahead or over[0] <= latest):  # type: ignore[operator]
            return start[0], end[1]
    return None


def _build_interval(year: int, month: str | None, day: str | None) -> Interval | None:
    """The interval of a year, a month or a day; None for a day that no month has."""
    if not month:
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return _build_day(year, month_number(month), int(day)) if day else _build_month(year, month_number(month))


def _resolve_stretch(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The past 24 hours", "the last two weeks": up to the revision's time."""
    if now.at is None:
        return None
    return now.at - _read_duration(found), now.at


def _resolve_stretch_ahead(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The next decade", "the coming two weeks": from the revision's time on."""
    return None if now.at is None else (now.at, now.at + _read_duration(found))


def _resolve_time_ago(found: regex.Match[str], now: Now) -> Interval | None:
    if now.at is None or now.day is None:
        return None
    if "," in found["count"]:
        return None  # "4,500 years ago"
    start = (now.at - _read_duration(found)).replace(hour=0, minute=0, second=0, microsecond=0)
    unit = found["unit"].lower().removesuffix("s")
    if found["then"] and unit == "year" and not found["about"]:
        return _part_of_past_year(found["then"].lower(), now.day, now.day.year - round((now.at - start) / (365 * _DAY)))
    if unit in ("year", "decade") and found["half"]:
        return _build_interval((start - _STEPS[unit] / 2 * _DAY).year, None, None)
    if unit in ("year", "decade"):
        years = round((now.at - start) / (365 * _DAY))
        slack = round(years / 10) if found["about"] or found["odd"] else 0
        least = years
        if found["first"] and found["first"].isdigit():  # "25 or 30 years ago"
            least = min(years, int(found["first"]) * (10 if unit == "decade" else 1))
        return datetime(now.day.year - years - slack, 1, 1, tzinfo=UTC), datetime(now.day.year - least + slack + 1, 1, 1, tzinfo=UTC)
    if unit == "month":
        months = now.day.year * 12 + now.day.month - 1 - round((now.at - start) / (30 * _DAY))
        return _build_month(months // 12, months % 12 + 1)
    return start, start + _DAY


def count_back(found: regex.Match[str], base: Interval | None) -> Interval | None:
    """So long before another time: "a year earlier" of "in June 2023" is June 2022; without one None for hours and days."""
    unit = found["unit"].lower().removesuffix("s")
    if base is None or "," in found["count"]:
        return None
    steps = _read_duration(found)
    short = base[1] - base[0] < 27 * _DAY
    if unit in ("year", "decade"):
        year = base[0].year - round(steps / (365 * _DAY))
        if short or found["about"]:
            return _build_interval(year, None, None)
        return _in_year(base[0], year), _in_year(base[1], year + base[1].year - base[0].year)
    if unit == "month":
        months = base[0].year * 12 + base[0].month - 1 - round(steps / (30 * _DAY))
        return _build_month(months // 12, months % 12 + 1)
    start = (base[0] - steps).replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + _DAY


def _in_year(time: datetime, year: int) -> datetime:
    return time.replace(year=year, day=min(time.day, 28))  # intervals of a month or more begin on its first day


def _part_of_past_year(part: str, today: datetime, year: int) -> Interval | None:
    """ "Ten years ago this month", "a year ago today": the month, week or day in another year."""
    if part.endswith("month"):
        return _build_month(year, today.month)
    same = _build_day(year, today.month, min(today.day, 28))
    if same is None or part.endswith("today"):
        return same
    start = same[0] - same[0].weekday() * _DAY
    return start, start + 7 * _DAY


def _read_duration(found: regex.Match[str]) -> timedelta:
    count = (found["count"] or "one").lower().replace("-", " ")
    if count.isdigit():
        number = float(count)
    else:
        number = {"a": 1.0, "an": 1.0, "several": 3.0, "few": 3.0, "a few": 3.0, "a hundred": 100.0}.get(count) or (
            2.0 if "couple" in count else read_number_words(count, 0, len(count))[0]
        )
    return timedelta(days=number * _STEPS[found["unit"].lower().removesuffix("s")])


AGO, FROM_TO = "so long ago", "from … to …"
#: Rules for a year or month that a noun has: "a 2009 raid" dates figures of the raid.
OF_EVENT = ("year of an event", "month of an event")
#: The rule for "today": in what is said it is often only "nowadays", at the cue the day of the saying.
NAMED_DAY = "named day"
FROM_DAY = "from day … to day …"
_SECOND = (
    rf"(?P<d2>\d\d?)\s(?P<m2>{_MONTH})(?:,?\s(?P<y2>(?:19|20)\d\d))?"
    rf"|(?P<m2>{_MONTH})(?:\s(?P<d2>\d\d?)(?!\d|[.:]\d))?(?:,?\s(?P<y2>(?:19|20)\d\d))?|(?P<y2>(?:19|20)\d\d)"
    r"|(?P<d2>[12]?\d|3[01])(?!%)(?:,\s(?P<y2>(?:19|20)\d\d))?"
)

RULES = (
    MomentRule(FROM_TO, rf"(?<=\b(?:[Ff]rom|[Bb]etween|[Ss]ince)\s{_PART})(?:(?P<m1>{_MONTH})(?:\s(?P<d1>\d\d?))?(?:,?\s(?P<y1>(?:19"
                         r"|20)\d\d))?|(?P<y1>(?:19|20)\d\d)),?\s(?:and|to|through|until"
                             rf"|till)\s{_PART}(?:{_SECOND})\b(?![-,.]\d)(?!\s(?:people"
                         rf"|men|women))",
               resolve=_resolve_range, cues=("month", "year"),
               yes=(("between 1999 and 2013", "1999-01-01T00:00:00Z", "2014-01-01T00:00:00Z"),
                ("from January to mid-March 2022", "2022-01-01T00:00:00Z", "2022-04-01T00:00:00Z"),
                ("from November to February", "2023-11-01T00:00:00Z", "2024-03-01T00:00:00Z"),
                ("between March 3 and 5", "2024-03-03T00:00:00Z", "2024-03-06T00:00:00Z"),
                ("between March 3 and May 19.", "2024-03-03T00:00:00Z", "2024-05-20T00:00:00Z")), no=("between 1999 people",)),
    MomentRule(FROM_DAY, rf"(?<=\b(?:[Ff]rom|[Bb]etween)\s)(?P<d1>\d\d?)(?:\s(?P<m1>{_MONTH}))?(?:,?\s(?P<y1>(?:19|20)\d\d))?,?"
                         rf"\s(?:and|to|through|until|till)\s(?P<d2>\d\d?)\s(?P<m2>{_MONTH})(?:,?\s(?P<y2>(?:19|20)\d\d))?\b",
               resolve=_resolve_range, cues=("month",),
               yes=(("between 12 and 15 September 2023", "2023-09-12T00:00:00Z", "2023-09-16T00:00:00Z"),
                ("from 14 August 2017 through 11 February 2018", "2017-08-14T00:00:00Z", "2018-02-12T00:00:00Z"),
                ("between 1 January and 29 August 2023", "2023-01-01T00:00:00Z", "2023-08-30T00:00:00Z")), no=("from 12 boats",)),
    MomentRule("days of a month", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?P<y1>(?!))?(?:[-–—]|\s(?:to|through)\s)(?:(?P<m2>{_MONTH})\s)?"
                                  r"(?P<d2>[12]?\d|3[01])(?:,?\s(?P<y2>(?:19|20)\d\d))?\b(?![:,.]\d|[-–])",
               resolve=_resolve_range, cues=("month",), yes=(("March 3–9", "2024-03-03T00:00:00Z", "2024-03-10T00:00:00Z"),
                ("Feb. 28 to March 2", "2024-02-28T00:00:00Z", "2024-03-03T00:00:00Z"),
                ("on Dec. 30-31, 2022", "2022-12-30T00:00:00Z", "2023-01-01T00:00:00Z")), no=("March 3 to 40 boats", "March 3")),
    MomentRule("months of a period", rf"(?P<m1>{_MONTH})(?P<d1>(?!))?(?P<y1>(?!))?[-–](?:through-|to-)?(?P<m2>{_MONTH})(?P<d2>(?!))?"
                                     r"(?P<y2>(?!))?\s(?:period|quarter)\b",
               resolve=_resolve_range, cues=("month",),
               yes=(("in the October-December quarter", "2023-10-01T00:00:00Z", "2024-01-01T00:00:00Z"),
                ("over the July-through-September period", "2023-07-01T00:00:00Z", "2023-10-01T00:00:00Z")), no=("May-June rain",)),
    MomentRule("date with year", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y1>(?:19"
                                 rf"|20)\d\d)|(?P<d2>\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH}),?\s(?P<y2>(?:19"
                                 rf"|20)\d\d)",
               resolve=_resolve_full_date, cues=("month",),
               yes=(("on Oct. 7, 2023", "2023-10-07T00:00:00Z", "2023-10-08T00:00:00Z"), ("7 October 2023",
                   "2023-10-07T00:00:00Z", "2023-10-08T00:00:00Z")),
               no=("Oct. 7",)),
    MomentRule("month of a year", rf"(?P<month>{_MONTH}),?\s(?:of\s)?(?P<year>(?:19|20)\d\d)\b", resolve=_resolve_month_of_year,
               cues=("month",),
               yes=(("in October 2023", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"),), no=("in October",)),
    MomentRule("month of last year", rf"(?P<month>{_MONTH})\sof\s(?P<which>last|this|next)\syear\b", resolve=_resolve_month_of_last_year,
               cues=("month",), yes=(("in October of last year", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"),), no=("in October",)),
    MomentRule("day of a month", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?:st|nd|rd|th)?\b(?!:)|\b(?P<d2>\d\d?)(?:st"
                                 rf"|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})(?![a-z])", resolve=_resolve_day_and_month, cues=("month",),
               yes=(("since Oct. 7", "2023-10-07T00:00:00Z", "2024-03-21T20:52:00Z"), ("on March 5", "2024-03-05T00:00:00Z",
                   "2024-03-06T00:00:00Z")), no=("in March",)),
    MomentRule("two weekdays", rf"(?P<weekday>{WEEKDAY})(?:\s(?:morning|afternoon|evening|night))?\s(?:and|through|to)\s(?:on\s)?"
                               rf"(?P<last>{WEEKDAY})\b",
               resolve=_resolve_two_weekdays, cues=("weekday",),
               yes=(("on Tuesday and Wednesday", "2024-03-19T00:00:00Z", "2024-03-21T00:00:00Z"),),
               no=("on Tuesdays and Wednesdays",)),

    MomentRule("weekday of a week", rf"(?P<weekday>{WEEKDAY})\s(?:of\s)?(?P<which>last|this|next)\sweek\b",
               resolve=_resolve_weekday_of_week,
               cues=("weekday",),
               yes=(("by Friday of next week", None, "2024-03-30T00:00:00Z"), ("Monday of last week", "2024-03-11T00:00:00Z",
                   "2024-03-12T00:00:00Z")), no=("on Friday",)),

    MomentRule("weekday", rf"(?<!{_NAMED_DAYS}\s)(?P<weekday>{WEEKDAY})\b(?:\s(?:morning|afternoon|evening|night))?",
               resolve=_resolve_weekday,
               cues=("weekday",),
               yes=(("as of Thursday", "2024-03-21T00:00:00Z", "2024-03-22T00:00:00Z"), ("on Friday", "2024-03-15T00:00:00Z",
                   "2024-03-16T00:00:00Z"),
                ("talks will go on on Friday", "2024-03-22T00:00:00Z", "2024-03-23T00:00:00Z")), no=("on Fridays",)),
    MomentRule(NAMED_DAY, rf"(?P<day>today|yesterday|tonight|tomorrow"
                            rf"|overnight(?:\sinto\s(?P<weekday>{WEEKDAY}))?|last\snight|this\s(?:morning|afternoon|evening))\b",
        resolve=_resolve_named_day, cues=("word",),
               yes=(("killed yesterday", "2024-03-20T00:00:00Z", "2024-03-21T00:00:00Z"), ("killed this morning", "2024-03-21T00:00:00Z",
                   "2024-03-22T00:00:00Z"), ("overnight into Thursday", "2024-03-20T00:00:00Z", "2024-03-22T00:00:00Z")),
               no=("todays",)),
    MomentRule("season", rf"(?P<which>last|this|next)\s(?P<over>past\s)?(?:(?:coming|upcoming)\s)?"
                         rf"(?P<season>{'|'.join(_SEASONS)})\b", resolve=_resolve_season, cues=("word",),
               yes=(("last summer", "2023-06-01T00:00:00Z", "2023-09-01T00:00:00Z"), ("last winter", "2023-12-01T00:00:00Z",
                   "2024-03-01T00:00:00Z"),
                ("this fall", "2024-09-01T00:00:00Z", "2024-12-01T00:00:00Z"),
                ("this upcoming summer", "2024-06-01T00:00:00Z", "2024-09-01T00:00:00Z"),
                ("this past fall", "2023-09-01T00:00:00Z", "2023-12-01T00:00:00Z")), no=("last falls",)),
    MomentRule("the season", r"(?P<which>(?!))?(?<=\b(?:(?:in|over|during|since|by|into|until)\sthe|in|by|until|since|into)"
                             r"\s(?:early\s|late\s|mid-)?)"
                             rf"(?P<season>{'|'.join(_SEASONS)})"
                             rf"(?:\s(?:and|or|to|through)\s(?:early\s|late\s|mid-)?(?P<second>{'|'.join(_SEASONS)}))?"
                             r"(?=[.,;:)”]|$|\s(?:and|when|after|as|before|because|while)\b)", resolve=_resolve_season, cues=("word",),
               words=frozenset(_SEASONS),
               yes=(("in the fall", "2023-09-01T00:00:00Z", "2023-12-01T00:00:00Z"), ("over the summer, 40 left", "2023-06-01T00:00:00Z",
                   "2023-09-01T00:00:00Z")), no=("in the fall of the house", "the summer")),
    MomentRule("weekend", r"(?<=\b(?:over|during|on|at|through|throughout|by|before|until|since|after|for|into)\sthe\s)weekend\b",
               resolve=_resolve_weekend, cues=("word",), words=frozenset(("weekend",)),
               yes=(("over the weekend", "2024-03-16T00:00:00Z", "2024-03-18T00:00:00Z"), ("by the weekend", None, "2024-03-25T00:00:00Z"),
                ("it will rain over the weekend", "2024-03-23T00:00:00Z", "2024-03-25T00:00:00Z")), no=("the weekend",)),
    MomentRule("quarter", rf"(?P<nth>{'|'.join(_QUARTERS)})[\s-]quarter\b"
                          r"(?:\s(?:of\s)?(?P<fiscal>(?:the\s)?fiscal\s(?:year\s)?)?(?P<year>(?:19|20)\d\d)\b)?", resolve=_resolve_quarter,
               cues=("word",),
               yes=(("in the fourth quarter of 2022", "2022-10-01T00:00:00Z", "2023-01-01T00:00:00Z"), ("in the fourth quarter",
                   "2023-10-01T00:00:00Z", "2024-01-01T00:00:00Z")),
               no=("first quarters",)),
    MomentRule("calendar week, month or year", rf"(?<!{_OWNERS}\s)(?P<which>last|previous|this|current|next)\s"
                                                rf"(?:(?:calendar|fiscal)\s(?=year))?"
                                               r"(?P<unit>week"
                                               r"|weekend|month|quarter|year)\b(?!-)", resolve=_resolve_calendar_unit, cues=("word",),
               yes=(("last week", "2024-03-11T00:00:00Z", "2024-03-18T00:00:00Z"), ("this year", "2024-01-01T00:00:00Z",
                   "2025-01-01T00:00:00Z"),
                ("next month", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"), ("last weekend", "2024-03-16T00:00:00Z",
                    "2024-03-18T00:00:00Z"), ("last quarter", "2023-10-01T00:00:00Z", "2024-01-01T00:00:00Z")), no=("last weeks",)),
    MomentRule("stretch up to now",
        rf"(?<!{_LASTS}\s|\b(?:[Aa]t|[Uu]ntil)\sthe\s)(?<!{_OWNERS}\s(?=last\s[a-z]+\b(?<!s)))"
        rf"(?:past|last|preceding|previous)\s(?:(?P<count>{_COUNT})\s)?(?P<unit>{_STEP}s?)\b",
        resolve=_resolve_stretch, cues=("word",),
               yes=(("in the past 24 hours", "2024-03-20T20:52:00Z", "2024-03-21T20:52:00Z"),), no=("the past tense",
                   "it could last three weeks", "at the last minute")),
    MomentRule("stretch from now on",
        rf"(?:next|coming)\s(?:(?P<count>{_COUNT})\s(?P<unit>{_STEP}s?)|(?P<unit>hour|day|week|month|year|decade))\b",
        resolve=_resolve_stretch_ahead,
            cues=("word",),
               yes=(("over the next two weeks", "2024-03-21T20:52:00Z", "2024-04-04T20:52:00Z"), ("over the coming year",
                   "2024-03-21T20:52:00Z", "2025-03-21T20:52:00Z")),
               no=("the coming tide",)),
    MomentRule(AGO, rf"(?P<about>{_ABOUT})?(?<![\d,.-])(?:(?P<first>{_COUNT})\s(?:or|to)\s)?"
               rf"(?P<count>\d{{1,3}}(?:,\d{{3}})+|{_COUNT_AGO})(?P<odd>-odd|\sor\sso)?(?P<half>\sand\sa\shalf)?"
               rf"\s(?:long\s|short\s)?(?P<unit>{_STEP}s?)\s(?:ago(?P<then>\s(?:today|this\s(?:week|month))\b)?"
               r"|earlier)\b", resolve=_resolve_time_ago,
               cues=("word",), words=frozenset(("ago", "earlier")),
               yes=(("two days ago", "2024-03-19T00:00:00Z", "2024-03-20T00:00:00Z"),
                ("around 20 years ago", "2002-01-01T00:00:00Z", "2007-01-01T00:00:00Z"),
                ("two months ago", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"),
                ("ten years ago this month", "2014-03-01T00:00:00Z", "2014-04-01T00:00:00Z"),
                ("a year ago today", "2023-03-21T00:00:00Z", "2023-03-22T00:00:00Z"),
                ("two years ago this week", "2022-03-21T00:00:00Z", "2022-03-28T00:00:00Z")), no=("long ago",)),
    MomentRule("month", rf"(?<=\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|early|late|mid-|of|[Tt]hrough"
                        rf"|from|before|after|[Dd]uring|to|(?:recently|early|late|soon"
                        rf"|far\sback)\sas)\s)(?P<month>{_MONTH})(?!-?[a-z])(?!\s\d)",
               resolve=_resolve_month_alone, cues=("month",),
               yes=(("in October", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"), ("since January", "2024-01-01T00:00:00Z",
                   "2024-03-21T20:52:00Z")), no=("you may go", "they March on")),
    MomentRule("month of a figure", rf"(?P<month>{_MONTH})(?=[’']s\s(?:[a-z]+\s)?[$£€]?\d)", resolve=_resolve_month_alone, cues=("month",),
               yes=(("than January’s 0.2%", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"),), no=("January’s rate",)),
    MomentRule("years", r"(?<=(?:\b(?:[Ii]n|[Dd]uring|of|[Ss]ince|for)\s(?:the\s)?|^|\n))(?P<year>(?:19|20)\d\d)(?:[-–]"
                        r"|(?<=\b(?:[Ii]n|[Dd]uring|for)\s\d{4})\s(?:and|or)\s(?:in\s)?(?=(?:19|20)\d\d))"
                        r"(?P<last>(?:19|20)?\d\d)\b(?![-–.]\d)(?:\s(?:school\syear|season)\b)?",
               resolve=_resolve_years, cues=("year",), yes=(("in 2002–2003", "2002-01-01T00:00:00Z", "2004-01-01T00:00:00Z"),
                ("in 2021-23", "2021-01-01T00:00:00Z", "2024-01-01T00:00:00Z"), ("in 2021 and 2023", "2021-01-01T00:00:00Z",
                    "2024-01-01T00:00:00Z")), no=("at 2003–2004",)),
    MomentRule("year as a label", r"(?<=(?:^|\n))(?P<year>(?:19|20)\d\d)(?=:\s)", resolve=_resolve_year, cues=("year",),
               yes=(("1995: 315 boats", "1995-01-01T00:00:00Z", "1996-01-01T00:00:00Z"),), no=("at 1995: boats",)),
    MomentRule("year of its own", r"(?<=\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[’']s)\s)(?P<year>(?:19|20)\d\d)\s"
                                  r"(?:fiscal|budget|school|academic)\syear\b", resolve=_year_of_its_own, cues=("year",),
               yes=(("for the 2026 fiscal year", None, None), ("the federal budget of the 2024 fiscal year", "2023-10-01T00:00:00Z",
                   "2024-10-01T00:00:00Z")), no=("the 2024 year",)),
    MomentRule("year", r"(?<=\b(?:[Ii]n|[Ff]or|[Ss]ince|[Bb]y|[Uu]ntil|early|late|mid-|of|[Tt]hrough|from|before|after|[Dd]uring"
                       r"|year|[Ff]iscal"
                       r"|(?:recently|early|late|soon|far\sback)\sas"
                       r"|to|[Ii]n\sthe|[Dd]uring\sthe|[Ss]ince\sthe|of\sthe)\s)(?P<year>(?:19|20)\d\d)\b(?![-,.]\d)(?!\s(?:people|men"
                       r"|women))", resolve=_resolve_year, cues=("year",),
               yes=(("in 2023", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
                    ("since 2020", "2020-01-01T00:00:00Z", "2024-03-21T20:52:00Z"),
                ("by 2030", None, "2031-01-01T00:00:00Z"),
                ("its budget for 2025", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), ("in fiscal year 2023", None, None),
                ("federal agents in fiscal 2023", "2022-10-01T00:00:00Z", "2023-10-01T00:00:00Z")), no=("in 2023 people",)),
    MomentRule("year of an occasion", rf"(?<=\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s)(?P<year>(?:19|20)\d\d)"
                                      rf"(?=\s(?:[a-z-]+\s){{0,2}}?{_OCCASIONS}\b)", resolve=_resolve_year, cues=("year",),
               yes=(("in a 2021 interview", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"),), no=("in a 2021 car",)),
    MomentRule(OF_EVENT[0], r"(?<=\b(?:[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[’']s)\s)(?P<year>(?:19|20)\d\d)(?=\s[a-z]{3})",
               resolve=_resolve_year, cues=("year",),
               yes=(("a 2009 shooting", "2009-01-01T00:00:00Z", "2010-01-01T00:00:00Z"),), no=("a 2009 in", "in 2009")),
    MomentRule(OF_EVENT[1], rf"(?<=\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s)(?P<month>{_MONTH})"
                                    r"(?=\s(?!for\b|on\b|of\b|to\b|madness\b)[A-Za-z])(?<!\b[Tt]he May|\b[Tt]he March)",
               resolve=_resolve_month_alone, cues=("month",), yes=(("a January poll", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"),),
               no=("a March for peace",)),
    MomentRule("year long past", r"(?<=\b(?:[Ii]n|[Ss]ince)\s)(?P<year>1[5-8]\d\d)\b(?![-,.]\d)(?=[.,;:)”—]|$|\s(?:after|and|as|at|but|by"
                                 r"|for|from|in|on|over|that|the|to|under|when|where|which|with)\b)",
               resolve=_resolve_year, cues=("year",), yes=(("in 1817", "1817-01-01T00:00:00Z", "1818-01-01T00:00:00Z"),),
               no=("in 1817 homes", "of 1817")),
    MomentRule("decade", r"(?<=\bthe\s(?:early\s|late\s|mid-)?)(?P<decade>(?:19|20)\d0)s\b"
                         r"(?:(?:[-–—]|\s(?:and|to|through|until)\s)(?:the\s)?"
                         r"(?:early\s|late\s|mid-)?(?P<last>(?:19|20)?\d0)s\b)?", resolve=_resolve_decade, cues=("year",),
               yes=(("in the 1990s", "1990-01-01T00:00:00Z", "2000-01-01T00:00:00Z"), ("since the late 1990s", "1990-01-01T00:00:00Z",
                   "2024-03-21T20:52:00Z")), no=("1990s",)),
)  # fmt: skip
