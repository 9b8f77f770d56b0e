"""The promises of the store, each with a test that fails when it is broken."""

from __future__ import annotations

import json
import sqlite3
import threading
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

import sayso.ingest.history.plan as article_room
from newsroom import FERRY, NOW, VERSIONS, connect, derived, dump, ingest, line, run_over, store
from sayso.ingest.extract.page import Capture, PageProblem
from sayso.ingest.history.rebuild import rebuild
from sayso.store import queries

DAY = "2026-03-14T"
TOLL = "At least {} people were killed when the ferry capsized, the coast guard said. Rescuers pulled {} others from the water."
#: A morning's revisions of one story: the toll rises, falls, and returns.
MORNING = [
    line(TOLL.format(12, 40), DAY + "09:00:00Z"),
    line(TOLL.format(19, 40), DAY + "10:00:00Z"),
    line(TOLL.format(14, 41), DAY + "11:00:00Z"),
    line(TOLL.format(19, 41), DAY + "12:00:00Z"),
]


def read_changes(db: Database, *kinds: str) -> list[tuple[str, str | None, str | None]]:
    """(kind, old text, new text) of the changes, oldest first."""
    rows = db.execute("select kind, old_text, new_text from change_details order by at, id")
    return [row for row in rows if not kinds or row[0] in kinds]


def test_1_the_same_thing_twice_changes_nothing(tmp_path: Path) -> None:
    """A second ingest of the same lines changes no row of facts and claims."""
    db = store(tmp_path, MORNING)
    before = dump(db), db.table("captures").count, db.table("raws").count
    summary = ingest(db, MORNING, now="2026-06-02T12:00:00Z")
    assert (dump(db), db.table("captures").count, db.table("raws").count) == before
    assert (summary.new, summary.known) == (0, 4)


BODIES = st.sampled_from(
    [TOLL.format(a, b) for a in (12, 19, 14) for b in (40, 41)]
    + ["The ferry capsized in the night. The sea was rough."]
    + [f"“It sank today,” Ada Brenner said on Thursday.\n\n{TOLL.format(a, 40)}" for a in (12, 19)]
)
PUBLISHED = st.sampled_from([None, "2026-03-05", "2026-03-11", "2026-03-13T22:00:00Z", f"{DAY}10:00:00Z"])
TIMES = st.sampled_from([f"{DAY}{h:02}:00:00Z" for h in (9, 10, 11)])
SEEN = st.sampled_from([f"{DAY}{h:02}:30:00Z" for h in (9, 10, 11, 12)])
OTHER_SLUG = FERRY.replace("ferry-capsizes", "ferry-toll-rises")
LINES = st.lists(
    st.builds(
        lambda body, at, seen, url, published: line(body, at, url, captured_at=seen, published=published),
        BODIES, TIMES, SEEN, st.sampled_from([FERRY, OTHER_SLUG, "https://other.example/2026/03/10/b"]), PUBLISHED,
    ),
    min_size=1, max_size=7,
)  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_2_an_entry_that_moves_to_another_day_is_counted_there(tmp_path: Path, order: tuple[int, ...]) -> None:
    """A revision that arrives late moves the changes of one entry, one by one, to another day."""
    bodies = TOLL.format(12, 40), "The ferry capsized in the night. The sea was rough.", TOLL.format(12, 40)
    times = (f"{DAY}09:00:00Z", None), (f"{DAY}10:00:00Z", "2026-03-05"), (f"{DAY}10:00:00Z", "2026-03-11")
    lines = [line(body, at, FERRY, captured_at=f"{DAY}09:30:00Z", published=day) for body, (at, day) in zip(bodies, times, strict=True)]
    together = store(tmp_path, lines)
    apart = connect(tmp_path / "apart.db")
    for i in order:
        ingest(apart, [lines[i]])
    assert derived(together) == derived(apart)


@settings(max_examples=40)
@given(LINES, st.randoms())
def test_2_order_does_not_matter(lines: list[dict[str, Any]], rnd: Any) -> None:
    """Late arrivals, equal times, reversals, a slug change that joins two articles: one by one in any order, or all at once."""
    shuffled = list(lines)
    rnd.shuffle(shuffled)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        together = store(Path(one), lines)
        apart = connect(Path(other) / "sayso.db")
        for x in shuffled:
            ingest(apart, [x])
        assert derived(together) == derived(apart)
        assert not list(apart.execute("pragma foreign_key_check"))
        together.close()
        apart.close()


@pytest.mark.parametrize(
    ("where", "lines"), [("add_derived", MORNING), ("save_derived", [*MORNING[:1], dict(MORNING[1], revision_time=DAY + "08:00:00Z")])]
)
def test_3_a_failure_inside_an_article_leaves_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, lines: list[dict[str, Any]]
) -> None:
    """An article is one transaction: its facts and claims are stored together or not at all, appended or derived again."""
    db = store(tmp_path, MORNING[:1])
    before = dump(db), db.table("captures").count

    def fail(*args: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(article_room.writing, where, fail)
        with pytest.raises(Exception, match="disk I/O error"):
            ingest(db, lines)
    assert (dump(db), db.table("captures").count) == before
    ingest(db, lines)
    (tmp_path / "b").mkdir()
    assert derived(db) == derived(store(tmp_path / "b", lines))


def test_4_rebuild_gives_what_ingest_gave(tmp_path: Path) -> None:
    """Byte for byte, and without writing a row where everything is right; also after all derived rows were lost."""
    db = store(tmp_path, [*MORNING, line("A quake of magnitude 5.3 struck.", DAY + "09:00:00Z", "https://other.example/b")])
    before = dump(db)
    assert sum(rebuild(db, queries.list_article_ids(db))) == 0
    with db.atomic():
        for table in ("mentions", "changes", "claim_versions", "claims", "speakers"):
            db.execute(f"delete from {table}")
    assert sum(rebuild(db, queries.list_article_ids(db))) > 0
    assert dump(db) == before


def test_5_a_better_extractor_is_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the extractor begins to read pages otherwise, the next capture compares new with new: no change appears in the news."""
    body = "<article><h1>Ferry capsizes off Port Ansel</h1>" + "".join(
        f"<p>{TOLL.format(12, 40)} Divers went on searching the hull in heavy seas for the {n} missing.</p>" for n in (31, 32, 33)
    )
    html = [
        {
            "url": FERRY,
            "html": f"<html lang=en><title>Ferry capsizes off Port Ansel</title>{body}<p>{more}</p></article></html>",
            "revision_time": at,
        }
        for more, at in (("", DAY + "09:00:00Z"), ("A service will be held on Sunday at the harbour church.", DAY + "10:00:00Z"))
    ]
    db = store(tmp_path, html[:1])
    with db.atomic():  # as if an older extractor had lost a paragraph and read a figure wrongly
        db.execute("update captures set extractor_version = '0', text_hash = 'old'")
        db.execute("update revisions set text_hash = 'old', text = replace(text, 'At least 12', 'At least 7')")
    ingest(db, html)
    assert read_changes(db, "raised", "lowered") == []
    assert {row[0] for row in db.execute("select extractor_version from captures")} == {VERSIONS["extractor_version"]}


def test_a_wrongly_read_time_is_put_right(tmp_path: Path) -> None:
    """A wrong time put a revision in the wrong place; the next version of the extractor moves it."""
    lines = MORNING[:3]
    db = store(tmp_path, lines)
    right = derived(db)
    with db.atomic():  # as if the older extractor had taken the first revision for the newest
        db.execute("update captures set extractor_version = '0', updated_at = '2026-03-15T09:00:00Z' where id % 100000 = 1")
    assert sum(rebuild(db, queries.list_article_ids(db))) > 0
    assert derived(db) == right


def test_6_spans_are_true(tmp_path: Path) -> None:
    """text[start:end] of the revision is the text of every wording and mention; of words split around a cue, each piece is."""
    db = store(
        tmp_path, [*MORNING, line("“We will rebuild,” Ana Ruiz said. “Every house.”", "2026-03-10T09:00:00Z", "https://a.example/s")]
    )
    wordings = list(
        db.execute(
            'select r.text, v.start, v."end", v.text, v.modifier, v.marks from claim_versions v join revisions r on r.id = v.revision_id'
        )
    )
    assert any(" … " in row[3] for row in wordings)
    for text, start, end, claim, modifier, marks in wordings:
        pieces = [] if modifier else json.loads(marks)["content"]
        whole = " … ".join(text[first:last] for first, last in pieces) if len(pieces) > 1 else text[start:end]
        assert claim == whole
        assert not pieces or (pieces[0][0], pieces[-1][1]) == (start, end)
    mentions = list(db.execute(
        'select r.text, m.start, m."end", v.text from mentions m join revisions r on r.id = m.revision_id'
        " join claim_versions v on v.id = m.version_id"
    ))  # fmt: skip
    assert mentions
    assert all(text[start:end] == claim or (" … " in claim and text[start:end].startswith(claim.partition(" … ")[0]))
               for text, start, end, claim in mentions)  # fmt: skip


def test_7_a_return_to_an_earlier_wording_is_history(tmp_path: Path) -> None:
    """12 → 19 → 14 → 19 is one claim with three changes."""
    db = store(tmp_path, MORNING)
    toll = [(kind, old, new) for kind, old, new in read_changes(db, "raised", "lowered") if old and old.lower().startswith("at least")]
    assert toll == [
        ("raised", "At least 12", "At least 19"),
        ("lowered", "At least 19", "At least 14"),
        ("raised", "At least 14", "At least 19"),
    ]


def test_7_disappearance_is_an_event_and_so_is_the_return(tmp_path: Path) -> None:
    """A claim that disappears is removed, one that is back has returned, and keeps its number."""
    gone = line("The ferry capsized in the night. The sea was rough.", DAY + "10:00:00Z")
    back = line(TOLL.format(12, 40), DAY + "11:00:00Z")
    db = store(tmp_path, [MORNING[0], gone, back])
    rows = list(db.execute("select kind, claim_id from changes where kind in ('removed', 'returned') order by at, id"))
    removed, returned = ({c for k, c in rows if k == kind} for kind in ("removed", "returned"))
    assert removed
    assert removed == returned


def test_8_readers_see_whole_articles_and_are_never_locked_out(tmp_path: Path) -> None:
    """While a run writes, a reader that never waits sees each article with all of its claims or not at all."""
    path = tmp_path / "sayso.db"
    db = connect(path)  # open before the reader starts: SQLite locks a database for an instant while its first connection sets up the log
    stories = [line(TOLL.format(n, 40), DAY + "09:00:00Z", f"https://harbour-wire.example/{n}") for n in range(100, 160)]
    done = threading.Event()
    seen: list[tuple[int, int]] = []
    failures: list[str] = []

    def read() -> None:
        reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)
        while not done.is_set():
            try:
                seen.append(reader.execute("select (select sum(claims) from articles), (select count(*) from claims)").fetchone())
            except sqlite3.OperationalError as error:
                failures.append(str(error))
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    try:
        ingest(db, stories)
    finally:
        done.set()
        thread.join()
        db.close()
    assert failures == []
    assert all((told or 0) == there for told, there in seen)


def look(outcome: str, at: str, url: str = FERRY) -> Capture:
    """A look without an article."""
    return Capture(url, url, at, b"", "text/html", None, PageProblem(outcome, f"{url}: {outcome}"))


def test_7_an_article_that_is_gone_keeps_its_claims(tmp_path: Path) -> None:
    """A 404 and a log-in wall are facts about the article, dated; no claim is removed by them, and a later page ends them."""
    db = store(tmp_path, MORNING[:1])
    before = derived(db)["changes"]
    run_over(
        db, [look("gone", DAY + "13:00:00Z"), look("login", DAY + "14:00:00Z"), look("gone", DAY + "13:00:00Z", "https://b.example/x")]
    )
    assert list(db.execute("select kind, at from absences order by at")) == [("gone", DAY + "13:00:00Z"), ("blocked", DAY + "14:00:00Z")]
    assert db.execute("select status from articles").fetchone() == ("blocked",)
    assert derived(db)["changes"] == before
    ingest(db, [line(TOLL.format(12, 40), DAY + "09:00:00Z", captured_at=DAY + "15:00:00Z")])
    assert db.execute("select status from articles").fetchone() == ("live",)


def test_a_slug_change_is_one_article_with_an_audit_row(tmp_path: Path) -> None:
    """The story number stays when the slug changes."""
    db = store(tmp_path, [MORNING[0], line(TOLL.format(19, 40), DAY + "10:00:00Z", OTHER_SLUG)])
    assert db.table("articles").count == 1
    assert db.execute("select url from articles").fetchone() == (OTHER_SLUG,)
    assert {"asked", "canonical", "story number"} >= {row[0] for row in db.execute("select reason from article_urls")}
    assert ("raised", "At least 12", "At least 19") in read_changes(db)


def test_two_articles_that_turn_out_to_be_one_are_merged(tmp_path: Path) -> None:
    """A line with both names merges two stored articles, and says so."""
    one, other = "https://harbour-wire.example/ferry", "https://harbour-wire.example/ferry-disaster"
    db = store(tmp_path, [line(TOLL.format(12, 40), DAY + "09:00:00Z", one, article_id="ferry")])
    ingest(db, [line(TOLL.format(19, 40), DAY + "10:00:00Z", other)])
    assert db.table("articles").count == 2
    ingest(db, [line(TOLL.format(21, 40), DAY + "11:00:00Z", other, article_id="ferry")])
    assert db.table("articles").count == 1
    assert [row[0] for row in db.execute("select merged_from from article_urls where reason = 'merged'")] != []
    assert read_changes(db, "raised") == [("raised", "At least 12", "At least 19"), ("raised", "At least 19", "At least 21")]
    assert not list(db.execute("pragma foreign_key_check"))


def test_a_stealth_edit_is_marked_and_a_time_bump_is_no_change(tmp_path: Path) -> None:
    """A text that changed under the same stated time, and a stated time that changed over the same text."""
    at = DAY + "09:00:00Z"
    lines = [
        line(TOLL.format(12, 40), at, captured_at=DAY + "09:10:00Z"),
        line(TOLL.format(9, 40), at, captured_at=DAY + "13:00:00Z"),
        line(TOLL.format(9, 40), DAY + "14:00:00Z", captured_at=DAY + "14:01:00Z"),
    ]
    db = store(tmp_path, lines)
    assert [tuple(r) for r in db.execute("select stealth, bump, valid_from from revisions order by seq")] == [
        (0, 0, at), (1, 0, DAY + "13:00:00Z"), (0, 1, DAY + "14:00:00Z"),
    ]  # fmt: skip
    assert list(db.execute("select kind, stealth from changes where kind = 'lowered'")) == [("lowered", 1)]
    assert db.execute("select count(*) from stealth_edits").fetchone() == (1,)


def test_a_correction_is_tied_to_the_change_it_owns_up_to(tmp_path: Path) -> None:
    """The notice names the wrong figure; it does not apply to the other figure that changed."""
    notice = "Correction: An earlier version of this story misstated the number of people killed as 19. It is 14."
    db = store(tmp_path, [line(TOLL.format(19, 40), DAY + "09:00:00Z"), line(TOLL.format(14, 52) + "\n\n" + notice, DAY + "10:00:00Z")])
    rows = dict(db.execute("select old_text, correction from change_details where kind in ('raised', 'lowered')").fetchall())
    assert rows == {"At least 19": "names it", "40": None}
    assert db.execute("select count(*), max(changes_owned_up_to) from corrections").fetchone() == (1, 1)


def test_a_second_run_tells_what_is_new(tmp_path: Path) -> None:
    """A failure and "nothing new" are never the same answer."""
    db = store(tmp_path, MORNING[:2])
    summary = ingest(db, [*MORNING[:3], {"url": FERRY}])
    assert (summary.new, summary.known, len(summary.failures)) == (1, 2, 1)
    row = db.execute("select revisions_new, revisions_known, failures, status from runs order by id desc").fetchone()
    assert row == (1, 2, 1, "done")
    assert db.execute("select count(*) from run_events where outcome = 'new' and article_id is null").fetchone() == (0,)


def test_processes_give_what_one_process_gives(tmp_path: Path) -> None:
    """Two processes read, one writes; the rows are the same."""
    lines = [line(TOLL.format(n, m), f"{DAY}{m:02}:00:00Z", f"https://harbour-wire.example/{n}") for n in range(10, 22) for m in (9, 10)]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = store(tmp_path / "one"), store(tmp_path / "two")
    ingest(one, lines, jobs=1)
    ingest(two, lines, jobs=2)
    assert dump(one) == dump(two)
    assert one.execute("select started_at from runs order by id").fetchone() == (NOW,)
