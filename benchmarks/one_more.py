"""The cost of one more revision, by the number stored: a long story whose revisions come one a command, as from a nightly run.

    python benchmarks/one_more.py [--stored 50 200 800] [--times 5] [--sayso PATH]
    python benchmarks/one_more.py --revisions FILE [--every 60] [--sayso PATH]

One article of 9 kB. Each revision edits one paragraph: a figure moves, and every fifth paragraph is a new one, so that claims go and
come. Prints for each count the processor time of the whole command (user and system: other programs disturb it less than the clock) and
its wall time, the median of so many revisions, and the ratio of the last to the first. `--sayso` names the command of another checkout.

With `--revisions`, real revisions (JSON lines as `ingest` takes them) in the order of their time: every 60th comes alone and is timed,
those between in one command. Prints what all of them would take, one a command.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from scale import EVENTS, NAMES, OFFICES, PADDING, PLACES

#: Paragraphs of the story; each has two or three figures and a statement, like reports of a disaster.
PARAGRAPHS = 40


class Paragraph(NamedTuple):
    """One paragraph: its words, with a place left for the figure that moves."""

    words: str
    figure: int

    def __str__(self) -> str:
        return self.words.format(self.figure)


def write_paragraph(rnd: random.Random) -> Paragraph:
    """A new paragraph."""
    place, event, name, office = rnd.choice(PLACES), rnd.choice(EVENTS), rnd.choice(NAMES), rnd.choice(OFFICES)
    words = rnd.choice((
        "{} people were killed in the " + f"{event} near {place}, and {rnd.randrange(20, 90)} are still missing, {office} said.",
        f"“We counted {rnd.randrange(3, 40)} streets under water in {place},” {name} told reporters." + " Some {} families left.",
        f"The damage in {place} was put at $" + "{} million, "
        + f"{rnd.randrange(4, 60)}% more than after the last {event}, according to {name}.",
        f"{name} said that {place} had " + "{} beds for those hurt, " + f"and that {rnd.randrange(2, 30)} doctors were on their way.",
    ))  # fmt: skip
    return Paragraph(" ".join((words, *rnd.sample(PADDING, 2))), rnd.randrange(100, 900))


def generate_revisions(seed: int = 7) -> Iterator[str]:
    """Each revision of the story as a JSON line, an hour apart, without end."""
    rnd, at = random.Random(seed), datetime(2026, 1, 1, tzinfo=UTC)
    story = [write_paragraph(rnd) for _ in range(PARAGRAPHS)]
    while True:
        text = "\n\n".join(map(str, story))
        row = {"url": "https://wire.example/long", "title": "Flood in Corran", "text": text, "revision_time": at.isoformat()}
        yield json.dumps(row) + "\n"
        i, at = rnd.randrange(PARAGRAPHS), at + timedelta(hours=1)
        fresh = rnd.random() < 0.2
        story[i] = write_paragraph(rnd) if fresh else story[i]._replace(figure=story[i].figure + rnd.randrange(1, 9))


def ingest(sayso: Sequence[str], db: Path, lines: Sequence[str]) -> tuple[float, float]:
    """Has the command store the lines; seconds of processor and of wall time."""
    return time_command([*sayso, "ingest", "--quiet", "--db", str(db), "-"], "".join(lines))


def time_command(words: Sequence[str], read: str = "") -> tuple[float, float]:
    """Runs a command that reads this; seconds of processor and of wall time."""
    start = time.perf_counter()
    child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert child.stdin is not None
    child.stdin.write(read.encode())
    child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} ended with {status}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - start


def time_each(sayso: Sequence[str], file: Path, every: int) -> None:
    """Times each so-manieth revision of a file by itself, and prints what the file would take one a command."""
    lines = sorted(file.open(encoding="utf-8"), key=lambda line: json.loads(line)["revision_time"])
    took = []
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "stories.db"
        for start in range(0, len(lines) - every + 1, every):
            *some, alone = lines[start : start + every]
            ingest(sayso, db, some)
            took.append(ingest(sayso, db, [alone])[0])
    mean = statistics.mean(took)
    print(
        f"  {len(took)} of {len(lines):,} alone: {mean:.2f} CPU s each ({min(took):.2f} to {max(took):.2f}); all one a "
        f"command {mean * len(lines):,.0f}"
    )


def main() -> None:
    """Fills up to each count in one command, then times single revisions on top."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--stored", type=int, nargs="+", default=[50, 200, 800])
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--revisions", type=Path, help="JSON lines of real revisions")
    options.add_argument("--every", type=int, default=60)
    options.add_argument("--sayso", default=None)
    o = options.parse_args()
    sayso, source = [o.sayso] if o.sayso else [sys.executable, "-m", "sayso"], generate_revisions()
    if o.revisions:
        time_each(sayso, o.revisions, o.every)
        return
    stored, medians = 0, []
    print("## one revision more, whole command: CPU s, wall s (medians)")
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "story.db"
        for count in o.stored:
            ingest(sayso, db, [next(source) for _ in range(count - stored)])
            took = [ingest(sayso, db, [next(source)]) for _ in range(o.times)]
            stored = count + o.times
            cpu, wall = (statistics.median(t) for t in zip(*took, strict=True))
            medians.append(cpu)
            print(f"  at {count:5,} stored {cpu:8.2f} {wall:8.2f}", flush=True)
    print(f"  {medians[-1] / medians[0]:.2f} times as much at {o.stored[-1]} as at {o.stored[0]}")


if __name__ == "__main__":
    main()
