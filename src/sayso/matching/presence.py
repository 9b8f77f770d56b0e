"""Whether a text says, anywhere and in whatever sentence, what a claim of another text says.

A claim can lose its link though its content stands: the sentence was cut in two, a quotation shortened, a figure moved into another
clause, or the grammar reads the words as a claim on one side only. Such a claim neither came nor went. So the whole *text* of the other
revision is searched: for a statement by the words of its content, within a stretch not much longer than it; for a figure by its
value, beside the words that stood around it.

The thresholds were read off 1,286 claims of news articles that found no partner: of statements whose words stand to 60 % and more in one
stretch, and of figures whose surroundings stand to 30 % and more beside the same value, hardly any had gone or come.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from sayso.matching.conversions import factor
from sayso.matching.mentions import WORD, Mention
from sayso.matching.scoring import clash, noun
from sayso.matching.source_names import named
from sayso.matching.terms import stem, weight
from sayso.model import Document, Quantity

#: The share of a statement's words, by weight, that must stand together in the other text; with the same source less is enough.
SAID, SAID_BY_THE_SAME = 0.6, 0.5

#: Contents with fewer words of content than this must stand word for word, from the first of these to the last.
SHORT = 4

#: The share of the words of content of a statement that a longer one by the same source must hold to be the same, not yet cut.
CUT = 0.8

#: How much longer than the content the stretch may be that says it: a factor, and some words more.
LONGER, MORE = 1.5, 8

#: The share of the words around a figure that must stand around the same value; less where the same thing is counted, and for a number
#: that few things have in common.
AROUND, AROUND_THING, AROUND_ODD = 0.3, 0.15, 0.1

#: How many words around a figure are looked for, and within how many of the other's.
BEFORE, AFTER, WIDE = 10, 14, 25

#: A word in more places than this tells nothing about where something is said.
OFTEN = 60

#: How many figures of one value are looked at, and how many of them are weighed.
MANY, ENOUGH = 400, 40


class Presence:
    """One text, made ready to be asked what it says; nothing is done before the first question."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        found = list(WORD.finditer(document.text))
        self.stems = [stem(m[0]) for m in found]
        self._starts = [m.start() for m in found]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.stems):
            self._places[word].append(place)
        self._figures: defaultdict[float | None, list[Mention]] = defaultdict(list)
        self._said: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for m in mentions:
            if m.claim.quantity:
                self._figures[m.figure.value].append(m)
            else:
                telling = frozenset(w for w in self.content(m) if weight(w) == 1.0)
                for name in named(m):
                    self._said[name].append(telling)

    def content(self, mention: Mention) -> list[str]:
        """The stems of a claim's own words."""
        return [word for start, end in mention.claim.spans for word in self.stems[self._at(start) : self._at(end)]]

    def around(self, mention: Mention, before: int = BEFORE, after: int = AFTER) -> list[str]:
        """The stems around a figure in its sentence, its own number left out."""
        first, last = self._at(mention.figure.span.start), self._at(mention.figure.span.end)
        start, end = self._at(mention.home.span.start), self._at(mention.home.span.end)
        return self.stems[max(start, first - before) : first] + self.stems[last : min(last + after, end)]

    def says(self, mention: Mention, other: Presence) -> bool:
        """Whether this text says what a claim of the `other` says."""
        return self._tells(mention, other) if mention.claim.quantity else self._quotes(mention, other)

    def _quotes(self, mention: Mention, other: Presence) -> bool:
        words = other.content(mention)
        telling = {w for w in words if weight(w) == 1.0}
        if len(telling) < SHORT:
            return self._holds(_core(words))
        same = [said for name in sorted(named(mention)) for said in self._said.get(name, ())]
        share = self.coverage(words, int(LONGER * len(words)) + MORE)
        if share >= (SAID_BY_THE_SAME if same else SAID):
            return True
        return any(len(said) >= SHORT and len(said & telling) >= CUT * len(said) for said in same)

    def _holds(self, words: Sequence[str]) -> bool:
        """Whether some words stand here one after the other."""
        return bool(words) and any(self.stems[p : p + len(words)] == words for p in self._places.get(words[0], ()))

    def _tells(self, mention: Mention, other: Presence) -> bool:
        a = mention.figure
        words = set(other.around(mention))
        for there in self._same_value(a):
            share = self._share(words, set(self.around(there, WIDE, WIDE)))
            thing = noun(a, there.figure) > 0 or (a.role is not None and a.role == there.figure.role)
            if share >= (AROUND_ODD if _is_odd(a) and not thing else AROUND_THING if thing else AROUND):
                return True
        return False

    def _same_value(self, a: Quantity) -> list[Mention]:
        """The figures here that have the value of another, whatever their hedge; converted ones round."""
        known = self._figures.get(a.value, [])[:MANY]
        near = (m for m in known if not clash(a, m.figure) and factor(m.figure.unit, a.unit) in (1.0, None))
        return list(islice((m for m in near if a.value is not None or (m.figure.low, m.figure.high) == (a.low, a.high)), ENOUGH))

    def _share(self, words: set[str], here: set[str]) -> float:
        total = math.fsum(map(self._telling, words))
        return math.fsum(self._telling(w) for w in words & here) / total if total else 0.0

    def _telling(self, word: str) -> float:
        """How much a word tells: less for grammar and time, and for what the text says over and over."""
        return weight(word) / (1 + 0.5 * math.log(max(len(self._places.get(word, ())), 1)))

    def coverage(self, words: Iterable[str], room: int) -> float:
        """The greatest share, by weight, of some words that stands within `room` words of each other, from 0 to 1."""
        wanted = {word: self._telling(word) for word in words if len(self._places.get(word, ())) <= OFTEN}
        total = math.fsum(wanted.values())
        hits = sorted((place, word) for word in wanted for place in self._places.get(word, ()))
        inside: Counter[str] = Counter()
        best = have = 0.0
        first = 0
        for place, word in hits:
            inside[word] += 1
            have += wanted[word] if inside[word] == 1 else 0.0
            while place - hits[first][0] >= room:
                gone = hits[first][1]
                inside[gone] -= 1
                have -= 0.0 if inside[gone] else wanted[gone]
                first += 1
            best = max(best, have)
        return best / total if total else 0.0

    def _at(self, offset: int) -> int:
        """The place of the first word at or after an offset."""
        return bisect_left(self._starts, offset)


def _core(words: Sequence[str]) -> Sequence[str]:
    """Some words without the grammar at either end, if anything else is left."""
    telling = [i for i, word in enumerate(words) if weight(word) == 1.0]
    return words[telling[0] : telling[-1] + 1] if len(telling) > 1 else words


def _is_odd(q: Quantity) -> bool:
    """Whether a number tells by itself: three digits that count, or two and a unit."""
    if q.value is None:
        return False
    digits = len(f"{abs(q.value):.12g}".replace(".", "").strip("0"))
    return digits >= 3 or (digits == 2 and q.unit not in (None, "person"))
