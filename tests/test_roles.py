"""What became of those counted: from the forms of verbs, near and over what describes the subject."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.grammar.quantities.verb_forms import FORMS, PARTICIPLES
from sayso.model import Document, Quantity


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Of these, 25 members of the harbour guard were killed.", ["killed"]),
        ("Thirteen miners, including women and boys, were also injured.", ["injured"]),
        ("Four patients who had been moved by night died.", ["killed"]),
        ("The storm left thousands of passengers stranded.", ["stranded"]),
        ("Norden Air cancelled 670 flights.", ["cancelled"]),
        ("Some 670 flights were canceled.", ["cancelled"]),
        ("The mill laid off 400 workers.", ["dismissed"]),
        ("Nine sailors were taken to hospital.", ["hospitalised"]),
        ("Medics treated 40 people.", ["treated"]),
        ("Police detained 12 drivers.", ["arrested"]),
        ("Police charged two people with theft.", ["charged"]),
        ("Six sailors are among those killed.", ["killed"]),
        ("The port charged two fees.", [None]),
        ("They look for 20 missing hikers.", ["missing"]),
        ("It has 30,000 treated nets.", [None]),
        ("Roe claimed that two men lied.", [None]),
        ("Roe claimed 40 seats.", [None]),
        ("At least 9 of the 31 passengers were injured.", ["injured", None]),
        ("Two of the 12 people killed were cooks.", ["killed", "killed"]),
        ("Police counted 15,000 marchers, while organisers claimed 60,000.", [None, None]),
        ("The floods have so far claimed 60.", ["killed"]),
        ("The flood claimed 12 lives.", ["killed"]),
        ("The flood claimed the lives of 12 sailors.", ["killed"]),
        ("The storm caused 12 related deaths.", ["killed"]),
        ("He spoke of the killing of two guards.", ["killed"]),
        ("Two gunmen killed a guard.", [None]),
        ("Several members seized on the delay.", [None]),
        ("Twelve senators said that others were killed.", [None]),
        ("The yield closed 2% higher.", [None]),
        ("Three sailors were killed, and five more were “seriously wounded,” the navy said.", ["killed", "injured"]),
        ("Three sailors “killed time” in Velm.", [None]),
    ],
)
def test_roles(text: str, roles: list[str | None]) -> None:
    """A verb before, after, and beyond the description of the subject; a verb with its own object gives no role."""
    assert [q.role for q in figures(text)] == roles


@pytest.mark.parametrize(("form", "role"), sorted(PARTICIPLES.items()))
def test_a_participle_gives_one_role_before_and_behind(form: str, role: str) -> None:
    """The reading is the same wherever the verb is."""
    thing = "boats" if role in ("destroyed", "damaged", "cancelled", "delayed", "sunk") else "sailors"
    (before,), (behind,) = figures(f"It {form} 40 {thing} there."), figures(f"In all 40 {thing} were {form} there.")
    assert before.role == behind.role == role


def test_forms_are_spelled_as_written() -> None:
    """Doubled letters, a silent e, both spellings where there are two, and past forms that no rule makes."""
    assert {
        "trapped",
        "trapping",
        "canceled",
        "cancelled",
        "freed",
        "freeing",
        "slain",
        "struck",
        "evacuates",
        "murdered",
        "torched",
    } <= FORMS.keys()
    assert not {"murderred", "canceld", "freeed", "striked", "trapeding"} & FORMS.keys()


SUBJECTS = {
    "Two children and a woman were killed in the blast.": ("Two", "killed"),
    "Three nurses and one doctor were injured.": ("Three", "injured"),
    "Two officers, a driver and three girls were hurt.": ("Two", "injured"),
    "At least 40 homes and a school were damaged.": ("At least 40", "damaged"),
    "He met 12 officials and a friend was killed.": ("12", None),
    "Some 12 hikers from 4 countries are missing.": ("4", None),
    "Still missing: 5": ("5", "missing"),
    "Two gunmen fled on foot.": ("Two", None),
    "Two families fled on foot.": ("Two", "displaced"),
    "It made 180, missing the 436 that Roe was looking for.": ("436", None),
    "Confirmed dead: 12": ("12", "killed"),
    "Injured so far: 33": ("33", "injured"),
    "Reported: 12": ("12", None),
}


@pytest.mark.parametrize("text", SUBJECTS)
def test_a_role_is_of_all_that_a_subject_or_a_label_counts(text: str) -> None:
    figure, role = SUBJECTS[text]
    assert [q.role for q in figures(text) if q.span.of(text) == figure] == [role]
