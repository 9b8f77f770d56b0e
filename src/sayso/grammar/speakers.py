"""The speaker of an attribution: its source resolved to a name within the article.

A surname becomes the last full name that fits, a pronoun the one person that the last sentences leave, "the minister" the one
whose office it is. Bodies keep their words ("Phoenix police"); a description of
people is nobody's name ("UN officials", "72 percent of voters"), so it stays in the source alone. Where more than one reading
is left, or none, there is no speaker: a wrong name is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.grammar.lexicon.tables import table
from sayso.grammar.name_phrases import Named, named_in
from sayso.grammar.names import HERS, HIS, Names, bare
from sayso.grammar.tokens import Sheet

SPEAKING = frozenset(
    table("""
    i
    me
    my
    our
    us
    we
""")
)

_PLURAL = frozenset(("they", "them", "their"))
_RELATIVE = frozenset(("that", "which", "who", "whom"))
#: How many tokens back a pronoun may look.
_REACH = 120


class Mention(NamedTuple):
    """A source that was resolved: where, to whom, and whether it is one man or woman, or many."""

    at: int
    name: str
    number: str


class Speakers:
    """Resolves the sources of one text, in the order in which they are asked for."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.names = Names(sheet)
        self.mentions: list[Mention] = []

    def of(self, first: int, last: int, quoter: str | None = None) -> str | None:
        """The speaker for the source at tokens `first` to `last`; `quoter` is who speaks the quotation it stands in."""
        words = self.sheet.words[first:last]
        low = words[0].lower()
        if len(words) == 1 and low in SPEAKING and self.sheet.kinds[first] != "C":  # the US is no "us"
            return quoter
        if len(words) == 1 or self.sheet.kinds[first] in "PO":
            if low in HIS or low in HERS:
                return self._noted(first, self._person_before(first, low in HERS), "one")
            if low in _PLURAL:
                return self._group_before(first)
            if low in _RELATIVE:
                return self._before_relative(first)
        return self._noted(first, *self._of_phrase(first, last))

    def _noted(self, at: int, name: str | None, number: str) -> str | None:
        if name is not None:
            self.mentions.append(Mention(at, name, number))
        return name

    def _of_phrase(self, first: int, last: int) -> Named:
        """The name in a noun phrase: that of its apposition where an office comes first, its own, or that of who holds the office."""
        kinds, words = self.sheet.kinds, self.sheet.words
        end = next((i for i in range(first + 1, last) if kinds[i] in ",-("), last)
        apposed = self._apposed(end, last) if kinds[end - 1] == "o" else None
        if apposed:
            return Named(apposed, "one")
        found = named_in(self.names, first, last)
        if found.name is None and kinds[first] == "D" and not any(self.names.is_named(i) for i in range(first, end)):
            return Named(self._of_office(words[first + 1 : end], first), found.number)
        return found

    def _apposed(self, end: int, last: int) -> str | None:
        """The full name between commas behind an office: "the foreign minister, Anselm Roth, told"."""
        kinds, words = self.sheet.kinds, self.sheet.words
        stop = next((i for i in range(end + 1, last) if kinds[i] != "C"), last)
        if kinds[end : end + 1] != "," or not 2 <= stop - end - 1 <= 5 or (stop < last and kinds[stop] != ","):
            return None
        return " ".join([*words[end + 1 : stop - 1], bare(words[stop - 1])])

    def _of_office(self, phrase: Sequence[str], at: int) -> str | None:
        """ "The minister" is the one minister of the article, "the office" the one office that spoke before."""
        head = " ".join(phrase).lower()
        if not head:
            return None
        spoken = {m.name for m in self.mentions[-20:] if m.name.lower().endswith(" " + head)}
        if len(spoken) == 1:
            return spoken.pop()
        return None if spoken else self.names.holder(head)

    def _person_before(self, at: int, female: bool) -> str | None:
        """The one person that the sentences before a pronoun speak of: who spoke last, unless others were named since."""
        recent = [m for m in self.mentions[-6:] if at - _REACH <= m.at < at and m.number == "one"]
        if recent:
            last = recent[-1]
            others = {p.name for p in self._named(last.at + 1, at)} - {last.name}
            return last.name if not others else self._subject_before(at, others | {last.name})
        named = {p.name for p in self._named(at - _REACH // 2, at)}
        return named.pop() if len(named) == 1 else None

    def _subject_before(self, at: int, people: set[str]) -> str | None:
        """The person whom the sentence before opens with, if there is one."""
        bounds = self.sheet.bounds
        n = bisect_left(bounds, at + 1) - 1
        for opening in bounds[max(0, n - 1) : n + 1][::-1]:
            if len({m.name for m in self._named(opening, min(opening + 8, at))}) > 1:
                return None
            for i in range(opening, min(opening + 4, at)):
                if self.sheet.kinds[i] == "C":
                    surname = bare(self.sheet.words[i])
                    hits = [p for p in people if p.rsplit(" ", 1)[-1] == surname or p.startswith(surname + " ")]
                    if len(hits) == 1:
                        return hits[0]
        return None

    def _named(self, first: int, last: int) -> Iterator[Mention]:
        """The people a stretch names, by full name or surname."""
        sheet = self.sheet
        for i in range(max(0, first), last):
            if sheet.kinds[i] == "C":
                surname = bare(sheet.words[i])
                if surname in self.names.by_surname:
                    yield Mention(i, self.names.full(surname, i) or surname, "one")

    def _group_before(self, at: int) -> str | None:
        for mention in reversed(self.mentions):
            if mention.at < at - _REACH:
                return None
            if mention.number == "many":
                return mention.name
        return None

    def _before_relative(self, at: int) -> str | None:
        """ "Ms. Diaz, who said …": the phrase before the relative pronoun."""
        kinds = self.sheet.kinds
        end = at - 1 if at and kinds[at - 1] in ",-" else at
        begin = end
        while begin > 0 and end - begin < 6 and kinds[begin - 1] == "C":
            begin -= 1
        return self._noted(at, *named_in(self.names, begin, end)) if begin < end else None
