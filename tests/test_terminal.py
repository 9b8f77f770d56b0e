"""What commands print for people: on a terminal of some width, and in a pipe."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from commands import SAYSO, sayso
from newsroom import line, store
from test_cli import TOLL


def run_on_terminal(*args: str | Path, width: int = 80, kind: str = "xterm-256color") -> str:
    """What a command prints on a terminal so wide, with its codes for colours."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": kind, "COLUMNS": str(width)}
    process = subprocess.Popen([*SAYSO, *map(str, args)], stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux gives EIO when the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.wait() == 0
    return shown.decode().replace("\r", "")


def test_a_terminal_gets_a_progress_bar_and_colours(tmp_path: Path) -> None:
    """On a terminal the bar is drawn and taken away again; the summary stays."""
    feed = tmp_path / "feed.jsonl"
    feed.write_text(json.dumps(line(TOLL.format(19), "2026-03-14T09:00:00Z")))
    shown = run_on_terminal("ingest", feed, "--db", tmp_path / "sayso.db")
    assert "\x1b[" in shown
    assert "1 article; revisions: 1 new" in shown


QUOTE = (
    "“We shall search every deck of the ship, and every {} behind it, for as long as it is {} and the wind lets us,” Captain Ilse "
    "Varn said."
)


@pytest.fixture
def quoted(tmp_path: Path) -> Path:
    """A database with a long quotation of which two words changed."""
    store(
        tmp_path, [line(QUOTE.format(*w), f"2026-03-14T{h}:00:00Z") for w, h in ((("cabin", "light"), 10), (("hold", "dry"), 11))]
    ).close()
    return tmp_path / "sayso.db"


def test_on_a_narrow_terminal_a_change_takes_lines_with_the_changed_words_marked(quoted: Path) -> None:
    """Nothing is cut, no line is too long; without colours the marks are those of wdiff."""
    plain = run_on_terminal("changes", "--db", quoted, kind="dumb")
    assert max(map(len, plain.split("\n"))) <= 80
    whole = " ".join(plain.split())
    assert "every [-cabin-] behind it, for as long as it is [-light-] and the wind lets us" in whole
    assert "every {+hold+} behind it, for as long as it is {+dry+} and the wind lets us" in whole
    coloured = run_on_terminal("changes", "--db", quoted)
    assert re.search("\x1b\\[[0-9;]*m" + "cabin" + "\x1b", coloured)
    assert "[-cabin-]" not in coloured


def test_in_a_pipe_each_change_is_one_whole_line(quoted: Path) -> None:
    """A cron mail or grep gets all the words."""
    (told,) = (x for x in sayso("changes", "--db", quoted).stdout.split("\n") if "quote changed" in x)
    assert "every cabin behind" in told
    assert "every hold behind it, for as long as it is dry" in told
    assert told == told.rstrip()


@pytest.mark.parametrize("columns", ["30", "80"])
def test_in_a_pipe_the_width_of_a_terminal_that_is_not_there_counts_for_nothing(quoted: Path, columns: str) -> None:
    """`COLUMNS` is in the environment of many a cron job."""
    for args in (["changes"], ["history", "100001"], ["history", "1"]):
        done = subprocess.run(
            [*SAYSO, *args, "--db", str(quoted)], capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": columns}
        )
        assert "for as long as it is dry and the wind lets us" in done.stdout


def test_kinds_go_by_the_words_that_are_printed_and_by_their_codes(quoted: Path) -> None:
    """Printed words are accepted as arguments; a misspelt one gets the nearest as a suggestion."""
    for name in ("quote changed", "Quote  changed", "requoted"):
        assert "hold" in sayso("changes", "--db", quoted, "--kind", name).stdout
    assert "did you mean 'quote changed'?" in sayso("changes", "--db", quoted, "--kind", "quote change", code=2).stderr
    assert "hedge changed" in sayso("tell", "--db", quoted, "--kind", "xyzzy", code=2).stderr


def test_a_source_that_was_dropped_is_named(tmp_path: Path) -> None:
    """In `changes` and in `diff`, with what it was a source of."""
    texts = ["The flight carried 212 passengers, the airline said.", "The flight carried 212 passengers."]
    store(tmp_path, [line(text, f"2026-03-1{n}T10:00:00Z") for n, text in enumerate(texts)]).close()
    told = sayso("changes", "--db", tmp_path / "sayso.db", "--kind", "source changed").stdout
    assert "212 passengers: the airline → nobody named" in told.lower()
    for name, text in zip(("old.txt", "new.txt"), texts, strict=True):
        (tmp_path / name).write_text(text)
    assert "212 passengers: the airline → nobody named" in sayso("diff", tmp_path / "old.txt", tmp_path / "new.txt").stdout.lower()


def test_a_change_in_headline_and_text_is_one_entry(tmp_path: Path) -> None:
    """It is listed once with its places; --limit counts entries, and the rest is counted."""
    lines = [
        line(f"At least {n} people were killed when a ferry sank. Some {m} homes lost power.", f"2026-03-14T{n}:00:00Z",
            title=f"{n} killed in storm")
        for n, m in ((12, 900), (14, 700))
    ]  # fmt: skip
    store(tmp_path, lines).close()
    listed = sayso("changes", "--db", tmp_path / "sayso.db")
    assert listed.stdout.count("raised") == 1
    assert "in headline and text" in listed.stdout
    assert "14 killed in storm" in listed.stdout.split("\n")[0]
    assert "1 more of 2 items: --limit 2" in sayso("changes", "--db", tmp_path / "sayso.db", "--limit", "1").stderr


def test_an_articles_claims_are_those_that_are_shown_and_the_others_are_counted(tmp_path: Path) -> None:
    """An age is incidental; --all lists it."""
    store(tmp_path, [line("Ana Ruiz, 34, runs the mill. At least 12 people were killed in the flood.", "2026-03-14T10:00:00Z")]).close()
    shown = sayso("history", "1", "--db", tmp_path / "sayso.db")
    assert "34" not in shown.stdout.split("\n", 1)[1]
    assert "1 incidental or uncertain claim not shown: --all" in shown.stderr
    assert "34" in sayso("history", "1", "--db", tmp_path / "sayso.db", "--all").stdout


def test_sentences_of_a_series_stand_below_their_figures_where_there_is_no_room(tmp_path: Path) -> None:
    """At 80 columns below the row, at 160 and in a pipe beside it."""
    told = "The ferry Silver Tern sank off Port Ansel on Sunday, killing {} people, the coast guard said."
    lines = [
        line(told.format(n), f"2026-03-1{n - 10}T09:00:00Z", f"https://{p}.example/1", publisher=p)
        for n, p in ((14, "Wire"), (17, "Coast"))
    ]
    store(tmp_path, lines).close()
    path = tmp_path / "sayso.db"
    sayso("series", "settle", "--db", path)
    number = str(json.loads(sayso("series", "list", "--json", "--db", path).stdout)[0]["id"])
    narrow, wide = (re.sub(r"\x1b\[[0-9;]*m", "", run_on_terminal("series", "show", number, "--db", path, width=w)) for w in (80, 160))
    assert "\n  The ferry Silver Tern sank" in narrow
    assert "\n  The ferry Silver Tern sank" not in wide
    assert "Wire    The ferry" in sayso("series", "show", number, "--db", path).stdout
