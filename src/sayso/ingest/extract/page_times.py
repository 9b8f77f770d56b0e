"""Finds all times that a page states: in JSON-LD, meta tags, microdata, <time> elements, and visible lines.

JSON-LD comes first, since it alone distinguishes publication from update in all papers. A zone that one of them gives also applies to the
others with the same hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from itertools import islice

from lxml.html import HtmlElement

from sayso.ingest.clock import format_stored_time, parse_stored_time
from sayso.ingest.extract import jsonld
from sayso.ingest.extract.dom import has_name
from sayso.ingest.extract.page import TimeCandidate, What
from sayso.ingest.extract.time_basis import make_candidate
from sayso.ingest.extract.time_formats import Home, find_clock, find_day, find_zone, find_zone_in_text, set_clock
from sayso.ingest.urls import make_absolute, make_key

#: Meta tags (property, name or itemprop, in lower case) that give a time, best first.
META_TIMES: tuple[tuple[What, str, str], ...] = (
    ("published", "article:published_time", "article:published_time"),
    ("published", "og:article:published_time", "article:published_time"),
    ("published", "article:published", "article:published_time"),
    ("updated", "article:modified_time", "article:modified_time"),
    ("updated", "og:article:modified_time", "article:modified_time"),
    ("updated", "article:modified", "article:modified_time"),
    ("updated", "og:updated_time", "meta tag"),
    ("updated", "date.modified", "meta tag"),
    ("updated", "dcterms.modified", "meta tag"),
    ("updated", "dc.date.modified", "meta tag"),
    ("updated", "last-modified", "meta tag"),
    ("updated", "lastmod", "meta tag"),
    ("updated", "revision_date", "meta tag"),
    ("updated", "parsely-modified-date", "meta tag"),
    ("published", "date.available", "meta tag"),
    ("published", "dc.date.issued", "meta tag"),
    ("published", "dcterms.created", "meta tag"),
    ("published", "dcterms.issued", "meta tag"),
    ("published", "parsely-pub-date", "meta tag"),
    ("published", "sailthru.date", "meta tag"),
    ("published", "published_at", "meta tag"),
    ("published", "publish-date", "meta tag"),
    ("published", "publishdate", "meta tag"),
    ("published", "pubdate", "meta tag"),
    ("published", "pdate", "meta tag"),
    ("published", "dc.date", "meta tag"),
    ("published", "citation_publication_date", "meta tag"),
    ("published", "prism.publicationdate", "meta tag"),
    ("published", "date", "meta tag"),
    ("updated", "datemodified", "microdata"),
    ("published", "datepublished", "microdata"),
)

_KNOWN_TIMES = frozenset(name for _, name, _ in META_TIMES)

_UPDATED = re.compile(
    r"\b(?:(?:last[\s-]+)?(?:updated?|modified|revised|amended)|(?:zuletzt\s+)?(?:aktualisiert|geändert)|mis(?:e)?\s+à\s+jour|modifiée?"
    r"|actualizad[oa]|modificad[oa]|(?:ultimo\s+)?aggiorna(?:to|mento)|atualizad[oa]|bijgewerkt|gewijzigd|laatste\s+update)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:(?:first\s+|originally\s+)?(?:published|posted|created|issued)|veröffentlicht|publiée?|publicad[oa]|pubblicat[oa]"
    r"|gepubliceerd)\b",
    re.IGNORECASE,
)
_STAMP_CLASS = re.compile(r"date|time|publish|updat|modif|byline|stamp|meta", re.IGNORECASE)
_LONGEST_STAMP = 160
#: The most words beside the time in a line that is only a time: a weekday, a zone and a place.
_MOST_WORDS = 4
#: A line with author, section and time: "Written by Ola Berg in Weather on 4 May 2026 at 4:21 pm. 51 comments".
_MOST_IN_BYLINE = 10
_BYLINE = re.compile(r"\W*(?:(?:written|words|story|report|reported|posted|filed)\s+)?by\b", re.IGNORECASE)
#: Country domains used all over the world, and languages of a single country.
_EVERYBODYS = frozenset(("ai", "cc", "co", "eu", "fm", "gg", "io", "la", "ly", "me", "sh", "to", "tv", "us", "ws"))
_HOMES = {"bn": "bd", "he": "il", "hi": "in", "ga": "ie", "ta": "in", "te": "in"}


def find_country(url: str | None, language: str | None) -> str | None:
    """Finds the country of a page, as a code: by its address or, if that shows none, by its language; None if unknown.

    >>> find_country("https://news.example.co.in/a", "en-US"), find_country("https://news.example/a", "he"), find_country(None, "en-US")
    ('in', 'il', 'us')
    """
    host = make_key(url).partition("/")[0].partition(":")[0] if url else ""
    top = host.rpartition(".")[2]
    if len(top) == 2 and top.isalpha() and top not in _EVERYBODYS:
        return top
    base, _, region = (language or "").lower().partition("-")
    return _HOMES.get(base) or (region if len(region) == 2 and region.isalpha() else None)


def find_times(tree: HtmlElement, tags: dict[str, list[str]], node: jsonld.Node, home: Home, place: str | None) -> Iterable[TimeCandidate]:
    """Finds all times that a page states, with their places."""
    rows: list[TimeCandidate | None] = [
        _read_labelled_time("published", node.get("datePublished"), "JSON-LD datePublished", home),
        _read_labelled_time("updated", node.get("dateModified"), "JSON-LD dateModified", home),
    ]
    for what, name, basis in META_TIMES:
        rows.extend(_read_labelled_time(what, raw, basis, home) for raw in tags.get(name, ())[:2])
    for name, contents in tags.items():
        if name not in _KNOWN_TIMES and (guess := _classify_meta_name(name)):
            rows.append(make_candidate(guess, contents[0], "meta tag", home))
    rows.extend(_read_microdata(tree, home, place))
    rows.extend(_read_time_elements(tree, home, place))
    rows.extend(_read_stamps(tree, home))
    found = [r for r in rows if r]
    if not any(r.what == "published" and not r.date_only and not r.refused for r in found):
        found.extend(_read_unlabelled_time(tree, home))
    return dict.fromkeys(lend_zones(found, home))


def _read_labelled_time(what: What, raw: object, basis: str, home: Home) -> TimeCandidate | None:
    """Reads the time at a known place; one that cannot be parsed is kept as written, with a remark."""
    found = make_candidate(what, raw, basis, home)
    if found or not isinstance(raw, str) or not raw.strip():
        return found
    return TimeCandidate(what, "", raw.strip()[:_LONGEST_STAMP], basis, refused="not understood")


def lend_zones(rows: Iterable[TimeCandidate], home: Home) -> list[TimeCandidate]:
    """Returns the candidates; those without a zone get the zone that another gives for the same day and hour.

    "8:00 a.m. EDT" beside the title explains "2026-05-04T08:00:00" in a tag.
    """
    found = list(rows)
    zones = {
        wall: zone
        for r in found
        if not r.refused and (zone := find_zone_in_text(r.raw, home.country)) and (wall := _parse_wall_clock(r.raw))
    }
    return [set_zone(row, zones.get(wall), home) if (wall := _parse_wall_clock(row.raw)) else row for row in found]


def set_zone(row: TimeCandidate, zone: tzinfo | None, home: Home) -> TimeCandidate:
    """Returns the candidate read in `zone` if it has an hour and no zone; else unchanged."""
    if zone is None or row.date_only or row.refused or not row.zone_assumed or find_zone_in_text(row.raw, home.country):
        return row
    local = parse_stored_time(row.value).astimezone(find_zone(home.zone))
    return replace(row, value=format_stored_time(local.replace(tzinfo=zone)), zone_assumed=False)


_WALL = re.compile(r"(?<=\d)T(?=\d)")


def _parse_wall_clock(raw: str) -> tuple[tuple[int, int, int], tuple[int, int]] | None:
    """Parses day, hour and minute as written; None if there are none."""
    text = _WALL.sub(" ", raw)
    day, clock = find_day(text), find_clock(text)
    return (day[0], clock.time[:2]) if day and clock else None


def _classify_meta_name(name: str) -> What | None:
    """Returns the kind of time that a meta tag gives, by its name; None for other tags."""
    if re.search(r"expir|publisher|valid|principle|url|event", name):
        return None
    if re.search(r"modif|updat|revis", name):
        return "updated"
    return "published" if re.search(r"publish|pub-?_?date|date.?(?:created|issued|published)", name) else None


_DATED: dict[str, What] = {"datepublished": "published", "datecreated": "published", "datemodified": "updated"}


def _read_microdata(tree: HtmlElement, home: Home, place: str | None) -> Iterable[TimeCandidate | None]:
    """Reads the times of elements with an itemprop, in an attribute or as text, the first of each kind; not those of meta tags."""
    seen: set[str] = set()
    for element in tree.iter("span", "div", "p", "time", "abbr", "dd", "li", "td"):
        for name in (element.get("itemprop") or "").lower().split():
            if name in _DATED and name not in seen and _is_own(element, place) and not _is_aside(element):
                text = element.text_content()[:_LONGEST_STAMP]
                raw = element.get("content") or element.get("datetime") or text
                found = _read_in_visible_zone(text, make_candidate(_DATED[name], raw, "microdata", home), home)
                if found:
                    seen.add(name)
                    yield found


def _read_time_elements(tree: HtmlElement, home: Home, place: str | None) -> Iterable[TimeCandidate | None]:
    """Reads <time> elements of the article's own head. Those in links belong to other stories, unless the link is to the page itself.

    Without a word for its kind, the first full time near the headline is that of publication.
    """
    plain = True
    for element in islice((e for e in tree.iter("time") if e.get("datetime") and _is_own(e, place)), 40):
        if not _DATED.keys().isdisjoint((element.get("itemprop") or "").lower().split()):
            continue
        parent = element.getparent()
        near = " ".join((element.get("class") or "", element.text_content()[:60]))
        if parent is not None:
            before = element.getprevious()
            said = ((before.tail or "") if before is not None else "").strip() or (parent.text or "")
            near += f" {parent.get('class') or ''} {said[:40]}"
        # Some systems mark a story that was never edited as "published updated".
        is_update = _UPDATED.search(near) and not _PUBLISHED.search(element.get("class") or "")
        found = _read_in_visible_zone(
            element.text_content(),
            make_candidate("updated" if is_update else "published", element.get("datetime"), "time element", home),
            home,
        )
        if is_update:
            yield found
        elif _is_in_head(element):
            if _PUBLISHED.search(near):
                yield found
            elif plain and found and not found.date_only:
                plain = False
                yield found


def _read_in_visible_zone(text: str, found: TimeCandidate | None, home: Home) -> TimeCandidate | None:
    """Reads the time of an element without a zone in the zone that its visible text gives for the same hour."""
    if found is None or found.date_only or not found.zone_assumed:
        return found
    clock, wall = find_clock(text, home.country), _parse_wall_clock(found.raw)
    return set_zone(found, clock.zone, home) if clock and wall and clock.time[:2] == wall[1] else found


def _is_own(element: HtmlElement, place: str | None) -> bool:
    link = next(element.iterancestors("a"), None)
    return link is None or (place is not None and make_key(make_absolute(place, link.get("href") or "") or "") == make_key(place))


def _is_aside(element: HtmlElement) -> bool:
    """Whether the element is in a side box, in a comment or in a list of other stories."""
    return bool(
        element.xpath("ancestor::aside|ancestor::nav|ancestor::footer|ancestor::*[@itemprop='comment']|ancestor::li[.//a[.//h2 or .//h3]]")
    )


def _is_in_head(element: HtmlElement) -> bool:
    """Whether the element is near the page's headline: in one of three boxes with it."""
    box = element
    for _ in range(6):
        box = box.getparent()
        if box is None or box.tag in ("body", "main"):
            return False
        if next(box.iter("h1"), None) is not None:
            return True
    return False


def _find_lines(tree: HtmlElement, *, marked: bool) -> Iterable[tuple[HtmlElement, str]]:
    """Yields short visible lines of all elements, or with `marked` of those with a name for a time."""
    for element in islice(tree.iter("p", "div", "span", "time", "li"), 6000):
        if marked and element.tag != "time" and not has_name(_STAMP_CLASS, element):
            continue
        # Joined with blanks: "04:00 AM EDT" in one paragraph, "Updated: …" in the next.
        line = " ".join(" ".join(islice(element.itertext(), 60)).split()) if len(element) < 12 else ""
        if line and len(line) <= _LONGEST_STAMP:
            yield element, line


def _read_stamps(tree: HtmlElement, home: Home) -> Iterable[TimeCandidate]:
    """Reads times in visible lines: "Published 3 May 2024, 10:00 BST", "Updated: 8:52 pm" beside it."""
    for element, line in _find_lines(tree, marked=True):
        if is_update_word(line) and not _is_aside(element) and next(element.iterancestors("a"), None) is None:
            yield from read_line_times(line, home)


def _read_unlabelled_time(tree: HtmlElement, home: Home) -> Iterable[TimeCandidate]:
    """Finds the first line near the headline that is a day and an hour with hardly any other words, and no word for its kind."""
    for element, line in _find_lines(tree, marked=False):
        if not (2 <= sum(map(str.isdigit, line)) <= 14) or is_update_word(line) or not find_clock(line) or not (day := find_day(line)):
            continue
        rest = re.findall(r"[^\W\d]{3,}", line[: day[1][0]] + line[day[1][1] :])
        most = _MOST_IN_BYLINE if _BYLINE.match(line) else _MOST_WORDS
        if len(rest) <= most and _is_in_head(element) and not _is_aside(element) and next(element.iterancestors("a"), None) is None:
            found = make_candidate("published", line, "visible line", home)
            if found and not found.date_only:
                yield found
                return


def read_line_times(line: str, zone: str | Home) -> list[TimeCandidate]:
    """Reads the times in a visible line; a first time without a word before it is that of publication.

    >>> [(c.what, c.value) for c in read_line_times("May 3, 2024, 10:00 AM | Updated: 8:52 pm", "UTC")]
    [('published', '2024-05-03T10:00:00Z'), ('updated', '2024-05-03T20:52:00Z')]
    """
    home = zone if isinstance(zone, Home) else Home(zone)
    marks = sorted(
        [(m.start(), "updated") for m in _UPDATED.finditer(line)] + [(m.start(), "published") for m in _PUBLISHED.finditer(line)]
    )
    if not marks or marks[0][0] > 8:
        marks.insert(0, (0, "published"))
    found: list[TimeCandidate] = []
    for (start, what), (end, _) in zip(marks, [*marks[1:], (len(line), "")], strict=True):
        piece = line[start:end].strip(" |•·-–—,;")
        row = make_candidate("updated" if what == "updated" else "published", piece, "visible line", home)
        if row is None and found and not find_day(piece):
            clock = set_clock(found[0].value, piece, home)
            row = clock and TimeCandidate(
                what="updated", value=clock.value, raw=piece, basis="visible line", zone_assumed=clock.zone_assumed
            )
        if row is not None:
            found.append(row)
    # A zone given once applies to all times of the line.
    zones = list(dict.fromkeys(mark for row in found if (mark := find_zone_in_text(row.raw, home.country))))
    return [set_zone(row, zones[0], home) for row in found] if len(zones) == 1 else found


def is_stamp(line: str) -> bool:
    """Whether a line of text is only a time stamp.

    >>> is_stamp("Published 3 May 2026, 10:00 BST"), is_stamp("Twelve died on May 3, 2026.")
    (True, False)
    """
    if len(line) > _LONGEST_STAMP:
        return False
    if day := find_day(line):
        rest = line[: day[1][0]] + line[day[1][1] :]
        return len(re.findall(r"[^\W\d]{3,}", rest)) <= 9 and not (line.endswith((".", "!", "?")) and not line.endswith("m."))
    return is_update_word(line) and find_clock(line) is not None


def is_update_word(line: str) -> bool:
    """Whether a line says that something was updated or published."""
    return bool(_UPDATED.search(line) or _PUBLISHED.search(line))
