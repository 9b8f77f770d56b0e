"""Draws charts as SVG, without script, style attributes or external resources. Colours come from the page's style sheet by class.

Figures over time are step charts, since a claim's figure is valid until the article changes it. Each step has a band for the interval of
its hedge; an open side of the band fades out at the edge. Each chart has a table beside it with the same data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from sayso.present.words import format_clock, format_figure, format_interval, parse_moment
from sayso.publish.plot import (
    EPOCH,
    Axis,
    Box,
    ChartStep,
    choose_ticks,
    draw_band,
    draw_ends,
    draw_fades,
    draw_grid,
    draw_line,
    ends,
    find_middle,
    find_value_range,
    list_levels,
    make_box,
    make_time_axis,
    make_value_axis,
)


def draw_step_chart(steps: Sequence[ChartStep], until: str, width: int = 720, height: int = 260, title: str = "") -> Markup:
    """Draws a claim's figure over time; "" if no wording has a figure. `until` is the end of the time axis for a current wording."""
    known = [s for s in steps if list_levels(s)]
    if not known:
        return Markup("")
    left = 14 + 7.2 * max(len(format_figure(t)) for t in choose_ticks(*find_value_range(known)))
    x, y = make_time_axis(known, until, left, width - 18), make_value_axis(known, height - 30, 22)
    boxes = [make_box(s, x, y) for s in known]
    parts = [
        draw_grid(y, x, width),
        *(draw_band(b, y, str(width)) for b in boxes),
        draw_line(boxes),
        *(_draw_point(b, i, boxes) for i, b in enumerate(boxes)),
        draw_ends(x, height, until),
    ]
    frame = Markup('<svg class="chart" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}{4}</svg>')
    return frame.format(width, height, title or "Step chart", draw_fades(str(width)), Markup("").join(parts))


def draw_sparkline(steps: Sequence[ChartStep], until: str, width: int = 96, height: int = 24) -> Markup:
    """Draws a claim's figure over time, small enough for a line of a table; "" if there is nothing to show."""
    known = [s for s in steps if list_levels(s)]
    if len(known) < 2:
        return Markup("")
    x, y = make_time_axis(known, until, 2, width - 4), make_value_axis(known, height - 4, 4)
    boxes = [make_box(s, x, y) for s in known]
    last = boxes[-1]
    words = f"from {format_figure(find_middle(known[0]))} to {format_figure(find_middle(known[-1]))}"
    frame = Markup('<svg class="spark" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}{4}</svg>')
    dot = Markup('<circle class="dot" cx="{}" cy="{}" r="2"/>').format(last.right, last.line)
    return frame.format(width, height, words, draw_line(boxes), dot)


def draw_columns(
    days: Sequence[tuple[str, int, int]], hrefs: Sequence[str], width: int = 720, height: int = 72, *,
    label: str = "Changes per day", dark: str = "figures",
) -> Markup:  # fmt: skip
    """Draws daily counts as columns: (day, number drawn `dark`, total); each column is a link. "" for less than two days."""
    if len(days) < 2:
        return Markup("")
    top = max(total for _, _, total in days) or 1
    slot = width / len(days)
    bar = min(slot * 0.7, 22)
    parts = []
    for i, ((name, strong, total), href) in enumerate(zip(days, hrefs, strict=True)):
        if total:
            parts.append(
                _draw_column(
                    round(i * slot + (slot - bar) / 2, 1),
                    round(bar, 1),
                    height=height,
                    strong=strong / top,
                    total=total / top,
                    href=href,
                    words=f"{name}: {total:,}, {strong:,} of them {dark}",
                )
            )
    frame = Markup(
        '<svg class="columns" viewBox="0 0 {0} {1}" width="{0}" height="{1}" preserveAspectRatio="none" role="group" '
        'aria-label="{3}">{2}</svg>'
    )
    return frame.format(width, height, Markup("").join(parts), label)


def _draw_column(x: float, bar: float, height: int, strong: float, total: float, href: str, words: str) -> Markup:
    room = height - 4
    tall, solid = max(total * room, 2), strong * room
    return Markup(
        '<a href="{0}"><title>{1}</title><rect class="hit" x="{2}" y="0" width="{3}" height="{4}"/>'
        '<rect class="all" x="{2}" y="{5}" width="{3}" height="{6}"/><rect class="strong" x="{2}" y="{7}" width="{3}" height="{8}"/></a>'
    ).format(href, words, x, bar, height, round(height - tall, 1), round(tall, 1), round(height - solid, 1), round(solid, 1))


class TimelineStop(NamedTuple):
    """A revision on the strip: its time, whether it is a stealth edit, its label, its link, its number of changes."""

    at: str
    stealth: bool
    label: str
    href: str
    changes: int
    chosen: bool = False


def strip(stops: Sequence[TimelineStop], width: int = 720) -> Markup:
    """Draws the revisions of an article in time. A stealth edit is a hollow diamond; a revision with more changes is larger."""
    if len(stops) < 2:
        return Markup("")
    x = _spread([parse_moment(s.at) or EPOCH for s in stops], 22, width - 22)
    parts = [Markup('<line class="axis" x1="8" x2="{}" y1="28" y2="28"/>').format(width - 8)]
    crowded = len(stops) * 24 > width
    for stop, at in zip(stops, x, strict=True):
        shape = _draw_bar(stop, at) if crowded else _draw_diamond(stop, at)
        name = "chosen" if stop.chosen else ""
        parts.append(Markup('<a href="{}" class="{}"><title>{}</title>{}</a>').format(stop.href, name, stop.label, shape))
    left, right = ends(parse_moment(stops[0].at), parse_moment(stops[-1].at), width - 16)
    labels = Markup('<text x="8" y="58">{}</text><text x="{}" y="58" text-anchor="end">{}</text>').format(left, width - 8, right)
    frame = Markup(
        '<svg class="strip" viewBox="0 0 {0} 64" width="{0}" height="64" role="group" aria-label="Revisions in time">{1}{2}</svg>'
    )
    return frame.format(width, Markup("").join(parts), labels)


def _draw_diamond(stop: TimelineStop, at: float) -> Markup:
    """Draws a revision with room around it; the more changes, the larger."""
    size = min(4 + math.sqrt(stop.changes) * 1.5, 11)
    if not stop.stealth:
        return Markup('<circle cx="{}" cy="28" r="{}"/>').format(at, round(size, 1))
    reach = round(size + 2, 1)
    path = '<path class="stealthy" d="M{0} {1}L{2} 28L{0} {3}L{4} 28Z"/>'
    return Markup(path).format(at, 28 - reach, round(at + reach, 1), 28 + reach, round(at - reach, 1))  # noqa: S704


def _draw_bar(stop: TimelineStop, at: float) -> Markup:
    """Draws a revision among many; the more changes, the taller."""
    tall = round(min(4 + math.sqrt(stop.changes) * 4, 27), 1)
    name = "stealthy" if stop.stealth else "stick"
    return Markup('<rect class="{}" x="{}" y="{}" width="4" height="{}"/>').format(name, round(at - 2, 1), round(28 - tall, 1), tall)


def _spread(times: Sequence[datetime], start: float, end: float) -> list[float]:
    """Returns positions in time, moved apart where they would overlap."""
    axis = Axis(times[0].timestamp(), times[-1].timestamp(), start, end)
    gap = min(14.0, (end - start) / max(len(times) - 1, 1))
    out: list[float] = []
    for t in times:
        out.append(max(axis.at(t.timestamp()), out[-1] + gap if out else start))
    for i in reversed(range(len(out))):
        out[i] = round(min(out[i], (out[i + 1] - gap) if i + 1 < len(out) else end), 1)
    return out


def _draw_point(box: Box, i: int, boxes: Sequence[Box]) -> Markup:
    if box.line is None:
        return Markup("")
    words = f"{box.step.label or format_figure(find_middle(box.step))}, from {format_clock(box.step.start)} UTC"
    hedge = format_interval(box.step.low, box.step.high)
    dot = Markup('<circle class="dot" cx="{}" cy="{}" r="4"><title>{}</title></circle>').format(
        box.left, box.line, f"{words}; that is {hedge}" if hedge else words
    )
    crowded = i + 1 < len(boxes) and boxes[i + 1].left - box.left < 9 * len(format_figure(find_middle(box.step))) + 6
    if crowded:
        return dot
    return dot + Markup('<text class="value" x="{}" y="{}">{}</text>').format(
        round(box.left + 6, 1), round(box.line - 7, 1), format_figure(find_middle(box.step))
    )
