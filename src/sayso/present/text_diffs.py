"""Compares two texts: which paragraphs correspond, and which words in them changed.

Identical paragraphs anchor the comparison; between two anchors the others are paired in order by similarity, because a
paragraph that was edited keeps most of its words. Words are compared as whole tokens: "12,000" is one token, so that a number never appears
as half struck out. rapidfuzz does in a millisecond what difflib does in ten, and beyond `MAX_TOKENS` tokens we do not look inside at all,
since nothing can interrupt the comparison once it runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from sayso.model import Span

#: The number of tokens of a text above which two texts are shown whole, as old and new.
MAX_TOKENS = 4000
#: The similarity (0 to 100) from which two paragraphs count as one edited paragraph.
MIN_SIMILARITY = 50.0
#: The largest block (old paragraphs times new ones) that is paired by similarity.
LARGEST_BLOCK = 2500

Op = Literal["same", "gone", "new"]
Fate = Literal["same", "edited", "gone", "new"]

_TOKEN = re.compile(r"\w+(?:[.,’'\-]\w+)*|\s+|[^\w\s]")


class Piece(NamedTuple):
    """A run of words that are all kept, removed or added; `old` and `new` are its spans in the two texts (empty in a text without it)."""

    op: Op
    old: Span
    new: Span


class Row(NamedTuple):
    """Two corresponding paragraphs, or an added or removed one; `pieces` has the changes inside."""

    fate: Fate
    old: Span | None
    new: Span | None
    pieces: tuple[Piece, ...] = ()


def diff_words(old: str, new: str) -> list[Piece]:
    """Returns the word diff of two texts.

    >>> [(p.op, p.old.of("12 died"), p.new.of("19 died")) for p in diff_words("12 died", "19 died")]
    [('gone', '12', ''), ('new', '', '19'), ('same', ' died', ' died')]
    """
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(a), len(b)) > MAX_TOKENS:
        return _replace_whole(old, new)
    at, to = _compute_offsets(a), _compute_offsets(b)
    blocks = _smooth((o.tag == "equal", o.src_start, o.src_end, o.dest_start, o.dest_end) for o in Indel.opcodes(a, b)) if a or b else []
    pieces: list[Piece] = []
    for same, i, j, k, m in _absorb(blocks, a):
        pieces += _make_pieces(same, Span(at[i], at[j]), Span(to[k], to[m]))
    return pieces


Block = tuple[bool, int, int, int, int]


def _smooth(blocks: Iterable[Block]) -> list[Block]:
    """Joins neighbouring pieces of the same operation."""
    out: list[Block] = []
    for block in blocks:
        if out and out[-1][0] == block[0]:
            last = out.pop()
            block = (last[0], last[1], block[2], last[3], block[4])
        out.append(block)
    return out


def _absorb(blocks: list[Block], tokens: Sequence[str]) -> list[Block]:
    """Merges a lone space between two changed words with them."""
    inner = range(1, len(blocks) - 1)
    idle = {i for i in inner if blocks[i][0] and "".join(tokens[blocks[i][1] : blocks[i][2]]).isspace()}
    return _smooth((same and i not in idle, *rest) for i, (same, *rest) in enumerate(blocks))  # type: ignore[misc]


def _make_pieces(same: bool, old: Span, new: Span) -> Iterator[Piece]:
    if same:
        yield Piece("same", old, new)
        return
    if old.start < old.end:
        yield Piece("gone", old, Span(new.start, new.start))
    if new.start < new.end:
        yield Piece("new", Span(old.end, old.end), new)


def _replace_whole(old: str, new: str) -> list[Piece]:
    return list(_make_pieces(False, Span(0, len(old)), Span(0, len(new))))


def _compute_offsets(tokens: Sequence[str]) -> list[int]:
    out = [0]
    for token in tokens:
        out.append(out[-1] + len(token))
    return out


def find_paragraphs(text: str) -> list[Span]:
    """Returns the spans of the paragraphs of a text, without the line ends around them."""
    return [Span(*m.span()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def diff_paragraphs(old: str, new: str) -> list[Row]:
    """Compares two texts paragraph by paragraph."""
    left, right = find_paragraphs(old), find_paragraphs(new)
    a, b = [s.of(old) for s in left], [s.of(new) for s in right]
    out: list[Row] = []
    for same, i, j, k, m in _smooth((o.tag == "equal", o.src_start, o.src_end, o.dest_start, o.dest_end) for o in Indel.opcodes(a, b)):
        if same:
            out += [Row("same", left[i + n], right[k + n], tuple(_make_same_piece(left[i + n], right[k + n]))) for n in range(j - i)]
        else:
            out += _block(old, new, left[i:j], right[k:m])
    return out


def _make_same_piece(old: Span, new: Span) -> Iterator[Piece]:
    yield Piece("same", old, new)


def _block(old: str, new: str, left: list[Span], right: list[Span]) -> Iterator[Row]:
    """Yields the paragraphs between two anchors: edited ones as pairs, the others at their places."""
    i = k = 0
    for pair in [*_pair_paragraphs([s.of(old) for s in left], [s.of(new) for s in right]), (len(left), len(right))]:
        yield from (Row("gone", s, None, (Piece("gone", s, Span(0, 0)),)) for s in left[i : pair[0]])
        yield from (Row("new", None, s, (Piece("new", Span(0, 0), s),)) for s in right[k : pair[1]])
        i, k = pair
        if i < len(left):
            yield _make_edited_row(old, new, left[i], right[k])
            i, k = i + 1, k + 1


def _make_edited_row(old: str, new: str, left: Span, right: Span) -> Row:
    pieces = diff_words(left.of(old), right.of(new))
    return Row("edited", left, right, tuple(Piece(p.op, _shift_span(p.old, left.start), _shift_span(p.new, right.start)) for p in pieces))


def _shift_span(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _pair_paragraphs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs the edited paragraphs in order, so that the sum of their similarities is greatest."""
    if not left or not right or len(left) * len(right) > LARGEST_BLOCK:
        return []
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    alike = [[_measure_similarity(a, b) for b in right] for a in left]
    for i in reversed(range(len(left))):
        for k in reversed(range(len(right))):
            taken = alike[i][k] + best[i + 1][k + 1] if alike[i][k] >= MIN_SIMILARITY else 0.0
            best[i][k] = max(best[i + 1][k], best[i][k + 1], taken)
    return list(_walk_pairs(best, alike))


def _measure_similarity(a: str, b: str) -> float:
    return fuzz.ratio(a, b, score_cutoff=MIN_SIMILARITY) if max(len(a), len(b)) <= MAX_TOKENS else 0.0


def _walk_pairs(best: list[list[float]], alike: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = k = 0
    while i < len(alike) and k < len(alike[0]):
        if alike[i][k] >= MIN_SIMILARITY and best[i][k] == alike[i][k] + best[i + 1][k + 1]:
            yield i, k
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1


class Fold(NamedTuple):
    """Consecutive rows of the comparison: shown, or folded because nothing changed in them."""

    folded: bool
    rows: tuple[Row, ...]


def fold_rows(all_rows: Sequence[Row], context: int = 1) -> list[Fold]:
    """Folds unchanged rows; the headline and `context` paragraphs beside a change stay open."""
    busy = {i for i, row in enumerate(all_rows) if row.fate != "same"} | {0}
    shown = {k for i in busy for k in range(i - context, i + context + 1)}
    for a, b in pairwise(sorted(shown)):
        if b - a == 2:  # a single paragraph is not folded
            shown.add(a + 1)
    out: list[Fold] = []
    for i, row in enumerate(all_rows):
        folded = i not in shown
        if out and out[-1].folded == folded:
            out[-1] = Fold(folded, (*out[-1].rows, row))
        else:
            out.append(Fold(folded, (row,)))
    return out
