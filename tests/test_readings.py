"""Stored readings: they are returned as they were, and a stored text is not read again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsroom import derived, dump, ingest, line, store
from sayso.grammar import parse
from sayso.ingest.history.readings import pack_reading, unpack_reading
from sayso.ingest.history.rebuild import rebuild
from sayso.model import Document, Reading
from sayso.store import queries

DAY = "2026-03-14T"
SENTENCES = [
    "At least 12 people were killed on Thursday, the coast guard said.",
    "“We are still searching,” said Ada Brenner, the harbour master, “and the 4.5% who fled are back.”",
    "Between 30 and 40 houses burned down since March 3.",
    "Dozens did not say what they saw.",
    "Damage was put at €1.2 million, nearly twice the $600,000 first told.",
    "The sea was rough.",
]
TEXTS = [" ".join(SENTENCES[i:] + SENTENCES[:i]) for i in range(3)]


@given(st.lists(st.sampled_from(SENTENCES), max_size=8), st.booleans(), st.booleans())
def test_what_comes_back_is_what_was_read(sentences: list[str], headline: bool, caption: bool) -> None:
    """Every field of every claim, whatever the text."""
    document = Document.of("Ferry kills 12" if headline else "", " ".join(sentences), ["Some 40 divers searched."] if caption else [])
    reading = parse(document, DAY + "09:00:00Z")
    assert unpack_reading(document, pack_reading(reading)) == reading


def test_a_text_is_read_once(tmp_path: Path) -> None:
    """A stored reading is used when a revision arrives; a rebuild reads the text again and corrects errors."""
    lines = [line(text, f"{DAY}{hour:02}:00:00Z") for hour, text in enumerate(TEXTS, 9)]
    db = store(tmp_path, lines[:2])
    row = db.execute("select min(id), text, headline_end from revisions").fetchone()
    with db.atomic():  # as if the grammar had found nothing in the first revision
        db.execute("update _readings set claims = ? where revision_id = ?", (pack_reading(Reading(Document(*row[1:]), ())), row[0]))
    late = line("The sea was calm.", DAY + "09:30:00Z")
    ingest(db, [late])
    assert db.execute("select count(*) from mentions where revision_id = ?", (row[0],)).fetchone() == (0,)
    assert sum(rebuild(db, queries.list_article_ids(db))) > 0
    (tmp_path / "b").mkdir()
    assert derived(db) == derived(store(tmp_path / "b", [*lines[:2], late]))
    assert sum(rebuild(db, queries.list_article_ids(db))) == 0


def test_a_reading_by_another_grammar_is_not_taken(tmp_path: Path) -> None:
    """It is ignored, and replaced when its article is next derived."""
    lines = [line(text, f"{DAY}{hour:02}:00:00Z") for hour, text in enumerate(TEXTS, 9)]
    db = store(tmp_path, lines[:2])
    right = dump(db), list(db.execute("select * from _readings"))
    with db.atomic():
        db.execute("update _readings set grammar_version = grammar_version - 1, claims = ?", (pack_reading(Reading(Document(""), ())),))
    assert sum(rebuild(db, queries.list_article_ids(db))) == 2
    assert (dump(db), list(db.execute("select * from _readings"))) == right
    with db.atomic():
        db.execute("update _readings set grammar_version = grammar_version - 1, claims = ?", (pack_reading(Reading(Document(""), ())),))
    ingest(db, lines[2:])
    (tmp_path / "b").mkdir()
    assert derived(db) == derived(store(tmp_path / "b", lines))
