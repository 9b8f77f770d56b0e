"""WARC and ARC files, plain or gzipped: every page that a crawl saw, with the day it was seen.

Read with warcio, which is an extra: without it an archive is one clear line. A record that says "as before" (a revisit) gives the page that
it points to, which may stand in another file of the run. What holds no page is counted, and told in one line for each file; a record that
cannot be read is one problem and ends its file, since nothing tells where the next begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import BufferedReader, StringIO
from typing import Any, BinaryIO, NamedTuple

from sayso.errors import InputError
from sayso.ingest.crawl.archives import Place, Seen, is_arc, url_of
from sayso.ingest.crawl.responses import HTML, TEXT, capture_of
from sayso.ingest.extract.page import Capture, Problem
from sayso.ingest.extract.time_strings import parse_time
from sayso.ingest.fetch.client import Fetched
from sayso.ingest.fetch.content_encoding import unpacked
from sayso.ingest.page_size import LIMIT
from sayso.ingest.urls import is_web

_HEAD = 512
#: Records that a crawler keeps for its own sake.
_OWN_RECORDS = frozenset(("warcinfo", "request", "metadata", "arc_header"))


class Answer(NamedTuple):
    """A page as the server sent it, and how it was packed for the way."""

    fetched: Fetched
    packing: str


def read_warc(file: BinaryIO, name: str, *, zone: str = "UTC", seen: Seen | None = None) -> Iterator[Capture]:
    """The pages in a WARC or ARC file, in its order; their places are told as "NAME:OFFSET". `seen` are the pages of files read before.
    Then, if there were any, one line with the number of records that hold no page. Raises InputError without warcio."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise InputError(f'{name}: to read WARC files, install "sayso[warc]"') from None
    older = is_arc(file.peek(_HEAD)) if isinstance(file, BufferedReader) else False
    records, seen = ArchiveIterator(file, arc2warc=older), seen or Seen()
    read, passed_over = 0, Counter[str]()
    while True:
        try:
            with redirect_stderr(StringIO()):  # warcio warns there of records that do not end; we tell in our own way
                record = next(records, None)
                if record is None:
                    break
                if record.format != "warc":  # it takes any line of six words for a record of the older format
                    raise ArchiveLoadFailed("no WARC record")
                answer, why = _answer(record, seen)
                # Asking for the offset reads the record to its end, so it comes last.
                place = Place(name, records.get_record_offset())
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as ex:
            yield _problem(name, "unreadable", f"broken off ({_plain(ex)})")
            return
        read += 1
        if answer is None:
            passed_over[why] += why != ""
            continue
        if record.rec_type == "response":
            seen.add(record, place)
        yield _capture(f"{name}:{place.offset}", answer, zone)
    if not read:
        yield _problem(name, "empty", "no WARC record in it")
    if told := ", ".join(f"{count:,} {why}" for why, count in sorted(passed_over.items()) if count):
        yield _problem(name, "passed_over", f"records that hold no page: {told}")


def _answer(record: Any, seen: Seen) -> tuple[Answer | None, str]:
    """The page in a record, as if it had been fetched; or None, and the kind of record that holds none ("" for the crawler's own)."""
    url, when = url_of(record), parse_time(record.rec_headers.get_header("WARC-Date"))
    if record.rec_type in _OWN_RECORDS or not is_web(url):
        return None, ""
    if record.rec_type == "revisit":
        place = seen.page_of(record)
        found = _at(place) if place else None
        if found is None or when is None:
            return None, "that repeat a page which is not in these files"
        return found._replace(fetched=replace(found.fetched, url=url, final_url=url, fetched_at=when.value)), ""
    if record.rec_type != "response" or record.http_headers is None or when is None:
        return None, f"of type {record.rec_type}"
    if (status := record.http_headers.get_statuscode()) != "200":
        return None, f"answered {status}"
    kind, charset = _media_type(record.http_headers.get_header("Content-Type") or "")
    if kind not in HTML | TEXT:
        return None, "of other media (pictures, scripts, …)"
    modified = record.http_headers.get_header("Last-Modified")
    fetched = Fetched(url, url, 200, _sent(record), when.value, kind, charset, last_modified=modified)
    return Answer(fetched, record.http_headers.get_header("Content-Encoding") or ""), ""


def _at(place: Place) -> Answer | None:
    """The page at a place; its file is opened once more, since the one that is being read must not be moved."""
    from warcio.archiveiterator import ArchiveIterator

    with open(place.path, "rb") as file:
        file.seek(place.offset)
        record = next(ArchiveIterator(file, arc2warc=True), None)
        return _answer(record, Seen())[0] if record is not None else None


def _sent(record: Any) -> bytes:
    """The body as it was sent, packed; its first bytes if it is over the limit."""
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    sent: bytes = (ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read(LIMIT + 1)
    return sent


def _capture(locator: str, answer: Answer, zone: str) -> Capture:
    """Some crawlers keep bodies unpacked, and the header that says otherwise."""
    body = answer.fetched.body
    try:
        if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            body = unpacked(body, answer.packing, LIMIT)
    except InputError as ex:
        return _problem(locator, "unreadable", str(ex))
    if len(body) > LIMIT:
        return _problem(locator, "too_big", f"more than the {LIMIT // 1048576} MB a page may have")
    return capture_of(replace(answer.fetched, url=locator, body=body), zone)


def _problem(locator: str, outcome: str, reason: str) -> Capture:
    return Capture(locator, None, None, b"", "text/html", None, Problem(outcome, f"{locator}: {reason}"))


def _media_type(raw: str) -> tuple[str, str | None]:
    kind, _, parameters = raw.partition(";")
    charset = next((p.partition("=")[2].strip("\"' ") for p in parameters.split(";") if p.strip().lower().startswith("charset=")), None)
    return kind.strip().lower(), charset or None


def _plain(ex: BaseException) -> str:
    return " ".join(str(ex).split())[:120] or type(ex).__name__
