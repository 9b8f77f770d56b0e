"""Limits on the input of one run: a maximum number of stories, and an earliest date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.ingest.extract.page import Capture


@dataclass(slots=True)
class InputLimits:
    """At most `limit` more stories, none dated before `since` (UTC ISO); None: no limit. `left_out` counts the stories dated earlier."""

    limit: int | None = None
    since: str | None = None
    left_out: int = 0

    @property
    def exhausted(self) -> bool:
        """Whether the maximum is reached."""
        return self.limit is not None and self.limit <= 0

    @property
    def is_partial(self) -> bool:
        """Whether stories may have been left out."""
        return self.exhausted or self.since is not None

    def consume(self) -> bool:
        """Counts one more story; returns False if the maximum is reached."""
        if self.exhausted:
            return False
        if self.limit is not None:
            self.limit -= 1
        return True

    def accepts(self, at: str | None) -> bool:
        """Whether a story of that date is read; a story without a date is.

        >>> choice = InputLimits(since="2026-03-14T00:00:00Z")
        >>> choice.accepts("2026-03-15T09:00:00Z"), choice.accepts("2026-03-13T09:00:00Z"), choice.accepts(None), choice.left_out
        (True, False, True, 1)
        """
        earlier = self.since is not None and at is not None and at < self.since
        self.left_out += earlier
        return not earlier

    def filter(self, looks: Iterable[Capture]) -> Iterator[Capture]:
        """Yields the captures within the limits, by the dates that their pages state; a failed one counts like any other.

        It reads no more captures than it yields.
        """
        stream = iter(looks)
        while not self.exhausted and (look := next(stream, None)) is not None:
            if self.accepts(look.page.updated_at if look.page else None):
                self.consume()
                yield look
