"""The words of English: whether a string is one, whether it is common in news, and the cost of a word in a segmentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import filterfalse
from math import inf, log
from typing import NamedTuple

from sayso.compile_cache import load_or_make
from sayso.grammar.lexicon import entries, source
from sayso.grammar.lexicon.tables import table
from sayso.grammar.wordclasses import CLASSES

#: Prefixes and suffixes: an unknown word may be a known one with one of these.
_PREFIXES = entries("affixes.txt", "prefixes")
_SUFFIXES = entries("affixes.txt", "suffixes")


#: Common words, all words, the names of measures, and words that are joined of two.
_LISTS = ("common-words.txt", "words.generated.txt", "units.generated.txt", "currency-words.generated.txt", "joined-words.txt")
_LETTERS = re.compile("[a-z]{3,}")

#: Classes of words that link others.
LINKS = frozenset("DIHWSABTPN")


class _Words(NamedTuple):
    """`cost` of each common word (the negative logarithm of its share), `known` every word, `rare` the cost of one that is not common."""

    cost: dict[str, float]
    known: frozenset[str]
    rare: float


@cache
def _load_words() -> _Words:
    return _Words(*load_or_make("vocabulary", "\f".join(map(source, _LISTS)), _count_words))


def _count_words(text: str) -> tuple[dict[str, float], frozenset[str], float]:
    """The fields of `_Words`, from the lists."""
    common, every, *measures = text.split("\f")
    counted = [line.split() for line in table(common)]
    counts = {word: int(n) for word, n in counted if len(word) > 2 or word == "a" or (len(word) > 1 and CLASSES[word] in LINKS)}
    total = sum(counts.values())
    known = frozenset(every.split("\n", 1)[1].split()).union(counts)  # the list is too long for `table`: this takes a tenth of the time
    known |= frozenset(word for measure in measures for line in table(measure) for word in _LETTERS.findall(line))
    return {word: -log(n / total) for word, n in counts.items()}, known, -log(0.1 / total)


def is_common(word: str) -> bool:
    """Whether a word in small letters is common in news."""
    return word in _load_words().cost


def is_known(word: str) -> bool:
    """Whether a word is in a list as it is written."""
    return word in _load_words().known


def find_unknown(words: Iterable[str]) -> Iterator[str]:
    """The words that no list has as they are written; a word that occurs twice is returned twice."""
    return filterfalse(_load_words().known.__contains__, words)


@lru_cache(maxsize=1 << 14)
def is_word(word: str) -> bool:
    """Whether a word in small letters is one, or comes from one."""
    return _is_form(word) or (word.startswith(_PREFIXES) and any(map(_is_form, _strip_prefixes(word))))


def _strip_prefixes(word: str) -> Iterator[str]:
    """What is left of a word without each prefix that it has."""
    return (word[len(p) :] for p in _PREFIXES if word.startswith(p) and len(word) - len(p) > 3)


#: The suffixes, and their lengths: there are fewer of these.
_ENDINGS, _LENGTHS = frozenset(_SUFFIXES), sorted(set(map(len, _SUFFIXES)))


def _is_form(word: str) -> bool:
    """Whether a word is in the list, or is derived by a suffix from one that is."""
    known = _load_words().known
    if word in known:
        return True
    if not word.endswith(_SUFFIXES):
        return False
    for length in _LENGTHS:
        if len(word) - length < 3:
            return False
        if word[-length:] in _ENDINGS:
            stem = word[:-length]
            if (
                stem in known
                or stem + "e" in known
                or (stem[-1] == "i" and stem[:-1] + "y" in known)
                or (stem[-1] == stem[-2] and stem[:-1] in known)
            ):
                return True
    return False


def compute_cost(word: str) -> float:
    """The cost of a word in small letters: the negative logarithm of its share in news; infinity for an unknown one."""
    words = _load_words()
    if word in words.cost:
        return words.cost[word]
    return words.rare if len(word) >= _SHORTEST_RARE and is_word(word) else inf


def segment(run: str) -> list[int] | None:
    """Where the words begin, but the first, in the cheapest cut of a run of small letters into words; None where there is no such cut.

    >>> segment("hiredtwodivers")
    [5, 8]
    """
    costs, _, rare = _load_words()
    least = _find_least_cost()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        cheapest, whence = inf, 0
        for start in range(max(0, end - _LONGEST), end):
            before = best[start][0]
            if before + least >= cheapest:
                continue  # no word costs less
            piece = run[start:end]
            price = costs.get(piece)
            if price is None:
                if end - start < _SHORTEST_RARE or before + rare >= cheapest or not is_word(piece):
                    continue
                price = rare
            if before + price < cheapest:
                cheapest, whence = before + price, start
        best.append((cheapest, whence))
    if best[-1][0] == inf:
        return None
    cuts, at = [], len(run)
    while at:
        at = best[at][1]
        cuts.append(at)
    return cuts[-2::-1]


#: The longest word of a cut, and the shortest one that is not common.
_LONGEST, _SHORTEST_RARE = 18, 4


@cache
def _find_least_cost() -> float:
    """The cost of the commonest word."""
    return min(_load_words().cost.values())
