"""A cache between runs for values that are slow to make and always the same: compiled patterns, and weights as they are read.

Compiling the grammar's patterns took two thirds of a command's start; loading them takes a hundredth of that.
"""

from __future__ import annotations

import contextlib
import copyreg
import hashlib
from collections.abc import Callable
from typing import TypeVar, cast

import regex

from sayso.cache_files import CacheFile

T = TypeVar("T")
#: A file with more patterns than this contains some of former versions; it is started again.
_MOST_PATTERNS = 800


def compile_pattern(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """Compiles a slow pattern like `regex.compile`, and caches the compiled form. It is the form that the pattern's pickle would contain.

    >>> compile_pattern("(?r)a|b").match("ab")[0]
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


def load_or_make(name: str, source: str, make: Callable[[str], T]) -> T:
    """Returns the result of `make` for a source, cached under its digest: numbers, strings, and lists, tuples, sets and dicts of these."""
    file = CacheFile(name, 1, regex.__version__)
    key = hashlib.sha256(source.encode()).hexdigest()
    if key not in file:
        file.clear()
        file.add(key, make(source))
    return cast(T, file[key])


_REMAKE = cast("Callable[..., object]", copyreg.dispatch_table[regex.Pattern](regex.compile("a"))[0])
_patterns = CacheFile("patterns", _MOST_PATTERNS, regex.__version__)
