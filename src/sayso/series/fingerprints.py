"""A fingerprint of everything that linking uses of some figures, so that linking is skipped where nothing of it has changed.

Most new revisions of a running story change words far from any figure; linking does not use them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sayso.series.articles import Article
from sayso.series.figure_rows import FigureRow
from sayso.series.figures import Figure

#: The fields of a figure's row without the place of its words in the text; `offset` remains of that.
_SEEN = tuple(name for name in FigureRow.__slots__ if name != "start")


class Fingerprint:
    """The fingerprint of figures, their articles and the other input to the rows of series; the same in every process."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, beside: object) -> None:
        """Adds something that decides about the rows beside figures."""
        self._digest.update(repr(beside).encode())

    def add_article(self, article: Article, figures: Iterable[Figure]) -> None:
        """Adds an article with its figures."""
        self.add([_order_set(getattr(article, name)) for name in Article.__slots__])
        for figure in figures:
            self.add(([getattr(figure, name) for name in _SEEN], figure.offset, figure.day))

    def hexdigest(self) -> str:
        """The fingerprint of all that was added."""
        return self._digest.hexdigest()


def _order_set(value: Any) -> Any:
    """A value whose text is the same in every process."""
    return sorted(value) if isinstance(value, frozenset) else value
