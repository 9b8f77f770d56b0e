"""Copies articles with all their rows from a folder to a database, so that the site shows a part of a crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from sayso.bulk import duckdb_views
from sayso.bulk.shards import Folder
from sayso.errors import InputError
from sayso.store import queries, runs, writing
from sayso.store.numbering import PER_ARTICLE
from sayso.store.rows import ArticleRow, MentionRow, RawRow, ReadingRow, SpeakerRow
from sayso.store.writing import TABLES as KINDS

#: Articles that are written in one transaction.
BATCH_SIZE = 200
#: Columns with numbers derived from the article's number; they change with it.
_INSIDE = frozenset(
    ("claim_id", "revision_id", "version_id", "old_version_id", "new_version_id", "old_revision_id", "new_revision_id", "entry")
)
#: Conditions for the rows of some articles in tables without a column for the article; `{of}` is the list of articles.
_WHERE = {
    ArticleRow: "id in ({of})",
    RawRow: "sha256 in (select raw_sha256 from captures where article_id in ({of}))",
    SpeakerRow: "id in (select speaker_id from claim_versions where article_id in ({of}) and speaker_id is not null)",
    MentionRow: f"revision_id // {PER_ARTICLE} in ({{of}})",
    ReadingRow: f"revision_id // {PER_ARTICLE} in ({{of}})",
}


class Selection(NamedTuple):
    """The articles to load; None selects all. `address` is a prefix of their addresses; times are those of the newest revision."""

    publisher: str | None = None
    address: str | None = None
    since: str | None = None
    until: str | None = None
    changed: bool = False
    limit: int | None = None

    def find_ids(self, duck: Any) -> list[int]:
        """Returns the numbers of these articles; with a limit, those updated last."""
        asked: list[tuple[str, object]] = [
            ("lower(publisher) = lower(?)", self.publisher), ("starts_with(url, ?)", self.address), ("updated_at >= ?", self.since),
            ("updated_at < ?", self.until),
        ]  # fmt: skip
        wanted = [(condition, value) for condition, value in asked if value is not None]
        where = " and ".join([condition for condition, _ in wanted] + ["changes > 0"] * self.changed) or "true"
        order = f"order by updated_at desc, id limit {self.limit}" if self.limit is not None else "order by id"
        return sorted(row[0] for row in duck.execute(f"select id from articles where {where} {order}", [v for _, v in wanted]).fetchall())


class Loaded(NamedTuple):
    """The number of articles loaded, and of those that were in the database already."""

    taken: int
    known: int


def load_articles(db: Database, folder: Folder, selection: Selection, run_id: int, advance: Callable[[], None]) -> Loaded:
    """Adds articles to the database. An article that the database knows under any of its names does not change.

    Raises InputError if the folder has no tables.
    """
    if not folder.is_complete():
        raise InputError(f"{folder.path}: no tables here; `sayso bulk` makes them")
    known = 0
    with duckdb_views.connect(folder) as duck:
        ids = selection.find_ids(duck)
        for start in range(0, len(ids), BATCH_SIZE):
            batch = ids[start : start + BATCH_SIZE]
            old = _find_known(db, duck, batch)
            known += len(old)
            _add(db, duck, [i for i in batch if i not in old], run_id)
            for _ in batch:
                advance()
    return Loaded(len(ids) - known, known)


def _find_known(db: Database, duck: Any, ids: Sequence[int]) -> set[int]:
    names = dict(duck.execute(f"select url, article_id from article_urls where article_id in ({_list_in_sql(ids)})").fetchall())
    return {names[name] for name in queries.find_articles_by_name(db, names)}


def _add(db: Database, duck: Any, ids: Sequence[int], run_id: int) -> None:
    if not ids:
        return
    first = queries.find_free_article_id(db)
    numbers = dict(zip(ids, range(first, first + len(ids)), strict=True))
    counts: dict[str, int] = {}
    with writing.transaction(db):
        for kind, (table, _) in KINDS.items():
            rows = [_renumber(kind, row, numbers, run_id) for row in _read_rows(duck, kind, table, ids)]
            writing.put_new(db, rows)
            counts[table] = len(rows)
        runs.count_outcomes(
            db, run_id, articles=counts["articles"], revisions_new=counts["revisions"], claims=counts["claims"], changes=counts["changes"]
        )


def _read_rows(duck: Any, kind: Any, table: str, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    where = _WHERE.get(kind, "article_id in ({of})").format(of=_list_in_sql(ids))
    columns = ", ".join(f'"{name}"' for name in kind._fields)
    result = duck.execute(f"select {columns} from {table} where {where} order by all")
    while rows := result.fetchmany(10_000):
        yield from rows


def _renumber(kind: Any, row: Sequence[Any], numbers: dict[int, int], run_id: int) -> Any:
    """Returns the row with the numbers that it has in the database: those of the article and of this run."""

    def renumber_value(name: str, value: Any) -> Any:
        if name == "run_id":
            return run_id
        if name == "article_id" or (name == "id" and kind is ArticleRow):
            return numbers[value]
        if value is not None and (name in _INSIDE or (name == "id" and kind is not SpeakerRow)):
            article, inside = divmod(value, PER_ARTICLE)
            return numbers[article] * PER_ARTICLE + inside
        return value

    return kind._make(map(renumber_value, kind._fields, row))


def _list_in_sql(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids))
