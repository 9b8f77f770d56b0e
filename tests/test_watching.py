"""Stories under watch: when they are visited again, and the times that their feeds give."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from aiohttp import web
from sqlite_utils import Database

from floods import LEAD, NIGHT, serve_flood
from newsroom import connect, dump
from nights import add, make_feed, make_story, run_night
from publisher import Publisher, start_publisher
from sayso.ingest.crawl import recrawl as pace
from sayso.ingest.crawl.read_feeds import SourceEntry
from sayso.ingest.extract.page import ExternalTimes
from sayso.ingest.history.rebuild import rebuild
from sayso.store import watchlist


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "sayso.db")


def test_a_story_stays_under_watch_after_it_left_the_feed(publisher: Publisher, db: Database) -> None:
    """It is fetched again, and its change is found."""
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
    publisher.says("/feed.xml", make_feed(publisher, ["/other"]))
    publisher.says("/other", make_story("Ferry delayed", "Some 40 passengers waited at Port Ansel, the harbour master said."))
    serve_flood(publisher, 14, "2026-03-15T09:00:00Z")
    run_night(db, NIGHT.format(16))
    assert db.execute("select revisions from articles order by id").fetchall() == [(2,), (1,)]


def test_a_watch_slows_down_and_ends(publisher: Publisher, db: Database) -> None:
    """×1.2 while nothing changes, reset by a change, let go after its days; and not taken up again by being named still."""
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"), watch_days=4)
    url = publisher.url("/flood")

    def watch() -> watchlist.Watch:
        return watchlist.find_watches(db, [url])[url]

    run_night(db, NIGHT.format(15))
    assert (watch().interval_minutes, watch().next_at) == (30, "2026-03-15T03:30:00Z")
    run_night(db, NIGHT.format(16))
    assert (watch().interval_minutes, watch().next_at) == (36, "2026-03-16T03:36:00Z")
    serve_flood(publisher, 13, "2026-03-16T09:00:00Z")
    run_night(db, NIGHT.format(17))
    assert (watch().interval_minutes, watch().changed_at) == (30, NIGHT.format(17))
    for day in range(18, 26):
        run_night(db, NIGHT.format(day))
    assert watch().active == 0
    asked = publisher.counts["/flood"]
    run_night(db, NIGHT.format(26))
    assert publisher.counts["/flood"] == asked


WATCHED = watchlist.WatchedSource(
    id=1, name="n", kind="feed", url="u", interval_minutes=30, growth=1.2, watch_days=40, active=1, allow_private=0, notes=None,
    added_at="", checked_at=None, next_at=None, etag=None, last_modified=None, outcome=None, failures=0,
)  # fmt: skip


def test_a_feed_that_tells_of_an_update_makes_the_story_due() -> None:
    """A time later than our last look; one from the future, or from before, does not."""
    source = WATCHED._replace(added_at=NIGHT.format(1))
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
    page = make_story("Flood hits Corran", LEAD.format(12))
    publisher.says("/flood", page, Last_Modified="Sat, 14 Mar 2026 23:00:00 GMT")
    if kind == "atom":
        run_night(db, NIGHT.format(15), urls=[publisher.url("/feed")])
    else:
        add(db, publisher.url("/feed"), "sitemap" if kind == "sitemap" else "feed")
        run_night(db, NIGHT.format(15))
    assert db.execute(UNDATED).fetchall() == [("2026-03-14T09:00:00Z", "2026-03-14T12:00:00Z", "feed")]
    (candidates,) = db.execute("select candidates from captures").fetchone()
    assert [(c["what"], c["basis"], c["raw"]) for c in json.loads(candidates)] == [
        ("published", "feed", published), ("updated", "feed", updated), ("updated", "Last-Modified", "Sat, 14 Mar 2026 23:00:00 GMT"),
    ]  # fmt: skip


def test_what_the_page_states_goes_before_what_its_feed_says(publisher: Publisher, db: Database) -> None:
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"], {"/flood": "2026-03-14T12:00:00Z"}))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
    assert [row[1:] for row in db.execute(UNDATED)] == [("2026-03-14T09:00:00Z", "article:modified_time")]


def test_the_look_at_a_story_has_the_time_that_its_feed_gives_that_night(publisher: Publisher, db: Database) -> None:
    """Also where the feed lies on a slower host, and after it has forgotten the story; and with a new text that time is an update."""

    def undated(toll: int) -> None:
        publisher.says("/flood", make_story("Flood hits Corran", LEAD.format(toll)))

    with start_publisher() as slow:
        said = {"/flood": "2026-03-14T12:00:00Z"}

        async def answer(request: web.Request) -> web.Response:
            for _ in range(20):  # a run that asks for the story without waiting has asked by then
                if publisher.counts["/flood"] > asked:
                    break
                await asyncio.sleep(0.01)
            return web.Response(text=make_feed(publisher, said, said), content_type="text/xml")

        slow.at("/feed.xml", answer)
        add(db, slow.url("/feed.xml"))
        for toll, day, told in ((12, 15, "2026-03-14T12:00:00Z"), (14, 16, "2026-03-15T12:00:00Z"), (9, 17, None)):
            undated(toll)
            said = {"/flood": told} if told else {}
            asked = publisher.counts["/flood"]
            run_night(db, NIGHT.format(day))
        run_night(db, NIGHT.format(18), urls=[publisher.url("/flood")])
    rows = db.execute("select updated_at, updated_at_basis, stealth, text like '%9 people%' from revisions order by seq").fetchall()
    assert rows == [("2026-03-14T12:00:00Z", "feed", 0, 0), ("2026-03-15T12:00:00Z", "feed", 0, 0), ("2026-03-15T12:00:00Z", "feed", 1, 1)]


def test_several_feeds_of_one_story_never_set_it_back(publisher: Publisher, db: Database) -> None:
    """The latest update time of any of them counts, also for the next visit, whether from an argument or a source."""
    publisher.says("/flood", make_story("Flood hits Corran", LEAD.format(12)))
    days = {"/a.xml": "2026-03-13T12:00:00Z", "/b.xml": "2026-03-14T12:00:00Z", "/typed.xml": "2026-03-15T12:00:00Z"}
    for path, day in days.items():
        publisher.says(path, make_feed(publisher, ["/flood"], {"/flood": day}))
    add(db, publisher.url("/a.xml"))
    add(db, publisher.url("/b.xml"))
    run_night(db, NIGHT.format(15))
    assert db.execute("select feed_updated from watches").fetchall() == [(days["/b.xml"],)]
    run_night(db, NIGHT.format(16), urls=[publisher.url("/typed.xml")])
    publisher.says("/flood", make_story("Flood hits Corran", LEAD.format(9)))
    run_night(db, NIGHT.format(17), forced=True)
    assert db.execute("select feed_updated from watches").fetchall() == [(days["/typed.xml"],)]
    assert db.execute("select text like '%9 people%', updated_at from revisions order by seq desc limit 1").fetchone() == (
        1,
        days["/typed.xml"],
    )


def test_times_told_beside_the_page_outlast_a_new_extractor(publisher: Publisher, db: Database) -> None:
    """Read again from the raw bytes, a page gets the dates that it had: by its feed, or by the server."""
    publisher.says("/feed.xml", make_feed(publisher, ["/flood", "/fire"], {"/flood": "2026-03-14T12:00:00Z"}))
    for path in ("/flood", "/fire"):
        publisher.says(path, make_story(f"Corran: {path[1:]}", LEAD.format(12)), Last_Modified="Sat, 14 Mar 2026 23:00:00 GMT")
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
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
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
    publisher.says("/flood", "gone", status=404)
    summary, _ = run_night(db, NIGHT.format(16))
    assert [f.outcome for f in summary.failures] == ["gone"]
    assert db.execute("select kind, at from absences").fetchall() == [("gone", NIGHT.format(16))]
    assert db.execute("select status from articles").fetchone() == ("gone",)
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    run_night(db, NIGHT.format(17))
    assert db.execute("select status, revisions from articles").fetchone() == ("live", 1)
    assert db.execute("select count(*) from changes where kind in ('removed', 'returned')").fetchone() == (0,)


def test_a_permanent_redirect_is_a_move(publisher: Publisher, db: Database) -> None:
    """The old address stays a name of the article; the log records the move."""
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
    publisher.says("/flood", "", status=301, Location="/flood-hits-corran")
    serve_flood(publisher, 14, "2026-03-15T09:00:00Z", "/flood-hits-corran")
    _, told = run_night(db, NIGHT.format(16))
    assert db.execute("select count(*), max(revisions) from articles").fetchone() == (1, 2)
    here = f"127.0.0.1:{publisher.port}"
    assert {r[0] for r in db.execute("select url from article_urls")} == {f"{here}/flood", f"{here}/flood-hits-corran"}
    assert any("under another address" in (o.detail or "") for o in told)


def test_an_address_first_seen_redirected_keeps_both_names(publisher: Publisher, db: Database) -> None:
    """So that a later 404 at the old address is known to be about this article."""
    publisher.says("/old", "", status=308, Location="/flood")
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    run_night(db, NIGHT.format(15), urls=[publisher.url("/old")])
    assert ("redirect",) in db.execute("select reason from article_urls where url like '%/old'").fetchall()
