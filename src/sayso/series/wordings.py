"""The common words of a series around its figures, as one of its sentences has them: "employers shed … jobs".

A noun alone ("jobs", "charges") names no measure. The words that most points share do, best as somebody wrote them: the
stretch around the figure, among all points, that has most of these words in the shortest form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.headwords import is_person, singularize
from sayso.grammar.vocabulary import is_word
from sayso.grammar.wordclasses import AUXILIARY, CLASSES, SUBJECT, TO
from sayso.grammar.wordclasses import WORD as OPEN
from sayso.matching.terms import weigh_stem
from sayso.series.articles import WORD, fold
from sayso.series.figures import DURATIONS, MOVES, Figure
from sayso.series.word_weights import Background

#: How many words a stretch has at most on both sides of its figure, and on one.
LONGEST, ONE_SIDE = 12, 9

#: The least gain of one more word.
COST = 0.045

#: The weight of a common word, compared with a rare one.
PLAIN = 0.6

#: Where a stretch ends.
_END = compile_pattern(r"[;:!?()“”\"\n]|[–—]|\.(?=\s|$)|,(?=\s)")

#: Verbs of saying, by stems, after which a statement begins; these and other words that say nothing about the measure.
_SAID = frozenset(map(fold, entries("series.txt", "verbs of saying")))
_EMPTY = _SAID | frozenset(map(fold, entries("series.txt", "words of no measure")))

#: The cost of a word that no other article has, or of another number.
RARE = 0.15


#: How many topics a series has, and how many words one has.
TOPICS, WORDS = 1, 3

#: A phrase whose words are all commoner than this is left out: "man", "home".
LEAST_RARE = 0.3

#: The share of the sentences, and of the headlines, that must have a phrase.
HALF_OF, MOST_OF = 0.5, 0.7

#: How near a figure a phrase must be on average, and the least weight of a second one, compared with the best.
NEAR_ENOUGH, SECOND = 0.25, 0.6

#: The distance from a figure, in words, at which a word has half its weight.
HALF = 3

#: The weight of each further word of a phrase, compared with its most informative one.
MORE = 0.3

#: Words after which a verb comes.
_LEADS_TO_VERB = frozenset((TO, AUXILIARY, SUBJECT))

#: Words that cannot end a phrase: words of comparison ("like") and of counting.
_ADJECTIVES = frozenset(entries("adjectives.generated.txt"))
_NO_NOUNS = frozenset(word for name in ("never-nouns", "adjectives", "adverbs") for word in entries(f"{name}.generated.txt"))
_COUNTS = frozenset(map(fold, (*entries("series.txt", "counts that end no phrase"), *DURATIONS)))
_NOUNS_IN_ED = frozenset(entries("nouns-in-ed.generated.txt"))
_MOSTLY_VERBS = frozenset(entries("mostly-verbs.txt"))


class Wording(NamedTuple):
    """The words of a stretch before and after its figure."""

    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} … {self.after}".strip()


def choose_wording(points: Sequence[Figure], background: Background) -> Wording | None:
    """The stretch around one point's figure that says best what most points say; None where they share no other word."""
    common = find_common_stems(points, background)
    best: tuple[float, Wording] | None = None
    for point in points:
        gains = {s: common[s] * w for s, w in point.words.items() if s in common}
        front, behind = _list_clause_words_before(point), _list_clause_words_after(point)
        for left in range(min(len(front), ONE_SIDE) + 1):
            for right in range(min(len(behind), ONE_SIDE, LONGEST - left) + 1):
                words = [*front[len(front) - left :], *behind[:right]]
                held = {fold(bare) for w in words for bare in WORD.findall(w)}
                odd = sum(s not in common and weigh_stem(s) >= 1 and (s.isdigit() or background.rarity(s) >= 1.0) for s in held)
                value = sum(gains.get(s, 0.0) for s in held) - COST * (left + right) - RARE * odd
                if held & gains.keys() and value > 0 and (best is None or value > best[0] + 1e-9):
                    best = (value, Wording(" ".join(front[len(front) - left :]), " ".join(behind[:right])))
    return best[1] if best else None


def find_common_stems(points: Sequence[Figure], background: Background) -> Mapping[str, float]:
    """The stems of the content words that most sentences have, each with its weight."""
    held: Counter[str] = Counter()
    for point in points:
        held.update({s for s in point.words if weigh_stem(s) >= 1 and s not in _EMPTY})
    least = max(2, (len(points) + 1) // 2)
    return {s: n / len(points) * (PLAIN + background.rarity(s)) for s, n in held.items() if n >= least}


def _list_clause_words_before(point: Figure) -> list[str]:
    """The words before a figure, back to the start of its clause or statement."""
    front = point.around[0]
    ends = [m.end() for m in _END.finditer(front)]
    words = front[ends[-1] if ends else 0 :].split()
    said = [n for n, word in enumerate(words) if fold(word) in _SAID]
    return words[said[-1] + 1 if said else 0 :]


def _list_clause_words_after(point: Figure) -> list[str]:
    """The words after a figure, up to the end of its clause or to its source; after a share they may be the answer."""
    behind = point.around[1]
    end = _END.search(behind)
    words = behind[: end.start() if end else len(behind)].split()
    if point.unit == "percent":
        return words
    return words[: next((n for n, word in enumerate(words) if fold(word) in _SAID), len(words))]


def find_topics(
    points: Sequence[Figure], background: Background, said: str, left_out: Container[str] = frozenset(), *, nouns: bool = True
) -> list[str]:
    """The content phrases that most sentences have, the most informative first, else those of most headlines: "drug boat", "ad campaign".

    At most TOPICS, of words in small letters; none has a word of `said` or a stem of `left_out`, or ends with an adjective if `nouns`.
    """
    known = {*map(fold, WORD.findall(said)), *_EMPTY, *_COUNTS}
    headlines = [["", a.headline] for a in {p.article.id: p.article for p in points}.values()]
    for texts, share in (([list(p.around) for p in points], HALF_OF), (headlines, MOST_OF)):
        found = [dict(_find_phrases(pair, known, left_out, nouns=nouns)) for pair in texts]
        if chosen := _pick_most_telling(found, share, background):
            return chosen
    return []


def _pick_most_telling(found: Sequence[Mapping[str, tuple[str, float]]], share: float, background: Background) -> list[str]:
    """The phrases that a share of some texts have, no word twice."""
    held = Counter(key for each in found for key in each)
    scored = []
    for key, times in held.items():
        if times >= max(2, share * len(found)):
            near = sum(each[key][1] for each in found if key in each)
            rare = [background.rarity(s) for s in key.split()]
            if max(rare) < LEAST_RARE:
                continue
            if near < NEAR_ENOUGH * times:
                continue
            scored.append((-near * ((1 - MORE) * max(rare) + MORE * sum(rare)), key))
    taken: set[str] = set()
    out: list[str] = []
    best = min(scored, default=(0.0, ""))[0]
    for score, key in sorted(scored):
        if taken.isdisjoint(key.split()) and len(out) < TOPICS and score <= SECOND * best:
            shown = Counter(each[key][0] for each in found if key in each)
            out.append(min(shown, key=lambda phrase: (-shown[phrase], phrase)))
            taken.update(key.split())
    return out


def _find_phrases(
    around: Sequence[str], known: Container[str], left_out: Container[str], *, nouns: bool
) -> Iterator[tuple[str, tuple[str, float]]]:
    """The content phrases around a figure by their stems, each as written and with its distance."""
    for side, text in enumerate(around):
        words = list(WORD.finditer(text))
        usable = [_is_content(words, n, known, left_out) for n in range(len(words))]
        for start in range(len(words)):
            for end in range(start + 1, min(start + WORDS, len(words)) + 1):
                if not usable[end - 1] or (end - start > 1 and not text[words[end - 2].end() : words[end - 1].start()].isspace()):
                    break
                if end < len(words) and words[end].group().endswith("ing") and text[words[end - 1].end() : words[end].start()] == " ":
                    continue  # "sex" of "sex trafficking"
                phrase = text[words[start].start() : words[end - 1].end()]
                if (last := words[end - 1].group()) not in (_NO_NOUNS if nouns else _EMPTY) and not last.endswith("est"):
                    steps = start if side else len(words) - end
                    yield " ".join(fold(w.group()) for w in words[start:end]), (phrase, HALF / (HALF + steps))


def _is_content(words: Sequence[regex.Match[str]], at: int, known: Container[str], left_out: Container[str]) -> bool:
    """Whether a word may be part of a topic: in small letters, no verb, no person and no function word."""
    word = words[at].group()
    if not word.islower() or not word.replace("-", "").isalpha() or CLASSES[word] != OPEN or len(word) < 3:
        return False
    if word.endswith(("ed", "ing", "ly")) and word not in _NOUNS_IN_ED:
        return False
    if word.endswith("er") and not _ADJECTIVES.isdisjoint((word[:-1], word[:-2], word[:-3], word[:-3] + "y")):
        return False  # "a slower pace"
    bare = word.removesuffix("s")
    if word in _MOSTLY_VERBS or bare in _MOSTLY_VERBS or (at and CLASSES[words[at - 1].group()] in _LEADS_TO_VERB):
        return False
    if weigh_stem(s := fold(word)) < 1 or s in known or s in left_out or s in MOVES:
        return False
    return is_word(word) and not is_person(singularize(word))
