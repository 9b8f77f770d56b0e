"""What a series is called: what is counted, in its points' own words, and the name that most of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sayso.series.background import Background
from sayso.series.figures import WORD, Figure, fold

#: A series is named by its first points, so that its name stays when more come.
NAMED_BY = 8

#: A phrase names a series when at least this share of those points hold it.
HELD = 0.5

#: The longest phrase, in words.
LONGEST = 4

#: Phrases that tell less than this are left out.
TELLING = 0.3

#: How many phrases follow what is counted.
PHRASES = 2


def name(points: Sequence[Figure], background: Background) -> str:
    """A name such as "Service members killed: Kuwait" or "Dollar per barrel: Brent crude". `points` are in time, and not empty."""
    first = points[:NAMED_BY]
    what = _counted(first)
    taken = set(map(fold, WORD.findall(what)))
    phrases = []
    for phrase in _phrases(first, background):
        stems = set(map(fold, phrase.split()))
        if not stems & taken:
            phrases.append(phrase)
            taken |= stems
        if len(phrases) == PHRASES:
            break
    return f"{what}: {', '.join(phrases)}" if phrases else what


def _counted(points: Sequence[Figure]) -> str:
    """What is counted: the commonest noun with its role, else the unit."""
    nouns = Counter(" ".join((p.noun or "").split()[-3:]) for p in points if p.noun)
    noun = nouns.most_common(1)[0][0] if nouns else None
    role, unit = points[0].role, points[0].unit
    if role:
        words = f"{noun or 'People'} {role}"
    elif unit and unit != "person":
        words = unit if not noun or unit not in ("percent", "USD", "EUR", "GBP") else f"{noun}, {unit}"
    else:
        words = noun or "Figures"
    return words[0].upper() + words[1:]


def _phrases(points: Sequence[Figure], background: Background) -> Iterator[str]:
    """The phrases that most points hold in their sentences or headlines, the most telling first."""
    held: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = {}
    for point in points:
        for key, phrase in _runs(point):
            held[key] += 1
            shown.setdefault(key, Counter())[phrase] += 1
    scored = []
    for key, count in held.items():
        words = key.split()
        tells = sum(background.rarity(w) ** 2 for w in words)
        if count >= max(2, HELD * len(points)) and tells >= TELLING:
            scored.append((-tells * count / len(points), key))
    for _, key in sorted(scored):
        best = max(shown[key].values())
        yield min(p for p, n in shown[key].items() if n == best)


def _runs(point: Figure) -> set[tuple[str, str]]:
    """The runs of names in a point's sentence, each with its stems: "Brent", "Lake Tahoe"; a name takes the word behind it along."""
    out: set[tuple[str, str]] = set()
    run: list[str] = []
    for word in [*WORD.findall(point.sentence), ""]:
        if word and word[0].isupper() and fold(word) in point.names:
            run.append(word)
            continue
        out.update(_pieces(run))
        run = []
    return out


def _pieces(run: Sequence[str]) -> Iterable[tuple[str, str]]:
    for size in range(1, min(LONGEST, len(run)) + 1):
        for start in range(len(run) - size + 1):
            words = [w.removesuffix("’s").removesuffix("'s") for w in run[start : start + size]]
            yield " ".join(map(fold, words)), " ".join(words)
