"""The figures of all articles in the order of linking, in a temporary file; the articles that are at work are in memory.

Linking compares a figure with some of its kind, most of them near in time, so that few articles at a time are needed.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Self, overload

from sayso.series.articles import Article
from sayso.series.figure_rows import FigureRow
from sayso.series.figures import Figure
from sayso.series.word_weights import Background

#: How many articles are kept in memory.
KEPT = 400

#: How much of the file is kept in memory, in bytes.
SPOOLED = 1 << 24

#: An index that no figure has.
_NOWHERE = 0xFFFFFFFF

_ARTICLE = tuple(name for name in Article.__slots__ if name not in ("words", "plain"))
_ROW = tuple(FigureRow.__slots__)
_BESIDE = ("offset", "day", "names", "companions", "is_passing")


class FigureFile(Sequence[Figure]):
    """Figures that are read from a file when they are asked for. `background` has the words and names of their articles.

    `add` takes them article by article, each with its rank; then `sort_by_rank` puts them in order. `former` are the newest wordings of
    claims that no figure has, by claim; `digest` is the fingerprint of what was added, `read` the number of rows.
    """

    def __init__(self) -> None:
        self.background = Background(())
        self.former: dict[int, FigureRow] = {}
        self.digest, self.read = "", 0
        #: Of each figure in order: the number of its article, its place there, the number of its dimension, the newest one of its claim.
        self.homes, self._places, self.dimensions, self.newest = array("I"), array("H"), array("I"), array("I")
        self.kinds: dict[str | None, int] = {}
        self._file = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115 - it lives as long as its figures
        self._starts, self._lengths = array("Q"), array("I")
        self._ranks: list[array[int]] = [array("I"), array("I"), array("H"), array("I"), array("Q")]
        self._kept: OrderedDict[int, list[Figure]] = OrderedDict()

    def add(self, article: Article, figures: Sequence[tuple[int, Figure]]) -> None:
        """Adds an article's figures, each with its rank among all, which only has to be in the right order."""
        home = self._write([figure for _, figure in figures])
        ranks, homes, places, dimensions, claims = self._ranks
        for place, (rank, figure) in enumerate(figures):
            ranks.append(rank)
            homes.append(home)
            places.append(place)
            dimensions.append(self.kinds.setdefault(figure.dimension, len(self.kinds)))
            claims.append(figure.claim_id)
        self.background.count_article(article)

    def sort_by_rank(self) -> None:
        """Puts all figures in the order of their ranks."""
        ranks, homes, places, dimensions, claims = self._ranks
        order = array("I", (_NOWHERE,)) * (max(ranks, default=-1) + 1)
        for at, rank in enumerate(ranks):
            order[rank] = at
        order = array("I", (at for at in order if at != _NOWHERE))
        self.homes = array("I", (homes[at] for at in order))
        self._places = array("H", (places[at] for at in order))
        self.dimensions = array("I", (dimensions[at] for at in order))
        claimed = array("Q", (claims[at] for at in order))
        self.newest = _find_newest(claimed, order)
        self._ranks = []

    def update_figures(self, change: Callable[[list[Figure]], None]) -> None:
        """Changes the figures of each article, given all of them, and keeps what was changed."""
        former, starts = self._file, self._starts
        lengths = self._lengths
        self._file, self._starts, self._lengths = tempfile.SpooledTemporaryFile(max_size=SPOOLED), array("Q"), array("I")  # noqa: SIM115
        self._kept.clear()
        for start, length in zip(starts, lengths, strict=True):
            former.seek(start)
            figures = _restore(former.read(length))
            change(figures)
            self._write(figures)
        former.close()

    def list_article_figures(self, home: int) -> list[Figure]:
        """The figures of an article by its number, in the order in which they were added."""
        found = self._kept.get(home)
        if found is None:
            self._file.seek(self._starts[home])
            found = self._kept[home] = _restore(self._file.read(self._lengths[home]))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(home)
        return found

    def __len__(self) -> int:
        return len(self.homes)

    @overload
    def __getitem__(self, at: int) -> Figure: ...
    @overload
    def __getitem__(self, at: slice) -> list[Figure]: ...
    def __getitem__(self, at: int | slice) -> Figure | list[Figure]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        return self.list_article_figures(self.homes[at])[self._places[at]]

    def __iter__(self) -> Iterator[Figure]:
        return (self[n] for n in range(len(self)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def _write(self, figures: Sequence[Figure]) -> int:
        """Writes an article's figures at the end of the file; returns the article's number."""
        packed = _pack(figures)
        self._starts.append(self._file.seek(0, 2))
        self._lengths.append(len(packed))
        self._file.write(packed)
        return len(self._starts) - 1


def _find_newest(claims: array[int], order: array[int]) -> array[int]:
    """For each figure the place of the last one of its claim; `order` has the numbers in which they were added, a claim's in a row."""
    newest, places = array("I", range(len(order))), array("I", order)
    for place, added in enumerate(order):
        places[added] = place
    for added in range(1, len(places)):
        place, before = places[added], places[added - 1]
        if claims[place] == claims[before]:
            newest[place] = max(newest[before], place)
    for added in range(len(places) - 1, 0, -1):
        if claims[places[added]] == claims[places[added - 1]]:
            newest[places[added - 1]] = newest[places[added]]
    return newest


def _pack(figures: Sequence[Figure]) -> bytes:
    """An article with its figures, without what can be computed again; what was compared with its fields is kept."""
    article = [getattr(figures[0].article, name) for name in _ARTICLE]
    rows = [
        (
            [getattr(f, name) for name in _ROW],
            [getattr(f, name) for name in _BESIDE],
            {name: f.__dict__[name] for name in ("instrument", "dimension") if name in f.__dict__},
        )
        for f in figures
    ]
    return pickle.dumps((article, rows), pickle.HIGHEST_PROTOCOL)


def _restore(packed: bytes) -> list[Figure]:
    """The figures that were packed."""
    fields, rows = pickle.loads(packed)  # noqa: S301 - this process wrote it
    article = Article(**dict(zip(_ARTICLE, fields, strict=True)), words=frozenset(), plain=frozenset())
    found = []
    for row, beside, known in rows:
        figure = Figure(*(*row, article, *beside))
        figure.__dict__.update(known)
        found.append(figure)
    return found
