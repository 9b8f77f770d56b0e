"""From an article's revisions to the rows of its claims: read each text, follow each claim, put it into rows.

A pure function of its arguments, so that it can run in another process.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sayso.errors import InputError
from sayso.ingest.history.acknowledged import owned_up
from sayso.ingest.history.readings import Stored, read
from sayso.matching import trace
from sayso.matching.news import Happening, Side, entries, is_shown, news
from sayso.model import CHANGE_KINDS, FOREVER, Attribution, Change, Claim, Moment, Quantity, Reading, Span, Track, Version
from sayso.store.rows import ChangeRow, ClaimRow, Derived, MentionRow, RevisionRow, SpeakerRow, VersionRow
from sayso.store.tables import PER_ARTICLE

#: The longest label of a claim, in characters: what fits a line of a table.
LABEL = 100
RANK = {kind: rank for rank, kind in enumerate(CHANGE_KINDS, 1)}


def derive(article_id: int, revisions: Sequence[RevisionRow], language: str | None, stored: Stored) -> Derived:
    """The rows of an article's claims, with what of its texts was read and `stored` before; an article in another language than English
    has none."""
    if language and not language.lower().startswith("en"):
        return Derived()
    readings, rows = read(revisions, stored)
    tracks = trace(readings)
    return _Rows(article_id, revisions, readings, tracks).derived()._replace(readings=tuple(rows))


def speaker_id(name: str) -> int:
    """A number for a name: 52 bits of its hash, so that it is the same in every database and safe in JavaScript."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) >> 12


class _Rows:
    """One article's rows; numbered by first appearance, so that a later revision only adds numbers at the end."""

    def __init__(self, article_id: int, revisions: Sequence[RevisionRow], readings: Sequence[Reading], tracks: Sequence[Track]) -> None:
        self.article_id, self.revisions, self.readings, self.tracks = article_id, revisions, readings, tracks
        self.version_ids = self._version_ids()
        self.notices = [_notice(revisions, i) for i in range(len(revisions))]
        self.names: set[str] = set()

    def derived(self) -> Derived:
        versions = tuple(self._version(t, n) for t in range(len(self.tracks)) for n in range(len(self.tracks[t].versions)))
        return Derived(
            claims=tuple(self._claim(t) for t in range(len(self.tracks))),
            versions=tuple(sorted(versions)),
            changes=tuple(self._changes()),
            mentions=tuple(sorted(set(self._mentions()))),
            speakers=tuple(SpeakerRow(speaker_id(name), name) for name in sorted(self.names)),
        )

    def _id(self, n: int) -> int:
        if n >= PER_ARTICLE:
            raise InputError(f"article {self.article_id} has more than {PER_ARTICLE - 1} claims, wordings or changes; it is left out")
        return self.article_id * PER_ARTICLE + n

    def _version_ids(self) -> dict[tuple[int, int], int]:
        order = sorted((v.since, t, n) for t, track in enumerate(self.tracks) for n, v in enumerate(track.versions))
        return {(t, n): self._id(i) for i, (_, t, n) in enumerate(order, 1)}

    def _at(self, version: Version) -> Claim:
        return self.readings[version.since].claims[version.index]

    def _speaker(self, attribution: Attribution | None) -> int | None:
        if attribution is None or attribution.speaker is None:
            return None
        self.names.add(attribution.speaker)
        return speaker_id(attribution.speaker)

    def _claim(self, t: int) -> ClaimRow:
        track = self.tracks[t]
        last = track.versions[-1]
        claim, text = self._at(last), self.readings[last.since].document.text
        figure = _figure(claim.quantity)
        return ClaimRow(
            id=self._id(t + 1), article_id=self.article_id, kind=claim.kind, part=claim.part, label=_label(claim, text),
            sentence=claim.sentence.of(text), speaker_id=self._speaker(claim.attribution), value=figure["value"], unit=figure["unit"],
            noun=figure["noun"], role=figure["role"], status="standing" if last.until is None else "gone",
            first_at=self.revisions[track.versions[0].since].valid_from, last_at=self.revisions[_last_event(track)].valid_from,
            versions=len(track.versions), changes=len(track.changes), requoted=sum(c.kind == "requoted" for c in track.changes),
            **_shown(claim),
        )  # fmt: skip

    def _version(self, t: int, n: int) -> VersionRow:
        version = self.tracks[t].versions[n]
        revision, claim = self.revisions[version.since], self._at(version)
        text = revision.text
        return VersionRow(
            id=self.version_ids[t, n], claim_id=self._id(t + 1), article_id=self.article_id, revision_id=revision.id, n=n + 1,
            valid_from=revision.valid_from, valid_to=FOREVER if version.until is None else self.revisions[version.until].valid_from,
            start=claim.span.start, end=claim.span.end, text=claim.span.of(text), sentence=claim.sentence.of(text),
            **_figure(claim.quantity), **_saying(claim.attribution, text), **_moment(claim.moment, text),
            speaker_id=self._speaker(claim.attribution), marks=_marks(claim), rule=claim.rule, method=version.method,
            link_certainty=round(version.link_certainty, 3), **_shown(claim),
        )  # fmt: skip

    def _changes(self) -> list[ChangeRow]:
        order = sorted((c.revision, t, i) for t, track in enumerate(self.tracks) for i, c in enumerate(track.changes))
        named: dict[int, set[tuple[int, int]]] = {}
        for r, notice in enumerate(self.notices):
            if notice:
                here = [(t, i) for revision, t, i in order if revision == r]
                pairs = [self._ends(t, self.tracks[t].changes[i]) for t, i in here]
                named[r] = {here[k] for k in owned_up(notice, pairs)}
        first = self._entries(order)
        return [self._change(self._id(k), t, i, named.get(r), first[k - 1]) for k, (r, t, i) in enumerate(order, 1)]

    def _entries(self, order: Sequence[tuple[int, int, int]]) -> list[int]:
        """For each change, in that order, the number of the first change of its entry."""
        out: list[int] = []
        for _, group in groupby(order, key=itemgetter(0)):
            start = len(out)
            out += [self._id(start + 1 + k) for k in entries([self._happening(t, i) for _, t, i in group])]
        return out

    def _happening(self, t: int, i: int) -> Happening:
        change = self.tracks[t].changes[i]
        old, new = (None if n is None else self._side(self.tracks[t].versions[n]) for n in (change.old, change.new))
        return Happening(change.kind, old, new, change.link_certainty, change.percent)

    def _side(self, version: Version) -> Side:
        return Side(self._at(version), self.readings[version.since].document)

    def _ends(self, t: int, change: Change) -> tuple[Claim | None, Claim | None]:
        versions = self.tracks[t].versions
        return tuple(None if n is None else self._at(versions[n]) for n in (change.old, change.new))  # type: ignore[return-value]

    def _change(self, number: int, t: int, i: int, named: set[tuple[int, int]] | None, entry: int) -> ChangeRow:
        c = self.tracks[t].changes[i]
        revision, happening = self.revisions[c.revision], self._happening(t, i)
        correction = None
        if named is not None:
            told = RANK[c.kind] <= RANK["removed"]
            correction = "names it" if (t, i) in named else "notes one" if not named and told else None
        return ChangeRow(
            id=number, claim_id=self._id(t + 1), article_id=self.article_id, kind=c.kind, rank=RANK[c.kind], at=revision.valid_from,
            day=revision.valid_from[:10], old_version_id=None if c.old is None else self.version_ids[t, c.old],
            new_version_id=None if c.new is None else self.version_ids[t, c.new], old_revision_id=self.revisions[c.revision - 1].id,
            new_revision_id=revision.id, delta=_rounded(c.delta), percent=_rounded(c.percent), stealth=revision.stealth,
            correction=correction, method=c.method, link_certainty=round(c.link_certainty, 3),
            news=round(news(happening), 3), entry=entry, shown=int(is_shown(happening)),
        )  # fmt: skip

    def _mentions(self) -> list[MentionRow]:
        rows = []
        for t, track in enumerate(self.tracks):
            n = 0
            for revision, index in track.mentions:
                while n + 1 < len(track.versions) and track.versions[n + 1].since <= revision:
                    n += 1
                span = self.readings[revision].claims[index].span
                rows.append(MentionRow(self.revisions[revision].id, span.start, self.version_ids[t, n], span.end))
        return rows


def _figure(q: Quantity | None) -> dict[str, Any]:
    names = ("value", "modifier", "low", "high", "unit", "noun", "head", "role", "trend")
    return {name: getattr(q, name, None) for name in names}


def _shown(claim: Claim) -> dict[str, Any]:
    return {"certainty": round(claim.certainty, 3), "incidental": int(claim.incidental), "shown": int(claim.shown)}


def _saying(a: Attribution | None, text: str) -> dict[str, Any]:
    if a is None:
        return dict.fromkeys(("source", "cue", "mode", "act", "negated"))
    source, cue = a.source and a.source.of(text), a.cue and a.cue.of(text)
    return {"source": source, "cue": cue, "mode": a.mode, "act": a.act, "negated": int(a.negated)}


def _moment(m: Moment | None, text: str) -> dict[str, Any]:
    return {"moment": m and m.span.of(text), "moment_start": m and m.start, "moment_end": m and m.end}


def _notice(revisions: Sequence[RevisionRow], i: int) -> str | None:
    """The correction notice that this revision brought; one that stood there before owns up to nothing new."""
    before = revisions[i - 1].correction if i else None
    return revisions[i].correction if i and revisions[i].correction != before else None


def _last_event(track: Track) -> int:
    return max([track.versions[-1].since, *(c.revision for c in track.changes)])


def _label(claim: Claim, text: str) -> str:
    """What a table calls the claim: the figure and what it counts, or the words attributed."""
    if claim.quantity:
        q = claim.quantity
        label = f"{q.span.of(text)} {q.noun}" if q.noun and q.noun not in q.span.of(text) else q.span.of(text)
    else:
        label = " … ".join(s.of(text) for s in claim.spans)
    label = " ".join(label.split())
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"


def _marks(claim: Claim) -> str:
    """The spans that a page marks, as JSON."""
    a = claim.attribution
    marks: dict[str, Span | list[Span] | None] = {"sentence": claim.sentence}
    if a:
        marks |= {"source": a.source, "cue": a.cue, "content": list(a.content)}
    return json.dumps({k: v for k, v in marks.items() if v}, separators=(",", ":"))


def _rounded(x: float | None) -> float | None:
    """Differences of binary fractions (16.41 - 15.0 = 1.4100000000000001) to what a reader would write."""
    return None if x is None else float(f"{x:.10g}")
