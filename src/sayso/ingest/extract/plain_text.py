"""Reads the saved text of a news page: a title, time stamps and bylines, the article, and the text below it.

Nothing marks the parts, so they are recognised by their form. A stamp is a short line with a day in it. Below the article come teasers of
other stories: a headline, perhaps an agency's name before it, an excerpt broken off by "[…]", an age such as "10 hours ago"; or
a run of headlines alone; or a second dateline under a headline; or the title again. The article ends
before the first of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from sayso.errors import NotAnArticle
from sayso.ingest.extract import boilerplate, dom, page_kind, page_times
from sayso.ingest.extract.assemble import Parts, assemble
from sayso.ingest.extract.charset import decode
from sayso.ingest.extract.line_ends import unwrap_lines
from sayso.ingest.extract.page import Page, TimeCandidate
from sayso.ingest.urls import clean_url, is_web

_AGE = re.compile(
    r"(?:(?:an?|\d{1,2})\s?(?:s|sec(?:ond)?s?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)(?:\sago)?|yesterday"
    r"|just\snow)\W*",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(r"(?:\[\s*(?:…|\.{2,3})\s*\]|…|\.{3})$")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_DATELINE = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'’-]{2,30}(?:,\s[\w. ]{2,30})?\s(?:\([A-Z][\w ]{1,20}\)\s)?[—–-]{1,2}\s")
_BYLINE = re.compile(r"\s*(?:by|By|BY)[:\s]\s*([A-Z][^.!?]{2,120})")
_SKIP = re.compile(
    r"\W*(?:skip\sto\b.{0,30}|menu|home|search|subscribe|log\s?in|sign\s?in|news|breaking(?:\snews)?|live|watch)\W*", re.IGNORECASE
)
_LONGEST_TITLE, _MIN_PROSE_LENGTH = 320, 120
_MAX_HEADER_LINES = 14


def read_text(raw: bytes, url: str | None, *, now: str, zone: str = "UTC") -> Page:
    """Reads the article in a saved text. Raises NotAnArticle if there is none."""
    found = split_paragraphs(decode(raw))
    if not found:
        raise NotAnArticle("empty", "nothing in it")
    head, rest = _split_head(found)
    stamps = _read_stamps(head, zone)
    title = _choose_title(head, rest)
    own = rest[: _find_end(rest, title)]
    captions = tuple(p for p in own if dom.is_caption_text(p))
    parts = Parts(
        url=url or _find_address(found),
        title=title,
        paragraphs=[p for p in own if p not in captions],
        captions=captions,
        byline=next((m.group(1).strip() for line in head if (m := _BYLINE.fullmatch(line))), None),
        candidates=stamps,
    )
    return assemble(parts, now=now, judge=page_kind.classify_non_article_text)


def split_paragraphs(text: str) -> list[str]:
    """Splits a plain text into paragraphs at blank lines or, if there are none, at line ends. Wrapped lines are joined.

    >>> split_paragraphs("Ferry sinks\\n\\nTwelve died when the ferry\\nsank.")
    ['Ferry sinks', 'Twelve died when the ferry sank.']
    """
    text = unwrap_lines(text.replace("\xa0", " ").replace("\u2028", "\n").replace("\u2029", "\n\n").expandtabs(1))
    parts = [p for p in (part.strip() for part in re.split(r"\n[ \r]*\n", text)) if p]
    if len(parts) < 3 and text.strip().count("\n") >= 3 and not _is_wrapped(text.splitlines()):
        parts = text.splitlines()
    found: list[str] = []
    for part in parts:
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        found += [" ".join(lines)] if _is_wrapped(lines) else lines
    return [" ".join(p.split()) for p in found if p.strip()]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are wrapped text: nearly equally long, and broken anywhere."""
    full = [line for line in lines[:-1] if line.strip()]
    if not full:
        return True
    longest = max(len(line) for line in lines)
    broken = sum(not _ENDS.search(line) for line in full)
    return 30 <= longest <= 110 and median(len(line) for line in full) > 0.7 * longest and broken >= len(full) / 2


def _split_head(found: Sequence[str]) -> tuple[list[str], list[str]]:
    """Splits title, stamps and bylines from the article, which starts with the first paragraph of prose, or below the last stamp."""
    start = next(
        (i for i, p in enumerate(found) if i and len(p) >= _MIN_PROSE_LENGTH and _ENDS.search(p) and not page_times.is_stamp(p)), None
    )
    if start is None:
        start = next((i for i, p in enumerate(found) if i and _ENDS.search(p) and not page_times.is_stamp(p)), min(1, len(found)))
    marks = [i for i, p in enumerate(found[: min(start, _MAX_HEADER_LINES)]) if i and (page_times.is_stamp(p) or _BYLINE.fullmatch(p))]
    cut = marks[-1] + 1 if marks else 1
    return list(found[:cut]), list(found[cut:])


def _read_stamps(head: Sequence[str], zone: str) -> list[TimeCandidate]:
    return (
        page_times.read_line_times(" | ".join(p for p in head if page_times.is_stamp(p)), zone)
        if any(page_times.is_stamp(p) for p in head)
        else []
    )


def _choose_title(head: Sequence[str], rest: Sequence[str]) -> str:
    rows = [
        p
        for p in head
        if not (page_times.is_stamp(p) or _BYLINE.fullmatch(p) or _SKIP.fullmatch(p) or is_web(p) or boilerplate.find_rule(p, "head"))
    ]
    tail = {boilerplate.normalize_paragraph(p) for p in rest}
    again = [p for p in rows if boilerplate.normalize_paragraph(p) in tail and len(p.split()) > 3]
    best = again[0] if again else next((p for p in rows if len(p.split()) > 3), rows[0] if rows else "")
    return best if len(best) <= _LONGEST_TITLE else best[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _find_address(found: Sequence[str]) -> str | None:
    """Finds an address that is alone on one of the first or last lines."""
    rows = [p.strip("<>[]() ") for p in (*found[:5], *found[-3:])]
    return next((clean_url(p) for p in rows if is_web(p) and " " not in p), None)


def _find_end(rest: Sequence[str], title: str) -> int:
    """Returns the index of the paragraph after the article's end."""
    same = boilerplate.normalize_paragraph(title)
    ends = [len(rest), _find_headline_run(rest)]
    for i, paragraph in enumerate(rest):
        if i and boilerplate.normalize_paragraph(paragraph) == same:
            ends.append(i)
        elif _opens_teaser(rest, i):
            ends.append(_go_back_to_head(rest, i))
    first = min(end for end in ends if end > 0) if any(end > 0 for end in ends) else len(rest)
    return _find_label(rest[:first])


def _opens_teaser(rest: Sequence[str], at: int) -> bool:
    """Whether a teaser is at this place: with an age, a truncated excerpt, or a dateline under a headline."""
    paragraph = rest[at]
    if _AGE.fullmatch(paragraph):
        return True
    if at > 0 and len(paragraph) > 60 and paragraph.endswith(("[…]", "[...]", "[ … ]")):
        return True
    return at > 1 and bool(_DATELINE.match(paragraph)) and _is_headline(rest[at - 1])


def _go_back_to_head(rest: Sequence[str], at: int) -> int:
    """Goes back from an age, an excerpt or a second dateline to the head of that teaser."""
    start = at
    while start > 0 and at - start < 4 and (_is_headline(rest[start - 1]) or _BROKEN_OFF.search(rest[start - 1])):
        start -= 1
    return start


def _find_headline_run(rest: Sequence[str]) -> int:
    """Finds the start of a run of three or more headlines up to the end."""
    start = len(rest)
    while start > 0 and (_is_headline(rest[start - 1]) or boilerplate.find_rule(rest[start - 1], "tail")):
        start -= 1
    return start if sum(_is_headline(p) and len(p.split()) >= 4 for p in rest[start:]) >= 3 else len(rest)


def _find_label(rest: Sequence[str]) -> int:
    """Finds the place of a label such as "Related stories" before a rest with hardly any prose."""
    total = sum(len(p) for p in rest)
    for i, paragraph in enumerate(rest):
        rule = boilerplate.find_rule(paragraph) if i else None
        if (
            rule
            and rule.name in ("read more", "more from", "label of a part")
            and paragraph.endswith((":", *"abcdefghijklmnopqrstuvwxyzYDS"))
        ):
            after = sum(len(p) for p in rest[i + 1 :] if len(p) > _MIN_PROSE_LENGTH and _ENDS.search(p) and not _BROKEN_OFF.search(p))
            if after < total / 10 and i > len(rest) / 3:
                return i
    return len(rest)


def _is_headline(paragraph: str) -> bool:
    return len(paragraph) <= 200 and not _ENDS.search(paragraph) and not paragraph.startswith(("•", "- ", "* "))
