"""What became of those counted: killed, injured, missing … by the words next to the figure or behind what it counts."""

from __future__ import annotations

import regex

from sayso.grammar.tables import alternation, mapping, tails

#: Words right in front of a figure (and its modifier): "killed at least 12 people", "injuring 40", "a death toll of 31".
BEFORE = mapping("""
    killed: killed, kills, kill, killing, slain, murdered, murdering, massacred, death toll, death toll of, death toll to, death toll at, deaths of, death of, killed were, claimed, claiming, died were, toll to, toll at, toll of, dead at, dead to, the dead included
    injured: injured, injures, injure, injuring, wounded, wounds, wound, wounding, hurt, hurting, maimed, maiming, injuries to
    missing: missing
    arrested: arrested, arresting, arrests, arrest, detained, detaining, detain, arrest of, arrests of, rounded up
    displaced: displaced, displacing, displaces, displace, uprooted, uprooting
    hostage: abducted, abducting, kidnapped, kidnapping, took hostage, taking hostage, seized
    rescued: rescued, rescuing, rescue, rescued were, saved
    evacuated: evacuated, evacuating, evacuate, evacuation of
    hospitalised: hospitalized, hospitalised, hospitalizing, hospitalising
    infected: infected, infecting, sickened, sickening
    destroyed: destroyed, destroying, destroys, destroy, razed, levelled, leveled
    damaged: damaged, damaging, damages
    trapped: trapped, trapping
    released: released, freed, freeing, releasing
""")

#: Words behind what is counted: "12 people were killed", "100 people hostage", "30 dead".
AFTER = mapping("""
    killed: killed, dead, died, die, deaths, fatalities, slain, murdered, perished, lost their lives, lives, shot dead
    injured: injured, wounded, hurt, injuries, maimed, wounds
    killed and injured: killed and wounded, killed and injured, dead and wounded, dead and injured, killed or wounded, killed or injured, casualties
    missing: missing, unaccounted for
    arrested: arrested, detained, in custody, arrests, behind bars
    displaced: displaced, homeless, fled, flee, uprooted, driven from their homes
    hostage: hostage, hostages, captive, abducted, kidnapped, captives
    rescued: rescued, saved
    evacuated: evacuated
    hospitalised: hospitalized, hospitalised, in hospital, in hospitals
    infected: infected, sickened, ill
    destroyed: destroyed, burned, burnt, levelled, leveled
    damaged: damaged
    trapped: trapped
    threatened: threatened
    released: released, freed
""")

#: Roles that only people have.
ROLES_OF_PEOPLE = frozenset(("killed", "injured", "killed and injured", "missing", "arrested", "displaced", "hostage", "rescued", "hospitalised", "infected"))

_AUX = r"(?:(?:were|was|are|is|be|been|being|have|has|had|who|that|which|also|being|believed|reported|confirmed|feared|presumed|still|left|remain|remained|so\s+far|got|more|others?|people|listed|as|to|held|taken|at\s+least|reportedly|now|in\s+total|critically|seriously|badly|severely|slightly|later)\s+){0,6}"  # fmt: skip
_BEFORE = regex.compile(
    rf"(?r)(?<![^\W\d_]){alternation(BEFORE)}(?:\s+(?:and\s+(?:wounded|wounding|injured|injuring)|an?|the|another|a\s+total\s+of|up|an\s+additional|nearly|that))?\s*",
    regex.IGNORECASE,
)
_AFTER = regex.compile(rf"\s+{_AUX}(?:been)?({alternation(AFTER)})(?:in|on|by|at|since|after|when)?(?![^\W\d_])", regex.IGNORECASE)
_REMAINS = regex.compile(r"(?r)\b(?:remains|bodies|corpses)\s+of\s*", regex.IGNORECASE)
_LAST_LETTERS = tails([*BEFORE, "a", "an", "the", "another", "of", "up", "additional", "nearly", "that", "wounded", "wounding", "injured", "injuring"])


def role_of(text: str, left: int, start: int, end: int, right: int, noun_start: int | None) -> str | None:
    """The role of those counted by the figure [start, end), whose noun ends at `right`; looks no further back than `left`."""
    gate = text[start - 4 : start - 1].lower() if text[start - 1 : start] == " " else None
    found = _BEFORE.match(text, left, start) if gate is None or gate in _LAST_LETTERS else None
    if found:
        words = " ".join(found[0].lower().split())
        for cue, role in _BEFORE_LONGEST:
            if words.startswith(cue):
                return role
    for at in (right, end) if noun_start is None else (right,):
        behind = _AFTER.match(text, at)
        if behind:
            return AFTER[" ".join(behind[1].lower().split())]
    if noun_start is not None:
        inside = _AFTER.match(text, noun_start - 1)
        if inside and inside.end() <= right:
            return AFTER[" ".join(inside[1].lower().split())]
    if gate in (None, " of", "of") and _REMAINS.match(text, left, start):
        return "killed"
    return None


_BEFORE_LONGEST = tuple(sorted(BEFORE.items(), key=lambda pair: -len(pair[0])))
