"""Fetches one page over HTTP, politely and within limits.

One request at a time to a host, with a pause between two; it obeys robots.txt and Retry-After, and waits after errors for a growing,
jittered time. A request ends in a response or in a `Failed` with one line, within the time limit for all of it: a deadline cuts the
connection, so that neither a slow body nor endless headers delay a run. Bodies are decompressed up to a limit.

Clock, sleep, random numbers and resolver are parameters, which tests replace.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as HTTPTimeout
from urllib3.util import Timeout

from sayso.errors import InputError
from sayso.ingest import clock as clocks
from sayso.ingest.clock import parse_stored_time
from sayso.ingest.fetch.agent import AGENT
from sayso.ingest.fetch.content_encoding import ACCEPTED_ENCODINGS, unpack
from sayso.ingest.fetch.private_networks import PrivateAddressError, Resolver, ThreadConnections, cut_connections, make_manager, resolve
from sayso.ingest.fetch.redirects import REDIRECTS, Failed, HttpResponse, RedirectChain
from sayso.ingest.fetch.retry_policy import PASSING, Policy
from sayso.ingest.fetch.robots import Robots
from sayso.ingest.urls import is_web

__all__ = ["AGENT", "Failed", "Fetched", "Fetcher", "Policy"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    `url` was requested, `final_url` responded; `moved_to` is the target of permanent redirects alone, None if there were none. With
    `unchanged` (304) the body is empty, and the content is that of the last visit. `seconds` is the duration of the requests.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    fetched_at: str
    media_type: str
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    unchanged: bool = False
    requests: int = 1
    seconds: float = 0.0


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Fetcher:
    """Fetches pages; any number of threads may share it."""

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        clock: clocks.Clock = clocks.now,
        sleep: Callable[[float], None] = time.sleep,
        ticks: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        resolver: Resolver = resolve,
    ) -> None:
        self.policy = policy or Policy()
        self._clock, self._sleep, self._ticks, self._chance = clock, sleep, ticks, chance
        self._line = ThreadConnections()
        self._pools = {private: make_manager(resolver, private, self._line) for private in (False, True)}
        self._hosts: dict[str, _Host] = {}
        self._shut: dict[str, str] = {}
        self._lock = threading.Lock()
        self._robots = {private: Robots(self.policy.agent, self._make_robots_reader(private), clock) for private in (False, True)}

    def close(self) -> None:
        """Closes all connections."""
        for pool in self._pools.values():
            pool.clear()

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, private: bool | None = None, limit: int | None = None
    ) -> Fetched:
        """Fetches the page at `url`, or learns that it has not changed since the response with this `etag` and `last_modified`.

        `private` overrides the policy for this address, its redirects included. Raises Failed.
        """
        if not is_web(url):
            raise Failed("not_allowed", f"{url}: only http and https addresses are fetched")
        allowed = self.policy.private if private is None else private
        known = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if v}
        trip = RedirectChain(url)
        try:
            return self._follow_redirects(trip, known, allowed, limit or self.policy.limit)
        except Failed as ex:
            ex.seconds = trip.seconds
            raise

    def _follow_redirects(self, trip: RedirectChain, headers: dict[str, str], private: bool, limit: int) -> Fetched:
        """Follows all redirects and returns the last response."""
        while True:
            if self.policy.robots and not self._robots[private].allows(trip.at):
                raise self._refuse_forbidden(trip, self._robots[private].find_trouble(trip.at))
            answer = self._request_with_retries(trip, headers, private, limit)
            if answer.status not in REDIRECTS:
                return self._judge_response(trip, answer)
            trip.follow(answer, self.policy.redirects)

    def _request_with_retries(self, trip: RedirectChain, headers: dict[str, str], private: bool, limit: int) -> HttpResponse:
        """Requests one address, with as many tries as the policy allows."""
        for attempt in range(1, self.policy.tries + 1):
            last = attempt == self.policy.tries
            try:
                answer = self._request_once(trip, headers, private, limit)
            except Failed as ex:
                if last or ex.outcome not in ("unreachable", "broken_off"):
                    raise
                self._sleep(self.policy.wait(attempt, self._chance()))
                continue
            if answer.status not in PASSING:
                return answer
            wait = self.policy.wait(attempt, self._chance()) if answer.retry_at is None else self._compute_wait(answer.retry_at)
            if last or wait > self.policy.longest_wait:
                raise self._refuse_status(trip, answer)
            self._sleep(wait)
        raise AssertionError("a policy has at least one try")

    def _request_once(self, trip: RedirectChain, headers: dict[str, str], private: bool, limit: int) -> HttpResponse:
        """Makes one request when its host is free."""
        policy = self.policy
        pause = max(policy.pause, self._robots[private].get_pause(trip.at) if policy.robots and not trip.is_robots else 0.0)
        self._may_ask(trip)
        with self._take_turn(trip.at, pause), self._start_deadline() as over:
            trip.requests += 1
            began = self._ticks()
            try:
                response = self._pools[private].request(
                    "GET", trip.at, headers=self._make_headers(headers), redirect=False, retries=False, preload_content=False,
                    timeout=Timeout(connect=policy.connect, read=policy.read),
                )  # fmt: skip
                return self._read_response(trip, response, limit, over)
            except (HTTPError, OSError, ValueError) as ex:
                raise self._make_failure(trip, ex, over.is_set()) from ex
            finally:
                trip.seconds += self._ticks() - began

    def _read_response(self, trip: RedirectChain, response: BaseHTTPResponse, limit: int, over: threading.Event) -> HttpResponse:
        """Returns the response with its body decompressed. Reads the body of a page only, not that of an error."""
        page, whole = 200 <= response.status < 300, False
        try:
            body = self._read_body(trip, response, limit, over) if page else b""
            if over.is_set():
                raise HTTPTimeout
            whole = page or response.status == 304
            return HttpResponse.of(response, self._unpack(trip, response, body, limit), self._clock())
        finally:
            if whole:
                response.release_conn()
            else:
                response.close()

    def _read_body(self, trip: RedirectChain, response: BaseHTTPResponse, limit: int, over: threading.Event) -> bytes:
        body = bytearray()
        while not over.is_set() and (piece := response.read1(65536, decode_content=False)):
            body += piece
            if len(body) > limit:
                raise self._refuse_too_big(trip, response, limit)
        return bytes(body)

    def _unpack(self, trip: RedirectChain, response: BaseHTTPResponse, packed: bytes, limit: int) -> bytes:
        try:
            body = unpack(packed, response.headers.get("Content-Encoding") or "", limit)
        except InputError as ex:
            raise Failed("unreadable", f"{trip.at}: {ex}", status=response.status, moved_to=trip.moved_to) from None
        if len(body) > limit:
            raise self._refuse_too_big(trip, response, limit)
        return body

    def _refuse_too_big(self, trip: RedirectChain, response: BaseHTTPResponse, limit: int) -> Failed:
        return Failed("too_big", f"{trip.at}: more than {limit // 1024} KB, unpacked", status=response.status, moved_to=trip.moved_to)

    def _make_headers(self, more: dict[str, str]) -> dict[str, str]:
        return {
            "User-Agent": self.policy.agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en",
            "Accept-Encoding": ACCEPTED_ENCODINGS,
            **more,
        }

    @contextmanager
    def _take_turn(self, url: str, pause: float) -> Iterator[None]:
        """Waits for our turn at the host; at the end of the block, starts the pause before the next request."""
        with self._lock:
            host = self._hosts.setdefault(urlsplit(url).netloc.lower(), _Host())
        with host.lock:
            wait = host.free_at - self._ticks()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                host.free_at = self._ticks() + pause

    @contextmanager
    def _start_deadline(self) -> Iterator[threading.Event]:
        """Yields an event that is set when the time limit of the whole request is reached; then the connection is cut."""
        over, holder = threading.Event(), self._line.holder
        holder.clear()

        def end() -> None:
            over.set()
            cut_connections(holder)

        timer = threading.Timer(self.policy.total, end)
        timer.daemon = True
        timer.start()
        try:
            yield over
        finally:
            timer.cancel()

    def _may_ask(self, trip: RedirectChain) -> None:
        """Raises Failed until the time before which the host asked for no requests."""
        until = self._shut.get(urlsplit(trip.at).netloc.lower())
        if until and until > self._clock():
            raise Failed("rate_limited", f"{trip.at}: its host asks us to wait until {until}", retry_at=until, moved_to=trip.moved_to)

    def _compute_wait(self, time: str) -> float:
        return float(max(0.0, (parse_stored_time(time) - parse_stored_time(self._clock())).total_seconds()))

    def _refuse_status(self, trip: RedirectChain, answer: HttpResponse) -> Failed:
        outcome = "rate_limited" if answer.status == 429 else "server_error"
        if answer.retry_at:
            self._shut[urlsplit(trip.at).netloc.lower()] = answer.retry_at
        until = f"; ask again after {answer.retry_at}" if answer.retry_at else ""
        return Failed(
            outcome, f"{trip.at}: HTTP {answer.status}{until}", status=answer.status, retry_at=answer.retry_at, moved_to=trip.moved_to
        )

    def _judge_response(self, trip: RedirectChain, answer: HttpResponse) -> Fetched:
        if answer.status >= 400 or not (200 <= answer.status < 300 or answer.status == 304):
            outcome = "gone" if answer.status in (404, 410) else "denied" if answer.status in (401, 402, 403, 451) else "http_error"
            raise Failed(outcome, f"{trip.at}: HTTP {answer.status}", status=answer.status, moved_to=trip.moved_to)
        return Fetched(
            url=trip.url, final_url=trip.at, status=answer.status, body=answer.body, fetched_at=answer.at, media_type=answer.media_type,
            charset=answer.charset, etag=answer.etag, last_modified=answer.last_modified, moved_to=trip.moved_to,
            unchanged=answer.status == 304, requests=trip.requests, seconds=trip.seconds,
        )  # fmt: skip

    def _make_failure(self, trip: RedirectChain, ex: Exception, over: bool) -> Failed:
        """Turns an error of urllib3 or the system into a `Failed` with an outcome and one line."""
        word, reason = self._describe_error(ex, over)
        return Failed(word, f"{trip.at}: {reason}", moved_to=trip.moved_to)

    def _describe_error(self, ex: Exception, over: bool) -> tuple[str, str]:
        if isinstance(ex, PrivateAddressError):
            return "not_allowed", str(ex)
        if over:
            return "timeout", f"not done within {self.policy.total:g} s"
        if isinstance(ex, NameResolutionError):
            return "unreachable", "no such host"
        if isinstance(ex, NewConnectionError):  # before timeouts, since urllib3's class of this error is a subclass of its timeouts
            return "unreachable", _shorten_error(ex)
        if isinstance(ex, ConnectTimeoutError):
            return "timeout", f"no connection within {self.policy.connect:g} s"
        if isinstance(ex, HTTPTimeout | TimeoutError):
            return "timeout", f"no answer within {self.policy.read:g} s"
        if isinstance(ex, SSLError):
            return "broken_off", f"no secure connection ({_shorten_error(ex)})"
        return "broken_off", _shorten_error(ex)

    def _refuse_forbidden(self, trip: RedirectChain, trouble: Failed | None) -> Failed:
        if trouble is None:
            return Failed("robots", f"{trip.at}: robots.txt does not allow reading it", moved_to=trip.moved_to)
        reason = str(trouble).removeprefix(f"{urljoin(trip.at, '/robots.txt')}: ")
        if trouble.outcome in ("not_allowed", "unreachable"):  # and so is the page
            return Failed(trouble.outcome, f"{trip.at}: {reason}", moved_to=trip.moved_to)
        why = f"{trip.at}: nothing is read while robots.txt is not available ({reason})"
        return Failed("no_robots", why, moved_to=trip.moved_to, retry_at=trouble.retry_at)

    def _make_robots_reader(self, private: bool) -> Callable[[str], tuple[int, bytes]]:
        """Returns a function that reads robots.txt files, with the same limits, but without checking robots.txt."""

        def read(url: str) -> tuple[int, bytes]:
            trip = RedirectChain(url, is_robots=True)
            while True:
                answer = self._request_with_retries(trip, {}, private, self.policy.limit)
                if answer.status not in REDIRECTS:
                    return answer.status, answer.body
                trip.follow(answer, 5)

        return read


def _shorten_error(ex: Exception) -> str:
    """Returns the error in one line, without urllib3's name of the connection or pool at the front and OpenSSL's source locations."""
    text = re.sub(r"^(?:<[^>]*>|\w*(?:Connection|Pool)\w*\([^)]*\)): |\[SSL: \w+\] | \(_ssl\.c:\d+\)", "", str(ex))
    return " ".join(text.split())[:200] or type(ex).__name__
