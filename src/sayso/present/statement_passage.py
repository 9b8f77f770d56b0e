"""A statement of several sentences with its verb and source, as one passage."""

from __future__ import annotations

#: A text that continues a sentence shares at least so many characters with it.
_SHARED = 8
#: A longer passage is shortened in the middle: as many characters of its start and end are kept.
_LONGEST, _START = 500, 160


def join_passage(text: str, sentence: str) -> str:
    """Returns the sentence of a claim with the claim's own words before and after it.

    `text` are the claim's words, its pieces joined by " … ". A figure, and most statements, are in one sentence: it is returned as it is.

    >>> join_passage("“It leaks. We told them,”", "We told them,” Ada Varn said.")
    '“It leaks. We told them,” Ada Varn said.'
    >>> join_passage("“It leaks. We told them.”", "Ada Varn said: “It leaks.")
    'Ada Varn said: “It leaks. We told them.”'
    >>> join_passage("it leaks", "She said it leaks.")
    'She said it leaks.'
    """
    text, sentence = " ".join(text.split()), " ".join(sentence.split())
    if not text or not sentence or text in sentence:
        return sentence
    before: list[str] = []
    after: list[str] = []
    inside = False
    for piece in text.split(" … "):
        if piece in sentence:
            inside = True
        elif shared := _count_shared(piece, sentence):
            sentence, inside = piece[: len(piece) - shared] + sentence, True
        elif shared := _count_shared(sentence, piece):
            sentence, inside = sentence + piece[shared:], True
        else:
            (after if inside else before).append(piece)
    return _shorten_in_middle(" … ".join([*before, sentence, *after]))


def _count_shared(first: str, second: str) -> int:
    """Returns how many characters the end of one text and the start of the next have in common; 0 if these are few."""
    return next((n for n in range(min(len(first), len(second)), _SHARED - 1, -1) if first.endswith(second[:n])), 0)


def _shorten_in_middle(passage: str) -> str:
    if len(passage) <= _LONGEST:
        return passage
    start, end = passage[:_START].rsplit(" ", 1)[0], passage[-(_LONGEST - _START) :].split(" ", 1)[1]
    return f"{start} … {end}"
