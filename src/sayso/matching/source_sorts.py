"""The sort of a source by its words, to distinguish two sources without names.

"The airline" may be another name for anybody, and "officials" may be those of anybody named. But a person in charge is not
one who studies the event or went through it, a news outlet is neither, an unnamed source is nobody with a role in the text, and a
document is not a person: "state media", then "the ambassador"; "sources", then "police"; "analysts", then "the director of the agency".
Nor is a mayor the police, or a hospital the court: those who answer for what they say are of several branches, as far as their words
show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, pairs

#: News outlets.
_NEWS = entries("matching.txt", "sources: news")
#: Sources of whom a text says only that they know something.
_UNNAMED = ("source",)
#: People who experienced an event, besides the words of the lexicon.
_BYSTANDING = entries("matching.txt", "sources: bystanders")
#: People who speak for another in court.
_LAWYERS = ("lawyer", "solicitor")
#: People in charge, besides the words of the lexicon.
_ANSWERING = entries("matching.txt", "sources: answerable")

#: Words that end the head of a source and begin its complement.
_OF = compile_pattern(r"(?i)[,(]|\b(?:at|briefed|citing|close|familiar|for|from|in|of|on|to|who|whose|with)\b")
_WORD = compile_pattern(r"\p{L}+")

#: Sorts that may be one source: a document, and its author.
_MAY_BE_ONE = frozenset(("document", "answerable"))

#: Words for a person whom the text may have named before.
_DEFINITE = compile_pattern(r"(?i)(?:the|this|that|his|her|its|their|our)\b|\p{Lu}")


def _index_by_word(sorts: dict[str, Iterable[str]]) -> dict[str, str]:
    """Each word, in singular and plural, with its sort; the first that has it counts."""
    found: dict[str, str] = {}
    for sort, words in sorts.items():
        for word in words:
            plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}es" if word.endswith("ss") else f"{word}s"
            found.setdefault(word, sort)
            found.setdefault(plural, sort)
    return found


_SORTS = _index_by_word(
    {
        "news": _NEWS,
        "unnamed": _UNNAMED,
        "document": entries("documents.txt"),
        "answerable": (*entries("answerable.txt"), *_ANSWERING),
        "lawyer": _LAWYERS,
        "bystander": (*entries("bystanders.txt"), *_BYSTANDING),
    }
)


@lru_cache(maxsize=1 << 12)
def find_source_sort(source: str) -> str | None:
    """The sort of a source as written; None where its words do not show it.

    >>> [find_source_sort(s) for s in ("Iranian state media", "the director of the board", "sources familiar with it", "Mara Lund")]
    ['news', 'answerable', 'unnamed', None]
    """
    words = _WORD.findall(_OF.split(source, 1)[0].lower())
    found = [_SORTS[word] for word in words if word in _SORTS]
    return ("news" if "news" in found else found[-1]) if found else None


def are_two_sorts(one: str, other: str) -> bool:
    """Whether two sources, as written, are of two sorts and cannot be the same.

    A document may belong to its author, and "the professor" may be "the director".
    """
    first, then = find_source_sort(one), find_source_sort(other)
    if first == then == "answerable":
        return _are_two_branches(one, other)
    if first is None or then is None or first == then or {first, then} == _MAY_BE_ONE:
        return False
    return {first, then} != {"answerable", "bystander"} or not (_is_known_person(one) and _is_known_person(other))


#: The branch of each word for people who represent somebody; those who may represent any body ("officials") have none.
_BRANCHES = {
    form: branch
    for word, branch in pairs("matching.txt", "branches of the answerable").items()
    for form in (word, f"{word}s", f"{word[:-1]}ies" if word.endswith("y") else word)
}


def _are_two_branches(one: str, other: str) -> bool:
    """Whether two sources answer for two branches, such as the police and a mayor; "Police Chief" is of one, "officials" of any."""
    first, then = _list_branches(one), _list_branches(other)
    return bool(first and then) and first.isdisjoint(then)


def _list_branches(source: str) -> frozenset[str]:
    """The branches in the head of a source, or else in its complement: "a spokesman for the airline"."""
    low = source.lower()
    for words in (_WORD.findall(_OF.split(low, 1)[0]), _WORD.findall(low)):
        found = frozenset(_BRANCHES[word] for word in words if word in _BRANCHES)
        if found:
            return found
    return frozenset()


def _is_known_person(source: str) -> bool:
    """Whether a source is stated in the singular, as somebody whom the text may have named."""
    words = _WORD.findall(_OF.split(source, 1)[0].lower())
    return bool(words) and not words[-1].endswith("s") and _DEFINITE.match(source) is not None
