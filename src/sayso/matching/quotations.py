"""Classifies the change of a quotation: altered, cut, extended, or the same.

Two of these are news. A quotation was altered: a content word or a negation was replaced, added or left out inside the words that both
texts quote. Or part of it was cut, and its content is nowhere in the new text. Where an editor quotes more, or moves a part to
another place, every remaining word is the speaker's; a corrected letter, an abbreviation without its points and a word added in
brackets change no meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.units import find_unit_after
from sayso.matching.mentions import Mention, normalise_typography
from sayso.matching.terms import stem, weigh_stem
from sayso.model import Claim, Document

#: The start and end of an edit in the old words, and in the new.
_Block = tuple[int, int, int, int]

Fate = Literal["altered", "cut", "extended", "same"]

#: The words between quotation marks, once these are all normalised.
_QUOTED = compile_pattern(r'"([^"]*)"?')

#: The same for the single marks of headlines, which are not apostrophes.
_QUOTED_SINGLY = compile_pattern(r"(?<![\p{L}\p{N}])'((?:[^'\"]|(?<=\p{L})'(?=\p{L}))*)'(?![\p{L}\p{N}])")

#: An editor's insertion into somebody's words.
_INSERTED = compile_pattern(r"\([^)]*\)|\[[^\]]*\]")

#: A word of a quotation, or the dots for omitted words.
_WORDS = compile_pattern(r"[\p{L}\p{N}]+(?:['.][\p{L}\p{N}]+)*|…|\.\.\.+")

#: The end of a number in digits.
_NUMBER_END = compile_pattern(r"\d(?![.,]?\d)")

#: The short forms of verbs at the end of contractions.
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will"}

#: The dots for omitted words.
_GAP = frozenset(("…", "...", "...."))

#: Words of grammar that reverse the meaning.
_NEGATIONS = frozenset(entries("matching.txt", "negations"))

#: More words than this added or left out in one place are a cut, and more replaced words are another sentence.
FEW = 4

#: A cut is listed if it has this many words in one place, this many of them telling, and the new text says nothing more like it than
#: this (of 100).
STRETCH, TELLING, SAID = 5, 4, 85

#: Words as long as this that are more alike than this (of 100), and start alike, are one word in two spellings.
LONG, SPELT = 6, 84


def find_words_quoted_by_claim(claim: Claim, document: Document) -> list[str] | None:
    """Returns the words of a claim between quotation marks, in lower case, without the editor's insertions.

    It is None if there is not a quotation.
    """
    said = claim.attribution
    if claim.quantity is not None or said is None or said.mode == "indirect":
        return None
    words = normalise_typography(" ".join(span.of(document.text) for span in claim.spans))
    pieces = _QUOTED.findall(words) or _QUOTED_SINGLY.findall(words)
    if said.mode == "mixed" and not pieces:
        return None
    is_whole = said.mode == "direct" and (words.startswith(('"', "'")) or not pieces)
    text = words if is_whole else " ".join(pieces)
    return _list_words(_INSERTED.sub(" ", text))


def _list_words(text: str) -> list[str]:
    """The words of a text in lower case, "I'm" as "I am", and units after digits by their names: "90 ft" and "90 feet" are the same."""
    out = []
    for word in _WORDS.findall(_name_units(text).casefold()):
        start, mark, end = word.rpartition("'")
        out += [start, _ENDINGS[end]] if mark and end in _ENDINGS else [word]
    return out


def _name_units(text: str) -> str:
    """The text with each unit after a number in digits replaced by its name, however it is written: "90ft", "90 feet", "5%"."""
    pieces, done = [], 0
    for number in _NUMBER_END.finditer(text):
        unit = find_unit_after(text, number.end(), True)
        if unit is not None:
            pieces += [text[done : number.end()], f" {unit.name} "]
            done = unit.end
    return "".join((*pieces, text[done:]))


def find_quoted_words(mention: Mention) -> list[str] | None:
    """The same for a mention."""
    return find_words_quoted_by_claim(mention.claim, mention.home.document)


def classify_quote_change(old: Sequence[str], new: Sequence[str]) -> Fate:
    """The kind of change of a quotation, given its words before and after.

    >>> classify_quote_change("we will not leave".split(), "we will leave".split())
    'altered'
    >>> classify_quote_change("we will not leave the town".split(), "we will not leave".split())
    'cut'
    """
    if (len(old), list(old)) > (len(new), list(new)):  # the same in either order
        turned = classify_quote_change(new, old)
        return "extended" if turned == "cut" else "cut" if turned == "extended" else turned
    if _contains_word_for_word(new, old):
        return "extended" if len(new) > len(old) else "same"
    ops = [op for op in Levenshtein.opcodes(old, new) if op.tag != "equal"]
    blocks = _join_blocks((op.src_start, op.src_end, op.dest_start, op.dest_end) for op in ops)
    lost = gained = False
    for a, b, c, d in blocks:
        before, after = old[a:b], new[c:d]
        if _are_alike_spellings(before, after):
            continue
        at_end = (a == 0 and c == 0) or (b == len(old) and d == len(new))
        if _alters_words(before, after, at_end) and not _repeats_neighbour(old, a, b) and not _repeats_neighbour(new, c, d):
            return "altered"
        lost, gained = lost or len(before) > len(after), gained or len(after) > len(before)
    return "cut" if lost else "extended" if gained else "same"


def _alters_words(before: Sequence[str], after: Sequence[str], at_end: bool) -> bool:
    """Whether an edit changes the speaker's words; at either end of a quotation, words are only cut off or added to the quoted part."""
    if len(before) > FEW or len(after) > FEW or not _GAP.isdisjoint((*before, *after)):
        return False
    lost = [w for w in before if not any(_are_alike_spellings([w], [v]) for v in after)]
    gained = [v for v in after if not any(_are_alike_spellings([w], [v]) for w in before)]
    if at_end and not (lost and gained):
        return False
    return any(weigh_stem(stem(w)) == 1.0 or w in _NEGATIONS or w.endswith("n't") for w in (*lost, *gained))


def _repeats_neighbour(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a stretch of words repeats the words right before or after it: an error in speech or typing."""
    piece, length = list(words[start:end]), end - start
    return length > 0 and piece in (list(words[end : end + length]), list(words[max(0, start - length) : start]))


def is_altered(old: Sequence[str] | None, new: Sequence[str] | None) -> bool:
    """Whether both texts quote, and the words in common were altered."""
    return old is not None and new is not None and classify_quote_change(old, new) == "altered"


def is_cut(old: Sequence[str] | None, new: Sequence[str] | None, text: str) -> bool:
    """Whether both quote, and a meaningful stretch of the old words is nowhere in the new `text`.

    Parts of the stretch that the new text quotes in another place are not lost.
    """
    if old is None or new is None:
        return False
    ops = Levenshtein.opcodes(old, new)
    lost = [old[op.src_start : op.src_end] for op in ops if op.tag in ("delete", "replace")]
    if not any(map(_is_telling, lost)):
        return False
    words = normalise_typography(text)
    quoted = [_list_words(piece) for piece in _QUOTED.findall(words)]
    whole = " ".join(_list_words(words))
    left = (piece for stretch in lost if _is_telling(stretch) for piece in _leave_out_quoted(stretch, quoted))
    return any(_is_telling(piece) and fuzz.partial_ratio(" ".join(piece), whole) < SAID for piece in left)


def _is_telling(words: Sequence[str]) -> bool:
    """Whether a stretch of words is long enough, and enough of them are content words, for its loss to be a cut."""
    found = [word for word in words if word not in _GAP]
    return len(found) >= STRETCH and sum(weigh_stem(stem(word)) == 1.0 for word in found) >= TELLING


def _leave_out_quoted(words: Sequence[str], quoted: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The pieces of a stretch of words that none of some quotations has: of at least STRETCH words, word for word."""
    for piece in quoted:
        at, _, size = SequenceMatcher(None, words, piece, autojunk=False).find_longest_match()
        if size >= STRETCH:
            return [*_leave_out_quoted(words[:at], quoted), *_leave_out_quoted(words[at + size :], quoted)]
    return [words] if words else []


def share_more_quoted_words(one: Mention, other: Mention, than: Mention) -> bool:
    """Whether two mentions have more quoted words in common, in the same order, than the first has with a third."""
    words, others, thirds = (find_quoted_words(m) for m in (one, other, than))
    if words is None or others is None or thirds is None:
        return False
    return LCSseq.similarity(words, others) > max(FEW, LCSseq.similarity(words, thirds))


def _contains_word_for_word(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether one contains the other, word for word."""
    return any(list(long[i : i + len(short)]) == list(short) for i in range(len(long) - len(short) + 1))


def is_quoted_elsewhere(mention: Mention, other: Mention) -> bool:
    """Whether every word that a mention quotes is in the text of the other one, outside that one's own words."""
    words = find_quoted_words(mention)
    if words is None or len(words) <= FEW:
        return False
    text, spans = other.home.document.text, other.claim.spans
    pieces = (text[: min(s.start for s in spans)], text[max(s.end for s in spans) :])
    return any(_contains_word_for_word(_list_words(normalise_typography(piece)), words) for piece in pieces)


def _join_blocks(blocks: Iterable[_Block]) -> list[_Block]:
    """Edits that touch each other as one."""
    out: list[_Block] = []
    for a, b, c, d in blocks:
        if out and out[-1][1] == a and out[-1][3] == c:
            out[-1] = (out[-1][0], b, out[-1][2], d)
        else:
            out.append((a, b, c, d))
    return out


def _are_alike_spellings(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two stretches are one in two spellings: "U.S." and "US", "organised" and "organized", "do not" and "don't"."""
    one, other = ("".join(words).replace(".", "").replace("'", "") for words in (before, after))
    if one == other or one.replace("not", "nt") == other.replace("not", "nt"):
        return True
    if min(len(one), len(other)) < LONG or one[0] != other[0] or any(c.isdigit() for c in one + other):
        return False
    return len(before) == len(after) == 1 and (stem(one) == stem(other) or fuzz.ratio(one, other) > SPELT)
