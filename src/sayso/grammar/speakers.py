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

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import table
from sayso.grammar.names import HERS, HIS, TITLES, Names, bare, is_person, split_titles
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

#: Words that make a name of what stands before them.
BODIES = frozenset(entries("bodies.txt"))

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
        self._openings = frozenset(sheet.bounds)
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
        name, number = self._of_phrase(first, last)
        return self._noted(first, name, number)

    def _noted(self, at: int, name: str | None, number: str) -> str | None:
        if name is not None:
            self.mentions.append(Mention(at, name, number))
        return name

    def _of_phrase(self, first: int, last: int) -> tuple[str | None, str]:
        """The name in a noun phrase, without its apposition: a person, or else the phrase itself if it holds a name."""
        kinds, words = self.sheet.kinds, self.sheet.words
        end = next((i for i in range(first + 1, last) if kinds[i] in ",-("), last)
        apposed = self._apposed(end, last) if kinds[end - 1] == "o" else None
        if apposed:
            return apposed, "one"
        head = next((i for i in range(first + 1, end) if kinds[i] == "I"), end)
        for stop in dict.fromkeys((end, head)):
            if kinds[stop - 1] == "C" and (stop - first == 1 or stop == end or kinds[stop - 2] == "C"):
                name, number = self._of_name(first, stop)
                if number == "one" or stop - first == 1:
                    return name, number
        phrase = [w for i, w in enumerate(words[first:end], first) if i > first or kinds[i] != "D" or w.lower() in ("his", "her")]
        if not phrase or words[first].lower() == "whose" or not any(self._is_named(i) for i in range(first, end)):
            return (self._of_office(phrase, first) if kinds[first] == "D" else None), "one"
        phrase[-1] = bare(phrase[-1])
        if not phrase[-1][:1].isupper() and phrase[-1] not in BODIES:
            return None, "many" if phrase[-1].endswith("s") else "body"  # "UN officials", "a Kremlin aide": a description is nobody's name
        return " ".join(phrase), "many" if phrase[-1].endswith("s") else "body"

    def _apposed(self, end: int, last: int) -> str | None:
        """The full name between commas behind an office: "the foreign minister, Anselm Roth, told"."""
        kinds, words = self.sheet.kinds, self.sheet.words
        stop = next((i for i in range(end + 1, last) if kinds[i] != "C"), last)
        if kinds[end : end + 1] != "," or not 2 <= stop - end - 1 <= 5 or (stop < last and kinds[stop] != ","):
            return None
        return " ".join([*words[end + 1 : stop - 1], bare(words[stop - 1])])

    def _is_named(self, i: int) -> bool:
        """Whether a word is a name: it has a capital that the start of a sentence does not explain."""
        word = self.sheet.words[i]
        if self.sheet.kinds[i] != "C":
            return False
        return i not in self._openings or "." in word or word.isupper() or bare(word) != word or word in self.names.by_surname

    def _of_name(self, first: int, end: int) -> tuple[str | None, str]:
        """The person whose name ends a stretch; the number is "body" where it is no person's."""
        kinds, words = self.sheet.kinds, self.sheet.words
        begin = end
        while begin > first and (kinds[begin - 1] == "C" or (kinds[begin - 1] == "o" and begin - 2 >= first and kinds[begin - 2] == "C")):
            begin -= 1
        run = [*words[begin : end - 1], bare(words[end - 1])]
        name, titles = split_titles(run)
        if len(name) > 1:
            return " ".join(name), "one" if is_person([bare(w) for w in name]) and name[-1].lower() not in TITLES else "body"
        if not titles and begin > first and (kinds[begin - 1] != "D" or begin - 1 > first):
            return None, "body"
        full = self.names.full(name[0], end - 1)
        if full is None and not titles and begin in self._openings and name[0] == words[begin] and not self._is_capital(name[0]):
            return None, "many"  # "Critics said" is no name
        return full or name[0], "one"

    def _is_capital(self, word: str) -> bool:
        """Whether a word that opens a sentence is a name: it has a capital elsewhere too, or is no plural."""
        return not word.endswith("s") or word in self.names.capitals

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
        return self._noted(at, *self._of_name(begin, end)) if begin < end else None
