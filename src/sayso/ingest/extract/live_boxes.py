"""Finds the posts of a live blog: sibling elements with the same tag and class, each with its own time.

Class names differ between publishers; the structure does not. So the stream of posts is the element with the most children
of the same tag and class that contain a time and a text. Posts without an
element of their own, as time, text, time, text, each get one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from lxml import html as lxml_html
from lxml.html import HtmlElement

from sayso.calendar_names import MONTH_PATTERN
from sayso.ingest.extract.dom import get_words, has_name
from sayso.ingest.extract.time_formats import find_clock, find_day, parse_time

#: Words for a post in class, id or itemprop.
POST = re.compile(r"liveblogupdate|live-?blog[\w-]*(?:post|entry|item|update)|(?:^|\s)live-?(?:post|entry|update)(?:\s|$)", re.IGNORECASE)
#: Words for boxes of comments or of other stories.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|related|recommend\w*|latest-?(?:news|stories|headlines|videos?)|most-?read"
    r"|popular|trending|sidebar|key-?(?:events?|moments?|points?)|summary|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Attributes with the time of a post.
_TIMES = re.compile(r"data-[\w-]*(?:time|date|stamp|publish|created|epoch|unix|utc|posted|(?<=-)ts\b)[\w-]*", re.IGNORECASE)
_CONTAINERS = frozenset(("article", "div", "li", "section", "tr", "blockquote", "main", "ul", "ol"))
_STAMP_TAGS = ("time", "span", "div", "p", "a", "abbr", "b", "strong", "em", "i", "small", "dt", "td", "h2", "h3", "h4", "h5", "h6")
_HEADS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST_STAMP, _LEAST_TEXT = 60, 15
#: Words that may be beside the time in a stamp: "Posted 10:42", "Mon 4 May, updated at 8.15 pm ET".
_WORD = re.compile(r"[^\W\d]{3,}")
_STAMP_WORD = re.compile(
    rf"""[A-Z]{{3,5}} | (?i: (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)? | {MONTH_PATTERN}
      | first | last | posted | published | updated | edited | local | time | today | yesterday | uhr | hours? | hrs )""",
    re.VERBOSE,
)


def is_beside(box: HtmlElement) -> bool:
    """Whether the box has comments or other stories."""
    return box.tag in ("aside", "nav", "footer") or has_name(_BESIDE, box)


def is_stamp_text(text: str) -> bool:
    """Whether a line is a time of day with hardly any other words.

    >>> is_stamp_text("10:42 a.m. ET"), is_stamp_text("4 May 2026, 08:10 BST"), is_stamp_text("At 10:42 the dam broke near Ost")
    (True, True, False)
    """
    if len(text) > _LONGEST_STAMP or not 2 <= sum(c.isdigit() for c in text) <= 14 or not find_clock(text):
        return False
    day = find_day(text)
    rest = text[: day[1][0]] + text[day[1][1] :] if day else text
    return all(map(_STAMP_WORD.fullmatch, _WORD.findall(rest)))


def find_stamps(tree: HtmlElement) -> list[HtmlElement]:
    """Finds the elements that state a time, in the order of the page, except in comments, side boxes and teasers of other stories."""
    return [
        element
        for element in tree.iter()
        if isinstance(element.tag, str) and _states_time(element) and not any(map(_is_elsewhere, chain([element], element.iterancestors())))
    ]


def get_machine_times(element: HtmlElement) -> list[str]:
    """Returns the values of the element's attributes for times."""
    dated = (element.get("itemprop") or "").lower().startswith("date")
    return [
        value
        for name, value in element.items()
        if value
        and (
            name == "datetime"
            or (name == "content" and dated)
            or (name == "title" and element.tag in ("time", "abbr", "span", "a"))
            or _TIMES.fullmatch(name)
        )
    ]


def _states_time(element: HtmlElement) -> bool:
    if any(map(parse_time, get_machine_times(element))):
        return True
    if element.tag not in _STAMP_TAGS or len(element) > 4:
        return False
    return is_stamp_text(get_words(element))


def _is_elsewhere(box: HtmlElement) -> bool:
    """Whether the element is in a side box, or in a link to another page (a link to a post has a fragment)."""
    return is_beside(box) or (
        box.tag == "a" and bool(box.get("href")) and "#" not in box.get("href", "") and len(get_words(box)) > _LONGEST_STAMP
    )


def find_boxes(tree: HtmlElement, least: int) -> list[HtmlElement]:
    """Finds the boxes of the posts; none if there are fewer than `least`. Posts without a box get one, which changes the tree."""
    marked = [e for e in tree.iter() if isinstance(e.tag, str) and "liveblogupdate" in (e.get("itemprop") or "").lower().split()]
    if marked and len(marked) >= least:
        return marked
    found = _find_stream(tree, find_stamps(tree), least) or _find_named_boxes(tree)
    return found if len(found) >= least else []


def _find_named_boxes(tree: HtmlElement) -> list[HtmlElement]:
    """Finds the boxes of posts by name alone: the most frequent name with a word for a post."""
    makes: dict[tuple[str, str], list[HtmlElement]] = {}
    for element in tree.iter(*_CONTAINERS):
        if has_name(POST, element) and _says_something(element, []):
            makes.setdefault(_make(element), []).append(element)
    return _select_outermost(max(makes.values(), key=lambda found: (len(found), sum(len(get_words(e)) for e in found)), default=[]))


def _select_outermost(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Returns the elements that are inside none of the others."""
    known = set(elements)
    return [e for e in elements if known.isdisjoint(e.iterancestors())]


def _find_stream(tree: HtmlElement, found: Sequence[HtmlElement], least: int) -> list[HtmlElement]:
    """Finds the stream with the most posts and returns these."""
    children: dict[HtmlElement, dict[HtmlElement, list[HtmlElement]]] = {}
    for stamp in found:
        child = stamp
        while (parent := child.getparent()) is not None:
            children.setdefault(parent, {}).setdefault(child, []).append(stamp)
            child = parent
    best: list[HtmlElement] = []
    size = 0
    for held in children.values():
        for make in dict.fromkeys(map(_make, held)):
            alike = [child for child in held if _make(child) == make]
            whole = [c for c in alike if c.tag in _CONTAINERS and _says_something(c, held[c])]
            if len(whole) * 2 < len(alike):
                whole = alike if _is_followed(alike) else []
            text = sum(len(get_words(c)) for c in whole)
            if (len(whole), text) > (len(best), size) and len(whole) >= min(least, 2):
                best, size = whole, text
    if not best:
        return []
    if best[0].tag in _CONTAINERS and _has_body(best, set(found)):
        return _find_siblings(tree, best, set(found))
    return _wrap_posts(best)


def _make(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), ((element.get("class") or "").split() or [""])[0]


def _says_something(box: HtmlElement, times: Sequence[HtmlElement]) -> bool:
    """Whether the box has more than a time, and is no link to another story."""
    text = get_words(box)
    size = len(text) - sum(len(get_words(t)) for t in times if t is not box)
    links = sum(len(get_words(a)) for a in box.iter("a") if not (a.get("href") or "").startswith("#"))
    return size >= _LEAST_TEXT and links < 0.7 * len(text)


def _has_body(posts: Sequence[HtmlElement], times: set[HtmlElement]) -> bool:
    """Whether the boxes contain the texts, not only the heads of texts below them."""
    sizes = [len(get_words(p)) - sum(len(get_words(e)) for e in p.iter() if e is not p and (e in times or e.tag in _HEADS)) for p in posts]
    return sum(size >= _LEAST_TEXT for size in sizes) * 2 >= len(posts)


def _is_followed(starts: Sequence[HtmlElement]) -> bool:
    """Whether there is text between the times of posts without a box."""
    if len(starts) < 2:
        return False
    sizes = [sum(len(get_words(e)) for e in _iterate_rest(start, set(starts))) + len(get_words(start)) for start in starts]
    return sum(size >= _LEAST_TEXT + _LONGEST_STAMP // 3 for size in sizes) * 2 >= len(starts)


def _iterate_rest(start: HtmlElement, starts: set[HtmlElement]) -> Iterator[HtmlElement]:
    for element in start.itersiblings():
        if element in starts or is_beside(element):
            return
        yield element


def _find_siblings(tree: HtmlElement, posts: list[HtmlElement], times: set[HtmlElement]) -> list[HtmlElement]:
    """Adds the posts of the same structure in similar boxes: days and advertisements divide a stream."""
    make, around = _make(posts[0]), _make(posts[0].getparent()) if posts[0].getparent() is not None else None
    also = []
    for element in tree.iter(posts[0].tag):
        parent = element.getparent()
        if parent is None or _make(element) != make or _make(parent) != around or any(map(is_beside, element.iterancestors())):
            continue
        if element in posts or (not times.isdisjoint(element.iter()) and _says_something(element, [])):
            also.append(element)
    return _select_outermost(also) or posts


def _wrap_posts(starts: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Makes a box for each post without one: from its time, or the heading right above it, to the next."""
    begins = []
    for start in starts:
        above = start.getprevious()
        begins.append(
            above if above is not None and above.tag in _HEADS and start.tag not in _HEADS and not (above.tail or "").strip() else start
        )
    taken, made = set(begins), []
    for begin in begins:
        members = [begin, *_iterate_rest(begin, taken)]
        parent = begin.getparent()
        assert parent is not None
        box = lxml_html.Element("div")
        parent.insert(parent.index(begin), box)
        for member in members:
            box.append(member)
        made.append(box)
    return made
