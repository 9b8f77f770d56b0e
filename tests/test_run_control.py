"""A run: its log, hosts in parallel, the progress line, being stopped, several processes."""

from __future__ import annotations

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
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlite_utils import Database

from floods import LEAD, NIGHT, sayso, serve_flood
from newsroom import NOW, connect, derived, line, run_over
from nights import add, make_feed, make_story, run_night
from publisher import Publisher
from sayso.cli.ingest import FAILED
from sayso.ingest.crawl import run
from sayso.ingest.crawl.files import read_captures
from sayso.ingest.extract.page import Capture, ExternalTimes
from sayso.ingest.fetch.client import Fetched
from sayso.ingest.fetch.host_queues import HostQueues
from sayso.ingest.history.pipeline import start_workers
from sayso.store import watchlist


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "sayso.db")


def test_the_log_says_how_long_each_look_took(publisher: Publisher, db: Database) -> None:
    """Also of one without a result; pauses for politeness do not count."""
    publisher.says("/feed.xml", make_feed(publisher, ["/flood", "/slow"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
    publisher.at("/slow", publisher.hang)
    add(db, publisher.url("/feed.xml"))
    _, told = run_night(db, NIGHT.format(15))
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
        yield from read_captures(["-"], now=NOW, stdin=stdin)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_over(db, stopped())
    assert db.table("revisions").count == 3


def test_a_quiet_run_tells_failures_and_the_summary(publisher: Publisher, tmp_path: Path) -> None:
    """Cron mails the output."""
    path = tmp_path / "sayso.db"
    publisher.says("/feed.xml", make_feed(publisher, ["/flood", "/gone"]))
    serve_flood(publisher, 12, "2031-03-14T09:00:00Z")  # a time that is remarked upon
    add(connect(path), publisher.url("/feed.xml"))
    told = sayso("ingest", "--quiet", db=path, code=1).stderr.splitlines()
    assert told[0] == f"gone: {publisher.url('/gone')}: HTTP 404"
    assert told[1].startswith("1 article; revisions: 1 new, ")
    assert told[2:] == ["  1 gone"]


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
    assert hosts.estimate_seconds_left() is None
    for task in ("a1", "a2", "a3", "a4", "b1", "b2"):
        hosts.put(task)
    assert hosts.estimate_seconds_left() is None
    now[0] = 2.0
    gate["a"].release()
    assert hosts.take(1) == ["a1"]
    assert wait(lambda: hosts.estimate_seconds_left() == 6.0), "three to go, at two seconds each"
    now[0] = 10.0
    gate["b"].release()
    assert hosts.take(1) == ["b1"]
    assert wait(lambda: hosts.estimate_seconds_left() == 30.0), "a has answered once in ten seconds, and has three to go"
    for _ in range(3):
        gate["a"].release()
    gate["b"].release()
    assert sorted(x for _ in range(4) for x in hosts.take(1)) == ["a2", "a3", "a4", "b2"]
    assert hosts.take(1) == []
    assert wait(lambda: hosts.estimate_seconds_left() is None)


def wait(holds: Callable[[], bool]) -> bool:
    """Whether a condition becomes true within five seconds: other threads may still be working."""
    end = monotonic() + 5
    while not holds() and monotonic() < end:
        sleep(0.005)
    return holds()


def test_a_terminal_shows_how_far_the_run_is(publisher: Publisher, tmp_path: Path) -> None:
    """Sources, articles, a rate and the time that is left; then the summary."""
    path = tmp_path / "sayso.db"
    publisher.says("/feed.xml", make_feed(publisher, ["/flood", "/slow"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
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
    publisher.says("/feed.xml", make_feed(publisher, ["/flood", "/slow"]))
    serve_flood(publisher, 12, "2026-03-14T09:00:00Z")
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
    assert publisher.url("/slow") in [w.url for w in watchlist.find_due_watches(db, 1, "2099-01-01T00:00:00Z") if w.outcome is None]


def test_a_page_that_trips_us_ends_no_night(publisher: Publisher, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in sayso is reported as such, once, and the other stories are stored."""
    paths = ["/flood", "/odd"]
    publisher.says("/feed.xml", make_feed(publisher, paths))
    for path in paths:
        publisher.says(path, make_story(f"Flood hits {path[1:]}", LEAD.format(12), "2026-03-14T09:00:00Z"))
    real = run.capture_of

    def trips(got: Fetched, zone: str, beside: ExternalTimes) -> Capture:
        if got.url.endswith("/odd"):
            raise RecursionError("too deep")
        return real(got, zone, beside)

    monkeypatch.setattr(run, "capture_of", trips)
    add(db, publisher.url("/feed.xml"))
    summary, _ = run_night(db, NIGHT.format(15))
    assert summary.new == 1
    assert [(f.outcome, "a bug in sayso" in str(f.detail)) for f in summary.failures] == [("unread", True)]


def test_pages_read_by_other_processes_are_the_same(publisher: Publisher, tmp_path: Path) -> None:
    """However many processes read."""
    paths = [f"/flood-{n}" for n in range(6)]
    publisher.says("/feed.xml", make_feed(publisher, [*paths, "/gone"]))
    for n, path in enumerate(paths):
        publisher.says(path, make_story(f"Flood hits village {n}", LEAD.format(12 + n), "2026-03-14T09:00:00Z"))
    found = []
    for jobs in (1, 2):
        db = connect(tmp_path / f"{jobs}.db")
        add(db, publisher.url("/feed.xml"))
        with start_workers(jobs) as executor:
            summary, _ = run_night(db, NIGHT.format(15), executor=executor)
        assert [f.outcome for f in summary.failures] == ["gone"]
        found.append(derived(db))
    assert found[0] == found[1]
    assert len(found[0]["articles"]) == 6
