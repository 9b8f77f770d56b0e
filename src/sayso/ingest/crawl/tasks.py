"""What a night asks for, what comes of it, and how far it is: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sayso.ingest.fetch.client import Failed, Fetched
    from sayso.store.watchlist import Source, Watch


@dataclass(frozen=True, slots=True)
class Task:
    """One address to ask for.

    A source's own ("source"), a feed that a sitemap index names ("nested"), a story ("story"), or an address that somebody typed, which
    may be either ("typed").
    """

    url: str
    what: Literal["source", "nested", "story", "typed"]
    source: Source | None = None
    watch: Watch | None = None


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came for a task: `fetched`, or the reason why nothing did."""

    task: Task
    fetched: Fetched | None = None
    failed: Failed | None = None

    @property
    def seconds(self) -> float:
        """How long the requests took."""
        came = self.fetched or self.failed
        return came.seconds if came else 0.0


@dataclass(slots=True)
class RunProgress:
    """How far a run is: sources and articles, done and planned as far as known by now, after `seconds`.

    `seconds_left` is what the rest will take, None until that can be estimated.
    """

    sources: int = 0
    sources_read: int = 0
    articles: int = 0
    articles_read: int = 0
    seconds: float = 0.0
    seconds_left: float | None = None
