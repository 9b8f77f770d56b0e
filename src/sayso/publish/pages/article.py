"""The page of an article: its revisions in time, any two of them compared, and its claims; and the page of one revision."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from markupsafe import Markup

from sayso.matching.change_kinds import Verdict
from sayso.matching.net_change import End, Step, compute_net_change
from sayso.model import CHANGE_KINDS, Quantity, Span
from sayso.present import text_diffs
from sayso.present.change_view import ChangeView, describe_change, list_as_lines
from sayso.present.highlights import ClaimMark, merge_paragraph, render_side
from sayso.present.one_line import format_one_line
from sayso.present.words import KINDS, format_clock, format_count
from sayso.publish import charts, plot
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links, request_address
from sayso.publish.pages import series_links
from sayso.publish.pages.claim import make_step
from sayso.publish.pages.claim_in_sentence import mark_claim
from sayso.store import page_queries as sql

#: The number of characters that are compared word by word; a longer text is cut, and the page says so.
LONGEST_TEXT = 60_000
#: The most revisions in the list, and on the strip on a desktop and on a phone; an article can have 260.
MAX_LISTED, STRIP_SIZES = 40, ((920, 90), (360, 30))


def build_article(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Template context of an article; None if there is no such article."""
    row = read.fetch_one(sql.ARTICLE, {"id": key})
    if row is None:
        return None
    everything = request.args.get("all") == "1"
    scope = {"id": key, "all": int(everything)}
    revisions = read.fetch_all(sql.REVISIONS, {"id": key})
    counts = _count_changes(read.fetch_all(sql.CHANGE_COUNTS, scope))
    old, new = _choose_pair(request.args, len(revisions), max((r["seq"] for r in revisions if counts[r["id"]]), default=len(revisions)))
    view = "column" if request.args.get("view") == "column" else "side"
    comparison = compare(read, links, article_id=row["id"], old=old, new=new, view=view, everything=everything)
    claims = read.fetch_all(sql.ARTICLE_CLAIMS, scope)
    left_out = (read.fetch_one(sql.CLAIMS_LEFT_OUT, scope) or {"n": 0})["n"]
    blog, fragment = {"blog": row["url"].partition("#")[0]}, "#" in row["url"]
    return {
        "template": "sayso/article.html",
        "article": row,
        "web": links.web(row["url"]),
        "urls": read.fetch_all(sql.ARTICLE_URLS, {"id": key}),
        "posts": read.fetch_all(sql.POSTS, blog),
        "blog": read.fetch_one(sql.BLOG, blog) if fragment else None,
        "absences": read.fetch_all(sql.ABSENCES, {"id": key}),
        "revisions": [{**r, "counts": counts[r["id"]]} for r in _select_most_changed(revisions, counts, MAX_LISTED)],
        "total": len(revisions),
        "newest": revisions[-1] if revisions else None,
        "strips": [
            _strip(_select_most_changed(revisions, counts, most), counts, links=links, article_id=row["id"], chosen=new, width=width)
            for width, most in STRIP_SIZES
        ],
        "corrections": _select_corrections(revisions),
        "comparison": comparison,
        "claims": [{**c, "said": mark_claim(c)} for c in claims],
        "sparks": _draw_sparks(read, row, scope),
        "series": series_links.find_series_of_article(read, links, row["id"]),
        "everything": everything,
        "left_out": left_out,
        "switch": links.row(
            "articles", row["id"], **{k: request.args.get(k) for k in ("old", "new", "view")}, all="" if everything else "1"
        ),
        "address": request_address(request),
        "description": _describe_page(row, comparison),
    }


def build_revision(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Template context of a revision: its text with claims marked, compared with the revision before."""
    row = read.fetch_one(sql.REVISION, {"id": key})
    parent = row and read.fetch_one(sql.ARTICLE, {"id": row["article_id"]})
    if row is None or parent is None:
        return None
    seq = row["seq"]
    view = "side" if request.args.get("view") == "side" and seq > 1 else "column"
    return {
        "template": "sayso/revision.html",
        "article": parent,
        "revision": row,
        "comparison": compare(
            read, links, article_id=row["article_id"], old=seq - 1 or None, new=seq, view=view, everything=request.args.get("all") == "1"
        ),
        "address": request_address(request),
        "description": f"Revision {seq} of “{parent['title']}”, dated {format_clock(row['updated_at'])} UTC",
    }


class ComparisonLine(NamedTuple):
    """One row of the comparison as HTML."""

    fate: str
    old: Markup
    new: Markup
    headline: bool


class Stretch(NamedTuple):
    """Lines that are shown, or folded because nothing changed in them."""

    folded: bool
    lines: list[ComparisonLine]


class Comparison(NamedTuple):
    """The comparison of two revisions (`old` None: only one text), with the changes of the claims between them."""

    old: Row | None
    new: Row
    view: str
    stretches: list[Stretch]
    changes: list[ChangeView]
    left_out: int
    cut: bool


def compare(read: Reader, links: Links, article_id: int, old: int | None, new: int, view: str, *, everything: bool) -> Comparison | None:
    """Compares two revisions of an article, given by number; with `everything` includes what is not shown by default."""
    newer = read.fetch_one(sql.REVISION_AT, {"article": article_id, "seq": new})
    older = read.fetch_one(sql.REVISION_AT, {"article": article_id, "seq": old}) if old else None
    if newer is None:
        return None
    found = read.fetch_all(sql.CHANGES_BETWEEN, {"article": article_id, "old": old, "new": new}) if older else []
    all_fates = _index_changes(found)
    fates = {claim: net for claim, net in all_fates.items() if everything or net["shown"]}
    new_marks = _build_marks(read, links, newer, fates, everything=everything)
    old_marks = _build_marks(read, links, older, fates, everything=everything) if older else []
    before, after = (older["text"][:LONGEST_TEXT] if older else ""), newer["text"][:LONGEST_TEXT]
    pairs = (
        text_diffs.diff_paragraphs(before, after)
        if older
        else [text_diffs.Row("same", None, s, (text_diffs.Piece("same", s, s),)) for s in text_diffs.find_paragraphs(after)]
    )
    folds = text_diffs.fold_rows(pairs) if older else [text_diffs.Fold(False, tuple(pairs))]
    comparison_renderer = ComparisonRenderer(
        before=before,
        after=after,
        old_marks=old_marks,
        new_marks=new_marks,
        headline_end=newer["headline_end"],
        view=view if older else "column",
    )
    return Comparison(
        old=older,
        new=newer,
        view=view,
        stretches=[Stretch(f.folded, [comparison_renderer.render_line(r) for r in f.rows]) for f in folds],
        changes=_build_entries(fates, links),
        left_out=len(all_fates) - len(fates),
        cut=len(after) == LONGEST_TEXT or len(before) == LONGEST_TEXT,
    )


class ComparisonRenderer(NamedTuple):
    """Renders the rows of a comparison of two texts as HTML."""

    before: str
    after: str
    old_marks: list[ClaimMark]
    new_marks: list[ClaimMark]
    headline_end: int
    view: str

    def render_line(self, row: text_diffs.Row) -> ComparisonLine:
        """Renders a row of the comparison; in one column, the merged text is on the new side."""
        headline = bool(row.new and row.new.start < self.headline_end)
        if self.view == "column" and row.old and row.new:
            both = merge_paragraph(self.before, self.after, span=row.new, pieces=row.pieces, marks=self.new_marks)
            return ComparisonLine(row.fate, Markup(""), both, headline)
        old = render_side(self.before, row.old, row.pieces, self.old_marks, new=False) if row.old else Markup("")
        new = render_side(self.after, row.new, row.pieces, self.new_marks, new=True) if row.new else Markup("")
        return ComparisonLine(row.fate, old, new, headline)


def _build_marks(read: Reader, links: Links, row: Row, fates: dict[int, Row], *, everything: bool) -> list[ClaimMark]:
    found = [m for m in read.fetch_all(sql.MENTIONS, {"revision": row["id"]}) if everything or m["shown"] or m["claim_id"] in fates]
    return [
        ClaimMark(m["start"], m["end"], m["kind"], links.row("claims", m["claim_id"]), *_make_note(m, fates.get(m["claim_id"])))
        for m in found
    ]


def _make_note(mention: Row, change: Row | None) -> tuple[str | None, str]:
    """Returns the kind of change of a claim (or None), and its description."""
    who = mention["speaker"] or mention["source"]
    source = f", according to {who}" if who else ""
    if change is None:
        return None, ("Figure" if mention["kind"] == "quantity" else "Statement") + source
    line = format_one_line(change)
    return change["kind"], line[0].upper() + line[1:] + source


def _index_changes(changes: list[Row]) -> dict[int, Row]:
    """Returns for each claim its change from the older to the newer revision; no change if both are the same.

    The row has the old side of the claim's first change and the new side of its last.
    """
    by_claim: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(changes, key=lambda c: (c["at"], c["id"])):
        by_claim[row["claim_id"]].append(row)
    fates: dict[int, Row] = {}
    for claim, rows in by_claim.items():
        net = compute_net_change(
            [Step(Verdict(r["kind"], r["delta"], r["percent"]), _make_end(r, "old"), _make_end(r, "new")) for r in rows]
        )
        if net.kind:
            start = {column: value for column, value in rows[0].items() if column.startswith("old_")}
            fates[claim] = {**rows[-1], **start, **net._asdict(), "shown": max(r["shown"] for r in rows)}
    return fates


def _make_end(row: Row, side: str) -> End | None:
    """Makes one side of a change in the form that matching compares."""
    if row[f"{side}_version_id"] is None:
        return None
    text, figure = row[f"{side}_text"], None
    if row["claim_kind"] == "quantity":
        values = {name: row[f"{side}_{name}"] for name in ("modifier", "value", "low", "high", "unit", "role", "trend")}
        figure = Quantity(span=Span(0, len(text)), **values)
    return End(text, row[f"{side}_source"], figure)


def _build_entries(fates: dict[int, Row], links: Links) -> list[ChangeView]:
    """Builds the list of changes, the most important first; the same change in headline and text is listed once."""
    entries: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in sorted(fates.values(), key=_rank_change):
        entries[row["entry"] or row["id"], row["kind"]].append(row)
    return [describe_change(row, links) for rows in entries.values() for row in list_as_lines(rows)]


def _rank_change(change: Row) -> tuple[int, float, int]:
    """Returns a sort key: the most newsworthy first."""
    return CHANGE_KINDS.index(change["kind"]), -abs(change["percent"] or 0), change["id"]


def _choose_pair(args: Any, revisions: int, last: int) -> tuple[int | None, int]:
    """Chooses the two revisions to compare: those in the address, else the last that changed a claim and the one before."""
    new = _parse_number(args.get("new"), revisions) or last
    old = _parse_number(args.get("old"), revisions) or (new - 1 or None)
    if old is not None and old > new:
        old, new = new, old
    return (old if old != new else None), new


def _parse_number(text: str | None, most: int) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 and 0 < int(text) <= most else None


def _count_changes(found: list[Row]) -> dict[int, dict[str, int]]:
    out: dict[int, dict[str, int]] = defaultdict(dict)
    for row in sorted(found, key=lambda r: r["rank"]):
        out[row["new_revision_id"]][row["kind"]] = row["n"]
    return out


def _select_most_changed(revisions: list[Row], counts: dict[int, dict[str, int]], most: int) -> list[Row]:
    """Returns the revisions in order; if there are too many, the first, the last and those with the most changes."""
    if len(revisions) <= most:
        return revisions
    ends = {revisions[0]["seq"], revisions[-1]["seq"]}
    order = sorted(revisions, key=lambda r: (r["seq"] not in ends, -r["stealth"], -sum(counts[r["id"]].values()), -r["seq"]))
    return sorted(order[:most], key=lambda r: r["seq"])


def _strip(revisions: list[Row], counts: dict[int, dict[str, int]], links: Links, article_id: int, chosen: int, width: int) -> Markup:
    return charts.strip(
        [_make_timeline_stop(r, counts[r["id"]], links=links, article_id=article_id, chosen=chosen) for r in revisions], width
    )


def _make_timeline_stop(row: Row, counts: dict[str, int], links: Links, article_id: int, chosen: int) -> charts.TimelineStop:
    total = sum(counts.values())
    label = f"Revision {row['seq']}, {format_clock(row['valid_from'])} UTC" + (", stealth edit" if row["stealth"] else "")
    label += f": {format_count(total, 'change')}" + "".join(f", {n} {KINDS[k].word}" for k, n in list(counts.items())[:3])
    href = links.row("articles", article_id, old=row["seq"] - 1 or None, new=row["seq"]) + "#compare"
    return charts.TimelineStop(
        at=row["valid_from"], stealth=bool(row["stealth"]), label=label, href=href, changes=total, chosen=row["seq"] == chosen
    )


def _select_corrections(revisions: list[Row]) -> list[Row]:
    """Returns the revisions with a correction notice that the one before did not have."""
    before = [None, *(r["correction"] for r in revisions)]
    return [r for r, was in zip(revisions, before, strict=False) if r["correction"] and r["correction"] != was]


def _draw_sparks(read: Reader, row: Row, scope: dict[str, Any]) -> dict[int, Markup]:
    by_claim: dict[int, list[plot.ChartStep]] = defaultdict(list)
    for v in read.fetch_all(sql.ARTICLE_STEPS, scope):
        by_claim[v["claim_id"]].append(make_step(v))
    return {claim: charts.draw_sparkline(steps, row["updated_at"]) for claim, steps in by_claim.items()}


def _describe_page(row: Row, comparison: Comparison | None) -> str:
    if comparison and comparison.changes:
        return "; ".join(c.plain for c in comparison.changes[:3])
    return f"{format_count(row['revisions'], 'revision')}, {format_count(row['claims'], 'claim')}, {format_count(row['changes'], 'change')}"
