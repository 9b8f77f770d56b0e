"""Turns HTML into a page: the article that trafilatura finds, corrected by the page's own data and the form of its paragraphs.

trafilatura finds the article's place well; but it reads captions as paragraphs, drops a lead in a separate box, and keeps
sign-up lines. Its `deduplicate` stays off: it remembers across pages, and a sentence seen elsewhere would vanish here.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from sayso.errors import NotAnArticle
from sayso.ingest.extract import boilerplate, corrections, dom, hidden, html_tables, live_blog, metadata, page_kind, page_times
from sayso.ingest.extract.assemble import Parts, assemble, set_times
from sayso.ingest.extract.charset import decode
from sayso.ingest.extract.live_posts import Post
from sayso.ingest.extract.page import Page, PageProblem, TimeCandidate
from sayso.ingest.extract.time_formats import parse_time

#: Characters forbidden in a tree: control characters (the bytes below 32 in UTF-8), references to them ("&#11;"), and the two
#: noncharacters.
_BLANKED = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
_REFERENCE = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)|x0*(?:[0-8bcef]|1[\da-f])(?![\da-f]));?", re.IGNORECASE)
_NO_CHARACTERS = "\ufffe\uffff"
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")

#: Replaces lxml's own lookup, which calls Python for each access to an element, to find form fields.
_ELEMENTS = etree.ElementDefaultClassLookup(HtmlElement, lxml_html.HtmlComment, lxml_html.HtmlProcessingInstruction, lxml_html.HtmlEntity)

#: Options for all pages; bare_extraction works on a copy of its tree.
_OPTIONS = Extractor(output_format="python", comments=False, tables=False, dedup=False)
#: Without trafilatura's fallback extractors, one of which takes quadratic time in the number of paragraphs.
_QUICK = Extractor(output_format="python", comments=False, tables=False, dedup=False, fast=True)

#: Real pages have at most two thousand elements and six thousand attributes. From MANY elements on there are no fallbacks, and a page
#: with more than MOST of either is refused.
MANY_ELEMENTS, MAX_ELEMENTS, MAX_ATTRIBUTES = 10_000, 30_000, 200_000
_ELEMENTS_IN, _ATTRIBUTES_IN = etree.XPath("count(//*)"), etree.XPath("count(//@*)")

#: A tag with all its attributes, as HTML has it.
_TAG = re.compile(
    rb"""<[a-zA-Z][^\s>/]*+ (?: [\s/]*+ [^\s>/][^\s>/=]*+ (?: \s*+ = \s*+ (?: "[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ ) )?+ )*+""",
    re.VERBOSE,
)
_NAME = re.compile(rb"<[^\s>/]+")
#: The parser compares each attribute with those before it. A tag of at least the first length loses its attributes if it has
#: more than the second number, and one longer than the third always loses them.
_LONG_TAG, _ATTRIBUTES, _LONGEST_TAG = 20_000, 1000, 1_000_000

#: A text without this many words of its page, and this share of them, gets a remark.
LOST_WORDS, LOST_SHARE = 60, 0.25

#: A repeated paragraph of this many letters is a copy: for phones and for desktops, or as a summary.
_MIN_REPEATED_LETTERS = 60


def read_html(
    raw: bytes, url: str | None, *, now: str, zone: str = "UTC", beside: Sequence[TimeCandidate] = (), charset: str | None = None
) -> Page:
    """Reads the article on a page; `beside` are times from other sources.

    Raises NotAnArticle if there is none, with the kind of the page.
    """
    return parse_document(decode(raw, charset), url, zone, beside).read_page(now)


@dataclass(frozen=True, slots=True)
class ParsedHtml:
    """A parsed page: its parts, and the whole tree, by which they are checked."""

    parts: Parts
    stated: metadata.PageMetadata
    whole: HtmlElement
    tree: HtmlElement
    posts: Sequence[Post] = ()
    folded: int = 0

    def read_page(self, now: str) -> Page:
        """Returns the article in it, or the live blog with its posts. Raises NotAnArticle if there is none."""
        try:
            if not self.posts:
                return self._compare_with_page(assemble(self.parts, now=now, judge=self._find_problem, standfirst=self._find_standfirst))
            return self._read_live_blog(now)
        except RecursionError:
            raise _make_depth_error() from None

    def _compare_with_page(self, page: Page) -> Page:
        """Returns the page, with a remark if it lacks much of the prose around its text."""
        lost, whole = dom.count_words_left_out(self.whole, "\n\n".join((page.title, page.body, *page.captions, page.correction or "")))
        lost, whole = lost + self.folded, whole + self.folded
        if lost < LOST_WORDS or lost < LOST_SHARE * whole:
            return page
        return replace(page, notes=(*page.notes, f"{lost:,} of the {whole:,} words of prose on the page are not in its text"))

    def _read_live_blog(self, now: str) -> Page:
        posts = tuple(live_blog.make_page(post, self.parts, now) for post in live_blog.keep_with_text(self.posts))
        mute = len(self.posts) - len(posts)
        notes = (*self.parts.notes, f"a live blog of {len(posts)} posts{f', {mute} more without text' if mute else ''}")
        if not posts:
            raise NotAnArticle("liveblog", f"a live blog of {mute} posts without text")
        try:
            found = assemble(replace(self.parts, notes=notes), now=now, judge=self._find_problem, standfirst=self._find_standfirst)
        except NotAnArticle:
            found = set_times(Page(self.parts.url, self.parts.title, "", notes=notes), self.parts.candidates, now)
        return replace(found, posts=posts)

    def _find_problem(self, title: str, body: Sequence[str]) -> PageProblem | None:
        if problem := page_kind.classify_non_article(self.whole, self.stated, body):
            return problem
        return None if title else PageProblem("no_article", "no headline in it")

    def _find_standfirst(self, first: str) -> str | None:
        return dom.find_standfirst(self.tree, first, self.stated.descriptions)


def parse_document(text: str, url: str | None, zone: str = "UTC", beside: Sequence[TimeCandidate] = ()) -> ParsedHtml:
    """Parses the page in `text`. Raises NotAnArticle if it is no HTML."""
    try:
        return _take_apart(parse(text), url, zone, beside)
    except RecursionError:
        raise _make_depth_error() from None


def _make_depth_error() -> NotAnArticle:
    return NotAnArticle("no_article", "nested too deeply to be read")


def _take_apart(tree: HtmlElement, url: str | None, zone: str, beside: Sequence[TimeCandidate]) -> ParsedHtml:
    stated = metadata.read_metadata(tree, url, zone)
    posts: Sequence[Post] = ()
    if least := live_blog.choose_min_posts(tree, stated):
        posts = live_blog.take_out(tree, stated, zone, least)
        if not posts and live_blog.is_hidden_live(tree, least):
            raise NotAnArticle("liveblog", "a live blog whose posts cannot be told apart")
        if posts:  # reads it again, without the times and the text of its posts
            stated = replace(metadata.read_metadata(tree, url, zone), text=None)
    folded = hidden.strip_dead(tree)
    whole = copy.deepcopy(tree)
    captions = dom.lift_captions(tree)
    dom.drop_bylines_and_embeds(tree)
    dom.drop_link_blocks(tree)
    html_tables.unfold(tree)
    unread = html_tables.spell_out_tables(tree)
    candidates = [*stated.candidates, *beside]
    if not any(c.what == "published" for c in candidates):
        candidates += _guess_time(copy.deepcopy(whole), url or stated.canonical)
    parts = Parts(
        url=stated.canonical,
        title=stated.title,
        paragraphs=live_blog.drop_post_paragraphs(extract_paragraphs(tree, stated), posts),
        captions=captions,
        byline=stated.byline,
        publisher=stated.publisher,
        language=stated.language,
        candidates=candidates,
        notes=(f"tables with figures left out: {unread}",) if unread else (),
        notice=dom.find_line(whole, corrections.is_full_notice) or stated.correction,
    )
    return ParsedHtml(parts=parts, stated=stated, whole=whole, tree=tree, posts=posts, folded=folded)


def parse(text: str) -> HtmlElement:
    """Parses a page into a tree. Raises NotAnArticle("empty") if there is none."""
    for gone in _NO_CHARACTERS:
        text = text.replace(gone, " ")
    data = _REFERENCE.sub(b" ", text.encode("utf-8", "replace").translate(_BLANKED))
    if found := _DECLARATION.match(data):
        data = data[found.end() :]
    if not data.strip():
        raise NotAnArticle("empty", "nothing in it")
    if max(map(len, _TAG.findall(data)), default=0) > _LONG_TAG:
        data = _TAG.sub(_strip_attributes, data)
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        raise NotAnArticle("empty", "no HTML in it") from None
    for count, most, what in ((_ELEMENTS_IN, MAX_ELEMENTS, "elements"), (_ATTRIBUTES_IN, MAX_ATTRIBUTES, "attributes")):
        if (size := int(count(tree))) > most:
            raise NotAnArticle("too_big", f"{size:,} {what}, more than the {most:,} that a page may have")
    # The words before and after a line break stay separate words, even if only the text is read.
    for element in tree.iter("br"):
        element.tail = f" {element.tail or ''}"
    return tree


def _strip_attributes(tag: re.Match[bytes]) -> bytes:
    """Returns the tag, without its attributes if these are too many or too long."""
    whole = tag.group()
    if len(whole) <= _LONG_TAG:
        return whole
    bare = re.sub(rb""""[^"]*"|'[^']*'""", b"", whole)
    if len(whole) <= _LONGEST_TAG and len(re.findall(rb"[\s/]+[^\s/>]", bare)) <= _ATTRIBUTES:
        return whole
    name = _NAME.match(whole)
    return name.group() if name else b""


def extract_paragraphs(tree: HtmlElement, stated: metadata.PageMetadata) -> list[str]:
    """Extracts the article's paragraphs, including boilerplate and notices."""
    found = trafilatura.bare_extraction(tree, options=_QUICK if _ELEMENTS_IN(tree) > MANY_ELEMENTS else _OPTIONS)
    place = getattr(found, "body", None)
    kept = dom.list_paragraphs(place) if place is not None else []
    kept = dom.restore_missed_paragraphs(tree, kept)
    in_script = [" ".join(line.split()) for line in (stated.text or "").splitlines() if line.strip()]
    # A page whose text a script loads often has it in JSON-LD; a short text there is only a summary.
    if _count_characters(in_script) > 400 and _count_characters(kept) < _count_characters(in_script) / 2:
        kept = in_script
    return [p for i, p in enumerate(drop_repeats(kept)) if not (dom.is_caption_text(p) or (i < 4 and page_times.is_stamp(p)))]


def drop_repeats(paragraphs: Sequence[str]) -> list[str]:
    """Drops repeats of long paragraphs; of a body that appears twice, the second copy with its short lines."""
    marks = [boilerplate.normalize_paragraph(p) for p in paragraphs]
    half = len(marks) // 2
    if half >= 2 and marks[:half] == marks[half:]:
        marks = marks[:half]
    seen: set[str] = set()
    kept: list[str] = []
    for paragraph, mark in zip(paragraphs, marks, strict=False):
        if len(mark) < _MIN_REPEATED_LETTERS or mark not in seen:
            kept.append(paragraph)
        seen.add(mark)
    return kept


def _guess_time(tree: HtmlElement, url: str | None) -> list[TimeCandidate]:
    """Guesses a day with htmldate if the page states no publication time; this modifies the tree."""
    import htmldate

    raw = htmldate.find_date(tree, original_date=True, extensive_search=False, url=url, outputformat="%Y-%m-%d")
    found = parse_time(raw) if raw else None
    return (
        [TimeCandidate(what="published", value=found.value, raw=str(raw), basis="htmldate", zone_assumed=True, date_only=True)]
        if found
        else []
    )


def _count_characters(paragraphs: Sequence[str]) -> int:
    return sum(len(p) for p in paragraphs)
