"""What a share or a sum is of, where its clause says so: "unemployment rose to 4.3%", "they cut fares by 3%", "an income below $200".

From the figure the words are walked back over what leads to it ("by", "up", "almost") to a verb of measuring, and from there to its subject
or object (`clause_phrases`). Where the words fit no such pattern, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.attached import ANNUAL_RATE, PLUS_OR_MINUS
from sayso.grammar.quantities.clause_phrases import (
    LONGEST_ASIDE,
    LONGEST_PHRASE,
    OF_PHRASE,
    OWNERS,
    find_head,
    find_moved_object,
    find_phrase_before,
    find_subject,
    find_subject_of_clause,
)
from sayso.grammar.quantities.clause_words import (
    FINITE_MOVES,
    LEADS,
    MEASURING_VERBS,
    STRONG_VERBS,
    TOKEN,
    UPS,
    Word,
    ends_clause,
    read_words_before,
)
from sayso.grammar.quantities.headwords import ATTRIBUTIVE, STOPS, is_person, is_plural, singularize
from sayso.grammar.quantities.nouns import Noun
from sayso.grammar.quantities.trends import CAUSES
from sayso.grammar.quantities.units import is_money, skip_rates
from sayso.grammar.quantities.verb_forms import list_verb_forms
from sayso.grammar.wordclasses import (
    ADVERB,
    DETERMINER,
    GERUND,
    NOUN,
    NUMBER,
    PREPOSITION,
    TO,
    WORD,
    WORD_OR_GERUND,
)

#: Units of measures whose noun is in the clause: shares, sums, points.
_UNITS = frozenset(("percent", "percentage point", "basis point", "point"))

_SOLD = frozenset(entries("figures.txt", "verbs of selling"))
#: Verbs whose subject changes or sets a figure: their object is measured.
_MOVERS = frozenset(form.partition(" ")[0] for form in CAUSES) | {
    form for verb in entries("figures.txt", "verbs that move a figure") for form in list_verb_forms(verb)
}
#: Verbs whose subject, where it is a name, is a person: "Ruiz averaged 20 points", "Marlow lost $2".
_OF_SOMEBODY = frozenset(form for verb in entries("figures.txt", "verbs of somebody") for form in list_verb_forms(verb))
_MOVES = STRONG_VERBS | FINITE_MOVES
_ALSO_MEASURING = frozenset(form for verb in entries("measuring.txt") for form in list_verb_forms(verb))
#: Transitive verbs of changing a figure, in the forms that are not plural nouns.
_TRANSITIVE = frozenset(word for word in _MOVERS - STRONG_VERBS - _ALSO_MEASURING if not word.endswith(("s", "ing")))
_BE = frozenset(entries("figures.txt", "forms of be"))
_UPS_OR_LEADS = UPS | LEADS
_LEADS_FROM_OBJECT = frozenset(entries("figures.txt", "between object and figure"))
_BOUNDS = frozenset(entries("figures.txt", "openings of a bound"))


def find_measured_in_clause(text: str, start: int, end: int, unit: str) -> Noun | None:
    """The noun that the measure [start, end) of a sentence measures, by the words before it."""
    if text.endswith(PLUS_OR_MINUS, 0, start):
        start -= len(PLUS_OR_MINUS)
    if text.endswith("of ", 0, start) and (rate := ANNUAL_RATE.search(text, max(0, start - _RATE_REACH), start)):
        start = rate.start()
    words = read_words_before(text, start)
    first = TOKEN.match(text, start)
    if " per " in unit:
        end = skip_rates(text, end)
    if first and first[0].lower() in MEASURING_VERBS:  # "surpassed 20 points" is all one figure
        return find_subject(text, words, len(words))
    if not words:
        return None
    if first and first[0].lower() in _BOUNDS and (noun := _find_bounded(text, words, first[0].lower())):
        return noun
    if words[-1].kind == "(" and unit == "percent" and text.startswith(")", end) and (group := _find_group(text, words[:-1])):
        return group
    if words[-1].low == "from" and (to := _find_verb_before_target(words)):
        return find_subject(text, words, to)
    if words[-1].low == "at" and (still := _find_unchanged(words)) and (noun := find_subject(text, words, still)):
        return noun
    if words[-1].low in _NOWADAYS or (words[-1].low == "at" and len(words) > 1 and words[-2].low in _NOWADAYS):
        stop = len(words) - 1 - (words[-1].low == "at")
        if stop > 1 and words[stop - 1].kind == "," and text[end : end + 1] in ",.;)":  # "inflation, now 3.1%"
            return find_phrase_before(text, words, stop - 1, names=False, near=True)
    if words[-1].text == ":" and len(words) > 1 and (label := find_phrase_before(text, words, len(words) - 1, names=False)):
        return label  # "The town’s cost for the quay: $320 million"
    noun = _find_by_verb(text, words, end, unit not in _UNITS) or _find_figure_label(text, words) or _find_sentence_opening(text, words)
    if noun is None and first and first[0].lower() in _OVER_OR_UNDER:  # "sent oil above $100"
        return find_moved_object(text, words, len(words), _MOVERS)
    return noun


def _find_unchanged(words: Sequence[Word]) -> int:
    """Where "unchanged" is whose figure follows "at", 0 where it is not: "inflation was unchanged from March at 2.4%"."""
    for i in range(len(words) - 2, max(0, len(words) - _LONGEST_STILL), -1):
        if words[i].low in _AS_IT_WAS:
            return i - 1 if words[i - 1].low in MEASURING_VERBS else i
        if words[i].kind in ',;:(".-':
            return 0
    return 0


_LONGEST_STILL = 10
_AS_IT_WAS = frozenset(("unchanged", "steady", "stable", "flat"))
_RATE_REACH = 60
_NOWADAYS = frozenset(("now", "currently", "already", "presently"))
_OVER_OR_UNDER = frozenset(("above", "over", "past", "below", "under"))


def _find_verb_before_target(words: Sequence[Word]) -> int:
    """The verb of "fell to 4.1% in March from", whose figure before is the one that follows; 0 where nothing of that kind is there."""
    i = len(words) - 1
    while i and (words[i - 1].kind in "0,.IDM" or words[i - 1].text in "%$£€" or words[i - 1].low in _OF_FIGURES):
        i -= 1
    return i - 2 if i > 1 and words[i - 1].low == "to" and words[i - 2].low in MEASURING_VERBS else 0


#: Words of a figure and of its time.
_OF_FIGURES = frozenset(entries("figures.txt", "words of a figure and its time"))


def is_measured_by_clause(unit: str) -> bool:
    """Whether a unit is of what `find_measured_in_clause` is made for: a share, a sum, points."""
    return unit in _UNITS or is_money(unit.partition(" per ")[0]) or is_money(unit)


def _find_by_verb(text: str, words: Sequence[Word], end: int, money: bool) -> Noun | None:
    """The subject of a verb of measuring before the figure, or the object of one that moves it."""
    at = len(words)
    while at and (
        words[at - 1].low in LEADS
        or words[at - 1].low in UPS
        or words[at - 1].kind == ADVERB
        or words[at - 1].low == "each"
        or _belongs_to_average(words, at - 1)
    ):
        at -= 1
    between = {w.low for w in words[at:]}
    if not at:
        return None
    if words[at - 1].kind == "," and between & _TO and at > 1 and words[at - 2].kind == ADVERB:  # "rose slightly, to $4"
        at -= 1
        while at and words[at - 1].kind == ADVERB:
            at -= 1
        if not at:
            return None
    if between & _TO and (moved := _find_verb_before_time(words, at)):  # "edged higher in the first quarter to 3%"
        at = moved
    verb = words[at - 1]
    noun_like = at > 1 and (words[at - 2].kind == DETERMINER or words[at - 2].text.endswith(OWNERS))
    if verb.low == "for" and at > 1 and money:
        return find_subject(text, words, at - 2) if words[at - 2].low in _SOLD else _find_traded(text, words, at - 1)
    if verb.low in _BE:
        if between.isdisjoint(_UPS_OR_LEADS) and not ends_clause(text, end) and _DEGREE.match(text, end) is None:
            return None  # "those are 51% women"
        return find_subject(
            text, words, at, names=bool(between & UPS) or (money and not between.isdisjoint(("at", "worth")))
        )  # "Roe was at 54%"
    if verb.low in _OF_AN_INDEX and (index := _find_share_index(text, words, at - 1)):
        return index
    if verb.low in _TRANSITIVE and not noun_like and not (at > 1 and words[at - 2].low in _BE):
        return None  # "has slashed by 80% the fee"
    multiplied = verb.low in _MULTIPLIED and not between.isdisjoint(_TO_OR_FROM)  # "has doubled to $6"
    if (verb.low in MEASURING_VERBS or multiplied) and not noun_like:  # "its costs by $3" has no verb
        return find_subject(text, words, at - 1, names=verb.low not in _OF_SOMEBODY)
    if between & UPS and verb.kind == ",":  # "reached $3.45 on Sunday, up 16%"
        return find_subject_of_clause(text, words, at - 1)
    if "worth" in between:
        return (
            find_phrase_before(text, words, at, names=False)
            or find_phrase_before(text, words, at, near=True)
            or find_phrase_before(text, words, at)
        )
    if between & _LEADS_FROM_OBJECT:
        return find_moved_object(text, words, at, _MOVERS)
    return _find_by_recipient(text, words, at) if money else None


def _find_share_index(text: str, words: Sequence[Word], at: int) -> Noun | None:
    """The index of shares before a verb at a place: "the Dow lost 340 points", "the FTSE 100 added 0.4%"."""
    begin = at
    while begin and words[begin - 1].low != "the" and (words[begin - 1].kind == NUMBER or words[begin - 1].text[0].isupper()):
        begin -= 1
    if not begin or begin == at or words[begin - 1].low != "the":
        return None
    return Noun(text[words[begin].start : words[at - 1].end], words[begin].start, words[at - 1].end, words[at - 1].low)


_OF_AN_INDEX = frozenset(entries("figures.txt", "verbs of an index"))
_MULTIPLIED = frozenset(form for verb in entries("figures.txt", "verbs of multiplying") for form in list_verb_forms(verb))
_TO = frozenset(("to", "by", "at"))
_TO_OR_FROM = _TO | {"from"}


def _find_verb_before_time(words: Sequence[Word], at: int) -> int:
    """Where a verb of moving ends that a time parts from its "to", 0 where none is: "edged higher in the first quarter"."""
    i = at
    while i and (words[i - 1].kind in "DM0R" or words[i - 1].low in _OF_FIGURES):
        i -= 1
    if i == at or not i or words[i - 1].kind != PREPOSITION:
        return 0
    i -= 1
    while i and words[i - 1].low in UPS:
        i -= 1
    return i if i and words[i - 1].low in _MOVES else 0


def _find_by_recipient(text: str, words: Sequence[Word], at: int) -> Noun | None:
    """The subject of a verb whose recipient is before the sum: "the embargo has cost the island $4 billion"."""
    for i in range(at - 1, max(0, at - LONGEST_PHRASE - 2), -1):
        if words[i].low in _GIVING:
            noun_like = words[i - 1].kind in (DETERMINER, PREPOSITION) or words[i - 1].text.endswith(OWNERS) or i == at - 1
            return None if noun_like else find_subject(text, words, i, names=False)
        if words[i].kind not in "DCoO'":
            return None
    return None


_GIVING = frozenset(entries("figures.txt", "verbs with a recipient"))


def _find_traded(text: str, words: Sequence[Word], at: int) -> Noun | None:
    """The noun that is bought or sold: "bought the mill from Roe for", "sold its ferries to Alba for"."""
    for i in range(at - 1, max(-1, at - 1 - LONGEST_ASIDE), -1):
        if words[i].low in _TRADING:
            passive = i > 0 and words[i - 1].low in _BE
            if i == at - 1 and i and not passive and words[i - 1].kind in NOUN + ",(":  # "prints (bought for"
                stop = i - (words[i - 1].kind not in NOUN)
                begin = next((j for j in range(stop - 1, -1, -1) if words[j].kind not in NOUN), -1) + 1
                return find_head(text, words[begin:stop], names=True)
            return find_subject(text, words, i) if passive else find_head(text, words[i + 1 : at], names=True)
        if words[i].kind in ";:.-SW":
            return None
    return None


_TRADING = frozenset(form for verb in entries("figures.txt", "verbs of trading") for form in list_verb_forms(verb))


def _belongs_to_average(words: Sequence[Word], i: int) -> bool:
    """Whether a word is of "an average of", "a record of", "a whopping", before the figure itself."""
    if words[i].low == "total" and i and words[i - 1].kind == TO:  # "is expected to total"
        return False
    if words[i].low == "range" or (words[i].low == "of" and i and words[i - 1].low == "range"):  # "to a range of", but "fines range"
        return words[i].low == "of" or (i + 1 < len(words) and words[i + 1].low == "of")
    return words[i].low in _SUMMED or (words[i].low == "of" and i > 0 and words[i - 1].low in _SUMMED)


_SUMMED = frozenset(entries("figures.txt", "adjectives of sums"))


#: Adjectives that a percentage grades: "was 99% effective". For a fire, "contained" alone states the share.
_DEGREE = re.compile(
    r"\s(?!contained)(?:[a-z]{3,}(?:ed|ive|ful)|(?:more|less)\s[a-z]+(?:ive|ful|y|ent|able|al)|cheaper|dearer|pricier"
    r"|complete|done|full|empty|pure|higher|lower)\b(?!\s[a-z]+s\b)"
)


def _find_bounded(text: str, words: Sequence[Word], bound: str) -> Noun | None:
    """The noun that a bound right after it limits: "families with incomes below $69,000", "any spending over $100,000"."""
    last = words[-1]
    if last.kind not in WORD_OR_GERUND or last.low in MEASURING_VERBS or last.low in STOPS:
        return None
    begin = len(words) - 1
    while begin and words[begin - 1].kind == WORD and words[begin - 1].low not in STOPS and words[begin - 1].low not in MEASURING_VERBS:
        begin -= 1
    before = words[begin - 1] if begin else None
    if before is None or before.kind not in ("DIV" if bound == "as" else "DI") or before.low in ("to", "by"):
        return None
    if last.kind == GERUND and words[begin - 1].kind == PREPOSITION and begin == len(words) - 1:  # "for taking over $130"
        return None
    return find_head(text, words[begin:], names=False)


def _find_figure_label(text: str, words: Sequence[Word]) -> Noun | None:
    """The label of a figure in brackets or in a list: "(CFR 2%)", "(case fatality rate: 2%)"."""
    at = len(words)
    signed = words[at - 1].text in (":", "=")
    at -= signed
    begin = at
    while begin and words[begin - 1].kind in NOUN and at - begin <= LONGEST_PHRASE:
        begin -= 1
    if begin == at or at - begin > LONGEST_PHRASE or (begin and words[begin - 1].kind not in '(,;:"'):
        return None
    short = words[at - 1].text
    if not (short.isupper() and short.isalpha() and 1 < len(short) < _LONGEST_LABEL) and not (
        signed and begin and words[begin - 1].kind == "("
    ):
        return None
    return find_head(text, words[begin:at], names=True)


_LONGEST_LABEL = 7


def _find_group(text: str, words: Sequence[Word]) -> Noun | None:
    """Finds the people before a bracket with their share: "more young voters (52%)"."""
    if not words or not is_plural(words[-1].low) or not is_person(singularize(words[-1].text)):
        return None
    begin = len(words) - 1
    while begin and len(words) - begin < LONGEST_PHRASE and _may_precede_people(words[begin - 1]):
        begin -= 1
    start, stop = words[begin].start, words[-1].end
    return Noun(text[start:stop], start, stop, singularize(words[-1].text))


def _may_precede_people(word: Word) -> bool:
    """Whether a word can describe the people counted, as "young" in "young voters": an adjective or a noun, not a verb."""
    return word.low in ATTRIBUTIVE or (word.kind in NOUN and word.low not in STOPS and word.low not in MEASURING_VERBS)


def _find_sentence_opening(text: str, words: Sequence[Word]) -> Noun | None:
    """The noun before "at" at the start of a sentence: "Oil at $80 a barrel", "With turnout at 40%"."""
    if words[-1].low != "at" or words[0].start:
        return None
    phrase = words[1:-1] if words[0].low == "with" else words[:-1]
    if not phrase or any(w.kind not in OF_PHRASE for w in phrase) or len(phrase) > LONGEST_PHRASE:
        return None
    return find_head(text, phrase, names=False)
