"""Claims followed over all revisions of an article.

Each revision is matched with the one before it. New claims are then compared with claims that went earlier: one that was gone and
comes back, in whatever wording, continues its own history. So a further revision needs only the latest one, the place of each claim
in it, and the last mention of each claim that is gone: `Tracing` can carry on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.matching.accept_or_refuse import Match, Matches
from sayso.matching.link_claims import across, kind_of_parting, match_layouts
from sayso.matching.mentions import Mention, ReadingLayout
from sayso.model import Change, ChangeKind, Reading, Track, Version


@dataclass(eq=False, slots=True)
class Trail:
    """A track under construction, counted by `number` from the first of the article; `last` is its latest mention.

    A trail that was carried on holds its latest version and what came after.
    """

    number: int
    last: Mention
    versions: list[Version] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def see(self, mention: Mention, revision: int) -> None:
        """Records that a revision has the claim."""
        self.last = mention
        self.mentions.append((revision, mention.index))

    def open(self, revision: int, method: str, link_certainty: float) -> None:
        """Opens a wording, that of the last mention."""
        self.versions.append(Version(revision, None, index=self.last.index, method=method, link_certainty=link_certainty))

    def close(self, revision: int) -> None:
        """Closes the wording."""
        self.versions[-1] = replace(self.versions[-1], until=revision)

    def change(self, found: Match, kind: ChangeKind, revision: int) -> None:
        """Records a new wording; a figure that moved with a new source gets two changes, so that either is found."""
        verdict = found.verdict
        self.open(revision, found.method, found.link_certainty)
        new = len(self.versions) - 1
        self.changes.append(
            Change(
                kind,
                revision,
                old=new - 1,
                new=new,
                method=found.method,
                link_certainty=found.link_certainty,
                delta=verdict.delta,
                percent=verdict.percent,
            )
        )
        if verdict.resourced and kind == verdict.kind:
            self.changes.append(
                Change("reattributed", revision, old=new - 1, new=new, method=found.method, link_certainty=found.link_certainty)
            )

    def track(self) -> Track:
        """The track of the claim, as far as it has been followed."""
        return Track(tuple(self.versions), tuple(self.changes), tuple(self.mentions))


class Tracing:
    """The trails after a revision.

    Those that are there (by the index of their mention in the latest revision), those that are gone (by their number, longest gone first),
    those that were begun here, and those that were carried on.

    To carry on: `begun` trails there are already, `standing` are those of the latest revision in the order in which they were there,
    `recall` gives those that were gone, in order. It is asked only when something comes that may be one of them.
    """

    def __init__(self, begun: int = 0, standing: Iterable[Trail] = (), recall: Callable[[], Iterable[Trail]] | None = None) -> None:
        self.begun = begun
        self.trails: list[Trail] = []
        self.carried = list(standing)
        self.standing = {trail.last.index: trail for trail in self.carried}
        self.recall = recall
        self.gone: dict[int, Trail] = {}

    def go_on(self, before: ReadingLayout | None, sheet: ReadingLayout, revision: int) -> None:
        """Take in the next revision."""
        now: dict[int, Trail] = {}
        matches = match_layouts(before, sheet) if before else Matches([])
        for found in matches.found:
            now[found.new.index] = _carry_on(self.standing.pop(found.old.index), found, revision)
        for found in self._find_returned([m for m in sheet.mentions if m.index not in now]):
            now[found.new.index] = self._back(matches.as_back(found), revision)
        for trail in self.standing.values():
            self._lose(trail, revision, *matches.describe_parting(trail.last))
        for mention in sheet.mentions:
            if mention.index not in now:
                now[mention.index] = self._start(mention, revision, *matches.describe_parting(mention))
        self.standing = now

    def _find_returned(self, fresh: list[Mention]) -> list[Match]:
        if fresh and self.recall:
            recalled, self.recall = list(self.recall()), None
            self.carried += recalled
            self.gone = {trail.number: trail for trail in recalled} | self.gone
        return across([t.last for t in self.gone.values()], fresh).found if fresh and self.gone else []

    def _back(self, found: Match, revision: int) -> Trail:
        trail = next(trail for trail in self.gone.values() if trail.last is found.old)
        del self.gone[trail.number]
        trail.see(found.new, revision)
        trail.change(found, "returned", revision)
        return trail

    def _lose(self, trail: Trail, revision: int, method: str, link_certainty: float) -> None:
        trail.close(revision)
        trail.changes.append(
            Change(
                kind_of_parting("removed", method),
                revision,
                old=len(trail.versions) - 1,
                new=None,
                method=method,
                link_certainty=link_certainty,
            )
        )
        self.gone[trail.number] = trail

    def _start(self, mention: Mention, revision: int, method: str, link_certainty: float) -> Trail:
        trail = Trail(self.begun + len(self.trails), mention)
        trail.see(mention, revision)
        trail.open(revision, method, link_certainty)
        if revision:
            trail.changes.append(
                Change(kind_of_parting("added", method), revision, old=None, new=0, method=method, link_certainty=link_certainty)
            )
        self.trails.append(trail)
        return trail


def _carry_on(trail: Trail, found: Match, revision: int) -> Trail:
    trail.see(found.new, revision)
    kind = found.verdict.kind
    if kind is not None:
        trail.close(revision)
        trail.change(found, kind, revision)
    return trail


def follow_claims(readings: Sequence[Reading]) -> list[Track]:
    """Every claim over all revisions; see `sayso.matching.trace`."""
    tracing, before = Tracing(), None
    for revision, reading in enumerate(readings):
        sheet = ReadingLayout(reading)
        tracing.go_on(before, sheet, revision)
        before = sheet
    return [trail.track() for trail in tracing.trails]
