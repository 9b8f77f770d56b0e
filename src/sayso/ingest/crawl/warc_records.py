"""Finds the page in a record of a web archive, for both readers of archives.

A record that refers to an earlier one (a revisit) gives that record's page, which may be in another file of the run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from sayso.errors import InputError
from sayso.ingest.crawl.archives import Record, RecordPlace, Seen
from sayso.ingest.crawl.responses import HTML, TEXT, capture_of
from sayso.ingest.extract.page import Capture, PageProblem
from sayso.ingest.extract.time_formats import parse_time
from sayso.ingest.fetch.client import Fetched
from sayso.ingest.fetch.content_encoding import unpack
from sayso.ingest.page_size import MAX_PAGE_BYTES
from sayso.ingest.urls import is_web

#: Records for the crawler's own use.
_OWN_RECORDS = frozenset(("warcinfo", "request", "metadata", "arc_header"))


class WarcResponse(NamedTuple):
    """A page as the server sent it, and its content encoding."""

    fetched: Fetched
    packing: str


#: Returns the record at a place, None if there is none.
Reopen = Callable[[RecordPlace], Record | None]


def answer_record(record: Record, seen: Seen, reopen: Reopen) -> tuple[WarcResponse | None, str]:
    """Returns the page in a record as if it had been fetched; else None and the kind of the record ("" for the crawler's own)."""
    when = parse_time(record.date)
    if record.kind in _OWN_RECORDS or not is_web(record.url):
        return None, ""
    if record.kind == "revisit":
        place = seen.page_of(record)
        older = reopen(place) if place else None
        found = answer_record(older, Seen(), reopen)[0] if older else None
        if found is None or when is None:
            return None, "that repeat a page which is not in these files"
        return found._replace(fetched=replace(found.fetched, url=record.url, final_url=record.url, fetched_at=when.value)), ""
    if record.kind != "response" or record.status is None or when is None:
        return None, f"of type {record.kind}"
    if record.status != "200":
        return None, f"answered {record.status}"
    kind, charset = _parse_media_type(record.header("Content-Type") or "")
    if kind not in HTML | TEXT:
        return None, "of other media (pictures, scripts, …)"
    modified = record.header("Last-Modified")
    fetched = Fetched(
        url=record.url,
        final_url=record.url,
        status=200,
        body=record.sent(),
        fetched_at=when.value,
        media_type=kind,
        charset=charset,
        last_modified=modified,
    )
    return WarcResponse(fetched, record.header("Content-Encoding") or ""), ""


class Packed(NamedTuple):
    """A page of an archive before it is decompressed and read."""

    locator: str
    answer: WarcResponse
    zone: str

    def read(self) -> Capture:
        """Reads the page into a capture."""
        return capture(self.locator, self.answer, self.zone)


def capture(locator: str, found: WarcResponse, zone: str) -> Capture:
    """Makes a capture of a page of an archive. Some crawlers store bodies decompressed, but keep the header of the encoding."""
    body = found.fetched.body
    try:
        if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            body = unpack(body, found.packing, MAX_PAGE_BYTES)
    except InputError as ex:
        return make_problem(locator, "unreadable", str(ex))
    if len(body) > MAX_PAGE_BYTES:
        return make_problem(locator, "too_big", f"more than the {MAX_PAGE_BYTES // 1048576} MB a page may have")
    return capture_of(replace(found.fetched, url=locator, body=body), zone)


def make_problem(locator: str, outcome: str, reason: str) -> Capture:
    """Makes a capture with a problem, for a record or a file without a page."""
    return Capture(
        locator=locator,
        problem=PageProblem(outcome, f"{locator}: {reason}"),
    )


def _parse_media_type(raw: str) -> tuple[str, str | None]:
    kind, _, parameters = raw.partition(";")
    charset = next((p.partition("=")[2].strip("\"' ") for p in parameters.split(";") if p.strip().lower().startswith("charset=")), None)
    return kind.strip().lower(), charset or None
