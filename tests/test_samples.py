"""The sample stories, read by the real command.

The changes that a person finds who reads the revisions and the outlets side by side.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from newsroom import NOW, connect, dump, run_over
from sayso.cli import main
from sayso.ingest.crawl.files import read_captures

SAMPLES = Path(str(files("sayso") / "samples"))
PAGES = sorted(SAMPLES.glob("*/*.html"))
STORIES = {
    "ferry": "Harbour Wire",
    "quake": "Meridian Dispatch",
    "results": "Ledger & Tide",
    "talks": "Concord Press",
    "vote": "The Ordan Record",
}
#: Two more outlets, which report the ferry and the quake.
OTHERS = {
    "ferry-courier": "Ostrand Courier",
    "ferry-northline": "Northline News",
    "quake-courier": "Ostrand Courier",
    "quake-northline": "Northline News",
}
#: The address of each story as its newest page gives it.
ADDRESSES = {file.parent.name: re.findall(r'<link rel="canonical" href="([^"]+)">', file.read_text(encoding="utf-8"))[0] for file in PAGES}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database that has read the samples."""
    path = tmp_path_factory.mktemp("samples") / "sayso.db"
    done = CliRunner().invoke(main, ["ingest", "--quiet", str(SAMPLES), "--db", str(path)])
    assert done.exit_code == 0, done.output
    return connect(path)


def read_rows(db: Database, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return [tuple(row) for row in db.execute(sql, values)]


def test_every_page_is_read_and_each_story_is_one_article(db: Database) -> None:
    """Each folder is one article: a new slug in the address makes no second one, and nothing fails."""
    got = read_rows(db, "select publisher, revisions from articles order by publisher, revisions")
    pages = {name: len(list((SAMPLES / name).glob("*.html"))) for name in STORIES | OTHERS}
    assert got == sorted(((STORIES | OTHERS)[name], count) for name, count in pages.items())
    assert read_rows(db, "select count(*), count(revision_id) from captures") == [(len(PAGES), len(PAGES))]


def test_a_new_slug_is_kept_as_another_address_of_the_same_story(db: Database) -> None:
    """Both addresses of the ferry lead to one article, whose own address is the newest."""
    (url,) = read_rows(db, "select url from articles where publisher = ?", STORIES["ferry"])[0]
    assert url == "https://harbour-wire.example/2026/03/ferry-toll-rises-a81234.html"
    known = read_rows(
        db, "select u.url from article_urls u join articles a on a.id = u.article_id where a.url = ? and u.reason = 'canonical'", url
    )
    assert {name.rsplit("/", 1)[1] for (name,) in known} == {"ferry-capsizes-a81234.html", "ferry-toll-rises-a81234.html"}


@pytest.mark.parametrize("file", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_time_is_the_one_that_the_page_states(db: Database, file: Path) -> None:
    """In UTC whatever the zone of the newspaper; from the page's JSON-LD, and nothing assumed."""
    (stated,) = re.findall(r'"dateModified": "([^"]+)"', file.read_text(encoding="utf-8"))
    (row,) = read_rows(
        db,
        """select r.updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', ?), r.updated_at_basis, r.zone_assumed from revisions r
        join articles a on a.id = r.article_id where a.url = ? and r.seq = ?""",
        stated, ADDRESSES[file.parent.name], int(file.stem),
    )  # fmt: skip
    assert row == (1, "JSON-LD dateModified", 0)


@pytest.mark.parametrize("file", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_headline_and_capture_are_those_of_the_page(db: Database, file: Path) -> None:
    """The headline without the outlet's name after it; the day it was saved and its publication from what the page says of itself."""
    page = file.read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    (saved,) = re.findall(r"saved date: (.*) GMT\+0000 \(", page)
    row = json.loads(data)
    (got,) = read_rows(
        db,
        """select r.title, r.published_at = strftime('%Y-%m-%dT%H:%M:%SZ', ?), r.captured_at from revisions r
        join articles a on a.id = r.article_id where a.url = ? and r.seq = ?""",
        row["datePublished"], ADDRESSES[file.parent.name], int(file.stem),
    )  # fmt: skip
    when = datetime.strptime(f"{saved} +0000", "%a %b %d %Y %H:%M:%S %z")
    assert got == (row["headline"], 1, when.strftime("%Y-%m-%dT%H:%M:%SZ"))


def test_reading_the_samples_twice_adds_nothing(db: Database) -> None:
    """Every page is known, and no derived row differs."""
    before = dump(db)
    summary = run_over(db, read_captures([str(SAMPLES)], now=NOW))
    assert (summary.new, summary.known, summary.failures) == (0, len(PAGES), [])
    assert dump(db) == before


# What each new revision does to the figures of its body: this, and nothing else ("4 crew" becoming "four crew" is not news). Counts up to
# three that come or go ("two ships", "one district") are left out: they are prose as much as figures.
FIGURES = {
    "ferry/02": {("raised", "at least 7", "at least 12"), ("raised", "148", "161"), ("lowered", "31", "21")},
    "ferry/03": {
        ("rehedged", "at least 12", "12"),
        ("raised", "161", "164"),
        ("lowered", "21", "15"),
        ("refined", "some 190", "187"),
        ("removed", "four degrees", None),
    },
    "ferry/04": {("raised", "12", "15"), ("lowered", "15", "12")},
    "ferry/05": {("lowered", "15", "14"), ("raised", "12", "13")},
    "ferry/06": {("raised", "14", "17"), ("lowered", "13", "10")},
    "quake/02": {("raised", "at least 40", "at least 67"), ("raised", "410", "870"), ("raised", "6.1", "6.3")},
    "quake/03": {
        ("raised", "at least 67", "at least 112"),
        ("raised", "870", "1,243"),
        ("refined", "nearly 32,000", "31,540"),
        ("removed", "Some 60", None),
    },
    "quake/04": {
        ("raised", "at least 112", "118"),
        ("coarsened", "1,243", "about 1,200"),
        ("returned", "Some 60", "Some 60"),
    },
    "quake/05": {
        ("raised", "118", "121"),
        ("lowered", "31,540", "8,900"),
        ("removed", "Some 60", None),
        ("added", None, "nine-year-old"),
    },
    "results/02": set(),
    "results/03": {("lowered", "$212 million", "$209 million")},
    "results/04": {
        ("lowered", "$209 million", "$171 million"),
        ("lowered", "$1.24 billion", "$1.16 billion"),
        ("added", None, "12 percent"),
    },
    "results/05": {("raised", "12 percent", "14 percent"), ("lowered", "$6.8 billion", "$6.5 billion"), ("removed", "250", None)},
    "talks/02": set(),
    "talks/04": {("refined", "about 300", "304")},
    "talks/03": {("reattributed", "about 300", "about 300"), ("reattributed", "At least 2,100", "At least 2,100")},
    "vote/02": {
        ("lowered", "54.2 percent", "51.8 percent"),
        ("raised", "12 percent", "47 percent"),
        ("raised", "61.4 percent", "64.1 percent"),
    },
    "vote/03": {
        ("lowered", "51.8 percent", "50.3 percent"),
        ("raised", "47 percent", "88 percent"),
        ("lowered", "64.1 percent", "61.4 percent"),
    },
    "vote/04": set(),
    "vote/05": {
        ("lowered", "50.3 percent", "49.8 percent"),
        ("raised", "88 percent", "100 percent"),
        ("added", None, "8,214"),
    },
}

# The figures in the headlines, which sometimes lag behind the body.
HEADLINES = {
    "ferry/02": set(),
    "ferry/03": {("raised", "at least 7", "12"), ("added", None, "15")},
    "ferry/04": {("raised", "12", "15"), ("lowered", "15", "12")},
    "ferry/05": {("lowered", "15", "14"), ("raised", "12", "13")},
    "ferry/06": {("raised", "14", "17"), ("lowered", "13", "10")},
    "quake/05": set(),
    "results/03": {("lowered", "$212 million", "$209 million")},
    "results/04": {("lowered", "$209 million", "$171 million")},
    "talks/04": {("refined", "about 300", "304")},
    "vote/05": {("lowered", "50.3 percent", "49.8 percent")},
}


def read_figures(db: Database, revision: str, part: str) -> set[tuple[Any, ...]]:
    """Kind, old and new wording of what a revision changed in the figures of one part."""
    story, seq = revision.split("/")
    return set(
        read_rows(
            db,
            """select d.kind, d.old_text, d.new_text from change_details d join revisions r on r.id = d.new_revision_id
            join claims c on c.id = d.claim_id
            where c.kind = 'quantity' and d.kind <> 'reworded' and c.value > 3 and d.publisher = ? and r.seq = ? and d.part = ?""",
            STORIES[story], int(seq), part,
        )
    )  # fmt: skip


@pytest.mark.parametrize("revision", FIGURES)
def test_what_became_of_the_figures(db: Database, revision: str) -> None:
    """Every figure that was revised, added or removed, with its kind of change."""
    assert read_figures(db, revision, "body") == FIGURES[revision]


@pytest.mark.parametrize("revision", HEADLINES)
def test_what_became_of_the_figures_in_the_headline(db: Database, revision: str) -> None:
    """Separate from those of the body."""
    assert read_figures(db, revision, "headline") == HEADLINES[revision]


def test_the_missing_who_turn_into_dead_keep_their_own_histories(db: Database) -> None:
    """Ferry 04: 12 dead become 15 and 15 missing become 12, which must not be read as two unchanged figures."""
    sql = """select v.value from claim_versions v join claims c on c.id = v.claim_id join articles a on a.id = c.article_id
        where a.publisher = ? and c.part = 'body' and c.kind = 'quantity' and c.role = ? order by v.n"""
    got = {role: [value for (value,) in read_rows(db, sql, STORIES["ferry"], role)] for role in ("killed", "missing")}
    assert {role: [v for i, v in enumerate(values) if i == 0 or v != values[i - 1]] for role, values in got.items()} == {
        "killed": [7, 12, 15, 14, 17],
        "missing": [31, 21, 15, 12, 13, 10],
    }


def test_a_headline_that_lags_is_shown_beside_its_body(db: Database) -> None:
    """The earthquake's headline still says 118."""
    assert read_rows(db, "select headline_value, body_value, role from headline_body_disagreements") == [(118, 121, "killed")]


def test_a_claim_that_returns_is_the_one_that_went(db: Database) -> None:
    """The sixty under the market roof: one claim, stated, dropped, stated again and dropped for good."""
    sql = "select claim_id, kind from change_details where (old_text = 'Some 60' or new_text = 'Some 60') order by at"
    told = read_rows(db, sql)
    assert [kind for _, kind in told] == ["removed", "returned", "removed"]
    assert len({claim for claim, _ in told}) == 1


def test_a_figure_taken_back_is_history(db: Database) -> None:
    """Turnout went from 61.4 to 64.1 percent and back: three versions of one claim, not one."""
    sql = """select v.value from claim_versions v join claims c on c.id = v.claim_id
        where c.kind = 'quantity' and c.sentence like 'Turnout was%' order by v.n"""
    assert read_rows(db, sql) == [(61.4,), (64.1,), (61.4,)]


def test_a_restatement_lowers_profit_and_revenue(db: Database) -> None:
    """Both figures of the restated quarter, with what they lost."""
    sql = """select old_text, new_text, delta, round(percent, 1) from change_details
        where publisher = ? and kind = 'lowered' and at = '2026-05-06T10:40:00Z' and part = 'body'"""
    assert set(read_rows(db, sql, STORIES["results"])) == {
        ("$209 million", "$171 million", -38e6, -18.2),
        ("$1.24 billion", "$1.16 billion", -80e6, -6.5),
    }


def test_only_the_silent_edit_is_stealthy(db: Database) -> None:
    """One revision of one story changed its profit under the same stated time; it dates from when it was seen."""
    sql = "select publisher, updated_at, valid_from, figures_changed from stealth_edits"
    assert read_rows(db, sql) == [(STORIES["results"], "2026-05-05T09:30:00Z", "2026-05-05T14:15:00Z", 2)]
    assert {row[0] for row in read_rows(db, "select publisher from change_details where stealth = 1")} == {STORIES["results"]}


def test_the_correction_owns_up_to_the_toll_and_to_nothing_else(db: Database) -> None:
    """Headline and body figure; the missing of the same revision were not misstated."""
    sql = "select part, kind, old_text, new_text from change_details where correction is not null and publisher = ?"
    assert set(read_rows(db, sql, STORIES["ferry"])) == {("headline", "lowered", "15", "14"), ("body", "lowered", "15", "14")}


def test_a_new_time_with_the_same_text_is_a_bump_and_no_change(db: Database) -> None:
    """The vote count's fourth capture."""
    assert read_rows(db, "select a.publisher, r.seq from revisions r join articles a on a.id = r.article_id where r.bump = 1") == [
        (STORIES["vote"], 4)
    ]


def test_a_trimmed_quote_is_told_with_both_wordings(db: Database) -> None:
    """Twice, each time a little shorter."""
    told = read_rows(
        db, "select old_text, new_text from change_details where publisher = ? and kind = 'requoted' order by at", STORIES["talks"]
    )
    (first, second), (third, last) = told
    assert second == third
    assert len(first) > len(second) > len(last)
    assert "question of the border" in first
    assert last == "“We have stopped shouting at each other,”"


def test_a_figure_that_changes_hands_is_told_with_both_sources(db: Database) -> None:
    """The same 2,100 soldiers, attributed to another source."""
    sql = "select old_source, new_source, new_speaker from change_details where kind = 'reattributed' and old_text = 'At least 2,100'"
    assert read_rows(db, sql) == [("a military official in Karelle", "the Liss Monitoring Mission", "Liss Monitoring Mission")]


def test_the_toll_of_the_ferry_is_one_series_on_which_outlets_disagree(db: Database) -> None:
    """The police of one outlet count a dead whom the coast guard of the other leaves out."""
    (number,) = read_rows(db, "select series_id from disagreements where between_whom = 'outlets'")[0]
    sql = "select distinct publisher, value from series_points where series_id = ?"
    assert set(read_rows(db, sql, number)) == {("Harbour Wire", 17), ("Ostrand Courier", 18), ("Northline News", 14)}
    told = read_rows(
        db, "select publisher, text, other_publisher, other_text, source, other_source from disagreements where series_id = ?", number
    )
    assert [row[:4] for row in told] == [("Ostrand Courier", "18", "Harbour Wire", "17")]


def test_the_other_outlet_corrects_its_toll_too(db: Database) -> None:
    """Three and a half hours after the first outlet, and with its own notice."""
    sql = "select part, kind, old_text, new_text, correction is not null from change_details where url = ? and new_value = 14"
    assert set(read_rows(db, sql, ADDRESSES["ferry-northline"])) == {
        ("headline", "lowered", "15", "14", 1),
        ("body", "lowered", "15", "14", 1),
    }


def test_the_toll_of_the_quake_is_one_series_of_three_outlets(db: Database) -> None:
    """They agree: 121, 121, and more than 120."""
    ((points, outlets, most),) = read_rows(db, "select points, outlets, most from series where name like 'People killed: Upper Sarane%'")
    assert (points, outlets, most) == (6, 3, 121)


def around(page: str) -> set[str]:
    """The words of a page's navigation, adverts, teasers and footer, line by line."""
    parts = re.finditer(r"<(nav|aside|footer)\b.*?</\1>", page, re.DOTALL)
    lines = {line for part in parts for line in part.group().splitlines()}
    return {words for line in lines if len(words := unescape(re.sub(r"<[^>]+>", "", line)).strip()) > 15}


@pytest.mark.parametrize("file", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_what_is_around_an_article_is_no_part_of_it(db: Database, file: Path) -> None:
    """Nothing out of navigation, adverts, teasers and footers is in the text that claims are read from, though all of them name figures."""
    ((text,),) = read_rows(
        db,
        "select r.text from revisions r join articles a on a.id = r.article_id where a.url = ? and r.seq = ?",
        ADDRESSES[file.parent.name], int(file.stem),
    )  # fmt: skip
    furniture = around(file.read_text(encoding="utf-8"))
    assert len(furniture) >= 5
    assert sum(bool(re.search(r"\d", words)) for words in furniture) >= 4
    assert [words for words in furniture if words in text] == []


def test_the_samples_are_nobodys_news() -> None:
    """Invented outlets under .example, and every page says so."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert {host.rsplit(".", 1)[1] for host in re.findall(r"https://([\w.-]+)", text)} <= {"example", "org"}, page
        assert "invented" in text
