"""The state of matching after an article's latest revision, from which the next one continues.

It has for each claim the number of wordings and changes, the last mention, and its wording. Revisions are numbered by position
(0 is the first). The rows of claims alone do not give the index of a claim in each reading; so the state
is stored with them, in the same transaction. It is a function of the present revisions.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.ingest.history.readings import Read
from sayso.matching.mentions import Mention, ReadingLayout
from sayso.matching.tracks import PartialTrack, TrackBuilder
from sayso.model import Version
from sayso.store.rows import RevisionRow

#: Marks a wording that ended before the present revisions; its number no longer matters.
ENDED = -1


class ClaimState(NamedTuple):
    """One claim so far.

    `number` counts the article's claims from 0; `version` is the number of its latest wording among all of the article, which began as
    claim `since_claim` of revision `since`; the latest mention is claim `last_claim` of revision `last`.
    """

    number: int
    first: int
    versions: int
    changes: int
    requoted: int
    version: int
    since: int
    since_claim: int
    last: int
    last_claim: int


class State(NamedTuple):
    """The number of revisions, claims, wordings and changes, and the present and the removed claims.

    Both lists of claims are in the order of the matcher's own lists.
    """

    revisions: int = 0
    claims: int = 0
    versions: int = 0
    changes: int = 0
    standing: Sequence[ClaimState] = ()
    gone: Sequence[ClaimState] = ()

    def pack(self) -> bytes:
        """Packs the state into bytes."""
        return zlib.compress(json.dumps(self, separators=(",", ":")).encode(), 9)

    @classmethod
    def unpack(cls, packed: bytes) -> State:
        """Unpacks a state that `pack` made."""
        revisions, claims, versions, changes, standing, gone = json.loads(zlib.decompress(packed))
        return cls(
            revisions=revisions, claims=claims, versions=versions, changes=changes,
            standing=[ClaimState(*x) for x in standing], gone=[ClaimState(*x) for x in gone],
        )  # fmt: skip

    def find_needed_revisions(self) -> set[int]:
        """Returns the revisions that the next matching may need."""
        latest = {self.revisions - 1} if self.revisions else set()
        return latest | {x.since for x in (*self.standing, *self.gone)} | {x.last for x in self.gone}


class SavedState(NamedTuple):
    """The state, and its stored revisions with their compressed readings, by position.

    `starts` says when each stored revision began.
    """

    state: State = State()
    starts: Sequence[str] = ()
    revisions: Mapping[int, RevisionRow] = {}
    readings: Mapping[int, bytes] = {}

    def load_readings(self) -> dict[int, Read]:
        """Returns the readings, which are decompressed on demand."""
        return {place: Read(revision.document, self.readings[place]) for place, revision in self.revisions.items()}


#: The state of an article without revisions.
NO_PAST = SavedState()


def restore_tracing(state: State, reads: Mapping[int, Read]) -> tuple[TrackBuilder, ReadingLayout | None]:
    """Restores the tracing, and the layout of the latest revision."""
    if not state.revisions:
        return TrackBuilder(), None
    layout = ReadingLayout(reads[state.revisions - 1].reading)
    standing = [_make_partial(x, layout.mentions[x.last_claim], None) for x in state.standing]
    return TrackBuilder(state.claims, standing, lambda: _recall_tracks(state.gone, reads)), layout


def _recall_tracks(gone: Sequence[ClaimState], reads: Mapping[int, Read]) -> Iterator[PartialTrack]:
    """Restores the removed claims, each laid out as in its last revision."""
    wanted: dict[int, list[int]] = {}
    for x in gone:
        wanted.setdefault(x.last, []).append(x.last_claim)
    mentions = {place: reads[place].find_mentions(indexes) for place, indexes in wanted.items()}
    return (_make_partial(x, mentions[x.last][x.last_claim], ENDED) for x in gone)


def _make_partial(x: ClaimState, last: Mention, until: int | None) -> PartialTrack:
    """Makes a partial track with its latest wording; how that was linked is in its row, and not needed here."""
    return PartialTrack(x.number, last, [Version(since=x.since, until=until, index=x.since_claim, method="", link_certainty=1.0)])
