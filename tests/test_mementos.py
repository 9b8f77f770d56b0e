"""The history of an address, from an archive on the loopback that answers as the Wayback Machine does."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import pytest
from aiohttp import web

from commands import sayso
from publisher import Publisher, start_publisher
from sayso.errors import InputError
from sayso.ingest.crawl import memento
from sayso.ingest.crawl.memento import list_mementos, recall_capture
from sayso.ingest.fetch.client import Failed, Fetcher, Policy

URL = "https://www.coast.example/ferry-1"
TIMES = ["20260503120000", "20260503180000", "20260504090000", "20260505090000", "20260506090000"]


def make_story(toll: int) -> str:
    return (
        "<html lang=en><head><title>Ferry sinks off the coast</title></head><body><h1>Ferry sinks off the coast</h1>"
        f"<p>A ferry sank in heavy seas off the coast on Sunday, and {toll} people died, the police said in a statement.</p>"
        "<p>Fishermen pulled some 150 people out of the water before the first helicopter came, the port authority said.</p></body></html>"
    )


@pytest.fixture
def archive() -> Iterator[Publisher]:
    with start_publisher() as site:

        async def cdx(request: web.Request) -> web.StreamResponse:
            q = request.query
            rows = [t for t in TIMES if q.get("from", "") <= t <= q.get("to", "9")][: int(q["limit"])]
            heading = [["timestamp", "original", "digest"]] if rows else []
            return web.Response(text=json.dumps(heading + [[t, q["url"], f"D{t}"] for t in rows]))

        site.at("/cdx/search/cdx", cdx)
        for i, time in enumerate(TIMES):
            site.says(f"/web/{time}id_/{URL}", make_story(10 + i))
        yield site


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(Policy(private=True, pause=0, robots=False, tries=1))
    yield made
    made.close()


def test_a_history_is_read_oldest_first_with_the_archives_days(archive, fetcher):
    found = list(list_mementos(fetcher, archive.url("/"), URL))
    assert [m.at for m in found] == [f"2026-05-0{d}T{h}:00:00Z" for d, h in ((3, 12), (3, 18), (4, "09"), (5, "09"), (6, "09"))]
    captures = [recall_capture(fetcher, m).capture for m in found]
    for i, capture in enumerate(captures):
        assert capture
        assert capture.page
        assert f"{10 + i} people" in capture.page.body
        assert (capture.url, capture.captured_at, capture.locator) == (URL, found[i].at, found[i].address)


def test_long_lists_come_in_batches(archive, fetcher, monkeypatch):
    monkeypatch.setattr(memento, "BATCH_SIZE", 2)
    assert len(list(list_mementos(fetcher, archive.url(""), URL))) == len(TIMES)
    assert archive.counts["/cdx/search/cdx"] >= 3


def test_a_span_of_time(archive, fetcher):
    found = list_mementos(fetcher, archive.url(""), URL, since="2026-05-03T18:00:00Z", until="2026-05-05T00:00:00Z")
    assert [m.at for m in found] == ["2026-05-03T18:00:00Z", "2026-05-04T09:00:00Z"]


def test_a_neighbouring_capture_has_its_own_day(archive, fetcher):
    archive.says(f"/web/{TIMES[0]}id_/{URL}", "", 302, Location=f"/web/{TIMES[1]}id_/{URL}")
    capture = recall_capture(fetcher, next(list_mementos(fetcher, archive.url(""), URL))).capture
    assert capture
    assert capture.captured_at == "2026-05-03T18:00:00Z"


def test_nothing_kept_and_failures(archive, fetcher):
    assert list(list_mementos(fetcher, archive.url(""), URL, since="2027-01-01T00:00:00Z")) == []
    archive.says(f"/web/{TIMES[0]}id_/{URL}", "no", 404)
    capture = recall_capture(fetcher, next(list_mementos(fetcher, archive.url(""), URL))).capture
    assert capture
    assert capture.problem
    assert (capture.problem.outcome, capture.captured_at) == ("gone", "2026-05-03T12:00:00Z")
    archive.says("/cdx/search/cdx", "<html>Sorry</html>")
    with pytest.raises(InputError, match="not a CDX list, but '<html>Sorry</html>'"):
        list(list_mementos(fetcher, archive.url(""), URL))
    archive.says("/cdx/search/cdx", "no", 500)
    with pytest.raises(Failed, match="HTTP 500"):
        list(list_mementos(fetcher, archive.url(""), URL))


def test_the_history_of_an_address_becomes_revisions(archive, tmp_path):
    """The command over an archive: one article, a revision for each capture, dated by the archive's days; a second time adds nothing."""
    db = tmp_path / "sayso.db"
    command = ["ingest", "--db", db, "--archive", archive.url(""), "--allow-private", "--json", URL]
    command += ["--since", "2026-05-03T18:00:00Z"]
    summary, again = (json.loads(sayso(*command).stdout) for _ in range(2))
    assert (summary["articles"], summary["revisions_new"], summary["failures"]) == (1, 4, 0)
    assert (again["revisions_new"], again["revisions_known"]) == (0, 4)
    rows = sqlite3.connect(db)
    assert rows.execute("select captured_at from captures order by captured_at").fetchone() == ("2026-05-03T18:00:00Z",)
    assert rows.execute("select count(*) from changes where kind = 'raised'").fetchone() == (3,)


def test_an_archive_that_gives_no_list_is_a_failed_look(archive, tmp_path):
    archive.says("/cdx/search/cdx", "<html>Sorry</html>")
    command = [
        sys.executable,
        "-m",
        "sayso.cli",
        "ingest",
        "--db",
        str(tmp_path / "s.db"),
        "--archive",
        archive.url(""),
        "--allow-private",
        URL,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert URL in done.stderr
    assert "Traceback" not in done.stderr
