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
class Answer:
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
class Standing:
    """How far a run is after so many seconds, as far as is known by now.

    Sources read of those that are due, articles looked at of those that are to be looked at; `left` are the seconds that the rest will
    take, None before that can be told.
    """

    sources: int = 0
    read: int = 0
    articles: int = 0
    looked: int = 0
    seconds: float = 0.0
    left: float | None = None
