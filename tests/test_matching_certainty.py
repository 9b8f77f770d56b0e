"""The certainty of links: the constants follow from the judged links, certainty is calibrated, and uncertain links are not reported."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from matching_readings import reading
from sayso.matching import compare
from sayso.matching.scoring import CHOSEN, FAR, SLOPE, STRANGE

BENCHMARK = Path(__file__).resolve().parents[1] / "benchmarks" / "link_certainty.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("link_certainty", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    sys.modules["link_certainty"] = module
    spec.loader.exec_module(module)
    return module


def test_the_constants_come_out_of_the_judged_links(bench):
    assert bench.fit(bench.read()) == pytest.approx([SLOPE, FAR, STRANGE, CHOSEN], abs=0.06)


def test_certainty_is_calibrated_on_stories_that_the_fit_did_not_see(bench):
    judged = bench.cross_validate(bench.read(), rounds=2)
    assert sum((p - right) ** 2 for p, right in judged) / len(judged) < 0.06
    for low, _, n, mean, right in bench.compute_calibration(judged):
        assert abs(mean - right) < (0.05 if low >= 0.95 else 0.2), (low, n)


def kinds(old: str, new: str) -> set[str | None]:
    return {x.kind for x in compare(reading(old), reading(new))}


def test_seats_of_another_party_are_no_lower_count():
    old = (
        "Polls closed in Orle at dusk.\n\nThe Tarn Union stayed ahead as expected and the alliance it leads took [209|209 exact "
        "- seat] seats, "
        "a clear majority in the Diet.\n\nIts rivals conceded."
    )
    new = (
        "The Tarn Union thanked its voters.\n\nIda Renn has yet to speak.\n\nThe opposition Moss League and its friends won "
        "[17|17 exact - seat] seats in the Diet of Orle.\n\nPolls closed in Orle at dusk."
    )
    assert "lowered" not in kinds(old, new)


INCREMENTS = "On {0}, the ministry told the agency of [{1}|{1} exact - case] additional cases of the fever in the province of Kell."


def test_what_was_added_on_another_day_is_another_claim():
    assert "lowered" not in kinds(INCREMENTS.format("4 March", 28), INCREMENTS.format("11 March", 18))


def test_what_was_added_is_put_right_on_the_same_day():
    assert "lowered" in kinds(INCREMENTS.format("4 March", 28), INCREMENTS.format("4 March", 18))


@pytest.mark.parametrize(("start", "kind"), [("2 May", "raised"), ("14 May", None)])
def test_a_period_that_starts_anew_is_another_claim(start, kind):
    old = "Between 2 May and 12 May, the clinic in Orle treated [31|31 exact person patient] patients for burns."
    new = f"Between {start} and 24 May, the clinic in Orle treated [45|45 exact person patient] patients for burns."
    assert ("raised" in kinds(old, new)) == (kind == "raised")


def test_a_total_moves_on_with_its_day():
    text = "As of {}, [{}|{} exact person patient] patients had been treated for burns at the clinic in Orle."
    assert kinds(text.format("2 May", 31, 31), text.format("9 May", 45, 45)) == {"raised"}
