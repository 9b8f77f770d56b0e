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
]


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_a_statement_has_its_own_time_or_that_of_its_saying(text, moment):
    (claim,) = (c for c in parse(Document(text), "2026-03-05T10:00:00Z").claims if c.kind == "statement")
    assert (claim.moment and claim.moment.span.of(text)) == moment
