"""Weights of features, from `weights.txt`: what labelled news text taught about cues, sources and contents.

A thing to be judged is a row of strings: what sort it is (how a source stands to its cue, say), then the value of each template in
turn. The weights of a sort are one dictionary for each place in the row, so that a score is a sum of look-ups with no string built
for them; formatting a name for each feature took four fifths of the time.

The file is written by `benchmarks/train_cues.py`. It holds no text: under `[name]` of a model, a line for each weight: sort, place
in the row, value, weight in hundredths, with tabs between. What is not listed weighs nothing.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import repeat

from sayso.errors import GrammarError

#: Sort, then the value of each template.
Features = tuple[str, ...]

#: From a sort to the weights of each place in its rows.
Weights = dict[str, list[dict[str, int]]]

MODELS = ("gate", "source", "start", "end", "reading")
_PLACES = 16


def read_weights(text: str) -> dict[str, Weights]:
    """The models of a weights file.

    >>> models = read_weights("[gate]\\n[source]\\nbeside\\t1\\tsaid\\t120\\n[start]\\n[end]\\n[reading]\\n")
    >>> total(models["source"], ("beside", "said"))
    120
    """
    out: dict[str, Weights] = {}
    weights: Weights = {}
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            weights = out[line[1:-1]] = {}
        else:
            sort, place, value, weight = line.split("\t")
            weights.setdefault(sort, [{} for _ in range(_PLACES)])[int(place)][value] = int(weight)
    if tuple(out) != MODELS:
        raise GrammarError(f"weights.txt has the models {', '.join(out)}; expected {', '.join(MODELS)}")
    return out


_NOUGHT = repeat(0)
_weight = dict.get


def total(weights: Weights, features: Features) -> int:
    """The score of a row, in hundredths."""
    tables = weights.get(features[0])
    return sum(map(_weight, tables, features, _NOUGHT)) if tables else 0


LEARNT = read_weights(files(__package__).joinpath("weights.txt").read_text("utf-8"))
