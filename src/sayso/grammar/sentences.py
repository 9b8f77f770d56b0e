"""Where sentences start and end.

The design: a sentence ends at a newline, or at a full stop, question or exclamation mark that a new sentence can follow. One regex
finds those marks and the white space after them. Only there does the code look at the word before and the word after, never
further than a few dozen characters, so that the cost is linear in any text.

A mark that a small letter follows ends nothing. A full stop after a title, an initial or an abbreviation ends a sentence only if
the next word is one that opens sentences ("in the U.S. He left"). A mark and a capital with no space between end one too: pages
lose the spaces around links.
"""

from __future__ import annotations

import re

from sayso.calendar_names import MONTHS, WEEKDAY
from sayso.grammar.lexicon import entries
from sayso.model import Span

#: Abbreviations that never end a sentence: a name follows.
TITLES = frozenset(entries("titles.txt", "before a full stop"))

#: Abbreviations that end a sentence only before a word that opens one.
SHORT_FORMS = frozenset(entries("sentences.txt", "short forms"))

#: Abbreviations that do not end a sentence before a figure ("Jan. 5", "No. 3").
BEFORE_FIGURES = frozenset((*entries("sentences.txt", "short forms before a figure"), *(m[:-1].lower() for m in MONTHS if m.endswith("."))))

#: Words that open a sentence and are not part of a name: "in the U.S. He left", but "the U.S. Army".
OPENERS = frozenset(entries("sentences.txt", "openings of a sentence"))

# One class before it lets the engine pass over all other characters, which took a quarter of the time of alternatives. The look-after at
# two characters keeps a long run of marks linear: a run is entered at its first mark only.
_MARK = re.compile(r"[\n.!?…](?:(?<=\n)\s*+|(?<!\n)(?<![.!?…][.!?…])([.!?…]*+)([\"”’')\]»]*+)(?:\s++|(?=[“\"‘A-Z])))")
_LAST_WORD = re.compile(r"[^\s\"“”‘’'(\[—–-]*\Z")
_NEXT_WORD = re.compile(r"[\"“‘'(\[—–-]*+([^\W\d_]+)?+")
_ASKED = re.compile(r"(?:[A-Z][\w’'.-]*+ ){1,4}(?:said|says|asks|wrote|told|cried|[a-z]{3,}ed)\b")
_ZONE = re.compile(r"(?:E|C|M|P|G|B)(?:S|D|M)?T\b|Eastern|Central|Pacific|Mountain")

#: A day after a time of day; not "… at 9 p.m. Monday is a holiday".
_DAY = re.compile(rf"{WEEKDAY}\b(?!['’]s| (?:is|was|will)\b)")

# "PORT ANSEL, Lorvania (Harbour Wire) — A ferry …": place and agency open a wire story and belong to none of its sentences.
_DATELINE = re.compile(
    rf"""(?P<place> (?: (?:{"|".join(entries("sentences.txt", "agencies"))})[ ]
        | [A-Z][A-Z.'’-]++ (?:[ ,/]++[A-Z][A-Za-z.'’-]*+){{0,5}} [ ]? (?:\([A-Z][\w .'’/-]{{1,30}}\)[ ]?)?
        | [A-Z][\w.'’-]++ (?:[ ,]++[A-Z][\w.'’-]*+){{0,4}} [ ] \([A-Z][\w .'’/-]{{1,30}}\)[ ]? )
        (?:—|–|--?) ) (?:[ ]++|(?<=\)[ ].)|(?<=\).)) (?=["“‘A-Z])""",
    re.VERBOSE,
)


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, without the white space around them; empty for a blank text. A dateline is one of its own.

    >>> [s.of("OSTREL (Tide News) — Six men drowned.") for s in split_sentences("OSTREL (Tide News) — Six men drowned.")]
    ['OSTREL (Tide News) —', 'Six men drowned.']
    """
    return [part for span in _find_cuts(text) for part in _split_dateline(text, span)]


def _split_dateline(text: str, span: Span) -> tuple[Span, ...]:
    if span.start and text[span.start - 1] != "\n":
        return (span,)
    dateline = _DATELINE.match(text, *span)
    if dateline is None:
        return (span,)
    return Span(span.start, dateline.end("place")), Span(dateline.end(), span.end)


def _find_cuts(text: str) -> list[Span]:
    out: list[Span] = []
    start = len(text) - len(text.lstrip())
    for mark in _MARK.finditer(text, start):
        if mark.start() >= start and _ends_sentence(text, mark):
            out.append(Span(start, _trim_end(text, start, mark)))
            start = mark.end()
    if start < len(text):
        out.append(Span(start, len(text.rstrip())))
    return [span for span in out if span.start < span.end]


def _trim_end(text: str, start: int, mark: re.Match[str]) -> int:
    end = mark.start() if mark[1] is None else mark.end(2)
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark that was found ends a sentence."""
    after = mark.end()
    if after >= len(text):
        return True
    if mark[1] is None:
        return not _is_wrapped(text, mark)
    stop = text[mark.start()] + mark[1]
    if "\n" in mark.group():
        return not (text[after].islower() and mark.group().count("\n") == 1)
    following = text[after]
    if following.islower() or following in ",;:)" or (mark[2] and following in "—–―"):
        return False
    if mark.end(2) == after:
        return _has_lost_space(text, mark)
    if stop == ".":
        return bool(mark[2]) or not _ends_abbreviation(text, mark.start(), after)
    return not (mark[2] and stop in "?!" and _ASKED.match(text, after))


def _is_wrapped(text: str, mark: re.Match[str]) -> bool:
    """Whether a single newline is inside a sentence: the line before ends in a word or a comma, the next one continues in small letters."""
    return mark.group().count("\n") == 1 and text[mark.end()].islower()


def _has_lost_space(text: str, mark: re.Match[str]) -> bool:
    """ "…had ended.The mayor": two small letters before the mark, a capital and a small letter (or a quote) after it."""
    at, after = mark.start(), mark.end()
    if text[after] in '“‘"':
        return text[after] == "“" and text[at - 1 : at].islower()
    return text[max(0, at - 2) : at].islower() and at >= 2 and text[at - 2 : at].isalpha() and text[after + 1 : after + 2].islower()


def _ends_abbreviation(text: str, at: int, after: int) -> bool:
    """Whether the full stop at `at` belongs to an abbreviation and the sentence continues."""
    if text[max(0, at - _LONGER) : at].isalpha() and at >= _LONGER:
        return False  # most words are longer than any abbreviation
    found = _LAST_WORD.search(text, max(0, at - 12), at)
    word = found.group() if found else ""
    low = word.lower()
    if low in TITLES:
        return True
    if low in BEFORE_FIGURES:
        return text[after].isdigit()
    nxt = _NEXT_WORD.match(text, after)
    opener = nxt is not None and nxt[1] in OPENERS
    if low in ("a.m", "p.m"):
        return bool(_ZONE.match(text, after) or _DAY.match(text, after))
    if len(word) == 1 and word.isupper():
        return (word != "I" or not opener) and not (word == "X" and text[max(0, at - 3) : at - 2].islower())  # "on X. Ana Ruiz"
    return (low in SHORT_FORMS or _is_dotted(word)) and not opener and not _is_quote(text, after)


#: More letters than any abbreviation has.
_LONGER = 1 + max(map(len, (*TITLES, *SHORT_FORMS, *BEFORE_FIGURES)))


def _is_dotted(word: str) -> bool:
    """ "U.S", "N.A.T.O": capitals with full stops between."""
    return len(word) >= 3 and word[1::2].strip(".") == "" and word[::2].isalpha() and word[0].isupper()


def _is_quote(text: str, at: int) -> bool:
    return text[at] in '“"‘'
