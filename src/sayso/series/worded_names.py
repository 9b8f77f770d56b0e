"""Names of measures that are read out of the words around their figures: "US dollars to defend the seat", "Moss: support, percent"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.nouns import VERBS
from sayso.grammar.wordclasses import CLASSES, SUBJECT
from sayso.matching.terms import weigh_stem
from sayso.series.articles import WORD, fold
from sayso.series.figures import Figure
from sayso.series.past_verbs import is_deed
from sayso.series.wordings import Wording

#: Verbs after what is counted that would make a name a sentence, by stems.
_VERBAL = frozenset(map(fold, entries("series.txt", "verbs that make a sentence")))

#: Words that lead from a fate to its event.
_WHERE = frozenset(entries("series.txt", "links to an event"))

#: Words that no name ends or continues with.
_ODD = compile_pattern(r"[,…“”]|\b(?:are|is|was|were)\b")

#: The word that is next.
_FIRST = compile_pattern(r" (\p{Ll}+)")

#: Words that belong to one point: another figure, and its own words.
_LONG = compile_pattern(r"\d|\b(?:that|which|who) \p{L}+ (?:\p{L}+ ){2,}")

#: People who must do something, in a name that would be a sentence without "who".
_MUST = compile_pattern(r"^(?P<who>[\p{L}’' -]{3,40}?) (?P<must>(?:must|will|would|can|could|may|cannot|have|had) \p{L})")

#: The purpose of money, right after it.
_FOR = compile_pattern(
    r"^(?:(?P<verb>\p{Ll}+(?:ed|en)|paid|spent|lost|sent) )?(?P<for>(?:to|for|from|in|on|that|into) (?:[\p{L}’'-]+ ?){1,7})"
)

#: A verb in the past before money, which the name has after it: "paid [$3 million] to Moss".
_GIVEN = compile_pattern(
    r"\b(?P<verb>\p{Ll}{3,}ed|paid|spent|lost|owed|sent|cost|costs)(?: (?:the|a|an|about|around|nearly|roughly|up to))?$"
)

#: An agreed action, right before a figure: "agreed to release [40 million barrels]".
_INTENT = compile_pattern(r"\b(?:agreed?|agreeing|plan(?:s|ned|ning)?|vow(?:s|ed)?|promised?) to (?P<verb>\p{Ll}{3,})$")

#: A noun and the word that leads from it to a figure: "protection for", "attempt to indict".
_LEAD = compile_pattern(
    r"(?:^|[\s“])(?P<what>\p{Ll}{4,}) (?P<link>of|for|among|against|between|to \p{Ll}{3,})"
    r"(?: (?:the|a|an|about|around|nearly|roughly|almost|some|at least|more than|over))?\s*$"
)
_OF_ACTIONS = tuple(entries("series.txt", "ends of actions"))
_ADJECTIVES = frozenset(entries("adjectives.generated.txt")) | {"able", "first"}
_NO_LEADS = frozenset(map(fold, (*entries("series.txt", "words of no measure"), *entries("series.txt", "verbs of saying"))))

#: A count of those with a fate, before its figure.
_NUMBER_OF = compile_pattern(
    r"\b(?:number|toll|count|total) (?:of|among) (?:the )?(?P<who>(?:[\p{L}’'-]+ ){0,3}?[\p{L}’'-]+) "
    r"(?:who |that )?(?:have |had |has )?(?:been )?(?:confirmed |reported )?(?:killed|dead|injured|wounded|missing|arrested|displaced)\b"
)

#: Small words that end no name.
_SMALL = compile_pattern(r"(?:\s+(?:a|an|and|as|at|by|for|from|her|his|if|in|into|its|of|on|or|since|that|the|their|this|to|with))+$")

#: The candidate whom a share of a poll favours: "[31%] for Moss", "Moss at [17%]", "Moss earned [38%]".
_FAVOURED = compile_pattern(
    r"^(?: support)? for (?:US )?(?:(?:Rep|Sen|Gov|Mr|Ms|Mrs)\. )?(?P<who>\p{Lu}[\p{L}’-]+(?: \p{Lu}[\p{L}’-]+){0,2})"
)
_AHEAD = compile_pattern(
    r"(?P<who>\p{Lu}[\p{L}’-]+) (?:at|with|earned|got|had|won|in the lead with|leads with|ahead with)(?: just| about)?\s*$"
)


def read_continuation(what: str, wording: Wording, points: Sequence[Figure]) -> str | None:
    """What is counted and the words that continue it: "Workers who must stay", "People killed when the ferry sank"."""
    behind = _SMALL.sub("", wording.after.removeprefix("of "))
    words = list(map(fold, WORD.findall(behind)))
    length = len(what.split())
    if not (wording.before or points[0].role) and (
        at := next((n for n, w in enumerate(words[: length + 2], 1) if w == fold(what.split()[-1])), 0)
    ):
        length = at  # with a word that narrows the noun: "harbour pilots" for "pilots"
    if not wording.before and fold(what.split()[-1]) in words[: length + 1] and not _VERBAL.issuperset(words[length : length + 1]):
        whole = None if len(words) <= length or _ODD.search(behind) or _LONG.search(behind) or _is_cut(wording, points) else behind
        if whole or fold(what.split()[-1]) in words[:length]:
            return _insert_who(whole[0].upper() + whole[1:], length) if whole else None
    known = _VERBAL | set(map(fold, what.split()))
    rest = behind.split()
    while rest and fold(rest[0]) in known:
        del rest[0]
    if (
        len(rest) > 1
        and points[0].role
        and rest[0] in _WHERE
        and all(fold(w) in known or weigh_stem(fold(w)) < 1 for w in wording.before.split())
    ):
        read = " ".join(rest)
        return None if _LONG.search(read) or _is_cut(wording, points) else f"{what} {read}"
    return None


def _insert_who(words: str, length: int) -> str:
    """A name of `length` words for those counted and what they do, with "who" where it would be a sentence: "pilots who walk out"."""
    found = words.split()
    if len(found) > length and found[length].islower() and found[length] in VERBS and found[length - 1].endswith("s"):
        return " ".join([*found[:length], "who", *found[length:]])
    return _MUST.sub(r"\g<who> who \g<must>", words, count=1)


def _is_cut(wording: Wording, points: Sequence[Figure]) -> bool:
    """Whether words after a figure end within a phrase, in all sentences that have them: "shot down by harbour" of "harbour guns"."""
    rests = [after[at + len(wording.after) :] for p in points if (at := (after := p.around[1]).find(wording.after)) >= 0]
    if all(rest.startswith((" and ", " or ", "’s", "'s")) for rest in rests):
        return True
    return all((word := _FIRST.match(rest)) and CLASSES[word[1]] == "o" and not word[1].endswith("ly") for rest in rests)


def read_purpose(wording: Wording | None, plural: str) -> str | None:
    """Money with its purpose, as most points give it: "US dollars paid to Moss", "US dollars to defend the seat"; None for nothing.

    A phrase that a figure cuts ends before the figure.
    """
    if wording is None or not (found := _FOR.match(wording.after)):
        return None
    purpose = _SMALL.sub("", found["for"].strip())
    words = purpose.split()
    if len(words) < 2 or all(weigh_stem(fold(w)) < 1 for w in words[1:]) or (words[0] == "that" and CLASSES[words[1]] == SUBJECT):
        return None
    before = _GIVEN.search(wording.before)
    verb = found["verb"] or (before["verb"] if before else "")
    return f"{plural} {purpose}" if verb in ("", "cost", "costs") else f"{plural} {verb} {purpose}"


def read_multiple(wording: Wording | None) -> str | None:
    """The unit of a multiple, "times the lethal dose"; None where the words do not say."""
    words = wording.after.split() if wording else []
    if (
        len(words) < 2
        or words[0].lower() not in ("the", "a", "an", "as", "more", "higher")
        or _LONG.search(wording.after if wording else "")
    ):
        return None
    return _SMALL.sub("", "times " + " ".join(words[:6]))


def read_repeated(wording: Wording | None) -> str | None:
    """What happened so many times, "times sailed to Velm", by the last verb in the past right before most figures; None for nothing."""
    words = wording.before.split() if wording else []
    at = max((n for n, word in enumerate(words[1:], 1) if is_deed(word, words[n - 1], None)), default=None)
    if at is None and words and is_deed(words[0], ".", None):
        at = 0
    phrase = " ".join(words[at:]) if at is not None else ""
    return None if not phrase or _ODD.search(phrase) else f"times {phrase}"


def read_intent(wording: Wording) -> str | None:
    """The intended action, "to release", by the words right before most figures; None where they do not say."""
    found = _INTENT.search(wording.before)
    return f"to {found['verb']}" if found else None


def find_favoured(points: Sequence[Figure]) -> str | None:
    """The candidate of most shares of polls, by the name right after or before: "Moss" of "[31%] for Moss"; None if there is none."""
    found = [m["who"] for p in points if (m := _FAVOURED.match(p.around[1]) or _AHEAD.search(p.around[0]))]
    last = Counter(who.split()[-1] for who in found)
    name, times = min(last.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return name if times > 1 and 2 * times >= len(points) else None


def read_lead(what: str, points: Sequence[Figure]) -> str | None:
    """What is counted with the words that lead to it in most sentences: "Protection for pilots", "Attempt to indict ministers"."""
    if points[0].role:
        return None
    leads = [m.group("what", "link") for p in points if (m := _LEAD.search(p.around[0])) and _may_lead(m["what"], m["link"])]
    ends = Counter((fold(lead), link) for lead, link in leads)
    (lead, link), times = min(ends.items(), key=lambda item: (-item[1], item[0]), default=(("", ""), 0))
    if times < 2 or 2 * times < len(points) or lead in map(fold, what.split()):
        return None
    first = min(word for word, to in leads if (fold(word), to) == (lead, link))
    named = any(p.noun and p.noun[0].isupper() for p in points)
    return f"{first[0].upper()}{first[1:]} {link} {what if named else what[0].lower() + what[1:]}"


def _may_lead(word: str, link: str) -> bool:
    """Whether a word is the noun of an action whose object comes next; before "of" only by its ending, so that it is not a container."""
    if fold(word) in _NO_LEADS or word in _ADJECTIVES or word.endswith(("est", "ing", "ed")):
        return False
    return link != "of" or word.endswith(_OF_ACTIONS)


def find_victims(points: Sequence[Figure]) -> str | None:
    """Those whom a count before the figure is of: "US troops" of "the number of US troops killed has risen to [13]"; else None."""
    found = Counter(m["who"] for p in points if (m := _NUMBER_OF.search(p.around[0])))
    who, times = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return who if times > 1 and 3 * times >= len(points) else None
