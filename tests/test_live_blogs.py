"""Live blogs: each post is an article with its own time, claims and history."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest
from sqlite_utils import Database

from live_blogs import BARE, FULL, LEAD, POSTS, URL, Post, join_posts, make_data, page
from newsroom import connect, derived, dump, run_over
from nights import add, make_feed, run_night
from publisher import Publisher
from sayso.errors import NotAnArticle
from sayso.ingest.crawl.files import read_captures
from sayso.ingest.extract.html import read_html
from sayso.ingest.extract.page import Page
from sayso.ingest.history.rebuild import rebuild
from site_client import fetch_html, start_site

SECTIONS = FULL["sections"]
NOW = "2026-05-05T12:00:00Z"


def read(text: str, url: str | None = URL) -> Page:
    return read_html(text.encode(), url, now=NOW)


def told(found: Page) -> list[tuple[str, str, str | None]]:
    return [(p.title, p.body, p.published_at) for p in found.posts]


def minute(post: Post) -> str:
    """The name of a post that has no other."""
    return f"{post.iso[:16]}Z"


EXPECTED = [(p.heading, "\n\n".join(p.text), p.iso) for p in POSTS]


@pytest.mark.parametrize("shape", FULL)
def test_posts_are_found_whatever_a_template_makes_of_them(shape: str) -> None:
    found = read(page(join_posts(FULL[shape], POSTS)))
    assert told(found) == EXPECTED
    assert [p.url for p in found.posts] == [f"{URL}#{p.id}" for p in POSTS]
    assert (found.title, found.body) == ("Live: storm in Varn", LEAD)


@pytest.mark.parametrize("shape", FULL)
def test_posts_are_found_in_page_and_data_and_told_once(shape: str) -> None:
    found = read(page(join_posts(FULL[shape], POSTS), ld=make_data(POSTS)))
    assert told(found) == EXPECTED
    assert [p.post_ids[0] for p in found.posts] == [p.id for p in POSTS]
    assert found.body == LEAD


@pytest.mark.parametrize("shape", BARE)
def test_posts_without_heading_and_id_go_by_their_time(shape: str) -> None:
    tag = {"<dt": "dl", "<tr": "table"}.get(BARE[shape][:3], "div")
    found = read(page(f"<{tag}>{join_posts(BARE[shape], POSTS)}</{tag}>"))
    assert [(p.body, p.published_at, p.post_ids, p.titled) for p in found.posts] == [
        (" ".join(p.text), p.iso, (minute(p),), False) for p in POSTS
    ]
    assert found.posts[3].title == "The council closed the bridge at Ost for lorries of more than 3.5 tonnes."
    assert found.body == LEAD


def test_posts_that_only_the_data_tell() -> None:
    own = read(
        page("", ld=make_data(POSTS, address=lambda p: {"url": f"https://www.harbour.example/weather/live/storm-in-varn/post-{p.id}"}))
    )
    assert told(own) == EXPECTED
    assert [p.url for p in own.posts] == [f"{URL}/post-{p.id}" for p in POSTS]
    named = read(page("", ld=make_data(POSTS, address=lambda p: {"@id": f"#{p.id}", "url": URL})))
    assert [(p.url, p.post_ids) for p in named.posts] == [(f"{URL}#{p.id}", (p.id,)) for p in POSTS]
    bare = read(page("", ld=make_data(POSTS, address=lambda p: {"url": URL})))
    assert [p.post_ids for p in bare.posts] == [(minute(p),) for p in POSTS]


def test_what_the_data_only_sum_up_is_told_as_the_page_has_it() -> None:
    sums = [p._replace(text=(f"Summary: {p.heading}.",)) for p in POSTS]
    assert told(read(page(join_posts(FULL["sections"], POSTS), ld=make_data(sums)))) == EXPECTED


def test_days_above_posts_that_tell_the_hour_alone() -> None:
    shape = "<div class='entry' id='{id}'><span class='hour'>{clock}</span>{paragraphs}</div>"
    days = (
        f"<div class='day'><h3>Tuesday 5 May 2026</h3>{join_posts(shape, POSTS[:1])}</div><div class='day'><h3>Monday 4 May "
        f"2026</h3>{join_posts(shape, POSTS[1:])}</div>"
    )
    found = read(page(days, updated="2026-05-05T05:00:00Z"))
    assert sorted(p.published_at or "" for p in found.posts) == [
        "2026-05-04T08:10:00Z",
        "2026-05-04T09:25:00Z",
        "2026-05-04T23:40:00Z",
        "2026-05-05T08:00:00Z",
    ]


def test_hours_alone_run_back_over_midnight() -> None:
    late, early = (
        Post("l", "23:40", "x", ("The bridge at Ost was closed to all traffic at once.",)),
        Post("e", "00:20", "y", ("The bridge at Ost was opened to cars once more.",)),
    )
    shape = "<div class='entry' id='{}'><span class='hour'>{}</span><p>{}</p></div>"
    stream = "".join(shape.format(p.id, p.clock, p.text[0]) for p in (early, late))
    found = read(page(f"<div>{stream}</div>", ld=make_data([], updated="2026-05-05T00:25:00Z")))
    assert [p.published_at for p in found.posts] == ["2026-05-04T23:40:00Z", "2026-05-05T00:20:00Z"]


def test_a_post_says_when_it_was_edited() -> None:
    edited = (
        "<div class='block' id='{id}'><p class='block-time'><time datetime='{iso}'>{dots}</time></p>{paragraphs}<p "
        "class='updated-time'>Updated at <time datetime='2026-05-04T23:44:00Z'>23.44</time></p></div>"
    )
    found = read(page(join_posts(edited, POSTS)))
    assert [(p.published_at, p.updated_at) for p in found.posts] == [(p.iso, "2026-05-04T23:44:00Z") for p in POSTS]
    assert [p.body for p in found.posts] == ["\n\n".join(p.text) for p in POSTS]


def test_posts_of_one_minute_keep_their_names_when_the_older_one_leaves_the_page() -> None:
    shape = "<div class='tick'><time datetime='{iso}'>{clock}</time><p>{text}</p></div>"
    both = [POSTS[0], POSTS[0]._replace(text=("The mayor of Ost asked 40 people to leave their homes by the river.",)), POSTS[2], POSTS[3]]
    names = [p.post_ids[0] for p in read(page(join_posts(shape, both))).posts]
    assert len(set(names)) == 4
    assert not {p.post_ids[0] for p in read(page(join_posts(shape, both[1:]))).posts} & {names[0]}


def test_ids_that_count_from_the_top_name_no_post() -> None:
    stream = "".join(
        FULL["sections"].format(id=f"post-{n}", clock=p.clock, iso=p.iso, heading=p.heading, paragraphs=p.paragraphs)
        for n, p in enumerate(reversed(POSTS))
    )
    assert [p.post_ids for p in read(page(stream)).posts] == [(minute(p),) for p in POSTS]


def test_pages_that_only_look_live_are_articles_and_those_without_posts_are_told() -> None:
    prose = "".join(f"<p>{p.text[0]}</p>" for p in POSTS)
    assert read(page(prose)).posts == ()
    with pytest.raises(NotAnArticle, match="cannot be told apart"):
        read(page(prose, ld=make_data([])))


def test_a_post_that_is_pinned_stands_there_twice_and_is_one() -> None:
    pinned = join_posts(SECTIONS, POSTS[1:2])
    found = read(page(f"<div class='pinned'>{pinned}</div><div class='stream'>{join_posts(SECTIONS, POSTS)}</div>"))
    assert told(found) == EXPECTED
    assert [p.post_ids for p in found.posts] == [(p.id,) for p in POSTS]
    assert told(read(page(pinned + join_posts(SECTIONS, POSTS), ld=make_data(POSTS)))) == EXPECTED


@pytest.mark.parametrize(
    "time",
    [
        "<time title='{iso}'>2m ago</time>",
        "<span class='ago' data-utc='{iso}'>2 min</span>",
        "<abbr title='{iso}'>just now</abbr>",
        "<span data-unixtime='{epoch}'></span>",
    ],
)
def test_times_stand_in_attributes_of_many_names(time: str) -> None:
    shape = f"<div class='update' id='{{id}}'>{time}<h3>{{heading}}</h3>{{paragraphs}}</div>"
    assert told(read(page(join_posts(shape, POSTS)))) == EXPECTED


def test_a_list_of_times_beside_an_article_makes_no_live_blog_of_it() -> None:
    story = "".join(f"<p>{text} That was seen from the tower, the harbour master said on Monday.</p>" for p in POSTS for text in p.text)
    beside = (
        "<div class='bulletins'>"
        + "".join(f"<div class='item'><time datetime='{p.iso}'>{p.clock}</time> {p.heading} near Ost</div>" for p in POSTS)
        + "</div>"
    )
    found = read(page(story + beside))
    assert found.posts == ()
    assert "the harbour master said" in found.body


@pytest.mark.parametrize("wrap", [lambda d: {"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "x"}, d]},
lambda d: [d], lambda d: {**d, "@type": ["NewsArticle", "LiveBlogPosting"]}])  # fmt: skip
def test_data_of_a_live_blog_wherever_they_stand(wrap: Callable[[dict[str, object]], object]) -> None:
    assert told(read(page("", ld=wrap(make_data(POSTS))))) == EXPECTED


def test_a_single_post_and_html_in_the_data() -> None:
    post = {
        "@type": "BlogPosting",
        "headline": "Power is out",
        "datePublished": POSTS[0].iso,
        "articleBody": "<p>100 homes &amp; 2 shops.</p><p>Crews came.</p>",
    }
    assert told(read(page("", ld={**make_data([]), "liveBlogUpdate": post}))) == [
        ("Power is out", "100 homes & 2 shops.\n\nCrews came.", POSTS[0].iso)
    ]


def test_a_page_without_text_of_its_own_is_its_posts_alone() -> None:
    found = read(page(join_posts(FULL["sections"], POSTS), lead=""))
    assert found.body == ""
    assert told(found) == EXPECTED


EDITED = POSTS[1]._replace(text=("Some 190 homes near Ost have no power now, the grid operator said.", POSTS[1].text[1]))
#: The same page three times: two posts; one edited and one new; the first has left the page.
VISITS = [
    ("2026-05-04T08:15:00Z", POSTS[:2]),
    ("2026-05-04T09:30:00Z", [POSTS[0], EDITED, POSTS[2]]),
    ("2026-05-04T23:45:00Z", [EDITED, *POSTS[2:]]),
]


def seen(posts: list[Post], at: str) -> str:
    return page(join_posts(SECTIONS, posts), ld=make_data(posts, updated=at), updated=at)


def rows(db: Database) -> list[tuple[str, str, int, int]]:
    """Posts by their address: title, revisions, changes that are removals."""
    sql = (
        "select url, title, revisions, (select count(*) from changes d where d.article_id = a.id and kind = 'removed') from articles "
        "a order by url"
    )
    return list(db.execute(sql))


def test_each_post_has_a_history_of_its_own(tmp_path: Path, publisher: Publisher) -> None:
    db = connect(tmp_path / "sayso.db")
    for at, posts in VISITS:
        publisher.says("/live", seen(posts, at))
        run_night(db, at, urls=[publisher.url("/live")])
    told = {url.rpartition("#")[2]: (title, revisions, removed) for url, title, revisions, removed in rows(db)}
    assert {id: told[id] for id in ("b71c", "b72f", "b80a", "b81d")} == {
        "b71c": ("Power is out", 1, 0), "b72f": ("More homes without power", 2, 0), "b80a": ("Roofs torn off", 1, 0),
            "b81d": ("Bridge closed", 1, 0),
    }  # fmt: skip
    assert list(db.execute("select old_text, new_text, at from change_details where kind = 'raised'")) == [
        ("Some 150", "Some 190", "2026-05-04T09:30:00Z")
    ]
    assert db.execute("select count(*) from changes where kind in ('removed', 'returned')").fetchone() == (0,)
    assert db.execute("select min(published_at), max(published_at) from articles where url like '%#%'").fetchone() == (
        POSTS[0].iso,
        POSTS[3].iso,
    )


def test_a_second_look_at_the_same_posts_makes_nothing_new(tmp_path: Path, publisher: Publisher) -> None:
    db = connect(tmp_path / "sayso.db")
    at, posts = VISITS[0]
    for now in (at, "2026-05-04T08:20:00Z"):
        publisher.says("/live", seen(posts, at).replace("</main>", f"<!-- {now} --></main>"))
        summary, told = run_night(db, now, urls=[publisher.url("/live")])
    assert (summary.new, {o.outcome for o in told}, len(told)) == (0, {"seen"}, 3)
    assert db.execute("select max(revisions), sum(changes) from articles").fetchone() == (1, 0)


def test_order_and_repetition_do_not_matter(tmp_path: Path) -> None:
    found = []
    for k, order in enumerate(permutations(range(3))):
        folder = tmp_path / str(k)
        folder.mkdir()
        db = connect(folder / "sayso.db")
        for i in (*order, order[0]):
            at, posts = VISITS[i]
            path = folder / f"{i}.html"
            date = datetime.fromisoformat(at).strftime("%a %b %d %Y %H:%M:%S GMT+0000")
            path.write_text(f"<!-- Page saved with SingleFile\n url: {URL}\n saved date: {date} (UTC)\n-->{seen(posts, at)}")
            run_over(db, read_captures([str(path)], now="2026-05-05T00:00:00Z"), now="2026-05-05T00:00:00Z")
        found.append(derived(db))
        before = dump(db)
        list(rebuild(db, [n for (n,) in db.execute("select id from articles")]))
        assert dump(db) == before
    assert all(rows == found[0] for rows in found)


def test_a_watched_live_blog_is_looked_at_again_soon_while_posts_come(tmp_path: Path, publisher: Publisher) -> None:
    db = connect(tmp_path / "sayso.db")
    publisher.says("/feed", make_feed(publisher, ["/live"]), content_type="application/rss+xml")
    add(db, publisher.url("/feed"))
    for at, posts in VISITS:
        publisher.says("/live", page(join_posts(SECTIONS, posts), ld=make_data(posts, updated=at), updated=at, lead=""))
        run_night(db, at, forced=True)
        assert db.execute("select outcome, failures from watches").fetchone() == ("new", 0)
    assert rows(db)[0][1] == "Power is out"


def test_a_post_is_read_again_by_a_better_extractor(tmp_path: Path) -> None:
    db = connect(tmp_path / "sayso.db")
    at, posts = VISITS[1]
    path = tmp_path / "a.html"
    path.write_text(seen(posts, at))
    run_over(db, read_captures([str(path)], now=at), now=at)
    before = dump(db)
    db.execute("update captures set extractor_version = 'older', text_hash = 'x' where url like '%b72f'")
    list(rebuild(db, [n for (n,) in db.execute("select id from articles")]))
    assert dump(db)["claims"] == before["claims"]
    assert db.execute("select count(*) from captures where extractor_version = 'older' or text_hash = 'x'").fetchone() == (0,)


async def test_the_site_leads_from_the_blog_to_its_posts_and_back(tmp_path: Path, publisher: Publisher) -> None:
    db = connect(tmp_path / "sayso.db")
    for at, posts in VISITS:
        publisher.says("/live", seen(posts, at))
        run_night(db, at, urls=[publisher.url("/live")])
    ids = {url.rpartition("#")[2]: id for id, url in db.execute("select id, url from articles where url like '%#%'")}
    blog = db.execute("select id from articles where url not like '%#%'").fetchone()[0]
    db.close()
    site = await start_site(tmp_path / "sayso.db")
    page_of_blog, page_of_post = await fetch_html(site, f"/sayso/articles/{blog}"), await fetch_html(site, f"/sayso/articles/{ids['b72f']}")
    assert all(f'href="/sayso/articles/{id}"' in page_of_blog for id in ids.values())
    assert "2 revisions" in page_of_blog[page_of_blog.index("Posts of this live blog") :]
    assert f'live blog <a href="/sayso/articles/{blog}">Live: storm in Varn</a>' in page_of_post
    assert "Some 190" in page_of_post
    found = json.loads(await fetch_html(site, f"/sayso/change_details.json?kind=raised&article_id={ids['b72f']}&_shape=array"))
    assert [(c["old_value"], c["new_value"]) for c in found] == [(150, 190)]
