"""A crawl read in bulk: the tables are those of an ingest of the same files, whatever breaks on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

import live_blogs
from newsroom import NOW, VERSIONS, run_over
from sayso.bulk import views
from sayso.bulk.engine import engine
from sayso.bulk.run import Bulk, Summary
from sayso.bulk.shards import Facts, Folder
from sayso.cli import main
from sayso.ingest.crawl.files import captures
from sayso.ingest.history.rebuild import rebuild
from sayso.ingest.history.series import settle
from sayso.store import queries
from sayso.store.database import connect
from sayso.store.views import VIEWS
from sayso.store.writing import TABLES
from stories import page
from test_warcs import Crawl

FACTS = Facts(NOW, "UTC", VERSIONS)
#: What both have: the tables, what is counted in them, the views.
NAMES = [*(table for table, _ in TABLES.values()), "changes_per_day", "series", "claim_series", "_disagreements", *VIEWS]


def quiet(step: str, done: int, total: int, counts: Counter[str]) -> None:
    """Tells nobody."""


def bulk(inputs: Sequence[Path], out: Path, *, workers: int = 1, looks: int = 4) -> Summary:
    with engine(workers) as over:
        return Bulk(Folder(out), over, quiet, looks).run([str(p) for p in inputs], FACTS)


def rows(db: Any, name: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a table or view in an order of their own."""
    names = ", ".join(f'"{c}"' for c in columns)
    return sorted((tuple(row) for row in db.execute(f"select {names} from {name}").fetchall()), key=repr)


def column_names(db: Database, name: str) -> list[str]:
    return [row[1] for row in db.execute(f"pragma table_info({name})")]


def assert_same(db: Database, out: Path) -> None:
    """Every table and view holds the same rows in both, but that bulk leaves raw pages where they are."""
    duck = views.connect(Folder(out))
    for name in NAMES:
        columns = [c for c in column_names(db, name) if name != "raws" or c != "body"]
        assert rows(duck, name, columns) == rows(db, name, columns), name


def ingested(tmp_path: Path, *batches: Sequence[Path]) -> Database:
    """A database by `sayso ingest`, one run for each batch of files."""
    db = connect(tmp_path / "sayso.db")
    for batch in batches:
        run_over(db, captures([str(p) for p in batch], now=NOW))
    settle(db)
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
    """Two days of a crawl of two outlets: revisions, a slug that changes, the same bytes twice, a stealth edit, a live blog, a wall, junk."""
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
        blog = live_blogs.page(live_blogs.each(next(iter(live_blogs.FULL.values())), live_blogs.POSTS[: day - 1]))
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
    db = ingested(tmp_path, *([day] for day in crawls))
    assert db.table("absences").count == 1
    assert_same(db, tmp_path / "out")
    assert db.table("series").count > 0


def test_the_command_and_the_way_back_into_a_database(crawls: list[Path], tmp_path: Path) -> None:
    """`load` into an empty database gives what an ingest gives; into one with other articles, what is missing there."""
    out = tmp_path / "out"
    told = CliRunner().invoke(main, ["bulk", *map(str, crawls), "--out", str(out), "--workers", "1"])
    assert told.exit_code == 0, told.output
    assert "read 1 of 1 shard: 17 looks, 3 that gave no article\n" in told.stderr
    assert "7 articles, 15 revisions" in told.stderr
    whole, part = tmp_path / "whole.db", tmp_path / "part.db"
    CliRunner().invoke(main, ["load", str(out), "--db", str(whole)], catch_exceptions=False)
    db = ingested(tmp_path, *([day] for day in crawls))
    loaded = Database(whole)
    for name in NAMES:
        columns = [c for c in column_names(db, name) if c not in ("body", "run_id")]
        if name not in ("articles", "article_urls", "captures"):  # times of an ingest are its clock's
            assert rows(loaded, name, columns) == rows(db, name, columns), name
    assert not list(loaded.execute("pragma foreign_key_check"))
    assert sum(rebuild(loaded, queries.article_ids(loaded))) == 0
    for publisher, there in (("coast times", "0"), ("harbour wire", "0"), ("coast times", "1")):
        told = CliRunner().invoke(main, ["load", str(out), "--db", str(part), "--publisher", publisher])
        assert ("there already" in told.stderr) == (there == "1"), told.output
    mixed = Database(part)
    assert list(mixed.execute("select id, url from articles order by id")) == [(1, OTHER), (2, SLUG), (3, QUAKE)]
    assert not list(mixed.execute("pragma foreign_key_check"))
    assert sum(rebuild(mixed, queries.article_ids(mixed))) == 0
