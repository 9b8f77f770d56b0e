"""Which way a figure went: "rose 2.1%", "down 34 cents"."""

from __future__ import annotations

import regex

from sayso.grammar.tables import alternation, mapping
from sayso.model import Trend

#: Words right in front of a figure, "by" between them or not.
TRENDS = mapping("""
    up: rose, rise, rises, risen, rising, up, gained, gain, gains, gaining, climbed, climb, climbs, climbing, jumped, jump, jumps, jumping, added, adding, increased, increase, increases, increasing, grew, grow, grows, grown, growing, surged, surge, surges, surging, soared, soar, soars, soaring, advanced, rallied, spiked, leapt, leaped, expanded, swelled, edged up, inched up, ticked up, went up, go up
    down: fell, fall, falls, fallen, falling, down, lost, lose, losing, dropped, drop, drops, dropping, declined, decline, declines, declining, decreased, decrease, slid, slide, slipped, slips, slumped, tumbled, tumble, plunged, plummeted, sank, shed, eased, dipped, retreated, shrank, contracted, sunk, slashed, edged down, edged lower, inched down, went down, was slid
""")
_BEFORE = regex.compile(rf"(?r)(?<![^\W\d_])({alternation(TRENDS)})(?:\s+by)?(?:\s+(?:an?|another|a\s+further))?\s+", regex.IGNORECASE)
_BEHIND = regex.compile(r"\s+(higher|lower)\b", regex.IGNORECASE)


def trend_of(text: str, left: int, start: int, end: int) -> Trend | None:
    """The way of the figure [start, end), told by the word in front of it or right behind."""
    found = _BEFORE.match(text, left, start)
    if found:
        return "up" if TRENDS[" ".join(found[1].lower().split())] == "up" else "down"
    behind = _BEHIND.match(text, end)
    return None if behind is None else "up" if behind[1].lower() == "higher" else "down"
