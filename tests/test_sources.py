"""Sources: feeds, sitemaps, lists, pages and folders; what is fetched and reported."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlite_utils import Database

from floods import LEAD, NIGHT, count_outcomes, serve_flood
from newsroom import connect
from nights import add, make_feed, make_story, run_night
from publisher import Publisher, start_publisher
from sayso.ingest.clock import format_stored_time
from sayso.store import watchlist


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "sayso.db")


def test_a_story_that_a_feed_names_becomes_claims(publisher: Publisher, db: Database) -> None:
    """From the feed to the change of a toll, with the source on every row."""
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    source = add(db, publisher.url("/feed.xml"))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    assert run_night(db, NIGHT.format(15))[0].new == 1
    serve_flood(publisher, 9, "2026-03-15T09:00:00Z")
    assert run_night(db, NIGHT.format(16))[0].new == 1
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

    lasting("/feed.xml", make_feed(publisher, ["/flood"]), '"f1"')
    lasting("/flood", make_story("Flood hits Corran", LEAD.format(12), "2026-03-14T09:00:00Z"), '"s1"')
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
    summary, told = run_night(db, NIGHT.format(16))
    assert count_outcomes(told) == {"unchanged": 2}
    assert (summary.new, summary.known, summary.failures) == (0, 1, [])
    assert db.execute("select captured_at, last_captured_at from revisions").fetchall() == [(NIGHT.format(15), NIGHT.format(16))]
    assert db.table("captures").count == 1


def test_the_same_bytes_are_not_read_again(publisher: Publisher, db: Database) -> None:
    """Most publishers send no ETag."""
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
    assert count_outcomes(run_night(db, NIGHT.format(16))[1]) == {"ok": 1, "unchanged": 1}
    assert db.table("captures").count == 1


@pytest.mark.parametrize("kind", ["sitemap", "list", "index"])
def test_sitemaps_and_lists_name_stories(publisher: Publisher, db: Database, kind: str) -> None:
    """Of a sitemap index the sitemaps are read."""
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    url = publisher.url("/flood")
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{url}</loc></url></urlset>"
    index = f"<sitemapindex><sitemap><loc>{publisher.url('/news.xml')}</loc></sitemap></sitemapindex>"
    publisher.says("/news.xml", sitemap)
    publisher.says("/where", {"sitemap": sitemap, "list": f"# ours\n{url}\n", "index": index}[kind])
    add(db, publisher.url("/where"), "list" if kind == "list" else "sitemap")
    assert run_night(db, NIGHT.format(15))[0].new == 1


def test_a_page_is_watched_for_good(publisher: Publisher, db: Database) -> None:
    """A source that is one page: no search for a feed."""
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/flood"), "page", watch_days=None)
    run_night(db, NIGHT.format(15))
    serve_flood(publisher, 15, "2026-03-15T09:00:00Z")
    run_night(db, NIGHT.format(16))
    assert db.execute("select revisions from articles").fetchone() == (2,)


def test_a_folder_is_read_anew(tmp_path: Path, db: Database) -> None:
    """New files there are read by the nightly run; files that were read are known."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.html").write_text(make_story("Flood hits Corran", LEAD.format(12), "2026-03-14T09:00:00Z", "https://wire.example/flood"))
    source = add(db, str(folder), "folder")
    assert run_night(db, NIGHT.format(15))[0].new == 1
    (folder / "b.html").write_text(make_story("Flood hits Corran", LEAD.format(9), "2026-03-15T09:00:00Z", "https://wire.example/flood"))
    summary, _ = run_night(db, NIGHT.format(16))
    assert (summary.new, summary.known) == (1, 1)
    assert {r[0] for r in db.execute("select source_id from captures")} == {source}


def test_a_watched_folder_may_be_empty_but_not_gone(tmp_path: Path, db: Database) -> None:
    """An empty folder is not a failure."""
    folder = tmp_path / "saved"
    folder.mkdir()
    add(db, str(folder), "folder", name="Saved")
    summary, told = run_night(db, NIGHT.format(15))
    assert (summary.failures, [o.detail for o in told]) == ([], ["Saved: folder with 0 pages to read"])
    folder.rmdir()
    assert [f.detail for f in run_night(db, NIGHT.format(16))[0].failures] == [f"Saved: {folder} is not a folder"]
    assert db.execute("select outcome, failures from sources").fetchone() == ("missing", 1)


def test_of_a_folder_what_is_new_there_is_read(tmp_path: Path, db: Database) -> None:
    """By the time a file arrived there, not by its own date.

    All of it where the source is named, and where a limit had cut it.
    """
    folder, elsewhere = tmp_path / "saved", tmp_path / "old.html"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.html").write_text(make_story(f"Flood hits village {n}", LEAD.format(12 + n), "2026-03-14T09:00:00Z"))
    add(db, str(folder), "folder")
    later = format_stored_time(datetime.now(UTC) + timedelta(hours=2))
    assert run_night(db, later, limit=2)[0].new == 2
    assert run_night(db, later)[0].new == 1
    assert [o.detail for o in run_night(db, later, forced=True)[1] if o.outcome == "ok"] == [f"{folder}: folder with 3 pages to read"]
    db.execute("update sources set checked_at = ?, next_at = null", (later,))
    assert [o.detail for o in run_night(db, later)[1]] == [f"{folder}: folder with 0 pages to read"]
    elsewhere.write_text(make_story("Flood hits Oss", LEAD.format(9), "2026-03-14T09:00:00Z"))
    os.utime(elsewhere, (0, 0))
    elsewhere.rename(folder / "old.html")
    db.execute("update sources set checked_at = ?, next_at = null", (format_stored_time(datetime.now(UTC)),))
    assert run_night(db, later)[0].new == 1


def test_a_source_that_fails_is_told_and_asked_less_often(publisher: Publisher, db: Database) -> None:
    """One line with its name; its stories are still visited."""
    publisher.says("/feed.xml", "<html><body>Please log in</body></html>")
    add(db, publisher.url("/feed.xml"), name="Harbour")
    summary, _ = run_night(db, NIGHT.format(15))
    (failure,) = summary.failures
    assert failure.outcome == "no_feed"
    assert failure.detail is not None
    assert failure.detail.startswith("Harbour: ")
    for day in range(16, 20):
        run_night(db, NIGHT.format(day))
    (source,) = watchlist.list_sources(db)
    assert (source.failures, source.outcome, source.next_at) == (5, "no_feed", "2026-03-19T11:00:00Z")


@pytest.mark.parametrize("second", ["no answer", "a page", "unchanged", "an index of empty sitemaps", "an index of what is not there"])
def test_the_stories_of_a_source_are_looked_at_whatever_became_of_its_feed(publisher: Publisher, db: Database, second: str) -> None:
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
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
    serve_flood(publisher, 9, "2026-03-15T09:00:00Z")
    run_night(db, NIGHT.format(16))
    assert db.execute("select revisions from articles").fetchone() == (2,)


def test_a_host_that_hangs_holds_up_nobody(publisher: Publisher, db: Database) -> None:
    """Twenty of its stories cost two time-outs, the rest are left for the next night; another host's story is stored."""
    paths = [f"/slow-{n}" for n in range(20)]
    for path in paths:
        publisher.at(path, publisher.hang)
    publisher.says("/feed.xml", make_feed(publisher, paths))
    with start_publisher() as other:
        serve_flood(other, 12, "2026-03-14T09:00:00Z")
        other.says("/feed.xml", make_feed(other, ["/flood"]))
        add(db, publisher.url("/feed.xml"))
        add(db, other.url("/feed.xml"))
        summary, told = run_night(db, NIGHT.format(15))
    assert summary.new == 1
    assert count_outcomes(told) == {"ok": 2, "new": 1, "timeout": 2, "skipped": 18}
    due = [w for s in watchlist.list_sources(db) for w in watchlist.find_due_watches(db, s.id, NIGHT.format(15))]
    assert len(due) == 18


def test_two_articles_that_turn_out_to_be_one(publisher: Publisher, db: Database) -> None:
    """Their histories are merged and logged, with a row that says which address came from which article."""
    for path, toll, day in (("/flood", 12, 14), ("/flood-live", 14, 15)):
        publisher.says(path, make_story("Flood hits Corran", LEAD.format(toll), f"2026-03-{day}T09:00:00Z"))
    publisher.says("/feed.xml", make_feed(publisher, ["/flood", "/flood-live"]))
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(16))
    assert db.table("articles").count == 2
    publisher.says("/flood-live", make_story("Flood hits Corran", LEAD.format(9), "2026-03-16T09:00:00Z", publisher.url("/flood")))
    _, told = run_night(db, NIGHT.format(17))
    assert f"{publisher.url('/flood-live')}: shows that articles 1, 2 are one, number 1 now" in [o.detail for o in told]
    assert db.execute("select id, revisions from articles").fetchall() == [(1, 3)]
    assert db.execute("select article_id, reason, merged_from from article_urls where url like '%live'").fetchall() == [(1, "merged", 2)]
