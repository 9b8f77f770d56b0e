"""Runs the shards in this process, or with Dask in several processes or on an existing cluster."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import dask
from distributed import Client, LocalCluster, as_completed


class Done(NamedTuple):
    """The outcome of a task: its result, or the reason of its failure."""

    task: Any
    result: Any
    failed: str | None = None


#: Runs a function for each task; gives the outcomes in the order in which the tasks end.
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Done]]

#: The number of workers that may die during one shard before it counts as failed: the first may have died for another reason.
MAX_WORKER_DEATHS = 3


@contextmanager
def start_engine(workers: int, scheduler: str | None = None) -> Iterator[Map]:
    """Starts an engine: this process for one worker, else processes on this machine or at the address of a Dask `scheduler`."""
    if scheduler is None and workers == 1:
        yield _map_locally
        return
    settings = {
        "distributed.scheduler.allowed-failures": MAX_WORKER_DEATHS,
        "distributed.admin.tick.limit": "1h",
        "distributed.worker.profile.enabled": False,  # it takes a sample of the stack a hundred times a second
    }
    with dask.config.set(settings):
        if scheduler:
            with Client(scheduler, set_as_default=False) as client:
                yield DaskMap(client)
            return
        # A shard may take much memory for a short time; the operating system's limit suits better than a fixed share for each worker.
        quiet = {"silence_logs": logging.CRITICAL, "dashboard_address": None, "memory_limit": 0}
        with LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, **quiet) as cluster, Client(cluster) as client:
            yield DaskMap(client)


def _map_locally(function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Done]:
    for task in tasks:
        try:
            yield Done(task, function(task))
        except Exception as error:
            logging.getLogger(__name__).exception("%s", task)
            yield Done(task, None, _describe_error(error))


class DaskMap:
    """A Dask client as a `Map`."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Done]:
        """Runs the function for each task.

        Results are small, since a shard's rows are in its folder; each is released as soon as it arrives.
        """
        by_future = {self.client.submit(function, task, pure=False): task for task in tasks}
        for future in as_completed(list(by_future)):
            task, error = by_future.pop(future), future.exception()
            yield Done(task, None, _describe_error(error)) if error is not None else Done(task, future.result())


def _describe_error(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
