"""The words before a figure, and the noun phrases in them: the subject of a verb, its object, the phrase before a place.

No parser: the words are walked back from the figure to a verb, over its helpers ("is expected to"), to the noun phrase in front. A phrase
begins after the last word that cannot be inside one. Of a phrase with others tied to it ("shares of the yard in Norden") the first
is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sayso.grammar.lexicon import entries
from sayso.grammar.quantities.clause_words import ALSO_NOUNS, FINITE, HELPERS, MEASURING_VERBS, STRONG_VERBS, UPS, Word
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.headwords import ATTRIBUTIVE, STOPS, UNITS_OF, is_person, is_plural, singularize
from sayso.grammar.quantities.noun_words import ADJECTIVES
from sayso.grammar.quantities.nouns import Noun
from sayso.grammar.quantities.verb_forms import list_verb_forms
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
    PHRASE_LEADS,
    PREPOSITION,
    PREPOSITION_OR_ADVERB,
    PREPOSITION_OR_DETERMINER,
    QUESTION,
    QUESTION_OR_THAT,
    SUBJECT,
    SUBORDINATOR,
    SUBORDINATOR_OR_PREPOSITION,
    THAT,
    TO,
    VERB,
    VERB_GROUP_OR_JOINT,
    WORD,
)

#: Helpers that may follow a noun without "is": "a bridge expected to cost".
_FORESEEN = frozenset(entries("figures.txt", "before a verb without be"))
#: Heads that say what is measured only together with another noun: "wait times", "rainfall totals".
_OF_ANOTHER = frozenset(entries("figures.txt", "heads with another noun"))
#: Heads that do not say what is measured.
_NOTHING = (frozenset(entries("no-measures.txt")) - {"course"}) | frozenset(entries("figures.txt", "heads that measure nothing"))
#: What a noun phrase is made of, from its end backwards: words, names, numbers, articles, prepositions.
OF_PHRASE = frozenset("oC0DIGM'")
OWNERS = ("’s", "'s", "s’", "s'")
#: Participles after a noun that look like nouns: "the refund paid out".
_DONE = frozenset(entries("figures.txt", "participles like nouns"))
LONGEST_PHRASE = 4
LONGEST_ASIDE = 16


def find_subject(text: str, words: Sequence[Word], at: int, names: bool = True) -> Noun | None:
    """The subject of the verb at `at`, after its helpers; `names`: whether a bare name may be one."""
    participle, verb = at < len(words) and words[at].kind == GERUND, at
    while at and (words[at - 1].kind in BEFORE_VERB or words[at - 1].low in HELPERS):
        at -= 1
    if at > 1 and words[at - 1].low == "up" and words[at - 2].low in ("ended", "ends", "wound"):  # "ended up being"
        at -= 2
    if at > 1 and words[at - 1].low == "than" and words[at - 2].low == "more":  # "has more than doubled"
        return find_subject(text, words, at - 2, names)
    at = _skip_time_before_verb(words, at, verb)
    if not at:
        return None
    last = words[at - 1]
    if last.kind == VERB and last.low in STRONG_VERBS and at < verb and words[at].kind == TO:  # "surged to hit $119"
        return find_subject(text, words, at - 1, names)
    foreseen = at < verb and words[at].low in _FORESEEN
    if foreseen and not any(w.kind == AUXILIARY and w.low not in _BASES for w in words[at:verb]):  # "a bridge, expected to cost"
        return find_phrase_before(text, words, at - 1 if last.kind in ",-" else at, names, near=last.kind in NOUN)
    if last.kind == ",":  # "Brent, the benchmark, fell", "the yield, which rose", "rose to 4%, falling"
        opening = next((i for i in range(at - 2, max(-1, at - LONGEST_ASIDE), -1) if words[i].kind == ","), None)
        if participle or opening is None:
            return find_subject_of_clause(text, words, at - 1, any_verb=True) if participle else None
        return find_phrase_before(text, words, opening, names)
    if last.kind in _CLOSING and (opening := _find_aside_opening(words, at, _CLOSING[last.kind])) is not None:
        if opening > 1 and words[opening - 1].text in _CLOSING_QUOTES:  # "“purchase obligations” (contracts to buy) rose"
            opening -= 1
        return find_phrase_before(text, words, opening, names) or _find_subject_before_participle(text, words, opening, names)
    if (relative := _find_interrupted_that(words, at)) and (held := find_phrase_before(text, words, relative, names, near=True)):
        return held
    if last.low in ("what", "how", "why"):
        return None
    if last.kind in QUESTION_OR_THAT:
        stop = at - 2 if at > 1 and words[at - 2].kind in ",-" else at - 1
        near = find_phrase_before(text, words, stop, names, near=True, after_be=stop < at - 1)
        return near or (
            find_phrase_before(text, words, stop, names=False) if words[stop - 1].kind == NAME else None
        )  # "a levy on Alba that"
    if last.kind == CONJUNCTION or (participle and last.kind in SUBORDINATOR_OR_PREPOSITION and last.low not in ("with", "of")):
        return find_subject_of_clause(text, words, at - 1)
    if (opening := _find_participle_clause(words, at)) is not None:
        return find_subject_of_clause(text, words, opening, any_verb=True)
    rise = verb < len(words) and words[verb].low in STRONG_VERBS and all(w.kind != TO for w in words[at:verb])
    many = rise and last.kind == WORD and is_plural(last.low)  # "active users rose by 3%"
    found = find_phrase_before(text, words, at, names, people=many)
    if found is None and participle:
        return find_phrase_before(text, words, at, names=False, near=True)
    return found or _find_subject_before_relative(text, words, at, names) or _find_subject_before_participle(text, words, at, names)


def _skip_time_before_verb(words: Sequence[Word], at: int, verb: int) -> int:
    """Where a subject ends that has words of time between it and its verb: "gas last topped $3", "temperatures last year were"."""
    if at > 1 and words[at - 1].low in ("last", "first") and at == verb and (at == len(words) or words[at].low in FINITE):
        at -= 1
    if at > _TIME_AND_NOUN and words[at - 1].low in DURATIONS and words[at - 2].low in ("last", "this", "next"):
        at -= 2
    return at


_TIME_AND_NOUN = 2
_CLOSING_QUOTES = frozenset('”"’')
#: Signs that end an aside, and those that open it.
_CLOSING = {")": "(", "-": "-"}


def _find_aside_opening(words: Sequence[Word], at: int, sign: str) -> int | None:
    """Where the aside opens that ends right before `at`."""
    return next((i for i in range(at - 2, max(-1, at - LONGEST_ASIDE), -1) if words[i].kind == sign), None)


def _find_participle_clause(words: Sequence[Word], at: int) -> int | None:
    """Where a clause with a participle begins whose object comes last: "hovered near $100 before paring some gains to trade"."""
    for i in range(at - 1, max(0, at - LONGEST_PHRASE - 2), -1):
        if words[i].kind == GERUND:
            opens = words[i - 1].kind in SUBORDINATOR + "," or words[i - 1].low in ("before", "after")
            has_object = i + 1 < at and (words[i + 1].kind == DETERMINER or words[i + 1].low in ("some", "most"))
            return i - 1 if opens and has_object else None
        if words[i].kind not in NOUN + DETERMINER:
            return None
    return None


def _find_interrupted_that(words: Sequence[Word], at: int) -> int:
    """Where "that" is whose clause a clause of saying interrupts: "a battle that aides estimate could cost"; 0 where none is."""
    i = at - 1
    if i > 1 and words[i - 1].low == "told":  # "that the mayor told Roe cost"
        i -= 1
    if words[i].low not in _INTERRUPTING:
        return 0
    for j in range(i - 1, max(0, i - _LONGEST_PARENTHESIS), -1):
        if words[j].kind in QUESTION_OR_THAT:
            return j if words[j].low in ("that", "which") and words[j - 1].kind in NOUN and j < i - 1 else 0
        if words[j].kind not in NOUN + DETERMINER + BEFORE_VERB + VERB:
            return 0
    return 0


_LONGEST_PARENTHESIS = 6
_INTERRUPTING = frozenset(entries("figures.txt", "verbs of a parenthesis")) | {
    form for verb in entries("figures.txt", "verbs of forecasting") for form in list_verb_forms(verb)
}


def _find_subject_before_relative(text: str, words: Sequence[Word], at: int, names: bool) -> Noun | None:
    """The subject that a clause with "who" or "that" follows: "the share of mates who ever sailed was"."""
    for i in range(at - 1, max(0, at - LONGEST_ASIDE), -1):
        if words[i].low in ("who", "that", "which"):
            has_verb = any(w.kind in (VERB, AUXILIARY) or w.low in _PASTS for w in words[i + 1 : at])
            return find_phrase_before(text, words, i, names) if has_verb and words[i - 1].kind in NOUN else None
        if words[i].kind in ',;:(".-SP':
            return None
    return None


def _find_subject_before_participle(text: str, words: Sequence[Word], at: int, names: bool) -> Noun | None:
    """The subject that a participle with its phrase follows: "the number of cases reported in May is"."""
    for i in range(min(at, len(words) - 1) - 1, max(0, at - LONGEST_ASIDE), -1):
        if (words[i].kind == VERB and words[i].low.endswith("ed")) or words[i].low in _DONE:
            fits = words[i - 1].kind == WORD and (words[i + 1].kind in PREPOSITION + DATE_OR_NUMBER or words[i + 1].low in ("last", "this"))
            return find_phrase_before(text, words, i, names) if fits else None
        if words[i].kind not in OF_PHRASE or words[i].low in FINITE:
            return None
    return None


def find_subject_of_clause(text: str, words: Sequence[Word], at: int, any_verb: bool = False) -> Noun | None:
    """The subject of the main verb of a clause that ends before `at` and continues after it: "sank on Monday, and closed 2% lower".

    `any_verb`: whether that verb need not be one of measuring: "took a beating, falling 15%".
    """
    begin = at
    while begin and words[begin - 1].kind not in _SHUTS:
        begin -= 1
    if begin and words[begin - 1].kind == SUBORDINATOR:  # "fuel rose when the strike began, gaining 3%"
        return find_subject_of_clause(text, words, begin - 1, any_verb)
    verb = next((i for i in range(at - 1, begin, -1) if _is_main_verb(words, i, any_verb)), None)
    if verb is None:  # "the hearing, which began in May and lasts"
        return find_subject(text, words, begin) if begin and words[begin - 1].kind == QUESTION else None
    return find_subject(text, words, verb)


_SHUTS = ';:("-HSW'


def _is_main_verb(words: Sequence[Word], i: int, any_verb: bool) -> bool:
    """Whether a word is a verb that a subject can precede, not a noun of the same form ("paring gains")."""
    word, before = words[i], words[i - 1]
    measuring = word.low in MEASURING_VERBS or (any_verb and word.kind == VERB)
    return (
        (word.kind == AUXILIARY and word.text != "May") or (any_verb and word.low in _PASTS) or (measuring and before.kind not in "GDIVBT")
    )


#: Irregular pasts of verbs that news uses most.
_PASTS = frozenset(entries("figures.txt", "irregular pasts"))


def find_phrase_before(
    text: str, words: Sequence[Word], at: int, names: bool = True, near: bool = False, people: bool = False, after_be: bool = False
) -> Noun | None:
    """The noun phrase that ends at `at`; of one with others tied to it the first, or the last if `near`.

    `after_be`: whether it may be a predicate, as in "the largest jump was fuel prices, which rose".
    """
    begin = at
    while begin and _is_in_phrase(words, begin - 1):
        begin -= 1
    if near:
        tie = next((i for i in range(at - 1, begin - 1, -1) if words[i].kind in PREPOSITION_OR_DETERMINER), begin - 1)
        begin = tie + 1
    elif begin and words[begin - 1].kind == "," and any(w.kind == CONJUNCTION for w in words[begin:at]):
        begin = _find_list_start(words, begin)
    begin = next((i + 1 for i in range(begin + 1, at - 1) if _is_forecasting_verb(words, i)), begin)
    inner = next((i for i in range(at - 1, begin, -1) if words[i].kind == DETERMINER and words[i - 1].kind in NOUN), begin)
    if inner > begin and begin and words[begin - 1].low in ("who", "that", "which") and not near:
        return None  # "those who ate the most fiber"
    if inner == begin and begin and not (after_be and words[begin - 1].kind == AUXILIARY) and _rules_out_subject(words, begin, at):
        return None
    begin = inner  # "told Congress the war cost"
    if begin < at and words[begin].kind == PREPOSITION:
        if words[begin].low != "with" and not (begin + 1 < at and words[begin + 1].kind in DATE_OR_NUMBER):
            return None
        begin += 1
    if 0 < begin < at - 1 and words[begin].kind == GERUND and words[begin - 1].kind == "," and words[begin + 1].kind == WORD:
        begin += 1  # "outpacing inflation, which"
    return find_head(text, words[begin:at], names, people)


def _find_list_start(words: Sequence[Word], begin: int) -> int:
    """Where a phrase starts whose "of" a list follows, of which a part starts at `begin`: "the risk of burns, falls and other harm"."""
    i = begin - 1
    while i and begin - i < LONGEST_ASIDE and words[i].kind in NOUN + GERUND + ",":
        i -= 1
    if words[i].low != "of" or not i or words[i - 1].kind not in NOUN:
        return begin
    while i and _is_in_phrase(words, i - 1):
        i -= 1
    return begin if words[i].kind == PREPOSITION else i  # "In the north of Alba, sales and rents rose"


def _is_forecasting_verb(words: Sequence[Word], i: int) -> bool:
    """Whether a word inside a phrase is the verb of somebody who foresees: "the bureau predicts home prices"."""
    return (
        words[i].low in _FORESEEING
        and words[i - 1].kind in NOUN
        and words[i + 1].kind in NOUN + DETERMINER
        and (words[i - 1].kind == NAME or not is_plural(words[i - 1].low))
    )


_FORESEEING = frozenset(
    form for verb in entries("figures.txt", "verbs of forecasting") for form in list_verb_forms(verb) if form.endswith("s")
)


def _rules_out_subject(words: Sequence[Word], begin: int, at: int) -> bool:
    """Whether the word before a phrase shows that it is not a subject: a pronoun, "who", a list of names, a hearer."""
    before = words[begin - 1]
    if (before.kind in NO_SUBJECT_WORDS and before.low not in ("where", "when")) or before.low in _TELLING:
        return True
    if before.kind == THAT and begin > 2 and words[begin - 2].low in DURATIONS and words[begin - 3].low in ("last", "this"):
        return False  # "said last week that the war"
    if before.kind == THAT and begin > 1:
        return words[begin - 2].kind in NOUN and words[begin - 2].low not in _BEFORE_THAT
    if before.kind == "," and begin > 1 and words[begin - 2].kind == NAME:  # "at yards like Varn, Alba and Delva"
        kinds = {w.kind for w in words[begin:at]}
        return CONJUNCTION in kinds and kinds <= set(NAME_LIKE + CONJUNCTION)
    return before.kind == CONJUNCTION and begin > 1 and words[begin - 2].kind == "," and all(w.kind in NAME_LIKE for w in words[begin:at])


#: Nouns after which "that" opens a clause and is not a relative pronoun: "at the time that fares rose".
_WITH_CLAUSE = frozenset(entries("figures.txt", "nouns of a clause"))
#: Auxiliaries in the form that follows "to": "expected to be".
_BASES = frozenset(("be", "have"))
_TELLING = frozenset(entries("figures.txt", "verbs with a hearer"))
#: Verbs of saying whose ending does not show that they are verbs.
_SAYING = frozenset(entries("figures.txt", "verbs of saying"))
_BEFORE_THAT = _SAYING | _WITH_CLAUSE | _FORESEEING


def _is_in_phrase(words: Sequence[Word], i: int) -> bool:
    """Whether a word belongs to the noun phrase that continues after it."""
    word = words[i]
    if word.kind == CONJUNCTION:
        return i > 0 and _joins_nouns(words, i)
    if word.low == "as":  # "trust in it as a source"
        return words[i + 1].low in ("a", "an") if i + 1 < len(words) else False
    if (word.kind == VERB or word.low in _DONE) and i > 1 and words[i - 1].kind == ADVERB and i + 1 < len(words):
        return words[i - 2].kind in DETERMINER + PREPOSITION and words[i + 1].kind in NOUN  # "sales of previously owned homes"
    if word.kind == VERB and word.low in ATTRIBUTIVE and i and i + 1 < len(words):  # "a fixed rate", "the average fixed rate"
        fronted = words[i - 1].kind in DETERMINER_OR_NUMBER + PREPOSITION + CONJUNCTION or (
            i > 1 and words[i - 1].low in ALSO_NOUNS and words[i - 2].kind in DETERMINER
        )
        return fronted and words[i + 1].kind in NOUN
    if word.kind == ADVERB and i + 1 < len(words) and words[i + 1].kind == GERUND:  # "the share specifically naming"
        return True
    if word.kind == ADVERB and i and i + 2 < len(words) and (words[i + 1].kind == VERB or words[i + 1].low in _DONE):
        return words[i - 1].kind in DETERMINER + PREPOSITION and words[i + 2].kind in NOUN
    if word.kind == TO:  # "exports to Alba", "the road to the port"
        return i > 0 and i + 1 < len(words) and words[i - 1].kind == WORD and _opens_noun_phrase(words, i + 1)
    if not (word.text[0].isalnum() or word.text == "&"):
        return False  # a percent sign
    return word.kind in OF_PHRASE and word.low not in FINITE and (word.kind != PREPOSITION or word.low not in ("after", "before", "since"))


def _opens_noun_phrase(words: Sequence[Word], i: int) -> bool:
    """Whether a noun phrase, not an infinitive, begins at a word after "to": "exports to Alba", "damage to local roads"."""
    return words[i].kind in DETERMINER + NAME or (
        words[i].low in ADJECTIVES and words[i].kind == WORD and i + 1 < len(words) and words[i + 1].kind == WORD
    )


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


#: Heads that give the number of the noun after "of".
COUNTS_OF = frozenset(("number", "percentage", "proportion"))


_AMOUNTS = frozenset(entries("figures.txt", "amounts before a noun"))


def find_head(text: str, phrase: Sequence[Word], names: bool, people: bool = False) -> Noun | None:
    """The noun at the head of a phrase with the words before it, without articles, owners and times."""
    begin = 0
    while begin < len(phrase) and phrase[begin].kind in "DMRAH'":
        begin += 1
    end = begin
    while end < len(phrase) and not _closes_noun_phrase(phrase, end, begin):
        end += 1
    owner = next((i for i in range(end - 2, begin - 1, -1) if phrase[i].text.endswith(OWNERS)), begin - 1)
    taken = phrase[max(owner + 1, end - LONGEST_PHRASE - 1) : end]
    if not any(w.kind == CONJUNCTION for w in taken):
        taken = taken[-LONGEST_PHRASE:]
    time = next((i for i in range(len(taken) - 1) if taken[i].low in DURATIONS and taken[i + 1].kind == NAME), None)
    if time is not None:  # "the same day Brent prices settled"
        taken = taken[time + 1 :]
    while taken and (taken[0].kind in PHRASE_LEADS or taken[0].low in _AMOUNTS):
        taken = taken[1:]
    if not taken or not any(w.text[0].isalpha() for w in taken):
        return None
    last = taken[-1]
    stop = last.end - 2 if last.text.endswith(("’s", "'s")) else last.end
    word = next(w for w in reversed(taken) if w.text[0].isalpha())
    head = singularize(text[word.start : min(word.end, stop)])
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
        or (last.low in STOPS and not (head == "worth" and len(taken) > 1))
        or (is_person(head) and not people)
        or last.kind not in MEASURED_ENDS
        or CLASSES[head] == ADVERB
    ):
        return None
    if not names and all(w.kind in NAME_LIKE for w in taken):
        return None
    if head == "share" and stop == last.end and phrase[end : end + 1] and phrase[end].low == "of":
        stop = _find_firm_end(phrase, end + 1) or stop  # "shares of Roe Freight"
    elif head in ("price", "cost") and stop == last.end and phrase[end : end + 1] and phrase[end].low == "of":
        stop = _find_goods_end(phrase, end + 1) or stop  # "the price of gold"
    return Noun(text[taken[0].start : stop], taken[0].start, stop, head)


def _find_goods_end(phrase: Sequence[Word], at: int) -> int:
    """Where the goods end that a price is of, where no article comes before them and nothing follows; otherwise 0."""
    goods = phrase[at:]
    fits = 0 < len(goods) < LONGEST_PHRASE and all(w.kind in NOUN for w in goods)
    return goods[-1].end if fits else 0


def _find_firm_end(phrase: Sequence[Word], at: int) -> int:
    """Where the first name of a firm ends whose shares a phrase is of, 0 where it has no name: "the carrier Roe Freight"."""
    while at < len(phrase) and phrase[at].kind in NOUN + DETERMINER and phrase[at].kind != NAME:
        at += 1
    begin = at
    while at < len(phrase) and (phrase[at].kind == NAME or phrase[at].text == "&"):
        at += 1
    return phrase[at - 1].end if at > begin else 0


def _closes_noun_phrase(phrase: Sequence[Word], i: int, begin: int) -> bool:
    """Whether a word ends the first noun phrase of several: a preposition, an article inside, a participle after a plural."""
    word = phrase[i]
    if word.kind == CONJUNCTION:  # "ad spending and reservations" is one, "costs of fuel and labour" another
        return i + 1 >= len(phrase) or any(w.kind not in MEASURED_ENDS for w in phrase[i + 1 :]) or len(phrase) - begin > LONGEST_PHRASE + 1
    if word.kind in "ITM'S" or (i > begin and (word.kind in (DETERMINER, ADVERB) or word.low in _DONE)):
        return True
    return (
        word.kind == GERUND
        and i > begin
        and (is_plural(phrase[i - 1].low) or (i + 1 < len(phrase) and phrase[i + 1].kind in OBJECT_STARTS))
    )


_AS_IT_WAS = frozenset(("unchanged", "steady", "stable", "flat", "constant"))


def find_moved_object(text: str, words: Sequence[Word], at: int, movers: Collection[str]) -> Noun | None:
    """What a verb of `movers` changes or sets: "cut its fares by", "valuing the firm at", "lifting the rate to"; or a passive subject."""
    for i in range(at - 1, max(-1, at - 1 - LONGEST_ASIDE), -1):
        word = words[i]
        if word.low in movers:
            if i + 1 < at and words[i + 1].low in UPS:  # "push up prices"
                return find_head(text, words[i + 2 : at], names=True)
            if i == at - 1 or words[i + 1].kind in PREPOSITION_OR_ADVERB:
                if i and (words[i - 1].kind in BEFORE_VERB or words[i - 1].low in HELPERS):
                    return find_subject(text, words, i)
                continue  # a noun of the same form: "prices"
            if at > i + 1 and words[at - 1].low in _AS_IT_WAS:  # "kept its rate unchanged"
                at -= 1
            if (own := next((j for j in range(i + 2, at) if words[j].kind == SUBJECT and words[j - 1].kind in NOUN), None)) is not None:
                at = own  # "raise the tariffs he imposed last year to 15%"
            said = any(w.low in FINITE or (w.kind == VERB and w.low not in ATTRIBUTIVE) for w in words[i + 1 : at])
            and_at = next((j for j in range(at - 1, i, -1) if words[j].kind == CONJUNCTION), i)
            if and_at > i and any(w.kind == NUMBER for w in words[i + 1 : and_at]):  # "put Moss at 46% and Ruiz at"
                i = and_at
            return None if said else find_head(text, words[i + 1 : at], names=True)  # in "prices rose 5% to" no price is set
        if word.kind == SUBJECT and i and words[i - 1].kind in NOUN:
            continue  # "raise the tariffs he imposed last year to 15%"
        if word.kind in ',;:(".PWS-B' or (word.kind == THAT and words[i - 1].low not in movers):
            return None
    return None
