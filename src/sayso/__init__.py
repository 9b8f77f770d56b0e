"""sayso reads news articles each time they are updated and keeps what they claim, on whose word, and what changed since.

>>> from sayso import Document, parse
>>> [claim.quantity.value for claim in parse(Document("Some 1,200 people were killed.")).claims if claim.quantity]
[1200.0]
>>> from sayso import diff
>>> [link.kind for link in diff("Nearly 32,000 people fled.", "Some 35,000 people fled.")]
['raised']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.grammar import explain, parse
    from sayso.matching import compare, diff, trace
    from sayso.model import Attribution, Change, Claim, Document, Link, Moment, Quantity, Reading, Span, Track

#: Loaded on first use: Datasette imports this package for its plugin and does not need the word lists of the grammar.
_HOMES = {
    "sayso.errors": ("SaysoError",),
    "sayso.grammar": ("explain", "parse"),
    "sayso.matching": ("compare", "diff", "trace"),
    "sayso.model": ("Attribution", "Change", "Claim", "Document", "Link", "Moment", "Quantity", "Reading", "Span", "Track"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Attribution",
    "Change",
    "Claim",
    "Document",
    "Link",
    "Moment",
    "Quantity",
    "Reading",
    "SaysoError",
    "Span",
    "Track",
    "__version__",
    "compare",
    "diff",
    "explain",
    "parse",
    "trace",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return __all__
