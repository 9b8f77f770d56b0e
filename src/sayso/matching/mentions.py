"""A reading prepared for matching: its sentences, the words in them with every figure masked, and their claims.

Only sentences with a claim matter. Costly values (words, stems) are computed when they are first needed, so that a sentence which
both readings share costs one look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.compile_cache import compile_pattern
from sayso.matching.terms import STEMMED_CALENDAR, stem
from sayso.model import Claim, Document, Part, Quantity, Reading, Span

#: The placeholder for a figure among the words of a sentence.
FIGURE = "#"

#: A word: letters and digits, with the apostrophes, points and hyphens inside.
WORD = compile_pattern(r"[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*")
_NAME = compile_pattern(r"\b(?:\p{Lu}[\p{L}\p{N}]+|(?:19|20)\d\d\b)")
#: Characters that look the same on a page; replaced one by one, which is faster than str.translate on text that is not ASCII.
_SAME = (
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
    ("‘", "'"),
    ("’", "'"),
    ("–", "-"),
    ("—", "-"),
    ("‑", "-"),
    ("\N{SOFT HYPHEN}", ""),
    ("\N{ZERO WIDTH SPACE}", ""),
    ("\N{WORD JOINER}", ""),
)


def normalise_typography(text: str) -> str:
    """A text with quotation marks, dashes and white space normalised, since no reader sees these differences.

    >>> normalise_typography("“So  be it” – again")
    '"So be it" - again'
    """
    if not text.isascii():
        for sign, same in _SAME:
            if sign in text:
                text = text.replace(sign, same)
    return " ".join(text.split())


@dataclass(eq=False, slots=True)
class Mention:
    """One claim in its sentence.

    `index` is its position among the claims of its reading; `raw` is its own text: the figure, or the content. `sources` caches what
    `source_names.find_names` found.
    """

    index: int
    claim: Claim
    home: Sentence
    raw: str
    sources: frozenset[str] | None = None

    @property
    def at(self) -> int:
        """The place of its figure among the tokens of its sentence."""
        return self.home.places[self.index]

    @property
    def words(self) -> str:
        """The claim's own text, typography aside."""
        return normalise_typography(self.raw)

    @property
    def figure(self) -> Quantity:
        """The quantity of a mention that has one."""
        assert self.claim.quantity is not None
        return self.claim.quantity


@dataclass(eq=False)
class Sentence:
    """A sentence with claims; `order` counts such sentences in the text."""

    document: Document
    span: Span
    part: Part
    raw: str
    order: int = 0
    mentions: list[Mention] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The text of the sentence, typography aside."""
        return normalise_typography(self.raw)

    @property
    def tokens(self) -> tuple[str, ...]:
        """The stems of its words, with FIGURE for each figure."""
        return self._tokens_and_places[0]

    @property
    def places(self) -> dict[int, int]:
        """The token position of each mention's figure, by the mention's index; 0 for statements."""
        return self._tokens_and_places[1]

    @cached_property
    def _tokens_and_places(self) -> tuple[tuple[str, ...], dict[int, int]]:
        out: list[str] = []
        places = dict.fromkeys((m.index for m in self.mentions), 0)
        start = self.span.start
        for mention in sorted((m for m in self.mentions if m.claim.quantity), key=lambda m: m.figure.span):
            out += self._list_stems(start, mention.figure.span.start)
            places[mention.index] = len(out)
            out.append(FIGURE)
            start = max(start, mention.figure.span.end)
        return tuple(out + self._list_stems(start, self.span.end)), places

    def _list_stems(self, start: int, end: int) -> list[str]:
        return [stem(w) for w in WORD.findall(self.document.text, start, end)] if start < end else []

    @cached_property
    def bag(self) -> frozenset[str]:
        """The set of its stems."""
        return frozenset(self.tokens) - {FIGURE}

    @cached_property
    def skeleton(self) -> str:
        """Its tokens in one string without blanks, so that words that a page has glued together do not matter."""
        return "".join(self.tokens)

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of its words with a capital that are no day or month, the first word included, and the years it names."""
        found = _NAME.findall(self.document.text, self.span.start, self.span.end)
        return frozenset(s for s in map(stem, found) if s not in STEMMED_CALENDAR)


class ReadingLayout:
    """A reading prepared for matching: `mentions` in the order of its claims, `sentences` in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.document, claims = reading.document, reading.claims
        laid = lay_out_mentions(reading.document, [(c.sentence, c.part) for c in claims], claims.__getitem__, range(len(claims)))
        self.mentions = [laid[index] for index in range(len(claims))]
        self.sentences = sorted({id(m.home): m.home for m in self.mentions}.values(), key=lambda s: s.order)


def lay_out_mentions(
    document: Document, places: Sequence[tuple[Span, Part]], claim: Callable[[int], Claim], wanted: Iterable[int]
) -> dict[int, Mention]:
    """The mentions of the `wanted` claims of a reading, in their sentences, by the number of the claim.

    They are the same as in a layout of the whole reading. `places` are sentence and part of each claim of the reading.
    """
    held: dict[tuple[Span, Part], list[int]] = {}
    for index, place in enumerate(places):
        held.setdefault(place, []).append(index)
    orders = {place: order for order, place in enumerate(sorted(held, key=lambda place: place[0]))}
    text, mentions = document.text, {}
    for span, part in dict.fromkeys(places[index] for index in wanted):
        home = Sentence(document, span, part=part, raw=text[span.start : span.end], order=orders[span, part])
        for index in held[span, part]:
            found = claim(index)
            mention = Mention(index, found, home, " … ".join([text[start:end] for start, end in found.spans]))
            home.mentions.append(mention)
            mentions[index] = mention
    return mentions
