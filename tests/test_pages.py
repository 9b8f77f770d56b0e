"""HTML pages: the article and nothing else, the metadata of the page, and pages that are not articles."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil

import pytest

import sayso.ingest
from sayso.errors import NotAnArticle
from sayso.ingest.extract import boilerplate, corrections, interstitials, language
from sayso.ingest.extract.charset import decode
from sayso.ingest.extract.extractor_version import EXTRACTOR_VERSION
from sayso.ingest.extract.html import read_html
from sayso.ingest.extract.jsonld import get_text
from sayso.ingest.extract.page import OUTCOMES, ExternalTimes
from sayso.ingest.extract.time_basis import make_external_candidates

NOW = "2026-06-01T00:00:00Z"
URL = "https://www.harbour.example/world/ferry-sinks-4711223"

BODY = [
    "A ferry with 212 people on board sank in heavy seas off the western coast on Sunday, killing at least 12, police said.",
    "Fishermen pulled some 150 people out of the water before the first helicopter came, the port authority said in a statement.",
    "“We are still looking for nearly 30 people,” police chief Kari Example told reporters in the port on Sunday evening.",
    "The ferry line, which runs 14 ships between the islands, said that it had grounded all of them until they were looked over.",
]

LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry sinks, 12 dead",
    "datePublished": "2026-05-03T10:00:00+02:00",
    "dateModified": "2026-05-03T20:52:31+02:00",
    "author": [{"@type": "Person", "name": "Kari Example"}, {"@type": "Person", "name": "Bo Sample"}],
    "publisher": {"@type": "Organization", "name": "The Harbour Times"},
}


def page(
    *, head="", body=None, ld=LD, title="Ferry sinks off coast, 12 dead | Harbour Times", h1="Ferry sinks off coast, 12 dead", lang="en-GB"
):
    """A page as papers make them, with menus, teasers, an advert's label, a newsletter box, captions and comments."""
    text = body if body is not None else "\n".join(f"<p>{p}</p>" for p in BODY)
    blocks = f'<script type="application/ld+json">{ld if isinstance(ld, str) else json.dumps(ld)}</script>' if ld else ""
    return f"""<!doctype html><html lang="{lang}"><head><title>{title}</title>{blocks}{head}</head><body>
    <header><nav><a href="/">Home</a> <a href="/world">World news from the harbour</a></nav></header>
    <main><article><h1>{h1}</h1>
    <figure><img src="a.jpg"><figcaption>The ferry leaves the port on May 1.</figcaption></figure>
    {text}
    <p><a href="/herring">Why the herring left the fjord and will not be back</a></p>
    <div class="newsletter"><p>Sign up for our morning newsletter and never miss a ship.</p></div>
    </article>
    <aside><h2>Most read</h2><ul><li><a href="/1">Shares of the harbour board fall 4 percent in a day</a></li></ul></aside>
    <section class="comments"><p>I was on that ferry in 1998 and we all said that it would sink one day, said nobody.</p></section>
    </main><footer><p>© 2026 Harbour Times. All rights reserved.</p></footer></body></html>""".encode()


def read(raw, url=URL, **more):
    return read_html(raw, url, now=NOW, **more)


def test_the_article_and_nothing_but_the_article():
    found = read(page())
    assert found.body.split("\n\n") == BODY
    assert found.captions == ("The ferry leaves the port on May 1.",)
    assert (found.title, found.byline, found.publisher) == (
        "Ferry sinks off coast, 12 dead",
        "Kari Example, Bo Sample",
        "The Harbour Times",
    )
    assert (found.language, found.url) == ("en-GB", URL)
    assert (found.published_at, found.updated_at) == ("2026-05-03T08:00:00Z", "2026-05-03T18:52:31Z")
    assert (found.updated_at_basis, found.zone_assumed, found.correction) == ("JSON-LD dateModified", False, None)


def test_references_to_other_characters_stay():
    text = (
        "".join(f"<p>{p}</p>" for p in BODY)
        + "<p>The line&#x27;s owner &#38; the board&#8217;s head weren&#39;t there, said the port&#x2019;s clerk.</p>"
    )
    assert read(page(body=text)).body.endswith("The line's owner & the board’s head weren't there, said the port’s clerk.")


def test_control_characters_in_a_page_do_no_harm():
    text = "".join(f"<p>{p}</p>" for p in BODY) + "<p><a href=/x>Why the herring left the fjord</a>&#11;&#x1F;\x0c</p>"
    assert read(page(body=text)).body.split("\n\n") == BODY


def test_encodings_in_which_letters_stand_for_others_are_not_believed():
    raw = page().replace(b"<head>", b"<head><meta charset=utf-7>") + b"\xff"
    assert read(raw, charset="unicode_escape").body.split("\n\n")[0] == BODY[0]
    assert decode(b"2 + 2 +AD0- 4\xff", "utf-7") == "2 + 2 +AD0- 4ÿ"


def test_what_two_prints_of_a_line_share():
    assert boilerplate.normalize_paragraph("“Nearly 32,000_people”, il a été dit — ½ ٣ Σίσυφος") == "nearly32000peopleilaétédit½٣σίσυφος"
    assert boilerplate.normalize_paragraph("a\ud800b") == "ab"


def test_the_version_names_what_reads():
    assert "trafilatura" in EXTRACTOR_VERSION


@pytest.mark.parametrize(
    "extra",
    [
        "<p>Advertisement</p>",
        "<p>Read more: Shares of the harbour board fall</p>",
        "<p>Coast Press writer Ann Example in Oslo contributed to this report.</p>",
        "<p>Reporting by Ann Example; Editing by Bo Sample</p>",
        "<p>• Email: news@harbour.example</p>",
        "<ul><li><a href='/a'>Shares of the harbour board fall 4 percent</a></li><li><a href='/b'>Why the herring left</a></li></ul>",
        "<p>This story has been updated with the names of the crew.</p>",
    ],
)
def test_furniture_within_and_below_the_text_is_left_out(extra):
    text = "\n".join(f"<p>{p}</p>" for p in BODY)
    assert read(page(body=text + extra)).body.split("\n\n") == BODY


def test_a_digest_that_can_be_read_in_the_articles_stead_is_left_out():
    digest = "<div class='tab-pane' id='summary'><ul><li>A ferry sank on Sunday, killing 12 people off the western coast.</li></ul></div>"
    assert read(page(body="".join(f"<p>{p}</p>" for p in BODY) + digest)).body.split("\n\n") == BODY


def test_a_lead_in_a_box_of_its_own_is_put_back():
    lead, *rest = BODY
    body = f"<div class='intro'><div><p>{lead}</p></div></div>" + "".join(f"<div class='par'><p>{p}</p></div>" for p in rest)
    assert read(page(body=body)).body.split("\n\n") == BODY


def test_captions_that_are_printed_as_paragraphs():
    text = [*BODY[:2], "FILE - The ferry leaves the port on May 2, 2025. (CP Photo/Ann Example)", *BODY[2:]]
    found = read(page(body="".join(f"<p>{p}</p>" for p in text) + '<p class="imageCaption">Helicopters over the wreck at dawn</p>'))
    assert found.body.split("\n\n") == BODY
    assert len(found.captions) == 3


def test_a_body_printed_twice_is_read_once():
    twice = "<div class='desk'>{0}</div><div class='phone'>{0}</div>".format("".join(f"<p>{p}</p>" for p in BODY))
    assert read(page(body=twice)).body.split("\n\n") == BODY


def test_a_text_that_only_json_ld_carries():
    found = read(page(body="<div id=root></div>", ld={**LD, "articleBody": "\n".join(BODY)}))
    assert found.body.split("\n\n") == BODY


@pytest.mark.parametrize(
    "ld",
    [
        "<!--" + json.dumps(LD) + "-->",
        json.dumps(LD)[:-1] + ",}",
        json.dumps({"@graph": [{"@type": "WebSite", "name": "x"}, LD]}),
        json.dumps([[LD]]),
        json.dumps({**LD, "headline": "Ferry\nsinks"}).replace("\\n", "\n"),
        json.dumps(
            [{**LD, "url": "https://www.harbour.example/other", "dateModified": "2020-01-01"}, {**LD, "mainEntityOfPage": {"@id": URL}}]
        ),
    ],
    ids=["comment", "comma", "graph", "lists", "line break", "another story first"],
)
def test_json_ld_as_papers_break_it(ld):
    assert read(page(ld=ld)).updated_at == "2026-05-03T18:52:31Z"


def test_broken_json_ld_is_passed_over():
    assert (
        read(page(ld="{not json", head='<meta property="article:modified_time" content="2026-05-04T08:00:00Z">')).updated_at
        == "2026-05-04T08:00:00Z"
    )


@pytest.mark.parametrize(
    ("ld", "head", "line", "chosen"),
    [
        (None, '<meta property="article:modified_time" content="2026-05-04T08:00:00+02:00">', "",
         ("2026-05-04T06:00:00Z", "article:modified_time")),
        (None, "", '<p class="date">Published 3 May 2026, 10:00 BST | Updated 4 May 2026, 08:00 BST</p>',
         ("2026-05-04T07:00:00Z", "visible line")),
        (None, "", '<p class="date">May 3, 2026, 10:00 AM | Updated: 8:52 pm</p>', ("2026-05-03T20:52:00Z", "visible line")),
        (None, "", '<time class="updated" datetime="2026-05-04T08:00:00Z">Monday</time>', ("2026-05-04T08:00:00Z", "time element")),
        ({**LD, "dateModified": "2026-05-03T06:00:00+02:00"}, '<meta property="og:updated_time" content="2026-05-03T20:00:00Z">', "",
         ("2026-05-03T20:00:00Z", "meta tag")),
        ({**LD, "dateModified": "2031-01-01T00:00:00Z"}, "", "", ("2026-05-03T08:00:00Z", "published")),
        ({**LD, "dateModified": "2026-05-03"}, "", "", ("2026-05-03T08:00:00Z", "published")),
        ({k: v for k, v in LD.items() if not k.startswith("date")}, "", "", (None, "capture")),
    ],
)  # fmt: skip
def test_the_update_time_and_its_basis(ld, head, line, chosen):
    text = line + "\n".join(f"<p>{p}</p>" for p in BODY)
    found = read(page(ld=ld, head=head, body=text))
    assert (found.updated_at, found.updated_at_basis) == chosen
    assert found.body.split("\n\n") == BODY


def test_all_candidates_are_kept_with_their_raw_strings_and_refusals():
    found = read(
        page(ld={**LD, "dateModified": "2031-01-01T00:00:00Z"}),
        beside=make_external_candidates(ExternalTimes("Sun, 03 May 2026 19:00:00 GMT")),
    )
    rows = {(c.basis, c.raw): c.refused for c in found.candidates}
    assert rows[("JSON-LD dateModified", "2031-01-01T00:00:00Z")] == f"in the future of {NOW}"
    assert rows[("Last-Modified", "Sun, 03 May 2026 19:00:00 GMT")] is None
    assert found.notes == (f"JSON-LD dateModified '2031-01-01T00:00:00Z' refused: in the future of {NOW}",)


@pytest.mark.parametrize(
    ("head", "url", "canonical"),
    [
        ('<link rel="canonical" href="/world/ferry-4711223?utm_source=x">', URL, "https://www.harbour.example/world/ferry-4711223"),
        ('<meta property="og:url" content="https://harbour.example/w/1#top">', None, "https://harbour.example/w/1"),
        ('<link rel="canonical" href="https://www.harbour.example/">', URL, URL),  # a template's slip
        ('<link rel="canonical" href="javascript:void(0)">', URL + "?fbclid=1", URL),
        ("", None, None),
    ],
)
def test_the_canonical_address(head, url, canonical):
    assert read(page(head=head), url=url).url == canonical


@pytest.mark.parametrize(
    ("title", "h1", "want"),
    [
        ("Ferry sinks off coast | World | The Harbour Times", "The Harbour Times", "Ferry sinks, 12 dead"),
        (
            "Ferry sinks off coast - Harbour Times",
            "Toll of ferry rises to 14 as divers search",
            "Toll of ferry rises to 14 as divers search",
        ),
    ],
)
def test_the_headline_that_readers_see(title, h1, want):
    assert read(page(title=title, h1=h1)).title == want


@pytest.mark.parametrize(
    ("title", "names", "want"),
    [
        ("Ferry sinks | Harbour Times", ["Harbour Times"], "Ferry sinks"),
        ("Ferry sinks - National | Harbour.example", ["harbour"], "Ferry sinks"),
        ("BUDGET 3.0 | Ferry line gets 4bn", ["Harbour Times"], "BUDGET 3.0 | Ferry line gets 4bn"),
        (
            "Ferry sinks – why the harbour board waited so long to act",
            ["Harbour Times"],
            "Ferry sinks – why the harbour board waited so long to act",
        ),
    ],
)
def test_the_papers_name_is_no_part_of_a_title(title, names, want):
    from sayso.ingest.extract.titles import strip_site

    assert strip_site(title, names) == want


@pytest.mark.parametrize(
    ("title", "address", "want"),
    [
        ("Storm moves on to the coast Weather", "https://harbour.example/2026/03/weather/storm", "Storm moves on to the coast"),
        ("Why so few women go into Politics", "https://harbour.example/politics/women", "Why so few women go into Politics"),
        ("Storm moves on to the coast of Orle", "https://harbour.example/news/orle/storm", "Storm moves on to the coast of Orle"),
        ("The New Weather", "https://harbour.example/weather/new", "The New Weather"),
    ],
)
def test_the_name_of_the_desk_is_no_part_of_a_title(title, address, want):
    from sayso.ingest.extract.titles import strip_label

    assert strip_label(title, address) == want


NOTICES = [
    "Correction: An earlier version of this story said that 14 had died.",
    "CORRECTION (May 3): The crew numbered 12.",
    "This version corrects the spelling of the captain’s name.",
    "(Corrects toll in paragraph 3)",
    "This story has been corrected to show that 12 died, not 14.",
    "This May 3 story has been corrected to fix the toll in paragraph 2.",
    "• This article was amended on 5 May 2024. An earlier version said 14 had died.",
    "A correction was made on May 3, 2024: An earlier version of this article misstated the toll.",
    "An earlier version of this article said that 14 people had died. The figure is 12.",
    "In an earlier version of this story, the captain's name was misspelled.",
    "Editor’s note: A previous version of this story misidentified the captain.",
    "Clarification: The ship flies the flag of Norway.",
    "The Coast Press regrets the error.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_correction_notice_is_kept_apart(notice):
    found = read(page(body="".join(f"<p>{p}</p>" for p in [*BODY, notice])))
    assert found.correction == notice
    assert found.body.split("\n\n") == BODY


def test_a_notice_below_the_article_is_found_too():
    raw = page().replace(b"</main>", b"<div class='foot'><p>An earlier version of this story misstated the toll.</p></div></main>")
    assert read(raw).correction == "An earlier version of this story misstated the toll."


def test_a_notice_of_another_story_in_a_side_box_is_not_ours():
    raw = page().replace(b"<aside>", b"<aside><p>Correction: An earlier version of our strike story misstated the pay.</p>")
    assert read(raw).correction is None


@pytest.mark.parametrize(
    "text",
    [
        "The earlier report said 14 had died.",
        "The Department of Correction said 14 inmates had fled.",
        "Corrections Secretary Ann Example said 12 had fled.",
        "The first version of the bill said that taxes would rise.",
        "An earlier post on a social network said that 14 had died.",
    ],
)
def test_news_about_corrections_is_no_notice(text):
    assert not corrections.is_notice(text)


def test_a_headline_marked_as_corrected_is_a_notice():
    assert corrections.set_apart("CORRECTED-Ferry toll rises to 12", ["x"]) == (["x"], "CORRECTED-Ferry toll rises to 12")


WALLS = {
    "blocked": "<title>Just a moment...</title><h1>Checking your browser</h1><p>Enable JavaScript and cookies to continue</p>",
    "consent": "<title>Harbour Times</title><h1>We value your privacy</h1><p>We and our 842 partners store cookies on your device.</p>",
    "login": "<title>Ferry sinks | Harbour Times</title><h1>Ferry sinks</h1><p>A ferry sank.</p><p>Subscribe to continue reading.</p>",
    "error_page": "<title>Page not found | Harbour Times</title><h1>404</h1><p>Sorry, the page you are looking for has moved.</p>",
    "index": "<title>World | Harbour Times</title>"
    + "".join(f"<h3><a href='/{i}'>Ferry number {i} sinks off the coast</a></h3>" for i in range(12)),
    "empty": "<title>Harbour Times</title><div id=app></div>",
    "no_article": "<title>About</title><h1>About us</h1><p>We write about ships.</p>",
    "liveblog": "<title>Ferry sinks: live</title><h1>Ferry sinks: live updates as they come</h1>"
    + "".join(f"<div>{BODY[i % 4]} <time>10:0{i}</time></div><hr>" for i in range(1))
    + "".join(f"<p><a href='/{i}'><time>10:0{i}</time></a></p>" for i in range(7)),
}  # fmt: skip


@pytest.mark.parametrize("outcome", WALLS)
def test_what_comes_in_an_articles_place_is_named(outcome):
    with pytest.raises(NotAnArticle) as caught:
        read(f"<!doctype html>{WALLS[outcome]}".encode(), url=None)
    assert caught.value.outcome == outcome
    assert outcome in OUTCOMES
    assert "\n" not in str(caught.value)


def test_a_live_blog_by_its_marking():
    with pytest.raises(NotAnArticle, match="live blog"):
        read(page(ld={**LD, "@type": "LiveBlogPosting"}))


@pytest.mark.parametrize("wall", interstitials.FOREIGN, ids=lambda w: w.outcome)
def test_walls_of_other_languages(wall):
    for text in wall.yes:
        with pytest.raises(NotAnArticle) as caught:
            read(f"<!doctype html><title>Harbour</title><h1>{text}</h1><p>Harbour Times, 4711 Harbour City.</p>".encode(), url=None)
        assert caught.value.outcome == wall.outcome, text


LOCKED = {
    **LD,
    "isAccessibleForFree": False,
    "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".story .rest"},
}
LONG = [f"{p} That was ship number {n}." for n in range(4) for p in BODY]


def test_an_article_cut_off_by_a_paywall_is_no_revision_however_much_it_shows():
    shown = "".join(f"<p>{p}</p>" for p in LONG)
    wall = "<div class='gate'><h3>Subscribe to keep reading</h3></div>"
    cut = {
        "a wall below, the rest is missing": page(body=shown + wall, ld=LOCKED),
        "breaks off above a wall": page(body=shown + "<p>The captain, who had been at sea since he was 14, told the…</p>" + wall,
            ld={**LOCKED, "hasPart": None}),
        "far fewer words than are counted": page(body=shown, ld={**LOCKED, "hasPart": None, "wordCount": 4000}),
        "in French": page(body=shown + "<div>Il vous reste 70 % de cet article à lire. La suite est réservée aux abonnés.</div>",
            ld=LOCKED),
        "locked by a tag": page(body=shown + "<p>The captain, who had been at sea since he was 14, told the…</p>" + wall, ld=LD,
                                head="<meta property='article:content_tier' content='locked'>"),
    }  # fmt: skip
    for name, raw in cut.items():
        with pytest.raises(NotAnArticle) as caught:
            read(raw)
        assert "cut off after 4" in str(caught.value), name


def test_an_article_that_is_whole_is_kept_though_its_publisher_says_it_is_not_free():
    shown = "".join(f"<p>{p}</p>" for p in LONG)
    whole = {
        "nothing but the mark": page(body=shown, ld={**LD, "isAccessibleForFree": False}),
        "the locked part is there": page(body=f"<div class='story'>{shown[: len(shown) // 2]}<div class='rest'>"
            f"{shown[len(shown) // 2 :]}</div></div>", ld=LOCKED),
        "a part named that no page has": page(body=shown, ld=LOCKED),
        "a wall in the page's head": page(body=shown, ld={**LD, "isAccessibleForFree": False}).replace(b"<main>",
            b"<div>Log in to continue</div><main>"),
        "a count of characters": page(body=shown, ld={**LD, "isAccessibleForFree": False, "wordCount": len(" ".join(LONG))}),
        "a count that is about right": page(body=shown, ld={**LD, "isAccessibleForFree": False, "wordCount": 500}),
    }  # fmt: skip
    for name, raw in whole.items():
        assert read(raw).body.split("\n\n")[-1] == LONG[-1], name


POSTS = "".join(f"<h2>Post {n}</h2><time datetime='2026-05-03T10:{n:02}:00Z'>10:{n:02}</time><p>{BODY[n % 4]}</p>" for n in range(8))


@pytest.mark.parametrize(
    ("url", "title", "ld"),
    [
        ("https://www.harbour.example/world/live/ferry-sinks-4711223", "Ferry sinks off coast", LD),
        ("https://www.harbour.example/world/ferry-live-updates-4711223", "Ferry sinks off coast", None),
        (URL, "Ferry sinks off coast – live", LD),
        (URL, "Live: Ferry sinks off coast", None),
        (URL, "En direct : un ferry coule au large", None),
        (URL, "Ferry sinks off coast", [{"@type": "LiveBlogPosting", "url": URL, "headline": "x"}, LD]),
    ],
)
def test_a_live_blog_by_address_title_or_a_second_mark(url, title, ld):
    assert len(read(page(title=title, h1=title, body=POSTS, ld=json.dumps(ld) if ld else None), url=url).posts) == 8


@pytest.mark.parametrize(
    ("url", "title", "ld"),
    [
        (URL, "Ferry sinks off coast", LD),
        ("https://www.harbour.example/world/live/ferry-sinks-4711223", "Thousands live on the islands", LD),
        (URL, "Ferry sinks: live pictures", [{"@type": "LiveBlogPosting", "url": "https://www.harbour.example/live/other"}, LD]),
    ],
)
def test_an_article_near_a_live_blog_is_an_article(url, title, ld):
    assert read(page(title=title, h1=title, ld=json.dumps(ld)), url=url).body.split("\n\n") == BODY


@pytest.mark.parametrize("path", ["world/live/ferry-sinks-4711223", "world/how-the-people-live-4711223"])
def test_times_of_comments_and_of_slugs_that_speak_of_living_make_no_live_blog(path):
    comments = "".join(f"<li><time datetime='2026-05-03T10:{n:02}:00Z'>10:{n:02}</time><p>Sad.</p></li>" for n in range(8))
    raw = page().replace(b"</main>", f"<ol class='comment-list'>{comments}</ol></main>".encode())
    assert read(raw, url=f"https://www.harbour.example/{path}").body.split("\n\n") == BODY


@pytest.mark.parametrize("wall", ["blocked", "consent", "login", "error_page"])
def test_an_article_may_speak_of_such_things(wall):
    extra = "".join(w.yes[-1] for w in interstitials.INTERSTITIALS if w.outcome == wall)
    found = read(
        page(body="".join(f"<p>{p}</p>" for p in [*BODY, f"The site said: “{extra}” Nobody at the harbour could say why that was so."]))
    )
    assert len(found.body.split("\n\n")) == 5


def test_the_teaser_of_an_article_behind_a_wall_is_no_revision_of_it():
    behind = "<div class='wall'><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p></div>"
    text = "".join(f"<p>{p}</p>" for p in BODY)
    with pytest.raises(NotAnArticle, match="log-in wall"):
        read(page(body=text + behind, ld={**LD, "isAccessibleForFree": False}))
    whole = "".join(f"<p>{p} {i}.</p>" for p in BODY for i in range(5))
    assert read(page(body=whole + behind, ld={**LD, "isAccessibleForFree": False})).body.count("ferry line") == 5


@pytest.mark.parametrize("wall", interstitials.INTERSTITIALS, ids=lambda w: w.outcome)
def test_walls_know_their_examples(wall):
    for text in wall.yes:
        assert wall.matches([text], text), text
    for text in wall.no:
        assert not any(w.matches([text], text) for w in interstitials.INTERSTITIALS), text


@pytest.mark.parametrize("rule", boilerplate.RULES, ids=lambda r: r.name)
def test_furniture_rules_know_their_examples(rule):
    assert rule.yes
    assert rule.no
    for text in rule.yes:
        assert rule.takes(text), text
    for text in rule.no:
        assert boilerplate.find_rule(text, rule.where) is None, text


LANGUAGES = {
    "fr": "Le bateau a coulé dimanche et douze personnes sont mortes, selon la police, qui a dit que "
    "les autres ont été sauvées par des pêcheurs dans le port.",
    "de": "Die Fähre sank am Sonntag, und zwölf Menschen starben, sagte die Polizei; die anderen hat "
    "ein Boot der Fischer gerettet und mit an Land genommen, als es hell wurde.",
    "es": "El barco se hundió el domingo y doce personas murieron, según la policía, que dijo que "
    "los demás se salvaron con la ayuda de los pescadores del puerto.",
    "ru": "Паром затонул у берега в воскресенье, двенадцать человек погибли, сообщила полиция.",
    "zh": "渡轮周日在海岸附近沉没，警方称至少十二人死亡，其他人被渔民救起。",
    "en": "The ferry sank off the coast on Sunday and twelve people died, said the police, who added "
    "that the others had been saved by fishermen in the fog.",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_are_told_whatever_the_page_declares(code):
    assert language.detect(LANGUAGES[code]) == code
    assert (language.choose_language("en-GB", LANGUAGES[code]) or "")[:2] == code
    assert language.is_english(language.choose_language("en", LANGUAGES[code])) == (code == "en")


def test_a_page_in_another_language_is_read_with_its_language():
    found = read(page(body="".join(f"<p>{LANGUAGES['fr']} {i}</p>" for i in "abcd"), lang="en"))
    assert found.language == "fr"


@pytest.mark.parametrize(
    ("value", "want"),
    [("A &amp; B", "A & B"), ({"name": "A"}, "A"), ([{"name": "A"}, "B", "A"], "A, B"), ({}, None), (3, None), ("  ", None)],
)
def test_names_in_json_ld(value, want):
    assert get_text(value) == want


def test_the_examples_in_docstrings_hold():
    failed = 0
    for info in pkgutil.walk_packages(sayso.ingest.__path__, "sayso.ingest."):
        failed += doctest.testmod(importlib.import_module(info.name)).failed
    assert failed == 0


@pytest.mark.shared
def test_real_pages_are_articles_with_the_titles_and_times_they_state(shared):
    rows = json.loads((shared / "data" / "html" / "manifest.json").read_text())
    assert len(rows) == 26
    for row in rows:
        found = read_html((shared / "data" / "html" / row["file"]).read_bytes(), None, now="2026-11-01T00:00:00Z")
        assert len(found.body) > 1000, row["file"]
        assert found.published_at, row["file"]
        assert found.updated_at, row["file"]
        assert (found.language or "")[:2] == "en", row["file"]
        assert found.correction is None, row["file"]


@pytest.mark.parametrize(
    "note",
    ["Correction added May 4, 2026: The cost of repairs was given as $4.5 million.", "Correction, May 4: The captain is Bo Sample.",
     "We have corrected the number of crew in this report.", "UPDATE: This story has been corrected to show that 12 died.",
     "For the record: The ferry line runs 14 ships, not 40.",
         "Due to an editing error, an earlier version of this story misstated the toll.",
     "Because of an error, the article gave the wrong day."],
)  # fmt: skip
def test_a_notice_is_known_by_how_papers_begin_it(note):
    assert corrections.is_notice(note)


@pytest.mark.parametrize(
    "prose",
    ["Due to an error of navigation, the ferry ran aground.", "For the record, he said, 14 had died.", "Update: 14 people have died.",
     "The board says that it has corrected the list."],
)  # fmt: skip
def test_prose_that_begins_alike_is_none(prose):
    assert not corrections.is_notice(prose)


def test_a_correction_told_in_the_data_alone_is_kept():
    note = {"@type": "CorrectionComment", "text": "An earlier version gave the toll as 41. It is 12."}
    assert read(page(ld={**LD, "correction": note})).correction == note["text"]
    assert read(page(ld={**LD, "correction": "https://harbour.example/corrections"})).correction is None


def test_a_time_is_read_where_it_stands_whatever_marks_it():
    def times(head="", ld=None, more=""):
        found = read(page(head=head, ld=ld, body=more + "".join(f"<p>{p}</p>" for p in BODY)))
        return found.published_at, found.updated_at

    review = {"@type": "ClaimReview", "datePublished": "2026-05-03T08:15:00Z"}
    assert times(ld=review)[0] == "2026-05-03T08:15:00Z"
    assert times(ld=json.dumps(LD) + '{"@type": "Organization", "name": "Harbour"}') == ("2026-05-03T08:00:00Z", "2026-05-03T18:52:31Z")
    spans = '<span itemprop="datePublished">2026-05-03T08:23:12+02:00</span><span itemprop="dateModified">2026-05-03T09:57:45+02:00</span>'
    assert times(more=spans) == ("2026-05-03T06:23:12Z", "2026-05-03T07:57:45Z")
    assert times(more="<div>May 3 2026 4:21 PM</div>")[0] == "2026-05-03T16:21:00Z"
    both = '<time class="entry-date published updated" datetime="2026-05-03T10:03:00Z">May 3</time>'
    assert times(more=both)[0] == "2026-05-03T10:03:00Z"


def test_a_zone_that_one_time_gives_holds_for_the_same_hour_elsewhere():
    head = '<meta property="article:published_time" content="2026-05-03T08:00:00">'
    found = read(
        page(head=head, ld=None, body='<p class="date">Published May 3, 2026 8:00 AM EDT</p>' + "".join(f"<p>{p}</p>" for p in BODY))
    )
    assert (found.published_at, found.zone_assumed) == ("2026-05-03T12:00:00Z", False)
    found = read(
        page(
            ld=None,
            body='<p class="date">Published May 3, 2026 8:00 AM, updated May 3, 2026 9:30 AM EDT</p>'
            + "".join(f"<p>{p}</p>" for p in BODY),
        )
    )
    assert (found.published_at, found.updated_at) == ("2026-05-03T12:00:00Z", "2026-05-03T13:30:00Z")


def test_a_time_that_is_not_understood_is_told_in_its_own_words():
    found = read(page(ld={**LD, "dateModified": "three days after Easter"}))
    assert "JSON-LD dateModified 'three days after Easter' refused: not understood" in found.notes
    assert [c.raw for c in found.candidates if c.refused == "not understood"] == ["three days after Easter"]
