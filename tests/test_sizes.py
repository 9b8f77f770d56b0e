"""The noun of a size, a time or a share, from the clause around it."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document, Quantity


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("The crossing from the port to Alba’s Kell quay is expected to take three hours.", ["crossing"]),
        ("The inquest was the end of a dispute lasting about two months.", ["dispute"]),
        ("Ferry waits stretched up to two hours at Norden.", ["Ferry waits"]),
        ("The gale brought winds gusting up to 84 mph.", ["winds"]),
        ("Supply to the mills was likely to last longer than two months.", ["Supply"]),
        ("His hearing, which is to begin in Norden and is expected to last three days, is near.", ["hearing"]),
        ("The feud has been going on for 3-4 years.", ["feud"]),
        ("His hearing, which has been scheduled to begin in May and is expected to last three days, is near.", ["hearing"]),
        ("It will carve a path 38 miles (61 km) wide and 2,661 miles long.", ["path", "path", "path"]),
        ("She extended the truce to 15 days.", ["truce"]),
        ("The annexe is just 55,000 square feet.", ["annexe"]),
        ("The course is 380 meters (416 yards) long.", ["course", "course"]),
        ("The ice will carve a path 38 miles (61 km) wide.", ["path", "path"]),
        ("The narrow inlet, just 21 miles wide, is shut.", ["narrow inlet"]),
        ("They sailed on a 331-meter, 19-deck cruise ship.", ["cruise ship", "deck"]),
        ("He was sentenced to 18 months in prison.", ["prison"]),
        ("She got four months’ imprisonment.", ["imprisonment"]),
        ("The farm is 40 miles from Norden.", [None]),
        ("Getting through the gate took up to an hour.", [None]),
        ("The sailors took three days.", [None]),
        ("For example, what took three years is gone.", [None]),
        ("It may slow the decline by two years.", [None]),
        ("The fare is at a 22-month high.", [None]),
    ],
)
def test_what_a_size_is_of(text: str, nouns: list[str | None]) -> None:
    """The subject of a verb of lasting, the noun of a length or width, where a term is served; none for people and distances."""
    assert nouns == [q.noun for q in figures(text)]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("An aid bill for the coast — expected to cost $12 million — may fail.", ["aid bill"]),
        ("They backed a weir expected to cost $5 million.", ["weir"]),
        ("Roe spent about $2 million on leaflets.", ["leaflets"]),
        ("Roe paid $40 million to sailors.", [None]),
        ("Drivers paid $5 for a gallon of diesel.", ["diesel"]),
        ("More young voters (50%) agreed than Democrats (34%).", ["young voters", "Democrats"]),
        ("About 60% of voters would oppose it, while 28% are unsure.", ["voters", "voters"]),
        ("A poll has 38% support, compared to 31% for Moss and Hill at 17%.", ["support", "support", "support"]),
        ("The price index registered at 2.8% in May.", ["price index"]),
        ("The approval rating is stuck at 39%.", ["approval rating"]),
        ("Exports to Alba fell 5% in May.", ["Exports"]),
        ("Sales fell 12 percent, profits 4 percent.", ["Sales", "profits"]),
        ("Sales fell 12 percent, while Roe won 4 percent.", ["Sales", None]),
        ("In 2019, Roe sold its ferry unit to Moss for $4 million.", ["ferry unit"]),
        ("Fares are expected “to be about $200” for a ticket.", ["Fares"]),
        ("The yard has “premium” boats, which cost less, from $200.", [None]),
        ("The price of oil rose past $100 a barrel, and experts warn it could reach $150 a barrel.", ["price of oil", "price of oil"]),
        ("The rule could reduce the cost of each fixed quay by $5,000.", ["cost"]),
        ("The percentage of sailors who strongly approved was just 37%.", ["sailors"]),
        ("Shares of C.H. Roe Worldwide (CHRW) dropped 14.54%.", ["Shares of C.H. Roe Worldwide"]),
        ("Daily active users have also increased by more than 140%.", ["Daily active users"]),
        ("The number of signal faults increased by 220%.", ["signal faults"]),
        ("More than a quarter of all ferries were late, up from less than 10% in May.", ["ferries", "ferries"]),
        ("The pill is over 99% effective.", ["pill"]),
        ("The port’s overall cost for new piers: $320 million.", ["overall cost"]),
        ("The song has been streamed 40 million times.", ["song"]),
    ],
)
def test_what_a_sum_or_share_is_of(text: str, nouns: list[str | None]) -> None:
    """What costs, what is paid for, the whole of a share, also from a clause before."""
    assert nouns == [q.noun for q in figures(text)]


def test_what_is_not_said_again_moved_the_same_way() -> None:
    """ "Sales fell 12 percent, profits 4 percent": profits fell as well."""
    assert [q.trend for q in figures("Sales fell 12 percent, profits 4 percent.")] == ["down", "down"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two Alban soldiers had been killed and three were injured.", [("Alban soldiers", "killed"), ("Alban soldiers", "injured")]),
        ("One sailor was killed and seven were injured.", [("sailor", "killed"), (None, "injured")]),
        ("It led to the fatal shootings of two sailors.", [("sailors", "killed")]),
        ("It ended with guards fatally shooting five sailors.", [("sailors", "killed")]),
        ("He saw a guard fire two to three shots.", [("shots", None)]),
        ("She named four mates other than Moss who are detained in Norden.", [("mates", "arrested")]),
    ],
)
def test_what_became_of_those_told_by_a_number_alone(text: str, wanted: list[tuple[str | None, str | None]]) -> None:
    """People given only as a number are counted like those before; a role after their description."""
    assert wanted == [(q.noun, q.role) for q in figures(text)]
