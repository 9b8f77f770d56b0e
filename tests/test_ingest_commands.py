"""What `sayso ingest` and `sayso sources` accept: limits, kinds of input, archives, OPML, addresses."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from floods import LEAD, NIGHT, sayso, serve_flood
from newsroom import connect, dump
from nights import add, make_feed, make_story, run_night
from publisher import Publisher
from sayso.ingest.crawl.source_lists import read_opml, write_opml
from sayso.store import watchlist


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "sayso.db")


def test_limit_and_since(publisher: Publisher, db: Database) -> None:
    """No more stories than wanted; the others stay due."""
    paths = [f"/flood-{n}" for n in range(5)]
    for n, path in enumerate(paths):
        publisher.says(path, make_story(f"Flood hits village {n}", LEAD.format(12 + n), "2026-03-14T09:00:00Z"))
    publisher.says("/feed.xml", make_feed(publisher, paths))
    add(db, publisher.url("/feed.xml"))
    assert run_night(db, NIGHT.format(15), limit=2)[0].new == 2
    assert run_night(db, NIGHT.format(16))[0].new == 3
    items = "".join(
        f"<entry><id>{n}</id><link href='{publisher.url(f'/flood-{n}')}'/><updated>2026-03-1{n}T00:00:00Z</updated></entry>"
        for n in range(5)
    )
    publisher.says("/atom", f"<feed xmlns='http://www.w3.org/2005/Atom'>{items}</feed>")
    publisher.counts.clear()
    run_night(db, NIGHT.format(20), urls=[publisher.url("/atom")], since="2026-03-13T00:00:00Z")
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
    publisher.says("/feed.xml", make_feed(publisher, ["/flood", "/fire"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z", "/fire")
    db = connect(path)
    add(db, publisher.url("/feed.xml"))
    run_night(db, NIGHT.format(15))
    before, asked = dump(db), len(publisher.asked)
    db.close()
    assert len(sayso("ingest", "--dry-run", db=path).stdout.splitlines()) == 3
    assert len(sayso("ingest", "--dry-run", "--limit", "1", db=path).stdout.splitlines()) == 2
    assert (dump(connect(path)), len(publisher.asked)) == (before, asked)


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
            page = make_story(f"Flood hits village {n}", LEAD.format(12 + n), at)
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
    publisher.says("/feed.xml", make_feed(publisher, [f"/flood-{n}" for n in range(5)], {f"/flood-{n}": at for n, at in enumerate(DAYS)}))
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
    (failure,) = run_night(db, NIGHT.format(15), urls=[publisher.url("/")])[0].failures
    assert failure.outcome == "index"
    assert str(failure.detail).endswith(f"; it links to the feed {publisher.url('/feed.xml')}")


def test_opml_out_and_in(db: Database) -> None:
    """What we write we read; what a feed reader writes we read too."""
    add(db, "https://a.example/feed?x=1&y=2", name='The "A" & <B>', notes="ours", interval_minutes=45)
    add(db, "https://b.example/story", "page", watch_days=None)
    written = write_opml(watchlist.list_sources(db))
    back = {s["url"]: s for s in read_opml(written.encode(), "x.opml")}
    assert back["https://a.example/feed?x=1&y=2"]["name"] == 'The "A" & <B>'
    assert (back["https://a.example/feed?x=1&y=2"]["interval_minutes"], back["https://b.example/story"]["kind"]) == (45, "page")
    assert back["https://b.example/story"]["watch_days"] is None
    nested = b"<opml><body><outline text='News'><outline text='C' xmlUrl='https://c.example/rss'/></outline></body></opml>"
    assert [s["name"] for s in read_opml(nested, "x.opml")] == ["C"]


def test_the_commands(publisher: Publisher, tmp_path: Path) -> None:
    """A source from its setting up to its removal, as its user types it."""
    path = tmp_path / "sayso.db"
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
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
    serve_flood(publisher, 13, "2026-03-15T09:00:00Z")
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
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    publisher.says("/feed.xml", make_feed(publisher, ["/flood"]))
    assert "private network" in sayso("ingest", publisher.url("/flood"), db=path, code=1).stderr
    assert "1 new" in sayso("ingest", publisher.url("/flood"), "--allow-private", db=path).stderr
    assert "ok: " in sayso("ingest", publisher.url("/feed.xml"), "--allow-private", db=path).stderr
