"""An article with the properties that linking uses: the words of its headline and opening, and its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.compile_cache import compile_pattern
from sayso.matching.terms import STEMMED_CALENDAR, stem, weigh_stem

#: A word: letters and digits, with the apostrophes, points and hyphens inside.
WORD = compile_pattern(r"[\p{L}\p{N}]+(?:[’'.&-][\p{L}\p{N}]+)*")

#: A word with a capital that does not open its sentence.
_NAME = compile_pattern(r"(?<=[\p{Ll}\p{N},;:’')–—-]\s)\p{Lu}[\p{L}\p{N}]+(?:[’'.&-][\p{L}\p{N}]+)*")

#: A word in lower case.
_PLAIN = compile_pattern(r"(?<![\p{L}\p{N}-])\p{Ll}[\p{L}]+")

#: The length of the opening that shows a text's story, in characters.
LEAD = 1500

#: The length of the opening that shows the day of a text's story, in characters.
OPENING = 500


@dataclass(eq=False, slots=True)
class Article:
    """One article with the properties that linking uses.

    `title` are the stems of its headline, `names` those of its words with a capital inside sentences, `words` those of content in its
    first part, `plain` those in lower case; names with a weight for how often they are there. `lead` is its opening.
    """

    id: int
    title: dict[str, float]
    names: dict[str, float]
    main: frozenset[str]
    words: frozenset[str]
    plain: frozenset[str]
    lead: str
    headline: str = ""

    @classmethod
    def of(cls, number: int, title: str, text: str) -> Article:
        """Reads an article's headline and text (headline included)."""
        names = Counter(map(fold, _NAME.findall(text)))
        words = frozenset(w for w in map(fold, WORD.findall(text[:LEAD])) if weigh_stem(w) >= 1 and not w.isdigit())
        plain = frozenset(map(fold, _PLAIN.findall(text)))
        kept = {n: k for n, k in names.items() if n not in STEMMED_CALENDAR and len(n) > 1}
        headline = dict.fromkeys(map(fold, WORD.findall(title)), 1.0)
        opening = set(map(fold, WORD.findall(text[:OPENING])))
        main = frozenset(n for n in kept if n in headline or n in opening)
        return cls(number, headline, names=_damp_counts(kept), main=main, words=words, plain=plain, lead=text[:OPENING], headline=title)


def _damp_counts(counts: Mapping[str, int]) -> dict[str, float]:
    return {n: 1.0 + (k > 1) * 0.5 + (k > 3) * 0.5 for n, k in counts.items()}


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The stem of a word in lower case, without a possessive."""
    return stem(word)


def find_names_in_sentence(sentence: str, is_name: Callable[[str], bool]) -> frozenset[str]:
    """The stems of the names in a sentence; `is_name` decides for the first word, which always has a capital."""
    found = set(map(fold, _NAME.findall(sentence)))
    first = WORD.search(sentence)
    if first and first.group()[0].isupper() and is_name(fold(first.group())):
        found.add(fold(first.group()))
    return frozenset(n for n in found if n not in STEMMED_CALENDAR)
