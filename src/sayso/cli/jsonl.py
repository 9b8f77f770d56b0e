"""The JSON-lines contract of `sayso parse --jsonl` and `sayso diff --jsonl`: one object for each line in and out, in the same order."""

from __future__ import annotations

import json
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sayso.errors import InputError
from sayso.grammar import parse
from sayso.model import Attribution, Claim, Document, Link, Passage, Quantity, Reading

#: A function from the object of a line to its answer.
Answer = Callable[[dict[str, Any]], dict[str, Any]]

#: The number of lines in a share, and how many shares wait for each process: enough to keep it busy, few enough for the memory.
LINES_PER_SHARE, SHARES_AHEAD = 20, 4


def parse_lines(lines: Iterable[str], jobs: int = 1) -> Iterator[str]:
    """`{"doc", "text"}` lines → `{"doc", "claims"}` lines, in the same order for any number of processes.

    With `updated_at`, `published` or an address in `url` that has the day, words such as "Tuesday" are dated.

    Blank lines are passed over. Raises InputError at the first line that is no object with the texts wanted, after the answers to those
    before.
    """
    return _answer_in_order("parse", lines, jobs)


def diff_lines(lines: Iterable[str], jobs: int = 1) -> Iterator[str]:
    """`{"id", "old", "new"}` lines → `{"id", "changes", "kept"}` lines; in all else like `parse_lines`."""
    return _answer_in_order("diff", lines, jobs)


def _answer_in_order(kind: str, lines: Iterable[str], jobs: int) -> Iterator[str]:
    numbered = enumerate(lines, 1)
    if jobs == 1:
        yield from _answer_lines(kind, numbered)
        return
    from concurrent.futures import ProcessPoolExecutor  # one process needs no pool

    shares = iter(lambda: list(islice(numbered, LINES_PER_SHARE)), [])
    with ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)) as executor:
        waiting = deque(executor.submit(_answer_share, kind, share) for share in islice(shares, jobs * SHARES_AHEAD))
        while waiting:
            done, error = waiting.popleft().result()
            waiting.extend(executor.submit(_answer_share, kind, share) for share in islice(shares, 1))
            yield from done
            if error:
                for late in waiting:
                    late.cancel()
                raise error


def _answer_share(kind: str, numbered: Sequence[tuple[int, str]]) -> tuple[list[str], InputError | None]:
    """Answers some lines, up to the first that cannot be answered. Returns the answers and the error of that line, if any."""
    done: list[str] = []
    try:
        done.extend(_answer_lines(kind, numbered))
    except InputError as error:
        return done, error
    return done, None


def _answer_lines(kind: str, numbered: Iterable[tuple[int, str]]) -> Iterator[str]:
    fields, answer = _KINDS[kind]
    for number, line in numbered:
        if line.strip():
            row = _parse_object(number, line, fields)
            try:
                yield json.dumps(answer(row), ensure_ascii=False)
            except InputError as error:
                raise InputError(f"line {number}: {error}") from error


def _parse_object(number: int, line: str, fields: Sequence[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"line {number}: not JSON ({error}); give one object a line") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(f), str) for f in fields):
        raise InputError(f"line {number}: expected an object with the texts {', '.join(fields)}")
    return row


def _read_claims_of_row(row: dict[str, Any]) -> dict[str, Any]:
    at, passages = _date_text(row) if any(row.get(name) for name in ("updated_at", "published", "url")) else (None, [])
    reading = parse(Document(row["text"]), at, passages)
    return {"doc": row.get("doc"), "claims": [build_claim_row(c, row["text"]) for c in reading.claims]}


def _date_text(row: dict[str, Any]) -> tuple[str | None, list[Passage]]:
    """Returns the time of the text on a line, and when it was written. Raises InputError for what is no time."""
    from sayso.ingest.extract.time_basis import find_address_day
    from sayso.ingest.history.passages import find_first_time

    updated, published = (_read_time(row, name) for name in ("updated_at", "published"))
    if published is None and row.get("url") and (day := find_address_day(str(row["url"]))):
        published = day.value
    at = updated or published
    return at, [] if at is None else [Passage(0, find_first_time(published, at, "given"), at)]


def _read_time(row: dict[str, Any], name: str) -> str | None:
    from sayso.ingest.extract.time_formats import parse_time

    if row.get(name) in (None, ""):
        return None
    found = parse_time(row[name])
    if found is None:
        raise InputError(f'"{name}" is not a time: {str(row[name])[:60]!r}')
    return found.value


def _diff_row(row: dict[str, Any]) -> dict[str, Any]:
    from sayso.matching import compare  # imported here: `parse` does not need it

    old, new = parse(Document(row["old"])), parse(Document(row["new"]))
    links = compare(old, new)
    return {
        "id": row.get("id"),
        "changes": [build_link_row(change, old, new) for x in links for change in x.changes],
        "kept": [build_kept_claim_row(x, old, new) for x in links if not x.kind],
    }


#: For each command the fields that a line must have, and the function that answers it.
_KINDS: dict[str, tuple[tuple[str, ...], Answer]] = {
    "parse": (("text",), _read_claims_of_row),
    "diff": (("old", "new"), _diff_row),
}


def build_claim_row(claim: Claim, text: str) -> dict[str, Any]:
    """Returns a claim in the form of the contract."""
    return {
        "kind": claim.kind,
        "rule": claim.rule,
        "part": claim.part,
        "sentence": claim.sentence,
        "quantity": claim.quantity and _build_quantity(claim.quantity, text),
        "attribution": claim.attribution and _build_attribution(claim.attribution),
        "moment": claim.moment and claim.moment._asdict(),
        "certainty": round(claim.certainty, 3),
        "incidental": claim.incidental,
        "shown": claim.shown,
    }


def _build_quantity(q: Quantity, text: str) -> dict[str, Any]:
    return {
        "start": q.span.start, "end": q.span.end, "text": q.span.of(text), "value": q.value, "low": q.low, "high": q.high,
        "modifier": q.modifier, "trend": q.trend, "unit": q.unit, "noun": q.noun, "head": q.head, "role": q.role,
    }  # fmt: skip


def _build_attribution(a: Attribution) -> dict[str, Any]:
    return {
        "source": a.source, "cue": a.cue, "content": a.content, "speaker": a.speaker,
        "speaker_role": a.speaker_role, "mode": a.mode, "act": a.act, "negated": a.negated,
    }  # fmt: skip


def build_link_row(link: Link, old: Reading, new: Reading) -> dict[str, Any]:
    """Returns a change in the form of the contract; `shown`: whether lists show it by default; `news`: its news value from 0 to 1."""
    from sayso.matching.news import Happening, Side, is_shown, rate_news

    assert link.kind is not None
    before = None if link.old is None else Side(old.claims[link.old], old.document)
    after = None if link.new is None else Side(new.claims[link.new], new.document)
    change = Happening(kind=link.kind, old=before, new=after, link_certainty=link.link_certainty, percent=link.percent)
    return {"kind": link.kind, **build_kept_claim_row(link, old, new), "confidence": round(link.link_certainty, 3), "method": link.method,
            "delta": link.delta, "percent": link.percent, "shown": is_shown(change), "news": round(rate_news(change), 3)}  # fmt: skip


def build_kept_claim_row(link: Link, old: Reading, new: Reading) -> dict[str, Any]:
    """Returns the kind of a claim and its spans in both texts."""
    before = None if link.old is None else old.claims[link.old]
    after = None if link.new is None else new.claims[link.new]
    one = after or before
    assert one is not None
    return {"claim_kind": one.kind, "old": before and before.span, "new": after and after.span}
