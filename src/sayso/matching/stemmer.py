"""Snowball's English stemmer (Porter 2, as of Snowball 3.1), written for speed: a word takes a tenth of what generated code takes.

The steps and their names are those of https://snowballstem.org/algorithms/english/stemmer.html, and the tests hold every answer against
the package `snowballstemmer`. *Its* Python is made of single characters and exceptions, its C is a package that not all systems have; here
an ending is looked up in a table, the longest first, and most words leave after two looks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: Words that no rule fits; those that stay as they are stand for themselves.
_ODD = {
    "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl",
    **{word: word for word in ("andes", "atlas", "bias", "cosmos", "howe", "news", "sky")},
}  # fmt: skip

#: A consonantal y after a vowel, written Y while the steps run.
_VOWEL_Y = re.compile("([aeiouy])y")

#: Up to the first consonant after a vowel: the rest is the region in which endings are cut. Of some words it begins elsewhere.
_REGION = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]")
_ODD_REGION = re.compile("arsen|commun|emerg|gener|inter|later|organ|past|univers")

_VOWEL = re.compile("[aeiouy]")

#: A short syllable at the end.
_SHORT = re.compile("(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$")

#: Endings of verbs; what stands before them in words that keep them.
_VERBAL = re.compile("(?:eed|ed|ing)(?:ly)?$")
_KEEPING = frozenset(("even", "cann", "inn", "earr", "herr", "out"))
_EXCEEDING = frozenset(("succ", "proc", "exc"))
_DOUBLE = frozenset(("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"))


def _by_tail(endings: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Endings and what takes their place, the longest first, by the last two letters, which most words lack."""
    out: dict[str, list[tuple[str, str]]] = {}
    for ending in sorted(endings, key=len, reverse=True):
        out.setdefault(ending[-2:], []).append((ending, endings[ending]))
    return out


#: Endings and what takes their place, by step.
_STEP_2 = _by_tail({
    "anci": "ance", "enci": "ence", "ogi": "og", "li": "", "bli": "ble", "abli": "able", "alli": "al", "fulli": "ful", "lessli": "less",
    "ousli": "ous", "entli": "ent", "aliti": "al", "biliti": "ble", "iviti": "ive", "tional": "tion", "ational": "ate", "alism": "al",
    "ation": "ate", "ization": "ize", "izer": "ize", "ator": "ate", "iveness": "ive", "fulness": "ful", "ousness": "ous", "ogist": "og",
})  # fmt: skip
_STEP_3 = _by_tail({
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "tional": "tion", "ational": "ate", "ful": "", "ness": "",
})  # fmt: skip
_STEP_4 = _by_tail(dict.fromkeys(
    ("ic", "ance", "ence", "able", "ible", "ate", "ive", "ize", "iti", "al", "ism", "ion", "er", "ous", "ant", "ent", "ment", "ement"), ""
))  # fmt: skip

#: What may stand before an ending that is cut only after some letters.
_AFTER = {"li": tuple("cdeghkmnrt"), "ogi": ("l",), "ion": ("s", "t")}


def stem_english(word: str) -> str:
    """The stem of a word in lower case.

    >>> [stem_english(w) for w in ("killings", "dying", "relational", "happily", "news")]
    ['kill', 'die', 'relat', 'happili', 'news']
    """
    if len(word) < 3:
        return word
    if word in _ODD:
        return _ODD[word]
    word = word.removeprefix("'")
    marked = "y" in word
    if marked:
        word = _VOWEL_Y.sub(r"\1Y", "Y" + word[1:] if word[0] == "y" else word)
    first = _ODD_REGION.match(word) or _REGION.match(word)
    r1 = first.end() if first else len(word)
    second = _REGION.match(word, r1)
    r2 = second.end() if second else len(word)
    word = _cut_derived(_close_y(_cut_verbal(_cut_plural(word), r1)), r1, r2)
    return word.replace("Y", "y") if marked else word


def _cut_plural(word: str) -> str:
    """Step 1a."""
    if "'" in word:
        for ending in ("'s'", "'s", "'"):
            if word.endswith(ending):
                word = word[: -len(ending)]
                break
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _VOWEL.search(word, 0, max(len(word) - 2, 0)):
        return word[:-1]
    return word


def _cut_verbal(word: str, r1: int) -> str:
    """Step 1b."""
    found = _VERBAL.search(word) if word.endswith(("d", "g", "ly")) else None
    if not found:
        return word
    before, ending = word[: found.start()], found[0]
    if ending.startswith("eed"):
        return before + "ee" if r1 <= len(before) and before not in _EXCEEDING else word
    if ending == "ing" and (before in _KEEPING or (len(before) == 2 and before[1] == "y" and not _VOWEL.match(before))):
        return word if before in _KEEPING else before[0] + "ie"
    return _mend(before, r1) if _VOWEL.search(before) else word


def _mend(word: str, r1: int) -> str:
    """What is left of a verb as its stem: hop for hopp, hope for hop, conflate for conflat."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if word[-2:] in _DOUBLE:
        return word if len(word) == 3 and word[0] in "aeo" else word[:-1]
    return word + "e" if len(word) == r1 and _SHORT.search(word) else word


def _close_y(word: str) -> str:
    """Step 1c."""
    return word[:-1] + "i" if len(word) > 2 and word[-1] in "yY" and word[-2] not in "aeiouy" else word


def _cut_derived(word: str, r1: int, r2: int) -> str:
    """Steps 2 to 5."""
    if r1 >= len(word):
        return word
    word = _exchange(word, _STEP_2, r1, r1)
    word = _exchange(word, _STEP_3, r1, r2)
    word = _exchange(word, _STEP_4, r2, r2)
    if word.endswith("e"):
        rest = word[:-1]
        return rest if r2 <= len(rest) or (r1 <= len(rest) and not _SHORT.search(rest)) else word
    return word[:-1] if word.endswith("ll") and r2 < len(word) else word


def _exchange(word: str, endings: Mapping[str, Sequence[tuple[str, str]]], region: int, inner: int) -> str:
    """The word with its longest ending exchanged, if that lies in a region; "ative" must lie in the inner one."""
    for ending, instead in endings.get(word[-2:], ()):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            wanted = inner if ending == "ative" else region
            fits = ending not in _AFTER or rest.endswith(_AFTER[ending])
            return rest + instead if wanted <= len(rest) and fits else word
    return word
