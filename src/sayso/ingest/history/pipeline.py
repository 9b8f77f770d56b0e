"""The steps from captures to claims: collects a batch, sorts it by article, reads and stores each article.

Batches let an article's revisions be read together, and let other processes read pages and claims; only
this process writes to the store. Every reported outcome is stored.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sqlite_utils import Database

from sayso import errors
from sayso.garbage_collection import collect_rarely
from sayso.ingest import clock, urls
from sayso.ingest.extract.page import Capture, split_posts
from sayso.ingest.extract.raw_page import PageSource, RawPage
from sayso.ingest.history import identity
from sayso.ingest.history.derive import derive
from sayso.ingest.history.match_state import NO_PAST, SavedState
from sayso.ingest.history.plan import ArticlePlan, FiledCapture, RunFacts, plan_article, save_article
from sayso.ingest.history.readings import Stored
from sayso.store import queries, runs, watchlist, writing
from sayso.store.rows import AbsenceRow, Derived, EventRow, RevisionRow

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from multiprocessing.context import BaseContext

#: Outcomes that mean that a known article is not available, with the kind of absence; others say nothing about the article.
ABSENCES = {"gone": "gone", "error_page": "gone", "blocked": "blocked", "denied": "blocked", "login": "blocked", "consent": "blocked"}

log = logging.getLogger(__name__)

#: The number of captures in a batch; some 55 articles with 3.6 revisions each.
BATCH_SIZE = 200
#: The number of articles in a transaction (one transaction an article takes a fifth more time), and the number of mentions of claims
#: after which it ends early.
ARTICLES_PER_TRANSACTION, LARGE_ARTICLE = 16, 1000
#: The number of pages that another process reads at a time.
CHUNK_SIZE = 8

T = TypeVar("T")
#: Selects the captures to store, in order.
Keep = Callable[[Iterable[Capture]], Iterable[Capture]]

#: The outcomes that are no failures.
SUCCESS_OUTCOMES = frozenset(("new", "seen", "known", "unchanged", "ok", "passed_over"))


class Outcome(NamedTuple):
    """The outcome of one item.

    `outcome` is new, seen, known, unchanged (by the server's response or the bytes), ok (a source was read), or the word for a
    failure; `seconds` is the time to fetch, read and store it.
    """

    locator: str
    outcome: str
    detail: str | None = None
    article_id: int | None = None
    source_id: int | None = None
    seconds: float = 0.0


class Unchanged(NamedTuple):
    """An address with the same content as at the last visit, by its bytes or by the server's response."""

    url: str
    at: str
    source_id: int | None = None
    seconds: float = 0.0


@dataclass(slots=True)
class RunSummary:
    """The summary of a run.

    `failures` are the outcomes that are no success, `remarks` counts stored captures with a remark (a
    refused time, another slug).
    """

    articles: set[int] = field(default_factory=set)
    new: int = 0
    known: int = 0
    claims: int = 0
    changes: int = 0
    remarks: int = 0
    failures: list[Outcome] = field(default_factory=list)


class _Read(NamedTuple):
    """An article that was read: its plan, its captures, the result, and the time of the start."""

    work: ArticlePlan
    group: Sequence[FiledCapture]
    found: Derived | errors.SaysoError
    began: float


class _Begun(NamedTuple):
    """A batch during reading: the outcomes so far, the plan of each article, and the results."""

    outcomes: list[Outcome]
    works: list[tuple[ArticlePlan, list[FiledCapture], float]]
    found: Iterator[Derived | errors.SaysoError]


@dataclass(slots=True)
class Run:
    """One run over captures: the database, the facts stored with every capture, the clock, and a callback for each outcome."""

    db: Database
    facts: RunFacts
    now: clock.Clock = clock.now
    on_outcome: Callable[[Outcome], None] = lambda outcome: None
    summary: RunSummary = field(default_factory=RunSummary)

    @property
    def id(self) -> int:
        """Its number in the run log."""
        assert self.facts.id is not None
        return self.facts.id

    def store_all(self, looks: Iterable[Capture | PageSource], jobs: int = 1, keep: Keep = iter) -> RunSummary:
        """Stores all captures that `keep` selects. A failure is an outcome, and the others are stored.

        With more than one job, other processes read pages and claims, and this one only collects and stores.
        """
        with start_workers(jobs) as executor:
            if executor is None:
                for batch in _split_batches(keep(look if isinstance(look, Capture) else look.read() for look in looks), BATCH_SIZE):
                    self.store_batch(batch)
            else:
                self._read_ahead(_split_batches(looks, BATCH_SIZE), executor, keep)
        return self.summary

    def _read_ahead(self, batches: Iterable[Sequence[Capture | PageSource]], executor: Executor, keep: Keep) -> None:
        """Reads the pages of each batch while the claims of the previous one are read.

        The previous one is stored first, since both may contain the same article.
        """
        begun: _Begun | None = None
        try:
            for captures in (_read_in_processes(executor, batch) for batch in batches):
                if begun is not None:
                    last, begun = begun, None
                    self._finish_batch(last)
                begun = self._begin_batch(list(keep(captures)), executor)
        finally:
            if begun is not None:
                self._finish_batch(begun)

    def record_unchanged(self, seen: Sequence[Unchanged]) -> list[Outcome]:
        """Records that these addresses are unchanged. Returns an outcome for each."""
        outcomes, began = [], time.perf_counter()
        with writing.transaction(self.db):
            for look in seen:
                article_id = queries.find_articles_by_name(self.db, [urls.make_key(look.url)]).get(urls.make_key(look.url))
                outcomes.append(
                    Outcome(
                        locator=look.url,
                        outcome="unchanged",
                        detail=None,
                        article_id=article_id,
                        source_id=look.source_id,
                        seconds=look.seconds,
                    )
                )
                if article_id is not None:
                    watchlist.record_still_there(self.db, article_id, look.url, look.at)
                    writing.set_status(self.db, article_id)
            runs.count_outcomes(self.db, self.id, revisions_known=len(seen))
            outcomes = self._log_outcomes(outcomes, began)
        self.summary.known += len(seen)
        for outcome in outcomes:
            self.on_outcome(outcome)
        return outcomes

    def record_source_outcome(self, outcome: Outcome) -> None:
        """Records the outcome of reading a source itself."""
        if outcome.outcome not in SUCCESS_OUTCOMES:
            self._record_failures([outcome], time.perf_counter())
            return
        with writing.transaction(self.db):
            (outcome,) = self._log_outcomes([outcome], time.perf_counter())
        self.on_outcome(outcome)

    def store_batch(self, batch: Sequence[Capture], executor: Executor | None = None) -> list[Outcome]:
        """Stores a batch of captures, those of one article together. Returns the outcome of each, in any order."""
        return self._finish_batch(self._begin_batch(batch, executor))

    def _begin_batch(self, batch: Sequence[Capture], executor: Executor | None) -> _Begun:
        """Records failures, plans the articles, and starts their reading in the executor; without one they are read on demand."""
        outcomes: list[Outcome] = []
        looks = []
        for capture in chain.from_iterable(map(split_posts, batch)):
            if capture.page is None:
                outcomes += self._record_failed_capture(capture)
            else:
                looks.append(FiledCapture.of(capture, self.now()))
        works = []
        for ids, group in _group_by_article(self.db, looks):
            began = time.perf_counter()
            work = plan_article(self.db, ids[0], merged=ids[1:], looks=group, run=self.facts)
            works.append((work, group, began))
        return _Begun(outcomes, works, derive_all([w for w, _, _ in works], executor))

    def _finish_batch(self, begun: _Begun) -> list[Outcome]:
        """Stores the articles as they are read, some at a time; when a run is stopped, the ones already read are stored too."""
        outcomes, waiting = begun.outcomes, list[_Read]()
        try:
            for (work, group, began), found in zip(begun.works, begun.found, strict=True):
                waiting.append(_Read(work, group, found, began))
                if len(waiting) == ARTICLES_PER_TRANSACTION or isinstance(found, errors.SaysoError) or len(found.mentions) > LARGE_ARTICLE:
                    some, waiting = waiting, []
                    outcomes += self._store_article(some)
        finally:
            if waiting:
                outcomes += self._store_article(waiting)
        return outcomes

    def _store_article(self, some: Sequence[_Read]) -> list[Outcome]:
        """Stores articles in one transaction and then reports them; the last one may be a failure."""
        failed = [read for read in some if isinstance(read.found, errors.SaysoError)]
        with writing.transaction(self.db):
            stored = [self._write_article(read, read.found) for read in some if not isinstance(read.found, errors.SaysoError)]
        for article_id, counts, outcomes in stored:
            self._count_outcomes(article_id, counts, outcomes)
        return [o for _, _, outcomes in stored for o in outcomes] + [o for read in failed for o in self._record_unread(read)]

    def _record_unread(self, read: _Read) -> list[Outcome]:
        rows = [(x.capture.locator, x.capture.source_id, x.capture.seconds) for x in read.group]
        why = read.found
        return self._record_failures(
            [
                Outcome(locator=at, outcome="unread", detail=f"{at}: {why}", article_id=None, source_id=source, seconds=seconds)
                for at, source, seconds in rows
            ],
            read.began,
        )

    def _write_article(self, read: _Read, found: Derived) -> tuple[int, dict[str, int], list[Outcome]]:
        """Writes one article. Returns its number, the additions to the run's counts, and the outcome of each capture."""
        work, before = read.work, read.work.before
        outcomes = [
            Outcome(
                locator=x.capture.locator,
                outcome=o,
                detail=_make_remark(x, o, work),
                article_id=work.article.id,
                source_id=x.capture.source_id,
                seconds=x.capture.seconds,
            )
            for x, o in zip(read.group, work.outcomes, strict=True)
        ]
        new = work.outcomes.count("new")
        article = save_article(self.db, work, found)[0] if work.has_changes else work.before
        assert article is not None
        counts = {
            "revisions_new": new,
            "revisions_known": len(outcomes) - new,
            "claims": article.claims - (before.claims if before else 0),
            "changes": article.changes - (before.changes if before else 0),
        }
        runs.count_outcomes(self.db, self.id, articles=int(article.id not in self.summary.articles), **counts)
        return article.id, counts, self._log_outcomes(outcomes, read.began)

    def _count_outcomes(self, article_id: int, counts: Mapping[str, int], outcomes: Sequence[Outcome]) -> None:
        """Adds a stored article to the summary, and reports it."""
        self.summary.articles.add(article_id)
        self.summary.new += counts["revisions_new"]
        self.summary.known += counts["revisions_known"]
        self.summary.claims += counts["claims"]
        self.summary.changes += counts["changes"]
        self.summary.remarks += sum(o.detail is not None for o in outcomes)
        for outcome in outcomes:
            self.on_outcome(outcome)

    def _record_failed_capture(self, capture: Capture) -> list[Outcome]:
        """Records a capture without an article. If a known article has that address, its absence is stored as a fact."""
        assert capture.problem is not None
        outcome, reason = capture.problem
        known = queries.find_articles_by_name(self.db, [urls.make_key(capture.url)]) if capture.url else {}
        article_id = next(iter(known.values()), None)
        kind = ABSENCES.get(outcome)
        if kind and article_id is not None and capture.url:
            with writing.transaction(self.db):
                at = capture.captured_at or self.now()
                writing.put_absence(
                    self.db, AbsenceRow(article_id=article_id, at=at, kind=kind, url=capture.url, detail=reason, run_id=self.id)
                )
        row = Outcome(
            locator=capture.locator,
            outcome=outcome,
            detail=reason,
            article_id=article_id,
            source_id=capture.source_id,
            seconds=capture.seconds,
        )
        if outcome in SUCCESS_OUTCOMES:
            self.record_source_outcome(row)
            return [row]
        return self._record_failures([row], time.perf_counter())

    def _record_failures(self, failures: Sequence[Outcome], began: float) -> list[Outcome]:
        with writing.transaction(self.db):
            failures = self._log_outcomes(failures, began)
            runs.count_outcomes(self.db, self.id, failures=len(failures))
        self.summary.failures += failures
        for failure in failures:
            self.on_outcome(failure)
        return list(failures)

    def _log_outcomes(self, outcomes: Sequence[Outcome], began: float) -> list[Outcome]:
        """Logs outcomes, each with its share of the time since `began` added to its own time."""
        share, at = (time.perf_counter() - began) / max(len(outcomes), 1), self.now()
        timed = [o._replace(seconds=round(o.seconds + share, 4)) for o in outcomes]
        writing.put_events(
            self.db,
            [
                EventRow(
                    run_id=self.id,
                    at=at,
                    source_id=o.source_id,
                    locator=o.locator,
                    outcome=o.outcome,
                    detail=o.detail,
                    article_id=o.article_id,
                    seconds=o.seconds,
                )
                for o in timed
            ],
        )
        return timed


def _read_in_processes(executor: Executor, looks: Sequence[Capture | PageSource]) -> Iterator[Capture]:
    """Yields the captures in order; other processes start reading the unread ones at once. The bytes stay in this process."""
    pages = executor.map(_read_page, [look for look in looks if not isinstance(look, Capture)], chunksize=CHUNK_SIZE)
    return (look if isinstance(look, Capture) else _restore_bytes(next(pages), look) for look in looks)


def _read_page(look: PageSource) -> Capture:
    return replace(look.read(), raw=b"") if isinstance(look, RawPage) else look.read()


def _restore_bytes(capture: Capture, look: PageSource) -> Capture:
    return replace(capture, raw=look.raw) if isinstance(look, RawPage) else capture


def _split_batches(looks: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yields the captures in batches.

    When a run is stopped, the captures read so far are still yielded: standard input gives them only once.
    """
    batch: list[T] = []
    try:
        for look in looks:
            batch.append(look)
            if len(batch) == size:
                yield batch
                batch = []
    except KeyboardInterrupt:
        yield batch
        raise
    yield batch


def _group_by_article(db: Database, looks: Sequence[FiledCapture]) -> Iterator[tuple[list[int], list[FiledCapture]]]:
    """Yields the captures of each article with the numbers of the articles to which they belong.

    There is one number, or several for articles that turn out to be the same (first the lowest, which stays), or none for a new one.

    Captures that share a name, in this batch or with a stored article, are joined (union-find over names).
    """
    parent: dict[str, str] = {}

    def find_root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    for look in looks:
        first = find_root(look.names[0][0])
        for name, _ in look.names[1:]:
            parent[find_root(name)] = first
    known = queries.find_articles_by_name(db, list(parent))
    for name, article_id in known.items():
        parent[find_root(name)] = find_root(f"#{article_id}")
    groups: dict[str, list[FiledCapture]] = {}
    ids: dict[str, set[int]] = {}
    for look in looks:
        groups.setdefault(find_root(look.names[0][0]), []).append(look)
    for name, article_id in known.items():
        ids.setdefault(find_root(name), set()).add(article_id)
    fresh = queries.find_free_article_id(db)
    for group, members in groups.items():
        if group not in ids:
            ids[group], fresh = {fresh}, fresh + 1
        yield sorted(ids[group]), members


def _make_remark(look: FiledCapture, outcome: str, work: ArticlePlan) -> str | None:
    """Returns a remark on a stored capture: refused or missing times, another address than before; None without any."""
    page = look.capture.page
    assert page is not None
    if outcome == "known":
        return None
    remarks = list(page.notes)
    if work.merged:
        remarks.append(f"shows that articles {', '.join(map(str, (work.article.id, *work.merged)))} are one, number {work.article.id} now")
    first, here = work.captures[0], urls.make_key(identity.choose_address(look.capture))
    newcomer = next(c for c in work.captures if urls.make_key(c.url) == here)  # the remark on an address is made only once
    if urls.make_key(first.url) != here and newcomer.locator == look.capture.locator:
        remarks.append(f"the same story as {first.url}, under another address")
    return f"{look.capture.locator}: {'; '.join(remarks)}" if remarks else None


@contextmanager
def start_workers(jobs: int) -> Iterator[Executor | None]:
    """Starts processes that read articles; None for one job, which this process does itself."""
    if jobs == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, mp_context=_choose_start_method(), initializer=_prepare_worker) as executor:
        yield executor


def _choose_start_method() -> BaseContext:
    """Chooses the start method of processes: forkserver, with the grammar imported once, if the system has it.

    A fork of this process, which has threads (such as a progress bar), could inherit a lock that nobody releases.
    """
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _prepare_worker() -> None:
    """Lets a worker ignore Ctrl-C, which reaches every process of a terminal: the writing process handles it.

    The others end with that one.
    """
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # imported here: it takes a while, and one process does not need it

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def derive_all(works: Sequence[ArticlePlan], executor: Executor | None) -> Iterator[Derived | errors.SaysoError]:
    """Yields the claims of each article in turn, or the reason why they could not be read.

    An unchanged article is not read.
    """
    tasks = [
        (w.article.id, w.unread, w.article.language, w.readings, w.past) if w.has_changes else (w.article.id, [], None, {}, NO_PAST)
        for w in works
    ]
    return map(_derive, tasks) if executor is None else executor.map(_derive, tasks)  # one at a time: some take a hundred times as long


def _derive(task: tuple[int, Sequence[RevisionRow], str | None, Stored, SavedState]) -> Derived | errors.SaysoError:
    """Derives one article's claims. A bug in one article must not stop the others: it is counted, and its traceback is logged."""
    try:
        return derive(*task)
    except errors.SaysoError as error:
        return error
    except Exception as error:
        log.exception("article %s", task[0])
        return errors.SaysoError(f"a bug in sayso, please report it ({type(error).__name__}: {error}); the other articles went on")
