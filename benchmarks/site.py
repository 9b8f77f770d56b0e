"""How fast the site answers with eight readers while an ingest writes, beside Datasette's own table page on the same data.

    python benchmarks/scale.py --articles 100000 --db /tmp/big.db     # a store of a million claims
    python benchmarks/site.py --db /tmp/big.db [--seconds 60] [--readers 8] [--quiet-writer]
    python benchmarks/site.py --db /tmp/big.db --scanner [--seconds 20]

Prints for each kind of page: its median in ms when nobody else asks; then with all readers, who never pause, answers, median and 95th
percentile in ms, the slowest, answers that were no 200, bytes. The database is written to: new revisions of new stories go in, one
transaction an article, as a nightly run would. Feeds are asked for as our pages offer them: without a count of all rows.

With `--scanner` one reader asks for home, first alone, then while another client asks without pause for what scanners of the web ask for:
addresses that are not there, addresses that make no sense. Prints the times of home in ms, and what the scanner got.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import urllib3

from scale import generate_revisions
from screenshots import serve_database


def draw_addresses(database: Path, rnd: random.Random) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn at random from the store."""
    name = database.stem
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:

        def some(sql: str) -> list[int]:
            return [row[0] for row in rnd.sample(db.execute(sql).fetchall(), 50)]

        articles = some("select id from articles where changes > 0 limit 5000")
        claims = some("select claim_id from changes where rank <= 5 limit 5000")
        changes = some("select id from changes where rank <= 5 limit 5000")
        speakers = [row[0] for row in db.execute("select id from speakers limit 50")]
        series = [row[0] for row in db.execute("select id from series order by telling desc limit 50")]
        days = [row[0] for row in db.execute("select distinct day from changes order by day desc limit 20")]
    return {
        "home": ["/"],
        "home, one kind": ["/?kind=raised", "/?kind=lowered", "/?kind=requoted"],
        "home, words": ["/?words=ferry", "/?words=flood+Ansel"],
        "home, a day": [f"/?until={day}" for day in days],
        "article": [f"/{name}/articles/{i}" for i in articles],
        "claim": [f"/{name}/claims/{i}" for i in claims],
        "change": [f"/{name}/changes/{i}" for i in changes],
        "speaker": [f"/{name}/speakers/{i}" for i in speakers],
        "series": [f"/{name}/-/series/{i}" for i in series],
        "health": ["/-/health"],
        "list of articles": [f"/{name}/-/articles"],
        "list of claims": [f"/{name}/-/claims"],
        "list of claims, words": [f"/{name}/-/claims?words=killed", f"/{name}/-/claims?words=said"],
        "list of claims, a role": [f"/{name}/-/claims?role=killed"],
        "list of series": [f"/{name}/-/series", f"/{name}/-/series?order=last_at", f"/{name}/-/series?role=killed&outlets=1"],
        "list of series, words": [f"/{name}/-/series?words=killed", f"/{name}/-/series?words=Ansel"],
        "disagreements": [f"/{name}/-/disagreements"],
        "list of speakers": [f"/{name}/-/speakers"],
        "feed": [f"/{name}/change_details.atom?_sort_desc=at&_nocount=1"],
        "yardstick: Datasette's table page": [f"/{name}/claims", f"/{name}/changes?_sort_desc=at"],
        "yardstick: one article's rows": [f"/{name}/claims?article_id={i}" for i in articles],
    }


class Tally:
    """Times in ms, sizes and failures for each kind of page."""

    def __init__(self) -> None:
        self.alone: dict[str, list[float]] = defaultdict(list)
        self.times: dict[str, list[float]] = defaultdict(list)
        self.sizes: dict[str, list[int]] = defaultdict(list)
        self.wrong: dict[str, list[str]] = defaultdict(list)

    def table(self) -> str:
        lines = [f"{'page':36} {'alone ms':>8} {'answers':>8} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'not 200':>8} {'kB, max':>8}"]
        for kind, times in self.times.items():
            p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
            size = max(self.sizes[kind], default=0) / 1000
            lines.append(
                f"{kind:36} {statistics.median(self.alone[kind]):8.1f} {len(times):8} {statistics.median(times):8.0f} "
                f"{p95:8.0f} {max(times):8.0f} {len(self.wrong[kind]):8} {size:8.0f}"
            )
        return "\n".join(lines + [f"{kind}: {text}" for kind, texts in self.wrong.items() for text in texts[:3]])


def read(base: str, pages: dict[str, list[str]], until: float, seed: int, tally: Tally) -> None:
    """One reader: any page, one after the other."""
    rnd = random.Random(seed)
    http = urllib3.PoolManager(retries=False, timeout=60)
    kinds = [kind for kind, found in pages.items() if found]
    while time.monotonic() < until:
        kind = rnd.choice(kinds)
        path = rnd.choice(pages[kind])
        start = time.perf_counter()
        answer = http.request("GET", base + path)
        tally.times[kind].append((time.perf_counter() - start) * 1000)
        tally.sizes[kind].append(len(answer.data))
        if answer.status != 200:
            tally.wrong[kind].append(f"{answer.status} {path} {answer.data[:120]!r}")


#: Requests of a scanner: addresses of other programs, missing rows, senseless queries.
BAD = (
    "/wp-login.php",
    "/.env",
    "/{0}/nothing",
    "/{0}/claims/99999999999",
    "/{0}/articles/x",
    "/{0}?sql=select+*+from+nothing",
    "/cgi-bin/test",
)


def measure_scanned(base: str, name: str, seconds: float) -> None:
    """Asks for home, alone and beside a scanner, and prints how long it took."""
    http = urllib3.PoolManager(retries=False, timeout=60)
    answers: dict[int, int] = defaultdict(int)

    def scan(until: float) -> None:
        for path in itertools.cycle(BAD):
            if time.monotonic() > until:
                return
            answers[urllib3.request("GET", base + path.format(name), retries=False).status] += 1

    for beside in (False, True):
        until = time.monotonic() + seconds
        scanner = threading.Thread(target=scan, args=(until,))
        if beside:
            scanner.start()
        times = []
        while time.monotonic() < until:
            start = time.perf_counter()
            assert http.request("GET", base + "/").status == 200
            times.append((time.perf_counter() - start) * 1000)
            time.sleep(0.02)  # a reader, not a load
        if beside:
            scanner.join()
        p95 = statistics.quantiles(times, n=20)[-1]
        told = f"home {'beside a scanner' if beside else 'alone'}"
        print(f"{told:24} n {len(times):5}  p50 {statistics.median(times):6.1f}  p95 {p95:6.1f}  max {max(times):6.1f}")
    print(f"the scanner got {dict(answers)} in {seconds:.0f} s")


def write(database: Path, until: float, done: list[int]) -> None:
    """Ingests one new story after the other, each as a run of the command."""
    rnd, n = random.Random(time.time_ns()), 0
    while time.monotonic() < until:
        lines = []
        for _ in range(20):
            n += 1
            url = f"https://bench.example/2026/{time.time_ns()}"
            for i, (title, text) in enumerate(generate_revisions(rnd)):
                lines.append(json.dumps({"url": url, "title": title, "text": text, "revision_time": f"2026-05-01T{i:02}:00:00Z"}))
        command = [sys.executable, "-m", "sayso.cli", "ingest", "--quiet", "--db", str(database), "-"]
        subprocess.run(command, input="\n".join(lines), text=True, check=True, capture_output=True)
    done.append(n)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--quiet-writer", action="store_true", help="nobody writes meanwhile")
    parser.add_argument("--scanner", action="store_true", help="home beside a client that asks for bad addresses")
    wish = parser.parse_args()
    if wish.scanner:
        with serve_database(wish.db) as base:
            measure_scanned(base, wish.db.stem, wish.seconds)
        return
    pages, tally, done = draw_addresses(wish.db, random.Random(1)), Tally(), list[int]()
    with serve_database(wish.db) as base:
        for kind, found in pages.items():
            for path in itertools.islice(itertools.cycle(found), 21):
                start = time.perf_counter()
                urllib3.request("GET", base + path)
                tally.alone[kind].append((time.perf_counter() - start) * 1000)
        until = time.monotonic() + wish.seconds
        crew = [threading.Thread(target=read, args=(base, pages, until, n, tally)) for n in range(wish.readers)]
        crew += [] if wish.quiet_writer else [threading.Thread(target=write, args=(wish.db, until, done))]
        for one in crew:
            one.start()
        for one in crew:
            one.join()
    print(tally.table())
    print(f"{wish.readers} readers, {wish.seconds:.0f} s; stories written meanwhile: {sum(done)}")


if __name__ == "__main__":
    main()
