"""Output of commands for people: claims marked in their text, tables of claims, and rows for a list of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from sayso.cli.terminal import build_table, format_minute, make_safe
from sayso.model import CHANGE_KINDS, FOREVER, Claim, Link, Reading, Span
from sayso.present.entries import PARTS
from sayso.present.one_line import NOBODY, split_statement
from sayso.present.sanitize import neutralize
from sayso.present.words import format_amount, format_interval

if TYPE_CHECKING:  # `changes` does not need the grammar, which takes a while to import
    from sayso.grammar import Explained

FIGURE_STYLE, SOURCE_STYLE, CUE_STYLE, CONTENT_STYLE = "bold yellow", "cyan", "magenta", "underline"


def mark_claims(reading: Reading) -> Text:
    """Returns the text with its claims marked: figures, sources and cues in colour, contents of attributions underlined."""
    text = Text(neutralize(reading.document.text))
    for claim in reading.claims:
        a = claim.attribution
        if a:
            _apply_style(text, a.content, CONTENT_STYLE)
            _apply_style(text, [s for s in (a.source,) if s], SOURCE_STYLE)
            _apply_style(text, [s for s in (a.cue,) if s], CUE_STYLE)
    for claim in reading.claims:
        if claim.quantity:
            _apply_style(text, [claim.quantity.span], FIGURE_STYLE)
    return text


def _apply_style(text: Text, spans: Iterable[Span], style: str) -> None:
    for span in spans:
        text.stylize(style, span.start, span.end)


def build_claim_table(reading: Reading) -> Table:
    """Builds a table of the claims of a text."""
    return build_table(
        ("means", "who", "rule", "claim"),
        [
            (make_safe(_describe_meaning(c)), make_safe(_name_speaker(c, reading)), make_safe(c.rule, "dim"), _render_claim(c, reading))
            for c in reading.claims
        ],
    )


def _render_claim(claim: Claim, reading: Reading) -> Text:
    text = reading.document.text
    if claim.quantity is None:
        return make_safe(claim.words(text))
    return Text.assemble(make_safe(claim.span.of(text), FIGURE_STYLE), " ", make_safe(claim.quantity.noun or ""))


def _describe_meaning(claim: Claim) -> str:
    q = claim.quantity
    if q is None:
        assert claim.attribution is not None
        return ", ".join([claim.attribution.mode, *([claim.attribution.act] if claim.attribution.act != "speech" else [])])
    unit = None if q.unit == "person" else q.unit
    parts = [format_interval(q.low, q.high, q.modifier) + (f" {unit}" if unit else "")]
    return ", ".join(p for p in (*parts, q.role) if p)


def _name_speaker(claim: Claim, reading: Reading) -> str:
    a = claim.attribution
    if a is None:
        return ""
    return a.speaker or (a.source.of(reading.document.text) if a.source else NOBODY)


def build_change_rows(found: Sequence[Link], old: Reading, new: Reading) -> list[dict[str, Any]]:
    """Builds rows for a list of changes from the links between two readings, the most important change first."""
    changed = sorted((each for x in found for each in x.changes), key=lambda x: CHANGE_KINDS.index(x.kind or "reworded"))
    return [
        {
            **_build_side("old", link.old, old),
            **_build_side("new", link.new, new),
            "kind": link.kind,
            "delta": link.delta,
            "percent": link.percent,
            "link_certainty": link.link_certainty,
        }
        | _build_subject(link, old, new)
        for link in changed
    ]


def _build_side(side: str, index: int | None, reading: Reading) -> dict[str, Any]:
    claim = None if index is None else reading.claims[index]
    a, text = claim and claim.attribution, reading.document.text
    return {
        f"{side}_text": claim and claim.words(text),
        f"{side}_sentence": claim and claim.sentence.of(text),
        f"{side}_source": a and a.source and a.source.of(text),
        f"{side}_speaker": a and a.speaker,
    }


def _build_subject(link: Link, old: Reading, new: Reading) -> dict[str, Any]:
    """Returns kind, unit, noun and role of a claim; the last three are None for a statement."""
    claim = new.claims[link.new] if link.new is not None else old.claims[link.old or 0]
    q = claim.quantity
    return {"claim_kind": claim.kind, "unit": q and q.unit, "noun": q and q.noun, "role": q and q.role}


def build_timeline(rows: Sequence[Mapping[str, Any]], as_of: str | None = None) -> Table:
    """Builds a table of what happened to a claim, oldest first.

    It has each wording, each removal, and whether the claim is still in the text (with `as_of`: whether it was at that time).
    """
    from sayso.cli.change_list import render_kind  # imported here: it takes a while, and `parse` does not need it

    lines: list[list[Text]] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        means = format_interval(row["low"], row["high"], row["modifier"]) or (
            format_amount(row["value"], row["unit"]) if row["modifier"] else ""
        )
        what = render_kind(row["change"]) if row["change"] else make_safe("first seen")
        lines.append(
            [
                make_safe(format_minute(row["valid_from"])),
                what,
                make_safe(means),
                make_safe(row["speaker"] or row["source"] or ""),
                _render_wording(row, row["modifier"]),
            ]
        )
        if as_of and row["valid_to"] > as_of:
            lines.append([make_safe(format_minute(as_of)), make_safe("still in the article"), *[Text()] * 3])
        elif row["valid_to"] == FOREVER:
            lines.append([make_safe("now"), make_safe("still in the article"), *[Text()] * 3])
        elif after is None or after["valid_from"] != row["valid_to"]:
            lines.append([make_safe(format_minute(row["valid_to"])), render_kind("removed"), *[Text()] * 3])
    return build_table(("when", "what", "means", "source", "claim"), lines)


def _render_wording(row: Mapping[str, Any], modifier: str | None, source: str = "") -> Text:
    """Returns a wording: a figure (it has a modifier) as written; a statement with its verb, and its source if the words do not name it."""
    return make_safe(row["text"], FIGURE_STYLE) if modifier else make_safe("".join(split_statement(row["text"], row["sentence"], source)))


def build_claim_list(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Builds a table of an article's claims, those with the most changes first."""
    return build_table(
        ("claim no.", "part", "status", "changes", "words"),
        [
            (
                make_safe(row["id"]),
                make_safe(PARTS[row["part"]]),
                make_safe(row["status"], "dim" if row["status"] == "gone" else ""),
                make_safe(row["changes"] or ""),
                make_safe(row["label"], FIGURE_STYLE)
                if row["kind"] == "quantity"
                else _render_wording(row, None, row["speaker"] or row["source"] or ""),
            )
            for row in sorted(rows, key=lambda r: (-r["changes"], r["id"]))
        ],
    )


def build_explanation(rows: Iterable[Explained], text: str) -> Table:
    """Builds a table of the candidates in a text, each with its kind and rule, and for rejected ones the reason."""
    return build_table(
        ("at", "taken for", "rule", "meaning", "words"),
        [
            (
                make_safe(f"{row.span.start}:{row.span.end}"),
                make_safe(row.kind, "dim" if row.kind.startswith("not ") else "green"),
                make_safe(row.rule),
                make_safe(row.what, "dim"),
                make_safe(row.span.of(text)),
            )
            for row in rows
        ],
    )
