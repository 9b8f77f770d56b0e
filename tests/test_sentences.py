"""Where sentences end: what a reader of news takes for one sentence is one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grammar.sentences import split_sentences

CASES = [
    ("titles and initials", "Gen. Luis F. Ortega left on Jan. 5.|He had met Sen. Ruth Bell."),
    ("a country with full stops inside a name", "The U.S. Army left.|It had stayed in the U.S.|He stayed too."),
    ("decimals and money", "It fell 2.1 percent to $3.5 million.|Shares rose."),
    ("times of day", "The gates open at 9 a.m. Eastern on Monday.|They close at 5 p.m.|Buses run late."),
    ("an ellipsis within", "He waited … and left."),
    ("an ellipsis at the end", "He waited...|Nobody came."),
    ("a quotation that ends the sentence", "“We lost it all.”|He wept."),
    ("a quotation with its cue", "“Did you see it?” Ana Bell asked.|Nobody had."),
    ("a quotation with a small cue", "“We lost it all!” he said.|He wept."),
    ("a pull quote with its name", "“We lost it all.” ― Ana Bell"),
    ("initials of a name", "J. R. Moss spoke.|So did Ana B. Cole."),
    ("number", "No. 3 won.|He said no.|Nobody asked."),
    ("a case at law", "He lost Moss v. Roe in May.|The deal failed."),
    ("company", "Bell & Co. rose.|He left Moss Inc.|The deal failed."),
]


def cut(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize("marked", [marked for _, marked in CASES], ids=[name for name, _ in CASES])
def test_sentences_end_where_readers_think_they_do(marked):
    wanted = marked.split("|")
    assert cut(" ".join(wanted)) == wanted


def test_headlines_need_no_full_stop():
    assert cut("Ferry sinks off Lisbon\n\nTwelve people died.\nMore are missing.") == [
        "Ferry sinks off Lisbon",
        "Twelve people died.",
        "More are missing.",
    ]


def test_a_line_that_goes_on_in_small_letters_is_the_same_sentence():
    assert cut("The ferry was carrying far\ntoo many cars.") == ["The ferry was carrying far\ntoo many cars."]


def test_lost_spaces_around_links():
    assert cut("The search was over.The mayor said so.“We tried.”Nobody spoke.") == [
        "The search was over.",
        "The mayor said so.",
        "“We tried.”",
        "Nobody spoke.",
    ]


def test_web_addresses_are_no_sentences():
    assert cut("Write to example.com or Node.js today.") == ["Write to example.com or Node.js today."]


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\t \n"])
def test_blank_texts_have_none(blank):
    assert split_sentences(blank) == []


@given(st.text(alphabet='aB. !?"”“’\n…U.S3)', max_size=80))
def test_sentences_cover_the_text_in_order(text):
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(s.of(text) == s.of(text).strip() for s in spans)
