"""Notifications: an Atom file, a webhook, mail; what they send, and what they never send."""

from __future__ import annotations

import re
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from email import message_from_string
from email.policy import default
from pathlib import Path
from time import monotonic

import feedparser
import pytest
from aiohttp import web
from click.testing import CliRunner
from sqlite_utils import Database

from commands import sayso
from newsroom import connect, ingest, line
from nights import add, make_feed, make_story, run_night
from publisher import Publisher
from sayso.cli import main
from sayso.errors import FetchError, InputError
from sayso.notify.channels import RETRIES, post_webhook, write_file
from sayso.store import notifications
from test_series import STORIES
from test_series import ingest as told_in_runs

TOLL = "At least {} people were killed when the ferry capsized, coast guard commander Ada Brandt said."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A story known since the first run, whose toll the second run found lowered."""
    db = connect(tmp_path / "sayso.db")
    ingest(db, [line(TOLL.format(17), "2026-03-14T09:00:00Z")])
    ingest(db, [line(TOLL.format(14), "2026-03-14T10:00:00Z")])
    db.close()
    return tmp_path / "sayso.db"


def tell(*args: str | Path, db: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """`sayso tell` over a database."""
    return sayso("tell", *args, "--db", db, code=code)


def start_hook(publisher: Publisher, *answers: int) -> list[dict[str, object]]:
    """A webhook with these answers, the last one repeated; the messages it received."""
    told: list[dict[str, object]] = []
    left = list(answers)

    async def answer(request: web.Request) -> web.Response:
        status = left.pop(0) if len(left) > 1 else left[0]
        if status == 200:
            told.append(await request.json())
        return web.Response(status=status)

    publisher.at("/hook", answer)
    return told


class Post(socketserver.StreamRequestHandler):
    """As much of a mail server as a mail needs."""

    def handle(self) -> None:
        say = lambda text: self.wfile.write(f"{text}\r\n".encode())  # noqa: E731
        say("220 mail.example")
        while raw := self.rfile.readline():
            word = raw.split()[0].upper() if raw.split() else b""
            if word == b"DATA":
                say("354 go on")
                lines = []
                while (text := self.rfile.readline()) != b".\r\n":
                    lines.append(text.decode())
                self.server.mails.append("".join(lines))  # type: ignore[attr-defined]
            say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return


@pytest.fixture
def mails() -> Iterator[tuple[str, list[str]]]:
    """The address of a mail server, and the mail it received."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.mails = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", server.mails  # type: ignore[attr-defined]
        server.shutdown()


def test_a_webhook_is_told_once(publisher: Publisher, path: Path) -> None:
    """JSON with the change in words and in figures; a second call sends nothing."""
    told = start_hook(publisher, 200)
    for _ in range(2):
        tell("--webhook", publisher.url("/hook"), db=path)
    (message,) = told
    (change,) = [c for c in message["changes"] if c["kind"] == "lowered"]  # type: ignore[attr-defined]
    assert (change["old_value"], change["new_value"], change["delta"]) == (17.0, 14.0, -3.0)
    assert change["line"] in message["text"]  # type: ignore[operator]
    ((channel,),) = connect(path).execute("select channel from tellings")
    assert channel.startswith("webhook ")
    assert "127.0.0.1" not in channel


def test_what_was_not_delivered_is_told_the_next_time(publisher: Publisher, path: Path) -> None:
    """The error names the host, not the address, which is as secret as a password; changes of runs in between are sent too."""
    told = start_hook(publisher, 403)
    failed = tell("--webhook", publisher.url("/hook"), db=path, code=1)
    assert "the webhook at 127.0.0.1 did not accept the message: HTTP 403" in failed.stderr
    assert "/hook" not in failed.stderr
    told = start_hook(publisher, 200)
    db = connect(path)
    ingest(db, [line(TOLL.format(14), "2026-03-14T10:30:00Z", "https://harbour-wire.example/other")])  # a run without news
    tell("--webhook", publisher.url("/hook"), db=path)
    assert len(told) == 1
    ingest(db, [line(TOLL.format(13), "2026-03-14T11:00:00Z")])
    ingest(db, [line(TOLL.format(12), "2026-03-14T12:00:00Z")])
    db.close()
    tell("--webhook", publisher.url("/hook"), "--kind", "lowered", db=path)
    assert sorted(c["new_value"] for c in told[1]["changes"]) == [12.0, 13.0]  # type: ignore[attr-defined]


def test_a_webhook_is_asked_again_after_what_may_pass(publisher: Publisher) -> None:
    """Three tries for a server in trouble, one for a refusal."""
    at_once = RETRIES.new(backoff_factor=0, backoff_jitter=0)
    told = start_hook(publisher, 503, 500, 200)
    post_webhook(publisher.url("/hook"), b"{}", retries=at_once)
    assert told == [{}]
    for n, status in enumerate((408, 425, 429, 503), start=1):
        start_hook(publisher, status)
        with pytest.raises(FetchError, match=f"HTTP {status}"):
            post_webhook(publisher.url("/hook"), b"{}", retries=at_once)
        assert publisher.counts["/hook"] == 3 + 3 * n
    start_hook(publisher, 404)
    with pytest.raises(FetchError, match="HTTP 404"):
        post_webhook(publisher.url("/hook"), b"{}", retries=at_once)
    assert publisher.counts["/hook"] == 16


def test_a_webhook_that_is_too_busy_says_when_to_come_back(publisher: Publisher) -> None:
    """429 with Retry-After: the next try is not earlier. A Retry-After that is not a time is one line too."""
    came: list[float] = []
    wait = "1"

    async def answer(request: web.Request) -> web.Response:
        came.append(monotonic())
        return web.Response(status=429, headers={"Retry-After": wait}) if len(came) == 1 else web.Response(status=204)

    publisher.at("/busy", answer)
    post_webhook(publisher.url("/busy"), b"{}")
    first, second = came
    assert second - first >= 1.0
    came.clear()
    wait = "soon"
    with pytest.raises(FetchError, match="its Retry-After is not a time"):
        post_webhook(publisher.url("/busy"), b"{}")


def test_a_webhook_that_nobody_answers_is_an_error_of_one_line() -> None:
    """A port where no server listens; the address stays a secret."""
    with socketserver.TCPServer(("127.0.0.1", 0), Post) as server:
        port = server.server_address[1]
    with pytest.raises(FetchError, match="no connection") as failed:
        post_webhook(f"http://127.0.0.1:{port}/secret", b"{}", retries=RETRIES.new(backoff_factor=0, backoff_jitter=0))
    assert "secret" not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_mail_is_sent(path: Path, mails: tuple[str, list[str]]) -> None:
    """Through a real conversation with a server."""
    server, came = mails
    tell("--mail", "desk@harbour.example", "--smtp", server, "--base", "https://claims.example/sayso", db=path)
    mail = message_from_string(came[0], policy=default)
    assert (mail["To"], mail["From"]) == ("desk@harbour.example", "sayso@localhost")
    text = mail.get_content()
    assert "17" in text
    assert "https://claims.example/sayso/claims/" in text


def test_no_password_without_tls(path: Path, mails: tuple[str, list[str]]) -> None:
    """A server that offers none gets none, and the mail waits."""
    server, came = mails
    failed = tell("--mail", "desk@harbour.example", "--smtp", server.replace("//", "//sayso@"), db=path, code=1)
    assert "offers no TLS" in failed.stderr
    assert came == []


def test_one_way_that_fails_keeps_no_other_from_being_told(publisher: Publisher, path: Path, mails: tuple[str, list[str]]) -> None:
    start_hook(publisher, 403)
    server, came = mails
    tell("--webhook", publisher.url("/hook"), "--mail", "desk@harbour.example", "--smtp", server, db=path, code=1)
    assert len(came) == 1


def test_an_atom_file_is_replaced_whole(path: Path, tmp_path: Path) -> None:
    """A feed that readers can read, with the same ids each time."""
    file = tmp_path / "changes.atom"
    ids = []
    for _ in range(2):
        tell("--atom", file, "--kind", "lowered", db=path)
        parsed = feedparser.parse(str(file))
        assert not parsed.bozo
        ids.append([e.id for e in parsed.entries])
        assert "17" in parsed.entries[0].title
    assert ids[0] == ids[1]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    with pytest.raises(InputError, match="cannot be written"):
        write_file(tmp_path / "no" / "such" / "file", "x")


def count_sent(db: Database, **asked: object) -> int:
    last = notifications.find_last_run(db)
    chosen = notifications.NotificationFilter(**asked)  # type: ignore[arg-type]
    return len(notifications.read_news(db, chosen, after=last - 1, upto=last, limit=100))


def test_filters(path: Path) -> None:
    """Each one lets through what it says, and nothing else."""
    db = connect(path)
    assert count_sent(db) > 0
    for yes, no in (
        ({"words": ["nothing", "FERRY"]}, {"words": ["flood"]}),
        ({"speakers": ["brandt"]}, {"speakers": ["nobody"]}),
        ({"filter": notifications.Filter(kinds=["lowered"])}, {"filter": notifications.Filter(kinds=["raised"])}),
        ({"filter": notifications.Filter(min_change=17)}, {"filter": notifications.Filter(min_change=18)}),
        ({"filter": notifications.Filter(min_delta=2)}, {"filter": notifications.Filter(min_delta=1000)}),
        ({"filter": notifications.Filter(passes=17)}, {"filter": notifications.Filter(passes=14)}),
    ):
        assert count_sent(db, **yes) > 0, yes
        assert count_sent(db, **no) == 0, no


def test_a_first_reading_tells_nobody(publisher: Publisher, tmp_path: Path) -> None:
    """Neither the history in an archive, nor the first reading of a new source; the source's next news is sent."""
    db = connect(tmp_path / "sayso.db")
    ingest(db, [line(TOLL.format(n), f"2026-03-14T{n:02}:00:00Z") for n in (10, 11, 12)])
    assert db.table("changes").count > 0
    assert count_sent(db) == 0
    publisher.says("/feed.xml", make_feed(publisher, ["/ferry"]))
    publisher.says("/ferry", make_story("Ferry capsizes", TOLL.format(13), "2026-03-14T13:00:00Z"))
    add(db, publisher.url("/feed.xml"), name="Harbour")
    run_night(db, "2026-03-15T03:00:00Z")
    assert count_sent(db) == 0
    publisher.says("/ferry", make_story("Ferry capsizes", TOLL.format(9), "2026-03-15T13:00:00Z"))
    run_night(db, "2026-03-16T03:00:00Z")
    assert count_sent(db) > 0
    assert count_sent(db, sources=["Harbour"]) == count_sent(db)
    assert count_sent(db, sources=["Other"]) == 0


def test_without_a_way_it_prints(path: Path) -> None:
    assert "17" in tell("--kind", "lowered", db=path).stdout


def test_what_stands_in_headline_and_text_is_told_once(tmp_path: Path) -> None:
    """With its place; --all lists rewordings and ages too; where nothing is new, it says so."""
    path = tmp_path / "sayso.db"
    db = connect(path)
    for n, age in ((12, 34), (14, 35)):
        ingest(db, [line(f"Some {n} people died, said Ana Ruiz, {age}.", f"2026-03-14T{n}:00:00Z", title=f"{n} die in flood")])
    db.close()
    printed = tell("--kind", "raised", db=path).stdout.splitlines()
    assert len(printed) == 1
    assert "in headline and text" in printed[0]
    assert len(tell("--kind", "raised", "--all", db=path).stdout.splitlines()) == 2
    assert "The last run (no. 2) found no such change" in tell("--kind", "lowered", db=path).stderr


@pytest.fixture
def toll(tmp_path: Path) -> Path:
    """Three articles of two outlets on one toll, each in a run of its own: at least 12, 17, and elsewhere 19."""
    return told_in_runs(tmp_path, list(STORIES[:3]))


def test_a_series_is_followed_across_articles(toll: Path) -> None:
    """The newest figure, in an article that was not known before, against the one before it; by the series' number or a claim's."""
    numbers = [row["claim_id"] for row in Database(toll).query("select claim_id from claim_series order by at")]
    for number in (numbers[0], numbers[2]):
        (said,) = tell("--series", str(number), db=toll).stdout.splitlines()
        assert re.fullmatch(r"People killed: .+, Coast Daily \(before: Harbour Post\): raised: 17 → 19 people, killed, \+2 \(\+12%\)", said)
    assert tell("--series", str(numbers[0]), "--kind", "lowered", db=toll).stdout == ""
    assert tell(db=toll).stdout == ""  # a new article is not a change
    assert "no series has this number" in tell("--series", "7", db=toll, code=1).stderr


def test_what_a_series_gained_is_told_once_and_its_first_article_never(toll: Path, publisher: Publisher) -> None:
    got, address, series = start_hook(publisher, 200), publisher.url("/hook"), Database(toll).execute("select id from series").fetchone()[0]
    atom = toll.parent / "series.atom"
    tell("--webhook", address, "--atom", atom, "--series", str(series), db=toll)
    tell("--webhook", address, "--series", str(series), db=toll)
    (told,) = got
    assert isinstance(told["changes"], list)
    assert [(c["old_value"], c["new_value"], c["publisher"]) for c in told["changes"]] == [(17, 19, "Coast Daily")]
    assert [e.title.split("raised: ")[1][:7] for e in feedparser.parse(atom.read_text()).entries] == ["17 → 19", "At leas"]


def test_figures_that_a_later_run_puts_on_series_are_told_then(
    tmp_path: Path, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a large store a run may not update series; a channel that was notified meanwhile misses nothing."""
    path = told_in_runs(tmp_path, list(STORIES[:2]))
    series = Database(path).execute("select id from series").fetchone()[0]
    got, address = start_hook(publisher, 200), publisher.url("/hook")
    tell("--webhook", address, "--series", str(series), db=path)
    monkeypatch.setattr("sayso.ingest.history.update_series.MAX_SMALL_STORE", 0)
    monkeypatch.setattr("sayso.ingest.history.update_series.MAX_NEW_SHARE", 1e9)
    told_in_runs(tmp_path, [STORIES[2]])
    tell("--webhook", address, "--series", str(series), db=path)
    assert len(got) == 1
    assert CliRunner().invoke(main, ["series", "settle", "--db", str(path)]).exit_code == 0
    tell("--webhook", address, "--series", str(series), db=path)
    assert [c["new_value"] for c in got[-1]["changes"]] == [19]  # type: ignore[attr-defined]


def test_a_revised_figure_is_told_beside_what_its_own_outlet_said(tmp_path: Path) -> None:
    """Another outlet's older figure is not what a revision moved from, and an edit takes no other outlet's figure off the series."""
    url, outlet, _, title, text = STORIES[1]
    edited = (url, outlet, "2026-03-03T15:00:00Z", title, text.replace("17 people", "21 people"))
    path = told_in_runs(tmp_path, [*STORIES[:3], edited])
    series = Database(path).execute("select id from series").fetchone()[0]
    (said,) = tell("--series", str(series), db=path).stdout.splitlines()
    assert re.fullmatch(r"People killed: .+, Harbour Post: raised: 17 → 21 people, killed, .+", said)
    points = [row["text"] for row in Database(path).query("select text from series_points order by at")]
    assert points == ["At least 12", "19", "21"]
