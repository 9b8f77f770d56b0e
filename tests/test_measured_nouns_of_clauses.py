"""Nouns of measures that their clause tells: what burned, what now is so high, what somebody says would cost so much."""

from __future__ import annotations

import pytest

from sayso.grammar.quantities import find_quantities
from sayso.grammar.tokens import TokenizedText
from sayso.model import Quantity


def first(text: str) -> Quantity:
    return find_quantities(TokenizedText(text))[0].quantity


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Revenue was $412 million, up 8% year over year.", "Revenue"),
        ("Gate fees plunged to 4%.", "Gate fees"),
        ("Temperatures plunged to 31 degrees.", "Temperatures"),
        ("The school gap widened to 1.2 trillion pesos.", "school gap"),
        ("Exports of eels fell by a third.", "Exports"),
        ("The two-year yield fell to 4.1%.", "two-year yield"),
        ("The gate fee doubled from 25% to 50%.", "gate fee"),
        ("Inflation slowed to an annual 3.8%.", "Inflation"),
        ("Membership topped 2 million.", "Membership"),
        ("The waiting list reached a record 7.6 million.", "waiting list"),
        ("The wildfire, which has burned 23,400 acres, is spreading.", "wildfire"),
        ("The Alder Fire has burned 12,300 acres.", "Alder Fire"),
        ("Multiple fires have scorched 9,000 acres since Tuesday.", "fires"),
        ("The board said inflation, now 3.1%, would fall.", "inflation"),
        ("The Bank of Norden held its benchmark rate at 4.25%.", "benchmark rate"),
        ("Unemployment fell to a record low of 6.1% in January.", "Unemployment"),
        ("It was a long battle that aides estimate could cost $200 million.", "long battle"),
        ("Tilda Varn is worth more than $20 billion.", "Tilda Varn"),
        ("The mayor has repeated the remarks at least three times.", "remarks"),
        ("More than half (52%) of teachers agree.", "teachers"),
    ],
)
def test_a_clause_names_what_is_measured(text: str, noun: str) -> None:
    assert noun in [found.quantity.noun for found in find_quantities(TokenizedText(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Holm paid an agent $25,000 in two instalments.",
        "Mates who slept fewer than six hours a night were 40% more likely to fall ill.",
        "The town council, now 30% smaller, met.",
        "He said on Monday that the agency had raised $4 million.",
    ],
)
def test_what_stands_beside_a_figure_is_not_always_measured(text: str) -> None:
    assert not {found.quantity.noun for found in find_quantities(TokenizedText(text))} & {
        "night",
        "two instalments",
        "town council",
        "agency",
    }


def test_over_belongs_to_the_verb_before_about() -> None:
    q = first("The school has turned over about 2,300 pages.")
    assert (q.modifier, q.low, q.high) == ("about", 2250, 2350)


def test_all_but_so_many_of_them_leaves_so_many() -> None:
    q = first("Crews restored power to all but 3,200 of them.")
    assert (q.modifier, q.value) == ("exact", 3200)
