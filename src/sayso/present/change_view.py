"""Turns a row of `changes`, with both wordings, into words, links and marked text for readers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from markupsafe import Markup

from sayso.model import Span
from sayso.present import text_diffs
from sayso.present.entries import group_entries
from sayso.present.highlights import highlight, merge_in_one
from sayso.present.one_line import NOBODY, describe_noun_and_role, format_one_line, name_source
from sayso.present.statement_passage import join_passage
from sayso.present.words import KINDS, format_clock, format_count, format_difference

Row = dict[str, Any]


class Addresses(Protocol):
    """Makes the addresses of the pages of rows."""

    def row(self, table: str, key: object, ext: str | None = None, **query: object) -> str:
        """The address of a row's page, or with `ext` of its data."""


@dataclass(frozen=True)
class ChangeView:
    """One change in words: `was` and `now` are marked wordings, `noun` the noun counted with its role, `sentence` its sentence."""

    id: int
    kind: str
    sign: str
    word: str
    meaning: str
    noun: str
    was: str
    now: str
    merged: Markup
    by: str
    who: str
    who_before: str
    who_after: str
    flags: tuple[str, ...]
    at: str
    sure: float
    href: str
    claim_href: str
    article_href: str
    pair_href: str
    row: Row

    @cached_property
    def sentence(self) -> Markup:
        """The sentence of the claim now; for a removed claim its last one."""
        return _mark_sentence(self.row, "new" if self.row["new_sentence"] else "old")

    @property
    def sentence_before(self) -> Markup:
        """The sentence of the claim before the change."""
        return _mark_sentence(self.row, "old") if self.row["old_sentence"] else Markup("")

    @property
    def needs_source_line(self) -> bool:
        """Whether the source needs a separate line: not if the sentence next to it already names the source."""
        if not self.who or self.kind == "reattributed":
            return False
        return self.who_before not in ("", self.who) or self.row["claim_kind"] == "statement" or self.who not in self.sentence.unescape()

    @property
    def plain(self) -> str:
        """The change in one line without markup, for titles and feeds."""
        return format_one_line(self.row)


def describe_change(row: Row, links: Addresses) -> ChangeView:
    """Builds the view of a change from its row."""
    sign, word, meaning = KINDS[row["kind"]]
    was, now, merged = _mark_wordings(row)
    return ChangeView(
        id=row["id"],
        kind=row["kind"],
        sign=sign,
        word=word,
        meaning=meaning,
        noun=describe_noun_and_role(row),
        was=was,
        now=now,
        merged=merged,
        by=format_difference(row["delta"], row["percent"], row["unit"]),
        who=name_source(row, "new") or name_source(row, "old"),
        who_before=name_source(row, "old"),
        who_after=name_source(row, "new"),
        flags=_list_flags(row),
        at=row["at"],
        sure=row["link_certainty"],
        href=links.row("changes", row["id"]),
        claim_href=links.row("claims", row["claim_id"]),
        article_href=links.row("articles", row["article_id"]),
        pair_href=_build_pair_query(row, links),
        row=row,
    )


def list_as_lines(rows: list[Row]) -> list[Row]:
    """Returns the lines that `group_entries` makes of the changes of one entry, each with its part of the article if not the body."""
    return [{**row, "part": " and ".join(row["parts"]) if len(row["parts"]) > 1 else row["part"]} for row in group_entries(rows)]


def _build_pair_query(row: Row, links: Addresses) -> str:
    """Builds the address of the article that compares the two revisions of the change."""
    return links.row("articles", row["article_id"], old=row["old_seq"], new=row["new_seq"]) + "#compare"


def _mark_wordings(row: Row) -> tuple[str, str, Markup]:
    """Returns the old wording, the new one, and for a statement both in one text."""
    old, new = row["old_text"] or "", row["new_text"] or ""
    if row["kind"] == "reattributed":
        return name_source(row, "old") or NOBODY, name_source(row, "new") or NOBODY, Markup("")
    if row.get("claim_kind") == "statement":
        return old, new, _write_in_sentences(row)
    return old, new, Markup("")


def _write_in_sentences(row: Row) -> Markup:
    """Returns a statement with its source and verb: both sentences in one text, or the only sentence with the statement's words marked."""
    old, new = _write_passage(row, "old"), _write_passage(row, "new")
    if old and new:
        return merge_in_one(old, new, text_diffs.diff_words(old, new))
    return _mark_sentence(row, "new" if new else "old")


def _list_flags(row: Row) -> tuple[str, ...]:
    flags = [f"in the {row['part']}"] if row.get("part") not in (None, "body") else []
    flags += ["stealth edit"] if row["stealth"] else []
    if row["correction"]:
        flags.append("named in a correction notice" if row["correction"] == "names it" else "with a correction notice")
    if row.get("more"):
        flags.append(f"and {format_count(row['more'], 'further statement')}")
    if row["link_certainty"] < 0.5:
        flags.append("uncertain link")
    return tuple(flags)


def _write_passage(row: Row, side: str) -> str:
    return join_passage(row[f"{side}_text"] or "", row[f"{side}_sentence"] or "")


def _mark_sentence(row: Row, side: str) -> Markup:
    sentence, text, place = _write_passage(row, side), row[f"{side}_text"] or "", row[f"{side}_place"]
    if place is None or sentence[place : place + len(text)] != text:
        place = sentence.find(text) if text else -1
    spans = [(Span(place, place + len(text)), side)] if place >= 0 and text and len(text) < len(sentence) else []
    return highlight(sentence, spans)


def format_citation(claim: Row, versions: list[Row], changes: list[Row], address: str) -> str:
    """Returns a sentence that cites a figure or a quotation; "" for other claims.

    It gives the article's words, their source, the time, the present words, and the address to look it up.

    Indirect speech is not cited, because its words are the article's own, and a part of them means nothing alone.
    """
    first, last = versions[0], versions[-1]
    if claim["kind"] == "statement" and not all(v["mode"] in ("direct", "mixed") for v in (first, last)):
        return ""
    where = f"“{claim['article']}”" + (f" ({claim['publisher']})" if claim["publisher"] else "")
    start = f"{where} {_describe_side(claim, first)} in its version of {format_clock(first['valid_from'])} UTC"
    if len(versions) > 1:
        start += f" and {_describe_side(claim, last)} in its version of {format_clock(last['valid_from'])} UTC"
    if claim["status"] == "gone":
        gone = next((c["at"] for c in reversed(changes) if c["kind"] == "removed"), claim["last_at"])
        start += f"; the version of {format_clock(gone)} UTC no longer has the claim"
    return f"{start}. {address}"


def _describe_side(claim: Row, version: dict[str, Any]) -> str:
    """Describes one wording and its source."""
    source = version["speaker"] or version["source"] or ""
    if claim["kind"] == "statement":
        words = version["text"].strip('“”"')
        return f"quoted {source or 'an unnamed source'} as saying “{words}”"
    noun = version["noun"] or ""
    said = " ".join(f"{version['text']} {noun if noun not in version['text'] else ''}".split())
    return f"said “{said}”, " + (f"citing {source}," if source else "without naming a source,")
