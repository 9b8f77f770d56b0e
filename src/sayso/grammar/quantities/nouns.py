"""What is counted: the words after a figure that name it, their head, and whether they are people.

No tagger: a noun phrase after a number runs to its first plural, or to the first word that cannot be inside one (a preposition, an
article, an auxiliary, a verb of the table). That is right for nearly all counted nouns, since English counts in plurals. Which nouns are
people and which participles come before nouns is from WordNet (`benchmarks/wordnet.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.headwords import (
    ATTRIBUTIVE,
    FRONT_PLURALS,
    LEADING,
    PEOPLE,
    PLURALS,
    SINGULARS,
    STOPS,
    is_person,
    is_plural,
    singularize,
)  # fmt: skip
from sayso.grammar.quantities.noun_words import (
    ADJECTIVES,
    AND,
    DOINGS,
    IN_ALL,
    WORD_AFTER,
    NounWord,
    classify_step,
    is_plural_next,
    read_words_after,
)
from sayso.grammar.quantities.number_lexicon import ONES, TEENS
from sayso.grammar.quantities.trends import STRONG, WEAK
from sayso.grammar.wordclasses import CLASSES


class Noun(NamedTuple):
    """The words counted, where they are, and their head in lower case and singular."""

    text: str
    start: int
    end: int
    head: str


# Not `regex`: it looks for a pattern's literal, here "of", in all the rest of the text before it matches anywhere, which is quadratic.
_OF = re.compile(
    r"\s+(?:percent\s+|out\s+)?of"
    r"(?:\s+(?:(?:the\s)?[\w-]{1,20}(?:[’']s|s[’'])(?=\s(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten)\b))"
    r"|the|all|its|his|her|their|our|those|these"
    r"|this|that|my|a|an)(?:\s(?:total|overall|combined)(?=\s)|\s"
    r"(?:(?:nearly|almost|about|around|roughly|over|some|more\sthan|estimated)\s)?"
    r"\d[\d,.]{0,9}(?:\s(?:million|billion|thousand))?(?=\s)"
    r"|\s(?:two|three|four|five|six|seven|eight|nine|ten)\b)?|\s(?:total|overall|combined)(?=\s)|\s\d[\d,]{0,7}(?=\s[a-z]+s\b))?(?=\s)",
    re.IGNORECASE,
)
_THE = re.compile(r"\s(?:the|its|their|his|her|our|all)(?=\s)")
_TIED = re.compile(r"[-‐‑]([^\W\d_]+)")

_ONE = re.compile(r"one\Z|1\Z", re.IGNORECASE)
#: A phrase without a plural is cut after this many words.
_LONGEST_SINGULAR = 4


def find_noun_after(text: str, end: int, plural: bool, tied: bool = False) -> Noun | None:
    """The noun phrase after a figure that ends at `end`.

    `plural`: the figure asks for a plural (12, dozens); a figure of one takes what is there up to the first word that cannot be
    inside, one tied by a hyphen ("11-member") the one word.
    """
    if tied:
        found = _TIED.match(text, end)
        return Noun(found[1], found.start(1), found.end(1), singularize(found[1])) if found and found[1].lower() not in STOPS else None
    of = _OF.match(text, end) or (_THE.match(text, end) if text[end - 4 : end].lower() == "half" else None)
    loose = not plural or of is not None
    # "one of the longest running shows" has a plural noun, "40% of money" need not
    one = loose and not (of and _ONE.search(text, max(0, end - 3), end))
    words: list[NounWord] = []
    if of and _is_of_number(text, of.start(), of.end()):
        return None  # "three of the four", "three of the four voiced doubts"
    if of and text.endswith(_VAGUE_ENDS, 0, end) and (owners := _OWNERS.match(text, of.end())):
        return Noun(owners[1], owners.start(1), owners.end(1), singularize(owners[1]))  # "millions of Albans’ savings"
    begin = of.end() if of else end
    if of and not plural and (sized := _SIZED.match(text, begin)):
        begin = sized.end()  # "35% of the 12,000-acre fire"
    for word in read_words_after(text, begin):
        step = classify_step(text, word, words, one)
        if step == "head" and (_has_head_next(text, word, words, plural) or (loose and of is None and _may_precede_noun(text, end, word))):
            step = "take"  # "an 18% sales tax", "a $5,000 Tip Givers reward"
        if step == "skip" and not _describes_participle(text, word):
            continue
        if of is None and not words and _opens_participle_clause(text, word) and not _is_hyphenated(text, end):
            break
        if step == "stop" or (step == "head" and not plural and words and _is_predicate(text, word, words[-1].text)):
            break
        if (
            step == "head"
            and of
            and words
            and text[word.end : word.end + 1] in _MARKS
            and not is_person(singularize(word.text))
            and _OF_RELATIVE.search(text, max(0, end - _BACK), end)
        ):
            break  # "through which a fifth of the world’s oil flows"
        words.append(word)
        if step == "head":
            if of is None and (_is_participle_predicate(text, end, words) or _is_predicate_of(text, words, measure=not plural)):
                return None
            return _add_kind(text, _add_joined_noun(text, _add_postposed_adjective(text, _make_noun(text, words))))
        if word.last:
            break
    return _trim_phrase(text, end, words, of is not None, loose)


def _has_head_next(text: str, word: NounWord, words: Sequence[NounWord], plural: bool) -> bool:
    """Whether a word that could end a phrase has its head after it: "5,000 years of Chinese culture", "journalist and media workers"."""
    if not plural and word.text in _OF_A_LAND and _is_singular_next(text, word.after):
        return True
    return word.text in FRONT_PLURALS and bool(words) and _is_common_noun_next(text, word.after)


def _is_of_number(text: str, start: int, end: int) -> bool:
    """Whether "of" leads to a number without a noun, which ends the clause or is the subject of a verb: "of the four voiced doubts"."""
    last = text[start:end].rpartition(" ")[2].lower()
    following = WORD_AFTER.match(text, end)
    if last not in _NUMBERS:
        return following is not None and following[1].lower() in _NUMBERS and text[following.end() : following.end() + 1] in _MARKS
    return following is not None and following[1].endswith("ed") and CLASSES[following[1]] == "V" and following[1] not in ATTRIBUTIVE


def _trim_phrase(text: str, end: int, words: list[NounWord], has_of: bool, loose: bool) -> Noun | None:
    """The noun of words that no head ended, without those at their end that belong to a verb; None where too little is left."""
    if _ends_with_name_and_verb(words):
        del words[-2:]
    tied_unit = _is_hyphenated(text, end)  # "a 120-square-metre flat" has a noun
    while words and (_cannot_end_phrase(words[-1].text, has_of or tied_unit) or _ends_with_clause_subject(words)):
        words.pop()
    if len(words) == 1 and not has_of and _is_verb_behind_measure(text, end, words[0].text):
        return None
    if not words or not (loose or words[0].text.lower() in SINGULARS):
        return None
    owned = words[0].text.endswith(("’s", "'s", "s’")) + (len(words) > 1 and words[1].text in IN_ALL)
    return _make_noun(text, words[: _LONGEST_SINGULAR + owned])


def _is_hyphenated(text: str, end: int) -> bool:
    """Whether a hyphen is in the word that ends at an offset: "two-day", "120-square-metre"."""
    return "-" in text[text.rfind(" ", 0, end) + 1 : end]


_SIZED = re.compile(r"\s\d[\d,.]*-(?:acre|hectare|mile|foot|square-mile|member|seat|bed|unit)(?=\s[a-z])")
_MARKS = frozenset(".,;")
_NUMBERS = frozenset((*ONES, *TEENS))
_OF_RELATIVE = re.compile(r"\b(?:which|where)\s[^,;.]{1,24}$")
_VAGUE_ENDS = ("illions", "ousands", "undreds", "ozens", "cores")
_OWNERS = re.compile(r"\s([A-Za-z]+s)[’'](?=\s[a-z])")


def _may_precede_noun(text: str, end: int, word: NounWord) -> bool:
    """Whether a plural is before a noun, by itself or as the end of a name, after a figure that ends at `end`."""
    if word.text in FRONT_PLURALS or (word.text[0].isupper() and word.text[1:].islower()):
        return _is_common_noun_next(text, word.after) or (
            word.text[0].isupper()
            and _REWARDED.match(text, word.after) is not None
            and _FRONT.match(text, max(0, end - _BACK), end) is not None
        )
    return False


#: Nouns that are verbs too, before what no verb leads to.
_REWARDED = re.compile(r"\s(?:award|bonus|deal|fund|gift|grant|loan|offer|prize|reward)(?=[.,;)]|$|\s(?:for|was|is|to|in|on|from|that)\b)")


def _is_verb_behind_measure(text: str, end: int, word: str) -> bool:
    """Whether a word after a share or a sum is a verb: "60% disapprove", "those below $40 pay", but "a sharp 60% drop"."""
    verb = word in VERBS or (word.islower() and CLASSES[word] == "V")
    acting = word.islower() and not word.endswith("s") and _ACTED_ON.match(text, text.find(word, end) + len(word)) is not None
    if (
        not (verb or acting)
        or word in STRONG
        or word in WEAK
        or not (text.endswith(("%", "percent"), 0, end) or _SUM.search(text, max(0, end - _BACK), end))
    ):
        return False
    front = _FRONT.match(text, max(0, end - _BACK), end)
    if front and front[0].lower().startswith("that ") and acting:
        return True  # "found that 61% support the plan"
    return front is None or not (front[1] is None or front[1].lower() in ADJECTIVES)


#: What follows a verb and no noun: "61% support the plan", "45% trust him".
_ACTED_ON = re.compile(
    r"\s(?:(?:the|an?|his|their|this(?!\s(?:year|month|week|quarter|season|decade|time)\b)|these)\s|(?:him|her|them|it)\b)"
)
#: What makes a figure the front of a noun phrase: an article or possessive before it.
_FRONT = compile_pattern(
    r"(?r)(?:\b(?:an?|the|this|that|its|their|his|her|our)|[’']s)\s(?:([a-z]+)\s)?(?:[\d.,]+\s?(?:%|percent|per\scent)"
    r"|[$£€][\d.,]+(?:\s(?:million|billion|trillion))?)",
    regex.IGNORECASE,
)
_SUM = re.compile(r"[$£€][\d.,]+(?:\s(?:million|billion|trillion))?$")
_BACK = 32


def _describes_participle(text: str, word: NounWord) -> bool:
    """Whether an adverb modifies a participle or adjective before a noun: "seasonally adjusted data", "politically difficult votes"."""
    following = WORD_AFTER.match(text, word.after) if word.text.islower() and word.text not in LEADING else None
    if following is None:
        return False
    if not (following[1].endswith("ed") and following[1] in ATTRIBUTIVE) and not (
        word.text.endswith("ally") and following[1] in ADJECTIVES
    ):
        return False
    described = WORD_AFTER.match(text, following.end())
    return described is not None and described[1].lower() not in STOPS


def _is_predicate(text: str, found: NounWord, before: str) -> bool:
    """Whether a word in -s is the verb of the singular before it: "20% of the supply moves", but "security upgrades for the hall"."""
    word = found.text
    if _OBJECTLESS.match(text, found.end):
        return False
    lower = before.lower()
    may_be_subject = not (is_plural(lower) or lower in ADJECTIVES or lower.endswith(("ed", "ing")))
    return word.islower() and may_be_subject and singularize(word) in VERBS


#: Words that follow a noun rather than a verb.
_OBJECTLESS = re.compile(r"\s(?:for|of)\b|\s[–—]")


def _is_participle_predicate(text: str, end: int, words: Sequence[NounWord]) -> bool:
    """Whether a participle that no noun follows by itself is the verb of a figure that opens a clause.

    "Two reached settlements", but "two armed robberies", "two released hostages".
    """
    first = words[0].text
    if (
        len(words) == 1
        or not first.endswith("ed")
        or not first.isalpha()
        or not first.islower()
        or first in ATTRIBUTIVE
        or is_person(singularize(words[-1].text))
    ):
        return False
    return _OPENS_CLAUSE.search(text, 0, end) is not None


def _is_predicate_of(text: str, words: Sequence[NounWord], measure: bool) -> bool:
    """Whether an apparent plural is the verb whose subject contains the figure.

    For example "prices above $100 suggest that", "a gap of 40 suggests that".

    After a measure most words that news uses as verbs are verbs; after a count only those with "that" after them ("40 shows" are shows).
    """
    word = words[0]
    return len(words) == 1 and CLASSES[word.text] == "V" and (measure or text.startswith(" that ", word.after))


_OPENS_CLAUSE = compile_pattern(r"(?r)(?:^|[.,;:“\"]\s|\b(?:and|but|which|that|another|other|the)\s)\w+$", regex.IGNORECASE)


def _ends_with_clause_subject(words: Sequence[NounWord]) -> bool:
    """Whether the last word is a name after a noun, the subject of what follows: "a 4% chance Alba would win"."""
    if len(words) < 2 or not words[-1].text[0].isupper():
        return False
    before = words[-2].text
    return (
        before.islower()
        and not before.endswith(_LIKEADJECTIVES)
        and before not in ADJECTIVES
        and before not in ATTRIBUTIVE
        and CLASSES[before] == "o"
    )


def _ends_with_name_and_verb(words: Sequence[NounWord]) -> bool:
    """Whether the last two words are a name and its verb after the noun: "a 28-point plan Moss drew up"."""
    if len(words) < 3 or not words[-1].text.islower() or CLASSES[words[-1].text] != "V":
        return False
    return words[-2].text[0].isupper() and words[-3].text.islower() and CLASSES[words[-3].text] == "o"


_LIKEADJECTIVES = ("able", "ible", "ic", "al", "ive", "ous", "ese", "an")


def _cannot_end_phrase(word: str, of: bool) -> bool:
    """Whether a word is the end of no phrase.

    A joint, a possessive, a participle ("56% opposed", "15 minutes talking"), an adjective ("eight months pregnant"). After "of" some
    of them are things ("20% of farming", "barrels of crude").
    """
    lower = word.lower()
    if lower in AND or lower in _NEVER_LAST or lower.endswith(("’s", "'s")) or CLASSES[lower] == "R":
        return True
    if not word.islower():
        return False
    if lower.endswith("ed") and lower not in _NOUNS_IN_ED and CLASSES[lower] == "V":
        return True
    if not of and lower in _DONE:
        return True  # "$100 million sunk into"
    return not of and (
        (CLASSES[lower] == "G" and lower not in DOINGS)
        or lower in ADJECTIVES
        or (lower.endswith("er") and bool({lower[:-1], lower[:-2]} & ADJECTIVES))
    )


#: Verbs whose form in -s is not a plural noun where a singular is possible: "the oil that 20% of demand needs".
VERBS = frozenset(entries("verbs.generated.txt"))
_NOUNS_IN_ED = frozenset(entries("nouns-in-ed.generated.txt"))
#: Participles that look like nouns.
_DONE = frozenset(entries("figures.txt", "participles like nouns")) - {"set"}
_NEVER_LAST = frozenset(entries("figures.txt", "words that end no phrase"))


def _add_postposed_adjective(text: str, noun: Noun) -> Noun:
    """The noun with the adjective after it: "30 attorneys general"."""
    if noun.head not in _GENERALS or not text.startswith(" general", noun.end) or text[noun.end + 8 : noun.end + 9].isalpha():
        return noun
    return Noun(text[noun.start : noun.end + 8], noun.start, noun.end + 8, noun.head)


_GENERALS = frozenset(entries("figures.txt", "before general"))


def _add_joined_noun(text: str, noun: Noun) -> Noun:
    """The noun with another that is counted with it: "41 passengers and crew", where both are people or neither is."""
    if text.startswith(", ", noun.end) and is_person(noun.head):
        return _add_listed_people(text, noun)
    if not text.startswith(_JOINTS, noun.end):
        return noun
    found = _OTHERS.match(text, noun.end) or _OTHERS_OF_TWO.match(text, noun.end) or _LEANING.match(text, noun.end)
    if found is None:
        return noun
    other = found[found.lastindex or 1].lower()
    if found.re is _OTHERS_OF_TWO and (
        not (CLASSES[found["front"]] == "o" or found["front"] in PEOPLE)
        or found["front"] in STOPS
        or found["front"] in ONES
        or found["front"] in TEENS
        or is_plural(found["front"])
    ):
        return noun
    if other in STOPS or other in _VAGUE or not is_plural(other) or is_person(singularize(other)) != is_person(noun.head):
        return noun
    return Noun(text[noun.start : found.end()], noun.start, found.end(), noun.head)


def _add_listed_people(text: str, noun: Noun) -> Noun:
    """The noun with others in a list of people: "31 women, children and elderly people"."""
    found = _LIST.match(text, noun.end)
    if found is None:
        return noun
    listed = [*found[1].strip(", ").split(", "), found[2]]
    if not all(is_plural(word) and is_person(singularize(word)) for word in listed):
        return noun
    return Noun(text[noun.start : found.end()], noun.start, found.end(), noun.head)


_JOINTS = (" and ", " or ", " & ")
_VAGUE = frozenset(entries("figures.txt", "vague numbers"))
#: "And" with a plural, before what cannot continue with that plural alone.
_BEHIND_OTHERS = r"(?=\s*(?:[.,;:?!)”\"–—]|$)|\s[a-z]{2,}ed\b|\s" + alternation(entries("figures.txt", "behind two nouns")) + r"\b)"
_OTHERS = re.compile(r"\s(?:and|or|&)\s(?!thereabouts\b)([a-z]{3,20})" + _BEHIND_OTHERS)
#: The same of two words: "600 pests and plant diseases".
_OTHERS_OF_TWO = re.compile(r"\s(?:and|or|&)\s(?P<front>[a-z]{3,20})\s(?P<other>[a-z]{3,20})" + _BEHIND_OTHERS)


#: Voters who lean to a party: "Republicans and Republican-leaning independents".
_LEANING = re.compile(r"\s(?:and|or)\s[A-Z]\w+-leaning\s([a-z]{3,20})" + _BEHIND_OTHERS)
_LIST = re.compile(r"((?:,\s[a-z]{3,20}){1,3}),?\s(?:and|or)\s(?:[a-z]{3,20}\s)?([a-z]{3,20})" + _BEHIND_OTHERS)


def _opens_participle_clause(text: str, word: NounWord) -> bool:
    """Whether a word in -ing opens a clause rather than a noun phrase.

    For example "39% saying the US …", "20 years making a living", "$3 million backing Roe".
    """
    if not (word.text.islower() and word.text.endswith("ing")):
        return False
    following = WORD_AFTER.match(text, word.after)
    if following is None:
        return False
    return re.split("[’']", following[1].lower())[0] in STOPS or (following[1][0].isupper() and not is_plural_next(text, following.end()))


_OF_A_LAND = frozenset(word.title() for word in PLURALS if word.endswith(("ese", "ish", "ch", "ss")))


def _is_singular_next(text: str, at: int) -> bool:
    following = WORD_AFTER.match(text, at)
    return following is not None and following[1].islower() and following[1] not in STOPS and not is_plural(following[1])


def _is_common_noun_next(text: str, at: int) -> bool:
    following = WORD_AFTER.match(text, at)
    return following is not None and CLASSES[following[1]] == "o" and following[1] not in STOPS and not is_plural(following[1])


#: What follows "of" without being the noun that is counted: "three of which".
_NO_NOUN_OF = frozenset(entries("figures.txt", "behind of, and no noun"))


def _add_kind(text: str, noun: Noun) -> Noun:
    """The noun with its "of" phrase, if that has a noun without article: "12 cases of measles", "40 categories of goods"."""
    found = _KIND.match(text, noun.end) if text.startswith(" of ", noun.end) else None
    if found and is_person(noun.head) and _DONE_OF.search(text, max(0, noun.start - _BACK), noun.start):
        return noun  # "cleared four men of murder"
    if found is None or CLASSES[found[1]] == "R" or found[1].lower() in STOPS or found[1].lower() in _NO_NOUN_OF:
        return noun
    end = found.end()
    if _is_adjective(found[0].rpartition(" ")[2]):  # "two counts of involuntary manslaughter"
        last_word = found[0].rpartition(" ")[2]
        while _is_adjective(last_word):
            following = WORD_AFTER.match(text, end)
            if following is None or not following[1].islower() or following[1] in STOPS:
                return noun if end == found.end() else Noun(text[noun.start : end], noun.start, end, noun.head)
            end, last_word = following.end(), following[1]
    elif (
        (last := _LAST_OF_KIND.match(text, end))
        and (CLASSES[last[1]] == "o" or last[1] in DOINGS)
        and last[1] not in STOPS
        and last[1] not in ADJECTIVES
    ):
        end = last.end()  # "counts of grave abuse in court"
    elif is_plural(found[1]) and (also := _OTHERS.match(text, end)) and is_plural(also[1]) and also[1] not in STOPS:
        end = also.end(1)  # "27 deaths of campers and counselors"
    return Noun(text[noun.start : end], noun.start, end, noun.head)


def _is_adjective(word: str) -> bool:
    """Whether a word describes the next: "involuntary", "first-degree", "premeditated"."""
    low = word.lower()
    return low in ADJECTIVES or low.endswith("-degree") or (low.endswith("ed") and low in ATTRIBUTIVE)


#: Verbs whose "of" is not part of their object.
_DONE_OF = re.compile(r"\b(?:accus|absolv|acquit|clear|convict|exonerat|suspect)\w*\s[^.,;:]{0,20}$")
#: A noun after the first of a kind, where its phrase ends with it.
_LAST_OF_KIND = re.compile(
    r"[^\S\n]([a-z][a-z-]+)(?=[^\S\n](?:in|and|after|for|by|at|on|against|from|over|involving|with|to|that|which|who|as|during"
    r"|per|each|every|a)\b|[.,;:)])"
)
_KIND = re.compile(
    r"[^\S\n]of[^\S\n]((?-i:[a-z])[\w’'-]*)(?:[^\S\n](?=\w+s\b"
    r"|[a-z]+(?:age|ment|ness|tion|ity|ance|ence|ia|itis|osis)\b)[a-z][a-z-]+)?",
    re.IGNORECASE,
)


def _make_noun(text: str, words: Sequence[NounWord]) -> Noun:
    start, end, last = words[0].start, words[-1].end, words[-1].text
    return Noun(text[start:end], start, end, singularize(last.split("-")[-1] if last.count("-") > 1 else last))
