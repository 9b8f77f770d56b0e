"""The changes to notify people of: those that a run found in stories known before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from sayso.store.queries import Filter
from sayso.store.series_news import SERIES_NEWS
from sayso.store.writing import transaction

#: Revisions that a run found first, of articles and from sources known before it. The first reading of a source, or of an archive of years,
#: is not news.
_NEWS = """
    select c.revision_id from captures c where c.run_id > :after and c.run_id <= :upto
    and not exists (select 1 from captures e where e.revision_id = c.revision_id and e.run_id < c.run_id)
    and exists (select 1 from captures e where e.article_id = c.article_id and e.run_id < c.run_id)
    and (c.source_id is null or exists (select 1 from captures e where e.source_id = c.source_id and e.run_id < c.run_id))
"""


class NotificationFilter(NamedTuple):
    """The changes that a user wants to receive. `words`: any of them in the headline or in either sentence.

    `series` selects new figures of these series (by number) in any article instead.
    """

    filter: Filter = Filter()
    words: Sequence[str] = ()
    speakers: Sequence[str] = ()
    sources: Sequence[str] = ()
    series: Sequence[int] = ()


def read_news(db: Database, asked: NotificationFilter, *, after: int, upto: int, limit: int) -> list[dict[str, Any]]:
    """The changes of the runs `after` < n <= `upto`, newest first; columns as in `change_details`, for series those that messages use."""
    condition, values = asked.filter.build_where()
    bound: dict[str, object] = {"after": after, "upto": upto, "limit": limit, **{f"f{n}": v for n, v in enumerate(values)}}
    parts = condition.split("?")
    condition = "".join(part + (f":f{n}" if n < len(values) else "") for n, part in enumerate(parts))
    for name, columns, wanted in (
        ("w", ("article", "old_sentence", "new_sentence"), asked.words),
        ("s", ("old_speaker", "new_speaker"), asked.speakers),
    ):
        if wanted:
            bound.update({f"{name}{n}": w.lower() for n, w in enumerate(wanted)})
            tests = (f"instr(lower(coalesce({c}, '')), :{name}{n})" for n in range(len(wanted)) for c in columns)
            condition += f" and ({' or '.join(tests)})"
    if asked.sources:
        bound.update({f"o{n}": name for n, name in enumerate(asked.sources)})
        of = "select c.article_id from captures c join sources s on s.id = c.source_id where s.name in"
        condition += f" and article_id in ({of} ({', '.join(f':o{n}' for n in range(len(asked.sources)))}))"
    source = f"change_details where new_revision_id in ({_NEWS})"
    if asked.series:
        source = f"({SERIES_NEWS}) where series_id in ({', '.join(str(int(n)) for n in asked.series)})"
    first = "" if asked.series else "news desc, "
    query = f"select * from {source} and {condition} order by day desc, {first}rank, abs(percent) desc, id limit :limit"
    return list(db.query(query, bound))


def find_last_run(db: Database) -> int:
    """Returns the number of the newest run that has ended; 0 if there is none."""
    return int(db.execute("select coalesce(max(id), 0) from runs where status <> 'running'").fetchone()[0])


def find_last_delivered(db: Database, channel: str) -> int | None:
    """Returns the last run delivered to a channel; None before the first delivery."""
    row = db.execute("select run_id from tellings where channel = ?", (channel,)).fetchone()
    return row and int(row[0])


def set_delivered(db: Database, channel: str, run_id: int, at: str) -> None:
    """Records that everything up to a run was delivered to a channel."""
    with transaction(db):
        db.execute("insert or replace into tellings (channel, run_id, at) values (?, ?, ?)", (channel, run_id, at))
