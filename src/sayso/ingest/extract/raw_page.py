"""Pages that are not read yet: bytes that any process can read into a capture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sayso.errors import InputError, NotAnArticle
from sayso.ingest.extract import json_lines
from sayso.ingest.extract.page import Capture, MediaType, PageProblem
from sayso.ingest.extract.read import read_page
from sayso.ingest.extract.saved_page import read_save_note


class PageSource(Protocol):
    """A page from any input that is not read yet."""

    def read(self) -> Capture:
        """Reads the page into a capture."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of a page, text or JSON line, found at `locator`; `now` (UTC ISO) replaces a missing time; `zone` is the assumed zone."""

    locator: str
    raw: bytes
    kind: MediaType
    now: str
    zone: str

    def read(self) -> Capture:
        """Reads the bytes into a capture, with a page or a problem."""
        url, when = read_save_note(self.raw) if self.kind == "text/html" else (None, None)
        try:
            if self.kind == "application/json":
                row = json_lines.load_line(self.raw)
                url, when = json_lines.read_address(row), json_lines.read_captured_at(row)
            known = url if self.kind == "text/html" else None
            page = read_page(self.raw, known, now=when or self.now, media_type=self.kind, zone=self.zone)
        except NotAnArticle as ex:
            return self._make_failed_capture(url, when, ex.outcome, ex)
        except InputError as ex:
            return self._make_failed_capture(url, when, "bad_line" if self.kind == "application/json" else "no_article", ex)
        return Capture(locator=self.locator, url=page.url or url, captured_at=when, raw=self.raw, media_type=self.kind, page=page)

    def _make_failed_capture(self, url: str | None, when: str | None, outcome: str, why: Exception) -> Capture:
        return Capture(
            locator=self.locator,
            url=url,
            captured_at=when,
            raw=self.raw,
            media_type=self.kind,
            problem=PageProblem(outcome, f"{self.locator}: {why}"),
        )
