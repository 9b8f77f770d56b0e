"""The certainty of figures: lower where a known error is possible."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.grammar.quantities.certainty import JUDGED, NO_DOUBT, estimate_certainty, find_doubts
from sayso.model import SHOWN_CERTAINTY, Claim, Document, Quantity, Span


def figure(text: str) -> Claim:
    """The one figure of a text."""
    (claim,) = (c for c in parse(Document(text)).claims if c.quantity)
    return claim


PLAIN = "The dam held back 40 boats that night."


@pytest.mark.parametrize(
    ("doubt", "text"),
    [
        ("nothing counted", "There was another 12 in Norden."),
        ("large alone", "There was another 12,000 in Norden."),
        ("reported alone", "Police put the figure at 80."),
        ("tied to many", "It is a 300-seat hall."),
        ("subject alone", "Nearly 9 million are under warnings."),
        ("part of nothing", "By then about half stayed neutral."),
        ("shares as a score", "They wanted it by 58%-34%."),
        ("score", "Norden finished 4-0 ahead."),
        ("tied noun", "It is a three-level house."),
        ("glued", "It fell from54% of voters."),
        ("name", "They sent four Kestrels."),
        ("participle", "He saw 30 opposing boats."),
        ("noun behind a unit", "A $14 burger was sold."),
        ("long noun", "There were 60 new low harbour gate cases."),
        ("role alone", "They counted 32 destroyed."),
        ("role apart", "Of these, 25 members of the harbour guard were killed."),
        ("percent of nothing", "It fell 14%."),
    ],
)
def test_a_doubt_makes_a_figure_less_sure(doubt: str, text: str) -> None:
    """Each kind that was judged is found, and is not more certain than a figure without a doubt."""
    claim = figure(text)
    assert claim.quantity is not None
    apart = doubt == "role apart"
    assert doubt in find_doubts(text, claim.quantity, claim.rule, apart, 1)
    assert claim.certainty <= figure(PLAIN).certainty
    right, judged = JUDGED[doubt]
    if right / judged < NO_DOUBT[0] / NO_DOUBT[1] - 0.1:
        assert claim.certainty < figure(PLAIN).certainty


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PLAIN, True),
        ("At least 25 sailors were killed.", True),
        ("It fell 14%.", True),
        ("There was another 12 in Norden.", False),
        ("There was another 12,000 in Norden.", True),
        ("Police put the figure at 80.", True),
        ("It is a three-level house.", False),
        ("By then about half stayed neutral.", False),
        ("They wanted it by 58%-34%.", True),
    ],
)
def test_what_is_more_likely_wrong_is_not_shown(text: str, shown: bool) -> None:
    """The threshold parts kinds that are mostly right from those that mostly are not."""
    assert (figure(text).certainty >= SHOWN_CERTAINTY) is shown


def test_doubts_add_up() -> None:
    """Two doubts leave less than one."""
    one = Quantity(Span(0, 2), "exact", 12.0, 12.0, 12.0, None, "opposing boats", "boat")
    assert estimate_certainty("12 opposing boats", one, rule="<digits>", apart=False, numbers=1) > estimate_certainty(
        "12 opposing boats", one, rule="<digits>", apart=False, numbers=9
    )


def test_many_numbers_in_a_sentence_are_a_list() -> None:
    """One of eight numbers is less sure than one of seven."""
    q = Quantity(Span(0, 2), "exact", 12.0, 12.0, 12.0, None, "boats", "boat")
    assert estimate_certainty("12 boats", q, rule="<digits>", apart=False, numbers=8) < estimate_certainty(
        "12 boats", q, rule="<digits>", apart=False, numbers=7
    )
