"""Keeps the site read-only, bounded and closed to foreign script.

Datasette's own pages have inline scripts and styles, so they get the strictest policy with which they work. Our pages have none, and say so
with a note in the request's scope, which every copy of the scope shares.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

#: Defaults for settings that the user did not choose. Measured: suggested facets cost 0.8 to 2 s a page over a million rows; a facet
#: there takes 90 to 350 ms; three threads serve all users, and their own SQL is a minor use of the site.
SETTINGS: dict[str, Any] = {
    "suggest_facets": False,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 3000,
    "default_facet_size": 20,
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "truncate_cells_html": 4000,
    "max_csv_mb": 100,
    "default_cache_ttl": 30,
}

#: Datasette copies these settings into attributes before plugins start.
_COPIED = {"default_page_size": "page_size", "sql_time_limit_ms": "sql_time_limit_ms", "max_returned_rows": "max_returned_rows"}

_CLOSED = "default-src 'none'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
STRICT = f"{_CLOSED}; script-src 'self'; style-src 'self'"
NATIVE = f"{_CLOSED}; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"

_NOTE = "sayso.strict"
#: Datasette 0.65's pages do not state their language, which screen readers need.
_NAMELESS, _SPOKEN = b"<!DOCTYPE html>\n<html>", b'<!DOCTYPE html>\n<html lang="en">'
_HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"strict-origin-when-cross-origin"))

App = Callable[..., Awaitable[None]]


def pin(settings: dict[str, Any], defaults: dict[str, Any], owner: object) -> None:
    """Sets the settings that still have Datasette's defaults. One given on the command line stays."""
    for name, value in SETTINGS.items():
        if settings.get(name) == defaults.get(name):
            settings[name] = value
            if name in _COPIED:
                setattr(owner, _COPIED[name], value)


def promise_no_inline(scope: dict[str, Any]) -> None:
    """Marks the current page as one without inline scripts and styles."""
    if _NOTE in scope:
        scope[_NOTE].append(True)


def add_security_headers(app: App) -> App:
    """Wraps the application: adds the security headers to each response."""

    async def wrapper(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        strict: list[bool] = []

        async def send_with_headers(event: dict[str, Any]) -> None:
            if event["type"] == "http.response.start":
                event = _add_headers(event, STRICT if strict else NATIVE)
            elif event.get("body", b"").startswith(_NAMELESS):
                event = {**event, "body": _SPOKEN + event["body"].removeprefix(_NAMELESS)}
            await send(event)

        await app({**scope, _NOTE: strict}, receive, send_with_headers)

    return wrapper


def _add_headers(event: dict[str, Any], policy: str) -> dict[str, Any]:
    ours = (*_HEADERS, (b"content-security-policy", policy.encode()))
    names = {name for name, _ in ours}
    given = event.get("headers", [])
    if any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in given):
        names.add(b"content-length")  # the added language changes the length
    kept = [(name, value) for name, value in given if name.lower() not in names]
    return {**event, "headers": [*kept, *ours]}
