"""Number words and their values."""

from __future__ import annotations

from sayso.grammar.lexicon import intervals, numbers
from sayso.grammar.lexicon.tables import alternation

#: One to nine.
ONES = numbers("numbers.txt", "one to nine")

#: Zero, and ten to nineteen.
TEENS = numbers("numbers.txt", "nought and ten to nineteen")

#: Twenty to ninety.
TENS = numbers("numbers.txt", "tens")

#: Scales that follow a number; "dozen" too ("two dozen"), and the Indian ones.
SCALES = numbers("numbers.txt", "scales")

#: Short scales, glued to digits or a blank away; in the case that news writes them in.
SHORT_SCALES = numbers("numbers.txt", "short scales")

#: Denominators.
DENOMINATORS = numbers("numbers.txt", "denominators")

#: Signs for fractions.
FRACTION_SIGNS = numbers("numbers.txt", "fraction signs")

#: Words for a number of times.
TIMES = numbers("numbers.txt", "times")

#: Words for a number that the text leaves open, and the interval that they mean: one to ten of the unit they name, or as usage has it.
VAGUE = intervals("numbers.txt", "vague")


def build_words_up_to(most: int) -> str:
    """A pattern for the words for one to `most`, nineteen at most; what follows has to end the word.

    >>> build_words_up_to(3)
    '(?:three|one|two)'
    """
    return alternation(word for word, value in {**ONES, **TEENS}.items() if 1 <= value <= most)
