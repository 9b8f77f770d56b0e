"""Decides whether a removed claim has returned, or a similar other one was added.

An equal number shows little: two regions count sixty deaths each, two outbreaks have one ratio, the wind blows at 30 mph every other day.
So a claim is back only where its sentence is: unchanged, inside the other, or in most of its words, which give the place, the group, the
moment and the measure. With another number the sentence must be nearly complete, and not be about weather. A claim with other places
or people, or another day, is a different claim.
"""

from __future__ import annotations

import math

from sayso.matching.change_kinds import has_other_figures
from sayso.matching.mentions import Mention, Sentence
from sayso.matching.periods import differ_in_days, differ_in_period, is_weather
from sayso.matching.scoring import compute_unshared_name_ratio
from sayso.matching.source_names import find_names, share_name
from sayso.matching.terms import weigh_stem

#: The least share, by weight, of the words of either sentence that the other has: if the number is the same, and if it changed.
#: Judged on 74 such pairs: below, four of five are another claim.
KEPT, KEPT_AS_ANOTHER = 0.75, 0.85


def is_back(old: Mention, new: Mention, moved: bool) -> bool:
    """Whether the new mention is the old one, back in the text; `moved` says that its figure differs."""
    if old.claim.quantity is None and has_other_figures(old, new):
        return False
    if old.home.text == new.home.text:
        return True
    if old.claim.quantity is None and _have_other_sources(old, new):
        return False
    if differ_in_days(old, new) or (old.claim.quantity is not None and differ_in_period(old, new)):
        return False
    if moved and is_weather(new):
        return False
    if not moved and _is_inside(old.home, new.home):
        return True
    kept = _compute_share_kept(old.home, new.home)
    return kept == 1.0 or (kept >= (KEPT_AS_ANOTHER if moved else KEPT) and not compute_unshared_name_ratio(old.home, new.home))


def _have_other_sources(old: Mention, new: Mention) -> bool:
    before, after = find_names(old), find_names(new)
    return bool(before and after) and not share_name(before, after)


def _is_inside(one: Sentence, other: Sentence) -> bool:
    """Whether a sentence is part of the other, word for word."""
    a, b = (sentence.text.strip(" .").casefold() for sentence in (one, other))
    return a in b or b in a


def _compute_share_kept(one: Sentence, other: Sentence) -> float:
    """The share of the words of one sentence that the other has; the lesser of the two shares."""
    longest = max(math.fsum(map(weigh_stem, sentence.bag)) for sentence in (one, other))
    return math.fsum(map(weigh_stem, one.bag & other.bag)) / longest if longest else 1.0
