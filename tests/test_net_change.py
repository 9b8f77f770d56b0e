"""What became of a claim over several revisions: from the first wording to the last, by their figures."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso.matching.change_kinds import Verdict, compare_figures
from sayso.matching.net_change import End, Step, compute_net_change
from sayso.model import ChangeKind, Modifier, Quantity, Span


def figure(value: float, modifier: Modifier = "exact", low: float | None = None, high: float | None = None, unit: str = "person") -> End:
    """A figure as a text has it, on a closed interval unless the ends are given."""
    ends = (value, value) if modifier == "exact" else (low, high)
    text = f"{modifier} {value:g} {unit}"
    return End(text, None, Quantity(Span(0, len(text)), modifier, value, *ends, unit))


def chain(*ends: End | None) -> list[Step]:
    """Steps from each end to the next."""
    return [Step(verdict(old, new), old, new) for old, new in pairwise(ends)]


def verdict(old: End | None, new: End | None) -> Verdict:
    if old is None or new is None:
        return Verdict("added" if old is None else "removed")
    assert old.figure
    assert new.figure
    return compare_figures(old.figure, new.figure)


KM, MILES = figure(100, unit="km"), figure(62.1, unit="mile")


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([figure(12), figure(19)], Verdict("raised", 7.0, 58.33333333)),
        ([figure(12), figure(19), figure(17)], Verdict("raised", 5.0, 41.66666667)),
        ([figure(19), figure(12), figure(19)], Verdict(None)),
        ([figure(0), figure(3), figure(4)], Verdict("raised", 4.0, None)),
        ([None, figure(12), figure(19)], Verdict("added")),
        ([figure(12), figure(19), None], Verdict("removed")),
        ([None, figure(12), None], Verdict(None)),
        ([figure(12), None, figure(11)], Verdict("lowered", -1.0, -8.333333333)),
        # A hedge, and a rounder number, say no more and no less than between neighbours.
        ([figure(12), figure(19), figure(12, "at_least", 12)], Verdict("rehedged", 0.0, 0.0)),
        ([figure(500, "about", 450, 550), figure(480), figure(510)], Verdict("refined", 10.0, 2.0)),
        # Another unit is not a change.
        ([KM, figure(150, unit="km"), MILES], Verdict("reworded")),
    ],
)
def test_only_the_ends_count(ends: list[End | None], expected: Verdict) -> None:
    assert compute_net_change(chain(*ends)) == expected


def said(text: str, source: str) -> End:
    return End(text, source, None)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            [("reworded", "a ship sank", "Lund"), ("reattributed", "a ship sank", "Varn"), ("requoted", "the ship sank", "Varn")],
            "reattributed",
        ),
        # The source that is back is not another source.
        ([("reworded", "a ship", "Lund"), ("reattributed", "a ship", "Varn"), ("reattributed", "the ship", "Lund")], "reworded"),
        ([("reworded", "a ship", "Lund"), ("requoted", "the ship", "Lund"), ("requoted", "a ship", "Lund")], None),
    ],
)
def test_a_statement_goes_by_its_words_and_its_source(steps: list[tuple[ChangeKind, str, str]], expected: ChangeKind | None) -> None:
    """Each step is its kind and where it leads; the first gives the start."""
    _, *rest = steps
    ends = [said(text, source) for _, text, source in steps]
    made = [Step(Verdict(kind), old, new) for (kind, *_), old, new in zip(rest, ends, ends[1:], strict=False)]
    assert compute_net_change(made).kind == expected
