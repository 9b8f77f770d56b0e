"""Groups changes into entries of a list: one entry for the same change in headline and text, or in a statement and a figure inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Entry = dict[str, Any]

#: The parts of an article in their order, each with its words.
PARTS = {"headline": "headline", "body": "text", "caption": "caption"}
#: The kinds of change of a claim that is in both texts: a figure that changed is more important than the statement around it.
MOVES = frozenset(("raised", "lowered", "refined", "coarsened", "rehedged"))


def group_entries(rows: Iterable[Row], every_statement: bool = False) -> list[Entry]:
    """Returns one row for each entry, in the order of the rows: the row of its most important change, with three more fields.

    `parts` names its parts of the article (headline, text, caption), `also` the other kinds of change in the entry, `more` how many other
    statements were added or removed with it, unless each has a row (`every_statement`). Rows are as in `change_details`; those of
    one `entry` need not follow each other.
    """
    rows = list(rows)
    held: dict[int, list[Row]] = {}
    for row in rows:
        held.setdefault(row["entry"], []).append(row)
    return [made for together in held.values() for made in _select_entry_rows(together, every_statement)]


def _select_entry_rows(together: Sequence[Row], every_statement: bool) -> Iterator[Entry]:
    """Yields the rows of an entry, the most important first, without rows that repeat another one."""
    figures = [row for row in together if row["claim_kind"] == "quantity"]
    statements = [row for row in together if row["claim_kind"] != "quantity"]
    if statements and any(row["kind"] in MOVES for row in figures):
        resourced = any(row["kind"] == "reattributed" for row in figures)  # a different source gets a separate line
        kept = figures + [row for row in statements if row["kind"] == "reattributed" and not resourced]
        around = [row for row in statements if row not in kept]
    else:
        said = " ".join(row[side] or "" for row in statements for side in ("old_text", "new_text"))
        around = [row for row in figures if (row["new_text"] or row["old_text"] or "\0") in said]
        kept = [row for row in together if row not in around]
    moves: dict[object, list[Row]] = {}
    for row in kept:
        moves.setdefault(_make_move_key(row, every_statement), []).append(row)
    for n, same in enumerate(moves.values()):
        others = {row["kind"] for row in around} - {row["kind"] for row in kept} - {"reworded"} if n == 0 else set()
        parts = {row["part"] for row in same}
        summary = {"parts": [word for part, word in PARTS.items() if part in parts], "also": sorted(others)}
        yield {**same[0], **summary, "more": len(same) - 1 if same[0]["claim_kind"] != "quantity" else 0}


def _make_move_key(row: Row, every_statement: bool) -> object:
    """Returns a key, equal for the same change of a figure in several places, and for all added or removed statements of an entry."""
    if row["claim_kind"] != "quantity":
        return row["id"] if every_statement or row["kind"] not in ("added", "removed") else (row["kind"], "statement")
    vague = row["old_value"] is None and row["new_value"] is None
    words = (row["old_text"], row["new_text"]) if vague else ()
    return (row["kind"], row["old_value"], row["new_value"], row["role"] or row["unit"], *words)


def describe_places(parts: Sequence[str]) -> str:
    """Describes the parts of the article that a change is in; "" for the text alone, where most changes are.

    >>> describe_places(["headline", "text"]), describe_places(["headline"]), describe_places(["text"])
    ('in headline and text', 'in the headline', '')
    """
    if list(parts) in ([], ["text"]):
        return ""
    return f"in the {parts[0]}" if len(parts) == 1 else f"in {', '.join(parts[:-1])} and {parts[-1]}"
