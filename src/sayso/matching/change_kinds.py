"""The kind of change between two wordings of one claim. Typed values decide; the text only shows whether the words around them changed.

Figures come first. The same number with the same modifier is not a revision in any notation. The same number under another is
`rehedged`. Otherwise the figure was `refined` or `coarsened` where one wording is inside the interval of the other,
and `raised` or `lowered` where it is not. An open interval ("at least 64") would contain any later, higher toll, and an editor
calls 69 after "at least 64" a raise: so an open end reaches only as far as the roundness of its number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.matching.conversions import find_figure_factor, find_unit_factor
from sayso.matching.mentions import Mention, normalise_typography
from sayso.matching.quotations import classify_quote_change, find_quoted_words
from sayso.matching.roundness import (
    THOUSANDS,
    are_equal_numbers,
    compute_roundness,
    find_allowed_interval,
    is_rounding_of_number,
    round_binary_error,
)
from sayso.matching.source_names import differ_in_source, get_written_source
from sayso.model import ChangeKind, Modifier, Quantity

#: How many words before a bare figure a word may be that looked like its hedge.
NEARBY = 3

#: Two statements with different figures and more alike than this (of 100) say the same of them.
RESTATED = 65

#: Words before a number that is not yet reached.
_UNDERWAY = compile_pattern(
    r"(?:on the (?:verge|brink|cusp) of(?: (?:breaking|crossing|hitting|passing|reaching|topping))?|approach(?:es|ed|ing)?"
    r"|near(?:s|ed|ing)?|clos(?:es|ed|ing) in on|(?:just )?short of)\s$"
)

#: The end of the words before a level.
_REACHED = compile_pattern(r"\b(?:at|from|to)\s$")

#: Words after a span of time that grows or shrinks day by day.
_CALENDAR = compile_pattern(r"\s(away|ago|from now|to go)\b")
_TIMES = frozenset(("day", "week", "month"))

#: The end of the words before a number of days until something happens; how many days may pass between two revisions.
_IN = compile_pattern(r"\b(?:arrive|due|end|expected|expire|lands?|open|reach|start|take|will)\b[^.;]{0,60} in\s$")
FEW_DAYS = 3

#: A vote or a score; a hedge after its figure.
_TALLY = compile_pattern(r"(?P<ahead>\d{1,4})(?: to |-)(?P<behind>\d{1,4})")
_AS_SAID = compile_pattern(r"(?:[\p{L}-]+,? ){0,3}(?:, )?as (?:\p{Ll}+ ){0,2}(?:calculated|estimated|expected|projected|reported)\b")

#: Traded goods, in small letters; words for the end of a day's trading; the units of money.
_TRADED = frozenset(entries("matching.txt", "what is traded"))
_AT_REST = frozenset(("close", "closed", "settled", "settlement"))
_WORD = compile_pattern(r"\p{L}+")
_MONEY = compile_pattern(r"(?:[A-Z]{3}|cent|dollar|euro|pound)\b")

#: How many characters may be between a figure and its conversion in brackets.
NEXT = 30

#: Words of hedges that also occur before figures in other senses.
_SLIGHT = frozenset(entries("matching.txt", "small words of hedges"))


#: A word of a quotation; hyphens part words, since a dash may be printed as one.
_LETTERS = compile_pattern(r"[\p{L}\p{N}]+")


#: The side of the number that a hedge means: "nearly $4" before, "more than $4" after, is a rise.
_SIDE: dict[Modifier, int] = {"nearly": -1, "under": -1, "over": 1}

#: Hedges that leave an end open.
_OPEN: frozenset[Modifier] = frozenset(("over", "at_least", "under", "at_most"))

#: Hedges of a number that is not reached.
_ABOVE: frozenset[Modifier] = frozenset(("nearly", "under"))

#: A hedged number that differs from another by no more than this share refines or coarsens it, else it moved: with a hedge on both
#: sides ("about"), and with one that leaves an end open ("more than") or another unit ("12 days", "nearly two weeks").
HEDGE, HEDGE_OPEN = 0.1, 0.2


class Verdict(NamedTuple):
    """The change: kind None for none at all; `delta` is new less old, `percent` is that in percent of the old.

    `resourced` says that a figure that moved, or has a new hedge, also has another source.
    """

    kind: ChangeKind | None
    delta: float | None = None
    percent: float | None = None
    resourced: bool = False


def judge_claim(old: Mention, new: Mention, rewritten: bool = False) -> Verdict:
    """The verdict on a claim, given its old and its new mention: one kind, the most important.

    A figure that was raised by another source is `raised`, and `resourced`. `rewritten` is for sentences that have little but the claim in
    common.
    """
    if _is_untouched(old, new):
        return Verdict(None)
    value = _classify_in_context(old, new) if old.claim.quantity else Verdict(None)
    if value.kind is not None and not (value.kind == "rehedged" and _has_hedge_nearby(old, new)):
        return value._replace(resourced=differ_in_source(old, new, rewritten, moved=value.kind != "rehedged"))
    if differ_in_source(old, new, rewritten, moved=False):
        return Verdict(
            "reworded" if rewritten and has_other_figures(old, new) and not _is_same_but_for_figures(old, new) else "reattributed"
        )
    if old.claim.quantity is None and _is_requoted(old, new):
        return Verdict("requoted")
    return Verdict("reworded" if _normalise_wording(old) != _normalise_wording(new) or _is_named_otherwise(old, new) else None)


def _classify_in_context(old: Mention, new: Mention) -> Verdict:
    """The verdict on a figure with its source and sentence.

    One in brackets that converts the figure before it did not move if that one did not ("50 metres (165 feet)", "50 metres (164 feet)"),
    and it shares that figure's hedge. A number of days until or since an event does not move as days pass. Market prices move all day:
    another hedge or digit is a move there.
    """
    value = _compare_tallies(old, new) or compare_figures(*(_drop_trend_of_level(m) for m in (old, new)))
    if value.kind == "rehedged":
        if (_find_converted(old) and _find_converted(new)) or _differs_by_within(old, new):
            return Verdict(None)
        return _classify_reached(old, new) or _classify_crossing(old, new) or value
    if value.kind in ("raised", "lowered") and (_are_conversions_of_same_figure(old, new) or _is_due_to_passing_time(value.kind, old, new)):
        return Verdict(None)
    traded = value.kind in ("refined", "coarsened") and _is_in_open_trading(old) and _is_in_open_trading(new)
    if traded and not _is_hedged_rounding(old.figure, new.figure) and not _is_rounded_price(old.figure, new.figure):
        return value._replace(kind="raised" if (value.delta or 0) > 0 else "lowered")
    return value


def _drop_trend_of_level(mention: Mention) -> Quantity:
    """Returns the figure without the trend of its verb if it is the level reached: "fell to 4.1%", not "fell 4.1%"."""
    q = mention.figure
    return replace(q, trend=None) if q.trend and _REACHED.search(_get_text_before_figure(mention)) else q


def _compare_tallies(old: Mention, new: Mention) -> Verdict | None:
    """The verdict on two votes or scores by their first number, or else by their second; None for ranges and other figures."""
    before, after = (_TALLY.fullmatch(m.words) for m in (old, new))
    if not before or not after:
        return None
    (a, b), (c, d) = ((float(found["ahead"]), float(found["behind"])) for found in (before, after))
    if (a, b) == (c, d) or (a <= b and c <= d):
        return None
    delta = c - a or d - b
    return Verdict("raised" if delta > 0 else "lowered", delta)


def _is_hedged_rounding(old: Quantity, new: Quantity) -> bool:
    """Whether one of two figures is the other with fewer digits and a hedge: "$67.02", "about $67"."""
    if old.modifier == new.modifier == "exact" or old.value is None or new.value is None:
        return old.modifier != new.modifier
    a, b = old.value, new.value * (find_unit_factor(new.unit, old.unit) or 1.0)
    apart = abs(a - b) / (max(abs(a), abs(b)) or 1.0)
    return is_rounding_of_number(a, b, apart) or is_rounding_of_number(b, a, apart)


def _is_rounded_price(old: Quantity, new: Quantity) -> bool:
    """Whether one of two prices is the other without its cents: "$2.98", "$3"."""
    if old.value is None or new.value is None or not all(_MONEY.match(q.unit or "") for q in (old, new)):
        return False
    return old.value != new.value and round(old.value) == round(new.value) and sum(x % 1 == 0 for x in (old.value, new.value)) == 1


def _differs_by_within(old: Mention, new: Mention) -> bool:
    """Whether one text says "within" and the other gives the number bare: "within 24 hours", "in the next 24 hours"."""
    limited, bare = (new, old) if old.figure.modifier == "exact" else (old, new)
    return bare.figure.modifier == "exact" and limited.words.lower().startswith("within ")


def _are_conversions_of_same_figure(old: Mention, new: Mention) -> bool:
    """Whether two figures in brackets convert the same figure before them, with any hedge."""
    before, after = _find_converted(old), _find_converted(new)
    return bool(before and after and compare_figures(before, after).kind in (None, "rehedged"))


def _is_due_to_passing_time(kind: ChangeKind, old: Mention, new: Mention) -> bool:
    """Whether a number of days changed only because time passed: "three days away", "two days away"."""
    if (
        kind == "lowered"
        and old.figure.unit == new.figure.unit == "day"
        and all(_IN.search(_get_text_before_figure(m)) for m in (old, new))
    ):
        return (old.figure.value or 0) - (new.figure.value or 0) <= FEW_DAYS
    before, after = (_CALENDAR.match(m.home.document.text[m.figure.span.end : m.home.span.end]) for m in (old, new))
    if not before or not after or before[1] != after[1] or old.figure.unit not in _TIMES or new.figure.unit not in _TIMES:
        return False
    return kind == ("raised" if before[1] == "ago" else "lowered")


def _get_text_before_figure(mention: Mention) -> str:
    return mention.home.document.text[mention.home.span.start : mention.figure.span.start]


def _is_in_open_trading(mention: Mention) -> bool:
    """Whether a figure is the price or move of a traded good, and the day's trading is not over."""
    unit = mention.figure.unit or ""
    if unit != "percent" and not _MONEY.match(unit):
        return False
    words = set(_WORD.findall(mention.home.raw.lower()))
    return not words.isdisjoint(_TRADED) and words.isdisjoint(_AT_REST)


def _classify_crossing(old: Mention, new: Mention) -> Verdict | None:
    """A rise or fall across a number that only the hedge shows, in trading: "$80", "more than $80"; "about" may be either side."""
    if not (_is_in_open_trading(old) and _is_in_open_trading(new)) or "about" in (old.figure.modifier, new.figure.modifier):
        return None
    step = _SIDE.get(new.figure.modifier, 0) - _SIDE.get(old.figure.modifier, 0)
    return Verdict("raised" if step > 0 else "lowered") if step else None


def crosses_by_hedge(old: Mention, new: Mention) -> bool:
    """Whether only the hedge says that a number was passed."""
    return old.claim.quantity is not None and _classify_in_context(old, new).kind in ("raised", "lowered")


def has_other_figures(old: Mention, new: Mention) -> bool:
    """Whether two statements have figures, and these differ."""
    before, after = (_list_figures(m) for m in (old, new))
    return bool(before and after and before != after)


def _is_same_but_for_figures(old: Mention, new: Mention) -> bool:
    """Whether two statements with other figures say the same of them."""
    return fuzz.ratio(old.words.lower(), new.words.lower()) > RESTATED


def _list_figures(statement: Mention) -> list[tuple[float | None, float | None, float | None]]:
    """The figures in the words of a statement, none for a figure itself."""
    if statement.claim.quantity is not None:
        return []
    inside = (
        m.figure for m in statement.home.mentions if m.claim.quantity and any(s.contains(m.figure.span) for s in statement.claim.spans)
    )
    return sorted(((q.value, q.low, q.high) for q in inside), key=str)


def _classify_reached(old: Mention, new: Mention) -> Verdict | None:
    """A rise or fall to a number that one text only approaches: "on the verge of $4", "topped $4"."""
    before, after = (bool(_UNDERWAY.search(m.home.document.text[m.home.span.start : m.figure.span.start])) for m in (old, new))
    if before and not after and new.figure.modifier in ("over", "at_least"):
        return Verdict("raised")
    return Verdict("lowered") if after and not before and old.figure.modifier in ("over", "at_least") else None


def _find_converted(mention: Mention) -> Quantity | None:
    """The figure that a figure in brackets converts: the one before the bracket, in another unit of its kind."""
    text, start = mention.home.document.text, mention.figure.span.start
    if text[start - 1 : start] not in ("(", "[", "/"):
        return None
    ahead = [m.figure for m in mention.home.mentions if m.claim.quantity and m.figure.span.end <= start]
    last = max(ahead, key=lambda q: q.span, default=None)
    if last is None or last.unit == mention.figure.unit or find_unit_factor(last.unit, mention.figure.unit) is None:
        return None
    return last if start - last.span.end <= NEXT else None


def _is_untouched(old: Mention, new: Mention) -> bool:
    """Whether sentence, words and source of a claim are unchanged, as for most claims of most updates."""
    return old.home.raw == new.home.raw and old.raw == new.raw and get_written_source(old) == get_written_source(new)


def compare_figures(old: Quantity, new: Quantity) -> Verdict:
    """The verdict on a figure by its value and hedge.

    Figures in units that convert into one another are compared in the old one's; where they do not, in the numbers as written.
    """
    by = find_figure_factor(new, old) or 1.0
    if old.value is None or new.value is None:
        return Verdict(_compare_intervals(old, new, by))
    value = new.value * by
    if old.trend and new.trend and old.trend != new.trend:
        return _classify_reversal(old, value)
    if are_equal_numbers(old.value, value, by != 1.0):
        crossed = _SIDE.get(new.modifier, 0) - _SIDE.get(old.modifier, 0)
        if abs(crossed) == 2 or (crossed and _is_least_share(old) and _is_least_share(new)):
            return Verdict("raised" if crossed > 0 else "lowered")
        return Verdict("rehedged" if old.modifier != new.modifier else None, 0.0, 0.0 if old.value else None)
    delta = round_binary_error(value - old.value)
    percent = round_binary_error(100 * delta / abs(old.value)) if old.value else None
    return Verdict(_classify_precision(old, new, by) or ("raised" if delta > 0 else "lowered"), delta, percent)


def _is_least_share(q: Quantity) -> bool:
    """Whether a share is so small that "less than" it is a lower one: "1%", "<1%"; "about 1%" may be either."""
    return q.unit == "percent" and q.modifier != "about" and 0 < (q.value or 0) <= 1


def _classify_reversal(old: Quantity, value: float) -> Verdict:
    """A rise that became a fall, or a fall that became a rise: "rose 4.1%" → "fell 12%" went down by 16.1."""
    assert old.value is not None
    was, now = (old.value, -value) if old.trend == "up" else (-old.value, value)
    return Verdict("raised" if now > was else "lowered", round_binary_error(now - was), None)


def _has_hedge_nearby(old: Mention, new: Mention) -> bool:
    """Whether the hedge that one text seems to add is a few words before the bare figure in the other.

    "A row over a costly $500 sale", "a row over $500 sale": the word was there, it was not a hedge, and nothing was added. Nor is a
    corrected letter or word an addition: "of least 10 staff", "of at least 10 staff". A hedge may also come after the figure: "40, as
    estimated before", "an estimated 40".
    """
    hedged, bare = (new, old) if old.figure.modifier == "exact" else (old, new)
    if bare.figure.modifier != "exact":
        return False
    hedge = set(hedged.words.lower().split()) - set(bare.words.lower().split()) - _SLIGHT
    text, home = bare.home.document.text, bare.home.span
    before = text[home.start : bare.figure.span.start].lower().split()[-NEARBY:]
    behind = _AS_SAID.match(normalise_typography(text[bare.figure.span.end : home.end]))
    return bool(hedge) and (hedge.issubset(before) or (behind is not None and hedge.issubset(behind[0].split())))


def _classify_precision(old: Quantity, new: Quantity, by: float) -> ChangeKind | None:
    """Whether one wording refines the other: by its hedge or, without hedges, as the less round number."""
    assert old.value is not None
    assert new.value is not None
    a, b = old.value, new.value * by
    apart = abs(a - b) / max(abs(a), abs(b))
    if old.modifier == new.modifier:
        if old.modifier != "exact" or old.role or new.role or (_is_to_the_cent(old) and _is_to_the_cent(new)):
            return None
        if is_rounding_of_number(a, b, apart):
            return "refined"
        return "coarsened" if is_rounding_of_number(b, a, apart) else None
    if _is_other_number(old, new):
        return None
    if _moves_in_round_steps(old, new) or _are_on_two_sides(old, new):
        return None
    before, after = find_allowed_interval(old), find_allowed_interval(new, by)
    wide = by != 1.0 or not _OPEN.isdisjoint((old.modifier, new.modifier))
    if apart > (HEDGE_OPEN if wide else HEDGE):
        return None
    if before.contains(after):
        return "rehedged" if after.contains(before) else "refined"
    return "coarsened" if after.contains(before) else None


def _is_other_number(old: Quantity, new: Quantity) -> bool:
    """Whether a number with "nearly" or "over" does not round the other one, because it has as many digits: "$3.70", "just under $3.72"."""
    hedged, bare = (new, old) if old.modifier == "exact" else (old, new)
    if bare.modifier != "exact" or hedged.modifier not in _SIDE or hedged.unit != bare.unit or hedged.value is None or bare.value is None:
        return False
    return 0 < compute_roundness(hedged.value) <= compute_roundness(bare.value)


def _is_to_the_cent(q: Quantity) -> bool:
    """Whether a figure is a price with cents, which is exact, also where its last digit is 0: "$3.10"."""
    return _MONEY.match(q.unit or "") is not None and q.value is not None and q.value < THOUSANDS and q.value % 1 != 0


def _are_on_two_sides(old: Quantity, new: Quantity) -> bool:
    """Whether one text gives a number that was passed and the other one that is not reached yet: "more than 600", "nearly 700"."""
    passed = {q.modifier for q in (old, new)} & {"over", "at_least"}
    return bool(passed) and not _ABOVE.isdisjoint((old.modifier, new.modifier)) and old.value != new.value


def _moves_in_round_steps(old: Quantity, new: Quantity) -> bool:
    """Whether a percentage with "about" does not round the other one, because both are round: "85%", "about 90%"."""
    if not old.unit == new.unit == "percent" or "exact" not in (old.modifier, new.modifier) or "about" not in (old.modifier, new.modifier):
        return False
    bare, hedged = (old, new) if old.modifier == "exact" else (new, old)
    return hedged.value != bare.value and (bare.value or 0) % 5 == 0


def _compare_intervals(old: Quantity, new: Quantity, by: float) -> ChangeKind | None:
    if _gives_one_end_of_range(old, new, by):
        return "coarsened"
    if _gives_one_end_of_range(new, old, 1 / by):
        return "refined"
    before, after = find_allowed_interval(old), find_allowed_interval(new, by)
    if before.contains(after) and after.contains(before):
        return None if old.modifier == new.modifier or "vague" in (old.modifier, new.modifier) else "rehedged"
    nested = before.low != after.low and before.high != after.high
    if nested or old.modifier != new.modifier:
        if before.contains(after):
            return "refined"
        if after.contains(before):
            return "coarsened"
    return "raised" if after.middle > before.middle else "lowered"


def _gives_one_end_of_range(whole: Quantity, one: Quantity, by: float) -> bool:
    """Whether a figure leaves one end of a range open and keeps the other: "1 to 10%", "up to 10%"."""
    if whole.value is not None or one.value is None or one.modifier not in _OPEN:
        return False
    kept, lost = (whole.low, whole.high) if one.modifier in ("over", "at_least") else (whole.high, whole.low)
    return kept is not None and lost is not None and lost != 0 and are_equal_numbers(kept, one.value * by, by != 1.0)


def _normalise_wording(mention: Mention) -> tuple[list[str], str | None]:
    """The claim's own words, without punctuation and capitals, and for a figure its noun: everything that a rewording can change."""
    noun = mention.claim.quantity.noun if mention.claim.quantity else None
    return _LETTERS.findall(mention.words.casefold()), noun.casefold() if noun else None


def _is_named_otherwise(old: Mention, new: Mention) -> bool:
    """Whether a statement's source has another name ("the minister", then "Mara Lund"); a shorter form is not another name."""
    if old.claim.quantity is not None:
        return False
    before, after = (set(_LETTERS.findall((get_written_source(m) or "").casefold())) for m in (old, new))
    return not (before <= after or after <= before)


def _is_requoted(old: Mention, new: Mention) -> bool:
    """Whether the words between the quotation marks differ, or the old text has no quotation.

    Words outside the marks do not count.
    """
    before, after = find_quoted_words(old), find_quoted_words(new)
    if before is None or after is None:
        return (before is None) != (after is None)
    return classify_quote_change(before, after) != "same"
