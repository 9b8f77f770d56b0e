"""Reads the metadata of a page: title, byline, publisher, language, address, and all times.

There are three sources: JSON-LD, meta tags, the visible page. The visible page decides the title (an editor can change the visible headline
and leave the tags); JSON-LD decides the times, since only it distinguishes publication from update in all papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement
from rapidfuzz import fuzz

from sayso.ingest.extract import jsonld, page_times
from sayso.ingest.extract.page import TimeCandidate
from sayso.ingest.extract.time_formats import Home
from sayso.ingest.extract.titles import find_site_name, fold_text, strip_label, strip_site
from sayso.ingest.urls import clean_url, make_absolute, make_key

_MASTHEAD = frozenset(("nav", "banner", "masthead", "site-header", "site-title", "logo", "footer"))
_LONGEST_KICKER = 40


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of a page.

    `canonical` is clean; `kinds` are the JSON-LD types and og:type, in lower case; `text` is the article's text as JSON-LD gives it,
    `free` whether it is free to read (None: not said), `descriptions` how the page sums itself up, `locked` the classes and ids of what
    only subscribers see, `count` how many words the article is said to have, `correction` the notices that its data give, `updates` the
    posts of a live blog as its data tell them.
    """

    title: str
    canonical: str | None
    byline: str | None
    publisher: str | None
    language: str | None
    candidates: tuple[TimeCandidate, ...]
    kinds: frozenset[str]
    text: str | None
    free: bool | None
    descriptions: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()
    count: int | None = None
    correction: str | None = None
    updates: tuple[jsonld.Node, ...] = ()


def read_metadata(tree: HtmlElement, url: str | None, zone: str) -> PageMetadata:
    """Reads the metadata from the whole page as published."""
    tags = _collect_tags(tree)
    canonical = _find_canonical(tree, tags, url)
    found = jsonld.find_nodes(tree)
    place = make_key(canonical) if canonical else None

    def is_same(link: str) -> bool:
        return place is not None and make_key(make_absolute(canonical, link) or "") == place

    node = jsonld.find_article(found, is_same) or {}
    declared = (tree.get("lang") or _find_first(tags, "og:locale", "content-language", "language") or "").strip().replace("_", "-") or None
    home = Home(zone, page_times.find_country(canonical or url, declared))
    times = jsonld.find_dating_node(found, node, is_same) or {}
    publisher = jsonld.get_text(node.get("publisher")) or _find_first(tags, "og:site_name", "application-name")
    kinds = {t for n in found for t in jsonld.get_types(n)} if not node else set(jsonld.get_types(node))
    if any(jsonld.is_live(n) and jsonld.is_of(n, is_same) for n in found):
        kinds.add("liveblogposting")
    return PageMetadata(
        title=_choose_title(tree, tags, node=node, publisher=publisher, canonical=canonical),
        canonical=canonical,
        byline=_find_byline(tree, tags, node),
        publisher=publisher,
        language=declared,
        candidates=tuple(page_times.find_times(tree, tags, node=times, home=home, place=canonical)),
        kinds=frozenset(kinds) | ({f"og:{tags['og:type'][0].lower()}"} if "og:type" in tags else set()),
        text=_clean_text(node.get("articleBody")),
        descriptions=tuple(
            d
            for d in (jsonld.get_text(node.get("description")), _find_first(tags, "og:description"), _find_first(tags, "description"))
            if d
        ),
        free=_parse_free(node.get("isAccessibleForFree"), _find_first(tags, "article:content_tier")),
        locked=jsonld.get_locked_selectors(node),
        count=_parse_number(node.get("wordCount")),
        correction=jsonld.get_correction(node),
        updates=tuple(post for n in found if jsonld.is_live(n) and jsonld.is_of(n, is_same) for post in jsonld.get_posts(n)),
    )


def _collect_tags(tree: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                tags.setdefault(name, []).append(content)
    return tags


def _find_first(tags: dict[str, list[str]], *names: str) -> str | None:
    return next((tags[n][0] for n in names if n in tags), None)


def _find_canonical(tree: HtmlElement, tags: dict[str, list[str]], url: str | None) -> str | None:
    links = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for link in (*links, *tags.get("og:url", ()), url or ""):
        address = make_absolute(url, link)
        # A canonical link to the front page is an error of a template, which would merge all stories.
        if address and not (url and make_key(url) != make_key(address) and "/" not in make_key(address).rstrip("/")):
            return clean_url(address)
    return None


def _choose_title(tree: HtmlElement, tags: dict[str, list[str]], node: jsonld.Node, publisher: str | None, canonical: str | None) -> str:
    names = [n for n in (publisher, _find_first(tags, "og:site_name"), find_site_name(canonical)) if n]
    stated = [jsonld.get_text(node.get("headline")), _find_first(tags, "og:title"), _find_first(tags, "twitter:title")]
    stated.append(" ".join("".join(tree.xpath("//head/title[1]//text()")).split()) or None)
    tidy = [strip_label(strip_site(t, names), canonical) for t in stated if t]
    visible = _find_headlines(tree, names, tidy)
    if len(visible) == 1:
        return visible[0]
    if not tidy:
        return visible[0] if visible else ""
    likeness = [(max(fuzz.ratio(fold_text(h), fold_text(t)) for t in tidy), h) for h in visible]
    score, best = max(likeness, key=lambda row: row[0], default=(0, ""))
    return best if score >= 60 else tidy[0]


def _find_headlines(tree: HtmlElement, names: Iterable[str], stated: Iterable[str]) -> list[str]:
    """Finds the first-order headings that are headlines.

    The paper's name or motto in its masthead is none, nor is a link to another page. A kicker is removed, as in "Shipwreck" + "Ferry sinks
    off coast", if the rest is a headline that the page has `stated`.
    """
    known, shown = {fold_text(n) for n in names}, {fold_text(s) for s in stated}
    found: list[str] = []
    for element in tree.iter("h1"):
        text = " ".join(element.text_content().split())
        kicker = " ".join(element[0].text_content().split()) if len(element) and not (element.text or "").strip() else ""
        if kicker and len(kicker) <= _LONGEST_KICKER and fold_text(rest := text.removeprefix(kicker).strip()) in shown:
            text = rest
        if len(text.split()) >= 2 and fold_text(text) not in known and not any(map(_is_masthead, element.iterancestors())):
            found.append(text)
    return list(dict.fromkeys(found))


def _is_masthead(box: HtmlElement) -> bool:
    names = f"{box.get('role') or ''} {box.get('id') or ''} {box.get('class') or ''}".lower().split()
    return box.tag in ("a", "nav", "footer") or not _MASTHEAD.isdisjoint(names)


def _find_byline(tree: HtmlElement, tags: dict[str, list[str]], node: jsonld.Node) -> str | None:
    stated = jsonld.get_text(node.get("author"))
    for name in (stated, *(_find_first(tags, n) for n in ("author", "article:author_name", "byl", "parsely-author", "article:author"))):
        if name and not name.startswith(("http", "@", "/")):
            return re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
    for element in tree.xpath("//*[@rel='author' or @itemprop='author']")[:1]:
        return " ".join(element.text_content().split())[:200] or None
    return None


def _clean_text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = re.sub(r"<(?:br|/p|/div)[^<>]*>", "\n", value, flags=re.IGNORECASE)
    return re.sub(r"<[^<>]+>", "", text).replace("\xa0", " ").strip() or None


def _parse_free(value: object, tier: str | None = None) -> bool | None:
    if isinstance(value, bool):
        return value
    # Some pages have schema.org's "https://schema.org/False".
    said = str(value).lower().rsplit("/", 1)[-1]
    return {"true": True, "false": False}.get(said, False if (tier or "").lower() == "locked" else None)


def _parse_number(value: object) -> int | None:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
