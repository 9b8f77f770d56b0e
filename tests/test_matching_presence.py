"""A claim that the other text states elsewhere was neither added nor removed, and no list shows it so."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.matching import compare, diff
from sayso.matching.news import Happening, Side, is_sure
from sayso.model import Document

REST = "The ferry line opened in spring. Boats leave Orle each morning. "


def shown(old: str, new: str, kind: str) -> list[str]:
    """The words of the claims that are shown under a kind."""
    before, after = parse(Document(old)), parse(Document(new))
    out = []
    for link in compare(before, after):
        sides = [Side(r.claims[i], r.document) if i is not None else None for r, i in ((before, link.old), (after, link.new))]
        if link.kind == kind and is_sure(Happening(link.kind, *sides, link.link_certainty, link.percent)):
            one = sides[1] or sides[0]
            assert one is not None
            out.append(one.claim.span.of(one.document.text))
    return out


SAID_ELSEWHERE = [
    pytest.param(
        "“We will rebuild the mill before the first frost arrives,” Mayor Ida Renn said. " + REST,
        REST + "We will rebuild the mill before the first frost arrives, the notice on the door reads.",
        id="a quotation that nobody says any more",
    ),
    pytest.param(
        "The harbour master said the new pier cracked along its whole northern side during the storm. " + REST,
        REST + "Along its whole northern side the new pier is cracked, damage from the storm.",
        id="a statement told as a fact",
    ),
    pytest.param(
        "Blame for the flood lies with the felled forest, experts said. " + REST,
        REST + "The felled forest is to blame for the flood.",
        id="a few words in another order",
    ),
    pytest.param(
        "The storm cut off 340 households in the upper valley near Tarn. " + REST,
        REST + "In the upper valley near Tarn the power is back in half of the 340 households.",
        id="a figure in another clause",
    ),
]


@pytest.mark.parametrize(("old", "new"), SAID_ELSEWHERE)
def test_what_stands_elsewhere_is_no_removal_and_no_addition(old, new):
    assert shown(old, new, "removed") == []
    assert shown(new, old, "added") == []


@pytest.mark.parametrize("old", [case.values[0] for case in SAID_ELSEWHERE])
def test_what_is_gone_is_sure_as_removed(old):
    other = REST + "A new bakery opened on the market square of Pell in the week after Easter."
    assert shown(old, other, "removed")
    assert shown(other, old, "added")


def test_the_same_number_of_another_thing_does_not_stand_for_it():
    old = "The flood drowned 45 sheep on the farms below Aven. " + REST
    new = REST + "The council has bought 45 buses for the schools of Brill."
    assert shown(old, new, "removed") == ["45"]


def test_a_few_words_must_stand_as_they_stood():
    old = "Asked about the dam, Renn said “never again.” " + REST
    assert shown(old, REST + "Never, she thought, would they see such a spring again.", "removed") == ["“never again.”"]
    assert shown(old, REST + "Never again! That was the motto.", "removed") == []


def test_the_grammar_around_a_few_words_may_change():
    old = "Police said she was “released on bail.” " + REST
    assert shown(old, REST + "Renn was released on bail, and went home to Pell.", "removed") == []


GONE_ONLY_BY_ITS_WORDS = [
    pytest.param(
        "The police of Tarn are investigating whether the bridge was cancelling its alarms before the flood, Renn said. " + REST,
        REST + "An investigation is under way: did the bridge cancel alarms before the flood came, the police of Tarn ask.",
        id="half of the words in other forms",
    ),
    pytest.param(
        "Ten ships were struck near the strait of Tarn since the war began. " + REST,
        REST + "More than a dozen ships were struck near the strait of Tarn since the war began, and the insurers left.",
        id="another number in the same words",
    ),
    pytest.param(
        "Four skippers aim to sail farther than anyone has sailed before them. " + REST,
        REST + "Four skipperssailed out of Orle at noon, and the crowd waved.",
        id="so many of a thing that is rarely named",
    ),
    pytest.param(
        "Searchers look for two missing divers off Pell. " + REST,
        REST + "The two divers from Pell were killed in the cave.",
        id="the same two in another role",
    ),
    pytest.param(
        "1 killed in a crash on the Skyway of Orle. " + REST, REST + "Woman killed in a crash on the Skyway of Orle.", id="a woman"
    ),
]


@pytest.mark.parametrize(("old", "new"), GONE_ONLY_BY_ITS_WORDS)
def test_what_may_well_stand_is_not_shown_as_removed(old, new):
    assert shown(old, new, "removed") == []


def test_another_number_of_another_thing_took_no_place():
    old = "Ten ships were struck near the strait of Tarn since the war began. " + REST
    assert shown(old, REST + "More than a dozen cafes have closed in Brill since the winter.", "removed") == ["Ten"]


def test_a_mark_without_a_word_is_no_statement_to_show():
    old = "Renn told them “the hour is at hand,” while Wye urged them to “cast off the yoke.” " + REST
    assert "”" not in shown(old, REST, "removed")


def test_a_sum_that_the_text_names_elsewhere_did_not_go():
    old = (
        "The Senate weighs $1 billion for the hall. Senator Ida Renn warned that her rivals will use the $1 billion to win the autumn vote."
    )
    new = "The Senate weighs $1 billion for the hall. Senator Ida Renn warned that her rivals will use it to win the autumn vote."
    assert "$1 billion" not in shown(old, new, "removed")
    assert "$2 billion" in shown(old.replace("use the $1", "use the $2"), new, "removed")


def test_a_toll_that_is_told_in_other_words_did_not_go():
    new = "Barrage in the Tarn valley kills {}. The port is shut. "
    old = new + "Strikes on Orle and villages killed {} people overnight into Wednesday, according to what President Ida Renn said."
    for toll, gone in ((27, False), (3, True)):
        links = diff(old.format(toll, toll), new.format(toll))
        (figure,) = (x for x in links if x.kind == "removed" and x.old == 2)
        assert (figure.method == "unmatched") == gone


def test_the_only_count_of_a_role_is_there_in_other_words():
    old = "Six of the walkers in Orle were hurt, and two walkers were taken to a hospital, wardens said. " + REST
    new = "Wardens who reached the hut in Orle late on Monday led six down, of whom two hikers were taken to hospital for care. " + REST
    assert not {"two"}.intersection(shown(old, new, "added") + shown(old, new, "removed"))


def test_what_one_report_counts_after_the_other_neither_came_nor_went():
    old = "Between 6 and 9 May, the board of Orle notified the ministry of 5 additional cases of Tarn fever, including 1 death. " + REST
    new = "Between 14 and 22 May, the board of Orle notified the ministry of 9 additional cases of Tarn fever, including 4 deaths. " + REST
    assert not {"1", "4"}.intersection(shown(old, new, "removed") + shown(old, new, "added"))
    assert "4" in shown(REST, new, "added")


def test_a_statement_that_says_little_but_a_toll_went_only_with_it():
    old = "Five divers have died in a cave near Pell, the ministry of Orle said on Thursday. " + REST
    new = "The ministry of Orle said the five divers died while they tried to swim through the cave, fifty metres down. " + REST
    assert not shown(old, new, "removed")
    assert "Five divers have died in a cave near Pell" in shown(old, REST, "removed")


def test_a_vague_count_of_the_hurt_did_not_go_where_they_are_counted():
    old = "Several injuries have been reported on the bridge near Orle. " + REST
    new = "Two people were taken to hospital with injuries that are not life-threatening, wardens of the bridge reported. " + REST
    assert not shown(old, new, "removed")
    assert "Several" in shown(old, REST, "removed")


def test_a_count_did_not_go_where_a_bracket_is_between_another_number_and_its_noun():
    old = "Two were among the newly ill; 42 health workers have been infected to date in the valley. " + REST
    new = (
        "In the past week two new cases came; 55 (53 confirmed and two probable) health workers have been infected to date in the valley. "
    )
    assert "42" not in shown(old, new + REST, "removed")
    assert "42" in shown(old, REST, "removed")


def test_what_repeats_a_linked_toll_or_sum_was_not_added():
    old = "Crews went on with the search. A flood in Orle killed 21 people, the mayor said. The dam cost $5 million."
    new = (
        "Crews went on with the search. A flood in Orle killed 39 people, the mayor said. The dam cost $5 million. "
        "Boats are on the river; nobody had thought that 39 would be dead. The $5 million was laundered abroad."
    )
    assert shown(old, new, "added") == []
    assert "39" in shown(old, new, "raised")
    elsewhere = new.replace("that 39 would be dead", "that 39 people would die in Pell").replace(
        "killed 39 people", "killed 39 people in Orle"
    )
    assert shown(old, elsewhere, "added") == ["39"]


def test_what_one_report_counts_in_its_days_is_neither_added_nor_removed():
    old = "At the time of notification, of the 27 cases with information on the condition of the patient, there were eight deaths. " + REST
    new = REST + "At the time of notification, there were three deaths, 14 patients had pneumonia, and one was well."
    assert "three" not in shown(old, new, "added")
    other = REST + "In the storm that hit Pell in the night there were three deaths, and the bridge fell."
    assert "three" in shown(old, other, "added")


def test_a_vague_figure_of_a_headline_is_there_as_an_exact_one():
    body = "Three people were killed as a storm hit Orle on Monday. About {} homes lost power."
    before = parse(Document.of("Storm kills 3; thousands without power", body.format("40,000")), "2030-01-02T00:00:00Z")
    after = parse(Document.of("Storm kills 3 in Orle", body.format("52,000")), "2030-01-02T00:00:00Z")
    (gone,) = (
        x for x in compare(before, after) if x.kind == "removed" and before.claims[x.old].span.of(before.document.text) == "thousands"
    )
    assert gone.method == "stands elsewhere"
    other = parse(Document.of("Storm kills 3 in Orle", "Three people were killed as a storm hit Orle."), "2030-01-02T00:00:00Z")
    (gone,) = (
        x for x in compare(before, other) if x.kind == "removed" and before.claims[x.old].span.of(before.document.text) == "thousands"
    )
    assert gone.method == "unmatched"


def test_a_toll_of_a_place_takes_the_place_of_another_in_other_words():
    rest = " The council of the province met in the old hall at noon."
    old, whole = "Officials counted 9 deaths, five of which were from {}." + rest, "Officials counted five deaths in Orle on Sunday." + rest
    new = rest + " Three of the 12 deaths reported since Monday occurred in Orle, 4 in Brill, and 5 in Norden."
    assert "Three" not in shown(old.format("Orle"), new, "added")
    assert "Three" in shown(old.format("Vessia"), new, "added")
    assert "Three" in shown(whole, new, "added")


def test_several_animals_are_still_there_where_the_text_has_them_without_a_number():
    old, rest = (
        "One man, several goats dead after barn fire in Town of Orle.",
        " A fire in a barn in Orle claimed the life of a man{} on Monday.",
    )
    new = "Police name man killed in Orle fire."
    assert shown(old + rest.format(" and multiple goats"), new + rest.format(" and multiple goats"), "removed") == []
    assert "several" in shown(old + rest.format(""), new + rest.format(""), "removed")
