"""Fetching, against a real server on the loopback; time is the test's own."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest

from publisher import PAGE, Publisher, pack_body, start_publisher
from sayso.ingest.clock import format_stored_time
from sayso.ingest.crawl.responses import FetchOutcome, capture_of
from sayso.ingest.extract.page import OUTCOMES, Capture, PageProblem
from sayso.ingest.extract.read import read_page
from sayso.ingest.fetch import client, redirects
from sayso.ingest.fetch.client import Failed, Fetcher, Policy
from sayso.ingest.fetch.private_networks import is_public

HERE = str(Path(__file__).resolve().parent)
STORY = (
    "<html lang=en><head><title>Ferry sinks off the coast</title></head><body><h1>Ferry sinks off the coast</h1>"
    + "".join(
        f"<p>A ferry with {n} people on board sank in heavy seas off Ålesund on Sunday, the police said in a statement.</p>"
        for n in (212, 214)
    )
    + "</body></html>"
)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))

    def ticks(self) -> float:
        return sum(self.slept)

    def now(self) -> str:
        return format_stored_time(datetime(2026, 5, 3, 12, tzinfo=UTC) + timedelta(seconds=self.ticks()))


@pytest.fixture
def site() -> Iterator[Publisher]:
    with start_publisher() as publisher:
        yield publisher


@pytest.fixture
def time() -> Time:
    return Time()


PATIENT = Policy(private=True, connect=20, read=60, total=90, limit=1 << 20, pause=1.0)


def start_fetcher(policy: Policy, time: Time) -> Iterator[Fetcher]:
    made = Fetcher(policy, clock=time.now, sleep=time.sleep, ticks=time.ticks, chance=lambda: 0.5)
    yield made
    made.close()


@pytest.fixture
def fetcher(time) -> Iterator[Fetcher]:
    """A fetcher that waits for as long as a busy machine may take."""
    yield from start_fetcher(PATIENT, time)


@pytest.fixture
def hasty(time) -> Iterator[Fetcher]:
    """A fetcher for servers that never answer."""
    yield from start_fetcher(replace(PATIENT, read=1.0, total=1.5), time)


def fetch_failing(fetcher, url, **more) -> Failed:
    with pytest.raises(Failed) as caught:
        fetcher.fetch(url, **more)
    assert "\n" not in str(caught.value)
    return caught.value


def visit(
    fetcher: Fetcher, url: str, *, etag: str | None = None, last_modified: str | None = None, private: bool | None = None, zone: str = "UTC"
) -> FetchOutcome:
    """Fetches `url`; never raises for a fault of the network or the page. `etag` and `last_modified` are of the last visit."""
    try:
        got = fetcher.fetch(url, etag=etag, last_modified=last_modified, private=private)
    except Failed as ex:
        return FetchOutcome(Capture(url, url, None, b"", "text/html", None, PageProblem(ex.outcome, str(ex))), failed=ex)
    return FetchOutcome(None if got.unchanged else capture_of(got, zone), got)


def test_a_page_comes_with_what_its_headers_say(site, fetcher):
    site.says("/a", ETag='"1"', Last_Modified="Sun, 03 May 2026 10:00:00 GMT")
    got = fetcher.fetch(site.url("/a"))
    assert (got.status, got.body, got.media_type, got.charset) == (200, PAGE.encode(), "text/html", "utf-8")
    assert (got.etag, got.last_modified) == ('"1"', "Sun, 03 May 2026 10:00:00 GMT")
    assert (got.final_url, got.moved_to, got.unchanged) == (site.url("/a"), None, False)
    assert got.fetched_at == "2026-05-03T12:00:01Z", "robots.txt was asked for first, and a pause kept"
    agent = dict(site.asked[-1][1])["User-Agent"]
    assert agent.startswith("sayso/")


def test_what_has_not_changed_is_not_sent_again(site, fetcher):
    from aiohttp import web

    async def answer(request):
        return web.Response(status=304 if request.headers.get("If-None-Match") == '"1"' else 200, headers={"ETag": '"1"'})

    site.at("/a", answer)
    got = fetcher.fetch(site.url("/a"), etag='"1"', last_modified="Sun, 03 May 2026 10:00:00 GMT")
    assert (got.unchanged, got.body, got.status) == (True, b"", 304)
    assert site.asked[-1][1]["If-Modified-Since"] == "Sun, 03 May 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("name", "kind"), [("gzip", "gzip"), ("x-gzip", "gzip"), ("br", "br"), ("deflate", "deflate"), ("deflate", "bare"), ("identity", None)]
)
def test_packed_bodies_are_unpacked(site, fetcher, name, kind):
    site.says("/a", pack_body(kind) if kind else PAGE, Content_Encoding=name)
    assert fetcher.fetch(site.url("/a")).body == PAGE.encode()
    assert site.asked[-1][1]["Accept-Encoding"] == "gzip, br"


def test_bodies_packed_twice_and_in_members(site, fetcher):
    site.says("/twice", brotli.compress(pack_body("gzip")), Content_Encoding="gzip, br")
    site.says("/members", gzip.compress(PAGE[:40].encode()) + gzip.compress(PAGE[40:].encode()) + b"\0junk", Content_Encoding="gzip")
    assert fetcher.fetch(site.url("/twice")).body == fetcher.fetch(site.url("/members")).body == PAGE.encode()


@pytest.mark.parametrize("name", ["gzip", "br", "deflate"])
def test_a_bomb_is_refused(site, fetcher, name):
    site.at(f"/bomb.{name}", site.bomb)
    ex = fetch_failing(fetcher, site.url(f"/bomb.{name}"))
    assert (ex.outcome, str(ex)) == ("too_big", f"{site.url(f'/bomb.{name}')}: more than 1024 KB, unpacked")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="a limit on memory is asked of Linux")
@pytest.mark.parametrize("name", ["gzip", "br", "deflate", "gzip, br", "br, gzip"])
def test_a_bomb_is_never_in_memory(name):
    """256 MB in a packing, refused by a process that may take no more than 100 MB above what it has."""
    code = f"""
import resource
from functools import reduce
from publisher import BOMBS
from sayso.ingest.fetch.content_encoding import unpack
bomb = reduce(lambda raw, way: BOMBS[way](raw), {name.split(", ")!r}, b"x" * (1 << 28))
before = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (before + (100 << 20),) * 2)
assert 20 << 20 < len(unpack(bomb, {name!r}, 20 << 20)) < 40 << 20
try:
    bytearray(1 << 28)
except MemoryError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env={"PYTHONPATH": HERE})
    assert (done.stdout, done.stderr) == ("refused\n", "")


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("br", b"this is no brotli", "the body cannot be decompressed"),
        ("gzip", b"this is no gzip", "the body cannot be decompressed"),
        ("gzip", gzip.compress(b"") * 200, "the body cannot be decompressed"),
        ("deflate", b"this is no deflate", "the body cannot be decompressed"),
        ("br", pack_body("br", STORY)[:-20], "the compressed body was cut off"),
        ("gzip", pack_body("gzip", STORY)[:-20], "the compressed body was cut off"),
        ("deflate", pack_body("bare", STORY)[:-20], "the compressed body was cut off"),
        ("zstd", b"(\xb5/\xfd", "compressed as 'zstd', which was not asked for"),
        ("gzip, gzip, gzip, gzip", b"x", "compressed as 'gzip, gzip, gzip, gzip', which was not asked for"),
    ],
)
def test_bodies_that_cannot_be_unpacked(site, fetcher, name, body, reason):
    site.says("/a", body, Content_Encoding=name)
    ex = fetch_failing(fetcher, site.url("/a"))
    assert (ex.outcome, str(ex)) == ("unreadable", f"{site.url('/a')}: {reason}")


def test_what_an_error_page_says_is_not_read(site, fetcher):
    site.says("/a", b"this is no brotli", 404, Content_Encoding="br")
    site.says("/b")
    assert fetch_failing(fetcher, site.url("/a")).outcome == "gone"
    assert fetcher.fetch(site.url("/b")).status == 200


def test_a_server_that_hangs_costs_no_more_than_the_limit(site, hasty):
    site.at("/hang", site.hang)
    ex = fetch_failing(hasty, site.url("/hang"))
    assert (ex.outcome, str(ex)) == ("timeout", f"{site.url('/hang')}: no answer within 1 s")


def test_a_body_that_trickles_is_cut_off(site, hasty, fetcher):
    site.at("/trickle", site.trickle)
    ex = fetch_failing(hasty, site.url("/trickle"))
    assert (ex.outcome, str(ex)) == ("timeout", f"{site.url('/trickle')}: not done within 1.5 s")
    site.says("/a")
    assert fetcher.fetch(site.url("/a")).status == 200, "and the next page is none the worse"


def test_headers_that_trickle_are_cut_off_too(time):
    stop = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        sock, _ = server.accept()
        with sock:
            sock.recv(1000)
            sock.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
            try:
                while not stop.wait(0.02):
                    sock.sendall(b"x")
            except OSError:
                stop.set()

    thread = threading.Thread(target=drip)
    thread.start()
    made = Fetcher(Policy(private=True, robots=False, read=5, total=0.4), clock=time.now, sleep=time.sleep)
    assert fetch_failing(made, f"http://127.0.0.1:{server.getsockname()[1]}/").outcome == "timeout"
    stop.set()
    thread.join()
    server.close()


def test_nobody_there(fetcher, time):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    made = Fetcher(Policy(private=True, robots=False), clock=time.now, sleep=time.sleep, ticks=time.ticks, chance=lambda: 0.5)
    ex = fetch_failing(made, f"http://127.0.0.1:{port}/a")
    assert (ex.outcome, str(ex)) == ("unreachable", f"http://127.0.0.1:{port}/a: no connection to 127.0.0.1: Connection refused")
    assert time.slept == [2.0, 4.0]


def test_a_host_that_speaks_no_tls(site, time):
    made = Fetcher(Policy(private=True, robots=False, tries=1), clock=time.now, sleep=time.sleep)
    ex = fetch_failing(made, site.url("/a").replace("http:", "https:"))
    assert ex.outcome == "broken_off"
    assert str(ex).partition(": ")[2].startswith("no secure connection (")
    assert "ssl" not in str(ex).lower()


def test_a_host_without_an_address(time):
    def resolver(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    made = Fetcher(Policy(robots=False), clock=time.now, sleep=time.sleep, ticks=time.ticks, resolver=resolver)
    ex = fetch_failing(made, "http://nowhere.example/a")
    assert (ex.outcome, str(ex)) == ("unreachable", "http://nowhere.example/a: no such host")


def test_permanent_redirects_are_told_from_passing_ones(site, fetcher):
    site.says("/new")
    site.says("/old", "", 301, Location="/newer?x=1#part")
    site.says("/newer", "", 308, Location=site.url("/new"))
    got = fetcher.fetch(site.url("/old"))
    assert (got.final_url, got.moved_to, got.body) == (site.url("/new"), site.url("/new"), PAGE.encode())
    site.says("/newer", "", 302, Location="/new")
    got = fetcher.fetch(site.url("/old"))
    assert (got.final_url, got.moved_to) == (site.url("/new"), site.url("/newer?x=1"))
    site.says("/old", "", 302, Location="/newer")
    site.says("/newer", "", 301, Location="/new")
    assert fetcher.fetch(site.url("/old")).moved_to is None, "what lies behind a passing redirect is no move of this page"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/a", "redirected in a circle, back to"),
        ("ftp://news.example/", "redirected to 'ftp://news.example/', which is not a web address"),
        ("file:///etc/passwd", "redirected to 'file:///etc/passwd', which is not a web address"),
        ("http://[", "redirected to 'http://[', which is not a web address"),
    ],
)
def test_redirects_that_lead_nowhere(site, fetcher, location, reason):
    site.says("/a", "", 301, Location=location)
    ex = fetch_failing(fetcher, site.url("/a"))
    assert ex.outcome == "bad_redirect"
    assert reason in str(ex)


def test_too_many_redirects(site, fetcher):
    for i in range(30):
        site.says(f"/{i}", "", 302, Location=f"/{i + 1}")
    assert "more than 10 times" in str(fetch_failing(fetcher, site.url("/0")))


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/a", "http://localhost:{port}/a", "http://2130706433:{port}/a", "http://[::1]:{port}/a", "http://0:{port}/a",
     "http://[::ffff:127.0.0.1]:{port}/a", "http://169.254.169.254/latest/meta-data"],
)  # fmt: skip
def test_addresses_of_this_machine_and_of_private_networks_are_refused(site, time, url):
    site.says("/a")
    made = Fetcher(Policy(robots=False), clock=time.now, sleep=time.sleep)
    ex = fetch_failing(made, url.format(port=site.port))
    assert ex.outcome == "not_allowed"
    assert "private network" in str(ex)
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(site, time):
    """The name of a public page, and a redirect of it to the cloud's metadata address."""
    answers = {"news.example": ["127.0.0.1"], "169.254.169.254": ["169.254.169.254"]}
    site.says("/a", "", 302, Location="http://169.254.169.254/latest/meta-data")
    made = Fetcher(Policy(robots=False), clock=time.now, sleep=time.sleep, resolver=lambda host, port: answers[host])
    assert fetch_failing(made, f"http://news.example:{site.port}/a", private=False).outcome == "not_allowed"
    ex = fetch_failing(made, f"http://news.example:{site.port}/b", private=True)
    assert (ex.outcome, ex.status) == ("gone", 404)


def test_a_name_that_changes_its_address_is_checked_where_it_is_connected(site, time):
    """DNS rebinding: the first answer is public, the next is ours. The address checked is the address used."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def resolver(host, port):
        asked.append(host)
        return next(answers)

    site.says("/a")
    made = Fetcher(Policy(robots=False, tries=1), clock=time.now, sleep=time.sleep, resolver=resolver)
    assert fetch_failing(made, f"http://rebind.example:{site.port}/a").outcome == "not_allowed"
    assert asked == ["rebind.example"]
    assert site.asked == []


def test_the_local_link_is_never_asked_even_of_a_source_in_a_private_network(site, fetcher, time):
    """The address where a cloud gives its machines their passwords."""
    site.says("/a", "", 302, Location="http://169.254.169.254/latest/meta-data")
    ex = fetch_failing(fetcher, site.url("/a"))
    assert (ex.outcome, str(ex).partition(": ")[2]) == (
        "not_allowed", "169.254.169.254 is in the private network of a local link, which is never asked (169.254.169.254)",
    )  # fmt: skip
    made = Fetcher(Policy(robots=False, private=True), clock=time.now, sleep=time.sleep, resolver=lambda host, port: ["fe80::1%lo"])
    assert fetch_failing(made, "http://news.example/").outcome == "not_allowed"


@pytest.mark.parametrize("url", ["ftp://news.example/", "file:///etc/passwd", "news.example", ""])
def test_only_web_addresses_are_fetched(fetcher, url):
    assert fetch_failing(fetcher, url).outcome == "not_allowed"


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("10.0.0.1", False), ("100.64.0.1", False), ("192.168.1.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
     ("fe80::1%eth0", False), ("fc00::1", False), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("2a00:1450:4001::1", True)],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public


ROBOTS = "User-agent: sayso\nDisallow: /private\nAllow: /private/but-this\nCrawl-delay: 5\n\nUser-agent: *\nDisallow: /\n"


def test_robots_txt_is_kept_to(site, fetcher, time):
    site.says("/robots.txt", ROBOTS)
    site.says("/a")
    site.says("/private/but-this")
    assert fetcher.fetch(site.url("/a")).status == 200
    assert fetcher.fetch(site.url("/private/but-this")).status == 200
    ex = fetch_failing(fetcher, site.url("/private/1"))
    assert (ex.outcome, str(ex)) == ("robots", f"{site.url('/private/1')}: robots.txt does not allow reading it")
    assert site.counts["/robots.txt"] == 1
    assert time.slept == [1.0, 5.0], "a pause after robots.txt, and the pause that it asks for"
    assert "/private/1" not in site.counts


def test_a_redirect_to_a_page_that_robots_txt_forbids(site, fetcher):
    site.says("/robots.txt", ROBOTS)
    site.says("/a", "", 301, Location="/private/1")
    ex = fetch_failing(fetcher, site.url("/a"))
    assert (ex.outcome, ex.moved_to) == ("robots", site.url("/private/1"))


@pytest.mark.parametrize(("status", "outcome"), [(500, "no_robots"), (429, "no_robots"), (403, None), (404, None)])
def test_robots_txt_that_cannot_be_had(site, fetcher, status, outcome):
    site.says("/robots.txt", "", status)
    site.says("/a")
    if outcome is None:
        assert fetcher.fetch(site.url("/a")).status == 200
    else:
        ex = fetch_failing(fetcher, site.url("/a"))
        assert ex.outcome == outcome
        assert f"HTTP {status}" in str(ex)


def test_a_host_that_cannot_be_asked_for_robots_txt_is_told_as_what_it_is(time):
    """Not as a site without rules: there is no page either."""
    made = Fetcher(Policy(tries=1), clock=time.now, sleep=time.sleep, resolver=lambda host, port: ["10.0.0.1"])
    ex = fetch_failing(made, "http://news.example/a")
    assert (ex.outcome, str(ex)) == (
        "not_allowed",
        "http://news.example/a: news.example is in a private network, to be asked only with --allow-private (10.0.0.1)",
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    made = Fetcher(Policy(tries=1, private=True), clock=time.now, sleep=time.sleep)
    ex = fetch_failing(made, f"http://127.0.0.1:{port}/a")
    assert (ex.outcome, str(ex)) == ("unreachable", f"http://127.0.0.1:{port}/a: no connection to 127.0.0.1: Connection refused")


def test_robots_txt_in_odd_shapes(site, fetcher):
    """A redirect loop counts as missing; of an endless file the beginning counts; an unreadable one forbids reading."""
    site.says("/a")
    site.says("/robots.txt", "", 302, Location="/robots.txt")
    assert fetcher.fetch(site.url("/a")).status == 200
    outcomes = []
    for body, headers in (
        (ROBOTS + "#" * 600_000 + "\n", {}),
        ("#" * 600_000 + "\n" + ROBOTS, {}),
        (b"no brotli", {"Content_Encoding": "br"}),
    ):
        with start_publisher() as other:
            other.says("/robots.txt", body, **headers)
            other.says("/private/1")
            try:
                outcomes.append(str(fetcher.fetch(other.url("/private/1")).status))
            except Failed as ex:
                outcomes.append(ex.outcome)
    assert outcomes == ["robots", "200", "no_robots"]


def test_one_request_at_a_time_to_a_host(site, time):
    site.says("/a")
    made = Fetcher(Policy(private=True, robots=False, pause=0.01))
    threads = [threading.Thread(target=made.fetch, args=(site.url("/a"),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert site.counts["/a"] == 8
    assert site.most == 1


def test_errors_that_pass_are_tried_again_with_a_growing_wait(site, fetcher, time):
    site.turns("/a", (500, {}), (503, {}), (200, {}))
    assert fetcher.fetch(site.url("/a")).status == 200
    assert [s for s in time.slept if s > 1] == [2.0, 4.0]


def test_errors_that_stay_are_told(site, fetcher):
    site.turns("/a", (502, {}))
    ex = fetch_failing(fetcher, site.url("/a"))
    assert (ex.outcome, ex.status, str(ex)) == ("server_error", 502, f"{site.url('/a')}: HTTP 502")
    assert site.counts["/a"] == 3


def test_a_short_retry_after_is_waited_for(site, fetcher, time):
    site.turns("/a", (429, {"Retry-After": "7"}), (200, {}))
    assert fetcher.fetch(site.url("/a")).status == 200
    assert 7.0 in time.slept


def test_a_long_retry_after_ends_the_request_and_spares_the_host(site, fetcher, time):
    site.turns("/a", (429, {"Retry-After": "3600"}))
    site.says("/b")
    ex = fetch_failing(fetcher, site.url("/a"))
    assert (ex.outcome, ex.retry_at, ex.status) == ("rate_limited", "2026-05-03T13:00:01Z", 429)
    assert fetch_failing(fetcher, site.url("/b")).outcome == "rate_limited"
    assert site.counts["/b"] == 0
    time.sleep(3600)
    assert fetcher.fetch(site.url("/b")).status == 200


def test_retry_after_as_a_date(site, fetcher):
    site.turns("/a", (503, {"Retry-After": "Sun, 03 May 2026 15:00:00 GMT"}))
    assert fetch_failing(fetcher, site.url("/a")).retry_at == "2026-05-03T15:00:00Z"


@pytest.mark.parametrize(("status", "outcome"), [(404, "gone"), (410, "gone"), (401, "denied"), (403, "denied"), (418, "http_error")])
def test_answers_that_are_no_page(site, fetcher, status, outcome):
    site.says("/a", "no", status)
    ex = fetch_failing(fetcher, site.url("/a"))
    assert (ex.outcome, ex.status, str(ex)) == (outcome, status, f"{site.url('/a')}: HTTP {status}")
    assert site.counts["/a"] == 1


def test_a_visit_is_a_capture(site, fetcher):
    site.says("/a", STORY, Last_Modified="Sun, 03 May 2026 10:00:00 GMT", ETag='"1"')
    seen = visit(fetcher, site.url("/a"))
    assert seen.capture
    assert seen.fetched
    assert seen.capture.page
    assert seen.capture.captured_at == seen.fetched.fetched_at
    assert (seen.capture.page.title, seen.capture.page.updated_at) == ("Ferry sinks off the coast", "2026-05-03T10:00:00Z")
    assert seen.capture.page.updated_at_basis == "Last-Modified"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16", "windows-1252", "x-nonsense"])
def test_what_is_kept_can_be_read_again_without_the_headers(site, fetcher, charset):
    body = STORY.encode("utf-8" if charset.startswith("x-") else charset)
    site.says("/a", body, Content_Type=f"text/html; charset={charset}")
    first = visit(fetcher, site.url("/a")).capture
    assert first
    assert first.page
    assert "Ålesund" in first.page.body
    assert read_page(first.raw, first.url, now="2026-05-03T13:00:00Z", media_type=first.media_type).body == first.page.body


def test_encodings_that_only_the_header_tells(site, fetcher):
    story = STORY.replace("Ålesund", "Гавань")
    site.says("/a", story.encode("koi8-r"), Content_Type="text/html; charset=koi8-r")
    first = visit(fetcher, site.url("/a")).capture
    assert first
    assert first.page
    assert "Гавань" in first.page.body
    assert "Гавань" in read_page(first.raw, None, now="2026-05-03T13:00:00Z").body


def test_visits_that_bring_no_article_say_what_came(site, fetcher):
    site.says("/wall", "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>")
    site.says("/pdf", b"%PDF-1.7", Content_Type="application/pdf")
    site.says("/same", "", 304)
    outcomes = {}
    for path in ("/wall", "/pdf", "/gone", "/same"):
        seen = visit(fetcher, site.url(path))
        outcomes[path] = seen.capture and seen.capture.problem
    assert outcomes == {
        "/wall": ("blocked", f"{site.url('/wall')}: a bot wall or access-denied page (Just a moment...)"),
        "/pdf": ("no_article", f"{site.url('/pdf')}: application/pdf, no page"),
        "/gone": ("gone", f"{site.url('/gone')}: HTTP 404"),
        "/same": None,
    }


def test_every_failure_has_a_word_of_the_list():
    """The words in the sources of the fetcher and its parts, against those that captures may have."""
    import re
    from pathlib import Path

    text = Path(client.__file__).read_text() + Path(redirects.__file__).read_text()
    words = set(re.findall(r'(?:Failed\(|return )"([a-z_]+)"', text)) | {"gone", "denied", "http_error", "rate_limited", "server_error"}
    assert words <= set(OUTCOMES)


def test_the_user_agent_can_be_set(site, time):
    site.says("/robots.txt", "User-agent: deskbot\nDisallow: /")
    made = Fetcher(Policy(private=True, agent="DeskBot/2 (desk@coast.example)"), clock=time.now, sleep=time.sleep)
    assert fetch_failing(made, site.url("/a")).outcome == "robots"
    assert site.asked[-1][1]["User-Agent"] == "DeskBot/2 (desk@coast.example)"
