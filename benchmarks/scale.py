"""A store of many articles made from generated text: how fast it fills, how large it gets, how fast it answers.

    python benchmarks/scale.py [--articles 100000] [--jobs 1] [--db PATH]

Prints a table for each: ingest in revisions/s by decile and the process's memory, size by table, and the 95th percentile of each
documented view and table page's query, warm. For comparison: the same question asked of a plain table of texts, diffed on read.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import json
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sayso.grammar import GRAMMAR_VERSION
from sayso.ingest import clock
from sayso.ingest.extract.extractor_version import EXTRACTOR_VERSION
from sayso.ingest.extract.page import Capture
from sayso.ingest.extract.read import read_page
from sayso.ingest.history.pipeline import Outcome, Run
from sayso.ingest.history.plan import RunFacts
from sayso.matching import MATCHER_VERSION
from sayso.store import runs
from sayso.store.database import analyze, connect

PLACES = ["Corran", "Ansel", "Tarbeck", "Morvane", "Ostrel", "Pellin", "Quarrow", "Selby", "Thornay", "Ulvane", "Wexmoor", "Yarrick"]
NAMES = ["Ada Brenner", "Colm Darrow", "Elin Farrow", "Goran Hale", "Ines Jardine", "Karl Lomond", "Mira Nordahl", "Otto Prens"]
EVENTS = ["flood", "fire", "quake", "storm", "landslide", "derailment", "ferry accident", "gas explosion"]
OFFICES = ["the interior ministry", "the coast guard", "the regional governor's office", "the fire service", "the hospital"]
PADDING = [
    "The road to the coast stayed closed and schools did not open.",
    "Neighbours carried blankets and tea to the sports hall.",
    "The harbour was quiet in the morning, and the market with it.",
    "It was the worst such night in living memory, residents said.",
]


def generate_revisions(rnd: random.Random) -> Iterator[tuple[str, str]]:
    """Title and text of each revision of one story: 3.6 on average, as in the wild; figures move, hedges fall, quotes are cut."""
    place, event, name, office = rnd.choice(PLACES), rnd.choice(EVENTS), rnd.choice(NAMES), rnd.choice(OFFICES)
    killed, hurt, homeless, cost = rnd.randrange(3, 60), rnd.randrange(20, 400), rnd.randrange(5, 90) * 100, rnd.randrange(2, 90)
    padding = rnd.sample(PADDING, 3)
    for n in range(min(12, max(1, round(rnd.gauss(3.6, 1.8))))):
        killed += rnd.choice((0, 0, 1, 2, 5, -1)) if n else 0
        hurt += rnd.choice((0, 7, 12)) if n else 0
        hedge = "At least " if n < 2 else ""
        quote = "We have never seen anything like this, and we are not done counting" if n < 3 else "We have never seen anything like this"
        yield f"{event.capitalize()} in {place} kills {killed}", "\n\n".join([
            f"{hedge}{killed} people were killed and {hurt} others injured in a {event} near {place}, {office} said.",
            f"Some {homeless:,} people were without a home on Friday, according to {name}, who leads the rescue.",
            f"“{quote},” {name} told reporters. {padding[0]} {padding[1]}",
            f"The damage was put at ${cost} million, up {rnd.randrange(2, 40)}% on the first estimate. {padding[2]}",
            f"{name.split()[1]} said that more than {rnd.randrange(3, 30)} villages had no power." if rnd.random() < 0.6 else padding[0],
        ])  # fmt: skip


def generate_captures(articles: int, seed: int = 7) -> Iterator[Capture]:
    """All revisions of all stories, as the reader of JSON lines gives them."""
    rnd = random.Random(seed)
    for article in range(articles):
        day = f"2026-{1 + article % 12:02}-{1 + article % 27:02}"
        for hour, (title, text) in enumerate(generate_revisions(rnd)):
            url = f"https://wire{article % 97}.example/{article}"
            row = {"url": url, "title": title, "text": text, "revision_time": f"{day}T{hour + 6:02}:00:00Z"}
            raw = json.dumps(row, ensure_ascii=False).encode()
            page = read_page(raw, None, now="2027-01-01T00:00:00Z", media_type="application/json")
            yield Capture(f"generated:{article}", url, None, raw, "application/json", page)


class Deciles:
    """Revisions stored over time."""

    def __init__(self) -> None:
        self.times = [time.perf_counter()]

    def tell(self, outcome: Outcome) -> None:
        """One more."""
        self.times.append(time.perf_counter())

    def rates(self) -> list[float]:
        """Revisions/s in each tenth."""
        n = len(self.times) - 1
        cuts = [self.times[round(n * i / 10)] for i in range(11)]
        return [n / 10 / (b - a) for a, b in itertools.pairwise(cuts)]


def fill(path: Path, articles: int, jobs: int) -> None:
    """Ingests, and prints rates and memory."""
    db, deciles = connect(path), Deciles()
    versions = {"sayso_version": "benchmark", "grammar_version": GRAMMAR_VERSION, "matcher_version": MATCHER_VERSION}
    run_id = runs.begin_run(db, at=clock.now(), command="benchmark", versions={**versions, "extractor_version": EXTRACTOR_VERSION})
    memory: list[int] = []

    def sampled() -> Iterator[Capture]:
        for i, capture in enumerate(generate_captures(articles)):
            if i % 20_000 == 0:
                memory.append(int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 2**20)
            yield capture

    run = Run(db, RunFacts(run_id, EXTRACTOR_VERSION, "UTC"), on_outcome=deciles.tell)
    start, cpu = time.perf_counter(), time.process_time()
    summary = run.store_all(sampled(), jobs)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    rates = deciles.rates()
    made = f"{summary.new:,} revisions, {summary.claims:,} claims, {summary.changes:,} changes"
    print(f"## ingest: {len(summary.articles):,} articles, {made}")
    print(f"  {summary.new / wall:.0f} revisions/s over {wall:.0f} s ({jobs} jobs; {cpu:.0f} s CPU in this process)")
    print("  by decile: " + " ".join(f"{r:.0f}" for r in rates) + f"; first/last {rates[0] / rates[-1]:.2f}")
    print("  memory (MB): " + " ".join(map(str, memory)))
    db.execute("pragma wal_checkpoint(truncate)")
    analyze(db)
    db.close()


def print_sizes(path: Path) -> None:
    """Prints what takes the space."""
    db = sqlite3.connect(path)
    versions = db.execute("select count(*) from claim_versions").fetchone()[0]
    total = path.stat().st_size
    print(f"## size: {total / 2**20:.0f} MB, {total / versions:.0f} bytes a claim version ({versions:,})")
    for name, size in db.execute("select name, sum(pgsize) as size from dbstat group by name order by size desc limit 14"):
        print(f"  {name:32} {size / 2**20:8.1f} MB {100 * size / total:5.1f} %")
    db.close()


#: A day on which the generated stories change: some 1,000 articles.
DAY = "2026-06-12"
QUERIES = {
    "current_claims of an article": ("select * from current_claims where article_id = ?", "article"),
    "change_details, newest": ("select * from change_details order by at desc limit 50", None),
    "change_details of a day": (f"select * from change_details where day = '{DAY}' order by rank, abs(percent) desc limit 50", None),
    "what changed from T1 to T2": (f"select * from change_details where at >= '{DAY}T08' and at < '{DAY}T09' limit 100", None),
    "lowered, newest": ("select * from change_details where kind = 'lowered' order by at desc limit 50", None),
    "claim_timeline": ("select * from claim_timeline where claim_id = ? order by n", "claim"),
    "article as of T": (
        f"select * from claim_versions where article_id = ? and valid_from <= '{DAY}T08' and valid_to > '{DAY}T08'",
        "article",
    ),
    "stealth_edits": ("select * from stealth_edits order by valid_from desc limit 50", None),
    "corrections": ("select * from corrections order by valid_from desc limit 50", None),
    "changes_per_day, a month": ("select * from changes_per_day where day >= '2026-06-01' and day < '2026-07-01'", None),
    "biggest_movers of a day": (
        f"select * from biggest_movers where at >= '{DAY}' and at < '{DAY}Z' order by abs(percent) desc limit 50",
        None,
    ),
    "quoted_speakers, one": ("select * from quoted_speakers where speaker_id = ? order by valid_from desc limit 50", "speaker"),
    "cut_quotes, newest": ("select * from cut_quotes order by at desc limit 50", None),
    "headline_body_disagreements": ("select * from headline_body_disagreements where article_id = ?", "article"),
    "table page: claims": ("select * from claims order by id limit 51", None),
    "table page: claim_versions of a claim": ("select * from claim_versions where claim_id = ? order by id limit 51", "claim"),
    "table page: changes of a kind": ("select * from changes where kind = 'raised' order by id limit 51", None),
    "search": (
        "select * from claims where rowid in (select rowid from claims_fts where claims_fts match 'ferry AND coast') limit 51",
        None,
    ),
}


def print_query_times(path: Path, times: int = 60) -> None:
    """Prints the median and 95th percentile of each query, on random rows."""
    db, rnd = sqlite3.connect(f"file:{path}?mode=ro", uri=True), random.Random(3)
    pick = {
        "article": [r[0] for r in db.execute("select id from articles order by random() limit 500")],
        "claim": [r[0] for r in db.execute("select id from claims order by random() limit 500")],
        "speaker": [r[0] for r in db.execute("select id from speakers order by random() limit 500")],
    }
    print("## queries, ms: median, 95th percentile")
    for name, (sql, arg) in QUERIES.items():
        took = []
        for _ in range(times):
            values = [rnd.choice(pick[arg])] if arg else []
            start = time.perf_counter()
            db.execute(sql, values).fetchall()
            took.append((time.perf_counter() - start) * 1000)
        took.sort()
        print(f"  {name:40} {took[len(took) // 2]:8.2f} {took[int(len(took) * 0.95)]:8.2f}")
    start = time.perf_counter()
    texts = db.execute("select article_id, text from revisions where valid_from >= ? and valid_from < ?", (DAY, DAY + "Z")).fetchall()
    for (a, old), (b, new) in itertools.pairwise(texts):
        if a == b:
            list(difflib.unified_diff(old.split(), new.split()))
    print(f"  for comparison: one day's texts diffed on read {(time.perf_counter() - start) * 1000:8.2f}")
    db.close()


def main() -> None:
    """Fills, weighs, asks."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--db", type=Path)
    o = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = o.db or Path(folder) / "scale.db"
        if not path.exists():
            fill(path, o.articles, o.jobs)
        print_sizes(path)
        print_query_times(path)


if __name__ == "__main__":
    main()
