"""The page of a speaker: what rests on their word, where, and what was cut or changed later."""

from __future__ import annotations

from typing import Any

from sayso.publish.links import Links
from sayso.publish.pages.claim import request_address
from sayso.publish.sites import Row, one, rows
from sayso.publish.told import told
from sayso.publish.words import count
from sayso.store import pages as sql


async def speaker(db: Any, links: Links, key: str, request: Any) -> Row | None:
    """What a speaker's page shows; None where there is no such speaker."""
    row = await one(db, sql.SPEAKER, {"id": key})
    if row is None:
        return None
    counts = await one(db, sql.SPEAKER_COUNTS, {"id": key}) or {}
    changes = await rows(db, sql.SPEAKER_CHANGES, {"id": key})
    return {
        "template": "sayso/speaker.html",
        "speaker": row,
        "counts": counts,
        "claims": await rows(db, sql.SPEAKER_CLAIMS, {"id": key}),
        "changes": [(told(c, links), c["article"]) for c in changes],
        "address": request_address(request),
        "description": f"{count(counts.get('claims'), 'claim')} on the word of {row['name']} in {count(counts.get('articles'), 'article')}",
    }
