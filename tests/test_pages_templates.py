"""Pages in the shape of other newsrooms' templates, with one invented story in all of them: headline, times to the minute,
and the paragraphs are the story's and nobody else's."""

from __future__ import annotations

import json

import pytest

from sayso.ingest.extract.html import read_html

URL = "https://www.harbour.example/world/ferry-sinks-4711223"
NOW = "2026-06-01T00:00:00Z"
TITLE = "Ferry sinks off western coast, at least 12 dead"
STORY = [
    "HARBOUR CITY — A ferry with 212 people on board sank in heavy seas off the western coast on Sunday, killing at least 12, police said.",
    "Fishermen pulled some 150 people out of the water before the first helicopter came, the port authority said in a statement.",
    "“We are still looking for nearly 30 people,” police chief Kari Example told reporters in the port on Sunday evening.",
    "The ferry line, which runs 14 ships between the islands, said that it had grounded all of them until they were looked over.",
    "In 2019, two crew members of a sister ship were hurt when a ramp gave way, an accident that cost the line $1.4 million.",
    "Parliament is to hear the transport minister on Tuesday, and the harbour board called the loss “the worst day of our history.”",
]
PARAGRAPHS = "\n".join(f"<p>{p}</p>" for p in STORY)
LD = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-05-03T08:00:00Z",
      "dateModified": "2026-05-03T18:52:00Z"}  # fmt: skip
LINKED = f'<script type="application/ld+json">{json.dumps(LD)}</script>'
PUBLISHED, UPDATED = "2026-05-03T08:00:00Z", "2026-05-03T18:52:00Z"


def html(body: str, head: str = "", lang: str = "en", title: str = TITLE) -> str:
    return f"<!doctype html><html lang='{lang}'><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def each(pattern: str, between: str = "") -> str:
    """The story's paragraphs in one pattern, with other text between the second and the third."""
    rows = [pattern.format(n=n, p=p) for n, p in enumerate(STORY)]
    return "\n".join([*rows[:2], between, *rows[2:]])


AGENCY = html(
    f"""<bsp-header class="Page-header"><nav><a href="/">AP Example</a></nav></bsp-header>
<main class="Page-main"><bsp-story-page class="StoryPage"><h1 class="Page-headline">{TITLE}</h1>
<div class="CarouselSlide-info"><span class="CarouselSlide-infoDescription">\
<p>Rescuers stand by the harbour wall in Harbour City, Sunday, May 3, 2026. (CP Photo/Ann Example)</p></span></div>
<div class="Page-byline"><div class="Page-authors">By <a href="/a">ANN EXAMPLE</a></div>
<div class="Page-dateModified"><bsp-timestamp data-timestamp="1777834320000"><span>Updated 6:52 PM UTC, May 3, 2026</span></bsp-timestamp>\
</div></div>
<div class="Page-actions"><button>Share</button><ul><li><a href="#">Facebook</a></li></ul></div>
<div class="RichTextStoryBody RichTextBody">{
        each(
            "<p>{p}</p>",
            '''<div class="SovrnAd Advertisement">Advertisement</div>
<div class="HubPeekEnhancement"><h3>Related Stories</h3><div class="PagePromo"><h3 class="PagePromo-title">
<a href="/x">Why the herring left the fjord and will not be back</a></h3>
<div class="PagePromo-description">Scientists say that the water is too warm for most of the fish that lived here, by 3 degrees.</div>
</div></div>''',
        )
    }
<p>___</p><p>Coast Press writer Bo Sample in Bergen contributed to this report.</p></div></bsp-story-page></main>""",
    LINKED,
)

WIRE = html(
    f"""<header><a href="/">Wire</a></header><article data-testid="Article"><h1 data-testid="Heading" class="text__text__1FZLe">{TITLE}</h1>
<div class="info-content__author-date__1Epi_"><time data-testid="Body" class="date-line__3kNfE">\
<span class="date-line__date___kNbY">May 3, 2026</span><span>8:00 AM UTC</span><span>Updated 3 mins ago</span></time></div>
<div class="article-body__wrapper__3IxHM"><div class="article-body__container__3ypuX"><div class="article-body__content__17Yit">
<figure><img src="a.jpg"><figcaption>Item 1 of 3 The ferry leaves the port. WIRE/Ann Example</figcaption></figure>
<ul data-testid="Summary" class="summary__summary__2kKZ5"></ul>
{
        each(
            '<div data-testid="paragraph-{n}" class="text__text__1FZLe article-body__paragraph__2-BtD">{p}</div>',
            '<div data-testid="AdSlot">Advertisement · Scroll to continue</div>',
        )
    }
<div data-testid="promo-box" class="promo-box__content__3eA4A">The Wire Daily Briefing newsletter provides all the news you need to start \
your day. Sign up <a href="/s">here.</a></div>
<p class="sign-off__text__PU3Aj">Reporting by Ann Example; Editing by Bo Sample</p>
<p>Our Standards: <a href="/t">The Wire Trust Principles.</a></p></div></div></div>
<section><h2>Read Next</h2><ul><li><a href="/1">Shares of the harbour board fall 4 percent in a day</a></li></ul></section></article>""",
    LINKED,
)

BROADCASTER = html(
    f"""<header role="banner"><h1>Broadcaster News</h1></header><main id="main-content"><article>
<div data-component="headline-block"><h1 class="sc-f98b1ad2-0">{TITLE}</h1></div>
<div data-component="byline-block"><time datetime="2026-05-03T08:00:00.000Z">3 hours ago</time><span>Ann Example</span>\
<span>Coast correspondent</span></div>
<div data-component="image-block"><figure><img alt=""><span>Getty Images</span><figcaption>The ferry before it left the port</figcaption>\
</figure></div>
{
        each(
            '<div data-component="text-block" class="sc-3b6b161a-0"><p class="sc-9a00e533-0">{p}</p></div>',
            '''<div data-component="links-block"><ul><li><a href="/1">Why the herring left the fjord and will not be back</a></li>
<li><a href="/2">'We heard a bang': A night on the water</a></li></ul></div>''',
        )
    }
<div data-component="tags-block"><h2>Related topics</h2><ul><li><a href="/t">Ferries</a></li></ul></div></article>
<div data-component="mpu-container"><span>Advertisement</span></div>
<aside><h2>Top stories</h2><ul><li><a href="/3"><p>Shares of the harbour board fall 4 percent in a day</p></a></li></ul></aside></main>""",
    LINKED,
)

DAILY = html(
    f"""<main><article><div data-gu-name="headline"><h1 class="dcr-u0h1qy">{TITLE}</h1></div>
<div data-gu-name="standfirst"><div class="dcr-1qlo"><p>Some 150 pulled from the water by fishermen, as the line grounds all its ships</p>\
</div></div>
<aside data-gu-name="meta"><address><a rel="author" href="/a">Ann Example</a></address>
<details class="dcr-1ybxn6r"><summary><span class="dcr-u0h1qy">Sun 3 May 2026 19.52 BST</span>\
</summary>First published on Sun 3 May 2026 09.00 BST</details></aside>
<div data-gu-name="body"><div class="article-body-commercial-selector">{
        each(
            "<p class='dcr-130mj7b'>{p}</p>",
            '''<gu-island name="EmailSignUpWrapper"><aside aria-label="newsletter promotion"><p>Sign up to <span>Morning Boat</span></p>
<p>Our morning email breaks down the key stories of the day, telling you what’s happening and why it matters</p>
<span>Privacy Notice: Newsletters may contain info about charities. We use reCaptcha to protect our website.</span></aside></gu-island>
<a href="#EmailSignup-skip-link-3">skip past newsletter promotion</a>
<p id="EmailSignup-skip-link-3" tabindex="0">after newsletter promotion</p>''',
        )
    }</div></div>
<div data-gu-name="sub-meta">Explore more on these topics<ul><li><a href="/x">Ferries</a></li></ul></div></article></main>""",
    LINKED,
)

CABLE = html(
    f"""<article class="article"><div class="headline"><h1 class="headline__text inline-placeholder vossi-headline-text" id="maincontent">{
        TITLE
    }</h1></div>
<div class="headline__sub-text"><div class="byline vossi-byline"><span class="byline__name">Ann Example</span>, Cable</div>
<div class="timestamp vossi-timestamp">Updated 6:52 PM GMT, Sun May 3, 2026</div></div>
<div class="article__content" itemprop="articleBody">
{
        each(
            '<p class="paragraph inline-placeholder vossi-paragraph" data-editable="text">{p}</p>',
            '''<div class="related-content related-content--article"><p class="related-content__title">Related article</p><a href="/x">
<span class="related-content__headline-text">Why the herring left the fjord and will not be back</span></a></div>
<div class="ad-slot-dynamic"><div class="ad-feedback-link">Ad Feedback</div></div>''',
        )
    }
</div></article>""",
    '<meta property="article:published_time" content="2026-05-03T08:00:00.000Z">',
)

RADIO = html(f"""<main><section id="main-section"><article class="story"><div class="slug-wrap"><h3 class="slug">\
<a href="/sections/world">World</a></h3></div>
<div class="storytitle"><h1>{TITLE}</h1></div>
<div class="story-meta"><div class="dateblock"><time datetime="2026-05-03T04:00:00-04:00"><span class="date">May 3, 2026</span>\
<span class="time">4:00 AM ET</span></time>
<p class="byline-container--block">Updated May 3, 2026, 2:52 PM EDT</p></div></div>
<div class="storytext storylocation linkLocation" id="storytext">
<div class="bucketwrap image large"><div class="credit-caption"><div class="caption-wrap"><div class="caption">\
<p>The ferry leaves the port on a clear day in May. <b class="credit">Ann Example/Radio</b> <b class="hide-caption"><b>hide caption</b>\
</b></p></div></div></div></div>
{
    each(
        "<p>{p}</p>",
        '''<div class="bucketwrap internallink insettwocolumn"><div class="bucket img"><h3 class="slug"><a href="/s">World</a>
</h3><h3><a href="/x">Why the herring left the fjord and will not be back</a></h3></div></div>''',
    )
}
</div><div class="tags"><ul><li><a href="/t">ferries</a></li></ul></div></article></section></main>""")

STATION = html(f"""<div class="site-wrapper"><main class="site-content"><article class="article"><header>\
<h1 class="article-title">{TITLE}</h1>
<div class="article-meta"><p class="article-authors">by: <a href="/a">Ann Example</a></p>
<p>Posted: May 3, 2026 / 04:00 AM EDT</p><p>Updated: May 3, 2026 / 02:52 PM EDT</p></div>
<div class="social-share"><a href="#">SHARE</a></div></header>
<div class="article-content article-body rich-text">{
    each(
        "<p>{p}</p>",
        '''<p><a href="/x">
<strong>Why the herring left the fjord and will not be back</strong></a></p><div class="ad-unit"><span>Advertisement</span></div>''',
    )
}
<p>Copyright 2026 Station Media Inc. All rights reserved. This material may not be published, broadcast, rewritten, or redistributed.</p>\
</div>
<aside class="article-list--trending"><h2>Trending Stories</h2><h3><a href="/1">Shares of the harbour board fall 4 percent in a day</a>\
</h3></aside></article></main></div>""")

WEBLOG = html(f"""<div id="page" class="site"><header class="site-header"><p class="site-title"><a href="/">Harbour Blog</a></p></header>\
<main id="main" class="site-main">
<article id="post-4711" class="post-4711 post type-post status-publish hentry"><header class="entry-header">\
<h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <a href="{URL}" rel="bookmark">\
<time class="entry-date published" datetime="2026-05-03T10:00:00+02:00">May 3, 2026</time>\
<time class="updated" datetime="2026-05-03T20:52:00+02:00">May 3, 2026</time></a></span>
<span class="byline"> by <span class="author vcard"><a href="/a">Ann Example</a></span></span></div></header>
<div class="entry-content">{PARAGRAPHS}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Twitter</a></li><li>\
<a href="#">Facebook</a></li></ul></div>
<div class="sharedaddy sd-like"><h3>Like this:</h3><span>Like</span> <span class="loading">Loading...</span></div>
<div id="jp-relatedposts"><h3><em>Related</em></h3></div></div>
<footer class="entry-footer">Posted in <a href="/c">Ships</a> Tagged <a href="/t">ferry</a></footer></article>
<nav class="post-navigation"><a href="/prev">Previous: Why the herring left the fjord</a></nav>
<div id="comments" class="comments-area"><h2>2 thoughts on “{TITLE}”</h2><ol class="comment-list"><li class="comment">\
<div class="comment-body"><p>I was on that ferry in 1998 and we all said that it would sink one day, and now 12 are dead.</p></div></li>\
</ol></div></main>
<div id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul><li>\
<a href="/1">Shares of the harbour board fall 4 percent in a day</a></li></ul></section></div></div>""")

NONPROFIT = html(
    f"""<main><article class="category-news"><header class="entry-header"><span class="cat-links"><a href="/c">Coast</a></span>\
<h1 class="entry-title">{TITLE}</h1>
<div class="newspack-post-subtitle">Some 150 pulled from the water, as the line grounds all its ships</div>
<div class="entry-meta"><span class="byline">by Ann Example</span></div></header>
<div class="entry-content">{
        each(
            "<p class='wp-block-paragraph'>{p}</p>",
            '''<div class="wp-block-newspack-newsletters-subscribe"><h3>Get the coast in your inbox</h3>
<p>Join the 14,000 readers who get our weekly letter about ships, fish and harbours. It is free.</p><form><input type="email">
<button>Sign up</button></form></div>
<div class="wp-block-newspack-blocks-homepage-articles"><h2 class="article-section-title"><span>Latest</span></h2><article>
<h3 class="entry-title"><a href="/x">Why the herring left the fjord</a></h3>
<p>Scientists say that the water is too warm for most of the fish that lived here.</p></article></div>''',
        )
    }
<div class="author-bio"><h2>Ann Example</h2>\
<p>Ann Example covers harbours and has lived on 3 of them. She was born in 1974 in a lighthouse on the coast.</p></div></div></article>\
</main>""",
    '<meta property="article:published_time" content="2026-05-03T08:00:00+00:00"><meta property="article:modified_time" '
    'content="2026-05-03T18:52:00+00:00">',
)

MINISTRY = html(
    f"""<div class="govuk-width-container"><main role="main"><span class="govuk-caption-xl">Press release</span>\
<h1 class="gem-c-heading__text govuk-heading-l">{TITLE}</h1>
<p class="gem-c-lead-paragraph">Twelve people have died and nearly 30 are missing.</p>
<dl class="gem-c-metadata__list"><dt class="gem-c-metadata__term">From:</dt><dd><a href="/o">Ministry of Ships</a></dd><dt>Published</dt>\
<dd class="gem-c-metadata__definition">3 May 2026</dd><dt>Last updated</dt><dd>3 May 2026</dd></dl>
<div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{PARAGRAPHS}</div></div>
<div class="gem-c-single-page-notification-button"><p>Get emails about this page</p></div>
<div class="gem-c-share-links"><h2>Share this page</h2><ul><li><a href="#">Share on Facebook</a></li></ul></div>
<section><h2>Updates to this page</h2></section></main></div>""",
    '<meta name="govuk:first-published-at" content="2026-05-03T09:00:00+01:00"><meta name="govuk:public-updated-at" '
    'content="2026-05-03T19:52:00+01:00">',
)

LIGHT = html(
    f"""<header><nav><a href="/">Harbour</a></nav></header><article class="amp-wp-article"><header class="amp-wp-article-header">\
<h1 class="amp-wp-title">{TITLE}</h1></header>
<amp-ad></amp-ad>\
<div class="amp-wp-article-content">{
        each(
            "<p>{p}</p>",
            '''<p class="amp-related"><strong>READ ALSO:</strong>
<a href="/x">Why the herring left the fjord and will not be back</a></p>''',
        )
    }</div>
<div class="amp-wp-meta amp-wp-tax-tag">Tags: <a href="/t">ferry</a></div></article>""",
    LINKED,
)

TEMPLATES = {"agency": AGENCY, "wire": WIRE, "broadcaster": BROADCASTER, "daily": DAILY, "cable": CABLE, "radio": RADIO, "station": STATION,
             "weblog": WEBLOG, "nonprofit": NONPROFIT, "ministry": MINISTRY, "light": LIGHT}  # fmt: skip
#: Lines under the headline that are the story's too.
LEADS = {"daily": "Some 150 pulled from the water by fishermen, as the line grounds all its ships",
    "nonprofit": "Some 150 pulled from the water, as the line grounds all its ships",
         "ministry": "Twelve people have died and nearly 30 are missing."}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_newsrooms_template(name):
    found = read_html(TEMPLATES[name].encode(), URL, now=NOW)
    assert found.title == TITLE
    assert found.body.split("\n\n") == [*([LEADS[name]] if name in LEADS else []), *STORY]
    assert found.published_at == PUBLISHED
    assert found.updated_at == UPDATED
    assert found.zone_assumed is False


BETWEEN = {
    "a post from elsewhere": """<blockquote class="twitter-tweet">\
<p lang="en">We are aware of an incident off the coast.</p>&mdash; Ferry Line (@ferry)
        <a href="https://twitter.com/x">May 3, 2026</a></blockquote>""",
    "a quote set large": "<aside class='pullquote'><p>“We are still looking for nearly 30 people”</p></aside>",
    "an advert": "<div class='ad'><p>Advertisement</p></div>",
}


@pytest.mark.parametrize("name", BETWEEN)
def test_what_stands_between_the_paragraphs_and_is_not_the_storys(name):
    found = read_html(html(f"<article><h1>{TITLE}</h1>{each('<p>{p}</p>', BETWEEN[name])}</article>", LINKED).encode(), URL, now=NOW)
    assert found.body.split("\n\n") == STORY


SHAPES = {
    "line breaks alone": f"<h1>{TITLE}</h1><div class=article>{'<br><br>'.join(STORY)}</div>",
    "a table for a layout": f"<table><tr><td><a href=/>Home</a></td><td><h1>{TITLE}</h1>{PARAGRAPHS}</td></tr></table>",
    "a kicker in the heading": f"<article><h1><span>Shipwreck</span><span>{TITLE}</span></h1>{PARAGRAPHS}</article>",
    "a press release": f"""<main><p>FOR IMMEDIATE RELEASE</p><p>May 3, 2026</p><h1>{TITLE}</h1>{PARAGRAPHS}<p>###</p>
        <p>Contact: Ann Example, press@harbour.example, 555-0100</p></main>""",
    "a cookie banner": "<div id='cmp'><p>We and our 842 partners store cookies.</p><button>Accept "
    f"all</button></div><article><h1>{TITLE}</h1>{PARAGRAPHS}</article>",
}


@pytest.mark.parametrize("name", SHAPES)
def test_other_shapes(name):
    found = read_html(html(SHAPES[name], LINKED).encode(), URL, now=NOW)
    assert found.title == TITLE
    assert found.body.split("\n\n") == STORY


# Of newsrooms that do not write English
GERMAN = [
    "Beim Untergang einer Fähre vor der Westküste sind am Sonntag mindestens zwölf Menschen ums Leben gekommen, wie die Polizei mitteilte.",
    "Fischer zogen rund 150 Menschen aus dem Wasser, bevor der erste Hubschrauber eintraf, und brachten sie in den Hafen der "
    "kleinen Stadt.",
    "„Wir suchen noch nach fast 30 Menschen“, sagte Polizeichefin Kari Beispiel am Abend vor Journalisten, die auf dem Kai "
    "gewartet hatten.",
    "Die Reederei, die 14 Schiffe zwischen den Inseln betreibt, legte alle still, bis sie überprüft sind, und sagte den Familien Hilfe zu.",
]
FRENCH = [
    "Un ferry a coulé dimanche au large de la côte ouest avec 212 personnes à bord, et au moins douze sont mortes, a annoncé la police.",
    "Des pêcheurs ont tiré quelque 150 personnes de l’eau avant l’arrivée du premier hélicoptère, selon les autorités du port de la ville.",
    "« Nous cherchons encore près de 30 personnes », a dit la cheffe de la police, Kari Exemple, aux journalistes venus sur le "
    "quai le soir.",
    "La compagnie, qui exploite 14 navires entre les îles, les a tous retenus au port jusqu’à ce qu’ils aient été examinés un par un.",
]
SPANISH = [
    "Un transbordador con 212 personas a bordo se hundió el domingo frente a la costa oeste y al menos doce murieron, informó la policía.",
    "Los pescadores sacaron del agua a unas 150 personas antes de que llegara el primer helicóptero, según la autoridad del puerto.",
    "«Seguimos buscando a casi 30 personas», dijo la jefa de la policía, Kari Ejemplo, a los periodistas que esperaban en el muelle.",
    "La naviera, que tiene 14 barcos entre las islas, los ha dejado todos en puerto hasta que se revisen uno por uno, según un comunicado.",
]


def foreign(lang: str, story: list[str], title: str, stamps: str, between: str, after: str) -> tuple[str, str, list[str], str]:
    rows = [f"<p>{p}</p>" for p in story]
    body = f"""<header><nav><a href='/'>Start</a></nav></header><main><article><header><h1>{title}</h1>{stamps}</header>
    <div class='article-body'>{rows[0]}{rows[1]}{between}{"".join(rows[2:])}</div>{after}</article></main>"""
    return html(body, lang=lang, title=f"{title} | Beispiel"), title, story, lang


FOREIGN = {
    "de": foreign(
        "de", GERMAN, "Fähre sinkt vor der Westküste, mindestens zwölf Tote",
        "<time datetime='2026-05-03T10:00:00+02:00'>3. Mai 2026, 10:00 Uhr</time><p class='date'>Aktualisiert am <time "
            "datetime='2026-05-03T20:52:00+02:00'>03.05.2026, 20:52 Uhr</time></p>",
        "<p>Anzeige</p><p>Lesen Sie auch: <a href='/x'>Warum der Hering den Fjord verließ und nicht wiederkommt</a></p><div "
            "class='newsletter'><p>Melden Sie sich jetzt für unseren Newsletter an.</p></div>",
        "<p>Mehr zum Thema</p><ul><li><a href='/1'>Aktie der Hafengesellschaft fällt an einem Tag um 4 Prozent</a></li></ul>"),
    "fr": foreign(
        "fr", FRENCH, "Un ferry coule au large de la côte ouest, au moins douze morts",
        "<p class='meta'>Publié le <time datetime='2026-05-03T10:00:00+02:00'>03 mai 2026 à 10h00</time>, modifié le <time "
            "datetime='2026-05-03T20:52:00+02:00'>03 mai 2026 à 20h52</time></p>",
        "<p>Publicité</p><p>Lire aussi : <a href='/x'>Pourquoi le hareng a quitté le fjord et ne reviendra pas</a></p>",
        "<p>Sur le même sujet</p><ul><li><a href='/1'>L’action du port perd 4 % en une journée de bourse</a></li></ul>"),
    "es": foreign(
        "es", SPANISH, "Se hunde un transbordador frente a la costa oeste: al menos doce muertos",
        "<div class='fecha date'>Publicado: <time datetime='2026-05-03T10:00:00+02:00'>3 de mayo de 2026 10:00</time></div><div "
            "class='date'>Actualizado: <time datetime='2026-05-03T20:52:00+02:00'>3 de mayo de 2026 20:52</time></div>",
        "<p>Publicidad</p><p>Lea también: <a href='/x'>Por qué el arenque dejó el fiordo y no volverá</a></p>",
        "<p>Más información</p><ul><li><a href='/1'>Las acciones del puerto caen un 4 por ciento en un día</a></li></ul>"),
}  # fmt: skip


@pytest.mark.parametrize("code", FOREIGN)
def test_a_newsroom_of_another_language(code):
    page, title, story, lang = FOREIGN[code]
    found = read_html(page.encode(), URL, now=NOW)
    assert (found.title, found.language) == (title, lang)
    assert found.body.split("\n\n") == story
    assert (found.published_at, found.updated_at) == (PUBLISHED, UPDATED)


LONG = [f"Paragraph {word} of the report says that the ferry line ran {n} ships in heavy seas that day, the port authority said." for n,
    word in
        enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 20)]  # fmt: skip


def test_a_body_in_several_boxes_of_one_name_is_whole():
    boxes = "".join(
        f'<div class="row"><div class="cell article__body">{"".join(f"<p>{p}</p>" for p in LONG[i : i + 4])}</div></div><div '
        'class="ad">Ad</div>'
        for i in (0, 4, 8)
    )
    found = read_html(html(f"<article><h1>{TITLE}</h1>{boxes}</article>").encode(), URL, now=NOW)
    assert found.body.split("\n\n") == LONG


def test_a_lead_in_a_box_called_teaser_is_the_lead():
    rest = "".join(f"<p>{p}</p>" for p in LONG[1:5])
    body = f'<div class="teaser-content"><p>{LONG[0]}</p></div><div class="ad">Ad</div><div class="remainder">{rest}</div>'
    found = read_html(html(f"<article><h1>{TITLE}</h1>{body}</article>").encode(), URL, now=NOW)
    assert found.body.split("\n\n") == LONG[:5]


@pytest.mark.parametrize(
    "aside",
    ['<span class="rollover-people-block"><a href="/1">Board doubles down on 90 piers</a> MORE</span>',
        '<span style="display:none">See 4,000 jobs</span>',
     '<span role="tooltip" class="tooltip">Six mayors follow suit</span>', "<span hidden>Six mayors follow suit</span>"],
)  # fmt: skip
def test_what_opens_over_a_name_or_is_hidden_is_no_part_of_the_sentence(aside):
    spoken = f"<p>The letter by Kari Example{aside} was sent to the ferry line on Monday and asks for $7 million.</p>"
    body = "".join(f"<p>{p}</p>" for p in LONG[:4]) + spoken
    found = read_html(html(f"<article><h1>{TITLE}</h1>{body}</article>").encode(), URL, now=NOW)
    assert found.body.split("\n\n")[-1] == "The letter by Kari Example was sent to the ferry line on Monday and asks for $7 million."


@pytest.mark.parametrize(
    "line",
    ['<p><b>SEE MORE: <a href="/1">Protests: 800 students under siege</a></b></p>',
        '<ul><li><a href="/2">Fury at mayor for 90 days of gibes</a> [INSIGHT]</li></ul>',
     '<p>Also read: <a href="/3">Why the herring left the fjord in 1998</a></p>'],
)  # fmt: skip
def test_links_to_other_stories_go_with_their_labels(line):
    body = "".join(f"<p>{p}</p>" for p in LONG[:3]) + line + "".join(f"<p>{p}</p>" for p in LONG[3:6])
    found = read_html(html(f"<article><h1>{TITLE}</h1>{body}</article>").encode(), URL, now=NOW)
    assert found.body.split("\n\n") == LONG[:6]


TABLE = """<table><tr><th>County</th><th>Injured</th><th>Homes without power</th><th>Cost ($)</th><th>Turnout (%)</th></tr>
<tr><td>Ansel</td><td>12</td><td>4,100</td><td>950</td><td>61.2</td></tr><tr><td>Ost</td><td>3</td><td>–</td><td>1.2 million</td>\
<td>40</td></tr></table>"""


def test_a_table_is_read_row_by_row_with_the_heads_of_its_columns():
    body = "".join(f"<p>{p}</p>" for p in LONG[:3]) + TABLE + "".join(f"<p>{p}</p>" for p in LONG[3:6])
    found = read_html(html(f"<article><h1>{TITLE}</h1>{body}</article>").encode(), URL, now=NOW)
    rows = [
        "Ansel: 12 injured, 4,100 homes without power, cost $950, turnout 61.2%.",
        "Ost: 3 injured, cost $1.2 million, turnout 40%.",
    ]
    assert found.body.split("\n\n") == [*LONG[:3], *rows, *LONG[3:6]]
    assert found.notes == ()


def test_a_table_with_figures_that_is_not_read_is_told():
    body = "".join(f"<p>{p}</p>" for p in LONG[:3]) + "<table><tr><td>12</td><td>14</td></tr><tr><td>3</td></tr></table>"
    found = read_html(html(f"<article><h1>{TITLE}</h1>{body}</article>").encode(), URL, now=NOW)
    assert found.body.split("\n\n") == LONG[:3]
    assert found.notes == ("tables with figures left out: 1",)


def test_a_short_story_beside_many_links_is_no_list():
    links = "".join(f'<li><a href="/s{n}">Another story about the harbour, number {n}</a></li>' for n in range(30))
    body = "".join(f"<p>{p}</p>" for p in LONG[:3]) + f'<div class="related-stories"><ul>{links}</ul></div>'
    plain = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    assert read_html(plain.encode(), URL, now=NOW).body.split("\n\n") == LONG[:3]
