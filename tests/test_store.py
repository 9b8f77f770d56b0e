"""Opening, migrating and guarding the database; what SQL users can rely on."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from newsroom import ingest, line, store
from sayso.errors import NewerStore, StoreError
from sayso.store import change_filters, list_queries
from sayso.store.database import connect, list_pending, read_only
from sayso.store.list_queries import ARTICLES_OF_STATUS
from sayso.store.migrations import migrations
from sayso.store.views import VIEWS


def test_a_new_database_has_the_whole_schema(tmp_path: Path) -> None:
    """Nothing is pending, every view answers, foreign keys and WAL are on."""
    db = connect(tmp_path / "sayso.db")
    assert list_pending(db) == []
    assert set(db.view_names()) == set(VIEWS)
    assert all(list(db.execute(f"select * from {view}")) == [] for view in VIEWS)
    assert db.execute("pragma foreign_keys").fetchone() == (1,)
    assert db.execute("pragma journal_mode").fetchone() == ("wal",)


def test_every_table_is_strict() -> None:
    """A figure stored as text would sort wrongly for ever."""
    db = Database(memory=True)
    migrations.apply(db)
    loose = [t.name for t in db.tables if not t.strict and not t.name.startswith("_") and "_fts" not in t.name]
    assert loose == []


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """An unknown migration means a newer sayso: one line, nothing touched."""
    path = tmp_path / "sayso.db"
    db = connect(path)
    with db.atomic():
        db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('sayso', 'm999_future', '2030-01-01')")
    db.close()
    for opened in (connect, read_only):
        with pytest.raises(NewerStore, match=r"newer sayso.*m999_future"):
            opened(path)


@pytest.mark.parametrize("step", [m.name for m in migrations.pending(Database(memory=True))][1:])
def test_an_older_database_is_brought_up_and_backed_up(tmp_path: Path, step: str) -> None:
    """From every earlier step: the rows stay, and a full copy from before lies beside."""
    path = tmp_path / "sayso.db"
    old = Database(path)
    migrations.apply(old, stop_before=step)
    with old.atomic():
        old.execute(
            "insert into articles (id, url, title, updated_at, first_captured_at, last_captured_at) values (1, 'u', 'Ferry', 't', 't', 't')"
        )
    old.close()
    with pytest.raises(StoreError, match="older sayso"):
        read_only(path)
    assert connect(path).execute("select title from articles").fetchall() == [("Ferry",)]
    backup = Database(tmp_path / f"sayso.db.before-{step}")
    assert backup.execute("select title from articles").fetchall() == [("Ferry",)]
    assert step in list_pending(backup)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    """One line that names the file and says what to do."""
    path = tmp_path / "notes.db"
    path.write_text("These are my notes, and they are longer than a header. " * 30)
    for opened in (connect, read_only):
        with pytest.raises(StoreError, match=r"notes\.db: cannot be"):
            opened(path)
    with pytest.raises(StoreError, match="no such database; run `sayso ingest`"):
        read_only(tmp_path / "missing.db")


def test_search_finds_claims_and_headlines(tmp_path: Path) -> None:
    """Datasette looks for `content="claims"`; the triggers keep the index equal to the table."""
    db = store(tmp_path, [line("Officials said the mudslide buried the village.", "2026-03-14T09:00:00Z", title="Mudslide at Corran")])
    assert db.table("claims").detect_fts() == "claims_fts"
    assert [r["title"] for r in db.table("articles").search("mudslides")] == ["Mudslide at Corran"]
    db.execute("insert into claims_fts(claims_fts) values ('integrity-check')")
    assert db.table("articles").detect_fts() == "articles_fts"


INDEXED = [
    "select * from change_details where at >= '2026-03-01' order by at desc limit 50",
    "select * from change_details where article_id = 1 order by at",
    "select * from change_details where kind = 'lowered' order by at desc limit 50",
    "select * from change_details where day = '2026-03-14' order by rank limit 50",
    "select * from claim_timeline where claim_id = 100001 order by n",
    "select * from claim_versions where article_id = 1 and valid_from <= '2026-03-14T09:00:00Z' and valid_to > '2026-03-14T09:00:00Z'",
    "select * from current_claims where article_id = 1",
    "select * from current_claims order by valid_from desc limit 50",
    "select * from claims_over_time where valid_from <= '2026-03-14T09:00:00Z' and valid_to > '2026-03-14T09:00:00Z' limit 50",
    "select * from biggest_movers order by percent desc limit 50",
    "select * from stealth_edits order by valid_from desc limit 20",
    "select * from corrections order by valid_from desc limit 20",
    "select * from quoted_speakers where speaker_id = 7",
    "select * from speaker_roles where speaker_id = 7",
    "select count(*) from speaker_roles",
    "select * from quoted_speakers order by valid_from desc limit 50",
    "select * from cut_quotes order by at desc limit 50",
    "select * from biggest_movers where at >= '2026-03-01' order by abs(percent) desc limit 50",
    "select * from changes_per_day where day >= '2026-03-01'",
    "select * from headline_body_disagreements where article_id = 1",
]


@pytest.mark.parametrize("sql", INDEXED)
def test_the_questions_people_ask_use_an_index(tmp_path: Path, sql: str) -> None:
    """No step of the plan reads a whole table of claims, versions, changes or revisions."""
    db = connect(tmp_path / "sayso.db")
    plan = [row[3] for row in db.execute("explain query plan " + sql)]
    scans = {step.split()[1] for step in plan if step.startswith("SCAN") and "INDEX" not in step}
    assert scans - set(VIEWS) == set()  # a view that groups is made first, then read


@pytest.mark.parametrize(
    "view", ["current_claims", "claims_over_time", "change_details", "claim_timeline", "biggest_movers", "quoted_speakers"]
)
def test_a_view_is_counted_without_a_look_at_other_tables(tmp_path: Path, view: str) -> None:
    """Datasette counts on every page; with joins that was a second for two million changes."""
    plan = connect(tmp_path / "sayso.db").execute(f"explain query plan select count(*) from {view}").fetchall()
    assert len(plan) == 1
    assert " INDEX " in plan[0][3]


WISHES: dict[str, dict[str, Any]] = {
    "all": {}, "kinds": {"kinds": ("raised",)}, "publisher": {"publisher": "x"}, "speaker": {"speaker": "x"}, "words": {"words": "x"},
    "role": {"role": "killed"}, "stealth": {"stealth": True}, "correction": {"correction": True}, "least": {"least": 5.0},
}  # fmt: skip


@pytest.mark.parametrize("wish", WISHES)
def test_home_walks_an_index_or_looks_at_the_few(tmp_path: Path, wish: str) -> None:
    """Also in a database that was never analysed: no sort of a day's changes, no scan of all statements of a speaker."""
    db, asked = connect(tmp_path / "sayso.db"), change_filters.ChangeFilter(**WISHES[wish])
    where = change_filters.build_conditions(asked).and_(asked.shown)
    values = {**where.values, "from": "", "until": "9", "limit": 1, "skip": 0, "stories": "[]", "first": "", "last": "9"}

    def plan(sql: str) -> str:
        return "; ".join(row[3] for row in db.execute("explain query plan " + sql, values))

    assert "INDEX changes_telling (day=?" in plan(change_filters.build_stories_query(where))
    assert "ORDER BY" not in plan(change_filters.build_stories_query(where))
    assert "changes_article (article_id=? AND at>? AND at<?)" in plan(change_filters.build_changes_query(where))
    assert "changes_telling (day>? AND day<?)" in plan(change_filters.build_daily_counts(where, asked.shown))
    if asked.kinds:
        assert "COVERING INDEX changes_kind (kind=? AND at>? AND at<?)" in plan(
            change_filters.build_daily_counts(change_filters.build_conditions(asked), asked.shown)
        )
    for few in (where.restrict_to_ids(part) for part in where.parts if part.source):
        assert plan(change_filters.build_stories_query(few)).startswith("SEARCH d USING INTEGER PRIMARY KEY")


def test_claims_that_a_list_leaves_out_are_counted_in_an_index_of_their_own(tmp_path: Path) -> None:
    """Most lists leave few out: a search for those among all claims took most of the page's time."""
    values = {"end_key": None, "end_id": None, "limit": 1}
    plan = connect(tmp_path / "sayso.db").execute(
        "explain query plan " + list_queries.build_left_out_count([list_queries.LEFT_OUT]), values
    )
    assert any("claims_left_out" in step[3] for step in plan.fetchall())


@pytest.mark.parametrize("part", [change_filters.ARTICLE, change_filters.CLAIM, change_filters.ON_THE_WORD_OF, change_filters.IN_CLAIMS])
@pytest.mark.parametrize("kind", [None, "raised"])
def test_a_feed_walks_an_index_or_looks_at_the_few(tmp_path: Path, part: change_filters.Condition, kind: str | None) -> None:
    """The newest changes come first in an index by time; a few matches are looked up by number."""
    db = connect(tmp_path / "sayso.db")
    values = {"article": 1, "claim": 1, "speaker": 1, "words": "x", "limit": 1, "kind": kind}
    where = change_filters.Where((part,), {})
    for wish, first in (
        (where, f"USING INDEX {'changes_kind' if kind else 'changes_at'}"),
        (where.restrict_to_ids(part), "INTEGER PRIMARY KEY"),
    ):
        plan = [row[3] for row in db.execute("explain query plan " + change_filters.build_newest_query(wish, kind), values)]
        assert first in plan[0]
        assert not any("claim_versions_speaker" in step for step in plan[1:]) or not wish.walk


PER_DAY = """
    select day, count(*), sum(kind = 'raised'), sum(kind = 'lowered'), sum(kind in ('refined', 'coarsened', 'rehedged')),
           sum(kind in ('reattributed', 'requoted')), sum(kind = 'removed'), sum(kind in ('added', 'returned')), sum(stealth),
           count(distinct article_id), sum(shown = 1), sum(shown = 1 and rank <= 5), count(distinct iif(shown = 1, entry, null))
    from changes group by day"""


@pytest.mark.parametrize(
    "sql",
    [
        "select 1",
        "delete from changes where id % 2",
        "delete from changes where article_id = 1",
        "update changes set day = '2026-03-15', at = '2026-03-15T00:00:00Z' where id % 3 = 0",
        "update changes set kind = 'lowered', stealth = 1 where kind = 'raised'",
        "update changes set shown = 1 - shown, rank = 8 where id % 2",
        "update changes set entry = (select min(c.entry) from changes c where c.article_id = changes.article_id and c.day = changes.day)",
        "update articles set id = 9 where id = 1",
        "delete from articles where id = 1",
        "delete from changes",
    ],
)
def test_what_is_counted_stays_true_whoever_writes(tmp_path: Path, sql: str) -> None:
    """Changes a day and the rows of articles, revisions and claims, as any program changes them."""
    toll = "At least {} people died when the ferry sank, police said. Some {} others were pulled from the water."
    times = ["2026-03-14T09:00:00Z", "2026-03-14T10:00:00Z", "2026-03-15T10:00:00Z"]
    db = store(tmp_path, [line(toll.format(9 + i, 40 - i), at, f"https://a.example/{n}") for n in (1, 2) for i, at in enumerate(times)])
    db.execute("pragma defer_foreign_keys = on")
    if "from articles" in sql:  # as `merge_article` does: rows that refer to the article's rows are deleted first
        db.conn.executescript(
            "pragma foreign_keys = off; delete from captures where article_id = 1; delete from changes where article_id = 1"
        )
    with db.atomic():
        db.execute(sql)
    assert db.execute("select * from changes_per_day order by day").fetchall() == db.execute(PER_DAY + " order by day").fetchall()
    counted = dict(db.execute('select "table", count from _counts').fetchall())
    assert counted == {name: db.execute(f"select count(*) from {name}").fetchone()[0] for name in ("articles", "revisions", "claims")}


def test_sqlite_refuses_what_the_model_does_not_know(tmp_path: Path) -> None:
    """CHECK constraints apply to any program that writes."""
    db = connect(tmp_path / "sayso.db")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("insert into runs (started_at, status, command, sayso_version, grammar_version, matcher_version, extractor_version) "
                   "values ('t', 'half done', 'x', '1', 1, 1, '1')")  # fmt: skip


@pytest.mark.parametrize("report", ["biggest_movers", "quoted_speakers", "cut_quotes", "headline_body_disagreements"])
def test_a_report_holds_what_is_shown_and_its_other_everything(tmp_path: Path, report: str) -> None:
    """Half of all rows are set to be not shown: the report has the rest."""
    db = connect(tmp_path / "sayso.db")
    text = (
        "At least {} people died, Ana Ruiz said. “We will look for all of them{},” said Milo Strand. Some {} people were hurt, police said."
    )
    for n, more in ((11, ""), (14, " today"), (17, "")):
        body = [
            line(text.format(n, more, n + k), f"2026-03-{n}T06:00:00Z", f"https://a.example/{k}", title=f"{9} die in flood")
            for k in range(4)
        ]
        ingest(db, body)
    db.execute("update changes set shown = article_id % 2")
    db.execute("update claims set shown = article_id % 2")
    db.execute("update claim_versions set shown = article_id % 2")
    every = list(db.query(f"select * from {report}_all"))
    assert {row["shown"] for row in every} == {0, 1}
    shown = list(db.query(f"select * from {report}"))
    assert sorted(shown, key=repr) == sorted((row for row in every if row["shown"]), key=repr)


def test_articles_that_are_gone_are_found_by_an_index(tmp_path: Path) -> None:
    plan = connect(tmp_path / "sayso.db").execute(f"explain query plan {ARTICLES_OF_STATUS['gone'].source}", {"status": "gone"}).fetchall()
    assert any("articles_status" in row[3] for row in plan)
