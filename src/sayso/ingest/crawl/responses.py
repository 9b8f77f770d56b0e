"""Makes a capture of a fetched address."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import InputError, NotAnArticle
from sayso.ingest.extract.charset import decode
from sayso.ingest.extract.page import NO_EXTERNAL_TIMES, Capture, ExternalTimes, MediaType, PageProblem
from sayso.ingest.extract.read import read_page, sniff_media_type
from sayso.ingest.fetch.client import Failed, Fetched

#: Media types of pages; the content is examined only if no media type is given.
HTML = frozenset(("text/html", "application/xhtml+xml", ""))
TEXT = frozenset(("text/plain",))


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """The outcome of a request: `capture` is None if nothing has changed since the last one (304).

    `fetched` is the response, None if there was none; then `failed` has the reason.
    """

    capture: Capture | None
    fetched: Fetched | None = None
    failed: Failed | None = None


def capture_of(got: Fetched, zone: str = "UTC", beside: ExternalTimes = NO_EXTERNAL_TIMES) -> Capture:
    """Makes a capture of a response; `beside` has the times that a feed gave for it.

    Its `raw` can be read again without the headers: if only they name the encoding of the body, it is stored as UTF-8.

    Raises NotAnArticle for what is no page.
    """
    kind: MediaType = "text/plain" if got.media_type in TEXT else "text/html"
    raw, beside = got.body, beside._replace(last_modified=got.last_modified)
    try:
        if got.media_type not in HTML | TEXT:
            raise NotAnArticle("no_article", f"{got.media_type}, no page")
        kind = sniff_media_type(raw[:4096]) if got.media_type == "" else kind
        raw = _mark_charset(raw, got.charset)
        page = read_page(raw, got.final_url, now=got.fetched_at, media_type=kind, zone=zone, beside=beside)
    except (NotAnArticle, InputError) as ex:
        problem = PageProblem(ex.outcome if isinstance(ex, NotAnArticle) else "no_article", f"{got.url}: {ex}")
        return Capture(locator=got.url, url=got.final_url, captured_at=got.fetched_at, raw=raw, media_type=kind, problem=problem)
    return Capture(locator=got.url, url=got.final_url, captured_at=got.fetched_at, raw=raw, media_type=kind, page=page, beside=beside)


def _mark_charset(raw: bytes, charset: str | None) -> bytes:
    """Returns the bytes in a form that declares their encoding."""
    if charset is None or decode(raw) == decode(raw, charset):
        return raw
    return b"\xef\xbb\xbf" + decode(raw, charset).encode()
