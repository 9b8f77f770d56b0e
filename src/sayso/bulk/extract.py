"""First step: the files of a shard become captures, rows with the extracted page and its names.

Input without an article becomes a problem row, with its place and the reason.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

from pyarrow import parquet

from sayso.bulk import columns
from sayso.bulk.shards import EXTRACTED, Folder, RunSettings, Shard, is_parquet
from sayso.bulk.warc_pages import read_warc
from sayso.ingest import urls
from sayso.ingest.crawl.archives import Seen, is_archive
from sayso.ingest.crawl.files import capture_line, read_captures
from sayso.ingest.extract.page import Capture, ExternalTimes, MediaType, Page, TimeCandidate, split_posts
from sayso.ingest.history import identity
from sayso.ingest.history.plan import Content, FiledCapture
from sayso.store.rows import RawRow

#: The greatest number of captures in a shard; captures are numbered through all shards, in their order.
PER_SHARD = 1 << 32


class NameRow(NamedTuple):
    """A name of an article, and how it came to be one."""

    name: str
    reason: str


class CaptureFacts(NamedTuple):
    """A capture with an article; the raw page stays in its input file."""

    look: int
    locator: str
    url: str | None
    captured_at: str | None
    media_type: str
    sha256: str
    size: int
    names: tuple[NameRow, ...]
    beside: ExternalTimes
    page: Page


class ProblemRow(NamedTuple):
    """Input without an article; `name` is the name that an article at its address would have."""

    look: int
    locator: str
    url: str | None
    captured_at: str | None
    outcome: str
    reason: str
    name: str | None


def extract(shard: Shard, folder: Folder, facts: RunSettings) -> dict[str, int]:
    """Reads a shard; returns the number of captures, and of problems of each kind."""
    looks, problems, counts = [], [], Counter[str]()
    for number, capture in enumerate(chain.from_iterable(map(split_posts, _read_captures(shard, facts))), shard.number * PER_SHARD):
        if capture.page is None:
            problems.append(_make_problem_row(number, capture))
            counts[problems[-1].outcome] += 1
        else:
            looks.append(_make_capture_facts(number, capture, capture.page))
    counts["looks"] = len(looks)
    with folder.make_folder(EXTRACTED, shard.number, counts) as part:
        columns.write(part / "looks.parquet", CaptureFacts, looks)
        columns.write(part / "problems.parquet", ProblemRow, problems)
    return counts


def look_of(row: dict[str, Any], now: str) -> FiledCapture:
    """Restores a capture from its stored row."""
    page = row["page"]
    known: dict[str, Any] = {
        **page, "captions": tuple(page["captions"]), "notes": tuple(page["notes"]), "post_ids": tuple(page["post_ids"]),
        "candidates": tuple(TimeCandidate(**c) for c in page["candidates"]),
    }  # fmt: skip
    kind: MediaType = row["media_type"]
    capture = Capture(
        locator=row["locator"],
        url=row["url"],
        captured_at=row["captured_at"],
        raw=b"",
        media_type=kind,
        page=Page(**known),
        beside=ExternalTimes(**row["beside"]),
    )
    names = tuple((n["name"], n["reason"]) for n in row["names"])
    return FiledCapture(
        capture=capture, content=Content.of(Page(**known)), names=names, seen_at=now, raw=RawRow(row["sha256"], kind, row["size"], None)
    )


def _read_captures(shard: Shard, facts: RunSettings) -> Iterator[Capture]:
    seen = Seen()
    for path in shard.paths:
        if is_archive(path) and ".arc" not in path.lower():
            yield from read_warc(path, facts.zone, seen)
        elif is_parquet(path):
            yield from _read_parquet(path, facts)
        else:
            yield from read_captures([path], now=facts.now, zone=facts.zone)


def _read_parquet(path: str, facts: RunSettings) -> Iterator[Capture]:
    """Yields the captures of a Parquet file with the columns of our JSON lines; other columns are ignored."""
    number = 0
    for batch in parquet.ParquetFile(path).iter_batches(columns.ROW_GROUP_SIZE):
        for row in batch.to_pylist():
            number += 1
            line = json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False, default=_convert_value)
            yield capture_line(f"{path}:{number}", line.encode(), facts.now, facts.zone)


def _convert_value(value: object) -> str:
    return value.isoformat() if isinstance(value, (datetime, date)) else str(value)


def _make_capture_facts(number: int, capture: Capture, page: Page) -> CaptureFacts:
    return CaptureFacts(
        look=number,
        locator=capture.locator,
        url=capture.url,
        captured_at=capture.captured_at,
        media_type=capture.media_type,
        sha256=hashlib.sha256(capture.raw).hexdigest(),
        size=len(capture.raw),
        names=tuple(NameRow(*n) for n in identity.list_identity_keys(capture)),
        beside=capture.beside,
        page=page,
    )


def _make_problem_row(number: int, capture: Capture) -> ProblemRow:
    assert capture.problem is not None
    outcome, reason = capture.problem
    name = urls.make_key(capture.url) if capture.url else None
    return ProblemRow(
        look=number, locator=capture.locator, url=capture.url, captured_at=capture.captured_at, outcome=outcome, reason=reason, name=name
    )
