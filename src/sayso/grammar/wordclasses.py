"""The class of a word, as one letter.

D determiner, possessive   P subject pronoun      O object pronoun       I preposition      T to
H that                     W who, which, how …    S while, because …     A and, or, but     B be, have, do, modals
N not, never               R adverb               M day, month           V verb             G -ing
C capitalised              o other word           0 figure               " double quote     ' single quote
. full stop, ? and !       - dash                 , ; : ( ) themselves   x any other sign
"""

from __future__ import annotations

from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.lexicon.tables import BoundedMemo

# The classes by name; patterns over a string of classes spell them as letters.
DETERMINER = "D"
SUBJECT = "P"
OBJECT = "O"
PREPOSITION = "I"
TO = "T"
THAT = "H"
QUESTION = "W"
SUBORDINATOR = "S"
CONJUNCTION = "A"
AUXILIARY = "B"
NEGATION = "N"
ADVERB = "R"
DATE = "M"
VERB = "V"
GERUND = "G"
NAME = "C"
WORD = "o"
NUMBER = "0"

# Sets of classes: `kinds[i] in NOUN_PHRASE`.
#: Open a clause beside another: while, because, which, how.
CLAUSE_OPENERS = SUBORDINATOR + QUESTION
#: May be in a phrase of small letters.
DESCRIPTION = DETERMINER + WORD + ADVERB + NUMBER
#: Words between a subject and its verb: has, not, also.
BEFORE_VERB = AUXILIARY + NEGATION + ADVERB
#: Not, never, adverbs.
NOT_OR_ADVERB = NEGATION + ADVERB
#: The same, and a day: "said Monday it had".
BEFORE_VERB_OR_DATE = BEFORE_VERB + DATE
#: The same, and verbs.
VERB_GROUP = BEFORE_VERB_OR_DATE + VERB + GERUND
#: Words before an infinitive: did not, to.
BEFORE_INFINITIVE = BEFORE_VERB + TO
#: When, because, adverbs.
SUBORDINATOR_OR_ADVERB = SUBORDINATOR + ADVERB
#: Verbs and words in -ing.
VERBAL = VERB + GERUND
#: Prepositions, with to.
PREPOSITIONS = PREPOSITION + TO
#: He, him: personal pronouns.
PERSONAL = SUBJECT + OBJECT
#: A word that may be a noun or a verb.
WORD_OR_VERB = WORD + VERB
#: Names and other words: what a noun may be.
NOUN = NAME + WORD
#: Other words and figures.
WORD_OR_NUMBER = WORD + NUMBER
#: What opens a phrase of a noun.
DETERMINER_OR_NUMBER = DETERMINER + NUMBER
#: What opens a phrase for sure.
NAME_OR_DETERMINER = NAME + DETERMINER
#: What a phrase may open with.
PHRASE_OPENERS = NAME_OR_DETERMINER + WORD
#: What is inside a noun phrase.
NOUN_PHRASE = PHRASE_OPENERS + NUMBER
#: What a subject may open with.
SUBJECT_OPENERS = PHRASE_OPENERS + SUBJECT
#: A noun phrase, he, him.
NOUN_PHRASE_OR_PERSONAL = NOUN_PHRASE + PERSONAL
#: He, who, that.
SUBJECT_PRONOUNS = SUBJECT + QUESTION + THAT
#: He, him, who, that.
PRONOUNS = SUBJECT_PRONOUNS + OBJECT
#: A noun phrase or any pronoun.
NOUN_PHRASE_OR_PRONOUN = NOUN_PHRASE + PRONOUNS
#: He, when.
SUBJECT_OR_SUBORDINATOR = SUBJECT + SUBORDINATOR
#: Who, he.
QUESTION_OR_SUBJECT = QUESTION + SUBJECT
#: Words that join clauses: "and", "while".
CLAUSE_JOINTS = CONJUNCTION + SUBORDINATOR
#: And, also.
CONJUNCTION_OR_ADVERB = CONJUNCTION + ADVERB
#: Of, and.
PHRASE_JOINTS = PREPOSITION + CONJUNCTION
#: What may be a noun after an article: "his thinking", "the August letter".
GERUND_OR_DATE = GERUND + DATE
#: What may be before a noun in small letters.
WORD_OR_GERUND = WORD + GERUND
#: A noun or an adverb.
NOUN_OR_ADVERB = NOUN + ADVERB
#: What may be a time: Monday, later, 2023.
DATE_OR_ADVERB_OR_NUMBER = DATE + ADVERB + NUMBER
#: What may follow the noun of a document.
BEHIND_DOCUMENT = PREPOSITION + VERB + DATE + AUXILIARY + ADVERB
#: What may open a remark of time or place.
LEAD_IN = PREPOSITION + DATE + WORD + ADVERB + VERB + DETERMINER + SUBORDINATOR
#: What a clause may start with.
CLAUSE_STARTS = THAT + NAME + DETERMINER + SUBJECT + WORD + PREPOSITION + ADVERB + SUBORDINATOR + NUMBER
#: Signs of a gap between source and cue.
GAP_CLASSES = THAT + VERB + CONJUNCTION + GERUND

#: Names and figures.
NAME_LIKE = NAME + NUMBER
#: A noun, he, who.
NOUN_OR_SUBJECT = NOUN + SUBJECT
#: The same, and adverbs.
NOUN_OR_SUBJECT_OR_ADVERB = NOUN_OR_SUBJECT + ADVERB
#: A noun phrase, he, who: what a clause starts with.
NOUN_PHRASE_OR_SUBJECT = NOUN_PHRASE + SUBJECT
#: What a content starts with: that, a clause, an adverb.
CONTENT_OPENERS = THAT + NOUN_PHRASE_OR_SUBJECT + ADVERB
#: Heads without a name: he, who, this, that.
NAMELESS_HEADS = PRONOUNS + DETERMINER
#: What no source ends with: this, which, Monday, that, and.
NO_SOURCE_HEADS = DETERMINER + QUESTION + DATE + THAT + CONJUNCTION
#: Has, and words that may be nouns.
AUXILIARY_OR_WORD = AUXILIARY + WORD
#: Verbs, is, has.
VERB_OR_AUXILIARY = VERB + AUXILIARY
#: Verbs, is, and: they end a noun phrase.
VERB_GROUP_OR_JOINT = VERB_OR_AUXILIARY + CONJUNCTION
#: Which, that: they open a relative clause.
QUESTION_OR_THAT = QUESTION + THAT
#: The, of.
DETERMINER_OR_PREPOSITION = DETERMINER + PREPOSITION
#: While, of.
SUBORDINATOR_OR_PREPOSITION = SUBORDINATOR + PREPOSITION
#: Of, to, also.
PREPOSITION_OR_ADVERB = PREPOSITIONS + ADVERB
#: Of, to, the.
PREPOSITION_OR_DETERMINER = PREPOSITIONS + DETERMINER
#: What no name ends with: of, the, also, and.
PHRASE_MARGINS = PREPOSITION_OR_DETERMINER + ADVERB + CONJUNCTION
#: Monday, 2023.
DATE_OR_NUMBER = DATE + NUMBER
#: What is before the noun of a phrase: the, Monday, also, 12.
PHRASE_LEADS = DETERMINER + DATE + ADVERB + NUMBER
#: What a phrase is not a subject after: he, who, is.
NO_SUBJECT_WORDS = SUBJECT + QUESTION + AUXILIARY
#: What an object starts with: the, a name, him.
OBJECT_STARTS = DETERMINER + NAME + OBJECT
#: What a measured noun phrase ends with.
MEASURED_ENDS = NOUN + NUMBER + GERUND
#: What follows a noun phrase that is complete.
PHRASE_ENDS = PREPOSITION + SUBORDINATOR + CONJUNCTION + ADVERB + DATE + TO + QUESTION + THAT + NEGATION
#: What opens a sentence before a name: the, while, and.
SENTENCE_OPENERS = DETERMINER + SUBORDINATOR + CONJUNCTION

_CLOSED = pairs("word-classes.txt")

_SIGNS = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", ".": ".", "?": ".", "!": ".", "…": ".",
    "-": "-", "–": "-", "—": "-", "―": "-", '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "''": '"', "``": '"',
    "'": "'", "‘": "'", "’": "'", "$": "0", "£": "0", "€": "0", "%": "o", "@": "C", "#": "C",
}  # fmt: skip

#: Words that news text uses as verbs more often than not, known by what is before them (benchmarks/train_cues.py).
VERBS = frozenset(entries("mostly-verbs.txt"))


def classify(word: str) -> str:
    """The class of a word or sign.

    >>> [classify(w) for w in ("The", "mayor", "said", "U.S.", "saying", "’")]
    ['D', 'o', 'V', 'C', 'G', "'"]
    """
    low = word.lower()
    known = _CLOSED.get(low) or _SIGNS.get(word)
    if known is not None and known in "PO" and len(word) > 1 and word.isupper():
        return "C"  # the US, the WHO
    if known:
        return known
    if not word[0].isalnum():
        return "x" if word[0] != "_" else "o"
    if word[0].isdigit():
        return "0"
    named = word[0].isupper() or any(part[:1].isupper() for part in word.split("-")[1:])  # el-Sissi
    return "C" if named else _classify_by_ending(low)


def _classify_by_ending(low: str) -> str:
    if low.endswith("ly") and len(low) > 4 and low not in _LY_NOUNS:
        return "R"
    if low.endswith("ing") and len(low) > 5:
        return "G"
    return "V" if low in VERBS or (low.endswith("ed") and len(low) > 4) else "o"


_LY_NOUNS = frozenset(entries("ly-nouns.txt"))

#: Word to letter.
CLASSES = BoundedMemo(classify)
