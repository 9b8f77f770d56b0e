"""Live blogs as templates make them: the same posts in many shapes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

URL = "https://www.harbour.example/weather/live/storm-in-varn"
LEAD = "Follow our coverage of the storm in Varn, where power has been out since early morning and all 14 schools are shut."


class Post(NamedTuple):
    """A post: its id, hour and minute on 4 May 2026 (UTC), heading and paragraphs."""

    id: str
    clock: str
    heading: str
    text: tuple[str, ...]

    @property
    def iso(self) -> str:
        return f"2026-05-04T{self.clock}:00Z"

    @property
    def paragraphs(self) -> str:
        return "".join(f"<p>{p}</p>" for p in self.text)


POSTS = [
    Post("b71c", "08:00", "Power is out",
        ("The grid operator said 100 homes near Ost were without power, and that 2 crews were on their way.",)),
    Post("b72f", "08:10", "More homes without power", ("Some 150 homes near Ost have no power now, the grid operator said.",
        "“We have 3 crews out there,” said its head, Ola Berg.")),
    Post("b80a", "09:25", "Roofs torn off", ("The wind tore the roofs off 12 barns in the hills above Varn.",
        "Nobody was hurt, police said.")),
    Post("b81d", "23:40", "Bridge closed", ("The council closed the bridge at Ost for lorries of more than 3.5 tonnes.",)),
]  # fmt: skip


def page(
    stream: str,
    *,
    ld: object = None,
    title: str = "Live: storm in Varn",
    head: str = "",
    lead: str = LEAD,
    updated: str = "2026-05-04T23:45:00Z",
) -> str:
    """A page with a stream of posts in it."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2026-05-04T07:50:00Z",
        "dateModified": updated,
    }
    block = json.dumps(data if ld is None else ld)
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} | Harbour Times</title>
    <link rel="canonical" href="{URL}"><meta property="og:site_name" content="Harbour Times">{head}
    <script type="application/ld+json">{block}</script></head><body>
    <header><nav><a href="/">Home</a> <a href="/weather">Weather</a></nav></header>
    <main><h1>{title}</h1><p class="standfirst">{lead}</p>{stream}</main>
    <aside class="most-read"><ul><li>\
<time datetime="2026-05-03T10:00:00Z">3 May</time> <a href="/a">Herring fleet of 40 boats stays in port</a></li></ul></aside>
    <footer><p>© 2026 Harbour Times. All rights reserved.</p></footer></body></html>"""


def make_data(
    posts: Sequence[Post],
    *,
    title: str = "Live: storm in Varn",
    updated: str = "2026-05-04T23:45:00Z",
    address: Callable[[Post], dict[str, str]] = lambda p: {},
) -> dict[str, object]:
    """The page as schema.org has it."""
    return {
        "@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": title, "url": URL,
            "datePublished": "2026-05-04T07:50:00Z",
        "dateModified": updated, "coverageStartTime": "2026-05-04T07:50:00Z",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": p.heading, "datePublished": p.iso, "articleBody": "\n".join(p.text),
                **address(p)} for p in posts
        ],
    }  # fmt: skip


def join_posts(shape: str, posts: Sequence[Post]) -> str:
    """The posts, newest first."""
    return "".join(
        shape.format(id=p.id, clock=p.clock, iso=p.iso, heading=p.heading, paragraphs=p.paragraphs, text=" ".join(p.text),
            dots=p.clock.replace(":", "."),
                     epoch={"08:00": 1777881600, "08:10": 1777882200, "09:25": 1777886700, "23:40": 1777938000}[p.clock])
        for p in reversed(posts)
    )  # fmt: skip


#: Shapes that give each post an id, a time and a heading.
FULL: dict[str, str] = {
    "sections": "<section class='live-post' id='{id}'><time datetime='{iso}'>{clock}</time><h2>{heading}</h2>{paragraphs}</section>",
    "a plugin of a blog system": "<div id='{id}' class='liveblog-entry type-post' data-timestamp='{epoch}'>"
    "<header class='liveblog-meta'><span class='liveblog-author-name'>Kari Example</span>"
    "<span class='liveblog-meta-time'><a href='#{id}'><span class='date'>4 May 2026</span> <span "
        "class='time'>{clock}</span></a></span></header>"
    "<div class='liveblog-entry-text'><h3>{heading}</h3>{paragraphs}</div><ul "
        "class='liveblog-entry-actions'><li><button>Edit</button></li></ul></div>",
    "blocks with a permalink": "<div id='{id}' class='block block--content'>"
    "<p class='block-time published-time'><a href='?page=with:{id}#{id}'><time datetime='{iso}'>{dots} GMT</time></a></p>"
    "<h2 class='block-title'>{heading}</h2><div class='block-elements'>{paragraphs}</div></div>",
    "list items with articles": "<li class='stream__post'><article id='{id}'><header><h3><span>{heading}</span></h3><time "
        "datetime='{iso}'><span>{clock}</span></time></header>"
    "<div class='stream__body'>{paragraphs}</div><div class='share'><button>Share</button></div></article></li>",
    "microdata": "<article itemprop='liveBlogUpdate' itemscope itemtype='https://schema.org/BlogPosting' id='{id}'><meta "
        "itemprop='datePublished' content='{iso}'>"
    "<h2 itemprop='headline'>{heading}</h2><div itemprop='articleBody'>{paragraphs}</div></article>",
    "custom elements with milliseconds": "<div class='LiveBlogPost' data-post-id='{id}' data-posted-date-timestamp='{epoch}000'>"
    "<h2>{heading}</h2>"
    "<div class='RichText'>{paragraphs}</div></div>",
    "headings with ids, no boxes": "<h2 id='{id}'>{heading}</h2><time datetime='{iso}'>{clock}</time>{paragraphs}",
    "named anchors, no boxes": "<h3><a name='{id}'></a>{heading}</h3><p class='when'>{clock} GMT</p>{paragraphs}",
    "heads and bodies side by side": "<div class='head' id='{id}'><span class='at'>{clock}</span><h3>{heading}</h3></div>"
    "<div class='text'>{paragraphs}</div>",
    "hours with half of the day": "<div class='update' id='{id}'><div class='meta'><span class='stamp'>{clock} "
        "UTC</span></div><h4>{heading}</h4><div>{paragraphs}</div></div>",
}  # fmt: skip
#: Shapes without headings, ids or paragraphs.
BARE: dict[str, str] = {
    "paragraphs that begin with the time": "<p><strong>{clock}</strong> {text}</p>",
    "a list of times and texts": "<dt>{clock}</dt><dd>{text}</dd>",
    "rows of a table": "<tr><td>{clock}</td><td>{text}</td></tr>",
    "boxes without paragraphs": "<div class='tick'><span class='time'>{clock}</span> {text}</div>",
}
