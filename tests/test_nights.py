"""Thirty nights over a small publisher with all its moods, and a kill in every third of them."""

from __future__ import annotations

import random
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from aiohttp import web
from sqlite_utils import Database

from newsroom import connect, derived, run_over
from nights import add, make_feed, make_story, run_night
from publisher import Publisher, pack_body
from sayso.ingest.extract.page import Capture, ExternalTimes
from sayso.ingest.extract.read import read_page
from sayso.store import watchlist

HERE = Path(__file__).resolve().parent
PLACES = ("Corran", "Dunmere", "Port Ansel", "Veldt", "Oss", "Tarn", "Hallow", "Brae")
UNDATED = (2, 5)
PACKED = {1: "br", 2: "gzip", 4: "br", 6: "deflate"}
LEAD = "At least {} people were killed in the flood at {}, the governor said. Another {} were missing."


class Newspaper:
    """Eight stories whose tolls are revised from night to night; pages fail, move, vanish and come back, some are sent packed.

    Two of them state no time: the feed does.
    """

    def __init__(self, publisher: Publisher) -> None:
        self.publisher, self.rnd = publisher, random.Random(20260314)
        self.tolls = [10] * len(PLACES)
        self.edited = ["2026-03-01T00:00:00Z"] * len(PLACES)
        self.moved = False

    def page(self, n: int) -> str:
        lead = LEAD.format(self.tolls[n], PLACES[n], 40 - self.tolls[n])
        return make_story(f"Flood hits {PLACES[n]}", lead, None if n in UNDATED else self.edited[n])

    def tonight(self, day: int, *, calm: bool = False) -> None:
        """Puts up what the night of `day` finds."""
        shown = [n for n in range(len(PLACES)) if n <= day // 2 and (calm or self.rnd.random() < 0.7)]
        text = make_feed(self.publisher, [f"/s{n}" for n in shown], {f"/s{n}": self.edited[n] for n in UNDATED})
        self.publisher.says("/feed.xml", text if calm or self.rnd.random() < 0.8 else text.replace("</channel>", "<broken>&nosuch;"))
        for n in range(len(PLACES)):
            if not calm and self.rnd.random() < 0.4:
                self.tolls[n] += self.rnd.choice((-1, 1, 2))
                if self.rnd.random() < 0.8:  # the others are stealth edits
                    self.edited[n] = f"2026-03-{day:02}T0{self.rnd.randrange(3)}:{self.rnd.randrange(60):02}:00Z"
            self._put_up(n, 1.0 if calm else self.rnd.random())
        self.moved = self.moved or day == 12
        if self.moved:
            self.publisher.says("/s0", "", status=301, Location="/flood-at-corran")
            self.publisher.says("/flood-at-corran", self.page(0))

    def _put_up(self, n: int, mood: float) -> None:
        path, text = f"/s{n}", self.page(n)
        etag = f'"{zlib.crc32(text.encode())}"'

        async def answer(request: web.Request) -> web.Response:
            if request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers={"ETag": etag})
            headers = {"Content-Type": "text/html; charset=utf-8", **({"ETag": etag} if n % 2 else {})}
            if way := PACKED.get(n):
                return web.Response(body=pack_body(way, text), headers={**headers, "Content-Encoding": way})
            return web.Response(text=text, headers=headers)

        if mood < 0.05:
            self.publisher.says(path, "no such page", status=404)
        elif mood < 0.10:
            self.publisher.says(path, "busy", status=500)
        elif mood < 0.13:
            self.publisher.turns(path, (429, {"Retry-After": "3600"}), (200, {}))
        elif mood < 0.17:
            self.publisher.says(path, "<html><body><h1>Subscribe to continue</h1><p>Log in to read this story.</p></body></html>")
        elif mood < 0.18:
            self.publisher.at(path, self.publisher.trickle)
        else:
            self.publisher.at(path, answer)


def replay_captures(db: Database) -> Iterator[Capture]:
    """What a store's runs saw, out of the store itself."""
    columns = "c.locator, c.asked_url, c.captured_at, r.body, r.media_type, c.last_modified, c.feed_published, c.feed_updated"
    looks = db.execute(f"select {columns} from captures c join raws r on r.sha256 = c.raw_sha256").fetchall()
    for locator, url, at, body, kind, *told in looks:
        raw, beside = zlib.decompress(body), ExternalTimes(*told)
        page = read_page(raw, url, now=at, media_type=kind, beside=beside)
        yield Capture(locator, url, at, raw, kind, page, moved_from=locator if locator != url else None, beside=beside)


def run_and_kill(path: Path, now: str, after: int) -> bool:
    """A night in a separate process, killed by SIGKILL; False where it was done before."""
    command = [sys.executable, str(HERE / "nights.py"), str(path), now, str(after)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(HERE), "PATH": ""})
    assert done.returncode in (0, -9), done.stderr
    return done.returncode == -9


def test_thirty_nights_with_a_kill_in_every_third(publisher: Publisher, tmp_path: Path) -> None:
    """At the end the store is whole, equals what one undisturbed run over the same captures gives, and shows what the
    publisher shows."""
    path, paper = tmp_path / "sayso.db", Newspaper(publisher)
    db = connect(path)
    add(db, publisher.url("/feed.xml"))
    kills = 0
    for day in range(1, 31):
        paper.tonight(day)
        now = f"2026-03-{day:02}T03:00:00Z"
        if day % 3 == 0:
            db.close()
            kills += run_and_kill(path, now, paper.rnd.randrange(1, 8))
            db = connect(path)
            assert list(db.execute("pragma integrity_check")) == [("ok",)]
            assert not list(db.execute("pragma foreign_key_check"))
        else:
            run_night(db, now)
    assert kills >= 8
    paper.tonight(31, calm=True)
    run_night(db, "2026-03-31T03:00:00Z", forced=True)
    assert db.execute("select count(*) from runs where status = 'killed'").fetchone() == (kills,)

    undisturbed = connect(tmp_path / "undisturbed.db")
    looks = list(replay_captures(db))
    random.Random(7).shuffle(looks)
    run_over(undisturbed, looks)
    one, other = derived(db), derived(undisturbed)
    assert {name: len(rows) for name, rows in one.items()} == {name: len(rows) for name, rows in other.items()}
    assert one == other

    newest = {
        row[0]: row[1]
        for row in db.execute("select a.title, r.text from articles a join revisions r on r.article_id = a.id order by r.seq")
    }
    assert len(newest) == len(PLACES)
    for n, place in enumerate(PLACES):
        assert f"At least {paper.tolls[n]} people" in newest[f"Flood hits {place}"]
    assert db.execute("select count(*) from articles where status <> 'live'").fetchone() == (0,)
    assert db.execute("select count(*) from absences").fetchone() > (0,)
    told = (
        "select a.title from revisions r join articles a on a.id = r.article_id where updated_at_basis = 'feed' group by 1 having "
        "count(*) > 2"
    )
    assert {title for (title,) in db.execute(told)} == {f"Flood hits {PLACES[n]}" for n in UNDATED}
    assert not [w for s in watchlist.list_sources(db) for w in watchlist.find_due_watches(db, s.id, "2026-03-31T03:00:00Z")]


def test_a_night_killed_before_its_end_is_taken_up(publisher: Publisher, tmp_path: Path) -> None:
    """Stories that a killed night had not visited are visited by the next, though the feed has not changed."""
    path = tmp_path / "sayso.db"
    db = connect(path)
    paths = [f"/flood-{n}" for n in range(6)]
    for n, page in enumerate(paths):
        publisher.says(page, make_story(f"Flood hits village {n}", LEAD.format(12 + n, f"village {n}", 4), "2026-03-14T09:00:00Z"))
    text = make_feed(publisher, paths)

    async def answer(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"f"':
            return web.Response(status=304)
        return web.Response(text=text, headers={"ETag": '"f"'})

    publisher.at("/feed.xml", answer)
    add(db, publisher.url("/feed.xml"))
    db.close()
    assert run_and_kill(path, "2026-03-15T03:00:00Z", 3)
    db = connect(path)
    before = db.table("articles").count
    summary, _ = run_night(db, "2026-03-16T03:00:00Z")
    assert 0 < before < 6
    assert before + summary.new == 6
