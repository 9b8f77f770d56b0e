"""The words that complete the noun of a measure, as most points have them: "for information leading to his return" of "a reward for …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.wordclasses import (
    ADVERB,
    AUXILIARY,
    CLASSES,
    CONJUNCTION,
    DETERMINER,
    NAME,
    OBJECT,
    QUESTION,
    SUBJECT,
    SUBORDINATOR,
    THAT,
)
from sayso.grammar.wordclasses import WORD as OPEN
from sayso.matching.terms import STEMMED_CALENDAR, weigh_stem
from sayso.series.articles import WORD, fold
from sayso.series.figures import Figure

#: The most words of a phrase, its link included; how far from its figure a noun may be, in characters.
LONGEST, REACH = 7, 70

#: What leads from a noun to its phrase.
_LINK = compile_pattern(r"\s(?=(?:of|for|to|with|against|on|in|at|from|into|between|among|around|over|about|aboard|by)\s)")

#: A noun right before its figure, so that its phrase comes after it: "a reward of [$2 million] for".
_WORTH = compile_pattern(r"\s(?:of|worth|at)(?: \p{Ll}+){0,2}\s*$")

#: Where a phrase ends.
_END = compile_pattern(r"[,;:!?()“”\"\n]|[–—]|\.(?=\s|$)|\d|\s-\s")

#: Words that no phrase has: pronouns, and words of a clause.
_STOPS = frozenset((ADVERB, AUXILIARY, CONJUNCTION, OBJECT, QUESTION, SUBJECT, SUBORDINATOR, THAT))
_VERBS = frozenset(entries("mostly-verbs.txt"))
_POSSESSIVES = frozenset(entries("series.txt", "possessives")) | {"my", "your"}
_SAID = frozenset(map(fold, entries("series.txt", "verbs of saying")))
_NOUNS_IN_ED = frozenset(entries("nouns-in-ed.generated.txt"))
_ADJECTIVES = frozenset(entries("adjectives.generated.txt"))

#: Times, which a phrase leaves to the points.
_TIMES = frozenset(map(fold, entries("figures.txt", "units of time")))


def find_complement(noun: str, points: Sequence[Figure]) -> str | None:
    """The phrase after a noun that at least half of the points share, in its longest form; None where they do not share one."""
    found = [list(_find_phrases(fold(WORD.findall(noun)[-1]), p)) for p in points] if WORD.search(noun) else []
    held: Counter[tuple[str, ...]] = Counter()
    for phrases in found:
        held.update({tuple(map(fold, phrase[:n])) for phrase in phrases for n in range(2, len(phrase) + 1)})
    least = max(2, (len(points) + 1) // 2)
    shared = sorted((key for key, times in held.items() if times >= least), key=lambda key: (-len(key), -held[key], key))
    for key in shared:
        having = [phrase for phrases in found for phrase in phrases if tuple(map(fold, phrase[: len(key)])) == key]
        if _is_whole(having, len(key)):
            shown = Counter(" ".join(phrase[: len(key)]) for phrase in having)
            return min(shown, key=lambda words: (-shown[words], words))
    return None


def _find_phrases(head: str, point: Figure) -> Iterator[list[str]]:
    """The phrases after a noun, by its stem, in a point's sentence near the figure, cut into words."""
    before, after = point.around
    for text, at in ((after, 0), (before, max(0, len(before) - REACH))):
        for match in WORD.finditer(text, at):
            if fold(match.group()) != head or (text is after and match.start() > REACH):
                continue
            rest = text[match.end() :]
            if text is before and _WORTH.fullmatch(rest):
                rest = after
            if (link := _LINK.match(rest)) and (words := _cut_phrase(rest[link.end() :])):
                yield words


def _cut_phrase(text: str) -> list[str]:
    """The words of a phrase up to its end, a verb or a time."""
    end = _END.search(text)
    out: list[str] = []
    for word in text[: end.start() if end else len(text)].split()[:LONGEST]:
        kind, stem = CLASSES[word.lower() if not word[0].isupper() else word], fold(word)
        if out and (kind in _STOPS or stem in _SAID or stem in STEMMED_CALENDAR or stem in _TIMES):
            break
        if word.lower() in _POSSESSIVES or (len(out) > 1 and _is_verb(word, out[-1])):
            break
        out.append(word)
    return out


def _is_verb(word: str, before: str) -> bool:
    """Whether a word is a verb in the past after its subject: "ruled" of "judges of the court ruled", not "a planned port"."""
    return word.endswith("ed") and word not in _NOUNS_IN_ED and CLASSES[before] in (OPEN, NAME) and before not in _ADJECTIVES


def _is_whole(phrases: Sequence[list[str]], size: int) -> bool:
    """Whether words of phrases are a whole phrase: with a noun at the end, and not cut off before the next one."""
    words = phrases[0][:size]
    last = words[-1]
    if (
        CLASSES[last] not in (OPEN, NAME)
        or weigh_stem(fold(last)) < 1
        or last in _ADJECTIVES
        or last in _VERBS
        or last.endswith(("ing", "ly"))
    ):
        return False
    if len(words) == 2 and fold(words[1]) in _SAID:
        return False
    following = [phrase[size] if len(phrase) > size else "" for phrase in phrases]
    return not all(word and CLASSES[word] in (OPEN, NAME, DETERMINER) and not word.endswith(("ed", "ing", "ly")) for word in following)
