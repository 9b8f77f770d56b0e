"""The names of an article: two captures with a common name are the same story.

Names are normalised addresses, the publisher's story number ("story:host/81234", which outlives a change of slug),
the source's own key ("key:…"), and for a saved text without an address its headline and day ("text:…").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import regex

from sayso.ingest import urls
from sayso.ingest.extract.page import Capture, Page

#: An address or key of an article, and why it belongs to that article, as stored in article_urls.
Name = tuple[str, str]


def list_identity_keys(capture: Capture) -> tuple[Name, ...]:
    """Returns the names of a capture, each with its reason; the first is the most specific one."""
    assert capture.page is not None
    page = capture.page
    if page.post_ids:
        return tuple(dict.fromkeys((name, "asked") for name in _list_post_keys(capture, page)))
    found = dict(reversed(list(_list_page_keys(capture, page))))
    return tuple(reversed(found.items())) or ((_make_text_name(page), "asked"),)


def choose_address(capture: Capture) -> str:
    """Returns the address for links: the canonical one, else the requested one, else the place of the text."""
    assert capture.page is not None
    return capture.page.url or capture.url or _make_text_name(capture.page)


def _list_page_keys(capture: Capture, page: Page) -> Iterator[Name]:
    if page.key:
        yield f"key:{page.key}", "asked"
    if page.url:
        yield urls.make_key(page.url), "canonical"
    if capture.url:
        yield urls.make_key(capture.url), "asked"
    if capture.moved_from:
        yield urls.make_key(capture.moved_from), "redirect"
    for url in (page.url, capture.url):
        number = url and urls.find_story_id(url)
        if url and number:
            yield f"story:{urlsplit('//' + urls.make_key(url)).hostname}/{number}", "story number"


def _list_post_keys(capture: Capture, page: Page) -> Iterator[str]:
    """Yields the names of a post: each of its ids with each name of its blog, and its own address, if it has one."""
    blog = replace(capture, url=(capture.url or "").rpartition("#")[0] or None)
    names = [name for name, _ in _list_page_keys(blog, replace(page, url=page.url and page.url.partition("#")[0]))]
    for post in page.post_ids:
        yield from (f"post:{name}#{post}" for name in names)


def _make_text_name(page: Page) -> str:
    """Makes a name of headline and day for a saved text, or of the headline's hash if its script has no word characters."""
    slug = "-".join(regex.findall(r"\w+", page.title.lower())) or hashlib.sha256(page.title.encode()).hexdigest()[:16]
    return f"text:{slug}/{(page.published_at or '')[:10]}"
