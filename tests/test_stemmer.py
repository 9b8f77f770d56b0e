"""Our stemmer gives what Snowball's own gives, for whatever letters."""

from __future__ import annotations

import itertools

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from sayso.matching.stemmer import stem_english

SNOWBALL = snowballstemmer.stemmer("english")

#: Endings and beginnings that rules know, beside some that they do not.
ENDINGS = [
    "s", "ed", "ing", "ly", "eed", "eedly", "edly", "ingly", "ies", "ied", "sses", "us", "ss", "'s", "'", "'s'", "y", "anci", "enci",
    "ogi", "li", "bli", "abli", "alli", "fulli", "lessli", "ousli", "entli", "aliti", "biliti", "iviti", "tional", "ational", "alism",
    "ation", "ization", "izer", "ator", "iveness", "fulness", "ousness", "ogist", "icate", "ative", "alize", "iciti", "ical", "ful",
    "ness", "ic", "ance", "ence", "able", "ible", "ate", "ive", "ize", "iti", "al", "ism", "ion", "er", "ous", "ant", "ent", "ment",
    "ement", "e", "l", "ll",
]  # fmt: skip
BEGINNINGS = [
    "succ", "proc", "exc", "even", "cann", "inn", "earr", "herr", "out", "arsen", "commun", "emerg", "gener", "inter", "later", "organ",
    "past", "univers", "ski", "hop", "hopp", "fil", "fall", "y", "sy", "ay", "by", "ad", "eg", "of", "log", "sion", "tion",
]  # fmt: skip
ODD = [
    "skis", "skies", "idly", "gently", "ugly", "early", "only", "singly", "andes", "atlas", "bias", "cosmos", "howe", "news", "sky",
    "'tis", "y", "yes", "a",
]  # fmt: skip


@pytest.mark.parametrize("words", [
    ["".join(two) for two in itertools.product(["", *ENDINGS], repeat=2)],
    ["".join(three) for three in itertools.product(("", "b", "e"), BEGINNINGS, ENDINGS)],
])  # fmt: skip
def test_endings(words: list[str]) -> None:
    """Every two endings; every ending after a beginning, which itself may stand after a letter."""
    assert [(w, stem_english(w)) for w in words] == [(w, SNOWBALL.stemWord(w)) for w in words]


def test_odd_words() -> None:
    """Words that no rule fits."""
    assert [stem_english(w) for w in ODD] == [SNOWBALL.stemWord(w) for w in ODD]


@given(st.lists(st.sampled_from([*ENDINGS, *"aeioubcdlnprstxywzgm'", "é", "-", "7"]), max_size=7).map("".join))
def test_any_word(word: str) -> None:
    """Letters and endings in any order."""
    assert stem_english(word) == SNOWBALL.stemWord(word)
