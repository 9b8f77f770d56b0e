"""Several databases in one Datasette, ours and others', and other plugins beside ours: everything can be reached, nothing is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import Response
from sqlite_utils import Database

from newsroom import line, store
from site_client import fetch_html
from stories import make_ferry


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two databases of sayso, the coast and the hills, and one of another program."""
    folder = tmp_path_factory.mktemp("several")
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    store(folder / "a", make_ferry()).close()
    said = "At least {} people died when the slope gave way, police said."
    store(folder / "b", [line(said.format(n), f"2026-03-0{n}T06:00:00Z", "https://b.example/1", title="Landslide") for n in (2, 3)]).close()
    (folder / "a" / "sayso.db").rename(folder / "coast.db")
    (folder / "b" / "sayso.db").rename(folder / "hills.db")
    other = Database(folder / "recipes.db")
    other["soups"].insert({"id": 1, "atom_id": "x", "atom_title": "Leek", "atom_updated": "2026-03-03T06:10:00Z"}, pk="id")
    other.close()
    return folder


async def _started(folder: Path, *names: str, **options: Any) -> Datasette:
    site = Datasette([str(folder / f"{name}.db") for name in names], **options)
    await site.invoke_startup()
    return site


async def test_home_names_all_databases_and_leads_to_each(folder: Path) -> None:
    site = await _started(folder, "coast", "hills", "recipes")
    page = await fetch_html(site, "/")
    assert "Ferry capsizes" in page
    nav = re.search(r'class="databases".*?</nav>', page, re.S)
    assert nav
    addresses = {name: unescape(href) for href, name in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav[0])}
    assert set(addresses) == {"coast", "hills", "recipes"}
    hills = await fetch_html(site, addresses["hills"])
    assert "Landslide" in hills
    assert "Ferry" not in hills
    assert "soups" in await fetch_html(site, addresses["recipes"])


async def test_every_link_of_a_page_stays_in_its_database(folder: Path) -> None:
    site = await _started(folder, "coast", "hills")
    for address in ("/hills/-/changes", "/hills/articles/1", "/hills/-/claims", "/hills/-/speakers", "/hills/changes", "/hills/-/health"):
        page = re.sub(r'<nav class="databases".*?</nav>', "", await fetch_html(site, address), flags=re.S)
        links = [link for link in re.findall(r'(?:href|action)="(/[^"#?]*)', page) if not link.startswith(("/-/static", "/static"))]
        assert links
        assert not [link for link in links if link.startswith("/coast")], address
        ours = page.split('<div class="nav-menu', 1)[0] if address == "/hills/changes" else page
        assert 'href="/hills/-/changes' in ours


async def test_one_database_names_no_others(folder: Path) -> None:
    assert 'class="databases"' not in await fetch_html(await _started(folder, "coast"), "/")


async def test_a_database_that_a_visitor_may_not_see_is_not_named(folder: Path) -> None:
    site = await _started(folder, "coast", "hills", "recipes", metadata={"databases": {"hills": {"allow": {"id": "editor"}}}})
    page = await fetch_html(site, "/")
    assert "hills" not in page
    assert "recipes" in page


async def test_a_table_that_is_no_list_of_changes_has_no_feed(folder: Path) -> None:
    site = await _started(folder, "coast", "recipes")
    assert "lists of changes" in await fetch_html(site, "/coast/articles.atom", 400)
    assert "lists of changes" in await fetch_html(site, "/recipes/soups.jsonfeed", 400)


class Feeds:
    """Another plugin that makes Atom feeds, of what has the columns that it wants."""

    @staticmethod
    @hookimpl
    def register_output_renderer() -> dict[str, Any]:
        def able(columns: list[str]) -> bool:
            return "atom_id" in columns

        async def make(columns: list[str], rows: list[Any]) -> Response:
            return Response.text(f"theirs: {len(rows)} of {columns}")

        return {"extension": "atom", "render": make, "can_render": able}


@pytest.fixture
def beside() -> Iterator[None]:
    pm.register(Feeds, name="other-feeds")
    yield
    pm.unregister(name="other-feeds")


@pytest.mark.usefixtures("beside")
async def test_another_plugins_feeds_work_beside_ours(folder: Path) -> None:
    site = await _started(folder, "coast", "recipes")
    assert (await fetch_html(site, "/recipes/soups.atom")).startswith("theirs: 1 of")
    assert (await fetch_html(site, "/recipes.atom?sql=select+1+as+atom_id")).startswith("theirs: 1 of")
    assert "soups.atom" in await fetch_html(site, "/recipes/soups")
    for address in ("/coast/change_details.atom", "/coast/change_details.atom?percent__gt=1"):
        assert "<feed" in await fetch_html(site, address)


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("/hills/nothing", "/hills/-/changes"),
        ("/hills/-/article", "/hills/-/changes"),
        ("/hills/articles/99", "/hills/-/changes"),
        ("/nothing", None),
        ("/recipes/nothing", None),
    ],
)
async def test_an_error_page_has_the_menu_of_the_database_that_was_asked_for(folder: Path, address: str, home: str | None) -> None:
    """Where the address names none, no menu, which would be that of any one of them, and a way to the start."""
    site = await _started(folder, "coast", "hills", "recipes")
    page = await fetch_html(site, address, 404)
    assert "/coast" not in page
    if home:
        assert f'<a class="name" href="{home}"' in page
    else:
        assert 'class="name"' not in page
        assert '<a href="/">Back to the start</a>' in page


async def test_an_error_page_below_another_address_finds_its_database(folder: Path) -> None:
    site = await _started(folder, "coast", "hills", settings={"base_url": "/claims/"})
    page = await fetch_html(site, "/hills/articles/99", 404)
    assert '<a class="name" href="/claims/hills/-/changes"' in page
