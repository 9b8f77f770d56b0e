"""When a claim has another source, and when the same source has other words."""

from __future__ import annotations

import pytest

from sayso.matching import diff

SAME = [
    ("Mayor Ida Renn said", "Renn said", "a shorter form"),
    ("Renn said", "Ida Renn, who is mayor of Orle, said", "a role added"),
    ("the MTA said", "the Metropolitan Transportation Authority said", "an abbreviation"),
    ("PORTCOM said", "the Solmark Port Command said", "the beginnings of words"),
    ("the WHO said", "the World Health Organization said", "an abbreviation that is a pronoun otherwise"),
    ("the USGS said", "the US Geological Survey said", "an abbreviation that holds one"),
    ("the DHS said", "Homeland Security said", "a name without the word for a body"),
    ("the OPPD said", "Orle Port police said", "a force in small letters"),
    ("officials said", "Orle officials said", "officials of a place"),
    ("officials said", "Mayor Ida Renn said", "officials, then one of them"),
    ("Governor Hohcul said", "Governor Hochul said", "a name put right"),
    ("she said", "Ida Renn said", "a pronoun"),
    ("the U.N. said", "the UN said", "initials with full stops"),
]


@pytest.mark.parametrize(("old", "new", "why"), SAME, ids=[row[2] for row in SAME])
def test_the_same_source_in_other_words(old, new, why):
    text = "The new bridge over the Tarn will open to lorries before the end of the summer, {}."
    assert "reattributed" not in {x.kind for x in diff(text.format(old), text.format(new))}
    assert "reattributed" not in {x.kind for x in diff(text.format(new), text.format(old))}


def test_the_chief_of_a_force_speaks_for_it():
    text = "The van was stolen from a yard in Pell the night before, {} said. Orle Police Chief Jon Wye leads the search."
    assert "reattributed" not in {x.kind for x in diff(text.format("Orle Police"), text.format("Wye"))}


def test_who_speaks_for_an_office_that_is_no_body_by_its_name():
    text = "The van was stolen from a yard in Pell the night before, {} said. Blue Gate press secretary Jon Wye leads the search."
    assert "reattributed" not in {x.kind for x in diff(text.format("the Blue Gate"), text.format("Wye"))}


def test_another_named_source_is_told():
    text = "The new bridge over the Tarn will open to lorries before the end of the summer, {} said."
    assert [x.kind for x in diff(text.format("Mayor Ida Renn"), text.format("Governor Jon Wye")) if x.kind] == ["reattributed"]


def test_a_figure_that_lost_its_source():
    text = "The ferry carried 240 passengers{}. It sank off Solness."
    assert [x.kind for x in diff(text.format(", the Coast Guard said"), text.format("")) if x.old is not None and x.new is not None] == [
        "reattributed"
    ]


def test_the_source_of_another_clause_is_not_a_figure_s():
    text = "The ferry carried 240 passengers when it ran aground, after a night of storm{}."
    found = diff(text.format(" that nobody on the coast had seen the like of in years, Captain Ida Renn said"), text.format(""))
    assert "reattributed" not in {x.kind for x in found if x.old is not None and x.new is not None}


def test_a_source_that_the_next_sentence_names_is_none_lost():
    old = "The ferry carried 240 passengers, the Coast Guard said. It sank off Solness."
    new = "The ferry carried 240 passengers. It sank off Solness, Coast Guard data shows."
    assert "reattributed" not in {x.kind for x in diff(old, new)}


def test_one_body_in_place_of_another_that_it_is_part_of():
    text = "{} confirmed that wardens have started to check the papers of lorry drivers at the yard. The OPB is part of SMD."
    assert [x.kind for x in diff(text.format("OPB"), text.format("SMD")) if x.kind] == ["reattributed"]


def test_what_another_says_on_another_day_is_another_thing_said():
    text = "On {}, {} told the council of two more farms with sick birds near the coast of Solmark."
    found = diff(text.format("3 May", "the Orle Health Board"), text.format("9 June", "the Kell County Clinic"))
    assert "reattributed" not in {x.kind for x in found}


def told(old: str, new: str) -> list[str]:
    """All reported changes of claims that both texts have."""
    return [x.kind for link in diff(old, new) for x in link.changes if x.old is not None and x.new is not None]


def test_a_figure_that_moved_on_another_s_word_is_told_twice():
    old = "Floods in Orle have killed 41 people since Sunday, the Solmark Red Cross said."
    new = "Floods in Orle have killed 57 people since Sunday, the Health Ministry said."
    assert {"raised", "reattributed"} <= set(told(old, new))
    assert [link.resourced for link in diff(old, new) if link.kind == "raised"] == [True]
    assert "reattributed" not in told(old, new.replace("Health Ministry", "Red Cross"))


OTHER_SORTS = [
    ("state media", "the ambassador"),
    ("sources", "police"),
    ("analysts", "the director of the Port Board"),
    ("witnesses", "officials"),
    ("neighbors", "a police spokesman"),
    ("police", "Mayor Ina Moss"),
    ("the hospital", "prosecutors"),
    ("fire officials", "hospital officials"),
    ("a spokesman for the airline", "the transport ministry"),
    ("officials in Kell", "officials in Pell"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_SORTS)
def test_sources_of_two_sorts_are_two_though_neither_has_a_name(one, other):
    text = "Some 14,000 barrels of oil are stranded in the harbour of Orle, {} said."
    assert "reattributed" in told(text.format(one), text.format(other))
    assert "reattributed" in told(text.format(other), text.format(one))


ONE_SORT = [
    ("officials", "police"),
    ("police", "Police Chief Ina Moss"),
    ("the report", "the ministry"),
    ("the professor", "the director"),
    ("a company", "the firm"),
]


@pytest.mark.parametrize(("one", "other"), ONE_SORT)
def test_sources_that_may_be_one_are(one, other):
    text = "Some 14,000 barrels of oil are stranded in the harbour of Orle, {} said."
    assert "reattributed" not in told(text.format(one), text.format(other))


def test_news_that_cites_the_other_source_is_none_of_its_own():
    text = "Some 14,000 barrels of oil are stranded in the harbour of Orle, {}."
    old, new = text.format("officials said"), text.format("local media reported, citing officials")
    assert "reattributed" not in told(old, new)


def test_a_source_put_behind_a_whole_sentence_is_told_however_long_it_is():
    text = "Wardens have sunk {} boats off the coast of Solmark in raids which the council of Orle has called a matter of survival{}."
    assert "reattributed" in told(text.format(44, ""), text.format(44, ", according to a count by the Pell Gazette"))
    assert {"raised", "reattributed"} <= set(told(text.format(44, ""), text.format(45, ", according to a count by the Pell Gazette")))


def parted(old: str, new: str) -> list[tuple[str, bool]]:
    """What was added or removed, and which of the two."""
    return [(x.kind, x.new is not None) for x in diff(old, new) if (x.old is None) != (x.new is None)]


def test_a_statement_that_the_article_takes_over_lost_its_source():
    text = "The bridge at Pell is closed to lorries until the spring{}. Nobody was hurt."
    assert parted(text.format(", the county said"), text.format("")) == [("reattributed", False)]
    assert parted(text.format(""), text.format(", the county said")) == [("reattributed", True)]


def test_a_source_that_is_named_close_by_is_not_lost():
    old = "The bridge at Pell is closed to lorries until the spring, the county said."
    new = "The county held a meeting. The bridge at Pell is closed to lorries until the spring."
    assert "reattributed" not in {kind for kind, _ in parted(old, new)}


def test_places_that_report_their_own_are_two_measures():
    text = "Cases were found in Hebnor and in Tarvan. To date, {} has reported a total of {} cases and {} deaths."
    found = told(text.format("Hebnor", 202, 10), text.format("Tarvan", 610, 81))
    assert not {"raised", "reattributed"} & set(found)


def test_he_who_told_the_old_toll_is_not_whoever_tells_the_new_one():
    old = (
        "Captain Jon Wye searched the pier with his men.\n\n“Sadly, the number of those killed has so far reached 400,” he said on Sunday."
    )
    new = "Help has come from three counties.\n\nHarbour spokesman Abel Qane, at the pier since dawn, said 408 people were killed."
    assert {"raised", "reattributed"} <= set(told(old, new))


def test_who_calls_for_something_does_not_tell_it():
    text = "{} the release of 40 prisoners held in Orle since the spring."
    assert "reattributed" not in told(text.format("Mayor Ida Renn called for"), text.format("Bishop Jon Wye called for"))


def test_a_region_and_another_that_report_each_have_their_own_count():
    before = "Fever is spreading. To date, Dorran has reported a cumulative total of 34 probable cases and 5 deaths."
    after = "Fever is spreading in Velm. To date, Velm has reported 22 probable cases and 3 deaths."
    kinds = told(before, after)
    assert not {"lowered", "reattributed"} & set(kinds)


def test_a_heading_that_ran_into_its_sentence_is_no_source():
    before = "Situation in Solmark Solmark has today reported 55 new cases of fever. The situation is grave."
    after = "Ministry officials in Lorvania have today reported 55 new cases of fever. The situation is grave."
    assert "reattributed" not in told(before, after)


def test_a_statement_that_went_with_its_figure_did_not_lose_its_source():
    before = "The old bridge over the Tarn at Pell has been shut to lorries for 14 months, wardens said."
    after = "The old bridge over the Tarn at Pell has been shut to lorries for months."
    assert ("reattributed", True) not in parted(before, after)
