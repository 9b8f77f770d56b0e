"""Constructions that are read by rule, since labelled news holds too few of each to learn from, and we need them.

A body that puts out a figure ("the ministry raised the death toll to 1,300") is the source of the most revised claims there are. A
belief without a believer ("the gang is believed to be holding 12 sailors") has its subject before the cue and no source. A noun for words with
"that" behind it ("warnings that the dam would burst") is nothing else, nor is a verb of planning with "to" behind it.
"""

from __future__ import annotations

import re

from sayso.grammar.attributions.candidates import Site
from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.sources import NO_SOURCE, Source, is_passive, left_source
from sayso.grammar.lexicon.tables import table

#: What a score is raised to where one of them fits.
CERTAIN = 150

BELIEVED = frozenset(
    table("""
    alleged
    assumed
    believed
    estimated
    expected
    feared
    presumed
    reported
    rumored
    rumoured
    said
    suspected
    thought
    understood
""")
)

PUTTING = frozenset(
    table("""
    cut
    increased
    lowered
    placed
    put
    puts
    raised
    raises
    revised
    updated
""")
)

TALLIES = frozenset(
    table("""
    count
    estimate
    figure
    number
    tally
    toll
    total
""")
)

REPORTS = frozenset(
    table("""
    accusation
    accusations
    allegation
    allegations
    assertion
    assertions
    assurances
    claims
    denials
    fears
    predictions
    rumors
    rumours
    suspicions
    warning
    warnings
""")
)

PLANNING = frozenset(
    table("""
    intend
    intended
    intends
    plans
    planned
    pledged
    pledges
    promised
    promises
    threatened
    threatens
    vowed
    vows
    wanted
    wants
""")
)

#: Participles of saying that go on about what somebody says: with "that" behind they were cues 137 times of 152 in PolNeAR's training part.
GOING_ON = frozenset(
    table("""
    acknowledging
    adding
    alleging
    arguing
    asserting
    claiming
    contending
    explaining
    insisting
    noting
    saying
    stating
    stressing
    warning
""")
)

#: Participles of those who hear, where who tells them stands behind "by".
_HEARING = frozenset(("advised", "assured", "informed", "notified", "reminded", "told", "warned"))
_TOLD_BY = re.compile("I[CDo0'A]{1,8}H[CDPo0]")

_IS = frozenset(("is", "are", "was", "were", "be", "been"))
_TALLY_SPAN = 9
_FIGURE = re.compile("[TI][^.;:]{0,4}0")


def belief(site: Site) -> tuple[Source, Start] | None:
    """ "X is believed to …": no source, and a content that X is part of."""
    if site.word not in BELIEVED or site.after[0] != "T":
        return None
    words, at = site.page.sheet.words, site.at
    if not any(word.lower() in _IS for word in words[max(site.first, at - 3) : at]):
        return None
    subject = left_source(site)
    if subject is None or subject.how[:3] not in ("adj", "app"):
        return None
    return NO_SOURCE, Start("subject", at + 1, (subject.first, subject.last))


def puts_out_a_tally(site: Site) -> bool:
    """ "… raised the death toll to 1,300", "… put the number of missing at 40"."""
    if site.word not in PUTTING:
        return False
    sheet, begin = site.page.sheet, site.at + 1
    for i in range(begin, min(begin + _TALLY_SPAN, site.last)):
        if sheet.words[i].lower() in TALLIES:
            return _FIGURE.search(sheet.kinds, i, min(i + 14, site.last)) is not None
    return False


def is_plain(site: Site) -> bool:
    """Whether a cue needs no weighing.

    "Warnings that the dam would burst", "…, adding that the road was shut", "the airline plans to cut jobs", "they were told by police that".
    """
    if site.word in REPORTS or (site.word in GOING_ON and site.quote < 0):
        return site.after[0] == "H" and site.after[1] in "CDPo0"
    if site.word in _HEARING and is_passive(site):
        sheet = site.page.sheet
        return sheet.words[site.at + 1 : site.at + 2] == ["by"] and _TOLD_BY.match(sheet.kinds, site.at + 1, site.last) is not None
    if site.word not in PLANNING or site.after[:2] not in ("TV", "To") or site.quote >= 0:
        return False
    words = site.page.sheet.words
    if site.before[2] == "P" and site.at - 2 >= site.first and words[site.at - 2] in ("said", "says", "that"):
        return False  # "he said he wants to know": first of all something said
    return site.before[2] in "CoP" and site.at > site.first and not words[site.at - 1].endswith(("’s", "'s"))
