"""Whether the agency's own figures are followed: `python benchmarks/wildfires.py [PAIRS [SEED]]` on pages of wildfires in their revisions.

../shared/data/revisions/inciweb.jsonl holds the text of each revision and, apart from it, the fire's size and containment as the agency
keeps them. Where such a fact changed, the old text has the old value and the new text the new one and no longer the old, the change must be
told, from that figure to that; a change of acres or percent that takes just one of its ends from there was put together from two claims.
Pages whose id hashes to 0-7 are looked at; the others are kept for judging.

told       of the changes of a fact that the texts show, those told as raised, lowered, refined or coarsened, from the right figure to the
right one unread     of those that are not told, those whose figure the grammar reads on one side only crossed    changes told from or to
such a figure whose other end is another figure
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import regex

from sayso.grammar import parse
from sayso.matching import compare
from sayso.model import REVISED, Document, Reading

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("SAYSO_SHARED", HERE.parents[1] / "shared"))
REVISIONS = SHARED / "data" / "revisions" / "inciweb.jsonl"

#: The facts followed, with the unit in which the grammar reads them.
FACTS = {"size": "acre", "field_percent_of_perimeter": "percent"}


class Pair(NamedTuple):
    """Two texts of one page, one after the other, and the facts that changed between them: unit, value before, value after."""

    page: str
    old: str
    new: str
    facts: tuple[tuple[str, float, float], ...]


def number(fact: object) -> float | None:
    """The number that a fact states: "1,287 Acres" is 1287."""
    found = regex.search(r"\d[\d,]*(?:\.\d+)?", str(fact or ""))
    return float(found[0].replace(",", "")) if found else None


def read_pairs() -> Iterator[Pair]:
    """The pairs of revisions between which a fact changed that both texts show."""
    pages: dict[str, list[dict]] = {}
    for line in REVISIONS.open(encoding="utf-8"):
        row = json.loads(line)
        if hashlib.md5(row["article_id"].encode()).hexdigest()[0] in "01234567":
            pages.setdefault(row["article_id"], []).append(row)
    for page, rows in sorted(pages.items()):
        rows.sort(key=lambda row: row["revision_time"])
        for before, after in pairwise(rows):
            facts = tuple(list_changed(before, after))
            if facts:
                yield Pair(page, before["text"], after["text"], facts)


def list_changed(before: dict, after: dict) -> Iterator[tuple[str, float, float]]:
    """The facts that changed and that the texts show, each with its unit."""
    for name, unit in FACTS.items():
        old, new = number(before["facts"].get(name)), number(after["facts"].get(name))
        if old is None or new is None or old == new:
            continue
        if shows(before["text"], old, unit) and shows(after["text"], new, unit) and not shows(after["text"], old, unit):
            yield unit, old, new


def shows(text: str, value: float, unit: str) -> bool:
    """Whether a text has a number beside its unit, written in figures."""
    figures = regex.escape(f"{value:,.10g}").replace(",", ",?")
    sign = r"[\s-]*acres?" if unit == "acre" else r"\s?(?:%|percent)"
    return regex.search(rf"(?<![\d.,]){figures}{sign}", text, regex.IGNORECASE) is not None


def judge_pair(pair: Pair) -> Iterator[tuple[str, str, tuple[float | None, float | None] | None]]:
    """For each fact: its unit and whether it was told, unread or missed; then each change that is crossed, with its two ends."""
    old, new = parse(Document(pair.old)), parse(Document(pair.new))
    told = [
        (get_value(old, x.old), get_value(new, x.new))
        for x in compare(old, new)
        if x.kind in REVISED and x.old is not None and x.new is not None
    ]
    for unit, before, after in pair.facts:
        moves = [(a[0], b[0]) for a, b in told if a and b and a[1] == b[1] == unit]
        if (before, after) in moves:
            yield unit, "told", None
        elif not (has_figure(old, before, unit) and has_figure(new, after, unit)):
            yield unit, "unread", None
        else:
            yield unit, "missed", (before, after)
        for move in moves:
            if (move[0] == before) != (move[1] == after) and (before, after) not in moves:
                yield unit, "crossed", move


def get_value(reading: Reading, index: int) -> tuple[float | None, str | None] | None:
    """Value and unit of a claim that is a figure."""
    q = reading.claims[index].quantity
    return (q.value, q.unit) if q else None


def has_figure(reading: Reading, number: float, unit: str) -> bool:
    """Whether the grammar reads such a figure."""
    return any(c.quantity and (c.quantity.value, c.quantity.unit) == (number, unit) for c in reading.claims)


def main() -> None:
    """Print the counts, and with VERBOSE in the environment what was missed or crossed."""
    limit, seed = (int(x) for x in (*sys.argv[1:], *("300", "1")[len(sys.argv) - 1 :]))
    found = list(read_pairs())
    random.Random(seed).shuffle(found)
    counts: Counter[tuple[str, str]] = Counter()
    for pair in found[:limit]:
        for unit, what, ends in judge_pair(pair):
            counts[unit, what] += 1
            if ends and "VERBOSE" in os.environ:
                print(pair.page, unit, what, ends)
    print(f"{min(limit, len(found))} of {len(found)} pairs of revisions, seed {seed}")
    for unit in FACTS.values():
        told, unread, missed, crossed = (counts[unit, what] for what in ("told", "unread", "missed", "crossed"))
        n = told + unread + missed
        print(
            f"  {unit:8s} {n:4d} changes that the texts show: {100 * told / max(n, 1):.1f} % told, {unread} unread, {missed} "
            f"missed; {crossed} crossed"
        )


if __name__ == "__main__":
    main()
