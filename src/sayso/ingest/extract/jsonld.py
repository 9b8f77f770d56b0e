"""Reads the JSON-LD blocks of a page, and finds the node of the article.

Publishers print broken JSON (comments, trailing commas, bare line breaks), nest their nodes in `@graph` and lists, and include other
stories. Blocks that cannot be repaired are skipped; nodes of other stories are recognised by their address.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml.html import HtmlElement

from sayso.ingest.urls import is_web

Node = dict[str, Any]

_TYPES = """
    advertisercontentarticle
    analysisnewsarticle
    article
    askpublicnewsarticle
    backgroundnewsarticle
    blogposting
    liveblogposting
    newsarticle
    opinionnewsarticle
    report
    reportagenewsarticle
    reviewnewsarticle
    satiricalarticle
    scholarlyarticle
    techarticle
"""
ARTICLE_TYPES = frozenset(_TYPES.split())
#: Types other than articles, whose times are used if the page has no article.
DATED_TYPES = frozenset(
    ("claimreview", "creativework", "itempage", "medicalwebpage", "mediareview", "podcastepisode", "qapage", "recipe", "review", "webpage")
)
#: Pages with a film or a recording: its time is used if it gives the page's own address.
MEDIA_TYPES = frozenset(("audioobject", "mediaobject", "videoobject"))
LIST_TYPES = frozenset(("collectionpage", "itemlist", "searchresultspage", "website", "newsmediaorganization"))

#: Properties whose nodes are not about the page.
ASIDE = frozenset(("itemListElement", "hasPart", "isPartOf", "mentions", "citation", "relatedLink", "liveBlogUpdate", "comment", "review"))
#: The greatest depth of nesting; no publisher nests deeper.
MAX_DEPTH = 12


def find_nodes(tree: HtmlElement) -> list[Node]:
    """Returns all nodes of all blocks, in document order, except those about other stories."""
    found: list[Node] = []
    for block in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        found.extend(_walk_nodes(_load_json(block.text or "")))
    return found


def get_types(node: Node) -> frozenset[str]:
    """Returns a node's types, in lower case, without prefix."""
    raw = node.get("@type")
    names = raw if isinstance(raw, list) else [raw]
    return frozenset(str(n).rsplit("/", 1)[-1].lower() for n in names if n)


def find_article(found: list[Node], same: Callable[[str], bool]) -> Node | None:
    """Returns the node of the page's article; None if there is none. `same` says whether an address is the page's own."""
    rows = [n for n in found if get_types(n) & ARTICLE_TYPES]
    for node in rows:
        if any(same(url) for url in _get_addresses(node)):
            return node
    dated = [n for n in rows if n.get("datePublished") or n.get("dateModified")]
    return next(iter(dated or rows), None)


def find_dating_node(found: list[Node], node: Node | None, same: Callable[[str], bool]) -> Node | None:
    """Returns the node with the page's times: its article or, if that has no time, one of another type about the page."""
    if node and (node.get("datePublished") or node.get("dateModified")):
        return node
    rows = [
        {**n, "datePublished": n.get("uploadDate")}
        for n in found
        if get_types(n) & MEDIA_TYPES and n.get("uploadDate") and any(map(same, _get_addresses(n)))
    ]
    rows += [n for n in found if get_types(n) & DATED_TYPES and (n.get("datePublished") or n.get("dateModified")) and is_of(n, same)]
    return next((n for n in rows if "webpage" not in get_types(n)), next(iter(rows), None))


def is_live(node: Node) -> bool:
    """Whether a node is a live blog."""
    return "liveblogposting" in get_types(node)


def get_posts(node: Node) -> list[Node]:
    """Returns the posts of a live blog."""
    value = node.get("liveBlogUpdate")
    return [post for post in (value if isinstance(value, list) else [value]) if isinstance(post, dict)]


def is_of(node: Node, same: Callable[[str], bool]) -> bool:
    """Whether a node is about the page: it gives the page's address, or none."""
    urls = list(_get_addresses(node))
    return not urls or any(map(same, urls))


def get_locked_selectors(node: Node) -> frozenset[str]:
    """Returns the classes and ids of the parts that a node declares as not free: the ends of its selectors.

    >>> sorted(get_locked_selectors({"hasPart": {"isAccessibleForFree": "False", "cssSelector": ".story .paywall, #rest"}}))
    ['paywall', 'rest']
    """
    parts = node.get("hasPart")
    names: set[str] = set()
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and str(part.get("isAccessibleForFree")).lower().endswith("false"):
            selectors = part.get("cssSelector")
            for selector in ",".join(map(str, selectors if isinstance(selectors, list) else [selectors or ""])).split(","):
                names.update(re.findall(r"[.#]([\w-]+)", (selector.split() or [""])[-1])[-1:])
    return frozenset(names)


def get_text(value: object, depth: int = 0) -> str | None:
    """Returns the text or name in a value, which is a string, a node or a list of these; None if there is none."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, list):
        names = [n for n in (get_text(v, depth + 1) for v in value) if n]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return get_text(value.get("name") or value.get("@value"), depth + 1)
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).replace("\xa0", " ").split()) or None


def get_correction(node: Node) -> str | None:
    """Returns a node's correction notices (schema.org's CorrectionComment, or plain text) as one text; None without any.

    Links to a page of corrections are not notices.
    """
    value = node.get("correction")
    found = [
        text
        for part in (value if isinstance(value, list) else [value])
        if (text := get_text(part.get("text") or part.get("description") if isinstance(part, dict) else part)) and not is_web(text)
    ]
    return "\n\n".join(dict.fromkeys(found)) or None


def _get_addresses(node: Node) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _load_json(text: str) -> object:
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text.strip()).strip().rstrip(";")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return list(_read_objects(text))


def _read_objects(text: str) -> Iterator[object]:
    """Yields the objects of a block with several, one after the other, up to the first that cannot be parsed."""
    decoder, at = json.JSONDecoder(strict=False), 0
    while (start := text.find("{", at)) >= 0:
        try:
            value, at = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield value


def _walk_nodes(value: object, depth: int = 0) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk_nodes(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name, item in value.items():
            if name not in ASIDE and isinstance(item, dict | list):
                yield from _walk_nodes(item, depth + 1)
