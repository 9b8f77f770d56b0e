"""The values between reading and storing: a `Capture` is one visit, a `Page` the article read there.

Times are ISO 8601 in UTC to the second, with a 'Z'. Nothing here touches files, network or clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

MediaType = Literal["text/html", "text/plain", "application/json"]
What = Literal["published", "updated"]

#: The outcomes of a visit that failed, or found no revision of an article.
OUTCOMES: tuple[str, ...] = (
    "missing",  # the file or folder does not exist, or may not be read
    "empty",  # empty, or only boilerplate
    "too_big",  # over the limit for one page
    "not_text",  # binary data
    "bad_line",  # a line of a JSON lines file that is no revision
    "blocked",  # a bot wall or access-denied page
    "consent",  # a cookie or privacy wall
    "login",  # a log-in wall or paywall without the article behind it
    "error_page",  # a soft 404 or 5xx page
    "index",  # a section front, a list of other stories
    "liveblog",  # many posts on one page, each with its own time
    "no_article",  # no article for another reason
    # and over the network:
    "bad_redirect",  # redirected to no address, in a circle, or too often
    "broken_off",  # the connection broke before the end of the response
    "denied",  # 401, 402, 403, 451
    "gone",  # 404, 410
    "http_error",  # another status without a page
    "no_robots",  # robots.txt is not available, so nothing is read
    "not_allowed",  # no web address, or one in a private network
    "rate_limited",  # 429, or before the time that the host named
    "robots",  # robots.txt forbids it
    "server_error",  # 5xx, after as many tries as the policy has
    "timeout",  # no complete response in time
    "unreachable",  # no such host, or no server there
    "unreadable",  # a body that cannot be decompressed
    "no_feed",  # a source that is no feed
    "skipped",  # not requested, since its host failed before
    # no failures:
    "passed_over",  # other records of an archive, counted
)


class PageProblem(NamedTuple):
    """The reason why a visit gave no page: one of `OUTCOMES`, and one line with the place and the reason."""

    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeCandidate:
    """One time that a page states. `raw` is the string as found, `basis` the place where it was found, best first in `BASES`.

    `zone_assumed`: the string has no zone, so `value` depends on an assumption. `refused` is the reason why a candidate cannot be
    the basis ("in the future", "before publication"), None if it can.
    """

    what: What
    value: str
    raw: str
    basis: str
    zone_assumed: bool = False
    date_only: bool = False
    refused: str | None = None


class ExternalTimes(NamedTuple):
    """Times of a page from other sources, as written: the server's Last-Modified, and those of the feed or sitemap with the page."""

    last_modified: str | None = None
    feed_published: str | None = None
    feed_updated: str | None = None


#: No such times.
NO_EXTERNAL_TIMES = ExternalTimes()


@dataclass(frozen=True, slots=True)
class Page:
    """An article as read in one capture.

    `updated_at_basis` is the basis of the chosen candidate, or "capture" if no usable time was stated; then `updated_at` is None,
    and our own clock is used.

    `url` is the canonical address (None if the page states none and the caller gave none). `key` is the source's own name for
    the article, if any: captures with the same key are one article even at different addresses. `correction` is the text of a visible
    correction notice; it is no part of `body`. `zone_assumed`: the zone of `updated_at` (without it, of `published_at`) is a guess.

    A live blog is one page with `posts`, each a separate page; its `body` is the text beside them, and may be empty. A post has
    `post_ids`, its names on the page (fragments of the address, or addresses without their scheme); `titled` is False
    if its `title` is only its first words.
    """

    url: str | None
    title: str
    body: str
    captions: tuple[str, ...] = ()
    byline: str | None = None
    publisher: str | None = None
    language: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    updated_at_basis: str | None = None
    zone_assumed: bool = False
    candidates: tuple[TimeCandidate, ...] = ()
    correction: str | None = None
    key: str | None = None
    notes: tuple[str, ...] = ()
    posts: tuple[Page, ...] = ()
    post_ids: tuple[str, ...] = ()
    titled: bool = True


@dataclass(frozen=True, slots=True)
class Capture:
    """One visit.

    `locator` is a path (with ":LINE" for JSON lines) or the requested address. `captured_at` is the time that the input gives (the
    date of an archived response), else None. `raw` is empty if nothing could be read. Either `page` or `problem` is set. `source_id`
    is the source that named it, `moved_from` an address that permanently redirects here, `seconds` the duration of the request.

    `read_page(raw, url, now=…, media_type=media_type, beside=beside)` gives the same page again. The captures of a live blog's posts
    (`split_posts`) have its bytes, and in `locator` and `url` a "#" and the post's first id at the end.
    """

    locator: str
    url: str | None = None
    captured_at: str | None = None
    raw: bytes = b""
    media_type: MediaType = "text/html"
    page: Page | None = None
    problem: PageProblem | None = None
    source_id: int | None = None
    moved_from: str | None = None
    beside: ExternalTimes = NO_EXTERNAL_TIMES
    seconds: float = 0.0


def split_posts(capture: Capture) -> list[Capture]:
    """Yields the capture; for a live blog one for the text beside the posts, if there is any, and one for each post."""
    page = capture.page
    if page is None or not page.posts:
        return [capture]
    blog = capture.url or page.url or f"text:{page.title}"
    names = [post.post_ids[0] for post in page.posts]
    posts = [
        replace(capture, locator=f"{capture.locator}#{name}", url=f"{blog}#{name}", page=post, moved_from=None)
        for name, post in zip(names, page.posts, strict=True)
    ]
    return [replace(capture, page=replace(page, posts=())), *posts] if page.body else posts


def select_post(page: Page, url: str | None) -> Page | None:
    """Returns the page at an address of `split_posts`: for a live blog the named post, or the text beside the posts.

    None if that is no longer there.
    """
    if not page.posts:
        return page
    if url and (found := [post for post in page.posts if any(url.endswith(f"#{name}") for name in post.post_ids)]):
        return found[0]
    return replace(page, posts=()) if page.body and "#" not in (url or "") else None
