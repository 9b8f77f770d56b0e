"""Claims followed over all revisions of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.matching.judge import judge
from sayso.matching.links import Match, match
from sayso.matching.mentions import Mention, Sheet
from sayso.model import Change, ChangeKind, Reading, Track, Version

#: A claim that was gone must be likelier than this to count as come back.
BACK = 0.7


@dataclass(slots=True)
class _Trail:
    """A track in the making; `last` is its latest mention."""

    last: Mention
    versions: list[Version]
    mentions: list[tuple[int, int]]
    changes: list[Change] = field(default_factory=list)

    @classmethod
    def starting(cls, mention: Mention, revision: int) -> _Trail:
        trail = cls(mention, [], [])
        trail.open(mention, revision, "unmatched", 1.0)
        trail.mentions.append((revision, mention.index))
        return trail

    def open(self, mention: Mention, revision: int, method: str, confidence: float) -> None:
        self.versions.append(Version(revision, None, mention.index, method, confidence))

    def close(self, revision: int) -> None:
        self.versions[-1] = replace(self.versions[-1], until=revision)

    def note(self, kind: ChangeKind, revision: int, found: Match | None, delta: float | None = None, percent: float | None = None) -> None:
        """Write down a change from the version before the last to the last; of a removal, from the last to none."""
        newest = len(self.versions) - 1
        old, new = (newest, None) if kind == "removed" else (newest - 1 if newest else None, newest)
        how = (found.method, found.confidence) if found else ("unmatched", 1.0)
        self.changes.append(Change(kind, revision, old, new, *how, delta, percent))


def tracks(readings: Sequence[Reading]) -> list[Track]:
    """Every claim over all revisions; see `sayso.matching.trace`."""
    sheets = _sheets(readings)
    trails: list[_Trail] = []
    standing: dict[int, _Trail] = {}
    gone: list[_Trail] = []
    for revision, sheet in enumerate(sheets):
        found = _continued(standing, sheets[revision - 1], sheet) if revision else []
        by_new = {m.new.index: m for m in found}
        continued = {m.old.index for m in found}
        fresh = [m for m in sheet.mentions if m.index not in by_new]
        back = {m.new.index: m for m in match([t.last for t in gone], fresh, None, BACK)} if fresh and gone else {}
        now: dict[int, _Trail] = {}
        by_last = {id(t.last): t for t in gone}
        for index, trail in standing.items():
            if index not in continued:
                trail.close(revision)
                trail.note("removed", revision, None)
        returned = {id(m.old) for m in back.values()}
        gone = [t for t in gone if id(t.last) not in returned]
        gone += [t for i, t in standing.items() if i not in continued]
        for mention in sheet.mentions:
            index = mention.index
            if index in by_new:
                trail = standing[by_new[index].old.index]
                _carry_on(trail, by_new[index], revision)
            elif index in back:
                trail = by_last[id(back[index].old)]
                _come_back(trail, back[index], revision)
            else:
                trail = _Trail.starting(mention, revision)
                if revision:
                    trail.note("added", revision, None)
                trails.append(trail)
            now[index] = trail
        standing = now
    return [Track(tuple(t.versions), tuple(t.changes), tuple(t.mentions)) for t in trails]


def _sheets(readings: Sequence[Reading]) -> list[Sheet]:
    known: dict[int, Sheet] = {}
    return [known.setdefault(id(r), Sheet(r)) for r in readings]


def _continued(standing: dict[int, _Trail], old: Sheet, new: Sheet) -> list[Match]:
    return match(old.mentions, new.mentions, (len(old.sentences), len(new.sentences)))


def _carry_on(trail: _Trail, found: Match, revision: int) -> None:
    verdict = judge(found.old, found.new)
    trail.last = found.new
    trail.mentions.append((revision, found.new.index))
    if verdict.kind is None:
        return
    trail.close(revision)
    trail.open(found.new, revision, found.method, found.confidence)
    trail.note(verdict.kind, revision, found, verdict.delta, verdict.percent)


def _come_back(trail: _Trail, found: Match, revision: int) -> None:
    verdict = judge(found.old, found.new)
    trail.last = found.new
    trail.mentions.append((revision, found.new.index))
    trail.open(found.new, revision, found.method, found.confidence)
    trail.note("returned", revision, found, verdict.delta, verdict.percent)
