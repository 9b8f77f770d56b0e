"""Figures of series for the tests, with only the fields that a test is about."""

from __future__ import annotations

from typing import Any

from sayso.series.articles import Article
from sayso.series.figures import Figure

_FIELDS: dict[str, Any] = {
    "at": "2026-03-02",
    "part": "body",
    "start": None,
    "modifier": "exact",
    "unit": None,
    "noun": None,
    "head": None,
    "role": None,
    "until": "",
    "moment": None,
    "moment_start": None,
    "moment_end": None,
    "shown": 1,
    "trend": None,
    "offset": 0,
    "day": 0,
}


def figure(claim_id: int, article: Article, text: str, value: float, **fields: Any) -> Figure:
    """An exact figure of 2 March 2026 in an article's body; its sentence is `text` unless `fields` has another."""
    return Figure(
        claim_id=claim_id, article_id=article.id, article=article, text=text, value=value, low=value, high=value,
        **{"sentence": text, **_FIELDS, **fields},
    )  # fmt: skip
