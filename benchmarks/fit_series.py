"""Fits the weights by which figures of two articles are put in one series, and prints them for `series/evidence_weights.py`.

    python benchmarks/fit_series.py ../shared/data/series ../shared/data/incidents [--read ARTICLES GROUPS]

The first folder holds articles, labelled pairs of figures and their labels; the second small events, each with the articles that tell of
it: figures of people killed or injured in two articles of one event are one measure, those of two events never are. As the events are many
and of one kind, each of their pairs counts a hundredth. A logistic regression with a quadratic penalty, by Newton's method; one for people,
one for all else. With `--read`, series that somebody read count too: in each line of GROUPS, figures of ARTICLES that were found on one
series, as lists of those that measure one thing ({"groups": [[{"url", "text", "sentence"}]]}), a few pairs' weight for each series.
Precision and recall of ten-fold cross-validation over the labelled pairs come with it. Needs the labelled sets, which are no part of the
source.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from sayso.ingest.history.update_series import read_store
from sayso.series.candidate_pairs import find_pairs
from sayso.series.clashes import are_clashing_figures
from sayso.series.evidence import is_forbidden, weigh_all_evidence
from sayso.series.evidence_weights import MeasureEvidence
from sayso.series.figures import Figure
from sayso.series.link_figures import learn_background, make_figures
from sayso.series.word_weights import Background
from sayso.store import database

#: What a pair of an event weighs beside a labelled one.
EVENT = 0.01

#: What the pairs of a series that was read weigh together, those that are one measure and those that are not.
READ = {True: 3.0, False: 4.0}

#: The strength of regularisation: how strongly weights are pulled towards zero.
PENALTY = 1.0

#: A mention is found by a sentence and a figure at least this much alike (of 100).
ALIKE = 85


#: Which way evidence can speak, where its sense allows only one: the pairs that were labelled are hard ones, chosen for being alike.
SENSE = {
    "common": 1, "date": 1, "companions": 1, "sentence": 1, "near": 1, "shared": 1, "strange": -1, "subject": 1,
    "head": 1, "group": 1, "same": 1, "odd": 1, "story": 1, "far": -1, "apart": -1, "years": 1, "scope": 1, "noun": 1,
    "former": 1, "part": 1, "local": 1, "alike": 1, "past": 1,
}  # fmt: skip


class Case(NamedTuple):
    """One pair: what speaks for it, whether the two are one measure, how much it weighs, and whether people are counted."""

    evidence: MeasureEvidence
    same: bool
    weight: float
    people: bool


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load(articles: Path, folder: Path) -> tuple[list[Figure], Background, dict[int, str]]:
    """The figures of some articles as linking sees them, the background, and each article's address."""
    path = folder / f"{articles.parent.name}-{articles.stem}.db"
    if not path.exists():
        subprocess.run([sys.executable, "-m", "sayso", "ingest", str(articles), "--db", str(path)], check=True, stderr=subprocess.DEVNULL)
    texts, rows = read_store(database.read_only(path))
    figures = make_figures(texts, rows)
    background = learn_background(figures)
    return figures, background, {t.article_id: make_key(t.url) for t in texts}


def make_key(url: str) -> str:
    """An address without scheme and closing slash."""
    return re.sub(r"^https?://(www\d?\.)?|[/?#]+$", "", url).lower()


def read_labelled(folder: Path, scratch: Path) -> Iterator[Case]:
    """The labelled pairs whose figures are found."""
    figures, background, urls = load(folder / "dev.articles.jsonl", scratch)
    labels = {g["id"]: g["label"] for g in read_lines(folder / "dev.gold.jsonl")}
    by_url: dict[str, list[Figure]] = {}
    for figure in figures:
        by_url.setdefault(urls[figure.article.id], []).append(figure)
    for pair in read_lines(folder / "dev.pairs.jsonl"):
        a, b = (find(by_url.get(make_key(pair[side]["url"]), []), pair[side]) for side in "ab")
        if a and b and labels[pair["id"]] != "unsure" and not are_clashing_figures(a, b):
            yield Case(weigh_all_evidence(a, b, background), labels[pair["id"]] == "same", 1.0, a.counts_people)


def find(figures: Sequence[Figure], mention: dict[str, str]) -> Figure | None:
    """The figure that a labelled mention means."""
    scored = [(fuzz.ratio(f.sentence, mention["sentence"]) + 0.2 * fuzz.ratio(f.text, mention["text"]), -n) for n, f in enumerate(figures)
              if fuzz.ratio(f.text, mention["text"]) >= 60]  # fmt: skip
    best = max(scored, default=(0.0, 0))
    return figures[-best[1]] if best[0] >= ALIKE else None


def read_events(folder: Path, scratch: Path) -> Iterator[Case]:
    """Pairs of figures about people in the articles of small events."""
    figures, background, urls = load(folder / "dev.articles.jsonl", scratch)
    event = {make_key(url): e["incident"] for e in read_lines(folder / "dev.incidents.jsonl") for url in e["articles"]}
    for i, j in chain.from_iterable(find_pairs(figures, background)):
        a, b = figures[i], figures[j]
        one, other = (event.get(urls[f.article.id]) for f in (a, b))
        if a.article_id == b.article_id or one is None or other is None or not a.counts_people or are_clashing_figures(a, b):
            continue
        if one != other or a.role in ("killed", "injured"):
            evidence = weigh_all_evidence(a, b, background)
            if not is_forbidden(a, b, evidence, background):
                yield Case(evidence, one == other, EVENT, True)


def fit(cases: Sequence[Case]) -> list[float]:
    """The weights, the bias last; evidence that would speak against its own sense weighs nothing."""
    free = [True] * (len(MeasureEvidence._fields) + 1)
    while True:
        w = fit_by_newton(cases, free)
        wrong = [i for i, field in enumerate(MeasureEvidence._fields) if w[i] * SENSE.get(field, 0) < 0]
        if not wrong:
            return w
        for i in wrong:
            free[i] = False


def read_groups(articles: Path, path: Path, scratch: Path) -> Iterator[Case]:
    """The pairs of figures in series that a person checked."""
    figures, background, urls = load(articles, scratch)
    by_url: dict[str, list[Figure]] = {}
    for figure in figures:
        by_url.setdefault(urls[figure.article.id], []).append(figure)
    for line in read_lines(path):
        known = [(n, find(by_url.get(make_key(m["url"]), []), m)) for n, group in enumerate(line["groups"]) for m in group]
        members = [(n, f) for n, f in known if f]
        told = [(n == m, a, b) for k, (n, a) in enumerate(members) for m, b in members[k + 1 :] if not are_clashing_figures(a, b)]
        counts = Counter(same for same, _, _ in told)
        for same, a, b in told:
            evidence = weigh_all_evidence(a, b, background)
            if not is_forbidden(a, b, evidence, background):
                yield Case(evidence, same, min(1.0, READ[same] / counts[same]), a.counts_people)


def fit_by_newton(cases: Sequence[Case], free: Sequence[bool]) -> list[float]:
    """The weights of the evidence that is free to weigh something."""
    size = len(free)
    w = [0.0] * size
    for _ in range(25):
        gradient = [-PENALTY * x for x in w[:-1]] + [0.0]
        hessian = [[PENALTY if i == j and i < size - 1 else 1e-9 * (i == j) for j in range(size)] for i in range(size)]
        for case in cases:
            x = tuple(value if able else 0.0 for value, able in zip((*case.evidence, 1.0), free, strict=True))
            p = compute_likelihood(w, x)
            for i, xi in enumerate(x):
                if xi:
                    gradient[i] += case.weight * (case.same - p) * xi
                    row, k = hessian[i], case.weight * p * (1 - p) * xi
                    for j, xj in enumerate(x):
                        row[j] += k * xj
        step = solve_linear(hessian, gradient)
        w = [a + b for a, b in zip(w, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return w


def compute_likelihood(w: Sequence[float], x: Sequence[float]) -> float:
    """The likelihood that some weights give."""
    return 1 / (1 + math.exp(-sum(a * b for a, b in zip(w, x, strict=True))))


def solve_linear(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with pivots."""
    n = len(right)
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    for k in range(n):
        best = max(range(k, n), key=lambda i: abs(rows[i][k]))
        rows[k], rows[best] = rows[best], rows[k]
        for i in range(k + 1, n):
            factor = rows[i][k] / rows[k][k]
            if factor:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    out = [0.0] * n
    for k in reversed(range(n)):
        out[k] = (rows[k][n] - sum(rows[k][j] * out[j] for j in range(k + 1, n))) / rows[k][k]
    return out


def cross_validate(cases: Sequence[Case], extra: Sequence[Case], folds: int = 10) -> Iterator[tuple[float, bool]]:
    """Each labelled pair with the likelihood that a model gives which has not seen it."""
    order = list(range(len(cases)))
    random.Random(20).shuffle(order)
    for fold in range(folds):
        held = set(order[fold::folds])
        model = fit_by_kind([c for i, c in enumerate(cases) if i not in held] + list(extra))
        for i in sorted(held):
            yield compute_likelihood(model[cases[i].people], (*cases[i].evidence, 1.0)), cases[i].same


def fit_by_kind(cases: Sequence[Case]) -> dict[bool, list[float]]:
    """One set of weights for people, one for all else."""
    return {people: fit([c for c in cases if c.people == people]) for people in (True, False)}


def main(report: Callable[[str], None] = print) -> None:
    """Prints weights and cross-validation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--read", nargs=2, type=Path, metavar=("ARTICLES", "GROUPS"), help="series that somebody read")
    parser.add_argument("--databases", type=Path, help="a folder for the two databases, kept for the next time")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.databases or Path(scratch)
        cases, extra = list(read_labelled(args.pairs, folder)), list(read_events(args.events, folder))
        if args.read:
            extra += read_groups(*args.read, folder)
    told = list(cross_validate(cases, extra))
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        said = [same for p, same in told if p >= least]
        report(
            f"at {least}: precision {100 * sum(said) / len(said):.1f}, recall {100 * sum(said) / sum(s for _, s in told):.1f} %, "
            f"n {len(told)}"
        )
    for people, w in fit_by_kind([*cases, *extra]).items():
        report(f"{'PEOPLE' if people else 'OTHERS'} = MeasureEvidence(")
        for field, x in zip(MeasureEvidence._fields, w, strict=False):
            report(f"    {field}={x:.2f},")
        report(f")\n{'PEOPLE' if people else 'OTHERS'}_BIAS = {w[-1]:.2f}")


if __name__ == "__main__":
    main()
