"""The values that reading passes to storing: a `Capture` is one visit, a `Page` the article that was read there.

Times are ISO 8601 in UTC to the second, with a 'Z'. Nothing here touches files, network or clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

MediaType = Literal["text/html", "text/plain", "application/json"]
What = Literal["published", "updated"]

#: How a visit can fail, or find something that is no revision of an article.
OUTCOMES: tuple[str, ...] = (
    "missing",  # the file or folder is not there, or may not be read
    "empty",  # nothing in it, or nothing left without boilerplate
    "too_big",  # over the limit for one page
    "not_text",  # binary junk
    "bad_line",  # a line of a JSON lines file that is no revision
    "blocked",  # a bot wall or access-denied page
    "consent",  # a cookie or privacy wall
    "login",  # a log-in wall or paywall without the article behind it
    "error_page",  # a soft 404 or 5xx page
    "index",  # a section front, a list of other stories
    "liveblog",  # many posts on one page, each with a time of its own
    "no_article",  # none of these, and no article either
    # and over the network:
    "bad_redirect",  # redirected nowhere, in a circle, or too often
    "broken_off",  # the connection broke before the answer was whole
    "denied",  # 401, 402, 403, 451
    "gone",  # 404, 410
    "http_error",  # another status that is no page
    "no_robots",  # robots.txt cannot be had, so nothing is read
    "not_allowed",  # no web address, or one in a private network
    "rate_limited",  # 429, or the host's time to be left alone is not over
    "robots",  # robots.txt does not let us read it
    "server_error",  # 5xx, after as many tries as the policy has
    "timeout",  # no answer, or not a whole one, in time
    "unreachable",  # no such host, or nobody there
    "unreadable",  # a body that cannot be decompressed
    "no_feed",  # a source that was had, and is not a feed
    "skipped",  # not asked for, since its host had failed just before
    # and no failures:
    "passed_over",  # what an archive holds beside pages, counted
)


class PageProblem(NamedTuple):
    """Why a visit gave no page: an outcome out of `OUTCOMES`, and one line that names the place and the reason."""

    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeCandidate:
    """One time that a page states. `raw` is the string as found, `basis` names the place it was found in, best first in `BASES`.

    `zone_assumed`: the string gave no zone, so that `value` rests on an assumption. `refused` says why a candidate could not be
    the basis ("in the future", "before publication"), None if it could.
    """

    what: What
    value: str
    raw: str
    basis: str
    zone_assumed: bool = False
    date_only: bool = False
    refused: str | None = None


class ExternalTimes(NamedTuple):
    """Times of a page that others give, as written: the server's Last-Modified, and the feed or sitemap that named it."""

    last_modified: str | None = None
    feed_published: str | None = None
    feed_updated: str | None = None


#: No such times.
NO_EXTERNAL_TIMES = ExternalTimes()


@dataclass(frozen=True, slots=True)
class Page:
    """An article as read in one capture.

    `updated_at_basis` is the basis of the candidate chosen, or "capture" where no usable time was stated: `updated_at` is None then,
    and the reader's own clock is used.

    `url` is the canonical address (None if the page states none and the caller gave none). `key` is the source's own name for
    the article, if any: captures with the same key are one article even at different addresses. `correction` is the text of a visible
    correction notice; it is no part of `body`. `zone_assumed`: the zone of `updated_at` (without it, of `published_at`) is a guess.

    A live blog is one page with `posts`, each a page of its own; its `body` is what is beside them, and may be empty. A post has
    `post_ids`, the names by which it is known on its page (fragments of the address, or addresses without their scheme); `titled` is False
    where its `title` is only its first words.
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

    `locator` is where: a path (with ":LINE" for JSON lines) or the address asked for. `captured_at` is given by the source alone (the
    date of an archived response), else None. `raw` is empty where nothing could be read. Either `page` or `problem` is set. `source_id`
    is the source that led there, `moved_from` an address that redirects here for good, `seconds` how long it took to come.

    `read_page(raw, url, now=…, media_type=media_type, beside=beside)` gives the same page again. The captures of a live blog's posts
    (`split_posts`) have its bytes, and behind `locator` and `url` a "#" and the post's first id.
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
    """The capture; of a live blog one for what is beside the posts, if anything is, and one for each post."""
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
    """The page at an address as `split_posts` writes it: of a live blog the post that it names, or what is beside them.

    None if that is gone.
    """
    if not page.posts:
        return page
    if url and (found := [post for post in page.posts if any(url.endswith(f"#{name}") for name in post.post_ids)]):
        return found[0]
    return replace(page, posts=()) if page.body and "#" not in (url or "") else None
