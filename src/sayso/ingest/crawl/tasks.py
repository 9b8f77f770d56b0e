"""Plain values of a run: a task, its result, and the progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sayso.ingest.fetch.client import Failed, Fetched
    from sayso.store.watchlist import Watch, WatchedSource


@dataclass(frozen=True, slots=True)
class Task:
    """One address to fetch.

    A source ("source"), a feed in a sitemap index ("nested"), a story ("story"), or an address that the user typed ("typed"), which may
    be a feed or a story.
    """

    url: str
    what: Literal["source", "nested", "story", "typed"]
    source: WatchedSource | None = None
    watch: Watch | None = None


@dataclass(frozen=True, slots=True)
class FetchResult:
    """The result of a task: either `fetched` or `failed` is set."""

    task: Task
    fetched: Fetched | None = None
    failed: Failed | None = None

    @property
    def seconds(self) -> float:
        """The duration of the requests."""
        came = self.fetched or self.failed
        return came.seconds if came else 0.0


@dataclass(slots=True)
class RunProgress:
    """The progress of a run after `seconds`: sources and articles, done and planned as far as known.

    `seconds_left` is the estimated time for the rest, None until there is an estimate.
    """

    sources: int = 0
    sources_read: int = 0
    articles: int = 0
    articles_read: int = 0
    seconds: float = 0.0
    seconds_left: float | None = None
