"""The JSON-lines contract of `sayso parse --jsonl` and `sayso diff --jsonl`: one object a line in and out, in the order given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.errors import InputError
from sayso.grammar import parse
from sayso.matching import compare
from sayso.matching.news import Happening, Side, is_shown, news
from sayso.model import Attribution, Claim, Document, Link, Quantity, Reading


def objects(lines: Iterable[str], *fields: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of the lines, each with the text fields named; blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"line {number}: no JSON ({error}); give one object a line") from error
        if not isinstance(row, dict) or not all(isinstance(row.get(f), str) for f in fields):
            raise InputError(f"line {number}: want an object with the texts {', '.join(fields)}")
        yield row


def parsed(lines: Iterable[str]) -> Iterator[str]:
    """`{"doc", "text"}` lines → `{"doc", "claims"}` lines."""
    for row in objects(lines, "text"):
        reading = parse(Document(row["text"]), row.get("updated_at"))
        yield json.dumps({"doc": row.get("doc"), "claims": [claim_row(c, row["text"]) for c in reading.claims]}, ensure_ascii=False)


def differences(lines: Iterable[str]) -> Iterator[str]:
    """`{"id", "old", "new"}` lines → `{"id", "changes", "kept"}` lines."""
    for row in objects(lines, "old", "new"):
        old, new = parse(Document(row["old"])), parse(Document(row["new"]))
        links = compare(old, new)
        answer = {
            "id": row.get("id"),
            "changes": [link_row(x, old, new) for x in links if x.kind],
            "kept": [kept_row(x, old, new) for x in links if not x.kind],
        }
        yield json.dumps(answer, ensure_ascii=False)


def claim_row(claim: Claim, text: str) -> dict[str, Any]:
    """One claim as the contract wants it."""
    return {
        "kind": claim.kind,
        "rule": claim.rule,
        "part": claim.part,
        "sentence": claim.sentence,
        "quantity": claim.quantity and _quantity(claim.quantity, text),
        "attribution": claim.attribution and _attribution(claim.attribution),
        "moment": claim.moment and claim.moment._asdict(),
        "certainty": round(claim.certainty, 3),
        "incidental": claim.incidental,
        "shown": claim.shown,
    }


def _quantity(q: Quantity, text: str) -> dict[str, Any]:
    return {
        "start": q.span.start, "end": q.span.end, "text": q.span.of(text), "value": q.value, "low": q.low, "high": q.high,
        "modifier": q.modifier, "trend": q.trend, "unit": q.unit, "noun": q.noun, "head": q.head, "role": q.role,
    }  # fmt: skip


def _attribution(a: Attribution) -> dict[str, Any]:
    return {
        "source": a.source, "cue": a.cue, "content": a.content, "speaker": a.speaker, "mode": a.mode, "act": a.act, "negated": a.negated,
    }  # fmt: skip


def link_row(link: Link, old: Reading, new: Reading) -> dict[str, Any]:
    """One change as the contract wants it; `shown` tells whether lists show it by default, `news` (0 to 1) how telling it is."""
    assert link.kind is not None
    before = None if link.old is None else Side(old.claims[link.old], old.document)
    after = None if link.new is None else Side(new.claims[link.new], new.document)
    change = Happening(link.kind, before, after, link.link_certainty, link.percent)
    return {"kind": link.kind, **kept_row(link, old, new), "confidence": round(link.link_certainty, 3), "method": link.method,
            "delta": link.delta, "percent": link.percent, "shown": is_shown(change), "news": round(news(change), 3)}  # fmt: skip


def kept_row(link: Link, old: Reading, new: Reading) -> dict[str, Any]:
    """A claim and where both texts hold it."""
    before = None if link.old is None else old.claims[link.old]
    after = None if link.new is None else new.claims[link.new]
    one = after or before
    assert one is not None
    return {"claim_kind": one.kind, "old": before and before.span, "new": after and after.span}
