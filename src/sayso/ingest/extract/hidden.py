"""Removes the parts of a page that readers never see, or see only on demand.

Scripts, hidden boxes, cards over names, text for screen readers, footnote marks.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from sayso.ingest.extract.dom import ENDS, MAX_LINE_CHARACTERS, get_content, get_words, has_name, is_named_aside

#: Cards that open over a name under the mouse, without the name itself.
_HOVER = re.compile(
    r"(?:^|[\s_-])(?:(?:rollover|hover|tooltip|tippy)[\w-]*(?:block|card|box|content|inner|text|body|panel)|hovercard|tooltip|popover"
    r"|sr-only|visually-?hidden|screen-?reader(?:-?text|-?only)?|off-?screen)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:trigger|wrapper|target|toggle)", re.IGNORECASE)
_INVISIBLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: A hidden box with this many paragraphs is more than a message.
_MIN_FOLDED_PARAGRAPHS = 3
#: The number of a footnote.
_NOTE_MARK = re.compile(r"\W{0,2}(?:\d{1,3}|[a-z*†‡])\W{0,2}", re.IGNORECASE)
_INLINE = frozenset(("a", "em", "strong", "b", "i", "span", "u", "mark", "q", "cite", "abbr", "sub", "sup"))


def strip_dead(tree: HtmlElement) -> int:
    """Removes the invisible parts: scripts, styles, comments, templates, hidden boxes.

    Returns the number of words of prose in hidden boxes of the article with several paragraphs, which open on a click.
    """
    folded = 0
    etree.strip_elements(tree, "script", "style", "noscript", "template", "svg", "iframe", "object", with_tail=False)
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    for element in list(tree.iter("span", "div", "p", "section", "ul", "aside")):
        if element.getparent() is not None and _is_hidden(element):
            folded += _count_hidden_words(element)
            _join_over(element)
            element.drop_tree()
    for note in list(tree.iter("sup")):
        if _NOTE_MARK.fullmatch(get_words(note)) and any((a.get("href") or "").startswith("#") for a in note.iter("a")):
            note.drop_tree()
    return folded


def _join_over(box: HtmlElement) -> None:
    """Joins the two parts of a sentence: a parser ends a paragraph at a box inside it."""
    before = box.getprevious()
    if before is None or before.tag != "p" or box.tag not in ("div", "section", "ul", "aside") or not (box.tail or "").strip():
        return
    moved = [box.tail or ""]
    box.tail = None
    if len(before):
        before[-1].tail = f"{before[-1].tail or ''}{moved[0]}"
    else:
        before.text = f"{before.text or ''}{moved[0]}"
    while (following := box.getnext()) is not None and following.tag in _INLINE:
        before.append(following)


def _count_hidden_words(box: HtmlElement) -> int:
    """Counts the words of prose in a hidden box if it may be a part of the article."""
    if is_named_aside(box) or next(box.iterancestors("article", "main"), None) is None:
        return 0
    folded = [text for p in box.iter("p") if len(text := get_words(p)) >= 40 and ENDS.search(text)]
    return sum(len(text.split()) for text in folded) if len(folded) >= _MIN_FOLDED_PARAGRAPHS else 0


def _is_hidden(element: HtmlElement) -> bool:
    """Whether readers see the element only on demand, or never: hidden boxes, and cards that open over a name in a sentence."""
    if _INVISIBLE.search(element.get("style") or "") or (
        element.get("hidden") is not None and len(get_content(element)) < MAX_LINE_CHARACTERS
    ):
        return True
    return (
        has_name(_HOVER, element, "role")
        and len(get_content(element)) < MAX_LINE_CHARACTERS
        and not _OPENS.search(element.get("class") or "")
    )
