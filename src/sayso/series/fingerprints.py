"""A fingerprint of everything that linking uses of some figures, so that linking is skipped where nothing of it has changed.

Most new revisions of a running story change words far from any figure; linking does not use them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.series.figures import Article, Figure, FigureRow

#: The fields of a figure's row without the place of its words in the text; `offset` remains of that.
_SEEN = tuple(name for name in FigureRow.__slots__ if name != "start")


def fingerprint(figures: Sequence[Figure], beside: Iterable[object]) -> str:
    """The fingerprint of figures, their articles and the other input (`beside`) to the rows of series; the same in every process."""
    digest = hashlib.sha256()
    articles = {f.article.id: f.article for f in figures}
    for article in articles.values():
        digest.update(repr([_order_set(getattr(article, name)) for name in Article.__slots__]).encode())
    for figure in figures:
        digest.update(repr(([getattr(figure, name) for name in _SEEN], figure.offset, figure.day)).encode())
    digest.update(repr(list(beside)).encode())
    return digest.hexdigest()


def _order_set(value: Any) -> Any:
    """A value whose text is the same in every process."""
    return sorted(value) if isinstance(value, frozenset) else value
