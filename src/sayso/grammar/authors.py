"""The author of "the report", as the text named it before."""

from __future__ import annotations

import re
from bisect import bisect_right

from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_phrases import find_name_in
from sayso.grammar.names import Names
from sayso.grammar.vocabulary import is_common
from sayso.grammar.wordclasses import NAME, PHRASE_JOINTS

#: Documents of one kind.
_ALIKE = tuple(frozenset(entries("speakers.txt", table)) for table in ("documents: polls", "documents: papers"))
_PLATFORMS = frozenset(entries("speakers.txt", "platforms"))
#: The words before a document, and its author: "the latest debt | report from the Bank of Varn".
_ITS_WORDS = re.compile("D?[CoG0'M]{0,8}$")
_BY = re.compile("I((?:D?[Co0']{1,6}[IA]?){1,4})")


def find_author(names: Names, document: str, at: int, floor: int) -> str | None:
    """The author in the last phrase between two tokens that has the word for a document, or a similar one, and names its author."""
    tokens, bounds = names.tokens, names.tokens.bounds
    alike = next((group for group in _ALIKE if document in group), (document,))
    for i in range(at - 1, max(0, floor), -1):
        if tokens.words[i] not in alike:
            continue
        opening = bounds[bisect_right(bounds, i) - 1]
        before = _ITS_WORDS.search(tokens.kinds, max(opening, i - 9), i)
        first = before.start() if before else i
        if first - 2 >= opening and tokens.words[first - 1] == "of" and tokens.kinds[first - 2] == NAME:
            first = _ITS_WORDS.search(tokens.kinds, max(opening, first - 9), first - 1).start()  # type: ignore[union-attr]
        by = _BY.match(tokens.kinds, i + 1) if tokens.words[i + 1 : i + 2] in (["by"], ["from"]) else None
        end = min(by.end() if by else i + 1, bounds[bisect_right(bounds, i)])
        while end > i + 1 and tokens.kinds[end - 1] in PHRASE_JOINTS:
            end -= 1
        found = find_name_in(names, first, end)
        if found.name and found.number != "many" and found.name not in _PLATFORMS and _is_whole_name(found.name):
            return found.name
    return None


def _is_whole_name(name: str) -> bool:
    """Whether a name ends as one does: in a capital or a word for a body, and is more than one common word."""
    last = name.rpartition(" ")[2]
    return (last[0].isupper() or last in BODIES) and (" " in name or name.isupper() or not is_common(name.lower()))
