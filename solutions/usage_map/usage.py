"""Where solutions are used: one structure from which both the map and the table beside it are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from organisations.boundaries.shapes import Box, Shapes, shipped
from organisations.models import Kind, Organisation

SOLID, DENSE, LINES, CROSS, DOTS = "solid", "dense", "lines", "cross", "dots"  # the fills and patterns of a map
PATTERN_CELLS = 1100  # a map is this many units of its patterns wide, whatever part of the country it shows


@dataclass(frozen=True, slots=True)
class Level:
    """A class of the map: `look` names its fill and pattern, `label` says it in words."""

    look: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class UsageRow:
    """One organisation: what it does in words, its level, and the cells of its row after name and province."""

    organisation: Organisation
    level: Level
    words: str
    cells: tuple[Any, ...] = ()
    order: int = 0

    @property
    def sentence(self) -> str:
        """What the map says of it: "Delft: in gebruik sinds 2023, bevestigd"."""
        return f"{self.organisation.name}: {self.words}"


@dataclass(frozen=True, slots=True)
class Area:
    """A row that the map draws: its path (SVG `d`)."""

    row: UsageRow
    path: str


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: a level and how many areas are drawn with it."""

    level: Level
    count: int


@dataclass(frozen=True, slots=True)
class UseMap:
    """Rows, the areas drawn for them, and the part of the country that is shown."""

    rows: list[UsageRow]
    areas: list[Area]
    legend: list[Key]
    box: Box | None
    version: str
    year: int | None
    headings: tuple[str | Promise, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether there is a map; without it the table says the same."""
        return self.box is not None

    @property
    def scale(self) -> str:
        """The size of a pattern's unit in steps of this map, as SVG writes numbers."""
        return f"{(self.box.width if self.box else PATTERN_CELLS) / PATTERN_CELLS:.3f}"

    @property
    def elsewhere(self) -> list[UsageRow]:
        """The rows that have no place on the map: organisations that are no municipality of its year."""
        drawn = {area.row.organisation.pk for area in self.areas}
        return [row for row in self.rows if row.organisation.pk not in drawn]


def use_map(
    rows: Iterable[UsageRow], *, levels: Sequence[Level], headings: Sequence[str | Promise] = (), province: str = ""
) -> UseMap:
    """The map of these rows, of the whole country or of one province; without shapes when they cannot be read."""
    kept = [row for row in rows if not province or row.organisation.province == province]
    shapes = shipped()
    areas = _areas(kept, shapes) if shapes else []
    counts = Counter(area.row.level for area in areas)
    return UseMap(
        rows=kept,
        areas=areas,
        legend=[Key(level, counts[level]) for level in levels],
        box=shapes.box(code for code, name in shapes.provinces.items() if name == province) if shapes else None,
        version=shapes.version if shapes else "",
        year=shapes.year if shapes else None,
        headings=tuple(headings),
    )


def _areas(rows: Iterable[UsageRow], shapes: Shapes) -> list[Area]:
    found = [row for row in rows if row.organisation.kind == Kind.MUNICIPALITY]
    return [Area(row, shapes.areas[row.organisation.code]) for row in found if row.organisation.code in shapes.areas]
