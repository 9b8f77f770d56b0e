"""The User-Agent."""

from __future__ import annotations

from sayso.version import __version__

AGENT = f"sayso/{__version__} (keeps a record of what news pages claim; set a User-Agent to say who you are)"
