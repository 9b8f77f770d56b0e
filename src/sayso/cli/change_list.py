"""Prints changes on the terminal: one line each; if that is too long, the old words above the new ones, with the changed words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.cli.terminal import format_minute, make_safe
from sayso.present.one_line import NOBODY, describe_noun_and_role, list_flags, name_source, split_statement_side
from sayso.present.text_diffs import diff_words
from sayso.present.words import KINDS, format_difference

Row = Mapping[str, Any]

STYLES = {
    "raised": "bold red", "lowered": "bold green", "refined": "yellow", "coarsened": "yellow", "rehedged": "yellow",
    "reattributed": "cyan", "requoted": "cyan", "removed": "magenta", "added": "blue", "returned": "blue", "reworded": "dim",
}  # fmt: skip
REMOVED_STYLE, ADDED_STYLE = "red strike", "bold green"
INDENT = 2


def render_kind(name: str) -> Text:
    """Returns the sign and the word of a kind of change, in its colour."""
    kind = KINDS[name]
    return Text(f"{kind.sign} {kind.word}", STYLES[name])


class Changes:
    """A list of changes for rich to print, under their headlines.

    The rows have the columns of `change_details`; `at`, `article` and `publisher` may be missing.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        column = max((render_kind(row["kind"]).cell_len for row in self.rows), default=0)
        for number, (title, group) in enumerate(groupby(self.rows, key=_format_title)):
            if number:
                yield Text()
            if title:
                yield make_safe(title, "bold")
            for row in group:
                yield from _render_change(row, column, console, options.max_width)


def _format_title(row: Row) -> str:
    headline = row.get("headline") or row.get("article") or ""
    return f"{headline} ({row['publisher']})" if headline and row.get("publisher") else headline


def _render_change(row: Row, column: int, console: Console, width: int) -> Iterator[RenderableType]:
    what = render_kind(row["kind"])
    what.pad_right(column - what.cell_len)
    head = [what, make_safe(format_minute(row["at"]), "dim")] if row.get("at") else [what]
    by = make_safe(format_difference(row["delta"], row["percent"], row["unit"]), "bold")
    notes = make_safe(f"({'; '.join(found)})" if (found := list_flags(row)) else "", "italic")
    about, old, new = _split_sides(row)
    arrow = Text.assemble(about, ": " if about else "", old.whole, " → " if old and new else "", (new.whole, "bold"))
    if (line := _join([*head, arrow, by, notes])).cell_len <= width:
        yield line
        return
    yield _join([*head, by, notes])
    if arrow.cell_len <= width - INDENT:
        yield Padding(arrow, (0, 0, 0, INDENT))
        return
    lines = [("", Text(about))] if about else []
    was, now = _mark_words(old.text, new.text, console.color_system is None) if old and new else (Text(old.text), Text(new.text))
    lines += [(sign, Text.assemble(text, side.rest)) for sign, text, side in (("−", was, old), ("+", now, new)) if side]
    grid = Table.grid(padding=(0, 1))
    for sign, text in lines:
        grid.add_row(sign, text)
    yield Padding(grid, (0, 0, 0, INDENT))


def _join(parts: Sequence[Text]) -> Text:
    return Text("  ").join(part for part in parts if part)


class SideText(NamedTuple):
    """One side of a change: its words (`text`), then in `rest` the noun counted, or the source if the words do not name it."""

    text: str = ""
    rest: str = ""

    @property
    def whole(self) -> str:
        """The words with what follows them."""
        return self.text + self.rest

    def __bool__(self) -> bool:
        return bool(self.text)


def _split_sides(row: Row) -> tuple[str, SideText, SideText]:
    """Returns the subject (if the words do not name it), the old side and the new side.

    One side is empty if the claim was added or removed, or if its words did not change.
    """
    if row["kind"] == "reattributed":
        said_by = [SideText(_clean(name_source(row, side) or NOBODY)) for side in ("old", "new")]
        text, noun = _clean(row["new_text"] or row["old_text"]), _clean(row["noun"])
        return f"{text} {noun}" if noun and noun not in text else text, said_by[0], said_by[1]
    old, new = _read_side(row, "old"), _read_side(row, "new")
    return "", SideText() if old == new or row["kind"] == "returned" else old, new


def _read_side(row: Row, side: str) -> SideText:
    if row["claim_kind"] == "statement":
        words, by = map(_clean, split_statement_side(row, side))
        return SideText(words, f" {by}" if by else "")
    text = _clean(row[f"{side}_text"])
    if not text:
        return SideText()
    counted = _clean(describe_noun_and_role(row)) if side == "new" or not row["new_text"] else ""
    return SideText(text, f" {counted}" if counted else "")


def _clean(text: str | None) -> str:
    return make_safe(text or "").plain


def _mark_words(old: str, new: str, plain: bool) -> tuple[Text, Text]:
    """Returns both texts with removed and added words marked: by colour, or without colours as `wdiff` does: [-gone-] {+new+}."""
    gone, came, pieces = Text(), Text(), diff_words(old, new)
    if all(piece.op != "same" for piece in pieces):
        return Text(old), Text(new)
    for piece in pieces:
        was, now = piece.old.of(old), piece.new.of(new)
        if piece.op == "same":
            gone.append(was)
            came.append(now)
        elif piece.op == "gone":
            gone.append(f"[-{was}-]" if plain else was, REMOVED_STYLE)
        else:
            came.append(f"{{+{now}+}}" if plain else now, ADDED_STYLE)
    return gone, came
