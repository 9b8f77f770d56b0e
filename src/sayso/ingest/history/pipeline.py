"""The steps from captures to claims: gather a batch, sort it by article, read each article, store each whole.

Captures come in batches so that one article's revisions are read together and the reading, of pages and of claims, can be spread over
processes; the store is written by this process alone. What is reported has been stored.
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
from sayso.ingest import clock, urls
from sayso.ingest.extract.page import Capture, split_posts
from sayso.ingest.extract.raw_page import PageSource, RawPage
from sayso.ingest.history import identity
from sayso.ingest.history.derive import derive
from sayso.ingest.history.match_state import NO_PAST, SavedState
from sayso.ingest.history.plan import ArticlePlan, FiledCapture, RunFacts, plan_article, save
from sayso.ingest.history.readings import Stored
from sayso.store import queries, runs, watchlist, writing
from sayso.store.rows import AbsenceRow, Derived, EventRow, RevisionRow

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from multiprocessing.context import BaseContext

#: Outcomes which say that a known article could not be had, with the kind of absence; other outcomes say nothing about the article.
ABSENCES = {"gone": "gone", "error_page": "gone", "blocked": "blocked", "denied": "blocked", "login": "blocked", "consent": "blocked"}

log = logging.getLogger(__name__)

#: Captures read before they are sorted by article; some 55 articles at 3.6 revisions each.
BATCH = 200
#: Articles that are stored in one transaction, which takes a fifth off what one for each costs; a large one (so many mentions of claims)
#: ends it.
TOGETHER, LARGE = 16, 1000
#: Pages that another process reads at a time.
CHUNK = 8

T = TypeVar("T")
#: Which captures are taken, in order.
Keep = Callable[[Iterable[Capture]], Iterable[Capture]]

#: Outcomes that are no failures.
SUCCESS_OUTCOMES = frozenset(("new", "seen", "known", "unchanged", "ok", "passed_over"))


class Outcome(NamedTuple):
    """The outcome of one item.

    `outcome` is new, seen, known, unchanged (as the server or the bytes say), ok (a source was read), or the reason's word for a
    failure; `seconds` is what it took to fetch, read and store it.
    """

    locator: str
    outcome: str
    detail: str | None = None
    article_id: int | None = None
    source_id: int | None = None
    seconds: float = 0.0


class Unchanged(NamedTuple):
    """An address with the same content as at the last visit, by its bytes or by the server's word."""

    url: str
    at: str
    source_id: int | None = None
    seconds: float = 0.0


@dataclass(slots=True)
class RunSummary:
    """The summary of a run.

    `failures` are the outcomes that are neither news nor known, `remarks` counts stored captures about which there was something to say (a
    time refused, another slug).
    """

    articles: set[int] = field(default_factory=set)
    new: int = 0
    known: int = 0
    claims: int = 0
    changes: int = 0
    remarks: int = 0
    failures: list[Outcome] = field(default_factory=list)


class _Read(NamedTuple):
    """An article that has been read: its work, the captures at it, what was found, and when work on it began."""

    work: ArticlePlan
    group: Sequence[FiledCapture]
    found: Derived | errors.SaysoError
    began: float


class _Begun(NamedTuple):
    """A batch that is being read: what became of it so far, what each article needs, and what is found in each."""

    outcomes: list[Outcome]
    works: list[tuple[ArticlePlan, list[FiledCapture], float]]
    found: Iterator[Derived | errors.SaysoError]


@dataclass(slots=True)
class Run:
    """One run over captures: the database, the facts noted with every capture, the clock, and a callback for each outcome."""

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
        """Stores all captures that `keep` lets pass; one that fails is an outcome and never stops the others.

        With more than one job, other processes read pages and claims, and this one only gathers and stores.
        """
        with start_workers(jobs) as executor:
            if executor is None:
                for batch in _split_batches(keep(look if isinstance(look, Capture) else look.read() for look in looks), BATCH):
                    self.store_batch(batch)
            else:
                self._read_ahead(_split_batches(looks, BATCH), executor, keep)
        return self.summary

    def _read_ahead(self, batches: Iterable[Sequence[Capture | PageSource]], executor: Executor, keep: Keep) -> None:
        """Has the pages of each batch read as the claims of the one before are.

        That one is stored first, since both may hold the same article.
        """
        begun: _Begun | None = None
        try:
            for captures in (_read_by(executor, batch) for batch in batches):
                if begun is not None:
                    last, begun = begun, None
                    self._finish(last)
                begun = self._begin_batch(list(keep(captures)), executor)
        finally:
            if begun is not None:
                self._finish(begun)

    def record_unchanged(self, seen: Sequence[Unchanged]) -> list[Outcome]:
        """Notes that these addresses are unchanged. Returns an outcome for each."""
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

    def note(self, outcome: Outcome) -> None:
        """Stores the outcome of reading a source itself."""
        if outcome.outcome not in SUCCESS_OUTCOMES:
            self._record_failures([outcome], time.perf_counter())
            return
        with writing.transaction(self.db):
            (outcome,) = self._log_outcomes([outcome], time.perf_counter())
        self.on_outcome(outcome)

    def store_batch(self, batch: Sequence[Capture], executor: Executor | None = None) -> list[Outcome]:
        """Stores some captures together, those of one article in one go. Returns what became of each, in no order."""
        return self._finish(self._begin_batch(batch, executor))

    def _begin_batch(self, batch: Sequence[Capture], executor: Executor | None) -> _Begun:
        """Files what failed, plans what is to be stored, and has it read: by the executor from now on, else when it is asked for."""
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

    def _finish(self, begun: _Begun) -> list[Outcome]:
        """Stores the articles as they are read, some at a time; what is read when a run is stopped is stored too."""
        outcomes, waiting = begun.outcomes, list[_Read]()
        try:
            for (work, group, began), found in zip(begun.works, begun.found, strict=True):
                waiting.append(_Read(work, group, found, began))
                if len(waiting) == TOGETHER or isinstance(found, errors.SaysoError) or len(found.mentions) > LARGE:
                    some, waiting = waiting, []
                    outcomes += self._store_article(some)
        finally:
            if waiting:
                outcomes += self._store_article(waiting)
        return outcomes

    def _store_article(self, some: Sequence[_Read]) -> list[Outcome]:
        """Stores articles in one transaction, each whole, and then reports them; the last one may be one that could not be read."""
        failed = [read for read in some if isinstance(read.found, errors.SaysoError)]
        with writing.transaction(self.db):
            stored = [self._put(read, read.found) for read in some if not isinstance(read.found, errors.SaysoError)]
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

    def _put(self, read: _Read, found: Derived) -> tuple[int, dict[str, int], list[Outcome]]:
        """Writes one article; its number, what the run's counts grow by, and what became of each capture."""
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
        article = save(self.db, work, found)[0] if work.has_changes else work.before
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
        """A capture without an article; where we know one at that address, that it was not available is a fact about it."""
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
            self.note(row)
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
        """Writes outcomes down, each with its share of the time since `began` added to its own."""
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


def _read_by(executor: Executor, looks: Sequence[Capture | PageSource]) -> Iterator[Capture]:
    """The captures in order, those that are unread being read by other processes from now on; their bytes stay here."""
    pages = executor.map(_read_page, [look for look in looks if not isinstance(look, Capture)], chunksize=CHUNK)
    return (look if isinstance(look, Capture) else _restore_bytes(next(pages), look) for look in looks)


def _read_page(look: PageSource) -> Capture:
    return replace(look.read(), raw=b"") if isinstance(look, RawPage) else look.read()


def _restore_bytes(capture: Capture, look: PageSource) -> Capture:
    return replace(capture, raw=look.raw) if isinstance(look, RawPage) else capture


def _split_batches(looks: Iterable[T], size: int) -> Iterator[list[T]]:
    """The captures in batches. What was read when a run is stopped is not lost: standard input gives it only once."""
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
    """The captures sorted by article, each with the numbers of the articles it belongs to.

    That is one; several that turn out to be the same (the lowest number, which stays, first); or a new one.

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
    """A remark on a stored capture: times refused or missing, another address than before."""
    page = look.capture.page
    assert page is not None
    if outcome == "known":
        return None
    remarks = list(page.notes)
    if work.merged:
        remarks.append(f"shows that articles {', '.join(map(str, (work.article.id, *work.merged)))} are one, number {work.article.id} now")
    first, here = work.captures[0], urls.make_key(identity.choose_address(look.capture))
    newcomer = next(c for c in work.captures if urls.make_key(c.url) == here)  # a remark on an address is made once
    if urls.make_key(first.url) != here and newcomer.locator == look.capture.locator:
        remarks.append(f"the same story as {first.url}, under another address")
    return f"{look.capture.locator}: {'; '.join(remarks)}" if remarks else None


@contextmanager
def start_workers(jobs: int) -> Iterator[Executor | None]:
    """Processes to read articles with; None for one job, which this process does itself."""
    if jobs == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, mp_context=_choose_start_method(), initializer=_ignore_sigint) as executor:
        yield executor


def _choose_start_method() -> BaseContext:
    """The start method of processes: fork from a server process that has imported the grammar once, if the system has it.

    Forked from this one, which has threads (a progress bar is one), a child could inherit a lock that nobody will open again.
    """
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _ignore_sigint() -> None:
    """Ctrl-C reaches every process of a terminal; the one that writes decides what becomes of it.

    Where that one is gone, so are the others.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # a while to import, and of no use to one process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def derive_all(works: Sequence[ArticlePlan], executor: Executor | None) -> Iterator[Derived | errors.SaysoError]:
    """The claims of each article in turn, or the reason why they could not be read.

    Nothing is read for an article that stays as it is.
    """
    tasks = [
        (w.article.id, w.unread, w.article.language, w.readings, w.past) if w.has_changes else (w.article.id, [], None, {}, NO_PAST)
        for w in works
    ]
    return map(_derive, tasks) if executor is None else executor.map(_derive, tasks)  # one at a time: some take a hundred times as long


def _derive(task: tuple[int, Sequence[RevisionRow], str | None, Stored, SavedState]) -> Derived | errors.SaysoError:
    """One article's claims. A bug met in one article must not cost the others the night: it is counted as one, its traceback logged."""
    try:
        return derive(*task)
    except errors.SaysoError as error:
        return error
    except Exception as error:
        log.exception("article %s", task[0])
        return errors.SaysoError(f"a bug in sayso, please report it ({type(error).__name__}: {error}); the other articles went on")
