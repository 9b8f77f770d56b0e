"""The old sentence of a change is that of the revision before, not the one in which the old wording first appeared."""

from __future__ import annotations

from pathlib import Path

from newsroom import ingest, line, store

FIRST = "At least 12 people were killed when the ferry capsized off Port Ansel on Friday."
SECOND = "At least 12 people were killed when the overloaded ferry capsized off Port Ansel on Friday, its crew among them."
THIRD = "At least 14 people were killed when the overloaded ferry capsized off Port Ansel on Friday, its crew among them."
FOURTH = "The sea off Port Ansel was rough."
HOURS = [
    (FIRST, "2026-03-14T09:00:00Z"),
    (SECOND, "2026-03-14T10:00:00Z"),
    (THIRD, "2026-03-14T11:00:00Z"),
    (FOURTH, "2026-03-14T12:00:00Z"),
]
SHOWN = "select kind, old_sentence, new_sentence from change_details where claim_kind = 'quantity' order by at"
WANTED = [("raised", SECOND, THIRD), ("removed", THIRD, None)]


def test_an_old_sentence_is_of_the_revision_before(tmp_path: Path) -> None:
    """A figure that stayed while its sentence was edited is shown in the edited sentence once it changes."""
    assert list(store(tmp_path, [line(*x) for x in HOURS]).execute(SHOWN)) == WANTED


def test_an_old_sentence_is_the_same_where_revisions_come_one_by_one(tmp_path: Path) -> None:
    """Runs that carry on from stored revisions show the same."""
    db = store(tmp_path, [line(*HOURS[0])])
    for one in HOURS[1:]:
        ingest(db, [line(*one)])
    assert list(db.execute(SHOWN)) == WANTED
