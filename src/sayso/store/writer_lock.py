"""One writer at a time: a lock that ends with its process.

A lock on the database file itself would not do: closing any other handle of that file drops SQLite's own locks (POSIX record
locks belong to the process, not the handle). So a file beside it is locked with flock; it contains the number of the locking process, for
the message.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from sayso.errors import BusyError, StoreError
from sayso.store.database import DEFAULT, connect, refuse


@contextmanager
def hold_writer_lock(path: Path) -> Iterator[None]:
    """Holds the right to write to the database at `path`.

    Raises BusyError if another process holds it, StoreError if the lock cannot be made in that folder.
    """
    beside = path.with_name(path.name + ".lock")
    try:
        if path == DEFAULT:
            path.parent.mkdir(exist_ok=True)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"{beside}: cannot be created ({error.strerror}); choose a database in a folder that you may write to, with --db"
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


@contextmanager
def open_for_writing(path: Path, *, create: bool = True, add_to_existing: bool = False) -> Iterator[Database]:
    """Opens the database at `path` for this process alone to write to, and closes it at the end.

    Arguments and errors are those of `refuse` and `hold_writer_lock`.
    """
    refuse(path, create=create, add_to_existing=add_to_existing)
    with hold_writer_lock(path):
        try:
            db = connect(path, create=create, add_to_existing=add_to_existing)
        except StoreError:
            if not path.exists():  # nothing was stored: leave no file behind
                path.with_name(path.name + ".lock").unlink(missing_ok=True)
            raise
        try:
            yield db
        finally:
            db.close()
