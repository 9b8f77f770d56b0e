"""Second step: finds the captures of each article over all shards; then sorts each shard's captures by article.

DuckDB does this out of core with the names alone: captures that share a name, directly or through others, are of one article (connected
components). Each name takes the least capture number among its neighbours, until no number changes. Articles are numbered by their first,
so that the articles of a day are together, and what reads some of them opens few files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
from pyarrow import parquet

from sayso.bulk import columns
from sayso.bulk.extract import PER_SHARD
from sayso.bulk.shards import DEALT, EXTRACTED, GROUPED, Folder, Shard
from sayso.ingest.history.pipeline import ABSENCES

#: Bounds for the number of captures in a range, which is a 200th of all (more only for an article with more): few in
#: a small crawl, so that no worker waits; many in a large one, so that there are not millions of files.
SHARES_OF_INPUT, MIN_CAPTURES, MAX_CAPTURES = 200, 200, 20_000


class Range(NamedTuple):
    """Articles that are read and matched together: the first and last number, and the shards with their captures."""

    number: int
    first: int
    last: int
    shards: tuple[int, ...]


def group_captures(folder: Folder, looks: int | None = None) -> list[Range]:
    """Numbers the articles and returns ranges of them with about so many captures each."""
    if not folder.is_done(GROUPED):
        with folder.make_folder(GROUPED) as part, duckdb.connect() as db:
            db.execute("set temp_directory = ?", [str(part / "spill")])
            _read_names(db, folder)
            _label_articles(db)
            _number_captures(db, looks)
            _save(db, part)
    rows = columns.read_rows([folder.of(GROUPED) / "ranges.parquet"])
    return [Range(r["number"], r["first"], r["last"], tuple(r["shards"])) for r in rows]


def deal_captures(shard: Shard, folder: Folder) -> dict[str, int]:
    """Sorts a shard's captures by article."""
    looks = parquet.read_table(folder.of(EXTRACTED, shard.number) / "looks.parquet", partitioning=None)
    first = shard.number * PER_SHARD
    within = [("look", ">=", first), ("look", "<", first + PER_SHARD)]
    numbers = parquet.read_table(folder.of(GROUPED) / "numbers.parquet", filters=within, partitioning=None)
    dealt = looks.append_column("article", numbers["article"].cast(pa.int64()))
    with folder.make_folder(DEALT, shard.number) as part:
        columns.save(part / "looks.parquet", dealt.sort_by([("article", "ascending"), ("look", "ascending")]))
    return {}


def _read_names(db: Any, folder: Folder) -> None:
    files = str(folder.of(EXTRACTED) / "[0-9]*" / "{}.parquet")
    db.execute(f"create table names as select look, unnest(names).name as name from read_parquet('{_quote_text(files.format('looks'))}')")
    db.execute(f"create view problems as from read_parquet('{_quote_text(files.format('problems'))}')")


def _label_articles(db: Any) -> None:
    """Makes `labels`: each name with the number of the first capture of its article."""
    db.execute("create table labels as select name, min(look) as label from names group by name")
    while True:
        db.execute("""
            create or replace table lower as
            with looks as (select look, min(label) as label from names join labels using (name) group by look)
            select name, min(looks.label) as label from names join looks using (look) group by name""")
        (moved,) = db.execute("select count(*) from lower join labels using (name) where lower.label < labels.label").fetchone()
        db.execute("drop table labels")
        db.execute("alter table lower rename to labels")
        if not moved:
            return


def _number_captures(db: Any, looks: int | None) -> None:
    """Makes `numbers` (each capture's article) and `ranges`."""
    db.execute(
        "create table articles as select label, row_number() over (order by label) as article from (select distinct label from labels)"
    )
    db.execute("""
        create table numbers as
        select look, any_value(article) as article from names join labels using (name) join articles using (label) group by look""")
    if looks is None:
        (total,) = db.execute("select count(*) from numbers").fetchone()
        looks = min(max(total // SHARES_OF_INPUT, MIN_CAPTURES), MAX_CAPTURES)
    db.execute(f"""
        create table ranges as
        with sizes as (select article, count(*) as looks from numbers group by article),
             places as (select article, (sum(looks) over (order by article) - looks) // {int(looks)} as place from sizes),
             seen as (select place, article, look // {PER_SHARD} as shard from numbers join places using (article))
        select row_number() over (order by place) - 1 as number, min(article) as first, max(article) as last,
               list_sort(list(distinct shard)) as shards
        from seen group by place order by place""")


def _save(db: Any, part: Path) -> None:
    kinds = ", ".join(f"('{outcome}', '{kind}')" for outcome, kind in ABSENCES.items())
    absences = f"""
        select distinct on (article, p.captured_at, p.url) article, p.captured_at, k.kind, p.url, p.reason, p.look
        from problems p join (values {kinds}) k(outcome, kind) using (outcome) join labels using (name) join articles using (label)
        where label < p.look order by p.look"""
    asked = {"numbers": "from numbers order by look", "ranges": "from ranges order by number", "absences": absences}
    for name, sql in asked.items():
        db.execute(f"copy ({sql}) to '{_quote_text(str(part / f'{name}.parquet'))}' (format parquet, row_group_size 100000)")


def _quote_text(text: str) -> str:
    return text.replace("'", "''")
