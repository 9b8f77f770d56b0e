"""One run over sources and addresses. One thread for each host fetches; only the main thread writes to the database.

The stories of a source are fetched once its feed has been read or has failed, because the feed may state their times. Each visit is
stored together with its story, so that after a killed run only what it had not stored is fetched again.
"""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from itertools import islice, starmap
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.ingest.clock import parse_stored_time
from sayso.ingest.crawl import discover_feeds, recrawl, source_lists
from sayso.ingest.crawl.files import read_folder_captures
from sayso.ingest.crawl.limits import InputLimits
from sayso.ingest.crawl.read_feeds import SourceEntry, SourceFeed
from sayso.ingest.crawl.responses import capture_of
from sayso.ingest.crawl.tasks import FetchResult, RunProgress, Task
from sayso.ingest.extract.page import NO_EXTERNAL_TIMES, Capture, ExternalTimes, PageProblem
from sayso.ingest.fetch.client import Failed, Fetched, Fetcher
from sayso.ingest.fetch.host_queues import HostQueues
from sayso.ingest.history.pipeline import BATCH_SIZE, Outcome, Run, Unchanged
from sayso.ingest.urls import clean_url, is_web
from sayso.model import FOREVER
from sayso.store import watchlist as stored
from sayso.store.watchlist import Watch, WatchedSource
from sayso.store.writing import transaction

log = logging.getLogger(__name__)

#: After this many failures in a row, a host is skipped for the rest of the run.
MAX_HOST_FAILURES = 2
#: The failures that count towards that.
SILENT = frozenset(("timeout", "unreachable", "broken_off", "rate_limited", "server_error", "no_robots"))
#: The greatest difference between the clock of a file server and ours.
SLACK = timedelta(hours=1)
#: Outcomes of a visit that found an article, the most newsworthy first.
_NEWS = ("new", "seen", "known", "unchanged")
#: The number of responses stored together.
CHUNK_SIZE = 50
#: The number of feeds of a sitemap index that are read, newest first: a run needs this month's stories, not the archive.
MAX_NESTED_FEEDS = 3


@dataclass(slots=True)
class CrawlRun:
    """One run over sources and addresses.

    `private` allows typed addresses in private networks. `choice` limits the stories, by the dates that their feeds give. `show` is
    called with the progress from time to time.
    """

    run: Run
    fetcher: Fetcher
    zone: str = "UTC"
    private: bool = False
    choice: InputLimits = field(default_factory=InputLimits)
    executor: Executor | None = None
    show: Callable[[RunProgress], None] = lambda progress: None
    _progress: RunProgress = field(default_factory=RunProgress)
    _ignore_schedule: bool = False
    _asked: set[str] = field(default_factory=set)
    _strikes: dict[str, int] = field(default_factory=dict)
    _hosts: HostQueues[Task, FetchResult] = field(init=False)
    _feeds: Counter[int] = field(default_factory=Counter)
    _feed_times: dict[str, ExternalTimes] = field(default_factory=dict)

    def crawl(self, due: Iterable[WatchedSource], urls: Iterable[str] = (), *, ignore_schedule: bool = False) -> None:
        """Reads the sources that are due and their stories (with `ignore_schedule` all of them), and the addresses in `urls`."""
        if self.executor:
            self.executor.submit(int).result()  # starts the processes before there are threads that hold locks
        self._hosts = HostQueues(self._ask, lambda task: urlsplit(task.url).netloc.lower())
        began = time.monotonic()
        try:
            self._ignore_schedule = ignore_schedule
            for source in due:
                self._begin_source(source)
            for url in urls:
                self._put(Task(url, "typed"))
            self.show(self._progress)
            while answers := self._hosts.take(CHUNK_SIZE):
                self._take(answers)
                self._progress.seconds, self._progress.seconds_left = time.monotonic() - began, self._hosts.estimate_seconds_left()
                self.show(self._progress)
        finally:
            self._hosts.close()

    def _begin_source(self, source: WatchedSource) -> None:
        due = self._ignore_schedule or source.next_at is None or source.next_at <= self.run.now()
        self._progress.sources += due
        if source.kind == "folder":
            if due:
                self._read_folder(source)
            return
        if due and not is_web(source.url):
            self._read_address_list(source)
        elif due and source.kind == "page":
            self._enter(source, [SourceEntry(clean_url(source.url))])
            self._record_visit(source, "ok")
        elif due:
            self._put(Task(source.url, "source", source))
        if not self._feeds[source.id]:
            self._queue_due_stories(source)

    def _queue_due_stories(self, source: WatchedSource) -> None:
        """Queues the stories of a source that are due."""
        for watch in stored.find_due_watches(self.run.db, source.id, FOREVER if self._ignore_schedule else self.run.now()):
            self._put(Task(watch.url, "story", source, watch))

    def _read_folder(self, source: WatchedSource) -> None:
        """Reads the files that are new in a folder since the last run; with `ignore_schedule` all files."""
        if not os.path.isdir(source.url):
            self._note_source(source, "missing", f"{source.name}: {source.url} is not a folder")
            self._record_visit(source, "missing", failed=True)
            return
        after = None if self._ignore_schedule or source.checked_at is None else parse_stored_time(source.checked_at) - SLACK
        found = (replace(c, source_id=source.id) for c in read_folder_captures(source.url, now=self.run.now(), zone=self.zone, after=after))
        stream, read = self.choice.filter(found), 0
        while batch := list(islice(stream, BATCH_SIZE)):
            read += len(batch)
            self.run.store_batch(batch, self.executor)
        self._note_source(source, "ok", f"{source.name}: folder with {read} pages to read")
        if not self.choice.is_partial:  # else another run reads the rest
            self._record_visit(source, "ok")

    def _note_source(
        self, source: WatchedSource, outcome: str, detail: str | None = None, *, locator: str | None = None, seconds: float = 0.0
    ) -> None:
        """Records the outcome of a source; `locator` is given if the request went to another address than the source's."""
        self.run.record_source_outcome(Outcome(locator or source.url, outcome, detail, source_id=source.id, seconds=seconds))

    def _read_address_list(self, source: WatchedSource) -> None:
        try:
            feed = source_lists.read_list(source.url)
        except InputError as ex:
            self._note_source(source, "no_feed", f"{source.name}: {ex}")
            self._record_visit(source, "no_feed", failed=True)
            return
        fresh = self._enter(source, feed.entries)
        self._note_source(source, "ok", f"{_describe_feed(source.name, feed)}, {fresh} of them new")
        self._record_visit(source, "ok")

    def _put(self, task: Task) -> None:
        """Queues each address once in a run, and no more stories than the limit allows."""
        if task.url in self._asked:
            return
        if task.what == "story" and not self.choice.consume():
            return
        if task.source and task.what != "story":
            self._feeds[task.source.id] += 1
        self._progress.articles += task.what in ("story", "typed")
        self._asked.add(task.url)
        self._hosts.put(task)

    def _ask(self, task: Task) -> FetchResult:
        """Fetches the address of a task, in the thread of its host."""
        host = urlsplit(task.url).netloc.lower()
        if self._strikes.get(host, 0) >= MAX_HOST_FAILURES:
            return FetchResult(task, failed=Failed("skipped", f"{task.url}: left for the next run, since {host} does not answer"))
        known = task.watch or (task.source if task.what == "source" else None)
        private = bool(task.source.allow_private) if task.source else self.private
        try:
            fetched = self.fetcher.fetch(
                task.url, etag=known.etag if known else None, last_modified=known.last_modified if known else None, private=private
            )
        except Failed as ex:
            self._strikes[host] = self._strikes.get(host, 0) + 1 if ex.outcome in SILENT else 0
            return FetchResult(task, failed=ex)
        self._strikes[host] = 0
        return FetchResult(task, fetched)

    def _take(self, answers: Sequence[FetchResult]) -> None:
        """Stores the results, and records each visit in its watch."""
        stories: list[FetchResult] = []
        still: list[Unchanged] = []
        looks: list[FetchResult] = []
        for answer in answers:
            if (source := answer.task.source) and answer.task.what != "story":
                self._read_source(answer, source)
                self._feeds[source.id] -= 1
                if not self._feeds[source.id]:
                    self._queue_due_stories(source)
            elif not (answer.task.what == "typed" and self._read_typed(answer)):
                stories.append(answer)
                self._progress.articles_read += 1
                if same := self._find_unchanged(answer):
                    still.append(same)
                else:
                    looks.append(answer)
        outcomes = self.run.record_unchanged(still) if still else []
        if looks:
            outcomes += self.run.store_batch(self._make_captures(looks), self.executor)
        became = _index_outcomes(outcomes)
        with transaction(self.run.db):
            for answer in stories:
                self._file_outcome(answer, became[answer.task.url])

    def _find_unchanged(self, answer: FetchResult) -> Unchanged | None:
        watch, got = answer.task.watch, answer.fetched
        if watch is None or got is None or watch.raw_sha256 is None:
            return None
        if got.unchanged or sha256(got.body).hexdigest() == watch.raw_sha256:
            return Unchanged(answer.task.url, got.fetched_at, watch.source_id, got.seconds)
        return None

    def _make_captures(self, answers: Sequence[FetchResult]) -> list[Capture]:
        """Makes captures of the responses; other processes read the pages if there are any."""
        came = [(a.fetched, self._find_external_times(a.task)) for a in answers if a.fetched]
        read = partial(_read_capture, zone=self.zone)
        pages = iter(self.executor.map(read, *zip(*came, strict=True), chunksize=4) if self.executor and came else starmap(read, came))
        return [self._capture(a.task, a.failed) if a.failed else self._finish_capture(a, next(pages)) for a in answers]

    def _capture(self, task: Task, failed: Failed) -> Capture:
        problem = PageProblem(failed.outcome, str(failed))
        return Capture(
            locator=task.url,
            url=task.url,
            captured_at=self.run.now(),
            problem=problem,
            source_id=task.source.id if task.source else None,
            seconds=failed.seconds,
        )

    def _finish_capture(self, answer: FetchResult, capture: Capture) -> Capture:
        moved = answer.task.url if answer.fetched and answer.fetched.moved_to else None
        if (
            capture.problem
            and capture.problem.outcome == "index"
            and answer.fetched
            and (named := discover_feeds.find_feed_link(answer.fetched))
        ):
            capture = replace(capture, problem=capture.problem._replace(reason=f"{capture.problem.reason}; it links to the feed {named}"))
        return replace(capture, source_id=answer.task.source.id if answer.task.source else None, moved_from=moved, seconds=answer.seconds)

    def _find_external_times(self, task: Task) -> ExternalTimes:
        """Returns the times that feeds gave for a story, in this run or earlier."""
        if task.url not in self._feed_times:
            watch = task.watch or stored.find_watches(self.run.db, [task.url]).get(task.url)
            self._feed_times[task.url] = ExternalTimes(None, watch.feed_published, watch.feed_updated) if watch else NO_EXTERNAL_TIMES
        return self._feed_times[task.url]

    def _merge_feed_times(self, entry: SourceEntry, watch: Watch | None = None) -> ExternalTimes:
        """Adds the times that a feed gives for a story."""
        known = self._find_external_times(Task(entry.url, "story", None, watch))
        found = self._feed_times[entry.url] = recrawl.merge_feed_times(known, entry, self.run.now(), self.zone)
        return found

    def _file_outcome(self, answer: FetchResult, outcome: str) -> None:
        """Stores the watch on a story after a visit with this outcome; a skipped visit does not count."""
        task, got, failed = answer.task, answer.fetched, answer.failed
        if task.watch is None or task.source is None or (failed and failed.outcome == "skipped"):
            return
        now, before = self.run.now(), _add_feed_times(task.watch, self._find_external_times(task))
        if got is None or outcome not in ("new", "seen", "known", "unchanged"):
            retry = failed.retry_at if failed else None
            stored.put_watch(self.run.db, recrawl.update_watch(before, task.source, now, outcome, failed=True, retry_at=retry))
            return
        digest = before.raw_sha256 if got.unchanged else sha256(got.body).hexdigest()
        etag, modified = _choose_validators(before, got)
        watch = recrawl.update_watch(before, task.source, now, outcome, etag=etag, last_modified=modified, sha256=digest)
        stored.put_watch(self.run.db, watch)

    def _read_typed(self, answer: FetchResult) -> bool:
        """Whether a typed address was a feed; if so, its stories are queued."""
        got = answer.fetched
        try:
            feed = discover_feeds.parse_feed(got) if got else None
        except InputError as ex:
            self.run.record_source_outcome(Outcome(answer.task.url, "no_feed", f"{answer.task.url}: {ex}", seconds=answer.seconds))
            return True
        if feed is None:
            return False
        self._progress.articles -= 1
        entries = self._filter_entries(feed.entries)
        with transaction(self.run.db):
            known = stored.find_watches(self.run.db, [e.url for e in entries])
            for entry in entries:
                feed_times = self._merge_feed_times(entry, known.get(entry.url))
                if watch := known.get(entry.url):
                    stored.put_watch(self.run.db, _add_feed_times(watch, feed_times))
        for entry in entries:
            self._put(Task(entry.url, "story"))
        for url in feed.feeds[:MAX_NESTED_FEEDS]:
            self._put(Task(url, "typed"))
        self.run.record_source_outcome(Outcome(answer.task.url, "ok", _describe_feed(answer.task.url, feed), seconds=answer.seconds))
        return True

    def _read_source(self, answer: FetchResult, source: WatchedSource) -> None:
        """Watches the stories that a source names, and queues those that are due."""
        got = answer.fetched
        url, nested = answer.task.url, answer.task.what == "nested"
        try:
            if got is None:
                assert answer.failed is not None
                raise answer.failed
            feed = None if got.unchanged else discover_feeds.parse_feed(got)
            if feed is None and not got.unchanged:
                named = discover_feeds.find_feed_link(got)
                hint = f"it links to the feed {named}" if named else "look at it in a browser, or add it with --kind page"
                raise InputError(f"{url}: a page, not a feed; {hint}")
        except (Failed, InputError) as ex:
            outcome = ex.outcome if isinstance(ex, Failed) else "no_feed"
            self._note_source(source, outcome, f"{source.name}: {ex}", locator=url, seconds=answer.seconds)
            if not nested and outcome != "skipped":
                self._record_visit(source, outcome, failed=True, retry_at=ex.retry_at if isinstance(ex, Failed) else None)
            return
        fresh = self._enter(source, feed.entries) if feed else 0
        for further in feed.feeds[:MAX_NESTED_FEEDS] if feed and not nested else ():
            self._put(Task(further, "nested", source))
        if feed:
            detail = f"{_describe_feed(source.name, feed)}, {fresh} of them new"
            self._note_source(source, "ok", detail, locator=url, seconds=answer.seconds)
        else:
            self._note_source(source, "unchanged", locator=url, seconds=answer.seconds)
        if not nested:
            self._record_visit(source, "ok" if feed else "unchanged", got=got)

    def _enter(self, source: WatchedSource, entries: Sequence[SourceEntry]) -> int:
        """Watches stories; returns how many are new."""
        now, fresh = self.run.now(), 0
        due: list[Task] = []
        with transaction(self.run.db):
            known = stored.find_watches(self.run.db, [e.url for e in entries])
            for entry in self._filter_entries(entries):
                old = known.get(entry.url)
                watch = (
                    recrawl.renew_watch(old, entry.updated or entry.published, now) if old else recrawl.start_watch(source, entry.url, now)
                )
                watch = _add_feed_times(watch, self._merge_feed_times(entry, old))
                fresh += old is None
                if watch != old:
                    stored.put_watch(self.run.db, watch)
                if watch.active and watch.next_at <= now and watch.source_id == source.id:
                    due.append(Task(watch.url, "story", source, watch))
        for task in due:
            self._put(task)
        return fresh

    def _filter_entries(self, entries: Iterable[SourceEntry]) -> list[SourceEntry]:
        return [e for e in entries if self.choice.accepts(e.updated or e.published)]

    def _record_visit(
        self, source: WatchedSource, outcome: str, *, failed: bool = False, retry_at: str | None = None, got: Fetched | None = None
    ) -> None:
        now = self.run.now()
        etag, modified = _choose_validators(source, got)
        self._progress.sources_read += 1
        stored.update_source(
            self.run.db, source, at=now, next_at=recrawl.find_next_reading(source, now, failed=failed, retry_at=retry_at), outcome=outcome,
            failed=failed, etag=etag, last_modified=modified,
        )  # fmt: skip


def _read_capture(got: Fetched, beside: ExternalTimes, zone: str) -> Capture:
    """Makes a capture of a response. No page may end a run: a bug is counted as a failure, with its traceback in the log."""
    try:
        return capture_of(got, zone, beside)
    except Exception as ex:
        log.exception("page %s", got.url)
        reason = f"{got.url}: a bug in sayso, please report it ({type(ex).__name__}: {ex}); the other pages went on"
        return Capture(
            locator=got.url,
            url=got.final_url,
            captured_at=got.fetched_at,
            raw=got.body,
            problem=PageProblem("unread", reason),
        )


def _index_outcomes(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """Returns the outcome for each address; for a live blog, whose posts have its address and a fragment, the most newsworthy one."""
    found: dict[str, str] = {}
    for outcome in sorted(outcomes, key=lambda o: _NEWS.index(o.outcome) if o.outcome in _NEWS else len(_NEWS)):
        found.setdefault(outcome.locator, outcome.outcome)
        found.setdefault(outcome.locator.rpartition("#")[0], outcome.outcome)
    return found


def _add_feed_times(watch: Watch, feed_times: ExternalTimes) -> Watch:
    """Returns the watch with the times that feeds give for its story."""
    return watch._replace(feed_published=feed_times.feed_published, feed_updated=feed_times.feed_updated)


def _choose_validators(known: WatchedSource | Watch, got: Fetched | None) -> tuple[str | None, str | None]:
    """Returns the validators for the next request; after an "unchanged" response without any, the old ones."""
    if got is None:
        return known.etag, known.last_modified
    if got.unchanged:
        return got.etag or known.etag, got.last_modified or known.last_modified
    return got.etag, got.last_modified


def _describe_feed(name: str, feed: SourceFeed) -> str:
    remark = f" ({feed.remark})" if feed.remark else ""
    return f"{name}: {feed.kind}{remark} with {len(feed.entries)} stories"
