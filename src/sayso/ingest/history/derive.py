"""Derives the rows of an article's claims from its revisions: reads each text, follows each claim, makes its rows.

A pure function of its arguments, so that it can run in another process.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from sayso.errors import InputError
from sayso.grammar import GRAMMAR_VERSION
from sayso.ingest.history.acknowledged_changes import find_acknowledged_changes
from sayso.ingest.history.match_state import NO_PAST, ClaimState, SavedState, State, restore_tracing
from sayso.ingest.history.readings import Read, Stored, is_read, read_revisions
from sayso.matching import MATCHER_VERSION
from sayso.matching.group_changes import group_into_entries
from sayso.matching.mentions import ReadingLayout
from sayso.matching.news import Happening, Side, is_shown, rate_news
from sayso.matching.tracks import PartialTrack, TrackBuilder
from sayso.model import CHANGE_KINDS, FOREVER, Attribution, Change, Claim, Moment, Quantity, Span, Version
from sayso.store.numbering import PER_ARTICLE
from sayso.store.rows import ChangeRow, ClaimRow, Derived, MentionRow, RevisionRow, SpeakerRow, StateRow, VersionRow

#: The longest label of a claim, in characters: a line of a table.
MAX_LABEL = 100
#: The columns of a wording's row for its figure.
_OF_FIGURES = ("value", "modifier", "low", "high", "unit", "noun", "head", "role", "trend")
_values = attrgetter(*_OF_FIGURES)
#: One encoder for all rows: `json.dumps` makes one for each call.
_encode = json.JSONEncoder(separators=(",", ":")).encode
RANK = {kind: rank for rank, kind in enumerate(CHANGE_KINDS, 1)}


def derive(article_id: int, revisions: Sequence[RevisionRow], language: str | None, stored: Stored, past: SavedState = NO_PAST) -> Derived:
    """Returns the rows of an article's claims.

    `stored` are earlier readings of its texts; an article in another language than English has no claims. With a `past`, the
    revisions are those after it, and the rows are those that they add or replace.
    """
    if not is_read(language):
        return Derived()
    first = past.state.revisions
    if not revisions:
        return Derived(claim_count=past.state.claims, change_count=past.state.changes)
    earlier = past.load_readings()
    reads, rows = read_revisions(revisions, stored, (past.revisions[first - 1], earlier[first - 1]) if first else None)
    known = earlier | dict(enumerate(reads, first))
    builder, before = restore_tracing(past.state, known)
    for place, one in enumerate(reads, first):
        layout = ReadingLayout(one.reading)
        builder.add_revision(before, layout, place)
        before = layout
    texts = {**past.revisions, **dict(enumerate(revisions, first))}
    return (
        _Rows(article_id=article_id, revisions=texts, reads=known, past=past, builder=builder).build_rows()._replace(readings=tuple(rows))
    )


def compute_speaker_id(name: str) -> int:
    """Returns a number for a name: 52 bits of its hash, so that it is the same in every database and safe in JavaScript."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) >> 12


class _Rows:
    """One article's rows; numbered by first appearance, so that a later revision only adds numbers at the end.

    Revisions are indexed by position, partial tracks by number; the first version of a continued track is stored already.
    """

    def __init__(
        self, article_id: int, revisions: Mapping[int, RevisionRow], reads: Mapping[int, Read], past: SavedState, builder: TrackBuilder
    ) -> None:
        self.article_id, self.revisions, self.reads, self.past, self.builder = article_id, revisions, reads, past, builder
        self.before = {x.number: x for x in (*past.state.standing, *past.state.gone)}
        self.partials = {t.number: t for t in sorted([*builder.carried, *builder.partials], key=lambda t: t.number)}
        self.changed = [n for n, t in self.partials.items() if t.changes or n not in self.before or self._has_another_sentence(t)]
        self.version_ids = self._number_versions()
        self.names: set[str] = set()

    def build_rows(self) -> Derived:
        versions = sorted(self._build_version(t, n) for t, n in self.version_ids if not self._is_stored(t, n))
        changes, state = self._build_changes(), self._build_state()
        return Derived(
            claims=tuple(self._build_claim(t) for t in self.changed),
            versions=tuple(versions),
            changes=tuple(changes),
            mentions=tuple(sorted(set(self._build_mentions()))),
            speakers=tuple(SpeakerRow(compute_speaker_id(name), name) for name in sorted(self.names)),
            states=(
                StateRow(
                    article_id=self.article_id,
                    revisions=state.revisions,
                    grammar_version=GRAMMAR_VERSION,
                    matcher_version=MATCHER_VERSION,
                    claims=state.pack(),
                ),
            ),
            closed=tuple(self._find_closed_versions()),
            claim_count=state.claims,
            change_count=state.changes,
        )

    def _has_another_sentence(self, partial: PartialTrack) -> bool:
        """Whether the sentence of an unchanged claim has changed."""
        x = self.before[partial.number]
        return self._read_sentence(*self._find_last_mention(partial)) != self._read_sentence(x.last, x.last_claim)

    def _find_last_mention(self, partial: PartialTrack) -> tuple[int, int]:
        """Returns the latest revision with a claim, and the index of the claim in it."""
        x = self.before.get(partial.number)
        if partial.mentions:
            return partial.mentions[-1]
        return (x.last, x.last_claim) if x else (partial.versions[-1].since, partial.versions[-1].index)

    def _find_sentence_before(self, t: int, change: Change) -> str | None:
        """Returns the last sentence of a claim before a change; None if it is that of the start of the old wording, or there is none."""
        if change.old is None:
            return None
        version = self.partials[t].versions[change.old]
        sentence = self._read_sentence(*self._find_mention_before(t, change))
        return None if sentence == self._get_claim(version).sentence.of(self._read_text(version)) else sentence

    def _find_mention_before(self, t: int, change: Change) -> tuple[int, int]:
        """Returns the latest revision before a change with its claim, and the index of the claim in it."""
        partial, x = self.partials[t], self.before.get(t)
        seen = bisect_left(partial.mentions, (change.revision,))
        if seen:
            return partial.mentions[seen - 1]
        return (x.last, x.last_claim) if x else (partial.versions[0].since, partial.versions[0].index)

    def _read_text(self, version: Version) -> str:
        return self.reads[version.since].document.text

    def _read_sentence(self, revision: int, index: int) -> str:
        read = self.reads[revision]
        return read.claim(index).sentence.of(read.document.text)

    def _is_stored(self, t: int, n: int) -> bool:
        return n == 0 and t in self.before

    def _make_id(self, n: int) -> int:
        if n >= PER_ARTICLE:
            raise InputError(f"article {self.article_id} has more than {PER_ARTICLE - 1} claims, wordings or changes; it is left out")
        return self.article_id * PER_ARTICLE + n

    def _number_versions(self) -> dict[tuple[int, int], int]:
        held = [(v.since, t, n) for t, partial in self.partials.items() for n, v in enumerate(partial.versions)]
        order = sorted(x for x in held if not self._is_stored(*x[1:]))
        new = {(t, n): self._make_id(i) for i, (_, t, n) in enumerate(order, self.past.state.versions + 1)}
        return new | {(t, 0): self._make_id(self.before[t].version) for t in self.partials if t in self.before}

    def _find_closed_versions(self) -> Iterator[tuple[str, int]]:
        """Yields the stored wordings that end with these revisions."""
        for x in self.past.state.standing:
            until = self.partials[x.number].versions[0].until
            if until is not None:
                yield self.revisions[until].valid_from, self._make_id(x.version)

    def _build_state(self) -> State:
        old, builder = self.past.state, self.builder
        standing = [self._follow_claim(t) for t in builder.standing.values()]
        gone = [*(old.gone if builder.recall else ()), *(self._follow_claim(t) for t in builder.gone.values())]
        new = len(self.version_ids) - sum(t in self.before for t in self.partials)
        changes = old.changes + sum(len(t.changes) for t in self.partials.values())
        return State(
            revisions=max(self.revisions, default=-1) + 1,
            claims=old.claims + len(builder.partials),
            versions=old.versions + new,
            changes=changes,
            standing=standing,
            gone=gone,
        )

    def _follow_claim(self, partial: PartialTrack) -> ClaimState:
        """Returns the changes of a claim: the stored ones and the new ones."""
        x, latest, held = self.before.get(partial.number), partial.versions[-1], len(partial.versions)
        first, stored, changes, requoted = x[1:5] if x else (partial.versions[0].since, 1, 0, 0)
        last, index = self._find_last_mention(partial)
        version = self.version_ids[partial.number, held - 1] % PER_ARTICLE
        return ClaimState(
            number=partial.number,
            first=first,
            versions=stored + held - 1,
            changes=changes + len(partial.changes),
            requoted=requoted + _count_requoted(partial),
            version=version,
            since=latest.since,
            since_claim=latest.index,
            last=last,
            last_claim=index,
        )

    def _get_claim(self, version: Version) -> Claim:
        return self.reads[version.since].claim(version.index)

    def _add_speaker(self, attribution: Attribution | None) -> int | None:
        if attribution is None or attribution.speaker is None:
            return None
        self.names.add(attribution.speaker)
        return compute_speaker_id(attribution.speaker)

    def _build_claim(self, t: int) -> ClaimRow:
        track, x = self.partials[t], self.before.get(t)
        last = track.versions[-1]
        claim, text = self._get_claim(last), self.reads[last.since].document.text
        figure = _build_figure_columns(claim.quantity)
        return ClaimRow(
            id=self._make_id(t + 1),
            article_id=self.article_id,
            kind=claim.kind,
            part=claim.part,
            label=_make_label(claim, text),
            sentence=self._read_sentence(*self._find_last_mention(track)),
            speaker_id=self._add_speaker(claim.attribution),
            value=figure["value"],
            unit=figure["unit"],
            noun=figure["noun"],
            role=figure["role"],
            status="standing" if last.until is None else "gone",
            first_at=self.past.starts[x.first] if x else self.revisions[track.versions[0].since].valid_from,
            last_at=self.revisions[_find_last_event(track)].valid_from,
            versions=len(track.versions) + (x.versions - 1 if x else 0),
            changes=len(track.changes) + (x.changes if x else 0),
            requoted=_count_requoted(track) + (x.requoted if x else 0),
            **_build_shown_columns(claim),
        )

    def _build_version(self, t: int, n: int) -> VersionRow:
        version, x = self.partials[t].versions[n], self.before.get(t)
        revision, claim = self.revisions[version.since], self._get_claim(version)
        text, span = revision.text, claim.span
        return VersionRow(
            id=self.version_ids[t, n],
            claim_id=self._make_id(t + 1),
            article_id=self.article_id,
            revision_id=revision.id,
            n=n + (x.versions if x else 1),
            valid_from=revision.valid_from,
            valid_to=FOREVER if version.until is None else self.revisions[version.until].valid_from,
            start=span.start,
            end=span.end,
            text=claim.words(text),
            sentence=claim.sentence.of(text),
            **_build_figure_columns(claim.quantity),
            **_describe_source(claim.attribution, text),
            **_build_moment_columns(claim.moment, text),
            speaker_id=self._add_speaker(claim.attribution),
            marks=_format_marks(claim),
            rule=claim.rule,
            method=version.method,
            link_certainty=round(version.link_certainty, 3),
            **_build_shown_columns(claim),
        )

    def _build_changes(self) -> list[ChangeRow]:
        order = sorted((c.revision, t, i) for t, partial in self.partials.items() for i, c in enumerate(partial.changes))
        named: dict[int, set[tuple[int, int]]] = {}
        for r, group in groupby(order, key=itemgetter(0)):
            notice = self._find_notice(r)
            if notice:
                here = [(t, i) for _, t, i in group]
                pairs = [self._get_old_and_new_claim(t, self.partials[t].changes[i]) for t, i in here]
                named[r] = {here[k] for k in find_acknowledged_changes(notice, pairs)}
        start = self.past.state.changes + 1
        leads = self._number_entries(order, start)
        return [
            self._build_change(self._make_id(start + k), t, i=i, named=named.get(r), entry=leads[k]) for k, (r, t, i) in enumerate(order)
        ]

    def _find_notice(self, r: int) -> str | None:
        """Returns the correction notice that is new in a revision; an older one admits nothing new."""
        notice = self.revisions[r].correction
        return notice if r and notice != self.revisions[r - 1].correction else None

    def _number_entries(self, order: Sequence[tuple[int, int, int]], start: int) -> list[int]:
        """Returns for each change, in that order and numbered from `start`, the number of the first change of its entry."""
        out: list[int] = []
        for _, group in groupby(order, key=itemgetter(0)):
            first = start + len(out)
            out += [self._make_id(first + k) for k in group_into_entries([self._make_happening(t, i) for _, t, i in group])]
        return out

    def _make_happening(self, t: int, i: int) -> Happening:
        change = self.partials[t].changes[i]
        old = None if change.old is None else self._build_side(*self._find_mention_before(t, change))
        new = None if change.new is None else self._build_side(change.revision, self.partials[t].versions[change.new].index)
        return Happening(kind=change.kind, old=old, new=new, link_certainty=change.link_certainty, percent=change.percent)

    def _build_side(self, revision: int, index: int) -> Side:
        read = self.reads[revision]
        return Side(read.claim(index), read.document, self.revisions[revision].updated_at)

    def _get_old_and_new_claim(self, t: int, change: Change) -> tuple[Claim | None, Claim | None]:
        versions = self.partials[t].versions
        return tuple(None if n is None else self._get_claim(versions[n]) for n in (change.old, change.new))  # type: ignore[return-value]

    def _build_change(self, number: int, t: int, i: int, named: set[tuple[int, int]] | None, entry: int) -> ChangeRow:
        c = self.partials[t].changes[i]
        revision, happening = self.revisions[c.revision], self._make_happening(t, i)
        correction = None
        if named is not None:
            is_remarkable = RANK[c.kind] <= RANK["removed"]
            correction = "names it" if (t, i) in named else "notes one" if not named and is_remarkable else None
        return ChangeRow(
            id=number, claim_id=self._make_id(t + 1), article_id=self.article_id, kind=c.kind, rank=RANK[c.kind], at=revision.valid_from,
            day=revision.valid_from[:10], old_version_id=None if c.old is None else self.version_ids[t, c.old],
            new_version_id=None if c.new is None else self.version_ids[t, c.new], old_revision_id=self.revisions[c.revision - 1].id,
            new_revision_id=revision.id, delta=_round_away_errors(c.delta), percent=_round_away_errors(c.percent), stealth=revision.stealth,
            correction=correction, method=c.method, link_certainty=round(c.link_certainty, 3),
            news=round(rate_news(happening), 3), entry=entry, shown=int(is_shown(happening)), old_sentence=self._find_sentence_before(t, c),
        )  # fmt: skip

    def _build_mentions(self) -> list[MentionRow]:
        rows = []
        for t, track in self.partials.items():
            n = 0
            for revision, index in track.mentions:
                while n + 1 < len(track.versions) and track.versions[n + 1].since <= revision:
                    n += 1
                span = self.reads[revision].claim(index).span
                rows.append(MentionRow(self.revisions[revision].id, span.start, self.version_ids[t, n], span.end))
        return rows


def _build_figure_columns(q: Quantity | None) -> dict[str, Any]:
    return dict.fromkeys(_OF_FIGURES) if q is None else dict(zip(_OF_FIGURES, _values(q), strict=True))


def _build_shown_columns(claim: Claim) -> dict[str, Any]:
    return {"certainty": round(claim.certainty, 3), "incidental": int(claim.incidental), "shown": int(claim.shown)}


def _describe_source(a: Attribution | None, text: str) -> dict[str, Any]:
    if a is None:
        return dict.fromkeys(("source", "cue", "mode", "act", "negated", "speaker_role"))
    source, cue = a.source and a.source.of(text), a.cue and a.cue.of(text)
    return {"source": source, "cue": cue, "mode": a.mode, "act": a.act, "negated": int(a.negated), "speaker_role": a.speaker_role}


def _build_moment_columns(m: Moment | None, text: str) -> dict[str, Any]:
    return {"moment": m and m.span.of(text), "moment_start": m and m.start, "moment_end": m and m.end}


def _count_requoted(partial: PartialTrack) -> int:
    return sum(c.kind == "requoted" for c in partial.changes)


def _find_last_event(track: PartialTrack) -> int:
    return max([track.versions[-1].since, *(c.revision for c in track.changes)])


def _make_label(claim: Claim, text: str) -> str:
    """Makes the label of a claim for tables: the figure and its noun, or the content of the attribution."""
    if claim.quantity:
        q = claim.quantity
        label = f"{q.span.of(text)} {q.noun}" if q.noun and q.noun not in q.span.of(text) else q.span.of(text)
    else:
        label = claim.words(text)
    label = " ".join(label.split())
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1].rstrip() + "…"


def _format_marks(claim: Claim) -> str:
    """Formats the spans that a page marks as JSON."""
    a = claim.attribution
    marks: dict[str, Span | list[Span] | None] = {"sentence": claim.sentence}
    if a:
        marks |= {"source": a.source, "cue": a.cue, "content": list(a.content)}
    return _encode({k: v for k, v in marks.items() if v})


def _round_away_errors(x: float | None) -> float | None:
    """Rounds away errors of binary fractions (16.41 - 15.0 = 1.4100000000000001)."""
    return None if x is None else float(f"{x:.10g}")
