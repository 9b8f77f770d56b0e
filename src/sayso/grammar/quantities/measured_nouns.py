"""What a share or a sum is of, where its clause tells: "unemployment rose to 4.3%", "they cut fares by 3%", "an income below $200".

No parser: from the figure the words are walked back over what leads to it ("by", "up", "almost") to a verb of measuring, over its helpers
("is expected to"), to the noun phrase in front, which begins after the last word that no noun phrase holds. Of a phrase with others tied
to it ("shares of the yard in Norden") the first is what is measured. Where anything else is there, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.fates import forms, present
from sayso.grammar.quantities.headwords import ATTRIBUTIVE, STOPS, UNITS_OF, is_person, is_plural, singular
from sayso.grammar.quantities.nouns import ADJECTIVES, Noun
from sayso.grammar.quantities.trends import CAUSES, STRONG, WEAK
from sayso.grammar.quantities.units import is_money, past_rates
from sayso.grammar.vocabulary import is_common
from sayso.grammar.wordclasses import (
    ADVERB,
    AUXILIARY,
    BEFORE_VERB,
    CLASSES,
    CONJUNCTION,
    DATE_OR_NUMBER,
    DETERMINER,
    DETERMINER_OR_NUMBER,
    GERUND,
    MEASURED_ENDS,
    NAME,
    NAME_LIKE,
    NO_SUBJECT_WORDS,
    NOUN,
    NUMBER,
    OBJECT_STARTS,
    PHRASE_ENDS,
    PHRASE_LEADS,
    PREPOSITION,
    PREPOSITION_OR_ADVERB,
    PREPOSITION_OR_DETERMINER,
    QUESTION,
    QUESTION_OR_THAT,
    SUBORDINATOR,
    SUBORDINATOR_OR_PREPOSITION,
    THAT,
    TO,
    VERB,
    VERB_GROUP_OR_JOINT,
    WORD,
    WORD_OR_GERUND,
)


class Word(NamedTuple):
    """A word or sign before the figure, with its class (see `wordclasses`)."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()


_TOKEN = re.compile(r"\w[\w’'&.-]*[\w’']|\w|[^\w\s]")
_REACH = 240
#: Units of what has a measure to be named: shares, sums, points.
_UNITS = frozenset(("percent", "percentage point", "basis point", "point"))

_SOLD = frozenset(entries("figures.txt", "verbs of selling"))
_UPS = frozenset(("up", "down", "higher", "lower"))
_MEASURING = entries("measuring.txt")
#: Verbs of measuring in all their forms; of those with a particle ("edged up") the verb.
MEASURING_VERBS = (
    frozenset(form.partition(" ")[0] for form in (*STRONG, *WEAK)) | {form for verb in _MEASURING for form in forms(verb)}
) - _UPS
#: Those of their forms that are nouns or adjectives too, inside of a phrase: "average fares", "fuel costs".
_ALSO_NOUNS = frozenset(
    form
    for form in MEASURING_VERBS
    if form + "ed" in MEASURING_VERBS
    or form + "d" in MEASURING_VERBS
    or form[:-1] + "ed" in MEASURING_VERBS
    or form[:-1] + "d" in MEASURING_VERBS
) | {form for verb in _MEASURING for form in present(verb.partition("/")[0])[:2]}
FINITE = frozenset(form for form in MEASURING_VERBS - _ALSO_NOUNS if not form.endswith("ing"))
#: Verbs of rising and falling in the forms that are no nouns.
FINITE_MOVES = frozenset(form.partition(" ")[0] for form in STRONG) - _ALSO_NOUNS - _UPS
#: Verbs of whoever moves or sets a figure: their object is measured.
_MOVERS = frozenset(form.partition(" ")[0] for form in CAUSES) | {
    form for verb in entries("figures.txt", "verbs that move a figure") for form in forms(verb)
}
#: Verbs that somebody is the subject of where a name is: "Ruiz averaged 20 points", "Marlow lost $2".
_OF_SOMEBODY = frozenset(form for verb in entries("figures.txt", "verbs of somebody") for form in forms(verb))
_STRONG = frozenset(form.partition(" ")[0] for form in STRONG)
_MOVES = _STRONG | FINITE_MOVES
#: Those of the verbs that move a figure that need an object, in the forms that are no nouns in the plural.
_TRANSITIVE = frozenset(word for word in _MOVERS - _STRONG if not word.endswith(("s", "ing")))
_BE = frozenset(entries("figures.txt", "forms of be"))
#: What is between such a verb and its figure.
LEADS = frozenset(entries("figures.txt", "between verb and figure"))
_UPS_OR_LEADS = _UPS | LEADS
_LEADS_FROM_OBJECT = frozenset(entries("figures.txt", "between object and figure"))
#: What else belongs to a verb before it: "is expected to", "has begun to".
HELPERS = frozenset(entries("figures.txt", "before a verb"))
#: Those that are after a noun without "is": "a bridge expected to cost".
_FORESEEN = frozenset(entries("figures.txt", "before a verb without be"))
_BOUNDS = frozenset(entries("figures.txt", "openings of a bound"))
#: Those of them that say it with another noun: "wait times", "rainfall totals".
_OF_ANOTHER = frozenset(entries("figures.txt", "heads with another noun"))
#: Heads that do not say what is measured.
_NOTHING = (frozenset(entries("no-measures.txt")) - {"course"}) | frozenset(entries("figures.txt", "heads that measure nothing"))
#: What a noun phrase is made of, from its end backwards: words, names, numbers, articles, prepositions.
OF_PHRASE = frozenset("oC0DIGM'")
_OWNERS = ("’s", "'s", "s’", "s'")
#: Participles after a noun that look like nouns: "the refund paid out".
_DONE = frozenset(entries("figures.txt", "participles like nouns"))
_MOST = 4
_ASIDE = 16


def find_measured_in_clause(text: str, start: int, end: int, unit: str) -> Noun | None:
    """What the measure [start, end) of a sentence is of, by the words before it."""
    words = words_before(text, start)
    first = _TOKEN.match(text, start)
    if " per " in unit:
        end = past_rates(text, end)
    if first and first[0].lower() in MEASURING_VERBS:  # "surpassed 20 points" is all one figure
        return subject_of(text, words, len(words))
    if not words:
        return None
    if first and first[0].lower() in _BOUNDS and (noun := _find_bounded(text, words, first[0].lower())):
        return noun
    if words[-1].kind == "(" and unit == "percent" and text.startswith(")", end) and (group := _group(text, words[:-1])):
        return group
    if words[-1].low == "from" and (to := _without_target(words)):
        return subject_of(text, words, to)
    if words[-1].text == ":" and len(words) > 1 and (label := phrase_before(text, words, len(words) - 1, names=False)):
        return label  # "The town’s cost for the quay: $320 million"
    noun = _by_verb(text, words, end, unit not in _UNITS) or _label(text, words) or _find_opening(text, words)
    if noun is None and first and first[0].lower() in _OVER_OR_UNDER:  # "sent oil above $100"
        return find_moved_object(text, words, len(words), _MOVERS)
    return noun


_OVER_OR_UNDER = frozenset(("above", "over", "past", "below", "under"))


def _without_target(words: Sequence[Word]) -> int:
    """The verb of "fell to 4.1% in March from", whose figure before is the one that follows; 0 where nothing of the kind is there."""
    i = len(words) - 1
    while i and (words[i - 1].kind in "0,.IDM" or words[i - 1].text in "%$£€" or words[i - 1].low in _OF_FIGURES):
        i -= 1
    return i - 2 if i > 1 and words[i - 1].low == "to" and words[i - 2].low in MEASURING_VERBS else 0


#: Words of a figure and of its time.
_OF_FIGURES = frozenset(entries("figures.txt", "words of a figure and its time"))


def is_of_clause(unit: str) -> bool:
    """Whether a unit is of what `find_measured_in_clause` is made for: a share, a sum, points."""
    return unit in _UNITS or is_money(unit.partition(" per ")[0]) or is_money(unit)


#: How many words of a figure's own quotation may be before it.
_QUOTED = 4
#: Words that come before a point within a name.
_SHORT = re.compile(r"(?:[A-Z]\.)*[A-Z]|" + alternation(entries("figures.txt", "short forms with a point")))


def words_before(text: str, end: int) -> list[Word]:
    """The words and signs before an offset of a sentence, as far back as a clause reaches."""
    begin = max(0, end - _REACH)
    words: list[Word] = []
    for found in _TOKEN.finditer(text, begin, end):
        word = found[0]
        kind = CLASSES[word]
        if kind == VERB and words and not word.endswith("ed") and (words[-1].kind == DETERMINER or _is_in_front(words)):
            kind = "o"  # "the yield", "the empty shell"
        elif kind == NAME and not words and not begin and is_common(word.lower()):
            kind = "o"
        elif kind == AUXILIARY and words and words[-1].kind == VERB and not words[-1].low.endswith("ed"):
            words[-1] = words[-1]._replace(kind=WORD)  # "the work would"
        elif kind == "x" and word == "&":
            kind = "C"
        elif kind == "." and words and _SHORT.fullmatch(words[-1].text):
            continue  # "C.H. Roe"
        words.append(Word(word, found.start(), found.end(), kind))
    words = words[1:] if begin and words and text[begin - 1].isalnum() else words
    opening = next((i for i in range(len(words) - 1, max(-1, len(words) - _QUOTED), -1) if words[i].kind == '"'), 0)
    if opening and words[opening].text in '“"' and words[opening - 1].kind != ",":
        del words[opening]  # "fares are “to be $200”"
    return words


def _is_in_front(words: Sequence[Word]) -> bool:
    """Whether an article and an adjective come last, before what must be a noun."""
    return len(words) > 1 and words[-2].kind == DETERMINER and words[-1].low in ADJECTIVES and words[-1].low not in STOPS


def _by_verb(text: str, words: Sequence[Word], end: int, money: bool) -> Noun | None:
    """The subject of a verb of measuring before the figure, or the object of one that moves it."""
    at = len(words)
    while at and (
        words[at - 1].low in LEADS
        or words[at - 1].low in _UPS
        or words[at - 1].kind == ADVERB
        or words[at - 1].low == "each"
        or _averages(words, at - 1)
    ):
        at -= 1
    between = {w.low for w in words[at:]}
    if not at:
        return None
    if between & _TO and (moved := _without_time(words, at)):  # "edged higher in the first quarter to 3%"
        at = moved
    verb = words[at - 1]
    noun_like = at > 1 and (words[at - 2].kind == DETERMINER or words[at - 2].text.endswith(_OWNERS))
    if verb.low == "for" and at > 1 and money:
        return subject_of(text, words, at - 2) if words[at - 2].low in _SOLD else _find_traded(text, words, at - 1)
    if verb.low in _BE:
        if between.isdisjoint(_UPS_OR_LEADS) and not ends_clause(text, end) and _DEGREE.match(text, end) is None:
            return None  # "those are 51% women"
        return subject_of(text, words, at, names=bool(between & _UPS) or (money and "at" in between))  # "Roe was at 54%"
    if verb.low in _TRANSITIVE and not (at > 1 and words[at - 2].low in _BE):
        return None  # "has slashed by 80% the fee"
    if verb.low in MEASURING_VERBS and not noun_like:  # "its costs by $3" has no verb
        return subject_of(text, words, at - 1, names=verb.low not in _OF_SOMEBODY)
    if between & _UPS and verb.kind == ",":  # "reached $3.45 on Sunday, up 16%"
        return _subject_of_clause(text, words, at - 1)
    if "worth" in between:
        return phrase_before(text, words, at)
    if between & _LEADS_FROM_OBJECT:
        return find_moved_object(text, words, at, _MOVERS)
    return _by_recipient(text, words, at) if money else None


_TO = frozenset(("to", "by", "at"))


def _without_time(words: Sequence[Word], at: int) -> int:
    """Where a verb of moving ends that a time parts from its "to", 0 where none is: "edged higher in the first quarter"."""
    i = at
    while i and (words[i - 1].kind in "DM0R" or words[i - 1].low in _OF_FIGURES):
        i -= 1
    if i == at or not i or words[i - 1].kind != PREPOSITION:
        return 0
    i -= 1
    while i and words[i - 1].low in _UPS:
        i -= 1
    return i if i and words[i - 1].low in _MOVES else 0


def _by_recipient(text: str, words: Sequence[Word], at: int) -> Noun | None:
    """The subject of a verb whose recipient is before the sum: "the embargo has cost the island $4 billion"."""
    for i in range(at - 1, max(0, at - _MOST - 2), -1):
        if words[i].low in _GIVING:
            noun_like = words[i - 1].kind in (DETERMINER, PREPOSITION) or words[i - 1].text.endswith(_OWNERS) or i == at - 1
            return None if noun_like else subject_of(text, words, i, names=False)
        if words[i].kind not in "DCoO'":
            return None
    return None


_GIVING = frozenset(entries("figures.txt", "verbs with a recipient"))


def _find_traded(text: str, words: Sequence[Word], at: int) -> Noun | None:
    """What changes hands: "bought the mill from Roe for", "sold its ferries to Alba for"."""
    for i in range(at - 1, max(-1, at - 1 - _ASIDE), -1):
        if words[i].low in _TRADING:
            passive = i > 0 and words[i - 1].low in _BE
            if i == at - 1 and i and not passive and words[i - 1].kind in NOUN + ",(":  # "prints (bought for"
                stop = i - (words[i - 1].kind not in NOUN)
                begin = next((j for j in range(stop - 1, -1, -1) if words[j].kind not in NOUN), -1) + 1
                return find_head(text, words[begin:stop], names=True)
            return subject_of(text, words, i) if passive else find_head(text, words[i + 1 : at], names=True)
        if words[i].kind in ";:.-SW":
            return None
    return None


_TRADING = frozenset(form for verb in entries("figures.txt", "verbs of trading") for form in forms(verb))


def _averages(words: Sequence[Word], i: int) -> bool:
    """Whether a word is of "an average of", "a record of", "a whopping", before the figure itself."""
    if words[i].low == "total" and i and words[i - 1].kind == TO:  # "is expected to total"
        return False
    return words[i].low in _SUMMED or (words[i].low == "of" and i > 0 and words[i - 1].low in _SUMMED)


_SUMMED = frozenset(entries("figures.txt", "adjectives of sums"))


#: What a thing is by so many percent: "was 99% effective"; how much of a fire is contained is stated by that word alone.
_DEGREE = re.compile(
    r"\s(?!contained)(?:[a-z]{3,}(?:ed|ive|ful)|(?:more|less)\s[a-z]+(?:ive|ful|y|ent|able|al)|cheaper|dearer|pricier"
    r"|complete|done|full|empty|pure|higher|lower)\b(?!\s[a-z]+s\b)"
)


def ends_clause(text: str, end: int) -> bool:
    """Whether nothing that the figure could be the measure of follows: "was 54%." but "was 54% complete"."""
    following = _TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
    return (
        following is None
        or following[0] in _UPS
        or (CLASSES[following[0]] in PHRASE_ENDS and following[0].lower() != "more")
        or not following[0][0].isalnum()
    )


def subject_of(text: str, words: Sequence[Word], at: int, names: bool = True) -> Noun | None:
    """The subject of the verb at `at`, after its helpers; `names`: whether a bare name may be one."""
    participle, verb = at < len(words) and words[at].kind == GERUND, at
    while at and (words[at - 1].kind in BEFORE_VERB or words[at - 1].low in HELPERS):
        at -= 1
    if at > 1 and words[at - 1].low == "up" and words[at - 2].low in ("ended", "ends", "wound"):  # "ended up being"
        at -= 2
    if not at:
        return None
    last = words[at - 1]
    if last.kind == VERB and last.low in _STRONG and at < verb and words[at].kind == TO:  # "surged to hit $119"
        return subject_of(text, words, at - 1, names)
    foreseen = at < verb and words[at].low in _FORESEEN
    if foreseen and not any(w.kind == AUXILIARY and w.low not in _BASES for w in words[at:verb]):  # "a bridge, expected to cost"
        return phrase_before(text, words, at - 1 if last.kind in ",-" else at, names, near=last.kind in NOUN)
    if last.kind == ",":  # "Brent, the benchmark, fell", "the yield, which rose", "rose to 4%, falling"
        opening = next((i for i in range(at - 2, max(-1, at - _ASIDE), -1) if words[i].kind == ","), None)
        if participle or opening is None:
            return _subject_of_clause(text, words, at - 1, any_verb=True) if participle else None
        return phrase_before(text, words, opening, names)
    if (
        last.kind == ")"
        and (opening := next((i for i in range(at - 2, max(-1, at - _ASIDE), -1) if words[i].kind == "("), None)) is not None
    ):
        return phrase_before(text, words, opening, names)
    if last.low in ("what", "how", "why"):
        return None
    if last.kind in QUESTION_OR_THAT:
        stop = at - 2 if at > 1 and words[at - 2].kind in ",-" else at - 1
        near = phrase_before(text, words, stop, names, near=True)
        return near or (phrase_before(text, words, stop, names=False) if words[stop - 1].kind == NAME else None)  # "a levy on Alba that"
    if last.kind == CONJUNCTION or (participle and last.kind in SUBORDINATOR_OR_PREPOSITION and last.low not in ("with", "of")):
        return _subject_of_clause(text, words, at - 1)
    rise = verb < len(words) and words[verb].low in _STRONG and all(w.kind != TO for w in words[at:verb])
    many = rise and last.kind == WORD and is_plural(last.low)  # "active users rose by 3%"
    found = phrase_before(text, words, at, names, people=many)
    if found is None and participle:
        return phrase_before(text, words, at, names=False, near=True)
    return found or _before_relative(text, words, at, names)


def _before_relative(text: str, words: Sequence[Word], at: int, names: bool) -> Noun | None:
    """The subject that a clause with "who" or "that" follows: "the share of mates who ever sailed was"."""
    for i in range(at - 1, max(0, at - _ASIDE), -1):
        if words[i].low in ("who", "that", "which"):
            has_verb = any(w.kind in (VERB, AUXILIARY) or w.low in _PASTS for w in words[i + 1 : at])
            return phrase_before(text, words, i, names) if has_verb and words[i - 1].kind in NOUN else None
        if words[i].kind in ',;:(".-SP':
            return None
    return None


def _subject_of_clause(text: str, words: Sequence[Word], at: int, any_verb: bool = False) -> Noun | None:
    """The subject of the main verb of a clause that reaches to `at` and goes on behind: "sank on Monday, and closed 2% lower".

    `any_verb`: whether that verb need not be one of measuring: "took a beating, falling 15%".
    """
    begin = at
    while begin and words[begin - 1].kind not in _SHUTS:
        begin -= 1
    if begin and words[begin - 1].kind == SUBORDINATOR:  # "fuel rose when the strike began, gaining 3%"
        return _subject_of_clause(text, words, begin - 1, any_verb)
    verb = next((i for i in range(at - 1, begin, -1) if _is_main(words, i, any_verb)), None)
    if verb is None:  # "the hearing, which began in May and lasts"
        return subject_of(text, words, begin) if begin and words[begin - 1].kind == QUESTION else None
    return subject_of(text, words, verb)


_SHUTS = ';:("-HSW'


def _is_main(words: Sequence[Word], i: int, any_verb: bool) -> bool:
    """Whether a word is a verb that a subject can come before, and no noun of the same form ("paring gains")."""
    word, before = words[i], words[i - 1]
    measuring = word.low in MEASURING_VERBS or (any_verb and word.kind == VERB)
    return (
        (word.kind == AUXILIARY and word.text != "May") or (any_verb and word.low in _PASTS) or (measuring and before.kind not in "GDIVBT")
    )


#: Irregular pasts of verbs that news uses most.
_PASTS = frozenset(entries("figures.txt", "irregular pasts"))


def phrase_before(text: str, words: Sequence[Word], at: int, names: bool = True, near: bool = False, people: bool = False) -> Noun | None:
    """The noun phrase that ends at `at`; of one with others tied to it the first, or the last if `near`."""
    begin = at
    while begin and _goes_in(words, begin - 1):
        begin -= 1
    if near:
        tie = next((i for i in range(at - 1, begin - 1, -1) if words[i].kind in PREPOSITION_OR_DETERMINER), begin - 1)
        begin = tie + 1
    inner = next((i for i in range(at - 1, begin, -1) if words[i].kind == DETERMINER and words[i - 1].kind in NOUN), begin)
    if inner == begin and begin and _shuts_out(words, begin, at):
        return None
    begin = inner  # "told Congress the war cost"
    if begin < at and words[begin].kind == PREPOSITION:
        if words[begin].low != "with" and not (begin + 1 < at and words[begin + 1].kind in DATE_OR_NUMBER):
            return None
        begin += 1
    return find_head(text, words[begin:at], names, people)


def _shuts_out(words: Sequence[Word], begin: int, at: int) -> bool:
    """Whether the word before a phrase shows that it is no subject: a pronoun, "who", a list of names, somebody who is told."""
    before = words[begin - 1]
    if before.kind in NO_SUBJECT_WORDS or before.low in _TELLING:
        return True
    if before.kind == THAT and begin > 1:
        return words[begin - 2].kind in NOUN and words[begin - 2].low not in _SAYING and words[begin - 2].low not in _WITH_CLAUSE
    if before.kind == "," and begin > 1 and words[begin - 2].kind == NAME:  # "at yards like Varn, Alba and Delva"
        kinds = {w.kind for w in words[begin:at]}
        return CONJUNCTION in kinds and kinds <= set(NAME_LIKE + CONJUNCTION)
    return before.kind == CONJUNCTION and begin > 1 and words[begin - 2].kind == "," and all(w.kind in NAME_LIKE for w in words[begin:at])


#: Nouns whose "that" opens a clause and refers to nothing: "at the time that fares rose".
_WITH_CLAUSE = frozenset(entries("figures.txt", "nouns of a clause"))
#: Auxiliaries in the form that follows "to": "expected to be".
_BASES = frozenset(("be", "have"))
_TELLING = frozenset(entries("figures.txt", "verbs with a hearer"))
#: Verbs of saying that are no verbs by their ending.
_SAYING = frozenset(entries("figures.txt", "verbs of saying"))


def _goes_in(words: Sequence[Word], i: int) -> bool:
    """Whether a word is inside of the noun phrase that goes on after it."""
    word = words[i]
    if word.kind == CONJUNCTION:
        return i > 0 and _joins_nouns(words, i)
    if word.low == "as":  # "trust in it as a source"
        return words[i + 1].low in ("a", "an") if i + 1 < len(words) else False
    if word.kind == VERB and word.low in ATTRIBUTIVE and i and i + 1 < len(words):  # "a fixed rate", "the average fixed rate"
        fronted = words[i - 1].kind in DETERMINER_OR_NUMBER + PREPOSITION or (
            i > 1 and words[i - 1].low in _ALSO_NOUNS and words[i - 2].kind in DETERMINER
        )
        return fronted and words[i + 1].kind in NOUN
    if word.kind == ADVERB and i + 1 < len(words) and words[i + 1].kind == GERUND:  # "the share specifically naming"
        return True
    if word.kind == TO:  # "exports to Alba", "the road to the port"
        return i > 0 and i + 1 < len(words) and words[i - 1].kind == WORD and words[i + 1].kind in DETERMINER + NAME
    if not (word.text[0].isalnum() or word.text == "&"):
        return False  # a percent sign
    return word.kind in OF_PHRASE and word.low not in FINITE and (word.kind != PREPOSITION or word.low not in ("after", "before", "since"))


def _joins_nouns(words: Sequence[Word], i: int) -> bool:
    """Whether "and" joins two nouns, not two clauses: "exports and imports rose", "sales fell and costs rose"."""
    if words[i - 1].kind not in MEASURED_ENDS or words[i - 1].text in "%":
        return False
    for word in reversed(words[:i]):
        if word.kind in ',;:(".-HSP':
            return True
        if word.kind in VERB_GROUP_OR_JOINT or word.low in FINITE or not word.text[0].isalnum():
            return word.kind == CONJUNCTION
    return True


#: Heads that say how many of those after "of" there are.
COUNTS_OF = frozenset(("number", "percentage", "proportion"))


def find_head(text: str, phrase: Sequence[Word], names: bool, people: bool = False) -> Noun | None:
    """The noun at the head of a phrase with the words before it, without articles, owners and times."""
    begin = 0
    while begin < len(phrase) and phrase[begin].kind in "DMRAH'":
        begin += 1
    end = begin
    while end < len(phrase) and not _closes(phrase, end, begin):
        end += 1
    owner = next((i for i in range(end - 2, begin - 1, -1) if phrase[i].text.endswith(_OWNERS)), begin - 1)
    taken = phrase[max(owner + 1, end - _MOST - 1) : end]
    if not any(w.kind == CONJUNCTION for w in taken):
        taken = taken[-_MOST:]
    time = next((i for i in range(len(taken) - 1) if taken[i].low in DURATIONS and taken[i + 1].kind == NAME), None)
    if time is not None:  # "the same day Brent prices settled"
        taken = taken[time + 1 :]
    while taken and taken[0].kind in PHRASE_LEADS:
        taken = taken[1:]
    if not taken or not any(w.text[0].isalpha() for w in taken):
        return None
    last = taken[-1]
    stop = last.end - 2 if last.text.endswith(("’s", "'s")) else last.end
    word = next(w for w in reversed(taken) if w.text[0].isalpha())
    head = singular(text[word.start : min(word.end, stop)])
    if (
        head in COUNTS_OF
        and end + 1 < len(phrase)
        and phrase[end].low == "of"
        and (counted := find_head(text, phrase[end + 1 :], names, True))
    ):
        return counted  # "the number of young voters"
    is_measure_word = head in UNITS_OF or (
        head in DURATIONS and phrase[0].kind != AUXILIARY and any(w.kind == NUMBER for w in phrase[:end])
    )
    if is_measure_word and end + 1 < len(phrase) and phrase[end].low in ("of", "for"):
        return find_head(text, phrase[end + 1 :], names)  # "the average for gas", "a gallon of milk"
    if (
        (head in _NOTHING and not (head in _OF_ANOTHER and len(taken) > 1 and taken[-2].kind in NOUN and taken[-2].low not in ADJECTIVES))
        or last.low in STOPS
        or (is_person(head) and not people)
        or last.kind not in MEASURED_ENDS
        or CLASSES[head] == ADVERB
    ):
        return None
    if not names and all(w.kind in NAME_LIKE for w in taken):
        return None
    return Noun(text[taken[0].start : stop], taken[0].start, stop, head)


def _closes(phrase: Sequence[Word], i: int, begin: int) -> bool:
    """Whether a word ends the first noun phrase of several: a preposition, an article inside, a participle after a plural."""
    word = phrase[i]
    if word.kind == CONJUNCTION:  # "ad spending and reservations" is one, "costs of fuel and labour" another
        return i + 1 >= len(phrase) or any(w.kind not in MEASURED_ENDS for w in phrase[i + 1 :]) or len(phrase) - begin > _MOST + 1
    if word.kind in "ITM'S" or (i > begin and (word.kind in (DETERMINER, ADVERB) or word.low in _DONE)):
        return True
    return (
        word.kind == GERUND
        and i > begin
        and (is_plural(phrase[i - 1].low) or (i + 1 < len(phrase) and phrase[i + 1].kind in OBJECT_STARTS))
    )


def find_moved_object(text: str, words: Sequence[Word], at: int, movers: Collection[str]) -> Noun | None:
    """What a verb of `movers` moves or sets: "cut its fares by", "valuing the firm at", "lifting the rate to"; of a passive its subject."""
    for i in range(at - 1, max(-1, at - 1 - _ASIDE), -1):
        word = words[i]
        if word.low in movers:
            if i + 1 < at and words[i + 1].low in _UPS:  # "push up prices"
                return find_head(text, words[i + 2 : at], names=True)
            if i == at - 1 or words[i + 1].kind in PREPOSITION_OR_ADVERB:
                if i and (words[i - 1].kind in BEFORE_VERB or words[i - 1].low in HELPERS):
                    return subject_of(text, words, i)
                continue  # a noun of the same form: "prices"
            said = any(w.low in FINITE or (w.kind == VERB and w.low not in ATTRIBUTIVE) for w in words[i + 1 : at])
            return None if said else find_head(text, words[i + 1 : at], names=True)  # in "prices rose 5% to" no price is set
        if word.kind in ',;:(".PWS-B' or (word.kind == THAT and words[i - 1].low not in movers):
            return None
    return None


def _find_bounded(text: str, words: Sequence[Word], bound: str) -> Noun | None:
    """What a bound right after it limits: "families with incomes below $69,000", "any spending over $100,000"."""
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


def _label(text: str, words: Sequence[Word]) -> Noun | None:
    """What labels a figure in brackets or a list: "(CFR 2%)", "(case fatality rate: 2%)"."""
    at = len(words)
    signed = words[at - 1].text in (":", "=")
    at -= signed
    begin = at
    while begin and words[begin - 1].kind in NOUN and at - begin <= _MOST:
        begin -= 1
    if begin == at or at - begin > _MOST or (begin and words[begin - 1].kind not in '(,;:"'):
        return None
    short = words[at - 1].text
    if not (short.isupper() and short.isalpha() and 1 < len(short) < _LONGEST_LABEL) and not (
        signed and begin and words[begin - 1].kind == "("
    ):
        return None
    return find_head(text, words[begin:at], names=True)


_LONGEST_LABEL = 7


def _group(text: str, words: Sequence[Word]) -> Noun | None:
    """The people before a bracket that holds their share: "more young voters (52%)"."""
    if not words or not is_plural(words[-1].low) or not is_person(singular(words[-1].text)):
        return None
    begin = len(words) - 1
    while begin and len(words) - begin < _MOST and _describes(words[begin - 1]):
        begin -= 1
    start, stop = words[begin].start, words[-1].end
    return Noun(text[start:stop], start, stop, singular(words[-1].text))


def _describes(word: Word) -> bool:
    """Whether a word may be before those counted, and is no verb."""
    return word.low in ATTRIBUTIVE or (word.kind in NOUN and word.low not in STOPS and word.low not in MEASURING_VERBS)


def _find_opening(text: str, words: Sequence[Word]) -> Noun | None:
    """What opens a sentence before "at": "Oil at $80 a barrel", "With turnout at 40%"."""
    if words[-1].low != "at" or words[0].start:
        return None
    phrase = words[1:-1] if words[0].low == "with" else words[:-1]
    if not phrase or any(w.kind not in OF_PHRASE for w in phrase) or len(phrase) > _MOST:
        return None
    return find_head(text, phrase, names=False)
