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
    ("He said to the Tide, “Bread is dear.”", "“Bread is dear.”"),
    ("Lawyers argued to jurors that Moss took the oven.", "that Moss took the oven"),
]


@pytest.mark.parametrize(("text", "content"), CUT)
def test_the_writers_words_are_no_content(text: str, content: str) -> None:
    said = next(c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution)
    assert " … ".join(piece.of(text) for piece in said.content) == content
