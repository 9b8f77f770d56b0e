"""The forms of the verbs that say what became of those counted, and the role that each gives."""

from __future__ import annotations

import re

from sayso.grammar.lexicon import entries, pairs

_DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
#: Verbs that double their last letter though another syllable is stressed, in Britain or everywhere.
_ALSO_DOUBLED = frozenset(("cancel", "level", "kidnap"))
_NEVER_DOUBLED = frozenset(entries("figures.txt", "verbs that double no letter"))


def inflect_past(verb: str) -> tuple[str, ...]:
    """The regular past forms of a verb, in both spellings where there are two.

    >>> inflect_past("cancel"), inflect_past("evacuate"), inflect_past("trap"), inflect_past("rescue")
    (('canceled', 'cancelled'), ('evacuated',), ('trapped',), ('rescued',))
    """
    return tuple(stem + "ed" for stem in _find_stems(verb))


def inflect_present(verb: str) -> tuple[str, ...]:
    """A verb with its forms in -s and -ing.

    >>> inflect_present("bomb"), inflect_present("free")
    (('bomb', 'bombs', 'bombing'), ('free', 'frees', 'freeing'))
    """
    stems = (verb,) if verb.endswith("ee") else _find_stems(verb)
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb + "ing")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return (verb, third, *(stem + "ing" for stem in stems))


def list_verb_forms(entry: str) -> tuple[str, ...]:
    """All forms of a verb of a table, with its particle: "go up/went up/gone up"; of one marked as the only form meant, that form.

    >>> list_verb_forms("edge up"), list_verb_forms("slowed!")
    (('edged up', 'edge up', 'edges up', 'edging up'), ('slowed',))
    """
    if entry.endswith("!"):
        return (entry[:-1],)
    verb, *irregular = entry.split("/")
    verb, _, particle = verb.partition(" ")
    made = (*(irregular or inflect_past(verb)), *inflect_present(verb)) if not particle else (*inflect_present(verb),)
    if particle:
        made = (*(irregular or (f"{done} {particle}" for done in inflect_past(verb))), *(f"{form} {particle}" for form in made))
    return tuple(made)


def _find_stems(verb: str) -> tuple[str, ...]:
    """The stem of a verb before -ed and -ing."""
    if verb.endswith("e"):
        return (verb[:-1],)
    doubled = verb + verb[-1]
    if verb in _ALSO_DOUBLED:
        return (verb, doubled)
    short = _DOUBLED.search(verb) and verb not in _NEVER_DOUBLED and sum(letter in "aeiou" for letter in verb) == 1
    return (doubled,) if short else (verb,)


def _build_role_forms() -> tuple[dict[str, str], dict[str, str]]:
    participles, all_forms = {}, {}
    for entry, role in pairs("fates.txt").items():
        verb, *irregular = entry.split("/")
        done = tuple(irregular) or inflect_past(verb)
        participles.update(dict.fromkeys(done, role))
        all_forms.update(dict.fromkeys((*done, *inflect_present(verb)), role))
    return participles, all_forms


#: The roles of the participles of those verbs, and of all their forms.
PARTICIPLES, FORMS = _build_role_forms()
