"""Series: figures of different articles that measure the same thing, in any order of arrival; decisions of people; the command."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from newsroom import connect
from sayso.cli import main
from sayso.ingest.history.update_series import is_update_due, update_all_series
from sayso.series import LINKER_VERSION, link_figures
from sayso.series.dates import find_named_days
from sayso.series.point_verdicts import Verdict, judge_disputed

#: Invented reports of two outlets on two accidents; three articles are about the first, one about the second.
STORIES = (
    ("harbour.example/1", "Harbour Post", "2026-03-02T09:00:00Z", "Ferry sinks off Port Ansel",
     "At least 12 people were killed on Sunday when the ferry Silver Tern sank off Port Ansel, the Karelle coast guard said. "
     "The Silver Tern had left Norvik for Port Ansel in a storm."),
    ("harbour.example/2", "Harbour Post", "2026-03-03T09:00:00Z", "Ferry toll rises off Port Ansel",
     "The Karelle coast guard said on Tuesday that 17 people were killed when the ferry Silver Tern sank off Port Ansel on Sunday. "
     "Divers searched the Silver Tern for a second day."),
    ("coast.example/a", "Coast Daily", "2026-03-03T11:00:00Z", "Search off Port Ansel goes on",
     "Divers said 19 people were killed when the ferry Silver Tern sank off Port Ansel on Sunday. The Silver Tern was bound for Norvik."),
    ("coast.example/b", "Coast Daily", "2026-03-03T12:00:00Z", "Bus crash near Velm",
     "At least 12 people were killed on Monday when a bus left the road near Velm, the Dorran police said."),
)  # fmt: skip


def ingest(folder: Path, stories: list[tuple[str, str, str, str, str]]) -> Path:
    """A database with these stories, each from a separate run."""
    db = folder / "sayso.db"
    for n, (url, publisher, at, title, text) in enumerate(stories):
        line = {"url": f"https://{url}", "publisher": publisher, "title": title, "revision_time": at, "text": text}
        path = folder / f"{n}.jsonl"
        path.write_text(json.dumps(line) + "\n")
        result = CliRunner().invoke(main, ["ingest", str(path), "--db", str(db)])
        assert result.exit_code == 0, result.output
    return db


def read_members(db: Database) -> set[frozenset[tuple[str, str]]]:
    """The series as sets of (address, figure)."""
    rows = db.query("select series_id, url, text from series_points")
    out: dict[int, set[tuple[str, str]]] = {}
    for row in rows:
        out.setdefault(row["series_id"], set()).add((row["url"], row["text"]))
    return {frozenset(x) for x in out.values()}


@pytest.fixture(scope="module")
def toll(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four stories."""
    return ingest(tmp_path_factory.mktemp("toll"), list(STORIES))


def test_one_toll_is_followed_across_outlets_and_another_accident_is_not(toll: Path) -> None:
    db = Database(toll)
    (series,) = list(db.query("select * from series"))
    assert (series["points"], series["articles"], series["outlets"], series["latest_value"]) == (3, 3, 2, 19.0)
    assert series["dimension"] == "@killed"
    assert {row["text"] for row in db.query("select text from series_points")} == {"At least 12", "17", "19"}
    assert "killed" in series["name"]


def test_points_say_what_they_add_and_outlets_that_exclude_each_other_are_told(toll: Path) -> None:
    db = Database(toll)
    verdicts = [row["verdict"] for row in db.query("select verdict from series_points order by at")]
    assert verdicts == ["first", "raises", "raises"]
    (row,) = list(db.query("select * from disagreements"))
    assert (row["between_whom"], {row["text"], row["other_text"]}) == ("outlets", {"17", "19"})


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_does_not_matter(toll: Path, tmp_path: Path, seed: int) -> None:
    stories = list(STORIES)
    random.Random(seed).shuffle(stories)
    assert read_members(Database(ingest(tmp_path, stories))) == read_members(Database(toll))


def test_settling_again_writes_nothing(toll: Path) -> None:
    db = connect(toll)
    assert update_all_series(db) == 0
    db.close()


def test_few_figures_in_memory_make_the_same_series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So where an article is kept at a time, a dimension looked up, a pair sorted, and nothing weighed is kept."""
    db = connect(ingest(tmp_path, list(STORIES)))
    for name in ("figure_file.KEPT", "candidate_pairs.BLOCK", "candidate_pairs.CHUNK", "word_weights.MOST"):
        monkeypatch.setattr(f"sayso.series.{name}", 1)
    assert update_all_series(db) == 0
    db.close()


def test_nothing_is_linked_where_linking_would_see_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So where words come back that the article has, away from its figures; not where a figure moves or the stored series were changed."""
    made: list[int] = []
    link = link_figures.link_into_series
    monkeypatch.setattr("sayso.ingest.history.update_series.link_into_series", lambda *seen: made.append(1) or link(*seen))
    path = ingest(tmp_path, list(STORIES))
    url, publisher, _, title, text = STORIES[1]
    quiet = "The harbour was quiet all day. Neighbours carried blankets and tea to the hall. " * 6
    for hour, (edited, times) in enumerate([
        (f"{text} {quiet}", 1), (f"{text} {quiet} The harbour was quiet.", 0), (f"{text.replace('17', '18')} {quiet}", 1),
        (f"{text.replace('17', '18')} {quiet} All was quiet all day.", 0),
    ]):  # fmt: skip
        made.clear()
        ingest(tmp_path, [(url, publisher, f"2026-03-04T{hour:02}:00:00Z", title, edited)])
        assert len(made) == times
        db = connect(path)
        assert update_all_series(db) == 0, "what stands is what linking anew makes"
        assert update_all_series(db, anew=False) == 0
        with db.atomic():
            db.execute("delete from claim_series where claim_id = (select min(claim_id) from claim_series)")
        assert update_all_series(db, anew=False) == 1
        db.close()


def test_decisions_are_kept_and_followed_again(tmp_path: Path) -> None:
    path = ingest(tmp_path, list(STORIES))
    run = CliRunner()
    rows = {row["text"] + row["url"]: row["claim_id"] for row in Database(path).query(
        "select v.text, v.claim_id, a.url from claim_versions v join articles a on a.id = v.article_id "
        "where v.value is not null")}  # fmt: skip
    ferry, bus, other = (rows[f"{text}https://{url}"] for text, url in (("17", "harbour.example/2"), ("At least 12", "coast.example/b"),
                                                                        ("19", "coast.example/a")))  # fmt: skip
    for asked in (["rename", str(ferry), "Silver Tern, dead"], ["join", str(ferry), str(bus)], ["split", str(other)]):
        result = run.invoke(main, ["series", *asked, "--db", str(path)])
        assert result.exit_code == 0, result.output
        assert "`sayso ingest` keeps this" in result.output
    db = connect(path)
    assert update_all_series(db) == 0
    (series,) = list(db.query("select * from series"))
    assert (series["name"], series["points"]) == ("Silver Tern, dead", 3)
    assert {row["claim_id"] for row in db.query("select claim_id from claim_series")} & {bus, other} == {bus}
    db.close()


def test_the_command_lists_and_shows(toll: Path) -> None:
    run = CliRunner()
    listed = json.loads(run.invoke(main, ["series", "list", "--json", "--db", str(toll)]).stdout)
    assert [row["points"] for row in listed] == [3]
    shown = run.invoke(main, ["series", "show", str(listed[0]["id"]), "--db", str(toll)])
    assert shown.exit_code == 0
    assert all(words in shown.stdout for words in ("Coast Daily", "raises", "At least 12"))
    missing = run.invoke(main, ["series", "show", "7", "--db", str(toll)])
    assert (missing.exit_code, "no series has this number" in missing.output) == (1, True)


def test_the_command_lists_what_disagrees(toll: Path) -> None:
    run, disputes = CliRunner(), ["series", "disagreements", "--db", str(toll)]
    shown = run.invoke(main, disputes).stdout
    assert all(words in shown for words in ("17", "19", "Coast Daily"))
    assert [row["between_whom"] for row in json.loads(run.invoke(main, [*disputes, "--between", "outlets", "--json"]).stdout)] == [
        "outlets"
    ]
    assert "No disagreement." in run.invoke(main, [*disputes, "--between", "headline and body"]).output
    assert "did you mean 'outlets'" in run.invoke(main, [*disputes, "--between", "outlet"]).output


def test_what_stands_on_no_series_is_neither_split_nor_named(toll: Path) -> None:
    """A decision without effect is refused in one line, and not stored."""
    db = Database(toll)
    (alone,) = [
        r["id"]
        for r in db.query("select id from claims where kind = 'quantity' and shown = 1 and id not in (select claim_id from claim_series)")
    ][:1]
    for asked in (["split", str(alone)], ["rename", str(alone), "Bus"]):
        result = CliRunner().invoke(main, ["series", *asked, "--db", str(toll)])
        assert (result.exit_code, "no series has this number" in result.output) == (1, True)
    assert db.table("series_decisions").count == 0


@pytest.mark.parametrize(
    ("text", "written", "days"),
    [
        ("died on Sunday", 739679, {739676}),
        ("on March 1, 2026, and again", 739679, {739676}),
        ("on Feb. 30", 739679, set()),
        ("nobody said when", 739679, set()),
    ],
)
def test_days_are_read(text: str, written: int, days: set[int]) -> None:
    assert find_named_days(text, written) == days


def test_a_headline_that_says_the_same_is_not_what_the_text_is_told_beside(tmp_path: Path) -> None:
    """Both have the same time, and the text comes first: it raises the figure of the article before, and the headline only repeats it."""
    headed = [(url, outlet, at, f"{n} killed as ferry Silver Tern sinks off Port Ansel", text)
              for (url, outlet, at, _, text), n in zip(STORIES[:3], (12, 17, 19), strict=True)]  # fmt: skip
    db = Database(ingest(tmp_path, headed))
    told = [
        tuple(r.values())
        for r in db.query("select kind, old_value, new_value from series_changes where kind in ('raised', 'lowered') order by at")
    ]
    assert told == [("raised", 12.0, 17.0), ("raised", 17.0, 19.0)]


def test_what_moved_a_series_is_told_beside_the_figure_before(toll: Path) -> None:
    told = [
        tuple(r.values())
        for r in Database(toll).query("select kind, old_text, new_text, delta, old_publisher, publisher from series_changes order by at")
    ]
    assert told == [
        ("raised", "At least 12", "17", 5.0, "Harbour Post", "Harbour Post"),
        ("raised", "17", "19", 2.0, "Harbour Post", "Coast Daily"),
    ]


MILL = "Smoke stood over Velm on Monday after the Olstrand mill burned down in the night."
LATER = "A day after the fire in Velm firemen searched what is left of the Olstrand mill."


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        ((f"{MILL} Nine people were killed, the police said.", f"{LATER} The police said that 11 people were killed."),
            "People killed: Olstrand, Velm (fire)"),
        ((f"{MILL} Traders saw the Korr index close at 412 points.", f"{LATER} It ended at 431 points; traders watch the Korr closely."),
            "Points: Korr"),
    ],
    ids=["people, by the openings of their articles", "an index, by a name beside it that both articles hold"],
)  # fmt: skip
def test_a_series_whose_sentences_share_no_name_is_named_by_its_articles(tmp_path: Path, texts: tuple[str, str], named: str) -> None:
    stories = [(f"harbour.example/{n}", "Harbour Post", f"2026-03-0{n + 2}T09:00:00Z", "Fire", text) for n, text in enumerate(texts)]
    db = connect(ingest(tmp_path, stories))
    pair = [
        row["id"] for row in db.query("select id from claims where kind = 'quantity' and (role = 'killed' or unit = 'point') order by id")
    ]
    db.execute("insert into series_decisions (at, kind, claim_id, other_id) values ('2026-03-04', 'join', ?, ?)", pair)
    update_all_series(db)
    assert [row["name"] for row in db.query("select name from series")] == [named]
    db.close()


#: Two days of a market: a price's daily change, a bond that is called by its years, a rule that lasts, a rate.
MARKETS = (
    "Crude of the Brae field rose 3% on Monday in Norvik. The 10-year Dorran bond was in demand. Dorran tariffs last for 150 days. "
    "The Dorran unemployment rate rose to 4.4%, the Dorran statistics office said.",
    "Crude of the Brae field fell 2.5% on Tuesday in Norvik. The 10-year Dorran bond was in demand. Dorran tariffs last for 150 days. "
    "The Dorran unemployment rate stood at 4.4%, the Dorran statistics office said.",
)


def test_a_change_is_named_as_one_and_what_is_called_by_its_years_is_no_measure(tmp_path: Path) -> None:
    """Shares are named by what they measure, moves as moves; a duration needs a noun that lasts."""
    stories = [(f"coast.example/{n}", "Coast Daily", f"2026-03-0{3 + n}T11:00:00Z", "Markets", text) for n, text in enumerate(MARKETS)]
    names = {row["name"] for row in Database(ingest(tmp_path, stories)).query("select name from series")}
    assert names == {"Unemployment rate, Dorran, percent", "Oil, daily change in percent", "Dorran tariffs, days"}


def test_in_a_large_store_one_pass_settles_the_series_of_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs leave the series alone until the pass; it, and a rebuild, make them those of a store that settles each time."""
    each = tmp_path / "each"
    each.mkdir()
    always = read_members(Database(ingest(each, list(STORIES))))
    monkeypatch.setattr("sayso.ingest.history.update_series.MAX_SMALL_STORE", 0)
    monkeypatch.setattr("sayso.ingest.history.update_series.MAX_NEW_SHARE", 1e9)
    path = ingest(tmp_path, list(STORIES))
    assert read_members(Database(path)) == set()
    assert CliRunner().invoke(main, ["series", "settle", "--db", str(path)]).exit_code == 0
    assert read_members(Database(path)) == always
    db = connect(path)
    assert update_all_series(db) == 0
    db.close()


@pytest.mark.parametrize(
    ("figures", "fresh", "day", "version", "due"),
    [
        (100, 1, "2026-03-02", LINKER_VERSION, True),
        (100, 0, "2026-03-03", LINKER_VERSION, False),
        (10_000, 400, "2026-03-02", LINKER_VERSION, False),
        (10_000, 500, "2026-03-02", LINKER_VERSION, True),
        (10_000, 1, "2026-03-03", LINKER_VERSION, True),
        (10_000, 0, "2026-03-03", LINKER_VERSION, False),
        (10_000, 0, "2026-03-02", LINKER_VERSION - 1, True),
    ],
    ids=["small", "nothing new", "large", "a share is new", "another day", "a day without news", "another linker"],
)
def test_when_series_are_settled(tmp_path: Path, figures: int, fresh: int, day: str, version: int, due: bool) -> None:
    db = connect(tmp_path / "sayso.db")
    assert is_update_due(db, "2026-03-02T12:00:00Z")  # never yet
    run = {"status": "done", "command": "x", "sayso_version": "1", "grammar_version": 1, "matcher_version": 1, "extractor_version": "1"}
    db.table("runs").insert({**run, "started_at": "2026-03-02T09:00:00Z", "linked": figures, "linker_version": version})
    db.table("runs").insert({**run, "started_at": "2026-03-02T10:00:00Z", "claims": fresh})
    assert is_update_due(db, f"{day}T12:00:00Z") is due
    db.close()


def test_an_edit_takes_no_other_outlets_figure_off_the_series(tmp_path: Path) -> None:
    """Two figures far apart would not be a pair: the value of one before its edit links them."""
    pair = [STORIES[1], STORIES[2]]
    url, outlet, _, title, text = STORIES[1]
    edited = (url, outlet, "2026-03-03T15:00:00Z", title, text.replace("17 people", "more than 400 people"))
    db = Database(ingest(tmp_path, [*pair, edited]))
    assert read_members(db) == {frozenset({("https://harbour.example/2", "more than 400"), ("https://coast.example/a", "19")})}
    steps = [tuple(row.values()) for row in db.query("select n, text, change from series_steps order by at")]
    assert steps == [(1, "17", None), (1, "19", None), (2, "more than 400", "raised")]


def find_disputed(folder: Path, *texts: str) -> set[frozenset[str]]:
    """What two outlets or more disagree on, each with a text of one day."""
    stories = [(f"outlet{n}.example/{n}", f"Outlet {n}", f"2026-03-03T{9 + n:02}:00:00Z", "Velm", text) for n, text in enumerate(texts)]
    return {frozenset((r["text"], r["other_text"])) for r in Database(ingest(folder, stories)).query("select * from disagreements")}


def test_prices_and_corrected_counts_are_no_disagreement(tmp_path: Path) -> None:
    """Changes within a day, and corrections."""
    oil = tmp_path / "oil"
    oil.mkdir()
    assert find_disputed(oil, "Brent crude rose to $88 a barrel.", "Brent crude fell to $84 a barrel.") == set()
    dead = "were killed on Monday when a bus left the road near Velm, the Dorran police said."
    first = f"Police initially said that 9 people {dead.replace(', the Dorran police said', '')}"
    assert find_disputed(tmp_path, f"8 people {dead}", first) == set()


def test_what_lists_leave_out_is_followed_but_its_series_is_left_out_too(tmp_path: Path) -> None:
    """A span of time that only describes; a count of one is not followed."""
    text = "“There may be ten letters over a 14-year period, and I wrote one page,” Ilse Maren told the senate about Otto Kern’s ferry."
    db = Database(ingest(tmp_path, [
        ("a.example/1", "A", "2026-03-02T09:00:00Z", "Maren wrote to Kern", text),
        ("b.example/1", "B", "2026-03-09T09:00:00Z", "Kern and Maren’s letters", text.replace("14-year", "14 year")),
    ]))  # fmt: skip
    assert [row["shown"] for row in db.query("select shown from claims where unit = 'year'")] == [0, 0]
    (series,) = list(db.query("select * from series where dimension = 'year'"))
    assert (series["points"], series["shown"]) == (2, 0)


@pytest.mark.parametrize(
    ("verdict", "role", "between", "judged"),
    [
        ("lowers", "injured", "outlets", "conflicts"),
        ("raises", "injured", "headline and body", "conflicts"),
        ("raises", "killed", "outlets", "raises"),  # a toll that rises is news
        ("lowers", "killed", "outlets", "conflicts"),
        ("lowers", "killed", "articles of one outlet", "lowers"),
        ("lowers", "killed", None, "lowers"),
        ("refines", "injured", "outlets", "refines"),
    ],
)
def test_a_figure_that_another_side_excludes_is_no_fall(verdict: Verdict, role: str, between: str | None, judged: str) -> None:
    assert judge_disputed(verdict, role, between) == judged


def test_two_outlets_that_exclude_each_other_conflict(tmp_path: Path) -> None:
    text = "{} people were injured on Sunday when the ferry Silver Tern sank off Port Ansel, the Karelle coast guard said in Norvik."
    db = Database(ingest(tmp_path, [
        ("a.example/1", "A", "2026-03-02T09:00:00Z", "Silver Tern sinks off Port Ansel", text.format("Fourteen")),
        ("b.example/1", "B", "2026-03-02T11:00:00Z", "Ferry Silver Tern sinks", text.format("Eleven")),
        ("b.example/2", "B", "2026-03-05T11:00:00Z", "Silver Tern: divers off Port Ansel", text.format("Twelve")),
    ]))  # fmt: skip
    assert [row["verdict"] for row in db.query("select verdict from series_points order by at")] == ["first", "conflicts", "raises"]
