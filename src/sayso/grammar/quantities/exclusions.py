"""Numbers that are not figures.

Dates, clock times, years, ordinals, numbers in names, phone numbers, addresses of the net, "one" the pronoun.

An exclusion is a rule whose pattern is before or after a number; the first that matches is the reason why the number is rejected.
"""

from __future__ import annotations

import re

import regex

from sayso.calendar_names import MONTHS
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation, tails
from sayso.grammar.quantities.headwords import STOPS, is_person, is_plural
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.grammar.quantities.numbers import TELEPHONE, Numeral
from sayso.grammar.quantities.rule import Rule, build_rule_alternation
from sayso.grammar.wordclasses import CLASSES, VERB_OR_AUXILIARY

#: Nouns before an identifying number: "Section 230", "Flight 370".
NUMBERED = entries("numbered.txt")
#: Nouns that are followed by an identifying number, in any case of letters.
NUMBERED_THINGS = entries("numbered-things.txt")

ATOMS = {
    "MONTH": alternation(MONTHS),
    "NUMBERED": alternation(NUMBERED),
    "NUMBERED_THINGS": rf"(?i:{alternation(NUMBERED_THINGS)}s?)",
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])",
    "HOUR": build_words_up_to(12),
    "STREET": alternation(entries("figures.txt", "kinds of street")),
    "ORDINAL": r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|top|other|final)",
}

EXCLUSIONS = (
    Rule("date", "before", pattern=r"\b{MONTH}\s+(?:{DAY}\s*(?:and|to|or|through|[-–—,])\s*)?|\b(?:{DAY}(?:st"
                           r"|nd|rd|th)?\s+)?{MONTH}\s*,?\s+", gives="date",
         yes=(("on Oct. 7 and 8", ""),), no=("in October 1,200 people",)),
    Rule("day of a month", "after", pattern=r"(?:st|nd|rd|th)?(?:\s*(?:[-–—/]|to|and)\s*{DAY})?\s+(?:of\s+)?{MONTH}(?![a-z])(?!"
                                    r"\s+(?:have|be|not|also|still|lose))", gives="date",
         yes=(("on 7 October", ""),), no=("7 octopuses",)),
    Rule("date in digits", "after", pattern=r"[/.-]\d{1,2}[/.-]\d{2,4}\b|-\d\d-\d\d", gives="no", yes=(("on 10/7/2023", ""),),
         no=("10 / month",)),
    Rule("clock time", "after",
         pattern=r":\d|\s?[ap]\.?\s?m\b\.?|\s?(?:AM|PM)\b|\s?[ap]\.m\.|\s?o[’']clock\b|\.\d\d\s?[ap]\.?m\b"
         r"|\s?(?:GMT|UTC|EST|EDT|PST|PDT|BST|CET|ET|PT)\b"
         r"|(?:\s?(?:-|–|to)\s?\d{1,2}(?::\d\d)?)\s?(?:[ap]\.?m\b|AM\b|PM\b)", gives="no",
         yes=(("at 5 p.m. sharp", ""), ("by 10:30 it rained", "")), no=("5 amps",)),
    Rule("clock time", "before", pattern=r"\d{1,2}:|\b(?:quarter|half)\s+(?:past|to)\s+", gives="no", yes=(("half past five", ""),),
         no=("past 5 gates",)),
    Rule("ordinal", "after", pattern=r"(?:st|nd|rd|th)\b", gives="no", yes=(("the 22nd amendment", ""),), no=("22 nds",)),
    Rule("name in digits", "after", pattern=r"\(k\)|k\splans?\b|/\d", gives="no", yes=(("a 401(k) open 24/7", ""), ("a 50/50 split", "")),
         no=("401 plans", "24 / 70")),
    Rule("street address", "after",
         pattern=r"(?:-\d{1,4})?\s(?:[NSEW]\.?\s)?(?:(?:[A-Z][\w.’']*|\d{1,3}(?:st|nd|rd|th))\s){1,4}{STREET}\b",
         gives="no", yes=(("at 66 Elm Grove Road", ""), ("at 12-14 Elm Road and 5 West 42nd Street", "")), no=("66 Elm Grove people",)),
    Rule("figure in a name", "before", pattern=r"\b[Mm]ulti[-‐‑ ]?", gives="compound",
         yes=(("a multi-million dollar plan", ""),), no=("a multitude of 12 plans",)),
    Rule("figures of a sum", "after", pattern=r"-(?:\s(?:and|to|or)\s\w{3,9}-)?figures?\b", gives="compound",
         yes=(("six- and seven-figure sums", ""),),
         no=("6 figures",)),
    Rule("flood of a century", "after", pattern=r"-in-(?:a-)?[\d,]+-years?\b", gives="compound", yes=(("a 1-in-100-year flood", ""),),
         no=("one-in-five men",)),
    Rule("flood of a century", "before", pattern=r"\b(?:[Oo]ne|1)-in-", gives="no", yes=(("a 1-in-500-year flood", ""),),
         no=("in 500 years",)),
    Rule("statute", "after", pattern=r"\s(?:U\.S\.C|USC\b|C\.F\.R|CFR\b)", gives="no", yes=(("charged under 18 U.S.C. then", ""),),
         no=("18 US cars",)),
    Rule("statute", "before", pattern=r"\b(?:U\.S\.C|C\.F\.R)\.\s(?:§\s?)?|§\s?", gives="no", yes=(("in 18 U.S.C. 2339 it says", ""),),
         no=("in the U.S. 23 men",)),
    Rule("part of a rate", "before", pattern=r"(?i)\b(?:per|for\severy)\s", gives="no", yes=(("cases per 100,000 people", ""),),
         no=("12 cases per person",)),
    Rule("emergency number", "before", pattern=r"(?i)\b(?:call|calls|called|calling)\s(?:or\stext\s)?", gives="emergency",
         yes=(("call 911 now", ""),),
         no=("call 12 men",)),
    Rule("short number", "before", pattern=r"\b(?:[Tt]ext(?:ing|ed)?|[Dd]ial(?:l?ing|l?ed)?"
         r"|SMS)\s(?:(?:[“\"']?[A-Z]{2,12}[”\"']?|or\scall|it)\s)?(?:to\s|at\s)?", gives="short",
         yes=(("text HELP to 55512", ""), ("dial 50505 to report", "")), no=("text 40 friends", "dial 3,000 numbers")),
    Rule("emergency number", "after", pattern=r"\s(?:calls?|callers?|dispatch(?:er|ers)?|operators?)\b", gives="emergency",
         yes=(("police got 911 calls", ""),), no=("12 calls came",)),
    Rule("end of a pair of years", "before", pattern=r"(?<!\d)(?:1[5-9]|20)\d\d[–—-]", gives="season", yes=(("growth in 2014–15", ""),),
         no=("30–40 ships",)),
    Rule("the two, the pronoun", "after",
         pattern=r"(?i)\s*(?:[.,;:!?)”\"]|$)|\s(?:must|were|are|have|had|has|will|can|is|was|did|do|would|could|should|may|might|met|said"
         r"|say|agreed|spoke|also|who|that|of\s(?:them|us|you))\b",
         gives="the", yes=(("the two met, and the three will", ""),), no=("the two men met",)),
    Rule("decade", "after", pattern=r"[’']?s\b", gives="no", yes=(("in the 1990s", ""),), no=("1990 seats",)),
    Rule("decade", "before", pattern=r"[’']", gives="no", yes=(("back in ’99", ""),), no=("in 99 days",)),
    Rule("numbered thing", "before", pattern=r"(?<![\w-]){NUMBERED}[\s-]?", gives="numbered", yes=(("Rule 230 and Phase 3", ""),),
         no=("Sections of 230 pages",)),
    Rule("thing told by its number", "before", pattern=r"(?<![\w-]){NUMBERED_THINGS}\s", gives="thing",
         yes=(("on platform 9 and in Apartment 3B", ""), ("clauses 5 and 6 hold", "")), no=("on the bus 12 people slept",)),
    Rule("bill", "before", pattern=r"(?<![\w.])(?:H\.?\s?R\.|S\.|[HS]\.?B\.|A\.B\.|H\.?\s?J\.?\s?Res\.)\s", gives="numbered",
         yes=(("under H.R. 1234 then", ""),), no=("in the U.S. 23 men",)),
    Rule("clock time", "before", pattern=r"\b\d{1,2}\s(?:minutes\s)?past\s", gives="no", yes=(("at 10 past 5.", ""),),
         no=("walked past 5 gates",)),
    Rule("clock time", "after",
         pattern=r"\spast\s(?:{HOUR}|noon|midnight|\d{1,2})\b", gives="no",
         yes=(("at 10 past 6.", ""),), no=("10 past winners",)),
    Rule("rank", "before", pattern=r"\b(?:top|bottom)[\s-]", gives="rank", yes=(("she was top 5.", ""), ("the bottom 10 met", "")),
         no=("the top 5 clubs", "the top 5% earn")),
    Rule("numbered day", "before",
         pattern=r"\b(?:[Oo]n|[Ii]n|[Bb]y|[Uu]ntil|till|[Ss]ince|[Ff]rom|to|through|[Aa]fter|[Bb]efore|of|is|was|now"
         r"|enter(?:s|ed|ing))\s(?:[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Hh]our|[Mm]inute)\s", gives="numbered",
         yes=(("On day 16 of the trial he wept", ""),), no=("in a day 16 men",)),
    Rule("part of a number", "before", pattern=r"\d\(", gives="no", yes=(("an F-14(2) jet", ""),), no=("the 14 (2 men)",)),
    Rule("phone number", "number", pattern=r"[\d +().-]{7,20}", gives="telephone",
         yes=(("call +1 (212) 555-0100", ""), ("call 212-555-0100", ""), ("call (0)20 7946 0018", "")),
         no=("call 12 people", "from 30-40 cows", "+1200000 people")),
    Rule("address of the net", "before", pattern=r"(?:https?://|www\.|\.com/|\.org/)[^\s]{0,200}", gives="no",
         yes=(("see https://example.org/3/4", ""),),
         no=("see 3 sites",)),
    Rule("letters glued before", "before",
         pattern=r"[A-Z&][A-Za-z]{0,12}|(?<![^\W\d_])(?!(?:to|of|in|as|at|by|is|on|up|or|an|be)\d)[a-z]{1,2}"
                                           r"|[A-Za-z]\.|[A-Za-z]\+|[A-Za-z]{1,12}[-‐‑](?<!(?i:\bsub|\bminus|\bmid|\bpre|\bto|\bby|\bthan"
                                           r"|\bover|\bunder|\bplus|\bjust|\bnow|\bthen)[-‐‑])|[_@#/\\=]|=\x22|\d[-.:/]|\d,",
         gives="no", yes=(("the F-16 and the A320", ""), ("#100days", "")), no=("saidabout 16 jets",)),
    Rule("letters glued after", "after",
         pattern=r"(?!st\b|nd\b|rd\b|th\b)[A-Za-z](?!n?\d)[A-Za-z]{0,2}(?![a-z])(?!\.[a-z])|[A-Z]\w*"
         r"|[@_\\]|\.\d|-(?:cv|cr|md|mc|mj|mn|bk|ap|op)-\d|\.(?:com|org|net|gov)\b|x\d|[-‐‑][A-Z]\d*\b|\s(?:Pro|Max|Ultra|Mini)\b",
         gives="no",
         yes=(("the 737s and 5G", ""), ("the file 19-cv-5523", "")), no=("16 jets",)),
    Rule("one, the pronoun", "before", pattern=r"(?i)\b(?:no|the|this|that|any|every|each|some|which|last"
                                       r"|next|another|only|big|new|good|bad|same|day|by|right|wrong|square)[\s-]|\bon-", gives="one",
         yes=(("no one came, and the one who did left", ""),), no=("with one man",)),
    Rule("one, the pronoun", "after",
         pattern=r"(?i)[’']s\b|[’']d\b|\s+(?:another|by|after|is|was|has|had|can|could|should|must"
         r"|may|might|would|will|day|thing|that|who|which|way|or|such|side|s|\d[\d,.]*)\b"
         r"|-in-(?:a-)?[\d,]+-years?\b|-(?:on|off|and|of|to|by|sided|size|way|stop|time|third|person|man|woman|hit)\b"
         r"|\s*[.;:!?)”\"—–]|\s*,|\s*$", gives="one", yes=(("one can tell", ""), ("on one another", "")), no=("one man",)),
    Rule("year", "number", pattern=r"(?:1[5-9]|20)\d\d", gives="year", yes=(("in 2019 and a 1995 film", ""),),
         no=("some 2019 people", "2,019 days")),
    Rule("name", "before", pattern=r"(?:[A-Z][\w&’'.]*|[A-Z]&[A-Z])\s", gives="name", yes=(("the Fortune 100 and Planet 9", ""),),
         no=("In 12 days",)),
    Rule("half of a name", "before", pattern=r"(?i)\b(?:{ORDINAL}|this|that|each|per|better|other|latter|early|late|opening|back|front|top"
                                     r"|bottom|lower|upper|northern|southern|eastern|western)[\s-]", gives="half",
         yes=(("in the second half", ""),), no=("for half",)),
    Rule("half of a name", "after", pattern=r"(?i)[\s-](?:time|back|brothers?|sisters?|way|hearted|dozen\b\w"
                                    r"|past|term|mast|marathon|baked|life)\b", gives="half", yes=(("at half time", ""),),
                                    no=("half the men",)),
)  # fmt: skip


_GROUPS = {f"x{n}": rule for n, rule in enumerate(EXCLUSIONS)}


def _compile_exclusions(side: str, gives: tuple[str, ...]) -> regex.Pattern[str]:
    chosen = {g: r for g, r in _GROUPS.items() if r.side == side and r.gives in gives}
    return compile_pattern(("(?r)" if side == "before" else "") + build_rule_alternation(chosen, ATOMS))


_PLAIN = ("no", "date", "numbered", "emergency", "short", "season", "compound")
_BEFORE, _AFTER = _compile_exclusions("before", _PLAIN), _compile_exclusions("after", _PLAIN)
_ONE_BEFORE, _ONE_AFTER = _compile_exclusions("before", ("one",)), _compile_exclusions("after", ("one",))
_THE_AFTER = _compile_exclusions("after", ("the",))
_THE_BEFORE = re.compile(r"\bthe\s(?:(?:top|bottom|first|last|other|final|next)\s)?$", re.IGNORECASE)
_HALF_BEFORE, _HALF_AFTER = _compile_exclusions("before", ("half",)), _compile_exclusions("after", ("half",))
#: Verbs of a vote or match, close before its result: "beat the Wolves 4-2", "carried, 310 to 264".
CONTEST = compile_pattern(
    rf"\b(?:{'|'.join(verb.replace('*', '[a-z]{0,6}') for verb in entries('contests.txt'))})\b(?:,|(?:\s[\w’'-]{{1,16}}){{0,4}},?)\s$",
    regex.IGNORECASE,
)
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}(?![-–\d])")
#: Whole numbers that start with zero are telephone numbers, codes and jerseys: "020 7946", "agent 007".
_CODE = re.compile(r"0\d+")
#: Openings of a list entry: "2." by itself, "2) Stay calm".
_LISTED = re.compile(r"\d{1,3}(?:[.)]\s*$|\)\s)|\(\d{1,2}\)\s")
#: "Twenty-first century"; not "-second", which is a time too ("a thirty-second film").
_ORDINAL_AFTER = re.compile(r"(?<=ty)[-‐‑](?:first|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.IGNORECASE)
_NAME = compile_pattern(r"(?r)(?:[A-Z][\w&’']*|S&P)[^\S\n]")
_YEAR_CONTEXT = compile_pattern(
    r"(?r)(?i)\b(?:A\.D\.|AD|in|since|of|by|from|until|till|through|to|during|before|after|and|or|early|late|mid|year|fiscal"
    r"|season|summer|winter|spring|fall|autumn|the|its|a|on|for|between|than|s|as|back|around|about|over)[\s-]$"
)
#: The length of a year with the number of a footnote right after it; a month right before it.
FOOTNOTED = 5
_MONTH_BEFORE = compile_pattern(rf"(?r)\b\d{{1,2}} {alternation(MONTHS)} $")
_SEASON = re.compile(r"[-–—]\d\d(?!\d|[.,]\d)")
_COUNTING = compile_pattern(r"(?r)\b(?:average|total|record|sum|tally|distance|pace|number|rate)\s+of\s")
#: Words that do not follow a year: a plural in small letters.
_COUNTED = re.compile(r"\s[a-z][\w-]*(?:\s[a-z][\w-]*)?s\b|\s?[%°]|\s(?:people|men|women|children|of)\b")
_YEARLY = compile_pattern(rf"(?:\s?(?:to|-|–|and|or)\s?\d{{4}})?\s+{alternation(entries('figures.txt', 'counted rather than dated'))}\b")
_STAFF = compile_pattern(rf"\s{alternation(entries('figures.txt', 'counted rather than dated at the start of a sentence'))}\b")


def find_exclusion(text: str, start: int, numeral: Numeral, hedged: bool, money: bool, dressed: bool) -> str | None:
    """Why a number is not a figure, or None.

    `hedged`: a modifier or minus is before; `money`: a currency sign is; `dressed`: it has a unit.
    """
    digits = text[numeral.start].isdigit()
    word = "" if digits else text[numeral.start : numeral.end].lower()
    if shape := _exclude_by_shape(text, numeral, money, dressed):
        return shape
    if word and _ORDINAL_AFTER.match(text, numeral.end):
        return "ordinal"
    if word and not (hedged or money or dressed) and _is_name_in_words(text, numeral):
        return "name"
    if dressed and _NAMED_TIME.match(text, numeral.end) and _LONG_IN_SMALL_LETTERS.search(text):
        return "name"
    if word == "one":
        if hedged or (dressed and text[numeral.end : numeral.end + 1] != "-"):
            return None
        found = _ONE_BEFORE.match(text, start, numeral.start) or _ONE_AFTER.match(text, numeral.end)
        if found or not text[numeral.start].isupper():
            return _get_exclusion_name(found)
    if word == "half":
        return _get_exclusion_name(_HALF_BEFORE.match(text, start, numeral.start) or _HALF_AFTER.match(text, numeral.end))
    if word and not hedged and not dressed and _THE_BEFORE.search(text, max(0, numeral.start - 12), numeral.start):
        found = _THE_AFTER.match(text, numeral.end)
        if found:
            return _get_exclusion_name(found)
    if digits and not money and (numbered := _exclude_by_numbered_noun(text, numeral, dressed)):
        return numbered
    found = (
        None
        if money or numeral.start == start or not _may_end_exclusion(text, numeral.start)
        else _BEFORE.match(text, start, numeral.start)
    )
    if (
        found
        and not (dressed and text[numeral.start - 1].isspace() and not _is_lettered(text, numeral, found))
        and _satisfies_exclusion(found, numeral, digits)
    ):
        return _get_exclusion_name(found)
    if found := _match_words_after(text, numeral, word, dressed):
        return _get_exclusion_name(found)
    if not digits or dressed:
        return None
    return _exclude_year(text, start, numeral, hedged) or _exclude_numbered_name(text, start, numeral, hedged)


def _match_words_after(text: str, numeral: Numeral, word: str, dressed: bool) -> regex.Match[str] | None:
    """The words after a number that exclude it; a number in words (`word`) needs a hyphen before them."""
    may = text.startswith(("-", "‐", "‑"), numeral.end) if word else not dressed and _may_start_exclusion(text, numeral.end)
    found = _AFTER.match(text, numeral.end) if may else None
    return found if found and _satisfies_exclusion(found, numeral, not word) else None


def _exclude_by_shape(text: str, numeral: Numeral, money: bool, dressed: bool) -> str | None:
    """Why a number is not a figure, by its form or its place: a telephone number, a code, the number of a list, a time, a postcode."""
    if numeral.form == TELEPHONE:
        return "phone number"
    if text[numeral.start] == "0" and _CODE.fullmatch(text, numeral.start, numeral.end):
        return "code"
    if not text[numeral.start].isdigit():
        return None
    if numeral.start < 2 and _LISTED.match(text):
        return "list number"
    return None if money else _exclude_time_or_postcode(text, numeral, dressed)


def _exclude_time_or_postcode(text: str, numeral: Numeral, dressed: bool) -> str | None:
    """Why digits are a time with a point or a postcode: "starts at 21.40", "75008 Paris", "D-10115 Berlin", "1, 8001 Zurich"."""
    start, end = numeral.start, numeral.end
    if text[end - 3 : end - 2] == "." and not dressed and _CLOCK.fullmatch(text, start, end):
        return "clock time" if _STARTS.search(text, max(0, start - _STARTS_REACH), start) else None
    if (
        not _FOUR <= end - start <= _FIVE
        or text[end : end + 1] != " "
        or not text[end + 1 : end + 2].isupper()
        or text.endswith("000", 0, end)
    ):
        return None
    place = _PLACE.match(text, end) if text[start:end].isdecimal() else None
    if place is None or is_plural(place[1].lower()) or is_person(place[1].lower()) or is_person(place[1]):
        return None
    led = _LEADS_TO_PLACE if end - start == _FIVE else _LEADS_TO_ADDRESS
    return "postcode" if led.search(text, max(0, start - _PLACE_REACH), start) else None


_FOUR, _FIVE = 4, 5
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
#: Before a time of day: an event that happens then. A price is "at" a number too ("closed at 21.40").
_STARTS = re.compile(
    rf"\b{alternation(entries('figures.txt', 'what happens at a time'))}\w{{0,4}}"
    r"(?:\s[a-z]{1,12}){0,4}\s(?:at|from|until|till|by|around|about|before|after)\s$",
    re.IGNORECASE,
)
_STARTS_REACH = 48
#: A place after its code: what follows ends the phrase, and counts nothing.
_PLACE = re.compile(
    r"\s([A-Z][a-zäöüé-]{2,20})(?:[\s-][A-Z][\w-]*){0,2}(?=\s?(?:[.,;)]|$)|\s(?:in|on|and|or|is|was|last|this|from|by|for|to)\b)"
)
_LEADS_TO_PLACE = re.compile(r"(?:(?:^|\b(?:in|to|at|from|near|of)\s|,\s)(?:[A-Z]{1,3}-)?|\b[A-Z]{1,3}-)$")
_LEADS_TO_ADDRESS = re.compile(r"(?:\b[A-Za-zß.]+\s\d{1,3}[a-z]?,\s(?:[A-Z]{1,3}-)?|\b(?:A|B|CH|DK|L|NL|N|S)-)$")
_PLACE_REACH = 32
_TOLD, _SEVERAL = "thing told by its number", "things told by their numbers"
_THINGS = {
    **dict.fromkeys((f"{thing}s" for thing in NUMBERED_THINGS), _SEVERAL),
    **dict.fromkeys(NUMBERED_THINGS, _TOLD),
    **dict.fromkeys(("top", "bottom"), "rank"),
}
#: Nouns that may have several numbers: "Articles 5 and 6", "Section 4(a)(2)".
_WITH_MORE = frozenset(("numbered thing", "thing told by its number", "statute", "bill"))
_MORE = re.compile(r"(?:[A-Za-z]|\([a-z\d]{1,4}\))*(?:\s?(?:,\s(?:and\s|or\s)?|\s(?:and|or|to|through|&)\s|[-–]\s?)|\s?\()")


def continues_rejected_number(text: str, end: int, numeral: Numeral, reason: str) -> bool:
    """Whether a number continues one that was rejected for a reason and ends at `end`: the next of several articles, rooms or lines."""
    if reason == "clock time":  # "from 5.30 until 23.45"
        return text[end : numeral.start] in _UNTIL and _CLOCK.fullmatch(text, numeral.start, numeral.end) is not None
    if reason not in _WITH_MORE or numeral.form != "<digits>" or numeral.start - end > _MORE_REACH:
        return False
    return _MORE.fullmatch(text, end, numeral.start) is not None and not _COUNTS.match(text, numeral.end)


_MORE_REACH = 16
_UNTIL = frozenset((" until ", " till ", " to ", " and ", "-", "–"))


def _may_end_exclusion(text: str, at: int) -> bool:
    """Whether the text before a number can end an exclusion: three letters decide nearly all cases."""
    last = text[at - 1]
    if last != " ":
        return last not in '“”"()' or text[at - 2 : at - 1] == "=" or text[at - 2 : at - 1].isdigit()
    last = text[at - 2 : at - 1]
    return text[at - 4 : at - 1].lower() in _LAST_LETTERS if last.isalpha() else last not in "):;?!"


def _may_start_exclusion(text: str, at: int) -> bool:
    """Whether the text after a number can start an exclusion: a sign, or two letters after a blank, decide most cases."""
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    if first == " " and "a" <= second <= "z":
        return text[at + 1 : at + 3] in _FIRST_LETTERS
    return first not in ",;)?!%" and (first != "." or second.isalnum())


#: Of "a.m.", "pm", "o'clock", "to 5 May", "of May", "calls", "callers", "dispatchers", "operators", "past six", and of letters alone.
_FIRST_LETTERS = frozenset(("a ", "a.", "am", "p ", "p.", "pm", "o’", "o'", "to", "an", "of", "ca", "di", "op", "pa"))

_LAST_LETTERS = tails((*entries("figures.txt", "before a number that counts nothing"), *MONTHS, *NUMBERED))


def _get_exclusion_name(found: regex.Match[str] | None) -> str | None:
    return _GROUPS[found.lastgroup or ""].name if found else None


def _satisfies_exclusion(found: regex.Match[str], numeral: Numeral, digits: bool) -> bool:
    """Whether a number fits its exclusion: a date needs a day or a year, a numbered noun a whole number."""
    gives = _GROUPS[found.lastgroup or ""].gives
    value = numeral.value
    if gives == "compound":  # "multi-million"
        return True
    if gives == "season":  # "2014–15"
        return digits and (numeral.end - numeral.start == _SHORT_YEAR or found.string[found.start() - 1] == "-")  # "CVE-2024-3094"
    if gives == "emergency":
        return value in (911.0, 999.0, 112.0, 988.0, 211.0, 311.0, 111.0, 101.0)
    if gives == "short":
        return digits and numeral.form == "<digits>" and numeral.end - numeral.start > 2 and not _COUNTED.match(found.string, numeral.end)
    if gives == "no" and found.start() >= numeral.end:  # the words after digits do not apply to number words
        return digits and (numeral.form == "<digits>" or _get_exclusion_name(found) != "date in digits")
    if gives == "no":
        return digits or (found[0][-1] not in "-‐‑" and not found[0][0].isupper())
    if gives == "numbered" and digits:  # "Rule 4.2(b)"
        return value is not None
    if value is None or value != int(value):
        return False
    return gives == "numbered" or (
        numeral.form == "<digits>" and (value <= 31 or (1000 <= value <= 2100 and numeral.end - numeral.start == 4))
    )


#: Digits of a year without its century.
_SHORT_YEAR = 2


def _exclude_by_numbered_noun(text: str, numeral: Numeral, dressed: bool) -> str | None:
    """Why a number is not a figure after a noun that it identifies, or after "top"; "on the bus 12 people slept" counts people.

    This looks at one word before: patterns with dozens of words would be tried at each number.
    """
    if text[numeral.start - 1 : numeral.start] != " ":
        return None
    reason = _THINGS.get(text[text.rfind(" ", 0, numeral.start - 1) + 1 : numeral.start - 1].lower().lstrip("(“\"'"))
    if reason is None or _COUNTS.match(text, numeral.end) or (dressed and not _LETTERED.match(text, numeral.start)):
        return None
    if reason == _SEVERAL:
        return _TOLD if _JOINED_ON.match(text, numeral.end) else None
    return reason


def _is_lettered(text: str, numeral: Numeral, found: regex.Match[str]) -> bool:
    """Whether the unit of an identifying number is a letter that belongs to it: "Apartment 3B", "rule 144A"."""
    return _GROUPS[found.lastgroup or ""].gives == "numbered" and _LETTERED.match(text, numeral.start) is not None


#: A plural has more than one number after it: "platforms 4 and 9", but "trains 40 a year".
_JOINED_ON = re.compile(r"[A-Z]?(?:\s?[,–&-]|\s(?:and|to|or|through)\s)\s?\d")
_LETTERED = re.compile(r"\d{1,4}-?[A-Z](?![\w-])")
#: Nouns that are counted, right after a number or one adjective later.
_COUNTS = re.compile(
    r"\s(?!has\b|was\b|is\b|does\b|applies\b)[a-z][\w-]*(?<=[^su])s\b|\s[a-z]+\s[a-z-]{3,}(?<=[^su])s\b|\s?[%°]"
    r"|\s(?:[a-z]+\s)?(?:people|men|women|children|percent|per\scent)\b"
)


def _exclude_year(text: str, start: int, numeral: Numeral, hedged: bool) -> str | None:
    digits = text[numeral.start : numeral.end]
    if (
        len(digits) == FOOTNOTED
        and numeral.form == "<digits>"
        and digits.startswith(("19", "20"))
        and _MONTH_BEFORE.search(text, start, numeral.start)
    ):
        return "year"  # "on 29 May 20184", the 4 of a footnote
    if numeral.form != "<digits>" or len(digits) != 4 or not digits.isdigit() or not 1000 <= int(digits) <= 2199:
        return None
    if _SEASON.match(text, numeral.end):  # "over 1999-00"
        return "year"
    if hedged and 1900 <= int(digits) < 2050 and int(digits) != 2000 and not _COUNTED.match(text, numeral.end):  # "since at least 1992"
        return "year"
    if hedged or _YEARLY.match(text, numeral.end) or _COUNTING.match(text, start, numeral.start):
        return None
    if numeral.start == start and _STAFF.match(text, numeral.end):  # "1979 personnel are assigned"
        return None
    if (numeral.value or 0) >= 1500:
        return "year"
    return "year" if _YEAR_CONTEXT.search(text, max(start, numeral.start - 12), numeral.start) else None


def _exclude_numbered_name(text: str, start: int, numeral: Numeral, hedged: bool) -> str | None:
    """A whole number of up to four digits right after a capitalised word that is no function word."""
    if hedged or numeral.form != "<digits>" or not _VERSION.match(text, numeral.start):
        return None
    if _SCORE.match(text, numeral.start) and CONTEST.search(text, max(0, numeral.start - 40), numeral.start):
        return None
    found = _NAME.match(text, start, numeral.start)
    if (
        found is None
        or (found.start() == start and not found[0].strip().isupper() and not _is_name_before_verb(text, found, numeral.end))
        or found[0].strip().lower().rstrip(".") in _NO_NAMES
    ):
        return None
    before = text[found.start() - 1] if found.start() else " "
    return "name" if not before.isalnum() and before not in "’'" else None


#: Whole numbers, and versions: "Python 3.12"; not the prices of a table, "Wheat 2.64 2.40 Oats 1.57 -".
_VERSION = re.compile(r"\d+(?![\d,.]*\d)|\d{1,2}\.\d{1,2}(?![\d,.]*\d|\s*(?:\d|[-–—A-Z]))")


def _is_name_before_verb(text: str, word: regex.Match[str], end: int) -> bool:
    """Whether the first word of a sentence and its number are a name, followed by its verb: "Ward 5 closed", "Maroon 5 played"."""
    first = word[0].strip().lower()
    if word.start() or CLASSES[first] != "o" or is_plural(first) or first.endswith("ed"):
        return False
    following = _NEXT.match(text, end)
    return following is not None and (CLASSES[following[1]] in VERB_OR_AUXILIARY or following[1].endswith("ed"))


_NEXT = re.compile(r"\s([a-z]+)\b")


def _is_name_in_words(text: str, numeral: Numeral) -> bool:
    """Whether a number word is part of a name: it has a capital within a sentence that is not a headline.

    For example "the Two Sessions", "the Group of Seven".
    """
    if not (text[numeral.start].isupper() and text[numeral.start + 1 : numeral.start + 2].islower()):
        return False
    return _WORD_BEFORE.match(text, 0, numeral.start) is not None and _LONG_IN_SMALL_LETTERS.search(text) is not None


#: Works and programmes are named after times, with a capital: "the series “40 Minutes”", "The First 300 Days".
_NAMED_TIME = re.compile(r"\s(?:Second|Minute|Hour|Day|Night|Week|Month|Year)s?\b")
_WORD_BEFORE = compile_pattern(r"(?r)[\w’'&]\s")
#: Headlines with capitals write only words of up to three letters small, and some prepositions.
_LONG_IN_SMALL_LETTERS = re.compile(r"(?<![^\W\d_])(?!(?:with|from|into|over|than|upon|amid|near|past|after|under)(?![^\W\d_]))[a-z]{4}")
_NO_NAMES = STOPS | frozenset(entries("no-names.txt"))
