"""Makes captures of files, folders, JSON lines, archives and standard input. `find_pages` leaves the reading to other processes.

An item that cannot be read is one `Capture` with a `problem`, a line with the place and the reason; reading continues with the others.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.crawl.archives import Seen, is_arc, is_archive
from sayso.ingest.extract.page import Capture, MediaType, PageProblem
from sayso.ingest.extract.raw_page import PageSource, RawPage
from sayso.ingest.extract.read import sniff_media_type
from sayso.ingest.page_size import MAX_PAGE_BYTES, describe_too_big

SUFFIXES: dict[str, MediaType] = {
    ".htm": "text/html",
    ".html": "text/html",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
    ".shtml": "text/html",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".xhtml": "text/html",
}


def read_captures(paths: Iterable[str], *, now: str, zone: str = "UTC", stdin: BinaryIO | None = None) -> Iterator[Capture]:
    """Yields every capture of `paths`, in order; arguments are those of `find_pages`. Each page is read on demand."""
    return map(_read_capture, find_pages(paths, now=now, zone=zone, stdin=stdin))


def _read_capture(look: Capture | PageSource) -> Capture:
    return look if isinstance(look, Capture) else look.read()


def find_pages(paths: Iterable[str], *, now: str, zone: str = "UTC", stdin: BinaryIO | None = None) -> Iterator[Capture | PageSource]:
    """Yields every page of `paths`, in order; items that were already read, or failed, come as captures.

    Files, folders (whole trees, sorted), "-" for JSON lines on standard input (`stdin` replaces it). It is lazy: a JSON lines file of
    any size is read line by line.
    """
    seen = Seen()
    for path in paths:
        if path == "-":
            yield from _read_lines(stdin or sys.stdin.buffer, "-", now, zone)
        elif os.path.isdir(path):
            yield from _read_folder(path, now, zone, seen)
        else:
            yield from _read_file(path, now, zone, seen)


def read_folder_captures(folder: str, *, now: str, zone: str = "UTC", after: datetime | None = None) -> Iterator[Capture]:
    """Yields the captures in a folder, which may be empty; with `after` only those of files created, changed or moved there since."""
    first, seen = after.timestamp() if after else 0.0, Seen()
    failures: list[Capture] = []
    for path in _list_files(folder, lambda ex: failures.append(_make_failed_capture(str(ex.filename), "missing", _describe_error(ex)))):
        with suppress(OSError):  # a file without a date is opened, and fails there
            if os.stat(path).st_ctime < first:
                continue
        yield from map(_read_capture, _read_file(path, now, zone, seen))
    yield from failures


def _read_folder(path: str, now: str, zone: str, seen: Seen) -> Iterator[Capture | PageSource]:
    failures: list[Capture] = []
    found = False
    for file in _list_files(path, lambda ex: failures.append(_make_failed_capture(str(ex.filename), "missing", _describe_error(ex)))):
        found = True
        yield from _read_file(file, now, zone, seen)
    yield from failures
    if not found and not failures:
        yield _make_failed_capture(path, "empty", "no article in this folder (it has no .txt, .html, .jsonl or .warc file)")


def _list_files(path: str, failed: Callable[[OSError], None]) -> Iterator[str]:
    """Yields the files of a whole tree whose names show a readable kind, sorted."""
    for folder, folders, names in os.walk(path, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if (Path(name).suffix.lower() in SUFFIXES or is_archive(name)) and not name.startswith("."):
                yield os.path.join(folder, name)


def _read_file(path: str, now: str, zone: str, seen: Seen) -> Iterator[Capture | PageSource]:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            yield _make_failed_capture(path, "missing", "not a file")
            return
        with open(path, "rb") as file:
            head = file.peek(4096)[:4096]
            if is_archive(path) or head.startswith(b"WARC/") or is_arc(head):
                from sayso.ingest.crawl.warc import read_warc  # imported here: it imports the network client

                yield from read_warc(file, path, zone=zone, seen=seen)
                return
            kind = SUFFIXES.get(Path(path).suffix.lower()) or sniff_media_type(head)
            if kind == "application/json":
                yield from _read_lines(file, path, now, zone)
                return
            size = os.fstat(file.fileno()).st_size
            if size > MAX_PAGE_BYTES:
                yield _make_failed_capture(path, "too_big", describe_too_big(size), kind)
                return
            raw = file.read()
    except OSError as ex:
        yield _make_failed_capture(path, "missing", _describe_error(ex))
        return
    except InputError as ex:
        yield Capture(
            locator=path, url=None, captured_at=None, raw=b"", media_type="text/html", page=None, problem=PageProblem("unreadable", str(ex))
        )
        return
    yield RawPage(locator=path, raw=raw, kind=kind, now=now, zone=zone)


def _read_lines(file: BinaryIO, name: str, now: str, zone: str) -> Iterator[Capture | PageSource]:
    """Yields the content of each line, not yet parsed; skips a line over the limit."""
    number, found = 0, False
    while raw := file.readline(MAX_PAGE_BYTES + 1):
        number += 1
        locator = f"{name}:{number}"
        if len(raw) > MAX_PAGE_BYTES and not raw.endswith(b"\n"):
            size = len(raw)
            while rest := file.readline(MAX_PAGE_BYTES):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield _make_failed_capture(locator, "too_big", describe_too_big(size), "application/json")
        elif raw.strip():
            yield RawPage(locator=locator, raw=raw.strip(), kind="application/json", now=now, zone=zone)
        found = found or bool(raw.strip())
    if not found:
        yield _make_failed_capture(
            name, "empty", "the file is empty" if name != "-" else "nothing came on standard input", "application/json"
        )


def capture_line(locator: str, raw: bytes, now: str, zone: str) -> Capture:
    """Makes a capture of a line of a JSON lines file."""
    return RawPage(locator=locator, raw=raw, kind="application/json", now=now, zone=zone).read()


def _make_failed_capture(locator: str, outcome: str, reason: str, kind: MediaType = "text/plain") -> Capture:
    return Capture(
        locator=locator,
        media_type=kind,
        problem=PageProblem(outcome, f"{locator}: {reason}"),
    )


def _describe_error(ex: OSError) -> str:
    return {"FileNotFoundError": "no such file", "PermissionError": "may not be read"}.get(type(ex).__name__, ex.strerror or str(ex))
