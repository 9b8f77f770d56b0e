"""How sure links are, fitted and tested.

`python benchmarks/link_certainty.py` prints the constants of matching/scoring.py and their calibration.

links_judged.json holds 414 links that matching chose in consecutive revisions of news articles and health bulletins, in changed sentences,
each with its evidence and whether a reader called it right. It holds numbers alone, no text. Sentences that were rewritten, parts held
against
wholes and other periods are among them more often than in the news of a day: 40 links are false.

The certainty is a logistic regression on the odds that matching gives a pair, on how far its numbers are apart and on how many names one
sentence holds that the other does not know. Calibration is by cross-validation: no link is judged by a fit that saw its story.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sayso.matching.scoring import BIAS, CHOSEN, FAR, SLOPE, STRANGE, WEIGHTS, Evidence

JUDGED = Path(__file__).resolve().parent / "links_judged.json"

#: The edges of the bins in which certainty is compared with the share of right links.
BINS = (0.0, 0.4, 0.6, 0.8, 0.95, 1.01)

#: How strongly weights are drawn to zero, how many parts the stories are put in, and how often that is done.
RIDGE, FOLDS, ROUNDS = 1.0, 5, 5

Weights = list[float]


class Link(NamedTuple):
    """One judged link: its story, the features of its certainty (the last one is always 1), and whether it is right."""

    story: int
    features: tuple[float, ...]
    right: bool


def read() -> list[Link]:
    """The judged links."""
    judged = json.loads(JUDGED.read_text())
    out = []
    for story, right, *values in judged["rows"]:
        evidence = Evidence(*values)
        odds = BIAS + sum(w * x for w, x in zip(WEIGHTS, evidence, strict=True))
        out.append(Link(story, (odds, evidence.far, evidence.names, 1.0), bool(right)))
    return out


def fit(links: Sequence[Link], steps: int = 25) -> Weights:
    """The weights of a logistic regression, by Newton's method; the last, of the constant, is not drawn to zero."""
    size = len(links[0].features)
    weights = [0.0] * size
    for _ in range(steps):
        gradient = [-RIDGE * w for w in weights[:-1]] + [0.0]
        curvature = [[RIDGE if i == j < size - 1 else 1e-9 if i == j else 0.0 for j in range(size)] for i in range(size)]
        for link in links:
            p = compute_certainty(weights, link)
            for i, x in enumerate(link.features):
                gradient[i] += (link.right - p) * x
                for j, y in enumerate(link.features):
                    curvature[i][j] += p * (1 - p) * x * y
        step = solve(curvature, gradient)
        weights = [w + max(-3.0, min(3.0, d)) for w, d in zip(weights, step, strict=True)]
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small system of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(len(rows)):
            if r != i:
                by = rows[r][i] / rows[i][i]
                rows[r] = [a - by * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def compute_certainty(weights: Weights, link: Link) -> float:
    """The chance that a link is right."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(w * x for w, x in zip(weights, link.features, strict=True))))))


def cross_validate(links: Sequence[Link], rounds: int = ROUNDS) -> list[tuple[float, bool]]:
    """For each link, once a round, its certainty by a fit that saw no link of its story, and whether it is right."""
    out = []
    for seed in range(rounds):
        stories = sorted({link.story for link in links})
        random.Random(seed).shuffle(stories)
        for part in range(FOLDS):
            left_out = set(stories[part::FOLDS])
            weights = fit([link for link in links if link.story not in left_out])
            out += [(compute_certainty(weights, link), link.right) for link in links if link.story in left_out]
    return out


def compute_calibration(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int, float, float]]:
    """For each bin: from, to, how many, the mean certainty, the share that is right."""
    out = []
    for low, high in pairwise(BINS):
        held = [(p, right) for p, right in judged if low <= p < high]
        if held:
            out.append((low, high, len(held), sum(p for p, _ in held) / len(held), sum(right for _, right in held) / len(held)))
    return out


def main() -> None:
    """Print the fit, the constants in force, and the calibration."""
    links = read()
    print("SLOPE, FAR, STRANGE, CHOSEN =", ", ".join(f"{w:.2f}" for w in fit(links)), "; in force:", (SLOPE, FAR, STRANGE, CHOSEN))
    judged = cross_validate(links)
    print(
        f"{len(links)} links, {sum(not link.right for link in links)} false; Brier {sum((p - r) ** 2 for p, r in judged) / len(judged):.3f}"
    )
    for low, high, n, mean, right in compute_calibration(judged):
        print(f"  {low:.2f} to {min(high, 1.0):.2f}: {n // ROUNDS:4d} links, certainty {mean:.2f}, right {right:.2f}")


if __name__ == "__main__":
    main()
