"""Garbage collection of reference cycles: how often a process that reads and stores does it."""

from __future__ import annotations

import gc

#: Thresholds for `gc.set_threshold`. Reading, matching and storing make no cycles; with Python's thresholds the collector took
#: 5% of the time of `ingest`, and 10% of that of `bulk`.
THRESHOLDS = 50_000, 20, 100


def collect_rarely() -> None:
    """Has this process look for cycles rarely."""
    gc.set_threshold(*THRESHOLDS)
