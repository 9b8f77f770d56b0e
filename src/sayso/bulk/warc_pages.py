"""Reads WARC files with FastWARC: the same pages as `sayso ingest`, and also those after a broken record."""

from __future__ import annotations

import logging
import mmap
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator

from sayso.ingest.crawl import warc_records
from sayso.ingest.crawl.archives import Record, RecordPlace, Seen
from sayso.ingest.crawl.warc_records import WarcResponse
from sayso.ingest.extract.page import Capture
from sayso.ingest.page_size import MAX_PAGE_BYTES

log = logging.getLogger(__name__)

_GZIP, _PLAIN = b"\x1f\x8b\x08", b"WARC/"


class Broken(Exception):
    """A truncated or invalid record."""


def read_warc(path: str, zone: str, seen: Seen) -> Iterator[Capture]:
    """Yields the pages of a file in order; a broken record gives one problem, and reading continues at the next complete one.

    A revisit record gives the page that it points to if that is in `seen`. At the end, one problem counts the records without a page.
    """
    passed_over = Counter[str]()
    start: int | None = 0
    while start is not None:
        last = start
        try:
            for found in _iterate_records(path, start):
                last = found.stream_pos
                record = _make_record(found)
                answer, why = warc_records.answer_record(record, seen, _open_record_at)
                if answer is None:
                    passed_over[why] += why != ""
                    continue
                place = RecordPlace(path, last)
                if record.kind == "response":
                    seen.add(record, place)
                yield _capture(f"{path}:{last}", answer, zone)
            break
        except (Broken, OSError) as ex:
            yield warc_records.make_problem(f"{path}:{last}", "unreadable", f"a broken record ({ex})")
        start = _find_next_record(path, last + 1)
    if reasons := ", ".join(f"{count:,} {why}" for why, count in sorted(passed_over.items()) if count):
        yield warc_records.make_problem(path, "passed_over", f"records that hold no page: {reasons}")


def _iterate_records(path: str, start: int) -> Iterator[Any]:
    with open(path, "rb") as file:
        file.seek(start)
        for found in ArchiveIterator(file, parse_http=True, auto_decode="transfer"):
            if found.headers.get("WARC-Type") is None:
                raise Broken("it has no headers")
            yield found


def _make_record(found: Any) -> Record:
    """Makes our record from FastWARC's; its body is read from the file on demand."""
    warc_field, http = found.headers.get, found.http_headers
    status = str(http.status_code) if http is not None and http.status_code else None
    header = http.get if http is not None else lambda name: None
    return Record(
        kind=found.headers["WARC-Type"],
        url=(warc_field("WARC-Target-URI") or "").strip("<>"),
        date=warc_field("WARC-Date"),
        digest=warc_field("WARC-Payload-Digest"),
        refers_to=warc_field("WARC-Refers-To-Target-URI"),
        status=status,
        header=header,
        sent=lambda: _read_raw_body(found),
    )


def _read_raw_body(found: Any) -> bytes:
    chunked, length = "chunked" in (found.http_headers.get("Transfer-Encoding") or "").lower(), found.content_length
    body: bytes = found.reader.read(MAX_PAGE_BYTES + 1)
    if not chunked and len(body) < min(length, MAX_PAGE_BYTES + 1):
        raise Broken("cut off")
    return body


def _capture(locator: str, answer: WarcResponse, zone: str) -> Capture:
    """Reads a page. No page may end a crawl: a failure is counted, with its traceback in the log."""
    try:
        return warc_records.capture(locator, answer, zone)
    except Exception as ex:
        log.exception("page %s", locator)
        return warc_records.make_problem(
            locator, "unread", f"a bug in sayso, please report it ({type(ex).__name__}: {ex}); the other pages went on"
        )


def _open_record_at(place: RecordPlace) -> Record | None:
    found = next(_iterate_records(place.path, place.offset), None)
    return _make_record(found) if found is not None else None


def _find_next_record(path: str, start: int) -> int | None:
    """Returns the offset of the next record at which a reader can start: each compressed record is a member of a gzip file."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        mark = _GZIP if held[:3] == _GZIP else b"\r\n\r\n" + _PLAIN
        skip = 0 if mark == _GZIP else 4
        at = held.find(mark, start)
        while at >= 0:
            if skip or _begins(held[at : at + 1024]):
                return at + skip
            at = held.find(mark, at + 1)
    return None


def _begins(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(packed, 64).startswith(_PLAIN)
    except zlib.error:
        return False
