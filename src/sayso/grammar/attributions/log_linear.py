"""Weights of features, from `weights.txt`, learnt from labelled news text, for cues, sources and contents.

An option to be scored is a row of strings: its sort (how a source relates to its cue, say), then the value of each template in
turn. Options of one choice share some of their values ("said" is the word of the cue for every source that it could have): these come
first, and are given once for all.

Memory access takes the time, not arithmetic: 26,000 weights do not stay in a processor's nearest cache while a text is read.
Hence the layout: a shared value is looked up once for a choice, and its weights for all sorts are in one small dictionary;
equal values and equal weights are one object. Most choices also repeat each other: three of four rows of sources and starts, and nearly
all pairs of a cue's word with its lemma, were seen before. The scores of such rows are cached.

`benchmarks/train_cues.py` writes the file; MODEL.md beside it describes the training data. It contains no text: under a digest of the
code and tables that it was learnt with, under `[name]` of a model, a line for each weight: sort, place
in the row, value, weight in hundredths, with tabs between. A value that is not listed has the weight 0.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import repeat
from pathlib import Path

from sayso.compile_cache import load_or_make
from sayso.errors import GrammarError
from sayso.grammar.lexicon.tables import Memo

#: Values, one for each template.
Features = tuple[str, ...]

#: How many values the options of a choice share, by the name of the model.
SHARED = {"gate": 0, "source": 4, "start": 6, "end": 0, "reading": 0}
_PLACES = 24
#: The number of leading features that describe the cue itself: its word and its lemma.
_OF_CUE = 2
#: How many rows of a model are cached, for models in which the same rows come again.
_KEPT = 1 << 13


class Weights:
    """The weights of a model.

    For each shared place, from its value to the weights by sort (`shared`); for each sort, the weights of the other places, the sort's own
    first (`own`). `row` gives what a row weighs apart from the shared values, `of_cue` and `of_rest` what these weigh by sort.
    """

    __slots__ = ("of_cue", "of_rest", "own", "row", "shared")

    def __init__(self, shared: list[dict[str, dict[str, int]]], own: dict[str, list[dict[str, int]]]) -> None:
        self.shared, self.own = shared, own
        self.row: Memo[Features, int] = Memo(self._weigh, _KEPT if shared else 0)
        self.of_cue: Memo[Features, dict[str, int]] = Memo(lambda values: _sum_shared_weights(shared[:_OF_CUE], values), _KEPT)
        self.of_rest: Memo[Features, dict[str, int]] = Memo(lambda values: _sum_shared_weights(shared[_OF_CUE:], values), _KEPT)

    def _weigh(self, row: Features) -> int:
        return sum(map(_weight, self.own.get(row[0], ()), row, _NOUGHT))


def _sum_shared_weights(places: Sequence[dict[str, dict[str, int]]], values: Features) -> dict[str, int]:
    """The sum of the weights of some shared values, by sort."""
    out: dict[str, int] = {}
    for place, value in zip(places, values, strict=False):
        for sort, weight in place.get(value, {}).items():
            out[sort] = out.get(sort, 0) + weight
    return out


def read_weights(text: str) -> dict[str, Weights]:
    """The models of a weights file; raises GrammarError unless it has just those that the reader needs.

    >>> models = read_weights("[gate]\\n[source]\\nbeside\\t1\\tsaid\\t120\\n[start]\\n[end]\\n[reading]\\n")
    >>> choose_likeliest(models["source"], ("said",), [("none",), ("beside",)])[0]
    1
    """
    out: dict[str, Weights] = {}
    shared, same = 0, dict[int, int]()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            shared = SHARED.get(name, 0)
            weights = out[name] = Weights([defaultdict(dict) for _ in range(shared)], {})
        else:
            sort, at, value, hundredths = line.split("\t")
            place, weight = int(at), int(hundredths)
            sort, value, weight = sys.intern(sort), sys.intern(value), same.setdefault(weight, weight)
            if 0 < place <= shared:
                weights.shared[place - 1][value][sort] = weight
            else:
                own = weights.own.setdefault(sort, [{} for _ in range(_PLACES - shared)])
                own[place - shared if place else 0][value] = weight
    if tuple(out) != tuple(SHARED):
        raise GrammarError(f"weights.txt has the models {', '.join(out)}; expected {', '.join(SHARED)}")
    return out


_NOUGHT = repeat(0)
_weight = dict.get


def compute_score(weights: Weights, row: Features) -> int:
    """The score of a row that shares nothing, in hundredths; its sort comes first."""
    return sum(map(_weight, weights.own.get(row[0], ()), row, _NOUGHT))


def choose_likeliest(weights: Weights, shared: Features, rows: Sequence[Features]) -> tuple[int, float]:
    """The number of the row with the highest score, the first of several, and the logarithm of its chance among all (softmax).

    The values that all rows share are passed separately.
    """
    weigh = weights.row
    if shared:
        of_cue, of_rest = weights.of_cue[shared[:_OF_CUE]], weights.of_rest[shared[_OF_CUE:]]
        scores = [weigh[row] + of_cue.get(row[0], 0) + of_rest.get(row[0], 0) for row in rows]
    else:
        own = weights.own
        scores = [sum(map(_weight, own.get(row[0], ()), row, _NOUGHT)) for row in rows]  # `total`, without a call a row
    best = max(scores)
    return scores.index(best), -math.log(sum([math.exp((score - best) / 100) for score in scores]))


def _load_learnt_weights() -> dict[str, Weights]:
    models = load_or_make("weights", Path(__file__).with_name("weights.txt").read_text("utf-8"), _read_plain_weights)
    return {name: Weights(shared, own) for name, (shared, own) in models.items()}


def _read_plain_weights(text: str) -> dict[str, tuple[list[dict[str, dict[str, int]]], dict[str, list[dict[str, int]]]]]:
    """The models as plain values that the cache can store."""
    return {name: ([dict(place) for place in weights.shared], weights.own) for name, weights in read_weights(text).items()}


LEARNT = _load_learnt_weights()
