"""Units and currencies: every one of CLDR's in every form, no word of English for a unit, and conversions that pint makes too."""

from __future__ import annotations

import itertools

import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cldr
from sayso.grammar import parse
from sayso.grammar.quantities import units
from sayso.matching import conversions
from sayso.model import Document, Quantity

LONG = sorted(w for w in units.LONG_FORMS if w.islower())
SHORT = sorted(sign for sign in units.SIGNS if len(sign) > 1 and sign.isascii() and sign not in units._ALONE)


def figure(text: str) -> Quantity:
    """The one figure of a text."""
    found = [c.quantity for c in parse(Document(text)).claims if c.quantity]
    assert len(found) == 1, text
    return found[0]


def test_the_generated_tables_are_those_of_the_cldr_that_is_installed() -> None:
    """Whoever changes the generator or takes a newer CLDR writes the tables anew."""
    for name, text in cldr.tables().items():
        stored = (cldr.LEXICON / name).read_text("utf-8")
        assert stored.partition("\n")[2] == text.partition("\n")[2], f"{name} is not fresh: run python benchmarks/cldr.py"


@settings(max_examples=300)
@given(st.sampled_from(LONG), st.sampled_from([("2.5", 2.5), ("14", 14.0), ("3 million", 3e6)]))
def test_long_forms(word: str, number: tuple[str, float]) -> None:
    """A unit spelled out is the unit of the number before it, whatever the number's form."""
    q = figure(f"The record says {number[0]} {word} in all.")
    assert (q.value, q.unit) == (number[1], units.LONG_FORMS[word])


@settings(max_examples=300)
@given(st.sampled_from(SHORT), st.sampled_from(["", " "]))
def test_short_forms(sign: str, blank: str) -> None:
    """A short form is read glued to the number and a blank away, in just its case of letters."""
    assert figure(f"The record says 14{blank}{sign} in all.").unit == units.SIGNS[sign]


@settings(max_examples=300)
@given(st.sampled_from(sorted(units.CODES)), st.sampled_from(["{} 500", "{}500", "500 {}", "500{}"]))
def test_codes_of_currencies(code: str, order: str) -> None:
    """A code is money before a number and behind it, glued or a blank away."""
    q = figure(f"The bridge cost {order.format(code)} in the end.")
    assert (q.value, q.unit) == (500.0, units.CODES[code])


@settings(max_examples=200)
@given(st.sampled_from(sorted(units.MONEY_WORDS)))
def test_names_of_currencies(words: str) -> None:
    """What a currency is called is its unit behind a scaled number too."""
    q = figure(f"The bridge cost 40 million {words} in the end.")
    assert (q.value, q.unit) == (40e6, units.MONEY_WORDS[words])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Fares rose to MX$12 a ride.", "Mexican peso per ride"),
        ("The dam cost TT$900 million.", "Trinidad & Tobago dollar"),
        ("It sold for E£300.", "Egyptian pound"),
        ("The fine is ₸50,000.", "Kazakhstani tenge"),
        ("A loaf costs 35 Kč now.", "Czech koruna"),
        ("He weighed 45 g at birth.", "gram"),
        ("The tank holds 900 hl.", "hectolitre"),
        ("The plant makes 40 GWh.", "gigawatt hour"),
        ("A dose of 20 µSv was measured.", "microsievert"),
    ],
)
def test_signs(text: str, unit: str) -> None:
    """Letters before a sign tell whose money it is; small and large units of news."""
    assert figure(text).unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "ALL 5 answers were wrong.",
        "They won 3 TOP PRIZES.",
        "He owns 5 Teslas.",
        "The clinic opens at 5 pm.",
        "On the 21st floor.",
        "Two Grays sang.",
    ],
)
def test_words_are_no_units(text: str) -> None:
    """A word of English, a name or an ordinal is no unit, though CLDR knows its letters."""
    assert [c.quantity.unit for c in parse(Document(text)).claims if c.quantity and c.quantity.unit not in (None, "person")] == []


_PINT = {
    "km": "kilometer", "tonne": "metric_ton", "pound-mass": "pound", "imp. gallon": "imperial_gallon", "barrel": "oil_barrel",
        "dunam": None,
    "kiloton": None, "megaton": None, "gigaton": None, "kilotonne": "kilometric_ton", "megatonne": "megametric_ton",
        "gigatonne": "gigametric_ton",
    "ton": "short_ton", "quarter": None, "decade": None, "century": None, "year of age": None, "month of age": None, "week of age": None,
        "day of age": None, "cent": None, "pence": None,
}  # fmt: skip


def _of_pint(name: str) -> str | None:
    if name in _PINT:
        return _PINT[name]
    head, per, rest = name.partition(" per ")
    spelled = head.replace("square ", "square_").replace("cubic ", "cubic_").replace(" ", "_").replace("-", "_")
    return spelled.replace("square_", "square ").replace("cubic_", "cubic ") + (" / " + rest if per else "")


def test_conversions_are_those_of_pint() -> None:
    """Units of one kind convert as an independent library converts them."""
    registry = pint.UnitRegistry()
    asked = 0
    for kind in conversions._KINDS:
        names = [(name, spelled) for name in kind if (spelled := _of_pint(name)) and spelled in _known(registry, spelled)]
        for (one, a), (other, b) in itertools.pairwise(names):
            ours = conversions.factor(one, other)
            theirs = registry.Quantity(1, a).to(b).magnitude
            assert ours == pytest.approx(theirs, rel=1e-4), (one, other)
            asked += 1
    assert asked > 60


def _known(registry: pint.UnitRegistry, spelled: str) -> set[str]:
    try:
        registry.parse_units(spelled)
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError):
        return set()
    return {spelled}
