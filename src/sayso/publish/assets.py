"""The static files of the plugin, at addresses that change when the files change."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any


def make_url(datasette: Any, name: str) -> Any:
    """Makes the address of a file in `static/`."""
    path = datasette.urls.static_plugins("sayso", name)
    return path + f"?v={_compute_fingerprint(name)}"  # adding to the path keeps the server's prefix


@cache
def _compute_fingerprint(name: str) -> str:
    return hashlib.sha256((files("sayso.publish") / "static" / name).read_bytes()).hexdigest()[:8]
