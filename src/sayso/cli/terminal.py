"""Output of commands for people.

On a terminal, lines are wrapped to its width; in a pipe, a file or a mail, they are as long as necessary.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sayso.present.sanitize import neutralize

if TYPE_CHECKING:  # Rich takes a while to import, and a run without a terminal does not need it
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.table import Table
    from rich.text import Text

#: The width of output that is no terminal: more than any line has.
UNLIMITED_WIDTH = 1_000_000


def make_console() -> Console:
    """Returns a console for the terminal; without a terminal, one without colours that wraps nothing."""
    from rich.console import Console

    found = Console()
    return found if found.is_terminal else Console(file=io.StringIO(), width=UNLIMITED_WIDTH, no_color=True)


def show(what: RenderableType) -> None:
    """Prints something: wrapped on a terminal; elsewhere unwrapped, without the blanks that fill a table's last column."""
    at = make_console()
    at.print(what)
    if isinstance(at.file, io.StringIO):
        click.echo("\n".join(line.rstrip() for line in at.file.getvalue().split("\n")), nl=False)


def make_safe(text: object, style: str = "") -> Text:
    """Returns a text on one line, with the control characters that a terminal would obey replaced."""
    from rich.text import Text

    return Text(neutralize(" ".join(str(text).split())), style)


def format_minute(iso: str | None) -> str:
    """Formats a stored time (ISO, UTC) to the minute; "" for None."""
    return (iso or "")[:16].replace("T", " ")


#: Columns with short cells, which are not wrapped.
UNWRAPPED_COLUMNS = frozenset(
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
    """Builds a plain table without empty columns. The last column, which has the longest texts, takes the rest of the width."""
    from rich.table import Table

    filled = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    made = Table(box=None, header_style="bold", pad_edge=False)
    for i in filled:
        whole = columns[i] in UNWRAPPED_COLUMNS
        made.add_column(columns[i], no_wrap=whole, overflow="fold", min_width=None if whole else min(len(columns[i]), 8))
    for row in rows:
        made.add_row(*(row[i] for i in filled))
    return made


#: The width from which a terminal has room for a sentence beside other columns.
WIDE_TERMINAL = 120


class WithSentences:
    """A table for rich whose last column has sentences; on a narrow terminal each sentence is below its row."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Text | str]]) -> None:
        self.columns, self.rows = columns, rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= WIDE_TERMINAL:
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
