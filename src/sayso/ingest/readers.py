"""Files, folders, JSON lines and standard input become captures; raw bytes become a page.

One thing that cannot be read is one `Capture` with a `problem`, a line that names the place and the reason; it never stops the others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.capture import Capture, MediaType, Page


def read_page(
    raw: bytes,
    url: str | None,
    *,
    now: str,
    media_type: MediaType = "text/html",
    zone: str = "UTC",
    last_modified: str | None = None,
) -> Page:
    """The article in `raw`. `now` is when it was captured: later times are refused. `zone` is assumed where a time states none
    (an IANA name). Raises NotAnArticle (read well, no article) or InputError (cannot be read).
    """
    raise InputError("not built yet")


def captures(paths: Iterable[str], *, now: str, zone: str = "UTC", stdin: BinaryIO | None = None) -> Iterator[Capture]:
    """Every look that `paths` give, in order: files, folders (whole trees, sorted), "-" for JSON lines on standard input (`stdin`
    stands in for it). Lazy: a JSON lines file of any size is read line by line.
    """
    del stdin, now, zone
    _ = sys.stdin
    yield from ()
