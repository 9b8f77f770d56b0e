"""A text as sentences of tokens, each with a letter for its class: the input of every reader in this package.

The design: one regex cuts the text, one dictionary gives each token a letter, and the letters together are a string beside the
text. "The mayor did not say" has the classes `DoBNV`. A search for a noun phrase or a clause boundary is then a string search, which
makes a parser in plain Python fast: C code goes through the text once, and Python looks only at words that a
reader needs: number words, words of time, cues. Readers register these words once
(`register_words`), so that one look-up of a word answers for all.

There is not a tagger after this. Closed classes are listed in `wordclasses`; open ones go by shape, ending, and a list of words
that news text uses mostly as verbs (`mostly-verbs.txt`).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from copy import copy
from itertools import accumulate, pairwise
from operator import sub

from sayso.calendar_names import MONTHS
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import BoundedMemo, build_trie
from sayso.grammar.sentences import split_sentences
from sayso.grammar.wordclasses import classify
from sayso.model import Span

#: Titles and short forms of months keep their full stop, as initials do, so that a full stop inside a sentence is rare.
_SHORT = (
    *map(str.capitalize, entries("titles.txt", "before a full stop")),
    *entries("titles.txt", "behind a name"),
    *(month[:-1] for month in MONTHS if month.endswith(".")),
)
# Most tokens are words of small letters: they come first, and no short form is tried there.
_TOKEN = re.compile(
    r"\s*+(?:[a-z][a-z]++(?!\w)(?:[’'-]\w++)*+"
    rf"|(?:(?:[A-Za-z]\.)++|(?=[A-Z]){build_trie(_SHORT)}\.)(?!\w)"
    r"|\d++(?:[.,]\d++)++\w*+(?:[’'-]\w++)*+"  # a number of several parts: "9,500", "3.5"
    r"|\w++(?:[’'-]\w++)*+|'(?=''(?![\w']))|''|``|[^\w\s])"
)

_seekers: list[Callable[[str], object]] = []


def _classify_word(word: str) -> str:
    """The class of a word, and a sign with a bit for each reader that seeks it.

    Both are in one string, since two look-ups take twice the time.
    """
    signs = 0
    for bit, wants in enumerate(_seekers):
        if wants(word):
            signs |= 1 << bit
    return sys.intern(classify(word) + chr(signs))


_SEEN = BoundedMemo(_classify_word)


def register_words(wants: Callable[[str], object]) -> re.Pattern[str]:
    """Registers the words that a reader seeks; each module calls it when it is imported.

    Returns the pattern that finds the tokens in the `signs` of a tokenized text.
    """
    _seekers.append(wants)
    _SEEN.clear()
    bit = len(_seekers) - 1
    return re.compile(f"[{''.join(re.escape(chr(n)) for n in range(1 << _MOST) if n >> bit & 1)}]")


#: The largest number of readers that may seek words.
_MOST = 8


class TokenizedText:
    """The sentences and tokens of a text.

    `cuts` are the sentences, `words[i]` is token i, `starts[i]` and `ends[i]` its offsets, `kinds[i]` its class, `signs[i]` its
    readers; sentence n is tokens `bounds[n]` to `bounds[n + 1]`.
    """

    __slots__ = ("bounds", "cuts", "ends", "kinds", "signs", "starts", "text", "words")

    def __init__(self, text: str, cuts: Sequence[Span] | None = None) -> None:
        self._set_tokens(text)
        self._set_cuts(split_sentences(text) if cuts is None else cuts)

    @classmethod
    def tokenize_uncut(cls, text: str) -> TokenizedText:
        """The tokens of a text alone; `cut_sentences` adds its sentences. A text that lost blanks is not cut in vain."""
        made = cls.__new__(cls)
        made._set_tokens(text)
        return made

    def cut_sentences(self) -> TokenizedText:
        """The same text, with its sentences."""
        self._set_cuts(split_sentences(self.text))
        return self

    def _set_tokens(self, text: str) -> None:
        self.text = text
        # Blanks that no token follows would be tried from each of them: quadratic in a megabyte of spaces.
        tokens: list[str] = _TOKEN.findall(text.rstrip())  # each token with the blanks before it
        self.ends = list(accumulate(map(len, tokens)))
        self.words = list(map(str.lstrip, tokens))
        self.starts = list(map(sub, self.ends, map(len, self.words)))
        seen = "".join(map(_SEEN.__getitem__, self.words))
        self.kinds, self.signs = seen[::2], seen[1::2]

    def _set_cuts(self, cuts: Sequence[Span]) -> None:
        self.cuts = cuts
        self.bounds = [bisect_left(self.starts, cut.start) for cut in cuts]
        self.bounds.append(len(self.words))

    def add_blanks(self, places: Sequence[int]) -> TokenizedText:
        """The tokens of the text with a blank inserted at each of some places, all of them between two characters of words or signs.

        No token depends on what is after a blank. So only the runs of tokens that a place is in are cut again, which takes a third of the
        time of tokenizing it anew.
        """
        parts: list[tuple[TokenizedText, int, int, int]] = []  # tokens `first` to `last` of a text, moved by so many characters
        done = n = 0
        while n < len(places):
            first, last = self._find_run_at(places[n])
            start, end = self.starts[first], self.ends[last - 1]
            behind = bisect_left(places, end)
            run = TokenizedText.tokenize_uncut(insert_blanks(self.text[start:end], [place - start for place in places[n:behind]]))
            parts += [(self, done, first, n), (run, 0, len(run.words), start + n)]
            done, n = last, behind
        parts.append((self, done, len(self.words), n))
        out = copy(self)
        out.text, out.words = insert_blanks(self.text, places), []
        for tokens, first, last, _ in parts:
            out.words += tokens.words[first:last]
        out.starts = [start + by for tokens, first, last, by in parts for start in tokens.starts[first:last]]
        out.ends = [end + by for tokens, first, last, by in parts for end in tokens.ends[first:last]]
        out.kinds = "".join([tokens.kinds[first:last] for tokens, first, last, _ in parts])
        out.signs = "".join([tokens.signs[first:last] for tokens, first, last, _ in parts])
        return out.cut_sentences()

    def _find_run_at(self, place: int) -> tuple[int, int]:
        """The tokens around a place that no blank parts from each other, end exclusive."""
        first = bisect_left(self.ends, place)
        last = first + 1
        while first and self.starts[first] == self.ends[first - 1]:
            first -= 1
        while last < len(self.words) and self.starts[last] == self.ends[last - 1]:
            last += 1
        return first, last

    def replace_kinds(self, kinds: str) -> TokenizedText:
        """The same text with other classes of words."""
        out = copy(self)
        out.kinds = kinds
        return out

    def opens_paragraph(self, i: int) -> bool:
        """Whether a line ends before token i (or the text starts there)."""
        return i == 0 or self.text.find("\n", self.ends[i - 1], self.starts[i]) >= 0

    def find_tokens(self, seeks: re.Pattern[str]) -> list[int]:
        """The tokens that a reader seeks, in order; `seeks` is the value that `register_words` returned to it."""
        return [found.start() for found in seeks.finditer(self.signs)]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens first to last, end exclusive."""
        return Span(self.starts[first], self.ends[last - 1])


def insert_blanks(text: str, places: Sequence[int]) -> str:
    """A text with a blank before the character at each of some places, which are in order.

    >>> insert_blanks("onMonday", [2])
    'on Monday'
    """
    return " ".join([text[start:end] for start, end in pairwise((0, *places, len(text)))])
