"""What holds of every figure however it is written: its blanks and dashes, its ends, its words shown again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grammar import parse
from sayso.grammar.quantities.number_lexicon import ONES, TEENS, TENS
from sayso.model import Document, Quantity

BLANKS = (" ", "\u00a0", "\u202f", "\u2009", "\n", "  ")
DASHES = ("-", "–", "—", "‐", "‑", "−")


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


def gist(q: Quantity) -> tuple[object, ...]:
    """What a figure says, without where it stands."""
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
    """Whatever blank stands between the words of a figure, a thin one, one that holds the line, two of them, it is the same figure."""
    if blank == "\n":  # a line ends a sentence
        return
    assert [gist(q) for q in figures(sentence.replace(" ", blank))] == [gist(q) for q in figures(sentence)] != []


@given(st.integers(2, 60), st.integers(1, 40), st.sampled_from(DASHES), st.sampled_from(["tonnes", "boats", "percent", "days"]))
def test_a_range_reads_alike_under_every_dash(low: int, more: int, dash: str, what: str) -> None:
    """A hyphen, a dash of any length and a minus join the ends of a range."""
    (dashed,), (told,) = figures(f"It took {low}{dash}{low + more} {what} then."), figures(f"It took {low} to {low + more} {what} then.")
    assert gist(dashed) == gist(told)


ENDS = [
    ("", " tonnes"),
    ("$", ""),
    ("€", "m"),
    ("", " percent"),
    ("", " million euros"),
    ("", " lakh"),
    ("", "kg"),
    ("", " miles"),
    ("£", "bn"),
]


@given(st.integers(2, 50), st.integers(1, 40), st.sampled_from(ENDS), st.sampled_from([" to ", "-", "–"]), st.booleans())
def test_a_range_is_the_range_of_what_its_ends_are_alone(low: int, more: int, end: tuple[str, str], joint: str, both: bool) -> None:
    """The ends are worth, and measured in, what each is when it stands alone; what is told once holds for both."""
    sign, unit = end
    first, second = f"{sign}{low}{unit}", f"{sign}{low + more}{unit}"
    (a,), (b,) = figures(f"They counted {first} then."), figures(f"They counted {second} then.")
    (range_,) = figures(f"They counted {first if both else sign + str(low)}{joint}{second} then.")
    assert (range_.modifier, range_.low, range_.high, range_.unit) == ("between", a.value, b.value, a.unit)


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
