"""The output of commands for people: claims marked in their text, tables of claims, changes of the claims of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from sayso.cli.terminal import minute, safe, table
from sayso.model import CHANGE_KINDS, FOREVER, Claim, Link, Reading, Span
from sayso.present.entries import PARTS
from sayso.present.one_line import NOBODY, statement
from sayso.present.sanitize import inert
from sayso.present.words import amount, interval

if TYPE_CHECKING:  # `changes` has no use for the grammar, which takes a while to import
    from sayso.grammar import Explained

FIGURE, SOURCE, CUE, CONTENT = "bold yellow", "cyan", "magenta", "underline"


def mark_claims(reading: Reading) -> Text:
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
    return table(
        ("means", "who", "rule", "claim"),
        [(safe(_means(c)), safe(_who(c, reading)), safe(c.rule, "dim"), _claim(c, reading)) for c in reading.claims],
    )


def _claim(claim: Claim, reading: Reading) -> Text:
    text = reading.document.text
    if claim.quantity is None:
        return safe(claim.words(text))
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
    return a.speaker or (a.source.of(reading.document.text) if a.source else NOBODY)


def differences(found: Sequence[Link], old: Reading, new: Reading) -> list[dict[str, Any]]:
    """The changes of the claims, the most important first, as rows for a list of changes."""
    changed = sorted((each for x in found for each in x.changes), key=lambda x: CHANGE_KINDS.index(x.kind or "reworded"))
    return [
        {
            **_side("old", link.old, old), **_side("new", link.new, new), "kind": link.kind, "delta": link.delta, "percent": link.percent,
            "link_certainty": link.link_certainty,
        } | _subject(link, old, new) for link in changed
    ]  # fmt: skip


def _side(side: str, index: int | None, reading: Reading) -> dict[str, Any]:
    claim = None if index is None else reading.claims[index]
    a, text = claim and claim.attribution, reading.document.text
    return {
        f"{side}_text": claim and claim.words(text),
        f"{side}_sentence": claim and claim.sentence.of(text),
        f"{side}_source": a and a.source and a.source.of(text),
        f"{side}_speaker": a and a.speaker,
    }


def _subject(link: Link, old: Reading, new: Reading) -> dict[str, Any]:
    """The noun of a figure; empty for a statement."""
    claim = new.claims[link.new] if link.new is not None else old.claims[link.old or 0]
    q = claim.quantity
    return {"claim_kind": claim.kind, "unit": q and q.unit, "noun": q and q.noun, "role": q and q.role}


def timeline(rows: Sequence[Mapping[str, Any]], as_of: str | None = None) -> Table:
    """A table of what happened to a claim, oldest first.

    Each wording, each time that it went, and whether the claim is still in the text, or was at a time.
    """
    from sayso.cli.change_list import kind  # it marks words that changed: a while to import, and of no use to `parse`

    lines: list[list[Text]] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        means = interval(row["low"], row["high"], row["modifier"]) or (amount(row["value"], row["unit"]) if row["modifier"] else "")
        what = kind(row["change"]) if row["change"] else safe("first seen")
        lines.append(
            [safe(minute(row["valid_from"])), what, safe(means), safe(row["speaker"] or row["source"] or ""), _words(row, row["modifier"])]
        )
        if as_of and row["valid_to"] > as_of:
            lines.append([safe(minute(as_of)), safe("still in the article"), *[Text()] * 3])
        elif row["valid_to"] == FOREVER:
            lines.append([safe("now"), safe("still in the article"), *[Text()] * 3])
        elif after is None or after["valid_from"] != row["valid_to"]:
            lines.append([safe(minute(row["valid_to"])), kind("removed"), *[Text()] * 3])
    return table(("when", "what", "means", "source", "claim"), lines)


def _words(row: Mapping[str, Any], modifier: str | None, source: str = "") -> Text:
    """A wording: a figure as written; a statement, which has no modifier, with its verb and the source where these words do not name it."""
    return safe(row["text"], FIGURE) if modifier else safe("".join(statement(row["text"], row["sentence"], source)))


def claim_list(rows: Iterable[Mapping[str, Any]]) -> Table:
    """A table of an article's claims; those that changed most come first."""
    return table(
        ("claim no.", "part", "status", "changes", "words"),
        [
            (
                safe(row["id"]), safe(PARTS[row["part"]]), safe(row["status"], "dim" if row["status"] == "gone" else ""),
                safe(row["changes"] or ""),
                safe(row["label"], FIGURE) if row["kind"] == "quantity" else _words(row, None, row["speaker"] or row["source"] or ""),
            ) for row in sorted(rows, key=lambda r: (-r["changes"], r["id"]))
        ],
    )  # fmt: skip


def explanation(rows: Iterable[Explained], text: str) -> Table:
    """A table of each candidate in a text with its kind and rule, and why others were rejected."""
    return table(
        ("at", "taken for", "rule", "meaning", "words"),
        [
            (
                safe(f"{row.span.start}:{row.span.end}"), safe(row.kind, "dim" if row.kind.startswith("not ") else "green"), safe(row.rule),
                safe(row.what, "dim"), safe(row.span.of(text)),
            ) for row in rows
        ],
    )  # fmt: skip
