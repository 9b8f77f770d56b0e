"""Which claim of the old text is which of the new one."""

from __future__ import annotations

import pytest

from matching_readings import reading
from sayso.matching import compare
from sayso.model import Reading


def what(old: Reading, new: Reading) -> list[str]:
    """The links as `old → new: kind`, in the order that compare gives."""

    def words(side: Reading, index: int | None) -> str:
        return "∅" if index is None else " … ".join(s.of(side.document.text) for s in side.claims[index].spans)

    return [f"{words(old, x.old)} → {words(new, x.new)}: {x.kind}" for x in compare(old, new)]


CASES = [
    pytest.param(
        "The slide killed [at least 12|12 at_least person people killed] people in Aven, the mayor said.",
        "The slide killed [at least 15|15 at_least person people killed] people in Aven, the mayor said.",
        ["at least 12 → at least 15: raised"],
        id="a toll moves on",
    ),
    pytest.param(
        "A tanker with [4|4 exact person crew] crew ran aground off Solness.",
        "A tanker with [four|4 exact person crew] crew ran aground off Solness.",
        ["4 → four: reworded"],
        id="a numeral becomes a word",
    ),
    pytest.param(
        "The council paid [$150,000|150000 exact USD] for the bridge.",
        "The council paid [$150k|150000 exact USD] for the bridge.",
        ["$150,000 → $150k: reworded"],
        id="another way to write money",
    ),
    pytest.param(
        "The blast killed [3|3 exact person people killed] and injured [11|11 exact person people injured].",
        "The blast injured [13|13 exact person people injured] and killed [4|4 exact person people killed].",
        ["11 → 13: raised", "3 → 4: raised"],
        id="killed and injured do not swap",
    ),
    pytest.param(
        "Crews hold [30%|30 exact percent] of the Kell fire and [55%|55 exact percent] of the Moss fire.",
        "Crews hold [55%|55 exact percent] of the Kell fire and [60%|60 exact percent] of the Moss fire.",
        ["30% → 55%: raised", "55% → 60%: raised"],
        id="two figures of a sentence do not swap",
    ),
    pytest.param(
        "Wheat 2.64 a bushel.\n\nKell Fire: [510|510 exact acre acre] acres\n\nMoss Fire: [340|340 exact acre acre] acres\n\n"
        "Tarn Fire: [88|88 exact acre acre] acres",
        "Wheat 2.64 a bushel.\n\nKell Fire: [525|525 exact acre acre] acres\n\nMoss Fire: [340|340 exact acre acre] acres\n\n"
        "Tarn Fire: [131|131 exact acre acre] acres",
        ["510 → 525: raised", "340 → 340: None", "88 → 131: raised"],
        id="rows of a list",
    ),
    pytest.param(
        "The storm cut power to [40,000|40000 exact home home] homes in Brill and closed [12|12 exact - school] schools there.",
        "The storm cut power to [52,000|52000 exact home home] homes in Brill.\n\nIt also closed [14|14 exact - school] schools there.",
        ["40,000 → 52,000: raised", "12 → 14: raised"],
        id="a sentence is split",
    ),
    pytest.param(
        "Rescuers pulled [nine|9 exact person miner] miners from the Orle pit.\n\nThey have drilled for [30|30 exact hour hour] hours.",
        "Rescuers, drilling for [36|36 exact hour hour] hours, pulled [ten|10 exact person miner] miners from the Orle pit.",
        ["30 → 36: raised", "nine → ten: raised"],
        id="two sentences are merged",
    ),
    pytest.param(
        "The dam holds [8 million|8000000 exact m3] cubic metres.\n\nSome [300|300 about person family displaced] families left Ostrava.",
        "Some [300|300 about person family displaced] families left Ostrava.\n\nThe dam holds [8 million|8000000 exact m3] cubic metres.",
        ["300 → 300: None", "8 million → 8 million: None"],
        id="a sentence is moved",
    ),
    pytest.param(
        "The museum drew [2,000|2000 exact person visitor] visitors on Monday.",
        "Flooding on the coast road has stranded [70|70 exact - car] cars near Pell.",
        ["∅ → 70: added", "2,000 → ∅: removed"],
        id="nothing in common",
    ),
    pytest.param(
        "Fares rise by [5%|5 exact percent] in Orle.",
        "Fares rise by [$5|5 exact USD] in Orle.",
        ["∅ → $5: added", "5% → ∅: removed"],
        id="percent and dollars are two claims",
    ),
]


@pytest.mark.parametrize(("old", "new", "links"), CASES)
def test_links(old, new, links):
    assert what(reading(old), reading(new)) == links


def test_equally_good_candidates_are_left_alone():
    old = reading("It rained.\n\nPolice held [5|5 exact person protester arrested] protesters in the square.")
    new = reading(
        "It rained.\n\nPolice held [6|6 exact person protester arrested] protesters in the square.\n\n"
        "Police held [7|7 exact person protester arrested] protesters in the square."
    )
    assert sorted(what(old, new)) == ["5 → ∅: removed", "∅ → 6: added", "∅ → 7: added"]
    assert {(x.method, x.link_certainty) for x in compare(old, new)} >= {("ambiguous", 0.5)}


def test_the_headline_s_toll_is_not_the_body_s():
    old = reading("The quake killed [9|9 exact person people killed] in Tarn.", "Quake kills [8|8 exact person people killed] in Tarn")
    new = reading("The quake killed [12|12 exact person people killed] in Tarn.", "Tarn quake")
    assert sorted(what(old, new)) == ["8 → ∅: removed", "9 → 12: raised"]


def test_a_claim_that_leaves_the_headline_does_not_turn_up_in_the_body():
    old = reading("It was a clear day.", "Quake kills [8|8 exact person people killed] in Tarn")
    new = reading("Quake kills [8|8 exact person people killed] in Tarn", "Tarn")
    assert sorted(what(old, new)) == ["8 → ∅: removed", "∅ → 8: added"]


def test_a_text_against_itself():
    text = "\n\n".join(case.values[0] for case in CASES)
    links = compare(reading(text), reading(text))
    assert [(x.kind, x.old == x.new, x.method, x.link_certainty) for x in links] == [(None, True, "same sentence", 1.0)] * len(links)


def test_nothing_against_something():
    some, none = reading("The pass is shut for [3|3 exact day day] days."), reading("")
    assert [(x.kind, x.old, x.new) for x in compare(some, none)] == [("removed", 0, None)]
    assert [(x.kind, x.old, x.new) for x in compare(none, some)] == [("added", None, 0)]
    assert compare(none, none) == []


def test_typography_is_no_change():
    old = reading("The “old  town” – all [40|40 exact - street] streets – is shut.")
    new = reading('The "old town" — all [40|40 exact - street] streets — is shut.')
    assert what(old, new) == ["40 → 40: None"]


def test_methods_and_link_certainty_are_named():
    old = reading("The slide killed [12|12 exact person people killed] people in Aven.\n\nIt blocked [3|3 exact - road] roads.")
    new = reading("The slide killed [15|15 exact person people killed] people in Aven.\n\nIt blocked [3|3 exact - road] roads.")
    raised, kept = compare(old, new)
    assert (raised.method, raised.delta, raised.percent) == ("edited sentence", 3, 25)
    assert (kept.method, kept.link_certainty) == ("same sentence", 1.0)
    assert 0.5 < raised.link_certainty < 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A row over a costly [$500|500 exact USD] land sale splits Orle.", "A row [over $500|500 over USD] land sale splits Orle."),
        ("The ouster of least [10|10 exact person clerk] clerks.", "The ouster of [at least 10|10 at_least person clerk] clerks."),
    ],
)
def test_a_hedge_that_stood_there_all_along_is_not_put_in(old, new):
    assert [x.kind for x in compare(reading(old), reading(new))] == ["reworded"]


def test_a_word_before_the_figure_is_not_the_whole_hedge():
    old, new = reading("Just [28%|28 exact percent] of the pumps run."), reading("[Just under 28%|28 under percent] of the pumps run.")
    assert [x.kind for x in compare(old, new)] == ["rehedged"]


def test_a_hedge_elsewhere_in_the_sentence_does_not_count():
    old = reading("Over the weekend the ferry carried [500|500 exact person passenger] passengers.")
    new = reading("Over the weekend the ferry carried [over 500|500 over person passenger] passengers.")
    assert [x.kind for x in compare(old, new)] == ["rehedged"]


def test_what_only_its_order_tells_apart_is_not_guessed():
    old = reading("Zone [7|7] is closed.\n\nZone [8|8] is closed.\n\nZone [22|22] is closed.")
    new = reading("Zone [5|5] is closed.\n\nZone [13|13] is closed.\n\nZone [21|21] is closed.")
    assert not [x for x in compare(old, new) if x.old is not None and x.new is not None]


def test_a_headline_that_the_text_repeats_does_not_stand_in_its_way():
    row = "Cases in Tarn reach [{0}|{0} exact - case].\n\nCases in Tarn reach [{0}|{0} exact - case]. Clinics are full."
    assert what(reading(row.format(282)), reading(row.format(300))) == ["282 → 300: raised"] * 2
