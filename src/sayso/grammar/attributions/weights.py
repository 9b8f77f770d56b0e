"""Weights of features, from `weights.txt`: what labelled news text taught about cues, sources and contents.

The file is written by `benchmarks/train_cues.py`. It holds no text: under `[name]` of a model, a line for each feature and a weight
in hundredths. A feature that is not listed weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from sayso.errors import GrammarError

Weights = dict[str, int]

MODELS = ("gate", "source", "start", "end", "reading")


def read_weights(text: str) -> dict[str, Weights]:
    """The models of a weights file.

    >>> read_weights("[gate]\\n[source]\\nadjP 120\\n[start]\\n[end]\\n[reading]\\n")["source"]
    {'adjP': 120}
    """
    out: dict[str, Weights] = {}
    weights: Weights = {}
    for line in text.splitlines():
        feature, _, weight = line.rpartition(" ")
        if not feature and line.startswith("["):
            weights = out.setdefault(line.strip("[]"), {})
        else:
            weights[feature] = int(weight)
    if tuple(out) != MODELS:
        raise GrammarError(f"weights.txt has the models {', '.join(out)}; expected {', '.join(MODELS)}")
    return out


def total(weights: Weights, features: Iterable[str]) -> int:
    """The score of a set of features, in hundredths."""
    get = weights.get
    return sum([get(f, 0) for f in features])


LEARNT = read_weights(files(__package__).joinpath("weights.txt").read_text("utf-8"))
