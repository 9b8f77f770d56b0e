"""Attacks on the site: hostile text wherever text is shown, odd addresses, writes, limits, and arbitrary SQL switched off."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from datasette.app import DEFAULT_SETTINGS, Datasette
from datasette.views.base import DatasetteError
from sqlite_utils import Database

from newsroom import store
from sayso.publish import databases, security_headers
from site_client import fetch_html, start_site
from stories import BIDI, IMAGE, SCRIPT, make_hostile

TABLES = ["articles", "revisions", "claims", "claim_versions", "changes", "speakers", "change_details", "current_claims", "claim_timeline"]
QUOTE_SQL = "select claim_diff_html(old_sentence, new_sentence) d, * from change_details"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile story, and on top of what the pipeline lets through, hostile text in every column that a page shows."""
    folder = tmp_path_factory.mktemp("hostile")
    db = store(folder, make_hostile())
    poison = f'{SCRIPT}{IMAGE}{BIDI}\x07"\'><a href="javascript:alert(1)" onclick="x">'
    db["speakers"].insert({"id": 7, "name": f"Bo {poison}"})
    db.execute("update articles set url = 'javascript:alert(1)//' || ?, byline = ?, publisher = ?", [poison, poison, poison])
    db.execute("update article_urls set url = 'javascript:alert(2)' || rowid")
    db.execute("update claims set speaker_id = 7, label = label || ?, noun = ?, role = ?", [poison, poison, poison])
    db.execute("update claim_versions set speaker_id = 7, source = ?, cue = ?, noun = ?, moment = ?, rule = ?", [poison] * 5)
    db.execute("update claim_versions set text = text || ?, sentence = sentence || ?", [poison, poison])
    db.execute("update revisions set correction = ?, title = title || ?, updated_at_basis = ?", [poison] * 3)
    db.execute("update runs set command = ?", [poison])
    first, second = (row["id"] for row in db.query("select id from claims where kind = 'quantity' limit 2"))
    db.execute("insert into series (id, name, dimension, points, articles, outlets, first_at, last_at, latest_claim_id, telling, "
        "disagreements)"
               " values (?, ?, ?, 2, 1, 1, '2026-03-05', '2026-03-06', ?, 9, 1)", [first, poison, f"@{poison}", second])  # fmt: skip
    for claim in (first, second):
        db.execute("insert into claim_series values (?, ?, '2026-03-05T05:00:00Z', 0.9, 'raises', ?, 1)", [claim, first, first])
    db.execute("insert into _disagreements values (?, ?, ?, '2026-03-05T05:00:00Z', 'outlets')", [second, first, first])
    db["run_events"].insert({"run_id": 1, "at": "2026-06-01T12:00:00Z", "locator": poison, "outcome": poison, "detail": poison})
    db["sources"].insert({"name": poison, "kind": "feed", "url": "javascript:alert(1)", "added_at": "2026-03-01T00:00:00Z"})
    db.conn.commit()
    db.close()
    return folder / "sayso.db"


@pytest.fixture
async def site(path: Path) -> Datasette:
    return await start_site(path)


def list_addresses(path: Path) -> list[str]:
    """Every page of ours, and Datasette's own over the same rows."""
    db = Database(path)
    rows = [
        f"/sayso/{table}/{row['id']}"
        for table in ("articles", "revisions", "claims", "changes", "speakers", "series")
        for row in db[table].rows
    ]
    own = [
        "/",
        "/sayso/-/series",
        "/sayso/-/disagreements",
        "/-/health",
        "/?words=fire",
        "/sayso/articles/1?old=1&view=column",
        "/sayso/articles/1?view=column",
        f"/sayso?sql={QUOTE_SQL}",
    ]
    return [*own, *rows, *(f"/sayso/{table}" for table in TABLES), "/sayso"]


class Elements(HTMLParser):
    """A page as a browser parses it: its elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


async def test_hostile_text_is_inert_on_every_page(site: Datasette, path: Path) -> None:
    for address in list_addresses(path):
        page = await fetch_html(site, address)
        elements = Elements(page).found
        assert not [a for tag, a in elements if tag == "img"], address
        assert not [
            (tag, a) for tag, a in elements for name, value in a.items() if name.startswith("on") and value in ("x", "window.owned=1")
        ], address
        links = [a[name].strip().lower() for _, a in elements for name in ("href", "src", "action", "formaction") if name in a]
        assert not [link for link in links if link.startswith(("javascript:", "data:", "vbscript:"))], address
        assert SCRIPT not in page, address
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f]", page), address


async def test_our_pages_hold_no_inline_script_or_style_and_say_so(site: Datasette, path: Path) -> None:
    ours = [
        a
        for a in list_addresses(path)
        if a in ("/", "/-/health") or re.match(r"/sayso/(articles|revisions|claims|changes|speakers|series|-)/", a)
    ]
    for address in ours:
        response = await site.client.get(address)
        assert response.headers["content-security-policy"] == security_headers.STRICT, address
        elements = Elements(response.text).found
        scripts = [a for tag, a in elements if tag == "script" and a.get("type") != "application/ld+json"]
        assert all(a.get("src", "").startswith("/-/static-plugins/sayso/") for a in scripts), address
        assert not [tag for tag, a in elements if tag == "style" or "style" in a], address


async def test_datasettes_own_pages_and_data_are_guarded_too(site: Datasette) -> None:
    for address in ("/sayso", "/sayso/claims", "/sayso/claims.json", "/sayso/change_details.atom", "/-/static/app.css"):
        headers = (await site.client.get(address)).headers
        assert headers["content-security-policy"] == security_headers.NATIVE
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe-eval" not in security_headers.NATIVE
    assert "unsafe" not in security_headers.STRICT


async def test_an_error_page_is_guarded_as_our_pages_are(site: Datasette) -> None:
    answer = await site.client.get("/sayso/nothing")
    assert (answer.status_code, answer.headers["content-security-policy"]) == (404, security_headers.STRICT)


@pytest.mark.parametrize("of", ["change_details", "-/series/{}"])
async def test_feeds_are_well_formed_and_inert(site: Datasette, path: Path, of: str) -> None:
    address = f"/sayso/{of}".format(Database(path).execute("select id from series").fetchone()[0])
    feed = ElementTree.fromstring(await fetch_html(site, f"{address}.atom?_sort_desc=at"))
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert entries
    bodies = [e.findtext("{http://www.w3.org/2005/Atom}content") or "" for e in entries]
    items = json.loads(await fetch_html(site, f"{address}.jsonfeed"))["items"]
    for body in [*bodies, *(i["content_html"] for i in items)]:
        assert {tag for tag, _ in Elements(body).found} <= {"p", "del", "ins"}
        assert not re.search("[\u202a-\u202e\x07]", body)


async def test_json_ld_is_data_and_cannot_end_its_element(site: Datasette, path: Path) -> None:
    claim = next(iter(Database(path)["claims"].rows))["id"]
    page = await fetch_html(site, f"/sayso/claims/{claim}")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert block is not None
    data = json.loads(block[1])
    assert data["@type"] == "Claim"
    assert "<" not in block[1]
    assert "url" not in data["appearance"]  # javascript: is not an address
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x07]", json.dumps(data, ensure_ascii=False))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_on_the_site_writes(site: Datasette, path: Path, method: str) -> None:
    before = path.read_bytes()
    for address in ("/", "/sayso/claims/100001", "/-/health", "/sayso/claims"):
        await site.client.request(method, address)
    assert (await site.client.request(method, "/-/health")).status_code in (403, 405)
    refused = await site.client.get("/sayso?sql=delete+from+claims", follow_redirects=True)
    assert refused.status_code in (400, 403)
    assert path.read_bytes() == before


async def test_limits_are_pinned_where_nobody_chose(path: Path) -> None:
    site = await start_site(path)
    assert {name: site.setting(name) for name in security_headers.SETTINGS} == security_headers.SETTINGS
    assert site.sql_time_limit_ms == security_headers.SETTINGS["sql_time_limit_ms"]
    assert site.page_size == security_headers.SETTINGS["default_page_size"]
    assert site.max_returned_rows == security_headers.SETTINGS["max_returned_rows"]
    chosen = await start_site(path, settings={"sql_time_limit_ms": 500, "suggest_facets": True})
    assert chosen.setting("sql_time_limit_ms") == 500
    assert chosen.sql_time_limit_ms == 500
    assert all(name in DEFAULT_SETTINGS for name in security_headers.SETTINGS)


async def test_a_page_that_asks_too_much_ends_with_one_clear_line(path: Path) -> None:
    site = await start_site(path, settings={"sql_time_limit_ms": 20})
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    with pytest.raises(DatasetteError, match="longer than the 20 ms"):
        await databases.run_in_thread(site, site.databases["sayso"], lambda read: read.fetch_all(endless))


async def test_a_page_sees_one_state_of_the_database_while_an_ingest_writes(path: Path) -> None:
    site = await start_site(path)

    def page(read: databases.Reader) -> list[databases.Row]:
        before = read.fetch_all("select count(*) as n from tellings")
        writer = Database(path)
        with writer.atomic():
            writer.execute("insert into tellings (channel, run_id, at) values (hex(randomblob(8)), 1, 't')")
        writer.close()
        return [*before, *read.fetch_all("select count(*) as n from tellings")]

    first, second = await databases.run_in_thread(site, site.databases["sayso"], page)
    assert first == second


async def test_arbitrary_sql_can_be_switched_off_and_the_site_still_works(path: Path) -> None:
    site = await start_site(path, settings={"default_allow_sql": False})
    assert (await site.client.get("/sayso?sql=select+1", follow_redirects=True)).status_code == 403
    for address in list_addresses(path):
        if "?sql=" not in address:
            assert "?sql=" not in await fetch_html(site, address), address


async def test_tables_that_a_visitor_may_not_see_do_not_show_through_our_pages(path: Path) -> None:
    site = Datasette([str(path)], metadata={"databases": {"sayso": {"tables": {"claim_versions": {"allow": False}}}}})
    await site.invoke_startup()
    assert "What changed in the news" not in await fetch_html(site, "/")
    assert 'class="wordings"' not in await fetch_html(site, "/sayso/claims/100001")
    assert (await site.client.get("/-/health")).status_code == 404
