"""Times of clauses and phrases that a figure is not in: fronted clauses, relative clauses in others, participles, compounds."""

from __future__ import annotations

import re

from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.number_lexicon import DENOMINATORS, TENS, build_words_up_to
from sayso.model import Span

_FAR, _NEAR = 140, 60


def is_size_of_noun(text: str, claim: Span) -> bool:
    """Whether a figure is the size in a compound: "a 5,000-person hall", not "a two-day strike" or "a 10-point lead"."""
    return "-" in text[claim.start : claim.end + 1] and _SIZE.match(text, claim.start) is not None


#: A size and the noun that it describes. A happening and a lead have their size at their time: "a 40-car crash on Monday".
_SIZE = re.compile(
    rf"(?:[\d,.]+|{build_words_up_to(19)}|{alternation(TENS)}|hundred|thousand|million|billion)-"
    rf"(?!(?:[a-z]+-)*?{alternation(entries('moments.txt', 'units of what happens at a time'))}s?\b)"
    rf"(?!{alternation((*DENOMINATORS, 'and'))}s?\b|{build_words_up_to(9)}\b)[a-z]+(?:-[a-z]+)*"
    rf"(?!\s(?:[a-z-]+\s){{0,2}}{alternation((*entries('happenings.txt'), *entries('moments.txt', 'nouns with a size at a time')))}s?\b)"
    r"(?=\s[A-Za-z(]|,\s[a-z\d])"
)


def is_of_clause_before(text: str, moment: Span, claim: Span) -> bool:
    """Whether a moment before a figure is in a clause or phrase that is over before the figure."""
    gap = text[moment.end : claim.start]
    if _KNOWN.search(gap) and _DONE_BEFORE.match(text, claim.end):
        return True  # "Moss on Saturday met the ship of the six sailors killed by a mine"
    if "," not in gap:
        return False
    if gap[0] != "," and (_ONE_OF.search(gap) or _SLATED.search(gap)):
        return True  # "opened Monday in a trial, the first of hundreds"
    if _FRONTED.search(text, max(0, moment.start - _FAR), moment.start) and _MAIN_CLAUSE.match(gap):
        return True  # "though she left in May, her firm has 40 ships"
    if gap.startswith(("’s ", "'s ")) and _BY.search(text, max(0, moment.start - _NEAR), moment.start):
        return _OF_THE_EVENT.search(gap) is None  # "inspired by last weekend's strikes, he killed three"
    if _ACCORDING.search(gap):
        return True  # "rose in 2024, according to the firm, which tracks 57,000 shops"
    return _OVER.match(gap) is not None and _MADE.search(text, max(0, moment.start - _NEAR), moment.start) is not None


#: A group that readers know, and what was done to it before the time of the sentence.
_KNOWN = re.compile(r"\s(?:all|the|those|these)\s$")
_DONE_BEFORE = re.compile(
    r"\s(?:[\w’'-]+\s){1,4}?(?:(?:that|who)\s(?:had\sbeen|were)\s)?"
    rf"{alternation((*entries('figures.txt', 'done to people'), *entries('moments.txt', 'harm to a known group')))}\s"
    r"(?:after|as|at|by|during|in|when|while)\s"
)
#: The start of a clause or phrase on another deed, up to a time in it. "While visiting in May, she bought 40" is at one time.
_FRONTED = re.compile(
    r"(?:(?:^|[.!?]\s|\n|[“\"])(?:(?:And|But|Yet|Still,)\s)?|\b(?:and|but|that)\s)"
    r"(?:although|(?:even\s)?though|while(?!\s[a-z]+ing\b)|whereas"
    r"|in\saddition\sto|besides|apart\sfrom|aside\sfrom|as\swell\sas|instead\sof|rather\sthan"
    r"|(?:beyond|despite)\s(?:[a-z]+ly\s)?[a-z]+ing)\s(?:(?!(?:could|may|might|will)\s)[^\s,;:—–.!?]+\s){1,20}$",
    re.IGNORECASE,
)
#: The rest of the fronted clause, and a main clause with some words before the figure.
_MAIN_CLAUSE = re.compile(r"[^;:—–.!?]*,\s")
#: What somebody reacts to.
_BY = re.compile(r"\b(?:[a-z]+ed\sby|about|like|over|thanks\sto|unlike)\s(?:the\s)?$")
_OF_THE_EVENT = re.compile(r",\s(?:(?:during|in|at)\swhich|when|where|which)\s")
#: An aside on the source of another figure.
_ACCORDING = re.compile(r",\saccording\sto\s[^,;]*,\s(?:an?|that|the|which|who|whose)\s(?:[^;:—–]*\s)?(?:[a-z]+(?:ed|s))\s[^,;:—–]*$")
#: The whole of one that a time belongs to, and what is still to come.
_ONE_OF = re.compile(r",\s(?:one|part|the\s(?:first|second|third|last|latest|[a-z]+est|only))\sof\s(?:[a-z]+\s){0,2}$")
_SLATED = re.compile(
    r",\s(?:[^;]*\s)?(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbe\s)(?<!\bbeen\s)"
    r"(?:due|expected|scheduled|set|slated)\sto\s[a-z]+\s(?:[a-z]+\s){0,2}$"
)
#: "Toys made between 1980 and 1999, with prices".
_MADE = re.compile(
    r"(?:[a-z]{3,}s|\b(?:each|every|all|most|some|both|many)(?:\s(?:of\s)?[a-z]+){0,2})\s"
    rf"(?:made|{alternation(entries('moments.txt', 'verbs of beginnings'))})\s(?:[a-z]+\s){{0,2}}$"
)
_OVER = re.compile(r",\s(?:and|at|for|from|with)\s")


def is_of_happening(text: str, moment: Span, claim: Span) -> bool:
    """Whether a moment dates what a figure's clause goes on about: "Monday’s fire, which killed 12"."""
    return _ITS_HAPPENING.fullmatch(text, moment.end, claim.start) is not None


_ITS_HAPPENING = re.compile(
    rf"[’']s\s(?:[a-z-]+\s){{0,2}}{alternation(entries('happenings.txt'))}s?,\s(?:(?:during|in)\swhich|when|where|which)\s[^,;:—–]*"
)


def is_of_clause_behind(text: str, moment: Span, claim: Span) -> bool:
    """Whether a moment behind a figure is in a clause on another noun."""
    gap = text[claim.end : moment.start]
    if _IN_RELATIVE.search(gap) or _DISTRIBUTED.search(gap):
        return True
    if text.startswith("since ", moment.start) and _WHO_HAVE.match(gap):
        return True
    if "-" in text[claim.start : claim.end + 1] and _PUT_OUT.search(gap):
        return True
    if _EACH_MADE.search(gap) or _APPOSED.search(gap):
        return True
    return _LEFT.match(gap) is not None and _OPEN_RELATIVE.search(text, max(0, claim.start - _FAR), claim.start) is not None


#: A clause of time or cause in a relative clause of another noun: "for papers that were not returned when she left".
_IN_RELATIVE = re.compile(
    r"^\s(?:[^\s,;]+\s)*?(?:any|each|every|for|of|on|the|to)\s(?:[^\s,;]+\s)*?(?:that|which|who|whom)\s(?:[^\s,;]+\s){2,10}?"
    r"(?:because|once|when|while)\s(?:[^\s,;]+\s){1,8}$"
)
#: "Thousands of mates who have lived there since".
_WHO_HAVE = re.compile(r"\s(?:[^\s,;]+\s){1,5}(?:that|who)\s(?:has|have)\s(?:been\s[a-z]+ing|lived|served|stayed|worked)\s[^,;]*$")
#: "A five-year contract for boats published in".
_PUT_OUT = re.compile(r"\s(?:for|of|on)\s[^,;]*\b(?:issued|posted|published|released|signed|unveiled)\s(?:on\s|in\s)?$")
#: "For each paper that was lost".
_DISTRIBUTED = re.compile(r"\b(?:any|each|every)\s(?:[a-z]+\s){1,2}(?:that|which|who)\s[^,;]*$")
#: "40 toys, each of them made in".
_EACH_MADE = re.compile(
    r",\s(?:all|both|each|every|many|most|some)\s(?:[\w-]+\s){0,3}?"
    rf"(?:made|{alternation(entries('moments.txt', 'verbs of beginnings'))})\s(?:[a-z]+\s){{0,2}}$"
)
#: A noun behind a dash with a clause of its own: "— a demand that they made in".
_APPOSED = re.compile(r"\s?[—–]\s(?:an?|its|his|her|their|the)\s(?:[\w’'-]+\s){1,4}?(?:that|which|who)\s[^—–;]*$")
#: A relative clause that has the figure, and the sentence that goes on: "which tracked 57,000 shops, and 10.5% in 2024".
_OPEN_RELATIVE = re.compile(r",\s(?:which|who|whose)\s(?:[^,;:—–.!?\n]|[,.](?=\d))*$")
_LEFT = re.compile(r"[^,;]*,\s(?:and|but|compared|down|up)\s[^;]*\d")
