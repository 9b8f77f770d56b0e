"""Properties of every figure however it is written: its blanks and dashes, its limits, its words shown again."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.grammar import parse
from sayso.grammar.quantities import FORMS, RULES, find_quantities, units
from sayso.grammar.quantities.number_lexicon import ONES, TEENS, TENS
from sayso.grammar.tokens import TokenizedText
from sayso.model import Document, Quantity
from sayso.present.words import format_amount

BLANKS = (" ", "\u00a0", "\u202f", "\u2009", "\n", "  ")
DASHES = ("-", "–", "—", "‐", "‑", "−")


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


def gist(q: Quantity) -> tuple[object, ...]:
    """The fields of a figure, without its place."""
    return (q.modifier, q.value, q.low, q.high, q.unit, q.head, q.role, q.trend)


SENTENCES = (
    "At least 40 sailors were killed.",
    "The mill lost 2.5 million euros in May.",
    "It took 12 years to build.",
    "The weir is 30 metres long.",
    "Fares rose 3 percent to $4 a ride.",
    "Nearly 1,200 people left.",
    "They felled two hundred and six oaks.",
    "About 70 mph winds blew.",
    "It ran for more than 3 hours.",
)


@given(st.sampled_from(SENTENCES), st.sampled_from(BLANKS))
def test_a_sentence_reads_alike_under_every_blank(sentence: str, blank: str) -> None:
    """A figure is the same whatever blanks are between its words: thin, non-breaking, or two of them."""
    if blank == "\n":  # a line ends a sentence
        return
    assert [gist(q) for q in figures(sentence.replace(" ", blank))] == [gist(q) for q in figures(sentence)] != []


def _corpus() -> list[str]:
    """The examples of all rules, and the sentences of news in the corpus."""
    stored = [json.loads((CORPUS / f"quantities-{name}.json").read_text("utf-8")) for name in ("news", "negative")]
    return [text for rule in RULES for text in (*(yes for yes, _ in rule.yes), *rule.no)] + [
        case["text"] for cases in stored for case in cases
    ]


CORPUS = Path(__file__).parent / "corpus"
#: Typographic variants: a pattern of the typed form, and its replacement in print.
TYPE = {
    "blank that holds the line": (r"(?<!\d) | (?!\d)", "\u00a0"),
    "thin blank": (r"(?<!\d) | (?!\d)", "\u2009"),
    "narrow blank": (r"(?<!\d) | (?!\d)", "\u202f"),
    "wide blank": (r"(?<!\d) | (?!\d)", "\u2003"),
    "two blanks": (r"(?<!\d) | (?!\d)", "  "),
    "true hyphen": ("-", "\u2010"),
    "hyphen that holds the line": ("-", "\u2011"),
    "en dash between numbers": (r"(?<=\d)-(?=[$£€]?\d)", "–"),
    "em dash between numbers": (r"(?<=\d)-(?=[$£€]?\d)", "—"),
    "minus between numbers": (r"(?<=\d)-(?=[$£€]?\d)", "−"),
    "slash of fractions": ("/", "\u2044"),
    "slash of divisions": ("/", "\u2215"),
    "prime": (r"(?<=\d)['’]", "\u2032"),
    "straight apostrophe": ("’", "'"),
    "straight quotation marks": ("[“”]", '"'),
}


@pytest.mark.parametrize("kind", TYPE)
def test_the_whole_corpus_reads_alike_in_every_type(kind: str) -> None:
    """Blanks, hyphens, dashes, slashes, primes and quotation marks of any kind make no difference to any example."""
    keyed, in_type = TYPE[kind]
    texts = [(text, changed) for text in _corpus() if (changed := re.sub(keyed, in_type, text)) != text]
    assert texts
    assert [changed for text, changed in texts if list(map(gist, read_alone(changed))) != list(map(gist, read_alone(text)))] == []


def read_alone(text: str) -> list[Quantity]:
    """The quantities of a text without its attributions and times, which takes a tenth of the time."""
    return [found.quantity for found in find_quantities(TokenizedText(text))]


@given(st.integers(2, 60), st.integers(1, 40), st.sampled_from(DASHES), st.sampled_from(["tonnes", "boats", "percent", "days"]))
def test_a_range_reads_alike_under_every_dash(low: int, more: int, dash: str, what: str) -> None:
    """A hyphen, a dash of any length and a minus join the ends of a range."""
    (dashed,), (told,) = figures(f"It took {low}{dash}{low + more} {what} then."), figures(f"It took {low} to {low + more} {what} then.")
    assert gist(dashed) == gist(told)


HOW_SURE = {
    "at_least": ["at least", "at the very least", "no fewer than", "not less than", "as few as", "a minimum of"],
    "at_most": ["at most", "at the most", "no more than", "as many as", "up to", "not above", "a maximum of"],
    "over": ["over", "well over", "just above", "north of", "upwards of", "far more than", "slightly more than", "in excess of"],
    "under": ["under", "well under", "well short of", "south of", "far fewer than", "not even"],
    "nearly": ["nearly", "almost", "just under", "just shy of", "a little less than", "not quite", "all but"],
    "about": ["about", "around", "some", "roughly", "barely", "little more than", "not much more than"],
}
SURE = [(words, modifier) for modifier, many in HOW_SURE.items() for words in many]
#: Numbers of every form that there is, by the form.
NUMBERS = {
    "<number> over <number>": ["one over twenty."],
    "<number> in <number>": ["one in five", "3 in 20", "two out of three", "one of every six", "7-in-10"],
    "<digits>’<digits>”": ["6'3\""],
    "<digits>x": ["8x", "12 x"],
    "<digits>s": ["100s of", "10s of thousands of"],
    "<digits> <fraction>": ["3/4", "2 1/2", "2 1/2 million"],
    "<digits><fraction sign>": ["2½", "¾", "1½ million"],
    "<digits> to a power": ["1.3e6"],
    "<digits> times a power of ten": ["2×10^6", "2 × 10⁶"],
    "<digits> raised": ["10⁶"],
    "<digits>:<digits>": ["3:2"],
    "<digits> in groups by points": ["1.250.000"],
    "<digits> in groups by apostrophes": ["12’500"],
    "<digits> in groups by blanks": ["816 000"],
    "<digits>,<decimals>": ["3,5 million"],
    "<digits> and a part": ["3 and a half"],
    "<digits> <scale words>": ["1.2 million", "5 lakh", "2 dozen", "2 lakh crore"],
    "<digits><short scale>": ["4.1bn", "12k", "4cr"],
    "<digits>": ["12", "1,200", "2.5", ".5", "1,25,000", "12 grand"],
    "<vague>": ["dozens of", "tens of thousands of", "several hundred"],
    "<number> and a part": ["five and a half", "two and a half million"],
    "<number> point <digits>": ["two point five", "one point two million"],
    "<part>-<unit>": ["half-century"],
    "a score": ["a score of"],
    "a <unit>": ["a fortnight of"],
    "<fraction>": ["two-thirds of the", "half a million"],
    "<number words>": ["forty-two", "two hundred and six", "fifteen hundred", "three million two hundred thousand and five"],
    "<times>": ["twice the"],
}


def test_every_form_of_number_is_among_them() -> None:
    """Who adds a form adds a number of it here."""
    assert list(NUMBERS) == [form.name for form in FORMS]


@pytest.mark.parametrize("form", NUMBERS)
def test_every_modifier_goes_with_every_form_of_number(form: str) -> None:
    """The meaning of a modifier does not depend on how the number is written, nor the number on its modifier; vague stays vague."""
    wrong = []
    for written in NUMBERS[form]:
        (alone,) = read_alone(f"The depot was shut for {written} crates." if form == "a <unit>" else f"The depot held {written} crates.")
        for words, modifier in SURE:
            said = f"The depot held {words} {written} crates."
            found = [(q.modifier, q.value, q.unit) for q in read_alone(said)]
            wrong += [said] if found != [(modifier if alone.value else "vague", alone.value, alone.unit)] else []
            ends = [(q.low, q.high) for q in read_alone(said) if q.value]
            wrong += [said for low, high in ends if not (low or 0) - 1e-9 <= (alone.value or 0) <= (high or 1e18) + 1e-9]
    assert wrong == []


ENDS = [
    ("12", "40"), ("1,200", "1,500"), ("2.5", "4.5"), (".5", "1.5"), ("1 200", "1 500"), ("1/4", "3/4"), ("1 1/2", "2 1/2"), ("½", "¾"),
    ("1½", "2½"),
    ("twelve", "forty"), ("two hundred", "three hundred and six"), ("one and a half", "two and a half"), ("3 million", "4 million"),
    ("1.2 million", "2 million"), ("4bn", "5.5bn"), ("12k", "40k"), ("5 lakh", "9 lakh"), ("3 crore", "7 crore"), ("2 dozen", "3 dozen"),
    ("two dozen", "three dozen"), ("3,5 million", "4,5 million"), ("1.250.000", "2.500.000"), ("12’500", "15’500"), ("2×10^6", "3×10^6"),
    ("1.3e6", "2.3e6"), ("500", "1,200"), ("nine", "12"), ("-3", "2"), ("−7", "−3"), ("eight hundred thousand", "one million"),
    ("half a million", "two million"),
]  # fmt: skip
MEASURES = [
    "{}", "{} tonnes", "${}", "€{}", "{} percent", "{} euros", "{}kg", "{} miles", "US${}", "{} boats", "{} workers", "Rs {}", "{} degrees",
    "{} hours",
    "{}%", "£{}", "{} litres a day",
]  # fmt: skip
JOINTS = ["{} to {}", "{}-{}", "{}–{}", "between {} and {}", "from {} to {}"]


def _can_be(low: str, high: str, measure: str, joint: str) -> bool:
    """Whether such a range occurs in writing: no sign before words, nothing joined to them, no dash beside a minus or a blank."""
    digits = low[0].isdigit() and high[-1].isdigit()
    if (not measure.startswith("{}") and not low[0].isdigit()) or ("{}%" in measure or "{}kg" in measure) > digits:
        return False
    return not (joint in JOINTS[1:3] and (low[0] in "-−" or " " in low + high))


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("measure", MEASURES)
def test_a_range_is_the_range_of_what_its_ends_are_alone(measure: str, joint: str) -> None:
    """Each end has the value and unit that it has alone; a unit or scale stated once holds for both."""
    wrong = []
    for low, high in ENDS:
        if not _can_be(low, high, measure, joint):
            continue
        (a,), (b,) = (read_alone(f"They used {measure.format(end)} then.") for end in (low, high))
        sign = measure.partition("{}")[0]
        once = [sign + low] if measure.endswith(("boats", "workers", "litres a day")) else [sign + low, measure.format(low)]
        for first in once:
            said = f"They used {joint.format(first, measure.format(high))} then."
            found = [(q.modifier, q.low, q.high, q.unit) for q in read_alone(said)]
            wrong += [said] if found != [("between", pytest.approx(a.value), pytest.approx(b.value), b.unit)] else []
    assert wrong == []


def test_every_unit_shown_as_words_reads_as_itself() -> None:
    """What pages show of a figure, `present.words.amount`, is read as that figure: any sign, any size, any unit of the tables."""
    plurals = {name for word, name in units._WORDS.items() if word != name.lower()}
    names = sorted({*units.WORDS.values(), *units.CODES.values(), *units.BY_HAND.values()} & plurals - {"mark", "mil", "quarter"})
    assert len(names) > 250
    wrong = []
    for unit, value in itertools.product([*names, *RATES], (1, 3, 2.5, -7, 1500, 2.4e6, 12345678)):
        shown = format_amount(value, unit)
        if [(q.value, q.unit) for q in read_alone(f"The record says {shown} in all.")] != [(value, unit)]:
            wrong.append(shown)
    assert wrong == []


RATES = [
    "dollar per barrel",
    "euro per square metre",
    "pound sterling per hour",
    "litre per day",
    "litre per person per day",
    "tonne per hectare",
]


SHOWN = {
    "exact": "{}",
    "about": "about {}",
    "nearly": "nearly {}",
    "over": "more than {}",
    "at_least": "at least {}",
    "under": "fewer than {}",
    "at_most": "up to {}",
}
UNITS = {
    "percent": "percent",
    "USD": "US dollars",
    "km": "kilometres",
    "tonne": "tonnes",
    "person": "people",
    "hour": "hours",
    "GBP": "British pounds",
}


@given(st.sampled_from(sorted(SHOWN)), st.integers(2, 999_999), st.sampled_from(sorted(UNITS)), st.booleans())
def test_a_figure_shown_as_words_reads_as_itself(modifier: str, value: int, unit: str, grouped: bool) -> None:
    """Out and in again: modifier, value and unit in plain words come back as they were."""
    if not grouped and 1000 <= value <= 2199:  # a year, as it may be
        return
    number = f"{value:,}" if grouped else str(value)
    (q,) = figures(f"The harbour took {SHOWN[modifier].format(number)} {UNITS[unit]} there.")
    assert (q.modifier, q.value, q.unit) == (modifier, value, unit)


SMALL_WORDS = {int(value): word for word, value in {**ONES, **TEENS, **TENS}.items() if word != "fourty"}


@given(st.integers(2, 99), st.sampled_from(["boats", "passengers and crew", "members of the guard", "oak trees"]))
def test_words_and_digits_say_the_same(value: int, what: str) -> None:
    """ "Forty-two boats" is 42 boats."""
    words = SMALL_WORDS.get(value) or f"{SMALL_WORDS[value // 10 * 10]}-{SMALL_WORDS[value % 10]}"
    assert [gist(q) for q in figures(f"They lost {words} {what} there.")] == [gist(q) for q in figures(f"They lost {value} {what} there.")]


@pytest.mark.parametrize("lead", ["", "On Monday, ", "He said that ", "(", "“"])
@pytest.mark.parametrize("tail", [".", ", he said.", "; the rest fled.", ")", "”"])
def test_what_stands_around_changes_nothing(lead: str, tail: str) -> None:
    """A figure is the same at the start of a sentence and in it, before a comma and before a bracket."""
    found = [q for q in figures(f"{lead}at least 40 sailors were killed{tail}") if q.value == 40]
    assert [gist(q) for q in found] == [("at_least", 40, 40, None, "person", "sailor", "killed", None)]


_PIECES = [word for many in NUMBERS.values() for number in many for word in number.split()] + [
    "a", "and", "of", "to", "in", "every", "half", "million", "score",
    "-", "–", "/", "⁄", ":", ".", ",", "(", ")", "+", "$", "£", "Rs", "%",
    "percent", "the",
]  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(["", " ", "  ", "\u00a0", "\n", "-"])), max_size=14))
def test_no_row_of_pieces_of_numbers_is_too_odd(pieces: list[tuple[str, str]]) -> None:
    """Any combination of words and blanks is read without an error, and every span is right."""
    text = "".join(word + blank for word, blank in pieces)
    for found in find_quantities(TokenizedText(text)):
        assert found.quantity.span.of(text).strip()
