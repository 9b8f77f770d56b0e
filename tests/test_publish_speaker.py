"""The page of a speaker: statements across articles by time, the same words listed once, and what was cut or altered later."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from datasette.app import Datasette
from sqlite_utils import Database

from newsroom import line, store
from site_client import fetch_html, start_site

QUOTE = "“We will search until every passenger is found, and nobody goes home before that,” Mayor Ana Ruiz told reporters."
OTHER = "“The harbour will be closed for as long as the divers need it,” Mayor Ana Ruiz said."
FILLER = "The market opened its halls to families who waited for news through the night."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One quotation in two outlets on two days; another in a third article, cut the day after."""
    folder = tmp_path_factory.mktemp("speaker")
    store(folder, [
        {**line(f"{QUOTE} {FILLER}", "2026-03-02T09:00:00Z", "https://a.example/1", title="Search goes on"), "publisher": "A"},
        {**line(f"{QUOTE} {FILLER}", "2026-03-03T09:00:00Z", "https://b.example/1", title="Second day"), "publisher": "B"},
        {**line(f"{OTHER} {FILLER}", "2026-03-04T09:00:00Z", "https://a.example/2", title="Evening in Port Ansel"), "publisher": "A"},
        {**line(f"{FILLER} Rain fell until dusk.", "2026-03-05T09:00:00Z", "https://a.example/2", title="Evening in Port Ansel"),
            "publisher": "A"},
    ]).close()  # fmt: skip
    return folder / "sayso.db"


@pytest.fixture
async def site(path: Path) -> Datasette:
    return await start_site(path)


@pytest.fixture(scope="module")
def ruiz(path: Path) -> int:
    return int(Database(path).execute("select id from speakers where name = 'Ana Ruiz'").fetchone()[0])


async def test_what_was_said_stands_day_by_day_with_its_fate(site: Datasette, ruiz: int) -> None:
    page = await fetch_html(site, f"/sayso/speakers/{ruiz}")
    said = page[page.index('id="said"') :]
    assert re.findall(r"<h3>(.+?)</h3>", said) == ["Wednesday 4 March 2026", "Tuesday 3 March 2026"]
    cut = said[: said.index("Tuesday 3 March")]
    assert "The harbour will be closed" in cut
    assert re.search(r'kind removed".*?5 March 2026, 09:00 UTC', cut, re.S)


async def test_the_same_words_in_two_outlets_are_told_once(site: Datasette, ruiz: int) -> None:
    page = await fetch_html(site, f"/sayso/speakers/{ruiz}")
    said = page[page.index('id="said"') :]
    assert said.count("every passenger is found") == 1
    assert re.search(r"Second day</a>, B, .*?; the same words in <a [^>]+>Search goes on</a>, A, ", said)


async def test_a_figure_inside_a_statement_is_told_with_it(tmp_path: Path) -> None:
    said = "Mayor Ana Ruiz said that {} people were missing from the two villages by the lake."
    store(tmp_path, [line(f"{said.format(n)} {FILLER}", f"2026-03-0{n - 11}T09:00:00Z", "https://a.example/1") for n in (12, 13)]).close()
    ruiz = Database(tmp_path / "sayso.db").execute("select id from speakers where name = 'Ana Ruiz'").fetchone()[0]
    page = await fetch_html(await start_site(tmp_path / "sayso.db"), f"/sayso/speakers/{ruiz}")
    said_there = page[page.index('id="said"') :]
    assert said_there.count("people were missing") == 1
    assert re.search(r'class="was">12</span>.*?class="now">13</b>', said_there)


async def test_the_chart_counts_the_days_and_leads_to_each(site: Datasette, ruiz: int) -> None:
    page = await fetch_html(site, f"/sayso/speakers/{ruiz}")
    columns = re.findall(r'<a href="([^"]+)"><title>(.+?)</title>', page)
    assert [told for _, told in columns] == [
        "Monday 2 March 2026: 1, 0 of them cut or altered later",
        "Tuesday 3 March 2026: 1, 0 of them cut or altered later",
        "Wednesday 4 March 2026: 1, 1 of them cut or altered later",
    ]
    first = await fetch_html(site, unescape(columns[0][0]))
    assert re.findall(r"<h3>(.+?)</h3>", first) == ["Monday 2 March 2026"]


async def test_a_speaker_with_much_to_say_has_pages(site: Datasette, ruiz: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.publish.pages.speaker_page.CLAIMS_PER_PAGE", 1)
    found: list[str] = []
    address: str | None = f"/sayso/speakers/{ruiz}"
    while address:
        page = await fetch_html(site, address)
        found += re.findall(r"<h3>(.+?)</h3>", page[page.index('id="said"') :])
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(more[1]) if more else None
    assert found == ["Wednesday 4 March 2026", "Tuesday 3 March 2026", "Monday 2 March 2026"]
    assert "after=soon</code>" in await fetch_html(site, f"/sayso/speakers/{ruiz}?after=soon")


async def test_years_are_counted_in_months(tmp_path: Path) -> None:
    store(tmp_path, [line(f"{QUOTE} {FILLER}", f"202{y}-0{y}-02T09:00:00Z", f"https://a.example/{y}") for y in (4, 5, 6)]).close()
    ruiz = Database(tmp_path / "sayso.db").execute("select id from speakers where name = 'Ana Ruiz'").fetchone()[0]
    page = await fetch_html(await start_site(tmp_path / "sayso.db"), f"/sayso/speakers/{ruiz}")
    assert "Claims per month" in page
    assert re.findall(r"<title>(\w+ 202\d): 1,", page) == ["April 2024", "May 2025", "June 2026"]
