"""Parts of all charts of figures over time: steps and axes, and their drawing as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from markupsafe import Markup

from sayso.present.words import format_figure, parse_moment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ChartStep(NamedTuple):
    """The figure of a wording and the interval of its validity; `end` None if it is still valid."""

    start: str
    end: str | None
    value: float | None
    low: float | None
    high: float | None
    label: str = ""


class Axis(NamedTuple):
    """Maps a range of values to a range of pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Returns the position of a value, to a tenth of a pixel."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + share * (self.end - self.start), 1)


class Box(NamedTuple):
    """A step in pixels; `top` or `bottom` is None if the hedge leaves that side open."""

    left: float
    right: float
    line: float | None
    top: float | None
    bottom: float | None
    step: ChartStep


def draw_fades(name: str, css: str = "") -> Markup:
    """Draws the gradients of open bands. `name` includes the chart's width: another chart cannot use the gradients of a hidden chart."""
    fade = Markup(
        '<linearGradient id="{0}-{1}" x1="0" y1="{2}" x2="0" y2="{3}"><stop class="{4} fade-from" offset="0"/>'
        '<stop class="{4} fade-to" offset="1"/></linearGradient>'
    )
    return Markup("<defs>{}{}</defs>").format(fade.format("band-up", name, 1, 0, css), fade.format("band-down", name, 0, 1, css))


#: The width of a drawing in which two times with their days fit beside each other.
WIDE_CHART = 380


def ends(first: datetime | None, last: datetime | None, room: float) -> tuple[str, str]:
    """Returns the labels of the two ends of an axis: days, or times if the ends are near.

    >>> morning, evening = datetime(2026, 3, 14, 8, 12, tzinfo=UTC), datetime(2026, 3, 14, 17, 45, tzinfo=UTC)
    >>> ends(morning, evening, 600)
    ('14 March 2026, 08:12 UTC', '14 March 2026, 17:45 UTC')
    >>> ends(morning, evening, 300), ends(morning, evening + timedelta(days=2), 300)
    (('08:12 UTC', '17:45 UTC'), ('14 March 2026', '16 March 2026'))
    """
    if first is None or last is None:
        return "", ""
    near, one_day = last - first < timedelta(days=5), first.date() == last.date()
    days, clocks = zip(*((f"{at.day} {at:%B %Y}", f"{at:%H:%M} UTC") for at in (first, last)), strict=True)
    if near and room >= WIDE_CHART:
        return f"{days[0]}, {clocks[0]}", f"{days[1]}, {clocks[1]}"
    return clocks if one_day else days


def list_levels(step: ChartStep) -> list[float]:
    """Lists the values of a step."""
    return [v for v in (step.value, step.low, step.high) if v is not None]


def find_middle(step: ChartStep) -> float | None:
    """Returns the height of a step: its value, else the middle of its bounds, else its only bound."""
    if step.value is not None:
        return step.value
    if step.low is not None and step.high is not None:
        return (step.low + step.high) / 2
    return step.low if step.low is not None else step.high


def find_value_range(steps: Sequence[ChartStep]) -> tuple[float, float]:
    """Returns the least and the greatest value of an axis for these steps."""
    values = [v for s in steps for v in list_levels(s)]
    low, high = min(values), max(values)
    pad = (high - low) * 0.12 or abs(high) * 0.2 or 1.0
    return (max(low - pad, 0.0) if low >= 0 else low - pad), high + pad


def make_value_axis(steps: Sequence[ChartStep], bottom: float, top: float) -> Axis:
    """Makes the vertical axis for these steps."""
    return Axis(*find_value_range(steps), bottom, top)


def make_time_axis(steps: Sequence[ChartStep], until: str, left: float, right: float) -> Axis:
    """Makes the horizontal axis for these steps, given in time; `until` (UTC) is the last known time."""
    first = (parse_moment(steps[0].start) or EPOCH).timestamp()
    ends = [(parse_moment(s.end) or parse_moment(s.start) or EPOCH).timestamp() for s in steps]
    last = max([*ends, (parse_moment(until) or EPOCH).timestamp()])
    if any(parse_moment(s.end) is None for s in steps):  # a current wording gets room to be visible
        last += max((last - first) * 0.12, 3600.0)
    return Axis(first, last, left, right)


def make_box(step: ChartStep, x: Axis, y: Axis) -> Box:
    """Converts a step to pixels."""
    end = parse_moment(step.end)
    line = find_middle(step)
    return Box(
        left=x.at((parse_moment(step.start) or EPOCH).timestamp()),
        right=x.at(end.timestamp()) if end else x.end,
        line=None if line is None else y.at(line),
        top=None if step.high is None else y.at(step.high),
        bottom=None if step.low is None else y.at(step.low),
        step=step,
    )


def draw_band(box: Box, y: Axis, fades_name: str) -> Markup:
    """Draws the interval that the hedge of a step allows; "" for an exact figure. An open side fades out to the edge (`fades`)."""
    if box.top is not None and box.top == box.bottom:
        return Markup("")
    name = "band" if box.top is not None and box.bottom is not None else "band-up" if box.top is None else "band-down"
    top = y.end if box.top is None else box.top
    bottom = y.start if box.bottom is None else box.bottom
    fill = Markup('fill="url(#{}-{})" ').format(name, fades_name) if name != "band" else Markup("")
    return Markup('<rect class="{}" {}x="{}" y="{}" width="{}" height="{}"/>').format(
        name, fill, box.left, top, round(max(box.right - box.left, 1), 1), round(max(bottom - top, 1), 1)
    )


def draw_line(boxes: Sequence[Box]) -> Markup:
    """Draws one path: horizontal while a wording is valid, vertical at the next one, with a gap while the claim was gone."""
    path: list[str] = []
    last: Box | None = None
    for box in boxes:
        if box.line is None:
            last = None
            continue
        joined = last is not None and last.right == box.left
        path.append(f"{'V' if joined else f'M{box.left} '}{box.line}H{box.right}")
        last = box
    return Markup('<path class="step" d="{}"/>').format("".join(path))


def choose_ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Chooses round values between two values, in steps of 1, 2 or 5 times a power of ten.

    >>> choose_ticks(0, 22)
    [0.0, 5.0, 10.0, 15.0, 20.0]
    """
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(power * m for m in (1, 2, 5, 10) if span / (power * m) <= about + 0.5)
    if step < 1 and all(v == int(v) for v in (low, high)):
        step = 1.0
    first = math.ceil(low / step - 1e-9)
    return [round(step * i, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def draw_grid(y: Axis, x: Axis, width: int) -> Markup:
    """Draws the lines of the vertical axis with their values."""
    line = Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="tick" x="{}" y="{}" text-anchor="end">{}</text>')
    out = [
        line.format(x.start, width - 6, y.at(t), y.at(t), x.start - 8, y.at(t) + 4, format_figure(t)) for t in choose_ticks(y.low, y.high)
    ]
    return Markup("").join(out)


def draw_ends(x: Axis, height: int, until: str) -> Markup:
    """Draws the labels of the first day and the last known time; the rest of the axis is empty."""
    first, last = datetime.fromtimestamp(x.low, UTC), parse_moment(until) or datetime.fromtimestamp(x.high, UTC)
    text = Markup('<text class="tick" x="{}" y="{}" text-anchor="{}">{}</text>')
    end = x.at(last.timestamp())
    left, right = ends(first, last, end - x.start)
    return text.format(x.start, height - 8, "start", left) + text.format(end, height - 8, "end", right)
