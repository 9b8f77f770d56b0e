"""Finds numbers: one scan for places where a number could start, and one careful match there.

All forms are one alternation, so a start costs one match. Every pattern is bounded, and the scan continues after what was read, so a
megabyte of "one one one …" or "1,1,1,…" costs what a megabyte of prose with as many figures costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import BoundedMemo, build_trie
from sayso.grammar.quantities import hedges
from sayso.grammar.quantities.number_forms import FORMS
from sayso.grammar.quantities.number_lexicon import DENOMINATORS, FRACTION_SIGNS, SCALES, SHORT_SCALES, TIMES, VAGUE
from sayso.grammar.quantities.number_values import ATOMS, FLAGS, LONG_SPANS, Form
from sayso.grammar.quantities.number_words import BIG, HUNDRED, SMALL
from sayso.grammar.quantities.rule import build_rule_alternation, expand_atoms
from sayso.grammar.tokens import TokenizedText, register_words
from sayso.re_cache import compile_cached


class Numeral(NamedTuple):
    """A number in a text: its place, its value, and the form that read it; `low` and `high` where it is vague."""

    start: int
    end: int
    value: float | None
    form: str
    low: float | None = None
    high: float | None = None

    def shift(self, by: int) -> Numeral:
        """The number with its place moved by so many characters; `_replace` takes four times as long."""
        return Numeral(self.start + by, self.end + by, value=self.value, form=self.form, low=self.low, high=self.high)


_BY_GROUP = {f"f{n}": form for n, form in enumerate(FORMS)}


def _compile_forms(choose: Callable[[Form], bool]) -> regex.Pattern[str]:
    return compile_pattern(build_rule_alternation({g: f for g, f in _BY_GROUP.items() if choose(f)}, ATOMS), FLAGS)


_PLAIN_DIGITS, _PLAIN_WORDS = (next(f for f in FORMS if f.name == name) for name in ("<digits>", "<number words>"))
_DIGITS, _RUN = (compile_pattern(expand_atoms(f.pattern, ATOMS), FLAGS) for f in (_PLAIN_DIGITS, _PLAIN_WORDS))
_DIGIT_FORMS = _compile_forms(lambda form: form.name.startswith("<digits>") or form.gives == "ratio")
#: Those that are numbers wherever they match.
_SURE_FORMS = _compile_forms(lambda form: form.name in ("<digits> <scale words>", "<digits><short scale>", "<digits>"))
_WORD_FORMS = _compile_forms(lambda form: not form.name.startswith("<digits>"))

_WORDS = (*entries("numbers.txt", "vague words that need no scale"), *SMALL, *HUNDRED, *SCALES, *TIMES)
#: As they are written: with a capital, and the small numbers in capitals.
_ALONE = frozenset(
    first + rest for w in _WORDS for first in (w[0], w[0].upper()) for rest in (w[1:], w[1:].upper() if w in SMALL else w[1:])
)
_ARTICLED = (
    r"[Aa]n?\s(?:few\s(?:dozen|hundred|thousand|million|billion)"
    r"|couple(?:\sof)?\s(?:dozen|hundred|thousand|million|billion|handfuls)|couple(?=\sof\s[a-z])|handful|"
    + "|".join(sorted({*SCALES, *DENOMINATORS, "hundred", "score", *ATOMS["SPAN_OF"].split("|")}))
    + ")"
)

# Where a number may start within a word: at a digit, or after a non-letter at a number word.
_START = compile_cached(rf"[\d{''.join(FRACTION_SIGNS)}]|(?<![A-Za-z])(?:{build_trie(_ALONE)}(?![A-Za-z])|{_ARTICLED}(?![a-z]))")
#: The second words of numbers that an article opens: "a few dozen", "a third".
_BEHIND_ARTICLE = frozenset((*entries("numbers.txt", "behind an article"), *SCALES, *DENOMINATORS, *ATOMS["SPAN_OF"].split("|")))
_SPANS = frozenset(ATOMS["SPAN_OF"].split("|"))
_ARTICLES = frozenset(("a", "A", "an", "An"))
_LONGEST_ARTICLED = 24

#: Words that lose the blank after them where a page's links were cut out ("thanthree hours"); none of them with a number word makes a
#: word.
_GLUE = re.compile(r"\b" + build_trie(entries("numbers.txt", "glued to a number word"), both_cases=True) + r"\Z")
_GLUED_NUMBERS = entries("numbers.txt", "number words that lose the blank before them")
_GLUED = re.compile(rf"(?<=[^\W\d_]){build_trie(_GLUED_NUMBERS)}(?![^\W\d_])")
_LONGEST_GLUE = 8


def find_numerals(tokens: TokenizedText) -> Iterator[Numeral]:
    """Yields every number of a text, also those that are part of something else; none overlaps another.

    Whether a number can start in a word depends on the word alone, so each word is tested once in a process: searching whole texts
    for digits and number words took half of the time of all figures.
    """
    text, at = tokens.text, 0
    for i in tokens.find_tokens(_HINTED):
        start, end, hint = tokens.starts[i], tokens.ends[i], _HINTS[tokens.words[i]]
        assert hint is not None
        glued = start + hint.glued if hint.glued else -1
        if hint.articled and i and tokens.words[i - 1] in _ARTICLES:
            start = tokens.starts[i - 1]
            if hint.spans and not (hint.long or hedges.may_end_modifier(text, start) or text.startswith(" and ", end)):
                continue
        elif hint.spans:
            continue
        at = max(at, start)
        if at >= end:
            continue
        begin = start if hint.first and start == tokens.starts[i] == at else _find_start(text, at, end, glued)
        while begin < end:
            numeral = _match_numeral(text, begin)
            if numeral:
                yield numeral
            at = numeral.end if numeral else _skip_chain(text, begin)
            begin = _find_start(text, at, end, glued) if at < end else end


def _find_start(text: str, at: int, end: int, glued: int) -> int:
    """Returns the first place from `at` on where a number may start; `end` if there is none."""
    found = _START.search(text, at, end + _LONGEST_ARTICLED)
    begin = min(found.start(), end) if found else end
    return glued if at <= glued < begin else begin


class _Hint(NamedTuple):
    """Why a word may hold the start of a number.

    `articled`, that an article before it would open one ("a third"), `glued`, where a number word is in it that lost the blank
    before ("thanthree", 4; 0 for nowhere), `spans`, that it is a unit ("more than a year"), `long`, one that an article alone counts;
    `first`, that a number can start with its first letter.
    """

    articled: bool
    glued: int
    spans: bool = False
    long: bool = False
    first: bool = False


def _make_hint(word: str) -> _Hint | None:
    articled, glued = word.partition("-")[0] in _BEHIND_ARTICLE, _find_glued_number(word)
    starts = word in _ALONE if word.isascii() and word.isalpha() else _START.search(word)
    if not (articled or glued or starts):
        return None
    return _Hint(articled, glued, word in _SPANS, word in LONG_SPANS, first=word in _ALONE or word[0] in "0123456789")


def _find_glued_number(word: str) -> int:
    if word.isalpha() and not word.endswith(_GLUED_NUMBERS):
        return 0
    for found in _GLUED.finditer(word, 1):
        at = found.start()
        if _GLUE.search(word, max(0, at - _LONGEST_GLUE), at):
            return at
    return 0


_HINTS = BoundedMemo(_make_hint)
_HINTED = register_words(_make_hint)


def _skip_chain(text: str, begin: int) -> int:
    chain = _CHAIN.match(text, begin)
    return chain.end() if chain else begin + 1


#: Digits with signs between them that are longer than any number: a serial number, a list without blanks, hostile input.
_CHAIN = re.compile(r"[\d,.:/\-]{40,}+")


def _match_numeral(text: str, begin: int) -> Numeral | None:
    """The number that starts at a place."""
    if text[begin].isalpha():
        if (word := _LETTERS.match(text, begin)) and word[0].lower() in SMALL and _ends_number(text, word.end()):
            return _make_numeral(_PLAIN_WORDS, word)
        found = _RUN.match(text, begin)
        if found and _may_be_plain(text, found):
            return _make_numeral(_PLAIN_WORDS, found)
        found = _WORD_FORMS.match(text, begin)
    else:
        if no_number := _NO_NUMBER.match(text, begin):
            return None if no_number[1] else Numeral(begin, no_number.end(), None, TELEPHONE)
        if begin and text[begin - 1] == "." and not (begin > 1 and text[begin - 2].isalnum()):
            begin -= 1
        found = _DIGITS.match(text, begin)
        if found and found[0][-4:-3] != "." and (_ends_number(text, found.end()) or _ends_line(text, found.end())):
            return _make_numeral(_PLAIN_DIGITS, found)
        found = _DIGIT_FORMS.match(text, begin)
    numeral = _make_numeral_of_group(found) if found else None
    if found and numeral is None:  # "12 out of 10": not a ratio, but still a number
        if not text[begin].isalpha():
            return _make_numeral_of_group(found) if (found := _SURE_FORMS.match(text, begin)) else None
        plain = _RUN.match(text, begin)
        numeral = _make_numeral(_PLAIN_WORDS, plain) if plain else None
    return numeral


#: The form of digits that are not a number: a telephone number.
TELEPHONE = "<telephone>"
#: By how they are stated: after a plus; with a zero in front; as North America groups them; a local one; groups that hyphens join; free.
_NO_NUMBER = re.compile(
    r"""([\d,.:/\-]{40,}+)
    |(?<=\+)(?=(?:\D{0,2}\d){8,15}(?!\d))\d{1,3}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]?\d{2,5}){2,5}
    |0(?:\d{8,10}(?!\d)|(?:\d{1,4}\)?[ .-]|\)[ ]?(?=\d))\d{2,8}(?:[ .-]\d{3,5}){0,3}(?<=\d{3})(?![\d,]|\.\d))
    |(?:1[ .-]\(?)?\d{3}(?:\)[ ]?|[ .-])\d{3}[ .-]\d{4}(?![\d-]|,\d)
    |1-\d{3}-(?:\d{3}-)?[A-Z]{4,8}\b
    |\d{3}-\d{4}(?![\d-]|[.,]\d|[ ][a-z-]+s\b|[ ](?:people|men|women|[mb]illion|percent)\b)
    |\d{2,3}(?:-\d{2,4}){3}(?![\d-])
    |1[38]00[ ]\d{3}[ ]\d{3,4}(?!\d)""",
    re.VERBOSE,
)

_LETTERS = compile_pattern("[A-Za-z]+")
#: Signs after a number that end it where no digit follows.
_PLAIN_ENDS = frozenset("%),;.:")
#: Words that continue a number: "5 million", "two in three", "one and a half". One may have lost the blank after it ("millionto").
_NEXT_WORD = re.compile("[ -]([A-Za-z]+)")
_GOES_ON_WITH = frozenset(
    (
        *entries("numbers.txt", "inside a number"),
        *SMALL,
        *BIG,
        *DENOMINATORS,
        *(f"{word}s" for word in DENOMINATORS),
        *(scale.lower() for scale in SHORT_SCALES),
    )
)


def _ends_number(text: str, end: int) -> bool:
    """Whether the text after digits or a number word shows that the number ends there: true for most, so that no long pattern is tried."""
    if text[end : end + 1] in _PLAIN_ENDS:
        return not text[end + 1 : end + 2].isdigit()
    word = _NEXT_WORD.match(text, end)
    return word is not None and (low := word[1].lower()) not in _GOES_ON_WITH and "llion" not in low


def _ends_line(text: str, end: int) -> bool:
    return text.startswith("\n", end) and not text[end + 1 : end + 2].isdigit()


#: Words after number words that another form may continue with: "one in five", "two and a half", "three fifths".
_GOES_ON = re.compile(
    expand_atoms(
        r"[\s\-‐‑]+(?:and|point|in|out|of\severy|over|handfuls?|grand|half|quarter|{DENOMINATOR}|of\s(?:thousands|millions|billions))",
        ATOMS,
    ),
    re.IGNORECASE,
)
_VAGUE_WORDS = frozenset(word.split()[0] for word in VAGUE)


def _may_be_plain(text: str, run: regex.Match[str]) -> bool:
    """Whether a run of number words is the whole number: most are, and the other forms would each match it again."""
    return not (_GOES_ON.match(text, run.end()) or run[0].split()[0].lower() in _VAGUE_WORDS)


def _make_numeral_of_group(found: regex.Match[str]) -> Numeral | None:
    return _make_numeral(_BY_GROUP[found.lastgroup or ""], found)


_DIGIT = compile_pattern(r"\d")


def _make_numeral(form: Form, found: regex.Match[str]) -> Numeral | None:
    if not found[0].isascii() and not all(digit.isdecimal() for digit in _DIGIT.findall(found[0])):
        return None  # digits that `regex` knows and this Python does not yet
    worth = form.produce(found)
    if worth is None:
        return None
    return Numeral(found.start(), worth.end, value=worth.value, form=form.name, low=worth.low, high=worth.high)
