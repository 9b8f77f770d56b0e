"""Describes a change in one line of plain text, for feeds, messages, titles and the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.model import SAID_ELSEWHERE
from sayso.present.entries import describe_places
from sayso.present.statement_passage import join_passage
from sayso.present.words import KINDS, format_count, format_difference, shorten

Row = Mapping[str, Any]

#: What is shown if no source is named.
NOBODY = "nobody named"


def format_one_line(row: Row) -> str:
    """Formats a change as one line of plain text; a statement with its sentence, which has its verb and source.

    >>> figures = {"noun": "people", "role": "killed", "claim": "19 people", "delta": 7, "percent": 58.3, "unit": "person"}
    >>> format_one_line({"kind": "raised", "old_text": "12", "new_text": "19", "stealth": 0, "correction": None, **figures})
    'raised: 12 → 19 people, killed, +7 (+58%)'
    """
    old, new = (_describe_side(row, side) for side in ("old", "new"))
    word = KINDS[row["kind"]].word
    if row["kind"] == "reattributed":
        text = f"{row.get('claim') or row.get('new_text')}: {name_source(row, 'old') or NOBODY} → {name_source(row, 'new') or NOBODY}"
    elif old and new and old != new:
        text = f"{old} → {new}"
    else:
        text = new or old
    counted = describe_noun_and_role(row)
    by = format_difference(row.get("delta"), row.get("percent"), row.get("unit"))
    return f"{word}: {text}" + (f" {counted}" if counted else "") + (f", {by}" if by else "")


def format_title(row: Row, most: int) -> str:
    """Formats a change in at most `most` characters, followed by the source if it was cut off.

    >>> row = {"kind": "added", "claim_kind": "statement", "new_text": "", "new_sentence": "The ship was old, said Ada Varn."}
    >>> row["new_source"] = "Ada Varn"
    >>> format_title(row, 20), format_title(row, 200)
    ('added: The ship… — Ada Varn', 'added: The ship was old, said Ada Varn.')
    """
    line = shorten(format_one_line(row), most)
    source = name_source(row, "new") or name_source(row, "old") if row.get("claim_kind") == "statement" else ""
    return f"{line} — {source}" if line.endswith("…") and source.lower() not in line.lower() else line


def _describe_side(row: Row, side: str) -> str:
    """Describes one side of a change: a figure as written, a statement with its source."""
    if row.get("claim_kind") != "statement":
        return row.get(f"{side}_text") or ""
    return "".join(split_statement_side(row, side))


def split_statement_side(row: Row, side: str) -> tuple[str, str]:
    """Returns one side of a change of a statement as `split_statement` does; two empty texts for a missing side.

    >>> row = {"new_text": "the ship was safe", "new_sentence": "She said the ship was safe.", "new_speaker": "Ada Varn"}
    >>> split_statement_side(row, "new"), split_statement_side(row, "old")
    (('She said the ship was safe.', ' — Ada Varn'), ('', ''))
    """
    return split_statement(row.get(f"{side}_text") or "", row.get(f"{side}_sentence") or "", name_source(row, side))


def split_statement(text: str, sentence: str, source: str) -> tuple[str, str]:
    """Returns a statement with its verb, and the source if these words do not name it (else "").

    The statement is its sentence, with `text`, its own words, around it if they are longer than one sentence.
    """
    words = join_passage(text, sentence) or " ".join(text.split())
    return words, f" — {source}" if source and words and source.lower() not in words.lower() else ""


def describe_noun_and_role(row: Row) -> str:
    """Returns the noun and the role of a figure, as far as its own words do not contain them."""
    if row.get("claim_kind") == "statement" or row["kind"] == "reattributed":
        return ""
    noun, role = row.get("noun") or "", row.get("role") or ""
    text = f"{row.get('new_text') or row.get('old_text') or ''} {noun}".lower()
    noun = "" if noun and noun.lower() in (row.get("new_text") or row.get("old_text") or "").lower() else noun
    return ", ".join(x for x in (noun, role if role and role.lower() not in text else "") if x)


#: Sources that have a meaning only in their sentence.
_RELATIVE = frozenset(("that", "which", "who", "whom", "whose"))


def name_source(row: Row, side: str) -> str:
    """Returns the source of a wording: the speaker's name, else the words of the source; "" if only the sentence explains it.

    >>> name_source({"new_speaker": None, "new_source": "the mayor"}, "new"), name_source({"new_speaker": None, "new_source": "who"}, "new")
    ('the mayor', '')
    """
    source = row.get(f"{side}_source") or ""
    return row.get(f"{side}_speaker") or ("" if source.lower() in _RELATIVE else source)


def list_flags(row: Row) -> list[str]:
    """Lists further facts about a change or an entry: its part of the article, other changes in it, stealth edit or correction.

    >>> list_flags({"stealth": 1, "correction": None, "link_certainty": 0.9, "parts": ["headline", "text"], "also": ["requoted"]})
    ['in headline and text', 'also quote changed', 'stealth edit']
    >>> list_flags({"method": SAID_ELSEWHERE, "link_certainty": 0.2})
    ['said elsewhere, in other words or figures']
    """
    parts = row.get("parts", [])
    further = row.get("more")
    found = [
        describe_places(parts),
        f"and {format_count(further, 'further statement')}" if further else "",
        *(f"also {KINDS[kind].word}" for kind in row.get("also", ())),
        "stealth edit" if row.get("stealth") else "",
    ]
    if row.get("correction"):
        found.append("named in a correction notice" if row["correction"] == "names it" else "with a correction notice")
    if row.get("method") == SAID_ELSEWHERE:
        found.append("said elsewhere, in other words or figures")
    elif row["link_certainty"] < 0.5:
        found.append("uncertain link")
    return [flag for flag in found if flag]
