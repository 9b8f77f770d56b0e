"""Units and currencies: every one of CLDR's in every form, no word of English for a unit, and conversions that pint makes too."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pint
import pytest

import cldr
from sayso.grammar import parse
from sayso.grammar.quantities import find_quantities, units
from sayso.grammar.tokens import TokenizedText
from sayso.matching import conversions
from sayso.model import Document, Quantity

SHORT = sorted(sign for sign in units.SIGNS if len(sign) > 1 and sign.isascii() and sign not in units._ALONE)


def figure(text: str) -> Quantity:
    """The one figure of a text."""
    found = [c.quantity for c in parse(Document(text)).claims if c.quantity]
    assert len(found) == 1, text
    return found[0]


def test_the_generated_tables_are_those_of_the_cldr_that_is_installed() -> None:
    """After a change of the generator, or with a newer CLDR, the tables must be made again."""
    for name, text in cldr.build_tables().items():
        stored = (cldr.LEXICON / name).read_text("utf-8")
        assert stored.partition("\n")[2] == text.partition("\n")[2], f"{name} is not fresh: run python benchmarks/cldr.py"


NUMBERS = (("1", 1.0), ("2.5", 2.5), ("3 million", 3e6))


def misread(words: dict[str, str], shapes: Iterable[str], numbers: Iterable[tuple[str, float]] = NUMBERS) -> list[str]:
    """The amounts, in any of the forms, that are not read as one figure of their unit."""
    wrong = []
    for (word, unit), shape, (number, value) in itertools.product(words.items(), shapes, numbers):
        amount = shape.format(number, word)
        found = [(f.quantity.value, f.quantity.unit) for f in find_quantities(TokenizedText(f"The record says {amount} in all."))]
        wrong += [amount] if found != [(value, unit)] else []
    return wrong


def test_every_unit_spelled_out_behind_every_form_of_number() -> None:
    """A unit spelled out, of CLDR or by hand, is the unit of the number before it, whatever the number's form."""
    assert misread(units._WORDS, ["{} {}"]) == []


def test_every_short_form_of_a_unit_glued_and_a_blank_away() -> None:
    """A short form is read glued to the number and a blank away, in just its case of letters."""
    short = {sign: units.SIGNS[sign] for sign in SHORT}
    assert misread(short, ["{}{}", "{} {}"], NUMBERS[:2]) == []
    assert misread(short, ["{} {}"], NUMBERS[2:]) == []


def test_every_code_of_a_currency_before_and_behind() -> None:
    """A code is money before a number and after it, with a blank or without."""
    assert misread(units.CODES, ["{1} {0}", "{1}{0}", "{0} {1}"], [("500", 500.0), ("2.5 million", 2.5e6)]) == []
    assert misread(units.CODES, ["{}{}"], [("500", 500.0)]) == []


def test_every_name_of_a_currency() -> None:
    """The name of a currency is its unit, after a scaled number too."""
    assert misread(units.MONEY_WORDS, ["{} {}"]) == []


def test_most_of_cldr_is_read() -> None:
    """Of the units that CLDR has, long names and short forms, nearly all are read as units; the rest are words of English.

    Two never follow a number alone: "of glucose" and "of mercury".
    """
    read: dict[tuple[str, str], bool] = {}
    for locale in cldr.LOCALES:
        for unit, forms in locale._data["unit_patterns"].items():
            for width, many in itertools.product(("long", "short", "narrow"), ("one", "other")):
                pattern = forms.get(width, {}).get(many)
                if pattern and not unit.startswith(("concentr-ofglucose", "pressure-ofhg")):
                    text = f"The record says {pattern.replace('{0}', '1' if many == 'one' else '2.5')} in all."
                    found = [f.quantity for f in find_quantities(TokenizedText(text))]
                    key = (unit, "long" if width == "long" else "short")
                    read[key] = read.get(key, False) or (len(found) == 1 and found[0].unit not in (None, "person"))
    for width, goal in (("long", 0.95), ("short", 0.85)):
        of_width = [known for (_, of), known in read.items() if of == width]
        assert sum(of_width) / len(of_width) >= goal, width


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Fares rose to MX$12 a ride.", "Mexican peso per ride"),
        ("The dam cost TT$900 million.", "Trinidad & Tobago dollar"),
        ("It sold for E£300.", "Egyptian pound"),
        ("The fine is ₸50,000.", "Kazakhstani tenge"),
        ("The fine is kr 50,000.", "krona"),
        ("The fine is Tk50 lakh.", "Bangladeshi taka"),
        ("The fine is N50,000.", "Nigerian naira"),
        ("The fine is 50,000 A$.", "AUD"),
        ("The dam cost 3 billion reais.", "Brazilian real"),
        ("The yard won a 4 trillion won order.", "South Korean won"),
        ("Winds of force 9 hit the pier.", "Beaufort"),
        ("She ran it in 9.58s.", "second"),
        ("It was 12 ° Celsius.", "celsius"),
        ("The toll is $3.25 a crossing.", "dollar per crossing"),
        ("A loaf costs 35 Kč now.", "Czech koruna"),
        ("He weighed 45 g at birth.", "gram"),
        ("The tank holds 900 hl.", "hectolitre"),
        ("The plant makes 40 GWh.", "gigawatt hour"),
        ("A dose of 20 µSv was measured.", "microsievert"),
    ],
)
def test_signs(text: str, unit: str) -> None:
    """Letters before a sign give the currency; small and large units of news."""
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
        "The SR20 was shut in the 1990s.",
        "He won 3 million won by luck.",
    ],
)
def test_words_are_no_units(text: str) -> None:
    """A word of English, a name or an ordinal is not a unit, though CLDR has its letters."""
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
            ours = conversions.find_unit_factor(one, other)
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
