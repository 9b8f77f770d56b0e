"""Series in the store: what linking reads, what it found, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database


def texts(db: Database) -> Iterator[tuple[Any, ...]]:
    """Number, address, publisher, headline and newest text of each article that has a figure shown by default."""
    yield from db.execute(
        """
        select a.id, a.url, a.publisher, r.title, r.text from articles a
        join revisions r on r.article_id = a.id and r.valid_to = '9999-12-31T00:00:00Z'
        where exists (select 1 from claims c where c.article_id = a.id and c.kind = 'quantity' and c.shown = 1)
        """
    )


def figures(db: Database) -> Iterator[tuple[Any, ...]]:
    """The newest wording of each figure shown by default, in the order of `sayso.series.Row`.

    The place in the text is null where the wording is not that of the newest revision.
    """
    yield from db.execute(
        """
        select v.claim_id, v.article_id, coalesce(v.moment_start, v.valid_from), c.part, v.text, v.sentence,
               (select m.start from mentions m where m.revision_id = r.id and m.version_id = v.id), v.value, v.low, v.high, v.modifier,
               v.unit, v.noun, v.head, v.role
        from claims c
        join claim_versions v on v.claim_id = c.id and v.n = c.versions
        join revisions r on r.article_id = c.article_id and r.valid_to = '9999-12-31T00:00:00Z'
        where c.kind = 'quantity' and c.shown = 1
        """
    )
