"""One writer at a time: a lock that dies with its process.

A lock on the database file itself would not do: closing any other handle of that file drops SQLite's own locks (POSIX record
locks belong to the process, not the handle). So a file beside it is locked with flock; it holds the owner's number for the message.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import BusyError, StoreError


@contextmanager
def writer(path: Path) -> Iterator[None]:
    """Holds the right to write to the database at `path`; raises BusyError when another process has it."""
    beside = path.with_name(path.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"{beside}: cannot be made ({error.strerror}); choose a database in a folder that you may write to, with --db"
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.read(handle, 32).decode(errors="replace").strip() or "unknown"
            raise BusyError(
                f"{path}: another sayso is writing to it (process {owner}); wait for it to end, or name another with --db"
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
