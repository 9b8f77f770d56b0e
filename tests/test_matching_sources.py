"""When a claim has another source, and when the same one goes by other words."""

from __future__ import annotations

import pytest

from sayso.matching import diff

SAME = [
    ("Mayor Ida Renn said", "Renn said", "a shorter form"),
    ("Renn said", "Ida Renn, who is mayor of Orle, said", "a role added"),
    ("the MTA said", "the Metropolitan Transportation Authority said", "an abbreviation"),
    ("PORTCOM said", "the Solmark Port Command said", "the beginnings of words"),
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
    text = "The ferry carried 240 passengers when it ran aground, after a night of storm and a day without any light at sea{}."
    found = diff(text.format(", Captain Ida Renn said"), text.format(""))
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
