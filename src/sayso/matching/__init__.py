"""Matches the claims of two revisions and classifies the changes: pure functions over readings."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grammar import parse
from sayso.matching.link_claims import link_claims
from sayso.matching.mentions import ReadingLayout
from sayso.matching.tracks import follow_claims
from sayso.model import Document, Link, Reading, Track

#: Stored with the results of matching; raise it with every change of the rules.
MATCHER_VERSION = 13

__all__ = ["MATCHER_VERSION", "compare", "diff", "trace"]


def compare(old: Reading, new: Reading) -> list[Link]:
    """The links between the claims of two readings: each claim of either side is in exactly one link."""
    return link_claims(ReadingLayout(old), ReadingLayout(new))


def diff(old: str, new: str) -> list[Link]:
    """The links between the claims of two texts, each taken as an article's body: `parse` of both, then `compare`."""
    return compare(parse(Document(old)), parse(Document(new)))


def trace(readings: Sequence[Reading]) -> list[Track]:
    """Every claim over all revisions of its article, oldest revision first.

    A claim that was gone and comes back is the same track. The first revision's claims start without a change. Deterministic,
    and each revision depends only on the ones before it: another revision at the end extends the tracks, and closes
    versions, and changes nothing else.
    """
    return follow_claims(readings)
