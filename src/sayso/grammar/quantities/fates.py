"""The forms of the verbs that tell what became of those counted, and the role that each stands for."""

from __future__ import annotations

import re

from sayso.grammar.lexicon import pairs

_DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
#: Verbs that double their last letter though another syllable is stressed, in Britain or everywhere.
_ALSO_DOUBLED = frozenset(("cancel", "level", "kidnap"))
_NEVER_DOUBLED = frozenset(("murder", "slaughter", "poison", "threaten", "sicken"))


def past(verb: str) -> tuple[str, ...]:
    """The regular past forms of a verb, in both spellings where there are two.

    >>> past("cancel"), past("evacuate"), past("trap"), past("rescue")
    (('canceled', 'cancelled'), ('evacuated',), ('trapped',), ('rescued',))
    """
    return tuple(stem + "ed" for stem in _stems(verb))


def present(verb: str) -> tuple[str, ...]:
    """A verb with its forms in -s and -ing.

    >>> present("bomb"), present("free")
    (('bomb', 'bombs', 'bombing'), ('free', 'frees', 'freeing'))
    """
    stems = (verb,) if verb.endswith("ee") else _stems(verb)
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return (verb, third, *(stem + "ing" for stem in stems))


def _stems(verb: str) -> tuple[str, ...]:
    """What a verb is in front of -ed and -ing."""
    if verb.endswith("e"):
        return (verb[:-1],)
    doubled = verb + verb[-1]
    if verb in _ALSO_DOUBLED:
        return (verb, doubled)
    short = _DOUBLED.search(verb) and verb not in _NEVER_DOUBLED and sum(letter in "aeiou" for letter in verb) == 1
    return (doubled,) if short else (verb,)


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    participles, all_forms = {}, {}
    for entry, role in pairs("fates.txt").items():
        verb, *irregular = entry.split("/")
        done = tuple(irregular) or past(verb)
        participles.update(dict.fromkeys(done, role))
        all_forms.update(dict.fromkeys((*done, *present(verb)), role))
    return participles, all_forms


#: The roles of the participles of those verbs, and of all their forms.
PARTICIPLES, FORMS = _forms()
