"""The names that name a series: those that most of its sentences share, as they are written in full, places first and people last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.wordclasses import CLASSES
from sayso.grammar.wordclasses import WORD as OPEN
from sayso.series.articles import WORD, Article, fold
from sayso.series.clashes import FATES
from sayso.series.figures import Figure
from sayso.series.word_weights import Background

#: A phrase names a series when at least this share of those points have it; and the share of these that have it in full.
HELD, IN_FULL = 0.5, 0.5

#: The longest phrase, in words.
LONGEST = 5

#: Phrases with less information than this are left out.
TELLING = 0.08

#: Words around a place; and how many phrases are ranked by them.
_DIRECTION_SAID = r" (?:(?:north|south|east|west)\p{Ll}*|central|mid)"
_DIRECTION = f"(?:{_DIRECTION_SAID})?"
_AT, _WIDER = (
    compile_pattern(rf"\b(?:[Ii]n|at|near|off|across|outside|from|of|on)(?: the| nearby)?{_DIRECTION} $"),
    compile_pattern(r", \p{Lu}"),
)
ANYWHERE = _AT
_RIGHT_AT = compile_pattern(rf"\b(?:[Ii]n|near|outside)(?: nearby|(?: the)?{_DIRECTION_SAID})? $")

#: How far back such words are searched, in characters.
BACK = 32
RANKED = 6

#: How many phrases follow what is counted.
PHRASES = 2

#: Words of office that are no name by themselves.
_TITLES = frozenset(word.rstrip(".") for word in entries("titles.txt", "before a name"))

_OFFICES = frozenset(entries("series.txt", "offices before a name"))

_GIVEN = frozenset(name.title() for name in pairs("given-names.txt"))

#: Somebody's name in full, its last word after the given one, or after an office.
_PERSON = compile_pattern(r"(?P<given>\p{Lu}[\p{Ll}’'-]+)(?: \p{Lu}\.)?(?P<rest>(?: \p{Lu}[\p{L}’'-]+){1,2})")
_SIDE = compile_pattern(r"(?:\p{Lu}\p{L}+[-‑–])+\p{L}+(?:i|an|ish|ese)|\p{Lu}\p{L}+(?:ian|ese|ish)")
_DESCRIBED = compile_pattern(r"-\p{Ll}+ed\b")
_OFFICE = compile_pattern(
    r"(?:President|Minister|Secretary|Sen\.|Rep\.|Gov\.|Mr\.|Ms\.|Mrs\.|Judge|Ayatollah|Pope|Prince|King|Justice|Chief|Director)"
    r"((?: \p{Lu}[\p{L}’'-]+){1,3})"
)


#: A firm, by the title of its head.
_HEADED = compile_pattern(r"(\p{Lu}[\p{L}’'-]+) (?:CEO|chief executive)\b")


class NameRun(NamedTuple):
    """A sequence of names: their stems, their spelling, and whether no other part of a name is next to them."""

    key: str
    phrase: str
    whole: bool


def pick_phrases(sentences: Sequence[str], points: Sequence[Figure], said: str, background: Background) -> list[str]:
    """The names in most of the sentences, at most PHRASES, the most informative first; for counts of people, else those of most openings.

    None repeats `said` or another one.
    """
    articles = list({p.article.id: p.article for p in points}.values())
    texts = [*sentences, *(a.lead for a in articles)]
    people = find_person_words(texts)
    found_in = [find_name_runs(text, p.names) for text, p in zip(sentences, points, strict=True)]
    held = Counter(key for found in found_in for key in {run.key for run in found})
    some = {run for found in found_in for run in found if 3 * held[run.key] >= len(points)}
    within = [{run for run in some if a.main >= set(run.key.split())} for a in articles]
    found = _pick_names(found_in, said, people=people, background=background, texts=texts)
    if found and (points[0].role not in FATES or any(_is_place(phrase, texts) for phrase in found)):
        return found
    if found and (place := find_common_place(points, said)):
        return place
    if any(not (phrase.isupper() or _is_person(phrase, people) or _stands_before_verb(phrase, sentences)) for phrase in found):
        return found
    picked = found or _pick_names(within, said, people=people, background=background, texts=texts)
    if points[0].counts_people:
        words_said = set(map(fold, WORD.findall(said)))
        within_places = [
            {run for run in found if p.places - words_said >= set(run.key.split())} for p, found in zip(points, found_in, strict=True)
        ]
        if found := _pick_names([each for each in within_places if each], said, people=people, background=background, texts=texts):
            return found
        openings = [{run for run in find_name_runs(a.lead, a.names.keys()) if not _is_person(run.phrase, people)} for a in articles]
        shared = Counter(phrase for opening in openings for phrase in {run.phrase for run in opening})
        known = {phrase for phrase, n in shared.items() if n > 1 and _is_place(phrase, texts)}
        places = [{run for run in opening if run.phrase in known} for opening in openings]
        if found := _pick_names(places, said, people=people, background=background, texts=texts):
            return found
    elif not any(w[0].isupper() and fold(w) in p.names for p in points for w in WORD.findall(said)):
        openings = [find_name_runs(a.lead, a.names.keys()) for a in articles]
        picked = picked or _pick_names(openings, said, people=people, background=background, texts=texts)[:1]
        if all(_is_person(phrase, people) for phrase in picked):
            common = _pick_names(found_in, said, people=people, background=background, texts=texts, telling=0.0)
            picked = [phrase for phrase in common if _is_place(phrase, texts)] or picked
    named = [phrase for phrase in picked if not _is_person(phrase, people) or _is_headed(phrase, articles)]
    return named or (picked if points[0].role in FATES else [])


def _is_headed(phrase: str, articles: Sequence[Article]) -> bool:
    """Whether a third of the headlines have somebody's last name."""
    last = fold(phrase.split()[-1])
    return 3 * sum(last in article.title for article in articles) >= len(articles)


def _stands_before_verb(phrase: str, texts: Sequence[str]) -> bool:
    """Whether a phrase is right before a verb in half of the texts that have it, as somebody's name is."""
    acting = regex.compile(rf"\b{regex.escape(phrase)} (?:\p{{Ll}}{{2,}}ed|was|had|has|is|shot|drove)\b")
    held = [text for text in texts if phrase in text]
    return 2 * sum(acting.search(text) is not None for text in held) >= len(held) > 0


def find_common_place(points: Sequence[Figure], said: str, at: regex.Pattern[str] = _RIGHT_AT) -> list[str]:
    """The place, after words `at` one, in most headlines and openings, however often other stories name it; empty for none."""
    articles = list({p.article.id: p.article for p in points}.values())
    texts = [f"{a.headline}\n{a.lead}" for a in articles]
    openings = [{run.phrase for run in find_name_runs(a.lead.removeprefix(a.headline), a.names.keys()) if run.whole} for a in articles]
    shared = Counter(phrase for opening in openings for phrase in opening)
    taken = set(map(fold, WORD.findall(said)))
    known = [
        (-times, phrase)
        for phrase, times in shared.items()
        if 2 * times > len(articles)
        and times > 1
        and _can_name(phrase)
        and not phrase.isupper()
        and _is_place(phrase, texts, at)
        and fold(phrase) not in taken
    ]
    return [min(known)[1]] if known else []


def find_person_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of people's names in some texts, as they are written."""
    found: set[str] = set()
    for text in texts:
        for match in _PERSON.finditer(text):
            if match["given"] in _GIVEN and CLASSES[match["given"].lower()] == OPEN:
                found.update((match["given"], *match["rest"].split()))
        for match in _OFFICE.finditer(text):
            found.update(match[1].split())
        found.difference_update(_HEADED.findall(text))
    return frozenset(w.removesuffix("’s").removesuffix("'s") for w in found)


def _pick_names(
    held: Sequence[set[NameRun]], said: str, people: Container[str], background: Background, texts: Sequence[str], telling: float = TELLING
) -> list[str]:
    """The most informative phrases; people only if there is nothing else, and never those of a side ("Karellian")."""
    taken = set(map(fold, WORD.findall(said)))
    out: list[str] = []
    known = set().union(*(WORD.findall(text) for text in texts)) if texts else set()
    found = [p for p in _rank_phrases(held, background, telling) if _can_name(p) and not _is_of_known_country(p, known)][:RANKED]
    others = [p for p in found if not _is_person(p, people) or _is_place(p, texts, _RIGHT_AT)]
    for phrase in sorted(others or found[:1], key=lambda p: not _is_place(p, texts)):
        stems = set(map(fold, phrase.split()))
        shorter = next((n for n, p in enumerate(out) if p == _get_initials(phrase) or phrase.startswith(f"{p} ")), None)
        if shorter is not None:
            out[shorter] = phrase  # "New York City" for "NYC"
            taken |= stems
        elif 2 * len(stems & taken) <= len(stems) - 1 and not any(_get_initials(p) == phrase for p in out):
            out.append(append_usual_number(_drop_office(phrase, people), texts))
            taken |= stems
        if len(out) == PHRASES:
            break
    return out


def _is_person(phrase: str, people: Container[str]) -> bool:
    """Whether a phrase consists only of words of people's names: not "Port Ansel", though Ansel is a name too."""
    return all(w in people or w.lower() in _TITLES or w.lower() in _OFFICES for w in phrase.split())


def _can_name(phrase: str) -> bool:
    """Whether a phrase is specific enough for a name: not only a job title, a nationality, two letters or a part of "Velm-based"."""
    short = len(phrase) < 3 and phrase not in ("EU", "UK", "UN")
    return not short and not _SIDE.fullmatch(phrase) and not _DESCRIBED.search(phrase) and not _TITLES.issuperset(phrase.lower().split())


def _is_place(phrase: str, texts: Sequence[str], at: regex.Pattern[str] = _AT) -> bool:
    """Whether a phrase is after words `at` a place, or before a wider place, in a third of the texts that have it."""
    held = [text for text in texts if phrase in text]
    return 3 * sum(_occurs_as_location(phrase, text, at) for text in held) >= len(held) > 0


def _occurs_as_location(phrase: str, text: str, at: regex.Pattern[str]) -> bool:
    """Whether a phrase is somewhere in a text after words `at` a place, or before a wider place."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if at.search(text, max(0, start - BACK), start) or _WIDER.match(text, end):
            return True
        start = text.find(phrase, end)
    return False


def _is_of_known_country(phrase: str, known: Container[str]) -> bool:
    """Whether a phrase is a side or a people, by its country in the same texts: "Karelleni" of "Karellen", "Velman" of "Velma"."""
    return phrase.endswith(("an", "i")) and phrase[:-1] in known


def _drop_office(phrase: str, people: Container[str]) -> str:
    """A person's name without the words up to the office: "Otto Kern" of "Harbour Secretary Otto Kern"; other names as they are."""
    words = phrase.split()
    at = max((n for n, w in enumerate(words) if w.lower() in _TITLES), default=-1)
    rest = words[at + 1 :]
    return " ".join(rest) if len(rest) > 1 and all(w in people for w in rest) else phrase


def append_usual_number(phrase: str, texts: Sequence[str]) -> str:
    """A phrase with the number that nearly always comes after it: "Section 122"."""
    found = Counter(m[1] for text in texts for m in regex.finditer(rf"\b{regex.escape(phrase)}( \d{{1,4}}\b(?![.,]\d|%))?", text))
    numbered = {n: times for n, times in found.items() if n}
    return phrase + next(iter(numbered)) if len(numbered) == 1 and found[None] <= min(numbered.values()) / 4 else phrase


def _get_initials(phrase: str) -> str:
    return "".join(w[0] for w in phrase.split() if w[0].isupper())


def _rank_phrases(holders: Sequence[set[NameRun]], background: Background, telling: float) -> Iterator[str]:
    """The phrases that most sentences, or openings, have, the most informative first, each in full and once."""
    held: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = {}
    for holder in holders:
        for run in sorted(holder):
            shown.setdefault(run.key, Counter())[run.phrase] += 1
        held.update({run.key for run in holder})
        whole.update({run.key for run in holder if run.whole})
    scored = []
    for key, count in held.items():
        tells = sum(background.rarity(w) ** 2 for w in key.split())
        if count >= max(2, HELD * len(holders)) and tells >= telling:
            scored.append((-tells * count / len(holders), key))
    seen: set[str] = set()
    for _, key in sorted(scored):
        full = _find_longest_phrase(key, held, whole)
        if full and full not in seen:
            seen.add(full)
            yield min(shown[full].items(), key=lambda item: (-item[1], item[0]))[0]


def _find_longest_phrase(key: str, held: Counter[str], whole: Counter[str]) -> str:
    """The longest phrase around one that is in most of the texts with it: "Colin Gray" for "Gray".

    Empty for a word that is never alone, as "Southern" of "Southern Command", where no longer phrase is shared.
    """
    longer = [k for k in whole if f" {key} " in f" {k} " and held[k] >= max(2, IN_FULL * held[key])]
    return max(longer, key=lambda k: (len(k.split()), held[k], k), default=key if whole[key] else "")


def find_name_runs(text: str, names: Container[str]) -> set[NameRun]:
    """The runs of names in a text, and their pieces: "Brae", "Lake Sarane", "Bureau of Harbours"."""
    out: set[NameRun] = set()
    run: list[str] = []
    words = list(WORD.finditer(text))
    for n, match in enumerate(words):
        word, nearest = match.group(), words[n + 1].group() if n + 1 < len(words) else ""
        if run and not text[words[n - 1].end() : match.start()].isspace():
            out.update(_cut_into_pieces(run))
            run = []
        if (word[0].isupper() and fold(word) in names) or (word == "of" and run and nearest and fold(nearest) in names):
            run.append(word)
            if word.endswith(("’s", "'s")):
                out.update(_cut_into_pieces(run))
                run = []
        else:
            out.update(_cut_into_pieces(run))
            run = []
    out.update(_cut_into_pieces(run))
    return out


def _cut_into_pieces(run: Sequence[str]) -> Iterable[NameRun]:
    for size in range(1, min(LONGEST, len(run)) + 1):
        for start in range(len(run) - size + 1):
            words = [w.removesuffix("’s").removesuffix("'s").removesuffix("’") for w in run[start : start + size]]
            if words[0] != "of" and words[-1] != "of":
                yield NameRun(" ".join(map(fold, words)), " ".join(words), size == min(LONGEST, len(run)))
