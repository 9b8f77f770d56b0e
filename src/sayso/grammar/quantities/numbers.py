"""What number is it: one scan that finds where a number could start, and one close look there.

Every way of writing a number is a `Form`: a rule with the production that works out its value. All forms are one alternation, so a start costs
one match. Every pattern is bounded, and the scan goes on behind what was read, so a megabyte of "one one one …" or "1,1,1,…" costs
what a megabyte of prose with as many figures costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.grammar.lexicon.tables import PerWord, alternation, table, trie
from sayso.grammar.quantities import units
from sayso.grammar.quantities.number_lexicon import DENOMINATORS, FRACTION_SIGNS, ONES, SCALES, SHORT_SCALES, TENS, TIMES, VAGUE
from sayso.grammar.quantities.number_words import BIG, HUNDRED, SMALL, in_digits, run_of_words
from sayso.grammar.quantities.rule import Rule, expand
from sayso.grammar.tokens import Sheet


class Numeral(NamedTuple):
    """A number as it stands in a text: where, what it is worth, and the form that read it; `low` and `high` where it is vague."""

    start: int
    end: int
    value: float | None
    form: str
    low: float | None = None
    high: float | None = None


class Worth(NamedTuple):
    """What a production makes of a match: the value and where the number ends."""

    value: float | None
    end: int
    low: float | None = None
    high: float | None = None


Production = Callable[["re.Match[str]"], "Worth | None"]


@dataclass(frozen=True, slots=True)
class Form(Rule):
    """A rule whose pattern is a number, and the production that works out its value; None = matched, and yet no number."""

    produce: Production


#: Pieces of patterns, each with one name and one home.
ATOMS = {
    "S": r"[^\S\n]{1,2}|\n|\s?[-‐‑]\s?",                # between the words of a number
    "B": r"(?![^\W\d_])",                               # no letter follows
    "PLAIN": r"\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,12})?|\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d{1,4})?"
             r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,6}(?!\d)(?:\.\d{1,12})?|\d{1,18}(?:\.\d{1,12})?|\.\d{1,12}",
    "ONE": alternation(ONES),
    "SMALL": alternation(SMALL),
    "BIG": alternation(BIG),
    "ANY": alternation({**SMALL, **BIG}),
    "SHORT": f"(?-i:{alternation(SHORT_SCALES)})",
    "TENS": alternation(TENS),
    "DENOMINATOR": f"(?:{alternation(TENS)}[-‐‑](?:first|second|{alternation(DENOMINATORS)})|{alternation(DENOMINATORS)})",
    "VULGAR": "[" + "".join(FRACTION_SIGNS) + "]",
    "TIMES": alternation(TIMES),
    "VAGUE": alternation(VAGUE),
    "GROUP": r"(?:{TENS}(?:{S}{ONE}{B})?|{SMALL}){B}",
    "SCALED": r"(?:{S}{BIG}{B}){1,3}+",                # possessive: "million million …" must not be cut up in every way
    "MORE": r"{S}(?:and\s{1,2})?{GROUP}|{S}and\s[1-9]\d?(?![.,]?\d)(?!{S}{BIG}{B})|{S}\d{1,2}(?={S}hundred{B})",
    "REST": r"(?:{SCALED}(?:{MORE}{SCALED}){0,5}{MORE}?)?",
    "RUN": r"(?:{GROUP}|{BIG}{B}|an?(?={S}{BIG}{B})){REST}",
}  # fmt: skip

_FLAGS = re.VERBOSE | re.IGNORECASE


# Productions: from a match to its worth. -----------------------------------------------------------------------------------------


def _plain(found: re.Match[str]) -> Worth:
    return Worth(in_digits(found[0]), found.end())


def _spaced(found: re.Match[str]) -> Worth | None:
    """Groups of three set off by blanks: "816 000". None behind a month ("on Oct. 7 300 boats left"): those are two numbers."""
    if _MONTH_BEFORE.search(found.string, max(0, found.start() - 12), found.start()):
        return None
    return Worth(in_digits(found[0].replace(" ", "")), found.end())


def _pointed(found: re.Match[str]) -> Worth:
    """Groups of three set off by points: "1.250.000"."""
    return Worth(float(found[0].replace(".", "")), found.end())


def _decimal_comma(found: re.Match[str]) -> Worth | None:
    """ "2,4 percent", "€2,50": a comma is a point only where a unit or a sign tells that this is one number and no list."""
    text, start, end = found.string, found.start(), found.end()
    if "\n" in text[max(0, start - 1) : start] + text[end : end + 1]:  # what stands on another line is not of this number
        return None
    if units.unit_after(text, end, True) is None and units.money_before(text, max(0, start - 8), start) is None:
        return None
    return Worth(float(found[0].replace(",", ".")), end)


def _colon(found: re.Match[str]) -> Worth | None:
    """ "A ratio of 3:2"; elsewhere digits about a colon are a time, a verse or a score."""
    over, under = (float(n) for n in found[0].split(":"))
    told = _RATIO_BEFORE.search(found.string, max(0, found.start() - 24), found.start())
    return Worth(over / under, found.end()) if told and under else None


_MONTH_BEFORE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?[ ]$")
_RATIO_BEFORE = re.compile(r"\bratio[ ](?:of[ ]|was[ ]|is[ ]|to[ ])?(?:about[ ]|roughly[ ]|nearly[ ])?$", re.IGNORECASE)


def _scaled(found: re.Match[str]) -> Worth:
    """Digits with their scale: "1.2bn", "10k"."""
    number, blank, scale = _SPLIT.match(found[0]).groups()  # type: ignore[union-attr]
    money = scale != "m" or _MONEY.search(found.string, max(0, found.start() - 4), found.start())
    if not money and (blank or _METRES.match(found.string, found.end())):
        return Worth(in_digits(number), found.start() + len(number))
    return Worth(round(in_digits(number) * (SHORT_SCALES.get(scale) or SHORT_SCALES[scale.lower()]), 6), found.end())


_SPLIT = re.compile(r"([\d.,\s]*[\d.])(\s?)([A-Za-z]+)$")
_MONEY = re.compile(r"(?:[$£€¥₹₽]|[A-Z]{2,3}|PS)\s?[-−]?$")

#: What stands behind "m" when it is metres: "1.8m tall", "the 100m final"; elsewhere, as in "2.7m copies", it is millions.
_METRES = re.compile(
    r"\s+(?:tall|long|wide|deep|high|thick|away|from|above|below|down|up|north|south|east"
    r"|west|off|apart|sprint|race|final|freestyle|hurdles|relay|is|in|x|\d)\b|\s*(?:[.,;)\n]"
    r"|$)"
)


def _words(found: re.Match[str]) -> Worth | None:
    value, end = run_of_words(found.string, found.start(), found.end())
    return Worth(round(value, 6), end) if end > found.start() else None


def _power(found: re.Match[str]) -> Worth | None:
    base, exponent = re.split(r"[eE^]", found[0])
    if len(exponent) > 3:
        return None
    value = float(base) ** float(exponent) if "^" in found[0] else float(found[0])
    return Worth(value, found.end()) if value < 1e30 else None


def _quotient(found: re.Match[str]) -> Worth:
    """Digits over digits, with a whole number before: "10 1/2", "3/4"."""
    *whole, over, under = (float(n) for n in re.findall(r"\d+", found[0]))
    return Worth(sum(whole) + over / under, found.end())


def _signed(found: re.Match[str]) -> Worth:
    """A whole number with a fraction sign: "2½", "½"."""
    whole = found[0][:-1].strip()
    return Worth((float(whole) if whole else 0.0) + FRACTION_SIGNS[found[0][-1]], found.end())


def _fraction(found: re.Match[str]) -> Worth | None:
    """A count of parts: "two-thirds", "a quarter", "twenty-three fifths"; with a scale: "half a million", "three quarters million"."""
    parts = _PARTS.match(found[0])
    assert parts is not None
    count, part, scale = parts["count"], parts["part"].lower(), (parts["scale"] or "").lower()
    many = 1.0
    if count and count.lower() not in ("a", "an"):
        many, end = run_of_words(count, 0, len(count))
        if end != len(count):
            return None
    if part.endswith("s") == (many == 1.0) and part not in ("halves", "hundreds"):
        return None  # "two fifth", "one thirds": ordinals, and what follows them
    return Worth(many / _denominator(part) * (BIG.get(scale) or 1.0), found.end())


def _denominator(part: str) -> float:
    *tens, word = re.split("[-‐‑]", part)
    word = word if word in DENOMINATORS else word.removesuffix("s")
    return (TENS[tens[0]] if tens else 0.0) + (_FIRSTS.get(word) or DENOMINATORS[word])


_FIRSTS = {"first": 1.0, "second": 2.0}  # only behind tens: "three twenty-firsts"


def _mixed(found: re.Match[str]) -> Worth | None:
    """A number and a part: "one and a half", "five and a half million", "five billion and three quarters" (of a billion)."""
    parts = _MIXED.match(found[0])
    assert parts is not None
    value, end = run_of_words(parts["whole"], 0, len(parts["whole"]))
    if end != len(parts["whole"]):
        return None
    many = 1.0 if parts["count"].lower() in ("a", "an") else SMALL[parts["count"].lower()]
    share = many / _denominator(parts["part"].lower())
    if parts["scale"]:
        scale = BIG[parts["scale"].lower()]
        return Worth((value + share) * scale if value < scale else value + share * scale, found.end())
    last = parts["whole"].lower().split()[-1]
    return Worth(value + share * SCALES.get(last, 1.0), found.end())


def _point(found: re.Match[str]) -> Worth | None:
    """ "Two hundred point zero three"."""
    before, after = re.split(r"\s+point\s+", found[0], flags=re.IGNORECASE)
    value, end = run_of_words(before, 0, len(before))
    if end != len(before):
        return None
    digits = [SMALL[w] for w in re.split(r"[\s\-‐‑]+", after.lower())]
    decimals = "".join(f"{d:.0f}" for d in digits) if max(digits) < 10 else f"{sum(digits):.0f}"
    return Worth(value + float(f"0.{decimals}"), found.end())


def _ratio(found: re.Match[str]) -> Worth | None:
    """ "One in five", "two out of three", "1 over 20"."""
    over, under = (_amount(side) for side in re.split(r"\s+(?:in|out\s+of|over)\s+(?:every\s+)?", found[0], flags=re.IGNORECASE))
    return Worth(over / under, found.end()) if over is not None and under and over < under else None


def _amount(words: str) -> float | None:
    if words[0].isdigit():
        return in_digits(words)
    value, end = run_of_words(words.removesuffix("s"), 0, len(words))
    return value if end >= len(words) - 1 else None


def _vague(found: re.Match[str]) -> Worth | None:
    if found[0].lower() == "scores" and not found.string.startswith((" of ", " more "), found.end()):
        return None  # "the scores of the exam"
    low, high = VAGUE[" ".join(found[0].lower().split())]
    return Worth(None, found.end(), low, high)


def _times(found: re.Match[str]) -> Worth:
    return Worth(TIMES[found[0].lower()], found.end())


_PARTS = re.compile(
    expand(
        r"(?:(?P<count>.*?)(?:\s+|[-‐‑]))??(?P<part>{DENOMINATOR}s?)(?:(?:\s"
        r"|-)(?:of\s)?(?:an?\s)?(?P<scale>{BIG}))?$",
        ATOMS,
    ),
    _FLAGS,
)
_MIXED = re.compile(
    expand(
        r"(?P<whole>.+?)\s+and\s+(?P<count>an?|{SMALL})(?:\s|-)(?P<part>{DENOMINATOR}s?)(?:\s(?P<scal"
        r"e>{BIG}))?$",
        ATOMS,
    ),
    _FLAGS,
)


FORMS = (
    Form("<number> over <number>", "number", r"(?:one|1)\sover\s(?:{RUN}|\d{1,4})(?=\s*(?:$|[.,;\n]))", "ratio",
         (("a chance of one over twenty.", "exact 0.05"),), ("2000 over 3 days",), _ratio),
    Form("<number> in <number>", "number",
         r"(?:{SMALL}|\d{1,3})\s(?:in\s(?:every\s)?|out\sof\s(?:every\s)?)(?:{RUN}|\d{1,3}(?:,000)?(?:\s(?:million"
         r"|thousand))?)s?\b(?!,?\d)"
         r"(?!\s(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|decades?|games?|matches"
         r"|starts|others?|cities|states|countries|places)\b|-)",
         "ratio", (("one in five adults smokes", "exact 0.2 person adults"),), ("one in Rome", "two in three days"), _ratio),
    Form("<digits> <fraction>", "number", r"(?:\d{1,5}[^\S\n]{1,2})?[1-9]/(?:2|3|4|5|8|10|16|32)(?![/\d])"
                                          r"|[1-9]\d?[^\S\n][1-9][^\S\n]?/[^\S\n]?(?:2|4|8)(?!\d)",
         "quotient", (("a 1/4 mile track", "exact 0.25 mile track"),), ("open 24/7", "on 9/11"), _quotient),
    Form("<digits><fraction sign>", "number", r"(?:\d{1,5}[^\S\n]?)?{VULGAR}", "signed", (("2½ hours", "exact 2.5 hour"),), ("2 hours",), _signed),
    Form("<digits> to a power", "number", r"\d{1,6}(?:\.\d{1,6})?(?:e|\^)[+-]?\d{1,3}(?![\d\w])", "power",
         (("a load of 1.3e6 units", "exact 1300000 units"),), ("the 1e6x model",), _power),
    Form("<digits>:<digits>", "number", r"\d{1,3}:\d{1,3}(?![\d:])", "colon",
         (("a ratio of 3:2 overall", "exact 1.5"),), ("by 3:20 it rained",), _colon),
    Form("<digits> in groups by points", "number", r"\d{1,3}(?:\.\d{3}){2}(?![\d.]*\d)", "pointed",
         (("1.250.000 euros", "exact 1250000 EUR"),), ("version 1.250.00",), _pointed),
    Form("<digits> in groups by blanks", "number", r"[1-9]\d{0,2}(?:[ ]\d{3}){1,4}(?![\d,]|[.:]\d)(?!{S}{BIG}{B})", "spaced",
         (("816 000 people", "exact 816000 person people"),), ("816 00 people",), _spaced),
    Form("<digits>,<decimals>", "number", r"\d{1,6},\d{1,2}(?![\d,]|\.\d)", "decimal",
         (("2,4 percent", "exact 2.4 percent"),), ("gates 2,4 and 6",), _decimal_comma),
    Form("<digits> and a part", "number", r"{PLAIN}(?:{S}{BIG}{B})*\s+and\s+(?:an?|three){S}(?:half"
                                          r"|third|quarters?|fifth)\b(?:\s{BIG}{B})?",
         "mixed", (("3 and a half years", "exact 3.5 year"),), ("3 and a halfback",), _mixed),
    Form("<digits> <scale words>", "number", r"{PLAIN}(?={S}{BIG}{B}){REST}", "words",
         (("1.2 million people", "exact 1200000 person people"),), ("1.2 millionaires",), _words),
    Form("<digits><short scale>", "number", r"{PLAIN}[ ]?{SHORT}(?![\w/²³]|-(?!a-|per-|[$£€]?\d))", "scaled",
         (("$1.2bn was lost", "exact 1200000000 USD"),), ("the 1.2bnx car",), _scaled),
    Form("<digits>", "number", r"{PLAIN}", "plain", (("1,234 people", "exact 1234 person people"),), ("a people",), _plain),
    Form("<vague>", "number", r"{VAGUE}{B}", "vague", (("dozens of people", "vague 12..120 person people"),), ("the dozenth people",), _vague),
    Form("<number> and a part", "number", r"{RUN}\s+and\s+(?:an?|{SMALL}){S}{DENOMINATOR}s?{B}(?:\s{BIG}{B})?(?!-)", "mixed",
         (("five and a half million people", "exact 5500000 person people"),), ("five and a halfback",), _mixed),
    Form("<number> point <digits>", "number", r"{RUN}\s+point(?:{S}{SMALL}{B}){1,9}", "point",
         (("two point five miles", "exact 2.5 mile"),), ("two point guards",), _point),
    Form("<fraction>", "number",
         r"{RUN}(?:\s|(?<!ty)[-‐‑]){DENOMINATOR}s?{B}(?!-)(?:(?:\s|-)(?:of\s)?(?:an?\s)?{BIG}{B})?"
         r"|(?:an?\s)?(?:half|quarter)(?:\s|-)(?:of\s)?(?:an?\s)?{BIG}{B}|half{B}(?!-)"
         r"|an?\s{DENOMINATOR}{B}(?=\s(?:of|off|the|less|more|higher|lower|as)\b|[^\S\n]*(?:[,.;:)!?\n]|$))", "fraction",
         (("two-thirds of voters", "exact 0.667 person voters"),), ("a third man",), _fraction),
    Form("<number words>", "number", r"{RUN}", "words", (("two hundred and six people", "exact 206 person people"),), ("a hundredth man",), _words),
    Form("<times>", "number", r"{TIMES}{B}(?=\s+(?:the|that|those|what|its|their|his|her|last|as\s+(?:many"
                              r"|much))\b(?!\s\d))|{TIMES}(?<=fold){B}", "times",
         (("twice the limit", "exact 2 times"),), ("a double murder",), _times),
)  # fmt: skip

_BY_GROUP = {f"f{n}": form for n, form in enumerate(FORMS)}


def _together(choose: Callable[[Form], bool]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{g}>{expand(f.pattern, ATOMS)})" for g, f in _BY_GROUP.items() if choose(f)), _FLAGS)


_PLAIN_DIGITS, _PLAIN_WORDS = (next(f for f in FORMS if f.name == name) for name in ("<digits>", "<number words>"))
_DIGITS, _RUN = (re.compile(expand(f.pattern, ATOMS), _FLAGS) for f in (_PLAIN_DIGITS, _PLAIN_WORDS))
_DIGIT_FORMS = _together(lambda form: form.name.startswith("<digits>") or form.gives == "ratio")
_WORD_FORMS = _together(lambda form: not form.name.startswith("<digits>"))

_ALONE = sorted({*SMALL, *HUNDRED, *SCALES, *TIMES, "half", "quarter", "several", "handful", "scores", "tens"})
_ARTICLED = (
    r"[Aa]n?\s(?:few\s(?:dozen|hundred|thousand|million|billion)|couple(?:\sof)?\s(?:dozen|hundred|thousand)|handful|"
    + "|".join(sorted({*SCALES, *DENOMINATORS, "hundred"}))
    + ")"
)

# Where a number may start within a word: at a digit, or behind a non-letter at a number word.
_START = re.compile(
    rf"[\d{''.join(FRACTION_SIGNS)}]|(?<![A-Za-z])(?:[{''.join(sorted({c for w in _ALONE for c in (w[0], w[0].upper())}))}]"
    rf"(?:{trie([*(w[1:] for w in _ALONE), *(w[1:].upper() for w in SMALL)])})(?![A-Za-z])|{_ARTICLED}(?![a-z]))"
)
#: The second words of numbers that an article opens: "a few dozen", "a third".
_BEHIND_ARTICLE = frozenset(("few", "couple", "handful", "hundred", *SCALES, *DENOMINATORS))
_ARTICLES = frozenset(("a", "A", "an", "An"))
_LONGEST_ARTICLED = 24

#: Words that lose the blank behind them where a page's links were cut out ("thanthree hours"); none of them with a number word makes a word.
_GLUE = re.compile(r"\b" + trie(table("""
    about
    all
    almost
    among
    and
    around
    by
    causing
    during
    for
    found
    has
    just
    killed
    least
    most
    nearly
    of
    on
    only
    over
    than
    the
    to
    with
"""), both_cases=True) + r"\Z")  # fmt: skip
_GLUED = re.compile(r"[tfsendh](?<=[^\W\d_].)(?:(?<=t)(?:wo|hree)|(?<=f)(?:our|ive)|(?<=s)(?:ix|even|everal)|(?<=e)ight|(?<=n)ine|(?<=d)ozens|(?<=h)undreds)"
                    r"(?![^\W\d_])")  # fmt: skip
_LONGEST_GLUE = 8


def scan(sheet: Sheet) -> Iterator[Numeral]:
    """Every number of a text, whatever it turns out to be part of; none overlaps another.

    A word shows for good whether a number can start in it, so that each is looked at once in the life of the process: searching whole texts
    for digits and number words took half of the time of all figures.
    """
    text, at = sheet.text, 0
    for i in sheet.places(_HINTS.__getitem__):
        start, end, hint = sheet.starts[i], sheet.ends[i], _HINTS[sheet.words[i]]
        assert hint is not None
        glued = start + hint.glued if hint.glued else -1
        if hint.articled and i and sheet.words[i - 1] in _ARTICLES:
            start = sheet.starts[i - 1]
        while (begin := _start(text, max(at, start), end, glued)) < end:
            numeral = _look(text, begin)
            if numeral:
                yield numeral
            at = numeral.end if numeral else _past(text, begin)


def _start(text: str, at: int, end: int, glued: int) -> int:
    """The first place from `at` on where a number may start, `end` where there is none."""
    if at >= end:
        return end
    found = _START.search(text, at, end + _LONGEST_ARTICLED)
    begin = min(found.start(), end) if found else end
    return glued if at <= glued < begin else begin


class _Hint(NamedTuple):
    """Why a word may hold the start of a number: `articled`, that an article before it would open one ("a third"), `glued`, where a number
    word stands in it that lost the blank before ("thanthree", 4; 0 for nowhere)."""

    articled: bool
    glued: int


def _hint(word: str) -> _Hint | None:
    articled, glued = word.partition("-")[0] in _BEHIND_ARTICLE, _glued(word)
    return _Hint(articled, glued) if articled or glued or _START.search(word) else None


def _glued(word: str) -> int:
    for found in _GLUED.finditer(word, 1):
        at = found.start()
        if _GLUE.search(word, max(0, at - _LONGEST_GLUE), at):
            return at
    return 0


_HINTS = PerWord(_hint)


def _past(text: str, begin: int) -> int:
    chain = _CHAIN.match(text, begin)
    return chain.end() if chain else begin + 1


#: Digits with signs between them for longer than any number is: a serial number, a list without blanks, a test of patience.
_CHAIN = re.compile(r"[\d,.:/\-]{40,}+")


def _look(text: str, begin: int) -> Numeral | None:
    """The number that starts at a place."""
    if text[begin].isalpha():
        found = _WORD_FORMS.match(text, begin)
    else:
        if _CHAIN.match(text, begin):
            return None
        if begin and text[begin - 1] == "." and not (begin > 1 and text[begin - 2].isalnum()):
            begin -= 1
        found = _DIGIT_FORMS.match(text, begin)
    numeral = _numeral(found) if found else None
    if found and numeral is None:  # "12 out of 10": no ratio, but a number all the same
        plain = (_RUN if text[begin].isalpha() else _DIGITS).match(text, begin)
        numeral = _made(_PLAIN_WORDS if text[begin].isalpha() else _PLAIN_DIGITS, plain) if plain else None
    return numeral


def _numeral(found: re.Match[str]) -> Numeral | None:
    return _made(_BY_GROUP[found.lastgroup or ""], found)


def _made(form: Form, found: re.Match[str]) -> Numeral | None:
    worth = form.produce(found)
    if worth is None:
        return None
    return Numeral(found.start(), worth.end, worth.value, form.name, worth.low, worth.high)
