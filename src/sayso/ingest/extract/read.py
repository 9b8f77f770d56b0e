"""Turns raw bytes of any format into a page, for files, lines, archives and the network."""

from __future__ import annotations

from sayso.errors import NotAnArticle
from sayso.ingest.extract import json_lines
from sayso.ingest.extract.page import NO_EXTERNAL_TIMES, ExternalTimes, MediaType, Page
from sayso.ingest.extract.time_basis import make_external_candidates
from sayso.ingest.page_size import MAX_PAGE_BYTES, describe_too_big


def read_page(
    raw: bytes,
    url: str | None,
    *,
    now: str,
    media_type: MediaType = "text/html",
    zone: str = "UTC",
    beside: ExternalTimes = NO_EXTERNAL_TIMES,
    charset: str | None = None,
) -> Page:
    """Reads the article in `raw`.

    `now` is when it was captured: later times are refused. `zone` (an IANA name) is assumed if a time states none; `beside` has
    times of the page from other sources, `charset` is the encoding in its header. Raises NotAnArticle (read, but no article) or
    InputError.
    """
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise NotAnArticle("empty", "the file is empty" if not raw else "nothing but white space in it")
    if len(raw) > MAX_PAGE_BYTES:
        raise NotAnArticle("too_big", describe_too_big(len(raw)))
    if media_type == "application/json":
        return json_lines.read_line(raw, url, now=now, zone=zone)
    if media_type == "text/plain":
        from sayso.ingest.extract.plain_text import read_text

        return read_text(raw, url, now=now, zone=zone)
    from sayso.ingest.extract.html import read_html  # trafilatura takes a while to import, and lines of text do not need it

    return read_html(raw, url, now=now, zone=zone, beside=make_external_candidates(beside, zone), charset=charset)


def sniff_media_type(head: bytes) -> MediaType:
    """Returns the media type of a file by its first bytes."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"{"):
        return "application/json"
    return "text/html" if start.startswith(b"<") else "text/plain"
