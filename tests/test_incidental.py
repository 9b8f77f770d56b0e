"""Which figures few readers want listed: kept, marked, and not shown by default."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Claim, Document


def figures(text: str) -> list[Claim]:
    """The figures of a text."""
    return [c for c in parse(Document(text)).claims if c.quantity]


@pytest.mark.parametrize(
    "text",
    [
        "It was one of the oldest mills.",
        "One neighbour saw smoke.",
        "There is zero room for error.",
        "It has zero tolerance for delays.",
        "The race is 100% Moss vs. Roe.",
        "The keeper is 100 percent Ruiz.",
        "One day the dam will go.",
        "Ana Ruiz, 34, runs the mill.",
        "The two leaders met in Norden.",
        "Police said the three men were arrested on Friday.",
        "All 50 states sent delegates.",
        "His three sons left.",
        "Several boats were late.",
        "Norden came ahead of Halden (17).",
        "They settled there ten years ago.",
        "She stayed at a five-star hotel.",
        "Two sources told the paper of it.",
        "Three people briefed on the talks spoke of it.",
        "At one point the lights failed.",
        "The mill stood idle over the past two weeks.",
        "At one time ships lay here.",
        "It fought a thousand-headed beast.",
        "Norden beat Halden 4-2.",
        "They left with a record of 90-30-2.",
        "The Gulls went 17-7.",
        "That’s 90% of the battle.",
        "They parted as quietly as two people could.",
        "Same day, same port — two opposing tales.",
        "For the 12-month period ended in March it fell.",
        "It is now 90 days until the regatta.",
        "One second he cheered.",
        "Skippers disagree on two questions.",
        "Their first record, “Enter the Mill (36 Chambers)”, sold well.",
        "“I am a sitting duck,” one stranded sailor told reporters.",
        "The war is thousands of miles away.",
        "Three people who have spoken with her agree.",
        "It is a toy for the one percent.",
        "He leaves behind two children.",
        "Roe was the eldest of three children.",
        "She is a two-time winner.",
        "It was ranked first five times.",
        "The wreck lies 20 miles west of Norden.",
        "People 45-49 years are screened.",
        "There are three ways to moor.",
        "She sailed with two friends.",
        "The Gulls allowed four straight walks.",
        "Roe was averaging 6.6 points.",
        "“I am 100% sure,” he said.",
        "Within a week, the mill was dead.",
        "The middle two boats are red.",
        "It was the worst flood in three decades.",
        "The mill is a 30-minute drive away.",
        "Over a nine-year period it sank.",
        "He left within ten minutes of the bell.",
        "The 30-year mortgage rate was unchanged.",
        "The index rose to a 22-month high.",
        "He spent a decade in Kell.",
        "I will fight ten times harder.",
        "Two members of Moss’s family told the court of it.",
        "It is for babies six months and older.",
        "Ruiz is a 20-year veteran of the mill.",
        "For two years, nobody came.",
        "It was their first win in 10 years.",
        "Roe asked five of them to stay.",
        "Roe finished with 27.",
        "They sat through a four-hour meeting.",
        "It was a 45 minute session.",
        "His two-year term ends in May.",
        "It is a 200-mile drive from Norden.",
        "The Gulls signed a 6-foot-4 centre.",
        "The envoys discussed a 12-point plan.",
        "He had a million-dollar smile.",
        "Ruiz served in the navy for 19 years.",
        "Moss spent 11 years in the Senate.",
        "The bill fell short of the 60-vote threshold.",
        "“A hundred percent,” he said.",
        "It is absolutely 100% about winning.",
        "I have watched the mill for 50 years.",
        "See a doctor if you cough for more than two weeks.",
        "They got two very different receptions.",
        "They were two giants of the trade.",
        "Two of the mainstay models, the Brig and the Sloop, will be sold.",
        "The report names three biggest risks: fire, flood and theft.",
        "Several carriers suspended flights.",
        "The talks failed, according to three harbour officials.",
        "One poet captured that mood.",
        "Nobody knows which two boats remain.",
        "The bill requires 60 votes to advance.",
        "There is a runoff if no candidate wins more than 50%.",
        "Ask how someone with $100,000 fares.",
        "The song touched millions of hearts.",
        "The raid struck one of the oldest mills.",
        "Kell, about 60 miles from the border, is small.",
        "The mill is just 40 kilometres from Norden.",
    ],
)
def test_incidental(text: str) -> None:
    """A reference, an age, a saying: nothing that a reader checks."""
    (claim,) = figures(text)
    assert claim.incidental
    assert not claim.shown


@pytest.mark.parametrize(
    "text",
    [
        "One person was killed.",
        "The 13 killed were miners.",
        "At least two ships sank.",
        "The town has 250 ferries.",
        "Rates rose by one percent.",
        "Nearly 9 million are under warnings.",
        "Dozens of homes burned.",
        "He was jailed for ten years.",
        "One in five adults smokes.",
        "The council voted 12-6 to sell.",
        "Judge Roe wrote the deciding opinion in a 5-4 vote.",
        "They waited for three hours until it rained.",
        "The judge sentenced Roe to 20 years.",
        "Theft carries up to five years in prison.",
        "They spent nearly eight months in custody.",
        "They agreed on a five-day truce.",
        "She got 18 months of probation.",
        "The fire is 100% contained.",
        "The Owl Fire is 100% Contained.",
        "The index lost 40 points.",
        "Some 40 questions remain.",
        "It is five times larger.",
        "The slick is 20 miles long.",
        "The trial could last three weeks.",
        "Sailors waited in line for four hours.",
        "The fever has an incubation period of 12 days.",
        "Refunds must be paid within 30 days.",
        "Nearly 90% of the boats sank.",
        "The council met for more than two hours.",
        "She has run the mill for 30 years.",
        "Hear 40 hours of interviews with sailors.",
        "The firm will have four days to answer.",
        "Crews reached the mill in less than a minute.",
        "They were locked in a four-day lockout.",
        "She got an 18-month jail term.",
        "The Gulls built a nine-point lead.",
        "They posted a million-dollar reward.",
        "He had spent eight months as a prisoner.",
        "Several people were killed.",
        "It was 100% of the catch.",
        "Moss won 50% and avoids a runoff.",
        "Thousands visited Kell.",
        "A glove was found two miles from the mill.",
        "The wreck lay, more than 10 miles from where it sank.",
        "The ministry bought a$400 million luxury jet.",
        "Nearly 150 retired federal and county judges signed.",
        "Roe holds a two-vote margin.",
        "I was held in Kell for six months.",
        "The mill stands on a 187-acre site.",
        "The vote ended 27 years of military rule.",
        "Roe must answer within ten days of the hearing.",
        "Mills keep the log for 22 months after a sale.",
        "The parrot chose the right cup 68% of the time.",
        "Police put the figure at 80.",
        "Organisers claimed 60,000.",
        "The 48-team cup opens in Norden.",
        "A 15-person group of hikers was found.",
        "Six of those killed were nurses.",
        "Roe leads Moss 59%-41% in the poll.",
        "Claims totalled 46,000 by Thursday.",
        "A day later that number had jumped to 38.",
        "Three of the largest banks failed in May.",
        "The firm closed three plants: Ansel, Varn and Brill.",
    ],
)
def test_telling(text: str) -> None:
    """An outcome, a measure, a hedge, a count: these are shown."""
    assert [c.shown for c in figures(text)] == [True]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He received £75,000 (about $100,000).", ["£75,000"]),
        ("The course is 380 metres (416 yards) long.", ["380 metres"]),
        ("A 21-foot-wide (6.5-metre-wide) mirror was lost.", ["21-foot"]),
        ("Savers get up to $1,000 ($2,000 for couples).", ["up to $1,000", "$2,000"]),
        ("Most of it ($464 billion) came from sales of 90 mills.", ["$464 billion", "90"]),
        ("Trips take 90 minutes (two hours in winter).", ["90 minutes"]),
    ],
)
def test_a_conversion_in_brackets_is_incidental(text: str, shown: list[str]) -> None:
    """The figure before it is the one that was measured."""
    assert [c.words(text) for c in figures(text) if c.shown] == shown


@pytest.mark.parametrize(
    "text", ["The panel cut the list from 17 to 11 names.", "The toll was revised from 15 to 14.", "Seats rose from 40 to 52."]
)
def test_before_and_after_are_two_figures(text: str) -> None:
    """A change from one count to another is not a range."""
    assert len(figures(text)) == 2


@pytest.mark.parametrize("text", ["One night later, the Gulls won again.", "The town may endure a night or two of strikes."])
def test_a_manner_of_speaking_of_nights_is_incidental(text: str) -> None:
    assert all(claim.incidental for claim in parse(Document(text)).claims if claim.quantity)
