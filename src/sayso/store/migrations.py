"""The schema's history: numbered steps, each in its own transaction, never edited once released.

The steps are SQL, because `transform()` would silently drop CHECKs and partial indexes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from sqlite_utils import Database, Migrations

from sayso.store import daily_counts, speaker_counts
from sayso.store.tables_as_created import DERIVED, FACTS, READINGS, SERIES, SERIES_PAGES, SETTLED, STATES, VERDICTS
from sayso.store.views import VIEWS

migrations = Migrations("sayso")

#: The steps that change the views.
_REMAKING: list[str] = []


def _run_script(db: Database, sql: str) -> None:
    """Runs the statements one by one: `executescript` would commit the step's transaction."""
    for statement in sql.split(";\n"):
        if statement.strip():
            db.execute(statement)


def _remake_views_after(step: Callable[[Database], None]) -> Callable[[Database], None]:
    """Marks a step that changes the views: it drops them, and the last such step creates them again."""
    name = step.__name__

    @wraps(step)
    def change(db: Database) -> None:
        for view in VIEWS:
            db.execute(f"drop view if exists {view}")
        step(db)
        if name == _REMAKING[-1]:
            for view, sql in VIEWS.items():
                db.create_view(view, sql)

    _REMAKING.append(name)
    return change


@migrations()
def m001_facts(db: Database) -> None:
    """Sources, runs, captures, articles, revisions."""
    _run_script(db, FACTS)


@migrations()
def m002_derived(db: Database) -> None:
    """Claims and all other rows derived from the facts."""
    _run_script(db, DERIVED)


@migrations()
def m003_search(db: Database) -> None:
    """Full-text search over claims and headlines; triggers keep it up to date."""
    db.table("claims").enable_fts(["label", "sentence"], create_triggers=True, tokenize="porter unicode61")
    db.table("articles").enable_fts(["title"], create_triggers=True, tokenize="porter unicode61")


@migrations()
@_remake_views_after
def m004_views(db: Database) -> None:
    """The questions people ask."""


@migrations()
@_remake_views_after
def m005_counts(db: Database) -> None:
    """Adds daily counts by triggers instead of a view, and indexes for frequent queries; views look up only the selected columns."""
    db.execute("drop view if exists changes_per_day")
    for statement in daily_counts.list_statements():
        db.execute(statement)
    for name in daily_counts.COUNTED_TABLES:
        db.table(name).enable_counts()


@migrations()
@_remake_views_after
def m006_certainty(db: Database) -> None:
    """Adds the certainty of a claim and whether lists show it by default; renames the certainty of a link."""
    for table in ("claim_versions", "changes"):
        db.execute(f"alter table {table} rename column confidence to link_certainty")
    for table in ("claims", "claim_versions"):
        db.execute(f"alter table {table} add column certainty real not null default 1.0 check (certainty between 0 and 1)")
        db.execute(f"alter table {table} add column incidental integer not null default 0 check (incidental in (0, 1))")
        db.execute(f"alter table {table} add column shown integer not null default 1 check (shown in (0, 1))")


@migrations()
@_remake_views_after
def m007_news(db: Database) -> None:
    """Adds how newsworthy a change is, its entry, and whether lists show it by default; filled when claims are derived again."""
    db.execute("alter table changes add column news real not null default 0 check (news between 0 and 1)")
    db.execute("alter table changes add column entry integer")
    db.execute("alter table changes add column shown integer not null default 1 check (shown in (0, 1))")
    db.execute("update changes set entry = id, shown = kind <> 'reworded'")
    db.execute("create index changes_news on changes(day, news desc, article_id, entry) where shown = 1")
    db.execute("create index changes_entry on changes(entry)")


@migrations()
def m009_readings(db: Database) -> None:
    """Adds the stored readings of revisions, so that no text is read twice; filled as articles are derived again."""
    _run_script(db, READINGS)


@migrations()
def m009_states(db: Database) -> None:
    """Adds the state of matching after the latest revision of each article, so that matching continues from it.

    Filled as articles are derived again.
    """
    _run_script(db, STATES)


@migrations()
def m010_speaker_counts(db: Database) -> None:
    """Adds counts of each speaker's quotations, articles and changed statements, kept by triggers."""
    for statement in speaker_counts.list_statements():
        db.execute(statement)


@migrations()
def m011_shown_counts(db: Database) -> None:
    """Adds daily counts of changes shown by default, and an index that can count the matches of a filter."""
    for statement in daily_counts.index_shown():
        db.execute(statement)


@migrations()
@_remake_views_after
def m012_outlets_and_sources(db: Database) -> None:
    """Every view that people filter by outlet has the publisher; those of claims and quotes have the source as written."""


@migrations()
@_remake_views_after
def m013_shown_claims(db: Database) -> None:
    """The claims that are in the latest text and shown by default, as a view, with an index that counts them."""
    db.execute("create index claim_versions_shown on claim_versions(valid_to, valid_from) where shown = 1")


@migrations()
@_remake_views_after
def m014_series(db: Database) -> None:
    """Adds series: which claims are their points, and the editors' decisions; filled after the next run."""
    _run_script(db, SERIES)


@migrations()
@_remake_views_after
def m015_series_pages(db: Database) -> None:
    """Adds what the pages of series read: newsworthiness, disagreements, search of names; filled after the next run."""
    _run_script(db, SERIES_PAGES)
    db.table("series").enable_fts(["name"], create_triggers=True, tokenize="porter unicode61")


@migrations()
@_remake_views_after
def m016_claims_over_time(db: Database) -> None:
    """Claims at every wording they have had, as a view."""


@migrations()
@_remake_views_after
def m017_reports(db: Database) -> None:
    """Reports contain what is shown by default, and a second one of each contains everything.

    Adds indexes that count them, and one of articles that are gone.
    """
    for statement in daily_counts.index_reports():
        db.execute(statement)
    db.execute("create index articles_status on articles(status, last_changed_at) where status <> 'live'")


@migrations()
@_remake_views_after
def m018_series_changes(db: Database) -> None:
    """Adds the view of the changes that moved each series, and an index that sorts the views of points."""
    db.execute("drop index claim_series_moved")
    db.execute("create index claim_series_at on claim_series(at)")


@migrations()
@_remake_views_after
def m019_points_before(db: Database) -> None:
    """Adds the point that each point of a series was compared with; filled after the next run."""
    before = "references claims(id) on update cascade on delete set null deferrable initially deferred"
    db.execute(f"alter table claim_series add column before_id integer {before}")
    db.execute("create index claim_series_before on claim_series(before_id)")


@migrations()
@_remake_views_after
def m020_runs_settle(db: Database) -> None:
    """Marks the runs that linked the series: all runs before this step did, with an unknown version of the linker."""
    db.execute("alter table runs add column linked integer")
    db.execute("alter table runs add column linker_version integer")
    db.execute("update runs set linked = 0")


@migrations()
@_remake_views_after
def m021_series_steps(db: Database) -> None:
    """Every wording of every point of a series, as a view."""


@migrations()
@_remake_views_after
def m022_speaker_roles(db: Database) -> None:
    """Adds a view of the roles that articles give to speakers, over time; filled as articles are derived again."""
    db.execute("alter table claim_versions add column speaker_role text")
    times = "speaker_id, speaker_role, article_id, valid_from, valid_to"
    db.execute(f"create index claim_versions_speaker_role on claim_versions({times}) where speaker_role is not null and modifier is null")


@migrations()
@_remake_views_after
def m023_series_worth_following(db: Database) -> None:
    """Marks the series that lists show by default; filled after the next run.

    Points have the time that they refer to and the time at which they were said.
    """
    db.execute("alter table series add column shown integer not null default 1 check (shown in (0, 1))")
    db.execute("create index series_shown on series(shown)")


@migrations()
def m024_items(db: Database) -> None:
    """Adds daily counts of listed changes and entries, and the index by which the home page walks a day, most newsworthy first."""
    for statement in daily_counts.index_items():
        db.execute(statement)


@migrations()
def m025_settled(db: Database) -> None:
    """Adds a fingerprint of the figures that the last linking compared; filled by the next run."""
    _run_script(db, SETTLED)


@migrations()
@_remake_views_after
def m026_labels_of_changes(db: Database) -> None:
    """The label of a change is one of its own wordings, not the claim's latest one."""


@migrations()
@_remake_views_after
def m027_sentences_before(db: Database) -> None:
    """The old sentence of a change is that of the revision before; filled as articles are derived again."""
    db.execute("alter table changes add column old_sentence text")


@migrations()
@_remake_views_after
def m028_newest_cut_quotes(db: Database) -> None:
    """Finds the newest rows of `cut_quotes` in the order of time."""


@migrations()
def m029_counts_of_a_kind(db: Database) -> None:
    """Adds indexes that count the changes of a kind, and find the claims that lists leave out, without reading rows."""
    db.execute("drop index changes_kind")
    db.execute("create index changes_kind on changes(kind, at, id, shown, entry)")
    db.execute("create index claims_left_out on claims(last_at) where shown = 0")


@migrations()
@_remake_views_after
def m030_conflicts(db: Database) -> None:
    """One more verdict on a point of a series: that it contradicts the one before."""
    _run_script(db, VERDICTS)


@migrations()
@_remake_views_after
def m031_signs_of_points(db: Database) -> None:
    """The sign of each point of a series: -1 for the amount of a fall; filled by the next run."""
    db.execute("alter table claim_series add column sign integer not null default 1 check (sign in (1, -1))")


@migrations()
@_remake_views_after
def m032_entries_counted_by_day(db: Database) -> None:
    """Counts the entries of a day anew: an entry that moved to another day was lost from the count."""
    for statement in daily_counts.recount_items():
        db.execute(statement)
