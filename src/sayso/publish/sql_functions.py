"""SQL functions for users' own queries. No view of the database calls them, so that the file works in any other tool.

Datasette's time limit cannot interrupt a function, so the length of texts is limited.
"""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from math import isfinite

from markupsafe import Markup

from sayso.grammar.quantities.hedges import compute_interval as committed
from sayso.model import Modifier, Span
from sayso.present.as_of import parse_as_of
from sayso.present.sanitize import neutralize
from sayso.present.text_diffs import Piece, diff_words
from sayso.present.words import format_interval

#: The number of characters of each side that `claim_diff` compares.
LONGEST_TEXT = 20_000

#: The modifiers that, with one number, make an interval.
_HEDGES: frozenset[Modifier] = frozenset(("exact", "about", "nearly", "over", "at_least", "under", "at_most"))

_OPEN, _CLOSE = '<span class="claim-diff">', "</span>"
_TAG = re.compile(r"(</?(?:del|ins)>)")


def format_claim_diff(old: object, new: object) -> str | None:
    """Formats two wordings as one line: removed words in [-…-], added words in {+…+}.

    >>> format_claim_diff("12 died", "19 died")
    '[-12-]{+19+} died'
    """
    if old is None and new is None:
        return None
    a, b = _to_text(old), _to_text(new)
    forms = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(forms[p.op].format(_get_words(p, a, b)) for p in diff_words(a, b))


def format_claim_diff_html(old: object, new: object) -> str | None:
    """Formats the same as escaped HTML; Datasette's cells show it with words struck out and underlined."""
    if old is None and new is None:
        return None
    a, b = _to_text(old), _to_text(new)
    forms = {"same": Markup("{}"), "gone": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>")}
    return _OPEN + str(Markup("").join(forms[p.op].format(_get_words(p, a, b)) for p in diff_words(a, b))) + _CLOSE


def render_diff_cell(value: str) -> Markup | None:
    """Renders the HTML of `claim_diff_html` for a table cell; None if the value is not such HTML.

    Any text can look like such HTML, so each piece is unescaped and escaped again: only the four tags remain.
    """
    if not (value.startswith(_OPEN) and value.endswith(_CLOSE)):
        return None
    parts = _TAG.split(value[len(_OPEN) : -len(_CLOSE)])
    open_tags = [p for p in parts if _TAG.fullmatch(p)]
    if any(a + b not in ("<del></del>", "<ins></ins>") for a, b in zip(open_tags[::2], open_tags[1::2], strict=len(open_tags) % 2 == 0)):
        return None
    return Markup("").join(Markup(p) if _TAG.fullmatch(p) else Markup("{}").format(neutralize(unescape(p))) for p in parts)  # noqa: S704


def describe_hedge(modifier: str | None, value: float | None) -> str | None:
    """Describes the interval of a hedged figure in words.

    >>> describe_hedge("nearly", 32000), describe_hedge("at_least", 30)
    ('31,000 to 32,000', '30 or more')
    """
    ends = compute_hedge_interval(modifier, value)
    return None if ends is None else format_interval(*ends, modifier)


def compute_hedge_low(modifier: str | None, value: float | None) -> float | None:
    """Returns the lower end of a hedged figure's interval; NULL if there is none."""
    ends = compute_hedge_interval(modifier, value)
    return None if ends is None else ends[0]


def compute_hedge_high(modifier: str | None, value: float | None) -> float | None:
    """Returns the upper end of a hedged figure's interval; NULL if there is none."""
    ends = compute_hedge_interval(modifier, value)
    return None if ends is None else ends[1]


def compute_hedge_interval(modifier: str | None, value: float | None) -> tuple[float | None, float | None] | None:
    """Returns the ends of the interval that the grammar gives a hedge; None if there is no number, or no such hedge."""
    if modifier not in _HEDGES or isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return committed(modifier, float(value))


def register(conn: sqlite3.Connection) -> None:
    """Registers the functions with a connection."""
    for name, arity, function in (
        ("claim_diff", 2, format_claim_diff),
        ("claim_diff_html", 2, format_claim_diff_html),
        ("hedge", 2, describe_hedge),
        ("hedge_low", 2, compute_hedge_low),
        ("hedge_high", 2, compute_hedge_high),
        ("as_of", 1, parse_as_of),
    ):
        conn.create_function(name, arity, function, deterministic=True)


def _to_text(value: object) -> str:
    return "" if value is None else str(value)[:LONGEST_TEXT]


def _get_words(piece: Piece, old: str, new: str) -> str:
    span, text = (piece.old, old) if piece.op == "gone" else (piece.new, new)
    return Span(*span).of(text)
