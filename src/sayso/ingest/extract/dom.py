"""The tree of a page: removes boxes that are not part of the article, and finds the article's paragraphs.

There are three passes. Captions are taken out, so that they are neither lost nor read as paragraphs. Other boxes are removed: scripts,
forms, paragraphs and list items that are only a link to another story. After an extractor has found the article's
paragraphs, similar paragraphs between them (and before the first, under the headline) are restored: a lead in a separate
box, a paragraph whose class happens to be "teaser".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from sayso.ingest.extract.boilerplate import find_rule, normalize_paragraph

#: Whole words in classes and ids of captions.
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:[a-z]*caption(?:ed)?(?:-?text)?|image-?text|media-?description|cutline)(?:$|[\s_-])|imagecaption|captiontext",
    re.IGNORECASE,
)
#: Parts of a page without paragraphs of the article, by tag and by words in class, id or role.
_ASIDE_TAGS = frozenset(("aside", "nav", "footer", "form", "figure", "figcaption", "button", "select", "dialog", "header", "table"))
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|newsletters?|promo\w*|comments?|disqus|social|share|sharing|sidebar|footer|nav"
    r"|menu|advert\w*|ads?|sponsor\w*|cookie\w*|consent|paywall|subscri\w*|sign-?up|outbrain|taboola|trending|most-?read"
    r"|popular|author-?(?:bio|info|box)|bio|modal|popup|banner|widget|read-?more|more-?(?:on|from|stories|topic)"
    r"|breadcrumbs?|tags?|copyright|disclaimer|hidden|visually-?hidden|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)  # fmt: skip
_BLOCKS = frozenset(("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td", "dd", "pre"))
_OFFER = re.compile(
    r"\b(?:subscri\w+|newsletters?|sign up|sign in|log in|register|bookmark|cookies?|inbox|advert\w*|click here)\b", re.IGNORECASE
)
ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
#: Boxes with the authors, by name.
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?lines?|authors?|contributors?)(?:$|[\s_-])", re.IGNORECASE)
#: Boxes with a summary of the article.
_DIGEST = re.compile(
    r"(?:^|[\s_-])(?:tab-pane\s+summary|ai-?(?:generated-?)?summary|summary-?(?:tab|pane|mode)|tl-?dr)(?:$|[\s_-])", re.IGNORECASE
)
#: Embedded posts of other sites.
_EMBED = re.compile(
    r"(?:^|[\s_-])(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed|reddit-embed(?:-bq)?)(?:$|\s)"
)
#: Boxes with polls of readers, or cards of other stories.
_ASKS = re.compile(
    r"(?:^|\s)(?:poll|quiz|survey)(?:[\s_-](?:box|widget|embed|container)|$|\s)|(?:^|[\s_-])vote-?count(?:$|[\s_-])", re.IGNORECASE
)
_CARD = re.compile(r"(?:^|[\s_-])(?:card|embed|promo|teaser|inline-?(?:story|article))(?:$|[\s_-])", re.IGNORECASE)
_ROLES = frozenset(("complementary", "navigation", "search", "contentinfo"))
#: Attributes besides class and id in which templates name their boxes.
_NAMING = ("itemprop", "data-gu-name", "data-component", "data-testid")
_STANDFIRST = re.compile(
    r"stand-?first|(?:^|[\s_-])(?:dek|deck|sub-?title|sub-?heads?|sub-?heading|sub-?headline|teaser-?text|excerpt|strap-?line|intro|summary"
    r"|description|lede)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION_START = re.compile(
    r"(?:FILE|File)\s*(?:photo\s*)?[-–—:]\s.+|(?:Pictured|Above|Below)\b(?:[,:]|\s(?:right|left|above|below|at|from|here|in)\b).{5,}"
    r"|In\sthis\s(?:[\w.,-]+\s){0,5}(?:photo|image|picture|photograph|video|frame\sgrab)\b.{5,}",
    re.DOTALL,
)  # fmt: skip
_CAPTION_END = re.compile(
    r"(?:\((?:[A-Z][\w.]{1,12}\s){0,2}(?:Photo|Image|Picture)s?[:/\s][^()]{0,80}\)|\([A-Z][\w.'’ -]{2,40}/[A-Z][\w.,'’& -]{1,40}\)"
    r"|(?:/(?:Getty|AFP|AP|Reuters|REUTERS|EPA)(?:\sImages)?|\bGetty\sImages|\bAP\sPhoto)\)?\.?)\Z",
    re.DOTALL,
)
#: The text before and after a link to another story.
_LABEL = re.compile(
    r"^\W*(?:read|watch|hear|see|view|listen\sto)\s*(?:(?:our|the|this)\s)?(?:(?:full|latest)\s)?(?:story|report|article"
    r"|coverage|interview|analysis)?\s*[:|–—-]+\s*"
    r"|^\W*(?:see|read|watch|hear|view|learn)\s(?:also|more|next|now|here)\s*[:|–—-]*\s*"
    r"|^\W*(?:also|must)\s(?:read|see|watch)\s*[:|–—-]*\s*|^\W*(?:more|related|opinion)\s*[:|–—-]+\s*",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*[\[(](?:[A-Z][A-Z /&-]{2,24})[\])]\s*$")
_LONGEST_CAPTION, _MOST_CAPTIONS = 600, 1000
_LONGEST_BYLINE, _LONGEST_DIGEST = 200, 2000
#: A block with more characters than this, blanks included, is not a single line.
MAX_LINE_CHARACTERS = 5000
#: The number of characters of a name that are searched.
_LONGEST_NAMES = 1000


def has_name(pattern: re.Pattern[str], element: HtmlElement, also: str = "itemprop") -> bool:
    """Whether the pattern is in the element's class, its id or the attribute `also`."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get(also) or ''}"[:_LONGEST_NAMES]
    key = (pattern.pattern, pattern.flags, names)
    known = _named.get(key)
    if known is None:
        if len(_named) == _MOST_NAMED:
            _named.clear()
        known = _named[key] = pattern.search(names) is not None
    return known


#: A cache of the searches in names, since the pages of a site repeat the same names. It is no `lru_cache`, because
#: that would hash the whole code of a pattern at each call.
_named: dict[tuple[str, int, str], bool] = {}
_MOST_NAMED = 1 << 15


def get_content(element: HtmlElement) -> str:
    """Returns the element's text unchanged."""
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return text


def get_words(element: HtmlElement) -> str:
    """Returns the element's text, with white space normalised."""
    return " ".join(get_content(element).split())


def find_line(tree: HtmlElement, wanted: Callable[[str], bool]) -> str | None:
    """Finds the text of the first small block that is `wanted`, outside of side boxes, menus and links; None if there is none."""
    for element in tree.iter("p", "li", "em", "div"):
        if len(element) < 12 and len(raw := get_content(element)) <= MAX_LINE_CHARACTERS:
            text = " ".join(raw.split())
            if wanted(text) and not _is_beside(element, frozenset(("a", "aside", "nav"))):
                return text
    return None


def lift_captions(tree: HtmlElement) -> tuple[str, ...]:
    """Removes the captions from the tree and returns them, except those under pictures of other stories (in links, in side boxes)."""
    found: dict[str, None] = {}
    for element in list(tree.iter("figcaption", "p", "div", "span", "small", "em")):
        if element.getparent() is None or not _is_caption(element):
            continue
        text = get_words(element)
        if (
            len(text.split()) >= 3
            and not find_rule(text)
            and not _is_mostly_links(element, text)
            and not _is_beside(element, frozenset(("a", "aside", "nav", "footer")))
        ):
            found[text] = None
        element.drop_tree()
    texts = list(found)[:_MOST_CAPTIONS]
    return tuple(text for text in texts if not any(text in other for other in texts if other != text))


def _is_caption(element: HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    marked = has_name(_CAPTION, element)
    if element.tag in ("span", "em", "small", "div"):
        return marked and len(get_words(element)) <= _LONGEST_CAPTION and next(element.iter("p", "h1"), None) is None
    if marked:
        return len(get_words(element)) <= _LONGEST_CAPTION
    text = get_words(element)
    pictured = 0 < len(text) <= 300 and next(element.iter("img", "picture"), None) is not None and not ENDS.search(text)
    return pictured or is_caption_text(text)


def is_caption_text(text: str) -> bool:
    """Whether a paragraph reads as a caption: "FILE - …", "Pictured above, …", "… (AP Photo/…)".

    >>> is_caption_text("FILE - The ferry leaves the port on May 1, 2024.")
    True
    """
    return len(text) <= _LONGEST_CAPTION and bool(_CAPTION_START.fullmatch(text) or _CAPTION_END.search(text, 5))


def drop_bylines_and_embeds(tree: HtmlElement) -> None:
    """Removes the boxes that only name the author; an article about an author's life stays whole.

    It also removes summaries of the article and posts of other sites.
    """
    for element in list(tree.iter("blockquote", "div", "section", "ul")):
        if element.getparent() is not None and (has_name(_EMBED, element) or _is_foreign(element)):
            element.drop_tree()
    for element in list(tree.iter("div", "p", "span", "address", "ul", "section")):
        if (has_name(_DIGEST, element) and element.getparent() is not None and len(get_words(element)) <= _LONGEST_DIGEST) or (
            _is_byline(element)
            and element.getparent() is not None
            and len(text := get_words(element)) <= _LONGEST_BYLINE
            and not ENDS.search(text)
            and next(element.iter("h1"), None) is None
            and not any(map(_is_byline, element.iterancestors()))
        ):
            element.drop_tree()


def _is_foreign(box: HtmlElement) -> bool:
    """Whether a small box is a poll, links elsewhere by its role, or is a card of another story."""
    role = (box.get("role") or "").lower() in _ROLES
    if (
        not (role or has_name(_ASKS, box) or has_name(_CARD, box))
        or len(get_content(box)) > MAX_LINE_CHARACTERS
        or next(box.iter("h1"), None) is not None
    ):
        return False
    return role or has_name(_ASKS, box) or (len(get_words(box)) < 600 and _is_card(box))


def _is_byline(element: HtmlElement) -> bool:
    return has_name(_BYLINE, element, "data-component")


def drop_link_blocks(tree: HtmlElement) -> None:
    """Removes teasers of other stories.

    These are paragraphs, list items and headings of links alone that are no sentence, lists of links under a line that announces
    other stories, and articles in the article that begin with such a heading.
    """
    for element in list(tree.iter("article")):
        if next(element.iterancestors("article"), None) is not None and len(get_words(element)) < 600 and _is_card(element):
            element.drop_tree()
    for element in list(tree.iter("p", "h2", "h3", "h4", "h5", "h6")):
        below = element.getnext()
        if below is not None and below.tag in ("ul", "ol") and (text := get_words(element)) and len(text) < 100 and find_rule(text):
            items = list(below.iter("li"))
            if items and all(next(item.iter("a"), None) is not None for item in items):
                below.drop_tree()
                element.drop_tree()
    for element in list(tree.iter("p", "li", "h2", "h3", "h4", "h5")):
        if element.getparent() is None or next(element.iter("a"), None) is None:
            continue
        text = get_words(element)
        bare = _MARK.sub("", _LABEL.sub("", text))
        if 0 < len(text) < 250 and not ENDS.search(bare) and (_is_mostly_links(element, bare, 0.9)):
            element.drop_tree()


def _is_card(element: HtmlElement) -> bool:
    heading = next(element.iter("h2", "h3", "h4", "h5"), None)
    if heading is None or next(element.iter("h1"), None) is not None:
        return False
    return next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None


def restore_missed_paragraphs(tree: HtmlElement, kept: Sequence[str]) -> list[str]:
    """Returns the paragraphs `kept` by an extractor, with those that it missed.

    Missed paragraphs are those between them, between the headline and the first, and those after the last in boxes of the same
    name.
    """
    marks = [normalize_paragraph(p) for p in kept]
    home = {mark: i for i, mark in reversed(list(enumerate(marks))) if len(mark) > 30}
    spots = [
        (element, text, home.get(normalize_paragraph(text)))
        for element in tree.iter("p", "div")
        if (element.tag == "p" or next(element.iterdescendants(*_BLOCKS), None) is None) and (text := get_words(element))
    ]
    matched = [i for i, (_, _, at) in enumerate(spots) if at is not None]
    if len(matched) < 2:
        return list(kept)
    box = _find_article_box(_find_common_ancestor([spots[i][0] for i in matched]))
    named_boxes = {name for i in matched if (name := _get_box_name(spots[i][0]))}
    known = "".join(marks)
    # A box without a paragraph tag between paragraphs is a caption, a credit or a card; one alone above them can be the lead, several are a
    # gallery.
    leads = [
        i
        for i, (e, text, _) in enumerate(spots[: matched[0]])
        if e.tag == "div" and _is_prose(e, text, box) and normalize_paragraph(text) not in known
    ]
    leads = leads if len(leads) == 1 else []
    extra: dict[int, list[str]] = {}
    first = spots[matched[0]][2] or 0
    after = first - 1  # the extractor's elements before the first paragraph are headline and labels
    for i, (element, text, at) in enumerate(spots):
        if at is not None:
            after = max(after, at)
        elif element.tag == "div" and i not in leads:
            continue
        elif (
            (i < matched[-1] or _get_box_name(element) in named_boxes)
            and _is_prose(element, text, box)
            and normalize_paragraph(text) not in known
        ):
            extra.setdefault(after, []).append(text)
    filled = extra.get(-1, [])
    for i, paragraph in enumerate(kept):
        filled += [paragraph, *extra.get(i, ())]
    return filled


def count_words_left_out(tree: HtmlElement, body: str) -> tuple[int, int]:
    """Returns the number of words of prose that are missing in `body`, and of all words of prose.

    The first are those in the article's box, and those outside of it in boxes with the same name.
    """
    known = normalize_paragraph(body)
    found = [
        (e, text) for e in tree.iter("p", "div", "section") if next(e.iterdescendants(*_BLOCKS), None) is None and (text := get_words(e))
    ]
    kept = [e for e, text in found if len(mark := normalize_paragraph(text)) > 30 and mark in known]
    if not kept:
        return 0, 0
    box = _find_article_box(_find_common_ancestor(kept))
    named_boxes = {name for e in kept if (name := _get_box_name(e))}
    lost = 0
    for element, text in found:
        inside = box in element.iterancestors()
        if (
            (inside or _get_box_name(element) in named_boxes)
            and _is_prose(element, text, box if inside else element.getparent())
            and normalize_paragraph(text) not in known
        ):
            lost += len(text.split())
    return lost, lost + len(body.split())


def _find_article_box(found: HtmlElement) -> HtmlElement:
    """Returns the box of the whole article around the paragraphs found: the one with the headline, if that is a box of an article."""
    for box in (found, *found.iterancestors()):
        if box.tag in ("article", "main") and len(list(box.iter("h1"))) == 1 and len(list(box.iter("article"))) <= 1:
            return box
    return found


def _get_box_name(element: HtmlElement) -> str:
    """Returns the class of the box of a paragraph; "" if it has none."""
    parent = element.getparent()
    return f"{parent.tag} {parent.get('class')}" if parent is not None and parent.get("class") else ""


def find_standfirst(tree: HtmlElement, first: str, descriptions: Iterable[str]) -> str | None:
    """Finds the lines under the headline that summarise the story, if they are outside of the article's text.

    They are recognised by the name of their box, or because they are the page's description. `first` is the article's first
    paragraph.
    """
    stated = [normalize_paragraph(d) for d in descriptions if len(d) >= 25]
    begun = normalize_paragraph(first)
    below = False
    for element in tree.iter("h1", "h2", "h3", "p", "div", "span"):
        text = get_words(element) if below or element.tag == "h1" else ""
        # A much longer element contains the paragraph and others.
        own = normalize_paragraph(text) if len(text) <= 2 * len(first) + 400 else ""
        if own == begun:
            return None
        if below and 25 <= len(text) <= 400 and next(element.iterdescendants("p", "div"), None) is None:
            marked = _is_standfirst(element, text)
            if (marked or any(own == t or (len(own) > 40 and t.startswith(own)) for t in stated)) and _may_be_standfirst(element, text):
                return text
        below = below or (element.tag == "h1" and len(text.split()) > 2)
    return None


def _is_standfirst(element: HtmlElement, text: str) -> bool:
    """Whether the name of the element, or of a box with nothing else, is that of a standfirst."""
    for box in (element, *islice(element.iterancestors(), 3)):
        if box is not element and (len(text) < 40 or len(box) != 1 or (box.text or "").strip()):
            return False
        if any(has_name(_STANDFIRST, box, name) for name in _NAMING):
            return True
    return False


def _may_be_standfirst(element: HtmlElement, text: str) -> bool:
    return not (
        _is_mostly_links(element, text) or find_rule(text, "head") or _OFFER.search(text) or is_caption_text(text)
        or _is_beside(element, frozenset(("a", "aside", "nav", "footer", "form", "figure", "li")))
    )  # fmt: skip


def _is_prose(element: HtmlElement, text: str, box: HtmlElement) -> bool:
    if not 40 <= len(text) <= 3000 or not ENDS.search(text):
        return False
    if (
        _is_mostly_links(element, text, 0.7)
        or next(element.iterdescendants("p"), None) is not None
        or (len(text) < 300 and _OFFER.search(text))
    ):
        return False
    for parent in element.iterancestors():
        if parent is box:
            return not is_named_aside(element)
        if parent.tag in _ASIDE_TAGS or parent.tag in ("a", "li") or is_named_aside(parent):
            return False
    return False


def _is_mostly_links(element: HtmlElement, text: str, share: float = 0.5) -> bool:
    return sum(len(get_words(a)) for a in element.iter("a")) >= max(1.0, share * len(text))


def is_named_aside(element: HtmlElement) -> bool:
    """Whether a box has no paragraph of the article, by its name or role."""
    return has_name(_ASIDE_NAMES, element, "role")


def _is_beside(element: HtmlElement, tags: frozenset[str]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors())


def _find_common_ancestor(elements: Iterable[HtmlElement]) -> HtmlElement:
    """Finds the smallest element that contains all `elements`."""
    rows = [[*reversed(list(e.iterancestors()))] for e in elements]
    shared = rows[0]
    for row in rows[1:]:
        n = next((i for i, (a, b) in enumerate(zip(shared, row, strict=False)) if a is not b), min(len(shared), len(row)))
        shared = shared[:n]
    return shared[-1]


def list_paragraphs(body: etree._Element) -> list[str]:
    """Lists the paragraphs of the extractor's own tree (p, head, list, item, quote; lb breaks a line)."""
    found: list[str] = [""]

    def walk(element: etree._Element) -> None:
        block = element.tag in ("p", "head", "item", "list", "quote", "row", "table", "code", "main", "body", "div", "lb")
        if block:
            found.append("")
        found[-1] += element.text or ""
        for child in element:
            walk(child)
            if child.tag in ("p", "head", "item", "list", "quote", "row", "table", "code", "main", "body", "div", "lb"):
                found.append("")
            found[-1] += child.tail or ""

    walk(body)
    return [p for p in (" ".join(f.replace("\xa0", " ").split()) for f in found) if p]
