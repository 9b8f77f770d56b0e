"""Stories for the tests of the site, invented: a ferry whose toll is raised and lowered, and one in which every text is hostile."""

from __future__ import annotations

import json
from html import escape
from typing import Any

FERRY = "https://harbour-wire.example/2026/03/ferry-capsizes-a81234.html"
HOSTILE = "https://evil.example/2026/a-90001.html?x=%22onmouseover%3D1"

#: What must never reach a reader as markup, script or direction.
SCRIPT = "<script>window.owned=1</script>"
IMAGE = '<img src=x onerror="window.owned=1">'
BIDI = "\u202e\u2066"


def page(title: str, paragraphs: list[str], updated: str, **more: str) -> str:
    """A news page as a wire writes it, with JSON-LD."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": more.get("published", "2026-03-03T06:10:00Z"),
        "dateModified": updated,
        "author": [{"@type": "Person", "name": more.get("byline", "Ines Calder")}],
        "publisher": {"@type": "Organization", "name": more.get("publisher", "Harbour Wire")},
    }
    script = json.dumps(data).replace("<", "\\u003c")
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<script type="application/ld+json">{script}</script></head><body><article><h1>{escape(title)}</h1>{body}</article></body></html>'
    )


def make_revision(url: str, title: str, paragraphs: list[str], at: str, seen: str | None = None, **more: str) -> dict[str, Any]:
    """A revision as a JSON line."""
    return {"url": url, "html": page(title, paragraphs, at, **more), "captured_at": seen or at}


_AFTER = [
    "The Marrow Strait has strong tides in early spring, and two smaller boats had turned back that morning.",
    "Schools near the harbour stayed closed, and the market opened its halls to families who were waiting for news.",
    "Divers worked until dusk, and the navy sent a second ship from Calder Bay.",
]


def make_ferry() -> list[dict[str, Any]]:
    """Five revisions: 12, at least 19, at least 22, 21 and a stealth edit."""
    said = "“We will search until every passenger is found, and nobody is going home before that,” Mayor Ana Ruiz said."
    trimmed = "“We will search until every passenger is found,” Mayor Ana Ruiz said."
    tolls = [
        ("2026-03-03T06:10:00Z", "At least 12", "police", "Nearly 300", said),
        ("2026-03-03T09:30:00Z", "At least 19", "police", "Nearly 300", said),
        ("2026-03-03T15:45:00Z", "At least 22", "the coast guard", "Nearly 300", trimmed),
        ("2026-03-04T08:00:00Z", "At least 21", "the coast guard", "287", trimmed),
    ]

    def body(toll: str, source: str, aboard: str, quote: str) -> list[str]:
        lead = f"{toll} people were killed when a ferry capsized off Port Ansel, {source} said."
        return [lead, f"{aboard} passengers were on board, the operator said.", quote, *_AFTER]

    rows = [make_revision(FERRY, "Ferry capsizes off Port Ansel", body(*told), at) for at, *told in tolls]
    quiet = body("At least 20", "the coast guard", "287", trimmed)
    rows.append(make_revision(FERRY, "Ferry capsizes off Port Ansel", quiet, tolls[-1][0], "2026-03-04T19:20:00Z"))
    return rows


def make_hostile() -> list[dict[str, Any]]:
    """Two revisions with markup, script, odd addresses, control and bidi characters wherever a text is shown."""
    title = f"Fire {SCRIPT}{BIDI} kills 5{IMAGE}"

    def body(toll: int) -> list[str]:
        return [
            f"At least {toll} people were killed in the {IMAGE} fire, police {SCRIPT} said.",
            f"“The {SCRIPT} smoke {BIDI} was thick\x07 and {IMAGE} we ran,” said Bo {SCRIPT} Lind of javascript:alert(1).",
            "A third paragraph tells that the wind had turned in the night and that roads to the north were closed.",
        ]

    more = {"byline": f"Eve {IMAGE}", "publisher": f"Evil {SCRIPT} News", "published": "2026-03-05T05:00:00Z"}
    return [
        make_revision(HOSTILE, title, body(toll), at, **more) for toll, at in ((5, "2026-03-05T05:00:00Z"), (8, "2026-03-05T07:00:00Z"))
    ]
