"""Permissions by robots.txt, as in RFC 9309: rules are obeyed; without rules all is allowed; after a server error nothing is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego

from sayso.ingest.clock import format_stored_time, parse_stored_time
from sayso.ingest.fetch.redirects import Failed

#: How long rules are cached; the RFC allows a day at most.
KEPT = timedelta(hours=24)
#: How long after a server error the rules are requested again.
TROUBLE = timedelta(hours=1)
#: A robots.txt is read up to this many bytes, as the RFC says; the rest of a longer one is ignored.
MAX_BYTES = 512 * 1024
#: The longest pause between requests that we obey: some sites ask for a day.
LONGEST_PAUSE = 60.0

#: Fetches a robots.txt and returns status and text. Raises Failed if there is no response.
Reader = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class _Rules:
    until: str
    open: bool
    parsed: Protego | None = None
    trouble: Failed | None = None


class Robots:
    """The rules of all sites requested so far. `agent` is the whole User-Agent; rules name us by its first word."""

    def __init__(self, agent: str, read: Reader, clock: Callable[[], str]) -> None:
        self._agent = agent.split("/", 1)[0].split()[0]
        self._read = read
        self._clock = clock
        self._rules: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def allows(self, url: str) -> bool:
        """Whether we may read `url`."""
        rules = self._get_rules(url)
        return rules.parsed.can_fetch(url, self._agent) if rules.parsed is not None else rules.open

    def find_trouble(self, url: str) -> Failed | None:
        """Returns the failure of reading the site's rules; None if they were read."""
        return self._get_rules(url).trouble

    def get_pause(self, url: str) -> float:
        """Returns the seconds between requests that the site asks for; 0 if it asks for none."""
        rules = self._get_rules(url)
        delay = rules.parsed.crawl_delay(self._agent) if rules.parsed is not None else None
        return min(float(delay or 0), LONGEST_PAUSE)

    def _get_rules(self, url: str) -> _Rules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._rules.get(site)
        if known is not None and known.until > self._clock():
            return known
        rules = self._fetch_rules(f"{site}/robots.txt")
        with self._lock:
            self._rules[site] = rules
        return rules

    def _fetch_rules(self, url: str) -> _Rules:
        now = parse_stored_time(self._clock())
        try:
            status, text = self._read(url)
        except Failed as ex:
            if ex.outcome != "bad_redirect":
                return _Rules(format_stored_time(now + TROUBLE), False, trouble=ex)
            status, text = 404, b""  # a redirect that leads nowhere counts as a missing file
        if 200 <= status < 300:
            return _Rules(format_stored_time(now + KEPT), True, Protego.parse(text[:MAX_BYTES].decode("utf-8", "replace")))
        return _Rules(format_stored_time(now + KEPT), True)
