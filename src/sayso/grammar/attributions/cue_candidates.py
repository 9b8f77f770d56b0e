"""Cue candidates: every token that can be a cue, with the stretch of text that it can govern."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sayso.errors import GrammarError
from sayso.grammar.attributions.quotes import Quotation, convert_single_marks, find_quotations
from sayso.grammar.lexicon import source
from sayso.grammar.lexicon.tables import table
from sayso.grammar.tokens import TokenizedText, register_words
from sayso.grammar.wordclasses import ADVERB, DETERMINER_OR_NUMBER, NAME, VERB, WORD_OR_NUMBER, WORD_OR_VERB


def _load_cue_words(text: str) -> dict[str, str]:
    """From each cue word, in small letters and with a capital, to the word that its forms share."""
    out: dict[str, str] = {}
    for line in table(text):
        form, _, lemma = line.partition(" ")
        for shape in (form, form.capitalize()):
            if shape in out:
                raise GrammarError(f"listed twice: {shape}")
            out[shape] = lemma or form
    return out


#: Words that can be cues, from `reporting-cues.txt`: one form on each line, then its base form if that differs.
CUES = _load_cue_words(source("reporting-cues.txt"))


class QuotedText:
    """A tokenized text with its quotations, whose marks all have the class of double ones.

    `inside[i]` is the number of the quotation that token i is in, -1 for none.
    """

    __slots__ = ("inside", "quotes", "tokens")

    def __init__(self, tokens: TokenizedText) -> None:
        self.quotes: list[Quotation] = find_quotations(tokens)
        self.tokens = convert_single_marks(tokens, self.quotes)
        self.inside = [-1] * (len(tokens.words) + 1)
        for n, (first, last) in enumerate(self.quotes):
            self.inside[first:last] = [n] * (last - first)

    def find_next_quote(self, i: int) -> int:
        """The number of the first quotation that starts at token i or later."""
        return bisect_left(self.quotes, (i, i))

    def find_quote_numbers(self, first: int, last: int) -> Iterator[int]:
        """The numbers of the quotations that start in a stretch, and of the one that the stretch starts in."""
        n = self.inside[first] if self.inside[first] >= 0 else self.find_next_quote(first)
        while n < len(self.quotes) and self.quotes[n].first < last:
            yield n
            n += 1

    def opens_sentence(self, i: int) -> bool:
        """Whether a sentence starts with token i."""
        n = bisect_left(self.tokens.bounds, i)
        return n < len(self.tokens.bounds) and self.tokens.bounds[n] == i

    def find_sentence_before(self, i: int) -> int:
        """The number of the sentence before the one that starts with token i; -1 where none starts there, or none is before."""
        return bisect_left(self.tokens.bounds, i) - 1 if self.opens_sentence(i) else -1

    def touches_quotation(self, first: int, last: int) -> bool:
        """Whether tokens `first` to `last` are in a quotation or contain one; as fast for a long stretch as for a short one."""
        n = self.find_next_quote(first)
        return self.inside[first] >= 0 or (n < len(self.quotes) and self.quotes[n].first < last)


class CueCandidate:
    """Token `at` as a possible cue; content and source lie within tokens `first` to `last`. `quote` is the quotation it is in."""

    __slots__ = ("after", "at", "before", "first", "last", "lemma", "page", "quote", "sentence", "word")

    def __init__(self, page: QuotedText, at: int, sentence: int) -> None:
        tokens = page.tokens
        kinds, word = tokens.kinds, tokens.words[at]
        self.page, self.at, self.sentence = page, at, sentence
        self.word = word.lower()
        self.lemma = CUES.get(word, self.word)
        self.quote = page.inside[at]
        self.first, self.last = first, last = _find_bounds(page, at, sentence)
        self.before = kinds[max(first, at - 3) : at].rjust(3, "^")
        self.after = kinds[at + 1 : min(last, at + 4)].ljust(3, "$")


def _find_bounds(page: QuotedText, at: int, sentence: int) -> tuple[int, int]:
    """The stretch that a cue can govern: its sentence, or its part of a quotation; quotations that the sentence leads to belong to it."""
    kinds, bounds, quote = page.tokens.kinds, page.tokens.bounds, page.inside[at]
    first, last = bounds[sentence], bounds[sentence + 1]
    if quote >= 0:
        opening, closing = page.quotes[quote]
        first, last = max(first, opening + 1), min(last, closing - 1)
    else:
        last_quote = page.inside[last - 1]
        if last_quote >= 0:
            last = page.quotes[last_quote].last
        if kinds[last - 1] == ":" and last < len(kinds):
            follows = page.inside[last]
            last = page.quotes[follows].last if follows >= 0 else bounds[sentence + 2]
    while last > at + 1 and kinds[last - 1] == ".":
        last -= 1
    return first, last


def find_cue_candidates(page: QuotedText) -> Iterator[CueCandidate]:
    """The possible cues of a text, in order: listed words; colons that a quotation follows; dashes between a quotation and a name."""
    tokens = page.tokens
    words, bounds = tokens.words, tokens.bounds
    sentence = 0
    for i in tokens.find_tokens(_CUE_SIGNS):
        if (words[i] in CUES and not _is_noun(tokens, i)) or _is_cue_mark(tokens, i):
            while bounds[sentence + 1] <= i:
                sentence += 1
            yield CueCandidate(page, i, sentence)


_CUE_SIGNS = register_words(frozenset((*CUES, *":-–—―")).__contains__)


def _is_noun(tokens: TokenizedText, i: int) -> bool:
    """Whether a word that may be a cue is the noun of its phrase.

    A form in -s is a plural with a verb of its own after it ("10-year notes last rose", "the claims were false"), or the bare form is
    the noun of "a" or "an" ("an annual first-look estimate that").
    """
    kinds = tokens.kinds
    if CUES[tokens.words[i]] == tokens.words[i] and kinds[i] in WORD_OR_VERB:
        start, floor = i - 1, max(-1, i - 5)
        while start > floor and kinds[start] in WORD_OR_NUMBER:
            start -= 1
        return start > floor and tokens.words[start].lower() in ("a", "an")
    if kinds[i] != VERB or not tokens.words[i].endswith("s") or i == 0 or kinds[i - 1] not in DETERMINER_OR_NUMBER:
        return False
    verb = i + 2 if tokens.words[i + 1 : i + 2] == ["last"] or kinds[i + 1 : i + 2] == ADVERB else i + 1
    return kinds[verb : verb + 1] in ("B", "V")


def _is_cue_mark(tokens: TokenizedText, i: int) -> bool:
    """A colon with a quotation after it and no cue word before, or a dash with a quotation before and a name after."""
    kinds = tokens.kinds
    if i == 0 or i + 1 >= len(kinds):
        return False
    if kinds[i] == ":":
        return kinds[i + 1] == '"' and tokens.words[i - 1] not in CUES
    return kinds[i - 1] == '"' and kinds[i + 1] == NAME and tokens.starts[i] > tokens.ends[i - 1]
