"""Where a text lost the blank between two words: "told reporters onMonday", "Ms Quillsaid", "the firstannouncing".

Pages whose links were removed carelessly have such text, and a reader of words sees neither the name nor the verb. A blank is
restored only where nothing else is likely: the glued word is unknown, occurs once, and can be cut into known words (the commonest way of
cutting it, by the counts of `common-words.txt`, as in word segmentation with a unigram model), or begins with a name that the text has
elsewhere. A text that lost one blank lost more of them, and one that lost none has rare words and compounds ("masticators", "ceasefire"): a
cut that is only likely is made where another one is certain. The text itself does not change: `restore_blanks` reads it with its blanks and
gives the places of the claims in the text without them.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.name_parts import GIVEN_NAMES, TITLES, is_person_noun
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.quantities.number_lexicon import ONES, TEENS
from sayso.grammar.quantities.units import SIGNS
from sayso.grammar.tokens import TokenizedText, register_words
from sayso.grammar.vocabulary import LINKS, compute_cost, find_unknown, is_common, is_known, is_word, segment
from sayso.grammar.wordclasses import ADVERB, CLASSES, SENTENCE_OPENERS

_SHORTEST = 3
_RUN = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
#: Characters before or after a run that is part of an address, a handle or an edited word ("[H]istory").
_NUMBER_BEFORE, _PART_BEHIND_WORD = re.compile(r"(?<![\w.,])\d{1,4}$"), re.compile(r"[\w-]")
_PART_BEFORE, _PART_BEHIND = re.compile(r"[\w@#/\\.&_\])-]"), re.compile(r"[\w@/\\]|\.[a-z]")
#: Signs that are never between letters without a blank: one was lost after them (`behind`) or before them (`before`). All begin with
#: one of a few signs, so that one search of the text is enough.
_SIGN = re.compile(
    r"[,;”“(’'%.](?:(?<=\d%)(?=[a-z]{2})|(?<=(?:Rep|Sen|Gov|Sgt|Gen)\.)(?=[A-Z][a-z]{2})|"
    r"(?<=[,;])(?<=[a-z]{2}.)(?=[A-Za-z0-9“])|(?<=[.,?!]”)(?=[A-Za-z])|(?P<before>(?<=[a-z,.;:?!]“)(?=[A-Z0-9])"
    r"|(?<=[a-z]{3}\()(?!e?s\)))|(?<=[A-Za-z][’'])s(?=[A-Z][a-z]))"
)
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CAPITALS = re.compile(r"[A-Z]{2,}(?=[a-z])")

#: Links that other words begin with ("on-board", "a-midst") or end with ("Israel-is", "Johns-on"): a cut at one of them is never certain.
_BEGINNINGS = frozenset(entries("lost-blanks.txt", "beginnings of words"))
_ENDS_OF_NAMES = frozenset(entries("lost-blanks.txt", "ends of names"))
_PLATFORMS = frozenset(entries("speakers.txt", "platforms"))
_TWO = 2
_ENDINGS = frozenset(entries("lost-blanks.txt", "ends of words"))
_MONTHS = frozenset(calendar.month_name) - {""}
#: Days and months that no other word begins with.
_DAYS = frozenset(name for name in (*calendar.day_name, *calendar.month_name) if name not in ("", "March", "April", "May", "August"))
#: Verbs that no name ends with.
_TOLD = ("said", "told", "wrote")
_TELLING = frozenset(_TOLD)
#: Words at the start of a sentence, glued to the next word: no name consists of one of these and a common word.
_OPENINGS = entries("lost-blanks.txt", "openings of a sentence")
#: Words after a name that ends in a common word ("Airportin", "Accountsare"); none of these ends a name after such a word.
_BEHIND_NAMES = frozenset(entries("lost-blanks.txt", "behind a name"))
#: Endings of words that begin no compound: "recentlyunsealed", "effectiveblockade", "prostitutioncharges".
_DERIVED = entries("lost-blanks.txt", "ends of derived words")
#: The cost of a verb that is common enough to be looked for after a name: such a verb is in some 35 of PolNeAR's 780 training articles.
COMMON = 9.0


@lru_cache(maxsize=1 << 12)
def _segment(run: str) -> tuple[int, ...] | None:
    """Returns the cheapest segmentation of a run of small letters into words; None if there is none."""
    cuts = segment(run)
    return None if cuts is None else tuple(cuts)


def find_lost_blanks(tokens: TokenizedText) -> list[int]:
    """The places in a text, in order, where a blank belongs between two characters.

    >>> text = "Ms Quillsaid onMonday that Quill had hiredtwo divers."
    >>> at = find_lost_blanks(TokenizedText(text))
    >>> "".join(" " * (i in at) + c for i, c in enumerate(text))
    'Ms Quill said on Monday that Quill had hired two divers.'
    """
    text, written = tokens.text, _Written(tokens)
    cuts = [(run, _cut_run(run, written)) for run in written.unknown if run not in SIGNS]
    genitives = [at for run, cut in cuts if cut is None and run[0] == "s" for at in _find_blanks_after_genitives(text, run)]
    glued = bool(genitives) or any(cut.certain for _, cut in cuts if cut is not None)
    places = {m.start() if m["before"] is not None else m.end() for m in _SIGN.finditer(text)}
    places.update(genitives)
    for run, cut in cuts:
        if cut is not None and glued:
            places.update(at + place for at in _find_run_places(text, run, cut) for place in cut.places)
        if cut is not None and cut.certain and run.islower() and len(run) > 4:  # "a 2024warningto"
            places.update(at + place for at in _find_runs_after_numbers(text, run) for place in (0, *cut.places))
    return sorted(places)


def _find_runs_after_numbers(text: str, run: str) -> Iterator[int]:
    """Where a run of letters begins that is glued to a whole number of up to four digits."""
    at = text.find(run, 1)
    while at > 0:
        if (
            text[at - 1].isdecimal()
            and _NUMBER_BEFORE.search(text, max(0, at - 6), at)
            and not _PART_BEHIND_WORD.match(text, at + len(run))
        ):
            yield at
        at = text.find(run, at + len(run))


def _find_blanks_after_genitives(text: str, run: str) -> list[int]:
    """Where a blank belongs after the "s" of a genitive that is glued to words: "the ministry’soffice"."""
    if not (is_common(run[1:]) or (len(run) > 4 and _segment(run[1:]) is not None)):
        return []
    inner = _segment(run[1:]) or ()
    return [at + 1 + place for at in _find_runs_after_apostrophes(text, run) for place in (0, *inner)]


def _find_runs_after_apostrophes(text: str, run: str) -> Iterator[int]:
    """The runs after a letter and an apostrophe that nothing continues."""
    at = text.find(run, 2)
    while at > 0:
        if _OWNER.match(text, at - 2) and not _GOES_ON.match(text, at + len(run)):
            yield at
        at = text.find(run, at + len(run))


_OWNER, _GOES_ON = re.compile("[A-Za-z][’']"), re.compile(r"[\w’'-]")


#: What comes before a day or a month, and may end a name ("Clinton").
_BEFORE_DAYS = frozenset(("on", "in"))


class _Written:
    """The runs of letters of a text, and the counts of those that are in no list as they are written."""

    def __init__(self, tokens: TokenizedText) -> None:
        self._text, self._words = tokens.text, tokens.words
        self.unknown = Counter(find_unknown(_find_runs([tokens.words[i] for i in tokens.find_tokens(_UNLISTED)])))

    def count_run(self, run: str) -> int:
        """How often a run occurs."""
        return self.unknown.get(run) or (self._words.count(run) + self._parts.count(run) if run in self else 0)

    def has_side_by_side(self, first: str, second: str) -> bool:
        """Whether the text has two words with a blank between them."""
        return f"{first} {second}" in self._text

    def precedes_day(self, run: str) -> bool:
        """Whether the text has a run right before a day or a month."""
        return re.search(rf"{run} (?:{'|'.join((*_DAYS, *_MONTHS))})\b", self._text) is not None

    def __contains__(self, run: str) -> bool:
        return run in self.unknown or (len(run) >= _SHORTEST and is_known(run) and run in self._all)

    @cached_property
    def _all(self) -> frozenset[str]:
        """All runs; needed where a run that begins with a listed one may be cut."""
        return frozenset(self._words).union(self._parts)

    @cached_property
    def _parts(self) -> list[str]:
        """The runs in tokens with other signs."""
        return _RUN.findall(" ".join([word for word in self._words if len(word) > _SHORTEST and not word.isalpha()]))


def _find_runs(words: Iterable[str]) -> Iterator[str]:
    """The runs of letters in tokens: none reaches from one token into the next."""
    for word in words:
        if word.isalpha():
            if len(word) >= _SHORTEST:
                yield word
        else:
            yield from _RUN.findall(word)


#: The tokens with a run of letters that is in no list as it is written: a few in a text. The answer for a word never changes.
_UNLISTED = register_words(lambda word: not is_known(word) and any(find_unknown(_find_runs((word,)))))


def _find_run_places(text: str, run: str, cut: _Cut) -> Iterator[int]:
    """Where a run is by itself; one that is cut before a capital may continue a compound ("US-brokeredQuent"), or be an address after."""
    capital = run[0].islower() and run[cut.places[0]].isupper()
    link = capital and cut.places[0] > 1 and _is_link(run[: cut.places[0]])
    at = text.find(run)
    while at >= 0:
        end = at + len(run)
        alone = at == 0 or not _PART_BEFORE.match(text, at - 1) or (capital and text[at - 1] == "-")
        if alone and (not _PART_BEHIND.match(text, end) or (link and text[end] == ".")):
            yield at
        at = text.find(run, end)


class _Cut(NamedTuple):
    """A cut of a run of letters into words, and whether nothing else is possible."""

    places: tuple[int, ...]
    certain: bool


def _cut_run(run: str, written: _Written) -> _Cut | None:
    """The cut of a run of letters that is no common word; None for one that stays whole."""
    if run.islower():
        return (
            None
            if (written.count_run(run) > 1 and not run.startswith("according")) or is_word(run) or is_known(run.capitalize())
            else _cut_small(run)
        )
    if run[1:].islower():
        return _cut_opening(run, written) or _cut_name(run, written)
    if run[1:] in _DAYS:
        return _Cut((1,), certain=True)  # "on XWednesday"
    return _cut_capitals(run, written)


def _cut_small(run: str) -> _Cut | None:
    """A run of small letters: certain where one of its words links others and no word begins or ends with it."""
    places = _segment(run)
    if not places:
        return None
    words = [run[start:end] for start, end in pairwise((0, *places, len(run)))]
    links = [_is_link(word) and word not in (_BEGINNINGS if n == 0 else _ENDINGS) for n, word in enumerate(words)]
    if any(links) or (words[0] == "by" and len(words) == _TWO and is_person_noun(words[1])):
        return _Cut(places, certain=True)
    return _Cut(places, certain=False) if all(is_common(word) for word in words) or _is_no_compound(words) else None


def _is_no_compound(words: Sequence[str]) -> bool:
    """Whether words make no compound: those before the last are derived, or the last is a link or follows a plural ("mapsfor")."""
    if words[0] in ("a", "an") and len(words) == 2 and len(words[1]) > 5:
        return (words[0] == "an") == (words[1][0] in "aeiou")
    if min(map(len, words)) < 4 and not (len(words) == 2 and words[1] in _BEHIND_NAMES and len(words[0]) > 3):
        return False
    if all(len(word) > 5 and word.endswith(_DERIVED) for word in words[:-1]):
        return True
    participle = is_common(words[1]) and words[1].endswith(("ed", "ing"))
    return len(words) == 2 and words[0].endswith("s") and (words[1] in _BEHIND_NAMES or participle)


def _cut_opening(run: str, written: _Written) -> _Cut | None:
    """The first word of a sentence with common words after it: "Theconfusion", "Areportfrom"."""
    opening = 1 + (run[1] == "n") if run[0] == "A" else 0
    if run.startswith(_OPENINGS):
        opening = next(len(word) for word in _OPENINGS if run.startswith(word))
    rest = run[opening:]
    if not opening or len(rest) < 4 + 2 * (opening < 3) or written.count_run(run) > 1 or is_word(run.lower()) or rest in _ENDS_OF_NAMES:
        return None
    inner = () if is_common(rest) or (opening < 3 and is_word(rest)) else _segment(rest)
    if inner is None or (opening < 3 and (opening == 2) != (rest[0] in "aeiou")):
        return None
    first = rest[: inner[0]] if inner else rest
    document = len(inner) == 1 and first in DOCUMENTS and _is_link(rest[inner[0] :])  # "Amemofrom"
    if (len(first) < 4 + (opening < 3) and not document) or not (is_common(first) or (not inner and len(first) > 5 and is_word(first))):
        return None
    return _Cut((opening, *(opening + place for place in inner)), certain=opening > 2)


def _cut_name(run: str, written: _Written) -> _Cut | None:
    """A name with the words after it: the text has the name elsewhere, or it is written in capitals, and a verb or a link follows."""
    if platform := next((name for name in _PLATFORMS if len(name) > _SHORTEST and run.startswith(name)), None):
        rest = run[len(platform) :]
        inner = () if is_common(rest) else _segment(rest)
        if len(rest) > _SHORTEST and inner is not None:
            return _Cut((len(platform), *(len(platform) + place for place in inner)), certain=True)  # "Instagrampost"
    if (written.count_run(run) > 1 and not _is_short_and_link(run, written)) or is_word(run.lower()):
        return None
    if run[:-1] in _DAYS and run[-1] == "a":
        return _Cut((len(run) - 1,), certain=True)
    capitals = _CAPITALS.match(run)
    if capitals is not None and is_known(run[capitals.end() - 1 :]):
        return None  # "JPMorgan"
    for at in range(len(run) - 2, 1, -1):
        rest = run[at:]
        if (
            run[:at] in written
            or run[:at] in _DAYS
            or (capitals is not None and capitals.end() == at)
            or (at > 4 and _surely_ends_no_name(rest))
        ):
            inner = () if is_common(rest) else _segment(rest)
            if inner is not None and _can_follow_name(rest[: inner[0]] if inner else rest, run[:at]):
                return _Cut((at, *(at + place for place in inner)), certain=True)
            if rest in _BEFORE_DAYS and written.count_run(run[:at]) > 1 and written.precedes_day(run):
                return _Cut((at,), certain=True)  # "Ruizon Monday"
            if written.count_run(run[:at]) > 1 and at > 4 and len(rest) > 3 and is_common(rest) and rest not in _ENDS_OF_NAMES:
                return _Cut((at,), certain=False)
        if at > 4 and rest in _BEHIND_NAMES and (is_common(run[:at].lower()) or is_person_noun(run[:at].removesuffix("s"))):
            return _Cut((at,), certain=False)
    return _cut_name_before_saying(run)


def _is_short_and_link(run: str, written: _Written) -> bool:
    """Whether a run is a name in capitals that the text has elsewhere, and a link: no name is so made, however often it is there."""
    capitals = _CAPITALS.match(run)
    rest = run[capitals.end() :] if capitals else ""
    return len(rest) > 2 and CLASSES[rest] in LINKS and run[: -len(rest)] in written


@lru_cache(maxsize=1 << 12)
def _cut_name_before_saying(run: str) -> _Cut | None:
    """A name that the text has nowhere else, with the longest verb of saying after it: "Quillwrote", "Quillsaidin"."""
    for at in range(4, len(run) - 3):
        told = run.startswith(_TOLD, at) or "ed" in run[at + 3 :] or (run.endswith("ly") and _is_long_adverb(run[at:]))
        if told and _cannot_end_name_glued(run[at:]):
            inner = () if is_common(run[at:]) else _segment(run[at:])
            return _Cut((at, *(at + place for place in inner or ())), certain=True)
    return None


def _cut_capitals(run: str, written: _Written) -> _Cut | None:
    """A run with capitals inside, piece by piece.

    Small letters before a capital are words, and a capitalised piece may have words after it.
    """
    if run[0] == "s" and run[1].isupper():  # "the group’sInstagrampost"
        behind = _cut_run(run[1:], written)
        return behind and _Cut((1, *(1 + place for place in behind.places)), behind.certain)
    if (at := _find_end_of_name(run, written)) > 0:
        return _Cut((at,), certain=True)
    places: list[int] = []
    certain = False
    bounds = [0, *(m.start() for m in _CAPITAL.finditer(run)), len(run)]
    for start, end in pairwise(bounds):
        piece, rest = run[start:end], run[start:]
        if piece.islower():
            cut = _Cut((), is_common(piece) and piece != "a") if _stands_alone(piece) else _cut_small(piece)
        elif (written.count_run(rest) > 1 and not _is_short_and_link(rest, written)) or (
            end < len(run) and rest[0].isupper() and rest in written and start
        ):
            break  # a name with a capital inside
        else:
            cut = _cut_name(piece, written) or (
                _Cut((), certain=False) if end == len(run) or _is_word_before_name(piece, run[end:], written) else None
            )
        if cut is None:
            break  # a name with a capital inside, or something unknown
        certain |= cut.certain or _is_title_before_name(piece, run[end:])
        places += [start + place for place in cut.places] + [end] * (end < len(run))
    return _Cut(tuple(places), certain) if places else None


def _find_end_of_name(run: str, written: _Written) -> int:
    """Where a name ends that has a capital inside, is in the text several times, and has a common word glued to it: "McVarn|realized"."""
    last = max((i for i, c in enumerate(run) if c.isupper()), default=len(run))
    for at in range(len(run) - 3, last + 2, -1):
        if (
            written.count_run(run[:at]) > 1
            and is_common(run[at:])
            and run[at:] not in _ENDS_OF_NAMES
            and _can_follow_name(run[at:], run[:at])
        ):
            return at if _CAPITAL.search(run[:at]) else -1
    return -1


def _stands_alone(piece: str) -> bool:
    """Whether small letters before a capital are a word."""
    return piece == "a" or (len(piece) > 1 and _is_link(piece)) or (len(piece) > 2 and is_word(piece))


#: A title of so few letters may begin a name: "KingVarn".
_SHORTEST_OFFICE = 4


def _is_title_before_name(piece: str, rest: str) -> bool:
    """Whether a title is glued to a name: "PresidentAna", "DirectorOrlo"."""
    if piece.lower() not in TITLES:
        return False
    return rest.lower() in GIVEN_NAMES or (len(piece) > _SHORTEST_OFFICE and rest[1:].islower() and not is_word(rest.lower()))


def _is_word_before_name(piece: str, rest: str, written: _Written) -> bool:
    """Whether a piece is a word by itself before a name.

    It is a link or an office, or a name before a given name ("PresidentAna", "BrenlandAna").
    """
    small = piece.lower()
    if written.has_side_by_side(piece, rest) or (rest in _DAYS and len(piece) > 3):
        return True
    if _is_link(small) or small in TITLES:
        name = (
            rest in written
            or rest in _MONTHS
            or rest.lower() in GIVEN_NAMES
            or (CLASSES[small] in SENTENCE_OPENERS and is_word(rest.lower()))
            or _is_title_before_name(piece, rest)
        )
        return name or ((tail := _cut_name(rest, written)) is not None and tail.certain)
    return (
        len(piece) > 3 and len(rest) > 2 and (piece in written or is_person_noun(small.removesuffix("s"))) and rest.lower() in GIVEN_NAMES
    )


def _surely_ends_no_name(word: str) -> bool:
    """Whether a word cannot end a name."""
    return word in _TELLING or (len(word) > 4 and is_common(word) and (CLASSES[word] in LINKS or _is_long_adverb(word)))


def _is_long_adverb(word: str) -> bool:
    """Whether a word is an adverb that no name ends with: "recently"."""
    return len(word) > 6 and CLASSES[word] == ADVERB


def _cannot_end_name(word: str) -> bool:
    """Whether a word ends no name: a verb of saying, a long participle, a long link."""
    return _surely_ends_no_name(word) or (len(word) > 4 and is_common(word) and word.endswith("ed"))


def _cannot_end_name_glued(rest: str) -> bool:
    """The same for words that are glued to each other: "saidin", "orderedthe"."""
    if is_common(rest) or not (rest.startswith(_TOLD) or "ed" in rest[3:]):
        return _cannot_end_name(rest)
    inner = _segment(rest)
    return _cannot_end_name(rest[: inner[0]]) if inner else False


def _is_link(word: str) -> bool:
    """Whether a word belongs to a closed class, or is a number."""
    return CLASSES[word] in LINKS or word in ONES or word in TEENS


def _can_follow_name(word: str, name: str) -> bool:
    """Whether a word may follow a name, and neither ends another name nor makes a compound with it ("Firefighting")."""
    if name.isupper():
        return _is_link(word) or len(word) > 3
    if word in _ENDINGS and name not in _DAYS:
        return word == "is" and name[-1] in "aeouy"  # no "Israelis"
    if name in _DAYS:
        return word != "s"
    common_verb = CLASSES[word] == "V" and is_common(word) and (compute_cost(word) < COMMON or len(word) > 6)
    participle = len(word) > 4 and word.endswith(("ed", "ing", "ly")) and not is_word(name.lower())
    return _is_link(word) or CLASSES[word] == "M" or common_verb or participle or word == "first"
