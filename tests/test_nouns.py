"""What a figure counts: where its noun phrase ends, what is somebody, what is a verb."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.grammar.quantities.headwords import is_person
from sayso.model import Document, Quantity


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


@pytest.mark.parametrize(
    ("text", "noun", "unit"),
    [
        ("All 41 passengers and crew were safe.", "passengers and crew", "person"),
        ("There were 72 major and minor league members.", "major and minor league members", "person"),
        ("It set aside $3 million backing Roe.", "", "USD"),
        ("A 28-point peace plan Moss drew up failed.", "peace plan", "point"),
        ("She sold 28 peace plan Moss drawings.", "peace plan Moss drawings", None),
        ("A poll asked about it (89% felt that way).", "", "percent"),
        ("There was a sharp 60% drop.", "drop", "percent"),
        ("He faced two counts of involuntary manslaughter.", "counts of involuntary manslaughter", None),
        ("They felled hundreds of oaks and elms.", "oaks and elms", None),
        ("He met 12 senators and aides said it went well.", "senators", "person"),
        ("They closed two Bank of Alba branches.", "Bank of Alba branches", None),
        ("She owns four Gulls clubs.", "Gulls clubs", None),
        ("Police seized three Dorsey SUVs.", "Dorsey SUVs", None),
        ("There were 33 rival bidders.", "rival bidders", "person"),
        ("Twelve non-citizens voted.", "non-citizens", "person"),
        ("Four Delvan allies sent boats.", "Delvan allies", None),
        ("They lost six Kestrel Sentries.", "Kestrel Sentries", None),
        ("It was the third of five heists.", "heists", None),
        ("He sent two handfuls of skiffs.", "skiffs", None),
        ("The dredger took 3 acres of seabed.", "seabed", "acre"),
        ("The state held 40 Texans overnight.", "Texans", "person"),
        ("She sailed with three cabinmates.", "cabinmates", "person"),
        ("They met 40 counterprotesters.", "counterprotesters", "person"),
        ("They made three estimates.", "estimates", None),
        ("More than half of the deckhands fell ill.", "deckhands", None),
        ("It takes half of consumer spending.", "consumer spending", None),
        ("He saw 40% of the crew wearing masks.", "crew", "percent"),
    ],
)
def test_what_is_counted(text: str, noun: str, unit: str | None) -> None:
    """The noun phrase as written, and people as people."""
    assert (noun, unit) in [(q.noun or "", q.unit) for q in figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The poll has 56% opposed to the weir.",
        "It took 15 minutes talking to the pilot.",
        "He set 30 million dollars earmarked for the quay aside.",
        "Of the mills, two reached settlements.",
        "They are 30 points more likely to stay.",
        "Come three hours early for the ferry.",
        "In the poll 76% disapprove.",
    ],
)
def test_verbs_and_participles_are_not_counted(text: str) -> None:
    """What follows a figure as a verb is not its noun."""
    assert [q.noun for q in figures(text)] == [None]


@pytest.mark.parametrize("text", ["Two armed robberies shook the port.", "Two released hostages spoke.", "They fined 12 reopened mills."])
def test_participles_in_front_of_what_is_counted_stay(text: str) -> None:
    """An adjective, somebody that was acted on, and the object of a verb."""
    assert len((figures(text)[0].noun or "").split()) == 2


@pytest.mark.parametrize("head", ["welder", "co-sponsor", "noncitizen", "texan", "speech-watcher", "servicemember", "podcastist"])
def test_somebody(head: str) -> None:
    """Nouns for people, with what is put in front of them or tied to them."""
    assert is_person(head)


@pytest.mark.parametrize("head", ["ally", "carrier", "heist", "checklist", "twist", "container", "population", "voucher"])
def test_something(head: str) -> None:
    """Things, and heads that news uses of states and companies as well."""
    assert not is_person(head)
