"""The probability that two statements in changed sentences are one claim.

Evidence is added up on a log scale, as for figures: above all the likeness of the two contents, then the sources, and the likeness and
nearness of their sentences. The weights are judgements: in sentences half alike, half of the words are enough where the speaker is the
same, but two speakers need four fifths, since two officials often say much the same about one event.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from sayso.grammar.lexicon import entries
from sayso.matching.mentions import WORD, Mention
from sayso.matching.periods import differ_in_days
from sayso.matching.quotations import find_quoted_words
from sayso.matching.sentence_pairs import Pairing
from sayso.matching.source_names import find_names, share_name
from sayso.matching.terms import stem, weigh_stem

#: Statements in sentences less alike than this are not compared, unless these are in the same place.
UNLIKE = 0.2

#: Two quotations less alike than this are two statements, however alike the sentences around them ("…," she told reporters at the yard):
#: unrelated sentences of English share some four letters in ten.
OTHER_WORDS = 0.5

#: Two quotations with this many content words or more are two unless one text has at least this share of the shorter one's words.
TELLING, SHARED = 4, 0.5

#: Two statements less alike than this, whose quotations share no word, are two.
OTHER_FRAME = 0.6

#: Quotations of two speakers or of two days are one only if they are more alike than this.
SAME_BY_ANOTHER = 0.8

#: Contents with fewer blanks than this ("to comment") must be alike as wholes; any long content contains their words.
FRAGMENT = 5

#: Contents longer than this, in characters, are compared once only.
LONGEST = 20_000

#: The weight of a likeness that only parts of two contents show.
PARTLY = 0.9

#: The odds of two contents that are word for word the same: long ones, and those of a few words, which anybody may have said.
SAME_WORDS, SAME_FEW_WORDS, LONG = 3.5, 1.5, 20

#: The number of words at the start of a quotation that identify it.
FIRST_WORDS = 3

#: Two statements that are more alike than this (of 100), apart from a negation, are one and its denial.
ONE_CONTENT = 85

#: Words that deny a whole statement.
_NEGATIONS = frozenset(entries("matching.txt", "negations")) - {"neither", "nobody", "none", "nor", "nothing"}

#: Cues of who denies what follows.
_DENYING = frozenset(entries("matching.txt", "cues of denial"))


class StatementWeights(NamedTuple):
    """The weights of the evidence; the odds of two statements with nothing in common are `bias`."""

    content: float  # the likeness of the two contents, 0 to 1
    one_source: float  # both have one source
    two_sources: float  # they have two sources
    alike: float  # the two sentences as wholes, 0 to 1
    near: float  # the same place between sentences that did not change, 0 to 1
    bias: float


WEIGHTS = StatementWeights(content=7.5, one_source=0.8, two_sources=-1.5, alike=1.2, near=0.5, bias=-5.0)


def compute_statement_odds(old: Mention, new: Mention, pairing: Pairing) -> float:
    """The log odds that two statements are one claim; minus infinity where they cannot be."""
    if pairing.alike < UNLIKE and pairing.near < 1:
        return -math.inf
    a, b = old.words, new.words
    if a == b:
        return SAME_WORDS if len(a) > LONG else SAME_FEW_WORDS
    if _is_first_part(old, new) and compare_sources(old, new) > 0:
        return SAME_FEW_WORDS
    same = rate_content_likeness(a, b)
    if _differ_in_quotation(old, new, same):
        return -math.inf
    if same < OTHER_WORDS and "indirect" not in (_get_quotation_mode(old), _get_quotation_mode(new)):
        return -math.inf
    speaks = compare_sources(old, new)
    if same < SAME_BY_ANOTHER and (speaks < 0 or differ_in_days(old, new)) and _both_quote(old, new):
        return -math.inf
    if speaks < 0 and (_counts_one_and_several(old, new) or _counts_one_and_several(new, old)):
        return -math.inf
    by = WEIGHTS.one_source if speaks > 0 else WEIGHTS.two_sources if speaks < 0 else 0.0
    return WEIGHTS.bias + WEIGHTS.content * same + by + WEIGHTS.alike * pairing.alike + WEIGHTS.near * pairing.near


def _differ_in_quotation(old: Mention, new: Mention, same: float) -> bool:
    """Whether both quote, and most of what the shorter quotes the other does not: two things said, though to the same reporters.

    Of a few words in a frame that says something else (`same`), none need be shared: "‘we are ready’" in the headline, then "‘it is over’".
    """
    before, after = (frozenset(w for w in map(stem, find_quoted_words(m) or ()) if weigh_stem(w) == 1.0) for m in (old, new))
    least, shared = min(len(before), len(after)), len(before & after)
    if least >= TELLING:
        return shared < SHARED * least
    return least > 0 and not shared and same < OTHER_FRAME


def _counts_one_and_several(one: Mention, several: Mention) -> bool:
    """Whether one statement is of a single thing and the other of a number of them: "a new case of measles", "two cases of measles"."""
    if one.words.partition(" ")[0].lower() not in ("a", "an"):
        return False
    start = several.claim.span.start
    counts = (m.figure for m in several.home.mentions if m.claim.quantity and m.figure.span.start == start)
    return any((q.low or q.value or 0) > 1 for q in counts)


def _is_first_part(old: Mention, new: Mention) -> bool:
    """Whether both quote, and one quotes the first words of the other alone."""
    before, after = sorted((find_quoted_words(m) or [] for m in (old, new)), key=len)
    return len(before) >= FIRST_WORDS and after[: len(before)] == before


def is_reversed(old: Mention, new: Mention) -> bool:
    """Whether one of two statements denies the other: "said he would appeal", "said he would not appeal"; "denied that", "confirmed that".

    Not where both quote: there the words of a quotation were altered.
    """
    one, other = old.claim.attribution, new.claim.attribution
    if old.claim.quantity is not None or one is None or other is None or _both_quote(old, new):
        return False
    if one.negated != other.negated or _is_denied(old) != _is_denied(new):
        return True
    if old.raw == new.raw:
        return False
    before, after = (WORD.findall(m.words.lower()) for m in (old, new))
    if _count_negations(before) % 2 == _count_negations(after) % 2:
        return False
    return fuzz.ratio(*(" ".join(w for w in words if not _is_negation(w)) for words in (before, after))) > ONE_CONTENT


def _is_denied(mention: Mention) -> bool:
    """Whether the source of a statement denies it."""
    said = mention.claim.attribution
    return said is not None and said.cue is not None and not _DENYING.isdisjoint(said.cue.of(mention.home.document.text).lower().split())


def _count_negations(words: Sequence[str]) -> int:
    return sum(map(_is_negation, words))


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def _both_quote(old: Mention, new: Mention) -> bool:
    """Whether both put words between quotation marks."""
    return find_quoted_words(old) is not None and find_quoted_words(new) is not None


def rate_content_likeness(a: str, b: str) -> float:
    """The likeness of two contents, from 0 to 1; a trimmed quotation is still alike, if enough of it is left."""
    plain = fuzz.ratio(a, b) / 100
    if min(a.count(" "), b.count(" ")) < FRAGMENT or max(len(a), len(b)) > LONGEST:
        return plain
    return max(plain, PARTLY * fuzz.token_set_ratio(a, b) / 100, PARTLY * fuzz.partial_ratio(a, b) / 100)


def compare_sources(old: Mention, new: Mention) -> float:
    """1 for one speaker, -1 for two, 0 where one is unknown."""
    a, b = find_names(old), find_names(new)
    if not a or not b:
        return 0.0
    return 1.0 if share_name(a, b) else -1.0


def _get_quotation_mode(mention: Mention) -> str:
    return mention.claim.attribution.mode if mention.claim.attribution else "indirect"
