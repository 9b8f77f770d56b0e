"""What is counted: the words behind a figure that name it, their head, and whether they are people.

No tagger: a noun phrase behind a number runs to its first plural, or to the first word that cannot be inside one (a preposition, an
article, an auxiliary, a verb of the table). That is right for nearly all counted things, since English counts in plurals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from sayso.grammar.lexicon import entries


class Noun(NamedTuple):
    """The words counted, where they stand, and their head in lower case and singular."""

    text: str
    start: int
    end: int
    head: str


#: Words that no noun phrase behind a number goes on over.
STOPS = frozenset(entries("stops.txt"))

#: Adverbs and the like in front of a noun phrase that are not of it: "1,200 mostly foreign workers".
LEADING = frozenset(entries("leading.txt"))

#: Nouns that are plural without an -s.
PLURALS = frozenset(entries("plurals.txt"))

#: Words in -s that are not plural, or are inside a longer name of what is counted.
NOT_PLURAL = frozenset(entries("not-plural.txt"))

#: Heads that are people; other words in -ers, -ors, -ists, -ians count too, see `_is_person`.
PEOPLE = frozenset(entries("people.txt"))

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "lives": "life", "wives": "wife",
    "mice": "mouse", "geese": "goose", "knives": "knife", "wolves": "wolf", "halves": "half", "buses": "bus", "species": "species",
    "series": "series", "headquarters": "headquarters", "criteria": "criterion", "troops": "troop", "persons": "person", "movies": "movie",
    "calves": "calf", "shelves": "shelf", "thieves": "thief", "gases": "gas", "viruses": "virus", "campuses": "campus", "cookies": "cookie",
    "horses": "horse", "houses": "house", "nurses": "nurse", "cases": "case", "causes": "cause", "responses": "response", "purchases": "purchase",
}  # fmt: skip


#: Plurals that also stand in front of another noun: "12 sports fans", "3 arms dealers".
FRONT_PLURALS = frozenset(entries("front-plurals.txt"))


#: Nouns that stay singular behind a number, being part of a longer name or of a score: "an 11 member panel", "a 9-2 lead".
SINGULARS = frozenset(entries("singulars.txt"))


def singular(word: str) -> str:
    """A noun in lower case and singular.

    >>> singular("Deputies"), singular("women"), singular("crew")
    ('deputy', 'woman', 'crew')
    """
    word = word.lower().strip("’'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word (lower case) is the plural of a noun, as far as its letters tell."""
    if word in PLURALS:
        return True
    return word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "’s", "'s")) and word not in NOT_PLURAL


def is_person(head: str) -> bool:
    """Whether a head (lower case, singular) is somebody."""
    return head in PEOPLE or (head.endswith(("man", "woman", "goer", "holder", "worker", "ist")) and head not in ("list", "human"))


_WORD = regex.compile(r"[^\S\n]{1,2}((?:[^\W\d_]|\d(?=[-\w]*[^\W\d_]))[\w’'&.\-]*[\w’']|[^\W\d_])")
# Not `regex`: it looks for a pattern's literal, here "of", in all the rest of the text before it matches anywhere, which is quadratic.
_OF = re.compile(
    r"\s+(?:percent\s+)?of(?:\s+(?:the|all|its|his|her|their|our|those|these|this"
    r"|that|my|a|an)(?:\s\d[\d,.]{0,9}(?:\s(?:million|billion|thousand))?(?=\s)"
    r"|\s(?:two|three|four|five|six|seven|eight|nine|ten)\b)?)?(?=\s)",
    re.IGNORECASE,
)
_THE = re.compile(r"\s(?:the|its|their|his|her|our|all)(?=\s)")
_TIED = re.compile(r"[-‐‑]([^\W\d_]+)")

#: Nouns that lost the blank behind them where a page's links were cut out: "168 childrenand 14 teachers".
_ONE = re.compile(r"one\Z|1\Z", re.IGNORECASE)
_GLUED = re.compile(
    r"(people|children|women|men|soldiers|others|workers|civilians|residents"
    r"|officers|students|protesters|homes|seats|states)(?:and|in|who|were|have"
    r"|are|had|on|at|from|to|with|of|has|by)$"
)
_MOST = 6


class _Word(NamedTuple):
    """A word behind a figure; `last`: a full stop or the like ends the phrase with it. `glued`: it ends with a word that lost its blank."""

    text: str
    start: int
    end: int
    after: int
    last: bool = False
    glued: bool = False


def noun_after(text: str, end: int, plural: bool, tied: bool = False) -> Noun | None:
    """The noun phrase behind a figure that ends at `end`. `plural`: the figure asks for a plural (12, dozens); a figure of one takes what stands
    there up to the first word that cannot be inside, one tied by a hyphen ("11-member") the one word."""
    if tied:
        found = _TIED.match(text, end)
        return Noun(found[1], found.start(1), found.end(1), singular(found[1])) if found and found[1].lower() not in STOPS else None
    of = _OF.match(text, end) or (_THE.match(text, end) if text[end - 4 : end].lower() == "half" else None)
    loose = not plural or of is not None
    one = loose and not (
        of and _ONE.search(text, max(0, end - 3), end)
    )  # "one of the longest running shows" comes to a plural, "40% of money" not
    words: list[_Word] = []
    for word in _words(text, of.end() if of else end):
        step = _step(text, word, words, one)
        if step == "skip":
            continue
        if of is None and not words and _is_participle(text, word):
            break
        if step == "stop":
            break
        words.append(word)
        if step == "head":
            return _with_kind(text, _noun(text, words))
        if word.last:
            break
    while words and (words[-1].text.lower() in _AND or words[-1].text.endswith(("’s", "'s"))):
        words.pop()
    if not words or not (loose or words[0].text.lower() in SINGULARS):
        return None
    return _noun(text, words[:3])


def _words(text: str, at: int) -> Iterator[_Word]:
    """The next few words, a full stop that is of no abbreviation taken off."""
    for _ in range(_MOST):
        found = _WORD.match(text, at)
        if found is None:
            return
        at = found.end()
        word = found[1]
        if glued := _GLUED.match(word.lower()):
            yield _Word(word[: glued.end(1)], found.start(1), found.start(1) + glued.end(1), at, True, True)
            return
        short = word[:-1] if len(word) > 2 and word.endswith(".") and word.count(".") == 1 else word
        yield _Word(short, found.start(1), found.start(1) + len(short), at, short != word or not short[-1].isalnum())


def _step(text: str, word: _Word, words: Sequence[_Word], one: bool) -> Literal["skip", "stop", "take", "head"]:
    """What a word does to the phrase so far: it is passed over in front, ends it, goes on with it, or is its head."""
    lower = word.text.lower()
    adverb = lower.endswith("ly") and lower not in _NO_ADVERBS
    if not words and (lower in LEADING or (adverb and len(lower) > 5)):
        return "skip"
    if words and lower in _AND and _goes_on(text, word.after, words[-1].text):
        return "take"
    if (lower in STOPS and word.text not in _NAMES) or (words and adverb):
        return "stop"
    if words and lower.endswith(("ed", "ing")) and (singular(words[-1].text) in PEOPLE or (one and not _plural_follows(text, word.after))):
        return "stop"  # "one man wearing a mask", "one vote counted"
    plural = is_plural(lower) and not (
        (lower in FRONT_PLURALS or word.text.isupper() or (lower in PLURALS and word.text[0].isupper()))
        and _plural_follows(text, word.after)
    )
    initials = len(lower) > 2 and word.text.endswith("s") and word.text[:-1].isupper()
    return "head" if plural or initials or word.glued else "take"


#: Words that end a phrase in small letters alone: "12 US jets", "9 North Koreans", but "5 miles north".
_NAMES = frozenset(("US", "North", "South", "East", "West"))
_AND = frozenset(("and", "or", "&"))
_NO_ADVERBS = frozenset(
    ("family", "supply", "assembly", "early", "daily", "weekly", "monthly", "only", "anomaly", "reply", "ally", "bully", "rally")
)


def _is_participle(text: str, word: _Word) -> bool:
    """Whether a word in -ing opens a clause rather than a noun phrase: "39% saying the US …", "20 years making a living"."""
    following = _WORD.match(text, word.after)
    return (
        word.text.islower() and word.text.endswith("ing") and following is not None and re.split("[’']", following[1].lower())[0] in STOPS
    )


def _plural_follows(text: str, at: int) -> bool:
    following = _WORD.match(text, at)
    return following is not None and is_plural(following[1].lower()) and following[1].lower() not in STOPS


def _with_kind(text: str, noun: Noun) -> Noun:
    """The noun with what it is of, where that is a bare noun: "12 cases of measles", "40 categories of goods"."""
    found = _KIND.match(text, noun.end)
    if found is None or found[1].lower() in STOPS or found[1].lower() in ("course", "which", "whom", "more", "last", "next"):
        return noun
    return Noun(text[noun.start : found.end()], noun.start, found.end(), noun.head)


_KIND = re.compile(
    r"[^\S\n]of[^\S\n]((?-i:[a-z])[\w’'-]*)(?:[^\S\n](?=\w+s\b|[a-z]+(?:age|ment"
    r"|ness|tion|ity|ance|ence|ia|itis|osis)\b)[a-z][a-z-]+)?",
    re.IGNORECASE,
)


def _goes_on(text: str, at: int, before: str) -> bool:
    """Whether "and" stands inside a noun phrase: "460 Kia and Hyundai vehicles", "digital and physical sales"."""
    after = _WORD.match(text, at)
    if after is None or after[1].lower() in STOPS or is_plural(before.lower()):
        return False
    if before[0].isupper() != after[1][0].isupper():
        return False
    return _plural_follows(text, after.end())


def _noun(text: str, words: Sequence[_Word]) -> Noun:
    start, end, last = words[0].start, words[-1].end, words[-1].text
    return Noun(text[start:end], start, end, singular(last.split("-")[-1] if last.count("-") > 1 else last))
