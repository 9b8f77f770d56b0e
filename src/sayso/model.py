"""The values that the packages exchange: frozen, comparable, made of the standard library alone.

There are two groups. Values read in one text: `Document`, `Claim` with its `Quantity` and `Attribution`, `Reading`. The history of
claims over time: `Link` between two readings, and `Track`s of `Version`s and `Change`s over many.

Every offset is in code points into `Document.text`, end exclusive. Every time is ISO 8601 in UTC to the second, with a 'Z'.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

Kind = Literal["quantity", "statement"]
Part = Literal["headline", "body", "caption"]
Modifier = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most", "between", "vague"]
Mode = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "thought", "intent"]
Trend = Literal["up", "down"]
ChangeKind = Literal[
    "raised", "lowered", "refined", "coarsened", "rehedged", "reattributed", "requoted", "removed", "added", "returned", "reworded"
]

#: Change kinds, the most important first: in the order in which `ChangeKind` lists them.
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

#: The kinds of a changed figure.
REVISED: frozenset[ChangeKind] = frozenset(("raised", "lowered", "refined", "coarsened", "rehedged"))

#: The method of a change whose claim is elsewhere in the other text, in other words or figures.
SAID_ELSEWHERE = "stands elsewhere"

#: The least certainty of a claim that is shown by default.
SHOWN_CERTAINTY = 0.6

#: The end of an interval that is still open: sorts after every real time.
FOREVER = "9999-12-31T00:00:00Z"


class Span(NamedTuple):
    """A stretch of a text, end exclusive.

    >>> Span(0, 5).of("sayso reads")
    'sayso'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Returns the text of the span."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Returns the span moved by so many characters."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` is entirely inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one revision: headline, blank line, body, blank line, captions; one string, one coordinate space.

    `headline` is where the headline ends (0: the text has none), `captions` where they start (None: there are none).
    """

    text: str
    headline: int = 0
    captions: int | None = None

    def part_at(self, offset: int) -> Part:
        """Returns the part of the article that contains an offset.

        >>> Document("Ferry sinks\\n\\nTwelve died.", headline=11).part_at(13)
        'body'
        """
        if offset < self.headline:
            return "headline"
        return "caption" if self.captions is not None and offset >= self.captions else "body"

    @classmethod
    def of(cls, title: str, body: str, captions: Iterable[str] = ()) -> Document:
        """Makes a document of its parts, without empty ones."""
        title, body, caption = title.strip(), body.strip(), "\n\n".join(c.strip() for c in captions if c.strip())
        front = "\n\n".join(x for x in (title, body) if x)
        if not caption:
            return cls(front, len(title))
        start = len(front) + 2 if front else 0
        return cls("\n\n".join(x for x in (front, caption) if x), len(title), start)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `span` covers modifier, number and the sign or word that belongs to the number, not the noun counted.

    `low` and `high` are the closed interval the words commit the writer to, None = open; for `over` and `under` the end that is
    given is itself excluded. `value` is None where the words name none ("dozens") and for `between`. `unit` is normalised (person, percent,
    USD, km, minute …), `noun` is what is counted as written, `head` its head word in lower case and singular, `role` what became
    of those counted (killed, injured, missing, arrested, displaced, hostage …).
    """

    span: Span
    modifier: Modifier
    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    noun: str | None = None
    head: str | None = None
    role: str | None = None
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A person's or body's words or thoughts: source, cue and content as in PARC 3.0 and PolNeAR; `content` may be split around its cue.

    `speaker` is the source resolved to a name within the article, None if several readings are possible; `speaker_role` is what the
    article says that they are ("minister of information of Lebanon"). `negated` is for "did not say", `act` tells speech from thought
    ("believes") and intent ("plans to").
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    speaker: str | None = None
    act: Act = "speech"
    negated: bool = False
    speaker_role: str | None = None


class Moment(NamedTuple):
    """A claim's own reference time ("as of Thursday", "since Oct. 7"): the words, and the UTC interval they mean."""

    span: Span
    start: str | None
    end: str | None


class Passage(NamedTuple):
    """A passage of a text, from `start` to the next one: it was written between `first` and `last` (ISO 8601, UTC).

    The two are equal where the time is known.
    """

    start: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in one text.

    A quantity claim has a `quantity` and, inside attributed content, an `attribution` too; a statement claim has an `attribution`
    alone. `rule` names the rule that found it.

    `certainty` (0 to 1) is the probability that the claim is read correctly, by the grammar: of a statement from its score, of a figure
    from how often figures of its kind were read right (grammar/quantities/certainty.py). `incidental` marks a figure that few readers want
    listed: a bare "one", a person's age, a mere reference such as "the two leaders".
    """

    kind: Kind
    rule: str
    part: Part
    sentence: Span
    quantity: Quantity | None = None
    attribution: Attribution | None = None
    moment: Moment | None = None
    certainty: float = 1.0
    incidental: bool = False

    @property
    def shown(self) -> bool:
        """Whether pages, lists, feeds and reports show the claim by default; all claims are stored.

        A shown claim is certain enough and not incidental; a shown statement is also speech (no thought, no intent) and not denied.
        """
        if self.incidental or self.certainty < SHOWN_CERTAINTY:
            return False
        a = self.attribution
        return self.kind == "quantity" or a is None or (a.act == "speech" and not a.negated)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places of the claim: its figure, or the pieces of its content."""
        if self.quantity is not None:
            return (self.quantity.span,)
        assert self.attribution is not None
        return self.attribution.content

    @property
    def span(self) -> Span:
        """From the first character of the claim to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    def words(self, text: str) -> str:
        """Returns the claim's own words, with " … " for other words between its pieces; pieces that blanks part stay as written."""
        out, end = self.spans[0].of(text), self.spans[0].end
        for span in self.spans[1:]:
            between = text[end : span.start]
            out += (" … " if between.strip() else between) + span.of(text)
            end = span.end
        return out


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims that the grammar found in one document, and the times of its passages that their moments were resolved against."""

    document: Document
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The match of one claim between two readings.

    `old` and `new` are indexes into the claims of the older and the newer reading; None if the claim was added or removed. `kind` is
    None for a claim that is unchanged. `delta` and `percent` compare the figures (new less old; percent of the old). `method`
    names how the two were paired, `link_certainty` (0 to 1) how certain that is. `resourced` says that the figure changed its source as
    well, where `kind` tells how it moved.
    """

    kind: ChangeKind | None
    old: int | None
    new: int | None
    method: str
    link_certainty: float
    delta: float | None = None
    percent: float | None = None
    resourced: bool = False

    @property
    def changes(self) -> list[Link]:
        """The link once for each change that it reports: none, one, or two if both a figure and its source changed."""
        another = replace(self, kind="reattributed", delta=None, percent=None, resourced=False)
        return ([self] if self.kind else []) + ([another] if self.resourced else [])


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a claim.

    First seen as claim `index` of revision `since`, and current until revision `until` (None: it still is); both count the
    revisions of the article from 0. `method` and `link_certainty` are those of the link that made it.
    """

    since: int
    until: int | None
    index: int
    method: str
    link_certainty: float


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a claim in revision `revision`; `old` and `new` index the track's versions."""

    kind: ChangeKind
    revision: int
    old: int | None
    new: int | None
    method: str
    link_certainty: float
    delta: float | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One claim over all revisions of its article.

    Its versions in time, its changes, and for each revision that has it the index of its mention there (`mentions`: pairs of
    revision and claim index).
    """

    versions: tuple[Version, ...]
    changes: tuple[Change, ...]
    mentions: tuple[tuple[int, int], ...]
