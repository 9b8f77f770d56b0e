"""The list of the home page: by day, the articles with matching changes, most newsworthy first."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import NamedTuple

from sayso.publish.databases import Reader, Row
from sayso.store import change_filters as sql

#: The stories of a page, and the greatest number of days that a query walks through: a filter without matches must end too.
STORIES_PER_PAGE, MAX_DAYS_WALKED = 20, 60


class Story(NamedTuple):
    """An article with the numbers of its changes of a day, the most newsworthy first, and the time of the last.

    The same change in headline and text is one entry, shown by its first change; each entry is a tuple of numbers.
    """

    day: str
    article_id: int
    entries: tuple[tuple[int, ...], ...]
    at: str


class HomePage(NamedTuple):
    """The stories of a page, and the start of the next: a day and the number of its stories shown before; None at the end."""

    stories: list[Story]
    after: tuple[str, int] | None


def read_page(read: Reader, where: sql.Where, until: str, skip: int) -> HomePage:
    """Reads the stories up to a day, without the first `skip` of that day."""
    days = [row["day"] for row in read.fetch_all(sql.DAYS_UNTIL, {"until": until, "most": MAX_DAYS_WALKED + 1})] if where.walk else []
    oldest, beyond = (days[MAX_DAYS_WALKED - 1], days[MAX_DAYS_WALKED]) if len(days) > MAX_DAYS_WALKED else ("", None)
    values = {**where.values, "from": oldest, "until": until, "limit": STORIES_PER_PAGE + 1, "skip": skip}
    found = [(row["day"], row["article_id"]) for row in read.fetch_all(sql.build_stories_query(where), values)]
    after = _find_next_start(found, skip) if len(found) > STORIES_PER_PAGE else (beyond, 0) if beyond else None
    return HomePage(_read_stories(read, where, found[:STORIES_PER_PAGE]), after)


def narrow_conditions(read: Reader, where: sql.Where) -> sql.Where:
    """Returns the conditions, restricted to the changes that meet one of them if these are few."""
    counted = ((part, read.fetch_one(sql.build_capped_count(part), where.values)) for part in where.parts if part.source)
    few = next((part for part, found in counted if found and found["n"] <= sql.MAX_FEW), None)
    return where.restrict_to_ids(few) if few else where


def choose_count_conditions(read: Reader, where: sql.Where) -> sql.Where:
    """Returns the same conditions in the form that counts fastest."""
    if not where.walk or sql.WORDS not in where.parts:
        return where
    rare = read.fetch_one(sql.ARE_WORDS_RARE, where.values)
    if not rare or not rare["rare"]:
        return where
    return where._replace(parts=tuple(sql.RARE_WORDS if part == sql.WORDS else part for part in where.parts))


def _find_next_start(found: list[tuple[str, int]], skip: int) -> tuple[str, int]:
    """Returns the start of the next page."""
    day = found[-1][0]
    return day, sum(other == day for other, _ in found[:-1]) + (skip if found[0][0] == day else 0)


def _read_stories(read: Reader, where: sql.Where, found: list[tuple[str, int]]) -> list[Story]:
    changes: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in read.fetch_all(sql.build_changes_query(where), {**where.values, "stories": json.dumps(found)}):
        changes[row["day"], row["article_id"]].append(row)
    return [Story(*key, _group_entries(changes[key]), max(row["at"] for row in changes[key])) for key in found]


def _group_entries(changes: list[Row]) -> tuple[tuple[int, ...], ...]:
    entries: dict[int, list[int]] = defaultdict(list)
    for row in changes:
        entries[row["entry"]].append(row["id"])
    return tuple(map(tuple, entries.values()))
