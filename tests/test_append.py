"""Appended revisions give the same rows as a full derivation, whatever came before and however they are batched."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import FERRY, connect, derived, ingest, line, store
from sayso.ingest.history.rebuild import rebuild
from sayso.store import queries

DAY = "2026-03-14T"
TOLL = "At least {} people were killed when the ferry capsized off Port Ansel, the coast guard said."
PARAGRAPHS = [
    *(TOLL.format(n) for n in (12, 19, 14)),
    *(f"“We pulled {n} people from the water and we will go on,” Ada Brenner, the harbour master, told reporters." for n in (40, 41)),
    *(f"The damage was put at ${n} million, {n + 2}% more than after the storm of 2019, according to {who}." for n in (3,
        8) for who in ("Lloyd", "the port")),
    "Some 300 passengers were on board on Friday. Some 300 passengers were on board on Friday.",
    "“We pulled 40 people from the water,” Brenner said.",
    "Correction: An earlier version of this story misstated the number of people killed as 19. It is 14.",
    "The sea was rough.",
    "“The gates were shut on Tuesday,” Brenner said last week. Divers found 3 boats yesterday.",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5).map("\n\n".join)
HISTORIES = st.lists(BODIES, min_size=2, max_size=8)
#: Minutes from one revision to the next: most come last, some share the stated time of the one before, some come late.
STEPS = st.sampled_from([60, 60, 60, 0, -90])
TITLES = st.sampled_from(["Ferry capsizes off Port Ansel", "At least 19 killed as ferry capsizes", "Ferry sinks on Friday, 4 rescued"])
PUBLISHED = st.sampled_from([None, "2026-03-11", "2026-03-13T22:00:00Z"])


@st.composite
def batches(draw: st.DrawFn) -> list[list[dict[str, Any]]]:
    """A story's revisions in the order and the batches in which they came."""
    minute, out = 600, []
    for number, body in enumerate(draw(HISTORIES)):
        minute = max(0, minute + draw(STEPS)) if number else minute
        at, seen = (f"{DAY}{m // 60:02}:{m % 60:02}:00Z" for m in (minute, 600 + 61 * number))
        one = line(body, at, FERRY, draw(TITLES), captured_at=seen, published=draw(PUBLISHED))
        if not out or draw(st.booleans()):
            out.append([])
        out[-1].append(one)
    return out


@settings(max_examples=60, deadline=None)
@given(batches())
def test_appended_is_what_the_long_way_gives(story: list[list[dict[str, Any]]]) -> None:
    """Row for row: a rebuild, which derives everything, finds nothing to write, and one batch gives the same."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        apart = connect(Path(one) / "sayso.db")
        for batch in story:
            ingest(apart, batch)
            assert not list(apart.execute("pragma foreign_key_check"))
        assert sum(rebuild(apart, queries.list_article_ids(apart))) == 0
        together = store(Path(other), [x for batch in story for x in batch])
        assert derived(together) == derived(apart)
        apart.close()
        together.close()


def test_what_does_not_change_is_neither_made_nor_compared(tmp_path: Path) -> None:
    """A row of another claim stays, right or wrong, until a full derivation; the new revision's own rows are right."""
    other = "The damage was put at $8 million, according to Lloyd."
    db = store(tmp_path, [line(f"{TOLL.format(12)}\n\n{other}", DAY + "09:00:00Z")])
    with db.atomic():
        db.execute("update claims set label = 'not made anew' where unit = 'USD'")
    ingest(db, [line(f"{TOLL.format(19)}\n\n{other}", DAY + "10:00:00Z")])
    assert db.execute("select label from claims where unit = 'USD'").fetchone() == ("not made anew",)
    assert db.execute("select kind, old_value, new_value from change_details").fetchone() == ("raised", 12, 19)
    assert sum(rebuild(db, queries.list_article_ids(db))) == 1


def test_a_claim_that_was_gone_returns_to_its_history(tmp_path: Path) -> None:
    """Three commands: the claim is there, is gone, is back with another figure."""
    bodies = [TOLL.format(12), "The sea was rough.", TOLL.format(19)]
    db = store(tmp_path)
    for hour, body in enumerate(bodies, 9):
        ingest(db, [line(body, f"{DAY}{hour:02}:00:00Z")])
    toll = "select versions, changes, status from claims where value = 19"
    assert db.execute(toll).fetchone() == (2, 2, "standing")
    assert [
        r[0] for r in db.execute("select kind from changes where claim_id in (select id from claims where value = 19) order by id")
    ] == [
        "removed",
        "returned",
    ]
    assert sum(rebuild(db, queries.list_article_ids(db))) == 0


@pytest.mark.parametrize("one_by_one", [False, True])
def test_a_claim_that_stands_is_shown_in_the_sentence_of_today(tmp_path, one_by_one):
    """The claim did not change, the words around it did: the sentence of the first revision is no longer in the article."""
    text = "Patrols stopped {} boats in a campaign that the ministry says is meant to protect the herring. The bay is calm."
    lines = [line(text.format(n), f"2026-03-{day}T10:00:00Z") for n, day in ((12, 14), (15, 15))]
    for some in [[one] for one in lines] if one_by_one else [lines]:
        db = store(tmp_path, some)
    (found,) = db.execute("select sentence from claims where kind = 'statement' and status = 'standing'")
    assert found[0].startswith("Patrols stopped 15 boats")
