"""Third step: makes the rows of a range of articles: orders captures into revisions, reads them, and follows their claims."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sayso.bulk import columns
from sayso.bulk.extract import ProblemRow, look_of
from sayso.bulk.grouping import Range
from sayso.bulk.shards import DEALT, GROUPED, TABLES, Folder, RunSettings
from sayso.errors import SaysoError
from sayso.ingest.history.derive import derive
from sayso.ingest.history.plan import FiledCapture, RunFacts, add_claim_counts, plan_new_article
from sayso.store.rows import AbsenceRow
from sayso.store.writing import TABLES as KINDS

#: The number of the only run in a folder.
RUN_ID = 1
#: The outcome of captures of an article that could not be read.
UNREAD = "unread"

log = logging.getLogger(__name__)

Rows = dict[type, list[Any]]


def follow(part: Range, folder: Folder, facts: RunSettings) -> dict[str, int]:
    """Makes the tables of a range of articles; returns the number of rows of each, and of problems of each kind."""
    run = RunFacts(RUN_ID, facts.versions["extractor_version"], facts.zone)
    within = [("article", ">=", part.first), ("article", "<=", part.last)]
    looks = [r for n in part.shards for r in columns.read_rows([folder.of(DEALT, n) / "looks.parquet"], within)]
    looks.sort(key=itemgetter("article", "look"))
    absences = _group_absences(columns.read_rows([folder.of(GROUPED) / "absences.parquet"], within), facts)
    rows: Rows = {kind: [] for kind in KINDS}
    problems: list[ProblemRow] = []
    for number, group in groupby(looks, key=itemgetter("article")):
        seen = list(group)
        try:
            _put(rows, number, looks=[look_of(r, facts.now) for r in seen], absences=absences.get(number, []), run=run)
        except SaysoError as error:
            problems += _make_problem_rows(seen, str(error))
        except Exception as error:
            log.exception("article %s", number)
            problems += _make_problem_rows(
                seen, f"a bug in sayso, please report it ({type(error).__name__}: {error}); the other articles went on"
            )
    counts = Counter({table: len(rows[kind]) for kind, (table, _) in KINDS.items()}) + Counter(p.outcome for p in problems)
    with folder.make_folder(TABLES, part.number, counts) as place:
        for kind, (table, keys) in KINDS.items():
            fields = [kind._fields.index(k) for k in keys]  # type: ignore[attr-defined]
            columns.write(place / f"{table}.parquet", kind, _drop_duplicates(rows[kind], fields))
        columns.write(place / "problems.parquet", ProblemRow, problems)
    return counts


def _put(rows: Rows, article_id: int, looks: Sequence[FiledCapture], absences: Sequence[AbsenceRow], run: RunFacts) -> None:
    """Adds the rows of an article."""
    work = plan_new_article(article_id, looks, run)
    found = derive(article_id, work.revisions, work.article.language, {})
    article = add_claim_counts(work, found)
    latest = max((a for a in absences if a.at > article.last_captured_at), key=lambda a: a.at, default=None)
    made: list[Sequence[Any]] = [
        [article._replace(status=latest.kind if latest else article.status)], work.urls, work.raws, absences, work.revisions, work.captures,
        found.speakers, found.claims, found.versions, found.changes, found.mentions, found.readings, found.states,
    ]  # fmt: skip
    for new in made:
        if new:
            rows[type(new[0])] += new


def _group_absences(found: Iterable[dict[str, Any]], facts: RunSettings) -> dict[int, list[AbsenceRow]]:
    by_article: dict[int, list[AbsenceRow]] = {}
    for r in found:
        absence = AbsenceRow(
            article_id=r["article"], at=r["captured_at"] or facts.now, kind=r["kind"], url=r["url"], detail=r["reason"], run_id=RUN_ID
        )
        by_article.setdefault(r["article"], []).append(absence)
    return by_article


def _drop_duplicates(rows: Sequence[tuple[Any, ...]], at: Sequence[int]) -> list[tuple[Any, ...]]:
    """Returns the rows, and of those with the same key only the first."""
    first: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        first.setdefault(tuple(row[i] for i in at), row)
    return list(first.values())


def _make_problem_rows(looks: Sequence[dict[str, Any]], reason: str) -> list[ProblemRow]:
    return [
        ProblemRow(
            look=r["look"],
            locator=r["locator"],
            url=r["url"],
            captured_at=r["captured_at"],
            outcome=UNREAD,
            reason=f"{r['locator']}: {reason}",
            name=None,
        )
        for r in looks
    ]
