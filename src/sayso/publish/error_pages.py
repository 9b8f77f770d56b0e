"""Pages for errors (not found, not understood, not available), and the two addresses that every crawler requests.

Datasette's own handler prints a traceback with all local variables if `rich` is installed: 0.3 s and 200 lines for each bad
address, during which it serves nobody else. Ours returns a page and logs one line.
"""

from __future__ import annotations

import logging
import sqlite3
import traceback
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import Base400, NotFound, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from sayso.present.sanitize import neutralize
from sayso.publish import assets, databases, security_headers, templating
from sayso.publish.links import Links

log = logging.getLogger("sayso.publish")

TITLES = {400: "This address has a part that we do not understand", 403: "You may not see this page", 404: "There is no such page"}
BROKEN_MESSAGE = "Something went wrong on our side"
#: SQLite's message if a query of sayso names a missing table or column.
OTHER_VERSION = "The database was made by another version of sayso: any `sayso ingest` brings an older one up to date"
#: Crawlers may read the pages, but not the millions of addresses that filters and SQL can make.
ROBOTS_TXT = "User-agent: *\nDisallow: /*?\nDisallow: /*.json\nDisallow: /*.csv\nDisallow: /*.db\n"


async def answer_error(datasette: Any, request: Any, exception: Exception) -> Any:
    """Answers a failed request with a page, or with JSON if JSON was requested."""
    status, title, message, info = _describe_error(exception)
    _log_error(request, status, exception)
    headers = {"Access-Control-Allow-Origin": "*"} if getattr(datasette, "cors", False) else {}
    if request.path.split("?")[0].endswith(".json"):
        return Response.json({**info, "ok": False, "error": str(message), "status": status, "title": title}, status=status, headers=headers)
    try:
        db = await _find_database(datasette, request)
    except (sqlite3.Error, OSError):  # the database itself may be broken
        db = None
    links = Links(datasette, db.name if db else "")
    found = {
        "links": links, "back": links.home() if db else links.path("/"), "ours": db is not None, "status": status,
            "title": title or TITLES.get(status, BROKEN_MESSAGE),
        "message": message, "sheet": assets.make_url(datasette, "sayso.css"),
    }  # fmt: skip
    security_headers.promise_no_inline(request.scope)
    return Response.html(await templating.render_page(datasette, request, "sayso/error.html", found), status=status, headers=headers)


async def _find_database(datasette: Any, request: Any) -> Any | None:
    """Finds the database for the menu of the page: the one named in the address, or the only one; else None."""
    actor = getattr(request, "actor", None)
    first = request.path.removeprefix(datasette.setting("base_url").rstrip("/")).lstrip("/").split("/")[0]
    try:
        db = datasette.get_database(route=tilde_decode(first.removesuffix(".json")))
    except KeyError:
        return None if databases.has_several(datasette) else await databases.find_ours(datasette, actor)
    return db if await databases.is_ours(db) and await databases.is_readable(datasette, actor, db.name) else None


async def send_robots() -> Any:
    """`/robots.txt`."""
    return Response.text(ROBOTS_TXT, headers={"Cache-Control": "max-age=86400"})


async def send_favicon() -> Any:
    """`/favicon.ico`: a quotation mark, as an SVG picture."""
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1d1c1a"/>'
        '<path d="M3 5h4v4l-2 3H3l1-3H3zm6 0h4v4l-2 3H9l1-3H9z" fill="#e6b85c"/></svg>'
    )
    return Response(picture, headers={"Cache-Control": "max-age=86400"}, content_type="image/svg+xml")


def _describe_error(exception: Exception) -> tuple[int, str | None, str | Markup, dict[str, Any]]:
    """Returns status, title, message, and further fields for JSON. The message of an unforeseen error is only logged."""
    if isinstance(exception, DatasetteError) and exception.message == "no such table: -":
        return 404, None, "", {}  # an unknown list, /DATABASE/-/NAME, which Datasette takes for a row
    if isinstance(exception, DatasetteError):
        message = exception.message
        shown = Markup(message) if exception.message_is_html else message  # noqa: S704 - Datasette made it
        return exception.status, exception.title, shown, dict(exception.error_dict)
    if isinstance(exception, Base400):
        message = str(exception.args[0]) if exception.args else ""
        plain = isinstance(exception, NotFound) and message in ("404", "", "Database not found")  # a message for any address
        return exception.status, None, "" if plain else message, {}
    if isinstance(exception, sqlite3.OperationalError) and str(exception).startswith(("no such column", "no such table")):
        return 500, None, OTHER_VERSION, {}
    return 500, None, "", {}


def _log_error(request: Any, status: int, exception: Exception) -> None:
    """Logs one line: the request, and the place in the program."""
    line = f"{status} {request.method} {neutralize(request.path)!r}"
    if status < 500:
        log.info("%s", line)
        return
    frames = traceback.extract_tb(exception.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    log.error("%s %s: %s%s", line, type(exception).__name__, " ".join(neutralize(str(exception)).split()), where)
