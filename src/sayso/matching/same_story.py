"""Decides whether two texts at one address are about the same story.

Agencies reuse a slug for the next brief of the same form: one company's bonds in the old text, another's in the new, and hardly a
word apart but names and figures. Matching would call every figure of the one a revision of the other's. Such a brief names its
subject first in the headline and first in the text; if each text names a subject there that the other never mentions, these
are two stories.
"""

from __future__ import annotations

from sayso.compile_cache import compile_pattern
from sayso.matching.mentions import normalise_typography
from sayso.matching.terms import stem, weigh_stem
from sayso.model import Document

_WORD = compile_pattern(r"[\p{L}\p{N}]+")


def find_opening_subject(text: str) -> str | None:
    """The stem that opens headline and text alike; None if they open otherwise, or the one just repeats the other.

    >>> find_opening_subject("BRANDT <BR> SELLS BONDS\\n\\nBrandt Corp is raising 100 mln dlrs.")
    'brandt'
    >>> find_opening_subject("Flood in Orle\\n\\nA flood hit Orle.") is None
    True
    """
    headline, _, rest = text.lstrip().partition("\n\n")
    body = rest.lstrip().split("\n\n", 1)[0]
    if not body or normalise_typography(body).startswith(normalise_typography(headline)[:40]):
        return None
    first, second = _WORD.match(headline), _WORD.match(body)
    if first is None or second is None or not (first[0][0].isupper() and second[0][0].isupper()):
        return None
    return stem(first[0]) if stem(first[0]) == stem(second[0]) and weigh_stem(stem(first[0])) == 1.0 else None


def may_be_same_story(old: Document, new: Document) -> bool:
    """Whether the two texts may be compared at all."""
    one, other = find_opening_subject(old.text), find_opening_subject(new.text)
    return one is None or other is None or one == other or _mentions_stem(new.text, one) or _mentions_stem(old.text, other)


def _mentions_stem(text: str, stemmed: str) -> bool:
    return any(stem(word) == stemmed for word in _WORD.findall(text))
