"""Reads the address and time of a saved page from the note of the saving tool.

It reads the comment of the SingleFile browser extension (url, saved date), and the "saved from url" mark of browsers.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from sayso.ingest.clock import format_stored_time
from sayso.ingest.urls import is_web

#: The note is before the page's own head.
HEAD_BYTES = 4096

_SINGLEFILE = re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<date>[^\r\n(]+)")
_BROWSER = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(?P<url>\S+)\s*-->")


class SaveNote(NamedTuple):
    """The note of the saving tool: address and time, each may be missing."""

    url: str | None = None
    at: str | None = None


def read_save_note(raw: bytes) -> SaveNote:
    """Reads the note at the head of a saved page.

    >>> head = b"<!--\\n Page saved with SingleFile\\n url: https://a.example/b\\n saved date: %s\\n-->"
    >>> read_save_note(head % b"Sat Mar 14 2026 09:40:00 GMT+0100 (CET)")
    SaveNote(url='https://a.example/b', at='2026-03-14T08:40:00Z')
    >>> read_save_note(b"<!doctype html>")
    SaveNote(url=None, at=None)
    """
    head = raw[:HEAD_BYTES]
    found = _SINGLEFILE.search(head) or _BROWSER.search(head)
    if found is None:
        return SaveNote()
    url = found["url"].decode("ascii", "replace")
    date = found.groupdict().get("date")
    return SaveNote(url if is_web(url) else None, _parse_time(date.decode("ascii", "replace").strip()) if date else None)


def _parse_time(text: str) -> str | None:
    try:
        return format_stored_time(datetime.strptime(text, "%a %b %d %Y %H:%M:%S GMT%z"))
    except ValueError:
        return None
