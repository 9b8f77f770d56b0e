"""What a figure takes from the one before it in the same sentence: a bound, a change, or what is counted."""

from __future__ import annotations

from dataclasses import replace

import regex

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import alternation
from sayso.grammar.quantities.attach_unit import Measurement
from sayso.grammar.quantities.durations import DURATIONS
from sayso.grammar.quantities.headwords import STOPS, is_person, is_plural, singularize
from sayso.grammar.quantities.hedges import Hedge
from sayso.grammar.quantities.roles import ROLES_OF_PEOPLE
from sayso.grammar.quantities.trends import CAUSES, STRONG
from sayso.grammar.quantities.units import is_money
from sayso.grammar.quantities.verb_forms import list_verb_forms
from sayso.grammar.wordclasses import CLASSES, NOUN
from sayso.model import Quantity, Trend

_CONVERTED = 20
_APART = 120
_CONVERSION = compile_pattern(r"(?:\s\w+)?\s?[(/]\s?")
_OTHERWISE = compile_pattern(r"(?:\s\w+)?,?\sor\s")
_BY = compile_pattern(r"(?r)\bby\s")
_AGAINST = compile_pattern(
    r"(?r)\b(?:from|compared\s(?:with|to)|versus|vs\.?|against|(?:below|above|short\sof|than|beating|missing|topping)(?=\s(?:the|an)\s)"
    r"|to)\s(?:(?:just|only|about|the|an?(?:\s(?:whopping|mere|record|paltry|staggering))?|[A-Z][\w.-]*[’']s)\s)?",
    regex.IGNORECASE,
)


#: Words before "from" that make it the start of a change: "up from", "an increase from".
_MOVED = compile_pattern(rf"(?<![^\W\d_])(?:up|down|higher|lower|{alternation(STRONG)})\s$", regex.IGNORECASE)


def inherit_bound(text: str, dressed: Measurement, last: Quantity, rule: str) -> Hedge | None:
    """Applies the bound of a figure to its conversion: "more than 100 km (60 miles)"."""
    if dressed.unit is None or last.unit is None or last.modifier not in ("over", "under", "at_least", "at_most"):
        return None
    if dressed.start - last.span.end > _CONVERTED or not _CONVERSION.fullmatch(text, last.span.end, dressed.start):
        return None
    return Hedge(last.modifier, dressed.start, dressed.start, rule)


_OVER_ABOUT = compile_pattern(r"over\s(?:about|around|roughly|some|approximately)\s")


def deny_bound(text: str, hedge: Hedge, unit: str | None) -> Hedge | None:
    """The bound that a "not" or a ban makes of "more than": "did not last more than a week", "bars firms from holding more than 39%".

    None where "up to" belongs to a verb ("added up to $90", "crept up to 4%", "brought the staff up to 11") or says what is reached
    now ("it’s up to 60%"), or "within" belongs to places ("within 30 villages").
    """
    if _OVER_ABOUT.match(text, hedge.start):  # "turned over about 2,300"
        return hedge._replace(modifier="about", start=hedge.start + len("over "))
    if text.startswith("ithin", hedge.start + 1) and (unit is None or unit == "person"):
        return None
    if (
        hedge.modifier == "at_most"
        and text.startswith("up to", hedge.start)
        and (
            _ADDED.search(text, max(0, hedge.start - _ADDED_REACH), hedge.start)
            or text[max(0, hedge.start - _ADDED_REACH) : hedge.start].lower().rstrip().rpartition(" ")[2] in _GONE_UP
            or _BROUGHT_UP.search(text, max(0, hedge.start - _APART), hedge.start)
        )
    ):
        return None
    if hedge.modifier != "over":
        return hedge
    if unit in _TIMES and text.startswith("over", hedge.start) and _DONE.search(text, max(0, hedge.start - _APART), hedge.start):
        return None  # "was carried out over two years"
    before = text[max(0, hedge.start - _APART) : hedge.start]
    denied = _BANNED.search(before) or (_EXCEEDS.match(text, hedge.start) and _DENIES.search(before))
    if denied is None and unit is not None and unit != "person":
        denied = _NOT_LASTING.search(before) or (None if unit in _TIMES else _NOT.search(before))
    return hedge._replace(modifier="at_most") if denied else hedge


#: Verbs with the particle "up": "crept up to 4%", "pushed up to $5".
_GONE_UP = frozenset(form.removesuffix(" up") for form in (*STRONG, *CAUSES) if form.endswith(" up"))


def is_spread_over_period(text: str, hedge: Hedge | None, dressed: Measurement, last: Quantity) -> bool:
    """Whether "over" gives the period of the measure before it, and is not a bound: "$30 billion over 10 years".

    A preposition or a verb of lasting in front still makes it a bound: "paid $5 million for over 10 years".
    """
    if hedge is None or dressed.unit not in _TIMES or text[hedge.start : hedge.end].strip().lower() != "over":
        return False
    if text.startswith(" ago", dressed.end):
        return False
    if last.unit in (None, "person") or last.unit in _TIMES or last.unit.endswith("of age"):
        return False
    return _SPREAD.fullmatch(text, last.span.end, hedge.start) is not None


#: Words between a measure and its "over": of its noun or its change, without a clause.
_SPREAD = compile_pattern(
    r"(?:\s(?!that\b|which\b|who\b|and\b|but\b|when\b|while\b|because\b)[\w’'$-]+){0,6}"
    r"(?<!\b(?:for|in|after|of|with|within|by|to|from|is|was|been|be|since|last|lasts|lasted|lasting|take|takes|took|taking"
    r"|spent|spend|wait|waited))\s"
)


#: Verbs of actions that extend over a period.
_DONE = compile_pattern(rf"\b{alternation(entries('figures.txt', 'done through a time'))}\s$", regex.IGNORECASE)
_ADDED = compile_pattern(r"\b(?:add|amount|lead|led|work|own|live)(?:s|ed|ing)?\s$", regex.IGNORECASE)
_ADDED_REACH = 9
#: What is "up to" a figure now, and verbs with an object before "up to": "we are up to 30", "bring staffing levels up to 11".
_BROUGHT_UP = compile_pattern(
    r"(?:\b(?:now|presently|currently|already)|\b(?:it|that|we|they)(?:\sis|\sare|[’']s|[’']re)"
    rf"|\b(?:{alternation(form for verb in entries('figures.txt', 'verbs with an object before up') for form in list_verb_forms(verb))})"
    r"\s(?:(?:the|its|their|his|her|our)(?:\s(?!(?:to|of|that|and|in|with|for|from)\b)[\w’'-]+){0,4}"
    r"|(?:[a-z]+\s){0,2}(?:levels?|numbers?|totals?)(?:\sback)?))\s$",
    regex.IGNORECASE,
)
_TIMES = DURATIONS - {"fortnight"}
_EXCEEDS = compile_pattern(r"exceed|top\b|pass\b", regex.IGNORECASE)
_DENIES = compile_pattern(r"\b(?:not|never|cannot|\w+n[’']t)\s$", regex.IGNORECASE)
_NOT_WORD = r"\b(?:not|never|cannot|\w+n[’']t)\s(?:been\s|be\s|have\s)?"
#: Verbs of lasting, where "not" denies the duration; "has not rained for more than a month" says how long it has not rained.
_NOT_LASTING = compile_pattern(
    rf"{_NOT_WORD}(?:last|persist|tak|took|stay|remain|surviv|continu|endur|exceed|wait|stretch|run|go)\w*\s(?:for\s|on\s)?$",
    regex.IGNORECASE,
)
_NOT = compile_pattern(
    rf"{_NOT_WORD}(?!(?:only|because|just|even|stop|prevent|deter|mean|that|includ\w*|surpris\w*|all|every|enough|if|until|in|on"
    r"|at|for)\b)\w+\s(?:by\s|up\s)?$",
    regex.IGNORECASE,
)
_BANNED = compile_pattern(
    r"\b(?:prevent|bar|bars|barred|ban|bans|banned|prohibit|forbid|block)\w{0,5}\s[^.;,]{1,60}\b(?:from\s\w+ing"
    r"|(?:that|which|who|to)\s\w+)\s$",
    regex.IGNORECASE,
)
_MARGIN = compile_pattern(
    r"(?:,?\s(?:with\s)?(?:an?\s|the\s)?(?:margin\sof\serror\s(?:of|is)?\s?)?plus\sor\sminus|\s?(?:±|\+/[-–−]))\s?", regex.IGNORECASE
)


def read_margin_of_error(text: str, dressed: Measurement, following: Measurement) -> float | None:
    """The margin of error of a measure: "40 miles, plus or minus 3"."""
    is_margin = following.unit in (None, dressed.unit) and _MARGIN.fullmatch(text, dressed.end, following.start)
    return following.value if is_margin else None


def inherit_trend(text: str, figure: Quantity, last: Quantity) -> Trend | None:
    """The change of a figure that belongs to the one before.

    It gives the same change in another unit ("lost 190 points, or 0.6%"), or its result ("rose 18 cents to $4").
    """
    if moved := _find_trend_from_to(text, figure, last):
        return moved
    if last.trend is None or figure.trend or figure.unit is None:
        return None
    between = (last.span.end, figure.span.start)
    if figure.unit == last.unit:  # "A was down 2.3%, B by 2.6%"
        return last.trend if figure.unit == "percent" and _BY.match(text, 0, figure.span.start) else None
    if figure.unit and last.unit and is_money(figure.unit) and is_money(last.unit):
        return last.trend if text[slice(*between)] == " to " and not _BY.match(text, 0, last.span.start) else None
    return last.trend if _OTHERWISE.fullmatch(text, *between) else None


def _find_trend_from_to(text: str, figure: Quantity, last: Quantity) -> Trend | None:
    """The change that two measures of one unit show: "dropped from 35% to 28%". A range would have been read as one figure."""
    if figure.trend or figure.unit is None or figure.unit != last.unit or figure.value is None or last.value is None:
        return None
    if text[last.span.end : figure.span.start] != " to " or text[max(0, last.span.start - 5) : last.span.start].lower() != "from ":
        return None
    return "up" if figure.value > last.value else "down" if figure.value < last.value else None


def inherit_role(text: str, figure: Quantity, last: Quantity) -> str | None:
    """Applies the role of one group to the other: "killed 168 children and 14 teachers", "destroyed 46 homes and two churches"."""
    if figure.role or last.role is None or figure.unit != last.unit or figure.unit not in (None, "person"):
        return None
    if last.role in OF_ALL and _PART_OF_THEM.fullmatch(text, last.span.end, figure.span.start):
        return last.role  # "killed 31 people, including 12 children"
    if last.noun is None:
        return None
    if figure.span.start - last.span.end > len(last.noun) + _JOINED:
        return None
    between = text[last.span.end : figure.span.start]
    return last.role if between.strip() in (f"{last.noun} and", f"{last.noun},", f"{last.noun}, and") else None


_JOINED = 8
#: Roles that each member of a group has if the group has them, and words before a part of it.
OF_ALL = frozenset(("killed", "injured"))
_PART_OF_THEM = compile_pattern(r"(?:\s[\w’'-]+){0,8}(?:,|\s[–—])\s(?:including|among\sthem)\s", regex.IGNORECASE)


def inherit_listed_noun(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """A bare figure in a list with one that has a noun counts the same: "900 visitors from Alba, 400 from Norden and 60 from Delva"."""
    if figure.unit or figure.noun or figure.role or figure.modifier == "between":
        return figure
    if last.unit == "percent" and figure.value is not None and _is_also_percent(text, figure, last):
        return replace(figure, unit="percent")
    if last.noun is None or last.unit not in (None, "person"):
        return figure
    if figure.value is None or last.value is None or abs(figure.value) <= 1 or abs(last.value) <= 1:
        return figure
    if figure.span.start - last.span.end > _APART or not _IN_A_ROW.fullmatch(text, last.span.end, figure.span.start):
        return figure
    if not _SAME_PLACE.match(text, figure.span.end):
        return figure
    return replace(figure, unit=last.unit, noun=last.noun, head=last.head, role=last.role)


def _is_also_percent(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a bare figure is in percent like the one before: "52 percent in Alba and 48 in Norden"."""
    if figure.span.start - last.span.end > _APART:
        return False
    if (figure.value or 0) > _WHOLE:
        return False
    placed = _PLACED.fullmatch(text, last.span.end, figure.span.start) and _SAME_PLACE.match(text, figure.span.end)
    moved = last.trend and _OTHER_MOVED.fullmatch(text, last.span.end, figure.span.start) and _CLAUSE_ENDS.match(text, figure.span.end)
    return bool(placed or moved)


#: A whole in percent; changes of more than that repeat their unit.
_WHOLE = 100
_PLACED = compile_pattern(r"\s(?:from|in|at|to|on|for|among)\s[^.;:()!?\n\d]{2,60}(?:,|,?\sand|,?\swhile|,?\sbut)\s(?:just\s|only\s)?")
_OTHER_MOVED = compile_pattern(r"(?:,|,?\sand|,?\swhile|,?\sbut)\s(?!(?:to|at)\s)(?:[\w’'-]{1,20}\s){1,3}(?:by\s)?")
_CLAUSE_ENDS = compile_pattern(r"\s*(?:[.;,)]|$)")
#: Two figures in a row: no clause ends between them, and each has its own place or group after it ("in Alba").
_IN_A_ROW = compile_pattern(r"(?:\s[\w’'-]+){0,4}\s(?:from|in|at|to|on|for|of)\s[^.;:()!?\n\d]{2,60}(?:,|,?\sand|,?\swhile|,?\sbut)\s")
_SAME_PLACE = compile_pattern(r"\s(?:from|in|at|to|on|for)\s")


def _is_share_of_count(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a share says again how many were counted before it: "cut 300 jobs, or about 4%, in May"."""
    if figure.unit != "percent" or text.startswith(" of ", figure.span.end):
        return False
    return text[last.span.end : figure.span.start] in (f" {last.noun}, or ", f" {last.noun} (")


def _is_result_of_percent_change(text: str, figure: Quantity, last: Quantity) -> bool:
    """Whether a bare count is what a share of change led to: "the number of voters rose 18% to more than 770,000"."""
    if last.noun is None or last.trend is None or figure.role or figure.value is None or figure.value < _FEWEST or last.head in _PRICED:
        return False
    if not is_plural(last.noun.rpartition(" ")[2].lower()):
        return False
    return _LED_TO.fullmatch(text, last.span.end, figure.span.start) is not None and _REACHED_ENDS.match(text, figure.span.end) is not None


#: Fewer may be points of an index, and what is priced may be in cents.
_FEWEST = 1000
_PRICED = ("share", "stock", "future", "bond")
_REACHED_ENDS = compile_pattern(r"[.,;:)”]|$|\s(?:in|on|by|at|from|last|this|over|during|after|as|and|but|while|since|between)\b")


def inherit_measured_noun(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """A measure that repeats the one before, or gives its result, has the same noun: "fell 800 points, or 1.7%", "rose 4% to $94".

    Only where the noun of the earlier figure precedes it: "a 3% drop to $4" is not a drop of $4.
    """
    if figure.unit is None and figure.noun is None and last.unit == "percent" and _is_result_of_percent_change(text, figure, last):
        return replace(figure, noun=last.noun, head=last.head, unit="person" if is_person(last.head or "") else None)
    if (
        figure.noun
        or figure.unit is None
        or figure.unit == "person"
        or not last.noun
        or (last.unit in (None, "person") and not _is_share_of_count(text, figure, last))
        or last.unit in _TIMES
    ):
        return figure
    between = text[last.span.end : figure.span.start]
    if figure.unit == last.unit == "percent" and _has_same_whole(text, figure, last, between):
        return replace(figure, noun=last.noun, head=last.head)
    if last.unit in (None, "person"):
        return replace(figure, noun=last.noun, head=last.head)
    if len(between) > _APART or last.noun in between or figure.unit in _TIMES:
        return figure
    moved = last.trend or text.endswith("from ", 0, last.span.start)
    if figure.unit == last.unit and (listed := _LISTED.fullmatch(between)) and text.startswith(f" {listed[1]} ", figure.span.end):
        return replace(figure, noun=last.noun, head=last.head)
    if figure.unit == last.unit and _BY_PRONOUN.search(between):
        return replace(figure, noun=last.noun, head=last.head)
    if figure.unit == last.unit and _INCLUDING.search(between):
        return replace(figure, noun=last.noun, head=last.head)
    both = figure.unit == last.unit and not text.startswith(" of ", figure.span.end) and _AND.fullmatch(between)
    if not (both or _SAME.fullmatch(between) or (moved and _LED_TO.fullmatch(between))):
        return figure
    if both and text.startswith((", respectively", " respectively"), figure.span.end):
        return _name_second(text, figure, last)
    return replace(figure, noun=last.noun, head=last.head)


def _name_second(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """The second of two shares with the second of two names: "Roe Corp and Moss Lines fell 3% and 4%, respectively"."""
    before = text.rfind(last.noun, 0, last.span.start) if last.noun else -1
    found = _SECOND_NAME.match(text, before + len(last.noun or ""), last.span.start) if before >= 0 else None
    if found:
        return replace(figure, noun=found[1], head=last.head)
    return replace(figure, noun=last.noun, head=last.head)


_SECOND_NAME = compile_pattern(r"(?:\s\([A-Z]+\))?\sand\s((?:[A-Z][\w.&’'-]*\s)*[A-Z][\w.&’'-]*)(?=\s)")


def _has_same_whole(text: str, figure: Quantity, last: Quantity, between: str) -> bool:
    """Whether a share has the whole of the one before: "60% of voters agree, while 28% are unsure", "52% for Roe and Moss at 4%"."""
    if _AT_NAME.fullmatch(between):
        return True
    if last.head is None or figure.trend or last.trend:
        return False
    if last.head in ("vote", "ballot"):
        return _ALSO_GOT.search(between) is not None
    if not is_person(last.head):
        return False
    return _JOINED_CLAUSE.search(between) is not None and (
        is_followed_by_answer(text, figure.span.end) or _UNSURE.match(text, figure.span.end) is not None
    )


#: "38% support, compared with 31% for Roe and Moss at 17%".
_AT_NAME = compile_pattern(r"\sfor\s(?:[A-Z][\w’'.-]*\s?){1,4}(?:,\s|,?\s?and\s|,\sand\s)(?:[A-Z][\w’'.-]*\s){1,4}(?:is\s)?at\s")
_JOINED_CLAUSE = compile_pattern(
    r"(?:[,;]\s(?:while\s|and\s|but\s|with\s|compared\swith\s)?|\s(?:and|but|while)\s)(?:just\s|only\s|another\s|the\sother\s)?$"
)
#: "53% of the vote, while Moss received".
_ALSO_GOT = compile_pattern(
    r"(?:,\s(?:while|and|with|but|to)|\sand|;)\s[^;:()]{2,60}\s(?:received|got|took|won|had|at|getting|taking)\s(?:just\s|only\s)?$"
)
#: Words for those who chose no answer: "13% undecided".
_UNSURE = compile_pattern(r"\s(?:undecided|unsure|not\ssure|uncertain|opposed|unaffiliated)\b")
#: Verbs of people who answer a poll.
_ANSWERS = compile_pattern(
    rf"\s(?:(?:is|are|were|have|had|having|would|will|do|did|don[’']t|didn[’']t|felt|feel|see|saw|say|said|saying|think|thought|thinking)"
    rf"|{alternation(form for verb in entries('figures.txt', 'verbs of those asked') for form in list_verb_forms(verb))})\b"
)


def is_followed_by_answer(text: str, end: int) -> bool:
    """Whether what is after a share is what those asked say or do: "54% would support"."""
    return _ANSWERS.match(text, end) is not None


#: Words that continue with the same subject as "it": "oil rose to $90, and it could reach".
_BY_PRONOUN = compile_pattern(
    r"(?:,\s(?:and|but|while|though|although)|;)\s(?:[\w’'-]+\s){0,4}?(?:it|they)\s"
    r"(?:(?:could|would|may|might|will|has|have|had|then|later|now|is|was|still|just|only)\s){0,3}[\w’'-]+\s(?:(?:to|at|by)\s)?$"
)
#: "$1.20 a gallon, or 4%", "£120 million ($164 million)", "from 41% in 2020 and 37% in 2016".
_SAME = compile_pattern(
    r"\)\sto\s|\)?\s(?:deep|high|long|tall|thick|wide),?\sand\s|\s(?:by|x|×)\s"
    r"|(?:\s(?:an?|per)\s[\w-]+)?,?\sor\s|\s?\(|\sin\s(?:\w+\s)?(?:19|20)\d\d,?\s(?:and|to)\s"
)
#: "Fell 3% for tin, 2% for zinc and 1% for lead".
_LISTED = compile_pattern(r"\s(for|in|among|at|on|from|to)\s[^,.;:()\d]{2,40}(?:,|,?\sand|,?\sbut|,?\swhile)\s")
#: "Fell 3% on Wednesday and 2% on Thursday".
_AND = compile_pattern(r"(?:\s(?:an?|per)\s[\w-]+)?(?:\s(?:on\s|last\s|in\s)?\w+)?\sand\s")
#: A part of a sum: ", including $25 million from Roe".
_INCLUDING = compile_pattern(r"^[^;:.()]{0,70},?\sincluding\s(?:another\s|an?\s)?$")
#: "8.8% from its last price, to $86", "1.2% to settle at $108".
_LED_TO = compile_pattern(
    r"(?:\s(?:a|per)\s[\w-]+)?\s(?:lower|higher|up|down)\sat\s"
    r"|[^;:()]{0,60}?,?\sto\s(?:an?\s(?:record|average|total|median)\s(?:of\s)?)?"
    r"(?:(?:settle|close|end|finish|trade|stand|reach|hit|just|about|around|almost|nearly)\s(?:at\s|around\s)?)?"
)


def count_others_as_things(figure: Quantity, last: Quantity) -> Quantity:
    """ "Three others" after objects are objects: "four jets landed, and three others left"."""
    things = figure.noun == "others" and figure.unit == "person" and figure.role not in ROLES_OF_PEOPLE and last.unit is None
    return replace(figure, unit=None) if things else figure


def inherit_compared_noun(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """A bare figure that is compared with the one before counts the same: "3 million phones, up from 2 million"."""
    share = figure.unit == "percent" and last.unit is None and last.value is not None and 0 < last.value < 1
    same = (figure.unit == last.unit or share) and last.noun is not None
    if (figure.unit and not same) or figure.noun or last.unit == "year of age" or figure.span.start - last.span.end > _APART:
        return figure
    found = _AGAINST.match(text, last.span.end, figure.span.start)
    if found is None:
        return figure
    if (
        found[0].strip().lower() == "to"
        and last.unit != "point"
        and last.head not in _CAST
        and not _starts_change_of_count(text, last, found.start())
    ):
        return figure
    near = found.start() <= last.span.end + 1  # "lowered to 19 from 21"
    if not near and found[0][:4].lower() == "from" and not _MOVED.search(text, last.span.end, found.start()):
        return figure
    unit = figure.unit or (None if last.unit == "percent" and (figure.value or 0) > _WHOLE else last.unit)
    role = None if text.endswith(_ACCUSED, 0, figure.span.start) else last.role
    return replace(figure, unit=unit, noun=last.noun, head=last.head, role=figure.role or role)


#: "Against" of people rather than of a figure before: "charged 26 people; charges against 11 were dropped".
_ACCUSED = ("charges against ", "case against ", "cases against ", "counts against ")


#: A result for one side and against the other: "by 75 votes to 24".
_CAST = frozenset(("vote", "ballot"))


def _starts_change_of_count(text: str, last: Quantity, to: int) -> bool:
    """Whether the figure before is the start of a change of a count: "grew from about 40 members in May to"."""
    start = last.span.start
    if last.unit not in (None, "person") or text[max(0, start - 5) : start].lower() != "from ":
        return False
    return (
        _MOVED_COUNT.search(text, max(0, start - _APART), start - 5) is not None
        and _NO_CLAUSE.fullmatch(text, last.span.end, to) is not None
    )


_MOVED_COUNT = compile_pattern(rf"(?<![^\W\d_])(?:{alternation(STRONG)}|{alternation(CAUSES)})\s(?:[\w’'-]+\s){{0,6}}$", regex.IGNORECASE)
_NO_CLAUSE = compile_pattern(r"(?:\s(?!(?:when|while|as|that|which|who|because|where)\b)[\w’'-]+){0,10}\s")


def inherit_noun_of_change(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """The change of the count before counts the same: "processed 30,000 claims, up by 10,000", "1.9 million claims, a rise of 46,000"."""
    if figure.noun or figure.unit or last.noun is None or last.unit not in (None, "person") or figure.role:
        return figure
    if figure.span.start - last.span.end > _APART or not text.endswith((" by ", " of "), 0, figure.span.start):
        return figure
    if _MOVED_BY.fullmatch(text, last.span.end, figure.span.start) is None:
        return figure
    return replace(figure, unit=last.unit, noun=last.noun, head=last.head)


_MOVED_BY = compile_pattern(
    r"[^.;:()]{0,80},\s(?:(?:up|down|higher|lower)\sby"
    r"|(?:an?|the)\s(?:[a-z]+\s)?(?:increase|rise|drop|decline|gain|fall|jump|decrease)\sof)\s",
    regex.IGNORECASE,
)


def copy_noun_of_casualties(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """People given only as a number are counted like those before: "two sailors were killed and three were injured"."""
    if figure.noun or figure.role is None or last.role is None or not last.noun or figure.unit != last.unit or last.value == 1:
        return figure
    between = text[last.span.end : figure.span.start]
    if len(between) > _APART or _ALSO.search(between) is None or not between.startswith(" " + last.noun):
        return figure
    return replace(figure, noun=last.noun, head=last.head)


_ALSO = compile_pattern(
    r"^[^;:.()]*(?:,?\sand|,|\swhile|\swith)\s(?:(?:also|another|wounded|injured|wounding|injuring|arrested|detained|with|and)\s)?$"
)


def fill_ellipsis(text: str, figure: Quantity, last: Quantity) -> Quantity:
    """A share after its bare noun changed like the one before: "sales fell 12 percent, profits 4 percent"."""
    if figure.unit != "percent" or last.unit != "percent" or last.trend is None or figure.trend or figure.noun:
        return figure
    found = _ELIDED.fullmatch(text, last.span.end, figure.span.start)
    if found is None or _CLAUSE_ENDS.match(text, figure.span.end) is None:
        return figure
    words = found[1].split()
    if any(CLASSES[word] not in NOUN for word in words) or words[-1] in STOPS:
        return figure
    return replace(figure, noun=found[1], head=singularize(words[-1]), trend=last.trend)


#: Words between one share and the noun of the next: ", profits", "and exports".
_ELIDED = compile_pattern(r"(?:,|,?\sand|,?\swhile|;)\s((?:[\w’'-]{2,20}\s){0,2}[\w’'-]{2,20})\s(?:by\s)?")
