"""Kinds of pages that were read wrongly, each with examples.

Foreign lines, leads, tables, times, corrections, short stories among links.
"""

from __future__ import annotations

import json

import pytest

from sayso.ingest.extract.html import read_html
from sayso.ingest.extract.page import Page

TITLE = "Bridge at Varn closed after bolts come loose"
STORY = [
    "The bridge at Varn was closed on Monday after 14 bolts were found to be loose, the road office said in a statement from its "
    "head office.",
    "At least 12 lorries were turned back, police said. Three of them had come from abroad, and two had waited there all night "
    "in the rain.",
    "“We have never seen bolts like that,” said Ola Berg, who runs the ferry. Crews from four counties were sent to the bridge at noon.",
]
URL = "https://harbour.example/x/bridge-closed"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, *, ld: object = None, around: str = "<main><article>{}</article></main>") -> str:
    data = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    return (
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title>{data}</head><body><nav><a "
        f"href='/'>Home</a></nav>{around.format(f'<h1>{TITLE}</h1>{body}')}</body></html>"
    )


def read(html: str) -> Page:
    return read_html(html.encode(), URL, now="2026-06-01T00:00:00Z")


@pytest.mark.parametrize(
    "foreign",
    [
        "<p class='readers'>1,204 people are reading this story right now.</p>",
        "<div class='live-counter'><span>1,204</span> people are reading this now</div>",
        "<div class='push-prompt'><p>Do you want to get 24/7 alerts? Turn on notifications.</p></div>",
        "<div class='optin'><p>Join 40,000 readers who get our alerts first.</p><button>Allow</button></div>",
        "<p>Shared 1,204 times</p>",
        "<p>Get 3 months for $1.</p>",
        "<p>You have 3 free articles left this month.</p>",
        "<p>Listen (6 min)</p>",
        "<div class='poll'><p>Do you back the plan? 212 votes</p></div>",
        "<div role='complementary'><p>Most viewed: 212 boats.</p></div>",
        "<div class='embed-card'><h3><a href='/z'>Ferry runs aground near Ost</a></h3><p>The ferry had 212 people aboard when it "
        "ran aground.</p></div>",
        "<p>Read our story: <a href='/z'>Ferry with 212 aboard runs aground near Ost</a></p>",
        "<p>[Read: <a href='/z'>Ferry with 212 aboard runs aground near Ost</a>]</p>",
    ],
)
def test_counters_and_prompts_are_no_part_of_the_story(foreign: str) -> None:
    found = read(page(f"<p>{STORY[0]}</p>{foreign}{paragraphs(STORY[1:])}"))
    assert found.body.split("\n\n") == STORY


@pytest.mark.parametrize("box", ["<div class='article-teaser'><strong>{}</strong></div>", "<div class='top'>{}</div>", "{}"])
def test_a_lead_without_a_paragraph_of_its_own_is_the_lead(box: str) -> None:
    assert read(page(box.format(STORY[0]) + paragraphs(STORY[1:]))).body.split("\n\n") == STORY


def test_a_table_is_read_with_its_source_line_left_out() -> None:
    table = (
        "<table><tr><th>Town</th><th>Injured</th></tr><tr><td>Varn</td><td>12</td></tr><tr><td>Ost</td><td>3</td></tr><tr><td "
        "colspan='2'>Source: road office, 4 May</td></tr></table>"
    )
    assert read(page(paragraphs(STORY) + table)).body.split("\n\n")[3:] == ["Varn: 12 injured.", "Ost: 3 injured."]


def test_a_film_dates_the_page_that_it_gives_as_its_own_and_no_other() -> None:
    film = {"@type": "VideoObject", "uploadDate": "2026-05-04T10:15:00Z", "url": URL}
    assert read(page(paragraphs(STORY), ld=film)).published_at == "2026-05-04T10:15:00Z"
    assert read(page(paragraphs(STORY), ld={**film, "url": "https://harbour.example/v/1"})).published_at is None


@pytest.mark.parametrize(
    "notice",
    [
        "Because of an error by a source, the cost was first given as $45 million.",
        "Owing to a transcription error in the statement, this story gave the cost as $45 million.",
        "Due to an editing error, the toll was misstated.",
    ],
)
def test_a_notice_tells_of_an_error_whoever_made_it(notice: str) -> None:
    found = read(page(paragraphs(STORY) + f"<p>{notice}</p>"))
    assert (found.correction, found.body.split("\n\n")) == (notice, STORY)


@pytest.mark.parametrize("news", ["Because of an error by the pilot, the ship ran aground with 40 aboard.",
"Due to an error in the plan, 14 homes stood empty."])  # fmt: skip
def test_news_of_errors_is_no_notice(news: str) -> None:
    assert read(page(paragraphs([*STORY, news]))).correction is None


LINKS = "".join(f"<div><h3><a href='/n/{n}'>Ferry number {n} sinks off the coast of Ost</a></h3></div>" for n in range(30))


@pytest.mark.parametrize("around", ["<main><article>{}</article>LINKS</main>",
"<div id='page'><div class='story'>{}</div><div class='grid'>LINKS</div></div>"])  # fmt: skip
def test_a_short_story_among_many_links_is_a_story(around: str) -> None:
    assert read(page(paragraphs(STORY[:2]), around=around.replace("LINKS", LINKS))).body.split("\n\n") == STORY[:2]


def test_a_table_with_places_above_its_columns_is_told_place_by_place() -> None:
    table = (
        "<table><tr><td></td><th>Varn</th><th>Ost</th></tr><tr><th>Hurt</th><td>12</td><td>3</td></tr><tr><th>Houses "
        "lost</th><td>4,100</td><td>950</td></tr></table>"
    )
    assert read(page(paragraphs(STORY) + table)).body.split("\n\n")[3:] == [
        "Varn: 12 hurt, 4,100 houses lost.",
        "Ost: 3 hurt, 950 houses lost.",
    ]


def test_a_line_that_says_who_and_when_dates_the_page() -> None:
    said = (
        "<div class='author'>Written by <a href='/o'>Ola Berg</a> in <a href='/w'>Weather</a> on 4 May 2026 at 08:34 PM EDT. <a "
        "href='/f'>51 comments</a></div>"
    )
    assert read(page(said + paragraphs(STORY))).published_at == "2026-05-05T00:34:00Z"


@pytest.mark.parametrize(
    "card",
    [
        "<span class='sr-only'>90 new pages</span>",
        "<span class='tippy-box'><span class='tippy-content'>90 votes</span></span>",
        "<div class='hover-card'><p>Dana Cole won 90 votes.</p></div>",
        "<div class='person-popover popover'><h4>Dana Cole</h4><p>Won 90 votes.</p></div>",
        "<sup><a href='#note-9'>90</a></sup>",
    ],
)
def test_what_opens_over_a_name_leaves_its_sentence_whole(card: str) -> None:
    found = read(
        page(f"{paragraphs(STORY)}<p>The letter by Rep. Dana Cole{card} (D-Varn) was <em>sent</em> on Friday to the road office.</p>")
    )
    assert found.body.split("\n\n")[3:] == ["The letter by Rep. Dana Cole (D-Varn) was sent on Friday to the road office."]
