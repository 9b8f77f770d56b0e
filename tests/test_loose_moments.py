"""Times without a date: examples of each construction, and counterexamples."""

from __future__ import annotations

import pytest

from sayso.grammar.loose_moments import RULES, find_loose, may_be_loose
from sayso.grammar.tokens import TokenizedText
from sayso.model import Span


def found(sentence: str) -> list[tuple[str, str]]:
    tokens = TokenizedText(sentence)
    places = [i for i, word in enumerate(tokens.words) if may_be_loose(word)]
    return [(rule, span.of(sentence)) for rule, span in find_loose(tokens, Span(0, len(sentence)), places)]


YES = [pytest.param(rule.name, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.yes]
NO = [pytest.param(rule.name, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.no]


@pytest.mark.parametrize(("name", "text"), YES)
def test_a_rule_takes_its_examples_whole(name: str, text: str) -> None:
    sentence = f"It rose {text}, he saw."
    assert found(sentence) in (
        [(name, text)],
        [(name, text.removeprefix("the ").removeprefix("its ").partition(" ")[0])],
    )


@pytest.mark.parametrize(("name", "text"), NO)
def test_a_rule_leaves_its_near_misses_alone(name: str, text: str) -> None:
    sentence = f"It rose {text}, he saw."
    assert name not in [rule for rule, _ in found(sentence)]
