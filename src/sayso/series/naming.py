"""The name of a series, in its points' own words: what is counted or measured, whose it is, and the place and event.

"People killed: Port Ansel (storm)", "Brae crude: price of a barrel", "Unemployment rate, percent", "Korr: daily change in percent".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.wordclasses import CLASSES
from sayso.matching.terms import STEMMED_CALENDAR, stem, weigh_stem
from sayso.series.articles import WORD, fold
from sayso.series.complements import find_complement
from sayso.series.figures import ANYBODY, DURATIONS, MOVES, WAYS, Figure
from sayso.series.instrument_names import AT_HOME, COUNTRY, ODD_PLURALS, name_change, name_fire, name_instrument
from sayso.series.past_verbs import find_deed
from sayso.series.phrases import ANYWHERE, append_usual_number, find_common_place, find_name_runs, pick_phrases
from sayso.series.word_weights import Background
from sayso.series.worded_names import (
    find_favoured,
    find_victims,
    read_continuation,
    read_intent,
    read_lead,
    read_multiple,
    read_purpose,
    read_repeated,
)
from sayso.series.wordings import Wording, choose_wording, find_topics

#: A series is named by its first points, so that later points do not change the name.
NAMED_BY = 8

#: Phrases with less weight than this are left out.
TELLING = 0.3

#: Units of many measures, so that a name must say which one.
SCALES = frozenset(("percent", "USD", "EUR", "GBP"))

#: The whole of a share: the words after it, up to a verb or a conjunction.
_OF = compile_pattern(
    r"^\s*of (?P<what>(?:(?:the|all|its|their|his|her|our) )?(?:[\p{L}\p{N}’'.&-]+ ){0,3}?[\p{L}\p{N}’'&-]+)(?=[,.;:)–—]"
    r"|\s(?:that|who|which|is|are|was|were|has|have|had|said|say|says|in|on|at|by|for|from|to|and|or|with|through|between"
    r"|during|since|after|\p{L}+(?:ed|ing|s))\b|\s*$)"
)
_REACHING = compile_pattern(
    r" (?:from|off|above|below|beneath|around|into|out to|north of|south of|east of|west of) (?:(?:the|its|his|her|their) )?"
    r"(?:\p{L}[\p{L}’'-]*(?:’s|'s|s’)? )?\p{L}[\p{L}-]+(?=[\s,.;])"
)
_POSSESSIVE = frozenset(entries("series.txt", "possessives"))
_POLLED = compile_pattern(r"(?i)\b(?:polls?|survey|respondents|polled)\b")


#: How many more content words around a figure a name needs beside two places.
MUCH = 4

#: Words for what happens to people, by stems.
_HAPPENINGS = {stem(word): word for word in entries("happenings.txt")}

#: A war and its opponent.
_WAR = compile_pattern(
    r"\b[Ww]ar (?P<how>with|in|on|against) (?P<whom>\p{Lu}\p{L}+)|\b(?P<whose>\p{Lu}\p{L}+) (?=war\b(?! (?:with|in|on|against) \p{Lu}))"
)

#: Words before "war" that are no opponent.
_NO_FOE = frozenset(entries("series.txt", "before war and no foe"))

#: A lead in votes, before its figure: "won by just [40] votes".
_LEAD_OF = compile_pattern(r"\bby(?: (?:a (?:mere|margin of)|about|around|just|nearly|only|some))*\s*$|\bmargin of\s*$")

#: A place before the number of its people: "a nation of roughly [10 million] people", "the island’s [10 million] people".
_INHABITED = compile_pattern(
    rf"\b{alternation(entries('series.txt', 'places with people'))}(?: of|[’']s)"
    r"(?: (?:about|almost|around|just|more than|nearly|over|roughly|some))*\s*$"
)

_VERBS = frozenset(entries("mostly-verbs.txt"))

#: Where a term is served.
_SERVED = frozenset(entries("series.txt", "where a term is served"))

#: Nouns that only repeat the role: "38 deaths" are people killed.
_ANYBODY = frozenset(map(fold, entries("series.txt", "nouns for the role alone")))

#: ... and words for the event that the role already says.
_ROLES = _ANYBODY | frozenset(map(fold, entries("series.txt", "nouns for what people met")))

_MONEY = {"USD": "US dollars", "EUR": "euros", "GBP": "pounds"}

#: Speakers and verbs of saying, which are not part of the measure.
_SAYING = compile_pattern(
    r"(?i)\baccording to[^,.;]*|\b(?:poll|survey|study|report|data) (?:by|from|of) [^,.;]*"
    r"|[^,.;]{0,60}\b(?:said|says|told|reported|announced|estimates)\b|\b(?:said|says) (?-i:[A-Z])[^.;]*"
)


def name_series(points: Sequence[Figure], background: Background) -> str:
    """A name such as "Service members killed: Kuwait" or "Brae crude: price of a barrel". `points` are in time, and not empty.

    Phrases are names that the points' sentences share, or else most of the articles: for a price or a share names near the figure, for
    people, whose event is often stated before, places in the openings. The speaker's name is used only where there is no other. A measure
    without an event is named by the words around the figure that most points share.
    """
    first = points[:NAMED_BY]
    if called := name_instrument(first, background) or name_fire(first):
        return called
    wording = choose_wording(first, background)
    if first[0].unit and not first[0].counts_people:
        return _name_measured_value(first, wording, background)
    return _name_event(first, wording, background) if first[0].role else _name_count(first, wording, background)


def _name_event(points: Sequence[Figure], wording: Wording | None, background: Background) -> str:
    """The name of people with a fate: who, where, and in which event."""
    what, event = _name_people(points) or "", _find_event(points)
    named = _find_shared_names(points, f"{what} {event or ''}", background)
    if event and event.startswith("war ") and 2 * sum(event in p.sentence for p in points) >= len(points):
        named = [phrase for phrase in named if 2 * sum(phrase in p.sentence for p in points) >= len(points)]  # a toll of the whole war
    topic: list[str] = []
    enough = named and (event or (len(named) > 1 and wording and _count_new_words(wording, f"{what} {named}") < MUCH))
    if wording is not None and not enough and _count_new_words(wording, f"{what} {event or ''}") > bool(named):
        if whole := read_continuation(what, wording, points):
            what, named = whole, _find_shared_names(points, f"{whole} {event or ''}", background)
        else:
            what, topic = _add_topics(points, what, f"{what} {event or ''} {' '.join(named)}", background)
    elif not event:
        topic = find_topics(points, background, f"{what} {' '.join(named)}", _ROLES)
    whole = f"{what}: {', '.join(named)}" if named else what
    if event and not topic and named and event.startswith("war "):
        topic = find_topics(points, background, f"{whole} {event}", _ROLES)
    if event and set(map(fold, event.split())) - set(map(fold, WORD.findall(f"{whole} {topic}"))):
        topic.append(event)
    return f"{whole} ({', '.join(topic)})" if topic else whole


def _name_count(points: Sequence[Figure], wording: Wording | None, background: Background) -> str:
    """The name of things or people counted: which, what was done to them, and whose they are."""
    what = _name_things(points, background)
    topic: list[str] = []
    if lead := read_lead(what, points):
        named = _find_shared_names(points, lead, background)
        return f"{lead}: {', '.join(named)}" if named else lead
    complete = None if what.startswith("Share ") else find_complement(what, points)
    what = f"{what} {complete}" if complete else what
    named, deed = _find_shared_names(points, what, background), find_deed(points)
    if wording is not None and not complete and not what.startswith("Share ") and _count_new_words(wording, what) > bool(named):
        if whole := read_continuation(what, wording, points):
            what, named, deed = whole, _find_shared_names(points, whole, background), None
        else:
            what, topic = _add_topics(points, what, f"{what} {' '.join(named)}", background)
    if deed and fold(deed) not in map(fold, WORD.findall(what)):
        noun = what if complete is None or complete.startswith("of ") else what.removesuffix(f" {complete}")
        what, topic = f"{noun} {deed}{what.removeprefix(noun)}", []
    whole = f"{what}: {', '.join(named)}" if named else what
    return f"{whole} ({', '.join(topic)})" if topic else whole


def _add_topics(points: Sequence[Figure], what: str, said: str, background: Background) -> tuple[str, list[str]]:
    """What is counted, with its "of" phrase ("barrels of oil"), and the other topics of most points."""
    topic = find_topics(points, background, said, _ROLES if points[0].role else _ANYBODY if points[0].counts_people else frozenset())
    of = next((t for t in topic if 2 * sum(f" of {t}" in f" {p.text}{p.around[1][:40]}" for p in points) > len(points)), None)
    return (f"{what} of {of}", [t for t in topic if t != of]) if of and not points[0].counts_people else (what, topic)


def _find_shared_names(points: Sequence[Figure], said: str, background: Background) -> list[str]:
    """The names that most points share; those of speakers only where half of the headlines have them."""
    sentences = [_SAYING.sub(" ; ", p.sentence) for p in points]
    found = pick_phrases(sentences, points, said, background)
    if not found and 2 * sum(bool(_POLLED.search(p.sentence)) for p in points) > len(points):
        return pick_phrases([p.sentence for p in points], points, said, background)
    if not found:
        headlines = {p.article.id: p.article.headline for p in points}.values()
        speakers = pick_phrases([p.sentence for p in points], points, said, background)
        found = [phrase for phrase in speakers if 2 * sum(phrase in headline for headline in headlines) >= len(headlines)]
    if found or any(word[0].isupper() and word != COUNTRY for word in WORD.findall(said)[1:]):
        return found
    if not points[0].role:
        texts = [f"{p.sentence}\n{p.article.headline}" for p in points]
        at_home = COUNTRY not in said.split() and 2 * sum(AT_HOME.search(text) is not None for text in texts) >= len(points)
        return [COUNTRY] if at_home else []
    return find_common_place(points, said) or find_common_place(points, said, ANYWHERE)


def _count_new_words(wording: Wording, said: str) -> int:
    """How many content words around a figure a name does not have yet."""
    known = set(map(fold, WORD.findall(said)))
    return len({s for s in map(fold, WORD.findall(str(wording))) if weigh_stem(s) >= 1 and s not in known})


def _name_measured_value(points: Sequence[Figure], wording: Wording | None, background: Background) -> str:
    """The name of a value with a unit."""
    if points[0].unit == "percent" and (who := find_favoured(points)):
        return f"{who}: support, percent"
    subject = _find_subject(points, background)
    what = _capitalise(
        _name_measure(
            points, points[0].unit or "", _find_commonest_noun(points), wording, called=subject is not None, background=background
        )
    )
    if subject and not set(map(fold, WORD.findall(subject))) <= set(map(fold, WORD.findall(what))):
        return f"{subject}: {_drop_said_words(what, subject)}"
    known = any(w[0].isupper() and w != "US" for w in WORD.findall(what)[1:])
    named = [] if known else _find_shared_names(points, what, background)
    if len(named) == 1 and what.startswith("Price of "):
        return f"{named[0]}: {_drop_said_words(what, named[0])}"
    return f"{what}: {', '.join(named)}" if named else what


def _capitalise(words: str) -> str:
    return words[0].upper() + words[1:]


def _drop_said_words(what: str, subject: str) -> str:
    """The measure, in small letters and without the words that the name already has: "Brae crude: price of a barrel"."""
    of, comma, unit = (what if what.startswith("US ") else what[0].lower() + what[1:]).rpartition(", ")
    said = set(map(fold, WORD.findall(subject)))
    left = " ".join(w for w in of.split() if fold(w) not in said)
    return f"{left}{comma}{unit}" if left else unit


def _find_subject(points: Sequence[Figure], background: Background) -> str | None:
    """The name that is nearest before the figure in most points, with a word that follows it in most: "Brae crude"; None for none."""
    subjects = Counter(p.subject for p in points if p.subject)
    if not subjects:
        return None
    best, count = subjects.most_common(1)[0]
    if best is None or count < max(2, 0.6 * len(points)) or background.name(best) < TELLING:
        return None
    shown: Counter[str] = Counter()
    follows: Counter[str] = Counter()
    for p in points:
        around = [run.phrase for run in find_name_runs(p.sentence, p.names) if best in run.key.split()]
        shown.update([max(around, key=lambda r: (len(r.split()), r))] if around else [])
        follows.update(_find_followers(p.before, best))
    if not shown:
        return None
    whole, times = min(shown.items(), key=lambda item: (-item[1], item[0]))
    word = min(follows.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    named = whole if 2 * times > count else next(w for p in points for w in WORD.findall(p.sentence) if fold(w) == best)
    named = append_usual_number(named.removesuffix("’s").removesuffix("'s"), [p.sentence for p in points])
    ends = fold(named.split()[-1]) == best
    return f"{named} {word[0]}" if ends and word[1] >= 0.5 * count else named


def _find_followers(words: Sequence[str], name: str) -> set[str]:
    """The nouns right after a name (its stem) that no other noun follows.

    For example "crude" of "Brae crude rose", none of "Dorran unemployment rate".
    """
    padded = [*words, "."]
    return {padded[n + 1] for n, w in enumerate(words[:-1]) if fold(w) == name and _is_noun(padded[n + 1]) and not _is_noun(padded[n + 2])}


def _is_noun(word: str) -> bool:
    """Whether a word may be the kind of a name ("crude"): no verb, no word of grammar."""
    return (
        CLASSES[word] == "o"
        and weigh_stem(fold(word)) >= 1
        and word not in _VERBS
        and word.removesuffix("s") not in _VERBS
        and fold(word) not in MOVES
        and fold(word) not in WAYS
    )


def _find_event(points: Sequence[Figure]) -> str | None:
    """The event, where most headlines or openings of the articles name it in one word; a war with its opponent."""
    articles = list({p.article.id: p.article for p in points}.values())
    held: Counter[str] = Counter()
    for article in articles:
        stems = set(article.title) | set(map(fold, WORD.findall(article.lead)))
        held.update(stems & _HAPPENINGS.keys())
    beside = Counter(s for p in points for s in {fold(w) for w in WORD.findall(p.sentence)} & _HAPPENINGS.keys())
    headed = Counter(s for article in articles for s in article.title.keys() & _HAPPENINGS.keys())
    found = [
        (-beside[s], -n, s)
        for s, n in held.items()
        if (2 * n > len(articles) and (beside[s] or 2 * headed[s] > len(articles))) or 2 * beside[s] > len(points)
    ]
    event = _HAPPENINGS[min(found)[2]] if found else None
    return _find_war(points) or event if event in (None, "war", "airstrike", "attack") else event


def _find_war(points: Sequence[Figure]) -> str | None:
    """The war that most articles with a war name, "war with Karelle"; None for none.

    Half of the headlines, or a quarter of the sentences, must speak of a war.
    """
    headed = sum("war" in p.article.title for p in points)
    beside = sum("war" in map(fold, WORD.findall(p.sentence)) for p in points)
    if 2 * headed < len(points) and 4 * beside < len(points):
        return None
    wars_of: dict[int, set[tuple[str, str]]] = {}
    for p in points:
        text = f"{p.article.headline}\n{p.article.lead}\n{p.sentence}"
        found = {(m["how"] or "with", m["whom"] or m["whose"]) for m in _WAR.finditer(text)}
        wars_of.setdefault(p.article.id, set()).update(found)
    at_war = [article for article in wars_of.values() if article]
    wars = Counter(
        whom for article in at_war for whom in {w for _, w in article} if whom not in _NO_FOE and fold(whom) not in STEMMED_CALENDAR
    )
    whom, times = min(wars.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if 2 * times <= len(at_war) or 4 * times < len(wars_of) or (times < 2 < len(wars_of)):
        return None
    ways = Counter(how for article in wars_of.values() for how, w in article if w == whom)
    return f"war {min(ways, key=lambda w: (-ways[w], w))} {whom}"


def _find_commonest_noun(points: Sequence[Figure]) -> tuple[str | None, bool]:
    """The commonest noun of some points, and whether many of them have it."""
    nouns = Counter(_shorten_noun(p.noun) for p in points if p.noun and (p.counts_people or fold(p.noun.split()[-1]) != fold(p.unit or "")))
    noun, times = min(nouns.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    return noun, times > 1 or 3 * times >= len(points)


def _name_people(points: Sequence[Figure]) -> str | None:
    """The people and their fate, "Service members killed"; None where no fate is stated."""
    noun, role = _find_commonest_noun(points)[0], points[0].role
    if not role:
        return None
    if noun is None or fold(noun.split()[-1]) in _ANYBODY:
        noun = find_victims(points) or noun
    plain = noun is None or fold(noun.split()[-1]) in _ANYBODY
    return _capitalise(
        f"people {role}" if plain or noun is None else noun if stem(role) in map(stem, noun.lower().split()) else f"{noun} {role}"
    )


def _name_things(points: Sequence[Figure], background: Background) -> str:
    """What is counted; for a part, its whole: "share of the world’s oil"."""
    if all(p.value is not None and 0 < p.value < 1 for p in points) and (share := _name_share(points)):
        return _capitalise(share)
    if 2 * sum(_INHABITED.search(p.around[0]) is not None for p in points if p.head in ANYBODY) > len(points):
        return "Population"
    noun = _find_commonest_noun(points)[0]
    if noun and fold(noun) == "vote" and 2 * sum(_LEAD_OF.search(p.around[0]) is not None for p in points) > len(points):
        return "Margin of votes"
    return _capitalise((noun or _find_word_beside(points, background) or "people").replace(" each ", " "))


def _name_measure(
    points: Sequence[Figure], unit: str, noun: tuple[str | None, bool], wording: Wording | None, *, called: bool, background: Background
) -> str:
    """A measured value: "price of a barrel", "unemployment rate, percent", "daily change in points".

    `noun` comes with whether many points have it; `wording` are the words around the figures. A price or a move whose subject is
    `called` by its name needs no other words.
    """
    thing, _, per = unit.partition(" per ")
    if unit == "times" and (multiple := read_multiple(wording) or read_repeated(wording)):
        return multiple
    changed = 2 * sum(p.is_change for p in points) > len(points)
    plural = _MONEY.get(unit) or ODD_PLURALS.get(unit) or f"{unit.removesuffix('s')}s"
    often = noun[0] if noun[1] else None
    if thing == "dollar" and per and per not in DURATIONS:
        of = often or (None if called else _find_word_beside(points, background))
        return f"{of}, price of a {per}" if of else f"price of a {per}"
    if per:
        plural = f"{'US dollar' if thing == 'dollar' else thing.removesuffix('s')}s per {per}"
    if changed:
        plural = f"{name_change(points)} in {plural}"
        if called:
            return plural
    elif unit == "percent" and (share := _name_share(points)):
        answer = wording.after.removeprefix("of ") if wording and share == "poll, percent" else ""
        return f"{share} ({answer})" if len(answer.split()) > 1 else share
    if unit not in SCALES and not often and (place := _find_extent(points)):
        return f"{plural} {place}"
    if unit in _MONEY and not often and (purpose := read_purpose(wording, plural)):
        return purpose
    if (unit in DURATIONS or (unit in _MONEY and not often)) and (deed := find_deed(points)):
        return f"{plural} {deed}"
    of = (
        (_find_word_pair(points, background) if unit in SCALES else None)
        or often
        or (None if wording else _find_word_beside(points, background) or noun[0])
    )
    if of in _SERVED and unit in DURATIONS:
        of = f"{of} term"
    if of and wording and unit not in SCALES and (done := read_intent(wording)):
        return f"{of} {done}, {plural}"
    if of and (complete := find_complement(of.removesuffix(" term"), points)):
        return f"{of} {complete}, {plural}"
    lasts = of is not None and unit in DURATIONS
    if lasts and of and fold(of) in _HAPPENINGS:
        of = f"length of the {of}"
    about = find_topics(points, background, f"{of or ''} {plural}") if wording and (of is None or not called) and not lasts else []
    if of is None and about and unit in SCALES and not called:
        of = about.pop(0)
    return (f"{of}, {plural}" if of else plural) + (f" ({', '.join(about)})" if about else "")


def _find_extent(points: Sequence[Figure]) -> str | None:
    """The place that a length is from, above or around, as most points say it: "from Kern’s home"; None for none."""
    found = [m.group().strip() for p in points if (m := _REACHING.match(p.around[1]))]
    ends = Counter((words.split()[0].lower(), fold(words.split()[-1])) for words in found)
    best, times = min(ends.items(), key=lambda item: (-item[1], item[0]), default=(("", ""), 0))
    if times < 2 or 2 * times < len(points):
        return None
    return max((w for w in found if (w.split()[0].lower(), fold(w.split()[-1])) == best), key=lambda w: (len(w), w))


def _name_share(points: Sequence[Figure]) -> str | None:
    """The whole of a share, as most points with one give it: "share of the world’s oil"; or that it is of a poll. None for none."""
    found = [(m.group("what"), p) for p in points if (m := _OF.search(p.around[1])) and not _POLLED.search(p.sentence)]
    polled = [p for p in points if _POLLED.search(p.sentence)]
    if 2 * len(polled) > len(points):
        return "poll, percent"
    if 2 * len(found) <= len(points):
        return None
    shares = Counter(fold(what.split()[-1]) for what, _ in found if _is_noun(what.split()[-1]) and what.split()[0] not in _POSSESSIVE)
    if not shares:
        return None
    best = min(shares, key=lambda s: (-shares[s], s))
    return "share of " + min((what for what, _ in found if fold(what.split()[-1]) == best), key=lambda w: (len(w), w))


def _shorten_noun(noun: str) -> str:
    """The last three words for what is counted, or those with a preposition and the word before it; no number in front.

    No preposition or the like is in front.
    """
    words = noun.split()
    while len(words) > 1 and (words[0][0] == "-" or any(c.isdigit() for c in words[0])):
        del words[0]
    small = [n for n, w in enumerate(words) if n and weigh_stem(fold(w)) < 1]
    if small and len(words) - small[-1] <= 3:
        return " ".join(words[max(small[-1] - 1, 0) :])
    words = words[-3:]
    return " ".join(words[1:] if weigh_stem(fold(words[0])) < 1 and len(words) > 1 else words)


def _find_word_beside(points: Sequence[Figure], background: Background) -> str | None:
    """The content word that most sentences have close to the figure, the most informative one, or two in sequence; None for none."""
    held: Counter[str] = Counter()
    said = {*map(fold, (points[0].unit or "").split()), fold("price"), fold("prices")}
    for p in points:
        held.update({w for w in _list_close_words(p) if _is_informative(w, background) and fold(w) not in said})
    scored = [w for _, w in sorted((-n * background.rarity(fold(w)), w) for w, n in held.items() if n > 0.6 * len(points))[:2]]
    together = {f"{a} {b}" for p in points for a, b in pairwise(_list_close_words(p)) if {a, b} == set(scored)}
    return min(together) if together else scored[0] if scored else None


def _list_close_words(p: Figure) -> list[str]:
    """The words close to a figure in its part of the sentence, in small letters except names."""
    before, after = p.around
    words = WORD.findall(before.rpartition(";")[2])[-8:] + WORD.findall(after.partition(";")[0])[:6]
    return [w if fold(w) in p.names else w.lower() for w in words]


def _is_informative(word: str, background: Background) -> bool:
    s = fold(word)
    return (
        len(word) > 3
        and word.islower()
        and word.isalpha()
        and CLASSES[word] == "o"
        and weigh_stem(s) >= 1
        and s not in MOVES
        and background.rarity(s) > TELLING
    )


def _may_name(word: str, background: Background) -> bool:
    """Whether a word may be half of a measure's name: not short, not common, no move and no compound ("six-week")."""
    return len(word) > 3 and "-" not in word and background.rarity(fold(word)) > TELLING and fold(word) not in MOVES


def _find_word_pair(points: Sequence[Figure], background: Background) -> str | None:
    """The two words in small letters that most sentences have before their figure, the most informative ones: "unemployment rate".

    None where there are no two.
    """
    held: Counter[tuple[str, str]] = Counter()
    for p in points:
        words = [(a.group(), b.group()) for a, b in pairwise(WORD.finditer(p.around[0])) if b.start() == a.end() + 1]
        held.update({(a, b) for a, b in words if CLASSES[a] == CLASSES[b] == "o" and a.islower() and b.islower()})
    pairs = [(-n * (background.rarity(fold(a)) + background.rarity(fold(b))), a, b) for (a, b), n in held.items() if n > 0.6 * len(points)]
    pairs = [pair for pair in pairs if all(_may_name(w, background) for w in pair[1:])]
    return " ".join(min(pairs)[1:]) if pairs and len(points) > 1 else None
