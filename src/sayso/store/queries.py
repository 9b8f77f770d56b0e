"""The queries of the ingest and the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from sayso.store.change_filters import build_fts_query
from sayso.store.list_queries import ROLES
from sayso.store.page_queries import PUBLISHERS
from sayso.store.rows import ArticleRow, CaptureRow, RawRow, RevisionRow
from sayso.store.views import VIEWS
from sayso.store.writing import compute_number_range

#: The tables and views that can be exported.
EXPORTED = (
    *VIEWS, "articles", "revisions", "claims", "claim_versions", "changes", "changes_per_day", "speakers", "series", "runs", "run_events",
)  # fmt: skip
#: Columns of real numbers, even if the first thousand rows have none.
REAL_COLUMNS = frozenset(
    ("value", "low", "high", "delta", "percent", "certainty", "link_certainty", "old_value", "new_value", "headline_value", "body_value")
)


class RevisionMark(NamedTuple):
    """A revision without its text: the data of its captures, and its place."""

    id: int
    seq: int
    updated_at: str
    updated_at_basis: str
    zone_assumed: int
    captured_at: str
    last_captured_at: str
    valid_from: str
    valid_to: str
    stealth: int
    bump: int
    text_hash: str
    occurrence: int
    published_at: str | None


class StoredArticle(NamedTuple):
    """The stored facts of one article, without the derived rows."""

    article: ArticleRow
    captures: list[CaptureRow]
    revisions: list[RevisionRow]


def exists(db: Database, article_id: int) -> bool:
    """Whether an article has this number."""
    return db.execute("select 1 from articles where id = ?", (article_id,)).fetchone() is not None


def read_facts(db: Database, article_id: int) -> StoredArticle:
    """An article's facts."""
    between = compute_number_range(article_id)
    revisions = [
        RevisionRow._make(r)
        for r in _read_rows(db, RevisionRow, table="revisions", where="id between ? and ? order by seq", values=between)
    ]
    return StoredArticle(read_article(db, article_id), read_captures(db, article_id), revisions)


def read_article(db: Database, article_id: int) -> ArticleRow:
    """An article's own row."""
    return ArticleRow._make(_read_one(db, ArticleRow, table="articles", where="id = ?", values=(article_id,)))


def read_captures(db: Database, article_id: int) -> list[CaptureRow]:
    """An article's captures as they came."""
    return [
        CaptureRow._make(r)
        for r in _read_rows(
            db, CaptureRow, table="captures", where="id between ? and ? order by id", values=compute_number_range(article_id)
        )
    ]


def read_revision_marks(db: Database, article_id: int) -> list[RevisionMark]:
    """An article's revisions without their texts, oldest first."""
    return [
        RevisionMark._make(r)
        for r in _read_rows(
            db, RevisionMark, table="revisions", where="id between ? and ? order by seq", values=compute_number_range(article_id)
        )
    ]


def read_revisions(db: Database, ids: Iterable[int], grammar_version: int) -> Iterator[tuple[RevisionRow, bytes | None]]:
    """Yields some revisions in full, each with its compressed reading by this grammar (None if another version read it)."""
    for i in ids:
        row = RevisionRow._make(_read_one(db, RevisionRow, table="revisions", where="id = ?", values=(i,)))
        read = db.conn.execute(
            "select claims from _readings where revision_id = ? and grammar_version = ?", (i, grammar_version)
        ).fetchone()
        yield row, read and read[0]


def read_match_state(db: Database, article_id: int, versions: tuple[int, int]) -> tuple[int, bytes] | None:
    """Returns the number of revisions that these versions of grammar and matcher processed, and the compressed tracks after them."""
    asked = "select revisions, claims from _states where article_id = ? and grammar_version = ? and matcher_version = ?"
    row = db.conn.execute(asked, (article_id, *versions)).fetchone()
    return row and (row[0], row[1])


def read_readings(db: Database, article_id: int, grammar_version: int) -> dict[str, bytes]:
    """The readings of the article's revisions by this grammar, compressed, by the hash of their text."""
    where = "revision_id between ? and ? and grammar_version = ?"
    return dict(db.conn.execute(f"select seen, claims from _readings where {where}", (*compute_number_range(article_id), grammar_version)))


def list_article_ids(db: Database, *, stale: tuple[int, int] | None = None) -> list[int]:
    """Returns the numbers of all articles; with `stale` (grammar, matcher) only of those read with other versions."""
    if stale is None:
        return [row[0] for row in db.execute("select id from articles order by id")]
    others = "grammar_version is not ? or matcher_version is not ?"
    return [row[0] for row in db.execute(f"select id from articles where {others} order by id", stale)]


def read_raw(db: Database, sha256: str) -> RawRow:
    """Returns the stored bytes of a capture, compressed; `body` is None after they were deleted."""
    return RawRow._make(_read_one(db, RawRow, table="raws", where="sha256 = ?", values=(sha256,)))


def find_free_article_id(db: Database) -> int:
    """Returns a number that no article has or had: numbers of merged articles are not used again."""
    tops = "select max(id) as n from articles union all select max(merged_from) from article_urls"
    (top,) = db.execute(f"select coalesce(max(n), 0) from ({tops})").fetchone()
    return int(top) + 1


def find_articles_by_name(db: Database, names: Iterable[str]) -> dict[str, int]:
    """Returns the number of the article for each of these addresses or other names that is known."""
    found = {}
    for name in names:
        row = db.execute("select article_id from article_urls where url = ?", (name,)).fetchone()
        if row:
            found[name] = row[0]
    return found


def find_articles(db: Database, wanted: str) -> list[tuple[int, str, str]]:
    """Articles (number, title, address) by number, by address, by words of the headline, or by words of a former headline."""
    columns = "select id, title, url from articles where "  # the posts of a live blog have its address and a fragment
    if wanted.isdigit():
        return list(db.execute(columns + "id = ?", (int(wanted),)))
    named = "url = ? or url between ? || '#' and ? || '$' or id in (select article_id from article_urls where url = ?)"
    by_url = list(db.execute(columns + named, (wanted,) * 4))
    words = " ".join('"' + w.replace('"', "") + '"' for w in wanted.split())
    if by_url or not words:
        return by_url
    found = "id in (select rowid from articles_fts where articles_fts match ?) order by updated_at desc"
    once = "id in (select article_id from revisions where instr(lower(title), lower(?))) order by updated_at desc"
    return list(db.execute(columns + found, (words,))) or list(db.execute(columns + once, (wanted,)))


#: What is shown by default, and quotations that were only shortened, if the user filters for quotations.
_SHOWN_CUTS = """(shown = 1 or kind = 'requoted' and link_certainty >= 0.6
    and exists (select 1 from claim_versions o where o.id = old_version_id and o.shown = 1))"""


#: The conditions for a speaker's or source's name, or a part of it, and for words, as on the home page.
_SAID_BY = "(" + " or ".join(f"instr(lower({name}), lower(?))" for name in ("old_speaker", "new_speaker", "old_source", "new_source")) + ")"
_WITH_WORDS = """(claim_id in (select rowid from claims_fts where claims_fts match ?)
    or article_id in (select rowid from articles_fts where articles_fts match ?))"""


class Filter(NamedTuple):
    """A filter of changes; a None field filters nothing.

    `min_change` is in percent of the old figure, `min_delta` in its own unit; `passes` is a value that the figure was below and now
    reaches, or the reverse. `shown` selects changes shown by default. `until` excludes its own second, `as_of` includes it.
    `speaker` is a name, or a part of one, of the old or the new source; `words` are in the claim or in the headline.
    """

    since: str | None = None
    until: str | None = None
    kinds: Sequence[str] | None = None
    min_change: float | None = None
    articles: Sequence[int] | None = None
    stealth: bool = False
    min_delta: float | None = None
    passes: float | None = None
    shown: bool = False
    publisher: str | None = None
    role: str | None = None
    as_of: str | None = None
    speaker: str | None = None
    words: str | None = None

    def build_where(self) -> tuple[str, list[object]]:
        """The condition on `change_details`, and the values it binds."""
        parts: list[tuple[str, Sequence[object]]] = []
        if self.since:
            parts.append(("at >= ?", [self.since]))
        if self.until:
            parts.append(("at < ?", [self.until]))
        if self.as_of:
            parts.append(("at <= ?", [self.as_of]))
        if self.role:
            parts.append(("role = ?", [self.role]))
        if self.speaker:
            parts.append((_SAID_BY, [self.speaker] * 4))
        if self.words:
            parts.append((_WITH_WORDS, [build_fts_query(self.words)] * 2))
        for column, values in (("kind", self.kinds), ("article_id", self.articles)):
            if values is not None:
                parts.append((f"{column} in ({', '.join('?' * len(values))})", values))
        if self.min_change is not None:
            parts.append(("abs(percent) >= ?", [self.min_change]))
        if self.min_delta is not None:
            parts.append(("abs(delta) >= ?", [self.min_delta]))
        if self.passes is not None:
            parts.append(("old_value is not null and new_value is not null and (old_value < ?) <> (new_value < ?)", [self.passes] * 2))
        if self.stealth:
            parts.append(("stealth = 1", []))
        if self.publisher:
            parts.append(("publisher = ? collate nocase", [self.publisher]))
        if self.shown:
            parts.append((_SHOWN_CUTS if self.kinds and "requoted" in self.kinds else "shown = 1", []))
        return " and ".join(p for p, _ in parts) or "1", [v for _, values in parts for v in values]


#: Newest day first; within a day the most newsworthy first.
_ORDER = "day desc, news desc, rank, abs(percent) desc, id"


def list_changes(db: Database, asked: Filter, limit: int) -> list[dict[str, Any]]:
    """Returns the changes of the first `limit` entries: newest day first, then the most newsworthy; all matching changes of an entry."""
    condition, values = asked.build_where()
    firsts: dict[int, None] = {}
    for (entry,) in db.execute(f"select entry from change_details where {condition} order by {_ORDER}", values):
        firsts[entry] = None
        if len(firsts) == limit:
            break
    inside = f"{condition} and entry in (select value from json_each(?))"
    return list(db.query(f"select * from change_details where {inside} order by {_ORDER}", [*values, json.dumps(list(firsts))]))


class Count(NamedTuple):
    """The number of matching entries, and of the changes in them: all, those that lists show, and rewordings."""

    entries: int
    changes: int
    shown: int
    reworded: int


def list_outlets(db: Database) -> list[str]:
    """The publishers whose articles are stored."""
    return [name for (name,) in db.execute(PUBLISHERS)]


def list_roles(db: Database) -> list[str]:
    """The roles of the claims that are stored."""
    return [name for (name,) in db.execute(ROLES)]


def count_changes(db: Database, asked: Filter) -> Count:
    """The number of matching changes."""
    condition, values = asked.build_where()
    counted = "count(distinct entry), count(*), coalesce(sum(shown), 0), coalesce(sum(kind = 'reworded'), 0)"
    return Count(*db.execute(f"select {counted} from change_details where {condition}", values).fetchone())


def count_left_out(db: Database, asked: Filter) -> dict[str, int]:
    """The number of matching changes of each kind that lists hide, without rewordings."""
    condition, values = asked._replace(shown=False).build_where()
    counted = f"select kind, count(*) from change_details where {condition} and shown = 0 and kind <> 'reworded' group by kind"
    return dict(db.execute(counted, values).fetchall())


def count_cut_quotations(db: Database, asked: Filter) -> int:
    """The number of quotations cut, extended or paraphrased that lists show only if the reader filters for quotations."""
    condition, values = asked._replace(kinds=("requoted",), shown=True).build_where()
    return int(db.execute(f"select count(*) from change_details where {condition} and shown = 0", values).fetchone()[0])


def make_asker(db: Database) -> Callable[[str], bool]:
    """Returns a function that answers the questions of `reasons`."""
    return lambda question: bool(db.execute(question).fetchone()[0])


def count_run(db: Database, run_id: int) -> Count:
    """Counts the changes that a run found first; `entries` counts those that lists show."""
    seen = "select revision_id from captures where run_id = ?"
    first = "not exists (select 1 from captures e where e.revision_id = d.new_revision_id and e.run_id < ?)"
    counted = "count(distinct iif(d.shown, d.entry, null)), count(*), coalesce(sum(d.shown), 0), coalesce(sum(d.kind = 'reworded'), 0)"
    return Count(
        *db.execute(f"select {counted} from changes d where d.new_revision_id in ({seen}) and {first}", (run_id, run_id)).fetchone()
    )


def read_timeline(db: Database, claim_id: int) -> list[dict[str, Any]]:
    """A claim's versions, oldest first, each with the change that made it."""
    return list(db.query("select * from claim_timeline where claim_id = ? order by n", [claim_id]))


def list_claims(db: Database, article_id: int) -> list[dict[str, Any]]:
    """Returns an article's claims in the order of their first wordings, each with its last wording."""
    columns = "c.id, c.kind, c.part, c.label, v.text, c.sentence, v.source, s.name as speaker, c.status, c.versions, c.changes, c.shown"
    joins = "left join claim_versions v on v.claim_id = c.id and v.n = c.versions left join speakers s on s.id = v.speaker_id"
    return list(db.query(f"select {columns} from claims c {joins} where c.article_id = ? order by c.id", [article_id]))


def find_headline_at(db: Database, article_id: int, at: str) -> str | None:
    """Returns the headline of an article at a time (ISO, UTC); None if it had none or did not exist yet."""
    found = db.execute(
        "select title from revisions where article_id = ? and valid_from <= ? and valid_to > ?", [article_id, at, at]
    ).fetchone()
    return str(found[0]) if found and found[0] else None


def list_claims_at(db: Database, article_id: int, at: str) -> list[dict[str, Any]]:
    """Returns the claims of an article at a time (ISO, UTC), in their wordings of that time; columns as in `list_claims`."""
    columns = "id, kind, part, label, text, sentence, source, speaker, status, versions, changes, shown"
    within = "article_id = ? and valid_from <= ? and valid_to > ?"
    return list(db.query(f"select {columns} from claims_over_time where {within} order by id", [article_id, at, at]))


def _read_one(db: Database, kind: type, table: str, where: str, values: Sequence[object]) -> tuple[Any, ...]:
    return next(_read_rows(db, kind, table=table, where=where, values=values))


def _read_rows(db: Database, kind: type, table: str, where: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    names = ", ".join(f'"{c}"' for c in kind._fields)  # type: ignore[attr-defined]
    yield from db.conn.execute(f"select {names} from {table} where {where}", values)


def read_table(db: Database, name: str) -> Iterator[dict[str, Any]]:
    """All rows of a table or view out of EXPORTED, one by one."""
    assert name in EXPORTED
    return db.query(f'select * from "{name}"')


def read_claims_in_full(db: Database) -> Iterator[dict[str, Any]]:
    """Every claim with its article and speaker and the end of its last wording."""
    return db.query(
        "select c.id, c.label, c.sentence, c.first_at, s.name as speaker, a.title as article, a.url, a.published_at, a.updated_at,"
        " (select max(valid_to) from claim_versions v where v.claim_id = c.id) as valid_to"
        " from claims c join articles a on a.id = c.article_id left join speakers s on s.id = c.speaker_id order by c.id"
    )
