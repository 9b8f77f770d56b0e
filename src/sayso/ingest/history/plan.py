"""Plans the work on an article in memory: from the stored rows and the new captures, all rows that should exist afterwards.

Planning only reads the database; `derive` is pure and may run in another process; `save_article` is part of one transaction.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple, cast

from sqlite_utils import Database

from sayso.errors import InputError
from sayso.grammar import GRAMMAR_VERSION
from sayso.ingest import clock, urls
from sayso.ingest.extract.page import Capture, ExternalTimes, MediaType, Page, select_post
from sayso.ingest.extract.read import read_page
from sayso.ingest.history import identity
from sayso.ingest.history.match_state import NO_PAST, SavedState, State
from sayso.ingest.history.readings import Stored, is_read
from sayso.ingest.history.revisions import CAPTURE, RevisionDraft, order_revisions
from sayso.matching import MATCHER_VERSION
from sayso.model import Document
from sayso.store import queries, writing
from sayso.store.numbering import PER_ARTICLE
from sayso.store.queries import RevisionMark
from sayso.store.rows import ArticleRow, CaptureRow, Derived, RawRow, RevisionRow, UrlRow

#: The fastest level of compression, which already saves four fifths of a page.
ZLIB_LEVEL = 6


class Content(NamedTuple):
    """The visible content of an article: two captures with the same content are one revision."""

    document: Document
    title: str
    correction: str | None

    @classmethod
    def of(cls, page: Page) -> Content:
        """Returns the content of a page."""
        return cls(Document.of(page.title if page.titled else "", page.body, page.captions), page.title, page.correction)

    @property
    def hash(self) -> str:
        """A hash of the content."""
        return hashlib.sha256(f"{self.document.text}\0{self.correction or ''}".encode()).hexdigest()[:32]


class RunFacts(NamedTuple):
    """The facts of a run for every capture: the run's number, the version of the extractor, the time zone assumed if none is stated."""

    id: int | None
    extractor: str
    zone: str


@dataclass(frozen=True, slots=True)
class FiledCapture:
    """A capture with an article, and the values needed to store it; its bytes are in `raw`."""

    capture: Capture
    content: Content
    names: tuple[identity.Name, ...]
    seen_at: str
    raw: RawRow

    @classmethod
    def of(cls, capture: Capture, seen_at: str) -> FiledCapture:
        """Makes the value from a capture with a page."""
        assert capture.page is not None
        body = zlib.compress(capture.raw, ZLIB_LEVEL)
        raw = RawRow(hashlib.sha256(capture.raw).hexdigest(), capture.media_type, len(capture.raw), body)
        names = identity.list_identity_keys(capture)
        return cls(capture=capture, content=Content.of(capture.page), names=names, seen_at=seen_at, raw=raw)


@dataclass(slots=True)
class ArticlePlan:
    """An article as it should be stored.

    `merged` are the articles that turned out to be this one; `outcomes` says for each new capture whether it brought a new revision
    ("new"), was a new capture of a known one ("seen") or was stored already ("known"); `readings` are the present grammar's readings of its
    texts.

    If all new revisions come after the `past`, the work is an append: `revisions` and `filed` have only the new or changed revisions and
    captures.
    """

    article: ArticleRow
    captures: list[CaptureRow]
    revisions: list[RevisionRow]
    raws: list[RawRow]
    urls: list[UrlRow]
    merged: list[int] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    before: ArticleRow | None = None
    readings: Stored = field(default_factory=dict)
    past: SavedState = NO_PAST
    filed: list[CaptureRow] = field(default_factory=list)

    @property
    def unread(self) -> list[RevisionRow]:
        """The revisions that come after the past."""
        return [r for r in self.revisions if r.seq > self.past.state.revisions]

    @property
    def appends(self) -> bool:
        """Whether all new revisions come after the past."""
        return self.past.state.revisions > 0

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to store. A plan without new captures is a rebuild."""
        return self.before is None or bool(self.merged) or not self.outcomes or any(o != "known" for o in self.outcomes)


def plan_article(db: Database, article_id: int, merged: Sequence[int], looks: Sequence[FiledCapture], run: RunFacts) -> ArticlePlan:
    """Plans the rows for article `article_id` with the captures `looks` and those of the articles `merged` with it.

    Captures that another version of the extractor read are read again first, so that a better extraction never counts as a change. A plan
    without captures is a rebuild, which reads all texts again.
    """
    work = _plan_append(db, article_id, looks, run) if looks and not merged else None
    return work or _plan_anew(db, article_id, merged=merged, looks=looks, run=run)


def _plan_anew(db: Database, article_id: int, merged: Sequence[int], looks: Sequence[FiledCapture], run: RunFacts) -> ArticlePlan:
    """Plans all rows of the article."""
    stored = [queries.read_facts(db, i) for i in (article_id, *merged) if queries.exists(db, i)]
    before = stored[0].article if stored and stored[0].article.id == article_id else None
    captures, revisions = _merge_stored(article_id, stored)
    contents = {r.text_hash: Content(r.document, r.title, r.correction) for r in revisions}
    captures = [_reread_capture(db, c, contents, run.extractor) if c.extractor_version != run.extractor else c for c in captures]
    own = [r for r in revisions if r.article_id == article_id]
    work = _plan_rows(article_id, looks, run=run, captures=captures, own=own, contents=contents, before=before)
    work.merged = list(merged)
    if looks:
        work.readings = {
            seen: packed for i in (article_id, *merged) for seen, packed in queries.read_readings(db, i, GRAMMAR_VERSION).items()
        }
    return work


def plan_new_article(article_id: int, looks: Sequence[FiledCapture], run: RunFacts) -> ArticlePlan:
    """Plans the rows of an article that is not stored yet, from its captures alone."""
    return _plan_rows(article_id, looks, run=run, captures=[], own=[], contents={}, before=None)


def _plan_rows(
    article_id: int, looks: Sequence[FiledCapture], run: RunFacts, captures: list[CaptureRow], own: Sequence[RevisionRow],
    contents: dict[str, Content], before: ArticleRow | None,
) -> ArticlePlan:  # fmt: skip
    """Plans all rows of an article from new and old captures; `own` are the stored revisions, `contents` their contents."""
    contents = {look.content.hash: look.content for look in reversed(looks)} | contents
    added, raws = _file_captures(looks, captures, article_id, run)
    steps = order_revisions(captures)
    marks = _number_revisions(article_id, steps, own)
    rows = [_build_revision_row(article_id, mark, contents[mark.text_hash]) for mark in marks]
    captures = _assign_revisions(captures, steps, marks)
    outcomes = _list_outcomes(added, captures, {r.id for r in own})
    return ArticlePlan(
        article=_build_article_row(article_id, steps, rows[-1], before),
        captures=captures,
        revisions=rows,
        raws=raws,
        urls=_build_url_rows(article_id, looks),
        merged=[],
        outcomes=outcomes,
        before=before,
    )


def _plan_append(db: Database, article_id: int, looks: Sequence[FiledCapture], run: RunFacts) -> ArticlePlan | None:
    """Plans the rows that the captures add or replace, if the stored rows are of the present versions and stay valid; else None.

    The revisions are ordered as in a full plan: only if the stored revisions keep their places are the others an append.
    """
    state = queries.read_match_state(db, article_id, (GRAMMAR_VERSION, MATCHER_VERSION))
    stored = queries.read_captures(db, article_id) if state else []
    if state is None or any(c.extractor_version != run.extractor for c in stored):
        return None
    captures, old = list(stored), queries.read_revision_marks(db, article_id)
    added, raws = _file_captures(looks, captures, article_id, run)
    steps = order_revisions(captures)
    marks = _number_revisions(article_id, steps, old)
    if state[0] != len(old) or not _is_extension(marks, old):
        return None
    before, past = queries.read_article(db, article_id), _load_past(db, State.unpack(state[1]), old)
    if len(past.readings) < len(past.revisions):
        return None
    same, contents = set(old), {look.content.hash: look.content for look in reversed(looks)}
    ids = {mark.text_hash: mark.id for mark in old}
    changed = [mark for mark in marks if mark not in same]
    known = queries.read_revisions(db, {ids[mark.text_hash] for mark in changed if mark.text_hash in ids}, GRAMMAR_VERSION)
    contents |= {r.text_hash: Content(r.document, r.title, r.correction) for r, _ in known}
    rows = [_build_revision_row(article_id, mark, contents[mark.text_hash]) for mark in changed]
    newest = rows[-1] if rows and rows[-1].seq == len(marks) else past.revisions[len(old) - 1]
    article = _build_article_row(article_id, steps, newest, before)
    if not is_read(article.language):
        return None
    captures = _assign_revisions(captures, steps, marks)
    outcomes, names = _list_outcomes(added, captures, {mark.id for mark in old}), _build_url_rows(article_id, looks)
    filed = [c for c, was in zip_longest(captures, stored) if c != was]
    return ArticlePlan(
        article=article,
        captures=captures,
        revisions=rows,
        raws=raws,
        urls=names,
        merged=[],
        outcomes=outcomes,
        before=before,
        past=past,
        filed=filed,
    )


def _is_extension(marks: Sequence[RevisionMark], old: Sequence[RevisionMark]) -> bool:
    """Whether the revisions are the stored ones, unchanged and in their places, with more after them."""
    return [_list_lasting(mark) for mark in marks[: len(old)]] == [_list_lasting(mark) for mark in old]


def _list_lasting(mark: RevisionMark) -> tuple[object, ...]:
    """Lists the values of a revision on which its stored rows depend: its place, and the times that its words are resolved against."""
    return mark.id, mark.valid_from, mark.stealth, mark.published_at, mark.updated_at_basis


def _load_past(db: Database, state: State, old: Sequence[RevisionMark]) -> SavedState:
    """Loads the past with all data that the next matching may need."""
    places = sorted(state.find_needed_revisions())
    found = list(queries.read_revisions(db, [old[place].id for place in places], GRAMMAR_VERSION))
    revisions = {place: row for place, (row, _) in zip(places, found, strict=True)}
    readings = {place: packed for place, (_, packed) in zip(places, found, strict=True) if packed is not None}
    return SavedState(state, [mark.valid_from for mark in old], revisions, readings)


def save_article(db: Database, work: ArticlePlan, derived: Derived) -> tuple[ArticleRow, writing.Written]:
    """Writes an article's facts and claims. Call it inside a transaction. Returns its row as stored, and the number of rows written."""
    for gone in work.merged:
        writing.merge_article(db, work.article.id, gone)
    article = add_claim_counts(work, derived)
    writing.put_new(db, work.raws)
    if work.appends:
        written = writing.add_facts(db, article, work.revisions, work.filed) + writing.add_derived(db, derived)
    else:
        written = writing.save_facts(db, article, work.revisions, work.captures) + writing.save_derived(db, article.id, derived)
    writing.set_status(db, article.id)
    writing.put_new(db, work.urls)
    return article, written


def add_claim_counts(work: ArticlePlan, derived: Derived) -> ArticleRow:
    """Returns the article's row with the counts of its claims."""
    changed = [c.at for c in derived.changes]
    if work.appends and work.before and work.before.last_changed_at:
        changed.append(work.before.last_changed_at)
    return work.article._replace(
        claims=derived.claim_count, changes=derived.change_count, last_changed_at=max(changed, default=None),
        grammar_version=GRAMMAR_VERSION, matcher_version=MATCHER_VERSION,
    )  # fmt: skip


class _Numbers:
    """Gives unused numbers inside an article."""

    def __init__(self, article_id: int, taken: Iterable[int]) -> None:
        self.last = max(taken, default=article_id * PER_ARTICLE)

    def next(self) -> int:
        self.last += 1
        return self.last


def _merge_stored(article_id: int, stored: Sequence[queries.StoredArticle]) -> tuple[list[CaptureRow], list[RevisionRow]]:
    """Returns the captures and revisions of all articles that are one, with those of the others renumbered."""
    captures = [c for f in stored for c in f.captures if f.article.id == article_id]
    numbers = _Numbers(article_id, [c.id for c in captures])
    for facts in stored:
        if facts.article.id != article_id:
            captures += [c._replace(id=numbers.next(), article_id=article_id) for c in facts.captures]
    return captures, [r for f in stored for r in f.revisions]


def _make_capture_row(
    look: FiledCapture, known: Sequence[CaptureRow], numbers: _Numbers, article_id: int, run: RunFacts
) -> CaptureRow | None:
    """Makes the row of a new capture; None if it is stored already.

    A file has no capture time: the same bytes at the same address are the same capture, however often they are read.
    """
    capture, page = look.capture, look.capture.page
    assert page is not None
    digest, url = look.raw.sha256, identity.choose_address(capture)
    given = capture.captured_at
    if any(c.url == url and c.raw_sha256 == digest and given in (None, c.captured_at) for c in known):
        return None
    captured = given or _find_free_time(look, page.updated_at, known)
    return CaptureRow(
        id=numbers.next(),
        run_id=run.id,
        source_id=capture.source_id,
        article_id=article_id,
        revision_id=0,
        locator=capture.locator,
        asked_url=capture.url,
        url=url,
        captured_at=captured,
        captured_at_given=int(given is not None),
        last_seen_at=captured,
        zone=run.zone,
        raw_sha256=digest,
        extractor_version=run.extractor,
        **capture.beside._asdict(),
        **_collect_stated_fields(page, look.content, captured),
    )


def _collect_stated_fields(page: Page, content: Content, captured_at: str) -> dict[str, Any]:
    """Returns the fields that the page states; a page without a time gets the time of its capture."""
    return {
        "updated_at": page.updated_at or captured_at,
        "updated_at_basis": page.updated_at_basis if page.updated_at and page.updated_at_basis else CAPTURE,
        "zone_assumed": int(page.zone_assumed), "published_at": page.published_at,
            "publisher": page.publisher or (urls.make_key(page.url).partition("/")[0] if page.url else None), "byline": page.byline,
        "language": page.language, "candidates": json.dumps([asdict(c) for c in page.candidates], ensure_ascii=False),
        "text_hash": content.hash,
    }  # fmt: skip


def _reread_capture(db: Database, row: CaptureRow, contents: dict[str, Content], extractor: str) -> CaptureRow:
    """Reads a stored capture with the present extractor; returns it unchanged if the raw page was deleted or is no longer an article."""
    raw = queries.read_raw(db, row.raw_sha256)
    if raw.body is None:
        return row
    beside = ExternalTimes(row.last_modified, row.feed_published, row.feed_updated)
    try:
        whole = _read(
            zlib.decompress(raw.body), row.asked_url and row.asked_url.partition("#")[0], now=row.captured_at, zone=row.zone, beside=beside,
            media_type=cast(MediaType, raw.media_type),
        )  # fmt: skip
    except InputError:
        return row  # it stays an article, even if a stricter extractor would refuse it
    page = select_post(whole, row.asked_url)
    if page is None:
        return row
    content = Content.of(page)
    contents.setdefault(content.hash, content)
    return row._replace(extractor_version=extractor, **_collect_stated_fields(page, content, row.captured_at))


#: A cache, since the posts of a live blog are articles with the same bytes, and are read again one after the other.
_read = lru_cache(8)(read_page)


def _find_free_time(look: FiledCapture, updated_at: str | None, known: Sequence[CaptureRow]) -> str:
    """Returns the time of a capture that has none.

    It is the time that its line states for the text; else now, but after every other capture with the same stated time (so that two files
    read within a second, or after the clock was set back, keep their order).
    """
    page = look.capture.page
    if page and page.updated_at and page.updated_at_basis == "given":
        return page.updated_at
    taken = [c.captured_at for c in known if updated_at is None or c.updated_at == updated_at]
    latest = max(taken, default="")
    return look.seen_at if look.seen_at > latest else clock.add_second(latest)


def _file_captures(
    looks: Sequence[FiledCapture], captures: list[CaptureRow], article_id: int, run: RunFacts
) -> tuple[list[CaptureRow | None], list[RawRow]]:
    """Adds the rows of new captures to those of the article. Returns them (None for a capture that is stored already) and their bytes."""
    raws: list[RawRow] = []
    added: list[CaptureRow | None] = []
    numbers = _Numbers(article_id, [c.id for c in captures])
    for look in looks:
        row = _make_capture_row(look, captures, numbers=numbers, article_id=article_id, run=run)
        added.append(row)
        if row is not None:
            captures.append(row)
            raws.append(look.raw)
    return added, raws


def _assign_revisions(captures: Sequence[CaptureRow], steps: Sequence[RevisionDraft], marks: Sequence[RevisionMark]) -> list[CaptureRow]:
    """Returns the captures, each with its revision."""
    at = {c.id: mark.id for step, mark in zip(steps, marks, strict=True) for c in step.looks}
    return [c._replace(revision_id=at[c.id]) for c in captures]


def _list_outcomes(added: Sequence[CaptureRow | None], captures: Sequence[CaptureRow], known: Set[int]) -> list[str]:
    """Returns the outcome of each capture, given its row and the numbers of the known revisions."""
    at = {c.id: c.revision_id for c in captures}
    return ["known" if row is None else "seen" if at[row.id] in known else "new" for row in added]


def _number_revisions(article_id: int, steps: Sequence[RevisionDraft], own: Sequence[RevisionMark | RevisionRow]) -> list[RevisionMark]:
    """Numbers the revisions; a stored one keeps its number."""
    old = {(r.updated_at, r.text_hash, r.occurrence): r.id for r in own}
    numbers = _Numbers(article_id, old.values())
    marks = []
    for seq, step in enumerate(steps, 1):
        first = step.first
        known = old.get((first.updated_at, first.text_hash, step.occurrence))
        marks.append(RevisionMark(
            id=known or numbers.next(), seq=seq, updated_at=first.updated_at, updated_at_basis=first.updated_at_basis,
            zone_assumed=first.zone_assumed, captured_at=min(c.captured_at for c in step.looks),
            last_captured_at=max(c.last_seen_at for c in step.looks), valid_from=step.valid_from, valid_to=step.valid_to,
            stealth=int(step.stealth), bump=int(step.bump), text_hash=first.text_hash, occurrence=step.occurrence,
            published_at=first.published_at,
        ))  # fmt: skip
    return marks


def _build_revision_row(article_id: int, mark: RevisionMark, content: Content) -> RevisionRow:
    """Builds the row of a revision."""
    document = content.document
    return RevisionRow(
        article_id=article_id, title=content.title, text=document.text, headline_end=document.headline, captions_start=document.captions,
        correction=content.correction, **mark._asdict(),
    )  # fmt: skip


def _build_article_row(article_id: int, steps: Sequence[RevisionDraft], last: RevisionRow, before: ArticleRow | None) -> ArticleRow:
    """Builds the article's row from its newest capture; `last` is its newest revision."""
    newest, looks = steps[-1].looks[-1], [c for s in steps for c in s.looks]
    return ArticleRow(
        id=article_id, url=newest.url, title=last.title or newest.url, publisher=newest.publisher, byline=newest.byline,
        language=newest.language, published_at=min((c.published_at for c in looks if c.published_at), default=None),
        updated_at=last.updated_at, first_captured_at=min(c.captured_at for c in looks),
        last_captured_at=max(c.last_seen_at for c in looks), status=before.status if before else "live", revisions=len(steps),
        claims=0, changes=0, last_changed_at=None, grammar_version=0, matcher_version=0,
    )  # fmt: skip


def _build_url_rows(article_id: int, looks: Sequence[FiledCapture]) -> list[UrlRow]:
    return [UrlRow(name, article_id, reason, look.seen_at) for look in looks for name, reason in look.names]
