"""The noun of a price or a rate, whatever else its article has; the reference time of a figure; which series are worth showing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from sayso.cli import main
from sayso.series import figure_kinds
from sayso.series.instruments import find_instrument, find_price_factor


@pytest.mark.parametrize(
    ("before", "after", "unit", "name", "whose", "term"),
    [
        ("Gas prices rose four cents to ", " a gallon on Monday", "dollar per gallon", "Gasoline", "", ""),
        ("While oil rose, diesel is now at ", " a gallon", "dollar per gallon", "Diesel", "", ""),
        ("Brent crude, the global oil benchmark, fell 2% to ", " a barrel", "dollar per barrel", "Brent crude", "", ""),
        ("Oil prices spiked to ", " per barrel for Brent crude on Sunday", "dollar per barrel", "Brent crude", "", ""),
        ("US crude oil prices climbed to ", " a barrel", "dollar per barrel", "US crude", "", ""),
        ("Both Brent and WTI slid below ", " a barrel", "dollar per barrel", None, "", ""),
        ("The average 30-year mortgage rate was ", " last week", "percent", "Mortgage rate", "", "30-year"),
        ("Inflation in Dorran was ", " in March", "percent", "Inflation", "Dorran", ""),
        ("Dorran’s unemployment rate was ", "", "percent", "Unemployment rate", "Dorran", ""),
        ("The bank wants inflation back at ", ", its goal", "percent", "Inflation", "", "goal"),
        ("Gas costs ", " in seven states", "dollar per gallon", "Gasoline", "seven states", ""),
        ("They paid ", " for a gallon of gas", "USD", "Gasoline", "", ""),
        ("The ferry burns ", " of fuel", "gallon", None, "", ""),
        ("The S&P Aggregate Bond Index gained ", "", "percent", None, "", ""),
        ("Dorran will spend ", " of GDP on ships", "percent", None, "", ""),
    ],
)  # fmt: skip
def test_what_is_priced_is_the_name_nearest_before_the_figure(
    before: str, after: str, unit: str, name: str | None, whose: str, term: str
) -> None:
    assert find_instrument(before, after, unit) == (None if name is None else (name, whose, term))


def test_a_headline_on_wholesale_prices_tells_which_inflation_is_meant() -> None:
    assert find_instrument("Inflation slowed to ", "", "percent", "Wholesale prices rise")[0] == "Producer prices"  # type: ignore[index]


def test_dollars_are_a_price_by_what_is_sold() -> None:
    assert (find_price_factor("USD", "dollar per barrel"), find_price_factor("USD", "EUR"), find_price_factor("km", "metre")) == (
        1.0,
        None,
        1000.0,
    )


def stories(folder: Path, *told: tuple[str, str, str]) -> Database:
    """A database with articles of (day, headline, text), each from its own outlet."""
    path = folder / "stories.jsonl"
    lines = [{"url": f"https://outlet{n}.example/{n}", "publisher": f"Outlet {n}", "title": title, "revision_time": f"{day}T09:00:00Z",
        "text": text}
             for n, (day, title, text) in enumerate(told)]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, lines)) + "\n")
    result = CliRunner().invoke(main, ["ingest", str(path), "--db", str(folder / "sayso.db")])
    assert result.exit_code == 0, result.output
    return Database(folder / "sayso.db")


def test_a_price_is_followed_through_articles_that_share_nothing_else(tmp_path: Path) -> None:
    """Each article is on something else; a forecast, a former price and that of another fuel stay off."""
    db = stories(
        tmp_path,
        ("2026-03-02", "Norvik’s taxi drivers strike",
            "Drivers in Norvik blocked the Harbour Bridge. Gas prices averaged $3.12 a gallon, said Ilse Maren."),
        ("2026-03-05", "Senate opens in Velm",
            "The senate of Dorran met in Velm. The average price of a gallon of gas rose to $3.31, from $3.12 before."),
        ("2026-03-09", "Bakers of Karelle raise bread prices",
            "Flour is dear in Karelle. Gas prices hit $3.58 a gallon and could reach $4.20 a gallon; diesel costs $4.05 a gallon."),
    )  # fmt: skip
    (series,) = list(db.query("select * from series"))
    assert (series["name"], series["articles"], series["shown"]) == ("Gasoline, price of a gallon", 3, 1)
    assert [row["text"] for row in db.query("select text from series_points order by at")] == ["$3.12", "$3.31", "$3.58"]


def test_a_point_stands_at_the_time_that_its_sentence_names(tmp_path: Path) -> None:
    """A price of Monday in Wednesday's article; who was killed on Saturday is counted when the article says so."""
    db = stories(
        tmp_path,
        ("2026-03-04", "Oil slips again",
            "Brent crude settled at $84.10 a barrel on Monday. A bus crash near Velm on Saturday killed 7 people, the Dorran police said."),
        ("2026-03-05", "Oil recovers",
            "Brent crude rose to $88.30 a barrel. A bus crash near Velm on Saturday killed 9 people, the Dorran police said."),
    )  # fmt: skip
    rows = {row["text"]: row for row in db.query("select text, at, said_at, moment from series_points")}
    assert (rows["$84.10"]["at"], rows["$84.10"]["said_at"]) == ("2026-03-02T00:00:00Z", "2026-03-04T09:00:00Z")
    assert (rows["7"]["at"], rows["9"]["at"]) == ("2026-03-04T09:00:00Z", "2026-03-05T09:00:00Z")


def test_lists_leave_out_what_never_moved(tmp_path: Path) -> None:
    bridge = "The Harbour Bridge at Norvik, 1,273 metres long, was closed by a storm. Inge Solberg of the Norvik port said so."
    db = stories(
        tmp_path,
        ("2026-03-04", "Storm at Norvik", bridge),
        ("2026-03-05", "Storm at Norvik goes on", bridge.replace("was closed", "stays closed")),
        ("2026-03-05", "Oil recovers", "Brent crude rose to $88.30 a barrel."),
        ("2026-03-06", "Oil slips", "Brent crude fell to $86.20 a barrel."),
    )  # fmt: skip
    assert {row["shown"] for row in db.query("select shown from series")} == {0, 1}
    run, path = CliRunner(), str(tmp_path / "sayso.db")
    listed = json.loads(run.invoke(main, ["series", "list", "--json", "--db", path]).stdout)
    everything = json.loads(run.invoke(main, ["series", "list", "--all", "--json", "--db", path]).stdout)
    assert [row["name"] for row in listed] == ["Brent crude, price of a barrel"]
    assert len(everything) == 2


def test_a_toll_is_followed_through_the_articles_of_a_campaign(tmp_path: Path) -> None:
    """The toll so far is one series; the toll of one day does not belong to it, nor does that of another service."""
    db = stories(
        tmp_path,
        ("2026-03-02", "Dorran strikes a trawler",
         "Dorran’s navy killed 3 people in a strike on a trawler. "
         "At least 41 people have been killed so far in its strikes on suspected smuggling trawlers."),
        ("2026-03-09", "What the minister said",
         "Minister Ilse Maren spoke in Velm. The strikes on suspected smuggling trawlers have killed 58 people since January, "
             "the navy said."),
        ("2026-03-16", "Parliament debates",
         "Parliament met. The navy’s strikes on suspected smuggling trawlers have killed at least 63 people, a spokesman said."),
    )  # fmt: skip
    rows = list(db.query("select series, text from series_points order by at"))
    assert [row["text"] for row in rows] == ["At least 41", "58", "at least 63"]


def test_what_stands_below_every_story_of_a_site_is_no_series(tmp_path: Path) -> None:
    """A sentence that two articles on other subjects print, about people whom neither is about."""
    below = "Read more: Otto Brandt was locked up for 31 years after the Sarane bank robbery, said Karl Weiss of the Sarane Courier."
    db = stories(
        tmp_path,
        ("2026-03-02", "Ferry sinks off Norvik", "A ferry sank off Norvik on Sunday.\n\n" * 12 + below),
        ("2026-03-05", "Bakers raise prices", "Bakers of Velm raised prices on Wednesday.\n\n" * 12 + below),
    )  # fmt: skip
    assert list(db.query("select * from series")) == []


def test_the_land_of_one_fire_is_not_that_of_another(tmp_path: Path) -> None:
    db = stories(
        tmp_path,
        ("2026-08-02", "Sarane fires", "The Sarane Fire has burned 1,200 acres. The Norvik Fire has burned 310 acres."),
        ("2026-08-04", "Sarane fires grow", "The Sarane Fire has burned 4,700 acres. The Norvik Fire has burned 350 acres."),
    )
    found = {(row["series"], row["text"]) for row in db.query("select series, text from series_points")}
    assert found == {("Sarane Fire, acres", "1,200 acres"), ("Sarane Fire, acres", "4,700 acres"),
                     ("Norvik Fire, acres", "310 acres"), ("Norvik Fire, acres", "350 acres")}  # fmt: skip


def test_an_index_is_not_what_is_bought_for_later_on_it(tmp_path: Path) -> None:
    db = stories(
        tmp_path,
        ("2026-03-04", "Dow slips", "The Dow fell 1.2% on Wednesday."),
        ("2026-03-05", "Dow recovers", "The Dow rose 1.6% on Thursday. Dow futures had dropped 1.9% before."),
    )
    assert {row["text"] for row in db.query("select text from series_points")} == {"1.2%", "1.6%"}


def test_a_price_of_another_time_is_let_go(tmp_path: Path) -> None:
    """A threshold or a price of another year is far from those around it."""
    told = ("3.12", "3.18", "3.20", "5.00", "3.25", "3.31", "3.40")
    db = stories(
        tmp_path, *((f"2026-03-{day:02}", "Prices", f"Gas prices averaged ${price} a gallon.") for day, price in enumerate(told, 1))
    )
    assert [row["value"] for row in db.query("select value from series_points order by at")] == [3.12, 3.18, 3.2, 3.25, 3.31, 3.4]


def test_oil_is_the_benchmark_whose_price_the_article_gives(tmp_path: Path) -> None:
    """An intermediate price is left out where the article gives the final one."""
    db = stories(
        tmp_path,
        ("2026-03-04", "Oil slips again",
            "Brent crude settled at $84.10 a barrel, after nearly hitting $97. WTI closed at $79.40 a barrel."),
        ("2026-03-05", "Harbour strike goes on",
            "WTI rose to $81.70 a barrel. Brent crude was at $88.30 a barrel. Oil fetched $81.70 a barrel."),
    )  # fmt: skip
    rows = db.query("select s.name, p.text from series s join series_points p on p.series_id = s.id order by p.at, p.verdict")
    assert {(row["name"], row["text"]) for row in rows} == {
        ("Brent crude, price of a barrel", "$84.10"),
        ("Brent crude, price of a barrel", "$88.30"),
        ("US crude, price of a barrel", "$79.40"),
        ("US crude, price of a barrel", "$81.70"),
    }


@pytest.mark.parametrize(
    ("before", "after", "fall"),
    [
        ("Dorran shares ended lower by ", " on Monday", True),
        ("The index is ", " below its peak", True),
        ("Brae crude slid to $61, a ", " drop on the day", True),
        ("Brae crude slid back to $64, an ", " gain on the day", False),
        ("Dorran shares ended higher by ", " on Monday", False),
        ("The index is ", " above its low", False),
    ],
)
def test_a_fall_is_known_by_the_word_after_its_amount_else_the_word_before_it(before: str, after: str, fall: bool) -> None:
    assert figure_kinds.is_fall(before, after) is fall


def test_the_amount_of_a_fall_is_negative_in_its_series(tmp_path: Path) -> None:
    db = stories(
        tmp_path,
        ("2026-03-02", "Markets at the close", "Stocks moved little in Dorran. The S&P 500 rose 0.4% on Monday, helped by banks."),
        ("2026-03-03", "Markets fall", "Stocks sank in Dorran. The S&P 500 fell 1.1% on Tuesday, led by banks."),
        ("2026-03-04", "Markets fall again", "Stocks sank further in Dorran. The S&P 500 fell 0.6% on Wednesday, led by banks."),
    )
    rows = [(row["value"], row["verdict"]) for row in db.query("select value, verdict from series_points order by at")]
    assert rows == [(0.4, "first"), (-1.1, "lowers"), (-0.6, "raises")]
    assert [row["delta"] for row in db.query("select round(delta, 2) as delta from series_changes order by at")] == [-1.5, 0.5]
    assert [tuple(row.values()) for row in db.query("select least, most, latest_value from series")] == [(-1.1, 0.4, -0.6)]
