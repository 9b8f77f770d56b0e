"""The lists of articles, claims and speakers: every row once and in order, filters, right counts, arguments that are not understood."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from datasette.app import Datasette
from sqlite_utils import Database

from newsroom import ingest, line, store
from site_client import fetch_html, start_site
from stories import BIDI, make_ferry, make_hostile

SAID = "At least {} people died when the ferry sank, {} told reporters. “We will look for all {} of them,” {} said."
NAMES = ["Ana Ruiz", "Milo Strand", "Ilse Varn"]
COUNTS = """
    select s.id, (select count(*) from claims where speaker_id = s.id and shown = 1 and kind = 'statement'),
           (select count(distinct article_id) from claims where speaker_id = s.id and shown = 1),
           (select count(*) from changes d join claims c on c.id = d.claim_id where c.speaker_id = s.id and c.shown = 1
           and d.kind = 'requoted')
    from speakers s order by s.id"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven stories, half of which never changed, and the ferry."""
    folder = tmp_path_factory.mktemp("lists")
    lines = [
        {**line(SAID.format(9 + n + hour, NAMES[n % 3], 40 - n, NAMES[n % 3]), f"2026-03-0{1 + n % 5}T0{hour}:00:00Z",
            f"https://{'ab'[n % 2]}.example/{n}", title=f"Ferry {n}"), "publisher": "AB"[n % 2]}
        for n in range(11) for hour in range(1 + n % 2 * 3)
    ]  # fmt: skip
    store(folder, [*lines, *make_ferry()]).close()
    return folder / "sayso.db"


@pytest.fixture(scope="module")
def db(path: Path) -> Database:
    return Database(path)


@pytest.fixture
async def site(path: Path) -> Datasette:
    return await start_site(path)


async def _walk(site: Datasette, address: str, table: str) -> list[int]:
    """The numbers of the rows of a list, from page to page."""
    found: list[int] = []
    following: str | None = address
    while following:
        page = await fetch_html(site, following)
        found += [int(n) for n in re.findall(rf'<(?:h2[^>]*|td)><a href="/sayso/{table}/(\d+)"', page)]
        more = re.search(r'rel="next" href="([^"]+)"', page)
        following = unescape(more[1]) if more else None
    return found


@pytest.mark.parametrize("few", [0, 2000], ids=["many fit", "few fit"])
@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("address", "table", "wanted"),
    [
        ("articles", "articles", "true order by last_changed_at desc, id desc"),
        ("articles?publisher=A", "articles", "publisher = 'A' order by last_changed_at desc, id desc"),
        ("articles?since=2026-03-03", "articles", "last_changed_at >= '2026-03-03' order by last_changed_at desc, id desc"),
        ("claims", "claims", "shown = 1 order by last_at desc, id desc"),
        ("claims?all=1", "claims", "true order by last_at desc, id desc"),
        ("claims?role=killed&status=standing", "claims",
            "shown = 1 and role = 'killed' and status = 'standing' order by last_at desc, id desc"),
        ("claims?speaker=Varn&kind=statement", "claims",
            "shown = 1 and kind = 'statement' and speaker_id = (select id from speakers where name = 'Ilse Varn') order by "
                "last_at desc, id desc"),
        ("speakers", "speakers", "articles > 0 order by quotes desc, id desc"),
        ("speakers?order=articles&name=a", "speakers", "articles > 0 and name like '%a%' order by articles desc, id desc"),
        ("speakers?order=changed&changed=1", "speakers", "changed > 0 order by changed desc, id desc"),
    ],
)  # fmt: skip
async def test_a_list_holds_every_row_once_and_in_order(
    site: Datasette, db: Database, monkeypatch: pytest.MonkeyPatch, address: str, table: str, wanted: str, size: int, few: int
) -> None:
    """Whichever way the rows are found, and wherever a page or a walk ends."""
    monkeypatch.setattr("sayso.store.list_queries.FEW", few)
    monkeypatch.setattr("sayso.store.list_queries.PAGE_SIZE", size)
    monkeypatch.setattr("sayso.store.list_queries.MAX_WALKED", 4 * size)
    rows = [row[0] for row in db.execute(f"select id from {table} where {wanted}")]
    assert len(rows) > 0
    assert await _walk(site, f"/sayso/-/{address}", table) == rows


async def test_a_search_of_claims_pages_through_what_fits_best_first(
    site: Datasette, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.store.list_queries.PAGE_SIZE", 3)
    best = (
        "select c.id from claims_fts f join claims c on c.id = f.rowid where claims_fts match 'reporters' and c.shown = 1 order by "
        "bm25(claims_fts, 2.0, 1.0), c.id desc"
    )
    assert await _walk(site, "/sayso/-/claims?words=reporters", "claims") == [row[0] for row in db.execute(best)]
    fits = (
        "select count(*) from claims c join articles a on a.id = c.article_id where shown = 1 and kind = 'quantity' and publisher = "
        "'A' and label || sentence like '%ferry%'"
    )
    (hits,) = db.execute(fits).fetchone()
    assert f">{hits} claims</p>" in await fetch_html(site, "/sayso/-/claims?words=ferry&kind=quantity&publisher=A")


async def test_counts_of_speakers_stay_true_whatever_is_written(tmp_path: Path) -> None:
    db = store(tmp_path, make_ferry()[:2])
    counted = "select id, quotes, articles, changed from speakers order by id"
    url = "https://a.example/1"
    for lines in (
        make_ferry()[2:],
        [line(SAID.format(12, NAMES[0], 40, NAMES[1]), "2026-03-01T01:00:00Z", url)],
        [line("Nothing of the kind was said by anybody.", "2026-03-01T02:00:00Z", url)],
    ):
        ingest(db, lines)
        assert db.execute(counted).fetchall() == db.execute(COUNTS).fetchall()
    assert sum(row[3] for row in db.execute(counted)) > 0
    db.execute("delete from claims where article_id = 1")
    db.execute("update claims set shown = 1 - shown")
    assert [row[:3] for row in db.execute(counted)] == [row[:3] for row in db.execute(COUNTS)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("claims?kind=rumour", "kind=rumour</code>: choose from: quantity, statement"),
        ("claims?article=x", "article=x</code>: write a whole number"),
        ("articles?since=soon", "since=soon</code>: write a day"),
        ("articles?sort=title", "sort=title</code>: this page has no such filter"),
        ("speakers?order=age", "order=age</code>: choose from"),
        ("speakers?after=here", "after=here</code>: follow the link"),
    ],
)
async def test_what_was_not_understood_is_said(site: Datasette, address: str, said: str) -> None:
    page = await fetch_html(site, f"/sayso/-/{address}")
    assert said in page
    assert 'class="rows"' in page or "<tbody>" in page


@pytest.mark.parametrize(
    "address", ["articles?words=nothingofthekind", "claims?words=nothingofthekind", "claims?publisher=C", "speakers?name=Zz"]
)
async def test_an_empty_list_says_so_in_words(site: Datasette, address: str) -> None:
    page = await fetch_html(site, f"/sayso/-/{address}")
    assert re.search(r"No (articles|claims|speakers) match\.", page)
    assert "0 records" not in page


async def test_an_empty_database_has_empty_lists(tmp_path: Path) -> None:
    store(tmp_path).close()
    site = await start_site(tmp_path / "sayso.db")
    for name in ("articles", "claims", "speakers"):
        assert f"There are no {name} yet" in await fetch_html(site, f"/sayso/-/{name}")


async def test_a_statement_is_shown_with_its_sentence_and_its_own_words_marked(site: Datasette) -> None:
    page = await fetch_html(site, "/sayso/-/claims?speaker=Ruiz&kind=statement&publisher=A")
    assert re.search(r'<mark class="new">We will look for all \d+ of them,</mark>” Ana Ruiz said\.', unescape(page)) or re.search(
        r"“We will look for all \d+ of them,”</mark> Ana Ruiz said", unescape(page)
    )


async def test_each_list_leads_to_the_rows_behind_it(site: Datasette) -> None:
    for name in ("articles?publisher=A", "claims?words=ferry&kind=quantity", "claims?role=killed", "speakers?name=Ana&changed=1"):
        page = await fetch_html(site, f"/sayso/-/{name}")
        raw = re.search(r'rows behind this list: <a href="([^"]+)"', page)
        assert raw
        assert "row" in await fetch_html(site, unescape(raw[1]))


async def test_lists_escape_what_is_hostile(tmp_path: Path) -> None:
    store(tmp_path, [*make_ferry(), *make_hostile()]).close()
    site = await start_site(tmp_path / "sayso.db")
    wish = "%3Cscript%3Ewindow.owned%3D1%3C%2Fscript%3E%E2%80%AE"
    for address in (
        "articles",
        "claims?all=1",
        "speakers?all=1",
        f"claims?words={wish}&kind={wish}",
        f"speakers?name={wish}",
        f"articles?{wish}={wish}",
    ):
        page = await fetch_html(site, f"/sayso/-/{address}")
        assert "<script>window" not in page
        assert "<img" not in page
        assert not any(mark in page for mark in BIDI)


async def test_a_database_that_is_not_there_has_no_lists(site: Datasette) -> None:
    await fetch_html(site, "/other/-/articles", 404)


@pytest.mark.parametrize(
    ("address", "words", "left"),
    [
        ("claims", "of these", "shown = 0"),
        ("claims?kind=statement", "of these", "shown = 0 and kind = 'statement'"),
        ("claims?words=strike&publisher=A", "of these", "shown = 0 and sentence like '%strike%'"),
        ("speakers", "names without a certain claim", "articles = 0"),
    ],
)
async def test_a_list_says_how_many_it_leaves_out(tmp_path: Path, address: str, words: str, left: str) -> None:
    """Denied, thought or incidental claims, however the rows are found; the link shows them."""
    body = (
        "“We will strike,” said Ana Ruiz. Milo Strand believes that the ship was safe. No one said that {} of the strike. It was 34, "
        "one of {}."
    )
    lines = [{**line(body.format(n, n), f"2026-03-0{n}T06:00:00Z", f"https://a.example/{n}"), "publisher": "A"} for n in (2, 3, 4)]
    db = store(tmp_path, lines)
    (n,) = db.execute(f"select count(*) from {address.partition('?')[0]} where {left}").fetchone()
    assert n > 0
    site = await start_site(tmp_path / "sayso.db")
    page = await fetch_html(site, f"/sayso/-/{address}")
    assert f"{n} {words} not shown." in page
    switch = re.search(r'not shown\.\s*<a href="([^"]+)"', page)
    assert switch
    everything = await fetch_html(site, unescape(switch[1]))
    assert "not shown" not in everything


@pytest.mark.parametrize("walked", [2, 50_000], ids=["many", "all"])
async def test_what_is_left_out_is_said_to_be_more_where_counting_ends(
    site: Datasette, db: Database, monkeypatch: pytest.MonkeyPatch, walked: int
) -> None:
    monkeypatch.setattr("sayso.store.list_queries.MAX_WALKED", walked)
    monkeypatch.setattr("sayso.store.list_queries.FEW", 0)
    page = await fetch_html(site, "/sayso/-/claims")
    (n,) = db.execute("select count(*) from claims where shown = 0").fetchone()
    said = re.search(r"(At least )?(\d+) of these not shown", page)
    if walked == 2:
        assert said is None or (said[1] and int(said[2]) < n)
    else:
        assert (int(said[2]) if said else 0) == n
