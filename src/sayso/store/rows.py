"""The rows as values: field names are column names, so that one function writes them all."""

from __future__ import annotations

from typing import NamedTuple

from sayso.model import ChangeKind, Document


class ArticleRow(NamedTuple):
    """One story; the counts and times are those of its newest revision."""

    id: int
    url: str
    title: str
    publisher: str | None
    byline: str | None
    language: str | None
    published_at: str | None
    updated_at: str
    first_captured_at: str
    last_captured_at: str
    status: str
    revisions: int
    claims: int
    changes: int
    last_changed_at: str | None
    grammar_version: int
    matcher_version: int


class UrlRow(NamedTuple):
    """One address (or other name) of an article, and where we read that it belongs to the article."""

    url: str
    article_id: int
    reason: str
    since: str
    merged_from: int | None = None


class RawRow(NamedTuple):
    """The bytes of a capture, compressed (zlib); None once they were dropped."""

    sha256: str
    media_type: str
    size: int
    body: bytes | None


class CaptureRow(NamedTuple):
    """One visit that found the article."""

    id: int
    run_id: int | None
    source_id: int | None
    article_id: int
    revision_id: int
    locator: str
    asked_url: str | None
    url: str
    captured_at: str
    captured_at_given: int
    last_seen_at: str
    updated_at: str
    updated_at_basis: str
    zone_assumed: int
    zone: str
    published_at: str | None
    publisher: str | None
    byline: str | None
    language: str | None
    candidates: str
    raw_sha256: str
    text_hash: str
    extractor_version: str
    last_modified: str | None = None
    feed_published: str | None = None
    feed_updated: str | None = None


class AbsenceRow(NamedTuple):
    """One visit to a known article that failed: gone from its address, or blocked."""

    article_id: int
    at: str
    kind: str
    url: str
    detail: str
    run_id: int | None


class RevisionRow(NamedTuple):
    """One distinct text of an article at its place in time."""

    id: int
    article_id: int
    seq: int
    updated_at: str
    updated_at_basis: str
    zone_assumed: int
    captured_at: str
    last_captured_at: str
    valid_from: str
    valid_to: str
    stealth: int
    bump: int
    correction: str | None
    title: str
    text: str
    headline_end: int
    captions_start: int | None
    text_hash: str
    occurrence: int
    published_at: str | None

    @property
    def document(self) -> Document:
        """The text as the grammar's input."""
        return Document(self.text, self.headline_end, self.captions_start)


class ReadingRow(NamedTuple):
    """The reading of a revision by one grammar, compressed; `seen` is the key of its input."""

    revision_id: int
    seen: str
    grammar_version: int
    claims: bytes


class StateRow(NamedTuple):
    """The state of matching after an article's latest revision, compressed; `revisions` counts those that it followed."""

    article_id: int
    revisions: int
    grammar_version: int
    matcher_version: int
    claims: bytes


class SpeakerRow(NamedTuple):
    """A speaker; the number is a hash of the name, so that it does not depend on the order of reading."""

    id: int
    name: str


class ClaimRow(NamedTuple):
    """One claim with its last wording."""

    id: int
    article_id: int
    kind: str
    part: str
    label: str
    sentence: str
    speaker_id: int | None
    value: float | None
    unit: str | None
    noun: str | None
    role: str | None
    status: str
    first_at: str
    last_at: str
    versions: int
    changes: int
    requoted: int
    certainty: float
    incidental: int
    shown: int


class VersionRow(NamedTuple):
    """One wording of a claim; offsets count code points into the text of `revision_id`."""

    id: int
    claim_id: int
    article_id: int
    revision_id: int
    n: int
    valid_from: str
    valid_to: str
    start: int
    end: int
    text: str
    sentence: str
    value: float | None
    modifier: str | None
    low: float | None
    high: float | None
    unit: str | None
    noun: str | None
    head: str | None
    role: str | None
    trend: str | None
    speaker_id: int | None
    source: str | None
    cue: str | None
    mode: str | None
    act: str | None
    negated: int | None
    moment: str | None
    moment_start: str | None
    moment_end: str | None
    marks: str
    rule: str
    method: str
    link_certainty: float
    certainty: float
    incidental: int
    shown: int
    speaker_role: str | None = None


class ChangeRow(NamedTuple):
    """One change of a claim in one revision."""

    id: int
    claim_id: int
    article_id: int
    kind: ChangeKind
    rank: int
    at: str
    day: str
    old_version_id: int | None
    new_version_id: int | None
    old_revision_id: int
    new_revision_id: int
    delta: float | None
    percent: float | None
    stealth: int
    correction: str | None
    method: str
    link_certainty: float
    news: float
    entry: int
    shown: int
    old_sentence: str | None


class MentionRow(NamedTuple):
    """The place of a wording in one revision."""

    revision_id: int
    start: int
    version_id: int
    end: int


class EventRow(NamedTuple):
    """The outcome of one item of a run."""

    run_id: int
    at: str
    source_id: int | None
    locator: str
    outcome: str
    detail: str | None
    article_id: int | None
    seconds: float | None


class Derived(NamedTuple):
    """The rows derived from one article's revisions; for appended revisions, the rows that they add and replace.

    `closed` are stored wordings that end now (until when, number); the counts are those of the whole article.
    """

    speakers: tuple[SpeakerRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    states: tuple[StateRow, ...] = ()
    closed: tuple[tuple[str, int], ...] = ()
    claim_count: int = 0
    change_count: int = 0
