"""The source that a sentence names plainly for its figures, where they are in no attribution.

"When it sank, it held 40 tonnes, according to the log." "It fell to 40, the study found — a 75% drop." "He made a stir by claiming 80% of
them were mates." The words of each construction have no other use, so that no weights are needed. Where the
sentence turns ("but …", ";"), the statement ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from sayso.grammar.findings import FoundAttribution, FoundQuantity
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.model import Attribution, Span

_WORD = r"[^\s,.;:()“”\"—–]+(?:\.(?=[\w,])[^\s,;:()“”\"—–]*)*"
_NAME = r"[A-Z][\w’'.&-]*"
#: "According to" and its source, up to a sign or a clause.
_ACCORDING = re.compile(
    rf"\b(?P<cue>[Aa]ccording\sto)\s(?P<source>{_WORD}(?:\s(?!"
    rf"(?:that|which|who|and\s(?:that|has|was|is)|when|while|but|as)\b){_WORD}){{0,13}})"
)
#: The source between commas or at the end: ", the study found —", ", Roe said.", ", prosecutors say".
_VOUCH = alternation(entries("sources-of-figures.txt", "verbs of who vouches"))
_TOLD = re.compile(
    rf",[”’\"]?\s(?P<source>(?:the|an?|its|his|her|their|one)(?:\s{_WORD}){{1,12}}?|{_NAME}(?:\s{_NAME}){{0,3}}"
    rf"|(?!and\s|but\s|or\s)(?:[a-z-]+\s){{0,4}}?(?:police|media|[a-z]{{4,}}s))\s"
    rf"(?P<cue>{_VOUCH}|told\s(?:journalists|lawmakers|reporters|researchers|investigators|{_NAME}))"
    r"(?=\s?(?:[.;,—–]|$)|\sin\san?\s|\s(?:(?:on|late|early)\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
#: The source after its verb: ", said Ana Ruiz", "” says the mayor".
_SAID_BY = re.compile(
    r",[”’\"]?\s(?P<cue>said|says|wrote|writes|reported|noted)\s"
    rf"(?P<source>(?:(?!(?:he|if|it|most|no|she|some|that|there|these|they|this|those|we|would)\s)[a-z]+\s){{0,4}}?"
    rf"{_NAME}(?:\s(?:of\s|for\s)?{_NAME}){{0,5}}?)(?=[.,;]|$)"
)
_BEHIND = (" said ", " says ", " wrote ", " writes ", " noted ", " reported ")
#: "Per the Tide Office", after a comma or at the end.
_PER = re.compile(
    r"(?:,[”’\"]?\s|^|\()(?P<cue>[Pp]er)\s"
    r"(?P<source>(?:the\s|an?\s)?[A-Z][\w’'&-]*(?:\s(?:of\s|for\s|the\s|and\s)*[\w’'&-]+){0,6}?)(?=[.,;)]|$)"
)
#: The document or body that finds or estimates, before its finding: "tide data indicate two boats", "the Kell Institute estimates $4".
_DOCUMENT = (
    rf"(?:[Tt]he\s|[Aa]n?\s|[Oo]ne\s)?(?:(?!(?:and|at|but|by|for|from|in|of|on|that|to|when|while|with)\s){_WORD}\s){{0,3}}?"
    rf"{alternation(entries('sources-of-figures.txt', 'documents that find'))}"
)
#: Researchers, and those who estimate: "They found that", "researchers estimate".
_FINDERS = (
    rf"(?:[Tt]he\s)?(?i:{alternation(entries('sources-of-figures.txt', 'those who find out'))})"
    rf"(?:\s(?:polled|surveyed)\sby(?:\s{_NAME}){{1,4}})?"
)
#: Who reports a figure, at the start of a sentence: "The ministry reported 12 cases".
_REPORTER = (
    rf"(?:(?:[Tt]he|[Ii]ts|[Aa]n?|[Oo]ne)\s"
    rf"(?:(?!(?:and|at|but|by|for|from|in|that|to|when|which|while|who|with)\s){_WORD}\s){{0,3}}?{_WORD}"
    rf"|{_NAME}(?:\s(?:of\s|for\s)?{_NAME}){{0,4}}|(?:[A-Z][a-z]+\s)?(?:[a-z]+\s)?(?:authorities|officials|hospitals|media|police))"
)
_FINDING = re.compile(
    r"(?:^|(?<=[,;:.!?“—–]\s)|(?<=[a-z]\.)(?=[A-Z])|(?<=\sthat\s))"
    rf"(?:(?P<document>{_DOCUMENT}|{_FINDERS})\s(?:also\s)?(?P<found>{alternation(entries('sources-of-figures.txt', 'finding'))})"
    rf"|(?P<work>{_DOCUMENT}(?:\s(?:by|from)\s(?:{_WORD}\s){{0,8}}?{_WORD})?)"
    rf"(?:\s(?:of|in|into|on)\s(?:{_WORD}\s){{0,8}}?{_WORD})?"
    rf"(?:\sthat\s(?:{_WORD}\s){{1,11}}?{_WORD})?(?:,\sfor\s(?:instance|example),)?\s(?:also\s|has\s|have\s)?"
    rf"(?P<showed>{alternation(entries('sources-of-figures.txt', 'finding, by documents'))})"
    r"|(?P<body>(?!(?:[Tt]he|[Aa]n?)\s(?:\w+\s)?(?:number|total|tally|count|share|proportion|majority|sum)\s)"
    rf"{_REPORTER})\s(?:also\s|has\s|have\s|had\s)?"
    rf"(?<![’']s\s)(?P<reported>{alternation(entries('sources-of-figures.txt', 'finding, by bodies'))})"
    rf"|(?P<who>(?:[Tt]he\s)?(?!It[’']s){_NAME}(?:\s(?:of\s|for\s|and\s)?{_NAME}){{0,4}})\s"
    rf"(?P<estimated>(?<![’']s\s)estimate[ds]?|{alternation(entries('sources-of-figures.txt', 'finding, by people'))}))"
    r"\s(?!by\b|for\b|to\b)"
)
#: The first words of all verbs of `_FINDING`: few sentences have one, and the pattern is slow.
_FINDING_VERBS = frozenset(
    verb.split()[0]
    for finders in ("finding", "finding, by documents", "finding, by bodies", "finding, by people")
    for verb in entries("sources-of-figures.txt", finders)
)
#: Groups of `_FINDING`: who finds, and the verb.
_FOUND_BY = (("document", "found"), ("work", "showed"), ("body", "reported"), ("who", "estimated"))
#: A source and what it says in a clause on it: "according to Tidewatch, which reported 40 complaints".
_WHO_SAYS = re.compile(
    rf"(?P<source>(?:the\s(?:[a-z-]+\s){{0,4}})?{_NAME}(?:\s(?:of\s|for\s)?{_NAME}){{0,4}}),\s(?:which|who)\s(?:also\s|has\s|had\s)?"
    r"(?P<cue>counted|estimates?|estimated|found|noted|reports?|reported|said|says)\s(?!by\b|for\b|to\b)"
)
#: Who says it in a clause: "a school in Norden, where state media say at least 40 children died".
_WHERE = re.compile(
    r"\b(?:where|which|that)\s(?P<source>(?:the\s)?(?:[A-Za-z-]+\s){0,3}?"
    rf"{alternation(entries('sources-of-figures.txt', 'who says in a clause'))})\s(?P<cue>say|said)\s(?!they\b|so\b)"
)
#: Who says something of a noun: "a plan that critics say will cost $4 million".
_OF_A_NOUN = re.compile(
    rf"\b(?:that|which|who)\s(?P<source>(?:the\s)?(?:{_NAME}\s){{0,3}}?(?:{_NAME}|[a-z]{{3,}}s))\s"
    r"(?P<cue>say|says|said|estimates?|estimated)\s"
    r"(?=(?:also\s|now\s)?(?:are|can|could|had|has|have|is|may|might|must|should|was|were|will|would|cost|costs|killed|left|took)\b)"
)
#: Who puts a measure at a figure: "The ministry puts the cost of the war at $11 billion".
_PUTS_AT = re.compile(
    rf"(?:^|[“\"]|(?<=[,;:—–]\s)|\b(?:[Bb]ut|[Aa]nd|[Ww]hile)\s)(?P<source>{_REPORTER})\s"
    r"(?P<cue>(?:has\s|had\s)?(?:puts?|pegs|pegged|lists|listed|valued|values))\s"
    r"(?:an?|her|his|its|that|the|their|this|those)\s(?:[\w’'-]+\s){1,10}?at\s(?=(?:[a-z]+\s){0,3}[$£€]?\d)"
)
_PUTTING = (" put ", " puts ", " peg", " list", " value")
#: Who tells somebody, before a clause without "that": "Roe told the Herald he filmed 50 hours of it".
_TOLD_THEM = re.compile(
    rf"(?:^|(?<=[,;]\s)|(?<=\b(?:And|But|and|but)\s))(?P<source>{_NAME}(?:\s{_NAME}){{0,3}}|[Hh]e|[Ss]he)\s(?P<cue>told)\s"
    rf"(?:(?:the\s|a\s)?(?:newspaper|paper|court|jury|broadcaster|outlet|committee|network)"
    rf"|reporters|lawmakers|investigators|{_NAME}(?:\s{_NAME}){{0,3}})"
    r"\s(?:that\s)?(?=(?:he|she|it|they|there)\s)"
)
#: Somebody acts by saying something, or with these words: "made a stir by claiming", "he agreed, telling them that".
_BY_SAYING = re.compile(
    rf"(?:\bby|,(?:\s(?:often|also|later|even))?)\s(?P<cue>{alternation(entries('sources-of-figures.txt', 'saying in -ing'))})\s"
)
_TELLING = re.compile(rf",\s(?P<cue>telling\s{_NAME}(?:\s{_NAME}){{0,3}})\sthat\s")
#: The subject of a sentence or of its last clause: a name, a pronoun.
_SUBJECT = re.compile(
    rf"(?:^|[“\"]|\b(?:[Bb]ut|[Aa]nd|[Ww]hen|[Ww]hile|[Tt]hat)\s|,\s)(?P<source>[Hh]e|[Ss]he|[Tt]hey|{_NAME}(?:\s{_NAME}){{0,3}})"
    r"\s(?:[a-z]+ly\s)?(?=[a-z]+(?:ed|s|t|d|w|e|n|k)\b)"
)
_NO_SUBJECT = frozenset(entries("sources-of-figures.txt", "openings that are no subject"))
#: The end of a statement: a main clause of contrast, or a break between two.
_TURN = re.compile(r";\s|,?\s(?:but|although|though|whereas)\s|,\s(?:and|while)\s(?:he|she|it|they|we|I)\s|[.!?]\s+[A-Z]")
#: A dash after the source, or a comparison that belongs to the same statement: "— a 75% drop", ", up from 40".
_GOES_ON = re.compile(r"\s?[—–]\s|,\s(?:up|down|compared|or|including|with|while)\s")
_DASHES = re.compile(r"[—–]\s")
_DASH = re.compile(r"\s?[—–]\s(?![^—–]*[—–])")
#: The main clause after an aside.
_LEFT = re.compile(r",\s(?:which|who|while|as|after|before|when)\s")
#: The opening of a clause with its own speaker: "three members who, the chairman says, are gone".
RELATIVE_OPENS = (" who, ", " which, ", " whom, ")
_NOBODY = frozenset(entries("attributions.txt", "pronouns that are no source"))
_OPENING = 24


class _Voucher(NamedTuple):
    """Where a sentence names a source, by its cue; `opens`: the source comes before its words."""

    source: Span
    cue: Span
    opens: bool


class PlainSources:
    """The plain sources in the sentences of a text; `said` gives its attributions, whose speakers are known, once they are needed."""

    def __init__(self, text: str, said: Callable[[], Iterable[FoundAttribution]]) -> None:
        self._text, self._said = text, said
        self._last: tuple[Span | None, list[_Voucher]] = (None, [])

    @cached_property
    def _speakers(self) -> dict[str, Attribution]:
        """The attributions with a speaker, by the words of their source."""
        attributions = (found.attribution for found in self._said())
        return {a.source.of(self._text): a for a in attributions if a.source and a.speaker}

    def find_figure_source(self, figure: FoundQuantity) -> Attribution | None:
        """Finds the source of a figure by the words of its sentence; None if they name no source."""
        text, at = figure.sentence.of(self._text), figure.sentence.start
        if self._last[0] != figure.sentence:
            self._last = (
                figure.sentence,
                [
                    *_find_according(text),
                    *_find_speaker(text),
                    *_find_by_saying(text),
                    *_find_finder(text),
                    *_find_in_clause(text),
                    *_find_putting_at(text),
                ],
            )
        span = figure.quantity.span.shift(-at)
        named = next((n for n in self._last[1] if _is_said_by(text, n, span)), None)
        if named is None:
            return None
        same = self._speakers.get(named.source.of(text))
        speaker, role = (same.speaker, same.speaker_role) if same else (None, None)
        source, cue = named.source.shift(at), named.cue.shift(at)
        return Attribution(source, cue, (figure.quantity.span,), "indirect", speaker=speaker, speaker_role=role)


def _find_according(text: str) -> Iterator[_Voucher]:
    """The source after "according to"; at the start of a sentence it covers the words after it."""
    for found in _ACCORDING.finditer(text) if "ccording to " in text else ():
        yield _Voucher(Span(*found.span("source")), Span(*found.span("cue")), found["cue"][0] == "A" or found.start() < _OPENING)
    for found in _PER.finditer(text) if "per " in text else ():
        yield _Voucher(Span(*found.span("source")), Span(*found.span("cue")), found["cue"] == "Per")


def _find_speaker(text: str) -> Iterator[_Voucher]:
    """The source between commas or at the end."""
    for found in _TOLD.finditer(text):
        if found["source"].lower() not in _NOBODY and (found["cue"] != "states" or found["source"].startswith("the ")):
            yield _Voucher(Span(*found.span("source")), Span(*found.span("cue")), opens=False)
    for found in _SAID_BY.finditer(text) if any(verb in text for verb in _BEHIND) else ():
        yield _Voucher(Span(*found.span("source")), Span(*found.span("cue")), opens=False)


def _find_by_saying(text: str) -> Iterator[_Voucher]:
    """The subject that acts by saying the words after it."""
    for found in (*_BY_SAYING.finditer(text), *(_TELLING.finditer(text) if "telling " in text else ())):
        named = [m for m in _SUBJECT.finditer(text, 0, found.start()) if m["source"] not in _NO_SUBJECT]
        if named:
            yield _Voucher(Span(*named[-1].span("source")), Span(*found.span("cue")), opens=True)


def _find_finder(text: str) -> Iterator[_Voucher]:
    """The document or person that finds or estimates the words after it."""
    for found in () if _FINDING_VERBS.isdisjoint(text.split()) else _FINDING.finditer(text):
        source, cue = next(pair for pair in _FOUND_BY if found[pair[0]])
        yield _Voucher(Span(*found.span(source)), Span(*found.span(cue)), opens=True)


def _find_putting_at(text: str) -> Iterator[_Voucher]:
    """Who puts a measure at a figure; the cue extends to "at"."""
    if " at " not in text or not any(word in text for word in _PUTTING):
        return
    for found in _PUTS_AT.finditer(text):
        yield _Voucher(Span(*found.span("source")), Span(*found.span("cue")), opens=True)


def _find_in_clause(text: str) -> Iterator[_Voucher]:
    """The source that a clause with "which" or "who" gives words to."""
    for pattern, word in ((_WHO_SAYS, ", wh"), (_WHERE, " sa"), (_TOLD_THEM, " told "), (_OF_A_NOUN, " sa"), (_OF_A_NOUN, " estimate")):
        for found in pattern.finditer(text) if word in text else ():
            yield _Voucher(Span(*found.span("source")), Span(*found.span("cue")), opens=True)


def _is_said_by(text: str, named: _Voucher, figure: Span) -> bool:
    """Whether a figure is among what a source says, on the side of its verb where that is."""
    begin, end = min(named.source.start, named.cue.start), max(named.source.end, named.cue.end)
    if named.opens:
        clear = _TURN.search(text, end, figure.start) is None and _LEFT.search(text, end, figure.start) is None
        return figure.start >= end and clear
    if figure.end <= begin:
        return _TURN.search(text, figure.end, begin) is None and not text.endswith(RELATIVE_OPENS, 0, begin)
    cue_follows = named.cue.start > named.source.start
    if not cue_follows and _DASHES.search(text, 0, begin):
        return False  # the dash after it ends an aside
    return figure.start >= end and (_GOES_ON if cue_follows else _DASH).match(text, end, figure.start) is not None
