"""Recognises pages shown instead of an article: bot checks, consent and log-in pages, error pages, lists.

Each is recorded by its kind. Stored as a revision, it would look as if the paper had removed its whole story.

An interstitial (`interstitials`) is short: its wording counts only if hardly any article was found, since an article may be about
cookies or have a log-in box in its corner. A list has no mark of an article, and more headlines that link to other pages than prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement

from sayso.ingest.extract.dom import get_words, has_name
from sayso.ingest.extract.interstitials import INTERSTITIALS
from sayso.ingest.extract.jsonld import ARTICLE_TYPES, LIST_TYPES
from sayso.ingest.extract.metadata import PageMetadata
from sayso.ingest.extract.page import PageProblem

#: A page whose article has fewer words than this may be an interstitial.
MAX_WALL_WORDS = 120
#: The fewest words of an article: on a page marked as one, and on any other page.
MIN_MARKED_WORDS, MIN_ARTICLE_WORDS = 8, 20
#: The most words of an article that a page behind a paywall shows.
MAX_TEASER_WORDS = 250

_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|related|recommend\w*|latest|most-?read|popular|trending|sidebar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: The endings of truncated texts.
_BROKEN_OFF = re.compile(r"(?:…|\.{3}|\[\.\.\.\]|[\w,;])$")
#: The page is truncated if JSON-LD counts more than this many times its words.
_MORE_WORDS = 1.6
#: The greatest distance, in characters, of a paywall below a truncated article.
_MAX_WALL_DISTANCE = 600


def classify_non_article(tree: HtmlElement, stated: PageMetadata, paragraphs: Sequence[str]) -> PageProblem | None:
    """Returns the kind of a page that is no article, with the reason; None for an article.

    `paragraphs` are those extracted as its body. `live_blog` recognises live blogs.
    """
    size = sum(len(p.split()) for p in paragraphs)
    marked = bool(stated.kinds & ARTICLE_TYPES) or "og:article" in stated.kinds
    if size < (MAX_TEASER_WORDS if stated.free is False else MAX_WALL_WORDS) and (wall := _find_wall(tree, stated, size, marked)):
        return wall
    if stated.free is False and (cut := _find_paywall_cut(tree, stated, paragraphs, size)):
        return cut
    if not marked and (index := _find_index(tree, stated, size)):
        return index
    if size < (MIN_MARKED_WORDS if marked else MIN_ARTICLE_WORDS):
        if size == 0:
            return PageProblem("empty", "no article text in it")
        return PageProblem("no_article", f"no article in it, {size} words in all")
    return None


def classify_non_article_text(title: str, paragraphs: Sequence[str]) -> PageProblem | None:
    """Returns the same for plain text, which has no marks."""
    size = sum(len(p.split()) for p in paragraphs)
    if size < MAX_WALL_WORDS:
        for wall in INTERSTITIALS:
            if wall.matches([title], " ".join((title, *paragraphs))):
                return PageProblem(wall.outcome, f"{wall.reason} ({_shorten(title)})")
    if size == 0:
        return PageProblem("empty", "no article text in it")
    return PageProblem("no_article", f"no article in it, {size} words in all") if size < MIN_MARKED_WORDS else None


def _find_wall(tree: HtmlElement, stated: PageMetadata, size: int, marked: bool) -> PageProblem | None:
    head = [stated.title, *(get_words(h) for h in tree.iter("title", "h1", "h2"))][:8]
    text = get_words(tree)[:6000]
    for wall in INTERSTITIALS:
        # A page that is marked as an article and has one is an article, unless it says that the rest is behind a paywall.
        if marked and size >= MIN_ARTICLE_WORDS and not (wall.outcome == "login" and stated.free is False):
            continue
        if wall.matches(head, text):
            return PageProblem(wall.outcome, f"{wall.reason} ({_shorten(stated.title or text)})")
    return None


def _find_paywall_cut(tree: HtmlElement, stated: PageMetadata, paragraphs: Sequence[str], size: int) -> PageProblem | None:
    """Returns the problem of a page that is declared as not free and shows only the beginning of its article.

    The declaration is no proof: many publishers make it for complete pages. So either JSON-LD counts far more words, or two of
    three conditions are met: the words of a paywall are right below the text, the text is truncated, the part that JSON-LD declares as
    locked is missing.
    """
    locked = (
        [e for e in tree.iter(etree.Element) if stated.locked & {*(e.get("class") or "").split(), e.get("id")}] if stated.locked else []
    )
    text = get_words(tree)
    last = paragraphs[-1][-60:] if paragraphs else ""
    below = text[at + len(last) :][:_MAX_WALL_DISTANCE] if last and (at := text.rfind(last)) >= 0 else ""
    signs = (
        any(w.outcome == "login" and w.matches_text(below) for w in INTERSTITIALS),
        bool(paragraphs) and _BROKEN_OFF.search(paragraphs[-1]) is not None,
        bool(stated.locked) and sum(len(get_words(e).split()) for e in locked) < MIN_ARTICLE_WORDS,
    )
    # Some pages count characters as words.
    letters = sum(map(len, paragraphs))
    more = (stated.count or 0) > _MORE_WORDS * size and not 0.7 * letters < (stated.count or 0) < 1.3 * letters
    if more or sum(signs) >= 2:
        return PageProblem("login", f"a paywall: the article is cut off after {size} words ({_shorten(stated.title)})")
    return None


def _is_beside(box: HtmlElement) -> bool:
    """Whether the box has comments or other stories."""
    return box.tag in ("a", "aside", "nav", "footer") or has_name(_BESIDE, box)


def _find_story(tree: HtmlElement, stated: PageMetadata) -> HtmlElement:
    """Returns the part of a page whose links show whether it is a list.

    It is the only article with the headline, or the box of paragraphs under a headline; else the whole page.
    """
    whole = [e for e in tree.iter("article") if next(e.iter("h1"), None) is not None]
    if len(whole) == 1 and next(whole[0].iterdescendants("article"), None) is None:
        return whole[0]
    if stated.kinds & LIST_TYPES or not any(len(get_words(h).split()) >= 4 for h in tree.iter("h1")):
        return tree
    boxes = Counter(p.getparent() for p in tree.iter("p") if len((text := get_words(p)).split()) >= 12 and text[-1:] in '.!?”"’')
    box, count = max(boxes.items(), key=lambda row: row[1], default=(None, 0))
    return box if box is not None and count >= 2 else tree


def _find_index(tree: HtmlElement, stated: PageMetadata, size: int) -> PageProblem | None:
    place = _find_story(tree, stated) if size >= MIN_ARTICLE_WORDS else tree
    teasers = {get_words(a) for a in place.iter("a") if len(get_words(a).split()) >= 4 and not any(map(_is_beside, a.iterancestors()))}
    listed = bool(stated.kinds & LIST_TYPES) or "og:website" in stated.kinds
    front = stated.canonical is not None and stated.canonical.rstrip("/").count("/") <= 2
    links = sum(len(t.split()) for t in teasers)
    if len(teasers) >= 8 and (links > size or front or (listed and links * 3 > size)):
        return PageProblem("index", f"an index page: {len(teasers)} headlines that lead elsewhere, {size} words of its own")
    return None


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rstrip() + "…"
