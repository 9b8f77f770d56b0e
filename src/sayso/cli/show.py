"""What commands print for people: claims marked in their text, tables of claims and of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from sayso.grammar import Explained
from sayso.model import CHANGE_KINDS, Claim, Link, Reading, Span
from sayso.publish.inert import inert
from sayso.publish.words import KINDS, amount, clock, difference, interval

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


def claims(reading: Reading) -> Table:
    """A table of the claims of a text."""
    table = Table("claim", "means", "who", "rule", box=None, header_style="bold", pad_edge=False)
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
    table = Table("what", "before", "after", "by", box=None, header_style="bold", pad_edge=False)
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


def changes(rows: Iterable[Mapping[str, Any]]) -> Table:
    """A table of stored changes."""
    table = Table("when", "what", "before", "after", "by", "article", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        marks = [m for m, on in (("stealthily", row["stealth"]), ("owned up to", row["correction"])) if on]
        what = kind(row["kind"])
        if marks:
            what.append(f" ({', '.join(marks)})", "italic")
        table.add_row(
            safe(clock(row["at"])), what, safe(short(row["old_text"] or "")), safe(short(_after(row))),
            safe(difference(row["delta"], row["percent"], row["unit"])), safe(short(row["article"]), "dim"),
        )  # fmt: skip
    return table


def _after(row: Mapping[str, Any]) -> str:
    text = row["new_text"] or ""
    return f"{text} {row['noun']}" if text and row["noun"] and row["noun"] not in text else text


def timeline(rows: Sequence[Mapping[str, Any]]) -> Table:
    """A table of a claim's versions."""
    table = Table("from", "until", "claim", "means", "source", "what", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        value = interval(row["low"], row["high"], row["modifier"]) or amount(row["value"], row["unit"])
        table.add_row(
            safe(clock(row["valid_from"])), safe(clock(row["valid_to"]) or "still stands"), safe(short(row["text"]), FIGURE),
            safe(value), safe(row["speaker"] or ""), kind(row["change"]) if row["change"] else "first seen",
        )  # fmt: skip
    return table


def claim_list(rows: Iterable[Mapping[str, Any]]) -> Table:
    """A table of an article's claims; those that changed most come first."""
    table = Table("claim", "what", "part", "status", "changes", box=None, header_style="bold", pad_edge=False)
    for row in sorted(rows, key=lambda r: (-r["changes"], r["id"])):
        status = safe(row["status"], "dim" if row["status"] == "gone" else "")
        label = safe(row["label"], FIGURE if row["kind"] == "quantity" else "")
        table.add_row(str(row["id"]), label, row["part"], status, str(row["changes"]))
    return table


def explanation(rows: Iterable[Explained], text: str) -> Table:
    """A table of what each candidate in a text was taken for, by which rule, and why the others were not."""
    table = Table("words", "at", "taken for", "rule", "meaning", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        style = "dim" if row.kind.startswith("not ") else "green"
        at = f"{row.span.start}:{row.span.end}"
        table.add_row(safe(short(row.span.of(text))), at, safe(row.kind, style), safe(row.rule), safe(row.what, "dim"))
    return table
