"""The page of a claim: its figure over time, its wordings, the certainty of each link; and the page of a single change."""

from __future__ import annotations

import json
from typing import Any

from sayso.model import FOREVER, Span
from sayso.present import text_diffs
from sayso.present.change_view import ChangeView, describe_change, format_citation
from sayso.present.highlights import highlight, render_wordings
from sayso.present.one_line import format_one_line, format_title
from sayso.present.sanitize import check_web_url, neutralize
from sayso.present.words import format_amount, shorten
from sayso.publish import charts, plot
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links, request_address
from sayso.publish.pages import series_links
from sayso.publish.pages.claim_in_sentence import mark_claim
from sayso.store import page_queries as sql

#: The number of characters of a statement in a title; the greatest number of listed claims of the same thing.
LONGEST_TITLE, MAX_ECHOES = 120, 20


def build_claim(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Template context of a claim; None if there is no such claim."""
    row = read.fetch_one(sql.CLAIM, {"id": key})
    if row is None:
        return None
    versions = read.fetch_all(sql.VERSIONS, {"id": key})
    changes = read.fetch_all(sql.CLAIM_CHANGES, {"id": key})
    echoes = read.fetch_all(
        sql.ECHOES,
        {"id": key, "article": row["article_id"], "role": row["role"], "value": row["value"], "unit": row["unit"], "noun": row["noun"]},
    )
    everything = request.args.get("all") == "1"
    listed = [e for e in echoes if everything or e["shown"]]
    newest = next((c for c in reversed(changes) if c["shown"]), changes[-1] if changes else None)
    address = request_address(request)
    steps = [make_step(v) for v in versions]
    until = row["updated_at"] if row["status"] == "standing" else row["last_at"]
    return {
        "template": "sayso/claim.html",
        "claim": row,
        "title": _format_title(row),
        "said": mark_claim({**row, "text": versions[-1]["text"], "place": None}) if versions else row["sentence"],
        "versions": [_build_wording(v, changes, links) for v in versions],
        "changes": [describe_change(c, links) for c in changes],
        "newest": describe_change(newest, links) if newest else None,
        "charts": [
            charts.draw_step_chart(steps, until, width=width, height=height, title=f"{row['label']} over time")
            for width, height in ((920, 280), (360, 230))
        ]
        if row["kind"] == "quantity"
        else [],
        "elsewhere": series_links.build_series_links(read, links, row["id"]) if row["kind"] == "quantity" else None,
        "echoes": listed[:MAX_ECHOES],
        "everything": everything,
        "left_out": len(echoes) - len(listed),
        "switch": links.row("claims", row["id"], all="" if everything else "1"),
        "cite": format_citation(row, versions, changes, address) if versions else "",
        "address": address,
        "description": format_one_line(newest) if newest else row["sentence"],
        "data": _build_json_ld(row, versions, address),
    }


def build_change(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Template context of a single change."""
    row = read.fetch_one(sql.CHANGE, {"id": key})
    if row is None:
        return None
    parent = read.fetch_one(sql.CLAIM, {"id": row["claim_id"]})
    this = describe_change(row, links)
    old, new = row["old_sentence"] or "", row["new_sentence"] or ""
    was, now = (
        render_wordings(old, new, text_diffs.diff_words(old, new))
        if old and new
        else (this.sentence_before if old else "", this.sentence if new else "")
    )
    seqs = [r["seq"] for i in ("old", "new") for r in read.fetch_all(sql.REVISION, {"id": row[f"{i}_revision_id"]})]
    return {
        "template": "sayso/change.html",
        "title": f"{format_title(row, LONGEST_TITLE)} – {parent['article'] if parent and parent['article'] else 'Untitled'}",
        "change": this,
        "claim": parent,
        "was": was,
        "now": now,
        "compare": links.row("articles", row["article_id"], old=seqs[0], new=seqs[-1]) if seqs else None,
        "address": request_address(request),
        "description": format_one_line(row),
    }


def make_step(version: Row) -> plot.ChartStep:
    """Makes a step of a chart from a wording."""
    end = version["valid_to"]
    return plot.ChartStep(
        start=version["valid_from"],
        end=None if end == FOREVER else end,
        value=version["value"],
        low=version["low"],
        high=version["high"],
        label=version.get("text") or "",
    )


def _format_title(row: Row) -> str:
    """Formats the claim as a title: the figure and its role, or the speaker and the words; and the article."""
    claimed = row["label"]
    if row["kind"] == "quantity":
        claimed += f" {row['role']}" if row["role"] and row["role"] not in claimed else ""
    else:
        claimed = shorten(row["sentence"], LONGEST_TITLE)
    return f"{claimed} – {row['article'] or 'Untitled'}"


def _build_wording(version: Row, changes: list[Row], links: Links) -> Row:
    """Builds a wording with its sentence marked, and the changes that began and ended it."""
    marks = json.loads(version["marks"] or "{}")
    start = marks.get("sentence", [version["start"]])[0]
    spans = [(Span(version["start"] - start, version["end"] - start), "new")]
    spans += [(Span(marks[name][0] - start, marks[name][1] - start), name) for name in ("source", "cue") if marks.get(name)]
    brought: list[ChangeView] = [describe_change(c, links) for c in changes if c["new_version_id"] == version["id"]]
    ended = [describe_change(c, links) for c in changes if c["old_version_id"] == version["id"] and c["new_version_id"] is None]
    said = highlight(version["sentence"], [s for s in spans if s[0].start >= 0])
    return {**version, "said": said, "brought": brought, "ended": ended, "shown": format_amount(version["value"], version["unit"])}


def _build_json_ld(row: Row, versions: list[Row], address: str) -> Row:
    """Builds the claim as schema.org JSON-LD, for programs that read pages."""
    seen = {"datePublished": versions[0]["valid_from"]} if versions else {}
    author = {"author": {"@type": "Thing", "name": neutralize(row["speaker"])}} if row["speaker"] else {}
    where = {"@type": "NewsArticle", "headline": neutralize(row["article"] or "")}
    address_there = {"url": row["url"]} if check_web_url(row["url"]) else {}
    return {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": address,
        "text": neutralize(row["sentence"]),
        "dateModified": row["last_at"],
        "appearance": {**where, **address_there},
        **seen,
        **author,
    }
