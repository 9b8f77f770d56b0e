"""The page of a speaker: what rests on their word, where, and what was cut or changed later."""

from __future__ import annotations

from typing import Any

from sayso.present.words import count
from sayso.publish.change_view import told
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links, request_address
from sayso.publish.pages.statements import marked
from sayso.store import page_queries as sql


def speaker(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """What a speaker's page shows; None where there is no such speaker."""
    row = read.one(sql.SPEAKER, {"id": key})
    if row is None:
        return None
    everything = request.args.get("all") == "1"
    scope = {"id": key, "all": int(everything)}
    counts = read.one(sql.SPEAKER_COUNTS, scope) or {}
    every = read.rows(sql.SPEAKER_CHANGES, {"id": key})
    changes = [c for c in every if everything or c["shown"]]
    more = "more than " if counts.get("more") else ""
    return {
        "template": "sayso/speaker.html",
        "speaker": row,
        "counts": counts,
        "claims": [{**c, "said": marked(c)} for c in read.rows(sql.SPEAKER_CLAIMS, scope)],
        "everything": everything,
        "changes_left_out": len(every) - len(changes),
        "switch": links.row("speakers", row["id"], all="" if everything else "1"),
        "changes": [(told(c, links), c["article"]) for c in changes],
        "address": request_address(request),
        "description": f"{more}{count(counts.get('claims'), 'claim')} on the word of {row['name']} in {more}{count(counts.get('articles'), 'article')}",
    }
