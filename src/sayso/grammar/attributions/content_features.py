"""The features of where a content begins and ends."""

from __future__ import annotations

from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.cue_candidates import CUES, CueCandidate
from sayso.grammar.attributions.log_linear import Features
from sayso.grammar.attributions.sources import Source
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import (
    NAME,
)

_DIGITS = "0123456789"


def extract_shared_start_features(site: CueCandidate, source: Source, edge: int) -> Features:
    """The features of a cue and its source that all starts of the content share."""
    tokens, after = site.page.tokens, site.after[:2]
    lead = tokens.kinds[edge - 1]
    return (
        site.word,
        site.lemma,
        after,
        source.how,
        lead if edge > tokens.bounds[site.sentence] else "^",
        (lead if edge > site.first else "^") + after,
    )


def extract_start_features(site: CueCandidate, option: Start) -> Features:
    """The features of one start, its sort first."""
    how, at, left = option
    kinds, far = site.page.tokens.kinds, at - site.at
    begin = at if at >= 0 else site.at + 1
    return (
        how,
        kinds[begin : begin + 2],
        (_DIGITS[far] if far < 6 else "6") if at >= 0 else "9",
        kinds[left[0]] + _DIGITS[min(5, (left[1] - left[0]) // 4)] if left is not None else "",
    )


def mask_name(tokens: TokenizedText, at: int) -> str:
    """A word in small letters; all names become one word, so that the model learns nothing about single names."""
    return "<name>" if tokens.kinds[at] == NAME else tokens.words[at].lower()


def extract_end_features(site: CueCandidate, start: Start, option: int, n: int) -> Features:
    """The features of one end; `n` is the number of options before it."""
    tokens = site.page.tokens
    kinds, words = tokens.kinds, tokens.words
    if option == site.last:
        here = word = ahead = "$"
    else:
        here, word = kinds[option], mask_name(tokens, option)
        if here in ",A" and option + 1 < len(words):
            word = f"{word} {mask_name(tokens, option + 1)}"
        ahead = here + kinds[option + 1 : option + 3] + ("*" if words[min(option + 1, len(words) - 1)] in CUES else "")
    return (
        here,
        word,
        (_DIGITS[n] if n < 4 else "4") + start.how,
        kinds[start.at] + ("+" if option - start.at > 5 else "-"),
        here + kinds[option - 2 : option] if kinds[option - 1] == '"' else "",
        ahead,
    )
