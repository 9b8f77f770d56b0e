"""Properties of any two texts, and of any history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from matching_readings import reading
from sayso.matching import compare, trace

PLACES = ("Aven", "Brill", "Kell", "Moss", "Orle", "Pell", "Solness", "Tarn")
SHAPES = (
    "The slide in {place} killed [{a}|{a} exact person people killed] people and injured [{b}|{b} exact person people injured].",
    "At least [{a}|{a} at_least person people killed] people died in {place}, the mayor said.",
    "{place} Fire: [{a}|{a} exact acre acre] acres, [{b}%|{b} exact percent]",
    "Officials in {place} put the damage at [${a}|{a} exact USD], nearly [{b}%|{b} nearly percent] of the budget.",
    "The road from {place} to the coast is closed for [{a}|{a} exact day day] days.",
    "{{The bridge at {place} is safe for [{a}|{a} exact - lorry] lorries|indirect|Ann Poe}}, Ann Poe said.",
    "{{We lost everything in {place}|direct|Jon Wye}}, said Jon Wye.",
)
sentences = st.builds(
    lambda shape, place, a, b: shape.format(place=place, a=a, b=b),
    st.sampled_from(SHAPES),
    st.sampled_from(PLACES),
    st.integers(2, 40),
    st.integers(2, 40),
)
texts = st.lists(sentences, max_size=6).map("\n\n".join)
readings = texts.map(reading)


@given(readings, readings)
def test_every_claim_is_in_exactly_one_link(old, new):
    links = compare(old, new)
    assert sorted(x.old for x in links if x.old is not None) == list(range(len(old.claims)))
    assert sorted(x.new for x in links if x.new is not None) == list(range(len(new.claims)))
    assert all((x.kind == "removed") == (x.new is None) and (x.kind == "added") == (x.old is None) for x in links)
    assert all(0 <= x.link_certainty <= 1 for x in links)


@given(readings)
def test_a_text_against_itself_is_kept_whole(text):
    assert all(x.kind is None and x.old == x.new for x in compare(text, text))


MIRROR = {"raised": "lowered", "lowered": "raised", "refined": "coarsened", "coarsened": "refined", "added": "removed", "removed": "added"}


#: A text and the same text with other figures, some sentences dropped. No count reaches a dozen: a toll that each text tells once is
#: followed in other words as it grows, and not as it falls.
edits = st.lists(
    st.tuples(st.sampled_from(SHAPES), st.sampled_from(PLACES), *[st.integers(2, 11)] * 4, st.booleans()),
    max_size=6,
    unique_by=lambda e: e[:2],
).map(
    lambda edits: (
        reading("\n\n".join(shape.format(place=place, a=a, b=b) for shape, place, a, b, _, _, _ in edits)),
        reading("\n\n".join(shape.format(place=place, a=a, b=b) for shape, place, _, _, a, b, kept in edits if kept)),
    )
)


@given(edits)
def test_turned_round_the_links_are_mirrored(texts):
    old, new = texts
    there = {(x.old, x.new, MIRROR.get(str(x.kind), x.kind)) for x in compare(old, new)}
    assert {(x.new, x.old, x.kind) for x in compare(new, old)} == there


@given(readings, readings)
def test_what_cannot_be_one_claim_never_is(old, new):
    for x in compare(old, new):
        if x.old is not None and x.new is not None:
            before, after = old.claims[x.old], new.claims[x.new]
            assert (before.kind, before.part) == (after.kind, after.part)
            if before.quantity and after.quantity:
                assert None in (before.quantity.role, after.quantity.role) or before.quantity.role == after.quantity.role
                assert None in (before.quantity.unit, after.quantity.unit) or before.quantity.unit == after.quantity.unit


@given(st.lists(sentences, max_size=6).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_moving_paragraphs_changes_no_figure(orders):
    old, new = (reading("\n\n".join(order)) for order in orders)
    assert {x.kind for x in compare(old, new)} <= {None}


@settings(max_examples=60)
@given(st.lists(readings, max_size=5), readings)
def test_another_revision_only_extends_the_tracks(history, another):
    before, after = trace(history), trace([*history, another])
    assert len(after) >= len(before)
    for short, long in zip(before, after, strict=False):
        assert long.mentions[: len(short.mentions)] == short.mentions
        assert long.changes[: len(short.changes)] == short.changes
        for was, now in zip(short.versions, long.versions, strict=False):
            assert now == (was if was.until is not None or now.until is None else replace(was, until=len(history)))


@settings(max_examples=60)
@given(st.lists(readings, max_size=6))
def test_tracks_account_for_every_mention_and_moment(history):
    tracks = trace(history)
    mentions = sorted(m for t in tracks for m in t.mentions)
    assert mentions == [(r, i) for r, text in enumerate(history) for i in range(len(text.claims))]
    assert [t.mentions[0] for t in tracks] == sorted(t.mentions[0] for t in tracks)
    for track in tracks:
        stood = {r for v in track.versions for r in range(v.since, len(history) if v.until is None else v.until)}
        assert stood == {r for r, _ in track.mentions}
        assert all(a.until is not None and a.until <= b.since for a, b in pairwise(track.versions))
        assert all((v.since, v.index) in track.mentions for v in track.versions)
        assert all(c.revision > 0 for c in track.changes)


def test_every_process_finds_the_same():
    old = "\n\n".join(f"The slide in {p} killed {n} people, and {n + 3} were hurt, Mayor Ida Renn said." for n, p in enumerate(PLACES, 4))
    new = "\n\n".join(f"The slide near {p} killed {n + 2} people and hurt {n + 3}, Sheriff Jon Wye said." for n, p in enumerate(PLACES, 4))
    line = json.dumps({"id": "x", "old": old, "new": new})
    answers = {
        subprocess.run(
            [sys.executable, "-c", "from sayso.cli import main; main()", "diff", "--jsonl"],
            input=line, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(answers) == 1
    assert {c["kind"] for c in json.loads(answers.pop())["changes"]} >= {"raised", "reattributed"}
