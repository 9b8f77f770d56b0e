"""How exact the words are: "nearly", "at least", "or more" …, and the interval that each commits the writer to.

Intervals follow the precision of the number as written: "about" says half of its last place to either side, "nearly" the whole place below.
That place is the last digit that is not zero, or the last decimal, but never the third digit: "some 1,200" says 1,150 to 1,250, "about 136"
131 to 141, "nearly 32,000" 31,000 to 32,000. Of a dozen it is a few ("about two dozen" says 22 to 26), of a fraction in words a tenth. If
there is but one digit, its place would say too little ("nearly 30%" is not 20): the interval reaches no further than a tenth of the number,
of one from one to ten half: "nearly 30" says 27 to 30, "about 1,000" 900 to 1,100.
"""

from __future__ import annotations

from decimal import Decimal
from math import floor, log10
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import build_suffix_trie, tails
from sayso.grammar.quantities.rule import Rule, build_rule_alternation, expand_atoms
from sayso.model import Modifier

#: Comparatives that open "… than".
_MORE = entries("hedges.txt", "comparatives of more")

_LESS = entries("hedges.txt", "comparatives of less")

#: What "as … as" says of a bound, by the word in between.
_MUCH = entries("hedges.txt", "much, between as and as")

_LITTLE = entries("hedges.txt", "little, between as and as")

_ABOUT = entries("hedges.txt", "about")

_NEARLY = entries("hedges.txt", "nearly")

#: Words for above a number and below it; a word before them says how far.
_PAST = entries("hedges.txt", "past")

_SHORT = entries("hedges.txt", "short of")

_OVER = entries("hedges.txt", "over")

_AT_LEAST = entries("hedges.txt", "at least")

_UNDER = entries("hedges.txt", "under")

_AT_MOST = entries("hedges.txt", "at most")

#: Modifiers are composed of these: how far ("just", "well"), which way ("over", "short of", "fewer than"), and "not".
ATOMS = {
    "JUST": r"(?:only\s+|but\s+)?(?:just|slightly|marginally|a\s+(?:little|bit|touch|shade|tad|fraction|hair|whisker))",
    "WELL": r"well|far|way|considerably|comfortably|significantly|substantially|much|many|some\s+way",
    "DENIED": r"(?:no|not|never|nothing)",
    "MORE_THAN": r"{MORE}\s*than",
    "LESS_THAN": r"{LESS}\s*than",
    "PAST": build_suffix_trie(_PAST),
    "SHORT": build_suffix_trie(_SHORT),
    "SHORT_OF": r"(?<!\bnothing\s)(?:short|shy)\s+of",
    "EXTREME": r"at\s+(?:the\s+|a\s+)?(?:very\s+|bare\s+|absolute\s+)?",
    "ABOUT": build_suffix_trie(_ABOUT),
    "NEARLY": build_suffix_trie(_NEARLY),
    "OVER": build_suffix_trie(_OVER),
    "TO_TOP": r"(?<=\b(?:to|could|may|might|will|would)\s)top",
    "AT_LEAST": build_suffix_trie(_AT_LEAST),
    "UNDER": build_suffix_trie(_UNDER),
    "AT_MOST": build_suffix_trie(_AT_MOST),
    "MORE": build_suffix_trie(_MORE),
    "LESS": build_suffix_trie(_LESS),
    "MUCH": build_suffix_trie(_MUCH),
    "LITTLE": build_suffix_trie(_LITTLE),
    "ENDS": r"(?=\s*(?:[,.;:)—–]|$))",
    "AT_LEAST_BEHIND": r",?\s(?:if\snot\smore|{EXTREME}(?:least|minimum)|minimum{ENDS})\b",
    "AT_MOST_BEHIND": r",?\s(?:if\sthat|{EXTREME}(?:most|maximum|outside)|tops|max(?:imum)?)\b{ENDS}",
    "ABOUT_BEHIND": r",?\s(?:approximately|roughly|more\sor\sless|give\sor\stake|or\sthereabouts)\b{ENDS}",
    "OR_EQUAL": r"\s+or\s+equal(?:\s+(?:to|than))?",
}

#: Words after or before a number that say how sure it is; of two that match, the first in this list is taken.
MODIFIERS = (
    Rule("at least <number>", "before", pattern=r"{AT_LEAST}|{EXTREME}(?:least|minimum),?|as\s+{LITTLE}\s+as"
                                        r"|{MORE}(?:\s+than)?{OR_EQUAL}(?:\s+than)?|{DENIED}\s*(?:{LESS_THAN}|{SHORT})", gives="at_least",
         yes=(("At least 12 people fled", "at_least 12 [12, -] person people displaced"),
              ("no fewer than 30 cows", "at_least 30 [30, -] cows"),
          ("At the very least, 30 cows", "at_least 30 [30, -] cows"), ("as few as 30 cows", "at_least 30 [30, -] cows")),
         no=("At last 12 people fled",)),
    Rule("up to <number>", "before", pattern=r"{AT_MOST}|{EXTREME}(?:most|maximum),?|as\s+{MUCH}\s+as"
                                       r"|{LESS}(?:\s+than)?{OR_EQUAL}(?:\s+than)?|{DENIED}\s*(?:{MORE_THAN}|{PAST})", gives="at_most",
         yes=(("up to 700 workers", "at_most 700 [-, 700] person workers"), ("as many as 40 ships", "at_most 40 [-, 40] ships"),
          ("not above 40 ships", "at_most 40 [-, 40] ships")),
         no=("as many of 40 ships",)),
    Rule("nearly <number>", "before", pattern=r"(?<!\bnot\s){NEARLY}|{JUST}\s+(?:{LESS_THAN}|{SHORT}|{SHORT_OF})", gives="nearly",
         yes=(("nearly 32,000 Palestinians", "nearly 32000 [31000, 32000] person Palestinians"), ("just shy of 40 ships",
         "nearly 40 [36, 40] ships")), no=("nearby 32,000 Palestinians",)),
    Rule("little more than <number>", "before", pattern=r"(?:(?<!\ba\s)little|(?:not|hardly|barely|scarcely"
         r"|nothing)(?:\s+(?:much|a\s+lot))?)\s+{MORE_THAN}", gives="about",
         yes=(("little more than 40 ships", "about 40 [36, 44] ships"),), no=("a little more than 40 ships",)),
    Rule("more than <number>", "before",
        pattern=r"(?:(?:{JUST}|{WELL})\s+)?(?:{MORE_THAN}|{PAST})|{OVER}|{TO_TOP}"
        r"|(?<=\b(?:toll|count)\s)(?:pass|cross)(?:es|ed)", gives="over",
         yes=(("more than 1,000 points", "over 1000 [1000, -] point"), ("well over 60 ships", "over 60 [60, -] ships"),
          ("north of 60 ships", "over 60 [60, -] ships"),
          ("Death toll passes 100", "over 100 [100, -] person killed"),
          ("is set to top $20", "over 20 [20, -] USD")),
         no=("other than 60 ships", "passed 60 ships")),
    Rule("fewer than <number>", "before", pattern=r"(?:{WELL}\s+)?(?:{LESS_THAN}|{SHORT}|{SHORT_OF})|{UNDER}", gives="under",
         yes=(("fewer than 90 seats", "under 90 [-, 90] seats"), ("well short of 40 ships", "under 40 [-, 40] ships"),
          ("not even 40 ships", "under 40 [-, 40] ships")), no=("rather than 90 seats",)),
    Rule("about <number>", "before", pattern=r"{ABOUT}", gives="about",
         yes=(("some 1,200 people", "about 1200 [1150, 1250] person people"),
              ("roughly 45-minute call", "about 45 [44.5, 45.5] minute call")),
         no=("without 1,200 people",)),
    Rule("<number> or more", "after", pattern=r"\s*(?:or|and)\s+(?:more|above|over|greater|higher|older|better"
                                      r"|longer|up|counting|stronger|larger|bigger|taller|heavier|faster|worse)\b"
                                      r"(?!\s+(?:than|to)\b)|\s*(?:\+|(?:-|\s)plus\b)|{AT_LEAST_BEHIND}",
                                      gives="at_least",
         yes=(("30 or more ships", "at_least 30 [30, -] ships"), ("It cost $30 at the very least.", "at_least 30 [30, -] USD"),
              ("50+ ships",
         "at_least 50 [50, -] ships")), no=("30 and many more ships",)),
    Rule("<number> or less", "after", pattern=r"\s*(?:or|and)\s+(?:less|fewer|below|under|lower|younger|smaller|shorter|weaker|slower)"
                                      r"\b(?!\s+than\b)"
                                      r"|{AT_MOST_BEHIND}", gives="at_most",
         yes=(("It costs $30 or less.", "at_most 30 [-, 30] USD"), ("It costs $30, tops.", "at_most 30 [-, 30] USD")),
         no=("30 or lesser ships",)),
    Rule("<number> or equal", "after", pattern=r"\s+or\s+equal\b", gives="or_equal",
         yes=(("a score of less than 50 or equal", "at_most 50 [-, 50]"),), no=("50 or an equal score",)),
    Rule("<number> or so", "after", pattern=r"\s+or\s+(?:so|thereabouts)\b|-?ish\b|-odd\b|\s+odd\b|{ABOUT_BEHIND}", gives="about",
         yes=(("40 or so ships", "about 40 [36, 44] ships"), ("20-odd ships", "about 20 [18, 22] ships")), no=("40 or some ships",)),
)  # fmt: skip


class Hedge(NamedTuple):
    """A modifier, where its words are, and the rule."""

    modifier: Modifier
    start: int
    end: int
    rule: str


#: Words that may be between a modifier and its number, and do not change how exact it is.
_FILLER = (r"(?:(?<=(?:than|over|above|of|to|least|most|under|below|as)\s)(?:some|about|around|roughly|approximately|an\s+estimated"
    r"|perhaps)"
           r"|an?\s+(?:whopping|staggering|further|additional|reported|record|total\s+of"
           r"|combined|net|mere)|another|additional|reported|a\s+total\s+of"
           r"|an\s+average\s+of|only|just|well|combined|further|total|extra|as\s+much\s+as)")  # fmt: skip

_FILLER_ENDS = (*entries("hedges.txt", "last words of fillers"), *"<>=≥≤~≈∼")

_GROUPS = {f"m{n}": rule for n, rule in enumerate(MODIFIERS)}


def _build_side_pattern(side: str) -> str:
    return build_rule_alternation({g: r for g, r in _GROUPS.items() if r.side == side}, ATOMS)


# Read backwards from the number: the longest words win, and a word before may have lost its blank ("saidmore than 450,000"), save for the
# short ones that end many words ("handsome 100").
_BEFORE = compile_pattern(
    rf"(?r)(?:(?<![^\W\d_])|(?=[<>=≥≤~])|(?<=[a-z])(?=more|less\s|fewer|nearly|almost|about"
    rf"|approximately|roughly|around|at\s*least|at\s*most|as\s*m))"
    rf"{_build_side_pattern('before')}(?:\s*|-)(?:{_FILLER}\s+)?",
    regex.IGNORECASE,
)
_AFTER = compile_pattern(_build_side_pattern("after"), regex.IGNORECASE)

# Most numbers have no modifier, and three letters show that; a search costs twenty times as much as a look at them.
_LAST_LETTERS = tails(
    (*entries("hedges.txt", "last words"), *_ABOUT, *_NEARLY, *_OVER, *_PAST, *_SHORT, *_AT_LEAST, *_UNDER, *_AT_MOST, *_FILLER_ENDS)
)


#: "About" after these introduces a topic, and is not a hedge: "the film is about two brothers", "asked about three ships".
_TELLS_ABOUT = compile_pattern(
    r"\b(?:ask(?:s|ed|ing)?|books?|cases?|concerns?|debates?|films?|heard|movies?|news|novels?|questions?|series|songs?"
    r"|stor(?:y|ies)|worr(?:y|ies|ied)|(?:allegation|claim|comment|complaint|fact|joke|lie|remark|rumor|rumour|statement)s?”?(?:\smade)?)"
    r"(?:\s(?:is|was|are|were))?\sabout\s+$",
    regex.IGNORECASE,
)
_TOPIC = 24
#: In front of "maximum", what makes the figure the limit itself: "gave the maximum $40", "sentenced to maximum 10 years".
_THE_LIMIT = compile_pattern(r"\b(?:the|sentenced\sto)\s$", regex.IGNORECASE)
_SIGNS = frozenset("<>=≥≤~≈∼")
#: What a modifier may end with right before a number, apart from letters.
_ENDS_WITHOUT_BLANK = _SIGNS | frozenset("-.,")
#: With what the modifiers after a number start: two characters of most, and the third letters after a blank.
_FIRST_LETTERS = frozenset((" m", " o", " a", " p", " r", " g", " +", " i", " t", "is", ""))
_THIRD_LETTERS = frozenset(("or", "od", "an", "at", "ap", "pl", "if", "mi", "ma", "mo", "to", "ro", "gi"))
_BEHIND_COMMA = frozenset("agirmto")


def may_end_modifier(text: str, number: int) -> bool:
    """Whether a modifier may end where the number starts; false is certain."""
    last = text[number - 1 : number]
    if last != " ":
        return last.isalpha() or last.isspace() or last in _ENDS_WITHOUT_BLANK
    return text[number - 2 : number - 1] in _SIGNS or text[number - 4 : number - 1].lower() in _LAST_LETTERS


def find_modifier_before(text: str, start: int, number: int) -> Hedge | None:
    """The modifier whose words end where the number starts; looks no further back than `start`."""
    if number == start or not may_end_modifier(text, number):
        return None
    found = _BEFORE.match(text, start, number)
    if found is None:
        return None
    rule = _GROUPS[found.lastgroup or ""]
    if (
        rule.gives == "at_most"
        and text[found.start()] in "mM"
        and _THE_LIMIT.search(text, max(start, found.start() - _TOPIC), found.start())
    ):
        return None
    if rule.gives == "about" and _TELLS_ABOUT.search(text, max(start, found.start() - _TOPIC), found.end()):
        return None
    return Hedge(
        rule.gives,  # type: ignore[arg-type]
        found.start(),
        found.end(found.lastgroup or ""),
        rule.name,
    )


#: An article between a bound and its measure: "at least a 40 percent cut".
_BOUND_AND_ARTICLE = compile_pattern(r"(?r)(?:\bleast|\bthan|\balmost|\bnearly)\s+(an?\s)", regex.IGNORECASE)


def find_bound_before_article(text: str, start: int, number: int) -> Hedge | None:
    """The bound before the article of a measure that starts at `number`: "more than a 40 percent cut", "at least a 2-to-1 lead"."""
    if text[number - 2 : number] not in ("a ", "n "):
        return None
    found = _BOUND_AND_ARTICLE.match(text, start, number)
    hedge = find_modifier_before(text, start, found.start(1)) if found else None
    return hedge if hedge and hedge.modifier != "about" else None


def _may_start_modifier(text: str, number: int) -> bool:
    """Whether a modifier may start where the number ends: a few letters exclude nearly all."""
    three = text[number : number + 3].lower()
    if three[:1] == " ":
        return three[:2] in _FIRST_LETTERS and (three[1:] in _THIRD_LETTERS or not three[1:].isalpha())
    if three[:2] == ", ":
        return three[2:] in _BEHIND_COMMA
    return three[:1] in "+-," or three[:2] in _FIRST_LETTERS


def find_modifier_after(text: str, number: int) -> Hedge | None:
    """The modifier whose words start where the number ends."""
    found = _AFTER.match(text, number) if _may_start_modifier(text, number) else None
    if found is None:
        return None
    rule = _GROUPS[found.lastgroup or ""]
    return Hedge(
        rule.gives,  # type: ignore[arg-type]
        found.start(),
        found.end(),
        rule.name,
    )


#: Modifiers after what is counted: "40 boats or more", "40 boats at most", "40 boats and counting".
_BEHIND_NOUN = compile_pattern(
    expand_atoms(
        r"(?P<at_least>\s+or\s+(?:more|above|higher|better)\b(?!\s+than\b)|\s+and\s+counting\b|{AT_LEAST_BEHIND}|\splus{ENDS})"
        r"|(?P<at_most>\s+or\s+(?:less|fewer|under|below)\b(?!\s+than\b)|{AT_MOST_BEHIND})"
        r"|(?P<about>\s+or\s+(?:so|thereabouts)\b|{ABOUT_BEHIND})",
        ATOMS,
    ),
    regex.IGNORECASE,
)
#: The first three letters of all of them.
_OPENS_BEHIND_NOUN = frozenset(
    (" or", ", a", ", g", ", i", ", r", ", m", ", t", ", o", " at", " mi", " ma", " to", " pl", " an", " ap", " ro", " mo", " gi", " if")
)


def find_modifier_behind_noun(text: str, end: int) -> Hedge | None:
    """The modifier after the words counted, which end at `end`."""
    found = _BEHIND_NOUN.match(text, end) if text[end : end + 3].lower() in _OPENS_BEHIND_NOUN else None
    return found and Hedge(found.lastgroup, found.start(), found.end(), "<number> <noun> or more")  # type: ignore[arg-type]


def find_place_value(value: float) -> float:
    """The place value of the last digit that is not zero, by which an interval is as wide as its number is round.

    Unlike `compute_roundness` of matching/change_kinds.py it counts a dozen in ones, and gives 0.1 for a number without a last
    digit: it says how exact one number was meant to be, that one whether two numbers may be the same one, rounded.

    >>> find_place_value(32000), find_place_value(1200), find_place_value(2.5)
    (1000.0, 100.0, 0.1)
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return 10.0**exponent if exponent > -6 else 0.1  # a third has no last digit


def _compute_tenth(value: float) -> float:
    """A tenth of a number, and half of one from one to ten, which news counts in ones."""
    return abs(value) / (2 if 1 <= abs(value) < _TEN else 10)


_TEN = 10.0


#: A dozen, half a dozen and two dozen are exact to this place.
_DOZENS = 4.0
_HALF = 0.5
_DECIMALS = compile_pattern(r"\d\.(\d+)")


def find_written_place(written: str, value: float) -> float:
    """The place value to which a number is written: that of its last decimal, of a few for dozens, a tenth for fractions in words.

    >>> find_written_place("$3.00", 3.0), find_written_place("two dozen", 24.0), find_written_place("three-quarters", 0.75)
    (0.01, 4.0, 0.1)
    """
    if "dozen" in written.lower():
        return _DOZENS
    if abs(value) < 1 and written[-1:].isalpha() and not any(letter.isdigit() for letter in written):
        return 0.1
    if value > 1 and value % 1 == _HALF and ("½" in written or "half" in written):
        return _HALF
    decimals = _DECIMALS.search(written)
    if decimals is None:
        return find_place_value(value)
    shown = float(decimals[0].partition(".")[0] + "." + decimals[1])
    return find_place_value(value) if not decimals[1].endswith("0") or not shown else 10.0 ** -len(decimals[1])


def _compute_reach(value: float, place: float) -> tuple[float, float]:
    """How far "about" reaches to either side of a number given to a place, and "nearly" below it."""
    if place == _DOZENS:
        return place / 2, place
    if value:
        place = max(place, 10.0 ** (floor(log10(abs(value))) - 1))  # no hedge means a third digit
    return min(place / 2, _compute_tenth(value)), min(place, _compute_tenth(value))


def compute_interval(modifier: Modifier, value: float, written: str = "") -> tuple[float | None, float | None]:
    """The closed interval that modifier and value commit the writer to; None = open. `written` is the number's own words, where known.

    >>> compute_interval("nearly", 32000.0), compute_interval("about", 136.0), compute_interval("about", 24.0, "two dozen")
    ((31000.0, 32000.0), (131.0, 141.0), (22.0, 26.0))
    """
    if modifier in ("about", "nearly"):
        place = find_written_place(written, value) if written else find_place_value(value)
        half, whole = _compute_reach(value, place)
        if modifier == "about":
            return min(value, round(value - half, 9)), max(value, round(value + half, 9))
        near = round(value - whole, 9)
        return min(near, value), max(near, value)
    if modifier in ("over", "at_least"):
        return value, None
    if modifier in ("under", "at_most"):
        return None, value
    return value, value
