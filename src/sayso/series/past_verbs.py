"""What was done to what is counted, by the verb that most points have: "lost" of "shed [92,000] jobs", "attacked" of "were attacked"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.wordclasses import CLASSES, DETERMINER
from sayso.series.articles import WORD, fold
from sayso.series.figures import MOVES, Figure

#: Verbs in the past that do not end in -ed, and those that do nothing to their object.
_IRREGULAR = frozenset(entries("series.txt", "irregular verbs of a deed"))
_NO_DEEDS = frozenset(map(fold, (*entries("series.txt", "verbs of no deed"), *entries("series.txt", "verbs of saying"))))
_NOUNS_IN_ED = frozenset(entries("nouns-in-ed.generated.txt"))

#: Words between a verb and its figure: "added [an estimated 40] jobs".
_HEDGED = compile_pattern(
    r"(?:\s(?:a|an|about|around|as many as|at least|estimated|nearly|roughly|some|up to|the|another|\p{Ll}+(?:-\p{Ll}+)+))+\s*$"
)

#: The verb of those counted, after them: "[40] mills were shut", "[30] boats seized by".
_DONE = compile_pattern(
    r"^(?: [\p{L}’'-]+){0,5}? (?:(?:was|were|are|is|be|been|being)(?: (?:already|also|now|still|mistakenly|accidentally|reportedly))?"
    r" (?P<passive>\p{Ll}+)|(?P<reduced>\p{Ll}+) by)\b"
)


def find_deed(points: Sequence[Figure]) -> str | None:
    """The verb in the past, right before a third of the figures or after those counted; None for nothing."""
    found = Counter(verb for p in points for verb in set(_find_verbs(p)))
    verb, times = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return verb if times > 1 and 3 * times >= len(points) else None


def _find_verbs(point: Figure) -> Iterator[str]:
    before, after = point.around
    words = WORD.findall(_HEDGED.sub("", before))
    if len(words) > 1 and is_deed(words[-1].lower(), words[-2].lower(), point.unit):
        yield words[-1].lower()
    if (done := _DONE.match(after)) and is_deed(verb := done["passive"] or done["reduced"], ".", point.unit):
        yield verb


def is_deed(verb: str, before: str, unit: str | None) -> bool:
    """Whether a word is a verb in the past whose object comes next, and no word before a noun ("an estimated").

    A value with a unit rises and falls, a number of things is added.
    """
    if CLASSES[before] == DETERMINER or fold(verb) in _NO_DEEDS or (unit and fold(verb) in MOVES):
        return False
    return verb in _IRREGULAR or (verb.endswith("ed") and len(verb) > 4 and verb not in _NOUNS_IN_ED)
