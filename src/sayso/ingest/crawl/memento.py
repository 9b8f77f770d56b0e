"""The history of an address in a web archive with the Wayback Machine's interface.

The archive gives a CDX list of captures, and each capture unchanged.

An archive is given by its address, such as https://web.archive.org. Of consecutive captures with the same bytes only one is requested.
The time of a capture is the archive's; if the archive returns a neighbouring capture, the time of that one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from sayso.errors import InputError
from sayso.ingest.crawl.responses import FetchOutcome, capture_of
from sayso.ingest.extract.charset import decode
from sayso.ingest.extract.page import Capture, PageProblem
from sayso.ingest.extract.time_formats import parse_time
from sayso.ingest.fetch.client import Failed, Fetcher
from sayso.ingest.urls import is_web

#: The number of lines of the list in one request.
BATCH_SIZE = 1000

_REPLAYED = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Memento:
    """One capture in an archive: its address, its time (UTC ISO), and the address of the unchanged copy."""

    url: str
    at: str
    address: str


def list_mementos(
    fetcher: Fetcher, archive: str, url: str, *, since: str | None = None, until: str | None = None, private: bool | None = None
) -> Iterator[Memento]:
    """Yields the captures in `archive` of `url` between two times (UTC ISO, both included), oldest first.

    Raises Failed if the archive cannot be reached, InputError if its answer is no list.
    """
    base, start = archive.rstrip("/"), _format_digits(since)
    while True:
        asked = {
            "url": url, "output": "json", "fl": "timestamp,original,digest", "collapse": "digest", "limit": str(BATCH_SIZE),
            "filter": "statuscode:200", **({"from": start} if start else {}), **({"to": _format_digits(until)} if until else {}),
        }  # fmt: skip
        rows = _parse_rows(fetcher.fetch(f"{base}/cdx/search/cdx?{urlencode(asked)}", private=private).body, base)
        fresh = [row for row in rows if not start or row[0] > start or start == _format_digits(since)]
        for stamp, original in fresh:
            when = parse_time(f"{stamp[:8]}T{stamp[8:]}Z")
            if when is not None and is_web(original):
                yield Memento(original, when.value, f"{base}/web/{stamp}id_/{original}")
        if len(rows) < BATCH_SIZE or not fresh:
            return
        start = rows[-1][0]


def recall_capture(fetcher: Fetcher, memento: Memento, *, private: bool | None = None, zone: str = "UTC") -> FetchOutcome:
    """Fetches an archived page as a capture of its time; never raises for errors of the network or the page."""
    try:
        got = fetcher.fetch(memento.address, private=private)
    except Failed as ex:
        problem = PageProblem(ex.outcome, str(ex))
        return FetchOutcome(
            Capture(
                locator=memento.address,
                url=memento.url,
                captured_at=memento.at,
                problem=problem,
            ),
            failed=ex,
        )
    replayed = _REPLAYED.search(got.final_url)
    when = parse_time(f"{replayed.group(1)[:8]}T{replayed.group(1)[8:]}Z") if replayed else None
    was = replace(got, url=memento.address, final_url=memento.url, fetched_at=when.value if when else memento.at, last_modified=None)
    return FetchOutcome(capture_of(was, zone), got)


def _parse_rows(body: bytes, archive: str) -> list[tuple[str, str]]:
    """Returns time and address of each line of a CDX list, without its heading."""
    text = decode(body).strip()
    try:
        rows = json.loads(text) if text else []
    except ValueError:
        raise InputError(f"{archive}: not a CDX list, but {text[:60]!r}") from None
    if not isinstance(rows, list) or not all(isinstance(r, list) and len(r) >= 2 for r in rows):
        raise InputError(f"{archive}: not a CDX list")
    return [(str(r[0]), str(r[1])) for r in rows if re.fullmatch(r"\d{14}", str(r[0]))]


def _format_digits(time: str | None) -> str:
    """Formats a time as archives write it: fourteen digits."""
    return re.sub(r"\D", "", time or "")[:14]
