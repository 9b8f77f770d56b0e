"""The chart of a series: one step line for each outlet, since its figure is valid until it gives another, with the band of each hedge.

Each outlet has a colour, a dash pattern and labels at its dots. A full dot is an article's first figure, a ring a
revision of it. A line joins figures that contradict each other. The page also has a list of the points, with the same data.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from sayso.present.words import format_clock, format_figure, format_interval
from sayso.publish.plot import (
    Axis,
    Box,
    ChartStep,
    choose_ticks,
    draw_band,
    draw_ends,
    draw_fades,
    draw_grid,
    draw_line,
    find_middle,
    find_value_range,
    list_levels,
    make_box,
    make_time_axis,
    make_value_axis,
)

#: The number of outlets with their own colour, those with the most figures; the others share one and have no line.
MAX_COLOURED = 6

#: The number of pixels between the lines of two outlets with the same figure.
LINE_DISTANCE = 2.5

#: The label of an outlet without a name.
NO_OUTLET_NAME = "outlet not named"


class Event(NamedTuple):
    """One wording of a point.

    The time from which it is valid (UTC), the outlet, whether it is in the body, whether it revises an earlier wording.
    """

    claim_id: int
    at: str
    outlet: str
    body: bool
    revises: bool
    value: float | None
    low: float | None
    high: float | None
    label: str


class Legend(NamedTuple):
    """An outlet of the chart: its class, its name, and the number of its figures."""

    css: str
    name: str
    figures: int


class Chart(NamedTuple):
    """The chart of a series and its legend; both are empty if no point has a figure."""

    svg: Markup
    legend: tuple[Legend, ...]


def draw_series_chart(
    events: Sequence[Event], clashes: Sequence[tuple[int, int]], until: str, width: int = 720, height: int = 300, title: str = ""
) -> Chart:
    """Draws the events of a series, given in the order of time.

    `clashes` are pairs of claims that contradict each other; `until` is the last known time (UTC).
    """
    tracks = _group_tracks([e for e in events if list_levels(_make_step(e, None))])
    if not tracks:
        return Chart(Markup(""), ())
    legend = tuple(Legend(css, name, len(found)) for css, name, found in tracks)
    steps = {css: _make_steps(found) if css != "o0" else [] for css, _, found in tracks}
    shown = sorted((_make_step(e, None) for _, _, found in tracks for e in found), key=lambda s: s.start)
    left = 14 + 7.2 * max(len(format_figure(t)) for t in choose_ticks(*find_value_range(shown)))
    x, y = make_time_axis(shown, until, left, width - 18), make_value_axis(shown, height - 30, 22)
    lines = [(css, [_move_line(make_box(s, x, y), n, len(tracks)) for s in steps[css]]) for n, (css, _, _) in enumerate(tracks)]
    dots = _Dots(x, y, len(tracks), width)
    parts = [
        draw_grid(y, x, width),
        *(_draw_group(css, [draw_band(b, y, f"{width}-{css}") for b in boxes]) for css, boxes in lines),
        *(_draw_group(css, [draw_line(boxes)]) for css, boxes in lines if boxes),
        *(_draw_group(css, [dots.draw(e, n) for e in found]) for n, (css, _, found) in enumerate(tracks)),
        dots.draw_clashes(clashes),
        *dots.values,
        draw_ends(x, height, until),
    ]
    frame = Markup('<svg class="chart outlets" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}{4}</svg>')
    faded = Markup("").join(draw_fades(f"{width}-{css}", css) for css, _ in lines)
    return Chart(frame.format(width, height, title or "Figures over time", faded, Markup("").join(parts)), legend)


def _group_tracks(events: Sequence[Event]) -> list[tuple[str, str, list[Event]]]:
    """Returns class, name and figures of each outlet, those with the most figures first, then all others as one."""
    counts = Counter(e.outlet for e in events)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    css: Mapping[str, str] = defaultdict(lambda: "o0", {name: f"o{n + 1}" for n, name in enumerate(order[:MAX_COLOURED])})
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[css[event.outlet]].append(event)
    names = {css[name]: name or NO_OUTLET_NAME for name in order[:MAX_COLOURED]} | {"o0": "other outlets"}
    return [(key, names[key], found[key]) for key in sorted(found, key=lambda key: (key == "o0", key))]


def _make_steps(events: Sequence[Event]) -> list[ChartStep]:
    """Makes the steps of an outlet, each valid until the next.

    If there are figures in texts, those in headlines, which lag, are left out.
    """
    drawn = [e for e in events if e.body] or list(events)
    return [_make_step(a, b) for a, b in pairwise([*drawn, None]) if a is not None]


def _make_step(event: Event, following: Event | None) -> ChartStep:
    return ChartStep(start=event.at, end=following and following.at, value=event.value, low=event.low, high=event.high, label=event.label)


def _move_line(box: Box, n: int, tracks: int) -> Box:
    """Moves the line of a box a little, so that the lines of outlets with the same figure are all visible."""
    return box if box.line is None else box._replace(line=round(box.line + _compute_offset(n, tracks), 1))


def _compute_offset(n: int, tracks: int) -> float:
    return (n - (tracks - 1) / 2) * LINE_DISTANCE


def _draw_group(css: str, parts: Sequence[Markup]) -> Markup:
    return Markup('<g class="{}">{}</g>').format(css, Markup("").join(parts))


class _Dots:
    """The dots of a chart, their positions, and the values beside those with room."""

    def __init__(self, x: Axis, y: Axis, tracks: int, width: int) -> None:
        self.x, self.y, self.tracks, self.width = x, y, tracks, width
        self.places: dict[int, tuple[float, float]] = {}
        self.taken: list[tuple[float, float, float]] = []
        self.values: list[Markup] = []

    def draw(self, event: Event, n: int) -> Markup:
        step = _make_step(event, None)
        box = make_box(step, self.x, self.y)
        line = round((box.line or 0.0) + _compute_offset(n, self.tracks), 1)
        self.places[event.claim_id] = (box.left, line)
        self._write(format_figure(find_middle(step)), box.left, line)
        return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
            "ring" if event.revises else "dot", box.left, line, 4 if event.body else 3, _describe_event(event)
        )

    def draw_clashes(self, clashes: Sequence[tuple[int, int]]) -> Markup:
        """Draws a line between the dots of two claims that contradict each other, if both have dots."""
        path = Markup('<path class="clash" d="M{} {}L{} {}"><title>These two contradict each other</title></path>')
        found = [(self.places[a], self.places[b]) for a, b in clashes if a in self.places and b in self.places]
        return Markup("").join(path.format(*a, *b) for a, b in found)

    def _write(self, words: str, left: float, line: float) -> None:
        """Writes the value beside a dot, unless another one or the edge is too near."""
        start, end = left + 6, left + 8 + 8 * len(words)
        if end > self.width or any(start < right and end > other and abs(line - at) < 15 for other, right, at in self.taken):
            return
        self.taken.append((start, end, line))
        self.values.append(Markup('<text class="value" x="{}" y="{}">{}</text>').format(round(start, 1), round(line - 7, 1), words))


def _describe_event(event: Event) -> str:
    """Describes the event of a dot: outlet, figure, time, and the meaning of the hedge."""
    hedge = format_interval(event.low, event.high) if event.low != event.high else ""
    where = "" if event.body else " in the headline"
    words = f"{event.outlet or NO_OUTLET_NAME}{where}: {event.label}, from {format_clock(event.at)} UTC"
    return words + (", revised" if event.revises else "") + (f"; that is {hedge}" if hedge else "")
