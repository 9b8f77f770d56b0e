"""Statements: the same words trimmed, said by somebody else, turned into a quotation."""

from __future__ import annotations

import pytest

from matching_readings import reading
from sayso.matching import compare, diff

CASES = [
    pytest.param(
        "“{We will rebuild every house in this valley|direct|Mara Lund},” said Mara Lund on Monday.",
        "“{We will rebuild every house in this valley|direct|Mara Lund},” Mara Lund said.",
        "stands",
        id="the same words, another frame",
    ),
    pytest.param(
        "“{We will rebuild every house in this valley, whatever it costs us|direct|Mara Lund},” said Mara Lund.",
        "“{We will rebuild every house in this valley|direct|Mara Lund},” said Mara Lund.",
        "requoted",
        id="a quotation is trimmed",
    ),
    pytest.param(
        "Mara Lund said {the ministry would rebuild every house in the valley|indirect|Mara Lund}.",
        "“{The ministry will rebuild every house in the valley|direct|Mara Lund},” Mara Lund said.",
        "requoted",
        id="indirect turns direct",
    ),
    pytest.param(
        "A neighbour said {the dam had been leaking for weeks before it broke|indirect|A neighbour}.",
        "An engineer said {the dam had been leaking for weeks before it broke|indirect|An engineer}.",
        "reattributed",
        id="another speaker",
    ),
    pytest.param(
        "Mara Lund said {the dam had been leaking for weeks before it broke|indirect|Mara Lund}.",
        "Lund said {the dam had been leaking for weeks before it broke|indirect|Lund}.",
        "stands",
        id="a full name shortened",
    ),
    pytest.param(
        "Mara Lund said {the dam had been leaking for weeks before it broke|indirect|Mara Lund}.",
        "Lund said {the dam leaked for weeks before breaking|indirect|Lund}.",
        "reworded",
        id="indirect speech in other words",
    ),
    pytest.param(
        "Mara Lund said {the dam had been leaking for weeks before it broke|indirect|Mara Lund}.",
        "Mara Lund said {schools would open again on Tuesday|indirect|Mara Lund}.",
        None,
        id="the same speaker on another matter",
    ),
    pytest.param(
        "“{We have never had so much work|direct|Petra Holm},” Petra Holm told reporters at the yard.",
        "“{This was wrong and it will be put right|direct|Petra Holm},” Petra Holm told reporters at the yard.",
        None,
        id="two quotations in one frame",
    ),
]


@pytest.mark.parametrize(("old", "new", "kind"), CASES)
def test_statement(old, new, kind):
    links = compare(reading(old), reading(new))
    assert [x.kind for x in links] == ([None if kind == "stands" else kind] if kind else ["added", "removed"])


def test_a_figure_with_another_source_is_reattributed():
    old = reading("{[14|14 exact person people killed] people died in the fire at the mill|indirect|Jon Wye}, Jon Wye said.")
    new = reading("{[14|14 exact person people killed] people died in the fire at the mill|indirect|Mara Lund}, Mara Lund said.")
    assert {x.kind for x in compare(old, new)} == {"reattributed"}


def test_a_raise_on_another_word_is_told_as_both():
    old = reading("{[14|14 exact person people killed] people died in the fire at the mill|indirect|Jon Wye}, Jon Wye said.")
    new = reading("{[19|19 exact person people killed] people died in the fire at the mill|indirect|Mara Lund}, Mara Lund said.")
    assert sorted((new.claims[x.new].kind, x.kind) for link in compare(old, new) for x in link.changes) == [
        ("quantity", "raised"),
        ("quantity", "reattributed"),
        ("statement", "reattributed"),
    ]


def test_a_source_that_the_other_text_names_too_is_no_new_source():
    old = reading("{[14|14 exact person people killed] people died in the fire|indirect|Jon Wye}, Jon Wye said.")
    new = reading("Jon Wye counted [14|14 exact person people killed] people who died in the fire.")
    assert [x.kind for x in compare(old, new) if x.old is not None and x.new is not None] == [None]


def test_a_source_that_appears():
    old = reading("[14|14 exact person people killed] people died in the fire at the mill.")
    new = reading("{[14|14 exact person people killed] people died in the fire at the mill|indirect|Jon Wye}, Jon Wye said.")
    kinds = {new.claims[x.new].kind: x.kind for x in compare(old, new) if x.new is not None}
    assert kinds == {"quantity": "reattributed", "statement": "reattributed"}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Mara Lund", "the minister", "reworded"),
        ("the minister", "Mara Lund", "reworded"),
        ("his lawyer", "Jon Wye", "reworded"),
        ("top diplomat", "Mara Lund", "reworded"),
        ("the Aven Republican", "Mara Lund", "reworded"),
        ("he", "Mara Lund", "reworded"),
        ("Mara Lund", "Lund", None),
        ("the Aven Port Authority", "the APA", "reworded"),
        ("officials at the A.P.A.", "the Aven Port Authority", "reworded"),
        ("the Aven Port Authority", "the AFB", "reattributed"),
        ("Wye", "Lund", "reattributed"),
        ("officials", "Mara Lund", "reattributed"),
        ("a police officer", "the Aven Fire Brigade", "reattributed"),
        ("analysts", "Jon Wye", "reattributed"),
        ("analysts", "the head of the Aven Port Authority", "reattributed"),
    ],
)
def test_who_may_be_whom(before, after, kind):
    old = reading(f"{{The dam had been leaking for weeks before it broke|indirect|{before}}}, {before} said.")
    new = reading(f"{{The dam had been leaking for weeks before it broke|indirect|{after}}}, {after} said.")
    assert [x.kind for x in compare(old, new)] == [kind]


def test_words_outside_the_quotation_marks_are_no_part_of_the_quotation():
    old = reading("Lund said {the ministry “will rebuild every house” by spring|mixed|Lund}.")
    new = reading("Lund said {her ministry “will rebuild every house” before the spring|mixed|Lund}.")
    assert [x.kind for x in compare(old, new)] == ["reworded"]


def test_a_scrap_is_not_found_again_in_any_longer_statement():
    old = reading("Lund declined {to comment|indirect|Lund}.")
    new = reading("Wye said {the mayor had told his staff not to comment on the leak at the dam|indirect|Wye}.")
    assert sorted(str(x.kind) for x in compare(old, new)) == ["added", "removed"]


def test_another_spelling_is_the_same_speaker():
    old = reading("{The dam had been leaking for weeks before it broke|indirect|Ana Vukić}, Ana Vukić said.")
    new = reading("{The dam had been leaking for weeks before it broke|indirect|Vukic}, Vukic said.")
    assert [x.kind for x in compare(old, new)] == ["reworded"]


def test_a_statement_and_its_denial_are_two():
    old, new = "Moss's lawyer said he would appeal the sentence.", "Moss's lawyer said he would not appeal the sentence."
    rest = " The court in Orle is shut."
    assert {x.kind for x in diff(old + rest, new + rest) if x.method == "unmatched"} == {"removed", "added"}
    assert {x.kind for x in diff(old + rest, old.replace("would", "will") + rest)} <= {None, "reworded"}
    denied = "The warden {} that the boats had crossed the line." + rest
    assert {x.kind for x in diff(denied.format("denied"), denied.format("confirmed"))} == {"removed", "added"}
    assert {x.kind for x in diff(denied.format("said"), denied.format("confirmed"))} <= {None, "reworded"}
    quoted = "“We will {}leave the town,” Moss said."
    assert "requoted" in {x.kind for x in diff(quoted.format(""), quoted.format("not "))}


def test_the_first_words_of_a_long_quotation_are_its_short_form():
    old = "“We will rebuild,” warden Ina Moss said. “And we will do it fast, with the help of every town in this valley and the coast.”"
    assert {x.kind for x in diff(old, "“We will rebuild,” warden Ina Moss said.")} == {"requoted"}
    assert "requoted" not in {x.kind for x in diff(old, "“We are tired now,” warden Ina Moss said.")}


def test_a_contraction_is_no_other_word():
    text = "“{} leaving Orle,” Moss told reporters at the pier."
    assert {x.kind for x in diff(text.format("I’m not"), text.format("I am not"))} <= {None, "reworded"}
    assert {x.kind for x in diff(text.format("I’m not"), text.format("I’m"))} == {"requoted"}


def test_a_single_case_and_two_cases_of_two_officials_are_two_statements():
    old = "A week has passed since officials of Vessia reported a new probable case of measles."
    assert "reattributed" not in {x.kind for x in diff(old, "Norden has officially confirmed two probable cases of measles.")}
    assert "reattributed" in {x.kind for x in diff("Vessia reported a new case of measles.", "Norden reported a new case of measles.")}
