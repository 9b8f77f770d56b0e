"""Claims followed over all revisions of an article.

Each revision is matched with the one before it. What is new in it is then held against what went earlier: a claim that was gone and
comes back, in whatever wording, goes on with its own history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.matching.linking import across, between
from sayso.matching.mentions import Mention, Sheet
from sayso.matching.selection import Match, Matches
from sayso.model import Change, ChangeKind, Reading, Track, Version


@dataclass(eq=False, slots=True)
class _Trail:
    """A track in the making; `last` is its latest mention."""

    last: Mention
    versions: list[Version] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def see(self, mention: Mention, revision: int) -> None:
        """Revision holds the claim."""
        self.last = mention
        self.mentions.append((revision, mention.index))

    def open(self, revision: int, method: str, link_certainty: float) -> None:
        """A wording begins: that of the last mention."""
        self.versions.append(Version(revision, None, self.last.index, method, link_certainty))

    def close(self, revision: int) -> None:
        """The wording ends."""
        self.versions[-1] = replace(self.versions[-1], until=revision)

    def change(self, found: Match, kind: ChangeKind, revision: int) -> None:
        """A wording follows another."""
        verdict = found.verdict
        self.open(revision, found.method, found.link_certainty)
        new = len(self.versions) - 1
        self.changes.append(Change(kind, revision, new - 1, new, found.method, found.link_certainty, verdict.delta, verdict.percent))

    def track(self) -> Track:
        return Track(tuple(self.versions), tuple(self.changes), tuple(self.mentions))


class _Tracing:
    """All trails, those that stand (by the index of their mention in the latest revision), and those that are gone."""

    def __init__(self) -> None:
        self.trails: list[_Trail] = []
        self.standing: dict[int, _Trail] = {}
        self.gone: dict[int, _Trail] = {}  # by the id of the last mention

    def go_on(self, before: Sheet | None, sheet: Sheet, revision: int) -> None:
        """Take in the next revision."""
        now: dict[int, _Trail] = {}
        matches = between(before, sheet) if before else Matches([])
        for found in matches.found:
            now[found.new.index] = _carried_on(self.standing.pop(found.old.index), found, revision)
        for found in self._returned([m for m in sheet.mentions if m.index not in now]):
            now[found.new.index] = self._back(found, revision)
        for trail in self.standing.values():
            self._lose(trail, revision, *matches.parting(trail.last))
        for mention in sheet.mentions:
            if mention.index not in now:
                now[mention.index] = self._start(mention, revision, *matches.parting(mention))
        self.standing = now

    def _returned(self, fresh: list[Mention]) -> list[Match]:
        return across([t.last for t in self.gone.values()], fresh).found if fresh and self.gone else []

    def _back(self, found: Match, revision: int) -> _Trail:
        trail = self.gone.pop(id(found.old))
        trail.see(found.new, revision)
        trail.change(found, "returned", revision)
        return trail

    def _lose(self, trail: _Trail, revision: int, method: str, link_certainty: float) -> None:
        trail.close(revision)
        trail.changes.append(Change("removed", revision, len(trail.versions) - 1, None, method, link_certainty))
        self.gone[id(trail.last)] = trail

    def _start(self, mention: Mention, revision: int, method: str, link_certainty: float) -> _Trail:
        trail = _Trail(mention)
        trail.see(mention, revision)
        trail.open(revision, method, link_certainty)
        if revision:
            trail.changes.append(Change("added", revision, None, 0, method, link_certainty))
        self.trails.append(trail)
        return trail


def _carried_on(trail: _Trail, found: Match, revision: int) -> _Trail:
    trail.see(found.new, revision)
    kind = found.verdict.kind
    if kind is not None:
        trail.close(revision)
        trail.change(found, kind, revision)
    return trail


def followed(readings: Sequence[Reading]) -> list[Track]:
    """Every claim over all revisions; see `sayso.matching.trace`. A reading that is given twice is laid out once."""
    sheets: dict[int, Sheet] = {id(reading): Sheet(reading) for reading in readings}
    tracing = _Tracing()
    before = None
    for revision, reading in enumerate(readings):
        sheet = sheets[id(reading)]
        tracing.go_on(before, sheet, revision)
        before = sheet
    return [trail.track() for trail in tracing.trails]
