"""One post of a live blog, from the page's data or from its box on the page."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urldefrag

from lxml.html import HtmlElement

from sayso.ingest.extract import dom, hidden, html_tables, jsonld, live_boxes, page_times
from sayso.ingest.extract.metadata import PageMetadata
from sayso.ingest.extract.page import TimeCandidate, What
from sayso.ingest.extract.time_basis import make_candidate
from sayso.ingest.extract.time_formats import Home, find_clock, find_day
from sayso.ingest.urls import make_absolute, make_key

#: Attributes with a post's id.
_IDS = ("id", "data-post-id", "data-entry-id", "data-update-id", "data-block-id", "data-id", "data-key", "data-urn")
_FRAME_TAGS = ("header", "footer", "aside", "nav", "button", "form", "select", "label")
_LEAVES = ("p", "li", "blockquote", "dd", "td", "pre", "h2", "h3", "h4", "h5", "h6")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: The longest title made of a post's own words, in characters.
_TITLE_OF_TEXT = 90


@dataclass(slots=True)
class Post:
    """One post: its ids (the first is its name), its address if that is no fragment of the page, its times and its text."""

    ids: list[str] = field(default_factory=list)
    url: str | None = None
    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    captions: tuple[str, ...] = ()
    byline: str | None = None
    times: list[TimeCandidate] = field(default_factory=list)
    #: A time without a day, as written, and the day above it.
    clock: str | None = None
    day: str | None = None

    @property
    def published(self) -> str | None:
        """The time of publication; None if it states none."""
        return next((t.value for t in self.times if t.what == "published" and not t.refused and not t.date_only), None)

    @property
    def heading(self) -> str:
        """The title; without one, the first words."""
        if self.title:
            return self.title
        text = self.paragraphs[0] if self.paragraphs else ""
        return text if len(text) <= _TITLE_OF_TEXT else text[: _TITLE_OF_TEXT - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def post_from_data(node: jsonld.Node, stated: PageMetadata, home: Home) -> Post:
    """Makes a post from the page's data."""
    text = next((t for name in ("articleBody", "text", "description") if isinstance(t := node.get(name), str) and t.strip()), "")
    title = jsonld.get_text(node.get("headline") or node.get("name"))
    post = Post(title=None if title == stated.title else title, paragraphs=_split_lines(text), byline=jsonld.get_text(node.get("author")))
    for what, name in (("published", "datePublished"), ("published", "dateCreated"), ("updated", "dateModified")):
        if found := make_candidate(
            "updated" if what == "updated" else "published", node.get(name), f"JSON-LD {name}".replace("Created", "Published"), home
        ):
            post.times.append(found)
    for name in ("url", "@id", "mainEntityOfPage", "identifier"):
        value = node.get(name)
        value = (value.get("@id") or value.get("url") or value.get("value")) if isinstance(value, dict) else value
        _add_address(post, value, stated)
    return post


def _add_address(post: Post, value: object, stated: PageMetadata) -> None:
    """Adds the address of the post: a fragment of the page, or another address."""
    if not isinstance(value, str | int) or not str(value).strip():
        return
    rest, fragment = urldefrag(str(value).strip())
    link = make_absolute(stated.canonical, rest) if rest else None
    if fragment:
        _add_id(post, unquote(fragment))
    elif link and link != rest and re.fullmatch(r"[\w:.-]+", rest):
        _add_id(post, rest)  # a name instead of an address: "urn:post:4711", "4711"
    elif link and make_key(link) != (make_key(stated.canonical) if stated.canonical else None):
        _add_id(post, make_key(link))
        post.url = post.url or link
    elif rest and not link:
        _add_id(post, rest)


def _add_id(post: Post, name: str) -> None:
    name = name.replace("#", "").strip()
    if name and name not in post.ids:
        post.ids.append(name)


def _split_lines(text: str) -> list[str]:
    text = re.sub(r"<(?:br|/p|/div|/li|/h\d)[^<>]*>", "\n", text, flags=re.IGNORECASE)
    text = html.unescape(re.sub(r"<[^<>]+>", "", text)).replace("\xa0", " ")
    return [line for line in (" ".join(part.split()) for part in text.splitlines()) if line]


def post_from_box(box: HtmlElement, stated: PageMetadata, home: Home) -> Post:
    """Makes a post from its box on the page."""
    post = Post(day=_find_day_above(box))
    for name in _IDS:
        if value := box.get(name):
            _add_id(post, value)
            break
    box = copy.deepcopy(box)
    box.tail = None
    hidden.strip_dead(box)
    _read_times(post, box, home)
    if not post.ids:
        _read_anchor(post, box, stated)
    post.captions = dom.lift_captions(box)
    dom.drop_bylines_and_embeds(box)
    html_tables.spell_out_tables(box)
    heads = [h for h in box.iter(*_HEADS) if not live_boxes.is_stamp_text(dom.get_words(h)) and dom.get_words(h)]
    if heads:
        title = dom.get_words(heads[0])
        post.title = title if title != stated.title else None
        heads[0].clear(keep_tail=True)
    post.byline = next((dom.get_words(e)[:200] for e in box.xpath(".//*[@rel='author' or @itemprop='author']")), None)
    post.paragraphs = _read_paragraphs(box)
    return post


def _find_day_above(box: HtmlElement) -> str | None:
    """Finds the nearest line above a post that is a day with hardly any other words; days divide streams."""
    for element in (box, *list(box.iterancestors())[:2]):
        for above in element.itersiblings(preceding=True):
            text = dom.get_words(above) if above.tag in ("h2", "h3", "h4", "h5", "p", "div", "span", "time", "li", "dt") else ""
            if text and len(text) <= 40 and (day := find_day(text)) and not find_clock(text[: day[1][0]] + text[day[1][1] :]):
                return text
    return None


def _read_times(post: Post, box: HtmlElement, home: Home) -> None:
    """Removes the times from a box and stores them in the post. The first is that of publication, unless a word says otherwise."""
    stamps = live_boxes.find_stamps(box)
    known = set(stamps) - {box}
    for element in stamps:
        if element is not box and not known.isdisjoint(element.iterancestors()):
            continue  # inside another one
        inner = [element] if element is box else [e for e in stamps if e is element or element in e.iterancestors()]
        text = dom.get_words(element) if element is not box else ""
        _read_time(
            post,
            [v for e in inner for v in live_boxes.get_machine_times(e)],
            text=text,
            names=f"{element.get('class') or ''} {element.get('itemprop') or ''}",
            home=home,
        )
    for element in stamps:  # outer ones first
        if element in known and element.getparent() is not None and live_boxes.is_stamp_text(dom.get_words(element)):
            element.drop_tree()
    if post.published:
        post.clock = None


def _read_time(post: Post, machine: Sequence[str], text: str, names: str, home: Home) -> None:
    """Adds one time to the post: from attributes, else from the visible text; `names` are those of the element."""
    is_update = "datemodified" in names.lower() or (
        page_times.is_update_word(f"{names.replace('-', ' ')} {text}") and bool(post.times or post.clock)
    )
    what: What = "updated" if is_update else "published"
    found = next((c for v in machine if (c := make_candidate(what, v, "time element", home))), None)
    found = found or next((replace(c, what=what) for c in page_times.read_line_times(text, home)), None)
    if found:
        post.times.append(found)
    elif text and not is_update and post.clock is None:
        post.clock = text


def _read_anchor(post: Post, box: HtmlElement, stated: PageMetadata) -> None:
    """Finds the id of a post whose box has none: that of its first element with one, or the target of the link on its time."""
    for element in box.iter():
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if (
            isinstance(element.tag, str)
            and name
            and element.tag in ("a", "span", "h2", "h3", "h4", "h5", "time", "article", "div", "section", "p")
        ):
            _add_id(post, name)
            return
    for link in box.iter("a"):
        target = make_absolute(stated.canonical, link.get("href") or "") or ""
        page, fragment = urldefrag(target or link.get("href") or "")
        if fragment and (not target or (stated.canonical and make_key(page) == make_key(stated.canonical))):
            _add_id(post, unquote(fragment))
            return


def _read_paragraphs(box: HtmlElement) -> list[str]:
    """Reads the paragraphs of a post without boilerplate; its text if it has no paragraphs."""
    for element in list(box.iter(*_FRAME_TAGS)):
        if (
            element is not box
            and element.getparent() is not None
            and not (element.tag == "header" and next(element.iter("p"), None) is not None)
        ):
            element.drop_tree()
    dom.drop_link_blocks(box)
    found = [dom.get_words(e) for e in box.iter(*_LEAVES) if next(e.iterdescendants(*_LEAVES), None) is None]
    found = [text for text in found if text and not live_boxes.is_stamp_text(text)]
    return found or [text for text in [dom.get_words(box)] if text]
