"""Follows claims over all revisions of an article.

Each revision is matched with the one before it. New claims are then compared with claims removed earlier: one that was gone and
returns, in any wording, continues its own history. So a further revision needs only the latest one, the place of each claim
in it, and the last mention of each claim that is gone: `TrackBuilder` can carry on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.matching.accept_or_refuse import Match, Matches
from sayso.matching.link_claims import choose_unmatched_kind, link_across_texts, match_layouts
from sayso.matching.mentions import Mention, ReadingLayout
from sayso.model import Change, ChangeKind, Reading, Track, Version


@dataclass(eq=False, slots=True)
class PartialTrack:
    """A track under construction, counted by `number` from the first of the article; `last` is its latest mention.

    A track that was carried on has only its latest version and what followed.
    """

    number: int
    last: Mention
    versions: list[Version] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def add_mention(self, mention: Mention, revision: int) -> None:
        """Records that a revision has the claim."""
        self.last = mention
        self.mentions.append((revision, mention.index))

    def open_version(self, revision: int, method: str, link_certainty: float) -> None:
        """Opens a wording, that of the last mention."""
        self.versions.append(Version(revision, None, index=self.last.index, method=method, link_certainty=link_certainty))

    def close_version(self, revision: int) -> None:
        """Closes the wording."""
        self.versions[-1] = replace(self.versions[-1], until=revision)

    def record_change(self, found: Match, kind: ChangeKind, revision: int) -> None:
        """Records a new wording; a figure that moved with a new source gets two changes, so that either is found."""
        verdict = found.verdict
        self.open_version(revision, found.method, found.link_certainty)
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

    def make_track(self) -> Track:
        """The track of the claim so far."""
        return Track(tuple(self.versions), tuple(self.changes), tuple(self.mentions))


class TrackBuilder:
    """The partial tracks after a revision.

    `standing` are the tracks of claims in the latest revision, by the index of their mention; `gone` those of removed claims, by their
    number, longest gone first; `partials` those that began here; `carried` those that were carried on.

    To carry on: `begun` is the number of earlier tracks, `standing` are those of the latest revision in their order, `recall` returns
    those of removed claims in order. It is called only if a new claim may be one of them.
    """

    def __init__(
        self, begun: int = 0, standing: Iterable[PartialTrack] = (), recall: Callable[[], Iterable[PartialTrack]] | None = None
    ) -> None:
        self.begun = begun
        self.partials: list[PartialTrack] = []
        self.carried = list(standing)
        self.standing = {partial.last.index: partial for partial in self.carried}
        self.recall = recall
        self.gone: dict[int, PartialTrack] = {}

    def add_revision(self, before: ReadingLayout | None, layout: ReadingLayout, revision: int) -> None:
        """Take in the next revision."""
        now: dict[int, PartialTrack] = {}
        matches = match_layouts(before, layout) if before else Matches([])
        for found in matches.found:
            now[found.new.index] = _extend_track(self.standing.pop(found.old.index), found, revision)
        for found in self._find_returned([m for m in layout.mentions if m.index not in now]):
            now[found.new.index] = self._resume_track(matches.doubt_return(found), revision)
        for partial in self.standing.values():
            self._end_track(partial, revision, *matches.describe_unmatched(partial.last))
        for mention in layout.mentions:
            if mention.index not in now:
                now[mention.index] = self._begin_track(mention, revision, *matches.describe_unmatched(mention))
        self.standing = now

    def _find_returned(self, fresh: list[Mention]) -> list[Match]:
        if fresh and self.recall:
            recalled, self.recall = list(self.recall()), None
            self.carried += recalled
            self.gone = {partial.number: partial for partial in recalled} | self.gone
        return link_across_texts([t.last for t in self.gone.values()], fresh).found if fresh and self.gone else []

    def _resume_track(self, found: Match, revision: int) -> PartialTrack:
        partial = next(partial for partial in self.gone.values() if partial.last is found.old)
        del self.gone[partial.number]
        partial.add_mention(found.new, revision)
        partial.record_change(found, "returned", revision)
        return partial

    def _end_track(self, partial: PartialTrack, revision: int, method: str, link_certainty: float) -> None:
        partial.close_version(revision)
        partial.changes.append(
            Change(
                choose_unmatched_kind("removed", method),
                revision,
                old=len(partial.versions) - 1,
                new=None,
                method=method,
                link_certainty=link_certainty,
            )
        )
        self.gone[partial.number] = partial

    def _begin_track(self, mention: Mention, revision: int, method: str, link_certainty: float) -> PartialTrack:
        partial = PartialTrack(self.begun + len(self.partials), mention)
        partial.add_mention(mention, revision)
        partial.open_version(revision, method, link_certainty)
        if revision:
            partial.changes.append(
                Change(choose_unmatched_kind("added", method), revision, old=None, new=0, method=method, link_certainty=link_certainty)
            )
        self.partials.append(partial)
        return partial


def _extend_track(partial: PartialTrack, found: Match, revision: int) -> PartialTrack:
    partial.add_mention(found.new, revision)
    kind = found.verdict.kind
    if kind is not None:
        partial.close_version(revision)
        partial.record_change(found, kind, revision)
    return partial


def follow_claims(readings: Sequence[Reading]) -> list[Track]:
    """The tracks of all claims over all revisions."""
    builder, before = TrackBuilder(), None
    for revision, reading in enumerate(readings):
        layout = ReadingLayout(reading)
        builder.add_revision(before, layout, revision)
        before = layout
    return [partial.make_track() for partial in builder.partials]
