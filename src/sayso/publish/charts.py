"""Charts as SVG, drawn here: no script, no style attribute, nothing from outside. Colours come from the page's style sheet by class.

A step chart, for a claim's figure stands until the article says otherwise. Around each step lies the band that its hedge commits the
writer to; a band without a roof or a floor runs to the edge and fades there. Each chart has a table beside it that says the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from markupsafe import Markup

from sayso.present.words import clock, figure, interval, moment


class Step(NamedTuple):
    """One wording's figure while it stood; `end` None while it still does."""

    start: str
    end: str | None
    value: float | None
    low: float | None
    high: float | None
    label: str = ""


class Axis(NamedTuple):
    """From a range of values to a range of pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies, to a tenth of a pixel."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + share * (self.end - self.start), 1)


class _Box(NamedTuple):
    """A step in pixels; `top` and `bottom` None where the hedge leaves that side open."""

    left: float
    right: float
    line: float | None
    top: float | None
    bottom: float | None
    step: Step


def step_chart(steps: Sequence[Step], until: str, width: int = 720, height: int = 260, title: str = "") -> Markup:
    """A claim's figure over time; "" where no wording names a figure. `until` is where the time axis ends for what still stands."""
    known = [s for s in steps if _levels(s)]
    if not known:
        return Markup("")
    left = 14 + 7.2 * max(len(figure(t)) for t in ticks(*_range(known)))
    x, y = _time_axis(known, until, left, width - 18), _value_axis(known, height - 30, 22)
    boxes = [_box(s, x, y) for s in known]
    parts = [
        _grid(y, x, width),
        *(_band(b, y, width) for b in boxes),
        _line(boxes),
        *(_point(b, i, boxes) for i, b in enumerate(boxes)),
        _days(x, height, until),
    ]
    frame = Markup('<svg class="chart" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}{4}</svg>')
    return frame.format(width, height, title or "Step chart", _fades(width), Markup("").join(parts))


def _fades(width: int) -> Markup:
    """What open bands fade with; named by the chart's width, for a chart that is not displayed lends its fades to no other."""
    fade = Markup(
        '<linearGradient id="{0}-{1}" x1="0" y1="{2}" x2="0" y2="{3}"><stop class="fade-from" offset="0"/>'
        '<stop class="fade-to" offset="1"/></linearGradient>'
    )
    return Markup("<defs>{}{}</defs>").format(fade.format("band-up", width, 1, 0), fade.format("band-down", width, 0, 1))


def sparkline(steps: Sequence[Step], until: str, width: int = 96, height: int = 24) -> Markup:
    """A claim's figure over time, small enough for a line of a table; "" where there is nothing to see."""
    known = [s for s in steps if _levels(s)]
    if len(known) < 2:
        return Markup("")
    x, y = _time_axis(known, until, 2, width - 4), _value_axis(known, height - 4, 4)
    boxes = [_box(s, x, y) for s in known]
    last = boxes[-1]
    words = f"from {figure(_middle(known[0]))} to {figure(_middle(known[-1]))}"
    frame = Markup('<svg class="spark" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}{4}</svg>')
    dot = Markup('<circle class="dot" cx="{}" cy="{}" r="2"/>').format(last.right, last.line)
    return frame.format(width, height, words, _line(boxes), dot)


def columns(days: Sequence[tuple[str, int, int]], hrefs: Sequence[str], width: int = 720, height: int = 72) -> Markup:
    """Counts a day as columns: (day, figures changed, all told); each column is a link. "" for less than two days."""
    if len(days) < 2:
        return Markup("")
    top = max(total for _, _, total in days) or 1
    slot = width / len(days)
    bar = min(slot * 0.7, 22)
    parts = []
    for i, ((name, strong, total), href) in enumerate(zip(days, hrefs, strict=True)):
        if total:
            parts.append(
                _column(
                    round(i * slot + (slot - bar) / 2, 1),
                    round(bar, 1),
                    height,
                    strong / top,
                    total / top,
                    href,
                    f"{name}: {total:,}, {strong:,} of them figures",
                )
            )
    frame = Markup(
        '<svg class="columns" viewBox="0 0 {0} {1}" width="{0}" height="{1}" preserveAspectRatio="none" role="group" aria-label="Changes a day">{2}</svg>'
    )
    return frame.format(width, height, Markup("").join(parts))


def _column(x: float, bar: float, height: int, strong: float, total: float, href: str, words: str) -> Markup:
    room = height - 4
    tall, solid = max(total * room, 2), strong * room
    return Markup(
        '<a href="{0}"><title>{1}</title><rect class="hit" x="{2}" y="0" width="{3}" height="{4}"/>'
        '<rect class="all" x="{2}" y="{5}" width="{3}" height="{6}"/><rect class="strong" x="{2}" y="{7}" width="{3}" height="{8}"/></a>'
    ).format(href, words, x, bar, height, round(height - tall, 1), round(tall, 1), round(height - solid, 1), round(solid, 1))


class Stop(NamedTuple):
    """A revision on the strip: when, whether it is a stealth edit, how it is called, where it leads, how much changed."""

    at: str
    stealth: bool
    label: str
    href: str
    changes: int
    chosen: bool = False


def strip(stops: Sequence[Stop], width: int = 720) -> Markup:
    """The revisions of an article in time; a stealth edit is a hollow diamond, one that changed more is larger."""
    if len(stops) < 2:
        return Markup("")
    x = _spread([moment(s.at) or _EPOCH for s in stops], 22, width - 22)
    parts = [Markup('<line class="axis" x1="8" x2="{}" y1="28" y2="28"/>').format(width - 8)]
    crowded = len(stops) * 24 > width
    for stop, at in zip(stops, x, strict=True):
        shape = _stick(stop, at) if crowded else _bead(stop, at)
        name = "chosen" if stop.chosen else ""
        parts.append(Markup('<a href="{}" class="{}"><title>{}</title>{}</a>').format(stop.href, name, stop.label, shape))
    first, last = moment(stops[0].at), moment(stops[-1].at)
    ends = Markup('<text x="8" y="58">{}</text><text x="{}" y="58" text-anchor="end">{}</text>').format(
        _short(first, last), width - 8, _short(last, first)
    )
    frame = Markup(
        '<svg class="strip" viewBox="0 0 {0} 64" width="{0}" height="64" role="group" aria-label="Revisions in time">{1}{2}</svg>'
    )
    return frame.format(width, Markup("").join(parts), ends)


def _bead(stop: Stop, at: float) -> Markup:
    """A revision with room around it; the more it changed, the larger."""
    size = min(4 + math.sqrt(stop.changes) * 1.5, 11)
    if not stop.stealth:
        return Markup('<circle cx="{}" cy="28" r="{}"/>').format(at, round(size, 1))
    reach = round(size + 2, 1)
    path = '<path class="stealthy" d="M{0} {1}L{2} 28L{0} {3}L{4} 28Z"/>'
    return Markup(path).format(at, 28 - reach, round(at + reach, 1), 28 + reach, round(at - reach, 1))  # noqa: S704


def _stick(stop: Stop, at: float) -> Markup:
    """A revision among many; the more it changed, the taller."""
    tall = round(min(4 + math.sqrt(stop.changes) * 4, 27), 1)
    name = "stealthy" if stop.stealth else "stick"
    return Markup('<rect class="{}" x="{}" y="{}" width="4" height="{}"/>').format(name, round(at - 2, 1), round(28 - tall, 1), tall)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _spread(times: Sequence[datetime], start: float, end: float) -> list[float]:
    """Places in time, pushed apart where they would lie on each other."""
    axis = Axis(times[0].timestamp(), times[-1].timestamp(), start, end)
    gap = min(14.0, (end - start) / max(len(times) - 1, 1))
    out: list[float] = []
    for t in times:
        out.append(max(axis.at(t.timestamp()), out[-1] + gap if out else start))
    for i in reversed(range(len(out))):
        out[i] = round(min(out[i], (out[i + 1] - gap) if i + 1 < len(out) else end), 1)
    return out


def _short(at: datetime | None, other: datetime | None) -> str:
    if at is None:
        return ""
    same_day = other is not None and other.date() == at.date()
    return f"{at.day} {at:%b %Y, %H:%M}" if same_day or other is None or abs(at - other) < timedelta(days=5) else f"{at.day} {at:%b %Y}"


def _levels(step: Step) -> list[float]:
    return [v for v in (step.value, step.low, step.high) if v is not None]


def _middle(step: Step) -> float | None:
    if step.value is not None:
        return step.value
    if step.low is not None and step.high is not None:
        return (step.low + step.high) / 2
    return step.low if step.low is not None else step.high


def _range(steps: Sequence[Step]) -> tuple[float, float]:
    levels = [v for s in steps for v in _levels(s)]
    low, high = min(levels), max(levels)
    pad = (high - low) * 0.12 or abs(high) * 0.2 or 1.0
    return (max(low - pad, 0.0) if low >= 0 else low - pad), high + pad


def _value_axis(steps: Sequence[Step], bottom: float, top: float) -> Axis:
    return Axis(*_range(steps), bottom, top)


def _time_axis(steps: Sequence[Step], until: str, left: float, right: float) -> Axis:
    first = (moment(steps[0].start) or _EPOCH).timestamp()
    ends = [(moment(s.end) or moment(s.start) or _EPOCH).timestamp() for s in steps]
    last = max([*ends, (moment(until) or _EPOCH).timestamp()])
    if any(moment(s.end) is None for s in steps):  # what still stands gets room to be seen standing
        last += max((last - first) * 0.12, 3600.0)
    return Axis(first, last, left, right)


def _box(step: Step, x: Axis, y: Axis) -> _Box:
    end = moment(step.end)
    middle = _middle(step)
    return _Box(
        x.at((moment(step.start) or _EPOCH).timestamp()),
        x.at(end.timestamp()) if end else x.end,
        None if middle is None else y.at(middle),
        None if step.high is None else y.at(step.high),
        None if step.low is None else y.at(step.low),
        step,
    )


def _band(box: _Box, y: Axis, width: int) -> Markup:
    if box.top is not None and box.top == box.bottom:
        return Markup("")
    name = "band" if box.top is not None and box.bottom is not None else "band-up" if box.top is None else "band-down"
    top = y.end if box.top is None else box.top
    bottom = y.start if box.bottom is None else box.bottom
    fill = Markup('fill="url(#{}-{})" ').format(name, width) if name != "band" else Markup("")
    return Markup('<rect class="{}" {}x="{}" y="{}" width="{}" height="{}"/>').format(
        name, fill, box.left, top, round(max(box.right - box.left, 1), 1), round(max(bottom - top, 1), 1)
    )


def _line(boxes: Sequence[_Box]) -> Markup:
    """One path: level while a wording stands, upright where the next takes over, broken where the claim was gone."""
    path: list[str] = []
    last: _Box | None = None
    for box in boxes:
        if box.line is None:
            last = None
            continue
        joined = last is not None and last.right == box.left
        path.append(f"{'V' if joined else f'M{box.left} '}{box.line}H{box.right}")
        last = box
    return Markup('<path class="step" d="{}"/>').format("".join(path))


def _point(box: _Box, i: int, boxes: Sequence[_Box]) -> Markup:
    if box.line is None:
        return Markup("")
    words = f"{box.step.label or figure(_middle(box.step))}, from {clock(box.step.start)} UTC"
    hedge = interval(box.step.low, box.step.high)
    dot = Markup('<circle class="dot" cx="{}" cy="{}" r="4"><title>{}</title></circle>').format(
        box.left, box.line, f"{words}; that is {hedge}" if hedge else words
    )
    crowded = i + 1 < len(boxes) and boxes[i + 1].left - box.left < 9 * len(figure(_middle(box.step))) + 6
    if crowded:
        return dot
    return dot + Markup('<text class="value" x="{}" y="{}">{}</text>').format(
        round(box.left + 6, 1), round(box.line - 7, 1), figure(_middle(box.step))
    )


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round values between two: steps of 1, 2 or 5 times a power of ten.

    >>> ticks(0, 22)
    [0.0, 5.0, 10.0, 15.0, 20.0]
    """
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(power * m for m in (1, 2, 5, 10) if span / (power * m) <= about + 0.5)
    if step < 1 and all(v == int(v) for v in (low, high)):
        step = 1.0
    first = math.ceil(low / step - 1e-9)
    return [round(step * i, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _grid(y: Axis, x: Axis, width: int) -> Markup:
    line = Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="tick" x="{}" y="{}" text-anchor="end">{}</text>')
    out = [line.format(x.start, width - 6, y.at(t), y.at(t), x.start - 8, y.at(t) + 4, figure(t)) for t in ticks(y.low, y.high)]
    return Markup("").join(out)


def _days(x: Axis, height: int, until: str) -> Markup:
    """The first day and the last time that is known; what lies beyond is room."""
    first, last = datetime.fromtimestamp(x.low, UTC), moment(until) or datetime.fromtimestamp(x.high, UTC)
    text = Markup('<text class="tick" x="{}" y="{}" text-anchor="{}">{}</text>')
    return text.format(x.start, height - 8, "start", _short(first, last)) + text.format(
        x.at(last.timestamp()), height - 8, "end", _short(last, first)
    )
