"""Statements that one text attributes to a source and the other does not.

A statement without a partner may be in the other text all the same, as the article's own words: "the road is shut, wardens said", then
"the road is shut". It neither came nor went: its source did. That counts only for nearly the same words, in a sentence
that says little else, where neither that sentence nor the text around it names the source or a speaker.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.matching.mentions import WORD, Mention, ReadingLayout, Sentence
from sayso.matching.source_names import AROUND, cannot_report, find_names, is_pronoun, names_somebody
from sayso.matching.terms import stem, weigh_stem
from sayso.model import Document

#: Contents of fewer words may be anywhere.
WORDS = 6

#: How many letters at the start or end of a content are searched in the other text.
LEAD = 24

#: How much of the content is in the other sentence (of 100), and how much shorter, or longer by a clause, that may be.
SAME, LEAST, MOST = 88, 0.9, 2.0

#: Ends of sentences; quotation marks.
_END = compile_pattern(r"[.!?]['\"”’)]*\s|\n")
_QUOTE = compile_pattern(r"[\"“”]")

#: Words that show that a sentence has a speaker.
_CUES = frozenset(map(stem, entries("matching.txt", "cues of bare statements")))


def is_said_without_source(mention: Mention, other: ReadingLayout) -> bool:
    """Whether the other text says the content of this statement without a source."""
    said = mention.claim.attribution
    if mention.claim.quantity is not None or said is None or said.source is None or not find_names(mention) or is_pronoun(mention):
        return False
    if cannot_report(mention) or not names_somebody(mention):
        return False
    if not any(mention.home.span.overlaps(span) for span in said.content):  # a heading ("Evacuation warning: …") is not a speaker
        return False
    content = mention.words.strip(" \"',.")
    if len(WORD.findall(content)) < WORDS:
        return False
    text = other.document.text
    first, last = _find_part_bounds(other.document, mention)
    return any(
        _states_without_source(mention, content, other=other, sentence=text[start:end], span=(start, end))
        for start, end in _find_sentences_by_edges(content, other.document, first, last)
    )


def _find_part_bounds(document: Document, mention: Mention) -> tuple[int, int]:
    """The bounds of the part of a document that a claim is in; captions are left out."""
    if mention.claim.part == "headline":
        return 0, document.headline
    return (document.headline, len(document.text)) if mention.claim.part == "body" else (0, 0)


def _find_sentences_by_edges(content: str, document: Document, first: int, last: int) -> Iterable[tuple[int, int]]:
    """The sentences that start or end as a content does."""
    low = _lower_keeping_length(document)
    for lead in dict.fromkeys((content[:LEAD].lower(), content[-LEAD:].lower())):
        at = low.find(lead, first, last)
        if at >= 0:
            start = max((m.end() for m in _END.finditer(low, first, at + 1)), default=first)
            found = _END.search(low, at, last)
            yield start, found.start() + 1 if found else last


@lru_cache(maxsize=4)
def _lower_keeping_length(document: Document) -> str:
    """A text in small letters, of the same length."""
    low = document.text.lower()
    return low if len(low) == len(document.text) else document.text


def _states_without_source(mention: Mention, content: str, other: ReadingLayout, sentence: str, span: tuple[int, int]) -> bool:
    """Whether a sentence of the other text says it without a source."""
    words, there = content.lower(), sentence.lower().strip(" .")
    if not len(words) * LEAST <= len(there) <= len(words) * MOST or fuzz.partial_ratio(words, there) < SAME or _QUOTE.search(sentence):
        return False
    if not _has_same_figures(mention, there):
        return False
    text, (start, end) = other.document.text, span
    around = {stem(word) for word in WORD.findall(text, max(0, start - AROUND), min(len(text), end + AROUND))}
    if not find_names(mention).isdisjoint(around) or not _CUES.isdisjoint({stem(word) for word in WORD.findall(sentence)}):
        return False
    return not any(m.claim.attribution for home in _find_overlapping_sentences(other, start, end) for m in home.mentions)


def _has_same_figures(mention: Mention, there: str) -> bool:
    """Whether a sentence has the figures of the content: without them it is another sentence."""
    said = mention.claim.spans
    inside = (m for m in mention.home.mentions if m.claim.quantity and any(span.contains(m.figure.span) for span in said))
    return all(
        word in there for m in inside for word in WORD.findall(m.words.lower()) if word[0].isdigit() or weigh_stem(stem(word)) == 1.0
    )


def _find_overlapping_sentences(layout: ReadingLayout, start: int, end: int) -> Iterable[Sentence]:
    """The sentences with claims that overlap a stretch of a text."""
    return (home for home in layout.sentences if home.span.start < end and home.span.end > start)
