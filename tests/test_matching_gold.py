"""The labelled pairs of revisions: below these figures, matching is not good enough to call anything a stealth edit."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from sayso.cli.jsonl import diff_lines


@pytest.fixture(scope="module")
def figures(shared):
    spec = importlib.util.spec_from_file_location("change_eval", shared / "eval" / "change_eval.py")
    change_eval = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(change_eval)
    pairs = change_eval.lines(shared / "data" / "revisions" / "dev.pairs.jsonl")
    gold = change_eval.lines(shared / "data" / "revisions" / "dev.gold.jsonl")
    answers = [json.loads(line) for line in diff_lines(json.dumps({k: p[k] for k in ("id", "old", "new")}) for p in pairs)]
    return change_eval.score(pairs, gold, answers)


@pytest.mark.shared
@pytest.mark.parametrize(("figure", "least"), [("revised", 0.92), ("value", 0.92), ("gone", 0.84), ("new", 0.89)])
def test_found(figures, figure, least):
    assert figures[figure]["F1"] >= least


@pytest.mark.shared
def test_kept_claims_are_not_called_revised(figures):
    assert figures["same_recall"] >= 0.95
    assert figures["false_revision"] <= 0.02


@pytest.mark.shared
def test_an_agency_s_own_figures_are_followed(shared, monkeypatch):
    monkeypatch.setenv("SAYSO_SHARED", str(shared))
    spec = importlib.util.spec_from_file_location("wildfires", Path(__file__).resolve().parents[1] / "benchmarks" / "wildfires.py")
    wildfires = importlib.util.module_from_spec(spec)
    sys.modules["wildfires"] = wildfires
    spec.loader.exec_module(wildfires)
    found = [what for pair in list(wildfires.read_pairs())[::3] for _, what, _ in wildfires.judge_pair(pair)]
    assert found.count("told") >= 0.88 * (len(found) - found.count("crossed"))
    assert found.count("crossed") <= 0.03 * len(found)
