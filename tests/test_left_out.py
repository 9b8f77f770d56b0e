"""A text that lacks much of its page is reported; layout tables are text, lists of other stories are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.ingest.extract.html import read_html
from sayso.ingest.extract.page import Page

SENTENCES = [
    f"Crew number {n} mended {n * 3 + 10} lines near the village of Ost on day {n} of the work, and nobody was hurt there."
    for n in range(1, 13)
]
FIRST, REST = SENTENCES[:5], SENTENCES[5:]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def html(body: str) -> str:
    return (
        "<html lang='en'><head><title>Lines near Ost mended</title><meta property='og:type' content='article'></head>"
        f"<body><article><h1>Lines near Ost mended</h1>{body}</article><footer><p>© Harbour</p></footer></body></html>"
    )


def read(body: str) -> Page:
    return read_html(html(body).encode(), "https://harbour.example/a/lines-mended", now="2026-06-01T00:00:00Z")


def test_a_part_that_opens_on_a_click_is_told_as_left_out(tmp_path: Path) -> None:
    body = f"{paragraphs(FIRST)}<div class='rest' style='display:none'>{paragraphs(REST)}</div>"
    found = read(body)
    assert REST[0] not in found.body
    (note,) = found.notes
    assert note.endswith("words of prose on the page are not in its text")
    (tmp_path / "a.html").write_text(html(body))
    told = CliRunner().invoke(main, ["ingest", "--db", str(tmp_path / "a.db"), str(tmp_path / "a.html")])
    assert note in told.output


@pytest.mark.parametrize(
    "beside",
    [
        f"<aside>{paragraphs(REST)}</aside>",
        f"<div class='newsletter popup' style='display:none'>{paragraphs(REST)}</div>",
        f"<div style='display:none'>{paragraphs(REST[:1])}</div>",
        "<ul><li><a href='/x'>Why the herring left the fjord and will not be back.</a></li></ul>",
    ],
)
def test_what_is_not_the_articles_own_is_no_loss(beside: str) -> None:
    found = read(paragraphs(SENTENCES[:5]) + beside)
    assert (found.body.split("\n\n"), found.notes) == (FIRST, ())


def test_a_table_that_lays_a_text_out_is_text() -> None:
    found = read(f"{paragraphs(FIRST)}<table><tr><td>{paragraphs(REST)}</td><td><img src='a.jpg'></td></tr></table>")
    assert (found.body.split("\n\n"), found.notes) == (SENTENCES, ())


@pytest.mark.parametrize("line", ["More Must-Reads from the Coast", "Must reads", "Read next", "You may also like"])
def test_a_list_of_other_stories_goes_with_the_line_above_it(line: str) -> None:
    items = "".join(f"<li><span>{text} </span><a href='/{n}'>{link}</a></li>" for n, (text, link) in enumerate([("The mayor",
    "and her 12 boats"), ("Is the", "old bridge safe?")]))  # fmt: skip
    assert read(f"{paragraphs(FIRST)}<h2>{line}</h2><ul>{items}</ul>").body.split("\n\n") == FIRST


def test_a_list_under_any_other_line_stays() -> None:
    items = "".join(f"<li>{text} <a href='/x'>(map)</a></li>" for text in REST[:3])
    assert read(f"{paragraphs(FIRST)}<h2>What was mended</h2><ul>{items}</ul>").body.split("\n\n")[-1].startswith(REST[2])
