"""A claim marked within its sentence."""

from __future__ import annotations

from markupsafe import Markup

from sayso.model import Span
from sayso.present.highlights import highlight
from sayso.present.statement_passage import join_passage
from sayso.publish.databases import Row


def mark_claim(claim: Row) -> Markup:
    """Returns the whole sentence of a claim (a statement then has its verb) with the claim's own words marked.

    A statement of several sentences has all of them.

    The words are `text`, at `place` if they are there. If the text is split around its cue, its pieces in this sentence are marked.
    """
    words, place = claim["text"] or "", claim["place"]
    sentence = join_passage(words, claim["sentence"] or "")
    if place is None or sentence[place : place + len(words)] != words:
        place = sentence.find(words) if words else -1
    pieces = [(place, words)] if place >= 0 else [(sentence.find(piece), piece) for piece in words.split(" … ")]
    spans = [(Span(at, at + len(piece)), "new") for at, piece in pieces if at >= 0 and piece and len(piece) < len(sentence)]
    return highlight(sentence, spans)
