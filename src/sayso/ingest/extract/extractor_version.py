"""Which version of the extraction read a page."""

from __future__ import annotations

from importlib.metadata import version

#: Kept with every page read: another number means that old captures are worth another reading.
EXTRACTOR_VERSION = f"5+trafilatura-{version('trafilatura')}"
