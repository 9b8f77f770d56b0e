"""Detects the language of a text: by its script, else by function words.

It only has to keep texts in other languages from the English grammar. Below `MIN_WORDS` words the result is uncertain, and the language
that the page declares counts.
"""

from __future__ import annotations

import re
from collections import Counter

MIN_WORDS = 25

#: Function words by language, chosen to be rare in the other languages listed.
_TABLE = {
    "da": "af at blev den der det efter hvor ikke mellem og siger som til",
    "de": "auf das dem den der die ein eine für ist mit nicht sich und von wurde",
    "en": "and are at by for from has have he in is it of on said that the to was were which with",
    "es": "como con del el en es fue la las los más por que se una y",
    "fi": "ei että hän ja joka kun mukaan mutta myös oli on ovat se sekä",
    "fr": "au aux avec ce dans des du elle est et il la le les pour qui sur une",
    "id": "adalah akan dan dari dengan di ini itu pada tidak untuk yang",
    "it": "che con da dei della di gli ha il la nel non per più sono una",
    "nl": "aan dat de een en het is met niet op van voor werd zijn",
    "no": "at av ble det etter har hvor ikke mellom og på sier som til",
    "pl": "co dla jest na nie od oraz po przez się w z że",
    "pt": "ao com da das do dos em foi mais não os para por que um uma",
    "ro": "au care cu de din este fost la mai nu pe pentru în și",
    "sv": "att av det efter en för har inte och på som säger till är",
    "tr": "bir bu da daha de gibi ile için olan olarak sonra ve",
    "vi": "cho các của không là một người những trong và với được",
}
SMALL_WORDS = {code: frozenset(row.split()) for code, row in _TABLE.items()}

#: Scripts, each with the language assumed if several use it.
SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", r"[\u3040-\u30ff]"),  # before Chinese, since Japanese also uses its characters
    ("zh", r"[\u4e00-\u9fff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("uk", r"[іїєґІЇЄҐ]"),  # letters that are not Russian
    ("ru", r"[\u0400-\u04ff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("el", r"[\u0370-\u03ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("bn", r"[\u0980-\u09ff]"),
)
#: The share of the letters that a script needs; a few Ukrainian letters or kana are enough.
_SHARE = {"uk": 0.02, "ja": 0.05}

#: Letters of scripts that are not listed above, and signs common to all scripts.
_WESTERN = re.compile(r"[\x00-\u036f\u2000-\u206f]+")
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str | None:
    """Returns the two-letter code of the text's language; None if the text is too short or the language unknown.

    >>> detect("The ferry sank off the coast on Monday and the crew was saved by " * 3)
    'en'
    """
    sample = text[:6000]
    if foreign := _WESTERN.sub("", sample):
        letters = sum(c.isalpha() for c in sample)
        for code, script in SCRIPTS:
            if letters >= 20 and len(re.findall(script, foreign)) > _SHARE.get(code, 0.3) * letters:
                return code
    found = _WORD.findall(sample.lower())
    if len(found) < MIN_WORDS:
        return None
    counts = Counter(found)
    scores = sorted(((sum(counts.get(w, 0) for w in small) / len(found), code) for code, small in SMALL_WORDS.items()), reverse=True)
    (first, code), (second, _) = scores[:2]
    return code if first >= 0.12 and first > 1.15 * second else None


def choose_language(declared: str | None, text: str) -> str | None:
    """Returns the language of a text whose page declares `declared` ("en-GB"): the declared one, unless the text contradicts it."""
    found = detect(text)
    if declared and (found is None or _strip_region(declared) == found or {_strip_region(declared), found} <= {"no", "nb", "nn", "da"}):
        return declared
    return found


def is_english(language: str | None) -> bool:
    """Whether the grammar may read a text of that language; an unknown one counts as English.

    >>> is_english("en-ZA"), is_english(None), is_english("fr")
    (True, True, False)
    """
    return language is None or _strip_region(language) == "en"


def _strip_region(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0]
