"""What all tests share: where the labelled texts are, and that tests which need them are left out where they are missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from publisher import Publisher, start_publisher

# Tests assert results, not how long a busy machine takes: timings belong in benchmarks/.
settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sayso")

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))


#: What tests with a marker need, and what to say where it is not there.
NEEDED = {
    "shared": (SHARED, "the labelled texts are not in ../shared"),
    "checkout": (ROOT / ".git", "this is no checkout but a source archive, in which git tracks nothing"),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips the tests whose requirements are missing; `pytest_report_collectionfinish` says so."""
    absent = [item for marker, (path, _) in NEEDED.items() if not path.exists() for item in items if item.get_closest_marker(marker)]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if item not in absent]


def pytest_report_collectionfinish() -> list[str]:
    """One line for each kind of test that is left out, with the reason."""
    return [f"tests marked `{marker}` are left out: {why}" for marker, (path, why) in NEEDED.items() if not path.exists()]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled texts; only tests marked `shared` may ask for it."""
    return SHARED


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A small publisher on loopback, without pages yet."""
    with start_publisher() as running:
        yield running
