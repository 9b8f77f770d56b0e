"""Redirects of one request, and the response: plain values of the fetcher."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from urllib3 import BaseHTTPResponse

from sayso.errors import FetchError
from sayso.ingest.clock import format_stored_time, parse_http_date, parse_stored_time
from sayso.ingest.urls import make_absolute

PERMANENT = frozenset((301, 308))
REDIRECTS = PERMANENT | {302, 303, 307}


class Failed(FetchError):
    """A request without a page.

    `outcome` is a word for the log; `status` that of the last response, None without one; `retry_at` the time before which the host wants
    no requests; `moved_to` the target of permanent redirects before the failure; `seconds` the duration of the requests.
    """

    def __init__(
        self, outcome: str, reason: str, *, status: int | None = None, retry_at: str | None = None, moved_to: str | None = None
    ) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.status = status
        self.retry_at = retry_at
        self.moved_to = moved_to
        self.seconds = 0.0


@dataclass(slots=True)
class RedirectChain:
    """One request and its redirects so far; `seconds` is the time of all its requests, without the pauses between them."""

    url: str
    at: str = ""
    moved_to: str | None = None
    permanent: bool = True
    seen: list[str] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0
    is_robots: bool = False

    def __post_init__(self) -> None:
        self.at = self.at or self.url
        self.seen.append(self.at)

    def follow(self, answer: HttpResponse, most: int) -> None:
        """Follows a redirect. Raises Failed if it leads to no web address, in a circle, or over more than `most` steps."""
        to = make_absolute(self.at, answer.location or "")
        if to is None:
            raise Failed("bad_redirect", f"{self.at}: redirected to {answer.location!r}, which is not a web address", status=answer.status)
        to = to.partition("#")[0]
        if to in self.seen:
            raise Failed("bad_redirect", f"{self.url}: redirected in a circle, back to {to}", status=answer.status)
        if len(self.seen) > most:
            raise Failed("bad_redirect", f"{self.url}: redirected more than {most} times", status=answer.status)
        self.permanent = self.permanent and answer.status in PERMANENT
        if self.permanent:
            self.moved_to = to
        self.at = to
        self.seen.append(to)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """One response with any status."""

    status: int
    body: bytes
    at: str
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    location: str | None
    retry_at: str | None

    @classmethod
    def of(cls, response: BaseHTTPResponse, body: bytes, now: str) -> HttpResponse:
        """Makes a value of the parts of a response that we keep."""
        kind, _, parameters = (response.headers.get("Content-Type") or "").partition(";")
        charset = next((p.partition("=")[2].strip("\"' ") for p in parameters.split(";") if p.strip().lower().startswith("charset=")), None)
        header = response.headers.get
        return cls(
            status=response.status, body=body, at=now, media_type=kind.strip().lower(), charset=charset or None, etag=header("ETag"),
            last_modified=header("Last-Modified"), location=header("Location"), retry_at=_retry_at(header("Retry-After"), now),
        )  # fmt: skip


def _retry_at(raw: str | None, now: str) -> str | None:
    """Returns the time in a Retry-After header, which is in seconds from now, or a date; None without one."""
    if not raw:
        return None
    if raw.strip().isdigit():
        seconds = min(int(raw), 30 * 86400)
        return format_stored_time(parse_stored_time(now) + timedelta(seconds=seconds))
    return parse_http_date(raw)
