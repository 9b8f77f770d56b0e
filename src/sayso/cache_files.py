"""Files in the user's cache for values that are slow to make and always the same.

The files are in `$XDG_CACHE_HOME/sayso`, else `~/.cache/sayso`, one for each version of Python. Each entry is stored under everything that
it is made from, so that no entry can be out of date. A file may be deleted at any time. Where no file can be read or written, all values
are made again.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import sys
from pathlib import Path
from typing import Any


class CacheFile(dict[Any, Any]):
    """The entries of a cache file: numbers, strings, and lists, tuples, sets and dicts of these.

    New entries are written when the process ends. Where there would be more than `most`, the file is started again with those.
    """

    def __init__(self, name: str, most: int, made_by: str = "") -> None:
        """`made_by` is the version of the library that the entries depend on, besides Python."""
        super().__init__()
        self._most = most
        self._path = _find_folder() / f"{name}-{sys.implementation.cache_tag}-{sys.byteorder}{made_by and '-'}{made_by}.bin"
        self._added: dict[Any, Any] = {}
        self.update(self._read())

    def add(self, key: object, value: object) -> None:
        """Adds an entry."""
        self[key] = value
        if not self._added:
            atexit.register(self._write)
        self._added[key] = value

    def _read(self) -> dict[Any, Any]:
        """Reads the entries of the file; none if it is missing, or if another user wrote it or could have written it."""
        try:
            with self._path.open("rb") as file:
                about = os.fstat(file.fileno())
                if hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or about.st_mode & 0o022):
                    return {}
                held = marshal.loads(file.read())  # noqa: S302 - written by this user, as byte-code is
        except (OSError, ValueError, EOFError, TypeError):
            return {}
        return held if isinstance(held, dict) else {}

    def _write(self) -> None:
        beside = self._path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            together = {**self._read(), **self}
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:
                file.write(marshal.dumps(together if len(together) <= self._most else self._added))
            os.replace(beside, self._path)


def _find_folder() -> Path:
    """Returns the folder of the files; if the user has no home, a path that cannot be written."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(named) if os.path.isabs(named) else Path(os.path.expanduser("~"), ".cache")
    return home / "sayso"
