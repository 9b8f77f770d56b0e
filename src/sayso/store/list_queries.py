"""The queries of the lists of articles, claims and speakers: pages in the order of an index, each found by the last row of the page before.

A query walks along the index and skips rows that do not match, up to a limit, so that a filter without matches ends
too. If few rows meet one of the conditions, these are looked up and sorted instead. No query counts a whole table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.store import change_filters
from sayso.store.change_filters import Condition

#: The largest number of rows that counts as few.
FEW = change_filters.MAX_FEW
#: The rows of a page; the rows that a query walks through for one; the number up to which matches are counted.
PAGE_SIZE, MAX_WALKED, MAX_COUNTED = 40, 50_000, 1000


class Listing(NamedTuple):
    """A table (`t` in conditions) with the columns that its list shows.

    It is sorted by a column that has an index of its own, highest first.
    """

    table: str
    key: str
    columns: str
    joins: str = ""


ARTICLES = Listing(
    "articles",
    "last_changed_at",
    "t.id, t.title, t.publisher, t.updated_at, t.last_changed_at, t.status, t.revisions, t.claims, t.changes, t.last_changed_at as key",
)

_CLAIM = """t.id, t.kind, t.part, t.label, t.sentence, t.speaker_id, t.status, t.first_at, t.last_at, t.versions, t.changes, t.shown,
    t.article_id, s.name as speaker, a.title as article, a.publisher, t.last_at as key, v.text, v.source,
    v.start - json_extract(v.marks, '$.sentence[0]') as place"""
CLAIMS = Listing(
    "claims",
    "last_at",
    _CLAIM,
    "left join speakers s on s.id = t.speaker_id left join articles a on a.id = t.article_id"
    " left join claim_versions v on v.claim_id = t.id and v.n = t.versions",
)


def build_speaker_listing(key: str) -> Listing:
    """Builds the listing of speakers by one of their counts: quotes, articles or changed."""
    return Listing("speakers", key, f"t.id, t.name, t.quotes, t.articles, t.changed, t.{key} as key")


class PageEnd(NamedTuple):
    """The last row of a page: its key (None sorts last) and its id."""

    key: str | int | None
    id: int


def _build_after_key(listing: Listing, place: PageEnd | None) -> str:
    """Builds the condition for the rows after a page end (`:key`, `:id`). Rows without a key come last."""
    if place is None:
        return "true"
    if place.key is None:
        return f"t.{listing.key} is null and t.id < :id"
    return f"(t.{listing.key}, t.id) < (:key, :id)"


def _scan_sql(listing: Listing, place: PageEnd | None) -> str:
    """Builds SQL for the next `MAX_WALKED` rows along the index: their numbers and keys.

    Rows without a key have a separate search, for which SQLite can use the index.
    """
    behind = [_build_after_key(listing, place)] + ([f"t.{listing.key} is null"] if place and place.key is not None else [])
    of = f"select t.id, t.{listing.key} from {listing.table} t where "
    searches = [f"select * from ({of} {where} order by t.{listing.key} desc, t.id desc limit {MAX_WALKED})" for where in behind]
    return " union all ".join(searches) + f" limit {MAX_WALKED}"


def walk_query(listing: Listing, parts: Sequence[Condition], place: PageEnd | None) -> str:
    """Builds SQL for the next matching rows, at most `:limit`, out of the next `MAX_WALKED`."""
    return _find_rows_sql(listing, f"({_scan_sql(listing, place)})", parts, "limit :limit")


def end_of_walk(listing: Listing, place: PageEnd | None) -> str:
    """Builds SQL for the last row that one request may look at; it gives no row at the end of the list."""
    return f"select id, {listing.key} as key from ({_scan_sql(listing, place)}) limit 1 offset {MAX_WALKED - 1}"


def select_from_few(listing: Listing, few: Condition, parts: Sequence[Condition], place: PageEnd | None) -> str:
    """Builds the same query over the few rows that meet one of the conditions."""
    order = f"order by t.{listing.key} desc, t.id desc limit :limit"
    behind = f"({_build_after_key(listing, place)}" + (f" or t.{listing.key} is null)" if place and place.key is not None else ")")
    return _find_rows_sql(listing, f"({few.source})", [*parts, Condition(behind)], order)


def _find_rows_sql(listing: Listing, numbers: str, parts: Sequence[Condition], end: str) -> str:
    where = " and ".join(part.sql for part in parts) or "true"
    return f"select {listing.columns} from {numbers} w cross join {listing.table} t on t.id = w.id {listing.joins} where {where} {end}"


def build_count(listing: Listing, parts: Sequence[Condition], few: Condition | None) -> str:
    """Builds SQL that counts the matching rows, up to `MAX_COUNTED` if there may be many, and at most to the end of the current walk."""
    bare = Listing(listing.table, listing.key, "t.id")
    rows = select_from_few(bare, few, parts, None) if few else walk_query(bare, parts, None)
    return f"select count(*) as n from ({rows})"


def build_left_out_count(parts: Sequence[Condition]) -> str:
    """Builds SQL that counts the matching claims that the list hides, as `build_count` does if no condition is selective.

    The walk ends at `:end_key` and `:end_id`, null at the end of the list. The index contains only the hidden claims.
    """
    where = " and ".join(part.sql for part in parts)
    walked = "(:end_key is null or (t.last_at, t.id) >= (:end_key, :end_id))"
    return f"select count(*) as n from (select 1 from claims t indexed by claims_left_out where {where} and {walked} limit :limit)"


def build_best_query(parts: Sequence[Condition]) -> str:
    """Builds SQL for claims with words (`:words`), the best match first, among the latest `FEW` that have them; `:limit`, `:skip`."""
    numbers = (
        "(select rowid as id, bm25(claims_fts, 2.0, 1.0) as score from claims_fts where claims_fts match :words order by rowid desc "
        f"limit {FEW})"
    )
    order = "order by w.score, t.id desc"
    bare = Listing("claims", "last_at", "t.id, w.score")
    of_page = _find_rows_sql(bare, numbers, parts, f"{order} limit :limit offset :skip")
    return _find_rows_sql(CLAIMS, f"({of_page})", (), order)  # joins only the rows of the page


def build_best_count(parts: Sequence[Condition]) -> str:
    """Builds SQL that counts such claims, and says whether the search found more than it examined."""
    numbers = f"(select rowid as id from claims_fts where claims_fts match :words order by rowid desc limit {FEW})"
    found = _find_rows_sql(Listing("claims", "last_at", "t.id"), numbers, parts, "")
    more = f"select count(*) from (select 1 from claims_fts where claims_fts match :words limit {FEW + 1})"
    return f"select (select count(*) from ({found})) as n, ({more}) > {FEW} as more"


def build_capped_count(part: Condition) -> str:
    """Builds SQL that counts the rows that meet a condition, up to `FEW` + 1."""
    return f"select count(*) as n from (select 1 from ({part.source}) limit {FEW + 1})"


#: Conditions on `t`; `source` gives the numbers of all rows that meet one.
OF_PUBLISHER = Condition("t.publisher = :publisher", "select id from articles where publisher = :publisher")
OF_STATUS = Condition("t.status = :status")
#: Few articles have an unusual status. SQLite uses their partial index only for a query that repeats its condition.
ARTICLES_OF_STATUS = {
    status: Condition("t.status = :status", "select id from articles where status <> 'live' and status = :status")
    for status in ("gone", "blocked")
}
CHANGED_SINCE = Condition("t.last_changed_at >= :since")
TITLED = Condition(
    "t.id in (select rowid from articles_fts where articles_fts match :words)",
    "select rowid as id from articles_fts where articles_fts match :words",
)
CLAIM_OF_PUBLISHER = Condition(
    ":publisher = (select publisher from articles where id = t.article_id)",
    "select c.id from articles a cross join claims c on c.article_id = a.id where a.publisher = :publisher",
)
CLAIM_OF_ARTICLE = Condition("t.article_id = :article", "select id from claims where article_id = :article")
CLAIM_OF_SPEAKER = Condition(
    "t.speaker_id in (select id from speakers where name like :speaker escape '\\')",
    "select c.id from speakers s cross join claims c on c.speaker_id = s.id where s.name like :speaker escape '\\'",
)
CLAIM_OF_ROLE = Condition("t.role = :role", "select id from claims where role = :role")
CLAIM_OF_KIND = Condition("t.kind = :kind")
CLAIM_CHANGED = Condition("t.versions > 1")
SHOWN, LEFT_OUT = Condition("t.shown = 1"), Condition("t.shown = 0")
NAMED = Condition("t.name like :name escape '\\'")
WORDS_CHANGED = Condition("t.changed > 0", "select id from speakers where changed > 0")
QUOTED, NOT_QUOTED = Condition("t.articles > 0"), Condition("t.articles = 0")
#: The default condition of a list, and the condition for the rows that it leaves out.
BY_DEFAULT = {SHOWN: LEFT_OUT, QUOTED: NOT_QUOTED}

#: Each row seeks the next one in the index, as with publishers.
ROLES = """
    with recursive r(role) as (
      select min(role) from claims
      union all select (select min(role) from claims c where c.role > r.role) from r where r.role is not null limit 101)
    select role from r where role is not null"""


def escape_like(text: str) -> str:
    """Escapes a text as a pattern for `like … escape '\\'` that finds it anywhere.

    >>> escape_like("50%_")
    '%50\\\\%\\\\_%'
    """
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return f"%{text}%"
