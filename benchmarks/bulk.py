"""The cost of a crawl in bulk: the same archives by `sayso ingest`, and by `sayso bulk` in one process and in two.

    python benchmarks/bulk.py [--articles 400] [--files 8] [--seed 7] [--lines] [--pages FOLDER]

The archives hold generated stories (those of scale.py) as pages of some 20 kB with boilerplate; `--lines` makes JSON lines
with their texts of it, which need no extraction. Prints processor time (user and system, of all processes: other programs disturb it less
than the clock), wall time, and what the tables weigh. `--pages` names a folder of real saved pages; what reading each of them takes is
printed too, since real pages are larger.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import InputError
from sayso.ingest.extract.read import read_page
from scale import generate_revisions

NOW = "2027-01-01T00:00:00Z"
LINKS = "".join(f'<li><a href="/section-{n}">Section {n} of the paper</a></li>' for n in range(60))
RELATED = "".join(f'<div class="card"><a href="/story-{n}"><h3>Another story of the day, number {n}</h3></a></div>' for n in range(40))
STYLE = "".join(f".block-{n} {{ margin: {n}px; padding: 0 }}\n" for n in range(250))


def page(title: str, text: str, updated: str) -> bytes:
    """A story on the page of a news site."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "dateModified": updated}
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Wire</title><style>{STYLE}</style>'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f"<nav><ul>{LINKS}</ul></nav><main><article><h1>{title}</h1>"
        f"{body}</article></main><aside>{RELATED}</aside><footer><ul>{LINKS}</ul><p>All rights reserved.</p></footer></body></html>"
    ).encode()


def generate_captures(articles: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Time, address and page of each look, story by story."""
    rnd = random.Random(seed)
    for article in range(articles):
        for n, (title, text) in enumerate(generate_revisions(rnd)):
            at = f"2026-{1 + article % 12:02}-{1 + article % 27:02}T{n + 6:02}:00:00Z"
            yield at, f"https://wire{article % 97}.example/story-{article}", page(title, text, at)


def write_archives(folder: Path, articles: int, files: int, seed: int) -> int:
    """Writes the archives, in order of time as a crawler does; returns how many pages they hold."""
    pages = sorted(generate_captures(articles, seed))
    size = -(-len(pages) // files)
    for number in range(files):
        with (folder / f"crawl-{number:03}.warc.gz").open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for at, url, html in pages[number * size : (number + 1) * size]:
                http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
                writer.write_record(
                    writer.create_warc_record(
                        url, "response", payload=io.BytesIO(html), http_headers=http, warc_headers_dict={"WARC-Date": at}
                    )
                )
    return len(pages)


def write_lines(folder: Path, articles: int, files: int, seed: int) -> int:
    """Writes the stories' texts as JSON lines, in order of time; returns how many."""
    rnd, rows = random.Random(seed), []
    for article in range(articles):
        for n, (title, text) in enumerate(generate_revisions(rnd)):
            at = f"2026-{1 + article % 12:02}-{1 + article % 27:02}T{n + 6:02}:00:00Z"
            url = f"https://wire{article % 97}.example/story-{article}"
            rows.append({"url": url, "title": title, "text": text, "revision_time": at, "captured_at": at})
    rows.sort(key=lambda row: row["revision_time"])
    size = -(-len(rows) // files)
    for number in range(files):
        part = rows[number * size : (number + 1) * size]
        (folder / f"crawl-{number:03}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in part), encoding="utf-8")
    return len(rows)


class Cost(NamedTuple):
    """Seconds: of processors, and of the clock."""

    processor: float
    wall: float


def measure_command(*call: str) -> Cost:
    """What a command took, with all processes that it started."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def print_sizes(out: Path, database: Path, pages: int) -> None:
    """Bytes by table, and for each claim."""
    with duckdb.connect(str(out / "sayso.duckdb")) as db:
        (row,) = db.execute("select (select count(*) from claims), (select count(*) from claim_versions)").fetchall()
    claims, versions = row
    sizes = {path.name: sum(p.stat().st_size for p in out.glob(f"tables/*/{path.name}")) for path in out.glob("tables/000000/*.parquet")}
    total = sum(sizes.values())
    print(f"{claims:,} claims, {versions:,} wordings of {pages:,} pages; SQLite {database.stat().st_size / claims:.0f} bytes a claim,")
    print(
        f"Parquet {total / claims:.0f}: "
        + ", ".join(f"{n.removesuffix('.parquet')} {s / claims:.0f}" for n, s in sorted(sizes.items(), key=lambda x: -x[1]) if s > claims)
    )


def print_real_pages(folder: Path) -> None:
    """What reading real pages takes, one at a time in this process."""
    spent, sizes = [], []
    for path in sorted(folder.glob("*.html")):
        raw, began = path.read_bytes(), time.process_time()
        try:
            read_page(raw, None, now=NOW)
        except InputError:
            continue
        spent.append(time.process_time() - began)
        sizes.append(len(raw))
    print(
        f"{len(spent)} real pages of {statistics.mean(sizes) / 1000:.0f} kB: {1000 * statistics.mean(spent):.1f} ms of processor each, "
        f"median {1000 * statistics.median(spent):.1f}"
    )


def main() -> None:
    """Runs it."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--articles", type=int, default=400)
    ask.add_argument("--files", type=int, default=8)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--lines", action="store_true")
    ask.add_argument("--pages", type=Path)
    asked = ask.parse_args()
    sayso = os.path.join(os.path.dirname(sys.executable), "sayso")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "crawl").mkdir()
        pages = (write_lines if asked.lines else write_archives)(folder / "crawl", asked.articles, asked.files, asked.seed)
        archives, database = str(folder / "crawl"), folder / "sayso.db"
        costs = {
            "ingest": measure_command(sayso, "ingest", "--quiet", "--db", str(database), archives),
            "bulk, one process": measure_command(sayso, "bulk", archives, "--out", str(folder / "one"), "--workers", "1"),
            "bulk, two workers": measure_command(sayso, "bulk", archives, "--out", str(folder / "two"), "--workers", "2"),
        }
        for what, cost in costs.items():
            print(f"{what:18} {cost.processor:6.1f} s of processor, {cost.wall:6.1f} s; {1000 * cost.processor / pages:.1f} ms a page")
        first, one, two = costs.values()
        print(
            f"per core, bulk against ingest: {first.processor / one.processor:.2f}; two workers against one, by the "
            f"clock: {one.wall / two.wall:.2f}"
        )
        print_sizes(folder / "one", database, pages)
    if asked.pages:
        print_real_pages(asked.pages)


if __name__ == "__main__":
    main()
