"""Recognises web archives by name or first bytes; the values of their records; the pages found in archives so far.

`warc` reads archives.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


class RecordPlace(NamedTuple):
    """The place of a record: the file, and the offset in it."""

    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class Record:
    """The values in a record's headers, None where they are missing.

        `header` returns one of the server's headers, `sent` the body as sent: compressed, at most one byte over the limit. `status` is
    None if the record has no response of a server.
    """

    kind: str
    url: str
    date: str | None
    digest: str | None
    refers_to: str | None
    status: str | None
    header: Callable[[str], str | None]
    sent: Callable[[], bytes]


@dataclass(slots=True)
class Seen:
    """The pages found so far, for records that only refer to one.

    They are indexed by digest of the page and, for the response "not modified", by address.
    """

    by_digest: dict[str, RecordPlace] = field(default_factory=dict)
    by_url: dict[str, RecordPlace] = field(default_factory=dict)

    def add(self, record: Record, place: RecordPlace) -> None:
        """Adds a page."""
        if record.digest:
            self.by_digest.setdefault(record.digest, place)
        self.by_url[record.url] = place

    def page_of(self, record: Record) -> RecordPlace | None:
        """Returns the place of the page to which a revisit record refers; None if it is unknown."""
        return self.by_digest.get(record.digest) if record.digest else self.by_url.get(record.refers_to or record.url)


def is_archive(name: str) -> bool:
    """Whether a file is a WARC or ARC file, by its name."""
    return name.lower().endswith((".warc", ".warc.gz", ".arc", ".arc.gz"))


def is_arc(head: bytes) -> bool:
    """Whether a file that begins with these bytes, compressed or not, is an ARC file.

    >>> is_arc(b"filedesc://crawl.arc 127.0.0.1 20260504160000 text/plain 76"), is_arc(b"WARC/1.0")
    (True, False)
    """
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"filedesc://")
