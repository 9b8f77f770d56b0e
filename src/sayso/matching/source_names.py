"""Whether two wordings of a claim rest on the same source.

Refuses when unsure: a source that is a pronoun, or was found in one text only though the other names it too, is not a change of source.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.name_joins import BODIES
from sayso.grammar.name_parts import BODIES as CAPITAL_BODIES
from sayso.grammar.person_nouns import PERSON_NOUNS
from sayso.grammar.vocabulary import is_word
from sayso.matching.mentions import WORD, Mention, normalise_typography
from sayso.matching.periods import differ_in_days
from sayso.matching.source_sorts import are_two_sorts, find_source_sort
from sayso.matching.terms import stem, weigh_stem

#: Words that show that a sentence has a speaker.
_CUES = frozenset(entries("matching.txt", "cues of sources"))

#: Names more alike than this (of 100) are one name in two spellings.
SPELT = 85

#: Shorter names must be spelt alike.
LONG = 5

#: A figure further than this many words from the name of its source may belong to another source.
CLOSE = 8

#: Two statements more alike than this (of 100) say the same.
RESTATED = 85

#: Figures in digits.
_DIGITS = compile_pattern(r"\d[\d,.]*")

#: Words at the start of a statement that refer to its speaker: another speaker's "its first case" is another case.
_OWN = compile_pattern(r"(?i)[\"“‘']?(?:its|our|their)\b")

#: How many characters before and after a sentence its source may be named.
AROUND = 200

#: The words between a name and its owner: a few words, no end of a sentence, nothing that adds another party.
_IN_ONE_BREATH = compile_pattern(
    r"(?!.*\b(?:and|or|but|with|told|against|said|says|to)\b)[^.!?\n;:]{0,60}(?:\b\p{Lu}[\p{Ll}]{0,3}\. ?)?[^.!?\n;:]{0,10}"
)

#: A noun after the first name, after which another phrase begins: "after Orle Police training, the Harbour Board said".
_OTHER_THING = compile_pattern(r"\b(?P<thing>\p{Ll}[\p{L}-]*),\s$")

#: Sources that are not names.
_NOBODY = frozenset(entries("matching.txt", "sources that name nobody"))


#: Descriptions with a capital that are not names either.
_CALLED = frozenset(entries("titles.txt", "in place of a name"))

#: The stems of words for a position in any body, which do not show who speaks.
_POSITIONS = frozenset(map(stem, entries("matching.txt", "positions in any body")))

#: A common noun in the singular without an article ("top diplomat"); plurals, and the police, are sources by themselves.
_BARE = compile_pattern(r"(?!(?:police|an?|one)\b)\p{Ll}[\p{Ll}\s-]*(?<!s)")

#: A definite description, up to the noun that heads it.
_DESCRIBED = compile_pattern(r"(?i:the|this|that|his|her|its|their|our)\s.*?(?P<head>[\p{L}-]+)(?=\s+(?:of|in|at|for|who|from)\b|[,\s]*$)")


def is_described(mention: Mention) -> bool:
    """Whether a claim's source is a description that may mean somebody whom the other text names.

    For example "the airline", "his lawyer" and "the Kentucky Republican"; not "officials" or "a neighbour".
    """
    text = get_written_source(mention) or _get_speaker_or_source(mention)
    found = _DESCRIBED.match(text)
    if found is not None:
        return found["head"].islower() or found["head"] in _CALLED
    return _BARE.fullmatch(text) is not None


def _may_be(one: Mention, other: Mention) -> bool:
    """Whether one source may refer to the other.

    A pronoun may refer to anybody, a description to anybody who is named or described, but "the mayor" not to "analysts".
    """
    return is_pronoun(one) or (is_described(one) and (is_described(other) or not get_written_source(other).islower()))


def is_pronoun(mention: Mention) -> bool:
    """Whether a claim's source is a pronoun."""
    return get_written_source(mention).lower() in _NOBODY


def get_written_source(mention: Mention) -> str:
    """A claim's source as it is in the text; empty without one."""
    said = mention.claim.attribution
    return mention.home.document.text[said.source.start : said.source.end] if said and said.source else ""


def _get_speaker_or_source(mention: Mention) -> str:
    said = mention.claim.attribution
    return (said and said.speaker) or get_written_source(mention)


def find_names(mention: Mention) -> frozenset[str]:
    """The stems of the words that name a claim's source; empty if no source is named.

    They come from its resolved speaker, or else from the source as written; "U.N." is "UN".
    """
    if mention.sources is None:
        source = _INITIALS.sub(lambda found: found[0].replace(".", ""), _get_speaker_or_source(mention))
        words = [w for w in WORD.findall(source) if w.lower() not in _NOBODY and not w.isdigit()]
        mention.sources = frozenset(s for s in map(stem, words) if weigh_stem(s) == 1.0)
    return mention.sources


#: Words for people and bodies; words that end the head of a source and begin its complement.
_TELLERS = PERSON_NOUNS | BODIES | frozenset(word.lower() for word in CAPITAL_BODIES)
_OF = compile_pattern(r"[,(]|\s(?:at|for|from|in|of|on|who|whose|with)\b")

#: Cues of a request: who asks somebody to do something does not report it.
_CALLS_FOR = compile_pattern(r"(?i)(?:have |has |had |is |are |was |were )?(?:call|ask|appeal|plead|push|press)(?:s|ed|ing)? for\b")

#: The initials of agency, bureau, department, ministry, office; small words between the words of a name.
_BODY_INITIALS = frozenset("ABDMO")
_LINKS = frozenset(entries("matching.txt", "links inside a name"))

#: Initials with their full stops.
_INITIALS = compile_pattern(r"\b(?:\p{Lu}\.){2,}")


def share_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sources share a name, apart from its spelling, or a word that the page glued to it.

    >>> share_name(frozenset(["lund"]), frozenset(["mara", "lund"])), share_name(frozenset(["vučić"]), frozenset(["vucic"]))
    (True, True)
    """
    if one & other:
        return True
    if fuzz.ratio("".join(sorted(map(_strip_accents, one))), "".join(sorted(map(_strip_accents, other)))) > SPELT:
        return True
    return any(_is_variant(_strip_accents(a), _strip_accents(b)) for a in one for b in other if len(a) >= LONG and len(b) >= LONG)


def _is_variant(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a) or fuzz.ratio(a, b) > SPELT or OSA.distance(a, b) == 1


@lru_cache(maxsize=1 << 12)
def _strip_accents(name: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _is_abbreviation(old: Mention, new: Mention) -> bool:
    one, other = ({_get_speaker_or_source(m), get_written_source(m)} for m in (old, new))
    return any(is_short_for(a, b) or is_short_for(b, a) for a in one for b in other)


def is_short_for(one: str, other: str) -> bool:
    """Whether a source has the initials of the other, or the joined beginnings of its words.

    >>> is_short_for("the MTA", "New York's Metropolitan Transportation Authority"), is_short_for("the FBI", "the Fire Brigade")
    (True, False)
    >>> is_short_for("PORTCOM", "the Port Command of Orle"), is_short_for("PORTAL", "the Port of Orle")
    (True, False)
    """
    capitals = [word for word in WORD.findall(other) if word[0].isupper()]
    initials = "".join(word[0] for word in capitals)
    whole = "".join(word if word.isupper() else word[0] for word in capitals)  # the US Geological Survey is the USGS
    short = [word for word in WORD.findall(one.replace(".", "")) if word.isupper() and len(word) > 1]
    every = "".join(word[0].upper() for word in WORD.findall(other) if word not in _LINKS)
    if any(
        word in (initials, whole) or (len(word) > 2 and word in initials) or _leaves_out_body_initial(word, initials, every)
        for word in short
    ):
        return True
    return any(len(word) > LONG and _is_blend(word.casefold(), [w.casefold() for w in capitals]) for word in short)


def _leaves_out_body_initial(short: str, initials: str, every: str) -> bool:
    """Whether a name has the initials without those of the word for a body, at either end ("Homeland Security", DHS).

    `every` are the initials of words in small letters too ("New York police", NYPD).
    """
    before = len(initials) > 1 and short[1:] == initials and short[0] in _BODY_INITIALS
    return before or (len(every) > 2 and short[:-1] == every and short[-1] in _BODY_INITIALS)


def _is_blend(short: str, words: Sequence[str], least: int = 2) -> bool:
    """Whether a word consists of the beginnings (three or more letters each) of at least so many words, in their order."""
    if not short:
        return least <= 0
    return any(
        short.startswith(word[:length]) and _is_blend(short[length:], words[i + 1 :], least - 1)
        for i, word in enumerate(words)
        for length in range(3, min(len(word), len(short)) + 1)
    )


def differ_in_source(old: Mention, new: Mention, rewritten: bool, moved: bool) -> bool:
    """Whether a claim changed its source, got one or lost it.

    It counts only if the new source is somebody else, or of another sort. A full name shortened to a surname, or a title added, is the same
    source. "The airline" may be another name for anybody, and so may "he", however the grammar resolves it; "officials" may be those of
    anybody who is named. A source in one text only counts for a figure, if it is near, the other sentence has no
    speaker, and the text around it does not mention the source. For a figure that `moved` the day may differ.
    """
    before, after = find_names(old), find_names(new)
    if any(cannot_report(m) for m in (old, new)):
        return False
    if before and after:
        if not moved and differ_in_days(old, new):  # another speaker's words on another day are another statement
            return False
        if are_own_reports(old, new) or _OWN.match(old.raw) or _OWN.match(new.raw):
            return False
        if not all(_is_close(m) or _is_inside(m) for m in (old, new)):
            return False
        return _differ_in_sort(old, new) or (_is_name(old) and _is_name(new) and not _may_be_one_source(old, new, moved))
    named, absent = (old, new) if before else (new, old)
    return bool(before or after) and old.claim.quantity is not None and _lacks_source(named, absent, rewritten)


def _lacks_source(sourced: Mention, absent: Mention, rewritten: bool) -> bool:
    """Whether a figure has a source in one text, and none in the other."""
    if absent.claim.attribution is not None or WORD.findall(sourced.home.text) == WORD.findall(absent.home.text):
        return False
    if not find_names(sourced).isdisjoint(_stems_near(absent)):
        return False
    if _is_inside(sourced) and _is_all_of(sourced, absent):
        return True
    return not rewritten and _CUES.isdisjoint(absent.home.raw.lower().split()) and _is_close(sourced)


def _is_all_of(sourced: Mention, absent: Mention) -> bool:
    """Whether a content is all of the other sentence, apart from its figures: only the source was added or left out."""
    said = sourced.claim.attribution
    assert said is not None
    content = normalise_typography(" ".join(span.of(sourced.home.document.text) for span in said.content))
    one, other = (WORD.findall(_DIGITS.sub("", text.lower())) for text in (content, absent.home.text))
    return fuzz.ratio(one, other) > RESTATED


def cannot_report(mention: Mention) -> bool:
    """Whether the source found for a claim does not report anything: it demands something, or is a heading joined to the sentence.

    The text also has the heading's first word in small letters ("Situation in Orle", "the situation"), or it is a gerund; a word
    for people, bodies or papers is not a heading.
    """
    said = mention.claim.attribution
    if said is None or said.source is None:
        return False
    text, home = mention.home.document.text, mention.home.span
    if said.cue is not None and _CALLS_FOR.match(text, said.cue.start):
        return True
    first = WORD.search(text, said.source.start, said.source.end)
    if first is None or not first[0][0].isupper() or first.start() != home.start:
        return False
    low = first[0].lower()
    if low in PERSON_NOUNS or low in BODIES or low in _NOBODY or weigh_stem(stem(low)) < 1.0 or find_source_sort(first[0]):
        return False
    return (low.endswith("ing") and is_word(low)) or regex.search(rf"\b{regex.escape(low)}\b", text) is not None


def names_somebody(mention: Mention) -> bool:
    """Whether a source is a name, or a word for people, bodies or papers, and not an object ("his sample was positive")."""
    head = _OF.split(get_written_source(mention), 1)[0].split()
    if not head:
        return False
    return (
        any(w[0].isupper() for w in head[1:])
        or head[-1].lower() in _TELLERS
        or find_source_sort(head[-1]) is not None
        or _is_lone_name(head)
    )


def _is_lone_name(words: Sequence[str]) -> bool:
    return len(words) == 1 and words[0][0].isupper()


def reports(mention: Mention) -> bool:
    """Whether a claim's source is said to report it."""
    said = mention.claim.attribution
    if said is None or said.source is None or said.cue is None:
        return False
    return stem(mention.home.document.text[said.cue.start : said.cue.end].split()[-1]) == "report"


def reports_itself(mention: Mention) -> bool:
    """Whether a claim's source is a place that reports what happened there ("Solmark has reported 202 cases")."""
    words = (word for word in WORD.findall(get_written_source(mention).split(",")[0]) if word[0].isupper())
    return reports(mention) and any(_is_place(mention.home.document.text, word) for word in words)


def are_own_reports(old: Mention, new: Mention) -> bool:
    """Whether two claims are reports, at least one by a place on itself."""
    return reports(old) and reports(new) and (reports_itself(old) or reports_itself(new))


@lru_cache(maxsize=1 << 10)
def _is_place(text: str, name: str) -> bool:
    """Whether the text has "in", "from" or "across" before a name."""
    return regex.search(rf"\b(?:across|from|in|throughout|within) (?:the )?(?:\p{{Lu}}\w+ ){{0,2}}{regex.escape(name)}\b", text) is not None


def _stems_near(mention: Mention) -> frozenset[str]:
    """The stems in and around the sentence of a claim."""
    text, home = mention.home.document.text, mention.home.span
    return frozenset(stem(word) for word in WORD.findall(text, max(0, home.start - AROUND), min(len(text), home.end + AROUND)))


def _differ_in_sort(old: Mention, new: Mention) -> bool:
    """Whether two sources are of two sorts by their words, and neither text has the other's near the claim."""
    if is_pronoun(old) or is_pronoun(new) or not are_two_sorts(get_written_source(old), get_written_source(new)):
        return False
    before, after = (find_names(m) - _POSITIONS or find_names(m) for m in (old, new))
    if share_name(before, after) or _is_abbreviation(old, new):
        return False
    return before.isdisjoint(_stems_beside(new)) and after.isdisjoint(_stems_beside(old))


def _may_be_one_source(old: Mention, new: Mention, moved: bool) -> bool:
    """Whether two sources are, or may well be, one.

    A name near the other wording may also be its source, read differently; not where the content is nearly the same,
    and for a figure that `moved` only a name in its sentence. There "he" is the person it was resolved to.
    """
    before, after = (find_names(m) - _POSITIONS or find_names(m) for m in (old, new))
    again = _says_the_same(old, new)
    known = moved and all(map(_has_full_name, (old, new)))
    if (not known and (_may_be(old, new) or _may_be(new, old))) or share_name(before, after) or _is_abbreviation(old, new):
        return True
    if not (again and _is_body(old) and _is_body(new)) and any(_belong_together(before, after, m.home.document.text) for m in (old, new)):
        return True
    if again:
        return not before.isdisjoint(_stems_beside(new)) or not after.isdisjoint(_stems_beside(old))
    near = _stems_beside if moved else _stems_near
    return before <= near(new) or after <= near(old)


def _has_full_name(mention: Mention) -> bool:
    """Whether a source was resolved to a name of two words or more."""
    said = mention.claim.attribution
    return bool(said and said.speaker and " " in said.speaker)


def _is_body(mention: Mention) -> bool:
    """Whether a source is a body and no person: written with initials alone, or with a word for bodies at its end."""
    words = WORD.findall(get_written_source(mention))
    return bool(words) and (words[-1].lower() in BODIES or (len(words[-1]) > 1 and words[-1].isupper()))


def _says_the_same(old: Mention, new: Mention) -> bool:
    """Whether two statements have nearly the same words."""
    return old.claim.quantity is None and fuzz.ratio(old.words, new.words) > RESTATED


def _stems_beside(mention: Mention) -> frozenset[str]:
    """The stems in the sentence of a claim outside its content, or all of them for a figure."""
    text, home, said = mention.home.document.text, mention.home.span, mention.claim.spans
    if mention.claim.quantity is not None:
        return frozenset(stem(word) for word in WORD.findall(text, home.start, home.end))
    pieces = (WORD.findall(text, home.start, max(home.start, said[0].start)), WORD.findall(text, min(home.end, said[-1].end), home.end))
    return frozenset(stem(word) for piece in pieces for word in piece)


def _is_name(mention: Mention) -> bool:
    """Whether a source is named: resolved to a name, or written with a capital after its first word."""
    said = mention.claim.attribution
    return bool(said and said.speaker) or any(word[0].isupper() for word in get_written_source(mention).split()[1:])


def _is_close(mention: Mention) -> bool:
    """Whether a figure is close to the name of its source, so that it belongs to no other clause; always true for a statement."""
    said = mention.claim.attribution
    if mention.claim.quantity is None or said is None or said.source is None:
        return True
    figure = mention.figure.span
    first, last = (figure.end, said.source.start) if figure.end <= said.source.start else (said.source.end, figure.start)
    return len(mention.home.document.text[first:last].split()) <= CLOSE


def _is_inside(mention: Mention) -> bool:
    """Whether a figure is in its source's words."""
    said = mention.claim.attribution
    return said is not None and any(span.contains(mention.figure.span) for span in said.content)


def _belong_together(one: frozenset[str], other: frozenset[str], text: str) -> bool:
    """Whether a text names the two together, as in an introduction: "the Orle Police, whose chief Mara Lund"."""
    spots = [(m, name in one) for m in WORD.finditer(text) if (name := stem(m[0])) in one or name in other]
    return any(a_is_one != b_is_one and _are_in_apposition(text[a.end() : b.start()]) for (a, a_is_one), (b, b_is_one) in pairwise(spots))


def _are_in_apposition(between: str) -> bool:
    """Whether the words between two names connect them; "the Orle Police chief, Mara Lund" does."""
    if _IN_ONE_BREATH.fullmatch(between) is None:
        return False
    other = _OTHER_THING.search(between)
    return other is None or other["thing"] in PERSON_NOUNS
