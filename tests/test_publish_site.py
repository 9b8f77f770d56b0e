"""The site over a story that the real pipeline read: pages at native addresses, JSON, CSV, search, facets, filters, feeds."""

from __future__ import annotations

import json
import operator
import re
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from jinja2 import Undefined, UndefinedError
from jinja2.exceptions import TemplateRuntimeError
from jinja2.utils import missing
from sqlite_utils import Database

from newsroom import line, store
from site_client import ROOT, fetch_html, start_site
from stories import make_ferry

PAGED = ["articles", "revisions", "claims", "changes", "speakers", "series"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the ferry story in it."""
    folder = tmp_path_factory.mktemp("site")
    store(folder, make_ferry()).close()
    return folder / "sayso.db"


@pytest.fixture(scope="module")
def db(path: Path) -> Database:
    return Database(path)


@pytest.fixture
async def site(path: Path) -> Datasette:
    return await start_site(path)


@pytest.fixture(scope="module")
def toll(db: Database) -> int:
    """The claim whose figure was raised twice and lowered twice."""
    return int(db.execute("select claim_id from changes where kind = 'raised' group by claim_id order by count(*) desc").fetchone()[0])


async def test_home_tells_the_latest_changes_most_telling_first(site: Datasette) -> None:
    page = await fetch_html(site, "/")
    assert page.index("<h2>Wednesday 4 March 2026") < page.index("<h2>Tuesday 3 March 2026")
    assert re.search(r'class="was">At least 21</span>.*?class="now">At least 20</b>', page, re.S)
    assert "stealth edit" in page
    first_day = page[page.index("<h2>Tuesday 3 March") :]
    assert first_day.index('kind raised"') < first_day.index("source changed" if "source changed" in first_day else "</main>")


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("kind=lowered", "lowered</span>", 'class="change raised"'),
        ("words=ferry", "Ferry capsizes", "No change matches"),
        ("words=nothingofthekind", "No change matches", 'class="change'),
        ("publisher=Nobody", "No change matches", 'class="change'),
        ("publisher=Harbour+Wire", "Ferry capsizes", "No change matches"),
        ("since=2026-03-04", "Wednesday 4 March", "<h2>Tuesday 3 March"),
        ("until=2026-03-03", "<h2>Tuesday 3 March", "<h2>Wednesday 4 March"),
        ("kind=nonsense&since=soon&skip=x&page=2", "Ferry capsizes", "No change matches"),
        ("kind=nonsense", "kind=nonsense</code>: choose from: raised, lowered", "No change matches"),
        ("since=soon", "since=soon</code>: write a day", "No change matches"),
        ("least=much", "least=much</code>: write a number", "No change matches"),
        ("pubilsher=Harbour", "pubilsher=Harbour</code>: this page has no such filter", "No change matches"),
        ("kind=lowered", "2 changes match", 'role="status"'),
        ("role=killed&kind=lowered", "2 changes match", "source changed</span> <div"),
        ("role=arrested", "No change matches", 'class="change '),
        ("stealth=1", "1 change matches", 'class="change raised"'),
        ("least=50", "1 change matches", "At least 22</b>"),
        ("correction=1", "0 changes match", 'class="change '),
        ('words="(OR', "No change matches", 'class="change'),
    ],
)
async def test_home_is_filtered(site: Datasette, query: str, seen: str, unseen: str) -> None:
    page = await fetch_html(site, f"/?{query}")
    assert seen in page
    assert unseen not in page


@pytest.mark.parametrize("few", [0, 2000], ids=["many fit", "few fit"])
@pytest.mark.parametrize(
    "wish", ["", "kind=raised&kind=added", "publisher=B", "speaker=Ruiz", "words=ferry", "words=ferry&kind=raised&since=2026-03-02"]
)
async def test_the_pages_of_home_hold_every_story_once_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: str, few: int
) -> None:
    """Whichever way the changes are found, and wherever a page ends."""
    monkeypatch.setattr("sayso.store.change_filters.MAX_FEW", few)
    monkeypatch.setattr("sayso.publish.pages.home_list.STORIES_PER_PAGE", 3)
    monkeypatch.setattr("sayso.publish.pages.home_list.MAX_DAYS_WALKED", 2)
    said = "At least {} people died when the ferry sank, Ana Ruiz told reporters. Some {} others were pulled from the water."
    db = store(tmp_path, [
        {**line(said.format(9 + n + hour, 40 - n), f"2026-03-0{1 + (n + hour) % 4}T0{hour}:00:00Z", f"https://{'ab'[n % 2]}.example/{n}",
            title=f"Ferry {n}"), "publisher": "AB"[n % 2]}
        for n in range(9) for hour in range(6)
    ])  # fmt: skip
    site = await start_site(tmp_path / "sayso.db")
    found: list[tuple[str, str]] = []
    address: str | None = f"/?{wish}"
    while address:
        page = await fetch_html(site, address)
        for day, text in re.findall(r'<section class="day">\s*<h2>(.+?)</h2>(.+?)</section>', page, re.S):
            found += [(day, title) for title in re.findall(r"<h3><a [^>]+>(.+?)</a>", text)]
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(more[1]) if more else None
    fits = "d.kind in ('raised', 'added')" if "added" in wish else "d.kind = 'raised'" if "raised" in wish else "d.shown = 1"
    fits += " and d.shown = 1"
    fits += " and a.publisher = 'B'" if "publisher" in wish else " and d.day >= '2026-03-02'" if "since" in wish else ""
    wanted = db.execute(f"select distinct d.day, a.title from changes d join articles a on a.id = d.article_id where {fits}").fetchall()
    told = {(f"{date.fromisoformat(day):%A} {int(day[-2:])} March 2026", title) for day, title in wanted}
    assert len(told) > 6
    assert len(found) == len(set(found))
    assert set(found) == told
    days = [day for day, _ in found]
    assert days == sorted(days, key=lambda day: -int(day.split()[1]))


async def test_home_says_what_it_leaves_out_and_shows_it_when_asked(site: Datasette, db: Database) -> None:
    counted = "select count(*), sum(shown), count(distinct iif(shown, entry, null)) from changes"
    everything, shown, items = db.execute(counted).fetchone()
    assert db.execute("select sum(changes), sum(shown), sum(items) from changes_per_day").fetchone() == (everything, shown, items)
    page = await fetch_html(site, "/")
    assert f"{items} changes.</p>" in page
    assert f"{everything - shown} more not shown" in page
    assert "reworded</span>\n  <div" not in page
    page = await fetch_html(site, "/?all=1")
    assert f"{everything} changes.</p>" in page
    assert "Hide these" in page


async def test_a_past_day_carries_its_headline_and_leads_to_its_two_revisions(tmp_path: Path) -> None:
    said, url = "At least {} people died when the ferry sank, police said.", "https://a.example/1"
    store(tmp_path, [line(said.format(n), f"2026-03-0{n}T06:00:00Z", url, title=f"Ferry sinks, toll {n}") for n in (2, 3, 4)]).close()
    page = await fetch_html(await start_site(tmp_path / "sayso.db"), "/")
    newest, oldest = page.split("<h2>Tuesday 3 March")
    assert ">Ferry sinks, toll 4</a></h3>" in newest
    assert ">Ferry sinks, toll 3</a></h3>" in oldest
    assert "Headline now:" not in newest
    assert re.search(r"Headline now: <a [^>]+>Ferry sinks, toll 4</a>", oldest)
    assert 'href="/sayso/articles/1?old=1&amp;new=2#compare"' in oldest
    assert 'href="/sayso/articles/1?old=2&amp;new=3#compare"' in newest


async def test_what_changed_in_headline_and_text_is_one_entry(tmp_path: Path) -> None:
    said, url = "At least {} people died when the ferry sank, police said.", "https://a.example/1"
    store(
        tmp_path, [line(said.format(n), f"2026-03-0{n}T06:00:00Z", url, title=f"At least {n} people die as ferry sinks") for n in (2, 3)]
    ).close()
    page = await fetch_html(await start_site(tmp_path / "sayso.db"), "/")
    assert page.count('class="change raised"') == 1
    assert "in the headline and text" in page


async def test_reports_stand_in_the_header_of_every_page(site: Datasette) -> None:
    for address in ("/", "/sayso/articles/1", "/sayso/-/claims", "/sayso/changes", "/nothing"):
        page = await fetch_html(site, address, 404 if address == "/nothing" else 200)
        head = page[: page.index("<h1")]
        for name in ("Tolls lowered", "Quotes cut or altered", "Stealth edits", "Corrections", "Disagreements", "Headline and body differ"):
            href = re.search(rf'<a href="([^"]+)">{name}</a>', head)
            assert href
            await fetch_html(site, unescape(href[1]))


async def test_an_article_compares_its_last_two_revisions_and_any_two(site: Datasette) -> None:
    page = await fetch_html(site, "/sayso/articles/1")
    assert "Revision 4 compared with revision 5" in page
    assert "<del>21</del>" in page
    assert "<ins>20</ins>" in page
    wide = await fetch_html(site, "/sayso/articles/1?old=1&new=4")
    assert "<del>12</del>" in wide
    assert "<ins>21</ins>" in wide
    assert "Raised: At least 12 → At least 21" in wide
    assert "unchanged paragraphs" in wide


async def test_one_column_shows_old_and_new_words_in_one_text(site: Datasette) -> None:
    page = await fetch_html(site, "/sayso/articles/1?old=1&new=2&view=column")
    assert re.search(r"At least <del>12</del><ins>19</ins>", page)


@pytest.mark.parametrize("query", ["old=9&new=77", "old=x&new=-1", "old=3&new=3", "old=5&new=1", "new=1", "view=nonsense"])
async def test_odd_wishes_for_a_comparison_still_give_the_page(site: Datasette, query: str) -> None:
    assert "Ferry capsizes off Port Ansel" in await fetch_html(site, f"/sayso/articles/1?{query}")


async def test_a_claim_has_its_history_as_list_table_and_chart(site: Datasette, toll: int) -> None:
    page = await fetch_html(site, f"/sayso/claims/{toll}")
    for wording in ("At least 12", "At least 19", "At least 22", "At least 21", "At least 20"):
        assert page.count(wording) >= 2
    svg = re.search(r'<svg class="chart".*?</svg>', page, re.S)
    assert svg is not None
    assert ElementTree.fromstring(svg[0]).findall(".//rect[@class='band-up']")
    assert f"/sayso/claims/{toll}" in page[page.index("To cite") :]
    assert "in its version of 3 March 2026, 06:10 UTC" in page


async def test_a_change_and_a_revision_have_pages(site: Datasette, db: Database) -> None:
    change = db.execute("select id from changes where kind = 'lowered' order by id").fetchone()[0]
    page = await fetch_html(site, f"/sayso/changes/{change}")
    assert 'property="og:title" content="lowered: At least 22 → At least 21 people' in page
    assert "Revision 3 of 5" in await fetch_html(site, "/sayso/revisions/100003")


async def test_a_speaker_has_what_rests_on_their_word(site: Datasette, db: Database) -> None:
    speaker = db.execute("select id from speakers where name = 'Ana Ruiz'").fetchone()[0]
    page = await fetch_html(site, f"/sayso/speakers/{speaker}")
    assert "attributed to Ana Ruiz in 1 article" in page
    assert "We will search until every passenger is found" in page[page.index("Claims, newest first") :]
    assert "quote changed" in page[page.index("Cut or changed later") : page.index("Claims, newest first")]
    assert "change not shown" not in page


@pytest.fixture
async def doubtful(tmp_path: Path) -> Datasette:
    """A figure that is incidental, beside one that is not, in two revisions."""
    said = (
        "At least {} people died when the ferry sank, police said. The captain, {}, is 5 feet tall. Police said that one sailor swam "
        "ashore."
    )
    db = store(tmp_path, [line(said.format(n, 40 + n), f"2026-03-0{n}T06:00:00Z", "https://a.example/1") for n in (2, 3)])
    db.execute("update claims set shown = 0 where role is null")
    db.execute("update claim_versions set shown = 0 where claim_id in (select id from claims where shown = 0)")
    db.execute("update changes set shown = 0 where claim_id in (select id from claims where shown = 0)")
    db.conn.commit()
    db.close()
    return await start_site(tmp_path / "sayso.db")


async def test_an_article_leaves_out_what_is_not_shown_and_says_how_much(doubtful: Datasette) -> None:
    page = await fetch_html(doubtful, "/sayso/articles/1")
    assert re.search(r"\d+ changes? not shown", page)
    assert re.search(r"\d+ claims? not shown", page)
    assert page.count('class="change ') == 1
    everything = await fetch_html(doubtful, "/sayso/articles/1?all=1")
    assert "Hide these" in everything
    assert everything.count('class="change ') > 1
    assert everything.count("<td><a") > page.count("<td><a")


async def test_a_feed_of_ours_holds_what_is_shown(doubtful: Datasette) -> None:
    page = await fetch_html(doubtful, "/")
    href = re.search(r'rel="alternate" type="application/atom\+xml" title="These changes" href="([^"]+)"', page)
    assert href
    assert "shown=1" in href[1]
    shown = ElementTree.fromstring(await fetch_html(doubtful, unescape(href[1]))).findall(f"{ATOM}entry")
    every = ElementTree.fromstring(await fetch_html(doubtful, unescape(href[1]).replace("shown=1", "shown=0"))).findall(f"{ATOM}entry")
    assert len(shown) == 1
    assert len(every) > 0


async def test_a_claim_that_lists_leave_out_says_why(doubtful: Datasette) -> None:
    db = doubtful.get_database("sayso")
    (left_out,) = (await db.execute("select id from claims where shown = 0 limit 1")).first()
    assert "Lists hide this claim" in await fetch_html(doubtful, f"/sayso/claims/{left_out}")


async def test_titles_tell_what_is_claimed(site: Datasette, db: Database, toll: int) -> None:
    page = await fetch_html(site, f"/sayso/claims/{toll}")
    assert "<title>At least 20 people killed – Ferry capsizes off Port Ansel – sayso</title>" in page
    assert 'og:title" content="At least 20 people killed – Ferry capsizes off Port Ansel"' in page
    (said,) = db.execute("select c.id from claims c join claim_versions v on v.claim_id = c.id where v.mode = 'direct' limit 1").fetchone()
    page = unescape(await fetch_html(site, f"/sayso/claims/{said}"))
    assert re.search(r"<title>“We will search until .*Ana Ruiz said\. – Ferry capsizes off Port Ansel – sayso</title>", page)
    assert re.search(r"<h1 class=\"statement\">.*Mayor Ana Ruiz said\.</h1>", page)


async def test_a_citation_names_the_source_and_is_of_figures_and_quotations_alone(site: Datasette, db: Database, toll: int) -> None:
    assert "citing police, in its version of 3 March 2026, 06:10 UTC" in await fetch_html(site, f"/sayso/claims/{toll}")
    of = "select c.id from claims c join claim_versions v on v.claim_id = c.id where c.kind = 'statement' and v.mode = ? limit 1"
    assert "quoted Ana Ruiz as saying “We will search" in await fetch_html(
        site, f"/sayso/claims/{db.execute(of, ['direct']).fetchone()[0]}"
    )
    for row in db.execute(of, ["indirect"]).fetchall():
        assert "To cite" not in await fetch_html(site, f"/sayso/claims/{row[0]}")


async def test_the_site_can_live_under_a_prefix(path: Path, toll: int) -> None:
    site = await start_site(path, settings={"base_url": "/news/"})
    for address in ("/", f"/sayso/claims/{toll}", "/sayso/articles/1", "/-/health"):
        page = await fetch_html(site, address)
        links = re.findall(r'(?:href|src|action)="(/[^"#?]*)', page)
        assert links
        assert all(link.startswith("/news/") and "/news/news/" not in link for link in links), address


async def test_a_template_of_ones_own_wins(path: Path, tmp_path: Path, toll: int) -> None:
    (tmp_path / "row-sayso-claims.html").write_text("my own page of {{ primary_key_values[0] }}")
    site = await start_site(path, template_dir=str(tmp_path))
    assert await fetch_html(site, f"/sayso/claims/{toll}") == f"my own page of {toll}"
    assert "revisions</h2>" in await fetch_html(site, "/sayso/articles/1")


async def test_every_page_of_the_sample_stories(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sayso.cli", "ingest", "--quiet", "--db", str(tmp_path / "sayso.db"), str(ROOT / "src/sayso/samples")]
    subprocess.run(command, check=True, capture_output=True)
    site, db = await start_site(tmp_path / "sayso.db"), Database(tmp_path / "sayso.db")
    pages = {t: [await fetch_html(site, f"/sayso/{t}/{row['id']}") for row in db[t].rows] for t in PAGED}
    assert all(pages[t] for t in PAGED)
    assert sum("<h1>" in page for page in pages["articles"]) == 9
    assert any("Correction notice" in page for page in pages["articles"])
    assert any("stealth edit" in page for page in pages["articles"])
    assert any("back again" in page for page in pages["claims"])
    assert any("Cut or changed later" in page for page in pages["speakers"])
    db.close()


async def test_the_pages_do_not_depend_on_the_name_of_the_file(path: Path, toll: int) -> None:
    other = path.with_name("my news 2026.db")
    other.write_bytes(path.read_bytes())
    site = await start_site(other)
    assert "What changed in the news" in await fetch_html(site, "/")
    assert "wordings" in await fetch_html(site, site.urls.row(other.stem, "claims", str(toll)))


async def test_a_file_of_another_name_is_described_and_searched_without_metadata(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "news.db"
    other.write_bytes(path.read_bytes())
    site = Datasette([str(other)])
    await site.invoke_startup()
    page = await fetch_html(site, "/news/change_details")
    assert "Every change with old and new wording side by side" in page
    assert "What the figure is of, in the words of the text" in page
    found = json.loads(await fetch_html(site, "/news/change_details.json?_search=nothingofthekind&_shape=array"))
    assert found == []
    assert "_counts" not in (await fetch_html(site, "/news")).split("hidden tables")[0]


async def test_what_somebody_says_of_their_database_stands(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "news.db"
    other.write_bytes(path.read_bytes())
    site = Datasette([str(other)], metadata={"databases": {"news": {"description": "My own words"}}})
    await site.invoke_startup()
    assert "My own words" in await fetch_html(site, "/news")
    assert "Every change with old and new" not in await fetch_html(site, "/news/change_details")


async def test_a_database_that_is_not_ours_keeps_its_own_pages(tmp_path: Path) -> None:
    other = Database(tmp_path / "other.db")
    other["claims"].insert({"id": 1, "label": "not ours", "kind": "raised", "at": "2026-03-03T06:10:00Z"}, pk="id")
    other.close()
    site = await start_site(tmp_path / "other.db")
    assert "What changed in the news" not in await fetch_html(site, "/")
    page = await fetch_html(site, "/other/claims/1")
    assert "not ours" in page
    assert "<time" not in page
    assert (await site.client.get("/-/health")).status_code == 404


async def test_json_csv_search_and_facets_work_as_anywhere(site: Datasette, toll: int) -> None:
    row = json.loads(await fetch_html(site, f"/sayso/claims/{toll}.json?_shape=array"))
    assert row[0]["id"] == toll
    assert (await fetch_html(site, "/sayso/claims.csv?_size=1")).startswith("id,article_id,kind")
    found = json.loads(await fetch_html(site, "/sayso/claims.json?_search=passengers&_shape=array"))
    assert found
    assert all("passenger" in (c["label"] + c["sentence"]).lower() for c in found)
    facets = json.loads(await fetch_html(site, "/sayso/claims.json?_facet=kind&_size=0"))["facet_results"]
    kinds = facets.get("results", facets)["kind"]["results"]
    assert {r["value"] for r in kinds} == {"quantity", "statement"}
    codes = json.loads(await fetch_html(site, "/sayso/changes.json?_shape=array"))
    assert {"raised", "lowered"} <= {c["kind"] for c in codes}


async def test_views_search_through_claims(site: Datasette) -> None:
    found = json.loads(await fetch_html(site, "/sayso/change_details.json?_search=passengers&_shape=array"))
    assert found
    assert all("passenger" in (c["claim"] + (c["new_sentence"] or c["old_sentence"])).lower() for c in found)


@pytest.mark.parametrize(
    ("time", "text"), [("2026-03-03T07:00", "At least 12"), ("2026-03-03", "At least 22"), ("2026-03-04T09:00+01:00", "At least 21"),
        ("2026-03-05", "At least 20")]
)  # fmt: skip
async def test_tables_can_be_seen_as_of_a_time(site: Datasette, toll: int, time: str, text: str) -> None:
    found = json.loads(await fetch_html(site, f"/sayso/claim_versions.json?claim_id={toll}&_as_of={time}&_shape=array"))
    assert [v["text"] for v in found] == [text]
    page = await fetch_html(site, f"/sayso/claim_versions?_as_of={time}")
    assert "as of" in page
    assert f'value="{time.replace("+", " ")}"' in page


async def test_as_of_refuses_what_is_no_time_and_tables_without_one(site: Datasette) -> None:
    assert "is not a time" in await fetch_html(site, "/sayso/claim_versions?_as_of=soon", 400)
    assert "has no rows that are valid" in await fetch_html(site, "/sayso/runs?_as_of=2026-03-03", 400)
    assert "revisions?_as_of=" in await fetch_html(site, "/sayso/articles?_as_of=2026-03-03", 400)
    assert "is not a time" in await fetch_html(site, "/sayso/claims?_as_of=soon", 400)
    assert "expected the number of a speaker" in await fetch_html(site, "/sayso/change_details?_speaker=Ruiz", 400)
    assert json.loads(await fetch_html(site, "/sayso/claims.json?_as_of=2020-01-01&_shape=array")) == []


async def test_a_row_as_of_a_time_leads_to_what_stood_then(site: Datasette, toll: int) -> None:
    article = toll // 100_000
    found = [await site.client.get(f"/sayso/{row}?_as_of=2026-03-03T07:00") for row in (f"articles/{article}", f"claims/{toll}")]
    assert [answer.status_code for answer in found] == [302, 302]
    assert "At least 12" in await fetch_html(site, found[0].headers["location"])
    address, anchor = found[1].headers["location"].split("#")
    assert f'id="{anchor}"' in await fetch_html(site, address)
    assert "had no wording at" in await fetch_html(site, f"/sayso/claims/{toll}?_as_of=2020-01-01", 404)
    assert "is not a time" in await fetch_html(site, f"/sayso/articles/{article}?_as_of=soon", 400)
    assert "the same at any time" in await fetch_html(site, "/sayso/speakers/1?_as_of=2026-03-03", 400)


@pytest.mark.parametrize("table", ["claims", "current_claims", "shown_claims"])
async def test_claims_as_of_a_time_have_the_wording_of_that_time(site: Datasette, toll: int, table: str) -> None:
    found = json.loads(await fetch_html(site, f"/sayso/{table}.json?id={toll}&_as_of=2026-03-03T07:00&_shape=array"))
    assert [(c["text"], c["value"], c["valid_from"] <= "2026-03-03T07:00:00Z" < c["valid_to"]) for c in found] == [
        ("At least 12", 12, True)
    ]
    assert found[0]["label"].startswith("At least 12")
    assert "12" in found[0]["sentence"]
    today = json.loads(await fetch_html(site, f"/sayso/{table}.json?id={toll}&_shape=array"))
    assert today[0]["value"] != 12
    assert set(today[0]) <= set(found[0])


async def test_filters_go_by_what_stood_then(site: Datasette, toll: int) -> None:
    then = "_as_of=2026-03-03T07:00"
    assert json.loads(await fetch_html(site, f"/sayso/claims.json?id={toll}&value=12&{then}&_shape=array"))
    assert json.loads(await fetch_html(site, f"/sayso/claims.json?id={toll}&value=20&{then}&_shape=array")) == []
    rows = (await fetch_html(site, f"/sayso/claims.csv?id={toll}&{then}")).splitlines()
    assert len(rows) == 2
    page = await fetch_html(site, f"/sayso/shown_claims?{then}&_sort=value")
    assert 'value="2026-03-03T07:00"' in page
    assert f'<a href="/sayso/claims/{toll}"' in page


async def test_shown_claims_hide_in_the_past_what_they_hide_today(tmp_path: Path) -> None:
    told = "Ola Berg, 45, saw it. The toll rose to 12 dead, the harbour master said."
    store(tmp_path, [line(told, "2026-03-03T06:00:00Z"), line(told.replace("12", "14"), "2026-03-03T09:00:00Z")]).close()
    site = await start_site(tmp_path / "sayso.db")
    then = "_as_of=2026-03-03T07:00&kind=quantity&_shape=array"
    shown, standing = [json.loads(await fetch_html(site, f"/sayso/{table}.json?{then}")) for table in ("shown_claims", "current_claims")]
    assert ([c["value"] for c in shown], sorted(c["value"] for c in standing)) == ([12], [12, 45])


async def test_sql_functions_work_in_the_editor(site: Datasette) -> None:
    sql = "select claim_diff('12 died', '19 died') d, hedge('nearly', 32000) h, hedge_low('nearly', 32000) l, as_of('2026-03-03') t"
    assert json.loads(await fetch_html(site, f"/sayso.json?sql={sql}&_shape=array")) == [
        {"d": "[-12-]{+19+} died", "h": "31,000 to 32,000", "l": 31000.0, "t": "2026-03-03T23:59:59Z"}
    ]
    page = await fetch_html(site, "/sayso?sql=select claim_diff_html('12 died', '19 died') as d")
    assert "<del>12</del><ins>19</ins> died" in page


async def test_the_atom_feed_is_newest_first_and_its_ids_differ(site: Datasette, toll: int) -> None:
    response = await site.client.get(f"/sayso/change_details.atom?claim_id={toll}&_sort_desc=at")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.text)
    times = [e.findtext(f"{ATOM}updated") or "" for e in feed.findall(f"{ATOM}entry")]
    assert times == sorted(times, reverse=True)
    assert len(times) == 4
    ids = [e.findtext(f"{ATOM}id") or "" for e in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == 4
    assert all(i.startswith("http://localhost/sayso/claims/") for i in ids)
    assert "lowered: At least 21 → At least 20 people" in (feed.findtext(f"{ATOM}entry/{ATOM}title") or "")


async def test_the_json_feed_says_the_same(site: Datasette) -> None:
    feed = json.loads(await fetch_html(site, "/sayso/change_details.jsonfeed?_search=ferry&_sort_desc=at"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Changes: ferry"
    assert all("Ferry capsizes" in item["title"] for item in feed["items"])
    assert feed["items"][0]["date_published"] == "2026-03-04T19:20:00Z"


@pytest.mark.parametrize(
    "wish", ["", "article_id=1", "claim_id={toll}", "_speaker={speaker}", "kind=raised", "_search=ferry",
        "_search=ferry+passengers&kind=lowered",
             "claim_id={toll}&kind=lowered", "shown=1", "shown=1&kind=raised&article_id=1", "_search=nothingofthekind", "article_id=999"]
)  # fmt: skip
@pytest.mark.parametrize("few", [0, 2000], ids=["many fit", "few fit"])
async def test_a_feed_of_ours_is_the_feed_that_datasette_makes(
    site: Datasette, db: Database, toll: int, monkeypatch: pytest.MonkeyPatch, wish: str, few: int
) -> None:
    """The addresses on pages have their own code path; with `_rate_size` Datasette answers the same query."""
    monkeypatch.setattr("sayso.store.change_filters.MAX_FEW", few)
    speaker = db.execute("select speaker_id from claim_versions where speaker_id is not null limit 1").fetchone()[0]
    address = f"/sayso/change_details.jsonfeed?_sort_desc=at&{wish.format(toll=toll, speaker=speaker)}"
    ours, theirs = [json.loads(await fetch_html(site, address + more)) for more in ("&_nocount=1", "&_size=50")]
    told = operator.itemgetter("id", "url", "date_published", "tags")  # our filter also finds sources that are not speakers
    assert sorted(map(told, ours["items"])) == sorted(map(told, theirs["items"]))
    assert ours["title"] == theirs["title"]
    times = [item["date_published"] for item in ours["items"]]
    assert times == sorted(times, reverse=True)


async def test_only_lists_of_changes_offer_feeds(site: Datasette) -> None:
    assert ".atom" in await fetch_html(site, "/sayso/change_details")
    assert "articles.atom" not in await fetch_html(site, "/sayso/articles")


async def test_the_health_page_tells_runs_failures_and_silent_sources(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sayso.db"
    copy.write_bytes(path.read_bytes())
    db = Database(copy)
    db["sources"].insert({"name": "Quiet feed", "kind": "feed", "url": "https://quiet.example/rss", "added_at": "2026-03-01T00:00:00Z"})
    db["run_events"].insert(
        {"run_id": 1, "at": "2026-06-01T12:00:00Z", "locator": "junk.html", "outcome": "not_text", "detail": "binary junk"}
    )
    db.close()
    page = await fetch_html(await start_site(copy), "/-/health")
    assert "1 silent source:" in page
    assert "Quiet feed" in page
    assert "binary junk" in page
    assert "not text" in page


async def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    store(tmp_path).close()
    site = await start_site(tmp_path / "sayso.db")
    assert "No articles yet" in await fetch_html(site, "/")
    assert "No run" in await fetch_html(site, "/-/health") or "Last runs" in await fetch_html(site, "/-/health")


@pytest.mark.parametrize(
    "address", ["/sayso/articles/99", "/sayso/claims/abc", "/sayso/speakers/0", "/sayso/changes/-1", "/sayso/revisions/1~2F2"]
)
async def test_what_is_not_there_is_404(site: Datasette, address: str) -> None:
    await fetch_html(site, address, 404)


@pytest.mark.parametrize("address", ["/wp-login.php", "/sayso/nothing", "/sayso/claims/99999999", "/sayso?sql=select+*+from+nothing"])
async def test_a_bad_address_gets_our_page_and_at_most_one_line(site: Datasette, address: str, capfd: pytest.CaptureFixture[str]) -> None:
    answer = await site.client.get(address)
    assert answer.status_code in (400, 404)
    assert "sayso.css" in answer.text
    assert "<nav" in answer.text
    out, err = capfd.readouterr()
    assert len((out + err).splitlines()) <= 1


async def test_a_fault_of_ours_is_told_without_its_insides(path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    copy = tmp_path / "sayso.db"
    copy.write_bytes(path.read_bytes())
    broken = Database(copy)
    broken.execute("alter table runs rename column started_at to renamed")
    broken.close()
    page = await fetch_html(await start_site(copy), "/-/health", 500)
    assert "went wrong on our side" in page
    assert "KeyError" not in page
    said = [r.getMessage() for r in caplog.records if r.name == "sayso.publish"]
    assert len(said) == 1
    assert "KeyError" in said[0]
    assert "\n" not in said[0]


async def test_json_errors_stay_as_datasette_gives_them(site: Datasette) -> None:
    answer = await site.client.get("/sayso/nothing.json")
    assert (answer.status_code, answer.json()["ok"], answer.json()["status"]) == (404, False, 404)


@pytest.mark.parametrize("address", ["/sayso", "/sayso/claims", "/sayso/change_details", "/sayso/runs/1", "/sayso?sql=select+1"])
async def test_datasettes_own_pages_have_our_menu(site: Datasette, address: str) -> None:
    page = await fetch_html(site, address)
    assert re.search(r'class="name" href="/">sayso</a>.*href="/sayso/-/articles', page, re.S)


async def test_an_empty_table_says_so_in_words(site: Datasette) -> None:
    page = await fetch_html(site, "/sayso/claims?label=nothing+of+the+kind")
    assert "No rows match" in page
    assert "0 records" not in page


async def test_crawlers_find_robots_and_an_icon(site: Datasette) -> None:
    assert "Disallow: /*?" in await fetch_html(site, "/robots.txt")
    assert (await site.client.get("/favicon.ico")).headers["content-type"] == "image/svg+xml"


async def test_pages_are_light(site: Datasette, toll: int) -> None:
    for address in ("/", "/sayso/articles/1", f"/sayso/claims/{toll}", "/-/health"):
        page = await fetch_html(site, address)
        parts = re.findall(r'(?:href|src)="(/-/static[^"]+)"', page)
        weight = len(page.encode()) + sum([len((await site.client.get(part)).content) for part in parts])
        assert weight < 150_000, address
        assert len(parts) + 1 <= 12, address


async def test_the_same_move_in_headline_and_text_is_one_line_of_the_comparison(tmp_path: Path) -> None:
    said, url = "At least {} people died when the ferry sank, police said.", "https://a.example/1"
    store(
        tmp_path, [line(said.format(n), f"2026-03-0{n}T06:00:00Z", url, title=f"At least {n} people die as ferry sinks") for n in (2, 3)]
    ).close()
    page = await fetch_html(await start_site(tmp_path / "sayso.db"), "/sayso/articles/1")
    assert page.count('class="change raised"') == 1
    assert "in the headline and text" in page


#: Tables in which the ferry story has rows.
STORED = ["articles", "revisions", "claims", "changes", "speakers"]


class _Named(Undefined):
    """Attributes that a template uses and an object lacks; an argument that was not given may be missing from its dictionary."""

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: type[TemplateRuntimeError] = UndefinedError
    ) -> None:
        assert obj is missing or isinstance(obj, dict), f"{type(obj).__name__} has no {name}"
        super().__init__(hint, obj, name, exc)


@pytest.mark.parametrize("address", ["/", "/?all=1", *(f"/sayso/{table}/{{{table}}}" for table in STORED), "/sayso/-/articles",
"/sayso/-/claims?words=ferry", "/sayso/-/speakers", "/-/health", "/nothing"])  # fmt: skip
async def test_templates_name_nothing_that_is_not_there(site: Datasette, db: Database, address: str) -> None:
    """Jinja prints nothing for a misspelt attribute, and takes it for false."""
    site.jinja_env.undefined = _Named
    ids = {table: next(iter(db.query(f"select max(id) as id from {table}")))["id"] for table in STORED}
    response = await site.client.get(address.format(**ids))
    assert response.status_code == (404 if address == "/nothing" else 200)


async def test_a_source_that_the_sentence_does_not_name_has_a_line(tmp_path: Path) -> None:
    said = "Ana Ruiz runs the port. She said {} people were on the ship."
    store(tmp_path, [line(said.format(n), f"2026-03-0{n}T06:00:00Z", title="Ferry") for n in (2, 3)]).close()
    site = await start_site(tmp_path / "sayso.db")
    assert '<p class="who">Ana Ruiz</p>' in await fetch_html(site, "/?all=1")


async def test_a_claims_page_leaves_out_what_lists_leave_out_and_says_so(tmp_path: Path) -> None:
    """Other claims of the same measure in the article: incidental ones need ?all=1."""
    db = store(tmp_path, [line("Some 12 people died, police said. Of the 12 people, two were 34.", "2026-03-02T06:00:00Z", title="Ferry")])
    db.execute("update claims set shown = 0 where kind = 'quantity' and id > (select min(id) from claims where value = 12)")
    db.conn.commit()
    (toll,) = db.execute("select min(id) from claims where value = 12").fetchone()
    site = await start_site(tmp_path / "sayso.db")
    page = await fetch_html(site, f"/sayso/claims/{toll}")
    assert "1 claim not shown" in page
    switch = re.search(r'not shown[^<]*<a href="([^"]+)"', page)
    assert switch
    everything = await fetch_html(site, unescape(switch[1]))
    assert '<span class="flag">uncertain or incidental</span>' in everything
    assert "shown=1" not in re.search(r'title="Changes of this claim" href="([^"]+)"', everything)[1]  # type: ignore[index]


async def test_a_feed_tells_statements_with_who_says_them(tmp_path: Path) -> None:
    before = "Ana Ruiz blamed the storm for the loss of the ship."
    store(tmp_path, [line(text, f"2026-03-0{n}T06:00:00Z", title="Ferry") for n, text in ((2, "The ship sank."), (3, before))]).close()
    site = await start_site(tmp_path / "sayso.db")
    entry = (await site.client.get("/sayso/change_details.jsonfeed")).json()["items"][0]
    assert entry["title"] == f"added: {before} – Ferry"


@pytest.mark.parametrize("form", ["jsonfeed", "atom"])
async def test_a_feed_tells_a_move_in_headline_and_text_once(tmp_path: Path, form: str) -> None:
    lines = [line(f"Some {n} people died, police said.", f"2026-03-{n}T06:00:00Z", title=f"Some {n} people die in flood") for n in (12, 14)]
    db = store(tmp_path, lines)
    assert db.execute("select count(*) from changes where kind = 'raised'").fetchone() == (2,)
    site = await start_site(tmp_path / "sayso.db")
    for filtered in ("kind=raised", "kind=raised&_sort=claim_id"):  # ours, and the one that Datasette makes
        feed = (await site.client.get(f"/sayso/change_details.{form}?{filtered}")).text
        assert feed.count("in headline and text") == 1
        assert feed.count("raised: ") == 2  # in the title and in the entry


async def test_the_data_of_a_row_as_of_a_time_is_that_of_then(site: Datasette, db: Database, toll: int) -> None:
    then = "_as_of=2026-03-03T07:00&_shape=array&id=2"
    (claim,) = json.loads(await fetch_html(site, f"/sayso/claims/{toll}.json?{then}"))
    assert (claim["id"], claim["value"]) == (toll, 12.0)
    (article,) = db.execute("select article_id from claims where id = ?", [toll]).fetchone()
    (revision,) = json.loads(await fetch_html(site, f"/sayso/articles/{article}.json?{then}"))
    assert revision["valid_from"] <= "2026-03-03T07:00:00Z" < revision["valid_to"]
    assert "is not a time" in await fetch_html(site, f"/sayso/claims/{toll}.json?_as_of=soon", 400)
    assert json.loads(await fetch_html(site, f"/sayso/claims/{toll}.json?_shape=array"))[0]["id"] == toll


async def test_home_lists_quotations_that_were_only_shortened_for_who_asks_for_quotations(tmp_path: Path) -> None:
    quoted = "“We are searing every hull and we will find them{}” coast guard commander Ana Ruiz told reporters."
    whole, cut = quoted.format(", whatever it takes,"), quoted.format(",")
    db = store(tmp_path, [line(whole, "2026-03-03T06:10:00Z"), line(cut, "2026-03-03T09:00:00Z")])
    assert db.execute("select kind, shown from changes where kind = 'requoted'").fetchall() == [("requoted", 0)]
    site = await start_site(tmp_path / "sayso.db")
    page = await fetch_html(site, "/?kind=requoted")
    assert "1 change matches" in page
    assert "quote changed</span>" in page
    assert "quote changed</span> <div" not in await fetch_html(site, "/")


async def test_home_tells_all_that_moved_in_one_statement(tmp_path: Path) -> None:
    said = "The mayor of Orle told reporters that {} people died and {} others were injured when the ferry sank."
    store(tmp_path, [line(said.format(9, 31), "2026-03-03T06:10:00Z"), line(said.format(12, 40), "2026-03-03T09:00:00Z")])
    page = await fetch_html(await start_site(tmp_path / "sayso.db"), "/")
    assert "1 change.</p>" in page
    assert page.count('<li class="change raised">') == 2


async def test_the_page_of_all_tables_starts_with_those_that_readers_want(site: Datasette) -> None:
    page = await fetch_html(site, "/sayso")
    assert page.index('<dt><a href="/sayso/change_details">') < page.index('<h2 id="tables">')
    box = unescape(re.search(r"<textarea[^>]*>([^<]+)", page)[1])  # type: ignore[index]
    assert "absences" not in box
    assert "ok" in json.loads(await fetch_html(site, f"/sayso.json?{urlencode({'sql': box})}"))


async def test_a_row_page_names_the_rows_that_it_belongs_to(site: Datasette, toll: int) -> None:
    page = await fetch_html(site, f"/sayso/claim_versions/{toll}")
    assert re.search(r'<th scope="row">claim_id</th><td [^>]+><a href="/sayso/claims/\d+">[^<]*\D[^<]*</a> <em>\d+</em>', page)


async def test_a_database_of_another_version_says_so(tmp_path: Path) -> None:
    db = store(tmp_path, make_ferry())
    for (trigger,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        db.execute(f"drop trigger {trigger}")
    db.execute("alter table changes_per_day rename column shown to unknown")
    db.close()
    assert "made by another version of sayso" in await fetch_html(await start_site(tmp_path / "sayso.db"), "/", 500)
