"""Units: the words and signs for each, before a number and after it."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.lexicon.tables import alternation, build_trie
from sayso.re_cache import compile_cached

#: Currency signs and codes before a number, made by hand; the generated signs of the others.
BY_HAND = pairs("currencies.txt")
CURRENCY_BEFORE = {**pairs("currency-signs.generated.txt"), **BY_HAND}

#: The codes of all currencies in use, before a number or after it.
CODES = pairs("currency-codes.generated.txt")

#: Words after a number, made by hand; each also covers its plural in -s, in any case of letters.
WORDS = pairs("units.txt")

#: The generated long forms of units, in small letters, and what currencies are called, in any case; plurals are among them.
LONG_FORMS = pairs("units.generated.txt")
MONEY_WORDS = pairs("currency-words.generated.txt")

#: Signs after a number, in just this case of letters, glued to it or a blank away.
SIGNS = {
    **pairs("signs.generated.txt"),
    **{
        sign: name
        for sign, name in CURRENCY_BEFORE.items()
        if not sign.isascii() or (sign in BY_HAND and sign[-1] == "$" and " " not in sign)
    },
    **pairs("signs.txt"),
}

#: Millions of a currency, as banks write them: "30 MUSD", "MAUD 60".
MILLIONS = {f"M{code}": BY_HAND[code] for code in entries("figures.txt", "currencies in millions")}

#: Names of money in a rate: "dollar per barrel".
MONEY = pairs("money.txt")

#: With the words that several currencies share: "peso", "rupee".
_CODES = frozenset((*CURRENCY_BEFORE.values(), *CODES.values(), *MONEY_WORDS.values())) | frozenset(
    name.rpartition(" ")[2] for name in CODES.values() if " " in name
)

#: Signs that are letters of words too: they need a number of digits, and mean something else after some numbers.
_ALONE = frozenset((*entries("figures.txt", "signs that are letters"), *entries("signs-glued.txt")))


class Unit(NamedTuple):
    """A unit: its name, where its words start and end, what it multiplies the number by, and whether it is money."""

    name: str
    start: int
    end: int
    scale: float = 1.0
    money: bool = False


def _add_plurals(words: dict[str, str]) -> dict[str, str]:
    plurals = {w + "s": name for w, name in words.items() if w[-1].isalpha() and not w.endswith("s")}
    spelled = {**plurals, **words}
    return {**{w.replace(" ", "-"): name for w, name in spelled.items()}, **spelled}


_WORDS = {**LONG_FORMS, **MONEY_WORDS, **_add_plurals(WORDS)}
_SMALL_LETTERS = LONG_FORMS.keys() - _add_plurals(WORDS).keys()
_BEFORE = compile_pattern(
    rf"(?r)(?:(?<![^\W\d_]){alternation(w for w in CURRENCY_BEFORE if w[0].isalpha())}"
    rf"|{alternation(w for w in CURRENCY_BEFORE if not w[0].isalpha())}|(?<!\w){alternation(MILLIONS)})[\s\-]?"
)
#: Words that lost the blank before them where a page's links were cut out: "three hourson Sunday".
_GLUED_BEHIND = entries("figures.txt", "glued behind a unit")
_GLUED = rf"(?=(?:{'|'.join(_GLUED_BEHIND)})(?![^\W\d_]))"
#: The last characters of all signs before a number, and the last two of those that end in a small letter.
_SIGN_ENDS = frozenset(sign[-1] for sign in (*CURRENCY_BEFORE, *CODES, *MILLIONS))
_SIGN_TAILS = frozenset(sign[-2:] for sign in CURRENCY_BEFORE)

_WORD = compile_cached(
    rf"(?:\s|\s?[-‐‑]\s?|(?<=\d))({build_trie(_WORDS)})(?:(?![^\W\d_])|(?<=s){_GLUED})", re.IGNORECASE
)  # a plain alternation takes ten times as long
_SIGN = compile_cached(rf"(?:\s?|-)({build_trie([*SIGNS, *MILLIONS])}(?![\w²³])|%(?=[a-z]{{2}}))")
_RATE = compile_pattern(
    r"(?:\s+|-)?(?:per[\s-]+|(?:every|each)\s(?=(?:second|minute|hour|day|night|week|month|year|decade)\b)"
    r"|to\sthe\s(?=(?:gallon|litre|liter|acre|hectare|square\s(?:mile|foot|metre))\b)"
    r"|an?[\s-]+(?=(?:day|week|month|year|decade|century|hour|minute|second|share|barrel|gallon|ton"
    r"|tonne|head|person|night|piece|pound|litre|liter|unit|ride|ticket|seat|box|bag|bottle|bushel|ounce|kilo|mile|kilometre"
    r"|kilometer|acre|room)\b)|/\s?)((?:100,000|1,000|10,000|million|capita|annum|(?:square|cubic)\s\w+"
    r"|(?<=/)[a-z]{1,2}[23²³]|[a-z]{1,14})(?:\s(?=people|residents|inhabitants)\w+)?)(?![^\W\d_])"
    r"(?:(?<=\bper\s[a-z]{3,14})|(?!\s(?:ago|earlier|before|later|after|old|from)\b))",
    regex.IGNORECASE,
)


def may_end_currency(text: str, number: int) -> bool:
    """Whether the sign of a currency may end where a number starts, with a blank or a hyphen between or none."""
    end = number - 1 if text[number - 1].isspace() or text[number - 1] == "-" else number
    last = text[end - 1 : end]
    return last in _SIGN_ENDS and (not last.islower() or text[end - 2 : end] in _SIGN_TAILS)


def find_currency_before(text: str, start: int, number: int) -> Unit | None:
    """The currency whose sign ends where the number starts; looks no further back than `start`."""
    found = _BEFORE.match(text, start, number)
    if found is None:
        return _find_code_before(text, start, number)
    sign = " ".join(found[0].rstrip(" -\n").split())
    if (sign == "PS" and _CONSOLE.match(text, found.start())) or (sign in _LETTERS and not _RAND.match(text, number)):
        return None
    if sign in MILLIONS:
        return Unit(MILLIONS[sign], found.start(), end=number, scale=1e6, money=True)
    return Unit(CURRENCY_BEFORE[sign], found.start(), end=number, scale=1.0, money=True)


#: A games console ("PS5"), as opposed to a garbled pound sign ("PS5m").
_CONSOLE = re.compile(r"PS\d(?![\d.,]\d|\d|\s?(?:k|m|bn|million|billion|thousand)\b)")


_LETTERS = frozenset(("R", "N", "SR", "QR", "TL"))
#: After an R are roads and rooms ("the R61"); rand have thousands, cents or a scale.
_RAND = re.compile(r"\d{1,3}(?:[,\s\u00a0\u202f]\d{3})+(?!\d)|\d+[.,]\d\d?(?!\d)|[\d.,]+\s?(?:k|m|mn|bn|tn|million|billion|trillion)\b")


def _find_code_before(text: str, start: int, number: int) -> Unit | None:
    """The currency whose code is before a number: "PLN 500", "PLN500"."""
    end = number - 1 if text[number - 1 : number] in _BLANKS else number
    begin = end - 3
    if begin < start or text[begin:end] not in CODES or text[begin - 1 : begin].isalnum() or _may_be_word(text, begin, end):
        return None
    return Unit(CODES[text[begin:end]], begin, end=number, scale=1.0, money=True)


def _find_code_after(text: str, number: int) -> Unit | None:
    """The currency whose code is after a number: "500 PLN", "500PLN"."""
    begin = number + 1 if text[number : number + 1] in _BLANKS else number
    end = begin + 3
    if text[begin:end] not in CODES or text[end : end + 1].isalnum() or _may_be_word(text, begin, end):
        return None
    return Unit(CODES[text[begin:end]], number, end=end, scale=1.0, money=True)


def _may_be_word(text: str, begin: int, end: int) -> bool:
    """Whether a code may be a word: one that the table by hand lacks, among capitals ("3 TOP") or opening a sentence ("ALL 5")."""
    if text[begin:end] in BY_HAND:
        return False
    if begin == 0:
        return True
    behind, before = _NEXT_WORD.match(text, end), _LAST_WORD.match(text, max(0, begin - 20), begin)
    return any(found and len(found[1]) > 1 and found[1].isupper() for found in (behind, before))


_NEXT_WORD = re.compile(r"\W{0,3}([^\W\d_]{1,20})")
_LAST_WORD = compile_pattern(r"(?r)(?<![^\W\d_])([^\W\d_]{1,20})\W{0,3}")
_BLANKS = frozenset((" ", "\u00a0", "\u202f", "\n"))


def find_unit_after(text: str, number: int, digits: bool) -> Unit | None:
    """The unit whose words start where the number ends; letters that are also words only count after digits."""
    if (
        digits
        and (text[number + 1 : number + 3].isupper() or text[number : number + 2].isupper())
        and (code := _find_code_after(text, number))
    ):
        return code
    if text[number : number + 3] in _OPENS_MONEY and (money := _find_money_after_scale(text, number)):
        return money
    if "." in text[max(0, number - _DECIMALS) : number] and (thing := _IN_PARTS.match(text, number)):
        return Unit(thing[1], number, thing.end())
    if not _may_start_unit(text, number):
        return None
    sign = _SIGN.match(text, number)
    if sign and _OF_THE_NEXT.match(text, sign.end()) and (text[sign.end()] != " " or (text[number] == "-" and sign[1] in CURRENCY_BEFORE)):
        sign = None  # the "€" of "€2-€3m" is that of the second
    if (
        sign
        and text[sign.end() : sign.end() + 1] == "."
        and text[sign.end() - 1].isupper()
        and text[sign.end() + 1 : sign.end() + 2].isupper()
    ):
        sign = None  # "36 C.F.R."
    if sign and sign[1] in _DOUBTFUL and not _is_glued_unit(sign[1], text, number):
        sign = None
    if sign and (digits or sign[1] in MILLIONS):
        name = sign[1]
        glued = sign.start(1) == number
        word = _WORD.match(text, number) if name[0].isalpha() or name == "°" else None  # "80 m.p.h.", "12 ° Celsius": the longest wins
        if (word and word.end() > sign.end()) or (not glued and name in _ALONE and text[sign.end() : sign.end() + 1] == "-"):
            pass  # "12 F-16 jets"
        elif glued or name not in _ALONE or (name in _SPACED and (name != "in" or _INCHES.match(text, sign.end()))):
            return Unit(
                SIGNS.get(name) or MILLIONS[name], number, end=sign.end(), scale=1e6 if name in MILLIONS else 1.0, money=name in MILLIONS
            )
    word = _WORD.match(text, number)
    if word is None:
        return None
    spelled = " ".join(word[1].lower().split())
    if spelled in _SMALL_LETTERS and not word[1][0].islower() and " " not in spelled:  # "5 Teslas", "two Grays"
        return None
    if word[1][0].isupper() and _YEAR.match(text, 0, number):  # "in 2004 Pound resigned"
        return None
    name = _WORDS.get(spelled) or _WORDS[spelled.replace(" ", "-")]
    if name == "pound-mass" and spelled in _POUNDS and _are_pounds_money(text, number, word.end()):
        name = "GBP"
    return Unit(name, number, end=word.end(), scale=1.0, money=name in _CODES)


def _are_pounds_money(text: str, number: int, end: int) -> bool:
    """Whether pounds are money: a word of payment is just before them, or the text uses the sign, and no "of" follows."""
    if text.startswith(" of ", end):
        return False
    before = text[max(0, number - _NEAR) : number]
    if _WEIGHING.search(before):
        return False
    return "£" in text or _PAYMENT.search(before) is not None


_POUNDS = ("pound", "pounds")
#: Not across the end of a sentence.
_PAYMENT = compile_pattern(
    rf"\b(?:{'|'.join(word.replace('*', '[a-z]{0,6}') for word in entries('figures.txt', 'words of payment'))})\b(?:[^.;!?]|\.\d)*\Z",
    regex.IGNORECASE,
)
_WEIGHING = re.compile(r"\b(?:weigh|lift|gain|lost|lose|losing|shed|heav)", re.IGNORECASE)


def _may_start_unit(text: str, number: int) -> bool:
    """Whether a unit may start where a number ends: most numbers have none, and a sign, two letters or a word show it."""
    first = text[number : number + 1]
    if first == " ":
        two = text[number + 1 : number + 3].lower()
        if two not in _FIRST_LETTERS and (two[:1] not in _LONE_LETTERS or two[1:].isalnum()) and two[:1] not in "-‐‑":
            return False
    elif first != "-":
        return first.isalpha() or first.isspace() or first in _FIRST_SIGNS
    word = _RUN.match(text, number + 1)
    return word is None or (low := word[0].lower()) in _FIRST_WORDS or low.endswith(_GLUED_BEHIND)


def _find_money_after_scale(text: str, number: int) -> Unit | None:
    """A currency whose name is a word of English, after a scale: "1.9 trillion won", "3 billion reais"."""
    found = _WON.match(text, number)
    return Unit(_WORDS_OF_A_SCALE[found[1].lower()], number, end=found.end(), scale=1.0, money=True) if found else None


_OPENS_MONEY = frozenset((" wo", " re"))
_WORDS_OF_A_SCALE = {"won": "South Korean won", "reais": "Brazilian real", "real": "Brazilian real"}
_WON = compile_pattern(
    r"(?<=(?:thousand|[mbtr]illion|[mb]n|tn|\d,000))\s(won|reais|real)\b"
    r"(?!\s(?:by|the|its|their|his|her|over|against|estate|in\s(?:court|damages|the)|terms)\b)"
)


def _is_glued_unit(sign: str, text: str, number: int) -> bool:
    """Whether letters glued to digits are a unit: "12st 4lb", but "the 21st"; "9.58s" and "a 1.5l bottle", but "the 1990s", "two 5ks".

    Cents need money close before, or a noun that they pay for: "cut from $1.20 to 90c", "50c a litre".
    """
    if sign == "st":
        return text[number - 1] != "1" or text[number - 2 : number - 1] == "1"
    if sign == "c":
        return bool(_EACH_OF.match(text, number + 1) or _MONEY_NEAR.search(text, max(0, number - _NEAR), number))
    if sign == "ks" and text[number - 1] not in "05":  # races are of five or ten kilometres
        return True
    return "." in text[max(0, number - 4) : number - 1]


_OF_THE_NEXT = re.compile(r"\s?\d")
_DOUBTFUL = frozenset(("st", "s", "l", "c", "ks"))
_EACH_OF = re.compile(r"(?:\s(?:to|or|and)\s\d{1,2}c)?\s(?:an?|per)\s[a-z]")
_MONEY_NEAR = compile_pattern(
    r"[$€£]|\bR\d|(?i:\b(?:cents?\b|pric|cost|charg|fares?\b|fees?\b|tolls?\b|tax|lev(?:y|ies)|dividends?|coins?\b|paid\b"
    r"|pay|sells?\b|sold\b))"
)
_NEAR = 60
_DECIMALS = 3
#: Nouns that are units of measure where a fraction is stated: "2.5 bars", but "two bars".
_IN_PARTS = re.compile(r"\s(bar|rod|chain)s\b")
_YEAR = compile_pattern(r"(?r)(?<![\d,.])(?:1[5-9]|20)\d\d")
_FIRST_LETTERS = frozenset((word + " ")[:2].lower() for word in (*_WORDS, *SIGNS, *MILLIONS))
_RUN = re.compile("[A-Za-z]+")
#: The letters that each of them starts with.
_FIRST_WORDS = frozenset(found[0].lower() for word in (*_WORDS, *SIGNS, *MILLIONS) if (found := _RUN.match(word)))
_FIRST_SIGNS = frozenset("‐‑%" + "".join(sign[0] for sign in SIGNS))
_LONE_LETTERS = frozenset(word.lower() for word in SIGNS if len(word) == 1)
_SPACED = frozenset(entries("figures.txt", "signs with a blank"))
_INCHES = compile_pattern(r"\s*[.;,)]|\s*$|\s+(?:long|wide|tall|thick|deep|high)\b")


def find_rate_after(text: str, unit: str, end: int) -> tuple[str, int] | None:
    """The rate that a unit becomes by the words after it: "$40 a barrel", "12 cents per share", and where they end."""
    found = _RATE.match(text, end) or (_EACH.match(text, end) if text.startswith(_ARTICLES, end) and is_money(unit) else None)
    if found is None or found[1].lower() in _NO_RATE or (found[1].istitle() and found[1].lower() not in _WORDS):
        return None  # "4% per Bankrate"
    per = " ".join(found[1].lower().split())
    name = _WORDS.get(per) or (text[found.start(1) - 1] == "/" and SIGNS.get(found[1])) or per
    spoken = _SPOKEN.get(unit, unit)
    return f"{spoken} per {name}", found.end()


_ARTICLES = (" a ", " an ")
#: Nouns that small money pays for, one each: "$3.25 a trip", "60 cents a cup".
_EACH = compile_pattern(
    r"(?<![mbtr]illion|bn|tn|\dm)\san?\s([a-z]{3,12}(?<!s))(?=\s*(?:[.,;:)]|$)"
    r"|\s(?:in|on|at|for|from|to|and|or|by|this|last|since|after|before|when|under)\b)"
)


def find_rates_after(text: str, unit: str, end: int) -> tuple[str, int] | None:
    """The rate that a unit becomes, over one measure or two: "litres per person per day", and where it ends."""
    rate = find_rate_after(text, unit, end)
    second = rate and find_rate_after(text, rate[0], rate[1])
    return second or rate


def skip_rates(text: str, end: int) -> int:
    """Where the rates after a unit end: "25 cents per gallon" at "gallon"."""
    for _ in range(2):
        found = _RATE.match(text, end)
        if found is None or found[1].lower() in _NO_RATE:
            break
        end = found.end()
    return end


def find_bare_rate_after(text: str, end: int) -> tuple[str, int] | None:
    """The rate of a bare number: "12 per 100,000 people"."""
    if not text.startswith((" per ", " for every "), end):
        return None
    found = _SHARE.match(text, end)
    return (f"per {found[1]}", found.end()) if found else None


_SHARE = compile_pattern(r"\s(?:per|for\severy)\s([\d,]{1,9}|million|thousand|hundred|capita)\b")
_SPOKEN = MONEY | {"km": "kilometre"}
_NO_RATE = frozenset(("the", "a", "cent", "se", "his", "her", "their"))


def is_money(unit: str) -> bool:
    """Whether a unit is a currency or one of its parts."""
    return unit in _CODES or unit in _SMALL_MONEY or unit.partition(" per ")[0] in _SPOKEN_MONEY


_SMALL_MONEY = frozenset(("cent", "pence", "penny", "sen"))
_SPOKEN_MONEY = frozenset(MONEY.values())
