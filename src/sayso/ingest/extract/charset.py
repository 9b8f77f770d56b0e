"""Decodes the bytes of a page, even if the publisher declares a wrong encoding.

Evidence in the bytes comes first (a byte order mark, valid UTF-8 beyond ASCII), the page's declaration second, the web's usual
encoding (Windows-1252) last. Bytes that break otherwise valid UTF-8 are read one by one as Windows-1252: a wire text pasted into a
page of another encoding.
"""

from __future__ import annotations

import codecs
import re

from sayso.errors import NotAnArticle

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, since its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Common default declarations, which mean Windows-1252, or UTF-8 with a wrong label.
WESTERN = frozenset(("ascii", "cp1252", "iso8859-1", "iso8859-15", "utf-8"))

BINARY_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"RIFF", "a media file"),
)

DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
#: The same as bytes: if there are none, the text has none in any encoding that extends ASCII.
CONTROL_BYTES = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
#: Encodings in which plain letters mean other characters. No browser supports them, and only attackers declare them.
DISGUISES = frozenset(("hz", "idna", "punycode", "raw_unicode_escape", "unicode_escape", "utf-7"))
MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def decode(raw: bytes, charset: str | None = None) -> str:
    """Decodes `raw`; `charset` is the encoding in a header. Line ends are '\\n'. Raises NotAnArticle("not_text") for binary data."""
    for magic, what in BINARY_MAGIC:
        if raw.startswith(magic):
            raise NotAnArticle("not_text", f"{what}, not a text")
    text = _decode_text(raw, charset)
    if "\ufffd" in text or len(raw.translate(None, CONTROL_BYTES)) < len(raw):
        text, bad = CONTROL.subn("", text)
        if bad > (len(text) + bad) / 100:
            raise NotAnArticle("not_text", "binary data, not a text")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_text(raw: bytes, charset: str | None) -> str:
    for mark, name in BOMS:
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    if bare := _decode_bare_utf16(raw):
        return raw.decode(bare, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass  # so it is something else, or UTF-8 with foreign bytes in it
    found = DECLARED.search(raw[:4096])
    for declared in (charset, found.group(1).decode("ascii", "replace") if found else None):
        text = _decode_declared(raw, declared)
        if text is not None:
            return text
    # Windows-1252 text hardly ever looks like UTF-8; text with more of such sequences than of other bytes is UTF-8 with foreign bytes.
    mixed = len(MULTIBYTE.findall(raw)) >= _count_broken_bytes(raw)
    return raw.decode("utf-8" if mixed else "cp1252", "sayso-cp1252")


def _decode_declared(raw: bytes, name: str | None) -> str | None:
    """Decodes `raw` in the declared encoding if it exists and the bytes are valid in it; else None.

    Western ones are ignored: nearly any bytes are valid.
    """
    try:
        codec = codecs.lookup(name or "").name
        return None if codec in WESTERN or codec in DISGUISES else raw.decode(codec)
    except (LookupError, ValueError):
        return None


def _decode_bare_utf16(raw: bytes) -> str | None:
    """Decodes UTF-16 without a mark, in which every other byte of western text is NUL; None if it is not that."""
    head = raw[:1000]
    if len(head) < 4 or head.count(0) < len(head) / 3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _count_broken_bytes(raw: bytes) -> int:
    """Counts the bytes beyond ASCII outside of UTF-8 sequences."""
    return sum(1 for c in raw.decode("utf-8", "surrogateescape") if "\udc80" <= c <= "\udcff")


def _replace_foreign(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    piece = error.object[error.start : error.end]
    return "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in piece), error.end


codecs.register_error("sayso-cp1252", _replace_foreign)
