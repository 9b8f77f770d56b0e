"""When a statement was made, or the time that it speaks of."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document

TIMES = [
    ("Officials in Varn warned Friday that the dam may fail.", "Friday"),
    ("Ana Ruiz wrote on social media Tuesday that it failed.", "Tuesday"),
    ("In a letter on Tuesday, Ruiz said the dam may fail.", "on Tuesday"),
    ("Ana Ruiz said in 2019 that the dam would fail by 2030.", "by 2030"),
    ("The mayor, who took over in 2014, said the dam may fail.", None),
    ("Ana Ruiz said the dam, which opened in 1984, may fail.", None),
    ("Ana Ruiz said that the dam may fail as soon as next month.", "next month"),
    ("On Friday, after the bank refused to open its books to the town, Ana Ruiz insisted she did not need its help.", "On Friday"),
    ("When Brae Lines reported its losses earlier this week, the firm said the dam may fail.", "earlier this week"),
    ("Speaking to farmers on Monday evening, Ana Ruiz said the dam may fail.", "on Monday evening"),
    ("After the fire of 2019, Ana Ruiz said the dam may fail.", None),
    ("During a Monday interview on Radio Varn, the mayor, Lee Moss, warned that the dam may fail.", "Monday"),
    # of who speaks, or of what is done while speaking
    ("“It leaks,” Ana Ruiz, who votes on it this year, told the Tide at an event Tuesday.", "Tuesday"),
    ("“It leaks,” the artist said on a call, thinking of the flood that drowned the town five years ago.", None),
    ("Moss spoke to many bakers who left last year, and he said they were “angry.”", None),
    # in brackets
    ("Ana Ruiz said that since the scouts (they were founded in 1907) left, the dam was unsafe.", None),
    # what a quotation points to is not the day of the article
    ("Ana Ruiz scolded the town in a Saturday post, claiming there are “names missing from the list that was put out today.”", "Saturday"),
]


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_a_statement_has_its_own_time_or_that_of_its_saying(text, moment):
    claim = [c for c in parse(Document(text), "2026-03-05T10:00:00Z").claims if c.kind == "statement"][-1]
    assert (claim.moment and claim.moment.span.of(text)) == moment


GOING_ON = [
    ("Ana Ruiz told the Tide on Monday that the dam may fail. “It leaks,” she said.", "on Monday"),
    ("“It leaks,” Ana Ruiz said earlier Monday when asked about it.\n\n“We will mend it by hand,” she continued.", "earlier Monday"),
    (
        "“It leaks,” Ana Ruiz said earlier Monday when asked if she still backed the dam.\n\n“We will mend it,” she continued.",
        "earlier Monday",
    ),
    ("An official said on Friday that the dam may fail.\n\n“It leaks on all sides,” the official told reporters.", "on Friday"),
    # what led in to one sentence, the next paragraph of a pronoun, an occasion that the sentence before tells of
    ("And on Monday, Ruiz answered the letter, saying that it was “false.”\n\n“It leaks,” Ruiz went on to say.", "on Monday"),
    ("Ana Ruiz said Monday the dam was safe.\n\nShe said the town had tried it twice.", "Monday"),
    ("Ana Ruiz ended the search in a statement Wednesday.\n\n“It leaks on all sides,” she said.", "Wednesday"),
    ("The mayor made the remarks at a news conference on Tuesday. “We have no water,” he said.", "on Tuesday"),
    ("The dam failed after a storm on Tuesday. “We have no water,” he said.", None),
    ("Ana Ruiz gave an interview on Tuesday. “We have no water,” Lee Moss said.", None),
    # another speaker, an own time, a paragraph between, another hearer
    ("Ana Ruiz said on Monday that the dam may fail. Lee Moss said it leaks.", None),
    ("Ana Ruiz said on Monday that the dam may fail. “It leaks,” she said on Friday.", "on Friday"),
    ("Ana Ruiz said on Monday that the dam may fail.\n\nThe town is small.\n\nThe dam leaks, she said.", None),
    ("Ana Ruiz told the Tide on Monday that the dam may fail. She told Radio Varn it leaks.", None),
]


@pytest.mark.parametrize(("text", "moment"), GOING_ON)
def test_who_goes_on_speaking_does_so_at_the_time_told_before(text, moment):
    last = [c for c in parse(Document(text), "2026-03-05T10:00:00Z").claims if c.kind == "statement"][-1]
    assert (last.moment and last.moment.span.of(text)) == moment
