"""What a page states about itself: title, byline, publisher, language, address, and every time it gives.

Three witnesses: JSON-LD, meta tags, what the reader sees. The reader's view decides the title (an editor can change the visible headline
and leave the tags); JSON-LD decides the times, since only it tells publication from update in all the papers we read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement
from rapidfuzz import fuzz

from sayso.ingest.extract import jsonld
from sayso.ingest.extract.dates import at_clock, candidate, find_clock, find_day
from sayso.ingest.extract.dom import named
from sayso.ingest.extract.page import TimeCandidate, What
from sayso.ingest.urls import absolute, clean, key

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
    r"\b(?:(?:first\s+|originally\s+)?(?:published|posted|created|issued)|veröffentlicht|publiée?|publicad[oa]|pubblicat[oa]|gepubliceerd)\b",
    re.IGNORECASE,
)
_STAMP_CLASS = re.compile(r"date|time|publish|updat|modif|byline|stamp|meta", re.IGNORECASE)
_LONGEST_STAMP, _LONGEST_KICKER = 160, 40
_MASTHEAD = frozenset(("nav", "banner", "masthead", "site-header", "site-title", "logo", "footer"))

#: A part of a title after one of these is the paper's name, if it is like what the page calls itself.
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of itself. `canonical` is clean; `kinds` are the JSON-LD types and og:type, in lower case; `text` is the
    article's text as JSON-LD gives it, `free` whether it is free to read (None: not said), `descriptions` how the page sums itself up,
    `locked` the classes and ids of what only subscribers see, `count` how many words the article is said to have."""

    title: str
    canonical: str | None
    byline: str | None
    publisher: str | None
    language: str | None
    candidates: tuple[TimeCandidate, ...]
    kinds: frozenset[str]
    text: str | None
    free: bool | None
    descriptions: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()
    count: int | None = None


def read(tree: HtmlElement, url: str | None, zone: str) -> Stated:
    """All that, from the whole page as published."""
    tags = _tags(tree)
    canonical = _canonical(tree, tags, url)
    found = jsonld.nodes(tree)
    home = key(canonical) if canonical else None

    def same(link: str) -> bool:
        return home is not None and key(absolute(canonical, link) or "") == home

    node = jsonld.article(found, same) or {}
    publisher = jsonld.text_of(node.get("publisher")) or _first(tags, "og:site_name", "application-name")
    kinds = {t for n in found for t in jsonld.types(n)} if not node else set(jsonld.types(node))
    if any(jsonld.is_live(n) and jsonld.is_of(n, same) for n in found):
        kinds.add("liveblogposting")
    return Stated(
        title=_title(tree, tags, node, publisher, canonical),
        canonical=canonical,
        byline=_byline(tree, tags, node),
        publisher=publisher,
        language=(tree.get("lang") or _first(tags, "og:locale", "content-language", "language") or "").strip().replace("_", "-") or None,
        candidates=tuple(_times(tree, tags, node, zone, canonical)),
        kinds=frozenset(kinds) | ({f"og:{tags['og:type'][0].lower()}"} if "og:type" in tags else set()),
        text=_plain_text(node.get("articleBody")),
        descriptions=tuple(
            d for d in (jsonld.text_of(node.get("description")), _first(tags, "og:description"), _first(tags, "description")) if d
        ),
        free=_free(node.get("isAccessibleForFree"), _first(tags, "article:content_tier")),
        locked=jsonld.locked(node),
        count=_number(node.get("wordCount")),
    )


def _tags(tree: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                tags.setdefault(name, []).append(content)
    return tags


def _first(tags: dict[str, list[str]], *names: str) -> str | None:
    return next((tags[n][0] for n in names if n in tags), None)


def _canonical(tree: HtmlElement, tags: dict[str, list[str]], url: str | None) -> str | None:
    links = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for link in (*links, *tags.get("og:url", ()), url or ""):
        address = absolute(url, link)
        # A canonical link to the front page is a template's slip: every story would become one.
        if address and not (url and key(url) != key(address) and "/" not in key(address).rstrip("/")):
            return clean(address)
    return None


def _title(tree: HtmlElement, tags: dict[str, list[str]], node: jsonld.Node, publisher: str | None, canonical: str | None) -> str:
    names = [n for n in (publisher, _first(tags, "og:site_name"), site_of(canonical)) if n]
    stated = [jsonld.text_of(node.get("headline")), _first(tags, "og:title"), _first(tags, "twitter:title")]
    stated.append(" ".join("".join(tree.xpath("//head/title[1]//text()")).split()) or None)
    tidy = [strip_site(t, names) for t in stated if t]
    visible = _headlines(tree, names, tidy)
    if len(visible) == 1:
        return visible[0]
    if not tidy:
        return visible[0] if visible else ""
    likeness = [(max(fuzz.ratio(_fold(h), _fold(t)) for t in tidy), h) for h in visible]
    score, best = max(likeness, key=lambda row: row[0], default=(0, ""))
    return best if score >= 60 else tidy[0]


def _headlines(tree: HtmlElement, names: Iterable[str], stated: Iterable[str]) -> list[str]:
    """The page's first-order headings that are headlines: not the paper's name or motto in its masthead, nor a link to elsewhere; without
    a kicker, as in "Shipwreck" + "Ferry sinks off coast", where what is left is a headline that the page has `stated`."""
    known, told = {_fold(n) for n in names}, {_fold(s) for s in stated}
    found: list[str] = []
    for element in tree.iter("h1"):
        text = " ".join(element.text_content().split())
        kicker = " ".join(element[0].text_content().split()) if len(element) and not (element.text or "").strip() else ""
        if kicker and len(kicker) <= _LONGEST_KICKER and _fold(rest := text.removeprefix(kicker).strip()) in told:
            text = rest
        if len(text.split()) >= 2 and _fold(text) not in known and not any(map(_is_masthead, element.iterancestors())):
            found.append(text)
    return list(dict.fromkeys(found))


def _is_masthead(box: HtmlElement) -> bool:
    names = f"{box.get('role') or ''} {box.get('id') or ''} {box.get('class') or ''}".lower().split()
    return box.tag in ("a", "nav", "footer") or not _MASTHEAD.isdisjoint(names)


def strip_site(title: str, names: Iterable[str]) -> str:
    """The title without the paper's name at its end, as far as `names` know it.

    >>> strip_site("Ferry sinks off coast | World | The Harbour Times", ["Harbour Times"])
    'Ferry sinks off coast'
    """
    known = [_fold(n) for n in names]
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    for start, end in cuts:
        rest = [_fold(part) for part in _SEPARATOR.split(title[end:])]
        # "World" in "… | World | The Harbour Times" goes with the name; a long part before the name is headline.
        ours = [any(_same_name(r, k) for k in known if k) for r in rest]
        if start > 0 and any(ours) and all(len(r) < 25 or own for r, own in zip(rest, ours, strict=True)):
            return title[:start].rstrip()
    return title


def _same_name(part: str, name: str) -> bool:
    return (bool(part) and part == name) or (
        len(name) > 2 and (fuzz.ratio(part, name) >= 80 or (name in part and len(part) < len(name) + 15))
    )


def site_of(url: str | None) -> str | None:
    """The paper's name as its host has it: "lite.harbour.example" gives "harbour"."""
    labels = key(url).partition("/")[0].split(".")[:-1] if url else []
    labels = [x for x in labels if x not in ("co", "com", "org", "net", "lite", "edition")]
    return labels[-1] if labels else None


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]", "", text.lower().removeprefix("the ")).split())


def _byline(tree: HtmlElement, tags: dict[str, list[str]], node: jsonld.Node) -> str | None:
    stated = jsonld.text_of(node.get("author"))
    for name in (stated, *(_first(tags, n) for n in ("author", "article:author_name", "byl", "parsely-author", "article:author"))):
        if name and not name.startswith(("http", "@", "/")):
            return re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
    for element in tree.xpath("//*[@rel='author' or @itemprop='author']")[:1]:
        return " ".join(element.text_content().split())[:200] or None
    return None


def _times(tree: HtmlElement, tags: dict[str, list[str]], node: jsonld.Node, zone: str, home: str | None) -> Iterable[TimeCandidate]:
    rows: list[TimeCandidate | None] = [
        candidate("published", node.get("datePublished"), "JSON-LD datePublished", zone),
        candidate("updated", node.get("dateModified"), "JSON-LD dateModified", zone),
    ]
    for what, name, basis in META_TIMES:
        rows.extend(candidate(what, raw, basis, zone) for raw in tags.get(name, ())[:2])
    for name, contents in tags.items():
        if name not in _KNOWN_TIMES and (guess := _time_in(name)):
            rows.append(candidate(guess, contents[0], "meta tag", zone))
    rows.extend(_elements(tree, zone, home))
    rows.extend(_stamps(tree, zone))
    return dict.fromkeys(r for r in rows if r)


def _time_in(name: str) -> What | None:
    """What time a meta tag of an unknown name gives, going by the name."""
    if re.search(r"expir|publisher|valid|principle|url|event", name):
        return None
    if re.search(r"modif|updat|revis", name):
        return "updated"
    return "published" if re.search(r"publish|pub-?_?date|date.?(?:created|issued|published)", name) else None


def _elements(tree: HtmlElement, zone: str, home: str | None) -> Iterable[TimeCandidate | None]:
    """<time> elements of the article's own head; those in links belong to other stories, unless the link leads to the page itself.
    Without a word that tells what it is, the first full time near the headline is that of publication."""
    plain = True
    for element in islice((e for e in tree.iter("time") if e.get("datetime") and _is_own(e, home)), 40):
        parent = element.getparent()
        near = " ".join((element.get("itemprop") or "", element.get("class") or "", element.text_content()[:60]))
        if parent is not None:
            before = element.getprevious()
            said = ((before.tail or "") if before is not None else "").strip() or (parent.text or "")
            near += f" {parent.get('class') or ''} {said[:40]}"
        if "datemodified" in near.lower() or _UPDATED.search(near):
            yield candidate("updated", element.get("datetime"), "time element", zone)
        elif _in_head(element):
            found = candidate("published", element.get("datetime"), "time element", zone)
            if "datepublished" in near.lower() or _PUBLISHED.search(near):
                yield found
            elif plain and found and not found.date_only:
                plain = False
                yield found


def _is_own(element: HtmlElement, home: str | None) -> bool:
    link = next(element.iterancestors("a"), None)
    return link is None or (home is not None and key(absolute(home, link.get("href") or "") or "") == key(home))


def _in_head(element: HtmlElement) -> bool:
    """Whether the element stands near the page's headline: in one of three boxes with it."""
    box = element
    for _ in range(6):
        box = box.getparent()
        if box is None or box.tag in ("body", "main"):
            return False
        if next(box.iter("h1"), None) is not None:
            return True
    return False


def _stamps(tree: HtmlElement, zone: str) -> Iterable[TimeCandidate]:
    """Times in lines that the reader sees: "Published 3 May 2024, 10:00 BST", "Updated: 8:52 pm" beside it."""
    for element in islice(tree.iter("p", "div", "span", "time", "li"), 6000):
        if element.tag != "time" and not named(_STAMP_CLASS, element):
            continue
        # With blanks between the elements: "04:00 AM EDT" in one paragraph, "Updated: …" in the next.
        line = " ".join(" ".join(islice(element.itertext(), 60)).split()) if len(element) < 12 else ""
        if not line or len(line) > _LONGEST_STAMP or not is_update_word(line):
            continue
        if not element.xpath("ancestor::a|ancestor::aside|ancestor::li[.//a[.//h2 or .//h3]]"):
            yield from stamp(line, zone)


def stamp(line: str, zone: str) -> list[TimeCandidate]:
    """The times that one visible line states; a first time without a word before it is that of publication.

    >>> [(c.what, c.value) for c in stamp("May 3, 2024, 10:00 AM | Updated: 8:52 pm", "UTC")]
    [('published', '2024-05-03T10:00:00Z'), ('updated', '2024-05-03T20:52:00Z')]
    """
    marks = sorted(
        [(m.start(), "updated") for m in _UPDATED.finditer(line)] + [(m.start(), "published") for m in _PUBLISHED.finditer(line)]
    )
    if not marks or marks[0][0] > 8:
        marks.insert(0, (0, "published"))
    found: list[TimeCandidate] = []
    for (start, what), (end, _) in zip(marks, [*marks[1:], (len(line), "")], strict=True):
        piece = line[start:end].strip(" |•·-–—,;")
        row = candidate("updated" if what == "updated" else "published", piece, "visible line", zone)
        if row is None and found and not find_day(piece):
            clock = at_clock(found[0].value, piece, zone)
            row = clock and TimeCandidate("updated", clock.value, piece, "visible line", clock.zone_assumed)
        if row is not None:
            found.append(row)
    return found


def is_stamp(line: str) -> bool:
    """Whether a line of text is there to tell when, and tells no story.

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


def _plain_text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = re.sub(r"<(?:br|/p|/div)[^<>]*>", "\n", value, flags=re.IGNORECASE)
    return re.sub(r"<[^<>]+>", "", text).replace("\xa0", " ").strip() or None


def _free(value: object, tier: str | None = None) -> bool | None:
    if isinstance(value, bool):
        return value
    # schema.org's own "https://schema.org/False" is seen too.
    said = str(value).lower().rsplit("/", 1)[-1]
    return {"true": True, "false": False}.get(said, False if (tier or "").lower() == "locked" else None)


def _number(value: object) -> int | None:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
