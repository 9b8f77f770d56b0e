"""Which claim of the old revision is which claim of the new one, and what changed: pure functions over readings."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Link, Reading, Track

#: Stored beside what was matched; raise it with every change of the rules.
MATCHER_VERSION = 1

__all__ = ["MATCHER_VERSION", "compare", "trace"]


def compare(old: Reading, new: Reading) -> list[Link]:
    """What became of every claim between two readings: each claim of either side is in exactly one link."""
    gone = [Link("removed", i, None, "none", 1.0) for i in range(len(old.claims))]
    return gone + [Link("added", None, i, "none", 1.0) for i in range(len(new.claims))]


def trace(readings: Sequence[Reading]) -> list[Track]:
    """Every claim over all revisions of its article, oldest revision first."""
    return []
