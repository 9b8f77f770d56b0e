"""Turns a line of a JSON lines file into a page: a revision that another program has fetched.

Fields: `text` or `html` (one of them); `url`, `title`, `revision_time`, and, if the source has them, `article_id` (its own name for the
story), `published`, `captured_at`, `authors`, `language`. Unknown fields are ignored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sayso.errors import InputError, NotAnArticle
from sayso.ingest.extract.assemble import Parts, assemble
from sayso.ingest.extract.charset import decode
from sayso.ingest.extract.line_ends import unwrap_lines
from sayso.ingest.extract.page import Page, PageProblem, TimeCandidate
from sayso.ingest.extract.time_basis import make_candidate
from sayso.ingest.extract.time_formats import parse_time
from sayso.ingest.extract.titles import find_site_name, strip_label, strip_site
from sayso.ingest.urls import clean_url, is_web

if TYPE_CHECKING:
    from sayso.ingest.extract.html import ParsedHtml

Line = dict[str, Any]


def load_line(raw: bytes) -> Line:
    """Parses the object on a line. Raises InputError, with the position of the error, if there is none."""
    try:
        row = json.loads(decode(raw))
    except json.JSONDecodeError as ex:
        cut = ex.pos >= len(ex.doc.rstrip()) - 1 or ex.msg.startswith("Unterminated")
        raise InputError(
            f"JSON cut off after {len(ex.doc)} characters" if cut else f"not JSON: {ex.msg} at character {ex.pos + 1}"
        ) from None
    except RecursionError:
        raise InputError("JSON nested too deeply") from None
    if not isinstance(row, dict):
        raise InputError(f"a JSON object was expected, not {_name_json_type(row)}")
    return row


def read_line(raw: bytes, url: str | None, *, now: str, zone: str = "UTC") -> Page:
    """Reads the revision on a line. Raises InputError if it is no revision, NotAnArticle if it has no article."""
    row = load_line(raw)
    url = read_address(row) or url
    key = _read_string(row, "article_id")
    if not (url or key):
        raise InputError('neither "url" nor "article_id" in it: whose revision is this?')
    given = _read_times(row, zone)
    html = _read_string(row, "html")
    if html:
        return _read_html(row, url, key=key, given=given, html=html, zone=zone).read_page(now)
    parts = _make_text_parts(row, url, key, given)

    def judge(title: str, body: Sequence[str]) -> PageProblem | None:
        # A feed can give only a headline, as both title and text; that is a revision of one line.
        alone = bool(_read_string(row, "title") and parts.paragraphs)
        return None if body or alone else PageProblem("empty", "no article text in it")

    return assemble(parts, now=now, judge=judge)


def read_address(row: Line) -> str | None:
    """Returns the cleaned web address in a line; None if it has none. Raises InputError if the value is no web address."""
    url = _read_string(row, "url")
    if url and not is_web(url):
        raise InputError(f'"url" is not a web address: {url[:80]!r}')
    return clean_url(url) if url else None


def read_captured_at(row: Line) -> str | None:
    """Returns the time of capture in a line; None if it has none."""
    found = parse_time(row.get("captured_at")) if row.get("captured_at") else None
    return found.value if found else None


def _read_html(row: Line, url: str | None, key: str | None, given: list[TimeCandidate], html: str, zone: str) -> ParsedHtml:
    """Reads the page on a line; the line's own fields override the page's data."""
    from sayso.ingest.extract.html import parse_document

    found = parse_document(decode(html.encode(), "utf-8"), url, zone)
    parts = found.parts
    title = strip_label(strip_site(_read_string(row, "title") or parts.title, [n for n in (parts.publisher,) if n]), parts.url or url)
    return replace(
        found,
        parts=replace(
            parts,
            url=parts.url or url,
            title=title,
            key=key,
            candidates=[*given, *parts.candidates],
            notes=(*_describe_refused_times(given), *parts.notes),
        ),
    )


def _make_text_parts(row: Line, url: str | None, key: str | None, given: list[TimeCandidate]) -> Parts:
    text = _read_string(row, "text")
    if text is None and row.get("text") is None:
        raise InputError('neither "text" nor "html" in it')
    if text is None:
        raise NotAnArticle("empty", "no article text in it")
    title = strip_label(strip_site(_read_string(row, "title") or "", [n for n in (find_site_name(url),) if n]), url)
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", unwrap_lines(decode(text.encode()))) if p.strip()]
    return Parts(
        url=url,
        title=title or _derive_title(key, url),
        paragraphs=paragraphs,
        byline=_read_authors(row),
        publisher=_read_string(row, "publisher"),
        language=_read_string(row, "language"),
        candidates=given,
        key=key,
        notes=(*(() if title else ("the title is made from its address",)), *_describe_refused_times(given)),
    )


def _read_times(row: Line, zone: str) -> list[TimeCandidate]:
    found: list[TimeCandidate] = []
    for what, name in (("published", "published"), ("published", "published_at"), ("updated", "revision_time")):
        raw = row.get(name)
        if raw in (None, ""):
            continue
        read = make_candidate("updated" if what == "updated" else "published", raw, "given", zone)
        if read is None:
            raise InputError(f'"{name}" is not a time: {str(raw)[:60]!r}')
        found.append(read)
    return found


def _describe_refused_times(given: list[TimeCandidate]) -> tuple[str, ...]:
    return () if any(c.what == "updated" for c in given) else ('no "revision_time"; another time was used',)


def _derive_title(key: str | None, url: str | None) -> str:
    """Derives a title from the name or the address of a story without one."""
    tail = unquote((key or url or "").rstrip("/").rsplit("/", 1)[-1])
    words = re.sub(r"\.\w{2,5}$", "", tail).replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize()


def _read_string(row: Line, name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise InputError(f'"{name}" should be a string, not {_name_json_type(value)}')
    return value.strip() or None


def _read_authors(row: Line) -> str | None:
    value = row.get("authors") or row.get("author") or row.get("byline")
    return ", ".join(str(v) for v in value) if isinstance(value, list) else str(value) if value else None


def _name_json_type(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
