"""Whether two figures measure two different things, by the words near them, however alike their sentences are.

For example a forecast and a fact, a yearly rate and one event, the missing and the dead, all and the survivors, an
increment and a total, done and open cases, an index and the futures on it, and figures for two places; cases
that are suspected and cases that are confirmed, the children among those killed and all of them, the shares of two age groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.matching.mentions import FIGURE, WORD, Mention, normalise_typography
from sayso.matching.source_names import are_own_reports, find_names, share_name
from sayso.matching.terms import STEMMED_CALENDAR, stem

#: How many words before a figure, and after it, may show its sort; an increment is stated right next to it.
BEFORE, BEHIND, BESIDE = 6, 8, 2


def _read_sorts(table: str) -> dict[str, str]:
    """The stem of each word of a table, with the word's sort."""
    return {stem(word): sort for word, sort in pairs("matching.txt", table).items()}


#: Words before a figure that show its sort, and words after it that do.
_SORT_BEFORE, _SORT_BEHIND = _read_sorts("sorts of figure, before it"), _read_sorts("sorts of figure, behind it")

#: The states of a case (suspected, confirmed, fatal …): counts of two states are two counts.
_STATES = _read_sorts("states of a case")

#: Groups of people by age or sex, who are a part of all those counted.
_SOME = frozenset(map(stem, list(entries("matching.txt", "people by age or sex"))))

#: Words for groups of a few people, as families; there are fewer of them than people.
_GROUPS = frozenset(map(stem, entries("matching.txt", "people together")))

#: A range of ages, and the words that name the group of a share.
_BAND = compile_pattern(
    r"(?i)\b(?:aged?|ages|years|range)\b[^.;%]{0,25}?\b(\d{1,2}\s?(?:[-–]|to)\s?\d{1,3})\b|\b(\d{1,2}\s?(?:[-–]|to)\s?\d{1,3})[ -]year"
)
_OF_SEX = compile_pattern(r"(?i)\b(?:(?P<female>females?|women|girls)|(?P<male>males?|men|boys))\b")

#: Words before a range of years that make it one of ages; those who report a count.
_AGE_GROUP = compile_pattern(r"(?i)\b(?:age (?:group|range)s?|aged)\b")
_REPORTS = compile_pattern(
    r"(?P<names>\p{Lu}[\p{L}'-]+(?:,? (?:(?:and|of) )?\p{Lu}[\p{L}'-]+)*) "
    r"(?:(?:has|have|had|is|are|today|also|now|yesterday) ){0,3}report(?:ed|s|ing)\b"
    r"|\breported (?:today )?(?:from|in) (?P<place>\p{Lu}[\p{L}'-]+)"
)

#: Words right beside a figure that make it an increment.
_ADDED = frozenset(map(stem, ("additional", "another", "extra", "further")))
_NEW = frozenset(map(stem, ("more", "new")))

#: How many words before a figure may say that futures are meant: they are at the head of a list of indices.
AHEAD = 14

#: Words before a count of missing people, and after one.
_SOUGHT = compile_pattern(r"\b(?:hunt(?:ed|ing)?|look(?:ed|s|ing)?|search(?:ed|es|ing)?)(?:\s\p{L}+){0,2} for\b(?:\s\p{L}+){0,5}\s?$")
_STILL_SOUGHT = compile_pattern(
    r"^[^.;,]{0,40}?\b(?:being (?:searched|looked) for|being sought|(?:are|is|remain|remains|were) (?:yet )?to be found)\b"
)

#: Words after a count of open cases: "7 of the 28 fires are still being fought".
_OPEN = compile_pattern(r"^[^.;,]{0,60}?\b(?:(?:not|never) yet|still (?:being|not|to be)|yet to be|uncontained)\b")

#: The label of a line in a list, and a figure in it.
_LABEL = compile_pattern(r"(?P<label>\p{Lu}[\p{L}\p{N} .'-]{1,40}):(?: [^:]*)?$")

#: Words that say that a figure was corrected.
_PUT_RIGHT = compile_pattern(
    r"(?i)\b(?:(?:lower|revis|updat|correct|reduc|downgrad|downsiz|remapp)(?:e?d|es?|ing)|down from|instead of|rather than|not \d"
    r"|(?:had )?(?:earlier|initially|previously))\b"
)

#: Words that make a price or a share an extreme and not the present level: before it, and after it.
_PEAK = compile_pattern(r"(?i)\b(?:initially|briefly|at one point|as much as|intraday)\b[^.;,]{0,40}$")
_PEAK_BEHIND = compile_pattern(
    r"^[^.;,]{0,40}?\b(?:at one point|intraday|(?:earlier|early) in the (?:day|session|trading session)"
    r"|in early trad(?:e|ing)|before (?:easing|falling|paring|retreating|settling|slipping))\b"
)

#: Words after a count that make it a yearly rate.
_A_YEAR = compile_pattern(r"^[^.;]{0,60}?\b(?:a|each|every|per) year\b")


def find_sorts(mention: Mention) -> frozenset[str]:
    """The sorts of a figure by the words near it; words beyond another figure do not count."""
    tokens, at = mention.home.tokens, mention.at
    found = set()
    for word in reversed(tokens[max(0, at - BEFORE) : at]):
        if word == FIGURE:
            break
        found.add(_SORT_BEFORE.get(word, ""))
    for word in tokens[at + 1 : at + 1 + BEHIND]:
        if word == FIGURE:
            break
        found.add(_SORT_BEHIND.get(word, ""))
    beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 1 + BESIDE])
    if not _ADDED.isdisjoint(beside) or not _NEW.isdisjoint(tokens[at + 1 : at + 2]):
        found.add("added")
    text, home, figure = mention.home.document.text, mention.home.span, mention.figure.span
    behind = normalise_typography(text[figure.end : home.end])
    moved = mention.figure.trend is not None or (mention.figure.unit or "").startswith(("percent", "USD", "dollar"))
    ahead_of_it = normalise_typography(text[home.start : figure.start + len("as much as")])
    if moved and (_PEAK.search(ahead_of_it) or _PEAK_BEHIND.match(behind)):
        found.add("peak")
    if _A_YEAR.match(behind):
        found.add("yearly")
    is_missing = mention.figure.role == "missing"  # who is missing is sought
    if not is_missing and (_SOUGHT.search(normalise_typography(text[home.start : figure.start])) or _STILL_SOUGHT.match(behind)):
        found.add("sought")
    if _OPEN.match(behind):
        found.add("open")
    ahead = _take_words_before(tokens, at)
    if _FUTURES in ahead and _COMMODITIES.isdisjoint(ahead):
        found.add("futures")
    return frozenset(found - {""})


#: A price of oil is one of futures; shares have prices of both sorts.
_FUTURES = stem("futures")
_COMMODITIES = frozenset(map(stem, entries("matching.txt", "commodities")))


def _take_words_before(tokens: tuple[str, ...], at: int) -> tuple[str, ...]:
    """The words before a figure, back to the figure before it."""
    before = tokens[max(0, at - AHEAD) : at]
    last = max((i for i, word in enumerate(before) if word == FIGURE), default=-1)
    return before[last + 1 :]


#: Places that a figure is for: the names after a preposition, as far as they are joined by "and"; a page may have glued
#: the preposition to a participle.
_PLACE = compile_pattern(
    r"(?:\b(?:in|at|near|across|from|of|for|on)|(?<=\p{L}ed)(?:in|at|near"
    r"|across))\s(?:the\s)?(?P<names>\p{Lu}[\p{L}'-]+(?:\s(?:and\s(?:\p{Ll}+\s)?)?\p{Lu}[\p{L}'-]+)*)"
)

#: A bracket; a name right before it, which the figures in it are for.
_BRACKETS = compile_pattern(r"\([^()]*\)")
_HEAD = compile_pattern(r"(?P<names>\p{Lu}[\p{L}'-]+(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]+)*) ?\([^()]*$")

#: A place at the start of a sentence that all its figures are for; a count in several places.
_OPENS_IN = compile_pattern(r"^(?:\p{Lu}\p{L}+ )?[Ii]n (?:the )?(?P<names>\p{Lu}[\p{L}'-]+(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]+)*),")
IN_SEVERAL = compile_pattern(
    rf"\b(?:across|from|in) (?:(?:all|the|these|those) )*(?:\d+|{build_words_up_to(12)}|several)(?: of (?:the )?[\w-]+)? (?:\p{{Ll}}+ )?"
    r"(?:areas|cities|counties|countries|districts|municipalities|provinces|regions|states|towns|villages|zones)\b"
)

_OF_PLACE = compile_pattern(r" (?:in|of) [^,;(]*")

#: The disease that somebody or something was tested for, or is ill with.
_POSITIVE_FOR = compile_pattern(r"\bpositive for (?:the )?(?P<agent>[\p{L}\d-]+)")

#: The end of the words on a figure: a semicolon, or the end of its bracket.
_ENDED = compile_pattern(r";|(?<=^[^()]*)\)")
NAME = compile_pattern(r"\p{Lu}[\p{L}'-]+")

#: How many characters after a figure may name its place; how many near a share may name its group.
PLACED, NEAR = 70, 60

#: How many characters the noun of a figure, and the preposition after it, may have.
NOUN = 25


def find_places_after(mention: Mention) -> frozenset[str]:
    """The names of the places right after a figure; no days or months."""
    return _list_names(_find_places_within_reach(mention))


def find_nearest_places(mention: Mention) -> frozenset[str]:
    """The names of the places that follow a figure with no more than its noun between: "54% in Orle", "404 cases in Orle"."""
    return _list_names(_find_places_within_reach(mention, NOUN))


def _list_names(text: str) -> frozenset[str]:
    return frozenset(name for name in NAME.findall(text) if stem(name) not in STEMMED_CALENDAR)


def _find_places_within_reach(mention: Mention, reach: int = PLACED) -> str:
    """Finds the places right after a figure, as written, if their first name begins within `reach` characters."""
    end = mention.figure.span.end
    behind = mention.home.document.text[end : min(mention.home.span.end, end + PLACED)]
    behind = normalise_typography(_ENDED.split(behind)[0])
    found = _PLACE.search(behind)
    is_near = found is not None and found.start("names") <= reach
    if found is None or not is_near or (reach < PLACED and any(c.isdigit() for c in behind[: found.start("names")])):
        return ""
    return found["names"]


def differ_in_place(old: Mention, new: Mention) -> bool:
    """Whether two figures are for two places: each text names both, and each sentence only its own; or one adds a place by an "and"."""
    a, b = find_places_after(old), find_places_after(new)
    if not a or not b or a == b:
        return False
    here, there = a - b, b - a
    if here and there and (_has_figure_for_places(new, old, here) or _has_figure_for_places(old, new, there)):
        return True
    if here and there:
        return all(n not in new.home.raw and n in new.home.document.text for n in here) and all(
            n not in old.home.raw and n in old.home.document.text for n in there
        )
    in_text = old.claim.part != "headline"  # a headline has the toll of its story, however many places it names
    return in_text and (a < b or b < a) and " and " in max(_find_places_within_reach(old), _find_places_within_reach(new), key=len)


def _has_figure_for_places(one: Mention, other: Mention, names: frozenset[str]) -> bool:
    """Whether the sentence of one figure gives another of the same unit for places that only the other figure is for."""
    beside = (m for m in one.home.mentions if m is not one and m.claim.quantity and m.figure.unit == other.figure.unit)
    return any(names == find_places_after(m) for m in beside)


class Bracket(NamedTuple):
    """A bracket that a figure is in: the names right before it, and whether a figure before it counts the same thing in the same unit."""

    names: frozenset[str]
    is_aside: bool


def find_bracket(mention: Mention) -> Bracket | None:
    """The bracket that a figure is in; None without one."""
    text, start, end = mention.home.document.text, mention.home.span.start, mention.figure.span.start
    opened = text.rfind("(", start, end)
    if opened < 0 or opened < text.rfind(")", start, end):
        return None
    found, a = _HEAD.search(normalise_typography(text[start:end])), mention.figure
    before = (m.figure for m in mention.home.mentions if m.claim.quantity and m.figure.span.end <= opened)
    aside = a.head is not None and any((b.head, b.unit, b.role) == (a.head, a.unit, a.role) for b in before)
    return Bracket(frozenset(NAME.findall(found["names"])) if found else frozenset(), aside)


def differ_in_bracket(old: Bracket | None, new: Bracket | None) -> bool:
    """Whether two figures measure different things by the brackets that they are in.

    They come after two names ("Orle (181 cases, 53 deaths)", "Brill (225 cases, 76 deaths)"), or one is an aside after another of the same
    measure, which is the one in the other text ("a median age of 68 years (of all so far, 58 years)").
    """
    if old and new:
        return bool(old.names and new.names) and old.names.isdisjoint(new.names)
    one = old or new
    return one is not None and one.is_aside


def find_names_before_bracket(mention: Mention) -> frozenset[str]:
    """The names right before the bracket that a figure is in; empty without one."""
    bracket = find_bracket(mention)
    return bracket.names if bracket else frozenset()


def differ_in_place_count(old: Mention, new: Mention) -> bool:
    """Whether one sentence is about the place it opens with, and the other counts in several: "In Orle, 404 cases", "in six states".

    Counts within that place ("in six towns of Orle") do not count in several.
    """
    return _is_part_of_several(old, new) or _is_part_of_several(new, old)


def _is_part_of_several(one: Mention, other: Mention) -> bool:
    place = _OPENS_IN.search(one.home.text)
    several = IN_SEVERAL.search(other.home.text) if place and not _OPENS_IN.search(other.home.text) else None
    if not place or not several:
        return False
    whose = _OF_PLACE.match(other.home.text[several.end() :])
    return whose is None or place["names"].split()[0] not in whose[0]


def differ_in_agent(old: Mention, new: Mention) -> bool:
    """Whether two counts are for two diseases: "3 tested positive for Zika", "4 for dengue"."""
    before, after = (
        _POSITIVE_FOR.search(normalise_typography(m.home.document.text[m.figure.span.end : m.home.span.end])) for m in (old, new)
    )
    return before is not None and after is not None and stem(before["agent"]) != stem(after["agent"])


def differ_in_group(old: Mention, new: Mention) -> bool:
    """Whether one figure counts all people of a role, and the other some of them: "100 people" killed, "60 children and 14 teachers".

    Or people and families: "four families", "14 people".
    """
    a, b = old.figure, new.figure
    if stem(a.head or "") == stem(b.head or ""):
        return False
    if (stem(a.head or "") in _GROUPS) != (stem(b.head or "") in _GROUPS) and "person" in (a.unit, b.unit):
        return True
    if a.unit != "person":
        return False
    if a.role and a.role == b.role and (stem(a.head or "") in _SOME) != (stem(b.head or "") in _SOME):
        return True
    return bool(a.head and b.head) and _continues_after_and(old) != _continues_after_and(new)


def differ_in_state(old: Mention, new: Mention) -> bool:
    """Whether two counts are of cases in two states, such as suspected and confirmed."""
    before, after = _find_states(old), _find_states(new)
    return bool(before and after) and before.isdisjoint(after)


def _find_states(mention: Mention) -> frozenset[str]:
    """Finds the states in the words after a figure, or else before it, up to the next figure."""
    tokens, at = mention.home.tokens, mention.at
    before = [stem(word) for word in reversed(_list_words_before(mention))]
    return _look_up_states(tokens[at + 1 : at + 1 + BEHIND]) or _look_up_states(before[:AHEAD])


def _list_words_before(mention: Mention) -> list[str]:
    """The words between a figure and the one before it, without brackets ("14 cases (12 confirmed), including four deaths")."""
    text, start, end = mention.home.document.text, mention.home.span.start, mention.figure.span.start
    ahead = _BRACKETS.sub(lambda found: " " * len(found[0]), text[start:end])
    figures = (m.figure.span for m in mention.home.mentions if m.claim.quantity and m.figure.span.end <= end)
    last = max((span.end - start for span in figures if ahead[span.start - start].strip()), default=0)
    return WORD.findall(ahead, last)


def _look_up_states(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_STATES[w] for w in takewhile(lambda w: w != FIGURE, words) if w in _STATES)


def differ_in_share(old: Mention, new: Mention) -> bool:
    """Whether two percentages describe different groups of people: two age ranges, or an age range and a sex."""
    if old.figure.unit != "percent":
        return False
    before, after = _find_age_or_sex(old), _find_age_or_sex(new)
    return bool(before and after) and before != after


def _find_age_or_sex(mention: Mention) -> str:
    """The sex or the range of ages that is stated last before a share, or right after it."""
    text, home, figure = mention.home.document.text, mention.home.span, mention.figure.span
    ahead, behind = normalise_typography(text[home.start : figure.start])[-NEAR:], normalise_typography(text[figure.end : home.end])[:NEAR]
    groups = [(m.end(), m[1] or m[2]) for m in _BAND.finditer(ahead)] + [(m.end(), m.lastgroup or "") for m in _OF_SEX.finditer(ahead)]
    if groups:
        return max(groups)[1]
    found = _OF_SEX.search(behind)
    return (found.lastgroup or "") if found else ""


def _continues_after_and(mention: Mention) -> bool:
    """Whether the count continues with others of the same role after an "and"."""
    figure = mention.figure
    behind = [m.figure for m in mention.home.mentions if m.claim.quantity and m.figure.span.start > figure.span.end]
    follower = min(behind, key=lambda q: q.span, default=None)
    if follower is None or (follower.unit, follower.role) != (figure.unit, figure.role):
        return False
    between = WORD.findall(mention.home.document.text, figure.span.end, follower.span.start)
    return 0 < len(between) <= BESIDE + 1 and between[-1].endswith("and")  # a page may have glued it to the word before


def differ_in_label(old: Mention, new: Mention) -> bool:
    """Whether two lines of a list have two labels, both of which are in one text ("Oak Fire: 300 acres", "Reed Fire: 120 acres")."""
    before, after = (_LABEL.search(normalise_typography(m.home.document.text[m.home.span.start : m.figure.span.start])) for m in (old, new))
    if not before or not after:
        return False
    here, there = (frozenset(NAME.findall(found["label"])) for found in (before, after))
    only_here, only_there = here - there, there - here
    known = all(n in new.home.document.text for n in only_here) or all(n in old.home.document.text for n in only_there)
    return bool(only_here and only_there) and known


def _differ_in_reporter(old: Mention, new: Mention) -> bool:
    """Whether each figure is a report, at least one by a place on itself, and the reporters differ."""
    return are_own_reports(old, new) and not share_name(find_names(old), find_names(new))


def _is_reported_elsewhere(old: Mention, new: Mention) -> bool:
    """Whether two places report two counts, and one text names both ("Brill has reported 30 deaths", "Aven reported 10")."""
    before, after = _find_reporters(old), _find_reporters(new)
    here, there = before - after, after - before
    if not here or not there or any(n in new.home.raw for n in here) or any(n in old.home.raw for n in there):
        return False
    return all(n in new.home.document.text for n in here) or all(n in old.home.document.text for n in there)


def _find_reporters(mention: Mention) -> frozenset[str]:
    found = _REPORTS.search(mention.home.raw)
    names = NAME.findall(found["names"] or found["place"]) if found else []
    return frozenset(n for n in names if not n.isupper() and stem(n) not in STEMMED_CALENDAR)


def _is_age_band(mention: Mention) -> bool:
    """Whether a range of years is one of ages that names a group, and measures nothing."""
    q, text, start = mention.figure, mention.home.document.text, mention.figure.span.start
    ahead = normalise_typography(text[max(mention.home.span.start, start - NEAR) : start])
    is_range = q.low != q.high or ahead.endswith(("-", "–"))
    return (q.unit or "").startswith("year") and is_range and _AGE_GROUP.search(ahead) is not None


def is_said_to_be_corrected(mention: Mention) -> bool:
    """Whether the sentence of a figure says that it was corrected."""
    return bool(_PUT_RIGHT.search(mention.home.raw))


def differ_in_measure(old: Mention, new: Mention) -> bool:
    """Whether two figures measure different things."""
    if (
        find_sorts(old) != find_sorts(new)
        or differ_in_place(old, new)
        or differ_in_group(old, new)
        or differ_in_state(old, new)
        or differ_in_share(old, new)
    ):
        return True
    if (_is_age_band(old) and _is_age_band(new)) or differ_in_place_count(old, new) or differ_in_agent(old, new):
        return True
    return differ_in_label(old, new) or _differ_in_reporter(old, new) or _is_reported_elsewhere(old, new)
