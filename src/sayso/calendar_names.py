"""Names of months and days of the week, for the reading of text, of dates on pages, and of series."""

from __future__ import annotations

#: The names of each month, in full and abbreviated, as written; January is the first.
_NAMES = (
    "January Jan. Jan",
    "February Feb. Feb",
    "March Mar. Mar",
    "April Apr. Apr",
    "May",
    "June Jun. Jun",
    "July Jul. Jul",
    "August Aug. Aug",
    "September Sept. Sep. Sept Sep",
    "October Oct. Oct",
    "November Nov. Nov",
    "December Dec. Dec",
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_BY_THREE_LETTERS = {name[:3].lower(): number for name, number in _NUMBERS.items()}

#: Every name as written: "September", "Sept.", "Sep".
MONTHS = tuple(_NUMBERS)

#: The names in small letters without full stops, each with its number: "september" 9, "sept" 9, "sep" 9.
MONTH_NUMBERS = {name.lower(): number for name, number in _NUMBERS.items() if not name.endswith(".")}

#: The full names in small letters.
FULL_MONTHS = tuple(names.split()[0].lower() for names in _NAMES)

#: A regular expression for any of these names, the longest first: "september|february|…". It ignores no case by itself.
MONTH_PATTERN = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))

#: Their first three letters, as they begin wherever a month is written: "Jan|Feb|…".
MONTH_STARTS = "|".join(start.capitalize() for start in _BY_THREE_LETTERS)

#: The days of the week in small letters, as `date.weekday()` counts them.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: A regular expression for any of them with its capital: "(?:Mon|Tues|…)day".
WEEKDAY = f"(?:{'|'.join(day.capitalize().removesuffix('day') for day in WEEKDAYS)})day"


def month_number(word: str) -> int:
    """Returns the number (1 to 12) of a month by its first three letters. Raises KeyError if they name no month.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    return _BY_THREE_LETTERS[word[:3].lower()]
