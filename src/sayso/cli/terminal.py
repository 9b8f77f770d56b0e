"""The terminal on which people read the output of commands.

A terminal, whose width is known, or a pipe, a file, a mail, where lines are as long as they need to be.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sayso.present.sanitize import neutralize

if TYPE_CHECKING:  # Rich takes a while to import, and a run whose output nobody watches prints nothing with it
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.table import Table
    from rich.text import Text

#: The width of what is no terminal: more than any line has.
ENDLESS = 1_000_000


def make_console() -> Console:
    """The terminal; where there is none, one so wide that nothing is wrapped, and without colours."""
    from rich.console import Console

    found = Console()
    return found if found.is_terminal else Console(file=io.StringIO(), width=ENDLESS, no_color=True)


def show(what: RenderableType) -> None:
    """Prints: wrapped to a terminal; elsewhere whole, without the blanks that fill a table's last column."""
    at = make_console()
    at.print(what)
    if isinstance(at.file, io.StringIO):
        click.echo("\n".join(line.rstrip() for line in at.file.getvalue().split("\n")), nl=False)


def make_safe(text: object, style: str = "") -> Text:
    """Text for the terminal on one line, with no character left that a terminal would obey."""
    from rich.text import Text

    return Text(neutralize(" ".join(str(text).split())), style)


def format_minute(iso: str | None) -> str:
    """A stored time, to the minute, in UTC."""
    return (iso or "")[:16].replace("T", " ")


#: Columns whose cells are short and stay on one line.
WHOLE = frozenset(
    (
        "when",
        "what",
        "by",
        "from",
        "until",
        "claim no.",
        "part",
        "status",
        "changes",
        "at",
        "taken for",
        "run",
        "started",
        "took",
        "no.",
        "last checked",
        "last news",
    )
)


def build_table(columns: Sequence[str], rows: Sequence[Sequence[Text | str]]) -> Table:
    """A plain table. A column that holds nothing is left out; the last one, which holds the longest texts, takes the room that is left."""
    from rich.table import Table

    filled = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    made = Table(box=None, header_style="bold", pad_edge=False)
    for i in filled:
        whole = columns[i] in WHOLE
        made.add_column(columns[i], no_wrap=whole, overflow="fold", min_width=None if whole else min(len(columns[i]), 8))
    for row in rows:
        made.add_row(*(row[i] for i in filled))
    return made


#: A terminal as wide as this has room for a sentence beside other columns.
ROOMY = 120


class WithSentences:
    """A table for rich whose last column holds sentences: below their row, where there is no room beside it."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Text | str]]) -> None:
        self.columns, self.rows = columns, rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= ROOMY:
            yield build_table(self.columns, self.rows)
            return
        from rich.padding import Padding
        from rich.text import Text

        filled = [i for i in range(len(self.columns) - 1) if any(row[i] for row in self.rows)]
        lines = [[Text(self.columns[i], "bold") for i in filled]]
        lines += [[make_safe(row[i]) if isinstance(row[i], str) else Text.assemble(row[i]) for i in filled] for row in self.rows]
        widths = [max(line[n].cell_len for line in lines) for n in range(len(filled))]
        for number, line in enumerate(lines):
            for cell, width in zip(line, widths, strict=True):
                cell.pad_right(width - cell.cell_len)
            yield Text("  ").join(line)
            if number:
                yield Padding(self.rows[number - 1][-1], (0, 0, 0, 2))
