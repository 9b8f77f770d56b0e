"""The cost of one more article in a large store and in a small one, and of updating the series of both.

    python benchmarks/article_more.py [--claims 5000 50000] [--times 9] [--sayso PATH] [--folder FOLDER]

Fills stores with generated articles, one revision each, up to so many claims. Then, for each: the processor time (user and system: other
programs disturb it less than the clock) of `series settle`, whole, and of `ingest` of one new article, the median of so many commands, the
stores in turn. Such a run leaves the series of a store of this size to the day's pass, as all runs of a day do but the first. Prints the
ratio of the last store to the first. With `--folder` the stores stay there and are used again.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from one_more import ingest, time_command
from scale import generate_revisions


def generate_articles(seed: int) -> Iterator[str]:
    """Articles without end, each a JSON line with an address of its own, spread over the hours of two months."""
    rnd = random.Random(seed)
    number = 0
    while True:
        title, text = next(generate_revisions(rnd))
        number += 1
        at = f"2026-{6 + number % 2:02}-{1 + number % 27:02}T{number % 24:02}:00:00Z"
        row = {"url": f"https://wire{number % 97}.example/{seed * 1_000_000 + number}", "title": title, "text": text, "revision_time": at}
        yield json.dumps(row, ensure_ascii=False) + "\n"


def count(db: Path) -> int:
    """How many claims a store has."""
    with sqlite3.connect(db) as known:
        return int(known.execute("select count(*) from claims").fetchone()[0])


def fill(sayso: Sequence[str], db: Path, claims: int) -> None:
    """Ingests articles until there are about so many claims."""
    source = generate_articles(claims)
    if not db.exists():
        ingest(sayso, db, [next(source) for _ in range(100)])
        each = count(db) / 100
        ingest(sayso, db, [next(source) for _ in range(max(1, round((claims - count(db)) / each)))])


def main() -> None:
    """Fills, settles, adds."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--claims", type=int, nargs="+", default=[5_000, 50_000])
    options.add_argument("--times", type=int, default=9)
    options.add_argument("--sayso", default=None)
    options.add_argument("--folder", type=Path)
    o = options.parse_args()
    sayso = [o.sayso] if o.sayso else [sys.executable, "-m", "sayso"]
    with tempfile.TemporaryDirectory() as scratch:
        stores = [(o.folder or Path(scratch)) / f"articles.{claims}.db" for claims in o.claims]
        settling = []
        for db, claims in zip(stores, o.claims, strict=True):
            fill(sayso, db, claims)
            settling.append(time_command([*sayso, "series", "settle", "--db", str(db)])[0])
        source = generate_articles(random.SystemRandom().randrange(10**6, 10**9))
        took = [[ingest(sayso, db, [next(source)])[0] for db in stores] for _ in range(o.times)]
        print("## one article more, whole command, in turn, CPU s: median, least, most; settling all series, CPU s")
        for db, settled, times in zip(stores, settling, zip(*took, strict=True), strict=True):
            told = f"{statistics.median(times):8.2f} {min(times):8.2f} {max(times):8.2f}; settling {settled:8.2f}"
            print(f"  at {count(db):9,} claims {told}", flush=True)
    first, last = (statistics.median(each[n] for each in took) for n in (0, -1))
    print(f"  {last / first:.2f} times as much at {o.claims[-1]:,} claims as at {o.claims[0]:,}")


if __name__ == "__main__":
    main()
