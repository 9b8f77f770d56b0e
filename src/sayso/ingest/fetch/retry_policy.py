"""The policy of requests to a host: the statuses that are retried (429 among them), how often, and the waits between."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.ingest.fetch.agent import AGENT
from sayso.ingest.page_size import MAX_PAGE_BYTES

#: The statuses of temporary failures, which are retried.
PASSING = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits and waits of requests.

    Times are in seconds. `private` allows addresses of this machine and of private networks. `longest_wait` is the longest Retry-After
    for which we wait; a longer one ends the request.
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
    limit: int = MAX_PAGE_BYTES
    robots: bool = True
    private: bool = False

    def wait(self, attempt: int, chance: float) -> float:
        """Returns the seconds to wait after try `attempt` (from 1) without a Retry-After; `chance`, from 0 to 1, spreads them."""
        return self.back_off * 2.0 ** (attempt - 1) * (0.5 + chance)
