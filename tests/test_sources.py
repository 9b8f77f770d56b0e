"""Sources: feeds, sitemaps, lists, pages and folders; what is fetched, watched and reported."""

from __future__ import annotations

import asyncio
import fcntl
import io
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from aiohttp import web
from sqlite_utils import Database
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import commands
from newsroom import NOW, connect, derived, dump, line, run_over
from nights import add, feed, night, story
from publisher import Publisher, publishing
from sayso.cli.ingest import FAILED
from sayso.ingest.clock import stamp
from sayso.ingest.crawl import recrawl as pace
from sayso.ingest.crawl import run
from sayso.ingest.crawl.files import captures
from sayso.ingest.crawl.read_feeds import SourceEntry
from sayso.ingest.crawl.source_lists import from_opml, to_opml
from sayso.ingest.extract.page import Capture, ExternalTimes
from sayso.ingest.fetch.client import Fetched
from sayso.ingest.fetch.host_queues import HostQueues
from sayso.ingest.history.pipeline import workers
from sayso.ingest.history.rebuild import rebuild
from sayso.store import watchlist

LEAD = "At least {} people were killed in the flood at Corran, the governor said on Saturday."
NIGHT = "2026-03-{:02}T03:00:00Z"


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "sayso.db")


def outcomes(told: list) -> Counter[str]:
    return Counter(o.outcome for o in told)


def flood(publisher: Publisher, toll: int, at: str, path: str = "/flood", **headers: str) -> None:
    publisher.says(path, story("Flood hits Corran", LEAD.format(toll), at), **headers)


def sayso(*args: str | Path, db: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """A command over a database."""
    return commands.sayso(*args, "--db", db, code=code)


def test_a_story_that_a_feed_names_becomes_claims(publisher: Publisher, db: Database) -> None:
    """From the feed to the change of a toll, with the source on every row."""
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    source = add(db, publisher.url("/feed.xml"))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    assert night(db, NIGHT.format(15))[0].new == 1
    flood(publisher, 9, "2026-03-15T09:00:00Z")
    assert night(db, NIGHT.format(16))[0].new == 1
    assert db.execute("select kind, delta from changes where kind = 'lowered'").fetchone() == ("lowered", -3.0)
    assert {r[0] for r in db.execute("select source_id from captures")} == {source}
    assert {r[0] for r in db.execute("select source_id from run_events")} == {source}


def test_what_has_not_changed_is_not_sent_again(publisher: Publisher, db: Database) -> None:
    """ETag and Last-Modified of feed and story come back with the next request; a 304 is "unchanged", and dates the last look."""

    def lasting(path: str, text: str, etag: str) -> None:
        async def answer(request: web.Request) -> web.Response:
            if request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers={"ETag": etag})
            return web.Response(text=text, content_type="text/html", headers={"ETag": etag})

        publisher.at(path, answer)

    lasting("/feed.xml", feed(publisher, ["/flood"]), '"f1"')
    lasting("/flood", story("Flood hits Corran", LEAD.format(12), "2026-03-14T09:00:00Z"), '"s1"')
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    summary, told = night(db, NIGHT.format(16))
    assert outcomes(told) == {"unchanged": 2}
    assert (summary.new, summary.known, summary.failures) == (0, 1, [])
    assert db.execute("select captured_at, last_captured_at from revisions").fetchall() == [(NIGHT.format(15), NIGHT.format(16))]
    assert db.table("captures").count == 1


def test_the_same_bytes_are_not_read_again(publisher: Publisher, db: Database) -> None:
    """Most publishers send no ETag."""
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    assert outcomes(night(db, NIGHT.format(16))[1]) == {"ok": 1, "unchanged": 1}
    assert db.table("captures").count == 1


def test_a_story_stays_under_watch_after_it_left_the_feed(publisher: Publisher, db: Database) -> None:
    """It is fetched again, and its change is found."""
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    publisher.says("/feed.xml", feed(publisher, ["/other"]))
    publisher.says("/other", story("Ferry delayed", "Some 40 passengers waited at Port Ansel, the harbour master said."))
    flood(publisher, 14, "2026-03-15T09:00:00Z")
    night(db, NIGHT.format(16))
    assert db.execute("select revisions from articles order by id").fetchall() == [(2,), (1,)]


def test_a_watch_slows_down_and_ends(publisher: Publisher, db: Database) -> None:
    """×1.2 while nothing changes, reset by a change, let go after its days; and not taken up again by being named still."""
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"), watch_days=4)
    url = publisher.url("/flood")

    def watch() -> watchlist.Watch:
        return watchlist.watches(db, [url])[url]

    night(db, NIGHT.format(15))
    assert (watch().interval_minutes, watch().next_at) == (30, "2026-03-15T03:30:00Z")
    night(db, NIGHT.format(16))
    assert (watch().interval_minutes, watch().next_at) == (36, "2026-03-16T03:36:00Z")
    flood(publisher, 13, "2026-03-16T09:00:00Z")
    night(db, NIGHT.format(17))
    assert (watch().interval_minutes, watch().changed_at) == (30, NIGHT.format(17))
    for day in range(18, 26):
        night(db, NIGHT.format(day))
    assert watch().active == 0
    asked = publisher.counts["/flood"]
    night(db, NIGHT.format(26))
    assert publisher.counts["/flood"] == asked


def test_a_feed_that_tells_of_an_update_makes_the_story_due() -> None:
    """A time later than our last look; one from the future, or from before, does not."""
    source = watchlist.WatchedSource(1, "n", "feed", "u", 30, 1.2, 40, 1, 0, None, NIGHT.format(1), None, None, None, None, None, 0)
    watch = pace.update_watch(pace.start_watch(source, "s", NIGHT.format(1)), source, NIGHT.format(2), "seen")._replace(
        next_at=NIGHT.format(9), active=0
    )
    assert pace.renew_watch(watch, "2026-03-03T01:00:00Z", NIGHT.format(3)) == watch._replace(next_at=NIGHT.format(3), active=1)
    assert pace.renew_watch(watch, NIGHT.format(1), NIGHT.format(3)) == watch
    assert pace.renew_watch(watch, "2031-01-01T00:00:00Z", NIGHT.format(3)) == watch


SAID = {
    "rss": ("Sat, 14 Mar 2026 10:00:00 +0100", "2026-03-14T12:00:00Z",
            "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><item><link>{url}</link><pubDate>{published}</pubDate>"
            "<a:updated>{updated}</a:updated></item></channel></rss>"),
    "atom": ("2026-03-14T10:00:00+01:00", "2026-03-14T13:00:00+01:00",
             "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{url}'/><published>{published}</published>"
             "<updated>{updated}</updated></entry></feed>"),
    "json": ("2026-03-14T09:00:00Z", "2026-03-14T12:00:00Z",
             '{{"items": [{{"url": "{url}", "date_published": "{published}", "date_modified": "{updated}"}}]}}'),
    "sitemap": ("2026-03-14T09:00Z", "2026-03-14T12:00Z",
                "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>{url}</loc><lastmod>{updated}</lastmod><n:news>"
                "<n:publication_date>{published}</n:publication_date></n:news></url></urlset>"),
}  # fmt: skip
UNDATED = "select published_at, updated_at, updated_at_basis from captures order by id"


@pytest.mark.parametrize("kind", SAID)
def test_a_feed_dates_a_page_that_states_no_time(publisher: Publisher, db: Database, kind: str) -> None:
    """For every kind of feed, whether it is a source or an argument; times are stored as written, beside the server's."""
    published, updated, text = SAID[kind]
    publisher.says("/feed", text.format(url=publisher.url("/flood"), published=published, updated=updated))
    page = story("Flood hits Corran", LEAD.format(12))
    publisher.says("/flood", page, Last_Modified="Sat, 14 Mar 2026 23:00:00 GMT")
    if kind == "atom":
        night(db, NIGHT.format(15), urls=[publisher.url("/feed")])
    else:
        add(db, publisher.url("/feed"), "sitemap" if kind == "sitemap" else "feed")
        night(db, NIGHT.format(15))
    assert db.execute(UNDATED).fetchall() == [("2026-03-14T09:00:00Z", "2026-03-14T12:00:00Z", "feed")]
    (candidates,) = db.execute("select candidates from captures").fetchone()
    assert [(c["what"], c["basis"], c["raw"]) for c in json.loads(candidates)] == [
        ("published", "feed", published), ("updated", "feed", updated), ("updated", "Last-Modified", "Sat, 14 Mar 2026 23:00:00 GMT"),
    ]  # fmt: skip


def test_what_the_page_states_goes_before_what_its_feed_says(publisher: Publisher, db: Database) -> None:
    publisher.says("/feed.xml", feed(publisher, ["/flood"], {"/flood": "2026-03-14T12:00:00Z"}))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    assert [row[1:] for row in db.execute(UNDATED)] == [("2026-03-14T09:00:00Z", "article:modified_time")]


def test_the_look_at_a_story_has_the_time_that_its_feed_gives_that_night(publisher: Publisher, db: Database) -> None:
    """Also where the feed lies on a slower host, and after it has forgotten the story; and with a new text that time is an update."""

    def undated(toll: int) -> None:
        publisher.says("/flood", story("Flood hits Corran", LEAD.format(toll)))

    with publishing() as slow:
        said = {"/flood": "2026-03-14T12:00:00Z"}

        async def answer(request: web.Request) -> web.Response:
            for _ in range(20):  # a run that asks for the story without waiting has asked by then
                if publisher.counts["/flood"] > asked:
                    break
                await asyncio.sleep(0.01)
            return web.Response(text=feed(publisher, said, said), content_type="text/xml")

        slow.at("/feed.xml", answer)
        add(db, slow.url("/feed.xml"))
        for toll, day, told in ((12, 15, "2026-03-14T12:00:00Z"), (14, 16, "2026-03-15T12:00:00Z"), (9, 17, None)):
            undated(toll)
            said = {"/flood": told} if told else {}
            asked = publisher.counts["/flood"]
            night(db, NIGHT.format(day))
        night(db, NIGHT.format(18), urls=[publisher.url("/flood")])
    rows = db.execute("select updated_at, updated_at_basis, stealth, text like '%9 people%' from revisions order by seq").fetchall()
    assert rows == [("2026-03-14T12:00:00Z", "feed", 0, 0), ("2026-03-15T12:00:00Z", "feed", 0, 0), ("2026-03-15T12:00:00Z", "feed", 1, 1)]


def test_several_feeds_of_one_story_never_set_it_back(publisher: Publisher, db: Database) -> None:
    """The latest update time of any of them counts, also for the next visit, whether from an argument or a source."""
    publisher.says("/flood", story("Flood hits Corran", LEAD.format(12)))
    days = {"/a.xml": "2026-03-13T12:00:00Z", "/b.xml": "2026-03-14T12:00:00Z", "/typed.xml": "2026-03-15T12:00:00Z"}
    for path, day in days.items():
        publisher.says(path, feed(publisher, ["/flood"], {"/flood": day}))
    add(db, publisher.url("/a.xml"))
    add(db, publisher.url("/b.xml"))
    night(db, NIGHT.format(15))
    assert db.execute("select feed_updated from watches").fetchall() == [(days["/b.xml"],)]
    night(db, NIGHT.format(16), urls=[publisher.url("/typed.xml")])
    publisher.says("/flood", story("Flood hits Corran", LEAD.format(9)))
    night(db, NIGHT.format(17), forced=True)
    assert db.execute("select feed_updated from watches").fetchall() == [(days["/typed.xml"],)]
    assert db.execute("select text like '%9 people%', updated_at from revisions order by seq desc limit 1").fetchone() == (
        1,
        days["/typed.xml"],
    )


def test_times_told_beside_the_page_outlast_a_new_extractor(publisher: Publisher, db: Database) -> None:
    """Read again from the raw bytes, a page gets the dates that it had: by its feed, or by the server."""
    publisher.says("/feed.xml", feed(publisher, ["/flood", "/fire"], {"/flood": "2026-03-14T12:00:00Z"}))
    for path in ("/flood", "/fire"):
        publisher.says(path, story(f"Corran: {path[1:]}", LEAD.format(12)), Last_Modified="Sat, 14 Mar 2026 23:00:00 GMT")
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    before = dump(db), db.execute("select * from captures").fetchall()
    assert {row[2] for row in db.execute(UNDATED)} == {"feed", "Last-Modified"}
    db.execute("update captures set extractor_version = 'older', updated_at = '2001-01-01T00:00:00Z', updated_at_basis = 'visible line'")
    assert sum(rebuild(db, [1, 2])) > 0
    assert (dump(db), db.execute("select * from captures").fetchall()) == before


WIRE = "2026-03-14T09:00:00Z"


@pytest.mark.parametrize(
    ("known", "said", "published", "updated"),
    [
        ((None, None), (WIRE, None), WIRE, None),
        ((None, None), (None, WIRE), None, WIRE),
        ((WIRE, None), (None, None), WIRE, None),
        ((WIRE, None), ("2026-03-14T10:00:00Z", None), WIRE, "2026-03-14T10:00:00Z"),
        ((WIRE, "2026-03-14T11:00:00Z"), (WIRE, "2026-03-14T10:00:00Z"), WIRE, "2026-03-14T11:00:00Z"),
        (("Sat, 14 Mar 2026 10:00:00 +0100", None), (WIRE, WIRE), WIRE, WIRE),
        ((WIRE, None), (None, "2031-01-01T00:00:00Z"), WIRE, None),
        (("no time", None), ("2026-03-14", None), "2026-03-14", None),
    ],
)
def test_what_feeds_say_of_a_story_over_time(known: tuple, said: tuple, published: str | None, updated: str | None) -> None:
    """The first publication and the last update; a publication that moves on is one."""
    entry = SourceEntry("https://wire.example/1", raw_published=said[0], raw_updated=said[1])
    assert pace.merge_feed_times(ExternalTimes("served", *known), entry, NIGHT.format(15)) == ExternalTimes("served", published, updated)


def test_gone_and_back(publisher: Publisher, db: Database) -> None:
    """A 404 is an absence of a known article, no removal of its claims; when the page is back, the article is live again."""
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    publisher.says("/flood", "gone", status=404)
    summary, _ = night(db, NIGHT.format(16))
    assert [f.outcome for f in summary.failures] == ["gone"]
    assert db.execute("select kind, at from absences").fetchall() == [("gone", NIGHT.format(16))]
    assert db.execute("select status from articles").fetchone() == ("gone",)
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    night(db, NIGHT.format(17))
    assert db.execute("select status, revisions from articles").fetchone() == ("live", 1)
    assert db.execute("select count(*) from changes where kind in ('removed', 'returned')").fetchone() == (0,)


def test_a_permanent_redirect_is_a_move(publisher: Publisher, db: Database) -> None:
    """The old address stays a name of the article; the log records the move."""
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    publisher.says("/flood", "", status=301, Location="/flood-hits-corran")
    flood(publisher, 14, "2026-03-15T09:00:00Z", "/flood-hits-corran")
    _, told = night(db, NIGHT.format(16))
    assert db.execute("select count(*), max(revisions) from articles").fetchone() == (1, 2)
    here = f"127.0.0.1:{publisher.port}"
    assert {r[0] for r in db.execute("select url from article_urls")} == {f"{here}/flood", f"{here}/flood-hits-corran"}
    assert any("under another address" in (o.detail or "") for o in told)


def test_an_address_first_seen_redirected_keeps_both_names(publisher: Publisher, db: Database) -> None:
    """So that a later 404 at the old address is known to be about this article."""
    publisher.says("/old", "", status=308, Location="/flood")
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    night(db, NIGHT.format(15), urls=[publisher.url("/old")])
    assert ("redirect",) in db.execute("select reason from article_urls where url like '%/old'").fetchall()


@pytest.mark.parametrize("kind", ["sitemap", "list", "index"])
def test_sitemaps_and_lists_name_stories(publisher: Publisher, db: Database, kind: str) -> None:
    """Of a sitemap index the sitemaps are read."""
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    url = publisher.url("/flood")
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{url}</loc></url></urlset>"
    index = f"<sitemapindex><sitemap><loc>{publisher.url('/news.xml')}</loc></sitemap></sitemapindex>"
    publisher.says("/news.xml", sitemap)
    publisher.says("/where", {"sitemap": sitemap, "list": f"# ours\n{url}\n", "index": index}[kind])
    add(db, publisher.url("/where"), "list" if kind == "list" else "sitemap")
    assert night(db, NIGHT.format(15))[0].new == 1


def test_a_page_is_watched_for_good(publisher: Publisher, db: Database) -> None:
    """A source that is one page: no search for a feed."""
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/flood"), "page", watch_days=None)
    night(db, NIGHT.format(15))
    flood(publisher, 15, "2026-03-15T09:00:00Z")
    night(db, NIGHT.format(16))
    assert db.execute("select revisions from articles").fetchone() == (2,)


def test_a_folder_is_read_anew(tmp_path: Path, db: Database) -> None:
    """New files there are read by the nightly run; files that were read are known."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.html").write_text(story("Flood hits Corran", LEAD.format(12), "2026-03-14T09:00:00Z", "https://wire.example/flood"))
    source = add(db, str(folder), "folder")
    assert night(db, NIGHT.format(15))[0].new == 1
    (folder / "b.html").write_text(story("Flood hits Corran", LEAD.format(9), "2026-03-15T09:00:00Z", "https://wire.example/flood"))
    summary, _ = night(db, NIGHT.format(16))
    assert (summary.new, summary.known) == (1, 1)
    assert {r[0] for r in db.execute("select source_id from captures")} == {source}


def test_a_watched_folder_may_be_empty_but_not_gone(tmp_path: Path, db: Database) -> None:
    """An empty folder is not a failure."""
    folder = tmp_path / "saved"
    folder.mkdir()
    add(db, str(folder), "folder", name="Saved")
    summary, told = night(db, NIGHT.format(15))
    assert (summary.failures, [o.detail for o in told]) == ([], ["Saved: folder with 0 pages to read"])
    folder.rmdir()
    assert [f.detail for f in night(db, NIGHT.format(16))[0].failures] == [f"Saved: {folder} is not a folder"]
    assert db.execute("select outcome, failures from sources").fetchone() == ("missing", 1)


def test_of_a_folder_what_is_new_there_is_read(tmp_path: Path, db: Database) -> None:
    """By the time a file arrived there, not by its own date.

    All of it where the source is named, and where a limit had cut it.
    """
    folder, elsewhere = tmp_path / "saved", tmp_path / "old.html"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.html").write_text(story(f"Flood hits village {n}", LEAD.format(12 + n), "2026-03-14T09:00:00Z"))
    add(db, str(folder), "folder")
    later = stamp(datetime.now(UTC) + timedelta(hours=2))
    assert night(db, later, limit=2)[0].new == 2
    assert night(db, later)[0].new == 1
    assert [o.detail for o in night(db, later, forced=True)[1] if o.outcome == "ok"] == [f"{folder}: folder with 3 pages to read"]
    db.execute("update sources set checked_at = ?, next_at = null", (later,))
    assert [o.detail for o in night(db, later)[1]] == [f"{folder}: folder with 0 pages to read"]
    elsewhere.write_text(story("Flood hits Oss", LEAD.format(9), "2026-03-14T09:00:00Z"))
    os.utime(elsewhere, (0, 0))
    elsewhere.rename(folder / "old.html")
    db.execute("update sources set checked_at = ?, next_at = null", (stamp(datetime.now(UTC)),))
    assert night(db, later)[0].new == 1


def test_a_source_that_fails_is_told_and_asked_less_often(publisher: Publisher, db: Database) -> None:
    """One line with its name; its stories are still visited."""
    publisher.says("/feed.xml", "<html><body>Please log in</body></html>")
    add(db, publisher.url("/feed.xml"), name="Harbour")
    summary, _ = night(db, NIGHT.format(15))
    (failure,) = summary.failures
    assert failure.outcome == "no_feed"
    assert failure.detail is not None
    assert failure.detail.startswith("Harbour: ")
    for day in range(16, 20):
        night(db, NIGHT.format(day))
    (source,) = watchlist.sources(db)
    assert (source.failures, source.outcome, source.next_at) == (5, "no_feed", "2026-03-19T11:00:00Z")


@pytest.mark.parametrize("second", ["no answer", "a page", "unchanged", "an index of empty sitemaps", "an index of what is not there"])
def test_the_stories_of_a_source_are_looked_at_whatever_became_of_its_feed(publisher: Publisher, db: Database, second: str) -> None:
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    index = (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{publisher.url(path)}</loc></sitemap>' for path in ('/1.xml', '/2.xml'))}</sitemapindex>"
    )
    if second == "an index of empty sitemaps":
        publisher.says("/1.xml", "<urlset/>")
        publisher.says("/2.xml", "<urlset/>")
    text, status = {"no answer": ("", 500), "a page": ("<html><body>Log in</body></html>", 200), "unchanged": ("", 304)}.get(
        second, (index, 200)
    )
    publisher.says("/feed.xml", text, status)
    flood(publisher, 9, "2026-03-15T09:00:00Z")
    night(db, NIGHT.format(16))
    assert db.execute("select revisions from articles").fetchone() == (2,)


def test_a_host_that_hangs_holds_up_nobody(publisher: Publisher, db: Database) -> None:
    """Twenty of its stories cost two time-outs, the rest are left for the next night; another host's story is stored."""
    paths = [f"/slow-{n}" for n in range(20)]
    for path in paths:
        publisher.at(path, publisher.hang)
    publisher.says("/feed.xml", feed(publisher, paths))
    with publishing() as other:
        flood(other, 12, "2026-03-14T09:00:00Z")
        other.says("/feed.xml", feed(other, ["/flood"]))
        add(db, publisher.url("/feed.xml"))
        add(db, other.url("/feed.xml"))
        summary, told = night(db, NIGHT.format(15))
    assert summary.new == 1
    assert outcomes(told) == {"ok": 2, "new": 1, "timeout": 2, "skipped": 18}
    due = [w for s in watchlist.sources(db) for w in watchlist.due_watches(db, s.id, NIGHT.format(15))]
    assert len(due) == 18


def test_limit_and_since(publisher: Publisher, db: Database) -> None:
    """No more stories than wanted; the others stay due."""
    paths = [f"/flood-{n}" for n in range(5)]
    for n, path in enumerate(paths):
        publisher.says(path, story(f"Flood hits village {n}", LEAD.format(12 + n), "2026-03-14T09:00:00Z"))
    publisher.says("/feed.xml", feed(publisher, paths))
    add(db, publisher.url("/feed.xml"))
    assert night(db, NIGHT.format(15), limit=2)[0].new == 2
    assert night(db, NIGHT.format(16))[0].new == 3
    items = "".join(
        f"<entry><id>{n}</id><link href='{publisher.url(f'/flood-{n}')}'/><updated>2026-03-1{n}T00:00:00Z</updated></entry>"
        for n in range(5)
    )
    publisher.says("/atom", f"<feed xmlns='http://www.w3.org/2005/Atom'>{items}</feed>")
    publisher.counts.clear()
    night(db, NIGHT.format(20), urls=[publisher.url("/atom")], since="2026-03-13T00:00:00Z")
    assert publisher.counts["/flood-4"] == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--agent", ""], "is not a User-Agent"),
        (["--agent", "Desk\nX: y"], "is not a User-Agent"),
        (["--agent", "(desk)"], "is not a User-Agent"),
        (["--zone", "Mars/Olympus"], "is not a time zone"),
        (["ftp://wire.example/flood"], "ftp://wire.example/flood: not the address of a web page"),
        (["http://[::1"], "http://[::1: not the address of a web page"),
    ],
)
def test_what_cannot_be_asked_for_is_said_before_the_run_begins(tmp_path: Path, options: list[str], said: str) -> None:
    path = tmp_path / "sayso.db"
    done = sayso("ingest", "https://wire.example/flood", *options, db=path, code=1 if "://" in options[-1] else 2)
    assert said in done.stderr
    assert not path.exists() or connect(path).table("runs").count == 0


def test_a_dry_run_asks_for_nothing_and_needs_no_database(publisher: Publisher, tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"
    assert sayso("ingest", "--dry-run", "pages/", publisher.url("/flood"), db=path).stdout.split() == ["pages/", publisher.url("/flood")]
    assert not path.exists()
    publisher.says("/feed.xml", feed(publisher, ["/flood", "/fire"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    flood(publisher, 12, "2026-03-14T09:00:00Z", "/fire")
    db = connect(path)
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(15))
    before, asked = dump(db), len(publisher.asked)
    db.close()
    assert len(sayso("ingest", "--dry-run", db=path).stdout.splitlines()) == 3
    assert len(sayso("ingest", "--dry-run", "--limit", "1", db=path).stdout.splitlines()) == 2
    assert (dump(connect(path)), len(publisher.asked)) == (before, asked)


def test_the_log_says_how_long_each_look_took(publisher: Publisher, db: Database) -> None:
    """Also of one without a result; pauses for politeness do not count."""
    publisher.says("/feed.xml", feed(publisher, ["/flood", "/slow"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    publisher.at("/slow", publisher.hang)
    add(db, publisher.url("/feed.xml"))
    _, told = night(db, NIGHT.format(15))
    took = {locator.rpartition("/")[2]: seconds for locator, seconds in db.execute("select locator, seconds from run_events")}
    assert 1.5 < took["slow"] < 4
    assert 0 < took["flood"] < 2
    assert 0 < took["feed.xml"] < 2
    assert {o.locator.rpartition("/")[2]: o.seconds for o in told} == took


def test_what_was_read_before_we_were_told_to_stop_is_stored(tmp_path: Path) -> None:
    """Standard input gives every line once."""
    db = connect(tmp_path / "sayso.db")

    def stopped() -> Iterator[Capture]:
        stdin = io.BytesIO(b"".join(json.dumps(line(LEAD.format(n), None, f"https://wire.example/{n}")).encode() + b"\n" for n in range(3)))
        yield from captures(["-"], now=NOW, stdin=stdin)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_over(db, stopped())
    assert db.table("revisions").count == 3


def test_a_quiet_run_tells_failures_and_the_summary(publisher: Publisher, tmp_path: Path) -> None:
    """Cron mails the output."""
    path = tmp_path / "sayso.db"
    publisher.says("/feed.xml", feed(publisher, ["/flood", "/gone"]))
    flood(publisher, 12, "2031-03-14T09:00:00Z")  # a time that is remarked upon
    add(connect(path), publisher.url("/feed.xml"))
    told = sayso("ingest", "--quiet", db=path, code=1).stderr.splitlines()
    assert told[0] == f"gone: {publisher.url('/gone')}: HTTP 404"
    assert told[1].startswith("1 article; revisions: 1 new, ")
    assert told[2:] == ["  1 gone"]


def test_two_articles_that_turn_out_to_be_one(publisher: Publisher, db: Database) -> None:
    """Their histories are merged and logged, with a row that says which address came from which article."""
    for path, toll, day in (("/flood", 12, 14), ("/flood-live", 14, 15)):
        publisher.says(path, story("Flood hits Corran", LEAD.format(toll), f"2026-03-{day}T09:00:00Z"))
    publisher.says("/feed.xml", feed(publisher, ["/flood", "/flood-live"]))
    add(db, publisher.url("/feed.xml"))
    night(db, NIGHT.format(16))
    assert db.table("articles").count == 2
    publisher.says("/flood-live", story("Flood hits Corran", LEAD.format(9), "2026-03-16T09:00:00Z", publisher.url("/flood")))
    _, told = night(db, NIGHT.format(17))
    assert f"{publisher.url('/flood-live')}: shows that articles 1, 2 are one, number 1 now" in [o.detail for o in told]
    assert db.execute("select id, revisions from articles").fetchall() == [(1, 3)]
    assert db.execute("select article_id, reason, merged_from from article_urls where url like '%live'").fetchall() == [(1, "merged", 2)]


DAYS = [f"2026-03-1{n}T09:00:00Z" for n in range(5)]


@pytest.fixture
def inputs(publisher: Publisher, tmp_path: Path) -> dict[str, str]:
    """Five stories of five days in each way in which they can be handed to `sayso ingest`."""
    folder, lines, warc = tmp_path / "pages", tmp_path / "lines.jsonl", tmp_path / "crawl.warc.gz"
    folder.mkdir()
    rows = []
    with warc.open("wb") as file:
        writer = WARCWriter(file)
        for n, at in enumerate(DAYS):
            page = story(f"Flood hits village {n}", LEAD.format(12 + n), at)
            publisher.says(f"/flood-{n}", page)
            (folder / f"{n}.html").write_text(page)
            rows.append({"url": f"https://wire.example/{n}", "title": f"Village {n}", "text": LEAD.format(12 + n), "revision_time": at})
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            day = {"WARC-Date": "2026-03-20T00:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    f"https://wire.example/{n}", "response", io.BytesIO(page.encode()), http_headers=headers, warc_headers_dict=day
                )
            )
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    publisher.says("/feed.xml", feed(publisher, [f"/flood-{n}" for n in range(5)], {f"/flood-{n}": at for n, at in enumerate(DAYS)}))
    return {"folder": str(folder), "lines": str(lines), "warc": str(warc), "feed": publisher.url("/feed.xml")}


@pytest.mark.parametrize("kind", ["folder", "lines", "warc", "feed", "source folder"])
def test_limit_and_since_hold_for_every_kind_of_input(inputs: dict[str, str], tmp_path: Path, kind: str) -> None:
    """Two of five; and of the five those of the last two days, the others counted as left out."""
    path = tmp_path / "sayso.db"
    what = inputs[kind.removeprefix("source ")]
    if kind == "source folder":
        sayso("sources", "add", what, "--name", "Saved", db=path)
        what = "Saved"
    common = ("ingest", what, "--allow-private", "--json")
    limited = json.loads(sayso(*common, "--limit", "2", db=path).stdout)
    assert (limited["revisions_new"], limited["left_out"]) == (2, 0)
    late = json.loads(sayso(*common, "--since", "2026-03-13", db=path).stdout)
    assert (late["revisions_new"], late["left_out"]) == (2, 3)
    assert (
        "  3 skipped, dated before 2026-03-13T00:00:00Z"
        in sayso("ingest", what, "--allow-private", "--since", "2026-03-13", db=path).stderr
    )


def test_one_limit_for_all_that_is_named(inputs: dict[str, str], tmp_path: Path) -> None:
    """Standard input too, of which no more is read than is taken."""
    path = tmp_path / "sayso.db"
    done = sayso("ingest", inputs["folder"], inputs["lines"], inputs["feed"], "--limit", "7", "--allow-private", "--json", db=path)
    assert json.loads(done.stdout)["revisions_new"] == 7
    command = [sys.executable, "-m", "sayso.cli", "ingest", "-", "--limit", "1", "--json", "--db", str(tmp_path / "other.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(Path(inputs["lines"]).read_text())
        process.stdin.flush()  # and is left open: a crawler that goes on
        assert json.loads(process.stdout.readline())["revisions_new"] == 1


def test_an_archive_is_asked_for_addresses_alone(inputs: dict[str, str], tmp_path: Path) -> None:
    for what in ([], [inputs["folder"]]):
        done = sayso("ingest", "--archive", "https://web.archive.example", *what, db=tmp_path / "sayso.db", code=1)
        assert "needs addresses of pages" in done.stderr or "no sources yet" in done.stderr


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("<link rel='alternate' type='application/rss+xml' title='Wire' href='/feed.xml'>", "/feed.xml"),
        ("<link REL='Alternate home' type='application/atom+xml; charset=utf-8' href='feed.xml'>", "/feed.xml"),
        ("<link rel=alternate type=application/rss+xml title='Wire &raquo; Comments Feed' href=/c.xml>"
         "<link rel=alternate type=application/feed+json href=/feed.json>", "/feed.json"),
        ("<link rel='alternate' type='text/html' hreflang='de' href='/de'>", None),
        ("<link rel='alternate' type='application/rss+xml' href='javascript:feed()'>", None),
        ("<link rel='alternate' type='application/rss+xml'>", None),
    ],
)  # fmt: skip
def test_a_page_that_names_a_feed_is_said_to(publisher: Publisher, tmp_path: Path, link: str, said: str | None) -> None:
    """One line, when it is added; and where a feed was expected, with the failure."""
    path = tmp_path / "sayso.db"
    publisher.says("/", f"<!doctype html><html><head><title>Wire</title>{link}</head><body><p>Today.</p></body></html>")
    told = sayso("sources", "add", publisher.url("/"), "--allow-private", db=path).stderr.splitlines()
    assert told[0].startswith("source 1: ")
    assert "(page)" in told[0]
    wanted = f"the page links to a feed; `sayso sources add {publisher.url(said)}` reads its stories" if said else None
    assert told[1:] == ([wanted] if wanted else [])
    (tmp_path / "wrong.txt").write_text("Today\n")
    assert "wrong.txt: neither a feed nor a list of addresses" in sayso("sources", "add", tmp_path / "wrong.txt", db=path, code=1).stderr
    add(connect(path), publisher.url("/?"), "feed", name="Wire")
    failed = sayso("ingest", "Wire", db=path, code=1).stderr
    assert (f"a page, not a feed; it links to the feed {publisher.url(said)}\n" in failed) == bool(said)


def test_an_index_page_that_is_typed_tells_its_feed(publisher: Publisher, db: Database) -> None:
    links = "".join(f"<li><a href='/{n}'>Headline number {n} of a long day at sea</a></li>" for n in range(30))
    head = "<title>Wire</title><link rel=alternate type=application/rss+xml href=/feed.xml>"
    publisher.says("/", f"<html><head>{head}</head><body><ul>{links}</ul></body></html>")
    (failure,) = night(db, NIGHT.format(15), urls=[publisher.url("/")])[0].failures
    assert failure.outcome == "index"
    assert str(failure.detail).endswith(f"; it links to the feed {publisher.url('/feed.xml')}")


def test_opml_out_and_in(db: Database) -> None:
    """What we write we read; what a feed reader writes we read too."""
    add(db, "https://a.example/feed?x=1&y=2", name='The "A" & <B>', notes="ours", interval_minutes=45)
    add(db, "https://b.example/story", "page", watch_days=None)
    written = to_opml(watchlist.sources(db))
    back = {s["url"]: s for s in from_opml(written.encode(), "x.opml")}
    assert back["https://a.example/feed?x=1&y=2"]["name"] == 'The "A" & <B>'
    assert (back["https://a.example/feed?x=1&y=2"]["interval_minutes"], back["https://b.example/story"]["kind"]) == (45, "page")
    assert back["https://b.example/story"]["watch_days"] is None
    nested = b"<opml><body><outline text='News'><outline text='C' xmlUrl='https://c.example/rss'/></outline></body></opml>"
    assert [s["name"] for s in from_opml(nested, "x.opml")] == ["C"]


def test_the_commands(publisher: Publisher, tmp_path: Path) -> None:
    """A source from its setting up to its removal, as its user types it."""
    path = tmp_path / "sayso.db"
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    url = publisher.url("/feed.xml")
    assert "robots" not in sayso("sources", "add", url, "--allow-private", db=path).stderr
    assert "already a source" in sayso("sources", "add", url, "--allow-private", db=path, code=1).stderr
    assert f"{url}  (feed, source Harbour Wire)" in sayso("ingest", "--dry-run", db=path).stdout
    done = sayso("ingest", "--json", "--json-log", db=path)
    assert json.loads(done.stdout)["revisions_new"] == 1
    assert {json.loads(x)["outcome"] for x in done.stderr.splitlines()} == {"ok", "new"}
    (row,) = json.loads(sayso("sources", "list", "--json", db=path).stdout)
    assert (row["name"], row["watched"], row["outcome"]) == ("Harbour Wire", 1, "ok")
    assert "0 new, 0 known" in sayso("ingest", db=path).stderr
    flood(publisher, 13, "2026-03-15T09:00:00Z")
    assert "0 new" in sayso("ingest", db=path).stderr
    assert "1 new" in sayso("ingest", "Harbour Wire", db=path).stderr
    sayso("sources", "pause", "Harbour Wire", db=path)
    assert "no sources yet" in sayso("ingest", db=path, code=1).stderr
    sayso("sources", "resume", "1", db=path)
    (tmp_path / "s.opml").write_text(sayso("sources", "export", db=path).stdout)
    sayso("sources", "remove", url, db=path)
    assert "1 source added" in sayso("sources", "import", tmp_path / "s.opml", db=path).stderr
    assert "no source of that name" in sayso("sources", "show", "Nobody", db=path, code=1).stderr
    assert json.loads(sayso("sources", "show", "Harbour Wire", "--json", db=path).stdout)[0]["allow_private"] == 1


def test_an_address_is_ingested(publisher: Publisher, tmp_path: Path) -> None:
    """A page, and a feed with what it names; an address of this machine only when allowed."""
    path = tmp_path / "sayso.db"
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    publisher.says("/feed.xml", feed(publisher, ["/flood"]))
    assert "private network" in sayso("ingest", publisher.url("/flood"), db=path, code=1).stderr
    assert "1 new" in sayso("ingest", publisher.url("/flood"), "--allow-private", db=path).stderr
    assert "ok: " in sayso("ingest", publisher.url("/feed.xml"), "--allow-private", db=path).stderr


def test_each_host_in_one_thread_at_a_time() -> None:
    """And all of them answered, whatever the order."""
    busy: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def ask(task: str) -> str:
        host = task[0]
        busy[host] += 1
        most[host] = max(most[host], busy[host])
        busy[host] -= 1
        return task

    hosts = HostQueues(ask, lambda task: task[0], most=3)
    tasks = [f"{host}{n}" for n in range(40) for host in "abcdefgh"]
    for task in tasks:
        hosts.put(task)
    found: list[str] = []
    while some := hosts.take(7):
        assert len(some) <= 7
        found += some
    assert sorted(found) == sorted(tasks)
    assert set(most.values()) == {1}
    assert [t for t in found if t[0] == "a"] == [t for t in tasks if t[0] == "a"]


def test_what_is_left_goes_by_the_slowest_host() -> None:
    """From the time that each host has taken so far; None before any has answered, and when all is done."""
    now, gate = [0.0], {host: threading.Semaphore(0) for host in "ab"}

    def ask(task: str) -> str:
        gate[task[0]].acquire(timeout=10)
        return task

    hosts = HostQueues(ask, lambda task: task[0], ticks=lambda: now[0])
    assert hosts.seconds_left() is None
    for task in ("a1", "a2", "a3", "a4", "b1", "b2"):
        hosts.put(task)
    assert hosts.seconds_left() is None
    now[0] = 2.0
    gate["a"].release()
    assert hosts.take(1) == ["a1"]
    assert wait(lambda: hosts.seconds_left() == 6.0), "three to go, at two seconds each"
    now[0] = 10.0
    gate["b"].release()
    assert hosts.take(1) == ["b1"]
    assert wait(lambda: hosts.seconds_left() == 30.0), "a has answered once in ten seconds, and has three to go"
    for _ in range(3):
        gate["a"].release()
    gate["b"].release()
    assert sorted(x for _ in range(4) for x in hosts.take(1)) == ["a2", "a3", "a4", "b2"]
    assert hosts.take(1) == []
    assert wait(lambda: hosts.seconds_left() is None)


def wait(holds: Callable[[], bool]) -> bool:
    """Whether a condition becomes true within five seconds: other threads may still be working."""
    end = monotonic() + 5
    while not holds() and monotonic() < end:
        sleep(0.005)
    return holds()


def test_a_terminal_shows_how_far_the_run_is(publisher: Publisher, tmp_path: Path) -> None:
    """Sources, articles, a rate and the time that is left; then the summary."""
    path = tmp_path / "sayso.db"
    publisher.says("/feed.xml", feed(publisher, ["/flood", "/slow"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    publisher.at("/slow", publisher.hang)
    db = connect(path)
    add(db, publisher.url("/feed.xml"))
    db.close()
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
    env = {**os.environ, "TERM": "xterm"}
    process = subprocess.Popen([sys.executable, "-m", "sayso.cli", "ingest", "--db", str(path)], stderr=theirs, env=env)
    os.close(theirs)
    shown = ""
    try:
        while chunk := os.read(ours, 4096):
            shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", chunk.decode())
            if re.search(r"1 of 1 source, 1 of 2 articles, \d+ a (minute|second), about \d+ s left", shown):
                publisher.release.set()
    except OSError:  # a terminal whose other end was closed
        pass
    os.close(ours)
    assert process.wait(timeout=10) == FAILED, shown
    assert publisher.release.is_set(), shown
    assert "1 article; revisions: 1 new, 0 known" in shown


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_told_to_stop_it_waits_for_no_host(publisher: Publisher, tmp_path: Path, number: int, code: int) -> None:
    """The run's row is written, and stored rows stay, while a page still hangs."""
    path = tmp_path / "sayso.db"
    publisher.says("/feed.xml", feed(publisher, ["/flood", "/slow"]))
    flood(publisher, 12, "2026-03-14T09:00:00Z")
    publisher.at("/slow", publisher.hang)
    db = connect(path)
    add(db, publisher.url("/feed.xml"))
    db.close()
    command = [sys.executable, "-m", "sayso.cli", "ingest", "--db", str(path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while not process.stderr.readline().startswith("new: "):
        assert process.poll() is None
    process.send_signal(number)
    _, rest = process.communicate(timeout=15)  # the page would hang for longer
    assert process.returncode == code
    assert "Traceback" not in rest
    db = connect(path)
    assert db.execute("select status, revisions_new from runs").fetchone() == ("interrupted", 1)
    assert publisher.url("/slow") in [w.url for w in watchlist.due_watches(db, 1, "2099-01-01T00:00:00Z") if w.outcome is None]


def test_a_page_that_trips_us_ends_no_night(publisher: Publisher, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in sayso is reported as such, once, and the other stories are stored."""
    paths = ["/flood", "/odd"]
    publisher.says("/feed.xml", feed(publisher, paths))
    for path in paths:
        publisher.says(path, story(f"Flood hits {path[1:]}", LEAD.format(12), "2026-03-14T09:00:00Z"))
    real = run.capture_of

    def trips(got: Fetched, zone: str, beside: ExternalTimes) -> Capture:
        if got.url.endswith("/odd"):
            raise RecursionError("too deep")
        return real(got, zone, beside)

    monkeypatch.setattr(run, "capture_of", trips)
    add(db, publisher.url("/feed.xml"))
    summary, _ = night(db, NIGHT.format(15))
    assert summary.new == 1
    assert [(f.outcome, "a bug in sayso" in str(f.detail)) for f in summary.failures] == [("unread", True)]


def test_pages_read_by_other_processes_are_the_same(publisher: Publisher, tmp_path: Path) -> None:
    """However many processes read."""
    paths = [f"/flood-{n}" for n in range(6)]
    publisher.says("/feed.xml", feed(publisher, [*paths, "/gone"]))
    for n, path in enumerate(paths):
        publisher.says(path, story(f"Flood hits village {n}", LEAD.format(12 + n), "2026-03-14T09:00:00Z"))
    found = []
    for jobs in (1, 2):
        db = connect(tmp_path / f"{jobs}.db")
        add(db, publisher.url("/feed.xml"))
        with workers(jobs) as executor:
            summary, _ = night(db, NIGHT.format(15), executor=executor)
        assert [f.outcome for f in summary.failures] == ["gone"]
        found.append(derived(db))
    assert found[0] == found[1]
    assert len(found[0]["articles"]) == 6
