"""Progress bars on a terminal; nothing if the output goes to a file or a log."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.ingest.crawl.tasks import RunProgress
from sayso.present.words import format_count

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

#: If one of these is set in the environment, Rich may treat output that is no terminal as one.
_FORCE_VARIABLES = ("FORCE_COLOR", "TTY_COMPATIBLE")


@contextmanager
def show_count(what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """Shows a bar and yields a function that advances it by one; the total is shown if it is known."""
    if not _may_show():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    known = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) if total is not None else (TextColumn("{task.completed}"),)
    with _show_bar(TextColumn(what), *known, TextColumn("{task.fields[rate]}"), total=total) as bar:
        task = bar.task_ids[0]

        def advance() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.0f}/s" if speed else "")

        yield advance


@contextmanager
def show_run() -> Iterator[Callable[[RunProgress], None]]:
    """Shows a bar and yields a function that sets it to a run's progress."""
    if not _may_show():
        yield lambda progress: None
        return
    from rich.progress import BarColumn, TextColumn

    with _show_bar(BarColumn(16), TextColumn("{task.description}"), total=1) as bar:

        def show(progress: RunProgress) -> None:
            bar.update(
                bar.task_ids[0], total=max(progress.articles, 1), completed=progress.articles_read, description=describe_progress(progress)
            )

        yield show


@contextmanager
def show_steps() -> Iterator[Callable[[str, int, int], None]]:
    """Shows a bar and yields a function that sets it to the step, the amount done, and the total."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    with _show_bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), total=1) as bar:

        def show(what: str, done: int, total: int) -> None:
            bar.update(bar.task_ids[0], total=max(total, 1), completed=done, description=what)

        yield show


def describe_progress(progress: RunProgress) -> str:
    """Describes the progress of a run in words.

    >>> describe_progress(RunProgress(sources=3, sources_read=2, articles=40, articles_read=10, seconds=60.0, seconds_left=200.0))
    '2 of 3 sources, 10 of 40 articles, 10 a minute, about 3 min left'
    """
    parts = [f"{progress.sources_read} of {format_count(progress.sources, 'source')}"] if progress.sources else []
    parts.append(f"{progress.articles_read} of {format_count(progress.articles, 'article')}")
    if progress.articles_read:
        rate = progress.articles_read / max(progress.seconds, 0.001)
        parts.append(f"{rate:.0f} a second" if rate >= 10 else f"{60 * rate:.0f} a minute")
    if progress.seconds_left is not None:
        parts.append(f"about {_format_duration(progress.seconds_left)} left")
    return ", ".join(parts)


def _format_duration(seconds: float) -> str:
    """Formats a length of time.

    >>> [_format_duration(s) for s in (0.2, 40, 200, 8000)]
    ['1 s', '40 s', '3 min', '2.2 h']
    """
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _may_show() -> bool:
    """Whether there may be a terminal. Without one, Rich is not imported, which takes a while."""
    return sys.stderr.isatty() or any(os.environ.get(name) for name in _FORCE_VARIABLES)


@contextmanager
def _show_bar(*columns: ProgressColumn, total: float | None) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(SpinnerColumn(), *columns, TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal) as bar:
        bar.add_task("", total=total, rate="")
        yield bar
