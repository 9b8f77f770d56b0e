"""Feeds of every kind, as publishers make and break them."""

from __future__ import annotations

import gzip
import json

import pytest

from publisher import start_publisher
from sayso.errors import InputError
from sayso.ingest.crawl import read_feeds as feeds
from sayso.ingest.crawl.read_feeds import SourceEntry, read_feed
from sayso.ingest.fetch.client import Fetcher, Policy

BASE = "https://www.coast.example/feed"
WANT = (
    SourceEntry("https://www.coast.example/ferry-1", "Ferry sinks & 12 die", "2026-05-03T08:00:00Z", "2026-05-03T18:52:00Z"),
    SourceEntry("https://www.coast.example/strike", "Strike", "2026-05-02T08:00:00Z", None),
)

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title>
<entry><title>Ferry sinks &amp; 12 die</title><link href="/ferry-1?utm_source=feed"/><published>2026-05-03T10:00:00+02:00</published>
<updated>2026-05-03T20:52:00+02:00</updated><id>1</id></entry>
<entry><title type="html">&lt;b&gt;Strike&lt;/b&gt;</title><link rel="alternate" href="https://www.coast.example/strike#x"/>
<published>2026-05-02T08:00:00Z</published><id>2</id></entry>
<entry><title>Nowhere</title><id>urn:3</id></entry>
<entry><title>Again</title><link href="https://www.coast.example/strike"/><id>4</id></entry></feed>"""

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">\
<channel>
<title>Coast</title><link>https://www.coast.example/</link>
<item><title>Ferry sinks &amp; 12 die</title><link>https://www.coast.example/ferry-1</link>\
<pubDate>Sun, 03 May 2026 10:00:00 +0200</pubDate>
<atom:updated>2026-05-03T18:52:00Z</atom:updated></item>
<item><title>Strike</title><guid isPermaLink="true">https://www.coast.example/strike</guid>\
<pubDate>Sat, 02 May 2026 08:00:00 GMT</pubDate></item>
</channel></rss>"""

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><!-- news -->
<url><loc> https://www.coast.example/ferry-1 </loc><lastmod>2026-05-03T18:52Z</lastmod><news:news><news:publication>\
<news:name>Coast</news:name>
</news:publication><news:publication_date>2026-05-03T10:00:00+02:00</news:publication_date><news:title>Ferry sinks &amp; 12 die</news:title>
</news:news></url>
<url><loc>https://www.coast.example/strike</loc><news:news><news:publication_date>2026-05-02T08:00Z</news:publication_date>
<news:title>Strike</news:title></news:news></url></urlset>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coast",
        "items": [
            {"id": "1", "url": "https://www.coast.example/ferry-1", "title": "Ferry sinks & 12 die",
             "date_published": "2026-05-03T10:00:00+02:00", "date_modified": "2026-05-03T18:52:00Z"},
            {"id": "2", "url": "/strike", "title": "Strike", "date_published": "2026-05-02T08:00:00Z"},
            {"id": "3"}, "x",
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [("atom", ATOM), ("rss", RSS), ("sitemap", SITEMAP), ("json", JSON)])
def test_every_kind_gives_the_same_entries(kind, text):
    feed = read_feed(text.encode(), BASE)
    assert (feed.kind, feed.entries, feed.remark) == (kind, WANT, None)


def test_a_list_of_addresses():
    feed = read_feed("\ufeffhttps://www.coast.example/a\r\n\r\n# seen on Sunday\nhttps://www.coast.example/b\n".encode(), None)
    assert [e.url for e in feed.entries] == ["https://www.coast.example/a", "https://www.coast.example/b"]


def test_a_sitemap_index_points_on_newest_first():
    text = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://c.example/1.xml</loc>
    <lastmod>2026-05-01</lastmod></sitemap><sitemap><loc>https://c.example/2.xml</loc><lastmod>2026-05-03</lastmod></sitemap>\
</sitemapindex>"""
    assert read_feed(text.encode(), None).feeds == ("https://c.example/2.xml", "https://c.example/1.xml")


def test_a_feed_that_is_not_well_formed_is_read_and_remarked_on():
    broken = RSS.replace("&amp;", "&").replace("</channel></rss>", "")
    feed = read_feed(broken.encode(), BASE)
    assert [e.url for e in feed.entries] == [e.url for e in WANT]
    assert feed.remark
    assert feed.remark.startswith("not well-formed (")


@pytest.mark.parametrize("text", [SITEMAP, RSS])
def test_a_feed_cut_off_in_an_entry_names_no_half_address(text):
    whole = read_feed(text.encode(), BASE).entries
    at = text.rindex(whole[-1].url[-6:]) + 3
    feed = read_feed(text[:at].encode(), BASE)
    assert set(feed.entries) < set(whole)
    assert feed.remark == "cut off; its last entry, which is broken, was left out"


def test_a_gzipped_sitemap_is_unpacked_within_a_limit():
    assert read_feed(gzip.compress(SITEMAP.encode()), BASE).entries == read_feed(SITEMAP.encode(), BASE).entries
    with pytest.raises(InputError, match="too big"):
        read_feed(gzip.compress(b"<urlset>" + b" " * feeds.MAX_FEED_BYTES), BASE)


@pytest.mark.parametrize(
    "raw",
    [b"", b"  ", b"<html><head><title>x</title></head><body>no</body></html>", b"{}", b"{oops", b'{"items": 3}', b"hello\nworld",
        b"# none\n",
     b"/etc/passwd", b"\x89PNG\r\n\x1a\n\0\0"],
)  # fmt: skip
def test_what_is_no_feed_says_so_in_one_line(raw):
    with pytest.raises(InputError) as caught:
        read_feed(raw, BASE)
    assert "\n" not in str(caught.value)


def test_entities_do_not_reach_files():
    text = SITEMAP.replace('<?xml version="1.0"?>', '<?xml version="1.0"?><!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]>')
    text = text.replace("Strike<", "&x;Strike<")
    assert read_feed(text.encode(), BASE).entries[0] == WANT[0]
    assert read_feed(text.encode(), BASE).entries[1].url == WANT[1].url


def test_a_feed_from_a_server_that_calls_it_html():
    with start_publisher() as site:
        site.says("/feed", ATOM, Content_Type="text/html; charset=iso-8859-1")
        got = Fetcher(Policy(private=True, robots=False)).fetch(site.url("/feed"))
        feed = read_feed(got.body, got.final_url, charset=got.charset)
    assert [e.url for e in feed.entries] == [site.url("/ferry-1"), WANT[1].url]
