"""The interval that the words of a rule for moments mean, seen from the time of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import regex

from sayso.calendar_names import WEEKDAYS, month_number
from sayso.grammar.lexicon import entries, numbers
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.passage_times import GRACE
from sayso.grammar.quantities.number_words import read_number_words

Interval = tuple[datetime, datetime]
_DAY = timedelta(days=1)
_STEPS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0, "decade": 3652.0}
#: How soon a day without a year may be to count as a coming one: days of last year are stated with their year.
_SOON = timedelta(days=120)
_TUESDAY, _SATURDAY, _SUNDAY, _OCTOBER = 1, 5, 6, 10
QUARTERS = ("first", "second", "third", "fourth")
#: The month in which each season begins; winter continues into the next year.
SEASONS = {name: int(month) for name, month in numbers("moments.txt", "months in which seasons begin").items()}
#: How many weeks, months or years a word is away from the present one.
_WHICH = {word: int(step) for word, step in numbers("moments.txt", "steps from now").items()}


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


def resolve_full_date(found: regex.Match[str], now: Now) -> Interval | None:
    """The day of a date with its year: "March 3, 2020"."""
    day, month, year = found["d1"] or found["d2"], found["m1"] or found["m2"], found["y1"] or found["y2"]
    return _build_day(int(year), month_number(month), int(day))


def _build_day(year: int, month: int, day: int) -> Interval | None:
    try:
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:  # "Feb. 30"
        return None
    return start, start + _DAY


def resolve_day_and_month(found: regex.Match[str], now: Now) -> Interval | None:
    """The day of a date without its year: the last one of that date, or a coming one."""
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


def resolve_month_of_year(found: regex.Match[str], now: Now) -> Interval | None:
    """The month of a named year: "March 2020"."""
    return _build_month(int(found["year"]), month_number(found["month"]))


def resolve_month_of_last_year(found: regex.Match[str], now: Now) -> Interval | None:
    """The month of a year relative to this one: "March of last year"."""
    return None if now.day is None else _build_month(now.day.year + _WHICH[found["which"].lower()], month_number(found["month"]))


def _build_month(year: int, month: int) -> Interval:
    return datetime(year, month, 1, tzinfo=UTC), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


def resolve_month_alone(found: regex.Match[str], now: Now) -> Interval | None:
    """The month without a year: the last one of that name, or the next one."""
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


def resolve_year(found: regex.Match[str], now: Now) -> Interval | None:
    """The year, or the fiscal year: "2019"."""
    year = int(found["year"])
    return _build_fiscal_year(found, year) if found.string.endswith(_FISCAL, 0, found.start()) else _build_interval(year, None, None)


def _build_fiscal_year(found: regex.Match[str], year: int) -> Interval | None:
    """The fiscal year of the United States, from October of the year before; None for anybody else's."""
    if not _OF_US.search(found.string, max(0, found.start() - _SAME_SENTENCE), found.end() + _SAME_SENTENCE):
        return None
    return datetime(year - 1, 10, 1, tzinfo=UTC), datetime(year, 10, 1, tzinfo=UTC)


def resolve_year_of_its_own(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The 2026 fiscal year", "the 2026 school year": dated only where it is known when it begins."""
    return _build_fiscal_year(found, int(found["year"])) if "fiscal" in found[0] else None


_FISCAL = ("fiscal ", "iscal year ", "iscal Year ", "Fiscal ")
#: Who has the fiscal year of the United States, within so many characters.
_OF_US = regex.compile(rf"\b(?:{alternation(entries('moments.txt', 'words of the government of the United States'))})(?:\b|(?<=\.))")
_SAME_SENTENCE = 160


def resolve_years(found: regex.Match[str], now: Now) -> Interval | None:
    """ "In 2021–23": from the start of the first to the end of the last."""
    first, last = found["year"], found["last"]
    last = first[: -len(last)] + last
    return (datetime(int(first), 1, 1, tzinfo=UTC), datetime(int(last) + 1, 1, 1, tzinfo=UTC)) if last > first else None


def resolve_weekday(found: regex.Match[str], now: Now) -> Interval | None:
    """The day of a weekday without a date: "on Monday"."""
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


def resolve_weekday_of_week(found: regex.Match[str], now: Now) -> Interval | None:
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


def resolve_two_weekdays(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Thursday and Friday": from the start of the one to the end of the other, less than a week later."""
    if now.day is None:
        return None
    first, last = (WEEKDAYS.index(found[name].lower()) for name in ("weekday", "last"))
    day = now.last_day or now.day
    start = day - (day.weekday() - last) % 7 * _DAY - (last - first) % 7 * _DAY
    if now.ahead and start < now.day:
        start += 7 * _DAY
    return start, start + ((last - first) % 7 + 1) * _DAY


def resolve_named_day(found: regex.Match[str], now: Now) -> Interval | None:
    """The day that is named from the day of the text: "today", "yesterday"."""
    if now.day is None:
        return None
    if found["weekday"]:  # "overnight into Thursday"
        start = now.day - (now.day.weekday() - WEEKDAYS.index(found["weekday"].lower())) % 7 * _DAY
        return start - _DAY, start + _DAY
    word = found["day"].lower()
    start = now.day + _DAY * {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1}.get(" ".join(word.split()), 0)
    return start, start + _DAY


def resolve_calendar_unit(found: regex.Match[str], now: Now) -> Interval | None:
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
        return _build_fiscal_year(found, year)
    if unit == "year":
        return datetime(now.day.year + step, 1, 1, tzinfo=UTC), datetime(now.day.year + step + 1, 1, 1, tzinfo=UTC)
    if unit == "quarter":
        return _step_months(now.day.year, 3 * ((now.day.month - 1) // 3 + step) + 1, 3)
    months = now.day.year * 12 + now.day.month - 1 + step
    return _build_month(months // 12, months % 12 + 1)


def resolve_season(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Last summer", "this winter", "next spring": with "last" the one that ended last, with "this" and "next" that of the year."""
    if now.day is None:
        return None
    first = SEASONS[found["season"].lower()]
    which = (found["which"] or ("this" if now.ahead else "last")).lower()
    which = "last" if found.groupdict().get("over") else which
    year = now.day.year + {"last": 0, "this": 0, "next": 1}[which]
    second = found.groupdict().get("second")
    count = 3 + ((SEASONS[second.lower()] - first) % 12 if second else 0)
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


def resolve_quarter(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The fourth quarter of 2025", by the calendar; one without a year is the last that has begun, or the next."""
    first = 3 * QUARTERS.index(found["nth"].lower()) + 1
    if found["fiscal"]:
        return None
    if found["year"]:
        return _step_months(int(found["year"]), first, 3)
    if now.day is None:
        return None
    year = now.day.year - (first > now.day.month) if not now.ahead else now.day.year + (first + 2 < now.day.month)
    return _step_months(year, first, 3)


def resolve_decade(found: regex.Match[str], now: Now) -> Interval | None:
    """The years of a decade: "the 1980s"."""
    year = int(found["decade"])
    last = int(found["decade"][: -len(found["last"])] + found["last"]) if found["last"] else year
    return (datetime(year, 1, 1, tzinfo=UTC), datetime(last + 10, 1, 1, tzinfo=UTC)) if last >= year else None


def resolve_weekend(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Over the weekend": the present one, or the last; "by the weekend", or after a word of the future, the next."""
    if now.day is None:
        return None
    day = now.last_day or now.day
    start = day - ((day.weekday() - _SATURDAY) % 7) * _DAY
    if day.weekday() < _SATURDAY and (now.ahead or found.string.startswith(("by the ", "By the "), found.start() - 7)):
        start += 7 * _DAY
    return start, start + 2 * _DAY


def resolve_range(found: regex.Match[str], now: Now) -> Interval | None:
    """ "Between 1999 and 2013", "from January to mid-March 2022", "from March 3 to 5".

    From the start of the first to the end of the second.
    """
    m1, d1, y1, m2, d2, y2 = (found[name] for name in ("m1", "d1", "y1", "m2", "d2", "y2"))
    m1 = m1 or (m2 if d1 else None)  # "between 12 and 15 September"
    m2 = m2 or (m1 if d2 else None)
    latest = now.last_day
    if not (y1 or y2) and latest is None:
        return None
    years = [int(y2 or y1)] if y2 or y1 else [latest.year, latest.year + (1 if now.ahead else -1)]  # type: ignore[union-attr]
    for year in years:  # a stated year applies to both; else the latest one that is not to come
        start = _build_interval(int(y1 or year), m1, d1)
        end = _build_interval(year, m2, d2)
        if start and end and start[0] >= end[1] and not y1:
            start = _build_interval(year - 1, m1, d1)  # "from November to March"
        over = start if d1 or d2 else end
        fits = y1 or y2 or (over and (end[1] > latest if now.ahead and end else over[0] <= latest))  # type: ignore[operator]
        if start and end and start[0] < end[1] and fits:
            return start[0], end[1]
    return None


def _build_interval(year: int, month: str | None, day: str | None) -> Interval | None:
    """The interval of a year, a month or a day; None for a day that no month has."""
    if not month:
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return _build_day(year, month_number(month), int(day)) if day else _build_month(year, month_number(month))


def resolve_stretch(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The past 24 hours", "the last two weeks": up to the revision's time."""
    if now.at is None:
        return None
    return now.at - _read_duration(found), now.at


def resolve_stretch_ahead(found: regex.Match[str], now: Now) -> Interval | None:
    """ "The next decade", "the coming two weeks": from the revision's time on."""
    return None if now.at is None else (now.at, now.at + _read_duration(found))


def resolve_time_ago(found: regex.Match[str], now: Now) -> Interval | None:
    """The time so long ago, as exact as its unit: "three weeks ago"."""
    if now.at is None or now.day is None:
        return None
    if "," in found["count"]:
        return None  # "4,500 years ago"
    start = (now.at - _read_duration(found)).replace(hour=0, minute=0, second=0, microsecond=0)
    unit = found["unit"].lower().removesuffix("s")
    if found["then"] and unit == "year" and not found["about"]:
        return _build_part_of_past_year(found["then"].lower(), now.day, now.day.year - round((now.at - start) / (365 * _DAY)))
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
        return _move_to_year(base[0], year), _move_to_year(base[1], year + base[1].year - base[0].year)
    if unit == "month":
        months = base[0].year * 12 + base[0].month - 1 - round(steps / (30 * _DAY))
        return _build_month(months // 12, months % 12 + 1)
    start = (base[0] - steps).replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + _DAY


def _move_to_year(time: datetime, year: int) -> datetime:
    """Moves the start of a month or of a longer period to another year; no later day than the 28th, which every month has."""
    return time.replace(year=year, day=min(time.day, 28))


def _build_part_of_past_year(part: str, today: datetime, year: int) -> Interval | None:
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
