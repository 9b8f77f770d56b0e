"""A story of a flood for the tests of sources, and the commands over a database."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import commands
from nights import make_story
from publisher import Publisher

LEAD = "At least {} people were killed in the flood at Corran, the governor said on Saturday."
NIGHT = "2026-03-{:02}T03:00:00Z"


def count_outcomes(told: list) -> Counter[str]:
    return Counter(o.outcome for o in told)


def serve_flood(publisher: Publisher, toll: int, at: str, path: str = "/flood", **headers: str) -> None:
    publisher.says(path, make_story("Flood hits Corran", LEAD.format(toll), at), **headers)


def sayso(*args: str | Path, db: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """A command over a database."""
    return commands.sayso(*args, "--db", db, code=code)
