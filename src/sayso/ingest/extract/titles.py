"""Cleans titles of the name of the paper, or of its desk, which often follows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from sayso.grammar.lexicon import entries
from sayso.grammar.vocabulary import is_known
from sayso.ingest.urls import make_key

#: A part of a title after one of these is the paper's name if it is similar to the name that the page states.
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*\|\s*")

#: Words after which the next word belongs to the title: "women in Politics".
_GOES_ON = frozenset(entries("headlines.txt", "words that a title goes on after"))

#: Names of desks that differ from the folder ("Business" over /energy/).
_DESKS = frozenset(("business", "entertainment", "opinion", "politics", "sport", "sports", "weather"))


def strip_label(title: str, url: str | None) -> str:
    """Returns the title without the name of a desk that follows it without a separator.

    A desk is the first folder of the address that is not a date, or has a common name; it is an ordinary word, and has
    a capital after a title that mostly has none.

    >>> strip_label("Storm moves on to the coast Weather", "https://harbour.example/2026/03/weather/storm-moves-on")
    'Storm moves on to the coast'
    """
    *words, last = title.split() or [""]
    desk = next((f for f in urlsplit(url or "").path.lower().split("/")[1:-1] if not f.isdecimal()), "")
    if (
        last.lower() not in (desk, *_DESKS)
        or not last.istitle()
        or not is_known(last.lower())
        or len(words) < 3
        or words[-1].lower() in _GOES_ON
    ):
        return title
    if 3 * sum(word[0].islower() for word in words) < len(words):
        return title
    return " ".join(words)


def strip_site(title: str, names: Iterable[str]) -> str:
    """Returns the title without the paper's name at its end, if it is one of `names`.

    >>> strip_site("Ferry sinks off coast | World | The Harbour Times", ["Harbour Times"])
    'Ferry sinks off coast'
    """
    known = [fold_text(n) for n in names]
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    for start, end in cuts:
        rest = [fold_text(part) for part in _SEPARATOR.split(title[end:])]
        # "World" in "… | World | The Harbour Times" is removed with the name; a long part before the name is headline.
        ours = [any(_is_same_name(r, k) for k in known if k) for r in rest]
        if start > 0 and any(ours) and all(len(r) < 25 or own for r, own in zip(rest, ours, strict=True)):
            return title[:start].rstrip()
    return title


def _is_same_name(part: str, name: str) -> bool:
    return (bool(part) and part == name) or (
        len(name) > 2 and (fuzz.ratio(part, name) >= 80 or (name in part and len(part) < len(name) + 15))
    )


def find_site_name(url: str | None) -> str | None:
    """Returns the paper's name from its host: "lite.harbour.example" gives "harbour"."""
    labels = make_key(url).partition("/")[0].split(".")[:-1] if url else []
    labels = [x for x in labels if x not in ("co", "com", "org", "net", "lite", "edition")]
    return labels[-1] if labels else None


def fold_text(text: str) -> str:
    """Folds a title or name for comparison: lower-case letters and digits, without "the" at the start."""
    return " ".join(re.sub(r"[^\w ]", "", text.lower().removeprefix("the ")).split())
