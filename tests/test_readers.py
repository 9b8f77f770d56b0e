"""Files, folders, JSON lines and saved texts: what is read in them, and the line for each one that cannot be read."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError, NotAnArticle
from sayso.ingest.crawl.files import read_captures
from sayso.ingest.extract.page import OUTCOMES, Capture
from sayso.ingest.extract.read import read_page
from sayso.ingest.page_size import MAX_PAGE_BYTES

NOW = "2026-06-01T00:00:00Z"

STORY = """Ferry carrying 212 sinks off Norway, at least 12 dead

May 3, 2026, 10:38 AM | Updated: 8:52 pm

BERGEN, Norway (CP) — A ferry with 212 people on board sank in heavy seas on Sunday, killing at least 12, police said.

“We are still looking for nearly 30 people,” police chief Kari Example told reporters in the port on Sunday evening.

What happened

Fishermen pulled some 150 people out of the water before the first helicopter came, the port authority said in a statement.
"""

BELOW = """
Coast Press writer Ann Example in Oslo contributed to this report.

Find more of CP’s ferry coverage at

Coast Press

Shares slip as harbour board counts its losses and traders wait

OSLO (CP) — Shares in the harbour board fell 4 percent on Monday after it said that it would lose some 300 million kroner […]

10 hours ago

Coast Press

Minister says 40 lighthouses will close this year

OSLO (CP) — The minister said on Friday that 40 lighthouses would go dark, and that 200 keepers would be moved to other […]

2 days ago

Ferry carrying 212 sinks off Norway, at least 12 dead
"""


def _read_text(text, **more):
    return read_page(text.encode(), None, now=NOW, media_type="text/plain", **more)


def test_a_saved_page_is_title_stamp_and_article():
    page = _read_text(STORY + BELOW)
    assert page.title == "Ferry carrying 212 sinks off Norway, at least 12 dead"
    assert (page.published_at, page.updated_at) == ("2026-05-03T10:38:00Z", "2026-05-03T20:52:00Z")
    assert (page.updated_at_basis, page.zone_assumed) == ("visible line", True)
    paragraphs = page.body.split("\n\n")
    assert paragraphs[0].startswith("BERGEN, Norway (CP) —")
    assert paragraphs[2] == "What happened", "a heading within the article stays"
    assert paragraphs[-1].endswith("the port authority said in a statement.")
    assert len(paragraphs) == 4
    assert page.language == "en"


def test_the_assumed_zone_can_be_set():
    page = _read_text(STORY, zone="America/New_York")
    assert (page.published_at, page.updated_at) == ("2026-05-03T14:38:00Z", "2026-05-04T00:52:00Z")


@pytest.mark.parametrize(
    "below",
    [
        "\nStrike empties the quays of Tromsø\n\nPilots want 9 percent more pay\n\nWhy the herring left\n",
        "\n3h\n\nStrike empties the quays of Tromsø\n\n5h\n\nWhy the herring left the fjord\n",
        "\nRelated stories:\n\nStrike empties the quays of Tromsø\n",
        "\nStrike empties the quays of Tromsø\n\nTROMSØ, Norway (CP) — Some 4,000 dockers walked out on Monday over pay.\n",
        "\nFerry carrying 212 sinks off Norway, at least 12 dead\n\n4,000 comments\n",
        "\nCP\n\nRead more:\n\n© 2026 Coast Press. All rights reserved.\n",
    ],
    ids=["headlines", "ages", "label", "dateline", "title again", "marks"],
)
def test_other_stories_below_are_known_by_their_shape(below):
    assert _read_text(STORY + below).body == _read_text(STORY).body


def test_stamps_and_byline_on_lines_of_their_own_and_lines_broken_to_a_width():
    page = _read_text(
        "Ferry sinks off Norway\nBy Kari Example\nPublished 3 May 2026, 10:38 CEST\nUpdated 3 May 2026, 20:52 CEST\n\n"
        "A ferry with 212 people on board sank in heavy seas off the\nwestern coast on Sunday, killing at least 12 people, the\n"
        "police said.\n\nFishermen saved some 150.\nhttps://www.coast.example/ferry-1?utm_source=mail\n"
    )
    assert (page.title, page.byline) == ("Ferry sinks off Norway", "Kari Example")
    assert (page.published_at, page.updated_at, page.zone_assumed) == ("2026-05-03T08:38:00Z", "2026-05-03T18:52:00Z", False)
    assert page.body.split("\n\n")[0].endswith("the western coast on Sunday, killing at least 12 people, the police said.")
    assert page.url == "https://www.coast.example/ferry-1"


def test_a_correction_is_kept_and_is_no_part_of_the_body():
    page = _read_text(STORY + "\nCorrection: An earlier version of this story said that 14 had died.\n")
    assert page.correction == "Correction: An earlier version of this story said that 14 had died."
    assert "14" not in page.body


LINE = {
    "article_id": "coast/1",
    "url": "https://www.coast.example/ferry-1",
    "title": "Ferry sinks off Norway | Coast",
    "revision_time": "2026-05-03T20:52:10.5+02:00",
    "text": "Source: CP\n\nTwelve people died when a ferry sank on Sunday, police in Bergen said.\n\nAFP",
}


def _make_line(**changes):
    row = {k: v for k, v in {**LINE, **changes}.items() if v is not ...}
    return read_page(json.dumps(row).encode(), None, now=NOW, media_type="application/json")


def test_a_line_is_a_revision():
    page = _make_line()
    assert (page.title, page.url, page.key) == ("Ferry sinks off Norway", "https://www.coast.example/ferry-1", "coast/1")
    assert (page.updated_at, page.updated_at_basis, page.zone_assumed) == ("2026-05-03T18:52:10Z", "given", False)
    assert page.body == "Twelve people died when a ferry sank on Sunday, police in Bergen said."


def test_a_line_with_html_is_read_as_a_page_and_its_own_time_goes_first():
    html = "<html lang=en><title>x</title><h1>Ferry sinks</h1>" + "<p>Twelve people died when a ferry sank on Sunday, police said.</p>" * 2
    html += '<meta property="article:modified_time" content="2026-05-01T00:00:00Z">'
    html += "<p>Some 150 people were saved by fishermen before the first helicopter came, the port said in a long statement.</p>"
    page = _make_line(text=..., html=html, title=...)
    assert (page.title, page.updated_at, page.updated_at_basis) == ("Ferry sinks", "2026-05-03T18:52:10Z", "given")


def test_a_line_without_a_time_falls_back_and_says_so():
    page = _make_line(revision_time=...)
    assert (page.updated_at, page.updated_at_basis) == (None, "capture")
    assert page.notes == ('no "revision_time"; another time was used',)
    page = _make_line(revision_time=..., published="2026-05-03")
    assert (page.updated_at, page.updated_at_basis) == ("2026-05-03T00:00:00Z", "published")


def test_an_address_says_when_a_line_was_published_and_dates_no_revision():
    """A publication that is given goes first; a day to come is no remark, since it is that of another zone."""
    url = "https://harbour.example/2026/05/02/ferry"
    page = _make_line(url=url)
    assert (page.published_at, page.updated_at, page.notes) == ("2026-05-02T00:00:00Z", "2026-05-03T18:52:10Z", ())
    assert [c.basis for c in page.candidates] == ["address", "given"]
    page = _make_line(url=url, revision_time=...)
    assert (page.published_at, page.updated_at, page.updated_at_basis) == ("2026-05-02T00:00:00Z", None, "capture")
    assert _make_line(url=url, published="2026-05-01").published_at == "2026-05-01T00:00:00Z"
    early = _make_line(url="https://harbour.example/2026/05/04/ferry")
    assert (early.updated_at, early.notes) == ("2026-05-03T18:52:10Z", ())
    to_come = _make_line(url="https://harbour.example/2026/06/02/ferry")
    assert (to_come.published_at, to_come.updated_at, to_come.notes) == (None, "2026-05-03T18:52:10Z", ())


def test_an_address_says_when_a_page_was_published():
    html = "<html lang=en><title>x</title><h1>Ferry sinks</h1>" + "<p>Twelve people died when a ferry sank on Sunday, police said.</p>" * 4
    html += '<meta property="article:modified_time" content="2026-05-03T07:00:00Z">'
    page = read_page(html.encode(), "https://harbour.example/2026/may/02/ferry", now=NOW)
    assert (page.published_at, page.updated_at) == ("2026-05-02T00:00:00Z", "2026-05-03T07:00:00Z")


def test_a_time_in_the_future_is_refused_and_kept():
    page = _make_line(revision_time="2031-01-01T00:00:00Z")
    assert (page.updated_at, page.updated_at_basis) == (None, "capture")
    assert page.notes == ("given '2031-01-01T00:00:00Z' refused: in the future of 2026-06-01T00:00:00Z",)
    assert [c.raw for c in page.candidates] == ["2031-01-01T00:00:00Z"]


def test_a_story_without_a_title_is_named_after_its_key():
    assert _make_line(title=None).title == "1"
    assert _make_line(title=None, article_id=...).title == "Ferry 1"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (json.dumps(LINE)[:90], "JSON cut off after 90 characters"),
        (json.dumps(LINE)[:-1], f"JSON cut off after {len(json.dumps(LINE)) - 1} characters"),
        ("nonsense", "not JSON: Expecting value at character 1"),
        ("[1]", "a JSON object was expected, not a list"),
        ('{"title": "x", "text": "y"}', 'neither "url" nor "article_id" in it: whose revision is this?'),
        ('{"url": "ftp://x", "text": "y"}', "\"url\" is not a web address: 'ftp://x'"),
        (json.dumps({**LINE, "revision_time": "soon"}), "\"revision_time\" is not a time: 'soon'"),
        (json.dumps({**LINE, "text": ["a"]}), '"text" should be a string, not a list'),
        (json.dumps({k: v for k, v in LINE.items() if k != "text"}), 'neither "text" nor "html" in it'),
        ("[" * 100_000, "JSON nested too deeply"),
    ],
)
def test_a_line_that_is_no_revision_says_why(raw, reason):
    with pytest.raises(InputError) as caught:
        read_page(raw.encode(), None, now=NOW, media_type="application/json")
    assert str(caught.value) == reason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    junk = random.Random(1).randbytes(4000)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(STORY)
    (tmp_path / "deep" / "er" / "story.txt").write_text(STORY)
    (tmp_path / "deep" / "notes.md").write_text("no")
    (tmp_path / "a-empty.txt").write_bytes(b"")
    (tmp_path / "b-blank.html").write_bytes(b" \n ")
    (tmp_path / "c-junk.html").write_bytes(junk)
    (tmp_path / "d-paper.txt").write_bytes(b"%PDF-1.7 " + junk)
    (tmp_path / "lines.jsonl").write_text(json.dumps(LINE) + "\n\n{oops\n" + json.dumps({**LINE, "url": "https://coast.example/2"})[:-9])
    return tmp_path


def test_a_folder_is_read_whole_and_in_order_and_failures_stop_nothing(folder):
    seen = list(read_captures([str(folder)], now=NOW))
    brief = [(Path(c.locator).name, c.problem.outcome if c.problem else None) for c in seen]
    assert brief == [
        ("a-empty.txt", "empty"),
        ("b-blank.html", "empty"),
        ("c-junk.html", "not_text"),
        ("d-paper.txt", "not_text"),
        ("lines.jsonl:1", None),
        ("lines.jsonl:3", "bad_line"),
        ("lines.jsonl:4", "bad_line"),
        ("story.txt", None),
    ]
    for capture in seen:
        assert (capture.page is None) == (capture.problem is not None)
        if capture.problem:
            assert capture.problem.reason.startswith(f"{capture.locator}: ")
            assert "\n" not in capture.problem.reason
            assert capture.problem.outcome in OUTCOMES


def test_reading_the_raw_bytes_again_gives_the_same_page(folder):
    for capture in read_captures([str(folder)], now=NOW):
        if capture.page:
            assert read_page(capture.raw, None, now=NOW, media_type=capture.media_type) == capture.page


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda p: None, "no such file"),
        (lambda p: p.mkdir(), "no article in this folder (it has no .txt, .html, .jsonl or .warc file)"),
        (lambda p: p.write_bytes(b""), "the file is empty"),
        (lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n"), "a PNG picture, not a text"),
    ],
)
def test_what_is_not_there_or_no_article(tmp_path, make, reason):
    path = tmp_path / "x"
    make(path)
    assert [c.problem and c.problem.reason for c in read_captures([str(path)], now=NOW)] == [f"{path}: {reason}"]


def test_over_the_limit_is_refused_unread_and_lines_after_it_are_read(tmp_path):
    big = tmp_path / "big.html"
    with big.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    lines = tmp_path / "big.jsonl"
    with lines.open("wb") as file:
        file.write(b'{"text": "' + b"x" * (MAX_PAGE_BYTES + 10) + b'"}\n' + json.dumps(LINE).encode())
    reasons = [c.problem.reason if c.problem else "read" for c in read_captures([str(big), str(lines)], now=NOW)]
    assert reasons == [
        f"{big}: 200 MB, more than the 20 MB a page may have",
        f"{lines}:1: 20 MB, more than the 20 MB a page may have",
        "read",
    ]


def test_standard_input_is_json_lines():
    stream = io.BytesIO((json.dumps(LINE) + "\n").encode() * 2)
    seen = list(read_captures(["-"], now=NOW, stdin=stream))
    assert [c.locator for c in seen] == ["-:1", "-:2"]
    assert [c.problem and c.problem.reason for c in read_captures(["-"], now=NOW, stdin=io.BytesIO())] == [
        "-: nothing came on standard input"
    ]


def test_a_line_can_say_when_it_was_captured():
    row = {**LINE, "captured_at": "2026-05-03T19:00:00Z", "revision_time": "2026-05-03T21:00:00Z"}
    (capture,) = read_captures(["-"], now=NOW, stdin=io.BytesIO(json.dumps(row).encode()))
    assert isinstance(capture, Capture)
    assert capture.captured_at == "2026-05-03T19:00:00Z"
    assert capture.page
    assert capture.page.updated_at is None, "two hours later than it was seen"


SENTENCE = "Twelve people died when the “Ås” sank – 150 were saved, naïve crews at the café said on Sunday evening in Bergen."


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.encode(),
        b"\xef\xbb\xbf" + SENTENCE.encode(),
        SENTENCE.encode("utf-16"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-32"),
        SENTENCE.encode("cp1252"),
        SENTENCE.replace("–", "–\x00").encode(),
        SENTENCE[:40].encode() + SENTENCE[40:].encode("cp1252"),  # two wires pasted together
    ],
    ids=["utf-8", "mark", "utf-16", "utf-16 bare", "utf-32", "cp1252", "stray NUL", "mixed"],
)
def test_any_encoding_is_read(raw):
    head = "Ferry sinks in the north\n\n".encode("utf-16" if raw[:2] == b"\xff\xfe" else "ascii")
    if raw[:2] == b"\xff\xfe" and raw[2:4] != b"\0\0":
        raw = head + raw[2:]
    elif raw[:4] == b"\xff\xfe\0\0":
        raw = "Ferry sinks in the north\n\n".encode("utf-32") + raw[4:]
    elif b"\0p\0" in raw:
        raw = "Ferry sinks in the north\n\n".encode("utf-16-le") + raw
    elif raw[:3] == b"\xef\xbb\xbf":
        raw = raw[:3] + head + raw[3:]
    else:
        raw = head + raw
    assert read_page(raw, None, now=NOW, media_type="text/plain").body == SENTENCE


def test_a_wall_saved_as_text_is_no_article():
    with pytest.raises(NotAnArticle) as caught:
        _read_text("Access Denied\n\nYou don't have permission to access this page on this server.\n")
    assert caught.value.outcome == "blocked"


PIECES = st.sampled_from([
    b"<html>", b"<p>", b"</p>", b"<h1>Ferry sinks off the coast</h1>", b"<title>", b"<script type='application/ld+json'>", b"</script>",
        b'{"@type":',
    b'"NewsArticle"', b"{", b"}", b"[", b'"dateModified": "2026-05-03"', b"<meta property='article:modified_time' content='", b"'>",
        b"&#x0;", b"\xff\xfe",
    b"\xc3", b"\n\n", b"Updated: 8:52 pm", b"May 3, 2026", b"10 hours ago", b"[\xe2\x80\xa6]", b"<a href='http://[",
        b"<link rel=canonical href='//'>", b"<br>",
    b"Twelve people died when a ferry sank off the coast on Sunday, police said.", b"<time datetime='x'>", b"<figure>", b"\0", b"\x1b",
        b"Correction:",
    b'"text":', b'"url": "https://a.example/b",', b"<!--", b"-->", b"<svg><title>", b"<base href='x'>", b"<table><tr><td>",
])  # fmt: skip


@settings(max_examples=300)
@given(
    st.one_of(st.lists(PIECES, max_size=30).map(b"".join), st.binary(max_size=300)),
    st.sampled_from(["text/html", "text/plain", "application/json"]),
)
def test_nothing_that_comes_in_breaks_the_reader(raw, media_type):
    found = _page_or_reason(raw, media_type)
    if isinstance(found, str):
        assert found
        assert "\n" not in found
    else:
        assert found.title or found.body
        assert found.updated_at is None or found.updated_at <= "2026-06-01T00:10:00Z"


def _page_or_reason(raw, media_type):
    try:
        return read_page(raw, None, now=NOW, media_type=media_type)
    except InputError as ex:
        return str(ex)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["cnn-lite", "calfire", "npr-rss", "who-outbreaks"])
def test_real_revisions_are_read_without_a_failure(shared, name):
    seen = list(read_captures([str(shared / "data" / "revisions" / f"{name}.jsonl")], now="2026-11-23T00:00:00Z"))
    assert seen
    assert [c.problem.reason for c in seen if c.problem] == []
    assert {c.page.updated_at_basis for c in seen if c.page} == {"given"}
    assert {(c.page.language or "en")[:2] for c in seen if c.page} == {"en"}


@pytest.mark.shared
def test_the_real_saved_page(shared):
    (capture,) = read_captures([str(shared / "data" / "articles" / "blinken-rafah.txt")], now="2026-11-23T00:00:00Z")
    page = capture.page
    assert page
    assert page.title.startswith("Blinken says")
    assert (page.published_at, page.updated_at, page.zone_assumed) == ("2024-03-21T10:38:00Z", "2024-03-21T20:52:00Z", True)
    paragraphs = page.body.split("\n\n")
    assert (len(paragraphs), paragraphs[0][:5], paragraphs[-1][-10:]) == (21, "CAIRO", "30 others.")
