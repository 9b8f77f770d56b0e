"""What counts as a revision of a figure, and which kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching_readings import quantity
from sayso.grammar import parse
from sayso.matching import compare, diff
from sayso.matching.change_kinds import compare_figures
from sayso.model import Document, Quantity, Span

CASES = [
    # the same figure, however it is written
    ("4", "4", None),
    ("3000 over", "3000 over", None),
    ("90 exact minute", "1.5 exact hour", None),
    ("14 exact day", "2 exact week", None),
    ("62 exact mile", "100 exact km", None),
    ("24..99 vague", "24..99 vague", None),
    # the number moved
    ("64 at_least", "69 at_least", "raised"),
    ("64 at_least", "69 exact", "raised"),
    ("69 exact", "64 at_least", "lowered"),
    ("450000 over", "800000 over", "raised"),
    ("120 exact minute", "1 exact hour", "lowered"),
    ("8 exact", "25 at_least", "raised"),
    ("0 exact", "4 exact", "raised"),
    ("200..999 vague", "2000..9999 vague", "raised"),
    ("12 exact", "24..99 vague", "raised"),
    ("30..40 between", "40..50 between", "raised"),
    ("10..15 between", "10..20 between", "raised"),
    ("-30..-25 between", "-30..-20 between", "raised"),
    ("100 about", "24..99 vague", "lowered"),
    ("4 nearly", "4 over", "raised"),
    ("1000 over", "1000 nearly", "lowered"),
    ("15 exact percent", "20 about percent", "raised"),
    ("10 at_least person people killed", "13 exact person people killed", "raised"),
    ("148 exact", "150 exact", "raised"),
    ("1000 exact person people killed", "1003 exact person people killed", "raised"),
    # the rounder of two numbers
    ("5.4 exact percent", "5.39 exact percent", "refined"),
    ("67.02 exact USD", "67 exact USD", "coarsened"),
    ("2.98 exact USD", "3 exact USD", "coarsened"),
    ("31988 exact", "32000 exact", "coarsened"),
    ("25000000000 exact USD", "1000000000..10000000000 vague USD", "coarsened"),
    # one wording lies inside what the other allows
    ("32000 nearly", "31988 exact", "refined"),
    ("31988 exact", "32000 nearly", "coarsened"),
    ("120 over", "127 exact", "refined"),
    ("19000000 over", "19250000 exact", "refined"),
    ("3000 about", "2950 exact", "refined"),
    ("24..99 vague", "41 exact", "refined"),
    ("15 exact", "12 over", "coarsened"),
    ("3.7 exact USD", "3.72 nearly USD", "raised"),
    ("12 exact day", "2 nearly week", "coarsened"),
    ("30..40 between", "35 exact", "refined"),
    ("30..40 between", "32..38 between", "refined"),
    # one end of a range left open
    ("1..10 between percent", "10 at_most percent", "coarsened"),
    ("1..10 between percent", "0.1 at_most", "coarsened"),
    ("20..30 between", "20 at_least", "coarsened"),
    ("30 under", "20..30 between", "refined"),
    ("20..30 between", "30 over", "raised"),
    # other words before the same number
    ("700 nearly", "700 exact", "rehedged"),
    ("135 exact", "135 at_least", "rehedged"),
    ("32000 about", "32000 over", "rehedged"),
]


def of(note: str) -> Quantity:
    return quantity(Span(0, 1), note)


@pytest.mark.parametrize(("old", "new", "kind"), CASES, ids=lambda x: str(x))
def test_kind(old, new, kind):
    assert compare_figures(of(old), of(new)).kind == kind


MIRROR = {"raised": "lowered", "lowered": "raised", "refined": "coarsened", "coarsened": "refined", "rehedged": "rehedged", None: None}
numbers = st.integers(0, 40) | st.integers(0, 99).map(lambda n: n * 1000)
single = st.builds("{} {}".format, numbers, st.sampled_from(["exact", "about", "nearly", "over", "at_least", "under", "at_most"]))
ranges = st.builds(lambda a, b, m: f"{a}..{a + b} {m}", numbers, st.integers(1, 5000), st.sampled_from(["between", "vague"]))


@given(single | ranges, single | ranges)
def test_turned_round_every_kind_is_mirrored(old, new):
    there, back = compare_figures(of(old), of(new)), compare_figures(of(new), of(old))
    assert back.kind == MIRROR[there.kind]
    assert (there.delta is None) == (back.delta is None)
    assert there.delta is None or there.delta == -back.delta


@given(single | ranges)
def test_a_figure_is_itself(note):
    assert compare_figures(of(note), of(note)).kind is None


@pytest.mark.parametrize(
    ("old", "new", "delta", "percent"),
    [
        ("250 exact", "265 exact", 15, 6),
        ("94.68 exact", "94.75 exact", 0.07, pytest.approx(0.0739, abs=1e-3)),
        ("0 exact", "4 exact", 4, None),
        ("60 exact minute", "2 exact hour", 60, 100),
        ("24..99 vague", "100 about", None, None),
    ],
)
def test_by_how_much(old, new, delta, percent):
    verdict = compare_figures(of(old), of(new))
    assert (verdict.delta, verdict.percent) == (delta, percent)


@pytest.mark.parametrize(
    ("old", "new", "kind", "delta"),
    [
        ("Shares in Corvane rose 4.1% on Monday.", "Shares in Corvane fell 12% on Monday.", "lowered", -16.1),
        ("Shares in Corvane fell 3% on Monday.", "Shares in Corvane rose 3% on Monday.", "raised", 6.0),
    ],
)
def test_a_rise_that_became_a_fall_is_told_by_its_direction(old, new, kind, delta):
    before, after = parse(Document(old)), parse(Document(new))
    assert [(x.kind, x.delta) for x in compare(before, after) if x.kind and before.claims[x.old or 0].quantity] == [(kind, delta)]


def test_an_age_moves_by_a_birthday_and_no_further():
    text = "Mara Lund, {}, runs the mill at the dam."
    assert [x.kind for x in diff(text.format(66), text.format(67))] == ["raised"]
    assert sorted(str(x.kind) for x in diff(text.format(66), text.format(40))) == ["added", "removed"]


def test_a_conversion_in_brackets_moves_with_its_figure_alone():
    text = "The tower at Kell is 50 metres ({} feet) high, and the one at Moss {} metres (213 feet)."
    assert {x.kind for x in diff(text.format(165, 65), text.format(164, 65))} <= {None, "reworded"}
    assert {x.kind for x in diff(text.format(165, 65), text.format(164, 65).replace("50", "around 50"))} <= {None, "rehedged", "reworded"}
    moved = diff(text.format(165, 65), text.format(197, 65).replace("50", "60"))
    assert [x.kind for x in moved if x.kind] == ["raised", "raised"]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("The final is three days away.", "The final is two days away.", "reworded"),
        ("The mill burned down two days ago.", "The mill burned down three days ago.", "reworded"),
        ("The mill burned down three days ago.", "The mill burned down two days ago.", "lowered"),
        ("The national price of petrol is on the verge of hitting $4.", "The national price of petrol has topped $4.", "raised"),
        ("Orle stocks were down about 1% in the morning.", "Orle stocks were down more than 1% in the morning.", "rehedged"),
        ("Orle stocks were down 2% in the morning.", "Orle stocks were down more than 2% in the morning.", "raised"),
        ("In Orle 1% of adults carry the virus.", "In Orle <1% of adults carry the virus.", "lowered"),
        ("In Orle 1% of adults carry the virus.", "In Orle about 1% of adults carry the virus.", "rehedged"),
        ("Turnout in Orle fell by about 1%.", "Turnout in Orle fell by more than 1%.", "rehedged"),
        ("Gas in Orle costs $2.98 on average.", "Gas in Orle costs $3 on average.", "coarsened"),
        ("Gas prices in Orle average $2.98.", "Gas prices in Orle average $3 a gallon.", "coarsened"),
        ("Sales reached $4.2 billion in Orle.", "Sales reached $4.18 billion in Orle.", "refined"),
        ("Sales reached $4.2 billion in Orle.", "Sales reached $4.4 billion in Orle.", "raised"),
        ("A total of 798 sheep were shorn in Orle.", "A total of 800 sheep were shorn in Orle.", "raised"),
        ("Crews have checked 85% of the barns.", "Crews have checked about 90% of the barns.", "raised"),
        ("Crews have checked 47% of the barns.", "Crews have checked about 50% of the barns.", "coarsened"),
        ("The slide killed at least 12 people.", "The slide killed 15 people.", "raised"),
        ("The slide killed at least 10 people.", "The slide killed 13 people.", "raised"),
        ("The slide killed more than 100 people.", "The slide killed 112 people.", "refined"),
        ("Moss stole more than $600,000 in Orle.", "Moss stole nearly $700,000 in Orle.", "raised"),
        ("Moss stole nearly $700,000 in Orle.", "Moss stole more than $600,000 in Orle.", "lowered"),
        ("There were 14 fires burning on Monday, down from 17.", "There were 12 fires burning on Tuesday, down from 17.", "lowered"),
        ("The ship will reach Orle in three days.", "The ship will reach Orle in two days.", "reworded"),
        ("The ship will reach Orle in 30 days.", "The ship will reach Orle in 20 days.", "lowered"),
        ("A year ago the fare was $3.10.", "A year ago the fare was $3.11.", "raised"),
        ("Two thirds of the barns are checked.", "66% of the barns are checked.", "reworded"),
        ("Two thirds of the barns are checked.", "70% of the barns are checked.", "raised"),
        ("The rate in Orle fell to 4.1% in May.", "The rate in Orle rose to 4.3% in May.", "raised"),
        ("The law on mills passed 52-48 in Orle.", "The law on mills passed 53-47 in Orle.", "raised"),
        ("The law on mills passed 52-48 in Orle.", "The law on mills passed 51-48 in Orle.", "lowered"),
        ("The mill made 584 bolts, as previously estimated.", "The mill made the estimated 584 bolts.", "reworded"),
        ("Crude settled at $67.02 on Friday.", "Crude settled at $67 on Friday.", "coarsened"),
    ],
)
def test_days_pass_and_markets_move(old, new, kind):
    assert [x.kind for x in diff(old, new) if x.kind] == [kind]
