"""Settling series: after a run, the figures of all articles are linked, and what differs from what is stored is written."""

from __future__ import annotations

from sqlite_utils import Database

from sayso.series.linking import Row, Text
from sayso.store import series as stored


def read_store(db: Database) -> tuple[list[Text], list[Row]]:
    """What linking needs of all articles and of all figures shown by default."""
    return [Text(*row) for row in stored.texts(db)], [Row(*row) for row in stored.figures(db)]
