"""sayso reads news articles each time they are updated and keeps what they claim, on whose word, and what changed since.

>>> from sayso import Document, parse
>>> [claim.quantity.value for claim in parse(Document("Some 1,200 people were killed.")).claims if claim.quantity]
[1200.0]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.grammar import parse
    from sayso.matching import compare, trace
    from sayso.model import Claim, Document, Link, Reading

#: Loaded when asked for: Datasette imports this package for its plugin and has no use for the grammar's word lists.
_HOMES = {
    "Claim": "sayso.model",
    "Document": "sayso.model",
    "Link": "sayso.model",
    "Reading": "sayso.model",
    "SaysoError": "sayso.errors",
    "compare": "sayso.matching",
    "parse": "sayso.grammar",
    "trace": "sayso.matching",
}

__all__ = ["Claim", "Document", "Link", "Reading", "SaysoError", "compare", "parse", "trace"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
