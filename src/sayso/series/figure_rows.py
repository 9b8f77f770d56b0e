"""Rows of figures as series read them from the database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False, slots=True)
class FigureRow:
    """One figure as the store has it: its newest wording, current from `at` to `until` (UTC), and the time that its sentence names.

    `start` is the place of its words in the article's text (None: unknown); `shown` whether lists show it by default; `trend` whether it
    moved up or down.
    """

    claim_id: int
    article_id: int
    at: str
    part: str
    text: str
    sentence: str
    start: int | None
    value: float | None
    low: float | None
    high: float | None
    modifier: str
    unit: str | None
    noun: str | None
    head: str | None
    role: str | None
    until: str
    moment: str | None
    moment_start: str | None
    moment_end: str | None
    shown: int
    trend: str | None
