"""One queue and one thread for each host, so that a slow host delays no other.

In a pool of threads over addresses all threads would soon wait for the same slow host.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: The greatest number of hosts at the same time; their threads mostly wait.
MAX_THREADS = 256
#: The greatest number of results that wait to be taken; when it is reached, the threads wait.
MAX_WAITING_RESULTS = 64


class HostQueues(Generic[T, R]):
    """Answers tasks, with one thread for each host.

    One thread puts tasks and takes answers; `ask` runs in other threads, one call at a time for each host.
    """

    def __init__(
        self, ask: Callable[[T], R], host: Callable[[T], str], most: int = MAX_THREADS, *, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask, self._host, self._most, self._ticks = ask, host, most, ticks
        self._lock = threading.Lock()
        self._queues: dict[str, deque[T]] = {}
        self._waiting: deque[str] = deque()
        self._begun: dict[str, tuple[float, int]] = {}  # for each host the start of its thread, and the number of its answers
        self._threads = 0
        self._open = 0
        self._answers: Queue[tuple[R | None, Exception | None]] = Queue(MAX_WAITING_RESULTS)
        self._over = threading.Event()

    def put(self, task: T) -> None:
        """Adds a task to the queue of its host."""
        self._open += 1
        host = self._host(task)
        with self._lock:
            if host in self._queues:
                self._queues[host].append(task)
                return
            self._queues[host] = deque([task])
            self._waiting.append(host)
            if self._threads >= self._most:
                return
            self._threads += 1
        # A daemon thread: a stopped run does not wait for a slow host.
        threading.Thread(target=self._run_worker, daemon=True).start()

    def take(self, most: int) -> list[R]:
        """Takes the available answers, at least one and at most `most`; none if every task has been answered.

        It waits for the first one. Raises what `ask` raised in its thread.
        """
        answers: list[R] = []
        while self._open and len(answers) < most:
            try:
                answer, error = self._answers.get(block=not answers)
            except Empty:
                break
            self._open -= 1
            if error is not None:
                raise error
            assert answer is not None
            answers.append(answer)
        return answers

    def estimate_seconds_left(self) -> float | None:
        """Estimates the seconds until the busiest host is done at its present pace; None before the first result."""
        with self._lock:
            now = self._ticks()
            begun = [(len(self._queues[host]) + 1, now - since, done) for host, (since, done) in self._begun.items() if done]
        return max((waiting * took / done for waiting, took, done in begun), default=None)

    def close(self) -> None:
        """Stops starting tasks; does not wait for running ones."""
        self._over.set()

    def _run_worker(self) -> None:
        while (host := self._take_host()) is not None:
            while (task := self._take_task(host)) is not None:
                try:
                    self._give(self._ask(task), None)
                except Exception as error:  # noqa: BLE001 - not lost: raised where the answers are taken
                    self._give(None, error)
                with self._lock:
                    since, done = self._begun[host]
                    self._begun[host] = since, done + 1

    def _take_host(self) -> str | None:
        with self._lock:
            if self._waiting and not self._over.is_set():
                host = self._waiting.popleft()
                self._begun[host] = self._ticks(), 0
                return host
            self._threads -= 1
            return None

    def _take_task(self, host: str) -> T | None:
        with self._lock:
            if self._queues[host] and not self._over.is_set():
                return self._queues[host].popleft()
            del self._queues[host], self._begun[host]
            return None

    def _give(self, answer: R | None, error: Exception | None) -> None:
        while not self._over.is_set():
            try:
                self._answers.put((answer, error), timeout=0.5)
                return
            except Full:
                continue
