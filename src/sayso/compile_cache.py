"""A cache between runs for values that are slow to make and always the same: compiled patterns, and weights as they are read.

Compiling the grammar's patterns took two thirds of a command's start; loading them takes a hundredth of that.
The files are in the user's cache (`$XDG_CACHE_HOME/sayso`, else `~/.cache/sayso`), one for each version of Python and of `regex`. Each
entry is stored under everything that it is made from, so that none can be out of date. A file may be deleted at any time. Where no file
can be read or written, all values are made again.
"""

from __future__ import annotations

import atexit
import contextlib
import copyreg
import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import regex

T = TypeVar("T")
#: A file with more patterns than this has some that no present version uses: it is started again.
_MOST_PATTERNS = 400
_KIND = f"{sys.implementation.cache_tag}-{sys.byteorder}-{regex.__version__}.bin"


def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """As `regex.compile`, for slow patterns: the compiled form is cached. It is the form that the pattern's pickle would contain.

    >>> compiled("(?r)a|b").match("ab")[0]
    'b'
    """
    key = (pattern, int(flags))
    held = _patterns.get(key)
    if held is not None:
        with contextlib.suppress(Exception):  # not written by sayso
            return cast("regex.Pattern[str]", _REMAKE(*held))
    made = regex.compile(pattern, flags)
    _patterns.add(key, copyreg.dispatch_table[type(made)](made)[1])
    return made


def kept(name: str, source: str, make: Callable[[str], T]) -> T:
    """The result of `make` for a source, cached under the source's digest: numbers, strings, and lists, tuples, sets and dicts of these."""
    file = _File(name, 1)
    key = hashlib.sha256(source.encode()).hexdigest()
    if key not in file:
        file.clear()
        file.add(key, make(source))
    return cast(T, file[key])


class _File(dict[Any, Any]):
    """The entries of a cache file, at most `most`; new ones are written when the process ends."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self._most = most
        self._path = _folder() / f"{name}-{_KIND}"
        self._added = False
        self.update(self._read())

    def add(self, key: object, value: object) -> None:
        """Adds an entry."""
        self[key] = value
        if not self._added:
            self._added = True
            atexit.register(self._write)

    def _read(self) -> dict[Any, Any]:
        """The entries of the file; empty where there is none, or where somebody else wrote it or could have written it."""
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
                file.write(marshal.dumps(together if len(together) <= self._most else dict(self)))
            os.replace(beside, self._path)


def _folder() -> Path:
    """The folder of the files; a path that cannot be written where the user has no home."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(named) if os.path.isabs(named) else Path(os.path.expanduser("~"), ".cache")
    return home / "sayso"


_REMAKE = cast("Callable[..., object]", copyreg.dispatch_table[regex.Pattern](regex.compile("a"))[0])
_patterns = _File("patterns", _MOST_PATTERNS)
