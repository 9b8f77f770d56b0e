"""A text as sentences of tokens, each with a letter for its class: what every reader of this room starts from.

The design: one regex cuts the text, one dictionary gives each token a letter, and the letters together are a string beside the
text. "The mayor did not say" has the classes `DoBNV`. Looking for a noun phrase or a clause boundary is then string work, which
is what makes a parser in plain Python fast: the text is walked once, by C code, and Python looks only where a word is one that its
reader wants to see (`places`): a word of number, of time, a cue.

There is no tagger behind this. Closed classes are listed in `wordclasses`; open ones go by shape, ending, and a list of words
that news text uses mostly as verbs (`mostly-verbs.txt`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from copy import copy
from itertools import accumulate, compress
from operator import sub

from sayso.grammar.sentences import sentences
from sayso.grammar.wordclasses import CLASSES
from sayso.model import Span

# A title or initial keeps its full stop, so that a full stop token inside a sentence is rare.
_TOKEN = re.compile(
    r"\s*+(?:(?:(?:[A-Za-z]\.)++|(?:Mrs?|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Prof|Rev|St|Jr|Sr|Inc|Corp|Co|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)(?!\w)"
    r"|\w++(?:[’'-]\w++)*+|''|``|[^\w\s])"
)


class Sheet:
    """The sentences and tokens of a text.

    `cuts` are the sentences, `words[i]` is token i, `starts[i]` and `ends[i]` where it stands, `kinds[i]` its class; sentence n is
    tokens `bounds[n]` to `bounds[n + 1]`.
    """

    __slots__ = ("bounds", "cuts", "ends", "kinds", "starts", "text", "words")

    def __init__(self, text: str, cuts: Sequence[Span] | None = None) -> None:
        self.text = text
        self.cuts = sentences(text) if cuts is None else cuts
        # Blanks that no token follows would be tried from each of them: quadratic in a megabyte of spaces.
        tokens: list[str] = _TOKEN.findall(text.rstrip())  # each with the blanks before it
        self.ends = list(accumulate(map(len, tokens)))
        self.words = list(map(str.lstrip, tokens))
        self.starts = list(map(sub, self.ends, map(len, self.words)))
        self.kinds = "".join(map(CLASSES.__getitem__, self.words))
        self.bounds = [bisect_left(self.starts, cut.start) for cut in self.cuts]
        self.bounds.append(len(self.words))

    def with_kinds(self, kinds: str) -> Sheet:
        """The same sheet with other classes of words."""
        out = copy(self)
        out.kinds = kinds
        return out

    def opens_paragraph(self, i: int) -> bool:
        """Whether a line ends before token i (or the text starts there)."""
        return i == 0 or self.text.find("\n", self.ends[i - 1], self.starts[i]) >= 0

    def places(self, wanted: Callable[[str], object]) -> list[int]:
        """The tokens whose word is wanted (what is said of it counts as true), in order."""
        return list(compress(range(len(self.words)), map(wanted, self.words)))

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens first to last, end exclusive."""
        return Span(self.starts[first], self.ends[last - 1])
