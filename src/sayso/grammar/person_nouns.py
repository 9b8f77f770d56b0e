"""Nouns for people. Figures, statements and names each need some of them, so that the lists are loaded in this one place.

The lists by hand are words of news ("protesters", "officials", "Texans"); WordNet's are trades, offices and kin (`benchmarks/wordnet.py`).
"""

from __future__ import annotations

from sayso.grammar.lexicon import entries

#: By hand, as written.
BY_HAND = frozenset(entries("people.txt"))

#: Out of WordNet, as written.
FROM_WORDNET = frozenset(entries("people.generated.txt"))

#: All of them in small letters.
PERSON_NOUNS = frozenset(map(str.lower, BY_HAND | FROM_WORDNET))

#: The ones that have a capital, in small letters: "texan", "democrat".
CAPITAL_PERSON_NOUNS = frozenset(word.lower() for word in BY_HAND | FROM_WORDNET if word[0].isupper())
