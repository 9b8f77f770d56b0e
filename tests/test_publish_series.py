"""The pages of series: the list, one series as page and as data, and what disagrees; over reports that the real command read."""

from __future__ import annotations

import json
import random
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from newsroom import store
from sayso.model import FOREVER
from sayso.publish.series_chart import Event, draw_series_chart
from sayso.series.disagreements import Stated, find_disagreements
from site_client import fetch_html, start_site
from test_series import STORIES, ingest

#: A second event, reported by both outlets with the same number words.
FIRE = (
    ("harbour.example/f", "Harbour Post", "2026-04-02T09:00:00Z", "Fire in Velm mill",
     "Nine people were killed on Thursday when the Olstrand mill in Velm burned down, the Dorran fire service said."),
    ("coast.example/f", "Coast Daily", "2026-04-02T12:00:00Z", "Olstrand mill fire in Velm",
     "The Dorran fire service said nine people were killed on Thursday when the Olstrand mill in Velm burned down."),
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingest(tmp_path_factory.mktemp("series"), [*STORIES, *FIRE])


@pytest.fixture(scope="module")
def ferry(path: Path) -> int:
    """The series of the ferry's dead."""
    return int(Database(path).execute("select id from series where least < most").fetchone()[0])


@pytest.fixture
async def site(path: Path) -> Datasette:
    return await start_site(path)


async def test_a_series_shows_every_figure_with_its_words_and_a_line_for_each_outlet(site: Datasette, ferry: int) -> None:
    page = await fetch_html(site, f"/sayso/-/series/{ferry}")
    assert re.search(r"<title>People killed: [^<]*: 19, 3 March 2026, 11:00 UTC – sayso</title>", page)
    assert "3 figures in 3 articles of 2 outlets" in page
    points = page[page.index("Every figure") :]
    assert points.index("Divers said <mark") < points.index("coast guard said on Tuesday") < points.index(">At least 12</mark>")
    assert page.count('<li id="p') == 3
    svg = ElementTree.fromstring(re.search(r'<svg class="chart outlets".*?</svg>', page, re.S)[0])  # type: ignore[index]
    lines = [g.get("class") for g in svg.iter("g") if any(p.get("class") == "step" for p in g)]
    assert lines == ["o1", "o2"]
    assert len([p for p in svg.iter("path") if p.get("class") == "clash"]) == 1
    assert re.findall(r'<li><svg class="key (o\d)".*?</svg> (.*?) <span class="number">(\d)', page) == [
        ("o1", "Harbour Post", "2"),
        ("o2", "Coast Daily", "1"),
    ]


async def test_a_series_tells_its_disagreement_with_both_sentences(site: Datasette, ferry: int) -> None:
    for address in (f"/sayso/-/series/{ferry}", "/sayso/-/disagreements"):
        page = await fetch_html(site, address)
        told = re.search(r'<ul class="disputes">(.*?)</ul>', page, re.S)
        assert told is not None
        assert re.findall(r'class="now">(.+?)</b> <span class="thing">(.+?)</span>', told[1]) == [
            ("17", "Harbour Post"),
            ("19", "Coast Daily"),
        ]
        assert "Divers said" in told[1]
        assert "coast guard said on Tuesday" in told[1]


async def test_the_number_of_a_claim_leads_to_its_series(site: Datasette, path: Path, ferry: int) -> None:
    (claim,) = Database(path).execute("select max(claim_id) from claim_series where series_id = ?", [ferry]).fetchone()
    for end in ("", ".json"):
        answer = await site.client.get(f"/sayso/-/series/{claim}{end}")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/sayso/-/series/{ferry}{end}")


async def test_the_row_of_a_series_is_the_same_page_and_names_its_address(site: Datasette, ferry: int) -> None:
    page = await fetch_html(site, f"/sayso/series/{ferry}")
    assert f'<link rel="canonical" href="http://localhost/sayso/-/series/{ferry}">' in page


@pytest.mark.parametrize("number", ["9", "9999999999999999", "0"])
async def test_no_series_goes_by_a_number_that_there_is_not(site: Datasette, number: str) -> None:
    for end in ("", ".json"):
        assert (await site.client.get(f"/sayso/-/series/{number}{end}")).status_code == 404


async def test_a_series_is_data_in_time(site: Datasette, ferry: int) -> None:
    got = json.loads(await fetch_html(site, f"/sayso/-/series/{ferry}.json"))
    assert [p["text"] for p in got["points"]] == ["At least 12", "17", "19"]
    assert (got["series"]["id"], got["truncated"], len(got["disagreements"])) == (ferry, False, 1)
    assert {"at", "value", "low", "high", "sentence", "speaker", "source", "publisher", "url", "verdict"} <= set(got["points"][0])


async def test_a_series_is_a_feed_of_its_figures_newest_first(site: Datasette, ferry: int) -> None:
    atom = ElementTree.fromstring(await fetch_html(site, f"/sayso/-/series/{ferry}.atom"))
    space = "{http://www.w3.org/2005/Atom}"
    assert str(atom.findtext(f"{space}title")).startswith("People killed: ")
    titles = [str(e.findtext(f"{space}title")) for e in atom.iter(f"{space}entry")]
    assert [t.split(" – ")[0] for t in titles] == ["raised: 19", "raised: 17", "first: At least 12"]
    assert len({e.findtext(f"{space}id") for e in atom.iter(f"{space}entry")}) == 3
    items = json.loads(await fetch_html(site, f"/sayso/-/series/{ferry}.jsonfeed"))["items"]
    assert [i["title"] for i in items] == titles
    page = await fetch_html(site, f"/sayso/-/series/{ferry}")
    assert f'type="application/atom+xml" title="People killed: Port Ansel, Silver Tern (ferry)" href="/sayso/-/series/{ferry}.atom"' in page


async def test_what_only_repeats_is_left_out_of_the_feed_unless_asked_for(site: Datasette, path: Path) -> None:
    (fire,) = Database(path).execute("select id from series where least = most").fetchone()
    for query, wanted in (("", 1), ("?all=1", 2)):
        assert len(json.loads(await fetch_html(site, f"/sayso/-/series/{fire}.jsonfeed{query}"))["items"]) == wanted


async def test_the_page_can_only_be_read(site: Datasette, ferry: int) -> None:
    assert (await site.client.post(f"/sayso/-/series/{ferry}")).status_code == 405


async def test_a_long_series_has_pages(site: Datasette, ferry: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.publish.pages.series_page.POINTS_PER_PAGE", 1)
    found: list[str] = []
    address: str | None = f"/sayso/-/series/{ferry}"
    while address:
        page = await fetch_html(site, address)
        found += re.findall(r'<li id="p\d+".*?<b class="now">(.+?)</b>', page, re.S)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(more[1]) if more else None
    assert found == ["19", "17", "At least 12"]
    assert "after=soon</code>" in await fetch_html(site, f"/sayso/-/series/{ferry}?after=soon")


@pytest.mark.parametrize("few", [0, 2000], ids=["many fit", "few fit"])
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", "shown = 1 order by telling desc, id desc"),
        ("all=1", "true order by telling desc, id desc"),
        ("all=1&order=points", "true order by points desc, id desc"),
        ("all=1&order=last_at", "true order by last_at desc, id desc"),
        ("all=1&role=killed&outlets=1", "true order by telling desc, id desc"),
        ("all=1&words=killed", "true order by telling desc, id desc"),
        ("words=ansel", "name like '%Ansel%'"),
        ("disputed=1", "disagreements > 0"),
        ("role=injured", "false"),
        ('words="(OR', "false"),
    ],
)
async def test_the_list_holds_every_series_once_and_in_order(
    site: Datasette, path: Path, monkeypatch: pytest.MonkeyPatch, query: str, wanted: str, few: int
) -> None:
    monkeypatch.setattr("sayso.store.list_queries.PAGE_SIZE", 1)
    monkeypatch.setattr("sayso.store.list_queries.FEW", few)
    found: list[int] = []
    address: str | None = f"/sayso/-/series?{query}"
    while address:
        page = await fetch_html(site, address)
        found += [int(n) for n in re.findall(r'<h2><a href="/sayso/-/series/(\d+)">', page)]
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(more[1]) if more else None
    assert found == [row[0] for row in Database(path).execute(f"select id from series where {wanted}")]
    if not found:
        assert "No series match." in page


async def test_without_series_the_pages_say_so_in_words(tmp_path: Path) -> None:
    store(tmp_path).close()
    site = await start_site(tmp_path / "sayso.db")
    assert "There are no series yet. A series begins when two articles" in await fetch_html(site, "/sayso/-/series")
    assert "No two figures of a series contradict each other." in await fetch_html(site, "/sayso/-/disagreements")


async def test_what_was_not_understood_is_said(site: Datasette) -> None:
    assert "order=best</code>: choose from: telling" in await fetch_html(site, "/sayso/-/series?order=best")
    assert "between=us</code>: choose from: outlets" in await fetch_html(site, "/sayso/-/disagreements?between=us")
    assert "No disagreements match." in await fetch_html(site, "/sayso/-/disagreements?between=headline+and+body")


async def test_home_tells_what_moved_on_the_newest_day_and_only_unfiltered(site: Datasette, ferry: int) -> None:
    page = await fetch_html(site, "/")
    told = re.search(r'<section class="moved".*?</section>', page, re.S)
    assert told is not None
    assert "Last changed across articles: Tuesday 3 March 2026" in told[0]
    assert re.findall(rf'/series/{ferry}">People killed.*?class="was">(.+?)</span>.*?class="now">(.+?)</b>', told[0], re.S) == [
        ("17", "19")
    ]
    assert '<section class="moved"' not in await fetch_html(site, "/?words=ferry")


async def test_a_claim_leads_to_the_same_figure_elsewhere(site: Datasette, path: Path, ferry: int) -> None:
    claims = [row[0] for row in Database(path).execute("select claim_id from claim_series where series_id = ? order by at", [ferry])]
    page = await fetch_html(site, f"/sayso/claims/{claims[1]}")
    assert f'One of 3 figures in 3 articles from 2 outlets in the series <a href="/sayso/-/series/{ferry}">' in page
    assert re.findall(r'<li><a href="/sayso/claims/(\d+)"><b>', page) == [str(claims[2]), str(claims[0])]
    alone = Database(path).execute("select id from claims where id not in (select claim_id from claim_series)").fetchone()[0]
    assert "This figure elsewhere" not in await fetch_html(site, f"/sayso/claims/{alone}")


async def test_an_article_leads_to_its_figures_elsewhere(site: Datasette, path: Path, ferry: int) -> None:
    articles = {row["url"]: row["id"] for row in Database(path).query("select id, url from articles")}
    page = await fetch_html(site, f"/sayso/articles/{articles['https://harbour.example/1']}")
    assert re.search(rf'/series/{ferry}">People killed[^<]*</a>: <b>At least 12</b> here, <b>19</b> in Coast Daily', page)
    assert "Its figures elsewhere" not in await fetch_html(site, f"/sayso/articles/{articles['https://coast.example/b']}")


async def test_a_search_finds_series_by_their_names(site: Datasette, ferry: int) -> None:
    page = await fetch_html(site, "/sayso/-/claims?words=killed")
    assert re.findall(r'class="flag">series</span> <a href="/sayso/-/series/(\d+)"', page)[0] == str(ferry)
    assert "Series found" not in await fetch_html(site, "/sayso/-/claims?words=divers+searched")


HOURS = st.integers(0, 60).map(lambda h: f"2026-03-{1 + h // 24:02}T{h % 24:02}:00:00Z")
BOUND = st.none() | st.integers(0, 5)
POINT = st.tuples(st.integers(1, 4), st.sampled_from(["A", "B", None]), HOURS, HOURS | st.just(FOREVER), st.sampled_from(["body",
"headline"]), BOUND, BOUND)  # fmt: skip


@given(st.lists(POINT, max_size=12))
def test_what_disagrees_excludes_each_other_at_one_time_and_is_told_once(
    rows: list[tuple[int, str | None, str, str, str, int | None, int | None]],
) -> None:
    points = [Stated(n, *row, "person", "killed") for n, row in enumerate(sorted(rows, key=lambda r: r[2]))]
    found = find_disagreements(points)
    for one in found:
        a, b = points[one.claim_id], points[one.other_id]
        assert b.at <= a.at < b.until
        assert (a.high is not None and b.low is not None and a.high < b.low) or (
            b.high is not None and a.low is not None and b.high < a.low
        )
        assert (one.between == "outlets") == (a.publisher != b.publisher and a.article_id != b.article_id)
    assert len({d.claim_id for d in found}) == len(found)
    said = [frozenset(((p := points[i]).publisher, p.low, p.high) for i in (d.claim_id, d.other_id)) for d in found]
    assert len(set(said)) == len(said)


def at(n: int, article: int, publisher: str, day: int, value: int, **more: str) -> Stated:
    """A figure stated in March that is still current."""
    return Stated(n, article, publisher, f"2026-03-{day:02}T08:00:00Z", more.get("until", FOREVER), more.get("part", "body"), value, value,
        "person",
                  more.get("role", "killed"))  # fmt: skip


@pytest.mark.parametrize(
    ("points", "wanted"),
    [
        ([at(1, 1, "A", 2, 5), at(2, 2, "B", 3, 6, part="headline"), at(3, 2, "B", 3, 7), at(4, 3, "C", 5, 9)], [(2, 1, "outlets"), (3, 1,
            "outlets")]),
        ([at(1, 1, "A", 2, 5, until="2026-03-02T20:00:00Z"), at(2, 2, "B", 3, 6)], []),
        ([at(1, 1, "A", 2, 15), at(2, 2, "A", 9, 14)], [(2, 1, "articles of one outlet")]),
        ([at(1, 1, "A", 2, 14), at(2, 2, "A", 2, 15)], []),
        ([at(1, 1, "A", 2, 9, part="headline"), at(2, 1, "A", 2, 6)], [(2, 1, "headline and body")]),
        ([at(1, 1, "A", 2, 9, part="headline"), at(2, 1, "A", 2, 6), at(3, 1, "A", 2, 9)], []),
        ([at(1, 1, "A", 2, 9), at(2, 1, "A", 2, 6), at(3, 2, "B", 2, 9)], []),
        ([at(1, 1, "A", 2, 15, role="missing"), at(2, 2, "A", 2, 14, role="missing")], []),
    ],
    ids=["another outlet before the own headline, and none after a day", "taken back before", "an older article that says more",
        "a toll that rises",
         "a headline that no text bears out", "a headline that the text bears out", "a part beside the whole on which both agree",
         "the missing, who fall anyway"],
)  # fmt: skip
def test_what_disagrees(points: list[Stated], wanted: list[tuple[int, int, str]]) -> None:
    assert [(d.claim_id, d.other_id, d.between) for d in find_disagreements(points)] == wanted


LEVEL = st.none() | st.floats(-1e12, 1e12)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans(), LEVEL, LEVEL, LEVEL), max_size=14), st.integers(0, 99))
def test_any_figures_make_a_chart_within_its_frame(
    rows: list[tuple[int, bool, bool, float | None, float | None, float | None]], seed: int
) -> None:
    rnd = random.Random(seed)
    events = [
        Event(n, f"2026-03-{1 + n:02}T00:00:00Z", f"Outlet <{o}>" if o else "", body, old, value, low, high, "some & more")
        for n, (o, body, old, value, low, high) in enumerate(rows)
    ]
    clashes = [(rnd.randrange(14), rnd.randrange(14)) for _ in range(3)]
    chart = draw_series_chart(events, clashes, "2026-03-14T00:00:00Z", 720, 260)
    named = [e for e in events if (e.value, e.low, e.high) != (None, None, None)]
    assert (chart.svg == "") == (not named)
    assert sum(o.figures for o in chart.legend) == len(named)
    if named:
        dots = list(ElementTree.fromstring(chart.svg).iter("circle"))
        assert len(dots) == len(named)
        assert all(-1 <= float(dot.get("cx") or -9) <= 721 and -16 <= float(dot.get("cy") or -99) <= 276 for dot in dots)
