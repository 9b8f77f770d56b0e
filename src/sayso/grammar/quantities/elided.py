"""What a figure leaves out because the figure before has it: "infected 90 people and killed 12", "slipped to 29% … from 34%"."""

from __future__ import annotations

from dataclasses import replace

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.clause_words import MEASURING_VERBS
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.headwords import is_person
from sayso.grammar.quantities.inherited import OF_ALL, is_followed_by_answer
from sayso.grammar.quantities.units import is_money
from sayso.grammar.wordclasses import AUXILIARY, CLASSES, GERUND, VERB, WORD
from sayso.model import Quantity

_APART = 140
_COUNTED = (None, "person")


def repeat_noun(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """The figure with the noun that its clause leaves out, which is that of the figure before."""
    if figure.span.start - last.span.end > _APART:
        return figure
    if figure.unit is None and last.unit and _is_another_sum(text, figure, last):
        return replace(_copy_noun(figure, last), unit=last.unit)
    if last.noun is None:
        return figure
    if figure.noun is None and figure.unit is None and (_is_out_of(text, figure, last) or _is_more_or_result(text, figure, last)):
        return replace(_copy_noun(figure, last), unit=last.unit)
    if (
        figure.unit == "percent"
        and last.unit in _COUNTED
        and text.startswith(" of the total", figure.span.end)
        and _ENDS_TOTAL.match(text, figure.span.end)
    ):
        return _copy_noun(figure, last)  # "9,364 votes, around 25% of the total"
    if figure.noun in _OF_TWO_SIDES and last.unit == figure.unit == "percent" and is_person(last.head or ""):
        return _copy_noun(figure, last)  # "53% of voters opposed it, 40% support"
    if figure.noun:
        return _repeat_noun_of_move(text, figure, last)
    if figure.unit in (None, "percent", "person") and last.unit not in DURATIONS and _OF_OWN.search(text, last.span.end, figure.span.start):
        return replace(_copy_noun(figure, last), unit=figure.unit or last.unit) if figure.unit in (None, last.unit) else figure
    if figure.unit == "percent" and last.unit is None and last.high is not None and last.high <= 1 and _is_said_again(text, figure, last):
        return _copy_noun(figure, last)
    if figure.unit == last.unit == "percent" and is_person(last.head or "") and _is_bracketed_part(text, figure, last):
        return _copy_noun(figure, last)
    if figure.unit in _OF_SHARES and last.unit not in DURATIONS and _is_difference_from_last(text, figure, last):
        return _copy_noun(figure, last)  # "12 million riders in July, up 6%"
    if (
        _has_same_verb(text, figure, last)
        or (last.unit in _COUNTED and _is_base_of_multiple(text, figure))
        or _is_peak_of_last(text, figure, last)
    ):
        return replace(_copy_noun(figure, last), unit=last.unit)
    if figure.unit is None and last.trend and _is_result_of_move(text, figure, last):
        return replace(_copy_noun(figure, last), unit="person" if last.unit == "person" else None)
    if figure.unit in _COUNTED:
        return _repeat_noun_of_people(text, figure, last) if last.unit == "person" else _repeat_noun_of_others(text, figure, last)
    if figure.unit in DURATIONS or figure.unit == "times" or figure.unit.endswith("of age"):
        return figure
    return _repeat_measured_noun(text, figure, figure.unit, last)


def _repeat_measured_noun(text: str, figure: Quantity, unit: str, last: Quantity) -> Quantity:
    """A figure with a unit, with the noun of the one before where both measure the same at two times or places."""
    between = text[last.span.end : figure.span.start]
    if last.unit == "person":
        asked = unit == "percent" and is_person(last.head or "") and is_followed_by_answer(text, figure.span.end)
        return _copy_noun(figure, last) if asked and _ASKING.search(text, max(0, last.span.start - _APART), last.span.start) else figure
    if unit == last.unit and (
        (_TO_NEXT.fullmatch(between) and text.endswith("from ", 0, last.span.start))
        or (unit == "percent" and _has_whole_of_last(text, figure, last))
    ):
        return _copy_noun(figure, last)
    if unit == last.unit and (
        _FROM.search(between)
        and (last.trend or _UP_FROM.search(between) or _TO.search(text, max(0, last.span.start - _NEAR), last.span.start))
    ):
        return _copy_noun(figure, last)
    if unit == last.unit and _THAN_ANOTHERS.search(between):
        return _copy_noun(figure, last)
    if _are_comparable_units(unit, last.unit) and _ALSO_THEN.search(between) and _OTHER_TIME.match(text, figure.span.end):
        return replace(_copy_noun(figure, last), trend=figure.trend or last.trend)
    alike = _are_comparable_units(unit, last.unit) or _are_both_money(unit, last.unit)
    if (
        alike and (moved := _NEXT_MOVE.search(between)) and (moved[1] in MEASURING_VERBS or CLASSES[moved[1]] == GERUND)
    ):  # "hit $4,380 before easing to $4,310"
        return _copy_noun(figure, last)
    if alike and _COMPARED_WITH.fullmatch(between):  # "$1.02 a share, compared with $290 million"
        return _copy_noun(figure, last)
    if _are_both_money(unit, last.unit) and _THE_OTHER.search(between) and _WANTED.match(text, figure.span.end):
        return _copy_noun(figure, last)
    if (
        (_are_both_money(unit, last.unit) or _are_comparable_units(unit, last.unit))
        and _THAN.match(text, figure.span.end)
        and "." not in between.replace("U.S.", "")
    ):
        return _copy_noun(figure, last)
    return figure


def _is_out_of(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a bare number is the whole or a part of what the one before counts: "400 claims out of 900", "(of which 60 were paid)"."""
    if last.unit not in _COUNTED:
        return False
    if text.endswith(_OF_WHICH, 0, figure.span.start):
        return True
    if not text.startswith(f" {last.noun}", last.span.end) or " out of " not in text[last.span.end : figure.span.start]:
        return False
    return _OUT_OF.fullmatch(text, last.span.end, figure.span.start) is not None


def _is_more_or_result(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a bare number is how many more there were than before, or what a rate grew to.

    For example "drew 8 million visitors, 2 million more than in May", "rose by 400,000 barrels a day to 10.2 million".
    """
    if last.unit in _COUNTED:
        return _BESIDE.fullmatch(text, last.span.end, figure.span.start) is not None and _MORE_THAN.match(text, figure.span.end) is not None
    if last.trend is None or last.unit is None or " per " not in last.unit or not text.endswith(_LARGE, 0, figure.span.end):
        return False
    return _RATE_LED_TO.fullmatch(text, last.span.end, figure.span.start) is not None


_MORE_THAN = compile_pattern(r"\s(?:more|fewer)\sthan\b")
_RATE_LED_TO = compile_pattern(r"\s(?:a|an|per)\s[a-z]+,?\sto\s(?:about\s)?")
_OF_WHICH = (" of which ", "(of which ", " of whom ", "(of whom ", " of which only ", " of which just ", " of which about ")
_OUT_OF = compile_pattern(r"[^.;:()]{1,70}\sout\sof\s(?:(?:an?|the|some)\s)?(?:(?:total|eligible|estimated|possible|planned)\s)?(?:of\s)?")


_OF_TWO_SIDES = frozenset(entries("figures.txt", "verbs of two sides"))


def _is_said_again(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a share gives the one before in percent: "nearly two-thirds of voters, 64%, said"."""
    between, end = text[last.span.end : figure.span.start], figure.span.end
    return (
        between.endswith((f" {last.noun}, ", f" {last.noun} (", f" {last.noun} — "))
        and text[end : end + 1] in ",)"
        and len(between) < _NEAR
    )


def _is_bracketed_part(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether shares in brackets are parts of the one before: "45% of tenants either opposed it (13%) or stayed out (32%)"."""
    start, end = figure.span
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")" and _NO_END.fullmatch(text, last.span.end, start) is not None


_NO_END = compile_pattern(r"[^.;:]{1,100}")
_ENDS_TOTAL = compile_pattern(r"\sof\sthe\stotal(?=\s*(?:[.,;)]|$))")
#: Somebody’s own, without the noun: "daily Ola usage is 20 million, whereas Bix’s is under".
_OF_OWN = compile_pattern(
    r"(?:while|whereas|and|but|,)\s[A-Z][\w-]+[’']s\s(?:is|was|are|were|stood\sat|reached|fell\sto|rose\sto)\s(?:only\s|just\s)?$"
)


def _is_difference_from_last(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a share is the difference of the figure before from another: ", down 11 points", ", 6% more than in May"."""
    if _UP_OR_DOWN.fullmatch(text, last.span.end, figure.span.start):
        return True
    return _BESIDE.fullmatch(text, last.span.end, figure.span.start) is not None and _THAN.match(text, figure.span.end) is not None


_UP_OR_DOWN = compile_pattern(r"[^;:(),]{0,60}(?:,|\s[–—])\s(?:(?:which|that)\s(?:is|was)\s)?(?:up|down)\s(?:by\s)?")
_BESIDE = compile_pattern(r"[^;:(),]{0,60}(?:,|\s[–—])\s")


def _is_peak_of_last(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a bare number is the earlier peak of the count before it: "18,000 people, down from a peak of 46,000"."""
    if figure.unit is not None or last.unit not in _COUNTED or not text.endswith("of ", 0, figure.span.start):
        return False
    return _FROM_PEAK.search(text, last.span.end, figure.span.start) is not None


_FROM_PEAK = compile_pattern(r"\b(?:up|down)\sfrom\s(?:an?|the|its)\s(?:[a-z]+\s)?(?:high|low|peak|record|total)\sof\s$")


def _is_base_of_multiple(text: str, figure: Quantity) -> bool:
    """Whether a bare number is compared with the one before: "812 cases, more than double the 380 a year before"."""
    return (
        figure.unit is None
        and figure.role is None
        and _DOUBLE_THE.search(text, max(0, figure.span.start - _NEAR), figure.span.start) is not None
    )


_DOUBLE_THE = compile_pattern(r"\b(?:double|triple|quadruple|twice|half|(?:three|four|five|\d+)\stimes|above|below|than|from)\sthe\s$")


def _has_same_verb(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a bare number has the verb of the figure before: "who walked 7,000 steps … who walked 2,000"."""
    if figure.unit is not None or figure.role or last.unit == "person" or figure.modifier == "between":
        return False
    verb = text[: figure.span.start].rstrip().rpartition(" ")[2]
    if len(verb) < _SHORTEST_VERB or CLASSES[verb] not in VERB + WORD or not text.endswith(f" {verb} ", 0, last.span.start):
        return False
    return (
        text.find(last.noun or "", last.span.end, figure.span.start) == last.span.end + 1
        and _ENDED.match(text, figure.span.end) is not None
    )


def _is_result_of_move(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a change led to a bare number: "dropped 61 points, or 1.1%, to 5,480", "fell by 7,000 to 219,000"."""
    if last.unit not in _OF_SHARES and last.unit not in _COUNTED:
        return False
    led = _LED_TO.fullmatch(text, last.span.end, figure.span.start)
    return led is not None and _ENDED.match(text, figure.span.end) is not None


_LED_TO = compile_pattern(
    r",?(?:\sin\s[A-Z][a-z]+)?\sto\s(?:about\s|an?\s(?:seasonally\sadjusted\s)?annual(?:ized|ised)?\s(?:rate|pace)\sof\s)?"
)
_SHORTEST_VERB = 4
_ENDED = compile_pattern(r"\s*(?:[.,;)]|$)|\s(?:a|in|on|last|per)\b")
#: From one figure with its noun to the next: "from $1 million in revenue to over".
_TO_NEXT = compile_pattern(r"\s(?:in|of)\s(?:[a-z][a-z-]*\s){1,4}to\s")


def _has_whole_of_last(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a share is of the whole before: "79.8% of visits came from one, while only 0.5% came from"."""
    if not text.startswith(f" of {last.noun}", last.span.end) and not _OF_OWNED.match(text, last.span.end):
        return False
    following = _WORD.match(text, figure.span.end)
    return (
        following is not None
        and CLASSES[following[1]] in VERB + AUXILIARY
        and _AND_SHARE.search(text, last.span.end, figure.span.start) is not None
    )


_OF_OWNED = compile_pattern(r"\sof\s(?:the|all|its|their)\s")
_WORD = compile_pattern(r"\s([a-z]+)\b")
_AND_SHARE = compile_pattern(r"(?:,|;|\sand|\swhile|\sbut|\swhereas|\scompared\swith|\sagainst)\s(?:just\s|only\s|another\s)?$")


def _is_another_sum(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a bare large number is more of the money before: "200 million euros this year and another 300 million next year"."""
    if last.unit is None or not is_money(last.unit) or not text.endswith(_LARGE, figure.span.start, figure.span.end):
        return False
    return figure.noun is None and _ANOTHER.search(text, last.span.end, figure.span.start) is not None


_LARGE = ("illion", "housand")


def _copy_noun(figure: Quantity, last: Quantity) -> Quantity:
    return replace(figure, noun=last.noun, head=last.head)


def _are_comparable_units(unit: str, other: str | None) -> bool:
    """Whether both units are the same, or both are of shares: "1.4%, half a point less than"."""
    return unit == other or (unit in _OF_SHARES and other in _OF_SHARES)


_OF_SHARES = frozenset(("percent", "percentage point", "point"))


def _are_both_money(unit: str, other: str | None) -> bool:
    """Whether both units are of money: "$3.42 a gallon, 11 cents more than"."""
    if other is None:
        return False
    return unit == other or (
        is_money(unit.partition(" per ")[0]) and (is_money(other.partition(" per ")[0]) or other.partition(" per ")[0] == "dollar")
    )


_NEAR = 40
_TO = compile_pattern(r"\b(?:to|at|by)\s(?:an?\s(?:[a-z-]+\s){1,3}of\s)?$")
#: Words before the earlier value of a measure, at any distance: "29%, the lowest of his tenure, from".
_FROM = compile_pattern(
    r"^(?:(?!\sfrom\b)[^;:()]){0,100}\sfrom\s"
    r"(?:(?:an?|the|its)\s(?:[a-z]+\s){0,2}(?:estimate|forecast|high|low|peak|level|projection|range)\sof\s)?$"
)
_UP_FROM = compile_pattern(r",\s(?:up|down)\sfrom\s")
#: The same of another time: "rose 0.3%, a faster pace than January’s 0.2%".
_THAN_ANOTHERS = compile_pattern(r"\b(?:than|from|with|to|above|below|after)\s(?:[A-Z]\w+|last\s(?:year|month|week|quarter))[’']s\s$")
#: What joins a measure with that of another time: "1.4% this year … and 1.9% next year".
_ALSO_THEN = compile_pattern(r"(?:,|,?\sand|,?\sbut|,?\sthen|\scompared\swith|\scompared\sto|\sversus|\sagainst)\s(?:by\s|to\s|at\s)?$")
_OTHER_TIME = compile_pattern(
    r"\s(?:(?:this|last|next|the\s(?:following|previous|prior))\s(?:year|month|week|quarter|season)"
    r"|(?:in|for|by|during)\s(?:(?:early|late|mid|fiscal)[\s-])?(?:19|20)\d\d|an?\s(?:year|month|week|quarter)\s(?:ago|earlier|before)"
    r"|the\s(?:year|month|week|quarter)\s(?:before|after|earlier|prior)"
    r"|in\s(?:the\s(?:first|second|third|fourth|previous|prior)\s(?:quarter|half|year|month)"
    r"|January|February|March|April|May|June|July|August|September|October|November|December))\b"
)
_COMPARED_WITH = compile_pattern(r"[^;:()]{0,24},?\s(?:compared\s(?:with|to)|versus|against|or)\s(?:just\s|about\s|an?\s)?")
_NEXT_MOVE = compile_pattern(r"(?:\b(?:before|after|and|but|then)|,)\s(?:later\s|then\s)?([a-z]+)\s(?:back\s|again\s)?(?:to|at)\s$")
#: "A fraction of the $1.1 billion the families had sought".
_THE_OTHER = compile_pattern(r"\sthe\s$")
_WANTED = compile_pattern(
    rf"\s(?:that\s|which\s)?(?:[\w’'-]+\s){{0,5}}?(?:(?:had|has|have|was|were)\s)?(?:been\s)?"
    rf"(?:{alternation(entries('figures.txt', 'pasts of wanting'))})\b"
)
_THAN = compile_pattern(r"\s(?:more|less|higher|lower|fewer|cheaper|dearer|above|below)\s(?:than|the|in|a)\b")
#: Who was asked, before those who answered.
_ASKING = compile_pattern(r"\b(?:poll|survey|questionnaire|interview|study|sample|census)\w*\b[^;:]{0,60}$", regex.IGNORECASE)

_MOVES = frozenset(entries("figures.txt", "nouns of a move"))
_IN_WHAT = compile_pattern(r"\s(?:in|of|for|to)\s(?!(?:the\s|a\s)?(?:year|month|week|quarter|\d))")


def _repeat_noun_of_move(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """The share of a move without "in", which is of what the figure before is of: "trades at $98, a 6.8% increase"."""
    if figure.unit != "percent" or figure.noun not in _MOVES or figure.noun == last.noun or last.unit == "percent":
        return figure
    if not _MOVE_APART.search(text, last.span.end, figure.span.start) or last.unit in DURATIONS:
        return figure
    end = text.find(figure.noun, figure.span.end)
    of = end == figure.span.end + 1 and _IN_WHAT.match(text, end + len(figure.noun))
    return figure if of else _copy_noun(figure, last)


_MOVE_APART = compile_pattern(r",\s(?:and\s)?an?\s(?:[a-z]+\sof\s)?$")

_SAYING = compile_pattern(r"\b(?:said|say|says|told|reported|reports|according|claimed|added|wrote)\b")
_ONE_CLAUSE = compile_pattern(r"\b(?:after|when|while|as|before|since|where|because)\b|[;:]")
_OF_THINGS = frozenset(entries("figures.txt", "roles of things"))
_OF_CASUALTIES = frozenset(entries("figures.txt", "roles of one event"))
#: A number that counts part of the people counted before, without "of them": ", six with burns", ", five seriously".
_PART = compile_pattern(r"[\w,)]*,\s(?:(?:and|with|including|among\sthem|at\sleast|some|about)\s)?$")
_HOW = compile_pattern(
    r"\s(?:with\s(?:[a-z-]+\s){0,3}(?:injur(?:y|ies)|burns|wounds)|in\s(?:a\s)?(?:critical|serious|stable|grave|intensive)\b"
    r"|(?:critically|seriously|severely|gravely|fatally|badly|slightly|lightly|to\sdeath)(?=[\s,.;]))"
)
_ANOTHER = compile_pattern(r"(?:\band\s|,\s)(?:[a-z]+\s)?another\s$")
#: "Cancelled 230 flights and delayed 1,100 more on Sunday".
_MORE = compile_pattern(
    r"\smore(?:\s*[.,;]|$|\s[a-z]{3,}ed\b|\s(?:on|in|at|from|were|was|are|have|had|died|last|this|since|after|when|by|during)\b)"
)
_PLACED = compile_pattern(r"\s(?:on|in|at|from|were|was|are|have|had|died|last|this)\b")


def _repeat_noun_of_people(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """People of whom only a number is given, after people: "killed seven workers and injured 20", "19 were hurt, five seriously"."""
    between = text[last.span.end : figure.span.start]
    if last.value == 1 or figure.modifier == "between" or (figure.value is not None and abs(figure.value) < 1):
        return figure
    if figure.unit is None and figure.role is None and _PART.search(between) and _HOW.match(text, figure.span.end):
        role = last.role if last.role in OF_ALL or last.role == "hospitalised" else None
        role = "killed" if text.startswith((" fatally", " to death"), figure.span.end) else role
        return replace(_copy_noun(figure, last), unit="person", role=role)
    if figure.role is None:
        return _repeat_noun_of_others(text, figure, last)
    if last.role == figure.role and _ANOTHER.search(between):
        return replace(_copy_noun(figure, last), unit="person")
    if figure.unit is None and figure.role != "evacuated":
        return figure
    general = last.head == "person" and not (last.role is None and _SAYING.search(between))
    same = {figure.role, last.role} <= _OF_CASUALTIES and not _ONE_CLAUSE.search(between) and not _SAYING.search(between)
    return replace(_copy_noun(figure, last), unit="person") if general or same else figure


def _repeat_noun_of_others(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """More of those before: "arrested 60 marchers on Friday and another 38 on Saturday"."""
    if (
        figure.unit not in (None, last.unit)
        or last.unit not in _COUNTED
        or figure.modifier == "between"
        or (figure.role not in (None, last.role) and not {figure.role, last.role} <= _OF_THINGS)
    ):
        return figure
    if figure.value is None or figure.value < 1 or last.value is None or last.value <= 1:
        return figure
    more = text.startswith(" more", figure.span.end) and _MORE.match(text, figure.span.end) is not None
    if not more and (not _ANOTHER.search(text, last.span.end, figure.span.start) or not _PLACED.match(text, figure.span.end)):
        return figure
    stays = figure.role or (
        last.role if not text.startswith((" were", " was", " are", " have", " had", " died"), figure.span.end) else None
    )
    return replace(_copy_noun(figure, last), unit=last.unit, role=stays)
