"""Decompresses response bodies (gzip, deflate, brotli) up to a size limit: a few bytes can decompress to a gigabyte.

Compressed bodies mark their end. A truncated body is refused even if all headers are valid: half a page would look like an
edit that removed the other half.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli

from sayso.errors import InputError

#: The encodings that requests accept.
ACCEPTED_ENCODINGS = "gzip, br"
#: The greatest number of nested encodings of a body; no publisher uses more.
MAX_LAYERS = 3
#: The greatest number of consecutive gzip members in a body.
MAX_MEMBERS = 100
_GZIP = b"\x1f\x8b"


def unpack(raw: bytes, packing: str, most: int) -> bytes:
    """Decompresses the body in `raw` by its Content-Encoding header.

    A body of more than `most` bytes is returned in part, as some number of bytes above `most`. Raises InputError for an encoding that
    we do not know, and for a body that is broken or cut off.

    >>> unpack(zlib.compress(b"Twelve died."), "deflate", 100)
    b'Twelve died.'
    """
    layers = [name for part in packing.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(layers) > MAX_LAYERS or not set(layers) <= set(_OPENERS):
        raise InputError(f"compressed as {packing[:60]!r}, which was not asked for")
    for name in reversed(layers):
        if not raw or len(raw) > most:
            break
        try:
            raw = _OPENERS[name](raw, most + 1)
        except (zlib.error, brotli.error):
            raise InputError("the body cannot be decompressed") from None
        except EOFError:
            raise InputError("the compressed body was cut off") from None
    return raw


def _decompress_gzip(raw: bytes, enough: int) -> bytes:
    """Decompresses gzip; ignores other bytes that some servers add after the last member."""
    found = bytearray()
    for _ in range(MAX_MEMBERS):
        opener = zlib.decompressobj(16 + zlib.MAX_WBITS)
        found += _decompress(opener, raw, enough - len(found))
        raw = opener.unused_data
        if len(found) >= enough or not raw.startswith(_GZIP):
            return bytes(found)
    raise zlib.error("too many members")


def _decompress_deflate(raw: bytes, enough: int) -> bytes:
    """Decompresses zlib, as the standard requires, or bare deflate, which some servers send."""
    try:
        return _decompress(zlib.decompressobj(), raw, enough)
    except zlib.error:
        return _decompress(zlib.decompressobj(-zlib.MAX_WBITS), raw, enough)


def _decompress(opener: zlib._Decompress, raw: bytes, enough: int) -> bytes:
    found = opener.decompress(raw, enough)
    if len(found) < enough and not opener.eof:
        raise EOFError
    return found


def _decompress_brotli(raw: bytes, enough: int) -> bytes:
    """Decompresses brotli; stops at the end of the first block above `enough` bytes."""
    opener = brotli.Decompressor()
    found: bytes = opener.process(raw, output_buffer_limit=enough)
    if len(found) < enough and not opener.is_finished():
        raise EOFError
    return found


_OPENERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _decompress_gzip, "x-gzip": _decompress_gzip, "deflate": _decompress_deflate, "br": _decompress_brotli,
}  # fmt: skip
