"""What an archive is known by, and the pages met in archives so far; `warc` reads them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where a record stands: the file, and the offset in it."""

    path: str
    offset: int


@dataclass(slots=True)
class Seen:
    """The pages met so far, for the records that only point to one: by digest of the page and, for servers that said "not modified",
    by address."""

    by_digest: dict[str, Place] = field(default_factory=dict)
    by_url: dict[str, Place] = field(default_factory=dict)

    def add(self, record: Any, place: Place) -> None:
        """Notes a page."""
        if digest := record.rec_headers.get_header("WARC-Payload-Digest"):
            self.by_digest.setdefault(digest, place)
        self.by_url[url_of(record)] = place

    def page_of(self, record: Any) -> Place | None:
        """Where the page stands that a revisit points to."""
        if digest := record.rec_headers.get_header("WARC-Payload-Digest"):
            return self.by_digest.get(digest)
        return self.by_url.get(record.rec_headers.get_header("WARC-Refers-To-Target-URI") or url_of(record))


def is_archive(name: str) -> bool:
    """Whether a file's name says that it is a WARC or ARC file."""
    return name.lower().endswith((".warc", ".warc.gz", ".arc", ".arc.gz"))


def is_arc(head: bytes) -> bool:
    """Whether a file that begins so, packed or not, is an ARC file.

    >>> is_arc(b"filedesc://crawl.arc 127.0.0.1 20260504160000 text/plain 76"), is_arc(b"WARC/1.0")
    (True, False)
    """
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"filedesc://")


def url_of(record: Any) -> str:
    """The address that a record is about."""
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
