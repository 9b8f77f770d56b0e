"""Word tables as data: one entry a line, refused when they contradict themselves, and made into alternations longest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from sayso.errors import GrammarError


def table(text: str) -> tuple[str, ...]:
    """The entries of a table, one a line; what follows a '#' is a comment.

    >>> table("said\\nsays  # also in headlines")
    ('said', 'says')
    """
    return _require_distinct(_strip_lines(text))


def parse_names_of_words(text: str) -> dict[str, str]:
    """A table of `name: word, word, …` lines, turned round: from each word to its name.

    >>> parse_names_of_words("km: km, kilometre")
    {'km': 'km', 'kilometre': 'km'}
    """
    pairs = [
        (word.strip(), name.strip()) for line in _strip_lines(text) for name, words in [line.split(":", 1)] for word in words.split(",")
    ]
    _require_distinct(word for word, _ in pairs)
    return dict(pairs)


def numbers(text: str) -> dict[str, float]:
    """A table of `word value` lines.

    >>> numbers("ten 10")
    {'ten': 10.0}
    """
    pairs = [line.rsplit(None, 1) for line in _strip_lines(text)]
    _require_distinct(word for word, _ in pairs)
    return {word: float(value) for word, value in pairs}


def intervals(text: str) -> dict[str, tuple[float, float]]:
    """A table of `word low high` lines.

    >>> intervals("dozens 12 120")
    {'dozens': (12.0, 120.0)}
    """
    rows = [line.rsplit(None, 2) for line in _strip_lines(text)]
    _require_distinct(word for word, _, _ in rows)
    return {word: (float(low), float(high)) for word, low, high in rows}


def alternation(words: Iterable[str]) -> str:
    """Returns a pattern for any of the words, longest first, so that no word hides a longer one; a blank matches any white space.

    The characters of the words are taken as they are, so only for words, signs are escaped.

    >>> alternation(["km", "km/h"])
    '(?:km/h|km)'
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(_escape(w) for w in ordered) + ")"


def tails(words: Iterable[str]) -> frozenset[str]:
    """The last three letters of each word: what a text must show at a place for any of them to end there.

    >>> sorted(tails(["more than", "up to", "at"]))
    [' at', ' to', 'han']
    """
    return frozenset((" " + word.lower())[-3:] for word in words)


def build_trie(words: Iterable[str], both_cases: bool = False) -> str:
    """A pattern for any of the words that compares each letter once; with `both_cases` the first letter may be a capital.

    An alternation tries word after word at every place of a text; this pattern rejects nearly all places by their first letter, which made
    the scan for number words three times as fast.

    >>> build_trie(["two", "ten", "tens"])
    't(?:en(?:s|)|wo)'
    """
    ordered = sorted(set(words))
    branches = []
    for letter, group in groupby(ordered, itemgetter(0)):
        head = f"[{letter.upper()}{letter}]" if both_cases and letter.isalpha() else _escape(letter)
        branches.append(head + _build_branch(list(group), 1))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def build_suffix_trie(words: Iterable[str]) -> str:
    """A pattern for any of the words, of several the longest, that compares each letter once from the end: for patterns read backwards.

    >>> build_suffix_trie(["killed", "wounded", "unkilled"])
    '(?:wound|(?:un|)kill)ed'
    """
    return _build_branch_back(sorted({word[::-1] for word in words}), 0)


def _build_branch_back(words: list[str], at: int) -> str:
    """The pattern before the last `at` letters, which all words share; the words are spelled backwards, sorted and distinct."""
    if len(words) == 1:
        return _escape(words[0][at:][::-1])
    ends = len(words[0]) == at
    heads = [_build_branch_back(list(group), at + 1) + _escape(letter) for letter, group in groupby(words[ends:], itemgetter(at))]
    if ends:
        heads.append("")
    return heads[0] if len(heads) == 1 else f"(?:{'|'.join(heads)})"


def _build_branch(words: list[str], at: int) -> str:
    """The pattern after the first `at` letters, which all words share; the words are sorted and distinct."""
    if len(words) == 1:
        return _escape(words[0][at:])
    ends = len(words[0]) == at
    tails = [_escape(letter) + _build_branch(list(group), at + 1) for letter, group in groupby(words[ends:], itemgetter(at))]
    if ends:
        tails.append("")
    return tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"


_LIMIT = 100_000
K = TypeVar("K")
T = TypeVar("T")


class Memo(dict[K, T]):
    """The results of a function, cached for the first arguments up to a limit."""

    def __init__(self, says: Callable[[K], T], limit: int) -> None:
        super().__init__()
        self._says, self._limit = says, limit

    def __missing__(self, thing: K) -> T:
        said = self._says(thing)
        if len(self) < self._limit:
            self[thing] = said
        return said


class BoundedMemo(dict[str, T]):
    """The results of a function for words, cached up to a limit, so that no text fills the memory."""

    def __init__(self, says: Callable[[str], T]) -> None:
        super().__init__()
        self._says = says

    def __missing__(self, word: str) -> T:
        said = self._says(word)
        if len(self) < _LIMIT and len(word) < 40:
            self[word] = said
        return said


_ESCAPES = str.maketrans({c: "\\" + c for c in r".^$*+?()[]{}|\#"} | {" ": r"\s+"})


def _escape(word: str) -> str:
    return word.translate(_ESCAPES)


def _strip_lines(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, [line.split("#", 1)[0] if "#" in line else line for line in text.splitlines()]))


def _require_distinct(words: Iterable[str]) -> tuple[str, ...]:
    listed = tuple(words)
    if len(set(listed)) < len(listed):
        raise GrammarError(f"listed twice: {next(word for n, word in enumerate(listed) if word in listed[:n])}")
    return listed
