"""Whether two wordings of a claim rest on the same source. Refuses when unsure: a source that is a pronoun, or was found in one
text only though the other names it too, is no change of source."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from sayso.grammar.lexicon.tables import table
from sayso.matching.mentions import WORD, Mention
from sayso.matching.terms import stem, weight

#: Words that show that somebody speaks in a sentence.
_CUES = frozenset(("according", "said", "say", "says", "saying", "told"))

#: Names more alike than this (of 100) are one name in two spellings.
SPELT = 85

#: Shorter names must be spelt alike.
LONG = 5

#: Sources that name nobody by themselves.
_NOBODY = frozenset(table("""
    he
    she
    it
    they
    we
    i
    who
    you
    that
    which
    one
    others
    some
    many
    both
    this
    these
    those
"""))  # fmt: skip


#: Descriptions with a capital that name nobody either.
_CALLED = frozenset(("Congressman", "Congresswoman", "Democrat", "Governor", "Minister", "President", "Republican", "Senator"))

#: A common noun in the singular without an article ("top diplomat"); plurals, and the police, are a source of their own.
_BARE = regex.compile(r"(?!(?:police|an?|one)\b)\p{Ll}[\p{Ll}\s-]*(?<!s)")

#: A definite description, up to the noun that heads it.
_DESCRIBED = regex.compile(r"(?i:the|this|that|his|her|its|their|our)\s.*?(?P<head>[\p{L}-]+)(?=\s+(?:of|in|at|for|who|from)\b|[,\s]*$)")


def described(mention: Mention) -> bool:
    """Whether a claim's source is told by a description that may well stand for somebody whom the other text names.

    So "the airline", "his lawyer" and "the Kentucky Republican"; not "officials" or "a neighbour".
    """
    text = written(mention) or _source(mention)
    found = _DESCRIBED.match(text)
    if found is not None:
        return found["head"].islower() or found["head"] in _CALLED
    return _BARE.fullmatch(text) is not None


def _may_be(one: Mention, other: Mention) -> bool:
    """Whether the one may stand for the other: a pronoun for anybody, a description for whoever is named or described, but "the
    mayor" not for "analysts"."""
    return pronoun(one) or (described(one) and (described(other) or not written(other).islower()))


def pronoun(mention: Mention) -> bool:
    """Whether a claim's source is a pronoun."""
    return written(mention).lower() in _NOBODY


def written(mention: Mention) -> str:
    """A claim's source as it stands in the text; empty without one."""
    said = mention.claim.attribution
    return mention.home.document.text[said.source.start : said.source.end] if said and said.source else ""


def _source(mention: Mention) -> str:
    said = mention.claim.attribution
    return (said and said.speaker) or written(mention)


def named(mention: Mention) -> frozenset[str]:
    """The stems of the words that name a claim's source: its resolved speaker, or else the source as written; empty if neither
    names anybody."""
    if mention.sources is None:
        words = [w for w in WORD.findall(_source(mention)) if w.lower() not in _NOBODY]
        mention.sources = frozenset(s for s in map(stem, words) if weight(s) == 1.0)
    return mention.sources


def same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sources share a name, give or take its spelling, or a word that the page glued to it.

    >>> same_name(frozenset(["lund"]), frozenset(["mara", "lund"])), same_name(frozenset(["vučić"]), frozenset(["vucic"]))
    (True, True)
    """
    if one & other:
        return True
    if fuzz.ratio("".join(sorted(map(_bare, one))), "".join(sorted(map(_bare, other)))) > SPELT:
        return True
    return any(_variant(_bare(a), _bare(b)) for a in one for b in other if len(a) >= LONG and len(b) >= LONG)


def _variant(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a) or fuzz.ratio(a, b) > SPELT


@lru_cache(maxsize=1 << 12)
def _bare(name: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _in_short(old: Mention, new: Mention) -> bool:
    one, other = _source(old), _source(new)
    return is_short_for(one, other) or is_short_for(other, one)


def is_short_for(one: str, other: str) -> bool:
    """Whether a source holds the initials of the other.

    >>> is_short_for("the MTA", "New York's Metropolitan Transportation Authority"), is_short_for("the FBI", "the Fire Brigade")
    (True, False)
    """
    initials = "".join(word[0] for word in WORD.findall(other) if word[0].isupper())
    short = [word for word in WORD.findall(one.replace(".", "")) if word.isupper() and len(word) > 1]
    return any(word == initials or (len(word) > 2 and word in initials) for word in short)


def other_source(old: Mention, new: Mention, rewritten: bool) -> bool:
    """Whether a claim changed its source, got one or lost it.

    A full name shortened to a surname, or a title added, is the same source. "The airline" may be anybody's other name, and so may
    "he", whomever the grammar takes it for. A source found in one text only counts, unless the other sentence speaks of it too, or
    has somebody speak whom the grammar has not tied to the claim, or says so much else (`rewritten`) that it need not repeat it.
    """
    before, after = named(old), named(new)
    if before and after:
        return not (
            _may_be(old, new)
            or _may_be(new, old)
            or same_name(before, after)
            or _in_short(old, new)
            or before <= new.home.bag
            or after <= old.home.bag
        )
    if old.claim.quantity is None or rewritten or WORD.findall(old.home.text) == WORD.findall(new.home.text):
        return False
    present, absent = (before, new) if before else (after, old)
    spoken = not _CUES.isdisjoint(absent.home.raw.lower().split())
    return bool(present) and absent.claim.attribution is None and not spoken and present.isdisjoint(absent.home.bag)
