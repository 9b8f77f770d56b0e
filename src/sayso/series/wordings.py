"""What most sentences of a series say around their figures, in the words of one of them: "employers shed … jobs".

A noun alone ("jobs", "charges") names no measure. The words that most points share do, and they are best read as somebody wrote them: the
stretch around the figure, of all points, that holds most of these words in the fewest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.compile_cache import compiled
from sayso.matching.terms import weight
from sayso.series.background import Background
from sayso.series.figures import WORD, Figure, fold

#: How many words a stretch has at most on both sides of its figure, and on one.
LONGEST, ONE_SIDE = 12, 9

#: What a word more must bring in.
COST = 0.045

#: How much a common word tells beside a rare one.
PLAIN = 0.6

#: Where a stretch ends.
_END = compiled(r"[;:!?()“”\"\n]|[–—]|\.(?=\s|$)|,(?=\s)")

#: Verbs of saying, by stems, where what is said begins; these and other words that tell nothing of what is measured.
_SAID = frozenset(map(fold, ("said", "says", "say", "told", "according", "reported", "announced")))
_EMPTY = _SAID | frozenset(
    map(fold, ("including", "include", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
)

#: What a word costs that no other article has, or another number.
RARE = 0.15


class Wording(NamedTuple):
    """The words of a stretch before and behind its figure."""

    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} … {self.after}".strip()


def wording(points: Sequence[Figure], background: Background) -> Wording | None:
    """The stretch around the figure of one of the points that says best what most of them do; None where no other word is shared."""
    told = in_common(points, background)
    best: tuple[float, Wording] | None = None
    for point in points:
        gains = {s: told[s] * w for s, w in point.words.items() if s in told}
        front, behind = _before(point), _behind(point)
        for left in range(min(len(front), ONE_SIDE) + 1):
            for right in range(min(len(behind), ONE_SIDE, LONGEST - left) + 1):
                words = [*front[len(front) - left :], *behind[:right]]
                held = {fold(bare) for w in words for bare in WORD.findall(w)}
                odd = sum(s not in told and weight(s) >= 1 and (s.isdigit() or background.rarity(s) >= 1.0) for s in held)
                value = sum(gains.get(s, 0.0) for s in held) - COST * (left + right) - RARE * odd
                if held & gains.keys() and value > 0 and (best is None or value > best[0] + 1e-9):
                    best = (value, Wording(" ".join(front[len(front) - left :]), " ".join(behind[:right])))
    return best[1] if best else None


def in_common(points: Sequence[Figure], background: Background) -> Mapping[str, float]:
    """The stems of the words of content that most sentences hold, each with how much it tells."""
    held: Counter[str] = Counter()
    for point in points:
        held.update({s for s in point.words if weight(s) >= 1 and s not in _EMPTY})
    least = max(2, (len(points) + 1) // 2)
    return {s: n / len(points) * (PLAIN + background.rarity(s)) for s, n in held.items() if n >= least}


def _before(point: Figure) -> list[str]:
    """The words in front of a figure, back to where its clause or what somebody says begins."""
    front = point.around[0]
    ends = [m.end() for m in _END.finditer(front)]
    words = front[ends[-1] if ends else 0 :].split()
    said = [n for n, word in enumerate(words) if fold(word) in _SAID]
    return words[said[-1] + 1 if said else 0 :]


def _behind(point: Figure) -> list[str]:
    """The words behind a figure, up to where its clause ends or says who says so; of a share they may be what was answered."""
    behind = point.around[1]
    end = _END.search(behind)
    words = behind[: end.start() if end else len(behind)].split()
    if point.unit == "percent":
        return words
    return words[: next((n for n, word in enumerate(words) if fold(word) in _SAID), len(words))]
