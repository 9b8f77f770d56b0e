"""What became of those counted: killed, injured, missing … by the words next to the figure or after what it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries, pairs
from sayso.grammar.lexicon.tables import alternation, build_suffix_trie, build_trie
from sayso.grammar.quantities.headwords import BODIES, is_person
from sayso.grammar.quantities.nouns import Noun
from sayso.grammar.quantities.number_lexicon import ONES, build_words_up_to
from sayso.grammar.quantities.verb_forms import FORMS, PARTICIPLES
from sayso.grammar.wordclasses import AUXILIARY, CLASSES, DATE_OR_NUMBER
from sayso.model import Span

#: Words right before a figure (and its modifier): "killed at least 12 people", "injuring 40", "a death toll of 31".
BEFORE = FORMS | pairs("roles-before.txt")

#: Participles of harm, which other words make deadly.
_HARMED = entries("figures.txt", "participles of harm")
_MADE_DEADLY = ("fatally {}", "{} to death", "{} and killed", "{} dead", "found {} to death", "found {} dead")
_DEADLY = tuple(made.format(done) for done in _HARMED for made in _MADE_DEADLY)
_HARMFUL = tuple(f"{done} and {worse}" for done in _HARMED for worse in ("wounded", "injured"))

#: Words after what is counted: "12 people were killed", "100 people hostage", "30 dead", "two were stabbed to death".
AFTER = PARTICIPLES | pairs("roles-after.txt") | dict.fromkeys(_DEADLY, "killed") | dict.fromkeys(_HARMFUL, "injured")

#: Words for a count that lead to its figure over a verb: "the death toll from the quake has risen to 45".
COUNTS = pairs("roles-counts.txt")

#: Roles that only people have.
ROLES_OF_PEOPLE = frozenset(entries("figures.txt", "roles of people"))

#: Roles that people never have.
ROLES_OF_THINGS = frozenset(entries("figures.txt", "roles of things"))


class Role(NamedTuple):
    """What became of those counted; `far`: other words are between them and the word that gives it."""

    name: str
    far: bool = False


_AUX = (
    r"(?:(?:were|was|are|is|be|been|being|have|has|had|who|that|which|also|being|believed|considered|thought|reported"
    r"|confirmed|feared|presumed"
    r"|still|left|remain|remained|so\s+far|got|more|others|other|people|listed|as|to|held|taken|at\s+least|reportedly|now"
    r"|in\s+total|aboard|on\s+board|critically|seriously|badly|severely|slightly|later)\s+){0,6}"
)
_BEFORE = compile_pattern(
    rf"(?r)(?<![^\W\d_]){build_suffix_trie(BEFORE)}(?:\s+(?:and\s+(?:wounded|wounding|injured"
    rf"|injuring)|an?|the|all(?:\s+of)?(?:\s+the)?|another|a\s+total\s+of|up|an\s+additional|nearly|that))?\s*",
    regex.IGNORECASE,
)
# A quotation may begin with what became of them: "five more were “seriously wounded”".
_QUOTED = r"(?:[“\"](?:(?:critically|seriously|badly|severely|slightly)\s+)?)?"
_AFTER = compile_pattern(
    rf"\s+{_AUX}{_QUOTED}(?:been)?({build_trie(AFTER)})(?:in|on|by|at|since|after|when)?(?![^\W\d_])", regex.IGNORECASE
)
_REMAINS = compile_pattern(r"(?r)\b(?:remains|bodies|corpses)\s+of\s*", regex.IGNORECASE)
# There is no other figure and no end of a sentence between a count and its figure.
_COUNT = compile_pattern(
    rf"(?r)(?<![^\W\d_])({build_suffix_trie(COUNTS)})(?![^\W\d_])(?:[^\d.;:!?\n]{{0,90}}?(?<![^\W\d_])(?:reach(?:es|ed|ing)?|hits?"
    r"|pass(?:es|ed)|past|tops?"
    rf"|topped|cross(?:es|ed)|surpass(?:es|ed)|exceed(?:s|ed)|(?:is|was|were|are)(?:\s+now)?|now|at|to|from))?\s+",
    regex.IGNORECASE,
)
_COUNT_WORDS = ("toll", "umber of", " count", "eaths", "talities")
_COUNT_REACH = 120
_DEATHS = frozenset(("death", "fatality"))
_FILLERS = entries("figures.txt", "between a role and a figure")
#: The last words of all cues: no other word before a figure gives a role, except fillers after a cue.
_LAST_WORDS = frozenset(cue.rpartition(" ")[2] for cue in BEFORE)
#: What may precede a filler: a cue, or another filler.
_BEFORE_FILLER = (*_LAST_WORDS, "total", "an", "and")


def find_role(text: str, left: int, figure: Span, noun: Noun | None) -> Role | None:
    """The role of those that a figure counts; searches no further back than `left`."""
    before = _find_role_before_figure(text, left, figure.start, noun)
    near = _find_role_of_label(text, figure.start)
    if before == "charged" and _is_no_longer_charged(text, figure, noun):
        before = None
    if before == "treated":  # those "treated 40 injured people" are the injured
        near = near or _find_role_behind_figure(text, figure.start, figure.end, noun)
    near = (
        near
        or before
        or _find_role_to_death(text, figure, noun)
        or _find_role_behind_figure(text, figure.start, figure.end, noun)
        or _find_role_of_left(text, figure.start, noun)
        or _find_role_of_those(text, figure.end, noun)
        or _find_role_of_remains(text, left, figure.start)
        or _find_role_of_company(text, figure.start, noun)
    )
    if near in _OF_CASES and _OF_A_CASE.search(text, max(0, figure.start - _CASE_REACH), figure.start):
        return None  # the charges were dismissed, not the men: "charges against three men were dismissed"
    if near is None and noun and noun.head in _DEATHS:  # "12 storm-related deaths"
        near = "killed"
    if near == "dismissed" and not (noun and is_person(noun.head)) and _FIRED.search(text, max(0, figure.start - _FIRED_REACH)):
        near = None  # "fired 12 missiles", "two shots were fired"
    if near == "displaced" and noun and noun.head in _RUNAWAYS:
        near = None  # "two gunmen fled"
    if near:
        return None if near in _OF_PEOPLE_ALONE and noun and not is_person(noun.head) and noun.head not in BODIES else Role(near)
    far = (_find_role_of_count(text, figure.start) if noun is None or is_person(noun.head) else None) or _find_role_of_subject(text, noun)
    return Role(far, far=True) if far else None


_FIRED = re.compile(r"\b[Ff]ir(?:ed|ing)\b")
_FIRED_REACH = 24


def _find_role_of_those(text: str, end: int, noun: Noun | None) -> str | None:
    """The role of the group that a bare number is a part of, or of the part: "six of those killed", "two of them died"."""
    found = _OF_THOSE.match(text, end) if noun is None and text.startswith((" of th", " of who"), end) else None
    behind = _match_role_after(text, found.end()) if found else None
    return AFTER[" ".join(behind[1].lower().split())] if behind and not _is_active_verb(text, behind, noun) else None


def _find_role_to_death(text: str, figure: Span, noun: Noun | None) -> str | None:
    """The role of those killed by a verb around them, or as a part: "beat two men to death", "four of them fatally"."""
    at = noun.end if noun else figure.end
    if not text.startswith((" to death", " of them", " of whom", " fatally"), at):
        return None
    found = _FATALLY.match(text, at)
    return "killed" if found and _NOT_DEADLY.search(text, max(0, figure.start - _VERB_REACH), figure.start) is None else None


_FATALLY = re.compile(r"(?:\sof\s(?:them|whom))?\s(?:fatally(?=\s*(?:[.,;]|$))|to\sdeath\b)")
#: Verbs of harm that leave their objects alive.
_NOT_DEADLY = re.compile(r"\b(?:sentenc|condemn|scar|frighten|bor|lov|worr|work)\w*\s[^.,;]*$")
_VERB_REACH = 40
#: What is done to cases rather than to the people they are against.
_OF_CASES = frozenset(("dismissed", "suspended", "delayed", "cancelled", "released"))
_OF_A_CASE = compile_pattern(
    r"\b(?:charge|case|count|claim|allegation|lawsuit|complaint|indictment)s?\sagainst\s(?:[a-z]+\s){0,3}$", regex.IGNORECASE
)
_CASE_REACH = 56


def _is_no_longer_charged(text: str, figure: Span, noun: Noun | None) -> bool:
    """Whether the same clause says that the charges ended: "the 11 people charged were acquitted"."""
    end = noun.end if noun else figure.end
    return _CLEARED.match(text, end) is not None


_CLEARED = compile_pattern(
    rf"[^.,;:\d\n]{{0,60}}?\b(?:were|was|been)\s(?:\w+\s)?(?:{alternation(entries('figures.txt', 'ends of a charge'))})\b"
)


#: People who flee the police and are not displaced.
_RUNAWAYS = frozenset(entries("figures.txt", "people who run away"))
#: Roles that only people have, though their verbs have other objects too: "released 3 books", "the survey captured 40 towns".
_OF_PEOPLE_ALONE = frozenset(("hostage", "released"))
_OF_THOSE = compile_pattern(
    rf"\sof\s(?:those|them|whom|the(?:\s(?:[\d,]+|{build_words_up_to(20)})(?=\s(?:aboard|on\sboard)\s))?)(?=\s)", regex.IGNORECASE
)


def _find_role_of_left(text: str, start: int, noun: Noun | None) -> str | None:
    """The role that an event gives to the first of several groups: "left three nurses and two doctors dead"."""
    if noun is None or _read_letters_before(text, start) not in _LEFT or not text.startswith((" and ", ", "), noun.end):
        return None
    found = _LEFT_SO.match(text, noun.end)
    role = AFTER.get(found[1].lower()) if found else None
    return role if role and _can_have_role(role, noun) else None


#: The ends of "left", "leaves" and "leaving".
_LEFT = ("eft", "ves", "ing")
_LEFT_SO = compile_pattern(
    rf"(?:,?(?:\sand)?\s(?:\d[\d,]*|an?|another|{build_words_up_to(20)})(?:\s(?!(?:and|were|was)\b)[\w’'-]+){{1,3}}?)"
    r"{1,2}\s(dead|injured|wounded|missing|homeless|hospitalized|hospitalised|stranded)\b",
    regex.IGNORECASE,
)


def _find_role_of_subject(text: str, noun: Noun | None) -> str | None:
    """What the sentence says of its subject after its description.

    For example "25 members of the guard were killed", "four men who were ill died".
    """
    if noun is None or not _MAY_GO_ON.match(text, noun.end):
        return None
    rest = text[noun.end : noun.end + _FAR_REACH]
    if not any(verb in rest for verb in _VERBS_OF_SUBJECTS):
        return None
    found = _FAR.match(text, noun.end)
    if found is None:
        return None
    role = AFTER[" ".join((found[1] or found[2]).lower().split())]
    return role if _can_have_role(role, noun) else None


def _can_have_role(role: str, noun: Noun) -> bool:
    """Whether the noun counted can have a role: only people are arrested, only events are cancelled."""
    somebody = is_person(noun.head)
    return not (role in ROLES_OF_PEOPLE and not somebody) and not (role in ROLES_OF_THINGS and somebody)


def _find_role_of_label(text: str, start: int) -> str | None:
    """The role that a label gives: "Deaths: 118", "Missing: 9"."""
    if text[start - 2 : start] != ": ":
        return None
    found = _LABEL.search(text, max(0, start - _LABEL_REACH), start)
    words = " ".join(_LABEL_MORE.sub("", found[1].lower()).split()) if found else ""
    return AFTER.get(words) or COUNTS.get(words)


_LABEL = compile_pattern(r"(?:^|[.;,\n•*|–—-])\s*([^\W\d_][\w ]{2,24}):\s$")
_LABEL_REACH = 32
#: Other words in a label with a role: "Still missing: 5", "Confirmed dead: 12", "Injured so far: 33".
_LABEL_MORE = compile_pattern(
    r"^(?:(?:still|now|total|people|persons|those|confirmed|reported)\s)+|\s(?:so\sfar|to\sdate|in\stotal|in\sall)$"
)


def _find_role_of_count(text: str, start: int) -> str | None:
    begin = max(0, start - _COUNT_REACH)
    before = text[begin:start]
    if not any(word in before for word in _COUNT_WORDS):
        return None
    found = _COUNT.match(text, begin, start)
    return COUNTS[" ".join(found[1].lower().split())] if found else None


def _read_letters_before(text: str, start: int) -> str | None:
    """Returns the three letters before the blank before a figure; None if there is no blank."""
    return text[max(0, start - 4) : start - 1].lower() if text[start - 1 : start] == " " else None


def _may_give_role(text: str, start: int) -> bool:
    """Whether the words before the blank before a figure may give a role."""
    at = text.rfind(" ", 0, start - 1)
    last = text[at + 1 : start - 1].lower().rpartition(",")[2]  # "on May 4, 2024,killing two"
    if last not in _FILLERS:
        return last in _LAST_WORDS
    return last in _LAST_WORDS or text[max(0, at - _LONGEST_WORD) : max(0, at)].rstrip().lower().endswith(_BEFORE_FILLER)


_LONGEST_WORD = 24


def _find_role_before_figure(text: str, left: int, start: int, noun: Noun | None) -> str | None:
    found = _BEFORE.match(text, left, start) if start > left and (text[start - 1] != " " or _may_give_role(text, start)) else None
    if found is None or _TRIED.search(text, max(0, found.start() - 24), found.start()):
        return None
    words = " ".join(found[0].lower().split())
    role = next((role for cue, role in _BEFORE_LONGEST if words.startswith(cue)), None)
    if words.startswith(_OF_LIVES) and (words.endswith(" that") or (noun and not (is_person(noun.head) or noun.head == "life"))):
        return None  # "claimed that two men lied", "charged two fees"
    if noun is None and words.startswith(("level ", "levels")):
        return None  # "bring staffing levels up to 11"
    if noun is None and words == "missing the":  # "missing the 400,000 that were forecast"
        return None
    if noun is None and words.startswith(_CLAIMED) and not _names_a_happening(text[left : found.start()]):
        return None  # "organisers claimed 60,000"
    return None if role in ROLES_OF_THINGS and noun and is_person(noun.head) else role


#: Participles before objects that say how they were made: "treated nets".
_OF_CARE = entries("figures.txt", "roles before things")
#: Words that give a role to people and lives, and mean something else for all other nouns.
_OF_LIVES = ("claimed", "claiming", "charged", "charging")
#: Verbs that mean killing where an event is the subject, and otherwise speech.
_CLAIMED = ("claimed", "claiming")
_HAPPENINGS = frozenset(entries("happenings.txt"))
#: How many words before a verb the subject is searched for.
_SUBJECT_WORDS = 6


def _names_a_happening(before: str) -> bool:
    """Whether one of the last words is of what may kill people: "the floods have so far"."""
    return any(word.lower().removesuffix("s") in _HAPPENINGS for word in before.split()[-_SUBJECT_WORDS:])


def _match_role_after(text: str, at: int) -> regex.Match[str] | None:
    """The word for a role after a place."""
    return _AFTER.match(text, at) if _may_start_role(text, at) else None


def _may_start_role(text: str, at: int) -> bool:
    """Whether the first word after a place may start an expression of a role: it excludes nearly all that have none."""
    if text[at + 1 : at + 2].isspace():
        return True
    word = _NEXT_WORD.match(text, at + 1)
    low = word[0].lower() if word else ""
    return low in _FIRST_WORDS or low.startswith("been") or low.endswith(_GLUED_BEHIND)


_NEXT_WORD = re.compile("[A-Za-z]+")
_FIRST_WORDS = frozenset((*(word.split()[0] for word in AFTER), *re.findall(r"[a-z]{2,}", _AUX)))
#: What a word for a role may have after it without a blank: "killedin".
_GLUED_BEHIND = entries("figures.txt", "glued behind a role")


def _find_role_behind_figure(text: str, start: int, end: int, noun: Noun | None) -> str | None:
    behind = _match_role_after(text, noun.end if noun else end)
    if behind and noun and not is_person(noun.head) and AFTER[" ".join(behind[1].lower().split())] in ROLES_OF_PEOPLE:
        behind = None if _PLACE_BEFORE.search(text, max(0, noun.start - 40), noun.start) else behind
    if (
        behind is None and noun and (is_person(noun.head) or not noun.text.startswith(_OF_CARE))
    ):  # "32,000 killed and wounded" as the noun itself, "30 wounded soldiers"
        behind = _match_role_after(text, noun.start - 1) or _match_role_after(text, end)
        behind = behind if behind and behind.end() <= noun.end else None
    if behind is None or _is_active_verb(text, behind, noun):
        return None
    if _IN_FULL.match(behind[0]) and (_is_whole(text, start) or _is_of_others(text, start)):
        return None
    return AFTER[" ".join(behind[1].lower().split())]


#: The whole of which a part is counted: "9 of the | 31 passengers"; a verb in full, which is of the part, unlike the participle of
#: "the 31 killed".
_OF_THE = re.compile(
    rf"(?i:(?:\d|\b{alternation((*ONES, *entries('figures.txt', 'how many of a whole')))})\sof\s"
    r"(?:the|its|their|his|her|our|those|these)\s)\Z"
)
_IN_FULL = re.compile(r"\s*(?:(?:aboard|on\sboard)\s)?(?:was|were|are|is|had|have|has|died)\b")
_WHOLE_REACH = 40


def _is_whole(text: str, start: int) -> bool:
    """Whether a figure is the whole of which a part was counted before."""
    return _OF_THE.search(text, max(0, start - _WHOLE_REACH), start) is not None


def _is_of_others(text: str, start: int) -> bool:
    """Whether a verb after a figure is of others who belong to those counted: "the families of three players had been threatened"."""
    if not text.endswith((" of ", " for "), 0, start):
        return False
    found = _OTHERS_OF.search(text, max(0, start - _OTHERS_REACH), start)
    return found is not None and found[1].lower() not in _BODIES and not found[1].endswith(_VAGUE_ENDS)


_OTHERS_OF = re.compile(r"\b([A-Za-z][a-z]+[^\Wsu]s)\s(?:of|for)\s$")
_OTHERS_REACH = 24
#: What is done to these is done to the people, and the ends of vague numbers.
_BODIES = frozenset(("bodies", "remains", "lives", "groups", "charges"))
_VAGUE_ENDS = ("illions", "ousands", "undreds", "ozens", "cores")


def _is_active_verb(text: str, behind: regex.Match[str], noun: Noun | None) -> bool:
    """Whether a participle is the verb of an object rather than what became of its subject: "two gunmen killed a guard"."""
    if _PASSIVE.search(behind[0]):
        return False
    if _OBJECT.match(text, behind.end()) is not None:
        return True
    named = _NAMED.match(text, behind.end()) if noun is not None and behind.start() >= noun.end else None
    return named is not None and CLASSES[named[1]] not in _OF_DATES


#: A name as the object of a verb: "two deputies killed Ana Ruiz", but "two killed Sunday".
_NAMED = re.compile(r" ([A-Z][a-z]+)")
_OF_DATES = DATE_OR_NUMBER + AUXILIARY  # "May" is both


_PASSIVE = compile_pattern(r"\b(?:were|was|are|is|be|been|being|have|has|had|got|others?|dead|missing|died|die|deaths)\b", regex.IGNORECASE)
_OBJECT = compile_pattern(
    rf"\s(?:an?|the|his|her|their|its|on\stheir|on\sthe|at\sleast|more\sthan|{build_words_up_to(5)}|\d|what|how"
    r"|th(?:at|is)\s(?!day|night|morning|afternoon|evening|week|weekend|month|year|spring|summer|autumn|fall|winter))\b",
    regex.IGNORECASE,
)


#: An attempt or a plan did not happen: "attempting to kill three", "plotted to kidnap 12".
_TRIED = compile_pattern(
    r"\b(?:attempt|try|tried|plot|plan|threat|want|intend|conspir|vow|aim|hop|fail)\w{0,6}\s(?:to\s|of\s)?$", regex.IGNORECASE
)
#: A word of what describes a subject: no verb, no pronoun that another clause could start with, no number.
_WORD = (
    r"(?!(?:said|says|say|saying|told|tells|they|he|she|it|we|i|you|others?|after|before|as|while|if|because|where|when|were"
    r"|was|are|is|have|has|had|will|would|could|should|may|might|can|did|does|do)\b)\w[\w’'-]*"
)
_DESCRIBED = (
    rf"(?:\s(?:of|in|at|from|on|aboard|other\sthan|with|near|across|throughout|outside|inside|under|between)(?:\s{_WORD}){{1,8}}?"
    rf"|,?(?:\s(?:and|plus)|,)\s(?:an?|the|their|his|her|another|several|\d[\d,]*|{build_words_up_to(10)})"
    r"(?!\s(?:out\s)?of\s(?:them|those|whom|which)\b)"
    rf"(?:\s{_WORD}){{1,4}}?(?=,?\s(?:were|are|have|died|perished)\b)"
    rf"|,?\s(?:who|which|that)\s(?:had|have|has|were|was)(?:\s{_WORD}){{1,8}}?|,(?:\s{_WORD}){{2,9}},)"
)
_FAR = compile_pattern(
    rf"{_DESCRIBED},?(?:\s(?:were|was|are|is|have|has|had)(?:\snot)?\s{_AUX}(?:been\s)?({build_trie(AFTER)})|\s(died"
    r"|perished))(?![^\W\d_])",
    regex.IGNORECASE,
)
_VERBS_OF_SUBJECTS = (" were ", " was ", " been ", " are ", " died", " perished")
_FAR_REACH = 140
#: With what a description of a subject starts: most nouns have none.
_MAY_GO_ON = compile_pattern(r",|\s(?:and|plus|of|in|at|from|on|ab|with|ne|oth|acr|th|wh|out|ins|und|bet)")
_PLACE_BEFORE = compile_pattern(
    r"\w\s(?:in|across|throughout|from|at|on|near)\s(?:at\sleast\s|about\s|some\s)?[\w,.-]+\s$", regex.IGNORECASE
)


def _find_role_of_company(text: str, start: int, noun: Noun | None) -> str | None:
    """The role of those who shared somebody's fate: "was killed along with four other guards", "killed a boy and two men"."""
    if noun is None:
        return None
    if text.endswith(" and ", 0, start):  # "killed a commander and three of his guards"
        found = _DONE_TO_ONE.search(text, max(0, start - _COUNT_REACH), start)
        role = FORMS.get(found[1].lower()) if found and _ENDS_OBJECT.match(text, noun.end) else None
        return role if role in _OF_COMPANY and _can_have_role(role, noun) else None
    if not text.endswith(_ALONG_WITH, 0, start):
        return None
    before = _CLAUSE_START.split(text[max(0, start - _COUNT_REACH) : start])[-1]
    role = next((FORMS[w] for w in reversed(re.findall(r"[a-z]+", before.lower())) if w in FORMS), None)
    return role if role in _OF_COMPANY and _can_have_role(role, noun) else None


_ALONG_WITH = (" along with ", " together with ", " alongside ")
#: Roles that somebody's company shares.
_OF_COMPANY = frozenset(entries("figures.txt", "roles of company"))
#: A verb with one person as its object, before "and" and others; what shows that those are objects too.
_DONE_TO_ONE = compile_pattern(
    rf"\b({build_trie(word for word, role in FORMS.items() if role in _OF_COMPANY)})\s"
    r"(?:(?:an?|the|his|her|its|their|another|one|[A-Z][\w-]+[’']s)\s)?"
    r"(?:(?!(?:and|was|were|is|are|has|had|have|who|that|which|to|on|in|at|as)\b)[\w’'-]+\s){1,6}and\s$"
)
_ENDS_OBJECT = re.compile(
    r"\s*(?:[.,;”]|$)|\s(?:in|on|at|near|with|as|when|after|during|by|from|before|outside|inside|last|who|while|and)\b"
)
_CLAUSE_START = re.compile(r"[.;:]\s")


def _find_role_of_remains(text: str, left: int, start: int) -> str | None:
    return "killed" if _read_letters_before(text, start) in (None, " of", "of") and _REMAINS.match(text, left, start) else None


_BEFORE_LONGEST = tuple(sorted(BEFORE.items(), key=lambda pair: -len(pair[0])))
