"""The size limit of a page."""

from __future__ import annotations

#: The most bytes that one page, or one line of a JSON lines file, may have. Real pages stay under 3 MB.
MAX_PAGE_BYTES = 20 * 1024 * 1024


def describe_too_big(size: int) -> str:
    """Returns the message about an input over the limit."""
    return f"{size / 1048576:.0f} MB, more than the {MAX_PAGE_BYTES // 1048576} MB a page may have"
