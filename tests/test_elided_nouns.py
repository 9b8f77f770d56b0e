"""Figures without a noun of their own, whose noun is that of the figure before."""

from __future__ import annotations

import pytest

from sayso.grammar.quantities import find_quantities
from sayso.grammar.tokens import TokenizedText


def nouns(text: str) -> list[str | None]:
    return [found.quantity.noun for found in find_quantities(TokenizedText(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The fever has infected 1,310 people and killed 52 in the delta.", ["people", "people"]),
        ("The flood killed 43 people and left 17 missing.", ["people", "people"]),
        ("The blast killed nine welders and injured 24.", ["welders", "welders"]),
        ("Fourteen people were injured, six with burns.", ["people", "people"]),
        ("Nineteen people were hurt, five seriously, when the stand fell.", ["people", "people"]),
        ("Police arrested 62 marchers on Friday and another 38 on Saturday.", ["marchers", "marchers"]),
        ("Her approval rating slipped to 29%, the lowest of her tenure, from 34% in May.", ["approval rating", "approval rating"]),
        ("The jury awarded $85 million in damages, a fraction of the $1.1 billion the families had sought.", ["damages", "damages"]),
        ("Gas averages $3.42 a gallon, 11 cents more than last week.", ["Gas", "Gas"]),
        ("A survey of 2,018 adults suggests that 54% would support a ban, against 31% who oppose it.", ["adults", "adults", "adults"]),
        ("The drug cut the risk of a stroke by 22%, from 9.1% to 7.1%.", ["risk", "risk", "risk"]),
        ("Three of those hospitalized are in critical condition.", ["those hospitalized"]),
        ("The firm announced 48,300 job cuts, a 55% drop from the month before.", ["job cuts", "job cuts"]),
    ],
)
def test_an_elliptic_figure_is_of_what_the_one_before_is_of(text: str, wanted: list[str | None]) -> None:
    assert nouns(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two officers said 12 were killed.", None),
        ("Police arrested 12 marchers after 40 were injured.", None),
        ("The firm hired 40 welders and spent $2 million.", None),
        ("Roe gave 30 lessons and another is planned for 40.", None),
    ],
)
def test_another_clause_counts_what_it_counts(text: str, wanted: str | None) -> None:
    assert nouns(text)[-1] == wanted


def test_the_role_of_all_is_that_of_a_part() -> None:
    part = find_quantities(TokenizedText("Nineteen people were hurt, five seriously."))[1].quantity
    assert (part.unit, part.role) == ("person", "injured")
