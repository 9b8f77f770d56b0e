"""Each page as a reader walks it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlite_utils import Database

from screenshots import serve_database
from test_series import STORIES, ingest

Shoot = Callable[[str], None]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_home_to_article_to_claim_and_back(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed in the news")
    shoot("home")
    page.get_by_role("link", name="Ferry capsizes off Port Ansel").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ferry capsizes off Port Ansel")
    shoot("article")
    page.get_by_label("Claims", exact=True).get_by_role("link", name=re.compile("At least 20")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("At least 20")
    expect(page.get_by_role("img", name=re.compile("over time")).first).to_be_visible()
    shoot("claim")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed in the news")


def test_search_leads_from_any_page_to_claims(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/-/health")
    page.get_by_role("searchbox", name="Search all claims").fill("passengers")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("best match first")).to_be_visible()
    expect(page.locator(".rows li").first).to_contain_text("passenger")
    shoot("search")


def test_a_facet_narrows_a_table(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/sayso/changes?_facet=kind")
    page.locator(".facet-info").get_by_role("link", name="lowered").click()
    expect(page.locator("td.col-kind").first).to_contain_text("lowered")
    expect(page.get_by_role("heading", name=re.compile(r'2 rows where kind = "lowered"'))).to_be_visible()
    shoot("facet")


def test_json_is_one_click_away(page: Page, base_url: str, toll: int) -> None:
    page.goto(f"{base_url}/sayso/claims/{toll}")
    page.get_by_role("link", name="JSON", exact=True).click()
    row = json.loads(page.locator("pre, body").first.inner_text())["rows"][0]
    assert row["id"] == toll
    assert row["value"] == 20.0


def test_the_filter_finds_the_lowered_figures_by_keyboard(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/")
    page.get_by_text("Filter: kind").focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="lowered").focus()
    page.keyboard.press("Space")
    page.get_by_label("Words").fill("ferry")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("kind=lowered"))
    assert page.locator(".change .kind").all_inner_texts()
    assert {text.strip() for text in page.locator("ul.changes .kind").all_inner_texts()} == {"▼ lowered"}
    shoot("filtered")


def test_two_revisions_that_are_not_neighbours_are_compared(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/sayso/articles/1")
    page.get_by_label("Compare", exact=True).select_option("1")
    page.get_by_label("with", exact=True).select_option("4")
    page.get_by_label("as", exact=True).select_option("column")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".compared del").first).to_have_text("12")
    expect(page.locator(".compared ins").first).to_have_text("21")
    shoot("compare-column")


def test_unchanged_stretches_unfold(page: Page, base_url: str) -> None:
    page.goto(base_url + "/sayso/articles/1?old=1&new=2")
    hidden = page.get_by_text("Divers worked until dusk").first
    expect(hidden).not_to_be_visible()
    page.get_by_text("unchanged paragraphs").click()
    expect(hidden).to_be_visible()


def test_print_shows_unchanged_stretches(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/sayso/articles/1?old=1&new=2")
    hidden = page.get_by_text("Divers worked until dusk").first
    expect(hidden).not_to_be_visible()
    page.emulate_media(media="print")
    expect(hidden).to_be_visible()
    shoot("print")


def test_a_feed_is_followed_from_the_claim(page: Page, base_url: str, toll: int) -> None:
    page.goto(f"{base_url}/sayso/claims/{toll}")
    address = page.locator('link[type="application/atom+xml"]').get_attribute("href")
    assert address is not None
    answer = page.request.get(base_url + address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.text().count("<entry>") == 4


def test_a_table_is_seen_as_of_a_time(page: Page, base_url: str, toll: int, shoot: Shoot) -> None:
    page.goto(f"{base_url}/sayso/claim_versions?claim_id={toll}")
    page.get_by_label("As of (UTC)").fill("2026-03-03T10:00")
    page.get_by_role("button", name="Show the state at that time").click()
    expect(page.get_by_role("heading", name=re.compile("1 row where .*as of 3 March 2026, 10:00 UTC"))).to_be_visible()
    expect(page.locator("td.col-text")).to_contain_text("At least 19")
    shoot("as-of")


def test_an_example_query_opens_in_the_editor(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/")
    page.get_by_role("link", name="Quotes that were cut or altered").click()
    expect(page.get_by_role("button", name="Run SQL")).to_be_visible()
    shoot("sql")


def test_times_are_the_readers_with_utc_on_hover(page: Page, base_url: str, toll: int) -> None:
    page.goto(f"{base_url}/sayso/claims/{toll}")
    time = page.locator("time").first
    expect(time).to_have_text("3 March 2026, 06:10 UTC")
    expect(time).to_have_attribute("title", re.compile(r"3 March 2026.*01:10 .*New_York"))


PAGES = ["/", "/?kind=raised", "/sayso/articles/1", "/sayso/articles/1?old=1&new=4&view=column", "/sayso/revisions/100003",
"/sayso/articles/2", "/-/health"]  # fmt: skip

#: Datasette's own, with what our sheet and script add to them.
TABLES = [
    "/sayso/claims?_facet=kind",
    "/sayso/change_details?_sort_desc=at",
    "/sayso/claim_versions/100001",
    "/sayso",
    "/sayso?sql=select+1+as+one",
    "/sayso/cut_quotes",
    "/sayso/changes",
    "/sayso/runs/1",
    "/sayso/stealth_edits",
]
LISTS = [
    "/sayso/-/articles",
    "/sayso/-/series",
    "/sayso/-/disagreements",
    "/sayso/-/claims?words=passengers",
    "/sayso/-/claims?all=1&kind=rumour",
    "/sayso/-/speakers?all=1",
]


def serious_faults(page: Page) -> list[tuple[str, list[str]]]:
    """The serious and critical findings of axe on the page as shown."""
    found = Axe().run(page).response
    assert len(found["passes"]) > 10, page.url
    return [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"] if v["impact"] in ("serious", "critical")]


#: Each page once, in two halves, so that two processes can take one each.
@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_serious_in_the_light_and_in_the_dark(page: Page, base_url: str, toll: int, half: int) -> None:
    for address in [*PAGES, f"/sayso/claims/{toll}", "/sayso/changes/100001", *LISTS, *TABLES][half::2]:
        page.goto(base_url + address)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert serious_faults(page) == [], (address, scheme)


def test_nothing_is_wider_than_a_phone(page: Page, base_url: str, toll: int, shoot: Shoot) -> None:
    ours = {
        "home": "/", "article": "/sayso/articles/1", "claim": f"/sayso/claims/{toll}", "hostile": "/sayso/articles/2",
        "health": "/-/health",
        **{f"list-{n}": a for n, a in enumerate(LISTS)}, **{f"table-{n}": a for n, a in enumerate(TABLES)},
    }  # fmt: skip
    for name, address in ours.items():
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(base_url + address)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            shoot(f"phone-{width}-{name}")


def test_dark_mode_is_dark(page: Page, base_url: str, toll: int, shoot: Shoot) -> None:
    page.emulate_media(color_scheme="dark")
    for name, address in (("home", "/"), ("article", "/sayso/articles/1"), ("claim", f"/sayso/claims/{toll}")):
        page.goto(base_url + address)
        red, green, blue = (int(x) for x in re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3])
        assert max(red, green, blue) < 60
        shoot(f"dark-{name}")


def test_the_sql_editor_is_dark_in_the_dark_and_named(page: Page, base_url: str, shoot: Shoot) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(base_url + "/sayso?sql=select+1+as+one")
    expect(page.locator(".CodeMirror textarea, .cm-content")).to_have_attribute("aria-label", "SQL query")
    assert "invert" in page.locator(".CodeMirror, .cm-editor").evaluate("e => getComputedStyle(e).filter")
    shoot("dark-sql")


def test_print_leaves_out_what_paper_cannot_do(page: Page, base_url: str, shoot: Shoot) -> None:
    page.goto(base_url + "/sayso/articles/1")
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox")).not_to_be_visible()
    expect(page.locator("form.choose")).not_to_be_visible()
    expect(page.locator(".compared ins").first).to_be_visible()
    shoot("print")


def test_everything_reads_without_script(browser: Browser, base_url: str, toll: int) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + "/")
    expect(page.locator("time").first).to_have_text(re.compile("UTC$"))
    page.get_by_text("Filter: kind").click()
    page.get_by_label("Words").fill("ferry")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Ferry capsizes off Port Ansel").first.click()
    expect(page.locator(".compared ins").first).to_be_visible()
    page.goto(f"{base_url}/sayso/claims/{toll}")
    expect(page.get_by_role("img", name=re.compile("over time")).first).to_be_visible()
    context.close()


def test_hostile_text_runs_nowhere(page: Page, base_url: str, shoot: Shoot) -> None:
    for address in (
        "/",
        "/sayso/articles/2",
        "/sayso/claims/200001",
        "/sayso/claims/200002",
        "/sayso/change_details",
        "/sayso/articles",
        "/sayso/revisions/200002",
    ):
        page.goto(base_url + address)
        assert page.locator('img[src="x"]').count() == 0
        assert page.evaluate("window.owned") is None
    shoot("hostile")


def test_a_page_is_light(page: Page, base_url: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(base_url + "/", wait_until="networkidle")
    assert len(sizes) <= 12
    assert sum(sizes) <= 150_000


@pytest.fixture(scope="module")
def series_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The address of a site over reports of two outlets, and the number of their series."""
    path = ingest(tmp_path_factory.mktemp("series"), list(STORIES))
    (number,) = Database(path).execute("select id from series").fetchone()
    with serve_database(path) as base:
        yield base, number


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_series_is_found_and_read(browser: Browser, series_site: tuple[str, int], width: int) -> None:
    """From the menu to the list to the series, on a desktop and on a phone, light and dark: nothing too wide, nothing serious for axe.

    Nor on the pages that lead to it.
    """
    base, number = series_site
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(base)
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Series").click()
    page.get_by_role("link", name="People killed").click()
    expect(page).to_have_url(f"{base}/sayso/-/series/{number}")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_role("img", name="over time").locator("visible=true")).to_have_count(1)
    pages = ("-/series", f"-/series/{number}", "-/disagreements", "-/claims?words=killed", f"claims/{number}", "articles/1", "-/changes")
    for address in pages:
        page.goto(f"{base}/sayso/{address}")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, scheme)
            assert serious_faults(page) == [], (address, scheme)
    page.close()
