"""How well pages are read: `python benchmarks/pages.py [FOLDER]` prints a line for each page of ../shared/data/html.

title, published, modified: as manifest.json states them (the times to the minute; "refused" where the page dates its update before its
publication, or states two that differ). One title differs by right: the headline that abc7news.com shows, in h1 and og:title, is worded
otherwise than its <title>, and the manifest has that alone. kept: share of the article's own paragraphs that came out; strange: paragraphs
that came out and are not the article's. Both follow pages_judged.json, in which a reader judged every paragraph of every page: it holds
hashes of the article's own, no text.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from pathlib import Path

from rapidfuzz import fuzz

from sayso.ingest.extract.boilerplate import normalize_paragraph
from sayso.ingest.extract.extractor_version import EXTRACTOR_VERSION
from sayso.ingest.extract.html import read_html
from sayso.ingest.extract.time_formats import parse_time
from sayso.ingest.extract.titles import strip_site
from sayso.ingest.urls import make_key

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("SAYSO_SHARED", HERE.parents[1] / "shared"))
JUDGED = HERE / "pages_judged.json"
NOW = "2026-11-01T00:00:00Z"


def mark(paragraph: str) -> str:
    """The hash by which a paragraph is known in the judgement file."""
    return hashlib.sha256(normalize_paragraph(paragraph).encode()).hexdigest()[:12]


def list_titles(row: dict) -> list[str]:
    """Every title that the page or its fixture states."""
    found, expected = row["found"], row["expected"]
    stated = [v["title"] for v in expected.get("fundus_versions", ())[:1]]
    stated += [t for t in (found.get("ld_headline"), found.get("title")) if t]
    return [strip_site(t, [row["publisher"]]) for t in stated]


def compare_times(value: str | None, *stated: str | None) -> str:
    """How a time compares with those stated, to the minute."""
    rows = [p.value[:16] for p in map(parse_time, stated) if p]
    if not rows:
        return "-"
    return "ok" if value and value[:16] in rows else "differs"


def judge_page(folder: Path, judged: dict[str, list[str]], row: dict) -> dict:
    """One line of the table."""
    raw = (folder / row["file"]).read_bytes()
    start = time.perf_counter()
    page = read_html(raw, None, now=NOW)
    spent = time.perf_counter() - start
    found, own = row["found"], set(judged.get(row["file"], ()))
    out = [mark(p) for p in page.body.split("\n\n")]
    modified = compare_times(page.updated_at, found.get("ld_dateModified"), found.get("meta_modified"))
    if modified == "differs" and any(c.refused for c in page.candidates):
        modified = "refused"
    return {
        "file": row["file"].removeprefix("fundus_").removeprefix("htmldate_").removesuffix(".html"),
        "title": "ok"
        if max(fuzz.ratio(normalize_paragraph(page.title), normalize_paragraph(t)) for t in list_titles(row)) >= 93
        else "differs",
        "published": compare_times(page.published_at, found.get("ld_datePublished"), found.get("meta_published")),
        "modified": modified,
        "basis": page.updated_at_basis,
        "address": "ok" if page.url and make_key(page.url) == make_key(found["canonical"]) else "differs",
        "kept": f"{len(own & set(out))}/{len(own)}" if own else "-",
        "strange": sum(m not in own for m in out) if own else "-",
        "captions": len(page.captions),
        "ms": round(spent * 1000),
    }


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data" / "html"
    judged = json.loads(JUDGED.read_text())
    rows = [judge_page(folder, judged, row) for row in json.loads((folder / "manifest.json").read_text())]
    widths = {name: max(len(name), *(len(str(r[name])) for r in rows)) for name in rows[0]}
    print(EXTRACTOR_VERSION)
    for r in [{n: n for n in widths}, *rows]:
        print("  ".join(str(r[n]).ljust(w) for n, w in widths.items()).rstrip())
    for name in ("title", "published", "modified", "address"):
        counts = {v: sum(r[name] == v for r in rows) for v in sorted({r[name] for r in rows})}
        print(f"{name}: " + ", ".join(f"{n} {v}" for v, n in counts.items()))
    kept = [tuple(map(int, r["kept"].split("/"))) for r in rows if r["kept"] != "-"]
    print(f"own paragraphs kept: {sum(k for k, _ in kept)} of {sum(n for _, n in kept)}, worst page {min(k / n for k, n in kept):.0%}")
    print(f"strange paragraphs: {sum(r['strange'] for r in rows if r['strange'] != '-')}")


if __name__ == "__main__":
    main()
