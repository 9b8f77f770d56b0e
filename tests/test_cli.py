"""The commands as their users run them: real processes, real files."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pyarrow.parquet
import pytest

from commands import SAYSO, process, sayso
from newsroom import line, store
from sayso.cli import COMMANDS, main

TOLL = "At least {} people were killed when the ferry capsized, the coast guard said."


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A database with one story in two revisions."""
    lines = [line(TOLL.format(n), f"2026-03-14T{h:02}:00:00Z") for n, h in ((19, 9), (14, 10))]
    store(tmp_path, lines).close()
    return tmp_path / "sayso.db"


#: A call of each command that ends by itself, with its exit code; {db} is a database with one story, {pages} a file that it does not have.
CALLS = [
    (0, "parse --jsonl -"),
    (0, "parse -"),
    (0, "diff {pages} {pages}"),
    (0, "explain '{toll}'"),
    (0, "ingest {pages} --db {db}"),
    (2, "ingest --no-such-option"),
    (1, "ingest {pages}.gone --db {db}"),
    (0, "rebuild --db {db}"),
    (0, "sources add https://wire.example/feed.xml --kind feed --db {db}"),
    (0, "sources list --db {db}"),
    (0, "status --db {db}"),
    (0, "schedule --cron"),
    (0, "tell --db {db}"),
    (0, "changes --db {db}"),
    (0, "history 100001 --db {db}"),
    (0, "series list --db {db}"),
    (0, "export changes --db {db}"),
    (0, "vacuum --raw-older-than 9999 --db {db}"),
    (2, "load --db {db}"),
    (0, "bulk --help"),
    (0, "serve --help"),
    (0, "demo --help"),
    (2, "chnages"),
]


@pytest.mark.parametrize(("code", "call"), CALLS, ids=[call for _, call in CALLS])
def test_a_process_answers_as_a_call_does(db: Path, tmp_path: Path, code: int, call: str) -> None:
    """All else here calls commands within the process of the tests; this shows that a shell gets the same, whatever the width."""
    pages = tmp_path / "pages.jsonl"
    pages.write_text(json.dumps(line(TOLL.format(9), "2026-03-14T11:00:00Z")) + "\n")
    before = db.read_bytes()
    text = json.dumps({"doc": 1, "text": TOLL.format(12)})
    answers = []
    for run in (sayso, process):
        db.write_bytes(before)
        done = run(*shlex.split(call.format(db=db, pages=pages, toll=TOLL.format(12))), text=text, code=code)
        answers.append(
            [re.sub(r"\d+(\.\d+)? (ms|s)\b|\d{4}-\d\d-\d\dT[\d:]+Z", "…", " ".join(part.split())) for part in (done.stdout, done.stderr)]
        )
    assert answers[0] == answers[1]


def test_parse_marks_claims_and_speaks_json() -> None:
    """A person sees the figure, its interval and who says so; a program sees the contract's fields."""
    text = "Nearly 32,000 people have fled the valley, the interior ministry said on Friday."
    shown = sayso("parse", text=text).stdout
    assert "31,000 to 32,000" in shown
    assert "interior ministry" in shown
    (answer,) = map(json.loads, sayso("parse", "--jsonl", text=json.dumps({"doc": "d", "text": text})).stdout.splitlines())
    (figure,) = (c["quantity"] for c in answer["claims"] if c["kind"] == "quantity")
    assert (figure["value"], figure["low"], figure["high"], figure["modifier"]) == (32000, 31000, 32000, "nearly")
    assert text[figure["start"] : figure["end"]] == "Nearly 32,000"


def test_parse_dates_words_by_the_times_of_a_line() -> None:
    """By the time of the update, unless the line says when it was published, if only in its address; what is no time is an error."""
    text = "Some 40 boats sank on Tuesday."
    rows = [
        {"updated_at": "2026-03-11T07:00:00Z"},
        {"updated_at": "2026-03-11T07:00:00Z", "published": "4 March 2026"},
        {"updated_at": "2026-03-11T07:00:00Z", "url": "https://harbour.example/2026/03/04/boats"},
        {"published": "2026-03-04T10:00:00+01:00"},
        {},
    ]
    lines = "\n".join(json.dumps({"text": text, **row}) for row in rows)
    answers = map(json.loads, sayso("parse", "--jsonl", text=lines).stdout.splitlines())
    days = [(c["moment"]["start"] or "")[:10] for answer in answers for c in answer["claims"]]
    assert days == ["2026-03-10", "2026-03-03", "2026-03-03", "2026-03-03", ""]
    wrong = json.dumps({"text": text, "published": "soon"})
    assert "line 1: \"published\" is not a time: 'soon'" in sayso("parse", "--jsonl", text=wrong, code=1).stderr


def test_diff_tells_what_became_of_each_claim(tmp_path: Path) -> None:
    """Two files for people, JSON lines for programs."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(TOLL.format(19))
    new.write_text(TOLL.format(14))
    assert "▼ lowered" in sayso("diff", old, new).stdout
    row = {"id": 1, "old": TOLL.format(19), "new": TOLL.format(14)}
    answer = json.loads(sayso("diff", "--jsonl", text=json.dumps(row)).stdout)
    assert "lowered" in {c["kind"] for c in answer["changes"] if c["claim_kind"] == "quantity"}


@pytest.mark.parametrize("command", ["parse", "diff"])
def test_more_processes_answer_the_same(command: str) -> None:
    """Byte for byte and in order; a line that is not an object ends both after the answers to the lines before it."""
    rows = [{"doc": n, "id": n, "text": TOLL.format(n), "old": TOLL.format(n), "new": TOLL.format(n + n % 3)} for n in range(100)]
    lines = [json.dumps(row) for row in rows]
    one, two = (sayso(command, "--jsonl", "--jobs", jobs, text="\n".join(lines)).stdout for jobs in ("1", "2"))
    assert one == two
    assert len(one.splitlines()) == 100
    broken = "\n".join([*lines[:71], "", "no JSON", *lines[71:]])
    one, two = (sayso(command, "--jsonl", "--jobs", jobs, text=broken, code=1) for jobs in ("1", "2"))
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    assert "line 73: not JSON" in two.stderr
    assert len(two.stdout.splitlines()) == 71


def test_explain_names_the_rule_and_the_reason() -> None:
    """Which rule took the words, and why the year was not taken."""
    shown = sayso("explain", "At least 12 of the passengers died in 2024.").stdout
    assert "At least 12" in shown
    assert "not a figure" in shown
    assert "2024" in shown


def test_changes_for_people_and_programs(db: Path) -> None:
    """Filters by kind and size; JSON, CSV; nothing found is said."""
    assert "▼ lowered" in sayso("changes", "--db", db).stdout
    (row,) = json.loads(sayso("changes", "--db", db, "--kind", "lowered", "--min-change", "5%", "--json").stdout)
    assert (row["old_value"], row["new_value"], row["delta"]) == (19, 14, -5)
    (row,) = csv.DictReader(io.StringIO(sayso("changes", "--db", db, "--kind", "lowered", "--csv").stdout))
    assert row["new_text"] == "At least 14"
    assert "No such change" in sayso("changes", "--db", db, "--min-change", "50%").stderr
    assert json.loads(sayso("changes", "--db", db, "--since", "2026-03-15", "--json").stdout) == []


def test_changes_of_one_outlet(tmp_path: Path) -> None:
    """By the name that its pages give, whatever the case of its letters."""
    lines = [
        line(TOLL.format(n), f"2026-03-14T{n}:00:00Z", url=f"https://{host}.example/ferry") for host in ("wire", "post") for n in (12, 13)
    ]
    store(tmp_path, lines).close()
    (row,) = json.loads(sayso("changes", "--db", tmp_path / "sayso.db", "--publisher", "Wire.example", "--kind", "raised", "--json").stdout)
    assert row["publisher"] == "wire.example"


def test_a_change_is_called_by_a_wording_of_its_own(tmp_path: Path) -> None:
    """Not by the claim's latest one, whose figure neither of its revisions has."""
    lines = [line(TOLL.format(n), f"2026-03-14T{n}:00:00Z") for n in (12, 15, 19)]
    db = store(tmp_path, lines).conn
    found = db.execute("select claim from change_details where kind = 'raised' order by at").fetchall()
    assert [tuple(row) for row in found] == [("At least 15 people",), ("At least 19 people",)]


def test_changes_leaves_out_what_is_not_shown_and_says_how_many(tmp_path: Path) -> None:
    """An age that changed by a birthday is stored, counted, and listed with --all; a toll is always listed."""
    texts = ["Ana Ruiz, {}, runs the mill. At least {} people were killed in the flood.".format(*values) for values in ((34, 12), (35, 14))]
    db = store(tmp_path, [line(text, f"2026-03-1{day}T10:00:00Z") for day, text in enumerate(texts, 1)]).conn
    path = next(db.execute("pragma database_list"))[2]
    shown, everything = (sayso("changes", "--db", path, "--kind", "raised", "--json", *more) for more in ((), ("--all",)))
    assert [row["new_value"] for row in json.loads(shown.stdout)] == [14]
    assert sorted(row["new_value"] for row in json.loads(everything.stdout)) == [14, 35]
    assert "1 minor or uncertain change not shown: --all" in shown.stderr
    assert "not shown" not in everything.stderr


def test_export_in_every_format(db: Path, tmp_path: Path) -> None:
    """The same rows as CSV, JSON lines and Parquet; each claim as a schema.org Claim with its permanent link."""
    out = tmp_path / "changes.parquet"
    sayso("export", "change_details", "--db", db, "-f", "parquet", "-o", out)
    lines = [json.loads(x) for x in sayso("export", "change_details", "--db", db, "-f", "jsonl").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(sayso("export", "change_details", "--db", db).stdout)))
    parquet = pyarrow.parquet.read_table(out).to_pylist()
    assert [r["id"] for r in lines] == [int(r["id"]) for r in table] == [r["id"] for r in parquet]
    assert [r["delta"] for r in lines] == [r["delta"] for r in parquet]
    claims = [json.loads(x) for x in sayso("export", "-f", "jsonld", "--base", "https://c.example/sayso/", "--db", db).stdout.splitlines()]
    (toll,) = (c for c in claims if c["name"] == "At least 14 people")
    assert toll["@type"] == "Claim"
    assert toll["@id"].startswith("https://c.example/sayso/claims/")
    assert toll["appearance"]["@type"] == "NewsArticle"
    assert toll["text"] == TOLL.format(14)
    assert "name a file" in sayso("export", "-f", "parquet", "--db", db, code=1).stderr


def test_a_cell_that_looks_like_a_formula_is_text_in_csv(tmp_path: Path) -> None:
    """What a headline says is never run by a spreadsheet."""
    lines = [line(TOLL.format(n), f"2026-03-14T{n}:00:00Z", title="=HYPERLINK(1)") for n in (12, 13)]
    store(tmp_path, lines).close()
    (row,) = csv.DictReader(io.StringIO(sayso("export", "articles", "--db", tmp_path / "sayso.db").stdout))
    assert row["title"] == "'=HYPERLINK(1)"


def test_history_of_an_article_and_of_a_claim(db: Path) -> None:
    """By words of the headline, then by the claim's number."""
    claims = json.loads(sayso("history", "ferry capsizes", "--db", db, "--json").stdout)
    (toll,) = (c["id"] for c in claims if c["kind"] == "quantity" and c["part"] == "body")
    shown = sayso("history", str(toll), "--db", db).stdout
    assert "first seen" in shown
    assert "▼ lowered" in shown
    assert "no article or claim has this number, address or headline" in sayso("history", "zeppelin", "--db", db, code=1).stderr


def test_ingest_sums_up_and_rebuild_finds_everything_right(tmp_path: Path) -> None:
    """The summary for a program; a second run adds nothing; rebuild writes nothing."""
    db, feed = tmp_path / "sayso.db", tmp_path / "feed.jsonl"
    feed.write_text("\n".join(json.dumps(line(TOLL.format(n), f"2026-03-14T{n}:00:00Z")) for n in (19, 20)))
    first = json.loads(sayso("ingest", feed, "--db", db, "--json").stdout)
    assert (first["articles"], first["revisions_new"], first["failures"]) == (1, 2, 0)
    second = json.loads(sayso("ingest", feed, "--db", db, "--json").stdout)
    assert (second["revisions_new"], second["revisions_known"], second["claims"], second["changes"]) == (0, 2, 0, 0)
    assert "0 rows written" in sayso("rebuild", "--db", db).stderr


def test_after_an_upgrade_a_rebuild_is_due_and_can_be_carried_on(db: Path) -> None:
    """Ingest says so; `rebuild --stale` reads what another version read, and only that."""
    with sqlite3.connect(db) as rows:
        rows.execute("update articles set grammar_version = 0")
    rows.close()
    empty = sayso("ingest", "-", "--db", db, text=json.dumps(line("Nothing new.", "2026-03-14T08:00:00Z", "https://b.example/1")))
    assert "1 article read by another version of sayso; run `sayso rebuild`" in empty.stderr
    assert sayso("rebuild", "--stale", "--db", db).stderr.startswith("1 article read again")
    assert sayso("rebuild", "--stale", "--db", db).stderr.startswith("0 articles read again")


PAGE = "<html lang=en><title>{}</title><body>{}</body></html>"


def bad_inputs(folder: Path) -> dict[str, str]:
    """Files that cannot be read, with words that the line about each must have."""
    cut = json.dumps(line(TOLL.format(3), "2026-03-14T09:00:00Z", "https://a.example/3"))[:70]
    files: dict[str, tuple[bytes, str]] = {
        "empty.html": (b"", "empty"),
        "junk.html": (bytes(range(256)) * 40, "junk.html"),
        "login.html": (
            PAGE.format("Log in", "<form><input type=password></form><p>Log in to continue reading.</p>").encode(),
            "login.html",
        ),
        "error.html": (
            PAGE.format("404 Not Found", "<h1>Page not found</h1><p>The page you asked for is gone.</p>").encode(),
            "error.html",
        ),
        "cut.jsonl": (cut.encode(), "cut off"),
        "timeless.jsonl": (json.dumps({"url": "https://a.example/4"}).encode(), "timeless.jsonl:1"),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    with (folder / "huge.html").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    (folder / "nothing").mkdir()
    return {name: words for name, (_, words) in files.items()} | {"huge.html": "huge.html"}


def test_bad_input_is_one_clear_line_each_and_stops_nothing(tmp_path: Path) -> None:
    """Each is named with its reason, counted, and recorded in the run's rows; the good story beside them is stored."""
    folder = tmp_path / "in"
    folder.mkdir()
    bad = bad_inputs(folder)
    good = folder / "z-good.jsonl"
    good.write_text(json.dumps(line(TOLL.format(19), "2026-03-14T09:00:00Z")))
    db = tmp_path / "sayso.db"
    done = sayso("ingest", folder, "--db", db, "--json", code=1)
    summary = json.loads(done.stdout)
    assert (summary["articles"], summary["revisions_new"]) == (1, 1)
    told = {Path(f["where"].partition(":")[0]).name if "jsonl" not in f["where"] else Path(f["where"]).name.split(":")[0]: f["reason"]
            for f in summary["failed"]}  # fmt: skip
    for name, words in bad.items():
        assert words in told[name], (name, told)
        assert "\n" not in told[name]
        assert name in told[name]
    assert sum(name in done.stderr for name in bad) == len(bad)
    kept = json.loads(sayso("changes", "--db", db, "--json").stdout)
    assert kept == []


def test_another_slug_and_a_missing_time_are_remarked_upon(tmp_path: Path) -> None:
    """Stored, reported in one line each, counted, and recorded in the run's rows."""
    feed, db = tmp_path / "in.jsonl", tmp_path / "sayso.db"
    slugs = ("https://a.example/ferry-sinks-512345", "https://a.example/ferry-toll-512345")
    rows = [line(TOLL.format(9), "2026-03-14T09:00:00Z", slugs[0]), line(TOLL.format(9), None, slugs[1])]
    feed.write_text("\n".join(map(json.dumps, rows)))
    done = sayso("ingest", feed, "--db", db, "--json")
    assert json.loads(done.stdout)["remarks"] == 1
    assert "in.jsonl:2: " in done.stderr
    assert "under another address" in done.stderr
    assert "revision_time" in done.stderr
    kept = [json.loads(x)["detail"] for x in sayso("export", "run_events", "-f", "jsonl", "--db", db).stdout.splitlines()]
    assert sum("under another address" in (detail or "") for detail in kept) == 1


def test_a_time_in_the_future_is_refused_as_a_basis(tmp_path: Path) -> None:
    """The story is stored, dated from when it was seen."""
    folder, db = tmp_path / "in.jsonl", tmp_path / "sayso.db"
    folder.write_text(json.dumps(line(TOLL.format(19), "2039-01-01T00:00:00Z")))
    assert "refused: in the future" in sayso("ingest", folder, "--db", db).stderr
    (row,) = sqlite3.connect(db).execute("select updated_at_basis, updated_at from revisions").fetchall()
    assert row[0] == "capture"
    assert row[1] < "2039"


def test_hostile_text_is_inert_on_the_terminal(tmp_path: Path) -> None:
    """An article cannot clear the screen or set the window's title."""
    evil = "Officials said \x1b[2J\x1b]0;owned\x07 that 12 people were killed\u202e. " + "The search in the hills went on until dark. " * 40
    feed, db = tmp_path / "evil.jsonl", tmp_path / "sayso.db"
    feed.write_text(
        "\n".join(json.dumps(line(evil.replace("12", n), f"2026-03-14T{n}:00:00Z", title="Toll \x1b[31m rises")) for n in ("12", "13"))
    )
    for output in (
        sayso("ingest", feed, "--db", db),
        sayso("changes", "--db", db),
        sayso("parse", text=evil),
        sayso("history", "toll rises", "--db", db),
    ):
        assert not {"\x1b", "\x07", "\u202e"} & set(output.stdout + output.stderr)


def test_serve_tells_about_a_port_in_use(db: Path) -> None:
    """One clear line, with what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = sayso("serve", "--db", db, "--port", str(port), code=1)
    assert f"port {port} on 127.0.0.1 is not available" in told.stderr
    assert "choose another" in told.stderr


@pytest.mark.parametrize("args", [["changes"], ["history", "x"], ["serve"]])
def test_a_missing_database_is_told(tmp_path: Path, args: list[str]) -> None:
    """Readers make no empty database; they say what to do first."""
    told = sayso(*args, "--db", tmp_path / "none.db", code=1)
    assert "run `sayso ingest` first" in told.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.shared
def test_the_first_real_page(shared: Path, tmp_path: Path) -> None:
    """The wire story as a saved text: title, times, no teasers, the figures with their sources."""
    db = tmp_path / "sayso.db"
    sayso("ingest", shared / "data/articles/blinken-rafah.txt", "--db", db)
    rows = sqlite3.connect(db)
    article = rows.execute("select title, published_at, updated_at from articles").fetchone()
    assert article[0].startswith("Blinken says an Israeli assault")
    assert article[1:] == ("2024-03-21T10:38:00Z", "2024-03-21T20:52:00Z")
    assert rows.execute("select updated_at_basis, zone_assumed from revisions").fetchall() == [("visible line", 1)]
    text = rows.execute("select text from revisions").fetchone()[0]
    assert not any(words in text for words in ("Stock market today", "contributed to this report", "CAC 40", "Find more of"))
    figures = set(rows.execute(
        "select v.text, v.low, v.high, s.name from claim_versions v left join speakers s on s.id = v.speaker_id where v.modifier "
            "is not null"
    ))  # fmt: skip
    assert ("nearly 32,000", 31000, 32000, "Gaza’s Health Ministry") in figures
    assert {f[:3] for f in figures} >= {
        ("some 1,200", 1150, 1250), ("250", 250, 250), ("some 100", 90, 110), ("30", 30, 30), ("more than a million", 1e6, None),
    }  # fmt: skip
    assert sum(1 for _ in rows.execute("select 1 from claim_versions where text = 'more than a million'")) == 2
    speakers = {row[0] for row in rows.execute("select name from speakers")}
    assert {"Antony Blinken", "Benjamin Netanyahu", "Abdel Fattah el-Sissi", "John Kennedy"} <= speakers


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says(name: str) -> None:
    """`sayso --help` prints its lines without importing the commands; they are the first lines of the commands' own help."""
    found = main.get_command(click.Context(main), name)
    assert found is not None
    assert found.get_short_help_str(200) == COMMANDS[name][1]


def test_help_imports_no_command() -> None:
    """A command that cannot be imported, for a library that is missing or broken, takes the help of the others not with it."""
    code = "import sys; from sayso.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sqlite_utils", "datasette", "trafilatura", "regex", "rich", "sayso.grammar", "sayso.store"} & set(done.stderr.split())


@pytest.mark.parametrize("module", ["tell", "query", "status", "export"])
def test_what_only_asks_the_database_loads_no_site_and_no_grammar(module: str) -> None:
    """They start at once."""
    code = f"import sys, sayso.cli.{module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"datasette", "trafilatura", "sayso.publish", "sayso.grammar"} & set(done.stdout.split())


def test_a_command_that_is_not_there_is_answered_with_the_nearest() -> None:
    done = subprocess.run([sys.executable, "-m", "sayso", "chnages"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no command 'chnages'; did you mean 'changes'?" in done.stderr


def test_a_time_without_a_zone_is_utc() -> None:
    """`parse --jsonl` takes the times that other programs write."""
    line = json.dumps({"doc": "a", "text": "On March 5 the dam burst and 12 people died.", "updated_at": "2026-03-06T10:00:00"})
    done = subprocess.run([*SAYSO, "parse", "--jsonl"], input=line, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["claims"][0]["moment"]["start"] == "2026-03-05T00:00:00Z"


def test_a_table_that_is_not_there_is_answered_with_the_nearest(db: Path) -> None:
    told = sayso("export", "change_detail", "--db", db, code=2).stderr
    assert "did you mean 'change_details'?" in told
    assert len(told) < 400


def test_html_given_as_text_is_remarked_upon(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html><p>Some 12 people died.</p></html>")
    assert f"`sayso ingest {page}`" in sayso("parse", page).stderr


def test_a_run_says_how_many_changes_there_are_to_read(tmp_path: Path) -> None:
    """As many as `sayso changes` lists: a change in headline and text counts once, a change that is not shown does not count."""
    feed = tmp_path / "feed.jsonl"
    lines = [line(TOLL.format(n), f"2026-03-14T{n}:00:00Z", title=f"{n} die as ferry sinks") for n in (12, 14)]
    feed.write_text("\n".join(map(json.dumps, lines)))
    assert "`sayso changes` lists 1 item: 2 changes" in sayso("ingest", feed, "--db", tmp_path / "sayso.db").stderr
    assert sayso("changes", "--db", tmp_path / "sayso.db").stdout.count("raised") == 1


def test_where_nothing_is_due_it_says_until_when(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(
        "Ferry sinks\n\nMay 3, 2026, 10:00 AM UTC\n\nSome 12 people died when a ferry sank, the office said.\n"
    )
    sayso("sources", "add", tmp_path / "pages", "--db", tmp_path / "sayso.db")
    sayso("ingest", "--db", tmp_path / "sayso.db")
    assert "Nothing is due before 20" in sayso("ingest", "--db", tmp_path / "sayso.db").stderr


def test_changes_go_by_role_and_outlet_and_the_nearest_name_is_told(tmp_path: Path) -> None:
    """An unknown name is an error with the nearest one, whatever its case; not an empty list."""
    lines = [line(TOLL.format(n), f"2026-03-14T{h:02}:00:00Z", publisher="Harbour Wire") for n, h in ((19, 9), (14, 10))]
    store(tmp_path, lines).close()
    at = ("--db", tmp_path / "sayso.db")
    assert "At least 19 → At least 14" in sayso("changes", "--role", "killed", "--publisher", "harbour wire", *at).stdout
    assert "did you mean 'killed'?" in sayso("changes", "--role", "kiled", *at, code=1).stderr
    assert "did you mean 'Harbour Wire'?" in sayso("changes", "--publisher", "Harbor Wire", *at, code=1).stderr


SPOKEN = "The dam is safe for the whole valley, and nobody in Orle town has to leave their beds tonight"


def test_changes_go_by_speaker_and_word(tmp_path: Path) -> None:
    """A part of a name is enough, also of a source that has none."""
    said = "“{},” Mayor Ida Renn said. The flood killed {} people, police said."
    texts = [said.format(SPOKEN, 12), said.format(SPOKEN.replace("safe", "lost"), 15)]
    store(tmp_path, [line(text, f"2026-03-14T{n + 9:02}:00:00Z") for n, text in enumerate(texts)]).close()
    at = ("--db", tmp_path / "sayso.db")
    renn, police, bed = (
        sayso("changes", *asked, *at).stdout for asked in (("--speaker", "renn"), ("--speaker", "police"), ("--word", "beds"))
    )
    assert ["quote changed" in told for told in (renn, police, bed)] == [True, False, True]
    assert ["raised" in told for told in (renn, police, bed)] == [False, True, False]
    assert "no word in '-'" in sayso("changes", "--word", "-", *at, code=1).stderr


def test_a_quotation_that_was_cut_is_counted_with_the_switch_that_lists_it(tmp_path: Path) -> None:
    """It is minor, and --kind 'quote changed' shows it."""
    texts = [f"“{SPOKEN},” Mayor Ida Renn said.", f"“{SPOKEN.removesuffix(' tonight')},” Mayor Ida Renn said."]
    store(tmp_path, [line(text, f"2026-03-14T{n + 9:02}:00:00Z") for n, text in enumerate(texts)]).close()
    at = ("--db", tmp_path / "sayso.db")
    told = sayso("changes", *at)
    assert "1 quotation cut, extended or paraphrased not shown: --kind 'quote changed'" in told.stderr
    assert "quote changed" in sayso("changes", "--kind", "quote changed", *at).stdout


def test_an_empty_list_says_why_where_that_is_known(tmp_path: Path) -> None:
    """Nothing has changed, no page states a time, or there is but one outlet."""
    at = ("--db", tmp_path / "sayso.db")
    store(tmp_path, [line(TOLL.format(19), "2026-03-14T09:00:00Z", publisher="Harbour Wire")]).close()
    assert "No article has a second revision" in sayso("changes", *at).stderr
    assert "All articles are from one outlet" in sayso("series", "disagreements", *at).stderr
    store(tmp_path, [line(TOLL.format(n), f"2026-03-14T{h:02}:00:00Z", publisher="Harbour Wire") for n, h in ((19, 9), (14, 10))]).close()
    assert "No page states when it was updated" in sayso("changes", "--stealth", *at).stderr


def test_as_of_a_time_is_what_was_known_by_then(db: Path) -> None:
    """A day alone includes all of that day; a claim is shown in its wording of that time."""
    assert "No such change." in sayso("changes", "--as-of", "2026-03-14T09:59", "--db", db).stderr
    assert all("lowered" in sayso("changes", "--as-of", time, "--db", db).stdout for time in ("2026-03-14T10:00", "2026-03-14"))
    told = {time: sayso("history", "ferry", "--as-of", time, "--db", db).stdout for time in ("2026-03-14T09:30", "2026-03-14")}
    assert ["19 people" in text for text in told.values()] == [True, False]
    for what in ("ferry", "100002"):
        early = ("history", what, "--as-of", "2026-03-14T08:00", "--db", db)
        assert f"{what} was not known yet at 2026-03-14 08:00" in sayso(*early).stderr
        assert json.loads(sayso(*early, "--json").stdout) == []
    through = sayso("history", "100002", "--as-of", "2026-03-14T09:30", "--db", db).stdout
    assert "still in the article" in through
    assert "lowered" not in through


def test_jobs_leave_out_what_one_process_leaves_out(tmp_path: Path) -> None:
    """--since uses the times of the pages, however they are read; --limit counts what is read."""
    lines = [line(TOLL.format(n), f"2026-03-{n}T09:00:00Z", f"https://wire.example/{n}") for n in range(10, 20)]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(x) + "\n" for x in [*lines, {"url": "https://wire.example/none"}]))
    for asked in (["--since", "2026-03-14"], ["--limit", "3"], ["--since", "2026-03-14", "--limit", "3"]):
        told = [
            sayso("ingest", feed, *asked, "--jobs", jobs, "--json", "--db", tmp_path / f"{len(asked)}{asked[0]}{jobs}.db", code=code).stdout
            for jobs in ("1", "2")
            for code in [0 if "--limit" in asked else 1]
        ]
        assert told[0] == told[1]
        assert json.loads(told[0])["revisions_new"] == (3 if "--limit" in asked else 6)


def test_an_article_goes_by_the_headline_that_it_had(tmp_path: Path) -> None:
    """What `changes` prints as the headline of that day finds the article; a day as `--until` is that whole day."""
    pages, db = tmp_path / "pages.jsonl", tmp_path / "s.db"
    told = [
        {
            "url": "https://coast.example/ferry",
            "title": title,
            "text": f"At least {n} people died.",
            "revision_time": f"2026-05-0{n}T10:00:00Z",
        }
        for n, title in ((3, "Ferry sinks off Ansel"), (4, "Search at Port Ansel ends"))
    ]
    pages.write_text("".join(json.dumps(row) + "\n" for row in told), "utf-8")
    sayso("ingest", "--quiet", "--db", db, pages)
    assert "coast.example/ferry" in sayso("history", "--db", db, "Ferry sinks off").stdout
    assert "at least 3" in sayso("changes", "--db", db, "--since", "2026-05-04", "--until", "2026-05-04").stdout.lower()
