"""What a series is called: what is counted, in its points' own words, and the name that most of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.grammar.wordclasses import CLASSES
from sayso.series.background import Background
from sayso.series.figures import MOVES, WORD, Figure, fold

#: A series is named by its first points, so that its name stays when more come.
NAMED_BY = 8

#: A phrase names a series when at least this share of those points hold it.
HELD = 0.5

#: The longest phrase, in words.
LONGEST = 4

#: Phrases that tell less than this are left out.
TELLING = 0.3

#: Units of anything, so that a name must say of what.
SCALES = frozenset(("percent", "USD", "EUR", "GBP"))

#: How many phrases follow what is counted.
PHRASES = 2


def name(points: Sequence[Figure], background: Background) -> str:
    """A name such as "Service members killed: Kuwait" or "Dollar per barrel: Brent crude". `points` are in time, and not empty.

    Phrases are names that the points' sentences share, or else most of the articles: of a price or a share names beside the figure, of people, whose
    event is often told above it, names in the openings.
    """
    first = points[:NAMED_BY]
    what = _counted(first, background)
    articles = {p.article.id: p.article for p in first}.values()
    sentences = [_runs(p.sentence, p.names) for p in first]
    near = set().union(*sentences)
    within = [{(key, phrase) for key, phrase in near if a.names.keys() >= set(key.split())} for a in articles]
    openings = [_runs(a.lead, a.names.keys()) for a in articles]
    others = (openings, within) if first[0].counts_people else (within, openings)
    phrases = next((found for held in (sentences, *others) if (found := _chosen(held, what, background))), [])
    return f"{what}: {', '.join(phrases)}" if phrases else what


def _chosen(held: Sequence[set[tuple[str, str]]], what: str, background: Background) -> list[str]:
    """The most telling phrases, none of which says again what another one or the thing counted does."""
    taken = set(map(fold, WORD.findall(what)))
    phrases: list[str] = []
    for phrase in _phrases(held, background):
        stems = set(map(fold, phrase.split()))
        if not stems & taken:
            phrases.append(phrase)
            taken |= stems
        if len(phrases) == PHRASES:
            break
    return phrases


def _counted(points: Sequence[Figure], background: Background) -> str:
    """What is counted: the commonest noun with its role, else what its sentences share before the figure ("unemployment rate, percent"), else the unit."""
    nouns = Counter(" ".join((p.noun or "").split()[-3:]) for p in points if p.noun)
    noun = nouns.most_common(1)[0][0] if nouns else None
    role, unit = points[0].role, points[0].unit
    if role:
        words = f"{noun or 'People'} {role}"
    elif unit and unit != "person":
        if 2 * sum(p.is_change for p in points) > len(points):
            unit = f"change in {unit}"
        if points[0].unit in SCALES and (measured := _measured(points, background)):
            noun = measured
        words = unit if not noun or points[0].unit not in SCALES else f"{noun}, {unit}"
    else:
        words = noun or "Figures"
    return words[0].upper() + words[1:]


def _measured(points: Sequence[Figure], background: Background) -> str | None:
    """The two words in small letters that most sentences hold before their figure, the most telling ones: "unemployment rate"; None for none."""
    held: Counter[tuple[str, str]] = Counter()
    for p in points:
        held.update({(a, b) for a, b in pairwise(p.before) if CLASSES[a] == CLASSES[b] == "o" and a.islower() and b.islower()})
    pairs = [(-n * (background.rarity(fold(a)) + background.rarity(fold(b))), a, b) for (a, b), n in held.items() if n > 0.6 * len(points)]
    pairs = [pair for pair in pairs if all(len(w) > 3 and background.rarity(fold(w)) > TELLING and fold(w) not in MOVES for w in pair[1:])]
    return " ".join(min(pairs)[1:]) if pairs and len(points) > 1 else None


def _phrases(holders: Sequence[set[tuple[str, str]]], background: Background) -> Iterator[str]:
    """The phrases that most sentences, or openings, hold, the most telling first."""
    held: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = {}
    for runs in holders:
        for key, phrase in runs:
            held[key] += 1
            shown.setdefault(key, Counter())[phrase] += 1
    scored = []
    for key, count in held.items():
        words = key.split()
        tells = sum(background.rarity(w) ** 2 for w in words)
        if count >= max(2, HELD * len(holders)) and tells >= TELLING:
            scored.append((-tells * count / len(holders), key))
    for _, key in sorted(scored):
        best = max(shown[key].values())
        yield min(p for p, n in shown[key].items() if n == best)


def _runs(text: str, names: Container[str]) -> set[tuple[str, str]]:
    """The runs of names in a text, each with its stems: "Brent", "Lake Tahoe"."""
    out: set[tuple[str, str]] = set()
    run: list[str] = []
    for word in [*WORD.findall(text), ""]:
        if word and word[0].isupper() and fold(word) in names:
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
