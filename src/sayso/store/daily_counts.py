"""Daily counts that triggers maintain, and the indexes of the site's most frequent queries, as SQL.

Grouping 1.9 million changes by day took 0.8 s, and the home page needs it; so each day's counts are a row, which triggers keep correct
for every
writer: within its own transaction, by a rebuild as by an ingest. An article counts once a day, so an added change asks
whether the article has another one on that day, and a deleted one asks whether another is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import CHANGE_KINDS

#: The last rank (from 1, see `model.CHANGE_KINDS`) of a change on a speaker's page: all kinds but added, returned and reworded.
LAST_TELLING_RANK = CHANGE_KINDS.index("removed") + 1
#: The ranks of changes that only figures have.
OF_FIGURES = CHANGE_KINDS.index("rehedged") + 1

TABLE = """
create table changes_per_day (
  day text primary key,
  changes integer not null,
  raised integer not null,
  lowered integer not null,
  rehedged integer not null,
  resourced integer not null,
  removed integer not null,
  added integer not null,
  stealthy integer not null,
  articles integer not null
) strict, without rowid"""

#: The amounts that a change (`{row}`) adds to the counts of its day.
_SHARES = {
    "changes": "1",
    "raised": "{row}.kind = 'raised'",
    "lowered": "{row}.kind = 'lowered'",
    "rehedged": "{row}.kind in ('refined', 'coarsened', 'rehedged')",
    "resourced": "{row}.kind in ('reattributed', 'requoted')",
    "removed": "{row}.kind = 'removed'",
    "added": "{row}.kind in ('added', 'returned')",
    "stealthy": "{row}.stealth",
}
_ALONE = (
    "not exists (select 1 from changes c where c.article_id = {row}.article_id and c.at >= {row}.day and c.at < {row}.day || 'Z'"
    " and c.id <> {row}.id)"
)
#: The same for changes shown by default (columns added later): all of them, and those of figures.
_SHOWN = {
    "shown": f"{{row}}.shown = 1 and {{row}}.rank <= {LAST_TELLING_RANK}",
    "figures": f"{{row}}.shown = 1 and {{row}}.rank <= {OF_FIGURES}",
}
#: The same for lists: all shown changes of any kind, and the number of their entries, since changes that belong together are one.
_LISTED = {
    "shown": "{row}.shown = 1",
    "figures": f"{{row}}.shown = 1 and {{row}}.rank <= {OF_FIGURES}",
    # An entry whose changes move to another day one by one counts on both days in between.
    "items": "{row}.shown = 1 and not exists (select 1 from changes c where c.entry = {row}.entry and c.shown = 1 and c.id <> {row}.id"
    " and c.day = {row}.day)",
}
_NAMES = ", ".join((*_SHARES, "articles"))


_FILLED = f"""
insert into changes_per_day (day, {_NAMES})
select day, {", ".join(f"sum({share.format(row='changes')})" for share in _SHARES.values())}, count(distinct article_id)
from changes group by day"""


def _build_triggers(shares: dict[str, str], columns: str) -> dict[str, str]:
    """Builds the triggers of the counts: a new change adds to them, a deleted one subtracts."""
    of = {row: {name: f"({share.format(row=row)})" for name, share in {**shares, "articles": _ALONE}.items()} for row in ("new", "old")}
    came = f"""
  insert into changes_per_day (day, {", ".join(of["new"])}) values (new.day, {", ".join(of["new"].values())})
  on conflict (day) do update set {", ".join(f"{name} = {name} + excluded.{name}" for name in of["new"])};"""
    went = f"""
  update changes_per_day set {", ".join(f"{name} = {name} - {share}" for name, share in of["old"].items())} where day = old.day;
  delete from changes_per_day where day = old.day and changes = 0;"""
    return {
        "changes_counted": f"after insert on changes begin{came}\nend",
        "changes_uncounted": f"after delete on changes begin{went}\nend",
        "changes_recounted": f"after update of {columns} on changes begin{went}{came}\nend",
    }


#: Tables whose rows the home page counts.
COUNTED_TABLES = ("articles", "revisions", "claims")

#: The outcomes that are no failures.
SUCCESS_OUTCOMES = "('new', 'seen', 'known', 'unchanged', 'ok', 'skipped')"

_INDEXES = {
    # The home page walks a day from the most newsworthy change on, and stops when it has enough articles.
    "changes_telling": "changes(day, rank, abs(percent) desc, article_id, claim_id)",
    # Counts a speaker's newest claims without reading their rows.
    "claim_versions_speaker": "claim_versions(speaker_id, valid_from, claim_id, article_id)",
    # For the views biggest_movers (sorted by percent) and quoted_speakers: has all columns of their conditions, so that counting reads no
    # rows.
    "changes_moved": "changes(percent, kind, confidence) where kind in ('raised', 'lowered') and percent is not null and confidence >= 0.5",
    "claim_versions_quoted": "claim_versions(valid_from, speaker_id, modifier) where speaker_id is not null and modifier is null",
    "captures_source": "captures(source_id, captured_at)",
    "run_events_failed": f"run_events(run_id) where outcome not in {SUCCESS_OUTCOMES}",
}


def build_view() -> str:
    """Builds the same counts as a view, for databases without triggers."""
    shares = {**_SHARES, "shown": _LISTED["shown"], "figures": _LISTED["figures"]}
    sums = ", ".join(f"sum(cast({share.format(row='d')} as integer)) as {name}" for name, share in shares.items())
    items = "count(distinct case when d.shown = 1 then coalesce(d.entry, d.id) end)"
    counted = f"{sums}, count(distinct article_id) as articles, {items} as items"
    return f"create view changes_per_day as select day, {counted} from changes d group by day"


def list_statements() -> Iterator[str]:
    """Yields the SQL statements that create the daily counts, in order, for a database that has the tables."""
    yield from (TABLE, _FILLED)
    yield from (f"create trigger {name} {rest}" for name, rest in _build_triggers(_SHARES, "kind, day, stealth, article_id").items())
    for name, on in _INDEXES.items():
        yield f"drop index if exists {name}"
        yield f"create index {name} on {on}"


def index_shown() -> Iterator[str]:
    """Yields the counts of changes shown by default, and the index with which the home page counts matches without reading rows."""
    yield from (f"alter table changes_per_day add column {name} integer not null default 0" for name in _SHOWN)
    sums = ", ".join(
        f"{name} = (select coalesce(sum({share.format(row='d')}), 0) from changes d where d.day = p.day)" for name, share in _SHOWN.items()
    )
    yield f"update changes_per_day as p set {sums}"
    for name, rest in _build_triggers({**_SHARES, **_SHOWN}, "kind, rank, day, stealth, article_id, shown").items():
        yield f"drop trigger {name}"
        yield f"create trigger {name} {rest}"
    yield "drop index changes_day"
    yield "drop index changes_telling"
    yield "create index changes_telling on changes(day, rank, abs(percent) desc, article_id, claim_id, shown, stealth)"


def index_reports() -> Iterator[str]:
    """Yields the indexes for counting the reports biggest_movers and quoted_speakers, which contain what is shown by default."""
    moved = "percent, kind, link_certainty, shown) where kind in ('raised', 'lowered') and percent is not null and link_certainty >= 0.5"
    quoted = "valid_from, speaker_id, modifier, shown) where speaker_id is not null and modifier is null"
    yield "drop index changes_moved"
    yield "drop index claim_versions_quoted"
    yield f"create index changes_moved on changes({moved}"
    yield f"create index claim_versions_quoted on claim_versions({quoted}"


def index_items() -> Iterator[str]:
    """Yields the counts of listed changes and of their entries, and the index by which the home page walks a day, most newsworthy first."""
    yield "alter table changes_per_day add column items integer not null default 0"
    yield from recount_items()
    yield "drop index changes_telling"
    yield "drop index changes_news"
    yield "create index changes_telling on changes(day, news desc, article_id, claim_id, shown, rank, stealth, entry, abs(percent))"


def recount_items() -> Iterator[str]:
    """Yields the counts of listed changes and of their entries, and the triggers that keep them."""
    yield from (f"drop trigger {name}" for name in ("changes_counted", "changes_uncounted", "changes_recounted"))
    items = "(select count(distinct coalesce(d.entry, d.id)) from changes d where d.day = p.day and d.shown = 1)"
    yield f"update changes_per_day as p set items = {items}, shown = (select count(*) from changes d where d.day = p.day and d.shown = 1)"
    shares = {**_SHARES, **_LISTED}
    yield from (
        f"create trigger {name} {rest}"
        for name, rest in _build_triggers(shares, "kind, rank, day, stealth, article_id, shown, entry").items()
    )
