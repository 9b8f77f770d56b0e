"""Rebuilds all derived rows from the facts, article by article; readers see each article either before or after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from sayso.errors import SaysoError
from sayso.ingest.extract.extractor_version import EXTRACTOR_VERSION
from sayso.ingest.history.pipeline import BATCH_SIZE, derive_all, start_workers
from sayso.ingest.history.plan import RunFacts, plan_article, save_article
from sayso.store import writing


def rebuild(db: Database, article_ids: Sequence[int], jobs: int = 1) -> Iterator[int]:
    """Yields for each article the number of rows written; 0 if nothing differed.

    Raises SaysoError for the first article that cannot be read; those before it are stored.
    """
    again = RunFacts(None, EXTRACTOR_VERSION, "UTC")
    with start_workers(jobs) as executor:
        for start in range(0, len(article_ids), BATCH_SIZE):
            works = [plan_article(db, i, merged=[], looks=[], run=again) for i in article_ids[start : start + BATCH_SIZE]]
            for work, result in zip(works, derive_all(works, executor), strict=True):
                if isinstance(result, SaysoError):
                    raise result
                with writing.transaction(db):
                    _, written = save_article(db, work, result)
                yield written.put + written.taken
