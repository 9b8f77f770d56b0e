"""Reads WARC and ARC files, plain or gzipped: every page of a crawl, with the time of its capture.

It needs warcio, which is an extra: without it an archive gives one line of error. Records without a page are counted in one line for each
file; a record that cannot be read is one problem and ends its file, since the start of the next one is unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import BufferedReader, StringIO
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.ingest.crawl import warc_records
from sayso.ingest.crawl.archives import Record, RecordPlace, Seen, is_arc
from sayso.ingest.extract.page import Capture
from sayso.ingest.extract.raw_page import PageSource
from sayso.ingest.page_size import MAX_PAGE_BYTES

_HEAD = 512


def read_warc(file: BinaryIO, name: str, *, zone: str = "UTC", seen: Seen | None = None) -> Iterator[Capture | PageSource]:
    """Yields the pages in a WARC or ARC file, in order and unread; their locators are "NAME:OFFSET".

    `seen` has the pages of files read before. At the end, one problem counts the records without a page, if any. Raises
    InputError without warcio.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise InputError(f'{name}: to read WARC files, install "sayso[warc]"') from None
    older = is_arc(file.peek(_HEAD)) if isinstance(file, BufferedReader) else False
    archive, seen = ArchiveIterator(file, arc2warc=older), seen or Seen()
    read, passed_over = 0, Counter[str]()
    while True:
        try:
            with redirect_stderr(StringIO()):  # warcio logs truncated records there; sayso reports them itself
                found = next(archive, None)
                if found is None:
                    break
                if found.format != "warc":  # warcio takes any line of six words for a record of the older format
                    raise ArchiveLoadFailed("no WARC record")
                record = _make_record(found)
                answer, why = warc_records.answer_record(record, seen, _open_record_at)
                # Getting the offset reads the record to its end, so it comes last.
                place = RecordPlace(name, archive.get_record_offset())
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as ex:
            yield warc_records.make_problem(name, "unreadable", f"cut off ({_describe_error(ex)})")
            return
        read += 1
        if answer is None:
            passed_over[why] += why != ""
            continue
        if record.kind == "response":
            seen.add(record, place)
        yield warc_records.Packed(f"{name}:{place.offset}", answer, zone)
    if not read:
        yield warc_records.make_problem(name, "empty", "no WARC record in it")
    if reasons := ", ".join(f"{count:,} {why}" for why, count in sorted(passed_over.items()) if count):
        yield warc_records.make_problem(name, "passed_over", f"records that hold no page: {reasons}")


def _make_record(found: Any) -> Record:
    """Makes our record from warcio's; its body is read from the file on demand."""
    warc_field, http = found.rec_headers.get_header, found.http_headers
    return Record(
        kind=found.rec_type,
        url=str(warc_field("WARC-Target-URI") or "").strip("<>"),
        date=warc_field("WARC-Date"),
        digest=warc_field("WARC-Payload-Digest"),
        refers_to=warc_field("WARC-Refers-To-Target-URI"),
        status=http and http.get_statuscode(),
        header=http.get_header if http else lambda name: None,
        sent=lambda: _read_raw_body(found),
    )


def _open_record_at(place: RecordPlace) -> Record | None:
    """Returns the record at a place; opens the file again, since the position in the open one must not change."""
    from warcio.archiveiterator import ArchiveIterator

    with open(place.path, "rb") as file:
        file.seek(place.offset)
        found = next(ArchiveIterator(file, arc2warc=True), None)
        if found is None:
            return None
        body = _read_raw_body(found)
        return replace(_make_record(found), sent=lambda: body)


def _read_raw_body(found: Any) -> bytes:
    """Returns the body as sent, compressed; only its first bytes if it is over the limit."""
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = (found.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    sent: bytes = (ChunkedDataReader(found.raw_stream) if chunked else found.raw_stream).read(MAX_PAGE_BYTES + 1)
    return sent


def _describe_error(ex: BaseException) -> str:
    return " ".join(str(ex).split())[:120] or type(ex).__name__
