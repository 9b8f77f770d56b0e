"""Soft line ends."""

from __future__ import annotations

import re


def unwrap_lines(text: str) -> str:
    """The text with its soft line ends undone: a line that goes on in small letters below was broken to a width, not ended."""
    return re.sub(r"(?<![.!?:;\s])[ \t]*\n(?=[a-z])", " ", text)
