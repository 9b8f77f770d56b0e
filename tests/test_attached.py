"""What a measure is of, where a phrase ties it to the figure."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document, Quantity


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The port won $40 million in long-promised repair grants.", "long-promised repair grants"),
        ("They lost millions of euros in ferry fares.", "ferry fares"),
        ("They sank £3 million worth of timber.", "timber"),
        ("It signed a £2 billion ($2.7bn) Delvan harbour repair contract.", "Delvan harbour repair contract"),
        ("They walked the 40-mile (64-kilometre) towpath.", "towpath"),
        ("About 9 inches (23 cm) of hail fell.", "hail"),
        ("She won by a slim margin of just over four seconds.", "slim margin"),
        ("Alba has an unemployment rate of 4.3%.", "unemployment rate"),
        ("A surcharge of 21% kicks in.", "surcharge"),
        ("There was an increase of 10.6%.", "increase"),
        ("They set a limit of 30 mph.", "limit"),
        ("The town wants a 25-cent per gallon fuel levy.", "fuel levy"),
        ("She earns a $62,000-a-year wage.", "wage"),
        ("Shops charge an 18% sales levy there.", "sales levy"),
        ("The boat burns 10% less diesel oil.", "diesel oil"),
        ("It was nearly 80% of total early turnout.", "early turnout"),
        ("He read five years of seasonally adjusted prices.", "seasonally adjusted prices"),
        ("There is a 4% chance Alba would lose.", "chance"),
    ],
)
def test_what_a_measure_is_of(text: str, noun: str) -> None:
    """The noun that a preposition, a conversion in brackets, a rate or a comparative ties to the figure."""
    assert next(q.noun for q in figures(text)) == noun


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5 in stores.",
        "He got $900 in exchange for the boat.",
        "They spent $4 million in Norden.",
        "It was $30 in early March.",
        "They paid a total of $7 million.",
        "She buried a husband of 50 years.",
        "It pumps at a rate of 30 barrels a day.",
        "He won $9 in a day.",
    ],
)
def test_what_it_is_not_of(text: str) -> None:
    """Places, times, prepositions and sums do not say what is measured."""
    assert {q.noun for q in figures(text)} == {None}


def test_the_other_measure_of_one_thing() -> None:
    """A measure compared with the one before has the same noun, whether it is a change or not."""
    assert [q.noun for q in figures("It got 4 inches of sleet, compared to a whopping 18 inches last year.")] == ["sleet", "sleet"]
    assert [(q.unit, q.noun) for q in figures("She raised $3 million in ads, with support from two outside groups.")][1] == (None, None)
