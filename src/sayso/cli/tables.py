"""What commands print for people: claims marked in their text, tables of claims and of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.model import CHANGE_KINDS, FOREVER, Claim, Link, Reading, Span
from sayso.present.sanitize import inert
from sayso.present.words import KINDS, amount, difference, interval

if TYPE_CHECKING:  # `changes` has no use for the grammar, which takes a while to import
    from sayso.grammar import Explained

FIGURE, SOURCE, CUE, CONTENT = "bold yellow", "cyan", "magenta", "underline"
STYLES = {
    "raised": "bold red", "lowered": "bold green", "refined": "yellow", "coarsened": "yellow", "rehedged": "yellow",
    "reattributed": "cyan", "requoted": "cyan", "removed": "magenta", "added": "blue", "returned": "blue", "reworded": "dim",
}  # fmt: skip
#: The longest piece of a statement that a table shows, in characters.
SHORT = 90


def safe(text: object, style: str = "") -> Text:
    """Text for the terminal, with no character left that a terminal would obey."""
    return Text(inert(str(text)), style)


def short(text: str) -> str:
    """A piece of text on one line, cut to fit a table."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def marked(reading: Reading) -> Text:
    """The text with its claims in colour: figures, sources, cues, and what is attributed underlined."""
    text = Text(inert(reading.document.text))
    for claim in reading.claims:
        a = claim.attribution
        if a:
            _style(text, a.content, CONTENT)
            _style(text, [s for s in (a.source,) if s], SOURCE)
            _style(text, [s for s in (a.cue,) if s], CUE)
    for claim in reading.claims:
        if claim.quantity:
            _style(text, [claim.quantity.span], FIGURE)
    return text


def _style(text: Text, spans: Iterable[Span], style: str) -> None:
    for span in spans:
        text.stylize(style, span.start, span.end)


#: Columns that are never cut short, with the room they need.
WIDTHS = {
    "when": 16, "what": 16, "by": 14, "from": 16, "until": 16, "means": 14, "claim no.": 9, "part": 8, "status": 8, "changes": 7, "at": 7,
    "taken for": 12,
}  # fmt: skip


def _table(*columns: str, header: bool = True) -> Table:
    """A plain table, one line a row: what does not fit is cut, so that a list stays a list."""
    table = Table(box=None, header_style="bold", pad_edge=False, show_header=header, expand=True)
    for column in columns:
        width = WIDTHS.get(column)
        table.add_column(column, no_wrap=True, overflow="ellipsis", min_width=width, ratio=None if width else 1)
    return table


def minute(iso: str | None) -> str:
    """A stored time, to the minute, in UTC."""
    return "still stands" if iso == FOREVER else (iso or "")[:16].replace("T", " ")


def claims(reading: Reading) -> Table:
    """A table of the claims of a text."""
    table = _table("claim", "means", "who", "rule")
    for claim in reading.claims:
        table.add_row(_claim(claim, reading), safe(_means(claim)), safe(_who(claim, reading)), safe(claim.rule, "dim"))
    return table


def _claim(claim: Claim, reading: Reading) -> Text:
    text = reading.document.text
    if claim.quantity is None:
        return safe(short(" … ".join(s.of(text) for s in claim.spans)))
    return Text.assemble(safe(claim.span.of(text), FIGURE), " ", safe(claim.quantity.noun or ""))


def _means(claim: Claim) -> str:
    q = claim.quantity
    if q is None:
        assert claim.attribution is not None
        return ", ".join([claim.attribution.mode, *([claim.attribution.act] if claim.attribution.act != "speech" else [])])
    unit = None if q.unit == "person" else q.unit
    parts = [interval(q.low, q.high, q.modifier) + (f" {unit}" if unit else "")]
    return ", ".join(p for p in (*parts, q.role) if p)


def _who(claim: Claim, reading: Reading) -> str:
    a = claim.attribution
    if a is None:
        return ""
    return a.speaker or (short(a.source.of(reading.document.text)) if a.source else "nobody named")


def links(found: Sequence[Link], old: Reading, new: Reading) -> Table:
    """A table of what became of the claims, most telling first."""
    table = _table("what", "before", "after", "by")
    for link in sorted((x for x in found if x.kind), key=lambda x: CHANGE_KINDS.index(x.kind or "reworded")):
        before = None if link.old is None else old.claims[link.old]
        after = None if link.new is None else new.claims[link.new]
        table.add_row(
            kind(link.kind or "reworded"),
            _claim(before, old) if before else "",
            _claim(after, new) if after else "",
            safe(difference(link.delta, link.percent, after.quantity.unit if after and after.quantity else None)),
        )
    return table


def kind(name: str) -> Text:
    """A kind of change as sign and word, in its colour."""
    told = KINDS[name]
    return Text(f"{told.sign} {told.word}", STYLES[name])


def changes(rows: Iterable[Mapping[str, Any]]) -> Group:
    """Stored changes, under the headline of their article."""
    parts: list[RenderableType] = []
    for title, group in groupby(rows, key=lambda row: str(row["article"])):
        table = _table("what", "when", "before", "after", "by", header=False)
        for row in group:
            table.add_row(*_change(row))
        parts += [Text(), safe(title, "bold"), table]
    return Group(*parts[1:])


def _change(row: Mapping[str, Any]) -> tuple[Text, ...]:
    what = kind(row["kind"])
    if row["stealth"] or row["correction"] == "names it":
        what.append(" (stealth)" if row["stealth"] else " (corrected)", "italic")
    before, after = row["old_text"] or "", _after(row)
    if row["kind"] == "reattributed":
        before, after = row["old_speaker"] or "nobody named", f"{row['new_speaker'] or 'nobody named'}: {after}"
    by = difference(row["delta"], row["percent"], row["unit"])
    return what, safe(minute(row["at"]), "dim"), safe(short(before)), safe(short(after), "bold"), safe(by)


def _after(row: Mapping[str, Any]) -> str:
    text = row["new_text"] or ""
    return f"{text} {row['noun']}" if text and row["noun"] and row["noun"] not in text else text


def timeline(rows: Sequence[Mapping[str, Any]]) -> Table:
    """A table of a claim's versions."""
    table = _table("from", "until", "claim", "means", "source", "what")
    for row in rows:
        value = interval(row["low"], row["high"], row["modifier"]) or amount(row["value"], row["unit"])
        table.add_row(
            safe(minute(row["valid_from"])), safe(minute(row["valid_to"])), safe(short(row["text"]), FIGURE),
            safe(value), safe(row["speaker"] or ""), kind(row["change"]) if row["change"] else "first seen",
        )  # fmt: skip
    return table


def claim_list(rows: Iterable[Mapping[str, Any]]) -> Table:
    """A table of an article's claims; those that changed most come first."""
    table = _table("claim no.", "words", "part", "status", "changes")
    for row in sorted(rows, key=lambda r: (-r["changes"], r["id"])):
        status = safe(row["status"], "dim" if row["status"] == "gone" else "")
        label = safe(row["label"], FIGURE if row["kind"] == "quantity" else "")
        table.add_row(str(row["id"]), label, row["part"], status, str(row["changes"]))
    return table


def explanation(rows: Iterable[Explained], text: str) -> Table:
    """A table of what each candidate in a text was taken for, by which rule, and why the others were not."""
    table = _table("words", "at", "taken for", "rule", "meaning")
    for row in rows:
        style = "dim" if row.kind.startswith("not ") else "green"
        at = f"{row.span.start}:{row.span.end}"
        table.add_row(safe(short(row.span.of(text))), at, safe(row.kind, style), safe(row.rule), safe(row.what, "dim"))
    return table
