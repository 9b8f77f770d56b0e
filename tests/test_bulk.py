"""A crawl read in bulk: the tables are those of an ingest of the same files, whatever breaks on the way."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import brotli
import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet
from sqlite_utils import Database
from warcio.statusandheaders import StatusAndHeaders

import live_blogs
from newsroom import NOW, VERSIONS, connect, run_over
from sayso.bulk import duckdb_views
from sayso.bulk.engine import Done, Map, start_engine
from sayso.bulk.run_steps import Bulk, BulkSummary, Show
from sayso.bulk.shards import Folder, RunSettings
from sayso.bulk.warc_pages import read_warc
from sayso.cli import main
from sayso.errors import InputError
from sayso.ingest.crawl.archives import Seen
from sayso.ingest.crawl.files import read_captures
from sayso.ingest.extract.time_formats import parse_time
from sayso.ingest.history.rebuild import rebuild
from sayso.ingest.history.update_series import update_all_series
from sayso.ingest.page_size import MAX_PAGE_BYTES
from sayso.store import queries
from sayso.store.views import VIEWS
from sayso.store.writing import TABLES
from stories import page
from test_warcs import Crawl, chunk_body

FACTS = RunSettings(NOW, "UTC", VERSIONS)
#: What both have: the tables, their counts, the views.
NAMES = [*(table for table, _ in TABLES.values()), "changes_per_day", "series", "claim_series", "_disagreements", *VIEWS]


def quiet(step: str, done: int, total: int, counts: Counter[str]) -> None:
    """Reports nothing."""


def bulk(inputs: Sequence[Path], out: Path, *, over: Map | None = None, show: Show = quiet, looks: int = 4) -> BulkSummary:
    """A run in which each file is a shard, by default in this process."""
    with start_engine(1) as here:
        return Bulk(Folder(out), over or here, show, looks, together=1).run([str(p) for p in inputs], FACTS)


def read_rows(db: Any, name: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a table or view in an order of their own."""
    names = ", ".join(f'"{c}"' for c in columns)
    return sorted((tuple(row) for row in db.execute(f"select {names} from {name}").fetchall()), key=repr)


def column_names(db: Database, name: str) -> list[str]:
    return [row[1] for row in db.execute(f"pragma table_info({name})")]


def assert_same(db: Database, out: Path) -> None:
    """Every table and view has the same rows in both, except that bulk does not copy raw pages."""
    duck = duckdb_views.connect(Folder(out))
    for name in NAMES:
        columns = [c for c in column_names(db, name) if name != "raws" or c != "body"]
        assert read_rows(duck, name, columns) == read_rows(db, name, columns), name


def ingest_files(tmp_path: Path, *batches: Sequence[Path]) -> Database:
    """A database by `sayso ingest`, one run for each batch of files."""
    db = connect(tmp_path / "sayso.db")
    for batch in batches:
        run_over(db, read_captures([str(p) for p in batch], now=NOW))
    update_all_series(db)
    db.execute("update captures set run_id = 1")
    db.execute("update absences set run_id = 1")
    return db


FIRST = "https://harbour-wire.example/2026/03/ferry-capsizes-a81234.html"
SLUG = "https://harbour-wire.example/2026/03/toll-rises-a81234.html"
OTHER = "https://coast-times.example/news/ferry-disaster-55512"
QUAKE = "https://coast-times.example/news/quake-77001"


def ferry(toll: int, who: str) -> list[str]:
    return [
        f"At least {toll} people were killed when the ferry Marrow Star capsized off Port Ansel, {who} said.",
        "“We will search until every passenger is found,” Mayor Ana Ruiz said. Nearly 300 people were on board the Marrow Star.",
        "The Marrow Strait has strong tides in early spring, and two smaller boats had turned back that morning.",
    ]


def quake(toll: int) -> list[str]:
    return [
        f"An earthquake of magnitude 6.1 killed {toll} people in Corran on Tuesday, the interior ministry said.",
        "Schools near the harbour stayed closed, and the market opened its halls to families who were waiting for news.",
        f"Some {toll * 3} others were injured, according to Nils Varga, who leads the hospital of Corran.",
    ]


@pytest.fixture
def crawls(tmp_path: Path) -> list[Path]:
    """Two days of a crawl of two outlets.

    Revisions, a slug that changes, the same bytes twice, a stealth edit, a live blog, a wall, junk.
    """
    days = []
    for day, (first, second) in enumerate(((12, 14), (19, 22)), 3):
        crawl = Crawl(tmp_path / f"crawl-{day}.warc.gz", gzipped=True)
        date = f"2026-03-0{day}T"
        for hour, toll, url in ((9, first, FIRST), (12, second, SLUG)):
            html = page("Ferry capsizes off Port Ansel", ferry(toll, "the coast guard"), f"{date}{hour:02}:00:00Z")
            crawl.response(html.encode(), f"{date}{hour:02}:30:00Z", url)
        edited = page("Ferry capsizes off Port Ansel", ferry(second + 1, "police"), f"{date}12:00:00Z").encode()
        crawl.response(edited, f"{date}13:00:00Z", SLUG)
        crawl.response(edited, f"{date}13:00:00Z", SLUG)
        told = page("Marrow Star disaster", ferry(second, "the coast guard"), f"{date}14:00:00Z", publisher="Coast Times")
        crawl.response(told.encode(), f"{date}14:10:00Z", OTHER)
        crawl.response(page("Quake hits Corran", quake(30 + first), f"{date}15:00:00Z").encode(), f"{date}15:20:00Z", QUAKE)
        blog = live_blogs.page(live_blogs.join_posts(next(iter(live_blogs.FULL.values())), live_blogs.POSTS[: day - 1]))
        crawl.response(blog.encode(), f"2026-05-04T{day + 10}:00:00Z", live_blogs.URL)
        if day == 4:
            crawl.response(b"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>", f"{date}23:00:00Z", QUAKE)
        crawl.response(b"\xff\xd8\xff", f"{date}12:00:00Z", Content_Type="image/jpeg")
        crawl.response(b"gone", f"{date}12:00:00Z", status="404 Not Found")
        crawl.close()
        days.append(Path(crawl.file.name))
    return days


def test_a_crawl_gives_the_tables_of_an_ingest(crawls: list[Path], tmp_path: Path) -> None:
    """Row for row, in every table and view, though articles are dealt over many ranges."""
    summary = bulk(crawls, tmp_path / "out")
    assert not summary.failed
    assert summary.rows["articles"] == 7
    assert summary.rows["changes"] > 5
    assert (summary.looks, summary.problems) == (17, {"blocked": 1, "passed_over": 2})
    db = ingest_files(tmp_path, *([day] for day in crawls))
    assert db.table("absences").count == 1
    assert_same(db, tmp_path / "out")
    assert db.table("series").count > 0


def test_the_command_and_the_way_back_into_a_database(crawls: list[Path], tmp_path: Path) -> None:
    """`load` into an empty database gives what an ingest gives; into one with other articles, what is missing there."""
    out = tmp_path / "out"
    told = CliRunner().invoke(main, ["bulk", *map(str, crawls), "--out", str(out), "--workers", "1"])
    assert told.exit_code == 0, told.output
    assert "read 1 of 1 shard: 17 captures, 3 without an article\n" in told.stderr
    assert "7 articles, 15 revisions" in told.stderr
    whole, part = tmp_path / "whole.db", tmp_path / "part.db"
    CliRunner().invoke(main, ["load", str(out), "--db", str(whole)], catch_exceptions=False)
    db = ingest_files(tmp_path, *([day] for day in crawls))
    loaded = Database(whole)
    for name in NAMES:
        columns = [c for c in column_names(db, name) if c not in ("body", "run_id")]
        if name not in ("articles", "article_urls", "captures"):  # times of an ingest are its clock's
            assert read_rows(loaded, name, columns) == read_rows(db, name, columns), name
    assert not list(loaded.execute("pragma foreign_key_check"))
    assert sum(rebuild(loaded, queries.list_article_ids(loaded))) == 0
    for publisher, there in (("coast times", "0"), ("harbour wire", "0"), ("coast times", "1")):
        told = CliRunner().invoke(main, ["load", str(out), "--db", str(part), "--publisher", publisher])
        assert ("already in the database" in told.stderr) == (there == "1"), told.output
    mixed = Database(part)
    assert list(mixed.execute("select id, url from articles order by id")) == [(1, OTHER), (2, SLUG), (3, QUAKE)]
    assert not list(mixed.execute("pragma foreign_key_check"))
    assert sum(rebuild(mixed, queries.list_article_ids(mixed))) == 0


def assert_alike(one: Path, other: Path) -> None:
    """Two folders have the same rows."""
    first, second = (duckdb_views.connect(Folder(out)) for out in (one, other))
    for name in NAMES:
        columns = [row[0] for row in first.execute(f"describe {name}").fetchall()]
        assert read_rows(first, name, columns) == read_rows(second, name, columns), name


@pytest.fixture
def week(tmp_path: Path) -> list[Path]:
    """Six files of one page each, about two articles."""
    files = []
    for day in range(3, 9):
        crawl = Crawl(tmp_path / f"day-{day}.warc", gzipped=False)
        url, told = (FIRST, ferry(10 + day, "the coast guard")) if day % 2 else (QUAKE, quake(30 + day))
        crawl.response(page("The news", told, f"2026-03-0{day}T09:00:00Z").encode(), f"2026-03-0{day}T10:00:00Z", url)
        crawl.close()
        files.append(Path(crawl.file.name))
    return files


def test_a_worker_that_is_killed_costs_nothing(week: list[Path], tmp_path: Path) -> None:
    """Two workers; when the first shard is done one of them dies, by SIGKILL: the run ends, with the rows of a run in one process.

    Another run then takes the same workers by their scheduler's address.
    """
    killed = []
    with start_engine(2) as over:

        def kill(step: str, done: int, total: int, counts: Counter[str]) -> None:
            if not killed:
                killed.append(next(iter(over.client.cluster.workers.values())).pid)  # type: ignore[attr-defined]
                os.kill(killed[0], signal.SIGKILL)

        summary = bulk(week, tmp_path / "two", over=over, show=kill, looks=1)
        with start_engine(1, over.client.scheduler.address) as there:  # type: ignore[attr-defined]
            assert not bulk(week, tmp_path / "cluster", over=there).failed
    assert len(killed) == 1
    assert not summary.failed
    assert summary.rows["revisions"] == 6
    bulk(week, tmp_path / "one")
    assert_alike(tmp_path / "two", tmp_path / "one")
    assert_alike(tmp_path / "cluster", tmp_path / "one")
    assert not [*tmp_path.glob("two/.*"), *tmp_path.glob("two/*/.*")]


def test_what_is_done_is_not_done_again(week: list[Path], tmp_path: Path) -> None:
    """A run may stop anywhere; the next one does the rest, once."""
    out, done = tmp_path / "out", Counter[str]()

    def three(function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Done]:
        """Three shards, then the run is stopped."""
        for number, task in enumerate(tasks):
            if number == 3:
                raise KeyboardInterrupt
            done[f"{function.keywords['step']} {task.number}"] += 1  # type: ignore[attr-defined]
            yield Done(task, function(task))

    stops = 0
    while True:
        try:
            bulk(week, out, over=three, looks=1)
            break
        except KeyboardInterrupt:
            stops += 1
    assert stops == 2  # six files to extract, then to deal: each step ends after the second three
    assert set(done.values()) == {1}
    assert len(done) == 6 + 6 + 2
    before = {path: path.stat().st_mtime_ns for path in out.glob("tables/*/*")}
    again = bulk([], out)
    assert (again.shards, again.rows["revisions"]) == (0, 6)
    assert {path: path.stat().st_mtime_ns for path in out.glob("tables/*/*")} == before
    with pytest.raises(InputError, match="from a run over other files"):
        bulk(week[:2], out)


def test_a_shard_that_fails_stops_the_run_and_is_tried_again(week: list[Path], tmp_path: Path) -> None:
    """Nothing is grouped before all is extracted."""

    def unlucky(function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Done]:
        for task in tasks:
            yield Done(task, None, "no memory") if task.number == 2 else Done(task, function(task))

    summary = bulk(week, tmp_path / "out", over=unlucky)
    assert summary.failed == [f"{tmp_path}/out/extracted/000002: no memory"]
    assert not (tmp_path / "out" / "grouped").exists()
    again = bulk(week, tmp_path / "out")
    assert (again.failed, again.rows["revisions"]) == ([], 6)


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_broken_record_is_counted_and_the_next_ones_are_read(tmp_path: Path, gzipped: bool) -> None:
    """In the middle of a file, and at its end, where it was cut off."""
    crawl = Crawl(tmp_path / "crawl.warc", gzipped=gzipped)
    for day in range(1, 6):
        crawl.response(page("Quake", quake(30 + day), f"2026-03-0{day}T09:00:00Z").encode(), f"2026-03-0{day}T10:00:00Z", QUAKE)
    crawl.close()
    path = Path(crawl.file.name)
    second = next(islice(read_captures([str(path)], now=NOW), 1, None))
    at, whole = int(second.locator.rpartition(":")[2]), bytearray(path.read_bytes())
    whole[at : at + 40] = b"x" * 40
    path.write_bytes(whole[:-200])
    summary = bulk([path], tmp_path / "out")
    assert (summary.looks, summary.problems) == (3, {"unreadable": 2})
    assert summary.rows["revisions"] == 3
    told = [
        row[0] for row in duckdb_views.connect(Folder(tmp_path / "out")).execute("select reason from problems order by look").fetchall()
    ]
    assert [reason.startswith(f"{path}:") for reason in told] == [True, True]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_both_readers_of_archives_find_the_same(tmp_path: Path, name: str) -> None:
    """Packed, chunked and repeated pages, other media, other statuses: FastWARC gives what warcio gives."""
    crawl, html = Crawl(tmp_path / name, gzipped=name.endswith("gz")), page("Quake", quake(31), "2026-03-01T09:00:00Z").encode()
    date = "2026-03-01T10:00:00Z"
    for packing, body in (("", html), ("gzip", gzip.compress(html)), ("br", brotli.compress(html)), ("gzip", html)):
        crawl.response(body, date, QUAKE, Content_Encoding=packing)
        crawl.response(chunk_body(body), date, QUAKE, Content_Encoding=packing, Transfer_Encoding="chunked")
    crawl.response(b"x" * (MAX_PAGE_BYTES + 1), date)
    crawl.response(b"gone", date, status="404 Not Found")
    crawl.response(b"\x89PNG", date, Content_Type="image/png")
    crawl.response("Überflutung in Ålesund".encode("latin-1"), date, Content_Type="text/plain; charset=latin-1")
    crawl.response(b"User-agent: *", date, url="dns:coast.example")
    again = crawl.writer.create_warc_record(QUAKE, "response", payload=io.BytesIO(html),
        http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"))  # fmt: skip
    crawl.writer.ensure_digest(again, block=False, payload=True)
    crawl.revisit(again.rec_headers.get_header("WARC-Payload-Digest"), "2026-03-05T12:00:00Z", QUAKE)
    crawl.revisit("sha1:" + "A" * 32, "2026-03-06T12:00:00Z")
    crawl.close()
    path = crawl.file.name
    assert list(read_warc(path, "UTC", Seen())) == list(read_captures([path], now=NOW))


def test_lines_and_rows_are_read_like_lines(tmp_path: Path) -> None:
    """JSON lines as an ingest reads them; a Parquet file with the same columns gives the same, except for the locators."""
    lines = [
        {"url": FIRST, "title": "Ferry capsizes", "text": "\n\n".join(ferry(10 + n, "police")), "revision_time": f"2026-03-03T0{n}:00:00Z"}
        for n in range(4)
    ]
    lines.append({"url": FIRST, "title": "Ferry capsizes", "text": None, "revision_time": "2026-03-03T09:00:00Z"})
    jsonl, table = tmp_path / "lines.jsonl", tmp_path / "rows.parquet"
    jsonl.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    parquet.write_table(pa.Table.from_pylist(lines), table)
    first, second = bulk([jsonl], tmp_path / "one"), bulk([table], tmp_path / "two")
    assert first.rows == second.rows
    assert (first.problems.total(), second.problems.total()) == (1, 1)
    assert_same(ingest_files(tmp_path, [jsonl]), tmp_path / "one")


@pytest.mark.shared
@pytest.mark.parametrize(("name", "stories"), [("cnn-lite", 6), ("calfire", 2)])
def test_real_revisions_give_the_tables_of_an_ingest(shared: Path, tmp_path: Path, name: str, stories: int) -> None:
    """Archives made of real pages and of the first revisions of some stories, a file for every fifty."""
    if name == "cnn-lite":
        known = json.loads((shared / "data/html/manifest.json").read_text("utf-8"))
        pages = [(p["expected"].get("url"), (shared / "data/html" / p["file"]).read_bytes(), "2026-06-01T00:00:00Z") for p in known]
    else:
        pages = []
    by_url: dict[str, list[Any]] = {}
    for line in map(json.loads, (shared / f"data/revisions/{name}.jsonl").read_text("utf-8").splitlines()):
        by_url.setdefault(line["url"], []).append(line)
    building = [url for url in by_url if hashlib.md5(url.encode()).hexdigest()[0] < "8"]
    for url in building[:stories]:
        for line in by_url[url][:30]:
            html = page(line["title"], line["text"].split("\n\n"), line["revision_time"])
            pages.append((url, html.encode(), parse_time(line["revision_time"]).value))
    files = []
    pages = sorted((p for p in pages if p[0]), key=lambda p: p[2])
    for start in range(0, len(pages), 50):
        crawl = Crawl(tmp_path / f"{start:04}.warc.gz", gzipped=True)
        for url, html, at in pages[start : start + 50]:
            crawl.response(html, at, url)
        crawl.close()
        files.append(Path(crawl.file.name))
    summary = bulk(files, tmp_path / "out", looks=20)
    assert summary.rows["changes"] > 20
    assert_same(ingest_files(tmp_path, files), tmp_path / "out")


@pytest.mark.parametrize(
    ("inputs", "told"),
    [(["nowhere"], "nowhere: no such file or folder"), (["empty"], "nothing to read in this folder"), ([], "no run to resume")],
)
def test_what_cannot_be_run_is_one_line(inputs: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made then."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=told):
        Folder(tmp_path / "out").begin(inputs, FACTS)
    assert not (tmp_path / "out").exists()
