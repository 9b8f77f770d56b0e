"""A cache between runs for compiled patterns of Python's `re`.

The modules of a command compile four hundred patterns while they are imported, which took a fifth of the time of that import. Python has no
public way to store a compiled pattern. This module stores the code that `re` passes to its engine; the engine checks the code. Where a
Python works otherwise, `re` compiles the patterns.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, cast

from sayso.cache_files import CacheFile

#: A file with more patterns than this contains some of former versions; it is started again.
_MOST = 2000


def compile_cached(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compiles like `re.compile`, and caches the compiled form.

    >>> compile_cached("(?P<first>a)|b", re.IGNORECASE).fullmatch("A")["first"]
    'A'
    """
    try:
        return cast("re.Pattern[str]", _take_or_make(pattern, int(flags)))
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):  # the entry is of another Python, or damaged
        return re.compile(pattern, flags)


@contextlib.contextmanager
def cache_patterns() -> Iterator[None]:
    """Caches every pattern that `re` compiles inside the block. It is for the imports of a command, while no other thread runs."""
    try:
        compiler: Any = import_module("re._compiler")
        make: Callable[..., object] = compiler.compile
    except (ImportError, AttributeError):
        yield
        return

    def take(pattern: object, flags: int = 0) -> object:
        if isinstance(pattern, str) and not flags & re.DEBUG:
            with contextlib.suppress(ImportError, AttributeError, TypeError, ValueError, RuntimeError):
                return _take_or_make(pattern, int(flags))
        return make(pattern, flags)

    compiler.compile = take
    try:
        yield
    finally:
        compiler.compile = make


def _take_or_make(pattern: str, flags: int) -> object:
    """Makes the pattern from its cached code, or compiles it and caches the code. Raises what `re.compile` raises."""
    engine = import_module("_sre")
    key = (engine.MAGIC, pattern, flags)
    held = _load_patterns().get(key)
    if held is None:
        held = _encode(pattern, flags)
        made = engine.compile(pattern, *held)
        _load_patterns().add(key, held)
        return made
    return engine.compile(pattern, *held)


def _encode(pattern: str, flags: int) -> tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]:
    """Encodes the arguments from which the engine makes a pattern: flags, code, number of groups, numbers by name, and names by number."""
    parsed: Any = import_module("re._parser").parse(pattern, flags)
    code = [int(word) for word in import_module("re._compiler")._code(parsed, flags)]
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, n in state.groupdict.items():
        names[n] = name
    return flags | int(state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


@cache
def _load_patterns() -> CacheFile:
    return CacheFile("re", _MOST)
