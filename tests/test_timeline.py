"""Looks become revisions: which texts, in what order, from when."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.history.revisions import order_revisions
from sayso.model import FOREVER
from sayso.store.rows import CaptureRow


def look(text: str, updated: int, captured: int, basis: str = "json-ld") -> CaptureRow:
    """A capture of `text`, dated by minutes of one morning."""
    seen = f"2026-03-14T09:{captured:02}:00Z"
    return CaptureRow(
        id=0, run_id=None, source_id=None, article_id=1, revision_id=0, locator="x", asked_url=None, url="u", captured_at=seen,
        captured_at_given=1, last_seen_at=seen, updated_at=f"2026-03-14T09:{updated:02}:00Z", updated_at_basis=basis, zone_assumed=0,
        zone="UTC", published_at=None, publisher=None, byline=None, language=None, candidates="[]", raw_sha256="", text_hash=text,
        extractor_version="1",
    )  # fmt: skip


# (looks as text, stated minute, minute seen[, basis]) → (text, valid from, what it is)
CASES = [
    pytest.param([("A", 10, 11), ("B", 20, 21)], [("A", 10, ""), ("B", 20, "")], id="two stated updates"),
    pytest.param([("A", 10, 11), ("A", 10, 15)], [("A", 10, "")], id="seen twice is one revision"),
    pytest.param([("A", 10, 11), ("B", 10, 30)], [("A", 10, ""), ("B", 30, "stealth")], id="a stealth edit stands from when it was seen"),
    pytest.param([("A", 10, 11), ("A", 20, 21)], [("A", 10, ""), ("A", 20, "bump")], id="a new time for the same text is a bump"),
    pytest.param(
        [("A", 10, 11), ("B", 10, 20), ("A", 10, 30)],
        [("A", 10, ""), ("B", 20, "stealth"), ("A", 30, "stealth")],
        id="a return to the first wording at the same stated time is history",
    ),
    pytest.param(
        [("A", 10, 11), ("B", 10, 50), ("C", 40, 41)],
        [("A", 10, ""), ("B", 40, "stealth"), ("C", 40, "")],
        id="a stealth edit seen late ends where the next stated time begins",
    ),
    pytest.param(
        [("A", 11, 11, "capture"), ("A", 20, 20, "capture"), ("B", 30, 30, "capture")],
        [("A", 11, ""), ("B", 30, "")],
        id="a page without times: looks at the same text are no bumps",
    ),
]


@pytest.mark.parametrize(("looks", "want"), CASES)
def test_looks_become_revisions(looks: list[tuple], want: list[tuple]) -> None:
    """The result is what a reader would say happened, in whatever order the captures arrive."""
    looks = [look(*x) for x in looks]
    random.Random(1).shuffle(looks)
    found = [
        (s.first.text_hash, int(s.valid_from[14:16]), "stealth" if s.stealth else "bump" if s.bump else "") for s in order_revisions(looks)
    ]
    assert found == want


LOOKS = st.lists(st.builds(look, st.sampled_from("ABC"), st.integers(10, 14), st.integers(10, 59)), min_size=1, max_size=12)


@given(LOOKS, st.randoms())
def test_order_of_arrival_plays_no_part(looks: list[CaptureRow], rnd: random.Random) -> None:
    """Any order of the same looks gives the same revisions."""
    shuffled = list(looks)
    rnd.shuffle(shuffled)
    assert [(s.first, s.valid_from, s.stealth, s.bump) for s in order_revisions(shuffled)] == [
        (s.first, s.valid_from, s.stealth, s.bump) for s in order_revisions(looks)
    ]


@given(LOOKS)
def test_validity_has_no_gap_and_no_overlap(looks: list[CaptureRow]) -> None:
    """Each revision ends where the next begins, time never runs backwards, and the last one is current."""
    steps = order_revisions(looks)
    assert [s.valid_to for s in steps[:-1]] == [s.valid_from for s in steps[1:]]
    assert steps[-1].valid_to == FOREVER
    assert all(s.valid_from <= s.valid_to for s in steps)
