"""Hostile pages: each is read fast, as an article or with one line that says why not."""

from __future__ import annotations

import time

import pytest

from sayso.errors import NotAnArticle
from test_pages import BODY, page, read

#: Seconds of processor time: several times what a page takes on a machine with nothing else to do, a small part of what a stall takes.
SOON = 20

HOSTILE = {
    "attributes on one tag": "<div " + " ".join(f"data-a{n}='{n}>'" for n in range(100_000)) + ">x</div>",
    "tags that never end": "<div>" * 100_000,
    "lists within lists": "<ul><li>" * 50_000,
    "bold for ever": "<b>" * 350_000,
    "tables within tables": "<table><tr><td>" * 70_000,
    "comments": "<!-- x -->" * 100_000 + "<!--",
    "more elements than any page has": "<p>x</p>" * 150_000,
    "short paragraphs": "".join(f"<p>Ship {n} sank.</p>" for n in range(20_000)),
    "stamps": "<div class=date>Updated May 1, 2026 Updated Published Updated 10:00 am Updated</div>" * 6000,
    "captions": "".join(f"<figure><figcaption>The ferry leaves port number {n}</figcaption></figure>" for n in range(10_000)),
    "a class of a megabyte": f"<div class='{'liveblog' * 130_000}'>x</div>",
    "the text of the article in JSON-LD": f"""<script type='application/ld+json'>{{"@type": "Article", "articleBody": \
"{"<br" * 300_000}"}}</script>""",
    "JSON-LD in thousands": "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": \"x\"}</script>" * 50_000,
    "JSON-LD within itself": f"""<script type='application/ld+json'>{{"@type": "NewsArticle", "author": \
{"[" * 900}{"]" * 900}}}</script>""",
    "a description of a megabyte": f"<meta name=description content='{'Ferry sinks ' * 90_000}'>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_soon_in_an_article_or_in_one_line(name):
    raw = page(ld=None, body=HOSTILE[name] + "".join(f"<p>{p}</p>" for p in BODY))
    began = time.process_time()
    try:
        found = read(raw).body
    except NotAnArticle as problem:
        found = str(problem)
        assert "\n" not in found
    assert time.process_time() - began < SOON
    assert found


def test_a_tag_with_too_many_attributes_loses_them_and_no_more():
    many = "<div " + " ".join(f"data-a{n}='{n}>'" for n in range(50_000)) + ">"
    data = f"<div class='x' data-json='{'[1, 2, 3], ' * 5_000}'>"
    found = read(page(body=many + data + "".join(f"<p>{p}</p>" for p in BODY) + "</div></div>"))
    assert found.body.split("\n\n") == BODY
