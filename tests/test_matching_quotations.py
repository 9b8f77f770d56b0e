"""When the words of a quotation were altered, and when they were only cut, extended or printed otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grammar import parse
from sayso.matching import compare, diff
from sayso.matching.news import Happening, Side, is_shown
from sayso.matching.quotations import classify_quote_change
from sayso.model import Document

CASES = [
    pytest.param("we will not leave the valley", "we will leave the valley", "altered", id="a negation left out"),
    pytest.param("this is a murderous region and we know it", "this is a murderous regime and we know it", "altered", id="another word"),
    pytest.param("it will cost 15 million this year", "it will cost 15 billion this year", "altered", id="a figure"),
    pytest.param("we will go, and then we will return", "we will go", "cut", id="the end"),
    pytest.param("we will go", "in the morning we will go", "extended", id="the start"),
    pytest.param("we lost, in that long and terrible winter, our mill", "we lost … our mill", "cut", id="dots"),
    pytest.param("the u.s. mill was organised well", "the us mill was organized well", "same", id="spelling"),
    pytest.param("no rally shall be organised by us", "no rally shall be organized", "cut", id="spelling before a cut"),
    pytest.param("and they don't they don't come out", "and they don't come out", "cut", id="a slip of the tongue"),
    pytest.param("we do not know", "we don't know", "same", id="a contraction"),
    pytest.param("it would a low point for us", "it would be a low point for us", "extended", id="grammar put right"),
]


@pytest.mark.parametrize(("old", "new", "what"), CASES)
def test_fate(old, new, what):
    assert classify_quote_change(old.split(), new.split()) == what


words = st.lists(st.sampled_from(["we", "will", "not", "leave", "the", "mill", "river", "never", "…"]), max_size=8)


@given(words, words)
def test_turned_round_it_is_mirrored(old, new):
    mirror = {"cut": "extended", "extended": "cut"}
    assert classify_quote_change(new, old) == mirror.get(classify_quote_change(old, new), classify_quote_change(old, new))


@given(words, words)
def test_what_was_only_put_in_front_and_behind_is_no_alteration(core, more):
    if core:
        assert classify_quote_change(core, [*more, *core]) in ("extended", "same")
        assert classify_quote_change([*core, *more], core) in ("cut", "same")


def kinds(old: str, new: str) -> list[tuple[str, bool]]:
    before, after = parse(Document(old)), parse(Document(new))
    return [
        (x.kind, is_shown(Happening(x.kind, Side(before.claims[x.old], before.document), Side(after.claims[x.new], after.document), 1.0)))
        for x in compare(before, after)
        if x.kind and x.old is not None and x.new is not None
    ]


def test_altered_words_are_shown_and_those_that_are_gone_too():
    said = "“{},” Mayor Ida Renn said at the mill on Sunday."
    whole = "The dam is safe for the valley, and nobody in Orle town has to leave their beds tonight"
    cut = said.format("The dam is safe for the valley")
    assert kinds(said.format(whole), said.format(whole.replace("safe", "lost"))) == [("requoted", True)]
    assert kinds(said.format(whole), cut) == [("requoted", True)]
    assert kinds(said.format(whole), said.format(whole.replace(" tonight", ""))) == [("requoted", False)]
    assert kinds(cut, said.format(whole)) == [("requoted", False)]


def test_words_cut_from_a_quotation_that_stand_elsewhere_are_not_shown():
    said = "“The dam is safe for the valley{},” Mayor Ida Renn said at the mill on Sunday."
    old = said.format(", and nobody in Orle town has to leave their beds tonight")
    new = said.format("") + " She told a crowd that “nobody in Orle town has to leave their beds tonight.”"
    assert ("requoted", True) not in kinds(old, new)


def test_a_quotation_in_plain_words_is_kept_and_not_shown():
    quoted = "Mayor Ida Renn said the dam was “safe for the whole valley” on Sunday."
    assert kinds(quoted, quoted.replace("“", "").replace("”", "")) == [("requoted", False)]


def test_a_quotation_that_stands_elsewhere_is_not_the_one_put_in_its_place():
    was = '"We are heartbroken for the families of Pell tonight," the mayor said.'
    put = '"Our focus right now is on the families of Pell tonight," the mayor said.'
    new = f"{put}\n\nThe council met at noon.\n\n{was}"
    assert "requoted" not in {x.kind for x in diff(was, new)}
    assert "requoted" not in {x.kind for x in diff(new, was)}


def test_two_things_said_to_the_same_reporters_are_two():
    old = '"It is there to secure the whole building, not just the hall," Lund told reporters at the yard on Monday.'
    new = '"My understanding is that a fifth goes to modern offices," Lund told reporters at the yard on Monday.'
    assert "requoted" not in {x.kind for x in diff(old, new)}


def test_words_around_a_quoted_word_are_not_quoted():
    old = "Two wardens hurt in ‘targeted’ attack at Pell yard, police say."
    new = "Two wardens in critical condition after ‘targeted’ attack at Pell yard, police say."
    assert ("requoted", True) not in kinds(old, new)


def test_a_word_put_for_another_between_single_marks_is_shown():
    old = "Mayor says the yard ‘was never a safe place for wardens’ after attack."
    new = "Mayor says the yard ‘was always a safe place for wardens’ after attack."
    assert kinds(old, new) == [("requoted", True)]


TWO_SAID = [
    pytest.param(
        "“The mill must close before the winter comes to us,” Lund said.",
        "“The mill must not close before the spring is with us,” Wye said.",
        id="by two speakers",
    ),
    pytest.param(
        "On Monday, Lund told reporters “the mill must close before the winter.”",
        "On Friday, Lund told reporters “the mill must not close, not before spring.”",
        id="on two days",
    ),
    pytest.param("Lund says she is ‘ready’ for storm", "Lund says tide is ‘slowing’", id="a word each of headlines"),
]


@pytest.mark.parametrize(("old", "new"), TWO_SAID)
def test_two_things_said_are_no_quotation_that_changed(old, new):
    assert "requoted" not in {x.kind for x in diff(old, new)}


def test_a_quotation_of_which_the_headline_has_some_words_is_gone_all_the_same():
    title = "Lund says the mill must close before winter"
    said = "“The mill must close before the winter comes to us,” Lund said. "
    rest = "The council met in the old hall at noon. The road along the coast stays shut."
    before, after = parse(Document.of(title, said + rest)), parse(Document.of(title, rest))
    gone = [x for x in compare(before, after) if x.kind == "removed" and before.claims[x.old].quantity is None]
    assert [x.method for x in gone] == ["unmatched"]


UNITS = [
    ("The wall is 90 ft high, and nobody can climb it", "The wall is 90 feet high, and nobody can climb it"),
    ("We drove 40km in the rain to reach the mill", "We drove 40 kilometres in the rain to reach the mill"),
    ("Some 5% of the sheep in this valley are lost", "Some 5 per cent of the sheep in this valley are lost"),
]


@pytest.mark.parametrize(("one", "other"), UNITS)
def test_another_spelling_of_a_unit_is_no_other_word(one, other):
    said = "“{},” warden Ina Moss said on Monday."
    assert "requoted" not in {x.kind for x in diff(said.format(one), said.format(other))}
    assert "requoted" not in {x.kind for x in diff(said.format(other), said.format(one))}


def test_another_unit_is_another_word():
    said = "“The wall is 90 {} high, and nobody can climb it,” warden Ina Moss said on Monday."
    assert ("requoted", True) in kinds(said.format("feet"), said.format("metres"))


def test_words_that_the_new_text_quotes_in_another_place_are_not_cut():
    kept = "The old bridge carried every farmer of this valley to market"
    old = f"“The mill was our pride in the winter. Ask anyone. {kept},” warden Ina Moss said."
    new = "The mill “was our pride in the winter,” warden Ina Moss said."
    assert ("requoted", True) in kinds(old, new)
    assert ("requoted", True) not in kinds(old, f"{new} “{kept},” she added.")


def test_a_quotation_in_two_parts_is_matched_with_the_longer_one():
    first, last = "For the people of the town, the end of the flood can’t come soon", "for some time"
    middle = "but even when the road is properly cleared and even when the engineers formally leave in an enduring way we still expect"
    old = f"“{first}, {middle} the consequences of this flood to be felt {last} now,” warden Ivo Moss said."
    new = f"“{first},” warden Ivo Moss said, adding that the consequences would be felt “{last}.”"
    for one, other in ((old, new), (new, old)):
        before, after = parse(Document(one)), parse(Document(other))
        (changed,) = (x for x in compare(before, after) if x.kind == "requoted")
        assert all(first in side.claims[i].words(side.document.text) for side, i in ((before, changed.old), (after, changed.new)))
