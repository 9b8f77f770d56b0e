"""WARC files, plain or gzipped: every page that a crawl saw, with the day it was seen.

Read with warcio, which is an extra: without it a WARC file is one clear line. Records that are no answer to a request, no page, or no
success are passed over; a record that cannot be read is one problem and ends its file, since nothing tells where the next begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.ingest.crawl.responses import HTML, TEXT, capture_of
from sayso.ingest.extract.dates import parse_time
from sayso.ingest.extract.page import Capture, Problem
from sayso.ingest.fetch.client import Fetched
from sayso.ingest.fetch.content_encoding import unpacked
from sayso.ingest.page_size import LIMIT
from sayso.ingest.urls import is_web


def read_warc(file: BinaryIO, name: str, *, zone: str = "UTC") -> Iterator[Capture]:
    """The pages in a WARC file, in its order; their places are told as "NAME:OFFSET"."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise InputError(f'{name}: to read WARC files, install "sayso[warc]"') from None
    records, read = ArchiveIterator(file), 0
    while True:
        try:
            with redirect_stderr(StringIO()):  # warcio warns there of records that do not end; we tell in our own way
                record = next(records, None)
                if record is None:
                    break
                if record.format != "warc":  # it takes any line of six words for a record of the older format
                    raise ArchiveLoadFailed("no WARC record")
                answer = _answer(record)
                # Asking for the offset reads the record to its end, so it comes last.
                locator = f"{name}:{records.get_record_offset()}"
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as ex:
            yield _problem(name, "unreadable", f"broken off ({_plain(ex)})")
            return
        read += 1
        if answer is not None:
            yield _capture(locator, answer, record.http_headers.get_header("Content-Encoding") or "", zone)
    if not read:
        yield _problem(name, "empty", "no WARC record in it")


def _answer(record: Any) -> Fetched | None:
    """The page in a record, as if it had been fetched; None for a record that holds none."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    when = parse_time(record.rec_headers.get_header("WARC-Date"))
    if record.rec_type != "response" or record.http_headers is None or not is_web(url) or when is None:
        return None
    kind, charset = _media_type(record.http_headers.get_header("Content-Type") or "")
    if record.http_headers.get_statuscode() != "200" or kind not in HTML | TEXT:
        return None
    modified = record.http_headers.get_header("Last-Modified")
    return Fetched(url, url, 200, _sent(record), when.value, kind, charset, last_modified=modified)


def _sent(record: Any) -> bytes:
    """The body as it was sent, packed; its first bytes if it is over the limit."""
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    sent: bytes = (ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read(LIMIT + 1)
    return sent


def _capture(locator: str, answer: Fetched, packing: str, zone: str) -> Capture:
    """Some crawlers keep bodies unpacked, and the header that says otherwise."""
    body = answer.body
    try:
        if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            body = unpacked(body, packing, LIMIT)
    except InputError as ex:
        return _problem(locator, "unreadable", str(ex))
    if len(body) > LIMIT:
        return _problem(locator, "too_big", f"more than the {LIMIT // 1048576} MB a page may have")
    return capture_of(replace(answer, url=locator, body=body), zone)


def _problem(locator: str, outcome: str, reason: str) -> Capture:
    return Capture(locator, None, None, b"", "text/html", None, Problem(outcome, f"{locator}: {reason}"))


def _media_type(raw: str) -> tuple[str, str | None]:
    kind, _, parameters = raw.partition(";")
    charset = next((p.partition("=")[2].strip("\"' ") for p in parameters.split(";") if p.strip().lower().startswith("charset=")), None)
    return kind.strip().lower(), charset or None


def _plain(ex: BaseException) -> str:
    return " ".join(str(ex).split())[:120] or type(ex).__name__
