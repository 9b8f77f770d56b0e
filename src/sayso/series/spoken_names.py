"""Names of measures that are read out of the words around their figures: "US dollars to defend the seat", "Moss: support, percent"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.compile_cache import compiled
from sayso.grammar.lexicon import entries
from sayso.grammar.wordclasses import CLASSES
from sayso.matching.terms import weight
from sayso.series.figures import WORD, Figure, fold
from sayso.series.wordings import Wording

#: Verbs after the thing counted that would make a name a sentence, by stems.
_VERBAL = frozenset(map(fold, entries("series.txt", "verbs that make a sentence")))

#: Words that lead from a fate to its event.
_WHERE = frozenset(entries("series.txt", "links to an event"))

#: Words that no name ends or continues with.
_ODD = compiled(r"[,…“”]|\b(?:are|is|was|were)\b")

#: The word that is next.
_FIRST = compiled(r" (\p{Ll}+)")

#: Words that belong to one point: another figure, and its own words.
_LONG = compiled(r"\d|\b(?:that|which|who) \p{L}+ (?:\p{L}+ ){2,}")

#: People who must do something, in a name that would be a sentence without "who".
_MUST = compiled(r"^(?P<who>[\p{L}’' -]{3,40}?) (?P<must>(?:must|will|would|can|could|may|cannot|have|had) \p{L})")

#: The purpose of money, right after it.
_FOR = compiled(
    r"^(?:(?P<verb>\p{Ll}+(?:ed|en)|paid|spent|lost|sent) )?(?P<for>(?:to|for|from|in|on|that|by|into|through) (?:[\p{L}’'-]+ ?){1,7})"
)

#: A verb in the past before money, which the name has after it: "paid [$3 million] to Moss".
_GIVEN = compiled(r"\b(?P<verb>\p{Ll}{3,}ed|paid|spent|lost|owed|sent|cost|costs)(?: (?:the|a|an|about|around|nearly|roughly|up to))?$")

#: An agreed action, right before a figure: "agreed to release [40 million barrels]".
_INTENT = compiled(r"\b(?:agreed?|agreeing|plan(?:s|ned|ning)?|vow(?:s|ed)?|promised?) to (?P<verb>\p{Ll}{3,})$")

#: Small words that end no name.
_SMALL = compiled(r"(?:\s+(?:a|an|and|as|at|by|for|from|her|his|if|in|into|its|of|on|or|that|the|their|this|to|with))+$")

#: The candidate whom a share of a poll favours: "[31%] for Moss", "Moss at [17%]", "Moss earned [38%]".
_FAVOURED = compiled(r"^(?: support)? for (?:US )?(?:(?:Rep|Sen|Gov|Mr|Ms|Mrs)\. )?(?P<who>\p{Lu}[\p{L}’-]+(?: \p{Lu}[\p{L}’-]+){0,2})")
_AHEAD = compiled(r"(?P<who>\p{Lu}[\p{L}’-]+) (?:at|with|earned|got|had|won|in the lead with|leads with|ahead with)(?: just| about)?\s*$")


def read_on(what: str, told: Wording, points: Sequence[Figure]) -> str | None:
    """The thing counted and the words that continue it: "Workers who must stay", "People killed when the ferry sank"."""
    behind = told.after.removeprefix("of ")
    words = list(map(fold, WORD.findall(behind)))
    length = len(what.split())
    if not told.before and fold(what.split()[-1]) in words[: length + 1] and not _VERBAL.issuperset(words[length : length + 1]):
        whole = None if _ODD.search(behind) or _LONG.search(behind) or _is_cut(told, points) else behind
        if whole or fold(what.split()[-1]) in words[:length]:
            return _MUST.sub(r"\g<who> who \g<must>", whole[0].upper() + whole[1:], count=1) if whole else None
    known = _VERBAL | set(map(fold, what.split()))
    rest = behind.split()
    while rest and fold(rest[0]) in known:
        del rest[0]
    if len(rest) > 1 and points[0].role and rest[0] in _WHERE and all(fold(w) in known or weight(fold(w)) < 1 for w in told.before.split()):
        read = " ".join(rest)
        return None if _LONG.search(read) or _is_cut(told, points) else f"{what} {read}"
    return None


def _is_cut(told: Wording, points: Sequence[Figure]) -> bool:
    """Whether words after a figure end within a phrase, in all sentences that have them: "shot down by harbour" of "harbour guns"."""
    rests = [after[at + len(told.after) :] for p in points if (at := (after := p.around[1]).find(told.after)) >= 0]
    return all((word := _FIRST.match(rest)) and CLASSES[word[1]] == "o" and not word[1].endswith("ly") for rest in rests)


def read_purpose(told: Wording | None, plural: str) -> str | None:
    """Money with its purpose, as most points give it: "US dollars paid to Moss", "US dollars to defend the seat"; None for nothing.

    A phrase that a figure cuts ends before the figure.
    """
    if told is None or not (found := _FOR.match(told.after)):
        return None
    purpose = _SMALL.sub("", found["for"].strip())
    if len(purpose.split()) < 2 or all(weight(fold(w)) < 1 for w in purpose.split()[1:]):
        return None
    before = _GIVEN.search(told.before)
    verb = found["verb"] or (before["verb"] if before else "")
    return f"{plural} {purpose}" if verb in ("", "cost", "costs") else f"{plural} {verb} {purpose}"


def read_multiple(told: Wording | None) -> str | None:
    """The unit of a multiple, "times the lethal dose"; None where the words do not say."""
    words = told.after.split() if told else []
    if len(words) < 2 or words[0].lower() not in ("the", "a", "an", "as", "more", "higher") or _LONG.search(told.after if told else ""):
        return None
    return _SMALL.sub("", "times " + " ".join(words[:6]))


def read_intent(told: Wording) -> str | None:
    """The intended action, "to release", by the words right before most figures; None where they do not say."""
    found = _INTENT.search(told.before)
    return f"to {found['verb']}" if found else None


def find_favoured(points: Sequence[Figure]) -> str | None:
    """The candidate of most shares of polls, by the name right after or before: "Moss" of "[31%] for Moss"; None for nobody."""
    found = [m["who"] for p in points if (m := _FAVOURED.match(p.around[1]) or _AHEAD.search(p.around[0]))]
    last = Counter(who.split()[-1] for who in found)
    name, times = min(last.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return name if times > 1 and 2 * times >= len(points) else None
