"""Joins lines that were wrapped to a width."""

from __future__ import annotations

import re


def unwrap_lines(text: str) -> str:
    """Joins wrapped lines: a line that continues with a lower-case letter on the next one was wrapped."""
    return re.sub(r"(?<![.!?:;\s])[ \t]*\n(?=[a-z])", " ", text)
