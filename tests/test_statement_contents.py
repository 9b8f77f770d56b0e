"""Where the content of a statement starts and ends. Every sentence is invented."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document

CUT = [
    ("Moss said the dam fell, without giving details.", "the dam fell"),
    ("Moss said the dam fell without elaborating.", "the dam fell"),
    ("Moss said the mill ran without water.", "the mill ran without water"),
    ("Ortega said that the search is still “open” and declined to say more.", "that the search is still “open”"),
    ("Ortega said she was “sad” and thanked her fans.", "she was “sad”"),
    ("Ortega said the thief went to the mill and asked for bread.", "the thief went to the mill and asked for bread"),
    ("Varn said it had held six men, as Brae accused the town of theft.", "it had held six men"),
    ("Ortega said the dam will be as it was in May.", "the dam will be as it was in May"),
    ("Ortega said the plan was dead – a blow that many bakers feared.", "the plan was dead"),
    (
        "Ortega announced plans to step down as head of the union in 2023, more than 20 years after she joined it.",
        "plans to step down as head of the union in 2023",
    ),
    ("Ortega warned of losses after two mills went bankrupt.", "losses"),
    ("Ortega warned that bread may run out after the mill closes.", "that bread may run out after the mill closes"),
    (
        "Rep. Ana Ortega, who leads it, accused Lee Moss before Tuesday’s election of an “effort to cheat” in it.",
        "Lee Moss … of an “effort to cheat” in it",
    ),
    ("Ortega said as recently as May that she would stay.", "that she would stay"),
    ("The coach said after Sunday’s loss that his players were tired.", "that his players were tired"),
    ("The Varn Herald reported last week on the fire at the mill.", "the fire at the mill"),
    ("Judge Ana Ruiz ruled that the town broke the law and gave it until Sept. 15 to pay.", "that the town broke the law"),
    ("Ortega said Thursday that the mayor is in “good health,” citing an exam.", "that the mayor is in “good health,”"),
    ("Ortega has said he will not call a vote, most recently during a visit to Varn.", "he will not call a vote"),
    ("He said to the Tide, “Bread is dear.”", "“Bread is dear.”"),
    ("Lawyers argued to jurors that Moss took the oven.", "that Moss took the oven"),
    # to whom it was said or written
    ("He texted his aide, “Bread is dear,” and left.", "“Bread is dear,”"),
    ("Ana Ruiz wrote the board, “We are closed.”", "“We are closed.”"),
    ("Ana Ruiz told TVN there were more fires last year.", "there were more fires last year"),
    ("Ana Ruiz told TVN workers were afraid.", "workers were afraid"),
    ("Ana Ruiz told Lee Varn there was no bread.", "there was no bread"),
    ("Ana Ruiz warned investors profits would fall.", "profits would fall"),
    ("Ana Ruiz warned officials about floods that could come.", "floods that could come"),
    ("The coach texted the team on Friday, “Rest well,” and flew home.", "“Rest well,”"),
    ("Ana Ruiz told TVN workers that they were safe.", "that they were safe"),
    # a concession of the writer, not one of the speaker
    ("Moss said that the town lives on rye — although Varn has been hit by its price.", "that the town lives on rye"),
    ("Moss said that the town lives on rye — though not on oats.", "that the town lives on rye — though not on oats"),
    ("Moss said rye was dear – though it would “not be scarce.”", "rye was dear – though it would “not be scarce.”"),
    # the time of a promise, not that of what is promised
    ("Varn vowed to bake in the old mill earlier this month, writing that he would stay.", "to bake in the old mill"),
    ("Moss threatened to sue the town two weeks ago.", "to sue the town"),
    ("Moss vowed to repair the roads damaged last month.", "to repair the roads damaged last month"),
    ("Moss promised to open the mill this week.", "to open the mill this week"),
]


@pytest.mark.parametrize(("text", "content"), CUT)
def test_the_writers_words_are_no_content(text: str, content: str) -> None:
    said = next(c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution)
    assert " … ".join(piece.of(text) for piece in said.content) == content


WHOLE = [
    # a figure between dashes, the second object of a gift, the subject of a quoted predicate, who is called so
    (
        "Ana Ruiz said more rain fell last year – 212 days – than in any year before, even in Brae.",
        "more rain fell last year – 212 days – than in any year before, even in Brae",
    ),
    ("Ana Ruiz said the mill burned – 40 – and the town wept.", "the mill burned – 40"),
    (
        "She said she would give one of them, the baker Lee Moss, a medal for his bread.",
        "she would give one of them, the baker Lee Moss, a medal for his bread",
    ),
    (
        "She said she would pay Ana Ruiz, a former clerk, a large sum to be quiet.",
        "she would pay Ana Ruiz, a former clerk, a large sum to be quiet",
    ),
    ("She said she gave the rye to Lee Moss, a baker, and left.", "she gave the rye to Lee Moss"),
    ("The new oven Moss meant to rely on, the court said, “falls short.”", "The new oven Moss meant to rely on … “falls short.”"),
    ("He left, Moss said, “in tears.”", "“in tears.”"),
    ("Lee Varn, whom Moss described as “a fool,” left on Monday.", "Lee Varn … as “a fool,”"),
    # a second infinitive, a clause that is still reported, a quotation in front
    ("Ortega urged the town to stop baking and take bread to all the guards.", "the town to stop baking and take bread to all the guards"),
    (
        "Ortega said bakers planned a trip to look at the cave, but rough weather could delay it.",
        "bakers planned a trip to look at the cave, but rough weather could delay it",
    ),
    ("Ortega told the Tide, “rye is dear” and that the town is “at its best.”", "“rye is dear” and that the town is “at its best.”"),
    ("“What rye?” Lee Moss — a baker of 35 in his first year in Varn — said, cracking a smile.", "“What rye?”"),
    # what is said of somebody in a relative clause
    ("They met a man who police say was armed.", "a man … was armed"),
    ("It is a wide-ranging plan of the town that Ortega said would fail.", "a wide-ranging plan of the town … would fail"),
    ("The other way is “bread for all,” which she said would be “very dear.”", "“bread for all,” … would be “very dear.”"),
    ("Seven firms signed the deal, which Ortega said would help.", "would help"),
]


@pytest.mark.parametrize(("text", "content"), WHOLE)
def test_what_is_said_is_whole(text: str, content: str) -> None:
    said = next(c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution)
    assert " … ".join(piece.of(text) for piece in said.content) == content


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Moss said the phrase “Bread for all” is old.", "indirect"),
        ("Moss said that she wrote songs for “Streets of Varn 10”.", "indirect"),
        ("Moss said bread is “for all.”", "mixed"),
    ],
)
def test_words_that_are_only_mentioned_are_no_quotation(text: str, mode: str) -> None:
    said = next(c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution)
    assert said.mode == mode


@pytest.mark.parametrize("text", ["It fell in the south, while Varn state media reported that two farmers were killed."])
def test_what_somebody_reported_that_is_a_statement(text: str) -> None:
    assert any(c.shown for c in parse(Document(text)).claims if c.kind == "statement")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Moss told them that his sister Ana — now also gone — had played for the town.", "that his sister Ana … had played for the town"),
        ("Some bakers have expressed doubts about the use of rye.", "doubts about the use of rye"),
        ("While 51% said “a lot,” almost half said only “a little” or less.", "“a lot,”"),
        ("Ortega said on Friday the cost had doubled, though she noted that bread was dear.", "the cost had doubled"),
    ],
)
def test_a_remark_and_another_saying_are_no_content(text: str, content: str) -> None:
    said = next(c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution)
    assert " … ".join(piece.of(text) for piece in said.content) == content
