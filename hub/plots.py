"""Plots as numbers for SVG: everything in percentages of the drawing, so that words keep their size on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

NICE = (1, 2, 5, 10)
STEPS = 4  # lines across a plot, about
MOST_LABELS = 6
FEWEST_SLOTS = 8  # with fewer bars than this the others stay empty, so that one bar is no wall
FULL = 0.94  # the part of the height that the highest line may take: a number stands above it


@dataclass(frozen=True, slots=True)
class Line:
    """A line across at a round value, with how far it is from the top in percent."""

    value: int
    y: str


@dataclass(frozen=True, slots=True)
class Column:
    """A standing bar: its place and size in percent, its value, its label, and the words below it, if any."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    value: int
    label: str
    below: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class ColumnPlot:
    """A row of standing bars with lines across."""

    columns: list[Column]
    lines: list[Line]


def percent(part: float, whole: float = 100) -> str:
    """A share as SVG writes it, such as "12.5%", whatever the language of the page."""
    return f"{100 * part / whole if whole else 0:.2f}".rstrip("0").rstrip(".") + "%"


def nice_step(most: int, steps: int = STEPS) -> int:
    """The round distance (1, 2 or 5 times a power of ten) between about so many lines from 0 to `most`."""
    if most <= steps:
        return 1
    rough = most / steps
    power = 10 ** floor(log10(rough))
    return int(next(nice * power for nice in NICE if nice * power >= rough))


def top_of(most: int) -> int:
    """The round value at or just above `most` at which the highest line stands."""
    step = nice_step(most)
    return max(step, ceil(most / step) * step)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a plot (never below zero) with its label, and the short words below it, if it is worth them."""

    label: str
    value: int
    below: str = ""


def column_plot(values: Sequence[Value]) -> ColumnPlot:
    """Bars for these values, evenly spread, with words below at most six of them."""
    top = top_of(max((one.value for one in values), default=0))
    slot = 100 / max(len(values), FEWEST_SLOTS)
    below = _with_room([one.below for one in values])
    columns = [
        Column(
            x=percent(slot * (place + 0.1)),
            y=percent(100 - 100 * FULL * one.value / top),
            width=percent(slot * 0.8),
            height=percent(100 * FULL * one.value / top),
            middle=percent(slot * (place + 0.5)),
            value=one.value,
            label=one.label,
            below=below[place],
            is_last=place == len(values) - 1,
        )
        for place, one in enumerate(values)
    ]
    heights = range(0, top + 1, nice_step(top))
    return ColumnPlot(columns, [Line(value, percent(100 - 100 * FULL * value / top)) for value in heights])


def _with_room(words: Sequence[str]) -> list[str]:
    """The words from last to first as far as they do not stand in each other's way; the others empty."""
    apart, last = ceil(max(len(words), FEWEST_SLOTS) / MOST_LABELS), None
    kept = [""] * len(words)
    for place in reversed(range(len(words))):
        if words[place] and (last is None or last - place >= apart):
            kept[place], last = words[place], place
    return kept


def shares(values: Sequence[int]) -> list[str]:
    """The length of a lying bar for each value, the longest being everything."""
    most = max(values, default=0)
    return [percent(value, most) for value in values]
