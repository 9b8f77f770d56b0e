"""Source and content of statements, whole and nobody else's. Every sentence is invented."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document

SAID = [
    # a day or a place of saying stands between source and cue
    ("Ruiz on Monday said the bridge would close.", [("Ruiz", "the bridge would close")]),
    ("Ruiz on March 5 said the bridge would close.", [("Ruiz", "the bridge would close")]),
    ("Her lawyers in court filings said the bridge was shut.", [("Her lawyers", "the bridge was shut")]),
    # how and where it was said is no part of it
    ("Moss said in court filings the bridge was shut.", [("Moss", "the bridge was shut")]),
    ("Two sailors drowned off Brae, officials said in a news release.", [("officials", "Two sailors drowned off Brae")]),
    ("Moss wrote on social media the bridge was shut.", [("Moss", "the bridge was shut")]),
    # a second verb of the same subject says its own
    (
        "He denied that he had lied and told reporters that he would stay.",
        [("He", "that he had lied"), ("He", "that he would stay")],
    ),
    # a source that ran on
    (
        "The Brae report raises a warning sign for the south, noting that “both towns are near the limit.”",
        [("The Brae report", "that “both towns are near the limit.”")],
    ),
    (
        "The mayor is working with local and county partners to shut the bridge, said Ana Ruiz, an engineer in the port’s Brae office.",
        [("Ana Ruiz, an engineer in the port’s Brae office", "The mayor is working with local and county partners to shut the bridge")],
    ),
    ("Two men left Brae, according to its founder, former mayor Ana Ruiz.", [("its founder, former mayor Ana Ruiz", "Two men left Brae")]),
    ("Within several years Ruiz says the bridge will close.", [("Ruiz", "the bridge will close")]),
    (
        "“We lost the oven,” Ana Ruiz, who lives in Kell, Varn, about 40 miles from Brae, told the Tide.",
        [("Ana Ruiz, who lives in Kell, Varn, about 40 miles from Brae,", "“We lost the oven,”")],
    ),
    # the quotation before "though" is not what is said behind it
    (
        "The song goes “There is no me,” though Moss later explained it was an “old joke.”",
        [("Moss", "it was an “old joke.”")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_a_statement_has_its_source_and_content(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution]
    assert [(a.source and a.source.of(text), " … ".join(p.of(text) for p in a.content)) for a in found] == wanted
