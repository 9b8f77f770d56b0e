"""The name in a noun phrase: the person or body that it denotes, and not those that it only mentions.

"Dr. Ana Roe of the Varn Department of Health and Human Services" is Ana Roe, "the Varn Department of Health and Human Services" that
department; "a source close to Ana Roe" is nobody by name, and "Ana Roe and Paul Moss" are two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import (
    BODIES,
    find_run_start,
    is_group_of_owner,
    is_linking_preposition,
    is_title,
    join_adjacent_words,
    join_words,
    joins_one_name,
    joins_words_of_body,
)
from sayso.grammar.name_parts import BODIES as CAPITAL_BODIES
from sayso.grammar.name_parts import (
    GIVEN_NAMES,
    INSTEAD,
    PARTICLES,
    find_surname,
    follows_office,
    is_attribute_with_hyphen,
    is_country,
    is_people,
    is_person,
    is_person_noun,
    is_trade,
    split_person,
    strip_s,
)
from sayso.grammar.names import OF_SOMEBODY, Names
from sayso.grammar.person_nouns import BY_HAND
from sayso.grammar.vocabulary import is_common, is_word
from sayso.grammar.wordclasses import CLASSES, CONJUNCTION, DETERMINER, NAME, PREPOSITIONS, WORD, WORD_OR_GERUND

#: Words in small letters for the kind of body that the next name is.
_KINDS_OF_BODIES = BODIES | frozenset((*entries("firms.txt"), *entries("speakers.txt", "further kinds of firms")))
#: Firms in small letters; "the Varn company" says where it is, and not its name.
_FIRMS = BODIES.intersection(entries("firms.txt"))
#: Words that make a body of a guard: "coast guard".
_GUARDS = frozenset(("border", "coast", "national"))
#: Documents whose author is the speaker.
DOCUMENTS = frozenset(entries("documents.txt"))
#: Participles for what the people after "by" or "from" did with a document.
PUBLISHED = frozenset(entries("speakers.txt", "what is done with a document"))
#: Documents whose author is the speaker, but not the platform that they are on: "a Lanternbook post by Ana Roe".
_POSTS = frozenset(entries("speakers.txt", "posts"))
WITH_AUTHOR = DOCUMENTS | _POSTS
_BY = frozenset(("by", "from"))
#: Words before the body that somebody is in or not.
INSIDE_OR_OUTSIDE = frozenset(("inside", "outside"))
#: Words before the purpose of a body.
_ON = frozenset(("for", "on"))

#: Words for no particular person, which may open a sentence.
_ANYBODY = frozenset(entries("speakers.txt", "nobody in particular"))

_PRONOUNS = frozenset(entries("speakers.txt", "pronouns"))
#: Words before further speakers without names.
_OTHERS = frozenset(("other", "others", "several", "many"))
#: A word before another: an article and a noun, a given name and a surname.
_PAIR_OF_WORDS = 2
#: A body with several fields in its name: "the Department for Tides, Ports and Sport".
_OFFICE_OF_SEVERAL = re.compile("D?(?P<name>C{1,4}(?P<of>I)C{1,3}(?:,C{1,3})+,?AC{1,3})(?=$|[^,C])")
_LIST = re.compile("D?C+(?:,D?C+)+,?AD?C+")
#: Two who speak, the first of them with an apposition: "Ana Roe, a baker, and Paul Moss, a cook, said".
_PAIR = re.compile("C{1,4},[DCo0'I]{1,12},(?P<and>A)(?:[Co]{0,3}C{2,4}(?=,|$)|C(?=,D))")
#: "Mayor Ana Roe and her husband, Paul Moss, said".
_COUPLE = re.compile("[DCo]{0,8}C(?P<and>A)D[Co]{1,3},?(?P<name>C{1,4})(?=,|$)")
#: Words before the names of several people.
_BEFORE_SEVERAL = frozenset(entries("speakers.txt", "before several names"))
#: Words for a relation to a name: "Varn-owned".
_OF_OWNER = re.compile("-owned$")
_ALONG = frozenset(("along", "together"))
#: What ends the noun phrase of a name: a sign, or a word that a clause opens with.
_STOP = re.compile(r"[,\-(WHPO]")
_TIE = re.compile(f"[{PREPOSITIONS}]")
_ONE = frozenset(("a", "an"))
_ARTICLE = frozenset(("the",))


#: The plural of an abbreviation.
_ABBREVIATED = re.compile("[A-Z]{2,}s")


class Named(NamedTuple):
    """A name, None for none, and whether it is "one" man or woman, a "body", or "many"."""

    name: str | None
    number: str


NOBODY = Named(None, "body")
SEVERAL = Named(None, "many")


def _find_end_of_name(words: Sequence[str], first: int, end: int) -> int:
    """Where a phrase with a name ends before who came along, or before how it was made: "a Brae poll | conducted in May"."""
    if "with" in words[first:end]:
        end = next((i for i in range(first + 1, end - 1) if words[i + 1] == "with" and words[i] in _ALONG), end)
    if _BY.isdisjoint(words[first:end]) and (made := _find_publishing(words, first, end)):
        end = made
    return end


def find_name_in(names: Names, first: int, last: int) -> Named:
    """The name that the noun phrase at tokens `first` to `last` denotes, its apposition left out."""
    tokens = names.tokens
    kinds = tokens.kinds
    if (office := _OFFICE_OF_SEVERAL.match(kinds, first, last)) and tokens.words[office.start("of") - 1].lower() in BODIES:
        return Named(tokens.span(office.start("name"), office.end()).of(tokens.text), "body")
    listed = _LIST.match(kinds, first, last)
    if listed and not is_title(second := tokens.words[first + listed[0].index(",") + 1]) and second not in _ONE:
        if second in _ARTICLE and kinds[first] != DETERMINER:
            return SEVERAL  # "Ana Roe, the Trade and Health Minister,"
        return _find_joint_names(names, [i for i in range(first, listed.end()) if kinds[i] in ",A"], first, listed.end())
    if pair := _PAIR.match(kinds, first, last):
        return _find_joint_names(names, [pair.start("and")], first, pair.end())
    if couple := _find_couple(names, first, last):
        return couple
    stop = _STOP.search(kinds, first + 1, last)
    end = stop.start() if stop else last
    if not INSIDE_OR_OUTSIDE.isdisjoint(tokens.words[first:end]):
        end = next(i for i in range(first, end) if tokens.words[i] in INSIDE_OR_OUTSIDE)
        plural = end - first == 1 and tokens.words[first].endswith("s") and tokens.words[first] not in names.by_surname
        if plural or end == first or not any(names.is_named(i) for i in range(first, end)):
            return SEVERAL  # "Fans outside the arena"
    end = _find_end_of_name(tokens.words, first, end)
    if first in names.openings and end - first == 2 and tokens.words[first].lower() in _ANYBODY and tokens.words[end - 1].endswith("s"):
        return SEVERAL  # "Some Republicans"
    if kinds[first] == DETERMINER and end - first > 1 and tokens.words[first].lower() not in ("his", "her", "whose"):
        if (
            end - first == _PAIR_OF_WORDS
            and tokens.words[first] == "The"
            and first not in names.openings
            and _is_plain_word(tokens.words[first + 1])
        ):
            return Named(f"The {tokens.words[first + 1]}", "body")  # "Brae and The Row"
        first += 1
    while end - first > 1 and kinds[first + 1] in NAME + WORD and is_attribute_with_hyphen(tokens.words[first]):
        first += 1  # "Varn-based Quill Lines"
    joined = [i for i in range(first + 1, end - 1) if kinds[i] == CONJUNCTION] if CONJUNCTION in kinds[first:end] else []
    if apart := [i for i in joined if not joins_one_name(names, first, i, end)]:
        return _find_joint_names(names, apart, first, end)
    tie = next((found.start() for found in _TIE.finditer(kinds, first + 1, end) if is_linking_preposition(names, found.start())), -1)
    if (
        len(joined) == 1
        and tie < 0
        and joins_words_of_body(names, joined[0], end)
        and not any(map(is_title, tokens.words[joined[0] : end]))
    ):
        return Named(join_words(names, first, end), "body")
    if tie > 0 and kinds[tie - 1] == NAME and tokens.words[end - 1] in DOCUMENTS and kinds[end - 2] == NAME:
        return _find_name_with_preposition(names, first, tie, end - 1)  # "Grain Markets at Sea data"
    return _find_name_with_preposition(names, first, tie, end) if tie > 0 else _find_name_alone(names, first, end)


def _find_couple(names: Names, first: int, last: int) -> Named | None:
    """The names of a person and a relative: "Paul Moss and his brother Omar"."""
    couple = _COUPLE.match(names.tokens.kinds, first, last)
    if couple is None or names.tokens.words[couple.start("and") + 1] not in ("his", "her"):
        return None
    people = (find_name_in(names, first, couple.start("and")), find_name_in(names, couple.start("name"), couple.end()))
    called = [found.name for found in people if found.name and found.number == "one"]
    if len(called) < len(people):
        return None
    if " " not in called[1]:
        called[1] += f" {find_surname(called[0])}"
    return Named(" and ".join(called), "many")


def _find_joint_names(names: Names, joints: list[int], first: int, end: int) -> Named:
    """The names of those who speak together, between the commas and the "and" at tokens: "Ana Roe and Paul Moss".

    All of them have a name, or only one and the others are "other outlets"; else nobody.
    """
    words = names.tokens.words
    first += words[first].lower() in _BEFORE_SEVERAL or _opens_with_trade(names, first)
    begins = [first, *(i + 1 for i in joints)]
    parts = [(begin, stop) for begin, stop in zip(begins, [*joints, end], strict=True) if begin < stop]
    parts = [part for n, part in enumerate(parts) if not (n and is_group_of_owner(names, *part))]
    found = [find_name_in(names, begin, stop) for begin, stop in parts if words[begin].lower() not in _OTHERS]
    if any(name is None or number == "many" or is_people(name) for name, number in found) or not found:
        return SEVERAL
    called = [name for name, _ in found if name]
    if (
        len(parts) == len(called) == _PAIR_OF_WORDS
        and " " not in called[0]
        and " " in called[1]
        and called[0].lower() in GIVEN_NAMES
        and names.is_surely_person(called[1])
    ):
        called[0] = f"{called[0]} {find_surname(called[1])}"  # "Ana and Paul Moss"
    if len(called) == 1:
        return found[0] if len(parts) > 1 or len(joints) >= 1 else SEVERAL
    return Named(f"{', '.join(called[:-1])} and {called[-1]}", "many")


def _opens_with_trade(names: Names, i: int) -> bool:
    """Whether a sentence opens with what several people are, before their names: "Researchers | Ana Roe and Paul Moss"."""
    words, kinds = names.tokens.words, names.tokens.kinds
    named = i in names.openings and kinds[i : i + 3] == NAME * 3 and words[i].endswith("s")
    return named and words[i] not in names.capitals and is_person_noun(words[i].lower().removesuffix("s"))


def _find_name_with_preposition(names: Names, first: int, tie: int, end: int) -> Named:
    """ "Ana Roe of Varn", "University of Varn", "Minister of State Ana Roe", "an aide to Ana Roe"."""
    tokens = names.tokens
    kinds, words = tokens.kinds, tokens.words
    begin = find_run_start(names, first, end) if kinds[end - 1] == NAME else end
    if words[tie - 1].startswith("spokes"):
        return _read_description(names, first, tie, end)
    if (trade := _find_trade_before_name(names, tie, end)) and (found := _find_run_person(names, trade + 1, end)):
        return Named(found, "one")  # "Department of Tides spokesman Ana Roe"
    if words[end - 1].startswith("spokes") and kinds[tie - 1] == NAME:
        return _find_represented_body(names, first, end - 1)  # "a Department of Tides spokesman"
    if is_title(words[tie - 1]) or (begin < end and begin > first and kinds[begin - 1] == WORD):
        found = _find_run_person(names, begin, end) if begin < end and (is_title(words[tie - 1]) or is_title(words[begin - 1])) else None
        if found or is_title(words[tie - 1]):
            return Named(found, "one") if found else NOBODY
    plural = words[tie - 1].endswith("s") and is_person_noun(words[tie - 1].lower().removesuffix("s"))  # "Passengers at the airport"
    if kinds[tie - 1] != NAME or (tie - 1 in names.openings and (words[tie - 1].lower() in DOCUMENTS or plural)):
        led = begin < end - 2 and (words[tie - 1] == "head" or is_person_noun(words[tie - 1]))
        found = _find_run_person(names, begin, end) if led else None
        if found and words[end - 2 - found.count(" ")].lower() in CAPITAL_BODIES:
            return Named(found, "one")  # "the head of the Varn Tide Agency Ana Roe"
        return _read_description(names, first, tie, end)  # "Data from the Varn Bureau"
    if begin < end and (titled := _find_titled_name(names, begin, end)):
        return Named(titled, "one")
    start = find_run_start(names, first, tie)
    if words[tie] == "of" and (person := _find_titled_name(names, start, tie)) and names.has_person(person):
        return Named(person, "one")  # "Party Chairman Ana Roe of Varn"
    if words[tie] == "of" and start == tie - 1 and end > tie + 1 and kinds[tie + 1] == NAME and _is_no_surname(names, tie - 1):
        return Named(join_words(names, start, end), "body")  # "the Confederation of Varn Football"
    common = (
        is_common(words[tie - 1].lower())
        and (words[tie] == "of" or (words[tie] in _ON and kinds[tie + 1 : tie + 2] == NAME and words[start].lower() not in GIVEN_NAMES))
        and names.is_named(tie - 1)
    )  # "the Bureau of …", unlike "Ana Roe of …"; "Program on Tide Rights"
    if not common and not any(words[i].lower() in CAPITAL_BODIES for i in range(start, tie)):
        single = _find_name_alone(names, first, tie)
        if single.number == "one" or not single.name:
            return single
    return Named(join_words(names, first if words[first].lower() not in ("his", "her") else start, end), "body")


def _find_trade_before_name(names: Names, first: int, end: int) -> int:
    """Where the noun for a person is that a name at the end of a stretch follows: "… of Tides | spokesman Ana Roe"; 0 for none."""
    kinds = names.tokens.kinds
    i = end - 1
    while i > first and kinds[i] == NAME:
        i -= 1
    return i if first < i < end - 1 and kinds[i] == WORD and is_person_noun(names.tokens.words[i]) else 0


def _is_no_surname(names: Names, i: int) -> bool:
    """Whether a capitalised word is a word of the language and no surname."""
    word = names.tokens.words[i]
    return is_word(word.lower()) and word not in names.by_surname and names.is_named(i)


def _find_run_person(names: Names, begin: int, end: int) -> str | None:
    """The full name at the end of a run of capitals after an office; None where the run names a place or a body."""
    name, _ = split_person(names.tokens, begin, end)
    return " ".join(name) if len(name) > 1 and is_person(name) else None


def _find_titled_name(names: Names, begin: int, end: int) -> str | None:
    """The full name after a title in a run: "Prevention Director Ana Roe"."""
    name, titles = split_person(names.tokens, begin, end)
    return " ".join(name) if titles and len(name) > 1 and is_person(name) and not follows_office(names.tokens, begin) else None


def _read_description(names: Names, first: int, tie: int, end: int) -> Named:
    """The name after a description; as a rule it has none.

    "A source close to Ana Roe" is nobody. But a spokesman for a body, or an office of it, speaks for that body, and a document speaks for
    its author.
    """
    words = names.tokens.words
    word = words[tie - 1]
    if words[tie] in ("by", "from", "to", "with") and (published := _find_publishing(words, first, tie)):
        return _find_document_author(names, first, published, end)
    if word.lower() in WITH_AUTHOR and (author := _find_document_author(names, first, tie, end)).name:
        return author
    if word.startswith("spokes"):  # a spokesman for a body is its voice, and nobody else's
        return _find_represented_body(names, tie + 1, end)
    if word in BODIES and word != "authorities" and any(names.is_named(i) for i in range(tie, end)):
        return Named(join_words(names, first, end), "body")
    return SEVERAL if word.endswith("s") else NOBODY


def _find_represented_body(names: Names, first: int, end: int) -> Named:
    """Returns the body that a spokesman represents; None if it is a person."""
    if first < end - 1 and names.tokens.kinds[first] == DETERMINER:
        first += 1
    if first < end and all(kind == NAME for kind in names.tokens.kinds[first:end]):
        name = join_words(names, first, end)
        words = names.tokens.words[first:end]
        known = any(strip_s(word) in names.by_surname for word in words) and CAPITAL_BODIES.isdisjoint(map(str.lower, words))
        return NOBODY if known or (first < end - 1 and names.tokens.words[first].lower() in GIVEN_NAMES) else Named(name, "body")
    found = find_name_in(names, first, end) if first < end else NOBODY
    return found if found.number == "body" else NOBODY


def _find_publishing(words: Sequence[str], first: int, tie: int) -> int:
    """Where the words for how a document was put out start, in "data | released Friday by"; 0 where there are none."""
    if PUBLISHED.isdisjoint(words[first:tie]):
        return 0
    return next((i for i in range(first + 1, tie) if words[i] in PUBLISHED and words[i - 1].lower() in DOCUMENTS), 0)


def _find_document_author(names: Names, first: int, tie: int, end: int) -> Named:
    """The author of a document: the name before it ("a Brae poll of voters"), or after its last preposition ("a poll by Brae College")."""
    words = names.tokens.words
    owner = _find_document_owner(names, first, tie - 1) if tie - 1 > first and words[tie - 1].lower() in DOCUMENTS else NOBODY
    by = next((i for i in range(tie, end - 1) if words[i] in ("by", "from")), tie if words[tie] == "of" else -1)
    if owner.name or by < 0:
        return owner
    found = find_name_in(names, by + 1, end)
    return found if words[by] != "of" or found.number == "body" else NOBODY


def _find_document_owner(names: Names, first: int, end: int) -> Named:
    """The name before a document: "a Brae Council | statement", "Reyes' 2021 | report".

    A day or an adjective is none ("Friday's", "Brae-based").
    """
    kinds, words = names.tokens.kinds, names.tokens.words
    stop = max((i + 1 for i in range(first, end) if names.is_named(i) or words[i] in BODIES), default=first)
    if (
        stop == first
        or CLASSES[strip_s(words[stop - 1])] == "M"
        or (words[stop - 1].rpartition("-")[2].islower() and words[stop - 1] not in BODIES)
    ):
        return NOBODY
    while (kinds[first] != NAME or CLASSES[strip_s(words[first])] == "M") and first < stop - 1:
        first += 1
    return find_name_in(names, first, stop)


def _find_name_alone(names: Names, first: int, end: int) -> Named:
    """A phrase without a preposition: a name, or a body in small letters with a name before it ("Phoenix police")."""
    tokens = names.tokens
    kinds, words = tokens.kinds, tokens.words
    if _ABBREVIATED.fullmatch(words[end - 1]):
        return SEVERAL  # "Labour MPs"
    if words[end - 1] in INSTEAD and end - first > 1 and first > 0 and kinds[first - 1] == DETERMINER:
        return Named(None, "one")  # "the Varn Republican"
    if kinds[end - 1] == NAME:
        found = _find_name_of_run(names, first, end)
        if found.number == "one" or end - first == 1:
            return found
    if words[first].lower() == "whose" or not any(names.is_named(i) for i in range(first, end)):
        return Named(None, "one")
    last = strip_s(words[end - 1])
    while kinds[first] in WORD_OR_GERUND and kinds[end - 1] == NAME:  # "maritime insurer Skuld", "advertising agency Ogil"
        first += 1
    kind = next((i for i in range(end - 2, first, -1) if kinds[i] == WORD), -1)
    if kind > 0 and kinds[end - 1] == NAME and ((tail := words[kind].rpartition("-")[2]) in _KINDS_OF_BODIES or is_person_noun(tail)):
        return Named(join_words(names, kind + 1, end), "body")  # "Environmental law group Earthright", "chip maker Varn"
    if last in OF_SOMEBODY and strip_s(words[end - 2]) != words[end - 2] and (of_somebody := _find_titled_name(names, first, end - 1)):
        return Named(f"{find_surname(of_somebody)} {last}", "body")  # "President Ana Ruiz’s administration"
    if last in BODIES and strip_s(words[end - 2]) != words[end - 2] and (person := _find_titled_name(names, first, end - 1)):
        return Named(f"{person}{words[end - 2][-2:]} {last}", "body")  # "Premier Ana Ruiz’s office"
    if last.startswith("spokes") and end - first > 1:
        return _find_represented_body(names, first, end - 1)
    if last in DOCUMENTS and end - first > 1:
        return _find_document_owner(names, first, end - 1)
    guard = last == "guard" and words[end - 2] in _GUARDS
    if not last[:1].isupper() and (last not in BODIES or last in _FIRMS) and not guard:
        return SEVERAL if last.endswith("s") else NOBODY  # "UN officials", "a Kremlin aide"
    if strip_s(words[first]) != words[first] and end - first > _PAIR_OF_WORDS and words[first + 1].startswith("state-"):
        first += 2  # "Brenland’s state-run | TVN news agency"
    owned = next((i for i in range(first, end) if _OF_OWNER.search(words[i])), -1)
    if owned >= 0 and kinds[end - 1] != NAME:
        return NOBODY  # "the Varn-owned company"
    first = max(first, owned + 1)  # "state-owned Varn Energy"
    many = last.endswith("s") and last.lower() not in CAPITAL_BODIES
    return Named(join_words(names, _find_start_behind_country(names, first, end), end), "many" if many else "body")


def _find_start_behind_country(names: Names, first: int, end: int) -> int:
    """Where the name of a body starts after its country: "Brenland’s | Quell City Zoo", but "Brenland’s Foreign Ministry"."""
    words, kinds = names.tokens.words, names.tokens.kinds
    owned = strip_s(words[first]) != words[first] and is_country(strip_s(words[first])) and end - first > _PAIR_OF_WORDS
    named = owned and all(kind == NAME for kind in kinds[first:end]) and not all(is_word(word.lower()) for word in words[first + 1 : end])
    return first + 1 if named else first


def _is_plain_word(word: str) -> bool:
    """Whether a word with a capital is a common one, so that its article is part of the name that it is."""
    return word.istitle() and is_common(word.lower())


def _find_name_of_run(names: Names, first: int, end: int) -> Named:
    """The person whose name ends a stretch; the number is "body" where it is no person's."""
    tokens = names.tokens
    begin = find_run_start(names, first, end)
    if names.has_possessive_name(end - 1):  # "Nino’s said"
        return Named(" ".join(join_adjacent_words(names, begin, end)), "body")
    if of_family := _find_name_with_particle(names, begin - (begin > first), end):
        return Named(of_family, "one")
    name, titles = split_person(tokens, begin, end)
    if len(name) > 2 and begin in names.openings and is_trade(name[0]) and name[0] not in names.capitals:
        name = name[1:]  # "Photographer Ana Ruiz"
    if len(name) > 1:
        whole = " ".join(name)
        another = (
            len(name) == _PAIR_OF_WORDS
            and name[0].lower() in GIVEN_NAMES
            and find_surname(whole) == name[1]
            and names.is_named_first(whole)
        )
        if not another and (full := names.find_name_ending_in(name, end - 1)):  # "Reyes Jr.", "bin Salim"
            return Named(full, "one")
        if len(name) == 2 and is_trade(name[0]) and (full := names.find_full_name(name[1], end - 1)):
            return Named(full, "one")  # "Rabbi Okoro"
        if strip_s(tokens.words[end - 2]) != tokens.words[end - 2] and (full := names.find_full_name(name[-1], end - 1)):
            return Named(full, "one")  # "the Lantern’s Okoro"
        if any(strip_s(word) != word for word in tokens.words[end - len(name) : end - 1]):
            return Named(join_words(names, end - len(name), end), "body")  # "Quill’s Tide Almanac"
        person = is_person([strip_s(w) for w in name]) and not is_title(name[-1]) and "&" not in tokens.words[begin:end]
        return Named(" ".join(name), "one") if person else Named(join_words(names, begin, end), "body")
    if not name or tokens.words[begin].lower().partition("’")[0].partition("'")[0] in _PRONOUNS:  # "You’d"
        return NOBODY
    if not titles and begin > first and tokens.kinds[begin - 1] == WORD and is_title(tokens.words[begin - 1]):
        return Named(names.find_full_name(name[0], end - 1) or name[0], "one")  # "newly elected commissioner Ruiz"
    if not titles and begin > first and (tokens.kinds[begin - 1] != DETERMINER or begin - 1 > first):
        return NOBODY
    if not titles and (firm := names.find_firm(name[0], end - 1)):
        return Named(firm, "body")
    full = names.find_full_name(name[0], end - 1) or names.find_only_called(name[0])
    if full is None and not titles and name[0].endswith("s") and begin > 0 and tokens.kinds[begin - 1] == DETERMINER:
        return Named(name[0], "many")  # "the Gunners"
    if (
        full is None
        and not titles
        and begin in names.openings
        and name[0] == tokens.words[begin]
        and not _is_name_at_opening(names, name[0])
    ):
        return SEVERAL  # "Critics said" has no name
    return Named(full or name[0], "one")


def _find_name_with_particle(names: Names, begin: int, end: int) -> str | None:
    """The full name that a particle and a surname end: "da Silva", "Van Kerk"."""
    words = names.tokens.words
    if end - begin < 2 or words[begin].lower() not in PARTICLES:
        return None
    family = [strip_s(word) for word in words[begin + 1 : end]]
    return names.find_name_ending_in([words[begin].lower(), *family], end - 1) or names.find_name_ending_in(
        [words[begin], *family], end - 1
    )


def _is_name_at_opening(names: Names, word: str) -> bool:
    """Whether a word that opens a sentence is a name.

    It has a capital elsewhere too, or is neither a plural nor a word for somebody or other.
    """
    low = word.lower()
    if word in names.capitals:
        return True
    plural = word.endswith("s") and (is_word(low.removesuffix("s")) or is_people(word) or is_word(low.removesuffix("es")))
    return not plural and low not in _ANYBODY and low not in BODIES and low not in BY_HAND and low not in DOCUMENTS
