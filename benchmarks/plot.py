"""Plots as SVG, readable without colour: lines over sizes with both axes in steps of ten, and bars from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 40, 60
NAMES, BAR = 300, 34  # where bars begin, and how far apart they are
BETWEEN_LABELS = 16
COLOURS = ("#0b4a55", "#b45309", "#6b21a8", "#166534", "#9f1239")
DASHES = ("", "8 4", "2 3", "12 3 2 3", "4 8")


def lines(title: str, described: str, across: str, up: str, series: Mapping[str, Points]) -> str:
    """A plot with a line for each series of points above zero; `described` is read aloud instead of it."""
    every = [point for points in series.values() for point in points]
    if not every:
        raise ValueError("nothing to plot")
    horizontal = _Axis([x for x, _ in every], LEFT, WIDTH - RIGHT)
    vertical = _Axis([y for _, y in every], HEIGHT - BOTTOM, TOP)
    names = _spread({name: vertical.place(max(points)[1]) for name, points in series.items()})
    drawn = [
        *(_across(horizontal, value) for value in horizontal.steps()),
        *(_up(vertical, value) for value in vertical.steps()),
        _label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 15, across, "middle"),
        _label(LEFT - 50, TOP - 15, up, "start"),
        *(
            _line(place, name, points, horizontal, vertical, names[name])
            for place, (name, points) in enumerate(series.items())
        ),
    ]
    return _drawing(title, described, HEIGHT, drawn)


def bars(title: str, described: str, along: str, values: Mapping[str, float]) -> str:
    """A bar for each value from 0 to 1, with its name before it and its number behind; `described` is read aloud."""
    if not values:
        raise ValueError("nothing to plot")
    longest = WIDTH - NAMES - 60
    drawn = [_label(NAMES, TOP - 15, along, "start")]
    for place, (name, value) in enumerate(values.items()):
        y = TOP + place * BAR
        length = round(value * longest, 1)
        drawn.append(_label(NAMES - 10, y + BAR / 2, name, "end"))
        drawn.append(f'<rect x="{NAMES}" y="{y}" width="{length}" height="{BAR - 10}" fill="{COLOURS[0]}"/>')
        drawn.append(_label(NAMES + length + 8, y + BAR / 2, f"{value:.3f}", "start"))
    return _drawing(title, described, TOP + len(values) * BAR + 10, drawn)


def _drawing(title: str, described: str, height: int, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="13">'
        f"<title>{escape(title)}</title><desc>{escape(described)}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )


class _Axis:
    """A scale in steps of ten between two places on the paper."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low = math.floor(math.log10(min(values)))
        self._high = max(math.ceil(math.log10(max(values))), self._low + 1)
        self._start, self._end = start, end

    def place(self, value: float) -> float:
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return round(self._start + share * (self._end - self._start), 1)

    def steps(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]


def _across(axis: _Axis, value: float) -> str:
    x = axis.place(value)
    grid = f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
    return grid + _label(x, HEIGHT - BOTTOM + 20, _number(value), "middle")


def _up(axis: _Axis, value: float) -> str:
    y = axis.place(value)
    grid = f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="#ddd"/>'
    return grid + _label(LEFT - 8, y + 4, _number(value), "end")


def _spread(wanted: Mapping[str, float]) -> dict[str, float]:
    """The heights of labels, each as near to where it is wanted as those above it leave room for."""
    placed: dict[str, float] = {}
    lowest = -math.inf
    for name in sorted(wanted, key=lambda one: wanted[one]):
        lowest = placed[name] = max(wanted[name], lowest + BETWEEN_LABELS)
    return placed


def _line(place: int, name: str, points: Points, horizontal: _Axis, vertical: _Axis, height: float) -> str:
    colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
    places = [(horizontal.place(x), vertical.place(y)) for x, y in sorted(points)]
    path = " ".join(f"{x},{y}" for x, y in places)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in places)
    end_x = places[-1][0]
    drawn = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
    return f"{drawn}{dots}{_label(end_x + 10, height + 4, name, 'start', colour)}"


def _label(x: float, y: float, text: str, anchor: str, colour: str = "#333") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
