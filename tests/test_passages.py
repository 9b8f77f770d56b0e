"""The times of passages: a line is as old as the first of the consecutive revisions that have it, the first text as publication."""

from __future__ import annotations

import json
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

import sayso.ingest.history.readings as readings_room
from newsroom import dump, ingest, line, store
from sayso.grammar import GRAMMAR_VERSION, parse
from sayso.ingest.history.passages import DatedText, date_passages, find_first_time
from sayso.ingest.history.rebuild import rebuild
from sayso.model import Document, Passage
from sayso.store import queries
from sayso.store.rows import RevisionRow

#: A Wednesday, and the Wednesday after.
PUBLISHED, UPDATED = "2026-03-04T12:00:00Z", "2026-03-11T07:00:00Z"
WEEK = (Passage(0, PUBLISHED, UPDATED),)


def read_dates(text: str, passages: tuple[Passage, ...], at: str | None = None) -> list[tuple[str, str, str]]:
    """The words and the first and last time of each statement's moment, to the day."""
    moments = [c.moment for c in parse(Document(text), at, passages).claims if c.moment]
    return [(m.span.of(text), (m.start or "")[:10], (m.end or "")[:10]) for m in moments]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The dam held, Ruiz said on Tuesday.", "2026-03-03", "2026-03-04"),
        ("Some 40 boats sank today.", "2026-03-04", "2026-03-05"),
        ("Some 40 boats sank yesterday.", "2026-03-03", "2026-03-04"),
        ("The dam held, Ruiz said last week.", "2026-02-23", "2026-03-02"),
        ("The dam has held since Monday, Ruiz said.", "2026-03-02", "2026-03-11"),
        ("The dam will be blown up on Tuesday, Ruiz said.", "2026-03-10", "2026-03-11"),
        ("The dam broke on March 1, 2020, Ruiz said.", "2020-03-01", "2020-03-02"),
        # written on the day after publication, or on the second
        ("The dam held, Ruiz said on Thursday.", "2026-03-05", "2026-03-06"),
        ("The dam held on Friday, Ruiz said.", "2026-03-06", "2026-03-07"),
        ("The dam held on Saturday, Ruiz said.", "2026-02-28", "2026-03-01"),
    ],
)
def test_words_are_dated_from_publication(text: str, start: str, end: str) -> None:
    """In a story of 4 March that is seen on 11 March; a weekday may be one of the two days after publication."""
    assert [found[1:] for found in read_dates(text, WEEK)] == [(start, end)]


def test_what_was_said_on_a_day_was_written_on_it_or_later() -> None:
    """A story filed on Saturday, seen on Monday, that quotes somebody on Sunday: "yesterday" is Saturday. A game to come says nothing."""
    weekend = (Passage(0, "2026-03-07T12:00:00Z", "2026-03-09T07:00:00Z"),)
    told = "The bridge broke yesterday, the mayor said. “It is shut,” Ruiz said Sunday."
    assert read_dates(told, weekend)[0][1:] == ("2026-03-07", "2026-03-08")
    to_come = "The bridge broke yesterday, the mayor said. Fans wait for Sunday’s game."
    assert read_dates(to_come, weekend)[0][1:] == ("2026-03-06", "2026-03-07")


def test_each_passage_has_its_own_time() -> None:
    """Also where the text has lost blanks."""
    old, new = (
        "The dam will hold, Varn said on Tuesday.",
        "The dam held, Ruiz toldreporters onTuesday. It is full, Mr Quillsaid onTuesday, and Mr Quill hired two divers.",
    )
    text = f"{old}\n\n{new}"
    passages = (Passage(0, PUBLISHED, PUBLISHED), Passage(len(old) + 2, UPDATED, UPDATED))
    assert [found[1] for found in read_dates(text, passages)] == ["2026-03-03", "2026-03-10", "2026-03-10"]


@pytest.mark.parametrize(
    ("day", "text", "start"),
    [
        ("2026-03-08", "Six boats sank last week, Ruiz said.", "2026-03-02"),  # a Sunday: the week that ends with it
        ("2026-03-09", "Six boats sank last week, Ruiz said.", "2026-03-02"),
        ("2026-03-05", "She will call this weekend, Ruiz said.", "2026-03-07"),
        ("2026-03-02", "Six boats sank this weekend, Ruiz said.", "2026-02-28"),
        ("2026-03-03", "Skippers can expect rain this weekend, Ruiz said.", "2026-03-07"),
        ("2026-03-05", "“I’ll call on Tuesday,” Ruiz said.", "2026-03-10"),
        ("2026-03-05", "“I called on Tuesday,” Ruiz said.", "2026-03-03"),
    ],
)
def test_weeks_and_weekends(day: str, text: str, start: str) -> None:
    assert read_dates(text, (), f"{day}T15:00:00Z")[0][1] == start


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("The dam held, Ruiz said yesterday.", "yesterday", "2026-03-03"),
        ("Ruiz told the Tide today that the dam held.", "today", "2026-03-04"),
        ("“It will hold,” Ruiz said on Monday.", "on Monday", "2026-03-02"),
        ("The dam is due to be finished in May, Ruiz said in a statement Tuesday.", "in May", "2026-05-01"),
        ("The hall is due to be finished, Ruiz said in a statement Tuesday.", "Tuesday", "2026-03-03"),
        ("The result will be announced on Monday, Ruiz said.", "on Monday", "2026-03-09"),
        ("Ruiz said the vote will be held Tuesday.", "Tuesday", "2026-03-10"),
        ("People today are richer, Ruiz said on Tuesday.", "on Tuesday", "2026-03-03"),
    ],
)
def test_the_day_of_a_saying_is_past(text: str, words: str, start: str) -> None:
    """Whatever is to come in what was said; and what will be said or happen is to come."""
    assert [found[:2] for found in read_dates(text, (), "2026-03-04T15:00:00Z")] == [(words, start)]


def test_a_paper_named_today_is_no_day() -> None:
    assert read_dates("Ruiz told USA Today that the dam held.", (), "2026-03-04T15:00:00Z") == []


@pytest.mark.parametrize(
    ("published", "basis", "first"),
    [
        (None, "given", UPDATED),
        ("2026-03-04T10:00:00Z", "given", "2026-03-04T10:00:00Z"),
        ("2026-03-04T00:00:00Z", "given", PUBLISHED),  # only a day: its noon
        ("2026-03-11T00:00:00Z", "given", UPDATED),  # the day of the update
        ("2026-03-12T00:00:00Z", "given", UPDATED),
        ("2026-03-11T09:00:00Z", "given", UPDATED),
        ("2025-11-04T10:00:00Z", "JSON-LD dateModified", UPDATED),  # still updated after months
        ("2025-11-04T10:00:00Z", "capture", "2025-11-04T10:00:00Z"),  # only seen after months
        ("2025-11-04T10:00:00Z", "Last-Modified", "2025-11-04T10:00:00Z"),
    ],
)
def test_the_first_text_is_as_old_as_its_publication(published: str | None, basis: str, first: str) -> None:
    assert find_first_time(published, UPDATED, basis) == first


LINES = st.lists(st.lists(st.sampled_from(["", "A", "B", "C said Tuesday.", "D"]), min_size=1, max_size=6), min_size=1, max_size=6)


def make_revision(number: int, lines: list[str]) -> RevisionRow:
    """A revision of the day with that number."""
    row: dict[str, Any] = dict.fromkeys(RevisionRow._fields)
    at = f"2026-03-{10 + number:02}T10:00:00Z"
    return RevisionRow(**row | {"text": "\n".join(lines), "updated_at": at, "updated_at_basis": "given", "published_at": PUBLISHED})


@given(LINES)
def test_a_line_is_as_old_as_the_revisions_that_have_it(history: list[list[str]]) -> None:
    """As the rule says it, which looks at all revisions before; passages are in order, start at 0, and differ from the one before."""
    before = None
    for number, lines in enumerate(history):
        revision = make_revision(number, lines)
        passages = date_passages(revision, before)
        before = DatedText(revision.text, passages)
        assert passages[0].start == 0
        assert all(a.start < b.start and a[1:] != b[1:] for a, b in pairwise(passages))
        at = 0
        for text in lines:
            since = number
            while since and text in history[since - 1]:
                since -= 1
            if text:
                written = [p for p in passages if p.start <= at][-1]
                assert written.last == f"2026-03-{10 + since:02}T10:00:00Z"
                assert (written.first == PUBLISHED) == (since == 0)
            at += len(text) + 1


OLD = "The dam held, Ruiz said on Tuesday. Some 40 people fled the valley on Tuesday."
NEW = "The dam broke on Tuesday, Varn said. Some 70 houses were flooded on Tuesday."
TUESDAYS = "select sentence, moment_start from claim_versions where moment like '%Tuesday' order by id"


def read_tuesdays(db: Database) -> dict[str, str]:
    return {sentence: start[:10] for sentence, start in db.execute(TUESDAYS)}


@pytest.mark.parametrize("one_by_one", [True, False])
@pytest.mark.parametrize("more", [{"published": "2026-03-04T09:00:00Z"}, {}])
def test_an_old_tuesday_keeps_its_date(tmp_path: Path, one_by_one: bool, more: dict[str, str]) -> None:
    """Published on a Wednesday, seen two days later, extended a week later: the new line has the new Tuesday, also after a rebuild."""
    url = "https://harbour-wire.example/2026/03/04/dam"
    lines = [line(OLD, "2026-03-06T09:00:00Z", url, **more), line(f"{OLD}\n\n{NEW}", UPDATED, url, **more)]
    db = store(tmp_path)
    for some in [[one] for one in lines] if one_by_one else [lines]:
        ingest(db, some)
    dates = read_tuesdays(db)
    assert {day for sentence, day in dates.items() if sentence in OLD} == {"2026-03-03"}
    assert {day for sentence, day in dates.items() if sentence in NEW} == {"2026-03-10"}
    assert sum(rebuild(db, queries.list_article_ids(db))) == 0


def test_a_claim_that_is_linked_anew_keeps_the_date_of_its_line(tmp_path: Path) -> None:
    """The line is the same, only the headline and the order changed."""
    db = store(tmp_path, [line(OLD, "2026-03-04T09:00:00Z"), line(f"{NEW}\n\n{OLD}", UPDATED, title="Dam breaks")])
    packed = db.execute("select claims from _readings order by revision_id desc").fetchone()[0]
    assert [p[1][:10] for p in json.loads(zlib.decompress(packed))[3]] == ["2026-03-11", "2026-03-04"]


def test_a_text_with_only_a_newer_stamp_keeps_its_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = store(tmp_path, [line(OLD, "2026-03-04T09:00:00Z")])

    def fail(*args: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(readings_room, "parse", fail)
    ingest(db, [line(OLD, UPDATED, captured_at=UPDATED)])
    before, after = db.execute("select seen, claims from _readings order by revision_id").fetchall()
    assert before == after


def test_a_first_revision_with_another_publication_is_derived_again(tmp_path: Path) -> None:
    """An earlier capture of the first revision says when it was published: the stored dates are no longer those of a full derivation."""
    lines = [
        line(OLD, "2026-03-10T09:00:00Z", captured_at="2026-03-10T10:00:00Z"),
        line(f"{OLD}\n\n{NEW}", UPDATED, captured_at=UPDATED),
        line(OLD, "2026-03-10T09:00:00Z", captured_at="2026-03-10T09:30:00Z", published="2026-03-04T08:00:00Z"),
    ]
    db = store(tmp_path)
    for one in lines:
        ingest(db, [one])
    assert sum(rebuild(db, queries.list_article_ids(db))) == 0
    assert "2026-03-03" in read_tuesdays(db).values()


def test_a_database_of_the_version_before_is_no_news(tmp_path: Path) -> None:
    """It has readings without passages, no day from addresses, and Tuesdays of the update: a rebuild dates them, and reports no change."""
    url = "https://harbour-wire.example/2026/03/04/dam"
    lines = [line(OLD, "2026-03-10T09:00:00Z", url), line(f"{OLD}\n\n{NEW}", UPDATED, url)]
    db = store(tmp_path, lines)
    right, changes = dump(db), list(db.execute("select * from changes"))
    with db.atomic():
        for revision, packed in db.execute("select revision_id, claims from _readings").fetchall():
            old = zlib.compress(json.dumps(json.loads(zlib.decompress(packed))[:3]).encode())
            db.execute("update _readings set claims = ?, seen = 'old' where revision_id = ?", (old, revision))
        for table in ("_readings", "_states", "articles"):
            db.execute(f"update {table} set grammar_version = {GRAMMAR_VERSION - 1}")
        db.execute("update captures set extractor_version = '5', published_at = null")
        db.execute("update revisions set published_at = null")
        db.execute("update claim_versions set moment_start = '2026-03-10T00:00:00Z' where moment like '%Tuesday'")
    assert sum(rebuild(db, queries.list_article_ids(db))) > 0
    assert dump(db) == right
    assert list(db.execute("select * from changes")) == changes
