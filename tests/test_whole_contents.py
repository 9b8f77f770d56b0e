"""Which words are a statement's content and source: whole, and nothing of the writer's. Sentences and names are invented."""

from __future__ import annotations

import pytest

from sayso import Document, parse
from sayso.model import Attribution


def read(text: str) -> list[Attribution]:
    return [c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution]


CONTENTS = [
    # a quoted sentence without the writer's lead
    ("Put another way, “Most ovens leak,” Ruiz said.", "“Most ovens leak,”", "direct"),
    ("In April, “we saw the first ovens leak,” Ruiz said.", "In April, “we saw the first ovens leak,”", "mixed"),
    # a predicate behind the one who says it
    ("The plan would, according to the mayor, cost $3 million.", "The plan would … cost $3 million", "indirect"),
    (
        "The port will “in later phases,” according to the letter, eventually take over the quay.",
        "The port will “in later phases,” … eventually take over the quay",
        "mixed",
    ),
    ("The oven, the firm said in a filing, cut costs by half.", "The oven … cut costs by half", "indirect"),
    ("On Monday, according to police, three men broke into the oven.", "three men broke into the oven", "indirect"),
    # a relative clause of a source
    ("According to police, who have named nobody, the man left.", "the man left", "indirect"),
    # what the speaker says or does besides
    ("Ruiz said she would sign the bill but called it a mistake.", "she would sign the bill", "indirect"),
    ("Ruiz said she would stay and fight for the town.", "she would stay and fight for the town", "indirect"),
    ("Ruiz said the bread would be moved and sold.", "the bread would be moved and sold", "indirect"),
    # what is with a quotation
    ("Her post read: “They all knew,” accompanied by a photo of the oven.", "“They all knew,”", "direct"),
    ("Ruiz asked the crowd, “Is it warm?” and was met with cheers.", "“Is it warm?”", "direct"),
    # a clause with a participle as its subject
    (
        "Ruiz said she had no doubts, but closing the oven would cost jobs.",
        "she had no doubts, but closing the oven would cost jobs",
        "indirect",
    ),
    # a second saying
    ("Ruiz conceded that the town was slow but said it had learned.", "that the town was slow", "indirect"),
    ("Ruiz conceded that the town was slow but said it had learned.", "it had learned", "indirect"),
    # what is denied or claimed
    ("Ruiz rejected claims that the vote was rigged.", "claims that the vote was rigged", "indirect"),
    ("The group claimed responsibility for the fire.", "responsibility for the fire", "indirect"),
    # the writer's comment, and somebody's answer
    ("Varn said that the isle is its own, a claim that Brae rejects.", "that the isle is its own", "indirect"),
    ("Ruiz said he wants a deal “very soon,” though he has also threatened to go.", "he wants a deal “very soon,”", "mixed"),
    ("The crews said that they had taken the quay; the town denied it.", "that they had taken the quay", "indirect"),
    ("Ruiz argued that she was not there, but the judge allowed the claim.", "that she was not there", "indirect"),
    ("Ruiz wrote that the deal was “dead,” hours before her envoy was due.", "that the deal was “dead,”", "mixed"),
    ("Ruiz said Varn had won; the rest was luck.", "Varn had won", "indirect"),
    ("Ruiz said it would be “an asset,” calling it a “great oven.”", "it would be “an asset,”", "mixed"),
    ("Ruiz described the crews as thieves and spoke of revenge.", "the crews as thieves", "indirect"),
    ("Ruiz called the offer “a joke” on Monday during a show.", "the offer “a joke”", "mixed"),
    ("Ruiz called the law “a win” for bakers.", "the law “a win” for bakers", "mixed"),
    ("The judge said the town had lied and dismissed the charges.", "the town had lied", "indirect"),
    ("The quay is shut as of this week, TVN reported Monday, although nobody has said so.", "The quay is shut as of this week", "indirect"),
    ("In her speech, she also said, “They have no ovens.”", "“They have no ovens.”", "direct"),
    # the rest of a list, a condition, a second predicate
    (
        "The town warned of floods, power cuts and road closures across the north.",
        "floods, power cuts and road closures across the north",
        "indirect",
    ),
    ("Ruiz said the town sent 120 boats, of which 98 sank.", "the town sent 120 boats, of which 98 sank", "indirect"),
    ("Ruiz said if it rains, the dam may fail.", "if it rains, the dam may fail", "indirect"),
    (
        "That is the most since 1930, according to the ministry, and breaks a record.",
        "That is the most since 1930 … and breaks a record",
        "indirect",
    ),
    ("Ruiz said the mayor lied and also asked why nobody had come.", "the mayor lied", "indirect"),
    ("The aim of that push, according to an aide, was to sell it.", "The aim of that push … was to sell it", "indirect"),
    ("Ruiz said that talks would resume, and she urged patience.", "that talks would resume", "indirect"),
    ("Ruiz admitted that data had been lost but said no names were in it.", "no names were in it", "indirect"),
    # in what it was said
    ("Ruiz acknowledged the risk of a long fire in her own letter on Friday.", "the risk of a long fire", "indirect"),
    ("Ruiz acknowledged the errors in the letter.", "the errors in the letter", "indirect"),
]


@pytest.mark.parametrize(("text", "content", "mode"), CONTENTS)
def test_a_content_is_what_was_said(text: str, content: str, mode: str) -> None:
    found = [(" … ".join(piece.of(text) for piece in a.content), a.mode) for a in read(text)]
    assert (content, mode) in found


SOURCES = [
    ("“It leaks,” Ana Ruiz, whose term ends in May, said on Tuesday.", "Ana Ruiz, whose term ends in May,"),
    ("“It leaks,” mayor Ana Ruiz of Varn, who’s served since 2011, told TVN.", "mayor Ana Ruiz of Varn, who’s served since 2011,"),
    (
        "Two aides briefed on the plan, who spoke to explain it, said the men would leave.",
        "Two aides briefed on the plan, who spoke to explain it,",
    ),
    ("An official in that office has explained that the oven leaks.", "An official in that office"),
    ("Prices rose, according to Brae.com data.", "Brae.com data"),
    ("Brae.com said that prices rose.", "Brae.com"),
    ("Both the baker and the town’s mayor said the oven would stay.", "Both the baker and the town’s mayor"),
    ("More than 40 bakers said the oven leaked.", "More than 40 bakers"),
    ("At least two aides said the mayor knew.", "At least two aides"),
    ("Farmers met with the mayor, who said the dam was safe.", "the mayor"),
    ("A spokesperson for Ruiz, who is also known as “Nan,” said last year that she had left.", "A spokesperson for Ruiz"),
    (
        "It fell, according to a baker familiar with private talks that took place in May.",
        "a baker familiar with private talks that took place in May",
    ),
    ("It fell, according to two people briefed on the matter.", "two people briefed on the matter"),
    ("Varn, Brenland, Orle and Quell said that it fell.", "Varn, Brenland, Orle and Quell"),
    ("In Varn, Brenland, Orle and Quell said that it fell.", "Brenland, Orle and Quell"),
    ("Omar Ruiz became the fifth baker to leave on Monday, saying that he was ill.", "Omar Ruiz"),
    ("Some bakers as well as town officials have said that it leaks.", "Some bakers as well as town officials"),
    ("The mayor over the weekend announced that it leaks.", "The mayor"),
    ("The mayor of Varn, Omar Ruiz, 61, said that it leaks.", "The mayor of Varn, Omar Ruiz, 61,"),
    ("Ruiz ordered it after the discovery of records showing that the town knew.", "records"),
    ("Ruiz ordered it after a report of events showing that the town knew.", "a report of events"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_source_is_who_says_it(text: str, source: str) -> None:
    assert source in [a.source.of(text) for a in read(text) if a.source]


@pytest.mark.parametrize(
    "text",
    [
        "Police asked residents to stay indoors until the fire was out.",
        "Crews begged the town to send more boats.",
        "Ruiz called on both sides to stop.",
        "Officials are urging people to save water.",
        "Ruiz vowed to cut taxes on her first day.",
        "The bakers’ union threatened to strike if nobody was paid.",
        "Ruiz denied any wrongdoing.",
        "The minister rejected claims that the vote was rigged.",
        "A jury found Omar Ruiz guilty of theft.",
        "A judge ruled the order unlawful.",
        "Ruiz accused the mayor of lying to the town.",
        "The family demanded an independent inquiry.",
        "Records obtained by the Tide show that the town ignored 14 warnings.",
        "Ruiz conceded that the town was slow but said it had learned.",
        "Ruiz called the offer “a joke” on Monday.",
    ],
)
def test_pledges_pleas_and_verdicts_are_shown(text: str) -> None:
    assert all(c.shown for c in parse(Document(text)).claims if c.kind == "statement")


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Milo threatened to flood the port.",
        "Ruiz pleaded guilty to state charges.",
        "But Ruiz insisted on trying anyway.",
        "The baker asked not to be named.",
        "Ruiz may call on the town to act.",
        "The judge denied his request.",
        "Call 555 0100 to ask the town to act.",
    ],
)
def test_deeds_and_what_may_come_are_not_shown(text: str) -> None:
    assert not [c for c in parse(Document(text)).claims if c.kind == "statement" and c.shown]


TIMES = [
    ("Ruiz said last year that the quay, which opened in 1962, would be replaced by 2027.", ["by 2027"]),
    ("Ruiz said on Monday that the quay, which opened in 1962, was old.", ["on Monday"]),
    ("Ruiz called it “slow” and said the crew would leave on Friday.", [None, "on Friday"]),
    ("“It leaks,” said Ruiz, who left in May, adding that nobody knew.", [None, None]),
    ("“It opened in 1924,” Ruiz said, adding that it was old.", ["in 1924", None]),
    ("Ruiz said that at first she thought it was rain.", [None]),
    ("Ruiz said it was the worst fire since the 1987 storm.", [None]),
    ("Ruiz said she had lived in Varn since March.", ["since March"]),
]


@pytest.mark.parametrize(("text", "times"), TIMES)
def test_a_statement_has_its_own_time(text: str, times: list[str | None]) -> None:
    claims = [c for c in parse(Document(text)).claims if c.kind == "statement"]
    assert [c.moment.span.of(text) if c.moment else None for c in claims] == times
