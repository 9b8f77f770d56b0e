"""Whether two wordings of a claim rest on the same source. Refuses when unsure: a source that is a pronoun, or was found in one
text only though the other names it too, is no change of source."""

from __future__ import annotations

import regex

from sayso.grammar.tables import table
from sayso.matching.mentions import Mention
from sayso.matching.words import stem, weight

_WORD = regex.compile(r"[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*")

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


def named(mention: Mention) -> frozenset[str]:
    """The stems of the words that name a claim's source: its resolved speaker, or else the source as written; empty if neither
    names anybody."""
    said = mention.claim.attribution
    if said is None:
        return frozenset()
    text = said.speaker or (mention.home.document.text[said.source.start : said.source.end] if said.source else "")
    words = [w for w in _WORD.findall(text) if w.lower() not in _NOBODY]
    return frozenset(s for s in map(stem, words) if weight(s) == 1.0)


def other_source(old: Mention, new: Mention) -> bool:
    """Whether a claim changed its source, got one or lost it.

    A full name shortened to a surname, or a title added, is the same source: the words of one are among those of the other. A
    source found in one text only counts unless the other sentence speaks of it too.
    """
    before, after = named(old), named(new)
    if before and after:
        return not (before & after) and not _spoken_of(before, new) and not _spoken_of(after, old)
    if old.claim.quantity is None or old.home.text == new.home.text:
        return False
    present, absent = (before, new) if before else (after, old)
    return bool(present) and absent.claim.attribution is None and not _spoken_of(present, absent)


def _spoken_of(source: frozenset[str], elsewhere: Mention) -> bool:
    return bool(source & elsewhere.home.bag)
