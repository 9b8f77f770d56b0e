"""Live blogs: one page with many posts, each with its own time, address and history.

On most pages each post appears twice: as schema.org's liveBlogUpdate, which has its time to the second, and as a visible box,
which has its paragraphs. Both are read, and joined by the post's id, its time or its words. The text beside the posts is the page's
standing text.

A post is identified by the fragment that links to it, or by the address in its data; else by its time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from urllib.parse import quote, urlsplit

from lxml.html import HtmlElement

from sayso.ingest.clock import format_stored_time, parse_stored_time
from sayso.ingest.extract import boilerplate, dom, live_boxes, live_posts, page_times
from sayso.ingest.extract.assemble import Parts, assemble
from sayso.ingest.extract.live_posts import Post
from sayso.ingest.extract.metadata import PageMetadata
from sayso.ingest.extract.page import Page, TimeCandidate
from sayso.ingest.extract.time_formats import Home, find_clock, set_clock
from sayso.ingest.urls import make_key

#: The words of a live blog in addresses and titles.
_PATH = re.compile(
    r"/live(?:-?(?:blog|updates?|news|coverage|story|ticker))?(?:/|$)|(?:^|[/-])live-?(?:blog|updates|coverage|ticker)(?:[/-]|$)"
    r"|/en-?(?:direct|vivo)/",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\W*(?:live|en\ direct|en\ vivo|en\ directo|liveticker|liveblog|diretta|ao\ vivo)\s*[:|–—-]|.*\blive\ (?:updates|blog|coverage)\b"
    r"|.*\s[–—|-]\s(?:live|as\ it\ happened)\W*$",
    re.IGNORECASE | re.VERBOSE,
)
#: The number of posts that makes a page without such words a live blog, and of times if its posts cannot be separated.
_MIN_POSTS, _MIN_TIMES = 3, 5
_IN_FRAGMENT = "/?:@!$&'()*+,;=-._~"
_MINUTES_PER_DAY = 24 * 60
#: The least number of words of a paragraph of prose.
_MIN_PROSE_WORDS = 12
#: The longest time by which the page's own stamp may precede its newest post.
_SLACK = timedelta(minutes=10)


def choose_min_posts(tree: HtmlElement, stated: PageMetadata) -> int:
    """Returns the least number of posts that makes the page a live blog.

    It is 1 for a page that declares itself one, more for one that only looks like it, 0 for all others.
    """
    if "liveblogposting" in stated.kinds or stated.updates:
        return 1
    if any("liveblogposting" in (e.get("itemtype") or "").lower() for e in tree.iter("article", "div", "main", "section", "body")):
        return 1
    by_name = (stated.canonical and _PATH.search(urlsplit(stated.canonical).path)) or _TITLE.match(stated.title)
    if by_name or sum(dom.has_name(live_boxes.POST, e) for e in tree.iter("article", "div", "li", "section")) >= _MIN_TIMES:
        return _MIN_POSTS
    return 0


def is_hidden_live(tree: HtmlElement, least: int) -> bool:
    """Whether a page must be a live blog although its posts cannot be separated."""
    times = {e.get("datetime") or dom.get_words(e) for e in live_boxes.find_stamps(tree)} if least > 1 else set()
    return least == 1 or len(times) >= _MIN_TIMES


def take_out(tree: HtmlElement, stated: PageMetadata, zone: str, least: int) -> list[Post]:
    """Removes the posts of a page from its tree and returns them, oldest first; none if there are fewer than `least`."""
    home = Home(zone, page_times.find_country(stated.canonical, stated.language))
    from_data = [live_posts.post_from_data(node, stated, home) for node in stated.updates]
    boxes = live_boxes.find_boxes(tree, max(1, min(least, len(from_data) or least)))
    seen = [live_posts.post_from_box(box, stated, home) for box in boxes]
    if len(seen) + len(from_data) < least or (least > 1 and _is_beside_article(tree, boxes)):
        return []
    seen = _drop_copies(seen)
    _drop_positions(seen)
    for box in boxes:
        box.drop_tree()
    _drop_shared(from_data)
    posts = _sort_by_time(_join_posts(from_data, seen))
    _set_clocks(posts, stated, home)
    _name_posts(posts)
    return posts


def _is_beside_article(tree: HtmlElement, boxes: Sequence[HtmlElement]) -> bool:
    """Whether most of the page's prose is outside of the boxes, which are then a list beside an article."""
    inside = {p for box in boxes for p in box.iter("p")}
    sizes = [(p in inside, size) for p in tree.iter("p") if (size := len(dom.get_words(p).split())) >= _MIN_PROSE_WORDS]
    posts = sum(len(dom.get_words(box).split()) for box in boxes)
    return sum(size for within, size in sizes if not within) > posts


def _drop_copies(posts: Sequence[Post]) -> list[Post]:
    """Drops copies of posts: a pinned post is also in its place."""
    kept: dict[tuple[str, str], Post] = {}
    for post in posts:
        text = boilerplate.normalize_paragraph(" ".join(post.paragraphs))
        kept.setdefault((post.ids[0] if post.ids else post.published or post.clock or "", text), post)
    return list(kept.values())


def drop_post_paragraphs(paragraphs: Sequence[str], posts: Sequence[Post]) -> list[str]:
    """Drops the paragraphs that are in posts of the data without a box."""
    said = boilerplate.normalize_paragraph(" ".join(p for post in posts for p in post.paragraphs))
    return [p for p in paragraphs if boilerplate.normalize_paragraph(p) not in said]


def _drop_positions(posts: Sequence[Post]) -> None:
    """Drops ids that only count the posts from the top of the page: with each new post they name other posts."""
    numbers = [re.search(r"(\d+)$", post.ids[0]) if post.ids else None for post in posts]
    counted = [int(n.group()) for n in numbers if n and len(n.group()) < 5]
    if len(counted) == len(posts) > 1 and counted in (list(range(len(posts))), list(range(1, len(posts) + 1))) and _is_newest_first(posts):
        for post in posts:
            post.ids = []


def _is_newest_first(posts: Sequence[Post]) -> bool:
    """Whether the posts come newest first, as in most live blogs."""
    steps = [_compute_step(one, other) for one, other in pairwise(posts)]
    return sum(step > 0 for step in steps) >= sum(step < 0 for step in steps)


def _compute_step(one: Post, other: Post) -> int:
    """Returns the order of the posts: 1 if the first is the newest, -1 if it is the oldest, 0 if unknown.

    Two times without days count as less than half a day apart.
    """
    if one.published and other.published:
        return (one.published > other.published) - (one.published < other.published)
    a, b = _read_clock(one), _read_clock(other)
    if a is None or b is None or a == b:
        return 0
    return 1 if (a - b) % _MINUTES_PER_DAY < _MINUTES_PER_DAY // 2 else -1


def _read_clock(post: Post) -> int | None:
    """Returns the time of day of a post in minutes; None if it has none."""
    found = find_clock(post.clock) if post.clock else None
    return found.time[0] * 60 + found.time[1] if found else None


def _drop_shared(posts: Sequence[Post]) -> None:
    """Drops the ids that several posts share."""
    counts = Counter(name for post in posts for name in post.ids)
    for post in posts:
        post.ids = [name for name in post.ids if counts[name] == 1]
        if post.url and make_key(post.url) not in post.ids:
            post.url = None


def _join_posts(stated: Sequence[Post], seen: Sequence[Post]) -> list[Post]:
    """Joins the posts of data and boxes. The paragraphs are the box's, unless they are only a beginning of those in the data."""
    _drop_shared(seen)
    left, posts = list(stated), []
    minutes = Counter(map(_format_minute, seen))
    for box in seen:
        post = _find_same_post(box, left, minutes[_format_minute(box)] == 1)
        if post is None:
            posts.append(box)
            continue
        left.remove(post)
        whole = sum(map(len, box.paragraphs)) * 2 >= sum(map(len, post.paragraphs))
        posts.append(replace(
            box, ids=list(dict.fromkeys([*post.ids, *box.ids])), url=post.url, title=box.title or post.title,
                byline=post.byline or box.byline,
            paragraphs=box.paragraphs if whole else post.paragraphs, times=[*post.times, *box.times],
        ))  # fmt: skip
    return [*posts, *left]


def _find_same_post(box: Post, stated: Sequence[Post], alone: bool) -> Post | None:
    """Finds the post of the data that a box shows; None if there is none.

    It compares ids, first words, or the minute if no other post has it (`alone`: no other box has).
    """
    if by_id := next((p for p in stated if not set(p.ids).isdisjoint(box.ids)), None):
        return by_id
    said = boilerplate.normalize_paragraph(" ".join(box.paragraphs))
    for post in stated:
        begun = boilerplate.normalize_paragraph(post.paragraphs[0])[:80] if post.paragraphs else ""
        if len(begun) > 20 and begun in said:
            return post
    of_minute = [p for p in stated if _format_minute(p) and _format_minute(p) == _format_minute(box)]
    return of_minute[0] if alone and len(of_minute) == 1 else None


def _format_minute(post: Post) -> str:
    return (post.published or "")[:16]


def _sort_by_time(posts: list[Post]) -> list[Post]:
    """Sorts the posts, the oldest first."""
    posts = posts[::-1] if _is_newest_first(posts) else posts
    return sorted(posts, key=lambda p: p.published or "") if all(p.published for p in posts) else posts


def _set_clocks(posts: Sequence[Post], stated: PageMetadata, home: Home) -> None:
    """Dates the posts that have only a time of day.

    Their day is the one above them. Without one, each is before the next newer one, and the newest before the page's last update; if
    only the publication time is known, each is after the one before it.
    """
    for post in posts:
        if post.clock and post.day:
            post.times += [c for c in page_times.read_line_times(f"{post.day} {post.clock}", home)[:1] if not c.date_only]
    stamps = {
        w: [c.value for c in stated.candidates if c.what == w and not c.refused and not c.date_only] for w in ("updated", "published")
    }
    if stamps["updated"]:
        at = format_stored_time(parse_stored_time(max(stamps["updated"])) + _SLACK)
        for post in reversed(posts):
            at = _date_post(post, format_stored_time(parse_stored_time(at) - timedelta(days=1) + timedelta(seconds=1)), home) or at
    elif stamps["published"]:
        at = min(stamps["published"])
        for post in posts:
            at = _date_post(post, at, home) or at


def _date_post(post: Post, since: str, home: Home) -> str | None:
    if post.published is None and post.clock and (found := set_clock(since, post.clock, home)):
        post.times.append(
            TimeCandidate(what="published", value=found.value, raw=post.clock, basis="visible line", zone_assumed=found.zone_assumed)
        )
    return post.published


def _name_posts(posts: Sequence[Post]) -> None:
    """Gives an id to the posts without one.

    It is their time or, if several have it, their time and first words. A position would change, because old posts leave
    the page first.
    """
    bare = [(post, (f"{_format_minute(post)}Z" if post.published else None) or post.clock or "post") for post in posts if not post.ids]
    counts, taken = Counter(time for _, time in bare), Counter[str]()
    for post, time in bare:
        name = time if counts[time] == 1 and time != "post" else f"{time}-{boilerplate.normalize_paragraph(post.heading)[:24]}"
        taken[name] += 1
        post.ids.append(name if taken[name] == 1 else f"{name}-{taken[name]}")


def keep_with_text(posts: Iterable[Post]) -> Iterator[Post]:
    """Returns the posts with text; others have no claims."""
    return (post for post in posts if any(map(str.strip, post.paragraphs)))


def make_page(post: Post, blog: Parts, now: str) -> Page:
    """Makes a page of a post; fields that the post lacks come from its blog."""
    name, place = post.ids[0], blog.url
    url = post.url or (f"{place}#{quote(name, safe=_IN_FRAGMENT)}" if place else None)
    parts = replace(
        blog, url=url, title=post.title or "", paragraphs=post.paragraphs, captions=post.captions, byline=post.byline or blog.byline,
        candidates=post.times, notice=None, key=None, notes=(),
    )  # fmt: skip
    page = assemble(parts, now=now, judge=lambda title, body: None)
    # A post with only boilerplate keeps it, since the post exists.
    body = page.body or "\n\n".join(post.paragraphs)
    return replace(page, title=post.heading, body=body, post_ids=tuple(post.ids), titled=post.title is not None)
