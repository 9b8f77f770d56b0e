"""Words for matching: stems, and how much a word says about a figure's subject."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from sayso.calendar_names import FULL_MONTHS, WEEKDAYS
from sayso.grammar.lexicon import entries

#: Words that say almost nothing about what is counted.
_GRAMMAR = frozenset(entries("matching.txt", "words that tell little"))

#: Words of time: they change with every update, so that a difference in them means little.
CALENDAR = frozenset((*FULL_MONTHS, *WEEKDAYS, *entries("matching.txt", "words of time")))


#: Without a cache, since `stem` has one.
_SNOWBALL = Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in lower case without the endings that a rewrite changes, by Snowball's English stemmer: kills, killed, killing are one.

    >>> [stem(w) for w in ("Kills", "killed", "killing", "mayor's", "fire")]
    ['kill', 'kill', 'kill', 'mayor', 'fire']
    """
    stemmed: str = _SNOWBALL.stemWord(word.lower().replace("’", "'").removesuffix("'s").removesuffix("'"))
    return stemmed


@lru_cache(maxsize=1 << 16)
def weigh_stem(stemmed: str) -> float:
    """The weight of a stem: 1 for a content word, less for words of time, least for grammar.

    >>> weigh_stem("acre") > weigh_stem(stem("Tuesday")) > weigh_stem("the")
    True
    """
    if stemmed in _STEMMED_GRAMMAR:
        return 0.12
    return 0.3 if stemmed in STEMMED_CALENDAR else 1.0


_STEMMED_GRAMMAR = frozenset(map(stem, _GRAMMAR))
STEMMED_CALENDAR = frozenset(map(stem, CALENDAR))
