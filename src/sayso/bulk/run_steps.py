"""A run over a crawl: extract, group, deal, follow, settle; each step begins when all shards of the previous one are done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sayso.bulk import columns, duckdb_views
from sayso.bulk.engine import Map
from sayso.bulk.extract import extract
from sayso.bulk.follow import UNREAD, follow
from sayso.bulk.grouping import Range, deal_captures, group_captures
from sayso.bulk.shards import DEALT, EXTRACTED, SERIES, TABLES, Folder, RunSettings, Shard
from sayso.garbage_collection import collect_rarely
from sayso.ingest.history.update_series import link_rows
from sayso.series.figure_rows import FigureRow
from sayso.series.link_figures import Text
from sayso.store.series_rows import FIGURES, TEXTS


@dataclass(slots=True)
class BulkSummary:
    """The contents of a folder, and this run's part in them.

    Captures of articles, captures that gave none by outcome, rows by table; how many shards the run did and which failed.
    """

    looks: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    shards: int = 0
    failed: list[str] = field(default_factory=list)


#: Called with the progress of a step: its name, the number of shards done and in all, and their counts.
Show = Callable[[str, int, int, Counter[str]], None]


@dataclass(slots=True)
class Bulk:
    """A run: its folder, its engine, and the callback for its progress.

    `looks` is the number of captures in a range, `together` the bytes of small files in a shard; None: derived from the
    size of the input.
    """

    folder: Folder
    over: Map
    show: Show
    looks: int | None = None
    together: int | None = None
    summary: BulkSummary = field(default_factory=BulkSummary)

    def run(self, inputs: Sequence[str], facts: RunSettings, *, series: bool = True) -> BulkSummary:
        """Makes those tables of `inputs` that are missing.

        If a shard fails, the run stops after its step; the same call tries that shard again and repeats nothing else.
        """
        shards, facts = self.folder.begin(inputs, facts, self.together)
        extracted = self._run_step(EXTRACTED, shards, partial(extract, folder=self.folder, facts=facts))
        if extracted is None:
            return self.summary
        self.summary.looks, self.summary.problems = extracted.pop("looks", 0), extracted
        ranges = group_captures(self.folder, self.looks)
        if self._list_missing(TABLES, ranges) and self._run_step(DEALT, shards, partial(deal_captures, folder=self.folder)) is None:
            return self.summary
        followed = self._run_step(TABLES, ranges, partial(follow, folder=self.folder, facts=facts))
        if followed is None:
            return self.summary
        self.summary.problems += Counter({UNREAD: followed.pop(UNREAD, 0)})
        self.summary.rows += followed
        if series:
            self._settle()
        duckdb_views.save(self.folder)
        self.folder.tidy(shards)
        return self.summary

    def _list_missing(self, step: str, parts: Sequence[Shard] | Sequence[Range]) -> list[Any]:
        return [part for part in parts if not self.folder.is_done(step, part.number)]

    def _run_step(self, step: str, parts: Sequence[Shard] | Sequence[Range], function: Callable[[Any], Any]) -> Counter[str] | None:
        """Runs the missing shards of a step; returns the counts of all its shards, None if one failed."""
        missing, total = self._list_missing(step, parts), len(parts)
        done, counts, failed = total - len(missing), Counter[str](), 0
        for part in parts:
            if part not in missing:
                counts.update(self.folder.read_counts(step, part.number))
        for end in self.over(partial(_run_once, step=step, folder=self.folder, function=function), missing):
            if end.failed is None:
                done, self.summary.shards = done + 1, self.summary.shards + 1
                counts.update(end.result)
            else:
                failed += 1
                self.summary.failed.append(f"{self.folder.of(step, end.task.number)}: {end.failed}")
            self.show(step, done, total, counts)
        return None if failed else counts

    def _settle(self) -> None:
        """Links the figures of all articles: in this process, in memory, as `sayso ingest` does after a run."""
        if self.folder.is_done(SERIES):
            return
        with duckdb_views.connect(self.folder) as db:
            texts = [Text(*row) for row in db.execute(TEXTS).fetchall()]
            rows = [(rank, FigureRow(*row)) for rank, *row in db.execute(FIGURES).fetchall()]
        found = link_rows(texts, rows, {text.article_id: text.publisher for text in texts})
        with self.folder.make_folder(SERIES) as part:
            for (kind, table), made in zip(duckdb_views.OF_SERIES.items(), tuple[Sequence[Any], ...](found), strict=True):
                columns.write(part / f"{table}.parquet", kind, made)


def _run_once(part: Shard | Range, step: str, folder: Folder, function: Callable[[Any], Any]) -> Any:
    """Runs a shard unless it is done: if a worker dies, Dask gives all its shards to others, also the finished ones."""
    collect_rarely()
    return folder.read_counts(step, part.number) if folder.is_done(step, part.number) else function(part)
