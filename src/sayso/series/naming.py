"""What a series is called, in its points' own words: what is counted or measured, whose it is, where and in what it happened.

"People killed: Port Ansel (storm)", "Brae crude: price of a barrel", "Unemployment rate, percent", "Korr: daily change in percent".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.compile_cache import compiled
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.wordclasses import CLASSES
from sayso.matching.terms import stem, weight
from sayso.series.background import Background
from sayso.series.figures import MOVES, WORD, Figure, fold
from sayso.series.instruments import LEVELS

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

#: Units in which prices, rates and levels move.
_MOVED = frozenset(("percent", "point", "percentage point", "basis point", "cent"))

#: What a share is of: the words behind it, up to a verb or a joint.
_OF = compiled(
    r"^\s*of (?P<what>(?:(?:the|all|its|their|his|her|our) )?(?:[\p{L}\p{N}’'.&-]+ ){0,3}?[\p{L}\p{N}’'&-]+)(?=[,.;:)–—]"
    r"|\s(?:that|who|which|is|are|was|were|has|have|had|said|say|says|in|on|at|by|for|from|to|and|or|with|through|between"
    r"|during|since|after|\p{L}+(?:ed|ing|s))\b|\s*$)"
)
_POLLED = compiled(r"(?i)\b(?:polls?|survey|respondents|polled)\b")
_CLAUSE = compiled(r"[;:()“”–—]|,(?!\d)|\.\s")

#: How many words of a sentence stand for what nothing shorter tells.
AROUND = 7

#: Words in front of a place; given names; how many phrases are ranked by that.
_AT = ("in", "In", "at", "near", "off", "across", "outside", "from", "of", "on", "in the", "of the", "across the", "on the", "off the")
_GIVEN = frozenset(name.title() for name in pairs("given-names.txt"))
RANKED = 6

#: How many phrases follow what is counted.
PHRASES = 2

#: How a change is called by the time that it took.
_CHANGES = {"day": "daily change", "week": "change in a week", "month": "change in a month", "quarter": "change in a quarter",
            "year": "change in a year", "since": "change so far"}  # fmt: skip

#: What happens to people, by stems.
_HAPPENINGS = {stem(word): word for word in entries("happenings.txt")}

_VERBS = frozenset(entries("mostly-verbs.txt"))

#: Nouns that say no more than the role does: "38 deaths" are people killed.
_ANYBODY = frozenset(("another", "deaths", "fatalities", "other", "others", "person", "victims"))

_MONEY = {"USD": "US dollars", "EUR": "euros", "GBP": "pounds"}
_ODD_PLURALS = {"foot": "feet", "inch": "inches", "percent": "percent", "square foot": "square feet", "square km": "square km"}

#: Who says it, and in what words: no part of what is measured.
_SAYING = compiled(
    r"(?i)\baccording to[^,.;]*|\b(?:poll|survey|study|report|data) (?:by|from|of) [^,.;]*"
    r"|[^,.;]{0,60}\b(?:said|says|told|reported|announced|estimates)\b|\b(?:said|says) (?-i:[A-Z])[^.;]*"
)


def name(points: Sequence[Figure], background: Background) -> str:
    """A name such as "Service members killed: Kuwait" or "Brae crude: price of a barrel". `points` are in time, and not empty.

    Phrases are names that the points' sentences share, or else most of the articles: of a price or a share names beside the figure, of
    people, whose event is often told above it, names in the openings. Who says it names nothing, unless there is no other name.
    """
    first = points[:NAMED_BY]
    if called := _instrument(first) or _fire(first):
        return called
    subject = _subject(first, background) if first[0].unit and not first[0].counts_people else None
    what = _counted(first, background, subject is not None)
    if subject:
        return f"{subject}: {_without(what, subject)}"
    phrases = _places([_SAYING.sub(" ; ", p.sentence) for p in first], first, what, background)
    if not phrases and first[0].counts_people:
        phrases = _places([p.sentence for p in first], first, what, background)
    told = f"{what}: {', '.join(phrases)}" if phrases else what
    event = _happening(first) if first[0].role else None
    return f"{told} ({event})" if event and fold(event) not in set(map(fold, WORD.findall(told))) else told


def _instrument(points: Sequence[Figure]) -> str | None:
    """A price, rate or index by its own name: "Brent crude, price of a barrel"; None where most points do not name one."""
    named = Counter(p.instrument[:2] for p in points if p.instrument)
    if not named:
        return None
    (thing, whose), times = min(named.items(), key=lambda item: (-item[1], item[0]))
    per = next((u for p in points if (u := (p.dimension or "").partition("dollar per ")[2])), "")
    unit = points[0].unit or ""
    if 3 * times < 2 * len(points) or not (per or unit in _MOVED):
        return None
    owned = f"{thing}, {whose}" if whose else thing
    if per:
        return f"{owned}, price of a {per}"
    plural = _ODD_PLURALS.get(unit) or f"{unit}s"
    if 2 * sum(p.is_change for p in points) > len(points):
        return f"{owned}, {_change(points)} in {plural}"
    return f"{owned}, {plural}" if thing in LEVELS else None


def _fire(points: Sequence[Figure]) -> str | None:
    """The land of a fire, or how much of it is contained: "Sarane Fire, acres"; None where fewer than half of the points name one."""
    named = Counter(p.fire.removeprefix("The ") for p in points if p.fire)
    if not named or 2 * sum(named.values()) < len(points):
        return None
    if points[0].unit == "percent":
        told = " contained" if any(word.startswith("contain") for p in points for word in p.words) else ""
        return f"{min(named, key=lambda fire: (-named[fire], fire))}, percent{told}"
    return f"{min(named, key=lambda fire: (-named[fire], fire))}, {_ODD_PLURALS.get(points[0].unit or '') or f'{points[0].unit}s'}"


def _without(what: str, subject: str) -> str:
    """What is measured, in small letters and without the words that its name says: "Brae crude: price of a barrel"."""
    of, comma, unit = (what if what.startswith("US ") else what[0].lower() + what[1:]).rpartition(", ")
    said = set(map(fold, WORD.findall(subject)))
    left = " ".join(w for w in of.split() if fold(w) not in said)
    return f"{left}{comma}{unit}" if left else unit


def _places(sentences: Sequence[str], points: Sequence[Figure], what: str, background: Background) -> list[str]:
    """The phrases that name a series, the most telling first."""
    articles = {p.article.id: p.article for p in points}.values()
    runs = [_runs(text, p.names) for text, p in zip(sentences, points, strict=True)]
    near = set().union(*runs)
    often = Counter(key for run in runs for key in {key for key, _ in run})
    near = {(key, phrase) for key, phrase in near if 3 * often[key] >= len(points)}
    within = [{(key, phrase) for key, phrase in near if a.names.keys() >= set(key.split())} for a in articles]
    openings = [_runs(a.lead, a.names.keys()) for a in articles]
    openings = [{run for run in runs if _is_no_person(run[1])} for runs in openings]
    others = (openings, within) if points[0].counts_people else (within,)
    texts = [p.sentence for p in points] + [a.lead for a in articles]
    return next((found for held in (runs, *others) if (found := _chosen(held, what, background, texts))), [])


def _is_no_person(phrase: str) -> bool:
    """Whether no word of a phrase is somebody's given name."""
    return _GIVEN.isdisjoint(phrase.split())


def _chosen(held: Sequence[set[tuple[str, str]]], what: str, background: Background, texts: Sequence[str]) -> list[str]:
    """The most telling phrases, places first and people last; none says again what another or the thing counted does."""
    taken = set(map(fold, WORD.findall(what)))
    phrases: list[str] = []
    found = list(_phrases(held, background))[:RANKED]
    for phrase in sorted(found, key=lambda p: (not _is_no_person(p), not _is_place(p, texts))):
        stems = set(map(fold, phrase.split()))
        if not stems & taken and not any(_initials(p) == phrase for p in phrases):
            phrases.append(phrase)
            taken |= stems
        if len(phrases) == PHRASES:
            break
    return phrases


def _is_place(phrase: str, texts: Sequence[str]) -> bool:
    """Whether a phrase stands behind "in", "near" and the like in a third of the texts that hold it."""
    held = [text for text in texts if phrase in text]
    behind = [text for text in held if any(f"{word} {phrase}" in text for word in _AT)]
    return 3 * len(behind) >= len(held) > 0


def _initials(phrase: str) -> str:
    return "".join(w[0] for w in phrase.split() if w[0].isupper())


def _subject(points: Sequence[Figure], background: Background) -> str | None:
    """The name that stands nearest before the figure in most points, with a word that follows it in most: "Brae crude"; None for none."""
    subjects = Counter(p.subject for p in points if p.subject)
    if not subjects:
        return None
    best, count = subjects.most_common(1)[0]
    if best is None or count < max(2, 0.6 * len(points)) or background.name(best) < TELLING:
        return None
    shown: Counter[str] = Counter()
    follows: Counter[str] = Counter()
    for p in points:
        runs = [phrase for key, phrase in _runs(p.sentence, p.names) if best in key.split()]
        shown.update([max(runs, key=lambda r: (len(r.split()), r))] if runs else [])
        follows.update(_followers(p.before, best))
    if not shown:
        return None
    whole, times = min(shown.items(), key=lambda item: (-item[1], item[0]))
    word = min(follows.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    named = whole if 2 * times > count else next(w for p in points for w in WORD.findall(p.sentence) if fold(w) == best)
    named = named.removesuffix("’s").removesuffix("'s")
    ends = fold(named.split()[-1]) == best
    return f"{named} {word[0]}" if ends and word[1] >= 0.5 * count else named


def _followers(words: Sequence[str], name: str) -> set[str]:
    """The nouns right behind a name (its stem) that no other noun follows.

    For example "crude" of "Brae crude rose", none of "Dorran unemployment rate".
    """
    padded = [*words, "."]
    return {padded[n + 1] for n, w in enumerate(words[:-1]) if fold(w) == name and _is_noun(padded[n + 1]) and not _is_noun(padded[n + 2])}


def _is_noun(word: str) -> bool:
    """Whether a word may be what a name is one of ("crude"): no verb, no word of grammar."""
    return (
        CLASSES[word] == "o"
        and weight(fold(word)) >= 1
        and word not in _VERBS
        and word.removesuffix("s") not in _VERBS
        and fold(word) not in MOVES
    )


def _happening(points: Sequence[Figure]) -> str | None:
    """What happened, where most headlines or openings of the articles say so in one word."""
    articles = {p.article.id: p.article for p in points}.values()
    held: Counter[str] = Counter()
    for article in articles:
        stems = set(article.title) | set(map(fold, WORD.findall(article.lead)))
        held.update(stems & _HAPPENINGS.keys())
    beside = Counter(s for p in points for s in {fold(w) for w in WORD.findall(p.sentence)} & _HAPPENINGS.keys())
    headed = Counter(s for article in articles for s in article.title.keys() & _HAPPENINGS.keys())
    found = [(-beside[s], -n, s) for s, n in held.items() if 2 * n > len(articles) and (beside[s] or 2 * headed[s] > len(articles))]
    return _HAPPENINGS[min(found)[2]] if found else None


def _counted(points: Sequence[Figure], background: Background, called: bool) -> str:
    """What is counted: the commonest noun with its role; of a measure what most sentences say of it, and its unit; with a capital.

    A price or a move whose subject is `called` by its name needs no other words.
    """
    nouns = Counter(_short(p.noun) for p in points if p.noun)
    noun, times = min(nouns.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    role, unit = points[0].role, points[0].unit
    if role:
        plain = noun is None or noun.lower().split()[-1] in _ANYBODY
        words = f"people {role}" if plain or noun is None else noun if stem(role) in map(stem, noun.lower().split()) else f"{noun} {role}"
    elif unit and unit != "person":
        words = _measure(points, unit, (noun, times > 1 or 3 * times >= len(points)), called, background)
    else:
        words = noun or _beside(points, background) or "people"
    return words[0].upper() + words[1:]


def _measure(points: Sequence[Figure], unit: str, noun: tuple[str | None, bool], called: bool, background: Background) -> str:
    """A measured value: "price of a barrel", "unemployment rate, percent", "daily change in points".

    `noun` comes with whether many points have it.
    """
    thing, _, per = unit.partition(" per ")
    changed = 2 * sum(p.is_change for p in points) > len(points)
    plural = _MONEY.get(unit) or _ODD_PLURALS.get(unit) or f"{unit.removesuffix('s')}s"
    if thing == "dollar" and per:
        of = noun[0] if noun[1] else None if called else _beside(points, background)
        return f"{of}, price of a {per}" if of else f"price of a {per}"
    if per:
        plural = f"{thing}s per {per}"
    if changed:
        plural = f"{_change(points)} in {plural}"
    often = noun[0] if noun[1] else None
    if called and changed:
        return plural
    if unit == "percent" and not changed and (share := _share(points)):
        return share
    of = (_measured(points, background) if unit in SCALES else None) or often or _beside(points, background) or noun[0]
    beside = [p for p in points if p.after and of and fold(p.after[0]) == fold(of)]
    if unit in SCALES and not called and not often and 2 * len(beside) <= len(points) and (of is None or len(of.split()) == 1):
        return f"{plural} ({_in_words(points[0])})"
    return f"{of}, {plural}" if of else plural


def _share(points: Sequence[Figure]) -> str | None:
    """Of what a share is one, as most points that say it do: "share of the world’s oil"; with the answer, of a poll. None for none."""
    found = [(m.group("what"), p) for p in points if (m := _OF.search(p.around[1])) and not _POLLED.search(p.sentence)]
    polled = [p for p in points if _POLLED.search(p.sentence)]
    if 2 * len(polled) > len(points):
        return f"poll, percent ({_in_words(polled[0])})"
    if 2 * len(found) <= len(points):
        return None
    shares = Counter(fold(what.split()[-1]) for what, _ in found)
    best = min(shares, key=lambda s: (-shares[s], s))
    return "share of " + min((what for what, _ in found if fold(what.split()[-1]) == best), key=lambda w: (len(w), w))


def _in_words(point: Figure) -> str:
    """What a sentence says around its figure, in a few words: "… of voters said they were undecided"."""
    before, after = (text.strip() for text in point.around)
    behind = _CLAUSE.split(after, maxsplit=1)[0].split()[:AROUND]
    if not behind and not _CLAUSE.split(before)[-1].split():
        return "“" + " ".join([*before.split()[-AROUND:], "…", *after.split()[:2]]) + "”"
    front = _CLAUSE.split(before)[-1].split()[-(AROUND - len(behind)) :] if len(behind) < AROUND else []
    return "“" + " ".join([*front, "…", *behind]).strip(" ,") + "”"


def _short(noun: str) -> str:
    """The last three words of what is counted, without a joint in front."""
    words = noun.split()[-3:]
    return " ".join(words[1:] if weight(fold(words[0])) < 1 and len(words) > 1 else words)


def _change(points: Sequence[Figure]) -> str:
    """What a change is called: by its period where most points have it, or where some are of a day and no other is said."""
    periods = Counter(p.period for p in points if p.period)
    if not periods:
        return "change"
    best, times = min(periods.items(), key=lambda item: (-item[1], item[0]))
    return _CHANGES[best] if 2 * times > len(points) or periods.keys() == {"day"} else "change"


def _beside(points: Sequence[Figure], background: Background) -> str | None:
    """The word of content that most sentences hold close to the figure, the most telling one, or two that stand together; None for none."""
    held: Counter[str] = Counter()
    said = {*map(fold, (points[0].unit or "").split()), fold("price"), fold("prices")}
    for p in points:
        held.update({w for w in _close(p) if _tells(w, background) and fold(w) not in said})
    scored = [w for _, w in sorted((-n * background.rarity(fold(w)), w) for w, n in held.items() if n > 0.6 * len(points))[:2]]
    together = {f"{a} {b}" for p in points for a, b in pairwise(_close(p)) if {a, b} == set(scored)}
    return min(together) if together else scored[0] if scored else None


def _close(p: Figure) -> list[str]:
    """The words close to a figure in its part of the sentence, in small letters but for names."""
    before, after = p.around
    words = WORD.findall(before.rpartition(";")[2])[-8:] + WORD.findall(after.partition(";")[0])[:6]
    return [w if fold(w) in p.names else w.lower() for w in words]


def _tells(word: str, background: Background) -> bool:
    s = fold(word)
    return (
        len(word) > 3
        and word.islower()
        and word.isalpha()
        and CLASSES[word] == "o"
        and weight(s) >= 1
        and s not in MOVES
        and background.rarity(s) > TELLING
    )


def _measured(points: Sequence[Figure], background: Background) -> str | None:
    """The two words in small letters that most sentences hold before their figure, the most telling ones: "unemployment rate".

    None where no two are there.
    """
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
    """The runs of names in a text, each with its stems: "Brae", "Lake Sarane", "Bureau of Harbours"."""
    out: set[tuple[str, str]] = set()
    run: list[str] = []
    words = WORD.findall(text)
    for n, word in enumerate([*words, ""]):
        if (word and word[0].isupper() and fold(word) in names) or (
            word == "of" and run and n + 1 < len(words) and fold(words[n + 1]) in names
        ):
            run.append(word)
        else:
            out.update(_pieces(run))
            run = []
    return out


def _pieces(run: Sequence[str]) -> Iterable[tuple[str, str]]:
    for size in range(1, min(LONGEST, len(run)) + 1):
        for start in range(len(run) - size + 1):
            words = [w.removesuffix("’s").removesuffix("'s") for w in run[start : start + size]]
            if words[0] == "of" or words[-1] == "of":
                continue
            yield " ".join(map(fold, words)), " ".join(words)
