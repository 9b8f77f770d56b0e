"""Which part of the input a run is to take: no more than so many stories, none that is dated before a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.ingest.extract.page import Capture


@dataclass(slots=True)
class InputLimits:
    """At most `limit` more, and none dated before `since` (UTC ISO); None asks for all. `left_out` counts those dated earlier."""

    limit: int | None = None
    since: str | None = None
    left_out: int = 0

    @property
    def exhausted(self) -> bool:
        """Whether nothing more is to be taken."""
        return self.limit is not None and self.limit <= 0

    @property
    def is_partial(self) -> bool:
        """Whether it may have left something out."""
        return self.exhausted or self.since is not None

    def consume(self) -> bool:
        """Takes one more, if it may."""
        if self.exhausted:
            return False
        if self.limit is not None:
            self.limit -= 1
        return True

    def accepts(self, at: str | None) -> bool:
        """Whether something of that date is to be taken; what has no date is.

        >>> choice = InputLimits(since="2026-03-14T00:00:00Z")
        >>> choice.accepts("2026-03-15T09:00:00Z"), choice.accepts("2026-03-13T09:00:00Z"), choice.accepts(None), choice.left_out
        (True, False, True, 1)
        """
        earlier = self.since is not None and at is not None and at < self.since
        self.left_out += earlier
        return not earlier

    def filter(self, looks: Iterable[Capture]) -> Iterator[Capture]:
        """Those of the looks that are to be taken, dated as their pages state it; one that failed is told like any other.

        No more is read than is taken.
        """
        stream = iter(looks)
        while not self.exhausted and (look := next(stream, None)) is not None:
            if self.accepts(look.page.updated_at if look.page else None):
                self.consume()
                yield look
