"""Many looks in one go: hosts side by side, each host's pages one after the other.

A host has one thread for as long as it has pages to ask for; while it pauses, the thread sleeps and costs nothing. So a host that hangs holds up its own
pages alone. Results are handed over as they come, through a queue that is short: who reads slowly is fetched for slowly, and memory stays flat.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.ingest.fetch import Fetcher
from sayso.ingest.visits import Visit, visit

#: Hosts asked at the same time.
HOSTS = 256
#: Results that may wait to be taken.
WAITING = 32


@dataclass(frozen=True, slots=True)
class Ask:
    """One page to look at: its address, what the last answer was marked with, whether private networks are allowed; `tag` is the
    caller's own and comes back with the answer."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    private: bool | None = None
    tag: object = None


def visit_all(fetcher: Fetcher, asks: Iterable[Ask], *, hosts: int = HOSTS, zone: str = "UTC") -> Iterator[tuple[Ask, Visit]]:
    """A look at every page asked for, in the order in which they come in; closing the iterator ends the round after the pages at
    hand. An error that is no failure of a page is raised here.
    """
    piles: dict[str, list[Ask]] = {}
    for ask in asks:
        piles.setdefault(urlsplit(ask.url).netloc.lower(), []).append(ask)
    # The longest pile first: it decides when the round is over.
    waiting = iter(sorted(piles.values(), key=len, reverse=True))
    lock, stop = threading.Lock(), threading.Event()
    done: queue.Queue[tuple[Ask, Visit] | Exception | None] = queue.Queue(WAITING)

    def work() -> None:
        try:
            while not stop.is_set():
                with lock:
                    pile = next(waiting, None)
                if pile is None:
                    break
                for ask in pile:
                    if stop.is_set():
                        break
                    done.put((ask, visit(fetcher, ask.url, etag=ask.etag, last_modified=ask.last_modified, private=ask.private, zone=zone)))
        except Exception as ex:  # noqa: BLE001 - a bug in a thread must come to light in the caller's
            done.put(ex)
        finally:
            done.put(None)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(hosts, len(piles)))]
    for thread in threads:
        thread.start()
    yield from _taken(done, threads, stop)


def _taken(
    done: queue.Queue[tuple[Ask, Visit] | Exception | None], threads: list[threading.Thread], stop: threading.Event
) -> Iterator[tuple[Ask, Visit]]:
    left = len(threads)
    try:
        while left:
            item = done.get()
            if item is None:
                left -= 1
            elif isinstance(item, Exception):
                raise item
            else:
                yield item
    finally:
        stop.set()
        while left:  # what is on its way is let through, so that no thread waits for ever
            left -= done.get() is None
        for thread in threads:
            thread.join()
