"""The policy of requests to a host: the statuses that are retried (429 among them), how often, and the waits between."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.ingest.fetch.agent import AGENT
from sayso.ingest.page_size import LIMIT

#: Worth another try in a moment.
PASSING = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits and waits of requests.

    Times in seconds. `private` lets addresses of this machine and of private networks be asked; `longest_wait` is the longest Retry-
    After that is waited for, a longer one ends the request.
    """

    agent: str = AGENT
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    pause: float = 1.0
    tries: int = 3
    back_off: float = 2.0
    longest_wait: float = 60.0
    redirects: int = 10
    limit: int = LIMIT
    robots: bool = True
    private: bool = False

    def wait(self, attempt: int, chance: float) -> float:
        """Seconds before another try after so many (from 1) that failed without a Retry-After; `chance`, from 0 to 1, spreads them."""
        return self.back_off * 2.0 ** (attempt - 1) * (0.5 + chance)
