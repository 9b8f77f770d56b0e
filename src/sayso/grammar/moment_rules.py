"""The rules for times: patterns, the half-open interval in UTC that each resolves to, and examples that the tests run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from sayso.calendar_names import MONTHS, WEEKDAY
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.moment_intervals import (
    QUARTERS,
    SEASONS,
    Interval,
    Now,
    resolve_calendar_unit,
    resolve_day_and_month,
    resolve_decade,
    resolve_full_date,
    resolve_month_alone,
    resolve_month_of_last_year,
    resolve_month_of_year,
    resolve_named_day,
    resolve_quarter,
    resolve_range,
    resolve_season,
    resolve_stretch,
    resolve_stretch_ahead,
    resolve_time_ago,
    resolve_two_weekdays,
    resolve_weekday,
    resolve_weekday_of_week,
    resolve_weekend,
    resolve_year,
    resolve_year_of_its_own,
    resolve_years,
)
from sayso.grammar.quantities.number_lexicon import TENS, build_words_up_to

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
#: "His last day in office" is not a day before now.
_OWNERS = r"\b(?:[Hh]er|[Hh]is|[Ii]ts|[Mm]y|[Oo]ur|[Tt]heir|[Yy]our)"
#: Nouns for what is said or published on a day: "in a 2019 interview".
_OCCASIONS = alternation((*entries("moments.txt", "occasions of saying"), *entries("moments.txt", "what is said or put out"), "study"))
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
               resolve=resolve_range, cues=("month", "year"),
               yes=(("between 1999 and 2013", "1999-01-01T00:00:00Z", "2014-01-01T00:00:00Z"),
                ("from January to mid-March 2022", "2022-01-01T00:00:00Z", "2022-04-01T00:00:00Z"),
                ("from November to February", "2023-11-01T00:00:00Z", "2024-03-01T00:00:00Z"),
                ("between March 3 and 5", "2024-03-03T00:00:00Z", "2024-03-06T00:00:00Z"),
                ("between March 3 and May 19.", "2024-03-03T00:00:00Z", "2024-05-20T00:00:00Z")), no=("between 1999 people",)),
    MomentRule("range of a noun", r"(?<=\b(?:[Ii]n|[Dd]uring|[Ff]or|[Ww]ithin|[Oo]ver)\sthe\s"
                                  rf"{_PART})(?:(?P<m1>{_MONTH})(?:\s(?P<d1>\d\d?))?(?:,?\s(?P<y1>(?:19|20)\d\d))?)"
                                  rf"\s(?:to|through)\s{_PART}(?:{_SECOND})\b(?![-,.]\d)(?=\s[a-z])",
               resolve=resolve_range, cues=("month",),
               yes=(("in the January 1 to early February window", "2024-01-01T00:00:00Z", "2024-03-01T00:00:00Z"),
                ("during the May to June show", "2023-05-01T00:00:00Z", "2023-07-01T00:00:00Z")), no=("in the January 1 to 40",)),
    MomentRule(FROM_DAY, rf"(?<=\b(?:[Ff]rom|[Bb]etween)\s)(?P<d1>\d\d?)(?:\s(?P<m1>{_MONTH}))?(?:,?\s(?P<y1>(?:19|20)\d\d))?,?"
                         rf"\s(?:and|to|through|until|till)\s(?P<d2>\d\d?)\s(?P<m2>{_MONTH})(?:,?\s(?P<y2>(?:19|20)\d\d))?\b",
               resolve=resolve_range, cues=("month",),
               yes=(("between 12 and 15 September 2023", "2023-09-12T00:00:00Z", "2023-09-16T00:00:00Z"),
                ("from 14 August 2017 through 11 February 2018", "2017-08-14T00:00:00Z", "2018-02-12T00:00:00Z"),
                ("between 1 January and 29 August 2023", "2023-01-01T00:00:00Z", "2023-08-30T00:00:00Z")), no=("from 12 boats",)),
    MomentRule("days of a month", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?P<y1>(?!))?"
                                  rf"(?:[-–—]|\s(?:to|through)\s|\sand\s(?={_MONTH}\s))(?:(?P<m2>{_MONTH})\s)?"
                                  r"(?P<d2>[12]?\d|3[01])(?:,?\s(?P<y2>(?:19|20)\d\d))?\b(?![:,.]\d|[-–])",
               resolve=resolve_range, cues=("month",), yes=(("March 3–9", "2024-03-03T00:00:00Z", "2024-03-10T00:00:00Z"),
                ("Feb. 28 to March 2", "2024-02-28T00:00:00Z", "2024-03-03T00:00:00Z"),
                ("on Dec. 30-31, 2022", "2022-12-30T00:00:00Z", "2023-01-01T00:00:00Z")), no=("March 3 to 40 boats", "March 3")),
    MomentRule("two months", rf"(?<=\b(?:[Ii]n|[Bb]etween)\s)(?P<m1>{_MONTH})(?P<d1>(?!))?(?P<y1>(?!))?\sand\s"
                             rf"(?P<m2>{_MONTH})(?P<d2>(?!))?(?:,?\s(?P<y2>(?:19|20)\d\d))?\b(?!\s\d)",
               resolve=resolve_range, cues=("month",),
               yes=(("in August and October 2019", "2019-08-01T00:00:00Z", "2019-11-01T00:00:00Z"),
                ("it will rain in May and June", "2024-05-01T00:00:00Z", "2024-07-01T00:00:00Z"),
                ("it will rain in January and February", "2025-01-01T00:00:00Z", "2025-03-01T00:00:00Z"),
                ("potential dates in May and June", "2024-05-01T00:00:00Z", "2024-07-01T00:00:00Z"),
                ("it rained in May and June", "2023-05-01T00:00:00Z", "2023-07-01T00:00:00Z")),
               no=("in August and October 3",)),
    MomentRule("months of a period", rf"(?P<m1>{_MONTH})(?P<d1>(?!))?(?P<y1>(?!))?[-–](?:through-|to-)?(?P<m2>{_MONTH})(?P<d2>(?!))?"
                                     r"(?P<y2>(?!))?\s(?:period|quarter)\b",
               resolve=resolve_range, cues=("month",),
               yes=(("in the October-December quarter", "2023-10-01T00:00:00Z", "2024-01-01T00:00:00Z"),
                ("over the July-through-September period", "2023-07-01T00:00:00Z", "2023-10-01T00:00:00Z")), no=("May-June rain",)),
    MomentRule("date with year", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y1>(?:19"
                                 rf"|20)\d\d)|(?P<d2>\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH}),?\s(?P<y2>(?:19"
                                 rf"|20)\d\d)",
               resolve=resolve_full_date, cues=("month",),
               yes=(("on Oct. 7, 2023", "2023-10-07T00:00:00Z", "2023-10-08T00:00:00Z"), ("7 October 2023",
                   "2023-10-07T00:00:00Z", "2023-10-08T00:00:00Z")),
               no=("Oct. 7",)),
    MomentRule("month of a year", rf"(?P<month>{_MONTH}),?\s(?:of\s)?(?P<year>(?:19|20)\d\d)\b", resolve=resolve_month_of_year,
               cues=("month",),
               yes=(("in October 2023", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"),), no=("in October",)),
    MomentRule("month of last year", rf"(?P<month>{_MONTH})\s(?:of\s)?(?P<which>last|this|next)\syear\b",
               resolve=resolve_month_of_last_year,
               cues=("month",), yes=(("in October of last year", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"),), no=("in October",)),
    MomentRule("day of a month", rf"(?P<m1>{_MONTH})\s(?P<d1>\d\d?)(?:st|nd|rd|th)?\b(?!:)|\b(?P<d2>\d\d?)(?:st"
                                 rf"|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})(?![a-z])", resolve=resolve_day_and_month, cues=("month",),
               yes=(("since Oct. 7", "2023-10-07T00:00:00Z", "2024-03-21T20:52:00Z"), ("on March 5", "2024-03-05T00:00:00Z",
                   "2024-03-06T00:00:00Z")), no=("in March",)),
    MomentRule("two weekdays", rf"(?P<weekday>{WEEKDAY})(?:\s(?:morning|afternoon|evening|night))?\s(?:and|through|to)\s(?:on\s)?"
                               rf"(?P<last>{WEEKDAY})\b",
               resolve=resolve_two_weekdays, cues=("weekday",),
               yes=(("on Tuesday and Wednesday", "2024-03-19T00:00:00Z", "2024-03-21T00:00:00Z"),),
               no=("on Tuesdays and Wednesdays",)),

    MomentRule("weekday of a week", rf"(?P<weekday>{WEEKDAY})\s(?:of\s)?(?P<which>last|this|next)\sweek\b",
               resolve=resolve_weekday_of_week,
               cues=("weekday",),
               yes=(("by Friday of next week", None, "2024-03-30T00:00:00Z"), ("Monday of last week", "2024-03-11T00:00:00Z",
                   "2024-03-12T00:00:00Z")), no=("on Friday",)),

    MomentRule("weekday", rf"(?<!{_NAMED_DAYS}\s)(?P<weekday>{WEEKDAY})\b(?:\s(?:morning|afternoon|evening|night))?",
               resolve=resolve_weekday,
               cues=("weekday",),
               yes=(("as of Thursday", "2024-03-21T00:00:00Z", "2024-03-22T00:00:00Z"), ("on Friday", "2024-03-15T00:00:00Z",
                   "2024-03-16T00:00:00Z"),
                ("talks will go on on Friday", "2024-03-22T00:00:00Z", "2024-03-23T00:00:00Z")), no=("on Fridays",)),
    MomentRule(NAMED_DAY, rf"(?P<day>today|yesterday|tonight|tomorrow"
                            rf"|overnight(?:\sinto\s(?P<weekday>{WEEKDAY}))?|last\snight|this\s(?:morning|afternoon|evening))\b",
        resolve=resolve_named_day, cues=("word",),
               yes=(("killed yesterday", "2024-03-20T00:00:00Z", "2024-03-21T00:00:00Z"), ("killed this morning", "2024-03-21T00:00:00Z",
                   "2024-03-22T00:00:00Z"), ("overnight into Thursday", "2024-03-20T00:00:00Z", "2024-03-22T00:00:00Z")),
               no=("todays",)),
    MomentRule("season", rf"(?P<which>last|this|next)\s(?P<over>past\s)?(?:(?:coming|upcoming)\s)?"
                         rf"(?P<season>{'|'.join(SEASONS)})\b", resolve=resolve_season, cues=("word",),
               yes=(("last summer", "2023-06-01T00:00:00Z", "2023-09-01T00:00:00Z"), ("last winter", "2023-12-01T00:00:00Z",
                   "2024-03-01T00:00:00Z"),
                ("this fall", "2024-09-01T00:00:00Z", "2024-12-01T00:00:00Z"),
                ("this upcoming summer", "2024-06-01T00:00:00Z", "2024-09-01T00:00:00Z"),
                ("this past fall", "2023-09-01T00:00:00Z", "2023-12-01T00:00:00Z")), no=("last falls",)),
    MomentRule("the season", r"(?P<which>(?!))?(?<=\b(?:(?:in|over|during|since|by|into|until)\sthe|in|by|until|since|into)"
                             r"\s(?:early\s|late\s|mid-)?)"
                             rf"(?P<season>{'|'.join(SEASONS)})"
                             rf"(?:\s(?:and|or|to|through)\s(?:early\s|late\s|mid-)?(?P<second>{'|'.join(SEASONS)}))?"
                             r"(?=[.,;:)”]|$|\s(?:and|when|after|as|before|because|while)\b)", resolve=resolve_season, cues=("word",),
               words=frozenset(SEASONS),
               yes=(("in the fall", "2023-09-01T00:00:00Z", "2023-12-01T00:00:00Z"), ("over the summer, 40 left", "2023-06-01T00:00:00Z",
                   "2023-09-01T00:00:00Z")), no=("in the fall of the house", "the summer")),
    MomentRule("weekend", r"(?<=\b(?:over|during|on|at|through|throughout|by|before|until|since|after|for|into)\sthe\s)weekend\b",
               resolve=resolve_weekend, cues=("word",), words=frozenset(("weekend",)),
               yes=(("over the weekend", "2024-03-16T00:00:00Z", "2024-03-18T00:00:00Z"), ("by the weekend", None, "2024-03-25T00:00:00Z"),
                ("it will rain over the weekend", "2024-03-23T00:00:00Z", "2024-03-25T00:00:00Z")), no=("the weekend",)),
    MomentRule("quarter", rf"(?P<nth>{'|'.join(QUARTERS)})[\s-]quarter\b"
                          r"(?:\s(?:of\s)?(?P<fiscal>(?:the\s)?fiscal\s(?:year\s)?)?(?P<year>(?:19|20)\d\d)\b)?", resolve=resolve_quarter,
               cues=("word",),
               yes=(("in the fourth quarter of 2022", "2022-10-01T00:00:00Z", "2023-01-01T00:00:00Z"), ("in the fourth quarter",
                   "2023-10-01T00:00:00Z", "2024-01-01T00:00:00Z")),
               no=("first quarters",)),
    MomentRule("calendar week, month or year", rf"(?<!{_OWNERS}\s)(?P<which>last|previous|this|current|next)\s"
                                                rf"(?:(?:calendar|fiscal)\s(?=year))?"
                                               r"(?P<unit>week"
                                               r"|weekend|month|quarter|year)\b(?!-)", resolve=resolve_calendar_unit, cues=("word",),
               yes=(("last week", "2024-03-11T00:00:00Z", "2024-03-18T00:00:00Z"), ("this year", "2024-01-01T00:00:00Z",
                   "2025-01-01T00:00:00Z"),
                ("next month", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"), ("last weekend", "2024-03-16T00:00:00Z",
                    "2024-03-18T00:00:00Z"), ("last quarter", "2023-10-01T00:00:00Z", "2024-01-01T00:00:00Z")), no=("last weeks",)),
    MomentRule("stretch up to now",
        rf"(?<!{_LASTS}\s|\b(?:[Aa]t|[Uu]ntil)\sthe\s)(?<!{_OWNERS}\s(?=last\s[a-z]+\b(?<!s)))"
        rf"(?:past|last|preceding|previous)\s(?:(?P<count>{_COUNT})\s)?(?P<unit>{_STEP}s?)\b",
        resolve=resolve_stretch, cues=("word",),
               yes=(("in the past 24 hours", "2024-03-20T20:52:00Z", "2024-03-21T20:52:00Z"),), no=("the past tense",
                   "it could last three weeks", "at the last minute")),
    MomentRule("stretch from now on",
        rf"(?:next|coming)\s(?:(?P<count>{_COUNT})\s(?P<unit>{_STEP}s?)|(?P<unit>hour|day|week|month|year|decade))\b",
        resolve=resolve_stretch_ahead,
            cues=("word",),
               yes=(("over the next two weeks", "2024-03-21T20:52:00Z", "2024-04-04T20:52:00Z"), ("over the coming year",
                   "2024-03-21T20:52:00Z", "2025-03-21T20:52:00Z")),
               no=("the coming tide",)),
    MomentRule(AGO, rf"(?P<about>{_ABOUT})?(?<![\d,.-])(?:(?P<first>{_COUNT})\s(?:or|to)\s)?"
               rf"(?P<count>\d{{1,3}}(?:,\d{{3}})+|{_COUNT_AGO})(?P<odd>-odd|\sor\sso)?(?P<half>\sand\sa\shalf)?"
               rf"\s(?:long\s|short\s)?(?P<unit>{_STEP}s?)\s(?:ago(?P<then>\s(?:today|this\s(?:week|month))\b)?"
               r"|earlier)\b", resolve=resolve_time_ago,
               cues=("word",), words=frozenset(("ago", "earlier")),
               yes=(("two days ago", "2024-03-19T00:00:00Z", "2024-03-20T00:00:00Z"),
                ("around 20 years ago", "2002-01-01T00:00:00Z", "2007-01-01T00:00:00Z"),
                ("two months ago", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"),
                ("a plan from a decade ago", "2014-01-01T00:00:00Z", "2015-01-01T00:00:00Z"),
                ("ten years ago this month", "2014-03-01T00:00:00Z", "2014-04-01T00:00:00Z"),
                ("a year ago today", "2023-03-21T00:00:00Z", "2023-03-22T00:00:00Z"),
                ("two years ago this week", "2022-03-21T00:00:00Z", "2022-03-28T00:00:00Z")), no=("long ago",)),
    MomentRule("month", rf"(?<=\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|early|late|mid-|of|[Tt]hrough"
                        rf"|from|before|after|[Dd]uring|to|(?:recently|early|late|soon"
                        rf"|far\sback)\sas)\s)(?P<month>{_MONTH})(?!-?[a-z])(?!\s\d)",
               resolve=resolve_month_alone, cues=("month",),
               yes=(("in October", "2023-10-01T00:00:00Z", "2023-11-01T00:00:00Z"), ("since January", "2024-01-01T00:00:00Z",
                   "2024-03-21T20:52:00Z")), no=("you may go", "they March on")),
    MomentRule("month of a figure", rf"(?P<month>{_MONTH})(?=[’']s\s(?:[a-z]+\s)?[$£€]?\d)", resolve=resolve_month_alone, cues=("month",),
               yes=(("than January’s 0.2%", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"),), no=("January’s rate",)),
    MomentRule("years", r"(?<=(?:\b(?:[Ii]n|[Dd]uring|of|[Ss]ince|for)\s(?:the\s)?|^|\n))(?P<year>(?:19|20)\d\d)(?:[-–]"
                        r"|(?<=\b(?:[Ii]n|[Dd]uring|for)\s\d{4})\s(?:and|or)\s(?:in\s)?(?=(?:19|20)\d\d))"
                        r"(?P<last>(?:19|20)?\d\d)\b(?![-–.]\d)(?:\s(?:school\syear|season)\b)?",
               resolve=resolve_years, cues=("year",), yes=(("in 2002–2003", "2002-01-01T00:00:00Z", "2004-01-01T00:00:00Z"),
                ("in 2021-23", "2021-01-01T00:00:00Z", "2024-01-01T00:00:00Z"), ("in 2021 and 2023", "2021-01-01T00:00:00Z",
                    "2024-01-01T00:00:00Z")), no=("at 2003–2004",)),
    MomentRule("year as a label", r"(?<=(?:^|\n))(?P<year>(?:19|20)\d\d)(?=:\s)", resolve=resolve_year, cues=("year",),
               yes=(("1995: 315 boats", "1995-01-01T00:00:00Z", "1996-01-01T00:00:00Z"),), no=("at 1995: boats",)),
    MomentRule("year of its own", r"(?<=\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[’']s)\s)(?P<year>(?:19|20)\d\d)\s"
                                  r"(?:fiscal|budget|school|academic)\syear\b", resolve=resolve_year_of_its_own, cues=("year",),
               yes=(("for the 2026 fiscal year", None, None), ("the federal budget of the 2024 fiscal year", "2023-10-01T00:00:00Z",
                   "2024-10-01T00:00:00Z")), no=("the 2024 year",)),
    MomentRule("year", r"(?<=\b(?:[Ii]n|[Ff]or|[Ss]ince|[Bb]y|[Uu]ntil|early|late|mid-|of|[Tt]hrough|from|before|after|[Dd]uring"
                       r"|year|[Ff]iscal"
                       r"|(?:recently|early|late|soon|far\sback)\sas"
                       r"|to|[Ii]n\sthe|[Dd]uring\sthe|[Ss]ince\sthe|of\sthe)\s)(?P<year>(?:19|20)\d\d)\b(?![-,.]\d)(?!\s(?:people|men"
                       r"|women))", resolve=resolve_year, cues=("year",),
               yes=(("in 2023", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
                    ("since 2020", "2020-01-01T00:00:00Z", "2024-03-21T20:52:00Z"),
                ("by 2030", None, "2031-01-01T00:00:00Z"),
                ("its budget for 2025", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), ("in fiscal year 2023", None, None),
                ("federal agents in fiscal 2023", "2022-10-01T00:00:00Z", "2023-10-01T00:00:00Z")), no=("in 2023 people",)),
    MomentRule("year of an occasion", rf"(?<=\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s)(?P<year>(?:19|20)\d\d)"
                                      rf"(?=\s(?:[a-z-]+\s){{0,2}}?{_OCCASIONS}\b)", resolve=resolve_year, cues=("year",),
               yes=(("in a 2021 interview", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"),), no=("in a 2021 car",)),
    MomentRule(OF_EVENT[0], r"(?<=\b(?:[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[’']s)\s)(?P<year>(?:19|20)\d\d)(?=\s[a-z]{3})",
               resolve=resolve_year, cues=("year",),
               yes=(("a 2009 shooting", "2009-01-01T00:00:00Z", "2010-01-01T00:00:00Z"),), no=("a 2009 in", "in 2009")),
    MomentRule(OF_EVENT[1], rf"(?<=\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s)(?P<month>{_MONTH})"
                                    r"(?=\s(?!for\b|on\b|of\b|to\b|madness\b)[A-Za-z])(?<!\b[Tt]he May|\b[Tt]he March)",
               resolve=resolve_month_alone, cues=("month",), yes=(("a January poll", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"),),
               no=("a March for peace",)),
    MomentRule("year long past", r"(?<=\b(?:[Ii]n|[Ss]ince)\s)(?P<year>1[5-8]\d\d)\b(?![-,.]\d)(?=[.,;:)”—]|$|\s(?:after|and|as|at|but|by"
                                 r"|for|from|in|on|over|that|the|to|under|when|where|which|with)\b)",
               resolve=resolve_year, cues=("year",), yes=(("in 1817", "1817-01-01T00:00:00Z", "1818-01-01T00:00:00Z"),),
               no=("in 1817 homes", "of 1817")),
    MomentRule("decade", r"(?<=\bthe\s(?:early\s|late\s|mid-)?)(?P<decade>(?:19|20)\d0)s\b"
                         r"(?:(?:[-–—]|\s(?:and|to|through|until)\s)(?:the\s)?"
                         r"(?:early\s|late\s|mid-)?(?P<last>(?:19|20)?\d0)s\b)?", resolve=resolve_decade, cues=("year",),
               yes=(("in the 1990s", "1990-01-01T00:00:00Z", "2000-01-01T00:00:00Z"), ("since the late 1990s", "1990-01-01T00:00:00Z",
                   "2024-03-21T20:52:00Z")), no=("1990s",)),
)  # fmt: skip
