"""The stored reading of a revision, so that one version of the grammar reads no text twice.

Alternatives considered: *one row for each claim* of a reading would repeat what hardly changes: 138 rows a revision, a hundred thousand for
800 revisions. *Pickles* load fastest, but bind a database to the classes of one version. So a reading is *compressed lists in JSON*:
repeated values (sentences, attributions) are written once and referred to by index.

A reading is a function of the text, where its parts begin, the times of its passages that "Thursday" is resolved against, and the
grammar. All but the last are hashed into its key, so that a text with only a newer time stamp keeps its reading; a reading by another
version of the grammar is ignored, and replaced when the article is derived again.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sayso.grammar import GRAMMAR_VERSION, parse
from sayso.ingest.history.passages import DatedText, date_passages, find_own_time
from sayso.matching.mentions import Mention, lay_out_mentions
from sayso.model import Attribution, Claim, Document, Moment, Part, Passage, Quantity, Reading, Span
from sayso.store.rows import ReadingRow, RevisionRow

#: Compressed readings by the key of their input.
Stored = Mapping[str, bytes]

_COMPRESSION_LEVEL = 9

#: The indexes of part and sentence among the values of a claim.
_PART_INDEX, _SENTENCE_INDEX = 2, 3


def is_read(language: str | None) -> bool:
    """Whether the grammar reads this language; an unknown one counts as English."""
    return not language or language.lower().startswith("en")


def make_key(revision: RevisionRow, passages: Sequence[Passage]) -> str:
    """Makes a key from the whole input of a revision's reading."""
    times = (value for passage in passages for value in passage)
    seen = (*times, revision.headline_end, revision.captions_start, revision.text)
    return hashlib.sha256("\0".join(map(str, seen)).encode()).hexdigest()[:32]


class Read:
    """The reading of one document, decompressed on demand."""

    def __init__(self, document: Document, packed: bytes, reading: Reading | None = None) -> None:
        self.document, self.packed = document, packed
        if reading is not None:
            self.reading = reading

    @cached_property
    def _unpacked(self) -> _Packed:
        return _Packed.of(self.packed)

    @cached_property
    def reading(self) -> Reading:
        """The whole reading."""
        return Reading(self.document, tuple(map(self._unpacked.claim, self._unpacked.claims)), tuple(self._unpacked.passages))

    def claim(self, index: int) -> Claim:
        """Returns one claim of the reading."""
        return self.reading.claims[index] if "reading" in self.__dict__ else self._unpacked.claim(self._unpacked.claims[index])

    def find_mentions(self, indexes: Iterable[int]) -> dict[int, Mention]:
        """Returns the mentions of some claims, laid out in their sentences."""
        return lay_out_mentions(self.document, self._unpacked.places(), self.claim, indexes)


def read_revisions(
    revisions: Sequence[RevisionRow], stored: Stored, before: tuple[RevisionRow, Read] | None = None
) -> tuple[list[Read], list[ReadingRow]]:
    """Returns for each revision the reading and its row: the stored reading if there is one, else a new one.

    `before` is the revision before them with its reading, None if there is none.
    """
    packed = dict(stored)
    earlier = None
    if before is not None:
        earlier = DatedText(before[0].text, before[1].reading.passages)
        packed[make_key(before[0], earlier.passages)] = before[1].packed
    reads, rows = [], []
    for revision in revisions:
        passages = date_passages(revision, earlier)
        earlier = DatedText(revision.text, passages)
        seen, document, reading = make_key(revision, passages), revision.document, None
        if seen not in packed:
            reading = parse(document, find_own_time(passages), passages)
            packed[seen] = pack_reading(reading)
        reads.append(Read(document, packed[seen], reading))
        rows.append(ReadingRow(revision.id, seen, GRAMMAR_VERSION, packed[seen]))
    return reads, rows


def pack_reading(reading: Reading) -> bytes:
    """Packs a reading's claims, without its text."""
    sentences: dict[Span, int] = {}
    said: dict[Attribution, int] = {}
    claims = [
        (
            c.kind, c.rule, c.part, sentences.setdefault(c.sentence, len(sentences)), c.quantity and _list_values(c.quantity),
            None if c.attribution is None else said.setdefault(c.attribution, len(said)), c.moment, c.certainty, int(c.incidental),
        )
        for c in reading.claims
    ]  # fmt: skip
    packed = (list(sentences), [_list_values(a) for a in said], claims, reading.passages)
    return zlib.compress(json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode(), _COMPRESSION_LEVEL)


def unpack_reading(document: Document, packed: bytes) -> Reading:
    """Decompresses a reading that `pack_reading` made."""
    return Read(document, packed).reading


def _list_values(x: Quantity | Attribution) -> list[Any]:
    return [getattr(x, name) for name in x.__slots__]


class _Packed(NamedTuple):
    """An unpacked reading; `claims` refer to `sentences` and `said` by index."""

    sentences: list[Span]
    said: list[Attribution]
    claims: list[list[Any]]
    passages: list[Passage]

    @classmethod
    def of(cls, packed: bytes) -> _Packed:
        sentences, said, claims, passages = json.loads(zlib.decompress(packed))
        return cls([Span(*s) for s in sentences], [_unpack_attribution(*a) for a in said], claims, [Passage(*p) for p in passages])

    def places(self) -> list[tuple[Span, Part]]:
        """Returns sentence and part of each claim."""
        return [(self.sentences[values[_SENTENCE_INDEX]], values[_PART_INDEX]) for values in self.claims]

    def claim(self, values: Sequence[Any]) -> Claim:
        """Makes the claim from its values."""
        kind, rule, part, sentence, figure, said, moment, certainty, incidental = values
        return Claim(
            kind=kind,
            rule=rule,
            part=part,
            sentence=self.sentences[sentence],
            quantity=figure and Quantity(Span(*figure[0]), *figure[1:]),
            attribution=None if said is None else self.said[said],
            moment=moment and Moment(Span(*moment[0]), *moment[1:]),
            certainty=certainty,
            incidental=bool(incidental),
        )


def _unpack_attribution(source: Any, cue: Any, content: Any, *more: Any) -> Attribution:
    return Attribution(source and Span(*source), cue and Span(*cue), tuple(Span(*c) for c in content), *more)
