"""A text with its lost blanks put back, and where each of its characters is in the original."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.grammar.lost_blanks import find_lost_blanks
from sayso.grammar.tokens import TokenizedText
from sayso.model import Attribution, Claim, Document, Passage, Span


class Restored(NamedTuple):
    """A document with its blanks restored, and its tokens; `inserted` are their places in its text, in order."""

    document: Document
    tokens: TokenizedText
    inserted: Sequence[int]

    def to_original(self, span: Span) -> Span:
        """The place in the original text of a stretch of the restored text."""
        (start, end), places = span, self.inserted
        return Span(start - bisect_left(places, start), end - bisect_left(places, end))

    def to_restored(self, passages: Iterable[Passage]) -> list[Passage]:
        """The passages of the original text as those of the restored text."""
        places = [place - n for n, place in enumerate(self.inserted)]
        return [p._replace(start=p.start + bisect_left(places, p.start)) for p in passages]

    def _quote_original(self, words: str, near: int) -> str:
        """Words of the restored text as the original text has them: the first occurrence after `near`, or else the first of all."""
        text = self.document.text
        at = text.find(words, near)
        at = at if at >= 0 else text.find(words)
        inserted = self.inserted[bisect_left(self.inserted, at) : bisect_left(self.inserted, at + len(words))] if at >= 0 else ()
        return "".join(c for i, c in enumerate(words, at) if i not in inserted) if inserted else words

    def restore_claim(self, claim: Claim) -> Claim:
        """A claim of the restored text as a claim of the original text."""
        q, m = claim.quantity, claim.moment
        return Claim(  # `replace` takes five times as long
            claim.kind,
            claim.rule,
            part=claim.part,
            sentence=self.to_original(claim.sentence),
            quantity=q and replace(q, span=self.to_original(q.span), noun=q.noun and self._quote_original(q.noun, q.span.end)),
            attribution=claim.attribution and self._restore_attribution(claim.attribution),
            moment=m and m._replace(span=self.to_original(m.span)),
            certainty=claim.certainty,
            incidental=claim.incidental,
        )

    def _restore_attribution(self, a: Attribution) -> Attribution:
        source, cue = a.source and self.to_original(a.source), a.cue and self.to_original(a.cue)
        return Attribution(
            source,
            cue,
            content=tuple(map(self.to_original, a.content)),
            mode=a.mode,
            speaker=a.speaker,
            act=a.act,
            negated=a.negated,
            speaker_role=a.speaker_role,
        )


#: Invisible characters that some pages have between a name and its verb: joiners, zero-width blanks, direction marks, a byte order mark.
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_AS_BLANKS = str.maketrans(dict.fromkeys(_UNSEEN, " "))


def replace_unseen_by_blanks(document: Document) -> Document:
    """The document with a blank for each invisible character, so that all offsets stay the same."""
    if not any(sign in document.text for sign in _UNSEEN):  # a tenth of the time of a pattern
        return document
    return replace(document, text=document.text.translate(_AS_BLANKS))


def restore_blanks(document: Document, tokens: TokenizedText) -> Restored | None:
    """The document with a blank wherever its text, whose tokens these are, has lost one; None where it has lost none."""
    places = find_lost_blanks(tokens)
    if not places:
        return None
    restored = tokens.add_blanks(places)
    headline = document.headline + bisect_left(places, document.headline)
    captions = None if document.captions is None else document.captions + bisect_left(places, document.captions)
    return Restored(Document(restored.text, headline, captions), restored, [place + n for n, place in enumerate(places)])
