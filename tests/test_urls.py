"""Addresses of one story are found to be the same, and those of two are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.urls import clean_url, find_story_id, is_web, make_absolute, make_key

SAME = "https://www.news.example/world/ferry-sinks-off-coast?page=2"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.news.example/world/ferry-sinks-off-coast?page=2",
        "https://news.example/world/ferry-sinks-off-coast/?page=2",
        "https://m.news.example:443/world/ferry-sinks-off-coast?page=2#comments",
        "HTTPS://NEWS.EXAMPLE/world/ferry-sinks-off-coast?utm_source=a&page=2&fbclid=x",
        "https://amp.news.example/world/ferry-sinks-off-coast/amp?page=2",
        "https://www.news.example/world/ferry%2Dsinks%2Doff%2Dcoast?page=2",
    ],
)
def test_addresses_of_one_page_share_a_key(other):
    assert make_key(other) == make_key(SAME)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.news.example/world/ferry-sinks-off-coast",
        "https://www.news.example/world/ferry-sinks-off-coast?page=3",
        "https://news2.example/world/ferry-sinks-off-coast?page=2",
        "https://lite.news.example/world/ferry-sinks-off-coast?page=2",
        "https://www.news.example:8080/world/ferry-sinks-off-coast?page=2",
        "https://www.news.example/world/Ferry-sinks-off-coast?page=2",
    ],
)
def test_addresses_of_other_pages_do_not(other):
    assert make_key(other) != make_key(SAME)


def test_clean_keeps_an_address_that_can_be_fetched():
    assert clean_url("http://M.news.example:80/a b/ä?x=&gclid=1&q=a+b#f") == "http://m.news.example/a%20b/%C3%A4?x=&q=a+b"
    assert clean_url("https://news.example") == "https://news.example/"
    assert clean_url("https://bücher.example/x") == "https://xn--bcher-kva.example/x"
    assert clean_url("http://[::1]:8001/x") == "http://[::1]:8001/x"


@given(st.from_regex(r"https?://[a-z]{1,8}\.example(:\d{1,4})?(/[a-zA-Z0-9%. -]{0,8}){0,3}(\?[a-z]=[a-z0-9%]{0,4})?", fullmatch=True))
def test_cleaning_twice_is_cleaning_once(url):
    assert clean_url(clean_url(url)) == clean_url(url)
    assert make_key(clean_url(url)) == make_key(url)


@pytest.mark.parametrize(
    "url", ["ftp://news.example/a", "mailto:a@b.example", "/world", "javascript:x()", "https://", "http://[", "http://h:x/"]
)
def test_what_is_no_web_address_is_left_alone(url):
    assert not is_web(url)
    assert clean_url(url) == url
    assert make_absolute(None, url) is None


def test_links_are_read_against_their_page():
    assert make_absolute("https://news.example/world/a", "../b?x=1") == "https://news.example/b?x=1"


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("https://news.example/your-money/article-13357113/ferry-toll.html", "13357113"),
        ("https://news.example/world/ferry-toll-b1155186.html", "b1155186"),
        ("https://news.example/ferry/141e61e9-8a07-42e4-a527-2f03f45e7ef0", "141e61e9-8a07-42e4-a527-2f03f45e7ef0"),
        ("https://news.example/articles/c4ng1ew8x7po", "c4ng1ew8x7po"),
        ("https://news.example/news/11862251/ferry-sinks/", "11862251"),
        ("https://news.example/ferry-9f86d081884c7d65", "9f86d081884c7d65"),
        ("https://news.example/2024/03/21/ferry-sinks", None),
        ("https://news.example/20240321/ferry-sinks-in-2024", None),
        ("https://news.example/covid19vaccine2021", None),
        ("https://news.example/", None),
    ],
)
def test_the_token_that_survives_a_new_slug(url, token):
    assert find_story_id(url) == token
