"""WARC files, written with the real library."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsroom import connect, dump, run_over
from sayso.ingest.crawl.files import find_pages, read_captures
from sayso.ingest.page_size import MAX_PAGE_BYTES

NOW = "2026-06-01T00:00:00Z"
URL = "https://www.coast.example/ferry-4711223"


def make_story(toll: str) -> str:
    return (
        "<html lang=en><head><title>Ferry sinks off the coast</title></head><body><h1>Ferry sinks off the coast</h1>"
        f"<p>A ferry sank in heavy seas off Ålesund on Sunday, and {toll} people died, the police said in a statement.</p>"
        "<p>Fishermen pulled some 150 people out of the water before the first helicopter came, the port authority said.</p></body></html>"
    )


class Crawl:
    """Writes records as a crawler does."""

    def __init__(self, path: Path, *, gzipped: bool) -> None:
        self.file = path.open("wb")
        self.writer = WARCWriter(self.file, gzip=gzipped)
        self.writer.write_record(self.writer.create_warcinfo_record(path.name, {"software": "test"}))

    def response(self, body: bytes, date: str, url: str = URL, status: str = "200 OK", **headers: str) -> None:
        named = {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}
        http = StatusAndHeaders(status, list(named.items()), protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": date}
        )
        self.writer.write_record(record)

    def revisit(self, digest: str, date: str, url: str = URL) -> None:
        record = self.writer.create_revisit_record(url, digest, URL, "2026-05-03T12:00:00Z", warc_headers_dict={"WARC-Date": date})
        self.writer.write_record(record)

    def close(self) -> None:
        self.file.close()


@pytest.fixture(params=["crawl.warc", "crawl.warc.gz"])
def crawl(request, tmp_path):
    made = Crawl(tmp_path / request.param, gzipped=request.param.endswith("gz"))
    yield made
    made.close()


def read(crawl: Crawl):
    crawl.close()
    return list(read_captures([crawl.file.name], now=NOW))


def test_pages_of_a_crawl_come_with_the_day_they_were_seen(crawl):
    crawl.response(make_story("12").encode(), "2026-05-03T12:00:00Z", Last_Modified="Sun, 03 May 2026 10:00:00 GMT")
    crawl.response(gzip.compress(make_story("14").encode()), "2026-05-04T12:00:00Z", Content_Encoding="gzip")
    first, second = read(crawl)
    assert (first.url, first.captured_at) == (URL, "2026-05-03T12:00:00Z")
    assert first.page
    assert second.page
    assert "12 people" in first.page.body
    assert "14 people" in second.page.body
    assert (first.page.updated_at, first.page.updated_at_basis) == ("2026-05-03T10:00:00Z", "Last-Modified")
    assert second.captured_at == "2026-05-04T12:00:00Z"
    assert first.locator.startswith(f"{crawl.file.name}:")
    assert first.locator != second.locator


def chunk_body(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"


@pytest.mark.parametrize("sent_chunked", [False, True])
@pytest.mark.parametrize(
    ("name", "packs"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress), ("gzip", bytes), ("br", bytes)],
)
def test_bodies_are_kept_as_they_were_sent_or_unpacked_with_the_header_left(crawl, name, packs, sent_chunked):
    body = packs(make_story("12").encode())
    more = {"Transfer_Encoding": "chunked"} if sent_chunked else {}
    crawl.response(chunk_body(body) if sent_chunked else body, "2026-05-03T12:00:00Z", Content_Encoding=name, **more)
    (capture,) = read(crawl)
    assert capture.page, capture.problem
    assert capture.raw == make_story("12").encode()


def test_packed_bodies_that_are_cut_off_or_bombs_are_told(crawl):
    crawl.response(gzip.compress(make_story("12").encode())[:-30], "2026-05-03T12:00:00Z", Content_Encoding="gzip")
    crawl.response(brotli.compress(b"x" * (64 << 20), quality=5), "2026-05-03T12:00:00Z", Content_Encoding="br")
    crawl.response(make_story("14").encode(), "2026-05-03T12:00:00Z")
    cut, bomb, fine = read(crawl)
    assert cut.problem
    assert bomb.problem
    assert (cut.problem.outcome, cut.problem.reason) == ("unreadable", f"{cut.locator}: the compressed body was cut off")
    assert (bomb.problem.outcome, bomb.problem.reason) == ("too_big", f"{bomb.locator}: more than the 20 MB a page may have")
    assert fine.page


def test_what_is_no_page_is_passed_over_and_walls_are_named(crawl):
    crawl.response(b"\xff\xd8\xff", "2026-05-03T12:00:00Z", Content_Type="image/jpeg")
    crawl.response(b"gone", "2026-05-03T12:00:00Z", status="404 Not Found")
    crawl.response(b"", "2026-05-03T12:00:00Z", status="301 Moved", Location="/x")
    crawl.response(b"User-agent: *", "2026-05-03T12:00:00Z", url="dns:coast.example")
    crawl.response(b"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>", "2026-05-03T12:00:00Z")
    seen, rest = read(crawl)
    assert seen.problem
    assert seen.problem.outcome == "blocked"
    assert seen.problem.reason.startswith(f"{seen.locator}: ")
    assert rest.problem == (
        "passed_over",
        f"{crawl.file.name}: records that hold no page: 1 answered 301, 1 answered 404, 1 of other media (pictures, scripts, …)",
    )


def test_a_revisit_is_the_page_that_it_points_to(crawl):
    crawl.response(make_story("12").encode(), "2026-05-03T12:00:00Z")
    crawl.response(make_story("14").encode(), "2026-05-04T12:00:00Z")
    again = crawl.writer.create_warc_record(URL, "response", payload=io.BytesIO(make_story("12").encode()),
        http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"))  # fmt: skip
    crawl.writer.ensure_digest(again, block=False, payload=True)
    digest = again.rec_headers.get_header("WARC-Payload-Digest")
    crawl.revisit(digest, "2026-05-05T12:00:00Z")
    crawl.revisit("sha1:" + "A" * 32, "2026-05-06T12:00:00Z")
    first, _, third, rest = read(crawl)
    assert (third.raw, third.captured_at, third.url) == (first.raw, "2026-05-05T12:00:00Z", URL)
    assert rest.problem[1].endswith("records that hold no page: 1 that repeat a page which is not in these files")


def test_an_arc_file_is_read_record_by_record(tmp_path):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + make_story("12").encode()
    head = b"1 0 Coast\nURL IP-address Archive-date Content-type Archive-length\n"
    path = tmp_path / "crawl.arc"
    path.write_bytes(
        b"filedesc://crawl.arc 127.0.0.1 20260504160000 text/plain %d\n%s\n%s 192.0.2.7 20260504160000 text/html %d\n%s\n"
        % (len(head), head, URL.encode(), len(body), body)
    )
    (page,) = read_captures([str(path)], now=NOW)
    assert page.page, page.problem
    assert (page.url, page.captured_at) == (URL, "2026-05-04T16:00:00Z")
    assert "12 people" in page.page.body


def test_a_page_over_the_limit(crawl):
    crawl.response(b"x" * (MAX_PAGE_BYTES + 1), "2026-05-03T12:00:00Z")
    crawl.response(make_story("12").encode(), "2026-05-03T12:00:00Z")
    assert [c.problem.outcome if c.problem else "read" for c in read(crawl)] == ["too_big", "read"]


def test_a_file_that_breaks_off_gives_what_it_has_and_one_line(crawl):
    for day in range(1, 9):
        crawl.response(make_story(str(day)).encode(), f"2026-05-0{day}T12:00:00Z")
    crawl.close()
    path = Path(crawl.file.name)
    path.write_bytes(path.read_bytes()[:-300])
    seen = list(read_captures([str(path)], now=NOW))
    assert sum(c.page is not None for c in seen) >= 7
    for capture in seen:
        if capture.problem:
            assert "\n" not in capture.problem.reason


@pytest.mark.parametrize("raw", [b"", b"this is no WARC file at all\n" * 9, b"\x1f\x8b\x08\x00 broken"])
def test_what_is_no_warc_file_is_one_line(tmp_path, raw):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(raw)
    seen = list(read_captures([str(path)], now=NOW))
    assert len(seen) == 1
    assert seen[0].problem
    assert seen[0].problem.reason.startswith(f"{path}: ")
    assert "\n" not in seen[0].problem.reason


def test_two_processes_read_what_one_reads(crawl, tmp_path):
    crawl.response(make_story("12").encode(), "2026-05-03T12:00:00Z", Last_Modified="Sun, 03 May 2026 10:00:00 GMT")
    crawl.response(gzip.compress(make_story("14").encode()), "2026-05-04T12:00:00Z", Content_Encoding="gzip")
    crawl.response(make_story("15").encode("latin-1"), "2026-05-05T12:00:00Z", Content_Type="text/html; charset=iso-8859-1")
    crawl.response(b"<html><body>Nothing</body></html>", "2026-05-06T12:00:00Z", url=f"{URL}-none")
    crawl.close()
    stores = []
    for jobs in (1, 2):
        db = connect(tmp_path / f"{jobs}.db")
        summary = run_over(db, find_pages([crawl.file.name], now=NOW), now=NOW, jobs=jobs)
        assert (summary.new, len(summary.failures)) == (3, 1)
        stores.append((dump(db), list(db.execute("select sha256, body from raws order by 1"))))
    assert stores[0] == stores[1]
