"""Makes a page of the parts found in HTML, in a text or on a JSON line; the last step for all inputs.

Readers find the parts (`Parts`). Then, always in this order: correction notices are separated, boilerplate is removed,
the language is detected, the times are ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sayso.errors import NotAnArticle
from sayso.ingest.extract import boilerplate, corrections, language
from sayso.ingest.extract.page import Page, PageProblem, TimeCandidate
from sayso.ingest.extract.time_basis import ADDRESS, choose_candidate, find_address_day, rank_candidates


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a reader found, unfiltered.

    `paragraphs` may contain boilerplate and correction notices; `notice` is a notice outside of them. `language` is what the input
    declares.
    """

    url: str | None
    title: str
    paragraphs: Sequence[str]
    captions: Sequence[str] = ()
    byline: str | None = None
    publisher: str | None = None
    language: str | None = None
    candidates: Sequence[TimeCandidate] = ()
    notice: str | None = None
    key: str | None = None
    notes: tuple[str, ...] = ()


#: Returns the problem of an input that is no article, by its title and its paragraphs; None for an article.
Judge = Callable[[str, Sequence[str]], PageProblem | None]
#: Returns a line above the first paragraph that belongs to the article; None if there is none.
FindStandfirst = Callable[[str], str | None]


def assemble(parts: Parts, *, now: str, judge: Judge, standfirst: FindStandfirst = lambda first: None) -> Page:
    """Makes the page of these parts, captured at `now`. Raises NotAnArticle if `judge` finds a problem."""
    own, notice = corrections.set_apart(parts.title, parts.paragraphs)
    body = boilerplate.trim_boilerplate(own, parts.title)
    above = standfirst(body[0]) if body else None
    # If the line is also a paragraph further down, that paragraph stays in its place.
    if above and boilerplate.normalize_paragraph(above) not in map(boilerplate.normalize_paragraph, body):
        body = [above, *body]
    if problem := judge(parts.title, body):
        raise NotAnArticle(*problem)
    text = "\n\n".join(body)
    page = Page(
        url=parts.url, title=parts.title, body=text, captions=tuple(c for c in parts.captions if c not in text), byline=parts.byline,
        publisher=parts.publisher, language=language.choose_language(parts.language, text), correction=notice or parts.notice,
        key=parts.key, notes=parts.notes,
    )  # fmt: skip
    return set_times(page, [*parts.candidates, *_find_address_day(parts)], now)


def _find_address_day(parts: Parts) -> list[TimeCandidate]:
    """Finds the day in the address of an article without a publication time; that of a live blog is not the day of its posts.

    It is better than a guess: htmldate takes the day of an update where it finds no other.
    """
    if any(c.what == "published" and not c.refused and c.basis != "htmldate" for c in parts.candidates) or "#" in (parts.url or ""):
        return []
    day = find_address_day(parts.url)
    return [day] if day else []


def set_times(page: Page, candidates: Sequence[TimeCandidate], now: str) -> Page:
    """Returns the page with its times chosen among `candidates`.

    Without a usable update time it uses the publication time (basis "published"), then the server's Last-Modified, and without these
    no time (basis "capture"); the day in an address dates no revision.
    """
    rows = rank_candidates(candidates, now)
    published = choose_candidate(rows, "published")
    updated = choose_candidate((c for c in rows if c.basis != "Last-Modified"), "updated")
    served = choose_candidate((c for c in rows if c.basis == "Last-Modified"), "updated")
    # A day alone is less exact than the minute of publication, if it is the same day.
    if updated and published and updated.date_only and not published.date_only and updated.value[:10] <= published.value[:10]:
        updated = None
    chosen = updated or choose_candidate((c for c in rows if c.basis != ADDRESS), "published") or served
    return replace(
        page,
        notes=(*page.notes, *_describe_refusals(rows)),
        published_at=published.value if published else None,
        updated_at=chosen.value if chosen else None,
        updated_at_basis="capture" if chosen is None else chosen.basis if chosen.what == "updated" else "published",
        zone_assumed=bool(chosen and chosen.zone_assumed),
        candidates=rows,
    )


def _describe_refusals(rows: Sequence[TimeCandidate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{c.basis} {c.raw!r} refused: {c.refused}" for c in rows if c.refused and c.basis != ADDRESS))
